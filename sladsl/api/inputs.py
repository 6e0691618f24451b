"""The inputs of a plan whose rows decide which periods are looked at."""

from __future__ import annotations

from sladsl.plan.from_model.lower import Plan
from sladsl.plan.measure import Input, Read
from sladsl.record import Record


def inputs_of(plan: Plan) -> tuple[Input, ...]:
    """Those that metrics measure, not exclusions; of an amended agreement those of all of its terms."""
    meterings = (*plan.meterings, *(each for version in plan.versions for each in version.meterings))
    found: dict[Input, None] = {}

    def walk(node: object) -> None:
        if isinstance(node, Read):
            found[node.input] = None
        elif isinstance(node, Record):
            for name in node._defaults:
                value = getattr(node, name)
                for part in value if isinstance(value, tuple) else (value,):
                    if isinstance(part, Record):
                        walk(part)

    for metering in meterings:
        for column in metering.columns:
            if column.name in ("down", "seen", "total"):
                walk(column.cells)
    return tuple(each for each in found if any(each.name in metering.sources for metering in meterings))
