"""`data.toml` and flags: what they mean, and that every mistake in them is told at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sladsl.data.binding import Binding, ClaimsFile, FeesFile, LevelsFile, TableFile
from sladsl.data.files import LARGEST, binding_from_flags, load_binding
from tests.data.tables import us

WHOLE = """
[source.checks]
file = "checks.csv"
zone = "Europe/Berlin"
separator = "|"
delimiter = ";"
covers = "2026-01-01 to 2026-03-31"
columns = { start = "downtime_start", end = "downtime_end" }
values = { ok = { up = "yes", down = "no" } }
units = { latency = "ms" }
[levels]
file = "report.xlsx"
sheet = "Availability"
columns = { period = "Month", objective = "KPI", level = "Result", scope = "Region" }
objective = "Availability"
names = { "Portal availability %" = "Availability" }
unit = "percent"
[fees]
file = "fees.csv"
currency = "EUR"
[claims]
file = "sub/claims.csv"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name in ("checks.csv", "report.xlsx", "fees.csv", "sub/claims.csv", "data.csv"):
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    return tmp_path


def load(
    folder: Path, text: str | bytes, *flags: str, zones: dict[str, str] | None = None
) -> tuple[Binding, list[str]]:
    path = folder / "data.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    binding, errors = binding_from_flags(flags, str(path), zones)
    assert all(each.hint or "zone" in each.message for each in errors)
    return binding, [f"{each.message} {each.hint}" for each in errors]


def test_everything(folder: Path) -> None:
    binding, errors = load(folder, "\ufeff" + WHOLE.replace("\n", "\r\n"))
    assert errors == []
    assert binding == Binding(
        tables={
            "checks": TableFile(
                source="checks",
                path=str(folder / "checks.csv"),
                columns={"start": "downtime_start", "end": "downtime_end"},
                delimiter=";",
                zone="Europe/Berlin",
                separator="|",
                units={"latency": 1000},
                values={"ok": {"up": "yes", "down": "no"}},
                covers=(us("2025-12-31 23:00"), us("2026-03-31 22:00")),
            )
        },
        levels=(
            LevelsFile(
                path=str(folder / "report.xlsx"),
                sheet="Availability",
                columns={"period": "Month", "objective": "KPI", "level": "Result", "scope": "Region"},
                objective="Availability",
                names={"Portal availability %": "Availability"},
                unit="percent",
            ),
        ),
        fees=(FeesFile(path=str(folder / "fees.csv"), currency="EUR"),),
        claims=(ClaimsFile(path=str(folder / "sub" / "claims.csv")),),
    )
    assert load_binding(str(folder / "data.toml")) == (binding, ())


@pytest.mark.parametrize(
    ("covers", "first", "last"),
    [
        ("2026-03", "2026-03-01", "2026-04-01"),
        ("2026-Q1 to 2026-05", "2026-01-01", "2026-06-01"),
        ("from 2026-03-05", "2026-03-05", ""),
        ("to 2026-03-05", "", "2026-03-06"),
        ("from 2026-03-05 to 2026-03-05", "2026-03-05", "2026-03-06"),
        ("2026-03-05 10:00 to 2026-03-05T11:30", "2026-03-05 10:00", "2026-03-05 11:30"),
        ("2026-03-05 10:00+02:00 to 2026-03-05T11:30Z", "2026-03-05 08:00", "2026-03-05 11:30"),
    ],
)
def test_covers(folder: Path, covers: str, first: str, last: str) -> None:
    text = f'[source.checks]\nfile = "checks.csv"\ncovers = "{covers}"\n'
    binding, errors = load(folder, text, zones={"checks": "UTC"})
    assert errors == []
    assert binding.tables["checks"].covers == (us(first) if first else None, us(last) if last else None)


@pytest.mark.parametrize(
    ("covers", "message"),
    [
        ("2026-03-31 to 2026-03-01", "ends before it begins"),
        ("March", "has no time in 'March'"),
        ("2026-03-01 to", "has no time in '2026-03-01 to'"),
        ("to ", "has no time in 'to'"),
        ("2026-02-30 to 2026-03-01", "has no time in '2026-02-30'"),
    ],
)
def test_covers_that_cannot_be_read(folder: Path, covers: str, message: str) -> None:
    text = f'[source.checks]\nfile = "checks.csv"\ncovers = "{covers}"\n'
    binding, errors = load(folder, text, zones={"checks": "UTC"})
    assert len(errors) == 1
    assert message in errors[0]
    assert binding.tables["checks"].covers != ("", "")


def test_days_that_are_covered_need_a_zone(folder: Path) -> None:
    _, errors = load(folder, '[source.checks]\nfile = "checks.csv"\ncovers = "from 2026-03-01"\n')
    assert errors == [
        '`covers` of [source.checks] needs a zone. Add zone = "Europe/Berlin", or write times with Z.'
    ]


