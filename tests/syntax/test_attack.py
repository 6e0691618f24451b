"""Whatever text comes: no exception, findings inside the text, and time within bounds."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sladsl.ast.declare import keys_of
from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText
from sladsl.syntax import forms
from sladsl.syntax.build import MOST_FINDINGS
from sladsl.syntax.explained_signs import SIGNS
from sladsl.syntax.grammar import keywords
from sladsl.syntax.guesses import VERBS, all_blocks
from sladsl.syntax.parse import MOST_CHARACTERS
from sladsl.syntax.scanner import scan
from tests.pace import anchors
from tests.repo.files import ROOT
from tests.syntax.reading import read, records, some, texts

SOUP = sorted(
    {
        *keywords(),
        *VERBS,
        *(block.kind for block in all_blocks()),
        *(f"{name}:" for block in all_blocks() for name in keys_of(block)),
        *(answer for block in all_blocks() for key in keys_of(block).values() for answer in key.answers),
        *"{}():,+-*/|.;=<[]@$€%#\"'“”’\\\n\t\f\x00\u202e",
        *("==", ":=", ">=", '"""', "\r\n"),
        *("Nimbus", "Shop", "Uptime", "P1", "EUR", "month", "month's", "month’s", "minutes", "business hours"),
        *("99.9%", "99,9%", "12_000", "1__0", "5_", "8:00", "24:00", "25:61", "2026-02-30", "2026-13", "2026-W99"),
        *("2026-03-04 10:00", "2026-03-04T10:00:61", "0000-00-00", "1st", "9" * 50, "٣", "²", "Ⅷ", "ß", "\ud800"),
        *('"text"', '"""long"""', "# comment\n", "//", "/*", "*/", "not stated", "each"),
    }
)  # fmt: skip


def check(text: str) -> tuple[Finding, ...]:
    """Parses; every place that comes out lies in the text."""
    file, findings = read(text)
    size = len(text)
    for finding in findings:
        for span in (finding.span, *(label.span for label in finding.labels)):
            assert 0 <= span.start <= span.end <= size, finding
        assert finding.message
        SourceText(text).place(finding.span.start)
    for record in records(file):
        span = getattr(record, "span", None)
        if span is not None:
            assert 0 <= span.start <= span.end <= size, record
    return findings


@given(st.lists(st.sampled_from(SOUP), max_size=60), st.sampled_from([" ", "", "\n"]))
def test_soup_of_the_own_words(words: list[str], between: str) -> None:
    check(between.join(words))


@given(
    st.sampled_from([block for block in all_blocks() if block.kind != "file"]),
    st.lists(st.sampled_from(SOUP), max_size=40),
)
def test_soup_inside_a_block(block: type, words: list[str]) -> None:
    head = {"name and title": " N", "title": ' "T"', "rule": " tickets"}.get(block.head, "")  # type: ignore[attr-defined]
    check(f"sla A {{ {block.kind}{head} {{ {' '.join(words)} }} }}")  # type: ignore[attr-defined]


@given(st.text(max_size=200))
@example("\ud800")
@example('sla A { law: "\udfff" }')
@example("\x00" * 30)
@example("sla A { party P { role: \u202eprovider } }")
def test_any_text(text: str) -> None:
    check(text)


@cache
def _pieces(name: str) -> tuple[str, ...]:
    """The text of a corpus file as its tokens and what stands between them."""
    text = texts()[name]
    found, last = [], 0
    for token in scan(SourceText(text)):
        found += [text[last : token.start], token.text]
        last = token.end
    return tuple(found)


