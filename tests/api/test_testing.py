"""Scenarios outside of their agreement, and a run of scenarios: what fails and why, and which rules were at work."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sladsl.api import check, load, read_text
from sladsl.api.testing import Report, run
from sladsl.api.testing.to_json import report_json
from sladsl.api.testing.to_junit import report_junit
from sladsl.api.testing.to_text import report_text
from sladsl.record import replace

HOSTING = """
sla Hosting "Web shop hosting" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation {
    overlapping outages: once   partial minutes: exact   level rounding: none   excluded time: out of both
    money rounding: half up to 0.01 EUR, on each line
  }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows { holds: intervals   collected: automatically }
  exclusion Maintenance { time: windows }
  exclusion Storm { time: windows }
  metric Uptime {
    of: Shop   measure: uptime from outages   excluding: Maintenance, Storm   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month   critical: below 95% }
  credit for Availability {
    base: that month's fee of Shop
    bands { at least 99.9%: none   at least 99.0%: 10%   otherwise: 25% }
    cap: 200 EUR per month
  }
  cap: 240 EUR per calendar year, of all credits
  claims { channel: in writing   deadline: 30 days after the month }
  Acme may terminate { when: Availability missed in 2 consecutive months   use within: 30 days after the last miss }
  scenario "Well" { month: 2026-03   expect: Availability met }
}
"""
AMENDED = (
    HOSTING
    + """
amendment First {
  of: Hosting   from: 2027-01-01
  service Portal { hours: always   fee: 10 EUR per month }
  objective Availability {
    overrides: Hosting.Availability
    Nimbus ensures Uptime at least 99.5% each month
  }
}
"""
)
SHORT = """
scenario "Fifty minutes" {
  of: Hosting
  month: 2026-04
  down: Shop, 2026-04-04 10:00 to 2026-04-04 10:50
  expect: Availability missed, credit 100 EUR
}
"""


def ran(text: str, **options: str) -> Report:
    loaded = read_text(text)
    assert not loaded.wrong, [(each.name, each.message) for each in loaded.findings]
    return run([loaded], **options)


def never(report: Report) -> set[str]:
    return {each.words for each in report.rules if not each.by}


def findings(text: str) -> list[str]:
    return [each.name for each in check(read_text(text)) if each.severity == "error"]


# ---- scenarios outside


def test_a_scenario_outside_is_no_part_of_its_agreement() -> None:
    loaded = read_text(HOSTING + SHORT)
    assert loaded.agreement == read_text(HOSTING).agreement
    (outside,) = loaded.outside
    assert [each.title for each in outside.scenarios] == ["Fifty minutes"]
    assert outside.agreement.scenarios == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (SHORT, []),
        (SHORT.replace("credit 100", "credit 200"), ["scenario-fails"]),
        (SHORT.replace("  of: Hosting\n", ""), ["scenario-of-nothing"]),
        (SHORT.replace("of: Hosting", "of: Hosten"), ["unknown-name"]),
        (SHORT.replace("expect: Availability", "expect: Uptimes"), ["unknown-name"]),
        (SHORT.replace("down: Shop", "down: Shops"), ["unknown-name"]),
        (SHORT.replace("month: 2026-04", ""), ["period-missing"]),
    ],
)
def test_what_is_wrong_in_a_scenario_outside_is_told(text: str, names: list[str]) -> None:
    assert findings(HOSTING + text) == names


def test_a_scenario_inside_is_of_its_agreement() -> None:
    inside = HOSTING.replace('"Well" {', '"Well" { of: Hosting')
    assert findings(inside) == ["scenario-of-another"]


def test_it_plays_in_the_terms_of_its_days() -> None:
    half = """
