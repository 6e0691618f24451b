"""Which files a path, a pattern or a folder names, in which order, and what is refused of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sladsl.data.binding import TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.files import binding_from_flags
from sladsl.data.kinds import files_of, kind_of
from sladsl.data.origins import Origins, origins_of, placed
from sladsl.data.reading import read_table
from sladsl.outcome.measured import DataFinding
from tests.data.tables import one_field, us
from tests.ordinary_user import ordinary_user


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def touch(folder: Path, *names: str, text: str = "at,x\n2026-03-01T00:00:00Z,yes\n") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", "text"),
        ("A.CSV", "text"),
        ("a.csv.gz", "text"),
        ("a.tsv", "text"),
        ("a.parquet", "parquet"),
        ("part-0.snappy.parquet", "parquet"),
        ("a.jsonl", "lines"),
        ("a.ndjson.gz", "lines"),
        ("a.json", "document"),
        ("a.xlsx", "workbook"),
        ("a.log", None),
        ("csv", None),
        ("a.parquet.tmp", None),
    ],
)
def test_kinds(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_files_come_in_the_order_of_their_paths(folder: Path) -> None:
    touch(folder, "b/x.csv", "a/2.csv", "a/10.csv", "a-b/x.csv", "a/.hidden.csv")
    found = files_of("*/*.csv")
    # Folder by folder, not letter by letter through the signs between them.
    assert found.paths == ("a/10.csv", "a/2.csv", "a-b/x.csv", "b/x.csv")
    assert found.names == found.paths
    assert files_of("a").paths == ("a/10.csv", "a/2.csv")
    assert files_of("a").names == ("10.csv", "2.csv")
    assert files_of("**/*.csv").paths == found.paths
    assert files_of(str(folder / "**")).names == found.paths


def test_one_file_has_no_name_to_tell(folder: Path) -> None:
    touch(folder, "a.csv", "d/_SUCCESS", "d/part.csv", "d/.part.csv.crc", "what.log")
    for path in ("a.csv", "d", "a*", "[a].csv", "what.log"):
        assert files_of(path).names == ("",)
    assert files_of("what.log").kind == "text"


def test_a_name_with_signs_of_a_pattern_is_one_file(folder: Path) -> None:
    touch(folder, "a*.csv", "ab.csv", "x[1].csv")
    assert files_of("a*.csv").paths == ("a*.csv",)
    assert files_of("x[1].csv").paths == ("x[1].csv",)
    assert files_of("a?.csv").paths == ("a*.csv", "ab.csv")


REFUSED = {
    "gone.csv": ("There is no file gone.csv.", "Correct the name"),
    "gone-*.csv": ("No file matches 'gone-*.csv'.", "The folder holds: `a.csv.zip`"),
    "goen*": ("No file matches 'goen*'.", ""),
    "nowhere/*.csv": ("there is no folder nowhere", "Correct the pattern"),
    "empty": ("The folder empty holds no file.", "Put the files there"),
    "notes": ("The folder notes holds no file.", ""),
    "mixed": ("several kinds. CSV: `a.csv`, `c.csv`; Parquet: `b.parquet`.", "like '*.csv'"),
    "mixed/*": ("several kinds. CSV: `a.csv`, `c.csv`; Parquet: `b.parquet`.", "like '*.csv'"),
    "strange": ("holds files that are no table: `README.md`.", "like 'strange/*.jsonl'"),
    "deep": ("holds folders: `2026-01`.", "like 'deep/*/*.jsonl'"),
    "dee*": ("matches folders: `deep`.", "like 'dee*/*"),
    "a.parquet.gz": ("is Parquet packed once more", "Unpack it"),
    "a.csv.zip": ("is packed in a way that can't be read", "gzip"),
    "a.xls": ("is of a kind that can't be read", "xlsx or CSV"),
    "a\0b": ("holds a NUL", "Correct the name"),
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_no_table(folder: Path, path: str) -> None:
    (folder / "empty").mkdir()
    touch(folder, "notes/_SUCCESS", "mixed/a.csv", "mixed/b.parquet", "mixed/c.csv", "deep/2026-01/a.jsonl")
    touch(folder, "strange/a.jsonl", "strange/README.md")
    touch(folder, "a.parquet.gz", "a.csv.zip", "a.xls")
    message, hint = REFUSED[path]
    with pytest.raises(UnreadableData) as caught:
        files_of(path)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.hint


def test_a_folder_that_may_not_be_read(folder: Path) -> None:
    (folder / "secret").mkdir(mode=0)
    with ordinary_user(), pytest.raises(UnreadableData, match="can't be read: Permission denied"):
        files_of("secret")


# ---- rows of several files


def test_rows_are_counted_in_each_file(folder: Path) -> None:
    touch(folder, "a.csv", text="at,x\n2026-03-01T00:00:00Z,maybe\n2026-03-01T00:01:00Z,yes\n")
    touch(folder, "b.csv", text="x,at\n")
    touch(folder, "c.csv", text="x,at\nnever,2026-03-01T00:02:00Z\n1,2,3\n")
    table = read_table(one_field("yes or no"), TableFile(source="checks", path="*.csv"), us("2027-01-01"))
    assert (table.facts.rows, table.facts.used) == (4, 3)
    assert [row.number for row in table.rows] == [1, 2, 3]
    found = {each.name: each for each in placed(table.findings, {"checks": table.origins})}
    assert found["bad-yes-or-no"].samples == ((1, "maybe"), (1, "never"))
    assert found["bad-yes-or-no"].files == ("a.csv", "c.csv")
    assert found["ragged-row"].samples == ((2, "3 cells, the header has 2"),)
    assert found["ragged-row"].files == ("c.csv",)


def test_a_file_without_the_column_is_named(folder: Path) -> None:
    touch(folder, "a.csv")
    touch(folder, "b.csv", text="at,y\n")
    with pytest.raises(UnreadableData, match=r"b\.csv has no column `x`\. .*Columns of the file: `at`, `y`"):
        read_table(one_field("yes or no"), TableFile(source="checks", path="*.csv"), None)


def test_keys_are_compared_across_files(folder: Path) -> None:
    touch(folder, "a.csv", "b.csv", text="at,x\n2026-03-01T00:00:00Z,7\n")
    keyed = one_field("text", holds="intervals", key="x")
    table = read_table(keyed, TableFile(source="checks", path="*.csv"), None)
    (found,) = placed(table.findings, {"checks": table.origins})
    assert (found.name, found.samples, found.files) == ("duplicate-key", ((1, "7"),), ("b.csv",))


def test_places() -> None:
    origins = origins_of(("a", "b", "c"), (2, 0, 3))
    assert [origins.place(number) for number in (1, 2, 3, 5)] == [("a", 1), ("a", 2), ("c", 1), ("c", 3)]
    assert origins.place(0) == ("", 0)
    assert origins_of(("",), (9,)).place(7) == ("", 7)
    finding = DataFinding(
        name="n", severity="error", source="s", message="", count=1, rule="", samples=((3, "x"),)
    )
    assert placed((finding,), {"s": origins})[0].files == ("c",)
    assert placed((finding,), {"other": origins}) == (finding,)
    assert placed((finding,), {"s": Origins()}) == (finding,)


# ---- flags


def test_flags_take_patterns_and_folders(folder: Path) -> None:
    touch(folder, "logs/a.csv", "logs/b.csv")
    for path in ("logs/*.csv", "logs"):
        binding, errors = binding_from_flags([f"checks={path}"])
        assert errors == ()
        assert binding.tables["checks"] == TableFile(source="checks", path=path)


@pytest.mark.parametrize(
    ("flags", "message", "hint"),
    [
        (["checks=gone/*.csv"], "there is no folder gone", "Correct the pattern"),
        (["checks=a.csv", "checks=b.csv"], "`checks` is bound to 2 files: `a.csv`, `b.csv`.", "in quotes"),
        (["source.fees=a.csv", "source.fees=b.csv"], "`source.fees` is bound to 2 files", "in quotes"),
        (
            ["checks=a.csv,b.csv"],
            "The file 'a.csv,b.csv' of [source.checks] doesn't exist.",
            "with a pattern",
        ),
        (["levels=*.xlsx"], "No file matches '*.xlsx'.", "The folder holds"),
        (["levels=empty"], "The file 'empty' of [levels] doesn't exist.", "put the file there"),
    ],
)
def test_flags_that_surprise(folder: Path, flags: list[str], message: str, hint: str) -> None:
    touch(folder, "a.csv", "b.csv", "logs/a.csv")
    _, errors = binding_from_flags(flags)
    assert len(errors) == 1
    assert message in errors[0].message
    assert hint in errors[0].hint


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("logs", "logs is a folder, and nothing says of what. Write --data checks=logs"),
        ("*.csv", "*.csv is a pattern, and nothing says of what. Write --data 'checks=*.csv'"),
        ("a.parquet", "a.parquet is a table, and nothing says of what. Write --data checks=a.parquet"),
        ("a.xlsx", "a.xlsx is a table, and nothing says of what. Write --data levels=a.xlsx"),
    ],
)
def test_a_table_in_the_place_of_a_data_toml(folder: Path, path: str, said: str) -> None:
    touch(folder, "logs/a.csv", "a.csv", "a.parquet", "a.xlsx")
    _, errors = binding_from_flags([], path)
    assert [f"{each.message} {each.hint}"[: len(said)] for each in errors] == [said]


def test_the_same_file_twice_is_no_mistake(folder: Path) -> None:
    touch(folder, "a.csv")
    assert binding_from_flags(["checks=a.csv", "checks=a.csv", "checks.zone=UTC"])[1] == ()


def test_a_pipe_is_refused_instead_of_waited_for(folder: Path) -> None:
    touch(folder, "logs/a.csv", "rest/a.csv")
    os.mkfifo("logs/b.csv")
    for path in ("logs/b.csv", "logs", "logs/*.csv", "**/b.csv", "/dev/zero"):
        with pytest.raises(UnreadableData, match="is a pipe or a device") as refused:
            files_of(path)
        assert "into a file" in refused.value.hint
    assert [each.message for each in binding_from_flags(["checks=logs/b.csv"])[1]] == [
        "The file 'logs/b.csv' of [source.checks] is a pipe or a device."
    ]
    assert files_of("rest/*.csv").paths == ("rest/a.csv",)


def test_a_file_with_several_names_counts_once(folder: Path) -> None:
    touch(folder, "logs/2026-02.csv", "logs/2026-03.csv")
    os.symlink("2026-02.csv", "logs/first.csv")
    os.symlink("..", "logs/up")  # logs/up/logs/up/…
    assert files_of("logs/*.csv").paths == ("logs/2026-02.csv", "logs/2026-03.csv")
    assert files_of("**/*.csv").paths == ("logs/2026-02.csv", "logs/2026-03.csv")
    os.unlink("logs/up")
    assert files_of("logs").paths == ("logs/2026-02.csv", "logs/2026-03.csv")
    os.symlink("nowhere.csv", "logs/broken.csv")
    assert "logs/broken.csv" in files_of("logs").paths, "what a link fails to lead to is told when it is read"
