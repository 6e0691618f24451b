"""Small agreements for the tests of settling, as compiled rules, with the figures of the case in plain
sight.

Figures are written as in an agreement ("99.9", minutes, "9000.00"); the builders turn them into ratios
and microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sladsl.outcome.given import GivenClaim, GivenFee, ReportedLevel
from sladsl.outcome.measured import Cell, Measured, SourceFacts
from sladsl.outcome.statement import Line, Statement
from sladsl.plan.dates import ClaimRule, DeadlineRule, StageRule
from sladsl.plan.rows import Comparator
from sladsl.plan.settlement import (
    AmountRule,
    Assessment,
    Base,
    Bound,
    CapRule,
    CreditRule,
    FeeRule,
    LevelRule,
    Nothing,
    PercentOf,
    Piece,
    Round,
    Rule,
    Settlement,
    SumOf,
)
from sladsl.settle.run import settle
from sladsl.values.amount import Amount, known
from sladsl.values.deadline import Length
from sladsl.values.duration import MINUTE
from sladsl.values.instant import parse_time
from sladsl.values.money import Money
from sladsl.values.number import parse_number
from sladsl.values.period import Period, PeriodKind, parse_period
from sladsl.values.zones import zone

CENT = Round(quantum=Fraction(1, 100), mode="half up")


def number(text: str) -> Any:
    """A written number."""
    found = parse_number(text)
    assert found is not None, text
    return found


def bound(comparator: Comparator, text: str, unit: str = "percent") -> Bound:
    """A bound as the agreement writes it."""
    written = number(text)
    value = written.value / 100 if unit == "percent" else written.value
    return Bound(
        comparator=comparator, value=value * MINUTE if unit == "duration" else value, written=written
    )


def rule(construct: str, text: str = "") -> Rule:
    return Rule(construct=construct, text=text)


def instant(text: str) -> int:
    """An instant written with an offset."""
    written = parse_time(text)
    assert written is not None
    assert written.offset_us is not None, text
    return written.naive_us - written.offset_us


def period(label: str, name: str = "UTC") -> Period:
    """A period of the calendar in a zone."""
    place = zone(name)
    assert place is not None
    found = parse_period(label, place)
    assert found is not None, label
    return found


def money(text: str, currency: str = "USD") -> Money:
    return Money(amount=Fraction(text), currency=currency)


def base(
    kind: PeriodKind = "quarter", *, by_scope: bool = True, service: str = "GitHub", shift: Any = 0
) -> Base:
    return Base(service=service, by_scope=by_scope, period=kind, shift=shift)


def percent(text: str, of: Base | None = None) -> PercentOf:
    """Per cent of a fee, by default of the feature's fee of the quarter."""
    return PercentOf(ratio=Fraction(text) / 100, base=of or base())


def sum_of(text: str, currency: str = "USD") -> SumOf:
    return SumOf(money=money(text, currency))


def piece(text: str, amount: AmountRule | None = None, *bounds: Bound) -> Piece:
    return Piece(bounds=bounds, amount=Nothing() if amount is None else amount, text=text)


PRINTED = (
    piece("10%", percent("10"), bound("above", "99.0"), bound("at most", "99.9")),
    piece("25%", percent("25"), bound("below", "99.0")),
)
"""The table of the published commitment, gap at 99.0 and overlap at 99.9 included."""

WRITTEN = (
    piece("none", None, bound("at least", "99.9")),
    piece("10%", percent("10"), bound("at least", "99.0")),
    piece("25%", percent("25")),
)
"""The same without faults: one boundary a row, the first that fits."""

UPTIME = LevelRule(
    unit="percent",
    better="higher",
    plus=("service",),
    minus=("down",),
    over_plus=("service",),
    places=2,
    lever="down",
)
SHARE = LevelRule(
    unit="percent", better="higher", plus=("good",), over_plus=("total",), places=2, lever="good"
)


def credit(pieces: tuple[Piece, ...] = PRINTED, **more: Any) -> CreditRule:
    return CreditRule(**{"rule": rule("credit for Availability"), "pieces": pieces, "rounding": CENT, **more})


def deadline(
    count: int, unit: Any = "days", anchor: Any = "period", hours: Any = None, **more: Any
) -> DeadlineRule:
    """So many units after the end of the period, or another anchor."""
    return DeadlineRule(length=Length(count=count, unit=unit, hours=hours), anchor=anchor, **more)


