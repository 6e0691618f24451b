"""Rights in English: who may do what, when it may, with which notice, until when."""

from __future__ import annotations

from typing import assert_never

from sladsl.model.dates import AllEvents, AnyEvent, Event, Right, Trigger, Window
from sladsl.model.from_ast.triggers import events
from sladsl.prose.document import Clause, Item, Section, Text
from sladsl.prose.english import dates
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import circumstance
from sladsl.prose.english.figures import figure_words
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, clause, item, join, listing, say

_TITLES = {
    "promote": "Promotion of a Service Level",
    "demote": "Demotion of a Service Level",
    "terminate": "Termination",
    "claim a refund": "Refund",
    "demand a replacement": "Replacement",
    "demand a rectification plan": "Rectification plan",
    "withhold payment": "Withholding of payment",
    "claim damages": "Damages",
    "step in": "Step-in",
}
_ACTIONS = {
    "claim a refund": "claim a refund of the fees for the Services concerned",
    "demand a replacement": "demand a replacement of the Services concerned",
    "demand a rectification plan": "demand a rectification plan from the Party that failed",
    "withhold payment": "withhold payment for the Services concerned",
    "claim damages": "claim damages",
    "step in": "step in and have the Services concerned performed by itself or by others",
}
LONGEST_TITLE = 48
_STATUS = {
    "missed": "is missed",
    "met": "is met",
    "critical": "is missed by a critical failure",
    "below minimum": "is missed by a failure below the minimum",
    "below expected": "is missed or below the level that is expected",
    "not assessed": "is not assessed",
    "exceeded": "is exceeded",
}


def rights(names: Names) -> Section | None:
    """The section of rights; None without rights."""
    found = tuple(_right(each, names) for each in names.agreement.rights)
    return (
        Section(title=join("Termination and other rights"), clauses=found, keys=("rights",))
        if found
        else None
    )


def _right(of: Right, names: Names) -> Clause:
    holder = _holder(of, names) if of.holder else "Either Party"
    action = _action(of, names)
    if of.trigger is None:
        text = say("{holder} may {action} at any time.", holder=holder, action=action)
    else:
        text = say(
            "{holder} may {action} if {trigger}.",
            holder=holder,
            action=action,
            trigger=_trigger(of.trigger, names),
        )
    given = (
        item(say("It is given only where {where}.", where=circumstance(of.applies)))
        if of.applies is not None
        else None
    )
    said = (
        given,
        _apart(of, names),
        _notice(of),
        _effective(of, names),
        _earliest(of),
        _use(of, names),
        _cure(of, names),
    )
    items = [each for each in said if each]
    return clause(_title(of), text, items, keys=(f"right {of.words}",))


def _holder(of: Right, names: Names) -> Part:
    return names.of("party", of.holder) if of.holder else "either Party"


def _title(of: Right) -> str:
    """What the clause is called; a right in the author's own words by these, where they are few."""
    own = f"{of.action[:1].upper()}{of.action[1:]}" if len(of.action) <= LONGEST_TITLE else "Right"
    return _TITLES.get(of.action.split()[0] if of.objectives else of.action, own.rstrip("."))


def _action(of: Right, names: Names) -> Part:
    if of.objectives:
        moved, *instead = (names.all("objective", (each,), "and") for each in of.objectives)
        if of.action.startswith("demote"):
            return say("set down the {moved} to a Service Level that is reported only", moved=moved)
        place = join(", in place of the ", instead[0]) if instead else ""
        return say(
            "raise the {moved} to a Service Level for which a Service Credit is given{place}",
            moved=moved,
            place=place,
        )
    if of.action != "terminate":
        return _ACTIONS.get(of.action, of.action.rstrip(".")) + (f" for that {of.scope}" if of.scope else "")
    if of.service:
        return say(
            "terminate {this} as far as it concerns {service}",
            this=names.this,
            service=names.of("service", of.service),
        )
    return f"terminate {names.this}{f' as far as it concerns that {of.scope}' if of.scope else ''}"


# ---- what has to happen


def trigger_words(of: Trigger, names: Names) -> Text:
    """What has to happen, for other clauses than those of rights."""
    return _trigger(of, names)


def _trigger(of: Trigger, names: Names, inside: bool = False) -> Text:
    match of:
        case Event():
            return _event(of, names)
        case AnyEvent():
            text = _alternatives([_trigger(each, names, inside=True) for each in of.of])
            return join("one of these occurs: ", text) if inside else text
        case AllEvents():
            text = listing([_trigger(each, names, inside=True) for each in of.of], "and")
            return join("both ", text) if inside and len(of.of) == 2 else text
        case _:
            assert_never(of)


