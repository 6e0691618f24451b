"""Places of a form that nobody has filled in: one finding, wherever one is met."""

from __future__ import annotations

from sladsl.diagnostics.finding import Finding
from sladsl.source import Span

TO_COME = frozenset({"TBD", "TBC", "TBA", "XX", "XXX", "TODO", "FIXME"})
"""Words in capitals that people write for a figure or name that is to come."""


def not_filled_in(place: str, span: Span) -> Finding:
    """The finding for a place as it is written."""
    return Finding(
        code="S327",
        name="not-filled-in",
        severity="error",
        span=span,
        message=f"`{place}` is a place that nobody has filled in.",
        hint="Write what was agreed, or `not stated` where the parties left it open.",
        expected="not stated",
    )
