"""The help-desk example on a public log of incidents: three readings of one text, held against figures of other code.

The data set lies beside the checkout and brings its own reference. Each reading is a change of one line.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import check, evaluate, load, read_text
from sladsl.api.evaluation import Evaluation
from sladsl.data.files import binding_from_flags

AS_OF = int(datetime(2017, 3, 1, tzinfo=UTC).timestamp()) * 1_000_000
ALWAYS = "    clock: always\n"
READINGS = {
    "met_24x7": ALWAYS,
    "met_24x7_minus_wait": (
        '    clock: always, paused while state is one of "Awaiting User Info", "Awaiting Vendor", "Awaiting Problem",'
        ' "Awaiting Evidence"\n'
    ),
    "met_business_hours": "    clock: Office\n",
}
PRIORITIES = {
    "1 - Critical": "Critical",
    "2 - High": "High",
    "3 - Moderate": "Moderate",
    "4 - Low": "Low",
}


@pytest.fixture(scope="module")
def reference(shared: Path) -> Mapping[str, Any]:
    file = shared / "data" / "servicenow_incidents" / "reference.json"
    if not file.is_file():
        pytest.skip("needs the data set servicenow_incidents beside the checkout")
    found: Mapping[str, Any] = json.loads(file.read_text())
    return found


def evaluated(root: Path, clock: str, engine: str) -> Evaluation:
    folder = root / "examples" / "help-desk"
    text = (folder / "agreement.sla").read_text()
    assert text.count(ALWAYS) == 1
    loaded = read_text(text.replace(ALWAYS, clock))
    assert loaded.findings == ()
    assert loaded.agreement is not None
    binding, errors = binding_from_flags((), str(folder / "data.toml"))
    assert errors == ()
    return evaluate(loaded.agreement, binding, as_of=AS_OF, engine=engine)


def test_the_agreement_is_in_order(root: Path) -> None:
    loaded = load(str(root / "examples" / "help-desk" / "agreement.sla"))
    assert [each for each in check(loaded) if each.severity != "information"] == []


@pytest.mark.parametrize(
    ("reading", "engine"),
    [*((reading, "duckdb") for reading in READINGS), ("met_24x7_minus_wait", "reference")],
)
def test_each_reading_comes_out_by_one_line(
    root: Path, reference: Mapping[str, Any], reading: str, engine: str
) -> None:
    evaluation = evaluated(root, READINGS[reading], engine)
    good: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in evaluation.outcome.statement.lines:
        good[line.scope] += line.columns.get("good", 0)
        total[line.scope] += line.columns.get("total", 0)
    by_priority = reference["by_priority"]
    assert {name: good[PRIORITIES[name]] for name in by_priority} == {
        name: figures[reading] for name, figures in by_priority.items()
    }
    assert {name: total[PRIORITIES[name]] for name in by_priority} == {
        name: figures["resolved"] for name, figures in by_priority.items()
    }


def test_every_month_and_priority(root: Path, reference: Mapping[str, Any]) -> None:
    evaluation = evaluated(root, ALWAYS, "duckdb")
    found = {
        (line.period, line.scope): (line.columns["total"], line.columns["good"])
        for line in evaluation.outcome.statement.lines
        if line.columns.get("total")
    }
    wanted = {
        (month, PRIORITIES[name]): (figures["resolved"], figures["met_24x7"])
        for month, priorities in reference["by_month_resolved"].items()
        for name, figures in priorities.items()
    }
    assert found == wanted


def test_the_records_behind_a_line_say_why(root: Path, reference: Mapping[str, Any]) -> None:
    evaluation = evaluated(root, READINGS["met_business_hours"], "duckdb")
    line = next(
        each
        for each in evaluation.outcome.statement.lines
        if (each.period, each.scope) == ("2016-03", "Critical")
    )
    records = evaluation.records(line)
    verdicts = Counter(record.verdict for record in records)
    assert verdicts["kept"] == line.columns["good"]
    assert verdicts["kept"] + verdicts["missed"] == line.columns["total"] == len(records)
    for record in records:
        computed = {name: value for name, _, value in record.computed}
        assert computed["target"] == 4 * 3_600_000_000
        time = computed["opened to resolved"]
        assert time is not None
        assert (time <= computed["target"]) == (record.verdict == "kept")
