"""Files on the command line: writing one whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress

from sladsl.api.read import PUBLISHED


class Unwritable(Exception):
    """A file that can't be replaced, and is as it was. `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def not_rewritten(path: str) -> tuple[str, str]:
    """Why `published:ID` is not written to, and how to have a file of one's own."""
    wanted = path.removeprefix(PUBLISHED).partition("#")[0]
    return (
        f"{path} comes with the package and stays as it is.",
        f"Copy it: `sladsl list {wanted} > {wanted}.sla`.",
    )


def put(content: bytes, path: str) -> None:
    """Replaces a file only when all of it is written. A link stays a link; owner and mode stay as they are."""
    put_all(((content, path),))


def put_all(contents: Iterable[tuple[bytes, str]]) -> None:
    """Replaces files only when every one of them is written whole beside its place."""
    staged: list[tuple[str, str]] = []
    devices: list[tuple[bytes, str, str]] = []
    path = ""
    try:
        for content, path in contents:
            target = destination(path)
            if os.path.exists(target) and not os.path.isfile(target):  # a device or a pipe can't be replaced
                devices.append((content, path, target))
                continue
            beside = os.path.join(os.path.dirname(target), f".sladsl-{os.getpid()}-{len(staged)}.part")
            staged.append((beside, target))
            with open(beside, "wb") as file:
                file.write(content)
            if os.path.exists(target):
                _keep_rights(target, beside)
        for content, name, target in devices:
            path = name
            with open(target, "wb") as file:
                file.write(content)
        for beside, target in staged:
            os.replace(beside, target)
    except (OSError, ValueError) as trouble:
        raise _unwritable(path, trouble) from None
    finally:
        for beside, _ in staged:
            if os.path.exists(beside):
                os.unlink(beside)


def destination(path: str) -> str:
    """The file that a name stands for, links followed; `Unwritable` where nothing can be written there."""
    if not path:
        raise Unwritable("The name of the file to write is empty.", "Name one.")
    try:
        target = os.path.realpath(path)
        there = os.path.exists(target)
        if not there:
            with suppress(FileNotFoundError, NotADirectoryError):
                os.lstat(target)  # which also tells names that no file can have
    except (OSError, ValueError) as trouble:
        raise _unwritable(path, trouble) from None
    folder = os.path.dirname(target)
    if path.endswith(os.sep) and not os.path.isdir(target):
        raise Unwritable(f"There is no folder {path}.", "Make it, and name a file in it.")
    if os.path.isdir(target):
        raise Unwritable(f"{path} is a folder.", "Name a file in it.")
    if there and not os.access(target, os.W_OK):
        raise Unwritable(f"{path} can't be written: it is protected.", "Choose another name.")
    if not os.path.isdir(folder):
        raise _unwritable(
            path, "there is no such folder" if not os.path.exists(folder) else "its folder is a file"
        )
    if not os.access(folder, os.W_OK | os.X_OK) and (not there or os.path.isfile(target)):
        raise _unwritable(path, "its folder is protected")
    return target


def _unwritable(path: str, trouble: object) -> Unwritable:
    reason = getattr(trouble, "strerror", None) or trouble
    return Unwritable(f"{path} can't be written: {reason}.", "Choose another place.")


def _keep_rights(target: str, beside: str) -> None:
    """The new file belongs to whom the old one did, as far as this user may say so."""
    owner = os.stat(target)
    if hasattr(os, "chown") and (owner.st_uid, owner.st_gid) != (os.getuid(), os.getgid()):
        with suppress(OSError):  # only root may give files away
            os.chown(beside, owner.st_uid, owner.st_gid)
    shutil.copymode(target, beside)
