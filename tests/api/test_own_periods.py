"""Promises of periods that the agreement lays out itself, worked out by hand, through both engines."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Literal

import pytest

import sladsl
from sladsl.api.scenarios import results
from sladsl.outcome.explain import explain_text
from sladsl.values.duration import DAY, HOUR

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Rows = list[dict[str, object]]
BASE = """
sla Hosting {{
  {head}   time zone: "Europe/Berlin"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{
    partial minutes: exact   overlapping outages: once   level rounding: none   service for part of a period: {part}
    missing samples: up   idle slots: left out   N of M periods: sliding   run over an unassessed period: broken
    money rounding: half up to 0.01 EUR, on each line   excluded time: out of both   {choice}
  }}
  service Shop {{ hours: always   fee: {fee} }}
  source outages {{ holds: intervals   of: Shop   collected: automatically   fields {{ planned: yes or no }} }}
  source tickets {{ holds: records   each: ticket   of: Shop   collected: by hand   fields {{ id: text   opened: time }} }}
  source counts {{
    holds: samples   every: 1 hour   of: Shop   collected: automatically   fields {{ e: number   n: number }}
  }}
  source work {{ holds: intervals   collected: by hand }}
  exclusion Work {{ time: work   {allowance} }}
  metric Uptime {{ of: Shop   measure: uptime from outages   {excluding}   controlled by: Nimbus }}
  metric Tickets {{ measure: number of tickets   controlled by: Nimbus }}
  metric Errors {{ of: Shop   measure: average over 7 hour slots of e / n in counts   controlled by: Nimbus }}
  objective Kept {{ Nimbus ensures {promise} }}
  {body}
}}
"""


def agreement(
    promise: str,
    *,
    head: str = "effective: 2026-01-01",
    fee: str = "1_000 EUR per month",
    part: str = "total shrinks",
    choice: str = "",
    allowance: str = "",
    excluding: str = "",
    body: str = "",
) -> sladsl.Loaded:
    loaded = sladsl.read_text(
        BASE.format(
            promise=promise,
            head=head,
            fee=fee,
            part=part,
            choice=choice,
            allowance=allowance,
            excluding=excluding,
            body=body,
        )
    )
    assert not [each.message for each in loaded.findings if each.severity == "error"]
    return loaded


def evaluated(
    of: sladsl.Loaded, rows: dict[str, Rows], engine: Engine, period: str, as_of: str = "2027-06-01"
) -> sladsl.Evaluation:
    assert not [each.message for each in of.findings if each.name == "not-evaluated"]
    # From the beginning of the agreement on somebody was looking.
    first = outage("2025-01-01T00:00+01:00", "2025-01-01T00:00+01:00")
    data = {**rows, "outages": [first, *rows.get("outages", [])]}
    return sladsl.evaluate(of, data, period=period, as_of=as_of, engine=engine)


def lines(
    of: sladsl.Loaded, rows: dict[str, Rows], engine: Engine, period: str
) -> dict[str, tuple[object, str]]:
    found = evaluated(of, rows, engine, period).outcome.statement.lines
    return {line.period: (line.level, line.status) for line in found}


def outage(start: str, end: str) -> dict[str, object]:
    return {"start": start, "end": end}


IN_2025 = "effective: 2025-01-01"
# An outage over the end of a billing cycle is cut at it: two hours on each side.
OVER = [outage("2026-03-15T22:00+01:00", "2026-03-16T02:00+01:00")]


@pytest.mark.parametrize("engine", ENGINES)
def test_billing_cycles(engine: Engine) -> None:
    of = agreement(
        "Uptime at least 99.8% each billing cycle",
        head="effective: 2025-01-01   billing cycle: from the 16th",
    )
    found = lines(
        of, {"outages": [*OVER, outage("2025-01-01T00:00Z", "2025-01-01T00:00Z")]}, engine, "2026-02..2026-04"
    )
    short = 31 * DAY - HOUR  # from 16 March to 15 April an hour is lost
    assert found == {
        "2026-02-16 to 2026-03-15": (1 - Fraction(2 * HOUR, 28 * DAY), "missed"),
        "2026-03-16 to 2026-04-15": (1 - Fraction(2 * HOUR, short), "missed"),
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_cycles_from_the_31st_begin_on_the_last_day_of_short_months(engine: Engine) -> None:
    of = agreement(
        "Uptime at least 99.9% each billing cycle",
        head="effective: 2025-01-01   billing cycle: from the 31st",
    )
    rows = [outage("2026-02-28T00:00+01:00", "2026-02-28T01:00+01:00")]
    found = lines(of, {"outages": rows}, engine, "2026-01..2026-04")
    assert list(found) == ["2026-01-31 to 2026-02-27", "2026-02-28 to 2026-03-30", "2026-03-31 to 2026-04-29"]
    assert found["2026-02-28 to 2026-03-30"][0] == 1 - Fraction(HOUR, 31 * DAY - HOUR)
    assert found["2026-01-31 to 2026-02-27"][0] == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("promise", "head", "label", "length"),
    [
        ("each fiscal quarter", f"{IN_2025}   fiscal year: from 2026-02-01", "2026-02-01 to 2026-04-30", 89 * DAY - HOUR),
        ("each contract year", "effective: 2025-02-10", "2026-02-10 to 2027-02-09", 365 * DAY),
        ("each 720 hours", "effective: 2026-03-01", "2026-03-01 00:00 to 2026-03-31 01:00", 720 * HOUR),
        ("each 30 days", "effective: 2026-03-01", "2026-03-01 to 2026-03-30", 30 * DAY - HOUR),
        ("each 2 weeks", "effective: 2026-03-09", "2026-03-09 to 2026-03-22", 14 * DAY),
        ("each 6 months", "effective: 2026-01-31", "2026-01-31 to 2026-07-30", 181 * DAY - HOUR),
    ],
)  # fmt: skip
def test_periods_of_their_own(promise: str, head: str, label: str, length: int, engine: Engine) -> None:
    of = agreement(f"Uptime at least 99.9% {promise}", head=head)
    found = lines(of, {"outages": OVER}, engine, "2026-01-01..2027-12-31")
    assert found[label][0] == 1 - Fraction(4 * HOUR, length)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("promise", "day", "down", "length"),
    [
        # 30 days before the day, without it: from 14 February on, so the outage of the 15th counts on the 16th first
        ("each day over the preceding 30 days", "2026-03-15", 0, 30 * DAY),
        ("each day over the preceding 30 days", "2026-03-16", 2 * HOUR, 30 * DAY),
        ("each day over the preceding 30 days", "2026-03-17", 4 * HOUR, 30 * DAY),
        ("each day over the preceding 30 days", "2026-04-15", 2 * HOUR, 30 * DAY - HOUR),
        ("each day over the preceding 30 days", "2026-04-16", 0, 30 * DAY - HOUR),
        ("over any 30 consecutive days", "2026-03-15", 2 * HOUR, 30 * DAY),
        ("over any 30 consecutive days", "2026-04-14", 2 * HOUR, 30 * DAY - HOUR),
        ("over any 30 consecutive days", "2026-04-15", 0, 30 * DAY - HOUR),
        ("each day over the last 24 hours", "2026-03-29", 0, 24 * HOUR),
        ("each day over the preceding 24 hours", "2026-03-16", 2 * HOUR, 24 * HOUR),
    ],
)
def test_each_day_over_a_longer_time(promise: str, day: str, down: int, length: int, engine: Engine) -> None:
    of = agreement(f"Uptime at least 99.9% {promise}", head="effective: 2025-01-01")
    found = lines(of, {"outages": OVER}, engine, day)
    assert found == {day: (1 - Fraction(down, length), "missed" if down * 1000 > length else "met")}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_reasons_say_over_which_time(engine: Engine) -> None:
    of = agreement("Uptime at least 99.9% each day over the preceding 30 days", head=IN_2025)
    found = evaluated(of, {"outages": OVER}, engine, "2026-03-17")
    (line,) = found.outcome.statement.lines
    said = explain_text(line, found.witnesses(line), {}, "Europe/Berlin")
    assert "assessed over 2026-02-15 00:00 to 2026-03-17 00:00" in said
    # All four hours of the outage stand there, though none of it is on the day itself.
    assert "1 row: 4 h one by one, 4 h counted as down." in said
    assert json.loads(found.json())["statement"]["lines"][0]["window"] == [
        "2026-02-14T23:00:00Z", "2026-03-16T23:00:00Z"
    ]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_each_month_with_the_one_before(engine: Engine) -> None:
    of = agreement("Tickets at most 2 each month over the last 2 months", head="effective: 2025-01-01")
    opened = [
        "2026-01-31T23:30+01:00",
        "2026-02-01T00:00+01:00",
        "2026-02-28T10:00+01:00",
        "2026-03-31T23:59+02:00",
    ]
    rows: Rows = [{"id": str(number), "opened": at} for number, at in enumerate(opened)]
    found = lines(of, {"tickets": rows}, engine, "2026-02..2026-04")
    assert found == {"2026-02": (3, "missed"), "2026-03": (3, "missed"), "2026-04": (1, "met")}


@pytest.mark.parametrize("engine", ENGINES)
def test_days_of_which_not_all_are_in_force_are_no_run_of_days(engine: Engine) -> None:
    of = agreement("Uptime at least 99.9% over any 30 consecutive days", head="effective: 2026-03-01")
    found = lines(of, {"outages": OVER}, engine, "2026-03")
    assert [each for each in found if found[each][1] != "not assessed"] == ["2026-03-30", "2026-03-31"]
    (why,) = {
        line.reason
        for line in evaluated(of, {"outages": OVER}, engine, "2026-03-01..2026-03-29").outcome.statement.lines
    }
    assert why == "the agreement is not in force for all of the 30 consecutive days"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("part", "first"),
    [
        ("total shrinks", 1 - Fraction(2, 48)),
        ("not assessed", None),
        ("rest counts as up", 1 - Fraction(2, 720)),
    ],
)
def test_the_first_days_look_back_at_what_was_not_in_force(
    part: str, first: Fraction | None, engine: Engine
) -> None:
    of = agreement(
        "Uptime at least 90% each day over the preceding 30 days", head="effective: 2026-03-14", part=part
    )
    rows = [outage("2026-03-12T00:00+01:00", "2026-03-13T00:00+01:00"), OVER[0]]
    found = lines(of, {"outages": rows}, engine, "2026-03-16")
    assert found["2026-03-16"][0] == first


@pytest.mark.parametrize("engine", ENGINES)
def test_slots_begin_anew_with_each_day_of_a_longer_time(engine: Engine) -> None:
    # Slots of 7 hours: three whole ones and one of 3 hours a day. In two days eight begin, of which two have 50%.
    of = agreement(
        "Errors at most 20% each day over the preceding 2 days", head="effective: 2025-01-01", choice=""
    )
    rows: Rows = [
        {"at": f"2026-03-{day:02}T{hour:02}:00:00+01:00", "e": 0, "n": 2}
        for day in (9, 10, 11)
        for hour in (0, 7, 14, 21)
    ]
    rows[1]["e"] = 1  # on the 9th at 07:00: only for the 10th and 11th
    rows[7]["e"] = 1  # on the 10th at 21:00
    found = lines(of, {"counts": rows}, engine, "2026-03-11..2026-03-13")
    assert {day: level for day, (level, _) in found.items()} == {
        "2026-03-11": Fraction(1, 8),
        "2026-03-12": Fraction(1, 16),
        "2026-03-13": 0,
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_an_allowance_per_billing_cycle(engine: Engine) -> None:
    of = agreement(
        "Uptime at least 99.9% each month",
        head="effective: 2025-01-01   billing cycle: from the 16th",
        allowance="allowance: first 3 hours per billing cycle",
        excluding="excluding: Work",
    )
    # 5 hours of work before the 16th and 5 on it: of each 3 are allowed, so 2 hours of each count as down.
    work = [
        outage("2026-03-10T00:00+01:00", "2026-03-10T05:00+01:00"),
        outage("2026-03-16T00:00+01:00", "2026-03-16T05:00+01:00"),
    ]
    found = lines(of, {"outages": work, "work": work}, engine, "2026-03")
    total = 31 * DAY - HOUR - 6 * HOUR
    assert found["2026-03"][0] == 1 - Fraction(4 * HOUR, total)


CREDIT = (
    "credit for Kept { base: that billing cycle's fee of Shop   amount: 10% }"
    "   cap: 4% of that fiscal year's fee of Shop per fiscal year, of all credits"
    "   claims { channel: in writing   deadline: 10 days after the billing cycle }"
    "   Acme may terminate {"
    " when: Kept missed in 2 consecutive months   notice: 30 days   use within: 60 days of the last miss }"
)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("fee", ["1_000 EUR per billing cycle", "1_000 EUR per month"])
def test_fees_caps_claims_and_rights_by_cycle(fee: str, engine: Engine) -> None:
    if fee.endswith("month"):
        # A cycle of a monthly fee costs a month of it; a year of such cycles is not said to.
        promise = "Uptime at least 99.9% each billing cycle"
        head = "effective: 2025-01-16   billing cycle: from the 16th"
        of = agreement(promise, head=head, fee=fee, body=CREDIT.partition("   cap:")[0])
        rows = [outage("2026-03-20T00:00+01:00", "2026-03-20T04:00+01:00")]
        assert "100.00 EUR" in evaluated(of, {"outages": rows}, engine, "2026-03..2026-04").text()
        return
    of = agreement(
        "Uptime at least 99.9% each billing cycle",
        head="effective: 2025-01-16   billing cycle: from the 16th   fiscal year: from 2026-01-16",
        fee=fee,
        body=CREDIT,
    )
    rows = [
        outage(f"2026-{month:02}-20T00:00+01:00", f"2026-{month:02}-20T04:00+01:00") for month in range(1, 7)
    ]
    found = evaluated(of, {"outages": rows}, engine, "2026-01-16..2026-07-15", as_of="2026-07-20")
    statement = found.outcome.statement
    # 100 EUR each, and of the 12_000 EUR of a fiscal year 4 % are 480 EUR: the fifth is cut, the sixth is nothing.
    assert [line.period for line in statement.lines] == [
        "2026-01-16 to 2026-02-15", "2026-02-16 to 2026-03-15", "2026-03-16 to 2026-04-15",
        "2026-04-16 to 2026-05-15", "2026-05-16 to 2026-06-15", "2026-06-16 to 2026-07-15",
    ]  # fmt: skip
    assert {line.claim.last_day for line in statement.lines if line.claim} >= {"2026-02-25", "2026-07-25"}
    assert "Credits in all: 480.00 EUR" in " ".join(found.text().split())
    assert "Kept missed in 2026-05-16 to 2026-06-15 and" in " ".join(found.text().split())


def test_levels_and_fees_are_given_by_the_first_day() -> None:
    of = sladsl.read_text(
        """
