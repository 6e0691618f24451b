"""Random small worlds for engines: inputs, dirty tables and plans, made so that edges meet.

Instants lie on a coarse grid around changes of the clock, because equal edges, touching spans and empty ones are where two
engines part; everything shrinks towards one clean row and one node.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from hypothesis import strategies as st

from sladsl.data.binding import Table, TableFile, TableRows
from sladsl.plan import measure as m
from sladsl.record import replace
from sladsl.values.instant import instant_to_local, zone
from sladsl.values.period import Period, periods
from tests.engines.plans import DAY, HOSTILE, HOUR, MINUTE, Plan

# Midnight UTC of days on which clocks change: Berlin in March and October, Lord Howe (half an hour) in April and October.
DAYS = (1_774_742_400_000_000, 1_792_886_400_000_000, 1_775_347_200_000_000, 1_790_985_600_000_000, -2 * DAY)
ZONES = ("Europe/Berlin", "Australia/Lord_Howe", "UTC")


class World(NamedTuple):
    """`files`: source -> text of its file, "" paths are filled in by the test."""

    tables: dict[str, Table]
    files: dict[str, bytes]
    meterings: tuple[m.Metering, ...]
    as_of: int


@st.composite
def worlds(draw: st.DrawFn, in_order: bool = False, of_records: bool = False) -> World:
    """`in_order`: samples without a fault, so that the wide case is met by nearly every world. `of_records`: records and
    logs of the same things, asked for times and figures."""
    base = draw(st.sampled_from(DAYS))
    zone_name = draw(st.sampled_from(ZONES))
    # Half the worlds are of the wide case: samples in order, whose rows are asked for only as slots and counts.
    wide = not of_records and (in_order or draw(st.booleans()))
    some = _record_inputs(zone_name) if of_records else _inputs(zone_name)
    inputs = draw(st.lists(some, min_size=1, max_size=2, unique_by=lambda each: each.name))
    if wide:
        inputs[0] = replace(inputs[0], holds="samples", end="", key="")
    tables: dict[str, Table] = {}
    files: dict[str, bytes] = {}
    for each in inputs:
        if draw(st.integers(0, 19)) == 19:
            continue  # a source without a table has no rows
        clean = wide or (draw(st.integers(0, 3)) > 0 if of_records else draw(st.booleans()))
        table, text = draw(_tables(each, base, zone_name, clean, in_order))
        tables[each.name] = table
        if text is not None:
            files[each.name] = text
    plan = Plan(draw, inputs, base, draw(_periods(base, zone_name)), wide, of_records)
    meterings = tuple(plan.metering(f"m{number}") for number in range(draw(st.integers(1, 2))))
    later = (4 * DAY,) * (3 if of_records else 6)
    as_of = base + draw(st.sampled_from(later if in_order else (*later, DAY, 30 * HOUR, 30 * HOUR + 1, -DAY)))
    return World(tables=tables, files=files, meterings=meterings, as_of=as_of)


# ---- inputs


@st.composite
def _record_inputs(draw: st.DrawFn, zone_name: str) -> m.Input:
    """Records or a log with a key, times, a number, a choice and pauses; few of them required."""
    holds: Any = draw(st.sampled_from(("records", "records", "events", "events", "samples")))
    fields = [
        m.FieldOf(name="seen", type="time", ahead=draw(st.integers(0, 3)) == 3),
        m.FieldOf(name="done", type="time"),
        m.FieldOf(name="n", type="number"),
        m.FieldOf(name="kind", type="choice", values=("a", "b", "it's")),
        m.FieldOf(name="waits", type="intervals", required=draw(st.integers(0, 5)) == 5),
        m.FieldOf(name='d"; drop', type="duration"),
        m.FieldOf(name="ok", type="yes or no"),
        m.FieldOf(name="at", type="time", required=draw(st.booleans())),
    ]
    fields = [each for each in fields if draw(st.integers(0, 4)) > 0]
    return m.Input(
        name=draw(st.sampled_from(("one", "two"))),
        holds=holds,
        fields=tuple(draw(st.permutations(fields))),
        start="at",
        scope=draw(st.sampled_from(("", "", "", "region"))),
        scopes=draw(st.sampled_from(((), ("eu", "é u")))),
        key="id" if holds != "samples" and draw(st.integers(0, 7)) < 7 else "",
        zone=zone_name,
    )


@st.composite
def _inputs(draw: st.DrawFn, zone_name: str) -> m.Input:
    holds: Any = draw(st.sampled_from(("samples", "intervals", "records", "records", "events", "events")))
    kinds: tuple[tuple[str, Any], ...] = (
        ("ok", "yes or no"),
        ("n", "number"),
        ('d"; drop', "duration"),
        ("kind", "choice"),
        ("what", "text"),
        ("seen", "time"),
        ("waits", "intervals"),
    )
    chosen = draw(st.lists(st.sampled_from(kinds), max_size=4, unique=True))
    fields = [
        m.FieldOf(
            name=name,
            type=kind,
            values=("a", "b", "it's") if kind == "choice" else (),
            required=draw(st.sampled_from((False, False, True))),
            ahead=draw(st.integers(0, 3)) == 3,
        )
        for name, kind in chosen
    ]
    if draw(st.booleans()):
        # The start of records may be open; that of all others is required whatever is said here.
        fields.insert(0, m.FieldOf(name="at", type="time", required=draw(st.booleans())))
    end = "until" if holds == "intervals" or (holds == "records" and draw(st.booleans())) else ""
    if end and draw(st.booleans()):
        fields.append(m.FieldOf(name="until", type="time", required=draw(st.integers(0, 4)) == 0))
    scope = draw(st.sampled_from(("", "region", "region") if holds != "events" else ("", "", "", "region")))
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
        reversed_kept=bool(end) and draw(st.booleans()),
        scope=scope,
        scopes=scopes,
        key=draw(st.sampled_from(("", "id"))) if holds not in ("samples", "events") else _key_of(draw, holds),
        zone=draw(st.sampled_from((zone_name, zone_name, ""))),
    )


def _key_of(draw: st.DrawFn, holds: str) -> str:
    return "id" if holds == "events" and draw(st.integers(0, 5)) < 5 else ""


# ---- tables


@st.composite
def _tables(
    draw: st.DrawFn, source: m.Input, base: int, zone_name: str, clean: bool, in_order: bool
) -> tuple[Table, bytes | None]:
    kinds = {"at": "time", "until": "time", "region": "scope", "id": "id"}
    if source.holds == "events":
        kinds["id"] = "thing"
    kinds |= {each.name: each.type for each in source.fields if each.name not in kinds}
    names = ["at", *(["until"] if source.end else []), *(["region"] if source.scope else [])]
    names += ["id"] if source.key else []
    names += [each.name for each in source.fields if each.name not in names]
    separator = draw(st.sampled_from(("", "", "|"))) if source.scope else ""
    cell = {name: _cells(kinds[name], base, zone_name, clean, separator) for name in names}
    least = draw(st.sampled_from((0, 4, 8)))
    # Times that differ, in half of the clean tables: else there is hardly one without a crowded slot.
    alike = (lambda row: row["at"]) if in_order or (clean and draw(st.booleans())) else None
    rows = draw(st.lists(st.fixed_dictionaries(cell), min_size=least, max_size=14, unique_by=alike))
    if alike is None and draw(st.integers(0, 3)) == 3:
        rows += [dict(each) for each in rows[:2]]
    zone_bound = draw(st.sampled_from(("", zone_name)))
    if not in_order and draw(st.integers(0, 5)) == 5:
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
        rounding=draw(st.sampled_from(("", "", "half up", "half even", "down"))),
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
        case "thing":
            good, bad = st.sampled_from(("a", "b", "c", "c")), st.just("")
        case "id":
            good, bad = st.sampled_from(tuple("abcdefgh")), st.just("")
        case "yes or no":
            good = st.sampled_from(("yes", "no", "TRUE", "f", "0", "up"))
            bad = st.sampled_from(("maybe", "yeſ", "DOWN", "2"))
        case "number" | "duration":
            good = st.sampled_from(("0", "1", "-2.5", "+3", "0.000001", "999999999999", "60", "0.5"))
            long = ("0.0000001", "-1.0000005", "2.00000150", "0.12345678901234567", "3.0000000")
            bad = st.sampled_from((*long, "1e3", "NaN", "1,5", "1_0", "٣", "--1", "9.123456789012345678"))
        case "choice":
            good, bad = st.sampled_from(("a", "b", "it's")), st.sampled_from(("A", "c", "NULL"))
        case "intervals":
            times = _times(base, zone_name, clean)
            ended = st.tuples(times, times).map(sorted).map("/".join)
            one = st.one_of(ended, ended, times.map(lambda time: f"{time}/"))
            good = st.lists(one, max_size=3).map((separator or "; ").join)
            bad = st.sampled_from(("x", "2026-03-29/2026-03-28", "2026-03-29", "/", "2026-03-29/2026-03-30/"))
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
    form = draw(
        st.sampled_from(("Z", "Z", "Z") if clean else ("Z", "Z", "z6", "naive", "naive", "blank", "day"))
    )
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


# ---- periods


@st.composite
def _periods(draw: st.DrawFn, base: int, zone_name: str) -> tuple[Period, ...]:
    place = zone(zone_name)
    assert place is not None
    if draw(st.booleans()):
        return periods("day", place, base, base + draw(st.integers(1, 2)) * DAY)
    edges = sorted(draw(st.sets(st.integers(0, 40), min_size=2, max_size=4)))
    found = [
        Period(
            kind="day",
            label=f"p{a}",
            start=base + a * HOUR,
            end=base + b * HOUR + draw(st.sampled_from((0, -1))),
        )
        for a, b in pairwise(edges)
    ]
    if draw(st.integers(0, 3)) == 3:
        # Periods that look back at a longer time overlap.
        back = draw(st.sampled_from((HOUR, 5 * HOUR, 30 * HOUR)))
        return tuple(replace(each, start=each.end - back) for each in found)
    return tuple(found[:1] + found[2:] if draw(st.booleans()) else found)
