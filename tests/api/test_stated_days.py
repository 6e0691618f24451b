"""Time that is counted from a day which somebody states: awareness, an invoice that was received; and from no day at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.api.scenarios import results
from sladsl.outcome.duties import DutyState
from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Line, StageState, Statement
from sladsl.outcome.to_text import outcome_text

Row = dict[str, object]


def terms(body: str, measured: str = "as reported   collected by: P", more: str = "") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Cloud "Cloud" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   service for part of a period: total shrinks
    partial minutes: exact   overlapping outages: once   days: calendar days
    several misses in one incident: each   business days: Monday to Friday   {more}
  }}
  service S {{ hours: always   fee: 1_000 EUR per month }}
  source outages {{ holds: intervals   of: S   collected: automatically }}
  metric M {{ of: S   measure: {measured}   controlled by: P }}
  objective Up {{ P ensures M at least 99% each month }}
  objective Down {{ P ensures M at least 98% each month }}
  credit for Up {{ amount: 100 EUR }}
  credit for Down {{ amount: 50 EUR }}
  {body}
}}"""
    )


def sound(of: sladsl.Loaded) -> sladsl.Loaded:
    found = [each for each in check(of) if each.severity == "error" or each.name == "not-evaluated"]
    assert not found, found
    return of


def stated(
    of: sladsl.Loaded,
    facts: list[Row],
    as_of: str = "2026-12-01",
    claims: object = None,
    month: str = "2026-03",
) -> Statement:
    rows = [{"objective": each, "period": month, "level": "95%"} for each in ("Up", "Down")]
    data: Row = {"levels": rows, **({"facts": facts} if facts else {})}
    if claims is not None:
        data["claims"] = claims
    found = sladsl.evaluate(sound(of), data, period=month, as_of=as_of)  # type: ignore[arg-type]
    assert not found.outcome.statement.findings, found.outcome.statement.findings
    return found.outcome.statement


def line(of: Statement, objective: str = "Up") -> Line:
    (found,) = [each for each in of.lines if each.objective == objective]
    return found


def stage(of: Statement, objective: str = "Up") -> StageState:
    claim = line(of, objective).claim
    assert claim is not None
    return claim.stages[-1]


CLAIM = "claims { channel: by ticket   deadline: DAY }"


def fact(name: str, value: str, period: str = "2026-03", scope: str = "") -> Row:
    return {"fact": name, "value": value, "period": period, "scope": scope}


# ---- claims


@pytest.mark.parametrize(
    ("deadline", "facts", "last_day"),
    [
        # Twenty-four hours from the moment, days from the day, which is not counted.
        ("24 hours after awareness", [fact("awareness of Up", "2026-03-04 10:00")], "2026-03-05"),
        ("30 days after awareness", [fact("awareness of Up", "2026-03-04 10:00")], "2026-04-03"),
        ("2 business days after the awareness", [fact("awareness of Up", "2026-03-05")], "2026-03-09"),
        ("1 month after awareness", [fact("awareness of Up", "2026-03-31")], "2026-04-30"),
        (
            '30 days after "receipt of the invoice"',
            [fact("receipt of the invoice", "2026-04-02")],
            "2026-05-02",
        ),
        # In quotes the words of the language are words like others.
        ('5 days after "the month"', [fact("the month", "2026-04-20")], "2026-04-25"),
        ('10 days before "the audit"', [fact("the audit", "2026-05-20")], "2026-05-10"),
        # Clocks go on in the night to 29 March: 24 hours after noon end at 13:00.
        ("24 hours after awareness", [fact("awareness of Up", "2026-03-28 12:00")], "2026-03-29"),
    ],
)
def test_a_claim_until_so_long_after_it(deadline: str, facts: list[Row], last_day: str) -> None:
    found = stage(stated(terms(CLAIM.replace("DAY", deadline)), facts))
    assert (found.last_day, found.state, found.presumed) == (last_day, "lapsed", "")
    assert found.since is not None


