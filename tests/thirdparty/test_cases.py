"""Every case of other systems' tests, through the language, in both engines: nothing differs, nothing is left out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.thirdparty import amounts, availability, business_time, conflicts  # noqa: F401
from tests.thirdparty.tally import SETS, cases, verdicts


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
@pytest.mark.parametrize("name", sorted(SETS))
def test_every_case_of_a_set(name: str, engine: str, folder: Path, shared: Path) -> None:
    found = verdicts(name, engine, folder)
    assert [each for each in found if each.kind == "differs"] == []
    assert Counter(each.case for each in found) == Counter(case["id"] for case in cases(name))
    assert all(each.why for each in found if each.kind != "agreed"), "what is not simply agreed says why"
