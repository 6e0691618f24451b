"""Names and texts of a draft from whatever people and files call things: always words and quotes of the language."""

from __future__ import annotations

import re
import unicodedata

from sladsl.syntax.drive import WEEKDAYS
from sladsl.syntax.grammar import keywords

LEFT_OUT = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "el"})
LONGEST_NAME = 40
MOST_TRIES = 10_000


def quoted(text: str) -> str:
    """A text in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def words_of(text: str) -> list[str]:
    """The words of a text that can be parts of names."""
    return [word for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text)) if word.strip("ªº")]


class Named:
    """The names of one agreement: each stands for one thing."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def name(self, text: str, otherwise: str) -> str:
        """A name for what is called so: its first word that is free, then more of its words, then `otherwise`."""
        words = [word for word in words_of(text)[:6] if word.lower() not in LEFT_OUT]
        while words and not words[0][0].isalpha():
            words = words[1:]
        joined = ["".join(_capital(word) for word in words[: count + 1]) for count in range(len(words))]
        for candidate in (*joined, otherwise):
            if self._free(candidate):
                return self.take(candidate)
        return self.take(self._numbered(joined[-1] if joined else otherwise))

    def whole_name(self, text: str, otherwise: str) -> str:
        """A name of all the words of what is called so."""
        words = words_of(text)[:6]
        while words and not words[0][0].isalpha():
            words = words[1:]
        candidate = "".join(_capital(word) for word in words)[:LONGEST_NAME] or otherwise
        return self.take(candidate if self._free(candidate) else self._numbered(candidate))

    def take(self, name: str) -> str:
        self.taken.add(name)
        return name

    def _free(self, name: str) -> bool:
        return (
            name not in self.taken and name not in WEEKDAYS and len(name) <= LONGEST_NAME and _is_name(name)
        )

    def _numbered(self, name: str) -> str:
        short = name[: LONGEST_NAME - 5]
        return next(f"{short}{n}" for n in range(2, MOST_TRIES) if f"{short}{n}" not in self.taken)


def _is_name(name: str) -> bool:
    return re.fullmatch(r"[^\W\d]\w*", name) is not None


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:] if word[:1].isascii() else word


def field_name(title: str, taken: set[str], otherwise: str = "field") -> str:
    """The name of a field from the title of its column: small letters, `_` between words."""
    words = [word.lower() for word in words_of(title)[:6]]
    name = "_".join(words)[:LONGEST_NAME].strip("_")
    if not name or not _is_name(name):
        name = f"{otherwise}_{name}" if name else otherwise
    if re.fullmatch(r"[^\W\d]\w*", title) and title.lower() == name and len(title) <= LONGEST_NAME:
        name = title  # a title that is a name needs no translation
    if name in RESERVED:
        name = f"{name}_"
    return next(each for each in (name, *(f"{name}_{n}" for n in range(2, MOST_TRIES))) if each not in taken)


RESERVED = frozenset({"not"})
"""The word that a condition can begin with besides a field; all other keywords stand where no field can."""


def value(text: str) -> str:
    """A value of a choice: bare where it is a plain word, else in quotes."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", text) is not None and len(text) <= LONGEST_NAME
    return text if plain and text not in ALL_WORDS else quoted(text)


ALL_WORDS = frozenset(word for phrase in keywords() for word in phrase.split()) | {"any", "otherwise", "all"}
