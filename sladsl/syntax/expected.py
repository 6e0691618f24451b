"""What the grammar allows after some tokens of a value: the terminals of its state, and whether the value may end there.

Driven by the same tables as reading (sladsl/syntax/drive.py), without building anything, so that it costs next to nothing
at each stroke of a key.
"""

from __future__ import annotations

from sladsl.record import Record
from sladsl.syntax.drive import tables, terminal
from sladsl.syntax.scanner import Token
from sladsl.syntax.tables import Tables

END = "$END"
_PADDING = [Token("end", "", 0, 0)] * 10


class Expected(Record):
    """`terminals` that may come next, in the order in which they are tried; `complete`: the value may end here.

    `shifted`: the terminals that the tokens were read as; `widths`: of how many tokens each.
    """

    terminals: tuple[str, ...]
    complete: bool
    shifted: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()


def expected(rule: str, tokens: list[Token]) -> Expected | None:
    """What may follow these tokens by a start rule; None where they do not fit it."""
    found = tables()
    if found is None or rule not in found.starts:
        return None
    end = found.ends[rule]
    states = [found.starts[rule]]
    padded = [*tokens, *_PADDING]
    shifted: list[str] = []
    widths: list[int] = []
    at = 0
    while at < len(tokens):
        name, width = terminal(found.order[states[-1]], found.phrases, padded, at)
        while True:
            action = found.actions[states[-1]].get(name)
            if action is None or at + width > len(tokens):
                return None
            if action >= 0:
                states.append(action)
                break
            _reduce(found, -1 - action, states)
        shifted.append(name)
        widths.append(width)
        at += width
    names = tuple(name for name in found.order[states[-1]] if _accepts(found, states, name, end))
    return Expected(
        terminals=names,
        complete=_accepts(found, states, END, end) and bool(tokens),
        shifted=tuple(shifted),
        widths=tuple(widths),
    )


def _accepts(found: Tables, states: list[int], name: str, end: int) -> bool:
    """Whether a terminal really fits: an LALR state names some that only lead to reductions and then to nothing."""
    states = list(states)
    while True:
        action = found.actions[states[-1]].get(name)
        if action is None:
            return False
        if action >= 0:
            return True
        _reduce(found, -1 - action, states)
        if name == END and states[-1] == end:
            return True


def _reduce(found: Tables, rule: int, states: list[int]) -> None:
    origin, size = found.rules[rule][:2]
    if size:
        del states[-size:]
    states.append(found.actions[states[-1]][origin])
