"""Reported levels beside measured ones: the report decides, and where the data say something else it is told."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.measured import DataFinding
from sladsl.outcome.words import text_among
from sladsl.plan.from_model.down_time import AGAINST
from sladsl.record import replace
from sladsl.settle.draft import Draft, place
from sladsl.values.duration import duration_text
from sladsl.values.number import round_to


def differing(drafts: tuple[Draft, ...]) -> tuple[DataFinding, ...]:
    """One finding for each objective whose data give other levels than the report."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        attained = draft.attained
        if attained.beside is not None and attained.level is not None and not _same(draft):
            found.setdefault(draft.assessment.objective, []).append(draft)
    return tuple(_finding(objective, touched) for objective, touched in found.items())


def contradicted(drafts: tuple[Draft, ...]) -> tuple[DataFinding, ...]:
    """One finding for each metric and source that says otherwise than the one that prevails, with how long in which
    period."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for draft in drafts:
        for name, length in draft.attained.columns.items():
            if name.startswith(AGAINST) and length:
                places = found.setdefault((draft.assessment.metric, name.removeprefix(AGAINST)), {})
                places[place(draft)] = length
    return tuple(_contradiction(source, places) for (_, source), places in found.items())


def _contradiction(source: str, places: dict[str, int]) -> DataFinding:
    texts = [f"{where} for {duration_text(length)}" for where, length in places.items()]
    return DataFinding(
        name="sources-differ",
        severity="warning",
        source=source,
        message=f"{source}: says otherwise than the source that prevails: {'; '.join(texts[:3])}"
        f"{'; …' if len(texts) > len(texts[:3]) else ''}.",
        count=len(places),
        rule="the source that prevails decides",
        samples=tuple((0, text) for text in texts[:20]),
        hint="Compare their rows: --explain lists those that count.",
    )


def _same(draft: Draft) -> bool:
    """Whether the data give what the report says, with the decimals that the report prints."""
    attained = draft.attained
    assert attained.beside is not None
    if attained.reported is None:
        return attained.beside == attained.level
    if draft.assessment.level.unit == "duration":
        step = Fraction(attained.reported.step or 1)
        return round_to(attained.beside, step, "half up") == attained.level
    quantum = Fraction(1, 10**attained.reported.level.places)
    if draft.assessment.level.unit == "percent":
        quantum /= 100
    return round_to(attained.beside, quantum, "half up") == attained.level


def _finding(objective: str, drafts: list[Draft]) -> DataFinding:
    texts = [
        f"{place(draft)}: reported {_text(draft, False)}, the data give {_text(draft, True)}"
        for draft in drafts
    ]
    return DataFinding(
        name="report-differs-from-data",
        severity="warning",
        source="levels",
        message=f"{objective}: {'; '.join(texts[:3])}{'; …' if len(texts) > 3 else ''}.",
        count=len(drafts),
        rule="the reported level decides",
        samples=tuple((0, text) for text in texts[:20]),
        hint="Leave the report or the data out of the binding to see what the other gives.",
    )


def measured_text(draft: Draft) -> str:
    """The level that the data give, told from the reported one; "" where they give none."""
    if draft.attained.beside is None:
        return ""
    if draft.attained.level is None:
        own = replace(draft.attained, level=draft.attained.beside)
        return _text(replace(draft, attained=own), True)
    return _text(draft, True)


def _text(draft: Draft, measured: bool) -> str:
    """A level with as many decimals as it takes to tell it from the other one and from the promise."""
    attained, assessment = draft.attained, draft.assessment
    level, other = (attained.beside, attained.level) if measured else (attained.level, attained.beside)
    assert level is not None
    assert other is not None
    bounds = (other,) if assessment.target is None else (other, assessment.target.value)
    return text_among(level, assessment.level.unit, bounds, assessment.level.places, assessment.days)
