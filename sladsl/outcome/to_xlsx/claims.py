"""The sheet `Claims`: until when each credit can be claimed, and how its claim stands."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.outcome.claims_words import decision_text
from sladsl.outcome.range import line_key
from sladsl.outcome.statement import ClaimState, Decision, Line, StageState
from sladsl.outcome.to_xlsx.facts import Facts, Key
from sladsl.outcome.to_xlsx.grid import Column, Grid
from sladsl.outcome.to_xlsx.page import DAY, MOMENT, Page
from sladsl.outcome.to_xlsx.states import state_of
from sladsl.plan.dates import DeadlineRule
from sladsl.record import Record
from sladsl.values.deadline import moved

if TYPE_CHECKING:
    from sladsl.outcome.to_xlsx.sheets import Sheets

SHEET = "Claims"
AS_OF = "AsOf"
"""The name of the cell with the instant of the statement."""
_FIRST = 5
_DECIDED = (
    Column(key="status", title="Status", width=12),
    Column(key="decided", title="Decided", width=16),
    Column(key="paid", title="Paid", width=13),
    Column(key="became", title="What became of it", width=36),
)
Place = tuple[Key, int]
"""A line, and the number of a stage of its claim."""


class Claimed(Record):
    """A stage of the claim of a line; `deadline` None: nothing says until when, or it is no plain one."""

    line: Line
    stage: StageState
    deadline: DeadlineRule | None
    alone: bool
    decided: tuple[Decision, ...] = ()
    """What became of the claim, beside its last stage."""


class Claims:
    """The credits that are there to be claimed."""

    def __init__(self, facts: Facts, sheets: Sheets) -> None:
        self.facts = facts
        self.sheets = sheets
        self.rows: dict[Place, Claimed] = {}
        for line in facts.credited:
            if line.claim is not None and (line.claim.state != "nothing to claim" or line.claim.decisions):
                for number, each in enumerate(self._stages(line, line.claim)):
                    self.rows[line_key(line), number] = each
        self.grid: Grid[Place] = Grid(SHEET, self._columns(), list(self.rows), _FIRST)

    def state(self, key: Key) -> str | None:
        """The cell with the state of a line's claim; None where its stages decide together, or none is made."""
        found = self.rows.get((key, 0))
        return self.grid.there("state", (key, 0)) if found is not None and found.alone else None

    def by(self, key: Key) -> str | None:
        """The cell with the last day of a line's claim; None where the deadline doesn't end with a day."""
        found = self.rows.get((key, 0))
        if found is None or not found.alone or found.stage.last is None or not self._whole_day(found):
            return None
        return self.grid.there("by", (key, 0))

    def write(self, page: Page) -> None:
        facts, grid = self.facts, self.grid
        what = "Until when each credit can be claimed. Enter the day of a claim, and its state follows."
        page.title("Claims", what)
        page.heads(grid, frozenset({"credit", "last", "by", "claimed", "decided", "paid"}))
        for place, each in self.rows.items():
            self._row(page, place, each)
        page.freeze(_FIRST, 4 if facts.scoped else 3)
        page.print_set_up(facts.statement.title or facts.statement.agreement, f"{_FIRST - 1}:{_FIRST - 1}")

    def _columns(self) -> list[Column]:
        columns = [Column(key="objective", title="Objective", width=28)]
        if self.facts.scoped:
            columns.append(Column(key="scope", title="Of", width=20))
        columns += [
            Column(key="period", title="Period", width=10),
            Column(key="credit", title="Credit", width=13),
        ]
        if any(each.stage.name for each in self.rows.values()):
            columns.append(Column(key="stage", title="Stage", width=18))
        return [
            *columns,
            Column(key="channel", title="Claim", width=16),
            Column(key="within", title="Within", width=32),
            Column(key="last", title="Last day of the period", width=12),
            Column(key="by", title="Claim by", width=16),
            Column(key="claimed", title="Claimed", width=16),
            Column(key="state", title="State", width=16),
            *(_DECIDED if any(each.decided for each in self.rows.values()) else ()),
            Column(key="clause", title="Clause", width=30),
        ]

    def _stages(self, line: Line, claim: ClaimState) -> list[Claimed]:
        found = self.facts.assessment(line)
        rule = None if found is None else found.claim
        rules = {each.name: each.deadline for each in rule.stages} if rule is not None else {}
        stages = claim.stages or (
            StageState(
                name="",
                title="",
                channel=claim.channel,
                state=claim.state,
                last=claim.last,
                last_day=claim.last_day,
                made=claim.claimed,
                show=(),
                rule=line.rule if claim.rule is None else claim.rule,
            ),
        )
        return [
            Claimed(
                line=line,
                stage=stage,
                deadline=rules.get(stage.name),
                alone=len(stages) == 1,
                decided=claim.decisions if stage is stages[-1] else (),
            )
            for stage in stages
        ]

    def _row(self, page: Page, place: Place, each: Claimed) -> None:
        facts, grid, line, stage = self.facts, self.grid, each.line, each.stage
        row, column = grid.row(place), grid.column
        page.text(row, column("objective"), line.title or line.objective, "words")
        if facts.scoped:
            page.text(row, column("scope"), line.scope, "words")
        page.text(row, column("period"), line.period)
        credits = self.sheets.credits
        cell = next(each for each in ("rounded", "after", "before") if credits.grid.has(each))
        value = credits.rounded(line)
        page.formula(row, column("credit"), credits.grid.there(cell, place[0]), value, facts.money)
        if grid.has("stage"):
            page.text(row, column("stage"), stage.title or stage.name, "words")
        page.text(row, column("channel"), stage.channel, "words")
        page.text(row, column("within"), _within(each), "words")
        page.day(row, column("last"), facts.last_day(line))
        self._by(page, place, each, row)
        if stage.made is not None:
            page.day(row, column("claimed"), facts.local(stage.made), MOMENT)
        elif self._follows(each):
            page.ask(row, column("claimed"), MOMENT)
        else:
            page.blank(row, column("claimed"))
        self._state(page, place, each, row)
        if grid.has("status"):
            self._decided(page, place, each, row)
        page.text(row, column("clause"), facts.clause(stage.rule), "words")
        texts = {"objective": line.title or line.objective, "scope": line.scope, "within": _within(each)}
        page.grow(
            row,
            grid,
            {
                **texts,
                "became": "\n".join(map(decision_text, each.decided)),
                "clause": facts.clause(stage.rule),
                "stage": stage.title,
                "channel": stage.channel,
            },
        )

    def _by(self, page: Page, place: Place, each: Claimed, row: int) -> None:
        grid, column, stage = self.grid, self.grid.column("by"), each.stage
        if stage.last is None:
            page.text(row, column, "", "calc")
        elif not self._whole_day(each):
            page.day(row, column, self.facts.local(stage.last), MOMENT)
        else:
            by = date.fromisoformat(stage.last_day)
            formula = self._counted(each, by, grid.here("last", place))
            if formula is None:
                page.day(row, column, by)
            else:
                page.formula(row, column, formula, by, DAY)

    def _counted(self, each: Claimed, by: date, cell: str) -> str | None:
        """The last day of a claim over the last day of the period; None for what a spreadsheet can't count."""
        deadline, last = each.deadline, self.facts.last_day(each.line)
        if deadline is None or deadline.anchor != "period" or deadline.before:
            return None
        if moved(last, deadline.length) != by:
            return None
        count = deadline.length.count
        match deadline.length.unit:
            case "days":
                return f"{cell}+{count}"
            case "weeks":
                return f"{cell}+{7 * count}"
            case "months":
                whole = (last + timedelta(days=1)).month != last.month
                return f"{'EOMONTH' if whole else 'EDATE'}({cell},{count})"
            case _:
                return None

    def _state(self, page: Page, place: Place, each: Claimed, row: int) -> None:
        grid, column = self.grid, self.grid.column("state")
        if not self._follows(each):
            page.text(row, column, each.stage.state)
            return
        credit, by, claimed = (grid.here(name, place) for name in ("credit", "by", "claimed"))
        late = f"{by}+1" if self._whole_day(each) else by
        unclaimed = f'IF({AS_OF}<{late},"open","lapsed")'
        made = f'IF({claimed}<{late},"made in time","made late")'
        formula = f'IF({credit}=0,"nothing to claim",IF({claimed}="",{unclaimed},{made}))'
        page.formula(row, column, formula, each.stage.state, look="text")

    def _decided(self, page: Page, place: Place, each: Claimed, row: int) -> None:
        """What became of the claim: the last of it, what was paid in all, and all of it in words."""
        grid, column = self.grid, self.grid.column
        decided, claimed, state = (grid.here(name, place) for name in ("decided", "claimed", "state"))
        words = "\n".join(decision_text(one) for one in each.decided)
        page.text(row, column("became"), words, "words")
        if not each.decided:
            made = "made" if each.stage.made is not None else ""
            page.formula(row, column("status"), f'IF({claimed}="","","made")', made, look="text")
            page.blank(row, column("decided"))
            page.blank(row, column("paid"))
            return
        last = each.decided[-1]
        page.day(row, column("decided"), self.facts.local(last.on), MOMENT)
        page.formula(
            row,
            column("status"),
            f'IF({decided}="",{state},"{last.decision}")',
            last.decision,
            look="text",
        )
        paid = [one.amount for one in each.decided if one.decision == "paid" and not one.whole]
        if paid and all(one is not None for one in paid):
            total = sum((one.amount for one in paid if one is not None), Fraction(0))
            page.number(row, column("paid"), total, self.facts.money)
        else:
            page.blank(row, column("paid"))

    def _whole_day(self, each: Claimed) -> bool:
        """Whether the deadline ends with a day."""
        assert each.stage.last is not None
        local = self.facts.local(each.stage.last)
        return local.date() == date.fromisoformat(each.stage.last_day) + timedelta(days=1) and not (
            local.hour or local.minute or local.second or local.microsecond
        )

    def _follows(self, each: Claimed) -> bool:
        """Whether the state follows from dates alone, and local times stand in the order of the instants."""
        stage = each.stage
        if not each.alone or stage.last is None or stage.state in ("none needed", "not stated"):
            return False
        if stage.made is None and stage.state == "made in time":
            return False  # it was paid, and nobody says when it was made
        at = self.facts.statement.as_of if stage.made is None else stage.made
        local, last = self.facts.local(at), self.facts.local(stage.last)
        return (at < stage.last) == (local < last)


def _within(each: Claimed) -> str:
    if each.stage.state == "none needed":
        return "no claim is needed"
    if each.deadline is None:
        return "no deadline is stated"
    return each.deadline.text or f"{each.deadline.length.count} {each.deadline.length.unit}"


def owed(line: Line) -> bool:
    """Whether there is something to claim, or may be."""
    return line.credit is None or state_of(line.credit) != 0
