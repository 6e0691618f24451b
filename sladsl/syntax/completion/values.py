"""What may stand in a value, a cell, a sentence or the head of a row: answers, names, keywords, units and samples."""

from __future__ import annotations

import functools

from sladsl.ast.declare import keys_of
from sladsl.ast.tables import Table, Target
from sladsl.source import SourceText
from sladsl.syntax.completion import words
from sladsl.syntax.completion.families import COMMON, Scope, field_type, named
from sladsl.syntax.completion.names import Names
from sladsl.syntax.completion.place import Place
from sladsl.syntax.completion.proposal import Proposals, split
from sladsl.syntax.completion.samples import own
from sladsl.syntax.completion.wanted import DIRECT, LISTS, Wanted, family_of, is_plain, phrase, typed
from sladsl.syntax.drive import MARKS, tables
from sladsl.syntax.expected import Expected, expected
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.scanner import DATE, NUMBER, STRING, WORD, scan


@functools.cache
def _most_words() -> int:
    """Words of a phrase or an answer that can stand before the one that is being typed."""
    known = tables()
    phrases = [len(parts) for parts in known.phrases.values()] if known is not None else []
    keys = (key for block in all_blocks() for key in keys_of(block).values())
    return max([*phrases, *(len(split(answer)) for key in keys for answer in key.answers)]) - 1


def propose(place: Place, names: Names, wanted: Wanted) -> Proposals:
    """What may come next in a value whose tokens begin at `wanted.start`."""
    found = Proposals()
    count = place.size - wanted.start
    for back in range(min(_most_words(), count) + 1):
        if back and place.tokens[place.size - back].kind == STRING:
            break
        _Step(place, names, wanted, back, found).take()
    return found


