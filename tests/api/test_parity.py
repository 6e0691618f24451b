"""No worse than another group, worked by hand: levels and the modified z-test, on both engines and to the digit."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Z95 = '"modified z-test at 95%"'


def agreement(test: str, promise: str = "at least 50%", good: str = "ok", other: str = "") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Lines {{
  effective: 2026-01-01
  time zone: "UTC"
  currency: EUR
  party Carrier {{ role: provider   accepted: 2025-12-12 }}
  party Entrant {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{
    nothing happened: not assessed   level rounding: none   undecided records: left out
    record belongs to: opened   money rounding: half up to 0.01 EUR, on each line   open past due: not yet
  }}
  service Orders {{ hours: always }}
  source orders {{ holds: records   of: Orders   each: order   collected: automatically
                  fields {{ opened: time   ok: yes or no   own: yes or no   took: duration }} }}
  metric Theirs {{ measure: share of orders   where: not own   good when: {good}   controlled by: Carrier }}
  metric Own {{ {other or f"measure: share of orders   where: own   good when: {good}"}   controlled by: Carrier }}
  objective Parity {{ Carrier ensures Theirs {promise} each day   no worse than: Own by {test} }}
  credit for Parity {{ amount: 100 EUR }}
}}
"""
    )


def orders(good: int, bad: int, own_good: int, own_bad: int) -> list[dict[str, object]]:
    kinds = (("yes", "no", good), ("no", "no", bad), ("yes", "yes", own_good), ("no", "yes", own_bad))
    return [
        {"opened": "2026-03-02T10:00Z", "ok": ok, "own": own, "took": "1 hour"}
        for ok, own, count in kinds
        for _ in range(count)
    ]


def line(loaded: sladsl.Loaded, rows: list[dict[str, object]], engine: Engine) -> Any:
    assert not [each for each in loaded.findings if each.severity == "error"], loaded.findings
    found = sladsl.evaluate(loaded, {"orders": rows}, period="2026-03-02", as_of="2026-03-03", engine=engine)
    return found.outcome.statement.lines[0]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("counts", "status"),
    [
        ((9, 1, 9, 1), "met"),
        ((89, 11, 90, 10), "missed"),
        ((91, 9, 90, 10), "met"),
        ((2, 1, 667, 333), "missed"),  # 66.666…% against 66.7%
        ((2, 1, 666, 334), "met"),
        ((4, 6, 3, 7), "missed"),  # better than its own, and below what is promised anyway
        ((9, 1, 0, 0), "not assessed"),
        ((4, 6, 0, 0), "missed"),
    ],
)
def test_levels_are_compared_exactly(engine: Engine, counts: tuple[int, int, int, int], status: str) -> None:
    found = line(agreement('"comparison of levels"'), orders(*counts), engine)
    assert found.status == status


def test_the_other_level_is_the_bound_where_it_is_stricter() -> None:
    found = line(agreement('"comparison of levels"'), orders(89, 11, 90, 10), "reference")
    assert found.target.value == Fraction(9, 10)
    assert found.moved == "no worse than Own: 90.000%"
    (better,) = (each for each in found.distances if each.to == "met")
    assert (better.amount, better.direction) == (1, "more")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("test", "counts", "status"),
    [
        # p = 9/10 of 100, spread 9/100 * 2/100; a gap of 6.9% has the square 2.645, one of 7% 2.7222; 1.645² = 2.706025
        (Z95, (83, 17, 90, 10), "missed"),
        (Z95, (84, 16, 90, 10), "met"),
        (Z95, (95, 5, 90, 10), "met"),
        (Z95, (40, 60, 30, 70), "missed"),
        # the square is 25/9 of 8 and 8: a gap of 1/4, a spread of 1/16: one standard error, and exactly one is no more
        ('"modified z-test at 1"', (2, 6, 4, 4), "met"),
        ('"modified z-test at 0.999999"', (2, 6, 4, 4), "missed"),
        (Z95, (9, 1, 10, 0), "not assessed"),
        (Z95, (10, 0, 10, 0), "met"),
    ],
)
def test_a_test_of_shares_compares_squares(
    engine: Engine, test: str, counts: tuple[int, int, int, int], status: str
) -> None:
    promise = "at least 50%" if counts != (2, 6, 4, 4) else "at least 10%"
    assert line(agreement(test, promise), orders(*counts), engine).status == status


