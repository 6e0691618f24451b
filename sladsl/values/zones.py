"""Time zones by IANA name, their offsets, and help for names that aren't zones.

The `tzdata` package is preferred to the machine's own files, so that the version a result names is the
version it used and two machines with the same lock file agree.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from sladsl.values.duration import DAY, SECOND

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_NAME = r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z][A-Za-z0-9_+-]*){0,2}"
_LONGEST = 64
_NOT_PLACES = frozenset({"Factory", "localtime", "posixrules", "posix", "right", "leapseconds"})
"""Files beside the zones that are no zone, differ by machine, or (`right/`) count leap seconds."""

_OFFSET = r"(?:Etc/)?(?:GMT|UTC)[+-]?[0-9]{1,2}(?::?[0-9]{2})?|[+-][0-9]{1,2}(?::?[0-9]{2})?"
_ABBREVIATIONS = {
    "ACST": "Australia/Darwin",
    "AEDT": "Australia/Sydney",
    "AEST": "Australia/Brisbane",
    "AKST": "America/Anchorage",
    "BST": "Europe/London",
    "CDT": "America/Chicago",
    "CEST": "Europe/Berlin",
    "CST": "America/Chicago",
    "EDT": "America/New_York",
    "EEST": "Europe/Athens",
    "EST": "America/New_York",
    "GMT": "Europe/London",
    "HKT": "Asia/Hong_Kong",
    "HST": "Pacific/Honolulu",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "MDT": "America/Denver",
    "MSK": "Europe/Moscow",
    "MST": "America/Denver",
    "NZST": "Pacific/Auckland",
    "PDT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
    "SGT": "Asia/Singapore",
    "WEST": "Europe/Lisbon",
}
_ROAMING = {"CET": "Europe/Berlin", "MET": "Europe/Berlin", "EET": "Europe/Athens", "WET": "Europe/Lisbon"}
"""Abbreviations that are zones with summer time; a place is still the better name."""

_SEVERAL = {
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "ECT": ("America/Guayaquil", "Europe/Paris"),
    "EST": ("America/New_York", "Australia/Sydney"),
    "GST": ("Asia/Dubai", "Atlantic/South_Georgia"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "SST": ("Asia/Singapore", "Pacific/Pago_Pago"),
}
"""Abbreviations that people in several places use."""
_CITIES = {
    "Africa/Johannesburg": "cape_town durban pretoria",
    "America/Chicago": "dallas houston austin minneapolis new_orleans st_louis",
    "America/Los_Angeles": "san_francisco seattle san_diego portland las_vegas san_jose silicon_valley palo_alto",
    "America/New_York": "boston washington miami atlanta philadelphia charlotte baltimore orlando pittsburgh",
    "America/Sao_Paulo": "rio_de_janeiro brasilia rio",
    "America/Toronto": "ottawa quebec",
    "Asia/Kolkata": "mumbai delhi new_delhi bangalore bengaluru chennai hyderabad pune bombay",
    "Asia/Shanghai": "beijing shenzhen guangzhou peking hangzhou chengdu",
    "Asia/Tokyo": "osaka kyoto yokohama nagoya",
    "Asia/Jerusalem": "haifa",
    "Asia/Dubai": "abu_dhabi",
    "Asia/Ho_Chi_Minh": "hanoi",
    "Europe/Amsterdam": "rotterdam the_hague utrecht eindhoven",
    "Europe/Berlin": "munich hamburg frankfurt cologne stuttgart bonn leipzig dresden dusseldorf nuremberg "
    "munchen koln germany",
    "Europe/Brussels": "antwerp ghent",
    "Europe/Dublin": "cork",
    "Europe/Istanbul": "ankara izmir",
    "Europe/London": "manchester edinburgh birmingham glasgow leeds liverpool bristol cardiff england",
    "Europe/Madrid": "barcelona valencia sevilla seville",
    "Europe/Moscow": "st_petersburg saint_petersburg",
    "Europe/Paris": "lyon marseille toulouse nice bordeaux lille",
    "Europe/Rome": "milan milano turin naples florence venice",
    "Europe/Vienna": "graz salzburg linz innsbruck",
    "Europe/Warsaw": "krakow wroclaw gdansk",
    "Europe/Zurich": "geneva basel bern berne lausanne",
}
"""Large cities that have no zone of their own, by the zone that they keep."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name or "UTC", or of several one after the other (zone_changes.py); None for anything
    else, however hostile. One object a name.

    The object can't be pickled (it was read from a stream): records keep the name.
    """
    if ", then " in name:
        from sladsl.values.zone_changes import changed_zone

        return changed_zone(name)
    if len(name) > _LONGEST or not re.fullmatch(_NAME, name) or name.split("/")[0] in _NOT_PLACES:
        return None
    from zoneinfo import ZoneInfo

    folder = _package_folder()
    try:
        if folder is None:
            return ZoneInfo(name)
        # A file system that ignores case would open `europe/berlin`, and another machine would not.
        if name not in zone_names():
            return None
        with open(os.path.join(folder, "zoneinfo", *name.split("/")), "rb") as file:
            return ZoneInfo.from_file(file, key=name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every IANA name of the data in use."""
    folder = _package_folder()
    if folder is None:
        from zoneinfo import available_timezones

        return frozenset(available_timezones())
    with open(os.path.join(folder, "zones"), encoding="ascii") as file:
        return frozenset(file.read().split())


