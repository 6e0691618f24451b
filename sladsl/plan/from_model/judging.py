"""Conditions of records whose time runs on a clock: fields are added to the rows, and conditions compare them.

A limit is on the clock, in plain time or in business days; a table may mix them. So a comparison with a table becomes
alternatives, each with its own guard, of which exactly one applies to a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import starmap
from typing import Literal, assert_never

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.limits import (
    Cell,
    Escalation,
    Figure,
    LeftToParties,
    Limit,
    LimitTable,
    Named,
    NotOffered,
    RecordPromise,
)
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.clocks import Running, business_days, clock_of, closing_days
from sladsl.plan.from_model.conditions import condition, operand
from sladsl.plan.from_model.deadlines import Dated
from sladsl.plan.from_model.limit_kinds import Kind, counted_in, end_of, end_of_days
from sladsl.plan.from_model.notices import ends_of_notice
from sladsl.plan.from_model.open_ended import limit_of
from sladsl.plan.from_model.reversed_times import reversed_as
from sladsl.plan.from_model.so_far import NOW, Wrap, meant_for, so_far
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.table_rows import LEFT_OPEN, NO_ROW, fits, offered

_ONE, _NONE = r.Constant(value=Fraction(1)), r.Constant(value=Fraction(0))
LIMIT = "the limit"


class Judge:
    """Turns written conditions about the records of one source into those of the kernel.

    `wrap` adds the fields that the conditions made so far compare; `times` are the pairs of fields whose time was measured.
    """

    def __init__(
        self, metric: m.Metric, source: m.Source, construct: str, stretch: Stretch, reading: Reading
    ) -> None:
        self.metric = metric
        self.source = source
        self.construct = construct
        self.stretch = stretch
        self.reading = reading
        self.offered: list[r.Condition] = []
        """Each says of a record that a limit is promised for it, or may be; never unknown."""
        self.fits_no_row: list[r.Condition] = []
        """Each says of a record that no row of a table fits it."""
        self.left_open: list[r.Condition] = []
        """Each says of a record that the limit for it is left to the parties: it is neither kept nor missed."""
        self.times: dict[tuple[str, str], str] = {}
        self.limits: list[str] = []
        """Duration fields that hold the time allowed on the clock, and time fields that hold a due time."""
        self._wraps: dict[str, Wrap] = {}
        self._running: Running | None = None
        self._days: k.BusinessDays | None = None

    def wrap(self, rows: k.Rows) -> k.Rows:
        """The rows with all fields that the conditions need, in the order in which they were asked for."""
        for add in self._wraps.values():
            rows = add(rows)
        return rows

    # ---- conditions

    def condition(self, written: v.Condition, *, now: bool = False) -> r.Condition:
        """A condition; with `now` as it would be if every record that is open were ended at the as-of instant."""
        match written:
            case v.AllOf():
                return r.All(of=tuple(self.condition(part, now=now) for part in written.of))
            case v.AnyOf():
                return r.Some(of=tuple(self.condition(part, now=now) for part in written.of))
            case v.Not():
                return r.Not(of=self.condition(written.of, now=now))
            case v.Order():
                return self._order(written, now)
            case v.Notice():
                return self._noticed(written)
            case v.Comparison():
                if isinstance(written.left, v.ElapsedTime):
                    return self._elapsed(written.left, written.comparator, written.right, now)
                if isinstance(written.right, v.Column):
                    table = self.metric.tables[written.right.table.text]
                    return self._by_table(
                        None, operand(written.left), written.comparator, table, written.right.column.text
                    )
                return condition(written)
            case _:
                return condition(written)

    def promise(self, promised: RecordPromise, measured: v.ElapsedTime, *, now: bool = False) -> r.Condition:
        """The condition that each record must keep."""
        pair = measured.since.text, self._ended(measured.until.text, now)
        if promised.table is not None:
            return self._by_table(pair, None, promised.comparator, promised.table, promised.column)
        if isinstance(promised.limit, Limit):
            return self._limited(pair, promised.comparator, promised.limit, told=True)
        self.offered = [r.Some(of=())]
        self.left_open = [r.All(of=())]
        return _unknown()

    def tell(self, measured: v.ElapsedTime, escalations: Iterable[Escalation]) -> None:
        """Adds the time of a record so far, a due time as the time that is allowed, and which escalations are for it."""
        since, now = measured.since.text, self._ended(measured.until.text, True)
        due = [name for name in self.limits if name.startswith(f"{since} after ")]
        told = [(each.span.start, self.condition(each.where)) for each in escalations if each.where]
        for name, wrap in (*starmap(meant_for, told), *so_far(since, now, self._clock().clock, due)):
            self._wraps.setdefault(name, wrap)

    def _order(self, written: v.Order, now: bool) -> r.Condition:
        left = r.Field(name=self._ended(written.left.text, now))
        right = r.Field(name=written.right.text)
        comparator: r.Comparator
        if written.order == "before":
            comparator = "at least" if written.negated else "below"
        else:
            comparator = "at most" if written.negated else "above"
        return r.Compare(left=left, comparator=comparator, right=right)

    def _elapsed(
        self, left: v.ElapsedTime, comparator: v.Comparator, right: v.Operand, now: bool
    ) -> r.Condition:
        pair = left.since.text, self._ended(left.until.text, now)
        if isinstance(right, v.Column):
            table = self.metric.tables[right.table.text]
            return self._by_table(pair, None, comparator, table, right.column.text)
        if isinstance(right, v.Duration):
            return self._limited(pair, comparator, limit_of(right))
        return r.Compare(left=self._time(*pair), comparator=comparator, right=operand(right))

    def _ended(self, until: str, now: bool) -> str:
        """The field itself, or the one that has the as-of instant where it is empty."""
        if not now:
            return until
        name = f"{until} {NOW}"
        self._wraps.setdefault(name, lambda rows: k.Filled(rows=rows, name=name, of=until))
        return name

    # ---- limits

    def _limited(
        self, pair: tuple[str, str], comparator: v.Comparator, limit: Limit, *, told: bool = False
    ) -> r.Condition:
        """`told`: the limit becomes a field of the record, for those who read it."""
        kind, amount = self._counted_in(limit)
        if kind == "business days":
            for name, add in end_of_days(pair[0], amount, self._business_days):
                self._wraps.setdefault(name, add)
            return self._due(pair, comparator, end_of(pair[0], amount))
        if kind == "close of business":
            for name, add in end_of_days(pair[0], amount, self._closing_days, closing=True):
                self._wraps.setdefault(name, add)
            return self._due(pair, comparator, end_of(pair[0], amount, closing=True))
        if kind == "plain":
            return self._plain(pair, comparator, r.Constant(value=Fraction(amount)))
        if told:
            self._wraps.setdefault(
                LIMIT,
                lambda rows: k.Choose(
                    rows=rows, name=LIMIT, type="duration", cases=(), otherwise=Fraction(amount)
                ),
            )
            if LIMIT not in self.limits:
                self.limits.append(LIMIT)
            return self._on_clock(pair, comparator, r.Field(name=LIMIT))
        return self._on_clock(pair, comparator, r.Constant(value=Fraction(amount)))

    def _plain(self, pair: tuple[str, str], comparator: v.Comparator, limit: r.Operand) -> r.Condition:
        self.times.setdefault(pair, "")
        return r.Compare(left=r.Elapsed(since=pair[0], until=pair[1]), comparator=comparator, right=limit)

    def _due(self, pair: tuple[str, str], comparator: v.Comparator, name: str) -> r.Condition:
        """A comparison with a due time, which the field `name` has."""
        self.times.setdefault(pair, "")
        if name not in self.limits:
            self.limits.append(name)
        return r.Compare(left=r.Field(name=pair[1]), comparator=comparator, right=r.Field(name=name))

    def _due_by_table(
        self, pair: tuple[str, str], comparator: v.Comparator, count: str, days: k.BusinessDays
    ) -> r.Condition:
        since, name = pair[0], f"{pair[0]} after {count}"
        self._wraps.setdefault(
            name, lambda rows: k.DueIn(rows=rows, name=name, since=since, days=count, calendar=days)
        )
        return self._due(pair, comparator, name)

    def _noticed(self, written: v.Notice) -> r.Condition:
        for name, add in ends_of_notice(written, self._business_days):
            self._wraps.setdefault(name, add)
        return condition(written)

    def _business_days(self) -> k.BusinessDays:
        if self._days is None:
            metric = self.metric
            of = Dated(
                construct=self.construct, stretch=self.stretch, span=metric.span, choices=metric.choices
            )
            calendar = metric.clock.calendar if metric.clock is not None else ""
            self._days = business_days(of, self.reading, calendar)
        return self._days

    def _closing_days(self) -> k.BusinessDays:
        metric = self.metric
        of = Dated(construct=self.construct, stretch=self.stretch, span=metric.span, choices=metric.choices)
        calendar = metric.clock.calendar if metric.clock is not None else ""
        return closing_days(of, self.reading, calendar)

    def _on_clock(self, pair: tuple[str, str], comparator: v.Comparator, limit: r.Operand) -> r.Condition:
        """A comparison of time on the clock; what is used up just when the clock stops is due then, or when it goes on."""
        time = self._time(*pair)
        plain = r.Compare(left=time, comparator=comparator, right=limit)
        if comparator != "at most" or not self._clock().stops:
            return plain
        answer = self.reading.ask(
            "deadline at closing time",
            self.construct,
            Interpretation.deadline_at_closing_time.answers,
            "time that is used up just at closing is due then, or at the next opening",
            own=self.metric.choices,
            span=self.metric.span,
        )
        if answer != "due then":
            return plain
        running = r.Holds(field=_running(time.name)) if isinstance(time, r.Field) else r.All(of=())
        below = r.Compare(left=time, comparator="below", right=limit)
        just = r.All(of=(r.Compare(left=time, comparator="exactly", right=limit), running))
        return r.Some(of=(below, just))

    def _time(self, since: str, until: str) -> r.Operand:
        """The time from one field to the other on the clock."""
        if self.metric.clock is None:
            self.times.setdefault((since, until), "")
            return r.Elapsed(since=since, until=until)
        name = f"{since} to {until}"
        clock = self._clock().clock
        reversed_as = self.reversed_as()
        self._wraps.setdefault(
            name,
            lambda rows: k.Timed(
                rows=rows, name=name, since=since, until=until, clock=clock, reversed=reversed_as,
                running=_running(name),
            ),
        )  # fmt: skip
        self.times.setdefault((since, until), name)
        return r.Field(name=name)

    def time(self, measured: v.ElapsedTime) -> r.Operand:
        """The time of a record as a figure."""
        return self._time(measured.since.text, measured.until.text)

    def reversed_as(self) -> Literal["zero", "negative", "empty"]:
        """What a record counts that ends before it begins: as said, else nothing (only figures ask for it)."""
        return reversed_as(self.metric, self.construct, self.reading)

    def _clock(self) -> Running:
        if self._running is None:
            self._running = clock_of(self.metric, self.source, self.construct, self.stretch, self.reading)
        return self._running

    def _counted_in(self, limit: Limit) -> tuple[Kind, int]:
        return counted_in(limit, self.metric, self.construct, self.reading)

    # ---- tables

    def _by_table(
        self,
        pair: tuple[str, str] | None,
        figure: r.Operand | None,
        comparator: v.Comparator,
        table: LimitTable,
        column: str,
    ) -> r.Condition:
        place = table.columns_by_name()[column]
        called = f"{table.name}.{column}" if table.name else "target"
        cells = [(fits(row, table, self.source), row.cells[place]) for row in table.rows]
        is_offered = f"{called} is promised"
        self._choose(
            is_offered,
            "number",
            [(where, offered(cell)) for where, cell in cells],
            otherwise=NO_ROW,
        )
        self._offer(is_offered, left_open=any(isinstance(cell, LeftToParties) for _, cell in cells))
        kinds: dict[Kind, list[tuple[r.Condition, Fraction | None]]] = {}
        found = [(where, self._kind(cell)) for where, cell in cells]
        for kind in dict.fromkeys(each[0] for _, each in found if each is not None):
            kinds[kind] = [
                (where, each[1] if each is not None and each[0] == kind else None) for where, each in found
            ]
        parts = []
        for kind, cases in kinds.items():
            name = called if kind in ("clock", "figure") else f"{called} in {kind}"
            self._choose(name, "duration" if kind in ("clock", "plain") else "number", cases)
            compared = self._compared(kind, name, pair, figure, comparator)
            parts.append(r.All(of=(r.Known(field=name), compared)))
        if not parts:
            return _unknown()
        stated = [r.Known(field=name) for name in self._names(kinds, called)]
        whole = r.Some(of=tuple(parts))
        # Where a field that the table reads is empty, nobody can decide.
        return r.Some(of=(whole, r.All(of=(r.Not(of=r.Some(of=tuple(stated))), _unknown()))))

    def _names(self, kinds: dict[Kind, list[tuple[r.Condition, Fraction | None]]], called: str) -> list[str]:
        return [called if kind in ("clock", "figure") else f"{called} in {kind}" for kind in kinds]

    def _compared(
        self,
        kind: Kind,
        name: str,
        pair: tuple[str, str] | None,
        figure: r.Operand | None,
        comparator: v.Comparator,
    ) -> r.Condition:
        limit = r.Field(name=name)
        if pair is None:
            assert figure is not None
            return r.Compare(left=figure, comparator=comparator, right=limit)
        match kind:
            case "clock":
                if name not in self.limits:
                    self.limits.append(name)
                return self._on_clock(pair, comparator, limit)
            case "plain":
                return self._plain(pair, comparator, limit)
            case "business days":
                return self._due_by_table(pair, comparator, name, self._business_days())
            case "close of business":
                return self._due_by_table(pair, comparator, name, self._closing_days())
            case "figure":
                return r.Compare(left=self._time(*pair), comparator=comparator, right=limit)
            case _:
                assert_never(kind)

    def _kind(self, cell: Cell) -> tuple[Kind, Fraction] | None:
        match cell:
            case Limit():
                kind, amount = self._counted_in(cell)
                return kind, Fraction(amount)
            case Figure():
                return "figure", cell.value
            case NotOffered() | LeftToParties() | Named():
                return None
            case _:
                assert_never(cell)

    def _choose(
        self,
        name: str,
        type: Literal["duration", "number"],
        cases: list[tuple[r.Condition, Fraction | None]],
        otherwise: Fraction | None = None,
    ) -> None:
        self._wraps.setdefault(
            name,
            lambda rows: k.Choose(rows=rows, name=name, type=type, cases=tuple(cases), otherwise=otherwise),
        )

    def _offer(self, name: str, left_open: bool) -> None:
        """Counts a record unless a row takes its promise away or leaves it open, or no row fits it.

        A field that is empty may be the value that a row names: whether the record is promised is unknown, and it
        stays, for what the agreement says of undecided records. A record must not leave the count because a field
        of it was not filled in.
        """
        field = r.Field(name=name)
        promised = r.Compare(left=field, comparator="exactly", right=_ONE)
        counts = r.Some(of=(promised, r.Not(of=r.Known(field=name))))
        if counts not in self.offered:
            self.offered.append(counts)
            no_row = r.Constant(value=NO_ROW)
            self.fits_no_row.append(r.Compare(left=field, comparator="exactly", right=no_row))
            if left_open:
                open_row = r.Constant(value=LEFT_OPEN)
                self.left_open.append(r.Compare(left=field, comparator="exactly", right=open_row))


def _running(time: str) -> str:
    return f"{time}, running"


def _unknown() -> r.Condition:
    """A condition that nobody can decide: a division by zero is unknown."""
    nothing = r.Arithmetic(operator="/", left=_ONE, right=_NONE)
    return r.Compare(left=nothing, comparator="exactly", right=_ONE)
