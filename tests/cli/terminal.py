"""Programs on a terminal of their own: shells whose line is looked at after somebody typed, and whatever asks questions."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

DUMP = "\x14"
"""Ctrl-T prints the line between marks."""
READY = "ready-to-type"
COMMANDS = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}
SETUP = {
    "bash": 'bind -x \'"\\C-t": printf "<<%s>>" "$READLINE_LINE"\'; bind "set bell-style none"; PS1=""',
    "zsh": 'autoload -Uz compinit; compinit -u -D; zle_dump() { print -rn -- "<<$BUFFER>>" };'
    " zle -N zle_dump; bindkey '^T' zle_dump; unsetopt beep; setopt no_prompt_cr no_prompt_sp; PS1=''",
    "fish": "function fish_prompt; end; bind \\ct 'printf \"<<%s>>\" (commandline | string collect)'",
}
LOAD = {
    "bash": 'eval "$(sladsl completion bash)"',
    "zsh": 'eval "$(sladsl completion zsh)"',
    "fish": "sladsl completion fish | source",
}


class Terminal:
    """A program on a terminal of its own, in a folder."""

    def __init__(self, program: list[str], folder: Path) -> None:
        self.name = Path(program[0]).name
        environment = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
            "HOME": str(folder),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "SLADSL_CACHE": str(folder / ".cache"),
        }
        self.seen = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # the program
            os.chdir(folder)
            os.execve(program[0], program, environment)

    def send(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def wait(self, pattern: str, seconds: float = 30) -> re.Match[str]:
        """Reads until the pattern stands in what is printed from here on."""
        seen = ""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    seen += os.read(self.fd, 65536).decode(errors="replace").replace("\r", "")
                except OSError:  # it has ended
                    end = 0
            match = re.search(pattern, seen)
            if match:
                self.seen += seen
                return match
        raise AssertionError(f"{self.name} printed {seen!r}, not {pattern!r}")

    def ended(self, keys: str = "", seconds: float = 60) -> int:
        """The exit code of a program that ends by itself, or by keys that are typed until it does.

        A program that is just about to wait for a line can miss a Ctrl-C; a person types it again.
        """
        end = time.monotonic() + seconds
        if keys:
            self.send(keys)
        while True:  # a terminal that nobody reads holds its program up
            if not select.select([self.fd], [], [], 10)[0]:
                if keys:
                    self.send(keys)
                if time.monotonic() > end:
                    self.close()
                    raise AssertionError(f"{self.name} does not end")
                continue
            try:
                if not os.read(self.fd, 65536):
                    break
            except OSError:
                break
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


class Shell(Terminal):
    """A shell with sladsl's completion loaded, in a folder."""

    def __init__(self, shell: str, folder: Path) -> None:
        found = shutil.which(shell)
        if found is None:
            pytest.skip(f"needs {shell}")
        super().__init__([found, *COMMANDS[shell]], folder)
        self.send(f"{SETUP[shell]}; {LOAD[shell]}; echo {READY}\r")
        self.wait(rf"(?m)^{READY}")

    def line_after(self, keys: str) -> str:
        """What stands on the line after these keys; the line is cleared before them."""
        self.send(f"\x15{keys}")
        return self._line()

    def _line(self) -> str:
        """The line once it no longer changes: completing takes a start of Python, and more keys are read before."""
        last = None
        for _ in range(40):
            self.send(DUMP)
            line = self.wait(r"<<((?:(?!<<)[^\n])*?)>>").group(1)
            if line == last:
                return line
            last = line
        raise AssertionError(f"{self.name}: the line goes on changing: {last!r}")