def test_all_mistakes_at_once(folder: Path) -> None:
    text = """
[sources.checks]
file = "checks.csv"
[source.checks]
fiel = "checks.csv"
[source.a]
file = "gone.csv"
zone = "CEST"
delimiter = ";;"
units = { latency = "msec", other = "s" }
[source.b]
file = "sub"
columns = { start = 1 }
values = { ok = { up = true } }
seperator = "|"
[source.c]
file = 7
[source]
d = "checks.csv"
[levels]
file = "report.xlsx"
unit = "%"
columns = { perod = "Month" }
[fees]
[claims]
file = "sub/claims.csv"
unit = "percent"
header = 0
"""
    binding, errors = load(folder, text)
    assert list(binding.tables) == ["b"]  # a folder of one table
    assert binding.levels == (LevelsFile(path=str(folder / "report.xlsx"), columns={"perod": "Month"}),)
    assert binding.fees == ()
    assert binding.claims
    for expected in (
        "data.toml has no table `sources`. Did you mean `source`?",
        "[source.checks] has no key `fiel`. Did you mean `file`?",
        "[source.checks] names no file.",
        "gone.csv' of [source.a] doesn't exist.",
        "The zone `CEST` of [source.a] doesn't exist. Did you mean `Europe/Berlin`?",
        "`delimiter` of [source.a] is not one ASCII character.",
        "`columns` of [source.b] is not a table of texts.",
        "`values` of [source.b] is not a table of tables of texts.",
        "[source.b] has no key `seperator`. Did you mean `separator`?",
        "`file` of [source.c] is not text.",
        "`source.d` is not a table.",
        "`unit` of [levels] is '%'.",
        "[levels] has no field `perod`. Did you mean `period`?",
        "[fees] names no file.",
        "[claims] has no key `unit`.",
        "`header` of [claims] is not the number of a row. Write header = 4.",
    ):
        assert sum(expected in each for each in errors) == 1, (expected, errors)
    assert len(errors) == 16


def test_units_of_time(folder: Path) -> None:
    text = '[source.checks]\nfile = "checks.csv"\nunits = { a = "msec", b = "min", c = "days" }\n'
    binding, errors = load(folder, text)
    assert dict(binding.tables["checks"].units) == {"b": 60_000_000, "c": 86_400_000_000}
    assert errors[0].startswith(
        "`msec` is no unit of time, and no way to write a figure (`a` of [source.checks]). Did you mean `ms`?"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[source.checks\nfile = 1", "data.toml is not TOML: "),
        ("[source.checks]\nfile = checks.csv\n", "(at line 2, column 8)"),
        ("a = 1\na = 2\n", "data.toml is not TOML: Cannot overwrite a value"),
        ("a = " + "1" * 5000, "data.toml is not TOML"),
        ("a = " + "[" * 5000, "nests its tables too deep"),
        (b'a = "\xe4"', "is not UTF-8: byte 5"),
        ("a = 1\0", "data.toml is not TOML"),
        ("# " + "x" * LARGEST, "is larger than 256 KiB"),
        ("source = 1", "`source` is not a table."),
        ("levels = 1", "`levels` is not a table."),
        ("x = 1979-05-27", "has no table `x`"),
    ],
)
def test_no_toml(folder: Path, text: str | bytes, message: str) -> None:
    binding, errors = load(folder, text)
    assert len(errors) == 1
    assert message in errors[0]
    assert binding == Binding()


def test_no_file(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "data.toml", "There is no file"),
        (tmp_path, "is a folder, and nothing says"),
    ):
        _, errors = load_binding(str(path))
        assert [message in each.message for each in errors] == [True]


def test_flags_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    binding, errors = binding_from_flags(
        [
            "checks=checks.csv",
            "checks.start=downtime_start",
            "checks.separator=|",
            "checks.delimiter=tab",
            "checks.units.latency=ms",
            "checks.values.ok.up=yes",
            "checks.columns.zone=tz",
            "levels=report.xlsx",
            "levels.level=Result",
            "levels.names.Portal=Availability",
            "source.fees=data.csv",
        ]
    )
    assert errors == ()
    assert binding.tables["checks"] == TableFile(
        source="checks",
        path="checks.csv",
        columns={"start": "downtime_start", "zone": "tz"},
        separator="|",
        delimiter="\t",
        units={"latency": 1000},
        values={"ok": {"up": "yes"}},
    )
    assert binding.tables["fees"].path == "data.csv"
    assert binding.levels[0] == LevelsFile(
        path="report.xlsx", columns={"level": "Result"}, names={"Portal": "Availability"}
    )


def test_flags_over_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "sub")
    binding, errors = load(folder, WHOLE, "checks.start=from", "checks.delimiter=,", "fees=claims.csv")
    assert errors == []
    assert dict(binding.tables["checks"].columns) == {"start": "from", "end": "downtime_end"}
    assert binding.tables["checks"].delimiter == ","
    assert binding.tables["checks"].path == str(folder / "checks.csv")
    assert binding.fees == (FeesFile(path="claims.csv", currency="EUR"),)


@pytest.mark.parametrize("flag", ["checks", "=x", "checks=", ".a=b", "checks.=x", "", "source.=x"])
def test_no_flags(flag: str) -> None:
    _, errors = binding_from_flags([flag])
    assert [each.message for each in errors] == [f"`{flag}` is no binding."]


def test_flags_that_contradict_the_file(folder: Path) -> None:
    text = '[source.checks]\nfile = "checks.csv"\nvalues = "x"\ncolumns = 1\n'
    _, errors = load(folder, text, "checks.values.ok.up=yes", "checks.start=x", "checks.start.x=y")
    assert len(errors) == 3
    _, errors = load(folder, "source = 1", "checks=" + os.fspath(folder / "checks.csv"))
    assert errors == ["`source` is not a table. Write [source.checks] for each source."]
