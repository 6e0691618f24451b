"""Reads the values of an agreement: a slice of text by the start rule of its form, a tree of lark into a written value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sladsl.ast import values as v
from sladsl.source import Span
from sladsl.values.number import Number, parse_number

if TYPE_CHECKING:
    from lark import Token, Tree

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COMPARATORS: dict[str, v.Comparator] = {
    "at_least": "at least",
    "at_most": "at most",
    "above": "above",
    "below": "below",
    "exactly": "exactly",
}


class Unreadable(Exception):
    """A value that the grammar accepts and that means nothing (`25:00`); carries the words for the finding."""

    def __init__(self, message: str, hint: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.span = span


def unquote(text: str) -> str:
    """The words of a text without quotes; long texts lose the indentation that all their lines share."""
    if not text.startswith('"""'):
        inside = text[1:-1]
        if "\\" not in inside:
            return inside
        return inside.replace('\\"', '"').replace("\\\\", "\\")
    from textwrap import dedent

    inside = text[3:-3]
    first, _, rest = inside.partition("\n")
    lines = dedent(rest) if rest else ""
    return (first.strip() + ("\n" + lines if lines.strip() else "")).strip()


def span_of(tree: Tree[Token] | Token) -> Span:
    from lark import Token

    if isinstance(tree, Token):
        return Span(start=tree.start_pos or 0, end=tree.end_pos or 0)
    if tree.meta.empty:
        return Span(start=0, end=0)
    return Span(start=tree.meta.start_pos, end=tree.meta.end_pos)


def number(token: Token) -> Number:
    found = parse_number(str(token).rstrip("%").rstrip())
    if found is None:
        raise Unreadable("This number has more than 40 digits.", "Write a shorter one.", span_of(token))
    return found


def read(tree: Any) -> Any:
    """The written value of a parse tree."""
    from lark import Token

    if isinstance(tree, Token):
        return v.Name(text=str(tree), span=span_of(tree))
    return READERS[str(tree.data)](tree)


def _all(tree: Any) -> list[Any]:
    return [read(child) for child in tree.children]


def _data(tree: Any) -> str:
    return str(tree.data)


# ---- plain values


def _name(tree: Any) -> v.Name:
    token = tree.children[0]
    return v.Name(text=str(token), span=span_of(token))


def _text(tree: Any) -> v.Text:
    token = tree.children[0]
    return v.Text(text=unquote(str(token)), span=span_of(token))


def _period_name(tree: Any) -> v.PeriodName:
    return v.PeriodName(label=str(tree.children[0]), span=span_of(tree))


def _date(tree: Any) -> v.Date:
    return v.Date(iso=str(tree.children[0]), span=span_of(tree))


def _moment(tree: Any) -> v.Moment:
    return v.Moment(iso=str(tree.children[0]).replace("T", " "), span=span_of(tree))


def _unit(token: Any) -> str:
    word = " ".join(str(token).split())
    if word == "ms":
        return "millisecond"
    return word[:-1] if word.endswith("s") else word


def _time_part(tree: Any) -> v.TimePart:
    amount, unit = tree.children
    return v.TimePart(number=number(amount), unit=_unit(unit), span=span_of(tree))


def _quantity(unit: str) -> Callable[[Any], v.Quantity]:
    def build(tree: Any) -> v.Quantity:
        written = number(tree.children[0])
        return v.Quantity(
            number=written, unit=unit or (str(tree.children[1]) if len(tree.children) > 1 else ""), span=span_of(tree)
        )

    return build


def _bound(tree: Any) -> v.Bound:
    comparator, operand = tree.children
    return v.Bound(comparator=COMPARATORS[_data(comparator)], operand=read(operand), span=span_of(tree))


def _rounding(tree: Any) -> v.Round:
    mode, quantum, *where = tree.children
    words: Any = _data(mode).replace("_", " ")
    return v.Round(
        mode=words,
        quantum=read(quantum),
        where=_data(where[0]).replace("_", " ") if where else "",
        span=span_of(tree),
    )


def _offset(tree: Any) -> v.Offset:
    distance, anchor = tree.children
    direction: Any = _data(tree)
    return v.Offset(
        distance=read(distance), direction=direction, anchor=str(anchor.children[0]), span=span_of(tree)
    )


# ---- money


