"""Rights: who may do what, bound to the objectives whose misses give the right, and to its dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sladsl.ast import values as v
from sladsl.ast.parties import Party as PartyBlock
from sladsl.ast.rights import Right as RightBlock
from sladsl.diagnostics.suggest import listing
from sladsl.model.dates import AnyEvent, Deadline, Event, ExpectedRight, Length, Right, Trigger
from sladsl.model.facts import Circumstance
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.deadlines import Anchors, deadline, length, outages_known, reports_known
from sladsl.model.from_ast.facts_of_rights import alternatives, events_alone, given_where, words_of
from sladsl.model.from_ast.own_periods import called
from sladsl.model.from_ast.reached import Summed
from sladsl.model.from_ast.triggers import events, trigger
from sladsl.model.meanings import Metric, Objective, Party, Service
from sladsl.record import Record, replace


class Held(Record):
    """What a right can refer to."""

    parties: Mapping[str, Party]
    services: Mapping[str, Service]
    metrics: Mapping[str, Metric]
    objectives: Mapping[str, Objective]
    sent: tuple[str, ...]
    summed: Summed
    has_term: bool = False

    def dimension(self, objective: str) -> str:
        """The noun by which an objective is assessed, "" for none."""
        of = self.objectives[objective]
        metric = self.metrics.get(of.metric)
        return metric.for_each if metric is not None else of.dimension


def rights_of(block: RightBlock, around: Held, context: Context) -> list[Right | None]:
    """A right; where a fact or an event will do, one for each of them that says the same otherwise."""
    written = block.when
    found = []
    for when in alternatives(written) if isinstance(written, v.Trigger) else (written,):
        told = len(context.findings)
        found.append(right(block, when, around, context))
        # What is wrong with the sentence is told once.
        new = [each for each in context.findings[told:] if each not in context.findings[:told]]
        context.findings[told:] = new
    return found


def right(block: RightBlock, written: v.Value | None, around: Held, context: Context) -> Right | None:
    """A right that arises by `written`; None where its sentence could not be read."""
    words = block.head_value
    if not isinstance(words, v.RightWords):
        return None
    either = isinstance(words.holder, v.Answer)
    if isinstance(words.holder, v.Name):
        context.find(words.holder, around.parties, "party")
    found: Trigger | None = None
    events_of = events_alone(written) if isinstance(written, v.Trigger) else None
    if events_of is not None:
        found = trigger(events_of, around.objectives, context, around.summed)
    if words.scope is not None:
        _scope(words.scope, found, around, context)
    if found is not None:
        together(found, around, context)
    _moved(words, around, context)
    if words.service is not None:
        context.find(words.service, around.services, "service")
    use = block.use_within
    if isinstance(use, v.Offset) and not block.has(RightBlock.when):
        context.add(
            "N245",
            "use-without-when",
            use.span,
            "Without `when` this right is there at any time, so its time does not run out.",
            "Say what has to happen first, or leave `use within` out.",
        )
        use = None
    notice = block.notice
    applies = given_where(written, block.applies_where, context)
    anchors = event_anchors(found, around)
    if found is None and applies is not None:
        anchors = since_facts(anchors, applies)
    return Right(
        words=right_words(words),
        holder="" if either else words.holder.text,
        action=words.action,
        scope=words.scope.text if words.scope is not None else "",
        service=words.service.text if words.service is not None else "",
        objectives=tuple(each.text for each in (words.objective, words.instead) if each is not None),
        trigger=found,
        trigger_text=_text(block, written, context) if found is not None and written is not None else "",
        notice=_notice(notice, context),
        at_once=isinstance(notice, v.Answer),
        notice_open=isinstance(notice, v.NotStated),
        use_within=deadline(use, anchors, context, "time") if isinstance(use, v.Offset) else None,
        use_within_open=isinstance(use, v.NotStated),
        cure=_cure(block, anchors, context),
        effective=_effective(block, anchors, context),
        effective_open=isinstance(block.effective, v.NotStated),
        earliest=_earliest(block, around, context),
        applies=applies,
        cites=context.text(block, RightBlock.cites),
        span=block.span,
    )


def _text(block: RightBlock, written: v.Value, context: Context) -> str:
    """What has to happen as it is written, or what of it gives this right."""
    return said(written, context) if written is block.when else words_of(written, context)


def _moved(words: v.RightWords, around: Held, context: Context) -> None:
    """What is promoted and demoted exists; what takes a place is another one, and what gives its place up has one."""
    named = {each.label or key: each for key, each in around.objectives.items()}
    moved = [each for each in (words.objective, words.instead) if each is not None]
    known = [context.find(each, named, "objective") for each in moved]
    if None in known:
        return
    if len({each.text for each in moved}) < len(moved):
        message, at = f"`{moved[0].text}` would take its own place.", moved[1]
    elif words.action.startswith("demote") and named[moved[0].text].strength != "ensures":
        message, at = f"`{moved[0].text}` is not ensured, so it can't be demoted.", moved[0]
    elif words.instead is not None and named[words.instead.text].strength != "ensures":
        message, at = f"`{words.instead.text}` is not ensured, so it has no place to give up.", words.instead
    else:
        return
    others = sorted(
        name for name, each in named.items() if each.strength == "ensures" and name != moved[0].text
    )
    hint = (
        f"Name one that is: {listing(others[:4], 'or')}."
        if others
        else "Name an objective that somebody `ensures`."
    )
    context.add("N271", "nothing-to-move", at.span, message, hint)


def right_words(words: v.RightWords) -> str:
    """`Acme may terminate that circuit`, `Acme may "use a substitute"`."""
    holder = words.holder.text
    if words.in_words:
        return f'{holder} may "{words.action}"'
    if words.service is not None:
        return f"{holder} may {words.action} only {words.service.text}"
    return f"{holder} may {words.action}{f' that {words.scope.text}' if words.scope is not None else ''}"


def expected_right(written: v.ExpectedRight, rights: tuple[Right, ...], context: Context) -> ExpectedRight:
    """What a scenario expects; a right that the agreement does not give is a finding."""
    words = right_words(written.words)
    known = list(dict.fromkeys(each.said for each in rights))
    holder = written.words.holder
    parties = (
        {each.name.text for each in context.node.children(PartyBlock) if each.name is not None}
        if context.node is not None
        else set()
    )
    if parties and isinstance(holder, v.Name) and holder.text not in parties:
        context.unknown(holder.text, holder.span, sorted(parties), "party")
    elif words not in known:
        known += [each for each in context.rights_left_out if each not in known]
        context.add(
            "N250",
            "unknown-right",
            written.words.span,
            f"The agreement does not say that {words}.",
            f"It says: {listing(known)}." if known else "It gives no right; add the sentence.",
        )
    return ExpectedRight(
        words=words,
        scope=written.scope.text if written.scope is not None else "",
        lacking=written.lacking,
        since=context.date(written.since),
        until=context.date(written.until),
        text=said(written, context),
        span=written.span,
    )


def said(written: v.Value, context: Context) -> str:
    """What is written there, on one line."""
    return " ".join(context.source[written.span].split()) if context.source is not None else ""


def _notice(written: v.Value | None, context: Context) -> Length | None:
    return length(written, context, "notice") if isinstance(written, v.Duration) else None


def _cure(block: RightBlock, anchors: Anchors, context: Context) -> Deadline | None:
    written = block.unless_cured
    if not isinstance(written, v.Offset):
        return None
    known = {**anchors.known, "notice": ("notice", "")}
    return deadline(
        written,
        Anchors(known=known, say=("the notice", *anchors.say), nothing=anchors.nothing, sent=anchors.sent),
        context,
        "time",
    )


def _effective(block: RightBlock, anchors: Anchors, context: Context) -> Deadline | None:
    written = block.effective
    if not isinstance(written, v.Offset):
        return None
    known = Anchors(
        known={"notice": ("notice", ""), **anchors.known},
        say=("the notice", *anchors.say),
        nothing="A right can't take effect by the {anchor}.",
        sent=anchors.sent,
        not_back="A right can't take effect before that.",
    )
    return deadline(written, known, context, "time")


def _earliest(block: RightBlock, around: Held, context: Context) -> str:
    """The first day as written; the end of a term that there is not is a finding."""
    written = block.earliest
    if not isinstance(written, v.Answer):
        return context.date(written)
    if not around.has_term:
        context.add(
            "N312",
            "no-initial-term",
            written.span,
            "The agreement has no initial term, so this right has no first day.",
            "Add `term { initial: 24 months }`, or write a date.",
        )
        return ""
    return written.text


def since_facts(anchors: Anchors, applies: Circumstance) -> Anchors:
    """What hangs on facts alone has no period: its time begins when they come to hold."""
    given = {name: ("given", name) for name in applies.facts}
    return replace(anchors, known=given, say=tuple(f"the {name}" for name in given))


def event_anchors(found: Trigger | None, around: Held) -> Anchors:
    """What the time to use a right can be counted from: the periods of its events, what broke, a report."""
    named = [each for event in events(found) for each in event.objectives] if found is not None else []
    kinds = sorted({str(around.objectives[each].period) for each in named})
    words = [word for each in named for word in called(around.objectives[each].period)]
    known: dict[str, tuple[str, str]] = {word: (word, "") for word in (*kinds, *words)}
    known |= {"period": ("period", ""), "last miss": ("last miss", ""), "miss": ("last miss", "")}
    metrics = [around.metrics.get(around.objectives[each].metric) for each in named]
    if any(metric is not None and metric.kind in OF_TIME for metric in metrics):
        known |= outages_known()
    reports = reports_known(around.sent)
    known |= reports
    say = ["the last miss", *(f"the {kind}" for kind in kinds), *(f"the {name}" for name in reports)]
    return Anchors(
        known=known,
        say=tuple(say),
        nothing="The time to use this right can't be counted from the {anchor}.",
        sent=around.sent,
        not_back="The time to use a right can't end before.",
    )


def _scope(noun: v.Name, found: Trigger | None, around: Held, context: Context) -> None:
    """`that circuit` needs something that is assessed circuit by circuit."""
    if found is None:
        nouns: dict[str, Any] = {each.for_each: each for each in around.metrics.values() if each.for_each}
        nouns |= {each.for_each: each for each in around.services.values() if each.for_each}
    else:
        named = {each for event in events(found) for each in event.objectives}
        nouns = {around.dimension(each): each for each in named if around.dimension(each)}
    if noun.text in nouns:
        return
    known = listing([f"that {each}" for each in nouns], "or")
    context.add(
        "N246",
        "scope-not-assessed",
        noun.span,
        f"Nothing that gives this right is assessed for each {noun.text}."
        if found is not None
        else f"Nothing is assessed for each {noun.text}.",
        f"Write {known}." if nouns else f"Leave `that {noun.text}` out, or say `for each: {noun.text}`.",
    )


def together(of: Trigger, around: Held, context: Context) -> None:
    """What must happen together is judged scope by scope, so it has to be assessed by the same thing."""
    if isinstance(of, Event):
        return
    for part in of.of:
        together(part, around, context)
    if isinstance(of, AnyEvent):
        return
    nouns = [
        {around.dimension(each) for event in events(part) for each in event.objectives} for part in of.of
    ]
    scoped = [each for each in nouns if "" not in each]
    if scoped and not set.intersection(*scoped):
        names = sorted({noun for each in scoped for noun in each})
        context.add(
            "N249",
            "scopes-apart",
            of.span,
            f"These are assessed for each {listing(names)}, so they never happen to the same one.",
            "Join objectives that are assessed alike.",
        )
