"""Bounds of what is owed where the readings are too many to go through: the agreement in parts that do not touch.

What two promises owe touches where they wait for one choice, share a credit, or where a rule joins all amounts. Parts
without a common choice are gone through each by itself, and their ends add up: exact where no cap joins them. Caps only
ever take off, so with them the sum of the most is a bound, and so is the least of any part. What else joins amounts
(points, pools, one credit per incident) leaves no bounds that would be worth their name, and none are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce

from sladsl.api.readings import plans_of
from sladsl.model.meanings import Agreement, Credit
from sladsl.outcome.amounts import never_above
from sladsl.outcome.range import Range
from sladsl.plan.choices import NeededChoice, Reading, TooManyReadings
from sladsl.plan.from_model.lower import Plan
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import Answer, Assessment, Settlement
from sladsl.record import Record, replace
from sladsl.values.amount import NOTHING, Amount, total

MOST_PARTS = 64
"""Promises of an agreement that are looked at one by one."""
Total = Callable[[Plan], Amount | None]
"""What a plan comes to in all; None where that is open."""


class _Part(Record):
    """Promises that are gone through together: what they wait for, and the ends of what they owe alone."""

    objectives: tuple[str, ...]
    choices: frozenset[str]
    least: Amount
    most: Amount
    least_answers: tuple[Answer, ...]
    most_answers: tuple[Answer, ...]
    rules: tuple[Settlement, ...]


class _NoBounds(Exception):
    """Something joins amounts in a way that bounds can't be told from its parts."""


def bounds(
    agreement: Agreement,
    stretch: Stretch,
    assume: Mapping[str, str],
    world: World | None,
    tried: Iterable[Plan],
    total_of: Total,
) -> Range | None:
    """Between which amounts all readings lie, told from parts of the agreement; None where that can't be told.

    `tried` are plans of all of it: what joins amounts under any of their answers joins them.
    """
    names = tuple(agreement.objectives)
    if agreement.versions or agreement.owes_more or len(names) > MOST_PARTS:
        return None
    try:
        _refuse(agreement, (each.settlement for each in tried))

        def gone_through(objectives: tuple[str, ...]) -> _Part:
            return _gone_through(agreement, objectives, stretch, assume, world, total_of)

        alone = [gone_through(each) for each in _credited_together(agreement, names)]
        parts, proved = _apart(alone, gone_through)
    except (_NoBounds, TooManyReadings):
        return None
    rules = [rule for part in parts for rule in part.rules]
    most = total(*(part.most for part in parts))
    capped = _capped_together(rules)
    if proved and not capped:
        return Range(
            least=total(*(part.least for part in parts)),
            most=most,
            least_answers=(tuple(each for part in parts for each in part.least_answers),),
            most_answers=(tuple(each for part in parts for each in part.most_answers),),
        )
    least = _least_capped(parts, rules) if capped else total(*(part.least for part in parts))
    return Range(least=least, most=most, proof="outer bounds")


def _capped_together(rules: list[Settlement]) -> bool:
    """Whether a cap is of all credits together; one of a single credit is in the ends of its part."""
    return any(cap.covers == "all credits" and not cap.objectives for rule in rules for cap in rule.caps)


def _least_capped(parts: list[_Part], rules: list[Settlement]) -> Amount:
    """A bound from below under a cap of all: the greatest of what the parts owe alone at least.

    Where a capped credit can be earned back, others may take the room that it had: then no part is sure of anything.
    """
    if any(
        each.credit is not None and each.credit.earn_back is not None
        for rule in rules
        for each in rule.assessments
    ):
        return NOTHING
    found = [part.least for part in parts]
    greatest = reduce(lambda one, other: other if never_above(one, other) else one, found)
    return greatest if all(never_above(each, greatest) for each in found) else NOTHING


# ---- the parts


