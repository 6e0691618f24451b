"""`bonus-for-a-miss`: a bonus that is paid at a level which misses the promise, or for which a credit is owed, too."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Bonus, Consequence, Credit
from sladsl.ast.declare import Row
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import Side, consequences, judged_bound, promises, side
from sladsl.diagnostics.finding import Finding, Label
from sladsl.record import Record
from sladsl.values.bands import Levels, Limits, Part, parts, telling_level
from sladsl.values.duration import HOUR, MINUTE, SECOND, duration_text
from sladsl.values.number import Comparator, shown

SAY = Voice(name="bonus-for-a-miss", code="B113", severity="error")
SIZES = {"time": (Fraction(HOUR), Fraction(MINUTE), Fraction(SECOND))}


class Rows(Record):
    """Rows of bands by their bounds; of `bands` only the first that fits applies."""

    rows: tuple[Row, ...]
    limits: tuple[Limits, ...]
    unit: str
    first: bool

    def paying(self, part: Part, at: int) -> Row | None:
        """The row that pays in a part of the line of levels; `at` is where these rows begin in it."""
        fitting = [each - at for each in part.rows if at <= each < at + len(self.rows)]
        wanted = (self.rows[each] for each in (fitting[:1] if self.first else fitting))
        return next((row for row in wanted if _pays(row.cell)), None)


def check(context: Context) -> Iterator[Finding]:
    owed = [(block, objectives) for block, objectives in consequences(context.agreement.node)]
    for bonus, objectives in owed:
        if not isinstance(bonus, Bonus):
            continue
        for objective in objectives:
            credits = [block for block, of in owed if isinstance(block, Credit) and objective in of]
            found = _against(context, bonus, objective, credits)
            if found is not None:
                yield found
                break


def _against(context: Context, bonus: Bonus, objective: Objective, credits: list[Credit]) -> Finding | None:
    own = _rows(bonus)
    if own is None:
        return None
    promise = _promise(objective)
    if promise is not None and promise.unit != own.unit:
        return None
    met: list[Limits] = [_limits(promise)] if promise is not None else []
    levels = Levels(low=Fraction(0), high=Fraction(100) if own.unit == "%" else None)
    if promise is not None:
        for part in parts([*own.limits, *met], levels):
            row = own.paying(part, 0)
            if row is not None and len(own.rows) not in part.rows:
                level = _level(part, levels, own.unit)
                promised = f"`{promise.comparator} {context.words(promise.span)}`"
                said = f"The row `{context.words(row.head.span)}` brings a bonus at {level}"
                return SAY(
                    row.head.span,
                    f"{said}, which misses the promise ({promised}).",
                    "Let the rows that pay begin where more than the promise is kept.",
                    witness=level,
                    labels=(Label(span=promise.span, text="the promise"),),
                )
    for credit in credits:
        other = _rows(credit)
        if other is None or other.unit != own.unit:
            continue
        for part in parts([*own.limits, *other.limits], levels):
            mine, theirs = own.paying(part, 0), other.paying(part, len(own.rows))
            if mine is not None and theirs is not None:
                level = _level(part, levels, own.unit)
                return SAY(
                    mine.head.span,
                    f"At {level} the row `{context.words(mine.head.span)}` brings a bonus, and the row "
                    f"`{context.words(theirs.head.span)}` of the credit is owed, too.",
                    "Let the one end where the other begins.",
                    severity="warning",
                    witness=level,
                    labels=(Label(span=theirs.span, text="the credit"),),
                )
    return None


def _rows(block: Consequence) -> Rows | None:
    """The bands of a block; None where it has none, several, or bounds that are left open."""
    tables = [each for each in block.blocks if isinstance(each, (Bands, BandsAsPrinted))]
    if len(tables) != 1 or tables[0].head_value is not None:
        return None
    limits: list[Limits] = []
    units: set[str] = set()
    for row in tables[0].table:
        if not isinstance(row.head, v.BandHead):
            return None
        sides = [side(each) for each in row.head.bounds]
        known = [each for each in sides if each is not None]
        if len(known) < len(sides):
            return None
        units |= {each.unit for each in known}
        limits.append(tuple((_comparator(each), each.value) for each in known))
    if len(units) != 1:
        return None
    first = isinstance(tables[0], Bands)
    return Rows(rows=tables[0].table, limits=tuple(limits), unit=units.pop(), first=first)


def _promise(objective: Objective) -> Side | None:
    """What is promised, where it is one figure."""
    found = [side(judged_bound(words)) for words in promises(objective) if words.verb != "reports"]
    return found[0] if len(found) == 1 else None


def _limits(bound: Side) -> Limits:
    return ((_comparator(bound), bound.value),)


def _comparator(of: Side) -> Comparator:
    if of.up:
        return "at least" if of.closed else "above"
    return "at most" if of.closed else "below"


def _pays(cell: v.Value) -> bool:
    match cell:
        case v.Answer(text="none") | v.NotStated():
            return False
        case v.Share():
            return cell.percent.number.value > 0
        case v.Quantity():
            return cell.number.value > 0
        case _:
            return True


def _level(part: Part, levels: Levels, unit: str) -> str:
    """A level of the part, in its unit."""
    level = telling_level(part.stretch, levels, SIZES.get(unit, (Fraction(1),)))
    return duration_text(int(level)) if unit == "time" else f"{shown(level)}{'%' if unit == '%' else ''}"


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Level {{ of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Level {promise} each month }}
  credit for Availability {{
    base: that month's fee of Shop
    {credit}
  }}
  bonus for Availability {{
    base: that month's fee of Shop
    bands {{ {bonus}   otherwise: none }}
  }}
}}
"""


def _text(bonus: str, credit: str = "amount: 5%", promise: str = "at least 99.5%") -> str:
    return _TEXT.format(bonus=bonus, credit=credit, promise=promise)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A bonus is paid at a level that misses the promise, or at which a credit is owed, too.",
    why=(
        "A bonus is for more than was promised. A row that begins below the promise pays for a miss: with a promise "
        "of 99.5% and a bonus from 99.0%, a month of 99.2% costs a credit and brings a bonus, and who owes whom hangs "
        "on which of the two is larger. Mostly a digit is wrong, or the promise was raised and the bonus forgotten."
    ),
    bad=(
        Case(
            about="The bonus begins below the promise.",
            text=_text("at least 99.9%: 2%   at least 99.0%: 1%"),
            expected=(
                Expected(line=15, part="`at least 99.0%` brings a bonus at 99%, which misses the promise"),
            ),
        ),
        Case(
            about="Less is better: six hours are too many.",
            text=_text("at most 6 hours: 1%", promise="at most 4 hours"),
            expected=(
                Expected(line=15, part="brings a bonus at 6 h, which misses the promise (`at most 4 hours`)"),
            ),
        ),
        Case(
            about="A credit is paid at a level that is kept, and the bonus as well.",
            text=_text(
                "at least 99.9%: 1%",
                "bands { at least 99.95%: none   otherwise: 5% }   credit when met: paid",
            ),
            expected=(
                Expected(
                    line=15,
                    part="At 99.9% the row `at least 99.9%` brings a bonus, and the row `otherwise`",
                    severity="warning",
                ),
            ),
        ),
    ),
    good=(
        Case(about="For more than what is promised.", text=_text("at least 99.9%: 1%")),
        Case(about="From the promise itself.", text=_text("at least 99.5%: 1%")),
        Case(
            about="Rows for a miss that bring nothing.",
            text=_text(
                "at least 99.9%: 1%   at least 99.0%: none", "bands { at least 99.5%: none   otherwise: 5% }"
            ),
        ),
    ),
    check=check,
)
