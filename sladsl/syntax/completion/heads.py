"""What may stand in the head of a block before its brace: a name, a title, `for` and names, a rule of its own.

The shapes are those of `Block.head`; their words say what stands there, so a new shape of such words needs nothing here.
"""

from __future__ import annotations

from sladsl.ast.declare import Block
from sladsl.source import SourceText
from sladsl.syntax.completion.families import Scope, named
from sladsl.syntax.completion.names import Names
from sladsl.syntax.completion.place import Place
from sladsl.syntax.completion.proposal import Proposals
from sladsl.syntax.completion.values import propose
from sladsl.syntax.completion.wanted import Wanted, complete, typed
from sladsl.syntax.scanner import STRING, WORD, Token, scan

LINKS = ("for", "by")
"""Words of a head behind which names stand."""


def head(place: Place, names: Names, kind: type[Block], start: int, after: int) -> Proposals:
    """What may come next in a head that begins at token `start`; `after`: the token after the words of its kind."""
    if kind.head == "rule" and kind.head_form is not None:
        wanted = Wanted(kind.head_form, start)
        found = propose(place, names, wanted)
        if complete(wanted, place.tokens[start : place.size]):
            _brace(place, found)
        return found
    found = Proposals()
    written = place.tokens[after : place.size]
    parts = [token.kind if token.kind == STRING else token.text for token in written]
    link = next((word for word in LINKS if word in kind.head.split()), "")
    named_first = kind.head.startswith("name")
    titled = "title" in kind.head
    if link and link in parts:
        _linked(place, names, kind, written[parts.index(link) + 1 :], found)
    elif named_first and not parts:
        _sample(place, kind, WORD, "a name of its own: letters, digits and `_`", found)
    elif titled and STRING not in parts:
        _sample(place, kind, STRING, "a title in double quotes", found)
        if named_first:
            _brace(place, found)
    elif link and len(parts) == int(named_first):
        found.add(typed(place), link, "keyword", f"whose {kind.kind}")
        if not named_first and link != "by":
            _brace(place, found)
    else:
        _brace(place, found)
    return found


def _linked(place: Place, names: Names, kind: type[Block], written: list[Token], found: Proposals) -> None:
    """Names after `for` or `by`, without those that stand in such a head already; `,` and the brace after one."""
    if len(written) % 2:
        if typed(place).empty:
            found.add(typed(place), ",", "keyword", "another one")
        _brace(place, found)
        return
    taken = {token.text for token in written} | _taken(place, kind)
    for name, what in named(kind.head_names, Scope(place, names, [])):
        if name not in taken:
            found.add(typed(place), name, "name", what)


def _taken(place: Place, kind: type[Block]) -> set[str]:
    """Names that have a block of this kind already: beside this one, or within the block of the name."""
    words = kind.kind.split()
    tokens = place.every
    frame = place.frame
    start, end = max(frame.brace + 1, 0), place.closes.get(frame.brace, len(tokens))
    found: set[str] = set()
    around: list[str] = []
    for at in range(start, end):
        if tokens[at].text == "{":
            around.append(_name(place, at))
        elif tokens[at].text == "}" and around:
            around.pop()
        elif [token.text for token in tokens[at : at + len(words)]] == words:
            after = tokens[at + len(words)].text
            if around and after in ("{", *LINKS):
                found.add(around[-1])
            elif not around and after in LINKS:
                found |= _listed(place, at + len(words) + 1)
    return found


def _listed(place: Place, at: int) -> set[str]:
    """The names of a list, unless the cursor stands in it."""
    tokens = place.every
    found: set[str] = set()
    first = at
    while tokens[at].kind == WORD or tokens[at].text == ",":
        found.add(tokens[at].text)
        at += 1
    return set() if first <= place.next <= at else found


def _name(place: Place, brace: int) -> str:
    """The name in the head that ends at a brace, "" where it has none."""
    tokens = place.every
    at = brace - 1
    if at > 0 and tokens[at].kind == STRING:
        at -= 1
    return tokens[at].text if at > 0 and tokens[at].kind == WORD else ""


def _sample(place: Place, kind: type[Block], wanted: str, meaning: str, found: Proposals) -> None:
    """The name or title of the block's own example."""
    tokens = scan(SourceText(kind.example))
    words = len(kind.kind.split())
    shown = next((token.text for token in tokens[words:] if token.kind == wanted), "")
    if not shown or shown == "{":
        shown = '"…"' if wanted == STRING else "Name"
    found.add(typed(place), shown, "value", meaning, kind.example)


def _brace(place: Place, found: Proposals) -> None:
    if place.every[place.next].text != "{":
        found.add(typed(place), "{", "keyword", "what belongs to the block stands in braces")
