"""Small agreements made by chance, settled: what their workbooks are compared with.

Chance is seeded: the same number is the same world on every machine.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from sladsl.outcome.given import GivenClaim, GivenFee, GivenInvoice
from sladsl.outcome.measured import Measured
from sladsl.outcome.statement import Statement
from sladsl.plan.settlement import (
    AmountRule,
    Assessment,
    CapRule,
    CreditRule,
    DaysOf,
    FeeRule,
    LevelRule,
    Piece,
    Round,
    Settlement,
    Undetermined,
)
from sladsl.record import Record, replace
from sladsl.settle.reconciling import reconciled
from sladsl.values.money import Money
from tests.settle.build import (
    SHARE,
    UPTIME,
    assessment,
    base,
    bound,
    cap,
    cell,
    claim,
    credit,
    fee,
    instant,
    made,
    measured,
    minutes,
    percent,
    period,
    piece,
    rule,
    settled,
    settlement,
    sum_of,
)

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")
MONTHLY = base("month")
SERVICE = base("month", by_scope=False)
DAYS = DaysOf(days=Fraction(3), base=MONTHLY, day="thirtieth of a month")
TABLES: tuple[tuple[Piece, ...], ...] = (
    (
        piece("at least 99.9%", None, bound("at least", "99.9")),
        piece("at least 99.0%", percent("10", MONTHLY), bound("at least", "99.0")),
        piece("otherwise", percent("25", MONTHLY)),
    ),
    (
        piece(
            "at most 99.9% but above 99.0%",
            percent("10", SERVICE),
            bound("at most", "99.9"),
            bound("above", "99.0"),
        ),
        piece("below 99.0%", percent("25", SERVICE), bound("below", "99.0")),
    ),
    (piece("below 99.9%", sum_of("7.125"), bound("below", "99.9")), piece("otherwise", None)),
    (
        piece("below 99.9%", percent("5", MONTHLY), bound("below", "99.9")),
        piece("below 99.5%", percent("7.5", MONTHLY), bound("below", "99.5")),
        piece("exactly 95%", sum_of("1"), bound("exactly", "95")),
    ),
    (
        piece("below 99.0%", DAYS, bound("below", "99.0")),
        piece(
            "below 99.9%",
            percent("0.125", MONTHLY),
            bound("below", "99.9"),
        ),
    ),
    (
        piece("below 99.9%", Undetermined(reason="not stated"), bound("below", "99.9")),
        piece("otherwise", None),
    ),
)


class World(Record):
    """An agreement, its data, and the fees as they come later."""

    rules: Settlement
    cells: Measured
    given: tuple[GivenFee, ...]
    later: tuple[GivenFee, ...]
    claims: tuple[GivenClaim, ...]
    invoices: tuple[GivenInvoice, ...] | None = None

    def settled(self, with_later: bool = False) -> Statement:
        fees = (*self.given, *self.later) if with_later else self.given
        found = settled(
            self.rules, self.cells, fees=fees, claims=self.claims, as_of=instant("2026-05-20T10:30Z")
        )
        return reconciled(found, self.invoices)


def world(seed: int) -> World:
    chance = Random(seed)
    scopes = chance.choice([(), ("eu", "=us"), ("x",)])
    names = chance.sample(["Availability", "Backup", "@Calls"], chance.randint(1, 3))
    promises = tuple(_promise(chance, name, scopes) for name in names)
    rounding = Round(
        quantum=chance.choice([Fraction(1, 100), Fraction(1, 100), Fraction(1), Fraction(1, 20)]),
        mode=chance.choice(["half up", "half up", "half even", "down", "up"]),
    )
    where: Any = chance.choice(["on each line", "on each line", "on the total"])
    promises = tuple(
        replace(each, credit=replace(each.credit, rounding=rounding, rounded=where)) if each.credit else each
        for each in promises
    )
    caps = tuple(_cap(chance, names) for _ in range(chance.choice([0, 1, 1, 2])))
    rules = settlement(
        *promises,
        caps=caps,
        fees=(FeeRule(service="GitHub", by_scope=True, money=None, period="month"),),
        currency="USD",
        title="-Agreement",
        term_start=period("2026-01").start,
    )
    cells = [
        cell(month, _columns(chance, each), scope=scope, metric=each.metric)
        for each in promises
        for scope in scopes or ("",)
        for month in MONTHS
    ]
    fees = [
        fee(month, str(Fraction(chance.randint(1, 400_000), 100)), scope=scope, currency="USD")
        for scope in {"", *scopes}
        for month in sorted(MONTHS)
    ]
    fees.sort(key=lambda each: (each.scope, each.period))
    later = tuple(each for each in fees if chance.random() < chance.choice([0, 0.3]))
    claims = tuple(
        made(month, f"2026-0{chance.randint(5, 6)}-1{chance.randint(0, 9)}T08:00Z", scope)
        for scope in scopes or ("",)
        for month in MONTHS
        if chance.random() < 0.2
    )
    return World(
        rules=rules,
        cells=measured(*cells),
        given=tuple(each for each in fees if each not in later),
        later=later,
        claims=tuple(each for each in claims if "Availability" in names),
        invoices=_invoices(Random(f"invoices {seed}"), names, scopes),
    )


def _invoices(chance: Random, names: list[str], scopes: tuple[str, ...]) -> tuple[GivenInvoice, ...] | None:
    """Lines of invoices that fit what is owed, or don't; None where nobody says what was invoiced."""
    if chance.random() < 0.4:
        return None
    return tuple(
        GivenInvoice(
            invoice=chance.choice(["=R-1", "R-2"]),
            on=instant(f"2026-05-0{chance.randint(1, 9)}T00:00Z"),
            credit=Money(amount=Fraction(chance.randint(1, 90_000), 100), currency="USD"),
            objective=chance.choice(["", *names]),
            scope=chance.choice(["", *scopes]),
            period=chance.choice(["", *MONTHS]),
            line=str(number),
        )
        for number in range(chance.randint(0, 6))
    )


