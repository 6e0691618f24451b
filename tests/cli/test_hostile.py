"""Files as they should not be: each is refused or found wrong in one message, at once, and nothing is half written."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from tests.cli.run import Done, refused, run
from tests.ordinary_user import ordinary_user

SMALL = """\
sla Small "Small" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party A "A" { role: provider }   party B "B" { role: customer }
  interpretation { partial minutes: exact   overlapping outages: once   level rounding: none }
  service S "S" { hours: always }
  source outages "Outages" {
    holds: intervals   of: S
    fields { note: text }
    collected: automatically   collected by: A
  }
  metric U "Uptime" { of: S   measure: uptime from outages   controlled by: A }
  objective O "Uptime" { A ensures U at least 99.9% each month }
}
"""
HEAD = "start,end,note\n"
GOOD = HEAD + "2026-01-05T10:00Z,2026-01-05T11:00Z,a\n"


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    path = tmp_path / "small.sla"
    path.write_text(SMALL)
    return path


def on(agreement: Path, content: bytes | str, name: str = "outages.csv") -> list[str]:
    data = agreement.parent / name
    data.write_bytes(content if isinstance(content, bytes) else content.encode())
    return ["evaluate", str(agreement), "--data", f"outages={data}", "--as-of", "2026-03-01"]


def findings(done: Done) -> str:
    assert (done.code, done.err) == (0, ""), done
    return done.out


# ---- agreements


@pytest.mark.parametrize("command", ["check", "evaluate", "render"])
def test_files_that_are_no_text(command: str, tmp_path: Path) -> None:
    refused([command, str(tmp_path / "none.sla")], "There is no file")
    refused([command, str(tmp_path)], "is a folder")
    binary, latin = tmp_path / "binary.sla", tmp_path / "latin.sla"
    binary.write_bytes(bytes(range(256)))
    refused([command, str(binary)], "zero bytes")
    latin.write_bytes(b"# caf\xe9")
    refused([command, str(latin)], "not UTF-8", "line 1, byte 6")
    loop = tmp_path / "loop.sla"
    loop.symlink_to(loop)
    refused([command, str(loop)], "can't be read")


def test_a_file_that_may_not_be_read(agreement: Path) -> None:
    agreement.chmod(0)
    with ordinary_user():
        refused(["check", str(agreement)], "Permission denied")


@pytest.mark.parametrize("size", [1_600_000, 20_000_000])
def test_an_oversized_agreement_is_refused_at_once(size: int, tmp_path: Path) -> None:
    large = tmp_path / "large.sla"
    large.write_text("x" * size)
    begin = time.monotonic()
    done = run(["check", str(large)])
    assert time.monotonic() - begin < 2
    assert done.code in (1, 2)
    assert "too large" in done.out + done.err or "the most is" in done.out
    assert run(["check", "-"], b"x" * size).code == done.code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# only a comment",
        "{" * 20_000,
        "}" * 20_000,
        "sla A " * 2_000,
        "sla A { objective O {",
        'sla A "' + "x" * 100_000,
        'sla A { version: """',
        "sla A { cap: " + "9" * 1_000_000 + " EUR per month }",
        "sla A { metric M { where: " + "(" * 5_000 + " } }",
        "sla A { metric M { where: " + "not " * 5_000 + "x } }",
        "sla A { effective: 99999-99-99 }",
        "\u202esla A { }",
        "sla \U0001f600 { }",
        "sla A { \x1b[2J\x07 }",
    ],
    ids=range(16),
)
def test_broken_agreements_have_findings(text: str) -> None:
    begin = time.monotonic()
    done = run(["check", "-"], text.encode())
    assert time.monotonic() - begin < 10
    assert (done.code, done.err) == (1, "")
    assert "\x1b" not in done.out
    refused(["evaluate", "-"], "has no meaning yet", stdin=text.encode())


def test_windows_line_ends_and_byte_order_mark_change_nothing(agreement: Path) -> None:
    plain = run(["check", str(agreement), "--output-format", "concise"])
    agreement.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert run(["check", str(agreement), "--output-format", "concise"]) == plain
    done = run(on(agreement, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()))
    assert "99.866%" in findings(done)  # 60 of 44,640 minutes


