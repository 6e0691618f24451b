"""Rights, stages and what is due in words: eighty columns, nothing that a reader must guess, scopes summed up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sladsl.outcome.explain_right import explain_right
from sladsl.outcome.statement import Outcome, Statement
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.plan.dates import AllRule, AnyRule, ClaimRule, DutyRule, TermRule
from sladsl.plan.settlement import Rule
from sladsl.record import replace
from sladsl.values.deadline import Length
from tests.settle.build import (
    assessment,
    cell,
    claim,
    credit,
    deadline,
    down,
    instant,
    measured,
    minutes,
    settled,
    settlement,
    stage,
    sum_of,
)
from tests.settle.build import rule as rule_of
from tests.settle.histories import any_of, days, event, right, run, told

NOTICE = {"notice": Length(count=30, unit="days"), "notice_text": "30 days"}


def section(statement: Statement, name: str, *, full: bool = False) -> list[str]:
    """The lines under a heading, without the first two blanks."""
    lines = outcome_text(Outcome(statement=statement), full).splitlines()
    assert all(len(line) <= 80 for line in lines)
    if name not in lines:
        return []
    at = lines.index(name) + 1
    found = []
    for line in lines[at:]:
        if not line:
            break
        found.append(line.removeprefix("  "))
    return found


def test_what_can_be_used_and_until_when() -> None:
    rule = right(event(run(2)), use=replace(days(60), text="60 days after the last miss"), **NOTICE)
    assert section(told(rule, "mm", as_of="2026-03-12T00:00Z"), "Rights") == [
        "Acme may terminate: open until 2026-04-29 (48 days left)",
        "  since 2026-03-01: A missed in 2026-01 and 2026-02",
        "  with 30 days of notice, given today: takes effect on 2026-04-11",
    ]
    last = section(told(rule, "mm", as_of="2026-04-29T12:00Z"), "Rights")
    assert last[0] == "Acme may terminate: open until 2026-04-29 (the last day)"


def test_the_head_names_what_can_be_used() -> None:
    rule = right(event(run(2)), use=days(60))
    text = outcome_text(Outcome(statement=told(rule, "mm", as_of="2026-03-12T00:00Z")))
    assert "Rights that can be used: Acme may terminate (until 2026-04-29)." in " ".join(text.split())
    assert "Rights that can be used" not in outcome_text(Outcome(statement=told(rule, "m.")))


def test_what_is_possible_lapsed_or_lacking() -> None:
    rule = right(event(run(3)), use=days(10), action="step in", words="Acme may step in")
    assert section(told(rule, "m?m", as_of="2026-04-02T00:00Z"), "Rights") == [
        "Acme may step in: possible until 2026-04-10 (8 days left)",
        "  since 2026-04-01: A missed in 2026-01 and 2026-03",
        "  if this counts: A in 2026-02 (no data)",
    ]
    assert section(told(rule, "mmm.", as_of="2026-05-01T00:00Z"), "Rights") == [
        "Acme may step in: lapsed on 2026-04-10",
        "  since 2026-04-01: A missed in 2026-01, 2026-02 and 2026-03",
        "  again with 3 misses of A in a row",
    ]
    assert section(told(rule, "..m"), "Rights") == [
        "Acme may step in: not yet",
        "  needs 2 more misses of A, from 2026-04 to 2026-05",
    ]


def test_dates_that_nobody_states_are_said_to_be_so() -> None:
    assert section(told(right(event(run(2))), "mm"), "Rights") == [
        "Acme may terminate: open; no last day is stated",
        "  since 2026-03-01: A missed in 2026-01 and 2026-02",
        "  no notice period is stated",
    ]
    at_once = right(None, notice_text="at once", cure="10 days after the notice")
    assert section(told(at_once, "."), "Rights") == [
        "Acme may terminate: at any time",
        "  takes effect at once",
    ]


def test_what_was_not_looked_at_is_said() -> None:
    lines = section(told(right(event(run(2))), "mm", as_of="2026-07-12T00:00Z"), "Rights")
    assert lines[-1] == "  as far as 2026-02: no later period is looked at"


def test_scopes_that_lack_something_are_summed_up() -> None:
    lines = {f"L{number}": "m." for number in range(1, 6)} | {"L6": "mm"}
    statement = told(right(event(run(2))), {}, scopes={"A": lines})
    assert section(statement, "Rights") == [
        "Acme may terminate",
        "  L6: open; no last day is stated",
        "    since 2026-03-01: A missed in 2026-01 and 2026-02",
        "    no notice period is stated",
        "  5 lines: not yet",
    ]
    assert len(section(statement, "Rights", full=True)) > 10


def test_scopes_of_which_nobody_knows_anything_are_summed_up() -> None:
    lines = {f"L{number}": "??" for number in range(1, 5)} | {"L6": ".."}
    statement = told(right(event(None, "critical"), use=days(60)), {}, scopes={"A": lines})
    assert section(statement, "Rights") == [
        "Acme may terminate",
        "  L6: not yet",
        "    needs a critical period of A",
        "  4 lines: possible, as nobody knows (no data)",
    ]


def test_conditions_are_joined_as_they_are_written() -> None:
    both = AllRule(of=(event(run(2)), AnyRule(of=(event(None, "critical"), event(any_of(2, 4))))))
    found = told(right(both), "..")
    line = " ".join(section(found, "Rights")[1:])
    assert "needs 2 misses of A in a row and (a critical period of A or 2 misses of A (the event))" in (
        " ".join(line.split())
    )


def explained(statement: Statement, number: int = 0) -> str:
    text = explain_right(statement.rights[number], statement, {"right Acme may terminate": "8.1"})
    assert all(len(line) <= 80 for line in text.splitlines())
    return text


def test_a_right_is_explained_condition_by_condition() -> None:
    rule = right(
        AnyRule(
            of=(
                replace(event(any_of(2, 4)), text="A missed in 2 of any 4 consecutive months"),
                event(None, "critical"),
            )
        ),
        use=replace(days(60), text="60 days after the last miss"),
        trigger_text="A missed in 2 of any 4 consecutive months or A critical",
        cure="10 days after the notice",
        **NOTICE,
    )
    assert (
        explained(told(rule, "m.m", as_of="2026-04-12T00:00Z"))
        == """\
