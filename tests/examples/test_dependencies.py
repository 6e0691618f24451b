"""Latencies and unavailable minutes of a cloud service, against figures that somebody else computed with other code.

Numbers are read with six decimals, and the file has up to fourteen: the test rounds them, as the reference
rounds its figures, and asks for the same digits.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import evaluate, read_text
from sladsl.api.evaluation import Evaluation
from sladsl.data.files import binding_from_flags
from sladsl.outcome.statement import Line

AS_OF = int(datetime(2018, 9, 1, tzinfo=UTC).timestamp()) * 1_000_000
SIX = Decimal("0.000001")
WHOLE = "2018-04-01 to 2018-07-31"


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    found = shared / "data" / "ms_dependency_latency"
    if not found.is_dir():
        pytest.skip("needs the data set ms_dependency_latency beside the checkout")
    return found


@pytest.fixture(scope="module")
def reference(folder: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((folder / "reference.json").read_text(), parse_float=Fraction)
    return found


@pytest.fixture(scope="module")
def latencies(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("latencies") / "latencies.csv"
    with (
        gzip.open(folder / "latency_hourly.csv.gz", "rt", encoding="utf-8", newline="") as source,
        path.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(("series", "at", "value"))
        for row in csv.DictReader(source):
            value = Decimal(row["value"]).quantize(SIX, ROUND_HALF_UP)
            writer.writerow((row["series"], row["at"], f"{value:f}"))
    return path


def text_with(root: Path, more: str = "") -> str:
    text = (root / "examples" / "dependencies" / "agreement.sla").read_text()
    return f"{text.rstrip()[:-1]}{more}}}\n"


def evaluated(root: Path, latencies: Path, text: str, engine: str) -> dict[tuple[str, str, str], Line]:
    loaded = read_text(text)
    assert [each.message for each in loaded.findings] == []
    assert loaded.agreement is not None
    path = root / "examples" / "dependencies" / "data.toml"
    binding, errors = binding_from_flags((f"latencies={latencies}",), str(path))
    assert errors == ()
    found: Evaluation = evaluate(
        loaded.agreement, binding, as_of=AS_OF, period="2018-04..2018-07", engine=engine
    )
    return {(line.objective, line.scope, line.period): line for line in found.outcome.statement.lines}


@pytest.fixture(scope="module", params=["duckdb", "reference"])
def lines(request: pytest.FixtureRequest, root: Path, latencies: Path) -> dict[tuple[str, str, str], Line]:
    return evaluated(root, latencies, text_with(root), request.param)


def test_every_percentile_of_every_series(
    lines: Mapping[tuple[str, str, str], Line], reference: Mapping[str, Any]
) -> None:
    seen = 0
    for series, figures in reference["series"].items():
        for objective, name in (("TypicalLatency", "p50"), ("SlowLatency", "p95"), ("SlowestLatency", "p99")):
            assert lines[objective, series, WHOLE].level == figures[name], (series, name)
            seen += 1
        for month, own in figures["by_month"].items():
            assert lines["SlowByMonth", series, month].level == own["p95"], (series, month)
            mean = lines["MeanByMonth", series, month]
            assert mean.level is not None
            # Each value was rounded by half a millionth at most, and so is their mean.
            assert abs(mean.level - own["mean"]) <= Fraction(1, 10**6), (series, month)
            assert mean.columns["known"] == own["n"]
    assert seen == 69


def test_hours_within_the_threshold(root: Path, latencies: Path, reference: Mapping[str, Any]) -> None:
    """A limit of its own for each series, half more than its median: a promise that the agreement can only list."""
    more = []
    figures = {
        series: each
        for series, each in reference["series"].items()
        if each["within_threshold_pct"] is not None
    }
    for number, (series, each) in enumerate(figures.items()):
        limit = Decimal(each["threshold"].numerator) / Decimal(each["threshold"].denominator)
        more.append(
            f"  metric Within{number} {{ of: Calls   measure: share of latencies   for each: all\n"
            f'    where: value above 0 and series is "{series}"   good when: value at most {limit:f}\n'
            f"    controlled by: Platform }}\n"
            f"  objective Kept{number} {{ Platform reports Within{number} each 4 months }}\n"
        )
    lines = evaluated(root, latencies, text_with(root, "".join(more)), "duckdb")
    for number, (series, each) in enumerate(figures.items()):
        level = lines[f"Kept{number}", "", WHOLE].level
        assert level is not None
        assert round(level * 100, 6) == each["within_threshold_pct"], series


def test_two_minutes_of_eleven_days(
    lines: Mapping[tuple[str, str, str], Line], reference: Mapping[str, Any]
) -> None:
    figures = reference["service_unavailable"]
    minute = 60 * 1_000_000
    by_minute, by_slots = (lines[name, "", WHOLE] for name in ("Availability", "AvailabilityBySlots"))
    assert by_minute.columns["seen"] == figures["minutes"] * minute
    assert by_minute.columns["down"] == figures["minutes_with_failure"] * minute
    assert by_minute.level is not None
    assert round(by_minute.level * 100, 6) == figures["minutes_ok_pct"]
    assert by_minute.status == "met", "two failing minutes of eleven days are no breach"
    assert by_slots.columns["seen"] == figures["five_min_intervals"] * 5 * minute
    assert by_slots.columns["down"] == figures["five_min_with_failure"] * 5 * minute
    assert lines["FailuresInAll", "", WHOLE].level == figures["failures"]
