"""Reads promises, fields of sources and what scenarios state: outages, fees, records, what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sladsl.ast import values as v
from sladsl.syntax.values.plain import quantity
from sladsl.syntax.values.trees import (
    Unreadable,
    kind_of,
    number,
    period_word,
    read,
    read_all,
    span_of,
    unquote,
)
from sladsl.values.number import decimal_text


def _choice_field(tree: Any) -> v.FieldKind:
    values = tuple(read(value.children[0]) for value in tree.children)
    if len(values) == 1 and isinstance(values[0], v.Name):
        raise Unreadable(
            f"`{values[0].text}` is not a type, and a choice has two values or more.",
            "The types are `time`, `number`, `duration`, `text` and `yes or no`.",
            span_of(tree),
        )
    return v.FieldKind(type="choice", values=values, span=span_of(tree))


def _plain_field(tree: Any) -> v.FieldKind:
    kind: Any = kind_of(tree).removesuffix("_field").replace("_", " ")
    return v.FieldKind(type=kind, values=(), span=span_of(tree))


def _labels(tree: Any) -> v.Labels:
    return v.Labels(items=tuple(read(label.children[0]) for label in tree.children), span=span_of(tree))


def _raw(tree: Any) -> v.Raw:
    parts = []
    for child in tree.children:
        if hasattr(child, "data") and kind_of(child) == "duration":
            length = read(child)
            words = " ".join(str(token) for part in child.children for token in part.children)
            return v.Raw(text=words, length=length, span=span_of(tree))
        text = str(child) if not hasattr(child, "data") else ""
        if text:
            parts.append(text)
        elif kind_of(child) == "text":
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


def _assessed(tree: Any) -> tuple[Any, v.Assessed | None]:
    """The word of the period of a promise, and how it is looked at where it is not simply each of them."""
    kind, span = kind_of(tree), span_of(tree)
    if kind == "each_not_stated":
        return "month", v.Assessed(kind="not stated", length=None, span=span)
    first = tree.children[0]
    match kind:
        case "each_period":
            return period_word(first), None
        case "each_length":
            return "month", v.Assessed(kind="each length", length=read(first), span=span)
        case "over_any":
            count, periods = tree.children
            made = v.Assessed(kind="over any", length=None, count=number(count), span=span)
            return period_word(periods)[:-1], made
        case _:
            how: Any = "over preceding" if kind == "each_over_preceding" else "over last"
            return period_word(first), v.Assessed(kind=how, length=read(tree.children[1]), span=span)


def _promise(tree: Any) -> v.PromiseWords:
    owner, verb, *middle, tail = tree.children
    word: Any = kind_of(verb).replace("_", " ")
    bound = None
    if middle and hasattr(middle[-1], "data"):
        bound = read(middle.pop())
    each, assessed = _assessed(tail)
    return v.PromiseWords(
        owner=read(owner),
        verb=word,
        metrics=tuple(map(read, middle)),
        bound=bound,
        period=each,
        together=kind_of(tree) == "promise_of_all",
        assessed=assessed,
        span=span_of(tree),
    )


def _promise_of_each(tree: Any) -> v.PromiseWords:
    owner, verb, metric, noun, bound, *tail = tree.children
    each: Any
    word: Any = kind_of(verb).replace("_", " ")
    each, assessed = _assessed(tail[0]) if tail else ("month", None)
    return v.PromiseWords(
        owner=read(owner),
        verb=word,
        metrics=(read(metric),),
        bound=read(bound),
        period=each,
        noun=read(noun),
        assessed=assessed,
        span=span_of(tree),
    )


def _share_meant(part: v.Bound, noun: str) -> str:
    """What to write for a share that is no percentage, with the author's figure and noun."""
    side = f"of {part.comparator}"
    if not isinstance(part.operand, v.Quantity) or part.operand.unit:
        return f"Write for example `{side} 95% of {noun}`."
    figure = part.operand.number
    if figure.value > 1:
        return f"Write `{side} {decimal_text(figure.value, figure.places)}% of {noun}`."
    percent = decimal_text(figure.value * 100, max(figure.places - 2, 0))
    return f"Write `{side} {percent}% of {noun}`."


