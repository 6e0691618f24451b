"""The steps of reading, one by one: what each leaves out, what it says, and what it leaves alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.data.errors import UnreadableData
from sladsl.data.findings import CATALOGUE, finding, in_order
from sladsl.data.reading import read_fields, read_table
from sladsl.plan.measure import FieldOf
from tests.data.tables import file, named, one_field, outages, read, typed, us

HEAD = "start,end\n"


def test_good_rows(tmp_path: Path) -> None:
    table = read(
        outages(), file(tmp_path, HEAD + "2026-03-01 10:00,2026-03-01 11:00\n2026-03-02,2026-03-03\n")
    )
    assert [(row.number, row.scope, row.start, row.end) for row in table.rows] == [
        (1, "", us("2026-03-01 10:00"), us("2026-03-01 11:00")),
        (2, "", us("2026-03-02"), us("2026-03-03")),
    ]
    assert table.rows[0].texts == ("2026-03-01 10:00", "2026-03-01 11:00")
    assert table.findings == ()
    facts = table.facts
    assert (facts.name, facts.rows, facts.used, facts.first, facts.last) == (
        "outages",
        2,
        2,
        us("2026-03-01 10:00"),
        us("2026-03-03"),
    )


def test_no_table_has_no_rows() -> None:
    table = read(outages(), None)
    assert table.rows == () == table.findings
    assert (table.facts.rows, table.facts.used, table.facts.first, table.facts.last) == (0, 0, None, None)


def test_columns_and_maps_of_the_binding(tmp_path: Path) -> None:
    more = (
        FieldOf(name="ok", type="yes or no"),
        FieldOf(name="kind", type="choice", values=("planned", "fault")),
        FieldOf(name="took", type="duration"),
        FieldOf(name="users", type="number"),
    )
    text = "who;von; bis ;OK?;kind;ms;users\nme;\u00a02026-03-01 ; 9999-12-31;down;p;250;1.5\n"
    table = read(
        outages(more=more, zone=""),
        file(
            tmp_path,
            text,
            delimiter=";",
            zone="Europe/Berlin",
            columns={"start": "von", "end": "bis", "ok": "OK?", "took": "ms"},
            units={"took": 1_000},
            values={"ok": {"down": "no"}, "kind": {"p": "planned"}, "end": {"9999-12-31": ""}},
        ),
    )
    (row,) = table.rows
    assert dict(row.values) == {
        "start": us("2026-02-28 23:00"),
        "end": None,
        "ok": 0,
        "kind": "planned",
        "took": 250_000,
        "users": Fraction(3, 2),
    }
    assert row.texts == ("2026-03-01", "9999-12-31", "down", "p", "250", "1.5")
    assert named(table) == {"open-interval": (1, ((1, "2026-03-01"),))}


def test_missing_and_repeated_columns(tmp_path: Path) -> None:
    for text, message in (
        ("start,finish\n", "has no column `end`"),
        ("start,end,end\n", "2 columns named `end`"),
    ):
        with pytest.raises(UnreadableData, match=message):
            read(outages(), file(tmp_path, text))
    assert read(outages(), file(tmp_path, "start,end,x,x,\n2026-03-01,2026-03-02,,,\n")).facts.used == 1


def test_zones(tmp_path: Path) -> None:
    bound = file(tmp_path, HEAD + "2026-03-01,\n", zone="Asia/Tokyo")
    assert read(outages(zone="Europe/Berlin"), bound).rows[0].start == us("2026-02-28 15:00")
    with pytest.raises(UnreadableData) as caught:
        read(outages(), file(tmp_path, HEAD, zone="Europe/Berln"))
    assert caught.value.message == "The zone `Europe/Berln` of outages doesn't exist."
    assert "`Europe/Berlin`" in caught.value.hint
    with pytest.raises(UnreadableData):
        read(outages(zone="CEST"), typed())


def test_cell_findings_have_a_field_and_come_from_all_whole_rows(tmp_path: Path) -> None:
    text = HEAD + "x,y\n2026-03-01,y\n2026-03-01\n,z\n2026-03-29 02:30,2026-10-25 02:30\n"
    table = read(outages(zone="Europe/Berlin"), file(tmp_path, text))
    assert [(each.name, each.count, each.samples) for each in table.findings] == [
        ("bad-time", 1, ((1, "x"),)),
        ("bad-time", 3, ((1, "y"), (2, "y"), (4, "z"))),
        ("ambiguous-time", 1, ((5, "2026-10-25 02:30"),)),
        ("missing-hour", 1, ((5, "2026-03-29 02:30"),)),
        ("ragged-row", 1, ((3, "1 cell, the header has 2"),)),
        ("row-without-field", 2, ((1, "start"), (4, "start"))),
    ]
    assert table.findings[1].message == "outages: 3 cells of end can't be read as a time."
    assert (table.facts.rows, table.facts.used) == (5, 1)


def test_zoneless_times() -> None:
    rows = typed(
        {"start": "2026-03-01 10:00", "end": ""}, {"start": "2026-03-01 10:00Z", "end": "2026-03-02"}
    )
    table = read(outages(zone=""), rows)
    assert table.rows == ()
    assert [(each.name, each.samples) for each in table.findings] == [
        ("time-without-zone", ((2, "2026-03-02"),)),
        ("time-without-zone", ((1, "2026-03-01 10:00"),)),
        ("row-without-field", ((1, "start"),)),
    ]


def test_ragged_rows(tmp_path: Path) -> None:
    table = read(outages(), file(tmp_path, HEAD + "2026-03-01\n2026-03-01,,\n2026-03-02,2026-03-03\n \n,\n"))
    assert [row.number for row in table.rows] == [3]
    assert named(table) == {
        "ragged-row": (
            3,
            (
                (1, "1 cell, the header has 2"),
                (2, "3 cells, the header has 2"),
                (4, "1 cell, the header has 2"),
            ),
        ),
        "row-without-field": (1, ((5, "start"),)),
    }


def test_required_fields_in_their_order() -> None:
    more = (FieldOf(name="n", type="number", required=True), FieldOf(name="note", type="text"))
    table = read(
        outages(more=more),
        typed(
            {"start": "", "n": "many"}, {"start": "2026-03-01", "n": ""}, {"start": "2026-03-01", "n": "1"}
        ),
    )
    assert named(table)["row-without-field"] == (2, ((1, "start, n"), (2, "n")))
    assert named(table)["bad-number"] == (1, ((1, "many"),))
    assert [row.number for row in table.rows] == [3]


def test_ends(tmp_path: Path) -> None:
    text = (
        HEAD
        + "2026-03-02,2026-03-01\n"  # ends before its start
        + "2026-03-02,soon\n"  # an unreadable end is not an open end
        + "2026-03-02,2026-03-02\n"  # empty, but not wrong
        + "2026-03-02, \n"  # open
    )
    table = read(outages(), file(tmp_path, text))
    assert [(row.number, row.end) for row in table.rows] == [(3, us("2026-03-02")), (4, None)]
    assert named(table) == {
        "bad-time": (1, ((2, "soon"),)),
        "end-before-start": (1, ((1, "2026-03-02 to 2026-03-01"),)),
        "open-interval": (1, ((4, "2026-03-02"),)),
    }
    assert "open-interval" not in named(read(outages(holds="records"), file(tmp_path, text)))


def test_as_of() -> None:
    rows = typed(
        {"start": "2026-03-01", "end": "2026-03-09"},
        {"start": "2026-03-05", "end": ""},
        {"start": "2026-03-06", "end": "2026-03-05"},
    )
    table = read(outages(), rows, as_of="2026-03-05")
    assert named(table) == {
        "end-before-start": (1, ((3, "2026-03-06 to 2026-03-05"),)),
        "after-as-of": (1, ((2, "2026-03-05"),)),
    }
    assert (table.facts.used, table.facts.last) == (1, us("2026-03-05"))
    unknown = read_table(outages(), rows, None)
    assert (unknown.facts.used, unknown.facts.last) == (2, us("2026-03-09"))


def test_keys() -> None:
    more = (FieldOf(name="id", type="text"),)
    rows = typed(
        {"start": "2026-03-01", "end": "x", "id": "a"},  # left out before: its key was not seen
        {"start": "2026-03-02", "end": "2026-03-03", "id": "a"},
        {"start": "2026-03-04", "end": "2026-03-05", "id": " a "},
        {"start": "2026-03-04", "end": "2026-03-05", "id": ""},
        {"start": "2026-03-04", "end": "2026-03-05", "id": ""},
        {"start": "2026-03-04", "end": "2026-03-05", "id": "A"},
    )
    table = read(outages(more=more, key="id"), rows)
    assert [row.number for row in table.rows] == [2, 4, 5, 6]
    assert named(table)["contradicting-row"] == (1, ((3, "a: start 2026-03-04, not 2026-03-02"),))
    assert table.facts.used == 4


def test_repeated_rows_count() -> None:
    same = {"start": "2026-03-01", "end": "2026-03-02"}
    table = read(outages(), typed(same, {"start": "2026-03-01 00:00", "end": "2026-03-02"}, same, same))
    assert [row.number for row in table.rows] == [1, 2, 3, 4]
    assert named(table) == {"duplicate-row": (2, ((3, "2026-03-01"), (4, "2026-03-01")))}
    samples = one_field("text")
    assert named(read(samples, typed({"at": "2026-03-01"}, {"at": "2026-03-01"}))) == {}


def test_order_is_compared_with_rows_that_count() -> None:
    rows = typed(
        {"start": "2026-03-03", "end": "2026-03-04"},
        {"start": "2026-03-09", "end": "2026-03-01"},  # left out
        {"start": "2026-03-05", "end": "2026-03-06"},
        {"start": "2026-03-04", "end": "2026-03-06"},
        {"start": "2026-03-04", "end": "2026-03-07"},
    )
    assert named(read(outages(), rows))["out-of-order"] == (1, ((4, "2026-03-04"),))
    assert named(read(one_field("text"), typed({"at": "2026-03-02"}, {"at": "2026-03-01"}))) == {}


REGION = (FieldOf(name="region", type="choice", values=("EU", "US")),)


def test_scopes() -> None:
    rows = typed(
        {"start": "2026-03-01", "end": "2026-03-02", "region": "EU| US ||EU"},
        {"start": "2026-03-02", "end": "2026-03-03", "region": " | "},
        {"start": "2026-03-03", "end": "2026-03-04", "region": "US|Mars|eu"},
        {"start": "2026-03-04", "end": "2026-03-05", "region": "Mars"},
        separator="|",
    )
    table = read(outages(more=REGION, scope="region"), rows)
    assert [(row.number, row.scope, row.values["region"]) for row in table.rows] == [
        (1, "EU", "EU"),
        (1, "US", "US"),
        (3, "US", "US"),
    ]
    assert table.rows[0].texts[2] == "EU| US ||EU"
    assert named(table) == {
        "row-without-scope": (1, ((2, "2026-03-02"),)),
        "unknown-scope": (3, ((3, "Mars"), (3, "eu"), (4, "Mars"))),
    }
    assert table.facts.used == 4
    assert {each.message for each in table.findings} == {
        "outages: 1 row names no region.",
        "outages: 3 values of region are none that the agreement knows.",
    }


def test_scopes_without_separator_and_with_a_map(tmp_path: Path) -> None:
    text = "start,end,region\n2026-03-01,,Europe|US\n2026-03-02,,Europe\n2026-03-03,,\n"
    values = {"region": {"Europe": "EU"}}
    one = read(outages(more=REGION, scope="region"), file(tmp_path, text, values=values))
    assert [(row.number, row.scope) for row in one.rows] == [(2, "EU")]
    assert named(one)["unknown-scope"] == (1, ((1, "Europe|US"),))
    many = read(outages(more=REGION, scope="region"), file(tmp_path, text, values=values, separator="|"))
    assert [(row.number, row.scope) for row in many.rows] == [(1, "EU"), (1, "US"), (2, "EU")]
    narrowed = read(
        outages(more=REGION, scope="region", scopes=("US",)),
        file(tmp_path, text, values=values, separator="|"),
    )
    assert [(row.number, row.scope) for row in narrowed.rows] == [(1, "US")]
    assert "unknown-value" not in named(narrowed)
    free = read(outages(more=(FieldOf(name="region", type="text"),), scope="region"), file(tmp_path, text))
    assert [row.scope for row in free.rows] == ["Europe|US", "Europe"]


def test_unscoped_rows_of_a_scoped_source() -> None:
    table = read(outages(more=REGION), typed({"start": "2026-03-01", "end": "2026-03-02", "region": "Mars"}))
    assert [(row.scope, row.values["region"]) for row in table.rows] == [("", None)]
    assert named(table) == {"unknown-value": (1, ((1, "Mars"),))}


def test_fields_of_roles_are_read_though_nobody_lists_them() -> None:
    input = outages(fields=(), key="id", scope="region")
    assert [(field.name, field.type, field.required) for field in read_fields(input)] == [
        ("start", "time", True),
        ("end", "time", False),
        ("region", "text", False),
        ("id", "text", False),
    ]


def test_samples_are_few_and_short() -> None:
    rows = [{"at": "2026-03-01", "x": "long" * 99}] * 50
    (found,) = read(one_field("number"), typed(*rows)).findings
    assert found.count == 50
    assert found.samples == tuple((number, ("long" * 20)) for number in range(1, 21))


def test_words_of_every_finding() -> None:
    for name in CATALOGUE:
        one, many = (finding(name, "checks", count, [(1, "x")], "end") for count in (1, 1200))
        assert one.message.startswith("checks: 1 ")
        assert many.message.startswith("checks: 1,200 ")
        assert "{" not in one.message + many.message
        assert one.rule
    assert finding("end-before-start", "o", 2, []).message == "o: 2 rows end before they start."
    assert finding("end-before-start", "o", 1, []).message == "o: 1 row ends before it starts."
    assert "{ end = {" in finding("bad-yes-or-no", "o", 1, [], "end").hint


def test_findings_in_order_and_once() -> None:
    a, b, c = (finding(name, "s", 1, [], "f") for name in ("unknown-scope", "bad-time", "ragged-row"))
    other = finding("unknown-scope", "a", 1, [], "f")
    assert in_order([a, b, c, other, b]) == (other, b, c, a)
