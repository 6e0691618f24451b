"""`sladsl init`: the interview, the flags, and the files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from sladsl.api.drafting import Answers
from sladsl.api.drafting.questions import QUESTIONS, explained
from sladsl.cli.init import KEYS
from sladsl.cli.interview import Interview
from sladsl.diagnostics.cells import width
from tests.cli.run import refused, run
from tests.cli.terminal import Terminal
from tests.ordinary_user import ordinary_user

CHECKS = "at,ok\n" + "".join(
    f"2026-03-01 00:{minute:02},{'no' if minute == 7 else 'yes'}\n" for minute in range(60)
)
FLAGS = [
    *(
        "--title",
        'Hosting of "all"',
        "--provider",
        "Nimbus GmbH",
        "--customer",
        "Acme AG",
        "--service",
        "Web shop",
    ),
    *("--fee", "12000 EUR", "--zone", "Europe/Berlin", "--effective", "2026-01-01", "--target", "99.5"),
    *("--credits", "99.5% none, 99% 10%, otherwise 25%", "--cap", "50%", "--deadline", "30"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "checks.csv").write_text(CHECKS, encoding="utf-8")
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "checks.csv")


# ---- flags


def test_nothing_is_asked_without_a_terminal(folder: Path) -> None:
    done = run(["init"])
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Wrote agreement.sla. ")
    assert "sladsl check agreement.sla" in done.out
    assert files(folder) == ["agreement.sla"]


def test_a_draft_from_flags_is_sound(folder: Path) -> None:
    assert run(["init", "a.sla", *FLAGS]).code == 0
    checked = run(["check", "a.sla", "--output-format", "concise"])
    assert "error" not in checked.out
    assert run(["fmt", "--check", "a.sla"]).code == 0
    text = (folder / "a.sla").read_text(encoding="utf-8")
    assert 'sla HostingOfAll "Hosting of \\"all\\"" {' in text
    assert "currency: EUR" in text
    assert "Nimbus ensures Uptime at least 99.5% each month" in text


def test_a_draft_from_data_can_be_evaluated(folder: Path) -> None:
    done = run(["init", "a.sla", "--data", "checks.csv", *FLAGS])
    assert done.code == 0
    assert "sladsl evaluate a.sla" in done.out
    assert files(folder) == ["a.sla", "data.toml"]
    bound = tomllib.loads((folder / "data.toml").read_text(encoding="utf-8"))
    assert bound["source"]["checks"] == {"file": "checks.csv", "zone": "Europe/Berlin"}
    evaluated = run(["evaluate", "a.sla", "--as-of", "2026-04-12"])
    assert evaluated.code == 0
    assert "Availability" in evaluated.out
    assert "error" not in run(["check", "a.sla", "--output-format", "concise"]).out


def test_the_draft_on_standard_output(folder: Path) -> None:
    done = run(["init", "-", "--yes", "--provider", "Nimbus"])
    assert done.out.startswith("# A draft")
    assert files(folder) == []
    refused(["init", "-", "--data", "checks.csv"], "data.toml", "Name a file")


def test_a_folder_means_the_file_in_it(folder: Path) -> None:
    (folder / "drafts").mkdir()
    assert run(["init", "drafts", "--data", "checks.csv"]).code == 0
    assert sorted(path.name for path in (folder / "drafts").iterdir()) == ["agreement.sla", "data.toml"]
    assert 'file = "../checks.csv"' in (folder / "drafts" / "data.toml").read_text(encoding="utf-8")


def test_a_dash_leaves_open_what_is_usual() -> None:
    done = run(["init", "-", "--yes", "--target", "-"])
    assert "reports Uptime each month" in done.out
    assert "how much is promised?" in done.out


def test_what_was_only_assumed_is_asked() -> None:
    assert "is 99.9% each month what is promised?" in run(["init", "-", "--yes"]).out
    assert "what is promised?" not in run(["init", "-", "--yes", "--target", "99.9%"]).out


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--target", "999"], ["--target:", "no percentage"]),
        (["--fee", "12,000"], ["--fee:", "two ways"]),
        (["--fee", "100"], ["--fee:", "no currency"]),
        (["--zone", "Berlin"], ["--zone:", "Europe/Berlin"]),
        (["--effective", "soon"], ["--effective:", "2026-01-31"]),
        (["--title", "a\x1b[2Jb"], ["--title:", "U+001B"]),
        (["--title", "x" * 10_000], ["--title:", "the most is 200"]),
        (["--promise", "everything"], ["--promise:", "one of uptime"]),
        (["--within", "5 minutes"], ["--within says nothing here"]),
        (["--cap", "50%"], ["--cap says nothing here"]),
        (["--credits", "none", "--deadline", "30"], ["--deadline says nothing here"]),
        (["--data", "nope.csv"], ["no file nope.csv"]),
        (["--data", "."], ["is a folder"]),
        (["--data", "checks.csv", "--promise", "answers"], ["uptime can be told, not answers"]),
        (["--data", "checks.csv", "--promise", "levels"], ["No table of levels"]),
        (["missing/a.sla"], ["no folder missing"]),
        (["--currency", "EUR", "--fee", "10 USD"], ["currency is EUR"]),
    ],
)
def test_flags_that_are_refused_write_nothing(arguments: list[str], parts: list[str], folder: Path) -> None:
    refused(["init", "--yes", *arguments], *parts)
    assert files(folder) == []


@pytest.mark.parametrize("there", ["agreement.sla", "data.toml"])
def test_nothing_is_overwritten_unasked(there: str, folder: Path) -> None:
    (folder / there).write_text("mine", encoding="utf-8")
    refused(["init", "--yes", "--data", "checks.csv"], f"{there} is there already", "--force")
    assert files(folder) == [there]
    assert (folder / there).read_text(encoding="utf-8") == "mine"
    assert run(["init", "--yes", "--data", "checks.csv", "--force"]).code == 0
    assert (folder / there).read_text(encoding="utf-8") != "mine"


def test_a_broken_link_is_not_overwritten_either(folder: Path) -> None:
    (folder / "agreement.sla").symlink_to(folder / "elsewhere.sla")
    refused(["init", "--yes"], "is there already")
    assert not (folder / "elsewhere.sla").exists()


def test_a_folder_that_can_not_be_written(folder: Path) -> None:
    (folder / "locked").mkdir()
    (folder / "locked").chmod(0o500)
    with ordinary_user():
        refused(["init", "--yes", "locked/a.sla"], "can't be written")
    assert list((folder / "locked").iterdir()) == []


def test_both_files_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sladsl.cli import files as module

    def put(content: bytes, path: str) -> None:
        if path.endswith(".sla"):
            raise module.Unwritable(f"{path} can't be written: no room.", "Choose another place.")
        Path(path).write_bytes(content)

    monkeypatch.setattr(module, "put", put)
    refused(["init", "--yes", "--data", "checks.csv"], "no room")
    assert files(folder) == []


# ---- the interview


def interviewed(
    lines: Iterable[str], given: dict[str, str] | None = None, known: Answers | None = None
) -> tuple[Answers, list[str]]:
    """The answers to typed lines, and all that was shown."""
    shown: list[str] = []
    typed = iter(lines)

    def hear(prompt: str) -> str:
        shown.append(prompt)
        return next(typed)

    answers = Interview(given or {}, hear, shown.append, known or Answers()).answers()
    assert list(typed) == []
    return answers, shown


def test_enter_takes_what_is_usual() -> None:
    answers, shown = interviewed([""] * 13)
    assert (answers.title, answers.promise, answers.target, answers.period) == (
        "Service-level agreement",
        "uptime",
        "99.9%",
        "month",
    )
    assert answers.provider == answers.fee == answers.credits == ""
    assert "Title of the agreement [Service-level agreement]: " in shown
    assert "Who provides the service? [open]: " in shown
    assert "How much of it is promised? [99.9%]: " in shown


def test_a_whole_interview() -> None:
    answers, _ = interviewed(
        [
            *("Hosting", "Nimbus", "Acme", "Web shop", "eur", "12000", "Europe/Berlin", "2026-01-01"),
            *("2", "4 hours", "95", "quarter", "5%", "50% per contract year", "30"),
        ]
    )
    assert (answers.promise, answers.within, answers.target, answers.period) == (
        "answers",
        "4 hours",
        "95%",
        "quarter",
    )
    assert (answers.fee, answers.cap, answers.deadline) == (
        "12_000 EUR per month",
        "50% per contract year",
        "30 days",
    )


def test_a_dash_leaves_open() -> None:
    answers, shown = interviewed(["-"] * 9)
    assert answers == Answers()
    assert not any("How much" in line for line in shown)


def test_a_question_mark_explains_and_asks_again() -> None:
    answers, shown = interviewed(["?", "?", "Hosting", *["-"] * 8])
    assert answers.title == "Hosting"
    assert shown.count("Title of the agreement [Service-level agreement]: ") == 3
    assert shown.count("  What the contract is called on its first page.") == 2


def test_what_can_not_be_taken_is_asked_again() -> None:
    wrong = ["x" * 10_000, "a\u202eb", 'ok "}{"']
    answers, shown = interviewed([*wrong, *["-"] * 8])
    assert answers.title == 'ok "}{"'
    assert any("has 10000 characters" in line for line in shown)
    assert any("U+202E" in line for line in shown)


def test_flags_and_data_are_not_asked_again() -> None:
    given = Answers(title="Hosting", promise="uptime", assumed=("promise", "every"))
    answers, shown = interviewed([*["-"] * 7, "", "", "-"], {"title": "Hosting"}, given)
    assert answers.title == "Hosting"
    assert answers.target == "99.9%"
    assert not any(line.startswith(("Title", "What is promised", "How often")) for line in shown)


def test_lines_fit_a_terminal() -> None:
    _, shown = interviewed(
        ["?", "", *["?", "-"] * 7, "?", "", "?", "", "?", "", "?", "", "?", "5%", "?", "", "?", ""]
    )
    assert max(width(line) for line in shown) < 80


def test_control_characters_are_not_shown() -> None:
    _, shown = interviewed(["-", "-", "-", "-", "\x1b[2J", "-", "-", "-", "-", "-"])
    assert not any("\x1b" in line for line in shown)


def test_every_question_explains_itself() -> None:
    for question in QUESTIONS:
        assert explained(question, Answers()).endswith(".")
        assert len(question.ask) < 40


def test_flags_are_the_questions() -> None:
    assert list(KEYS) == [question.key for question in QUESTIONS]
    help_text = run(["init", "--help"]).out
    for key in KEYS:
        assert f"--{key} " in help_text
    assert max(map(width, help_text.splitlines())) < 80


# ---- on a terminal


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines that are typed as on a terminal; at their end somebody presses Ctrl-D."""
    typed: list[str] = []

    def hear(prompt: str) -> str:
        if not typed:
            raise EOFError
        line = typed.pop(0)
        if line == "^C":
            raise KeyboardInterrupt
        return line

    monkeypatch.setattr("sladsl.cli.init.terminal", lambda stream: True)
    monkeypatch.setattr("sladsl.cli.init._hear", hear)
    return typed


