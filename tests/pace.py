"""How long work takes, beside an anchor in the same run: a busy or slow machine slows both alike.

A bound in anchors lies far above what the work takes and far below what a pass too many over its input would.

What other tests left in memory is kept away from the garbage collector meanwhile: walking it took three times the work.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_STEPS = 1_000_000


def _anchor() -> float:
    """CPU seconds of a million steps of plain Python, about a tenth of a second on a machine of the day."""
    start = time.process_time()
    counts: dict[int, int] = {}
    for step in range(_STEPS):
        counts[step & 1023] = step
    return time.process_time() - start


def anchors(work: Callable[[], object]) -> float:
    """The CPU time of ``work`` as a multiple of the anchor's, which is taken before it and after."""
    gc.collect()
    gc.freeze()
    try:
        before = _anchor()
        start = time.process_time()
        work()
        whole = time.process_time() - start
        return whole / max(before, _anchor())
    finally:
        gc.unfreeze()