@pytest.mark.parametrize(
    "name", ["with a space.sla", "-dash.sla", "ünï.sla", "new\nline.sla", "esc\x1b[2J.sla", "a;b$(x).sla"]
)
def test_odd_names_of_files(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(SMALL)
    done = run(["check", "--output-format", "concise", "--", name])
    assert done.code in (0, 1)
    assert "\x1b" not in done.out
    assert "\x1b" not in refused(["check", "--", name + "x"], "There is no file")
    data = name.replace(".sla", ".csv")
    Path(data).write_text(GOOD)
    assert "99.866%" in findings(
        run(["evaluate", "--data", f"outages={data}", "--as-of", "2026-03-01", "--", name])
    )


# ---- data


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("from,to\n2026-01-01,2026-01-02\n", "has no column"),
        ("start;end;note\n", "delimiter"),
        ("start,start,end,note\n", "2 columns named"),
        (b"\x00" * 100, "NUL"),
        (b"start,end\n\xff\xfe,\n", "not UTF-8"),
        (HEAD + '2026-01-01Z,"' + "x" * 200_000, "longer than 131,072"),
        (HEAD + '2026-01-01Z,"never closed', "never closed"),
        (HEAD + "x" * 2_000_000, "line of more than"),
        (b"PK\x03\x04", "workbook"),
    ],
    ids=["empty", "columns", "delimiter", "twice", "nul", "latin", "cell", "quote", "line", "xlsx"],
)
@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_data_that_are_no_table(agreement: Path, content: bytes | str, words: str, engine: str) -> None:
    target = agreement.parent / "out.txt"
    refused([*on(agreement, content), "--engine", engine, "-o", str(target)], words)
    assert not target.exists()


def test_files_of_data_that_are_none(agreement: Path) -> None:
    folder = agreement.parent / "folder"
    folder.mkdir()
    refused(["evaluate", str(agreement), "--data", f"outages={folder}"], "holds no file")
    packed = gzip.compress(GOOD.encode() * 1000)
    refused(on(agreement, packed[: len(packed) // 2], "outages.csv.gz"), "cut off")
    refused(on(agreement, b"plain", "outages.csv.gz"), "can't be read")
    refused(on(agreement, packed, "outages.csv"), "compressed with gzip")
    loop = agreement.parent / "loop.csv"
    loop.symlink_to(loop)
    refused(["evaluate", str(agreement), "--data", f"outages={loop}"])


def test_patterns_that_the_shell_took_apart(agreement: Path) -> None:
    for extra in ("outages=b.csv", "logs/b.csv"):
        refused(["evaluate", str(agreement), "--data", "outages=a.csv", extra], "put it into quotes")
    done = run(["evaluate", str(agreement), "more.sla"])
    assert "quotes" not in done.err


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ("2026-01-05T10:00,2026-01-05T11:00Z,a\n", "time-without-zone"),
        ("2026-01-05T11:00Z,2026-01-05T10:00Z,a\n", "end-before-start"),
        ("2026-01-05T10:00Z,2026-01-05T11:00Z,a\n" * 2, "duplicate-row"),
        ("2026-01-05T10:00Z,2026-01-05T11:00Z\n", "ragged-row"),
        ("yesterday,2026-01-05T11:00Z,a\n", "bad-time"),
        (",2026-01-05T11:00Z,a\n", "row-without-field"),
        ("2026-02-28T10:00Z,,a\n", "open-interval"),
        ("2027-01-05T10:00Z,2027-01-05T11:00Z,a\n", "after-as-of"),
    ],
)
@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_bad_rows_are_named_findings(agreement: Path, rows: str, name: str, engine: str) -> None:
    text = SMALL.replace('time zone: "UTC"', "") if name == "time-without-zone" else SMALL
    agreement.write_text(text)
    done = run([*on(agreement, GOOD + rows), "--engine", engine])
    assert f"[{name}]" in findings(done), done.out
    assert "99.866%" in done.out, "the good row counts all the same"


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("outages.units.lasted=ms", ""),
        ("outages.units.lastd=ms", "`units` of [source.outages] names `lastd`"),
        ("outages.values.not.a=b", "`values` of [source.outages] names `not`"),
        ("outages.strat=begin", "`columns` of [source.outages] names `strat`, which is no field"),
        ("outages.region=area", ""),  # of another version of the agreement
    ],
)
def test_names_that_are_nearly_those_of_fields(agreement: Path, flag: str, words: str) -> None:
    agreement.write_text(SMALL.replace("note: text", "note: text   lasted: duration"))
    arguments = [
        *on(agreement, HEAD.replace("\n", ",lasted\n") + "2026-01-05T10:00Z,2026-01-05T11:00Z,a,5\n")
    ]
    if words:
        assert "Did you mean" in refused([*arguments, "--data", flag], words)
    else:
        assert "99.866%" in findings(run([*arguments, "--data", flag]))
