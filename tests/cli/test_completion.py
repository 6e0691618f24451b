"""The Tab key: in real shells where they are installed, and by click's protocol everywhere."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sladsl.cli import COMMANDS, cli
from sladsl.cli.shells import PROGRAM, SHELLS, VARIABLE, script
from sladsl.cli.tab import PROPOSERS
from tests.cli.run import refused, run
from tests.cli.terminal import Shell
from tests.repo.files import ROOT

LINES = {
    "a command": ("sladsl ev\t", "sladsl evaluate "),
    "the other name of the program": ("sla rend\t", "sla render "),
    "an option": ("sladsl check --out\t", "sladsl check --output-format "),
    "a choice of an option": ("sladsl check --output-format js\t", "sladsl check --output-format json "),
    "an agreement with a blank": ("sladsl check two\t", "sladsl check two\\ words.sla "),
    "a folder": ("sladsl check fol\t", "sladsl check folder/"),
    "in a folder": ("sladsl check folder/\t", "sladsl check folder/inner.sla "),
    "a place": ("sladsl complete two\t", "sladsl complete two\\ words.sla "),
    "a rule": ("sladsl check two\\ words.sla --ignore band-ga\t", "sladsl check two\\ words.sla --ignore band-gap "),
    "a mistake to explain": ("sladsl explain unclosed-b\t", "sladsl explain unclosed-block "),
    "an answer to a choice": (
        "sladsl evaluate reported.sla --assume cap\t",
        "sladsl evaluate reported.sla --assume cap\\ covers:\\ ",
    ),
    "an objective": (
        "sladsl evaluate reported.sla --explain --objective Ans\t",
        "sladsl evaluate reported.sla --explain --objective Answered ",
    ),
    "nothing that fits": ("sladsl check zzz\t", "sladsl check zzz"),
    "no such command": ("sladsl zzz\t", "sladsl zzz"),
    "choices of what is no agreement": (
        "sladsl evaluate broken.sla --assume c\t",
        "sladsl evaluate broken.sla --assume c",
    ),
    "choices of no file": ("sladsl evaluate nope.sla --assume c\t", "sladsl evaluate nope.sla --assume c"),
    "other files": ("sladsl check note\t", "sladsl check note"),
}  # fmt: skip


def folder_with_agreements(folder: Path) -> Path:
    (folder / "folder").mkdir()
    for name in ("two words.sla", "folder/inner.sla"):
        shutil.copy(ROOT / "examples/web-hosting/agreement.sla", folder / name)
    shutil.copy(ROOT / "examples/reported/agreement.sla", folder / "reported.sla")
    (folder / "broken.sla").write_text("sla {", encoding="utf-8")
    (folder / "notes.txt").write_text("-", encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def terminal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    if os.name == "nt" or shutil.which("sladsl", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("needs the installed command on a terminal")
    opened = Shell(request.param, folder_with_agreements(tmp_path_factory.mktemp("tab")))
    yield opened
    opened.close()


@pytest.mark.slow
@pytest.mark.xdist_group("terminal")
@pytest.mark.parametrize("line", LINES)
def test_the_tab_key(line: str, terminal: Shell) -> None:
    typed, wanted = LINES[line]
    assert terminal.line_after(typed).replace("\\:", ":") == wanted  # bash quotes colons


# ---- by click's protocol, in this process


def answered(shell: str, words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program prints for a shell that asks about the last of the words."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv(VARIABLE, f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(word.replace(" ", "\\ ") for word in words))
    monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(len(words) - 1))
    done = run([])
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    if shell == "zsh":
        return [value for kind, value in zip(lines[::3], lines[1::3], strict=False)]
    return [line.partition(",")[2].partition("\t")[0] for line in lines if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_is_proposed(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(shell, ["sladsl", ""], tmp_path, monkeypatch) == sorted(COMMANDS)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["sladsl", "check", ""], ["broken.sla", "folder/", "reported.sla", "two words.sla"]),
        (["sladsl", "check", "t"], ["two words.sla"]),
        (["sladsl", "check", "folder/x"], []),
        (["sladsl", "check", "a.sla", "--select", "silent"], ["silent-choice"]),
        (["sladsl", "evaluate", "reported.sla", "--assume", ""], ["cap covers: each credit", "cap covers: all credits"]),
        (["sladsl", "evaluate", "broken.sla", "--assume", ""], []),
        (["sladsl", "evaluate", "nope.sla", "--objective", ""], []),
        (["sladsl", "evaluate", "reported.sla", "--objective", ""], ["Availability", "Answered"]),
        (["sladsl", "completion", ""], ["bash", "zsh", "fish"]),
        (["sladsl", "check", "missing-folder/"], []),
        (["sladsl", "nonsense", ""], []),
    ],
)  # fmt: skip
def test_what_is_proposed(
    words: list[str], wanted: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_with_agreements(tmp_path)
    found = answered("bash", words, folder, monkeypatch)
    if words[1] == "nonsense":
        assert set(found) <= set(COMMANDS)
    else:
        assert found == wanted


def test_hidden_files_for_who_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".draft.sla").write_text("", encoding="utf-8")
    assert answered("bash", ["sladsl", "check", ""], tmp_path, monkeypatch) == []
    assert answered("bash", ["sladsl", "check", "."], tmp_path, monkeypatch) == [".draft.sla"]


def test_the_home_folder_stays_as_it_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.sla").write_text("", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert answered("bash", ["sladsl", "check", "~/"], tmp_path, monkeypatch) == ["~/a.sla"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_serves_both_names(shell: str) -> None:
    text = script(shell)
    assert text.endswith("\n")
    assert "sladsl" in text
    assert "sla" in text.replace("sladsl", "")
    assert f"{VARIABLE}={shell}_complete" in text
    assert run(["completion", shell]).out == text


def test_another_shell_is_refused() -> None:
    refused(["completion", "tcsh"], "'tcsh'")
    refused(["completion"], "Missing argument")


def test_parameters_that_are_completed_exist() -> None:
    context = click.Context(cli, info_name=PROGRAM)
    names = set()
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        names |= {parameter.name for parameter in command.params}
    assert PROPOSERS.keys() - names <= {"data"}
