"""Two tables at the end of the contract in English: names used in statements, clauses of a signed text.

Statements name things as the agreement's source does; whoever reads both must be able to go from one to the
other.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.prose.document import Reference, Schedule, Table, Text
from sladsl.prose.english.limits import caps, caps_of
from sladsl.prose.english.names import Names, spaced
from sladsl.prose.say import clause, join

_KINDS = {
    "service": "a Service",
    "metric": "a figure that is measured",
    "exclusion": "an exclusion",
    "calendar": "a calendar",
    "source": "a source",
    "report": "a report",
    "objective": "a Service Level",
}
"""Kinds of names: a Service Level and the figure it promises often have one short name."""


def statement_names(names: Names) -> Schedule | None:
    """The names that differ from their terms; None where there are none."""
    rows: list[tuple[Text, ...]] = []
    for (kind, name), term in names.terms.items():
        if kind != "party" and name != term:
            found = (join(name), join(_KINDS[kind]), join(names.of(kind, name)))
            rows.append((*found, join(Reference(key=f"{kind} {name}"))))
    if not rows:
        return None
    table = Table(
        header=(join("Name"), join("Stands for"), join("Term"), join("Described in")), rows=tuple(rows)
    )
    opening = f"Statements, reports and data under {names.this} use these short names:"
    return Schedule(title=join("Names in statements"), clauses=(clause("", opening, table),))


def correspondence(names: Names) -> Schedule | None:
    """Which clause transcribes which clause of the signed text; None where nothing is cited."""
    cited = tuple(_cited(names))
    if not cited:
        return None
    rows = tuple((join(Reference(key=key)), join(what), join(cites)) for key, what, cites in cited)
    table = Table(header=(join("Here"), join("Subject"), join("Signed text")), rows=rows)
    of = names.agreement.cites
    opening = f"{names.begin} transcribes {f'the following signed text: {of}' if of else 'a signed text'}."
    return Schedule(
        title=join("Correspondence to the signed text"),
        clauses=(clause("", f"{opening} These clauses correspond to each other:", table),),
    )


def _cited(names: Names) -> Iterator[tuple[str, Text, str]]:
    agreement = names.agreement
    if agreement.term is not None and agreement.term.cites:
        yield "term", join("Term"), agreement.term.cites
    for service in agreement.services.values():
        if service.cites:
            yield f"service {service.name}", join(names.of("service", service.name)), service.cites
    for source in agreement.sources.values():
        if source.cites:
            yield f"source {source.name}", join(names.of("source", source.name)), source.cites
    for metric in agreement.metrics.values():
        if metric.cites and not metric.own:
            yield f"metric {metric.name}", join(names.of("metric", metric.name)), metric.cites
    for exclusion in agreement.exclusions.values():
        if exclusion.cites:
            yield f"exclusion {exclusion.name}", join(names.of("exclusion", exclusion.name)), exclusion.cites
    for key, objective in agreement.objectives.items():
        if objective.cites:
            yield f"objective {key}", join(names.of("objective", key)), objective.cites
    for credit in agreement.credits:
        if credit.cites:
            subject = join("Service Credits for ", names.all("objective", credit.objectives))
            yield f"credit for {credit.objectives[0]}", subject, credit.cites
        for cap, key in caps_of(credit):
            if cap.cites:
                subject = join("Limit of Service Credits for ", names.all("objective", credit.objectives))
                yield key, subject, cap.cites
    for cap, key in caps(agreement):
        if cap.cites:
            yield key, join("Limit of Service Credits"), cap.cites
    if agreement.claims is not None and agreement.claims.cites:
        yield "claims", join("Claims"), agreement.claims.cites
    if agreement.claims is not None:
        for stage in agreement.claims.stages:
            if stage.cites:
                yield f"stage {stage.name}", join("Claims: ", stage.title or stage.name), stage.cites
    for right in agreement.rights:
        if right.cites:
            yield f"right {right.words}", join("Right: ", right.name or right.words), right.cites
    for report in agreement.reports.values():
        if report.cites:
            yield f"report {report.name}", join(names.of("report", report.name)), report.cites
    for duty in agreement.duties:
        if duty.cites:
            yield f"duty {duty.words}", join("Duty: ", duty.words), duty.cites
    for fact in agreement.facts.values():
        if fact.cites:
            kind = "option" if fact.option else "fact"
            yield f"{kind} {fact.name}", join(f"{kind.capitalize()} ", fact.title or fact.name), fact.cites
    if agreement.review is not None and agreement.review.cites:
        yield "review", join("Review"), agreement.review.cites
    for clause_ in agreement.clauses:
        if clause_.cites:
            yield f"clause {clause_.key}", join(clause_.title or spaced(clause_.name)), clause_.cites
