"""Notation with one meaning is read as what it means: the same agreement as the mended text, places as they were written."""

from __future__ import annotations

import pytest

from sladsl.api.read import read_text
from sladsl.diagnostics.fixes import applied, together
from sladsl.record import within
from sladsl.source import SourceText, Span
from sladsl.syntax.meant import understood
from sladsl.syntax.parse import parse
from tests.syntax.reading import plain
from tests.syntax.test_mistakes import FILES, _bare, _cases

HEAD = """\
sla Hosting "Web shop hosting" {
  time zone: "Europe/Berlin"   currency: EUR
  party Nimbus { role: provider }   party Acme { role: customer }
  service Shop { hours: always   fee: 12_000 EUR per month }
  source checks { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no   size: number } }
  metric Uptime { measure: uptime from checks   down when: not ok   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   bands { at least 99.9%: none   otherwise: 10% } }
}
"""
OTHERWISE = {
    "currency: EUR": 'currency: "EUR"',
    'time zone: "Europe/Berlin"': "time zone: “Europe/Berlin”",
    "role: provider": "role: supplier",
    "every: 1 minute": "every: 1 min",
    "size: number": "size: count",
    "down when: not ok": "down when: !ok",
    "ensures": "guarantees",
    "at least 99.9% each month": "above or equal to 99.9% each month",
    "at least 99.9%: none": "at least 99.9% = none",
    "bands {": "bands: {",
    "otherwise: 10%": "otherwise: 10%;",
    "holds: samples": "holds samples",
    "service Shop {": "Service Shop {",
}
NOT_SAFE = {
    "fee: 12_000 EUR": "fee: €12,000",  # a thousand, or twelve with three decimals
    "uptime from checks": "uptime from cheks",  # a name that is not there is nobody's notation
    "role: customer": "role: cust\u200bomer",  # nobody sees what stands here
    "at least 99.9% each month": "99.9% each month",  # which side is not said
    "hours: always": "hours: maybe",
    "otherwise: 10%": "otherwise: ten",
}


@pytest.mark.parametrize("right", OTHERWISE)
def test_notation_with_one_meaning_is_a_warning_and_read(right: str) -> None:
    assert HEAD.count(right) == 1 or right in HEAD
    text = HEAD.replace(right, OTHERWISE[right], 1)
    file, findings = understood(SourceText(text))
    assert plain(file) == plain(parse(SourceText(HEAD))[0])
    assert {each.severity for each in findings} == {"warning"}
    assert parse(SourceText(text))[1] != ()


@pytest.mark.parametrize("right", NOT_SAFE)
def test_what_may_be_meant_in_two_ways_stays_an_error(right: str) -> None:
    text = HEAD.replace(right, NOT_SAFE[right], 1)
    assert text != HEAD
    assert any(each.severity == "error" for each in read_text(text).findings)


def test_all_of_them_together_are_one_agreement() -> None:
    text = HEAD
    for right, written in OTHERWISE.items():
        text = text.replace(right, written, 1)
    loaded = read_text(text)
    assert not loaded.broken
    assert len(loaded.findings) == len(OTHERWISE) - 1  # the sentence of the promise is told once
    assert plain(understood(SourceText(text))[0]) == plain(parse(SourceText(HEAD))[0])


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = HEAD.replace("every: 1 minute", "every: 1 min").replace("role: customer", "role: somebody")
    file, findings = understood(SourceText(text))
    assert [(each.severity, text[each.span.start : each.span.end]) for each in findings] == [
        ("error", "somebody"),
        ("warning", "1 min"),
    ]
    (agreement,) = file.blocks
    names = [text[block.head_span.start : block.head_span.end] for block in agreement.blocks]
    assert names[:4] == ["party Nimbus", "party Acme", "service Shop", "source checks"]
    assert names[-1] == "credit for Availability"
    assert text[agreement.span.start : agreement.span.end] == text.strip()


def test_a_right_fix_beside_a_mistake_is_kept() -> None:
    """What is left over is told as it would be without the notation that was read."""
    text = HEAD.replace("ensures", "guarantees").replace("hours: always", "huors: always")
    findings = understood(SourceText(text))[1]
    assert all(each.fix is not None for each in findings)
    assert applied(text, [each.fix for each in findings if each.fix is not None]) == HEAD


def corpus() -> list[str]:
    return [_bare(case) for path in FILES for case in _cases(path)]


def test_every_text_of_the_corpus_is_read_as_its_mended_text_is() -> None:
    meant = 0
    for text in corpus():
        source = SourceText(text)
        file, findings = understood(source)
        told = [each for each in findings if each.severity == "warning"]
        before = [each for each in parse(source)[1] if each.severity == "warning"]
        if len(told) == len(before):
            assert plain(file) == plain(parse(source)[0])
            continue
        meant += 1
        fixes = [each.fix for each in together(each for each in told if each not in before)]
        mended = SourceText(applied(text, [fix for fix in fixes if fix is not None]))
        assert plain(file) == plain(understood(mended)[0]), text
        assert len(findings) == len(parse(source)[1]), text
        for each in (*within(file), *findings):
            span = getattr(each, "span", None)
            assert span is None or (isinstance(span, Span) and 0 <= span.start <= span.end <= len(text)), text
    assert meant > 40
