"""What many simulated histories come to: counts and sums, each exact, with the error that chance leaves in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import isqrt

from sladsl.record import Record

FINE = 10**12
"""Errors are square roots: told in steps of one part in this many, rounded up."""


class Drawn(Record):
    """What one simulated history came to.

    `credit` is the sum of all its credits in units of the currency; None where it can't be told. `missed` and `assessed`
    count lines by objective, `credits` adds their credits up. `rights` are the words of those that arose, `perhaps` of those
    that hang on what is not simulated.
    """

    credit: Fraction | None
    assessed: Mapping[str, int]
    missed: Mapping[str, int]
    credits: Mapping[str, Fraction]
    rights: frozenset[str]
    perhaps: frozenset[str] = frozenset()


class Mean(Record):
    """An average over draws, exact, and twice its standard error, rounded up; None of a single draw."""

    value: Fraction
    error: Fraction | None


class Chances(Record):
    """In how many draws of how many something happened."""

    times: int
    of: int

    def share(self) -> Mean:
        """Where it happened never, or always, the error is three draws in all of them: 95% of the time it is less."""
        value = Fraction(self.times, self.of)
        if self.times in (0, self.of):
            return Mean(value=value, error=min(Fraction(1), Fraction(3, self.of)))
        return Mean(value=value, error=2 * _root(value * (1 - value) / self.of))


class Promise(Record):
    """What became of one objective: lines missed a draw, draws with a miss, credits a draw."""

    objective: str
    title: str
    assessed: int
    """Lines of all draws together that were assessed."""
    lines: Mean | None
    """The share of them that were missed; None where nothing was assessed."""
    ever: Chances
    credit: Mean


class RightChance(Record):
    """In how many draws a right arose in any scope, and in how many others nobody can say."""

    words: str
    arises: Chances
    perhaps: int


class Variant(Record):
    """One agreement, or one way of running the service, over all draws.

    `cost` is what it costs in the whole time (None: nobody says). `difference` is what its credits are more than those of
    the first variant, draw by draw. `quantiles` are shares of draws with the most that is credited in them.
    """

    name: str
    promises: tuple[Promise, ...]
    credit: Mean | None
    known: int
    """Draws whose credits are known."""
    none: Chances
    quantiles: tuple[tuple[Fraction, Fraction], ...]
    amounts: tuple[tuple[Fraction, int], ...]
    """Every sum of credits that came out, the smallest first, with the number of draws."""
    rights: tuple[RightChance, ...]
    difference: Mean | None = None
    cost: Fraction | None = None


class Simulated(Record):
    """A simulation: the same agreement, data, processes, draws and seed give the same record, and the same bytes."""

    title: str
    version: str
    currency: str
    draws: int
    seed: int
    periods: str
    """The time that is simulated, `2026-01 to 2026-12`."""
    process: tuple[str, ...]
    """How histories come about, a sentence each."""
    variants: tuple[Variant, ...]
    notes: tuple[str, ...] = ()
    """What is to be known of the figures: what is left out, what stands for what."""

    def text(self) -> str:
        """The simulation as the command line prints it."""
        from sladsl.outcome.simulated_to_text import simulated_text

        return simulated_text(self)

    def json(self) -> str:
        """The simulation as JSON (`sladsl.outcome.simulated_to_json` says what stands in it)."""
        from sladsl.outcome.simulated_to_json import simulated_json

        return simulated_json(self)


QUANTILES = (Fraction(1, 2), Fraction(9, 10), Fraction(19, 20), Fraction(99, 100))


def mean(values: Sequence[Fraction]) -> Mean:
    """The average of at least one value and twice its standard error."""
    count = len(values)
    total = sum(values, Fraction(0))
    value = total / count
    if count < 2:
        return Mean(value=value, error=None)
    spread = sum((each * each for each in values), Fraction(0)) - total * value
    return Mean(value=value, error=2 * _root(spread / (count * (count - 1))))


def ratio(tops: Sequence[int], under: Sequence[int]) -> Mean | None:
    """The ratio of two sums over draws, its error by the draws (lines of one draw are not independent); None of nothing."""
    below = sum(under)
    if not below:
        return None
    value, count = Fraction(sum(tops), below), len(tops)
    if count < 2:
        return Mean(value=value, error=None)
    if value in (0, 1):
        return Mean(value=value, error=min(Fraction(1), Fraction(3, below)))
    spread = sum(((top - value * of) ** 2 for top, of in zip(tops, under, strict=True)), Fraction(0))
    return Mean(value=value, error=2 * _root(spread * count / (count - 1)) / below)


def _root(value: Fraction) -> Fraction:
    """The square root, rounded up to a step of `FINE`."""
    scaled = value * FINE * FINE
    floor = scaled.numerator // scaled.denominator
    found = isqrt(floor)
    return Fraction(found + (found * found < scaled), FINE)


def variant_of(
    name: str,
    drawn: Sequence[Drawn],
    titles: Mapping[str, str],
    rights: Sequence[str],
    first: Sequence[Drawn] | None = None,
    cost: Fraction | None = None,
) -> Variant:
    """The figures of a variant. `first`: the same draws of the variant that it is compared with."""
    known = sorted(each.credit for each in drawn if each.credit is not None)
    pairs = [
        each.credit - other.credit
        for each, other in zip(drawn, first or (), strict=first is not None)
        if each.credit is not None and other.credit is not None
    ]
    return Variant(
        name=name,
        promises=tuple(_promise(objective, title, drawn) for objective, title in titles.items()),
        credit=mean(known) if known else None,
        known=len(known),
        none=Chances(times=sum(not each for each in known), of=max(len(known), 1)),
        quantiles=tuple((share, known[_place(share, len(known))]) for share in QUANTILES if known),
        amounts=tuple((amount, len(list(same))) for amount, same in groupby(known)),
        rights=tuple(
            RightChance(
                words=words,
                arises=Chances(times=sum(words in each.rights for each in drawn), of=len(drawn)),
                perhaps=sum(words in each.perhaps and words not in each.rights for each in drawn),
            )
            for words in rights
        ),
        difference=mean(pairs) if pairs else None,
        cost=cost,
    )


def _place(share: Fraction, count: int) -> int:
    """Nearest rank: the least place at and below which at least the share of all stands."""
    return max(-(-share.numerator * count // share.denominator), 1) - 1


def _promise(objective: str, title: str, drawn: Sequence[Drawn]) -> Promise:
    missed = [each.missed.get(objective, 0) for each in drawn]
    assessed = [each.assessed.get(objective, 0) for each in drawn]
    return Promise(
        objective=objective,
        title=title,
        assessed=sum(assessed),
        lines=ratio(missed, assessed),
        ever=Chances(times=sum(each > 0 for each in missed), of=len(drawn)),
        credit=mean([each.credits.get(objective, Fraction(0)) for each in drawn]),
    )
