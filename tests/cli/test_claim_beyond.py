"""What a cap leaves nothing of is claimed as well: when another credit falls away, it counts whether it was claimed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run

AGREEMENT = """sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line }
  service Shop { hours: always   fee: 1_000 EUR per month }
  objective First {
    Nimbus ensures at least 99% each month
    measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus
    credit { base: that month's fee of Shop   amount: 10% }
  }
  objective Second {
    Nimbus ensures at least 99% each month
    measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus
    credit { base: that month's fee of Shop   amount: 8% }
  }
  cap: 100 EUR per month, of all credits
  claims { channel: in writing   deadline: 30 days after the month }
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.sla").write_text(AGREEMENT)
    (tmp_path / "levels.csv").write_text(
        "objective,period,level\nFirst,2026-03,98%\nSecond,2026-03,98%\nFirst,2026-02,98%\nSecond,2026-02,98%\n"
    )
    (tmp_path / "claims.csv").write_text("objective,period,claimed\n")
    (tmp_path / "data.toml").write_text('[levels]\nfile = "levels.csv"\n[claims]\nfile = "claims.csv"\n')
    return tmp_path


def said(*arguments: str) -> str:
    done = run([*arguments])
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def test_the_notice_claims_what_the_cap_left_nothing_of(folder: Path) -> None:
    words = said("claim", str(folder / "a.sla"), "--as-of", "2026-04-10", "--period", "2026-03")
    assert "2026-03 First 100.00 EUR 2026-04-30" in words
    assert "Claimed as well are these, of which the limit leaves nothing while the others are owed:" in words
    assert "Second, 2026-03: 80.00 EUR before the limit" in words
    assert "2026-02" not in words.replace("2026-02-", "")  # lapsed: neither claimed nor beyond
    assert "Second, 2026-03: promised is at least 99%" in words


def test_after_the_lapse_the_list_is_that_of_the_notice_before(folder: Path) -> None:
    done = run(["claim", str(folder / "a.sla"), "--as-of", "2026-05-20"])
    assert (done.code, done.out) == (1, "")
    told = " ".join(done.err.split())
    assert told.startswith("There is nothing to claim.")
    for month, day in (("2026-02", "2026-03-30"), ("2026-03", "2026-04-30")):
        assert f"First, {month}: 100.00 EUR can't be claimed any more (last day {day})." in told
        assert (
            f"Second, {month}: 80.00 EUR, of which the limit leaves nothing, can't be claimed any more (last day {day})."
            in told
        )


def test_what_the_cap_left_nothing_of_and_was_claimed_or_is_left_is_told(folder: Path) -> None:
    (folder / "claims.csv").write_text("objective,period,claimed\nFirst,2026-03,2026-04-05\n")
    on = ["claim", str(folder / "a.sla"), "--as-of", "2026-04-10", "--period", "2026-03"]
    done = run(on)
    assert done.code == 1
    told = " ".join(done.err.split())
    assert "First, 2026-03: 100.00 EUR was claimed already" in told
    assert (
        "Second, 2026-03: 80.00 EUR, of which the limit leaves nothing, is not claimed (last day 2026-04-30)."
        in told
    )
    (folder / "claims.csv").write_text(
        "objective,period,claimed\nFirst,2026-03,2026-04-05\nSecond,2026-03,2026-04-05\n"
    )
    told = " ".join(run(on).err.split())
    assert "Second, 2026-03: 80.00 EUR, of which the limit leaves nothing, was claimed already" in told


def test_once_claimed_it_is_owed_when_the_other_falls_away(folder: Path) -> None:
    (folder / "claims.csv").write_text(
        "objective,period,claimed\nFirst,2026-03,2026-04-12\nSecond,2026-03,2026-04-12\n"
    )
    (folder / "levels.csv").write_text("objective,period,level\nFirst,2026-03,99.5%\nSecond,2026-03,98%\n")
    words = said("evaluate", str(folder / "a.sla"), "--as-of", "2026-05-20")
    assert "80.00 EUR 2026-03 claimed" in words or "claimed on 2026-04-12" in words
    (folder / "claims.csv").write_text("objective,period,claimed\nFirst,2026-03,2026-04-12\n")
    assert "lapsed" in said("evaluate", str(folder / "a.sla"), "--as-of", "2026-05-20")


def test_a_named_month_shows_its_own_caps(folder: Path) -> None:
    words = said("evaluate", str(folder / "a.sla"), "--as-of", "2026-04-10", "--period", "2026-03")
    assert "2026-03: at most 100.00 EUR for all credits" in words
    assert "2026-02: at most" not in words
