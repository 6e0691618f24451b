"""A simulation for a person: eighty columns, figures rounded, each with the error that chance leaves in it."""

from __future__ import annotations

from fractions import Fraction

from sladsl.diagnostics.cells import printable
from sladsl.outcome.simulated import Chances, Mean, Promise, RightChance, Simulated, Variant
from sladsl.outcome.table import paragraph, plural, table
from sladsl.values.money import Money, minor_units, money_text
from sladsl.values.number import decimal_text, round_to

_STEPS, _BAR = 8, 40
"""So many steps of credits at most, and so long the longest bar."""


def simulated_text(found: Simulated) -> str:
    """What the first variant comes to, and what the others would change."""
    version = f", version {found.version}" if found.version else ""
    first = found.variants[0]
    out = [
        *paragraph(f"{found.title}{version}", 0),
        *paragraph(
            f"{found.draws:,} simulated {'history' if found.draws == 1 else 'histories'} of {found.periods}, "
            f"seed {found.seed}.",
            0,
        ),
    ]
    for sentence in found.process:
        out += paragraph(sentence, 0)
    out += ["", *_promises(first, found.currency), "", *_credits(first, found)]
    if first.rights:
        out += ["", "Rights that arise"]
        rows = [("", "in this share of the histories")]
        out += table([*rows, *((each.words, _right(each)) for each in first.rights)])
    if len(found.variants) > 1:
        out += ["", *_compared(found)]
    if found.notes:
        out += ["", "To be known"]
        for each in found.notes:
            out += paragraph(each)
    out += [
        "",
        *paragraph(
            "±: twice the standard error of that many histories; more draws make it smaller. What is simulated is "
            "what may happen if things go on like that, not what will.",
            0,
        ),
    ]
    return "\n".join(line.rstrip() for line in out) + "\n"


def _promises(variant: Variant, currency: str) -> list[str]:
    rows = [("Promise", "Missed", "At least once", "Credits on average")]
    for each in variant.promises:
        if not each.assessed or each.lines is None:
            rows.append((each.title, "not assessed", "", ""))
        else:
            rows.append((each.title, _share(each.lines), _chance(each.ever), _money(each.credit, currency)))
    return table(rows, indent=0, right=frozenset({1, 2, 3}))


def _credits(variant: Variant, found: Simulated) -> list[str]:
    if variant.credit is None:
        return paragraph(
            "Credits of the whole time: can't be told before all fees are known; state them with --fee.", 0
        )
    rows = [("on average", _money(variant.credit, found.currency))]
    for share, amount in variant.quantiles:
        rows.append((f"in {_quantile(share)} of the histories at most", _plain(amount, found.currency)))
    if variant.amounts:
        rows.append(("most", _plain(variant.amounts[-1][0], found.currency)))
    rows.append(("none at all", f"{_chance(variant.none)} of the histories"))
    lines = ["Credits of the whole time, as they arise", *table(rows)]
    if variant.known < found.draws:
        lines += paragraph(f"Of {plural(found.draws - variant.known, 'history')} they can't be told.")
    return lines + _bars(variant, found.currency)