def stage(name: str = "", until: DeadlineRule | None = None, **more: Any) -> StageRule:
    construct = f"stage {name}" if name else "claims"
    return StageRule(
        **{"rule": rule(construct), "name": name, "channel": "in writing", "deadline": until, **more}
    )


def claim(count: int | None = 30, unit: Any = "days", hours: Any = None, **more: Any) -> ClaimRule:
    """A claim in one stage."""
    until = None if count is None else deadline(count, unit, hours=hours)
    return ClaimRule(rule=rule("claims"), stages=(stage(until=until),), **more)


def assessment(labels: str = "2026-Q1", name: str = "UTC", **more: Any) -> Assessment:
    """An objective of 99.9 % in the periods named; any field can be given otherwise."""
    usual: dict[str, Any] = {
        "rule": rule("objective Availability"),
        "objective": "Availability",
        "title": "Availability",
        "metric": "Uptime",
        "owner": "GitHub",
        "strength": "ensures",
        "level": UPTIME,
        "periods": tuple(period(label, name) for label in labels.split()),
        "scopes": (),
        "target": bound("at least", "99.9"),
        "credit": credit(),
    }
    return Assessment(**{**usual, **more})


def settlement(*assessments: Assessment, **more: Any) -> Settlement:
    usual: dict[str, Any] = {
        "agreement": "GitHub",
        "title": "Enterprise Cloud",
        "version": "1",
        "currency": "USD",
        "zone": "UTC",
        "assessments": assessments,
        "caps": (),
        "fees": (FeeRule(service="GitHub", by_scope=True, money=None, period="quarter"),),
        "answers": (),
    }
    return Settlement(**{**usual, **more})


def cap(amount: AmountRule, window: Any, covers: Any = "all credits", **more: Any) -> CapRule:
    return CapRule(rule=rule("cap"), amount=amount, window=window, covers=covers, **more)


def minutes(text: str) -> int:
    """Minutes as microseconds; they must come out whole."""
    us = Fraction(text) * MINUTE
    assert us.denominator == 1
    return int(us)


def cell(
    label: str = "2026-Q1",
    columns: Mapping[str, int] | None = None,
    *,
    scope: str = "",
    metric: str = "Uptime",
) -> Cell:
    return Cell(metric=metric, scope=scope, period=label, columns=columns or {})


def down(text: str, of: str = "129600", label: str = "2026-Q1", scope: str = "") -> Cell:
    """A cell with so many minutes of down time out of so many."""
    return cell(label, {"service": minutes(of), "down": minutes(text)}, scope=scope)


def measured(*cells: Cell, sources: tuple[SourceFacts, ...] = ()) -> Measured:
    return Measured(cells=cells, findings=(), sources=sources, witnesses=lambda *_: ())


def level(label: str, text: str, scope: str = "", unit: Any = "percent", row: int = 1) -> ReportedLevel:
    return ReportedLevel(
        objective="Availability",
        scope=scope,
        period=label,
        level=number(text),
        unit=unit,
        row=row,
        text=f"{text}%" if unit == "percent" else text,
    )


def fee(label: str, text: str, scope: str = "", service: str = "GitHub", currency: str = "USD") -> GivenFee:
    return GivenFee(service=service, scope=scope, period=label, money=money(text, currency))


def made(label: str, when: str, scope: str = "") -> GivenClaim:
    return GivenClaim(objective="Availability", scope=scope, period=label, claimed=instant(when))


def settled(rules: Settlement, cells: Measured | None = None, **given: Any) -> Statement:
    """Settled as of 2027-06-01 unless said otherwise."""
    usual: dict[str, Any] = {
        "reported": (),
        "fees": (),
        "claims": (),
        "as_of": instant("2027-06-01T00:00Z"),
        "covers": {},
        "engine": "test",
    }
    return settle(rules, cells, **{**usual, **given})


def only(statement: Statement) -> Line:
    """The one line of a statement."""
    assert len(statement.lines) == 1
    return statement.lines[0]


def money_of(amount: Amount | None, currency: str = "USD") -> Fraction | None:
    """The known amount, None while it is open or waits for a fee."""
    found = None if amount is None else known(amount, currency)
    return None if found is None else found.amount


def names(statement: Statement) -> tuple[str, ...]:
    """The names of the findings."""
    return tuple(each.name for each in statement.findings)
