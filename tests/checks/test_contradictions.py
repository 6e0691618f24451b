"""Contradictions of promises, measures, clocks and scenarios: in what is only read, with named figures, in templates."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text
from sladsl.checks.sides import by_name
from sladsl.checks.urgency import length, ranks, shorter, stage
from sladsl.source import SourceText
from sladsl.syntax.parse import parse

MINE = frozenset(
    (
        "bound-out-of-reach", "calendar-never-open", "compared-with-itself", "condition-never-true",
        "dimension-mismatch", "escalation-out-of-order", "grace-swallows-promise", "impossible-scenario",
        "length-does-not-fit", "limits-out-of-order", "named-twice", "notice-turned-round", "period-undefined",
        "promise-on-the-bad-side", "row-never-reached", "unlike-compared", "unpayable-expectation",
    )
)  # fmt: skip
BODY = """
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Shop { hours: always   fee: 1_000 EUR per month }
  service Desk { hours: Office   fee: 100 EUR per month }
  option Class { values: Gold, Silver   chosen by: Acme }
  source checks {
    holds: samples   of: Shop   every: 1 minute
    fields { ok: yes or no   zone: North, South   errors: number   requests: number }
  }
  source outages { holds: intervals   of: Shop   fields { zone: North, South } }
  source windows { holds: intervals   of: Shop   fields { announced: time } }
  source tickets {
    holds: records   of: Desk   each: ticket
    fields {
      opened: time   answered: time   resolved: time   priority: P1, P2, P3   score: number   took: duration
      late: yes or no
    }
  }
  metric Uptime { measure: uptime from outages }
  metric Answers { measure: opened to answered of tickets }
  objective Kept { Nimbus ensures Uptime at least 99.5% each month }
