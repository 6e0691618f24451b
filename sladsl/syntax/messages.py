"""Words of the findings about syntax: one place for them, so that they stay of one kind.

Codes: S0 characters and texts, S1 structure, S2 keys, S3 values.
"""

from __future__ import annotations

import unicodedata

from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.suggest import closest, listing
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


def unclosed_text(span: Span) -> Finding:
    return error("S001", "unclosed-text", span, "This text has no closing quote.", 'End it with `"`.')


def unreadable(text: str, span: Span) -> Finding:
    """A run of characters that no token begins with; the natural mistakes get a message of their own."""
    shown = printable(text)
    if any(quote in text for quote in "“”„«»‘’"):
        return error(
            "S002", "curly-quotes", span, "Texts stand in straight quotes.", 'Write "…" with the plain quote.'
        )
    if text[0].isdigit():
        number = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%")
        unit = text[len(number) :]
        if number != text and number.replace(".", "").replace("_", "").isdigit():
            return error(
                "S003",
                "glued-unit",
                span,
                f"`{shown}` has no blank between number and unit.",
                f"Write `{number} {unit}`.",
            )
        return error("S004", "bad-number", span, f"`{shown}` is not a number, date or time of the language.")
    if text[0] in "€$£¥":
        return error(
            "S005",
            "currency-sign",
            span,
            f"`{shown}`: money is written with its currency code after the number.",
            "Write `12_000 EUR`.",
        )
    if text[0] in "<>=≤≥":
        return error(
            "S006",
            "comparison-sign",
            span,
            f"`{shown}` is not a comparison of the language.",
            "Write `at least`, `at most`, `above`, `below` or `is`.",
        )
    if text[0] == ";":
        return error("S007", "semicolon", span, "Nothing ends with a semicolon here.", "Leave it out.")
    if text[0] in "[]":
        return error("S008", "brackets", span, "Lists have no brackets here.", "Separate the items by commas.")
    return error("S009", "unreadable", span, f"`{shown}` means nothing here.", "Leave it out.")


def unknown_key(key: str, span: Span, block: str, keys: tuple[str, ...], example: str) -> Finding:
    near = closest(key, keys)
    if near:
        return error(
            "S201",
            "unknown-key",
            span,
            f"`{printable(key)}` is not a key of {block}.",
            f"Did you mean `{near}`?",
            expected=example,
        )
    hint = f"{block} has: {listing(keys)}." if keys else f"{block} has no keys."
    return error(
        "S201", "unknown-key", span, f"`{printable(key)}` is not a key of {block}.", hint, expected=example
    )


def repeated_key(key: str, span: Span, first: Span) -> Finding:
    return error(
        "S202",
        "repeated-key",
        span,
        f"`{key}` stands here twice.",
        "Keep one of them.",
        labels=(Label(span=first, text="first here"),),
    )


def missing_key(key: str, span: Span, block: str, example: str) -> Finding:
    return error(
        "S203", "missing-key", span, f"{block} has no `{key}`.", f"Add `{example}`.", expected=example
    )


def missing_value(key: str, span: Span, example: str) -> Finding:
    return error("S301", "missing-value", span, f"`{key}` has no value.", f"Write `{example}`.", expected=example)


def bad_answer(text: str, key: str, span: Span, answers: tuple[str, ...]) -> Finding:
    near = closest(text, answers)
    hint = f"Did you mean `{near}`? The answers are: {listing(answers)}." if near else f"Say {listing(answers, 'or')}."
    return error(
        "S302",
        "unknown-answer",
        span,
        f"`{printable(text)}` is not an answer to `{key}`.",
        hint,
        expected=f"{key}: {near or answers[0]}",
    )


def bad_value(text: str, what: str, words: str, span: Span, expected: str, hint: str = "") -> Finding:
    """The value does not have the form that its key takes."""
    shown = printable(text)
    message = f"{what} takes {words}, not `{shown}`." if shown else f"{what} takes {words}."
    return error("S303", "unexpected-value", span, message, hint or f"Write `{expected}`.", expected=expected)


def unknown_block(word: str, span: Span, inside: str, kinds: tuple[str, ...], example: str) -> Finding:
    near = closest(word, kinds)
    if near:
        hint = f"Did you mean `{near}`?"
    elif kinds:
        hint = f"In {inside} stand: {listing(kinds)}."
    else:
        hint = f"{inside} holds no blocks."
    return error(
        "S101",
        "unknown-block",
        span,
        f"`{printable(word)}` is not a block of {inside}.",
        hint,
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
    return error("S104", "unopened-brace", span, "This `}` closes nothing.", "Leave it out, or find the missing `{`.")


def too_deep(span: Span, most: int) -> Finding:
    return error(
        "S105", "too-deep", span, f"Blocks or brackets are nested deeper than {most}.", "Nothing needs that; close some."
    )


def bad_head(text: str, block: str, span: Span, example: str) -> Finding:
    return error(
        "S106",
        "bad-head",
        span,
        f"The head of {block} can't be `{printable(text)}`.",
        f"Write for example `{example}`.",
        expected=example,
    )
