"""Duties with dates: what a party sends or must do, reports, reviews."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.calendars import Calendar
from sladsl.ast.duties import Duty as DutyBlock
from sladsl.ast.duties import Report as ReportBlock
from sladsl.ast.duties import Review as ReviewBlock
from sladsl.ast.interpretation import Interpretation
from sladsl.diagnostics.spelling import slip
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.dates import (
    Deadline,
    Duty,
    ExpectedDuty,
    Length,
    Report,
    Review,
    Trigger,
    is_called,
    unnumbered,
)
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.deadlines import Anchors, deadline, length
from sladsl.model.from_ast.facts_of_rights import events_alone, given_where
from sladsl.model.from_ast.recorded import recorded
from sladsl.model.from_ast.rights import Held, event_anchors, said, since_facts, together
from sladsl.model.from_ast.triggers import trigger
from sladsl.model.meanings import Metric
from sladsl.model.measured import Source
from sladsl.record import replace

SHORT = 9
"""Names of fewer letters are alike by chance less often than by mistake."""
KINDS = ("day", "week", "month", "quarter", "year")


def report(block: ReportBlock, metrics: Mapping[str, Metric], context: Context) -> Report:
    told = block.measure.items if isinstance(block.measure, v.Names) else ()
    return Report(
        name=context.declare(block),
        title=block.title.text if block.title is not None else "",
        metrics=tuple(name.text for name in told if context.find(name, metrics, "metric") is not None),
        cites=context.text(block, ReportBlock.cites),
        span=block.head_span,
    )


def review(block: ReviewBlock, context: Context) -> Review:
    every = block.every
    return Review(
        every=_every(every, context) if isinstance(every, v.Duration) else None,
        every_open=isinstance(every, v.NotStated),
        by=context.text(block, ReviewBlock.by),
        when=tuple(
            " ".join(said.text.split())
            for said in block.when
            if isinstance(said, v.Text) and said.text.strip()
        ),
        cites=context.text(block, ReviewBlock.cites),
        span=block.head_span,
    )


def with_sent(
    blocks: tuple[DutyBlock, ...], reports: dict[str, Report], context: Context
) -> dict[str, Report]:
    """The reports with those that have no block: what somebody sends is declared by being sent."""
    found = dict(reports)
    sent = {
        block.head_value.what.text
        for block in blocks
        if isinstance(block.head_value, v.DutyWords) and isinstance(block.head_value.what, v.Name)
    }
    unsent = {name for name in reports.keys() - sent if _counted_from(name, context)}
    for block in blocks:
        words = block.head_value
        if not isinstance(words, v.DutyWords) or not isinstance(words.what, v.Name):
            continue
        name = words.what
        # Reports are called alike (`SalesReport`, `FillReport`): only what looks mistyped is not a new one.
        if _mistyped(name.text, tuple(reports)):
            continue
        if unsent and name.text not in found:
            continue  # time is counted from a report that nobody sends: this one is meant
        if name.text not in found and not context.named(name.text):
            found[name.text] = Report(name=name.text, title="", metrics=(), cites="", span=name.span)
    return found


def _counted_from(report: str, context: Context) -> bool:
    """Whether something is counted from a report: `30 days of the ServiceReport`."""
    return context.source is not None and f" the {report} " in f" {' '.join(context.source.text.split())} "


def _mistyped(name: str, reports: tuple[str, ...]) -> bool:
    near = closest(name, reports)
    return bool(near) and (len(near) < SHORT or slip(name, near, reports))


def sent_by(blocks: tuple[DutyBlock, ...], reports: Mapping[str, Report]) -> tuple[str, ...]:
    """The reports that somebody sends; where the name of one is none, any of them may be meant."""
    words = (block.head_value for block in blocks)
    named = [
        each.what.text for each in words if isinstance(each, v.DutyWords) and isinstance(each.what, v.Name)
    ]
    meant = [(name,) if name in reports else tuple(reports) for name in named]
    return tuple(dict.fromkeys(name for names in meant for name in names))


def duty(
    block: DutyBlock,
    around: Held,
    reports: Mapping[str, Report],
    sources: Mapping[str, Source],
    context: Context,
) -> Duty | None:
    """A duty; None where its sentence could not be read."""
    words = block.head_value
    if not isinstance(words, v.DutyWords):
        return None
    context.find(words.owner, around.parties, "party")
    sent, text = "", ""
    if isinstance(words.what, v.Name):
        sent = words.what.text
        context.find(words.what, reports, "report")
    else:
        text = words.what.text
    if words.to is not None and context.find(words.to, around.parties, "party") is not None:
        _not_to_oneself(words, context)
    every = block.every
    counted = _every(every, context) if isinstance(every, v.Duration) else None
    within = block.within_
    if counted is not None and isinstance(within, v.Offset) and _of_period(counted, within.anchor):
        counted = None
    when = block.when
    found = None
    if isinstance(when, v.Trigger) and (events_of := events_alone(when)) is not None:
        found = trigger(events_of, around.objectives, context, around.summed)
        if found is not None:
            together(found, around, context)
    applies = given_where(when, None, context)
    until = None
    if isinstance(within, v.Offset):
        if applies is not None and isinstance(when, v.Trigger) and events_alone(when) is None:
            until = deadline(within, since_facts(event_anchors(None, around), applies), context)
        elif block.has(DutyBlock.when):
            until = _after_events(within, found, around, sent, context)
        else:
            until = _deadline(within, counted is not None, context)
    return Duty(
        words=duty_words(words),
        owner=words.owner.text,
        report=sent,
        text=text,
        to=words.to.text if words.to is not None else "",
        deadline=until,
        deadline_open=isinstance(within, v.NotStated),
        every=counted,
        trigger=found,
        trigger_text=said(when, context) if found is not None and when is not None else "",
        applies=applies,
        recorded=recorded(block, sources, context),
        cites=context.text(block, DutyBlock.cites),
        span=block.span,
    )


def _of_period(every: Length, anchor: str) -> bool:
    """Whether `every: 3 months` only says once more what `after the quarter` says."""
    lengths = {
        "day": ("days", 1),
        "week": ("weeks", 1),
        "month": ("months", 1),
        "quarter": ("months", 3),
        "year": ("months", 12),
    }
    return lengths.get(anchor) == (every.unit, every.count)


def _not_to_oneself(words: v.DutyWords, context: Context) -> None:
    assert words.to is not None
    if words.to.text == words.owner.text:
        context.add(
            "N243",
            "duty-to-oneself",
            words.to.span,
            f"`{words.owner.text}` sends this to itself.",
            "Name the party that receives it.",
        )


def _every(written: v.Duration, context: Context) -> Length | None:
    """How often: whole months, weeks, days, business days or hours."""
    found = length(written, context, "time", business=True)
    if found is None:
        return None
    if found.unit == "business hours" and not _hours_known(context):
        context.add(
            "N244",
            "unclear-rhythm",
            written.span,
            "Business hours are those of a calendar, and `business days` names none.",
            "Add `calendar Office { Monday to Friday: 08:00 to 18:00 }`, and `business days: Office`.",
        )
        return None
    if found.count == 0:
        context.add(
            "N244",
            "unclear-rhythm",
            written.span,
            "Nothing repeats that often.",
            "Write a length of time: `6 months`.",
        )
        return None
    return found


def _hours_known(context: Context) -> bool:
    """Whether there is a calendar of business hours, and no other answer to what business days are."""
    if context.node is None or not context.node.children(Calendar):
        return False
    answers = (each.business_days for each in context.node.children(Interpretation))
    return not any(isinstance(each, v.Answer) for each in answers)


def expected_duty(written: v.ExpectedDuty, duties: tuple[Duty, ...], context: Context) -> ExpectedDuty:
    """What a scenario expects; a duty that the agreement does not give is a finding."""
    words = duty_words(written.words)
    known = list(dict.fromkeys(unnumbered(each.words) for each in duties))
    if not any(is_called(each, words) for each in known):
        known += [each for each in context.duties_left_out if each not in known]
        context.add(
            "N313",
            "unknown-duty",
            written.words.span,
            f"The agreement does not say that {words}.",
            f"It says: {listing(known)}." if known else "It gives no duty; add the sentence.",
        )
    return ExpectedDuty(
        words=words,
        scope=written.scope.text if written.scope is not None else "",
        lacking=written.lacking,
        due=context.date(written.due),
        kept=written.kept,
        text=said(written, context),
        span=written.span,
    )


def duty_words(words: v.DutyWords) -> str:
    """`Nimbus sends Report to Acme`, `Nimbus must "present a plan"`."""
    what = words.what.text if isinstance(words.what, v.Name) else f'"{words.what.text}"'
    told = f"{words.owner.text} {words.verb} {what}"
    return f"{told} to {words.to.text}" if words.to is not None else told


def _after_events(
    written: v.Offset, found: Trigger | None, around: Held, own: str, context: Context
) -> Deadline | None:
    """What a duty that arises has time for is counted from what gave it, from a report, or from the term."""
    if found is None:
        return None  # a finding says why nothing can happen
    of_events = event_anchors(found, replace(around, sent=tuple(each for each in around.sent if each != own)))
    anchors = replace(
        of_events,
        known={**of_events.known, "start": ("start", ""), "end": ("end", "")},
        nothing="The time for this duty can't be counted from the {anchor}.",
        back=("end",),
        not_back="Only what comes before the end of the term can be counted back.",
    )
    return deadline(written, anchors, context)


def _deadline(written: v.Offset, repeated: bool, context: Context) -> Deadline | None:
    own = context.own_periods.cycles if context.own_periods is not None else {}
    known = {kind: (kind, "") for kind in (*KINDS, *own)}
    say = ["the month", "the quarter"]
    if repeated:
        known = {"period": ("period", "")}
        say = ["the period"]
    else:
        known |= {"start": ("start", ""), "end": ("end", "")}
        say += ["the start", "the end"]
    found = deadline(
        written,
        Anchors(
            known=known,
            say=tuple(say),
            nothing="A duty that repeats is counted from its own period."
            if repeated
            else "No duty is counted from the {anchor}.",
            back=("end",),
            not_back="Only what comes before the end of the term can be counted back.",
        ),
        context,
    )
    return found
