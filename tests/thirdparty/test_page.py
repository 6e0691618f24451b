"""docs/measurement.md says what came out; SLADSL_UPDATE=1 writes it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.thirdparty import amounts, availability, business_time, conflicts  # noqa: F401
from tests.thirdparty.page import PAGE, SYSTEMS, page


def test_the_page_says_what_came_out(folder: Path, shared: Path) -> None:
    if not (shared / "data" / "github_status_open").is_dir():
        pytest.skip("needs the data set github_status_open beside the checkout")
    made = page("duckdb", folder)
    if os.environ.get("SLADSL_UPDATE"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made, "run with SLADSL_UPDATE=1, and look at the difference"


def test_the_page_names_every_set_also_without_the_cases() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"| {words} |" in text for words in SYSTEMS.values())
    assert "differs" not in text
