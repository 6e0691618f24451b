"""What is earned back in words, and in which order amounts were worked out."""

from __future__ import annotations

from sladsl.outcome.amounts import short_text
from sladsl.outcome.earned import Earned
from sladsl.outcome.statement import Line, Statement
from sladsl.outcome.table import paragraph, table
from sladsl.values.amount import NOTHING, Amount, total


def earned_back(statement: Statement) -> Amount | None:
    """What is given back in all; None where nothing of it can be told."""
    found = [line.earned for line in statement.lines if line.earned is not None]
    back = [each.amount for each in found if each.state == "earned back" and each.amount is not None]
    return total(NOTHING, *back) if back else None


def earned_block(statement: Statement) -> list[str]:
    """Each credit that is given back, or may be; credits that stay are told by their lines."""
    rows = [
        (_amount(line.earned), _when(line.earned), f"{_place(line)}: {line.earned.why}")
        for line in statement.lines
        if line.earned is not None and line.earned.state != "kept"
    ]
    return ["", "Earned back", *table(rows, right=frozenset({0}))] if rows else []


def explained_earning(line: Line) -> list[str]:
    """What becomes of the credit of one line."""
    earned = line.earned
    if earned is None:
        return []
    words = {"kept": "not earned back", "pending": f"pending: {_amount(earned)}"}
    return [
        *paragraph(words.get(earned.state, f"{_amount(earned)} with {earned.period}")),
        *paragraph(f"because {earned.why}", indent=4),
    ]


def _amount(earned: Earned) -> str:
    return "not stated" if earned.amount is None else short_text(earned.amount)


def _when(earned: Earned) -> str:
    return earned.period if earned.state == "earned back" else "pending"


def _place(line: Line) -> str:
    return ", ".join(part for part in (line.title or line.objective, line.scope, line.period) if part)


def order_words(statement: Statement) -> str:
    """The steps that this statement knows, in the order in which they were taken (settle/run.py)."""
    names = {step.name for line in statement.lines for step in line.steps}
    said = next((each.answer.split(", ") for each in statement.answers if each.key == "order"), [])

    def before(first: str, second: str) -> bool:
        return first in said and second in said and said.index(first) < said.index(second)

    points = any(line.points is not None for line in statement.lines)
    found = ["points"] if points else []
    found += [
        "bands",
        *(
            each
            for each in ("steps", "condition", "mended", "repeat", "replaced", "other credits")
            if each in names
        ),
    ]
    back = ["earn back"] if any(line.earned is not None for line in statement.lines) else []
    claim, early = ["claims"] if before("claim", "cap") else [], back if before("earn back", "cap") else []
    found += [*claim, *early, "caps", "rounding", *([] if claim else ["claims"])]
    if before("cap", "repeat") and "repeat" in found:
        found.remove("repeat")
        found.insert(found.index("caps") + 1, "repeat")
    found += ["minimum payable"] if "minimum payable" in names else []
    found += [] if early else back
    return ", ".join(found)
