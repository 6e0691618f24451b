"""Claims until the end of a later period: `end of the 2nd billing cycle after the incident`."""

from __future__ import annotations

import pytest

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.outcome.statement import Line


def terms(deadline: str, promise: str = "month", cycle: str = "", stages: str = "") -> sladsl.Loaded:
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
  claims {{ {f"channel: by ticket   deadline: {deadline}" if deadline else ""} {stages} }}
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
