"""Rights at the command line: which one is explained, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import refused, run

BASE = ["evaluate", "examples/rights/agreement.sla", "--as-of", "2026-04-12"]


def test_a_right_is_chosen_by_its_words() -> None:
    done = run([*BASE, "--explain", "--right", "TERMINATE THAT"])
    assert done.code == 0
    assert done.out.count("What gives it") == 3
    assert "[clause 8.1]" in done.out
    assert "Promise" not in done.out
    one = run([*BASE, "--explain", "--right", "terminate that", "--scope", "Kiel"])
    assert (one.code, one.out.count("What gives it")) == (0, 1)
    assert "Open until 2026-05-30 (48 days left)." in one.out


def test_explanations_of_what_was_missed_end_with_the_rights_that_came_of_it() -> None:
    out = run([*BASE, "--explain"]).out
    assert "Harbour may terminate that circuit, Kiel" in out
    assert "Harbour may terminate that circuit, Bremen" not in out
    assert "What gives it" not in run([*BASE, "--explain", "--objective", "Answered"]).out


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--right", "terminate"], "Add --explain."),
        (["--explain", "--right", "sing"], "No right says `sing`."),
        (["--explain", "--right", "terminate", "--scope", "Mars"], "No right says `terminate`."),
    ],
)
def test_what_is_refused(more: list[str], words: str) -> None:
    refused([*BASE, *more], words)


def test_an_agreement_without_rights_says_so() -> None:
    refused(
        ["evaluate", "examples/reported/agreement.sla", "--explain", "--right", "terminate"],
        "The agreement gives none.",
    )


def test_two_rights_of_one_holder_are_told_apart_by_what_gives_them(tmp_path: Path) -> None:
    text = """\
sla Two {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party N { role: provider }   party C { role: customer }   service Shop { }
  interpretation { N of M periods: sliding }
  objective Uptime { N ensures at least 99.9% each month   critical: below 90%
    measure: as reported   of: Shop   collected by: N   controlled by: N }
  C may terminate { when: Uptime missed in 2 of any 6 consecutive months   use within: 60 days of the last miss }
  C may terminate { when: Uptime critical   use within: 30 days of the last miss   cites: "9.2" }
}
"""
    agreement = tmp_path / "two.sla"
    agreement.write_text(text)
    (tmp_path / "data.toml").write_text('[levels]\nfile = "l.csv"\n')
    (tmp_path / "l.csv").write_text("objective,period,level\nUptime,2026-01,99%\nUptime,2026-02,98%\n")
    on = [str(agreement), "--as-of", "2026-03-12"]
    name = "C may terminate: Uptime missed in 2 of 6 months"
    for command in (["evaluate", *on], ["evaluate", *on, "--explain"], ["due", *on]):
        out = " ".join(run(command).out.split())
        assert name in out, command
        assert "(2)" not in out, command
    rights = json.loads(run(["evaluate", *on, "--format", "json"]).out)["statement"]["rights"]
    assert [(each["right"], each["words"]) for each in rights] == [
        ("right C may terminate", name),
        ("right C may terminate (2)", "C may terminate: Uptime critical"),
    ]
    only = run(["evaluate", *on, "--explain", "--right", "uptime critical"]).out
    assert only.startswith("C may terminate: Uptime critical\n"), only
    assert only.count("What gives it") == 1
    rendered = run(["render", str(agreement)]).out
    assert "Right: C may terminate: Uptime critical" in rendered
    assert "(2)" not in rendered
