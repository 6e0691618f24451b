"""What agreements have to do with each other: what supports which promise, and what takes the place of what."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One


class Overriding(Block):
    """The key of everything that may take the place of what an agreement is based on."""

    overrides = One(
        f.REFERENCE,
        "what it takes the place of, in an agreement that this one is based on",
        example="overrides: Corporate.Response",
    )


class Support(Block):
    kind = "support"
    meaning = "Which promises of another agreement this one carries, and with what margin."
    head = "for names"
    head_names = "reference"
    example = "support for NimbusHosting.Availability { by: Own   margin: 0.05% }"

    by = One(f.NAME, "the objective of this agreement that carries it", example="by: Own", names="objective")
    margin = One(f.LEVEL, "how much better it is than what it carries", example="margin: 0.05%", open=True)
    clock_starts = One(
        f.TEXT,
        "when its time begins",
        example='clock starts: "when Hosting hands the ticket over"',
        open=True,
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "§2"')
