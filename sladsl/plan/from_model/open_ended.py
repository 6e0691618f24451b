"""What time alone does to a condition while a record is open; and limits as conditions write them."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.model.from_ast.context import CLOCK
from sladsl.model.limits import Limit


def limit_of(written: v.Duration) -> Limit:
    """The limit of a duration that the model has found to be one."""
    us = days = business = Fraction(0)
    spoken = False
    for part in written.parts:
        amount = part.number.value
        if part.unit == "business day":
            business += amount
        elif part.unit in ("day", "week"):
            days += amount * (7 if part.unit == "week" else 1)
        else:
            us += amount * CLOCK[part.unit.removeprefix("business ")]
        spoken |= part.unit.startswith("business")
    return Limit(
        us=int(us),
        days=days,
        business_days=int(business),
        business=spoken,
        text="",
        to_close=written.to_close,
        span=written.span,
    )


def monotone(written: v.Condition, *, kept: bool = True) -> bool:
    """Whether time alone can only break the condition (not `kept`: only mend it) while a record is open."""
    match written:
        case v.AllOf() | v.AnyOf():
            return all(monotone(part, kept=kept) for part in written.of)
        case v.Not():
            return monotone(written.of, kept=not kept)
        case v.Comparison():
            if not isinstance(written.left, v.ElapsedTime):
                return True
            return written.comparator in (("at most", "below") if kept else ("at least", "above"))
        case v.Order():
            return (
                (written.order == "before") != written.negated
                if kept
                else ((written.order == "before") == written.negated)
            )
        case _:
            return True


def timed(written: v.Condition) -> bool:
    """Whether a condition compares times that go on while a record is open."""
    match written:
        case v.AllOf() | v.AnyOf():
            return any(timed(part) for part in written.of)
        case v.Not():
            return timed(written.of)
        case v.Comparison():
            return isinstance(written.left, v.ElapsedTime)
        case _:
            return isinstance(written, v.Order)
