"""The workbook of an amended agreement: each line looks into the table of its own terms; a spreadsheet program agrees."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import read_text
from sladsl.api.workbook import statement_workbook
from tests.api.amendments import ANSWERS, HEAD, evaluation, worth
from tests.outcome.spreadsheets import differences, opened, program, recalculated, table

BANDS = (
    "base: that month's fee of Shop   bands { at least 99.9%: none   at least 99%: LOW   otherwise: HIGH }"
)
TEXT = f"""
sla Svc "Service" {{{HEAD}
  interpretation {{ {ANSWERS} }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
  metric Up {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures Up at least 99.9% each month }}
  credit for A {{ {BANDS.replace("LOW", "10%").replace("HIGH", "25%")} }}
  cap: 3_000 EUR per contract year, of all credits
  claims {{ channel: in writing   deadline: 30 days after the month }}
}}
amendment One {{
  of: Svc   from: 2026-07-01
  service Shop {{ overrides: Svc.Shop   hours: always   fee: 6_000 EUR per month }}
  credit for A {{ overrides: Svc.A   {BANDS.replace("LOW", "20%").replace("HIGH", "50%")} }}
  cap: 5_500 EUR per contract year, of all credits
}}
"""
LEVELS = {"A 2026-05": "99.5%", "A 2026-06": "98%", "A 2026-07": "99.5%", "A 2026-08": "98%"}


@pytest.mark.slow
@pytest.mark.xdist_group("spreadsheets")
def test_a_spreadsheet_program_comes_to_the_same(tmp_path: Path) -> None:
    """1,000; 2,500 of which 2,000 are left; 20 % of 6,000; 50 % of 6,000, of which 1,300 are left."""
    program()
    agreement = read_text(TEXT).agreement
    assert agreement is not None
    found = evaluation(TEXT, tmp_path, levels=LEVELS)
    assert [worth(each) for each in found.outcome.statement.lines] == [1000, 2000, 1200, 1300]
    content = statement_workbook(found, agreement)
    computed = recalculated({"amended": content})["amended"]
    assert differences(opened(content, tmp_path, values=True), opened(content, tmp_path), computed) == []
    totals = {
        period: row["Credits"]
        for (period, _), row in table(computed, "Statement", ("Period", "Credits")).items()
    }
    months = ("2026-05", "2026-06", "2026-07", "2026-08")
    assert [Fraction(totals[month]) for month in months] == [1000, 2000, 1200, 1300]
    values = dict(computed["Statement"].iter_rows(max_col=2, values_only=True))
    assert values["All figures agree"] == "yes"
