"""Caps whose amount is not stated: what is owed lies between nothing and what it would be without them."""

from __future__ import annotations

import pytest

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.outcome.range import range_of
from sladsl.outcome.statement import Outcome
from sladsl.values.amount import amount_text


def terms(own: str = "", head: str = "") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla C "C" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{ money rounding: half up to 0.01 EUR, on each line   level rounding: none }}
  service S {{ hours: always   fee: 1_000 EUR per month }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective First {{ P ensures M at least 99% each month }}
  objective Second {{ P ensures M at least 99% each month }}
  credit for First {{ base: that month's fee of S   amount: 100 EUR   {own} }}
  credit for Second {{ base: that month's fee of S   amount: 30 EUR }}
  {head}
}}"""
    )


def outcome(of: sladsl.Loaded, **assume: str) -> Outcome:
    levels = [{"period": "2026-03", "objective": name, "level": "95%"} for name in ("First", "Second")]
    said = {name.replace("_", " "): answer for name, answer in assume.items()}
    found = sladsl.evaluate(of, {"levels": levels}, period="2026-03", as_of="2026-06-01", assume=said)
    return found.outcome


def ends(of: Outcome) -> tuple[str, str]:
    found = range_of(of)
    assert found.least is not None
    assert found.most is not None
    return amount_text(found.least), amount_text(found.most)


@pytest.mark.parametrize(
    ("own", "head", "expected"),
    [
        ("", "cap: not stated per month, of all credits", ("0.00 EUR", "130.00 EUR")),
        ("cap: not stated per month", "", ("30.00 EUR", "130.00 EUR")),
        # Whatever the one takes, the other leaves 50.
        (
            "",
            "cap: not stated per quarter, of all credits   cap: 50 EUR per month, of all credits",
            ("0.00 EUR", "50.00 EUR"),
        ),
    ],
)
def test_what_is_owed_lies_between(own: str, head: str, expected: tuple[str, str]) -> None:
    assert ends(outcome(terms(own, head))) == expected


def test_two_caps_that_are_left_open_take_what_they_take_apart() -> None:
    found = outcome(terms("cap: not stated per month", "cap: not stated per contract year, of all credits"))
    assert ends(found) == ("0.00 EUR", "130.00 EUR")
    assert len(found.readings) == 4


def test_an_assumption_settles_it() -> None:
    found = outcome(
        terms("", "cap: not stated per month, of all credits"), what_a_cap_takes_that_is_not_stated="nothing"
    )
    assert found.readings == ()
    assert found.statement.total is not None
    assert amount_text(found.statement.total) == "130.00 EUR"


def test_the_checker_and_the_contract_say_that_it_is_open() -> None:
    of = terms("cap: not stated per month")
    assert "left-open" in {each.name for each in check(of)}
    assert not any(each.name == "not-evaluated" for each in check(of))
    text = render(of)
    assert (
        "the Service Credits under this clause are limited; the Parties have not stated to what amount."
        in text
    )
