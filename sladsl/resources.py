"""Where the files that are not Python lie.

An installed wheel has the grammar inside the package, an editable install uses the checkout's. Plain
`os.path`, because `importlib.resources` and `pathlib` would be a noticeable part of a cold start.
"""

from __future__ import annotations

import os


def grammar_folder() -> str:
    """The folder of the grammar's files: the packaged one when there is one, else the checkout's."""
    package = os.path.dirname(os.path.abspath(__file__))
    packaged = os.path.join(package, "_grammar")
    if os.path.isdir(packaged):
        return packaged
    return os.path.join(os.path.dirname(package), "grammar")
