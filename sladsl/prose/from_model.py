"""The contract of an agreement: which parts it has, in which order; the words of each are in `english`.

A contract in another language is another folder with the functions that are called here.
"""

from __future__ import annotations

from sladsl.model.meanings import Agreement
from sladsl.prose.document import Document, Schedule, Section, numbered
from sladsl.prose.english import (
    agreements,
    calendars,
    claims,
    clauses,
    clocks,
    correspondence,
    credits,
    definitions,
    duties,
    facts,
    interpretation,
    metrics,
    objectives,
    origins,
    parties,
    remedies,
    rights,
    scenarios,
    services,
    sources,
    terms,
    written,
)
from sladsl.prose.english.names import Names
from sladsl.prose.english.scenarios import Examples

WORDS = {"clause": "clause", "schedule": "Schedule", "paragraph": "paragraph"}


def build(agreement: Agreement, examples: Examples | None = None) -> Document:
    """The numbered contract. `examples`: the computed lines of scenarios by their titles."""
    names = Names(agreement)
    sections: tuple[Section | None, ...] = (
        definitions.definitions(names),
        terms.term(names),
        services.services(names),
        metrics.measurement(names),
        objectives.service_levels(names),
        clocks.limits(names),
        clocks.escalations(names),
        remedies.points(names),
        credits.service_credits(names),
        claims.claims(names),
        rights.rights(names),
        duties.duties(names),
        facts.facts(names),
        interpretation.interpretation(names),
        *clauses.clauses(names),
        written.as_written(names),
    )
    schedules: tuple[Schedule | None, ...] = (
        sources.sources(names),
        calendars.calendars(names),
        scenarios.examples(names, examples),
        origins.origins(names),
        correspondence.statement_names(names),
        correspondence.correspondence(names),
    )
    return numbered(
        Document(
            title=agreements.title(names),
            front=agreements.front(names),
            parties=parties.parties(names),
            sections=tuple(section for section in sections if section is not None),
            signatures=parties.signatures(names),
            schedules=tuple(schedule for schedule in schedules if schedule is not None),
            words=WORDS,
        )
    )
