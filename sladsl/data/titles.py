"""The titles of a sheet: in which row they stand, and which column is which field.

Reports have a heading above their titles, and often a column for each month; a person sees where the table
begins, so it is looked for instead of asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sladsl.data.errors import UnreadableData
from sladsl.data.labels import period_label
from sladsl.data.nearest import listed as quoted
from sladsl.data.nearest import meant
from sladsl.data.sheet import Sheet, SheetCell, SheetRow
from sladsl.data.totals import MOST, is_note, is_total, shown
from sladsl.record import Record

FARTHEST = 100
"""Rows among which the titles are looked for."""
_MOST_TITLES = 8

_NOTHING = SheetCell(text="")


class Wanted(Record):
    """Which columns a table of people needs. `bound`: field -> column; other fields are found by their own name.

    `periods`: the titles that read as periods are the columns of the field `level`; `header`: the row of the
    titles as a spreadsheet numbers it (0: to be found). `about`: the field that names what a row speaks of, and `known`
    names of such things: a row of totals has none of them.
    """

    bound: Mapping[str, str]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    either: tuple[str, ...] = ()
    """Fields of which one column is enough."""
    periods: bool = False
    header: int = 0
    about: str = ""
    known: Collection[str] = ()


class Fields:
    """The rows of a sheet by field; in a table with periods in columns, one for each of its periods."""

    def __init__(self, sheet: Sheet, wanted: Wanted) -> None:
        self._wanted = wanted
        self.sheet = sheet.name
        self._header, self._rows = _found(sheet, wanted)
        titles = self._header.texts()
        self._places = {field: _places(titles, wanted, field) for field in _fields(wanted)}
        if any(len(places) > 1 for places in self._places.values()):
            raise _misfit(sheet, self._header, wanted)
        taken = {place for places in self._places.values() for place in places}
        self._periods = _period_places(self._header, taken) if wanted.periods else ()
        self._rows, last = self._parted()
        self.totals = tuple((row.number - self._header.number, shown(row.texts())) for row in last)
        """Rows at the end that are totals and notes, left aside: their numbers, and what they say."""

    def _parted(self) -> tuple[tuple[SheetRow, ...], tuple[SheetRow, ...]]:
        """The rows, and those at the end that are totals of them."""
        at = len(self._rows)
        while at > max(len(self._rows) - MOST, 0) and self._is_total(self._rows[at - 1]):
            at -= 1
        return self._rows[:at], self._rows[at:]

    def _is_total(self, row: SheetRow) -> bool:
        """Whether a row is one of totals or a note, and has no period or no name by which it could count."""
        note = is_note(row.texts())
        if not note and not any(map(is_total, row.texts())):
            return False
        period, name = self._said(row, "period"), self._said(row, self._wanted.about)
        if period is not None and period_label(period) is None:
            return True
        return name is not None and (
            not name.text or ((note or is_total(name.text)) and name.text not in self._wanted.known)
        )

    def _said(self, row: SheetRow, field: str) -> SheetCell | None:
        """The cell of a field; None where what is said of all rows stands in for it."""
        places = self._places.get(field)
        cell = _at(row, places[0]) if places else None
        return cell if cell is not None and (cell.text or field in self._wanted.required) else None

    @property
    def titles(self) -> dict[str, str]:
        """The title of the column of each field that has one."""
        texts = self._header.texts()
        return {field: texts[places[0]] for field, places in self._places.items() if places}

    @property
    def more_titles(self) -> str:
        """The columns that are periods, in words; "" where there are none."""
        texts = self._header.texts()
        if not self._periods:
            return ""
        first, last = texts[self._periods[0]], texts[self._periods[-1]]
        return f"; `{first}`{f' to `{last}`' if first != last else ''} as level"

    def has(self, field: str) -> bool:
        """Whether the sheet has a column of the field."""
        return bool(self._places.get(field))

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, SheetCell]]]:
        """Row number from 1 after the titles, and cells by field: empty without a column or past the end of a
        short row."""
        for row in self._rows:
            number = row.number - self._header.number
            cells = {
                field: _at(row, places[0]) if places else _NOTHING for field, places in self._places.items()
            }
            if not self._wanted.periods:
                yield number, cells
            for place in self._periods:
                # An empty cell under a month is a month without a level, as in any year that goes on.
                if _at(row, place).text:
                    yield number, {**cells, "period": self._header.cells[place], "level": _at(row, place)}


def _fields(wanted: Wanted) -> tuple[str, ...]:
    return (*wanted.required, *wanted.either, *wanted.optional)


def _at(row: SheetRow, place: int) -> SheetCell:
    return row.cells[place] if place < len(row.cells) else _NOTHING


def _found(sheet: Sheet, wanted: Wanted) -> tuple[SheetRow, tuple[SheetRow, ...]]:
    """The row of the titles and the rows below it; UnreadableData when no row can be that."""
    if not sheet.rows:
        raise UnreadableData(f"{sheet.place} is empty.", "The first row that is not empty names the columns.")
    for at, row in enumerate(sheet.rows[:FARTHEST] if not wanted.header else sheet.rows):
        if wanted.header not in (0, row.place):
            continue
        if _fits(row, wanted):
            return row, sheet.rows[at + 1 :]
        if wanted.header:
            raise _misfit(sheet, row, wanted)
    if wanted.header:
        raise UnreadableData(
            f"{sheet.place} has nothing in row {wanted.header}.",
            "Correct header: it is the row of the titles.",
        )
    raise _misfit(sheet, max(sheet.rows[:FARTHEST], key=lambda row: _likeness(row, wanted)), wanted)


def _fits(row: SheetRow, wanted: Wanted) -> bool:
    titles = row.texts()
    needed = dict.fromkeys((*wanted.required, *(field for field in wanted.bound if field in _fields(wanted))))
    places = [_places(titles, wanted, field) for field in needed]
    if any(len(each) != 1 for each in places):
        return False
    if wanted.either and not any(_places(titles, wanted, field) for field in wanted.either):
        return False
    return not wanted.periods or bool(_period_places(row, {each[0] for each in places}))


def _places(titles: Sequence[str], wanted: Wanted, field: str) -> list[int]:
    """The places of a field's column: the bound one letter by letter, else one of the field's name in any
    case."""
    name = wanted.bound.get(field) or field
    places = [at for at, title in enumerate(titles) if title == name]
    if not places and not wanted.bound.get(field):
        places = [at for at, title in enumerate(titles) if title.casefold() == name.casefold()]
    return places


def _period_places(row: SheetRow, taken: set[int]) -> tuple[int, ...]:
    """The columns whose titles read as periods."""
    return tuple(
        at for at, cell in enumerate(row.cells) if at not in taken and period_label(cell) is not None
    )


def _likeness(row: SheetRow, wanted: Wanted) -> tuple[int, int, int]:
    """How much a row looks like titles: those that are wanted, periods, words."""
    titles = row.texts()
    hits = sum(bool(_places(titles, wanted, field)) for field in _fields(wanted))
    periods = len(_period_places(row, set())) if wanted.periods else 0
    return hits, periods, sum(bool(cell.text) and cell.number is None for cell in row.cells)


def _misfit(sheet: Sheet, row: SheetRow, wanted: Wanted) -> UnreadableData:
    """Why a row, the one that looks most like titles, is not the row of the titles."""
    titles = row.texts()
    shown = [title for title in titles if title]
    listed = ", ".join(f"`{title[:40]}`" for title in shown[:_MOST_TITLES])
    more = f" and {len(shown) - _MOST_TITLES} more" if len(shown) > _MOST_TITLES else ""
    where = f"The titles seem to stand in row {row.place}: {listed}{more}."
    elsewhere = (
        "" if wanted.header else f" If they stand elsewhere, add their row, as header = {row.place + 1}."
    )
    if len(row.cells) == 1 and (sign := next((each for each in ";\t|," if each in titles[0]), "")):
        elsewhere = f" The delimiter seems to be {sign!r}: set delimiter in data.toml."
    if sheet.others:
        elsewhere += f" Only the first sheet was looked at; there is also {quoted(sheet.others)}: add sheet."
    lacking = wanted.either if not any(_places(titles, wanted, each) for each in wanted.either) else ()
    needed = (*wanted.required, *lacking[:1])
    for field in _fields(wanted):
        column = wanted.bound.get(field, "")
        places = _places(titles, wanted, field)
        if len(places) > 1:
            return UnreadableData(
                f"{sheet.place} has {len(places)} columns named `{column or field}`.",
                f"Give each column a name of its own. {where}",
            )
        if not places and (column or field in needed):
            hint = f"{meant(column or field, shown)}{where}{elsewhere}"
            if not column:
                hint += f' Name it in data.toml under columns, as columns = {{ {field} = "…" }}.'
            if field in ("period", "level") and len(_period_places(row, set())) > 1:
                hint += ' If each period has a column, add periods = "in columns".'
            return UnreadableData(f"{sheet.place} has no column `{column or field}`.", hint)
    return UnreadableData(
        f"{sheet.place} has no column whose title is a period.",
        f"{where}{elsewhere} Write the titles of the months as 2026-03, March 2026 or Mar 26.",
    )
