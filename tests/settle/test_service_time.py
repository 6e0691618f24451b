"""Credits that are given in service time: how many days each is worth."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

import sladsl
from sladsl.api.rendering import render
from sladsl.api.workbook import statement_workbook
from sladsl.outcome.payments import by_service
from sladsl.outcome.statement import Outcome
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_table import table_csv
from sladsl.outcome.to_text import outcome_text

DAYS = {"2026-01": 31, "2026-02": 28, "2026-04": 30}


def terms(credit: str, *, fee: str = "1_000 EUR per month", choice: str = "") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla C "C" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{ money rounding: half up to 0.01 EUR, on each line   level rounding: none   {choice} }}
  service S {{ hours: always   fee: {fee} }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective A {{ P ensures M at least 99% each month }}
  credit for A {{ base: that month's fee of S   {credit} }}
  settlement {{ as: service time }}
}}"""
    )


def outcome(of: sladsl.Loaded, level: str = "95%", fees: dict[str, str] | None = None) -> Outcome:
    data = {"levels": [{"period": month, "objective": "A", "level": level} for month in DAYS]}
    if fees:
        data["fees"] = [
            {"service": "S", "period": month, "amount": fee, "currency": "EUR"} for month, fee in fees.items()
        ]
    return sladsl.evaluate(of, data, period="2026", as_of="2026-12-01").outcome


def added(of: Outcome) -> dict[str, Fraction | None]:
    return {each.period: each.days for each in of.statement.payments}


def test_a_part_of_the_fee_is_that_part_of_its_period() -> None:
    # 10 % of 31, 28 and 30 days.
    expected = {"2026-01": Fraction(31, 10), "2026-02": Fraction(28, 10), "2026-04": Fraction(3)}
    found = outcome(terms("amount: 10%"))
    assert added(found) == expected
    assert {each.state for each in found.statement.payments} == {"added"}
    assert by_service(found.statement.payments) == {"S": Fraction(89, 10)}


@pytest.mark.parametrize("day", ["thirtieth of a month", "days of the period", "365th of a year"])
def test_days_of_the_fee_are_so_many_days_and_are_not_rounded_to_cents(day: str) -> None:
    of = terms("amount: 3 days of the fee", choice=f"day of fee: {day}")
    assert not of.broken, [each.message for each in of.findings]
    found = outcome(of)
    assert set(added(found).values()) == {Fraction(3)}


def test_a_fee_that_is_not_known_yet_says_how_much_time_it_is() -> None:
    of = terms("amount: 10%", fee="as invoiced per month")
    assert added(outcome(of))["2026-02"] == Fraction(28, 10)
    known = outcome(of, fees={"2026-02": "33.33"})
    assert added(known)["2026-02"] == Fraction(28, 10), "3.333 EUR of 33.33 EUR, before they are rounded"


def test_a_cap_cuts_the_time() -> None:
    # 40 of 1,000 EUR for a month of 30 days.
    found = outcome(terms("amount: 10%   cap: 40 EUR per month"))
    assert added(found)["2026-04"] == Fraction(40, 1000) * 30


def test_a_sum_that_is_no_part_of_a_fee_is_open() -> None:
    found = outcome(terms("amount: 100 EUR"))
    assert {each.state for each in found.statement.payments} == {"open"}
    assert all("no number of days" in each.why for each in found.statement.payments)


def test_nothing_owed_adds_nothing() -> None:
    assert outcome(terms("amount: 10%"), "99.5%").statement.payments == ()


def test_what_is_earned_back_is_taken_off_again() -> None:
    more = "earn back { share: 50%   when: met in each of the next 2 months   into: next invoice }"
    of = terms(f"amount: 10%   {more}")
    data = {
        "levels": [
            {"period": f"2026-0{month}", "objective": "A", "level": level}
            for month, level in ((1, "95%"), (2, "99%"), (3, "99%"))
        ]
    }
    found = sladsl.evaluate(of, data, period="2026", as_of="2026-12-01").outcome
    states = {each.state: each.days for each in found.statement.payments}
    assert states == {"added": Fraction(31, 10), "charged back": Fraction(31, 20)}
    assert by_service(found.statement.payments) == {"S": Fraction(31, 20)}


def test_every_form_of_the_statement_says_it() -> None:
    of = terms("amount: 10%")
    found = outcome(of)
    text = " ".join(outcome_text(found).split())
    assert "3.1 days A, 2026-01 added to S" in text
    assert "100.00 EUR are 3.1 days of the fee of S of 2026-01." in text
    assert "Service time in all: 8.9 days of S." in text
    first = json.loads(outcome_json(found))["statement"]["payments"][0]
    assert (first["state"], first["days"], first["service"]) == ("added", "31/10", "S")
    rows = list(csv.DictReader(io.StringIO(table_csv(found, {}))))
    assert {row["period"]: Fraction(row["service_days"]) for row in rows if row["service_days"]} == added(
        found
    )
    assert "given as service time" in render(of)


def test_the_workbook_has_a_column_of_days() -> None:
    found = sladsl.evaluate(
        of := terms("amount: 10%"),
        {"levels": [{"period": "2026-04", "objective": "A", "level": "95%"}]},
        period="2026-04",
        as_of="2026-12-01",
    )
    assert of.agreement is not None
    cells = load_workbook(BytesIO(statement_workbook(found, of.agreement)))["Payments"].iter_rows(
        values_only=True
    )
    rows = [row for row in cells if any(each is not None for each in row)]
    (head,) = [row for row in rows if "Days of service" in row]
    assert [row[head.index("Days of service")] for row in rows if "added to S" in row] == [3]
