"""What must be done by when, over many agreements: claims, rights that lapse, notices, reports, reviews, ends of terms.

Each agreement is evaluated with the data beside it; one that can't be is told, and the others are listed all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Literal

from sladsl.api.arguments import zones_of
from sladsl.api.evaluation import Evaluation, evaluate, with_zones
from sladsl.api.read import PUBLISHED, Unreadable, load, parted
from sladsl.api.refused import Refused
from sladsl.data.errors import UnreadableData
from sladsl.data.files import binding_from_flags
from sladsl.diagnostics.finding import has_errors
from sladsl.engines.refusal import CannotKeepExact
from sladsl.model.amended import at_once
from sladsl.model.meanings import Agreement
from sladsl.model.sides import named
from sladsl.outcome.amounts import is_nothing, short_text
from sladsl.outcome.duties_to_text import what_text
from sladsl.outcome.statement import Line, StageState, Statement
from sladsl.outcome.words import cited
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.stretch import zone_in_force
from sladsl.plan.settlement import Rule
from sladsl.prose import clause_numbers
from sladsl.prose.letters.claimable import claimable, claimant
from sladsl.record import Record, replace
from sladsl.values.amount import total
from sladsl.values.instant import instant_to_local, naive_to_instant, parse_time
from sladsl.values.zones import zone

DueKind = Literal["claim", "right", "notice", "report", "duty", "review", "end of term"]
MOST_FILES = 2_000
_FROM_REJECTION = "the time of the first step is counted from the day of the rejection"


class DueItem(Record):
    """One date. `day` is the last day on which it is in time, in the zone of its agreement; `clause` where it stands."""

    day: str
    kind: DueKind
    what: str
    who: str
    amount: str
    clause: str
    agreement: str
    path: str
    days_left: int
    """Negative: it has passed."""
    presumed: str = ""
    """On what the day rests that is not certain: a report that is taken as sent on its last day."""


class Problem(Record):
    """An agreement whose dates can't all be told, and why."""

    path: str
    message: str
    hint: str = ""


class Agenda(Record):
    """`items` by day, those that have passed first."""

    as_of: str
    items: tuple[DueItem, ...]
    problems: tuple[Problem, ...]
    agreements: int


def agenda(paths: tuple[str, ...], as_of: str, within: int) -> Agenda:
    """All that is due within so many days of the day `as_of` (ISO, in each agreement's zone), and what is late.

    `paths` are agreements, or folders that are searched for them.
    """
    found: list[DueItem] = []
    problems: list[Problem] = []
    count = 0
    for path in _agreements(paths, problems):
        for agreement, sources in _read(path, problems):
            count += 1
            found += _of(path, agreement, sources, as_of, problems)
    kept = [each for each in _once(found) if each.days_left <= within]
    kept.sort(key=lambda each: (each.day, each.agreement, each.kind, each.what))
    return Agenda(as_of=as_of, items=tuple(kept), problems=tuple(problems), agreements=count)


def _once(items: list[DueItem]) -> list[DueItem]:
    """Without what a copy of an agreement says again: the file that is read first stands for all."""
    found: dict[DueItem, DueItem] = {}
    for each in items:
        found.setdefault(replace(each, path=""), each)
    return list(found.values())


def _agreements(paths: tuple[str, ...], problems: list[Problem]) -> Iterator[str]:
    """The files, in the order given, those of a folder by name; links that lead back are not followed."""
    seen = 0
    for path in paths:
        if not os.path.isdir(path):
            if not os.path.exists(parted(path)[0]) and not path.startswith(PUBLISHED):
                problems.append(Problem(path=path, message="There is no such file or folder."))
                continue
            yield path
            continue
        empty = True
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if name.endswith(".sla"):
                    empty = False
                    seen += 1
                    if seen > MOST_FILES:
                        message = f"More than {MOST_FILES:,} agreements: name a smaller folder."
                        problems.append(Problem(path=path, message=message))
                        return
                    yield os.path.join(folder, name)
        if empty:
            problems.append(Problem(path=path, message="There is no .sla file in it."))


def _read(path: str, problems: list[Problem]) -> Iterator[tuple[Agreement, frozenset[str]]]:
    """All agreements of a file, each with the sources of the others; terms for others have no dates of their own."""
    try:
        loaded = load(path)
    except Unreadable as trouble:
        problems.append(Problem(path=path, message=trouble.message, hint=trouble.hint))
        return
    if has_errors(loaded.findings):
        problems.append(Problem(path=path, message=f"It has no meaning yet: sladsl check {path}"))
        return
    for agreement in loaded.agreements:
        yield agreement, loaded.sources - at_once(agreement).sources.keys()


