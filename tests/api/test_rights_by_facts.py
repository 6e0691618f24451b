"""The time to use a right that hangs on facts alone: from when they came to hold, or from a day that somebody states."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.api.scenarios import results
from sladsl.outcome.rights import RightState

FACT = "60 days after Sold"
WORDS = '60 days of "the announcement"'


def terms(use: str, when: str = "Sold", more: str = "") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Cloud "Cloud" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   days: calendar days
    record of a duty: the oldest open
  }}
  fact Sold {{ type: yes or no   each: month   stated by: P }}
  fact Closed {{ type: yes or no   each: month   stated by: P }}
  service S {{ hours: always   fee: 1_000 EUR per month }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective Up {{ P ensures M at least 99% each month }}
  credit for Up {{ amount: 100 EUR }}
  C may terminate {{ when: {when}   notice: 10 days   use within: {use} }}
  {more}
}}"""
    )


Row = dict[str, object]


def stated(
    of: sladsl.Loaded, facts: list[Row], as_of: str, period: str, ledger: str | None = None
) -> sladsl.Evaluation:
    found = [each for each in check(of) if each.severity == "error" or each.name == "not-evaluated"]
    assert not found, found
    levels = [{"objective": "Up", "period": period.split("..")[0], "level": "100%"}]
    data: Row = {"levels": levels, **({"facts": facts} if facts else {})}
    return sladsl.evaluate(of, data, period=period, as_of=as_of, ledger=ledger)  # type: ignore[arg-type]


def right(of: sladsl.Loaded, facts: list[Row], as_of: str, period: str = "2026-01..2026-07") -> RightState:
    (found,) = stated(of, facts, as_of, period).outcome.statement.rights
    return found


def sold(*months: int) -> list[Row]:
    """In which months of 2026 it holds; in the others of the first nine it does not."""
    return [
        {"fact": "Sold", "period": f"2026-{at:02}", "value": "yes" if at in months else "no"}
        for at in range(1, 10)
    ]


def announced(*days: str) -> list[Row]:
    return [{"fact": "the announcement", "period": day[:7], "value": day} for day in days]


@pytest.mark.parametrize(
    ("use", "facts", "as_of", "found"),
    [
        # It holds from 1 March on, which counts as the first of sixty days less one: the day itself is not counted.
        (FACT, sold(3, 4, 5, 6, 7), "2026-04-15", ("open", "2026-04-30")),
        (FACT, sold(3, 4, 5, 6, 7), "2026-04-30 23:59", ("open", "2026-04-30")),
        (FACT, sold(3, 4, 5, 6, 7), "2026-05-01", ("lapsed", "2026-04-30")),
        # What comes to hold again begins anew; while it does not, there is no right.
        (FACT, sold(3, 5), "2026-05-20", ("open", "2026-06-30")),
        (FACT, sold(3, 5), "2026-06-20", ("not arisen", "")),
        # It has held since the term began.
        (FACT, sold(*range(1, 10)), "2026-02-20", ("open", "2026-03-02")),
        (FACT, sold(*range(1, 10)), "2026-07-20", ("lapsed", "2026-03-02")),
        (WORDS, [*sold(*range(1, 10)), *announced("2026-03-10")], "2026-04-15", ("open", "2026-05-09")),
        (
            WORDS,
            [*sold(*range(1, 10)), *announced("2026-03-10", "2026-04-10")],
            "2026-06-01",
            ("open", "2026-06-09"),
        ),
        (WORDS, [*sold(*range(1, 10)), *announced("2026-03-10")], "2026-05-10", ("lapsed", "2026-05-09")),
        (WORDS, [*sold(3), *announced("2026-03-10")], "2026-04-15", ("not arisen", "")),
        # As long as nobody states the day no time has begun.
        (WORDS, sold(*range(1, 10)), "2026-04-15", ("at will", "")),
        (WORDS, [*sold(*range(1, 10)), *announced("2026-04-20")], "2026-04-15", ("at will", "")),
    ],
)
def test_until_when_it_can_be_used(use: str, facts: list[Row], as_of: str, found: tuple[str, str]) -> None:
    state = right(terms(use), facts, as_of)
    assert (state.state, state.last_day) == found
    if found[0] == "at will":
        assert state.presumed == "nobody states the day of the announcement"


def test_all_of_several_facts_have_to_hold() -> None:
    facts = [*sold(2, 3, 4), *({**each, "fact": "Closed"} for each in sold(3, 4))]
    state = right(terms(FACT, "Sold and Closed"), facts, "2026-04-15")
    assert (state.state, state.last_day) == ("open", "2026-04-30")


@pytest.mark.parametrize("as_of", ["2026-05-01", "2026-04-30 23:59"])
def test_a_later_month_alone_says_the_same(as_of: str) -> None:
    """The facts of the months before it are looked at as far back as the time to use it reaches."""
    whole = right(terms(FACT), sold(3, 4, 5, 6, 7), as_of)
    one = right(terms(FACT), sold(3, 4, 5, 6, 7), as_of, "2026-04")
    assert (one.state, one.last_day, one.arises) == (whole.state, whole.last_day, whole.arises)


