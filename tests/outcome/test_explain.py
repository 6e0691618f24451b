"""A line retraced: arithmetic, rows, clause, steps, distances, claim."""

from __future__ import annotations

import pytest

from sladsl.outcome.measured import Witness
from sladsl.outcome.to_text import explain_text
from tests.outcome.cases import BERLIN, features, hosting
from tests.settle.build import instant, minutes

CLAUSES = {"objective Availability": "4.1", "credit for Availability": "7.2", "claims": "7.5", "cap": "7.4"}
WITNESSES = (
    Witness(
        source="outages",
        row=12,
        start=instant("2026-03-04T09:00Z"),
        end=instant("2026-03-04T09:30Z"),
        length=minutes("30"),
        fields=(("component", "checkout"),),
    ),
    Witness(
        source="outages",
        row=15,
        start=instant("2026-03-04T09:20Z"),
        end=instant("2026-03-04T09:50Z"),
        length=minutes("30"),
    ),
)
MARCH = """\
Availability of the web shop, 2026-03
2026-03-01 00:00 to 2026-04-01 00:00, times in Europe/Berlin
Missed: 99.89%, promised is at least 99.9%.

Promise
  Nimbus: Uptime at least 99.9%
  [clause 4.1]
  | Nimbus ensures Uptime at least 99.9% each month

Level
    service  30 d 23 h
    down     50 min
    unknown  0 s
  (service - down) / service = 30 d 22 h 10 min / 30 d 23 h = 99.89%
  100% of the time or samples had data.

Data
  row         from              to     counts
  outages 12  2026-03-04 10:00  10:30  30 min
      component: checkout
  outages 15  2026-03-04 10:20  10:50  30 min
  2 rows: 1 h one by one, 50 min counted as down (overlaps count once, and what
    is excluded not at all).

Credit
  band: 1,200.00 EUR
    because 99.89% lies in the band "10%"
    [clause 7.2]
  claim: nothing
    because claimed at 2026-05-04 09:00; the last day was 2026-04-30
    [clause 7.5]
  Nothing is owed.

What would change it
  2 h 52 min 54.000001 s more down time: below minimum
  6 h 35 min 48.000001 s more down time: the band "25%"
  5 min 25.2 s less down time: met

Claim
  made late; channel: in writing; last day: 2026-04-30; claimed: 2026-05-04
    09:00
  [clause 7.5]
"""


def test_a_miss_with_its_outages() -> None:
    assert explain_text(hosting().lines[0], WITNESSES, CLAUSES, BERLIN) == MARCH


def test_a_cap_says_what_was_left() -> None:
    april = next(line for line in hosting().lines if line.period == "2026-04")
    text = explain_text(april, (), CLAUSES, BERLIN)
    assert "  cap: 1,700.00 EUR\n" in text
    assert "of which 1,700.00 EUR is left\n    [clause 7.4]" in text
    assert "below minimum: 97.92%" in text


def test_a_reported_level() -> None:
    line = next(line for line in features().lines if line.credit is None)
    text = explain_text(line, (), {})
    assert "99.0%, reported." in text
    assert "band: open\n    because no band fits 99.0%" in text
    assert '0.1 percentage points lower: the band "25%"' in text


def test_nothing_to_retrace() -> None:
    line = hosting().lines[-1]
    assert "Not assessed: not finished on 2026-05-28." in explain_text(line, (), {})


def test_rows_beyond_the_most_are_counted() -> None:
    text = explain_text(hosting().lines[0], WITNESSES * 3, {}, most=2)
    assert "... and 4 rows more" in text


def test_open_rows_and_records() -> None:
    record = Witness(source="tickets", row=3, start=instant("2026-03-04T09:00Z"), end=None, length=0)
    text = explain_text(hosting().lines[1], (record,), {})
    assert "tickets 3  2026-03-04 09:00\n" in text
    assert "1 more good record: met" in text


def test_a_zone_that_is_none() -> None:
    with pytest.raises(ValueError, match="isn't a zone"):
        explain_text(hosting().lines[0], (), {}, "Berlin")
