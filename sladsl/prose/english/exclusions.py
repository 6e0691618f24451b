"""Exclusions in English: time for which the provider does not answer, and what limits it."""

from __future__ import annotations

from sladsl.model.meanings import Exclusion
from sladsl.prose.document import Clause, Item, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import circumstance, condition, quoted
from sladsl.prose.english.interpretation import sentence
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, clause, item, say


def exclusion(of: Exclusion, names: Names) -> Clause:
    items: list[Item] = []
    if of.applies is not None:
        where = circumstance(of.applies)
        rest = "other records count" if of.requests and not of.source else "other time counts"
        items.append(item(say("It applies only where {where}; {rest}.", where=where, rest=rest)))
    if of.allowance_open:
        items.append(item("The Parties have not stated how much time may be excluded in this way."))
    elif of.allowance is not None and of.allowance_each:
        limit = f"the first {q.duration(of.allowance)} of each interval"
        items.append(item(f"The exclusion is limited to {limit}; any further time counts."))
    elif of.allowance is not None:
        per = f" in each {of.allowance_period}" if of.allowance_period else ""
        limit = f"the first {q.duration(of.allowance)}{per}"
        items.append(item(f"The exclusion is limited to {limit}; any further time counts."))
    for key, choice in of.choices.items():
        if names.agreement.choices.get(key) != choice:
            items.append(item(sentence(key, choice, names), f"interpretation {key} of {of.name}"))
    if of.shown_by:
        items.append(
            item(say("{party} shall show that this exclusion applies.", party=names.of("party", of.shown_by)))
        )
    elif of.shown_open:
        items.append(item("The Parties have not stated who shall show that this exclusion applies."))
    term = names.of("exclusion", of.name)
    return clause(term, _opening(of, names), items, keys=(f"exclusion {of.name}",))


def _opening(of: Exclusion, names: Names) -> Text:
    term = names.of("exclusion", of.name)
    cause = f"the following cause: {quoted(of.cause)}" if of.cause else ""
    if of.requests:
        return say(
            "{term}{title} means {time}{which} in the source {source}{where}{cause}.",
            term=term,
            title=names.title(of.title, "exclusion", of.name),
            time=say("the time of the intervals in the source {source}{where}, and ", **_kept(of, names))
            if of.source
            else (),
            which=f"the {names.agreement.sources[of.requests].holds}",
            source=names.of("source", of.requests),
            where=say(" for which {condition}", condition=condition(of.requests_where))
            if of.requests_where is not None
            else (),
            cause=f", through {cause}" if cause else "",
        )
    if not of.source:
        return say(
            "{term}{title} means time lost through {cause}.",
            term=term,
            title=names.title(of.title, "exclusion", of.name),
            cause=cause or "a cause that the Parties have not named",
        )
    return say(
        "{term}{title} means the time of the intervals in the source {source}{where}{cause}.",
        term=term,
        title=names.title(of.title, "exclusion", of.name),
        cause=f", through {cause}" if cause else "",
        **_kept(of, names),
    )


def _kept(of: Exclusion, names: Names) -> dict[str, Part]:
    """The source whose intervals are excluded, and which of them."""
    where: Part = say(" for which {condition}", condition=condition(of.where)) if of.where is not None else ()
    return {"source": names.of("source", of.source), "where": where}
