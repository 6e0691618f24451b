"""The workbooks of the examples, computed anew by LibreOffice: every formula comes to the exact figure."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import evaluate, load
from sladsl.api.evaluation import Evaluation, with_zones
from sladsl.api.workbook import statement_workbook
from sladsl.data.files import binding_from_flags
from sladsl.values.amount import known
from tests.outcome.spreadsheets import differences, opened, program, recalculated, table
from tests.settle.build import instant

EXAMPLES = ("web-hosting", "reported", "github", "help-desk", "city-requests")
OUTSIDE = frozenset({"github", "help-desk", "city-requests"})
"""Examples on data that lie beside the checkout."""
AS_OF = instant("2026-04-12T00:00Z")


def _evaluated(root: Path, name: str) -> tuple[bytes, Evaluation]:
    folder = root / "examples" / name
    agreement = load(str(folder / "agreement.sla")).agreement
    assert agreement is not None
    zones = {each: source.zone or agreement.zone for each, source in agreement.sources.items()}
    binding, errors = binding_from_flags((), str(folder / "data.toml"), zones)
    assert not errors
    evaluation = evaluate(with_zones(agreement, binding), binding, as_of=AS_OF)
    return statement_workbook(evaluation, agreement), evaluation


@pytest.mark.slow
@pytest.mark.xdist_group("spreadsheets")
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_spreadsheet_program_comes_to_the_same(
    name: str, root: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    program()
    if name in OUTSIDE:
        request.getfixturevalue("shared")
    content, evaluation = _evaluated(root, name)
    computed = recalculated({name: content})[name]
    assert differences(opened(content, tmp_path, values=True), opened(content, tmp_path), computed) == []

    statement = evaluation.outcome.statement
    totals = {
        period: row["Credits"]
        for (period, _), row in table(computed, "Statement", ("Period", "Credits")).items()
    }
    for total in statement.totals:
        money = known(total.known, statement.currency)
        if money is not None:
            assert abs(Fraction(totals[total.period]) - money.amount) < Fraction(1, 10**6), total.period
    values = dict(computed["Statement"].iter_rows(max_col=2, values_only=True))
    assert values["All figures agree"] == "yes"
