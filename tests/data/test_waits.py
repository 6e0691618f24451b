"""A ticket with a row for each of its waits, as exports write them: what is one ticket, what is not, and what is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sladsl.api.profiling import profile
from sladsl.data.binding import Binding, TableFile
from sladsl.data.profile.to_text import profile_text
from sladsl.data.reading import ReadTable
from sladsl.plan.measure import FieldOf, Input
from sladsl.record import replace
from tests.data.looks import agreement
from tests.data.tables import by_sql, named, read

FIELDS = (
    FieldOf(name="id", type="text"),
    FieldOf(name="opened", type="time", required=True),
    FieldOf(name="state", type="text"),
    FieldOf(name="waits", type="intervals"),
)
TICKETS = Input(name="tickets", holds="records", fields=FIELDS, start="opened", end="", key="id", zone="UTC")
A = "A,2026-03-02 09:00,closed"
W1, W2, W3 = (f"2026-03-02 {hour}:00,2026-03-02 {hour}:30" for hour in (10, 12, 14))


def tickets(folder: Path, *rows: str, **changes: Any) -> TableFile:
    path = folder / "t.csv"
    path.write_text("\n".join(["id,opened,state,from,until", *rows, ""]), encoding="utf-8")
    return TableFile(source="tickets", path=str(path), pairs={"waits": ("from", "until")}, **changes)


def waits(found: ReadTable) -> dict[str, int]:
    """How many waits each ticket has."""
    return {str(row.values["id"]): len(row.values["waits"]) for row in found.rows}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "counted", "findings"),
    [
        ((f"{A},{W1}", f"A,,,{W2}", f"A,,,{W3}"), {"A": 3}, {"joined-row": 2}),
        ((f"A,,,{W2}", f"{A},{W1}"), {"A": 2}, {"joined-row": 1}),
        ((f"{A},,", f"A,,,{W2}"), {"A": 1}, {"joined-row": 1}),
        ((f"{A},{W1}", f"A,,,{W1}"), {"A": 1}, {"duplicate-key": 1}),
        ((f"{A},{W1}", "A,,,2026-03-02 10:00,"), {"A": 1}, {"duplicate-key": 1}),
        ((f"{A},{W1}", f"A,,,{W1}", f"{A},{W1}"), {"A": 1}, {"duplicate-key": 2}),
        ((f"{A},{W1}", f"A,,open,{W2}"), {"A": 1}, {"row-without-field": 1}),
        ((f"{A},{W1}", "A,,,,"), {"A": 1}, {"row-without-field": 1}),
        ((f"{A},{W1}", f"B,,,{W2}"), {"A": 1}, {"row-without-field": 1}),
        ((f"B,,,{W1}", f"B,,,{W2}"), {}, {"row-without-field": 2}),
        ((f"{A},{W1}", f",,,{W2}", f",,,{W3}"), {"A": 1}, {"continued-row": 2}),
        ((f"{A},{W1}", f",,open,{W2}", f",,,{W3}"), {"A": 1}, {"row-without-field": 2}),
        ((f",,,{W2}", f"{A},{W1}"), {"A": 1}, {"row-without-field": 1}),
    ],
)
def test_which_rows_are_waits_of_a_ticket(
    rows: tuple[str, ...], counted: dict[str, int], findings: dict[str, int], tmp_path: Path
) -> None:
    found = read(TICKETS, tickets(tmp_path, *rows))
    assert waits(found) == counted
    assert {name: count for name, (count, _) in named(found).items()} == findings
    assert by_sql(TICKETS, tickets(tmp_path, *rows)) == (found.findings, found.facts)


def test_rows_with_an_empty_key_belong_above_only_where_it_is_said(tmp_path: Path) -> None:
    rows = (f"{A},{W1}", f",,,{W2}", f",,,{W3}", f"B,2026-03-03 09:00,open,{W1}", ",2026-03-04 09:00,open,,")
    said = tickets(tmp_path, *rows, continued=True)
    found = read(TICKETS, said)
    assert [len(row.values["waits"]) for row in found.rows] == [3, 1, 0]  # type: ignore[arg-type]
    assert set(named(found)) == {"joined-row"}
    (told,) = (each for each in read(TICKETS, tickets(tmp_path, *rows)).findings)
    assert told.severity == "error"
    assert told.samples[0] == (2, W2.replace(",", "/"))
    assert 'continued = "empty key"' in told.hint


@pytest.mark.parametrize("merged", [True, False])
def test_merged_cells_of_the_key_say_whose_a_row_is(merged: bool, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Ticket list"])
    sheet.append(["id", "opened", "state", "from", "until"])
    for row in (f"{A},{W1}", f",,,{W2}", f",,,{W3}", f"B,2026-03-03 09:00,open,{W1}", f",,,{W2}"):
        sheet.append([each or None for each in row.split(",")])
    if merged:
        for column in "ABC":
            sheet.merge_cells(f"{column}3:{column}5")
        sheet.merge_cells("A1:E1")
    book.save(tmp_path / "t.xlsx")
    table = TableFile(source="tickets", path=str(tmp_path / "t.xlsx"), pairs={"waits": ("from", "until")})
    found = read(TICKETS, table)
    assert waits(found) == ({"A": 3, "B": 1} if merged else {"A": 1, "B": 1})
    assert {name: count for name, (count, _) in named(found).items()} == (
        {"joined-row": 2, "continued-row": 1} if merged else {"continued-row": 3}
    )


def test_a_look_says_the_same_as_reading(tmp_path: Path) -> None:
    rows = (f"{A},{W1}", f"{A},{W2}", f"A,,,{W3}", f"{A},{W3}", f"B{A[1:]},{W1}", f",,,{W2}")
    table = replace(tickets(tmp_path, *rows), source="checks")
    desk = agreement("id: text   opened: time   closed: time   waits: intervals", "records", "key: id")
    bound = replace(table, columns={"closed": "opened"})
    looked = profile(agreement=desk, binding=Binding(tables={"checks": bound}))
    (found,) = looked.tables
    told = {name: count for name, (count, _) in named(read(TICKETS, table)).items()}
    assert told == {"joined-row": 2, "duplicate-key": 1, "continued-row": 1}
    assert found.key is not None
    assert (found.key.joined, found.key.repeated, found.key.continued) == (2, 1, 1)
    text = " ".join(profile_text(looked).split())
    assert (
        "2 rows add an interval to an earlier row with the same `id`. 1 row repeats the `id` of another."
        in text
    )
    assert 'continued = "empty key"' in text
