"""Duties whose keeping is recorded: which of them a record keeps, and what is then in time, late or overdue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.api.scenarios import results
from sladsl.outcome.given import Done
from sladsl.outcome.statement import Statement
from sladsl.settle.kept import Slot, kept_by

ABOUT = "record belongs to: about"


SOURCE = """
sla Cloud "Cloud" {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  interpretation {
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   days: calendar days
    run over an unassessed period: broken   record of a duty: the oldest open
  }
  service S { hours: always   for each: site   fee: 1_000 EUR per month }
  source drills {
    holds: records   each: drill   collected: by hand   collected by: C
    fields { kind: drill, other   site: text   tested: time   about: time }
  }
  source sent { holds: records   collected: by hand   collected by: C   fields { day: time } }
  metric M { of: S   for each: site   measure: as reported   collected by: P   controlled by: P }
  objective Up { P ensures M at least 99% each month }
  credit for Up { amount: 100 EUR }
  BODY
}"""


def terms(duty: str, more: str = "", choice: str = "record of a duty: the oldest open") -> sladsl.Loaded:
    text = SOURCE.replace("record of a duty: the oldest open", choice)
    return sladsl.read_text(text.replace("BODY", f"{duty}\n  {more}"))


def sound(of: sladsl.Loaded) -> sladsl.Loaded:
    found = [each for each in check(of) if each.severity == "error" or each.name == "not-evaluated"]
    assert not found, found
    return of


def stated(
    of: sladsl.Loaded,
    rows: Sequence[dict[str, object]] | None,
    as_of: str = "2026-05-20",
    source: str = "sent",
    covers: str = "from 2026-01-01",
    period: str = "2026-01..2026-04",
    **more: object,
) -> Statement:
    """`rows` None: nobody brings data of the source."""
    level = {"objective": "Up", "scope": "Kiel", "period": "2026-01", "level": "100%"}
    data: dict[str, object] = {"levels": [level], **more}
    if rows is not None:
        data[source] = sladsl.Table(rows or [{"day": "2025-01-01"}], covers=covers, zone="Europe/Berlin")
    found = sladsl.evaluate(sound(of), data, period=period, as_of=as_of)  # type: ignore[arg-type]
    return found.outcome.statement


def states(of: Statement) -> list[tuple[str, str]]:
    return [(each.period, each.state) for each in of.duties if each.kind in ("duty", "report")]


MONTHLY = 'P must "send figures" { within: 5 days after the month   source: sent }'


def days(*each: str) -> list[dict[str, object]]:
    return [{"day": one} for one in each]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            days("2026-02-03", "2026-03-05 23:59", "2026-04-06"),
            ["done in time", "done in time", "done late", "overdue"],
        ),
        # The first one is left out: what comes in March keeps it, late.
        (days("2026-03-03", "2026-04-03"), ["done late", "done late", "overdue", "overdue"]),
        # A second one for the same month is none for the next, of which nothing is over yet.
        (days("2026-02-03", "2026-02-04"), ["done in time", "overdue", "overdue", "overdue"]),
        # Before the month is over nothing can be told about it.
        (days("2026-01-31 23:59"), ["overdue", "overdue", "overdue", "overdue"]),
        (days("2026-02-01 00:00"), ["done in time", "overdue", "overdue", "overdue"]),
        (days("2026-02-06 00:00"), ["done late", "overdue", "overdue", "overdue"]),
    ],
)
def test_the_oldest_open_one_is_kept(rows: list[dict[str, object]], found: list[str]) -> None:
    assert [each for _, each in states(stated(terms(MONTHLY), rows))][:4] == found


def test_the_next_due_one_is_kept() -> None:
    of = terms(MONTHLY, choice="record of a duty: the next due")
    rows = days("2026-03-03", "2026-04-03", "2026-04-04")
    assert [each for _, each in states(stated(of, rows))][:4] == [
        "done late",
        "done in time",
        "done in time",
        "overdue",
    ]


def test_the_choice_is_asked_for_and_matters() -> None:
    of = terms(MONTHLY, choice="")
    assert [each.name for each in check(of) if "record of a duty" in each.message] == ["silent-choice"]


def test_a_record_that_says_what_it_is_about_keeps_that_one() -> None:
    of = terms(
        f'P must "send figures" {{ within: 5 days after the month   source: drills   done: tested   {ABOUT} }}'
    )
    rows: list[dict[str, object]] = [
        {"kind": "drill", "site": "", "tested": "2026-01-31", "about": "2026-01-15"},
        {"kind": "drill", "site": "", "tested": "2026-04-20", "about": "2026-03-01"},
        {"kind": "drill", "site": "", "tested": "2026-02-20", "about": "2025-12-01"},
    ]
    found = stated(of, rows, source="drills")
    assert [each for _, each in states(found)][:4] == ["done in time", "overdue", "done late", "overdue"]
    assert [(each.name, each.count) for each in found.findings if each.source == "duties"] == [
        ("record-without-duty", 1)
    ]


@pytest.mark.parametrize(
    ("rows", "covers", "found"),
    [
        # Nobody brings any data; nobody has looked before the first row; nor after the last day that is covered.
        (None, "", ["not known", "not known", "not known", "not known"]),
        (days("2026-03-05"), "", ["not known", "done in time", "overdue", "overdue"]),
        (
            days("2026-02-03"),
            "2026-01-01 to 2026-04-04",
            ["done in time", "overdue", "not known", "not known"],
        ),
    ],
)
def test_silence_is_no_miss_where_nobody_looked(
    rows: list[dict[str, object]] | None, covers: str, found: list[str]
) -> None:
    assert [each for _, each in states(stated(terms(MONTHLY), rows, covers=covers))][:4] == found


def test_a_duty_that_repeats_is_done_within_its_time() -> None:
    of = terms(
        'P must "test the lines" { every: 2 months   source: drills   done: tested   where: kind is drill }'
    )
    rows: list[dict[str, object]] = [
        {"kind": "other", "tested": "2026-02-10"},
        {"kind": "drill", "tested": "2026-02-28 23:00"},
        {"kind": "drill", "tested": "2026-05-01"},
    ]
    found = states(stated(of, rows, source="drills"))
    assert found[:2] == [
        ("2026-01-01 to 2026-02-28", "done in time"),
        ("2026-03-01 to 2026-04-30", "done late"),
    ]


@pytest.mark.parametrize(
    ("within", "day", "found"),
    [
        ("30 days after the start", "2026-01-20", "done in time"),
        ("30 days after the start", "2026-03-20", "done late"),
        ("30 days after the start", "2027-03-20", "overdue"),
        ('10 days after "the complaint"', "2026-03-20", "done in time"),
        # Before the complaint there was nothing to answer.
        ('10 days after "the complaint"', "2026-03-01", "overdue"),
        ('10 days before "the complaint"', "2026-03-01", "done in time"),
    ],
)
def test_a_duty_that_comes_once_or_with_a_stated_day(within: str, day: str, found: str) -> None:
    of = terms(f'P must "x" {{ within: {within}   source: sent }}')
    facts = [{"fact": "the complaint", "value": "2026-03-12"}] if "complaint" in within else []
    more: dict[str, object] = {"facts": facts} if facts else {}
    assert [each for _, each in states(stated(of, days(day), **more))] == [found]


# ---- what arises


PLAN = 'P must "present a plan" { when: Up missed   within: 10 days after the month   source: drills   done: tested'


def missed(*each: tuple[str, str]) -> list[dict[str, str]]:
    return [{"objective": "Up", "scope": scope, "period": period, "level": "95%"} for scope, period in each]


def test_each_value_has_records_of_its_own() -> None:
    levels = missed(("Kiel", "2026-01"), ("Bonn", "2026-01"), ("Kiel", "2026-03"))
    rows: list[dict[str, object]] = [
        {"kind": "drill", "site": "Kiel", "tested": "2026-01-20"},
        {"kind": "drill", "site": "Bonn", "tested": "2026-02-20"},
    ]
    found = stated(terms(f"{PLAN} }}"), rows, source="drills", levels=levels)
    assert [(each.scope, each.period, each.state) for each in found.duties if each.state != "possible"] == [
        ("Bonn", "2026-01", "done late"),
        # What went wrong in January can be mended in January.
        ("Kiel", "2026-01", "done in time"),
        ("Kiel", "2026-03", "overdue"),
    ]


def test_records_of_no_value_speak_of_all() -> None:
    levels = missed(("Kiel", "2026-01"), ("Bonn", "2026-01"))
    of = terms('P must "x" { when: Up missed   within: 10 days after the month   source: sent }')
    found = stated(of, days("2026-02-03"), levels=levels)
    sure = [each for each in found.duties if each.period == "2026-01"]
    assert [(each.scope, each.state) for each in sure] == [
        ("Bonn", "done in time"),
        ("Kiel", "done in time"),
    ]


# ---- reports


def test_a_report_is_sent_when_its_source_says_so_and_what_hangs_on_it_counts_from_then() -> None:
    of = terms(
        "P sends Figures to C { within: 5 days after the month   source: sent }",
        "claims { channel: by ticket   deadline: 10 days after the report }",
    )
    levels = missed(("Kiel", "2026-01"), ("Kiel", "2026-02"))
    found = stated(of, days("2026-02-03", "2026-03-09"), levels=levels)
    assert states(found)[:3] == [
        ("2026-01", "sent in time"),
        ("2026-02", "sent late"),
        ("2026-03", "overdue"),
    ]
    claims = [each.claim for each in found.lines if each.status == "missed"]
    assert [each.stages[0].last_day for each in claims if each is not None] == ["2026-02-13", "2026-03-19"]
    # What the table of reports says counts before it.
    told = [{"report": "Figures", "period": "2026-01", "sent": "2026-02-02"}]
    again = stated(of, days("2026-02-03", "2026-03-09"), levels=levels, reports=told)
    claims = [each.claim for each in again.lines if each.status == "missed"]
    assert next(each.stages[0].last_day for each in claims if each is not None) == "2026-02-12"


# ---- the ledger, and amendments


def test_two_runs_with_the_ledger_say_what_one_says(tmp_path: Path) -> None:
    of = terms(MONTHLY)
    rows = days("2026-02-03", "2026-03-09", "2026-04-02")
    level = {"objective": "Up", "scope": "Kiel", "period": "2026-01", "level": "100%"}

    def run(rows: list[dict[str, object]], covers: str, as_of: str, ledger: str | None) -> sladsl.Evaluation:
        table = sladsl.Table(rows, covers=covers, zone="Europe/Berlin")
        data: dict[str, object] = {"levels": [level], "sent": table}
        return sladsl.evaluate(of, data, period="2026-01..2026-04", as_of=as_of, ledger=ledger)  # type: ignore[arg-type]

    whole = run(rows, "from 2026-01-01", "2026-05-20", None)
    before = tmp_path / "before.json"
    before.write_text(run(rows[:1], "from 2026-01-01", "2026-03-01", None).json(), encoding="utf-8")
    after = run(rows[1:], "from 2026-03-01", "2026-05-20", str(before))
    assert after.outcome.statement.duties == whole.outcome.statement.duties
    assert [each.state for each in whole.outcome.statement.duties][:4] == [
        "done in time",
        "done late",
        "done in time",
        "overdue",
    ]
    # Between the two nobody has looked.
    gap = run(rows[1:], "from 2026-03-03", "2026-05-20", str(before))
    assert gap.outcome.statement.duties[0].state == "done in time"
    assert [each.state for each in gap.outcome.statement.duties][1] == "done late"


def test_one_record_never_keeps_a_month_before_an_amendment_and_one_after_it() -> None:
    of = sladsl.read_text(
        f"""{SOURCE.replace("BODY", MONTHLY.replace('P must "send figures"', "P sends Figures"))}
