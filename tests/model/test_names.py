"""Every name in every construct is looked up.

Misspelt, it is one unknown name at its place, or one of the few that are free.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from zlib import crc32

import pytest

from sladsl.api.read import read_text
from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty
from sladsl.ast.facts import Option
from sladsl.model.from_ast.mentioned import WHOSE, Mention, mentions, mentions_of_entry
from sladsl.source import SourceText
from sladsl.syntax.parse import parse
from tests.model.texts import PARTIES, SERVICE, TICKETS, WHOLE, found
from tests.repo.files import ROOT

CORPUS = ROOT / "tests" / "syntax" / "corpus"
FILES = ("levels.sla", "outsourcing.sla")
SOME = 1 if os.environ.get("SLADSL_ALL_NAMES") else 6

SPECIAL = frozenset(
    {
        v.Answer,
        v.Column,
        v.Columns,
        v.FieldKind,
        v.Given,
        v.IsKnown,
        v.Labels,
        v.Measure,
        v.Names,
        v.OneOf,
        v.Reference,
        v.Truth,
    }
)
"""Values that have a case of their own."""


def _named() -> Iterator[tuple[type[v.Value], str]]:
    """Each field of a value in which a name can stand by itself."""
    for name in v.__all__:
        kind = getattr(v, name)
        if not (isinstance(kind, type) and issubclass(kind, v.Value)):
            continue
        for base in kind.__mro__:
            for field, annotation in vars(base).get("__annotations__", {}).items():
                if re.search(r"\b(Name|Actor)\b", str(annotation)):
                    yield kind, field


def test_every_field_with_a_name_says_whose() -> None:
    missing = [
        f"{kind.__name__}.{field}"
        for kind, field in _named()
        if kind not in SPECIAL and field not in WHOSE.get(kind, {}) and kind is not v.Cells
    ]
    assert missing == []


# ---- the corpus, one name misspelt at a time


@functools.cache
def _text(file: str) -> str:
    return (CORPUS / file).read_text("utf-8")


@functools.cache
def _before(file: str) -> tuple[tuple[str, int, str], ...]:
    return tuple((each.code, each.span.start, each.message) for each in read_text(_text(file), file).findings)


def _mentions(file: str) -> list[tuple[Mention, str]]:
    """The names of a file that are found, each with why it may be misspelt without a finding, "" for nothing."""
    text = _text(file)
    tree, _ = parse(SourceText(text, file))
    wrong = {start for _, start, _ in _before(file)}
    found: list[tuple[Mention, str]] = []
    for node in (each for each in tree.blocks if isinstance(each, Agreement)):
        for entry in node.entries:
            found += [(each, "") for each in mentions_of_entry(entry, type(node))]
        for block in node.blocks:
            found += [(each, _free(each, block, tree.blocks)) for each in mentions(block)]
    return [
        (each, why)
        for each, why in found
        if text[each.name.span.start : each.name.span.end] == each.name.text
        and each.name.span.start not in wrong
    ]


def _free(mention: Mention, block: object, agreements: tuple[Block, ...]) -> str:
    if mention.family == "own":
        return "it declares itself"
    if mention.family == "reference":
        return "it is of another text"
    if isinstance(block, Duty) and mention.family == "report":
        return "what is sent is declared by being sent"
    if isinstance(block, Option) and mention.family in ("dimension", "dimension value"):
        return "an option declares its values, and what it is chosen for"
    options = {
        each.name.text
        for agreement in agreements
        for each in agreement.blocks
        if isinstance(each, Option) and each.name
    }
    if mention.family == "value" and mention.of in {"priority", "impact", "Class"} - options:
        return "the corpus does not declare the field or the option"
    return ""


def _cases() -> list[tuple[str, Mention, str]]:
    cases = [(file, each, why) for file in FILES for each, why in _mentions(file)]
    return [case for case in cases if crc32(f"{case[0]}{case[1].name.span.start}".encode()) % SOME == 0]


@pytest.mark.parametrize(
    ("file", "mention", "why"),
    _cases(),
    ids=lambda each: f"{each.name.text}-{each.name.span.start}" if isinstance(each, Mention) else "",
)
def test_a_name_of_the_corpus_that_is_misspelt_is_found(file: str, mention: Mention, why: str) -> None:
    text, span = _text(file), mention.name.span
    changed = f"{text[: span.end]}Zq{text[span.end :]}"
    known = {(code, start if start <= span.start else start + 2, said) for code, start, said in _before(file)}
    findings = read_text(changed, file).findings
    here = [
        each
        for each in findings
        if each.name == "unknown-name"
        and each.span.start <= span.start < each.span.end
        and (each.code, each.span.start, each.message) not in known
    ]
    if any(each.name == "unusable-file" for each in findings):
        assert len(here) <= 1  # what a file that is not there may have brought is told with the file alone
        return
    assert len(here) == (0 if why else 1), why


def test_few_names_are_free() -> None:
    every = [why for file in FILES for _, why in _mentions(file)]
    assert sum(map(bool, every)) <= 25
    assert len(every) > 150


# ---- what the names of conditions mean, where they stand

SAID = f"""{PARTIES}   {SERVICE}   {TICKETS}
  fact Trial {{ type: yes or no }}   fact Hosts {{ type: number }}   option Class {{ values: Gold, Silver }}
  metric Share {{ measure: share of tickets   good when: ok   grace: not stated   controlled by: Nimbus }}
