"""The history as days: of each the integers that were measured of it, so that any days can be added up to a period.

Measuring is done once; a simulated month is then a sum of whole numbers, exact and quick, whatever was measured. Only what
adds up can be told so: of a percentile, a longest outage or a mean of ratios whole periods are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sladsl.outcome.measured import Cell
from sladsl.plan import measure as k
from sladsl.plan.rows import Arithmetic
from sladsl.record import Record, replace
from sladsl.values.period import Period

_LANE = 128
_BYTES = _LANE // 8
_HALF = 1 << (_LANE - 1)


def without_instants(metering: k.Metering) -> k.Metering:
    """Without the instants of outages, from which claims count: in a draw they are those of another time."""
    columns = tuple(each for each in metering.columns if not isinstance(each.cells, k.Edge))
    return replace(metering, columns=columns)


def adds_up(metering: k.Metering, days: Sequence[Period]) -> bool:
    """Whether its integers of a period are the sums of those of its days."""
    starts = {each.start for each in days} | {each.end for each in days}
    whole = all(each.start in starts and each.end in starts for each in metering.periods if _near(each, days))
    return whole and all(_sums(column.cells) for column in metering.columns)


def _near(period: Period, days: Sequence[Period]) -> bool:
    return bool(days) and days[0].start < period.end and period.start < days[-1].end


def _sums(cells: k.Cells) -> bool:
    match cells:
        case k.Length():
            return cells.unit == 1
        case k.Begun() | k.Count() | k.Known() | k.Rated() | k.SlotStarts():
            return True
        case k.Total():
            return not isinstance(cells.of, Arithmetic)  # quotients are rounded down in each period
        case _:
            return False


def by_day(metering: k.Metering, days: tuple[Period, ...]) -> k.Metering:
    """The same metering with a cell for each day."""
    columns = tuple(replace(column, cells=_of_days(column.cells, days)) for column in metering.columns)
    return replace(metering, columns=columns, periods=days)


def _of_days(cells: k.Cells, days: tuple[Period, ...]) -> k.Cells:
    if isinstance(cells, k.SlotStarts):
        # Slots stay where the periods of the agreement lay them.
        return replace(cells, periods=days, laid=cells.laid or cells.periods)
    return replace(cells, periods=days)


class _Place(Record):
    metric: str
    scope: str
    columns: tuple[str, ...]


class Summing:
    """Days of cells, added up by period for any choice of days.

    All integers of a day stand side by side in one long integer, each in a lane of its own that no sum fills: adding two
    days adds all their columns at once.
    """

    def __init__(self, cells: Sequence[Cell], days: Sequence[Period], metrics: Sequence[str]) -> None:
        kept = [each for each in cells if each.metric in set(metrics)]
        found = {(each.metric, each.scope): tuple(each.columns) for each in kept}
        self._places = [_Place(metric=m, scope=s, columns=columns) for (m, s), columns in found.items()]
        lanes = {
            (place.metric, place.scope): at
            for place, at in zip(self._places, _starts(self._places), strict=True)
        }
        self._lanes = sum(len(place.columns) for place in self._places)
        self._bias = sum(_HALF << (_LANE * at) for at in range(self._lanes))
        numbers = dict.fromkeys((each.label for each in days), 0)
        for cell in kept:
            if cell.period not in numbers:
                continue
            at = lanes[cell.metric, cell.scope]
            numbers[cell.period] += sum(
                value << (_LANE * (at + index)) for index, value in enumerate(cell.columns.values())
            )
        self._days = [numbers[each.label] for each in days]

    def cells(self, picked: Sequence[int], spans: Mapping[str, Sequence[tuple[str, int, int]]]) -> list[Cell]:
        """Cells of simulated periods. `picked` has for each simulated day the number of a day of the history; `spans` for
        each metric the label of each period with its first and last (exclusive) simulated day."""
        known: dict[tuple[int, int], list[int]] = {}
        found = []
        at = 0
        for place in self._places:
            for label, first, last in spans.get(place.metric, ()):
                if (first, last) not in known:
                    known[first, last] = self._added(picked[first:last])
                own = known[first, last][at : at + len(place.columns)]
                found.append(
                    Cell(
                        metric=place.metric,
                        scope=place.scope,
                        period=label,
                        columns=dict(zip(place.columns, own, strict=True)),
                    )
                )
            at += len(place.columns)
        return found

    def _added(self, picked: Sequence[int]) -> list[int]:
        total = sum(self._days[each] for each in picked) + self._bias
        packed = total.to_bytes(self._lanes * _BYTES, "little")
        return [
            int.from_bytes(packed[at : at + _BYTES], "little") - _HALF
            for at in range(0, self._lanes * _BYTES, _BYTES)
        ]


def _starts(places: Sequence[_Place]) -> list[int]:
    found, at = [], 0
    for place in places:
        found.append(at)
        at += len(place.columns)
    return found
