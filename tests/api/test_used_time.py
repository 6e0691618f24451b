"""Down time that counts once: no minute is paid in two periods that share it, in whatever order claims are paid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sladsl.api import read_text
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.api.scenarios import play, played_by, results
from sladsl.api.testing.exercised import Rules
from sladsl.data.binding import Binding, ClaimsFile, TableRows
from sladsl.data.ledger import read_ledger
from sladsl.outcome.explain import explain_text
from sladsl.outcome.statement import Line
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from sladsl.values.amount import known
from sladsl.values.instant import parse_time
from sladsl.values.to_json import instant

TEXT = """
sla Hosting "Hosting" {
  version: "1"   effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  interpretation {
    money rounding: half up to 0.01 EUR, on each line   overlapping outages: once   partial minutes: exact
    level rounding: none   service for part of a period: rest counts as up
  }
  service S { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: S   fields { site: text }   collected: automatically   collected by: P }
  metric Uptime { of: S   measure: uptime from outages   controlled by: P   EACH }
  objective Availability { P ensures Uptime at least 99% PERIOD }
  credit for Availability { base: that month's fee of S   bands { at least 99%: none   at least 98%: 10%   otherwise: 20% } }
  MORE
  claims { CLAIMS   used time: USED }
}
"""
WRITTEN = "channel: in writing   deadline: 30 days after the period"
FIVE = "each day over the preceding 5 days"
MINUTE = 60_000_000
DAY = 1440 * MINUTE


def us(text: str) -> int:
    found = parse_time(text)
    assert found is not None
    return found.naive_us


def agreed(
    period: str = FIVE,
    used: str = "counts once",
    claims: str = "channel: automatic",
    each: str = "",
    more: str = "",
) -> Any:
    text = TEXT.replace("PERIOD", period).replace("USED", used).replace("CLAIMS", claims)
    loaded = read_text(text.replace("EACH", each).replace("MORE", more))
    assert loaded.agreement is not None, loaded.findings
    return loaded.agreement


def outage(start: str, minutes: int, site: str = "a") -> dict[str, str]:
    begin = us(start)
    return {"start": str(instant(begin)), "end": str(instant(begin + minutes * MINUTE)), "site": site}


def run(
    agreement: Any,
    rows: Iterable[dict[str, str]],
    as_of: str = "2026-02-01",
    since: str = "2025-12-01",
    claims: list[dict[str, str]] | None = None,
    **more: Any,
) -> Evaluation:
    table = TableRows(source="outages", rows=tuple(rows), covers=(us(since), us(as_of)))
    binding = Binding(tables={"outages": table}, claims=(ClaimsFile(path="", data=claims),) if claims else ())
    more = {"engine": "reference", "period": "", **more}
    return evaluate(agreement, binding, as_of=us(as_of), **more)


def lines(of: Evaluation) -> dict[str, Line]:
    return {each.period: each for each in of.outcome.statement.lines}


def owed(of: Evaluation) -> dict[str, int]:
    return {
        line.period: int(money.amount)
        for line in of.outcome.statement.lines
        if (money := known(line.credit, "EUR")) is not None and money.amount  # type: ignore[arg-type]
    }


def claim(
    period: str, status: str = "", decided: str = "", objective: str = "Availability"
) -> dict[str, str]:
    return {
        "objective": objective,
        "period": period,
        "claimed": "2026-01-30",
        "status": status,
        "decided": decided,
        **dict.fromkeys(("amount", "currency", "invoice", "reason"), ""),
    }


# Five days have 7,200 minutes, of which 72 may be lost: 80 on 10 January miss in the windows of 11 to 15 January.
EIGHTY = [outage("2026-01-10 10:00", 80)]
WINDOWS = [f"2026-01-{day}" for day in range(11, 16)]


def test_a_window_pays_for_all_that_share_its_outage() -> None:
    assert owed(run(agreed(used="counts again"), EIGHTY)) == dict.fromkeys(WINDOWS, 100)
    found = run(agreed(), EIGHTY)
    assert owed(found) == {"2026-01-11": 100}
    later = lines(found)["2026-01-12"]
    assert (later.status, later.level, later.columns["used up"]) == ("met", 1, 80 * MINUTE)
    assert later.used == "1 h 20 min used up by the credit of Availability, 2026-01-11"
    told = explain_text(later, (), {})
    assert "(service + rest + used up - down) / (service + rest)" in " ".join(told.split())
    assert later.used in " ".join(told.split())


def test_the_level_may_count_all_and_the_credit_what_is_left() -> None:
    found = run(agreed(used="counts once in credits"), EIGHTY)
    assert owed(found) == {"2026-01-11": 100}
    later = lines(found)["2026-01-12"]
    assert (later.status, later.level) == ("missed", Fraction(7120, 7200))
    assert [(each.name, each.why) for each in later.steps][-1] == ("used time", later.used)


def test_what_comes_after_a_credit_counts_alone() -> None:
    """60 minutes more on 13 January would make 140 in the windows of 14 and 15; alone they are within the 72."""
    rows = [*EIGHTY, outage("2026-01-13 10:00", 60)]
    assert owed(run(agreed(), rows)) == {"2026-01-11": 100}
    rows = [*EIGHTY, outage("2026-01-13 10:00", 73)]
    assert owed(run(agreed(), rows)) == {"2026-01-11": 100, "2026-01-14": 100}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        # The one that was paid uses up the time, wherever it stands.
        ([claim("2026-01-13", "paid", "2026-01-31")], {"2026-01-13": 100}),
        # A rejected one uses up nothing, and is owed itself as far as the figures go; the next one uses it up.
        (
            [claim("2026-01-11", "rejected", "2026-01-31")],
            {"2026-01-11": 100, "2026-01-12": 100},
        ),
        ([claim("2026-01-12")], {"2026-01-11": 100}),
        # Of two that were paid, the second on the same time was paid for nothing.
        (
            [claim("2026-01-15", "paid", "2026-01-30"), claim("2026-01-12", "paid", "2026-01-31")],
            {"2026-01-15": 100},
        ),
    ],
)
def test_claims_that_were_paid_come_first(claims: list[dict[str, str]], expected: dict[str, int]) -> None:
    assert owed(run(agreed(claims=WRITTEN), EIGHTY, claims=claims)) == expected


def test_a_paid_claim_of_a_day_that_nobody_looks_at() -> None:
    """Only 14 January is asked for, and the claim of the 12th was paid."""
    told = [claim("2026-01-12", "paid", "2026-01-31")]
    found = run(agreed(claims=WRITTEN), EIGHTY, claims=told, period="2026-01-14")
    assert [(each.period, each.status) for each in found.outcome.statement.lines] == [("2026-01-14", "met")]
    # Nobody claimed; what the 11th is owed is known although it is not shown.
    found = run(agreed(claims=WRITTEN), EIGHTY, period="2026-01-14")
    assert [(each.period, each.status) for each in found.outcome.statement.lines] == [("2026-01-14", "met")]


def test_each_scope_has_its_own_time() -> None:
    rows = [*EIGHTY, outage("2026-01-12 10:00", 80, "b")]
    found = run(agreed(each="for each: site"), rows)
    due = [(each.scope, each.period) for each in found.outcome.statement.lines if each.status == "missed"]
    assert due == [("a", "2026-01-11"), ("b", "2026-01-13")]


@pytest.mark.parametrize(
    ("february", "used", "expected"),
    [
        # A quarter of 129,600 minutes may lose 129: January's 480 have been paid by January.
        (100, "counts once", {"Availability": "2026-01"}),
        (140, "counts once", {"Availability": "2026-01", "Quarter": "2026-Q1"}),
        (100, "counts again", {"Availability": "2026-01", "Quarter": "2026-Q1"}),
    ],
)
def test_a_month_and_the_quarter_that_holds_it(february: int, used: str, expected: dict[str, str]) -> None:
    more = """
  objective Quarter { P ensures Uptime at least 99.9% each quarter }
  credit for Quarter { base: that quarter's fee of S   amount: 30% }"""
    rows = [outage("2026-01-10", 480), outage("2026-02-10", february)]
    found = run(agreed("each month", used, more=more), rows, as_of="2026-05-01", since="2026-01-01")
    missed = {
        each.objective: each.period for each in found.outcome.statement.lines if each.status == "missed"
    }
    assert missed == expected


def test_what_does_not_add_up_is_open_where_it_was_used() -> None:
    more = """
  metric Chain { of: S   measure: longest outage from outages   controlled by: P }
  objective Chains { P ensures Chain at most 1 hour each month over the preceding 2 months }
  credit for Chains { base: that month's fee of S   amount: 30% }"""
    found = run(agreed(more=more), [outage("2026-01-10", 120)], as_of="2026-04-01", since="2026-01-01")
    told = {each.period: each.reason for each in found.outcome.statement.lines if each.objective == "Chains"}
    assert (
        told["2026-03"]
        == "what of it was claimed before can't be told: what was lost does not add up by days"
    )


# ---- against minutes


def by_minutes(outages: list[tuple[int, int]], days: int) -> dict[str, int]:
    """The credits of an oracle that marks every minute: of each day in turn, over the five days before it."""
    down = {minute for start, length in outages for minute in range(start, start + length)}
    used: set[int] = set()
    found = {}
    first = date(2026, 1, 1)
    for day in range(days):
        window = range((day - 5) * 1440, day * 1440)
        left = [minute for minute in window if minute in down and minute not in used]
        level = 1 - Fraction(len(left), 7200)
        if level < Fraction(99, 100):
            found[str(first + timedelta(days=day))] = 100 if level >= Fraction(98, 100) else 200
            used.update(window)
    return found


OUTAGES = st.lists(st.tuples(st.integers(0, 28 * 1440), st.integers(1, 300)), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(outages=OUTAGES, engine=st.sampled_from(("reference", "duckdb")), day=st.integers(6, 25))
def test_as_an_oracle_of_minutes_has_it(
    outages: list[tuple[int, int]], engine: str, day: int, tmp_path: Path
) -> None:
    january = us("2026-01-01")
    rows = [
        {
            "start": str(instant(january + start * MINUTE)),
            "end": str(instant(january + (start + length) * MINUTE)),
            "site": "a",
        }
        for start, length in outages
    ]
    expected = {label: euros for label, euros in by_minutes(outages, 31).items() if label < "2026-02-01"}
    agreement = agreed()
    whole = run(agreement, rows, engine=engine, period="2026-01-01..2026-01-31")
    assert owed(whole) == expected
    # The same of two runs, the second of which has the ledger and what its windows look back at.
    split = f"2026-01-{day:02}"
    then = run(agreement, rows, as_of=split, period=f"2026-01-01..2026-01-{day - 1:02}")
    path = tmp_path / "then.json"
    path.write_text(then.json(), encoding="utf-8")
    now = run(agreement, rows, period=f"{split}..2026-01-31", ledger=read_ledger(str(path)))
    assert owed(now) == {label: euros for label, euros in expected.items() if label >= split}


def test_the_scenarios_that_use_up_time_are_told() -> None:
    loaded = read_text(
        TEXT.replace("PERIOD", FIVE)
        .replace("USED", "counts once")
        .replace("CLAIMS", WRITTEN)
        .replace("EACH", "")
        .replace(
            "MORE",
            """
  scenario "Paid before" {
    day: 2026-01-14
    down: S, 2026-01-10 10:00 to 2026-01-10 11:20
    paid { Availability, 2026-01-12: 2026-01-20 }
    expect: Availability met, no credit
  }
  scenario "Not paid before" {
    day: 2026-01-14
    down: S, 2026-01-10 10:00 to 2026-01-10 11:20
    expect: Availability missed, credit 100 EUR
  }
""",
        )
    )
    assert [each for each in loaded.findings if each.severity == "error"] == []
    assert loaded.agreement is not None
    assert [(each.ok, each.why) for each in results(loaded.agreement)] == [(True, ""), (True, "")] * 2
    rules = Rules(loaded.agreement, loaded.source)
    for agreement, scenario in played_by(loaded.agreement):
        rules.look(play(agreement, scenario), loaded.source, scenario.title)
    assert {each.words: each.by for each in rules.told()}["used time"] == ("Paid before",)
    said = to_markdown(contract(loaded.agreement))
    assert (
        "The claim for the Availability Service Level of 12 January 2026 was paid on 20 January 2026." in said
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('Availability, "c", 2026-01-12: 2026-01-20', "There is no value of `site` `c`."),
        ("Avail, 2026-01-12: 2026-01-20", "There is no objective `Avail`."),
        ("Availability: 2026-01-20", "This row names no period."),
        ("2026-01-12: 2026-01-20", "This row names no objective."),
        ("Availability, 2026-13: 2026-01-20", "`2026-13` is not in the calendar."),
        ("Availability, 2026-01-12: 2026-02-30", "`2026-02-30` is not a day of the calendar."),
    ],
)
def test_a_row_that_can_not_be_is_told(row: str, said: str) -> None:
    scenario = f'scenario "Bad" {{ day: 2026-01-14   paid {{ {row} }}   expect: Availability met }}'
    text = TEXT.replace("PERIOD", FIVE).replace("USED", "counts once").replace("CLAIMS", WRITTEN)
    text = text.replace("{ site: text }", "{ site: a, b }").replace("EACH", "for each: site")
    found = read_text(text.replace("MORE", scenario)).findings
    assert said in [each.message for each in found]


def test_it_is_open_where_periods_go_back_over_others() -> None:
    """An outage of two hours may be owed for in each of five days, or once."""
    silent = agreed(used="not stated")
    rows = [outage("2026-01-10", 120)]
    span: dict[str, Any] = {"as_of": "2026-01-20", "since": "2026-01-01", "period": "2026-01"}
    answers = ("counts again", "counts once")
    owed = [run(silent, rows, assume={"used time": each}, **span).outcome.statement for each in answers]
    assert [sum(line.status == "missed" for line in each.lines) for each in owed] == [5, 1]
    (opened,) = run(silent, rows, **span).outcome.open
    assert opened.key == "used time"
    assert opened.matters
    assert set(opened.answers) >= set(answers)
