"""The explanations of frequent mistakes: what they show as wrong has that finding, what they show as right has none."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text
from sladsl.checks.explain import explain
from sladsl.syntax.explained import CODES, TEXTS
from tests.cli.run import run

AROUND = """
sla Hosting "Hosting" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus "Nimbus GmbH" { role: provider   accepted: by ordering }
  party Acme "Acme AG" { role: customer   accepted: by ordering }
  service Shop { hours: always   fee: 12_000 EUR per month }
  source checks { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no } }
  source tickets { holds: records   each: ticket   fields { opened: time   responded: time } }
  metric Uptime { measure: uptime from checks   down when: not ok   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
"""

NOT_EVALUATED = ("not-evaluated", "N150")
LEFT_OPEN = ("left-open", "N183")
WHOLE = ("sla ", "template ", "use:")
"""How an example begins that is a file of its own."""


def _errors(text: str) -> set[tuple[str, str]]:
    """Names and codes; not those of checks (C…), which have explanations of their own."""
    whole = text.startswith(WHOLE)
    findings = check(read_text(text if whole else f"{AROUND}{text}\n}}\n"))
    return {(each.name, each.code) for each in findings if each.code[0] in "SN"}


@pytest.mark.parametrize("name", TEXTS)
def test_wrong_is_wrong_and_right_is_right(name: str) -> None:
    code, _, wrong, right = TEXTS[name]
    assert not wrong or (name, code) in _errors(wrong)
    # Of what is not evaluated yet a right example is told that it is not, and of what it leaves open that it does.
    assert _errors(right) <= ({NOT_EVALUATED, LEFT_OPEN} if name != NOT_EVALUATED[0] else set())
    assert explain(code) == explain(name)


def test_nearly_all_have_an_example() -> None:
    """The others are too large to show (a figure of three hundred digits), or need a file of their own."""
    without = [name for name, (_, _, wrong, _) in TEXTS.items() if not wrong]
    assert len(without) <= 18, without


def test_each_code_is_explained_once() -> None:
    assert len(CODES) == len(TEXTS) >= 25


def test_choosing_rules_does_not_hide_what_leaves_a_text_without_meaning() -> None:
    done = run(["check", "--select", "band-gap", "-"], b"sla A { cap: 5% per year }")
    assert done.code == 1
    assert "which-year" in done.out
    assert "sladsl explain which-year" in done.out
    assert run(["check", "--ignore", "which-year", "-"], b"sla A {}").code == 2
