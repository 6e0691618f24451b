"""Reading a table for an input of the plan: from written cells to typed rows, step by step, with findings
for the rest.

This is the definition in code of `docs/decisions/0004-reading-data.md`; the numbers of the steps are those
of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from sladsl.data.binding import Table
from sladsl.data.cells import Value, parser
from sladsl.data.errors import UnreadableData
from sladsl.data.findings import MOST_SAMPLES, finding, in_order
from sladsl.data.opened import Opened, open_table
from sladsl.data.origins import Origins, origins_of
from sladsl.data.repeated_hour import AMBIGUOUS, Clock, with_missing
from sladsl.data.standing import Standing, which
from sladsl.data.stored import LIST_SIGN
from sladsl.data.text import WHITE
from sladsl.outcome.measured import DataFinding, SourceFacts
from sladsl.outcome.unread import ROWS
from sladsl.plan.measure import FieldOf, Input
from sladsl.record import Record, replace
from sladsl.values.duration import SECOND
from sladsl.values.instant import suggest_zones, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


NO_CLOCK_CHANGES = frozenset(
    {"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu", "GMT", "Etc/GMT"}
)
"""Names of UTC, in which most data are written."""


class Row(Record):
    """A row that counts, in one scope. `end` is None while it is open; `texts` are as written, by `read_fields`."""

    number: int
    scope: str
    start: int
    end: int | None
    values: Mapping[str, Value]
    texts: tuple[str, ...]


class ReadTable(Record):
    """Rows in file order, one for each scope that they stand in; what was found; facts of the source.

    Rows are numbered through all files of the source; `origins` tells the file of a number.
    """

    rows: tuple[Row, ...]
    findings: tuple[DataFinding, ...]
    facts: SourceFacts
    origins: Origins = Origins()


class Notes:
    """Counts and first samples of the findings about one source, by name and field."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._counts: dict[tuple[str, str], int] = {}
        self._samples: dict[tuple[str, str], list[tuple[int, str]]] = {}

    def add(self, name: str, number: int, text: str, field: str = "") -> None:
        key = (name, field)
        self._counts[key] = self._counts.get(key, 0) + 1
        samples = self._samples.setdefault(key, [])
        if len(samples) < MOST_SAMPLES:
            samples.append((number, text))

    def findings(self) -> tuple[DataFinding, ...]:
        return in_order(
            finding(name, self.source, count, self._samples[name, field], field)
            for (name, field), count in self._counts.items()
        )


def read_fields(input: Input) -> tuple[FieldOf, ...]:
    """The fields of an input, and those that its roles name but its list leaves out.

    `start`, and the key of events, are required; the start of records is not where it is listed without being so.
    """
    known = {field.name for field in input.fields}
    roles = [FieldOf(name=input.start, type="time")]
    roles += [FieldOf(name=input.end, type="time")] if input.end else []
    roles += [FieldOf(name=name, type="text") for name in (input.scope, input.key) if name]
    added = {role.name: role for role in roles if role.name not in known}
    required = {input.start} - ({field.name for field in input.fields} if input.holds == "records" else set())
    required |= {input.key} if input.holds == "events" else set()
    return tuple(
        replace(field, required=True) if field.name in required else field
        for field in (*input.fields, *added.values())
    )


def key_of(input: Input) -> str:
    """The field that tells one thing from another in a table with a row for each; "" in logs, whose keys repeat."""
    return "" if input.holds in ("samples", "events") else input.key


def known_scopes(input: Input) -> tuple[str, ...]:
    """The closed list of an input's scopes; () when the data decide."""
    named = next((field for field in input.fields if field.name == input.scope), None)
    return input.scopes or (named.values if named is not None and named.type == "choice" else ())


def read_table(input: Input, table: Table | None, as_of: int | None) -> ReadTable:
    """Reads an input from its table (None: no rows). UnreadableData for what leaves no meaning, findings for
    the rest.

    `as_of` None: not known yet, so no row is after it.
    """
    opened = opened_for(input, table)
    standing = Standing(which(input, table), read_fields(input), input.key)
    if standing.ahead and key_of(input):
        # Which row of a key counts is known only when all have been looked at.
        _read(opened, _Reading(input, table, opened, as_of, standing))
        standing.settle()
    reading = _Reading(input, table, opened, as_of, standing)
    counts = _read(opened, reading)
    return ReadTable(
        rows=tuple(reading.rows),
        findings=reading.findings(),
        facts=reading.facts(),
        origins=origins_of(opened.names, counts),
    )


def _read(opened: Opened, reading: _Reading) -> list[int]:
    """Takes all rows; how many each part of the table has."""
    counts = [0] * len(opened.parts)
    part, before = 0, 0
    for at, (number, texts, wrong, said) in opened.rows():
        if at != part:
            part, before = at, sum(counts)
        counts[at] = number
        reading.rows_seen += 1
        if texts is None:
            reading.notes.add(wrong, before + number, said)
            reading.adrift += wrong in ROWS
        else:
            if wrong:
                reading.notes.add(wrong, before + number, said)
            reading.take(before + number, texts)
    return counts


