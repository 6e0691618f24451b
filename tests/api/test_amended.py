"""Amendments from the first day of a month: each month by its own terms, and one ledger over all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sladsl.api import read_text
from sladsl.api.scenarios import results
from sladsl.outcome.to_json import outcome_json
from tests.api.amendments import ANSWERS, HEAD, credits, evaluation, line, statement, worth

CREDIT = "base: that month's fee of Shop   amount: 10%"
RIGHT = """C may terminate {
    RULES   notice: 30 days   when: A missed in 3 consecutive months   use within: 60 days of the last miss
  }"""
TEXT = f"""
sla Svc "Service" {{{HEAD}
  interpretation {{ {ANSWERS} }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
  metric Up {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures Up at least 99.9% each month }}
  credit for A {{ {CREDIT}   CAP }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {RIGHT}
}}
"""
MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08")


def amended(change: str, day: str = "2026-07-01", cap: str = "", name: str = "One") -> str:
    text = TEXT.replace("CAP", cap).replace("RULES ", "")
    return f'{text}\namendment {name} "First amendment" {{ of: Svc   from: {day}   {change} }}\n'


def levels(*found: str) -> dict[str, str]:
    return {f"A {month}": level for month, level in zip(MONTHS, found, strict=False)}


EASIER = "objective A { overrides: Svc.A   P ensures Up at least 99% each month }"


# ---- lines


def test_each_month_is_judged_by_the_terms_in_force(tmp_path: Path) -> None:
    found = statement(amended(EASIER), tmp_path, levels=levels("99.5%", "99.5%", "99.5%", "98.5%"))
    assert [each.status for each in found.lines] == ["missed", "missed", "met", "missed"]
    assert [each.terms for each in found.lines] == ["", "", "One", "One"]
    assert credits(found) == {"2026-05": 1000, "2026-06": 1000, "2026-07": 0, "2026-08": 1000}
    assert [each.name for each in found.amendments] == ["One"]


def test_the_bands_of_a_month_are_those_of_its_terms(tmp_path: Path) -> None:
    change = """credit for A { overrides: Svc.A   base: that month's fee of Shop
      bands { at least 99.9%: none   at least 99%: 5%   otherwise: 20% } }"""
    found = statement(amended(change), tmp_path, levels=levels("99.5%", "98%", "99.5%", "98%"))
    assert credits(found) == {"2026-05": 1000, "2026-06": 1000, "2026-07": 500, "2026-08": 2000}
    assert line(found, "2026-07").band == "at least 99%"


def test_the_fee_of_a_month_is_the_one_charged_in_it(tmp_path: Path) -> None:
    change = "service Shop { overrides: Svc.Shop   hours: always   fee: 6_000 EUR per month }"
    found = statement(amended(change), tmp_path, levels=levels("99.5%", "99.5%", "99.5%", "99.9%"))
    assert credits(found) == {"2026-05": 1000, "2026-06": 1000, "2026-07": 600, "2026-08": 0}


def test_a_fee_of_the_month_before_is_that_month_s(tmp_path: Path) -> None:
    change = "service Shop { overrides: Svc.Shop   hours: always   fee: 6_000 EUR per month }"
    text = amended(change).replace("that month's fee", "previous month's fee")
    found = statement(text, tmp_path, levels=levels("99.9%", "99.5%", "99.5%", "99.5%"))
    assert credits(found) == {"2026-05": 0, "2026-06": 1000, "2026-07": 1000, "2026-08": 600}


def test_an_objective_that_comes_has_lines_from_then_on(tmp_path: Path) -> None:
    change = """metric Fast { measure: as reported   of: Shop   collected by: P   controlled by: P }
      objective B { P ensures Fast at least 95% each month }
      credit for B { base: that month's fee of Shop   amount: 100 EUR }"""
    text = amended(change)
    given = levels("99.5%", "99.9%", "99.9%", "99.9%") | {f"B {month}": "90%" for month in MONTHS}
    found = statement(text, tmp_path, levels=given)
    assert credits(found, "B") == {"2026-07": 100, "2026-08": 100}
    # What is reported for it before then fits no line, and that is told.
    assert any(each.name == "level-without-line" and each.count == 2 for each in found.findings)


def test_an_objective_that_is_taken_out_has_none(tmp_path: Path) -> None:
    found = statement(
        amended(f"takes out: A   {_other()}"), tmp_path, levels=levels("99.5%", "99.5%", "99.5%", "99.5%")
    )
    assert credits(found) == {"2026-05": 1000, "2026-06": 1000}


def _other() -> str:
    return """objective B { P ensures Up at least 95% each month }
      C may terminate { overrides: Svc   when: B missed   notice: 30 days   use within: 60 days of the miss }"""


# ---- caps


@pytest.mark.parametrize(
    ("before", "after", "months"),
    [
        # 1,000 + 500 are given before the change; then 2,500 leave 1,000, and nothing.
        ("1_500", "2_500", (1000, 500, 1000, 0)),
        # What was given stays given: 1,200 leave nothing of 1,500.
        ("1_500", "1_200", (1000, 500, 0, 0)),
        ("1_500", "1_800", (1000, 500, 300, 0)),
        ("9_000", "2_300", (1000, 1000, 300, 0)),
    ],
)
def test_a_cap_with_another_amount_has_one_account(
    tmp_path: Path, before: str, after: str, months: tuple[int, ...]
) -> None:
    def cap(amount: str) -> str:
        return f"cap: {amount} EUR per contract year, of all credits"

    change = f"credit for A {{ overrides: Svc.A   {CREDIT}   {cap(after)} }}"
    found = statement(amended(change, cap=cap(before)), tmp_path, levels=levels(*["99.5%"] * 4))
    assert tuple(credits(found).values()) == months
    (window,) = found.ledger
    assert [each.paid is not None for each in window.uses] == [True] * 4


def test_a_cap_that_comes_counts_what_was_given(tmp_path: Path) -> None:
    change = "cap: 2_500 EUR per contract year, of all credits"
    found = statement(amended(change), tmp_path, levels=levels(*["99.5%"] * 4))
    assert tuple(credits(found).values()) == (1000, 1000, 500, 0)


def test_a_cap_that_goes_cuts_nothing_from_then_on(tmp_path: Path) -> None:
    change = f"credit for A {{ overrides: Svc.A   {CREDIT} }}"
    text = amended(change, cap="cap: 1_500 EUR per contract year, of all credits")
    found = statement(text, tmp_path, levels=levels(*["99.5%"] * 4))
    assert tuple(credits(found).values()) == (1000, 500, 1000, 1000)


def test_a_cap_of_the_head_takes_the_place_of_those_before(tmp_path: Path) -> None:
    text = amended("cap: 2_500 EUR per contract year, of all credits")
    text = text.replace("  claims {", "  cap: 1_500 EUR per contract year, of all credits\n  claims {")
    found = statement(text, tmp_path, levels=levels(*["99.5%"] * 4))
    assert tuple(credits(found).values()) == (1000, 500, 1000, 0)


# ---- rights


def test_a_run_of_misses_goes_over_the_change(tmp_path: Path) -> None:
    """May and June are missed by the old promise, July by the new one."""
    found = statement(
        amended(EASIER), tmp_path, levels=levels("99.5%", "99.5%", "98.5%", "99.9%"), as_of="2026-08-02"
    )
    (right,) = found.rights
    assert right.state == "open"
    assert [each.period for each in right.by] == ["2026-05", "2026-06", "2026-07"]
    met = statement(
        amended(EASIER), tmp_path, levels=levels("99.5%", "99.5%", "99.5%", "99.9%"), as_of="2026-08-02"
    )
    assert met.rights[0].state != "open"


def test_a_right_is_the_one_in_force_when_it_is_completed(tmp_path: Path) -> None:
    change = RIGHT.replace("RULES ", "overrides: Svc ").replace("in 3 consecutive", "in 2 consecutive")
    given = levels("99.9%", "99.5%", "99.5%", "99.9%")
    text = amended(change).replace("effective: 2026-01-01", "effective: 2026-05-01")
    found = statement(text, tmp_path, levels=given, as_of="2026-08-02")
    (right,) = found.rights
    assert right.state == "open"
    assert [each.period for each in right.by] == ["2026-06", "2026-07"]
    # Two misses before the change are none of the old right, and were over before the new one.
    given = levels("99.5%", "99.5%", "99.9%", "99.9%")
    found = statement(text, tmp_path, levels=given, as_of="2026-08-02")
    assert [each.arises for each in found.rights] == [None]


def test_a_right_that_had_arisen_stays_until_its_time_is_up(tmp_path: Path) -> None:
    change = RIGHT.replace("RULES ", "overrides: Svc ").replace("in 3 consecutive", "in 6 consecutive")
    text = amended(change).replace("in 3 consecutive", "in 2 consecutive", 1)
    text = text.replace("effective: 2026-01-01", "effective: 2026-05-01")
    given = levels("99.5%", "99.5%", "99.5%", "99.9%")
    found = statement(text, tmp_path, levels=given, as_of="2026-08-02")
    new, old = found.rights
    assert (new.state, old.state) == ("not arisen", "open")
    assert old.words == "C may terminate, as agreed before 2026-07-01"
    # July would have completed it again: not by the terms of July.
    assert [each.period for each in old.by] == ["2026-05", "2026-06"]
    assert old.last_day == "2026-08-29"


# ---- claims


def test_a_claim_has_the_deadline_of_its_month(tmp_path: Path) -> None:
    change = "claims { overrides: Svc   channel: in writing   deadline: 90 days after the month }"
    found = statement(amended(change), tmp_path, levels=levels(*["99.5%"] * 4), as_of="2026-09-10")
    last = {each.period: each.claim.last_day for each in found.lines if each.claim is not None}
    assert last == {
        "2026-05": "2026-06-30",
        "2026-06": "2026-07-30",
        "2026-07": "2026-10-29",
        "2026-08": "2026-11-29",
    }


# ---- several, early, late, none


def test_amendments_follow_each_other(tmp_path: Path) -> None:
    text = amended(EASIER) + (
        "amendment Two { of: Svc   from: 2026-08-01   "
        "objective A { overrides: Svc.A   P ensures Up at least 98% each month } }"
    )
    found = statement(text, tmp_path, levels=levels(*["98.5%"] * 4))
    assert [each.status for each in found.lines] == ["missed", "missed", "missed", "met"]
    assert [each.terms for each in found.lines] == ["", "", "One", "Two"]


def test_two_amendments_of_one_day_are_an_error() -> None:
    text = (
        amended(EASIER) + 'amendment Two { of: Svc   from: 2026-07-01   clause "Spare" { text: "A spare." } }'
    )
    found = [each.name for each in read_text(text).findings if each.severity == "error"]
    assert found == ["two-amendments-on-one-day"]


def test_what_a_metric_that_goes_leaves_without_one_is_an_error_of_the_amendment() -> None:
    text = amended("takes out: Up")
    errors = [each for each in read_text(text).findings if each.severity == "error"]
    assert errors
    assert all(each.span.start >= text.index("amendment One") for each in errors)
    assert errors[0].message == "`Up` is taken out, and what stays still names it."
    assert text[errors[0].span.start : errors[0].span.end] == "Up"


def test_what_is_taken_out_must_be_there() -> None:
    text = amended("takes out: Upp")
    (error,) = [each for each in read_text(text).findings if each.severity == "error"]
    assert "`Up`" in f"{error.message} {error.hint}"


def test_an_amendment_of_later_changes_nothing_yet(tmp_path: Path) -> None:
    given = levels(*["99.5%"] * 4)
    text = amended(EASIER, "2026-10-01")
    plain = text[: text.index("amendment One")]
    found, without = (evaluation(each, tmp_path, levels=given, as_of="2026-09-10") for each in (text, plain))
    assert found.json() == without.json()


@pytest.mark.parametrize(
    "change",
    [
        "objective A { overrides: Svc.A   P ensures Up at least 99.9% each month }",
        "credit for A { overrides: Svc.A   base: that month's fee of Shop   amount: 10% }",
        "service Shop { overrides: Svc.Shop   hours: always   fee: 10_000 EUR per month }",
        "",
    ],
)
@pytest.mark.parametrize("day", ["2026-01-01", "2026-06-01", "2026-06-17"])
def test_an_amendment_that_changes_nothing_gives_the_same_bytes(
    tmp_path: Path, change: str, day: str
) -> None:
    given = levels("99.5%", "99.9%", "98%", "99.5%")
    text = amended(change, day)
    plain = text[: text.index("amendment One")]
    found, without = (evaluation(each, tmp_path, levels=given) for each in (text, plain))
    assert found.json() == without.json()


@pytest.mark.parametrize("day", ["2026-01-01", "2026-02-10", "2026-05-01"])
def test_an_amendment_before_the_first_month_is_the_agreement_written_so(tmp_path: Path, day: str) -> None:
    given = levels("99.5%", "99.5%", "98%", "98%")
    text = amended(f"{EASIER}   cap: 1_500 EUR per contract year, of all credits", day)
    written = amended("").replace("at least 99.9%", "at least 99%")
    written = written.replace("  claims {", "  cap: 1_500 EUR per contract year, of all credits\n  claims {")
    found = evaluation(text, tmp_path, levels=given).json()
    bare = "\n".join(each for each in found.split("\n") if '"terms": "One"' not in each)
    start = bare.index(',\n    "amendments"')
    bare = bare[:start] + bare[bare.index("]", start) + 1 :]
    assert bare == evaluation(written, tmp_path, levels=given).json()


def test_a_change_of_a_clause_alone_changes_no_figure(tmp_path: Path) -> None:
    given = levels("99.5%", "99.9%", "98%", "99.5%")
    text = amended('clause "Spare" { text: "A spare is kept." }', "2026-06-17")
    plain = text[: text.index("amendment One")]
    found, without = (statement(each, tmp_path, levels=given) for each in (text, plain))
    assert credits(found) == credits(without)
    assert found.total == without.total
    assert [each.key for each in found.answers] == [each.key for each in without.answers]
    assert outcome_json(evaluation(text, tmp_path, levels=given).outcome)


def test_parameters_are_amended(tmp_path: Path) -> None:
    text = amended("")
    text = text[: text.index("amendment One")]
    text = text.replace(
        'sla Svc "Service" {', "template Terms { parameters { promised: not stated }"
    ).replace("at least 99.9%", "at least promised")
    text = text.replace("  effective: 2026-01-01 ", " ")
    text += """sla Svc { based on: Terms   effective: 2026-01-01   parameters { promised: 99.9% } }
      amendment One { of: Svc   from: 2026-07-01   parameters { promised: 99% } }"""
    found = statement(text, tmp_path, levels=levels(*["99.5%"] * 4))
    assert [each.status for each in found.lines] == ["missed", "missed", "met", "met"]


# ---- what stays open


MONEY = """currency: USD   service Shop { overrides: Svc.Shop   hours: always   fee: 1 USD per month }"""


def test_what_changes_the_kind_of_lines_is_open(tmp_path: Path) -> None:
    why = "changes the currency"
    found = statement(amended(MONEY), tmp_path, levels=levels(*["99.5%"] * 4))
    late = [each for each in found.lines if each.period >= "2026-07"]
    assert len(late) == 2
    assert all(each.status == "not assessed" and why in each.reason for each in late)
    assert all(each.credit is None for each in late)
    assert found.total is None
    assert worth(line(found, "2026-06")) == 1000


def test_another_dimension_is_open(tmp_path: Path) -> None:
    text = f"""sla Svc {{{HEAD}
      service Shop {{ hours: always }}
      source outages {{ holds: intervals   of: Shop   fields {{ region: North, South }} }}
      metric Up {{ measure: uptime from outages   of: Shop   controlled by: P }}
      objective A {{ P ensures Up at least 99.9% each month }}
    }}
    amendment One {{
      of: Svc   from: 2026-07-01
      metric Up {{ overrides: Svc.Up   measure: uptime from outages   of: Shop   controlled by: P   for each: region }}
    }}
    """
    rows = {"outages": "start,end,region\n2026-05-01 00:00,2026-05-02 00:00,North\n"}
    found = statement(text, tmp_path, rows=rows, period="2026-05..2026-08")
    assert [each.status for each in found.lines] == ["missed", "met", "not assessed", "not assessed"]
    assert "`One` amends the agreement from 2026-07-01" in found.lines[-1].reason
    assert "changes for what each A is assessed" in found.lines[-1].reason


def test_an_amendment_without_a_day_is_told() -> None:
    text = amended(EASIER).replace("from: 2026-07-01", "from: not stated")
    agreement = read_text(text).agreement
    assert agreement is not None
    assert "an amendment whose day is not stated" in agreement.not_evaluated
    assert agreement.versions == ()


def test_a_running_month_has_the_budget_of_its_terms(tmp_path: Path) -> None:
    """99% of 744 hours leave 7 h 26 min 24 s; an hour is gone. By the old promise the budget was used up on the 2nd."""
    text = amended(EASIER).replace(
        "measure: as reported   of: Shop   collected by: P", "measure: uptime from outages   of: Shop"
    )
    text = text.replace("  metric Up", "  source outages { holds: intervals   of: Shop }\n  metric Up")
    rows = {"outages": "start,end\n2026-06-02 00:00,2026-06-02 01:00\n2026-07-02 00:00,2026-07-02 01:00\n"}
    for day, left, used in (("2026-07-20", 6 * 3600 + 26 * 60 + 24, False), ("2026-06-20", None, True)):
        found = statement(text, tmp_path, rows=rows, period=day[:7], as_of=day)
        (one,) = found.lines
        assert one.budget is not None
        edge = one.budget.edges[0]
        assert (edge.state == "used up") is used
        if left is not None:
            assert edge.left == left * 1_000_000
        else:
            assert edge.since is not None


def test_json_says_by_which_terms(tmp_path: Path) -> None:
    found = json.loads(evaluation(amended(EASIER), tmp_path, levels=levels(*["99.5%"] * 4)).json())[
        "statement"
    ]
    assert found["amendments"] == [
        {"name": "One", "title": "First amendment", "since": "2026-06-30T22:00:00Z"}
    ]
    assert [each.get("terms") for each in found["lines"]] == [None, None, "One", "One"]
    text = evaluation(amended(EASIER), tmp_path, levels=levels(*["99.5%"] * 4)).text()
    assert "As amended from 2026-07-01 by First amendment." in text
    plain = amended(EASIER).split("amendment One")[0]
    assert "amend" not in evaluation(plain, tmp_path, levels=levels(*["99.5%"] * 4)).json()


def test_scenarios_of_an_amendment_play_over_the_change() -> None:
    """The example of the agreement itself is one of its first terms, whatever came later."""
    example = """scenario "NAME" {
      months: 2026-06 to 2026-07
      levels for A { 2026-06: 99.5%   2026-07: 99.5% }
      expected { A, 2026-06: missed   A, 2026-07: LATER }
    }"""
    own = example.replace("NAME", "As agreed").replace("LATER", "missed")
    for later, ok in (("met", True), ("missed", False)):
        text = amended(f"{EASIER}   {example.replace('NAME', 'As amended').replace('LATER', later)}")
        text = text.replace("  claims {", f"  {own}\n  claims {{")
        agreement = read_text(text).agreement
        assert agreement is not None
        assert [(each.title, each.ok) for each in results(agreement)] == [
            ("As agreed", True),
            ("As agreed", True),
            ("As amended", True),
            ("As amended", ok),
        ]


REPORT = "P sends Rep to C { within: DAYS days after the month }"


def test_a_report_about_a_month_is_due_by_the_terms_of_its_month(tmp_path: Path) -> None:
    """A claim that counts from the report counts from the day on which that one was due."""
    text = amended(REPORT.replace("DAYS", "10"))
    text = text.replace(
        "  claims {", f"  {REPORT.replace('DAYS', '5')}\n  report Rep {{ measure: Up }}\n  claims {{"
    )
    text = text.replace("30 days after the month }", "30 days after Rep }")
    given = levels(*["99.5%"] * 3)
    found = statement(text, tmp_path, levels=given, period="2026-05..2026-07", as_of="2026-09-10")
    due = {each.period: each.due_day for each in found.duties if each.kind == "report"}
    assert {month: due[month] for month in ("2026-06", "2026-07")} == {
        "2026-06": "2026-07-05",
        "2026-07": "2026-08-10",
    }
    last = {each.period: each.claim.last_day for each in found.lines if each.claim is not None}
    assert (last["2026-06"], last["2026-07"]) == ("2026-08-04", "2026-09-09")
