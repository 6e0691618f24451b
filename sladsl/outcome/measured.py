"""What an engine returns: integers by metric, scope and period, facts about the data, and the rows behind a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from sladsl.plan.measure import Aside
from sladsl.record import Record

DataSeverity = Literal["error", "warning", "information"]
ComputedKind = Literal["us", "instant", "yes or no", "number"]


class DataFinding(Record):
    """A fact about the data: which rule was applied to how many rows of which source, with samples of them.

    `samples` are up to 20 pairs of (row number in the file, counted from one and without the header; what it says).
    `rows` of a table that people made: how many there were to read (0: the facts of the source say it).
    `files`, where a source is several files: for each sample the file in which it is that row.
    """

    name: str
    severity: DataSeverity
    source: str
    message: str
    count: int
    rule: str
    samples: tuple[tuple[int, str], ...] = ()
    hint: str = ""
    scope: str = ""
    period: str = ""
    rows: int = 0
    files: tuple[str, ...] = ()


class SourceFacts(Record):
    """What was read from a source: rows in the file, rows used, first and last instant seen (None: no row).

    `astray` are the different instants of rows that could not be read, or stand in no scope, though their place in time is
    known; `adrift` counts those of which not even that is known. Rows that a rule leaves out (repeated, or later than the
    as-of instant) are neither.
    """

    name: str
    rows: int
    used: int
    first: int | None
    last: int | None
    astray: tuple[int, ...] = ()
    adrift: int = 0


def of_one_source(facts: Iterable[SourceFacts]) -> tuple[SourceFacts, ...]:
    """One record a source: several inputs may read the same one, with other rules of what is needed."""
    found: dict[str, SourceFacts] = {}
    for each in facts:
        other = found.get(each.name, each)
        firsts = [instant for instant in (other.first, each.first) if instant is not None]
        lasts = [instant for instant in (other.last, each.last) if instant is not None]
        found[each.name] = SourceFacts(
            name=each.name,
            rows=max(other.rows, each.rows),
            used=max(other.used, each.used),
            first=min(firsts, default=None),
            last=max(lasts, default=None),
            astray=tuple(sorted({*other.astray, *each.astray})),
            adrift=max(other.adrift, each.adrift),
        )
    return tuple(found.values())


class Cell(Record):
    """The integers of one metric in one scope and period, by column name."""

    metric: str
    scope: str
    period: str
    columns: Mapping[str, int]


BY = "excluded by"


class Witness(Record):
    """One row, or run of slots, behind a figure: where it stands in the data, when, and how much of it counts.

    `row` is the row number in the source (0: a run of slots); `start` and `end` are as written in the data, `counted_start`
    and `counted_end` after clipping to the period and the set that counts; `length` is in microseconds (0 for records).
    `file`, where a source is several files: the one in which it is that row.

    `fields` are the texts that stand in the file, `computed` what was added to the row: name, kind and value (None: empty)
    in microseconds (`us`, `instant`), 1 or 0 (`yes or no`), or millionths (`number`). `verdict` is what is said of a row of
    `Metering.records`, "" for nothing.
    """

    source: str
    row: int
    start: int
    end: int | None
    length: int
    fields: tuple[tuple[str, str], ...] = ()
    file: str = ""
    computed: tuple[tuple[str, ComputedKind, int | None], ...] = ()
    verdict: str = ""


def _no_records(metric: str, scope: str, period: str) -> tuple[Witness, ...]:
    return ()


def _no_asides(metric: str, scope: str, period: str) -> tuple[tuple[Aside, Witness], ...]:
    return ()


def _none_left_out(
    metric: str, scope: str, period: str, columns: frozenset[str]
) -> tuple[tuple[str, Witness], ...]:
    return ()


class Measured(Record):
    """The result of measuring. Cells of a metering are complete: every scope times every period has one."""

    cells: tuple[Cell, ...]
    findings: tuple[DataFinding, ...]
    sources: tuple[SourceFacts, ...]
    witnesses: Callable[[str, str, str], tuple[Witness, ...]]
    """metric, scope, period label -> the rows that count, in the order of time."""
    records: Callable[[str, str, str], tuple[Witness, ...]] = _no_records
    """metric, scope, period label -> all rows that are judged one by one and lie in the period, in the order of time; of
    the period "" all rows, whether or not they lie in one. () for a metric whose records are not judged."""

    asides: Callable[[str, str, str], tuple[tuple[Aside, Witness], ...]] = _no_asides
    """metric, scope, period label -> the rows of exclusions that took nothing off what counts, or not all, with the length
    that counts nevertheless."""

    left_out: Callable[[str, str, str, frozenset[str]], tuple[tuple[str, Witness], ...]] = _none_left_out
    """metric, scope, period label, columns of what does not count -> their rows, each with its column, or with `BY` where it
    is a row of an exclusion: with the length of down time that it takes off."""

    _unequal = frozenset({"witnesses", "records", "asides", "left_out"})