def test_each_objective_has_an_awareness_of_its_own_and_words_are_of_all() -> None:
    of = terms(CLAIM.replace("DAY", "10 days after awareness"))
    found = stated(of, [fact("awareness of Up", "2026-03-04"), fact("awareness of Down", "2026-03-10")])
    assert [stage(found, each).last_day for each in ("Up", "Down")] == ["2026-03-14", "2026-03-20"]
    of = terms(CLAIM.replace("DAY", '10 days after "the report"'))
    found = stated(of, [fact("the report", "2026-04-04")])
    assert [stage(found, each).last_day for each in ("Up", "Down")] == ["2026-04-14", "2026-04-14"]


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [fact("awareness of Down", "2026-03-04")],
        [fact("awareness of Up", "2026-02-04", "2026-02")],
        # Of which period it is nobody says, and what comes later is not known yet.
        [fact("awareness of Up", "2026-03-04", "")],
        [fact("awareness of Up", "2026-12-01")],
    ],
)
def test_until_somebody_states_it_the_deadline_is_open(facts: list[Row]) -> None:
    found = stated(terms(CLAIM.replace("DAY", "30 days after awareness")), facts)
    state = stage(found)
    assert (state.state, state.last, state.last_day) == ("not stated", None, "")
    assert state.presumed == "nobody states the day of awareness"
    assert line(found).credit is not None


def test_a_claim_of_the_last_moment_is_in_time_and_one_behind_it_is_late() -> None:
    of = terms(CLAIM.replace("DAY", "24 hours after awareness"))
    known = [fact("awareness of Up", "2026-03-04 10:00"), fact("awareness of Down", "2026-03-04 10:00")]
    for at, state, owed in (
        ("2026-03-05 09:59", "made in time", True),
        ("2026-03-05 10:00", "made late", False),
    ):
        claims = [{"objective": "Up", "period": "2026-03", "claimed": at}]
        found = stated(of, known, claims=claims)
        assert stage(found).state == state
        assert (str(line(found).credit) != str(line(stated(of, known)).credit)) == (not owed)


def test_of_several_days_the_first_counts_and_that_is_told() -> None:
    of = terms(
        f"""{CLAIM.replace("DAY", '30 days after "notice"')}   C must "pay" {{ within: 9 days after "notice" }}"""
    )
    found = stage(stated(of, [fact("notice", "2026-04-09"), fact("notice", "2026-04-02")]))
    assert found.last_day == "2026-05-02"
    assert found.presumed == "of several days that are stated of notice the first counts"


OUTAGES = [
    ("2026-03-04T10:00+01:00", "2026-03-06T10:00+01:00"),
    ("2026-03-10T22:00+01:00", "2026-03-11T02:00+01:00"),
]


def of_outages(deadline: str, more: str) -> sladsl.Evaluation:
    of = sound(terms(CLAIM.replace("DAY", deadline), "uptime from outages", more))
    rows = [{"start": start, "end": end} for start, end in OUTAGES]
    return sladsl.evaluate(of, {"outages": rows}, period="2026-03", as_of="2026-12-01")


def test_after_an_outage_is_after_its_end() -> None:
    found = of_outages("3 days after the outage", "claim after several outages: the last")
    assert stage(found.outcome.statement).last_day == "2026-03-14"


def test_a_deadline_from_no_day_is_a_range_over_what_it_may_run_from() -> None:
    found = of_outages("3 days after not stated", "claim after several outages: the first")
    assert [each.key for each in found.outcome.open] == ["claim runs from"]
    days = [stage(each.statement).last_day for each in found.outcome.readings]
    assert sorted(days) == ["2026-03-07", "2026-03-09", "2026-04-03"]


def test_without_outages_it_has_no_day() -> None:
    found = stage(stated(terms(CLAIM.replace("DAY", "3 days after not stated")), []))
    assert (found.state, found.presumed) == (
        "not stated",
        "the agreement does not say from when it is counted",
    )


def test_what_is_of_a_circuit_itself_counts_before_what_is_said_of_all() -> None:
    of = sound(
        sladsl.read_text(
            """
sla Lines "Lines" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line }
  service S { hours: always   for each: circuit   fee: 100 EUR per month }
  metric M { of: S   measure: as reported   for each: circuit   collected by: P   controlled by: P }
  objective Up { P ensures M at least 99% each month }
  credit for Up { amount: 10 EUR }
  claims { channel: by ticket   deadline: 10 days after awareness }
}"""
        )
    )
    levels = [
        {"objective": "Up", "scope": each, "period": "2026-03", "level": "95%"} for each in ("Kiel", "Bonn")
    ]
    known = [
        fact("awareness of Up", "2026-03-05"),
        fact("awareness of Up", "2026-03-20", scope="Bonn"),
    ]
    found = sladsl.evaluate(of, {"levels": levels, "facts": known}, period="2026-03", as_of="2026-12-01")
    days = {
        each.scope: each.claim.last_day for each in found.outcome.statement.lines if each.claim is not None
    }
    assert days == {"Kiel": "2026-03-15", "Bonn": "2026-03-30"}


# ---- rights


def right(of: Statement) -> RightState:
    (found,) = of.rights
    return found


