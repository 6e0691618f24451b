"""Packed files say the same as unpacked ones, and one that is damaged never passes for a shorter one."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from sladsl.data.binding import TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.kinds import kind_of
from sladsl.data.unpacked import open_packed, tail
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.plan.measure import Input
from tests.data.tables import file, named, one_field, outages, read

ROWS = b"at,x\r\n" + b"".join(b"2026-03-01 %02d:%02d,%d\n" % (i // 60 % 24, i % 60, i) for i in range(1000))


def zstd(content: bytes, *, checked: bool = False, single: bool = False) -> bytes:
    """A frame of blocks that are not packed at all, as the format allows."""
    head = (0x04 if checked else 0) | (0xA0 if single else 0)
    made = bytes.fromhex("28b52ffd") + bytes([head])
    made += len(content).to_bytes(4, "little") if single else b"\x50"
    parts = [content[at : at + 100_000] for at in range(0, len(content), 100_000)] or [b""]
    for number, part in enumerate(parts, start=1):
        made += (len(part) << 3 | (number == len(parts))).to_bytes(3, "little") + part
    return made


PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd,
}


def facts(input: Input, table: TableFile) -> tuple[object, object]:
    """What both engines say of a table."""
    slow = read(input, table)
    with_duckdb = DuckdbEngine().open({input.name: table})
    try:
        return slow.facts, with_duckdb.facts((input,))[0]
    finally:
        with_duckdb.close()


@pytest.mark.parametrize("end", PACK)
@pytest.mark.parametrize("kind", [".csv", ".tsv", ".txt", ".jsonl", ".ndjson"])
def test_names(end: str, kind: str) -> None:
    assert kind_of(f"a{kind}{end}") == ("lines" if "json" in kind else "text")


@pytest.mark.parametrize("end", PACK)
def test_csv_is_as_if_it_were_not_packed(tmp_path: Path, end: str) -> None:
    plain = read(one_field("number"), file(tmp_path, ROWS))
    packed = file(tmp_path, PACK[end](ROWS), f"t.csv{end}")
    assert read(one_field("number"), packed).rows == plain.rows
    assert facts(one_field("number"), packed) == (plain.facts, plain.facts)


@pytest.mark.parametrize("end", PACK)
def test_json_lines(tmp_path: Path, end: str) -> None:
    table = file(
        tmp_path, PACK[end](b'{"at": "2026-03-01", "x": "a\xc3\xa4"}\n\n{"at": 1, "x": "b"}'), f"t.jsonl{end}"
    )
    found = read(one_field("text"), table)
    assert [row.values["x"] for row in found.rows] == ["aä"]
    assert named(found)["bad-time"][0] == 1


@pytest.mark.parametrize("end", PACK)
@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_cut_off(tmp_path: Path, end: str, share: float) -> None:
    whole = PACK[end](ROWS)
    table = file(tmp_path, whole[: int(len(whole) * share)], f"t.csv{end}")
    with pytest.raises(UnreadableData, match=r"t\.csv\.\w+ (is cut off|can't be read)"):
        read(one_field("number"), table)
    with pytest.raises(UnreadableData, match=r"cut off|can't be read"):
        DuckdbEngine().open({"checks": table}).facts((one_field("number"),))


@pytest.mark.parametrize("end", PACK)
@pytest.mark.parametrize("content", [b"", b"at,x\n2026-03-01,1\n", b"\0" * 40])
def test_of_another_kind_than_the_name_says(tmp_path: Path, end: str, content: bytes) -> None:
    with pytest.raises(UnreadableData):
        read(one_field("number"), file(tmp_path, content, f"t.csv{end}"))


@pytest.mark.parametrize("end", PACK)
def test_named_for_the_packing_that_it_has(tmp_path: Path, end: str) -> None:
    with pytest.raises(UnreadableData, match=rf"Rename it to end in \{end}"):
        read(one_field("number"), file(tmp_path, PACK[end](ROWS)))


@pytest.mark.parametrize("end", PACK)
def test_not_utf8_says_where(tmp_path: Path, end: str) -> None:
    with pytest.raises(UnreadableData, match="not UTF-8: byte 17 is 0xFF"):
        read(one_field("text"), file(tmp_path, PACK[end](b"at,x\n2026-03-01,a\xff\n"), f"t.csv{end}"))


def test_zstd_as_programs_write_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.zst"
    duckdb.execute(
        f"COPY (SELECT TIMESTAMP '2026-03-01' + INTERVAL (i) MINUTE AS at, i AS x FROM range(30000) r(i)) TO '{path}'"
        " (FORMAT csv, COMPRESSION zstd)"
    )
    table = TableFile(source="checks", path=str(path))
    slow, fast = facts(one_field("number"), table)
    assert slow == fast
    assert read(one_field("number"), table).facts.rows == 30_000
    whole = path.read_bytes()
    for share in (0.3, 0.6, 0.999):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(UnreadableData, match="cut off"):
            read(one_field("number"), table)


def test_zstd_of_several_frames_and_of_what_may_be_skipped(tmp_path: Path) -> None:
    content = (
        zstd(b"at,x\n2026-03-01,1\n", single=True)
        + bytes.fromhex("502a4d18")
        + (3).to_bytes(4, "little")
        + b"abc"
        + zstd(b"2026-03-02,2\n")
    )
    found = read(one_field("number"), file(tmp_path, content, "t.csv.zst"))
    assert found.facts.rows == 2
    with pytest.raises(UnreadableData, match="cut off"):
        read(one_field("number"), file(tmp_path, content[:-1], "t.csv.zst"))
    with pytest.raises(UnreadableData, match="not packed with zstd"):
        read(one_field("number"), file(tmp_path, content + b"abcd", "t.csv.zst"))


def test_quotes_over_lines_and_blank_lines(tmp_path: Path) -> None:
    content = b'at,x\n2026-03-01,"a\n\nb"\n\n2026-03-02,"c""d"\n'
    plain = read(one_field("text"), file(tmp_path, content)).rows
    assert [row.values["x"] for row in plain] == ["a\n\nb", 'c"d']
    assert read(one_field("text"), file(tmp_path, zstd(content), "t.csv.zst")).rows == plain


@pytest.mark.parametrize("end", PACK)
def test_totals(tmp_path: Path, end: str) -> None:
    rows = b"".join(b"2026-03-01 00:%02d,2026-03-01 01:00\n" % minute for minute in range(60)) * 30
    content = b"start,end\n" + rows + b"Total,3 h\n\n"
    plain = read(outages(), file(tmp_path, content))
    assert named(plain)["totals-row"][0] == 1
    packed = file(tmp_path, PACK[end](content), f"t.csv{end}")
    assert read(outages(), packed).findings == plain.findings
    with_duckdb = DuckdbEngine().open({"outages": packed})
    assert with_duckdb.facts((outages(),))[0] == plain.facts


@pytest.mark.parametrize("end", ["", *PACK])
@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 250])
def test_tails(tmp_path: Path, end: str, size: int) -> None:
    content = bytes(97 + at % 26 for at in range(size))
    content = content[:-1] + b"\n" if size and end == ".zst" else content  # whose lines all end
    path = tmp_path / f"a{end}"
    path.write_bytes(PACK[end](content) if end else content)
    assert tail(str(path), 100) == (content[-100:], size <= 100)


def test_a_file_that_nobody_reads_to_its_end_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.zst"
    path.write_bytes(zstd(ROWS))
    opened = open_packed(str(path))
    assert opened.readline() == b"at,x\n"
    opened.close()
    opened.close()
