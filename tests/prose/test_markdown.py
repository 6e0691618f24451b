"""Markdown of the contract: hostile words of users stay words, tables keep their columns."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.model import meanings as m
from sladsl.prose import contract
from sladsl.prose.document import Document, Paragraph, Part, Plain, Section, Table, numbered
from sladsl.prose.say import clause, join, say
from sladsl.prose.to_markdown import escaped, to_markdown
from sladsl.record import replace
from tests.prose.whole import whole

HOSTILE = (
    "# Heading",
    "<script>alert(1)</script>",
    "a | b",
    "[here](javascript:alert(1))",
    "*x* **y** _z_ `code`",
    "- item",
    "1. item",
    "> quote",
    "--- ",
    "tab\there",
    "two\nlines",
    "two\n\n# paragraphs",
    "right-to-left \u202eoverride\u202c",
    "nul \x00 escape \x1b[31m",
    "&lt;b&gt;",
    "\\* backslash",
    "http://example.org",
    "{owner} {0}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_make_no_structure(text: str) -> None:
    plain = _titled(whole(), "Harmless")
    hostile = _titled(whole(), text)
    assert _structure(to_markdown(contract(hostile))) == _structure(to_markdown(contract(plain)))


@given(st.text())
def test_escaped_text_has_no_live_mark(text: str) -> None:
    found = escaped(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>|*_`\[\]#~&]", re.sub(r"\\.", "", found))
    assert "\n" not in found
    assert not any(ord(character) < 32 for character in found)


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_escaped_text_reads_as_written(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == text


def test_paragraphs_do_not_begin_lists_or_quotes() -> None:
    lines = [_line(text) for text in ("1. one", "2) two", "- three", "+ four", "> five", "# six", "= seven")]
    assert lines == ["1\\. one", "2\\) two", "\\- three", "\\+ four", "\\> five", "\\# six", "\\= seven"]


def test_tables_keep_their_columns() -> None:
    table = Table(header=(join("a"), join("b|c")), rows=((join("|"), join("d\n|e")),))
    lines = _document(table).splitlines()
    assert lines[-3:] == ["| a | b\\|c |", "| --- | --- |", "| \\| | d \\|e |"]


def test_templates_ignore_braces_of_users() -> None:
    assert say("{x} and {y}", x="{y}", y="b") == (Plain(text="{y} and b"),)


def _titled(agreement: m.Agreement, title: str) -> m.Agreement:
    """The agreement with this title in every place that has one."""

    def every(blocks: Mapping[str, m.Meaning]) -> dict[str, m.Meaning]:
        return {name: replace(block, title=f"{title} {name}") for name, block in blocks.items()}

    return replace(
        agreement,
        title=title,
        law=title,
        version=title,
        parties=every(agreement.parties),
        calendars=every(agreement.calendars),
        services=every(agreement.services),
        sources=every(agreement.sources),
        exclusions=every(agreement.exclusions),
        metrics=every(agreement.metrics),
        objectives=every(agreement.objectives),
        clauses=tuple(replace(each, title=title) for each in agreement.clauses),
        scenarios=tuple(replace(each, title=title) for each in agreement.scenarios),
    )


def _structure(markdown: str) -> list[str]:
    """The kinds of its lines: headings, items, table rows with their columns, quotes, HTML, the rest."""
    kinds = []
    for line in markdown.splitlines():
        bare = re.sub(r"\\.", "", line)
        mark = re.match(r"#+ |- \(|> |\| ", bare)
        live = "".join(re.findall(r"[<>`\[\]]", bare.removeprefix("> ")))
        # Terms are put in order, so that definitions may trade places: they are of one kind.
        kinds.append(f"{mark[0] if mark else 'text' if line else ''} {bare.count('|')} {live}")
    return kinds


def _line(text: str) -> str:
    return _document(Paragraph(text=join(text))).splitlines()[-1]


def _document(*blocks: Paragraph | Table) -> str:
    part = Part(title=join("P"), blocks=blocks)
    empty = Part(title=(), blocks=())
    section = Section(title=join("S"), clauses=(clause("", "x"),))
    document = Document(
        title=join("T"), front=(), parties=empty, sections=(section,), signatures=part, schedules=()
    )
    return to_markdown(numbered(document))
