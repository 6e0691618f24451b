"""What is measured, and from what: sources and their fields, exclusions, metrics."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.ast import values as v
from sladsl.model.meaning import Choices, Meaning, Unit
from sladsl.source import NOWHERE, Span
from sladsl.values.period import PeriodKind

if TYPE_CHECKING:
    from sladsl.model.facts import Circumstance
    from sladsl.model.limits import LimitTable, RecordClock


class Field(Meaning):
    name: str
    type: Literal["time", "number", "duration", "yes or no", "choice", "text", "intervals"]
    values: tuple[str, ...]


class Source(Meaning):
    """`start` and `end` are the fields that place a row in time; records have no `start` until a metric says which."""

    name: str
    title: str
    holds: Literal["samples", "intervals", "records", "events"]
    service: str
    every: int
    """Microseconds that one sample stands for; 0 for the other kinds."""
    noun: str
    key: str
    fields: Mapping[str, Field]
    zone: str
    collected: str
    collected_by: str
    collected_open: bool = False
    """`collected: not stated`."""
    prevails: Literal["", "alone", "filled"] = ""
    """Whether it decides where sources of a metric differ; `filled`: where it has no data, the others count."""
    repeated: Literal["", "first", "last", "left out"] = ""
    """Which of several rows with one key counts; "": nothing is said, and whoever brings the data may say it."""
    counters: bool = False
    """Its samples are readings of counters: what they have grown by counts."""


class Exclusion(Meaning):
    name: str
    title: str
    source: str
    """"" when only a cause in words is given: nothing computes it."""
    where: v.Condition | None
    cause: str
    allowance: int | None
    allowance_period: PeriodKind | None
    allowance_open: bool
    requests: str = ""
    """The source whose records are excluded, those that `requests_where` keeps; "" where none are."""
    requests_where: v.Condition | None = None
    allowance_each: bool = False
    """Each interval has the allowance of its own; else each period."""
    shown_by: str
    choices: Choices

    # ---- promises
    shown_open: bool = False
    """`shown by: not stated`."""
    applies: Circumstance | None = None
    """When it holds at all, by facts and options; None: always."""


class TakenOver(Meaning):
    """How several levels of one metric become one: those of the `last` whole periods, or (0) those of all its values."""

    how: str
    """average, median, sum, minimum, maximum."""
    last: int = 0
    period: PeriodKind = "month"
    across: str = ""
    """The dimension for whose values it is measured one by one, and those that are listed."""
    scopes: tuple[str, ...] = ()


class Metric(Meaning):
    name: str
    title: str
    kind: v.EvaluatedMeasure
    service: str
    sources: tuple[str, ...]
    for_each: str
    scopes: tuple[str, ...]
    """The values of the dimension; () when the field is free text: then the data say which there are."""
    where: v.Condition | None = None
    good: v.Condition | None = None
    down: v.Condition | None = None
    shortest: int = 0
    gaps: int = 0
    exclusions: tuple[str, ...] = ()
    controlled_by: str
    controlled_open: bool
    collected_by: str
    choices: Choices
    unit: Unit | None
    """None for levels as reported: the promise says."""
    unit_span: Span = NOWHERE
    """Of levels as reported: the bound that says the unit."""
    own: bool = False
    """It stands inside an objective."""
    operand: v.Operand | None = None
    """The figure of a row that is averaged, summed, ranked …; the elapsed time of a record."""
    percentile: Fraction | None = None
    """The ratio 0.95 of a 95th percentile."""
    computed_from: tuple[str, ...] = ()
    """The metrics that it is computed from: by `operand`, or as an average by `weights`."""
    weights: tuple[tuple[str, Fraction], ...] = ()
    """What each of them counts; together one."""
    worst: Literal["least", "most", ""] = ""
    """Which of their levels it is, where all of them must keep one bound."""
    weight: v.Operand | None = None
    """What each row counts with; None is one."""
    excluded_rows: tuple[v.Condition | None, ...] = ()
    """Which of its rows exclusions take out, None for all of them."""
    excluded_by: tuple[str, ...] = ()
    """The exclusions of `excluded_rows`."""
    over: TakenOver | None = None
    """Of the one metric in `computed_from`."""
    report: str = ""
    """The report whose delay it is."""
    nth: int = 0
    """The 3 of `time until 3rd of outages`."""
    counted: int | None = None
    """The unit in which the time of each outage is counted: microseconds, 0 for exact time; None where nothing is said."""
    grace: int = 0
    grace_then: Literal["then in full", "never counted"] = "then in full"
    starts_at: str = ""
    """The time field at which an outage begins, "" for its start."""
    part: str = ""
    """The field that tells the parts of which some have to be down at once."""
    parts: tuple[str, ...] = ()
    least: int = 0
    """How many of the parts."""
    slot_down: v.Condition | None = None
    """When a slot is down, by the sums of its rows."""
    slot_rows: Literal["", "all", "any"] = ""
    """How many of the rows of a slot have to be bad."""
    floor: Fraction | None = None
    """The level below which it can't fall."""
    better: Literal["higher", "lower", ""] = ""
    """Which way is better, where the text says so."""
    slot: int = 0
    """Microseconds of the slots whose counts are added up; 0 without slots."""
    complement: bool = False
    """What is measured is what is left of 100 %."""
    clock: RecordClock | None = None
    tables: Mapping[str, LimitTable] = {}
    """The tables that its conditions name."""
    condition_spans: Mapping[str, Span] = {}
    _unequal = frozenset({"span", "unit_span"})
