"""The hour that the clock shows twice: told apart where rows stand in the order of time, by both engines alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sladsl.data.binding import TableFile
from sladsl.data.reading import ReadTable
from sladsl.plan.measure import FieldOf, Input
from sladsl.values.duration import HOUR
from tests.cli.run import run
from tests.data.looks import parquet
from tests.data.tables import by_sql, file, named, one_field, outages, read, us

BERLIN = "Europe/Berlin"
NIGHT = datetime(2026, 10, 24, 22, tzinfo=UTC)
"""Local midnight; the day has 25 hours."""


def local(every: int = 1, first: int = 0, last: int = 25 * 60) -> list[str]:
    """The local times of a day, every so many minutes."""
    berlin = ZoneInfo(BERLIN)
    return [
        f"{(NIGHT + timedelta(minutes=minute)).astimezone(berlin):%Y-%m-%d %H:%M}"
        for minute in range(first, last, every)
    ]


def checked(folder: Path, rows: Sequence[str], of: Input | None = None, **bound: str) -> ReadTable:
    """The samples as the reference reads them; the fast engine says the same."""
    of = of or one_field("text", zone=BERLIN)
    table = file(folder, "at,x\n" + "".join(f"{at}\n" if "," in at else f"{at},up\n" for at in rows), **bound)
    found = read(of, table)
    assert by_sql(of, table) == (found.findings, found.facts)
    return found


def starts(found: ReadTable) -> list[int]:
    return [row.start for row in found.rows]


@pytest.mark.parametrize("every", [1, 5, 15, 30])
@pytest.mark.parametrize("backward", [False, True])
def test_a_file_in_order_has_both_hours(every: int, backward: bool, tmp_path: Path) -> None:
    times = local(every)
    found = checked(tmp_path, times[::-1] if backward else times)
    assert sorted(starts(found)) == [
        us("2026-10-24 22:00") + at * every * HOUR // 60 for at in range(len(times))
    ]
    assert set(named(found)) == {"repeated-hour"}
    count, samples = named(found)["repeated-hour"]
    assert count == 60 // every
    assert samples[0][1] == ("2026-10-25 02:00" if not backward else times[::-1][samples[0][0] - 1])


def test_in_the_form_of_the_binding(tmp_path: Path) -> None:
    times = [f"{each[8:10]}.{each[5:7]}.{each[:4]} {each[11:]}" for each in local(30)]
    found = checked(tmp_path, times, times="day.month.year")
    assert len(set(starts(found))) == 50
    assert set(named(found)) == {"repeated-hour"}


def test_typed_columns(tmp_path: Path) -> None:
    rows = ", ".join(f"(TIMESTAMP '{each}', 'up')" for each in local(15))
    table = TableFile(
        source="checks", path=parquet(tmp_path / "t.parquet", f'SELECT * FROM (VALUES {rows}) t("at", x)')
    )
    of = one_field("text", zone=BERLIN)
    found = read(of, table)
    assert len(set(starts(found))) == 100
    assert by_sql(of, table) == (found.findings, found.facts)


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        (local(15, 0, 180) + local(15, 240, 600), 60),  # one of the two hours is not there: which?
        (local(15, 0, 600)[1:] + local(15, 0, 600)[:1], 60),  # not in order
        (
            ["2026-10-25 01:50", "2026-10-25 02:10", "2026-10-25 02:09", "2026-10-25 02:20"],
            60,
        ),  # two rows swapped
        (["2026-10-25 01:50", *("2026-10-25 02:40", "2026-10-25 02:00") * 2], 60),  # two jumps
        (["2026-10-25 02:30", "2026-10-25 02:30"], 60),  # the same twice
        (["2026-10-25 02:40", "2026-10-25 02:00"], 60),  # the newest first, or two hours
        (["2026-10-25 02:30", "2025-10-26 02:30"], 120),
    ],
)
def test_what_order_does_not_settle_is_the_first_and_says_what_lacks(
    times: list[str], minutes: int, tmp_path: Path
) -> None:
    found = checked(tmp_path, times)
    assert set(named(found)) == {"ambiguous-time"}
    (told,) = found.findings
    assert f"{minutes} minutes, has no sample because of it" in told.hint
    assert all(start < us("2026-10-25 01:00") or start >= us("2026-10-25 02:00") for start in starts(found))


def test_each_file_and_each_series_by_itself(tmp_path: Path) -> None:
    of = one_field("text", zone=BERLIN, scope="x")
    apart = [f"{at},{place}" for place in "ab" for at in local(15)]
    found = checked(tmp_path, apart, of)
    assert len({(row.scope, row.start) for row in found.rows}) == 200
    assert named(found)["repeated-hour"][0] == 8
    mixed = [f"{at},{place}" for at in local(15) for place in "ab"]
    assert len({(row.scope, row.start) for row in checked(tmp_path, mixed, of).rows}) == 200
    folder = tmp_path / "many"
    folder.mkdir()
    for name, minutes in (("a", (0, 150)), ("b", (150, 1500))):
        (folder / f"{name}.csv").write_text("at,x\n" + "".join(f"{at},up\n" for at in local(15, *minutes)))
    found = read(one_field("text", zone=BERLIN), TableFile(source="any", path=str(folder)))
    # The second file jumps back; of what stands at the end of the first its order says nothing.
    assert {name: count for name, (count, _) in named(found).items()} == {
        "ambiguous-time": 2,
        "repeated-hour": 4,
    }
    assert len(set(starts(found))) == 100


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata"])
def test_zones_without_the_hour(zone: str, tmp_path: Path) -> None:
    found = checked(tmp_path, ["2026-10-25 02:40", "2026-10-25 02:00"], one_field("text", zone=zone))
    assert not found.findings


def test_a_zone_whose_clock_goes_back_by_half_an_hour(tmp_path: Path) -> None:
    times = [
        "2026-04-05 01:20",
        "2026-04-05 01:30",
        "2026-04-05 01:50",
        "2026-04-05 01:30",
        "2026-04-05 01:50",
    ]
    found = checked(tmp_path, [*times, "2026-04-05 02:00"], one_field("text", zone="Australia/Lord_Howe"))
    assert named(found)["repeated-hour"][0] == 2
    assert len(set(starts(found))) == 6


@pytest.mark.parametrize(
    ("start", "end", "utc"),
    [
        ("02:50", "02:10", ("00:50", "01:10")),
        ("02:10", "02:50", ("00:10", "00:50")),
        ("01:30", "02:10", ("23:30", "00:10")),
        ("02:50", "03:10", ("00:50", "02:10")),
        ("01:30", "03:30", ("23:30", "02:30")),
    ],
)
def test_an_outage_that_seems_to_end_before_it_starts(
    start: str, end: str, utc: tuple[str, str], tmp_path: Path
) -> None:
    of = outages(zone=BERLIN)
    table = file(tmp_path, f"start,end\n2026-10-25 {start},2026-10-25 {end}\n")
    found = read(of, table)
    (row,) = found.rows
    day = "2026-10-24" if utc[0] > "12" else "2026-10-25"
    assert (row.start, row.end) == (us(f"{day} {utc[0]}"), us(f"2026-10-25 {utc[1]}"))
    assert by_sql(of, table) == (found.findings, found.facts)
    assert ("ambiguous-time" in named(found)) is (start < end != "03:30")


def test_records_with_waits(tmp_path: Path) -> None:
    fields = (
        FieldOf(name="at", type="time", required=True),
        FieldOf(name="id", type="text"),
        FieldOf(name="waits", type="intervals"),
    )
    of = Input(name="t", holds="records", fields=fields, start="at", key="id", zone=BERLIN)
    rows = [f"{number},{at},2026-10-27 10:00,2026-10-27 11:00" for number, at in enumerate(local(30))]
    rows.insert(7, "6,,2026-10-28 10:00,2026-10-28 11:00")
    path = file(tmp_path, "\n".join(["id,at,from,until", *rows, ""])).path
    table = TableFile(source="t", path=path, pairs={"waits": ("from", "until")})
    found = read(of, table)
    assert len({row.start for row in found.rows}) == 50
    assert {name: count for name, (count, _) in named(found).items()} == {"joined-row": 1, "repeated-hour": 2}
    assert by_sql(of, table) == (found.findings, found.facts)


AGREEMENT = """sla Shop "Shop" {
  effective: 2026-01-01   time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { missing samples: down   level rounding: none }
  service Web { hours: always }
  source checks { holds: samples   of: Web   every: 1 minute   fields { ok: yes or no }   collected: automatically }
  metric Uptime { measure: uptime from checks   down when: not ok   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each day }
}
"""


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_a_day_of_25_hours_has_no_hour_of_outage(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.sla").write_text(AGREEMENT)
    Path("c.csv").write_text("at,ok\n" + "".join(f"{at},yes\n" for at in local()))
    said = f"evaluate a.sla --data checks=c.csv --data checks.zone={BERLIN} --period 2026-10-25 --as-of 2026-11-01"
    done = run([*said.split(), "--engine", engine])
    assert "1 met." in done.out, done.out + done.err
    assert "repeated-hour" in done.out
    assert "ambiguous-time" not in done.out
