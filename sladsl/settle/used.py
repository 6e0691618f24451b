"""Down time that counts once: what a credit is owed for in one period is left out of every other that shares it.

Claims that were paid come first, in the order of their payments; then each credit that the statement counts as owed, in
the order of time. So no minute is paid twice in a statement, whoever claims what of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.measured import Measured
from sladsl.outcome.statement import Step
from sladsl.plan.budget import BudgetRule
from sladsl.plan.settlement import Assessment, LevelRule
from sladsl.plan.used import UsedRule
from sladsl.record import Record, replace
from sladsl.settle.bands import priced
from sladsl.settle.budget import lost_in
from sladsl.settle.claims import Key, Made, claim_settled
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft, stepped
from sladsl.settle.fees import FeeBook
from sladsl.settle.judge import judge
from sladsl.settle.level import measured
from sladsl.values.amount import NOTHING
from sladsl.values.duration import duration_text
from sladsl.values.number import grouped
from sladsl.values.period import looked_back, parse_period

USED_UP = "used up"
"""The column of what is left out; each statement tells it beside those that were measured."""
MOST_NAMED = 3

Span = tuple[int, int]
Days = Sequence[tuple[int, int, int]]
"""From when to when, and what was lost in it, of the days on which something was."""


class Use(Record):
    """What one credit uses up: the time that it is for, and what people call it."""

    span: Span
    name: str


class Turn(Record):
    """A credit whose turn it is: a line, or a claim of a period that has none (`use`)."""

    rank: tuple[int, int, int]
    draft: Draft | None = None
    at: int = -1
    use: Use | None = None
    paid: bool = False


def used_once(
    drafts: tuple[Draft, ...],
    cells: Measured | None,
    book: FeeBook,
    claims: Mapping[Key, Made],
    dates: DateBook,
) -> tuple[Draft, ...]:
    """The drafts, in their order, without what other credits have used up: in the level, or in `net` beside it."""
    groups: dict[tuple[str, str], list[int]] = {}
    for at, draft in enumerate(drafts):
        if draft.assessment.used is not None and draft.status != "not assessed":
            groups.setdefault((draft.assessment.used.group, draft.scope), []).append(at)
    if not groups:
        return drafts
    lost = _by_day(drafts, cells)
    found = list(drafts)
    for (_, scope), places in groups.items():
        own = [(at, drafts[at]) for at in places]
        uses: list[Use] = []
        for turn in sorted(_turns(own, scope, claims, dates), key=lambda each: each.rank):
            if turn.draft is None:
                uses += [] if turn.use is None else [turn.use]
                continue
            draft = _without(turn.draft, uses, lost, dates)
            found[turn.at] = draft
            if turn.paid or _owed(draft.net or draft, book, claims, dates):
                uses.append(Use(span=span_of(draft), name=_name(draft)))
    return tuple(found)


def in_credits(drafts: tuple[Draft, ...], book: FeeBook) -> tuple[Draft, ...]:
    """The drafts whose level counts all of the time, with the credit of what is left of it."""
    return tuple(each if each.net is None else _credited(each, each.net, book) for each in drafts)


def _credited(draft: Draft, net: Draft, book: FeeBook) -> Draft:
    credit = draft.assessment.credit
    if credit is None or is_nothing(draft.amount):
        return draft
    left = priced(net, book)[0] if net.status == "missed" else replace(net, amount=NOTHING)
    step = Step(name="used time", before=draft.amount, after=left.amount, why=draft.used, rule=credit.rule)
    return stepped(draft, step)


def span_of(draft: Draft) -> Span:
    """The time over which a line is assessed."""
    return draft.assessment.windows.get(draft.period.label, (draft.period.start, draft.period.end))


def _name(draft: Draft) -> str:
    return f"{draft.assessment.objective}, {draft.period.label}"


def _by_day(drafts: Iterable[Draft], cells: Measured | None) -> dict[tuple[str, str], Days]:
    """What was lost on each day, by metric and scope."""
    assessments = {
        id(each.assessment): each.assessment for each in drafts if each.assessment.used is not None
    }
    columns = {} if cells is None else {(c.metric, c.scope, c.period): c.columns for c in cells.cells}
    found: dict[tuple[str, str], Days] = {}
    for assessment in assessments.values():
        rule, budget = assessment.used, assessment.level.budget
        if rule is None or budget is None:
            continue
        for scope in {scope for metric, scope, _ in columns if metric == rule.metric}:
            days = [
                (day.start, day.end, lost)
                for day in rule.days
                if (lost := lost_in(budget, columns.get((rule.metric, scope, day.label), {})))
            ]
            found[rule.metric, scope] = days
    return found


def _turns(
    drafts: Sequence[tuple[int, Draft]], scope: str, claims: Mapping[Key, Made], dates: DateBook
) -> Iterator[Turn]:
    """Every line, and every claim that was paid of a period that has no line here."""
    places = set()
    for at, draft in drafts:
        label, objective = draft.period.label, draft.assessment.objective
        places.add((objective, label))
        paid = _paid(claims, objective, scope, label)
        start, end = span_of(draft)
        rank = (1, end, start) if paid is None else (0, paid, start)
        yield Turn(rank=rank, draft=draft, at=at, paid=paid is not None)
    rules = {draft.assessment.objective: draft.assessment.used for _, draft in drafts}
    for (objective, of, label, _), made in claims.items():
        rule = rules.get(objective)
        on = _day_of(made)
        if rule is None or on is None or of not in (scope, "") or (objective, label) in places:
            continue
        span = _span(rule, label, dates)
        if span is not None:
            yield Turn(rank=(0, on, span[0]), use=Use(span=span, name=f"{objective}, {label}"))


def _paid(claims: Mapping[Key, Made], objective: str, scope: str, label: str) -> int | None:
    """When the claim of a line was paid; None where nobody says that it was."""
    found = (
        _day_of(made)
        for (about, of, period, _), made in claims.items()
        if period == label and about in (objective, "") and of in (scope, "")
    )
    return min((each for each in found if each is not None), default=None)


def _day_of(made: Made) -> int | None:
    return min((each.on for each in made.decisions if each.decision == "paid"), default=None)


def _span(rule: UsedRule, label: str, dates: DateBook) -> Span | None:
    """The time that a claim of a period is for."""
    period = parse_period(label, dates.place)
    if period is None or period.kind != rule.kind:
        return None
    looked = period if rule.rolling is None else looked_back(period, rule.rolling, dates.place)
    return looked.start, looked.end


def _owed(draft: Draft, book: FeeBook, claims: Mapping[Key, Made], dates: DateBook) -> bool:
    """Whether the statement counts a credit of a line as owed, or can't tell that it does not."""
    if draft.status != "missed" or (draft.free is not None and not draft.free.open):
        return False
    line = claim_settled(priced(draft, book)[0], claims, dates)
    decisions = () if line.claim is None else line.claim.decisions
    return not is_nothing(line.amount) and not (decisions and decisions[-1].decision == "rejected")


