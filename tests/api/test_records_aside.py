"""Records that do not count: those without a limit, in excluded time too, and reversed ones in every unit of limits."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest

import sladsl
from sladsl.outcome.statement import Line

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")

HEAD = """
sla Desk {
  time zone: "UTC"
  party Provider { role: provider }
  party Customer { role: customer }
"""

STRIKES = """
  interpretation {{
    nothing happened: not assessed   undecided records: counted as bad   level rounding: none
    excluded records: {excluded}   record belongs to: opened
  }}
  source tickets {{
    holds: records   each: ticket   collected: automatically
    fields {{ priority: P1, P2, P3   opened: time   solved: time }}
  }}
  source windows {{ holds: intervals   collected: by hand }}
  exclusion Strike {{ time: windows }}
  table Times by priority {{ columns: solution   P1: 1 hour   P2: not offered }}
  metric Solution {{ measure: opened to solved of tickets   excluding: Strike   controlled by: Provider }}
  objective Solved {{ Provider ensures Solution of at least 90% of tickets at most Times.solution each month }}
}}
"""


def line_of(text: str, engine: Engine = "reference", **data: list[dict[str, str | None]]) -> Line:
    """The one line of March 2026."""
    evaluation = sladsl.evaluate(
        sladsl.read_text(HEAD + text), data, period="2026-03", as_of="2026-04-01", engine=engine
    )
    (line,) = evaluation.outcome.statement.lines
    return line


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("excluded", "expected"), [("counts as good", Fraction(2, 3)), ("out of both", Fraction(1, 2))]
)
def test_no_limit_in_excluded_time_is_no_limit(excluded: str, expected: Fraction, engine: Engine) -> None:
    """On the 3rd two P1, one of them late; in the strike on the 4th one P1, one not offered, one that fits no row."""
    tickets: list[dict[str, str | None]] = [
        {"priority": priority, "opened": f"2026-03-0{day}T10:00Z", "solved": f"2026-03-0{day}T{hour}:00Z"}
        for priority, day, hour in [("P1", 3, 11), ("P1", 3, 12), ("P1", 4, 20), ("P2", 4, 11), ("P3", 4, 11)]
    ]
    strike: list[dict[str, str | None]] = [{"start": "2026-03-04T00:00Z", "end": "2026-03-05T00:00Z"}]
    assert (
        line_of(STRIKES.format(excluded=excluded), engine, tickets=tickets, windows=strike).level == expected
    )


TABLE = """
  interpretation {{
    nothing happened: not assessed   undecided records: {undecided}   level rounding: none
    record belongs to: opened   open past due: missed now
  }}
  source tickets {{
    holds: records   each: ticket   collected: automatically
    fields {{ priority: P1, P2, P3   opened: time   solved: time }}
  }}
  table Times by priority {{ columns: solution   P1: 1 hour   {rest} }}
  metric Solution {{ measure: opened to solved of tickets   controlled by: Provider }}
  objective Solved {{ Provider ensures Solution of at least 90% of tickets at most Times.solution each month }}
}}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rest", ["otherwise: 2 hours", "P2: not offered", "P2: 4 hours"])
@pytest.mark.parametrize(
    ("undecided", "expected"),
    [("counted as bad", Fraction(1, 3)), ("left out", Fraction(1, 2)), ("period not assessed", None)],
)
def test_a_field_that_nobody_filled_in_takes_no_record_out(
    undecided: str, rest: str, expected: Fraction | None, engine: Engine
) -> None:
    """One P1 in time, one late, and one without a priority, which may be a P1 or anything else."""
    tickets: list[dict[str, str | None]] = [
        {"priority": priority, "opened": "2026-03-03T10:00Z", "solved": f"2026-03-03T{hour}:00Z"}
        for priority, hour in [("P1", 11), ("P1", 12), (None, 11)]
    ]
    line = line_of(TABLE.format(undecided=undecided, rest=rest), engine, tickets=tickets)
    assert line.level == expected
    assert (line.columns["undecided"], line.columns["without limit"]) == (1, 0)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("undecided", ["counted as bad", "left out", "period not assessed"])
def test_a_record_that_fits_no_row_does_not_count(undecided: str, engine: Engine) -> None:
    tickets: list[dict[str, str | None]] = [
        {"priority": priority, "opened": "2026-03-03T10:00Z", "solved": "2026-03-03T11:00Z"}
        for priority in ("P1", "P2", "P3")
    ]
    line = line_of(TABLE.format(undecided=undecided, rest="P2: not offered"), engine, tickets=tickets)
    assert line.level == 1
    assert (line.columns["total"], line.columns["without limit"]) == (1, 1)


REVERSED = """
  interpretation {{
    nothing happened: not assessed   undecided records: counted as bad   level rounding: none
    reversed times: {reversed}   record belongs to: opened   business days: Office   days on a clock: {days}
    end of business days: same time of day   first business day: not counted   deadline at closing time: due then
  }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00 }}
  source tickets {{
    holds: records   each: ticket   collected: automatically
    fields {{ kind: A, B   opened: time   solved: time }}
  }}
  {table}
  metric Solution {{ measure: opened to solved of tickets   {clock}   controlled by: Provider }}
  objective Solved {{ Provider ensures Solution of at least 90% of tickets at most {limit} each month }}
}}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("reversed_times", "expected"), [("left out", Fraction(1, 2)), ("count as zero", Fraction(2, 3))]
)
@pytest.mark.parametrize(
    ("limit", "days", "clock"),
    [
        ("4 hours", "24 hours", "clock: Office"),
        ("1 day", "24 hours", ""),
        ("1 day", "24 hours", "clock: Office"),
        ("1 day", "24 hours on the clock", "clock: Office"),
        ("1 day", "business days", "clock: Office"),
        ("1 business day", "24 hours", ""),
        ("1 business day", "24 hours", "clock: Office"),
        ("Times.solution", "24 hours", "clock: Office"),
    ],
)
def test_what_a_reversed_record_counts_as_in_every_unit(
    limit: str, days: str, clock: str, reversed_times: str, expected: Fraction, engine: Engine
) -> None:
    text = REVERSED.format(
        reversed=reversed_times,
        days=days,
        clock=clock,
        limit=limit,
        table="table Times by kind { columns: solution   otherwise: 1 business day }" if "." in limit else "",
    )
    tickets: list[dict[str, str | None]] = [
        {"kind": "B", "opened": "2026-03-03T10:00Z", "solved": solved}
        for solved in ("2026-03-03T11:00Z", "2026-03-30T11:00Z", "2026-03-03T09:00Z")
    ]
    line = line_of(text, engine, tickets=tickets)
    assert line.level == expected
    assert line.columns["reversed"] == 1


def test_two_metrics_say_the_same_of_a_record_once() -> None:
    text = REVERSED.format(reversed="left out", days="24 hours", clock="", limit="4 hours", table="").replace(
        "  objective",
        "  metric Longest { measure: maximum of opened to solved in tickets   controlled by: Provider }\n"
        "  objective Long { Provider reports Longest each month }\n  objective",
    )
    tickets = [{"kind": "B", "opened": "2026-03-03T10:00Z", "solved": "2026-03-03T09:00Z"}]
    evaluation = sladsl.evaluate(
        sladsl.read_text(HEAD + text), {"tickets": tickets}, period="2026-03", as_of="2026-04-01"
    )
    findings = [finding.name for finding in evaluation.outcome.statement.findings]
    assert findings.count("reversed-records") == 1