def place_of(abbreviation: str) -> str:
    """The zone that people mean by an abbreviation (`EST` → `America/New_York`), "" for anything else."""
    return _ABBREVIATIONS.get(abbreviation, "")


_CAPITALS = {
    "AU": "Australia/Sydney",
    "AU-NT": "Australia/Darwin",
    "AU-QLD": "Australia/Brisbane",
    "AU-SA": "Australia/Adelaide",
    "AU-WA": "Australia/Perth",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CA-AB": "America/Edmonton",
    "CA-BC": "America/Vancouver",
    "CA-MB": "America/Winnipeg",
    "CA-SK": "America/Regina",
    "RU": "Europe/Moscow",
    "US-AZ": "America/Phoenix",
    "US-CA": "America/Los_Angeles",
    "US-CO": "America/Denver",
    "US-HI": "Pacific/Honolulu",
    "US-IL": "America/Chicago",
    "US-OR": "America/Los_Angeles",
    "US-TX": "America/Chicago",
    "US-WA": "America/Los_Angeles",
}
"""Of countries with several zones that of most people, and parts of them that keep another."""


@lru_cache(maxsize=1)
def _by_country() -> dict[str, str]:
    """Country (ISO 3166, two letters) → its first zone; empty where the data have no table."""
    found: dict[str, str] = {}
    for folder in data_folders():
        try:
            with open(os.path.join(folder, "zone.tab"), encoding="utf-8") as file:
                for line in file:
                    columns = line.rstrip("\n").split("\t")
                    if not line.startswith("#") and len(columns) > 2:
                        found.setdefault(columns[0], columns[2])
        except OSError:
            continue
        break
    return found


def data_folders() -> tuple[str, ...]:
    """Where the tables of the zone data may lie."""
    folder = _package_folder()
    if folder is not None:
        return (os.path.join(folder, "zoneinfo"),)
    from zoneinfo import TZPATH

    return tuple(TZPATH)


def zone_of_region(region: str) -> str:
    """The zone in which most people of a region (`DE-BE`, `US`) live; "" where nobody knows."""
    country = region.partition("-")[0]
    return _CAPITALS.get(region) or _CAPITALS.get(country) or _by_country().get(country, "")


def suggest_zones(name: str) -> list[str]:
    """Up to three zones that a mistaken `name` may mean, likeliest first: an abbreviation, a city, a
    misspelling.
    """
    from difflib import get_close_matches

    asked = name[:_LONGEST].strip().replace(" ", "_").casefold()
    if asked.upper() in _SEVERAL:
        return list(_SEVERAL[asked.upper()])
    found = [
        place
        for table in (_ABBREVIATIONS, _ROAMING)
        for short, place in table.items()
        if short.casefold() == asked
    ]
    if found or not asked:
        return found
    if re.fullmatch(r"(etc/)?(utc|gmt|z)?([+-]?0{1,2}(:?00)?)?", asked):
        return ["UTC"]
    from sladsl.values.zone_words import spoken

    said = spoken(name[:_LONGEST]) if not re.search(r"[0-9]", name) else ""
    if said:
        return [said]
    names = sorted(each for each in zone_names() if not each.startswith(("Etc/", "posix", "right")))
    by_city: dict[str, list[str]] = {}
    for each in names:
        by_city.setdefault(each.rpartition("/")[2].casefold(), []).append(each)
    by_name = {each.casefold(): each for each in names}
    if asked in by_name:
        return [by_name[asked]]
    if offset_alone(name):
        return []
    city = asked.rpartition("/")[2]
    kept = [place for place, cities in _CITIES.items() if city in cities.split()]
    if kept and city not in by_city:
        return kept
    for near in get_close_matches(asked, by_name, n=2, cutoff=0.75):
        found.append(by_name[near])
    for near in get_close_matches(city, by_city, n=2, cutoff=0.8):
        found.extend(by_city[near])
    # A city written exactly is surer than a name that looks alike.
    ranked = sorted(dict.fromkeys(found), key=lambda each: each.rpartition("/")[2].casefold() != city)
    return ranked[:3]


