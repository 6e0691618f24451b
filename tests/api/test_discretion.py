"""Amounts within a range that a party decides, credits that go to others, and weights in the order: by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import Loaded, read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.rendering import render
from sladsl.api.scenarios import results
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.range import total_range
from sladsl.outcome.statement import Outcome
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.values.amount import Amount, known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR   {head}
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  party Fund "Training Fund" {{ role: third party }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line   {choice} }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
  metric MA {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  metric MB {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures MA at least 99% each month }}
  objective B {{ P ensures MB at least 99% each month }}
  credit for A {{ base: that month's fee of Shop   {credit} }}
  credit for B {{ base: that month's fee of Shop   {second} }}
  claims {{ channel: none needed }}
  {more}
}}
"""
LEVELS = "2026-03,A,95%\n2026-03,B,95%\n"


def loaded_of(**said: str) -> Loaded:
    parts = {"head": "", "choice": "", "credit": "amount: 10% to 30%", "second": "amount: 5%", "more": ""}
    loaded = read_text(TEXT.format(**(parts | said)))
    assert not loaded.broken, [each.message for each in loaded.findings]
    return loaded


def outcome(folder: Path, levels: str = LEVELS, assume: Any = None, **said: str) -> Outcome:
    path = folder / "levels.csv"
    path.write_text(f"period,objective,level\n{levels}")
    agreement = loaded_of(**said).agreement
    assert agreement is not None
    assert not agreement.not_evaluated
    written = parse_time("2026-12-10")
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(path)),))
    return evaluate(agreement, binding, as_of=written.naive_us, period="2026-03", assume=assume).outcome


def money(amount: Amount | None) -> Fraction | None:
    found = None if amount is None else known(amount, "EUR")
    return None if found is None else found.amount


def ends(found: Outcome) -> tuple[object, object]:
    if not found.readings:
        return money(found.statement.total), money(found.statement.total)
    whole = total_range(found.readings)
    return money(whole.least), money(whole.most)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, (1_500, 3_500)),
        ({"credit": "amount: 100 EUR to 400 EUR"}, (600, 900)),
        ({"second": "amount: 1% to 2%"}, (1_100, 3_200)),
        ({"credit": "bands { at least 99%: none   at least 90%: 1% to 2%   otherwise: 50% }"}, (600, 700)),
        (
            {"credit": "bands { at least 99%: none   at least 97%: 1% to 2%   otherwise: 50% }"},
            (5_500, 5_500),
        ),
        ({"head": "cap: 20% of that month's fee of Shop per month, of all credits"}, (1_500, 2_000)),
        ({"credit": "amount: 10% to 30%   cap: 500 EUR per month"}, (1_000, 1_000)),
    ],
)
def test_a_range_is_told_by_its_ends(said: dict[str, str], expected: tuple[int, int], tmp_path: Path) -> None:
    assert ends(outcome(tmp_path, **said)) == expected


def test_whoever_decided_says_so(tmp_path: Path) -> None:
    assert ends(outcome(tmp_path, assume={"amount within its range": "the most"})) == (3_500, 3_500)
    words = " ".join(outcome_text(outcome(tmp_path)).split())
    assert "amount within its range of credit for A (nobody has stated it): the least or the most" in words


def test_a_scenario_says_what_was_decided() -> None:
    more = """scenario "Decided" {{ month: 2026-03   {decided}   levels for A {{ 2026-03: 95% }}
      expect: A missed, credit 3_000 EUR }}"""
    for decided, right in (("decided: the most", True), ("decided: the least", False), ("", False)):
        agreement = loaded_of(more=more.format(decided=decided)).agreement
        assert agreement is not None
        assert [each.ok for each in results(agreement)] == [True, right]


def test_worse_levels_never_cost_less_at_either_end(tmp_path: Path) -> None:
    bands = "bands { at least 99%: none   at least 97%: 1% to 2%   at least 95%: 2% to 5%   otherwise: 50% }"
    found = [ends(outcome(tmp_path, f"2026-03,A,{level}%\n", credit=bands)) for level in (99, 98, 96, 90)]
    assert found == [(0, 0), (100, 200), (200, 500), (5_000, 5_000)]


@pytest.mark.parametrize(
    ("payee", "called"), [("Fund", "Fund"), ('"the education fund"', "the education fund")]
)
def test_credits_that_go_to_others(payee: str, called: str, tmp_path: Path) -> None:
    more = "settlement { paid: next invoice or later   as: set-off only }"
    found = outcome(tmp_path, credit=f"amount: 10%   paid to: {payee}", more=more)
    assert ends(found) == (1_500, 1_500)
    words = " ".join(outcome_text(found).split())
    assert f"1,000.00 EUR of it is paid to {called}." in words
    paid = {each.objective: (each.state, each.why) for each in found.statement.payments}
    assert paid["A"] == ("paid out", f"it is paid to {called}")
    assert paid["B"][0] == "set off"
    lines = json.loads(outcome_json(found))["statement"]["lines"]
    assert [each.get("paid_to") for each in lines] == [called, None]


def test_the_contract_says_both() -> None:
    text = " ".join(render(loaded_of()).split())
    assert "between 10% and 30% of the Fee of Shop for that month" in text
    assert "shall credit to Fund" in " ".join(render(loaded_of(credit="amount: 10%   paid to: Fund")).split())


def test_a_payee_that_is_no_party() -> None:
    found = read_text(
        TEXT.format(head="", choice="", credit="amount: 1%   paid to: Fnd", second="amount: 5%", more="")
    )
    assert [each.name for each in found.findings if each.severity == "error"] == ["unknown-name"]


@pytest.mark.parametrize(
    ("order", "computed"),
    [
        ("bands, weights, repeat, cap, earn back", True),
        ("weights, bands, cap, repeat", True),
        ("bands, cap, weights", False),
        ("cap, bands", False),
    ],
)
def test_weights_are_in_the_amount_whatever_comes_after_them(order: str, computed: bool) -> None:
    agreement = loaded_of(choice=f"order: {order}").agreement
    assert agreement is not None
    assert (not agreement.not_evaluated) == computed
