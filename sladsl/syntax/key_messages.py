"""Words of the findings about keys (S2) and blocks (S1): one place for them, so that they stay of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.ast.agreements import File
from sladsl.ast.declare import Block
from sladsl.diagnostics.finding import Edit, Finding, Fix, Label
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.suggest import listing
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax.messages import error, printable

if TYPE_CHECKING:
    from sladsl.syntax.phrasings.phrase import Word

MOST_LISTED = 8
AGREEMENTS = ("sla", "slc", "ola", "contract", "template", "amendment")


def one_line(text: str, most: int = 160) -> str:
    """A line that is shown: wide blanks between its entries are kept, as they are written in the examples."""
    flat = "   ".join(printable(part, most) for part in text.split("   ") if part.strip())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def listed(word: str, words: tuple[str, ...]) -> str:
    """Words of which one may be meant: all where they are few, else those most alike."""
    if len(words) <= MOST_LISTED:
        return listing(words)
    from difflib import SequenceMatcher

    alike = sorted(words, key=lambda each: -SequenceMatcher(None, word.lower(), each).ratio())[:MOST_LISTED]
    shown = tuple(each for each in words if each in alike)
    return (
        f"{listing(shown[:-1], ',').replace(' , ', ', ')}, `{shown[-1]}` and {len(words) - len(shown)} more"
    )


def places(homes: tuple[str, ...]) -> str:
    """Kinds of blocks in which something stands; the agreements are one place, where all of them have it."""
    if homes == ("file",):
        return "the file itself, beside the agreement and not inside it"
    alike = AGREEMENTS if "sla" in homes else ()
    others = tuple(home for home in homes if home not in alike)
    named = [f"`{home}`" for home in others[:4]]
    if len(others) < len(homes):
        named = [*named, "the agreement itself"] if homes[0] == "credit" else ["the agreement itself", *named]
    return f"{', '.join(named[:-1])} or {named[-1]}" if len(named) > 1 else named[0]


def unknown_key(
    key: str,
    span: Span,
    inside: str,
    keys: tuple[str, ...],
    near: str,
    homes: tuple[str, ...],
    expected: str,
    fix: Fix | None = None,
) -> Finding:
    """`near` is the key that was probably meant, `homes` the blocks that have this one."""
    if near:
        hint = f"Did you mean `{near}`?"
    elif homes:
        hint = f"It is a key of {places(homes)}: write `{printable(expected, 90)}` there."
    elif keys:
        hint = f"{inside[:1].upper()}{inside[1:]} has {listed(key, keys)}."
    else:
        hint = f"{inside[:1].upper()}{inside[1:]} has no keys."
    found = error(
        "S201", "unknown-key", span, f"`{printable(key)}` is not a key of {inside}.", hint, expected=expected
    )
    return replace(found, fix=fix)


def among_fields(key: str, value: str, span: Span) -> Finding:
    """A key of a source in its block of fields."""
    return error(
        "S201",
        "unknown-key",
        span,
        f"`{key}` is a key of `source`, and stands among its fields.",
        f"Write `{printable(f'{key}: {value}', 90)}` outside `fields`.",
    )


def key_otherwise(
    key: str, span: Span, inside: str, says: str, hint: str, line: str, fix: Fix | None = None
) -> Finding:
    """A key of the tables of phrasings: `line` stands instead."""
    shown = one_line(line)
    message = says.replace("{key}", printable(key)) or f"`{printable(key)}` is not a key of {inside}."
    said = (hint or "Write `{line}`.").replace("{key}", printable(key)).replace("{line}", shown)
    return replace(error("S201", "unknown-key", span, message, said, expected=shown), fix=fix)


def with_value(found: Finding, value: Finding | None) -> Finding:
    """The finding about a key under a wrong name, with what is wrong with its value, which a line alone would hide."""
    if value is None or not value.hint.startswith(("Let", "Say", "Leave")):
        return found
    return replace(found, message=f"{found.message} {value.message}", hint=value.hint)


def keyless(value: str, ways: list[str], span: Span) -> Finding:
    """A value without its key; `ways`: with each of the keys that take it."""
    found = error(
        "S204",
        "missing-colon",
        span,
        f"`{value}` stands without its key.",
        f"Write {listing(ways, 'or')}.",
        expected=ways[0] if len(ways) == 1 else "",
    )
    if len(ways) > 1:
        return found
    key = ways[0].removesuffix(value)
    return replace(found, fix=replacing(Span(start=span.start, end=span.start), key))


def missing_colon(key: str, sign: str, span: Span, right: str, fix: Fix | None = None) -> Finding:
    message = (
        f"`{key}` is followed by a colon, not by `{printable(sign)}`." if sign else f"`{key}` has no colon."
    )
    return replace(
        error("S204", "missing-colon", span, message, f"Write `{right}`.", expected=right), fix=fix
    )


def quoted_key(key: str, span: Span, example: str, fix: Fix | None) -> Finding:
    found = error(
        "S205",
        "quoted-key",
        span,
        f"Keys stand without quotes: {printable(key)}.",
        f"Write `{example}`.",
        expected=example,
    )
    return replace(found, fix=fix)


def comma_between(span: Span) -> Finding:
    found = error(
        "S206",
        "trailing-comma",
        span,
        "Nothing separates rows, keys and blocks: commas stand between the items of one list.",
        "Leave the comma out.",
    )
    return replace(found, fix=replacing(span, "", safe=True))


def sign_between(sign: str, span: Span) -> Finding:
    """A sign between two rows, as JSON and tables of documents have it."""
    if sign == ",":
        return comma_between(span)
    found = error(
        "S206",
        "trailing-comma",
        span,
        f"Nothing separates rows, keys and blocks: `{sign}` has no place between two rows.",
        f"Leave the `{sign}` out.",
    )
    return replace(found, fix=replacing(span, "", safe=False))


def thousands(figure: str, span: Span) -> Finding:
    """`10,000 USD`: the comma of thousands; whoever reads it as that of decimals reads another amount."""
    return error(
        "S310",
        "written-otherwise",
        span,
        f"In `{printable(figure)}` stands a comma: thousands may be set apart by `_`, decimals by a point.",
        f"Write `{printable(figure).replace(',', '_')}`.",
    )


def trailing_comma(span: Span) -> Finding:
    found = error("S206", "trailing-comma", span, "Nothing follows this comma.", "Leave it out.")
    return replace(found, fix=replacing(span, "", safe=True))


def repeated_key(key: str, span: Span, first: Span) -> Finding:
    return error(
        "S202",
        "repeated-key",
        span,
        f"`{key}` stands here twice.",
        "Keep one of them.",
        labels=(Label(span=first, text="first here"),),
    )


def missing_key(key: str, span: Span, block: str, line: str, answers: tuple[str, ...] = ()) -> Finding:
    """`line`: the key with an answer; the others of its `answers` are named where they are few."""
    hint = f"Add `{line}`."
    others = tuple(answer for answer in answers if line != f"{key}: {answer}")
    if others and len(others) < len(answers) <= MOST_LISTED:
        hint = f"Add `{line}`, or another of its answers: {listing(others, 'or')}."
    return error("S203", "missing-key", span, f"{block} has no `{key}`.", hint, expected=line)


INSTEAD = {
    ("amendment", "of"): ("based on", "An amendment is `of` an agreement, and not `based on` it."),
    ("amendment", "from"): ("effective", "The day from which an amendment counts is its `from`."),
}
"""Keys that must be there, each with the other key of the block that people write for it."""


def instead_of(key: str, block: Block, source: SourceText) -> Finding | None:
    """The finding about a key that must be there, where another key of its block is meant as it; None where none is."""
    other, says = INSTEAD.get((block.kind, key), ("", ""))
    entry = next((each for each in block.entries if each.key == other), None)
    if entry is None:
        return None
    value = source[entry.span][len(source[entry.key_span]) :].lstrip(" :")
    right = f"{key}: {printable(value, 60)}"
    found = error(
        "S203",
        "missing-key",
        entry.key_span,
        says,
        f"Write `{right}` instead of `{printable(source[entry.span], 60)}`.",
        expected=right,
    )
    return replace(found, fix=replacing(entry.key_span, key))


def missing_value(key: str, span: Span, example: str) -> Finding:
    return error(
        "S301", "missing-value", span, f"`{key}` has no value.", f"Write `{example}`.", expected=example
    )


# ---- blocks


def unknown_block(
    word: str,
    span: Span,
    inside: str,
    kinds: tuple[str, ...],
    near: str,
    homes: tuple[str, ...],
    example: str,
    fix: Fix | None = None,
) -> Finding:
    """`near` is the kind that was probably meant, `homes` the blocks in which this one stands."""
    if near:
        hint = f"Did you mean `{near}`?"
    elif homes:
        hint = f"It stands in {places(homes)}."
    elif kinds:
        hint = f"In {inside} stand {listed(word, kinds)}."
    else:
        hint = f"{inside[:1].upper()}{inside[1:]} holds no blocks."
    found = error(
        "S101",
        "unknown-block",
        span,
        f"`{printable(word)}` is not a block of {inside}.",
        hint,
        expected=example,
    )
    return replace(found, fix=fix)


def kind_left_out(
    word: str, span: Span, inside: str, kinds: tuple[str, ...], head: str, example: str, fix: Fix | None
) -> Finding:
    """`counts { holds: samples }`: a name, and no kind before it; `kinds` are those that hold what it holds."""
    message = f"`{printable(word)}` is not a block of {inside}; it holds what {listing(kinds, 'or')} holds."
    heads = tuple(f"{kind} {head} {{" for kind in kinds)
    hint = f"Write {listing(heads, 'or')}."
    return replace(error("S101", "unknown-block", span, message, hint, expected=example), fix=fix)


def block_otherwise(
    word: str, span: Span, says: str, hint: str, line: str, fix: Fix | None = None
) -> Finding:
    """The word before a brace that the tables of phrasings know: `line` stands instead."""
    shown = one_line(line)
    said = hint or f"Write `{shown}`."
    found = error("S101", "unknown-block", span, says.replace("{key}", printable(word)), said, expected=shown)
    return replace(found, fix=fix)


def second_level(value: str) -> str:
    """The line of a level beside the promised one: `critical` for what is missed, else `minimum`."""
    missed = value.startswith(("below", "above", "more than", "less than", "under", "over", "<", ">"))
    bound = f"at least {value}" if value[:1].isdigit() and value.endswith("%") else value
    return f"{'critical' if missed and '=' not in value else 'minimum'}: {bound}"


def key_with_braces(key: str, span: Span, example: str) -> Finding:
    return error(
        "S115",
        "key-with-braces",
        span,
        f"`{key}` is a key: a colon follows it, no braces.",
        f"Write `{example}`.",
        expected=example,
    )


def without_braces(kind: str, span: Span, example: str) -> Finding:
    return error(
        "S108",
        "missing-brace",
        span,
        f"What a `{kind}` says stands in braces, by its keys.",
        f"Write for example `{one_line(example)}`.",
        expected=example,
    )


def block_with_colon(
    kind: str, span: Span, example: str, colon: Span | None = None, *, typed: bool = False
) -> Finding:
    """`colon` is that between the kind and its brace, where nothing else is wrong."""
    found = error(
        "S107",
        "block-with-colon",
        span,
        f"`{kind}` is a block: braces follow it, no colon.",
        f"Write each field with its type, as in `{example}`." if typed else f"Write `{example}`.",
        expected=example,
    )
    return found if colon is None else replace(found, fix=replacing(colon, "", safe=True))


def missing_brace(head: str, span: Span, example: str) -> Finding:
    return error(
        "S108", "missing-brace", span, f"`{head}` has no `{{`.", f"Write `{head} {{`.", expected=example
    )


def block_by_indentation(head: str, lines: list[str], span: Span) -> Finding:
    """A block whose inside stands behind a colon on lines further in: `lines`, without their indentation."""
    body = "   ".join(lines)
    whole = f"{head} {{ {body} }}" if len(body) <= 120 and "#" not in body else f"{head} {{ … }}"
    return error(
        "S108",
        "missing-brace",
        span,
        f"`{head}` is a block: what stands in it is told by braces, not by a colon and indentation.",
        f"Write `{head} {{`, and `}}` after `{printable(lines[-1], 60)}`.",
        expected=one_line(whole, 200),
    )


def renamed(span: Span, right: str, *, safe: bool, more: tuple[Edit, ...] = ()) -> Fix:
    """The fix that writes another word."""
    return Fix(edits=(Edit(span=span, text=right), *more), safe=safe)


def said_of_kind(found: Finding, word: Word | None, text: str, near: str) -> Finding:
    """The finding in the words of the table, where it knows the word."""
    if word is None:
        return found
    says = word.says or f"{found.message.removesuffix('.')}; it is called `{near}`."
    head = found.expected.partition("{")[0].strip() or near
    return replace(found, message=says.replace("{key}", text), hint=f"Write `{head} {{`.")


def inside(kind: type[Block]) -> str:
    """Where something stands, in words."""
    return f"`{kind.kind}`" if kind is not File else "a file"
