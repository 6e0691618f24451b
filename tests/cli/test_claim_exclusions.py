"""A notice argues its points: the arithmetic of each level, and why an exclusion leaves time that it overlaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run

AGREEMENT = """sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation {
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   excluded time: out of both
    overlapping outages: once   partial minutes: exact
  }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically   fields { site: North, South } }
  source windows {
    holds: intervals   collected: automatically   fields { announced: time   kind: planned, urgent   site: North, South }
  }
  exclusion Maintenance "Announced maintenance" {
    time: windows where announced at least 5 days before start and kind is planned
    allowance: first 6 hours per month   cites: "4.3"
  }
  metric Uptime { measure: uptime from outages   excluding: Maintenance   controlled by: Nimbus }
  objective Up "Availability" { Nimbus ensures Uptime at least 99.9% each month   cites: "4.1" }
  credit for Up { base: that month's fee of Shop   amount: 10% }
  claims { channel: in writing   deadline: 60 days after the month   cites: "8.1" }
}
"""
HEAD = "start,end,announced,kind,site\n"
OUTAGE = "start,end,site\n2026-03-10 10:00,2026-03-10 14:00,North\n"
MARK = "Downtime that lies in these intervals counts all the same:"


@pytest.fixture(params=["duckdb", "reference"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def notice(
    folder: Path, engine: str, windows: str, outages: str = OUTAGE, text: str = AGREEMENT, head: str = HEAD
) -> str:
    (folder / "a.sla").write_text(text)
    (folder / "outages.csv").write_text(outages)
    (folder / "windows.csv").write_text(head + windows)
    tables = "".join(
        f'[source.{name}]\nfile = "{name}.csv"\nzone = "UTC"\ncovers = "2026-03 to 2026-03"\n'
        for name in ("outages", "windows")
    )
    (folder / "data.toml").write_text(tables)
    on = ["--as-of", "2026-04-10", "--period", "2026-03", "--engine", engine]
    done = run(["claim", str(folder / "a.sla"), *on])
    assert done.code == 0, done.err
    assert all(len(line) <= 80 for line in done.out.splitlines())
    return " ".join(done.out.split())


def test_a_level_has_its_arithmetic(tmp_path: Path, engine: str) -> None:
    said = notice(tmp_path, engine, "")
    assert (
        "- computed: (service - excluded - down) / (service - excluded) = 30 d 20 h / 31 d = 99.462%" in said
        or "- computed: (service - excluded - down) / (service - excluded) = 30 d 19 h / 30 d 23 h = 99.462%"
        in said
    )
    assert MARK not in said


@pytest.mark.parametrize(
    ("window", "why"),
    [
        (
            "2026-03-10 10:00,2026-03-10 12:00,2026-03-06 08:00,planned,North",
            "2 h, for announced is 4 d 2 h before start, and at least 5 d before start is needed",
        ),
        (
            "2026-03-10 10:00,2026-03-10 12:00,2026-03-10 11:00,planned,North",
            "2 h, for announced is 1 h after start, and at least 5 d before start is needed",
        ),
        (
            "2026-03-10 09:00,2026-03-10 11:00,,planned,North",
            "1 h, for no time announced is known, and at least 5 d before start is needed",
        ),
        (
            "2026-03-10 10:00,2026-03-10 12:00,2026-03-01 08:00,urgent,North",
            "2 h, for it is none of those that are excluded",
        ),
    ],
    ids=["late", "afterwards", "unknown", "another kind"],
)
def test_an_interval_that_takes_nothing_off(tmp_path: Path, engine: str, window: str, why: str) -> None:
    said = notice(tmp_path, engine, f"{window}\n")
    assert (
        f"{MARK} - windows 1, {window[:16]} to {window[17:33]}: {why} (Announced maintenance, clause 4.3)"
        in said
    )


IN_BUSINESS_DAYS = AGREEMENT.replace("at least 5 days", "at least 5 business days")
"""With the choices as they are assumed: Monday to Friday, the same time of day, the first day not counted."""


@pytest.mark.parametrize(
    ("announced", "answers", "ends"),
    [
        ("2026-03-03 10:00", "", None),
        ("2026-03-03 10:01", "", "2026-03-10 10:01"),
        ("2026-03-09 10:00", "", "2026-03-16 10:00"),
        ("2026-02-28 23:00", "", None),
        ("2026-03-03 10:00", "end of business days: close of business", "2026-03-11 00:00"),
        ("2026-03-02 10:00", "end of business days: close of business", None),
        ("2026-03-04 10:00", "first business day: counted", None),
        ("2026-03-04 10:01", "first business day: counted", "2026-03-10 10:01"),
        ("2026-03-03 10:00", "business days: Desk", "2026-03-12 10:00"),
        ("2026-02-27 10:00", "business days: Desk", None),
    ],
)
def test_notice_in_business_days(
    tmp_path: Path, engine: str, announced: str, answers: str, ends: str | None
) -> None:
    """Maintenance on Tuesday 10 March at 10:00; the Desk is closed on 5 and 6 March."""
    desk = "  calendar Desk { Monday to Friday: 08:00 to 18:00   2026-03-05, 2026-03-06: closed }\n"
    text = IN_BUSINESS_DAYS.replace("  exclusion Maint", f"{desk}  exclusion Maint")
    text = text.replace('cites: "4.3"', f'{answers}   cites: "4.3"')
    window = f"2026-03-10 10:00,2026-03-10 12:00,{announced},planned,North\n"
    said = notice(tmp_path, engine, window, text=text)
    if ends is None:
        assert MARK not in said
    else:
        assert MARK in said
        assert f"at least 5 business days before start are needed (they end {ends})" in said


@pytest.mark.parametrize(
    ("comparison", "announced", "taken_off"),
    [
        ("at most 5", "2026-03-03 10:00", True),
        ("at most 5", "2026-03-03 09:59", False),
        ("above 5", "2026-03-03 10:00", False),
        ("above 5", "2026-03-03 09:59", True),
        ("below 5", "2026-03-03 10:00", False),
        ("below 5", "2026-03-03 10:01", True),
    ],
)
def test_other_comparisons_in_business_days(
    tmp_path: Path, engine: str, comparison: str, announced: str, taken_off: bool
) -> None:
    """Five business days from Tuesday 3 March at 10:00 end with the beginning of the maintenance."""
    text = IN_BUSINESS_DAYS.replace("at least 5", comparison)
    window = f"2026-03-10 10:00,2026-03-10 12:00,{announced},planned,North\n"
    assert (MARK not in notice(tmp_path, engine, window, text=text)) == taken_off


@pytest.mark.parametrize(("other", "taken_off"), [("2026-03-03 10:00", True), ("2026-03-03 10:01", False)])
def test_two_notices_of_as_many_days(tmp_path: Path, engine: str, other: str, taken_off: bool) -> None:
    """What both of them are counted by is one field of a row, not two of one name."""
    text = IN_BUSINESS_DAYS.replace("fields { announced: time ", "fields { announced: time   agreed: time ")
    text = text.replace(
        "before start and", "before start and agreed at least 5 business days before start and"
    )
    row = f"2026-03-10 10:00,2026-03-10 12:00,2026-03-03 10:00,planned,North,{other}\n"
    said = notice(tmp_path, engine, row, text=text, head=f"{HEAD.strip()},agreed\n")
    assert (MARK not in said) == taken_off


def test_no_time_of_notice_in_business_days(tmp_path: Path, engine: str) -> None:
    window = "2026-03-10 10:00,2026-03-10 12:00,,planned,North\n"
    said = notice(tmp_path, engine, window, text=IN_BUSINESS_DAYS)
    assert "for no time announced is known, and at least 5 business days before start are needed (Ann" in said


def test_what_lies_beyond_the_allowance(tmp_path: Path, engine: str) -> None:
    """Five hours of the 3rd leave one of the six for the outage of four: three count."""
    windows = (
        "2026-03-03 00:00,2026-03-03 05:00,2026-02-01 08:00,planned,North\n"
        "2026-03-10 10:00,2026-03-10 14:00,2026-02-01 08:00,planned,North\n"
    )
    said = notice(tmp_path, engine, windows)
    assert (
        "windows 2, 2026-03-10 10:00 to 2026-03-10 14:00: 3 h, for the 6 h that may be excluded in a month were used up "
        "(Announced maintenance, clause 4.3)"
    ) in said
    assert "windows 1," not in said


@pytest.mark.parametrize(
    "window",
    [
        "2026-03-11 10:00,2026-03-11 12:00,2026-03-11 08:00,planned,North",
        "2026-03-10 14:00,2026-03-10 15:00,2026-03-10 08:00,planned,North",
        "2026-03-10 10:00,2026-03-10 12:00,2026-03-01 08:00,planned,North",
    ],
    ids=["elsewhere", "touching", "taken off"],
)
def test_nothing_is_said_of_intervals_that_decide_nothing(tmp_path: Path, engine: str, window: str) -> None:
    assert MARK not in notice(tmp_path, engine, f"{window}\n")


def test_where_another_interval_takes_it_off_nothing_is_said(tmp_path: Path, engine: str) -> None:
    """Two hours were announced in time; a second, late row for them changes nothing, and one row for more an hour."""
    good = "2026-03-10 10:00,2026-03-10 12:00,2026-03-01 08:00,planned,North\n"
    assert MARK not in notice(
        tmp_path, engine, f"{good}2026-03-10 10:00,2026-03-10 12:00,2026-03-09 08:00,planned,North\n"
    )
    said = notice(
        tmp_path, engine, f"{good}2026-03-10 10:00,2026-03-10 13:00,2026-03-09 08:00,planned,North\n"
    )
    assert "windows 2, 2026-03-10 10:00 to 2026-03-10 13:00: 1 h, for" in said


@pytest.mark.parametrize("named", [True, False], ids=["of its site", "of all sites"])
def test_intervals_of_another_site_say_nothing(tmp_path: Path, engine: str, named: bool) -> None:
    """Where the windows name their site they hit it; where they name none they hit all."""
    text = AGREEMENT.replace("excluding: Maintenance", "for each: site   excluding: Maintenance")
    if not named:
        text = text.replace("kind: planned, urgent   site: North, South", "kind: planned, urgent")
    late = "2026-03-10 10:00,2026-03-10 12:00,2026-03-09 08:00,planned,South\n"
    assert (MARK in notice(tmp_path, engine, late, text=text)) is not named
