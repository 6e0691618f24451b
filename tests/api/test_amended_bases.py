"""Amendments of what an agreement is based on: which of them reach it, from when, and what its own terms keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.api import read_text
from sladsl.api.rendering import amendment_of
from sladsl.model.meanings import Agreement
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from tests.api.amendments import ANSWERS, HEAD, evaluation, statement
from tests.api.test_amended import levels

MISSED = levels(*["99.5%"] * 4)
"""99.5% from May to August: less than 99.9%, more than 99%."""


def promise(target: str, overrides: str = "") -> str:
    over = f"overrides: {overrides}.A   " if overrides else ""
    return f"objective A {{ {over}P ensures Up at least {target} each month }}"


def change(name: str, of: str, day: str, body: str) -> str:
    return f"amendment {name} {{ of: {of}   from: {day}   {body} }}\n"


BASE = f"""sla Base "Base" {{{HEAD}
  interpretation {{ {ANSWERS}   terms in force: at the failure }}
  service Shop {{ hours: always }}
  metric Up {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  {promise("99.9%")}
}}
"""
ONE = change("One", "Base", "2026-07-01", promise("99%", "Base"))


def child(answer: str, *more: str, start: str = "2026-05-01", name: str = "Svc", of: str = "Base") -> str:
    said = f"terms of the base: {answer}" if answer else ""
    return f"sla {name} {{ based on: {of}   {said}   effective: {start}   {' '.join(more)} }}\n"


def statuses(text: str, folder: Path, **options: object) -> tuple[str, ...]:
    """Of the agreement that stands first in the text."""
    return tuple(each.status for each in statement(text, folder, levels=MISSED, **options).lines)


def errors(text: str) -> list[str]:
    return [each.name for each in read_text(text).findings if each.severity == "error"]


def first(text: str) -> Agreement:
    found = read_text(text).agreement
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("answer", "start", "expected"),
    [
        ("as amended", "2026-05-01", ("missed", "missed", "met", "met")),
        ("as at its start", "2026-05-01", ("missed",) * 4),
        ("as first agreed", "2026-05-01", ("missed",) * 4),
        # An agreement that begins on the day of the amendment, or after it.
        ("as amended", "2026-07-01", ("met", "met")),
        ("as at its start", "2026-07-01", ("met", "met")),
        ("as first agreed", "2026-07-01", ("missed", "missed")),
    ],
)
def test_each_answer(tmp_path: Path, answer: str, start: str, expected: tuple[str, ...]) -> None:
    text = child(answer, start=start) + BASE + ONE
    found = [each for each in statuses(text, tmp_path) if each != "not assessed"]
    assert tuple(found) == expected
    assert [each.since for each in first(text).versions] == (
        ["2026-07-01"] if answer == "as amended" and start < "2026-07" else []
    )


def test_the_lines_say_by_which_amendment(tmp_path: Path) -> None:
    found = statement(child("as amended") + BASE + ONE, tmp_path, levels=MISSED)
    assert [each.terms for each in found.lines] == ["", "", "One", "One"]


@pytest.mark.parametrize("amendment", [ONE, ONE.replace("2026-07-01", "2026-02-01")])
def test_without_an_answer_it_is_an_error(amendment: str) -> None:
    assert errors(child("") + BASE + amendment) == ["amendments-of-the-base"]
    assert errors(child("") + BASE) == []


def test_the_start_must_be_known_where_it_decides() -> None:
    text = "sla Svc { based on: Base   terms of the base: as at its start }\n" + BASE.replace(
        "effective: 2026-01-01", ""
    )
    assert errors(text + ONE) == ["start-of-no-day"]


def test_a_term_of_its_own_holds_against_an_amendment_of_the_base(tmp_path: Path) -> None:
    own = promise("99.9%", "Base")
    assert statuses(child("as amended", own) + BASE + ONE, tmp_path) == ("missed",) * 4


def test_its_own_amendment_holds_against_a_later_one_of_the_base(tmp_path: Path) -> None:
    mine = change("Mine", "Svc", "2026-06-01", promise("99.4%", "Svc"))
    later = change("One", "Base", "2026-07-01", promise("99.95%", "Base"))
    text = child("as amended") + BASE + mine + later
    assert statuses(text, tmp_path) == ("missed", "met", "met", "met")


def test_both_on_one_day_are_one_change_and_the_nearer_holds(tmp_path: Path) -> None:
    mine = change("Mine", "Svc", "2026-07-01", promise("99.95%", "Svc"))
    for text in (child("as amended") + BASE + mine + ONE, child("as amended") + BASE + ONE + mine):
        assert statuses(text, tmp_path) == ("missed",) * 4
        (version,) = first(text).versions
        assert version.name == "One and Mine"


def test_a_chain_hands_on_what_reaches_its_middle(tmp_path: Path) -> None:
    for middle, expected in (("as amended", "met"), ("as first agreed", "missed")):
        text = child("as amended", of="Mid") + child(middle, name="Mid", start="2026-02-01") + BASE + ONE
        assert statuses(text, tmp_path)[-1] == expected


def test_a_chain_takes_amendments_of_its_middle_over_those_below(tmp_path: Path) -> None:
    mid = change("Two", "Mid", "2026-07-01", promise("99.95%", "Mid"))
    text = (
        child("as amended", of="Mid") + child("as amended", name="Mid", start="2026-02-01") + BASE + ONE + mid
    )
    assert statuses(text, tmp_path) == ("missed",) * 4
    assert [each.name for each in first(text).versions] == ["One and Two"]


def test_a_template_is_amended_for_those_that_take_it_so(tmp_path: Path) -> None:
    template = BASE.replace('sla Base "Base"', "template Base").replace("effective: 2026-01-01", "")
    assert statuses(child("as amended") + template + ONE, tmp_path) == ("missed", "missed", "met", "met")
    assert statuses(child("as first agreed") + template + ONE, tmp_path) == ("missed",) * 4


def test_amendments_of_a_template_follow_each_other_and_not_on_one_day() -> None:
    template = BASE.replace('sla Base "Base"', "template Base").replace("effective: 2026-01-01", "")
    new = change("One", "Base", "2026-07-01", promise("99%").replace("A", "B", 1))
    again = change("Two", "Base", "2026-08-01", promise("98%", "Base").replace("A", "B"))
    assert errors(child("as amended") + template + new + again) == []
    assert errors(template + new + again.replace("2026-08", "2026-07")) == ["two-amendments-on-one-day"]


def test_what_is_taken_out_below_goes_here_too_and_not_what_is_overridden(tmp_path: Path) -> None:
    out = change("One", "Base", "2026-07-01", f"takes out: A   {promise('99%').replace('A', 'B', 1)}")
    text = child("as amended") + BASE + out
    found = statement(text, tmp_path, levels=MISSED)
    assert [(each.objective, each.period) for each in found.lines if each.objective == "A"] == [
        ("A", "2026-05"),
        ("A", "2026-06"),
    ]
    assert "nothing-to-override" in errors(child("as amended", promise("99.95%", "Base")) + BASE + out)


def test_an_amendment_of_the_base_without_a_day_is_told() -> None:
    text = child("as amended") + BASE + ONE.replace("from: 2026-07-01", "from: not stated")
    found = first(text)
    assert "an amendment whose day is not stated" in found.not_evaluated
    assert found.versions == ()


def test_engines_agree(tmp_path: Path) -> None:
    text = child("as amended") + BASE + ONE
    reference, duckdb = (
        evaluation(text, tmp_path, levels=MISSED, engine=engine).json() for engine in ("reference", "duckdb")
    )
    assert reference.replace('"engine": "reference"', "") == duckdb.replace('"engine": "duckdb"', "")


def test_the_contract_says_which_terms_of_the_base_hold() -> None:
    said = to_markdown(contract(first(child("as amended") + BASE + ONE), {}))
    assert "Base, as amended from time to time" in said
    assert "from 1 July 2026 by One" in said


def test_the_text_of_an_amendment_is_that_of_the_agreement_that_it_amends() -> None:
    loaded = read_text(child("as amended") + BASE + ONE)
    found = amendment_of(loaded, "One")
    assert found is not None
    assert found[0].name == "Base"
