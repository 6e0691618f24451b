"""Time that a credit was owed for already: where periods overlap, what one of them paid for no other pays again."""

from __future__ import annotations

from sladsl.record import Record
from sladsl.values.period import Period, PeriodKind, Rolling


class UsedRule(Record):
    """What is lost in a period counts for no later one of the same `group`, a metric, once a credit is owed for it.

    `metric` names the cells of `days`, which tile all that the periods are assessed over: what was lost in a part of a
    period is the sum of them (no days where it does not add up: what is left of a period can't be told then). `kind` is
    that of the periods, `rolling` over what longer time each is assessed (None: over itself). `in_credits`: the level
    stays as it is, and only its credit is that of what is left.
    """

    group: str
    metric: str
    days: tuple[Period, ...]
    kind: PeriodKind
    rolling: Rolling | None = None
    in_credits: bool = False
