"""Folders that say a column are read as any cell is, by both engines alike; what they leave open is refused."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sladsl.data.binding import TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.partitions import is_partition, partitions_of
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.plan.measure import FieldOf, Input
from tests.data.tables import by_sql, read

CHECKS = Input(
    name="checks",
    holds="samples",
    fields=(
        FieldOf(name="at", type="time"),
        FieldOf(name="ok", type="yes or no"),
        FieldOf(name="region", type="text"),
    ),
    start="at",
    scope="region",
    zone="UTC",
)


def csv(root: Path, folders: str, text: str, name: str = "part.csv") -> None:
    path = root / folders
    path.mkdir(parents=True, exist_ok=True)
    (path / name).write_text(text)


def parquet(root: Path, folders: str, select: str, name: str = "part.parquet") -> None:
    path = root / folders
    path.mkdir(parents=True, exist_ok=True)
    where = str(path / name).replace("'", "''")
    duckdb.execute(f"COPY ({select}) TO '{where}' (FORMAT parquet)")


def table(path: Path | str, **more: object) -> TableFile:
    return TableFile(source="checks", path=str(path), **more)  # type: ignore[arg-type]


def both(given: TableFile, input: Input = CHECKS) -> list[tuple[str, int, object]]:
    """Scope, instant and value of the rows, after asking whether both engines find the same."""
    found = read(input, given)
    findings, facts = by_sql(input, given)
    assert (findings, facts) == (found.findings, found.facts)
    light = DuckdbEngine().open({input.name: given})
    assert light.facts((input,)) == (read_facts(input, given),)
    return [(row.scope, row.start, row.values.get("ok")) for row in found.rows]


def read_facts(input: Input, given: TableFile) -> object:
    from sladsl.data.reading import read_table

    return read_table(input, given, None).facts


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("lake/region=eu/day=2026-03-01/a.csv", {"region": "eu", "day": "2026-03-01"}),
        ("region=eu/a.csv", {"region": "eu"}),
        ("x/zone=a%2Fb%20c=d/a.csv", {"zone": "a/b c=d"}),
        ("x/region=__HIVE_DEFAULT_PARTITION__/a.csv", {"region": ""}),
        ("x/region=/a.csv", {"region": ""}),
        ("region=eu/region=us/a.csv", {"region": "us"}),
        ("x/=eu/a.csv", {}),
        ("a=b.csv", {}),
        ("", {}),
    ],
)
def test_what_folders_say(path: str, said: dict[str, str]) -> None:
    assert partitions_of(path) == said


def test_what_is_no_such_folder() -> None:
    assert not any(map(is_partition, ("region", "=eu", " =x", "")))


def test_csv(tmp_path: Path) -> None:
    csv(tmp_path, "region=eu/day=1", "at,ok\n2026-03-01,yes\n")
    csv(tmp_path, "region=us/day=1", "ok,at\nno,2026-03-01\n")
    assert [(scope, ok) for scope, _, ok in both(table(tmp_path))] == [("eu", True), ("us", False)]


def test_json_lines(tmp_path: Path) -> None:
    csv(tmp_path, "region=eu", '{"at": "2026-03-01", "ok": true}\n', "a.jsonl")
    csv(tmp_path, "region=__HIVE_DEFAULT_PARTITION__", '{"at": "2026-03-02", "ok": true}\nx\n', "b.jsonl")
    found = read(CHECKS, table(tmp_path))
    assert [(row.scope, row.number) for row in found.rows] == [("eu", 3)]
    assert [(each.name, each.count) for each in found.findings] == [
        ("unreadable-row", 1),
        ("row-without-scope", 1),
    ]
    both(table(tmp_path))


@pytest.mark.parametrize("text", ["007", "1e3", "2026-03-01", "true", "a'b\"c", "ä b"])
def test_texts_stay_as_they_are(tmp_path: Path, text: str) -> None:
    parquet(tmp_path, f"region={text}", "SELECT TIMESTAMP '2026-03-01' AS at, true AS ok")
    parquet(tmp_path, "region=other", "SELECT TIMESTAMP '2026-03-02' AS at, false AS ok")
    assert sorted(scope for scope, _, _ in both(table(tmp_path))) == sorted([text, "other"])


def test_parquet_as_duckdb_writes_it(tmp_path: Path) -> None:
    duckdb.execute(
        f"COPY (SELECT TIMESTAMPTZ '2026-03-01 00:00:00Z' + INTERVAL (i) HOUR AS at, i % 7 > 0 AS ok,"
        f" ['eu', 'us', NULL][i % 3 + 1] AS region, i % 2 AS shard FROM range(600) r(i)) TO '{tmp_path / 'lake'}'"
        " (FORMAT parquet, PARTITION_BY (region, shard))"
    )
    rows = both(table(tmp_path / "lake"))
    assert {scope for scope, _, _ in rows} == {"eu", "us"}
    assert len(rows) == 400


def test_a_time_of_day_folder_and_a_column(tmp_path: Path) -> None:
    csv(tmp_path, "day=2026-03-01/region=eu", "clock,ok\n10:00,yes\n")
    csv(tmp_path, "day=2026-03-02/region=eu", "clock,ok\n11:00,no\n")
    found = both(table(tmp_path, pairs={"at": ("day", "clock")}))
    assert [(at % 86_400_000_000) // 3_600_000_000 for _, at, _ in found] == [10, 11]


def test_a_bad_value_is_a_finding_like_any_other(tmp_path: Path) -> None:
    input = Input(
        name="checks",
        holds="samples",
        fields=(FieldOf(name="at", type="time"), FieldOf(name="n", type="number")),
        start="at",
        zone="UTC",
    )
    parquet(tmp_path, "n=x", "SELECT TIMESTAMP '2026-03-01' AS at")
    parquet(tmp_path, "n=07.50", "SELECT TIMESTAMP '2026-03-02' AS at")
    found = read(input, table(tmp_path))
    assert [each.name for each in found.findings] == ["bad-number"]
    both(table(tmp_path), input)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_in_no_such_folder(tmp_path: Path, kind: str) -> None:
    for folders in ("region=eu", "."):
        if kind == "csv":
            csv(tmp_path, folders, "at,ok\n2026-03-01,yes\n")
        else:
            parquet(tmp_path, folders, "SELECT TIMESTAMP '2026-03-01' AS at, true AS ok")
    with pytest.raises(UnreadableData, match=r"has no column `region`, and lies in no folder `region=…`"):
        read(CHECKS, table(tmp_path))


@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl"])
@pytest.mark.parametrize("own", ["eu", "us"])
def test_a_file_that_says_it_too(tmp_path: Path, kind: str, own: str) -> None:
    match kind:
        case "csv":
            csv(tmp_path, "region=eu", f"at,ok,region\n2026-03-01,yes,{own}\n")
        case "jsonl":
            csv(tmp_path, "region=eu", f'{{"at": "2026-03-01", "ok": true, "region": "{own}"}}\n', "a.jsonl")
        case _:
            parquet(
                tmp_path, "region=eu", f"SELECT TIMESTAMP '2026-03-01' AS at, true AS ok, '{own}' AS region"
            )
    if own == "eu":
        assert [scope for scope, _, _ in both(table(tmp_path))] == ["eu"]
    else:
        with pytest.raises(UnreadableData, match="has `region` 'us' in a row, and its folder says 'eu'"):
            read(CHECKS, table(tmp_path))


def test_folders_in_another_order_and_depth(tmp_path: Path) -> None:
    parquet(tmp_path, "region=eu/day=1", "SELECT TIMESTAMP '2026-03-01' AS at, true AS ok")
    parquet(tmp_path, "day=2/region=us", "SELECT TIMESTAMP '2026-03-02' AS at, true AS ok")
    assert {scope for scope, _, _ in both(table(tmp_path))} == {"eu", "us"}


def test_a_pattern_and_a_single_file(tmp_path: Path) -> None:
    parquet(tmp_path, "region=eu", "SELECT TIMESTAMP '2026-03-01' AS at, true AS ok")
    for path in (tmp_path / "*" / "*.parquet", tmp_path / "region=eu" / "part.parquet"):
        assert [scope for scope, _, _ in both(table(path))] == ["eu"]


def test_other_folders_among_them(tmp_path: Path) -> None:
    csv(tmp_path, "region=eu", "at,ok\n2026-03-01,yes\n")
    csv(tmp_path, "old", "at,ok\n2026-03-01,yes\n")
    with pytest.raises(UnreadableData, match=r"holds folders: `old`, `region=eu`"):
        read(CHECKS, table(tmp_path))


def test_no_file_in_any_folder(tmp_path: Path) -> None:
    (tmp_path / "region=eu" / "day=1").mkdir(parents=True)
    with pytest.raises(UnreadableData, match="hold no file"):
        read(CHECKS, table(tmp_path))


def test_files_of_two_kinds(tmp_path: Path) -> None:
    csv(tmp_path, "region=eu", "at,ok\n2026-03-01,yes\n")
    parquet(tmp_path, "region=us", "SELECT TIMESTAMP '2026-03-01' AS at, true AS ok")
    with pytest.raises(UnreadableData, match="files of several kinds"):
        read(CHECKS, table(tmp_path))


def test_marks_that_programs_leave_are_no_files(tmp_path: Path) -> None:
    parquet(tmp_path, "region=eu", "SELECT TIMESTAMP '2026-03-01' AS at, true AS ok")
    (tmp_path / "_SUCCESS").write_text("")
    (tmp_path / "region=eu" / "_committed_1").write_text("x")
    assert len(both(table(tmp_path))) == 1
