"""The mark `°` of the cheat sheet: read and checked, not evaluated yet. It stands where the compiler says so, nowhere else.

Each sample of the hand-written part is a piece of an agreement that says it; what the compiler leaves out of that agreement
decides. Choices are asked answer by answer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sladsl.api.read import read_text
from sladsl.ast import values as v
from sladsl.ast.declare import Key
from sladsl.ast.later import later_in
from sladsl.source import NOWHERE

MARK = "°"
BASE = """
sla Hosting {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR   billing cycle: from the 16th
  fiscal year: from 2026-04-01   {head}
  party Nimbus {{ role: provider }}   party Acme {{ role: customer }}
  interpretation {{ level rounding: none   {choice} }}
  fact GoodStanding {{ type: yes or no   each: month   stated by: Acme }}
  option Class {{ values: Gold, Silver   chosen by: Acme }}
  calendar Office {{ Monday to Friday: 09:00 to 17:00   {calendar} }}
  service Shop {{ hours: always   {fee} }}
  source outages {{ holds: intervals   of: Shop   collected: automatically   fields {{ zone: North, South }} }}
  source traffic {{ holds: samples   of: Shop   every: 1 minute   collected: automatically
                   fields {{ errors: number   requests: number }} }}
  source tickets {{ holds: records   each: ticket   of: Shop   collected: automatically
                   fields {{ opened: time   closed: time   users: number   priority: P1, P2 }} }}
  source trips {{ holds: records   each: trip   of: Shop   collected: automatically
                 fields {{ at: time   missed: yes or no }} }}
  metric Uptime {{ measure: uptime from outages   controlled by: Nimbus }}
  metric Zoned {{ measure: uptime from outages   for each: zone   controlled by: Nimbus }}
  metric North {{ measure: share of tickets   good when: closed is known   controlled by: Nimbus }}
  metric South {{ measure: share of tickets   good when: priority is P1   controlled by: Nimbus }}
  metric Downtime {{ measure: downtime from outages   controlled by: Nimbus }}
  metric MissedTrips {{ measure: number of trips where missed   controlled by: Nimbus }}
  metric Response {{ measure: opened to closed of tickets   clock: Office   controlled by: Nimbus }}
  {metric}
  objective Availability {{ Nimbus ensures {promise}   {objective} }}
  objective Down {{ Nimbus ensures Downtime at most 8 hours each month }}
  objective Trips {{ Nimbus ensures MissedTrips at most 2 each month }}
  objective Answer {{ Nimbus ensures Response of each ticket at most 4 hours }}
  {owed}
  claims {{ channel: in writing   deadline: {deadline} }}
  Nimbus sends Report to Acme {{ within: {within}   }}
  {more}
}}
"""
FULL = dict.fromkeys(("head", "choice", "calendar", "metric", "objective", "more"), "") | {
    "fee": "fee: 1_000 EUR per month",
    "promise": "Uptime at least 99.9% each month",
    "owed": "",
    "deadline": "30 days after the month",
    "within": "5 business days after the month",
}


def _right(when: str) -> dict[str, str]:
    return {"more": f"Acme may terminate {{ when: {when}   notice: 30 days }}"}


def _metric(measure: str, bound: str = "at least 90%") -> dict[str, str]:
    return {
        "metric": f"metric Own {{ measure: {measure}   controlled by: Nimbus }}",
        "promise": f"Own {bound} each month",
    }


def _owed(said: str) -> dict[str, str]:
    return {"owed": f"credit for Availability {{ base: that month's fee of Shop   {said} }}"}


SAMPLES: dict[str, dict[str, str]] = {
    "same business day": {
        "more": "objective Soon { Nimbus ensures Response of each ticket at most same business day }"
    },
    "each month · contract year": {"promise": "Uptime at least 99.9% each contract year"},
    "contract year · billing cycle": {"promise": "Uptime at least 99.9% each billing cycle"},
    "fiscal quarter · 720 hours": {"promise": "Uptime at least 99.9% each 720 hours"},
    "billing cycle · fiscal quarter": {"promise": "Uptime at least 99.9% each fiscal quarter"},
    "720 hours · not stated": {"promise": "Uptime at least 99.9% each not stated"},
    "day over the preceding 30 days": {
        "promise": "Uptime at least 99.9% each day over the preceding 30 days"
    },
    "over any 30 consecutive days": {"promise": "Uptime at least 99.9% over any 30 consecutive days"},
    "longest outage": _metric("longest outage from outages", "at most 2 hours"),
    "number of outages from outages": _metric("number of outages from outages", "at most 2"),
    "time until 3rd of outages": _metric("time until 3rd of outages", "at least 5 days"),
    "delay of ServiceReport": _metric("delay of Report", "at most 2 days"),
    "100% - (North + South) / 2": _metric("100% - (North + South) / 2", "at least 10%"),
    "average of Uptime over the last 3 months": _metric("average of Uptime over the last 3 months"),
    "weighted average of Uptime across zone": _metric("average of Zoned across zone"),
    "weighted average (+ weight)": {
        "metric": "metric Own { measure: average of opened to closed in tickets   weight: users   controlled by: Nimbus }",
        "promise": "Own at most 5 hours each month",
    },
    "applies where: GoodStanding and Class is Gold": {
        "objective": "applies where: GoodStanding and Class is Gold"
    },
    "below minimum | not assessed in 3 consecutive months": _right(
        "Availability missed in 3 consecutive months"
    ),
    "in 3 of any 6 consecutive months": _right("Availability missed in 3 of any 6 consecutive months"),
    "points at least 50 in any 3 consecutive months": {
        "more": "points for Availability { amount: 30 points }\n"
        "Acme may terminate { when: points at least 50 in any 3 consecutive months   notice: 30 days }"
    },
    "Downtime above 8 hours in one month": _right("Downtime above 8 hours in one month"),
    "credits after caps at least 20% of that month's fee": {
        "owed": "credit for Availability { base: that month's fee of Shop   amount: 5% }",
        **_right("credits after caps at least 20% of that month's fee of Shop"),
    },
    "no credit due": _owed(
        "amount: 5%   earn back { share: 50%   when: no credit due in 6 consecutive months }"
    ),
    "after not stated": {"deadline": "30 days after not stated"},
    "              fiscal quarter": {
        "promise": "Uptime at least 99.9% each fiscal quarter",
        "deadline": "30 days after the fiscal quarter",
    },
    "fiscal quarter | fiscal year": {
        "promise": "Uptime at least 99.9% each fiscal year",
        "deadline": "30 days after the fiscal year",
    },
    "fiscal year | outage": {"deadline": "30 days after the outage"},
    "outage | request": {"within": "5 business days after the request"},
    "request | notice": {"within": "5 business days after the notice"},
    "trip, missed trip": {"within": "5 business days after the missed trip"},
    "the allocation": {
        "head": "amount at risk: 10% of that month's fee of Shop",
        "owed": "credit for Availability { amount: the allocation }",
        "more": "pool Main { share: 100%   allocation { Availability: 100% } }",
    },
    "3 days of the fee": _owed("amount: 3 days of the fee"),
    "none · 5 points": {"more": "points for Availability { amount: 5 points }"},
    "10 times the fee for the time lost": {
        "owed": "credit for Availability { amount: 10 times the fee for the time lost   "
        "base: that month's fee of Shop }"
    },
    "1% to 2%": _owed("amount: 1% to 2%"),
    "the shortfall": _owed("amount: the shortfall"),
    "step: 1 trip of MissedTrips": _owed("step: 1 trip of MissedTrips   amount: 5%"),
    "of MissedTrips · started 30 minutes": _owed(
        "step: started 30 minutes of Downtime beyond 4 hours   amount: 5%"
    ),
    "marginal bands { at most 5: none   otherwise: 150 USD }": {
        "more": "credit for Trips { marginal bands { at most 5: none   otherwise: 150 EUR } }"
    },
    "repeat: 2 times from the 2nd miss in a row": _owed(
        "amount: 5%   repeat: 2 times from the 2nd miss in a row"
    ),
    "points for Response { amount: 3 points }": {"more": "points for Availability { amount: 3 points }"},
    '30 days after "the due date of the report"': {"within": '30 days after "the due date of the report"'},
    "at 50% · at 4 business hours": {"more": 'escalation for Answer { at 4 business hours: "Head" }'},
    "2 hours after due": {"more": 'escalation for Answer { 2 hours after due: "Head" }'},
    "at not stated": {"more": 'escalation for Answer { at not stated: "Head" }'},
    "12_000 EUR per month · 35 USD per trip": {"fee": "fee: 35 EUR per trip"},
    "as invoiced per month": {"fee": "fee: as invoiced per month"},
    '"New Year\'s Day", "Labor Day"': {"calendar": 'holidays: "New Year\'s Day", "Labor Day"'},
}
"""What stands on the sheet (enough of it to be there once; the mark stands at its end), and the agreement that says it."""
KEYS: dict[tuple[str, str], dict[str, str]] = {
    ("credit", "when"): _owed("when: missed in 2 consecutive months   amount: 5%"),
    ("credit", "applies where"): _owed("applies where: Class is Gold   amount: 5%"),
    ("points", "when"): {
        "more": "points for Trips { when: missed in 2 consecutive months   amount: 3 points }"
    },
}
"""Keys of which the declaration says that something may be left open, and the value that the sheet shows is not."""


@lru_cache(maxsize=256)
def _left_out(text: str) -> bool:
    loaded = read_text(text)
    assert not loaded.broken, (text, [each.message for each in loaded.findings if each.severity == "error"])
    return any(each.name == "not-evaluated" for each in loaded.findings)


def refused(said: dict[str, str]) -> bool:
    """Whether the compiler leaves something out of the agreement that says this."""
    return _left_out(BASE.format(**FULL | said))


def key_mark(kind: str, key: Key[Any]) -> str:
    """The mark of a key with the value that the sheet shows, or of a choice of which no answer is evaluated."""
    if not key.later:
        return ""
    if (kind, key.name) in KEYS:
        return MARK if refused(KEYS[kind, key.name]) else ""
    return "" if key.answers and not all(map(bool, _of_answers(key))) else MARK


def answer_marks(key: Key[Any]) -> list[str]:
    """The answers of a key, each with its mark where others have none."""
    marks = _of_answers(key)
    some = any(marks) and not all(marks)
    return [f"{each}{MARK if some and mark else ''}" for each, mark in zip(key.answers, marks, strict=True)]


def refused_answers(key: Key[Any]) -> list[str]:
    """The answers of a choice that are left out; [] where nothing is."""
    return [each for each, mark in zip(key.answers, _of_answers(key), strict=True) if mark]


def _of_answers(key: Key[Any]) -> list[bool]:
    return [bool(later_in(key, v.Answer(text=each, span=NOWHERE))) for each in key.answers]


def marked(page: str) -> str:
    """The hand-written part of the sheet with its marks where they belong; a sample that is not there once is a mistake."""
    before, middle, after = _parts(page)
    middle = middle.replace(MARK, "")
    at: dict[int, None] = {}
    for sample, said in SAMPLES.items():
        assert middle.count(sample) == 1, (sample, middle.count(sample))
        if refused(said):
            at[middle.index(sample) + len(sample)] = None
    for place in sorted(at, reverse=True):
        middle = middle[:place] + MARK + middle[place:]
    return before + middle + after


def _parts(page: str) -> tuple[str, str, str]:
    """What stands before the samples, the samples, and the generated rest."""
    start, end = page.index("## Promises, measures, conditions"), page.index("## Blocks and their keys")
    return page[:start], page[start:end], page[end:]
