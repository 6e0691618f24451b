"""Rights: whether each has arisen in each scope, since when, until when it can be used, and what it still lacks.

A right arises at the end of the period that completes what it waits for: by then the level is what it is, whenever it is
told. Every further period that counts completes it anew, so the time to use it begins again: `60 days of the last miss`
is then later, and a right that had lapsed is there again.
"""

from __future__ import annotations

from sladsl.outcome.rights import RightSpell, RightState, RightStatus
from sladsl.plan.dates import DeadlineRule, RightRule
from sladsl.plan.settlement import Settlement
from sladsl.settle.arising import Happenings, Place
from sladsl.settle.cured import mended
from sladsl.settle.datebook import NO_STATED_DAY, DateBook, Found
from sladsl.settle.effect import (
    anchored,
    cure_day,
    effect_day,
    first_day,
    first_words,
    found_from,
    given_at,
    given_notice,
    given_since,
    over_before,
    too_early,
    until_when,
    usable_state,
    withheld_at,
)
from sladsl.settle.lacking import conditions
from sladsl.settle.spells import Occasion, Spell, is_open, spells_of
from sladsl.settle.triggers import Tracks, Verdict
from sladsl.values.deadline import at_instant
from sladsl.values.period import Period, next_period


def right_states(
    settlement: Settlement, happenings: Happenings, book: DateBook, *, in_words: bool = True
) -> tuple[RightState, ...]:
    """Every right for each scope apart.

    Without `in_words` nothing is told of what a right still lacks.
    """
    found: list[RightState] = []
    for rule in settlement.rights:
        if rule.trigger is None:
            if rule.until is None or book.as_of < rule.until:
                found.append(_at_will(rule, book))
            continue
        for place in happenings.places(rule.trigger):
            state = _state(rule, place, happenings, settlement, book, in_words)
            # What an amendment has taken away before it arose can't arise any more.
            if rule.until is None or state.arises is not None:
                found.append(state)
    return tuple(found)


# ---- one right in one scope


def _state(
    rule: RightRule,
    place: Place,
    happenings: Happenings,
    settlement: Settlement,
    book: DateBook,
    in_words: bool,
) -> RightState:
    tracks, clock, scope = place.tracks, place.clock, place.scope
    found = _occasions(rule, place, happenings, book)
    nothing = {each: _gives_nothing(rule, each, place, book) for each in found}
    occasions = [each for each in found if not nothing[each]]
    sure = spells_of([each for each in occasions if each.certain])
    all_told = spells_of(occasions)
    state: RightStatus = "not arisen"
    spells = sure
    if sure and is_open(sure[-1], book.as_of):
        state = "open"
    elif all_told and is_open(all_told[-1], book.as_of):
        state, spells = "possible", all_told
    elif sure:
        state = "lapsed"
    spell = spells[-1] if spells else None
    latest = max((each.entries[-1].period.end for each in tracks.values() if each.entries), default=None)
    period = place.period_until(spell.occasions[-1].arises) if spell else None
    notice = given_notice(rule, scope, period, book) if spell else None
    if state == "open":
        state = usable_state(rule, state, book)
    if spell and notice is not None and _within(spell, rule, notice):
        state = "used"
    usable = state in ("open", "possible", "waiting", "used")
    arose = spell.occasions[0].arises if spell is not None else None
    last = spell.occasions[-1] if spell is not None else None

    since_broken = (
        anchored(rule.cured.deadline, place, last.arises, book)
        if last is not None and rule.cured is not None and rule.cured.deadline.anchor != "notice"
        else None
    )
    since = found_from(rule, place, last.arises, book) if last is not None else Found(anchor=None)
    given = notice if notice is not None and state == "used" else given_at(rule, book.as_of)
    withheld = withheld_at(rule, scope, book.as_of - 1) if state == "not arisen" else ""
    if state == "not arisen" and found:
        withheld = withheld or nothing[found[-1]]

    def told(occasion: Occasion) -> Verdict:
        return place.told(occasion.arises)

    return RightState(
        right=rule.rule.construct,
        words=rule.words,
        holder=rule.holder or "either party",
        action=rule.action,
        scope=scope,
        dimension=place.dimension,
        state=state,
        trigger=rule.trigger_text,
        arises=arose,
        by=told(last).counted if last is not None else (),
        last=spell.last if spell is not None else None,
        last_day=spell.last_day if spell is not None else "",
        presumed=last.presumed if last is not None else "",
        notice=rule.notice_text,
        effective_day=effect_day(rule, given, book, since) if usable else "",
        earliest_day=effect_day(rule, given_at(rule, arose), book, since)
        if usable and arose is not None
        else "",
        effective=rule.effective_text,
        first_day=first_day(rule, arose, book) if usable else "",
        first=first_words(rule),
        cure=rule.cure,
        cure_day=cure_day(rule, given, since_broken, book) if usable else "",
        noticed=notice,
        use=rule.use.text if rule.use is not None else "",
        conditions=conditions(place.trigger, tracks, latest, clock, settlement.term_end)
        if in_words and latest is not None and rule.until is None
        else None,
        looked_to=_looked_to(tracks, settlement.term_end, book),
        withheld=withheld,
        unknown=told(last).unknown if last is not None and state == "possible" else (),
        earlier=tuple(
            RightSpell(
                arises=each.occasions[0].arises,
                last=each.last,
                last_day=each.last_day,
                by=told(each.occasions[-1]).counted,
            )
            for each in spells[:-1]
        ),
        rule=rule.rule,
    )