class _Step:
    """The proposals that go on from the value without its last `back` tokens, which are words of the next phrase."""

    def __init__(self, place: Place, names: Names, wanted: Wanted, back: int, found: Proposals) -> None:
        self.names = names
        self.wanted = wanted
        self.back = back
        self.found = found
        self.before = place.tokens[wanted.start : place.size - back]
        self.now = typed(place, back)
        self.scope = Scope(place, names, self.before, wanted.head)

    def take(self) -> None:
        wanted = self.wanted
        if not self.before:
            said = wanted.key.meaning if wanted.key is not None else ""
            for answer in wanted.answers:
                self.found.add(self.now, answer, "answer", said, wanted.line_of(answer))
        if wanted.form.direct in DIRECT:
            self._direct(wanted.form.direct)
        elif wanted.form.rule:
            state = expected(wanted.form.rule, self.before)
            if state is not None:
                self._by_grammar(state)
        if not self.before and (wanted.open or not self.now.empty):
            meaning = words.MEANINGS["not stated"]
            self.found.add(self.now, "not stated", "answer", meaning, wanted.line_of("not stated"))

    # ---- plain forms

    def _direct(self, direct: str) -> None:
        before = self.before
        if len(before) % 2:
            if direct in LISTS and self.now.empty and all(is_plain(each, direct) for each in before[::2]):
                self.found.add(self.now, ",", "keyword", words.SIGNS[","])
        elif not before or (direct in LISTS and before[-1].text == ","):
            if DIRECT[direct] == WORD and self._names(self.wanted.family or ""):
                return
            text = self.wanted.sample
            if before or text in self.wanted.answers:
                text = {STRING: '"…"', DATE: self.wanted.form.example}.get(DIRECT[direct], "")
            self._sample(text, self.wanted.form.words)

    def _sample(self, text: str, meaning: str) -> None:
        if not self.back:
            self.found.add(self.now, text, self.wanted.kind or "value", meaning, self.wanted.line)

    def _names(self, family: str) -> bool:
        """The names of a family; whether there are any. Those that stand in the list already are left out."""
        by_place = self.scope.place.frame.kind in (Table, Target)  # two fields may have the same values
        listing = bool(self.before) and self.before[-1].text in (("|",) if by_place else (",", "|"))
        listed = {token.text for token in self.before} if listing else set()
        found = named(family, self.scope, self.wanted.line)
        for name, what in found:
            if name not in listed:
                self.found.add(self.now, name, self.wanted.kind or "name", what, self.wanted.line_of(name))
        return bool(found)

    # ---- by the tables

    def _by_grammar(self, state: Expected) -> None:
        family = family_of(self.wanted, state.shifted) if "NAME" in state.terminals else None
        sample, known = ("", True) if self.before else self._whole(family)
        last = "not stated" if self.wanted.open and not self.before else ""  # see `take`
        found = (name for name in state.terminals if phrase(name) not in ("", last))
        phrases = sorted(found, key=lambda name: words.rank(phrase(name)))
        words_first = bool(sample) and any(sample.startswith(phrase(name)) for name in phrases)
        if known:
            self._sample(sample, self.wanted.form.words)
        if words_first:
            self._phrases(phrases)
        any_name = family is not None and self._names(family)
        if "DOTTED" in state.terminals and family != "reference":
            self._names("column")
        if not words_first:
            self._phrases(phrases)
        if not known:
            self._sample(sample, self.wanted.form.words)
        named_first = any_name and not self.before and not words_first
        for name in state.terminals:
            if name not in words.SAMPLES and name not in MARKS:
                self._words(name, state)
            elif name in words.SAMPLES and self._may_be(name, any_name, named_first):
                self._of_form(name, sample)
        for name in state.terminals:
            if name in MARKS and self.now.empty:
                self.found.add(self.now, MARKS[name], "keyword", words.SIGNS[MARKS[name]])

    def _may_be(self, name: str, any_name: bool, named_first: bool) -> bool:
        """Whether a form besides the names is worth a proposal: rows that begin with names have few others."""
        if self.wanted.kind == "row" and self.wanted.form.names is not None:
            return name == "STRING" and not any_name
        return name == "STRING" or not named_first

    def _whole(self, family: str | None) -> tuple[str, bool]:
        """A whole value as a sample, of a field by its type; and whether its names are declared."""
        kind = field_type(self.scope) if family == "field value" else ""
        return (words.OF_TYPES.get(kind, ""), True) if kind else own(self.wanted, self.scope)

    def _phrases(self, phrases: list[str]) -> None:
        for name in phrases:
            text = phrase(name)
            meaning = words.MEANINGS.get(text, self.wanted.form.words)
            self.found.add(self.now, text, self.wanted.kind or "keyword", meaning)

    def _words(self, name: str, state: Expected) -> None:
        """A terminal that stands for a few words."""
        kind = self.wanted.kind or ("unit" if name != "WEEKDAY" else "keyword")
        number = self.before[-1].text if self.before else ""
        what, choices = words.TERMINALS.get(name, ("", ()))
        if name == "TIME_UNIT":
            each = any(phrase(last) == "average over" for last in state.shifted[-2:])  # `5 minute slots`
            number = "1" if each else number
            other = words.units("1" if number != "1" else "2") if self.now.partial else ()
            for unit in (*words.units(number), *other):
                self.found.add(self.now, unit, kind, "a unit of time")
        elif name in words.COUNTED:
            for word in (*words.counted(name, number), *(choices if self.now.partial else ())):
                self.found.add(self.now, word, kind, what)
        elif name == "CURRENCY":
            for code in self.names.currencies or COMMON:
                self.found.add(self.now, code, kind, "a currency")
        else:
            for word in choices:
                self.found.add(self.now, word, kind, what)

    def _of_form(self, name: str, sample: str) -> None:
        """A terminal that stands for anything of a form: one that is right, unless the whole sample begins with one."""
        text, what = words.SAMPLES[name]
        if name in ("PERCENT", "NUMBER"):
            text = self._shown(name) or text
        if not sample or scan(SourceText(sample))[0].kind != scan(SourceText(text))[0].kind:
            self._sample(text, what)
        if name == "PERCENT" and self.now.partial.replace(".", "", 1).isdigit():
            self.found.add(self.now, f"{self.now.partial}%", "unit", what)

    def _shown(self, name: str) -> str:
        """The number, or the percentage, in the example of the form."""
        found = (token.text for token in scan(SourceText(self.wanted.sample)) if token.kind == NUMBER)
        return next((text for text in found if (text[-1] == "%") == (name == "PERCENT")), "")
