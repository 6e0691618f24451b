"""Figures as people read them: a median is no doubled value, a mean of seconds no tenth of a minute."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import sladsl
from sladsl.outcome.explain import explain_text
from sladsl.outcome.words import text_among

TEXT = """
sla Desk {
  effective: 2026-01-01   time zone: "UTC"
  interpretation { level rounding: none   nothing happened: met   record belongs to: opened   reversed times: count as zero
                   undecided records: left out   idle slots: counts as good }
  party P { role: provider }   party C { role: customer }   service Help { hours: always }
  source tickets { holds: records   each: ticket   collected: automatically
                   fields { opened: time   closed: time   score: number   load: number } }
  source traffic { holds: samples   of: Help   every: 10 minutes   collected: automatically
                   fields { errors: number   requests: number } }
  metric Middle { measure: median of opened to closed in tickets   controlled by: P }
  metric Mean { measure: average of score in tickets   controlled by: P }
  metric Ratio { measure: ratio of score / load in tickets   controlled by: P }
  metric Slots { measure: average over 10 minute slots of errors / requests in traffic   controlled by: P }
  objective A { P ensures Middle at most 10 seconds each month }
  objective B { P ensures Mean at least 3 each month }
  objective D { P ensures Ratio at least 30% each month }
  objective E { P ensures Slots at most 5% each month }
}
"""
TICKETS = """opened,closed,score,load
2026-01-03 10:00:00,2026-01-03 10:00:04.4,2.5,10
2026-01-04 10:00:00,2026-01-04 10:00:03,3,10
2026-01-05 10:00:00,2026-01-05 10:00:07,4,10
2026-01-06 10:00:00,2026-01-06 10:00:04.5,4.1,10
"""


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_the_integers_of_a_level_are_told_as_what_they_say(engine: str, tmp_path: Path) -> None:
    loaded = sladsl.read_text(TEXT)
    assert loaded.agreement is not None, loaded.findings
    (tmp_path / "t.csv").write_text(TICKETS)
    (tmp_path / "s.csv").write_text("at,errors,requests\n2026-01-03 10:00,1,4\n2026-01-03 10:10,1,3\n")
    tables = {
        "tickets": sladsl.Table(tmp_path / "t.csv", zone="UTC"),
        "traffic": sladsl.Table(tmp_path / "s.csv", zone="UTC"),
    }
    found = sladsl.evaluate(loaded, tables, period="2026-01", as_of="2026-03-01", engine=engine)  # type: ignore[arg-type]
    told = {line.objective: explain_text(line, (), {}) for line in found.outcome.statement.lines}
    assert "figure  4.45 s\n  figure = 4.45 s" in told["A"]
    assert "figure / known = 13.6 / 4 = 3.40" in told["B"]
    assert "part / whole = 13.6 / 40 = 34.000%" in told["D"]
    # 1/4 + 1/3, and all slots that are idle are good.
    assert "0.583333 / 4,464 = 0.013%" in told["E"]


def test_the_shorter_a_time_the_more_a_part_of_a_second_says() -> None:
    second = Fraction(10**6)
    for seconds, shown in (
        (Fraction(44, 10), "4.40 s"),
        (Fraction(1, 3), "333.333 ms"),
        (Fraction(754333, 1000), "12 min 34 s"),
        (Fraction(59999, 1000), "1 min"),
        (Fraction(-13, 3), "-4.33 s"),
    ):
        assert text_among(seconds * second, "duration", (), 0) in (shown, shown.replace("0 s", " s"))
    # Beside a bound as many places as it takes to stand where it is.
    bound = (60 * second,)
    assert text_among(Fraction(599_999, 10_000) * second, "duration", bound, 0) == "59.9999 s"
    assert text_among(60 * second + Fraction(1, 3), "duration", bound, 0) == "60.0000003 s"
