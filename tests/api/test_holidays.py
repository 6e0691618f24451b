"""A region whose holidays the installed library does not know is refused, never taken for one without holidays."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text, render
from sladsl.api.evaluation import Refused, evaluate
from sladsl.data.binding import Binding
from sladsl.values import calendar
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P "Provider Ltd" { role: provider   accepted: by ordering }
  party C "Client Ltd" { role: customer   accepted: by ordering }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line   business days: Office
                   overlapping outages: once   partial minutes: exact }
  calendar Office { Monday to Friday: 08:00 to 18:00   holidays: "DE-BE" }
  service Shop { hours: Office   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically   collected by: "monitor" }
  metric Uptime { measure: uptime from outages   controlled by: P }
  objective Monthly { P ensures Uptime at least 99.9% each month }
  credit for Monthly { base: that month's fee of Shop   amount: 10% }
  claims { channel: in writing   deadline: 5 business days after the month }
  scenario "One" { month: 2026-05   expect: Monthly met }
}
"""


def test_a_known_region_is_computed() -> None:
    assert [finding.name for finding in check(read_text(TEXT))] == []


def test_an_unknown_region_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "holidays_of", lambda region, years: None)
    loaded = read_text(TEXT)
    assert loaded.agreement is not None
    written = parse_time("2026-07-01")
    assert written is not None
    with pytest.raises(Refused, match="does not know `DE-BE`"):
        evaluate(loaded.agreement, Binding(), as_of=written.naive_us, period="2026-05")
    (finding,) = check(loaded)
    assert finding.name == "scenario-fails"
    assert "does not know `DE-BE`" in finding.message + finding.hint + finding.witness
    assert "The Parties expect" in render(loaded)
