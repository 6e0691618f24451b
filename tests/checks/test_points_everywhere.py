"""A credit for points beside everything else: the sum of points is no objective, and no rule takes it for one."""

from __future__ import annotations

from sladsl.api.read import read_text
from sladsl.api.review import check

TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  service Help {{ hours: always   fee: 2_000 EUR per month }}
  metric Answered {{ of: Help   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  objective Answers {{ Nimbus ensures Answered at least 95% each month }}
  points for Answers {{ amount: 3 points }}
  credit for points each month {{
    base: that month's fee of Help
    bands {{ at least 3 points: 5%   otherwise: none }}
  }}
  claims {{ channel: in writing   deadline: {deadline} days after the month }}
  report Levels {{ measure: {metric} }}
  Nimbus sends Levels to Acme {{ within: 20 days after the month }}
}}
"""


def _names(**said: str) -> set[str]:
    return {
        each.name for each in check(read_text(TEXT.format(**{"deadline": "30", "metric": "Answered"} | said)))
    }


def test_choices_and_claims_beside_points() -> None:
    assert "claim-after-report" not in _names()


def test_the_report_on_what_gives_points_tells_the_sum() -> None:
    assert "claim-after-report" in _names(deadline="10")
