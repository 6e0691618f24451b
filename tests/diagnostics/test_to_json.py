"""Findings as JSON: the facts, places from one, the same bytes each time."""

from __future__ import annotations

import json

from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.to_json import document
from sladsl.source import SourceText, Span

SOURCE = SourceText("law: “x”\nzone\n", "a.sla")
FINDING = Finding(
    code="T101",
    name="zone-missing",
    severity="error",
    span=Span(start=9, end=13),
    message="Nothing says in which time zone a month begins.",
    hint="Add one.",
    expected='time zone: "UTC"',
    witness="",
    labels=(Label(span=Span(start=0, end=3), text="here"),),
    clause=("Hosting",),
)


def test_facts() -> None:
    assert json.loads(document([(SOURCE, [FINDING])])) == {
        "format": "sladsl.findings/1",
        "findings": [
            {
                "code": "T101",
                "name": "zone-missing",
                "severity": "error",
                "path": "a.sla",
                "start": {"line": 2, "column": 1},
                "end": {"line": 2, "column": 5},
                "clause": ["Hosting"],
                "message": "Nothing says in which time zone a month begins.",
                "hint": "Add one.",
                "expected": 'time zone: "UTC"',
                "witness": "",
                "labels": [
                    {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 4}, "text": "here"}
                ],
                "fix": None,
                "stake": None,
            }
        ],
    }


def test_several_texts_in_one_document_the_same_each_time() -> None:
    other = SourceText("x", "b.sla")
    once = document([(SOURCE, [FINDING, FINDING]), (other, [])])
    assert once == document([(SOURCE, [FINDING, FINDING]), (other, [])])
    assert once.endswith("}\n")
    assert len(json.loads(once)["findings"]) == 2


def test_no_findings() -> None:
    assert json.loads(document([])) == {"format": "sladsl.findings/1", "findings": []}
