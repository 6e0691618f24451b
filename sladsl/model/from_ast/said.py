"""What is said and not evaluated yet in one sentence, so that nobody takes an outcome for more than it is."""

from __future__ import annotations

import textwrap

from sladsl.ast.credits import Bonus, Credit
from sladsl.ast.declare import Block, Entry
from sladsl.ast.objectives import Objective
from sladsl.ast.rights import Right
from sladsl.ast.services import Service
from sladsl.model.from_ast.bearing import amounts_open
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.left_out import HANGING, LeftOut
from sladsl.record import replace
from sladsl.source import NOWHERE, SourceText, Span

MOST_HANGING = 6
OWED = (Objective, Credit, Bonus, Right)


def with_texts(left_out: tuple[LeftOut, ...], source: SourceText) -> tuple[LeftOut, ...]:
    """What is left out with its text and its place, each part once."""
    once: dict[tuple[int, int, str], LeftOut] = {}
    for each in left_out:
        # All answers of a profile stand at its name.
        place = (each.span.start, each.span.end, each.part.key if isinstance(each.part, Entry) else "")
        known = once.get(place)
        if known is None or not known.words:
            once[place] = replace(
                each,
                text="\n".join((_written(each.span, source), *_taken_over(each, source))),
                line=source.place(each.span.start)[0],
                path=source.part(each.span.start)[1].path,
            )
    return tuple(once.values())


def sentence_of(left_out: tuple[LeftOut, ...], path: str) -> str:
    """`Read and checked, not evaluated yet: …`, with all places and with what stays open; "" where everything is
    evaluated. `path` needs no name."""
    told: dict[str, list[LeftOut]] = {}
    for each in left_out:
        if each.words and each.words != HANGING:
            told.setdefault(each.words, []).append(each)
    if not told:
        return ""
    said = [f"{words} ({_places(found, path)})" for words, found in told.items()]
    open_ = f"{_hanging(left_out)}{_open(left_out)}"
    return f"Read and checked, not evaluated yet: {', '.join(said)}{open_}."


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


def _places(found: list[LeftOut], path: str) -> str:
    """`lines 21, 23`; those of another file with its name."""
    lines: dict[str, dict[int, None]] = {}
    for each in found:
        lines.setdefault(each.path, {})[each.line] = None
    said = []
    for file, numbers in lines.items():
        word = "line" if len(numbers) == 1 else "lines"
        named = "" if file == path else f"{file}, "
        said.append(f"{named}{word} {', '.join(map(str, numbers))}")
    return "; ".join(said)


def _hanging(left_out: tuple[LeftOut, ...]) -> str:
    """What is left out because it hangs on something that is: all that is owed, of the rest the first few."""
    gone = {
        each.block for each in left_out if isinstance(each.part, Block) and each.words not in ("", HANGING)
    }
    words = list(dict.fromkeys(_called(each) for each in left_out if each.words == HANGING))
    words = [each for each in words if each not in gone]
    if not words:
        return ""
    owed = dict.fromkeys(
        each.block for each in left_out if each.words == HANGING and isinstance(each.part, OWED)
    )
    few = [*words[:MOST_HANGING], *(each for each in words[MOST_HANGING:] if each in owed)]
    more = f" and {len(words) - len(few)} more" if len(words) > len(few) else ""
    return f"; with them {', '.join(few)}{more}"


def _open(left_out: tuple[LeftOut, ...]) -> str:
    """The promises and rights that are left out themselves, and the credits that are owed and whose amount stays open."""
    hanging = {each.block for each in left_out if each.words == HANGING}
    own = [each for each in left_out if each.words not in ("", HANGING)]
    every = any(each.head == NOWHERE for each in amounts_open(left_out))
    blocks = dict.fromkeys(each.block for each in own if isinstance(each.part, OWED) or _owes(each))
    named = [each for each in blocks if each not in hanging and not (every and each.startswith("credit"))]
    named += ["all credits"] if every else []
    return f"; open with them: {', '.join(named)}" if named else ""


def _owes(part: LeftOut) -> bool:
    return issubclass(part.owner, (Credit, Bonus)) and not isinstance(part.part, (Credit, Bonus))


def _called(of: LeftOut) -> str:
    """What hangs, as people call it; of a service only its hours do."""
    return f"the hours of {of.block}" if of.owner is Service and isinstance(of.part, Entry) else of.block


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
