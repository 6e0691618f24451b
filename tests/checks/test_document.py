"""The page of rules is what the rules say; SLADSL_UPDATE=1 writes it."""

from __future__ import annotations

import os
from pathlib import Path

from sladsl.checks.document import rules_page


def test_the_page_is_up_to_date(root: Path) -> None:
    page = root / "docs" / "rules.md"
    if os.environ.get("SLADSL_UPDATE") == "1":
        page.write_text(rules_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == rules_page(), "run with SLADSL_UPDATE=1"