scenario "Half a per cent" {
  of: Hosting   months: 2026-12 to 2027-01
  levels for Availability { 2026-12: 99.6%   2027-01: 99.6% }
  expected { Availability, 2026-12: missed   Availability, 2027-01: met }
}
scenario "Names what came later" {
  of: Hosting   month: 2027-02   fee: Portal, 10 EUR   levels for Availability { 2027-02: 99.6% }
  expect: Availability met
}
"""
    report = ran(AMENDED + half)
    assert [(each.title, each.result) for each in report.scenarios] == [
        ("Well", "passed"),
        ("Half a per cent", "passed"),
        ("Names what came later", "passed"),
    ]


def test_what_came_later_can_not_be_named_before() -> None:
    text = 'scenario "x" { of: Hosting   month: 2026-02   fee: Portal, 1 EUR   expect: Availability met }'
    assert findings(AMENDED + text) == ["unknown-name"]


def test_errors_of_the_agreement_are_told_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "hosting.sla").write_text(HOSTING.replace("of: Shop   measure", "of: Shopp   measure"))
    (tmp_path / "worked.sla").write_text('use: "hosting.sla"\n' + SHORT)
    report = run([str(tmp_path / "worked.sla")])
    assert report.scenarios == ()
    (trouble,) = report.troubles
    assert "hosting.sla, line 16" in trouble.message
    assert "Shopp" in trouble.message


def test_a_published_agreement_is_used(tmp_path: Path) -> None:
    text = 'use: "published:slack-2024"\nscenario "One" { of: Slack2024   quarter: 2024-Q3'
    levels = 'levels for Availability { "One", 2024-Q3: 99.98% }   expect: Availability "One" missed }\n'
    (tmp_path / "slack.sla").write_text(f"{text}   {levels}")
    report = run([str(tmp_path)])
    assert [each.result for each in report.scenarios] == ["passed"]
    assert {each.file for each in report.rules} == {"published:slack-2024"}
    assert [each.name for each in load(str(tmp_path / "slack.sla")).findings] == []


def test_no_such_published_agreement(tmp_path: Path) -> None:
    (tmp_path / "slack.sla").write_text('use: "published:slak"\n' + SHORT)
    assert [each.name for each in load(str(tmp_path / "slack.sla")).findings] == ["unusable-file"]


# ---- a run


def test_what_fails_shows_both_and_why() -> None:
    report = ran(HOSTING + SHORT.replace("credit 100", "credit 200"))
    good, bad = report.scenarios
    assert (good.title, good.result, bad.result) == ("Well", "passed", "failed")
    (failed,) = bad.failed
    assert (failed.about, failed.expected) == ("Availability", "credit 200 EUR")
    assert failed.got == "2026-04: missed at 99.884%, credit 100.00 EUR, claim by 2026-05-30"
    assert failed.line == HOSTING.count("\n") + 6
    assert any("lies in the band" in each for each in failed.why)
    text = report_text(report)
    assert "FAILED  Fifty minutes" in text
    assert "expected  credit 200 EUR" in text
    assert text.endswith("\n\n1 failed, 1 passed.\n")


def test_a_scenario_that_expects_nothing_is_not_played() -> None:
    report = ran(HOSTING + 'scenario "x" { of: Hosting   month: 2026-04 }')
    assert [(each.result, each.note) for each in report.scenarios][1] == ("not played", "it expects nothing")


def test_a_figure_that_nothing_computes_does_not_pass(tmp_path: Path) -> None:
    """Credits with bands of their own for some values are not evaluated: whatever is expected of them is not played."""
    bands = "bands for Gold { otherwise: 10% }   bands for Silver { otherwise: 5% }"
    text = HOSTING.replace("bands { at least 99.9%: none   at least 99.0%: 10%   otherwise: 25% }", bands)
    text = text.replace(
        "service Shop", "option Class { values: Gold, Silver   chosen by: Acme }\n  service Shop"
    )
    case = """
  scenario "Gold" {
    month: 2026-03   option: Class, Gold
    down: Shop, 2026-03-02 10:00 to 2026-03-02 20:00
    expect: Availability missed, credit 77 EUR
  }
}"""
    path = tmp_path / "gold.sla"
    path.write_text(text.rstrip().removesuffix("}") + case, encoding="utf-8")
    (tested,) = [each for each in run([str(path)]).scenarios if each.title == "Gold"]
    assert tested.result == "not played"
    assert [each.ok for each in tested.checks] == [True]
    assert "bands of their own for some values" in tested.note


def test_scenarios_are_chosen_by_name() -> None:
    assert [each.title for each in ran(HOSTING + SHORT, name="FIFTY").scenarios] == ["Fifty minutes"]
    assert len(ran(HOSTING + SHORT, name="web shop").scenarios) == 2
    assert ran(HOSTING + SHORT, name="sixty").scenarios == ()


def test_files_beside_a_named_agreement_come_with_it(tmp_path: Path) -> None:
    (tmp_path / "hosting.sla").write_text(HOSTING)
    (tmp_path / "worked.sla").write_text('use: "hosting.sla"\n' + SHORT)
    (tmp_path / "other.sla").write_text("no agreement, but hosting.sla is named")
    (tmp_path / "template.sla").write_text('template T { time zone: "UTC" }')
    both = [("hosting.sla", "Well"), ("worked.sla", "Fifty minutes")]

    def titles(*paths: Path) -> list[tuple[str, str]]:
        return [(Path(each.file).name, each.title) for each in run(map(str, paths)).scenarios]

    assert titles(tmp_path / "hosting.sla") == both
    assert titles(tmp_path / "worked.sla", tmp_path / "hosting.sla") == both[::-1]
    assert titles(tmp_path / "worked.sla") == both[1:]
    assert [Path(each.file).name for each in run([str(tmp_path)]).troubles] == ["other.sla"]
    (tmp_path / "other.sla").unlink()
    assert titles(tmp_path) == both
    assert run([str(tmp_path)]).troubles == ()
    assert run([str(tmp_path / "template.sla")]).troubles != ()
    assert run([str(tmp_path / "none.sla")]).troubles[0].message.startswith("There is no file")


# ---- rules at work

EVERY = {
    "objective Availability missed",
    "critical level of Availability",
    "exclusion Maintenance",
    "exclusion Storm",
    "credit for Availability: at least 99.9%",
    "credit for Availability: at least 99.0%",
    "credit for Availability: otherwise",
    "cap of credit for Availability",
    "cap",
    "deadline of claims",
    "right: Acme may terminate",
}


def test_without_scenarios_no_rule_is_at_work() -> None:
    report = ran(HOSTING.replace("expect: Availability met", ""))
    assert never(report) == EVERY
    assert report.coverage == 0


@pytest.mark.parametrize(
    ("world", "at_work"),
    [
        ("expect: Availability met", {"credit for Availability: at least 99.9%"}),
        (
            "levels for Availability { 2026-04: 99.5% }",
            {"objective Availability missed", "credit for Availability: at least 99.0%"},
        ),
        (
            "levels for Availability { 2026-04: 98% }",
            {
                "objective Availability missed",
                "credit for Availability: otherwise",
                "cap of credit for Availability",
            },
        ),
        (
            "levels for Availability { 2026-04: 90% }   claimed: 2026-07-01",
            {
                "objective Availability missed",
                "critical level of Availability",
                "credit for Availability: otherwise",
                "cap of credit for Availability",
                "deadline of claims",
            },
        ),
        (
            "down: Shop, 2026-04-04 10:00 to 2026-04-04 11:00   excluded: Storm, 2026-04-04 10:00 to 2026-04-04 11:00",
            {"credit for Availability: at least 99.9%", "exclusion Storm"},
        ),
    ],
)
def test_a_rule_is_at_work_where_it_decides(world: str, at_work: set[str]) -> None:
    expect = "" if "expect" in world else "expect: Availability not assessed"
    text = HOSTING.replace(
        "month: 2026-03   expect: Availability met", f"month: 2026-04   {world}   {expect}"
    )
    assert EVERY - never(ran(text)) == at_work


def test_the_cap_of_a_year_and_a_right_are_at_work_in_two_months(tmp_path: Path) -> None:
    """Also where the agreement was read for itself first: places are counted in its own file."""
    (tmp_path / "hosting.sla").write_text(HOSTING)
    twice = """
