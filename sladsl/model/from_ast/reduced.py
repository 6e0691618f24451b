"""The part of an agreement that is evaluated, and what is left out of it because nothing evaluates it yet.

What hangs on something left out is left out with it: a level without one of its exclusions, a right without one of its
conditions, a credit without its steps would be wrong rather than less. Nothing is lost: each part left out is told, its names are
looked up (sladsl/model/from_ast/names.py), and the contract prints it as written.
"""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.calendars import Calendar
from sladsl.ast.claims import Claims, Stage
from sladsl.ast.clauses import Clause
from sladsl.ast.credits import Bands, Credit
from sladsl.ast.declare import Block, Entry, keys_of
from sladsl.ast.duties import Duty, Report
from sladsl.ast.escalations import Escalation
from sladsl.ast.exclusions import Exclusion
from sladsl.ast.facts import Fact, Option
from sladsl.ast.figures import Assume, Definitions, Let, Parameters
from sladsl.ast.governance import Audit, Change, Dispute, Responsibilities
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.later import later_within, values_within
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective, Promise
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.services import Service
from sladsl.ast.structure import Overriding, Support
from sladsl.ast.tables import Table
from sladsl.record import Record, replace
from sladsl.source import Span

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
PRINTED = frozenset(
    {"conditions", "answers for", "found by", "covered by", "prevails", "decided by", "refund", "claims"}
)
"""Keys that nothing computes with, ever."""
SAID_ALONE = frozenset({"expected"})
"""Keys without which the rest of their block is still right."""


HANGING = "what hangs on these"


class LeftOut(Record):
    """A part that is not evaluated: what it is, where it stands, the block that holds it."""

    words: str
    """What the outcome leaves out; "" where there is nothing to compute."""
    span: Span
    block: str
    """How people call the block: `objective Availability`."""
    part: Block | Entry
    owner: type[Block]
    """The kind of the block that the part is, or stands in."""