def _of(
    path: str, agreement: Agreement, others: frozenset[str], as_of: str, problems: list[Problem]
) -> list[DueItem]:
    try:
        evaluation = _evaluated(path, agreement, others, as_of, problems)
    except (Refused, UnreadableData, CannotKeepExact) as trouble:
        problems.append(Problem(path=path, message=trouble.message, hint=trouble.hint))
        return []
    statement = evaluation.outcome.statement
    clauses = clause_numbers(agreement)
    title = agreement.title or agreement.name
    today = date.fromisoformat(as_of)

    def item(
        day: str,
        kind: DueKind,
        what: str,
        who: str,
        construct: str,
        cites: str,
        amount: str = "",
        presumed: str = "",
    ) -> DueItem:
        number = clauses.get(construct, "")
        return DueItem(
            day=day,
            kind=kind,
            what=what,
            who=who,
            amount=amount,
            clause=cited(cites) or (f"clause {number}" if number else ""),
            agreement=title,
            path=path,
            days_left=(date.fromisoformat(day) - today).days,
            presumed=presumed,
        )

    items = []
    for (day, period, stage, who), lines in _claims(statement, agreement).items():
        amount = _sum(lines)
        name = (
            f"{stage.title or stage.name} of the claim for {period}"
            if stage.name
            else f"claim credits of {period}"
        )
        rule = stage.rule
        items.append(item(day, "claim", name, who, rule.construct, rule.cites, amount, stage.presumed))
    for (day, period, who, what, rule, presumed), lines in _decisions(statement, agreement).items():
        amount = _sum(lines)
        items.append(
            item(day, "claim", f"{what} {period}", who, rule.construct, rule.cites, amount, presumed)
        )
    for right in statement.rights:
        scope = f" ({right.scope})" if right.scope else ""
        rule = right.rule
        if right.state == "waiting":
            words = f"{right.words}{scope}: it can be used from this day on"
            items.append(item(right.first_day, "right", words, right.holder, rule.construct, rule.cites))
        if right.state == "used" and right.cure_day >= as_of:
            words = f"{right.words}{scope}: what gave it can be mended"
            items.append(item(right.cure_day, "right", words, "", rule.construct, rule.cites))
        if right.state in ("open", "waiting") and right.last_day:
            words = f"{right.words}{scope}: the right lapses"
            items.append(
                item(
                    right.last_day,
                    "right",
                    words,
                    right.holder,
                    rule.construct,
                    rule.cites,
                    presumed=right.presumed,
                )
            )
    for duty in statement.duties:
        if duty.state in ("due", "overdue") and duty.due_day:
            text = what_text(duty, statement.term)
            items.append(
                item(
                    duty.due_day,
                    duty.kind,
                    text,
                    duty.who,
                    duty.rule.construct,
                    duty.rule.cites,
                    presumed=duty.presumed,
                )
            )
    return items


def _claims(statement: Statement, agreement: Agreement) -> dict[tuple[str, str, StageState, str], list[Line]]:
    """Open claims by last day, period, stage and who can claim: every stage that is still to be made has its own day."""
    found: dict[tuple[str, str, StageState, str], list[Line]] = {}
    for line in claimable(statement).open:
        assert line.claim is not None
        for stage in line.claim.stages:
            if stage.state == "open" and stage.last_day:
                found.setdefault((stage.last_day, line.period, stage, _claimant(agreement, line)), []).append(
                    line
                )
    return found


def _sum(lines: list[Line]) -> str:
    credits = [line.credit for line in lines if line.credit is not None]
    return short_text(total(*credits)) if len(credits) == len(lines) else "to be determined"


def _claimant(agreement: Agreement, line: Line) -> str:
    """Who claims what a line owes, and disputes what is decided of it."""
    return named(claimant(agreement, line))


def _decisions(
    statement: Statement, agreement: Agreement
) -> dict[tuple[str, str, str, str, Rule, str], list[Line]]:
    """What is due of claims that were made: the decision on them, and a dispute about those that were rejected."""
    found: dict[tuple[str, str, str, str, Rule, str], list[Line]] = {}
    for line in statement.lines:
        claim = line.claim
        if claim is None or is_nothing(line.credit):
            continue
        if claim.status == "made" and claim.state == "made in time" and claim.decide_day and claim.rule:
            who = claim.decided_by or "the other party"
            key = claim.decide_day, line.period, who, f"{who} decides on the claim for", claim.rule, ""
            found.setdefault(key, []).append(line)
        if claim.dispute is not None:
            step = claim.dispute.first or "the first step of the dispute"
            what = f"rejected on {claim.decisions[-1].day}; dispute it ({step}): claim for"
            key = (
                claim.dispute.day,
                line.period,
                _claimant(agreement, line),
                what,
                claim.dispute.rule,
                _FROM_REJECTION,
            )
            found.setdefault(key, []).append(line)
    return found


def _evaluated(
    path: str, agreement: Agreement, others: frozenset[str], as_of: str, problems: list[Problem]
) -> Evaluation:
    """The evaluation on the data beside the agreement; without any, the dates alone."""
    beside = os.path.join(os.path.dirname(path), "data.toml")
    named = beside if os.path.lexists(beside) else ""
    binding, errors = binding_from_flags((), named, zones_of(agreement))
    problems += [Problem(path=beside, message=error.message, hint=error.hint) for error in errors]
    tables = {name: table for name, table in binding.tables.items() if name not in others}
    binding = replace(binding, tables=tables)
    known = with_zones(agreement, binding)
    place = zone(zone_in_force(known, Reading(known)))
    written = parse_time(as_of)
    assert place is not None
    assert written is not None
    instant = naive_to_instant(written.naive_us, place).instant
    try:
        return evaluate(known, binding, as_of=instant)
    except Refused:
        if binding.tables or binding.levels:
            raise
        # Without data, last year and what there is of this one, or of a term that is over its last two: whole periods of
        # every promise are in them.
        today = max(instant_to_local(instant, place).date().isoformat(), known.effective)
        last = date.fromisoformat(min(today, known.ends) if known.ends else today)
        before = max(f"{last.year - 1}-01-01", known.effective)
        period = f"{before[:7]}..{last.isoformat()[:7]}"
        return evaluate(known, binding, as_of=instant, period=period)
