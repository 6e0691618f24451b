"""The agreement lowered once for all rules: its plan in the first reading, and who asked for each choice.

Rules that compute (amounts, samples of a month, what a choice moves) must compute as an evaluation does, and the
plan is what an evaluation runs.
"""

from __future__ import annotations

from sladsl.model.meanings import Agreement, Choices, Chosen, Metric
from sladsl.plan.choices import NeededChoice, Reading
from sladsl.plan.from_model.amended import needed_choices
from sladsl.plan.from_model.hours import resolved
from sladsl.plan.from_model.lower import Plan, lower
from sladsl.plan.from_model.stretch import DAY, sample_stretch
from sladsl.source import NOWHERE, Span
from sladsl.values.calendar import open_spans
from sladsl.values.intervals import Spans
from sladsl.values.period import (
    Assessed,
    Period,
    PeriodKind,
    PlainKind,
    Rolling,
    looked_back,
    periods,
)

YEAR = 366 * DAY
SAMPLED: dict[PlainKind, int] = {"day": 7, "week": 2, "month": 12, "quarter": 4, "year": 1}
"""How many periods stand for all of a kind: no month is like another, and a day of a fee is more of February's."""


class Listening(Reading):
    """A reading that remembers every construct that asked for a choice and got no answer from the agreement."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__(agreement)
        self.asked_by: dict[str, dict[str, None]] = {}

    def ask(
        self,
        key: str,
        construct: str,
        answers: tuple[str, ...],
        why: str,
        *,
        own: Choices | None = None,
        span: Span = NOWHERE,
        write: str = "",
        apart: bool = False,
        fact: bool = False,
        tries: tuple[str, ...] = (),
        able: tuple[str, ...] = (),
    ) -> str:
        said = (own or {}).get(key) or self.agreement.choices.get(key)
        if not isinstance(said, Chosen):
            self.asked_by.setdefault(key, {})[construct] = None
        return super().ask(
            key,
            construct,
            answers,
            why,
            own=own,
            span=span,
            write=write,
            apart=apart,
            fact=fact,
            tries=tries,
            able=able,
        )


class Lowering:
    """The first reading of an agreement over some year in force, and its plan."""

    __slots__ = ("_owed", "_sampled", "plan", "reading")

    def __init__(self, agreement: Agreement) -> None:
        self.reading = Listening(agreement)
        self.plan: Plan = lower(agreement, self.reading, sample_stretch(agreement, self.reading))
        self._sampled: dict[PeriodKind, tuple[Period, ...]] = {}
        self._owed: dict[tuple[str, Assessed], tuple[tuple[Period, Spans], ...]] = {}

    def sampled(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Some periods of a year in force, that between them are as long and as short as they can be."""
        if kind not in self._sampled:
            stretch = self.plan.stretch
            found = periods(kind, stretch.place(), stretch.start, stretch.start + YEAR)
            self._sampled[kind] = found[: SAMPLED[kind] if isinstance(kind, str) else 12]
        return self._sampled[kind]

    def owed(self, metric: Metric, kind: Assessed) -> tuple[tuple[Period, Spans], ...]:
        """The sampled periods, each with the hours in which the service of a metric is owed; holidays count as open.

        Where the agreement does not say the hours, always.
        """
        service = self.reading.agreement.services.get(metric.service)
        calendar = self.reading.agreement.calendars.get(service.calendar) if service is not None else None
        key = (calendar.name if calendar is not None else "", kind)
        if key in self._owed:
            return self._owed[key]
        found = []
        if isinstance(kind, Rolling):
            place = self.plan.stretch.place()
            looked_at = tuple(looked_back(each, kind, place) for each in self.sampled(kind.kind))
        else:
            looked_at = self.sampled(kind)
        for period in looked_at:
            spans: Spans = ((period.start, period.end),)
            if calendar is not None:
                spans = open_spans(resolved(calendar, self.plan.stretch), period.start, period.end)
            found.append((period, spans))
        self._owed[key] = tuple(found)
        return self._owed[key]

    def choices(self) -> tuple[NeededChoice, ...]:
        """The choices that the lowering could not go on without."""
        found = dict(self.reading.needed)
        if self.reading.agreement.versions:
            # What only its amendments leave open, and which terms count where one cuts a period.
            for each in needed_choices(self.reading.agreement):
                if (each.key, "") not in found and each.state != "answered":
                    found.setdefault((each.key, each.construct), each)
        return tuple(found.values())

    def asked_by(self, choice: NeededChoice) -> tuple[str, ...]:
        """The constructs on which an unanswered choice bears (`metric Uptime`)."""
        if choice.variable and choice.variable != choice.key:
            return (choice.construct,)
        return tuple(self.reading.asked_by.get(choice.key, {choice.construct: None}))
