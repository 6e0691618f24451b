"""Points, scores, pools and the amount at risk settled a second time, by an oracle that shares no line with the settlement.

Written from docs/language/scoring.md and credits.md alone: what a contract manager makes of the tables of a schedule.
"""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.outcome.statement import Line
from sladsl.record import Record
from sladsl.values.amount import Fixed, Total, known
from sladsl.values.money import Money

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 7))
NAMES = ("First", "Second", "Third")
MINIMUM, TARGET, EXPECTED = 970, 990, 995


class Promise(Record):
    name: str
    levels: tuple[int, ...]
    """In tenths of a percent."""
    points: tuple[int, int]
    """Points of a miss, and of one below 97 %."""
    repeat: tuple[int, int] | None
    """Times how much, from which miss in a row."""
    weight: int
    allocated: int
    """Percent of the pool."""
    replaces: bool
    """A level below the minimum takes the place of all other credits of the month."""


class World(Record):
    promises: tuple[Promise, ...]
    fees: tuple[Fraction, ...]
    risk: int
    share: int
    rows: tuple[tuple[int, int], ...]
    """From how many points on, falling, what percentage of the fee is owed."""
    counts: str
    passes: int
    must: tuple[str, ...]
    of_score: int
    """Percent of the fee where the score is missed."""
    cap: int | None
    """Of points: euros a quarter."""

    def text(self) -> str:
        rows = "   ".join(f"at least {points} points: {share}%" for points, share in self.rows)
        parts = "   ".join(f"{each.name}: {each.weight}" for each in self.promises)
        allocated = "   ".join(f"{each.name}: {each.allocated}%" for each in self.promises)
        must = f"must be met: {', '.join(self.must)}" if self.must else ""
        cap = f"cap: {self.cap} EUR per quarter, of all credits" if self.cap is not None else ""
        return f"""
sla T "Terms" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party A {{ role: provider   accepted: by ordering }}
  party B {{ role: customer   accepted: by ordering }}
  amount at risk: {self.risk}% of that month's fee of S
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line
    several misses in one incident: each   run over an unassessed period: bridged
  }}
  service S {{ hours: always   fee: as invoiced per month }}
  {" ".join(self._promise(each) for each in self.promises)}
  credit for points each month {{ base: that month's fee of S   bands {{ {rows}   otherwise: none }}   {cap} }}
  score Overall {{
    weights {{ {parts} }}   counts: {self.counts}   passes: at least {self.passes}%   {must}
  }}
  credit for Overall {{ base: that month's fee of S   amount: {self.of_score}% }}
  pool Main {{ share: {self.share}%   allocation {{ {allocated} }} }}
}}"""

    def _promise(self, of: Promise) -> str:
        repeat = f"repeat: {of.repeat[0]} times from the {of.repeat[1]}nd miss in a row" if of.repeat else ""
        replaces = "replaces: the credits of that period" if of.replaces else ""
        return f"""
  metric {of.name}Level {{ of: S   measure: as reported   collected by: A   controlled by: A }}
  objective {of.name} {{
    A ensures {of.name}Level at least 99% each month   minimum: at least 97%   expected: at least 99.5%
  }}
  points for {of.name} {{
    bands {{ at least 99%: none   at least 97%: {of.points[0]} points   otherwise: {of.points[1]} points }}
    {repeat}
  }}
  credit for {of.name} {{ amount: the allocation   {replaces} }}"""


# ---- the oracle


