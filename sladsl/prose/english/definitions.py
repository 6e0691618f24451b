"""Definitions in English: the alphabetical list of terms, and how times, comparisons and amounts are read."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model.from_ast.triggers import events
from sladsl.model.meanings import Agreement, Cap
from sladsl.prose.document import Definition, DefinitionList, Reference, Section, Text
from sladsl.prose.english import parties
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import FORMS, Names
from sladsl.prose.say import Part, clause, join, say

_TIMED = ("uptime from", "downtime from")


def definitions(names: Names) -> Section:
    """Terms first, then the rules that hold for every clause."""
    agreement = names.agreement
    terms = sorted(_terms(names), key=lambda each: (each.term.casefold(), each.term))
    clauses = [
        clause(
            "Definitions",
            f"In {names.this}, these terms have these meanings:",
            DefinitionList(items=tuple(terms)),
        ),
        clause("Times", _times(names), keys=("time zone",)),
        clause(
            "Comparisons",
            "“At least” and “at most” include the figure that follows; “above”, “below”, “more than” and "
            "“less than” do not. Figures are compared exactly, not rounded except where a clause says so.",
        ),
    ]
    if agreement.currency:
        clauses.append(
            clause(
                "Currency", f"Amounts of money are in the currency {agreement.currency}.", keys=("currency",)
            )
        )
    elif agreement.currency_open:
        clauses.append(clause("Currency", "The Parties have not stated the currency.", keys=("currency",)))
    if agreement.law:
        law = f"{names.begin} is governed by the law of the following place: {agreement.law}."
        clauses.append(clause("Governing law", law, keys=("law",)))
    elif "law" in agreement.open_heads:
        open_law = f"The Parties have not stated which law governs {names.this}."
        clauses.append(clause("Governing law", open_law, keys=("law",)))
    return Section(title=join("Definitions and interpretation"), clauses=tuple(clauses))


def _times(names: Names) -> Text:
    agreement = names.agreement
    if agreement.zone:
        zone = f"Dates and times are those of the time zone {agreement.zone}, unless a clause names another. "
    elif agreement.zone_open:
        zone = "The Parties have not stated in which time zone dates and times are read. "
    else:
        zone = ""
    words = [word for word in ("day", "week", "month", "quarter", "year") if word not in agreement.cycles]
    return join(
        zone + f"Each {q.listed(words)} begins at midnight and ends when the next one begins; "
        "weeks begin on Monday." + "".join(f" {sentence}" for sentence in q.own_periods(agreement.cycles))
    )


def _terms(names: Names) -> list[Definition]:
    agreement = names.agreement
    found = [_definition(names.noun, f"means this {FORMS[agreement.kind]}, including its Schedules.")]
    for party in agreement.parties.values():
        role = parties.role(party)
        title = party.title or party.name
        said = title if title.casefold() == role.casefold() else f"{title}{f', {role}' if role else ''}"
        found.append(_definition(names.terms["party", party.name], f"means {said}."))
    if agreement.effective:
        found.append(_definition("Effective Date", f"means {q.date(agreement.effective)}."))
    if agreement.services:
        found.append(
            _definition("Services", say("means {all}.", all=names.all("service", agreement.services)))
        )
        found.append(
            _definition(
                "Fee",
                "means what is to be paid for a Service, as the clause that describes the Service says.",
            )
        )
    kinds = {metric.kind for metric in agreement.metrics.values()}
    if kinds & set(_TIMED):
        found.append(
            _definition(
                "Downtime",
                "means the part of the Service Time in which a Service is down by the rules of the figure "
                "concerned.",
            )
        )
        found.append(
            _definition(
                "Service Time", "means the time within a Service Period during which a Service is owed."
            )
        )
    if agreement.objectives:
        found += _of_service_levels(names)
    if agreement.effective and _by_contract_year(agreement):
        year = "means each year that begins on the Effective Date or on an anniversary of it."
        found.append(_definition("Contract Year", year))
    if agreement.credits or agreement.points_credit is not None:
        found.append(
            _definition(
                "Service Credit",
                say("means an amount to be credited under {clause}.", clause=_ref("credits")),
            )
        )
    if agreement.points:
        found.append(
            _definition(
                "Points", say("means the points that a miss scores under {clause}.", clause=_ref("points"))
            )
        )
    if "business days" in agreement.choices:
        found.append(
            _definition(
                "Business Day",
                say("has the meaning given in {clause}.", clause=_ref("interpretation business days")),
            )
        )
    for kind in ("service", "metric", "exclusion", "calendar", "source", "report", "objective"):
        for (of, name), term in names.terms.items():
            if of == kind:
                found.append(
                    _definition(
                        term, say("has the meaning given in {clause}.", clause=_ref(f"{kind} {name}"))
                    )
                )
    return found


def _of_service_levels(names: Names) -> list[Definition]:
    objectives = names.agreement.objectives.values()
    periods = list(dict.fromkeys(objective.period for objective in objectives))
    if len(periods) == 1:
        period = f"means each {q.calendar_period(periods[0])}."
    else:
        words = [f"each {q.calendar_period(kind)}" for kind in periods]
        period = f"means, as the Service Level concerned says, {q.listed(words, 'or')}."
    return [
        _definition("Service Level", say("means each promise in {section}.", section=_ref("service levels"))),
        _definition("Service Period", period),
    ]


def _by_contract_year(agreement: Agreement) -> bool:
    """Whether a cap, a repeat or a right counts in contract years."""
    if any(cap.window == "contract year" or cap.years is not None for cap in _caps(agreement)):
        return True
    repeats = (*(each.repeat for each in agreement.credits), *(each.repeat for each in agreement.points))
    if any(each is not None and each.within == "contract year" for each in repeats):
        return True
    return any(
        event.window is not None and event.window.year == "contract year"
        for right in agreement.rights
        if right.trigger is not None
        for event in events(right.trigger)
    )


def _caps(agreement: Agreement) -> Iterator[Cap]:
    yield from agreement.caps
    for credit in agreement.credits:
        yield from credit.caps


def _definition(term: str, text: Part) -> Definition:
    return Definition(term=term, text=join(text))


def _ref(key: str) -> Reference:
    return Reference(key=key)
