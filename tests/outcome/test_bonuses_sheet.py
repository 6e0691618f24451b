"""Bonuses in the workbook: each with its level and band, and what they come to in all."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

import sladsl
from sladsl.api.workbook import statement_workbook
from tests.outcome.spreadsheets import recalculated

LEVELS = {"2026-01": "99.95%", "2026-02": "99.5%", "2026-03": "95%"}


def content(bonus: str, fee: str = "1_000 EUR per month", fees: dict[str, str] | None = None) -> bytes:
    of = sladsl.read_text(
        f"""
sla C "C" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  service S {{ hours: always   fee: {fee} }}
  objective A "Up" {{
    P ensures at least 99% each month   measure: as reported   of: S   collected by: P
    bonus {{ base: that month's fee of S   {bonus} }}
  }}
}}"""
    )
    assert of.agreement is not None, [each.message for each in of.findings]
    data = {
        "levels": [{"period": month, "objective": "A", "level": level} for month, level in LEVELS.items()]
    }
    if fees:
        data["fees"] = [
            {"service": "S", "period": month, "amount": money, "currency": "EUR"}
            for month, money in fees.items()
        ]
    return statement_workbook(sladsl.evaluate(of, data, period="2026", as_of="2026-12-01"), of.agreement)


def rows(book: Any) -> list[dict[str, Any]]:
    """The rows under the heads of the sheet."""
    cells = [
        row for row in book["Bonuses"].iter_rows(values_only=True) if any(each is not None for each in row)
    ]
    at = next(number for number, row in enumerate(cells) if "Bonus for" in row)
    return [dict(zip(cells[at], row, strict=True)) for row in cells[at + 1 :]]


BANDS = "bands { at least 99.9%: 2%   at least 99.2%: 1%   otherwise: none }"


def test_each_bonus_and_their_sum() -> None:
    found = rows(load_workbook(BytesIO(content(BANDS))))
    told = [(each["Period"], each["To"], each["Level"], each["Band"], each["Bonus"]) for each in found[:-1]]
    assert told == [
        ("2026-01", "P", "99.95%", "at least 99.9%", 20),
        ("2026-02", "P", "99.5%", "at least 99.2%", 10),
    ]
    assert found[-1]["Bonus for"] == "Bonuses in all"
    assert str(found[-1]["Bonus"]).startswith("=")
    assert "2% of" in found[0]["How"] or "20.00 EUR" in found[0]["How"]


def test_a_bonus_that_waits_for_a_fee_is_a_share_of_its_cell() -> None:
    book = load_workbook(BytesIO(content(BANDS, "as invoiced per month", {"2026-01": "500"})))
    first, second, whole = rows(book)
    assert first["Bonus"] == 10
    assert "Fees!" in second["Bonus"]
    assert '"fee needed"' in whole["Bonus"]


def test_without_bonuses_there_is_no_sheet() -> None:
    assert (
        "Bonuses"
        not in load_workbook(BytesIO(content("bands { at least 99.99%: 2%   otherwise: none }"))).sheetnames
    )


@pytest.mark.parametrize("fees", [{"2026-01": "500"}, {"2026-01": "500", "2026-02": "700"}])
def test_a_spreadsheet_program_comes_to_the_same(fees: dict[str, str]) -> None:
    book = recalculated({"b": content(BANDS, "as invoiced per month", fees)})["b"]
    whole = rows(book)[-1]["Bonus"]
    assert whole == ("fee needed" if len(fees) == 1 else 10 + 7)