KNEW = "use within: 30 days of awareness"
RIGHT = "C may terminate { when: Up missed   notice: 10 days   KEY }"


@pytest.mark.parametrize(
    ("key", "facts", "state", "last_day", "effect"),
    [
        (
            "use within: 30 days of awareness",
            [fact("awareness of C may terminate", "2026-04-10")],
            "open",
            "2026-05-10",
            "2026-04-30",
        ),
        (
            "use within: 30 days of awareness",
            [fact("awareness of C may terminate", "2026-03-15")],
            "lapsed",
            "2026-04-14",
            "",
        ),
        ("use within: 30 days of awareness", [], "open", "", "2026-04-30"),
        (
            'use within: 5 days before "the renewal"',
            [fact("the renewal", "2026-04-30")],
            "open",
            "2026-04-25",
            "2026-04-30",
        ),
        (
            'effective: 20 days after "the hand-over"',
            [fact("the hand-over", "2026-04-15")],
            "open",
            "",
            "2026-05-05",
        ),
        ('effective: 20 days after "the hand-over"', [], "open", "", ""),
    ],
)
def test_a_right(key: str, facts: list[Row], state: str, last_day: str, effect: str) -> None:
    found = right(stated(terms(RIGHT.replace("KEY", key)), facts, "2026-04-20"))
    assert (found.state, found.last_day, found.effective_day) == (state, last_day, effect)
    assert bool(found.presumed) == ("use within" in key and not facts)


# ---- duties


def duties(of: Statement) -> list[DutyState]:
    return [each for each in of.duties if each.kind in ("duty", "report")]


PAY = 'C must "pay the fee" { within: 45 days of "receipt of the invoice" }'
INVOICES = [
    fact("receipt of the invoice", "2026-03-20", ""),
    fact("receipt of the invoice", "2026-04-20", "2026-03"),
]


def test_a_duty_has_a_date_for_each_day_that_is_stated() -> None:
    found = duties(stated(terms(PAY), INVOICES, "2026-05-10"))
    assert [(each.period, each.due_day, each.state) for each in found] == [
        ("", "2026-05-04", "not known"),
        ("2026-03", "2026-06-04", "due"),
    ]
    assert {each.trigger for each in found} == {"receipt of the invoice"}


def test_as_long_as_nobody_states_any_that_is_told_once() -> None:
    of = terms(PAY)
    (found,) = duties(stated(of, [], "2026-05-10"))
    assert (found.state, found.due, found.due_day, found.arises) == ("possible", None, "", None)
    assert found.presumed == "nobody states the day of receipt of the invoice"
    text = outcome_text(sladsl.evaluate(of, {}, period="2026-03", as_of="2026-05-10").outcome)
    told = "no day known C must pay the fee: nobody states the day of receipt of the invoice"
    assert told in " ".join(text.split())


def test_a_duty_before_it() -> None:
    of = terms('P must "name a stand-in" { within: 5 business days before "the absence" }')
    (found,) = duties(stated(of, [fact("the absence", "2026-04-15", "")], "2026-04-01"))
    assert (found.due_day, found.state) == ("2026-04-08", "due")


def test_a_report_that_is_sent_in_time_for_each_day() -> None:
    of = terms('P sends Causes to C { within: 2 days after "the complaint" }')
    data = {
        "levels": [{"objective": "Up", "period": "2026-03", "level": "95%"}],
        "facts": [
            fact("the complaint", "2026-03-10 09:00", "2026-03-10"),
            fact("the complaint", "2026-03-20", "2026-03-20"),
        ],
        "reports": [{"report": "Causes", "period": "2026-03-10", "sent": "2026-03-12 23:59"}],
    }
    found = sladsl.evaluate(sound(of), data, period="2026-03", as_of="2026-04-10")  # type: ignore[arg-type]
    assert [(each.period, each.state) for each in duties(found.outcome.statement)] == [
        ("2026-03-10", "sent in time"),
        ("2026-03-20", "overdue"),
    ]


def test_a_duty_that_arises_by_a_miss() -> None:
    of = terms('P must "present a plan" { when: Up missed   within: 10 days after awareness }')
    known = [fact('awareness of P must "present a plan"', "2026-04-03")]
    (found,) = duties(stated(of, known, "2026-04-05"))
    assert (found.due_day, found.state, found.presumed) == ("2026-04-13", "due", "")
    (found,) = duties(stated(of, [], "2026-04-05"))
    assert (found.due_day, found.state) == ("", "due")
    assert found.presumed == "nobody states the day of awareness"


