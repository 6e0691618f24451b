"""Pygments, TextMate's grammar and Vim say the same: at the places of places.sla, and everywhere in the examples."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from editors.textmate import scope
from sladsl.syntax.colours import CATEGORIES
from tests.editors.places import SAMPLE, said
from tests.editors.programs import GRAMMAR, by_pygments, by_textmate, by_vim, program, run
from tests.repo.files import ROOT
from tests.syntax.reading import VALID

UPDATE = os.environ.get("SLADSL_UPDATE") == "1"
TEXT = SAMPLE.read_text(encoding="utf-8")
SAID = said(TEXT)
AGREEMENTS = (
    *VALID,
    *sorted((ROOT / "examples").glob("*/*.sla")),
    *sorted((ROOT / "docs" / "language" / "wrong").glob("*.sla")),
    ROOT / "tests" / "syntax" / "mistakes" / "braces.sla",
    ROOT / "tests" / "syntax" / "mistakes" / "values.sla",
)
"""Right ones and wrong ones."""
TESTER = "vscode-tmgrammar-test"
SNAPPER = "vscode-tmgrammar-snap"


def test_the_sample_shows_every_category() -> None:
    assert {each.category for each in SAID} == set(CATEGORIES)
    assert len(SAID) > 100


def test_pygments_at_the_places() -> None:
    found = by_pygments(TEXT)
    wrong = [(each.comment + 1, each.category, found.get(each.place)) for each in SAID]
    assert [each for each in wrong if each[1] != each[2]] == []


def test_vim_at_the_places(tmp_path: Path) -> None:
    found = by_vim(TEXT, [each.place for each in SAID], tmp_path)
    wrong = [(each.comment + 1, each.category, found[each.place]) for each in SAID]
    assert [each for each in wrong if each[1] != each[2]] == []


def _assertions(text: str) -> str:
    """The sample as the tester reads it: scopes instead of categories."""
    lines = text.splitlines()
    for each in said(text):
        lines[each.comment] = lines[each.comment].removesuffix(each.category) + scope(each.category)
    return "\n".join(['# SYNTAX TEST "source.sladsl" "places"', *lines]) + "\n"


def test_textmate_at_the_places(tmp_path: Path) -> None:
    (tmp_path / "places.sla").write_text(_assertions(TEXT), encoding="utf-8")
    done = run(program(TESTER), "-g", GRAMMAR, "places.sla", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("number", [1, len(SAID) // 2, -1])
def test_the_tester_tells_a_wrong_scope(number: int, tmp_path: Path) -> None:
    each = SAID[number]
    other = "date" if each.category != "date" else "key"
    lines = TEXT.splitlines()
    lines[each.comment] = lines[each.comment].removesuffix(each.category) + other
    (tmp_path / "places.sla").write_text(_assertions("\n".join(lines)), encoding="utf-8")
    done = run(program(TESTER), "-g", GRAMMAR, "places.sla", cwd=tmp_path)
    assert done.returncode != 0
    assert scope(other) in done.stdout + done.stderr


def test_the_snapshot(tmp_path: Path) -> None:
    """Every scope of the sample, so that a change of the grammar shows all that it changes."""
    kept = SAMPLE.with_name("places.sla.snap")
    shutil.copy(SAMPLE, tmp_path / SAMPLE.name)
    command = (program(SNAPPER), "-s", "source.sladsl", "-g", GRAMMAR, SAMPLE.name)
    if UPDATE:
        assert run(*command, "--updateSnapshot", cwd=tmp_path).returncode == 0
        shutil.copy(tmp_path / kept.name, kept)
    text = kept.read_text(encoding="utf-8")
    (tmp_path / kept.name).write_text(text, encoding="utf-8")
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    spoilt = text.replace(scope("block"), scope("key"), 1)
    (tmp_path / kept.name).write_text(spoilt, encoding="utf-8")
    assert run(*command, cwd=tmp_path).returncode != 0


@pytest.mark.slow
@pytest.mark.xdist_group("editors")
def test_textmate_agrees_everywhere(tmp_path: Path) -> None:
    texts = {f"{number}.sla": path.read_text(encoding="utf-8") for number, path in enumerate(AGREEMENTS)}
    found = by_textmate(texts, tmp_path)
    wrong = []
    for path, (name, text) in zip(AGREEMENTS, texts.items(), strict=True):
        for place, category in by_pygments(text).items():
            if found[name].get(place) != category:
                wrong.append((path.name, place[0] + 1, place[1] + 1, category, found[name].get(place)))
    assert wrong[:20] == []


@pytest.mark.slow
@pytest.mark.xdist_group("editors")
@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_vim_agrees_everywhere(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = by_pygments(text)
    found = by_vim(text, list(wanted), tmp_path)
    wrong = [
        (place[0] + 1, place[1] + 1, category, found[place])
        for place, category in wanted.items()
        if found[place] != category
    ]
    assert wrong[:20] == []
