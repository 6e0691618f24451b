"""Facts and options in English: what somebody states and nobody measures, and what a party chooses."""

from __future__ import annotations

from sladsl.ast.facts import Fact as FactBlock
from sladsl.ast.facts import Option as OptionBlock
from sladsl.model.facts import Fact
from sladsl.model.from_ast.left_out import LeftOut
from sladsl.prose.document import Clause, Section
from sladsl.prose.english.conditions import field, quoted
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, clause, join, listing, say

_TYPES = {
    "yes or no": "either yes or no",
    "time": "a point in time",
    "number": "a number",
    "duration": "a length of time",
    "text": "a text",
    "intervals": "times, each with a beginning and an end",
}


def facts(names: Names) -> Section | None:
    """What clauses hang on that nobody measures; None where there is nothing."""
    clauses = [
        _option(each, names) if each.option else _fact(each, names) for each in names.agreement.facts.values()
    ]
    return (
        Section(title=join("Facts and options"), clauses=tuple(clauses), keys=("facts",)) if clauses else None
    )


def in_words(part: LeftOut, names: Names) -> bool:
    """Whether something that nothing computes with by itself is a fact or an option that this section tells."""
    block = part.part
    if not isinstance(block, (FactBlock, OptionBlock)) or block.name is None:
        return False
    return block.name.text in names.agreement.facts


def _fact(of: Fact, names: Names) -> Clause:
    said: list[Part] = [say("{it} is {what}.", it=_called(of), what=_what(of))]
    each = "once for the term" if of.each == "term" else f"for each {of.each}"
    if of.stated_by:
        when = f", {each}" if of.each else ""
        said.append(say(" {who} states it{when}.", who=names.of("party", of.stated_by), when=when))
    elif of.each:
        said.append(f" It is stated {each}.")
    if of.found_by:
        said.append(say(" Where the Parties differ on it, {who} finds it.", who=names.who(of.found_by)))
    if of.shown_by:
        said.append(say(" It is for {who} to prove it.", who=names.of("party", of.shown_by)))
    return clause(join("Fact ", of.title or of.name), join(*said), keys=(f"fact {of.name}",))


def _option(of: Fact, names: Names) -> Clause:
    each = f", for each {of.for_each} by itself" if of.for_each else ""
    if of.stated_by:
        who: Part = names.of("party", of.stated_by)
        text = say(
            "{it} is chosen by {who}{each}: {what}.", it=_called(of), who=who, each=each, what=_what(of)
        )
    else:
        text = say("{it} is chosen{each}: {what}.", it=_called(of), each=each, what=_what(of))
        if of.chooser_open:
            text = join(text, " The Parties have not stated who chooses it.")
    return clause(join("Option ", of.title or of.name), text, keys=(f"option {of.name}",))


def _called(of: Fact) -> Part:
    """The name by which conditions speak of it, with its title where it has one."""
    return join(field(of.name), f" (“{of.title}”)") if of.title else join(field(of.name))


def _what(of: Fact) -> Part:
    if of.type == "choice":
        values = listing([quoted(each) for each in of.values], "or")
        return values if of.option else join("one of these: ", values)
    return _TYPES[of.type]
