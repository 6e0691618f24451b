"""The part of an agreement that is evaluated, and what is left out of it because nothing evaluates it yet.

What hangs on something left out is left out with it (hanging.py). Nothing is lost: each part left out is told, its names are
looked up (names.py), and the contract prints it as written.
"""

from __future__ import annotations

from typing import Any

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.calendars import Calendar
from sladsl.ast.claims import Claims, Stage
from sladsl.ast.credits import Bands, Bonus, Credit, EarnBack, Points, PointsCredit
from sladsl.ast.declare import Block, Entry, Key, keys_of
from sladsl.ast.duties import Duty, Report
from sladsl.ast.escalations import Escalation
from sladsl.ast.exclusions import Exclusion
from sladsl.ast.facts import Fact, Option
from sladsl.ast.figures import Assume, Definitions, Let, Parameters
from sladsl.ast.governance import Audit, Change, Dispute, Responsibilities
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.later import later_in, later_within
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.parties import Party
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.scoring import Pool, Weights
from sladsl.ast.services import Pricing, Service
from sladsl.ast.settlement import Settlement as SettlementBlock
from sladsl.ast.sources import Source
from sladsl.ast.structure import Overriding, Support
from sladsl.ast.tables import Table
from sladsl.model.from_ast.claim_anchors import UnknownDays, claim_anchors
from sladsl.model.from_ast.hanging import without_gone
from sladsl.model.from_ast.known import SUM_OF_POINTS, reports_of
from sladsl.model.from_ast.late_reports import NOT_DUE, due_after, unsent
from sladsl.model.from_ast.left_out import HANGING, Left, LeftOut, called_by
from sladsl.model.from_ast.owed_later import bonus_later, known, sums_later, waits, waits_later
from sladsl.model.from_ast.own_periods import OwnPeriods
from sladsl.model.from_ast.own_subject import only_promise, with_subject
from sladsl.model.from_ast.pricing import pricing_later
from sladsl.model.from_ast.remedies import earn_back_later
from sladsl.model.from_ast.short_bases import LATER, left_out
from sladsl.model.from_ast.spoken_of import averaged, counted, promised_metrics, right_later, scored
from sladsl.record import replace

WHOLE: tuple[type[Block], ...] = (
    Calendar,
    Exclusion,
    Metric,
    Objective,
    Table,
    Right,
    Escalation,
    Report,
    Duty,
    Scenario,
    Source,
)
"""Blocks that are evaluated whole or not at all."""
SAID_ONLY: tuple[type[Block], ...] = (
    Assume,
    Let,
    Parameters,
    Definitions,
    Fact,
    Option,
    Responsibilities,
    Change,
    Dispute,
    Audit,
    Support,
)
"""Blocks that are printed and looked up, and that nothing computes with by themselves."""
PRINTED: frozenset[Key[Any]] = frozenset(
    {
        a.Agreement.pays,
        a.Agreement.incorporates,
        Party.answers_for,
        Service.conditions,
        Service.covered_by,
        Exclusion.found_by,
        Exclusion.covered_by,
        Credit.decided_by,
        Right.refund,
        Right.claims,
    }
)
"""Keys that nothing computes with, ever; they are looked up and printed."""
LAID_OUT: dict[Key[Any], str] = {
    Interpretation.month: "what a month is",
    Interpretation.year: "what a year is",
}
"""Choices that say what a period is; evaluated where it is known when one begins."""
UNPROMISED = "steps of a figure that nobody measures or promises"
OPEN_CELLS: dict[type[Block], str] = {
    Calendar: "calendars whose hours are not stated",
}
"""What is not evaluated where a row is left open; the other tables know what that means for them."""


