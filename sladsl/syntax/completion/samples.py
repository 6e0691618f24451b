"""Samples in the author's own names: `share of tickets` where `tickets` is declared, not the names of the documentation."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.source import SourceText
from sladsl.syntax.completion.families import FAMILIES, Scope, fields, named
from sladsl.syntax.completion.wanted import Wanted, family_of, phrase
from sladsl.syntax.expected import expected
from sladsl.syntax.scanner import scan

DECLARED = ("source", "choice field", "time field", "figure", "operand", "reference")
"""Families besides the kinds of blocks of which any member would do."""


def own(wanted: Wanted, scope: Scope) -> tuple[str, bool]:
    """The sample of a value, its names exchanged for declared ones; and whether all of them are declared now."""
    sample = wanted.sample
    tokens = [token for token in scan(SourceText(sample)) if token.kind != "end"]
    state = expected(wanted.form.rule, tokens) if wanted.form.rule else None
    if state is None:
        return sample, True
    text, last, at, known = "", 0, 0, True
    taken: dict[str, int] = {}
    for place, (name, width) in enumerate(zip(state.shifted, state.widths, strict=True)):
        token = tokens[at]
        at += width
        if name not in ("NAME", "DOTTED"):
            continue
        family, declared = _candidates(wanted, scope, state.shifted, place)
        if name == "DOTTED" and family != "reference":
            continue
        if not declared or (len(declared) == 1 and family == "operand"):  # a figure over itself
            known = known and family not in ("field", "time field", "field value", "choice field", "operand")
        elif token.text not in declared:
            turn = taken.get(family, 0)
            taken[family] = turn + 1
            text += sample[last : token.start] + declared[turn % len(declared)]
            last = token.end
    return text + sample[last:], known


def _candidates(
    wanted: Wanted, scope: Scope, shifted: Sequence[str], place: int
) -> tuple[str, tuple[str, ...]]:
    """The family of a name in a sample, and the declared names that would make sense in its place."""
    family = family_of(wanted, shifted[:place]) or ""
    if family not in FAMILIES or family in DECLARED:
        return family, tuple(name for name, _ in named(family, scope, wanted.line)) if family else ()
    if family != "field":
        return family, ()
    after = phrase(shifted[place + 1]) if place + 1 < len(shifted) else ""
    before = phrase(shifted[place - 1]) if place else ""
    if "to" in (after, before):
        return "time field", tuple(each.name for each in fields(scope, "time"))
    if after.startswith("is"):
        return "choice field", ()
    if after in ("", "and", "or"):
        return "yes or no", tuple(each.name for each in fields(scope, "yes or no"))
    return "field", ()
