"""The published cases as the language settles them: each expected figure beside what comes out of the scenario of its id.

Each function finds one expected key in a played scenario; what it returns is compared as it stands. `EXPLAINED` says of a
figure why it has no form here, or why it differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from sladsl.api import load
from sladsl.api.scenarios import Played, play
from sladsl.model.meanings import Agreement
from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.progress import Goal
from sladsl.outcome.statement import Line
from sladsl.plan.settlement import DaysOf, PercentOf
from sladsl.settle.judge import holds
from sladsl.values.amount import known
from sladsl.values.duration import HOUR, MINUTE
from sladsl.values.instant import naive_to_instant, parse_time
from sladsl.values.number import decimal_text
from sladsl.values.zones import zone

TITLE = re.compile(r"([a-z0-9]+-\d+[a-d]?)(?: \(([^)]*)\))?: ")


class Case:
    """A scenario of the collection, played: its agreement, the evaluation, and the line that it is about."""

    def __init__(self, agreement: Agreement, played: Played) -> None:
        assert played.evaluation is not None
        self.agreement = agreement
        self.scenario = played.scenario
        self.evaluation = played.evaluation
        self.statement = played.evaluation.outcome.statement
        self.readings = len(played.evaluation.outcome.readings)
        self.lines = played.lines

    @property
    def line(self) -> Line:
        """The line of the first expectation, in the last of its periods."""
        asked = self.scenario.expectations[0]
        last = self.scenario.expectations[-1].period
        found = [
            each
            for each in self.lines
            if each.objective == asked.objective
            and each.scope in (asked.scope, "")
            and (not last or each.period == last)
        ]
        return found[-1]

    @property
    def told(self) -> list[Line]:
        """The lines of which the scenario expects something, in the last of its periods."""
        asked = {(each.objective, each.scope) for each in self.scenario.expectations}
        here = [each for each in self.lines if each.period == self.line.period]
        return [
            each for each in here if (each.objective, each.scope) in asked or (each.objective, "") in asked
        ]

    @property
    def credit(self) -> Fraction | None:
        """What all lines of its last period are owed; None while one of them is open."""
        total = Fraction(0)
        for each in self.told:
            if each.credit is None:
                return None
            money = known(each.credit, self.agreement.currency)
            if money is None:
                return None
            total += money.amount
        return total


def played(root: Path) -> tuple[dict[str, Case], dict[str, dict[str, Case]]]:
    """The scenarios by their ids, and those that read a case in another way: by id and the words behind it."""
    found: dict[str, Case] = {}
    others: dict[str, dict[str, Case]] = {}
    for path in sorted((root / "examples" / "published").glob("*.sla")):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"^(?:sla|ola|slc|contract) (\w+)", text, re.MULTILINE):
            loaded = load(f"{path}#{name}")
            assert loaded.agreement is not None, (path, [each.message for each in loaded.findings])
            for scenario in loaded.agreement.scenarios:
                match = TITLE.match(scenario.title)
                if match is None:
                    continue
                case = Case(loaded.agreement, play(loaded.agreement, scenario))
                if match[2]:
                    others.setdefault(match[1], {})[match[2]] = case
                else:
                    found.setdefault(match[1], case)
    return found, others


# ---- what a key means


def _percent(case: Case) -> Any:
    level = case.line.level
    return None if level is None else level * 100


def _goal(case: Case) -> Goal:
    """The promise of a running line."""
    assert case.line.progress is not None
    goal = case.line.progress.promise()
    assert goal is not None
    return goal


def _attained(case: Case) -> Any:
    level = _percent(case)
    return None if level is None else decimal_text(level, 12)


def _exact(case: Case) -> Any:
    level = _percent(case)
    return None if level is None else f"{level.numerator}/{level.denominator}"


def _rule(case: Case) -> Any:
    assessments = case.evaluation.plan.settlement.assessments
    found = next(each for each in assessments if each.objective == case.line.objective)
    return found.credit


def _fitting(case: Case) -> list[int]:
    """The percentages of all rows that fit, without those that pay nothing."""
    level, rule = case.line.level, _rule(case)
    assert level is not None
    fits = [
        each for each in rule.pieces if each.bounds and all(holds(bound, level) for bound in each.bounds)
    ] or [each for each in rule.pieces if not each.bounds]
    if rule.fit == "first":
        fits = fits[:1]
    return [int(each.amount.ratio * 100) for each in fits if isinstance(each.amount, PercentOf)]


def _tier(case: Case) -> Any:
    if case.line.level is None:
        return None
    rows = _fitting(case)
    unpaid = case.line.status == "met" and _rule(case).when_met == "not paid"
    return None if not rows or unpaid else max(rows)


def _money(amount: Fraction | None) -> Any:
    return None if amount is None else decimal_text(amount, 2)


def _minutes(column: str) -> Callable[[Case], Any]:
    return lambda case: Fraction(case.line.columns[column], MINUTE)


def _days(case: Case) -> Any:
    rule = _rule(case)
    fits = [each for each in rule.pieces if all(holds(bound, case.line.level) for bound in each.bounds)]
    amount = fits[0].amount
    return int(amount.days) if isinstance(amount, DaysOf) else 0


def _right(case: Case, words: str = "terminate") -> Any:
    found = [each for each in case.statement.rights if words in each.words or words in each.action]
    return next((each for each in found if each.state in ("open", "lapsed")), None)


def _window(case: Case) -> Any:
    right = _right(case)
    if right is None or right.arises is None:
        return None
    first = datetime.fromtimestamp(right.arises // 1_000_000, _utc()).date()
    # The day from which is counted is not counted: the last day of the month that was missed.
    return (date.fromisoformat(right.last_day) - first).days + 1


def _utc() -> Any:
    return zone("UTC")


def _in_month(case: Case) -> Any:
    right = _right(case)
    if right is None or right.arises is None:
        return None
    first = date.fromisoformat(f"{case.scenario.periods[0]}-01")
    arose = datetime.fromtimestamp(right.arises // 1_000_000, _utc()).date()
    return (arose.year - first.year) * 12 + arose.month - first.month


def _earned(case: Case) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(sorted(case.lines, key=lambda each: each.start), 1):
        if line.earned is not None and line.earned.state == "earned back" and line.earned.amount is not None:
            money = known(line.earned.amount)
            assert money is not None
            yield number, decimal_text(money.amount, 2), line.earned.period


def _earn_backs(case: Case) -> Any:
    months = sorted({each.period for each in case.lines})
    return [
        {"failed": failed, "earned_back": back, "in_month": months.index(period) + 1}
        for failed, back, period in _earned(case)
    ]


def _net(case: Case) -> Any:
    owed = sum(
        (money.amount for each in case.lines if each.credit and (money := known(each.credit))), Fraction(0)
    )
    return _money(owed - sum((Fraction(back) for _, back, _ in _earned(case)), Fraction(0)))


def _points(case: Case) -> Any:
    lines = sorted(case.lines, key=lambda each: each.start)
    return [
        int(each.points.number)
        for each in lines
        if each.points is not None and each.points.number is not None
    ]


def _due(case: Case) -> Any:
    """When the record of the scenario was resolved, which was just in time."""
    text = case.scenario.records[0].fields["resolved"]
    written = parse_time(text)
    place = zone(case.agreement.zone)
    assert written is not None
    assert place is not None
    instant = naive_to_instant(written.naive_us, place).instant
    assert case.line.status == "met"
    return datetime.fromtimestamp(instant // 1_000_000, place).isoformat()


def _by_objective(case: Case, of: Callable[[Line], Any]) -> dict[str, Any]:
    return {each.objective.lower(): of(each) for each in case.lines}


def _share(line: Line) -> int:
    if is_nothing(line.credit) or line.fee is None:
        return 0
    return int(line.fee.share * 100)


def _line_money(line: Line) -> Any:
    money = None if line.credit is None else known(line.credit, "USD")
    return None if money is None else decimal_text(money.amount, 2)


def _set_off(case: Case) -> Fraction:
    """What the first invoice takes up."""
    first = min(each.invoice for each in case.statement.payments if each.state == "set off")
    taken = [
        each.amount for each in case.statement.payments if each.invoice == first and each.state == "set off"
    ]
    money = [known(amount, case.agreement.currency) for amount in taken if amount is not None]
    return sum((each.amount for each in money if each is not None), Fraction(0))


def _by_invoices(case: Case) -> Fraction | None:
    """What is owed; where an invoice leaves a part of it over of which nothing is said, what the invoice takes up."""
    return _set_off(case) if any(each.state == "left" for each in case.statement.payments) else case.credit


def _most(name: str, unit: int) -> Callable[[Case], Any]:
    def found(case: Case) -> Any:
        levels = [each.level for each in case.lines if each.objective == name and each.level is not None]
        return max(levels) / unit

    return found


def _flags(case: Case) -> Any:
    words = {
        "credit-although-met": "promise met but a credit tier matches (overlap at 99.9)",
        "level-without-band": "promise missed but no tier matches (gap at 99.0)",
    }
    return [words[each.name] for each in case.statement.findings if each.name in words]


def _before(case: Case, name: str) -> Fraction:
    """What all lines come to before the caps of the whole agreement."""
    total = Fraction(0)
    for line in case.lines:
        amount = line.credit
        for step in line.steps:
            if step.name == "cap" and step.rule.construct in (name, "cap"):
                amount = step.before
                break
        money = None if amount is None else known(amount, case.agreement.currency)
        total += money.amount if money is not None else 0
    return total


def _capped(case: Case) -> bool:
    return any(
        step.name == "cap" and step.rule.construct in ("cap", "amount at risk")
        for line in case.lines
        for step in line.steps
    )


def _of_fee(amount: Fraction, case: Case) -> str:
    fee = next(
        each.fee.money.amount for each in case.lines if each.fee is not None and each.fee.money is not None
    )
    return decimal_text(amount / fee * 100, 4)


def _after_service_cap(case: Case) -> Any:
    found = {"other": "0.00"}
    for line in case.lines:
        amount = line.credit
        for step in line.steps:
            if step.rule.construct == "cap":
                amount = step.before
                break
        money = None if amount is None else known(amount)
        assert money is not None
        found[line.objective.lower().removesuffix("kept")] = decimal_text(money.amount, 2)
    return found


def _at_risk(case: Case) -> Any:
    windows = [each for each in case.statement.ledger if each.rule.construct == "amount at risk"]
    money = known(windows[0].amount)
    return None if money is None else decimal_text(money.amount, 2)


FOUND: dict[str, Callable[[Case], Any]] = {
    "attained": _attained,
    "attained_exact": _exact,
    "displayed": lambda case: decimal_text(_percent(case), 2),
    "tier": _tier,
    "credit": lambda case: _money(_by_invoices(case)),
    "set_off_now": lambda case: _money(_set_off(case)),
    "carried": lambda case: _money((case.credit or Fraction(0)) - _set_off(case)),
    "lost_or_carried": lambda case: _money((case.credit or Fraction(0)) - _set_off(case)),
    "credit_computed": lambda case: _money(case.credit),
    "credit_prorata": lambda case: _money(case.credit),
    "breach": lambda case: any(each.status == "missed" for each in case.told),
    "down_minutes": _minutes("down"),
    "downtime_minutes": _minutes("down"),
    "countable_minutes": _minutes("down"),
    "counted_minutes": _minutes("down"),
    "minutes": _minutes("service"),
    "allowance_minutes": _minutes("down"),
    "deadline": lambda case: case.line.claim.last_day if case.line.claim else None,
    "claim_valid": lambda case: case.line.claim is not None and case.line.claim.state == "made in time",
    "days": _days,
    "tiers": lambda case: _by_objective(case, _share),
    "credits": lambda case: _by_objective(case, _line_money),
    "earn_backs": _earn_backs,
    "net_credit": _net,
    "earned_back": lambda case: next((back for _, back, _ in _earned(case)), "0.00"),
    "termination": lambda case: _right(case) is not None,
    "window_days": _window,
    "in_month": _in_month,
    "business_day": lambda case: bool(case.line.level),
    "open": lambda case: bool(case.line.level),
    "due": _due,
    "leads": lambda case: str(case.agreement.objectives["Leads"].bound.value),  # type: ignore[union-attr]
    "max_failures_in_30d": _most("FewFailures", 1),
    "max_hours_in_30d": _most("LittleDownTime", HOUR),
    "matching_tiers": _fitting,
    "points": _points,
    "at_risk": _at_risk,
    "credit_uncapped": lambda case: _money(_before(case, "amount at risk")),
    "capped": _capped,
    "capped_total": _capped,
    "consecutive": lambda case: _right(case, "three in a row") is not None,
    "five_of_twelve": lambda case: _right(case, "five of twelve") is not None,
    "after_service_cap": _after_service_cap,
    "sum": lambda case: _money(_before(case, "cap")),
    "credit_percent_raw": lambda case: _of_fee(_before(case, "cap"), case),
    "credit_percent": lambda case: _of_fee(case.credit or Fraction(0), case),
    "flags": _flags,
    "expected_to_date": lambda case: _goal(case).by_now,
    "on_track": lambda case: _goal(case).state != "behind",
    "shortfall": lambda case: _goal(case).behind,
    "breach_now": lambda case: case.line.status == "missed",
    "no_data": lambda case: case.line.status == "not assessed",
}

UNSAID: dict[tuple[str, str], str] = {
    ("bh-09", "met"): "one scenario answers just then, `bh-09 (a second later)` on Monday",
}
"""Figures that have no form of their own, with what stands for them."""
NO_FORM: dict[str, str] = {
    "open_in": "which of several calendars is open is not told; that one is, is compared",
    "classification": "the verdict on each sample is no figure; the minutes that are down would be",
}
NOT_YET: dict[str, str] = {}
"""Cases that no scenario plays, with the reason."""
FIGURES_NOT_YET: dict[str, str] = {}
"""Figures that no scenario has so far, with the reason."""
DIFFERS: dict[tuple[str, str], str] = {}
"""Figures that come out otherwise, with the reason."""


def alike(expected: Any, got: Any) -> bool:
    """Whether a figure is the expected one: numbers are compared as numbers, exactly."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return expected.keys() == got.keys() and all(alike(expected[key], got[key]) for key in expected)
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(map(alike, expected, got))
    if expected is None or got is None or isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    try:
        return Fraction(Decimal(str(expected))) == (
            got if isinstance(got, Fraction) else Fraction(Decimal(str(got)))
        )
    except ArithmeticError:
        return str(expected) == str(got)
