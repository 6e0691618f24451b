"""`not stated` after any key: as absent and told, or what it is said of is not evaluated; and what few words mean."""

from __future__ import annotations

import pytest

from sladsl.api import read_text

BASE = """
sla Hosting "Hosting" {{
  time zone: "UTC"   currency: EUR   effective: 2026-01-01
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  assume {{ wage: 20 EUR   rate: 5%   unknown: not stated }}
  service Shop {{ hours: always   fee: 12_000 EUR per month }}
  source checks {{ holds: samples   of: Shop   every: 1 minute   fields {{ ok: yes or no }}   collected: automatically }}
  source tickets {{ holds: records   each: ticket   fields {{ opened: time   done: time   priority: P1, P2 }} }}
  metric Uptime {{ measure: uptime from checks   down when: not ok   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  {}
}}
"""


def said(line: str) -> dict[str, str]:
    """The findings of the agreement with this line, by their names."""
    return {each.name: each.message for each in read_text(BASE.format(line)).findings}


# ---- not stated

TOLD_AND_LEFT_OPEN = [
    (
        "source s { holds: samples   of: Shop   fields { ok: yes or no } }\n"
        "metric M { measure: uptime from s   down when: not ok   controlled by: Nimbus }",
        "sampling-unstated",
        "samples whose length is not stated",
    ),
]


@pytest.mark.parametrize(("lines", "name", "left"), TOLD_AND_LEFT_OPEN)
def test_what_the_text_leaves_open_by_silence_is_told_and_not_computed(
    lines: str, name: str, left: str
) -> None:
    loaded = read_text(BASE.format(lines))
    found = {each.name: each for each in loaded.findings}
    assert found[name].severity == "warning"
    assert left in found["not-evaluated"].message
    assert not loaded.broken


def test_a_base_of_the_promised_period_or_a_longer_one_is_computed() -> None:
    for period, base in (("year", "year"), ("month", "year"), ("month", "month")):
        promise = f"objective P {{ Nimbus ensures Uptime at least 99.95% each {period} }}"
        credit = f"credit for P {{ base: that {base}'s fee of Shop   amount: 5% }}"
        assert "base-shorter-than-period" not in said(f"{promise}\n{credit}")


AS_ABSENT = [
    ("cap: not stated", "`cap`"),
    ('audit { by: "X"   cites: not stated }', "`cites` of audit"),
    ("dispute { first: not stated }", "`first` of dispute"),
    ("clause Secrecy { text: not stated }", "`text` of clause Secrecy"),
    (
        "credit for Availability { amount: 5%   replaces: not stated }",
        "`replaces` of credit for Availability",
    ),
    ("service Other { depends on: not stated }", "`depends on` of service Other"),
]


@pytest.mark.parametrize(("line", "told"), AS_ABSENT)
def test_what_is_left_open_is_told(line: str, told: str) -> None:
    found = said(line)
    assert told in found.pop("left-open")
    assert set(found) <= {"not-evaluated"}


NOT_EVALUATED = [
    ("Acme may terminate { when: not stated }", "events that are not stated"),
    (
        "objective O { Nimbus ensures Uptime at least 99% each month   applies where: not stated }",
        "conditions that",
    ),
    ("metric M { measure: not stated   controlled by: Nimbus }", "measures that are not stated"),
    ("objective O { Nimbus ensures Uptime at least 99% each not stated }", "periods that are not stated"),
    ("calendar C { hours: not stated   holidays: not stated }", "calendars whose hours"),
    ("calendar C { Monday to Friday: not stated }", "calendars whose hours"),
    ("source s { holds: samples   every: not stated   fields { ok: yes or no } }", "samples whose length"),
    ("source s { holds: not stated   fields { ok: yes or no } }", "sources of which"),
    ('Nimbus must "call" { every: 45 minutes }', "what is due more often than every hour"),
    ("review { every: 90 minutes }", "what is due more often than every hour"),
]


@pytest.mark.parametrize(("line", "told"), NOT_EVALUATED)
def test_what_would_say_more_than_the_text_is_not_evaluated(line: str, told: str) -> None:
    found = said(line)
    assert told in found["not-evaluated"]
    assert set(found) == {"not-evaluated"}


WRONG = [
    ("table T by priority { columns: not stated   P1: 1 hour }", "needed-left-open"),
    ("calendar C { hours: 9 to 5   Monday: 09:00 to 17:00 }", "unknown-key"),
    ("objective O { Nimbus ensures Uptime at least 99% each nothing }", "unknown-period"),
    ('escalation for Availability { at no time: "Lead" }', "bad-row"),
    ("cap: not state", "unexpected-value"),
]


@pytest.mark.parametrize(("line", "name"), WRONG)
def test_what_is_no_way_to_leave_open_is_a_mistake(line: str, name: str) -> None:
    assert name in said(line)


# ---- few words with one meaning

RIGHT = [
    'clause Secrecy "Keeping secrets" { text: "x" }',
    "Nimbus sends Log to Acme { within: 5 business days after the month }",
    "source outages { holds: intervals   fields { start: time   end: time   reported: time } }",
    "source calls { holds: records   each: call   key: number   fields { opened: time } }",
    'service Other { conditions: "one"   conditions: "two", "three"   fee: none }',
    "credit for Availability { amount: 2 * wage }",
    "credit for Availability { base: that month's fee of Shop   amount: rate * 2 }",
    "credit for Availability { amount: unknown * 2 }",
    "table Times by priority { columns: done   P1: 1 hour   otherwise: 2 hours }\n"
    "  metric M { measure: share of tickets   good when: opened to done at most Times   clock: always }",
]


@pytest.mark.parametrize("line", RIGHT)
def test_few_words_with_one_meaning_are_right(line: str) -> None:
    assert set(said(line)) <= {"not-evaluated"}


MISTAKEN = [
    ('clause Keeping secrets { text: "x" }', "bad-head"),
    ("report Daily { measure: Uptime }   Nimbus sends Dayly to Acme { every: 1 month }", "unknown-name"),
    ("Nimbus sends Uptime to Acme { every: 1 month }", "unknown-name"),
    ("source outages { holds: intervals   fields { start: number } }", "field-taken"),
    ("source calls { holds: records   each: call   key: openned   fields { opened: time } }", "unknown-name"),
    ("credit for Availability { amount: 2 * wagee }", "unknown-name"),
    ("credit for Availability { amount: wage * wage }", "figure-of-another-kind"),
    (
        "table Times by priority { columns: a | b   P1: 1 hour | 2 hours }\n"
        "  metric M { measure: share of tickets   good when: opened to done at most Times   clock: always }",
        "unknown-name",
    ),
]


@pytest.mark.parametrize(("line", "name"), MISTAKEN)
def test_what_could_mean_another_thing_is_a_mistake(line: str, name: str) -> None:
    assert name in said(line)
