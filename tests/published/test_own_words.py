"""Published terms are told as facts in words of our own: no file repeats a run of words of the card it was made from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sladsl.api.catalogue import ids, text_of

LONGEST = 12
"""Words in a row, addresses aside, that a file may have in common with its card: figures and names are the same."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"https?://\S+", " ", text).lower())


def common(text: str, card: str) -> list[str]:
    """The runs of more than `LONGEST` words that both have."""
    own = words(text)
    theirs = f" {' '.join(words(card))} "
    runs = (" ".join(own[at : at + LONGEST + 1]) for at in range(len(own) - LONGEST))
    return [run for run in runs if f" {run} " in theirs]


@pytest.mark.parametrize("wanted", ids())
def test_a_file_says_it_in_other_words(wanted: str, shared: Path) -> None:
    card = shared / "cases" / "published" / "cards" / f"{wanted}.yaml"
    if not card.is_file():
        pytest.skip("needs the cards of published agreements beside the checkout")
    assert common(text_of(wanted), card.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("one two three four five six seven eight nine ten eleven twelve thirteen", True),
        ("One two three: four five six, seven\n# eight nine ten eleven twelve thirteen", True),
        ("one two three four five six seven eight nine ten eleven twelve", False),
        ("https://example.com/one-two one two three", False),
        ("one two three four five six and seven eight nine ten eleven twelve thirteen", False),
    ],
)
def test_what_is_copied_is_seen(text: str, copied: bool) -> None:
    card = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    assert bool(common(text, card)) is copied
