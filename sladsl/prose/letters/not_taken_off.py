"""Why an exclusion leaves time counted that it overlaps: what the other side will dispute first.

Announced too late, not of the kind that it names, or beyond its allowance: each interval with the figure that shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, assert_never

from sladsl.ast import values as v
from sladsl.model.meanings import Agreement, Exclusion
from sladsl.outcome.measured import Witness
from sladsl.outcome.statement import Line
from sladsl.outcome.table import plural
from sladsl.outcome.words import cited
from sladsl.plan.from_model.conditions import length
from sladsl.plan.from_model.exclusions import conjuncts
from sladsl.plan.from_model.notices import over
from sladsl.plan.from_model.open_ended import limit_of
from sladsl.plan.measure import Aside
from sladsl.plan.settlement import Rule
from sladsl.prose.letters.letter import Block, Points, Words
from sladsl.values.duration import duration_text
from sladsl.values.instant import instant_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST = 20
"""Intervals that a notice gives reasons for."""


def clause_of(rule: Rule, clauses: Mapping[str, str]) -> str:
    """Where a rule stands: in the signed text, whose numbers both parties have, else in the agreement as it is rendered."""
    return _clause(rule.cites, rule.construct, clauses)


def not_taken_off(
    agreement: Agreement,
    line: Line,
    asides: tuple[tuple[Aside, Witness], ...],
    clauses: Mapping[str, str],
    place: ZoneInfo,
) -> list[Block]:
    """The intervals of exclusions that overlap what a line counts, each with why it counts; [] where there are none."""
    items = []
    for aside, row in asides:
        exclusion = agreement.exclusions[aside.exclusion]
        where = " ".join(str(part) for part in (row.source, row.file, row.row) if part)
        until = "open" if row.end is None else instant_text(row.end, place)
        clause = _clause(exclusion.cites, f"exclusion {exclusion.name}", clauses)
        why = _why(aside, row, exclusion, line.days, place)
        items.append(
            f"{where}, {instant_text(row.start, place)} to {until}: {duration_text(row.length, line.days)}, for"
            f" {why} ({exclusion.title or exclusion.name}, {clause})"
        )
    if not items:
        return []
    more = [f"and {plural(len(items) - MOST, 'interval')} more, on request"] if len(items) > MOST else []
    return [
        Words(text="Downtime that lies in these intervals counts all the same:"),
        Points(items=(*items[:MOST], *more)),
    ]


def _why(aside: Aside, row: Witness, exclusion: Exclusion, days: bool, place: ZoneInfo) -> str:
    match aside.why:
        case "notice":
            return _late(row, exclusion, days, place)
        case "other":
            return "it is none of those that are excluded"
        case "circumstance":
            words = exclusion.applies.words if exclusion.applies is not None else ""
            return f"it applies only where {words}"
        case "allowance":
            allowed = duration_text(exclusion.allowance or 0, days)
            return f"the {allowed} that may be excluded in a {exclusion.allowance_period} were used up"
        case _:
            assert_never(aside.why)


def _late(row: Witness, exclusion: Exclusion, days: bool, place: ZoneInfo) -> str:
    """What notice was given, and what is needed."""
    computed = {name: value for name, _, value in row.computed}
    notices = [each for each in conjuncts(exclusion.where) if isinstance(each, v.Notice)]
    notice = next(each for each in notices if f"{each.earlier.text} to {each.later.text}" in computed)
    earlier, later = notice.earlier.text, notice.later.text
    given = computed[f"{earlier} to {later}"]
    distance = _distance(notice)
    needed = (
        f"{notice.comparator} {distance} before {later} {'are' if distance.endswith('days') else 'is'} needed"
    )
    if given is None:
        return f"no time {earlier} is known, and {needed}"
    ends = computed.get(over(notice))
    until = f" (they end {instant_text(ends, place)})" if ends is not None else ""
    side = "before" if given >= 0 else "after"
    return f"{earlier} is {duration_text(abs(given), days)} {side} {later}, and {needed}{until}"


def _distance(notice: v.Notice) -> str:
    business_days = limit_of(notice.distance).business_days
    return plural(business_days, "business day") if business_days else duration_text(length(notice.distance))


def _clause(cites: str, construct: str, clauses: Mapping[str, str]) -> str:
    number = clauses.get(construct, "")
    return cited(cites) or (f"clause {number}" if number else f"`{construct}`")
