"""Chance that is the same on every machine: bits from SHA-256 over a key and a counter, and integers made of them.

No library's generator and no floating point: the same key gives the same numbers with any version of Python. Each use has
a key of its own, so that one more draw, or one more process, changes none of the others.
"""

from __future__ import annotations

from hashlib import sha256

_WORD = 64
_WORDS = 1 << _WORD


class Chance:
    """The numbers of one key, one after the other."""

    def __init__(self, *key: str | int) -> None:
        # Lengths before the parts: ("a", "bc") is another key than ("ab", "c").
        told = "".join(f"{len(str(part))}:{part}" for part in key)
        self._key = told.encode()
        self._block = 0
        self._waiting: list[int] = []

    def word(self) -> int:
        """64 bits: each number from 0 to 2^64 - 1 as often as any other."""
        if not self._waiting:
            made = sha256(self._key + b"/" + str(self._block).encode()).digest()
            self._block += 1
            self._waiting = [int.from_bytes(made[at : at + 8], "big") for at in (24, 16, 8, 0)]
        return self._waiting.pop()

    def below(self, count: int) -> int:
        """A number from 0 to `count` - 1, each as often as any other; `count` is at most 2^64."""
        most = _WORDS - _WORDS % count
        while (word := self.word()) >= most:
            pass
        return word % count

    def exponential(self, mean: int) -> int:
        """A whole number with the exponential distribution of this mean, rounded down.

        By comparisons alone, without a logarithm (von Neumann, 1951): of falling runs of equal chances those of odd
        length are taken, and every run that is not adds one mean.
        """
        whole = 0
        while True:
            first = last = self.word()
            odd = True
            while (following := self.word()) <= last:
                last, odd = following, not odd
            if odd:
                return mean * ((whole << _WORD) + first) >> _WORD
            whole += 1