def opened_for(input: Input, table: Table | None) -> Opened:
    """The table of an input, opened for its fields; UnreadableData for what leaves no meaning."""
    fields = read_fields(input)
    place = zone_of(input, table)
    if table is None:
        return Opened(parts=())
    opened = open_table(table, fields, input.scope, key_of(input), input.start, input.end)
    if place is None or place.key in NO_CLOCK_CHANGES:
        return opened
    names = [field.name for field in fields]
    clock = Clock(
        start=names.index(input.start),
        zone=place,
        times=table.times,
        end=names.index(input.end) if input.end else None,
        scope=names.index(input.scope) if input.scope else None,
        mapped=table.values.get(input.start, {}),
    )
    return replace(opened, clock=clock)


def times_of(table: Table | None) -> str:
    """The form in which the binding says that times are written."""
    return table.times if table is not None else ""


def rounding_of(table: Table | None) -> Literal["half up", "half even", "down", ""]:
    """How the binding rounds figures with more decimals than are kept."""
    return table.rounding if table is not None else ""


def zone_of(input: Input, table: Table | None) -> ZoneInfo | None:
    """The zone of times without an offset: the binding's, else the source's; UnreadableData when it is no zone."""
    name = (table.zone if table is not None else "") or input.zone
    if not name:
        return None
    found = zone(name)
    if found is None:
        near = ", ".join(f"`{each}`" for each in suggest_zones(name))
        raise UnreadableData(
            f"The zone `{name}` of {input.name} doesn't exist.",
            f"Did you mean {near}?" if near else "Use an IANA name like `Europe/Berlin`.",
        )
    return found


