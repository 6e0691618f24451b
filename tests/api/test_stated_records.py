"""Records that scenarios state: each value is read as the type of its field, or is a finding."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text
from sladsl.api.rendering import render
from sladsl.api.scenarios import results

AGREEMENT = """
sla T "Terms" {
  effective: 2026-01-01   time zone: "UTC"
  party A "A" { role: provider   accepted: by ordering }
  party B "B" { role: customer   accepted: by ordering }
  interpretation { level rounding: none   nothing happened: met   undecided records: left out }
  service Line { for each: site   hours: always   fee: as invoiced per month }
  source trips {
    holds: records   of: Line   each: trip   collected: automatically
    fields {
      at: time   took: duration   size: number   late: yes or no   kind: voice, data   note: text   held: intervals
      site: North, South
    }
  }
  metric Took { measure: maximum of took in trips   record belongs to: at   controlled by: A }
  metric Size { measure: maximum of size in trips   record belongs to: at   controlled by: A }
  objective Fast { A ensures Took at most 75 milliseconds each month }
  objective Small { A ensures Size at most 1_500 each month }
  scenario "case" { month: 2026-03   record trips { site: North   at: 2026-03-04 10:00   CELL } EXPECT }
}
"""


def told(cell: str, expect: str = "expect: Fast reported") -> list[tuple[str, str]]:
    loaded = read_text(AGREEMENT.replace("CELL", cell).replace("EXPECT", expect))
    return [
        (each.name, each.message + " " + each.hint)
        for each in check(loaded)
        if each.code[0] in "SN" and each.severity == "error"
    ]


@pytest.mark.parametrize(
    ("cell", "expect"),
    [
        ("took: 76 milliseconds", "Fast North missed, exactly 76 milliseconds"),
        ("took: 75 ms", "Fast North met, exactly 75 milliseconds"),
        ("took: 2 seconds", "Fast North missed, exactly 2 seconds"),
        ("took: 1 hour 5 minutes", "Fast North exactly 65 minutes"),
        ("took: 0.075001 seconds", "Fast North missed"),
        ("took: 2 weeks", "Fast North exactly 14 days"),
        ("size: 1_500", "Small North met, exactly 1_500"),
        ("size: 1500.5", "Small North missed, exactly 1500.5"),
    ],
)
def test_a_value_is_read_as_its_field(cell: str, expect: str) -> None:
    loaded = read_text(AGREEMENT.replace("CELL", cell).replace("EXPECT", f"expect: {expect}"))
    assert not loaded.broken, [(each.name, each.message) for each in loaded.findings]
    assert loaded.agreement is not None
    found = results(loaded.agreement)
    assert found
    assert [each.got_text for each in found if not each.ok] == []


@pytest.mark.parametrize(
    "cell",
    [
        "late: yes",
        "late: no",
        "kind: voice",
        'note: "5 km"',
        "note: 12 months",
        'took: ""',
        'held: "2026-03-04 10:00/2026-03-04 11:00; 2026-03-05 10:00/"',
        'held: "2026-03-04 10:00/2026-03-04 11:00", "2026-03-05 10:00/"',
        "took: 1 day",
    ],
)
def test_what_fits_is_no_mistake(cell: str) -> None:
    assert [name for name, _ in told(cell) if name != "scenario-fails"] == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("took: 76", "holds a duration, and this is none. Write it with its unit, like `76 seconds`."),
        ("took: 5%", "holds a duration"),
        ("took: yes", "holds a duration"),
        ("size: 5 seconds", "holds a number, and this is none. Write a number without a unit"),
        ("size: 5%", "holds a number"),
        ("size: 5 EUR", "holds a number"),
        ("size: many", "holds a number"),
        ("size: 0.1234567", "holds a number"),
        ("late: maybe", "Write `yes` or `no`."),
        ("kind: fax", "holds one of its values, and this is none. Write `voice` or `data`."),
        ("kind: 5 seconds", "holds one of its values"),
        ("site: East", "Write `North` or `South`."),
        ('held: "2026-03-04 10:00"', "holds a list of intervals"),
        ('held: "2026-03-04 10:00/2026-03-44 10:00"', "holds a list of intervals"),
        ('held: "/2026-03-04 10:00"', "holds a list of intervals"),
    ],
)
def test_what_does_not_fit_is_one(cell: str, said: str) -> None:
    found = told(cell)
    assert [name for name, _ in found if name != "scenario-fails"] == ["not-of-its-type"]
    assert said in found[0][1]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-02-30 10:00", "holds a date and its time"),
        ("5 minutes", "holds a date and its time"),
        ("tomorrow", "holds a date and its time"),
    ],
)
def test_a_time_that_is_none(at: str, said: str) -> None:
    text = AGREEMENT.replace("2026-03-04 10:00", at).replace("CELL", "").replace("EXPECT", "")
    found = [each for each in check(read_text(text)) if each.name == "not-of-its-type"]
    assert [said in each.message for each in found] == [True]


def test_business_time_has_no_length_here() -> None:
    assert [name for name, _ in told("took: 2 business hours") if name != "scenario-fails"] == [
        "no-fixed-length"
    ]


def test_the_contract_says_durations_with_their_unit() -> None:
    loaded = read_text(AGREEMENT.replace("CELL", "took: 76 ms").replace("EXPECT", "expect: Fast missed"))
    assert "“76 milliseconds”" in render(loaded)
