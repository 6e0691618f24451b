"""The first day of a right: a date, or the end of the initial term; and of what it is the first day."""

from __future__ import annotations

from datetime import date

from sladsl.ast.interpretation import Interpretation
from sladsl.model import dates as d
from sladsl.plan.choices import Reading
from sladsl.plan.dates import Earliest
from sladsl.plan.from_model.deadlines import Dated, length_rule
from sladsl.values.instant import instant_to_local
from sladsl.values.period import day_start
from sladsl.values.renewals import plus


def first_day(right: d.Right, of: Dated, reading: Reading) -> Earliest | None:
    """The first day of a right; None where it has none.

    Notice and effect fall on one day where nothing lies between them, so only then nobody is asked which is meant.
    """
    if not right.earliest:
        return None
    answer = "notice"
    if right.notice is not None or right.effective is not None:
        answer = reading.ask(
            "first day of a right",
            of.construct,
            Interpretation.first_day_of_a_right.answers,
            "notice can be given from the first day on, or so early that the right takes effect on it",
            span=of.span,
        )
    instant, why = _instant(right.earliest, of, reading)
    return Earliest(instant=instant, of_effect=answer == "effect", text=right.earliest, why=why)


def _instant(earliest: str, of: Dated, reading: Reading) -> tuple[int | None, str]:
    """Where the first day begins; why that can't be told."""
    place = of.stretch.place()
    if earliest[:1].isdigit():
        return day_start(date.fromisoformat(earliest), place), ""
    term, start = reading.agreement.term, of.stretch.term_start
    if start is None:
        return None, "the start of the term is not stated, so its end can't be told"
    if term is None or term.first is None:
        return None, "the initial term is not stated"
    after = plus(instant_to_local(start, place).date(), length_rule(term.first, of, reading))
    return (None, "the initial term has no end") if after is None else (day_start(after, place), "")
