"""sladsl: a language and compiler for service-level agreements.

Importing the package loads nothing else, so that every command pays only for what it uses.
"""

from __future__ import annotations

__version__ = "0.1.0"
