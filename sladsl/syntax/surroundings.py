"""What an agreement declares, told from its tokens: so that a message can use the author's own names.

No tree is needed, because it is asked while the tree is being made, and of texts that make none.
"""

from __future__ import annotations

import re
from functools import cached_property

from sladsl.record import Record
from sladsl.source import Span
from sladsl.syntax.scanner import STRING, WORD, Token

KINDS = frozenset(
    {"party", "service", "calendar", "source", "exclusion", "metric", "objective", "table", "report", "sla"}
)
STANDING_IN = {
    "party": "Nimbus", "service": "Shop", "calendar": "Support", "source": "checks", "exclusion": "Maintenance",
    "metric": "Uptime", "objective": "Availability",
}  # fmt: skip
"""Names of the examples, where nothing of the kind is declared."""


class Declared(Record):
    """A block's name and title (or ""), and for parties their role."""

    kind: str
    name: str
    title: str
    role: str
    span: Span


class Surroundings:
    """The names, titles, roles and the currency of one text; read once, when first asked."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        found = []
        tokens = self.tokens
        for at, token in enumerate(tokens[:-3]):
            if token.kind != WORD or token.text not in KINDS or tokens[at + 1].kind != WORD:
                continue
            after = tokens[at + 2]
            title = after.text.strip('"') if after.kind == STRING else ""
            if after.text == "{" or title or (token.text == "table" and after.text == "by"):
                name = tokens[at + 1]
                role = self._role(at) if token.text == "party" else ""
                found.append(
                    Declared(
                        kind=token.text,
                        name=name.text,
                        title=title,
                        role=role,
                        span=Span(start=token.start, end=after.end),
                    )
                )
        return tuple(found)

    def _role(self, at: int) -> str:
        for position in range(at, min(at + 30, len(self.tokens) - 2)):
            if self.tokens[position].text == "}":
                break
            if self.tokens[position].text == "role" and self.tokens[position + 1].text == ":":
                return self.tokens[position + 2].text
        return ""

    @cached_property
    def currency(self) -> str:
        """The code of the agreement's currency, "" where none or more than one is said."""
        said = {
            self.tokens[at + 2].text.strip('"').upper()
            for at in range(len(self.tokens) - 2)
            if self.tokens[at].text == "currency" and self.tokens[at + 1].text in (":", "=")
        }
        return said.pop() if len(said) == 1 and all(re.fullmatch("[A-Z]{3}", code) for code in said) else ""

    def names(self, kind: str) -> tuple[str, ...]:
        return tuple(each.name for each in self.declared if each.kind == kind)

    def only(self, kind: str) -> str:
        """The name of the only thing of its kind, "" where there is none or more than one."""
        names = self.names(kind)
        return names[0] if len(names) == 1 else ""

    def some(self, kind: str, before: int = 0) -> str:
        """A name of the kind for a line that is shown: the last declared before a place, else the first of all, else that
        of the examples.
        """
        near = [each.name for each in self.declared if each.kind == kind and each.span.start < before]
        return near[-1] if near else next(iter(self.names(kind)), STANDING_IN.get(kind, "Name"))

    def party(self, role: str) -> str:
        """The party in a role; without roles the first for the provider, the second for the customer."""
        parties = [each for each in self.declared if each.kind == "party"]
        for each in parties:
            if each.role == role:
                return each.name
        standing_in = "Acme" if role == "customer" else "Nimbus"
        place = 1 if role == "customer" else 0
        return parties[place].name if len(parties) > place and not parties[place].role else standing_in

    def source_with(self, *fields: str) -> str:
        """The only source in which all these fields stand, "" where none or more than one is seen."""
        starts = [
            each for each in self.declared if each.kind in ("source", "metric", "exclusion", "objective")
        ]
        found = []
        for at, each in enumerate(starts):
            if each.kind != "source":
                continue
            end = starts[at + 1].span.start if at + 1 < len(starts) else each.span.end + 2_000
            inside = {token.text for token in self.tokens if each.span.end <= token.start < end}
            if set(fields) <= inside:
                found.append(each.name)
        return found[0] if len(found) == 1 else ""

    def times_of(self, source: str) -> list[str]:
        """The fields of a source that are times, in their order."""
        block = next((each for each in self.declared if each.kind == "source" and each.name == source), None)
        found: list[str] = []
        if block is None:
            return found
        depth = 0
        for at, token in enumerate(self.tokens[:-2]):
            if token.start < block.span.end - 1:
                continue
            depth += (token.text == "{") - (token.text == "}")
            if depth < 0 or (depth == 0 and token.text == "}"):
                break
            if self.tokens[at + 1].text == ":" and self.tokens[at + 2].text == "time":
                found.append(token.text)
        return found

    def field_of(self, value: str) -> str:
        """The field in whose list of values this one stands, "" where none is seen."""
        for at, token in enumerate(self.tokens):
            if token.text != value:
                continue
            start = at
            while start and (
                self.tokens[start - 1].text == "," or self.tokens[start - 1].kind in (WORD, STRING)
            ):
                start -= 1
            before = self.tokens[start - 2] if start > 1 and self.tokens[start - 1].text == ":" else token
            commas = any(each.text == "," for each in self.tokens[start : at + 2])
            if commas and before.kind == WORD and before is not token:
                return before.text
        return ""

    def called(self, words: str, kind: str = "") -> str:
        """The name of what is called so, by its name or its title, whatever the case; "" where nothing is."""
        wanted = words.casefold()
        found = {
            each.name
            for each in self.declared
            if (not kind or each.kind == kind) and wanted in (each.name.casefold(), each.title.casefold())
        }
        return found.pop() if len(found) == 1 else ""


NOBODY = Surroundings([])