def _fee(tree: Any) -> v.Fee:
    if _data(tree) == "written_fee":
        amount, period = tree.children
        word: Any = str(period)
        return v.Fee(amount=read(amount), period=word, span=span_of(tree))
    word = str(tree.children[0]) if tree.children else None
    return v.Fee(amount=None, period=word, span=span_of(tree))


def _fee_base(tree: Any) -> v.FeeBase:
    which, possessive, *of = tree.children
    word: Any = {"that": "that", "previous": "the previous", "next": "the next"}[_data(which)]
    period: Any = str(possessive)[:-2]
    service = scope = None
    if of:
        found = of[0]
        if _data(found) == "that_scope":
            scope = read(found.children[0])
        else:
            service = read(found)
    return v.FeeBase(which=word, period=period, service=service, scope=scope, span=span_of(tree))


def _share(tree: Any) -> v.Share:
    percent = v.Quantity(number=number(tree.children[0]), unit="%", span=span_of(tree.children[0]))
    base = read(tree.children[1]) if len(tree.children) > 1 else None
    return v.Share(percent=percent, base=base, span=span_of(tree))


def _cap(tree: Any) -> v.Cap:
    amount, window, *covers = tree.children
    answer: v.Answer | v.NotStated | None = None
    if covers:
        span = span_of(covers[0])
        words = _data(covers[0])
        if words == "covers_not_stated":
            answer = v.NotStated(span=span)
        else:
            answer = v.Answer(text={"each_credit": "each credit", "all_credits": "all credits"}[words], span=span)
    return v.Cap(
        amount=read(amount), window=" ".join(str(window).split()), covers=answer, span=span_of(tree)
    )


def _renewal(tree: Any) -> v.Renewal:
    length, how = tree.children
    answer = v.Answer(text=_data(how).replace("_", " "), span=span_of(how))
    return v.Renewal(length=read(length), how=answer, span=span_of(tree))


def _acceptance(tree: Any) -> v.Acceptance:
    items = _all(tree)
    return v.Acceptance(on=items[0], signatory=items[1] if len(items) > 1 else None, span=span_of(tree))


def _allowance(tree: Any) -> v.Allowance:
    length, period = tree.children
    word: Any = str(period)
    return v.Allowance(length=read(length), period=word, span=span_of(tree))


# ---- conditions


def _field(tree: Any) -> v.FieldName:
    return v.FieldName(text=str(tree.children[0]), span=span_of(tree))


def _arithmetic(tree: Any) -> v.Arithmetic:
    operator: Any = {"plus": "+", "minus": "-", "times": "*", "over": "/"}[_data(tree)]
    left, right = tree.children
    return v.Arithmetic(operator=operator, left=read(left), right=read(right), span=span_of(tree))


def _compared(tree: Any) -> v.Comparison:
    left, comparator, right = tree.children
    return v.Comparison(
        left=read(left), comparator=COMPARATORS[_data(comparator)], right=read(right), span=span_of(tree)
    )


def _one_of(tree: Any) -> v.OneOf:
    field, *values = tree.children
    return v.OneOf(
        field=read(field),
        values=tuple(read(value.children[0]) for value in values),
        negated="not" in _data(tree),
        span=span_of(tree),
    )


def _is_known(tree: Any) -> v.IsKnown:
    return v.IsKnown(field=read(tree.children[0]), negated=_data(tree) == "is_unknown", span=span_of(tree))


def _notice(tree: Any) -> v.Notice:
    earlier, comparator, distance, later = tree.children
    first, length = read(earlier), read(distance)
    if not isinstance(first, v.FieldName) or not isinstance(length, v.Duration):
        raise Unreadable(
            "Notice is a time field, a duration and another time field.",
            "Write `announced at least 5 days before start`.",
            span_of(tree),
        )
    return v.Notice(
        earlier=v.Name(text=first.text, span=first.span),
        comparator=COMPARATORS[_data(comparator)],
        distance=length,
        later=read(later),
        span=span_of(tree),
    )


def _population(tree: Any) -> v.Population:
    source, *where = tree.children
    return v.Population(source=read(source), where=read(where[0]) if where else None, span=span_of(tree))


def _measure(tree: Any) -> v.Measure:
    kind: Any = _data(tree).replace("_", " ")
    return v.Measure(kind=kind, sources=tuple(_all(tree)), span=span_of(tree))


# ---- calendars and fields