"""


@pytest.mark.parametrize(
    "text",
    [
        "exclusion A { time: tickets where ok   applies where: Trial and Class is Gold or Hosts at least 3 }",
        "Acme may terminate { when: Trial   applies where: not Trial }",
        "metric B { measure: average of Share over the last 3 months }",
        "metric C { measure: maximum of Share across priority }",
        "metric D { measure: 100% - Share }",
        "metric E { measure: share of tickets   good when: opened to closed at most 4 hours   grace: not stated }",
        "metric F { measure: number of tickets   where: priority is one of P1, P2   weight: size / size }",
        "definitions { Quick: when ok   Big: tickets where Quick and size above 3   Free: when Trial }",
        "table T by priority { across: ok   columns: yes | no   P1: X | Y   otherwise: Y | X }",
        'scenario "s" { month: 2026-03   fact: Trial, no   option: Class, Silver }',
    ],
)
def test_names_that_are_there(text: str) -> None:
    assert [each for each in found(f"sla X {{ {SAID} {text} }}") if each[0] == "unknown-name"] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("exclusion A { time: tickets where ok   applies where: ok }", "ok"),
        ("exclusion A { time: tickets where ok   applies where: Class is Bronze }", "Bronze"),
        ("exclusion A { requests: tickets where Trial   applies where: Trial }", "Trial"),
        ("Acme may terminate { when: Trail }", "Trail"),
        ("Acme may terminate { when: Shop missed and Trial }", "Shop"),
        ("Acme may terminate { when: Class is P1 }", "P1"),
        ("metric B { measure: average of size over the last 3 months }", "size"),
        ("metric C { measure: maximum of Share across size }", "size"),
        ("metric D { measure: 100% - ok }", "ok"),
        ("metric F { measure: number of tickets   where: priority is P3   weight: size }", "P3"),
        ("definitions { Quick: when okay }", "okay"),
        ("table T by priority { across: okay   columns: a | b   P1: X | Y }", "okay"),
        ("table T by priority { across: ok   columns: a | b   P7: X | Y }", "P7"),
        ('scenario "s" { month: 2026-03   fact: Trial, maybe }', "maybe"),
        ('scenario "s" { month: 2026-03   option: Class, Iron }', "Iron"),
        ('scenario "s" { month: 2026-03   fact: Class, Gold }', "Class"),
        ("pays: Acme to Nimbsu", "Nimbsu"),
        ("service B { covered by: Carrier }", "Carrier"),
        (
            "credit for Availability { base: that month's fee of Shop   amount: 1% to 2%   decided by: Judge }",
            "Judge",
        ),
        ("responsibilities { Work: responsible Acme, informed Nobody }", "Nobody"),
    ],
)
def test_names_that_are_not_there(text: str, place: str) -> None:
    assert ("unknown-name", place) in found(f"sla X {{ {SAID} {text} }}")


def test_a_promise_of_another_agreement_of_the_file_is_looked_up() -> None:
    own = "support for Base.{} {{ margin: not stated }}"
    base = f"sla Base {{ {WHOLE} }}\n"
    assert found(f"{base}ola X {{ {own.format('Availability')} }}") == []
    ((name, place),) = found(f"{base}ola X {{ {own.format('Avail')} }}")
    assert (name, place) == ("unknown-name", "Base.Avail")
    assert found(f"ola X {{ {own.format('Avail')} }}") == []
