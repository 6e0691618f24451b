"""Parties: who promises, who receives, who agreed."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Many, One
from sladsl.ast.structure import Overriding


class Party(Overriding):
    kind = "party"
    meaning = "Somebody who owes, receives, measures or supports something."
    head = "name and title"
    example = 'party Nimbus "Nimbus Hosting GmbH" { role: provider }'

    role = One(f.ANSWER, "its part in the agreement", answers=("provider", "customer", "third party", "team"))
    accepted = One(
        f.ACCEPTANCE,
        "when it agreed, and who signed; a standing offer is accepted by ordering",
        answers=("by ordering",),
        open=True,
    )
    answers_for = Many(f.TEXT, "what it is responsible for", example='answers for: "the customer\'s network"')
    contact = Many(f.TEXT, "how to reach it", example='contact: "service desk, extension 100"')
