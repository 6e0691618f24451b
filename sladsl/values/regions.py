"""Public holidays of a country or a part of it, from the `holidays` library.

The library takes a tenth of a second to import and its answers change with its version, so it is imported
only where a region is asked for, its language is fixed, and the caller freezes what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sladsl.values.instant import FIRST_YEAR, LAST_YEAR
from sladsl.values.region_names import REGION, countries

_LONGEST = 64
_SEVERAL = "; "
"""Between the names of holidays that fall on one day."""


def holidays_of(region: str, years: Iterable[int]) -> dict[int, str] | None:
    """Public holidays of `DE`, `DE-BE`, `US-CA` (ISO 3166) as date ordinal → English name, in date order; of
    `US: Labor Day` those of this name.

    None for an unknown region; years outside 1900 to 2200 are ignored. Names are English where the library
    has them, whatever the locale of the machine.
    """
    place, _, name = region.partition(": ")
    found = _named_days(place, tuple(sorted({year for year in years if FIRST_YEAR <= year <= LAST_YEAR})))
    if found is None or not name:
        return None if found is None else dict(found)
    return {
        day: told for day, told in found.items() if same_name(name) in map(same_name, told.split(_SEVERAL))
    }


def same_name(name: str) -> str:
    """The name of a holiday, without what people write in several ways."""
    return " ".join(name.replace("\u2019", "'").split()).casefold()


def holiday_names(region: str) -> tuple[str, ...] | None:
    """The names of all holidays of a region in the years around this century's first half, each once; None for an unknown
    region.
    """
    found = _named_days(region, tuple(range(2000, 2041)))
    if found is None:
        return None
    return tuple(dict.fromkeys(name for told in found.values() for name in told.split(_SEVERAL)))


def suggest_holidays(region: str, name: str) -> list[str]:
    """Up to three holidays of a region that a mistaken name may mean: `Thanksgiving` → `Thanksgiving Day`."""
    from difflib import get_close_matches

    asked = same_name(name[:_LONGEST])
    names = {same_name(each): each for each in holiday_names(region) or ()}
    within = [each for each in names if asked in each]
    near = [*within, *get_close_matches(asked, names, n=3, cutoff=0.6)]
    return [names[each] for each in dict.fromkeys(near)][:3]


@lru_cache(maxsize=64)
def _named_days(region: str, wanted: tuple[int, ...]) -> dict[int, str] | None:
    # Each reading of an agreement asks anew, and the library takes ten milliseconds.
    match = re.fullmatch(REGION, region)
    if match is None:
        return None
    country, part = match.groups()
    found_class = _country(country)
    if found_class is None or (part is not None and part not in found_class.subdivisions):
        return None
    import warnings

    english = "en_US" if "en_US" in found_class.supported_languages else found_class.default_language
    if not wanted:
        return {}
    with warnings.catch_warnings():
        # Years that the library doesn't know are a warning there; here `holiday_years` tells.
        warnings.simplefilter("ignore")
        days = found_class(subdiv=part, years=list(wanted), language=english)
    return {day.toordinal(): str(name) for day, name in sorted(days.items())}


def holiday_years(region: str) -> tuple[int, int] | None:
    """First and last year for which the library knows the region's holidays; None for an unknown region.

    A year outside has no holidays in `holidays_of`, which isn't the same as a year without holidays.
    """
    if holidays_of(region, ()) is None:
        return None
    country = _country(region[:2])
    return max(FIRST_YEAR, int(country.start_year)), min(LAST_YEAR, int(country.end_year))


def suggest_regions(region: str) -> list[str]:
    """Up to three regions that a mistaken text may mean: `Germany` → `DE`, `Berlin` and
    `DE-Berlin` → `DE-BE`, `UK` → `GB`.
    """
    from difflib import get_close_matches

    asked = region[:_LONGEST].strip()
    if asked.casefold() in ("uk", "england", "scotland", "wales"):
        return {"uk": ["GB"], "england": ["GB-ENG"], "scotland": ["GB-SCT"], "wales": ["GB-WLS"]}[
            asked.casefold()
        ]
    code, dash, part = asked.partition("-")
    country = countries().get(code.upper())
    if country is not None:
        if not dash:
            return [country.code]
        parts = {name.casefold(): short for short, names in country.parts.items() for name in names}
        parts |= {short.casefold(): short for short in country.parts}
        near = get_close_matches(part.casefold(), parts, n=3, cutoff=0.5)
        return [*dict.fromkeys(f"{country.code}-{parts[each]}" for each in near)] or [country.code]
    same = [
        f"{each.code}-{short}"
        for each in countries().values()
        for short, spelled in each.parts.items()
        if asked.casefold() in (name.casefold() for name in spelled)
    ]
    if same and not any(asked.casefold() == each.name for each in countries().values()):
        return same[:3]
    names = {each.name: each.code for each in countries().values()}
    names |= {each.long_code.casefold(): each.code for each in countries().values()}
    near = get_close_matches(asked.replace("_", " ").casefold(), names, n=3, cutoff=0.75)
    return [*dict.fromkeys(names[each] for each in near)]


def holidays_version() -> str:
    """The version of the `holidays` library, "none" where it isn't installed."""
    try:
        from holidays.version import __version__
    except ImportError:
        return "none"
    return str(__version__)


def _countries() -> dict[str, tuple[str, ...]]:
    """Module → class name, two-letter code, three-letter code, as the library knows them."""
    try:
        from holidays.registry import COUNTRIES
    except ImportError:
        return {}
    return dict(COUNTRIES)


def _country(code: str) -> Any:
    """The library's class for a two-letter code, or None."""
    if not any(codes[1] == code for codes in _countries().values()):
        return None
    import holidays

    return getattr(holidays, code)
