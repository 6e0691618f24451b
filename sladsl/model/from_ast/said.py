"""What is said and not evaluated yet in one line of information, so that nobody takes an outcome for more than it is."""

from __future__ import annotations

from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.left_out import HANGING, LeftOut
from sladsl.source import SourceText


def tell_left_out(left_out: tuple[LeftOut, ...], source: SourceText, context: Context) -> None:
    """One line of information about all that is said and not evaluated yet."""
    told: dict[str, LeftOut] = {}
    for each in left_out:
        if each.words and each.words != HANGING:
            told.setdefault(each.words, each)
    if not told:
        return
    said = [f"{words} (line {source.place(each.span.start)[0]})" for words, each in told.items()]
    hanging = [each for each in left_out if each.words == HANGING]
    rest = f"; with them {_listing([each.block for each in hanging])}" if hanging else ""
    context.clause = ()
    context.add(
        "N150",
        "not-evaluated",
        min((each.span for each in told.values()), key=lambda span: span.start),
        f"Read and checked, not evaluated yet: {', '.join(said)}{rest}.",
        "Amounts and rights are told without them; look at these clauses yourself.",
        severity="information",
    )


def _listing(words: list[str]) -> str:
    """The first few of some words, and how many more there are."""
    once = list(dict.fromkeys(words))
    return ", ".join(once[:6]) + (f" and {len(once) - 6} more" if len(once) > 6 else "")
