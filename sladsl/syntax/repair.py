"""Repairs a value by the tables of its grammar: the author's own words, with what they lack and in the order they need.

Best first: a word of the language put in, a sign, quotes around a value of several words, two pieces swapped. Nothing that
the author wrote is left out but words that say nothing, and what is made is proved by reading it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count, pairwise

from sladsl.diagnostics.spelling import slip
from sladsl.diagnostics.suggest import listing
from sladsl.record import Record
from sladsl.source import SourceText, Span
from sladsl.syntax.drive import PERIODS, tables, terminal
from sladsl.syntax.expected import END
from sladsl.syntax.figure_signs import with_its_sign
from sladsl.syntax.phrasings.words import NUMBERS
from sladsl.syntax.scanner import BAD, NUMBER, WORD, Token, is_name
from sladsl.syntax.surroundings import Surroundings
from sladsl.syntax.tables import Tables

MOST_TOKENS = 40
FIGURE_COST = 9
MOST_STEPS = 2_000
MOST_COST = 40
MOST_PROOFS = 24
MOST_WAYS = 3
CHOICES = ("field_kind", "condition", "labels")
"""Forms in which values of several words stand."""
MONEY = ("amount", "cap", "fee")
"""Forms in which a figure alone may be money as well as a percentage."""
TYPES = ("time", "text", "number", "duration", "yes", "no")
FILLERS = frozenset({"the", "a", "an", "be", "to", "of", "that", "is", "are", "with", "will", "then"})
"""Words that may be left out."""
BINDING = frozenset({"in", "on", "at", "by", "for", "over", "during", "from", "within"})
"""Words that may be another of the kind."""
JOINING = frozenset(
    {"and", "or", "not", "of", "to", "in", "at", "the", "by", "for", "from", "per", "is", "with", "over"}
)
"""Words that are no names, and begin or join something."""
WORD_COST, MORE_COST, COMMA_COST, NEXT_COMMA, LEFT_OUT, INVENTED, QUOTES_COST = 10, 6, 8, 5, 15, 14, 9
_PADDING = [Token("end", "", 0, 0)] * 10


class Repair(Record):
    """A value as it should be: its text, where the first change is, and what the changes are in words.

    `invented`: it holds a word that only the author knows, such as the period of a cap. `others`: the same value as it may
    be meant as well.
    """

    text: str
    others: tuple[str, ...] = ()
    span: Span
    says: str
    invented: bool


class _Edit(Record):
    """One change: what was done before token `at` with the words `text`."""

    did: str
    at: int
    text: str


_Path = tuple[tuple[int, ...], int, tuple[str, ...], tuple[_Edit, ...]]
"""States, the token read next, the words made so far, the changes."""


def repaired(
    rule: str, source: SourceText, tokens: list[Token], fits: Callable[[str], bool], around: Surroundings
) -> Repair | None:
    """The value that was meant, None where no few changes make one."""
    known = tables()
    if known is None or rule not in known.starts or len(tokens) > MOST_TOKENS:
        return None
    if any(token.kind == BAD for token in tokens):
        return None
    if _misspelt_unit(tokens):
        return None  # that is told as what it is
    swapped = _swapped(source, tokens, fits)
    if swapped is not None:
        return swapped
    proved: list[tuple[str, tuple[_Edit, ...]]] = []
    least = MOST_COST
    for proofs, (cost, words, edits) in enumerate(_search(known, rule, tokens, around)):
        text = _joined(words)
        if proofs >= MOST_PROOFS or (proved and cost > least):
            break
        if text not in [each for each, _ in proved] and fits(text):
            proved.append((text, edits))
            least = cost
    if not proved or len(proved) > MOST_WAYS:
        return None
    return _told(proved, source, tokens)


def _misspelt_unit(tokens: list[Token]) -> bool:
    """`15 minuets`: a slip in the unit, and not a name in the wrong place."""
    from sladsl.syntax.value_messages import misspelt_unit

    return any(
        number.kind == NUMBER and word.kind == WORD and misspelt_unit(word.text)
        for number, word in pairwise(tokens)
    )


# ---- other words


def _search(
    known: Tables, rule: str, tokens: list[Token], around: Surroundings
) -> Iterator[tuple[int, tuple[str, ...], tuple[_Edit, ...]]]:
    """What the tokens become with as little as possible changed, and how much that is: the least change first."""
    padded = [*tokens, *_PADDING]
    end = known.ends[rule]
    order = count()
    names = {name for kind in ("party", "service", "metric", "objective") for name in around.names(kind)}
    heap: list[tuple[int, int, int, _Path]] = []
    heappush(heap, (0, 0, next(order), ((known.starts[rule],), 0, (), ())))
    seen: dict[tuple[tuple[int, ...], int], int] = {}
    for _ in range(MOST_STEPS):
        if not heap:
            return
        cost, _, _, (states, at, words, edits) = heappop(heap)
        if cost > MOST_COST:
            return
        if seen.get((states, at), MOST_COST + 1) < cost:
            continue
        seen[states, at] = cost
        if at == len(tokens) and edits and _ends(known, states, end):
            yield cost, words, edits
        for more, width, said, edit in _steps(rule, known, states, padded, at, len(tokens), names, around):
            if edit and edit[0].text == "," and any(each.text == "," for each in edits):
                more = NEXT_COMMA
            for name in said[1]:
                after = _shifted(known, states, name)
                if after is not None:
                    path = (after, at + width, (*words, *said[0]), (*edits, *edit))
                    heappush(heap, (cost + more, -(at + width), next(order), path))


def _steps(
    rule: str,
    known: Tables,
    states: tuple[int, ...],
    tokens: list[Token],
    at: int,
    size: int,
    names: set[str],
    around: Surroundings,
) -> Iterator[tuple[int, int, tuple[tuple[str, ...], tuple[str, ...]], tuple[_Edit, ...]]]:
    """What may be done at a token: its cost, the tokens it takes, the words and terminals it makes, and the change."""
    order = known.order[states[-1]]
    token = tokens[at]
    if at < size:
        name, width = terminal(order, known.phrases, tokens, at)
        if name and not (name in ("NAME", "DOTTED") and token.text in JOINING):
            yield 0, width, (tuple(each.text for each in tokens[at : at + width]), (name,)), ()
        if token.kind == WORD and token.text in FILLERS | BINDING:
            yield LEFT_OUT, 1, ((), ("",)), (_Edit(did="out", at=at, text=token.text),)
    for name in order:
        phrase = known.phrases.get(name)
        if phrase is not None:
            yield from _phrase(name, phrase, tokens, at, size, names)
        elif name == "COMMA":
            yield COMMA_COST, 0, ((",",), (name,)), (_Edit(did="in", at=at, text=","),)
        elif name == "DOTTED" and at + 1 < size and token.text in around.names("table"):
            if tokens[at + 1].kind == WORD and tokens[at + 1].text not in PERIODS:
                right = f"{token.text}.{tokens[at + 1].text}"
                yield 5, 2, ((right,), (name,)), (_Edit(did="as", at=at, text=right),)
        elif name in ("WINDOW", "PERIOD_WORD"):
            if at < size and name == "WINDOW" and token.text == "year":
                for right in ("calendar year", "contract year"):
                    yield 8, 1, ((right,), (name,)), (_Edit(did="as", at=at, text=right),)
            elif at < size and token.text.removesuffix("s") in PERIODS:
                right = token.text.removesuffix("s")
                yield 5, 1, ((right,), (name,)), (_Edit(did="as", at=at, text=right),)
            else:
                yield INVENTED, 0, (("month",), (name,)), (_Edit(did="made", at=at, text="month"),)
        elif name == "PERIODS" and at < size and token.text in PERIODS:
            right = f"{token.text}s"
            yield 5, 1, ((right,), (name,)), (_Edit(did="as", at=at, text=right),)
        elif name in ("MISS", "POINTS") and at and tokens[at - 1].kind == NUMBER:
            right = ("miss" if name == "MISS" else "point") + ("" if tokens[at - 1].text == "1" else "s")
            right = right.replace("misss", "misses")
            yield WORD_COST, 0, ((right,), (name,)), (_Edit(did="in", at=at, text=right),)
        elif name == "NUMBER" and at < size and token.text.lower() in NUMBERS:
            right = str(NUMBERS[token.text.lower()])
            yield 5, 1, ((right,), (name,)), (_Edit(did="as", at=at, text=right),)
        elif (
            name == "CURRENCY" and (around.currency or rule in MONEY) and at and tokens[at - 1].kind == NUMBER
        ):
            cost = FIGURE_COST if rule in MONEY else INVENTED
            code = around.currency or "EUR"
            yield cost, 0, ((code,), (name,)), (_Edit(did="made", at=at, text=code),)
        elif at < size and token.kind == NUMBER:
            for right in with_its_sign(name, token.text):
                yield FIGURE_COST, 1, ((right,), (name,)), (_Edit(did="sign", at=at, text=right),)
        elif at < size and name == "STRING" and token.kind == WORD:
            width = _run(tokens, at, size)
            text = f'"{" ".join(each.text for each in tokens[at : at + width])}"'
            inner = [each.text for each in tokens[at : at + width]]
            if width > 1 and rule in CHOICES and not any(each in names for each in inner):
                yield QUOTES_COST, width, ((text,), (name,)), (_Edit(did="quotes", at=at, text=text),)


def _run(tokens: list[Token], at: int, size: int) -> int:
    """How many words stand here one after the other."""
    end = at
    while end < size and tokens[end].kind == WORD and is_name(tokens[end].text):
        if tokens[end].text in ("and", "or", "is", *TYPES):
            break
        end += 1
    return end - at


def _phrase(
    name: str, phrase: tuple[str, ...], tokens: list[Token], at: int, size: int, names: set[str]
) -> Iterator[tuple[int, int, tuple[tuple[str, ...], tuple[str, ...]], tuple[_Edit, ...]]]:
    """A phrase of the language of which the author wrote some words, one with a slip, or none."""
    position, cost, edits = at, 0, []
    for word in phrase:
        token = tokens[position]
        if position < size and token.text.lower() == word:
            if token.text != word:
                edits.append(_Edit(did="as", at=position, text=word))
                cost += 2
            position += 1
        elif (
            position < size
            and token.kind == WORD
            and token.text not in names
            and token.text not in JOINING
            and slip(token.text, word, (word,))
        ):
            edits.append(_Edit(did="as", at=position, text=word))
            cost += 5
            position += 1
        else:
            cost += MORE_COST if edits and edits[-1].did == "in" and edits[-1].at == position else WORD_COST
            edits.append(_Edit(did="in", at=position, text=word))
    if edits:
        yield cost, position - at, (phrase, (name,)), tuple(edits)


def _shifted(known: Tables, states: tuple[int, ...], name: str) -> tuple[int, ...] | None:
    """The states after a terminal ("": none is read), None where it does not fit."""
    if not name:
        return states
    stack = list(states)
    while True:
        action = known.actions[stack[-1]].get(name)
        if action is None:
            return None
        if action >= 0:
            stack.append(action)
            return tuple(stack)
        origin, size = known.rules[-1 - action][:2]
        if size:
            del stack[-size:]
        stack.append(known.actions[stack[-1]][origin])


def _ends(known: Tables, states: tuple[int, ...], end: int) -> bool:
    stack = list(states)
    while True:
        action = known.actions[stack[-1]].get(END)
        if action is None:
            return False
        if action >= 0:
            return True
        origin, size = known.rules[-1 - action][:2]
        if size:
            del stack[-size:]
        stack.append(known.actions[stack[-1]][origin])
        if stack[-1] == end:
            return True


def _joined(words: tuple[str, ...]) -> str:
    text = " ".join(words)
    for mark in (",", ")"):
        text = text.replace(f" {mark}", mark)
    return text.replace("( ", "(")


# ---- another order


LONGEST_PIECE = 5


def _swapped(source: SourceText, tokens: list[Token], fits: Callable[[str], bool]) -> Repair | None:
    """Two neighbouring pieces of a few words the other way round, where only one such order can be read."""
    found: dict[str, tuple[int, int, int]] = {}
    size = len(tokens)
    commas = [at for at, token in enumerate(tokens) if token.text == ","]
    if len(commas) == 1:
        at = commas[0]
        text = _joined(tuple(token.text for token in (*tokens[at + 1 :], tokens[at], *tokens[:at])))
        if fits(text):
            first, second = (
                source.text[part[0].start : part[-1].end] for part in (tokens[:at], tokens[at + 1 :]) if part
            )
            span = Span(start=tokens[0].start, end=tokens[-1].end)
            return Repair(text=text, span=span, says=f"`{first}` belongs after `{second}`.", invented=False)
    for length in range(2, 2 * LONGEST_PIECE + 1):
        for start in range(size - length + 1):
            for cut in range(max(1, length - LONGEST_PIECE), min(length, LONGEST_PIECE + 1)):
                if {tokens[start + cut - 1].text, tokens[start + length - 1].text} & JOINING:
                    continue  # `to Acme` belongs together
                order = [
                    *tokens[:start],
                    *tokens[start + cut : start + length],
                    *tokens[start : start + cut],
                    *tokens[start + length :],
                ]
                text = _joined(tuple(token.text for token in order))
                if text not in found and fits(text):
                    found[text] = (start, cut, length)
        if found:
            break
    if len(found) != 1:
        return None
    text, (start, cut, length) = next(iter(found.items()))
    first = source.text[tokens[start].start : tokens[start + cut - 1].end]
    second = source.text[tokens[start + cut].start : tokens[start + length - 1].end]
    span = Span(start=tokens[start].start, end=tokens[start + length - 1].end)
    return Repair(text=text, span=span, says=f"`{first}` belongs after `{second}`.", invented=False)


# ---- in words


def _told(proved: list[tuple[str, tuple[_Edit, ...]]], source: SourceText, tokens: list[Token]) -> Repair:
    """The repair, and its first change in words."""
    text, edits = proved[0]
    others = tuple(each for each, _ in proved[1:])
    first = edits[0]
    invented = any(edit.did == "made" for edit in edits)
    token = tokens[min(first.at, len(tokens) - 1)]
    span = Span(start=token.start, end=token.end)
    if first.did == "made" and first.at and tokens[first.at - 1].kind == NUMBER and first.text.isupper():
        figure = tokens[first.at - 1]
        span = Span(start=figure.start, end=figure.end)
        percent = any(each[0].did == "sign" for _, each in proved)
        says = f"`{figure.text}` has no currency{' and no percent sign' if percent else ''}."
    elif first.did in ("in", "made"):
        says = _lacking(proved, tokens)
    elif first.did == "sign" and first.text.endswith("%"):
        money = any(each[0].did == "made" for _, each in proved)
        says = f"`{token.text}` has no percent sign{' and no currency' if money else ''}."
    elif first.did == "quotes":
        end = next(
            each for each in tokens if each.start >= token.start and first.text.endswith(f'{each.text}"')
        )
        span = Span(start=token.start, end=end.end)
        says = "A value of several words stands in quotes."
    elif first.did == "out":
        instead = _put_in(edits, first.at) or _put_in(edits, first.at + 1)
        says = (
            f"`{first.text}` is written `{instead}` here."
            if instead
            else f"`{first.text}` does not stand here."
        )
    else:
        says = f"`{token.text}` is written `{first.text}` here."
    return Repair(text=text, others=others, span=span, says=says, invented=invented)


def _lacking(proved: list[tuple[str, tuple[_Edit, ...]]], tokens: list[Token]) -> str:
    """What is missing, and after which word."""
    edits = proved[0][1]
    at = edits[0].at
    place = f"after `{tokens[at - 1].text}`" if at else f"before `{tokens[0].text}`"
    if all(edit.text == "," and edit.did == "in" for edit in edits):
        return "Commas are missing between the items." if len(edits) > 1 else f"A comma is missing {place}."
    missing = tuple(dict.fromkeys(_put_in(each, at) for _, each in proved))
    if not all(missing):
        return f"Something is missing {place}."
    more = {edit.at for edit in edits if edit.did in ("in", "made") and edit.text != ","} - {at}
    if len(missing) > 1 or len(more) != 1:
        return f"{listing(missing, 'or')} is missing {place}."
    then = more.pop()
    return f"`{missing[0]}` is missing {place}, and `{_put_in(edits, then)}` after `{tokens[then - 1].text}`."


def _put_in(edits: tuple[_Edit, ...], at: int) -> str:
    return " ".join(edit.text for edit in edits if edit.at == at and edit.did in ("in", "made")).rstrip(" ,")