def _gives_nothing(rule: RightRule, occasion: Occasion, place: Place, book: DateBook) -> str:
    """Why what happened gives no right after all: its time is over before its first day, or it was mended in time."""
    if over_before(rule, occasion.last):
        return too_early(rule, occasion.last_day)
    period = place.period_until(occasion.arises)
    if rule.cured is None or period is None:
        return ""
    found = None
    if rule.cured.deadline.anchor != "notice":
        found = anchored(rule.cured.deadline, place, occasion.arises, book)
    told = mended(rule.cured, place.scope, period, {}, book, found)
    return told.why if told.in_time else ""


def _within(spell: Spell, rule: RightRule, notice: int) -> bool:
    """Whether notice was given while it could be used."""
    first = given_at(rule, spell.occasions[0].arises)
    return first <= notice and (spell.last is None or notice < spell.last)


def _looked_to(tracks: Tracks, term_end: int | None, book: DateBook) -> str:
    """The last period of the objective that is looked at least far, if a later one has ended."""
    found: list[Period] = []
    for each in tracks.values():
        if each.entries:
            last = each.entries[-1].period
            following = next_period(last, book.place)
            if following.end <= book.as_of and (term_end is None or following.start < term_end):
                found.append(last)
    return min(found, key=lambda each: each.end).label if found else ""


def _occasions(rule: RightRule, place: Place, happenings: Happenings, book: DateBook) -> list[Occasion]:
    """The ends of periods that completed the trigger, while the right is given at all."""
    instants = [
        each
        for each in happenings.ends(place)
        if _in_force(rule, each) and not withheld_at(rule, place.scope, each - 1)
    ]
    found = []
    for each in happenings.completions(place, instants):
        until, day, why = until_when(rule, place, each.instant, book)
        found.append(
            Occasion(arises=each.instant, certain=each.certain, last=until, last_day=day, presumed=why)
        )
    return found


def _in_force(rule: RightRule, instant: int) -> bool:
    """Whether a right can arise at an instant: by the terms in force until then."""
    return (rule.since is None or rule.since < instant) and (rule.until is None or instant <= rule.until)


def _at_will(rule: RightRule, book: DateBook) -> RightState:
    why = withheld_at(rule, "", book.as_of - 1)
    state: RightStatus = "not arisen" if why else "at will"
    if not why and rule.earliest is not None:
        state = usable_state(rule, state, book)
    given = given_at(rule, book.as_of)
    since, until, presumed = None, None, ""
    if rule.use is not None and not why:
        since, found = _time_of_facts(rule, rule.use, book)
        until, presumed = book.until(rule.use, found), found.why
        if until is not None and until.until <= book.as_of:
            state = "lapsed"
        elif state == "at will" and until is not None:
            state = "open"
    return RightState(
        right=rule.rule.construct,
        words=rule.words,
        holder=rule.holder or "either party",
        action=rule.action,
        scope="",
        dimension="",
        state=state,
        trigger=rule.trigger_text,
        arises=since,
        by=(),
        last=until.until if until is not None else None,
        last_day=until.last_day if until is not None else "",
        presumed=presumed,
        notice=rule.notice_text,
        effective_day="" if why or state == "lapsed" else effect_day(rule, given, book),
        effective=rule.effective_text,
        first_day=first_day(rule, None, book),
        first=first_words(rule),
        cure=rule.cure,
        use=rule.use.text if rule.use is not None else "",
        withheld=why,
        rule=rule.rule,
    )


def _time_of_facts(rule: RightRule, use: DeadlineRule, book: DateBook) -> tuple[int | None, Found]:
    """Since when a right by facts alone is given, and what the time to use it is counted from: when they came to hold, or
    the last day that is stated, which begins it anew."""
    since = given_since(rule, book.as_of)
    if since is None:
        since = book.term_start
    if use.anchor == "stated":
        days = [each.instant for each in book.known_days(use)]
        if not days:
            return since, Found(anchor=None, why=f"{NO_STATED_DAY} {use.of}")
        return since, Found(anchor=at_instant(max(days), book.place))
    if since is None:
        return None, Found(anchor=None, why="it is not known since when this is so")
    # What has been so for longer than is looked at has its time behind it, however long before that it began.
    return since, Found(anchor=at_instant(since, book.place))
