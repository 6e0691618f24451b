"""Answers that count only where they are said: the level of a period without records, excluded records out of the total
only, a 365th of a year. Random records through both engines, against figures that are counted here."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import check

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
NOTHING = ("met", "not assessed", "100%", "0%", "left out")
EXCLUDED = ("out of both", "counts as good", "out of total only")
AGREEMENT = """
sla Desk {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{
    {nothing}   {excluded}   undecided records: {undecided}   level rounding: none   open past due: missed now
    money rounding: half up to 0.01 EUR, on each line   run over an unassessed period: broken
  }}
  service Help {{ hours: always   fee: 1_000 EUR per month }}
  source tickets {{
    holds: records   each: ticket   of: Help   collected: automatically
    fields {{ opened: time   urgent: yes or no   good: yes or no }}
  }}
  source windows {{ holds: intervals   collected: by hand }}
  exclusion Work {{ time: windows }}
  metric Urgent {{
    measure: share of tickets   where: urgent   good when: good   record belongs to: opened   excluding: Work
    controlled by: Nimbus
  }}
  metric Rest {{
    measure: share of tickets   where: not urgent   good when: good   record belongs to: opened   excluding: Work
    controlled by: Nimbus
  }}
  metric Both {{ measure: weighted average   weights {{ Urgent: 60%   Rest: 40% }}   controlled by: Nimbus }}
  objective First {{ Nimbus ensures Urgent at least 90% each month }}
  objective Second {{ Nimbus ensures Both at least 90% each month }}
  {more}
}}
"""
WINDOW = [{"start": "2026-03-10T00:00Z", "end": "2026-03-20T00:00Z"}]


class Ticket(NamedTuple):
    day: int
    urgent: bool
    good: bool | None

    def row(self) -> dict[str, object]:
        said = "" if self.good is None else "yes" if self.good else "no"
        urgent = "yes" if self.urgent else "no"
        return {"opened": f"2026-03-{self.day:02}T12:00Z", "urgent": urgent, "good": said}


TICKETS = st.lists(
    st.builds(Ticket, st.integers(1, 30), st.booleans(), st.sampled_from([True, False, None])), max_size=8
)


def loaded(
    nothing: str = "nothing happened: met",
    excluded: str = "excluded records: out of both",
    undecided: str = "counted as bad",
    more: str = "",
) -> sladsl.Loaded:
    found = sladsl.read_text(
        AGREEMENT.format(nothing=nothing, excluded=excluded, undecided=undecided, more=more)
    )
    assert not [each.message for each in found.findings if each.severity == "error"]
    return found


def statement(of: sladsl.Loaded, tickets: list[Ticket], engine: Engine, **said: Any) -> Any:
    # A ticket of January shows that somebody looked.
    first = {"opened": "2026-01-05T12:00Z", "urgent": "yes", "good": "yes"}
    rows = [first, *(each.row() for each in tickets)]
    data = {"tickets": rows, "windows": WINDOW}
    return sladsl.evaluate(of, data, period="2026-03", as_of="2026-07-01", engine=engine, **said)


def share(tickets: list[Ticket], nothing: str, excluded: str, undecided: str) -> tuple[Fraction | None, str]:
    """The level and the status of the urgent ones, or of any."""
    if undecided == "left out":
        tickets = [each for each in tickets if each.good is not None]
    inside = [each for each in tickets if 10 <= each.day < 20]
    outside = [each for each in tickets if each not in inside]
    good, total = sum(each.good is True for each in outside), len(outside)
    if excluded == "counts as good":
        good, total = good + len(inside), total + len(inside)
    elif excluded == "out of total only":
        good -= sum(each.good is not True for each in inside)
    if total:
        level = Fraction(good, total)
    else:
        level = {"100%": Fraction(1), "0%": Fraction(0)}.get(nothing)
        if level is None:
            return None, "met" if nothing == "met" else "not assessed"
    return level, "met" if level >= Fraction(9, 10) else "missed"


@given(
    tickets=TICKETS,
    nothing=st.sampled_from(NOTHING),
    excluded=st.sampled_from(EXCLUDED),
    undecided=st.sampled_from(("counted as bad", "left out")),
)
@settings(max_examples=40, deadline=None)
def test_both_engines_give_what_is_counted_by_hand(
    tickets: list[Ticket], nothing: str, excluded: str, undecided: str
) -> None:
    of = loaded(f"nothing happened: {nothing}", f"excluded records: {excluded}", undecided)
    urgent = [each for each in tickets if each.urgent]
    rest = [each for each in tickets if not each.urgent]
    first = share(urgent, nothing, excluded, undecided)
    other = share(rest, nothing, excluded, undecided)
    both: Fraction | None
    if first[0] is not None and other[0] is not None:
        both = first[0] * Fraction(6, 10) + other[0] * Fraction(4, 10)
    elif nothing == "left out":
        both = first[0] if first[0] is not None else other[0]
    else:
        both = None
    for engine in ENGINES:
        lines = statement(of, tickets, engine).outcome.statement.lines
        assert (lines[0].level, lines[0].status) == first, engine
        assert lines[1].level == both, engine
        expected = "not assessed" if both is None else "met" if both >= Fraction(9, 10) else "missed"
        assert lines[1].status == expected


def test_they_are_not_tried_where_nobody_says_them() -> None:
    of = loaded("", "")
    open_ = statement(of, [], "reference").outcome.open
    assert {each.key: each.answers for each in open_} == {
        "nothing happened": ("met", "not assessed"),
        "excluded records": ("out of both", "counts as good"),
    }
    asked = [each for each in check(of) if each.name == "silent-choice"]
    assert any("`left out`" in each.hint for each in asked)
    assert any("`out of total only`" in each.hint for each in asked)


def test_they_can_be_assumed() -> None:
    found = statement(
        loaded("", ""),
        [],
        "reference",
        assume={"nothing happened": "0%", "excluded records": "out of total only"},
    )
    assert (found.outcome.statement.lines[0].level, found.outcome.open) == (0, ())


RIGHT = """
  Acme may terminate { when: First missed in 2 consecutive months   notice: 30 days   use within: 60 days of the last miss }
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("nothing", "has"), [("left out", True), ("not assessed", False), ("100%", False), ("0%", True)]
)
def test_what_is_left_out_breaks_no_run(nothing: str, has: bool, engine: Engine) -> None:
    """A miss in January, nothing in February, a miss in March."""
    of = loaded(f"nothing happened: {nothing}", more=RIGHT)
    rows = [{"opened": f"2026-{month}-05T12:00Z", "urgent": "yes", "good": "no"} for month in ("01", "03")]
    found = sladsl.evaluate(
        of, {"tickets": rows, "windows": WINDOW}, period="2026-01..2026-03", as_of="2026-04-10", engine=engine
    )
    (right,) = found.outcome.statement.rights
    assert (right.arises is not None) is has


