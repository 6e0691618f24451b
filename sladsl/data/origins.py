"""Where a row stands: in which file of its source, and as which row of it.

Engines count the rows of a source through all its files; whoever looks for a row looks into one file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from sladsl.data.stored import LIST_SIGN
from sladsl.outcome.measured import DataFinding, Witness
from sladsl.record import Record, replace


class Origins(Record):
    """The files of a source in their order, and how many rows stand before each; () for a source of one table."""

    names: tuple[str, ...] = ()
    before: tuple[int, ...] = ()

    def place(self, number: int) -> tuple[str, int]:
        """The file and the row in it, from 1; no file where the source is one table, or the number is no row's."""
        if not self.names or not number:
            return "", number
        at = bisect_right(self.before, number - 1) - 1
        return self.names[at], number - self.before[at]


def origins_of(names: Iterable[str], counts: Iterable[int]) -> Origins:
    """Origins of files with that many rows each; of a single one there is nothing to say."""
    every = tuple(names)
    if len(every) < 2:
        return Origins()
    before, rows = [], 0
    for count in counts:
        before.append(rows)
        rows += count
    return Origins(names=every, before=tuple(before))


def placed(findings: Iterable[DataFinding], origins: Mapping[str, Origins]) -> tuple[DataFinding, ...]:
    """Findings whose samples name the file and the row in it, by the origins of each source."""
    return tuple(_placed(each, origins.get(each.source, Origins())) for each in findings)


def placed_witnesses(found: Iterable[Witness], origins: Mapping[str, Origins]) -> tuple[Witness, ...]:
    """Witnesses that name the file and the row in it, and lists as people write them; their order stays."""
    return tuple(_placed_witness(each, origins.get(each.source, Origins())) for each in found)


def _placed(found: DataFinding, origins: Origins) -> DataFinding:
    if not origins.names or not found.samples:
        return found
    places = [origins.place(number) for number, _ in found.samples]
    return replace(
        found,
        samples=tuple((row, text) for (_, row), (_, text) in zip(places, found.samples, strict=True)),
        files=tuple(file for file, _ in places),
    )


def _placed_witness(found: Witness, origins: Origins) -> Witness:
    file, row = origins.place(found.row)
    if any(LIST_SIGN in text for _, text in found.fields):
        found = replace(
            found, fields=tuple((name, text.replace(LIST_SIGN, ", ")) for name, text in found.fields)
        )
    return replace(found, file=file, row=row) if file else found
