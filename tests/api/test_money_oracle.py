"""Whole agreements settled a second time, by an oracle that shares no line with the settlement: text in, money out.

The oracle is what a clerk does with a calculator, month by month and promise by promise, in exact fractions; it is written
from docs/language/credits.md alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.record import Record
from sladsl.values.amount import known

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 10))
BEFORE = tuple(f"2025-{month:02d}" for month in range(5, 13))
"""Months of agreements that began earlier: all is kept in them."""
BASES = {"that month's fee of S": 0, "the previous month's fee of S": -1, "the next month's fee of S": 1}
Money = Fraction


class Share(Record):
    """A percentage of the fee, or euros."""

    of_fee: bool
    figure: Fraction

    def text(self, base: str = "") -> str:
        return f"{self.figure}%{base}" if self.of_fee else f"{self.figure} EUR"

    def of(self, fee: Money) -> Money:
        return fee * self.figure / 100 if self.of_fee else self.figure


class Limit(Record):
    amount: Share
    window: str
    covers: str

    def text(self) -> str:
        return f"cap: {self.amount.text(' of that month' + chr(39) + 's fee of S')} per {self.window}, of {self.covers}"


class Promise(Record):
    name: str
    levels: tuple[int, ...]
    """In tenths of a percent; 990 and more keep the promise."""
    rows: tuple[tuple[int, Share], ...]
    """From which level on, falling, and what is owed; the first one owes nothing, the last is for all the rest."""
    base: str
    repeat: tuple[Fraction, int, str] | None
    caps: tuple[Limit, ...]
    least: Fraction
    back: tuple[int, Fraction] | None
    """How many kept months after a miss give back how much of it."""

    def text(self) -> str:
        rows = "   ".join(
            f"at least {level / 10:g}%: {'none' if level == 990 else each.text()}"
            for level, each in self.rows[:-1]
        )
        more = []
        if self.repeat is not None:
            factor, start, where = self.repeat
            more.append(
                f"repeat: {float(factor):g} times from the {start}{'nd' if start == 2 else 'rd'} miss {where}"
            )
        more += [each.text() for each in self.caps]
        if self.least:
            more.append(f"minimum payable: {self.least} EUR")
        if self.back is not None:
            more.append(
                f"earn back {{ share: {self.back[1] * 100}%   when: met in each of the next {self.back[0]} months }}"
            )
        return f"""
  objective {self.name} {{ A ensures {self.name}Level at least 99% each month }}
  metric {self.name}Level {{ of: S   measure: as reported   collected by: A   controlled by: A }}
  credit for {self.name} {{
    base: {self.base}   bands {{ {rows}   otherwise: {self.rows[-1][1].text()} }}
    {"   ".join(more)}
  }}"""


class World(Record):
    promises: tuple[Promise, ...]
    fees: tuple[Fraction, ...]
    """Of December, of each month, and of the month behind the last."""
    caps: tuple[Limit, ...]
    cap_first: bool
    quantum: Fraction
    mode: str
    begins: str

    def text(self) -> str:
        order = "bands, cap, repeat" if self.cap_first else "bands, repeat, cap"
        return f"""
