"""Reading an input by the steps of the page, in SQL: typed rows that count, findings for the rest.

The steps and their order are those of docs/decisions/0004-reading-data.md and of sladsl.data.reading, which defines them
row by row; here each is one query over all rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sladsl.data.findings import finding, in_order
from sladsl.data.reading import known_scopes, read_fields, zone_of
from sladsl.data.repeated_hour import AMBIGUOUS, with_missing
from sladsl.data.standing import CONTRADICTING, REPEATED, which
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.standing import aside
from sladsl.engines.sql.typed_rows import TypedRows, split_list
from sladsl.engines.sql.words import literal, texts
from sladsl.engines.sql.written import Source, Written
from sladsl.outcome.measured import DataFinding, SourceFacts
from sladsl.outcome.unread import ROWS
from sladsl.plan.measure import Input
from sladsl.record import Record, replace

MOST_SAMPLES = 20
UNREAD_STEPS = ("row-without-field", "unreadable", "end-before-start")
"""Steps at which a row is left out because something in it can't be read."""


Narrow = Mapping[str, tuple[str, int]]
"""By column the narrower one and what it is multiplied by."""


class Noted(Record):
    """A finding in the making; `order` is where it was met first: row, then field."""

    name: str
    field: str
    count: int
    samples: tuple[tuple[int, str], ...]
    order: tuple[int, int]


class Table(Record):
    """Rows that count, once for each scope: `relation` has number, scope, a, b and the value v0, v1, … of each field.

    `scopes`: those of the rows where they are known without looking. `waits`: by field of intervals, the relation (k, pa,
    pb, n) of those by text. `moment`: where the relation also has the time as it is stored, SQL of such a time, of
    seconds or microseconds. `full`: fields that are known to have a value in each row. `narrow`: columns of which the
    relation has another one that is narrower.
    """

    relation: str
    written: Written
    findings: tuple[DataFinding, ...]
    facts: SourceFacts
    scopes: tuple[str, ...] | None = None
    waits: Mapping[str, str] = {}
    moment: str = ""
    full: frozenset[str] = frozenset()
    narrow: Mapping[str, tuple[str, int]] = {}


