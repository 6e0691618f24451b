"""Credits for reports that come late: what is owed, what nobody knows, and what can't be told."""

from __future__ import annotations

import pytest

import sladsl
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from sladsl.values.amount import known

TEXT = """
sla Reports "Reports" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{ money rounding: half up to 0.01 EUR, on each line   beyond a limit: only the excess }}
  service Api {{ hours: always   fee: 10_000 EUR per month }}
  source outages {{ holds: intervals   of: Api   collected: automatically }}
  metric Uptime {{ measure: uptime from outages   controlled by: Cloud }}
  report Monthly "Monthly report" {{ measure: Uptime }}
  Cloud sends Monthly to Customer {{ within: {within} }}
  credit for Monthly {{ base: that month's fee of Api   {credit} }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {more}
}}
"""
STEPS = "amount: 100 EUR   step: full 1 day beyond 0 days   cap: 250 EUR per month"


def agreement(credit: str, within: str = "5 days after the month", more: str = "") -> sladsl.Loaded:
    return sladsl.read_text(TEXT.format(credit=credit, within=within, more=more))


def owed(of: sladsl.Loaded, sent: str | None, as_of: str = "2026-06-01") -> tuple[str, object]:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    assert of.agreement is not None
    assert not of.agreement.not_evaluated
    rows = [{"report": "Monthly", "period": "2026-03", "sent": sent}] if sent else []
    rows.append({"report": "Monthly", "period": "2026-01", "sent": "2026-02-05T12:00+01:00"})
    found = sladsl.evaluate(of, {"reports": rows}, period="2026-03", as_of=as_of, engine="reference")
    (line,) = found.outcome.statement.lines
    money = None if line.credit is None else known(line.credit, "EUR")
    return line.status, None if money is None else money.amount


@pytest.mark.parametrize(
    ("credit", "sent", "expected"),
    [
        ("amount: 5%", "2026-04-05T23:59+02:00", ("met", 0)),
        ("amount: 5%", "2026-04-06T00:00+02:00", ("missed", 500)),
        (STEPS, "2026-04-07T09:00+02:00", ("missed", 200)),
        (STEPS, "2026-04-20T09:00+02:00", ("missed", 250)),
        (
            "bands { at most 0 days: none   at most 3 days: 1%   otherwise: 4% }",
            "2026-04-08T09:00+02:00",
            ("missed", 100),
        ),
        (
            "bands { at most 0 days: none   at most 3 days: 1%   otherwise: 4% }",
            "2026-04-09T09:00+02:00",
            ("missed", 400),
        ),
        # Not sent at all is late by as much as has gone by.
        ("amount: 5%", None, ("missed", 500)),
    ],
)
def test_what_a_late_report_costs(credit: str, sent: str | None, expected: tuple[str, object]) -> None:
    assert owed(agreement(credit), sent) == expected


def test_one_that_is_not_due_yet_is_not_late() -> None:
    assert owed(agreement("amount: 5%"), None, "2026-04-04")[0] == "not assessed"


def test_rights_and_contracts_name_it() -> None:
    when = "when: Monthly missed in one month   notice: 30 days   use within: 60 days of the last miss"
    right = f"Customer may terminate {{ {when} }}"
    of = agreement("amount: 5%", more=right)
    assert of.agreement is not None
    assert owed(of, "2026-04-06T00:00+02:00") == ("missed", 500)
    assert "shall send Monthly Report about each month by its last day" in to_markdown(
        contract(of.agreement, {})
    )


def test_one_that_is_due_after_something_else_is_told() -> None:
    of = agreement("amount: 5%", within="5 days after the notice")
    assert of.agreement is not None
    assert "reports that nobody has to send after a period" in of.agreement.not_evaluated
