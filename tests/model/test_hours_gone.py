"""A calendar that nothing evaluates takes only what is counted in it out of what is evaluated, and out of the words."""

from __future__ import annotations

import pytest

import sladsl
from sladsl.api.rendering import render
from tests.model.texts import loaded

SOURCES = """
source outages { holds: intervals   of: Shop   collected: automatically }
source tickets {
  holds: records   of: Shop   each: ticket   collected: automatically   fields { opened: time   closed: time }
}
source checks {
  holds: samples   of: Shop   every: 1 minute   collected: automatically   fields { ok: yes or no   took: duration }
}
exclusion Works { time: outages   allowance: first 2 hours per month   shown by: Nimbus }
"""
OPEN_DAY = 'calendar Odd { Monday to Friday: 08:00 to 18:00   holidays: "Founders\' Day" }'


def text(metric: str, hours: str = "Odd", promise: str = "at least 99% each month", more: str = "") -> str:
    return f"""
sla Hosting {{
  time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider }}
  party Acme {{ role: customer }}
  {OPEN_DAY}
  calendar Desk {{ Monday to Friday: 08:00 to 18:00 }}
  calendar Both {{ any of: Odd, Desk }}
  service Shop {{ hours: {hours}   fee: 1_000 EUR per month }}
  {SOURCES}
  metric Level {{ {metric}   controlled by: Nimbus }}
  objective Kept {{ Nimbus ensures Level {promise} }}
  credit for Kept {{ base: that month's fee of Shop   amount: 5% }}
  {more}
}}
"""


def evaluated(text: str) -> tuple[bool, bool]:
    """Whether the service and the promise are evaluated."""
    agreement = loaded(text).agreement
    assert agreement is not None
    return "Shop" in agreement.services, "Kept" in agreement.objectives


STAYS = (
    ("of: Shop   measure: as reported   collected by: Nimbus", "at least 99% each month"),
    ("measure: share of tickets   good when: opened to closed at most 4 hours", "at least 99% each month"),
    ("measure: opened to closed of tickets   clock: Desk", "of each ticket at most 4 hours"),
    ("measure: number of tickets", "at most 9 each month"),
    ("measure: average of opened to closed in tickets", "at most 4 hours each month"),
)
GOES = (
    ("measure: uptime from outages", "at least 99% each month"),
    ("of: Shop   measure: downtime from outages", "at most 2 hours each month"),
    ("measure: uptime from checks   down when: not ok", "at least 99% each month"),
    ("measure: longest outage from outages", "at most 2 hours each month"),
    ("measure: average of took in checks   slots: 5 minutes", "at most 2 seconds each month"),
    ("measure: opened to closed of tickets   clock: Odd", "of each ticket at most 4 hours"),
)


@pytest.mark.parametrize(("metric", "promise"), STAYS)
@pytest.mark.parametrize("hours", ["Odd", "Both"])
def test_what_is_not_counted_in_these_hours_stays(metric: str, promise: str, hours: str) -> None:
    assert evaluated(text(metric, hours, promise)) == (True, True)


@pytest.mark.parametrize(("metric", "promise"), GOES)
def test_what_is_counted_in_these_hours_is_left_out(metric: str, promise: str) -> None:
    assert evaluated(text(metric, "Odd", promise)) == (True, False)
    kept = metric.replace("clock: Odd", "clock: Desk")
    assert evaluated(text(kept, "Desk", promise)) == (True, True)


def test_levels_of_levels_go_with_them() -> None:
    more = """metric Loss { measure: 100% - Level   controlled by: Nimbus }
    objective Less { Nimbus ensures Loss at most 1% each month }"""
    agreement = loaded(text("measure: uptime from outages", more=more)).agreement
    assert agreement is not None
    assert "Less" not in agreement.objectives


def test_the_contract_says_where_the_hours_stand() -> None:
    found = render(loaded(text("measure: number of tickets", promise="at most 9 each month")))
    words = str(found)
    assert "At which hours it is owed, clause" in words
    assert "Nimbus shall ensure" in words
    assert "It is owed at all times" not in words


def test_amounts_are_told() -> None:
    of = text("measure: number of tickets", promise="at most 0 each month")
    rows = [{"opened": "2026-03-02T10:00Z", "closed": "2026-03-02T11:00Z"}]
    found = sladsl.evaluate(sladsl.read_text(of), {"tickets": rows}, period="2026-03", as_of="2026-04-10")
    (line,) = found.outcome.statement.lines
    assert line.status == "missed"
