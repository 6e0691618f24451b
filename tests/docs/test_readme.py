"""Every command and every agreement in README.md and docs/ works and prints what the page shows.

In a `console` block each line `$ …` is run and the lines below it are compared exactly; a line `...` stands
for any lines. An `sla` block must be without findings. `<!-- not run: reason -->` above a block excuses it.
SLADSL_UPDATE=1 writes the true outputs into the pages.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs.console import check_page, copy_project
from tests.docs.pages import Block, blocks, pages
from tests.docs.source import check_source
from tests.repo.files import ROOT

UPDATE = os.environ.get("SLADSL_UPDATE") == "1"


def _blocks(*languages: str, run: bool) -> list[tuple[Path, Block]]:
    return [
        (page, block)
        for page in pages()
        for block in blocks((ROOT / page).read_text(encoding="utf-8"))
        if block.language in languages and (block.not_run is None) is run
    ]


def _where(value: object) -> str:
    return f"line {value.line}" if isinstance(value, Block) else str(value)


CONSOLE_PAGES = sorted({page for page, _ in _blocks("console", run=True)})


def test_the_readme_shows_commands() -> None:
    assert Path("README.md") in CONSOLE_PAGES, "a README without a command to try"


@pytest.mark.parametrize("page", CONSOLE_PAGES, ids=str)
def test_commands_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    copy_project(folder)
    text = (ROOT / page).read_text(encoding="utf-8")
    troubles, updated = check_page(text, folder)
    if UPDATE and updated != text:
        (ROOT / page).write_text(updated, encoding="utf-8")
        troubles = [trouble for trouble in troubles if "\n  crashed: " in trouble]
    assert not troubles, f"{page}\n" + "\n\n".join(troubles)


@pytest.mark.parametrize(("page", "block"), _blocks("sla", run=True), ids=_where)
def test_agreements_are_sound(page: Path, block: Block) -> None:
    findings = check_source(block.text)
    assert not findings, f"{page}:{block.line}: {findings}"


def test_what_is_not_run_says_why() -> None:
    for page, block in _blocks("console", "sla", run=False):
        assert block.not_run, f"{page}:{block.line}: a block that is not run needs a reason"
