"""What each piece of an agreement is, as rules of pieces beside each other, for everything that colours texts.

The words come from the declarations and the grammar. Pygments reads the rules as they are; the grammars of editors are
written from them (editors/generate.py), so that all of them say the same of each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sladsl.ast.declare import keys_of
from sladsl.record import Record
from sladsl.syntax.grammar import keywords, source_text
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.values.trees import WEEKDAYS

NAME = r"[^\W\d]\w*"
END = r"(?!\w|'s|\.\w)"
"""Where a word is over: neither `month's` nor `Times.response` begins with a word of the language."""
STRING = r'"(?:[^"\\\n]|\\.)*"'
DIGITS = r"\d[0-9_]*(?:\.\d+)?"
BLANKS = r"[ \t]*"
GAP = r"[ \t]+"
"""Between pieces, and between the words of a phrase: on one line, because some programs read no further."""

OFTEN_NAMES = frozenset({"time", "number", "duration", "text", "fee", "first"})
"""Keywords only where one must stand: fields are often called so."""

CATEGORIES = (
    *("comment", "allowed", "string", "long string", "date", "number", "unit", "block", "declared", "key"),
    *("label", "answer", "verb", "comparator", "word", "operator", "mark", "other", "error"),
)
"""What a piece can be. `declared` is the name in a head, `label` what begins a row, `other` any other name."""


class Rule(Record):
    """Pieces that stand beside each other, blanks between them, and what follows.

    `pieces` are categories and expressions, in the part of their notation that all programs have: groups without
    capture, `(?!…)`, `(?=…)`, `\\s`, `\\w`, `\\d`, `[^\\W\\d]`, classes, `$` for
    the end of a line.
    """

    pieces: tuple[tuple[str, str], ...]
    ahead: str = ""


def terminal(name: str) -> str:
    """The expression of a terminal of the grammar, without the end of its word."""
    found = re.search(rf"(?m)^{name}(?:\.\d+)?: /(.*)/$", source_text())
    assert found is not None, f"the grammar has no terminal {name}"
    return found.group(1).removesuffix(r"(?!\w)").replace(r"[ \t\r\n\f]+", GAP)


def phrases(words: Iterable[str]) -> str:
    """An expression for any of the phrases, the longest first."""
    ordered = sorted(set(words), key=lambda phrase: (-len(phrase), phrase))
    return (
        "(?:"
        + "|".join(
            GAP.join(re.escape(word).replace(r"\-", "-") for word in phrase.split()) for phrase in ordered
        )
        + ")"
    )


def blocks() -> tuple[str, ...]:
    """The kinds of blocks that have a head of their own."""
    return tuple(block.kind for block in all_blocks() if block.kind != "file" and block.head != "sentence")


def keys() -> dict[str, tuple[str, ...]]:
    """The keys of all blocks, each with the answers that may stand behind it somewhere."""
    found: dict[str, dict[str, None]] = {}
    for block in all_blocks():
        for key in keys_of(block).values():
            found.setdefault(key.name, {}).update(dict.fromkeys(key.answers))
    return {name: tuple(found[name]) for name in sorted(found)}


def _naming() -> set[str]:
    """The keys behind which a name stands and nothing else."""
    direct: dict[str, set[str]] = {}
    for block in all_blocks():
        for key in keys_of(block).values():
            direct.setdefault(key.name, set()).add(key.form.direct)
    return {name for name, found in direct.items() if found <= {"name", "names"}}


def verbs() -> tuple[str, ...]:
    """The verbs of sentences."""
    return tuple(dict.fromkeys(verb for block in all_blocks() for verb in block.verbs))


def comparators() -> tuple[str, ...]:
    found = re.search(r"(?m)^comparator: (.*(?:\n +\|.*)*)", source_text())
    assert found is not None
    return tuple(re.findall(r'"([^"]+)"', found.group(1)))


def words() -> tuple[str, ...]:
    """The phrases of values that are no verb, comparator or answer of their own."""
    others = {*verbs(), *comparators(), "not stated"}
    return tuple(sorted({*keywords(), "for"} - others))


def rules() -> tuple[Rule, ...]:
    """The rules, in the order in which they are tried at each place; comments and texts come before them."""
    return (*_entries(), *_heads(), *_figures(), *_sentences(), *_periods(), *_rest())


def _rule(*pieces: tuple[str, str], ahead: str = "") -> Rule:
    return Rule(pieces=pieces, ahead=ahead)


def _entries() -> Iterator[Rule]:
    """What stands before and right behind a colon."""
    for key, answers in keys().items():
        if answers:
            yield _rule(("key", phrases([key])), ("mark", ":"), ("answer", phrases(answers) + END))
    yield _rule(("key", phrases(_naming())), ("mark", ":"), ("other", phrases(OFTEN_NAMES) + END))
    often = [word for word in words() if word.split()[0] in OFTEN_NAMES]
    yield _rule(("mark", ":"), ("word", phrases(often) + END))
    yield _rule(("word", "otherwise" + END))
    yield _rule(("key", phrases(keys())), ahead=BLANKS + ":")
    yield _rule(("answer", phrases(WEEKDAYS) + END))
    yield _rule(("label", NAME), ahead=BLANKS + ":")


def _heads() -> Iterator[Rule]:
    """Blocks; the names in their heads where they declare one, even when the brace stands on the next line."""
    shapes = {block.kind: block.head for block in all_blocks()}
    named = [kind for kind in blocks() if shapes[kind] in ("name", "name and title", "name by names")]
    bare = [kind for kind in blocks() if shapes[kind] == "nothing"]
    rest = rf'[^{{}}:"#\n]*(?:{STRING})?{BLANKS}\{{'
    title = rf'(?:{BLANKS}by[ \t][^{{}}:"#\n]*|{BLANKS}{STRING})?{BLANKS}(?:\{{|$)'
    yield _rule(("block", phrases(named) + END), ("declared", NAME), ahead=title)
    yield _rule(("block", phrases(bare) + END), ahead=BLANKS + r"\{")
    yield _rule(("block", phrases(set(blocks()) - set(bare)) + END), ahead=rest)


def _figures() -> Iterator[Rule]:
    lengths = [word for word in keywords() if re.match(terminal("TIME_UNIT") + r"\s", word)]
    units = "|".join(
        terminal(name) for name in ("TIME_UNIT", "CURRENCY", "POINTS", "MISS", "WINDOW", "PERIOD_WORD")
    )
    for name in ("MOMENT", "DATE", "PERIOD_LABEL", "TIME"):
        yield _rule(("date", terminal(name) + r"(?!\w)"))
    yield _rule(("number", terminal("PERCENT") + r"(?!\w)"))
    for figure in (terminal("ORDINAL") + r"(?!\w)", DIGITS + r"(?!\w|\.\d)"):
        yield _rule(("number", figure), ("word", phrases(lengths) + END))
        yield _rule(("number", figure), ("unit", f"(?:{units}){END}"))
        yield _rule(("number", figure))
    yield _rule(("error", r"\d[\w.]*"))


def _sentences() -> Iterator[Rule]:
    """Verbs, behind who does it: sources are called `reports`, too."""
    connecting = {phrase.split()[-1] for phrase in (*keywords(), "for")} - {"party"}
    verb = ("verb", phrases(verbs()) + END)
    yield _rule(("word", phrases(word for word in words() if word.endswith(" party"))), verb)
    yield _rule(("other", f"(?!{phrases(connecting)}{END}){NAME}"), verb)


def _periods() -> Iterator[Rule]:
    window, possessive = terminal("WINDOW"), terminal("POSSESSIVE")
    yield _rule(("unit", possessive + r"(?!\w)"), ("word", "fee" + END))
    yield _rule(("word", phrases(["per", "of a"])), ("unit", window + END))
    yield _rule(("unit", possessive + r"(?!\w)"))
    yield _rule(("unit", f"(?:{terminal('PERIOD_WORD')}|{terminal('PERIODS')}|{terminal('CYCLES')}){END}"))


def _rest() -> Iterator[Rule]:
    yield _rule(("answer", phrases(["not stated"]) + END))
    closing = {word.split()[-1] for word in words() if " the " in word} & OFTEN_NAMES
    yield _rule(("word", "the" + END), ("word", phrases(closing) + END))
    longer = [word for word in words() if word.split()[0] in comparators()]
    yield _rule(("word", phrases(longer) + END))
    yield _rule(("comparator", phrases(comparators()) + END))
    yield _rule(("word", phrases(set(words()) - OFTEN_NAMES) + END))
    yield _rule(("other", rf"{NAME}(?:'s(?!\w)|(?:\.{NAME})+)?"))
    yield _rule(("operator", r"[+*/|-]"))
    yield _rule(("mark", r"[\{\}():,.]"))
    yield _rule(("error", r"[^\s\w]"))