def abbreviated(name: str) -> bool:
    """Whether `name` is one of the abbreviations that people write for a zone (`IST`, `PDT`)."""
    return name in _ABBREVIATIONS or name in _ROAMING or name in _SEVERAL


def fixed_offset_like(name: str) -> bool:
    """Whether `name` says an offset and no place (`EST`, `GMT+1`, `Etc/GMT-1`, `+01:00`), so knows no
    summer time.

    UTC itself isn't one: it is what a writer means who doesn't mean a place.
    """
    return name in _ABBREVIATIONS or (len(name) <= _LONGEST and re.fullmatch(_OFFSET, name) is not None)


def offset_alone(name: str) -> str:
    """The zone of an offset that somebody wrote (`UTC+1`, `+01:00` → `Etc/GMT-1`), "" for anything else."""
    match = re.fullmatch(r"(?:utc|gmt)? ?([+-]) ?([0-9]{1,2})(?::?00)?", name[:_LONGEST].strip().casefold())
    if match is None or not 0 < int(match[2]) < 13:
        return ""
    return f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}"


def offset_at(zone: ZoneInfo, us: int) -> int:
    """The offset of the zone at an instant, µs east of Greenwich."""
    # Where a clock is set back in the night of a clock change it shows a time thrice, which no fold can tell apart.
    part: ZoneInfo | None = zone.part_at(us) if hasattr(zone, "part_at") else None
    if part is not None:
        return offset_at(part, us)
    return to_us((_EPOCH + timedelta(microseconds=us)).astimezone(zone).utcoffset())


@lru_cache(maxsize=256)
def offsets(zone: ZoneInfo, start_us: int, end_us: int) -> tuple[tuple[int, int], ...]:
    """`(instant, offset)` in µs: first `start_us` with its offset, then every change before `end_us`; () if
    empty.
    """
    own = getattr(zone, "changes", None)
    found: tuple[tuple[int, int], ...] = (
        changes(zone, start_us, end_us) if own is None else own(start_us, end_us)
    )
    return found


def changes(zone: ZoneInfo, start_us: int, end_us: int) -> tuple[tuple[int, int], ...]:
    """`offsets` of a zone of the data.

    Changes are found by probing a day apart and halving; no zone since 1900 changes there and back within a
    day.
    """
    if end_us <= start_us:
        return ()
    at, offset = start_us, offset_at(zone, start_us)
    found = [(at, offset)]
    while at < end_us - 1:
        ahead = min(at + DAY, end_us - 1)
        if offset_at(zone, ahead) != offset:
            before = at
            while ahead - before > 1:
                middle = (before + ahead) // 2
                if offset_at(zone, middle) == offset:
                    before = middle
                else:
                    ahead = middle
            offset = offset_at(zone, ahead)
            found.append((ahead, offset))
        at = ahead
    return tuple(found)


def tz_version() -> str:
    """The release of the zone data in use, like `2026f`; "unknown" when neither package nor machine says
    it.
    """
    if _package_folder() is not None:
        return str(import_module("tzdata").IANA_VERSION)
    from zoneinfo import TZPATH

    for folder in TZPATH:
        for name, pattern in (("tzdata.zi", r"# version (\S+)"), ("+VERSION", r"(\S+)")):
            try:
                with open(os.path.join(folder, name), encoding="ascii") as file:
                    match = re.match(pattern, file.readline())
            except (OSError, ValueError):
                continue
            if match is not None:
                return match[1]
    return "unknown"


def to_us(delta: timedelta | None) -> int:
    """A timedelta as exact microseconds; None (no offset) is zero."""
    return 0 if delta is None else delta.days * DAY + delta.seconds * SECOND + delta.microseconds


@lru_cache(maxsize=1)
def _package_folder() -> str | None:
    """The folder of the tzdata package, or None where it isn't installed as plain files."""
    try:
        folder = os.path.dirname(str(import_module("tzdata").__file__))
    except ImportError:
        return None
    return folder if os.path.isfile(os.path.join(folder, "zones")) else None
