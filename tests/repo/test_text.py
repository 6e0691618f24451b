"""The files speak of the project alone: no paths of somebody's machine, no hosts of package registries.

Both would be true for one person on one day only.
"""

from __future__ import annotations

import re

import pytest

from tests.repo.files import ROOT, project_files

MACHINE_PATH = re.compile(r"(?<![\w.~}>])/(?:work|tmp|home|root|Users)/")
REGISTRY_HOST = re.compile(
    r"pypi\.org|pypi\.python\.org|pythonhosted\.org|anaconda\.org|npmjs\.(?:org|com)|yarnpkg\.com|crates\.io"
    r"|proxy\.golang\.org|rubygems\.org|repo1?\.maven\.org|open-vsx\.org|--(?:extra-)?index-url"
)


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in project_files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not a text
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path}:{number}: {line.strip()[:120]}")
    return found


def test_no_paths_of_a_machine() -> None:
    assert _lines_with(MACHINE_PATH) == []


def test_no_hosts_of_registries() -> None:
    assert _lines_with(REGISTRY_HOST) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{}work{}x", True),
        ("cd {}tmp{}x", True),
        ("'{}home{}me'", True),
        ("docs{}work{}x", False),
        (".{}tmp{}x", False),
    ],
)
def test_the_pattern_of_paths(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text.format("/", "/"))) is found
