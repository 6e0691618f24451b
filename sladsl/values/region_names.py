"""The regions that have public holidays, by name, without the library that knows the days.

The `holidays` library takes several starts of the interpreter to import, and checking an agreement needs only to
know whether a region exists. The facts in `region_names.txt` are those of the library; a test holds them in sync,
and running this module with `python -m sladsl.values.region_names` writes them anew.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

from sladsl.record import Record

REGION = r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?"
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "region_names.txt")


class Country(Record):
    """A country by its two letters: three letters, English name in small letters, names of its parts by code."""

    code: str
    long_code: str
    name: str
    parts: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    with open(FILE, encoding="utf-8") as file:
        return {line[:2]: line for line in file.read().splitlines()}


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Two-letter code -> country, of every country with holidays."""
    return {code: _country(line) for code, line in _lines().items()}


def known_region(region: str) -> bool:
    """Whether `DE`, `DE-BE` (ISO 3166) is a region with public holidays."""
    match = re.fullmatch(REGION, region)
    if match is None:
        return False
    line = _lines().get(match[1])  # reading all the countries into records takes longer than all else here
    return line is not None and (match[2] is None or match[2] in _country(line).parts)


def _country(line: str) -> Country:
    """`DE DEU germany; BB = Brandenburg; BE = Berlin`."""
    head, *parts = line.split("; ")
    code, long_code, name = head.split(" ", 2)
    named = (part.split(" = ") for part in parts)
    return Country(
        code=code, long_code=long_code, name=name, parts={short: tuple(names) for short, *names in named}
    )


def lines_of_library() -> list[str]:
    """What the installed library knows, in the lines of the file."""
    import holidays
    from holidays.registry import COUNTRIES

    found = []
    for module, codes in sorted(COUNTRIES.items(), key=lambda item: item[1][1]):
        country = getattr(holidays, codes[1])
        parts = {short: [short] for short in country.subdivisions if re.fullmatch(REGION, f"XX-{short}")}
        for name, short in sorted(country.subdivisions_aliases.items()):
            if short in parts:
                parts[short].append(name)
        named = [" = ".join(parts[short]) for short in sorted(parts)]
        found.append("; ".join([f"{codes[1]} {codes[2]} {module.replace('_', ' ')}", *named]))
    return found


if __name__ == "__main__":
    with open(FILE, "w", encoding="utf-8", newline="\n") as written:
        written.write("".join(f"{line}\n" for line in lines_of_library()))
