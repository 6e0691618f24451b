"""`sladsl check` by the money: the order, the closing lines, the facts for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import run

AGREEMENT = """\
sla Hosting "Web shop hosting" {
  time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always   fee: 12_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Acme }
  metric KPI1 { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Response { Nimbus ensures KPI1 at least 95% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  credit for Response { base: that month's fee of Shop   amount: 10% }
  claims { channel: in writing   deadline: 0 days after the month }
  interpretation { money rounding: half up to 0.01 EUR, on each line   level rounding: none
    base and other credits: before other credits }
}
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "a.sla"
    file.write_text(AGREEMENT, encoding="utf-8")
    return str(file)


def names(text: str) -> list[str]:
    return [line.partition("[")[2].partition("]")[0] for line in text.splitlines() if "[" in line]


def test_the_order_of_the_text_is_the_usual_one(path: str) -> None:
    done = run(["check", "--output-format", "concise", path])
    assert done.code == 1
    assert names(done.out) == ["unclear-name", "uncontrollable-metric", "credit-never-claimable"]


def test_the_most_money_first(path: str) -> None:
    done = run(["check", "--output-format", "concise", "--sort", "money", path])
    assert names(done.out) == ["credit-never-claimable", "uncontrollable-metric", "unclear-name"]


def test_the_full_text_says_the_stakes_and_closes_with_the_largest(path: str) -> None:
    done = run(["check", path])
    assert " = at stake: up to 600.00 EUR a month\n" in done.out
    assert done.out.endswith(
        "At stake, most money first:\n"
        "  up to 1,800.00 EUR a month — credit-never-claimable, line 12\n"
        "  up to 600.00 EUR a month — uncontrollable-metric, line 8\n"
        "\n"
        "2 errors, 1 warning\n"
    )


def test_programs_get_exact_amounts_in_the_order_asked_for(path: str) -> None:
    done = run(["check", "--output-format", "json", "--sort", "money", path])
    first, second, third = json.loads(done.out)["findings"]
    assert (first["name"], first["stake"]["per"]) == ("credit-never-claimable", "month")
    assert first["stake"]["most"]["money"] == {"amount": "1800.00", "currency": "EUR"}
    assert first["stake"]["least"]["money"] == {"amount": "600.00", "currency": "EUR"}
    assert second["stake"]["text"] == "up to 600.00 EUR a month"
    assert third["stake"] is None


def test_an_order_that_is_none_is_refused(path: str) -> None:
    done = run(["check", "--sort", "severity", path])
    assert done.code == 2
    assert "money" in done.err
