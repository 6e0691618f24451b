"""Taking from root what makes it no ordinary user: access to files whatever their permissions say."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

VERSION = 0x20080522
"""The third version of the kernel's interface: two words of capabilities (man 2 capget)."""
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Files may be read and written in here only as their permissions say, for root too.

    Linux keeps that right of root's apart from the others; where it can't be put down, the test is skipped.
    """
    if not hasattr(os, "geteuid") or os.name == "nt":
        pytest.skip("needs files with permissions")
    if os.geteuid() != 0:
        yield
        return
    if not sys.platform.startswith("linux"):
        pytest.skip("root may read and write everything, and only Linux can take that from it")
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(VERSION, 0)
    held = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; then those of the second word
    if libc.capget(head, held) != 0:
        pytest.skip(f"root's rights can't be read: {os.strerror(ctypes.get_errno())}")
    before = held[0]
    held[0] = before & ~(1 << DAC_OVERRIDE | 1 << DAC_READ_SEARCH)
    if libc.capset(head, held) != 0:
        pytest.skip(f"root's rights can't be put down: {os.strerror(ctypes.get_errno())}")
    try:
        yield
    finally:
        held[0] = before
        assert libc.capset(head, held) == 0
