"""What is due, by whom and until when: reports and other duties, reviews, the end of the term and the notice before it."""

from __future__ import annotations

from sladsl.outcome.duties import DutyState, DutyStatus, TermState
from sladsl.plan.dates import DutyRule
from sladsl.plan.settlement import Settlement
from sladsl.settle.datebook import DateBook, Occasion

MOST_BACK = 60
"""How many occasions before the as-of instant are looked at for one that is still due."""


def duty_states(
    settlement: Settlement, book: DateBook, shown: tuple[int, int] | None, told: bool
) -> tuple[DutyState, ...]:
    """The dates of the stretch that is shown, those that are still open, and the next one of each duty.

    `told`: data say which reports were sent, so one that they do not name was not.
    """
    found: dict[DutyState, None] = {}
    for rule in settlement.duties:
        for occasion in _looked_at(rule, book, shown):
            state = _state(rule, occasion, book, told)
            if state is not None:
                found[state] = None
    for state in _of_term(book.term, book):
        found[state] = None
    return tuple(sorted(found, key=lambda each: (each.due, each.kind, each.what, each.period)))


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