def _promise(chance: Random, name: str, scopes: tuple[str, ...]) -> Assessment:
    level: LevelRule = chance.choice([UPTIME, SHARE])
    if chance.random() < 0.3:
        level = replace(
            level, rounding=Round(quantum=Fraction(1, 1000), mode=chance.choice(["half up", "down", "up"]))
        )
    if chance.random() < 0.3:
        level = replace(level, empty="met")
    return assessment(
        " ".join(MONTHS),
        objective=name,
        title=name.upper() if chance.random() < 0.5 else "",
        metric=f"Metric {name}",
        scopes=scopes,
        dimension="region" if scopes else "",
        level=level,
        rule=rule(f"objective {name}"),
        minimum=chance.choice([None, bound("at least", "99.5")]),
        critical=chance.choice([None, bound("below", "95")]),
        strength=chance.choice(["ensures", "ensures", "ensures", "reports"]),
        credit=_credit(chance, name),
        claim=chance.choice(
            [claim(30), claim(2, "weeks"), claim(1, "months"), claim(None), claim(30, "hours"), None]
        ),
    )


def _credit(chance: Random, name: str) -> CreditRule | None:
    if chance.random() < 0.1:
        return None
    stands = {"rule": rule(f"credit for {name}")}
    if chance.random() < 0.2:
        return credit((), flat=chance.choice([percent("5", MONTHLY), sum_of("33.335"), DAYS]), **stands)
    return credit(
        chance.choice(TABLES),
        fit=chance.choice(["first", "first", "highest", "error"]),
        when_met=chance.choice(["paid", "not paid"]),
        **stands,
    )


def _cap(chance: Random, names: list[str]) -> CapRule:
    window: Any = chance.choice(["month", "quarter", "year", "contract year", "term"])
    amount: AmountRule = chance.choice(
        [sum_of("10"), sum_of("0.01"), sum_of("99.995"), sum_of("500"), Undetermined(reason="not stated")]
    )
    if window == "month" and chance.random() < 0.5:
        amount = percent("15", MONTHLY)
    covers: Any = chance.choice(["each credit", "all credits", "all credits"])
    objectives = chance.choice([(), (), (names[0],)])
    return cap(amount, window, covers, by_scope=chance.random() < 0.3, objectives=objectives)


def _columns(chance: Random, promise: Assessment) -> dict[str, int]:
    if promise.level.lever == "good":
        total = chance.choice([0, 8, 20, 200, 1000])
        bad = chance.choice([0, 0, 1, total // 100, total // 20, total // 3])
        return {"good": max(total - bad, 0), "total": total}
    whole = Fraction(chance.choice([43_200, 44_640, 0, 1]))
    down = chance.choice([0, 0, Fraction(whole, 1000), Fraction(whole, 100), Fraction(whole, 7), whole])
    down = Fraction(int(down * 60_000_000 // 1_000_000), 60)
    return {"service": minutes(str(whole)), "down": int(down * 60_000_000), "seen": minutes(str(whole))}
