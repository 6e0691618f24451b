"""What is due: reports by the period, duties with a rhythm, reviews, notices, and what was late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sladsl.outcome.given import GivenReport
from sladsl.outcome.statement import Statement
from sladsl.plan.dates import DeadlineRule, DutyRule, TermRule
from sladsl.plan.settlement import Rule
from sladsl.values.calendar import Hours
from sladsl.values.deadline import Length
from tests.settle.build import (
    assessment,
    claim,
    credit,
    deadline,
    down,
    instant,
    measured,
    names,
    only,
    period,
    settled,
    settlement,
    stage,
    sum_of,
)
from tests.settle.histories import days, event, right, run, told

BERLIN = "Europe/Berlin"
MONTHS = "2026-01 2026-02 2026-03"


def duty(until: DeadlineRule | None = None, **more: Any) -> DutyRule:
    usual: dict[str, Any] = {
        "rule": Rule(construct="duty Nimbus sends Report to Acme"),
        "kind": "report",
        "what": "Service report",
        "who": "Nimbus",
        "to": "Acme",
        "deadline": until,
        "report": "Report",
        "each": "month",
    }
    return DutyRule(**{**usual, **more})


def sent(label: str, when: str, name: str = "Report") -> GivenReport:
    return GivenReport(report=name, period=label, sent=instant(when))


def stated(*duties: DutyRule, as_of: str, reports: Any = None, **more: Any) -> Statement:
    usual: dict[str, Any] = {
        "zone": BERLIN,
        "duties": duties,
        "term_start": period("2026-01", BERLIN).start,
    }
    rules = settlement(assessment(MONTHS, BERLIN, credit=None), **{**usual, **more})
    return settled(rules, as_of=instant(as_of), reports=reports)


def rows(statement: Statement) -> list[tuple[str, str, str]]:
    return [(each.period, each.due_day, each.state) for each in statement.duties]


FIVE = deadline(5)


def test_reports_of_the_periods_shown_and_the_next_one() -> None:
    assert rows(stated(duty(FIVE), as_of="2026-04-03T00:00Z")) == [
        ("2026-01", "2026-02-05", "not known"),
        ("2026-02", "2026-03-05", "not known"),
        ("2026-03", "2026-04-05", "due"),
    ]
    assert rows(stated(duty(FIVE), as_of="2026-04-20T00:00Z"))[-1] == ("2026-04", "2026-05-05", "due")


def test_every_report_that_is_still_due_is_told() -> None:
    long = duty(deadline(70))
    due = [row for row in rows(stated(long, as_of="2026-04-03T00:00Z")) if row[2] == "due"]
    assert due == [
        ("2026-01", "2026-04-11", "due"),
        ("2026-02", "2026-05-09", "due"),
        ("2026-03", "2026-06-09", "due"),
    ]


def test_what_data_say_was_sent() -> None:
    reports = (
        sent("2026-01", "2026-02-05T23:59:59+01:00"),
        sent("2026-02", "2026-03-06T00:00+01:00"),
        sent("2026-02", "2026-03-09T00:00+01:00"),
    )
    found = stated(duty(FIVE), as_of="2026-04-20T00:00Z", reports=reports)
    assert [row[2] for row in rows(found)] == ["sent in time", "sent late", "overdue", "due"]
    assert found.duties[1].sent == instant("2026-03-06T00:00+01:00")
    assert names(found) == ()


def test_nothing_of_tomorrow_is_known_today() -> None:
    reports = (sent("2026-03", "2026-04-04T00:00+02:00"),)
    found = stated(duty(FIVE), as_of="2026-04-03T00:00Z", reports=reports)
    assert rows(found)[-1] == ("2026-03", "2026-04-05", "due")
    assert "report-after-as-of" in names(found)


def test_a_report_that_nobody_owes_is_told() -> None:
    found = stated(
        duty(FIVE), as_of="2026-04-03T00:00Z", reports=(sent("2026-01", "2026-02-01T00:00Z", "X"),)
    )
    assert "report-without-duty" in names(found)


def test_a_rhythm_counts_from_the_start_and_needs_one() -> None:
    half_a_year = duty(
        deadline(10), kind="duty", report="", each=None, every=Length(count=6, unit="months"), what="test it"
    )
    assert rows(stated(half_a_year, as_of="2026-04-03T00:00Z")) == [
        ("2026-01-01 to 2026-06-30", "2026-07-10", "due")
    ]
    assert rows(stated(half_a_year, as_of="2026-04-03T00:00Z", term_start=None)) == []


def test_reviews_fall_due_at_the_end_of_their_stretch() -> None:
    review = duty(None, kind="review", what="review", who="", to="", report="", each=None,
                  every=Length(count=1, unit="months"))  # fmt: skip
    assert rows(stated(review, as_of="2026-03-10T00:00Z")) == [
        ("2026-01-01 to 2026-01-31", "2026-01-31", "not known"),
        ("2026-02-01 to 2026-02-28", "2026-02-28", "not known"),
        ("2026-03-01 to 2026-03-31", "2026-03-31", "due"),
    ]


def test_nothing_is_due_outside_the_term() -> None:
    ended = period("2026-02", BERLIN).end
    assert rows(stated(duty(FIVE), as_of="2026-06-01T00:00Z", term_end=ended)) == [
        ("2026-01", "2026-02-05", "not known"),
        ("2026-02", "2026-03-05", "not known"),
    ]
    later = period("2026-02", BERLIN).start
    assert rows(stated(duty(FIVE), as_of="2026-02-03T00:00Z", term_start=later))[0][0] == "2026-02"


def test_duties_around_the_ends_of_the_term() -> None:
    start = duty(deadline(2, "weeks", "start"), kind="duty", report="", each=None, what="deliver the plan")
    end = duty(deadline(30, "days", "end"), kind="duty", report="", each=None, what="return it")
    found = stated(start, end, as_of="2026-01-05T00:00Z", term_end=period("2026-12", BERLIN).end)
    assert rows(found) == [("", "2026-01-15", "due"), ("", "2027-01-30", "due")]
    assert rows(stated(end, as_of="2026-01-05T00:00Z")) == []  # no end is stated


def test_the_end_of_the_term_and_its_notice() -> None:
    rule = TermRule(
        rule=Rule(construct="term"),
        first=Length(count=12, unit="months"),
        again=None,
        how="none",
        notice=Length(count=90, unit="days"),
    )
    found = stated(as_of="2026-04-03T00:00Z", term=rule)
    assert [(each.kind, each.due_day) for each in found.duties] == [
        ("notice", "2026-10-02"),
        ("end of term", "2026-12-31"),
    ]
    assert found.term is not None
    assert [each.kind for each in stated(as_of="2026-11-03T00:00Z", term=rule).duties] == ["end of term"]
    assert stated(as_of="2027-11-03T00:00Z", term=rule).duties == ()
    assert stated(as_of="2026-04-03T00:00Z", term=rule, term_start=None).term is None


@pytest.mark.parametrize(
    ("as_of", "dates"),
    [
        (
            "2026-04-03T00:00Z",
            [
                ("notice", "2026-10-02", "Acme", "notice that it renews, else it ends"),
                ("end of term", "2026-12-31", "", "end of the term"),
            ],
        ),
        # The time for notice is over, and the term still runs.
        ("2026-11-03T00:00Z", [("end of term", "2026-12-31", "", "end of the term")]),
        # The last renewal ends by itself: nobody gives notice.
        ("2027-04-03T00:00Z", [("end of term", "2027-12-31", "", "end of the term")]),
        ("2028-04-03T00:00Z", []),
    ],
)
def test_an_option_is_used_by_its_party_in_time(as_of: str, dates: list[tuple[str, str, str, str]]) -> None:
    year = Length(count=12, unit="months")
    rule = TermRule(
        rule=Rule(construct="term"), first=year, again=year, how="option", by="Acme", times=1,
        notice=Length(count=90, unit="days"),
    )  # fmt: skip
    found = stated(as_of=as_of, term=rule)
    assert [(each.kind, each.due_day, each.who, each.what) for each in found.duties] == dates


# ---- reports on which other dates hang


def test_a_right_counts_from_the_report_that_was_sent() -> None:
    rule = right(event(run(2)), use=days(10, "days", "report"))
    rule_of = rule.use
    assert rule_of is not None
    named = right(event(run(2)), use=DeadlineRule(length=rule_of.length, anchor="report", of="Report"))
    more = {"duties": (duty(FIVE),), "name": "UTC"}
    found = told(named, "mm", as_of="2026-03-10T00:00Z", **more).rights[0]
    assert (found.last_day, found.presumed) == (
        "2026-03-15",
        "Report of 2026-02 is taken as sent on its last day, 2026-03-05",
    )
    unknown = told(rule, "mm", as_of="2026-03-10T00:00Z", **more).rights[0]
    assert (unknown.last_day, unknown.state) == ("", "open")
    assert "is not known" in unknown.presumed


def test_a_claim_counts_from_the_report_that_was_sent() -> None:
    rule = claim(None)
    counted = type(rule)(rule=rule.rule, stages=(stage(until=deadline(10, "days", "report", of="Report")),))

    def state(reports: Any) -> tuple[str, str, str]:
        rules = settlement(
            assessment("2026-03", claim=counted, credit=credit((), flat=sum_of("5"))), duties=(duty(FIVE),)
        )
        line = only(
            settled(
                rules,
                measured(down("130", "44640", label="2026-03")),
                as_of=instant("2026-04-12T00:00Z"),
                reports=reports,
            )
        )
        assert line.claim is not None
        return line.claim.state, line.claim.last_day, line.claim.stages[0].presumed

    assert state((sent("2026-03", "2026-04-02T00:00Z"),)) == ("open", "2026-04-12", "")
    assert state((sent("2026-03", "2026-04-01T00:00Z"),)) == ("lapsed", "2026-04-11", "")
    last = "Report of 2026-03 is taken as sent on its last day, 2026-04-05"
    assert state(None) == ("open", "2026-04-15", last)
    # Where it is told what was sent, what is not named was not: nothing has begun to run.
    assert state((sent("2026-02", "2026-03-03T00:00Z"),)) == (
        "not stated",
        "",
        "Report of 2026-03 was due by 2026-04-05 and is not known to be sent, so the time after it has not begun",
    )


OFFICE = Hours(
    weekly=(((0, 1440),),) * 5 + ((), ()),
    special={date(2026, 4, day).toordinal(): () for day in (3, 6)},
    holidays=frozenset(),
    zone=BERLIN,
)


def test_hours_are_counted_whatever_the_clock_does() -> None:
    every = duty(
        deadline(1, "hours"), kind="duty", report="", each=None, every=Length(count=12, unit="hours")
    )
    found = stated(every, as_of="2026-03-29T12:00Z", term_start=instant("2026-03-28T00:00+01:00"), shown=None)
    labels = {each.period: each for each in found.duties}
    # The night of 29 March has no hour from two to three.
    assert labels["2026-03-29 00:00 to 2026-03-29 13:00"].due == instant("2026-03-29T14:00+02:00")
    assert found.duties[-1].period == "2026-03-31 13:00 to 2026-04-01 01:00"


def test_business_days_are_counted_from_the_start_of_the_term() -> None:
    every = duty(
        None, kind="duty", report="", each=None, every=Length(count=5, unit="working days", hours=OFFICE)
    )
    start = instant("2026-03-27T00:00+01:00")
    found = stated(every, as_of="2026-04-07T00:00Z", term_start=start)
    # Friday to Thursday; then Good Friday, the Easter days and Monday are closed.
    assert rows(found) == [
        ("2026-03-27 to 2026-04-02", "2026-04-02", "not known"),
        ("2026-04-03 to 2026-04-13", "2026-04-13", "due"),
    ]
    # What is closed after the last business day belongs to the next stretch.
    at_easter = stated(every, as_of="2026-04-04T12:00Z", term_start=start)
    assert rows(at_easter)[-1] == ("2026-04-03 to 2026-04-13", "2026-04-13", "due")
    assert rows(stated(every, as_of="2026-03-20T00:00Z", term_start=start))[:1] == [
        ("2026-03-27 to 2026-04-02", "2026-04-02", "due")
    ]
