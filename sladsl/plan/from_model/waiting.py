"""What credits, bonuses and points wait for, besides a miss or a level, to rules of settlement."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.model import meanings as m
from sladsl.model.dates import Trigger
from sladsl.model.from_ast.triggers import events
from sladsl.plan import settlement as s
from sladsl.plan.choices import Reading
from sladsl.plan.dates import TriggerRule
from sladsl.plan.from_model.deadlines import Dated
from sladsl.plan.from_model.points import points_of
from sladsl.plan.from_model.rights import trigger_rule
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import replace


def waiting(
    each: s.Assessment,
    agreement: m.Agreement,
    named: Mapping[str, s.Assessment],
    stretch: Stretch,
    reading: Reading,
) -> s.Assessment:
    """The assessment with what its credit, its bonus and its points wait for; `named` are all of them, for any may be."""

    def rule(written: m.Credit | m.Points | None, own: s.Rule) -> tuple[TriggerRule | None, bool]:
        when = written.when.get(each.objective) if written is not None else None
        if written is None or when is None:
            return None, False
        of = Dated(construct=own.construct, stretch=stretch, span=written.span)
        base = written.base if isinstance(written, m.Credit) else None
        # Where the fee is that of each value by itself, points and credits that it waits for are, too.
        scope = each.dimension if base is not None and base.by_scope else ""
        return trigger_rule(when, of, named, reading, scope), _below_expected(when, each.objective)

    found = each
    if each.credit is not None:
        when, below = rule(agreement.credit_of(each.objective), each.credit.rule)
        found = replace(found, credit=replace(each.credit, when=when, below_expected=below))
    if each.bonus is not None:
        when, _ = rule(agreement.bonus_of(each.objective), each.bonus.rule)
        found = replace(found, bonus=replace(each.bonus, when=when))
    if each.points is not None:
        when, below = rule(points_of(agreement, each.objective), each.points.rule)
        found = replace(found, points=replace(each.points, when=when, below_expected=below))
    return found


def _below_expected(when: Trigger, objective: str) -> bool:
    return any(one.status == "below expected" and objective in one.objectives for one in events(when))
