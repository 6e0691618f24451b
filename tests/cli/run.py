"""Runs a command in this process, through the same door as the shell does."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import NamedTuple

import pytest

from sladsl.cli import main


class Done(NamedTuple):
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


def run(arguments: Sequence[str], stdin: bytes = b"") -> Done:
    """The command with these arguments. Whatever it was given: no traceback, no admission of a defect."""
    streams = [io.TextIOWrapper(io.BytesIO(each), encoding="utf-8") for each in (stdin, b"", b"")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["sladsl", *arguments])
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as stopped:
            main()
        texts = []
        for stream in streams[1:]:
            stream.flush()
            buffer = stream.buffer
            assert isinstance(buffer, io.BytesIO)
            texts.append(buffer.getvalue().decode())
    code = stopped.value.code
    done = Done(code=code if isinstance(code, int) else 0, out=texts[0], err=texts[1])
    assert "Traceback" not in done.err + done.out
    assert "defect" not in done.err, done.err
    return done


def refused(arguments: Sequence[str], *parts: str, stdin: bytes = b"") -> str:
    """A command that ends with 2, prints nothing but the message, and says these words."""
    done = run(arguments, stdin)
    assert (done.code, done.out) == (2, ""), done
    for part in parts:
        assert part in " ".join(done.err.split()), done.err
    return done.err