sla T "Terms" {{
  effective: {self.begins}   time zone: "Europe/Berlin"   currency: EUR
  party A {{ role: provider   accepted: by ordering }}
  party B {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: {self.mode} to {float(self.quantum):g} EUR, on each line   order: {order}
    base and other credits: before other credits   several misses in one incident: each
    service for part of a period: total shrinks   run over an unassessed period: bridged
  }}
  service S {{ hours: always   fee: as invoiced per month }}
  {" ".join(each.text() for each in self.promises)}
  {"   ".join(each.text() for each in self.caps)}
}}"""


# ---- the oracle


def settled(world: World) -> tuple[dict[tuple[str, int], Money], dict[tuple[str, int], Money]]:
    """What is owed for each promise and month, and what of it is given back later."""
    places = [(promise, at) for at in range(len(MONTHS)) for promise in world.promises]
    used: defaultdict[object, Money] = defaultdict(Fraction)
    rounded: defaultdict[object, Money] = defaultdict(Fraction)
    owed: dict[tuple[str, int], Money] = {}
    for promise, at in places:
        amount = _band(promise, at, world)
        factor = _factor(promise, at)
        if not world.cap_first:
            amount *= factor
        limits = [
            (_accounts(limit, name, promise, at, world), limit.amount.of(world.fees[at + 1]))
            for name, limit in _over(promise, world)
        ]
        for accounts, limit in limits:
            amount = min(amount, max(Fraction(0), limit - sum(used[each] for each in accounts)))
        for accounts, _ in limits:
            used[accounts[-1]] += amount
        if world.cap_first:
            owed[promise.name, at] = _round(amount * factor, world.mode, world.quantum)
        else:
            money = _round(amount, world.mode, world.quantum)
            room = min(
                (limit - sum(rounded[each] for each in accounts) for accounts, limit in limits), default=money
            )
            if money > room:
                money = _round(max(Fraction(0), room), "down", world.quantum)
            for accounts, _ in limits:
                rounded[accounts[-1]] += money
            owed[promise.name, at] = money
        if 0 < owed[promise.name, at] < promise.least:
            owed[promise.name, at] = Fraction(0)
    back = {
        (promise.name, at): _given_back(promise, at, owed[promise.name, at], world) for promise, at in places
    }
    return owed, back


def _band(promise: Promise, at: int, world: World) -> Money:
    level = promise.levels[at]
    share = next((each for least, each in promise.rows if level >= least), promise.rows[-1][1])
    return share.of(world.fees[at + 1 + BASES[promise.base]])


def _missed(promise: Promise, at: int) -> bool:
    return promise.levels[at] < 990


def _factor(promise: Promise, at: int) -> Fraction:
    if promise.repeat is None or not _missed(promise, at):
        return Fraction(1)
    factor, start, where = promise.repeat
    first = at
    if where == "in a row":
        while first and _missed(promise, first - 1):
            first -= 1
    else:
        first = at // 3 * 3
    count = sum(_missed(promise, month) for month in range(first, at + 1))
    return factor if count >= start else Fraction(1)


def _over(promise: Promise, world: World) -> list[tuple[object, Limit]]:
    """The caps over a promise, each with what tells it from others."""
    own = [((promise.name, number), each) for number, each in enumerate(promise.caps)]
    return [*own, *((("all", number), each) for number, each in enumerate(world.caps))]


def _accounts(limit: Limit, name: object, promise: Promise, at: int, world: World) -> list[object]:
    """What a credit shares a cap with, what it uses up itself last."""
    if limit.covers == "each credit":
        return [(name, promise.name, at)]
    if limit.window.startswith("any"):
        return [(name, month) for month in range(at - 2, at + 1)]
    return [(name, _window(limit, at, world))]


def _window(limit: Limit, at: int, world: World) -> object:
    """Which window a month ends in."""
    match limit.window:
        case "month":
            return at
        case "quarter":
            return at // 3
        case "calendar year":
            return 2026
        case _:
            # The last day of a month lies behind the anniversary from the month of it on.
            return at + 1 >= int(world.begins[5:7])


def _round(amount: Money, mode: str, quantum: Fraction) -> Money:
    steps = amount / quantum
    floor = math.floor(steps)
    rest = steps - floor
    up = {
        "down": False,
        "up": rest > 0,
        "half up": rest >= Fraction(1, 2),
        "half even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and floor % 2 == 1),
    }[mode]
    return (floor + up) * quantum


def _given_back(promise: Promise, at: int, owed: Money, world: World) -> Money:
    if promise.back is None or not _missed(promise, at):
        return Fraction(0)
    count, share = promise.back
    months = range(at + 1, at + 1 + count)
    kept = months.stop <= len(MONTHS) and not any(_missed(promise, month) for month in months)
    return _round(owed * share, world.mode, world.quantum) if kept else Fraction(0)


# ---- agreements


def shares() -> st.SearchStrategy[Share]:
    return st.builds(
        Share,
        of_fee=st.booleans(),
        figure=st.sampled_from([Fraction(each) for each in (1, 3, 5, 7, 10, 20, 33)]),
    )


LIMITS = st.builds(
    Limit,
    amount=st.builds(
        Share, of_fee=st.just(False), figure=st.sampled_from([Fraction(each) for each in (5, 17, 40, 90)])
    ),
    window=st.sampled_from(["month", "quarter", "calendar year", "contract year"]),
    covers=st.sampled_from(["each credit", "all credits"]),
) | st.builds(
    Limit,
    amount=st.builds(
        Share, of_fee=st.just(True), figure=st.sampled_from([Fraction(each) for each in (4, 10, 30)])
    ),
    window=st.just("month"),
    covers=st.sampled_from(["each credit", "all credits"]),
)


LIMITS |= st.builds(
    Limit,
    amount=st.builds(Share, of_fee=st.just(False), figure=st.sampled_from([Fraction(9), Fraction(30)])),
    window=st.just("any 3 consecutive months"),
    covers=st.just("all credits"),
)


@st.composite
def promises(draw: st.DrawFn, name: str) -> Promise:
    cuts = draw(st.sampled_from([(990,), (990, 985), (990, 970, 950)]))
    none = Share(of_fee=False, figure=Fraction(0))
    rows = [(990, none), *((cut, draw(shares())) for cut in cuts[1:]), (0, draw(shares()))]
    return Promise(
        name=name,
        levels=tuple(draw(st.sampled_from([995, 990, 989, 985, 970, 969, 940])) for _ in MONTHS),
        rows=tuple(rows),
        base=draw(st.sampled_from(sorted(BASES))),
        repeat=draw(
            st.none()
            | st.tuples(
                st.sampled_from([Fraction(2), Fraction(3, 2)]),
                st.sampled_from([2, 3]),
                st.sampled_from(["in a row", "in one quarter"]),
            )
        ),
        caps=tuple(draw(st.lists(LIMITS, max_size=1))),
        least=draw(st.sampled_from([Fraction(0), Fraction(3)])),
        back=draw(
            st.none() | st.tuples(st.sampled_from([1, 2]), st.sampled_from([Fraction(1, 2), Fraction(1)]))
        ),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    count = draw(st.integers(1, 3))
    return World(
        promises=tuple(draw(promises(name)) for name in ("First", "Second", "Third")[:count]),
        fees=tuple(Fraction(draw(st.integers(0, 40_000)), 100) for _ in range(len(MONTHS) + 2)),
        caps=tuple(draw(st.lists(LIMITS, max_size=2))),
        cap_first=draw(st.booleans()),
        quantum=draw(st.sampled_from([Fraction(1, 100), Fraction(1, 20), Fraction(1)])),
        mode=draw(st.sampled_from(["half up", "half even", "down", "up"])),
        begins=draw(st.sampled_from(["2026-01-01", "2025-05-15", "2025-07-01"])),
    )


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_an_agreement_comes_to_what_a_clerk_makes_of_it(world: World) -> None:
    levels = [
        {"period": MONTHS[at], "objective": each.name, "level": f"{each.levels[at] / 10:.1f}%"}
        for each in world.promises
        for at in range(len(MONTHS))
    ]
    begun = world.begins[:7]
    levels += [
        {"period": label, "objective": each.name, "level": "99.5%"}
        for each in world.promises
        for label in BEFORE
        if label >= begun
    ]
    labels = ("2025-12", *MONTHS, "2026-10")
    fees = [
        {"service": "S", "period": label, "amount": f"{float(fee):.2f}", "currency": "EUR"}
        for label, fee in zip(labels, world.fees, strict=True)
    ]
    data: dict[str, Any] = {"levels": levels, "fees": fees}
    text = world.text()
    loaded = sladsl.read_text(text)
    wrong = [each.message for each in loaded.findings if each.severity == "error"]
    assert wrong == [], text
    found = sladsl.evaluate(
        loaded, data, period=f"{begun}..2026-09", as_of="2026-11-01", engine="reference"
    ).outcome
    assert found.readings == (), [(each.key, each.construct) for each in found.open]
    owed, back = settled(world)
    for line in found.statement.lines:
        if line.period not in MONTHS:
            continue
        key = line.objective, MONTHS.index(line.period)
        assert line.credit is not None, (key, line.steps)
        money = known(line.credit, "EUR")
        assert money is not None
        given = Fraction(0)
        if line.earned is not None and line.earned.state == "earned back" and line.earned.amount is not None:
            amount = known(line.earned.amount, "EUR")
            assert amount is not None
            given = amount.amount
        assert (key, money.amount, given) == (key, owed[key], back[key]), (text, line.steps, world.fees)
