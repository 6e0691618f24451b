"""Until the end of a later period: `end of the 2nd billing cycle after the incident`, in claims, rights and duties."""

from __future__ import annotations

import pytest

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.outcome.statement import Line, Statement


def terms(
    deadline: str, promise: str = "month", cycle: str = "", stages: str = "", body: str = ""
) -> sladsl.Loaded:
    claims = f"channel: by ticket   deadline: {deadline}" if deadline else ""
    return sladsl.read_text(
        f"""
sla Cloud "Cloud" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: USD   {cycle}
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 USD, on each line
    service for part of a period: total shrinks   several misses in one incident: each
  }}
  service S {{ hours: always   fee: 1_000 USD per month }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective Up {{ P ensures M at least 99% each {promise} }}
  credit for Up {{ amount: 100 USD }}
  {body or f"claims {{ {claims} {stages} }}"}
}}"""
    )


def line(of: sladsl.Loaded, period: str, as_of: str = "2026-04-20", claims: object = None) -> Line:
    data: dict[str, object] = {"levels": [{"objective": "Up", "period": period, "level": "95%"}]}
    if claims is not None:
        data["claims"] = claims
    found = sladsl.evaluate(of, data, period=period, as_of=as_of)  # type: ignore[arg-type]
    (only,) = found.outcome.statement.lines
    return only


def last_day(of: Line) -> str:
    assert of.claim is not None
    return of.claim.stages[-1].last_day


@pytest.mark.parametrize(
    ("promise", "period", "deadline", "cycle", "expected"),
    [
        ("month", "2026-03", "end of the 1st month after the incident", "", "2026-04-30"),
        ("month", "2026-03", "end of the 2nd month after the incident", "", "2026-05-31"),
        ("month", "2026-01", "end of the 1st month after the month", "", "2026-02-28"),
        ("month", "2026-03", "end of the 1st quarter after the incident", "", "2026-06-30"),
        ("day", "2026-03-29", "end of the 1st week after the incident", "", "2026-04-05"),
        ("day", "2026-03-29", "end of the 2nd day after the day", "", "2026-03-31"),
        (
            "billing cycle",
            "2026-03-16 to 2026-04-15",
            "end of the 2nd billing cycle after the incident",
            "billing cycle: from the 16th",
            "2026-06-15",
        ),
        # Short months: a cycle from the 31st begins on their last day.
        (
            "billing cycle",
            "2026-01-31 to 2026-02-27",
            "end of the 1st billing cycle after the incident",
            "billing cycle: from the 31st",
            "2026-03-30",
        ),
        (
            "day",
            "2026-03-15",
            "end of the 2nd billing cycle after the incident",
            "billing cycle: from the 16th",
            "2026-05-15",
        ),
        (
            "day",
            "2026-03-16",
            "end of the 2nd billing cycle after the incident",
            "billing cycle: from the 16th",
            "2026-06-15",
        ),
        ("month", "2026-11", "end of the 2nd month after the incident", "", "2027-01-31"),
    ],
)
def test_the_last_day(promise: str, period: str, deadline: str, cycle: str, expected: str) -> None:
    of = terms(deadline, promise, cycle)
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    assert not [each for each in check(of) if each.name == "not-evaluated"]
    assert last_day(line(of, period, as_of="2027-03-01")) == expected


def test_a_claim_of_the_last_moment_is_in_time_and_one_behind_it_is_not() -> None:
    of = terms("end of the 2nd month after the incident")
    for claimed, state in (("2026-05-31 23:59", "made in time"), ("2026-06-01", "made late")):
        found = line(
            of, "2026-03", "2026-07-01", [{"objective": "Up", "period": "2026-03", "claimed": claimed}]
        )
        assert found.claim is not None
        assert found.claim.state == state


def test_a_period_over_several_of_them_leaves_it_open_and_says_why() -> None:
    of = terms("end of the 2nd billing cycle after the incident", "month", "billing cycle: from the 16th")
    found = line(of, "2026-03", "2026-12-01")
    assert found.claim is not None
    assert found.claim.state == "not stated"
    assert found.claim.stages[-1].presumed == "it is not known in which billing cycle the incident lies"


def test_a_stage_after_another() -> None:
    stages = """
      stage Notice { channel: by ticket   deadline: 5 days after the month }
      stage Demand { channel: in writing   deadline: end of the 1st quarter after the incident }"""
    of = terms("", stages=stages)
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    found = line(of, "2026-03")
    assert found.claim is not None
    assert [each.last_day for each in found.claim.stages] == ["2026-04-05", "2026-06-30"]


def test_cycles_of_which_nothing_says_when_they_begin_stay_open() -> None:
    of = terms("end of the 2nd billing cycle after the incident", "month", "billing cycle: not stated")
    (told,) = [each for each in check(of) if each.name == "not-evaluated"]
    assert "ends of a later period" in told.message


@pytest.mark.parametrize("nth", ["0th", "2000th"])
def test_no_such_end(nth: str) -> None:
    of = terms(f"end of the {nth} month after the incident")
    assert any(each.severity == "error" for each in of.findings)


def test_the_contract_says_it() -> None:
    text = " ".join(render(terms("end of the 2nd month after the incident")).split())
    assert (
        "The claim shall be made by the end of the 2nd month after the one in which the incident falls."
        in text
    )


