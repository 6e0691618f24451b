"""Plain years and months where the agreement has others of its own: asked, tried, and taken as they are answered."""

from __future__ import annotations

from typing import Literal

import pytest

import sladsl
from sladsl.api import check

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
AGREEMENT = """
sla Hosting {{
  {head}   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{
    partial minutes: exact   overlapping outages: once   level rounding: none   excluded time: out of both
    money rounding: half up to 0.01 EUR, on each line   service for part of a period: total shrinks   {choice}
  }}
  service Shop {{ hours: always   fee: 1_000 EUR per month }}
  source outages {{ holds: intervals   of: Shop   collected: automatically }}
  source works {{ holds: intervals   collected: by hand }}
  exclusion Work {{ time: works   allowance: first 10 hours per {per} }}
  metric Uptime {{ of: Shop   measure: uptime from outages   excluding: Work   controlled by: Nimbus }}
  objective Kept {{ Nimbus ensures Uptime at least 99.9% each {each} }}
  credit for Kept {{ base: that {each}'s fee of Shop   amount: 10% }}
}}
"""
# Ten hours before and ten hours after New Year: of one calendar year each, and of one contract year together.
WORKS = [
    {"start": "2026-12-10T00:00Z", "end": "2026-12-10T10:00Z"},
    {"start": "2027-01-10T00:00Z", "end": "2027-01-10T10:00Z"},
]
APRIL = "effective: 2026-04-01"


def loaded(choice: str = "", head: str = APRIL, per: str = "year", each: str = "month") -> sladsl.Loaded:
    found = sladsl.read_text(AGREEMENT.format(choice=choice, head=head, per=per, each=each))
    assert not [each.message for each in found.findings if each.severity == "error"]
    return found


def asked(of: sladsl.Loaded, key: str) -> list[tuple[str, str]]:
    """What the checker says of a choice, with its severity."""
    found = check(of)
    return [
        (each.severity, each.message)
        for each in found
        if each.name == "silent-choice" and f"`{key}`" in each.message
    ]


