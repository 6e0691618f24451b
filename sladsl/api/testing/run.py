"""Runs the scenarios of files and folders one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from time import perf_counter_ns

from sladsl.api.folders import agreements
from sladsl.api.read import MOST_BYTES, PUBLISHED, Loaded, Unreadable, load, parted
from sladsl.api.scenarios import played_by, tried
from sladsl.api.testing.exercised import Rules
from sladsl.api.testing.report import Checked, Report, Tested, Trouble
from sladsl.ast.scenarios import Scenario as Written
from sladsl.checks.context import ScenarioResult
from sladsl.diagnostics.finding import in_its_file
from sladsl.diagnostics.suggest import listing
from sladsl.model import meanings as m
from sladsl.model.from_ast.left_out import HANGING, LeftOut
from sladsl.model.scenarios import Scenario
from sladsl.outcome.arithmetic import arithmetic
from sladsl.outcome.statement import Line
from sladsl.record import Record
from sladsl.source import SourceText
from sladsl.values.amount import amount_text

EXPECTS_NOTHING = "it expects nothing"
MOST_NAMED = 3
"""Things that are not evaluated, in the note of a scenario that hangs on them."""


class Plan(Record):
    """Scenarios of one agreement of a text; `amended`: they play in the terms of their days."""

    source: SourceText
    agreement: m.Agreement
    cases: tuple[tuple[m.Agreement, Scenario], ...]
    written: tuple[Written, ...]
    left_out: tuple[LeftOut, ...]


def run(paths: Iterable[str | Loaded], name: str = "", *, rules: bool = True) -> Report:
    """Runs the scenarios of agreements, of scenario files, and of folders of both, or of texts that were read already.

    With an agreement come those of the files beside it that hold scenarios of it. `name`: only scenarios with these
    characters in their title or that of their agreement. `rules`: whether to tell which rules were at work.
    What can't be read or has errors is a `Trouble`; nothing is raised for what users wrote.
    """
    troubles: list[Trouble] = []
    plans = [plan for read in _texts(paths, troubles) for plan in _plans(read)]
    tested: list[Tested] = []
    told: dict[tuple[str, int], Rules] = {}
    for plan in plans:
        wanted = [each for each in plan.written if _wanted(each, plan.agreement, name)]
        # Where no name is given, the rules of an agreement without any scenario are told, too: none was at work.
        mine = _rules_of(plan, told) if rules and (wanted or not name) else None
        tested += [_run(each, plan, mine) for each in wanted]
    order = {file: at for at, file in enumerate(dict.fromkeys(each.file for each in tested))}
    tested.sort(key=lambda each: (order[each.file], each.line))
    return Report(
        scenarios=tuple(tested),
        rules=tuple(each for of in told.values() for each in of.told()),
        troubles=tuple(troubles),
    )


# ---- what to run


def _texts(paths: Iterable[str | Loaded], troubles: list[Trouble]) -> Iterator[Loaded]:
    """Each text once, those beside a named agreement behind it."""
    seen: set[str] = set()
    for given in paths:
        if isinstance(given, Loaded):
            if _sound(given, given.source.path, troubles, strict=True):
                yield given
            continue
        folder = os.path.isdir(given)
        try:
            files = list(agreements(given))
        except Unreadable as trouble:
            troubles.append(Trouble(file=given, message=trouble.message, hint=trouble.hint))
            continue
        for path in files:
            if (real := _real(path)) in seen:
                continue
            seen.add(real)
            read = _read(path, troubles, strict=not folder)
            if read is None:
                continue
            yield read
            for other in () if folder else _beside(path, read):
                if (real := _real(other.source.path)) not in seen:
                    seen.add(real)
                    yield other


def _real(path: str) -> str:
    return path if path.startswith(PUBLISHED) else os.path.realpath(path)


def _read(path: str, troubles: list[Trouble], *, strict: bool) -> Loaded | None:
    try:
        read = load(path)
    except Unreadable as trouble:
        troubles.append(Trouble(file=path, message=trouble.message, hint=trouble.hint))
        return None
    return read if _sound(read, path, troubles, strict=strict) else None


def _sound(read: Loaded, path: str, troubles: list[Trouble], *, strict: bool) -> bool:
    """Whether a text has no errors. `strict`: and something to test; other files of a folder need not have that."""
    if read.wrong:
        first, part = in_its_file(
            next(each for each in read.findings if each.severity == "error"), read.source
        )
        line, column = part.place(first.span.start)
        where = "" if part.path == read.source.path else f"{part.path}, "
        troubles.append(
            Trouble(
                file=path,
                message=f"{where}line {line}, column {column}: {first.message}",
                hint=f"See all with `sladsl check {path}`.",
            )
        )
    elif strict and not read.agreements and not read.outside:
        message = "It has neither an agreement nor a scenario of one."
        troubles.append(Trouble(file=path, message=message, hint="Write `scenario` blocks."))
    else:
        return True
    return False


def _beside(path: str, read: Loaded) -> Iterator[Loaded]:
    """The texts in the folder of an agreement that hold scenarios of it; others there are not looked at further."""
    file, only = parted(path)
    if not read.agreements or file == "-" or file.startswith(PUBLISHED):
        return
    folder = os.path.dirname(file)
    names = {each.name for each in read.agreements if not only or each.name == only}
    base = os.path.basename(file)
    for other in sorted(os.listdir(folder or ".")):
        way = os.path.join(folder, other)
        if not other.endswith(".sla") or other == base or not os.path.isfile(way):
            continue
        try:
            if os.path.getsize(way) > MOST_BYTES:
                continue
            with open(way, encoding="utf-8-sig", errors="replace") as text:
                if base not in text.read():
                    continue
            found = load(way)
        except (OSError, Unreadable):
            continue
        uses = any(os.path.realpath(part.path) == os.path.realpath(file) for _, part in found.source.parts)
        if uses and any(each.agreement.name in names for each in found.outside):
            yield found


def _plans(read: Loaded) -> Iterator[Plan]:
    for agreement in read.agreements:
        versions = (each.agreement for each in agreement.versions)
        blocks = [each for of in (agreement, *versions) for each in of.node.children(Written)]
        yield Plan(
            source=read.source,
            agreement=agreement,
            cases=tuple(played_by(agreement)),
            written=tuple({each.span.start: each for each in blocks}.values()),
            left_out=agreement.left_out,
        )
    for outside in read.outside:
        yield Plan(
            source=read.source,
            agreement=outside.agreement,
            cases=tuple((outside.agreement, each) for each in outside.scenarios),
            written=outside.blocks,
            left_out=outside.left_out,
        )


def _rules_of(plan: Plan, told: dict[tuple[str, int], Rules]) -> Rules:
    """The rules of an agreement, together for all files that hold scenarios of it."""
    base, part = plan.source.part(plan.agreement.span.start)
    key = (_real(part.path), plan.agreement.span.start - base)
    return told.setdefault(key, Rules(plan.agreement, plan.source))


def _title(scenario: Written) -> str:
    return scenario.title.text if scenario.title else scenario.name.text if scenario.name else ""


def _wanted(scenario: Written, agreement: m.Agreement, name: str) -> bool:
    texts = (_title(scenario), agreement.name, agreement.title)
    return not name or any(name.casefold() in each.casefold() for each in texts)


# ---- running


def _run(written: Written, plan: Plan, rules: Rules | None) -> Tested:
    base, part = plan.source.part(written.head_span.start)
    left = [each for each in plan.left_out if written.span.start <= each.span.start < written.span.end]
    note = "; ".join(dict.fromkeys(_left(each, plan) for each in left))
    checks: tuple[Checked, ...] = ()
    start = perf_counter_ns()
    case = next((each for each in plan.cases if each[1].span == written.head_span), None)
    if case is not None:
        agreement, scenario = case
        played, results = tried(agreement, scenario)
        checks = tuple(_checked(each, part, base) for each in results)
        if checks and rules is not None and played is not None:
            rules.look(played, plan.source, _title(written))
    failed = any(not each.ok for each in checks)
    if not checks and not note:
        note = EXPECTS_NOTHING
    return Tested(
        file=part.path,
        line=part.place(written.head_span.start - base)[0],
        agreement=plan.agreement.name or plan.agreement.title,
        title=_title(written),
        # A figure that nothing computes must not pass, whatever else the scenario expects.
        result="failed" if failed else "passed" if checks and not left else "not played",
        checks=checks,
        note=note,
        microseconds=(perf_counter_ns() - start) // 1000,
    )


def _left(part: LeftOut, plan: Plan) -> str:
    """What is not played; of what hangs on something else, what that is."""
    if part.words not in ("", HANGING):
        return part.words
    every = (*plan.left_out, *plan.agreement.left_out)
    words = dict.fromkeys(each.words for each in every if each.words not in ("", HANGING))
    return f"it hangs on what is not evaluated yet ({listing(tuple(words)[:MOST_NAMED])})"


def _checked(result: ScenarioResult, part: SourceText, base: int) -> Checked:
    about, _, expected = result.expectation_text.partition(": ")
    why = [result.why] if result.why else []
    if result.line is not None and not result.ok:
        why += _reasons(result.line)
    return Checked(
        line=part.place(result.expectation_span.start - base)[0],
        about=about if expected else "",
        expected=expected or about,
        got=result.got_text,
        ok=result.ok,
        why=tuple(dict.fromkeys(why)),
    )


def _reasons(line: Line) -> Iterator[str]:
    """How the level came about, and each step of the credit."""
    if line.origin == "measured" and line.formula is not None:
        yield arithmetic(line)
    for step in line.steps:
        after = "open" if step.after is None else amount_text(step.after)
        yield f"{step.name}: {after}" + (f", because {step.why}" if step.why else "")
