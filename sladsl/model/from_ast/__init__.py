"""From the written agreement to its meaning, one file a family."""

from __future__ import annotations

from sladsl.model.from_ast.file import build

__all__ = ["build"]
