"""Parses the tokens of a value by the tables: shift, reduce, and nodes like lark's; None where they do not fit.

Which terminal a token is depends on the state, as in lark's contextual lexer: a word is a keyword only where the grammar
has it, and a name everywhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from sladsl.syntax.scanner import DATE, NUMBER, STRING, TIME, WORD, Token, is_name
from sladsl.syntax.tables import Tables, load

PERIODS = frozenset({"day", "week", "month", "quarter", "year"})
CLOCK = frozenset(
    {"ms", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"}
)
PLURALS = frozenset({"days", "weeks", "months", "quarters", "years"})
UNITS = CLOCK | {f"{unit}s" for unit in CLOCK if unit != "ms"}
WINDOWS = PERIODS - {"year"} | {"term", "invoice"}
TWO_WORDS = frozenset({("billing", "cycle"), ("contract", "year"), ("fiscal", "year"), ("fiscal", "quarter")})
"""Periods of two words."""
BUSINESS = frozenset({"hour", "hours", "day", "days"})
WEEKDAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})


class Leaf(str):
    """A token in a tree: its text, with its place."""

    __slots__ = ("end_pos", "start_pos")
    start_pos: int
    end_pos: int


class Node:
    """A rule in a tree: the name of the rule or of its alias, and what stands under it."""

    __slots__ = ("children", "data", "end_pos", "start_pos")

    def __init__(self, data: str, children: list[Leaf | Node], start: int, end: int) -> None:
        self.data = data
        self.children = children
        self.start_pos = start
        self.end_pos = end


Held = tuple[Leaf | Node, int, int]
"""On the stack: a tree, and where everything that it was made of begins and ends, dropped tokens included."""


def _word(token: Token, among: frozenset[str]) -> int:
    return int(token.kind == WORD and token.text in among)


def _time_unit(tokens: list[Token], at: int) -> int:
    token = tokens[at]
    if token.text == "business":
        return 2 if tokens[at + 1].text in BUSINESS else 0
    return _word(token, UNITS)


def _period(tokens: list[Token], at: int, ending: str = "") -> int:
    """One word or two of a period, with `ending` behind them."""
    first = tokens[at].text
    if first.endswith(ending) and first.removesuffix(ending) in PERIODS:
        return 1
    second = tokens[at + 1].text
    return 2 if second.endswith(ending) and (first, second.removesuffix(ending)) in TWO_WORDS else 0


def _window(tokens: list[Token], at: int) -> int:
    first, second = tokens[at].text, tokens[at + 1].text
    if first in ("calendar", "contract", "fiscal"):
        return 2 if second == "year" else 0
    return 2 if (first, second) == ("billing", "cycle") else _word(tokens[at], WINDOWS)


def _number(token: Token) -> bool:
    return token.kind == NUMBER and token.text[-1] not in "%thdn"


def _date(tokens: list[Token], at: int, least: int, most: int) -> int:
    token = tokens[at]
    return int(token.kind == DATE and least <= len(token.text) <= most)


NO_USE = frozenset(
    (
        *(
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "billing",
            "contract",
            "fiscal",
            "calendar",
            "annum",
            "a",
            "m",
        ),
        *("Monat", "monat", "Jahr", "jahr", "Quartal", "quartal", "Woche", "woche", "Tag", "tag"),
        *("mois", "an", "trimestre", "semaine", "jour"),
        *("mo", "mth", "yr", "qtr", "wk", "daily", "weekly", "monthly", "quarterly", "yearly"),
    )
)
"""Words behind `per` that are no thing that is used: those of time, in several languages."""
NOT_COUNTED = frozenset(
    (
        *("millisecond", "milliseconds", "ms", "second", "seconds", "minute", "minutes", "hour", "hours"),
        *("day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years"),
        *("business", "point", "points", "of", "beyond"),
    )
)
"""Words behind a number that are no thing that is counted."""


def _thing(token: Token, but: frozenset[str]) -> int:
    return int(token.kind == WORD and is_name(token.text) and token.text not in but)


MATCHERS: dict[str, Callable[[list[Token], int], int]] = {
    "TIME_UNIT": _time_unit,
    "PERIODS": lambda tokens, at: _word(tokens[at], PLURALS),
    "CYCLES": lambda tokens, at: 2 if _period(tokens, at, "s") == 2 else 0,
    "PERIOD_WORD": _period,
    "POSSESSIVE": lambda tokens, at: _period(tokens, at, "'s"),
    "POINTS": lambda tokens, at: _word(tokens[at], frozenset({"point", "points"})),
    "MISS": lambda tokens, at: _word(tokens[at], frozenset({"miss", "misses"})),
    "WINDOW": _window,
    "WEEKDAY": lambda tokens, at: _word(tokens[at], WEEKDAYS),
    "CURRENCY": lambda tokens, at: int(
        tokens[at].kind == WORD
        and len(tokens[at].text) == 3
        and tokens[at].text.isascii()
        and tokens[at].text.isalpha()
        and tokens[at].text.isupper()
    ),
    "MOMENT": lambda tokens, at: _date(tokens, at, 11, 30),
    "DATE": lambda tokens, at: _date(tokens, at, 10, 10),
    "PERIOD_LABEL": lambda tokens, at: _date(tokens, at, 6, 9),
    "YEAR": lambda tokens, at: int(
        tokens[at].kind == NUMBER and len(tokens[at].text) == 4 and tokens[at].text.isdecimal()
    ),
    "TIME": lambda tokens, at: int(tokens[at].kind == TIME),
    "ORDINAL": lambda tokens, at: int(
        tokens[at].kind == NUMBER and tokens[at].text.endswith(("st", "nd", "rd", "th"))
    ),
    "PERCENT": lambda tokens, at: int(tokens[at].kind == NUMBER and tokens[at].text[-1] == "%"),
    "NUMBER": lambda tokens, at: int(_number(tokens[at])),
    "LONG_STRING": lambda tokens, at: int(tokens[at].kind == STRING and tokens[at].text.startswith('"""')),
    "STRING": lambda tokens, at: int(tokens[at].kind == STRING and not tokens[at].text.startswith('"""')),
    "DOTTED": lambda tokens, at: int(tokens[at].kind == WORD and tokens[at].text.count(".") == 1),
    "USE": lambda tokens, at: _thing(tokens[at], NO_USE),
    "COUNTED": lambda tokens, at: _thing(tokens[at], NOT_COUNTED),
    "NAME": lambda tokens, at: int(tokens[at].kind == WORD and is_name(tokens[at].text)),
}
MARKS = {
    "COMMA": ",",
    "LPAR": "(",
    "RPAR": ")",
    "PLUS": "+",
    "MINUS": "-",
    "STAR": "*",
    "SLASH": "/",
    "VBAR": "|",
}

