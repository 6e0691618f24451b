"""How cells look: one style a meaning, so that a reader knows data from formulas at a glance.

Blue is data, black is computed, yellow waits for somebody's entry: the convention of people who audit models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

FONT = "Calibri"
INK, GREY, BLUE, WHITE = "FF1F2933", "FF6B7785", "FF1F4E9E", "FFFFFFFF"
HEAD, GROUP, LINE, YELLOW, BAND = "FF24425C", "FFDCE5EC", "FFD5DCE2", "FFFFF3B0", "FFF4F7F9"
RED, GREEN = "FFB3261E", "FF2E7D32"

Looks = dict[str, dict[str, Any]]

_LOOKS: Looks = {
    "title": {"size": 16, "bold": True, "color": HEAD},
    "subtitle": {"color": GREY},
    "section": {"size": 12, "bold": True, "color": HEAD, "under": True},
    "group": {"bold": True, "color": HEAD, "fill": GROUP, "centre": True},
    "head": {"bold": True, "color": WHITE, "fill": HEAD, "wrap": True, "middle": True, "inset": True},
    "head right": {
        "bold": True,
        "color": WHITE,
        "fill": HEAD,
        "wrap": True,
        "middle": True,
        "right": True,
        "inset": True,
    },
    "label": {"color": GREY},
    "text": {"lined": True},
    "words": {"lined": True, "wrap": True},
    "strong": {"lined": True, "bold": True},
    "data": {"lined": True, "color": BLUE, "right": True},
    "calc": {"lined": True, "right": True},
    "exact": {"lined": True, "color": GREY, "right": True, "wrap": True},
    "ask": {"lined": True, "color": BLUE, "fill": YELLOW, "right": True},
    "check": {"lined": True, "centre": True, "color": GREEN},
    "total": {"bold": True, "fill": GROUP, "right": True, "wrap": True},
    "total text": {"bold": True, "fill": GROUP, "inset": True},
    "total check": {"bold": True, "fill": GROUP, "centre": True, "color": GREEN},
    "fact": {"bold": True},
    "sample": {"lined": True, "color": BLUE, "centre": True},
    "sample calc": {"lined": True, "centre": True},
    "sample ask": {"fill": YELLOW, "lined": True},
    "sample exact": {"lined": True, "color": GREY, "centre": True},
    "note": {"wrap": True},
    "link": {"color": BLUE},
}


class Painter:
    """Gives cells their looks; each look is made once, for a workbook has thousands of cells and few of them."""

    def __init__(self) -> None:
        self._made: dict[str, dict[str, Any]] = {}

    def paint(self, cell: Cell, look: str, number_format: str = "") -> None:
        made = self._made.get(look)
        if made is None:
            made = self._made[look] = _made(_LOOKS[look])
        for attribute, value in made.items():
            setattr(cell, attribute, value)
        if number_format:
            cell.number_format = number_format


def _made(look: dict[str, Any]) -> dict[str, Any]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    across = "center" if look.get("centre") else "right" if look.get("right") else "left"
    made: dict[str, Any] = {
        "font": Font(
            name=FONT,
            size=look.get("size", 10),
            bold=look.get("bold", False),
            color=look.get("color", INK),
        ),
        "alignment": Alignment(
            horizontal=across,
            vertical="center" if look.get("middle") else "top",
            wrap_text=look.get("wrap", False),
            # Figures and words that stand side by side would touch.
            indent=1 if across == "left" and (look.get("inset") or look.get("lined")) else 0,
        ),
    }
    if "fill" in look:
        made["fill"] = PatternFill("solid", start_color=look["fill"], end_color=look["fill"])
    if look.get("lined"):
        made["border"] = Border(bottom=Side(style="hair", color=LINE))
    if look.get("under"):
        made["border"] = Border(bottom=Side(style="medium", color=HEAD))
    return made