# ---- rights and duties


def dated(body: str, month: str, as_of: str, cycle: str = "", facts: object = None) -> Statement:
    of = terms("", cycle=cycle, body=body)
    assert not [each for each in check(of) if each.severity == "error" or each.name == "not-evaluated"]
    data: dict[str, object] = {"levels": [{"objective": "Up", "period": month, "level": "95%"}]}
    if facts is not None:
        data["facts"] = facts
    return sladsl.evaluate(of, data, period=month, as_of=as_of).outcome.statement  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "cycle", "facts", "expected"),
    [
        # The miss of March counts at its end, the 31st: the quarter after its own is the second.
        ("use within: end of the 1st quarter after the last miss", "", None, "2026-06-30"),
        ("use within: end of the 2nd month after the month", "", None, "2026-05-31"),
        # 31 March lies in the cycle from the 16th; the next one ends on 15 May.
        (
            "use within: end of the 1st billing cycle after the incident",
            "billing cycle: from the 1st",
            None,
            "2026-04-30",
        ),
        (
            "use within: end of the 1st billing cycle after the last miss",
            "billing cycle: from the 16th",
            None,
            "2026-05-15",
        ),
        (
            "use within: end of the 2nd month after awareness",
            "",
            [{"fact": "awareness of C may terminate", "period": "2026-03", "value": "2026-04-30 23:59"}],
            "2026-06-30",
        ),
    ],
)
def test_the_last_day_of_a_right(key: str, cycle: str, facts: object, expected: str) -> None:
    found = dated(
        f"C may terminate {{ when: Up missed   notice: 10 days   {key} }}",
        "2026-03",
        "2026-05-01",
        cycle,
        facts,
    )
    assert [(each.state, each.last_day) for each in found.rights] == [
        ("open" if expected >= "2026-05-01" else "lapsed", expected)
    ]


@pytest.mark.parametrize(
    ("key", "effect"),
    [
        # Notice given on 20 April: ten days, and not before the end of the next month.
        ("effective: end of the 1st month after the notice", "2026-05-31"),
        ("effective: end of the 2nd quarter after the notice", "2026-12-31"),
        ("effective: end of the 1st month after the last miss", "2026-04-30"),
    ],
)
def test_the_day_of_effect(key: str, effect: str) -> None:
    found = dated(f"C may terminate {{ when: Up missed   notice: 10 days   {key} }}", "2026-03", "2026-04-20")
    assert [each.effective_day for each in found.rights] == [effect]


def test_a_right_of_an_earlier_month_whose_time_still_runs_is_seen() -> None:
    """The month that is asked for is good, and the quarter after that of the miss still runs."""
    of = terms(
        "",
        body="C may terminate { when: Up missed   notice: 10 days   use within: end of the 1st quarter after the month }",
    )
    levels = [
        {"objective": "Up", "period": f"2026-0{at}", "level": "95%" if at == 1 else "100%"}
        for at in range(1, 6)
    ]
    found = sladsl.evaluate(of, {"levels": levels}, period="2026-05", as_of="2026-06-30").outcome.statement
    assert [(each.state, each.last_day) for each in found.rights] == [("open", "2026-06-30")]


@pytest.mark.parametrize(
    ("duty", "facts", "expected"),
    [
        ('P must "x" { within: end of the 2nd month after the month }', None, ["2026-04-30", "2026-05-31"]),
        ('P must "x" { within: end of the 1st year after the start }', None, ["2027-12-31"]),
        (
            'P must "x" { when: Up missed   within: end of the 1st quarter after the incident }',
            None,
            ["2026-06-30"],
        ),
        (
            'P must "x" { within: end of the 2nd month after "the complaint" }',
            [{"fact": "the complaint", "value": "2026-04-10"}],
            ["2026-06-30"],
        ),
    ],
)
def test_the_last_day_of_a_duty(duty: str, facts: object, expected: list[str]) -> None:
    found = dated(duty, "2026-03", "2026-04-20", facts=facts)
    assert [each.due_day for each in found.duties if each.kind == "duty"] == expected


@pytest.mark.parametrize(
    "body",
    [
        'P must "x" { within: end of the 2nd month after the flood }',
        "C may terminate { when: Up missed   use within: end of the 2nd month after the flood }",
    ],
)
def test_what_is_no_anchor_is_none_with_an_end_either(body: str) -> None:
    found = check(terms("", body=body))
    assert [each.name for each in found if each.severity == "error"] == ["unknown-anchor"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "C may terminate { when: Up missed   use within: end of the 2nd month after awareness }",
            "unless it is used by the end of the 2nd month after the one in which the time at which C becomes aware of it",
        ),
        (
            "C may terminate { when: Up missed   effective: end of the 1st month after the notice }",
            "It takes effect with the end of the 1st month after the one in which the notice falls, or later",
        ),
        (
            'P must "x" { within: end of the 1st year after the start }',
            "It shall be performed by the end of the 1st year after the one in which the Effective Date falls.",
        ),
    ],
)
def test_the_contract_says_it_of_rights_and_duties(body: str, said: str) -> None:
    assert said in " ".join(render(terms("", body=body)).split())