scenario "Twice" {
  of: Hosting   months: 2026-04 to 2026-05   levels for Availability { 2026-04: 98%   2026-05: 98% }
  expected { Availability, 2026-04: credit 200 EUR   Availability, 2026-05: credit 40 EUR, claim by 2026-06-30 }
}
"""
    (tmp_path / "worked.sla").write_text('# a line more\nuse: "hosting.sla"\n' + twice)
    report = run([str(tmp_path / "hosting.sla")])
    assert never(report) == {
        "critical level of Availability",
        "exclusion Maintenance",
        "exclusion Storm",
        "credit for Availability: at least 99.0%",
    }
    assert report.coverage == Fraction(7, 11)
    assert {each.by for each in report.rules if each.kind == "cap"} == {("Twice",)}
    assert {Path(each.file).name for each in report.rules} == {"hosting.sla"}
    told = report_text(report, coverage=True)
    assert "7 of 11 rules at work in a scenario (63.6%)." in told
    assert "critical level of Availability" in told


POINTS = """
sla Points {
  time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line }
  service Shop { hours: always   fee: as invoiced per month }
  metric Level { measure: as reported   of: Shop   collected by: Acme   controlled by: Nimbus }
  objective Kpi { Nimbus ensures Level at least 99% each month }
  objective Other { Nimbus ensures Level at least 98% each month }
  points for Kpi {
    bands { at least 99.0%: none   at least 98.0%: 1 point   otherwise: 2 points }
    repeat: 2 times from the 2nd miss in a row
  }
  credit for Other {
    base: that month's fee of Shop   amount: 10%   minimum payable: 1 EUR
    repeat: 2 times from the 2nd miss in a row
    earn back { share: 50%   when: met in each of the next 2 months }
  }
  scenario "Twice" {
    months: 2026-01 to 2026-02   levels for Kpi { 2026-01: 98.5%   2026-02: 97% }
    expected { Kpi, 2026-01: 1 point   Kpi, 2026-02: 4 points }
  }
  scenario "Small" { month: 2026-01   fee: Shop, 5 EUR   levels for Other { 2026-01: 97% }   expect: Other no credit }
  scenario "Unknown" { month: 2026-01   levels for Other { 2026-01: 97% }   expect: Other missed }
}
"""


def test_points_repeats_and_small_credits_are_rules(tmp_path: Path) -> None:
    """A row counts where a repeat multiplies what it scores; a credit that stays open shows no limit at work."""
    by = {
        each.words: each.by
        for each in ran(POINTS).rules
        if each.kind in ("points", "repeat", "least", "earning back")
    }
    assert by == {
        "points for Kpi: at least 98.0%": ("Twice",),
        "points for Kpi: otherwise": ("Twice",),
        "repeat of points for Kpi": ("Twice",),
        "repeat of credit for Other": (),
        "minimum payable of credit for Other": ("Small",),
        "earn back of credit for Other": (),
    }


# ---- formats


def test_hostile_titles_stay_well_formed() -> None:
    title = "a <b> & 'c' ]]> \t"
    text = HOSTING + SHORT.replace("Fifty minutes", title).replace("credit 100", "credit 1")
    report = ran(text)
    root = ElementTree.fromstring(report_junit(report))
    assert root.attrib | {"time": ""} == {
        "name": "sladsl", "tests": "2", "failures": "1", "errors": "0", "skipped": "0", "time": ""
    }  # fmt: skip
    cases = list(root.iter("testcase"))
    assert [each.attrib["name"] for each in cases] == ["Well", title]
    (failure,) = root.iter("failure")
    assert "expected credit 1 EUR" in failure.attrib["message"]
    assert "lies in the band" in (failure.text or "")


def test_what_xml_can_not_hold_is_replaced() -> None:
    report = ran(HOSTING)
    odd = replace(report, scenarios=(replace(report.scenarios[0], title="a\x00\x1b[1m\ufffe"),))
    (case,) = ElementTree.fromstring(report_junit(odd)).iter("testcase")
    assert case.attrib["name"] == "a\ufffd\ufffd[1m\ufffd"


def test_the_same_run_gives_the_same_bytes() -> None:
    text = HOSTING + SHORT
    assert report_json(ran(text)) == report_json(ran(text))
    assert '"format": "sladsl.test/1"' in report_json(ran(text))


def test_a_name_leaves_the_rules_of_others_out(tmp_path: Path) -> None:
    """Without one, an agreement of which there is no scenario is told: none of its rules was at work."""
    (tmp_path / "hosting.sla").write_text(HOSTING)
    (tmp_path / "points.sla").write_text(POINTS.split("  scenario")[0] + "}\n")
    assert {each.agreement for each in run([str(tmp_path)]).rules} == {"Hosting", "Points"}
    assert {each.agreement for each in run([str(tmp_path)], "well").rules} == {"Hosting"}


def test_scenarios_of_one_agreement_are_chosen(tmp_path: Path) -> None:
    (tmp_path / "hosting.sla").write_text(HOSTING)
    other = HOSTING.replace("sla Hosting", "sla Other").replace('"Well"', '"Other"')
    (tmp_path / "worked.sla").write_text(
        'use: "hosting.sla"\n' + other + SHORT + SHORT.replace("of: Hosting", "of: Other")
    )

    def agreements(path: str) -> list[str]:
        return [each.agreement for each in run([str(tmp_path / path)]).scenarios]

    assert agreements("worked.sla") == ["Other", "Hosting", "Other"]
    assert agreements("worked.sla#Hosting") == ["Hosting"]
    assert agreements("worked.sla#Other") == ["Other", "Other"]
    assert "no agreement `Nobody`" in run([str(tmp_path / "worked.sla#Nobody")]).troubles[0].message


def test_rules_of_amendments_are_told() -> None:
    """What an amendment changes is a rule of its own, at work in the terms of its days."""
    later = 'scenario "Later" { of: Hosting   month: 2027-02   levels for Availability { 2027-02: 99.4% }'
    report = ran(AMENDED + later + "   expect: Availability missed }")
    missed = [(each.line, each.by) for each in report.rules if each.words == "objective Availability missed"]
    assert [by for _, by in missed] == [(), ("Later",)]
    assert len({line for line, _ in missed}) == 2
    # The row stands as it was, so that any terms show it.
    assert [each.by for each in report.rules if each.words.endswith(": at least 99.0%")] == [("Later",)]
