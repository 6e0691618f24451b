"""What a fee leaves out as the base of credits: by hand, before it is known, and from a table of fees."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import Loaded, read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.rendering import render
from sladsl.api.scenarios import results
from sladsl.data.binding import Binding, FeesFile, LevelsFile
from sladsl.outcome.range import total_range
from sladsl.outcome.statement import Outcome
from sladsl.values.amount import amount_text, known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR   {head}
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   {choice}
  }}
  service Shop {{ hours: always   fee: {fee} }}
  metric MA {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures MA at least 99% each month }}
  {pool}
  credit for A {{ base: that month's fee of Shop   {credit} }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {more}
}}
"""
PASSED = "fee leaves out: pass-through fees"
HEADER = "service,period,amount,one_time,pass_through\n"


def loaded_of(**said: str) -> Loaded:
    parts = {
        "head": "",
        "choice": "",
        "fee": "as invoiced per month",
        "credit": "amount: 10%",
        "pool": "",
        "more": "",
    }
    loaded = read_text(TEXT.format(**(parts | said)))
    assert not loaded.broken, [each.message for each in loaded.findings]
    return loaded


def outcome(
    folder: Path, fees: str = "Shop,2026-03,1000,200,300\n", header: str = HEADER, **said: str
) -> Outcome:
    (folder / "levels.csv").write_text("period,objective,level\n2026-03,A,95%\n")
    (folder / "fees.csv").write_text(header + fees)
    agreement = loaded_of(**said).agreement
    assert agreement is not None
    assert not agreement.not_evaluated
    written = parse_time("2026-12-10")
    assert written is not None
    binding = Binding(
        levels=(LevelsFile(path=str(folder / "levels.csv")),), fees=(FeesFile(path=str(folder / "fees.csv")),)
    )
    return evaluate(agreement, binding, as_of=written.naive_us, period="2026-03").outcome


def owed(found: Outcome) -> Fraction | str:
    credit = found.statement.lines[-1].credit
    assert credit is not None
    money = known(credit, "EUR")
    return amount_text(credit) if money is None else money.amount


RISK = "amount at risk: 10% of that month's fee of Shop, without pass-through fees"
POOL = "pool All { share: 100%   allocation { A: 60% } }"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, 100),
        ({"choice": "fee leaves out: nothing"}, 100),
        ({"choice": "fee leaves out: one-time fees"}, 80),
        ({"choice": PASSED}, 70),
        ({"choice": "fee leaves out: one-time and pass-through fees"}, 50),
        ({"credit": f"amount: 10%   {PASSED}"}, 70),
        # A sum of money is no share, and what the agreement writes as its fee is neither one-time nor passed through.
        ({"choice": PASSED, "credit": "amount: 55 EUR"}, 55),
        ({"choice": PASSED, "fee": "10_000 EUR per month"}, 1_000),
        # Caps are of the fee that they name: 6% of 1,000 EUR.
        ({"choice": PASSED, "head": "cap: 6% of that month's fee of Shop per month, of all credits"}, 60),
        ({"head": RISK, "choice": PASSED}, 70),
        ({"head": RISK, "pool": POOL, "credit": "amount: the allocation"}, 42),
        ({"head": RISK, "choice": PASSED, "credit": "amount: 50%"}, 70),
    ],
)
def test_by_hand(said: dict[str, str], expected: int, tmp_path: Path) -> None:
    assert owed(outcome(tmp_path, **said)) == expected


def test_where_nobody_says_what_is_passed_through_it_is_not_known(tmp_path: Path) -> None:
    text = "10% of the fee of Shop without pass-through fees (2026-03)"
    assert owed(outcome(tmp_path, "Shop,2026-03,1000\n", "service,period,amount\n", choice=PASSED)) == text
    assert owed(outcome(tmp_path, "Shop,2026-03,1000,,\n", choice=PASSED)) == text
    assert owed(outcome(tmp_path, "Shop,2026-03,1000,,0\n", choice=PASSED)) == 100


def test_where_it_is_open_all_answers_are_tried(tmp_path: Path) -> None:
    for said in ({"choice": "fee leaves out: not stated"}, {"head": RISK.replace("10%", "90%")}):
        found = outcome(tmp_path, **said)
        whole = total_range(found.readings)
        assert whole.least is not None
        assert whole.most is not None
        assert (known(whole.least, "EUR"), known(whole.most, "EUR")) != (None, None)
        assert {
            amount_text(each.statement.total) for each in found.readings if each.statement.total is not None
        } == {"50.00 EUR", "70.00 EUR", "80.00 EUR", "100.00 EUR"}


@pytest.mark.parametrize(
    "row", ["Shop,2026-03,1000,200,900\n", "Shop,2026-03,1000,-1,0\n", "Shop,2026-03,1000,x,0\n"]
)
def test_parts_that_are_none_are_told(row: str, tmp_path: Path) -> None:
    found = outcome(tmp_path, row, choice=PASSED)
    assert "unreadable-amount" in {each.name for each in found.statement.findings}
    assert isinstance(owed(found), str)


def test_a_scenario_says_the_parts() -> None:
    more = """scenario "S" {{ month: 2026-03   levels for A {{ 2026-03: 95% }}
      fee: Shop, 1_000 EUR{parts}   expect: A missed, credit {credit} EUR }}"""
    for parts, credit in (
        ("", 100),
        (", 300 EUR of it passed through", 70),
        (", 200 EUR of it one-time, 300 EUR of it passed through", 70),
    ):
        loaded = loaded_of(choice=PASSED, more=more.format(parts=parts, credit=credit))
        assert loaded.agreement is not None
        assert [each.ok for each in results(loaded.agreement)] == [True, True]
    text = " ".join(render(loaded).split())
    assert "is EUR 1,000.00 per month, EUR 200.00 of it one-time and EUR 300.00 of it passed through." in text


def test_the_contract_says_it() -> None:
    text = " ".join(render(loaded_of(head=RISK, pool=POOL, choice=PASSED)).split())
    assert "10% of the Fee of Shop for that month, without pass-through fees" in text
    assert "A Service Credit is taken of the Fee less what is passed on." in text


def test_a_part_over_the_whole_is_refused() -> None:
    more = """scenario "S" { month: 2026-03   levels for A { 2026-03: 95% }
      fee: Shop, 100 EUR, 101 EUR of it one-time   expect: A missed }"""
    parts = {
        "head": "",
        "choice": PASSED,
        "fee": "as invoiced per month",
        "credit": "amount: 10%",
        "pool": "",
    }
    found = [each for each in read_text(TEXT.format(more=more, **parts)).findings if each.severity == "error"]
    assert [each.message for each in found] == ["The parts of this fee are more than the fee."]
