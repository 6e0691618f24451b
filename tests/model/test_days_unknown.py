"""What is counted from days that nothing here knows is right to say and told; what is counted from nothing is a mistake."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.model.day_facts import day_facts

AROUND = """
sla T "Terms" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party A { role: provider }
  party B { role: customer }
  service Net { hours: always   fee: 100 EUR per month }
  source figures { holds: records   of: Net   each: sheet   fields { at: time   level: number } }
  source trips { holds: records   of: Net   each: trip   fields { at: time   late: yes or no } }
  metric Up { measure: as reported   collected by: A }
  objective Good { A ensures Up at least 99% each month }
  BODY
}
"""
CLAIM = "claims { channel: in writing   deadline: DAY }"
STAGE = "claims { stage Notice { channel: in writing   deadline: DAY } }"
DUTY = 'A must "tell B" { within: DAY }'


def errors(body: str) -> list[tuple[str, str]]:
    loaded = read_text(AROUND.replace("BODY", body))
    return [(each.name, each.message) for each in loaded.findings if each.severity == "error"]


def told(body: str) -> str:
    loaded = read_text(AROUND.replace("BODY", body))
    return " ".join(
        " ".join(each.message.split()) for each in loaded.findings if each.name == "not-evaluated"
    )


@pytest.mark.parametrize("place", [CLAIM, STAGE, DUTY])
@pytest.mark.parametrize(
    "anchor",
    [
        "outage",
        "start of the outage",
        "end of the outage",
        "request",
        "notice",
        "trip",
        "missed trip",
        "end of the trip",
    ],
)
def test_each_time_is_a_day_that_somebody_states(place: str, anchor: str) -> None:
    if place == STAGE and anchor == "notice":
        return  # the stage's own name
    body = place.replace("DAY", f"30 days after the {anchor}")
    assert errors(body) == []
    assert told(body) == ""
    made = read_text(AROUND.replace("BODY", body)).agreement
    assert made is not None
    about = 'A must "tell B"' if place == DUTY else "Good"
    assert list(day_facts(made)) == [f"{anchor} of {about}"]


@pytest.mark.parametrize("place", [CLAIM, STAGE, DUTY])
@pytest.mark.parametrize("anchor", ["fiscal quarter", "fiscal year", "billing cycle"])
def test_periods_of_which_nothing_says_when_they_end_are_told(place: str, anchor: str) -> None:
    body = place.replace("DAY", f"30 days after the {anchor}")
    assert errors(body) == []
    assert f"time that is counted from the {anchor} (line" in told(body)


@pytest.mark.parametrize("place", [CLAIM, STAGE, DUTY])
@pytest.mark.parametrize(
    "anchor", ["accident", "missed accident", "quater", "trip 5", "end of the sheets of trip"]
)
def test_what_nothing_says_is_a_mistake(place: str, anchor: str) -> None:
    assert errors(place.replace("DAY", f"30 days after the {anchor}"))


def test_a_rhythm_that_says_the_period_once_more() -> None:
    body = "A sends Sheet to B { every: 3 months   within: 5 days after the quarter }"
    loaded = read_text(AROUND.replace("BODY", body))
    assert [each for each in loaded.findings if each.severity == "error"] == []
    assert loaded.agreement is not None
    (duty,) = loaded.agreement.duties
    assert duty.every is None
    assert duty.deadline is not None
    assert duty.deadline.anchor == "quarter"


@pytest.mark.parametrize(
    ("every", "anchor"),
    [("2 months", "month"), ("1 month", "quarter"), ("30 days", "month"), ("1 year", "month")],
)
def test_another_rhythm_has_its_own_period(every: str, anchor: str) -> None:
    body = f"A sends Sheet to B {{ every: {every}   within: 5 days after the {anchor} }}"
    assert errors(body) == [("unknown-anchor", "A duty that repeats is counted from its own period.")]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [("SalesReport", False), ("FillingReport", False), ("FillReports", True), ("FilReport", True)],
)
def test_reports_that_are_called_alike(sent: str, wrong: bool) -> None:
    body = f"report FillReport {{ measure: Up }}   A sends {sent} to B {{ within: 5 days after the month }}"
    assert [name for name, _ in errors(body)] == (["unknown-name"] if wrong else [])


def test_what_a_claim_says_holds_for_its_stages() -> None:
    body = (
        'claims { channel: by ticket   deadline: 30 days after the month   show: "dates"\n'
        "stage One { deadline: 5 days after the month }   stage Two { channel: in writing } }"
    )
    loaded = read_text(AROUND.replace("BODY", body))
    assert [each for each in loaded.findings if each.severity == "error"] == []
    assert loaded.agreement is not None
    claims = loaded.agreement.claims
    assert claims is not None
    assert [(each.channel, each.deadline and each.deadline.count, each.show) for each in claims.stages] == [
        ("by ticket", 5, ("dates",)),
        ("in writing", 30, ("dates",)),
    ]
    assert (claims.channel, claims.deadline, claims.show) == ("", None, ())


def test_a_stage_takes_a_deadline_that_is_wrong_once() -> None:
    body = 'claims { deadline: 5 days after the flood   stage One { show: "x" }   stage Two { show: "y" } }'
    assert [name for name, _ in errors(body)] == ["unknown-anchor"]


@pytest.mark.parametrize(
    ("holidays", "wrong"),
    [
        ('"New Year\'s Day", "Labor Day", "Thanksgiving"', []),
        ('"Christmas Day"', []),
        ('"DE-BX"', ["unknown-region"]),
        ('"de"', ["unknown-region"]),
        ('"XX", "Labor Day"', ["unknown-region"]),
        ('"Germany"', ["unknown-region"]),
        ('"DE", "Labor Day"', []),
        ('"US: Labor Day", "DE-BE: Labor Day"', []),
        ('"US: Thanksgiving"', ["unknown-holiday"]),
        ('"XX: Labor Day"', ["unknown-region"]),
    ],
)
def test_holidays_by_name(holidays: str, wrong: list[str]) -> None:
    body = f"calendar Office {{ Monday to Friday: 08:00 to 18:00   holidays: {holidays} }}"
    assert [name for name, _ in errors(body)] == wrong
    by_name = ("Day" in holidays or "Germany" in holidays) and ":" not in holidays
    assert ("holidays by a name without a region (`US: Labor Day` has one)" in told(body)) == by_name


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("service Rides { hours: always   fee: 35 EUR per trip }", ""),
        ("service Rides { hours: always   fee: 35 EUR per hour }", ""),
        (
            'pricing for Net { model: time and materials   unit: "hour"   amount: not stated }',
            "fees that are computed",
        ),
        (
            "credit for Good { base: that month's fee of Net   step: 1 trip of Up   amount: 5 EUR }",
            "",
        ),
        (
            "credit for Good { base: that month's fee of Net   step: 2 trips beyond 3   amount: 5 EUR }",
            "",
        ),
        (
            "metric All { measure: weighted average of Up across zone   weight: 1 / 2 }",
            "levels across a dimension",
        ),
        ('incorporates: "Price list", not stated', ""),
        ("parameters { goal: 99% }", ""),
    ],
)
def test_read_and_told(body: str, words: str) -> None:
    wrong = [name for name, _ in errors(body) if not (name == "unknown-name" and "zone" in body)]
    assert wrong == []
    assert words in told(body)


@pytest.mark.parametrize(
    "body",
    [
        "service Rides { hours: always   fee: 35 per trip }",
        "service Rides { hours: always   fee: 35 EUR per }",
        "service Rides { hours: always   fee: 35 EUR per trip per month }",
        "credit for Good { step: 1 flight of Up   amount: 5 EUR }",
        "credit for Good { step: 1 trip of Down   amount: 5 EUR }",
        "credit for Good { step: trip of Up   amount: 5 EUR }",
        "metric All { measure: weighted average of Up over the last 3 months }",
        'incorporates: "Price list", "not stated"',
        "party Net { role: provider }",
    ],
)
def test_read_and_wrong(body: str) -> None:
    assert errors(body)


def test_a_party_may_be_called_as_the_agreement() -> None:
    text = AROUND.replace("BODY", "").replace("sla T ", "sla A ")
    assert [each for each in read_text(text).findings if each.severity == "error"] == []
    metric = AROUND.replace("BODY", "").replace("sla T ", "sla Up ")
    assert [each.name for each in read_text(metric).findings if each.severity == "error"] == ["name-taken"]
