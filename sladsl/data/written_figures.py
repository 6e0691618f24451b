"""Figures that a file writes in its own way: `1.234,5`, `29:30` hours, bytes with fourteen digits.

The binding says which way. Each becomes the plain text of its figure before anything reads it, so all rules about figures
are rules about one form; what is not written in that way is no number, even where the plain form would read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from sladsl.data.binding import Bound, Table, TableFile
from sladsl.data.decimals import Decimal, read_decimal
from sladsl.data.errors import UnreadableData
from sladsl.data.kinds import files_of
from sladsl.data.lengths import read_length
from sladsl.data.lines import Cells
from sladsl.data.opened_part import Part
from sladsl.data.text import WHITE
from sladsl.plan.measure import FieldOf
from sladsl.record import Record
from sladsl.values.duration import HOUR, MINUTE

CLOCKS = {"h:mm": HOUR, "m:ss": MINUTE}
"""What a length counts before its first colon; hours where it has two."""
SCALES = {
    "hundredths": Fraction(1, 10**2),
    "thousandths": Fraction(1, 10**3),
    "millionths": Fraction(1, 10**6),
    "billionths": Fraction(1, 10**9),
    "thousands": Fraction(10**3),
    "millions": Fraction(10**6),
    "billions": Fraction(10**9),
}
"""What 1 of a file's number is."""
WAYS = (*CLOCKS, *SCALES)

_LONGEST = 60
_PLAIN = re.compile(r"[+-]?[0-9]{1,21}(\.[0-9]{1,17})?")
_FIGURE = "+-.,0123456789"
Rewrite = Callable[[str], str]


class RewrittenPart(Record):
    """A part whose figures are written in ways of their own. `ways`: by field what makes a plain text of a cell."""

    part: Part
    ways: tuple[Rewrite | None, ...]

    def rows(self) -> Iterator[Cells]:
        for number, texts, finding, said in self.part.rows():
            if texts is not None:
                texts = tuple(
                    text if way is None else way(text.strip(WHITE))
                    for text, way in zip(texts, self.ways, strict=True)
                )
            yield number, texts, finding, said


def ways_of(
    table: Table, fields: tuple[FieldOf, ...], lengths: tuple[bool, ...]
) -> tuple[Rewrite | None, ...]:
    """By field how its figures become plain ones; None where they are. `lengths`: by field, whether its column says one.

    UnreadableData for a way that the field or the file can't have.
    """
    if table.decimal:
        _require_text(table)
    return tuple(
        None if says else _way(table, field)
        for field, says in zip(fields, lengths or (False,) * len(fields), strict=True)
    )


def _way(table: Table, field: FieldOf) -> Rewrite | None:
    way = table.ways.get(field.name, "")
    wanted = "duration" if way in CLOCKS else "number"
    if way and field.type != wanted:
        kinds = {"duration": "ms, s, min, h, d, h:mm or m:ss", "number": ", ".join(SCALES)}
        hint = f"Its numbers count {kinds[field.type]}." if field.type in kinds else "Leave its unit out."
        raise UnreadableData(
            f"`{way}` is a way to write a {wanted}, and `{field.name}` of {table.source} is a {field.type}.",
            hint,
        )
    if field.type not in ("number", "duration") or not (way or table.decimal):
        return None
    return _rewrite(way, table.decimal, table.values.get(field.name, {}))


def _require_text(table: Table) -> None:
    """Only text and the cells of a sheet have a decimal sign: typed numbers have one already."""
    kind = files_of(table.path).kind if isinstance(table, TableFile) else ""
    if kind not in ("text", "workbook"):
        raise UnreadableData(
            f"`decimal` of {table.source} is for CSV and workbooks: the numbers of other files are typed.",
            "Leave decimal out.",
        )


def _rewrite(way: str, decimal: Decimal, mapped: Mapping[str, str]) -> Rewrite:
    told = f"(not {way})" if way else f"(decimals begin with a {'comma' if decimal == ',' else 'point'})"

    def rewritten(text: str) -> str:
        if not text or text in mapped:
            return text
        figure = None if len(text) > _LONGEST else _figure(text, way, decimal)
        if figure is not None:
            return plain_text(figure)
        # A text that the plain form would read must not be read by it.
        return f"{text} {told}" if text[0] in _FIGURE else text

    return rewritten


def _figure(text: str, way: str, decimal: Decimal) -> Fraction | None:
    if way in CLOCKS:
        length, _ = read_length(text, decimal or ".", CLOCKS[way])
        return None if length is None else Fraction(length.us, 10**6)
    scale = SCALES.get(way, Fraction(1))
    if decimal:
        number, _ = read_decimal(text, decimal)
        return None if number is None else number.value * scale
    return Fraction(text) * scale if _PLAIN.fullmatch(text) else None


def plain_text(figure: Fraction) -> str:
    """A figure with finitely many decimals, all of them, without zeros at the end."""
    places, rest = 0, figure.denominator
    while rest != 1:
        places += 1
        rest = (figure * 10**places).denominator
    digits = f"{abs(figure.numerator) * 10**places // figure.denominator:0{places + 1}}"
    sign = "-" if figure < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def patterns_of(table: Bound, names: Iterable[str]) -> dict[str, str]:
    """By field a pattern of the cells that its way reads, for counting those that it does not."""
    patterns = {name: _pattern(table.ways.get(name, ""), table.decimal) for name in names}
    return {name: pattern for name, pattern in patterns.items() if pattern}


def _pattern(way: str, decimal: Decimal) -> str:
    if way in CLOCKS:
        return (
            "([0-9]{1,5} days?,? )?[0-9]{1,6}:[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,6})?)?|[0-9].*[a-zA-Z]+[.]?"
        )
    if decimal:
        group = "[. ']" if decimal == "," else "[, ']"
        return f"[+-]?([0-9]{{1,21}}|[1-9][0-9]{{0,2}}({group}[0-9]{{3}})+)([{decimal}][0-9]{{1,17}})?"
    return "[+-]?[0-9]{1,21}([.][0-9]{1,17})?" if way else ""
