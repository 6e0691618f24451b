"""Values made from the grammar itself: all that it can make parses, and reads to a value or to a clear refusal."""

from __future__ import annotations

import re
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark

from sladsl.ast import values as v
from sladsl.syntax import forms
from sladsl.syntax.forms import grammar_value, moved
from sladsl.syntax.grammar import STARTS, grammar_text, keywords, options
from sladsl.syntax.values import Unreadable
from tests.syntax.reading import records

WORDS = {
    "NAME": ["ok", "Shop", "opened", "tickets", "ä1"],
    "STRING": ['"a"', '""', '"say \\"no\\""'],
    "LONG_STRING": ['"""a"""', '"""\n  a\n  b"""'],
    "NUMBER": ["0", "1", "12_000", "0.5", "99.90", "1__0", "7" * 40, "7" * 41],
    "PERCENT": ["5%", "99.9 %", "0.05%"],
    "CURRENCY": ["EUR", "USD"],
    "TIME_UNIT": ["minute", "hours", "ms", "business  days", "business\nhour"],
    "PERIOD_WORD": ["day", "month", "quarter", "billing cycle", "fiscal  year", "contract\nyear"],
    "CYCLES": ["billing cycles", "contract  years", "fiscal\nquarters"],
    "POINTS": ["point", "points"],
    "MISS": ["miss", "misses"],
    "POSSESSIVE": ["month's", "year's"],
    "PERIODS": ["days", "months"],
    "WINDOW": ["month", "calendar year", "contract  year", "term", "invoice", "billing cycle"],
    "WEEKDAY": ["Monday", "Friday", "Sunday"],
    "DATE": ["2026-03-04", "2026-02-30", "2028-02-29"],
    "MOMENT": ["2026-03-04 10:00", "2026-03-04T10:00:30", "2026-03-04 25:00"],
    "TIME": ["00:00", "08:00", "8:00", "18:00", "24:00", "24:01", "12:60"],
    "PERIOD_LABEL": ["2026-03", "2026-13", "2026-Q1", "2026-W05", "2026-W60"],
    "YEAR": ["2026", "0000"],
    "ORDINAL": ["95th", "99.9th", "1st"],
    "DOTTED": ["Limits.target", "Limits.P1"],
    "USE": ["hour", "trip", "port"],
    "COUNTED": ["trip", "trips", "ticket"],
    "COMMENT": ["# why\n"],
    "BLANK": [" "],
}


@cache
def _made(rule: str) -> st.SearchStrategy[str]:
    """Texts of a rule; each token ends with a blank, so that none glues to the next."""
    with patch("lark.lexer.has_interegular", False):  # collisions of terminals have a test of their own
        parser = Lark(grammar_text(), **{**options(), "start": rule})
    explicit = {name: st.sampled_from([f"{word} " for word in words]) for name, words in WORDS.items()}
    for phrase in keywords():
        explicit["_" + phrase.upper().replace(" ", "_")] = st.just(f"{phrase} ")
    for terminal in parser.terminals:
        if re.fullmatch(r"[A-Z]+", terminal.name) and terminal.name not in explicit:
            explicit[terminal.name] = st.just(f"{terminal.pattern.value} ")
    reached = {terminal.name for terminal in parser.terminals}
    return from_lark(parser, start=rule, explicit={n: words for n, words in explicit.items() if n in reached})


@pytest.mark.slow
@pytest.mark.parametrize("rule", STARTS)
@given(data=st.data())
def test_what_the_grammar_makes_it_reads(rule: str, data: st.DataObject) -> None:
    text = data.draw(_made(rule)).strip()
    try:
        value = grammar_value(rule, text)
    except Unreadable as refused:
        trouble = refused
    else:
        _within(value, text)
        return
    assert trouble.message
    assert trouble.hint
    assert 0 <= trouble.span.start < trouble.span.end <= len(text)


def _within(value: v.Value, text: str) -> None:
    """All places lie in the text; a copy elsewhere is equal, its places moved."""
    there = moved(value, 7)
    assert there == value
    places = [each.span for each in records(value) if isinstance(each, v.Value)]
    copied = [each.span for each in records(there) if isinstance(each, v.Value)]
    assert [(span.start + 7, span.end + 7) for span in places] == [(span.start, span.end) for span in copied]
    assert isinstance(value, v.Value)
    for record in records(value):
        span = getattr(record, "span", None)
        assert span is None or 0 <= span.start < span.end <= len(text), record


def test_few_values_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    forms._KEPT.clear()
    from tests.syntax.reading import sound

    monkeypatch.setattr(forms, "MOST_KEPT", 3000)
    for number in range(5):
        rows = " ".join(f"at least {number}.{row:04d}%: none" for row in range(1000))
        sound(f"sla A {{ credit {{ bands {{ {rows} }} }} }}")
        assert len(forms._KEPT) <= forms.MOST_KEPT
    forms._KEPT.clear()
