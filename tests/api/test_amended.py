"""What lies after an amendment is open: the old text no longer holds, and what the new one comes to is not evaluated yet."""

from __future__ import annotations

from pathlib import Path

from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.statement import Statement
from sladsl.values.instant import parse_time

TEXT = """
sla Svc "Service" {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line   N of M periods: sliding }
  service Shop { hours: always   fee: 10_000 EUR per month }
  metric Up { measure: as reported   of: Shop   collected by: P   controlled by: P }
  objective A { P ensures Up at least 99.9% each month }
  credit for A { base: that month's fee of Shop   amount: 10% }
  claims { channel: in writing   deadline: 30 days after the month }
  C may terminate { when: A missed in 2 consecutive months   use within: 60 days of the last miss }
}
amendment One {
  of: Svc   from: DAY   needs: both parties
  objective A { overrides: Svc.A   P ensures Up at least 99% each month }
}
"""


def statement(folder: Path, day: str) -> Statement:
    path = folder / "levels.csv"
    months = ("2026-05", "2026-06", "2026-07", "2026-08")
    path.write_text("period,objective,level\n" + "".join(f"{month},A,99.5%\n" for month in months))
    loaded = read_text(TEXT.replace("DAY", day))
    written = parse_time("2026-09-10")
    assert loaded.agreement is not None
    assert written is not None
    assert not loaded.broken
    binding = Binding(levels=(LevelsFile(path=str(path)),))
    return evaluate(loaded.agreement, binding, as_of=written.naive_us).outcome.statement


def test_months_after_the_day_are_open_and_those_before_are_not(tmp_path: Path) -> None:
    found = statement(tmp_path, "2026-07-01")
    assert {each.period: each.status for each in found.lines} == {
        "2026-05": "missed",
        "2026-06": "missed",
        "2026-07": "not assessed",
        "2026-08": "not assessed",
    }
    assert all((each.credit is None) == (each.period >= "2026-07") for each in found.lines)
    assert found.total is None
    late = next(each for each in found.lines if each.period == "2026-07")
    assert "`One` amends the agreement from 2026-07-01" in late.reason
    assert late.level is None


def test_a_month_that_it_cuts_is_open_too(tmp_path: Path) -> None:
    found = statement(tmp_path, "2026-06-15")
    assert [each.period for each in found.lines if each.status == "missed"] == ["2026-05"]


def test_a_right_of_months_after_the_day_is_only_possible(tmp_path: Path) -> None:
    """June and July would make two; July is another text's."""
    before = next(each for each in statement(tmp_path, "2026-07-01").rights if each.arises is not None)
    assert before.state != "possible"
    after = [each for each in statement(tmp_path, "2026-06-01").rights if each.arises is not None]
    assert all(each.state == "possible" for each in after)


def test_an_amendment_of_later_changes_nothing_yet(tmp_path: Path) -> None:
    found = statement(tmp_path, "2027-01-01")
    assert {each.status for each in found.lines} == {"missed"}
    assert found.total is not None
