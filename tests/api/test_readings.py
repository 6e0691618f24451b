"""Choices that an agreement forgot: all readings, what they are worth, and honesty where there are too many."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import sladsl.api.readings as readings
from sladsl.api import evaluate, read_text
from sladsl.api.evaluation import Evaluation, Refused
from sladsl.data.files import binding_from_flags
from sladsl.outcome.range import total_range
from sladsl.outcome.to_text import outcome_text
from sladsl.plan.measure import Metering
from sladsl.values.amount import amount_text

AS_OF = int(datetime(2026, 4, 5, tzinfo=UTC).timestamp()) * 1_000_000
AGREEMENT = """
sla T "Terms" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party A "A" { role: provider }   party B "B" { role: customer }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line }
  calendar Office { Monday to Friday: 08:00 to 18:00   zone: "America/New_York" }
  service S "S" { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: S   collected: automatically   collected by: A }
  metric U "Uptime" { of: S   measure: uptime from outages   controlled by: A }
  objective O "Uptime" { A ensures U at least 99.9% each month }
  credit for O {
    base: that month's fee of S
    bands { at least 99.9%: none   at least 99.0%: 10%   otherwise: 20% }
  }
  claims { channel: in writing   deadline: 30 days after the month }
}
"""
# Two outages that overlap by 20 of their 30 minutes: 40 minutes once, 60 counted each. 0.1 % of 43,200 is 43.2.
OVERLAP = "start,end\n2026-04-01T00:00Z,2026-04-01T00:00Z\n" \
    "2026-02-03T10:00Z,2026-02-03T10:30Z\n2026-02-03T10:10Z,2026-02-03T10:40Z\n"  # fmt: skip


def outcome(tmp_path: Path, text: str, rows: str, **more: object) -> Evaluation:
    data = tmp_path / "outages.csv"
    data.write_text(rows)
    binding, errors = binding_from_flags([f"outages={data}"])
    assert errors == ()
    loaded = read_text(text)
    assert loaded.agreement is not None
    return evaluate(loaded.agreement, binding, as_of=AS_OF, period="2026-02", **more)  # type: ignore[arg-type]


def test_the_range_says_which_answer_gives_which(tmp_path: Path) -> None:
    # February has 40,320 minutes: 0.1 % is 40.32. Counted once 40 are within it, counted each 60 are not.
    found = outcome(tmp_path, AGREEMENT, OVERLAP).outcome
    choices = {each.key: each for each in found.open}
    assert choices["overlapping outages"].matters
    assert not choices["partial minutes"].matters, "every outage is of whole minutes"
    assert found.exhaustive
    assert len(found.readings) == 2 * 3
    worth = total_range(found.readings)
    assert worth.least is not None
    assert worth.most is not None
    assert (amount_text(worth.least), amount_text(worth.most)) == ("nothing", "100.00 EUR")
    assert {a.answer for each in worth.most_answers for a in each if a.key == "overlapping outages"} == {
        "each"
    }
    text = " ".join(outcome_text(found).split())
    assert "overlapping outages: once" in text
    assert "most 100.00 EUR overlapping outages: each" in text


def test_an_assumption_leaves_one_reading(tmp_path: Path) -> None:
    answers = {"overlapping outages": "each", "partial minutes": "exact"}
    found = outcome(tmp_path, AGREEMENT, OVERLAP, assume=answers).outcome
    assert found.open == ()
    assert found.statement.total is not None
    assert amount_text(found.statement.total) == "100.00 EUR"


def test_too_many_readings_are_said_to_be_unproved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "MOST_READINGS", 4)
    found = outcome(tmp_path, AGREEMENT, OVERLAP).outcome
    assert not found.exhaustive
    assert len(found.readings) == 1 + 1 + 2, "the first answers, and then every other answer alone"
    assert "Each choice was varied alone" in outcome_text(found)


def test_each_metering_is_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sladsl.engines.reference.engine import ReferenceEngine

    measured: list[Metering] = []
    opened = ReferenceEngine.open

    def counting(self: ReferenceEngine, tables: object) -> object:
        session = opened(self, tables)  # type: ignore[arg-type]
        measure = session.measure

        def count(meterings: tuple[Metering, ...], *rest: object) -> object:
            measured.extend(meterings)
            return measure(meterings, *rest)  # type: ignore[arg-type]

        session.measure = count  # type: ignore[method-assign,assignment]
        return session

    monkeypatch.setattr(ReferenceEngine, "open", counting)
    silent = AGREEMENT.replace("level rounding: none   money rounding: half up to 0.01 EUR, on each line", "")
    found = outcome(tmp_path, silent, OVERLAP, engine="reference").outcome
    assert len(found.readings) == 2 * 3 * 2 * 2
    assert len(measured) == len(set(measured)) == 2 * 3, "roundings change nothing that is measured"


def test_a_forgotten_zone_is_a_choice_among_those_that_are_named(tmp_path: Path) -> None:
    # An hour of outage at the end of February in UTC; in New York all of it, in UTC half of it is in February.
    rows = "start,end\n2026-02-28T23:30Z,2026-03-01T00:30Z\n"
    text = AGREEMENT.replace('time zone: "UTC"', "").replace(
        "level rounding: none", "level rounding: none   partial minutes: exact   overlapping outages: once"
    )
    found = outcome(tmp_path, text, rows).outcome
    (choice,) = found.open
    assert (choice.key, choice.answers, choice.matters) == ("time zone", ("America/New_York", "UTC"), True)
    downs = [reading.statement.lines[0].columns["down"] // 60_000_000 for reading in found.readings]
    assert downs == [60, 30]
    starts = [reading.statement.lines[0].start // 3_600_000_000 % 24 for reading in found.readings]
    assert starts == [5, 0]


def test_the_zone_of_a_file_is_a_zone_that_may_be_meant(tmp_path: Path) -> None:
    text = AGREEMENT.replace('time zone: "UTC"', "").replace('zone: "America/New_York"', "")
    data = tmp_path / "outages.csv"
    data.write_text("start,end\n2026-02-28 23:30,2026-03-01 00:30\n")
    binding, errors = binding_from_flags([f"outages={data}", "outages.zone=Asia/Tokyo"])
    assert errors == ()
    loaded = read_text(text)
    assert loaded.agreement is not None
    found = evaluate(loaded.agreement, binding, as_of=AS_OF).outcome
    assert {each.key: each.answers for each in found.open}["time zone"] == ("Asia/Tokyo", "UTC")


def test_refusals(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no engine"):
        outcome(tmp_path, AGREEMENT, OVERLAP, engine="spark")
