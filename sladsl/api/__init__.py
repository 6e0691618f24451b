"""The pipeline on one page: text → agreement → findings, outcome, contract.

Everything that the command line does can be done from here; nothing here prints, and what users wrote never raises.
"""

from __future__ import annotations

from sladsl.api.read import Loaded, Unreadable, load, read_text

__all__ = [
    "Loaded",
    "Unreadable",
    "check",
    "check_source",
    "evaluate",
    "format_text",
    "load",
    "read_text",
    "render",
]

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sladsl.api.evaluation import evaluate
    from sladsl.api.formatting import format_text
    from sladsl.api.rendering import render
    from sladsl.api.review import check, check_source


def __getattr__(name: str) -> Any:
    """The later passes are imported when they are used: a check never loads an engine."""
    homes = {
        "check": "review",
        "check_source": "review",
        "evaluate": "evaluation",
        "format_text": "formatting",
        "render": "rendering",
    }
    if name not in homes:
        raise AttributeError(f"sladsl.api has no {name}")
    from importlib import import_module

    return getattr(import_module(f"sladsl.api.{homes[name]}"), name)
