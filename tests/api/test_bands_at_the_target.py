"""Rows of bands that begin with what is promised, where that moves or is another for each value: worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

import sladsl
from sladsl.values.amount import known

TEXT = """
sla Moving {{
  effective: 2025-01-01   time zone: "UTC"   currency: EUR
  party Desk {{ role: provider   accepted: 2024-12-12 }}
  party Acme {{ role: customer   accepted: 2024-12-10 }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line
    base and other credits: before other credits   run over an unassessed period: bridged   {choice}
  }}
  service Help {{ for each: priority   hours: always   fee: 1_000 EUR per month }}
  metric Level {{ of: Help   {scoped}   measure: as reported   collected by: Desk   controlled by: Desk }}
  metric Other {{ of: Help   measure: as reported   collected by: Desk   controlled by: Desk }}
  objective Solved {{ {promise} }}
  {more}
}}
"""
BANDS = "bands { at least target: none   at least 80%: 5 EUR   otherwise: 10 EUR }"
Row = tuple[str, str, str]


def read(promise: str, more: str = "", scoped: str = "", choice: str = "") -> sladsl.Loaded:
    loaded = sladsl.read_text(TEXT.format(promise=promise, more=more, scoped=scoped, choice=choice))
    assert not [each for each in loaded.findings if each.severity == "error"], loaded.findings
    assert loaded.agreement is not None
    assert not loaded.agreement.not_evaluated
    return loaded


def owed(loaded: sladsl.Loaded, rows: list[Row], months: str) -> dict[Row, tuple[str, Fraction | None]]:
    levels = [
        {"objective": name, "period": month, "level": level} | ({"scope": scope} if scope else {})
        for name, scope, month, level in ((each[0], each[1], *each[2].split(" ")) for each in rows)
    ]
    found = sladsl.evaluate(loaded, {"levels": levels}, as_of="2027-01-01", period=months)
    sums = {}
    for line in found.outcome.statement.lines:
        money = known(line.credit, "EUR") if line.credit is not None else None
        sums[line.objective, line.scope, line.period] = (
            line.status,
            money.amount if money is not None else Fraction(0) if line.status != "missed" else None,
        )
    return sums


def test_each_value_has_its_own_first_row() -> None:
    of = read(
        f"""Desk ensures Level at least target each month
    target by priority {{ P1: 95%   P2: 85%   otherwise: not stated }}   credit {{ {BANDS} }}""",
        scoped="for each: priority",
    )
    rows = [
        ("Solved", "P1", "2026-03 95%"),
        ("Solved", "P1", "2026-04 94.99%"),
        ("Solved", "P2", "2026-03 85%"),
        ("Solved", "P2", "2026-04 84.99%"),
        ("Solved", "P2", "2026-05 79%"),
        ("Solved", "P1", "2026-05 79%"),
    ]
    found = owed(of, rows, "2026-03..2026-05")
    assert [found["Solved", each[1], each[2][:7]] for each in rows] == [
        ("met", 0),
        ("missed", 5),
        ("met", 0),
        ("missed", 5),
        ("missed", 10),
        ("missed", 10),
    ]


@pytest.mark.parametrize(("level", "expected"), [("90.99%", 5), ("91%", 0), ("79%", 10)])
def test_the_first_row_rises_with_the_bound(level: str, expected: int) -> None:
    of = read(
        f"Desk ensures Level at least 90% each month   raise: every 12 months, by 10% of the gap   credit {{ {BANDS} }}"
    )
    found = owed(of, [("Solved", "", "2025-12 90%"), ("Solved", "", f"2026-01 {level}")], "2025-12..2026-01")
    assert found["Solved", "", "2025-12"] == ("met", 0)
    assert found["Solved", "", "2026-01"] == ("missed" if expected else "met", expected)


@pytest.mark.parametrize("word", ["target", "baseline"])
@pytest.mark.parametrize(("level", "expected"), [("91.9%", 5), ("92%", 0), ("79%", 10)])
def test_the_first_row_is_the_baseline(word: str, level: str, expected: int) -> None:
    of = read(
        "Desk ensures Level at least baseline each month   baseline: average of the first 2 months "
        f"credit {{ {BANDS.replace('target', word)} }}"
    )
    rows = [("Solved", "", "2025-01 91%"), ("Solved", "", "2025-02 93%"), ("Solved", "", f"2025-03 {level}")]
    found = owed(of, rows, "2025-01..2025-03")
    assert found["Solved", "", "2025-03"] == ("missed" if expected else "met", expected)
    assert found["Solved", "", "2025-01"][0] == "reported"


def test_objectives_of_one_credit_have_their_own_first_row() -> None:
    of = read(
        "Desk ensures Level at least 90% each month",
        f"objective Second {{ Desk ensures Other at least 99% each month }}   credit for Solved, Second {{ {BANDS} }}",
    )
    rows = [("Solved", "", "2026-03 90%"), ("Second", "", "2026-03 90%")]
    found = owed(of, rows, "2026-03")
    assert found["Solved", "", "2026-03"] == ("met", 0)
    assert found["Second", "", "2026-03"] == ("missed", 5)


def test_points_have_such_rows_too() -> None:
    of = read(
        "Desk ensures Level at least target each month   target by priority { P1: 95%   P2: 85% }",
        """points for Solved { bands { at least target: none   at least 80%: 1 point   otherwise: 2 points } }
  credit for points each month { amount: 10 EUR }""",
        scoped="for each: priority",
    )
    rows = [("Solved", "P1", "2026-03 85%"), ("Solved", "P2", "2026-03 85%")]
    found = sladsl.evaluate(
        of,
        {"levels": [{"objective": a, "scope": b, "period": c[:7], "level": c[8:]} for a, b, c in rows]},
        as_of="2027-01-01",
        period="2026-03",
    )
    points = {each.scope: each.points for each in found.outcome.statement.lines if each.objective == "Solved"}
    assert points["P1"] is not None
    assert points["P1"].number == 1
    assert points["P2"] is not None
    assert points["P2"].number == 0
