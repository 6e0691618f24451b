"""What is due, by whom and until when: reports and other duties, reviews, the end of the term and the notice before it."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.outcome.duties import DutyState, DutyStatus, TermState
from sladsl.plan.dates import DutyRule, TriggerRule
from sladsl.plan.settlement import Settlement
from sladsl.settle.arising import Completion, Happenings, Place
from sladsl.settle.datebook import DateBook, Found, Occasion
from sladsl.settle.effect import anchored, withheld_at

MOST_BACK = 60
"""How many occasions before the as-of instant are looked at for one that is still due."""


def duty_states(
    settlement: Settlement,
    happenings: Happenings,
    book: DateBook,
    shown: tuple[int, int] | None,
    told: bool,
) -> tuple[DutyState, ...]:
    """The dates of the stretch that is shown, those that are still open, and the next one of each duty.

    `told`: data say which reports were sent, so one that they do not name was not.
    """
    found: dict[DutyState, None] = {}
    for rule in settlement.duties:
        if rule.trigger is not None:
            found |= dict.fromkeys(_arisen(rule, rule.trigger, happenings, book, shown, told))
            continue
        for occasion in _looked_at(rule, book, shown):
            state = _state(rule, occasion, book, told)
            if state is not None:
                found[state] = None
    for state in _of_term(book.term, book):
        found[state] = None
    return tuple(sorted(found, key=_order))


def _order(state: DutyState) -> tuple[int, str, str, str, str]:
    """In the order of time; what has no date of its own by when it arose."""
    at = state.due if state.due is not None else state.arises
    return at or 0, state.kind, state.what, state.period, state.scope


def _looked_at(rule: DutyRule, book: DateBook, shown: tuple[int, int] | None) -> list[Occasion]:
    """Occasions in order: of the stretch, and from the first one whose date lies ahead to the one that runs."""
    if rule.each is None and rule.every is None:
        return [Occasion(label="", start=0, end=0)] if rule.until is None else []
    found = {} if shown is None else {each.start: each for each in book.occasions(rule, *shown)}
    running = book.occasion(rule, book.as_of)
    ahead: list[Occasion] = []
    at = running
    while at is not None and len(ahead) < MOST_BACK:
        until = book.due(rule, at)
        if until is None or until.until <= book.as_of:
            break
        ahead.insert(0, at)
        at = book.occasion(rule, at.start - 1)
    # What runs is the next one only where nothing that has ended is still due.
    ended = [each for each in ahead if each.end <= book.as_of]
    for each in ended or ahead[:1]:
        found[each.start] = each
    return [
        found[start] for start in sorted(found) if book.in_force(found[start]) and _about(rule, found[start])
    ]


def _about(rule: DutyRule, occasion: Occasion) -> bool:
    """Whether the duty is about what begins then: an amendment brings or changes it from a day on."""
    if occasion.start == occasion.end:
        return True
    after = rule.since is None or occasion.start >= rule.since
    return after and (rule.until is None or occasion.start < rule.until)


def _state(rule: DutyRule, occasion: Occasion, book: DateBook, told: bool) -> DutyState | None:
    until = book.due(rule, occasion)
    if until is None:
        return None
    sent = book.sent(rule, occasion)
    state: DutyStatus
    if sent is not None:
        state = "sent in time" if sent < until.until else "sent late"
    elif book.as_of < until.until:
        state = "due"
    else:
        state = "overdue" if told and rule.kind == "report" else "not known"
    return DutyState(
        kind=rule.kind,
        what=rule.what,
        who=rule.who,
        to=rule.to,
        period=occasion.label,
        due=until.until,
        due_day=until.last_day,
        state=state,
        sent=sent,
        rule=rule.rule,
    )


# ---- what arises


def _arisen(
    rule: DutyRule,
    trigger: TriggerRule,
    happenings: Happenings,
    book: DateBook,
    shown: tuple[int, int] | None,
    told: bool,
) -> Iterator[DutyState]:
    """The times that a duty arose in the stretch that is shown, and those before whose date still lies ahead."""
    for place in happenings.places(trigger):
        instants = [
            each
            for each in happenings.ends(place)
            if (rule.since is None or rule.since < each)
            and (rule.until is None or each <= rule.until)
            and not withheld_at(rule, place.scope, each - 1)
        ]
        for completion in happenings.completions(place, instants):
            state = _arising(rule, place, completion, book, told)
            inside = shown is None or shown[0] < completion.instant <= shown[1]
            if inside or (state.due is not None and book.as_of < state.due):
                yield state


def _arising(rule: DutyRule, place: Place, completion: Completion, book: DateBook, told: bool) -> DutyState:
    found = Found(anchor=None)
    if rule.deadline is not None:
        found = (
            book.edge(rule.deadline.anchor)
            if rule.deadline.anchor in ("start", "end")
            else anchored(rule.deadline, place.trigger, completion.instant, place.tracks, place.clock, book)
        )
    until = book.until(rule.deadline, found) if rule.deadline is not None else None
    period = place.period_until(completion.instant)
    label = period.label if period is not None else ""
    occasion = Occasion(label=label, start=completion.instant, end=completion.instant)
    sent = book.sent(rule, occasion, place.scope)
    state: DutyStatus
    if sent is not None:
        # What was sent before it was due at all is in time, and so is what has no time.
        state = "sent in time" if until is None or sent < until.until else "sent late"
    elif not completion.certain:
        state = "possible"
    elif until is None or book.as_of < until.until:
        state = "due"
    else:
        state = "overdue" if told and rule.kind == "report" else "not known"
    verdict = place.told(completion.instant)
    return DutyState(
        kind=rule.kind,
        what=rule.what,
        who=rule.who,
        to=rule.to,
        period=label,
        due=until.until if until is not None else None,
        due_day=until.last_day if until is not None else "",
        state=state,
        sent=sent,
        rule=rule.rule,
        scope=place.scope,
        dimension=place.dimension,
        trigger=rule.trigger_text,
        arises=completion.instant,
        by=verdict.counted,
        unknown=() if completion.certain else verdict.unknown,
        presumed=found.why,
    )


# ---- the term


def _of_term(term: TermState | None, book: DateBook) -> list[DutyState]:
    """The last day for notice, and the last day of the term, while they lie ahead."""
    if term is None or term.end <= book.as_of:
        return []

    def state(kind: str, what: str, due: int, day: str, who: str = "") -> DutyState:
        return DutyState(
            kind="notice" if kind == "notice" else "end of term",
            what=what,
            who=who,
            to="",
            period="",
            due=due,
            due_day=day,
            state="due",
            sent=None,
            rule=term.rule,
        )

    found = []
    if term.notice is not None and book.as_of < term.notice:
        what = {"automatic": "notice, else it renews", "option": "notice that it renews, else it ends"}
        said = what.get(term.renewal, "notice")
        who = term.by if term.renewal == "option" else ""
        found.append(state("notice", said, term.notice, term.notice_day, who))
    found.append(state("end of term", "end of the term", term.end, term.last_day))
    return found
