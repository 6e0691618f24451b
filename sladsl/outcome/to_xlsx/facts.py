"""What a workbook is made from, in the order and the units in which its sheets show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.outcome.arithmetic import is_time
from sladsl.outcome.measured import Witness
from sladsl.outcome.range import line_key
from sladsl.outcome.statement import Line, Outcome
from sladsl.outcome.to_xlsx.formulas import ending, sheet_money, sheet_percent
from sladsl.plan.settlement import Assessment, Bound, LevelUnit, Rule, Settlement
from sladsl.values.instant import instant_to_local
from sladsl.values.money import minor_units
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Key = tuple[str, str, str]
"""Objective, scope, period: what names a line."""
_UNITS = ((1_000_000, "s"), (1_000, "ms"), (1, "µs"))


class Facts:
    """An outcome, the rules that it was settled by, and how to say what it holds.

    ValueError when the zone of the statement isn't one.
    """

    def __init__(
        self,
        outcome: Outcome,
        settlement: Settlement,
        witnesses: Callable[[Line], tuple[Witness, ...]],
        clauses: Mapping[str, str],
    ) -> None:
        self.outcome = outcome
        self.statement = outcome.statement
        self.settlement = settlement
        self.witnesses = witnesses
        self.clauses = clauses
        place = zone(self.statement.zone)
        if place is None:
            raise ValueError(f"{self.statement.zone!r} isn't a zone")
        self.place: ZoneInfo = place
        order = {each.objective: at for at, each in enumerate(settlement.assessments)}
        self.lines = tuple(
            sorted(
                self.statement.lines,
                key=lambda each: (
                    each.end,
                    -each.start,
                    each.period,
                    order.get(each.objective, len(order)),
                    each.scope,
                ),
            )
        )
        self.by_key: dict[Key, Line] = {line_key(line): line for line in self.lines}
        self._assessments = {called(each): each for each in reversed(settlement.assessments)}
        self.scoped = any(line.scope for line in self.lines)
        self.unit, self.unit_name = self._time_unit()
        self.places = self._money_places()
        self.money = sheet_money(self.places)

    @property
    def credited(self) -> tuple[Line, ...]:
        """The lines that may owe something: a credit is promised, and they are assessed."""
        return tuple(
            line
            for line in self.lines
            if line.status != "not assessed"
            and (found := self.assessment(line)) is not None
            and found.credit is not None
        )

    @property
    def rounds_lines(self) -> bool:
        """Whether any credit is rounded on its own line."""
        found = (each.credit for each in self.settlement.assessments)
        return any(credit is not None and credit.rounded == "on each line" for credit in found)

    def assessment(self, line: Line) -> Assessment | None:
        return self._assessments.get(called(line))

    def clause(self, rule: Rule) -> str:
        """Where a rule stands: its citation in the signed text, its clause in the rendered one."""
        number = self.clauses.get(rule.construct, "")
        here = f"clause {number}" if number else rule.construct
        return f"{rule.cites}; {here}" if rule.cites else here

    def first_day(self, line: Line) -> date:
        return self.local(line.start).date()

    def last_day(self, line: Line) -> date:
        return self.local(line.end - 1).date()

    def local(self, instant: int) -> datetime:
        """The local time, without its zone, as cells hold it."""
        return instant_to_local(instant, self.place).replace(tzinfo=None)

    def sized(self, value: Fraction, unit: LevelUnit) -> Fraction:
        """A level or bound in the unit of the sheets: durations in seconds, or what is fine enough."""
        return value / self.unit if unit == "duration" else value

    def level_form(self, line: Line) -> str:
        """The format of a level, with the decimals of its print."""
        decimals = line.shown.rstrip("%").partition(".")[2]
        match line.unit:
            case "percent":
                return sheet_percent(len(decimals))
            case "duration":
                places = 0 if line.level is None else ending(line.level / self.unit)
                return sheet_money(3 if places is None else min(places, 6))
            case "number":
                return sheet_money(len(decimals))

    def bound_form(self, bound: Bound, unit: LevelUnit) -> str:
        """The format of a bound: `"at least "0.0%`, so that the cell holds a number and says how it is meant."""
        return f'"{bound.comparator} "{self._number_form(bound, unit)}'

    def _number_form(self, bound: Bound, unit: LevelUnit) -> str:
        if unit == "percent":
            return sheet_percent(bound.written.places)
        if unit == "number":
            return sheet_money(bound.written.places)
        return sheet_money(min(ending(bound.value / self.unit) or 0, 6))

    def _time_unit(self) -> tuple[int, str]:
        """The coarsest unit in which every measured time is whole."""
        times = {value for line in self.lines for name, value in line.columns.items() if is_time(name, line)}
        return next((us, name) for us, name in _UNITS if all(value % us == 0 for value in times))

    def _money_places(self) -> int:
        places = [minor_units(self.statement.currency)]
        for each in self.settlement.assessments:
            if each.credit is not None:
                places.append(min(ending(each.credit.rounding.quantum) or 0, 6))
        return max(places)


def called(of: Line | Assessment) -> str:
    """An objective by the terms that govern it: under others it has another table."""
    return f"{of.objective}, as amended by {of.terms}" if of.terms else of.objective


def share_form(share: Fraction) -> str:
    """The format of a share: a percentage with the decimals that it has, at most six."""
    places = ending(share * 100)
    return sheet_percent(6 if places is None else min(places, 6))
