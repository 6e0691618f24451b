"""Random plans over random inputs: nested nodes of the kernel, and the wide case by itself."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sladsl.plan import measure as m
from sladsl.values.period import Period
from tests.engines.record_plans import (
    DAY,
    HOSTILE,
    HOUR,
    MINUTE,
    NOT_YET,
    chain,
    conditions,
    figures,
    may,
    names_of,
    operands,
    wrapped,
)

__all__ = ["DAY", "HOSTILE", "HOUR", "MINUTE", "NOT_YET", "Plan"]

SCOPES = ("eu", "us", "é u", "")


class Plan:
    """Draws nodes; depth is spent so that plans end."""

    def __init__(
        self,
        draw: st.DrawFn,
        inputs: list[m.Input],
        base: int,
        own: tuple[Period, ...],
        wide: bool,
        of_records: bool = False,
    ) -> None:
        self.wide = wide
        self.of_records = of_records
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
            **self.records(),
        )

    def records(self) -> dict[str, Any]:
        """Rows to be judged and what is said of them: of records nearly always, else seldom."""
        if self.wide or "records" in NOT_YET or self.draw(st.integers(0, 7)) < (1 if self.of_records else 6):
            return {}
        rows = self.rows(3)
        said = conditions(names_of(rows, chain(rows)[-1].input))  # type: ignore[union-attr]
        return {"records": rows, "verdicts": (("late", self.draw(said)), ("open", self.draw(said)))}

    def wide_rows(self) -> m.Rows:
        source = self.inputs[0]
        rows: m.Rows = m.Read(input=source)
        for _ in range(self.draw(st.integers(0, 2))):
            where = self.draw(conditions(names_of(rows, source)))
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
        kinds = ["length", "length", "longest", *may("Stepped"), "begun", "count", *may("SlotStarts", "Edge")]
        kinds += ["figures"] * (9 if self.of_records else 2)
        kinds += may("Weighed")
        kind = self.draw(st.sampled_from(kinds))
        if kind == "count":
            return m.Count(rows=self.rows(3), periods=self.periods)
        if kind == "figures" and may("Total"):
            rows = self.rows(3)
            return figures(self.draw, rows, chain(rows)[-1].input, self.periods)  # type: ignore[union-attr]
        if kind == "SlotStarts":
            laid = self.draw(st.sampled_from([(), self.periods]))
            return m.SlotStarts(set=self.set(2), every=self.every, periods=self.periods, laid=laid)
        within: m.Spans = m.Fixed(spans=((self.base - 9 * DAY, self.base + 9 * DAY),))
        if self.draw(st.booleans()):
            within = self.spans(1)
        if kind == "Weighed":
            return self.weighed(within)
        if kind == "Edge":
            which: Any = self.draw(st.sampled_from(("first start", "last start", "first end", "last end")))
            return m.Edge(spans=self.spans(3), within=within, periods=self.periods, which=which)
        if kind == "begun":
            return m.Begun(spans=self.spans(3), within=within, periods=self.periods)
        unit, up = self.draw(st.sampled_from(((1, False), (1, True), (HOUR, False), (7 * MINUTE, True))))
        if kind == "Stepped":
            counts: Any = self.draw(st.sampled_from(("full only", "started", "exact")))
            return m.Stepped(
                spans=self.spans(3),
                within=within,
                periods=self.periods,
                step=self.draw(st.sampled_from((1, HOUR, 7 * MINUTE))),
                counts=counts,
                beyond=self.draw(st.sampled_from((0, HOUR, 90 * MINUTE))),
                whole=self.draw(st.booleans()),
                unit=unit,
                up=up,
            )
        of = m.Longest if kind == "longest" else m.Length
        return of(spans=self.spans(3), within=within, periods=self.periods, unit=unit, up=up)

    def weighed(self, within: m.Spans) -> m.Weighed:
        rows = self.rows(2)
        bags: list[m.Spans] = [m.Extent(rows=rows), m.Extent(rows=self.rows(1)), self.stated()]
        how: Any = self.draw(st.sampled_from(("whole only", "started")))
        bags.append(m.WholeUnits(spans=m.Extent(rows=rows), unit=HOUR, how=how))
        return m.Weighed(
            spans=tuple(self.draw(st.lists(st.sampled_from(bags), min_size=1, max_size=2))),
            weight=self.draw(operands(names_of(rows, chain(rows)[-1].input))),  # type: ignore[union-attr]
            within=within,
            periods=self.periods,
            once=self.draw(st.booleans()),
            side=self.draw(st.sampled_from(("top", "bottom"))),
        )

    def rows(self, depth: int) -> m.Rows:
        source = self.draw(st.sampled_from(self.inputs))
        found: m.Rows = m.Read(input=source)
        steps = (*range(1, depth + 3),) if self.of_records else (*range(depth + 1), 0, 0)
        kinds = ["keep", "keep", "undecided", "inside"] + ["made"] * (16 if self.of_records else 4)
        for _ in range(self.draw(st.sampled_from(steps))):
            kind = self.draw(st.sampled_from(kinds))
            if kind == "made":
                found = wrapped(self.draw, found, source, self.inputs, self.base, self.periods)
            elif kind == "inside":
                found = m.Inside(rows=found, set=self.spans(0), outside=self.draw(st.booleans()))
            else:
                where = self.draw(conditions(names_of(found, source)))
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
                "beyond",
                "beginning",
                "beside",
                "at once",
                "units",
                "until",
                "nth",
                "first",
            ]
        length = self.draw(st.sampled_from((HOUR, 30 * MINUTE, 7 * MINUTE, 1, 0)))
        match self.draw(st.sampled_from(kinds)):
            case "extent":
                rows = self.rows(depth)
                times = ["", *(each.name for each in chain(rows)[-1].input.fields if each.type == "time")]  # type: ignore[union-attr]
                summed = any(isinstance(each, m.Summed) for each in chain(rows))
                return m.Extent(
                    rows=rows,
                    since="" if summed else self.draw(st.sampled_from(times)),
                    periods=self.draw(st.sampled_from(((), self.periods))),
                )
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
            case "beyond":
                return m.Beyond(spans=self.spans(depth - 1), length=length)
            case "beginning":
                return m.Beginning(spans=self.spans(depth - 1), length=length)
            case "beside":
                return m.Beside(of=tuple(self.spans(depth - 1) for _ in range(self.draw(st.integers(0, 2)))))
            case "at once":
                sets = tuple(self.set(depth - 1) for _ in range(self.draw(st.integers(0, 3))))
                return m.AtOnce(of=sets, least=self.draw(st.integers(0, 3)))
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
            case "nth":
                nth = self.draw(st.integers(1, 3))
                return m.FromNth(spans=self.spans(depth - 1), nth=nth, periods=self.periods)
            case _:
                return m.Allowance(spans=self.set(depth - 1), length=length, periods=self.periods)

    def set(self, depth: int) -> m.Spans:
        found = self.spans(depth)
        return found if isinstance(found, m.Together | m.Fixed) else m.Together(spans=found)
