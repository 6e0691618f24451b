"""The defined terms of a contract: one capitalised term for each thing, used everywhere the thing is meant.

Terms come from titles, because "Monthly Uptime Percentage" reads and `Uptime2` does not; where two titles
would make one term, each is told apart by what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sladsl.ast.declare import Entry
from sladsl.model.meanings import Agreement, Objective
from sladsl.model.sides import promised_to
from sladsl.prose.document import Inline, Plain, Reference, Term, Text
from sladsl.prose.say import listing
from sladsl.source import Span

NOUNS = {"sla": "Agreement", "slc": "Commitment", "ola": "Agreement", "contract": "Contract"}
FORMS = {
    "sla": "Service-Level Agreement",
    "slc": "Service-Level Commitment",
    "ola": "Operational-Level Agreement",
    "contract": "Underpinning Contract",
}
_RESERVED = (
    *("agreement", "commitment", "contract", "party", "parties", "service", "services", "service level"),
    *(
        "service period",
        "contract year",
        "service credit",
        "service time",
        "downtime",
        "fee",
        "business day",
        "effective date",
    ),
    *("schedule", "clause", "source"),
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "per",
        "so",
        "the",
        "to",
        "until",
        "up",
        "upon",
        "via",
        "when",
        "with",
        "within",
    ]
)
_LONGEST = 70
_LONG = 3
"""Words of a title that can still stand before "Service Level"."""
_OF_HOURS = frozenset({"hours", "calendar", "days", "times", "time"})


class Names:
    """The terms of one agreement, by kind and name."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.noun = NOUNS[agreement.kind]
        self.terms: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set(_RESERVED)
        for name in agreement.parties:
            self._add("party", name, name)
        groups: tuple[tuple[str, str, Iterable[tuple[str, str]]], ...] = (
            ("service", "Service", ((n, x.title) for n, x in agreement.services.items())),
            ("metric", "Metric", ((n, x.title) for n, x in agreement.metrics.items())),
            ("exclusion", "Exclusion", ((n, x.title) for n, x in agreement.exclusions.items())),
            ("calendar", "Calendar", ((n, x.title) for n, x in agreement.calendars.items())),
            ("source", "Source", ((n, x.title) for n, x in agreement.sources.items())),
            ("report", "Report", ((n, x.title) for n, x in agreement.reports.items())),
        )
        for kind, word, members in groups:
            for name, title in members:
                term = term_of(title, name)
                if kind == "calendar" and term.split()[-1].casefold() not in _OF_HOURS:
                    term += " Calendar"
                self._add(kind, name, term, word)
        for name, objective in agreement.objectives.items():
            term = _short_term(objective, name)
            if not term.casefold().endswith("service level"):
                term += " Service Level"
            if objective.label and objective.label != objective.name:
                term += f" for {self.terms.get(('metric', objective.metric), objective.metric)}"
            self._add("objective", name, term)

    def of(self, kind: str, name: str) -> Inline:
        """The term of a thing; its bare name where the agreement does not know it."""
        term = self.terms.get((kind, name))
        return Plain(text=name) if term is None else Term(text=term)

    def ref(self, kind: str, name: str) -> Text:
        """The term with the clause that defines it, `Planned Maintenance (clause 4.5)`."""
        if (kind, name) not in self.terms:
            return (Plain(text=name),)
        return (self.of(kind, name), Plain(text=" ("), Reference(key=f"{kind} {name}"), Plain(text=")"))

    def written(self, head: Span, key: str) -> Reference | None:
        """Where a key of a block stands as it was written, because its value is not rendered in words; None where it is."""
        there = any(
            each.head == head and isinstance(each.part, Entry) and each.part.key == key
            for each in self.agreement.left_out
        )
        return Reference(key=f"as written {head.start}") if there else None

    def title(self, title: str, kind: str, name: str) -> str:
        """` (“…”)`, the title as written, where the term is not its words; else nothing."""
        same = title.casefold().split() == self.terms.get((kind, name), "").casefold().split()
        return "" if same or not title else f" (“{title}”)"

    def all(self, kind: str, names: Iterable[str], last: str = "and") -> Text:
        return listing([self.of(kind, name) for name in names], last)

    def who(self, text: str) -> Inline:
        """A party by its term; somebody else, or a tool, in its own words."""
        return self.of("party", text)

    @property
    def this(self) -> str:
        return f"this {self.noun}"

    @property
    def begin(self) -> str:
        """`this` at the beginning of a sentence."""
        return f"This {self.noun}"

    def objective(self, name: str) -> Objective | None:
        return self.agreement.objectives.get(name)

    def beneficiaries(self, owner: str) -> Text:
        """Whom a promise of `owner` is made to: the customers, for a promise of a customer the providers."""
        found = promised_to(self.agreement, owner)
        return self.all("party", found) if found else (Plain(text="the recipient of the Services"),)

    def _add(self, kind: str, name: str, term: str, suffix: str = "") -> None:
        candidates = [term, f"{term} {suffix}".rstrip(), f"{term} ({name})"]
        found = next((each for each in candidates if each.casefold() not in self._taken), "")
        at = 2
        while not found:
            candidate = f"{term} ({name} {at})"
            found = candidate if candidate.casefold() not in self._taken else ""
            at += 1
        self._taken.add(found.casefold())
        self.terms[kind, name] = found


def term_of(title: str, name: str) -> str:
    """`Web shop hosting` → `Web Shop Hosting`; a name where the title is missing or too long for a term."""
    words = title.split()
    if not words or len(title) > _LONGEST:
        words = spaced(name).split()
    last = len(words) - 1
    return " ".join(
        word if at not in (0, last) and word in _SMALL else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )


def _short_term(objective: Objective, key: str) -> str:
    """The title, unless it is long and the name a word: "Calls Answered within 30 Seconds Service Level" is heavy."""
    name = objective.label or objective.name or key
    words = spaced(name)
    title = objective.title
    if len(title.split()) > _LONG and len(words) > _LONG and words.replace(" ", "").isalpha():
        title = ""
    return term_of(title, name)


def spaced(name: str) -> str:
    """`FirstResponse` → `First Response`, `first_response` → `first response`, `APIUptime` → `API Uptime`."""
    return (
        re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name.replace("_", " ")).strip()
        or name
    )
