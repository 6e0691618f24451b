"""The names in the allocation of a pool: one that nothing declares would leave its share of the fees to nobody."""

from __future__ import annotations

import sladsl

TEXT = """sla X {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Acme { role: customer }
  party Host { role: provider }
  service S { hours: always   fee: 100 EUR per month }
  metric Uptime { of: S   measure: as reported   collected by: Host   controlled by: Host }
  objective Availability { Host ensures Uptime at least 99% each month }
  amount at risk: 10% of that month's fee of S
  pool Main { share: 100%   allocation { Availability: 40%   OTHER: 40% } }
  credit for Availability { base: that month's fee of S   amount: the allocation }
}"""


def test_a_name_that_nothing_declares_is_told_where_it_stands() -> None:
    text = TEXT.replace("OTHER", "Availabilty")
    (found,) = [each for each in sladsl.read_text(text).findings if each.severity == "error"]
    assert (found.name, text[found.span.start : found.span.end]) == ("unknown-name", "Availabilty")
    assert "Did you mean `Availability`?" in found.hint


def test_a_promise_is_found() -> None:
    text = TEXT.replace("   OTHER: 40%", "")
    assert not [each for each in sladsl.read_text(text).findings if each.severity == "error"]
