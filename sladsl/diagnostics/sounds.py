"""What the names of fields sound like, for lines that a message shows: `closed` is a time, `is_open` a yes or no."""

from __future__ import annotations

import re

TIMES = re.compile(
    r"(?:_at|_on|_time|ed|due|start|end|from|until|since|when|date|day|timestamp|placed|begin|done|closed)$"
)
MARKS = re.compile(r"^(?:is_|has_|ok$|up$|down$|failed$|valid$|success)")
AMOUNTS = re.compile(r"(?:count|total|number|score|amount|attempts|errors|requests|size|users|value|code)s?$")
LENGTHS = re.compile(r"(?:latency|duration|rtt|delay|jitter|elapsed|length)$")


def type_by_sound(name: str) -> str:
    """The type that a field of this name has nearly always; a text where the name tells none."""
    if name.lower().startswith(("wait", "pause", "hold", "on_hold", "suspend")):
        return "intervals"
    if name.lower() in ("number", "no", "nr", "id", "key"):
        return "text"
    for sound, kind in ((MARKS, "yes or no"), (LENGTHS, "duration"), (AMOUNTS, "number"), (TIMES, "time")):
        if sound.search(name.lower()):
            return kind
    return "text"
