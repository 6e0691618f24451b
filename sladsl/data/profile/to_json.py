"""A profile as JSON for programs: the facts by their names, instants as text, shares as exact fractions.

The document is `"format": "sladsl.data/1"`. Instants are `2026-03-01T09:00:00Z`; where nobody says the zone of the times
(`placed` is false) they are the civil times with a Z. Lengths are whole microseconds.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from sladsl.data.profile.facts import Gap, Profile, Times
from sladsl.record import Record
from sladsl.values.to_json import fraction, instant

FORMAT = "sladsl.data/1"
_INSTANTS = frozenset({(Times, "first"), (Times, "last"), (Gap, "start"), (Gap, "end")})


def profile_json(profile: Profile) -> str:
    """The document, indented by two, ending with a line break."""
    document = {"format": FORMAT, **_of(profile)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _of(value: Any) -> Any:
    match value:
        case Record():
            found = {}
            for name in value._defaults:
                own = getattr(value, name)
                found[name] = instant(own) if (type(value), name) in _INSTANTS else _of(own)
            return found
        case tuple():
            return [_of(each) for each in value]
        case Fraction():
            return fraction(value)
        case _:
            return value
