"""From a contract of one page and the provider's workbook to the claim: every figure by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

import sladsl
from tests.repo.files import ROOT

FOLDER = ROOT / "examples" / "from-word"


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_figures_by_hand(engine: str) -> None:
    found = sladsl.evaluate(
        str(FOLDER / "agreement.sla"), str(FOLDER / "data.toml"), as_of="2026-04-10", engine=engine
    )
    lines = {(each.objective, each.period): each for each in found.outcome.statement.lines}
    # T-1066: 1 h 30 min and 3 h 15 min of office hours are above 4 h. T-1090: 1 h on Friday, 10 h on Monday, 1 h 30 min.
    assert lines["Solved", "2026-01"].level == 1
    assert lines["Solved", "2026-02"].level == Fraction(2, 3)
    assert lines["Solved", "2026-03"].level == Fraction(2, 3)
    owed = {key: each.credit for key, each in lines.items() if each.status == "missed"}
    amounts = {key: str(sladsl_text(credit)) for key, credit in owed.items()}
    assert amounts == {
        ("Availability", "2026-02"): "1,200.00 EUR",  # 10 % of 12,000
        ("Solved", "2026-02"): "212.50 EUR",  # 5 % of 4,250
        ("Availability", "2026-03"): "600.00 EUR",
        ("Solved", "2026-03"): "215.00 EUR",
    }
    # Twenty business days after 9 March, without Good Friday and Easter Monday; after 8 April, without 1 May.
    days = {key: each.claim.last_day for key, each in lines.items() if each.status == "missed" and each.claim}
    assert set(days.values()) == {"2026-04-08", "2026-05-07"}


def sladsl_text(credit: object) -> str:
    from sladsl.values.amount import amount_text

    return "" if credit is None else amount_text(credit)  # type: ignore[arg-type]
