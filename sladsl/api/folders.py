"""Agreements in folders."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sladsl.api.read import Unreadable

ENDING = ".sla"
NOT_SEARCHED = ("node_modules", "__pycache__")
"""Folders of tools, besides hidden ones."""


def agreements(path: str) -> Iterator[str]:
    """The agreements below a folder, in order; a path that is none names itself.

    Hidden folders are left out, and links are not followed: what they lead to is found where it is.
    """
    if not os.path.isdir(path):
        yield path
        return
    found = 0
    for folder, folders, names in os.walk(path, onerror=_refuse):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in NOT_SEARCHED)
        for name in sorted(names):
            whole = os.path.normpath(os.path.join(folder, name))
            if name.endswith(ENDING) and not name.startswith(".") and not os.path.islink(whole):
                found += 1
                yield whole
    if not found:
        raise Unreadable(f"There is no {ENDING} file in {path}.", "Name another folder, or a file.")


def _refuse(trouble: OSError) -> None:
    raise Unreadable(
        f"{trouble.filename} can't be searched: {trouble.strerror or trouble}.", "Check the folder."
    )
