"""What rules are given: evaluations and lowerings run only for a rule that asks."""

from __future__ import annotations

import subprocess
import sys
from typing import NoReturn

from sladsl.checks.context import ScenarioResult
from sladsl.checks.registry import RULES, rule
from sladsl.checks.rules.interpretation import silent_choice
from sladsl.checks.rules.scenarios import scenario_fails
from sladsl.checks.run import run
from sladsl.plan.choices import NeededChoice
from sladsl.source import NOWHERE, Span
from tests.checks.texts import context_of

WITHOUT = scenario_fails.RULE.good[0].text.partition("  scenario")[0] + "}\n"
WITH = scenario_fails.RULE.good[0].text


def never() -> NoReturn:
    raise AssertionError("nobody asked")


def test_without_scenarios_nothing_is_evaluated() -> None:
    context = context_of(WITHOUT, scenarios=never, choices=lambda: ())
    assert run(context.agreement, context.source, context) == ()


def test_a_failed_expectation_says_both_sides_and_why() -> None:
    place, head = Span(start=WITH.index("missed"), end=WITH.index("missed") + 6), Span(start=0, end=3)
    results = tuple(
        ScenarioResult(
            title="April",
            span=head,
            expectation_text="Availability missed",
            got_text="met",
            ok=ok,
            expectation_span=place,
            why="50 min down",
        )
        for ok in (True, False)
    )
    context = context_of(WITH, scenarios=lambda: results)
    (found,) = scenario_fails.RULE.check(context)
    assert found.message == 'The scenario expects "Availability missed" and gets "met" (50 min down).'
    assert (found.span, found.witness, found.labels[0].span) == (place, "met", head)


def test_choices_are_told_by_their_state_once_and_not_where_another_rule_speaks() -> None:
    def need(key: str, state: str) -> NeededChoice:
        return NeededChoice(
            key=key,
            construct="metric Uptime",
            answers=("down", "up"),
            why="it decides.",
            span=NOWHERE,
            state=state,  # type: ignore[arg-type]
            answer="down",
            origin="tried",
        )

    needs = (
        need("missing samples", "silent"),
        need("excluded time", "open"),
        need("partial minutes", "answered"),
        need("time zone", "silent"),
        need("several bands fit", "open"),
    )
    context = context_of(WITHOUT, choices=lambda: needs)
    silent, left_open = silent_choice.RULE.check(context)
    assert silent.severity == "warning"
    assert silent.message == "The agreement does not answer `missing samples` for metric Uptime: it decides."
    assert silent.expected == "missing samples: down"
    assert left_open.severity == "information"
    assert left_open.message == "`excluded time` for metric Uptime is left open by the parties: it decides."
    assert silent.span == context.agreement.span


def test_the_registry_is_complete() -> None:
    assert len(RULES) >= 10
    assert rule("no-such-rule") is None


def test_the_rules_load_nothing_heavy() -> None:
    ask = (
        "import sys, sladsl.checks.run; print(sorted({'lark', 'duckdb', 'openpyxl', 'holidays', 'difflib',"
        " 'sladsl.plan.choices', 'sladsl.syntax'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
