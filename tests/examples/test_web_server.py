"""A web server's counters and access log, against figures that somebody else computed with other code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import evaluate, load
from sladsl.api.evaluation import Evaluation
from sladsl.data.files import binding_from_flags
from sladsl.outcome.statement import Line

AS_OF = int(datetime(2016, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000


@pytest.fixture(scope="module")
def reference(shared: Path) -> Mapping[str, Any]:
    folder = shared / "data" / "http_samples"
    if not folder.is_dir():
        pytest.skip("needs the data set http_samples beside the checkout")
    found: Mapping[str, Any] = json.loads((folder / "reference.json").read_text(), parse_float=Fraction)
    return found


@pytest.fixture(scope="module", params=["duckdb", "reference"])
def evaluation(request: pytest.FixtureRequest, root: Path, reference: Mapping[str, Any]) -> Evaluation:
    folder = root / "examples" / "web-server"
    loaded = load(str(folder / "agreement.sla"))
    assert loaded.findings == ()
    assert loaded.agreement is not None
    binding, errors = binding_from_flags((), str(folder / "data.toml"))
    assert errors == ()
    return evaluate(loaded.agreement, binding, as_of=AS_OF, engine=request.param)


def line(evaluation: Evaluation, objective: str, period: str, scope: str = "") -> Line:
    return next(
        each
        for each in evaluation.outcome.statement.lines
        if (each.objective, each.period, each.scope) == (objective, period, scope)
    )


def test_the_access_log(evaluation: Evaluation, reference: Mapping[str, Any]) -> None:
    figures = reference["apache"]
    served = line(evaluation, "Answered", "2015-05")
    assert served.columns["total"] == figures["requests"]
    assert served.columns["total"] - served.columns["good"] == figures["r5xx"]

    slots = line(evaluation, "AnsweredBySlots", "2015-05")
    assert slots.level is not None
    assert slots.columns["rated"] == figures["non_empty_intervals"]
    assert round(slots.level * 100, 6) == figures["uptime_pct_non_empty_only"]
    # The reference counts slots without requests from its first to its last one; a month has more of them.
    errors = (1 - slots.level) * figures["non_empty_intervals"]
    spread = 100 * (1 - errors / figures["intervals_from_first_to_last"])
    assert round(spread, 6) == figures["uptime_pct_empty_as_0_error"]


def test_errors_of_the_three_slots(evaluation: Evaluation, reference: Mapping[str, Any]) -> None:
    """The mean of 84 ratios, of which three are not whole, as an exact fraction."""
    slots = line(evaluation, "AnsweredBySlots", "2015-05")
    lost = sum(Fraction(failed, total) for total, failed in reference["apache"]["error_intervals"].values())
    assert slots.level is not None
    # An engine may return the mean of many ratios to eighteen digits.
    assert abs(slots.level - (1 - lost / 84)) <= Fraction(1, 10**17)


def test_what_the_log_shows_of_itself(evaluation: Evaluation) -> None:
    """Its times were scrambled before it was published: half of the rows are out of order, and that changes nothing."""
    found = {
        each.name: each.count for each in evaluation.outcome.statement.findings if each.source == "requests"
    }
    assert found["out-of-order"] == 4_915


def test_every_zone(evaluation: Evaluation, reference: Mapping[str, Any]) -> None:
    """Counters that only grow: the difference of two readings belongs to the slot of the later one."""
    if any("counters" in each for each in map(str, evaluation.outcome.statement.not_evaluated)):
        lines = evaluation.outcome.statement.lines
        assert not any(each.objective in ("BySlots", "ByResponses") for each in lines), "told, and left out"
        return
    for zone, figures in reference["zones"].items():
        for objective, name in (
            ("BySlots", "uptime_pct_mean_of_intervals"),
            ("ByResponses", "uptime_pct_request_weighted"),
        ):
            level = line(evaluation, objective, "2015-10", zone).level
            assert level is not None
            assert round(level * 100, 6) == figures[name], (zone, name)
