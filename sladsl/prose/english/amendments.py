"""Amendments in English: from when they count, and which clauses they replace, add and delete."""

from __future__ import annotations

from sladsl.model.meanings import Agreement
from sladsl.model.versions import Version
from sladsl.prose.document import Block, Clause, Paragraph, Part, Section, Table, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.say import clause, join, paragraph, say
from sladsl.record import replace

_NEEDS = {
    "both parties": "both Parties",
    "provider": "the provider",
    "customer": "the customer",
}


def title(version: Version) -> Text:
    return join(version.title or version.name)


def front(before: Agreement, version: Version) -> tuple[Block, ...]:
    """What is amended, from when, and who has to agree."""
    rows = [
        ("Form", "Amendment"),
        ("Reference", version.name),
        ("Amends", before.title or before.name),
        ("In force from", q.date(version.since)),
    ]
    if version.needs:
        rows.append(("To be agreed by", _NEEDS.get(version.needs, version.needs)))
    return (Table(header=((), ()), rows=tuple((join(word), join(value)) for word, value in rows)),)


def made_between(part: Part) -> Part:
    """The parties, as those of the amendment."""
    opening = "This amendment is made between the following (each a “Party”, together the “Parties”):"
    return replace(part, blocks=(Paragraph(text=join(opening)), *part.blocks[1:])) if part.blocks else part


def on_the_front(word: Text, value: Text) -> Clause:
    return clause((), say("On the title page, {word} reads: {value}.", word=word, value=value))


def between(part: Part) -> Clause:
    return clause((), "The Parties are, as amended:", *part.blocks[1:])


def opening(before: Agreement, version: Version, more: tuple[Clause, ...]) -> Section:
    """From when on the agreement is amended, and how its clauses are counted below."""
    return Section(
        title=join("Amendment"),
        clauses=(
            clause(
                (),
                say(
                    "{agreement} is amended with effect from {day} as follows. What is not named below stays as it is.",
                    agreement=before.title or before.name,
                    day=q.date(version.since),
                ),
            ),
            clause(
                (),
                "Clauses are named by their numbers before this amendment; in the texts that it gives them, other clauses "
                "are named by their numbers as amended.",
            ),
            *more,
        ),
    )


def replaced(before: Clause, now: Clause) -> Clause:
    return _with(
        say("{clause} is replaced by the following:", clause=_called(before)),
        now,
        titled=before.title != now.title,
    )


def added(now: Clause, after: Clause | None) -> Clause:
    where = say(" after {clause}", clause=_in_words(after)) if after is not None else ()
    return _with(say("The following clause is added{where}:", where=where), now, titled=True)


def deleted(before: Clause) -> Clause:
    return clause((), say("{clause} is deleted.", clause=_called(before)))


def _with(opening: Text, now: Clause, *, titled: bool) -> Clause:
    blocks: tuple[Block, ...] = now.blocks
    if titled and now.title:
        blocks = (paragraph("“{title}”", title=now.title), *blocks)
    return clause((), opening, *blocks)


def _called(of: Clause) -> Text:
    """`Clause 5.1 (Availability)`, `Schedule 1, paragraph 2 (Sources)`."""
    number = of.number if of.number.startswith("Schedule") else f"Clause {of.number}"
    return say("{number} ({title})", number=number, title=of.title) if of.title else join(number)


def _in_words(of: Clause) -> str:
    return of.number if of.number.startswith("Schedule") else f"clause {of.number}"