class Clerk:
    """What is scored and owed, month by month."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.used: defaultdict[object, Fraction] = defaultdict(Fraction)

    def points(self, of: Promise, at: int) -> int:
        level = of.levels[at]
        if level >= TARGET:
            return 0
        scored = of.points[0] if level >= MINIMUM else of.points[1]
        run = 0
        while at - run >= 0 and of.levels[at - run] < TARGET:
            run += 1
        return scored * of.repeat[0] if of.repeat and run >= of.repeat[1] else scored

    def score(self, at: int) -> Fraction:
        weights = sum(each.weight for each in self.world.promises)
        return (
            Fraction(sum(each.weight * self._part(each.levels[at]) for each in self.world.promises)) / weights
        )

    def _part(self, level: int) -> Fraction:
        match self.world.counts:
            case "whether it was met":
                return Fraction(level >= TARGET)
            case "full or half":
                return Fraction(1) if level >= EXPECTED else Fraction(level >= MINIMUM, 2)
            case "its level":
                return Fraction(level, 1000)
            case "level over target":
                return Fraction(level, TARGET)
            case _:
                return min(Fraction(1), Fraction(level, TARGET))

    def failed(self, at: int) -> bool:
        """Whether the score is missed."""
        must = any(each.levels[at] < TARGET for each in self.world.promises if each.name in self.world.must)
        return must or self.score(at) < Fraction(self.world.passes, 100)

    def owed(self, at: int) -> dict[str, Fraction]:
        fee = self.world.fees[at]
        risk = fee * self.world.risk / 100
        found = {
            each.name: risk * self.world.share / 100 * each.allocated / 100
            if each.levels[at] < TARGET
            else Fraction(0)
            for each in self.world.promises
        }
        found["Overall"] = fee * self.world.of_score / 100 if self.failed(at) else Fraction(0)
        total = sum(self.points(each, at) for each in self.world.promises)
        share = next((share for least, share in self.world.rows if total >= least), 0)
        found["Points"] = fee * share / 100
        return found

    def credits(self, at: int) -> dict[str, Fraction]:
        """What is owed after what falls away, and after the caps, in the order of the statement."""
        owed = self.owed(at)
        taking = [each.name for each in self.world.promises if each.replaces and owed[each.name]]
        if taking:
            owed = {name: amount if name in taking else Fraction(0) for name, amount in owed.items()}
        return {name: self._capped(name, amount, at) for name, amount in owed.items()}

    def _capped(self, name: str, amount: Fraction, at: int) -> Fraction:
        limits = {("risk", at): self.world.fees[at] * self.world.risk / 100}
        if name == "Points" and self.world.cap is not None:
            limits["cap", at // 3] = Fraction(self.world.cap)
        for account, limit in limits.items():
            amount = min(amount, max(Fraction(0), limit - self.used["exact", account]))
        money = cents(amount)
        for account, limit in limits.items():
            room = max(Fraction(0), limit - self.used["paid", account])
            money = money if money <= room else Fraction(math.floor(room * 100), 100)
        for account in limits:
            self.used["exact", account] += amount
            self.used["paid", account] += money
        return money


def cents(amount: Fraction) -> Fraction:
    return Fraction(math.floor(amount * 100 + Fraction(1, 2)), 100)


# ---- agreements


@st.composite
def promises(draw: st.DrawFn, name: str, allocated: int, replaces: bool) -> Promise:
    light = draw(st.integers(1, 3))
    return Promise(
        name=name,
        levels=tuple(draw(st.sampled_from([1000, 995, 992, 990, 989, 970, 969, 900])) for _ in MONTHS),
        points=(light, light + draw(st.integers(1, 4))),
        repeat=draw(st.none() | st.tuples(st.sampled_from([2, 3]), st.just(2))),
        weight=draw(st.integers(1, 9)),
        allocated=allocated,
        replaces=replaces,
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    count = draw(st.integers(1, 3))
    parts = draw(st.sampled_from([(20, 30, 50), (60, 15, 25), (33, 33, 33)]))
    first = draw(st.none() | st.just(NAMES[0]))
    rows = draw(st.sampled_from([((5, 5), (3, 2)), ((9, 12), (4, 3), (1, 1)), ((2, 4),)]))
    return World(
        promises=tuple(
            draw(promises(name, part, name == first))
            for name, part in zip(NAMES[:count], parts, strict=False)
        ),
        fees=tuple(Fraction(draw(st.integers(0, 40_000)), 100) for _ in MONTHS),
        risk=draw(st.sampled_from([3, 10, 40])),
        share=draw(st.sampled_from([50, 100])),
        rows=rows,
        counts=draw(
            st.sampled_from(
                ["whether it was met", "full or half", "its level", "level over target", "part of the target"]
            )
        ),
        passes=draw(st.sampled_from([50, 70, 98, 100])),
        must=tuple(draw(st.sets(st.sampled_from(NAMES[:count]), max_size=1))),
        of_score=draw(st.sampled_from([1, 7])),
        cap=draw(st.none() | st.sampled_from([4, 20])),
    )


def settled(world: World, text: str = "") -> dict[tuple[str, str], Line]:
    of = sladsl.read_text(text or world.text())
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    levels = [
        {"period": MONTHS[at], "objective": each.name, "level": f"{each.levels[at] / 10:.1f}%"}
        for each in world.promises
        for at in range(len(MONTHS))
    ]
    fees = [
        {"service": "S", "period": label, "amount": f"{float(fee):.2f}", "currency": "EUR"}
        for label, fee in zip(MONTHS, world.fees, strict=True)
    ]
    found = sladsl.evaluate(
        of,
        {"levels": levels, "fees": fees},
        period="2026-01..2026-06",
        as_of="2026-09-01",
        engine="reference",
    )
    assert found.outcome.readings == (), found.outcome.readings
    return {(each.objective, each.period): each for each in found.outcome.statement.lines}


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_points_scores_and_pools_come_to_what_a_contract_manager_makes_of_them(world: World) -> None:
    lines = settled(world)
    clerk = Clerk(world)
    for at, month in enumerate(MONTHS):
        assert lines["Points", month].level == sum(clerk.points(each, at) for each in world.promises)
        overall = lines["Overall", month]
        assert (overall.level, overall.status) == (clerk.score(at), "missed" if clerk.failed(at) else "met")
        for name, amount in clerk.credits(at).items():
            line = lines[name, month]
            assert line.credit is not None, (name, month, line.steps)
            money = known(line.credit, "EUR")
            assert money is not None
            assert money.amount == amount, (name, month, world.text(), line.steps)


def test_the_sum_of_points_can_be_replaced_by_its_name() -> None:
    first = Promise(
        name="First",
        levels=(900,) * 6,
        points=(1, 3),
        repeat=None,
        weight=1,
        allocated=20,
        replaces=True,
    )
    world = World(
        promises=(first,),
        fees=(Fraction(10_000),) * 6,
        risk=40,
        share=50,
        rows=((2, 4),),
        counts="whether it was met",
        passes=50,
        must=(),
        of_score=1,
        cap=None,
    )
    text = world.text().replace("replaces: the credits of that period", "replaces: Points")
    lines = settled(world, text)
    assert lines["Points", "2026-01"].credit == Total(of=())
    assert lines["Overall", "2026-01"].credit == Fixed(money=Money(amount=Fraction(100), currency="EUR"))
    assert settled(world)["Overall", "2026-01"].credit == Total(of=())