def test_two_runs_with_the_ledger_say_what_one_says(tmp_path: Path) -> None:
    facts = [*sold(*range(1, 10)), *announced("2026-03-10", "2026-04-10")]
    of = terms(WORDS)
    whole = stated(of, facts, "2026-06-01", "2026-01..2026-05")
    before = tmp_path / "before.json"
    before.write_text(stated(of, facts[:10], "2026-04-01", "2026-01..2026-03").json(), encoding="utf-8")
    after = stated(of, facts[10:], "2026-06-01", "2026-01..2026-05", str(before))
    assert after.outcome.statement.rights == whole.outcome.statement.rights
    assert [each.last_day for each in whole.outcome.statement.rights] == ["2026-06-09"]


def test_a_scenario_expects_its_last_day_and_the_contract_says_from_when() -> None:
    scenario = """
  scenario "Sold in March" {
    months: 2026-01 to 2026-04   fact: Sold, 2026-01, no   fact: Sold, 2026-02, no   fact: Sold, 2026-03, yes
    fact: Sold, 2026-04, yes   as of: 2026-04-20
    expect: C may terminate from 2026-03-01 to 2026-04-30
  }"""
    of = terms(FACT, more=scenario)
    assert of.agreement is not None
    assert [(each.ok, each.got_text) for each in results(of.agreement)] == [
        (True, "C may terminate from 2026-03-01 to 2026-04-30")
    ]
    assert "within 60 days after the day on which this comes to hold" in " ".join(render(of).split())


@pytest.mark.parametrize(
    "use", ["9 days of the period", "60 days of the last miss", "30 days after the month"]
)
def test_what_has_no_period_is_not_counted_from_one(use: str) -> None:
    told = " ".join(each.message for each in check(terms(use)) if each.name == "not-evaluated")
    assert "the time to use a right that hangs on facts alone" in " ".join(told.split())


# ---- duties


def duty_terms(keys: str, more: str = "") -> sladsl.Loaded:
    text = f"""P must "tell of it" {{ {keys} }}
  source letters {{ holds: records   collected: by hand   collected by: C   fields {{ came: time }} }}
  {more}"""
    return terms(FACT, more=text)


@pytest.mark.parametrize(
    ("keys", "facts", "as_of", "found"),
    [
        # Each time that it comes to hold there is one; the days are counted from that day.
        (
            "when: Sold   within: 10 days after Sold",
            sold(2, 3, 5),
            "2026-05-05",
            [("2026-02-11", "not known"), ("2026-05-11", "due")],
        ),
        ("when: Sold   within: 10 days after Sold", sold(), "2026-05-05", []),
        ("when: Sold   within: 10 days after Sold", sold(1, 2), "2026-01-05", [("2026-01-11", "due")]),
        ("when: Sold", sold(3), "2026-05-05", [("", "due")]),
        (
            "when: Sold and Closed   within: 10 days after Sold",
            [*sold(2, 3, 4), *({**each, "fact": "Closed"} for each in sold(4))],
            "2026-04-05",
            [("2026-04-11", "due")],
        ),
        # A day that somebody states counts where the facts hold on it.
        (
            'when: Sold   within: 10 days of "the announcement"',
            [*sold(2, 3), *announced("2026-02-05", "2026-04-05")],
            "2026-05-05",
            [("2026-02-15", "not known")],
        ),
    ],
)
def test_a_duty_by_facts_alone_arises_when_they_come_to_hold(
    keys: str, facts: list[Row], as_of: str, found: list[tuple[str, str]]
) -> None:
    statement = stated(duty_terms(keys), facts, as_of, "2026-01..2026-05").outcome.statement
    assert [(each.due_day, each.state) for each in statement.duties if each.kind == "duty"] == found


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(1, 6)), st.sampled_from(["2026-01..2026-06", "2026-03..2026-06"]))
def test_it_arises_at_the_beginning_of_each_stretch_of_months(months: set[int], period: str) -> None:
    of = duty_terms("when: Sold   within: 1 day after Sold")
    found = stated(of, sold(*months), "2026-07-01", period).outcome.statement.duties
    first = 1 if period.startswith("2026-01") else 3
    expected = [each for each in sorted(months) if each - 1 not in months and each >= first]
    assert [each.due_day for each in found if each.kind == "duty"] == [f"2026-{at:02}-02" for at in expected]


def test_a_scenario_expects_a_duty_by_facts_and_what_became_of_it() -> None:
    scenario = """
  scenario "Sold in March" {
    months: 2026-01 to 2026-04   fact: Sold, 2026-01, no   fact: Sold, 2026-02, no   fact: Sold, 2026-03, yes
    fact: Sold, 2026-04, yes
    record letters { came: 2026-03-15 }
    expect: P must "tell of it" by 2026-03-11, late
  }"""
    of = duty_terms("when: Sold   within: 10 days after Sold   source: letters", scenario)
    assert of.agreement is not None
    found = [(each.ok, each.got_text) for each in results(of.agreement)]
    assert found == [(True, 'P must "tell of it" by 2026-03-11, late')]
    assert "Whenever it comes to hold that" in " ".join(render(of).split())


def test_a_duty_is_not_counted_from_periods_that_it_has_not() -> None:
    told = " ".join(each.message for each in check(duty_terms("when: Sold   within: 9 days after the month")))
    assert "the time of a duty that hangs on facts alone" in " ".join(told.split())
