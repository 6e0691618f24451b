"""Where a phrase stands in a value, in the words of the author."""

from __future__ import annotations

import re


class Found:
    """A match; its groups are the author's words, also where the pattern saw a masked text."""

    __slots__ = ("groups",)

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self.groups = [
            text[start:end] if start >= 0 else ""
            for start, end in (match.span(number) for number in range(match.re.groups + 1))
        ]

    @property
    def written(self) -> str:
        return self.groups[0]


class Offer(str):
    """What may stand instead, though the phrase could mean something else as well: never written unasked."""

    __slots__ = ()
