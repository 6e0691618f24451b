"""Profiles: answers that go together, taken over by name; what an agreement says itself comes first."""

from __future__ import annotations

import os
from functools import cache

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Entry
from sladsl.ast.interpretation import Interpretation
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.from_ast.context import Context
from sladsl.record import replace
from sladsl.resources import grammar_folder


@cache
def profiles() -> dict[str, dict[str, str]]:
    """Profile → choice → answer (grammar/profiles.toml)."""
    import tomllib

    with open(os.path.join(grammar_folder(), "profiles.toml"), "rb") as file:
        return tomllib.load(file)


def answered(node: a.Agreement, context: Context) -> a.Agreement:
    """The agreement with the answers of its profile to the choices that it does not answer itself."""
    if not any(isinstance(block, Interpretation) and block.has(Interpretation.as_) for block in node.blocks):
        return node
    return replace(
        node,
        blocks=tuple(
            _answered(block, context) if isinstance(block, Interpretation) else block for block in node.blocks
        ),
    )


def _answered(block: Interpretation, context: Context) -> Interpretation:
    named = block.as_
    if not isinstance(named, v.Text):
        return block
    found = profiles().get(named.text)
    if found is None:
        near = closest(named.text, tuple(profiles()))
        context.add(
            "N149",
            "unknown-profile",
            named.span,
            f'There is no profile "{named.text}".',
            f'Did you mean "{near}"?' if near else f"There are: {listing([*profiles()])}.",
        )
        return block
    said = {entry.key for entry in block.entries}
    span = named.span
    added = tuple(
        Entry(key=key, value=v.Answer(text=answer, span=span), span=span, key_span=span)
        for key, answer in found.items()
        if key not in said
    )
    kept = tuple(entry for entry in block.entries if entry.key != Interpretation.as_.name)
    return replace(block, entries=(*kept, *added))
