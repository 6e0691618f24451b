"""`sladsl list` and `published:ID`: what is there, what is not, and that none of it is written to."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sladsl.api.catalogue import folder, ids
from sladsl.cli.files import not_rewritten
from tests.cli.run import refused, run


def test_the_list_fits_eighty_columns_and_has_every_agreement() -> None:
    done = run(["list"])
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split() == ["ID", "TITLE", "PROVIDER"]
    assert max(map(len, lines)) <= 80
    assert [line.split()[0] for line in lines[1:-2] if line[0] != " "] == list(ids())


def test_as_json_it_has_the_agreements_and_the_file_of_each() -> None:
    found = {
        each["id"]: each for each in json.loads(run(["list", "--output-format", "json"]).out)["agreements"]
    }
    assert list(found) == list(ids())
    assert found["twilio"]["provider"] == "Twilio"
    assert [each["name"] for each in found["twilio"]["agreements"]] == [
        "Twilio2023",
        "Twilio2021",
        "SendGrid2023",
    ]
    assert found["hubspot-smarketing"]["provider"] is None
    assert all(os.path.isfile(each["file"]) for each in found.values())


@pytest.mark.parametrize("wanted", ["zonos", "published:zonos"])
def test_one_of_them_is_printed_as_it_is(wanted: str) -> None:
    assert run(["list", wanted]).out == Path(folder(), "zonos.sla").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wanted", "parts"),
    [
        (
            "slack-2025",
            ("no published agreement `slack-2025`", "Did you mean `slack-2024`?", "`sladsl list`"),
        ),
        ("slack", ("Did you mean `slack-2024`?",)),
        ("zonos.sla", ("Did you mean `zonos`?",)),
        ("google-storage", ("`gcp-storage`",)),
        ("ZONOS", ("Did you mean `zonos`?",)),
        ("", ("no published agreement ``", "`sladsl list` shows all.")),
        ("xyzzy", ("no published agreement `xyzzy`", "`sladsl list` shows all.")),
        ("../resources", ("no published agreement `../resources`",)),
        ("/etc/passwd", ("no published agreement `/etc/passwd`",)),
        ("zonos\x1b[2J", ("no published agreement",)),
        ("a" * 500, ("no published agreement `" + "a" * 80 + "`",)),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(wanted: str, parts: tuple[str, ...]) -> None:
    for arguments in (["list", wanted], ["check", f"published:{wanted}"]):
        assert "\x1b" not in refused(arguments, *parts)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "published:texas-dir-pool"],
        ["check", "published:twilio#SendGrid2023"],
        ["check", "--diff", "published:texas-dir-pool"],
        ["fmt", "--check", "published:texas-dir-pool"],
        ["fmt", "--diff", "published:texas-dir-pool"],
        ["render", "published:twilio#SendGrid2023"],
        ["complete", "published:zonos:12:5"],
        ["due", "published:tracking-template", "--as-of", "2026-01-01"],
    ],
)
def test_commands_read_it_by_its_name(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(arguments)
    assert done.code in (0, 1), done
    assert not os.listdir(tmp_path)


def test_findings_call_it_by_its_name() -> None:
    done = run(["check", "--output-format", "concise", "published:zonos"])
    assert done.code == 1
    assert "published:zonos:" in done.out
    assert folder() not in done.out
    assert "error[band-gap]" in done.out


def test_one_of_several_that_is_not_there() -> None:
    refused(["check", "published:twilio#Nope"], "published:twilio has no agreement `Nope`.", "SendGrid2023")


def test_data_are_for_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.csv").write_text("month,level\n2026-03,98.9\n", encoding="utf-8")
    refused(["data", "published:tracking-template"], "There are no data beside published:tracking-template.")
    refused(["data", "published:nope", "report.csv"], "no published agreement `nope`")
    assert run(["data", "published:tracking-template", "report.csv"]).code == 0


@pytest.mark.parametrize("arguments", [["fmt"], ["check", "--fix"]])
def test_it_is_not_written_to(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = Path(folder(), "zonos.sla").read_bytes()
    done = run([*arguments, "published:zonos"])
    assert done.code == 2
    assert "comes with the package and stays as it is" in done.err
    assert "sladsl list zonos > zonos.sla" in done.err
    assert Path(folder(), "zonos.sla").read_bytes() == before
    assert not os.listdir(tmp_path)


def test_the_hint_for_a_copy_leaves_out_the_name_within() -> None:
    assert "`sladsl list twilio > twilio.sla`" in not_rewritten("published:twilio#Twilio2021")[1]


def test_a_file_of_that_name_is_meant_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "published:mine").write_text('sla A "A" { time zone: "UTC" }\n', encoding="utf-8")
    refused(["check", "published:mine"], "There is no published agreement `mine`.")
    assert run(["check", "./published:mine"]).code == 0


def test_what_is_due_says_which_is_not_there(tmp_path: Path) -> None:
    done = run(["due", "published:nope", "--as-of", "2026-01-01"])
    assert done.code == 2
    assert "There is no published agreement `nope`." in done.err + done.out
