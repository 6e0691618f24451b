"""Words of the findings about syntax: one place for them, so that they stay of one kind.

Codes: S0 characters and texts, S1 structure, S2 keys, S3 values.
"""

from __future__ import annotations

import re
import unicodedata

from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.fixes import replacing
from sladsl.record import replace
from sladsl.source import Span


def error(
    code: str,
    name: str,
    span: Span,
    message: str,
    hint: str = "",
    expected: str = "",
    labels: tuple[Label, ...] = (),
) -> Finding:
    return Finding(
        code=code,
        name=name,
        severity="error",
        span=span,
        message=message,
        hint=hint,
        expected=expected,
        labels=labels,
    )


def printable(text: str, most: int = 40) -> str:
    """A piece of the source for a message: one line, no control or direction characters, not too long."""
    flat = "".join(
        character if unicodedata.category(character)[0] != "C" else f"\\u{ord(character):04x}"
        for character in " ".join(text[: most * 4].split())
    )
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def unclosed_text(span: Span, *, three: bool = False) -> Finding:
    if not three:
        return error("S001", "unclosed-text", span, "This text has no closing quote.", 'End it with `"`.')
    said = "This text begins with three quotes, and nowhere behind them do three end it."
    return error("S001", "unclosed-text", span, said, "End it with three quotes.")


def unreadable(text: str, span: Span) -> Finding:
    """A run of characters that no token begins with."""
    shown = printable(text)
    first = text[:1]
    if first == '"':
        return unclosed_text(span, three=text.startswith('"""'))
    if text[:2] in ("//", "/*"):
        return comment_sign(text, span)
    if first in "“”„«»‘’'":
        inside = text.strip("“”„«»‘’'\"")
        hint = f'Write `"{printable(inside)}"`.'
        found = error("S002", "curly-quotes", span, "Texts stand in straight quotes.", hint)
        whole = len(text) == len(inside) + 2 and '"' not in inside and "\\" not in inside
        return replace(found, fix=replacing(span, f'"{inside}"', safe=True)) if whole else found
    if first.isdigit():
        return _number_with_letters(text, shown, span)
    if first == ";":
        found = error("S007", "semicolon", span, "Nothing ends with a semicolon here.", "Leave it out.")
        return replace(found, fix=replacing(span, "", safe=True))
    if first in "[]":
        return error(
            "S008", "brackets", span, "Lists have no brackets here.", "Separate the items by commas: `A, B`."
        )
    return error("S009", "unreadable", span, f"`{shown}` means nothing here.", "Leave it out.")


def cited_by_sign(number: str, span: Span) -> Finding:
    """`§ 5` behind a value: where a signed text says this has a key of its own."""
    right = f'cites: "{printable(number) or "5"}"'
    message = "A clause of a signed text is given by its key, not by `§`."
    return error("S009", "unreadable", span, message, f"Write `{right}` behind it.", expected=right)


def _number_with_letters(text: str, shown: str, span: Span) -> Finding:
    number = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%")
    unit = text[len(number) :]
    if unit.lower() in ("am", "pm") and len(number) < 3 and number.isdigit() and int(number) < 13:
        hour = int(number) % 12 + (12 if unit.lower() == "pm" else 0)
        return error(
            "S004",
            "bad-number",
            span,
            f"`{shown}` is not a time of day: hours count from 00 to 24.",
            f"Write `{hour:02d}:00`.",
        )
    if unit.lower() in ("k", "m") and number.isdigit():
        zeros = "_000" if unit.lower() == "k" else "_000_000"
        return error(
            "S004", "bad-number", span, f"`{shown}` is not a number.", f"Write `{printable(number)}{zeros}`."
        )
    if unit and number.replace(".", "").replace("_", "").isdigit():
        if unit == "x" or not unit.isalpha():
            return error("S004", "bad-number", span, f"`{shown}` is not a number, date or time.")
        return glued(shown, f"{number} {unit}", span)
    hint = "Write `always`." if text in ("24x7", "24X7") else ""
    return error("S004", "bad-number", span, f"`{shown}` is not a number, date or time.", hint)


def comment_sign(text: str, span: Span) -> Finding:
    """`// note`, `/* note */`: on one line it is a comment with another sign."""
    found = error(
        "S013", "comment-sign", span, f"`{text[:2]}` begins no comment here.", "Begin comments with `#`."
    )
    inside = text[2:].removesuffix("*/") if text.startswith("/*") else text[2:]
    return found if "\n" in text else replace(found, fix=replacing(span, f"#{inside.rstrip()}", safe=True))


