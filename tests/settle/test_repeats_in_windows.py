"""Repeated misses counted in any so many periods, and in a contract year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.outcome.statement import Outcome
from sladsl.values.amount import known

MONTHS = [f"{2026 + at // 12}-{at % 12 + 1:02}" for at in range(24)]


def terms(
    window: str, *, start: int = 2, effective: str = "effective: 2026-01-01", each: str = "month"
) -> sladsl.Loaded:
    nth = {2: "2nd", 3: "3rd"}[start]
    return sladsl.read_text(
        f"""
sla C "C" {{
  {effective}   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{ money rounding: half up to 0.01 EUR, on each line   level rounding: none }}
  service S {{ hours: always   fee: 1_000 EUR per month }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective A {{ P ensures M at least 99% each {each} }}
  credit for A {{ amount: 10 EUR   repeat: 3 times from the {nth} miss {window} }}
}}"""
    )


def outcome(of: sladsl.Loaded, missed: list[bool], period: str = "") -> Outcome:
    levels = [
        {"period": month, "objective": "A", "level": "95%" if miss else "99%"}
        for month, miss in zip(MONTHS, missed, strict=False)
    ]
    said = {"period": period} if period else {}
    return sladsl.evaluate(of, {"levels": levels}, as_of="2028-02-01", **said).outcome


def owed(of: Outcome) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for line in of.statement.lines:
        if line.level is not None:
            money = None if line.credit is None else known(line.credit, "EUR")
            found[line.period] = None if money is None else int(money.amount)
    return found


def by_hand(missed: list[bool], start: int, first_of: list[int]) -> dict[str, int | None]:
    """`first_of`: for each month the number of the first one that counts with it."""
    return {
        MONTHS[at]: 0 if not miss else 30 if sum(missed[first_of[at] : at + 1]) >= start else 10
        for at, miss in enumerate(missed)
    }


@given(
    missed=st.lists(st.booleans(), min_size=8, max_size=20), run=st.integers(2, 7), start=st.integers(2, 3)
)
@settings(max_examples=25, deadline=None)
def test_any_so_many_months(missed: list[bool], run: int, start: int) -> None:
    found = owed(outcome(terms(f"in any {run} consecutive months", start=start), missed))
    assert found == by_hand(missed, start, [max(0, at - run + 1) for at in range(len(missed))])


def test_a_contract_year_begins_with_the_term() -> None:
    """In force from March: the misses of February and March 2027 are of two years."""
    missed = [at in (2, 5, 13, 14, 15) for at in range(18)]
    found = owed(outcome(terms("in one contract year", effective="effective: 2026-03-01"), missed))
    years = [0 if at < 2 else 2 if at < 14 else 14 for at in range(18)]
    expected = by_hand(missed, 2, years)
    assert [expected[each] for each in ("2026-03", "2026-06", "2027-02", "2027-03", "2027-04")] == [
        10,
        30,
        30,
        10,
        30,
    ]
    assert {month: found[month] for month in MONTHS[2:18]} == {
        month: expected[month] for month in MONTHS[2:18]
    }


@pytest.mark.parametrize("window", ["in any 6 consecutive months", "in one contract year"])
def test_a_month_alone_is_settled_as_in_the_year(window: str) -> None:
    of, missed = terms(window), [at in (1, 4) for at in range(6)]
    assert owed(outcome(of, missed, "2026-05")) == {"2026-05": 30}


def test_months_of_which_nobody_knows_leave_it_open() -> None:
    of = terms("in any 3 consecutive months")
    levels = [{"period": "2026-05", "objective": "A", "level": "95%"}]
    found = sladsl.evaluate(of, {"levels": levels}, period="2026-05", as_of="2026-08-01").outcome
    (line,) = found.statement.lines
    assert line.credit is None
    assert "whether it is the 2nd miss in the 3 months to 2026-05" in line.steps[-1].why


def test_years_of_which_the_beginning_is_not_stated() -> None:
    """A second miss within twelve months may be of the same year; one that is alone is none."""
    of = terms("in one contract year", effective="effective: not stated")
    found = owed(outcome(of, [at in (0, 5) for at in range(8)], "2026"))
    assert found["2026-06"] is None


def test_contract_and_steps_say_it() -> None:
    of = terms("in any 6 consecutive months")
    assert not [each for each in check(of) if each.name == "not-evaluated"]
    assert "From the 2nd miss in any 6 consecutive months on," in render(of)
    lines = outcome(of, [True, False, True]).statement.lines
    (line,) = [each for each in lines if each.period == "2026-03"]
    assert line.steps[-1].why == "3 times, being the 2nd miss in the 6 months to 2026-03"
    yearly = render(terms("in one contract year"))
    assert "From the 2nd miss in one Contract Year on," in yearly
    assert "**“Contract Year”** means each year that begins on the Effective Date" in yearly


OWN = "effective: 2026-01-16   billing cycle: from the 16th   fiscal year: from 2026-04-01"


@pytest.mark.parametrize(
    ("window", "each", "misses", "expected"),
    [
        # Days of one cycle from the 16th: 3 and 14 February are of January's, 16 February is of the next.
        (
            "in one billing cycle",
            "day",
            ("2026-02-03", "2026-02-14", "2026-02-16", "2026-03-15"),
            (10, 30, 10, 30),
        ),
        # Any two cycles that follow each other: those of January and February, of February and March.
        (
            "in any 2 consecutive billing cycles",
            "day",
            ("2026-01-20", "2026-03-10", "2026-04-10", "2026-06-10"),
            (10, 30, 30, 10),
        ),
        # The fiscal year from April: March 2026 is of the one before, March 2027 of that of April 2026.
        ("in one fiscal year", "month", ("2026-03", "2026-04", "2027-03", "2027-04"), (10, 10, 30, 10)),
        ("in any 2 consecutive fiscal years", "month", ("2026-03", "2026-04", "2027-06"), (10, 30, 30)),
        ("in one fiscal quarter", "month", ("2026-03", "2026-04", "2026-06", "2026-07"), (10, 10, 30, 10)),
    ],
)
def test_periods_of_its_own(
    window: str, each: str, misses: tuple[str, ...], expected: tuple[int, ...]
) -> None:
    of = terms(window, effective=OWN, each=each)
    assert not [one for one in check(of) if one.name == "not-evaluated"]
    levels = [{"period": one, "objective": "A", "level": "95%"} for one in misses]
    # What lies between is kept.
    first, last = date(2026, 1, 16), date.fromisoformat(misses[-1] if each == "day" else f"{misses[-1]}-01")
    between = {
        day.isoformat()[: 10 if each == "day" else 7]
        for day in (first + timedelta(days=at) for at in range((last - first).days))
    }
    levels += [{"period": one, "objective": "A", "level": "99%"} for one in sorted(between - set(misses))]
    found = owed(sladsl.evaluate(of, {"levels": levels}, as_of="2028-02-01").outcome)
    assert tuple(found[one] for one in misses) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        # Cycles from the 16th of January on: missed, missed, met, missed, missed, missed.
        ("in 2 consecutive billing cycles", (0, 10, 0, 0, 10, 10)),
        ("in 3 of any 4 consecutive billing cycles", (0, 0, 0, 10, 10, 10)),
        ("in each of the next 2 billing cycles", (0, 0, 0, 10, None, None)),
    ],
)
def test_conditions_and_rights_count_in_them(when: str, expected: tuple[int | None, ...]) -> None:
    text = terms("in a row", effective=OWN, each="billing cycle").source.text
    text = text.replace("repeat: 3 times from the 2nd miss in a row", f"when: missed {when}")
    text = text.replace("level rounding: none", "level rounding: none   N of M periods: sliding")
    of = sladsl.read_text(text)
    assert of.findings == ()
    firsts = [f"2026-{month:02}-16" for month in range(1, 7)]
    levels = [
        {"period": one, "objective": "A", "level": "95%" if miss else "99%"}
        for one, miss in zip(firsts, (True, True, False, True, True, True), strict=True)
    ]
    found = owed(sladsl.evaluate(of, {"levels": levels}, as_of="2026-07-20").outcome)
    assert tuple(found.values()) == expected
    assert when in render(of)


@given(missed=st.lists(st.booleans(), min_size=8, max_size=24), run=st.integers(2, 3))
@settings(max_examples=15, deadline=None)
def test_several_contract_years(missed: list[bool], run: int) -> None:
    """In force from March 2026: years of twelve months from then on."""
    missed = [False, False, *missed][:24]
    of = terms(f"in any {run} consecutive contract years", effective="effective: 2026-03-01")
    years = [max(2, 2 + 12 * ((at - 2) // 12 - run + 1)) if at > 1 else 0 for at in range(len(missed))]
    found, expected = owed(outcome(of, missed)), by_hand(missed, 2, years)
    assert {month: found[month] for month in list(found)[2:]} == {
        month: expected[month] for month in list(found)[2:]
    }


def test_a_month_alone_looks_back_over_the_years() -> None:
    """The misses of March 2026 and April 2027 are of two years that follow each other."""
    of = terms("in any 2 consecutive contract years", effective="effective: 2026-03-01")
    missed = [at in (2, 15) for at in range(16)]
    found = outcome(of, missed, "2027-04")
    assert owed(found) == {"2027-04": 30}
    assert found.statement.lines[0].steps[-1].why == (
        "3 times, being the 2nd miss in the 2 contract years to the contract year from 2027-03-01"
    )


def test_cycles_that_begin_nowhere_are_told() -> None:
    names = [each.name for each in check(terms("in one billing cycle"))]
    assert "not-evaluated" in names


def test_the_contract_names_them() -> None:
    assert "From the 2nd miss in any 2 consecutive Contract Years on," in render(
        terms("in any 2 consecutive contract years")
    )
    assert "From the 2nd miss in one billing cycle on," in render(
        terms("in one billing cycle", effective=OWN)
    )
