"""Exports with local times: the same statement as with year-month-day, in both engines; an unsaid form is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sladsl.values.time_forms import time_form
from tests.cli.run import refused, run

AGREEMENT = """sla Desk "Service desk" {
  effective: 2026-01-01   time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation {
    missing samples: up   level rounding: none   undecided records: counted as bad   open past due: missed now
    reversed times: count as zero   nothing happened: not assessed   paused time: on the clock
    clock change: elapsed time
  }
  service Shop { hours: always }
  calendar Office { Monday to Friday: 09:00 to 17:00 }
  source tickets {
    holds: records   each: ticket   of: Shop   key: id   collected: automatically
    fields { id: text   opened: time   solved: time   waits: intervals }
  }
  source checks { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no }   collected: automatically }
  metric Uptime { measure: uptime from checks   down when: not ok   controlled by: Nimbus }
  metric Repair {
    of: Shop   measure: opened to solved of tickets   clock: Office, paused while waits
    record belongs to: opened   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Solved { Nimbus ensures Repair of at least 90% of tickets at most 8 hours each month }
}
"""
TICKETS = [
    ("T1", "2026-03-02 09:00", "2026-03-02 16:59:30", "2026-03-02 10:00/2026-03-02 11:30"),
    ("T2", "2026-03-03 13:10", "2026-03-05 08:00", ""),
    ("T3", "2026-03-29 02:30", "2026-03-30 12:00", "2026-03-29 03:00/2026-03-30 09:30; 2026-03-30 11:00/"),
    ("T4", "2026-03-31 11:00", "", "2026-03-31 12:00/"),
]
CHECKS = [
    ("2026-03-29 01:59", "yes"),
    ("2026-03-29 03:00", "no"),
    ("2026-03-29 03:01", "yes"),
    ("2026-03-12 12:00", "no"),
]


def local(text: str, form: str) -> str:
    """A year-month-day in another form, digit by digit."""
    day, _, clock = text.partition(" ")
    year, month, number = day.split("-")
    if form == "Unix seconds":
        from datetime import datetime
        from zoneinfo import ZoneInfo

        return str(int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin")).timestamp()))
    said = form.replace("day", number).replace("month", month).replace("year", year)
    if form == "month/day/year":
        hour, rest = clock[:2], clock[2:]
        return f"{said} {int(hour) % 12 or 12}{rest} {'PM' if int(hour) >= 12 else 'AM'}"
    return f"{said} {clock}"


def folder(path: Path, form: str) -> Path:
    def written(text: str) -> str:
        pieces = [[each.strip() for each in piece.split("/")] for piece in text.split(";")]
        return "; ".join("/".join(local(each, form) if each else "" for each in piece) for piece in pieces)

    def cell(text: str) -> str:
        return text if not text or form == "" else written(text)

    path.mkdir()
    (path / "agreement.sla").write_text(AGREEMENT)
    rows = [f"{key},{','.join(cell(each) for each in times)}" for key, *times in TICKETS]
    (path / "tickets.csv").write_text("\n".join(["id,opened,solved,waits", *rows, ""]))
    rows = [f"{cell(at)},{ok}" for at, ok in CHECKS]
    (path / "checks.csv").write_text("\n".join(["at,ok", *rows, ""]))
    said = f'times = "{form}"\n' if form else ""
    (path / "data.toml").write_text(
        f'[source.tickets]\nfile = "tickets.csv"\ncovers = "2026-03"\nzone = "Europe/Berlin"\n{said}'
        f'[source.checks]\nfile = "checks.csv"\nzone = "Europe/Berlin"\n{said}'
    )
    return path


def usual(path: Path) -> list[str]:
    file, data = str(path / "agreement.sla"), str(path / "data.toml")
    return ["evaluate", file, "--data", data, "--period", "2026-03", "--as-of", "2026-04-10"]


def statement(path: Path, engine: str) -> object:
    done = run([*usual(path), "--engine", engine, "--format", "json"])
    assert done.code in (0, 1), done.err
    found = json.loads(done.out)
    # Where files stand, and what makes a zone's clock skip an hour, are not what is compared.
    return found["statement"]["lines"] if "statement" in found else found["lines"]


FORMS = (
    "day.month.year",
    "day/month/year",
    "month/day/year",
    "year/month/day",
    "day-month-year",
    "Unix seconds",
)


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_times_changes_nothing(form: str, engine: str, tmp_path: Path) -> None:
    plain = folder(tmp_path / "usual", "")
    other = folder(tmp_path / "other", form)
    assert time_form(form) is not None
    assert "2026-03-02" not in (other / "tickets.csv").read_text()
    assert statement(other, engine) == statement(plain, "reference")


def test_without_the_form_they_are_no_times_and_the_finding_says_what_to_write(tmp_path: Path) -> None:
    path = folder(tmp_path / "other", "day.month.year")
    toml = (path / "data.toml").read_text().replace('times = "day.month.year"\n', "")
    (path / "data.toml").write_text(toml)
    for engine in ("reference", "duckdb"):
        done = run([*usual(path), "--engine", engine])
        words = " ".join(done.out.split())
        assert "can't be read as a time. [bad-time]" in words
        assert 'times = "day.month.year"' in words


def test_a_form_that_there_is_not(tmp_path: Path) -> None:
    path = folder(tmp_path / "other", "day.month.year")
    file = str(path / "agreement.sla")
    refused(
        ["evaluate", file, "--data", f"checks={path / 'checks.csv'}", "--data", "checks.times=dd.mm.yyyy"],
        "`times` of [source.checks] is no form of time: 'dd.mm.yyyy'",
        'Write times = "day.month.year".',
    )
    refused(
        ["evaluate", file, "--data", f"checks={path / 'checks.csv'}", "--data", "checks.times=soon"],
        "is no form of time: 'soon'",
        "Unix seconds",
    )
    refused(
        [
            "evaluate",
            file,
            "--data",
            f"checks={path / 'checks.csv'}",
            "--data",
            "checks.times=year-day-month",
        ],
        "nothing tells such a time from year-month-day",
        "year.day.month",
    )


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_starts_and_ends_in_two_columns(engine: str, tmp_path: Path) -> None:
    """The same as one column of intervals, rows without and with an open end among them."""
    plain = folder(tmp_path / "plain", "")
    other = folder(tmp_path / "other", "")
    rows = []
    for key, opened, solved, waits in TICKETS:
        if ";" not in waits:
            start, _, end = waits.partition("/")
            rows.append(f"{key},{opened},{solved},{start},{end}")
    (other / "tickets.csv").write_text("\n".join(["id,opened,solved,from,until", *rows, ""]))
    kept = [line for line in (plain / "tickets.csv").read_text().splitlines() if ";" not in line]
    (plain / "tickets.csv").write_text("\n".join([*kept, ""]))
    toml = (other / "data.toml").read_text()
    (other / "data.toml").write_text(
        toml.replace(
            'file = "tickets.csv"\n', 'file = "tickets.csv"\ncolumns = { waits = ["from", "until"] }\n'
        )
    )
    assert statement(other, engine) == statement(plain, "reference")


HEAD = "id,opened,solved,from,until"


def waits(path: Path, rows: list[str], form: str = "") -> Path:
    """The folder with tickets whose waits are two columns."""
    found = folder(path, form)
    (found / "tickets.csv").write_text("\n".join([HEAD, *rows, ""]))
    toml = (found / "data.toml").read_text()
    (found / "data.toml").write_text(
        toml.replace(
            'file = "tickets.csv"\n', 'file = "tickets.csv"\ncolumns = { waits = ["from", "until"] }\n'
        )
    )
    return found


TOLD = ("joined-row", "duplicate-key", "contradicting-row", "bad-intervals")


def findings(path: Path, engine: str) -> dict[str, tuple[int, list[object]]]:
    found = json.loads(run([*usual(path), "--engine", engine, "--format", "json"]).out)
    said = found.get("statement", found)["findings"]
    return {
        each["name"]: (each["count"], [sample["text"] for sample in each["samples"]])
        for each in said
        if each["source"] == "tickets" and each["name"] in TOLD
    }


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("form", ["", "day/month/year"])
def test_a_ticket_with_a_row_for_each_of_its_waits(
    form: str, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same as all of them in one cell, wherever the other rows of the ticket stand."""
    two = "2026-03-04 10:00/2026-03-04 15:00; 2026-03-05 10:00/2026-03-05 15:00"
    tickets = [*TICKETS, ("T5", "2026-03-04 09:00", "2026-03-05 17:00", two)]
    monkeypatch.setattr("tests.cli.test_local_times.TICKETS", tickets)
    plain = folder(tmp_path / "plain", form)
    rows, later = [], []
    for key, opened, solved, pauses in tickets:
        for at, pause in enumerate(pauses.split(";")):
            times = (opened, solved, *(part.strip() for part in f"{pause}/".split("/")[:2]))
            written = ",".join(local(each, form) if each and form else each for each in times)
            (later if at else rows).append(f"{key},{written}")
    assert len(later) == 2
    other = waits(tmp_path / "other", [*rows, *later], form)
    assert statement(other, engine) == statement(plain, "reference")
    found = findings(other, engine)
    assert list(found) == ["joined-row"]
    assert found["joined-row"][0] == 2
    assert "Not read" not in run([*usual(other), "--engine", engine]).out
    # The second wait counts: without it the ticket is late.
    alone = waits(tmp_path / "alone", rows, form)
    assert statement(alone, engine) != statement(other, engine)


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("second", "joined", "repeated"),
    [
        ("T1,2026-03-02 09:00,2026-03-02 17:00,2026-03-02 13:00,2026-03-02 15:00", 1, 0),
        ("T1,2026-03-02 09:00,2026-03-02 17:00,2026-03-02 13:00,", 1, 0),
        ("T1,2026-03-02 09:00,2026-03-02 16:00,2026-03-02 13:00,2026-03-02 15:00", 0, 1),
        ("T1,2026-03-02 09:00,,2026-03-02 13:00,2026-03-02 15:00", 0, 1),
        ("T1,2026-03-02 09:00,2026-03-02 17:00,2026-03-02 10:00,2026-03-02 15:00", 0, 1),
        ("T1,2026-03-02 09:00,2026-03-02 17:00,2026-03-02 10:00,", 0, 1),
        ("T1,2026-03-02 09:00,2026-03-02 17:00,2026-03-02 10:00,2026-03-02 11:00", 0, 1),
        ("T1,2026-03-02 09:00,2026-03-02 17:00,,", 0, 1),
        ("T2,2026-03-02 09:00,2026-03-02 17:00,2026-03-02 13:00,2026-03-02 15:00", 0, 0),
        (",2026-03-02 09:00,2026-03-02 17:00,2026-03-02 13:00,2026-03-02 15:00", 0, 0),
    ],
)
def test_which_rows_are_one_ticket(
    second: str, joined: int, repeated: int, engine: str, tmp_path: Path
) -> None:
    """Other fields that differ, a start with two ends and a row that adds nothing stay what they were."""
    first = "T1,2026-03-02 09:00,2026-03-02 17:00,2026-03-02 10:00,2026-03-02 11:00"
    found = findings(waits(tmp_path / "a", [first, second]), engine)
    again = [found.get(name, (0,))[0] for name in ("duplicate-key", "contradicting-row")]
    assert (found.get("joined-row", (0,))[0], sum(again)) == (joined, repeated)


