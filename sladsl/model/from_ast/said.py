"""What is said and not evaluated yet in one sentence, so that nobody takes an outcome for more than it is."""

from __future__ import annotations

import textwrap

from sladsl.ast.declare import Block
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.left_out import HANGING, LeftOut
from sladsl.record import replace
from sladsl.source import SourceText, Span

MOST_HANGING = 6


def with_texts(left_out: tuple[LeftOut, ...], source: SourceText) -> tuple[LeftOut, ...]:
    """What is left out with its text and its place, each part once."""
    once: dict[tuple[int, int], LeftOut] = {}
    for each in left_out:
        known = once.get((each.span.start, each.span.end))
        if known is None or not known.words:
            once[each.span.start, each.span.end] = replace(
                each,
                text="\n".join((_written(each.span, source), *_taken_over(each, source))),
                line=source.place(each.span.start)[0],
                path=source.part(each.span.start)[1].path,
            )
    return tuple(once.values())


def sentence_of(left_out: tuple[LeftOut, ...], path: str) -> str:
    """`Read and checked, not evaluated yet: …`; "" where everything is evaluated. `path` needs no name."""
    told: dict[str, LeftOut] = {}
    for each in left_out:
        if each.words and each.words != HANGING:
            told.setdefault(each.words, each)
    if not told:
        return ""
    said = [f"{words} ({_place(each, path)})" for words, each in told.items()]
    return f"Read and checked, not evaluated yet: {', '.join(said)}{_hanging(left_out)}."


def tell_left_out(left_out: tuple[LeftOut, ...], source: SourceText, context: Context) -> str:
    """One line of information about all that is said and not evaluated yet; its sentence."""
    sentence = sentence_of(left_out, source.path)
    if sentence:
        told = [each.span for each in left_out if each.words and each.words != HANGING]
        context.clause = ()
        context.add(
            "N150",
            "not-evaluated",
            min(told, key=lambda span: span.start),
            sentence,
            "Amounts and rights are told without them; look at these clauses yourself.",
            severity="information",
        )
    return sentence


def _place(of: LeftOut, path: str) -> str:
    return f"line {of.line}" if of.path == path else f"{of.path}, line {of.line}"


def _hanging(left_out: tuple[LeftOut, ...]) -> str:
    """What is left out because it hangs on something that is: the first few, and how many more there are."""
    gone = {
        each.block for each in left_out if isinstance(each.part, Block) and each.words not in ("", HANGING)
    }
    words = list(dict.fromkeys(each.block for each in left_out if each.words == HANGING))
    words = [each for each in words if each not in gone]
    if not words:
        return ""
    more = f" and {len(words) - MOST_HANGING} more" if len(words) > MOST_HANGING else ""
    return f"; with them {', '.join(words[:MOST_HANGING])}{more}"


def _taken_over(of: LeftOut, source: SourceText) -> list[str]:
    """The lines of a block that come from what the agreement is based on: they stand elsewhere in the text."""
    if not isinstance(of.part, Block):
        return []
    lines = [*(row.span for row in of.part.table), *(entry.span for entry in of.part.entries)]
    outside = [span for span in lines if not of.span.start <= span.start < of.span.end]
    if not outside:
        return []
    rows = (f"  {_written(span, source)}" for span in outside)
    return [f"{of.part.kind} {{", *rows, "}"]


def _written(span: Span, source: SourceText) -> str:
    """The text of a part, its lines moved to the left as far as they stand below each other."""
    first, _, rest = source[span].partition("\n")
    column = source.place(span.start)[1] - 1
    return textwrap.dedent(f"{' ' * column}{first}\n{rest}").strip("\n") if rest else first
