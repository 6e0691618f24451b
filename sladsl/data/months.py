"""Month names of English, German, French, Spanish, Italian and Dutch reports, in full and as usually shortened.

Reports carry the words of the office that made them, and no two of these languages use one word for two months.
"""

from __future__ import annotations

from unicodedata import combining, normalize

_NAMES = (
    "january jan januar jänner jan janvier janv enero ene gennaio gen januari",
    "february feb februar feber février févr fév febrero febbraio februari",
    "march mar märz mär mrz maerz mars marzo maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag mei",
    "june jun juni juin junio giugno giu",
    "july jul juli juillet juil julio luglio lug",
    "august aug août agosto ago augustus",
    "september sept sep septembre septiembre setiembre set settembre sett",
    "october oct oktober okt octobre octubre ottobre ott",
    "november nov novembre noviembre",
    "december dec dezember dez décembre déc diciembre dic dicembre",
)


def month_number(word: str) -> int | None:
    """1 to 12 for the name of a month, whatever its case and accents; None for other words."""
    return _NUMBERS.get(_plain(word))


def _plain(word: str) -> str:
    return "".join(letter for letter in normalize("NFKD", word.casefold()) if not combining(letter))


_NUMBERS = {_plain(word): number for number, words in enumerate(_NAMES, start=1) for word in words.split()}
