"""Random small worlds for engines: inputs, dirty tables and plans, made so that edges meet.

Instants lie on a coarse grid around changes of the clock, because equal edges, touching spans and empty ones are where two
engines part; everything shrinks towards one clean row and one node.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import strategies as st

from sladsl.data.binding import Table, TableFile, TableRows
from sladsl.plan import measure as m
from sladsl.plan import rows as r
from sladsl.record import replace
from sladsl.values.instant import instant_to_local, zone
from sladsl.values.period import Period, periods

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

# Midnight UTC of days on which clocks change: Berlin in March and October, Lord Howe (half an hour) in April and October.
DAYS = (1_774_742_400_000_000, 1_792_886_400_000_000, 1_775_347_200_000_000, 1_790_985_600_000_000, -2 * DAY)
ZONES = ("Europe/Berlin", "Australia/Lord_Howe", "UTC")
SCOPES = ("eu", "us", "é u", "")
HOSTILE = ("eu", "us", "apac", "é u", "'\"; drop table x; --", "{now}", "%s", "$1")


class World(NamedTuple):
    """`files`: source -> text of its file, "" paths are filled in by the test."""

    tables: dict[str, Table]
    files: dict[str, bytes]
    meterings: tuple[m.Metering, ...]
    as_of: int


@st.composite
def worlds(draw: st.DrawFn) -> World:
    base = draw(st.sampled_from(DAYS))
    zone_name = draw(st.sampled_from(ZONES))
    # Half the worlds are of the wide case: samples in order, whose rows are asked for only as slots and counts.
    wide = draw(st.booleans())
    inputs = draw(st.lists(_inputs(zone_name), min_size=1, max_size=2, unique_by=lambda each: each.name))
    if wide:
        inputs[0] = replace(inputs[0], holds="samples", end="", key="")
    tables: dict[str, Table] = {}
    files: dict[str, bytes] = {}
    for each in inputs:
        if draw(st.integers(0, 19)) == 19:
            continue  # a source without a table has no rows
        clean = wide or draw(st.booleans())
        table, text = draw(_tables(each, base, zone_name, clean))
        tables[each.name] = table
        if text is not None:
            files[each.name] = text
    plan = _Plan(draw, inputs, base, draw(_periods(base, zone_name)), wide)
    meterings = tuple(plan.metering(f"m{number}") for number in range(draw(st.integers(1, 2))))
    as_of = base + draw(st.sampled_from((*(4 * DAY,) * 6, DAY, 30 * HOUR, 30 * HOUR + 1, -DAY)))
    return World(tables=tables, files=files, meterings=meterings, as_of=as_of)


# ---- inputs


@st.composite
def _inputs(draw: st.DrawFn, zone_name: str) -> m.Input:
    holds: Any = draw(st.sampled_from(("samples", "intervals", "records")))
    kinds: tuple[tuple[str, Any], ...] = (
        ("ok", "yes or no"),
        ("n", "number"),
        ('d"; drop', "duration"),
        ("kind", "choice"),
        ("what", "text"),
        ("seen", "time"),
    )
    chosen = draw(st.lists(st.sampled_from(kinds), max_size=3, unique=True))
    fields = [
        m.FieldOf(
            name=name,
            type=kind,
            values=("a", "b", "it's") if kind == "choice" else (),
            required=draw(st.sampled_from((False, False, True))),
        )
        for name, kind in chosen
    ]
    if draw(st.booleans()):
        fields.insert(0, m.FieldOf(name="at", type="time", required=True))
    end = "until" if holds == "intervals" or (holds == "records" and draw(st.booleans())) else ""
    if end and draw(st.booleans()):
        fields.append(m.FieldOf(name="until", type="time", required=draw(st.integers(0, 4)) == 0))
    scope = draw(st.sampled_from(("", "region", "region")))
    scopes: tuple[str, ...] = ()
    if scope:
        declared = draw(st.sampled_from(("text", "choice", None)))
        if declared is not None:
            fields.append(
                m.FieldOf(name="region", type=declared, values=("eu", "us") if declared == "choice" else ())
            )
        scopes = draw(st.sampled_from(((), (), ("eu", "é u"))))
    return m.Input(
        name=draw(st.sampled_from(("one", "two"))),
        holds=holds,
        fields=tuple(fields),
        start="at",
        end=end,
        scope=scope,
        scopes=scopes,
        key=draw(st.sampled_from(("", "id"))) if holds != "samples" else "",
        zone=draw(st.sampled_from((zone_name, zone_name, ""))),
    )


# ---- tables


@st.composite
def _tables(
    draw: st.DrawFn, source: m.Input, base: int, zone_name: str, clean: bool
) -> tuple[Table, bytes | None]:
    kinds = {"at": "time", "until": "time", "region": "scope", "id": "id"}
    kinds |= {each.name: each.type for each in source.fields if each.name not in kinds}
    names = ["at", *(["until"] if source.end else []), *(["region"] if source.scope else [])]
    names += ["id"] if source.key else []
    names += [each.name for each in source.fields if each.name not in names]
    separator = draw(st.sampled_from(("", "", "|"))) if source.scope else ""
    cell = {name: _cells(kinds[name], base, zone_name, clean, separator) for name in names}
    rows = draw(st.lists(st.fixed_dictionaries(cell), min_size=draw(st.sampled_from((0, 4, 8))), max_size=14))
    if draw(st.integers(0, 3)) == 3:
        rows += [dict(each) for each in rows[:2]]
    zone_bound = draw(st.sampled_from(("", zone_name)))
    if draw(st.integers(0, 5)) == 5:
        return TableRows(source=source.name, rows=tuple(rows), zone=zone_bound, separator=separator), None
    values = draw(st.sampled_from(({}, {"ok": {"up": "yes", "DOWN": "no"}, "region": {"EU": "eu", "x": ""}})))
    delimiter = draw(st.sampled_from((",", ";")))
    table = TableFile(
        source=source.name,
        path="",
        columns=draw(st.sampled_from(({}, {"at": "When it was"}))),
        delimiter=delimiter,
        zone=zone_bound,
        separator=separator,
        units={'d"; drop': draw(st.sampled_from((1_000_000, 1000, DAY)))},
        values=values,
    )
    return table, draw(_texts(names, rows, table, clean))


@st.composite
def _texts(
    draw: st.DrawFn, names: list[str], rows: list[dict[str, str]], table: TableFile, clean: bool
) -> bytes:
    """The file: quoted where it must be or everywhere, with all that spreadsheets do to one."""
    quote = draw(st.booleans()) if not clean else False
    end = draw(st.sampled_from(("\n", "\r\n")))
    extra = draw(st.booleans())
    header = [table.columns.get(name, name) for name in names] + (["extra"] if extra else [])
    lines = [table.delimiter.join(_quoted(each, table.delimiter, quote) for each in header)]
    for row in rows:
        cells = [row[name] for name in names] + ([draw(st.sampled_from(("", "x")))] if extra else [])
        odd = 0 if clean else draw(st.integers(0, 11))
        if odd == 1:
            cells.append("")
        elif odd == 2:
            cells = cells[:-1]
        elif odd == 3:
            lines.append("")
        elif odd == 4:
            lines.append("  ")
        lines.append(table.delimiter.join(_quoted(each, table.delimiter, quote) for each in cells))
    text = end.join(lines) + draw(st.sampled_from((end, "")))
    return draw(st.sampled_from((b"", b"\xef\xbb\xbf"))) + text.encode()


def _quoted(cell: str, delimiter: str, always: bool) -> str:
    if always or any(each in cell for each in (delimiter, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _cells(kind: str, base: int, zone_name: str, clean: bool, separator: str) -> st.SearchStrategy[str]:
    blank = st.sampled_from(("", " ", "\t"))
    match kind:
        case "time":
            good = _times(base, zone_name, clean)
            bad = st.sampled_from(("yesterday", "2026-02-30", "2026-01-01T24:00Z", "2026-03-29 1:00", "1e3"))
        case "scope":
            one = st.sampled_from(("eu", "us", "EU", "x", "é u", " eu", "eu\u00a0", HOSTILE[4]))
            many = st.lists(one, max_size=3).map(separator.join)
            good = many if separator else (st.sampled_from(("eu", "us")) if clean else one)
            bad = st.sampled_from(("", "mars"))
        case "id":
            good, bad = st.sampled_from(tuple("abcdefgh")), st.just("")
        case "yes or no":
            good = st.sampled_from(("yes", "no", "TRUE", "f", "0", "up"))
            bad = st.sampled_from(("maybe", "yeſ", "DOWN", "2"))
        case "number" | "duration":
            good = st.sampled_from(("0", "1", "-2.5", "+3", "0.000001", "999999999999", "60", "0.5"))
            bad = st.sampled_from(("1e3", "NaN", "1,5", "0.0000001", "1_0", "٣", "--1"))
        case "choice":
            good, bad = st.sampled_from(("a", "b", "it's")), st.sampled_from(("A", "c", "NULL"))
        case _:
            good = st.sampled_from((*HOSTILE, "NULL", 'say "hi"', "two\nlines", "#x"))
            bad = st.sampled_from(("a,b", "a;b", "\u2003wide"))
    if clean:
        return good
    padded = st.tuples(blank, good, blank).map("".join)
    return st.one_of(good, good, good, padded, bad, blank)


@st.composite
def _times(draw: st.DrawFn, base: int, zone_name: str, clean: bool) -> str:
    at = base + draw(st.integers(-2, 100)) * 30 * MINUTE + draw(st.sampled_from((0, 0, 0, 1_000_000, 1)))
    form = draw(st.sampled_from(("Z", "Z", "Z") if clean else ("Z", "Z", "z6", "naive", "naive", "blank", "day")))
    place = zone(zone_name)
    assert place is not None
    utc = zone("UTC")
    assert utc is not None
    moment = instant_to_local(at, utc)
    match form:
        case "Z":
            return moment.strftime("%Y-%m-%dT%H:%M:%S") + (".000001Z" if at % 1_000_000 else "Z")
        case "z6":
            return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case "naive":
            # As UTC read as local: so hours that occur twice or never are met too.
            return moment.strftime(draw(st.sampled_from(("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"))))
        case "blank":
            return instant_to_local(at, place).strftime("%Y-%m-%d %H:%M:%S") + "+10:30"
        case _:
            return moment.strftime("%Y-%m-%d")


# ---- plans


@st.composite
def _periods(draw: st.DrawFn, base: int, zone_name: str) -> tuple[Period, ...]:
    place = zone(zone_name)
    assert place is not None
    if draw(st.booleans()):
        return periods("day", place, base, base + draw(st.integers(1, 2)) * DAY)
    edges = sorted(draw(st.sets(st.integers(0, 40), min_size=2, max_size=4)))
    found = [
        Period(kind="day", label=f"p{a}", start=base + a * HOUR, end=base + b * HOUR + draw(st.sampled_from((0, -1))))
        for a, b in zip(edges, edges[1:], strict=False)
    ]
    return tuple(found[:1] + found[2:] if draw(st.booleans()) else found)


class _Plan:
    """Draws nodes; depth is spent so that plans end."""

    def __init__(
        self, draw: st.DrawFn, inputs: list[m.Input], base: int, own: tuple[Period, ...], wide: bool
    ) -> None:
        self.wide = wide
        self.draw = draw
        self.inputs = inputs
        self.base = base
        self.periods = own
        self.every = draw(st.sampled_from((HOUR, 30 * MINUTE, 50 * MINUTE, 7 * HOUR)))

    def metering(self, name: str) -> m.Metering:
        columns = tuple(
            m.Column(name=f"c{at}", cells=self.cells(), unit="us") for at in range(self.draw(st.integers(1, 3)))
        )
        witness: m.Spans | m.Rows = self.spans(2) if self.draw(st.booleans()) else self.rows(1)
        # Rows with a scope measured without one count nowhere: true, but seldom worth a try.
        scoped = any(each.scope for each in self.inputs) is not (self.draw(st.integers(0, 9)) == 9)
        return m.Metering(
            metric=name,
            columns=columns,
            periods=self.periods,
            scoped=scoped,
            scopes=self.draw(st.sampled_from(((), (), ("eu", "us", "nowhere")))) if scoped else (),
            sources=tuple(each.name for each in self.inputs),
            witness=witness,
            witness_within=self.draw(st.sampled_from((None, self.fixed()))),
        )

    def wide_cells(self) -> m.Cells:
        """Slots of rows kept by conditions, in whole periods or without what another input takes away."""
        source = self.inputs[0]
        rows: m.Rows = m.Read(input=source)
        for _ in range(self.draw(st.integers(0, 2))):
            where = self.draw(_conditions(source))
            rows = self.draw(st.sampled_from((m.Keep(rows=rows, where=where), m.Undecided(rows=rows, where=where))))
        if self.draw(st.integers(0, 4)) == 4:
            return m.Count(rows=rows, periods=self.periods)
        slots = m.Slots(rows=rows, every=self.every, periods=self.periods)
        within: m.Spans = m.Fixed(spans=((self.base - 9 * DAY, self.base + 9 * DAY),))
        if len(self.inputs) > 1 and self.draw(st.booleans()):
            without = m.Together(spans=m.Extent(rows=m.Read(input=self.inputs[1])))
            within = m.Without(left=within, right=without)
        return m.Length(spans=slots, within=within, periods=self.periods)

    def cells(self) -> m.Cells:
        if self.wide:
            return self.wide_cells()
        if self.draw(st.integers(0, 2)) == 0:
            return m.Count(rows=self.rows(2), periods=self.periods)
        within: m.Spans = m.Fixed(spans=((self.base - 9 * DAY, self.base + 9 * DAY),))
        if self.draw(st.booleans()):
            within = self.spans(1)
        return m.Length(spans=self.spans(3), within=within, periods=self.periods)

    def rows(self, depth: int) -> m.Rows:
        source = self.draw(st.sampled_from(self.inputs))
        found: m.Rows = m.Read(input=source)
        for _ in range(self.draw(st.sampled_from(tuple(range(depth + 1)) + (0, 0)))):
            kind = self.draw(st.sampled_from(("keep", "keep", "undecided", "inside")))
            if kind == "inside":
                found = m.Inside(rows=found, set=self.spans(0), outside=self.draw(st.booleans()))
            else:
                where = self.draw(_conditions(source))
                found = m.Keep(rows=found, where=where) if kind == "keep" else m.Undecided(rows=found, where=where)
        return found

    def fixed(self) -> m.Fixed:
        edges = sorted(self.draw(st.sets(st.integers(-3, 60), max_size=4)))
        pairs = zip(edges[::2], edges[1::2], strict=False)
        return m.Fixed(spans=tuple((self.base + a * HOUR, self.base + b * HOUR) for a, b in pairs))

    def stated(self) -> m.Stated:
        hours = st.tuples(st.integers(0, 40), st.integers(0, 6)).map(
            lambda each: (self.base + each[0] * HOUR, self.base + (each[0] + each[1]) * HOUR)
        )
        spans = st.lists(hours, max_size=3).map(tuple)
        return m.Stated(by_scope=tuple((name, self.draw(spans)) for name in self.draw(st.sets(st.sampled_from(SCOPES)))))

    def spans(self, depth: int) -> m.Spans:
        leaf = depth <= 0
        kinds = ["extent", "slots", "slots", "fixed", "stated"]
        if not leaf:
            kinds += ["together", "either", "both", "without", "shared", "joined", "lasting", "units", "until", "first"]
        length = self.draw(st.sampled_from((HOUR, 30 * MINUTE, 7 * MINUTE, 1, 0)))
        match self.draw(st.sampled_from(kinds)):
            case "extent":
                return m.Extent(rows=self.rows(depth))
            case "slots":
                every = self.draw(st.sampled_from((self.every, HOUR)))
                return m.Slots(rows=self.rows(depth), every=every, periods=self.periods)
            case "fixed":
                return self.fixed()
            case "stated":
                return self.stated()
            case "together":
                return m.Together(spans=self.spans(depth - 1))
            case "either":
                return m.Either(of=tuple(self.set(depth - 1) for _ in range(self.draw(st.integers(0, 2)))))
            case "both":
                return m.Both(left=self.set(depth - 1), right=self.set(depth - 1))
            case "without":
                return m.Without(left=self.set(depth - 1), right=self.set(depth - 1))
            case "shared":
                return m.Shared(spans=self.set(depth - 1))
            case "joined":
                return m.Joined(spans=self.set(depth - 1), gap=length)
            case "lasting":
                return m.Lasting(spans=self.spans(depth - 1), length=length)
            case "units":
                how: Any = self.draw(st.sampled_from(("whole only", "started")))
                return m.WholeUnits(spans=self.spans(depth - 1), unit=length or HOUR, how=how)
            case "until":
                horizon = self.base + self.draw(st.sampled_from((0, DAY, 3 * DAY)))
                return m.Until(bad=self.set(depth - 1), seen=self.set(depth - 1), horizon=horizon)
            case _:
                return m.Allowance(spans=self.set(depth - 1), length=length, periods=self.periods)

    def set(self, depth: int) -> m.Spans:
        found = self.spans(depth)
        return found if isinstance(found, m.Together | m.Fixed) else m.Together(spans=found)


def _conditions(source: m.Input) -> st.SearchStrategy[r.Condition]:
    names = [each.name for each in source.fields] + ["at", "until", "region"]
    numbers = [each.name for each in source.fields if each.type in ("number", "duration")] + ["n"]
    times = [each.name for each in source.fields if each.type == "time"] + ["at"]
    constant = st.sampled_from((Fraction(0), Fraction(1), Fraction(-5, 2), Fraction(1, 3), Fraction(HOUR), Fraction(60)))
    operand: st.SearchStrategy[r.Operand] = st.recursive(
        st.one_of(
            st.sampled_from(numbers).map(lambda name: r.Field(name=name)),
            constant.map(lambda value: r.Constant(value=value)),
            st.tuples(st.sampled_from(times), st.sampled_from(times)).map(
                lambda each: r.Elapsed(since=each[0], until=each[1])
            ),
        ),
        lambda inner: st.builds(r.Arithmetic, operator=st.sampled_from(("+", "-", "*", "/")), left=inner, right=inner),
        max_leaves=3,
    )
    comparator = st.sampled_from(("at least", "at most", "above", "below", "exactly"))
    field = st.sampled_from(names)
    leaf: st.SearchStrategy[r.Condition] = st.one_of(
        field.map(lambda name: r.Holds(field=name)),
        field.map(lambda name: r.Known(field=name)),
        st.builds(r.Compare, left=operand, comparator=comparator, right=operand),
        st.builds(r.OneOf, field=field, values=st.lists(st.sampled_from(("a", "it's", *HOSTILE)), max_size=2).map(tuple)),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(lambda of: r.Not(of=of)),
            st.lists(inner, max_size=2).map(lambda of: r.All(of=tuple(of))),
            st.lists(inner, max_size=2).map(lambda of: r.Some(of=tuple(of))),
        ),
        max_leaves=3,
    )