sla T {
  effective: 2025-01-16   time zone: "UTC"   currency: EUR   billing cycle: from the 16th
  interpretation { money rounding: half up to 0.01 EUR, on each line   level rounding: none }
  party A { role: provider   accepted: by ordering }   party B { role: customer   accepted: by ordering }
  service Net { hours: always   fee: as invoiced per billing cycle }
  metric Up { of: Net   measure: as reported   collected by: A   controlled by: A }
  objective Kept { A ensures Up at least 99% each billing cycle }
  credit for Kept { base: that billing cycle's fee of Net   amount: 10% }
  scenario "A cycle" {
    months: 2026-03 to 2026-05
    levels for Kept { 2026-03-16: 98%   2026-04-16: 99% }
    expected { Kept, 2026-03-16: missed   Kept, 2026-04-16: met }
  }
}
"""
    )
    assert [
        each.message for each in of.findings if each.severity == "error" or each.name == "not-evaluated"
    ] == []
    assert of.agreement is not None
    played = results(of.agreement)
    assert [(each.expectation_text, each.got_text) for each in played if not each.ok] == []
    assert len(played) == 2


@pytest.mark.parametrize(
    ("promise", "head", "words"),
    [
        ("each billing cycle", "effective: 2026-01-01   billing cycle: not stated", "billing cycles of which nothing says"),
        ("each billing cycle", "effective: 2026-01-01   billing cycle: from the day of ordering", "billing cycles of which"),
        ("each contract year", "", "contract years of which nothing says"),
        ("each 720 hours", "", "counted from a day which is not stated"),
        ("each 90 seconds", "effective: 2026-01-01", "no whole minutes, days or months"),
        ("each 5 business days", "effective: 2026-01-01", "no whole minutes, days or months"),
        ("each not stated", "effective: 2026-01-01", "periods that are not stated"),
        ("each day over the preceding 5 business days", "effective: 2026-01-01", "no whole minutes"),
    ],
)  # fmt: skip
def test_what_cant_be_laid_out_is_told(promise: str, head: str, words: str) -> None:
    loaded = sladsl.read_text(
        BASE.format(
            promise=f"Uptime at least 99% {promise}", head=head, fee="1_000 EUR per month", part="total shrinks",
            choice="", allowance="", excluding="", body="",
        )
    )  # fmt: skip
    told = " ".join(each.message for each in loaded.findings if each.name == "not-evaluated")
    assert words in told


def test_a_right_that_counts_months_of_what_looks_back_is_told() -> None:
    right = (
        "Acme may terminate { when: Kept missed in 3 consecutive WORD   notice: 30 days   use within: EVER }"
    )
    right = right.replace("EVER", "9 days of the last miss")
    of = agreement("Uptime at least 99% over any 30 consecutive days", body=right.replace("WORD", "months"))
    told = " ".join(each.message for each in of.findings if each.name == "not-evaluated")
    assert "counting what looks back at a longer time by other periods than its own" in told
    of = agreement("Uptime at least 99% over any 30 consecutive days", body=right.replace("WORD", "days"))
    assert not [each for each in of.findings if each.name == "not-evaluated"]
    assert of.agreement is not None
    assert len(of.agreement.rights) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_month_that_is_thirty_days(engine: Engine) -> None:
    of = agreement("Uptime at least 99.9% each month", head="effective: 2026-03-01", choice="month: 30 days")
    found = lines(of, {"outages": OVER}, engine, "2026-03..2026-05")
    assert found["2026-03-01 to 2026-03-30"][0] == 1 - Fraction(4 * HOUR, 30 * DAY - HOUR)
    assert list(found) == ["2026-03-01 to 2026-03-30", "2026-03-31 to 2026-04-29", "2026-04-30 to 2026-05-29"]


CYCLES = """
sla T {
  effective: 2025-01-16   time zone: "UTC"   currency: EUR   billing cycle: from the 16th
  interpretation { money rounding: half up to 0.01 EUR, on each line   level rounding: none }
  party A { role: provider   accepted: by ordering }   party B { role: customer   accepted: by ordering }
  service Net { hours: always   fee: as invoiced per billing cycle }
  metric Up { of: Net   measure: as reported   collected by: A   controlled by: A }
  objective Kept { A ensures Up at least 99% each billing cycle }
  credit for Kept { base: that billing cycle's fee of Net   amount: 10% }
  claims { channel: in writing   deadline: 30 days after the month }
}
"""


def test_reported_levels_fees_and_claims_name_a_cycle_by_its_first_day() -> None:
    of = sladsl.read_text(CYCLES)
    assert [
        each.message for each in of.findings if each.severity == "error" or each.name == "not-evaluated"
    ] == []
    levels = [
        {"objective": "Kept", "period": "2026-02-16", "level": "99.5%"},
        {"objective": "Kept", "period": "2026-03-16 to 2026-04-15", "level": "98%"},
        {"objective": "Kept", "period": "2026-04", "level": "97%"},
        {"objective": "Kept", "period": "2026-05-01", "level": "96%"},
    ]
    fees = [
        {"service": "Net", "period": "2026-02-16", "amount": "1000"},
        {"service": "Net", "period": "2026-03-16 to 2026-04-15", "amount": "2000"},
    ]
    claims = [{"objective": "Kept", "period": "2026-03-16", "claimed": "2026-05-01"}]
    found = sladsl.evaluate(of, {"levels": levels, "fees": fees, "claims": claims}, as_of="2026-07-01")
    statement = found.outcome.statement
    lines = {line.period: (line.status, line.claim.state if line.claim else "") for line in statement.lines}
    assert lines["2026-02-16 to 2026-03-15"][0] == "met"
    assert lines["2026-03-16 to 2026-04-15"] == ("missed", "made in time")
    assert "Credits in all: 200.00 EUR" in found.text()
    # A month is no cycle, and neither is what begins within one: both are told.
    (stray,) = [each for each in statement.findings if each.name == "level-without-line"]
    assert stray.count == 2
