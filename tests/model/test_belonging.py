"""The time that places a record in its month is one that its source has."""

from __future__ import annotations

import pytest

from sladsl.api import read_text

TEXT = """
sla Desk "Desk" {{
  time zone: "UTC"
  party N {{ role: provider }}
  interpretation {{ {answers} }}
  service Help {{ hours: always }}
  source tickets {{ holds: records   of: Help   each: ticket   fields {{ opened: time   solved: time   priority: P1, P2 }} }}
  source calls {{ holds: records   of: Help   each: call   fields {{ rang: time   answered: time }} }}
  source checks {{ holds: samples   of: Help   every: 1 minute   fields {{ ok: yes or no }} }}
  metric Solving {{ measure: opened to solved of tickets   {metric} }}
  {more}
}}
"""
CALLS = "metric Answering { measure: rang to answered of calls   controlled by: N }"


def unknown(answers: str = "", metric: str = "", more: str = "") -> list[tuple[str, str]]:
    loaded = read_text(TEXT.format(answers=answers, metric=metric, more=more))
    return [(each.message, each.hint) for each in loaded.findings if each.name == "unknown-name"]


@pytest.mark.parametrize(
    ("answers", "metric", "more"),
    [
        ("record belongs to: opened", "", ""),
        ("", "record belongs to: solved", ""),
        (
            "record belongs to: nothing",
            "record belongs to: solved",
            "",
        ),  # nothing is left that it would place
        ("record belongs to: opened", "", CALLS),  # calls are told apart by a question of their own
        ("record belongs to: not stated", "", ""),
        ("record belongs to: at", "record belongs to: opened", "metric Up { measure: uptime from checks }"),
    ],
)
def test_fields_that_some_source_has(answers: str, metric: str, more: str) -> None:
    assert unknown(answers, metric, more) == []


@pytest.mark.parametrize(
    ("answers", "metric", "field"),
    [
        ("record belongs to: created", "", "created"),
        ("", "record belongs to: closed", "closed"),
        ("record belongs to: priority", "", "priority"),  # no time
        ("record belongs to: rang", "", "rang"),  # of a source that nothing measures
        ("record belongs to: solved", "record belongs to: sovled", "sovled"),
    ],
)
def test_fields_that_no_source_has(answers: str, metric: str, field: str) -> None:
    ((message, hint),) = unknown(answers, metric)
    assert message == f"There is no time field `{field}`."
    assert "opened" in hint or "solved" in hint