@given(st.data(), st.sampled_from(sorted(texts())))
def test_changed_corpus(data: st.DataObject, name: str) -> None:
    """Tokens left out, doubled, swapped, replaced."""
    pieces = list(_pieces(name))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(pieces) // 2 - 1)) * 2 + 1
        match data.draw(st.sampled_from(["leave out", "double", "swap", "replace", "insert"])):
            case "leave out":
                pieces[at] = ""
            case "double":
                pieces[at] = f"{pieces[at]} {pieces[at]}"
            case "swap":
                other = data.draw(st.integers(0, len(pieces) // 2 - 1)) * 2 + 1
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case "replace":
                pieces[at] = data.draw(st.sampled_from(SOUP))
            case _:
                pieces[at] += " " + data.draw(st.sampled_from(SOUP))
    check("".join(pieces))


@given(st.data(), st.sampled_from(sorted(texts())))
def test_cut_corpus(data: st.DataObject, name: str) -> None:
    text = texts()[name]
    check(text[: data.draw(st.integers(0, len(text)))])


@pytest.mark.slow
@pytest.mark.parametrize("name", texts())
def test_one_token_left_out_is_one_finding_or_few(name: str) -> None:
    """No single slip makes more than a handful of findings, and nearly all make one."""
    pieces = _pieces(name)
    many, counts = [], []
    for place in some(len(pieces) // 2, 250):
        at = 2 * place + 1
        if not pieces[at]:
            continue
        text = "".join((*pieces[:at], *pieces[at + 1 :]))
        findings = check(text)
        counts.append(len(findings))
        if len(findings) > 4:
            many.append((pieces[at - 1 : at + 2], [(f.name, f.message) for f in findings[:6]]))
    assert many == []
    assert sum(count > 1 for count in counts) <= len(counts) * 0.06, counts


# ---- time

HUGE = {
    "braces": "{" * 100_000,
    "closing braces": "}" * 100_000,
    "blocks in blocks": "sla A { " * 20_000,
    "nested credits": "sla A { " + "credit { bands { " * 20_000,
    "heads": "sla A " * 50_000,
    "keys": "sla A { " + "version: " * 100_000 + "}",
    "repeated keys": "sla A { " + 'version: "1" ' * 100_000 + "}",
    "unknown keys": "sla A { " + "vresion: 1 " * 100_000 + "}",
    "parentheses": "sla A { metric M { where: " + "(" * 100_000 + "ok" + ")" * 100_000 + "} }",
    "not": "sla A { metric M { where: " + "not " * 100_000 + "ok } }",
    "and": "sla A { metric M { where: ok" + " and ok" * 100_000 + "} }",
    "names": "sla A { metric M { excluding: A" + ", A" * 100_000 + "} }",
    "labels": "sla A { source s { holds: samples fields { " + "a, " * 100_000 + "} } }",
    "values of a choice": "sla A { source s { holds: samples fields { a: b" + ", b" * 100_000 + "} } }",
    "digits": "sla A { metric M { shortest outage: " + "9" * 1_000_000 + " days } }",
    "decimals": "sla A { metric M { where: a above 1." + "9" * 1_000_000 + " } }",
    "a word": "sla A { currency: " + "a" * 1_000_000 + " }",
    "a text": 'sla A { law: "' + "a" * 1_000_000 + '" }',
    "a text without end": 'sla A { law: "' + "a " * 500_000,
    "a long text without end": 'sla A { law: """' + "a\n" * 500_000,
    "many texts without end": 'law: """\n}' * 50_000,
    "quotes": '"' * 300_001,
    "curly quotes": "“" * 300_000,
    "apostrophes": "'" * 300_000,
    "backslashes": '"' + "\\" * 500_001,
    "comments": "# a\n" * 200_000,
    "one comment": "#" * 1_000_000,
    "foreign comments": "/*" * 300_000,
    "blanks": " " * 1_000_000,
    "lines": "\n" * 1_000_000,
    "words": "a " * 500_000,
    "words on lines": "a\n" * 500_000,
    "colons": ":" * 300_000,
    "commas": "sla A {" + "," * 300_000,
    "rows": "sla A { credit { bands { " + "at least 99%: 10%\n" * 20_000 + "} } }",
    "comparisons": "sla A { credit { bands { " + "at least " * 100_000 + "} } }",
    "days": "sla A { calendar C { Monday" + ", Monday" * 100_000 + ": closed } }",
    "hidden": "\u202e" * 300_000,
    "surrogates": "\ud800" * 300_000,
    "letters of others": "я " * 400_000,
    "promises": "sla A { objective O { " + "N ensures Up at least 99% each month\n" * 20_000 + "} }",
    "verbs": "ensures " * 100_000,
    "records": 'sla A { scenario "S" { ' + "record t { a: 1 } " * 20_000 + "} }",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_huge_texts_take_no_more_than_their_size(name: str) -> None:
    """A bound that noise does not reach and a quadratic pass over a million characters misses by hours."""
    text = HUGE[name][:MOST_CHARACTERS]
    forms._KEPT.clear()
    findings: list[Finding] = []
    assert anchors(lambda: findings.extend(check_only(text))) < 180, f"for {len(text)} characters"
    assert len(findings) <= MOST_FINDINGS + 30


def check_only(text: str) -> tuple[Finding, ...]:
    _, findings = read(text)
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
    return findings


def test_a_text_too_long_is_refused_at_once() -> None:
    text = "sla A {\n" * 1_250_000
    findings: list[Finding] = []
    assert anchors(lambda: findings.extend(check(text))) < 10
    assert [each.name for each in findings] == ["file-too-large"]


def test_the_limit_of_size_is_named_where_people_look() -> None:
    most = f"{MOST_CHARACTERS:,} characters"
    assert most in (ROOT / "docs/language/structure.md").read_text("utf-8")
    assert most in SIGNS["file-too-large"][1]
    (told,) = check("x" * (MOST_CHARACTERS + 1))
    assert most.split()[0] in told.message
