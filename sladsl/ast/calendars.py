"""Calendars: weekly hours, special dates, holidays of a region, a zone of their own."""

from __future__ import annotations

import re

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, One, Rows
from sladsl.ast.structure import Overriding

CODE = re.compile(r"[A-Z]{2,3}(?:[-_ ]?[A-Z0-9]{1,3}|-[A-Z][a-z]+)?|[a-z]{2,3}(?:[-_][a-z0-9]{1,3})?")
"""The shape of a region's code, right or mistyped; another text is the name of a holiday."""

NAMED = re.compile(r"([A-Z]{2}(?:-[A-Z0-9]{1,3})?): +(\S.*)")
"""One holiday of a region, by its name: `US: Labor Day`."""


class Calendar(Overriding):
    kind = "calendar"
    meaning = "When something is open: hours by day of the week, special dates, holidays."
    head = "name and title"
    example = 'calendar Support { Monday to Friday: 08:00 to 18:00   holidays: "DE-BE" }'
    rows = Rows("day", f.DAYS, f.HOURS, "days and their hours; days not listed are closed")

    hours = One(
        ANSWER,
        "only `not stated`: that the text names no hours; hours that it names stand in rows",
        example="hours: not stated",
        unstated="calendars whose hours are not stated",
    )
    holidays = One(
        f.REGIONS,
        "regions on whose holidays it is closed, with `and` only on days that are holidays in all; or single ones "
        'by name, as in `"US: Labor Day"`',
        example='holidays: "DE-BE"',
        answers=("none",),
        open=True,
    )
    zone = One(f.TEXT, "its own time zone", example='zone: "Asia/Kolkata"')
    any_of = One(
        f.NAMES,
        "open when one of these is",
        example="any of: Berlin, Pune",
        names="calendar",
    )
    all_of = One(
        f.NAMES,
        "open when all of these are",
        example="all of: Berlin, Pune",
        names="calendar",
    )
    outside = One(
        f.NAMES,
        "open when none of these is",
        example="outside: Peak",
        names="calendar",
    )