def _gone_through(
    agreement: Agreement,
    objectives: tuple[str, ...],
    stretch: Stretch,
    assume: Mapping[str, str],
    world: World | None,
    total_of: Total,
) -> _Part:
    """All readings of some promises alone; TooManyReadings where they are too many."""
    part = _of_these(agreement, objectives)
    choices: set[str] = set()
    ends: list[tuple[Amount, tuple[Answer, ...]]] = []
    rules: list[Settlement] = []
    for reading, plan in list(plans_of(part, stretch, assume, world)):
        _refuse(part, (plan.settlement,))
        amount = total_of(plan)
        if amount is None:
            raise _NoBounds
        choices |= {need.variable for need in _open(reading)}
        ends.append((amount, tuple(each for each in reading.answers() if each.origin == "tried")))
        rules.append(plan.settlement)
    matter = _matter(ends)
    least = most = ends[0]
    for each in ends:
        least = each if never_above(each[0], least[0]) else least
        most = each if never_above(most[0], each[0]) else most
    if not all(never_above(least[0], each) and never_above(each, most[0]) for each, _ in ends):
        raise _NoBounds  # amounts that wait for fees may have no order
    return _Part(
        objectives=objectives,
        choices=frozenset(choices),
        least=least[0],
        most=most[0],
        least_answers=tuple(each for each in least[1] if _name(each) in matter),
        most_answers=tuple(each for each in most[1] if _name(each) in matter),
        rules=tuple(rules),
    )


def _name(answer: Answer) -> tuple[str, str]:
    return answer.key, answer.construct


def _matter(ends: list[tuple[Amount, tuple[Answer, ...]]]) -> set[tuple[str, str]]:
    """The choices of which another answer alone, the others being the same, changes the amount."""
    found: set[tuple[str, str]] = set()
    for name in {_name(answer) for _, answers in ends for answer in answers}:
        seen: dict[tuple[Answer, ...], Amount] = {}
        for amount, answers in ends:
            others = tuple(each for each in answers if _name(each) != name)
            if seen.setdefault(others, amount) != amount:
                found.add(name)
                break
    return found


def _open(reading: Reading) -> Iterator[NeededChoice]:
    """What nobody answered, and can be answered in two ways."""
    return (need for need in reading.unanswered() if len(need.alternatives) > 1)


def _apart(alone: list[_Part], gone_through: Callable[[tuple[str, ...]], _Part]) -> tuple[list[_Part], bool]:
    """Parts without a common choice, and whether they are so: those with too many readings together stay apart."""
    parts: list[list[_Part]] = []
    for each in alone:
        touching = [part for part in parts if any(other.choices & each.choices for other in part)]
        parts = [part for part in parts if part not in touching]
        parts.append([each, *(other for part in touching for other in part)])
    found: list[_Part] = []
    proved = True
    for part in parts:
        if len(part) == 1:
            found += part
            continue
        try:
            found.append(gone_through(tuple(name for each in part for name in each.objectives)))
        except TooManyReadings:
            # The worst of one may need an answer that is not the worst of another: their sum is beyond both.
            found += part
            proved = False
    return found, proved


def _credited_together(agreement: Agreement, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The promises that share a credit, or of which one credit takes the place of another."""
    groups = [{name} for name in names]
    for credit in agreement.credits:
        joined = {*credit.objectives, *credit.replaces}
        touching = [group for group in groups if group & joined]
        groups = [group for group in groups if group not in touching]
        if touching:
            groups.append(set().union(*touching))
    return [tuple(name for name in names if name in group) for group in groups]


def _of_these(agreement: Agreement, objectives: tuple[str, ...]) -> Agreement:
    """The agreement with some of its promises, and nothing that moves no credit."""
    kept = {name: agreement.objectives[name] for name in agreement.objectives if name in objectives}
    return replace(
        agreement,
        objectives=kept,
        credits=tuple(each for each in agreement.credits if _for(each, objectives)),
        escalations=(),
        rights=(),
        duties=(),
        reports={},
        bonuses=(),
        scenarios=(),
        supports=(),
    )


def _for(credit: Credit, objectives: tuple[str, ...]) -> bool:
    return any(name in objectives for name in credit.objectives)


# ---- what joins amounts


def _refuse(agreement: Agreement, plans: Iterable[Settlement]) -> None:
    """Raises _NoBounds where amounts hang together otherwise than by sums and caps."""
    if agreement.points or agreement.pools or agreement.at_risk or agreement.points_credit or agreement.least:
        raise _NoBounds
    if any(credit.replaces_all for credit in agreement.credits):
        raise _NoBounds
    if any(bonus.replaces or bonus.replaces_all for bonus in agreement.bonuses):
        raise _NoBounds
    for rule in plans:
        if rule.least or rule.after_others or rule.one_incident or any(map(_joined, rule.assessments)):
            raise _NoBounds


def _joined(assessment: Assessment) -> bool:
    credit = assessment.credit
    hangs = (
        assessment.of_points
        or assessment.points
        or assessment.score
        or assessment.parity
        or assessment.critical_when
        or assessment.used
    )
    return bool(hangs) or (
        credit is not None
        and bool(credit.when or credit.incident or credit.step or credit.rounded == "on the total")
    )
