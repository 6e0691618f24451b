"""A duty under a verb of its own, `Supplier pays Damages`, as the language writes it: `Supplier must "pay damages"`.

Of the many things that parties do, sending a report alone has a verb; everything else is said in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import replacing
from sladsl.record import replace
from sladsl.source import Span
from sladsl.syntax.messages import error, printable
from sladsl.syntax.scanner import WORD, Token

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
        said.append(word if before in KEPT_AFTER else word[0].lower() + word[1:])
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
