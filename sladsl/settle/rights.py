"""Rights: whether each has arisen in each scope, since when, until when it can be used, and what it still lacks.

A right arises at the end of the period that completes what it waits for: by then the level is what it is, whenever it is
told. Every further period that counts completes it anew, so the time to use it begins again: `60 days of the last miss`
is then later, and a right that had lapsed is there again.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.outcome.rights import RightSpell, RightState, RightStatus
from sladsl.plan.dates import (
    AllRule,
    EventRule,
    RightRule,
    TriggerRule,
    events_of,
    objectives_of,
)
from sladsl.plan.settlement import Assessment, Settlement
from sladsl.settle.cured import mended
from sladsl.settle.datebook import DateBook, Found
from sladsl.settle.draft import Draft
from sladsl.settle.effect import (
    anchored,
    cure_day,
    effect_day,
    first_day,
    first_words,
    found_from,
    given_at,
    given_notice,
    over_before,
    too_early,
    until_when,
    usable_state,
)
from sladsl.settle.fees import FeeBook
from sladsl.settle.lacking import conditions
from sladsl.settle.reached import figure_lines
from sladsl.settle.spells import Occasion, Spell, is_open, spells_of
from sladsl.settle.tracks import Track, track
from sladsl.settle.triggers import Clock, Tracks, Verdict, glanced, judged, reach
from sladsl.values.period import Period, next_period


def right_states(
    settlement: Settlement,
    drafts: tuple[Draft, ...],
    book: DateBook,
    fees: FeeBook,
    *,
    in_words: bool = True,
) -> tuple[RightState, ...]:
    """Every right for each scope apart; `drafts` are all that were settled, shown or not.

    Without `in_words` nothing is told of what a right still lacks.
    """
    lines: Lines = {}
    for each in drafts:
        lines.setdefault(each.assessment.objective, {}).setdefault(each.scope, []).append(each)
    figures = figure_lines([rule.trigger for rule in settlement.rights], drafts, settlement, fees, book)
    dimensions = {
        name: next((line[0].assessment.dimension for scope, line in of.items() if scope and line), "")
        for name, of in figures.items()
    }
    lines |= figures
    found: list[RightState] = []
    for rule in settlement.rights:
        if rule.trigger is None:
            if rule.until is None or book.as_of < rule.until:
                found.append(_at_will(rule, book))
            continue
        named = objectives_of(rule.trigger)
        nouns = {
            each.objective: _noun(each, lines) for each in settlement.assessments if each.objective in named
        } | {name: dimension for name, dimension in dimensions.items() if name in named}
        for dimension, scope in _scopes(rule.trigger, nouns, lines):
            tracks = _tracks(rule.trigger, nouns, lines, dimension, scope, settlement, book)
            state = _state(rule, dimension, scope, tracks, nouns, settlement, book, in_words)
            # What an amendment has taken away before it arose can't arise any more.
            if rule.until is None or state.arises is not None:
                found.append(state)
    return tuple(found)


# ---- scopes


Lines = dict[str, dict[str, list[Draft]]]
"""Drafts by objective and scope."""


def _noun(assessment: Assessment, lines: Lines) -> str:
    """What an objective is assessed for each of; "" where nothing in its lines is told apart."""
    return assessment.dimension if any(lines.get(assessment.objective, {})) else ""


def _scopes(trigger: TriggerRule, nouns: dict[str, str], lines: Lines) -> Iterator[tuple[str, str]]:
    """The scopes that a right is looked at in: what is assessed as a whole, then each value of each dimension."""
    for dimension in dict.fromkeys(["", *nouns.values()]):
        if not _possible(trigger, nouns, dimension):
            continue
        scopes = {
            scope: None for name, noun in nouns.items() if noun == dimension for scope in lines.get(name, {})
        }
        for scope in scopes:
            yield dimension, scope


def _possible(trigger: TriggerRule, nouns: dict[str, str], dimension: str) -> bool:
    """Whether it can come about by what is assessed so, or as a whole."""
    if isinstance(trigger, EventRule):
        return any(nouns.get(name) in ("", dimension) for name in trigger.objectives)
    parts = [_possible(part, nouns, dimension) for part in trigger.of]
    return all(parts) if isinstance(trigger, AllRule) else any(parts)


def _tracks(
    trigger: TriggerRule,
    nouns: dict[str, str],
    lines: Lines,
    dimension: str,
    scope: str,
    settlement: Settlement,
    book: DateBook,
) -> Tracks:
    earlier = reach(trigger) - 1 if settlement.before == "not known" else 0
    found: dict[str, Track] = {}
    for name, noun in nouns.items():
        here = lines.get(name, {}).get(scope if noun else "") if noun in ("", dimension) else None
        if here:
            ordered = tuple(sorted(here, key=lambda one: one.period.start))
            found[name] = track(ordered, book.as_of, earlier, settlement.term_start, book.place)
    return found


# ---- one right in one scope


def _state(
    rule: RightRule,
    dimension: str,
    scope: str,
    tracks: Tracks,
    nouns: dict[str, str],
    settlement: Settlement,
    book: DateBook,
    in_words: bool,
) -> RightState:
    assert rule.trigger is not None
    clock = Clock(place=book.place, term_start=settlement.term_start)
    own = {name for name in tracks if nouns[name] == dimension}
    shown = settlement.shown[0] if settlement.shown is not None else None
    found = _occasions(rule, rule.trigger, own, tracks, clock, book, shown, scope)
    nothing = {each: _gives_nothing(rule, each, own, tracks, clock, book, scope) for each in found}
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
    notice = given_notice(rule, scope, _period_of(spell.occasions[-1], own, tracks), book) if spell else None
    if state == "open":
        state = usable_state(rule, state, book)
    if spell and notice is not None and _within(spell, rule, notice):
        state = "used"
    usable = state in ("open", "possible", "waiting", "used")
    arose = spell.occasions[0].arises if spell is not None else None
    last = spell.occasions[-1] if spell is not None else None

    since_broken = (
        anchored(rule.cured.deadline, rule.trigger, last.arises, tracks, clock, book)
        if last is not None and rule.cured is not None and rule.cured.deadline.anchor != "notice"
        else None
    )
    since = (
        found_from(rule, rule.trigger, last.arises, tracks, clock, book)
        if last is not None
        else Found(anchor=None)
    )
    given = notice if notice is not None and state == "used" else given_at(rule, book.as_of)
    withheld = withheld_at(rule, scope, book.as_of - 1) if state == "not arisen" else ""
    if state == "not arisen" and found:
        withheld = withheld or nothing[found[-1]]

    def told(occasion: Occasion) -> Verdict:
        assert rule.trigger is not None
        return judged(rule.trigger, tracks, occasion.arises, clock)

    return RightState(
        right=rule.rule.construct,
        words=rule.words,
        holder=rule.holder or "either party",
        action=rule.action,
        scope=scope,
        dimension=dimension,
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
        conditions=conditions(rule.trigger, tracks, latest, clock, settlement.term_end)
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


def _gives_nothing(
    rule: RightRule,
    occasion: Occasion,
    own: set[str],
    tracks: Tracks,
    clock: Clock,
    book: DateBook,
    scope: str,
) -> str:
    """Why what happened gives no right after all: its time is over before its first day, or it was mended in time."""
    if over_before(rule, occasion.last):
        return too_early(rule, occasion.last_day)
    period = _period_of(occasion, own, tracks)
    if rule.cured is None or period is None or rule.trigger is None:
        return ""
    found = None
    if rule.cured.deadline.anchor != "notice":
        found = anchored(rule.cured.deadline, rule.trigger, occasion.arises, tracks, clock, book)
    told = mended(rule.cured, scope, period, {}, book, found)
    return told.why if told.in_time else ""


def _period_of(occasion: Occasion, own: set[str], tracks: Tracks) -> Period | None:
    """The period that completed it."""
    found = [tracks[name].entries[tracks[name].last_until(occasion.arises)].period for name in sorted(own)]
    return next((each for each in found if each.end == occasion.arises), None)


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


def _occasions(
    rule: RightRule,
    trigger: TriggerRule,
    own: set[str],
    tracks: Tracks,
    clock: Clock,
    book: DateBook,
    shown: int | None,
    scope: str,
) -> list[Occasion]:
    """The ends of periods that completed the trigger: it holds, and the period that ends counts for it."""
    instants = sorted(each for each in _ends(trigger, tracks, shown) if _in_force(rule, each))
    found = []
    for instant in instants:
        if withheld_at(rule, scope, instant - 1):
            continue
        glance = glanced(trigger, tracks, instant, clock)
        if glance.holds == "no":
            continue
        certain = glance.holds == "yes" and glance.counted_now and bool(glance.counted & own)
        some = bool((glance.counted | glance.unknown) & own)
        if not certain and not (some and (glance.counted_now or glance.unknown_now)):
            continue
        until, day, why = until_when(rule, trigger, instant, tracks, clock, book)
        found.append(Occasion(arises=instant, certain=certain, last=until, last_day=day, presumed=why))
    return found


def withheld_at(rule: RightRule, scope: str, instant: int) -> str:
    """Why a right is not given at an instant; "" where it is."""
    parts = rule.withheld.get(scope, rule.withheld.get("", ()))
    return next((each.why for each in parts if each.start <= instant < each.end), "")


def _in_force(rule: RightRule, instant: int) -> bool:
    """Whether a right can arise at an instant: by the terms in force until then."""
    return (rule.since is None or rule.since < instant) and (rule.until is None or instant <= rule.until)


def _ends(trigger: TriggerRule, tracks: Tracks, shown: int | None) -> set[int]:
    """The ends of periods that count for some event, or might: nothing else can complete a trigger."""
    begin = {name: each.known_from(shown) for name, each in tracks.items()}
    return {
        entry.period.end
        for event in events_of(trigger)
        for name in event.objectives
        if name in tracks
        for entry, value in zip(tracks[name].entries, tracks[name].values(event.status), strict=True)
        if entry.draft is not None and value in ("yes", "unknown") and entry.period.start >= begin[name]
    }


def _at_will(rule: RightRule, book: DateBook) -> RightState:
    why = withheld_at(rule, "", book.as_of - 1)
    state: RightStatus = "not arisen" if why else "at will"
    if not why and rule.earliest is not None:
        state = usable_state(rule, state, book)
    given = given_at(rule, book.as_of)
    return RightState(
        right=rule.rule.construct,
        words=rule.words,
        holder=rule.holder or "either party",
        action=rule.action,
        scope="",
        dimension="",
        state=state,
        trigger=rule.trigger_text,
        arises=None,
        by=(),
        last=None,
        last_day="",
        notice=rule.notice_text,
        effective_day="" if why else effect_day(rule, given, book),
        effective=rule.effective_text,
        first_day=first_day(rule, None, book),
        first=first_words(rule),
        cure=rule.cure,
        withheld=why,
        rule=rule.rule,
    )
