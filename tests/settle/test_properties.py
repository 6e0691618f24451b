"""What holds for every agreement: symbols become the same money, caps hold, steps form a chain, figures
don't depend on order.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sladsl.outcome.given import GivenFee
from sladsl.outcome.statement import Line, Statement
from sladsl.plan.settlement import CapRule, Settlement
from sladsl.record import replace
from sladsl.values.amount import Amount, Fee, fill, known
from sladsl.values.money import Money
from tests.settle.build import (
    PRINTED,
    WRITTEN,
    assessment,
    base,
    bound,
    cap,
    cell,
    claim,
    credit,
    measured,
    money_of,
    percent,
    piece,
    settled,
    settlement,
    sum_of,
)

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")
MONTHLY = base("month")
TABLES = (
    tuple(piece(p.text, percent("10", MONTHLY) if p.text != "none" else None, *p.bounds) for p in WRITTEN),
    tuple(piece(p.text, percent(p.text[:-1], MONTHLY), *p.bounds) for p in PRINTED),
    (piece("7 USD", sum_of("7"), bound("below", "99.9")), piece("none", None)),
    (
        piece("5%", percent("5", MONTHLY), bound("below", "99.9")),
        piece("50 USD", sum_of("50"), bound("below", "99.5")),
        piece("none", None),
    ),
)


@st.composite
def caps(draw: st.DrawFn) -> CapRule:
    window: Any = draw(st.sampled_from(["month", "quarter", "year", "contract year", "term"]))
    amount = draw(
        st.sampled_from([sum_of("10"), sum_of("0.01"), sum_of("99.995"), percent("15", MONTHLY)])
        if window == "month"
        else st.sampled_from([sum_of("10"), sum_of("25.005"), sum_of("500")])
    )
    covers: Any = draw(st.sampled_from(["each credit", "all credits"]))
    return cap(
        amount, window, covers, by_scope=draw(st.booleans()), objectives=draw(st.sampled_from([(), ("B",)]))
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Settlement, Any, tuple[GivenFee, ...]]:
    scopes = ("x", "y")
    rules, cells = [], []
    for name in ("A", "B"):
        rules.append(
            assessment(
                " ".join(MONTHS),
                objective=name,
                metric=name,
                scopes=scopes,
                claim=claim(),
                credit=credit(
                    draw(st.sampled_from(TABLES)),
                    fit=draw(st.sampled_from(["first", "highest"])),
                    when_met=draw(st.sampled_from(["paid", "not paid"])),
                ),
            )
        )
        for scope in scopes:
            for label in MONTHS:
                bad = draw(st.integers(0, 200))
                cells.append(cell(label, {"service": 10_000, "down": bad}, scope=scope, metric=name))
    fees = tuple(
        GivenFee(
            service="GitHub",
            scope=scope,
            period=label,
            money=Money(amount=Fraction(draw(st.integers(0, 99_999)), 100), currency="USD"),
        )
        for scope in scopes
        for label in MONTHS
    )
    begun = rules[0].periods[0].start
    built = settlement(*rules, caps=tuple(draw(st.lists(caps(), max_size=3))), term_start=begun, fees=())
    return built, measured(*cells), fees


def _exact(line: Line) -> Amount | None:
    """The credit before it was rounded."""
    rounding = [step.before for step in line.steps if step.name == "rounding"]
    return rounding[0] if rounding else line.credit


@given(worlds())
def test_symbols_become_the_same_money(world: Any) -> None:
    rules, cells, fees = world
    symbolic, concrete = settled(rules, cells), settled(rules, cells, fees=fees)
    table = {Fee(service=each.service, scope=each.scope, period=each.period): each.money for each in fees}
    for before, after in zip(symbolic.lines, concrete.lines, strict=True):
        assert (before.objective, before.scope, before.period) == (after.objective, after.scope, after.period)
        if before.credit is not None:
            exact = _exact(after)
            assert exact is not None
            assert known(fill(_exact(before) or before.credit, table), "USD") == known(exact, "USD")


@given(worlds())
def test_caps_are_never_exceeded(world: Any) -> None:
    rules, cells, fees = world
    statement = settled(rules, cells, fees=fees)
    money = {(each.scope, each.period): each.money.amount for each in fees}
    for rule in rules.caps:
        sums: dict[object, Fraction] = {}
        limits: dict[object, Fraction] = {}
        for line in statement.lines:
            if rule.objectives and line.objective not in rule.objectives:
                continue
            owed = money_of(line.credit)
            # An open line is one under a cap whose fee has no scope: nothing of it is owed yet.
            if owed is None:
                continue
            window = {"month": line.period, "quarter": line.period > "2026-03"}.get(rule.window, "")
            # A cap that is a share of the scope's fee is one for each scope.
            own = rule.by_scope or not hasattr(rule.amount, "money")
            key: object = (window, line.scope if own else "")
            if rule.covers == "each credit":
                key = (line.objective, line.scope, line.period)
            sums[key] = sums.get(key, Fraction(0)) + owed
            if hasattr(rule.amount, "money"):
                limits[key] = rule.amount.money.amount
            else:
                limits[key] = money[(line.scope, line.period)] * rule.amount.ratio
        assert all(sums[key] <= limits[key] for key in sums if key in limits)


@given(worlds(), st.randoms())
def test_the_order_of_caps_changes_nothing(world: Any, random: Any) -> None:
    rules, cells, fees = world
    caps = list(rules.caps)
    random.shuffle(caps)
    one, other = (
        settled(replace(rules, caps=each), cells, fees=fees).lines for each in (rules.caps, tuple(caps))
    )
    assert [_exact(line) for line in one] == [_exact(line) for line in other]


@given(worlds(), st.booleans())
def test_steps_form_a_chain(world: Any, with_fees: bool) -> None:
    rules, cells, fees = world
    for line in settled(rules, cells, fees=fees if with_fees else ()).lines:
        assert line.steps
        assert line.steps[0].before is None
        for first, second in zip(line.steps, line.steps[1:], strict=False):
            assert first.after == second.before
        assert line.steps[-1].after == line.credit
        if line.credit is None:
            assert line.steps[-1].why


@given(worlds())
def test_totals_are_sums_of_lines(world: Any) -> None:
    rules, cells, fees = world
    statement = settled(rules, cells, fees=fees)
    owed = [money_of(line.credit) for line in statement.lines]
    assert money_of(statement.known) == sum(each for each in owed if each is not None)
    assert (statement.total is None) == (None in owed)
    assert sum(money_of(each.known) or 0 for each in statement.totals) == money_of(statement.known)


@given(worlds(), st.randoms())
def test_the_order_of_cells_and_fees_changes_nothing(world: Any, random: Any) -> None:
    rules, cells, fees = world

    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        found = list(items)
        random.shuffle(found)
        return tuple(found)

    other: Statement = settled(rules, replace(cells, cells=mixed(cells.cells)), fees=mixed(fees))
    assert other == settled(rules, cells, fees=fees)
