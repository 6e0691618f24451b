"""The city example on public service requests: the city's own verdict on every request, and its deadlines.

The data set lies beside the checkout. The verdicts are the city's; the deadlines are computed from a business calendar and
compared with those that the city wrote.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import check, evaluate, load, read_text
from sladsl.api.evaluation import Evaluation
from sladsl.data.files import binding_from_flags

SECOND = 1_000_000
AS_OF = int(datetime(2016, 1, 13, 5, tzinfo=UTC).timestamp()) * SECOND
"""When the extract was made, as its labels show."""
FIVE_MINUTES = 300 * SECOND
LABELS = {"kept": "ONTIME", "open": "ONTIME", "missed": "OVERDUE", "overdue": "OVERDUE"}
DUE = "opened after target in business days"


@pytest.fixture(scope="module")
def data(shared: Path) -> Path:
    folder = shared / "data" / "boston311_open"
    if not folder.is_dir():
        pytest.skip("needs the data set boston311_open beside the checkout")
    return folder


@pytest.fixture(scope="module")
def requests(data: Path) -> dict[str, dict[str, str]]:
    with gzip.open(data / "requests.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return {row["case_id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module", params=["duckdb", "reference"])
def evaluation(request: pytest.FixtureRequest, root: Path, data: Path) -> Evaluation:
    folder = root / "examples" / "city-requests"
    loaded = load(str(folder / "agreement.sla"))
    assert loaded.findings == ()
    assert loaded.agreement is not None
    binding, errors = binding_from_flags((), str(folder / "data.toml"))
    assert errors == ()
    return evaluate(loaded.agreement, binding, as_of=AS_OF, period="2015-01..2015-06", engine=request.param)


def records_of(evaluation: Evaluation, objective: str) -> dict[str, Any]:
    found = {}
    for line in evaluation.outcome.statement.lines:
        if line.objective == objective:
            for record in evaluation.records(line):
                found[dict(record.fields)["case_id"]] = record
    return found


def test_the_agreement_is_in_order(root: Path) -> None:
    loaded = load(str(root / "examples" / "city-requests" / "agreement.sla"))
    assert [each for each in check(loaded) if each.severity == "error"] == []


def test_the_citys_own_label_of_every_request(
    evaluation: Evaluation, requests: dict[str, dict[str, str]]
) -> None:
    found = records_of(evaluation, "OnTime")
    assert found.keys() == requests.keys()
    labelled = {
        case: row["city_ontime_status"] for case, row in requests.items() if row["city_ontime_status"]
    }
    assert len(labelled) == 58_017
    assert {case: LABELS[found[case].verdict] for case in labelled} == labelled


def test_the_citys_deadlines(evaluation: Evaluation, requests: dict[str, dict[str, str]], data: Path) -> None:
    """As many of each type as the reference finds within five minutes; the rest is listed by its distance in days."""
    model: Mapping[str, Mapping[str, Any]] = json.loads((data / "reference.json").read_text())[
        "deadline_model"
    ]["types"]
    close: Counter[str] = Counter()
    rest: dict[str, Counter[int]] = {}
    for case, record in records_of(evaluation, "Deadlines").items():
        row = requests[case]
        if not row["target_at"]:
            continue
        due = next(value for name, _, value in record.computed if name == DUE)
        assert due is not None
        target = int(datetime.fromisoformat(row["target_at"]).timestamp()) * SECOND
        if abs(due - target) <= FIVE_MINUTES:
            close[row["type"]] += 1
        else:
            rest.setdefault(row["type"], Counter())[round((target - due) / (86_400 * SECOND))] += 1
    assert close == {name: figures["within_5min"] for name, figures in model.items()}
    listed = "\n".join(
        f"{name}: {sum(days.values())} of {model[name]['n']} otherwise; target minus computed, days: "
        + ", ".join(f"{day:+d} ({count})" for day, count in sorted(days.items()))
        for name, days in sorted(rest.items())
    )
    print(listed)
    assert sum(sum(days.values()) for days in rest.values()) == sum(
        figures["n"] - figures["within_5min"] for figures in model.values()
    )


BY = {
    "month_opened": ("", "each month"),
    "type": ("for each: type", "each 6 months"),
    "subject": ("for each: subject", "each 6 months"),
}
"""How the reference groups its figures, and what says so in the agreement."""
SPLIT = """  metric WithTarget {{ of: Requests   measure: share of requests   where: due is known
    good when: closed is not after due   record belongs to: opened   controlled by: City   {each} }}
  metric OfClosed {{ of: Requests   measure: share of requests   where: due is known and closed is known
    good when: closed is not after due   record belongs to: opened   controlled by: City   {each} }}
  metric Every {{ of: Requests   measure: number of requests   record belongs to: opened   controlled by: City   {each} }}
  objective Due {{ City reports WithTarget {period} }}
  objective Closed {{ City reports OfClosed {period} }}
  objective All {{ City reports Every {period} }}
}}
"""


@pytest.mark.parametrize("group", BY)
def test_every_figure_of_every_group(group: str, root: Path, data: Path) -> None:
    """Counts and shares by month, type and department; open requests past their target are missed, others left out."""
    figures = json.loads((data / "reference.json").read_text(), parse_float=Fraction)[group]
    each, period = BY[group]
    text = (root / "examples" / "city-requests" / "agreement.sla").read_text()
    text = text[: text.index("  metric Kept")] + SPLIT.format(each=each, period=period)
    text = text.replace("type: text", "type: text   subject: text")
    loaded = read_text(text)
    assert [finding.message for finding in loaded.findings] == []
    assert loaded.agreement is not None
    binding, errors = binding_from_flags((), str(root / "examples" / "city-requests" / "data.toml"))
    assert errors == ()
    found = evaluate(loaded.agreement, binding, as_of=AS_OF, period="2015-01..2015-06")
    lines = {(line.objective, line.scope or line.period): line for line in found.outcome.statement.lines}
    for name, own in figures.items():
        due, closed, every = (lines[objective, name] for objective in ("Due", "Closed", "All"))
        assert (every.level or 0) == own["n"], name
        counted = due.columns
        assert counted["total"] == own["with_target"], name
        assert counted["good"] == own["met"], name
        assert (closed.columns["total"], closed.columns["good"]) == (own["closed_with_target"], own["met"]), (
            name
        )
        assert (counted["overdue"], counted["open"]) == (own["open_past_target"], own["open_not_due"]), name
        for line, wanted in ((due, own["met_pct_due"]), (closed, own["met_pct_closed"])):
            assert (line.level is None) == (wanted is None), name
            if line.level is not None:
                assert round(line.level * 100, 6) == wanted, name
