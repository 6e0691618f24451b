"""Figures with names, computed exactly with their units, and written in place of their names before all else.

A unit is what remains when equal units cancel: 10 000 USD a month / 500 USD a sale / 20 % is 100 a month. A rate of the
promise's own period is a plain number there: `at least leads_needed each month`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.figures import Assume, Let, Parameters
from sladsl.model.from_ast.context import CLOCK, Context
from sladsl.record import Record, replace
from sladsl.source import Span
from sladsl.values.number import Number

R = TypeVar("R", bound=Record)
MICROSECOND = "time"
MOST_PLACES = 12
"""Decimals with which a derived figure is shown; it is exact all the same."""


class Amounted(Record):
    """An exact figure: its value, and each unit with how often it stands (-1: below the line).

    Units are currencies, `time` (microseconds), `points`, and `per month` for a rate. `percent`: it was written so.
    """

    value: Fraction
    units: tuple[tuple[str, int], ...] = ()
    percent: bool = False


class Unfit(Exception):
    """A formula that means nothing; its words are those of a finding."""

    def __init__(self, code: str, name: str, span: Span, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.name, self.span, self.message, self.hint = code, name, span, message, hint


class Figures:
    """The named figures of one agreement; each is computed once, when it is asked for."""

    def __init__(self, node: a.Agreement, context: Context) -> None:
        self.context = context
        self.stated: dict[str, v.Value] = {}
        self.formulas: dict[str, v.Value] = {}
        self.open: set[str] = set()
        self.found: dict[str, Amounted | None] = {}
        self.pending: list[str] = []
        for block in node.blocks:
            if isinstance(block, (Assume, Let, Parameters)):
                self._declare(block)

    def _declare(self, block: Block) -> None:
        for row in block.table:
            name = _label(row.head)
            if name is None:
                if not isinstance(row.head, v.Broken):
                    self.context.add(
                        "N151",
                        "figure-unnamed",
                        row.head.span,
                        "A figure has one name.",
                        "Write `target: 99.9%`.",
                    )
                continue
            if name.text in self.stated or name.text in self.formulas or name.text in self.open:
                self.context.add(
                    "N152",
                    "figure-twice",
                    name.span,
                    f"`{name.text}` has a figure already.",
                    "Keep one of them.",
                )
            elif isinstance(row.cell, v.NotStated):
                self.open.add(name.text)
            elif isinstance(block, Let):
                self.formulas[name.text] = row.cell
            else:
                self.stated[name.text] = row.cell

    def __bool__(self) -> bool:
        return bool(self.stated or self.formulas or self.open)

    def __contains__(self, name: str) -> bool:
        return name in self.stated or name in self.formulas or name in self.open

    def check(self) -> None:
        """Computes every formula, so that a mistake in one is told although nothing uses it."""
        for name in self.formulas:
            self.figure(v.Name(text=name))

    def figure(self, name: v.Name) -> Amounted | None:
        """The figure of a name; None where it is open, or wrong, which is told."""
        if name.text in self.found:
            return self.found[name.text]
        if name.text in self.open:
            return None
        if name.text in self.pending:
            circle = " → ".join([*self.pending[self.pending.index(name.text) :], name.text])
            self.context.add(
                "N153",
                "figure-in-a-circle",
                name.span,
                f"`{name.text}` is computed from itself: {circle}.",
                "Give one of them a figure in `assume`.",
            )
            return None
        self.pending.append(name.text)
        written = self.stated.get(name.text) or self.formulas[name.text]
        try:
            made = self._of(written)
        except Unfit as wrong:
            self.context.add(wrong.code, wrong.name, wrong.span, wrong.message, wrong.hint)
            made = None
        self.pending.pop()
        self.found[name.text] = made
        return made

    def _of(self, written: v.Value) -> Amounted | None:
        match written:
            case v.Quantity():
                if written.unit == "%":
                    return Amounted(value=written.number.value / 100, percent=True)
                return Amounted(
                    value=written.number.value, units=((written.unit, 1),) if written.unit else ()
                )
            case v.Duration():
                length = self._length(written)
                return None if length is None else Amounted(value=Fraction(length), units=((MICROSECOND, 1),))
            case v.Rate():
                amount = self._of(written.amount)
                return amount and _times(
                    amount, Amounted(value=Fraction(1), units=((f"per {written.period}", 1),))
                )
            case v.FieldName():
                name = v.Name(text=written.text, span=written.span)
                if written.text not in self:
                    self.context.unknown(
                        name.text, name.span, sorted((*self.stated, *self.formulas, *self.open)), "figure"
                    )
                    return None
                return self.figure(name)
            case v.Arithmetic():
                left, right = self._of(written.left), self._of(written.right)
                if left is None or right is None:
                    return None
                return _joined(written, left, right)
            case _:
                raise Unfit(
                    "N154",
                    "no-figure",
                    written.span,
                    "This is no figure that can be computed.",
                    "Compute with figures, names of figures, and `+`, `-`, `*` and `/`.",
                )

    def _length(self, duration: v.Duration) -> int | None:
        total = Fraction(0)
        for part in duration.parts:
            unit = CLOCK.get(part.unit)
            if unit is None:
                raise Unfit(
                    "N201",
                    "no-fixed-length",
                    part.span,
                    f"A {part.unit} has no fixed length.",
                    "Write it in days, hours or minutes.",
                )
            total += part.number.value * unit
        return int(total) if total.denominator == 1 else None


def _label(head: v.Value) -> v.Name | None:
    if isinstance(head, v.Labels) and len(head.items) == 1 and isinstance(head.items[0], v.Name):
        return head.items[0]
    return None


def _times(left: Amounted, right: Amounted, power: int = 1) -> Amounted:
    units = dict(left.units)
    for unit, count in right.units:
        units[unit] = units.get(unit, 0) + power * count
    value = left.value * right.value if power == 1 else left.value / right.value
    return Amounted(value=value, units=tuple(sorted((unit, count) for unit, count in units.items() if count)))


def _joined(written: v.Arithmetic, left: Amounted, right: Amounted) -> Amounted:
    match written.operator:
        case "*":
            return _times(left, right)
        case "/":
            if right.value == 0:
                raise Unfit(
                    "N155",
                    "division-by-zero",
                    written.right.span,
                    "This divides by zero.",
                    "Check the figures.",
                )
            return _times(left, right, -1)
        case _:
            if left.units != right.units or left.percent != right.percent:
                raise Unfit(
                    "N156",
                    "units-differ",
                    written.span,
                    f"`{written.operator}` joins {_unit_words(left)} and {_unit_words(right)}.",
                    "Bring both to one unit.",
                )
            value = left.value + right.value if written.operator == "+" else left.value - right.value
            return Amounted(value=value, units=left.units, percent=left.percent)


def _unit_words(amount: Amounted) -> str:
    if amount.percent:
        return "a percentage"
    words = [
        ("a length of time" if unit == MICROSECOND else unit) for unit, count in amount.units if count > 0
    ]
    below = [unit for unit, count in amount.units if count < 0]
    text = " ".join(words) or "a plain number"
    return f"{text} / {' '.join(below)}" if below else text


# ---- in place of their names


def written_out(node: a.Agreement, context: Context) -> a.Agreement:
    """The agreement with figures in place of their names, and a finding for each that has no use there."""
    figures = Figures(node, context)
    if not figures:
        return node
    figures.check()
    return replace(node, blocks=tuple(_block(block, figures) for block in node.blocks))


def _block(block: Block, figures: Figures) -> Block:
    if isinstance(block, (Assume, Let, Parameters)):
        return block
    head = block.head_value
    return replace(
        block,
        head_value=_value(head, figures) if head is not None else None,
        entries=tuple(replace(entry, value=_value(entry.value, figures)) for entry in block.entries),
        table=tuple(
            replace(row, head=_value(row.head, figures), cell=_value(row.cell, figures))
            for row in block.table
        ),
        blocks=tuple(_block(inner, figures) for inner in block.blocks),
    )


def _value(value: v.Value, figures: Figures) -> v.Value:
    """The value with the figures of the names that can stand for one."""
    match value:
        case v.Name() if value.text in figures:
            return _figure(value, figures, "month")
        case v.Bound(operand=v.Name()):
            return _bound(value, figures, "month")
        case v.BandHead():
            return replace(value, bounds=tuple(_bound(each, figures, "month") for each in value.bounds))
        case v.PromiseWords():
            bound = _bound(value.bound, figures, value.period) if value.bound is not None else None
            share = _bound(value.share, figures, value.period) if value.share is not None else None
            return replace(value, bound=bound, share=share)
        case v.Cells():
            return replace(value, items=tuple(_value(item, figures) for item in value.items))
        case v.Fee(amount=v.Name()):
            return _fee(value, figures)
        case _:
            return value


def _bound(bound: v.Bound, figures: Figures, period: str) -> v.Bound:
    if isinstance(bound.operand, v.Name) and bound.operand.text in figures:
        return replace(bound, operand=_figure(bound.operand, figures, period))
    return bound


def _fee(fee: v.Fee, figures: Figures) -> v.Value:
    """A fee that a figure tells: money per period."""
    name = fee.amount
    assert isinstance(name, v.Name)
    if name.text not in figures:
        figures.context.unknown(name.text, name.span, sorted((*figures.stated, *figures.formulas)), "figure")
        return v.Broken(span=fee.span)
    if name.text in figures.open:
        return v.NotStated(span=fee.span)
    amount = figures.figure(name)
    if amount is None:
        return v.Broken(span=fee.span)
    per = [unit for unit, count in amount.units if unit.startswith("per ") and count == 1]
    money = [unit for unit, count in amount.units if len(unit) == 3 and unit.isupper() and count == 1]
    if len(per) != 1 or len(money) != 1 or len(amount.units) != 2:
        figures.context.add(
            "N157",
            "figure-of-another-kind",
            name.span,
            f"`{name.text}` is {_unit_words(amount)}; a fee is money per period.",
            "Write `price: 1_000 EUR per month`.",
        )
        return v.Broken(span=fee.span)
    period: v.PeriodWord = per[0].removeprefix("per ")  # type: ignore[assignment]
    quantity = v.Quantity(number=_number(amount.value), unit=money[0], span=name.span)
    return replace(fee, amount=quantity, period=period)


def _figure(name: v.Name, figures: Figures, period: str) -> v.Quantity | v.Duration | v.NotStated | v.Broken:
    """What is written in place of a name; `period` is that of the promise, whose rates are plain numbers."""
    if name.text in figures.open:
        return v.NotStated(span=name.span)
    amount = figures.figure(name)
    if amount is None:
        return v.Broken(span=name.span)
    units = tuple((unit, count) for unit, count in amount.units if (unit, count) != (f"per {period}", 1))
    if amount.percent and not units:
        return v.Quantity(number=_number(amount.value * 100), unit="%", span=name.span)
    if not units:
        return v.Quantity(number=_number(amount.value), unit="", span=name.span)
    if units == ((MICROSECOND, 1),) and amount.value.denominator == 1:
        return v.Duration(parts=_parts(int(amount.value), name.span), span=name.span)
    if len(units) == 1 and units[0][1] == 1 and not units[0][0].startswith("per "):
        return v.Quantity(number=_number(amount.value), unit=units[0][0], span=name.span)
    figures.context.add(
        "N157",
        "figure-of-another-kind",
        name.span,
        f"`{name.text}` is {_unit_words(amount)}; nothing is promised or owed in that.",
        "Bring it to a number, a percentage, money or a length of time.",
    )
    return v.Broken(span=name.span)


def _parts(us: int, span: Span) -> tuple[v.TimePart, ...]:
    """A length of time in the units in which it is whole."""
    parts = []
    for unit in ("day", "hour", "minute", "second", "millisecond"):
        count, us = divmod(us, CLOCK[unit])
        if count:
            number = Number(value=Fraction(count), places=0)
            parts.append(v.TimePart(number=number, unit=unit, span=span))
    return tuple(parts) or (v.TimePart(number=Number(value=Fraction(0), places=0), unit="second", span=span),)


def _number(value: Fraction) -> Number:
    """An exact number, with the decimals that it takes to write it, or twelve where it never ends."""
    for places in range(MOST_PLACES):
        if (value * 10**places).denominator == 1:
            return Number(value=value, places=places)
    return Number(value=value, places=MOST_PLACES)
