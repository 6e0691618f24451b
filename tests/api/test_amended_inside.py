"""Amendments inside a month: which terms count, hours that change, objectives that come and go; every figure by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.outcome.explain import explain_text
from tests.api.amendments import ANSWERS, HEAD, evaluation, line, statement, worth

ENGINES = ("reference", "duckdb")
TEXT = f"""
sla Svc "Service" {{{HEAD}
  interpretation {{ {ANSWERS}   service for part of a period: total shrinks   TERMS }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00 }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
  source outages {{ holds: intervals   of: Shop }}
  metric Up {{ measure: uptime from outages   of: Shop   controlled by: P }}
  objective A {{ P ensures Up at least 99.9% each month }}
  credit for A {{ base: that month's fee of Shop   amount: 10% }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
}}
"""
EASIER = "objective A { overrides: Svc.A   P ensures Up at least 99% each month }"
HOURS = "service Shop { overrides: Svc.Shop   hours: Office   fee: 10_000 EUR per month }"
FEE = "service Shop { overrides: Svc.Shop   hours: always   fee: 6_000 EUR per month }"


def text(change: str, terms: str = "", day: str = "2026-07-15") -> str:
    said = f"terms in force: {terms}" if terms else ""
    return f"{TEXT.replace('TERMS', said)}\namendment One {{ of: Svc   from: {day}   {change} }}\n"


def outages(*spans: tuple[str, str]) -> dict[str, str]:
    return {
        "outages": "start,end\n" + "".join(f"2026-07-{start}:00,2026-07-{end}:00\n" for start, end in spans)
    }


EARLY = ("03 10:00", "03 12:00")
LATE = ("16 17:00", "16 20:00")
# A month of 744 hours: two hours down leave 99.731%, five 99.328%, ten 98.656%.
WAIT = {"period": "2026-07"}


# ---- which terms count


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("terms", "spans", "status", "by", "credit"),
    [
        # All that failed failed under the old promise of 99.9%.
        ("at the failure", (EARLY,), "missed", "", 1000),
        # … under the new one of 99%: three hours of 744.
        ("at the failure", (LATE,), "met", "One", 0),
        # Under both, and they come to different things.
        ("at the failure", (EARLY, LATE), "not assessed", "One", None),
        # Ten hours miss both, whichever counts: 1,000 EUR.
        ("at the failure", (EARLY, ("20 00:00", "20 08:00")), "missed", "One", 1000),
        # Nothing failed at all: both are met.
        ("at the failure", (("01 00:00", "01 00:00"),), "met", "One", 0),
        ("at the start of the period", (LATE,), "missed", "", 1000),
        ("at the start of the period", (EARLY, LATE), "missed", "", 1000),
        ("day by day", (LATE,), "not assessed", "One", None),
        ("day by day", (EARLY, ("20 00:00", "20 08:00")), "missed", "One", 1000),
    ],
)
def test_which_promise_counts(
    tmp_path: Path,
    engine: str,
    terms: str,
    spans: tuple[tuple[str, str], ...],
    status: str,
    by: str,
    credit: int | None,
) -> None:
    found = statement(text(EASIER, terms), tmp_path, rows=outages(*spans), engine=engine, **WAIT)
    one = line(found, "2026-07")
    assert (one.status, one.terms, worth(one)) == (status, by, credit)
    if credit is None:
        assert "as first agreed missed, credit 1,000.00 EUR; as amended by One met" in one.reason
        assert found.total is None


def test_unsaid_it_is_a_choice(tmp_path: Path) -> None:
    found = evaluation(text(EASIER), tmp_path, rows=outages(LATE), **WAIT).outcome
    (choice,) = [each for each in found.open if each.key == "terms in force"]
    assert choice.matters
    assert choice.answers == ("at the failure", "at the start of the period", "day by day")
    seen = {
        next(one.answer for one in each.answers if one.key == "terms in force"): line(
            each.statement, "2026-07"
        ).status
        for each in found.readings
    }
    assert seen == {
        "at the failure": "met",
        "at the start of the period": "missed",
        "day by day": "not assessed",
    }
    assumed = evaluation(
        text(EASIER), tmp_path, rows=outages(LATE), assume={"terms in force": "at the failure"}, **WAIT
    ).outcome
    assert not assumed.open
    assert line(assumed.statement, "2026-07").status == "met"


def test_nothing_is_asked_where_nothing_differs(tmp_path: Path) -> None:
    """The other objective changes; this one does not."""
    change = "metric More { overrides: Svc.More   of: Shop   measure: as reported   collected by: P   controlled by: P }"
    other = "objective B { P ensures Up at least 90% each month }"
    plain = text(f"objective B {{ overrides: Svc.B   P ensures Up at least 95% each month }} {change}")
    plain = plain.replace(
        "  claims {", f"  {other}\n  {change.replace('overrides: Svc.More ', '')}\n  claims {{"
    )
    found = evaluation(plain, tmp_path, rows=outages(EARLY), **WAIT).outcome
    assert line(found.statement, "2026-07").status == "missed"
    assert [each.key for each in found.open] == ["terms in force"]
    assert not found.open[0].matters


@pytest.mark.parametrize("engine", ENGINES)
def test_reported_levels_do_not_say_when_it_failed(tmp_path: Path, engine: str) -> None:
    plain = text(EASIER, "at the failure").replace("measure: uptime from outages", "measure: as reported")
    plain = plain.replace(
        "controlled by: P }\n  objective", "controlled by: P   collected by: P }\n  objective"
    )
    given = {"A 2026-07": "99.5%", "A 2026-08": "99.5%"}
    found = statement(plain, tmp_path, levels=given, engine=engine)
    assert [each.status for each in found.lines] == ["not assessed", "met"]
    given = {"A 2026-07": "98.5%", "A 2026-08": "99.5%"}
    found = statement(plain, tmp_path, levels=given, engine=engine)
    assert [each.status for each in found.lines] == ["missed", "met"]


def test_the_change_can_wait_for_the_next_term(tmp_path: Path) -> None:
    plain = text(EASIER, "at the start of the term").replace(
        "  claims {", "  term { initial: 8 months   renewal: 12 months, automatic }\n  claims {"
    )
    given = {f"A 2026-{month:02}": "99.5%" for month in range(6, 12)}
    plain = plain.replace("measure: uptime from outages", "measure: as reported").replace(
        "controlled by: P }\n  objective", "controlled by: P   collected by: P }\n  objective"
    )
    found = statement(plain, tmp_path, levels=given)
    assert {each.period: each.status for each in found.lines} == {
        "2026-06": "missed",
        "2026-07": "missed",
        "2026-08": "missed",
        "2026-09": "met",
        "2026-10": "met",
        "2026-11": "met",
    }


# ---- hours


@pytest.mark.parametrize("engine", ENGINES)
def test_time_before_is_measured_by_the_old_hours_and_after_by_the_new(tmp_path: Path, engine: str) -> None:
    """14 days of 24 hours, then 13 working days of 10: 466 hours, of which 2 + 1 are down (17:00 to 18:00)."""
    found = evaluation(
        text(HOURS, "at the failure"), tmp_path, rows=outages(EARLY, LATE), engine=engine, **WAIT
    )
    one = line(found.outcome.statement, "2026-07")
    assert one.level == Fraction(463, 466)
    assert one.status == "missed"
    assert worth(one) == 1000
    rows = found.witnesses(one)
    assert [each.length // 3_600_000_000 for each in rows] == [2, 1]
    assert "2026-07" in explain_text(one, rows, {}, "Europe/Berlin")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_outage_over_the_change_is_one_outage(tmp_path: Path, engine: str) -> None:
    """It lasts 50 minutes, 25 on each side of midnight: at least the shortest that counts, though neither part is."""
    plain = text(HOURS, "at the failure").replace(
        "Monday to Friday: 08:00 to 18:00", "Monday to Friday: 00:00 to 12:00"
    )
    plain = plain.replace("measure: uptime", "shortest outage: 30 minutes   measure: uptime")
    found = statement(plain, tmp_path, rows=outages(("14 23:35", "15 00:25")), engine=engine, **WAIT)
    hours = 14 * 24 + 13 * 12
    assert line(found, "2026-07").level == 1 - Fraction(50, hours * 60)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_whole_month_keeps_its_old_hours_where_the_terms_of_its_start_count(
    tmp_path: Path, engine: str
) -> None:
    found = statement(
        text(HOURS, "at the start of the period"), tmp_path, rows=outages(EARLY, LATE), engine=engine, **WAIT
    )
    assert line(found, "2026-07").level == Fraction(739, 744)


def test_a_longest_outage_does_not_add_up(tmp_path: Path) -> None:
    plain = text(HOURS, "at the failure").replace("measure: uptime", "measure: longest outage")
    plain = plain.replace("Up at least 99.9%", "Up at most 1 hour")
    found = statement(plain, tmp_path, rows=outages(EARLY), **WAIT)
    one = line(found, "2026-07")
    assert one.status == "not assessed"
    assert "its parts do not add up" in one.reason
    assert worth(one) is None


# ---- fees


@pytest.mark.parametrize(
    ("terms", "spans", "credit"),
    [
        ("at the start of the period", (LATE,), 1000),
        ("at the failure", (EARLY,), 1000),
        ("at the failure", (LATE,), 600),
        ("at the failure", (EARLY, LATE), None),
        # 14 days of 10,000 and 17 of 6,000, of 31: 7,806.4516…, ten per cent of it.
        ("day by day", (EARLY, LATE), Fraction("780.65")),
    ],
)
def test_which_fee_counts(
    tmp_path: Path, terms: str, spans: tuple[tuple[str, str], ...], credit: Fraction | int | None
) -> None:
    found = statement(text(FEE, terms), tmp_path, rows=outages(*spans), **WAIT)
    one = line(found, "2026-07")
    assert worth(one) == credit
    # Whichever counts, it is missed; only what it is worth hangs on it.
    assert one.status == "missed"


# ---- objectives that come and go


NEW = "objective B { P ensures Up at least 99.5% each month }   credit for B { base: that month's fee of Shop   amount: 5% }"


@pytest.mark.parametrize("engine", ENGINES)
def test_an_objective_that_comes_within_a_month_counts_from_its_day(tmp_path: Path, engine: str) -> None:
    """Of 17 days of 24 hours three are down: 405/408."""
    found = evaluation(
        text(NEW, "at the failure"), tmp_path, rows=outages(EARLY, LATE), engine=engine, **WAIT
    )
    one = line(found.outcome.statement, "2026-07", "B")
    assert (one.level, one.status, worth(one)) == (Fraction(405, 408), "missed", 500)
    assert [each.length // 3_600_000_000 for each in found.witnesses(one)] == [3]
    assert line(found.outcome.statement, "2026-07").level == Fraction(739, 744)


def test_or_with_the_next_whole_month(tmp_path: Path) -> None:
    rows = outages(EARLY, LATE)
    found = statement(text(NEW, "at the start of the period"), tmp_path, rows=rows, period="2026-07..2026-08")
    assert [each.period for each in found.lines if each.objective == "B"] == ["2026-08"]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_objective_that_goes_within_a_month_counts_until_then(tmp_path: Path, engine: str) -> None:
    """Of 14 days of 24 hours two are down: 334/336."""
    plain = text("takes out: B", "at the failure").replace("  claims {", f"  {NEW}\n  claims {{")
    found = statement(plain, tmp_path, rows=outages(EARLY, LATE), engine=engine, period="2026-07..2026-08")
    assert {each.period: each.level for each in found.lines if each.objective == "B"} == {
        "2026-07": Fraction(334, 336)
    }
    whole = plain.replace("at the failure", "at the start of the period")
    found = statement(whole, tmp_path, rows=outages(EARLY, LATE), engine=engine, period="2026-07..2026-08")
    assert {each.period: each.level for each in found.lines if each.objective == "B"} == {
        "2026-07": Fraction(739, 744)
    }


def test_a_month_in_part_can_be_none(tmp_path: Path) -> None:
    plain = text(NEW, "at the failure").replace("total shrinks", "not assessed")
    found = statement(plain, tmp_path, rows=outages(EARLY, LATE), **WAIT)
    assert line(found, "2026-07", "B").status == "not assessed"
    assert line(found, "2026-07").status == "missed"


# ---- two changes in one month


@pytest.mark.parametrize("engine", ENGINES)
def test_two_amendments_in_one_month(tmp_path: Path, engine: str) -> None:
    """The old promise to the 15th, 99% to the 20th, 98% from then on; only what lies between failed."""
    plain = text(EASIER, "at the failure") + (
        "amendment Two { of: Svc   from: 2026-07-20   "
        "objective A { overrides: Svc.A   P ensures Up at least 98% each month } }"
    )
    found = statement(plain, tmp_path, rows=outages(("16 00:00", "16 08:00")), engine=engine, **WAIT)
    one = line(found, "2026-07")
    assert (one.status, one.terms, worth(one)) == ("missed", "One", 1000)


@pytest.mark.parametrize("engine", ENGINES)
def test_another_source_from_the_day_on(tmp_path: Path, engine: str) -> None:
    """Each part has data by its own source: until the 15th by the one, from then on by the other."""
    change = """source other { holds: intervals   of: Shop }
      metric Up { overrides: Svc.Up   measure: uptime from other   of: Shop   controlled by: P }"""
    rows = {
        "outages": "start,end\n2026-06-01 00:00:00,2026-06-01 01:00:00\n2026-07-03 10:00:00,2026-07-03 12:00:00\n"
        "2026-07-20 00:00:00,2026-07-21 00:00:00\n",
        "other": "start,end\n2026-07-02 00:00:00,2026-07-03 00:00:00\n2026-07-16 00:00:00,2026-07-16 01:00:00\n",
    }
    found = statement(text(change, "at the failure"), tmp_path, rows=rows, engine=engine, **WAIT)
    one = line(found, "2026-07")
    assert (one.level, one.coverage) == (Fraction(741, 744), 1)


CAP = "cap: 400 EUR per contract year, of all credits"


@pytest.mark.parametrize(
    ("spans", "credit"),
    [((EARLY,), 700), ((LATE,), 400), ((EARLY, LATE), None), ((("01 00:00", "01 00:00"),), 0)],
)
def test_a_cap_that_changes_within_a_month(
    tmp_path: Path, spans: tuple[tuple[str, str], ...], credit: int | None
) -> None:
    """700 EUR a year until the 15th, 400 EUR from then on; ten per cent are 1,000 EUR either way."""
    plain = text(CAP, "at the failure").replace("  claims {", f"  {CAP.replace('400', '700')}\n  claims {{")
    one = line(statement(plain, tmp_path, rows=outages(*spans), **WAIT), "2026-07")
    assert worth(one) == credit
    if credit is None:
        assert one.status == "missed"
        assert "their caps differ" in one.steps[-1].why


def test_a_running_month_has_no_budget_while_it_is_open_which_terms_count(tmp_path: Path) -> None:
    """Two hours are gone under the old promise alone: its budget. An hour more under the new one, and nobody knows."""
    for spans, told in (((EARLY,), True), ((EARLY, LATE), False)):
        found = statement(
            text(EASIER, "at the failure"), tmp_path, rows=outages(*spans), as_of="2026-07-20", **WAIT
        )
        assert (line(found, "2026-07").budget is not None) is told
