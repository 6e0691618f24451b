"""Lengths of dates and what they are counted from, alike for claims, rights, duties and the term.

Each place has its own anchors; what is no anchor there is told with those that are.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.plain_values import NO_ANCHOR
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.dates import Deadline, Length, LengthUnit
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.words import duration_words
from sladsl.model.stated_days import NO_DAY, STATED
from sladsl.record import Record
from sladsl.values.number import ordinal

_UNITS: dict[str, tuple[LengthUnit, int]] = {
    "hour": ("hours", 1),
    "day": ("days", 1),
    "business day": ("working days", 1),
    "week": ("weeks", 1),
    "month": ("months", 1),
    "quarter": ("months", 3),
    "year": ("months", 12),
}
_OF_RHYTHMS: dict[str, tuple[LengthUnit, int]] = {**_UNITS, "business hour": ("business hours", 1)}
PERIODS = frozenset({"day", "week", "month", "quarter", "year", "billing cycle", "contract year"})


class Anchors(Record):
    """What a deadline can be counted from in one place: the word after `after the`, and what it is.

    `back`: those that one can count back from. `say` are the ones that a hint names; `nothing` is the message where
    another word stands (with `{anchor}` for it).
    """

    known: Mapping[str, tuple[str, str]]
    """Word -> (anchor, of)."""
    say: tuple[str, ...]
    nothing: str
    sent: tuple[str, ...] | None = None
    """The reports that are sent, where one can count from a report; None elsewhere."""
    back: tuple[str, ...] = ()
    not_back: str = "This can't be due before."
    periods: str = ""
    """The message where the word is a period, if that is another one."""


def length(
    written: v.Duration, context: Context, noun: str = "deadline", *, business: bool = False
) -> Length | None:
    """A whole number of one unit, of a rhythm also business hours (`business`); a finding for anything else."""
    part = written.parts[0]
    if len(written.parts) > 1 or part.number.value.denominator != 1 or part.number.value > 10_000:
        context.add(
            "N215",
            "unclear-deadline",
            written.span,
            f"A {noun} is a whole number of one unit.",
            "Write `30 days`.",
        )
        return None
    found = _OF_RHYTHMS.get(part.unit) if business else _UNITS.get(part.unit)
    if found is None:
        context.add(
            "N215",
            "unclear-deadline",
            part.span,
            f"A {noun} can't be counted in {part.unit}s.",
            "Count days, weeks or months.",
        )
        return None
    unit, times = found
    return Length(
        count=int(part.number.value) * times, unit=unit, text=duration_words(written), span=written.span
    )


def whole_length(written: v.Duration) -> Length | None:
    """A whole number of one unit that dates are counted in; None for anything else, of which nothing is said."""
    part = written.parts[0]
    found = _UNITS.get(part.unit)
    if found is None or len(written.parts) > 1 or part.number.value.denominator != 1:
        return None
    unit, times = found
    count = int(part.number.value) * times
    return Length(count=count, unit=unit, text=duration_words(written), span=written.span)


def _ends(written: v.Offset, context: Context) -> Length | None:
    """So many ends of periods: `end of the 2nd billing cycle`."""
    assert written.nth is not None
    assert written.period is not None
    number = written.nth.value
    if number.denominator != 1 or not 0 < number <= 1_000:
        context.add(
            "N215",
            "unclear-deadline",
            written.span,
            "A deadline ends with one of the periods that follow.",
            f"Write `end of the 2nd {written.period} after the {written.anchor}`.",
        )
        return None
    return Length(
        count=int(number),
        unit="ends",
        text=f"end of the {ordinal(int(number))} {written.period}",
        period=context.period(written.period),
        span=written.span,
    )


def deadline(
    written: v.Offset, anchors: Anchors, context: Context, noun: str = "deadline"
) -> Deadline | None:
    """A length counted from one of the anchors; a finding for anything else."""
    found = length(written.distance, context, noun) if written.nth is None else _ends(written, context)
    if found is None:
        return None
    target = anchors.known.get(written.anchor)
    if written.day == "incident":
        target = ("incident", written.anchor)
    elif written.day == "stated":
        target = (NO_DAY, "") if written.anchor == NO_ANCHOR else (STATED, written.anchor)
    if target is None:
        if written.anchor == "report" and anchors.sent is not None:
            _which_report(written, anchors.sent, context)
            return None
        near = closest(written.anchor, (*anchors.known, *(each.removeprefix("the ") for each in anchors.say)))
        near = "" if near == written.anchor else near
        hint = f"Count from {listing(anchors.say, 'or')}." if anchors.say else ""
        if near == written.anchor:
            near = ""  # the word itself: what it is counted by is missing elsewhere
        if hint and not near and written.anchor not in PERIODS:
            words = f'{written.direction} "the {written.anchor}"'
            hint = f"{hint[:-1]}; anything else stands in quotes: `{words}`."
        context.add(
            "N205",
            "unknown-anchor",
            written.span,
            (anchors.periods if written.anchor in PERIODS and anchors.periods else anchors.nothing).format(
                anchor=written.anchor
            ),
            f"Did you mean `the {near}`? {hint}" if near else hint,
        )
        return None
    if written.direction == "before" and written.day != "stated" and target[0] not in anchors.back:
        context.add("N215", "unclear-deadline", written.span, anchors.not_back, "Write `30 days after …`.")
        return None
    return Deadline(
        count=found.count,
        unit=found.unit,
        period=found.period,
        text=found.text,
        anchor=target[0],
        of=target[1],
        before=written.direction == "before",
        span=written.span,
    )


def _which_report(written: v.Offset, sent: tuple[str, ...], context: Context) -> None:
    """Why `the report` says nothing: there is none, or more than one."""
    context.add(
        "N205",
        "unknown-anchor",
        written.span,
        "More than one report is sent." if sent else "Nobody sends a report.",
        f"Say which: {listing([f'after the {name}' for name in sent], 'or')}."
        if sent
        else "Add a sentence such as `Nimbus sends ServiceReport to Acme { within: 5 business days after the month }`.",
    )


def reports_known(sent: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """The anchors that reports make: each by its name, and `report` where there is just one."""
    found = {name: ("report", name) for name in sent}
    if len(sent) == 1:
        found["report"] = ("report", sent[0])
    return found


def outages_known() -> dict[str, tuple[str, str]]:
    """The edges of outages; what comes after an outage comes after its end."""
    end = ("end of the outage", "")
    return {"start of the outage": ("start of the outage", ""), "end of the outage": end, "outage": end}
