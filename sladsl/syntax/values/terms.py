"""Reads the wider terms: steps, repeats, baselines, roles, references, and what happened in sums and figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sladsl.ast import values as v
from sladsl.source import Span
from sladsl.syntax.values.rights import whole
from sladsl.syntax.values.trees import (
    COMPARATORS,
    Unreadable,
    kind_of,
    number,
    period_word,
    read,
    read_all,
    span_of,
)


def words(tree: Any) -> str:
    """The words of an alternative, from its alias."""
    return kind_of(tree).replace("_", " ")


def answer(text: str) -> Callable[[Any], v.Answer]:
    return lambda tree: v.Answer(text=text, span=span_of(tree))


def _percent(token: Any) -> v.Quantity:
    return v.Quantity(number=number(token), unit="%", span=span_of(token))


def _money(amount: Any, currency: Any) -> v.Quantity:
    span = span_of(amount).to(span_of(currency))
    return v.Quantity(number=number(amount), unit=str(currency), span=span)


def _rate(tree: Any) -> v.Rate:
    amount, period = tree.children
    return v.Rate(amount=read(amount), period=period_word(period), span=span_of(tree))


WITHOUT = {
    "without_one_time": "one-time fees",
    "without_pass_through": "pass-through fees",
    "without_both": "one-time and pass-through fees",
}


def _at_risk(tree: Any) -> v.AtRisk:
    percent, base, *without = tree.children
    return v.AtRisk(
        percent=_percent(percent),
        base=read(base),
        without=WITHOUT[kind_of(without[0])] if without else "",
        span=span_of(tree),
    )


def _reference(tree: Any) -> v.Reference:
    (token,) = tree.children
    first, _, second = str(token).partition(".")
    span = span_of(token)
    middle = span.start + len(first)
    return v.Reference(
        of=v.Name(text=first, span=Span(start=span.start, end=middle)),
        what=v.Name(text=second, span=Span(start=middle + 1, end=span.end)) if second else None,
        span=span,
    )


def _incorporated(tree: Any) -> v.Incorporated:
    text, *on = read_all(tree)
    return v.Incorporated(text=text, on=on[0] if on else None, span=span_of(tree))


def _cycle(tree: Any) -> v.Cycle:
    day = whole(number(tree.children[0]), tree, "Write `from the 16th`.")
    if day > 31:
        raise Unreadable("A month has 31 days at most.", "Write `from the 16th`.", span_of(tree))
    return v.Cycle(day=day, span=span_of(tree))


def _step_of(tree: Any) -> v.StepOf:
    counts = beyond_counts = summed = ""
    of: Any = None
    noun: Any = None
    levels: list[Any] = []
    for child in tree.children:
        kind = kind_of(child)
        if kind.endswith("_steps"):
            counts = {"full_steps": "full only"}.get(kind, kind.removesuffix("_steps"))
        elif kind in ("only_the_excess", "the_whole"):
            beyond_counts = words(child)
        elif kind in ("per_outage", "summed_over_period"):
            summed = {"summed_over_period": "summed over the period"}.get(kind, "per outage")
        elif kind in ("name", "the_shortfall"):
            of = read(child)
        elif kind == "counted":
            count, word = child.children
            noun = v.Name(text=str(word), span=span_of(word))
            levels.append(v.Quantity(number=number(count), unit="", span=span_of(child)))
        else:
            levels.append(read(child))
    return v.StepOf(
        length=levels[0],
        counts=counts,
        of=of,
        beyond=levels[1] if len(levels) > 1 else None,
        beyond_counts=beyond_counts,
        summed=summed,
        noun=noun,
        span=span_of(tree),
    )


def _repeat(tree: Any) -> v.Repeat:
    factor, start, _, *window = tree.children
    return v.Repeat(
        factor=number(factor),
        start=number(start),
        window=read(window[0]) if window else None,
        span=span_of(tree),
    )


def _share_range(tree: Any) -> v.AmountRange:
    least, most, *base = tree.children
    made = v.AmountRange(
        least=_percent(least), most=_percent(most), base=read(base[0]) if base else None, span=span_of(tree)
    )
    return _ordered(made)


def _money_range(tree: Any) -> v.AmountRange:
    least, first, most, second = tree.children
    if str(first) != str(second):
        raise Unreadable("The two ends are in two currencies.", "Write both in one.", span_of(tree))
    return _ordered(
        v.AmountRange(least=_money(least, first), most=_money(most, second), base=None, span=span_of(tree))
    )


def _ordered(made: v.AmountRange) -> v.AmountRange:
    if made.most.number.value <= made.least.number.value:
        raise Unreadable("The range ends before it begins.", "Write the smaller amount first.", made.span)
    return made


def _reached(tree: Any) -> v.Reached:
    subject, comparator, figure, *window = tree.children
    return v.Reached(
        subject=read(subject),
        comparator=COMPARATORS[kind_of(comparator)],
        figure=read(figure),
        window=read(window[0]) if window else None,
        span=span_of(tree),
    )


def _share_of_fee(tree: Any) -> v.AtRisk:
    percent, base = tree.children
    return v.AtRisk(percent=_percent(percent), base=read(base), without="", span=span_of(tree))


def _grace(tree: Any) -> v.Grace:
    length, then = tree.children
    after: Any = words(then)
    return v.Grace(length=read(length), then=after, span=span_of(tree))


def _at_once(tree: Any) -> v.AtOnce:
    part, *least = tree.children
    return v.AtOnce(part=read(part), least=number(least[0]) if least else None, span=span_of(tree))


def _in_force(tree: Any) -> v.InForce:
    found = read(tree.children[0])
    after = found if isinstance(found, v.Duration) else None
    return v.InForce(after=after, on=None if after else found, span=span_of(tree))


def _baseline(tree: Any) -> v.Baseline:
    figure, count, periods, *floor = tree.children
    bound = None
    if floor:
        comparator, level = floor
        span = span_of(comparator).to(span_of(level))
        bound = v.Bound(comparator=COMPARATORS[kind_of(comparator)], operand=read(level), span=span)
    which: Any = kind_of(figure)
    return v.Baseline(
        figure=which,
        count=number(count),
        period=period_word(periods)[:-1],
        floor=bound,
        span=span_of(tree),
    )


def _raise(tree: Any) -> v.Raise:
    every, *rest = tree.children
    if kind_of(tree) == "raise_by":
        return v.Raise(
            every=read(every),
            share=_percent(rest[0]),
            halfway=False,
            figure=None,
            count=None,
            period=None,
            span=span_of(tree),
        )
    figure, count, periods = rest
    which: Any = kind_of(figure)
    return v.Raise(
        every=read(every),
        share=None,
        halfway=kind_of(tree) == "raise_halfway",
        figure=which,
        count=number(count),
        period=period_word(periods)[:-1],
        span=span_of(tree),
    )


def _free_misses(tree: Any) -> v.FreeMisses:
    if kind_of(tree) == "free_per_window":
        count, _, window = tree.children
        return v.FreeMisses(
            count=number(count), window=period_word(window), below=None, noun=None, span=span_of(tree)
        )
    count, _, below, noun = tree.children
    return v.FreeMisses(
        count=number(count), window="", below=number(below), noun=read(noun), span=span_of(tree)
    )


def _roles(tree: Any) -> v.Roles:
    items: list[Any] = [(kind_of(role), read(role.children[0])) for role in tree.children]
    return v.Roles(items=tuple(items), span=span_of(tree))


def _given(tree: Any) -> v.Given:
    name, *values = read_all(tree)
    return v.Given(name=name, values=tuple(values), span=span_of(tree))


def _pays(tree: Any) -> v.Pays:
    payer, payee = read_all(tree)
    return v.Pays(payer=payer, payee=payee, span=span_of(tree))


def _parity(tree: Any) -> v.Parity:
    other, test = read_all(tree)
    return v.Parity(other=other, test=test, span=span_of(tree))


def _option_is(tree: Any) -> v.OneOf:
    name, value = tree.children
    return v.OneOf(field=read(name), values=(read(value.children[0]),), negated=False, span=span_of(tree))


def _least_paid(tree: Any) -> v.LeastPaid:
    above = kind_of(tree) == "paid_above"
    return v.LeastPaid(amount=read(tree.children[0]), above=above, span=span_of(tree))


READERS: dict[str, Callable[[Any], Any]] = {
    "paid_from": _least_paid,
    "paid_above": _least_paid,
    "cycle_of_length": lambda tree: v.Cycle(day=0, length=read(tree.children[0]), span=span_of(tree)),
    "rate": _rate,
    "part": lambda tree: _percent(tree.children[0]),
    "at_risk": _at_risk,
    "reference": _reference,
    "incorporated": _incorporated,
    "cycle": _cycle,
    "from_date": lambda tree: v.FromDate(on=read(tree.children[0]), span=span_of(tree)),
    "named_condition": lambda tree: v.When(condition=read(tree.children[0]), span=span_of(tree)),
    "step_of": _step_of,
    "repeat": _repeat,
    "multiple": lambda tree: v.Multiple(factor=number(tree.children[0]), span=span_of(tree)),
    "the_allocation": answer("the allocation"),
    "the_shortfall": answer("the shortfall"),
    "share_range": _share_range,
    "money_range": _money_range,
    "step_order": lambda tree: v.StepOrder(
        steps=tuple(words(step).removeprefix("order ") for step in tree.children), span=span_of(tree)
    ),
    "points_head": lambda tree: v.PointsHead(period=period_word(tree.children[0]), span=span_of(tree)),
    "reached": _reached,
    "points_amassed": answer("points"),
    "credits_amassed": answer("credits"),
    "credits_before_caps": answer("credits before caps"),
    "credits_after_caps": answer("credits after caps"),
    "share_of_fee": _share_of_fee,
    "nothing_due": lambda tree: v.NothingDue(
        window=read(tree.children[0]) if tree.children else None, span=span_of(tree)
    ),
    "fact_holds": lambda tree: v.Truth(field=read(tree.children[0]), span=span_of(tree)),
    "option_is": _option_is,
    "grace": _grace,
    "every_part": _at_once,
    "some_parts": _at_once,
    "in_force_after": _in_force,
    "in_force_from": _in_force,
    "baseline_level": lambda tree: v.BaselineLevel(span=span_of(tree)),
    "baseline": _baseline,
    "raise_to": _raise,
    "raise_halfway": _raise,
    "raise_by": _raise,
    "free_per_window": _free_misses,
    "free_of_few": _free_misses,
    "parity": _parity,
    "pays": _pays,
    "roles": _roles,
    "given": _given,
    "regions_of_any": lambda tree: v.Texts(items=tuple(read_all(tree)), span=span_of(tree)),
    "regions_of_all": lambda tree: v.InAll(items=tuple(read_all(tree)), span=span_of(tree)),
}
