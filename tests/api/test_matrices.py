"""Matrices worked by hand: values by two fields in conditions and tables, limits by two fields, open cells, empty fields."""

from __future__ import annotations

from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
WHOLE = "table Priority by impact { across: urgency   columns: High | Low   High: P1 | P2   Low: P2 | P3 }"
REST = (
    "table Priority by impact { across: urgency   columns: High | Low   High: P1 | P2   otherwise: P2 | P3 }"
)


def agreement(
    tables: str, metric: str, promise: str, fields: str = "impact: High, Low   urgency: High, Low"
) -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Desk {{
  effective: 2026-01-01
  time zone: "UTC"
  interpretation {{
    level rounding: none   nothing happened: met   undecided records: left out   open past due: missed now
    record belongs to: opened   reversed times: count as zero
  }}
  party Helpers {{ role: provider   accepted: 2025-12-12 }}
  party City {{ role: customer   accepted: 2025-12-10 }}
  service Help {{ hours: always }}
  source tickets {{
    holds: records   each: ticket   collected: automatically
    fields {{ {fields}   customer: VIP, Other   opened: time   closed: time }}
  }}
  {tables}
  metric Level {{ {metric}   controlled by: Helpers }}
  objective Kept {{ Helpers ensures Level {promise} each month }}
}}
"""
    )


def ticket(impact: str, urgency: str, hours: int, customer: str = "Other") -> dict[str, str]:
    closed = f"2026-03-{2 + hours // 24:02}T{hours % 24:02}:00Z"
    return {
        "impact": impact,
        "urgency": urgency,
        "opened": "2026-03-02T00:00Z",
        "closed": closed,
        "customer": customer,
    }


def line(of: sladsl.Loaded, rows: list[dict[str, str]], engine: Engine) -> Any:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    before = ticket("High", "High", 0) | {"opened": "2026-01-01T00:00Z", "closed": "2026-01-01T00:00Z"}
    found = sladsl.evaluate(
        of, {"tickets": [before, *rows]}, period="2026-03", as_of="2026-06-01", engine=engine
    )
    return found.outcome.statement.lines[0]


EACH = [ticket(impact, urgency, 3) for impact in ("High", "Low", "") for urgency in ("High", "Low", "")]
"""Every pair of values and of empty fields once."""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("table", [WHOLE, REST])
@pytest.mark.parametrize(
    ("where", "count", "unknown"),
    [
        ("Priority is P1", 1, 3),
        ("Priority is P2", 2, 5),  # an empty field leaves it open, whatever the other one is
        ("Priority is P3", 1, 3),
        ("Priority is not P1", 5, 3),  # of low urgency or low impact nothing is a P1
        ("Priority is one of P1, P2", 5, 3),
        ("Priority is not one of P1, P2, P3", 0, 1),
        ("Priority is P1 and customer is VIP", 0, 0),
        ("not Priority is P1 or customer is Other", 9, 0),
    ],
)
def test_conditions(table: str, where: str, count: int, unknown: int, engine: Engine) -> None:
    of = agreement(table, f"measure: number of tickets   where: {where}", "at most 20")
    found = line(of, EACH, engine)
    assert (found.columns["total"], found.columns["unplaced"]) == (count, unknown)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("table", [WHOLE, REST])
@pytest.mark.parametrize(
    ("times", "kept", "without"),
    [
        ("table Times by Priority { columns: time   P1: 2 hours   P2: 3 hours   otherwise: 4 hours }", 3, 0),
        ("table Times by Priority { columns: time   P1: 2 hours   P3: 3 hours }", 1, 2),
        (
            "table Times by customer, Priority { columns: time   VIP, any: 1 hour   any, P2: 3 hours   any, any: 2 hours }",
            2,
            0,
        ),
        (
            "table Times by Priority, customer { columns: time   P2, Other: 2 hours   any, Other: 3 hours }",
            2,
            0,
        ),
    ],
)
def test_tables_by_what_a_matrix_gives(
    table: str, times: str, kept: int, without: int, engine: Engine
) -> None:
    of = agreement(
        f"{table} {times}",
        "measure: share of tickets   good when: opened to closed at most Times.time",
        "at least 1%",
    )
    found = line(of, [each for each in EACH if each["impact"] and each["urgency"]], engine)
    assert (found.columns["good"], found.columns.get("without limit", 0)) == (kept, without)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_matrix_of_limits(engine: Engine) -> None:
    table = (
        "table Times by impact { across: urgency   columns: High | Low   High: 1 hour | 3 hours"
        "   otherwise: 2 hours | not offered }"
    )
    of = agreement(
        table, "measure: share of tickets   good when: opened to closed at most Times", "at least 1%"
    )
    found = line(of, [each for each in EACH if each["impact"] and each["urgency"]], engine)
    assert (found.columns["good"], found.columns["total"]) == (1, 3)


@pytest.mark.parametrize("engine", ENGINES)
def test_texts_have_no_closed_list(engine: Engine) -> None:
    of = agreement(
        REST,
        "measure: number of tickets   where: Priority is P2",
        "at most 20",
        "impact: text   urgency: text",
    )
    rows = [
        ticket("High", "High", 3),
        ticket("Huge", "High", 3),
        ticket("High", "Low", 3),
        ticket("High", "None", 3),
    ]
    assert line(of, rows, engine).columns["total"] == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_yes_or_no_across(engine: Engine) -> None:
    table = "table Priority by impact { across: urgency   columns: yes | no   High: P1 | P2   Low: P2 | P3 }"
    of = agreement(
        table,
        "measure: number of tickets   where: Priority is P2",
        "at most 20",
        "impact: High, Low   urgency: yes or no",
    )
    rows = [
        ticket("High", "yes", 3),
        ticket("High", "no", 3),
        ticket("Low", "yes", 3),
        ticket("Low", "no", 3),
    ]
    assert line(of, rows, engine).columns["total"] == 2


@pytest.mark.parametrize(
    ("tables", "metric", "name"),
    [
        (WHOLE, "measure: number of tickets   where: Priority is P9", "unknown-name"),
        (WHOLE + " table T by Priority { columns: t   P9: 1 hour }",
         "measure: share of tickets   good when: opened to closed at most T.t", "unknown-name"),
        (WHOLE, "measure: share of tickets   good when: opened to closed at most Priority", "unknown-name"),
        (WHOLE.replace("P2 | P3", "P2"), "measure: number of tickets   where: Priority is P1", "row-too-short"),
        (WHOLE.replace("P2 | P3", "P2 | P3 | P4"), "measure: number of tickets   where: Priority is P1", "row-too-long"),
    ],
)  # fmt: skip
def test_mistakes(tables: str, metric: str, name: str) -> None:
    of = agreement(tables, metric, "at most 20" if "number" in metric else "at least 1%")
    assert name in {each.name for each in of.findings if each.severity == "error"}, of.findings
