"""Where a credit for points is owed, by facts and options, beside a second working out that shares no line with it."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api.rendering import render
from sladsl.values.amount import known

MONTHS = ("2026-01", "2026-02", "2026-03")
Engine = Literal["reference", "duckdb"]

TEXT = """
sla Points "Points" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party A {{ role: provider   accepted: by ordering }}
  party B {{ role: customer   accepted: by ordering }}
  fact GoodStanding {{ type: yes or no   each: month   stated by: A }}
  option Class {{ values: Gold, Silver   chosen by: B }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   option changed: at the start
    several misses in one incident: each
  }}
  service S {{ hours: always   fee: 1_000 EUR per month }}
  metric Level {{ of: S   measure: as reported   collected by: A   controlled by: A }}
  objective Kept {{ A ensures Level at least 99% each month }}
  points for Kept {{ bands {{ at least 99%: none   at least 97%: 2 points   otherwise: 5 points }} }}
  credit for points each month {{ base: that month's fee of S   applies where: {where}   {amount} }}
}}
"""
AMOUNTS = {
    "amount: 1%   step: full 1 point": {0: 0, 2: 20, 5: 50},
    "bands { at least 5 points: 8%   at least 1 points: 3%   otherwise: none }": {0: 0, 2: 30, 5: 80},
    "marginal bands { at most 3 points: 3 EUR   otherwise: 4 EUR }": {0: 0, 2: 6, 5: 17},
}
"""What the credit says, and what so many points cost by it, worked by hand."""


def owed(
    where: str,
    amount: str,
    levels: list[str],
    facts: list[dict[str, str]],
    engine: Engine = "reference",
    assume: tuple[str, ...] = (),
) -> list[Fraction | None]:
    of = sladsl.read_text(TEXT.format(where=where, amount=amount))
    assert not [each for each in of.findings if each.severity == "error" or each.name == "not-evaluated"]
    rows = [
        {"period": month, "objective": "Kept", "level": level}
        for month, level in zip(MONTHS, levels, strict=True)
    ]
    data = {"levels": rows, "facts": facts}
    found = sladsl.evaluate(
        of, data, period="2026-01..2026-03", as_of="2026-06-01", engine=engine, assume=assume
    )
    asked = {each.key for each in found.outcome.open}
    assert asked == ({"GoodStanding"} if len(facts) == 1 and not assume else set())
    sums = {each.period: each for each in found.outcome.statement.lines if each.objective == "Points"}
    made = []
    for month in MONTHS:
        credit = sums[month].credit
        money = None if credit is None else known(credit, "EUR")
        made.append(None if money is None else money.amount)
    return made


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(sorted(AMOUNTS)),
    st.sampled_from(["GoodStanding", "not GoodStanding", "GoodStanding or Class is Gold", "Class is Gold"]),
    st.lists(st.sampled_from([("99%", 0), ("98%", 2), ("90%", 5)]), min_size=3, max_size=3),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.booleans(),
)
def test_points_cost_nothing_where_their_credit_does_not_apply(
    amount: str, where: str, levels: list[tuple[str, int]], good: list[bool], gold: bool
) -> None:
    facts = [
        {"fact": "GoodStanding", "value": "yes" if each else "no", "period": month}
        for month, each in zip(MONTHS, good, strict=True)
    ]
    facts.append({"fact": "Class", "value": "Gold" if gold else "Silver"})
    truth = {
        "GoodStanding": good,
        "not GoodStanding": [not each for each in good],
        "GoodStanding or Class is Gold": [each or gold for each in good],
        "Class is Gold": [gold] * 3,
    }[where]
    expected = [
        AMOUNTS[amount][points] if holds else 0 for (_, points), holds in zip(levels, truth, strict=True)
    ]
    assert owed(where, amount, [level for level, _ in levels], facts) == expected


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(("assumed", "expected"), [("yes", 50), ("no", 0)])
def test_a_fact_that_nobody_states_is_asked_for(assumed: str, expected: int, engine: Engine) -> None:
    facts = [{"fact": "GoodStanding", "value": "no", "period": "2026-01"}]
    terms = ("GoodStanding", "amount: 1%   step: full 1 point", ["90%", "90%", "99%"], facts, engine)
    assert owed(*terms)[0] == 0
    assert owed(*terms, (f"GoodStanding: {assumed}",)) == [0, expected, 0]


def test_the_contract_says_where_points_cost_something() -> None:
    of = sladsl.read_text(TEXT.format(where="GoodStanding", amount="amount: 1%   step: full 1 point"))
    text = " ".join(render(of).replace("*", "").split())
    assert "It is owed only where GoodStanding is “yes”." in text
