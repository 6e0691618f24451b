"""`sladsl init`: a first draft of an agreement, from an interview or from flags, and from a table of data."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from sladsl.cli.common import refuse, spare, terminal

if TYPE_CHECKING:
    from sladsl.api.drafting import Draft, Looked
    from sladsl.api.drafting.answers import Answers

BINDING = "data.toml"
KEYS = {
    "title": ("TEXT", "What the agreement is called."),
    "provider": ("TEXT", "Who provides the service."),
    "customer": ("TEXT", "Who receives it."),
    "service": ("TEXT", "What is provided."),
    "currency": ("CODE", "Such as EUR."),
    "fee": ("FEE", "Such as '12000 EUR per month', or 'as invoiced'."),
    "zone": ("ZONE", "The time zone of days and months, such as Europe/Berlin."),
    "effective": ("DATE", "The first day in force."),
    "promise": ("KIND", "uptime, answers (tickets in time) or levels (as reported)."),
    "every": ("LENGTH", "The time that one check stands for."),
    "within": ("LENGTH", "The time within which tickets are answered."),
    "target": ("PERCENT", "The promised level."),
    "period": ("PERIOD", "The period over which it is computed; month unless said."),
    "credits": ("CREDITS", "'5%', '100 EUR', 'none', or '99.9% none, 99% 10%, otherwise 25%'."),
    "cap": ("CAP", "The most that is credited, such as '50% per month'."),
    "deadline": ("LENGTH", "Until when a credit is claimed, such as '30 days'."),
}
"""Flags, with what stands for their values; the questions of the interview have the same keys (a test holds that)."""


def _flags(function: Callable[..., Any]) -> Callable[..., Any]:
    for key, (form, words) in reversed(KEYS.items()):
        function = click.option(f"--{key}", metavar=form, default=None, help=words)(function)
    return function


@click.command("init")
@click.argument("file", default="agreement.sla")
@click.option("--data", metavar="FILE", default="", help="A CSV or xlsx file to draft from.")
@click.option(
    "--template",
    type=click.Choice(("saas", "support", "internal", "outsourcing", "sales-marketing")),
    default=None,
    help="Begin with a whole draft of this kind; other flags fill it, the rest is asked in it.",
)
@_flags
@click.option("--yes", is_flag=True, help="Ask nothing: flags, and what is usual.")
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def command(file: str, data: str, template: str | None, yes: bool, force: bool, **flags: str | None) -> None:
    """Draft an agreement: an interview, or flags alone.

    What nobody answers is `not stated`, or a comment `# open: …` in the draft.
    With --data the header and the rows of a table are looked at: the draft has
    its source with fields and types, and a data.toml stands beside it.

    \b
    Examples:
      sladsl init
      sladsl init hosting.sla --data checks.csv
      sladsl init --yes --provider Nimbus --customer Acme --target 99.9% -
      sladsl init --template outsourcing --provider Nimbus

    `-` as FILE prints the draft. Without a terminal nothing is asked.
    """
    path = os.path.join(file, "agreement.sla") if os.path.isdir(file) else file
    _refuse_to_overwrite(path, data, force)
    if template is not None:
        _from_template(template, path, data, flags)
        return
    looked = _looked(data, flags)
    answers = _answers(flags, looked, data, ask=not yes and terminal("stdin") and terminal("stdout"))
    from sladsl.api.drafting import draft

    made = draft(answers, looked, os.path.dirname(path))
    if path == "-":
        click.echo(made.text, nl=False)
        return
    _write(made, path)


def _from_template(name: str, path: str, data: str, flags: Mapping[str, str | None]) -> None:
    """A whole draft; flags that it has no place for are refused."""
    from sladsl.api.drafting import Draft
    from sladsl.api.drafting.templates import KEYS as PLACES
    from sladsl.api.drafting.templates import template

    if data:
        refuse("A draft of a kind has its own sources.", "Leave --data or --template out.")
    for key, said in flags.items():
        if said is not None and key not in PLACES:
            refuse(f"--{key} has no place in this draft.", "Leave it out, and change the draft.")
    text, questions = template(
        name, _answers({**dict.fromkeys(flags), **flags}, None, "", ask=False, only=PLACES)
    )
    if path == "-":
        click.echo(text, nl=False)
        return
    _write(Draft(text=text, binding="", questions=questions), path)


# ---- what is there


def _refuse_to_overwrite(path: str, data: str, force: bool) -> None:
    """Before the first question is asked: nobody answers in vain."""
    if path == "-":
        if data:
            refuse("With --data a data.toml is written beside the agreement.", "Name a file instead of `-`.")
        return
    spare((data,) if data else (), path)
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        refuse(f"There is no folder {folder}.", "Make it, or name another.")
    beside = os.path.join(os.path.dirname(path), BINDING)
    for each in (path, *([beside] if data else [])):
        if os.path.lexists(each) and not force:
            refuse(f"{each} is there already.", "Name another file, or overwrite it with --force.")


def _looked(data: str, flags: Mapping[str, str | None]) -> Looked | None:
    """The file of data; refused when nothing can be drafted from it."""
    if not data:
        return None
    from sladsl.api.drafting import look, mismatch
    from sladsl.data.errors import UnreadableData

    said = (flags.get("promise") or "").strip()
    promise = {"1": "uptime", "2": "answers", "3": "levels"}.get(said, said)
    try:
        looked = look(data, promise)
    except UnreadableData as trouble:
        refuse(trouble.message, trouble.hint)
    wrong = mismatch(promise, looked)
    if wrong:
        refuse(wrong, "Leave --promise out, or draft from other data.")
    return looked


# ---- answers


def _answers(
    flags: Mapping[str, str | None],
    looked: Looked | None,
    data: str,
    *,
    ask: bool,
    only: tuple[str, ...] = (),
) -> Answers:
    """What the flags say, then the interview, or what is usual where nobody is asked; of the keys `only`, if any."""
    from sladsl.api.drafting.answers import Answers, Unclear
    from sladsl.api.drafting.questions import QUESTIONS, asked, with_answer
    from sladsl.cli.interview import OPEN, Interview
    from sladsl.record import replace

    given = {key: said for key, said in flags.items() if said is not None}
    known = looked.known if looked is not None else Answers()
    found = known
    for question in QUESTIONS:
        said = given.get(question.key)
        if only and (said is None or question.key not in only):
            continue
        if said is None:
            if not ask and asked(question, found, known):
                usual = question.usual(found)
                found = with_answer(found, question, question.read(usual, found) if usual else "")
                found = replace(found, assumed=(*found.assumed, question.key))
            continue
        if not ask and not question.applies(found):
            refuse(f"--{question.key} says nothing here.", "Leave it out, or answer what it belongs to.")
        try:
            answer = "" if said.strip() in ("", OPEN) else question.read(said, found)
        except Unclear as trouble:
            refuse(f"--{question.key}: {trouble.message}", trouble.hint)
        found = with_answer(found, question, answer)
    if not ask:
        return found
    if looked is not None:
        click.echo(_told(looked, data))
    try:
        return Interview(given, _hear, click.echo, found).answers()
    except EOFError:
        raise click.Abort from None


def _told(looked: Looked, data: str) -> str:
    """What was seen in the data, in a line."""
    if looked.report is not None:
        count = len(looked.report.measures)
        return f"{data} reports levels of {count} measure{'' if count == 1 else 's'}."
    assert looked.seen is not None
    count = len(looked.seen.fields)
    return f"{data} holds {looked.seen.holds} with {count} field{'' if count == 1 else 's'}."


def _hear(prompt: str) -> str:
    """A line from the terminal, editable where the system can."""
    with suppress(ImportError):
        import readline  # noqa: F401 - `input` uses it once it is loaded
    return input(prompt)


# ---- writing


def _write(made: Draft, path: str) -> None:
    """Both files or none: the binding is taken back when the agreement can't be written."""
    from sladsl.cli.files import Unwritable, put

    beside = os.path.join(os.path.dirname(path), BINDING)
    new = not os.path.lexists(beside)
    try:
        if made.binding:
            put(made.binding.encode(), beside)
        try:
            put(made.text.encode(), path)
        except BaseException:
            if made.binding and new and os.path.exists(beside):
                os.unlink(beside)
            raise
    except Unwritable as trouble:
        refuse(trouble.message, trouble.hint)
    except UnicodeEncodeError as trouble:
        refuse(f"{path} can't be written: {trouble.reason}.", "Give the file of data another name.")
    written = f"{path} and {beside}" if made.binding else path
    count = made.questions
    opened = "1 question is open: the line" if count == 1 else f"{count} questions are open: the lines"
    click.echo(f"Wrote {written}." + (f" {opened} with `# open:`." if count else ""))
    click.echo(f"  sladsl check {path}")
    if made.binding:
        click.echo(f"  sladsl evaluate {path}")
    sys.stdout.flush()
