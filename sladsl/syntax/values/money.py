"""Reads fees, credits and caps, and the terms that stand beside them: renewals, allowances, acceptances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sladsl.ast import values as v
from sladsl.syntax.values.trees import Unreadable, kind_of, number, period_word, read, read_all, span_of
from sladsl.values.number import Number


def _fee(tree: Any) -> v.Fee:
    parts = list(tree.children)
    since = read(parts.pop().children[0]) if parts and getattr(parts[-1], "data", "") == "since" else None
    known: Any = kind_of(tree).removesuffix("_fee")
    if known == "named":
        return v.Fee(amount=read(parts[0]), period=None, since=since, span=span_of(tree))
    if kind_of(tree) in ("fee_of_use", "named_fee_of_use"):
        amount, use = parts
        return v.Fee(
            amount=read(amount),
            period=None,
            known="used",
            use=v.Name(text=str(use), span=span_of(use)),
            span=span_of(tree),
        )
    if known in ("written", "named_fee_per"):
        amount, period = parts
        return v.Fee(amount=read(amount), period=period_word(period), since=since, span=span_of(tree))
    word = period_word(parts[0]) if parts else None
    return v.Fee(amount=None, period=word, known=known, span=span_of(tree))


def _fee_base(tree: Any) -> v.FeeBase:
    which, possessive, *of = tree.children
    word: Any = {"that": "that", "previous": "the previous", "next": "the next"}[kind_of(which)]
    period = period_word(possessive)[:-2]
    services: tuple[v.Name, ...] = ()
    scope = None
    kind = kind_of(of[0]) if of else ""
    if kind == "that_scope":
        scope = read(of[0].children[0])
    elif kind == "several_services":
        services = tuple(read_all(of[0]))
    elif of and kind != "every_service":
        services = (read(of[0]),)
    return v.FeeBase(
        which=word,
        period=period,
        services=services,
        scope=scope,
        every=kind == "every_service",
        span=span_of(tree),
    )


def _share(tree: Any) -> v.Share:
    percent = v.Quantity(number=number(tree.children[0]), unit="%", span=span_of(tree.children[0]))
    base = read(tree.children[1]) if len(tree.children) > 1 else None
    return v.Share(percent=percent, base=base, span=span_of(tree))


def _cap(tree: Any) -> v.Cap:
    amount, window, *more = tree.children
    answer: v.Answer | v.NotStated | None = None
    cites = read(more.pop().children[0]) if more and kind_of(more[-1]) == "cited" else None
    limb = more.pop() if more and kind_of(more[-1]).endswith("_year_number") else None
    run, period = (
        (number(window.children[0]), period_word(window.children[1])[:-1])
        if kind_of(window) == "any_run_window"
        else (None, period_word(window.children[0]))
    )
    if more:
        span = span_of(more[0])
        words = kind_of(more[0])
        if words == "covers_not_stated":
            answer = v.NotStated(span=span)
        else:
            answer = v.Answer(
                text={"each_credit": "each credit", "all_credits": "all credits"}[words], span=span
            )
    return v.Cap(
        amount=read(amount),
        window=period,
        covers=answer,
        cites=cites,
        run=run,
        year=number(limb.children[0]) if limb is not None else None,
        onward=limb is not None and kind_of(limb) == "from_year_number",
        span=span_of(tree),
    )


def _renewal(tree: Any) -> v.Renewal:
    length, *count, how = tree.children
    words = {"by_option": "option"}.get(kind_of(how), kind_of(how).replace("_", " "))
    return v.Renewal(
        length=read(length),
        how=v.Answer(text=words, span=span_of(how)),
        by=read(how.children[0]) if how.children else None,
        times=_renewals(count[0]) if count else None,
        span=span_of(tree),
    )


def _renewals(tree: Any) -> Number:
    times = number(tree.children[0] if tree.children else "1")
    if times.value < 1 or times.value.denominator != 1:
        raise Unreadable(
            "How often it renews is a whole number, one or more.",
            "Write `2 times`; without renewal it is `renewal: none`.",
            span_of(tree),
        )
    return times


def _acceptance(tree: Any) -> v.Acceptance:
    items = read_all(tree)
    return v.Acceptance(on=items[0], signatory=items[1] if len(items) > 1 else None, span=span_of(tree))


def _allowance(tree: Any) -> v.Allowance:
    length, period = tree.children
    if kind_of(tree) == "allowance_of_each":
        return v.Allowance(length=read(length), period=None, each=read(period), span=span_of(tree))
    return v.Allowance(length=read(length), period=period_word(period), span=span_of(tree))


READERS: dict[str, Callable[[Any], Any]] = {
    "written_fee": _fee,
    "invoiced_fee": _fee,
    "ordered_fee": _fee,
    "used_fee": _fee,
    "named_fee": _fee,
    "fee_of_use": _fee,
    "named_fee_per": _fee,
    "named_fee_of_use": _fee,
    "plain_price": lambda tree: v.Fee(amount=read(tree.children[0]), period=None, span=span_of(tree)),
    "fee_base": _fee_base,
    "share": _share,
    "days_of_fee": lambda tree: v.DaysOfFee(days=number(tree.children[0]), span=span_of(tree)),
    "cap": _cap,
    "allowance": _allowance,
    "allowance_of_each": _allowance,
    "renewal": _renewal,
    "acceptance": _acceptance,
}
