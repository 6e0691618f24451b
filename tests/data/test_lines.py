"""JSON lines: the digits that stand there, rows that are none, and files that are something else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sladsl.data.errors import UnreadableData
from sladsl.data.reading import ReadTable
from sladsl.plan.measure import FieldOf
from tests.data.tables import file, named, one_field, outages, read

AT = '"at":"2026-03-01T00:00:00Z"'


def lines(folder: Path, *rows: str, type: str = "text", name: str = "t.jsonl", **more: object) -> ReadTable:
    return read(one_field(type), file(folder, "\n".join(rows) + "\n", name, **more))


def texts(table: ReadTable) -> list[str]:
    return [row.texts[1] for row in table.rows]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.1", "0.1"),
        ("0.10", "0.10"),
        ("1e3", "1e3"),
        ("-0", "-0"),
        ("100000000000000000000000000001", "100000000000000000000000000001"),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
        ("1" * 5000, "1" * 5000),
        ("true", "true"),
        ("null", ""),
        ('""', ""),
        ('" a\\u00e4 \\"b\\" "', 'aä "b"'),
        ('"\\n x"', "x"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ('"{}"', "{}"),
    ],
)
def test_values_are_what_stands_there(tmp_path: Path, value: str, text: str) -> None:
    assert texts(lines(tmp_path, f'{{{AT}, "x": {value}}}')) == [text]


def test_numbers_never_pass_through_a_float(tmp_path: Path) -> None:
    rows = [
        f'{{{AT}, "x": {value}}}'
        for value in ("0.1", "0.30000000000000004", "1e3", "999999999999.999999", "NaN")
    ]
    table = lines(tmp_path, *rows, type="number")
    assert [row.values["x"] and str(row.values["x"]) for row in table.rows] == [
        "1/10",
        None,
        None,
        "999999999999999999/1000000",
        None,
    ]
    assert named(table)["bad-number"] == (3, ((2, "0.30000000000000004"), (3, "1e3"), (5, "NaN")))


def test_keys_may_be_left_out_but_not_always(tmp_path: Path) -> None:
    assert texts(lines(tmp_path, f"{{{AT}}}", f'{{{AT}, "x":"a", "more": {{"b": [1]}}}}')) == ["", "a"]
    with pytest.raises(UnreadableData, match=r"no column `x`\. Keys are: `at`\. .*may be null"):
        lines(
            tmp_path,
            f"{{{AT}}}",
            f'{{{AT}, "X":"a"}}'.replace("X", "other")
            .replace('"other":"a"', '"at2":1')
            .replace(', "at2":1', ""),
        )
    with pytest.raises(UnreadableData, match="Did you mean `X`"):
        lines(tmp_path, f'{{{AT}, "X":"a"}}')


def test_rows_that_are_no_whole_object(tmp_path: Path) -> None:
    good = f'{{{AT}, "x":"a"}}'
    wrong = [
        good[:-4],
        f"[{good}]",
        f"{good},",
        '"text"',
        "7",
        f'{{{AT}, "x":"a", "x":"b"}}',
        f'{{{AT}, "x":"\\ud800"}}',
        f'{{{AT}, "x":"\\u0000"}}',
        f'{{{AT}, "x":"a\tb"}}',
        f"{{{AT}, 'x':'a'}}",
        '{"x":' + "[" * 100_000,
        f'{{{AT}, "x":01}}',
        f'{{{AT}, "x":.5}}',
    ]
    table = lines(tmp_path, good, "", "  ", *wrong, good)
    count, samples = named(table)["unreadable-row"]
    assert count == len(wrong)
    assert [row.number for row in table.rows] == [1, len(wrong) + 2]
    assert samples[0] == (2, good[:-4])
    assert all(len(text) <= 80 for _, text in samples)
    # A key that nobody reads may come twice.
    assert texts(lines(tmp_path, f'{{{AT}, "x":"a", "y":1, "y":2}}')) == ["a"]


def test_lists(tmp_path: Path) -> None:
    scoped = outages(more=(FieldOf(name="part", type="text"),), scope="part")
    row = '{"start":"2026-03-01T00:00:00Z","end":null,"part":%s}'
    table = read(
        scoped,
        file(tmp_path, row % '["a"," b ","",null,"a"]' + "\n" + row % "[]" + "\n" + row % '"c"', "t.jsonl"),
    )
    assert [(each.number, each.scope) for each in table.rows] == [(1, "a"), (1, "b"), (3, "c")]
    assert "row-without-scope" in named(table)
    mapped = read(scoped, file(tmp_path, row % '["x","a"]', "t.jsonl", values={"part": {"x": "b"}}))
    assert [each.scope for each in mapped.rows] == ["b", "a"]
    parted = read(scoped, file(tmp_path, row % '["a|b","c"]', "t.jsonl", separator="|"))
    assert [each.scope for each in parted.rows] == ["a", "b", "c"]
    for value in ("{}", '[["a"]]', '[{"b":1}]'):
        with pytest.raises(UnreadableData, match="parts of its own in `part` of row 1"):
            read(scoped, file(tmp_path, row % value, "t.jsonl"))


@pytest.mark.parametrize("value", ['{"a":1}', "[1]", "[]"])
def test_nested_values_are_refused_with_their_place(tmp_path: Path, value: str) -> None:
    with pytest.raises(
        UnreadableData, match=r"t\.jsonl has a (list|value with parts of its own) in `x` of row 2"
    ):
        lines(tmp_path, f'{{{AT}, "x":1}}', f'{{{AT}, "x":{value}}}')


OTHERS = {
    "": ("is empty", "Write one object a line"),
    "\n\n": ("is empty", "Write one object a line"),
    f"[{{{AT}}}]": ("is a list of JSON", "jq -c '.[]'"),
    "{\n  " + AT + "\n}": ("its first line is no whole object", "jq -c ."),
    "at,x\n1,2\n": ("its first line is no object", "name it .csv"),
    "\ufeffat": ("its first line is no object", "name it .csv"),
    "PAR1xxxx": ("is Parquet, not text", "Name it .parquet"),
}


@pytest.mark.parametrize("content", OTHERS)
def test_files_that_are_something_else(tmp_path: Path, content: str) -> None:
    said, hint = OTHERS[content]
    with pytest.raises(UnreadableData, match=r"t\.jsonl") as caught:
        read(one_field("text"), file(tmp_path, content, "t.jsonl"))
    assert said in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe{", "UTF-16"),
        (b'{"at": "\xe4"}', "not UTF-8: byte 8"),
        (b"\0\1\2", "NUL"),
        (b"{" + b"x" * (2 << 20), "line of more"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableData, match=said):
        read(one_field("text"), file(tmp_path, content, "t.jsonl"))


def test_packed_files(tmp_path: Path) -> None:
    packed = gzip.compress((f'{{{AT}, "x":"a"}}\n' * 5000).encode())
    assert len(read(one_field("text"), file(tmp_path, packed, "t.jsonl.gz")).rows) == 5000
    with pytest.raises(UnreadableData, match="cut off"):
        read(one_field("text"), file(tmp_path, packed[: len(packed) // 2], "t.jsonl.gz"))
    with pytest.raises(UnreadableData, match="compressed with gzip"):
        read(one_field("text"), file(tmp_path, packed, "t.jsonl"))
    with pytest.raises(UnreadableData, match="can't be read"):
        read(one_field("text"), file(tmp_path, f"{{{AT}}}", "t.jsonl.gz"))


def test_csv_that_is_json_lines(tmp_path: Path) -> None:
    with pytest.raises(UnreadableData, match=r"It seems to be JSON lines: name it \.jsonl"):
        read(one_field("text"), file(tmp_path, f'{{{AT}, "x": 1}}\n'.replace('"', ""), "t.csv"))


PIECES = st.sampled_from(
    (
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\n",
        " ",
        AT,
        '"x"',
        '"x":',
        "1",
        "0.5",
        "true",
        "null",
        '"',
        "\\",
        "\\u0000",
        "ü",
        "\0",
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
def test_any_text_ends_in_rows_or_one_message(tmp_path: Path, content: str, begun: bool) -> None:
    content = f'{{{AT},"x":1}}\n' * begun + content
    try:
        table = read(one_field("text"), file(tmp_path, content, "t.jsonl"))
    except UnreadableData:
        return
    left = sum(each.count for each in table.findings if each.name in ("unreadable-row", "row-without-field"))
    assert table.facts.rows == table.facts.used + left
