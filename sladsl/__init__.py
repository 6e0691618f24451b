"""sladsl: a language and compiler for service-level agreements.

Importing the package loads nothing else, so that every command pays only for what it uses: the names below are loaded when
they are first used. `docs/library.md` shows them at work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sladsl.api.evaluation import Evaluation as Evaluation
    from sladsl.api.library import Table as Table
    from sladsl.api.library import evaluate as evaluate
    from sladsl.api.read import Loaded as Loaded
    from sladsl.api.read import Unreadable as Unreadable
    from sladsl.api.read import load as load
    from sladsl.api.read import read_text as read_text
    from sladsl.api.refused import Refused as Refused
    from sladsl.api.simulating.library import simulate as simulate
    from sladsl.data.errors import UnreadableData as UnreadableData

__version__ = "0.1.0"

__all__ = [
    "Evaluation",
    "Loaded",
    "Refused",
    "Table",
    "Unreadable",
    "UnreadableData",
    "__version__",
    "evaluate",
    "load",
    "read_text",
    "simulate",
]

_HOMES = {
    "Evaluation": "sladsl.api.evaluation",
    "Loaded": "sladsl.api.read",
    "Refused": "sladsl.api.refused",
    "Table": "sladsl.api.library",
    "Unreadable": "sladsl.api.read",
    "UnreadableData": "sladsl.data.errors",
    "evaluate": "sladsl.api.library",
    "load": "sladsl.api.read",
    "read_text": "sladsl.api.read",
    "simulate": "sladsl.api.simulating.library",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sladsl' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
