"""Defined terms: spelled out where they are used, however they are nested; circles and clashes are told."""

from __future__ import annotations

import pytest

from tests.model.texts import PARTIES, TICKETS, found, names, sound, wrong

BASE = f"{PARTIES}   {TICKETS}"


def measured(definitions: str, metric: str) -> str:
    return (
        f"sla X {{ {BASE} definitions {{ {definitions} }} metric M {{ {metric}   controlled by: Nimbus }} }}"
    )


def test_rows_of_a_term_and_its_own_condition() -> None:
    (agreement,) = sound(measured("Big: tickets where size above 3", "measure: number of Big   where: ok"))
    metric = agreement.metrics["M"]
    assert metric.sources == ("tickets",)
    assert "size" in repr(metric.where)
    assert "ok" in repr(metric.where)


@pytest.mark.parametrize(
    ("definitions", "metric"),
    [
        ("Good: when ok", "measure: share of tickets   good when: Good"),
        (
            "Good: when ok   Best: when Good and size above 3",
            "measure: share of tickets   good when: not Best",
        ),
        ("A: tickets where ok   B: A where size above 3   C: B where priority is P1", "measure: number of C"),
        ("Good: when ok   Some: tickets where Good", "measure: number of Some   where: Good"),
    ],
)
def test_terms_within_terms(definitions: str, metric: str) -> None:
    (agreement,) = sound(measured(definitions, metric))
    assert "field=Name(" not in repr(agreement.metrics["M"].good) or "Good" not in repr(
        agreement.metrics["M"].good
    )


def test_an_exclusion_of_a_term() -> None:
    text = f"""sla X {{ {BASE} source windows {{ holds: intervals   fields {{ planned: yes or no }} }}
      definitions {{ Planned: windows where planned }} exclusion Work {{ time: Planned }} }}"""
    assert sound(text)[0].exclusions["Work"]


@pytest.mark.parametrize(
    ("definitions", "metric", "name"),
    [
        ("A: when A", "measure: number of tickets   where: A", "term-in-a-circle"),
        ("A: when B   B: when not A", "measure: number of tickets   where: B or ok", "term-in-a-circle"),
        (
            "A: when B   B: when C   C: when ok and A",
            "measure: number of tickets   where: C",
            "term-in-a-circle",
        ),
        ("A: B where ok   B: A where ok", "measure: number of A", "term-in-a-circle"),
        ("A: A where ok", "measure: number of A", "term-in-a-circle"),
        ("A: when ok   A: when not ok", "measure: number of tickets   where: A", "term-twice"),
        ("ok: when not ok", "measure: number of tickets   where: ok", "term-named-as-another"),
        ("tickets: tickets where ok", "measure: number of tickets", "term-named-as-another"),
        ("A: when okay", "measure: number of tickets", "unknown-name"),
        ("A: tikcets where ok", "measure: number of tickets", "unknown-name"),
        ('A: "words"', "measure: number of A", "unknown-name"),
    ],
)
def test_terms_that_mean_nothing(definitions: str, metric: str, name: str) -> None:
    assert names(measured(definitions, metric)) == [name]


@pytest.mark.parametrize("count", [3, 39, 45, 2000])
def test_long_chains_end(count: int) -> None:
    rows = " ".join(f"T{at}: when T{at + 1}" for at in range(count)) + f" T{count}: when ok"
    found_here = set(names(measured(rows, "measure: number of tickets   where: T0")))
    assert found_here == (set() if count < 40 else {"term-too-long"})


@pytest.mark.parametrize("count", [3, 12, 40, 300])
def test_terms_that_double_end(count: int) -> None:
    rows = " ".join(f"T{at}: when T{at + 1} or T{at + 1}" for at in range(count)) + f" T{count}: when ok"
    found_here = set(names(measured(rows, "measure: number of tickets   where: T0")))
    assert found_here == (set() if count < 10 else {"term-too-long"})


def test_deep_terms_do_not_break_anything() -> None:
    deep = "not " * 60
    rows = " ".join(f"T{at}: when {deep} T{at + 1}" for at in range(30)) + " T30: when ok"
    assert set(names(measured(rows, "measure: number of tickets   where: T0"))) <= {"term-too-long"}


def test_the_place_of_a_circle() -> None:
    ((_, place),) = found(measured("Alpha: when Beta   Beta: when Alpha", "measure: number of tickets"))
    assert place in ("Alpha", "Beta")


@pytest.mark.parametrize(
    ("definitions", "where", "near"),
    [
        ("Urgent: when priority is P1", "Urgnt", "Urgent"),
        ("Urgent: when priority is P1", "not Urgent_case", "Urgent"),
        ('Urgent: "what cannot wait"', "Urgnt", ""),  # it stands for no condition
        ("Urgent: tickets where ok", "Urgnt", ""),
    ],
)
def test_terms_are_near_names_of_a_condition(definitions: str, where: str, near: str) -> None:
    (said,) = wrong(measured(definitions, f"measure: number of tickets   where: {where}"))
    assert said.name == "unknown-name"
    assert ("Did you mean `Urgent`?" in said.hint) == bool(near)
