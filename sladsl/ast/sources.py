"""Sources: where the facts come from, what they hold, how they are collected. Files are never named here."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, Block, One, Rows
from sladsl.ast.structure import Overriding


class Fields(Block):
    kind = "fields"
    meaning = "The fields of a source, your own names, with their types."
    example = "fields { ok: yes or no   priority: P1, P2   opened: time }"
    rows = Rows(
        "label", f.LABELS, f.FIELD_KIND, "a field and its type, or the values it may take", names="own"
    )


class Source(Overriding):
    kind = "source"
    meaning = "Where facts come from: samples, intervals, records or events, with their fields."
    head = "name and title"
    within = (Fields,)
    example = "source checks { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no } }"

    holds = One(
        ANSWER,
        "what its rows are",
        answers=("samples", "intervals", "records", "events", "counters"),
        required=True,
        unstated="sources of which it is not stated what they hold",
    )
    of = One(f.NAME, "the service it speaks of", example="of: Shop", names="service")
    every = One(
        f.DURATION,
        "the length of time one sample stands for",
        example="every: 1 minute",
        unstated="samples whose length is not stated",
    )
    each = One(f.NAME, "what one row is called", example="each: ticket", names="own")
    key = One(
        f.NAME,
        "the field that says which thing a row speaks of; a text where it has no line of its own",
        example="key: number",
        names="field",
    )
    repeated = One(
        ANSWER,
        "which of several rows with one key counts where they say different things",
        answers=("first", "last", "left out"),
        example="repeated: last",
    )
    collected = One(
        ANSWER,
        "how it is collected",
        answers=("automatically", "by hand"),
        open=True,
        example="collected: automatically",
    )
    collected_by = One(
        f.NAME_OR_TEXT, "the party or tool that collects it", example='collected by: "Pingdom"', names="party"
    )
    prevails = One(
        ANSWER,
        "that it counts where sources differ",
        answers=("in a dispute", "in a dispute and filled by others"),
        example="prevails: in a dispute",
    )
    time_zone = One(
        f.TEXT, "the zone of its times when they name none", example='time zone: "Europe/Berlin"', open=True
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 4 §1"')
