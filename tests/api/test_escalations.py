"""Escalations of some records, at moments and to people that are not stated: what is told of the open ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from sladsl.api import read_text
from sladsl.api.escalating import escalated, open_text
from sladsl.api.evaluation import evaluate
from sladsl.api.rendering import render
from sladsl.data.binding import Binding, TableFile
from sladsl.values.instant import parse_time

TERMS = """sla Desk {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{
    undecided records: left out   open past due: missed now   level rounding: none   nothing happened: not assessed
  }}
  service Help {{ hours: always }}
  source tickets {{
    holds: records   each: ticket   key: number   of: Help   time zone: "UTC"
    collected: automatically   collected by: "Desk"
    fields {{ number: text   priority: P1, P2   opened: time   closed: time }}
  }}
  metric Restore {{ measure: opened to closed of tickets   record belongs to: opened   controlled by: Nimbus }}
  objective Restored {{ Nimbus ensures Restore of each ticket at most 10 hours each month }}
{escalations}
}}
"""
TICKETS = """number,priority,opened,closed
T1,P1,2026-02-03 10:00,
T2,P2,2026-02-03 10:00,
T3,,2026-02-03 10:00,
T4,P1,2026-02-03 10:00,2026-02-03 11:00
"""
ENGINES: tuple[Literal["reference", "duckdb"], ...] = ("reference", "duckdb")


def told(tmp_path: Path, escalations: str, at: str, engine: Any) -> tuple[dict[str, list[str]], str]:
    """Who was told of each open record, and who comes next; the section of the explanation."""
    (tmp_path / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    loaded = read_text(TERMS.format(escalations=escalations))
    assert loaded.agreement is not None, loaded.findings
    written = parse_time(at)
    assert written is not None
    binding = Binding(tables={"tickets": TableFile(source="tickets", path=str(tmp_path / "tickets.csv"))})
    found = evaluate(loaded.agreement, binding, as_of=written.naive_us, period="2026-02", engine=engine)
    (line,) = found.outcome.statement.lines
    records = escalated(loaded.agreement, found, line)
    by_record = {
        dict(each.witness.fields)["number"]: [
            *(step.to for step in each.reached),
            f"next {each.following.to}" if each.following is not None else "",
        ]
        for each in records
    }
    return by_record, open_text(loaded.agreement, found, line)


@pytest.mark.parametrize("engine", ENGINES)
def test_each_record_has_the_escalations_that_are_for_it(tmp_path: Path, engine: Any) -> None:
    said = """
  escalation for Restored { where: priority is P1   at 50%: "Board" }
  escalation for Restored { where: priority is not P1   at 20%: "Lead" }
  escalation for Restored { at 30%: "Desk"   1 hour after due: Acme }
"""
    found, _ = told(tmp_path, said, "2026-02-03 16:00", engine)
    assert found == {
        # In the order in which they come, whichever escalation says so.
        "T1": ["Desk", "Board", "next Acme"],
        "T2": ["Lead", "Desk", "next Acme"],
        # Of a record without a priority nobody can tell.
        "T3": ["perhaps Lead", "Desk", "perhaps Board", "next Acme"],
    }


def test_what_is_not_stated_is_told_and_never_comes(tmp_path: Path) -> None:
    said = 'escalation for Restored { at 20%: not stated   at due: "Head"   at not stated: "Minister" }'
    found, text = told(tmp_path, said, "2026-02-04 16:00", "reference")
    assert found["T1"] == ["somebody who is not stated", "Head", ""]
    assert "The agreement does not state when this is told to Minister." in text


def test_the_contract_says_for_which_records_and_what_is_not_stated() -> None:
    said = (
        'escalation for Restored { where: priority is P1   at due: not stated   at not stated: "Minister" }'
    )
    loaded = read_text(TERMS.format(escalations=said))
    assert loaded.agreement is not None
    text = " ".join(render(loaded).split())
    assert "applies and for which the field *priority* is “P1”, is brought to the attention" in text
    assert "At the due time: somebody whom the Parties have not stated." in text
    assert "At a moment that the Parties have not stated: Minister." in text


@pytest.mark.parametrize(
    ("where", "name"), [("urgency is P1", "unknown-name"), ("priority is P9", "unknown-name")]
)
def test_a_condition_that_means_nothing_is_refused(where: str, name: str) -> None:
    said = f'escalation for Restored {{ where: {where}   at due: "Head" }}'
    assert name in {each.name for each in read_text(TERMS.format(escalations=said)).findings}
