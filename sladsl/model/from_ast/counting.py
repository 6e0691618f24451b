"""The periods in which events are counted: as written, and which periods of a promise they are."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.model.dates import Window
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.words import plain_period
from sladsl.values.period import PeriodKind, alike

PLAIN: dict[str, v.PlainPeriod] = {
    "billing cycle": "month",
    "contract year": "year",
    "fiscal year": "year",
    "fiscal quarter": "quarter",
}
"""`in one billing cycle` is one of the promise's own periods, whatever it is called."""


def plain_word(word: str) -> v.PlainPeriod:
    return PLAIN.get(word) or plain_period(word)


def counts(kind: PeriodKind, word: str, context: Context) -> bool:
    """Whether periods of a promise are counted by a word: billing cycles are months, too."""
    named = context.own_periods.kind(word) if context.own_periods is not None else None
    return kind in (word, named) or (not isinstance(kind, str) and alike(kind, plain_word(word)))


def in_periods(written: v.InPeriods, context: Context) -> Window:
    count = int(written.count.value)
    of = int(written.of.value) if written.of is not None else 0 if written.year else count
    return Window(
        count=count,
        of=of,
        period=plain_word(written.period),
        own=context.own_periods.cycles.get(written.period) if context.own_periods is not None else None,
        following=written.kind == "next",
        year="contract year" if written.year == "contract year" else "calendar year" if written.year else "",
        span=written.span,
    )
