"""Keys and texts as TOML writes them."""

from __future__ import annotations

import json


def toml_key(name: str) -> str:
    """A key: bare where it can be."""
    bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if bare else toml_text(name)


def toml_text(text: str) -> str:
    """A string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_comment(text: str) -> str:
    """A comment: one line, without what would end it."""
    return "# " + "".join(letter if letter.isprintable() else " " for letter in text)
