"""What commands about texts print: findings, proposals, the catalogue."""

from __future__ import annotations

from sladsl.api.catalogue import FORMAT as CATALOGUE
from sladsl.api.completion import FORMAT as PROPOSALS
from sladsl.api.schemas.common import COMMON
from sladsl.api.schemas.shapes import (
    document,
    flag,
    listed,
    or_null,
    record,
    ref,
    text,
    words_of,
)
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.to_json import FORMAT as FINDINGS
from sladsl.syntax.completion.proposal import Proposal
from sladsl.values.to_json import Json

LABEL = record("A second place that a finding speaks of.", start=ref("place"), end=ref("place"), text=text())
EDIT = record(
    "What shall stand in a place instead; an empty place inserts.",
    start=ref("place"),
    end=ref("place"),
    text=text(),
)
FIX = record(
    "What a program can write to mend a finding: all edits, or none.",
    safe=flag("`sladsl check --fix` applies it; the others are offers that a person must look at."),
    edits=listed(ref("edit")),
)
STAKE = record(
    "The money that hangs on a finding.",
    per=text("Of one month, quarter, …"),
    for_each=text("Of each value of a dimension."),
    least=or_null(ref("amount"), "null: it can't be told."),
    most=or_null(ref("amount")),
    text=text(),
)
FINDING = record(
    "One fact about the text of an agreement.",
    code=text("Stable: S101."),
    name=text("`sladsl explain` has a page for it."),
    severity=words_of(Finding, "severity"),
    path=text("The file."),
    start=ref("place"),
    end={**ref("place"), "description": "The place after its last character."},
    clause=listed(text(), "The titles on the way to the place."),
    message=text("One sentence."),
    hint=text("What to do."),
    expected=text("A line that would be right."),
    witness=text("A value, month or interval that shows the fact."),
    labels=listed(ref("label")),
    fix=or_null(ref("fix")),
    stake=or_null(ref("stake")),
)
PROPOSAL = record(
    "One thing that may come next.",
    text=text("What goes into the place."),
    kind=words_of(Proposal, "kind", "`value` is a sample of the form; all else is written as it stands."),
    meaning=text(),
    example=text("A line that is right."),
    snippet=text("The text with places to fill in, as editors write them."),
    replaces=record("What it replaces.", start=ref("place"), end=ref("place"), text=text()),
)
LISTED = record(
    "A published agreement that comes with the package.",
    id=text("`published:ID` names it wherever a command takes an agreement."),
    title=text(),
    provider=or_null(text(), "null: both sides owe alike."),
    agreements=listed(record("An agreement in the file.", kind=text(), name=text(), title=text())),
    file=text(),
)
DEFS: dict[str, Json] = {
    **COMMON,
    "label": LABEL,
    "edit": EDIT,
    "fix": FIX,
    "stake": STAKE,
    "finding": FINDING,
    "proposal": PROPOSAL,
    "listed": LISTED,
}


def findings_schema() -> Json:
    shape = record("What `sladsl check --output-format json` prints.", findings=listed(ref("finding")))
    return document(FINDINGS, "Findings about agreements", shape, DEFS)


def proposals_schema() -> Json:
    shape = record(
        "What `sladsl complete --output-format json` prints.",
        path=text(),
        place=ref("place"),
        proposals=listed(ref("proposal"), "The likeliest first."),
    )
    return document(PROPOSALS, "What may come next", shape, DEFS)


def catalogue_schema() -> Json:
    shape = record("What `sladsl list --output-format json` prints.", agreements=listed(ref("listed")))
    return document(CATALOGUE, "Published agreements", shape, DEFS)
