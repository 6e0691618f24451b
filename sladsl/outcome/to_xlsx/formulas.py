"""Pieces of formulas: numbers, bounds, roundings and amounts as a spreadsheet computes them.

A spreadsheet computes in doubles. Where those can't tell what exact arithmetic tells, no formula is written: the
exact figure stands there and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from sladsl.plan.settlement import Bound, Round
from sladsl.values.amount import Amount, Fee, Fixed, Least, Share, Total
from sladsl.values.number import decimal_text

NEEDED = "fee needed"
"""What an amount says while the fee that it is a share of is not entered."""
OPEN = "open"
"""What an amount says that the agreement doesn't determine."""
_SIGNS = {"at least": ">=", "at most": "<=", "above": ">", "below": "<", "exactly": "="}
_CLOSE = Fraction(1, 10**12)
_DIGITS = 15


def literal(value: Fraction | int) -> str:
    """A number in a formula: a decimal when it is one that a double holds, else a quotient."""
    value = Fraction(value)
    places = ending(value)
    if places is not None:
        text = decimal_text(value, places)
        if len(text.strip("-").replace(".", "").lstrip("0")) <= _DIGITS:
            return text
    if max(abs(value.numerator), value.denominator) < 10**_DIGITS:
        return f"({value.numerator}/{value.denominator})"
    return repr(float(value))


def ending(value: Fraction) -> int | None:
    """How many decimals a number has; None when they don't end, or not soon."""
    for places in range(_DIGITS + 1):
        if (value.numerator * 10**places) % value.denominator == 0:
            return places
    return None


def told_apart(level: Fraction, bound: Fraction) -> bool:
    """Whether doubles, and programs that take near ones for equal, see on which side of the bound it is."""
    return level == bound or abs(level - bound) > _CLOSE * max(abs(level), abs(bound))


def holds(cell: str, bound: Bound, at: str) -> str:
    """`K7>=Bands!$D$5`."""
    return f"{cell}{_SIGNS[bound.comparator]}{at}"


def rounded(cell: str, rounding: Round) -> str:
    """What is in the cell, rounded as `rounding` says; the cell holds zero or more.

    Rounding down or up would act on the noise of doubles, so that is rounded away first.
    """
    places = ending(rounding.quantum)
    power = places is not None and rounding.quantum == Fraction(1, 10**places)
    quantum = literal(rounding.quantum)
    match rounding.mode:
        case "half up":
            return f"ROUND({cell},{places})" if power else f"ROUND({cell}/{quantum},0)*{quantum}"
        case "down" | "up":
            name = "ROUNDDOWN" if rounding.mode == "down" else "ROUNDUP"
            if power:
                return f"{name}(ROUND({cell},{(places or 0) + 6}),{places})"
            return f"{name}(ROUND({cell}/{quantum},6),0)*{quantum}"
        case "half even":
            steps = f"{cell}/{quantum}"
            tie = f"ABS(MOD({steps},1)-0.5)<0.0000001"
            return f"IF({tie},2*ROUND({steps}/2,0),ROUND({steps},0))*{quantum}"
        case _:
            assert_never(rounding.mode)


def agrees(cell: str, value: Fraction) -> str:
    """Whether a cell holds this figure, but for the last digits of doubles."""
    slack = literal(_CLOSE * max(Fraction(1), Fraction(int(abs(value)))))
    return f"ABS({cell}-{literal(value)})<={slack}" if value else f"ABS({cell})<={slack}"


def money_agrees(cell: str, value: Fraction) -> str:
    """Whether a cell holds this amount of money to a millionth, or as far as doubles go."""
    slack = max(Fraction(1, 10**6), Fraction(int(abs(value)), 10**12))
    return f"ABS({cell}-{literal(value)})<={literal(slack)}" if value else f"ABS({cell})<={literal(slack)}"


def amount(value: Amount, fee: Callable[[Fee], str]) -> str:
    """An amount over the cells of fees; `NEEDED` while one of them is empty."""
    cells = list(dict.fromkeys(_fees(value, fee)))
    text = _amount(value, fee)
    return f'IF(COUNT({",".join(cells)})<{len(cells)},"{NEEDED}",{text})' if cells else text


def _amount(value: Amount, fee: Callable[[Fee], str]) -> str:
    match value:
        case Fixed():
            return literal(value.money.amount)
        case Share():
            return fee(value.fee) if value.ratio == 1 else f"{literal(value.ratio)}*{fee(value.fee)}"
        case Least():
            return f"MIN({','.join(_amount(part, fee) for part in value.of)})"
        case Total():
            return "+".join(_amount(part, fee) for part in value.of) or "0"
        case _:
            assert_never(value)


def _fees(value: Amount, fee: Callable[[Fee], str]) -> list[str]:
    match value:
        case Fixed():
            return []
        case Share():
            return [fee(value.fee)]
        case Least() | Total():
            return [cell for part in value.of for cell in _fees(part, fee)]
        case _:
            assert_never(value)


def sheet_money(places: int) -> str:
    """The format of money with so many decimals."""
    return "#,##0" + ("." + "0" * places if places else "")


def sheet_percent(places: int) -> str:
    """The format of a percentage with so many decimals."""
    return "0" + ("." + "0" * places if places else "") + "%"
