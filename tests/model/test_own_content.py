"""What a message says to write is the author's own; what follows from one mistake is not said besides."""

from __future__ import annotations

import pytest

from sladsl.api.read import read_text
from sladsl.api.review import check

TERMS = """\
sla S "S" {
  effective: 2026-01-01
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always   fee: 1_000 EUR per month }
  fact Paid { type: yes or no   each: month   stated by: Nimbus }
  option Class { values: Gold, Silver   chosen by: Acme }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  source checks {
    holds: samples   of: Shop   every: 1 minute   collected: automatically
    fields { ok: yes or no   latency: duration }
  }
  metric Uptime { of: Shop   measure: uptime from checks   down when: not ok   controlled by: Nimbus }
  metric Slow { measure: 95th percentile of latency in checks   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Fast { Nimbus ensures Slow at most 250 ms each month }
  credit for Availability { base: that month's fee of Shop   amount: 10%   cap: 500 EUR per month }
  claims { channel: in writing   deadline: 30 days after the month }
}
"""


def findings(old: str, new: str) -> list[tuple[str, str]]:
    """The message and hint of each error or warning after one change to the terms."""
    assert old in TERMS
    read = read_text(TERMS.replace(old, new), "terms.sla")
    return [
        (each.message, f"{each.hint} {each.expected}")
        for each in check(read)
        if each.severity != "information"
    ]


@pytest.mark.parametrize(
    ("old", "new", "says", "hint"),
    [
        ("cap: 500 EUR per month", "cap: 3_000 per month", "no currency", "cap: 3_000 EUR per month"),
        ("cap: 500 EUR per month", "cap: 3_000", "no period and no currency", "cap: 3_000 EUR per month"),
        ("cap: 500 EUR per month", "cap: 12 per month", "no percent sign", "12% per month` or `cap: 12 EUR per month"),
        ("fee: 1_000 EUR per month", "fee: 700", "no period and no currency", "fee: 700 EUR per month"),
        ("not ok ", "not Paid ", "no field `Paid`", "`Paid` is a fact; a promise or a credit asks for it"),
        ("not ok ", "not Class ", "no field `Class`", "`applies where: Class is Gold`"),
        ("not ok ", "not reachable ", "no field `reachable`", "to the `fields` of `checks`, as in `reachable: text`"),
        ("uptime from checks", "uptime from probes", "no source `probes`", "There is: `checks`"),
        ("at most 250 ms", "at least 250 ms", "promises the bad side", "at most 250 milliseconds"),
        ("credit for A", "penalty for A", "it is called `credit`", "amount: 10%"),
        ("hours: always   fee", "hours: business hours\n    fee", "says a calendar", "Write `Office`."),
        ("08:00 to 18:00", "18:00 to 08:00", "end before", "Write `08:00 to 18:00` if the two are exchanged"),
        ("08:00 to 18:00", "22:00 to 21:00", "end before", "Split hours over midnight"),
        ("effective: 2026-01-01", "effective: 2026-01-01   ends: 2025-12-31", "2025-12-31", "a day after 2026-01-01"),
        ("{ channel", "{ amount: 5%   channel", "`amount` is not a key of `claims`", "{ amount: 5% }"),
        (
            "claims {",
            "settlement { cap: 900 EUR per month }\n  claims {",
            "`cap` is not a key of `settlement`.",
            "write `cap: 900 EUR per month` there",
        ),
        (
            "claims {",
            "score All { counts: its level   weights { Availability: 100% }   passes: at least 70 points }\n  claims {",
            "A score is a percentage",
            "passes: at least 70%",
        ),
        (
            "calendar Office { Monday to Friday: 08:00 to 18:00 }",
            "calendar Office:\n    Monday to Friday: 08:00 to 18:00",
            "told by braces, not by a colon and indentation",
            "calendar Office { Monday to Friday: 08:00 to 18:00 }",
        ),
        ("{ hours: always ", '{ "hours": "always", ', "no comma ends them: hours", "Write `hours: always`"),
        ("fee: 1_000 EUR per month }", '"fee": "1_000 EUR per month" }', "stand without quotes", "fee: 1_000 EUR per month"),
    ],
)  # fmt: skip
def test_what_to_write_is_the_authors_own(old: str, new: str, says: str, hint: str) -> None:
    told = findings(old, new)
    assert any(says in message and hint in way for message, way in told), told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("uptime from checks", "availability from checks"),
        ("at least 99.9% each month }", "at least 99.9% }"),
        ("holds: samples", "holds: metrics"),
    ],
)
def test_one_cause_is_told_once(old: str, new: str) -> None:
    told = findings(old, new)
    assert not [message for message, _ in told if "assessed by" in message or "can't be told from" in message]


@pytest.mark.parametrize("name", ["TimeBetweenFailures", "BatteryLife", "NoticeTime"])
def test_what_may_be_long_is_left_alone(name: str) -> None:
    text = TERMS.replace("latency", "span").replace("Slow", name).replace("at most 250 ms", "at least 250 ms")
    assert not [
        each for each in check(read_text(text, "terms.sla")) if each.name == "promise-on-the-bad-side"
    ]
