"""Random plans over random inputs: nested nodes of the kernel, and the wide case by itself."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from sladsl.plan import measure as m
from sladsl.plan import rows as r
from sladsl.values.period import Period

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

SCOPES = ("eu", "us", "é u", "")
HOSTILE = ("eu", "us", "apac", "é u", "'\"; drop table x; --", "{now}", "%s", "$1")


class Plan:
    """Draws nodes; depth is spent so that plans end."""

    def __init__(
        self, draw: st.DrawFn, inputs: list[m.Input], base: int, own: tuple[Period, ...], wide: bool
    ) -> None:
        self.wide = wide
        self.draw = draw
        self.inputs = inputs
        self.base = base
        self.periods = own
        self.every = draw(
            st.sampled_from((30 * MINUTE, 30 * MINUTE, 20 * MINUTE, HOUR, 50 * MINUTE, 7 * HOUR))
        )

    def metering(self, name: str) -> m.Metering:
        columns = tuple(
            m.Column(name=f"c{at}", cells=self.cells(), unit="us")
            for at in range(self.draw(st.integers(1, 3)))
        )
        witness: m.Spans | m.Rows = self.spans(2) if self.draw(st.booleans()) else self.rows(1)
        if self.wide and self.draw(st.booleans()):
            witness = self.wide_slots()
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

    def wide_rows(self) -> m.Rows:
        source = self.inputs[0]
        rows: m.Rows = m.Read(input=source)
        for _ in range(self.draw(st.integers(0, 2))):
            where = self.draw(_conditions(source))
            kinds = (m.Keep(rows=rows, where=where), m.Undecided(rows=rows, where=where))
            rows = self.draw(st.sampled_from(kinds))
        return rows

    def wide_slots(self) -> m.Slots:
        return m.Slots(rows=self.wide_rows(), every=self.every, periods=self.periods)

    def wide_cells(self) -> m.Cells:
        """Slots of rows kept by conditions, in whole periods or without what another input takes away."""
        if self.draw(st.integers(0, 4)) == 4:
            return m.Count(rows=self.wide_rows(), periods=self.periods)
        slots = self.wide_slots()
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
        for _ in range(self.draw(st.sampled_from((*range(depth + 1), 0, 0)))):
            kind = self.draw(st.sampled_from(("keep", "keep", "undecided", "inside")))
            if kind == "inside":
                found = m.Inside(rows=found, set=self.spans(0), outside=self.draw(st.booleans()))
            else:
                where = self.draw(_conditions(source))
                found = (
                    m.Keep(rows=found, where=where)
                    if kind == "keep"
                    else m.Undecided(rows=found, where=where)
                )
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
        return m.Stated(
            by_scope=tuple((name, self.draw(spans)) for name in self.draw(st.sets(st.sampled_from(SCOPES))))
        )

    def spans(self, depth: int) -> m.Spans:
        leaf = depth <= 0
        kinds = ["extent", "slots", "slots", "fixed", "stated"]
        if not leaf:
            kinds += [
                "together",
                "either",
                "both",
                "without",
                "shared",
                "joined",
                "lasting",
                "units",
                "until",
                "first",
            ]
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
    constant = st.sampled_from(
        (Fraction(0), Fraction(1), Fraction(-5, 2), Fraction(1, 3), Fraction(HOUR), Fraction(60))
    )
    operand: st.SearchStrategy[r.Operand] = st.recursive(
        st.one_of(
            st.sampled_from(numbers).map(lambda name: r.Field(name=name)),
            constant.map(lambda value: r.Constant(value=value)),
            st.tuples(st.sampled_from(times), st.sampled_from(times)).map(
                lambda each: r.Elapsed(since=each[0], until=each[1])
            ),
        ),
        lambda inner: st.builds(
            r.Arithmetic, operator=st.sampled_from(("+", "-", "*", "/")), left=inner, right=inner
        ),
        max_leaves=3,
    )
    comparator = st.sampled_from(("at least", "at most", "above", "below", "exactly"))
    field = st.sampled_from(names)
    leaf: st.SearchStrategy[r.Condition] = st.one_of(
        field.map(lambda name: r.Holds(field=name)),
        field.map(lambda name: r.Known(field=name)),
        st.builds(r.Compare, left=operand, comparator=comparator, right=operand),
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