class _Reading:
    """The steps of the page for one input, row after row; what earlier rows said is its state."""

    def __init__(
        self, input: Input, table: Table | None, opened: Opened, as_of: int | None, standing: Standing
    ) -> None:
        self.input = input
        self.as_of = as_of
        self.fields = read_fields(input)
        self.notes = Notes(input.name)
        self.rows: list[Row] = []
        self.rows_seen = 0
        self.adrift = 0
        self._astray: set[int] = set()
        self._used = 0
        self._first: int | None = None
        self._last: int | None = None
        self._above: int | None = None
        self._seen: set[tuple[str, ...]] = set()
        self._scopes = frozenset(known_scopes(input))
        self._separator = table.separator if table is not None else ""
        self._listed = opened.listed
        names = [field.name for field in self.fields]
        self._start = names.index(input.start)
        self._end = names.index(input.end) if input.end else None
        self._key = names.index(input.key) if input.key else None
        self._standing = standing
        self._scope = names.index(input.scope) if input.scope else None
        place = self._place = zone_of(input, table)
        self._firsts: set[int] = set()
        """Samples in an hour that the clock shows twice, taken for the first."""
        self._maps = [table.values.get(name, {}) if table is not None else {} for name in names]
        units = table.units if table is not None else {}
        lengths = opened.lengths or (False,) * len(names)
        self._parsers = [
            parser(
                field,
                place,
                SECOND if says else units.get(field.name, SECOND),
                self._separator,
                times_of(table),
                rounding_of(table),
            )
            for field, says in zip(self.fields, lengths, strict=True)
        ]

    def take(self, number: int, written: tuple[str, ...]) -> None:
        """Steps 2 to 9 for one row that is not ragged."""
        texts = [
            text if self._is_list(place, text) else self._maps[place].get(text, text)
            for place, text in enumerate(written)
        ]
        values = [self._value(number, place, text, written[place]) for place, text in enumerate(texts)]
        missing = [
            field.name
            for place, (field, value) in enumerate(zip(self.fields, values, strict=True))
            if value is None and (field.required or (place == self._start and texts[place]))
        ]
        if missing:
            self.notes.add("row-without-field", number, ", ".join(missing))
            self._leave(values[self._start])
            return
        start = values[self._start]
        if not isinstance(start, int):
            said = ", ".join(text for text in written if text) if self._key is None else written[self._key]
            self.notes.add("not-placed-yet", number, said, self.input.start)
            return
        end: int | None = None
        if self._end is not None:
            ended = values[self._end]
            if ended is None and texts[self._end]:
                self._leave(start)
                return  # under the finding of the cell
            end = ended if isinstance(ended, int) else None
            if end is not None and end < start and not self.input.reversed_kept:
                self.notes.add("end-before-start", number, f"{written[self._start]} to {written[self._end]}")
                self._leave(start)
                return
        if self.as_of is not None and start >= self.as_of:
            self.notes.add("after-as-of", number, written[self._start])
            return
        if self.input.holds != "samples" and self._repeats_key(number, written, texts):
            return
        if self.as_of is not None and self.input.holds in ("records", "events"):
            self._forget_the_future(self.as_of, number, values, written)
            end = end if self._end is None or values[self._end] is not None else None
        self._count(start, end)
        self._remark(number, start, end, written)
        row = dict(zip((field.name for field in self.fields), values, strict=True))
        parts = self._parts(number, written, texts)
        if not parts:
            self._leave(start)
        for scope in parts:
            own = {**row, self.input.scope: scope} if self.input.scope else row
            self.rows.append(Row(number=number, scope=scope, start=start, end=end, values=own, texts=written))

    def findings(self) -> tuple[DataFinding, ...]:
        found = self.notes.findings()
        if self.input.holds != "samples":
            return found
        return with_missing(found, self._place, self.input.start, self._firsts)

    def facts(self) -> SourceFacts:
        return SourceFacts(
            name=self.input.name,
            rows=self.rows_seen,
            used=self._used,
            first=self._first,
            last=self._last,
            astray=tuple(sorted(self._astray)),
            adrift=self.adrift,
        )

    def _leave(self, start: Value) -> None:
        """A row that is not read, or stands in no scope, all the same happened at some time."""
        if not isinstance(start, int):
            self.adrift += 1
        elif self.as_of is None or start < self.as_of:
            self._astray.add(start)

    def _is_list(self, place: int, text: str) -> bool:
        return place == self._scope and (bool(self._separator) or (self._listed and LIST_SIGN in text))

    def _value(self, number: int, place: int, text: str, written: str) -> Value:
        """The typed value of a cell; the scope field is text, whatever its type, until step 9."""
        if not text:
            # Nothing written tells no intervals; a list that can't be read is no such thing.
            return () if self.fields[place].type == "intervals" and place != self._scope else None
        if place == self._scope:
            return text
        value, wrong = self._parsers[place](text)
        if wrong:
            self.notes.add(wrong, number, written, self.fields[place].name)
            if wrong == AMBIGUOUS and place == self._start and isinstance(value, int):
                self._firsts.add(value)
        return value

    def _repeats_key(self, number: int, written: tuple[str, ...], texts: list[str]) -> bool:
        """Step 5 of intervals, records and events: whether the row is left out."""
        events = self.input.holds == "events"
        if self._key is not None and not events:
            known = texts[self._key]
            name = self._standing.look(known, number, written) if known else ""
            if name:
                self.notes.add(name, number, self._standing.said(known, written))
            return bool(name)
        repeated = written in self._seen
        self._seen.add(written)
        if repeated:
            self.notes.add("repeated-event" if events else "duplicate-row", number, written[self._start])
        return False

    def _forget_the_future(
        self, as_of: int, number: int, values: list[Value], written: tuple[str, ...]
    ) -> None:
        """Step 6: times of records and events that were not known then have no value."""
        for place, field in enumerate(self.fields):
            value = values[place]
            if field.type != "time" or field.ahead or place in (self._start, self._scope):
                continue
            if isinstance(value, int) and value >= as_of:
                self.notes.add("future-field", number, written[place], field.name)
                values[place] = None

    def _count(self, start: int, end: int | None) -> None:
        last = start if end is None else end
        last = last if self.as_of is None else min(last, self.as_of)
        self._used += 1
        self._first = start if self._first is None else min(self._first, start)
        self._last = last if self._last is None else max(self._last, last)

    def _remark(self, number: int, start: int, end: int | None, written: tuple[str, ...]) -> None:
        """Steps 7 and 8: information that changes nothing."""
        if self.input.holds in ("samples", "events"):
            return
        if self.input.holds == "intervals" and self._end is not None and end is None:
            self.notes.add("open-interval", number, written[self._start])
        if self._end is not None and end is not None and end < start:
            self.notes.add("invalid-record", number, f"{written[self._start]} to {written[self._end]}")
        if self._above is not None and start < self._above:
            self.notes.add("out-of-order", number, written[self._start])
        self._above = start

    def _parts(self, number: int, written: tuple[str, ...], texts: list[str]) -> list[str]:
        """Step 9: the scopes in which the row stands."""
        if self._scope is None:
            return [""]
        cell = texts[self._scope]
        if self._is_list(self._scope, cell):
            trimmed = (part.strip(WHITE) for part in cell.split(self._separator or LIST_SIGN))
            mapping = self._maps[self._scope]
            parts = [part for part in dict.fromkeys(mapping.get(part, part) for part in trimmed) if part]
        else:
            parts = [cell] if cell else []
        if not parts:
            self.notes.add("row-without-scope", number, written[self._start], self.input.scope)
        unknown = [part for part in parts if self._scopes and part not in self._scopes]
        for part in unknown:
            self.notes.add("unknown-scope", number, part, self.input.scope)
        return [part for part in parts if part not in unknown]
