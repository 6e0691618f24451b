"""Lengths of time as reports have them: what is read, to which step it is told, and what has two readings or none."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sladsl.data.binding import LevelsFile
from sladsl.data.lengths import read_length
from sladsl.data.levels import read_levels
from sladsl.data.promised import Promised
from sladsl.outcome.given import ReportedLevel
from sladsl.values.duration import DAY, HOUR, MINUTE, SECOND
from tests.data.tables import named

LONG = {"A": Promised(percent=False, length=4 * HOUR)}
SHORT = {"A": Promised(percent=False, length=15 * MINUTE)}


@pytest.mark.parametrize(
    ("text", "us", "step"),
    [
        ("5 hours", 5 * HOUR, HOUR),
        ("5 h", 5 * HOUR, HOUR),
        ("5h", 5 * HOUR, HOUR),
        ("300 minutes", 5 * HOUR, MINUTE),
        ("4.25 hours", 4 * HOUR + 15 * MINUTE, HOUR // 100),
        ("4,5 Std.", 4 * HOUR + 30 * MINUTE, HOUR // 10),
        ("4 h 30 min", 4 * HOUR + 30 * MINUTE, MINUTE),
        ("4h30m", 4 * HOUR + 30 * MINUTE, MINUTE),
        ("2 d 3 h", 2 * DAY + 3 * HOUR, HOUR),
        ("1 hour, 2 minutes", HOUR + 2 * MINUTE, MINUTE),
        ("12 min 05 s", 12 * MINUTE + 5 * SECOND, SECOND),
        ("250 ms", 250_000, 1000),
        ("1 200 minutes", 1200 * MINUTE, MINUTE),
        ("5:00:00", 5 * HOUR, SECOND),
        ("29:30:15", 29 * HOUR + 30 * MINUTE + 15 * SECOND, SECOND),
        ("0:00:01.5", 1_500_000, SECOND // 10),
        ("1 day, 5:00:00", 29 * HOUR, SECOND),
        ("0 days 04:00:00", 4 * HOUR, SECOND),
        ("3 Stunden", 3 * HOUR, HOUR),
        ("2 heures", 2 * HOUR, HOUR),
        ("0 min", 0, MINUTE),
    ],
)
def test_read(text: str, us: int, step: int) -> None:
    found, readings = read_length(text, "", 0)
    assert found is not None
    assert (found.us, found.step, readings) == (us, step, "")


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "hours",
        "5 business hours",
        "3 business days",
        "2 months",
        "5 m",
        "-5 hours",
        "30 min 4 h",
        "4 h 4 h",
        "4.5 h 30 min",
        "5 hours late",
        "about 5 hours",
        "5:60",
        "5:00:60",
        "5:0",
        "4 h -",
        "1.0000000001 ms",
        "999999999999 days",
        "5 hours" + " " * 60,
        "",
    ],
)
def test_none(text: str) -> None:
    assert read_length(text, "", HOUR) == (None, "")


def test_two_readings_are_refused_until_somebody_says_which() -> None:
    assert read_length("5:00", "", 0) == (None, "5 h or 5 min")
    assert read_length("1,500 h", "", 0) == (None, "h: 1.5 or 1500")
    of_hours, of_minutes, comma = (
        read_length("5:30", "", HOUR)[0],
        read_length("5:30", "", MINUTE)[0],
        read_length("1,500 h", ",", 0)[0],
    )
    assert of_hours is not None
    assert of_minutes is not None
    assert comma is not None
    assert (of_hours.us, of_hours.step) == (330 * MINUTE, MINUTE)
    assert (of_minutes.us, of_minutes.step) == (330 * SECOND, SECOND)
    assert comma.us == 90 * MINUTE


def csv(folder: Path, *levels: str, **changes: Any) -> LevelsFile:
    rows = "".join(f'2026-{at:02},A,"{level}"\n' for at, level in enumerate(levels, 1))
    (folder / "r.csv").write_text(f"period,objective,level\n{rows}", encoding="utf-8")
    return LevelsFile(path=str(folder / "r.csv"), **changes)


def brief(levels: tuple[ReportedLevel, ...]) -> list[tuple[str, int, str, int]]:
    return [(row.period, int(row.level.value), row.unit, row.step) for row in levels]


def test_a_clock_is_hours_where_hours_are_promised(tmp_path: Path) -> None:
    levels, findings = read_levels(csv(tmp_path, "5:00", "0:20"), LONG)
    assert brief(levels) == [
        ("2026-01", 5 * HOUR, "duration", MINUTE),
        ("2026-02", 20 * MINUTE, "duration", MINUTE),
    ]
    assert findings == ()
    levels, findings = read_levels(csv(tmp_path, "5:00", "0:20"), SHORT)
    assert levels == ()
    assert named(findings) == {
        "ambiguous-length": (2, ((1, "5:00: 5 h or 5 min"), (2, "0:20: 20 min or 20 s")))
    }
    assert brief(read_levels(csv(tmp_path, "5:00", unit="minutes"), LONG)[0])[0][1] == 5 * MINUTE
    assert brief(read_levels(csv(tmp_path, "5:00", units={"A": "hours"}), SHORT)[0])[0][1] == 5 * HOUR


def test_bare_numbers_count_what_the_binding_says(tmp_path: Path) -> None:
    found = read_levels(csv(tmp_path, "5", "4.5", "300 min", "99%", unit="hours"), LONG)[0]
    assert [(int(row.level.value), row.unit, row.step, row.text) for row in found] == [
        (5 * HOUR, "duration", HOUR, "5 hours"),
        (4 * HOUR + 30 * MINUTE, "duration", HOUR // 10, "4.5 hours"),
        (300 * MINUTE, "duration", MINUTE, "300 min"),
        (99, "percent", 0, "99%"),
    ]
    assert [row.unit for row in read_levels(csv(tmp_path, "5"), LONG)[0]] == ["unsaid"]
    by_objective = csv(tmp_path, "5", unit="percent", units={"A": "minutes"})
    assert brief(read_levels(by_objective, LONG)[0])[0][1] == 5 * MINUTE
    assert named(read_levels(csv(tmp_path, "-5", unit="hours"), LONG)[1]) == {
        "unreadable-level": (1, ((1, "-5"),))
    }


def test_hours_among_minutes_are_told(tmp_path: Path) -> None:
    findings = read_levels(csv(tmp_path, "4 min", "5 min", "6 min", "5 h"), LONG)[1]
    assert named(findings) == {"far-from-others": (1, ((4, "A 2026-04: 5 h"),))}
    assert read_levels(csv(tmp_path, "40 min", "2 h", "6 min"), LONG)[1] == ()


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    cells: list[tuple[Any, str]] = [
        (timedelta(hours=29, minutes=30), "[h]:mm"),
        (time(5, 0), "h:mm"),
        (5.25, '0.00" h"'),
        (5.25, '0.0" min"'),
        (12, '0" tickets"'),
        (3.5, "0.0"),
        ("4 h 30 min", "General"),
    ]
    sheet.append(["period", "objective", "level"])
    for at, (value, shown) in enumerate(cells, 1):
        sheet.append([f"2026-{at:02}", "A", value])
        sheet.cell(at + 1, 3).number_format = shown
    book.save(tmp_path / "r.xlsx")
    levels, findings = read_levels(LevelsFile(path=str(tmp_path / "r.xlsx")), LONG)
    assert [(int(row.level.value), row.unit, row.text) for row in levels] == [
        (29 * HOUR + 30 * MINUTE, "duration", "29:30:00"),
        (5 * HOUR, "duration", "05:00:00"),
        (315 * MINUTE, "duration", "5.25 h"),
        (318 * SECOND, "duration", "5.3 min"),
        (12, "unsaid", "12"),
        (3, "unsaid", "3.5"),
        (270 * MINUTE, "duration", "4 h 30 min"),
    ]
    assert [each.name for each in findings] == ["shown-rounded", "far-from-others"]


def test_objects_in_memory() -> None:
    of: list[dict[str, Any]] = [{"period": "2026-01", "objective": "A", "level": timedelta(hours=5)}]
    assert brief(read_levels(LevelsFile(path="", data=of), LONG)[0]) == [
        ("2026-01", 5 * HOUR, "duration", SECOND)
    ]
    of = [
        {"period": "2026-02", "objective": "A", "level": "5 h"},
        {"period": "2026-03", "objective": "A", "level": 5},
    ]
    assert brief(read_levels(LevelsFile(path="", data=of), LONG)[0]) == [
        ("2026-02", 5 * HOUR, "duration", HOUR),
        ("2026-03", 5, "unsaid", 0),
    ]
