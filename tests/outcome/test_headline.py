"""The line of rights that can be used now: each once, with all its scopes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sladsl.outcome.rights_to_text import usable_now


def right(words: str, last_day: str = "", scope: str = "", state: str = "open") -> Any:
    return SimpleNamespace(words=words, last_day=last_day, scope=scope, state=state)


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        ((), ""),
        ((right("A may step in", state="possible"), right("A may terminate", state="at will")), ""),
        ((right("A may step in"),), "A may step in"),
        ((right("A may step in", scope="Kiel"),), "A may step in (Kiel)"),
        ((right("A may terminate", "2026-05-30"),), "A may terminate (until 2026-05-30)"),
        (
            tuple(right("A may terminate", "2026-05-30", each) for each in ("Kiel", "Bremen")),
            "A may terminate (until 2026-05-30, Kiel and Bremen)",
        ),
        (
            tuple(right("A may terminate", "2026-05-30", each) for each in ("Kiel", "Bremen", "Ulm", "Hof")),
            "A may terminate (until 2026-05-30, 4 of them)",
        ),
        (
            (
                right("A may terminate", "2026-05-30", "Kiel"),
                right("A may terminate", "2026-06-30", "Bremen"),
            ),
            "A may terminate (until 2026-05-30, Kiel), A may terminate (until 2026-06-30, Bremen)",
        ),
        (
            tuple(right(f"{name} may step in") for name in "ABCDE"),
            "A may step in, B may step in, C may step in and 2 more",
        ),
    ],
)
def test_usable_now(rights: tuple[Any, ...], words: str) -> None:
    assert usable_now(SimpleNamespace(rights=rights)) == words  # type: ignore[arg-type]
