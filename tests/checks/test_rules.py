"""Every rule finds in its bad cases what they say, and nothing in its good ones."""

from __future__ import annotations

import pytest

from sladsl.checks.registry import RULES
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
        assert (finding.name, finding.code) == (checked.name, checked.code)