Acme may terminate
Open until 2026-05-30 (48 days left).

What gives it
  A missed in 2 of any 4 consecutive months or A critical
  [clause 8.1]

How far that has come
  any of these:
    A missed in 2 of any 4 consecutive months: yes, 2 of 2
      A missed in 2026-01 and 2026-03
    the event: no
      needs a critical period of A

Dates
  arises           2026-04-01
  last day         2026-05-30 (60 days after the last miss)
  notice           30 days
  takes effect     2026-05-12, with notice given on 2026-04-12
  at the earliest  2026-05-01, with notice given when it arose
  unless cured     within 10 days after the notice
"""
    )


def test_why_not_and_what_was_before() -> None:
    rule = right(event(run(2)), use=replace(days(5), text="5 days after the month"))
    text = explained(told(rule, "mm.?m"))
    assert "Possible until 2026-06-05 (4 days left)." in text
    assert "What is not known\n  A in 2026-04 (no data)\n" in text
    text = explained(told(rule, "mm..mm", as_of="2026-07-01T00:00Z"))
    assert "Before\n  2026-03-01 to 2026-03-05: A missed in 2026-01 and 2026-02\n" in text
    text = explained(told(rule, ".m"))
    assert "needs 1 more miss of A, in 2026-03" in text
    assert "last day  5 days after the month" in text


def test_json_says_the_same_with_every_key() -> None:
    rule = right(event(run(2)), use=days(60), **NOTICE)
    document = json.loads(outcome_json(Outcome(statement=told(rule, "mm"))))
    (found,) = document["statement"]["rights"]
    assert (found["state"], found["last_day"], found["last"]) == (
        "open",
        "2026-04-29",
        "2026-04-30T00:00:00Z",
    )
    assert found["arises"] == "2026-03-01T00:00:00Z"
    assert [each["period"] for each in found["by"]] == ["2026-01", "2026-02"]
    assert found["conditions"]["more"] == 0
    lacking = json.loads(outcome_json(Outcome(statement=told(rule, "."))))["statement"]["rights"][0]
    assert lacking.keys() == found.keys()
    assert (lacking["state"], lacking["lacking"], lacking["arises"]) == (
        "not arisen",
        "2 misses of A in a row",
        None,
    )


# ---- claims and duties


def claimed(rules: ClaimRule, as_of: str, *claims: Any) -> Statement:
    columns = {
        "service": minutes("44640"),
        "down": minutes("90"),
        "outage last start": instant("2026-03-20T10:30Z"),
    }
    return settled(
        settlement(assessment("2026-03", claim=rules, credit=credit((), flat=sum_of("5")))),
        measured(cell("2026-03", columns)),
        claims=claims,
        as_of=instant(as_of),
    )


def test_stages_are_told_up_to_the_next_one() -> None:
    two = ClaimRule(
        rule=rule_of("claims"),
        stages=(stage("Notice", deadline(400, "hours", "last start")), stage("Demand", deadline(30))),
    )
    assert section(claimed(two, "2026-04-02T00:00Z"), "Credits") == [
        "5.00 USD  2026-03  Notice in writing by 2026-04-06 02:30 (4 days left), then",
        "                   Demand in writing by 2026-04-30 (28 days left)",
    ]
    assert section(claimed(two, "2026-04-12T00:00Z"), "Credits") == [
        "5.00 USD  2026-03  Notice lapsed on 2026-04-06 02:30, no claim known"
    ]


def test_a_claim_in_one_stage_reads_as_before() -> None:
    statement = settled(
        settlement(assessment("2026-03", claim=claim(30), credit=credit((), flat=sum_of("5")))),
        measured(down("90", "44640", label="2026-03")),
        as_of=instant("2026-04-12T00:00Z"),
    )
    assert section(statement, "Credits") == [
        "5.00 USD  2026-03  claim in writing by 2026-04-30 (18 days left)"
    ]


def test_what_is_late_comes_before_what_is_due() -> None:
    from sladsl.outcome.given import GivenReport

    report = DutyRule(
        rule=Rule(construct="duty"), kind="report", what="Service report", who="Nimbus", to="Acme",
        deadline=deadline(5), report="R", each="month",
    )  # fmt: skip
    term = TermRule(
        rule=Rule(construct="term"), first=Length(count=24, unit="months"), again=Length(count=12, unit="months"),
        how="by agreement", notice=Length(count=90, unit="days"),
    )  # fmt: skip
    rules = settlement(
        assessment("2026-01 2026-02", credit=None),
        duties=(report,),
        term=term,
        term_start=instant("2024-01-01T00:00Z"),
    )
    sent = (GivenReport(report="R", period="2026-01", sent=instant("2026-02-07T00:00Z")),)
    statement = settled(rules, as_of=instant("2026-03-12T00:00Z"), reports=sent)
    assert section(statement, "Due next") == [
        "sent late, on 2026-02-07: Nimbus sends Service report to Acme (2026-01), due",
        "  2026-02-05",
        "overdue: Nimbus sends Service report to Acme (2026-02), due 2026-03-05",
        "2026-04-05  Nimbus sends Service report to Acme (2026-03)",
        "2026-10-02  last day for notice",
        "2026-12-31  end of renewal 1",
        "The term to 2026-12-31 runs only if the parties have agreed to it.",
    ]


YEAR = Length(count=12, unit="months")


def _due(as_of: str, **more: Any) -> list[str]:
    term = TermRule(
        **{"rule": Rule(construct="term"), "first": YEAR, "again": YEAR, "how": "option", "by": "Acme"}
        | {"notice": Length(count=90, unit="days")}
        | more
    )
    rules = settlement(assessment("2026-01", credit=None), term=term, term_start=instant("2026-01-01T00:00Z"))
    return section(settled(rules, as_of=instant(as_of)), "Due next")


def test_an_option_says_who_renews_by_when_and_what_is_else() -> None:
    assert _due("2026-03-12T00:00Z") == [
        "2026-10-02  last day for Acme to renew to 2027-12-31; else the term ends",
        "            2026-12-31",
        "2026-12-31  end of the initial term, unless Acme has renewed it to 2027-12-31",
    ]
    # Its notice is over: what is left is the end, or not.
    assert _due("2026-11-12T00:00Z") == [
        "2026-12-31  end of the initial term, unless Acme has renewed it to 2027-12-31"
    ]
    # Without a key for the notice the end is the last day.
    assert _due("2026-03-12T00:00Z", notice=None) == [
        "2026-12-31  end of the initial term, unless Acme has renewed it to 2027-12-31"
    ]


def test_the_last_renewal_ends_for_good() -> None:
    assert _due("2027-03-12T00:00Z", times=1) == [
        "2027-12-31  end of renewal 1, the last one",
        "The term to 2027-12-31 runs only if Acme has renewed it.",
    ]
    assert _due("2028-03-12T00:00Z", how="automatic", by="", times=2) == [
        "2028-12-31  end of renewal 2, the last one"
    ]
    assert _due("2028-03-12T00:00Z", how="by agreement", by="", times=2) == [
        "2028-12-31  end of renewal 2, the last one",
        "The term to 2028-12-31 runs only if the parties have agreed to it.",
    ]


@pytest.mark.parametrize(
    ("how", "by", "left", "words"),
    [
        ("automatic", "", None, "automatic"),
        ("automatic", "", 2, "automatic, 2 times more"),
        ("option", "Acme", 1, "option of Acme, once more"),
        ("option", "Acme", None, "option of Acme"),
        ("none", "Acme", 3, "none"),
        ("not stated", "", 3, "not stated"),
        ("", "", 0, ""),
    ],
)
def test_what_follows_a_term(how: Any, by: str, left: int | None, words: str) -> None:
    from sladsl.outcome.duties import TermState
    from sladsl.outcome.duties_to_text import renewal_text

    state = TermState(
        number=0, first_day="", last_day="", start=0, end=1, renewal=how, notice=None, notice_day="",
        next_last_day="", sure=True, rule=Rule(construct="term"), by=by, left=left,
    )  # fmt: skip
    assert renewal_text(state) == words


def test_no_section_without_rights_or_dates() -> None:
    statement = settled(settlement(assessment("2026-03", credit=None)))
    assert section(statement, "Rights") == []
    assert section(statement, "Due next") == []
