"""Random nodes over records and logs: snapshots, chosen and timed fields, clocks, deadlines, sums by slot, aggregates.

Names of fields are kept by type as nodes add them, so that conditions and clocks above read what is there, and at times
what is not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import strategies as st

from sladsl.plan import measure as m
from sladsl.plan import rows as r
from sladsl.plan.added import added
from sladsl.values.instant import offsets, zone
from sladsl.values.period import Period

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
HOSTILE = ("eu", "us", "apac", "é u", "'\"; drop table x; --", "{now}", "%s", "$1")

NOT_YET: frozenset[str] = frozenset()
"""What DuckDB can't compute yet as the reference does: names of nodes, of pauses, of ways of pauses, `Shift`, `records`. No
world of the differential test has them. Empty when it can everything.

`Snapshots`: the findings about things that stand nowhere. `records`: verdicts that read added fields. `intervals in
conditions`: a condition that asks whether a field of intervals holds, or is one of some texts."""

Draw = st.DrawFn


class Names(NamedTuple):
    """Names of fields by what they can be used for; the first of each is always one of the input."""

    conditional: list[str]
    times: list[str]
    numbers: list[str]
    figures: list[str]
    texts: list[str]


def names_of(rows: m.Rows, source: m.Input) -> Names:
    fields = [(each.name, each.type) for each in source.fields if each.name != source.scope]
    fields += added(rows)
    by: dict[str, list[str]] = {}
    for name, kind in fields:
        by.setdefault(kind, []).append(name)
    numbers = by.get("number", [])
    return Names(
        conditional=[
            name for name, kind in fields if kind != "intervals" or "intervals in conditions" not in NOT_YET
        ]
        + ["at", "until", "region"],
        times=[*by.get("time", []), source.start],
        numbers=numbers,
        figures=[*numbers, *by.get("duration", [])],
        texts=[*by.get("choice", []), *by.get("text", [])],
    )


def may(*names: str) -> list[str]:
    return [name for name in names if name not in NOT_YET]


# ---- rows


def wrapped(
    draw: Draw, rows: m.Rows, source: m.Input, inputs: list[m.Input], base: int, periods: tuple[Period, ...]
) -> m.Rows:
    """Rows of a source under one more node, or under several where one needs another; as they are where none fits."""
    if any(isinstance(each, m.Summed) for each in chain(rows)):
        return rows
    kinds = may("Filled", "Choose", "Timed", "Timed", "DueIn")
    if source.holds == "events" and source.key and not source.scope and isinstance(rows, m.Read | m.Keep):
        kinds += may("Snapshots") * 4
    names = names_of(rows, source)
    if names.numbers:
        kinds += may("Summed")
    counted = tuple(each.name for each in source.fields if each.type == "number")
    if counted:
        kinds += may("Increase")
    if not kinds:
        return rows
    number = len(chain(rows))
    match draw(st.sampled_from(kinds)):
        case "Filled":
            return m.Filled(rows=rows, name=f"or now {number}", of=draw(st.sampled_from(names.times)))
        case "Choose":
            return choose(
                draw, rows, source, f"chosen {number}", draw(st.sampled_from(("duration", "number")))
            )
        case "Timed":
            since, until = (draw(st.sampled_from(names.times)) for _ in range(2))
            if since == until and "Filled" not in NOT_YET:
                rows = m.Filled(rows=rows, name=f"ended {number}", of=until)
                until = rows.name
            return m.Timed(
                rows=rows,
                name=f"time {number}",
                since=since,
                until=until,
                clock=clock(draw, source, inputs, base),
                reversed=draw(st.sampled_from(("zero", "negative", "empty"))),
                running=draw(st.sampled_from(("", f"ran {number}"))),
            )
        case "Increase":
            labels = tuple(each.name for each in source.fields if each.type in ("choice", "text"))
            return m.Increase(rows=rows, fields=counted, by=draw(st.sampled_from(((), labels))))
        case "DueIn":
            if not names.numbers or draw(st.booleans()):
                rows = choose(draw, rows, source, f"days {number}", "number")
                names = names_of(rows, source)
            return m.DueIn(
                rows=rows,
                name=f"due {number}",
                since=draw(st.sampled_from(names.times)),
                days=names.numbers[-1],
                calendar=business_days(draw, base),
            )
        case "Snapshots":
            of_input = [each.name for each in source.fields if each.type == "time"] + [source.start]
            texts = [each.name for each in source.fields if each.type in ("choice", "text")]
            first = tuple(draw(st.sets(st.sampled_from([*of_input, *texts]), max_size=2)))
            return m.Snapshots(
                rows=rows,
                key=source.key,
                anchor=draw(st.sampled_from(of_input)),
                first=first,
                known=tuple(draw(st.sets(st.sampled_from(of_input), max_size=2)) - set(first)),
                highest=highest(draw, source, first),
                scope=draw(st.sampled_from(["", *texts])),
                scopes=draw(st.sampled_from(((), (), ("a", "b"), ("eu", "é u")))),
            )
        case _:
            fields = draw(st.sets(st.sampled_from(names.numbers), min_size=1))
            every = draw(st.sampled_from((30 * MINUTE, HOUR, 7 * HOUR)))
            return m.Summed(rows=rows, every=every, periods=periods, fields=tuple(sorted(fields)))


def chain(rows: m.Rows) -> list[m.Rows]:
    """A node and those that it stands on."""
    found = [rows]
    while not isinstance(rows, m.Read):
        rows = rows.rows
        found.append(rows)
    return found


def choose(draw: Draw, rows: m.Rows, source: m.Input, name: str, kind: Any) -> m.Choose:
    lengths = [Fraction(each * 30 * MINUTE) for each in (0, 1, 3, 16, 60)] + [Fraction(-1), Fraction(1)]
    numbers = [Fraction(each) for each in ("0", "1", "2", "5", "1.5", "-1", "0.000001", "999999999999")]
    value = st.sampled_from([None, *(lengths if kind == "duration" else numbers)])
    where = conditions(names_of(rows, source))
    cases = draw(st.lists(st.tuples(where, value), max_size=2))
    return m.Choose(rows=rows, name=name, type=kind, cases=tuple(cases), otherwise=draw(value))


def clock(draw: Draw, source: m.Input, inputs: list[m.Input], base: int) -> m.Clock:
    logs = [each for each in inputs if each.holds == "events" and each.key and not each.scope]
    kinds = ["", ""]
    if any(each.name == "waits" for each in source.fields):
        kinds += may("FieldPauses") * 4
    if logs and source.key:
        kinds += may("StatePauses") * 4
    pauses: Any = None
    match draw(st.sampled_from(kinds)):
        case "FieldPauses":
            pauses = m.FieldPauses(field="waits")
        case "StatePauses":
            log = draw(st.sampled_from(logs))
            where = draw(conditions(names_of(m.Read(input=log), log)))
            pauses = m.StatePauses(events=m.Read(input=log), key=log.key, own=source.key, where=where)
    return m.Clock(
        open=draw(st.none() | opening(base)),
        shift=draw(shifts(base)) if "Shift" not in NOT_YET else None,
        pauses=pauses,
        paused=draw(st.sampled_from(may("on the clock", "by the wall clock"))),
    )


def opening(base: int) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """Hours of some days, with edges on which data lie, too."""

    def spans(edges: set[int]) -> tuple[tuple[int, int], ...]:
        found = sorted(edges)
        pairs = zip(found[::2], found[1::2], strict=False)
        return tuple((base + a * 30 * MINUTE, base + b * 30 * MINUTE) for a, b in pairs)

    return st.sets(st.integers(-4, 100), max_size=10).map(spans)


def shifts(base: int) -> st.SearchStrategy[m.Shift | None]:
    """None, zones as they are, and clocks that are set forwards and backwards at any hour."""
    places = [zone(name) for name in ("Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu")]
    steps = [offsets(place, base - 9 * DAY, base + 9 * DAY) for place in places if place is not None]
    changes = st.dictionaries(
        st.integers(0, 60), st.sampled_from((-2 * HOUR, -30 * MINUTE, 0, HOUR, HOUR + 1)), max_size=3
    ).map(lambda each: tuple((base + at * HOUR, ahead) for at, ahead in sorted(each.items())))
    real = st.sampled_from([None, None, *steps])
    return (real | changes).map(lambda each: None if each is None else m.Shift(steps=each))


def business_days(draw: Draw, base: int) -> m.BusinessDays:
    hours = st.sampled_from(((0, DAY), (9 * HOUR, 17 * HOUR), (2 * HOUR + 30 * MINUTE, 3 * HOUR)))
    days = draw(st.dictionaries(st.integers(-3, 12), hours))
    shift = draw(shifts(base))
    return m.BusinessDays(
        days=tuple((base // DAY + day, *edges) for day, edges in sorted(days.items())),
        shift=shift or m.Shift(steps=()),
        end=draw(st.sampled_from(("same time of day", "close of business"))),
        counted=draw(st.booleans()),
    )


# ---- cells


def figures(draw: Draw, rows: m.Rows, source: m.Input, periods: tuple[Period, ...]) -> m.Cells:
    """An aggregate of rows."""
    names = names_of(rows, source)
    share = draw(st.sampled_from(("1/2", "19/20", "1", "0", "0.999", "1/3")).map(Fraction))
    of = draw(operands(names, quotients=False))
    # A product of two numbers has twelve decimals.
    scale = 10**12 if isinstance(of, r.Arithmetic) and of.operator == "*" else 10**6
    match draw(st.sampled_from(may("Total", "Exact", "Ranked", "Extreme", "Known", "Ratios", "Rated"))):
        case "Total":
            return m.Total(rows=rows, of=of, periods=periods, scale=scale)
        case "Exact":
            side = draw(st.sampled_from(("top", "bottom")))
            return m.Exact(rows=rows, of=draw(operands(names)), periods=periods, side=side)
        case "Ranked":
            method = draw(st.sampled_from(("nearest rank", "interpolation")))
            return m.Ranked(rows=rows, of=of, share=share, method=method, periods=periods, scale=scale)
        case "Extreme":
            which = draw(st.sampled_from(("least", "most")))
            return m.Extreme(rows=rows, of=of, which=which, periods=periods, scale=scale)
        case "Known":
            return m.Known(rows=rows, of=draw(operands(names)), periods=periods)
        case "Ratios":
            whole = draw(operands(names, quotients=False))
            return m.Ratios(rows=rows, part=of, whole=whole, periods=periods)
        case _:
            return m.Rated(rows=rows, part=of, whole=draw(operands(names)), periods=periods)


def highest(draw: Draw, source: m.Input, but: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Fields of a log of which the highest value counts, by an order that may lack some."""
    orders = {
        "choice": (("b", "a", "it's"), ("a", "it's"), ("it's", "b")),
        "yes or no": (("yes", "no"), ("no", "yes")),
    }
    fields = [each for each in source.fields if each.type in orders and each.name not in (*but, source.key)]
    chosen = [each for each in fields if draw(st.booleans())]
    return tuple((each.name, draw(st.sampled_from(orders[each.type]))) for each in chosen)


