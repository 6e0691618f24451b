"""Rights at the command line: which one is explained, and what is refused."""

from __future__ import annotations

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
