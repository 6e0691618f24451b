"""Sources in English: what each row says, which fields it has, and who collects it."""

from __future__ import annotations

from sladsl.model.meanings import Field, Source
from sladsl.prose.document import Clause, Reference, Schedule, Table, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import field, quoted
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, clause, join, say

ROWS = {"samples": "sample", "intervals": "interval", "records": "record", "events": "event"}
_TYPES = {
    "time": "a date and time",
    "number": "a number",
    "duration": "a duration",
    "yes or no": "“yes” or “no”",
    "text": "a text",
    "intervals": "intervals of time",
}
_REPEATED = {
    "first": "the first of them counts",
    "last": "the last of them counts",
    "left out": "none of them counts",
}


def sources(names: Names) -> Schedule | None:
    """The schedule of sources and fields."""
    found = tuple(_source(source, names) for source in names.agreement.sources.values())
    return Schedule(title=join("Sources and fields"), clauses=found, keys=("sources",)) if found else None


def summary(names: Names) -> Clause | None:
    """The clause of the measurement section that says where facts come from."""
    if not names.agreement.sources:
        return None
    rows = tuple(
        (join(names.of("source", source.name)), _how(source), names_or_dash(source.collected_by, names))
        for source in names.agreement.sources.values()
    )
    return clause(
        "Sources",
        say(
            "The facts by which the Service Levels are assessed are taken from these sources, which "
            "{schedule} describes:",
            schedule=Reference(key="sources"),
        ),
        Table(header=(join("Source"), join("Collected"), join("By")), rows=rows),
    )


def _how(source: Source) -> Text:
    return join("not stated by the Parties" if source.collected_open else source.collected or "—")


def names_or_dash(text: str, names: Names) -> Text:
    return join(names.who(text)) if text else join("—")


def _source(source: Source, names: Names) -> Clause:
    row = ROWS[source.holds]
    sentences: list[Part] = []
    about: Part = (
        say(" about {service}", service=names.of("service", source.service)) if source.service else ""
    )
    sentences.append(
        say(
            "The source {term}{title} holds {rows}{about}.",
            term=names.of("source", source.name),
            title=names.title(source.title, "source", source.name),
            rows="readings of counters" if source.counters else source.holds,
            about=about,
        )
    )
    if source.noun and source.holds != "events":
        sentences.append(f" Each {row} is one {source.noun}.")
    if source.counters:
        sentences.append(
            " What counts of a number is what it has grown by since the reading before; one that is lower than the "
            "one before has begun anew, and has grown by itself."
        )
    if source.every and not source.counters:
        sentences.append(f" Each sample stands for {q.duration(source.every)}.")
    if source.collected or source.collected_by:
        how = f" {source.collected}" if source.collected else ""
        by: Part = say(", by {who}", who=names.who(source.collected_by)) if source.collected_by else ""
        sentences.append(say(" It is collected{how}{by}.", how=how, by=by))
    if source.collected_open:
        sentences.append(" The Parties have not stated how it is collected.")
    if source.prevails:
        sentences.append(
            " Where sources of one metric tell different things, this one counts; "
            + (
                "where it has no data, the others count."
                if source.prevails == "filled" and source.holds == "samples"
                else "the others count for nothing beside it."
            )
        )
    if source.key and source.holds == "events":
        sentences.append(
            say(
                " The field {key} says which {noun} an event changes; what is known of it is what its last event says.",
                key=field(source.key),
                noun=source.noun or "record",
            )
        )
    elif source.key:
        sentences.append(
            say(
                " Two {rows} with the same {key} are the same {row}.",
                rows=source.holds,
                key=field(source.key),
                row=row,
            )
        )
        if source.repeated:
            sentences.append(f" Where they say different things, {_REPEATED[source.repeated]}.")
    if source.zone:
        sentences.append(f" Times without an offset are those of the time zone {source.zone}.")
    blocks = [_fields(tuple(source.fields.values()))] if source.fields else []
    return clause(names.of("source", source.name), join(*sentences), *blocks, keys=(f"source {source.name}",))


def _fields(fields: tuple[Field, ...]) -> Table:
    rows = tuple((join(field(each.name)), join(_type(each))) for each in fields)
    return Table(header=(join("Field"), join("Content")), rows=rows)


def _type(of: Field) -> str:
    if of.type == "choice":
        return f"one of {q.listed([quoted(value) for value in of.values], 'or')}"
    return _TYPES[of.type]
