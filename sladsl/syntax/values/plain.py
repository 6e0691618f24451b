"""Reads names, texts, dates, periods, quantities and comparisons: what the other families are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sladsl.ast import values as v
from sladsl.ast.plain_values import NO_ANCHOR
from sladsl.syntax.values.trees import (
    COMPARATORS,
    Unreadable,
    kind_of,
    number,
    period_word,
    read,
    read_all,
    span_of,
    unquote,
)


def _name(tree: Any) -> v.Name:
    token = tree.children[0]
    return v.Name(text=str(token), span=span_of(token))


def _text(tree: Any) -> v.Text:
    token = tree.children[0]
    return v.Text(text=unquote(str(token)), span=span_of(token))


def _period_name(tree: Any) -> v.PeriodName:
    check_day(str(tree.children[0]), tree)
    return v.PeriodName(label=str(tree.children[0]), span=span_of(tree))


def check_day(iso: str, token: Any) -> None:
    """Raises where the calendar has no such day, month or week, or the day no such time."""
    from datetime import date

    try:
        if "W" in iso:
            date.fromisocalendar(int(iso[:4]), int(iso[6:]), 1)
        elif "Q" not in iso:
            date.fromisoformat((iso + "-01-01")[:10])
        if iso[11:] and not (iso[11:16] <= "23:59" and iso[14:16] <= "59" and iso[17:19] <= "59"):
            raise ValueError
    except ValueError:
        raise Unreadable(f"`{iso}` is not in the calendar.", _possible(iso), span_of(token)) from None


def _possible(iso: str) -> str:
    """Which part of a day or time that there is not can't be, and what can."""
    if "W" in iso:
        return "A year has 52 weeks, some have 53: `W01` to `W53`."
    year, month, day = iso[:4], iso[5:7], iso[8:10]
    if not "01" <= (month or "01") <= "12":
        return "Months go from `01` to `12`, and stand before the day."
    if day and year > "0000":
        from calendar import monthrange

        last = monthrange(int(year), int(month))[1]
        if not 1 <= int(day) <= last:
            return f"`{year}-{month}` has the days `01` to `{last}`."
    return "Hours go from `00` to `23`, minutes and seconds from `00` to `59`; a day ends with `00:00` of the next."


def _date(tree: Any) -> v.Date:
    check_day(str(tree.children[0]), tree)
    return v.Date(iso=str(tree.children[0]), span=span_of(tree))


def _moment(tree: Any) -> v.Moment:
    check_day(str(tree.children[0]), tree)
    return v.Moment(iso=str(tree.children[0]).replace("T", " "), span=span_of(tree))


def _unit(token: Any) -> str:
    word = " ".join(str(token).split())
    if word == "ms":
        return "millisecond"
    return word[:-1] if word.endswith("s") else word


def _time_part(tree: Any) -> v.TimePart:
    amount, unit = tree.children
    return v.TimePart(number=number(amount), unit=_unit(unit), span=span_of(tree))


def _business_day(days: str, tree: Any) -> v.Duration:
    """`same business day`, `next business day`: so many business days, up to the close of business."""
    part = v.TimePart(number=number(days), unit="business day", span=span_of(tree))
    return v.Duration(parts=(part,), to_close=True, span=span_of(tree))


def quantity(unit: str) -> Callable[[Any], v.Quantity]:
    def build(tree: Any) -> v.Quantity:
        written = number(tree.children[0])
        return v.Quantity(
            number=written,
            unit=unit or (str(tree.children[1]) if len(tree.children) > 1 else ""),
            span=span_of(tree),
        )

    return build


def _bound(tree: Any) -> v.Bound:
    comparator, operand = tree.children
    return v.Bound(comparator=COMPARATORS[kind_of(comparator)], operand=read(operand), span=span_of(tree))


def _rounding(tree: Any) -> v.Round:
    mode, quantum, *where = tree.children
    words: Any = kind_of(mode).replace("_", " ")
    return v.Round(
        mode=words,
        quantum=read(quantum),
        where=kind_of(where[0]).replace("_", " ") if where else "",
        span=span_of(tree),
    )


def _offset(tree: Any) -> v.Offset:
    distance, anchor = tree.children
    direction: Any = kind_of(tree)
    return v.Offset(distance=read(distance), direction=direction, anchor=_anchor(anchor), span=span_of(tree))


def _anchor(tree: Any) -> str:
    if kind_of(tree) == "anchor_not_stated":
        return NO_ANCHOR
    if kind_of(tree) == "anchor_in_words":
        said = read(tree.children[0])
        if not said.text.strip():
            raise Unreadable(
                "Nothing stands between these quotes.", "Say from what it is counted.", said.span
            )
        return f'"{" ".join(said.text.split())}"'
    words = {
        "anchor": "",
        "start_of": "start of the ",
        "end_of": "end of the ",
        "last_of": "last ",
        "missed_one": "missed ",
    }
    if kind_of(tree).endswith("_anchor"):
        return kind_of(tree).removesuffix("_anchor").replace("_", " ")
    return words[kind_of(tree)] + str(tree.children[0])


def _end_of_nth(tree: Any) -> v.Offset:
    nth, period, anchor = tree.children
    return v.Offset(
        distance=v.Duration(parts=(), span=span_of(nth)),
        direction="after",
        anchor=_anchor(anchor),
        nth=number(nth),
        period=period_word(period),
        span=span_of(tree),
    )


def _extent(tree: Any) -> v.Extent:
    start, end = read_all(tree)
    if (end.iso + " 00:00")[:19] <= (start.iso + " 00:00")[:19]:
        raise Unreadable("This span ends before it begins.", "Write the earlier moment first.", span_of(tree))
    return v.Extent(start=start, end=end, span=span_of(tree))


READERS: dict[str, Callable[[Any], Any]] = {
    "name": _name,
    "text": _text,
    "period_name": _period_name,
    "period_range": lambda tree: v.PeriodRange(
        first=read(tree.children[0]), last=read(tree.children[1]), span=span_of(tree)
    ),
    "date": _date,
    "moment": _moment,
    "extent": _extent,
    "duration": lambda tree: v.Duration(parts=tuple(read_all(tree)), span=span_of(tree)),
    "same_business_day": lambda tree: _business_day("0", tree),
    "next_business_day": lambda tree: _business_day("1", tree),
    "time_part": _time_part,
    "plain": quantity(""),
    "percent": quantity("%"),
    "money": quantity(""),
    "points": quantity("points"),
    "not_stated": lambda tree: v.NotStated(span=span_of(tree)),
    "nothing": lambda tree: v.Answer(text="none", span=span_of(tree)),
    "bound": _bound,
    "band_head": lambda tree: v.BandHead(bounds=tuple(read_all(tree)), span=span_of(tree)),
    "otherwise": lambda tree: v.BandHead(bounds=(), span=span_of(tree)),
    "rounding": _rounding,
    "after": _offset,
    "before": _offset,
    "end_of_nth": _end_of_nth,
}
