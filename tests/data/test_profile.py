"""A look at tables: what columns hold, where times are missing, which column is which field, and what to do about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api.profiling import profile
from sladsl.data.profile.columns import LIST_SIGN
from sladsl.data.profile.counting import columns_of
from sladsl.data.profile.forms import unit_in, words_in, words_of
from sladsl.data.profile.to_text import profile_text
from sladsl.values.duration import HOUR, MINUTE, SECOND
from tests.data.looks import advised, agreement, column, csv, field, jsonl, looked, parquet, profiled, times
from tests.settle.build import instant

TEN = [f"2026-03-01T0{hour}:{minute}0:00Z" for hour in range(3) for minute in range(6)]
"""Every ten minutes for three hours."""


def _samples(tmp_path: Path, stamps: list[str], name: str = "c.csv") -> str:
    return csv(tmp_path / name, "at,ok", *(f"{each},yes" for each in stamps))


# ---- columns


@pytest.mark.parametrize(
    ("cells", "holds", "odd"),
    [
        (("2026-03-01T00:00:00Z", "2026-03-02T00:00Z"), "time", 0),
        (("2026-03-01 00:00", "2026-03-02 00:00:01.5"), "time", 0),
        (("2026-03-01", "2026-03-02"), "time", 0),
        (("2026-03-01T00:00+02:00", "2026-03-01T00:00-0330"), "time", 0),
        (("01.03.2026", "02.03.2026 10:00"), "time", 0),
        (("3/4/2026 1:15 PM", "12/31/2026 2:00 AM"), "time", 0),
        (("1767225600", "1767225660"), "time", 0),
        (("1767225600000", "1767225660000"), "time", 0),
        (("1", "-2", "30"), "whole number", 0),
        (("1.5", "2", "-0.25"), "number", 0),
        (("83.3557407714307", "84.5"), "number", 1),
        (("1e3", "2.5"), "number", 1),
        (("1,5", "2,25"), "number with a comma", 0),
        (("yes", "No", "TRUE", "f"), "yes or no", 0),
        (("up", "up", "down", "down"), "choice", 0),
        (("a", "b", "c", "d"), "text", 0),
        (("", "", ""), "nothing", 0),
        (("2026-03-01T00:00Z",) * 9 + ("yesterday",), "time", 1),
        (("5",) * 9 + ("n/a",), "whole number", 1),
        (("2026-02-30",), "time", 0),
        (("192.168.0.1", "10.0.0.1"), "text", 0),
        (("INC0000045", "INC0000046"), "text", 0),
        (("2026-03", "2026-04"), "text", 0),
    ],
)
def test_what_a_column_holds(cells: tuple[str, ...], holds: str, odd: int, tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", "a,b", *(f'"{cell}",x' for cell in cells))
    found = column(looked(path), "a")
    assert (found.holds, found.odd) == (holds, odd)


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("2026-03-01T00:00:00Z", "with Z"),
        ("2026-03-01 00:00+01:00", "with an offset"),
        ("2026-03-01 00:00", "without a zone"),
        ("2026-03-01", "a day"),
        ("01.03.2026 10:00", "another form"),
        ("March 3, 2026", "another form"),
        ("1767225600", "Unix seconds"),
        ("1767225600000", "Unix milliseconds"),
    ],
)
def test_forms_of_times(cell: str, form: str, tmp_path: Path) -> None:
    found = column(looked(csv(tmp_path / "c.csv", "a,b", f'"{cell}",x')), "a")
    assert [each.name for each in found.forms] == [form]


def test_empty_cells_different_values_and_the_commonest(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", "a,b", "x,1", "x,2", "y,3", ",4", "  ,5")
    found = column(looked(path), "a")
    assert (found.rows, found.empty, found.different, found.exact) == (5, 2, 2, True)
    assert dict(found.values) == {"x": 2, "y": 1}
    more = csv(tmp_path / "d.csv", "a,b", *["x,1"] * 4, *["y,1"] * 3)
    assert column(looked(more), "a").values == (("x", 4), ("y", 3))


def test_cells_that_do_not_fit_are_shown_with_their_rows(tmp_path: Path) -> None:
    rows = ["7,x"] * 20
    rows[6], rows[11] = "n/a,x", "-,x"
    found = column(looked(csv(tmp_path / "c.csv", "a,b", *rows)), "a")
    assert (found.odd, found.odd_samples) == (2, ((7, "n/a"), (12, "-")))


# ---- formats


def test_every_format_tells_the_same(tmp_path: Path) -> None:
    rows = [("2026-03-01T00:00:00Z", "up", 1), ("2026-03-01T00:10:00Z", "down", 2)]
    text = csv(tmp_path / "a.csv", "at,state,n", *(f"{a},{b},{c}" for a, b, c in rows))
    packed = csv(tmp_path / "a.csv.gz", "at,state,n", *(f"{a},{b},{c}" for a, b, c in rows))
    lines = jsonl(tmp_path / "a.jsonl", *({"at": a, "state": b, "n": c} for a, b, c in rows))
    values = ", ".join(f"('{a}', '{b}', {c})" for a, b, c in rows)
    stored = parquet(tmp_path / "a.parquet", f'SELECT * FROM (VALUES {values}) t("at", state, n)')
    found = [looked(path) for path in (text, packed, lines, stored)]
    for each in found[1:]:
        assert each.columns == found[0].columns
        assert each.times == found[0].times
    assert [each.format for each in found] == ["CSV", "CSV (gzip)", "JSON lines", "Parquet"]


def test_a_workbook(root: Path) -> None:
    found = looked(str(root / "examples" / "reported" / "service-report.xlsx"))
    assert found.format == "workbook"
    assert found.rows > 0


def test_many_files_are_one_table(tmp_path: Path) -> None:
    csv(tmp_path / "a.csv", "at,ok", "2026-03-01T00:00Z,yes")
    csv(tmp_path / "b.csv", "ok,at", "yes,2026-03-01T00:10Z")
    found = looked(str(tmp_path / "*.csv"))
    assert (found.files, found.rows) == (2, 2)
    assert times(found).backward == 0


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_another_delimiter_is_found_and_told(sign: str, tmp_path: Path) -> None:
    found = looked(csv(tmp_path / "c.csv", f"at{sign}ok", f"2026-03-01T00:00Z{sign}yes"))
    assert found.delimiter == sign
    assert [each.name for each in found.columns] == ["at", "ok"]
    assert "must: Say what separates the cells" in advised(found)


def test_rows_that_are_no_rows_are_counted(tmp_path: Path) -> None:
    found = looked(csv(tmp_path / "c.csv", "a,b", "1,2", "1", "1,2,3", "4,5"))
    assert (found.rows, found.left) == (4, 2)
    assert found.left_samples[0] == (2, "1 cell, the header has 2")


def test_names_of_columns_that_come_twice_or_not_at_all(tmp_path: Path) -> None:
    found = looked(csv(tmp_path / "c.csv", "a,,a", "1,2,3"))
    assert [each.name for each in found.columns] == ["a", "(column 2)", "a (2)"]


def test_values_with_parts_of_their_own_are_told(tmp_path: Path) -> None:
    found = looked(jsonl(tmp_path / "c.jsonl", {"a": 1, "b": {"c": 2}, "l": ["x", "y"]}))
    assert [each.name for each in found.columns] == ["a", "l"]
    assert [name for name, _ in found.unreadable] == ["b"]
    assert column(found, "l").samples == (f"x{LIST_SIGN}y",)


def test_quoted_cells_and_line_breaks(tmp_path: Path) -> None:
    found = looked(csv(tmp_path / "c.csv", "a,b", '"x, y",1', '"two\nlines",2'))
    assert found.rows == 2
    assert column(found, "a").samples == ("x, y", "two\nlines")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\n", "is not text"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"a,b\n\xff\xfe,1\n", "is not UTF-8"),
        (b"PK\x03\x04rest", "is a workbook"),
        (b'a,b\n"never closed\n', "never closed"),
    ],
)
def test_files_that_are_no_tables(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(content)
    found = profile([str(path)])
    assert found.tables == ()
    assert words in found.unread[0].message


def test_one_unreadable_file_does_not_hide_the_others(tmp_path: Path) -> None:
    good = _samples(tmp_path, TEN)
    found = profile([str(tmp_path / "none.csv"), good])
    assert len(found.tables) == 1
    assert "There is no file" in found.unread[0].message


def test_a_table_without_rows(tmp_path: Path) -> None:
    found = looked(csv(tmp_path / "c.csv", "at,ok"))
    assert (found.rows, found.times) == (0, None)


def test_far_too_many_columns(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", ",".join(f"c{number}" for number in range(500)), ",".join("1" * 500))
    assert "500 columns" in profile([path]).unread[0].message


# ---- times


def test_samples_their_spacing_and_gaps(tmp_path: Path) -> None:
    found = times(looked(_samples(tmp_path, [*TEN[:6], *TEN[12:]])))
    assert (found.spacing, found.regular, found.gaps) == (10 * MINUTE, True, 1)
    assert found.missing == HOUR
    (gap,) = found.longest
    assert (gap.start, gap.end) == (instant(TEN[5]), instant(TEN[12]))


def test_no_gap_where_all_is_there(tmp_path: Path) -> None:
    found = times(looked(_samples(tmp_path, TEN)))
    assert (found.gaps, found.backward, found.twice, found.longest) == (0, 0, 0, ())


@pytest.mark.parametrize(
    ("order", "backward", "twice"),
    [
        ([0, 1, 2, 3], 0, 0),
        ([1, 0, 2, 3], 1, 0),
        ([3, 2, 1, 0], 3, 0),
        ([0, 0, 1, 2], 0, 1),
        ([0, 1, 0, 1], 1, 2),
    ],
)
def test_order_and_repetition(order: list[int], backward: int, twice: int, tmp_path: Path) -> None:
    found = times(looked(_samples(tmp_path, [TEN[at] for at in order])))
    assert (found.backward, found.twice) == (backward, twice)


def test_the_same_times_of_several_things_are_series(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "c.csv", "at,host,ok", *(f"{each},{host},yes" for each in TEN for host in ("a", "b"))
    )
    found = times(looked(path))
    assert (found.series, found.many, found.twice, found.gaps) == ("host", 2, 0, 0)


def test_two_columns_tell_series_apart_where_one_does_not(tmp_path: Path) -> None:
    rows = [f"{each},{host},{port},yes" for each in TEN for host in ("a", "b") for port in ("x", "y")]
    found = times(looked(csv(tmp_path / "c.csv", "at,host,port,ok", *rows)))
    assert (found.series, found.many, found.twice) == ("host / port", 4, 0)


def test_times_without_a_zone_are_told(tmp_path: Path) -> None:
    found = looked(
        csv(tmp_path / "c.csv", "at,ok", "2026-03-01 00:00,yes", "2026-03-01 00:10,no"), agreement()
    )
    assert not times(found).placed
    assert 'must: Say the zone: the times of `at` name none. zone = "Europe/Berlin"' in advised(found)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_summer_time_is_no_gap_and_no_repetition(zone: str, tmp_path: Path) -> None:
    """In the zone the clock skips an hour in spring, and nothing is missing."""
    spring = {"Europe/Berlin": ("2026-03-29", 2), "America/New_York": ("2026-03-08", 2)}[zone]
    day, skipped = spring
    hours = [hour for hour in range(24) if hour != skipped]
    rows = [f"{day} {hour:02}:00,yes" for hour in hours]
    path = csv(tmp_path / "c.csv", "at,ok", *rows)
    found = times(looked(path, agreement(holds="samples   every: 1 hour"), zone=zone))
    assert (found.gaps, found.placed, found.zone) == (0, True, zone)
    found = times(looked(path, agreement(holds="samples   every: 1 hour"), zone="UTC"))
    assert (found.gaps, found.skipped) == (1, ()), "in UTC an hour is missing"
    found = times(looked(path, agreement(holds="samples   every: 1 hour")))
    assert (found.gaps, len(found.skipped)) == (0, 1)


def test_offsets_are_kept(tmp_path: Path) -> None:
    rows = ["2026-03-01T02:00+02:00,yes", "2026-03-01T00:10Z,yes", "2026-02-28T18:20-06:00,yes"]
    found = times(looked(csv(tmp_path / "c.csv", "at,ok", *rows)))
    assert (found.first, found.last) == (instant("2026-03-01T00:00Z"), instant("2026-03-01T00:20Z"))
    assert found.backward == 0


@pytest.mark.parametrize(("factor", "name"), [(1, "Unix seconds"), (1000, "Unix milliseconds")])
def test_unix_times_are_placed_and_to_be_said(factor: int, name: str, tmp_path: Path) -> None:
    begin = instant("2026-03-01T00:00Z") // SECOND
    path = csv(tmp_path / "c.csv", "at,ok", *(f"{(begin + 600 * n) * factor},yes" for n in range(4)))
    found = looked(path, agreement())
    assert times(found).first == instant("2026-03-01T00:00Z")
    assert f'must: Say how times are written: `{name}`. times = "{name}"' in advised(found)
    assert column(found, "at").forms[0].name == name


def test_coverage_by_month(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "c.csv",
        "at,ok",
        *(f"2026-0{month}-{day:02}T00:00:00Z,yes" for month in (1, 3) for day in range(1, 29)),
    )
    found = times(looked(path, agreement(holds="samples   every: 24 hours")))
    shares = {each.label: (each.rows, each.share) for each in found.months}
    # Days of the agreement's zone begin an hour before those of UTC, and each sample stands for the slot that it lies in.
    assert shares["2026-02"] == (0, Fraction(0))
    assert shares["2026-01"] == (28, Fraction(28, 31))


def test_a_year_that_is_a_slip_of_the_pen_makes_no_table_of_months(tmp_path: Path) -> None:
    found = times(looked(_samples(tmp_path, [*TEN, "2199-01-01T00:00:00Z"])))
    assert found.months == ()
    assert found.last == instant("2199-01-01T00:00:00Z")


def test_intervals_that_end_before_they_start(tmp_path: Path) -> None:
    rows = [
        "2026-03-01T00:00Z,2026-03-01T01:00Z",
        "2026-03-02T00:00Z,2026-03-01T00:00Z",
        "2026-03-03T00:00Z,",
    ]
    found = looked(
        csv(tmp_path / "c.csv", "start,end", *rows), agreement("impact: minor, major", "intervals")
    )
    assert (times(found).reversed, times(found).unended) == (1, 1)
    assert "Correct what ends before it starts (1 of the rows)" in advised(found)


# ---- fields


def test_columns_of_the_fields_names(tmp_path: Path) -> None:
    found = looked(_samples(tmp_path, TEN), agreement())
    assert [(each.name, each.how, each.column) for each in found.fields] == [
        ("at", "name", "at"),
        ("ok", "name", "ok"),
    ]
    assert found.advice == ()


@pytest.mark.parametrize(
    ("header", "at", "ok"),
    [
        ("timestamp,status", "timestamp", "status"),
        ("checked_at,up", "checked_at", "up"),
        ("Date Time,Is OK", "Date Time", "Is OK"),
        ("time,result", "time", "result"),
    ],
)
def test_near_names_are_proposed_and_to_be_confirmed(header: str, at: str, ok: str, tmp_path: Path) -> None:
    found = looked(csv(tmp_path / "c.csv", header, *(f"{each},yes" for each in TEN)), agreement())
    assert (field(found, "at").how, field(found, "at").column) == ("likely", at)
    assert (field(found, "ok").how, field(found, "ok").column) == ("likely", ok)
    assert "must: Confirm which column is which field" in advised(found)


def test_what_fits_by_name_but_not_by_its_cells_is_not_proposed(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", "at_desk,ok", "Anna,yes", "Bert,no", "Carl,no")
    found = looked(path, agreement())
    assert field(found, "at").how == "none"
    assert "must: No column feeds `at` (time)" in advised(found)


def test_two_that_could_be_it_are_both_told(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "c.csv",
        "opened_on,opened_at,closed",
        *["2026-03-01T00:00Z,2026-03-01T00:00Z,2026-03-01T00:30Z"] * 3,
    )
    found = looked(path, agreement("opened: time   closed: time", "records"))
    assert field(found, "opened").how == "unsure"
    assert set(field(found, "opened").others) == {"opened_on", "opened_at"}
    assert "Say which column is `opened`" in advised(found)


def test_a_column_that_the_binding_names(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", "when,state", *(f"{each},yes" for each in TEN))
    found = looked(path, agreement(), columns={"at": "when", "ok": "state"})
    assert [each.how for each in found.fields] == ["bound", "bound"]
    assert found.advice == ()


def test_a_column_that_the_binding_names_and_the_file_lacks(tmp_path: Path) -> None:
    found = looked(_samples(tmp_path, TEN), agreement(), columns={"ok": "state"})
    assert field(found, "ok").how == "none"


@pytest.mark.parametrize(
    ("up", "down", "translated"),
    [
        ("UP", "DOWN", (("UP", "yes"), ("DOWN", "no"))),
        ("ok", "failed", (("ok", "yes"), ("failed", "no"))),
        ("Healthy", "Unhealthy", (("Healthy", "yes"), ("Unhealthy", "no"))),
        ("true", "false", ()),
        ("1", "0", ()),
        ("red", "blue", ()),
    ],
)
def test_words_for_yes_and_no(
    up: str, down: str, translated: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    path = csv(
        tmp_path / "c.csv", "at,ok", *(f"{each},{up if at % 3 else down}" for at, each in enumerate(TEN))
    )
    found = looked(path, agreement())
    assert set(field(found, "ok").values) == set(translated)
    needs = not {up.lower(), down.lower()} <= {"true", "false", "1", "0"}
    assert (field(found, "ok").wrong == len(TEN)) is needs
    assert ("values.ok" in advised(found)) is needs


def test_words_that_the_binding_translates_are_right(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "c.csv", "at,ok", *(f"{each},{'up' if at else 'down'}" for at, each in enumerate(TEN))
    )
    found = looked(path, agreement(), values={"ok": {"up": "yes", "down": "no"}})
    assert (field(found, "ok").wrong, found.advice) == (0, ())


def test_values_outside_a_choice_are_counted(tmp_path: Path) -> None:
    rows = ["2026-03-01T00:00Z,2026-03-01T00:01Z,P1"] * 5 + ["2026-03-01T00:00Z,2026-03-01T00:01Z,P9"] * 2
    found = looked(
        csv(tmp_path / "c.csv", "opened,closed,priority", *rows),
        agreement("opened: time   closed: time   priority: P1, P2", "records"),
    )
    assert (field(found, "priority").wrong, field(found, "priority").wrong_values) == (2, (("P9", 2),))
    assert "2 cells of `priority` are not a value of `priority`: `P9` (2)" in advised(found)


def test_choices_that_are_written_longer_are_translated(tmp_path: Path) -> None:
    rows = [f"2026-03-01T00:00Z,2026-03-01T00:01Z,{word}" for word in ("1 - High", "2 - Low", "high")] * 3
    found = looked(
        csv(tmp_path / "c.csv", "opened,closed,priority", *rows),
        agreement("opened: time   closed: time   priority: High, Low", "records"),
    )
    assert set(field(found, "priority").values) == {
        ("1 - High", "High"),
        ("2 - Low", "Low"),
        ("high", "High"),
    }


@pytest.mark.parametrize(
    ("name", "unit"), [("latency_ms", "ms"), ("latency_seconds", ""), ("latency", ""), ("latencyMin", "min")]
)
def test_units_in_the_names_of_columns(name: str, unit: str, tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", f"at,ok,{name}", *(f"{each},yes,120" for each in TEN))
    found = looked(path, agreement("ok: yes or no   latency: duration"), columns={"latency": name})
    assert field(found, "latency").unit == unit
    assert ("units" in advised(found)) is bool(unit)


def test_samples_that_are_far_too_rare(tmp_path: Path) -> None:
    found = looked(_samples(tmp_path, TEN), agreement(holds="samples   every: 1 minute"))
    assert "should: Check `every`: samples are 10 min apart, the agreement says 1 min" in advised(found)


def test_keys_that_come_again(tmp_path: Path) -> None:
    row = "2026-03-01T00:00Z,2026-03-01T00:01Z"
    path = csv(
        tmp_path / "c.csv", "number,opened,closed", f"1,{row}", f"2,{row}", f"1,{row}", f",{row}", f",{row}"
    )
    found = looked(path, agreement("number: text   opened: time   closed: time", "records", "key: number"))
    assert found.key is not None
    assert (found.key.column, found.key.repeated) == ("number", 1)


def test_what_records_cover_is_asked(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", "opened,closed", "2026-03-01T00:00Z,2026-03-01T00:01Z")
    of = agreement("opened: time   closed: time", "records")
    assert 'covers = "2026-03-01 to 2026-03-01"' in advised(looked(path, of))
    bound = (instant("2026-03-01T00:00Z"), instant("2026-04-01T00:00Z"))
    assert "covers" not in advised(looked(path, of, covers=bound))


def test_a_table_that_nobody_bound_is_taken_for_the_source_that_it_fits(tmp_path: Path) -> None:
    found = profile([_samples(tmp_path, TEN)], agreement())
    assert (found.tables[0].source, found.tables[0].guessed, found.absent) == ("checks", True, ())
    other = profile([csv(tmp_path / "d.csv", "name,city", "Anna,Bonn")], agreement())
    assert (other.tables[0].source, other.absent) == ("", ("checks",))


def test_a_source_without_a_table_is_named() -> None:
    assert profile((), agreement()).absent == ("checks",)


# ---- words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("checked_at", ["checked", "at"]),
        ("checkedAt", ["checked", "at"]),
        ("Checked at", ["checked", "at"]),
        ("response-ms", ["response", "ms"]),
        ("Zeit (UTC)", ["zeit", "utc"]),
        ("", []),
    ],
)
def test_words_in_names(name: str, words: list[str]) -> None:
    assert words_in(name) == words


@pytest.mark.parametrize(
    ("name", "unit"), [("a_ms", "ms"), ("aMs", "ms"), ("ms_a", ""), ("hours", "h"), ("", "")]
)
def test_units(name: str, unit: str) -> None:
    assert unit_in(name) == unit


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("up", "down"), {"up": "yes", "down": "no"}),
        (("up", "down", "maintenance"), {"up": "yes", "down": "no"}),
        (("UP",), {"UP": "yes"}),
        (("a", "b"), {}),
        ((), {}),
    ],
)
def test_words_of_yes_and_no(values: tuple[str, ...], found: dict[str, str]) -> None:
    assert dict(words_of(values)) == found


def test_nothing_to_count_is_nothing() -> None:
    from sladsl.data.profile.relation import Relation
    from sladsl.engines.sql.database import Database

    database = Database()
    assert columns_of(database, Relation(name="none", width=0, rows=0), ()) == ()
    database.close()


def test_what_is_looked_at_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    profiled(csv(tmp_path / "c.csv", "a,b", '"x",1'))
    assert list((tmp_path / "tmp").iterdir()) == []


# ---- clocks that change, in times without a zone


def _nights(first: str, last: str, every: int, *left_out: tuple[str, str], suffix: str = "") -> list[str]:
    """Local times as text, every so many minutes, without those from one to another."""
    at, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    found = []
    while at <= end:
        text = at.isoformat(sep=" ", timespec="minutes")
        if not any(begin <= text < stop for begin, stop in left_out):
            found.append(text + suffix)
        at += timedelta(minutes=every)
    return found


BERLIN = ("2026-03-29 02:00", "2026-03-29 03:00")


@pytest.mark.parametrize(
    ("first", "last", "every", "left_out"),
    [
        ("2026-03-28 00:00", "2026-03-30 00:00", 5, BERLIN),
        ("2026-03-28 00:00", "2026-03-30 00:00", 1, ("2026-03-29 01:00", "2026-03-29 02:00")),  # London
        ("2026-03-28 00:00", "2026-03-30 00:00", 60, BERLIN),
        ("2026-03-07 00:00", "2026-03-09 00:00", 10, ("2026-03-08 02:00", "2026-03-08 03:00")),  # New York
        ("2026-10-03 00:00", "2026-10-05 00:00", 10, ("2026-10-04 02:00", "2026-10-04 03:00")),  # Sydney
    ],
)
def test_the_hour_that_clocks_leave_out_is_no_gap(
    first: str, last: str, every: int, left_out: tuple[str, str], tmp_path: Path
) -> None:
    path = _samples(tmp_path, _nights(first, last, every, left_out))
    found = times(looked(path))
    assert (found.gaps, found.missing, found.longest, len(found.skipped)) == (0, 0, (), 1)
    text = " ".join(profile_text(profile([path])).split())
    assert (
        f"Most likely no gap, but the hour that clocks leave out when summer time begins: {left_out[0][:10]}"
        in text
    )
    assert "The zone would tell." in text
    assert "1 gap" not in text


@pytest.mark.parametrize(
    "left_out",
    [
        ("2026-03-22 02:00", "2026-03-22 03:00"),  # an hour of another night
        ("2026-03-29 02:00", "2026-03-29 04:00"),  # longer than the change
        ("2026-03-29 14:00", "2026-03-29 15:00"),  # another hour of the day
        ("2026-03-29 02:00", "2026-03-29 02:45"),  # a part of the hour, so it was there
        ("2026-10-25 02:00", "2026-10-25 03:00"),  # the night when summer time ends
    ],
)
def test_other_gaps_stay_gaps(left_out: tuple[str, str], tmp_path: Path) -> None:
    day = left_out[0][:10]
    stamps = _nights(f"{day} 00:00", f"{day} 23:55", 5, left_out)
    found = times(looked(_samples(tmp_path, stamps)))
    assert (found.gaps, found.skipped) == (1, ())


def test_a_gap_beside_the_change_is_told(tmp_path: Path) -> None:
    stamps = _nights(
        "2026-03-29 00:00", "2026-03-29 23:55", 5, BERLIN, ("2026-03-29 12:00", "2026-03-29 13:00")
    )
    path = _samples(tmp_path, stamps)
    found = times(looked(path))
    assert (found.gaps, len(found.skipped)) == (1, 1)
    assert "1 gap, together 1 h" in profile_text(profile([path]))


def test_with_a_zone_nothing_has_to_be_guessed(tmp_path: Path) -> None:
    """In UTC the hour is missing; in Berlin it never was."""
    stamps = _nights("2026-03-29 00:00", "2026-03-29 23:55", 5, BERLIN, suffix="Z")
    found = times(looked(_samples(tmp_path, stamps)))
    assert (found.gaps, found.skipped) == (1, ())