def _without(
    draft: Draft, uses: Sequence[Use], lost: Mapping[tuple[str, str], Days], dates: DateBook
) -> Draft:
    """A line without what was used up of its time."""
    assessment, rule = draft.assessment, draft.assessment.used
    attained = draft.attained
    if rule is None or attained.level is None or attained.reported is not None or not attained.columns:
        return draft
    start, end = span_of(draft)
    others = [each for each in uses if each.span != (start, end) and _overlap(each.span, (start, end))]
    if not others:
        return draft
    budget = assessment.level.budget
    days = [each for each in lost.get((rule.metric, draft.scope), ()) if start <= each[0] and each[1] <= end]
    if budget is None or sum(each for _, _, each in days) != lost_in(budget, attained.columns):
        return _open(
            draft, "what of it was claimed before can't be told: what was lost does not add up by days"
        )
    taken, names = 0, dict[str, None]()
    for first, after, amount in days:
        by = next((each for each in others if each.span[0] <= first and after <= each.span[1]), None)
        if by is not None:
            taken += amount
            names[by.name] = None
    if not taken:
        return draft
    words = f"{_amount(taken, budget, assessment)} used up by {_listed(list(names))}"
    net = _net(draft, assessment, budget, taken)
    if rule.in_credits:
        return replace(draft, net=net, used=words)
    return replace(net, used=words)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _net(draft: Draft, assessment: Assessment, budget: BudgetRule, taken: int) -> Draft:
    columns = {**draft.attained.columns, USED_UP: taken}
    left = replace(assessment, level=_less(assessment.level))
    found = measured(left.level, columns)
    attained = replace(draft.attained, level=found.level, reason=found.reason, columns=columns)
    status, grade = judge(left, attained)
    if status == draft.status:
        # What made it critical besides its level has happened all the same.
        grade = draft.grade if draft.grade == "critical" else grade
        return replace(draft, assessment=left, attained=attained, grade=grade)
    return replace(draft, assessment=left, attained=attained, status=status, grade=grade, free=None)


def _less(level: LevelRule) -> LevelRule:
    """The level with what was used up taken off the loss: added to what is good, or taken off what is not."""
    if level.better == "higher" and not level.complement:
        return replace(level, plus=(*level.plus, USED_UP))
    return replace(level, minus=(*level.minus, USED_UP))


def _open(draft: Draft, why: str) -> Draft:
    attained = replace(draft.attained, level=None, reason=why)
    return replace(draft, attained=attained, status="not assessed", grade="")


def _amount(taken: int, budget: BudgetRule, assessment: Assessment) -> str:
    if budget.unit == "us":
        return duration_text(taken // budget.scale, assessment.days)
    return grouped(str(taken // budget.scale))


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    said = "; ".join(names[:MOST_NAMED])
    return (
        f"the credit of {said}"
        if len(names) == 1
        else f"the credits of {said}{f' and {more} more' if more > 0 else ''}"
    )
