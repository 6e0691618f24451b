"""A bar on a terminal while data are read and measured; nothing where nobody looks, and nothing for what is soon over.

It is drawn by a thread of its own: one query over a large file is one step, and a bar that stands still says that the
program does.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sladsl.cli.common import terminal

if TYPE_CHECKING:
    from sladsl.engines.contract import Progress

SOON = 0.8
"""Seconds before anything is drawn."""
_BEAT, _WIDTH, _LINE = 0.25, 24, 78


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A bar on standard error if that is a terminal; its line is empty again afterwards, however that came."""
    if not terminal("stderr"):
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    def __init__(self) -> None:
        self._began = time.monotonic()
        self._state = ("reading the data", 0, 1)
        self._drawn = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)
        self._thread.start()

    def show(self, step: str, done: int, total: int) -> None:
        self._state = (step, done, total)

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        if self._drawn:
            click.echo("\r" + " " * _LINE + "\r", nl=False, err=True)

    def _draw(self) -> None:
        if self._over.wait(SOON):
            return
        while True:
            step, done, total = self._state
            filled = _WIDTH * min(done, total) // max(total, 1)
            took = f" {time.monotonic() - self._began:.0f} s"
            room = _LINE - _WIDTH - 3 - len(took)
            bar = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {step[:room]:<{room}}{took}"
            if step:
                self._drawn = True
                click.echo(f"\r{bar}", nl=False, err=True)
            if self._over.wait(_BEAT):
                return
