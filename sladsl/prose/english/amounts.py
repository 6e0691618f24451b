"""Amounts and the fees of which they are taken, in English."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model import meanings as m
from sladsl.prose.document import Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, join, say
from sladsl.values.number import shown


def amount(of: m.Amount | None, base: m.FeeBase | None, names: Names) -> Text:
    """`10% of the Fee of Shop for that month`; without `base` the bare percentage."""
    match of:
        case None:
            return join("not stated by the Parties")
        case m.NoCredit():
            return join("none")
        case m.SumOfMoney():
            return join(q.money(of.money))
        case m.TimesLost():
            times = "" if of.times == 1 else f"{shown(of.times)} times "
            lost = fee(base, names) if base else join("the Fee")
            return say("{times}the part of {fee} that belongs to the time lost", times=times, fee=lost)
        case m.MissingSum():
            return join("what is missing from the promise")
        case m.Allocation():
            return join("the part of the Amount at Risk that is allocated to it")
        case m.FeeDays():
            days = q.counted(of.days, "day")
            return (
                say("{days} of {base}", days=days, base=fee(base, names))
                if base
                else join(f"{days} of the Fee")
            )
        case m.Discretion():
            least, most = _bare(of.least), amount(of.most, base, names)
            return say("between {least} and {most}", least=least, most=most)
        case m.Percentage():
            whose = of.base or base
            figure = q.percent(of.ratio, of.places)
            return say("{figure} of {base}", figure=figure, base=fee(whose, names)) if whose else join(figure)


def _bare(of: m.Percentage | m.SumOfMoney) -> str:
    return q.money(of.money) if isinstance(of, m.SumOfMoney) else q.percent(of.ratio, of.places)


def fee(base: m.FeeBase, names: Names) -> Text:
    """`the Fee of Web Shop Hosting for that month, without pass-through fees`."""
    whole = _fee(base, names)
    return join(whole, f", without {base.without}") if base.without else whole


def _fee(base: m.FeeBase, names: Names) -> Text:
    when = {-1: f"the {base.period} before", 0: f"that {base.period}", 1: f"the {base.period} after"}[
        base.shift
    ]
    if not base.by_scope:
        fees = [say("the Fee of {service}", service=names.of("service", each)) for each in base.services]
        if len(fees) == 1:
            return say("{fee} for {when}", fee=fees[0], when=when)
        return say("the sum of {fees} for {when}", fees=join(*_listed(fees)), when=when)
    service = names.of("service", base.services[0])
    known = names.agreement.services.get(base.services[0])
    noun = (known.for_each if known else "") or "unit assessed"
    return say("the Fee of {service} for that {noun} and {when}", noun=noun, service=service, when=when)


def _listed(texts: list[Text]) -> Iterator[Part]:
    for at, text in enumerate(texts):
        if at:
            yield " and " if at == len(texts) - 1 else ", "
        yield text
