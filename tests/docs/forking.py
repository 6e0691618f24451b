"""Runs commands of the program in forks of one process that has loaded it: most of what a short command takes is loading.

Run as a script it reads one command a line as JSON and answers with its exit code. Each command is a process of its own,
with the folder, the surroundings and the arguments that a shell would give it.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

OF_A_SHELL = frozenset("|&;<>()$`\\*?[]{}~#!=\n")
"""Signs that make a line more than one command with its arguments."""
PROGRAMS = ("sladsl", "sla")
LOADED = (
    "sladsl.cli.check",
    "sladsl.cli.evaluate",
    "sladsl.cli.render",
    "sladsl.cli.data",
    "openpyxl",
    "duckdb",
)

_kept: list[subprocess.Popen[str]] = []


def plain(command: str) -> list[str] | None:
    """The arguments of a line that only calls the program; None for what a shell must read."""
    if OF_A_SHELL & set(command):
        return None
    words = shlex.split(command)
    return words if words[:1] and words[0] in PROGRAMS else None


def run(words: list[str], folder: Path, environment: Mapping[str, str], output: Path, seconds: int) -> int:
    """The exit code of a command, below zero where a signal ended it; what it prints goes to the file `output`."""
    if not _kept or _kept[0].poll() is not None:
        _kept[:] = [
            subprocess.Popen(
                [sys.executable, str(Path(__file__).resolve())],
                env=dict(environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        ]
    process = _kept[0]
    assert process.stdin is not None
    assert process.stdout is not None
    asked = {
        "words": words,
        "folder": str(folder),
        "environment": dict(environment),
        "output": str(output),
        "seconds": seconds,
    }
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def _serve() -> None:
    import importlib

    sys.path.remove(str(Path(__file__).resolve().parent))  # a script has its own folder, a program does not
    for name in LOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(asked)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(asked: dict[str, object]) -> None:
    """The rest of this process is the command."""
    words, environment = asked["words"], asked["environment"]
    assert isinstance(words, list)
    assert isinstance(environment, dict)
    signal.alarm(int(str(asked["seconds"])))
    os.chdir(str(asked["folder"]))
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    output = os.open(str(asked["output"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    code = 1
    try:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the streams of the command
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
        sys.argv = [str(word) for word in words]
        from sladsl.__main__ import main

        main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
