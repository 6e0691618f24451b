"""What limits are counted in: time on the clock, plain time, business days; and when so many business days are over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.limits import Limit
from sladsl.plan import measure as k
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.so_far import Wrap
from sladsl.plan.from_model.stretch import DAY

Kind = Literal["clock", "plain", "business days", "close of business", "figure"]


def counted_in(limit: Limit, metric: m.Metric, construct: str, reading: Reading) -> tuple[Kind, int]:
    """What a limit is counted in, and how much of it: microseconds or business days."""
    if limit.to_close:
        return "close of business", limit.business_days
    if limit.business_days:
        return "business days", limit.business_days
    if not limit.days:
        return "clock", limit.us
    calendar = metric.clock.calendar if metric.clock is not None else ""
    length = limit.us + int(limit.days * DAY)
    if not calendar:
        return "clock", length
    whole = limit.us == 0 and limit.days.denominator == 1
    answers = Interpretation.days_on_a_clock.answers if whole else ("24 hours on the clock", "24 hours")
    answer = reading.ask(
        "days on a clock",
        construct,
        answers,
        "a day on a clock that stops at night is a business day, 24 hours of the clock, or 24 hours",
        own=metric.choices,
        span=limit.span,
    )
    if answer == "business days" and whole:
        return "business days", int(limit.days)
    return ("plain" if answer == "24 hours" else "clock"), length


def end_of(since: str, count: int, closing: bool = False) -> str:
    """The field that has the instant so many business days after another; `closing`: the end of the last one."""
    return f"{since} after {count} business days{', at close' * closing}"


def end_of_days(
    since: str, count: int, days: Callable[[], k.BusinessDays], closing: bool = False
) -> Iterator[tuple[str, Wrap]]:
    """The fields that a fixed number of business days after a time needs, in order, with what adds each to rows."""
    number, name, calendar = f"{count} business days", end_of(since, count, closing), days()
    yield (
        number,
        lambda rows: k.Choose(rows=rows, name=number, type="number", cases=(), otherwise=Fraction(count)),
    )
    yield name, lambda rows: k.DueIn(rows=rows, name=name, since=since, days=number, calendar=calendar)
