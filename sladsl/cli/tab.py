"""What the Tab key proposes for arguments: agreements, tables, rules, choices of the agreement, names of its promises.

Told by the names of the parameters, so that a new command has it without a word. Whatever goes wrong here, nothing is
proposed: a traceback in the line that somebody types would be worse than a shell that knows nothing.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from sladsl.model.meanings import Agreement

Proposer = Callable[[click.Context, str], Iterable[CompletionItem]]
"""From the line so far and the beginning of a word to the words that it can become."""
PATH = "path"
"""The type of a value that the shell has to quote: a file, or words with blanks."""
TABLES = (
    *(
        ".toml",
        ".csv",
        ".csv.gz",
        ".csv.bz2",
        ".csv.xz",
        ".csv.zst",
        ".xlsx",
        ".xlsm",
        ".parquet",
        ".jsonl",
        ".json",
    ),
)


def attach(command: click.Command) -> click.Command:
    """The command, its parameters knowing what to propose; those with choices of their own know already."""
    for parameter in command.params:
        proposer = PROPOSERS.get(parameter.name or "")
        if proposer is not None and parameter.type is click.STRING:
            parameter.shell_complete = functools.partial(_asked, proposer)  # type: ignore[method-assign]
    return command


def _asked(proposer: Proposer, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    try:
        return list(proposer(ctx, incomplete))
    except (Exception, SystemExit):
        return []


def _files(incomplete: str, endings: tuple[str, ...]) -> list[CompletionItem]:
    """Folders, and files with one of the endings; hidden ones only for who begins with a dot."""
    folder, begun = os.path.split(incomplete)
    found = []
    with os.scandir(os.path.expanduser(folder) or ".") as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if not entry.name.startswith(begun) or (entry.name[0] == "." and not begun):
                continue
            path = os.path.join(folder, entry.name)
            if entry.is_dir():
                found.append(CompletionItem(path + os.sep, type=PATH))
            elif entry.name.lower().endswith(endings):
                found.append(CompletionItem(path, type=PATH))
    return found


def agreements(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    from sladsl.api.read import PUBLISHED

    if incomplete.startswith(PUBLISHED):
        from sladsl.api.catalogue import ids

        named = (f"{PUBLISHED}{each}" for each in ids())
        return [CompletionItem(each) for each in named if each.startswith(incomplete)]
    return _files(incomplete, (".sla",))


def tables(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    return _files(incomplete, TABLES)


def readable(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Tables, and the agreement that is to read them."""
    return _files(incomplete, (".sla", *TABLES))


def any_file(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    return _files(incomplete, ("",))


def rules(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    from sladsl.checks.registry import RULES

    return [
        CompletionItem(each.name, help=each.summary) for each in RULES if each.name.startswith(incomplete)
    ]


def explanations(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Everything that `explain` knows, rules with what they find."""
    from sladsl.checks.explain import names
    from sladsl.checks.registry import RULES

    summaries = {each.name: each.summary for each in RULES}
    return [CompletionItem(name, help=summaries.get(name)) for name in names() if name.startswith(incomplete)]


def _agreement(ctx: click.Context) -> Agreement | None:
    """The agreement on the line: an option that still lacks its value leaves the words unsorted."""
    from sladsl.api.read import load

    named = ctx.params.get("file") or next((each for each in ctx.args if each.endswith(".sla")), "")
    read = load(os.path.expanduser(str(named))) if named else None
    return read.agreement if read is not None and not read.broken else None


def choices(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """`choice: answer` for each choice that the agreement on the line leaves unanswered."""
    from sladsl.api.evaluation import unanswered

    agreement = _agreement(ctx)
    return [
        CompletionItem(f"{choice.key}: {answer}", type=PATH, help=choice.why or None)
        for choice in (unanswered(agreement) if agreement is not None else ())
        for answer in choice.answers
        if f"{choice.key}: {answer}".startswith(incomplete)
    ]


def published(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    from sladsl.api.catalogue import ids

    return [CompletionItem(each) for each in ids() if each.startswith(incomplete)]


def objectives(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    agreement = _agreement(ctx)
    return [
        CompletionItem(each.name, help=each.title or None)
        for each in (agreement.objectives.values() if agreement is not None else ())
        if each.name.startswith(incomplete)
    ]


PROPOSERS: dict[str, Proposer] = {
    "assume": choices,
    "bindings": tables,
    "data": tables,
    "file": agreements,
    "files": agreements,
    "id": published,
    "ignore": rules,
    "inputs": readable,
    "junit": any_file,
    "objective": objectives,
    "output": any_file,
    "paths": agreements,
    "place": agreements,
    "rule": explanations,
    "select": rules,
    "workbook": any_file,
    "lines": any_file,
    "ledger": any_file,
}
"""By the name of the parameter."""
