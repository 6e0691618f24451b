"""The steps of a line, from its band to what is owed: where the sheets cut them."""

from __future__ import annotations

from sladsl.outcome.statement import Line
from sladsl.values.amount import NOTHING, Amount

_PRICED = ("band", "flat amount", "met")
_LATER = ("cap", "rounding", "claim")


def usual(line: Line) -> bool:
    """Whether the steps of a credit are those that the sheets have formulas for, in their order."""
    names = [step.name for step in line.steps]
    if names and names[0] in _PRICED:
        names = names[1:]
    return names == sorted(names, key=_LATER.index) if set(names) <= set(_LATER) else False


def before_caps(line: Line) -> Amount | None:
    """The credit before caps."""
    steps = [step for step in line.steps if step.name not in _LATER]
    return steps[-1].after if steps else NOTHING


def before_rounding(line: Line) -> Amount | None:
    """The credit after the caps."""
    steps = [step for step in line.steps if step.name not in ("rounding", "claim")]
    return steps[-1].after if steps else NOTHING


def before_claim(line: Line) -> Amount | None:
    steps = [step for step in line.steps if step.name != "claim"]
    return steps[-1].after if steps else NOTHING


def why_text(line: Line) -> str:
    if not line.steps:
        return "the promise is kept" if line.status == "met" else ""
    return "; ".join(step.why for step in line.steps)
