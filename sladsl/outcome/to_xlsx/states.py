"""What the cell of an amount shows: a figure, or the word for why there is none yet.

Formulas pass these on from sheet to sheet, so each is followed here as well: a formula is written only where it
comes to the exact figure.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.to_xlsx.formulas import NEEDED, OPEN, money_agrees
from sladsl.values.amount import Amount, known

State = Fraction | str
"""A figure, `NEEDED` or `OPEN`."""
ZERO = Fraction(0)


def state_of(amount: Amount | None) -> State:
    """What exact arithmetic says of an amount."""
    if amount is None:
        return OPEN
    if is_nothing(amount):
        return ZERO
    money = known(amount)
    return NEEDED if money is None else money.amount


def fits(found: State, exact: State) -> bool:
    """Whether a formula that comes to `found` may stand for the exact amount.

    Where exact arithmetic can't tell before the fees are known, the formula can as soon as they are.
    """
    return found == exact or (found == NEEDED and exact == OPEN)


def smaller(before: State, left: State) -> State:
    """What `smaller_formula` comes to."""
    if left == 0:
        return ZERO
    if isinstance(before, Fraction) and isinstance(left, Fraction):
        return min(before, left)
    return left if isinstance(before, Fraction) else before


def smaller_formula(before: str, left: str) -> str:
    """The smaller of two cells; nothing where nothing is left, and the word of whichever has no figure."""
    return f"IF({left}=0,0,IF(COUNT({before},{left})=2,MIN({before},{left}),IF(ISNUMBER({before}),{left},{before})))"


def rest(left: State, taken: State) -> State:
    """What `rest_formula` comes to."""
    if isinstance(left, Fraction) and isinstance(taken, Fraction):
        return left - taken
    return left if isinstance(taken, Fraction) else taken


def rest_formula(left: str, taken: str) -> str:
    """What is left after one has taken its part."""
    return f"IF(COUNT({left},{taken})=2,{left}-{taken},IF(ISNUMBER({taken}),{left},{taken}))"


def check_formula(cell: str, exact: State) -> tuple[str, str]:
    """The formula of a check, and what it comes to while no fee has been filled in."""
    if isinstance(exact, Fraction):
        return f'IF(ISNUMBER({cell}),IF({money_agrees(cell, exact)},"yes","no"),"no")', "yes"
    if exact == NEEDED:
        return f'IF(ISNUMBER({cell}),"by your fee","waits")', "waits"
    return f'IF(ISNUMBER({cell}),"no","yes")', "yes"


def check_of(cell: str, found: State, exact: State) -> tuple[str, str]:
    """`check_formula`, but for a formula that can tell more than exact arithmetic once fees are filled in."""
    if found == NEEDED and exact == OPEN:
        exact = NEEDED
    return check_formula(cell, exact)