def _minutes(token: Any) -> int:
    hour, minute = str(token).split(":")
    value = int(hour) * 60 + int(minute)
    if len(hour) != 2:
        raise Unreadable("Times of the day have two digits for the hour.", f"Write `0{token}`.", span_of(token))
    if value > 1440 or int(minute) > 59:
        raise Unreadable(f"`{token}` is not a time of the day.", "Write `00:00` to `24:00`.", span_of(token))
    return value


def _hours(tree: Any) -> v.HoursOfDay:
    pieces: list[tuple[int, int]] = []
    for hours in tree.children:
        start, end = (_minutes(token) for token in hours.children)
        if end <= start:
            raise Unreadable(
                "These hours end before they begin.",
                "Split hours over midnight: `18:00 to 24:00` and `00:00 to 06:00` on the next day.",
                span_of(hours),
            )
        if pieces and start < pieces[-1][1]:
            raise Unreadable("These hours overlap those before them.", "Write them in order, apart.", span_of(hours))
        pieces.append((start, end))
    return v.HoursOfDay(pieces=tuple(pieces), span=span_of(tree))


def _weekdays(tree: Any) -> v.Days:
    found = [WEEKDAYS.index(str(token)) for token in tree.children]
    if _data(tree) == "weekday_range":
        first, last = found
        found = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return v.Days(weekdays=tuple(found), dates=(), span=span_of(tree))


def _dates(tree: Any) -> v.Days:
    dates = tuple(v.Date(iso=str(token), span=span_of(token)) for token in tree.children)
    if _data(tree) == "date_range":
        from datetime import date, timedelta

        try:
            first, last = (date.fromisoformat(each.iso) for each in dates)
        except ValueError:
            raise Unreadable("One of these dates does not exist.", "Check the days.", span_of(tree)) from None
        count = (last - first).days
        if not 0 <= count <= 366:
            raise Unreadable(
                "This range of dates is empty or longer than a year.", "Check first and last.", span_of(tree)
            )
        span = span_of(tree)
        dates = tuple(v.Date(iso=str(first + timedelta(days=step)), span=span) for step in range(count + 1))
    return v.Days(weekdays=(), dates=dates, span=span_of(tree))


def _choice_field(tree: Any) -> v.FieldKind:
    values = tuple(read(value.children[0]) for value in tree.children)
    return v.FieldKind(type="choice", values=values, span=span_of(tree))


def _plain_field(tree: Any) -> v.FieldKind:
    kind: Any = _data(tree).removesuffix("_field").replace("_", " ")
    return v.FieldKind(type=kind, values=(), span=span_of(tree))


def _labels(tree: Any) -> v.Labels:
    return v.Labels(items=tuple(read(label.children[0]) for label in tree.children), span=span_of(tree))


def _raw(tree: Any) -> v.Raw:
    parts = []
    for child in tree.children:
        text = str(child) if not hasattr(child, "data") else ""
        if text:
            parts.append(text)
        elif _data(child) == "text":
            parts.append(unquote(str(child.children[0])))
        else:  # a list
            return v.Raw(
                text="|".join(
                    unquote(str(item.children[0])) if hasattr(item, "data") else str(item)
                    for item in child.children
                ),
                span=span_of(tree),
            )
    return v.Raw(text=" ".join(parts), span=span_of(tree))


# ---- sentences and scenarios


def _promise(tree: Any) -> v.PromiseWords:
    owner, verb, *middle, period = tree.children
    word: Any = _data(verb).replace("_", " ")
    bound = None
    if middle and hasattr(middle[-1], "data"):
        bound = read(middle.pop())
    each: Any = str(period)
    return v.PromiseWords(
        owner=read(owner), verb=word, metrics=tuple(map(read, middle)), bound=bound, period=each, span=span_of(tree)
    )


def _outage(tree: Any) -> v.Outage:
    items = _all(tree)
    return v.Outage(
        of=items[0], scope=items[1] if len(items) > 2 else None, extent=items[-1], span=span_of(tree)
    )


def _extent(tree: Any) -> v.Extent:
    start, end = _all(tree)
    if end.iso.ljust(16, " ") <= start.iso.ljust(16, " "):
        raise Unreadable("This span ends before it begins.", "Write the earlier moment first.", span_of(tree))
    return v.Extent(start=start, end=end, span=span_of(tree))


def _stated_fee(tree: Any) -> v.StatedFee:
    items = _all(tree)
    return v.StatedFee(
        service=items[0], scope=items[1] if len(items) > 2 else None, amount=items[-1], span=span_of(tree)
    )