# ---- conditions


def operands(names: Names, quotients: bool = True) -> st.SearchStrategy[r.Operand]:
    constant = st.sampled_from(
        (
            Fraction(0),
            Fraction(1),
            Fraction(-5, 2),
            Fraction(1, 3) if quotients else Fraction(3),
            Fraction(HOUR),
        )
    )
    times = st.sampled_from(names.times)
    return st.recursive(
        st.one_of(
            st.sampled_from([*names.figures, *names.figures, *names.times, "n"]).map(
                lambda name: r.Field(name=name)
            ),
            constant.map(lambda value: r.Constant(value=value)),
            st.builds(r.Elapsed, since=times, until=times),
        ),
        lambda inner: st.builds(
            r.Arithmetic,
            operator=st.sampled_from(("+", "-", "*", "/") if quotients else ("+", "-", "*")),
            left=inner,
            right=inner,
        ),
        max_leaves=3 if quotients else 2,
    )


def conditions(names: Names) -> st.SearchStrategy[r.Condition]:
    operand = operands(names)
    comparator = st.sampled_from(("at least", "at most", "above", "below", "exactly"))
    field = st.sampled_from(names.conditional)
    # Of two times, or of a time on a clock and what is allowed.
    fields = st.sampled_from([*names.times, *names.figures]).map(lambda name: r.Field(name=name))
    leaf: st.SearchStrategy[r.Condition] = st.one_of(
        field.map(lambda name: r.Holds(field=name)),
        field.map(lambda name: r.Known(field=name)),
        st.builds(r.Compare, left=operand, comparator=comparator, right=operand),
        st.builds(r.Compare, left=fields, comparator=comparator, right=fields),
        st.builds(
            r.OneOf,
            field=field,
            values=st.lists(st.sampled_from(("a", "it's", *HOSTILE)), max_size=2).map(tuple),
        ),
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
