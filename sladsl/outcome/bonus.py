"""Bonuses in words: what a level better than promised brings the provider, beside the credits."""

from __future__ import annotations

from sladsl.outcome.amounts import is_nothing, short_text
from sladsl.outcome.statement import Line, Statement
from sladsl.outcome.table import paragraph, table
from sladsl.values.amount import NOTHING, amount_text, total


def bonuses_in_all(statement: Statement) -> str:
    """What all bonuses come to; "" where there are none."""
    if not statement.bonuses:
        return ""
    known = total(NOTHING, *(each.known for each in statement.bonuses))
    return short_text(known) + (" and more" if any(each.credit is None for each in statement.bonuses) else "")


def bonus_block(statement: Statement) -> list[str]:
    """Each bonus: how much, to whom, for what."""
    rows = [
        (
            "open" if line.bonus.amount is None else short_text(line.bonus.amount),
            line.bonus.paid_to or line.owner,
            _what(line),
        )
        for line in statement.lines
        if line.bonus is not None and not is_nothing(line.bonus.amount)
    ]
    return ["", "Bonuses", *table(rows, right=frozenset({0}))] if rows else []


def _what(line: Line) -> str:
    parts = (line.title or line.objective, line.scope, line.period)
    why = line.bonus.steps[-1].why if line.bonus is not None and line.bonus.amount is None else line.shown
    return f"{', '.join(part for part in parts if part)}: {why}"


def explained_bonus(line: Line) -> list[str]:
    """How the bonus of one line came about."""
    out: list[str] = []
    for step in line.bonus.steps if line.bonus is not None else ():
        out += paragraph(f"{step.name}: {'open' if step.after is None else amount_text(step.after)}")
        out += paragraph(f"because {step.why}" if step.why else "", indent=4)
    if line.bonus is not None and line.bonus.paid_to:
        out += paragraph(f"It is paid to {line.bonus.paid_to}.")
    return out
