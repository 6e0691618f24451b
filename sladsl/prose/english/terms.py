"""The term in English: when the agreement begins, how it renews, what ends it."""

from __future__ import annotations

from sladsl.model.dates import Term as Said
from sladsl.prose.document import Clause, Section, Term, Text
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
            ("Renewal", _renewal(said, names)),
            ("Notice", _notice(said, names)),
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


def _renewal(of: Said, names: Names) -> Text | str:
    if of.renewal == "not stated":
        return f"The Parties have not stated whether and how {names.this} is renewed."
    if of.renewal == "none":
        return f"{names.begin} is not renewed."
    length = spoken(of.renewal.partition(", ")[0])
    once = of.times == 1
    end = "At the end of the initial term" + ("" if once else ", and of each renewal")
    most = "" if of.times is None else ", once only" if once else f", {of.times} times at most"
    after = "" if of.times is None else " It ends with the last renewal."
    match of.how:
        case "automatic":
            return f"{end}, {names.this} is renewed automatically for {length}{most}.{after}"
        case "by agreement":
            return f"{end}, the Parties may agree to renew {names.this} for {length}{most}.{after}"
        case "option":
            return say(
                "{end}, {holder} may renew {this} for {length}{most}; unless it does, {this} ends with the term then "
                "running.",
                end=end,
                holder=names.of("party", of.by),
                this=names.this,
                length=length,
                most=most,
            )
        case _:
            return f"Renewal: {of.renewal}." if of.renewal else ""


def _notice(of: Said, names: Names) -> Text | str:
    words = of.notice
    if words == "not stated":
        return f"The Parties have not stated how long before the end of {names.this} notice is to be given."
    length, before, _ = words.partition(" before the end")
    if before and of.how == "option":
        return say(
            "If {holder} renews {this}, it shall give notice of that at least {length} before the end of the term then "
            "running.",
            holder=names.of("party", of.by),
            this=names.this,
            length=spoken(length),
        )
    if before:
        return (
            f"A Party that does not want {names.this} to continue shall give notice at least "
            f"{spoken(length)} before the end of the term then running."
        )
    return f"Notice to end {names.this} shall be given {spoken(words)}." if words else ""