def _alternatives(parts: list[Text]) -> Text:
    """`a, or b`: the comma keeps what `and` joins together."""
    found: list[Part] = []
    for at, part in enumerate(parts):
        found += [", or " if at == len(parts) - 1 else ", "] if at else []
        found.append(part)
    return join(*found)


def _event(of: Event, names: Names) -> Text:
    if of.reached is not None:
        return figure_words(of, of.reached, _when(of, names), names)
    if of.any:
        subject: Part = "any one Service Level"
    else:
        subject = join("the ", names.all("objective", of.objectives, "or"))
    return say("{subject} {status} {when}", subject=subject, status=_STATUS[of.status], when=_when(of, names))


def _when(of: Event, names: Names) -> str:
    window = of.window
    if window is None:
        kinds = dict.fromkeys(
            objective.period for each in of.objectives if (objective := names.objective(each)) is not None
        )
        return f"in a {next(iter(kinds))}" if len(kinds) == 1 else "in a Service Period"
    return _window(window)


def _window(of: Window) -> str:
    period = str(of.own or of.period)
    periods = f"{period}s"
    if of.year:
        year = "Contract Year" if of.year == "contract year" else "calendar year"
        count = f"{of.count} {periods}" if of.count != 1 else f"1 {period}"
        return f"in {count} of one {year}"
    if of.following:
        return f"in each of the next {of.count} {periods}" if of.count > 1 else f"in the next {period}"
    if of.of == 1:
        return f"in one {period}"
    if of.count == of.of:
        return f"in {of.count} consecutive {periods}"
    return f"in {of.count} of any {of.of} consecutive {periods}"


def _apart(of: Right, names: Names) -> Item | None:
    """Whether each value of a dimension is looked at by itself."""
    if of.trigger is None:
        return None
    nouns: dict[str, None] = {}
    for event in events(of.trigger):
        # Points and credits are summed over everything, save where the right or the fee is of each by itself.
        of_each = event.reached is None or event.reached.of == "level" or of.scope
        for name in event.objectives if of_each else ():
            objective = names.objective(name)
            metric = names.agreement.metrics.get(objective.metric) if objective is not None else None
            if metric is not None and metric.for_each:
                nouns[metric.for_each] = None
    found = [f"Each {noun} is looked at by itself." for noun in nouns]
    return item(" ".join(found)) if found else None


# ---- its dates


def _notice(of: Right) -> Item | None:
    effect = "The termination takes effect" if of.action == "terminate" else "It takes effect"
    if of.at_once:
        return item(f"{effect} at once when notice of it is given.")
    if of.notice_open:
        return item("The Parties have not stated how long before it takes effect notice is to be given.")
    if of.notice is None:
        return None
    return item(f"{effect} {dates.length(of.notice)} after notice of it is given.")


def _effective(of: Right, names: Names) -> Item | None:
    if of.effective_open:
        return item("The Parties have not stated when it takes effect.")
    if of.effective is None:
        return None
    period = "the end of the Service Period that completes the condition"
    until = dates.deadline(of.effective, names, period, _holder(of, names))
    if of.effective.unit == "ends":
        until = join("with ", dates.ending(of.effective, names, period, _holder(of, names)))
    return item(say("It takes effect {until}, or later where the notice says so.", until=until))


def _earliest(of: Right) -> Item | None:
    if not of.earliest:
        return None
    if of.earliest[:1].isdigit():
        return item(say("The first day of the right is {day}.", day=q.date(of.earliest)))
    return item("The first day of the right is the day after the initial term.")


def _use(of: Right, names: Names) -> Item | None:
    if of.use_within_open:
        return item("The Parties have not stated until when the right can be used.")
    if of.use_within is None:
        return None
    period = "the end of the Service Period that completes the condition"
    within = dates.within(of.use_within, names, period, _holder(of, names))
    return item(
        say(
            "The right lapses unless it is used {within}. A further Service Period that completes the "
            "condition begins this time anew.",
            within=within,
        )
    )


def _cure(of: Right, names: Names) -> Item | None:
    if of.cure is None:
        return None
    until = dates.deadline(of.cure, names, "the end of the Service Period that completes the condition")
    return item(
        say("The right cannot be used if the other Party has cured the failure within {until}.", until=until)
    )
