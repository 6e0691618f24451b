"""The cheat sheet on paper: what it prints is the page, on two sides of A4 in letters that can be read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.docs.sheet import FONTS, POINTS, printed
from tests.repo.files import ROOT

PAGE, PRINT = ROOT / "docs/cheatsheet.md", ROOT / "docs/cheatsheet.html"
LEAST_POINTS = 8


def test_the_printed_form_is_that_of_the_page() -> None:
    right = printed(PAGE.read_text("utf-8"))
    if os.environ.get("SLADSL_UPDATE"):
        PRINT.write_text(right, "utf-8")
    assert PRINT.read_text("utf-8") == right, "SLADSL_UPDATE=1 writes docs/cheatsheet.html anew"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_no_word_of_the_page_is_lost() -> None:
    page = re.sub(r"<!--.*?-->|\]\([^)]*\)|```\w*", " ", PAGE.read_text("utf-8"), flags=re.DOTALL)
    body = printed(PAGE.read_text("utf-8")).partition("</style>")[2]
    shown = unescape(re.sub(r"<[^>]*>", " ", body))
    numbers = re.findall(r"(?m)^(\d)\. ", page)
    assert sorted(_words(shown)) == sorted(_words(re.sub(r"(?m)^\d\. ", "", page)))
    assert len(numbers) == 5


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("# A\n\nText with `a < b` and **c**.\n", "<p>Text with <code>a &lt; b</code> and <b>c</b>.</p>"),
        ("- `a`: *b*\n- [c](d.md)\n", "<ul><li><code>a</code>: <i>b</i></li>\n<li>c</li></ul>"),
        ("    x: 1    says\n       y: 2\n", "<pre>x: 1<span>says · y: 2</span></pre>"),
        ("| | | | |\n|---|---|---|---|\n| `a` | b | `c` | d |\n", "<div><code>c</code>: d</div>"),
        ("`2 * 3` and `4 * 5`\n", "<p><code>2 * 3</code> and <code>4 * 5</code></p>"),
    ],
)
def test_forms(page: str, shown: str) -> None:
    assert shown in printed(page)


def pages(text: str, folder: Path) -> int:
    """How many pages a browser prints."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("there is no browser that prints")
    (folder / "s.html").write_text(text, "utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    target = folder / "s.pdf"
    subprocess.run(
        [*command, f"--user-data-dir={folder}", f"--print-to-pdf={target}", str(folder / "s.html")],
        check=True,
        timeout=120,
        capture_output=True,
    )
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))


@pytest.mark.parametrize("fonts", [FONTS, ""], ids=["narrow", "plain"])
def test_it_has_two_pages(fonts: str, tmp_path: Path) -> None:
    assert POINTS >= LEAST_POINTS
    text = printed(PAGE.read_text("utf-8"))
    assert FONTS in text
    assert pages(text.replace(FONTS, fonts), tmp_path) == 2


def test_three_pages_are_seen(tmp_path: Path) -> None:
    assert pages(printed(PAGE.read_text("utf-8") * 2), tmp_path) > 2
