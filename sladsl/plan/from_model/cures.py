"""Times to mend something to rules, with the notices and cures that people state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sladsl.model import dates as d
from sladsl.model import meanings as m
from sladsl.model.cures import ALL_TOLD, told_by
from sladsl.plan import settlement as s
from sladsl.plan.choices import Reading
from sladsl.plan.cures import Cure, CureRule
from sladsl.plan.from_model.deadlines import Dated, deadline_rule
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import replace
from sladsl.values.instant import naive_to_instant, parse_time

ANSWERS = ("no", "yes")


def with_cures(
    assessments: Sequence[s.Assessment], agreement: m.Agreement, stretch: Stretch, reading: Reading
) -> list[s.Assessment]:
    """The assessments with the time in which their misses can be mended."""
    found = []
    for each in assessments:
        objective = agreement.objectives.get(each.objective)
        if objective is not None and objective.cured is not None:
            of = Dated(construct=each.rule.construct, stretch=stretch, span=objective.cured.span)
            each = replace(each, cured=cure_rule(objective.cured, _about(objective), of, reading))
        credit = agreement.credit_of(each.objective)
        if (
            objective is not None
            and credit is not None
            and each.credit is not None
            and credit.cured is not None
        ):
            of = Dated(construct=each.credit.rule.construct, stretch=stretch, span=credit.cured.span)
            rule = cure_rule(credit.cured, _about(objective), of, reading)
            each = replace(each, credit=replace(each.credit, cured=rule))
        found.append(each)
    return found


def cure_rule(written: d.Deadline, about: str, of: Dated, reading: Reading, *, asks: bool = True) -> CureRule:
    """One time to mend; where nobody states anything of it, whether misses were mended is asked for (`asks`)."""
    deadline = deadline_rule(written, of, reading)
    known = reading.agreement.stated_facts
    names = told_by(about, written)
    mine = [each for each in known or () if each.fact in names]
    taken: Any = ""
    if asks and known is not None and not mine and ALL_TOLD not in known:
        taken = reading.ask(
            names[-1],
            of.construct,
            ANSWERS,
            "nobody states whether a miss was mended in time",
            fact=True,
            span=of.span,
        )
    stated: dict[tuple[str, str], Cure] = {}
    for each in mine:
        written_time = parse_time(each.value)
        if written_time is None:
            continue
        instant = naive_to_instant(written_time.naive_us, of.stretch.place()).instant
        if written_time.offset_us is not None:
            instant = written_time.naive_us - written_time.offset_us
        before = stated.get((each.scope, each.period), Cure(notice=None, cured=None))
        what = {"cured": instant} if each.fact == names[-1] else {"notice": instant}
        stated[each.scope, each.period] = replace(before, **what)
    return CureRule(deadline=deadline, stated=stated, taken=taken)


def _about(objective: m.Objective) -> str:
    return objective.label or objective.name
