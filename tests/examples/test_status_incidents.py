"""How soon incidents of a status page are resolved, and those that name no feature, by an independent reference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import evaluate, load
from sladsl.data.files import binding_from_flags
from sladsl.outcome.statement import Line

SECOND = 1_000_000
AS_OF = int(datetime(2026, 2, 1, tzinfo=UTC).timestamp()) * SECOND
RESOLVED = "time_to_resolve_by_impact (started_at..resolved_at)"


@pytest.fixture(scope="module")
def reference(shared: Path) -> Mapping[str, Any]:
    folder = shared / "data" / "github_status_open"
    if not folder.is_dir():
        pytest.skip("needs the data set github_status_open beside the checkout")
    found: Mapping[str, Any] = json.loads((folder / "reference.json").read_text(), parse_float=Fraction)
    return found


@pytest.fixture(scope="module", params=["duckdb", "reference"])
def lines(
    request: pytest.FixtureRequest, root: Path, reference: Mapping[str, Any]
) -> dict[tuple[str, str, str], Line]:
    folder = root / "examples" / "status-incidents"
    loaded = load(str(folder / "agreement.sla"))
    assert loaded.findings == ()
    assert loaded.agreement is not None
    binding, errors = binding_from_flags((), str(folder / "data.toml"))
    assert errors == ()
    found = evaluate(loaded.agreement, binding, as_of=AS_OF, period="2022-01..2025-12", engine=request.param)
    return {(line.objective, line.scope, line.period): line for line in found.outcome.statement.lines}


def test_time_to_resolve(lines: Mapping[tuple[str, str, str], Line], reference: Mapping[str, Any]) -> None:
    whole = "2022-01-01 to 2025-12-31"
    for impact, figures in reference[RESOLVED].items():
        for objective, name in (("ResolvedInAnHour", "le_60min"), ("ResolvedInFourHours", "le_240min")):
            line = lines[objective, impact, whole]
            assert (line.columns["total"], line.columns["good"]) == (figures["n"], figures[name]), impact
        for objective, name in (("HalfResolved", "p50_min"), ("SlowlyResolved", "p95_min")):
            assert lines[objective, impact, whole].level == figures[name] * 60 * SECOND, (impact, name)


def test_incidents_that_name_no_feature(
    lines: Mapping[tuple[str, str, str], Line], reference: Mapping[str, Any]
) -> None:
    for quarter, scopes in reference["quarters"].items():
        for objective, reading in (("WithoutFeature", "any"), ("BadWithoutFeature", "major")):
            line = lines[objective, "", quarter]
            assert line.columns["down"] == scopes["?"][reading]["down_s"] * SECOND, quarter
            assert line.level is not None
            assert round(line.level * 100, 6) == scopes["?"][reading]["uptime_pct"], quarter
