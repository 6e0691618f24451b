"""Nonsense in what is not evaluated yet: each has a place, a reason and a way out, and what is sensible has none."""

from __future__ import annotations

import pytest

from tests.model.texts import PARTIES, PROMISE, SERVICE, wrong

BASE = f"""currency: EUR   {PARTIES}   {SERVICE}
  source outages {{ holds: intervals   fields {{ zone: A, B }} }}
  metric Uptime {{ of: Shop   measure: uptime from outages   controlled by: Nimbus }}
  metric Downtime {{ of: Shop   measure: downtime from outages   controlled by: Nimbus }}
  {PROMISE}   objective Down {{ Nimbus ensures Downtime at most 4 hours each month }}
"""
CREDIT = "credit for Availability {{ base: that month's fee of Shop   {} }}"
DOWN = "credit for Down {{ base: that month's fee of Shop   {} }}"
STEPS_IN = "Acme may step in {{ {} }}"
SCORED = f"points for Availability {{{{ amount: 3 points }}}}   {STEPS_IN}"
CREDITED = f"credit for Availability {{{{ base: that month's fee of Shop   amount: 5% }}}}   {STEPS_IN}"
POINTS = "points for Availability {{ {} }}"
OBJECTIVE = "objective O {{ Nimbus ensures Uptime at least 99% each month   {} }}"
COUNTED = (
    "source reads {{{{ holds: counters   of: Shop   every: 5 minutes   each: read   fields {{{{ {} }}}} }}}}   "
    "metric M {{{{ of: Shop   measure: {{}}   controlled by: Nimbus }}}}"
)
READS = COUNTED.format("total: number   failed: number   note: text")

NONSENSE = [
    (CREDIT, "amount: 5%   step: 30 minutes", "unit-mismatch"),
    (CREDIT, "amount: 5%   step: 1 point", "unit-mismatch"),
    (CREDIT, "amount: 5%   step: 0.1% of Downtime", "unit-mismatch"),
    (CREDIT, "amount: 5%   step: 0%", "counts-nothing"),
    (CREDIT, "amount: 5%   step: 0 minutes of Downtime", "counts-nothing"),
    (CREDIT, "amount: 5%   step: 30 minutes of Downtime beyond 5 EUR", "unit-mismatch"),
    (DOWN, "amount: 5%   step: 0.1%", "unit-mismatch"),
    (CREDIT, "amount: 3 points", "unit-mismatch"),
    (CREDIT, "amount: 0 times the fee for the time lost", "counts-nothing"),
    (CREDIT, "amount: 5%   repeat: 0 times from the 2nd miss", "counts-nothing"),
    (CREDIT, "amount: 5%   repeat: 2 times from the 0th miss", "counts-nothing"),
    (CREDIT, "amount: 5%   when: missed in 3 of any 2 consecutive months", "more-than-there-are"),
    (CREDIT, "amount: 5%   minimum payable: 1 USD", "other-currency"),
    (CREDIT, "amount: 5%   earn back { share: 150% }", "more-than-the-whole"),
    (POINTS, "amount: 5%", "unit-mismatch"),
    (POINTS, "amount: 5 EUR", "unit-mismatch"),
    (POINTS, "bands { at least 99%: none   otherwise: 5% }", "unit-mismatch"),
    ("bonus for Availability {{ {} }}", "amount: 3 points", "unit-mismatch"),
    ("pool P {{ {} }}", "share: 101%", "more-than-the-whole"),
    ("pool P {{ {} }}", "share: 50%   allocation { Availability: 60%   Down: 50% }", "more-than-the-whole"),
    (
        "score S {{ counts: whether it was met   {} }}",
        "weights { Availability: 60%   Down: 50% }",
        "more-than-the-whole",
    ),
    (
        "score S {{ counts: whether it was met   {} }}",
        "weights { Availability: 60%   Down: 30% }",
        "less-than-the-whole",
    ),
    (
        "score S {{ counts: whether it was met   {} }}",
        "weights { Availability: 60%   Down: 40% }   passes: at least 120%",
        "more-than-the-whole",
    ),
    ("settlement {{ {} }}", "invoice limit: 120%", "more-than-the-whole"),
    ("{}", "amount at risk: 120% of that month's fee of Shop", "more-than-the-whole"),
    ("{}", "cap: 5% of that month's fee of Shop per month, in the 0th year", "counts-nothing"),
    ("{}", "cap: 5% of that month's fee of Shop per any 0 consecutive months", "counts-nothing"),
    (OBJECTIVE, "free misses: 0 misses per quarter", "counts-nothing"),
    (OBJECTIVE, "free misses: 5 misses of fewer than 5 outages", "more-than-there-are"),
    (OBJECTIVE, "free misses: 6 misses of fewer than 5 outages", "more-than-there-are"),
    (OBJECTIVE, "baseline: average of the first 0 months", "counts-nothing"),
    (OBJECTIVE, "raise: every 0 months, by 10% of the gap", "counts-nothing"),
    (OBJECTIVE, "raise: every 12 months, by 110% of the gap", "more-than-the-whole"),
    ("metric M {{ {} }}", "measure: time until 0th of outages", "counts-nothing"),
    ("metric M {{ {} }}", "measure: average of Uptime over the last 0 months", "counts-nothing"),
    ("metric M {{ {} }}", "measure: uptime from outages   grace: 0 minutes, then in full", "counts-nothing"),
    (
        "metric M {{ {} }}",
        "measure: uptime from outages   down at once: any zone, at least 0",
        "counts-nothing",
    ),
    (SCORED, "when: points at least 5%", "event-impossible"),
    (CREDITED, "when: credits at least 5 points", "unit-mismatch"),
    (STEPS_IN, "when: Uptime below 8 hours", "event-impossible"),
    (STEPS_IN, "when: Downtime above 8%", "event-impossible"),
    ("support for Carrier {{ {} }}", "by: Availability   margin: 5 EUR", "unit-mismatch"),
    ("support for Carrier {{ {} }}", "by: Availability   margin: 5 minutes", "unit-mismatch"),
    ("support for Carrier {{ {} }}", "by: Down   margin: 5%", "unit-mismatch"),
    (READS, "uptime from reads", "down-unstated"),
    (COUNTED.format("bytes: number"), "number of outages from reads", "down-unstated"),
    (OBJECTIVE, "cured: 4 hours after the notce", "unknown-anchor"),
    (OBJECTIVE, "cured: 4 hours after reqest", "unknown-anchor"),
]