amendment Sooner "Sooner" {{
  of: Cloud   from: 2026-03-01   needs: both parties
  P sends Figures {{ within: 2 days after the month   source: sent }}
}}"""
    )
    found = states(stated(of, days("2026-02-03", "2026-04-01", "2026-04-02")))
    assert found[:4] == [
        ("2026-01", "sent in time"),
        ("2026-02", "sent late"),
        ("2026-03", "sent in time"),
        ("2026-04", "overdue"),
    ]


# ---- what is wrong, and what a contract says


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("source: drills", "records-without-time"),
        ("source: nothing", "unknown-name"),
        ("source: drills   done: when", "unknown-name"),
        ("source: drills   done: tested   where: size is large", "unknown-name"),
        ("source: checks", "wrong-kind-of-source"),
        ("done: tested", "key-without-effect"),
    ],
)
def test_what_its_source_can_not_tell_is_said(keys: str, name: str) -> None:
    more = "source checks { holds: samples   of: S   every: 1 minute   collected: automatically   fields { ok: yes or no } }"
    found = check(terms(f'P must "send figures" {{ within: 5 days after the month   {keys} }}', more))
    assert name in [each.name for each in found if each.severity == "error"]


def test_the_contract_says_where_it_is_recorded() -> None:
    text = " ".join(render(terms(f"{PLAN}   where: kind is drill   {ABOUT} }}")).split())
    assert "When this was done is recorded in the source Drills in records for which" in text
    assert "What is done keeps the oldest duty of its kind that has not been kept by then." in text


def test_a_scenario_expects_what_became_of_it() -> None:
    scenario = """
  scenario "Three months" {
    months: 2026-01 to 2026-04
    record sent { day: 2026-02-03 }
    record sent { day: 2026-03-09 }
    expect: P must "send figures" by 2026-02-05, in time
    expect: P must "send figures" by 2026-03-05, late
    expect: P must "send figures" by 2026-04-05, overdue
    expect: P must "send figures" by 2026-04-05, in time
  }"""
    of = terms(MONTHLY, scenario)
    assert of.agreement is not None
    assert [each.ok for each in results(of.agreement)] == [True, True, True, False]
    text = " ".join(render(of).split())
    assert "P has this duty by 5 March 2026, which is done late: send figures." in text


# ---- each record keeps one: against every way to deal them out


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Slot], list[Done]]:
    slots, at = [], 0
    for _ in range(draw(st.integers(1, 4))):
        start = at + draw(st.integers(0, 3))
        at = start + draw(st.integers(1, 5))
        begin = draw(st.sampled_from([None, start, at]))
        due = draw(st.none() | st.integers(at, at + 8))
        slots.append(Slot(start=start, end=at, begin=begin, due=due))
    rows = [Done(at=each) for each in draw(st.lists(st.integers(0, 25), max_size=4))]
    return slots, rows


def plainly(slots: list[Slot], rows: list[Done], next_due: bool) -> dict[int, int]:
    """Moment after moment: what is done then keeps the first that could be done by then, in the order of the choice."""
    found: dict[int, int] = {}
    for moment in range(30):
        for row in rows:
            if row.at != moment:
                continue
            can = [each for each in slots if each.start not in found and (each.begin or 0) <= moment]
            if next_due:
                never = 10**9
                still = [each for each in can if (never if each.due is None else each.due) > moment]
                still.sort(key=lambda each: (never if each.due is None else each.due, each.start))
                can = still[:1] or can[-1:]
            for each in can[:1]:
                found[each.start] = moment
    return found


@settings(max_examples=30, deadline=None)
@given(worlds(), st.booleans())
def test_the_order_of_records_never_matters_and_each_keeps_one(
    world: tuple[list[Slot], list[Done]], next_due: bool
) -> None:
    slots, rows = world
    expected = plainly(slots, rows, next_due)
    for order in list(permutations(rows))[:6]:
        found, rest = kept_by(slots, order, about=False, next_due=next_due)
        assert found == expected
        assert len(found) + len(rest) == len(rows)
    # More that is done never leaves one unkept that was kept.
    more, _ = kept_by(slots, [*rows, Done(at=27)], about=False, next_due=next_due)
    assert set(found) <= set(more)