def test_an_interview_writes_the_draft(terminal: list[str], folder: Path) -> None:
    terminal += ["Hosting", "Nimbus", *[""] * 11]
    done = run(["init"])
    assert done.code == 0
    assert "Ctrl-C ends without writing anything." in " ".join(done.out.split())
    assert files(folder) == ["agreement.sla"]
    assert 'sla Hosting "Hosting" {' in (folder / "agreement.sla").read_text(encoding="utf-8")


def test_an_interview_about_data_says_what_it_saw(terminal: list[str], folder: Path) -> None:
    terminal += [""] * 11
    done = run(["init", "--data", "checks.csv"])
    assert "checks.csv holds samples with 2 fields." in done.out
    assert "What is promised?" not in done.out
    assert files(folder) == ["agreement.sla", "data.toml"]


@pytest.mark.parametrize("end", ["^C", None])
@pytest.mark.parametrize("answered", [0, 1, 9])
def test_an_interview_that_is_broken_off_leaves_nothing(
    end: str | None, answered: int, terminal: list[str], folder: Path
) -> None:
    terminal += [""] * answered + ([end] if end else [])
    done = run(["init", "--data", "checks.csv"])
    assert done.code == 130
    assert files(folder) == []


def test_yes_asks_nothing_on_a_terminal(terminal: list[str], folder: Path) -> None:
    assert run(["init", "--yes"]).code == 0
    assert files(folder) == ["agreement.sla"]
    assert terminal == []


