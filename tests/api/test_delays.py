"""How late reports were, worked by hand: in time, on the last day, late, not sent, not due, several in a period."""

from __future__ import annotations

import pytest

import sladsl
from sladsl.values.duration import DAY


def agreement(
    promise: str = "at most 0 days each month", sends: str = "within: 5 days after the month"
) -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Reports {{
  effective: 2026-01-01
  time zone: "Europe/Berlin"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  service Api {{ hours: always }}
  source outages {{ holds: intervals   of: Api   collected: automatically }}
  metric Uptime {{ measure: uptime from outages   controlled by: Cloud }}
  report Monthly {{ measure: Uptime }}
  Cloud sends Monthly to Customer {{ {sends} }}
  metric Lateness {{ measure: delay of Monthly   controlled by: Cloud }}
  objective InTime {{ Cloud ensures Lateness {promise} }}
}}
"""
    )


def line(
    of: sladsl.Loaded, sent: list[tuple[str, str]] | None, as_of: str, period: str = "2026-03"
) -> tuple[object, ...]:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    rows = [
        {"report": "Monthly", "period": about, "sent": day}
        for about, day in [*(sent or ()), ("2026-01", "2026-02-05T12:00+01:00")]
    ]
    data = {} if sent is None else {"reports": rows}
    found = sladsl.evaluate(of, data, period=period, as_of=as_of, engine="reference")
    (one,) = found.outcome.statement.lines
    return one.level, one.status, one.reason


@pytest.mark.parametrize(
    ("sent", "as_of", "expected"),
    [
        # Due by 5 April.
        ([("2026-03", "2026-04-01T08:00+02:00")], "2026-05-01", (0, "met", "")),
        ([("2026-03", "2026-04-05T23:59+02:00")], "2026-05-01", (0, "met", "")),
        ([("2026-03", "2026-04-06T00:00+02:00")], "2026-05-01", (DAY, "missed", "")),
        ([("2026-03", "2026-04-15T12:00+02:00")], "2026-05-01", (10 * DAY, "missed", "")),
        # The other month's report says nothing of this one.
        ([("2026-02", "2026-03-02T12:00+02:00")], "2026-04-08", (2 * DAY, "missed", "")),
        # Not known yet on that day.
        ([("2026-03", "2026-04-15T12:00+02:00")], "2026-04-10", (4 * DAY, "missed", "")),
        ([], "2026-04-03", (None, "not assessed", "Monthly of 2026-03 is due by 2026-04-05")),
        (None, "2026-05-01", (None, "not assessed", "nobody says when Monthly of 2026-03 was sent")),
        ([], "2026-03-20", (None, "not assessed", "not finished on 2026-03-20")),
    ],
)
def test_the_delay(sent: list[tuple[str, str]] | None, as_of: str, expected: tuple[object, ...]) -> None:
    assert line(agreement(), sent, as_of) == expected


def test_what_is_overdue_and_still_allowed_waits() -> None:
    of = agreement("at most 7 days each month")
    reason = "Monthly of 2026-03 is not known to be sent and 4 days late so far"
    assert line(of, [], "2026-04-10") == (None, "not assessed", reason)
    assert line(of, [], "2026-04-14") == (8 * DAY, "missed", "")


def test_the_latest_of_a_longer_period_counts() -> None:
    of = agreement("at most 2 days each quarter")
    sent = [
        ("2026-01", "2026-02-01T00:00+01:00"),
        ("2026-02", "2026-03-08T00:00+01:00"),
        ("2026-03", "2026-04-06T00:00+02:00"),
    ]
    assert line(of, sent, "2026-05-01", "2026-Q1") == (3 * DAY, "missed", "")


def test_no_report_is_about_a_month_of_a_quarterly_one() -> None:
    of = agreement(sends="within: 5 days after the quarter")
    assert line(of, [], "2026-06-01", "2026-02") == (None, "not assessed", "no Monthly is due for it")
    assert line(of, [("2026-Q1", "2026-04-07T00:00+02:00")], "2026-06-01") == (2 * DAY, "missed", "")


@pytest.mark.parametrize(
    ("measure", "name"),
    [("delay of Nothing", "unknown-name"), ("delay of Spare", "report-never-sent")],
)
def test_of_no_report(measure: str, name: str) -> None:
    of = sladsl.read_text(
        "sla R { effective: 2026-01-01 party P { role: provider } report Spare { measure: M } report Monthly { measure: M }"
        " P sends Monthly { within: 5 days after the month } metric M { measure: as reported }"
        f" objective O {{ P ensures at most 0 days each month   measure: {measure} }} }}"
    )
    assert name in {each.name for each in of.findings if each.severity == "error"}, of.findings


@pytest.mark.parametrize("period", ["", "2026-03"])
def test_months_of_which_only_a_report_is_known_are_looked_at(period: str) -> None:
    rows = [{"report": "Monthly", "period": "2026-03", "sent": "2026-04-15T12:00+02:00"}]
    found = sladsl.evaluate(agreement(), {"reports": rows}, period=period, as_of="2026-05-01")
    assert [(each.period, each.level) for each in found.outcome.statement.lines] == [("2026-03", 10 * DAY)]
