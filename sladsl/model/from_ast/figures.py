"""Figures with names, computed exactly with their units.

A unit is what remains when equal units cancel: 10 000 USD a month / 500 USD a sale / 20 % is 100 a month. A rate of the
promise's own period is a plain number there: `at least leads_needed each month`.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.figures import Assume, Let, Parameters
from sladsl.ast.later import values_within
from sladsl.diagnostics.finding import Label
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.context import CLOCK, Context
from sladsl.model.from_ast.known import names_taken
from sladsl.model.from_ast.unlike import joined
from sladsl.record import Record
from sladsl.source import Span
from sladsl.values.number import decimal_text

MICROSECOND = "time"
MOST_BITS = 1_000
"""Of a figure above or below its line: far beyond all that anybody owes, and still quick."""
DEEPEST = 150
"""Steps from a figure down to those that are stated."""
TAKEN = frozenset({"above", "at", "below", "ensures", "exactly", "none", "otherwise", "reports"})
"""Words that are read otherwise where a figure can stand; `target` and `baseline` have a rule (written_out.py)."""


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
        self.depth = 0
        blocks = [block for block in node.blocks if isinstance(block, (Assume, Let, Parameters))]
        self.others = names_taken(node) if blocks else {}
        for block in blocks:
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
            self._refuse_taken(name)
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

    def _refuse_taken(self, name: v.Name) -> None:
        """A finding for a figure that would be taken for something else where it is used."""
        other = self.others.get(name.text)
        if name.text in TAKEN:
            self.context.add(
                "N172",
                "figure-named-as-word",
                name.span,
                f"`{name.text}` is a word of the language: where a figure can stand, it is read as that.",
                f"Call the figure `{name.text}_figure`.",
            )
        elif other is not None:
            self.context.add(
                "N173",
                "figure-named-as-another",
                name.span,
                f"`{name.text}` is {other[0]}, too.",
                f"Call the figure `{name.text}_figure`.",
                labels=(Label(span=other[1], text="here"),),
            )

    def __bool__(self) -> bool:
        return bool(self.stated or self.formulas or self.open)

    def __contains__(self, name: str) -> bool:
        return name in self.stated or name in self.formulas or name in self.open

    def check(self) -> None:
        """Computes every formula, so that a mistake in one is told although nothing uses it."""
        for name in self.formulas:
            self.figure(v.Name(text=name))

    def _way_out(self, name: str, circle: str) -> str:
        """What to write instead of a name that leads back to itself."""
        round_it = set(circle.split(" → "))
        others = tuple(each for each in (*self.stated, *self.formulas) if each not in round_it)
        if not others:
            return "Give one of them a figure in `assume`."
        named = f"Name another figure here: {listing(others[:8], 'or')}"
        return (
            f"{named}." if len(round_it) == 1 else f"{named}; or give one of the circle a figure in `assume`."
        )

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
                self._way_out(name.text, circle),
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

    def plain(self, name: str) -> tuple[tuple[Span, str], ...]:
        """The numbers without a unit in `assume` and `parameters` that a figure is computed from."""
        found: dict[tuple[Span, str], None] = {}
        waiting, seen = [name], {name}
        while waiting:
            at = waiting.pop()
            stated = self.stated.get(at)
            if isinstance(stated, v.Quantity) and stated.unit == "":
                found[stated.span, decimal_text(stated.number.value, stated.number.places)] = None
            for each in values_within(self.formulas[at]) if at in self.formulas else ():
                if isinstance(each, v.FieldName) and each.text not in seen:
                    seen.add(each.text)
                    waiting.append(each.text)
        return tuple(found)

    def _of(self, written: v.Value) -> Amounted | None:
        if self.depth >= DEEPEST:
            raise Unfit(
                "N174",
                "figure-too-long",
                written.span,
                f"It takes more than {DEEPEST} steps to compute this.",
                "Give a figure on the way to it in `assume`.",
            )
        self.depth += 1
        try:
            return self._computed(written)
        finally:
            self.depth -= 1

    def _computed(self, written: v.Value) -> Amounted | None:
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
                return _small(_joined(written, left, right, self.context), written)
            case v.Broken():
                return None
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
    kept = tuple(sorted((unit, count) for unit, count in units.items() if count))
    # A share of a share is a share, and so is a part of one; a share of a number is a number.
    shares = left.percent and (right.percent if power == 1 else not right.percent)
    return Amounted(value=value, units=kept, percent=shares and not kept)


def _joined(written: v.Arithmetic, left: Amounted, right: Amounted, context: Context) -> Amounted:
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
                message, hint = joined(written, unit_words(left), unit_words(right), context)
                raise Unfit("N156", "units-differ", written.span, message, hint)
            value = left.value + right.value if written.operator == "+" else left.value - right.value
            return Amounted(value=value, units=left.units, percent=left.percent)


def _small(amount: Amounted, written: v.Value) -> Amounted:
    if max(amount.value.numerator.bit_length(), amount.value.denominator.bit_length()) > MOST_BITS:
        raise Unfit(
            "N174",
            "figure-too-long",
            written.span,
            "This figure has more than three hundred digits.",
            "Check what it is computed from.",
        )
    return amount


def unit_words(amount: Amounted) -> str:
    """The unit of a figure as a message says it."""
    if amount.percent:
        return "a percentage"
    words = [
        ("a length of time" if unit == MICROSECOND else unit) for unit, count in amount.units if count > 0
    ]
    below = [unit for unit, count in amount.units if count < 0]
    text = " ".join(words) or "a plain number"
    if text.startswith("per "):
        text = f"a number {text}"
    return f"{text} / {' '.join(below)}" if below else text
