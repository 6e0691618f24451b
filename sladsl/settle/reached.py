"""Figures that rights wait for: what points, credits and levels come to in each period, and whether that reaches a bound.

Each figure gets lines of its own, `missed` where the bound is reached, so that windows, runs and unknown periods are
counted as they are for promises. A sum is known to reach its bound as soon as what is known of it does, for no part is less
than nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Literal

from sladsl.outcome.amounts import is_nothing, never_above, short_text
from sladsl.outcome.points import points_text
from sladsl.outcome.words import figure_text
from sladsl.plan.dates import FigureRule, TriggerRule, figures_of
from sladsl.plan.settlement import Assessment, LevelRule, Rule, Settlement
from sladsl.record import Record, replace
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Attained, Draft
from sladsl.settle.fees import FeeBook
from sladsl.settle.tracks import Entry, value_of
from sladsl.settle.unseen import lacking
from sladsl.values.amount import NOTHING, Amount, known, total
from sladsl.values.number import shown
from sladsl.values.period import Period, period_at, periods, previous

Came = Literal["yes", "no", "unknown"]
NO_LEVEL = "one of the levels is not known"


class Sum(Record):
    """What is known of a figure in a period, and why that is not all of it ("": it is)."""

    of: Fraction | Amount
    open: str = ""
    own: bool = True
    """Whether something came to it in the period."""


def figure_lines(
    triggers: Iterable[TriggerRule | None],
    drafts: Sequence[Draft],
    settlement: Settlement,
    fees: FeeBook,
    dates: DateBook,
) -> dict[str, dict[str, list[Draft]]]:
    """The lines of each figure by its name and scope, in the order of time."""
    found: dict[str, dict[str, list[Draft]]] = {}
    for rule in (each for trigger in triggers for each in figures_of(trigger)):
        if rule.name not in found:
            made = _Figure(rule, drafts, settlement, fees, dates)
            found[rule.name] = {scope: made.lines(scope) for scope in made.scopes()}
    return found


class _Figure:
    def __init__(
        self,
        rule: FigureRule,
        drafts: Sequence[Draft],
        settlement: Settlement,
        fees: FeeBook,
        dates: DateBook,
    ) -> None:
        self.rule, self.settlement, self.fees, self.dates = rule, settlement, fees, dates
        self.drafts = [each for each in drafts if each.assessment.objective in rule.objectives]
        self.here: dict[str, list[Draft]] = {}
        for each in self.drafts:
            self.here.setdefault(each.scope if rule.by_scope else "", []).append(each)

    def scopes(self) -> list[str]:
        return sorted(self.here)

    def lines(self, scope: str) -> list[Draft]:
        """The lines of a figure in a scope; without `by_scope` all scopes add up."""
        here = self.here[scope]
        if self.rule.of == "level":
            ordered = sorted(here, key=lambda each: each.period.start)
            came = [(each, each.period, self._level(each)) for each in ordered]
        else:
            place = self.dates.place
            begin = period_at(self.rule.period, place, min(each.period.end for each in here) - 1)
            end = period_at(self.rule.period, place, max(each.period.end for each in here) - 1)
            spans = periods(self.rule.period, place, begin.start, end.end)
            came = [(here[0], span, self._sum(here, span)) for span in spans]
        sums = [each for _, _, each in came]
        first = came[0][1]
        return [
            self._line(
                like, span, self._together(sums[: at + 1], first) if self.rule.together else own, scope
            )
            for at, (like, span, own) in enumerate(came)
        ]

    # ---- what it comes to in one period

    def _level(self, draft: Draft) -> Sum | None:
        return None if draft.attained.level is None else Sum(of=draft.attained.level)

    def _sum(self, here: list[Draft], span: Period) -> Sum:
        inside = [each for each in here if span.start < each.period.end <= span.end]
        why = ""
        if self.settlement.before == "not known":
            missing = lacking(inside, here, span, self.settlement, self.dates)
            why = f"nobody has looked at {missing}" if missing else ""
        if self.rule.of == "points":
            points = [each.points.number for each in inside if each.points is not None]
            why = why or next((_unscored(each) for each in inside if _unscored(each)), "")
            whole = sum((each for each in points if each is not None), Fraction(0))
            return Sum(of=whole, open=why, own=whole > 0 or bool(why))
        amounts = [self._amount(each) for each in inside]
        open_ = next((each for each, amount in zip(inside, amounts, strict=True) if amount is None), None)
        if open_ is not None:
            name = open_.assessment.title or open_.assessment.objective
            why = why or f"the credit for {name}, {open_.period.label} is open"
        due = total(NOTHING, *(each for each in amounts if each is not None))
        return Sum(of=due, open=why, own=not is_nothing(due) or bool(why))

    def _amount(self, draft: Draft) -> Amount | None:
        """The credit of a line at the stage that is meant; None where it is open, or the stages differ and none is said."""
        if draft.assessment.credit is None:
            return NOTHING
        if value_of(Entry(period=draft.period, draft=draft), "missed") == "unknown":
            return None  # what nobody knows may still be owed
        before = next((step.before for step in draft.steps if step.name == "cap"), draft.amount)
        if self.rule.stage == "before caps":
            return before
        if self.rule.stage == "after caps" or before == draft.amount:
            return draft.amount
        return None

    # ---- lines

    def _line(self, like: Draft, span: Period, came: Sum | None, scope: str) -> Draft:
        """A line of the figure: reached, not reached, or not known."""
        attained = like.attained if self.rule.of == "level" else Attained(level=None)
        status, why = self._judged(came, scope, span)
        if span.end > self.dates.as_of:
            status, why = "unknown", "not finished"
        elif came is None:
            why = like.attained.reason
        assessment = self._assessment(like)
        return replace(
            like,
            assessment=assessment,
            scope=scope,
            period=span,
            attained=replace(attained, reason=why) if status != "unknown" or came is not None else attained,
            status={"yes": "missed", "no": "met", "unknown": "not assessed"}[status],
            grade="",
            anew=came is None or came.own or self.rule.comparator not in ("at least", "above"),
        )

    def _assessment(self, like: Draft) -> Assessment:
        if self.rule.of == "level":
            return replace(like.assessment, objective=self.rule.name, title=self.rule.words)
        return Assessment(
            rule=Rule(construct="figure"),
            objective=self.rule.name,
            title=self.rule.words,
            metric="",
            owner="",
            strength="reports",
            level=LevelRule(unit="number", better="lower", reported=True),
            periods=(),
            scopes=(),
            dimension=like.assessment.dimension if self.rule.by_scope else "",
        )

    def _together(self, sums: list[Sum | None], first: Period) -> Sum:
        """What so many periods come to together, the last of `sums` at the end; `first` is the period of the first."""
        parts = sums[-self.rule.together :]
        why = next(
            (each.open if each is not None else NO_LEVEL for each in parts if each is None or each.open), ""
        )
        if len(parts) < self.rule.together:
            why = why or self._before(first, self.rule.together - len(parts))
        last = parts[-1]
        of = _added([each.of for each in parts if each is not None])
        return Sum(of=of, open=why, own=last is None or last.own)

    def _before(self, first: Period, count: int) -> str:
        """Why what came before the first line is not known; "" where there was nothing, or all was well."""
        if self.settlement.before == "clean":
            return ""
        for _ in range(count):
            first = previous(first, self.dates.place)
            start = self.settlement.term_start
            if start is None or first.end > start:
                return f"nobody has looked at {first.label}"
        return ""

    # ---- against the bound

    def _judged(self, came: Sum | None, scope: str, span: Period) -> tuple[Came, str]:
        """Whether it reaches its bound, and what it came to in words."""
        if came is None:
            return "unknown", ""
        if isinstance(came.of, Fraction):
            assert isinstance(self.rule.bound, Fraction)
            holds = _compare(self.rule.comparator, came.of, self.rule.bound)
            said = self._text(came.of)
        else:
            assert not isinstance(self.rule.bound, Fraction)
            price = self.fees.price(self.rule.bound, scope, span)
            if price.amount is None:
                return "unknown", price.reason
            holds = _compared(self.rule.comparator, came.of, price.amount, self.settlement.currency)
            said = "nothing" if is_nothing(came.of) else short_text(came.of)
            if holds == "unknown":
                return (
                    holds,
                    f"{said} against {short_text(price.amount)} can't be told before the fees are known",
                )
        if came.open:
            # What is still open only adds to it, save to levels that somebody reports: they may be below nothing.
            more = self.rule.comparator in ("at least", "above")
            adds = self.rule.of != "level" or not self.drafts[0].assessment.level.reported
            if adds and (holds == "yes") == more:
                return ("yes", f"at least {said}") if more else ("no", f"at least {said}")
            return "unknown", came.open
        return holds, said

    def _text(self, value: Fraction) -> str:
        if self.rule.of == "points":
            return points_text(value)
        if not self.drafts:
            return shown(value)
        assessment = self.drafts[0].assessment
        return figure_text(value, assessment.level.unit, assessment.days)


def _unscored(draft: Draft) -> str:
    """Why the points of a line are not known, "" where they are."""
    if draft.points is None or draft.points.number is not None:
        return ""
    name = draft.assessment.title or draft.assessment.objective
    return f"points of {name}, {draft.period.label} are not known"


def _added(parts: list[Fraction | Amount]) -> Fraction | Amount:
    numbers = [each for each in parts if isinstance(each, Fraction)]
    if numbers or not parts:
        return sum(numbers, Fraction(0))
    return total(NOTHING, *(each for each in parts if not isinstance(each, Fraction)))


_HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at least": lambda value, bound: value >= bound,
    "at most": lambda value, bound: value <= bound,
    "above": lambda value, bound: value > bound,
    "below": lambda value, bound: value < bound,
    "exactly": lambda value, bound: value == bound,
}


def _compare(comparator: str, value: Fraction, bound: Fraction) -> Came:
    return "yes" if _HOLDS[comparator](value, bound) else "no"


def _compared(comparator: str, value: Amount, bound: Amount, currency: str) -> Came:
    """The same for money, which may wait for fees: only what holds whatever they are is told."""
    left, right = known(value, currency), known(bound, currency)
    if left is not None and right is not None:
        return _compare(comparator, left.amount, right.amount)
    under, over = never_above(value, bound), never_above(bound, value)
    match comparator:
        case "at least":
            return "yes" if over else "unknown"
        case "above":
            return "no" if under else "unknown"
        case "at most":
            return "yes" if under else "unknown"
        case "below":
            return "no" if over else "unknown"
        case _:
            return "yes" if under and over else "unknown"
