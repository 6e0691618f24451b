"""What is due, by whom and until when: reports and other duties, reviews, the end of the term and the notice before it."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.outcome.duties import DutyState, DutyStatus, TermState
from sladsl.plan.dates import DeadlineRule, DutyRule, TriggerRule
from sladsl.plan.settlement import Settlement
from sladsl.settle.arising import Completion, Happenings, Place
from sladsl.settle.datebook import NO_STATED_DAY, DateBook, Found
from sladsl.settle.effect import anchored, began_to_hold, withheld_at
from sladsl.settle.kept import Slot
from sladsl.settle.rhythms import Occasion
from sladsl.values.deadline import Due, at_instant

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
        if rule.by_facts and (rule.deadline is None or rule.deadline.anchor == "given"):
            found |= dict.fromkeys(_of_facts(rule, book, shown, told))
            continue
        if rule.deadline is not None and rule.deadline.anchor == "stated":
            found |= dict.fromkeys(_stated(rule, rule.deadline, book, shown, told))
            open_ = settlement.before != "clean" and rule.until is None
            if open_ and not book.known_days(rule.deadline) and not withheld_at(rule, "", book.as_of - 1):
                found[_of_day(rule, None, "", "", book, told)] = None
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
        found[start]
        for start in sorted(found)
        if book.in_force(found[start]) and book.is_about(rule, found[start])
    ]


def _state(rule: DutyRule, occasion: Occasion, book: DateBook, told: bool) -> DutyState | None:
    until = book.due(rule, occasion)
    if until is None:
        return None
    sent = book.sent(rule, occasion)
    return DutyState(
        kind=rule.kind,
        what=rule.what,
        who=rule.who,
        to=rule.to,
        period=occasion.label,
        due=until.until,
        due_day=until.last_day,
        state=_kept(
            rule,
            sent,
            until,
            book,
            told,
            begin=(occasion.end if rule.each is not None else occasion.start) or None,
        ),
        sent=sent,
        rule=rule.rule,
    )


# ---- what is counted from a day that somebody states


def _stated(
    rule: DutyRule, deadline: DeadlineRule, book: DateBook, shown: tuple[int, int] | None, told: bool
) -> Iterator[DutyState]:
    """A date for each day that is stated: those of the stretch that is shown, and those that still lie ahead."""
    days = [
        each
        for each in book.known_days(deadline)
        if (rule.since is None or each.instant >= rule.since)
        and (rule.until is None or each.instant < rule.until)
        and not withheld_at(rule, "", each.instant)
    ]
    if rule.recorded:
        for scope in {each.scope for each in days}:
            own = [each.instant for each in days if each.scope == scope]
            book.keep(rule, scope, (_slot_of_day(each, deadline, book) for each in own))
    for each in days:
        state = _of_day(rule, each.instant, each.period, each.scope, book, told)
        edges = [each.instant, *([state.due] if state.due is not None else [])]
        inside = shown is None or any(shown[0] <= edge < shown[1] for edge in edges)
        if inside or (state.due is not None and book.as_of < state.due):
            yield state


def _slot_of_day(day: int, deadline: DeadlineRule, book: DateBook) -> Slot:
    until = book.until(deadline, Found(anchor=at_instant(day, book.place)))
    begin = None if deadline.before else day
    return Slot(start=day, end=day + 1, begin=begin, due=None if until is None else until.until)


def _of_day(
    rule: DutyRule, day: int | None, period: str, scope: str, book: DateBook, told: bool
) -> DutyState:
    """The date that follows from a day; None: nobody states any, which is told once."""
    assert rule.deadline is not None
    until, why = None, f"{NO_STATED_DAY} {rule.deadline.of}"
    if day is not None:
        until, why = book.until(rule.deadline, Found(anchor=at_instant(day, book.place))), ""
    at = 0 if day is None else day
    sent = book.sent(rule, Occasion(label=period, start=at, end=at), scope)
    begin = None if rule.deadline.before else day
    state: DutyStatus = "possible" if day is None else _kept(rule, sent, until, book, told, begin)
    return DutyState(
        kind=rule.kind,
        what=rule.what,
        who=rule.who,
        to=rule.to,
        period=period,
        due=until.until if until is not None else None,
        due_day=until.last_day if until is not None else "",
        state=state,
        sent=sent,
        rule=rule.rule,
        scope=scope,
        trigger=rule.deadline.of,
        arises=day,
        presumed=why,
    )


def _kept(
    rule: DutyRule, sent: int | None, until: Due | None, book: DateBook, told: bool, begin: int | None
) -> DutyStatus:
    """What became of a duty that can be done from `begin` on (None: at any time), by what is known."""
    if sent is not None:
        # What was sent before it was due at all is in time, and so is what has no time.
        late = until is not None and sent >= until.until
        if rule.kind == "report":
            return "sent late" if late else "sent in time"
        return "done late" if late else "done in time"
    if until is None or book.as_of < until.until:
        return "due"
    said = (told and rule.kind == "report") or book.recorded(rule, begin, until.until)
    return "overdue" if said else "not known"


# ---- what hangs on facts alone


def _of_facts(
    rule: DutyRule, book: DateBook, shown: tuple[int, int] | None, told: bool
) -> Iterator[DutyState]:
    """A date for each time that the facts came to hold: of the stretch that is shown, and those that still lie ahead."""
    begins = [
        each
        for each in began_to_hold(rule, book)
        if (rule.since is None or each >= rule.since) and (rule.until is None or each < rule.until)
    ]
    untils = {each: _until_from(rule, each, book) for each in begins}
    if rule.recorded:
        slots = (
            Slot(start=at, end=at + 1, begin=at, due=None if until is None else until.until)
            for at, until in untils.items()
        )
        book.keep(rule, "", slots)
    for at, until in untils.items():
        edges = [at, *([until.until] if until is not None else [])]
        inside = shown is None or any(shown[0] <= edge < shown[1] for edge in edges)
        if not inside and (until is None or until.until <= book.as_of):
            continue
        sent = book.sent(rule, Occasion(label="", start=at, end=at))
        yield DutyState(
            kind=rule.kind,
            what=rule.what,
            who=rule.who,
            to=rule.to,
            period="",
            due=until.until if until is not None else None,
            due_day=until.last_day if until is not None else "",
            state=_kept(rule, sent, until, book, told, at),
            sent=sent,
            rule=rule.rule,
            trigger=rule.trigger_text,
            arises=at,
        )


def _until_from(rule: DutyRule, at: int, book: DateBook) -> Due | None:
    if rule.deadline is None:
        return None
    return book.until(rule.deadline, Found(anchor=at_instant(at, book.place)))


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
        completions = list(happenings.completions(place, instants))
        if rule.recorded:
            book.keep(rule, place.scope, [_slot(rule, place, each, book) for each in completions])
        for completion in completions:
            state = _arising(rule, place, completion, book, told)
            inside = shown is None or shown[0] < completion.instant <= shown[1]
            if inside or (state.due is not None and book.as_of < state.due):
                yield state


def _until(rule: DutyRule, place: Place, at: int, book: DateBook) -> tuple[Due | None, Found]:
    """Until when a duty is due that arose at the end of a period, and what that is counted from."""
    if rule.deadline is None:
        return None, Found(anchor=None)
    found = (
        book.edge(rule.deadline.anchor)
        if rule.deadline.anchor in ("start", "end")
        else anchored(rule.deadline, place, at, book)
    )
    return book.until(rule.deadline, found), found


def _slot(rule: DutyRule, place: Place, completion: Completion, book: DateBook) -> Slot:
    """What gave it happened in the period: it can be done since that began."""
    until, _ = _until(rule, place, completion.instant, book)
    period = place.period_until(completion.instant)
    return Slot(
        start=completion.instant,
        end=completion.instant,
        begin=None if period is None else period.start,
        due=None if until is None else until.until,
        about=(completion.instant, completion.instant) if period is None else (period.start, period.end),
    )


def _arising(rule: DutyRule, place: Place, completion: Completion, book: DateBook, told: bool) -> DutyState:
    until, found = _until(rule, place, completion.instant, book)
    period = place.period_until(completion.instant)
    label = period.label if period is not None else ""
    occasion = Occasion(label=label, start=completion.instant, end=completion.instant)
    sent = book.sent(rule, occasion, place.scope)
    state: DutyStatus = "possible"
    if sent is not None or completion.certain:
        begin = period.start if period is not None else completion.instant
        state = _kept(rule, sent, until, book, told, begin)
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