class Reader:
    """The steps of the page for one input at one as-of instant."""

    def __init__(
        self, database: Database, source: Source, written: Written, typed: TypedRows, as_of: int | None
    ) -> None:
        self.database = database
        self.source = source
        self.input = source.input
        self.written = written
        self.typed = typed
        self.as_of = as_of
        self.fields = read_fields(source.input)
        names = [field.name for field in self.fields]
        self.start = names.index(self.input.start)
        self.end = names.index(self.input.end) if self.input.end else None
        self.key = names.index(self.input.key) if self.input.key else None
        self.scope = names.index(self.input.scope) if self.input.scope else None
        self.noted: list[Noted] = []
        self.stepped = ""
        self.steps: dict[str, int] = {}

    def read(self) -> Table:
        self._note_left()
        self._note_cells()
        used = self._used()
        facts = self._facts(used)
        self._remark(used)
        relation = self._by_scope(used)
        facts = replace(facts, astray=self._astray(used, relation), adrift=self._adrift())
        self.noted.sort(key=lambda each: each.order)
        return Table(
            relation=relation,
            written=self.written,
            findings=self._findings(),
            facts=facts,
            waits={self.fields[place].name: each.spans for place, each in self.typed.waits.items()},
        )

    def _findings(self) -> tuple[DataFinding, ...]:
        found = in_order(
            finding(each.name, self.input.name, each.count, each.samples, each.field) for each in self.noted
        )
        if self.input.holds != "samples" or not any(each.name == AMBIGUOUS for each in found):
            return found
        firsts = self.database.rows(
            f"SELECT DISTINCT v{self.start} FROM {self.typed.relation}"
            f" WHERE e{self.start} = {literal(AMBIGUOUS)} AND v{self.start} IS NOT NULL"
        )
        place = zone_of(self.input, self.source.table)
        return with_missing(found, place, self.input.start, (int(each) for (each,) in firsts))

    def _note(self, name: str, relation: str, where: str, text: str, field: str = "", place: int = 0) -> None:
        """Counts the rows of a relation (number, …) and keeps the first ones with what they say."""
        (count,) = self._counts(relation, (where,))
        if count:
            self._note_counted(count, name, relation, where, text, field, place)

    def _counts(self, relation: str, tests: Sequence[str]) -> tuple[int, ...]:
        """How many rows pass each test, in one pass."""
        if not tests:
            return ()
        counted = ", ".join(f"count(*) FILTER (WHERE {test})" for test in tests)
        return self.database.rows(f"SELECT {counted} FROM {relation}")[0]

    def _note_counted(
        self, count: int, name: str, relation: str, where: str, text: str, field: str = "", place: int = 0
    ) -> None:
        first = f"SELECT number FROM {relation} WHERE {where} ORDER BY number LIMIT {MOST_SAMPLES}"
        # The numbers are written out, so that of other rows no cell is made into text.
        own = f"number IN ({', '.join(str(number) for (number,) in self.database.rows(first))})"
        samples = self.database.rows(
            f"SELECT r.number, {text} FROM (SELECT * FROM {relation} WHERE ({where}) AND {own}) r"
            f" JOIN (SELECT * FROM {self.written.relation} WHERE {own}) w ON w.number = r.number ORDER BY r.number"
        )
        self._keep_note(name, field, count, samples, place)

    def _keep_note(
        self, name: str, field: str, count: int, samples: list[tuple[int, str]], place: int = 0
    ) -> None:
        for same in [each for each in self.noted if (each.name, each.field) == (name, field)]:
            self.noted.remove(same)
            count, samples = count + same.count, sorted([*same.samples, *samples])[:MOST_SAMPLES]
        order = (samples[0][0], place)
        self.noted.append(Noted(name=name, field=field, count=count, samples=tuple(samples), order=order))

    def _note_left(self) -> None:
        every = (*self.written.left, *self.written.told)
        for name in dict.fromkeys(each.finding for each in every):
            own = [(each.number, each.said) for each in every if each.finding == name]
            self._keep_note(name, "", len(own), own[:MOST_SAMPLES])

    def _note_cells(self) -> None:
        relation = self.typed.relation
        told = [place for place in range(len(self.fields)) if place not in self.typed.quiet]
        counts = self._counts(relation, [f"e{place} IS NOT NULL" for place in told])
        for place in (place for place, count in zip(told, counts, strict=True) if count):
            kinds = self.database.rows(f"SELECT DISTINCT e{place} FROM {relation} WHERE e{place} IS NOT NULL")
            for (name,) in kinds:
                where = f"e{place} = {literal(name)}"
                self._note(name, relation, where, f"w.w{place}", self.fields[place].name, place)

    def _used(self) -> str:
        """Steps 2 to 6: the rows that count, without what was not known then."""
        start, end = f"v{self.start}", None if self.end is None else f"v{self.end}"
        missing = [
            (field.name, f"v{place} IS NULL") for place, field in enumerate(self.fields) if field.required
        ]
        if not self.fields[self.start].required:
            missing.append((self.input.start, f"{start} IS NULL AND m{self.start} <> ''"))
        steps = [f"WHEN {' OR '.join(test for _, test in missing)} THEN 'row-without-field'"]
        steps.append(f"WHEN {start} IS NULL THEN 'not-placed-yet'")
        if end is not None:
            steps += [
                f"WHEN {end} IS NULL AND m{self.end} <> '' THEN 'unreadable'",
                *([] if self.input.reversed_kept else [f"WHEN {end} < {start} THEN 'end-before-start'"]),
            ]
        if self.as_of is not None:
            steps.append(f"WHEN {start} >= {self.as_of} THEN 'after-as-of'")
        typed = self.typed.relation
        self.stepped = self.database.view(
            "stepped", f"SELECT *, CASE {' '.join(steps)} ELSE '' END AS step FROM {typed}"
        )
        self.steps = dict(self.database.rows(f"SELECT step, count(*) FROM {self.stepped} GROUP BY step"))
        named = ", ".join(f"CASE WHEN {test} THEN {literal(name)} END" for name, test in missing)
        self._note_step("row-without-field", f"concat_ws(', ', {named})")
        if self.end is not None:
            self._note_step("end-before-start", f"concat(w.w{self.start}, ' to ', w.w{self.end})")
        self._note_step("after-as-of", f"w.w{self.start}")
        texts = ", ".join(f"nullif(w.w{place}, '')" for place in range(len(self.fields)))
        said = f"concat_ws(', ', {texts})" if self.key is None else f"w.w{self.key}"
        self._note_step("not-placed-yet", said, self.input.start)
        good = typed
        if any(self.steps):
            good = self.database.view("good", f"SELECT * FROM {self.stepped} WHERE step = ''")
        if self.input.holds == "samples":
            return good
        return self._without_the_future(self._without_repeats(good))

    def _note_step(self, step: str, text: str, field: str = "") -> None:
        if step in self.steps:
            self._note_counted(self.steps[step], step, self.stepped, f"step = {literal(step)}", text, field)

    def _without_the_future(self, good: str) -> str:
        """Step 6: times of records and events that were not known then have no value."""
        if self.as_of is None or self.input.holds not in ("records", "events"):
            return good
        later = {
            place: f"v{place} >= {self.as_of}"
            for place, field in enumerate(self.fields)
            if field.type == "time" and not field.ahead and place not in (self.start, self.scope)
        }
        kept = []
        for place, count in zip(later, self._counts(good, tuple(later.values())), strict=True):
            if count:
                field = self.fields[place].name
                self._note_counted(count, "future-field", good, later[place], f"w.w{place}", field, place)
                kept.append(f"CASE WHEN {later[place]} THEN NULL ELSE v{place} END AS v{place}")
        return (
            self.database.view("then", f"SELECT * REPLACE ({', '.join(kept)}) FROM {good}") if kept else good
        )

    def _without_repeats(self, good: str) -> str:
        """Step 5 of intervals, records and events."""
        events = self.input.holds == "events"
        if self.key is None or events:
            places = range(len(self.fields))
            rows = f"{self.written.relation} w SEMI JOIN {good} g ON g.number = w.number"
            if good == self.typed.relation:
                rows = f"{self.written.relation} w"  # all of them
            keys = ", ".join(f"w.{each}" for each in self.written.keys or [f"w{place}" for place in places])
            if not self._repeated(rows, keys):
                return good
            by = ", ".join(f"w.w{place}" for place in places)
            repeats = (
                f"SELECT number FROM (SELECT w.number, row_number() OVER (PARTITION BY {by} ORDER BY w.number) AS nth"
                f" FROM {rows}) WHERE nth > 1"
            )
            name = "repeated-event" if events else "duplicate-row"
            self._note(name, self.database.keep("repeats", repeats), "TRUE", f"w.w{self.start}")
            return good
        if not self._repeated(f"{good} WHERE m{self.key} <> ''", f"m{self.key}"):
            return good
        how = which(self.input, self.source.table)
        left = aside(self.database, good, self.written.relation, self.key, self.fields, how)
        for name in (REPEATED, CONTRADICTING):
            self._note(name, left, f"name = {literal(name)}", "r.said")
        return self.database.view("once", f"SELECT * FROM {good} g ANTI JOIN {left} l ON l.number = g.number")

    def _repeated(self, rows: str, keys: str) -> bool:
        """Whether rows may be equal in some columns, which is cheaper to ask than which of them are."""
        many = f"SELECT 1 FROM {rows} GROUP BY {keys} HAVING count(*) > 1 LIMIT 1"
        return bool(self.database.rows(many))

    def _facts(self, used: str) -> SourceFacts:
        last = f"v{self.start}" if self.end is None else f"coalesce(v{self.end}, v{self.start})"
        if self.as_of is not None:
            last = f"least({last}, {self.as_of})"
        count, first, latest = self.database.rows(
            f"SELECT count(*), min(v{self.start}), max({last}) FROM {used}"
        )[0]
        return SourceFacts(name=self.input.name, rows=self.written.rows, used=count, first=first, last=latest)

    def _astray(self, used: str, relation: str) -> tuple[int, ...]:
        """When rows happened that are not read, or stand in no scope."""
        unread = any(step in self.steps for step in UNREAD_STEPS)
        unscoped = any(each.name in ("row-without-scope", "unknown-scope") for each in self.noted)
        if not unread and not unscoped:
            return ()
        start = f"v{self.start}"
        asked = [f"SELECT {start} AS a FROM {self.stepped} WHERE step IN ({texts(UNREAD_STEPS)})"]
        if unscoped:
            asked.append(f"SELECT {start} AS a FROM {used} ANTI JOIN {relation} r USING (number)")
        known = "a IS NOT NULL" if self.as_of is None else f"a < {self.as_of}"
        found = self.database.rows(
            f"SELECT DISTINCT a FROM ({' UNION ALL '.join(asked)}) WHERE {known} ORDER BY a"
        )
        return tuple(int(instant) for (instant,) in found)

    def _adrift(self) -> int:
        """How many rows are not read and say no time that could be read."""
        count = 0
        if any(step in self.steps for step in UNREAD_STEPS):
            (count,) = self._counts(
                self.stepped, (f"step IN ({texts(UNREAD_STEPS)}) AND v{self.start} IS NULL",)
            )
        return count + sum(each.finding in ROWS for each in self.written.left)

    def _remark(self, used: str) -> None:
        """Steps 7 and 8: information that changes nothing."""
        if self.input.holds in ("samples", "events"):
            return
        start = f"w.w{self.start}"
        if self.input.holds == "intervals" and self.end is not None:
            self._note("open-interval", used, f"v{self.end} IS NULL", start)
        if self.input.reversed_kept and self.end is not None:
            said = f"concat({start}, ' to ', w.w{self.end})"
            self._note("invalid-record", used, f"v{self.end} < v{self.start}", said)
        above = (
            f"SELECT number, v{self.start} < lag(v{self.start}) OVER (ORDER BY number) AS back FROM {used}"
        )
        back = self.database.keep("back", f"SELECT number FROM ({above}) WHERE back")
        self._note("out-of-order", back, "TRUE", start)

    def _by_scope(self, used: str) -> str:
        """Step 9: rows once for each scope that they stand in."""
        end = "CAST(NULL AS BIGINT)" if self.end is None else f"v{self.end}"
        values = [f"v{place}" for place in range(len(self.fields))]
        columns = f"number, v{self.start} AS a, {end} AS b"
        if self.scope is None:
            return self.database.view(
                "rows", f"SELECT {columns}, '' AS scope, {', '.join(values)} FROM {used}"
            )
        values[self.scope] = f"scope AS v{self.scope}"
        parts = self.source.separator or self.source.listed
        if parts:
            parted = self._parted(used)
        else:
            parted = f"SELECT *, m{self.scope} AS scope, 1 AS part FROM {used} WHERE m{self.scope} <> ''"
            self._note("row-without-scope", used, f"m{self.scope} = ''", f"w.w{self.start}", self.input.scope)
        closed = known_scopes(self.input)
        known = f"scope IN ({texts(closed)})" if closed else "TRUE"
        if closed:
            strange = f"SELECT number, part, scope AS text FROM ({parted}) WHERE NOT ({known})"
            self._note_strange(self.database.keep("strange", strange))
        # Splitting lists is worth keeping; a look at each row is not worth a copy of all.
        settle = self.database.keep if parts else self.database.view
        return settle("rows", f"SELECT {columns}, scope, {', '.join(values)} FROM ({parted}) WHERE {known}")

    def _note_strange(self, strange: str) -> None:
        count = self.database.rows(f"SELECT count(*) FROM {strange}")[0][0]
        if count:
            samples = self.database.rows(
                f"SELECT number, text FROM {strange} ORDER BY number, part LIMIT {MOST_SAMPLES}"
            )
            self._keep_note("unknown-scope", self.input.scope, count, samples)

    def _parted(self, used: str) -> str:
        """Cells with a list, each different one split once; the parts of a cell keep their order."""
        cells = self.database.rows(f"SELECT DISTINCT m{self.scope} FROM {used}")
        assert self.scope is not None
        split = [(each, split_list(each, self.source, self.scope)) for (each,) in cells]
        parts = self.database.load(
            "parts",
            (("cell", "VARCHAR"), ("part", "BIGINT"), ("scope", "VARCHAR")),
            ((cell, place, part) for cell, found in split for place, part in enumerate(found)),
        )
        none = self.database.load(
            "none", (("cell", "VARCHAR"),), ((cell,) for cell, found in split if not found)
        )
        without = f"m{self.scope} IN (SELECT cell FROM {none})"
        self._note("row-without-scope", used, without, f"w.w{self.start}", self.input.scope)
        return f"SELECT u.*, p.scope, p.part FROM {used} u JOIN {parts} p ON p.cell = u.m{self.scope}"


def all_known(database: Database, input: Input, typed: TypedRows, as_of: int) -> bool:
    """Whether no row says a time that was not known then: it is read as if nobody had asked what was known."""
    times = [
        f"v{place}"
        for place, field in enumerate(read_fields(input))
        if field.type == "time" and field.name != input.scope
    ]
    if not times:
        return False
    ((last,),) = database.rows(f"SELECT max(greatest({', '.join(times)})) FROM {typed.relation}")
    return last is None or int(last) < as_of
