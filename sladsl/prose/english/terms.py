"""The term in English: when the agreement begins, how it renews, what ends it."""

from __future__ import annotations

from sladsl.prose.document import Clause, Section, Term
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.say import clause, join, say


def term(names: Names) -> Section | None:
    """The section; None where nothing is said of the term."""
    agreement = names.agreement
    clauses: list[Clause] = []
    if agreement.effective:
        text = say(
            "{This} takes effect on the {term}, {day}.",
            This=names.begin,
            term=Term(text="Effective Date"),
            day=q.date(agreement.effective),
        )
        clauses.append(clause("Beginning", text, keys=("effective",)))
    elif "effective" in agreement.open_heads:
        open_text = f"The Parties have not stated when {names.this} takes effect."
        clauses.append(clause("Beginning", open_text, keys=("effective",)))
    if agreement.ends:
        last = f"The last day on which {names.this} is in force is {q.date(agreement.ends)}."
        clauses.append(clause("End", last, keys=("ends",)))
    elif "ends" in agreement.open_heads:
        clauses.append(clause("End", f"The Parties have not stated when {names.this} ends.", keys=("ends",)))
    said = agreement.term
    if said is not None:
        for title, words in (
            ("Initial term", _initial(said.initial, names)),
            ("Renewal", _renewal(said.renewal, names)),
            ("Notice", _notice(said.notice, names)),
        ):
            if words:
                clauses.append(clause(title, words))
    return Section(title=join("Term"), clauses=tuple(clauses), keys=("term",)) if clauses else None


def spoken(words: str) -> str:
    """`1 hour 30 minutes` with its `and`."""
    parts = words.split(" ")
    pairs = [" ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    plain = len(parts) % 2 == 0 and all(part[:1].isdigit() for part in parts[::2])
    return q.listed(pairs) if plain else words


def _initial(words: str, names: Names) -> str:
    if words == "not stated":
        return f"The Parties have not stated how long the initial term of {names.this} lasts."
    begins = "the Effective Date" if names.agreement.effective else "the day on which it takes effect"
    return f"The initial term of {names.this} is {spoken(words)}, counted from {begins}." if words else ""


def _renewal(words: str, names: Names) -> str:
    length, _, how = words.partition(", ")
    if words == "not stated":
        return f"The Parties have not stated whether and how {names.this} is renewed."
    if words == "none":
        return f"{names.begin} is not renewed."
    end = "At the end of the initial term, and of each renewal"
    if how == "automatic":
        return f"{end}, {names.this} is renewed automatically for {spoken(length)}."
    if how == "by agreement":
        return f"{end}, the Parties may agree to renew {names.this} for {spoken(length)}."
    return f"Renewal: {words}." if words else ""


def _notice(words: str, names: Names) -> str:
    if words == "not stated":
        return f"The Parties have not stated how long before the end of {names.this} notice is to be given."
    length, before, _ = words.partition(" before the end")
    if before:
        return (
            f"A Party that does not want {names.this} to continue shall give notice at least "
            f"{spoken(length)} before the end of the term then running."
        )
    return f"Notice to end {names.this} shall be given {spoken(words)}." if words else ""