def evaluated(of: sladsl.Loaded, engine: Engine, period: str = "2027-01") -> sladsl.Evaluation:
    return sladsl.evaluate(
        of, {"outages": WORKS, "works": WORKS}, period=period, as_of="2027-06-01", engine=engine
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_the_year_of_an_allowance_is_asked_and_its_answers_are_tried(engine: Engine) -> None:
    of = loaded()
    assert asked(of, "year") == [
        (
            "warning",
            "The agreement does not answer `year` for exclusion Work: the year of its allowance is the calendar's, "
            "or begins on 1 April.",
        )
    ]
    outcome = evaluated(of, engine).outcome
    (choice,) = outcome.open
    assert (choice.key, choice.answers, choice.matters) == ("year", ("calendar year", "contract year"), True)
    assert [each.statement.lines[0].status for each in outcome.readings] == ["met", "missed"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("head", "choice", "status"),
    [
        (APRIL, "year: calendar year", "met"),
        (APRIL, "year: contract year", "missed"),
        (APRIL, "year: 365 days", "missed"),
        (f"{APRIL}   fiscal year: from 2026-02-01", "year: fiscal year", "missed"),
        (f"{APRIL}   fiscal year: from 2026-01-01", "year: fiscal year", "met"),
    ],
)
def test_an_answer_counts_and_is_told(engine: Engine, head: str, choice: str, status: str) -> None:
    of = loaded(choice, head)
    assert asked(of, "year") == []
    outcome = evaluated(of, engine).outcome
    assert outcome.open == ()
    assert outcome.statement.lines[0].status == status
    (told,) = [each for each in outcome.statement.answers if each.key == "year"]
    assert (told.answer, told.origin) == (choice.removeprefix("year: "), "stated")


@pytest.mark.parametrize(
    ("head", "per", "each", "key", "count"),
    [
        ("effective: 2026-01-01", "year", "month", "year", 0),  # both years are one
        ("effective: 2026-01-01   fiscal year: from 2026-02-01", "year", "month", "year", 1),
        (APRIL, "month", "month", "year", 0),  # nobody says a year
        (APRIL, "month", "year", "year", 1),
        ("effective: 2026-01-01", "month", "year", "year", 0),
        (APRIL, "contract year", "month", "year", 0),
        (APRIL, "month", "month", "month", 0),
        (f"{APRIL}   billing cycle: from the 1st", "month", "month", "month", 0),
        (f"{APRIL}   billing cycle: from the 16th", "month", "month", "month", 1),
        (f"{APRIL}   billing cycle: 30 days", "month", "month", "month", 1),
        (f"{APRIL}   billing cycle: not stated", "month", "month", "month", 0),
    ],
)
def test_asked_only_where_it_can_matter(head: str, per: str, each: str, key: str, count: int) -> None:
    assert len(asked(loaded(head=head, per=per, each=each), key)) == count


def test_what_cant_be_laid_out_is_assumed_and_told() -> None:
    of = loaded(head="")
    ((severity, message),) = asked(of, "year")
    assert severity == "warning"
    assert "begins with the agreement, on a day that it does not state" in message
    outcome = evaluated(of, "reference").outcome
    (told,) = [each for each in outcome.statement.answers if each.key == "year"]
    assert (told.answer, told.origin, outcome.open) == ("calendar year", "assumed", ())
    assert asked(loaded("year: not stated", head=""), "year")[0][0] == "information"


def test_an_allowance_of_years_that_nothing_lays_out_leaves_the_promise_open() -> None:
    of = loaded("year: fiscal year", f"{APRIL}   fiscal year: not stated")
    assert asked(of, "year") == []
    outcome = evaluated(of, "reference").outcome
    assert outcome.statement.lines == ()
    assert outcome.statement.total is None
    assert "objective Kept" in outcome.statement.not_evaluated


@pytest.mark.parametrize("engine", ENGINES)
def test_a_promise_of_each_year(engine: Engine) -> None:
    of = loaded(per="month", each="year")
    outcome = evaluated(of, engine, "2026-01..2027-12").outcome
    periods = [[line.period for line in each.statement.lines] for each in outcome.readings]
    assert periods == [["2026", "2027"], ["2026-04-01 to 2027-03-31"]]


def test_assumptions() -> None:
    of = loaded()
    found = sladsl.evaluate(
        of,
        {"outages": WORKS, "works": WORKS},
        period="2027-01",
        as_of="2027-06-01",
        assume={"year": "contract year"},
    )
    assert found.outcome.statement.lines[0].status == "missed"
    with pytest.raises(sladsl.Refused, match="can't be assumed"):
        sladsl.evaluate(
            of,
            {"outages": WORKS, "works": WORKS},
            period="2027-01",
            as_of="2027-06-01",
            assume={"year": "fiscal year"},
        )


def test_what_an_allowance_takes_out_is_told_for_the_period_it_names() -> None:
    for choice in ("year: calendar year", "year: contract year"):
        told = [each for each in check(loaded(choice)) if each.name == "exclusion-swallows-promise"]
        assert "may take out 10 h a month" in told[0].message
    # A contract year ends within April: both its allowances can be used in that month.
    told = [
        each
        for each in check(loaded("year: contract year", "effective: 2026-04-16"))
        if each.name == "exclusion-swallows-promise"
    ]
    assert "may take out 10 h a month" in told[0].message
    assert "of 2026-05" in told[0].message


@pytest.mark.parametrize("answer", ["month: billing cycle", "month: 30 days", "year: fiscal year"])
def test_what_nobody_knows_the_beginning_of_is_not_assessed_as_if_it_were_the_calendar_s(answer: str) -> None:
    word = answer.partition(":")[0]
    loaded = sladsl.read_text(f"""
sla Desk {{
  time zone: "UTC"   currency: EUR
  interpretation {{ level rounding: none   {answer}   overlapping outages: once   partial minutes: exact }}
  party P {{ role: provider }}   party C {{ role: customer }}
  service Help {{ hours: always   fee: 100 EUR per {word} }}
  source outages {{ holds: intervals   of: Help   collected: automatically }}
  metric U {{ measure: uptime from outages   controlled by: P }}
  objective A {{ P ensures U at least 99.9% each {word} }}
  credit for A {{ base: that {word}'s fee of Help   amount: 10% }}
}}
""")
    agreement = loaded.agreement
    assert agreement is not None
    assert not agreement.objectives
    assert any(f"{word}s of which nothing says when they begin" in each.message for each in loaded.findings)