def test_a_wait_that_cannot_be_read_takes_the_others_with_it(tmp_path: Path) -> None:
    """Half a list of pauses would say that there were no others."""
    rows = [
        f"T1,2026-03-02 09:00,2026-03-02 17:00,{each}"
        for each in ("2026-03-02 10:00,soon", "2026-03-02 13:00,")
    ]
    path = waits(tmp_path / "a", rows)
    said = {engine: findings(path, engine) for engine in ("reference", "duckdb")}
    assert said["reference"] == said["duckdb"]
    assert said["duckdb"]["bad-intervals"] == (1, ["2026-03-02 10:00/soon; 2026-03-02 13:00/"])
    assert said["duckdb"]["joined-row"] == (1, ["T1: 2026-03-02 13:00/"])


def test_what_to_do_about_a_ticket_that_is_told_in_two_ways(tmp_path: Path) -> None:
    rows = [f"T1,2026-03-02 09:00,2026-03-02 {end}:00,2026-03-02 {end}:00," for end in (16, 17)]
    text = " ".join(run(usual(waits(tmp_path / "a", rows))).out.split())
    assert "1 row says something else than another row with the same key. [contradicting-row]" in text
    assert 'row 2: "T1: solved 2026-03-02 17:00' in text
    assert "Rows of one key are taken together only where they differ in nothing that is read" in text


def test_two_columns_for_what_has_one(tmp_path: Path) -> None:
    path = folder(tmp_path / "other", "")
    toml = (path / "data.toml").read_text()
    (path / "data.toml").write_text(
        toml.replace('file = "tickets.csv"\n', 'file = "tickets.csv"\ncolumns = { id = ["id", "opened"] }\n')
    )
    refused(usual(path), "`id` is a text, which has one column, not two.")
    (path / "data.toml").write_text(
        toml.replace('file = "tickets.csv"\n', 'file = "tickets.csv"\ncolumns = { waits = ["id"] }\n')
    )
    refused(usual(path), "`columns` of [source.tickets] is not a table of texts.")