_tables: Tables | None = None
_looked = False


def tables() -> Tables | None:
    """The tables of the grammar, loaded when they are first asked for; None when this lark does not show them."""
    global _tables, _looked
    if not _looked:
        _looked = True
        _tables = load()
    return _tables


def drive(rule: str, tokens: list[Token]) -> Node | Leaf | None:
    """The tree of the tokens by a start rule, positions those of the tokens; None: lark must say what is wrong."""
    known = tables()
    if known is None:
        return None
    return _parse(known, rule, [*tokens, *[Token("end", "", 0, 0)] * 10], len(tokens))


def _parse(tables: Tables, rule: str, tokens: list[Token], size: int) -> Node | Leaf | None:
    actions, order, rules, phrases = tables.actions, tables.order, tables.rules, tables.phrases
    states = [tables.starts[rule]]
    end = tables.ends[rule]
    held: list[Held] = []
    at = 0
    while True:
        state = states[-1]
        if at < size:
            name, width = terminal(order[state], phrases, tokens, at)
        else:
            name, width = "$END", 0
        action = actions[state].get(name)
        while action is not None and action < 0:
            held_by = _reduce(rules[-1 - action], states, held)
            states.append(actions[states[-1]][held_by])
            if name == "$END" and states[-1] == end:
                return held[-1][0]
            action = actions[states[-1]].get(name)
        if action is None or not width:
            return None
        states.append(action)
        first, last = tokens[at], tokens[at + width - 1]
        leaf = Leaf(first.text if width == 1 else " ".join(token.text for token in tokens[at : at + width]))
        leaf.start_pos, leaf.end_pos = first.start, last.end
        held.append((leaf, first.start, last.end))
        at += width


def terminal(
    names: tuple[str, ...], phrases: dict[str, tuple[str, ...]], tokens: list[Token], at: int
) -> tuple[str, int]:
    """The first terminal that fits here, and how many tokens it takes; "" where none does."""
    for name in names:
        words = phrases.get(name)
        if words is None:
            matcher = MATCHERS.get(name)
            width = matcher(tokens, at) if matcher is not None else int(tokens[at].text == MARKS.get(name))
        elif tokens[at].text == words[0] and all(
            tokens[at + step].text == word for step, word in enumerate(words)
        ):
            width = len(words)
        else:
            width = 0
        if width:
            return name, width
    return "", 0


def _reduce(rule: tuple[str, int, str, bool, tuple[int, ...]], states: list[int], held: list[Held]) -> str:
    """Replaces what a rule is made of by its node; gives the rule's origin."""
    origin, size, name, single, kinds = rule
    parts = held[-size:] if size else []
    children: list[Leaf | Node] = []
    for (tree, _, _), kind in zip(parts, kinds, strict=True):
        if kind == 0:
            children.append(tree)
        elif kind == 2 and isinstance(tree, Node):
            children.extend(tree.children)
    start, end = (parts[0][1], parts[-1][2]) if parts else (0, 0)
    if size:
        del held[-size:]
        del states[-size:]
    tree = children[0] if single and len(children) == 1 else Node(name, children, start, end)
    held.append((tree, start, end))
    return origin