def list_in_braces(right: str, span: Span) -> Finding:
    return error(
        "S008",
        "brackets",
        span,
        "Lists have no braces.",
        f"Write `{right}`.",
        expected="where: priority is one of P1, P2",
    )


def glued(text: str, right: str, span: Span) -> Finding:
    found = error(
        "S003", "glued-unit", span, f"`{printable(text)}` lacks a blank.", f"Write `{printable(right)}`."
    )
    return replace(found, fix=replacing(span, right, safe=True)) if len(text) < 40 else found


def comparison_sign(sign: str, words: str, rest: str, span: Span) -> Finding:
    right = f"{words} {printable(rest)}" if rest else words
    return error("S006", "comparison-sign", span, f"`{sign}` is written in words.", f"Write `{right}`.")


def equals_sign(span: Span, example: str, right: str = "") -> Finding:
    """`right`: the key and its value with the colon, where they are known."""
    hint = f"Write `{printable(right)}`." if right else "Write `key: value`."
    return error("S006", "comparison-sign", span, "`=` means nothing here.", hint, expected=example)


def too_many(most: int, span: Span) -> Finding:
    return error(
        "S014", "too-many-mistakes", span, f"Reading ends here, after {most} mistakes.", "Mend those first."
    )


def unknown_verb(word: str, right: str, span: Span, line: str) -> Finding:
    return error(
        "S109",
        "unknown-verb",
        span,
        f"`{printable(word)}` is not a verb of a promise.",
        f"Say `{right}`, as in `{printable(line, 90)}`.",
        expected=line,
    )


def promise_elsewhere(inside: str, span: Span, line: str) -> Finding:
    example = f"objective Availability {{ {line} }}"
    return error(
        "S110",
        "promise-elsewhere",
        span,
        f"A promise can't stand in {inside}.",
        f"Put it into an `objective`: `{printable(example, 120)}`.",
        expected=example,
    )


def sentence_with_colon(kind: str, span: Span, right: str, begins: int) -> Finding:
    """`begins`: where the sentence behind the colon begins, 0 where none stands there."""
    found = error(
        "S113",
        "sentence-with-colon",
        span,
        f"A {kind} is a sentence: no key and no colon stand before it.",
        f"Write `{right}`.",
        expected=right,
    )
    whole = Span(start=span.start, end=begins)
    return replace(found, fix=replacing(whole, "", safe=True)) if begins else found


PARTS = {
    "promise": "a party, a verb, a metric, a bound and a period make one",
    "right": "a party, `may`, what it may do and in braces the condition make one",
    "duty": "a party, `sends`, a report, who gets it and in braces until when make one",
}


SENTENCES = {
    "promise": ("S114", "promise-in-free-words"),
    "right": ("S116", "right-in-free-words"),
    "duty": ("S117", "duty-in-free-words"),
}


def sentence_otherwise(kind: str, text: str, span: Span, right: str) -> Finding:
    """Free words that mean a sentence of the kind."""
    return error(
        *SENTENCES[kind],
        span,
        f"`{printable(text)}` is no {kind}: {PARTS[kind]}.",
        f"Write `{right}`.",
        expected=right,
    )


def keys_otherwise(text: str, span: Span, inside: str, right: str) -> Finding:
    """Free words in a block of keys, and the keys that say the same."""
    found = stray(text, span, inside, right)
    message = f"`{printable(text, 60)}` is a sentence, and what stands in {inside} is said by keys."
    return replace(found, message=message, hint=f"Write `{right}`.", expected=right)


def bad_row(text: str, kind: str, span: Span, words: str, example: str) -> Finding:
    return error(
        "S111",
        "bad-row",
        span,
        f"A row of `{kind}` begins with {words}, not with `{printable(text)}`.",
        f"Write `{example}`.",
        expected=example,
    )


def row_of_figures(text: str, mended: tuple[str, str], kind: str, span: Span) -> Finding:
    """A band without words: `99.5% - 99.8%: 5%`. `mended`: the row with one end, and with both (or "")."""
    one, both = mended
    right = both if both and kind != "bands" else one
    hint = f"Write `{printable(right, 90)}`."
    if both and kind == "bands":
        hint = f"Write `{printable(one, 90)}`: the first row that fits applies."
        hint += f" In `bands as printed`: `{printable(both, 90)}`."
    return error(
        "S111",
        "bad-row",
        span,
        f"A row of `{kind}` begins with a comparison, or `otherwise`, not with `{printable(text.partition(':')[0])}`.",
        hint,
        expected=right,
    )


