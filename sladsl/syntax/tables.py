"""The parse tables of the grammar as plain data, so that a right text is read without loading lark at all.

Lark makes the tables, once for a grammar, and holds what they mean: a value that they do not accept is given to lark,
which says what is wrong with it. Loading lark and compiling its lexers took more than half of a cold check; these tables
are marshalled integers and words, and tests hold that both ways read every value of the corpus alike.
"""

from __future__ import annotations

import marshal
import os
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from lark import Lark

FORMAT = 1
"""Raise it when the shape of the tables changes."""

Rule = tuple[str, int, str, bool, tuple[int, ...]]
"""Origin, number of symbols, name of the node, whether a single child stands for it, and for each symbol 0 (kept),
1 (dropped) or 2 (its children stand for it)."""


class Tables:
    """`actions[state][symbol]` is a state to go to, or -1 - (the rule to reduce by); `order[state]` the terminals to try."""

    __slots__ = ("actions", "ends", "order", "phrases", "rules", "starts")

    def __init__(self, data: tuple[Any, ...]) -> None:
        self.actions: list[dict[str, int]]
        self.order: list[tuple[str, ...]]
        self.rules: list[Rule]
        self.starts: dict[str, int]
        self.ends: dict[str, int]
        self.phrases: dict[str, tuple[str, ...]]
        """Terminal -> its words."""
        self.actions, self.order, self.rules, self.starts, self.ends, self.phrases = data


def load() -> Tables | None:
    """The tables from the cache, or made by lark and kept; None when this lark does not show them."""
    from sladsl.syntax import grammar

    wanted = crc32(repr((FORMAT, grammar.source_text(), grammar.STARTS)).encode())
    folder = grammar.cache_folder()
    path = os.path.join(folder, f"values-{wanted:08x}") if folder is not None else None
    if path is not None:
        try:
            with open(path, "rb") as file:
                content = file.read()
            if int.from_bytes(content[:4], "big") == crc32(content[4:]):
                return Tables(marshal.loads(content[4:]))
        except (OSError, ValueError, EOFError, TypeError):
            pass
    try:
        data = made_by(grammar.load(), grammar.phrases())
    except (AttributeError, KeyError, TypeError):
        return None
    if path is not None:
        content = marshal.dumps(data)
        grammar.keep(crc32(content).to_bytes(4, "big") + content, path)
    return Tables(data)


def made_by(lark: Lark, phrases: dict[str, tuple[str, ...]]) -> tuple[Any, ...]:
    """The tables inside a lark parser. They are not part of its public face: whoever calls this expects less."""
    table: Any = lark.parser.parser._parse_table
    terminals = sorted(
        lark.terminals,
        key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name),
    )
    rank = {terminal.name: place for place, terminal in enumerate(terminals)}
    numbers: dict[Any, int] = {}
    rules: list[Rule] = []
    states = {state: place for place, state in enumerate(table.states)}
    actions: list[dict[str, int]] = []
    order: list[tuple[str, ...]] = []
    for state in table.states:
        row: dict[str, int] = {}
        for name, (action, argument) in table.states[state].items():
            if action.name == "Shift":
                row[name] = states[argument]
                continue
            if argument not in numbers:
                numbers[argument] = len(rules)
                rules.append(_rule(argument))
            row[name] = -1 - numbers[argument]
        actions.append(row)
        order.append(tuple(sorted((name for name in row if name in rank), key=rank.__getitem__)))
    return (
        actions,
        order,
        rules,
        {start: states[state] for start, state in table.start_states.items()},
        {start: states[state] for start, state in table.end_states.items()},
        phrases,
    )


def _rule(rule: Any) -> Rule:
    kinds = tuple(
        (1 if symbol.filter_out else 0) if symbol.is_term else (2 if symbol.name.startswith("_") else 0)
        for symbol in rule.expansion
    )
    name = rule.alias or rule.options.template_source or rule.origin.name
    return (
        str(rule.origin.name),
        len(rule.expansion),
        str(name),
        bool(rule.options.expand1 and not rule.alias),
        kinds,
    )
