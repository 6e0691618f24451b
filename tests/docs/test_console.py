"""The runner of the documentation tells right from wrong.

A runner that finds nothing would look like good documentation.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.console import check_page, matches
from tests.docs.pages import blocks, steps


def _console(*lines: str) -> str:
    return "\n".join(["```console", *lines, "```"]) + "\n"


def test_the_right_output_passes(tmp_path: Path) -> None:
    page = _console("$ echo one; echo two >&2", "one", "two", "", "$ printf ''", "$ echo three", "three")
    assert check_page(page, tmp_path) == ([], page)


def test_a_wrong_output_is_trouble_and_can_be_updated(tmp_path: Path) -> None:
    page = "Text\n\n" + _console("$ echo one", "two", "2", "", "$ echo more") + "\nMore\n"
    troubles, updated = check_page(page, tmp_path)
    assert len(troubles) == 2
    assert "-two" in troubles[0]
    assert "+one" in troubles[0]
    assert updated == "Text\n\n" + _console("$ echo one", "one", "", "$ echo more", "more") + "\nMore\n"
    assert check_page(updated, tmp_path) == ([], updated)


def test_an_indented_block_stays_indented(tmp_path: Path) -> None:
    page = "- item\n\n  ```console\n  $ echo one\n  ```\n"
    assert check_page(page, tmp_path)[1] == "- item\n\n  ```console\n  $ echo one\n  one\n  ```\n"


def test_commands_of_a_page_share_their_files(tmp_path: Path) -> None:
    page = _console("$ echo one > file") + _console("$ cat file", "one")
    assert check_page(page, tmp_path)[0] == []


def test_long_commands_go_on(tmp_path: Path) -> None:
    page = _console("$ echo one \\", "> two", "one two")
    assert check_page(page, tmp_path)[0] == []


@pytest.mark.parametrize("command", ["no-such-command-anywhere", "python -c 'raise SystemError'"])
def test_a_crash_is_trouble_whatever_is_shown(command: str, tmp_path: Path) -> None:
    page = _console(f"$ {command}", "...")
    troubles, updated = check_page(page, tmp_path)
    assert len(troubles) == 1
    assert "crashed" in troubles[0]
    assert updated == page


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a", "a", True),
        ("a", "a ", False),
        ("a.c", "abc", False),
        ("...", "", True),
        ("a ... z", "a b c z", True),
        ("a ... z", "a z", True),
        ("a ... z", "a b c", False),
        ("... b", "a a b", True),
    ],
)
def test_matching(shown: str, printed: str, same: bool) -> None:
    def lines(text: str) -> tuple[str, ...]:
        return (text,) if text.endswith(" ") else tuple(text.split())

    assert matches(lines(shown), lines(printed)) is same


def test_a_reason_excuses_one_block(tmp_path: Path) -> None:
    page = "<!-- not run: needs a cluster -->\n\n" + _console("$ false", "x") + _console("$ true")
    assert [block.not_run for block in blocks(page)] == ["needs a cluster", None]
    assert check_page(page, tmp_path)[0] == []


def test_a_longer_fence_shows_a_shorter_one() -> None:
    page = "````markdown\n" + _console("$ true") + "````\n```sla\nx\n```\n"
    assert [(block.language, block.line) for block in blocks(page)] == [("markdown", 1), ("sla", 6)]


@pytest.mark.parametrize("inside", [(), ("output",)])
def test_a_console_block_opens_with_a_command(inside: tuple[str, ...]) -> None:
    (block,) = blocks(_console(*inside))
    with pytest.raises(ValueError, match="command"):
        steps(block)
