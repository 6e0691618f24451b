"""Steps, marginal bands, days of fee, conditions and what is earned back, settled a second time by an oracle of its own.

Written from docs/language/credits.md alone; it shares no line with the settlement.
"""

from __future__ import annotations

import math
from calendar import monthrange
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.record import Record
from sladsl.values.amount import known

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 9))


class Back(Record):
    share: int
    event: str
    count: int

    def text(self) -> str:
        when = {
            "met": f"met in each of the next {self.count} months",
            "exceeded": f"exceeded in each of the next {self.count} months",
            "in a row": f"met in {self.count} consecutive months",
            "no credit": f"no credit due in each of the next {self.count} months",
        }[self.event]
        return f"earn back {{ share: {self.share}%   when: {when} }}"


class Promise(Record):
    kind: str
    """`steps` of minutes beyond four hours, `marginal` of a number above twenty, `days` of fee for less than 99 %."""
    levels: tuple[int, ...]
    """Minutes, a number, or tenths of a percent."""
    figure: int
    """Euros a step or a unit, percent of the fee a step, or days."""
    of_fee: bool
    step: tuple[str, int, int | None, bool]
    """How a step counts that was begun, its minutes, beyond how many hours, whether the whole counts."""
    when: int
    """Missed in how many months in a row, 0 for no condition."""
    repeat: tuple[int, int] | None
    back: Back | None

    @property
    def name(self) -> str:
        return self.kind.title()

    def missed(self, at: int) -> bool:
        level = self.levels[at]
        return {"steps": level > 240, "marginal": level > 20, "days": level < 990}[self.kind]

    def exceeded(self, at: int) -> bool:
        level = self.levels[at]
        return {"steps": level < 240, "marginal": level < 20, "days": level > 990}[self.kind]

    def shown(self, at: int) -> str:
        level = self.levels[at]
        return {"steps": f"{level} minutes", "marginal": f"{level}", "days": f"{level / 10:.1f}%"}[self.kind]

    def text(self) -> str:
        bound = {"steps": "at most 4 hours", "marginal": "at most 20", "days": "at least 99%"}[self.kind]
        amount = f"amount: {self.figure}{'%' if self.of_fee else ' EUR'}"
        if self.kind == "steps":
            how, minutes, beyond, whole = self.step
            excess = (
                f" beyond {beyond} hours, {'the whole' if whole else 'only the excess'}" if beyond else ""
            )
            amount += f"   step: {how} {minutes} minutes{excess}, summed over the period"
        elif self.kind == "marginal":
            rows = f"at most 30: {self.figure} EUR   otherwise: {2 * self.figure} EUR"
            amount = f"marginal bands {{ at most 20: none   {rows} }}"
        else:
            amount = f"amount: {self.figure} days of the fee"
        when = f"when: missed in {self.when} consecutive months" if self.when else ""
        repeat = (
            f"repeat: {self.repeat[0]} times from the {self.repeat[1]}nd miss in a row" if self.repeat else ""
        )
        return f"""
  metric {self.name}Level {{ of: S   measure: as reported   collected by: A   controlled by: A }}
  objective {self.name} {{ A ensures {self.name}Level {bound} each month }}
  credit for {self.name} {{
    base: that month's fee of S   {amount}   {when}   {repeat}
    {self.back.text() if self.back is not None else ""}
  }}"""


class World(Record):
    promises: tuple[Promise, ...]
    fees: tuple[Fraction, ...]
    day: str

    def text(self) -> str:
        return f"""
sla T "Terms" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party A {{ role: provider   accepted: by ordering }}
  party B {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   day of fee: {self.day}
    run over an unassessed period: bridged   base and other credits: before other credits
  }}
  service S {{ hours: always   fee: as invoiced per month }}
  {" ".join(each.text() for each in self.promises)}
}}"""


# ---- the oracle


def cents(amount: Fraction) -> Fraction:
    return Fraction(math.floor(amount * 100 + Fraction(1, 2)), 100)


def amount(of: Promise, at: int, world: World) -> Fraction:
    fee, level = world.fees[at], of.levels[at]
    if of.kind == "marginal":
        return Fraction(of.figure * max(0, min(level, 30) - 20) + 2 * of.figure * max(0, level - 30))
    if of.kind == "days":
        parts = {
            "thirtieth of a month": Fraction(1, 30),
            "days of the period": Fraction(1, monthrange(2026, at + 1)[1]),
            "365th of a year": Fraction(12, 365),
        }
        return fee * of.figure * parts[world.day]
    how, minutes, beyond, whole = of.step
    counted = level
    if beyond is not None:
        counted = (level if whole else level - beyond * 60) if level > beyond * 60 else 0
    steps = Fraction(counted, minutes)
    steps = {"full": Fraction(math.floor(steps)), "started": Fraction(math.ceil(steps)), "exact": steps}[how]
    return steps * (fee * of.figure / 100 if of.of_fee else of.figure)


