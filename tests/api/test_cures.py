"""What was mended in time: no credit, no consequence, no right; and what is open while nobody knows, or time runs."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.api import check_source, read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.scenarios import results
from sladsl.data.binding import Binding, FactsFile, LevelsFile
from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.explain_right import explain_right
from sladsl.outcome.statement import Outcome
from sladsl.outcome.to_text import outcome_text
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from sladsl.values.amount import amount_text
from sladsl.values.instant import naive_to_instant, parse_time
from sladsl.values.zones import zone

AGREEMENT = """
sla Hosting "Managed hosting" {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P { role: provider   accepted: 2025-12-12 }
  party C { role: customer   accepted: 2025-12-10 }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line }
  service S { hours: always   fee: 10_000 EUR per month }
  metric Up { of: S   measure: as reported   collected by: P   controlled by: P }
  objective A { P ensures Up at least 99% each month   OBJECTIVE }
  credit for A { base: that month's fee of S   amount: 5%   CREDIT }
  C may terminate { when: A missed   notice: 30 days   use within: 60 days of the last miss   RIGHT }
}
"""


def text(objective: str = "", credit: str = "", right: str = "") -> str:
    return AGREEMENT.replace("OBJECTIVE", objective).replace("CREDIT", credit).replace("RIGHT", right)


def outcome(tmp_path: Any, source: str, facts: str, as_of: str = "2026-04-20", levels: str = "") -> Outcome:
    (tmp_path / "levels.csv").write_text("period,objective,level\n" + (levels or "2026-03,A,98%\n"))
    (tmp_path / "facts.csv").write_text(f"fact,period,value\n{facts}")
    loaded = read_text(source)
    assert [each for each in loaded.findings if each.severity == "error"] == []
    assert loaded.agreement is not None
    binding = Binding(
        levels=(LevelsFile(path=str(tmp_path / "levels.csv")),),
        facts=(FactsFile(path=str(tmp_path / "facts.csv")),) if facts else (),
    )
    written, place = parse_time(as_of), zone("Europe/Berlin")
    assert written is not None
    assert place is not None
    instant = naive_to_instant(written.naive_us, place).instant
    return evaluate(loaded.agreement, binding, as_of=instant, period="2026-03").outcome


DAY = "24 hours after the notice"


@pytest.mark.parametrize(
    ("facts", "as_of", "credit", "why"),
    [
        (
            "notice of A,2026-03,2026-04-02 10:00\ncure of A,2026-03,2026-04-03 09:59\n",
            "2026-04-20",
            "0",
            "in time",
        ),
        # A half-open day: mended to the minute is too late.
        (
            "notice of A,2026-03,2026-04-02 10:00\ncure of A,2026-03,2026-04-03 10:00\n",
            "2026-04-20",
            "500.00 EUR",
            "too late",
        ),
        (
            "notice of A,2026-03,2026-04-02 10:00\n",
            "2026-04-20",
            "500.00 EUR",
            "not mended before 2026-04-03 10:00",
        ),
        # Its time still runs, and a cure that comes later is not known yet.
        (
            "notice of A,2026-03,2026-04-02 10:00\n",
            "2026-04-03",
            "open",
            "it can be mended before 2026-04-03 10:00",
        ),
        (
            "notice of A,2026-03,2026-04-02 10:00\ncure of A,2026-03,2026-04-03 09:59\n",
            "2026-04-03",
            "open",
            "it can be mended before",
        ),
        ("cure of A,2026-03,2026-03-05\n", "2026-04-20", "0", "before any notice"),
        # Something is stated of February, so nothing was mended in March.
        (
            "notice of A,2026-02,2026-03-02\ncure of A,2026-02,2026-03-02 11:00\n",
            "2026-04-20",
            "500.00 EUR",
            "no notice",
        ),
        (
            "notice of A,2026-03,02.04.2026 10:00\ncure of A,2026-03,02.04.2026 12:00\n",
            "2026-04-20",
            "0",
            "in time",
        ),
    ],
)
def test_a_credit_unless_cured(tmp_path: Any, facts: str, as_of: str, credit: str, why: str) -> None:
    found = outcome(tmp_path, text(credit=f"unless cured: {DAY}"), facts, as_of)
    (line,) = found.statement.lines
    assert line.status == "missed"
    said = "open" if line.credit is None else "0" if is_nothing(line.credit) else amount_text(line.credit)
    assert said == credit
    assert [why in step.why for step in line.steps if step.name == "mended"] == [True]
    # The miss itself stays one, and gives the right.
    assert found.statement.rights[0].state == "open"


def test_nothing_stated_is_a_range(tmp_path: Any) -> None:
    found = outcome(tmp_path, text(credit=f"unless cured: {DAY}"), "")
    assert [(each.key, each.matters) for each in found.open] == [("cure of A", True)]
    assert [is_nothing(each.statement.lines[0].credit) for each in found.readings] == [False, True]


@pytest.mark.parametrize(
    ("time", "facts", "state", "free"),
    [
        ("10 days after the month", "cure of A,2026-03,2026-04-10 23:59\n", "not arisen", True),
        ("10 days after the month", "cure of A,2026-03,2026-04-11\n", "open", False),
        ("2 hours after the notice", "notice of A,2026-03,2026-03-04\n", "open", False),
    ],
)
def test_a_miss_that_is_cured_has_no_consequence(
    tmp_path: Any, time: str, facts: str, state: str, free: bool
) -> None:
    found = outcome(tmp_path, text(objective=f"cured: {time}"), facts).statement
    assert [each.name for each in found.lines[0].steps][:1] == (["mended"] if free else ["flat amount"])
    assert (found.lines[0].status, found.rights[0].state) == ("missed", state)


@pytest.mark.parametrize(
    ("facts", "as_of", "expected"),
    [
        # The miss of March gives the right until 30 May.
        ("", "2026-04-20", ("open", "2026-04-30", "2026-05-20")),
        (
            "notice of C may terminate,2026-03,2026-04-10\n",
            "2026-04-12",
            ("used", "2026-04-20", "2026-05-10"),
        ),
        (
            "notice of C may terminate,2026-03,2026-04-10\n",
            "2026-07-12",
            ("used", "2026-04-20", "2026-05-10"),
        ),
        (
            "notice of C may terminate,2026-03,2026-04-10\ncure of C may terminate,2026-03,2026-04-20 20:00\n",
            "2026-04-22",
            ("not arisen", "", ""),
        ),
        (
            "notice of C may terminate,2026-03,2026-04-10\ncure of C may terminate,2026-03,2026-04-21\n",
            "2026-04-22",
            ("used", "2026-04-20", "2026-05-10"),
        ),
        # Notice that comes too late is none.
        ("notice of C may terminate,2026-03,2026-06-02\n", "2026-07-12", ("lapsed", "", "")),
    ],
)
def test_a_right_unless_cured(tmp_path: Any, facts: str, as_of: str, expected: tuple[str, ...]) -> None:
    found = outcome(tmp_path, text(right="unless cured: 10 days after the notice"), facts, as_of)
    (right,) = found.statement.rights
    assert (right.state, right.cure_day, right.effective_day) == expected
    said = " ".join(outcome_text(found).split()) + explain_right(right, found.statement, {})
    if right.state == "not arisen":
        assert "not given: mended 2026-04-20 20:00, in time (before 2026-04-21 00:00)" in said
    if right.state == "lapsed":
        assert "the notice of 2026-06-02 was not within its time" in said


def test_a_scenario_says_what_was_mended() -> None:
    body = text(objective=f"cured: {DAY}").rstrip()[:-1]
    loaded = read_text(
        f"""{body}
  scenario "Mended" {{
    month: 2026-03   levels for A {{ 2026-03: 98% }}
    cured {{ A, 2026-03: 2026-03-04 10:00 to 2026-03-04 12:00 }}
    expect: A missed, no credit
  }}
  scenario "Not mended" {{ month: 2026-03   levels for A {{ 2026-03: 98% }}   expect: A missed, credit 500 EUR }}
}}"""
    )
    assert loaded.findings == ()
    assert loaded.agreement is not None
    assert [each.ok for each in results(loaded.agreement)] == [True] * 4
    said = " ".join(to_markdown(contract(loaded.agreement)).split())
    assert "A failure that is cured within 24 hours after the notice has no consequence" in said
    assert "Notice of A of March 2026 is given at 10:00 on 4 March 2026, and it is cured at 12:00" in said


@pytest.mark.parametrize(
    ("until", "credit"), [("2026-04-03 09:59", "no credit"), ("2026-04-03 10:00", "credit 500 EUR")]
)
def test_a_scenario_knows_what_was_mended_after_its_last_period(until: str, credit: str) -> None:
    body = text(objective=f"cured: {DAY}").rstrip()[:-1]
    loaded = read_text(
        f"""{body}
  scenario "Mended later" {{
    month: 2026-03   levels for A {{ 2026-03: 98% }}   cured {{ A, 2026-03: 2026-04-02 10:00 to {until} }}
    expect: A missed, {credit}
  }}
}}"""
    )
    assert loaded.findings == ()
    assert loaded.agreement is not None
    assert [each.ok for each in results(loaded.agreement)] == [True, True]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("B, 2026-03: 2026-03-04 10:00 to 2026-03-04 12:00", "unknown-name"),
        ('"D may terminate", 2026-03: 2026-03-04 10:00 to 2026-03-04 12:00', "unknown-right"),
        ("A: 2026-03-04 10:00 to 2026-03-04 12:00", "period-missing"),
        ("A, 2026-13: 2026-03-04 10:00 to 2026-03-04 12:00", "meaningless-value"),
    ],
)
def test_rows_that_can_not_be(row: str, name: str) -> None:
    body = text(objective=f"cured: {DAY}").rstrip()[:-1]
    source = f'{body}\n scenario "X" {{ month: 2026-03   cured {{ {row} }}   expect: A met }}\n}}'
    assert name in [each.name for each in check_source(source)]


def test_what_time_to_mend_is_counted_from() -> None:
    for where in (
        {"objective": "cured: 4 hours after the end of the outage"},
        {"credit": "unless cured: 4 hours after the quarter"},
    ):
        assert "unknown-anchor" in [each.name for each in check_source(text(**where))]
