"""What people call a time zone in words: `Eastern Time`, `W. Europe Standard Time`, `Germany`.

For messages alone: nothing is read by these names.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

SPOKEN = {
    "alaska": "America/Anchorage", "arabian": "Asia/Dubai", "atlantic": "America/Halifax",
    "australian eastern": "Australia/Sydney", "aus eastern": "Australia/Sydney", "australian central": "Australia/Adelaide",
    "australian western": "Australia/Perth", "brasilia": "America/Sao_Paulo", "e south america": "America/Sao_Paulo",
    "british": "Europe/London", "gmt": "Europe/London", "greenwich mean": "Europe/London", "greenwich": "Europe/London",
    "central": "America/Chicago", "central europe": "Europe/Budapest", "central european": "Europe/Berlin",
    "middle european": "Europe/Berlin", "w europe": "Europe/Berlin", "western europe": "Europe/Lisbon",
    "western european": "Europe/Lisbon", "romance": "Europe/Paris", "eastern european": "Europe/Athens",
    "e europe": "Europe/Chisinau", "fle": "Europe/Kyiv", "gtb": "Europe/Bucharest", "china": "Asia/Shanghai",
    "eastern": "America/New_York", "east coast": "America/New_York", "us eastern": "America/New_York",
    "german": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin", "french": "Europe/Paris",
    "hawaii": "Pacific/Honolulu", "hawaiian": "Pacific/Honolulu", "hong kong": "Asia/Hong_Kong",
    "india": "Asia/Kolkata", "indian": "Asia/Kolkata", "irish": "Europe/Dublin", "israel": "Asia/Jerusalem",
    "japan": "Asia/Tokyo", "tokyo": "Asia/Tokyo", "korea": "Asia/Seoul", "moscow": "Europe/Moscow",
    "russian": "Europe/Moscow", "mountain": "America/Denver", "new zealand": "Pacific/Auckland",
    "pacific": "America/Los_Angeles", "west coast": "America/Los_Angeles", "us pacific": "America/Los_Angeles",
    "us central": "America/Chicago", "us mountain": "America/Denver", "scottish": "Europe/London",
    "singapore": "Asia/Singapore", "south africa": "Africa/Johannesburg", "swiss": "Europe/Zurich",
    "turkey": "Europe/Istanbul", "uk": "Europe/London", "united kingdom": "Europe/London", "great britain": "Europe/London",
    "england": "Europe/London", "scotland": "Europe/London", "wales": "Europe/London", "usa": "America/New_York",
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "czech republic": "Europe/Prague", "south korea": "Asia/Seoul", "deutschland": "Europe/Berlin", "zulu": "UTC",
    "coordinated universal": "UTC", "universal": "UTC", "utc": "UTC",
}  # fmt: skip
"""By the words in small letters, without `standard`, `summer`, `time` and the like."""
_SAYS_NOTHING = re.compile(
    r"\b(?:standard|daylight|saving|savings|summer|winter|local|time|timezone|zone|normal|the|us & canada|us and canada)\b"
)


def spoken(name: str) -> str:
    """The zone that is meant by these words, "" where nobody knows."""
    plain = " ".join(re.sub(r"[^a-z& ]+", " ", name.casefold()).split())
    short = " ".join(_SAYS_NOTHING.sub(" ", plain).split())
    found = SPOKEN.get(plain) or SPOKEN.get(short)
    if found:
        return found
    from sladsl.values.zones import zone_of_region

    code = _countries().get(plain) or _countries().get(short)
    return zone_of_region(code) if code else ""


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Code by the name of a country; empty where the data have no table."""
    from sladsl.values.zones import data_folders

    found: dict[str, str] = {}
    for folder in data_folders():
        try:
            with open(os.path.join(folder, "iso3166.tab"), encoding="utf-8") as file:
                for line in file:
                    code, _, country = line.rstrip("\n").partition("\t")
                    if country and not line.startswith("#"):
                        found[country.casefold()] = code
        except OSError:
            continue
        break
    return found
