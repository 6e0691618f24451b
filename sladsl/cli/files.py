"""Files on the command line: agreements in folders, and writing a file whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress

from sladsl.api.read import Unreadable

ENDING = ".sla"
NOT_SEARCHED = ("node_modules", "__pycache__")
"""Folders of tools, besides hidden ones."""


class Unwritable(Exception):
    """A file that can't be replaced, and is as it was. `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def put(content: bytes, path: str) -> None:
    """Replaces a file only when all of it is written. A link stays a link; owner and mode stay as they are."""
    if not path:
        raise Unwritable("The name of the file to write is empty.", "Name one.")
    try:
        target = os.path.realpath(path)
        beside = os.path.join(os.path.dirname(target), f".sladsl-{os.getpid()}.part")
        if path.endswith(os.sep) and not os.path.isdir(target):
            raise Unwritable(f"There is no folder {path}.", "Make it, and name a file in it.")
        if os.path.isdir(target):
            raise Unwritable(f"{path} is a folder.", "Name a file in it.")
        if os.path.exists(target) and not os.path.isfile(target):  # a device or a pipe can't be replaced
            with open(target, "wb") as file:
                file.write(content)
            return
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise Unwritable(f"{path} can't be written: it is protected.", "Choose another name.")
        try:
            with open(beside, "wb") as file:
                file.write(content)
            if os.path.exists(target):
                _keep_rights(target, beside)
            os.replace(beside, target)
        finally:
            if os.path.exists(beside):
                os.unlink(beside)
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise Unwritable(f"{path} can't be written: {reason}.", "Choose another place.") from None


def _keep_rights(target: str, beside: str) -> None:
    """The new file belongs to whom the old one did, as far as this user may say so."""
    owner = os.stat(target)
    if hasattr(os, "chown") and (owner.st_uid, owner.st_gid) != (os.getuid(), os.getgid()):
        with suppress(OSError):  # only root may give files away
            os.chown(beside, owner.st_uid, owner.st_gid)
    shutil.copymode(target, beside)


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