def test_rows_that_could_not_be_read_are_no_nothing() -> None:
    of = loaded("nothing happened: 100%")
    rows = [
        {"opened": "2026-01-05T12:00Z", "urgent": "yes", "good": "yes"},
        {"opened": "2026-03-05T12:00Z", "urgent": "perhaps", "good": "yes"},
    ]
    found = sladsl.evaluate(of, {"tickets": rows, "windows": []}, period="2026-03", as_of="2026-07-01")
    line = found.outcome.statement.lines[0]
    assert (line.level, line.status) == (None, "not assessed")
    assert "nothing else happened" in line.reason


TIME = """
sla Desk {{
  effective: 2026-01-01   time zone: "UTC"
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{ nothing happened: {answer}   reversed times: left out   record belongs to: opened }}
  source tickets {{ holds: records   each: ticket   collected: automatically   fields {{ opened: time   closed: time }} }}
  metric Mean {{ measure: average of opened to closed in tickets   controlled by: Nimbus }}
  objective Kept {{ Nimbus ensures Mean at most 4 hours each month }}
}}
"""


@pytest.mark.parametrize(("answer", "asked"), [("100%", 1), ("0%", 1), ("met", 0), ("left out", 0)])
def test_a_time_is_no_percentage(answer: str, asked: int) -> None:
    of = sladsl.read_text(TIME.format(answer=answer))
    told = [each.message for each in check(of) if each.name == "silent-choice"]
    assert len(told) == asked, told
    assert all("is no percentage" in each for each in told)


def test_a_day_is_a_365th_of_a_year() -> None:
    more = """
    metric Up { of: Help   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
    objective Third { Nimbus ensures Up at least 99% each month }
    credit for Third { base: that month's fee of Help   amount: 3 days of the fee }
    scenario "February" { month: 2026-02   levels for Third { 2026-02: 98% }   expect: Third credit 98.63 EUR }
    """
    found = check(loaded(excluded="excluded records: out of both   day of fee: 365th of a year", more=more))
    assert not [each.message for each in found if each.name in ("scenario-fails", "silent-choice")]


@pytest.mark.parametrize(
    ("line", "write"),
    [
        ("day of fee: 1/365", "day of fee: 365th of a year"),
        ("excluded records: out of the denominator", "excluded records: out of total only"),
        ("nothing happened: fulfilled", "nothing happened: met"),
        ("nothing happened: 99%", ""),
        ("nothing happened: skipped", ""),
        ("day of fee: 1/360", ""),
        ("excluded records: not in the numerator", ""),
    ],
)
def test_what_is_no_answer_is_told(line: str, write: str) -> None:
    found = sladsl.read_text(f'sla X {{ time zone: "UTC"   interpretation {{ {line} }} }}')
    (told,) = [each for each in found.findings if each.name == "unknown-answer"]
    assert told.expected == write