def test_files_are_refused_before_the_first_question(terminal: list[str], folder: Path) -> None:
    (folder / "agreement.sla").write_text("mine", encoding="utf-8")
    terminal += ["never", "asked"]
    refused(["init"], "is there already")
    assert terminal == ["never", "asked"]


def test_flags_are_read_before_the_first_question(terminal: list[str]) -> None:
    refused(["init", "--target", "999"], "--target:")
    terminal += [""] * 12
    assert run(["init", "--target", "99%"]).code == 0


@pytest.mark.slow
@pytest.mark.xdist_group("terminal")
@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of its own")
@pytest.mark.parametrize("answered", [0, 3])
def test_ctrl_c_on_a_real_terminal_leaves_nothing(answered: int, folder: Path) -> None:
    opened = Terminal([sys.executable, "-m", "sladsl", "init", "--data", "checks.csv"], folder)
    opened.wait("Title of the agreement")
    for _ in range(answered):
        opened.send("\r")
        opened.wait(r"\]: ")
    assert opened.ended("\x03") == 130
    assert [name for name in files(folder) if not name.startswith(".")] == []


@pytest.mark.slow
@pytest.mark.xdist_group("terminal")
@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of its own")
def test_an_interview_on_a_real_terminal(folder: Path) -> None:
    opened = Terminal([sys.executable, "-m", "sladsl", "init", "a.sla"], folder)
    for prompt, line in (
        ("Title of the agreement", 'Web "shop" } {'),
        ("Who provides", "\u001b[A?"),
        (r"Who provides|receives", "-"),
    ):
        opened.wait(prompt)
        opened.send(f"{line}\r")
    for _ in range(20):
        if opened.wait(r"\]: $|Wrote .*\n.*\n").group().startswith("Wrote"):
            break
        opened.send("\r")
    assert opened.ended() == 0
    assert run(["fmt", "--check", "a.sla"]).code == 0