def _promise_of_share(tree: Any) -> v.PromiseWords:
    owner, verb, metric, share, noun, bound, tail = tree.children
    word: Any = kind_of(verb).replace("_", " ")
    part = read(share)
    if not (isinstance(part.operand, v.Quantity) and part.operand.unit == "%") and not isinstance(
        part.operand, v.Name
    ):
        raise Unreadable("How many of them is a percentage.", _share_meant(part, str(noun)), part.span)
    each, assessed = _assessed(tail)
    return v.PromiseWords(
        owner=read(owner),
        verb=word,
        metrics=(read(metric),),
        bound=read(bound),
        period=each,
        noun=read(noun),
        share=part,
        assessed=assessed,
        span=span_of(tree),
    )


def _scope(items: list[Any], at: int) -> Any:
    """The value of a dimension that stands after a name; small words of English are none."""
    scope = items[1] if len(items) > at else None
    if isinstance(scope, v.Name) and scope.text in (
        "is",
        "was",
        "be",
        "has",
        "from",
        "for",
        "of",
        "at",
        "will",
    ):
        raise Unreadable(f"`{scope.text}` has no place here.", "Leave it out.", scope.span)
    return scope


def _outage(tree: Any) -> v.Outage:
    items = read_all(tree)
    return v.Outage(of=items[0], scope=_scope(items, 2), extent=items[-1], span=span_of(tree))


_PARTS = frozenset({"one_time_part", "passed_through_part"})


def _stated_fee(tree: Any) -> v.StatedFee:
    said = {kind_of(each): read(each.children[0]) for each in tree.children if kind_of(each) in _PARTS}
    items = [read(each) for each in tree.children if kind_of(each) not in _PARTS]
    periods = [item for item in items if isinstance(item, v.PeriodName)]
    items = [item for item in items if not isinstance(item, v.PeriodName)]
    return v.StatedFee(
        service=items[0],
        scope=_scope(items, 2),
        amount=items[-1],
        period=periods[0] if periods else None,
        one_time=said.get("one_time_part"),
        passed_through=said.get("passed_through_part"),
        used=any(kind_of(each) == "used_count" for each in tree.children),
        span=span_of(tree),
    )


def _outcome(tree: Any) -> v.Expectation:
    words = kind_of(tree).replace("_", " ")
    kind: Any = {"exact level": "level", "points scored": "points"}.get(words, words)
    value = None
    if tree.children:
        found = read_all(tree)
        value = found[0] if len(found) == 1 else None
        if words == "points scored":
            value = quantity("points")(tree)
        if words == "credit" and not isinstance(value, (v.Share, v.Quantity)):
            value = quantity("")(tree)
    return v.Expectation(kind=kind, value=value, span=span_of(tree))


def _expected(tree: Any) -> v.Expected:
    items = read_all(tree)
    outcomes = tuple(item for item in items if isinstance(item, v.Expectation))
    names = [item for item in items if not isinstance(item, v.Expectation)]
    return v.Expected(objective=names[0], scope=_scope(names, 1), outcomes=outcomes, span=span_of(tree))


def _record_head(tree: Any) -> v.RecordHead:
    source, *times = tree.children
    return v.RecordHead(source=read(source), times=number(times[0]) if times else None, span=span_of(tree))


READERS: dict[str, Callable[[Any], Any]] = {
    "time_field": _plain_field,
    "number_field": _plain_field,
    "duration_field": _plain_field,
    "text_field": _plain_field,
    "yes_or_no_field": _plain_field,
    "intervals_field": _plain_field,
    "choice_field": _choice_field,
    "labels": _labels,
    "raw": _raw,
    "promise": _promise,
    "promise_of_all": _promise,
    "promise_of_each": _promise_of_each,
    "promise_of_share": _promise_of_share,
    "outage": _outage,
    "stated_fee": _stated_fee,
    "used_count": quantity(""),
    "outcomes_of": _expected,
    "outcomes": lambda tree: v.Outcomes(items=tuple(read_all(tree)), span=span_of(tree)),
    "record_head": _record_head,
    **dict.fromkeys(
        (
            "met",
            "missed",
            "critical",
            "below_minimum",
            "below_expected",
            "not_assessed",
            "reported",
            "no_credit",
            "no_band",
            "exact_level",
            "credit",
            "claim_by",
            "exceeded",
            "points_scored",
            "earned_back",
            "bonus",
            "on_track",
            "wanted_by_now",
            "behind",
            "left",
        ),
        _outcome,
    ),
}
