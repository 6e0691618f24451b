"""Figures with the signs that they lack."""

from __future__ import annotations

from sladsl.syntax.composing import percent


def with_its_sign(name: str, written: str) -> tuple[str, ...]:
    """The figure with the sign that a terminal takes: `15%` of `15`, `2nd` of `2`; `0.05` may be meant as `5%`."""
    if name == "PERCENT" and written[-1] not in "%thdn":
        if len(written.partition(".")[0].replace("_", "").lstrip("0")) > 2 and written != "100":
            return ()  # no part of a whole
        return (f"{percent(written)}%", f"{written}%") if written.startswith("0.") else (f"{written}%",)
    if name == "ORDINAL" and written.isdecimal():
        ending = {"1": "st", "2": "nd", "3": "rd"}.get(written[-1], "th")
        return (f"{written}{'th' if written[-2:-1] == '1' else ending}",)
    return ()
