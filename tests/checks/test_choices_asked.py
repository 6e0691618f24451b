"""Choices about several credits, steps and terms: asked where they can change what is owed; what is assumed until then."""

from __future__ import annotations

import pytest

import sladsl
from sladsl.api import check

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR   {head}
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   overlapping outages: once
    partial minutes: exact   claim after several outages: the last   {choice}
  }}
  service Shop {{ hours: always   fee: 10_000 EUR per month   {service} }}
  service Other {{ hours: always   fee: 5_000 EUR per month }}
  source outages {{ holds: intervals   of: Shop   collected: automatically   fields {{ cause: ours, theirs }} }}
  source others {{ holds: intervals   of: Other   collected: automatically }}
  metric Up {{ measure: uptime from outages   of: Shop   controlled by: P   {up} }}
  metric Down {{ measure: downtime from {source}   {of}   controlled by: P   {down} }}
  objective A {{ P ensures Up at least 99% each month }}
  objective B {{ P ensures Down at most 1 hour each month }}
  credit for A {{ base: that month's fee of Shop   amount: 10%   {credit} }}
  claims {{ channel: in writing   deadline: {deadline} }}
  {more}
}}
"""
PARTS = {
    "head": "",
    "choice": "",
    "service": "",
    "up": "",
    "down": "",
    "source": "outages",
    "of": "of: Shop",
    "credit": "",
    "deadline": "30 days after the month",
    "more": "",
}
SECOND = "credit for B { base: that month's fee of FEE   amount: 5% }"
AGAIN = """objective R { P ensures Up at least 99% DAYS }
  credit for R { base: that month's fee of Shop   amount: 1% }"""
OTHER_SIDE = """metric Sent { measure: as reported   of: Shop   collected by: C   controlled by: C }
  objective Forecast { C ensures Sent at least 90% each month }
  credit for Forecast { amount: 5 EUR }"""
STEP = "step: LENGTH of Down"


def asked(**said: str) -> dict[str, str]:
    """The choices that the checker asks for, each with its message; information is told as such."""
    loaded = sladsl.read_text(TEXT.format(**(PARTS | said)))
    assert not [each.message for each in loaded.findings if each.severity == "error"]
    found = [each for each in check(loaded) if each.name == "silent-choice"]
    return {each.message.split("`")[1]: f"{each.severity}: {each.message} {each.witness}" for each in found}


MISSES, BASE = "several misses in one incident", "base and other credits"
CASES: list[tuple[dict[str, str], set[str]]] = [
    ({}, set()),
    ({"more": SECOND.replace("FEE", "Shop")}, {MISSES, BASE}),
    ({"more": SECOND.replace("FEE", "Other")}, {MISSES}),
    (
        {"more": AGAIN.replace("DAYS", "each day over the preceding 30 days")},
        {"used time", MISSES, BASE, "service for part of a period"},
    ),
    ({"more": AGAIN.replace("DAYS", "each quarter")}, {MISSES, BASE}),
    ({"more": SECOND.replace("FEE", "Other"), "source": "others", "of": "of: Other"}, set()),
    ({"more": SECOND.replace("FEE", "Shop"), "source": "others", "of": "of: Other"}, {BASE}),
    ({"more": SECOND.replace("FEE", "Shop"), "up": "where: cause is ours"}, {MISSES, BASE}),
    (
        {
            "more": SECOND.replace("FEE", "Other"),
            "up": "where: cause is ours",
            "down": "where: cause is theirs",
        },
        set(),
    ),
    ({"more": "credit for B { amount: 500 EUR }"}, {MISSES}),
    (
        {"more": SECOND.replace("FEE", "Shop"), "choice": f"{MISSES}: each   {BASE}: before other credits"},
        set(),
    ),
    (
        {"more": SECOND.replace("FEE", "Shop"), "choice": f"{MISSES}: highest   {BASE}: after other credits"},
        set(),
    ),
    ({"head": "cap: 9 EUR per month", "more": OTHER_SIDE, "choice": "cap covers: each credit"}, set()),
    (
        {"head": "cap: 9 EUR per month", "more": OTHER_SIDE, "choice": "cap covers: all credits"},
        {"cap of both sides"},
    ),
    ({"deadline": "30 days after the start of the outage"}, {"days"}),
    ({"deadline": "72 hours after the start of the outage"}, set()),
    ({"deadline": "5 weeks after the end of the outage"}, set()),
    ({"deadline": "30 days after the end of the outage", "choice": "days: business days"}, {"business days"}),
    ({"credit": STEP.replace("LENGTH", "30 minutes")}, {"partial steps", "steps"}),
    ({"credit": STEP.replace("LENGTH", "full 30 minutes") + ", per outage"}, set()),
    (
        {"credit": STEP.replace("LENGTH", "started 30 minutes") + " beyond 4 hours"},
        {"steps", "beyond a limit"},
    ),
    (
        {"credit": STEP.replace("LENGTH", "started 30 minutes") + " beyond 4 hours, only the excess"},
        {"steps"},
    ),
    (
        {
            "credit": STEP.replace("LENGTH", "30 minutes") + " beyond 4 hours   steps: per outage",
            "choice": "partial steps: exact   beyond a limit: the whole",
        },
        set(),
    ),
    ({"credit": "repeat: 2 times from the 2nd miss in a row"}, set()),
    ({"credit": "repeat: 2 times from the 2nd miss in a row   cap: 5_000 EUR per month"}, {"order"}),
    (
        {
            "credit": "repeat: 2 times from the 2nd miss in a row",
            "head": "cap: 5_000 EUR per month, of all credits",
        },
        {"order"},
    ),
    (
        {
            "credit": "repeat: 2 times from the 2nd miss in a row   cap: 5_000 EUR per month",
            "choice": "order: bands, cap, repeat",
        },
        set(),
    ),
    ({"service": "fee: 12_000 EUR per month from 2027-01-15"}, {"terms in force"}),
    ({"service": "fee: 12_000 EUR per month from 2027-01-01"}, set()),
    (
        {"service": "fee: 12_000 EUR per month from 2027-01-15", "choice": "terms in force: at the failure"},
        set(),
    ),
    (
        {"head": "amount at risk: 10% of that month's fee of Shop, without pass-through fees"},
        {"fee leaves out"},
    ),
    ({"head": "amount at risk: 10% of that month's fee of Shop"}, set()),
    ({"more": "option Plan { values: Gold, Silver   chosen by: C }"}, set()),
    (
        {
            "more": "option Plan { values: Gold, Silver   chosen by: C }\n"
            "objective D { P ensures Up at least 99.9% each month   applies where: Plan is Gold }"
        },
        {"option changed"},
    ),
]


@pytest.mark.parametrize(("said", "keys"), CASES, ids=[str(at) for at in range(len(CASES))])
def test_asked_where_it_matters(said: dict[str, str], keys: set[str]) -> None:
    found = asked(**said)
    assert set(found) == keys, found
    assert all(each.startswith("warning: ") for each in found.values())


def test_what_is_assumed_is_told() -> None:
    found = asked(more=SECOND.replace("FEE", "Shop"))
    assert "until it is settled, `each` is assumed" in found[MISSES]
    assert "until it is settled, `before other credits` is assumed" in found[BASE]
    found = asked(credit="repeat: 2 times from the 2nd miss in a row   cap: 5_000 EUR per month")
    assert "order" in found
    found = asked(more=SECOND.replace("FEE", "Shop"), choice=f"{MISSES}: not stated   {BASE}: not stated")
    assert [each.partition(":")[0] for each in found.values()] == ["information", "information"]


def test_the_statement_says_what_was_assumed() -> None:
    loaded = sladsl.read_text(TEXT.format(**(PARTS | {"more": SECOND.replace("FEE", "Shop")})))
    outages = [{"start": "2026-03-04T00:00Z", "end": "2026-03-05T00:00Z", "cause": "ours"}]
    statement = sladsl.evaluate(
        loaded, {"outages": outages}, period="2026-03", as_of="2026-04-10"
    ).outcome.statement
    assert {each.key: each.answer for each in statement.answers if each.origin == "assumed"} == {
        MISSES: "each",
        BASE: "before other credits",
    }


OPEN_POINTS = [
    ("head", "version: not stated", "`version` (line 3)"),
    ("service", "conditions: not stated", "`conditions` of service Shop"),
    ("more", "objective D { P ensures Up at least not stated each month }", "the promise of objective D"),
    ("more", 'audit { by: "X"   cites: not stated }', "`cites` of audit"),
    ("choice", "undecided records: not stated", "`undecided records` of interpretation"),
    ("more", 'clause X { text: "What is not stated is not owed." }  # not stated', ""),
]


@pytest.mark.parametrize(("part", "line", "told"), OPEN_POINTS)
def test_every_open_point_is_listed(part: str, line: str, told: str) -> None:
    loaded = sladsl.read_text(TEXT.format(**(PARTS | {part: line})))
    found = [each.message for each in check(loaded) if each.name == "left-open"]
    if not told:
        assert found == []
        return
    assert len(found) == 1
    assert told in found[0]


def test_an_open_point_that_a_finding_tells_is_not_told_twice() -> None:
    loaded = sladsl.read_text(
        TEXT.format(**(PARTS | {"more": SECOND.replace("FEE", "Shop"), "choice": f"{BASE}: not stated"}))
    )
    assert not [each for each in check(loaded) if each.name == "left-open"]


def test_all_lines_and_what_stays_open_with_them() -> None:
    cap = "several customers: each for itself"
    second = SECOND.replace("FEE", "Other").replace("amount: 5%", f"amount: 5%   {cap}")
    loaded = sladsl.read_text(TEXT.format(**(PARTS | {"credit": cap, "more": second})))
    (told,) = [each.message for each in loaded.findings if each.name == "not-evaluated"]
    assert "credits of each of several customers (lines 18, 20)" in told
    assert "open with them: credit for A, credit for B" in told


@pytest.mark.parametrize(
    ("base", "choice", "told"),
    [
        ("that month's fee of Shop", "period before", True),
        ("the previous month's fee of Shop", "period before", False),
        ("the next month's fee of Shop", "period of the miss", True),
        ("that month's fee of Shop", "not stated", False),
    ],
)
def test_two_answers_to_one_question(base: str, choice: str, told: bool) -> None:
    text = TEXT.format(**PARTS).replace(
        "base: that month's fee of Shop", f"base: {base}   credit base: {choice}"
    )
    loaded = sladsl.read_text(text)
    found = check(loaded)
    assert any(each.name == "base-said-twice" for each in found) is told
    assert any(each.name == "not-evaluated" for each in found) is False
