"""Where something applies, by facts and options: objectives, services and exclusions, worked by hand and by the hour."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.outcome.rights_words import state_text
from sladsl.values.amount import known

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Row = Mapping[str, object]

TEXT = """
sla Transit "Internet transit" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Carrier {{ role: provider   accepted: 2025-12-12 }}
  party Acme {{ role: customer   accepted: 2025-12-10 }}
  fact GoodStanding {{ type: yes or no   each: month   stated by: Carrier }}
  fact Hosts {{ type: number   each: month   stated by: Acme }}
  option Class {{ values: Gold, Silver   chosen by: Acme   for each: circuit }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   overlapping outages: once
    partial minutes: exact   excluded time: out of both   excluded records: out of both   nothing happened: met
    undecided records: counted as bad   {choices}
  }}
  service Circuits {{ hours: always   fee: 1_000 EUR per month   for each: circuit   {service} }}
  source outages {{ holds: intervals   of: Circuits   collected: automatically   fields {{ circuit: A, B }} }}
  source windows {{ holds: intervals   of: Circuits   collected: automatically }}
  source calls {{ holds: records   each: call   of: Circuits   collected: automatically
                 fields {{ at: time   ok: yes or no   circuit: A, B }} }}
  exclusion Maintenance {{ time: windows   {exclusion} }}
  metric Level {{ {measure}   for each: circuit   controlled by: Carrier }}
  objective Kept {{ Carrier ensures Level {promise} each month   {objective} }}
  {more}
}}
"""
UPTIME = "measure: uptime from outages   of: Circuits   excluding: Maintenance"
SHARE = "measure: share of calls   good when: ok"
REPORTED = "measure: as reported   of: Circuits   collected by: Carrier"
FULL = dict.fromkeys(("choices", "service", "exclusion", "objective", "more"), "") | {
    "measure": UPTIME,
    "promise": "at least 99%",
}


def loaded(**said: str) -> sladsl.Loaded:
    found = sladsl.read_text(TEXT.format(**FULL | said))
    assert not [each for each in found.findings if each.severity == "error"]
    assert not [each.message for each in found.findings if each.name == "not-evaluated"]
    return found


def fact(name: str, value: str, *, period: str = "", since: str = "", scope: str = "") -> Row:
    return {"fact": name, "value": value, "period": period, "from": since, "scope": scope}


def down(circuit: str, start: str, end: str) -> Row:
    return {"circuit": circuit, "start": start, "end": end}


def evaluated(
    of: sladsl.Loaded, data: Mapping[str, Any], engine: Engine, period: str, **more: Any
) -> sladsl.Evaluation:
    return sladsl.evaluate(of, data, period=period, as_of="2026-07-01", engine=engine, **more)


def lines(
    of: sladsl.Loaded, data: Mapping[str, Any], engine: Engine, period: str = "2026-02"
) -> dict[str, Any]:
    found = evaluated(of, data, engine, period)
    assert not found.outcome.open, found.outcome.open
    return {each.scope: each for each in found.outcome.statement.lines}


DAY_DOWN = [
    down("A", "2026-02-10T00:00Z", "2026-02-11T00:00Z"),
    down("B", "2026-02-10T00:00Z", "2026-02-11T00:00Z"),
]
EARLY = [down("A", "2026-01-05T00:00Z", "2026-01-05T01:00Z")]
WINDOW = [{"start": "2026-02-10T00:00Z", "end": "2026-02-10T18:00Z"}]
GOLD = fact("Class", "Gold", scope="A")
SILVER = fact("Class", "Silver", scope="B")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_promise_is_made_where_it_applies(engine: Engine) -> None:
    of = loaded(objective="applies where: Class is Gold")
    found = lines(of, {"outages": DAY_DOWN, "windows": [], "facts": [GOLD, SILVER]}, engine)
    assert (found["A"].status, found["A"].level) == ("missed", Fraction(27, 28))
    assert (found["B"].status, found["B"].reason) == ("not assessed", "not promised: Class is Silver")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_service_does_not_cover_is_not_promised(engine: Engine) -> None:
    of = loaded(service="where: Class is one of Gold")
    found = lines(of, {"outages": DAY_DOWN, "windows": [], "facts": [GOLD, SILVER]}, engine)
    assert found["A"].status == "missed"
    assert (found["B"].status, found["B"].reason) == ("not assessed", "not covered: Class is Silver")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("value", "level"),
    [
        # Six of the 24 hours lie outside the window, of 28 * 24 - 18 = 654 that count.
        ("yes", 1 - Fraction(6, 654)),
        ("no", Fraction(27, 28)),
    ],
)
def test_an_exclusion_holds_where_it_applies(value: str, level: Fraction, engine: Engine) -> None:
    of = loaded(exclusion="applies where: GoodStanding")
    facts = [fact("GoodStanding", value, period="2026-02"), fact("GoodStanding", "yes", period="2026-01")]
    found = lines(of, {"outages": DAY_DOWN, "windows": WINDOW, "facts": facts}, engine)
    assert found["A"].level == level


@pytest.mark.parametrize("engine", ENGINES)
def test_an_exclusion_stops_within_an_interval(engine: Engine) -> None:
    """Class turns at noon … of no day: options hold from a day on. The window reaches over midnight."""
    of = loaded(exclusion="applies where: Class is Gold")
    windows = [{"start": "2026-02-09T12:00Z", "end": "2026-02-10T12:00Z"}]
    facts = [GOLD, fact("Class", "Silver", scope="A", since="2026-02-10"), SILVER]
    found = lines(of, {"outages": DAY_DOWN, "windows": windows, "facts": facts}, engine)
    # Only the twelve hours of the 9th are excluded, in which nothing was down.
    assert found["A"].level == 1 - Fraction(24, 28 * 24 - 12)
    assert found["B"].level == Fraction(27, 28)


CHANGED = [
    fact("Class", "Silver", scope="A", since="2026-01-01"),
    fact("Class", "Gold", scope="A", since="2026-02-15"),
    fact("Class", "Gold", scope="B", since="2026-01-01"),
    fact("Class", "Silver", scope="B", since="2026-02-15"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("how", "a", "b"),
    [
        ("at the start", None, Fraction(27, 28)),
        ("latest", Fraction(27, 28), None),
        ("day by day", Fraction(1), Fraction(13, 14)),  # A: 14 days without an outage; B: 14 days with one
    ],
)
def test_an_option_that_changes_in_a_month(
    how: str, a: Fraction | None, b: Fraction | None, engine: Engine
) -> None:
    of = loaded(objective="applies where: Class is Gold", choices=f"option changed: {how}")
    found = lines(of, {"outages": DAY_DOWN, "windows": [], "facts": CHANGED}, engine)
    assert (found["A"].level, found["B"].level) == (a, b)


def call(day: int, ok: str, circuit: str = "A") -> Row:
    return {"at": f"2026-02-{day:02}T10:00Z", "ok": ok, "circuit": circuit}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("how", "level"),
    [("latest", Fraction(2, 4)), ("day by day", Fraction(2, 3)), ("at the start", None)],
)
def test_records_day_by_day(how: str, level: Fraction | None, engine: Engine) -> None:
    of = loaded(objective="applies where: Class is Gold", choices=f"option changed: {how}", measure=SHARE)
    # Midnight of the 15th is the first instant that counts.
    first = {"at": "2026-02-15T00:00Z", "ok": "yes", "circuit": "A"}
    calls = [call(14, "no"), first, call(16, "yes"), call(17, "no")]
    found = lines(of, {"calls": calls, "facts": [*CHANGED[:2], fact("Class", "Gold", scope="B")]}, engine)
    assert found["A"].level == level
    witnesses = 2 if how == "latest" else 1
    evaluation = evaluated(of, {"calls": calls, "facts": CHANGED}, engine, "2026-02")
    only = next(each for each in evaluation.outcome.statement.lines if each.scope == "A")
    assert level is None or len(evaluation.witnesses(only)) == witnesses


@pytest.mark.parametrize("engine", ENGINES)
def test_a_reported_level_is_of_the_whole_month(engine: Engine) -> None:
    of = loaded(
        objective="applies where: Class is Gold", choices="option changed: day by day", measure=REPORTED
    )
    data = {
        "levels": [{"period": "2026-02", "objective": "Kept", "scope": "A", "level": "98%"}],
        "facts": CHANGED,
    }
    reason = lines(of, data, engine)["A"].reason
    assert reason == "not promised: that changes within the period, and can't be told day by day here"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("where", "promised"),
    [
        ("GoodStanding and Hosts at least 2", True),
        ("GoodStanding and Hosts above 2", False),
        ("not GoodStanding or Hosts exactly 2", True),
        ("not GoodStanding or Hosts is unknown", False),
        ("Hosts is known", True),
        ("Class is not Silver", True),
        ("Hosts * 2 at least 5", False),
    ],
)
def test_conditions_on_facts(where: str, promised: bool, engine: Engine) -> None:
    of = loaded(objective=f"applies where: {where}")
    facts = [fact("GoodStanding", "YES"), fact("Hosts", "2", period="February 2026"), GOLD, SILVER]
    found = lines(of, {"outages": EARLY, "windows": [], "facts": facts}, engine)
    assert (found["A"].status == "met") == promised


@pytest.mark.parametrize("engine", ENGINES)
def test_what_nobody_states_is_a_range(engine: Engine) -> None:
    of = loaded(
        objective="applies where: Class is Gold   credit { base: that month's fee of that circuit   amount: 10% }"
    )
    data = {"outages": DAY_DOWN, "windows": [], "facts": [SILVER]}
    outcome = evaluated(of, data, engine, "2026-02").outcome
    (choice,) = outcome.open
    assert (choice.key, choice.answers, choice.fact, choice.matters) == (
        "Class",
        ("Gold", "Silver"),
        True,
        True,
    )
    totals = [str(each.statement.total) for each in outcome.readings]
    assert len(set(totals)) == 2
    assumed = evaluated(of, data, engine, "2026-02", assume=["Class: Silver"]).outcome
    assert not assumed.open
    assert {each.status for each in assumed.statement.lines} == {"not assessed"}
    with pytest.raises(sladsl.Refused, match="no value of `Class`"):
        evaluated(of, data, engine, "2026-02", assume=["Class: Bronze"])


CREDIT = "credit {{ base: that month's fee of that circuit   amount: 10%   applies where: {where} }}"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("where", "how", "a", "b"),
    [
        ("GoodStanding", "latest", 100, 100),
        ("not GoodStanding", "latest", 0, 0),
        ("Class is Gold", "at the start", 0, 100),
        ("Class is Gold", "latest", 100, 0),
        ("Class is Gold", "day by day", None, None),
        ("GoodStanding or Class is Gold", "day by day", 100, 100),
    ],
)
def test_a_credit_is_owed_where_it_applies(
    where: str, how: str, a: int | None, b: int | None, engine: Engine
) -> None:
    of = loaded(objective=CREDIT.format(where=where), choices=f"option changed: {how}")
    facts = [*CHANGED, fact("GoodStanding", "yes")]
    found = lines(of, {"outages": DAY_DOWN, "windows": [], "facts": facts}, engine)
    owed = {}
    for scope, line in found.items():
        assert line.status == "missed"
        money = known(line.credit, "EUR") if line.credit is not None else None
        owed[scope] = None if money is None else money.amount
    assert owed == {"A": a, "B": b}


def test_why_no_credit_is_owed_is_told() -> None:
    of = loaded(objective=CREDIT.format(where="GoodStanding"))
    facts = [fact("GoodStanding", "no", period="2026-02")]
    data = {"outages": DAY_DOWN, "windows": [], "facts": facts}
    found = lines(of, data, "reference")["A"]
    assert [each.why for each in found.steps] == ["not owed: GoodStanding is no"]
    text = " ".join(render(of).replace("*", "").split())
    assert "It is owed only where GoodStanding is “yes”." in text


def test_a_number_that_nobody_states_leaves_its_condition_open() -> None:
    of = loaded(objective="applies where: Hosts at least 2")
    outcome = evaluated(of, {"outages": DAY_DOWN, "windows": []}, "reference", "2026-02").outcome
    assert [(each.key, each.answers) for each in outcome.open] == [("Hosts at least 2", ("yes", "no"))]
    with pytest.raises(sladsl.Refused, match="`Hosts` is a number"):
        evaluated(of, {"outages": [], "windows": []}, "reference", "2026-02", assume=["Hosts: 2"])


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (fact("GoodStandin", "yes"), "fact-not-in-agreement"),
        (fact("GoodStanding", "perhaps"), "unreadable-fact"),
        (fact("Hosts", "two"), "unreadable-fact"),
        (fact("Class", "Bronze", scope="A"), "unreadable-fact"),
        (fact("GoodStanding", "yes", period="the second month"), "unreadable-period"),
        (fact("Class", "Gold", scope="A", since="soon"), "unreadable-period"),
        (fact("GoodStanding", ""), "blank-cell"),
        (fact("GoodStanding", "no", period="2026-02"), "conflicting-row"),
        (fact("GoodStanding", "true", period="02/2026"), "repeated-row"),
    ],
)
def test_rows_that_say_nothing_are_told(row: Row, name: str) -> None:
    of = loaded(objective="applies where: GoodStanding")
    facts = [fact("GoodStanding", "yes", period="2026-02"), row]
    found = evaluated(of, {"outages": EARLY, "windows": [], "facts": facts}, "reference", "2026-02")
    told = {each.name for each in found.outcome.statement.findings if each.source == "facts"}
    assert told == {name}
    assert found.outcome.statement.lines[0].status == "met"  # the row that is right still counts


SCENARIO = """scenario "One day" {{
    month: 2026-02   down: Circuits A, 2026-02-10 00:00 to 2026-02-11 00:00   {given}
    expect: Kept A {status}
  }}"""


@pytest.mark.parametrize(
    ("given", "status", "good"),
    [
        ("option: Class, A, Gold", "missed", True),
        ("option: Class, Gold", "missed", True),
        ("option: Class, A, Silver", "not assessed", True),
        ("option: Class, A, Silver", "missed", False),
        ("option: Class, A, 2026-01-01, Gold   option: Class, A, 2026-02-05, Silver", "missed", True),
        ("", "missed", False),  # without it another class may have been chosen
    ],
)
def test_scenarios_state_them(given: str, status: str, good: bool) -> None:
    of = loaded(
        objective="applies where: Class is Gold",
        choices="option changed: at the start",
        more=SCENARIO.format(given=given, status=status),
    )
    failed = [each for each in check(of) if each.name == "scenario-fails"]
    assert (not failed) == good, failed


def test_names_and_types_are_checked_as_before() -> None:
    for where, name in (
        ("Class is Golden", "unknown-name"),
        ("Clas is Gold", "unknown-name"),
        ("Hosts", "types-differ"),
        ("GoodStanding at least 2", "types-differ"),
    ):
        for key in ("objective", "exclusion"):
            found = sladsl.read_text(TEXT.format(**FULL | {key: f"applies where: {where}"}))
            assert name in {each.name for each in found.findings}, (where, key)


def test_the_contract_says_it() -> None:
    of = loaded(
        objective="applies where: Class is Gold",
        exclusion="applies where: not GoodStanding",
        service="where: Class is one of Gold, Silver",
    )
    text = " ".join(render(of).replace("*", "").split())
    assert "It is promised only where Class is “Gold”." in text
    assert "It applies only where GoodStanding is “no”; other time counts." in text
    assert "It covers only each circuit for which Class is “Gold” or “Silver”." in text


# ---- by the hour

HOUR = timedelta(hours=1)
START, END = datetime(2026, 2, 1), datetime(2026, 4, 1)


def _at(rows: Sequence[Row], name: str, scope: str, at: datetime) -> str | None:
    """What is stated of an instant, looked up in the plainest way: the last row that begins before it."""
    for about in (scope, ""):
        best: tuple[str, str] | None = None
        for row in rows:
            if (row["fact"], row["scope"]) != (name, about):
                continue
            if row["period"] and str(row["period"]) == f"{at:%Y-%m}":
                return str(row["value"])
            if (
                not row["period"]
                and str(row["from"]) <= f"{at:%Y-%m-%d}"
                and (best is None or best[0] <= str(row["from"]))
            ):
                best = (str(row["from"]), str(row["value"]))
        if best is not None:
            return best[1]
    return None


@pytest.mark.parametrize("seed", range(12))
def test_hour_by_hour(seed: int) -> None:
    """An exclusion and a promise that hang on facts, counted hour by hour, and both engines the same."""
    rng = random.Random(seed)
    of = loaded(
        objective="applies where: Class is Gold",
        exclusion="applies where: GoodStanding and not Class is Silver",
        choices="option changed: day by day",
    )

    def span() -> tuple[datetime, datetime]:
        start = START + HOUR * rng.randrange(-30, 59 * 24)
        return start, start + HOUR * rng.randrange(1, 90)

    outages = [(rng.choice("AB"), *span()) for _ in range(rng.randrange(1, 12))]
    windows = [span() for _ in range(rng.randrange(0, 6))]
    facts: list[Row] = [
        fact("GoodStanding", rng.choice(("yes", "no")), period=month) for month in ("2026-02", "2026-03")
    ]
    for scope in "AB":
        days = sorted(rng.sample(range(1, 29), rng.randrange(0, 3)))
        facts.append(fact("Class", rng.choice(("Gold", "Silver")), scope=scope))
        facts += [
            fact(
                "Class",
                rng.choice(("Gold", "Silver")),
                scope=scope,
                since=f"2026-0{rng.choice('23')}-{day:02}",
            )
            for day in days
        ]
    facts = list(
        {(each["fact"], each["scope"], each["period"], each["from"]): each for each in facts}.values()
    )

    expected: dict[tuple[str, str], Fraction | None] = {}
    for scope in "AB":
        for month in (2, 3):
            total = bad = 0
            at = datetime(2026, month, 1)
            while at.month == month:
                gold = _at(facts, "Class", scope, at) == "Gold"
                good = _at(facts, "GoodStanding", scope, at) == "yes"
                out = good and gold and any(a <= at < b for a, b in windows)
                if gold and not out:
                    total += 1
                    bad += any(of_ == scope and a <= at < b for of_, a, b in outages)
                at += HOUR
            expected[scope, f"2026-{month:02}"] = Fraction(total - bad, total) if total else None
    data = {
        "outages": [down(of_, f"{a:%Y-%m-%dT%H:%MZ}", f"{b:%Y-%m-%dT%H:%MZ}") for of_, a, b in outages],
        "windows": [{"start": f"{a:%Y-%m-%dT%H:%MZ}", "end": f"{b:%Y-%m-%dT%H:%MZ}"} for a, b in windows],
        "facts": facts,
    }
    for engine in ENGINES:
        found = evaluated(of, data, engine, "2026-02..2026-03").outcome
        assert not found.open
        levels = {(each.scope, each.period): each.level for each in found.statement.lines}
        assert levels == expected, engine


@pytest.mark.parametrize("engine", ENGINES)
def test_a_level_of_all_instances_together_is_of_those_that_are_covered(engine: Engine) -> None:
    text = TEXT.format(**FULL | {"service": "where: Class is Gold"}).replace(
        "for each: circuit   controlled", "controlled"
    )
    of = sladsl.read_text(text.replace("month   for each: circuit", "month"))
    assert not of.broken
    outages = [
        down("A", "2026-02-03T00:00Z", "2026-02-03T14:00Z"),
        down("B", "2026-02-04T00:00Z", "2026-02-04T07:00Z"),
    ]
    gold, silver = fact("Class", "Gold", scope="A"), fact("Class", "Silver", scope="B")

    def level(*facts: Row) -> tuple[Any, str]:
        (line,) = evaluated(
            of, {"outages": outages, "facts": list(facts)}, engine, "2026-02"
        ).outcome.statement.lines
        return line.level, line.reason

    assert level(gold, silver) == (1 - Fraction(14, 28 * 24), "")
    assert level(gold, fact("Class", "Gold", scope="B")) == (1 - Fraction(21, 28 * 24), "")
    assert level(fact("Class", "Gold")) == (1 - Fraction(21, 28 * 24), "")
    assert level(silver, fact("Class", "Silver", scope="A")) == (None, "not covered: Class is Silver")
    why = "not covered: Class is stated of each circuit, which Level does not tell apart"
    changed = (
        fact("Class", "Gold", scope="A", since="2026-02-05"),
        fact("Class", "Silver", scope="A", since="2026-01-01"),
    )
    assert level(*changed, silver) == (None, why)


@pytest.mark.parametrize("engine", ENGINES)
def test_points_are_scored_where_they_apply(engine: Engine) -> None:
    of = loaded(
        more="points for Kept { amount: 3 points   applies where: Class is Gold }",
        choices="option changed: at the start",
    )
    outages = [
        down("A", "2026-02-03T00:00Z", "2026-02-13T00:00Z"),
        down("B", "2026-02-03T00:00Z", "2026-02-13T00:00Z"),
    ]
    facts = [
        fact("Class", "Gold", scope="A"),
        fact("Class", "Silver", scope="B"),
        fact("GoodStanding", "yes"),
    ]
    found = evaluated(of, {"outages": outages, "facts": facts}, engine, "2026-02")
    scored = {each.scope: each.points for each in found.outcome.statement.lines if each.objective == "Kept"}
    assert scored["A"] is not None
    assert scored["B"] is not None
    assert (scored["A"].number, scored["B"].number) == (3, 0)
    assert scored["B"].why == "not scored: Class is Silver"
    assert "They are scored only where" in render(of)


MISSED_TWICE = "Kept missed in 2 consecutive months"
WHERE_GIVEN = (
    (f"when: {MISSED_TWICE}   applies where: GoodStanding and Class is Gold", "applies where: GoodStanding"),
    (f"when: {MISSED_TWICE} and GoodStanding   applies where: Class is Gold", "when: GoodStanding"),
    (f"when: GoodStanding and ({MISSED_TWICE} and Class is Gold)", "when: GoodStanding or GoodStanding"),
)


@pytest.mark.parametrize(("terminate", "step_in"), WHERE_GIVEN)
@pytest.mark.parametrize("engine", ENGINES)
def test_rights_are_given_where_they_apply(engine: Engine, terminate: str, step_in: str) -> None:
    of = loaded(
        more=f"""Acme may terminate that circuit {{
          {terminate}   notice: 30 days   use within: 60 days of the last miss
        }}
        Acme may step in {{ notice: at once   {step_in} }}""",
    )
    months = ("2026-02", "2026-03", "2026-04")
    outages = [
        down(circuit, f"{month}-03T00:00Z", f"{month}-13T00:00Z")
        for month in months
        for circuit in ("A", "B")
    ]
    always = [fact("Class", "Gold", scope="A"), fact("Class", "Silver", scope="B")]

    def states(*good: str) -> dict[tuple[str, str], Any]:
        named = zip((*months, "2026-05", "2026-06"), good, strict=True)
        standing = [fact("GoodStanding", each, period=month) for month, each in named]
        found = evaluated(of, {"outages": outages, "facts": [*always, *standing]}, engine, "2026-02..2026-04")
        return {(each.action, each.scope): each for each in found.outcome.statement.rights}

    found = states("yes", "yes", "yes", "yes", "yes")
    assert found["terminate", "A"].state == "lapsed"
    assert (found["terminate", "B"].state, found["terminate", "B"].withheld) == (
        "not arisen",
        "GoodStanding is yes, Class is Silver",
    )
    assert found["step in", ""].state == "at will"
    assert state_text(found["step in", ""], "").startswith("at any time while GoodStanding")
    # Not in good standing in March and in June: only the two months that end in April give it.
    found = states("yes", "no", "yes", "yes", "no")
    assert [event.period for event in found["terminate", "A"].by] == ["2026-03", "2026-04"]
    assert not found["terminate", "A"].earlier
    assert (found["step in", ""].state, found["step in", ""].withheld) == ("not arisen", "GoodStanding is no")
    assert "It is given only where" in render(of)
    assert states("no", "no", "no", "no", "no")["terminate", "A"].state == "not arisen"


def test_a_right_by_a_fact_that_nobody_states_depends_on_it() -> None:
    of = loaded(
        more=f"Acme may terminate that circuit {{ when: {MISSED_TWICE} and GoodStanding   notice: 30 days }}"
    )
    outages = [down("A", f"{month}-03T00:00Z", f"{month}-13T00:00Z") for month in ("2026-02", "2026-03")]
    data = {"outages": outages, "facts": [fact("Class", "Gold")]}
    assert any(
        "GoodStanding" in str(each) for each in evaluated(of, data, "reference", "2026-03").outcome.open
    )
    states = {
        answer: [
            (each.state, each.withheld)
            for each in evaluated(
                of,
                {**data, "facts": [*data["facts"], fact("GoodStanding", answer)]},
                "reference",
                "2026-03",
            ).outcome.statement.rights
            if each.scope == "A"
        ]
        for answer in ("yes", "no")
    }
    assert states == {"yes": [("open", "")], "no": [("not arisen", "GoodStanding is no")]}


def test_the_time_to_use_a_right_by_facts_alone_is_told() -> None:
    found = sladsl.read_text(
        TEXT.format(
            **FULL
            | {
                "more": """Acme may step in {{ when: GoodStanding   notice: 5 days   use within: 9 days of the period }"""
            }
        )
    )
    said = " ".join(each.message for each in found.findings if each.name == "not-evaluated")
    assert "the time to use a right that hangs on facts alone" in said


@pytest.mark.parametrize("engine", ENGINES)
def test_a_right_waits_for_the_figure_of_a_score(engine: Engine) -> None:
    of = loaded(
        measure=REPORTED,
        more="""score Quality { counts: whether it was met   passes: at least 50%   weights { Kept: 100% } }
          Acme may terminate that circuit { when: Quality below 50% in 2 consecutive months   notice: 30 days }""",
    )
    levels = [
        {"objective": "Kept", "period": month, "level": level, "scope": circuit}
        for month in ("2026-02", "2026-03")
        for circuit, level in (("A", "98%"), ("B", "100%"))
    ]
    found = evaluated(of, {"levels": levels}, engine, "2026-02..2026-03")
    assert {each.scope: each.state for each in found.outcome.statement.rights} == {
        "A": "open",
        "B": "not arisen",
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_records_are_excluded_where_the_exclusion_applies(engine: Engine) -> None:
    text = TEXT.format(
        **FULL
        | {
            "measure": "measure: share of calls   good when: ok   excluding: Bad",
            "promise": "at least 90%",
            "more": "exclusion Bad { requests: calls where not ok   applies where: Class is Silver and GoodStanding }",
        }
    )
    of = sladsl.read_text(text)
    assert not [each for each in of.findings if each.severity == "error" or each.name == "not-evaluated"]
    calls = [
        {"at": f"2026-02-{day:02}T12:00Z", "ok": "no" if day % 3 == 0 else "yes", "circuit": circuit}
        for day in range(1, 29)
        for circuit in "AB"
    ]
    facts = [
        fact("Class", "Gold", scope="A"),
        fact("Class", "Gold", scope="B", since="2026-01-01"),
        fact("Class", "Silver", scope="B", since="2026-02-15"),
        fact("GoodStanding", "yes"),
    ]
    found = evaluated(of, {"calls": calls, "facts": facts}, engine, "2026-02")
    assert not found.outcome.open
    levels = {each.scope: each.level for each in found.outcome.statement.lines}
    # Nine of 28 were not ok; in B those of the 15th, 18th, 21st, 24th and 27th are excluded.
    assert levels == {"A": Fraction(19, 28), "B": Fraction(19, 23)}
    assert "other records count" in render(of)