def row_of_misses(of: Promise, at: int) -> int:
    count = 0
    while count <= at and of.missed(at - count):
        count += 1
    return count


def owed(of: Promise, at: int, world: World) -> Fraction:
    run = row_of_misses(of, at)
    if not run or run < of.when:
        return Fraction(0)
    factor = of.repeat[0] if of.repeat is not None and run >= of.repeat[1] else 1
    return cents(amount(of, at, world) * factor)


def earned(of: Promise, at: int, world: World) -> Fraction:
    credit = owed(of, at, world)
    if of.back is None or not credit:
        return Fraction(0)
    later = range(at + 1, len(MONTHS))
    good = {
        "met": lambda month: not of.missed(month),
        "in a row": lambda month: not of.missed(month),
        "exceeded": of.exceeded,
        "no credit": lambda month: not any(owed(each, month, world) for each in world.promises),
    }[of.back.event]
    starts = later if of.back.event == "in a row" else later[:1]
    for first in starts:
        row = range(first, first + of.back.count)
        if row.stop <= len(MONTHS) and all(good(month) for month in row):
            return cents(credit * of.back.share / 100)
    return Fraction(0)


# ---- agreements

LEVELS = {
    "steps": (60, 239, 240, 241, 269, 270, 300, 301, 400, 725),
    "marginal": (0, 19, 20, 21, 30, 31, 57),
    "days": (1000, 991, 990, 989, 900),
}


@st.composite
def promises(draw: st.DrawFn, kind: str) -> Promise:
    how, beyond = draw(st.sampled_from(["full", "started", "exact"])), draw(st.sampled_from([None, 4, 5]))
    return Promise(
        kind=kind,
        levels=tuple(draw(st.sampled_from(LEVELS[kind])) for _ in MONTHS),
        figure=draw(st.integers(1, 5)),
        of_fee=draw(st.booleans()),
        step=(how, draw(st.sampled_from([30, 60, 7])), beyond, draw(st.booleans())),
        when=draw(st.sampled_from([0, 0, 2])),
        repeat=draw(st.none() | st.tuples(st.sampled_from([2, 3]), st.just(2))),
        back=draw(
            st.none()
            | st.builds(
                Back,
                share=st.sampled_from([50, 100, 33]),
                event=st.sampled_from(["met", "exceeded", "in a row", "no credit"]),
                count=st.integers(1, 3),
            )
        ),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    kinds = draw(st.lists(st.sampled_from(sorted(LEVELS)), min_size=1, max_size=3, unique=True))
    return World(
        promises=tuple(draw(promises(kind)) for kind in kinds),
        fees=tuple(Fraction(draw(st.integers(0, 40_000)), 100) for _ in MONTHS),
        day=draw(st.sampled_from(["thirtieth of a month", "days of the period", "365th of a year"])),
    )


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_what_grows_with_a_miss_comes_to_what_a_clerk_makes_of_it(world: World) -> None:
    of = sladsl.read_text(world.text())
    assert not [each for each in of.findings if each.severity == "error"], (world.text(), of.findings)
    levels = [
        {"period": MONTHS[at], "objective": each.name, "level": each.shown(at)}
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
        period="2026-01..2026-08",
        as_of="2026-09-20",
        engine="reference",
    ).outcome
    assert found.readings == (), [(each.key, each.construct) for each in found.open]
    named = {each.name: each for each in world.promises}
    for line in found.statement.lines:
        at = MONTHS.index(line.period)
        assert line.credit is not None, (world.text(), line.steps)
        money = known(line.credit, "EUR")
        assert money is not None
        back = Fraction(0)
        if line.earned is not None and line.earned.state == "earned back" and line.earned.amount is not None:
            given_back = known(line.earned.amount, "EUR")
            assert given_back is not None
            back = given_back.amount
        expected = owed(named[line.objective], at, world), earned(named[line.objective], at, world)
        assert (line.objective, line.period, money.amount, back) == (
            line.objective,
            line.period,
            *expected,
        ), (
            world.text(),
            line.steps,
        )
