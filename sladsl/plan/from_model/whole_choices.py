"""Choices about several credits together, of which one answer is computed: asked where they matter, and assumed until then.

Whoever reads a statement sees what was assumed; another answer leaves the amounts open (sladsl/model/from_ast/bearing.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sladsl.ast.declare import Entry
from sladsl.ast.interpretation import Interpretation
from sladsl.model import dates as d
from sladsl.model import meanings as m
from sladsl.plan.choices import Reading
from sladsl.source import Span

OUTAGES = ("start of the outage", "end of the outage")
ABLE = frozenset(
    key.name for key in (Interpretation.base_and_other_credits, Interpretation.several_misses_in_one_incident)
)
"""Those of which every answer is computed, where it is said or assumed."""
_EVERY_ROW, _ANY_ROWS = "every row", "any rows"
"""In place of a condition: a metric counts all rows of its source; whichever rows a metric counts."""
Pair = tuple[int, int]


def ask_of_all(agreement: m.Agreement, reading: Reading) -> Mapping[str, str]:
    """Asks what is said nowhere and can change what the agreement owes; the answers by their choices."""
    found = {}
    for key, answers, computed, why, span in _matters(agreement):
        if any(isinstance(each.part, Entry) and each.part.key == key for each in agreement.left_out):
            continue  # another answer is given, which is told where it is said
        able = answers if key in ABLE else ()
        found[key] = reading.ask(key, "", answers, why, span=span, tries=(computed,), able=able)
    return found


def _matters(agreement: m.Agreement) -> Iterator[tuple[str, tuple[str, ...], str, str, Span]]:
    """What may be asked: the choice, its answers, the one that is computed, why it matters, and where."""
    credited = [
        (credit, objective, metric)
        for credit in agreement.credits
        for name in credit.objectives
        if (objective := agreement.objectives[name]).strength == "ensures"
        and (metric := agreement.metrics.get(objective.metric)) is not None
    ]
    of_incident = _of_one_incident([metric for _, _, metric in credited])
    both = tuple(credited[at] for at in of_incident) if of_incident else None
    said = agreement.choices
    key = Interpretation.several_misses_in_one_incident
    if both is not None or key.name in said:
        yield (
            key.name,
            key.answers,
            "each",
            ""
            if both is None
            else f"one incident can break {both[0][1].label} and {both[1][1].label}, which both have credits",
            both[1][0].span if both is not None else agreement.span,
        )
    key = Interpretation.base_and_other_credits
    of_fee = _of_one_fee([credit for credit, _, _ in credited])
    shared = tuple(credited[at] for at in of_fee) if of_fee else None
    if shared is not None or key.name in said:
        yield (
            key.name,
            key.answers,
            "before other credits",
            ""
            if shared is None
            else f"{shared[0][1].label} and {shared[1][1].label} are credited out of one fee, whole or what the other left",
            shared[1][0].span if shared is not None else agreement.span,
        )
    key = Interpretation.days
    counted = [each for each in _deadlines(agreement) if each.unit == "days" and each.anchor in OUTAGES]
    if counted or key.name in said:
        yield (
            key.name,
            key.answers,
            "calendar days",
            f"{counted[0].text} after an outage end with a day, or at its time of day" if counted else "",
            counted[0].span if counted else agreement.span,
        )


def _of_one_incident(metrics: Sequence[m.Metric]) -> Pair | None:
    """The first two metrics of which one incident can break the promises: they are measured from the same rows.

    Rows that one of them leaves out can't break it. Each metric is looked at once, against the first that there was
    before it of its source, of its rows, and of all rows: pairs would be too many in a long agreement.
    """
    first: dict[tuple[str, object], int] = {}
    found: Pair | None = None
    for at, metric in enumerate(metrics):
        rows = metric.where if metric.where is not None else _EVERY_ROW
        for source in metric.sources:
            able = (_ANY_ROWS,) if rows is _EVERY_ROW else (rows, _EVERY_ROW)
            before = min((first[source, each] for each in able if (source, each) in first), default=at)
            if before < at and (found is None or (before, at) < found):
                found = before, at
        for source in metric.sources:
            first.setdefault((source, rows), at)
            first.setdefault((source, _ANY_ROWS), at)
    return found


def _of_one_fee(credits: Sequence[m.Credit]) -> Pair | None:
    """The first two credits that take a share of the fee of one service."""
    first: dict[str, int] = {}
    found: Pair | None = None
    for at, credit in enumerate(credits):
        for service in set(_services(credit)):
            before = first.setdefault(service, at)
            if before < at and (found is None or (before, at) < found):
                found = before, at
    return found


def _services(credit: m.Credit) -> Iterator[str]:
    amounts: Sequence[m.Amount | None] = (credit.amount, *(row.amount for row in credit.bands))
    for each in amounts:
        if isinstance(each, m.Percentage) and each.ratio:
            base = each.base or credit.base
            if base is not None:
                yield from base.services


def _deadlines(agreement: m.Agreement) -> Iterator[d.Deadline]:
    claims = agreement.claims
    if claims is None:
        return
    for each in (claims.deadline, *(stage.deadline for stage in claims.stages)):
        if each is not None:
            yield each
