"""What is said about money and not evaluated yet leaves it open: no sum is told as sure that may be another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.api import check, read_text
from sladsl.api.evaluation import evaluate
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.statement import Outcome, Statement
from sladsl.outcome.to_text import outcome_text
from sladsl.values.amount import known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR   {agreement}
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line   {choice} }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
  metric Up {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  metric Down {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures Up at least 99% each month   {objective} }}
  objective B {{ P ensures Down at least 99% each month }}
  credit for A {{ base: that month's fee of Shop   amount: 10%   {credit} }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {more}
}}
"""
PARTS = ("agreement", "choice", "objective", "credit", "more")


def statement(folder: Path, levels: str = "2026-03,A,95%\n", **said: str) -> Statement:
    path = folder / "levels.csv"
    path.write_text(f"period,objective,level\n{levels}")
    loaded = read_text(TEXT.format(**{part: said.get(part, "") for part in PARTS}))
    assert not loaded.broken, [each.message for each in loaded.findings]
    written = parse_time("2026-04-10")
    assert loaded.agreement is not None
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(path)),))
    return evaluate(loaded.agreement, binding, as_of=written.naive_us, period="2026-03").outcome.statement


def shown(found: Statement) -> str:
    """The statement in words, on one line."""
    return " ".join(outcome_text(Outcome(statement=found)).split())


SECOND = "credit for B { base: that month's fee of Shop   amount: 5% }"
OPEN = (
    {"choice": "several customers: each for itself"},
    {"choice": "order: cap, bands"},
    {"objective": "critical when: no credit due in 2 consecutive months"},
)
OTHERWISE = (
    ({"agreement": "amount at risk: 1% of that month's fee of Shop"}, 100),
    ({"agreement": "cap: 100 EUR per any 12 consecutive months, of all credits"}, 100),
    ({"agreement": "cap: 100 EUR per contract year, in the 1st year"}, 100),
    ({"agreement": "cap: 100 EUR per contract year, from the 2nd year"}, 1_000),
    ({"credit": "cap: 1_500 EUR per any 12 consecutive months"}, 1_000),
    ({"more": "settlement { minimum payable: 2_000 EUR }"}, 0),
    ({"more": "settlement { minimum payable: 1_000 EUR }"}, 1_000),
    (
        {"credit": "repeat: 2 times from the 2nd miss in a row", "agreement": "cap: 1_500 EUR per month"},
        1_000,
    ),
    ({"credit": "step: full 1% of the shortfall"}, 4_000),
    ({"choice": "order: bands, repeat, cap, earn back"}, 1_000),
    ({"choice": "order: bands, cap, repeat, earn back"}, 1_000),
    ({"choice": "order: bands, claim, earn back, cap"}, 1_000),
    # A fee that is written has neither one-time nor passed-on parts.
    ({"choice": "fee leaves out: one-time fees"}, 1_000),
)
"""What was open once and is evaluated, with the sum that it makes; January and February were kept."""
SURE = (
    {},
    {"choice": "credit base: period of the miss"},
    # The fee is the same in each month.
    {"choice": "credit base: period before"},
    {"choice": "credit base: not stated"},
    {"choice": "fee leaves out: nothing"},
    {"choice": "base and other credits: before other credits"},
    {"choice": "several customers: as one"},
    {"choice": "base and other credits: not stated"},
    {"choice": "several misses in one incident: each"},
    {"choice": "several misses in one incident: highest"},
    {"choice": "several misses in one incident: highest", "more": SECOND},
    {"choice": "base and other credits: after other credits"},
    {"choice": "order: bands, cap, repeat, earn back"},
    {"choice": "month: calendar month"},
    {"choice": "year: calendar year"},
    {"more": "settlement { paid: next invoice or later   as: set-off only }"},
)


def words(said: dict[str, str]) -> str:
    return " ".join(said.values()) or "nothing more"


