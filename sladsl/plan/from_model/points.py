"""Points of misses and what their sum costs, to rules of settlement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.from_ast.points import points_objective, sum_name
from sladsl.plan import settlement as s
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.claims import claim_rule
from sladsl.plan.from_model.credits import between_rows, bound, credit_rule, possible_levels
from sladsl.plan.from_model.deadlines import Dated
from sladsl.plan.from_model.promised_where import owed_where
from sladsl.plan.from_model.remedies import repeat_rule, step_rule
from sladsl.plan.from_model.rights import trigger_rule
from sladsl.plan.from_model.scores import reported
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.remedies import NotOwed, PointsPiece, PointsRule
from sladsl.record import replace
from sladsl.values.bands import parts


def points_of(agreement: m.Agreement, objective: str) -> m.Points | None:
    """The points that a miss of an objective scores."""
    return next((each for each in agreement.points if objective in each.objectives), None)


def points_rule(of: m.Points, objective: m.Objective, reading: Reading, *, broken: bool) -> PointsRule:
    construct = f"points for {objective.label}"
    pieces = tuple(
        PointsPiece(
            bounds=tuple(bound(each) for each in row.bounds),
            points=row.points,
            text=row.text,
        )
        for row in of.bands
    )
    fit: Any = "first"
    rows = tuple(tuple((each.comparator, each.value) for each in piece.bounds) for piece in pieces)
    if of.printed and any(len(part.rows) > 1 for part in parts(rows, possible_levels(objective))):
        fit = reading.ask(
            "several bands fit",
            construct,
            Interpretation.several_bands_fit.answers,
            "a level fits two rows of the printed bands",
            own=of.choices,
            span=of.bands_span,
        )
    each_missed = False
    if of.step is None and not pieces and objective.record is not None:
        answer = "a credit for each"
        if objective.record.share is None or "missed records" in of.choices:
            answer = reading.ask(
                "missed records",
                construct,
                Interpretation.missed_records.answers,
                f"the points are given for each {objective.record.noun} that is missed, or once",
                own=of.choices,
                span=of.span,
            )
        else:
            answer = "one credit a period"
        each_missed = answer == "a credit for each"
    return PointsRule(
        rule=s.Rule(construct=construct, cites=of.cites),
        pieces=pieces,
        flat=None if pieces else of.amount,
        fit=fit,
        between=between_rows(of, construct, rows, reading),
        step=step_rule(of.step, construct, objective, of.choices, reading),
        repeat=repeat_rule(of.repeat, construct, broken, reading),
        each_missed=each_missed,
    )


def points_assessment(
    agreement: m.Agreement, assessments: list[s.Assessment], stretch: Stretch, reading: Reading
) -> s.Assessment | None:
    """The credit for points as a line of its own; None where there is none."""
    credit = agreement.points_credit
    scored = [each for each in assessments if each.points is not None]
    if credit is None or credit.points is None or not scored:
        return None
    sum_ = points_objective(sum_name(agreement.objectives), credit.points, scored[0].owner, credit.span)
    by_scope = credit.base is not None and credit.base.by_scope
    rule = credit_rule(credit, sum_, reading, promised=())
    for when in credit.when.values():
        of = Dated(construct=rule.rule.construct, stretch=stretch, span=credit.span)
        named = {each.objective: each for each in assessments}
        rule = replace(rule, when=trigger_rule(when, of, named, reading))
    dimension = next((each.dimension for each in scored if each.dimension), "") if by_scope else ""
    owed: Mapping[str, Mapping[str, NotOwed]] = {}
    if credit.applies is not None:
        alike = replace(sum_, dimension=dimension)
        owed = owed_where(credit, alike, reported(alike, "as reported"), stretch, reading).not_owed()
    return s.Assessment(
        rule=s.Rule(construct="credit for points", cites=credit.cites),
        objective=sum_.name,
        title=sum_.title,
        metric=sum_.metric,
        owner=sum_.owner,
        strength="reports",
        level=s.LevelRule(unit="number", better="lower", reported=True, places=0),
        periods=stretch.periods(credit.points),
        scopes=(),
        dimension=dimension,
        credit=rule,
        not_owed=owed,
        claim=claim_rule(agreement.claims, stretch, reading) if agreement.claims is not None else None,
        of_points=tuple(each.objective for each in scored),
    )
