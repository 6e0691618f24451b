"""Calendars: weekly hours, special dates, holidays of a region, a zone of their own."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One, Rows


class Calendar(Block):
    kind = "calendar"
    meaning = "When something is open: hours by day of the week, special dates, holidays."
    head = "name and title"
    example = 'calendar Support { Monday to Friday: 08:00 to 18:00   holidays: "DE-BE" }'
    rows = Rows("day", f.DAYS, f.HOURS, "days and their hours; days not listed are closed")

    holidays = One(
        f.TEXTS, "regions on whose holidays it is closed", example='holidays: "DE-BE"', answers=("none",)
    )
    zone = One(f.TEXT, "its own time zone", example='zone: "Asia/Kolkata"')
