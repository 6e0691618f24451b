"""What has no meaning in claims, rights, duties and the term, each with its place and a way out; and what has one."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.model.meanings import Agreement

HEAD = """sla A "A" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  service S { hours: always   for each: circuit   fee: 100 EUR per month }
  source faults { holds: intervals   of: S   fields { circuit: C1, C2   region: North, South } }
  metric Uptime { of: S   measure: uptime from faults   for each: circuit   controlled by: P }
  metric Regional { of: S   measure: uptime from faults   for each: region   controlled by: P }
  metric Told { measure: as reported   collected by: P   controlled by: P }
  objective A1 { P ensures Uptime at least 99% each month   minimum: at least 98% }
  objective A2 { P ensures Regional at least 99% each month }
  objective A3 { P ensures Told at least 99% each week   critical: below 90% }
  objective Shown { P reports Told each month }
"""


def findings(body: str) -> list[tuple[str, str, str, str]]:
    """Name, text at its place, message and hint of each finding."""
    loaded = read_text(f"{HEAD}{body}\n}}")
    return [(each.name, loaded.source[each.span], each.message, each.hint) for each in loaded.findings]


def agreement(body: str) -> Agreement:
    loaded = read_text(f"{HEAD}{body}\n}}")
    assert loaded.findings == ()
    assert loaded.agreement is not None
    return loaded.agreement


MISTAKES = {
    "no such party": (
        "Nobody may terminate { notice: 1 day }",
        "unknown-name",
        "Nobody",
        "There is no party `Nobody`.",
    ),
    "no such objective": (
        "C may terminate { when: A9 missed }",
        "unknown-name",
        "A9",
        "There is no objective `A9`.",
    ),
    "weeks of a monthly objective": (
        "C may terminate { when: A1 missed in 3 consecutive weeks }",
        "wrong-period",
        "in 3 consecutive weeks",
        "`A1` is assessed each `month`, not each week.",
    ),
    "months of a weekly objective": (
        "C may terminate { when: A3 missed in 2 months of a calendar year }",
        "wrong-period",
        "in 2 months of a calendar year",
        "`A3` is assessed each `week`, not each month.",
    ),
    "no minimum": (
        "C may terminate { when: A2 below minimum }",
        "event-impossible",
        "A2 below minimum",
        "`A2` has no minimum.",
    ),
    "nothing critical": (
        "C may terminate { when: A1 missed or A1 critical }",
        "event-impossible",
        "A1 critical",
        "`A1` has no critical level.",
    ),
    "only reported": (
        "C may terminate { when: Shown missed in 3 consecutive months }",
        "event-impossible",
        "Shown missed in 3 consecutive months",
        "`Shown` is only reported, so it is never missed.",
    ),
    "nothing by the quarter": (
        "C may terminate { when: any objective missed in 2 consecutive quarters }",
        "wrong-period",
        "in 2 consecutive quarters",
        "The objectives are assessed each `month` or `week`, not each quarter.",
    ),
    "another scope": (
        "C may terminate that region { when: A1 missed }",
        "scope-not-assessed",
        "region",
        "Nothing that gives this right is assessed for each region.",
    ),
    "no scope at all": (
        "C may terminate that planet { notice: 1 day }",
        "scope-not-assessed",
        "planet",
        "Nothing is assessed for each planet.",
    ),
    "circuits and regions": (
        "C may terminate { when: A1 missed and A2 missed }",
        "scopes-apart",
        "A1 missed and A2 missed",
        "These are assessed for each `circuit` and `region`, so they never happen to the same one.",
    ),
    "a time for a right that needs nothing": (
        "C may terminate { use within: 60 days of the last miss }",
        "use-without-when",
        "60 days of the last miss",
        "Without `when` this right is there at any time, so its time does not run out.",
    ),
    "use within before": (
        "C may terminate { when: A1 missed   use within: 60 days before the month }",
        "unclear-deadline",
        "60 days before the month",
        "The time to use a right can't end before.",
    ),
    "use within of nothing": (
        "C may terminate { when: A1 missed   use within: 60 days of the week }",
        "unknown-anchor",
        "60 days of the week",
        "The time to use this right can't be counted from the week.",
    ),
    "no outage in a report": (
        "C may terminate { when: A3 missed   use within: 1 day after the end of the outage }",
        "unknown-anchor",
        "1 day after the end of the outage",
        "The time to use this right can't be counted from the end of the outage.",
    ),
    "notice in minutes": (
        "C may terminate { when: A1 missed   notice: 30 minutes }",
        "unclear-deadline",
        "30 minutes",
        "A notice can't be counted in minutes.",
    ),
    "notice of two units": (
        "C may terminate { notice: 1 month 2 days }",
        "unclear-deadline",
        "1 month 2 days",
        "A notice is a whole number of one unit.",
    ),
    "half a month": (
        "C may terminate { notice: 1.5 months }",
        "unclear-deadline",
        "1.5 months",
        "A notice is a whole number of one unit.",
    ),
    "no report": (
        "C may terminate { when: A1 missed   use within: 9 days of the report }",
        "unknown-anchor",
        "9 days of the report",
        "Nobody sends a report.",
    ),
    "which report": (
        "report R1 { }   report R2 { }   P sends R1 to C   P sends R2 to C\n"
        "claims { deadline: 9 days after the report }",
        "unknown-anchor",
        "9 days after the report",
        "More than one report is sent.",
    ),
    "no such report": (
        "report Monthly { }   P sends Montly to C { within: 5 days after the month }",
        "unknown-name",
        "Montly",
        "There is no report `Montly`.",
    ),
    "to oneself": (
        "report R1 { }   P sends R1 to P",
        "duty-to-oneself",
        "P",
        "`P` sends this to itself.",
    ),
    "a metric that is none": (
        "report R1 { measure: A1 }",
        "unknown-name",
        "A1",
        "There is no metric `A1`.",
    ),
    "a rhythm and a month": (
        'P must "call" { every: 6 months   within: 2 days after the month }',
        "unknown-anchor",
        "2 days after the month",
        "A duty that repeats is counted from its own period.",
    ),
    "back from a month": (
        'P must "call" { within: 2 days before the month }',
        "unclear-deadline",
        "2 days before the month",
        "Only what comes before the end of the term can be counted back.",
    ),
    "every no months": (
        "review { every: 0 months }",
        "unclear-rhythm",
        "0 months",
        "Nothing repeats that often.",
    ),
    "two reviews": (
        "review { every: 6 months }   review { every: 1 year }",
        "block-twice",
        "review",
        "`review` stands here twice.",
    ),
    "a term of business days": (
        "term { initial: 90 business days }",
        "no-term",
        "90 business days",
        "This is no length of a term.",
    ),
    "notice after the end": (
        "term { initial: 1 year   notice: 90 days after the end }",
        "unknown-anchor",
        "90 days after the end",
        "The notice of a term is counted back from its end.",
    ),
    "a stage after nothing": (
        "claims { stage One { deadline: 5 days after the Two }   stage Two { deadline: 5 days after the month } }",
        "unknown-anchor",
        "5 days after the Two",
        "A claim here can't be counted from the Two.",
    ),
    "two stages of a name": (
        "claims { stage One { deadline: 5 days after the month }   stage One { deadline: 9 days after the month } }",
        "name-taken",
        "stage One",
        "`One` is a stage already.",
    ),
    "a decider that is none": (
        "claims { deadline: 5 days after the month   decided by: Judge }",
        "unknown-name",
        "Judge",
        "There is no party `Judge`.",
    ),
    "more periods than anybody looks at": (
        "C may terminate { when: A1 missed in 3 of any 1_001 consecutive months }",
        "too-many-periods",
        "in 3 of any 1_001 consecutive months",
        "More than 1,000 months are never looked at.",
    ),
    "a right that nobody gave": (
        'C may step in { when: A1 missed }   scenario "S" { month: 2026-03   expect: C may terminate }',
        "unknown-right",
        "C may terminate",
        "The agreement does not say that C may terminate.",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_mistakes(case: str) -> None:
    body, name, place, message = MISTAKES[case]
    found = findings(body)
    assert [(each[0], each[1], each[2]) for each in found] == [(name, place, message)]
    assert found[0][3], "a way out"


def test_a_mistake_that_was_told_is_not_told_again() -> None:
    """The trigger is unreadable: its scope and its time are not complained about."""
    names = [
        each[0] for each in findings("C may terminate that circuit { when: A9 missed   notice: 30 days }")
    ]
    assert names == ["unknown-name"]


def test_any_objective_leaves_out_those_that_can_not_come_out_so() -> None:
    (right,) = agreement("C may terminate { when: any objective missed in 2 consecutive months }").rights
    assert right.trigger is not None
    assert right.trigger.objectives == ("A1", "A2")  # type: ignore[union-attr]
    (right,) = agreement("C may terminate { when: any objective critical }").rights
    assert right.trigger is not None
    assert right.trigger.objectives == ("A3",)  # type: ignore[union-attr]


def test_sentences_that_say_the_same_are_told_apart() -> None:
    made = agreement(
        "C may terminate { when: A1 missed }   C may terminate { when: A2 missed }   P may terminate { notice: 1 day }"
    )
    assert [each.words for each in made.rights] == [
        "C may terminate",
        "C may terminate (2)",
        "P may terminate",
    ]


def test_rights_that_say_the_same_are_called_by_what_gives_them() -> None:
    made = agreement(
        "C may terminate { when: A1 missed in 3 of any 6 consecutive months }"
        " C may terminate { when: A2 missed in 2 consecutive months or A3 critical }"
        " C may terminate { notice: 90 days }   C may step in { when: A1 missed }"
        " C may terminate { when: A1 missed in one month and A1 missed in 4 months of a contract year }"
    )
    assert [each.name for each in made.rights] == [
        "C may terminate: A1 missed in 3 of 6 months",
        "C may terminate: A2 missed in 2 consecutive months or A3 critical",
        "C may terminate: for convenience",
        "C may step in",
        "C may terminate: A1 missed in one month and A1 missed in 4 months of a contract year",
    ]
    assert [each.words for each in made.rights] == [
        "C may terminate",
        "C may terminate (2)",
        "C may terminate (3)",
        "C may step in",
        "C may terminate (4)",
    ], "what identifies a right stays"


def test_what_gives_a_right_is_told_by_its_beginning_only_where_that_tells_it_apart() -> None:
    many = " or ".join(f"A{at} missed in {count} consecutive months" for count in (7, 8) for at in (1, 2))
    made = agreement(f"C may terminate {{ when: {many} }}   C may terminate {{ when: A3 missed }}")
    assert [each.name for each in made.rights] == [
        "C may terminate: A1 missed in 7 consecutive months, or 3 other conditions",
        "C may terminate: A3 missed",
    ]
    made = agreement(
        f"C may terminate {{ when: {many} }}   C may terminate {{ when: {many.replace('8', '9')} }}"
        f"   C may terminate {{ when: {many} }}"
    )
    first, second, third = (each.name for each in made.rights)
    assert "8 consecutive" in first
    assert second == first.replace("8", "9")
    assert third == f"{first} (2)", "what is alike in all it says keeps a number"


def test_lengths_in_their_units() -> None:
    made = agreement(
        "term { initial: 2 years   renewal: 1 quarter, automatic   notice: 6 weeks before the end of the term }"
    ).term
    assert made is not None
    assert made.first is not None
    assert made.again is not None
    assert made.notice_before is not None
    assert [(each.count, each.unit) for each in (made.first, made.again, made.notice_before)] == [
        (24, "months"),
        (3, "months"),
        (6, "weeks"),
    ]
    assert (made.initial, made.how) == ("2 years", "automatic")


def test_stages_may_have_the_names_of_other_things() -> None:
    made = agreement(
        "report Notice { }   P sends Notice to C { within: 5 days after the month }\n"
        "claims { stage Notice { deadline: 9 days after the Notice }   stage Demand { deadline: 9 days after the Notice } }"
    ).claims
    assert made is not None
    first, second = (each.deadline for each in made.stages)
    assert first is not None
    assert second is not None
    assert [(each.anchor, each.of) for each in (first, second)] == [("report", "Notice"), ("stage", "Notice")]