"""


def found(rest: str, kind: str = "sla") -> list[str]:
    read = read_text(f'{kind} Hosting "Hosting" {{ {BODY} {rest} }}')
    assert not read.broken, [each.message for each in read.findings if each.severity == "error"]
    return [each.name for each in check(read) if each.name in MINE]


WRONG = [
    # Named figures are told with their value.
    (
        "assume { goal: 120% } objective G { Nimbus ensures Uptime at least goal each quarter }",
        "bound-out-of-reach",
    ),
    (
        "assume { part: 40% } let { goal: part + part + part }"
        " objective G { Nimbus ensures Uptime at least goal each year }",
        "bound-out-of-reach",
    ),
    # What is only read: an objective that applies to one class, a metric with a grace.
    (
        "objective G { Nimbus ensures Uptime at least 150% each year   applies where: Class is Gold }",
        "bound-out-of-reach",
    ),
    (
        "metric M { measure: uptime from outages   grace: 2 hours, never counted }"
        " objective G { Nimbus ensures M at least 99.9% each month }",
        "grace-swallows-promise",
    ),
    (
        "metric M { measure: average of Uptime over the last 3 months }"
        " objective G { Nimbus ensures M above 100% each month }",
        "bound-out-of-reach",
    ),
    ("Acme may terminate { when: Uptime below 0%   notice: 30 days }", "bound-out-of-reach"),
    ("cap: 50% of that month's fee of Shop per fiscal year, of all credits", "period-undefined"),
    ("fact Paid { type: yes or no   each: billing cycle   stated by: Acme }", "period-undefined"),
    ("Nimbus sends Report to Acme { within: 10 days after the fiscal quarter }", "period-undefined"),
    ("definitions { Bad: tickets where score above 80 and score below 20 }", "condition-never-true"),
    ("exclusion X { requests: tickets where late and not late }", "condition-never-true"),
    (
        "credit for Kept { applies where: Class is Gold and Class is Silver   base: that month's fee of Shop   amount: 5% }",
        "condition-never-true",
    ),
    ("definitions { Bad: when score above 50% }", "unlike-compared"),
    (
        "metric M { measure: weighted average of Answered across zone }"
        " metric Answered { measure: share of tickets   good when: late }",
        "dimension-mismatch",
    ),
    ("calendar C { all of: Office, Office }", "named-twice"),
    ("calendar C { all of: Office, Night } calendar Night { Monday: 20:00 to 22:00 }", "calendar-never-open"),
    (
        "objective G { Nimbus ensures Answers of each ticket at most target   applies where: Class is Gold"
        " target by priority { P1: 4 hours   P2: 1 hour   P3: 8 hours } }",
        "limits-out-of-order",
    ),
    (
        "objective G { Nimbus ensures Answers of each ticket at most target   applies where: Class is Gold"
        " target by priority { P1: 4 hours   P3: 8 hours } }",
        "row-never-reached",
    ),
    (
        "objective G { Nimbus ensures Answers of each ticket at most 4 hours }"
        ' escalation for G { where: priority is P1   at 90%: "Head"   at 20%: "Lead" }',
        "escalation-out-of-order",
    ),
    ("exclusion X { time: windows where announced at most 5 days before start }", "notice-turned-round"),
    ("exclusion X { time: windows   allowance: first 30 hours per day }", "length-does-not-fit"),
    (
        "metric M { measure: uptime from checks   down when: not ok   slots: 90 seconds }",
        "length-does-not-fit",
    ),
    (
        "metric Faults { measure: number of outages from outages   better: higher }"
        " objective G { Nimbus ensures Faults at most 3 each month }",
        "promise-on-the-bad-side",
    ),
    (
        "metric Quick { measure: share of tickets   good when: opened to answered at most 1 hour }"
        " objective G { Nimbus ensures Quick at most 95% each month }",
        "promise-on-the-bad-side",
    ),
    (
        'metric Handled "Tickets in time" { measure: as reported   collected by: Acme   of: Desk }'
        " objective G { Nimbus ensures Handled at least 195% each month }",
        "bound-out-of-reach",
    ),
    (
        "objective G { Nimbus ensures all of Uptime, Part at least 199% each month }"
        " metric Part { measure: 100% - ratio of errors / requests in checks }",
        "bound-out-of-reach",
    ),
    (
        'objective G { Nimbus ensures Uptime at least 99% each quarter   no worse than: Uptime by "t-test" }',
        "compared-with-itself",
    ),
    (
        'scenario "S" { month: 2026-03   option: Class, Gold   down: Shop, 2026-03-04 10:00 to 2026-03-05 10:00'
        "   expect: Kept missed, credit 70 EUR }"
        " credit for Kept { applies where: Class is Gold   base: that month's fee of Shop   amount: 5%"
        "   when: no credit due in each of the next 2 months }",
        "unpayable-expectation",
    ),
    (
        'scenario "S" { month: 2026-03   record tickets { opened: 2026-03-05   answered: 2026-03-04 } expect: Kept met }',
        "impossible-scenario",
    ),
]
RIGHT = [
    "metric Slow { measure: share of tickets   good when: opened to answered above 1 hour }"
    " objective G { Nimbus ensures Slow at most 5% each month }",
    "source deliveries { holds: records   of: Shop   each: delivery   fields { at: time } }"
    " metric First { measure: time until 1st of deliveries }"
    " objective G { Nimbus ensures First at most 3 days each month }",
    "source probes { holds: samples   of: Shop   every: 5 minutes   fields { ok: yes or no } }"
    " metric M { measure: uptime from checks, probes   down when: not ok   merge gaps: 2 minutes }",
    "assume { goal: 99.9% } objective G { Nimbus ensures Uptime at least goal each quarter }",
    "parameters { goal: not stated } objective G { Nimbus ensures Uptime at least goal each quarter }",
    "objective G { Nimbus ensures Uptime at least not stated each quarter   critical: not stated }",
    "metric M { measure: uptime from outages   grace: 2 minutes, never counted }"
    " objective G { Nimbus ensures M at least 99.9% each month }",
    "fiscal year: from 2026-02-01   cap: 50% of that month's fee of Shop per fiscal year, of all credits",
    "definitions { Bad: tickets where score above 80 or score below 20   Old: when took above 5 days }",
    "credit for Kept { applies where: Class is Gold or Class is Silver   base: that month's fee of Shop   amount: 5% }",
    "metric M { measure: minimum of Uptime across zone }",
    "calendar C { all of: Office, Day } calendar Day { Monday to Sunday: 06:00 to 22:00 }",
    'calendar C { all of: Office, Pune } calendar Pune { Monday: 20:00 to 22:00   zone: "Asia/Kolkata" }',
    "objective G { Nimbus ensures Answers of each ticket at most target   applies where: Class is Gold"
    " target by priority { P1: 1 hour   P2: not stated   P3: 8 hours } }",
    "metric Spread { measure: ratio of errors / score in checks_ } source checks_ { holds: samples   of: Shop"
    "   every: 1 minute   fields { errors: number   score: number } }"
    " objective G { Nimbus ensures Spread at most 150% each month }",
    "metric M { measure: uptime from checks   down when: errors / requests at least 100%   slots: 5 minutes }",
    'scenario "S" { month: 2026-03   option: Class, Gold   down: Shop, 2026-03-04 10:00 to 2026-03-05 10:00'
    "   expect: Kept missed, credit 50 EUR }"
    " credit for Kept { applies where: Class is Gold   base: that month's fee of Shop   amount: 5% }",
    'scenario "S" { month: 2026-03   option: Class, Gold   down: Shop, 2026-03-04 10:00 to 2026-03-05 10:00'
    "   expect: Kept missed, credit 70 EUR }"
    " credit for Kept { applies where: Class is Gold   base: that month's fee of Shop   amount: 1% to 9% }",
    'scenario "S" { month: 2026-03   record tickets { opened: 2026-03-04   answered: 2026-03-05 } expect: Kept met }',
]


@pytest.mark.parametrize(("rest", "name"), WRONG, ids=lambda each: str(each)[:60])
def test_a_contradiction_is_found(rest: str, name: str) -> None:
    assert found(rest) == [name]


@pytest.mark.parametrize("rest", RIGHT, ids=lambda each: str(each)[:60])
def test_what_agrees_is_not_told(rest: str) -> None:
    assert found(rest) == []


@pytest.mark.parametrize(
    ("given", "names"), [("", []), ("goal: 99%", []), ("goal: 130%", ["bound-out-of-reach"])]
)
def test_a_template_with_an_open_figure_is_right(given: str, names: list[str]) -> None:
    template = (
        f"template Terms {{ {BODY} parameters {{ goal: not stated }}"
        " objective G { Nimbus ensures Uptime at least goal each quarter } }\n"
    )
    made = f'sla Hosting "Hosting" {{ based on: Terms   parameters {{ {given} }} }}' if given else ""
    text = template + (made or f'sla Other "Other" {{ {BODY} }}')
    read = read_text(text)
    assert [each.name for each in check(read) if each.name in MINE] == names


# ---- what is evident of an order


@pytest.mark.parametrize(
    ("field", "values", "order"),
    [
        ("priority", ("P1", "P2", "P10"), ["P1", "P2", "P10"]),
        ("severity", ("Sev 2", "Sev 1"), ["Sev 1", "Sev 2"]),
        ("kind", ("Critical", "Minor", "Major"), ["Critical", "Major", "Minor"]),
        ("priority", ("Low", "High"), ["High", "Low"]),
        ("complexity", ("High", "Low"), []),
        ("zone", ("Zone1", "Zone2"), []),
        ("step", ("S1", "S2"), []),
        ("severity", ("S1", "S2"), ["S1", "S2"]),
        ("site", ("Bonn", "Ulm"), []),
        ("priority", (), []),
    ],
)
def test_an_order_of_urgency(field: str, values: tuple[str, ...], order: list[str]) -> None:
    ranked = ranks(field, values)
    assert sorted(ranked, key=lambda each: ranked[each]) == order


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("ErrorRate", False),
        ("PacketLoss", False),
        ("ResponseTime", False),
        ("Mean response time", False),
        ("MonthlyUptime", True),
        ("Availability2", True),
        ("TimeBetweenFailures", None),
        ("ErrorsFixed", None),
        ("ErrorFreeDays", None),
        ("Volume", None),
        ("TransitTime", None),
    ],
)
def test_the_better_side_by_a_name(name: str, better: bool | None) -> None:
    assert by_name(name) is better


def _duration(text: str) -> object:
    file, unread = parse(SourceText(f"sla X {{ term {{ initial: {text} }} }}"))
    assert not unread
    return file.blocks[0].blocks[0].entries[0].value


@pytest.mark.parametrize(
    ("one", "other", "is_shorter"),
    [
        ("4 hours", "5 hours", True),
        ("240 minutes", "4 hours", False),
        ("2 business days", "3 business days", True),
        ("5 hours", "1 business day", True),
        ("8 hours", "1 business day", False),
        ("1 business day", "25 hours", True),
        ("4 business hours", "5 hours", True),
    ],
)
def test_lengths_that_are_shorter_for_sure(one: str, other: str, is_shorter: bool) -> None:
    first, second = length(_duration(one)), length(_duration(other))
    assert first is not None
    assert second is not None
    assert shorter(first, second) is is_shorter


def test_what_has_no_length() -> None:
    assert length(_duration("2 months")) is None
    assert length(None) is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("responded", 0),
        ("acknowledged_at", 0),
        ("workaround", 1),
        ("closed", 2),
        ("opened", None),
        ("accepted", None),
    ],
)
def test_the_stages_of_a_record(name: str, place: int | None) -> None:
    assert stage(name) == place
