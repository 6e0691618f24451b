"""Allowances of exclusions against figures worked by hand: which excluded time uses them up, and where that is asked."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest

import sladsl
from sladsl.api.review import check_source

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
WORKING = 22 * 10
"""Hours of March 2026 from Monday to Friday, 08:00 to 18:00."""


def agreement(
    *, choice: str = "", own: str = "", hours: str = "Desk", allowance: str = "first 6 hours per month"
) -> sladsl.Loaded:
    limit = f"allowance: {allowance}" if allowance else ""
    return sladsl.read_text(
        f"""
sla Hosting {{
  time zone: "Europe/Berlin"
  effective: 2026-01-01
  party Nimbus {{ role: provider }}
  party Acme {{ role: customer }}
  interpretation {{
    {choice}
    excluded time: out of both   overlapping outages: once   partial minutes: exact   level rounding: none
    excluded records: out of both   undecided records: counted as bad   nothing happened: met
    record belongs to: opened
  }}
  calendar Desk {{ Monday to Friday: 08:00 to 18:00 }}
  service Shop {{ hours: {hours} }}
  source outages {{ holds: intervals   of: Shop   collected: automatically }}
  source windows {{ holds: intervals   collected: by hand }}
  source tickets {{
    holds: records   of: Shop   each: ticket   fields {{ opened: time   fine: yes or no }}   collected: automatically
  }}
  exclusion Maintenance {{ time: windows   {limit}   {own} }}
  metric Uptime {{ measure: uptime from outages   excluding: Maintenance   controlled by: Nimbus }}
  metric Fine {{
    of: Shop   measure: share of tickets   good when: fine   excluding: Maintenance   controlled by: Nimbus
  }}
  objective Availability {{ Nimbus ensures Uptime at least 99% each month }}
  objective Good {{ Nimbus ensures Fine at least 99% each month }}
}}
"""
    )


SUNDAY = {"start": "2026-03-08T02:00+01:00", "end": "2026-03-08T06:00+01:00"}
WEDNESDAY = {"start": "2026-03-18T10:00+01:00", "end": "2026-03-18T14:00+01:00"}


def outcome(of: sladsl.Loaded, engine: Engine, *windows: dict[str, str]) -> sladsl.Evaluation:
    return sladsl.evaluate(
        of,
        {"outages": [WEDNESDAY], "windows": list(windows or (SUNDAY, WEDNESDAY)), "tickets": TICKETS},
        period="2026-03",
        as_of="2026-04-10",
        engine=engine,
    )


TICKETS = [
    {"opened": "2026-03-08T03:00+01:00", "fine": "no"},
    {"opened": "2026-03-18T13:00+01:00", "fine": "no"},
    {"opened": "2026-03-19T13:00+01:00", "fine": "yes"},
]


def level(
    of: sladsl.Loaded, engine: Engine, objective: str = "Availability", *windows: dict[str, str]
) -> object:
    lines = outcome(of, engine, *windows).outcome.statement.lines
    return next(each.level for each in lines if each.objective == objective)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answer", "down"), [("service hours", 0), ("all time", 2)], ids=["service hours", "all time"]
)
def test_maintenance_on_a_sunday(answer: str, down: int, engine: Engine) -> None:
    """Four hours of a Sunday, then four of a Wednesday on which the shop is down: six are allowed."""
    counted = WORKING - 4 + down
    wanted = Fraction(counted - down, counted)
    assert level(agreement(choice=f"allowance counts: {answer}"), engine) == wanted


@pytest.mark.parametrize("engine", ENGINES)
def test_more_than_allowed_within_the_hours_counts_by_both(engine: Engine) -> None:
    """Four hours of a Tuesday and four of a Wednesday leave two that count, whatever is answered."""
    tuesday = {"start": "2026-03-17T10:00+01:00", "end": "2026-03-17T14:00+01:00"}
    for answer in ("service hours", "all time"):
        of = agreement(choice=f"allowance counts: {answer}")
        assert level(of, engine, "Availability", tuesday, WEDNESDAY) == Fraction(WORKING - 8, WORKING - 6)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_window_over_the_closing_time_uses_up_its_part_within(engine: Engine) -> None:
    """From Tuesday 16:00 to Wednesday 12:00 six hours are owed: nothing is left for 12:00 to 14:00, nor is by all time."""
    long = {"start": "2026-03-17T16:00+01:00", "end": "2026-03-18T14:00+01:00"}
    of = agreement(choice="allowance counts: service hours")
    # Six hours are 16 to 18 and 8 to 12; of the outage from 10 to 14 two hours count.
    assert level(of, engine, "Availability", long) == Fraction(WORKING - 8, WORKING - 6)
    of = agreement(choice="allowance counts: all time")
    # Six hours are 16 to 22: only two of the hours of the service, and all four of the outage count.
    assert level(of, engine, "Availability", long) == Fraction(WORKING - 6, WORKING - 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_answer_of_the_exclusion_wins(engine: Engine) -> None:
    of = agreement(choice="allowance counts: all time", own="allowance counts: service hours")
    assert level(of, engine) == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("choice", ["", "allowance counts: not stated"], ids=["silent", "not stated"])
def test_unanswered_it_is_a_range(choice: str, engine: Engine) -> None:
    evaluation = outcome(agreement(choice=choice), engine)
    found = evaluation.outcome
    assert "No credit is owed, whatever the answers." in evaluation.text()
    assert [each.key for each in found.open if each.matters] == ["allowance counts"]
    levels = {each.statement.lines[0].level for each in found.readings}
    assert levels == {Fraction(1), Fraction(WORKING - 4, WORKING - 2)}


@pytest.mark.parametrize("engine", ENGINES)
def test_records_of_the_night_are_in_excluded_time_whatever_is_left_of_the_allowance(engine: Engine) -> None:
    """By service hours the limit is one of the hours: the ticket of Sunday is out, and so is that of Wednesday."""
    assert level(agreement(choice="allowance counts: service hours"), engine, "Good") == 1
    # By all time two hours are left for Wednesday, 10 to 12, and the ticket of 13:00 counts.
    assert level(agreement(choice="allowance counts: all time"), engine, "Good") == Fraction(1, 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_allowance_of_a_year_looks_at_the_months_before(engine: Engine) -> None:
    """Five of the six hours of the year went in January; one is left for March."""
    january = {"start": "2026-01-13T10:00+01:00", "end": "2026-01-13T15:00+01:00"}
    night = {"start": "2026-01-18T01:00+01:00", "end": "2026-01-18T05:00+01:00"}
    of = agreement(choice="allowance counts: service hours", allowance="first 6 hours per year")
    assert level(of, engine, "Availability", january, night, WEDNESDAY) == Fraction(WORKING - 4, WORKING - 1)


@pytest.mark.parametrize(
    ("hours", "allowance"), [("always", "first 6 hours per month"), ("Desk", ""), ("Desk", "not stated")]
)
def test_it_is_not_asked_where_nothing_hangs_on_it(hours: str, allowance: str) -> None:
    found = outcome(agreement(hours=hours, allowance=allowance), "reference").outcome
    assert [each.key for each in found.open] == []
    assert found.readings == ()


def test_the_checker_asks_for_it() -> None:
    def asked(**said: str) -> list[str]:
        text = agreement(**said).source.text
        return [each.message for each in check_source(text) if "allowance counts" in each.message]

    (message,) = asked()
    assert message == (
        "The agreement does not answer `allowance counts` for exclusion Maintenance: maintenance outside the hours of "
        "the service uses up the allowance, or does not."
    )
    assert asked(choice="allowance counts: all time") == []
    assert asked(own="allowance counts: all time") == []
    assert asked(hours="always") == []


EACH = """
sla A {{
  effective: 2026-01-01
  time zone: "Europe/Berlin"
  party P {{ role: provider   accepted: 2025-12-12 }}
  party C {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{ overlapping outages: once   partial minutes: exact   level rounding: none   excluded time: out of both }}
  service S {{ hours: always }}
  source outages {{ holds: intervals   of: S   collected: automatically }}
  source windows {{ holds: intervals   fields {{ announced: time }}   collected: by hand }}
  exclusion Maintenance {{
    time: windows where announced at least 1 day before start   allowance: first {0} of each window   shown by: P
  }}
  metric Down {{ measure: downtime from outages   excluding: Maintenance   controlled by: P }}
  objective Kept {{ P ensures Down at most 1 hour each month }}
}}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("allowed", "down"),
    [
        (
            "2 hours",
            60 + 90 + 240,
        ),  # of three hours two; 3.5 of 5 hours are in two windows; the late one is none
        ("3 hours", 0 + 30 + 240),
        ("1 minute", 179 + 298 + 240),
    ],
)
def test_each_window_has_an_allowance_of_its_own(allowed: str, down: int, engine: Engine) -> None:
    of = sladsl.read_text(EACH.format(allowed))
    assert not [each for each in of.findings if each.severity == "error" or each.name == "not-evaluated"]

    def span(start: str, end: str, announced: str = "2026-02-01T00:00Z") -> dict[str, object]:
        return {"start": f"2026-03-{start}:00Z", "end": f"2026-03-{end}:00Z", "announced": announced}

    windows = [
        span("05T10:00", "05T13:00"),
        span("07T10:00", "07T13:00"),
        span("07T11:30", "07T15:00"),  # overlaps the one before, and has its own
        span("09T10:00", "09T14:00", announced="2026-03-09T09:00Z"),  # too late: nothing of it
    ]
    outages = [
        {"start": "2026-01-05T10:00Z", "end": "2026-01-05T10:01Z"},
        span("05T10:00", "05T13:00"),
        span("07T10:00", "07T15:00"),
        span("09T10:00", "09T14:00"),
    ]
    found = sladsl.evaluate(
        of, {"outages": outages, "windows": windows}, period="2026-03", as_of="2026-05-01", engine=engine
    )
    (line,) = found.outcome.statement.lines
    assert line.level == down * 60_000_000
    # What the windows left is told row by row.
    left = [(aside.why, each.row, each.length // 60_000_000) for aside, each in found.asides(line)]
    assert ("notice", 4, 240) in left
    if allowed == "2 hours":
        # The last hour of the second window is among the first two of the third.
        assert [each for each in left if each[0] == "allowance"] == [
            ("allowance", 1, 60),
            ("allowance", 3, 90),
        ]
