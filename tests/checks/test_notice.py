"""Where notice may be counted in business days, and what is said where it may not."""

from __future__ import annotations

import pytest

from sladsl.model.from_ast import build
from sladsl.source import SourceText
from sladsl.syntax.parse import parse

AGREEMENT = """sla Hosting {{
  party Nimbus {{ role: provider }}
  calendar Desk {{ Monday to Friday: 08:00 to 18:00 }}
  service Shop {{ hours: always }}
  source outages {{ holds: intervals   of: Shop   fields {{ announced: time }}   collected: automatically }}
  source windows {{ holds: intervals   fields {{ announced: time   kind: text }}   collected: by hand }}
  source changes {{
    holds: records   each: change   key: id   collected: automatically
    fields {{ id: text   announced: time   began: time   done: time }}
  }}
  source log {{ holds: events   key: id   fields {{ id: text   announced: time   state: Open, Waiting }} }}
  exclusion Maintenance {{ time: windows where {excluded} }}
  metric Uptime {{ measure: uptime from outages   down when: {down}   excluding: Maintenance }}
  metric Early {{ measure: share of changes   good when: {good}   record belongs to: began }}
  metric Work {{ measure: began to done of changes   clock: Desk, paused while {paused} in log }}
}}
"""
PLAIN = {
    "excluded": "announced at least 5 days before start",
    "down": "announced at least 5 days before start",
    "good": "announced at least 5 days before began",
    "paused": "state is Waiting",
}


def findings(**said: str) -> list[tuple[str, str, str]]:
    """Name, place and message of what is found of notice."""
    source = SourceText(AGREEMENT.format(**{**PLAIN, **said}))
    file, unread = parse(source)
    found = build(file, source).findings
    of_notice = ("no-fixed-length", "mixed-business-days", "types-differ")
    return [
        (each.name, source.text[each.span.start : each.span.end], each.message)
        for each in (*unread, *found)
        if each.name in of_notice
    ]


@pytest.mark.parametrize("place", ["excluded", "good"])
@pytest.mark.parametrize(
    "distance", ["5 business days", "1 business day", "36 hours", "2 weeks", "1 day 4 hours"]
)
def test_lengths_of_notice(place: str, distance: str) -> None:
    assert findings(**{place: PLAIN[place].replace("5 days", distance)}) == []


@pytest.mark.parametrize("place", ["excluded", "good"])
@pytest.mark.parametrize(
    ("distance", "name", "at"),
    [
        ("1.5 business days", "mixed-business-days", "1.5 business days"),
        ("2 business days 4 hours", "mixed-business-days", "2 business days 4 hours"),
        ("5 business hours", "no-fixed-length", "5 business hours"),
        ("1 month", "no-fixed-length", "1 month"),
    ],
)
def test_no_lengths_of_notice(place: str, distance: str, name: str, at: str) -> None:
    found = findings(**{place: PLAIN[place].replace("5 days", distance)})
    assert [each[:2] for each in found] == [(name, at)]


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("down", "announced at least 5 business days before start"),
        ("down", "not (announced is known and announced at least 5 business days before start)"),
        ("paused", "announced at least 5 business days before announced"),
    ],
)
def test_where_no_business_days_are_counted(place: str, written: str) -> None:
    assert findings(**{place: written}) == [
        (
            "no-fixed-length",
            "5 business days",
            "Business days are counted for records and in exclusions, not here.",
        )
    ]


def test_both_ends_of_notice_are_times() -> None:
    found = findings(excluded="kind at least 5 business days before start")
    assert [each[:2] for each in found] == [("types-differ", "kind")]