def _bars(variant: Variant, currency: str) -> list[str]:
    """How often which credits come out: a bar for each step of the same length."""
    if len(variant.amounts) < 3:
        return []
    step = _step(variant.amounts[-1][0] / _STEPS)
    counts: dict[int, int] = {}
    for amount, times in variant.amounts:
        # Zero stands alone: nothing owed is another news than little.
        at = -(-amount // step) if amount else 0
        counts[at] = counts.get(at, 0) + times
    most = max(counts.values())
    rows = []
    for at in range(max(counts) + 1):
        times = counts.get(at, 0)
        name = (
            "none"
            if not at
            else f"{'above' if at > 1 else 'up to'} {_whole(_bare((at - 1 or 1) * step, currency))}"
        )
        bar = "#" * -(-times * _BAR // most)
        rows.append((name, f"{decimal_text(Fraction(100 * times, variant.known), 1)}%", bar))
    if rows[0][2] == "":
        rows = rows[1:]
    return [
        "",
        f"How often, in steps of {_whole(_bare(step, currency))} {currency}",
        *table(rows, right=frozenset({0, 1})),
    ]


def _step(least: Fraction) -> Fraction:
    """The smallest 1, 2 or 5 with noughts that is not below."""
    step = Fraction(1, 100)
    while True:
        for times in (1, 2, 5):
            if step * times >= least:
                return step * times
        step *= 10


def _bare(amount: Fraction, currency: str) -> str:
    return money_text(Money(amount=amount, currency=currency)).rsplit(" ", 1)[0]


def _compared(found: Simulated) -> list[str]:
    first, *others = found.variants
    lines = ["The same histories otherwise"]
    rows = [("", "Credits on average", "Difference", *(("Cost", "Together") if _costs(found) else ()))]
    for each in (first, *others):
        row = [printable(each.name), "open" if each.credit is None else _money(each.credit, found.currency)]
        row.append("" if each.difference is None else _money(each.difference, found.currency, sign=True))
        if _costs(found):
            row += _with_cost(each, found.currency)
        rows.append(tuple(row))
    lines += table(rows, right=frozenset(range(1, len(rows[0]))))
    lines += _missed(found)
    return lines


def _missed(found: Simulated) -> list[str]:
    """The share of lines missed and of rights arisen, by variant: only what differs."""
    first, *others = found.variants
    lines: list[str] = []
    for each in others:
        before = {promise.objective: promise for promise in first.promises}
        for promise in each.promises:
            old = before.get(promise.objective)
            if promise.lines is not None and (old is None or old.lines != promise.lines):
                lines += paragraph(f"{printable(each.name)}: {_changed(promise, old)}.")
        rights = {right.words: right for right in first.rights}
        for right in each.rights:
            if rights.get(right.words) != right:
                past = f" instead of {_right(rights[right.words])}" if right.words in rights else ""
                lines += paragraph(
                    f"{printable(each.name)}: {right.words} in {_right(right)} of the histories{past}."
                )
    return lines


def _changed(promise: Promise, old: Promise | None) -> str:
    assert promise.lines is not None
    past = f" instead of {_share(old.lines)}" if old is not None and old.lines is not None else ""
    return f"{promise.title} missed {_share(promise.lines)} of the time{past}"


def _costs(found: Simulated) -> bool:
    return any(each.cost is not None for each in found.variants)


def _with_cost(variant: Variant, currency: str) -> list[str]:
    """What an option costs, and what it comes to with the credits."""
    if variant.credit is None:
        return ["", ""]
    cost = variant.cost or Fraction(0)
    together = Mean(value=variant.credit.value + cost, error=variant.credit.error)
    return ["" if variant.cost is None else _plain(cost, currency), _money(together, currency)]


# ---- figures


def _share(mean: Mean) -> str:
    """`12.3% ±0.9`; nothing is said of what was never seen but how rare it is at most."""
    if mean.value in (0, 1) and mean.error:
        edge = decimal_text(mean.error * 100, 1, "up")
        return (
            f"0% (under {edge}%)"
            if not mean.value
            else f"100% (over {decimal_text(100 - mean.error * 100, 1, 'down')}%)"
        )
    error = "" if mean.error is None else f" ±{decimal_text(mean.error * 100, 1, 'up')}"
    return f"{decimal_text(mean.value * 100, 1)}%{error}"


def _right(right: RightChance) -> str:
    if not right.perhaps:
        return _chance(right.arises)
    share = Fraction(100 * right.perhaps, right.arises.of)
    return f"{_chance(right.arises)}, perhaps in {decimal_text(share, 1)}% more"


def _chance(chance: Chances) -> str:
    return _share(chance.share())


def _quantile(share: Fraction) -> str:
    return "half" if share == Fraction(1, 2) else f"{share * 100}%"


def _money(mean: Mean, currency: str, *, sign: bool = False) -> str:
    """`12,060 EUR ±759`: whole units where the error hides the rest."""
    unit = _unit(mean, currency)
    value = round_to(mean.value, unit, "half up")
    text = money_text(Money(amount=abs(value), currency=currency)).rsplit(" ", 1)[0]
    before = "-" if value < 0 else "+" if sign and value > 0 else ""
    if mean.error is None or not mean.error:
        return f"{before}{text} {currency}"
    error = money_text(Money(amount=round_to(mean.error, unit, "up"), currency=currency)).rsplit(" ", 1)[0]
    return f"{before}{_whole(text)} {currency} ±{_whole(error)}"


def _unit(mean: Mean, currency: str) -> Fraction:
    cent = Fraction(1, 10 ** minor_units(currency))
    return Fraction(1) if mean.error is not None and mean.error >= 1 else cent


def _whole(text: str) -> str:
    whole, _, decimals = text.partition(".")
    return whole if not decimals.strip("0") else text


def _plain(amount: Fraction, currency: str) -> str:
    cent = Fraction(1, 10 ** minor_units(currency))
    return money_text(Money(amount=round_to(amount, cent, "half up"), currency=currency))
