"""A look at data before anything is evaluated: tables alone, or held against the agreement that is to read them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Literal

from sladsl.data.binding import Binding, TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.kinds import Files
from sladsl.data.opened import TextPart
from sladsl.data.profile.advice import advice_for
from sladsl.data.profile.columns import Look, look
from sladsl.data.profile.counting import columns_of
from sladsl.data.profile.coverage import months
from sladsl.data.profile.facts import Advice, Column, Field, Profile, TableProfile, Times, Unread
from sladsl.data.profile.forms import UNIX
from sladsl.data.profile.joined_times import with_moments
from sladsl.data.profile.local_times import forms_of, rewritten, shown_as_written
from sladsl.data.profile.looks import logged, looks_like
from sladsl.data.profile.match import fields_of, fitness
from sladsl.data.profile.moments import instants, places_of, spaced, unzoned
from sladsl.data.profile.relation import Relation
from sladsl.data.profile.reported import reported_of
from sladsl.data.profile.series import end_of, place_of, series_of
from sladsl.data.profile.sheets import FITS
from sladsl.data.profile.waits import with_waits
from sladsl.data.profile.wanted import Wanted, wanted_of
from sladsl.data.profile.wrongs import key_of, repeating, with_wrongs
from sladsl.data.strange_fields import strange_fields
from sladsl.data.unpacked import WORDS
from sladsl.data.unpacked import end_of as end_of_packed
from sladsl.data.written_figures import patterns_of
from sladsl.engines.contract import Progress
from sladsl.engines.sql.profiling import Looking
from sladsl.model.meanings import Agreement
from sladsl.outcome.measured import DataFinding
from sladsl.record import replace
from sladsl.values.zones import zone as find_zone

__all__ = ["profile"]

_STEPS = 4


def profile(
    paths: Sequence[str] = (),
    agreement: Agreement | None = None,
    binding: Binding | None = None,
    progress: Progress | None = None,
) -> Profile:
    """Profiles the tables of a binding, and those of `paths`, which nobody bound to a source.

    What can't be read is in the profile, with the reason; nothing is raised for it.
    """
    binding = binding or Binding()
    sources = agreement.sources if agreement is not None else {}
    wanted = (
        {name: wanted_of(agreement, each) for name, each in sources.items()} if agreement is not None else {}
    )
    tables: list[TableProfile] = []
    unread: list[Unread] = []
    every: list[TableFile] = [each for each in binding.tables.values() if isinstance(each, TableFile)]
    every += [TableFile(source="", path=path) for path in paths]
    for table in every:
        free = {
            name: each
            for name, each in wanted.items()
            if name not in binding.tables and name not in {done.source for done in tables}
        }
        try:
            tables.append(_Looked(table, wanted, free, progress).profile())
        except UnreadableData as trouble:
            unread.append(
                Unread(path=table.path, source=table.source, message=trouble.message, hint=trouble.hint)
            )
    if agreement is not None:
        tables = _told(tables, strange_fields(agreement, binding))
    reported, more = reported_of(agreement, binding)
    if progress is not None:
        progress("", 1, 1)
    named = {each.source for each in tables} | {each.source for each in unread}
    return Profile(
        agreement="" if agreement is None else agreement.title or agreement.name,
        tables=tuple(tables),
        reported=reported,
        unread=(*unread, *more),
        absent=tuple(name for name in wanted if name not in named),
    )


def _told(tables: list[TableProfile], strange: list[DataFinding]) -> list[TableProfile]:
    """The tables with what their binding says of fields that there are not."""
    said = {
        each.source: Advice(weight="should", message=f"{each.message.partition(': ')[2]} {each.hint}")
        for each in strange
    }
    return [
        replace(each, advice=(*each.advice, said[each.source])) if each.source in said else each
        for each in tables
    ]


class _Looked:
    """One table while it is looked at. `free` are the sources that it may be, if nobody says of which it is."""

    def __init__(
        self,
        table: TableFile,
        wanted: Mapping[str, Wanted],
        free: Mapping[str, Wanted],
        progress: Progress | None,
    ) -> None:
        self._progress = progress
        self._step("opening", 0, os.path.basename(table.path))
        own = wanted.get(table.source)
        self.look = look(table, {table.source: own} if own is not None else free)
        if own is not None:
            self.look = with_moments(self.look, own)
        self.table = self.look.table
        self._bound = table
        self._wanted = wanted
        self._free = free

    def profile(self) -> TableProfile:
        with Looking() as looking:
            try:
                return self._profile(looking)
            except looking.database.unfit(typed=self.look.files.kind == "parquet") as error:
                said = str(error).strip().split("\n")[0][:160]
                raise UnreadableData(
                    f"{self.table.path} can't be read to its end: {said}", "Copy or write the file again."
                ) from None

    def _profile(self, looking: Looking) -> TableProfile:
        database, names = looking.database, self.look.names
        self._step("reading", 1)
        relation = looking.relation(self.look, self._progress)
        self._step("counting", 2)
        columns = columns_of(database, relation, names)
        forms = (self.table.times,) if self.table.times else forms_of(database, relation, columns)
        if len(forms) == 1 and (self.table.times or forms[0] not in UNIX):
            relation = rewritten(database, relation, columns, forms[0], database.fresh)
            columns = shown_as_written(columns_of(database, relation, names), columns)
        source = self.table.source or self._likely(columns)
        wanted = self._wanted.get(source)
        fields: tuple[Field, ...] = ()
        if wanted is not None:
            starts = {field: start for field, (start, _) in self.table.pairs.items()}
            fields = fields_of(wanted, columns, {**self.table.columns, **starts})
            patterns = patterns_of(self.table, [each.name for each in wanted.fields])
            of = self.table
            fields = with_wrongs(database, relation, names, fields, of.values, of.separator, patterns)
        self._step("ordering", 3)
        zone, zone_from = self._zone(wanted)
        times = self._times(looking, relation, columns, fields, wanted, zone)
        key = None
        if wanted is None:
            key = key_of(database, relation, columns, "")
        elif wanted.key and wanted.holds != "events":
            said = next((each.column for each in fields if each.name == wanted.key), "")
            key = key_of(database, relation, columns, said) if said else None
            if key is not None and self._bound.pairs:
                bound = replace(self.table, columns=self._bound.columns, pairs=self._bound.pairs)
                key = with_waits(key, bound, wanted, fields)
        if wanted is None and times is not None and (logged(columns, times) or (key and not times.regular)):
            times = replace(times, spacing=None, twice=0)  # of events and records nobody expects a distance
        self._step("told", 4)
        two = (*self._bound.pairs.values(), *(field.pair for field in fields))
        fed = {field.column for field in fields} | {each for both in two for each in both}
        found = TableProfile(
            path=self.table.path,
            source=source,
            guessed=bool(source) and not self.table.source,
            format=_format(self.look.files, self.table.delimiter),
            bytes=self.look.bytes,
            files=len(self.look.files.paths),
            rows=relation.rows + relation.left,
            columns=columns,
            looks="" if wanted is not None else looks_like(columns, times, key),
            delimiter=self.table.delimiter,
            sheet=self.table.sheet,
            sheets=self.look.sheets,
            sheet_looks=self.look.sheet_looks,
            header=self.table.header or _heading(self.look),
            time_forms=forms,
            unreadable=self.look.unreadable,
            left=relation.left,
            left_samples=relation.left_samples[:3],
            times=times,
            key=key,
            fields=fields,
            unused=tuple(name for name in names if name not in fed) if wanted is not None else (),
            zone=zone,
            zone_from=zone_from,
            noun="" if wanted is None else wanted.noun,
            holds="" if wanted is None else wanted.holds,
            covers=any(each is not None for each in self.table.covers),
        )
        return replace(found, advice=advice_for(found, wanted, self._bound))

    def _likely(self, columns: tuple[Column, ...]) -> str:
        """The source whose fields a table has, if there is one that is clearly it."""
        ranked = sorted(((fitness(each, columns), name) for name, each in self._free.items()), reverse=True)
        if not ranked or ranked[0][0] < FITS:
            return ""
        return ranked[0][1] if len(ranked) == 1 or ranked[0][0] > ranked[1][0] else ""

    def _zone(self, wanted: Wanted | None) -> tuple[str, Literal["", "binding", "source"]]:
        """The zone of times that name none, and who says it."""
        if self.table.zone:
            return self.table.zone, "binding"
        return (wanted.zone, "source") if wanted is not None and wanted.zone else ("", "")

    def _times(
        self,
        looking: Looking,
        relation: Relation,
        columns: tuple[Column, ...],
        fields: tuple[Field, ...],
        wanted: Wanted | None,
        zone: str,
    ) -> Times | None:
        names = [column.name for column in columns]
        fed = {field.name: field.column for field in fields}
        log = wanted is None and bool(repeating(columns))
        start = fed.get(wanted.place, "") if wanted is not None else place_of(columns, log)
        if not start or not places_of(columns[names.index(start)]):
            return None
        end = fed.get(wanted.end, "") if wanted is not None and wanted.end else ""
        if wanted is None and not log:
            end = end_of(columns, start)
        if end and not places_of(columns[names.index(end)]):
            end = ""
        at = names.index(start)
        samples = wanted.holds == "samples" if wanted is not None else not end
        series: tuple[int, ...] = ()
        if wanted is None and samples:
            series = series_of(looking.database, relation, columns, at)
        elif wanted is not None and samples and fed.get(wanted.scope):
            series = (names.index(fed[wanted.scope]),)
        if (
            not zone
            and wanted is not None
            and not any(map(unzoned, (columns[at], *self._ends(columns, end))))
        ):
            zone = wanted.shown
        place = find_zone(zone) if zone else None
        placed = instants(
            looking.database,
            relation,
            at,
            columns[at],
            place,
            (names.index(end), columns[names.index(end)]) if end else None,
            series,
            looking.database.fresh,
        )
        times = replace(placed.times, series=" / ".join(names[each] for each in series))
        every = wanted.every if wanted is not None else 0
        if samples:
            times = spaced(looking.database, replace(placed, times=times), every, looking.database.fresh)
        length = every or (times.spacing if times.regular and times.spacing else 0) if samples else 0
        utc = find_zone("UTC")
        assert utc is not None
        return replace(times, months=months(looking.database, placed.table, times, place or utc, length or 0))

    def _ends(self, columns: tuple[Column, ...], name: str) -> tuple[Column, ...]:
        return tuple(column for column in columns if name and column.name == name)

    def _step(self, what: str, done: int, name: str = "") -> None:
        if self._progress is not None:
            self._progress(f"{what} {name or os.path.basename(self.table.path)}", done, _STEPS + 1)


def _heading(look: Look) -> int:
    """The row of the titles, where they stand below a heading."""
    return max((part.header for part in look.opened.parts if isinstance(part, TextPart)), default=0)


def _format(files: Files, delimiter: str) -> str:
    """`CSV`, `CSV (gzip)`, `Parquet`, `JSON lines`, `workbook`."""
    end = end_of_packed(files.paths[0])
    packed = f" ({WORDS[end]})" if end else ""
    match files.kind:
        case "text":
            sign = {",": "", "\t": ", tabs"}.get(delimiter, f", `{delimiter}`")
            return f"CSV{sign}{packed}"
        case "lines":
            return f"JSON lines{packed}"
        case "document":
            return f"JSON{packed}"
        case "workbook":
            return "workbook"
        case "parquet":
            return "Parquet"
