"""Several agreements in a file: every command takes one by its name, and says how where nothing names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import Done
from tests.cli.run import run as run_command

TEXT = """template Base {
  parameters { goal: 99.5%   price: 1_000 EUR per month }
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation { money rounding: half up to 0.01 EUR, on each line   level rounding: none }
  service Shop { hours: always   fee: price }
  metric Uptime { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least goal each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims { channel: in writing   deadline: 30 days after the month }
}

sla One "First" {
  based on: Base
  interpretation { several customers: each for itself }
}

sla Two "Second" {
  based on: Base
  parameters { goal: 99.9% }
}
"""
LEVELS = "objective,period,level\nAvailability,2026-03,99.6%\n"
DATA = ("--data", "levels=levels.csv", "--as-of", "2026-04-12")


def run(*arguments: str, stdin: str = "") -> Done:
    return run_command(arguments, stdin.encode())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "levels.sla").write_text(TEXT)
    (tmp_path / "levels.csv").write_text(LEVELS)
    (tmp_path / "terms.sla").write_text(TEXT[: TEXT.index("sla One")])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_takes_all_or_one(folder: Path) -> None:
    whole = run("check", "levels.sla")
    assert whole.code == 0
    assert "credits of each of several customers (line 16)" in " ".join(whole.out.split())
    assert "no findings" in run("check", "levels.sla#Two").out
    assert "not-evaluated" in run("check", "levels.sla#One", "--output-format", "concise").out
    assert run("check", "terms.sla").code == 0


@pytest.mark.parametrize(
    "command",
    [
        ("evaluate", "{}", *DATA),
        ("claim", "{}", *DATA),
        ("render", "{}"),
        ("diff", "{}", "{}", *DATA),
        ("data", "{}", *DATA[:2]),
    ],
    ids=lambda each: each[0],
)
def test_one_is_named_or_the_command_says_how(folder: Path, command: tuple[str, ...]) -> None:
    refused = run(*(each.format("levels.sla") for each in command))
    assert refused.code == 2
    assert "levels.sla has 2 agreements." in refused.err
    assert "`levels.sla#One`, `levels.sla#Two`" in refused.err
    taken = run(*(each.format("levels.sla#Two") for each in command))
    assert taken.code == 0, taken.err
    unknown = run(*(each.format("levels.sla#Too") for each in command))
    assert unknown.code == 2
    assert "no agreement `Too`" in unknown.err
    assert "`#Two`" in unknown.err
    template = run(*(each.format("levels.sla#Base") for each in command))
    assert template.code == 2
    assert "no agreement by itself" in template.err
    alone = run(*(each.format("terms.sla") for each in command))
    assert alone.code == 2
    assert "only terms for others" in alone.err


def test_a_statement_is_of_the_one(folder: Path) -> None:
    assert "1 met" in run("evaluate", "levels.sla#One", *DATA).out
    second = run("evaluate", "levels.sla#Two", *DATA).out
    assert "1 missed" in second
    assert "50.00 EUR" in second
    assert "50.00 EUR" in run("claim", "levels.sla#Two", *DATA).out
    first = " ".join(run("evaluate", "levels.sla#One", *DATA).out.split())
    assert "credits of each of several customers (line 16)" in first
    assert "First and Second" in run("diff", "levels.sla#One", "levels.sla#Two", *DATA).out


def test_due_takes_all(folder: Path) -> None:
    (folder / "data.toml").write_text('[levels]\nfile = "levels.csv"\n')
    assert "of 2 agreements" in run("due", "levels.sla", "--as-of", "2026-04-12").out
    both = run("due", ".", "--as-of", "2026-04-12")
    assert "of 2 agreements" in both.out
    assert "2026-04-30" in both.out
    assert "of 1 agreement." in run("due", "levels.sla#Two", "--as-of", "2026-04-12").out
    wrong = run("due", "levels.sla#Too", "--as-of", "2026-04-12")
    assert wrong.code == 2
    assert "no agreement `Too`" in wrong.err


def test_fmt_and_fix_take_files_as_a_whole(folder: Path) -> None:
    assert run("fmt", "--check", "levels.sla").code == 0
    for command in (("fmt", "levels.sla#One"), ("check", "--fix", "levels.sla#One")):
        refused = run(*command)
        assert refused.code == 2
        assert "as a whole" in refused.err
    assert (folder / "levels.sla").read_text() == TEXT


def test_standard_input(folder: Path) -> None:
    assert run("check", "-", stdin=TEXT).code == 0
    refused = run("render", "-", stdin=TEXT)
    assert refused.code == 2
    assert "`-#One`, `-#Two`" in refused.err
    assert "# Second" in run("render", "-#Two", stdin=TEXT).out
    assert "no agreement `Too`" in run("render", "-#Too", stdin=TEXT).err


def test_a_result_does_not_replace_what_it_is_made_from(folder: Path) -> None:
    refused = run("render", "levels.sla#One", "-o", "levels.sla")
    assert refused.code == 2
    assert (folder / "levels.sla").read_text() == TEXT


def test_a_file_whose_own_name_has_the_sign(folder: Path) -> None:
    (folder / "a#b.sla").write_text(TEXT)
    assert "# First" in run("render", "a#b.sla#One").out
    assert run("check", "a#b.sla").code == 0


def test_one_data_toml_serves_all_agreements_of_a_file(folder: Path) -> None:
    more = (
        TEXT + "sla Three {\n  based on: Base\n"
        "  source checks { holds: samples   every: 1 minute   fields { ok: yes or no } }\n}\n"
    )
    (folder / "levels.sla").write_text(more)
    (folder / "checks.csv").write_text("at,ok\n2026-03-01 00:00,yes\n")
    (folder / "data.toml").write_text('[levels]\nfile = "levels.csv"\n[source.checks]\nfile = "checks.csv"\n')
    assert run("evaluate", "levels.sla#Two", "--as-of", "2026-04-12").code == 0
    refused = run("evaluate", "levels.sla#Two", "--as-of", "2026-04-12", "--data", "chekcs=checks.csv")
    assert refused.code == 2


def test_an_amendment_is_rendered_by_its_name() -> None:
    example = "docs/language/amended/agreement.sla"
    done = run("render", f"{example}#Second")
    assert (done.code, done.err) == (0, "")
    assert "# Second amendment" in done.out
    assert "shall not exceed EUR 4,000.00" in done.out
    # It is a text to sign, and no agreement.
    assert run("evaluate", f"{example}#Second").code == 2
    assert "no agreement by itself" in run("evaluate", f"{example}#Second").err
    assert run("render", f"{example}#Third").code == 2
