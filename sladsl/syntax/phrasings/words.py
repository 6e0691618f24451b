"""Words of other countries and trades (grammar/phrasings/words.toml): which unit, month, day or currency they mean."""

from __future__ import annotations

import os
import tomllib
from typing import Any

from sladsl.resources import grammar_folder


def _read() -> dict[str, dict[str, Any]]:
    with open(os.path.join(grammar_folder(), "phrasings", "words.toml"), "rb") as file:
        return tomllib.load(file)


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: meant for meant, words in table.items() for word in words}


_WORDS = _read()

UNITS = _by_word(_WORDS["units"])
"""`mins` -> `minutes`."""
UNSURE = frozenset(_WORDS["unsure"]["units"])
"""Units that mean other days or hours to other people."""
MONTHS = {
    word: number
    for number, (month, others) in enumerate(_WORDS["months"].items(), start=1)
    for word in (month, *others)
}
"""`März` in small letters -> 3."""
DAYS = _by_word(_WORDS["days"])
"""`mo` -> `Monday`."""
OFTEN = _by_word(_WORDS["often"])
"""`monatlich` -> `month`."""
PERIODS = _by_word(_WORDS["periods"]) | OFTEN
"""`annum` -> `year`."""
NUMBERS: dict[str, int] = _WORDS["numbers"]
CURRENCY = _by_word(_WORDS["currency"])
"""`€` -> `EUR`."""
CURRENCIES: dict[str, list[str]] = _WORDS["currencies"]
"""`$` -> the currencies that have it, the usual one first."""
POWERS: dict[str, int] = _WORDS["powers"]


def any_of(words: dict[str, Any]) -> str:
    """An expression of the words, the longest first."""
    import re

    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True))
