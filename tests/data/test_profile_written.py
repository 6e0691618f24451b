"""The text, the JSON and the first data.toml of a profile: true to its facts, and of use as they are."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sladsl.api.profiling import profile
from sladsl.data.binding import Binding, TableFile
from sladsl.data.files import load_binding
from sladsl.data.profile.facts import Month, Times
from sladsl.data.profile.month_lines import about, month_lines
from sladsl.data.profile.to_json import profile_json
from sladsl.data.profile.to_text import profile_text
from sladsl.data.profile.to_toml import first_binding
from sladsl.data.profile.toml_words import toml_comment, toml_key, toml_text
from sladsl.values.duration import DAY, HOUR, MINUTE, SECOND
from tests.data.looks import agreement, csv, jsonl, profiled

TEN = [f"2026-03-01T0{hour}:{minute}0:00Z" for hour in range(3) for minute in range(6)]


def _toml(path: str, tmp_path: Path, of: Any = None, **bound: Any) -> tuple[str, dict[str, Any]]:
    binding = Binding(tables={"checks": TableFile(source="checks", path=path, **bound)})
    found = profile((), of or agreement(), binding)
    text = first_binding(found, binding, str(tmp_path))
    return text, tomllib.loads(text)


# ---- data.toml


def test_what_is_likely_is_written_with_a_question(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "mon.csv",
        "when,Status",
        *(f"{each},{'UP' if at else 'DOWN'}" for at, each in enumerate(TEN)),
    )
    text, found = _toml(path, tmp_path)
    assert found == {
        "source": {
            "checks": {
                "file": "mon.csv",
                "columns": {"at": "when", "ok": "Status"},
                "values": {"ok": {"UP": "yes", "DOWN": "no"}},
            }
        }
    }
    assert text.count("# likely: is it so?") == 4


def test_what_was_written_binds_and_leaves_nothing_to_do(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "mon.csv",
        "when;Status",
        *(f"{each};{'UP' if at else 'DOWN'}" for at, each in enumerate(TEN)),
    )
    text, _ = _toml(path, tmp_path, delimiter=";")
    (tmp_path / "data.toml").write_text(text, encoding="utf-8")
    binding, errors = load_binding(str(tmp_path / "data.toml"))
    assert errors == ()
    (table,) = profile((), agreement(), binding).tables
    assert (table.advice, table.delimiter) == ((), ";")


def test_a_zone_that_nobody_knows_is_a_question(tmp_path: Path) -> None:
    path = csv(tmp_path / "mon.csv", "at,ok", "2026-03-01 00:00,yes")
    text, found = _toml(path, tmp_path)
    assert "zone" not in found["source"]["checks"]
    assert '# zone = "Europe/Berlin"   # the times of at name no zone: which is it?' in text


def test_what_is_bound_already_is_kept(tmp_path: Path) -> None:
    path = csv(tmp_path / "mon.csv", "t,s,lat_ms", *(f"{each},up,3" for each in TEN))
    text, found = _toml(
        path,
        tmp_path,
        agreement("ok: yes or no   latency: duration"),
        columns={"at": "t", "ok": "s", "latency": "lat_ms"},
        values={"ok": {"up": "yes"}},
        units={"latency": 1_000},
        zone="Asia/Tokyo",
    )
    assert found["source"]["checks"] == {
        "file": "mon.csv",
        "zone": "Asia/Tokyo",
        "columns": {"at": "t", "ok": "s", "latency": "lat_ms"},
        "units": {"latency": "ms"},
        "values": {"ok": {"up": "yes"}},
    }
    assert "likely" not in text


def test_what_is_missing_is_a_comment(tmp_path: Path) -> None:
    text, found = _toml(csv(tmp_path / "m.csv", "a,b", "1,2"), tmp_path)
    assert found["source"]["checks"] == {"file": "m.csv", "columns": {}}
    assert '# at = "…"   # time: which column is it?' in text
    assert '# ok = "…"   # yes or no: which column is it?' in text


def test_what_records_cover_is_a_comment(tmp_path: Path) -> None:
    path = csv(tmp_path / "m.csv", "opened,closed", "2026-03-01T00:00Z,2026-03-01T00:01Z")
    text, _ = _toml(path, tmp_path, agreement("opened: time   closed: time", "records"))
    assert '# covers = "2026-03-01 to 2026-03-01"' in text


@pytest.mark.parametrize("name", ["a b.csv", 'q"uote.csv', "ünï.csv", "x'y.csv", "back\\slash.csv"])
def test_any_name_of_a_file_comes_out_whole(name: str, tmp_path: Path) -> None:
    path = csv(tmp_path / name, "at,ok", f"{TEN[0]},yes")
    _, found = _toml(path, tmp_path)
    assert found["source"]["checks"]["file"] == name


@pytest.mark.parametrize(
    "value", ['say "up"', "new\u2028line", "tab\tbed", "# no comment", "]", "\\", "\x7f"]
)
def test_any_value_comes_out_whole(value: str, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "m.jsonl", *({"at": each, "ok": value} for each in TEN))
    text, found = _toml(path, tmp_path, values={"ok": {value: "yes"}})
    assert found["source"]["checks"]["values"]["ok"] == {value: "yes"}
    assert text.isprintable() or "\n" in text


def test_without_an_agreement_a_table_has_the_name_of_its_file(tmp_path: Path) -> None:
    paths = [csv(tmp_path / name, "a,b", "1,2") for name in ("Export of March.csv", "checks.csv.gz", "x.csv")]
    sub = tmp_path / "sub"
    sub.mkdir()
    paths.append(csv(sub / "x.csv", "a,b", "1,2"))
    found = tomllib.loads(first_binding(profile(paths), Binding(), str(tmp_path)))
    assert list(found["source"]) == ["Export_of_March", "checks", "x", "x_2"]
    assert found["source"]["x_2"]["file"] == "sub/x.csv"


@pytest.mark.parametrize(
    ("text", "key"), [("at", "at"), ("a b", '"a b"'), ("", '""'), ("ä", '"ä"'), ("a-b_1", "a-b_1")]
)
def test_keys(text: str, key: str) -> None:
    assert toml_key(text) == key
    assert tomllib.loads(f"{key} = 1") == {text: 1}


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "\x00", "plain"])
def test_comments_stay_on_their_line(text: str) -> None:
    assert tomllib.loads(toml_comment(text) + "\nx = 1") == {"x": 1}


@pytest.mark.parametrize("text", ['"', "\\", "\n", "\x7f", "é", "\U0001f600"])
def test_texts(text: str) -> None:
    assert tomllib.loads(f"x = {toml_text(text)}") == {"x": text}


# ---- text


def test_the_text_of_a_good_table(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", "at,ok", *(f"{each},yes" for each in TEN))
    text = profile_text(profiled(path, agreement()))
    assert text.endswith("\nNothing stands in the way of an evaluation.\n")
    assert "No gaps." in text
    assert "In order, no instant twice." in text


def test_what_to_do_comes_in_order_of_need(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "c.csv", "at,ok", "2026-03-01 00:00,up", "2026-03-01 03:00,up", "2026-03-01 06:00,up"
    )
    text = profile_text(profiled(path, agreement(holds="samples   every: 1 minute")))
    zone, words, every = (
        text.index(each) for each in ("Say the zone", "not read as yes or no", "Check `every`")
    )
    assert max(zone, words) < every


def test_texts_of_data_move_no_cursor(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", "a\x1b[2J,b", "x\x1b[31mred,1")
    assert "\x1b" not in profile_text(profiled(path))


def test_long_texts_are_cut(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", f"{'n' * 300},b", f"{'x' * 5000},1")
    text = profile_text(profiled(path))
    assert max(map(len, text.split("\n")[1:])) <= 80
    assert len(text) < 3_000


def test_a_file_that_cannot_be_read_is_told_beside_the_others(tmp_path: Path) -> None:
    good = csv(tmp_path / "c.csv", "at,ok", f"{TEN[0]},yes")
    text = profile_text(profile([str(tmp_path / "none.csv"), good]))
    assert "There is no file" in text
    assert "c.csv" in text


def test_reported_levels_are_read_as_an_evaluation_reads_them(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sladsl.api import load

    monkeypatch.chdir(root)
    read = load("examples/reported/agreement.sla")
    binding, _ = load_binding("examples/reported/data.toml")
    text = profile_text(profile((), read.agreement, binding))
    assert "6 rows read, 2026-01 to 2026-03." in text


@pytest.mark.parametrize(
    ("us", "text"),
    [
        (3 * DAY + 5 * HOUR + 7 * MINUTE, "3 d 5 h"),
        (HOUR + 38 * MINUTE + 35 * SECOND, "1 h 38 min"),
        (59 * MINUTE + 1, "59 min"),
        (1_234_567, "1.2 s"),
        (341_000, "341 ms"),
        (0, "0 s"),
    ],
)
def test_lengths_without_what_nobody_reads(us: int, text: str) -> None:
    assert about(us) == text


def _months(count: int, rows: int = 5, share: Any = None) -> Times:
    months = tuple(
        Month(label=f"{2024 + at // 12}-{at % 12 + 1:02}", rows=rows if at != 2 else 0, share=share)
        for at in range(count)
    )
    return Times(column="at", zone="UTC", placed=True, first=0, last=1, backward=0, twice=0, months=months)


def test_few_months_have_a_line_each_and_many_a_grid() -> None:
    assert len(month_lines(_months(5))) == 1 + 1 + 5
    grid = month_lines(_months(30))
    assert len(grid) == 1 + 1 + 3
    assert grid[1].split()[:3] == ["Rows", "Jan", "Feb"]
    assert grid[2].split()[:4] == ["2024", "5", "5", "-"]
    assert max(map(len, month_lines(_months(30, 123_456)))) <= 80


def test_a_share_that_is_not_whole_does_not_say_so() -> None:
    from fractions import Fraction

    lines = month_lines(_months(3, share=Fraction(99_999, 100_000)))
    assert "99.99%" in lines[2]
    assert "100%" in month_lines(_months(3, share=Fraction(1)))[2]


# ---- JSON


def test_json_has_the_facts(tmp_path: Path) -> None:
    path = csv(tmp_path / "c.csv", "at,ok", *(f"{each},yes" for each in (*TEN[:6], *TEN[9:])))
    found = json.loads(profile_json(profiled(path, agreement())))
    assert found["format"] == "sladsl.data/1"
    (table,) = found["tables"]
    assert table["source"] == "checks"
    assert table["times"]["first"] == TEN[0]
    assert table["times"]["longest"] == [{"start": TEN[5], "end": TEN[9], "series": ""}]
    assert [each["name"] for each in table["fields"]] == ["at", "ok"]


def test_json_has_no_floats(tmp_path: Path) -> None:
    def refuse(text: str) -> Any:
        raise AssertionError(text)

    path = csv(tmp_path / "c.csv", "at,ok", *(f"{each},yes" for each in TEN))
    json.loads(profile_json(profiled(path, agreement())), parse_float=refuse)
