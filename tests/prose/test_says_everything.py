"""The contract says every number, name and date of the agreement, and counts its clauses once."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given

from sladsl.model.meanings import Agreement
from sladsl.prose import clause_numbers, contract
from sladsl.prose.document import Document, Items, Reference, numbering, texts
from sladsl.prose.to_markdown import to_markdown
from tests.prose.worlds import agreements

Made = tuple[Agreement, tuple[str, ...]]


def read(markdown: str) -> str:
    """What a reader sees: no marks, no escapes, one blank between words."""
    without = re.sub(r"(?<!\\)\*", "", markdown)
    return " ".join(re.sub(r"\\(.)", r"\1", without).split()).casefold()


@given(agreements())
def test_the_prose_says_everything(made: Made) -> None:
    agreement, says = made
    text = read(to_markdown(contract(agreement)))
    missing = [words for words in says if " ".join(words.casefold().split()) not in text]
    assert missing == []


@given(agreements())
def test_references_resolve_and_numbers_are_unique(made: Made) -> None:
    document = contract(made[0])
    numbers = numbering(document)
    for text in texts(document):
        for part in text:
            assert not isinstance(part, Reference) or part.key in numbers
    assert {number: count for number, count in Counter(_all_numbers(document)).items() if count > 1} == {}


@given(agreements())
def test_constructs_of_an_evaluation_have_a_clause(made: Made) -> None:
    agreement = made[0]
    wanted = [f"objective {name}" for name in agreement.objectives]
    wanted += [f"metric {name}" for name in agreement.metrics]
    wanted += [f"credit for {name}" for credit in agreement.credits for name in credit.objectives]
    wanted += [f"interpretation {key}" for key in agreement.choices]
    wanted += ["cap"] * bool(agreement.caps) + ["claims"] * (agreement.claims is not None)
    wanted += [f"right {each.words}" for each in agreement.rights]
    wanted += [f"duty {each.words}" for each in agreement.duties]
    wanted += [f"stage {each.name}" for each in agreement.claims.stages] if agreement.claims else []
    numbers = clause_numbers(agreement)
    assert [key for key in wanted if key not in numbers] == []


@given(agreements())
def test_equal_agreements_give_equal_texts(made: Made) -> None:
    assert to_markdown(contract(made[0])) == to_markdown(contract(made[0]))


@given(agreements())
def test_no_template_shows(made: Made) -> None:
    text = to_markdown(contract(made[0]))
    assert not re.search(r"[{}]|None|Fraction|[ (]\.|\.\.|,,|  \S", text.replace("|  |  |", ""))


def _all_numbers(document: Document) -> list[str]:
    found = []
    for section in (*document.sections, *document.schedules):
        found.append(section.number)
        for clause in section.clauses:
            found.append(clause.number)
            found += [
                item.number for block in clause.blocks if isinstance(block, Items) for item in block.items
            ]
    return found
