"""Caps of any so many periods in a row, and of some contract years only."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api import read_text
from sladsl.api.rendering import render
from sladsl.api.scenarios import play
from sladsl.outcome.statement import Statement
from sladsl.values.amount import NOTHING, known
from tests.api.test_rights import REPORTED, outcome, text

HEAD = f"""
  interpretation {{ several misses in one incident: each   money rounding: up to 1 EUR, on each line }}
  objective O {{ P ensures at least 99% each month   {REPORTED} }}
  objective Q {{ P ensures at least 99% each month   {REPORTED} }}
  credit for O {{ base: that month's fee of S   bands {{ at least 99%: none   at least 98%: 10%   otherwise: 30% }} }}
  credit for Q {{ amount: 10.4 EUR }}
"""
COST = {"97%": 30, "98%": 10, "99%": 0}


def settled(
    tmp_path: Any, cap: str, levels: str, effective: str = "2025-01-01", period: str = ""
) -> Statement:
    rows = [row.split("/") for row in levels.split()]
    given_ = "".join(
        f"2026-{at:02},{name},{level}\n"
        for at, row in enumerate(rows, 1)
        for name, level in zip(("O", "Q"), (*row, "99%"), strict=False)
    )
    return outcome(tmp_path, text(f"{HEAD}\n{cap}", effective), given_, "2027-06-01", period).statement


def owed(of: Statement, objective: str = "O") -> list[Fraction]:
    found = []
    for line in of.lines:
        if line.objective == objective and line.status != "not assessed":
            money = known(line.credit, "EUR") if line.credit is not None else None
            assert money is not None
            found.append(money.amount)
    return found


CAP = "cap: 50 EUR per any 3 consecutive months, of all credits"


def test_a_month_is_cut_to_what_the_ones_before_it_have_left(tmp_path: Any) -> None:
    assert owed(settled(tmp_path, CAP, "97% 98% 97% 97% 99% 97%")) == [30, 10, 10, 30, 0, 20]


def test_a_named_month_knows_the_months_before_it(tmp_path: Any) -> None:
    whole = settled(tmp_path, CAP, "97% 98% 97% 97%")
    for at, credit in enumerate(owed(whole), 1):
        assert owed(settled(tmp_path, CAP, "97% 98% 97% 97%", period=f"2026-{at:02}")) == [credit]


def test_rounding_does_not_exceed_it(tmp_path: Any) -> None:
    """10.40 rounds up to 11; where 10.40 is all that is left, it does not."""
    cap = "cap: 20.8 EUR per any 2 consecutive months, of all credits"
    found = settled(tmp_path, cap, "99%/98% 99%/98% 99%/98%")
    assert owed(found, "Q") == [11, 9, 11]


def test_limbs_by_contract_year(tmp_path: Any) -> None:
    caps = (
        "cap: 5 EUR per month, of all credits, in the 1st year"
        "   cap: 12 EUR per any 2 consecutive months, of all credits, from the 2nd year"
    )
    # In force since mid-April 2025: April 2026 ends in the second year.
    found = settled(tmp_path, caps, "97% 97% 97% 97% 97%", "2025-04-15")
    assert owed(found) == [5, 5, 5, 7, 5]


def test_a_cap_by_the_fee_of_the_contract_year(tmp_path: Any) -> None:
    """Twelve fees of 100 EUR from mid-April on: 5 % are 60 EUR a year, of which April's and May's misses take 30 each."""
    cap = "cap: 5% of that contract year's fee of S per contract year, of all credits"
    assert owed(settled(tmp_path, cap, "99% 99% 99% 97% 97% 97% 97%", "2026-04-01"))[-4:] == [30, 30, 0, 0]
    before = "cap: 5% of the previous contract year's fee of S per contract year, of all credits"
    assert owed(settled(tmp_path, before, "99% 99% 99% 97% 97% 97% 97%", "2025-04-01"))[-4:] == [30, 30, 0, 0]


def test_before_a_known_beginning_years_are_open(tmp_path: Any) -> None:
    loaded = read_text(text(f"{HEAD}cap: 5 EUR per month, of all credits, in the 1st year", "not stated"))
    assert loaded.agreement is not None
    found = outcome(
        tmp_path,
        text(f"{HEAD}cap: 5 EUR per month, of all credits, in the 1st year", "not stated"),
        "2026-01,O,97%\n",
        "2026-03-01",
    ).statement
    line = next(each for each in found.lines if each.objective == "O" and each.period == "2026-01")
    assert line.credit is None
    assert "contract years" in line.steps[-1].why


def test_the_contract_says_it() -> None:
    loaded = read_text(text(f"{HEAD}{CAP}   cap: 9 EUR per month, of all credits, from the 2nd year"))
    assert loaded.agreement is not None
    said = render(loaded)
    assert "In any 3 consecutive months, the sum of all Service Credits shall not exceed EUR 50.00." in said
    assert "From the 2nd Contract Year on, in any month, the sum" in said


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(*[st.sampled_from(sorted(COST))] * 2), min_size=1, max_size=6),
    st.integers(1, 4),
    st.integers(1, 90),
)
def test_no_row_of_months_holds_more(months: list[tuple[str, str]], run: int, most: int) -> None:
    """In every so many months in a row, and each credit is as large as that allows in its turn."""
    levels = "\n".join(
        f"levels for {name} {{ {' '.join(f'2026-{at:02}: {each[place]}' for at, each in enumerate(months, 1))} }}"
        for place, name in enumerate(("O", "Q"))
    )
    whole = HEAD.replace("10.4 EUR", "10 EUR")
    loaded = read_text(
        text(
            f"""{whole} cap: {most} EUR per any {run} consecutive months, of all credits
  scenario "s" {{ months: 2026-01 to 2026-{len(months):02}   {levels} }}""",
            "2026-01-01",
        )
    )
    assert loaded.agreement is not None
    lines = play(loaded.agreement, loaded.agreement.scenarios[0]).lines
    got = {(each.period, each.objective): known(each.credit or NOTHING, "EUR") for each in lines}
    used: list[Fraction] = []
    for at, month in enumerate(months, 1):
        used.append(Fraction(0))
        for name, level in zip(("O", "Q"), month, strict=True):
            wanted = COST[level] if name == "O" else 10 * (level != "99%")
            room = most - sum(used[-run:])
            money = got[f"2026-{at:02}", name]
            assert money is not None
            assert money.amount == min(wanted, room)
            used[-1] += money.amount
        assert sum(used[-run:]) <= most
