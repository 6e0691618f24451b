"""Says of an example that it is one, and puts the agreement's own names into it.

A message shows the author's own line wherever it can be made; where only the example of a key or block is left, nobody
must take it for what is to be written.
"""

from __future__ import annotations

import re
from functools import cache, cached_property

from sladsl.ast.agreements import File
from sladsl.ast.declare import keys_of
from sladsl.diagnostics.finding import Finding
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.scanner import Token
from sladsl.syntax.surroundings import Surroundings

STAND_FOR = {
    "Shop": "service", "Support": "calendar", "checks": "source", "tickets": "source", "outages": "source",
    "requests": "source", "Maintenance": "exclusion", "Uptime": "metric", "Availability": "objective",
    "Response": "objective", "ServiceReport": "report", "NimbusHosting": "sla",
}  # fmt: skip
"""Names of the examples that stand for one of the kind."""
ROLES = {"Nimbus": "provider", "Acme": "customer"}
_NAMES = re.compile(rf"(?<![\w\".])(?:{'|'.join((*STAND_FOR, *ROLES))})(?!\w)")
MOSTLY = 0.8
_FIGURE = re.compile(r"\d[\w.-]*")
_QUOTED = re.compile(r'("[^"]*")')


@cache
def examples() -> frozenset[str]:
    """The examples of all keys, blocks and rows, as they are shown."""
    found = set()
    for block in all_blocks():
        found.add(block.example)
        found.update(key.example for key in keys_of(block).values())
        if block.rows is not None:
            found.add(block.rows.head.example)
    found.discard("")
    return frozenset(found)


@cache
def cells() -> tuple[str, ...]:
    """How a row ends of which only the head is the author's."""
    return tuple({f": {block.rows.cell.example}" for block in all_blocks() if block.rows is not None})


def own(example: str, around: Surroundings) -> str:
    """The example with names of the agreement where it declares some of the kind."""
    declared = {each.name for each in around.declared}

    def name(match: re.Match[str]) -> str:
        word = match[0]
        if word in declared:
            return word
        if word in ROLES:
            parties = around.names("party")
            meant = around.party(ROLES[word])
            return meant if meant in parties else ([*parties, word][word != "Nimbus" and len(parties) > 1])
        return next(iter(around.names(STAND_FOR[word])), word)

    if around.currency:
        example = re.sub(r"\bEUR\b", around.currency, example)
    return "".join(piece if piece[:1] == '"' else _NAMES.sub(name, piece) for piece in _QUOTED.split(example))


def told(findings: list[Finding], source: SourceText, file: File, tokens: list[Token]) -> list[Finding]:
    """The findings, an example in them said to be one."""
    places = _Places(file, tokens)
    return [_told(finding, source, places) for finding in findings]


def _told(finding: Finding, source: SourceText, places: _Places) -> Finding:
    shown = finding.expected
    if not shown or finding.fix is not None or finding.name in ("empty-file", "other-language"):
        return finding
    if shown not in examples() and not shown.endswith(cells()):
        return finding
    if _authors(shown, source, finding.span):
        return finding
    line = own(shown, places.around(finding))
    if f"`{shown}`" not in finding.hint:
        return finding if finding.name in KEEP else replace(finding, expected="")
    hint = finding.hint.replace(f"`{shown}`", f"`{line}`")
    for verb in ("Write", "Add"):
        hint = hint.replace(f"{verb} `{line}`", f"{verb} for example `{line}`")
    return replace(finding, hint=hint, expected=line)


KEEP = frozenset({"missing-brace", "written-otherwise", "unknown-key", "unknown-unit"})
"""Findings whose line answers the mistake though the hint does not repeat it."""


def _authors(shown: str, source: SourceText, span: Span) -> bool:
    """Whether what is shown is the author's own, and the same as the example by chance."""
    start = source.text.rfind("\n", 0, span.start) + 1
    end = source.text.find("\n", span.end)
    line = source.text[start : end if end >= 0 else len(source.text)]
    value = shown.partition(": ")[2]
    words = re.findall(r"\w+", shown)
    if len(words) > 5 and sum(word in line for word in words) >= MOSTLY * len(words):
        return True
    if value and value in line:
        return True
    figures = _FIGURE.findall(shown)
    return bool(figures) and set(figures) <= set(_FIGURE.findall(line))


class _Places:
    """What is declared around each finding; each agreement is read once, however many findings it has."""

    def __init__(self, file: File, tokens: list[Token]) -> None:
        self.file, self.tokens = file, tokens
        self._inside: dict[Span, Surroundings] = {}

    @cached_property
    def _everywhere(self) -> Surroundings:
        return Surroundings(self.tokens)

    def around(self, finding: Finding) -> Surroundings:
        """What is declared in the agreement of the finding, in the whole text where that declares nothing."""
        for block in self.file.blocks:
            if block.kind != "amendment" and block.span.start <= finding.span.start < block.span.end:
                inside = self._inside.get(block.span)
                if inside is None:
                    within = [each for each in self.tokens if block.span.start <= each.start < block.span.end]
                    inside = self._inside[block.span] = Surroundings(within)
                if inside.declared:
                    return inside
        return self._everywhere
