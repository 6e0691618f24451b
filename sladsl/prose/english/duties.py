"""Duties in English: what is sent to whom and until when, what else must be done, when the parties review."""

from __future__ import annotations

from sladsl.model.dates import Deadline, Duty, Report, Review
from sladsl.model.meanings import Chosen
from sladsl.prose.document import Clause, Section, Text
from sladsl.prose.english import dates
from sladsl.prose.english.conditions import circumstance, condition, field
from sladsl.prose.english.names import Names
from sladsl.prose.english.rights import trigger_words
from sladsl.prose.say import Part, clause, join, say


def duties(names: Names) -> Section | None:
    """Reports, other duties, reviews; None where there are none."""
    agreement = names.agreement
    sent = {each.report for each in agreement.duties if each.report}
    clauses = [_report(each, names) for each in agreement.reports.values()]
    clauses += [_sent(each, names) for each in agreement.duties if each.report]
    clauses += [_done(each, names) for each in agreement.duties if not each.report]
    if agreement.review is not None:
        clauses.append(_review(agreement.review, names))
    for each in agreement.reports.values():
        if each.name not in sent:
            text = say(
                "The Parties have not stated who sends the {report}.", report=names.of("report", each.name)
            )
            clauses.append(clause("", text))
    return (
        Section(title=join("Reports, duties and review"), clauses=tuple(clauses), keys=("duties",))
        if clauses
        else None
    )


def _report(of: Report, names: Names) -> Clause:
    term = names.of("report", of.name)
    title = names.title(of.title, "report", of.name)
    if of.metrics:
        figures = names.all("metric", of.metrics)
        text = say(
            "The level of {figures} is told in the {report}{title}.",
            figures=figures,
            report=term,
            title=title,
        )
    else:
        text = say("What the {report}{title} tells is left to the Parties.", report=term, title=title)
    return clause(term, text, keys=(f"report {of.name}",))


def _sent(of: Duty, names: Names) -> Clause:
    report = names.of("report", of.report)
    text = say(
        "{given}{owner} shall send the {report}{to}{when}.",
        given=_given(of, names),
        owner=names.of("party", of.owner),
        report=report,
        to=join(" to ", names.of("party", of.to)) if of.to else "",
        when=_when(of, names),
    )
    return clause(
        join("Sending of the ", report),
        join(_open(text, of), _recorded(of, names)),
        keys=(f"duty {of.words}",),
    )


def _done(of: Duty, names: Names) -> Clause:
    text = say(
        "{given}{owner} has this duty: {text}.",
        given=_given(of, names),
        owner=names.of("party", of.owner),
        text=of.text.strip().rstrip("."),
    )
    when = _when(of, names)
    if when:
        text = join(text, say(" It shall be performed{when}.", when=when))
    return clause("Duty", join(_open(text, of), _recorded(of, names)), keys=(f"duty {of.words}",))


def _recorded(of: Duty, names: Names) -> Text:
    """` When it was done is recorded in the source Drills, by the time tested.`"""
    said = of.recorded
    if said is None:
        return join()
    where = say(" in records for which {condition}", condition=condition(said.where)) if said.where else ""
    text = say(
        " When this was done is recorded in the source {source}{where}, as its time {field}.",
        source=names.of("source", said.source),
        where=where,
        field=field(said.done),
    )
    if said.about:
        text = join(
            text,
            say(" It was done for the time in which {field} of the record lies.", field=field(said.about)),
        )
    return text


def _open(text: Text, of: Duty) -> Text:
    return join(text, " The Parties have not stated until when.") if of.deadline_open else text


def _when(of: Duty, names: Names) -> Text:
    """` within 5 Business Days after the end of each month`."""
    every = ""
    if of.every is not None:
        begin = "the Effective Date" if names.agreement.effective else "the beginning of the term"
        every = f" every {_each(dates.length(of.every))}, counted from {begin}"
        said = names.agreement.choices.get("business days")
        if of.every.unit == "business hours" and isinstance(said, Chosen):
            hours = say(" in the hours that {calendar} gives", calendar=names.ref("calendar", said.answer))
            within = _within(of, of.deadline, names) if of.deadline is not None else ""
            return join(every, hours, "," if within else "", within)
    if of.deadline is None:
        return join(every)
    within = _within(of, of.deadline, names)
    return join(f"{every}," if every else "", within)


def _given(of: Duty, names: Names) -> Text:
    """`Whenever the Availability is missed in a month, `; nothing where the duty does not wait for anything."""
    if of.trigger is None:
        if of.applies is None:
            return join()
        return say("Whenever it comes to hold that {where}, ", where=circumstance(of.applies))
    where: Part = ""
    if of.applies is not None:
        where = join(", and where ", circumstance(of.applies))
    return say("Whenever {trigger}{where}, ", trigger=trigger_words(of.trigger, names), where=where)


def _within(duty: Duty, of: Deadline, names: Names) -> Text:
    period: Part = f"the end of each {of.anchor if of.anchor in dates.PERIODS else 'such time'}"
    if duty.trigger is not None:
        period = "the end of the Service Period that completes this condition"
    return join(" ", dates.within(of, names, period, names.of("party", duty.owner)))


def _each(length: str) -> str:
    """`6 months`; of one only the unit, `month`."""
    return length.removeprefix("1 ") if length.startswith("1 ") else length


def _review(of: Review, names: Names) -> Clause:
    also = " or ".join(f"when {each.rstrip('.')}" for each in of.when)
    if of.every is not None:
        begin = "the Effective Date" if names.agreement.effective else "the beginning of the term"
        text = f"The Parties shall review {names.this} every {_each(dates.length(of.every))}, counted from {begin}"
        text += f", and {also}." if also else "."
    elif of.every_open:
        text = f"The Parties shall review {names.this}{f' {also}' if also else ''}; they have not stated how often."
    else:
        text = f"The Parties shall review {names.this}{f' {also}' if also else ''}."
    if of.by:
        text += f" Those who take part: {of.by}."
    return clause("Review", text, keys=("review",))