@pytest.mark.parametrize("said", OPEN, ids=words)
def test_what_may_make_it_another_sum_leaves_it_open(said: dict[str, str], tmp_path: Path) -> None:
    found = statement(tmp_path, **said)
    told = next((key for key in ("choice", "agreement", "more", "credit", "objective") if said.get(key)), "")
    if not found.not_evaluated:
        pytest.fail(f"{told} is evaluated: move it to SURE, with the sum that it makes")
    assert found.total is None
    assert all(each.credit is None for each in found.lines if each.objective == "A")
    assert "Credits in all: open" in shown(found)


@pytest.mark.parametrize(
    ("said", "sum_"), OTHERWISE, ids=lambda each: words(each) if isinstance(each, dict) else ""
)
def test_what_is_evaluated_makes_its_sum(said: dict[str, str], sum_: int, tmp_path: Path) -> None:
    found = statement(tmp_path, "2026-01,A,99%\n2026-02,A,99%\n2026-03,A,95%\n", **said)
    assert not found.not_evaluated
    assert found.total is not None
    money = known(found.total, "EUR")
    assert money is not None
    assert money.amount == sum_


@pytest.mark.parametrize("said", SURE, ids=words)
def test_what_is_computed_as_it_is_said_leaves_nothing_open(said: dict[str, str], tmp_path: Path) -> None:
    found = statement(tmp_path, **said)
    assert found.total is not None
    money = known(found.total, "EUR")
    assert money is not None
    assert money.amount == 1_000


def test_what_another_credit_may_be_owed_is_told_beside_what_is_known(tmp_path: Path) -> None:
    """B's credit hangs on what is not evaluated; A's 1,000 EUR are known all the same."""
    more = """credit for B { base: that month's fee of Shop   amount: 5%   several customers: each for itself }"""
    found = statement(tmp_path, "2026-03,A,95%\n2026-03,B,98%\n", more=more)
    assert found.total is None
    assert "1,000.00 EUR, and what is still open" in shown(found)


def test_levels_of_what_is_not_evaluated_are_no_strangers(tmp_path: Path) -> None:
    found = statement(
        tmp_path,
        "2026-03,A,95%\n2026-03,B,99.5%\n2026-03,Other,1%\n",
        objective="critical when: no credit due in 2 consecutive months",
    )
    told = {each.severity: each for each in found.findings if each.name == "level-without-line"}
    assert "`A`: misses that are critical by more than misses before them" in told["information"].message
    assert told["information"].count == 1
    assert "`Other`" in told["warning"].message
    assert "`A`" not in told["warning"].message


def test_an_outage_has_its_edges_whatever_its_rows_are_called() -> None:
    text = """
sla X "X" {{
  effective: 2026-01-01   time zone: "UTC"
  party P {{ role: provider }}   party C {{ role: customer }}
  interpretation {{ claim after several outages: the last }}
  service S {{ hours: always   fee: 10_000 EUR per month }}
  source outages {{ holds: intervals   {each}   of: S   collected: automatically }}
  metric Up {{ measure: uptime from outages   of: S   controlled by: P }}
  objective A {{ P ensures Up at least 99.9% each month }}
  credit for A {{ base: that month's fee of S   amount: 10% }}
  claims {{ channel: by ticket   deadline: 72 hours after the start of the outage }}
}}"""
    for each in ("", "each: outage", "each: disturbance"):
        loaded = read_text(text.format(each=each))
        assert loaded.agreement is not None
        assert not loaded.agreement.not_evaluated


def test_a_scenario_is_played_as_far_as_it_can_be() -> None:
    """The status is computed though the amount is open: a wrong one is found."""
    scenario = (
        'scenario "x" { month: 2026-03   levels for A { 2026-03: 95% }'
        "   expected { A, 2026-03: STATUS, credit 7 EUR } }"
    )
    for status, wrong in (("met", True), ("missed", False)):
        said = {"credit": "several customers: each for itself", "more": scenario.replace("STATUS", status)}
        text = TEXT.format(**dict.fromkeys(PARTS, "") | said)
        found = [each for each in check(read_text(text)) if each.name == "scenario-fails"]
        assert bool(found) == wrong
