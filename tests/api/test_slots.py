"""Slots of counts against figures worked by hand: idle slots, in excluded time too, and the better end of a ratio."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
HOURS = range(24)


def agreement(measure: str, promise: str, **answers: str) -> sladsl.Loaded:
    said = {"idle slots": "left out", "missing samples": "up", "excluded time": "out of both"} | {
        name.replace("_", " "): answer for name, answer in answers.items()
    }
    return sladsl.read_text(
        f"""
sla Slots {{
  time zone: "UTC"
  party Cloud {{ role: provider }}
  party Customer {{ role: customer }}
  interpretation {{
    {" ".join(f"{choice}: {answer}" for choice, answer in said.items())}
    nothing happened: met   level rounding: none
  }}
  service Api {{ hours: always }}
  source counts {{
    holds: samples   of: Api   every: 1 hour   collected: automatically
    fields {{ bad: number   good: number   asked: number }}
  }}
  source windows {{ holds: intervals   collected: by hand }}
  exclusion Maintenance {{ time: windows }}
  metric Level {{ measure: {measure}   excluding: Maintenance   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Level {promise} each day }}
}}
"""
    )


def level(
    of: sladsl.Loaded, counts: Sequence[tuple[int, int | None, int]], engine: Engine
) -> Fraction | None:
    """The level of a day whose hours have these counts (hour, bad, asked), maintained from 10:00 to 11:00."""
    rows = [
        {
            "at": f"2026-03-02T{hour:02}:00Z",
            "bad": bad,
            "good": None if bad is None else asked - bad,
            "asked": asked,
        }
        for hour, bad, asked in counts
    ]
    window = [{"start": "2026-03-02T10:00Z", "end": "2026-03-02T11:00Z"}]
    evaluation = sladsl.evaluate(
        of, {"counts": rows, "windows": window}, period="2026-03-02", as_of="2026-04-01", engine=engine
    )
    (line,) = evaluation.outcome.statement.lines
    return line.level


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("missing", ["up", "down", "unknown"])
@pytest.mark.parametrize("excluded", ["out of both", "counts as up", "out of total only"])
def test_an_idle_slot_in_excluded_time_is_left_out_once(excluded: str, missing: str, engine: Engine) -> None:
    """Of 24 hours one is idle and maintained, one is down, and 22 are up."""
    text = agreement(
        "uptime from counts   slots: 1 hour   down when: bad / asked above 5%",
        "at least 99%",
        excluded_time=excluded,
        missing_samples=missing,
    )
    counts = [(hour, 2 if hour == 5 else 0, 0 if hour == 10 else 2) for hour in HOURS]
    assert level(text, counts, engine) == Fraction(22, 23)


@pytest.mark.parametrize("engine", ENGINES)
def test_excluded_time_that_was_asked_for_stays_excluded(engine: Engine) -> None:
    text = agreement("uptime from counts   slots: 1 hour   down when: bad / asked above 5%", "at least 99%")
    counts = [(hour, 2 if hour in (5, 10) else 0, 0 if hour == 7 else 2) for hour in HOURS]
    assert level(text, counts, engine) == Fraction(21, 22)  # 24 less the idle one and the one maintained


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("measure", "promise", "idle", "expected"),
    [
        # Three slots begin outside maintenance: all well, idle, half well.
        ("average over 1 hour slots of bad / asked in counts", "at most 5%", "left out", Fraction(1, 4)),
        ("average over 1 hour slots of bad / asked in counts", "at most 5%", "counts as good", Fraction(1, 6)),
        ("average over 1 hour slots of bad / asked in counts", "at most 5%", "counts as bad", Fraction(1, 2)),
        ("average over 1 hour slots of good / asked in counts", "at least 95%", "left out", Fraction(3, 4)),
        ("average over 1 hour slots of good / asked in counts", "at least 95%", "counts as good", Fraction(5, 6)),
        ("average over 1 hour slots of good / asked in counts", "at least 95%", "counts as bad", Fraction(1, 2)),
        ("100% - average over 1 hour slots of bad / asked in counts", "at least 95%", "counts as good", Fraction(5, 6)),
        ("100% - average over 1 hour slots of bad / asked in counts", "at least 95%", "counts as bad", Fraction(1, 2)),
        ("100% - average over 1 hour slots of good / asked in counts", "at most 5%", "counts as good", Fraction(1, 6)),
    ],
)  # fmt: skip
def test_good_is_the_end_that_the_promise_wants(
    measure: str, promise: str, idle: str, expected: Fraction, engine: Engine
) -> None:
    text = agreement(measure, promise, idle_slots=idle)
    scale = 3 if idle != "left out" else 2
    counts = [(0, 0, 4), (1, 0, 0), (2, 2, 4), (10, 4, 4)]
    found = level(text, counts, engine)
    if idle == "left out":
        assert found == expected
        return
    # The 20 other hours are idle, too: weigh them out again.
    assert found is not None
    best = Fraction(1) if promise.startswith("at least") else Fraction(0)
    each = best if idle == "counts as good" else 1 - best
    assert (found * 23 - each * 20) / scale == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("missing", "expected"),
    [("up", Fraction(23, 23)), ("down", Fraction(22, 23)), ("unknown", Fraction(22, 22))],
)
def test_a_slot_of_samples_without_counts_is_missing_and_not_idle(
    missing: str, expected: Fraction, engine: Engine
) -> None:
    text = agreement(
        "uptime from counts   slots: 1 hour   down when: bad / asked above 5%",
        "at least 99%",
        missing_samples=missing,
        idle_slots="counts as bad",
    )
    counts = [(hour, None if hour == 5 else 0, 2) for hour in HOURS]
    assert level(text, counts, engine) == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("limit", [30, 50])
def test_a_sample_that_lacks_a_count_is_not_added_up(limit: int, engine: Engine) -> None:
    """Of the hour from 5:00 a sample says 1 of 2; another one says 2 were asked for and nothing of how many were bad."""
    text = agreement(
        f"uptime from counts   slots: 1 hour   down when: bad / asked above {limit}%", "at least 99%"
    )
    counts: list[tuple[int, int | None, int]] = [(hour, 1 if hour == 5 else 0, 2) for hour in HOURS]
    found = level(text, [*counts, (5, None, 2)], engine)
    assert found == (Fraction(22, 23) if limit == 30 else 1)