def test_the_comparison_is_told() -> None:
    found = line(agreement(Z95), orders(83, 17, 90, 10), "reference")
    assert found.moved == (
        "as written, and no worse than Own (90.000%) by more than 1.645 standard errors: the square of what it is worse "
        "by is 2.722222, more than 1.645 squared, 2.706025"
    )
    assert found.distances == ()


def test_a_group_without_spread_is_told() -> None:
    found = line(agreement(Z95), orders(9, 1, 10, 0), "reference")
    assert found.reason == (
        "all of Own came out alike, so that the test by which it is compared has no standard error"
    )


@pytest.mark.parametrize(
    ("test", "other", "message"),
    [
        (
            '"comparison of levels"',
            "measure: average of took in orders   where: own",
            "`Own` is a length of time, and what is promised is a percentage.",
        ),
        (
            Z95,
            "measure: 100% - Theirs",
            f"{Z95} is computed of shares, and `Own` is no `share of` something.",
        ),
    ],
)
def test_what_cannot_be_compared_is_told(test: str, other: str, message: str) -> None:
    (found,) = (each for each in agreement(test, other=other).findings if each.severity == "error")
    assert found.message == message.replace('"', "`")


def test_a_test_that_is_only_named_is_open() -> None:
    loaded = agreement('"the plan\'s test"')
    assert not loaded.agreements[0].objectives
    assert any("comparisons by a test that is only named" in each.message for each in loaded.findings)


AMENDED = """
amendment One "First" {
  of: Lines   from: 2026-03-16
  objective Parity {
    overrides: Lines.Parity   Carrier ensures Theirs at least 60% each month   no worse than: Own by TEST
  }
}
"""


@pytest.mark.parametrize("test", ['"comparison of levels"', Z95])
@pytest.mark.parametrize("each", ["", "for each: area   "])
@pytest.mark.parametrize("amended", [False, True])
def test_engines_agree_on_any_orders_of_each_area_and_under_amended_terms(
    test: str, each: str, amended: bool
) -> None:
    text = agreement(test, other=f"measure: share of orders   {each}where: own   good when: ok").source.text
    text = text.replace("took: duration", "took: duration   area: N, S").replace("each day", "each month")
    text = text.replace("where: not own", "for each: area   where: not own")
    text = text.replace(
        "  service Orders", "  interpretation { terms in force: at the failure }\n  service Orders", 1
    )
    text = text.replace("open past due: not yet\n  }\n  interpretation {", "open past due: not yet  ")
    loaded = sladsl.read_text(text + (AMENDED.replace("TEST", test) if amended else ""))
    chance = random.Random(len(test) * 4 + len(each) * 2 + amended)
    rows = [
        {
            "opened": f"2026-03-{chance.randint(1, 31):02}T10:00Z",
            "ok": chance.choice(["yes", "yes", "no"]),
            "own": chance.choice(["yes", "no"]),
            "took": "1 hour",
            "area": chance.choice("NS"),
        }
        for _ in range(60)
    ]
    found = []
    for engine in ENGINES:
        given = sladsl.evaluate(loaded, {"orders": rows}, period="2026-03", as_of="2026-05-01", engine=engine)
        found.append(
            [
                (line.scope, line.status, line.level, line.moved, line.reason, line.credit)
                for line in given.outcome.statement.lines
            ]
        )
    assert found[0] == found[1]
    assert [scope for scope, *_ in found[0]] == ["N", "S"]
    assert all("Own" in moved or reason for _, _, _, moved, reason, _ in found[0])
