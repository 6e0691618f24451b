"""The term: how long it runs, when notice is due, what renews; days of all kinds of months."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.outcome.duties import TermState
from sladsl.plan.dates import TermRule
from sladsl.plan.settlement import Rule
from sladsl.settle.terms import rhythm, term_at
from sladsl.values.deadline import Length
from sladsl.values.instant import instant_to_local
from sladsl.values.zones import zone
from tests.settle.build import instant

BERLIN = "Europe/Berlin"


def months(count: int) -> Length:
    return Length(count=count, unit="months")


TWO_YEARS, ONE_YEAR = months(24), months(12)


def term(
    first: Length | None = TWO_YEARS, again: Length | None = ONE_YEAR, how: Any = "automatic", **more: Any
) -> TermRule:
    return TermRule(
        **{"rule": Rule(construct="term"), "first": first, "again": again, "how": how, "notice": None, **more}
    )


def at(rule: TermRule, as_of: str, start: str = "2026-01-01", end: str = "") -> TermState:
    place = zone(BERLIN)
    assert place is not None
    offset = {"2026-04-30": "+02:00"}.get(start, "+01:00")
    found = term_at(
        rule,
        instant(f"{start}T00:00{offset}"),
        instant(end) if end else None,
        instant(as_of),
        place,
    )
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("as_of", "number", "first", "last", "following"),
    [
        ("2026-06-01T00:00Z", 0, "2026-01-01", "2027-12-31", "2028-12-31"),
        ("2027-12-31T22:59:59Z", 0, "2026-01-01", "2027-12-31", "2028-12-31"),
        # Midnight in Berlin is 23:00 UTC.
        ("2027-12-31T23:00Z", 1, "2028-01-01", "2028-12-31", "2029-12-31"),
        ("2031-03-01T00:00Z", 4, "2031-01-01", "2031-12-31", "2032-12-31"),
        # Before it begins it is the first one.
        ("2025-03-01T00:00Z", 0, "2026-01-01", "2027-12-31", "2028-12-31"),
    ],
)
def test_terms_follow_each_other(as_of: str, number: int, first: str, last: str, following: str) -> None:
    found = at(term(), as_of)
    assert (found.number, found.first_day, found.last_day, found.next_last_day) == (
        number,
        first,
        last,
        following,
    )
    assert found.sure


def test_a_term_that_begins_on_the_31st_does_so_again() -> None:
    found = at(term(months(1), months(1)), "2026-03-15T00:00Z", start="2026-01-31")
    assert (found.first_day, found.last_day) == ("2026-02-28", "2026-03-30")
    found = at(term(months(1), months(1)), "2026-04-15T00:00Z", start="2026-01-31")
    assert (found.first_day, found.last_day) == ("2026-03-31", "2026-04-29")


def test_days_and_weeks_count_on() -> None:
    rule = term(Length(count=10, unit="days"), Length(count=2, unit="weeks"))
    found = at(rule, "2026-01-30T00:00Z")
    assert (found.number, found.first_day, found.last_day) == (2, "2026-01-25", "2026-02-07")


@pytest.mark.parametrize(
    ("notice", "day", "until"),
    [
        (Length(count=90, unit="days"), "2027-10-02", "2027-10-03T00:00+02:00"),
        (months(3), "2027-09-30", "2027-10-01T00:00+02:00"),
        (Length(count=2, unit="weeks"), "2027-12-17", "2027-12-18T00:00+01:00"),
        (Length(count=48, unit="hours"), "2027-12-29", "2027-12-30T00:00+01:00"),
    ],
)
def test_notice_is_counted_back(notice: Length, day: str, until: str) -> None:
    found = at(term(notice=notice), "2026-06-01T00:00Z")
    assert (found.notice_day, found.notice) == (day, instant(until))


def test_a_term_that_does_not_renew_ends() -> None:
    found = at(term(how="none", again=None), "2030-01-01T00:00Z")
    assert (found.number, found.last_day, found.next_last_day, found.renewal) == (0, "2027-12-31", "", "none")


def test_nobody_knows_whether_the_parties_agreed() -> None:
    rule = term(how="by agreement")
    assert at(rule, "2027-06-01T00:00Z").sure
    found = at(rule, "2028-06-01T00:00Z")
    assert (found.number, found.sure) == (1, False)


@pytest.mark.parametrize(
    ("as_of", "number", "last", "following", "left"),
    [
        ("2026-06-01T00:00Z", 0, "2027-12-31", "2028-12-31", 2),
        ("2028-06-01T00:00Z", 1, "2028-12-31", "2029-12-31", 1),
        ("2029-06-01T00:00Z", 2, "2029-12-31", "", 0),
        # After the last one nothing follows, however long that is ago.
        ("2029-12-31T23:00Z", 2, "2029-12-31", "", 0),
        ("2050-06-01T00:00Z", 2, "2029-12-31", "", 0),
    ],
)
def test_renewals_that_are_counted_are_used_up(
    as_of: str, number: int, last: str, following: str, left: int
) -> None:
    found = at(term(times=2, notice=Length(count=90, unit="days")), as_of)
    assert (found.number, found.last_day, found.next_last_day, found.left) == (number, last, following, left)
    assert found.renewal == ("automatic" if left else "none")
    assert bool(found.notice_day) == bool(left), "nobody has to give notice of what ends by itself"
    assert found.sure


@pytest.mark.parametrize("how", ["automatic", "by agreement", "option"])
def test_what_is_not_counted_has_no_last_renewal(how: Any) -> None:
    found = at(term(how=how, by="Acme"), "2050-06-01T00:00Z")
    assert (found.left, found.last, found.next_last_day) == (None, False, "2051-12-31")


def test_nobody_knows_whether_the_option_was_used() -> None:
    rule = term(how="option", by="Acme", times=1, notice=Length(count=90, unit="days"))
    first = at(rule, "2027-06-01T00:00Z")
    assert (first.sure, first.by, first.renewal, first.notice_day) == (True, "Acme", "option", "2027-10-02")
    last = at(rule, "2028-06-01T00:00Z")
    assert (last.number, last.sure, last.by, last.renewal, last.last) == (1, False, "Acme", "none", True)


def test_the_end_of_the_agreement_cuts_an_option() -> None:
    rule = term(how="option", by="Acme", times=3)
    found = at(rule, "2026-06-01T00:00Z", end="2026-10-01T00:00+02:00")
    assert (found.last_day, found.renewal, found.next_last_day) == ("2026-09-30", "none", "")


@pytest.mark.parametrize("times", [19_999, 10**12])
def test_more_renewals_than_days_are_no_trouble(times: int) -> None:
    rule = term(months(1), months(1), times=times)
    assert at(rule, "2030-01-15T00:00Z").number == 48


def test_the_end_of_the_agreement_cuts_its_term() -> None:
    found = at(term(), "2026-06-01T00:00Z", end="2026-10-01T00:00+02:00")
    assert (found.last_day, found.renewal, found.next_last_day) == ("2026-09-30", "none", "")
    # An end far off cuts a later one.
    far = "2028-07-01T00:00+02:00"
    assert at(term(), "2026-06-01T00:00Z", end=far).next_last_day == "2028-12-31"
    assert at(term(), "2028-03-01T00:00Z", end=far).last_day == "2028-06-30"
    assert at(term(), "2029-03-01T00:00Z", end=far).last_day == "2028-06-30"


def test_a_term_of_unknown_length_is_none() -> None:
    place = zone(BERLIN)
    assert place is not None
    assert term_at(term(first=None), 0, None, 0, place) is None


def test_renewals_beyond_the_calendar_end() -> None:
    rule = term(months(12), Length(count=12 * 9_000, unit="months"))
    assert at(rule, "2030-01-01T00:00Z").number == 0


def test_a_rhythm_keeps_its_day() -> None:
    place = zone(BERLIN)
    assert place is not None
    start = instant("2026-08-31T00:00+02:00")
    days = [rhythm(months(6), start, number, place) for number in range(3)]
    assert [instant_to_local(each, place).date().isoformat() for each in days if each is not None] == [
        "2026-08-31",
        "2027-02-28",
        "2027-08-31",
    ]
