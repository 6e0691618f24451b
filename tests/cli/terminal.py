"""A real shell on a terminal of its own: what is on its line after somebody has typed something."""

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
    """A shell with sladsl's completion loaded, in a folder."""

    def __init__(self, shell: str, folder: Path) -> None:
        found = shutil.which(shell)
        if found is None:
            pytest.skip(f"needs {shell}")
        self.shell = shell
        environment = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
            "HOME": str(folder),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "SLADSL_CACHE": str(folder / ".cache"),
        }
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # the shell
            os.chdir(folder)
            os.execve(found, [shell, *COMMANDS[shell]], environment)
        self.send(f"{SETUP[shell]}; {LOAD[shell]}; echo {READY[:5]}{READY[5:]}\r")
        self.wait(rf"(?m)^{READY}")

    def send(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def wait(self, pattern: str, seconds: float = 30) -> re.Match[str]:
        """Reads until the pattern stands in what the shell has printed."""
        seen = ""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    seen += os.read(self.fd, 65536).decode(errors="replace").replace("\r", "")
                except OSError:
                    break
            match = re.search(pattern, seen)
            if match:
                return match
        raise AssertionError(f"{self.shell} printed {seen!r}, not {pattern!r}")

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
        raise AssertionError(f"{self.shell}: the line goes on changing: {last!r}")

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
