"""Which files belong to the project.

New files count before they are committed, so that a test is red before the commit and not after it.
"""

from __future__ import annotations

import functools
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@functools.cache
def project_files() -> tuple[Path, ...]:
    """The project's files, relative to its root: those git tracks or would track, else all of them."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = _walk()
    return tuple(sorted(Path(name) for name in set(listed) if name and (ROOT / name).is_file()))


def _walk() -> list[str]:
    """An unpacked source archive: everything but what tools leave behind."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in {"__pycache__", "node_modules", "build", "dist"}
            and (not name.startswith(".") or name == ".ci")
        ]
        found += [os.path.relpath(os.path.join(folder, name), ROOT) for name in names]
    return found


def python_modules() -> tuple[Path, ...]:
    """The modules of the package, relative to the root."""
    return tuple(path for path in project_files() if path.parts[0] == "sladsl" and path.suffix == ".py")
