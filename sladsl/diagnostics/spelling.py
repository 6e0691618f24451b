"""Whether two words are one, but for case and marks or for a slip of the pen: what may be written without asking."""

from __future__ import annotations

from sladsl.diagnostics.suggest import closest


def same_spelling(written: str, word: str) -> bool:
    """Whether two words are one but for case, blanks, hyphens or underscores."""
    return _letters(written) == _letters(word)


def slip(written: str, word: str, words: tuple[str, ...]) -> bool:
    """Whether one letter is wrong, missing, doubled or swapped (two in long words), and no other word is as near."""
    least = _distance(_letters(written), _letters(word))
    length = len(_letters(word))
    if least > (2 if length >= 9 else 1) or length < 5:
        return False
    return all(
        _distance(_letters(written), _letters(other)) > least for other in words if other != word
    ) and closest(written, words) in (word, "")


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two names differ in one letter that is changed, left out or swapped; a figure makes them two names."""
    if min(len(one), len(other)) < 4 or "".join(filter(str.isdigit, one)) != "".join(
        filter(str.isdigit, other)
    ):
        return False
    return one != other and _distance(one.lower(), other.lower()) <= 1


def _letters(word: str) -> str:
    return "".join(character for character in word.lower() if character.isalnum())


def _distance(one: str, other: str) -> int:
    """Letters to change, leave out, add or swap with the next one."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        row, last, older = [at], row, before
        for place, wanted in enumerate(other, start=1):
            best = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                best = min(best, older[place - 2] + 1)
            row.append(best)
        before = last
    return row[-1]