class Reducer:
    """Takes out of one agreement what is not evaluated."""

    def __init__(self) -> None:
        self.left_out: list[LeftOut] = []
        self.gone: set[str] = set()
        """The names of what was left out."""

    def agreement(self, node: a.Agreement) -> a.Agreement:
        reduced = replace(
            node,
            entries=tuple(each for each in node.entries if not self._unsaid(each, node)),
            blocks=tuple(made for each in node.blocks if (made := self.block(each)) is not None),
        )
        while True:
            size = len(self.left_out)
            reduced = self._without_gone(reduced)
            if not self.gone or len(self.left_out) == size:
                return reduced

    # ---- what is left out by itself

    def block(self, block: Block) -> Block | None:
        """The block without what is not evaluated; None where nothing of it is."""
        if isinstance(block, SAID_ONLY) or block.later:
            self._leave(block.later, block)
            if block.later:
                self._forget(block)
            return None
        if isinstance(block, WHOLE):
            return self._whole(block)
        if isinstance(block, Credit):
            return self._credit(block)
        if isinstance(block, Service):
            return self._service(block)
        entries = []
        for entry in block.entries:
            if (
                isinstance(block, (Claims, Stage))
                and isinstance(entry.value, v.Offset)
                and later_within(entry.value)
            ):
                self._leave(later_within(entry.value), block, entry)
                entries.append(replace(entry, value=v.NotStated(span=entry.value.span)))
            elif not self._unsaid(entry, block):
                entries.append(entry)
        blocks = tuple(made for each in block.blocks if (made := self.block(each)) is not None)
        return replace(block, entries=tuple(entries), blocks=blocks)

    def _whole(self, block: Block) -> Block | None:
        aside = [entry for entry in block.entries if entry.key in SAID_ALONE]
        for entry in aside:
            self._leave(keys_of(type(block))[entry.key].later, block, entry)
        kept = replace(
            block,
            entries=tuple(
                entry for entry in block.entries if entry not in aside and not _plain(entry, block)
            ),
        )
        why = self._why(kept)
        if why:
            self._leave(why, block)
            self._forget(block)
            return None
        if isinstance(block, Objective):
            blocks = tuple(made for each in kept.blocks if (made := self.block(each)) is not None)
            return replace(kept, blocks=blocks)
        return kept

    def _why(self, block: Block) -> str:
        """The first thing of a block that is not evaluated, ""; credits inside an objective speak for themselves."""
        keys = keys_of(type(block))
        for entry in block.entries:
            if later := keys[entry.key].later or later_within(entry.value):
                return later
            if isinstance(block, Right) and _speaks_of_facts(entry.value):
                return "conditions on facts"
        if block.head_value is not None and (later := later_within(block.head_value)):
            return later
        for row in block.table:
            if later := later_within(row.head) or later_within(row.cell):
                return later
        if sum(isinstance(each, Promise) for each in block.blocks) > 1:
            return "several promises about one objective"
        for inner in block.blocks:
            if isinstance(block, Objective) and isinstance(inner, Credit):
                continue
            if later := inner.later or self._why(inner):
                return later
        return ""

    def _credit(self, credit: Credit) -> Block:
        """A credit of which a part is not evaluated is owed all the same: how much of it is open."""
        keys = keys_of(type(credit))
        choices = keys_of(Interpretation)
        parts: list[tuple[str, Block | Entry]] = []
        entries: list[Entry] = []
        for entry in credit.entries:
            later = keys[entry.key].later or later_within(entry.value)
            if entry.key in choices and later:
                self._leave(later, credit, entry)
            elif later:
                parts.append((later, entry))
            elif not _plain(entry, credit):
                entries.append(entry)
        blocks: list[Block] = []
        for inner in credit.blocks:
            why = inner.later or self._why(inner)
            if isinstance(inner, Bands) and inner.head_value is not None:
                why = why or "bands of their own for some values"
            if why:
                parts.append((why, inner))
            else:
                blocks.append(inner)
        if not parts:
            return replace(credit, entries=tuple(entries), blocks=tuple(blocks))
        for words, part in parts:
            self._leave(words, credit, part)
        span = parts[0][1].span
        amount = Entry(key=Credit.amount.name, value=v.NotStated(span=span), span=span, key_span=span)
        kept = tuple(entry for entry in entries if entry.key not in (Credit.amount.name, Credit.cap.name))
        return replace(credit, entries=(*kept, amount), blocks=())

    def _service(self, service: Service) -> Block:
        """A service whose fee is not evaluated has one that the invoice tells."""
        fees = [entry for entry in service.entries if entry.key == Service.fee.name]
        later = next((said for entry in fees if (said := later_within(entry.value))), "")
        if len(fees) > 1:
            later = later or "fees that change by date"
        kept = tuple(
            entry for entry in service.entries if entry not in fees and not self._unsaid(entry, service)
        )
        if not later:
            return replace(service, entries=(*kept, *fees))
        self._leave(later, service, fees[0])
        plain = (
            v.Fee(amount=None, period=_plain_period(each.value), span=each.value.span) for each in fees[:1]
        )
        return replace(service, entries=(*kept, *(replace(fees[0], value=value) for value in plain)))

    def _unsaid(self, entry: Entry, block: Block) -> bool:
        """Whether a key is left out, which is told where it would change something."""
        if _plain(entry, block):
            return True
        later = keys_of(type(block))[entry.key].later or later_within(entry.value)
        if later:
            self._leave(later, block, entry)
        return bool(later)

    # ---- what hangs on it

    def _without_gone(self, node: a.Agreement) -> a.Agreement:
        blocks: list[Block] = []
        for block in node.blocks:
            made = self._hanging(block)
            if made is not None:
                blocks.append(made)
        entries = tuple(
            each for each in node.entries if not self._names_gone((each.value,)) or not self._hang(node, each)
        )
        return replace(node, entries=entries, blocks=tuple(blocks))

    def _hanging(self, block: Block) -> Block | None:
        if isinstance(block, Clause):
            return block
        if isinstance(block, (Credit, Escalation)) and isinstance(block.head_value, v.Names):
            left = tuple(name for name in block.head_value.items if name.text not in self.gone)
            if not left:
                self._hang(block)
                return None
            block = replace(block, head_value=replace(block.head_value, items=left))
        if isinstance(block, (Interpretation, Claims)):
            return replace(
                block,
                entries=tuple(
                    each
                    for each in block.entries
                    if not self._names_gone((each.value,)) or not self._hang(block, each)
                ),
            )
        if isinstance(block, Service):
            kept = tuple(each for each in block.entries if not self._names_gone((each.value,)))
            if len(kept) == len(block.entries):
                return block
        elif not self._names_gone(_written(block)):
            return block
        self._hang(block)
        self._forget(block)
        return None

    def _hang(self, block: Block, part: Block | Entry | None = None) -> bool:
        self._leave(HANGING, block, part)
        return True

    def _names_gone(self, values: Iterable[object]) -> bool:
        return any(
            isinstance(each, (v.Name, v.FieldName)) and each.text in self.gone
            for value in values
            for each in values_within(value)
        )

    # ---- helpers

    def _leave(self, words: str, block: Block, part: Block | Entry | None = None) -> None:
        span = part.span if part is not None else block.span
        self.left_out.append(
            LeftOut(words=words, span=span, block=block.label, part=part or block, owner=type(block))
        )

    def _forget(self, block: Block) -> None:
        if block.name is not None:
            self.gone.add(block.name.text)


def _written(block: Block) -> Iterable[object]:
    """All values of a block and of those inside it."""
    yield block.head_value
    for entry in block.entries:
        yield entry.value
    for row in block.table:
        yield row.head
        yield row.cell
    for inner in block.blocks:
        yield from _written(inner)


def _plain(entry: Entry, block: Block) -> bool:
    """Whether a key is never computed with: it names what is overridden, or is only printed."""
    return (isinstance(block, Overriding) and entry.key == Overriding.overrides.name) or entry.key in PRINTED


def _speaks_of_facts(value: v.Value) -> bool:
    return any(isinstance(each, (v.Truth, v.OneOf)) for each in values_within(value))


def _plain_period(value: v.Value) -> v.PlainPeriod | None:
    period = value.period if isinstance(value, v.Fee) else None
    found: dict[str | None, v.PlainPeriod] = {
        "day": "day",
        "week": "week",
        "month": "month",
        "quarter": "quarter",
        "year": "year",
    }
    return found.get(period)


def reduced(node: a.Agreement) -> tuple[a.Agreement, tuple[LeftOut, ...]]:
    """The part of an agreement that is evaluated, and what is left out."""
    reducer = Reducer()
    made = reducer.agreement(node)
    return made, tuple(reducer.left_out)
