"""Bands against promises beyond the rules' own cases: units, directions, roundings, answers."""

from __future__ import annotations

import pytest

from sladsl.checks.run import run
from tests.checks.texts import context_of

AGREEMENT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ fee: 1_000 EUR per month }}
  interpretation {{ {answers} }}
  metric Level {{
    of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus
  }}
  objective First {{ Nimbus ensures Level {bound} each month }}
  credit for First {{
    base: that month's fee of Shop
    {kind} {{ {rows} }}
  }}
}}
"""
PRINTED = "bands as printed"


def found(
    bound: str, rows: str, kind: str = PRINTED, answers: str = "level rounding: none"
) -> list[tuple[str, str, str]]:
    text = AGREEMENT.format(bound=bound, rows="\n".join(rows.split("; ")), kind=kind, answers=answers)
    context = context_of(text, choices=lambda: ())
    return [
        (each.name, each.severity, each.message) for each in run(context.agreement, context.source, context)
    ]


def short(**given: str) -> list[tuple[str, str]]:
    return [(name, severity) for name, severity, _ in found(**given)]


def test_a_printed_table_need_not_say_what_is_met() -> None:
    assert found("at least 99.9%", "below 99.9% but at least 99%: 10%; below 99%: 25%") == []


def test_bands_without_a_last_row_leave_the_worst_levels_out() -> None:
    (only,) = found("at least 99.9%", "at least 99.9%: none; at least 99.0%: 10%", kind="bands")
    assert only == (
        "band-gap",
        "error",
        "Levels below 99.0% have no band, although the promise is missed.",
    )


def test_a_miss_above_the_first_row_is_a_matter_of_the_promise() -> None:
    (only,) = found("at least 99.9%", "below 99.5%: 10%")
    assert only[0] == "band-against-target"
    assert "of at least 99.5% but below 99.9% the promise is missed, and no row matches" in only[2]


def test_otherwise_takes_what_is_left_of_a_printed_table() -> None:
    assert (
        found("at least 99.9%", "at least 99.9%: none; below 99.9% but above 99%: 10%; otherwise: 25%") == []
    )


def test_durations_count_downwards() -> None:
    (only,) = found("at most 4 hours", "above 4 hours but below 8 hours: 10%; above 8 hours: 25%")
    assert only == ("band-gap", "error", "Exactly 8 hours has no band, although the promise is missed.")


def test_a_rounded_level_has_no_tenths_between_rows() -> None:
    rows = "at most 98.9% but at least 98.0%: 10%; at most 97.9%: 25%"
    assert "band-gap" in [name for name, _ in short(bound="at least 99.0%", rows=rows)]
    assert found("at least 99.0%", rows, answers="level rounding: half up to 0.1%") == []


@pytest.mark.parametrize(
    ("answer", "severity"),
    [("first", "information"), ("highest", "information"), ("not stated", "warning"), ("error", "error")],
)
def test_an_answer_to_several_bands_softens_the_overlap(answer: str, severity: str) -> None:
    rows = "below 99.9%: 10%; below 99.0%: 25%"
    answers = f"several bands fit: {answer}"
    assert short(bound="at least 99.9%", rows=rows, answers=answers) == [("overlapping-bands", severity)]


@pytest.mark.parametrize(
    ("answer", "severity"),
    [("paid", "information"), ("not paid", "information"), ("not stated", "warning")],
)
def test_an_answer_to_credit_when_met_softens_only_what_it_decides(answer: str, severity: str) -> None:
    answers = f"credit when met: {answer}"
    paid = short(bound="at least 99.9%", rows="at most 99.9%: 10%", answers=answers)
    assert paid == [("band-against-target", severity)]
    free = short(bound="at least 99.9%", rows="below 99.5%: 10%", answers=answers)
    assert free == [("band-against-target", "error")]


def test_levels_above_one_hundred_percent_exist_where_they_are_promised() -> None:
    (only,) = found("at least 110%", "below 110% but above 100%: 5%; below 100%: 10%")
    assert only[2].startswith("Exactly 100% has no band")
    assert found("at least 99%", "below 99% but at least 0%: 5%") == []


def test_several_promises_that_come_out_alike_are_told_once() -> None:
    text = """\
sla Hosting {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric A { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
  metric B { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
  objective First { Nimbus ensures A, B at least 99.9% each month }
  credit for First {
    base: that month's fee of Shop
    bands as printed { below 99.9% but above 99%: 1%   below 99%: 2% }
  }
}
"""
    context = context_of(text, choices=lambda: ())
    assert [each.name for each in run(context.agreement, context.source, context)] == ["band-gap"]


def test_a_published_table_with_both_faults_at_its_boundaries() -> None:
    assert found("at least 99.9%", "at most 99.9% but above 99.0%: 10%; below 99.0%: 25%") == [
        (
            "band-against-target",
            "error",
            "At exactly 99.9% the promise is met, and the row `at most 99.9% but above 99.0%` still matches.",
        ),
        ("band-gap", "error", "Exactly 99.0% has no band, although the promise is missed."),
    ]
