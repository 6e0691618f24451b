"""Plain months and years, where an agreement lays out others of its own beside those of the calendar: asked, and taken so.

`first 10 hours per year` allows other hours where the year begins with the agreement. A choice of 30 or 365 days can be
said, but nothing suggests it, so nobody is asked whether it is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeVar

from sladsl.ast.declare import Entry
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.meanings import Agreement, Chosen
from sladsl.plan.choices import Reading
from sladsl.record import replace
from sladsl.source import Span
from sladsl.values.cycles import Cycle
from sladsl.values.period import PeriodKind

Word = Literal["month", "year"]
OTHERS: dict[Word, tuple[str, ...]] = {"year": ("contract year", "fiscal year"), "month": ("billing cycle",)}
"""The periods that may be meant by the plain word, where the agreement has them."""
CHOICES = {"year": Interpretation.year, "month": Interpretation.month}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
K = TypeVar("K", bound=PeriodKind | str)


def as_read(agreement: Agreement, reading: Reading) -> Agreement:
    """The agreement with its plain months and years as a reading takes them; asks for these where it matters."""
    for word in ("year", "month"):
        cycle = _asked(agreement, word, reading)
        if cycle is not None:
            agreement = _with(agreement, word, cycle)
    return agreement


def others(agreement: Agreement, word: Word) -> dict[str, Cycle]:
    """What else may be meant by a plain word: the periods of the agreement that are not those of the calendar."""
    found = {name: agreement.cycles[name] for name in OTHERS[word] if name in agreement.cycles}
    return {name: cycle for name, cycle in found.items() if not _of_calendar(cycle, word)}


def _of_calendar(cycle: Cycle, word: Word) -> bool:
    first = cycle.anchor.day == 1
    if word == "month":
        return cycle.months == 1 and first
    return cycle.months == 12 and first and cycle.anchor.month == 1


def _asked(agreement: Agreement, word: Word, reading: Reading) -> Cycle | None:
    """The periods that a reading takes for a plain word; None for those of the calendar, and where it is not said."""
    able = others(agreement, word)
    unknown = word == "year" and not agreement.effective
    if not (isinstance(agreement.choices.get(word), Chosen) or able or unknown) or _unanswerable(
        agreement, word
    ):
        return None
    answers = CHOICES[word].answers
    answer = answers[0]
    for construct, span, what in _uses(agreement, word):
        answer = reading.ask(
            word,
            construct,
            answers,
            f"{what} the calendar's, or {_other(able)}",
            span=span,
            tries=(answers[0], *able),
        )
    return replace(able[answer], word=word) if answer in able else None


def _unanswerable(agreement: Agreement, word: Word) -> bool:
    """Whether the agreement answers with periods of which nothing says when they begin, which is told elsewhere."""
    return any(isinstance(each.part, Entry) and each.part.key == word for each in agreement.left_out)


def _other(able: dict[str, Cycle]) -> str:
    """`begins on 1 April`: when the other periods do."""
    for name, cycle in able.items():
        if not cycle.months:
            return f"the {name}"
        day = f"on {cycle.anchor.day} {_MONTHS[cycle.anchor.month - 1]}"
        return f"begins on day {cycle.anchor.day}" if name == "billing cycle" else f"begins {day}"
    return "begins with the agreement, on a day that it does not state"


def _uses(agreement: Agreement, word: Word) -> Iterator[tuple[str, Span, str]]:
    """What says the plain word and computes by it: its construct, its place, and the period that is meant.

    Words that are settled have their own periods in the model, and are found by their name all the same.
    """
    metrics = {objective.metric: objective for objective in agreement.objectives.values()}
    excluding = {
        name: None
        for each in metrics
        if each in agreement.metrics
        for name in agreement.metrics[each].exclusions
    }
    for name in excluding:
        exclusion = agreement.exclusions[name]
        if exclusion.allowance is not None and str(exclusion.allowance_period) == word:
            yield f"exclusion {name}", exclusion.span, f"the {word} of its allowance is"
    for objective in agreement.objectives.values():
        if str(objective.period) == word:
            yield (
                f"objective {objective.label}",
                objective.promise_span,
                f"the {word} in which it is assessed is",
            )


def _with(agreement: Agreement, word: Word, cycle: Cycle) -> Agreement:
    """The agreement in which the plain word means these periods. A cap says `calendar year` itself and keeps its years."""

    def own(kind: K) -> K | Cycle:
        return cycle if kind == word else kind

    def base(of: m.FeeBase) -> m.FeeBase:
        return replace(of, period=own(of.period))

    def amount(of: m.Amount) -> m.Amount:
        return replace(of, base=base(of.base)) if isinstance(of, m.Percentage) and of.base is not None else of

    def cap(of: m.Cap) -> m.Cap:
        inner = None if of.amount is None else amount(of.amount)
        assert not isinstance(inner, m.NoCredit)
        return replace(of, amount=inner, window=own(of.window) if word == "month" else of.window)

    def credit(of: m.Credit) -> m.Credit:
        rows = tuple(
            replace(row, amount=amount(row.amount)) if row.amount is not None else row for row in of.bands
        )
        return replace(
            of,
            base=base(of.base) if of.base is not None else None,
            bands=rows,
            amount=amount(of.amount) if of.amount is not None else None,
            caps=tuple(cap(each) for each in of.caps),
        )

    def objective(of: m.Objective) -> m.Objective:
        rolling = replace(of.rolling, kind=own(of.rolling.kind)) if of.rolling is not None else None
        return replace(of, period=own(of.period), rolling=rolling)

    def exclusion(of: m.Exclusion) -> m.Exclusion:
        period = of.allowance_period
        return replace(of, allowance_period=own(period) if period is not None else None)

    def service(of: m.Service) -> m.Service:
        fees = [each if each.period is None else replace(each, period=own(each.period)) for each in of.fees]
        return replace(of, fee=fees[0], later_fees=tuple(fees[1:])) if fees else of

    return replace(
        agreement,
        objectives={name: objective(each) for name, each in agreement.objectives.items()},
        exclusions={name: exclusion(each) for name, each in agreement.exclusions.items()},
        services={name: service(each) for name, each in agreement.services.items()},
        credits=tuple(credit(each) for each in agreement.credits),
        caps=tuple(cap(each) for each in agreement.caps),
    )
