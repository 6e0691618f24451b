"""Steps counted in each outage by itself, against a count of single minutes; both engines come to the same."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.outcome.statement import Line
from sladsl.values.amount import known

TEXT = """
sla T "Terms" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party A {{ role: provider   accepted: by ordering }}
  party B {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   partial minutes: exact
    overlapping outages: {overlap}   excluded time: out of both   {choice}
  }}
  calendar Day {{ Monday to Friday: 08:00 to 18:00 }}
  service S {{ hours: {hours}   fee: 1_000 EUR per month }}
  source outages {{ holds: intervals   of: S   collected: automatically }}
  source works {{ holds: intervals   of: S   collected: automatically }}
  exclusion Works {{ time: works }}
  metric Down {{ of: S   measure: downtime from outages   excluding: Works   controlled by: A   {metric} }}
  objective Outages {{
    A ensures Down at most 1 minute each month
    credit {{ amount: 10 EUR   step: {step} }}
  }}
}}"""
BEGIN = datetime(2026, 3, 1)
FULL = "full 30 minutes of Down, per outage"


def at(minute: int) -> str:
    return (BEGIN + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")


def lines(
    outages: list[tuple[int, int]],
    step: str = FULL,
    works: list[tuple[int, int]] | None = None,
    engine: str = "duckdb",
    **more: str,
) -> dict[str, Line]:
    said = {"overlap": "once", "hours": "always", "metric": "", "choice": "", "step": step} | more
    of = sladsl.read_text(TEXT.format(**said))
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    assert of.agreement is not None
    assert not of.agreement.not_evaluated
    data: dict[str, Any] = {
        name: [{"start": at(start), "end": at(end)} for start, end in rows or [(-9000, -8999)]]
        for name, rows in (("outages", outages), ("works", works or []))
    }
    found = sladsl.evaluate(of, data, period="2026-03..2026-04", as_of="2026-06-01", engine=engine).outcome
    assert found.readings == (), [(each.key, each.construct) for each in found.open]
    return {each.period: each for each in found.statement.lines}


def owed(line: Line) -> Fraction | None:
    if line.credit is None:
        return None
    money = known(line.credit, "EUR")
    assert money is not None
    return money.amount


HOUR, DAY = 60, 24 * 60
MONDAY = DAY  # 2 March
MONTH = 31 * DAY


@pytest.mark.parametrize(
    ("outages", "more", "march", "april"),
    [
        ([(0, 50), (100, 150)], {}, 20, 0),
        ([(0, 50), (100, 150)], {"step": "full 30 minutes of Down, summed over the period"}, 30, 0),
        ([(0, 50), (50, 100)], {}, 30, 0),  # they touch: one outage
        ([(0, 50), (50, 100)], {"overlap": "each"}, 20, 0),
        ([(0, 50), (10, 100)], {}, 30, 0),
        ([(0, 50), (10, 100)], {"overlap": "each"}, 40, 0),
        ([(MONTH - 40, MONTH + 80)], {}, 10, 20),  # cut at the end of the month
        ([(MONDAY + 17 * HOUR, MONDAY + 33 * HOUR)], {"hours": "Day"}, 40, 0),  # an hour of two days each
        ([(0, 50), (100, 150)], {"metric": "merge gaps: 1 hour"}, 50, 0),
        ([(0, 50), (100, 151)], {"step": "started 30 minutes of Down, per outage"}, 40, 0),
        ([(0, 50), (100, 151)], {"step": "exact 30 minutes of Down, per outage"}, "33.67", 0),
        (
            [(0, 50), (100, 190)],
            {"step": "full 30 minutes of Down beyond 1 hour, only the excess, per outage"},
            10,
            0,
        ),
        (
            [(0, 50), (100, 190)],
            {"step": "full 30 minutes of Down beyond 1 hour, the whole, per outage"},
            30,
            0,
        ),
        (
            [(0, 60), (100, 160)],
            {"step": "full 30 minutes of Down beyond 1 hour, the whole, per outage"},
            0,
            0,
        ),
    ],
)
def test_worked_cases(
    outages: list[tuple[int, int]], more: dict[str, str], march: object, april: object
) -> None:
    found = lines(outages, **more)  # type: ignore[arg-type]
    assert (owed(found["2026-03"]), owed(found["2026-04"])) == (Fraction(str(march)), Fraction(str(april)))


def test_time_that_is_excluded_counts_in_no_step_and_leaves_one_outage() -> None:
    """100 minutes, of which 30 in the middle are excluded: 70 are two full half hours, not one and one."""
    assert owed(lines([(0, 100)], works=[(40, 70)])["2026-03"]) == 20


def test_how_they_were_counted_is_told() -> None:
    step = "started 30 minutes of Down beyond 1 hour, only the excess, per outage"
    (told,) = (each for each in lines([(0, 100)], step)["2026-03"].steps if each.name == "steps")
    assert told.why == "10.00 EUR for each: each outage by itself beyond 1 h: 2 started steps of 30 minutes"


def test_of_a_reported_level_nobody_knows_them() -> None:
    text = TEXT.format(overlap="once", hours="always", metric="", choice="", step=FULL)
    data = {"levels": [{"period": "2026-03", "objective": "Outages", "level": "100 minutes"}]}
    found = sladsl.evaluate(sladsl.read_text(text), data, period="2026-03", as_of="2026-06-01").outcome
    (line,) = found.statement.lines
    assert (line.status, line.credit) == ("missed", None)
    assert line.steps[-1].why == "how long each outage was can't be told from this level"


# ---- an oracle over minutes


def clerk(
    outages: list[tuple[int, int]],
    works: list[tuple[int, int]],
    overlap: str,
    counts: str,
    beyond: int,
    whole: bool,
) -> list[Fraction]:
    excluded = {minute for start, end in works for minute in range(start, end)}
    spans = [set(range(start, end)) for start, end in outages if start < end]
    if overlap == "once":
        down = set().union(*spans)
        edges = sorted(minute for minute in down if minute - 1 not in down)
        spans = []
        for first in edges:
            last = first
            while last in down:
                last += 1
            spans.append(set(range(first, last)))
    found = []
    for month in (range(MONTH), range(MONTH, 61 * DAY)):
        total = Fraction(0)
        for span in spans:
            here = len([minute for minute in span if minute in month and minute not in excluded])
            left = (here if whole else here - beyond) if here > beyond else 0
            steps = Fraction(left, 30)
            total += {"full": math.floor(steps), "started": math.ceil(steps), "exact": steps}[counts]
        down_time = sum(
            len([minute for minute in span if minute in month and minute not in excluded]) for span in spans
        )
        amount = total * 10 if down_time > 1 else Fraction(0)
        found.append(Fraction(math.floor(amount * 100 + Fraction(1, 2)), 100))
    return found


TIMES = st.lists(
    st.tuples(st.integers(0, 400) | st.integers(MONTH - 200, MONTH + 100), st.integers(1, 200)).map(
        lambda pair: (pair[0], pair[0] + pair[1])
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(
    TIMES,
    TIMES,
    st.sampled_from(["once", "each"]),
    st.sampled_from(["full", "started", "exact"]),
    st.sampled_from([0, 45, 90]),
    st.booleans(),
    st.sampled_from(["reference", "duckdb"]),
)
def test_steps_of_outages_come_to_what_a_clerk_counts(
    outages: list[tuple[int, int]],
    works: list[tuple[int, int]],
    overlap: str,
    counts: str,
    beyond: int,
    whole: bool,
    engine: str,
) -> None:
    limit = f" beyond {beyond} minutes, {'the whole' if whole else 'only the excess'}" if beyond else ""
    found = lines(outages, f"{counts} 30 minutes of Down{limit}, per outage", works, engine, overlap=overlap)
    wanted = clerk(outages, works, overlap, counts, beyond, whole)
    assert [owed(found["2026-03"]), owed(found["2026-04"])] == wanted
