"""The GitHub example on public data, held against figures that somebody else computed with other code.

The data set lies beside the checkout and brings its own reference: down time, uptime and credit of every quarter,
component and reading of "impact". What the reference does not have (rows behind a figure, distances) is computed here.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import check, evaluate, load, read_text
from sladsl.api.evaluation import Evaluation
from sladsl.data.binding import Binding
from sladsl.data.files import binding_from_flags
from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.explain import explain_text
from sladsl.outcome.statement import Line
from sladsl.outcome.to_text import outcome_text
from sladsl.prose import clause_numbers
from sladsl.values.amount import Share, amount_text, known

SECOND = 1_000_000
AS_OF = int(datetime(2025, 7, 10, tzinfo=UTC).timestamp()) * SECOND
ANY = "impact is one of minor, major, critical"
MAJOR = "impact is one of major, critical"
READINGS = {"any": ANY, "major": MAJOR}


@pytest.fixture(scope="module")
def data(shared: Path) -> Path:
    folder = shared / "data" / "github_status_open"
    if not folder.is_dir():
        pytest.skip("needs the data set github_status_open beside the checkout")
    return folder


@pytest.fixture(scope="module")
def reference(data: Path) -> Mapping[str, Mapping[str, Any]]:
    quarters: Mapping[str, Mapping[str, Any]] = json.loads(
        (data / "reference.json").read_text(), parse_float=Fraction
    )["quarters"]
    return quarters


def bound(root: Path, *flags: str) -> Binding:
    binding, errors = binding_from_flags(flags, str(root / "examples" / "github" / "data.toml"))
    assert errors == ()
    return binding


def evaluated(root: Path, impact: str, engine: str, *flags: str, period: str = "") -> Evaluation:
    text = (root / "examples" / "github" / "agreement.sla").read_text()
    loaded = read_text(text.replace(f"down when: {ANY}", f"down when: {impact}"))
    assert not loaded.broken
    assert loaded.agreement is not None
    return evaluate(loaded.agreement, bound(root, *flags), as_of=AS_OF, period=period, engine=engine)


@pytest.fixture(
    scope="module", params=[(r, e) for r in READINGS for e in ("duckdb", "reference")], ids="-".join
)
def case(request: pytest.FixtureRequest, root: Path, data: Path) -> tuple[str, Evaluation]:
    reading, engine = request.param
    return reading, evaluated(root, READINGS[reading], engine)


def credit_percent(line: Line) -> int:
    if line.credit is None or is_nothing(line.credit):
        return 0
    assert isinstance(line.credit, Share)
    assert (line.credit.fee.service, line.credit.fee.scope, line.credit.fee.period) == (
        "Features",
        line.scope,
        line.period,
    )
    percent = line.credit.ratio * 100
    assert percent.denominator == 1
    return int(percent)


def test_every_quarter_and_feature_is_that_of_the_reference(
    case: tuple[str, Evaluation], reference: Mapping[str, Mapping[str, Any]]
) -> None:
    reading, evaluation = case
    found = {(line.period, line.scope or "*"): line for line in evaluation.outcome.statement.lines}
    wanted = {
        (quarter, scope): rows[reading]
        for quarter, scopes in reference.items()
        for scope, rows in scopes.items()
        if scope != "?"
    }
    assert found.keys() == wanted.keys()
    assert len(found) == 14 * 12
    for key, row in wanted.items():
        line = found[key]
        assert Fraction(line.columns["down"], SECOND) == row["down_s"], key
        assert line.level is not None
        assert round(line.level * 100, 6) == row["uptime_pct"], key
        if key[1] == "*":
            assert line.status == "reported"
        else:
            assert credit_percent(line) == row["credit_pct"], key
            assert line.status == ("missed" if row["credit_pct"] else "met"), key


def test_what_is_said_about_the_data(case: tuple[str, Evaluation]) -> None:
    findings = {each.name: each for each in case[1].outcome.statement.findings}
    assert findings["row-without-scope"].count == 79
    assert "2022-Q1" in findings["partial-coverage"].message
    assert findings["partial-coverage"].count == 1


def test_credits_are_shares_until_the_fees_arrive(root: Path, data: Path, tmp_path: Path) -> None:
    symbolic = evaluated(root, ANY, "duckdb", period="2025-Q1")
    actions = next(line for line in symbolic.outcome.statement.lines if line.scope == "Actions")
    assert actions.credit is not None
    # 1663 of 129,600 minutes are 1.28 %: below 99.0 %.
    assert amount_text(actions.credit) == "25% of the fee of Features in Actions (2025-Q1)"

    fees = tmp_path / "fees.csv"
    fees.write_text("service,scope,period,amount,currency\nFeatures,Actions,2025-Q1,9000.00,USD\n")
    paid = evaluated(root, ANY, "duckdb", f"fees={fees}", period="2025-Q1")
    line = next(line for line in paid.outcome.statement.lines if line.scope == "Actions")
    assert line.credit is not None
    money = known(line.credit)
    assert money is not None
    assert (money.amount, money.currency) == (2250, "USD")
    text = outcome_text(paid.outcome)
    assert "2,250.00 USD" in text
    assert "10% of fee" in text, "the others still wait for their fees"


def test_the_explanation_names_the_incidents_that_count_and_no_others(root: Path, data: Path) -> None:
    quarter, feature = "2022-Q2", "Actions"
    begin, end = datetime(2022, 4, 1, tzinfo=UTC), datetime(2022, 7, 1, tzinfo=UTC)
    spans = {}
    with gzip.open(data / "incidents.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            if feature not in row["components"].split("|") or row["impact"] not in (
                "minor",
                "major",
                "critical",
            ):
                continue
            since, until = (datetime.fromisoformat(row[name]) for name in ("downtime_start", "downtime_end"))
            since, until = max(since, begin), min(until, end)
            if since < until:
                spans[number] = (since, until)
    covered, reached = 0, begin
    for since, until in sorted(spans.values()):
        covered += max(0, int((until - max(since, reached)).total_seconds()))
        reached = max(reached, until)
    assert covered == 78_360

    evaluation = evaluated(root, ANY, "duckdb", period=quarter)
    line = next(line for line in evaluation.outcome.statement.lines if line.scope == feature)
    rows = evaluation.witnesses(line)
    assert [each.row for each in rows] == sorted(spans, key=lambda number: spans[number])
    for each in rows:
        since, until = spans[each.row]
        assert each.length == int((until - since).total_seconds()) * SECOND

    assert load(str(root / "examples/github/agreement.sla")).agreement is not None
    agreement = load(str(root / "examples/github/agreement.sla")).agreement
    assert agreement is not None
    text = explain_text(line, rows, clause_numbers(agreement), "UTC")
    for number in spans:
        assert f"incidents {number} " in text
    assert "21 h 46 min counted" in text  # 78,360 s
    assert "[clause " in text
    # The quarter has 91 days of 86,400 s. 1 % is 78,624 s: 264 s more are exactly 99.0 %, which no band has.
    assert "4 min 24 s more down time: no band" in text
    # 0.1 % is 7,862.4 s: 70,497.6 s less keep the promise.
    assert "19 h 34 min 57.6 s less down time: met" in text


def test_overlapping_incidents_are_clipped_and_merged(root: Path, data: Path) -> None:
    """Every feature and quarter: what the rows say one by one is at least what counts, and all lie in the quarter."""
    evaluation = evaluated(root, ANY, "duckdb", period="2023-Q2..2023-Q3")
    overlaps = 0
    for line in evaluation.outcome.statement.lines:
        rows = evaluation.witnesses(line)
        assert sum(each.length for each in rows) >= line.columns["down"]
        overlaps += sum(each.length for each in rows) > line.columns["down"]
        assert all(each.length <= line.end - line.start for each in rows)
    assert overlaps


def test_the_checker_tells_the_two_defects_of_the_published_bands(root: Path) -> None:
    messages = {each.name: each.message for each in check(load(str(root / "examples/github/agreement.sla")))}
    assert messages["band-gap"] == "Exactly 99.0% has no band, although the promise is missed."
    assert messages["band-against-target"].startswith("At exactly 99.9% the promise is met, and the row")
    # 90 days of a quarter's fee are nearly all of it, and no band pays more than a quarter of it.
    assert messages["cap-never-binds"].endswith("and it allows 90 days of the fee.")
    assert set(messages) == {"band-gap", "band-against-target", "cap-never-binds"}