class Reducer:
    """Takes out of one agreement what is not evaluated."""

    def __init__(self) -> None:
        self.left = Left()
        self.inside: tuple[str, ...] = ()
        """The objective whose credits are looked at where they stand in it."""
        self.reports: frozenset[str] = frozenset()

    def agreement(self, node: a.Agreement) -> a.Agreement:
        self.reports = reports_of(node)
        self.due_after = due_after(node)
        self.told = promised_metrics(node) | scored(node)
        self.counted = counted(node)
        self.known = known(node)
        self.pooled = bool(node.children(Pool)) and isinstance(node.amount_at_risk, v.AtRisk)
        self.unscored = False
        self.unknown_days = UnknownDays(node)
        self.only = only_promise(node)
        self.own_periods = OwnPeriods(node)
        self.short_bases = frozenset(entry.span for entry in left_out(node))
        reduced = replace(
            node,
            entries=tuple(each for each in node.entries if not self._unsaid(each, node)),
            blocks=tuple(made for each in node.blocks if (made := self.block(each)) is not None),
        )
        return without_gone(reduced, self.left, claim_anchors(node))

    # ---- what is left out by itself

    def block(self, block: Block) -> Block | None:
        """The block without what is not evaluated; None where nothing of it is."""
        block = with_subject(self.unknown_days.with_days(block), self.only)
        if isinstance(block, SAID_ONLY) or block.later:
            self.left.leave(block.later, block)
            if block.later:
                self.left.forget(block)
            return None
        if isinstance(block, Pricing):
            later = pricing_later(block)
            if later:
                self.left.leave(later, block)
            return None if later else block
        if isinstance(block, WHOLE):
            return self._whole(block)
        if isinstance(block, Credit):
            return self._credit(block)
        if isinstance(block, Bonus):
            return self._bonus(block)
        if isinstance(block, Service):
            return self._service(block)
        if isinstance(block, (Points, PointsCredit)):
            return self._scored(block)
        if isinstance(block, SettlementBlock):
            return self._settlement(block)
        entries = []
        for entry in block.entries:
            later = later_within(entry.value) or self.unknown_days.later(entry.value, block)
            later = later or self.own_periods.later(entry.value)
            if later and isinstance(block, (Claims, Stage)) and isinstance(entry.value, v.Offset):
                self.left.leave(later, block, entry, money=True)
                entries.append(replace(entry, value=v.NotStated(span=entry.value.span)))
            elif not self._unsaid(entry, block):
                entries.append(entry)
        blocks = tuple(made for each in block.blocks if (made := self.block(each)) is not None)
        return replace(block, entries=tuple(entries), blocks=blocks)

    def _whole(self, block: Block) -> Block | None:
        aside = [entry for entry in block.entries if _plain(entry, block)]
        kept = block
        if aside:
            kept = replace(block, entries=tuple(entry for entry in block.entries if entry not in aside))
        why = self._why(kept)
        if why:
            self.left.leave(why, block)
            self.left.forget(block)
            return None
        for entry in aside:
            self._aside(entry, block)
        if isinstance(block, Objective):
            self.inside = (block.name.text,) if block.name is not None else ()
            self.left.objective = called_by(block)
            blocks = tuple(made for each in kept.blocks if (made := self.block(each)) is not None)
            self.left.objective = ""
            return replace(kept, blocks=blocks)
        return kept

    def _why(self, block: Block) -> str:
        """The first thing of a block that is not evaluated, ""; credits and bonuses of an objective speak for themselves."""
        keys = keys_of(type(block))
        for entry in block.entries:
            if waits(entry, block):
                if later := waits_later(entry, block, self.known) or self.own_periods.later(entry.value):
                    return later
                continue
            if later := self._later_in(keys[entry.key], entry.value) or self.unknown_days.later(
                entry.value, block
            ):
                return later
            conditional = entry.key not in (Right.applies_where.name, Duty.where.name)
            if (
                isinstance(block, (Right, Duty))
                and conditional
                and (later := right_later(block, entry.value, self.told))
            ):
                return later
            several = isinstance(entry.value, v.Names) and len(entry.value.items) > 1
            if several and entry.key == Measured.for_each.name and isinstance(block, Measured):
                return "levels of each combination of values"
        if block.head_value is not None and (
            later := later_within(block.head_value) or self.own_periods.later(block.head_value)
        ):
            return later
        for row in block.table:
            if later := later_within(row.head) or later_within(row.cell):
                return later
            if isinstance(row.cell, v.NotStated) and (left_open := OPEN_CELLS.get(type(block))):
                return left_open
        for inner in block.blocks:
            if isinstance(block, Objective) and isinstance(inner, (Credit, Bonus)):
                continue
            if isinstance(block, (PointsCredit, Bonus)) and isinstance(inner, EarnBack):
                continue  # sums_later; bonuses have none
            later = inner.later or (
                "weighted levels" if isinstance(inner, Weights) and not averaged(block) else ""
            )
            if later := later or self._why(inner):
                return later
        return ""

    def _credit(self, credit: Credit) -> Block | None:
        """A credit of which a part is not evaluated is owed all the same: how much of it is open."""
        head = credit.head_value
        if unsent(head, self.reports, self.due_after):
            self.left.leave(NOT_DUE, credit, money=True)
            return None
        keys = keys_of(type(credit))
        choices = keys_of(Interpretation)
        parts: list[tuple[str, Block | Entry]] = []
        entries: list[Entry] = []
        for entry in credit.entries:
            later = self._later_in(keys[entry.key], entry.value)
            if waits(entry, credit):
                later = waits_later(entry, credit, self.known) or self.own_periods.later(entry.value)
            if entry.key == Credit.base.name and entry.span in self.short_bases:
                later = later or LATER
            if isinstance(entry.value, v.Answer) and entry.value.text == "the allocation" and not self.pooled:
                later = later or "credits from a pool"
            if isinstance(entry.value, v.StepOf) and isinstance(entry.value.of, v.Name):
                later = later or ("" if entry.value.of.text in self.counted else UNPROMISED)
            if entry.key in choices and later:
                self.left.leave(later, credit, entry, money=True)
            elif later:
                parts.append((later, entry))
            elif _plain(entry, credit):
                self._aside(entry, credit)
            else:
                entries.append(entry)
        blocks: list[Block] = []
        own = tuple(name.text for name in head.items) if isinstance(head, v.Names) else self.inside
        for inner in credit.blocks:
            why = inner.later or (
                earn_back_later(inner, own) if isinstance(inner, EarnBack) else self._why(inner)
            )
            if isinstance(inner, Bands) and inner.head_value is not None:
                why = why or "bands of their own for some values"
            if why:
                parts.append((why, inner))
            else:
                blocks.append(inner)
        if not parts:
            return replace(credit, entries=tuple(entries), blocks=tuple(blocks))
        span = parts[0][1].span
        # Half of how an amount is made would read as all of it: the rest is printed as written, too.
        with_them = (Credit.amount.name, Credit.cap.name)
        parts += [("", entry) for entry in entries if entry.key in with_them]
        parts += [("", block) for block in blocks]
        for words, part in sorted(parts, key=lambda each: each[1].span.start):
            self.left.leave(words, credit, part, money=True)
        amount = Entry(key=Credit.amount.name, value=v.NotStated(span=span), span=span, key_span=span)
        kept = tuple(entry for entry in entries if entry.key not in with_them)
        return replace(credit, entries=(*kept, amount), blocks=())

    def _bonus(self, bonus: Bonus) -> Block | None:
        """A bonus is evaluated whole or not at all; no credit hangs on it."""
        why = self._why(bonus) or bonus_later(bonus)
        if not why:
            return bonus
        self.left.leave(why, bonus)
        return None

    def _scored(self, block: Points | PointsCredit) -> Block | None:
        """Points are given whole or not at all: what they cost, and what hangs on them, would be another sum."""
        why = self._why(block)
        if not why and isinstance(block, PointsCredit):
            why = HANGING if self.unscored else sums_later(block)
        if not why:
            return block
        if isinstance(block, Points):
            self.unscored = self.left.points = True
        else:
            self.left.gone.add(("objective", SUM_OF_POINTS))
        self.left.leave(why, block, money=isinstance(block, PointsCredit))
        return None

    def _settlement(self, block: SettlementBlock) -> Block:
        """How credits are paid changes none of them, save the smallest sum that is paid."""
        kept = []
        for entry in block.entries:
            if _plain(entry, block):
                self._aside(entry, block)
            elif later := later_in(keys_of(SettlementBlock)[entry.key], entry.value):
                self.left.leave(later, block, entry)
            else:
                kept.append(entry)
        return replace(block, entries=tuple(kept))

    def _service(self, service: Service) -> Block:
        """A service whose fee is not evaluated has one that the invoice tells."""
        fees = [entry for entry in service.entries if entry.key == Service.fee.name]
        later = next(
            (
                said
                for entry in fees
                if (said := later_within(entry.value) or self.own_periods.later(entry.value))
            ),
            "",
        )
        kept = tuple(
            entry for entry in service.entries if entry not in fees and not self._unsaid(entry, service)
        )
        if not later:
            stay = tuple(entry for entry in service.entries if entry in fees or entry in kept)
            return replace(service, entries=stay)
        for fee in fees:
            self.left.leave(later, service, fee, money=True)
        plain = (
            v.Fee(amount=None, period=self._known_period(each.value), span=each.value.span)
            for each in fees[:1]
        )
        return replace(service, entries=(*kept, *(replace(fees[0], value=value) for value in plain)))

    def _known_period(self, fee: v.Value) -> v.PeriodWord | None:
        period = fee.period if isinstance(fee, v.Fee) else None
        return period if period is not None and self.own_periods.kind(period) is not None else None

    def _unsaid(self, entry: Entry, block: Block) -> bool:
        """Whether a key is left out, which is told where it would change something."""
        if _plain(entry, block):
            self._aside(entry, block)
            return True
        later = self._later_in(keys_of(type(block))[entry.key], entry.value)
        if not later:
            return False
        self.left.leave(later, block, entry, money=True)
        return True

    def _later_in(self, key: Key[Any], value: v.Value) -> str:
        """What nothing evaluates of a key with its value, or of the periods that it names."""
        if key in LAID_OUT and isinstance(value, v.Answer) and not value.text.startswith("calendar "):
            return "" if key.name in self.own_periods.cycles else LAID_OUT[key]
        return later_in(key, value) or self.own_periods.later(value)

    def _aside(self, entry: Entry, block: Block) -> None:
        """A key without which the rest is right: printed as written, and told where it would be computed one day."""
        if entry.key != Overriding.overrides.name:
            self.left.leave(keys_of(type(block))[entry.key].later, block, entry)


def _plain(entry: Entry, block: Block) -> bool:
    """Whether a key is never computed with: it names what is overridden, or is only printed."""
    if isinstance(block, Overriding) and entry.key == Overriding.overrides.name:
        return True
    return keys_of(type(block))[entry.key] in PRINTED


def reduced(node: a.Agreement) -> tuple[a.Agreement, tuple[LeftOut, ...]]:
    """The part of an agreement that is evaluated, and what is left out."""
    reducer = Reducer()
    made = reducer.agreement(node)
    return made, tuple(reducer.left.parts)
