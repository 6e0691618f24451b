"""The TextMate grammar, which VS Code and many others read: the rules of sladsl/syntax/colours.py as its patterns.

TextMate reads line by line; so do the rules, texts and comments of several lines aside.
"""

from __future__ import annotations

from typing import Any

from sladsl.syntax.colours import BLANKS, STRING, Rule, rules

SCOPES = {
    "comment": "comment.line.number-sign",
    "allowed": "comment.line.allowed",
    "string": "string.quoted.double",
    "long string": "string.quoted.triple",
    "date": "constant.numeric.date",
    "number": "constant.numeric",
    "unit": "keyword.other.unit",
    "block": "storage.type.block",
    "declared": "entity.name.type",
    "key": "support.type.property-name",
    "label": "variable.parameter.label",
    "answer": "constant.language.answer",
    "verb": "keyword.control.verb",
    "comparator": "keyword.operator.comparison",
    "word": "keyword.operator.word",
    "operator": "keyword.operator.arithmetic",
    "mark": "punctuation",
    "other": "variable.other",
    "error": "invalid.illegal",
}
"""The scopes of the categories, from the names that colour themes know."""


def scope(category: str) -> str:
    """The whole scope of a category."""
    return f"{SCOPES[category]}.sladsl"


def grammar() -> dict[str, Any]:
    """The grammar, ready to be written as JSON."""
    return {
        "name": "sladsl",
        "scopeName": "source.sladsl",
        "fileTypes": ["sla"],
        "patterns": [*_texts(), *(_pattern(rule) for rule in rules())],
    }


def _texts() -> list[dict[str, Any]]:
    string, escape = scope("string"), {"match": r"\\.", "name": "constant.character.escape.sladsl"}
    return [
        {"match": r"#\s*sladsl:\s*allow\b.*$", "name": scope("allowed")},
        {"match": r"#.*$", "name": scope("comment")},
        {"match": r"//.*$", "name": scope("comment")},
        {"begin": r"/\*", "end": r"\*/", "name": scope("comment")},
        {"begin": '"""', "end": '"""', "name": scope("long string")},
        {"match": STRING, "name": string, "captures": {"0": {"patterns": [escape]}}},
        {"match": r'"[^\n]*?(?=[\s{}]*$)', "name": scope("error")},
        {"match": '[“„«»‘’”][^“”„«»‘’"]*[“”«»‘’"]?', "name": scope("error")},
    ]


def _pattern(rule: Rule) -> dict[str, Any]:
    pieces = BLANKS.join(f"({piece})" for _, piece in rule.pieces)
    names = [{"name": scope(category)} for category, _ in rule.pieces]
    pattern: dict[str, Any] = {"match": pieces + (f"(?={rule.ahead})" if rule.ahead else "")}
    if len(names) == 1:
        return {**pattern, **names[0]}
    return {**pattern, "captures": {str(number): name for number, name in enumerate(names, start=1)}}