def two_ends(one: str, both: str, span: Span) -> Finding:
    """`>= 99.0% and < 99.9%: 10%` in `bands`."""
    return error(
        "S111",
        "bad-row",
        span,
        "A row of `bands` has one bound: the first row that fits applies.",
        f"Write `{printable(one, 90)}`. In `bands as printed`: `{printable(both, 90)}`.",
        expected=one,
    )


def comma_missing(row: str, kind: str, span: Span) -> Finding:
    """`Enterprise Jira, 2026-04: missed` in `expected`."""
    right = printable(row, 90)
    return error(
        "S111",
        "bad-row",
        span,
        f"The labels before the colon of a row of `{kind}` are separated by commas.",
        f"Write `{right}`.",
        expected=right,
    )


def row_without_head(text: str, kind: str, span: Span, example: str) -> Finding:
    """`98.74%` in `levels`: the cell of a row, and nothing that says of what it is."""
    head = example.partition("{")[2].partition(":")[0].strip()
    right = f"{head}: {printable(text, 60)}"
    label, bar, rest = text.partition("|")
    if bar and "|" in rest and re.fullmatch(r"[^\W\d][\w ]*", label.strip()):
        right = f"{label.strip()}: {printable(rest.strip(), 60)}"
        said = f"Behind what a row of `{kind}` is about, here `{printable(label.strip())}`, stands a colon."
        return error("S112", "row-without-colon", span, said, f"Write `{right}`.", expected=right)
    return error(
        "S112",
        "row-without-colon",
        span,
        f"Nothing says of what `{printable(text)}` is: in a row of `{kind}` that and a colon stand before it.",
        f"Write for example `{right}`.",
        expected=right,
    )


def row_without_colon(text: str, kind: str, span: Span, example: str) -> Finding:
    return error(
        "S112",
        "row-without-colon",
        span,
        f"`{printable(text)}` is no row of `{kind}`: it has no colon.",
        f"Write for example `{example}`.",
        expected=example,
    )


def stray(text: str, span: Span, inside: str, example: str) -> Finding:
    return error(
        "S102",
        "stray-words",
        span,
        f"`{printable(text)}` begins nothing that can stand in {inside}.",
        f"Write for example `{example}`.",
        expected=example,
    )


def no_key(span: Span, hint: str, example: str) -> Finding:
    return error("S102", "stray-words", span, "No key stands before this colon.", hint, expected=example)


def nothing_before_colon(kind: str, words: str, example: str, span: Span) -> Finding:
    return error(
        "S102",
        "stray-words",
        span,
        f"Nothing stands before this colon; a row of `{kind}` begins with {words}.",
        f"Write for example `{example}`.",
        expected=example,
    )


def doubled(mark: str, span: Span, example: str) -> Finding:
    found = error(
        "S102", "stray-words", span, f"`{mark}` stands here twice.", "Leave one out.", expected=example
    )
    return replace(found, fix=replacing(span, "", safe=False))


def no_kind(span: Span, head: str, example: str) -> Finding:
    message = "No kind of block stands before this `{`."
    return error("S102", "stray-words", span, message, f"Write {head}.", expected=example)


def unclosed_block(what: str, span: Span, before: Span, expected: str = "}") -> Finding:
    return error(
        "S103",
        "unclosed-block",
        span,
        f"`{what} {{` is not closed.",
        "Add `}` where it ends.",
        expected=expected,
        labels=(Label(span=before, text="it should have ended before this"),),
    )


def unopened_brace(span: Span) -> Finding:
    return error(
        "S104", "unopened-brace", span, "This `}` closes nothing.", "Leave it out, or find the missing `{`."
    )


def too_deep(span: Span, most: int) -> Finding:
    return error(
        "S105",
        "too-deep",
        span,
        f"Blocks or brackets are nested deeper than {most}.",
        "Nothing needs that; close some.",
    )


HEADS = {
    "nothing": "has neither name nor title",
    "name and title": "has a name, and may have a title in quotes",
    "title": "has a name, a title in quotes, or both",
    "for names": "says `for` and names",
    "by names": "says `by` and names",
    "name by names": "has a name, then `by` and the names of fields",
    "rule": "says what it is for",
}
OF_RULE = {"credit for points": "says for which period", "record": "names its source"}


def bad_head(text: str, kind: str, shape: str, span: Span, example: str) -> Finding:
    return error(
        "S106",
        "bad-head",
        span,
        f"The head of `{kind}` {OF_RULE.get(kind, HEADS[shape])}; this is `{printable(text)}`.",
        f"Write for example `{example}`." if example else "",
        expected=example,
    )
