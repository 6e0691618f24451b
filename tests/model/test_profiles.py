"""Profiles hold answers of the choices that they name, and give way to what an agreement says itself."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text
from sladsl.ast.declare import keys_of
from sladsl.ast.interpretation import Interpretation
from sladsl.model.from_ast.profiles import profiles
from sladsl.model.meanings import Chosen

TEXT = """
sla A {{
  time zone: "UTC"   currency: EUR   effective: 2026-01-01
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{ {answers} }}
}}
"""


@pytest.mark.parametrize("name", profiles())
def test_each_answer_is_one_of_its_choice(name: str) -> None:
    keys = keys_of(Interpretation)
    for choice, answer in profiles()[name].items():
        assert answer in keys[choice].answers, (choice, answer)


def test_what_the_agreement_says_itself_comes_first() -> None:
    agreement = read_text(TEXT.format(answers='missing samples: down   as: "usual cloud terms"')).agreement
    assert agreement is not None
    found = {key: said.answer for key, said in agreement.choices.items() if isinstance(said, Chosen)}
    assert found["missing samples"] == "down"
    assert found["partial minutes"] == "whole only"


@pytest.mark.parametrize(
    ("name", "hint"), [("ERPnext", 'Did you mean "ERPNext"?'), ("mine", "There are: "), ("", "There are: ")]
)
def test_an_unknown_profile_is_told(name: str, hint: str) -> None:
    found = [
        each for each in check(read_text(TEXT.format(answers=f'as: "{name}"'))) if each.severity == "error"
    ]
    assert [each.name for each in found] == ["unknown-profile"]
    assert found[0].hint.startswith(hint)
