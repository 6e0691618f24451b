"""A duty under a verb of its own, `Supplier pays Damages`, as the language writes it: `Supplier must "pay damages"`.

Of the many things that parties do, sending a report alone has a verb; everything else is said in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sladsl.ast.declare import Block, keys_of
from sladsl.ast.duties import Duty
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import replacing
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax.messages import error, printable
from sladsl.syntax.scanner import WORD, Token
from sladsl.syntax.surroundings import Surroundings

FEWEST, MOST = 3, 10
KEPT_AFTER = frozenset({"to", "for", "from", "by", "of", "with"})
"""Words after which a name is somebody's, and keeps its capital letter."""


def duty_meant(tokens: Sequence[Token], kind: type[Block]) -> str:
    """The sentence that the tokens before a brace mean, "" where they are no duty."""
    if (
        Duty not in kind.within
        or not FEWEST <= len(tokens) <= MOST
        or any(token.kind != WORD for token in tokens)
    ):
        return ""
    owner, verb, *rest = (token.text for token in tokens)
    if not owner[0].isupper() or not verb.islower() or not verb.endswith("s") or len(verb) < FEWEST:
        return ""
    said = [_infinitive(verb)]
    for before, word in zip((verb, *rest), rest, strict=False):
        name = before in KEPT_AFTER or not word[1:].islower()
        said.append(word if name else word[0].lower() + word[1:])
    return f'{owner} must "{" ".join(said)}"'


def duty_otherwise(verb: str, meant: str, body: str, span: Span) -> Finding:
    """The finding of the sentence at `span`, before its brace; the mended one says the same in words."""
    shown = f"{meant} {body}"
    found = error(
        "S118",
        "duty-in-words",
        span,
        f"A party `sends` a report; what else it does, here `{printable(verb)}`, stands in quotes after `must`.",
        f"Write `{shown}`.",
        expected=shown,
    )
    return replace(found, fix=replacing(span, meant, safe=True))


def _infinitive(verb: str) -> str:
    """`pay` of `pays`, `apply` of `applies`, `pass` of `passes`."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if verb.endswith(("sses", "shes", "ches", "xes")):
        return verb[:-2]
    return verb[:-1]


INSIDE = ("within", "every", "when")
"""Keys of a duty that people write into its sentence."""


def sent_otherwise(
    source: SourceText, tokens: Sequence[Token], fits: Callable[[str], bool], around: Surroundings
) -> Finding | None:
    """The finding for a report that is sent in other words: until when in the sentence, or the reader before the report."""
    if len(tokens) >= FEWEST and tokens[1].text == "must":
        return _in_the_sentence(source, tokens, fits)
    if len(tokens) < FEWEST or tokens[1].text != "sends":
        return None
    return _in_the_sentence(source, tokens, fits) or _turned_round(tokens, fits, around)


def _in_the_sentence(
    source: SourceText, tokens: Sequence[Token], fits: Callable[[str], bool]
) -> Finding | None:
    """`Nimbus sends ServiceReport to Acme within 5 business days after the month`."""
    from sladsl.syntax.forms import fits as can_stand

    for at, token in enumerate(tokens[:-1]):
        if token.text not in INSIDE:
            continue
        head = source.text[tokens[0].start : tokens[at - 1].end]
        value = " ".join(source.text[tokens[at + 1].start : tokens[-1].end].split())
        key = keys_of(Duty)[token.text]
        words = source.text[tokens[2].start : tokens[at - 1].end] if at > FEWEST - 1 else ""
        if tokens[1].text == "must" and not fits(head) and words and '"' not in words:
            head = f'{tokens[0].text} must "{" ".join(words.split())}"'
        if not fits(head):
            return None
        if token.text == "within" and not can_stand(key, key.form, value):
            value = f"{value} after the month"
        right = f"{' '.join(head.split())} {{ {token.text}: {printable(value, 60)} }}"
        whole = can_stand(key, key.form, value)
        found = error(
            "S204",
            "missing-colon",
            Span(start=token.start, end=tokens[-1].end),
            f"`{token.text}` is a key of the duty: it stands in braces behind the sentence, with a colon.",
            f"Write `{right}`." if whole else f"Write it as in `{Duty.example}`.",
            expected=right if whole else "",
        )
        span = Span(start=token.start, end=tokens[-1].end)
        return replace(found, fix=replacing(span, f"{{ {token.text}: {value} }}")) if whole else found
    return None


def _turned_round(
    tokens: Sequence[Token], fits: Callable[[str], bool], around: Surroundings
) -> Finding | None:
    """`Nimbus sends Acme ServiceReport`, `Nimbus sends to Acme ServiceReport`."""
    names = [token for token in tokens[2:] if token.text not in ("to", "the", "a")]
    if len(names) != 2 or any(token.kind != WORD for token in names):
        return None
    reader, report = (token.text for token in names)
    if reader not in around.names("party") or report in around.names("party"):
        return None
    right = f"{tokens[0].text} sends {report} to {reader}"
    span = Span(start=tokens[2].start, end=tokens[-1].end)
    if not fits(right):
        return None
    found = error(
        "S303",
        "unexpected-value",
        span,
        "What is sent stands before who gets it.",
        f"Write `{right}`.",
        expected=right,
    )
    return replace(found, fix=replacing(span, f"{report} to {reader}"))
