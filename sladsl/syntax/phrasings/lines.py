"""Makes the line that stands instead of a key, from the author's own key and value.

Each takes the key as written, its value, what the agreement declares, and the word that the table gives it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sladsl.syntax.composing import bound, promise
from sladsl.syntax.surroundings import Surroundings

MakeLine = Callable[[str, str, Surroundings, str], str]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PERIODS = (
    ("day", re.compile(r"(\d{4})-(\d\d-\d\d)")),
    ("month", re.compile(r"(\d{4})-(\d\d)\b")),
    ("quarter", re.compile(r"(\d{4})[- ]?(Q[1-4])")),
    ("week", re.compile(r"(\d{4})[- ]?(W\d\d)")),
    ("quarter", re.compile(r"(?=Q[1-4][ /]?(\d{4}))(Q[1-4])")),
    ("year", re.compile(r"\b(\d{4})\b")),
)
_LENGTH = re.compile(r"\d+ (?:business )?(?:hour|day|week|month|year)s?\b")
_OWED = re.compile(r"\d[\d_.]*\s?%|\d[\d_.]* [A-Z]{3}\b")


def _plain(value: str) -> str:
    return value.strip("\"“”„'’‘").strip() or "Name"


def name_of(value: str) -> str:
    """A name made of words: `Web shop (Berlin)` is `WebShopBerlin`."""
    words = re.findall(r"\w+", _plain(value))
    made = "".join(word[:1].upper() + word[1:] for word in words[:4])
    return made if made and not made[0].isdigit() else f"The{made}"


def _first(pattern: re.Pattern[str], value: str, otherwise: str) -> str:
    found = pattern.search(value)
    return found[0] if found else otherwise


def party(key: str, value: str, around: Surroundings, word: str) -> str:
    """A party with the role `word`."""
    text = _plain(value)
    title = f' "{text}"' if " " in text else ""
    return f"party {around.called(text, 'party') or name_of(text)}{title} {{ role: {word} }}"


def accepted(key: str, value: str, around: Surroundings, word: str) -> str:
    signed = f"{value}" if _DATE.fullmatch(value) else '2025-12-12, "Managing Director"'
    return f"party {around.some('party')} {{ accepted: {signed} }}"


def headed(key: str, value: str, around: Surroundings, word: str) -> str:
    """A block of the kind `word` with the text as its title."""
    return f'{word} {name_of(value)} "{_plain(value)}" {{ }}'


def entitled(key: str, value: str, around: Surroundings, word: str) -> str:
    return f'{word} "{_plain(value)}" {{ }}'


def promised(key: str, value: str, around: Surroundings, word: str) -> str:
    owner, metric = around.party("provider"), around.some("metric")
    return promise(f"{key} {value}", around) or f"{owner} ensures {metric} at least 99.9% each month"


def objective(key: str, value: str, around: Surroundings, word: str) -> str:
    return f"objective {name_of(key)} {{ {promised(key, value, around, word)} }}"


def budget(key: str, value: str, around: Surroundings, word: str) -> str:
    """The promise that leaves this budget: 99.9% of 0.1%."""
    from decimal import Decimal

    found = re.search(r"(\d[\d.]*)\s?%", value)
    left = f"{Decimal(100) - Decimal(found[1])}%" if found and found[1].count(".") < 2 else "99.9%"
    return f"{around.party('provider')} ensures {around.some('metric')} at least {left} each month"


def per_period(key: str, value: str, around: Surroundings, word: str) -> str:
    return promise(f"at least 99.9% {value}", around)


def of_metric(key: str, value: str, around: Surroundings, word: str) -> str:
    metric = around.called(_plain(value), "metric") or name_of(value)
    return f"{around.party('provider')} ensures {metric} at least 99.9% each month"


def by_party(key: str, value: str, around: Surroundings, word: str) -> str:
    owner = around.called(_plain(value), "party") or name_of(value)
    return f"{owner} ensures {around.some('metric')} at least 99.9% each month"


def credit_inside(key: str, value: str, around: Surroundings, word: str) -> str:
    owed = _first(_OWED, value, "5%")
    return f"credit {{ base: that month's fee of {around.some('service')}   amount: {owed} }}"


def credit(key: str, value: str, around: Surroundings, word: str) -> str:
    return f"credit for {around.some('objective')} {credit_inside(key, value, around, word)[7:]}"


def credit_for(key: str, value: str, around: Surroundings, word: str) -> str:
    return f"credit for {around.called(_plain(value), 'objective') or name_of(value)} {{ amount: 5% }}"


def clause(key: str, value: str, around: Surroundings, word: str) -> str:
    return f'clause "{key[:1].upper()}{key[1:]}" {{ text: "{_plain(value)}" }}'


def claims(key: str, value: str, around: Surroundings, word: str) -> str:
    return f"claims {{ channel: in writing   deadline: {_first(_LENGTH, value, '30 days')} after the month }}"


def replacing(key: str, value: str, around: Surroundings, word: str) -> str:
    """The credits that this one takes the place of, as the author names them."""
    names = re.findall(r"\b[A-Z]\w*", value)
    return f"replaces: {', '.join(names) or around.some('objective')}"


def sent(key: str, value: str, around: Surroundings, word: str) -> str:
    """The sentence by which a report is sent: who, to whom and until when."""
    report = next(iter(around.names("report")), "ServiceReport")
    within = re.search(r"\d+ (?:business )?(?:hour|day|week|month)s?\b", value)
    period = next(
        (
            unit
            for unit in ("day", "week", "month", "quarter", "year")
            if re.search(rf"\b{unit}", value.lower())
        ),
        "month",
    )
    reader = around.called(value, "party") or around.party("customer")
    sender = around.party("provider")
    late = within[0] if within else "5 business days"
    return (
        f"{sender} sends {report} to {reader} {{ within: {late} after the {'month' if within else period} }}"
    )


def used_file(key: str, value: str, around: Surroundings, word: str) -> str:
    return f'use: "{_plain(value)}"'


def term(key: str, value: str, around: Surroundings, word: str) -> str:
    """A term with one key, `word`."""
    length = _first(_LENGTH, value, {"notice": "90 days", "renewal": "12 months"}.get(word, "24 months"))
    more = {"renewal": ", automatic", "notice": " before end"}.get(word, "")
    return f"term {{ {word}: {length}{more} }}"


def dated(key: str, value: str, around: Surroundings, word: str) -> str:
    """The key `word` with the date."""
    return f"{word}: {_first(_DATE, value, '2026-01-01')}"


def in_force(key: str, value: str, around: Surroundings, word: str) -> str:
    days = _DATE.findall(value)
    return (
        f"effective: {days[0]}   ends: {days[1]}"
        if len(days) > 1
        else "effective: 2026-01-01   ends: 2027-12-31"
    )


def exclusion(key: str, value: str, around: Surroundings, word: str) -> str:
    return f'exclusion {name_of(key)} {{ cause: "{_plain(value)}" }}'


def played(key: str, value: str, around: Surroundings, word: str) -> str:
    """The key of the period that the value names: `quarter: 2026-Q2`."""
    for kind, pattern in _PERIODS:
        found = pattern.search(value)
        if found:
            year, part = found[1], found[2] if found.re.groups > 1 else ""
            return f"{kind}: {year}{part and f'-{part}'}"
    return "month: 2026-03"


def from_source(key: str, value: str, around: Surroundings, word: str) -> str:
    return f"measure: uptime from {around.called(_plain(value), 'source') or name_of(value).lower()}"


def announced(key: str, value: str, around: Surroundings, word: str) -> str:
    return f"time: windows where announced at least {_first(_LENGTH, value, '5 days')} before start"


def minimum(key: str, value: str, around: Surroundings, word: str) -> str:
    return f"minimum: {bound(value, around) or 'at least 99.5%'}"


def closed(key: str, value: str, around: Surroundings, word: str) -> str:
    return f"{_first(_DATE, value, '2026-12-24')}: closed"


def worded(key: str, value: str, around: Surroundings, word: str) -> str:
    """The key `word` with the text."""
    return f'{word}: "{_plain(value)}"'


def rounded(key: str, value: str, around: Surroundings, word: str) -> str:
    code = around.currency or "EUR"
    return (
        "level rounding: none" if value == "none" else f"money rounding: half up to 0.01 {code}, on each line"
    )


def given_level(key: str, value: str, around: Surroundings, word: str) -> str:
    level = _first(re.compile(r"\d[\d_.]*\s?%"), value, "98.5%")
    return f"levels for {around.some('objective')} {{ 2026-03: {level} }}"


TAKES = ("key", "value", "around", "word")
LINES: dict[str, MakeLine] = {
    name: made
    for name, made in list(globals().items())
    if name[0] != "_" and getattr(made, "__code__", None) and made.__code__.co_varnames[:4] == TAKES
}
"""By the names that the tables use: every function here that takes the same."""
