"""Which rules of an agreement were at work in its scenarios: told from what their evaluations say of each line.

A rule is at work where it decides something: a row into which a level falls, a cap that takes something off, a right that
is there. One that is only looked at, such as a cap over a credit that is smaller, is not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from sladsl.api.read import PUBLISHED
from sladsl.api.scenarios import Played, touched
from sladsl.api.testing.report import Exercised, RuleKind
from sladsl.model import meanings as m
from sladsl.model.amended import at_once
from sladsl.model.remedies import Points
from sladsl.model.stated_days import STATED
from sladsl.outcome.statement import Line, Statement
from sladsl.plan.from_model.used import claimed_once
from sladsl.record import Record, replace
from sladsl.settle.happened import unmet
from sladsl.source import SourceText, Span


class Seen(Record):
    """What an evaluation of a scenario says, in one reading: the lines that the scenario speaks of, and the rest."""

    played: Played
    statement: Statement
    lines: tuple[Line, ...]
    source: SourceText
    """The text that the agreement was read from, here: with the file of its scenarios before it, or alone."""
    _unequal = frozenset({"source"})

    def of(self, objectives: tuple[str, ...]) -> Iterator[Line]:
        """The lines of some objectives; of all where none is named."""
        return (each for each in self.lines if not objectives or each.objective in objectives)


AtWork = Callable[[Seen], bool]


class _Rule:
    def __init__(self, kind: RuleKind, words: str, span: Span, at_work: AtWork) -> None:
        self.kind, self.words, self.span, self.at_work = kind, words, span, at_work
        self.by: list[str] = []
        self.terms: set[str] = set()
        """The amendments that left it as it is, "" for the first text: it decides of lines in their terms alone."""


class Rules:
    """The rules of an agreement and of its amendments, and the scenarios in which each was at work."""

    def __init__(self, agreement: m.Agreement, source: SourceText) -> None:
        self.agreement = agreement
        self.source = source
        found: dict[tuple[int, str], _Rule] = {}
        versions = (("", agreement), *((each.name, each.agreement) for each in agreement.versions))
        for name, of in versions:
            for rule in _rules(of, source):
                found.setdefault((rule.span.start, rule.words), rule).terms.add(name)
        self.rules = tuple(sorted(found.values(), key=lambda each: each.span.start))

    def look(self, played: Played, source: SourceText, title: str) -> None:
        """Notes which rules were at work in a scenario of a text, in any of its readings."""
        if played.evaluation is None:
            return
        outcome = played.evaluation.outcome
        statements = [each.statement for each in outcome.readings] or [outcome.statement]
        every = at_once(self.agreement)
        seen = [
            Seen(
                played=played,
                statement=each,
                lines=touched(each.lines, played.scenario, every),
                source=source,
            )
            for each in statements
        ]
        for rule in self.rules:
            if title not in rule.by and any(rule.at_work(_in_terms(each, rule.terms)) for each in seen):
                rule.by.append(title)

    def told(self) -> Iterator[Exercised]:
        """Every rule, in the order of the text."""
        for rule in self.rules:
            base, part = self.source.part(rule.span.start)
            yield Exercised(
                agreement=self.agreement.name or self.agreement.title,
                file=part.path if part.path.startswith(PUBLISHED) else os.path.normpath(part.path),
                line=part.place(rule.span.start - base)[0],
                kind=rule.kind,
                words=rule.words,
                by=tuple(rule.by),
            )


def _in_terms(seen: Seen, terms: set[str]) -> Seen:
    kept = tuple(each for each in seen.lines if each.terms in terms)
    return seen if len(kept) == len(seen.lines) else replace(seen, lines=kept)


def _rules(agreement: m.Agreement, source: SourceText) -> Iterator[_Rule]:
    for objective in agreement.objectives.values():
        yield from _promise(objective)
    for name, exclusion in agreement.exclusions.items():
        if exclusion.source or exclusion.requests:
            yield _Rule("exclusion", f"exclusion {name}", exclusion.span, _excludes(exclusion, agreement))
    for credit in agreement.credits:
        yield from _credit(credit, agreement, source)
    if agreement.points_credit is not None:
        yield from _credit(agreement.points_credit, agreement, source)
    for bonus in agreement.bonuses:
        yield from _bonus(bonus, agreement)
    for points in agreement.points:
        yield from _points(points, agreement)
    for cap in agreement.caps:
        if cap.amount is None:
            continue
        yield _Rule("cap", "cap", cap.span, _caps(cap, source))
    if agreement.least is not None:
        yield _Rule("least", "minimum payable", agreement.least.span, _steps((), "minimum payable"))
    if agreement.claims is not None:
        yield from _claims(agreement)
    for right in agreement.rights:
        if right.trigger is not None:
            yield _Rule("right", f"right: {right.name or right.words}", right.span, _arises(right.words))
    for duty in agreement.duties:
        waits = duty.trigger is not None or duty.applies is not None
        if waits or (duty.deadline is not None and duty.deadline.anchor == STATED):
            yield _Rule("duty", f"duty: {duty.words}", duty.span, _falls_due(duty.words))


def _promise(objective: m.Objective) -> Iterator[_Rule]:
    name = objective.name

    def graded(*grades: str) -> AtWork:
        return lambda seen: any(each.grade in grades for each in seen.of((objective.name,)))

    def missed(seen: Seen) -> bool:
        return any(each.status == "missed" for each in seen.of((objective.name,)))

    if objective.strength != "reports" and objective.bound is not None:
        yield _Rule("promise", f"objective {name} missed", objective.span, missed)
    if objective.minimum is not None:
        at_work = graded("below minimum", "critical")
        yield _Rule("promise", f"minimum of {name}", objective.minimum.span, at_work)
    if objective.expected is not None:
        at_work = graded("below expected")
        yield _Rule("promise", f"expected level of {name}", objective.expected.span, at_work)
    if objective.critical is not None:
        yield _Rule("promise", f"critical level of {name}", objective.critical.span, graded("critical"))


def _called(objectives: tuple[str, ...], agreement: m.Agreement) -> str:
    labels = dict.fromkeys(agreement.objectives[each].label or each for each in objectives)
    return ", ".join(labels)


def _credit(credit: m.Credit, agreement: m.Agreement, source: SourceText) -> Iterator[_Rule]:
    of = credit.objectives
    called = "credit for points" if credit.points is not None else f"credit for {_called(of, agreement)}"
    for at, row in enumerate(credit.bands):
        later = frozenset(each.text for each in credit.bands[at:])
        texts = later if credit.marginal else frozenset({row.text})
        yield _Rule("band", f"{called}: {row.text}", row.span, _falls(of, texts))
    if not credit.bands and credit.amount is not None:
        yield _Rule("band", f"{called}: amount", credit.span, _steps(of, "flat amount", "steps"))
    if credit.when:
        yield _Rule("condition", f"condition of {called}", credit.span, _steps(of, "condition"))
    if credit.cured is not None:
        yield _Rule("condition", f"cure of {called}", credit.cured.span, _steps(of, "mended"))
    if credit.replaces or credit.replaces_all:
        constructs = {f"credit for {agreement.objectives[each].label or each}" for each in of} or {called}
        yield _Rule("replacement", f"{called} instead of others", credit.span, _replaces(constructs))
    if credit.repeat is not None:
        yield _Rule("repeat", f"repeat of {called}", credit.repeat.span, _steps(of, "repeat"))
    if credit.earn_back is not None:
        yield _Rule("earning back", f"earn back of {called}", credit.earn_back.span, _earns(of))
    if credit.least is not None:
        at_work = _steps(of, "minimum payable")
        yield _Rule("least", f"minimum payable of {called}", credit.least.span, at_work)
    for cap in credit.caps:
        if cap.amount is None:
            continue
        yield _Rule("cap", f"cap of {called}", cap.span, _caps(cap, source))


def _bonus(bonus: m.Credit, agreement: m.Agreement) -> Iterator[_Rule]:
    """The rules of a bonus, told from what it brought; rows that bring nothing leave no word of themselves."""
    of = bonus.objectives
    called = f"bonus for {_called(of, agreement)}"
    for at, row in enumerate(bonus.bands):
        if not isinstance(row.amount, m.NoCredit):
            later = frozenset(each.text for each in bonus.bands[at:])
            texts = later if bonus.marginal else frozenset({row.text})
            yield _Rule("band", f"{called}: {row.text}", row.span, _brought(_falls(of, texts)))
    if bonus.step is not None:
        yield _Rule("band", f"steps of {called}", bonus.step.span, _brought(_steps(of, "steps")))
    elif not bonus.bands and bonus.amount is not None:
        yield _Rule("band", f"{called}: amount", bonus.span, _brought(_steps(of, "flat amount")))
    if bonus.when or bonus.applies is not None:
        yield _Rule("condition", f"condition of {called}", bonus.span, _brought(_steps(of, "condition")))
    if bonus.replaces or bonus.replaces_all:
        constructs = {f"bonus for {agreement.objectives[each].label or each}" for each in of}
        yield _Rule("replacement", f"{called} instead of credits", bonus.span, _replaces(constructs))
    if bonus.least is not None:
        at_work = _brought(_steps(of, "minimum payable"))
        yield _Rule("least", f"minimum payable of {called}", bonus.least.span, at_work)
    for cap in bonus.caps:
        if cap.amount is not None:
            yield _Rule("cap", f"cap of {called}", cap.span, _brought(_steps(of, "cap")))


def _brought(at_work: AtWork) -> AtWork:
    """The same, asked of the bonuses of the lines instead of their credits."""

    def asked(seen: Seen) -> bool:
        lines = tuple(
            replace(each, band=each.bonus.band, steps=each.bonus.steps)
            for each in seen.lines
            if each.bonus is not None
        )
        return at_work(replace(seen, lines=lines))

    return asked


def _falls(objectives: tuple[str, ...], texts: frozenset[str]) -> AtWork:
    return lambda seen: any(each.band in texts for each in seen.of(objectives))


def _steps(objectives: tuple[str, ...], *names: str) -> AtWork:
    """Whether a step changes what a line is worth; one that leaves it open decides nothing."""
    return lambda seen: any(
        step.name in names and step.after is not None and step.before != step.after
        for each in seen.of(objectives)
        for step in each.steps
    )


def _replaces(constructs: set[str]) -> AtWork:
    """Whether a credit takes the place of another one: the step names the rule of the one that is owed."""
    return lambda seen: any(
        step.name == "replaced" and step.after is not None and step.rule.construct in constructs
        for each in seen.lines
        for step in each.steps
    )


def _earns(objectives: tuple[str, ...]) -> AtWork:
    return lambda seen: any(
        each.earned is not None and each.earned.state == "earned back" for each in seen.of(objectives)
    )


def _place(offset: int, source: SourceText) -> tuple[str, int]:
    """A place in whatever text its file was read with."""
    base, part = source.part(offset)
    return os.path.realpath(part.path), offset - base


def _caps(cap: m.Cap, source: SourceText) -> AtWork:
    place = _place(cap.span.start, source)
    return lambda seen: any(
        use.after is not None and use.before != use.after
        for window in seen.statement.ledger
        if _place(window.rule.at, seen.source) == place
        for use in window.uses
    )


def _points(points: Points, agreement: m.Agreement) -> Iterator[_Rule]:
    called = f"points for {_called(points.objectives, agreement)}"

    def scores(text: str) -> AtWork:
        return lambda seen: any(
            each.points is not None
            and bool(each.points.number)
            and text in (each.points.alone or each.points.why)
            for each in seen.of(points.objectives)
        )

    def repeats(seen: Seen) -> bool:
        return any(each.points is not None and bool(each.points.alone) for each in seen.of(points.objectives))

    held_not = unmet("points")

    def waits(seen: Seen) -> bool:
        return any(
            each.points is not None and each.points.number == 0 and each.points.why.startswith(held_not)
            for each in seen.of(points.objectives)
        )

    for row in points.bands:
        if row.points != 0:
            yield _Rule("points", f"{called}: {row.text}", row.span, scores(f'"{row.text}"'))
    if points.when:
        yield _Rule("condition", f"condition of {called}", points.span, waits)
    if points.repeat is not None:
        yield _Rule("repeat", f"repeat of {called}", points.repeat.span, repeats)
    if not points.bands:
        yield _Rule("points", called, points.span, scores(""))


def _excludes(exclusion: m.Exclusion, agreement: m.Agreement) -> AtWork:
    sources = {exclusion.source, exclusion.requests} - {""}
    others = {
        name
        for name, each in agreement.metrics.items()
        if each.exclusions and exclusion.name not in each.exclusions
    }
    users = {name for name, each in agreement.objectives.items() if each.metric not in others}

    def at_work(seen: Seen) -> bool:
        scenario = seen.played.scenario
        stated = any(each.exclusion == exclusion.name for each in scenario.outages)
        if not stated and not any(each.source in sources for each in scenario.records):
            return False
        return any(
            value > 0 and name.startswith("excluded")
            for each in seen.lines
            if each.objective in users
            for name, value in each.columns.items()
        )

    return at_work


def _claims(agreement: m.Agreement) -> Iterator[_Rule]:
    claims = agreement.claims
    assert claims is not None
    if any(claimed_once(each, agreement) for each in agreement.objectives.values()):
        yield _Rule("claim", "used time", claims.span, lambda seen: any(each.used for each in seen.lines))

    def late(stage: str) -> AtWork:
        def at_work(seen: Seen) -> bool:
            if any(each.kind == "claim by" for each in seen.played.scenario.expectations):
                return True
            return any(
                state.name == stage and state.state in ("made late", "lapsed")
                for each in seen.lines
                if each.claim is not None
                for state in each.claim.stages
            )

        return at_work

    for stage in claims.stages:
        if stage.deadline is not None:
            words = f"deadline of {stage.title or stage.name}"
            yield _Rule("claim", words, stage.deadline.span, late(stage.name))
    if not claims.stages and claims.deadline is not None:
        yield _Rule("claim", "deadline of claims", claims.deadline.span, late(""))


def _falls_due(words: str) -> AtWork:
    return lambda seen: any(
        each.rule.construct == f"duty {words}" and each.state != "possible" for each in seen.statement.duties
    )


def _arises(words: str) -> AtWork:
    return lambda seen: any(
        each.right == f"right {words}" and (each.arises is not None or bool(each.earlier))
        for each in seen.statement.rights
    )
