"""What reads well and means nothing: parts over the whole, counts of none, units that do not fit what they speak of.

Of what is evaluated the builders of its family say so; this looks at what is said and not evaluated yet, by its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.calendars import Calendar
from sladsl.ast.credits import Consequence, Credit, Points, PointsCredit
from sladsl.ast.declare import Block, Entry, keys_of
from sladsl.ast.forms import PART
from sladsl.ast.later import PLAIN, values_within
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.scenarios import Levels, Scenario
from sladsl.ast.scoring import Allocation, Pool, Score, Weights
from sladsl.ast.sources import Source
from sladsl.ast.structure import Support
from sladsl.model import meanings as m
from sladsl.model.from_ast.anchored import Anchored
from sladsl.model.from_ast.calendars import refuse_regions
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.left_out import LeftOut
from sladsl.model.from_ast.measures import refuse_kinds
from sladsl.model.from_ast.scenarios import refuse_unplayed
from sladsl.model.from_ast.services import money
from sladsl.model.from_ast.units import Units, amounts_of, is_money, is_zero, promises, unit, words
from sladsl.values.number import decimal_text

WHOLE = Fraction(100)
COUNTED = (
    *(Measured.measure, Measured.grace, Measured.down_at_once),
    *(Objective.baseline, Objective.raise_, Objective.free_misses),
)
"""Keys of what is evaluated in which something is counted."""


def refuse_nonsense(
    left_out: tuple[LeftOut, ...], node: a.Agreement, sources: Mapping[str, m.Source], context: Context
) -> None:
    """A finding for each thing that nobody can have meant, in what is left out."""
    sense = _Sense(node, dict(sources), context)
    for each in left_out:
        if isinstance(each.part, Block):
            sense.block(each.part)
        else:
            sense.entry(each.part, each.owner)
    sense.measures(node)
    sense.remedies()


class _Sense:
    def __init__(self, node: a.Agreement, sources: dict[str, m.Source], context: Context) -> None:
        self.node = node
        self.sources = sources
        self.context = context
        self.units = Units(node)
        self.anchored = Anchored(node, context)

    def block(self, block: Block) -> None:
        """All that a block says, and the blocks within it."""
        for entry in block.entries:
            self.entry(entry, type(block))
        if block.head_value is not None:
            self.value(block.head_value)
        for row in block.table:
            self.value(row.head)
            self.value(row.cell)
        match block:
            case Weights() | Allocation():
                self._parts(block)
            case Score():
                self._passes(block)
            case Support():
                self._margin(block)
            case Calendar():
                refuse_regions(block, self.context)
                self.context.zone(block.zone)
            case Source():
                self.context.zone(block.time_zone)
            case Scenario():
                refuse_unplayed(block, self.sources, self.context)
                self._levels(block)
            case _:
                pass
        if isinstance(block, Consequence) and not isinstance(block, Credit):
            self._consequence(block)
        for inner in block.blocks:
            self.block(inner)

    def measures(self, node: a.Agreement) -> None:
        """What is counted in measures that are evaluated: the 3 of `3rd of outages`, the 15 minutes of a grace."""
        wanted = {key.name for key in COUNTED}
        for block in (*node.children(Metric), *node.children(Objective)):
            for entry in block.entries:
                if entry.key in wanted and not self.context.told(entry.span):
                    self.value(entry.value)
                    if isinstance(entry.value, v.Measure):
                        refuse_kinds(entry.value, self.sources, self.context)

    def remedies(self) -> None:
        """What a miss costs, evaluated or not, of which nothing else is told; a step is of what the credit is for."""
        inside = (inner for block in self.units.objectives.values() for inner in block.blocks)
        for block in (*self.node.blocks, *inside):
            if isinstance(block, Consequence | Pool | Score) and not self.context.told(block.span):
                self.block(block)
                if isinstance(block, Credit):
                    self._consequence(block)
        if isinstance(self.node.amount_at_risk, v.AtRisk):
            self.value(self.node.amount_at_risk)

    def entry(self, entry: Entry, owner: type[Block]) -> None:
        """A key by itself."""
        if keys_of(owner)[entry.key].form is PART and isinstance(entry.value, v.Quantity):
            self._part(entry.value)
        self.value(entry.value)

    # ---- values

    def value(self, value: v.Value) -> None:
        """Every value within a value."""
        for each in values_within(value):
            match each:
                case v.Quantity():
                    if len(each.unit) == 3 and each.unit.isupper():
                        money(each, self.context)
                case v.Fee(use=v.Name(), amount=v.Quantity(unit="" | "%" as unit) as of):
                    self._mismatch(
                        of, f"A fee is money, and this is {words(unit)}.", "Write `35 EUR per hour`."
                    )
                case v.InPeriods():
                    self._periods(each)
                case v.Offset():
                    self.anchored.check(each)
                case v.Cap():
                    self._count(each.run, each)
                    self._count(each.year, each)
                case v.Measure():
                    self._count(each.nth, each)
                    self._count(each.last, each)
                case v.AtOnce():
                    self._count(each.least, each)
                case v.Baseline() | v.Multiple():
                    self._count(each.count if isinstance(each, v.Baseline) else each.factor, each)
                case v.Raise():
                    self._count(each.count, each)
                    self._length(each.every)
                    if each.share is not None:
                        self._part(each.share)
                case v.FreeMisses():
                    self._free(each)
                case v.Repeat():
                    self._count(each.factor, each)
                    self._count(each.start, each)
                case v.Grace():
                    self._length(each.length)
                case v.Assessed():
                    self._count(each.count, each)
                    if each.length is not None:
                        self._length(each.length)
                case v.AtRisk():
                    self._part(each.percent)
                case v.StepOf():
                    self._step_itself(each)
                case v.Reached():
                    self._reached(each)
                case _:
                    pass

    def _count(self, number: object, where: v.Value) -> None:
        value = getattr(number, "value", None)
        if value is not None and value <= 0:
            self._nothing(where)

    def _length(self, duration: v.Duration) -> None:
        if all(part.number.value == 0 for part in duration.parts):
            self._nothing(duration)

    def _nothing(self, where: v.Value) -> None:
        self.context.add(
            "N178",
            "counts-nothing",
            where.span,
            "Counted from or in none, this never means anything.",
            "Write `1` or more, or leave it out.",
        )

    def _part(self, quantity: v.Quantity) -> None:
        if quantity.unit == "%" and quantity.number.value > WHOLE:
            self.context.add(
                "N179",
                "more-than-the-whole",
                quantity.span,
                f"{_percent(quantity.number.value)} is more than the whole.",
                "Write `100%` or less.",
            )

    def _periods(self, window: v.InPeriods) -> None:
        if window.count.value <= 0 or (window.of is not None and window.of.value < 0):
            self._nothing(window)
        elif window.of is not None and 0 < window.of.value < window.count.value:
            self.context.add(
                "N180",
                "more-than-there-are",
                window.span,
                f"There are {window.of.value} {window.period}s, and {window.count.value} of them can't be found.",
                "Write the smaller number first.",
            )

    def _free(self, free: v.FreeMisses) -> None:
        self._count(free.count, free)
        if free.below is not None and free.below.value <= free.count.value:
            noun = free.noun.text if free.noun is not None else "records"
            self.context.add(
                "N180",
                "more-than-there-are",
                free.span,
                f"Of fewer than {free.below.value} {noun}, {free.count.value} are all there can be.",
                "Write a larger number of them, or fewer misses.",
            )

    def _step_itself(self, step: v.StepOf) -> None:
        if is_zero(step.length):
            self._nothing(step.length)
        elif (
            step.beyond is not None
            and step.noun is None
            and unit(step.beyond) != unit(step.length)
            # `15 minutes … beyond 0.05%`: of the time of the period.
            and not (unit(step.length) == "time" and unit(step.beyond) == "%")
        ):
            self._mismatch(
                step.beyond,
                f"The step is {words(unit(step.length))}, its limit {words(unit(step.beyond))}.",
                "Write both in one unit.",
            )

    def _reached(self, reached: v.Reached) -> None:
        """A sum or a level against a figure of its own unit."""
        subject, figure = reached.subject, reached.figure
        if isinstance(figure, (v.Name, v.AtRisk)) and not isinstance(subject, v.Answer):
            return
        own = self.units.of_metric(subject.text) if isinstance(subject, v.Name) else subject.text
        said = unit(figure) if isinstance(figure, (v.Quantity, v.Duration)) else None
        if own == "points" and (said not in ("", "points", None) or isinstance(figure, v.AtRisk)):
            self._mismatch(
                figure, "Points are compared with a number of points.", "Write `points at least 50`."
            )
        elif own is not None and own.startswith("credits") and said is not None and not is_money(said):
            self._mismatch(
                figure,
                "Credits are compared with money or a share of a fee.",
                "Write `credits at least 20% of that month's fee of Shop`.",
            )
        elif isinstance(subject, v.Name) and own is not None and said is not None and said != own:
            self._mismatch(
                figure,
                f"`{subject.text}` is measured as {words(own)}, not as {words(said)}.",
                "Write it in that unit.",
            )

    # ---- blocks

    def _parts(self, block: Weights | Allocation) -> None:
        """Weights are the whole together; what is allocated of a pool is no more than it."""
        parts = [row.cell for row in block.table if isinstance(row.cell, v.Quantity)]
        total = sum((part.number.value for part in parts), Fraction(0))
        for part in parts:
            self._part(part)
        plain = [part for part in parts if not part.unit]
        if plain and len(plain) < len(parts):
            said = "This is a plain number, and other weights here are percentages."
            self._mismatch(plain[0], said, "Write all of them in one way.")
        if any(part.number.value > WHOLE for part in parts) or not parts or plain:
            return
        said = f"These parts are {_percent(total)} together."
        if total > WHOLE:
            hint = (
                "Make them 100% together."
                if isinstance(block, Weights)
                else "Make them 100% or less together."
            )
            self.context.add("N179", "more-than-the-whole", block.head_span, said, hint)
        elif isinstance(block, Weights) and total != WHOLE:
            self.context.add("N181", "less-than-the-whole", block.head_span, said, "Make them 100% together.")

    def _levels(self, scenario: Scenario) -> None:
        """Levels that a scenario gives are in the unit of what is promised."""
        for table in scenario.children(Levels):
            names = table.head_value.items if isinstance(table.head_value, v.Names) else ()
            units = {self.units.of_levels(name.text) for name in names}
            own = units.pop() if len(units) == 1 else None
            for row in table.table if own is not None else ():
                said = unit(row.cell)
                if said is not None and said != own:
                    self._mismatch(
                        row.cell,
                        f"This is {words(said)}, and the level is {words(own)}.",
                        "Write it in that unit.",
                    )

    def _passes(self, score: Score) -> None:
        for bound in (score.passes, score.warning):
            if isinstance(bound, v.Bound) and isinstance(bound.operand, v.Quantity):
                self._part(bound.operand)

    def _margin(self, support: Support) -> None:
        margin = support.margin
        own = self.units.of_objective(support.by.text) if isinstance(support.by, v.Name) else None
        if not isinstance(margin, (v.Quantity, v.Duration)):
            return
        if is_money(unit(margin)) or (own is not None and own != unit(margin)):
            said = f"what it carries is promised as {words(own)}" if own is not None else "no level is"
            self._mismatch(
                margin,
                f"This margin is {words(unit(margin))}; {said}.",
                "Write it in the unit of the level.",
            )

    def _consequence(self, block: Consequence) -> None:
        """Amounts are points where points are given and money elsewhere; a step is of what is measured."""
        for amount in amounts_of(block):
            points = isinstance(amount, v.Quantity) and amount.unit == "points"
            open_ = isinstance(amount, (v.NotStated, v.Broken, v.Name)) or (
                isinstance(amount, v.Answer) and amount.text == "none"
            )
            if isinstance(block, Points) and not points and not open_:
                number = amount.number if isinstance(amount, v.Quantity) else None
                if isinstance(amount, v.Share):
                    number = amount.percent.number
                shown = decimal_text(number.value, number.places) if number is not None else "1"
                right = f"{shown} point{'' if shown == '1' else 's'}"
                self._mismatch(amount, "What is given here is points.", f"Write `{right}`.")
            elif points and not isinstance(block, Points):
                self._mismatch(
                    amount, "What is owed here is money.", "Write `5%`, or give them under `points for …`."
                )
        self._counted(block)
        step = block.step
        if isinstance(step, v.StepOf):
            self._step(step, block)

    def _counted(self, block: Consequence) -> None:
        """`when: missed in 2 consecutive months` of a promise by the year: such misses are counted in its own periods."""
        names = block.head_value.items if isinstance(block.head_value, v.Names) else ()
        kinds = {
            said.period
            for name in names
            if name.text in self.units.objectives
            for said in promises(self.units.objectives[name.text])
            if said.assessed is None
        }
        if len(kinds) != 1 or not kinds <= set(PLAIN):
            return
        kind = kinds.pop()
        for when in values_within(block.when):
            if not isinstance(when, v.Event) or when.subject is not None or when.window is None:
                continue
            if when.window.period == kind or when.window.period not in PLAIN:
                continue
            self.context.add(
                "N248",
                "wrong-period",
                when.window.span,
                f"`{names[0].text}` is assessed each {kind}, not each {when.window.period}.",
                f"Count {kind}s.",
            )

    def _step(self, step: v.StepOf, block: Consequence) -> None:
        if step.noun is not None:
            return  # a count of what happened, whatever the level is measured in
        of: str | None = None
        what = ""
        if isinstance(step.of, v.Name):
            of, what = self.units.of_metric(step.of.text), f"`{step.of.text}`"
        elif isinstance(block, PointsCredit):
            of, what = "points", "The sum"
        elif isinstance(block.head_value, v.Names):
            names = [name.text for name in block.head_value.items]
            units = {self.units.of_objective(name) for name in names}
            of, what = (units.pop() if len(units) == 1 else None), f"`{names[0]}`"
        said = unit(step.length)
        if of is not None and said != of:
            self._mismatch(
                step.length,
                f"{what} is measured as {words(of)}; this step is {words(said)}.",
                "Write the step in that unit, or say of which metric it is: `30 minutes of Downtime`.",
            )

    def _mismatch(self, where: v.Value, message: str, hint: str) -> None:
        self.context.add("N204", "unit-mismatch", where.span, message, hint)


def _percent(value: Fraction) -> str:
    return f"{decimal_text(value, 2 if value.denominator > 1 else 0)}%"