def test_a_duty_from_no_day_is_a_text_of_the_contract() -> None:
    of = sound(terms('P must "keep a log" { within: 60 days after not stated }'))
    assert duties(stated(of, [])) == []
    assert "60 days after a day that the Parties have not stated" in " ".join(render(of).split())


# ---- scenarios, the contract, what is not there


def test_a_scenario_states_the_days() -> None:
    of = sound(
        terms(
            f"""{CLAIM.replace("DAY", "24 hours after awareness")}
  {PAY}
  scenario "In time" {{
    month: 2026-03   levels for Up, Down {{ 2026-03: 98.5% }}
    happened {{ "awareness of Up", 2026-03: 2026-03-30 10:00   "receipt of the invoice", 2026-03: 2026-04-03 }}
    claimed: 2026-03-31
    expect: Up missed, credit 100 EUR, claim by 2026-03-31
    expect: C must "pay the fee" by 2026-05-18
  }}
  scenario "Too late" {{
    month: 2026-03   levels for Up, Down {{ 2026-03: 98.5% }}
    happened {{ "awareness of Up", 2026-03: 2026-03-30 }}   claimed: 2026-03-31
    expect: Up missed, no credit
    expect: C must not "pay the fee"
  }}"""
        )
    )
    assert of.agreement is not None
    found = results(of.agreement)
    assert [(each.ok, each.got_text) for each in found if not each.ok] == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('"awarness of Up", 2026-03: 2026-03-30', 'Did you mean `"awareness of Up"`?'),
        (
            '"the flood", 2026-03: 2026-03-30',
            "No time of the agreement is counted from the day of `the flood`.",
        ),
        ('"awareness of Up", 2026-03: 2026-02-30', "`2026-02-30` is not in the calendar."),
        ('"awareness of Up", 2026-13: 2026-02-03', "`2026-13` is not in the calendar."),
    ],
)
def test_a_row_that_states_nothing(row: str, message: str) -> None:
    of = terms(
        f"""{CLAIM.replace("DAY", "24 hours after awareness")}
  scenario "x" {{ month: 2026-03   happened {{ {row} }}   expect: Up met }}"""
    )
    assert any(message in f"{each.message} {each.hint}" for each in of.findings if each.severity == "error")


def test_the_contract_says_it() -> None:
    of = terms(
        f"""{CLAIM.replace("DAY", "24 hours after awareness")}
  {PAY}
  {RIGHT.replace("KEY", 'use within: 5 days before "the renewal"')}
  scenario "x" {{ month: 2026-03   happened {{ "receipt of the invoice", 2026-03: 2026-04-03 }}   expect: Up met }}"""
    )
    text = " ".join(render(of).split())
    for said in (
        "The claim shall be made within 24 hours after the time at which C becomes aware of it.",
        "It shall be performed within 45 days after receipt of the invoice.",
        "The right lapses unless it is used at the latest 5 days before the renewal.",
        "For March 2026, receipt of the invoice was on 3 April 2026.",
    ):
        assert said in text, text


def test_what_nobody_counts_from_is_told() -> None:
    of = terms(CLAIM.replace("DAY", "24 hours after awareness"))
    data = {"facts": [fact("awareness of Sideways", "2026-03-04")]}
    found = sladsl.evaluate(of, data, period="2026-03", as_of="2026-05-10")
    (told,) = [each for each in found.outcome.statement.findings if each.name == "fact-not-in-agreement"]
    assert "awareness of Up" in told.hint


def test_days_that_come_again_add_up_in_a_ledger(tmp_path: Path) -> None:
    of = sound(terms('P must "answer" { within: 5 days after "the complaint" }'))
    level = [{"objective": "Up", "period": "2026-03", "level": "95%"}]

    def run(days: list[str], as_of: str, ledger: str | None) -> sladsl.Evaluation:
        facts = [{"fact": "the complaint", "value": day} for day in days]
        return sladsl.evaluate(
            of, {"levels": level, "facts": facts}, period="2026-03", as_of=as_of, ledger=ledger
        )

    days = ["2026-03-04", "2026-03-20"]
    whole = run(days, "2026-05-01", None)
    before = tmp_path / "before.json"
    before.write_text(run(days[:1], "2026-04-01", None).json(), encoding="utf-8")
    after = run(days[1:], "2026-05-01", str(before))
    assert after.outcome.statement.duties == whole.outcome.statement.duties
    assert [each.due_day for each in whole.outcome.statement.duties] == ["2026-03-09", "2026-03-25"]
    assert not [each for each in after.outcome.statement.findings if each.name == "ledger-differs"]
