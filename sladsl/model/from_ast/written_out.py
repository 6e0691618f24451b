"""Figures in place of their names, before all else looks at an agreement; each name that can't stand there is a finding."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sladsl.ast import agreements as a
from sladsl.ast import forms as f
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry, Form, Row, keys_of
from sladsl.ast.figures import Assume, Let, Parameters
from sladsl.ast.later import values_within
from sladsl.ast.objectives import Objective, Promise
from sladsl.ast.tables import Target
from sladsl.model.from_ast.context import CLOCK, Context
from sladsl.model.from_ast.figures import MICROSECOND, Figures, unit_words
from sladsl.record import Record, replace
from sladsl.source import Span
from sladsl.values.number import Number, decimal_text

MOST_PLACES = 12
"""Decimals with which a derived figure is shown; it is exact all the same."""
PLACES: tuple[Form[Any], ...] = (f.AMOUNT, f.CELLS, f.LIMIT)
"""Forms in which a bare name is that of a figure."""
WORDS: dict[type[v.Value], str] = {v.Target: "target", v.BaselineLevel: "baseline"}
"""Words of the language that are good names of a figure."""
Shown = v.Quantity | v.Duration | v.NotStated | v.Broken


def written_out(node: a.Agreement, context: Context) -> a.Agreement:
    """The agreement with figures in place of their names."""
    figures = Figures(node, context)
    if not figures and not _by_name(node):
        return node
    figures.check()
    context.bare = {name: figures.plain(name) for name in (*figures.stated, *figures.formulas)}
    writer = _Writer(figures, context, _periods(node))
    return replace(node, blocks=tuple(writer.whole(block) for block in node.blocks))


def _by_name(block: Block) -> bool:
    """Whether a fee is told by a figure, also one that nobody has declared, or an amount is computed in its place."""
    return (
        any(
            (isinstance(entry.value, v.Fee) and isinstance(entry.value.amount, v.Name))
            or isinstance(entry.value, v.Arithmetic)
            for entry in block.entries
        )
        or any(isinstance(row.cell, v.Arithmetic) for row in block.table)
        or any(_by_name(inner) for inner in block.blocks)
    )


def _periods(node: a.Agreement) -> dict[str, str]:
    """The period of each objective: a rate of it is a plain number there."""
    return {
        block.name.text: _period(block)
        for block in node.children(Objective)
        if block.name is not None and _period(block)
    }


def _period(objective: Block) -> str:
    words = [block.head_value for block in objective.children(Promise)]
    found = {each.period for each in words if isinstance(each, v.PromiseWords)}
    return found.pop() if len(found) == 1 else ""


class _Writer:
    def __init__(self, figures: Figures, context: Context, periods: dict[str, str]) -> None:
        self.figures = figures
        self.context = context
        self.periods = periods
        self.words: dict[type[v.Value], str] = {}
        """Words of the language that stand for a figure in a block whose own table or key does not say them."""
        self.said: frozenset[type[v.Value]] = frozenset()
        """Those that both say."""

    def whole(self, block: Block) -> Block:
        """A block of the agreement with the figures in it."""
        own = {
            v.Target: bool(block.children(Target)),
            v.BaselineLevel: isinstance(block, Objective) and block.has(Objective.baseline),
        }
        named = {kind: word for kind, word in WORDS.items() if word in self.figures}
        self.words = {kind: word for kind, word in named.items() if not own[kind]}
        self.said = frozenset(kind for kind in named if own[kind])
        return self.block(block, "")

    def block(self, block: Block, period: str) -> Block:
        """A block with the figures in it; `period` is that of the promise it belongs to."""
        if isinstance(block, (Assume, Let, Parameters)):
            return block
        head = block.head_value
        if isinstance(block, Objective):
            period = _period(block)
        elif isinstance(head, v.Names):
            of = {self.periods.get(name.text, "") for name in head.items}
            period = of.pop() if len(of) == 1 else ""
        keys, rows = keys_of(type(block)), type(block).rows
        cell = rows.cell if rows is not None else None
        return replace(
            block,
            head_value=self.value(head, None, period) if head is not None else None,
            entries=tuple(self._entry(each, keys[each.key].form, period) for each in block.entries),
            table=tuple(self._row(each, cell, period) for each in block.table),
            blocks=tuple(self.block(inner, period) for inner in block.blocks),
        )

    def _entry(self, entry: Entry, form: Form[Any], period: str) -> Entry:
        made = self.value(entry.value, form, period)
        return entry if made is entry.value else replace(entry, value=made)

    def _row(self, row: Row, form: Form[Any] | None, period: str) -> Row:
        return replace(row, head=self.value(row.head, None, period), cell=self.value(row.cell, form, period))

    # ---- values

    def value(self, value: v.Value, form: Form[Any] | None, period: str) -> v.Value:
        """The value with the figures of the names that stand for one."""
        match value:
            case v.Name():
                if form not in PLACES or value.text not in self.figures:
                    return value
                found = self._figure(value, period)
                if form is f.AMOUNT and isinstance(found, v.Quantity) and found.unit == "%":
                    return v.Share(percent=found, base=None, span=found.span)
                return found
            case v.Arithmetic() if form is f.AMOUNT:
                return self.value(self._product(value), form, period)
            case v.Cells():
                return replace(value, items=tuple(self.value(item, f.CELLS, period) for item in value.items))
            case v.Fee(amount=v.Name() as name):
                return self._fee(value, name, plain=form is f.PRICE)
            case v.PromiseWords():
                return self._promise(value)
            case v.Reached(figure=v.Name() as name) if name.text in self.figures:
                found = self._figure(name, value.window.period if value.window is not None else "")
                return value if isinstance(found, (v.NotStated, v.Broken)) else replace(value, figure=found)
            case v.BandHead():
                bounds = tuple(self._bound(each, period) for each in value.bounds)
                broken = any(isinstance(each.operand, v.Broken) for each in bounds)
                return v.Broken(span=value.span) if broken else replace(value, bounds=bounds)
            case v.Bound():
                bound = self._bound(value, period)
                return v.Broken(span=value.span) if isinstance(bound.operand, v.Broken) else bound
            case v.Population() | v.Measure() | v.ClockWords() | v.When():
                made: v.Value = self._compared(value)
                return made
            case v.Comparison() | v.AllOf() | v.AnyOf() | v.Not():
                condition: v.Value = self._compared(value)
                return condition
            case _:
                return value

    def _product(self, value: v.Arithmetic) -> v.Name | v.NotStated | v.Share:
        """The name under which an amount that is computed in its place is a figure like others: its own words.

        A percentage a number of times is a percentage of what is owed.
        """
        within = tuple(values_within(value))
        names = [v.Name(text=each.text, span=each.span) for each in within if isinstance(each, v.FieldName)]
        if any(name.text in self.figures.open for name in names):
            return v.NotStated(span=value.span)
        words = v.Name(text=_words(value), span=value.span)
        self.figures.formulas.setdefault(words.text, value)
        amount = self.figures.figure(words)
        shares = any(isinstance(each, v.Quantity) and each.unit == "%" for each in within) or any(
            found.percent
            for name in names
            if name.text in self.figures and (found := self.figures.figure(name)) is not None
        )
        if amount is not None and shares and not amount.units:
            ratio = amount.value * 100
            percent = v.Quantity(number=_number(ratio), unit="%", span=value.span)
            return v.Share(percent=percent, base=None, span=value.span)
        return words

    def _promise(self, words: v.PromiseWords) -> v.Value:
        bound = self._bound(words.bound, words.period) if words.bound is not None else None
        share = self._bound(words.share, words.period) if words.share is not None else None
        if any(each is not None and isinstance(each.operand, v.Broken) for each in (bound, share)):
            return v.Broken(span=words.span)
        return replace(words, bound=bound, share=share)

    def _bound(self, bound: v.Bound, period: str) -> Any:
        operand = bound.operand
        word = self.words.get(type(operand))
        if type(operand) in self.said:
            self.context.add(
                "N173",
                "figure-named-as-another",
                operand.span,
                f"`{WORDS[type(operand)]}` is a figure, and what this objective says of it, too.",
                "Give the figure another name.",
            )
        if word is not None:
            operand = v.Name(text=word, span=operand.span)
        if isinstance(operand, v.Name) and operand.text in self.figures:
            return replace(bound, operand=self._figure(operand, period))
        return bound

    def _compared(self, value: Any) -> Any:
        """A condition with figures in place of what no source has a field for."""
        if isinstance(value, v.FieldName):
            if value.text not in self.figures or value.text in self.figures.others:
                return value
            found = self._figure(v.Name(text=value.text, span=value.span), "")
            return found if isinstance(found, (v.Quantity, v.Duration)) else value
        if isinstance(value, Record):
            changed = {
                name: made
                for name, field in value.__iter_fields__()
                if isinstance(field, (Record, tuple)) and (made := self._compared(field)) is not field
            }
            return replace(value, **changed) if changed else value
        if isinstance(value, tuple):
            items = tuple(self._compared(each) for each in value)
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        return value

    def _fee(self, fee: v.Fee, name: v.Name, *, plain: bool) -> v.Value:
        """A fee that a figure tells: money per period, said by the figure or behind its name; a `plain` price has none."""
        figures = self.figures
        if name.text not in figures:
            among = sorted((*figures.stated, *figures.formulas, *figures.open))
            self.context.unknown(name.text, name.span, among, "figure")
            return v.Broken(span=fee.span)
        if name.text in figures.open:
            return v.NotStated(span=fee.span)
        amount = figures.figure(name)
        if amount is None:
            return v.Broken(span=fee.span)
        per = [unit for unit, count in amount.units if unit.startswith("per ") and count == 1]
        money = [unit for unit, count in amount.units if len(unit) == 3 and unit.isupper() and count == 1]
        said = fee.period or (fee.use.text if fee.use is not None else "")
        if said and len(per) == len(money) == 1 and len(amount.units) == 2:
            self._another_kind(
                name,
                unit_words(amount),
                f"`per {said}` behind it says a period once more",
                f"Write `{name.text}` alone, or its figure without the period.",
            )
            return v.Broken(span=fee.span)
        wanted = 0 if said or (plain and not per) else 1
        if len(per) != wanted or len(money) != 1 or len(amount.units) != len(per) + 1:
            self._another_kind(
                name,
                unit_words(amount),
                f"a fee is money per {said or 'period'}",
                f"Write `{name.text} per month`, or the period that is meant."
                if len(money) == len(amount.units) == 1
                else f"Write `{name.text}: 1_000 EUR{'' if said else ' per month'}`.",
            )
            return v.Broken(span=fee.span)
        if amount.value < 0:
            self._negative(name)
            return v.Broken(span=fee.span)
        period: Any = per[0].removeprefix("per ") if per else fee.period
        stated = figures.stated.get(name.text)
        quantity = v.Quantity(number=_number(amount.value), unit=money[0], span=name.span)
        if isinstance(stated, v.Rate):
            quantity = replace(stated.amount, span=name.span)
        elif isinstance(stated, v.Quantity):
            quantity = replace(stated, span=name.span)
        return replace(fee, amount=quantity, period=period)

    def _figure(self, name: v.Name, period: str) -> Shown:
        """What is written in place of a name; `period` is that of the promise, whose rates are plain numbers."""
        if name.text in self.figures.open:
            return v.NotStated(span=name.span)
        stated = self.figures.stated.get(name.text)
        if isinstance(stated, (v.Quantity, v.Duration)):
            return replace(stated, span=name.span)
        amount = self.figures.figure(name)
        if amount is None:
            return v.Broken(span=name.span)
        units = tuple((unit, count) for unit, count in amount.units if (unit, count) != (f"per {period}", 1))
        if amount.value < 0:
            self._negative(name)
            return v.Broken(span=name.span)
        if amount.percent and not units:
            return v.Quantity(number=_number(amount.value * 100), unit="%", span=name.span)
        if not units:
            return v.Quantity(number=_number(amount.value), unit="", span=name.span)
        if units == ((MICROSECOND, 1),) and amount.value.denominator == 1:
            return v.Duration(parts=_parts(int(amount.value), name.span), span=name.span)
        if (
            len(units) == 1
            and units[0][1] == 1
            and not units[0][0].startswith("per ")
            and units[0][0] != MICROSECOND
        ):
            return v.Quantity(number=_number(amount.value), unit=units[0][0], span=name.span)
        if units == ((MICROSECOND, 1),):
            self.context.add(
                "N202", "too-fine", name.span, "This is finer than a microsecond.", "Write fewer decimals."
            )
            return v.Broken(span=name.span)
        self._another_kind(
            name,
            unit_words(amount),
            "nothing is promised or owed in that",
            "Bring it to a number, a percentage, money or a length of time.",
        )
        return v.Broken(span=name.span)

    def _another_kind(self, name: v.Name, unit: str, why: str, hint: str) -> None:
        self.context.add(
            "N157", "figure-of-another-kind", name.span, f"`{name.text}` is {unit}; {why}.", hint
        )

    def _negative(self, name: v.Name) -> None:
        self.context.add(
            "N175",
            "negative-figure",
            name.span,
            f"`{name.text}` comes to less than nothing; nothing is promised or owed below zero.",
            "Check what it is computed from.",
        )


def _words(value: v.Value) -> str:
    """A product as it is written."""
    match value:
        case v.Arithmetic():
            return f"{_words(value.left)} {value.operator} {_words(value.right)}"
        case v.Quantity():
            number = decimal_text(value.number.value, value.number.places)
            return f"{number}%" if value.unit == "%" else f"{number} {value.unit}".rstrip()
        case v.FieldName():
            return value.text
        case _:
            return ""


def _parts(us: int, span: Span) -> tuple[v.TimePart, ...]:
    """A length of time in the units in which it is whole."""
    parts = []
    for unit in ("day", "hour", "minute", "second", "millisecond"):
        count, us = divmod(us, CLOCK[unit])
        if count:
            parts.append(v.TimePart(number=Number(value=Fraction(count), places=0), unit=unit, span=span))
    if us:
        number = Number(value=Fraction(us, CLOCK["millisecond"]), places=3)
        parts.append(v.TimePart(number=number, unit="millisecond", span=span))
    zero = v.TimePart(number=Number(value=Fraction(0), places=0), unit="second", span=span)
    return tuple(parts) or (zero,)


def _number(value: Fraction) -> Number:
    """An exact number, with the decimals that it takes to write it, or twelve where it never ends."""
    for places in range(MOST_PLACES):
        if (value * 10**places).denominator == 1:
            return Number(value=value, places=places)
    return Number(value=value, places=MOST_PLACES)