def _outcome(tree: Any) -> v.Expectation:
    words = _data(tree).replace("_", " ")
    kind: Any = {"exact level": "level"}.get(words, words)
    value = None
    if tree.children:
        found = _all(tree)
        value = found[0] if len(found) == 1 else None
        if words == "credit" and not isinstance(value, (v.Share, v.Quantity)):
            value = _quantity("")(tree)
    return v.Expectation(kind=kind, value=value, span=span_of(tree))


def _expected(tree: Any) -> v.Expected:
    items = _all(tree)
    outcomes = tuple(item for item in items if isinstance(item, v.Expectation))
    names = [item for item in items if not isinstance(item, v.Expectation)]
    return v.Expected(
        objective=names[0], scope=names[1] if len(names) > 1 else None, outcomes=outcomes, span=span_of(tree)
    )


def _record_head(tree: Any) -> v.RecordHead:
    source, *times = tree.children
    return v.RecordHead(
        source=read(source), times=number(times[0]) if times else None, span=span_of(tree)
    )


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
    "duration": lambda tree: v.Duration(parts=tuple(_all(tree)), span=span_of(tree)),
    "time_part": _time_part,
    "plain": _quantity(""),
    "percent": _quantity("%"),
    "money": _quantity(""),
    "not_stated": lambda tree: v.NotStated(span=span_of(tree)),
    "nothing": lambda tree: v.Answer(text="none", span=span_of(tree)),
    "bound": _bound,
    "band_head": lambda tree: v.BandHead(bounds=tuple(_all(tree)), span=span_of(tree)),
    "otherwise": lambda tree: v.BandHead(bounds=(), span=span_of(tree)),
    "rounding": _rounding,
    "after": _offset,
    "before": _offset,
    "written_fee": _fee,
    "invoiced_fee": _fee,
    "fee_base": _fee_base,
    "share": _share,
    "days_of_fee": lambda tree: v.DaysOfFee(days=number(tree.children[0]), span=span_of(tree)),
    "cap": _cap,
    "allowance": _allowance,
    "renewal": _renewal,
    "acceptance": _acceptance,
    "any_of": lambda tree: v.AnyOf(of=tuple(_all(tree)), span=span_of(tree)),
    "all_of": lambda tree: v.AllOf(of=tuple(_all(tree)), span=span_of(tree)),
    "negated": lambda tree: v.Not(of=read(tree.children[0]), span=span_of(tree)),
    "compared": _compared,
    "is_value": _one_of,
    "is_not_value": _one_of,
    "is_one_of": _one_of,
    "is_not_one_of": _one_of,
    "is_known": _is_known,
    "is_unknown": _is_known,
    "notice": _notice,
    "truth": lambda tree: v.Truth(field=read(tree.children[0]), span=span_of(tree)),
    "field": _field,
    "plus": _arithmetic,
    "minus": _arithmetic,
    "times": _arithmetic,
    "over": _arithmetic,
    "elapsed": lambda tree: v.ElapsedTime(
        since=read(tree.children[0]), until=read(tree.children[1]), span=span_of(tree)
    ),
    "population": _population,
    "uptime_from": _measure,
    "downtime_from": _measure,
    "share_of": _measure,
    "number_of": _measure,
    "as_reported": _measure,
    "weekday_range": _weekdays,
    "weekday_list": _weekdays,
    "date_range": _dates,
    "date_list": _dates,
    "hours_of_day": _hours,
    "closed": lambda tree: v.HoursOfDay(pieces=(), span=span_of(tree)),
    "always": lambda tree: v.HoursOfDay(pieces=((0, 1440),), span=span_of(tree)),
    "time_field": _plain_field,
    "number_field": _plain_field,
    "duration_field": _plain_field,
    "text_field": _plain_field,
    "yes_or_no_field": _plain_field,
    "choice_field": _choice_field,
    "labels": _labels,
    "raw": _raw,
    "promise": _promise,
    "outage": _outage,
    "stated_fee": _stated_fee,
    "expected": _expected,
    "outcomes": lambda tree: v.Outcomes(items=tuple(_all(tree)), span=span_of(tree)),
    "record_head": _record_head,
    **dict.fromkeys(
        (
            "met", "missed", "critical", "below_minimum", "not_assessed", "reported", "no_credit", "no_band",
            "exact_level", "credit", "claim_by",
        ),
        _outcome,
    ),
}  # fmt: skip
