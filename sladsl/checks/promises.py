"""Promises by what they rest on: each metric with the objectives that promise its level."""

from __future__ import annotations

from sladsl.model.meanings import Agreement, Metric, Objective


def promised_by(agreement: Agreement) -> list[tuple[Metric, list[Objective]]]:
    """Metrics with the objectives that promise them (what is only reported is no promise), in their order."""
    found: dict[str, list[Objective]] = {}
    for objective in agreement.objectives.values():
        if objective.strength != "reports":
            found.setdefault(objective.metric, []).append(objective)
    return [(agreement.metrics[name], each) for name, each in found.items() if name in agreement.metrics]


def names_of(objectives: list[Objective]) -> str:
    """`Availability is`, `Availability and Response are`: the subject of a sentence with its verb."""
    names = list(dict.fromkeys(objective.name for objective in objectives))
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{', '.join(names[:-1])} and {names[-1]} are"
