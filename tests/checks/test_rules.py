"""Every rule finds in its bad cases what they say, and nothing in its good ones."""

from __future__ import annotations

import re

import pytest

from sladsl.checks.registry import RULES, rule
from sladsl.checks.rule import Case, Rule
from tests.checks.texts import context_of

CASES = [
    pytest.param(each, case, id=f"{each.name}-{kind}-{number}")
    for each in RULES
    for kind, cases in (("bad", each.bad), ("good", each.good))
    for number, case in enumerate(cases, start=1)
]


@pytest.mark.parametrize(("checked", "case"), CASES)
def test_case(checked: Rule, case: Case) -> None:
    context = context_of(case.text)
    found = sorted(checked.check(context), key=lambda finding: finding.span.start)
    said = [f"{context.source.place(each.span.start)[0]}: {each.message}" for each in found]
    assert len(found) == len(case.expected), said
    for finding, expected in zip(found, case.expected, strict=True):
        assert context.source.place(finding.span.start)[0] == expected.line, said
        assert expected.part in finding.message, said
        assert finding.severity == (expected.severity or checked.severity)
        assert (finding.name, finding.code) == (checked.name, checked.code)


def test_names_and_codes_are_of_one_kind_and_unique() -> None:
    names = [each.name for each in RULES]
    codes = [each.code for each in RULES]
    assert len({*names, *codes}) == 2 * len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", name) for name in names)
    assert all(re.fullmatch(r"[A-Z]\d{3}", code) for code in codes)


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.name)
def test_a_rule_teaches(each: Rule) -> None:
    assert rule(each.name) is rule(each.code) is each
    assert each.summary.endswith(".")
    assert each.summary.count(". ") == 0
    assert each.why.count(". ") >= 1
    assert each.bad
    assert each.good
    assert all(case.expected for case in each.bad)
    assert not any(case.expected for case in each.good)
    assert all(case.about.endswith((".", "?")) for case in (*each.bad, *each.good))