@pytest.mark.parametrize(("shape", "text", "name"), NONSENSE, ids=lambda each: str(each)[:50])
def test_nonsense_is_found(shape: str, text: str, name: str) -> None:
    errors = wrong(f"sla X {{ {BASE} {shape.format(text)} }}")
    assert [each.name for each in errors] == [name]
    assert errors[0].message
    assert errors[0].hint
    assert errors[0].span.end > errors[0].span.start


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (CREDIT, "amount: 5%   step: 30 minutes of Downtime beyond 4 hours, only the excess"),
        (CREDIT, "amount: 5%   step: full 0.1% beyond 1%"),
        (CREDIT, "amount: 5%   step: full 1% of the shortfall"),
        (DOWN, "amount: 5%   step: started 30 minutes beyond 4 hours"),
        (
            CREDIT,
            "amount: 1% to 2%   when: missed in 2 of any 3 consecutive months   repeat: 1.5 times from the 1st miss",
        ),
        (CREDIT, "amount: 5%   earn back { share: 100% }   minimum payable: 1 EUR"),
        (POINTS, "bands { at least 99%: none   otherwise: 1 point }"),
        (
            "credit for points each month {{ base: that month's fee of Shop   {} }}",
            "bands { at least 15 points: 5%   otherwise: none }",
        ),
        ("pool P {{ {} }}", "share: 100%   allocation { Availability: 30%   Down: 40% }"),
        (
            "score S {{ counts: whether it was met   {} }}",
            "weights { Availability: 60%   Down: 40% }   passes: at least 80%",
        ),
        (
            OBJECTIVE,
            "free misses: 1 miss of fewer than 2 outages   raise: every 12 months, by 100% of the gap",
        ),
        (
            SCORED,
            "when: points at least 50 in any 3 consecutive months or Downtime above 8 hours in one month",
        ),
        (
            CREDITED,
            "when: credits at least 20% of that month's fee of Shop or Uptime below 97%",
        ),
        ("support for Carrier {{ {} }}", "by: Down   margin: 5 minutes"),
        ("support for Carrier {{ {} }}", "margin: 5%"),
        (READS, "sum of total in reads"),
        (READS, "downtime from reads   down when: failed above 0"),
        (READS, "ratio of failed / total in reads"),
        (READS, "uptime from reads   slots: 5 minutes   slot down when: failed / total above 5%"),
        (OBJECTIVE, "cured: 4 hours after the notice"),
        (OBJECTIVE, "cured: 4 hours after the detection"),
        (OBJECTIVE, 'cured: 4 hours after "the notce"'),
        (OBJECTIVE, "cured: 4 hours after the month"),
    ],
    ids=lambda each: str(each)[:50],
)
def test_sense_is_none(shape: str, text: str) -> None:
    assert wrong(f"sla X {{ {BASE} {shape.format(text)} }}") == []


@pytest.mark.parametrize(
    ("anchor", "near"),
    [("notce", "the notice"), ("quartr", "the quarter"), ("Availabilty", "Availability")],
)
def test_a_slip_is_told_with_what_was_meant(anchor: str, near: str) -> None:
    text = OBJECTIVE.format(f"cured: 4 hours after {anchor}")
    (error,) = wrong(f"sla X {{ {BASE} {text} }}")
    assert error.message == f"Nothing is called `{anchor}`, and this time is counted from it."
    assert error.hint == f"Did you mean `{near}`?"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("fields { number: text   key: number }", True),
        ("fields { key: number   number: text }", True),
        ("fields { ticket: text   number: number   key: number }", True),
        ("key: number   fields { number: text   key: number }", False),
        ("fields { key: text   opened: time }", False),
        ("fields { id: text   key: number }", False),
        ("fields { number: number   size: number }", False),
    ],
)
def test_a_key_among_the_fields_is_told(source: str, said: bool) -> None:
    found = wrong(f"sla X {{ {BASE} source desk {{ holds: records   {source} }} }}")
    assert [(each.name, each.message, each.hint) for each in found] == (
        [
            (
                "field-taken",
                "`key` is a key of `source`, and among its fields it is one more field, a number.",
                "Write `key: number` outside `fields`, or call the field otherwise.",
            )
        ]
        if said
        else []
    )
