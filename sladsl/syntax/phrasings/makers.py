"""Makes what stands instead of a phrase, where words alone can't say it: the functions that the tables name.

Each takes the phrase found, what the agreement declares, and the word that the table gives it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sladsl.syntax.phrasings import figures
from sladsl.syntax.phrasings.found import Found, Offer
from sladsl.syntax.phrasings.words import DAYS, PERIODS
from sladsl.syntax.surroundings import Surroundings

Make = Callable[[Found, Surroundings, str], str | None]


def _period(word: str) -> str:
    word = word.lower().rstrip(".")
    return PERIODS.get(word, word)


# ---- periods


def period(found: Found, around: Surroundings, word: str) -> str | None:
    """`each month` or `per month` of `monthly`, `p.a.`, `Monat`; `word` is the one before."""
    said = next((group for group in found.groups[1:] if group), "month")
    lead = " " if found.written[:1] in " /" else ""
    return f"{lead}{word} {_period(said)}"


def singular(found: Found, around: Surroundings, word: str) -> str | None:
    return f"{word} {found.groups[1].lower().rstrip('s')}"


def fee_of_period(found: Found, around: Surroundings, word: str) -> str | None:
    """`that month's fee` of `monthly charges`; without any period it is the month."""
    said = next((group for group in found.groups[1:] if group), "month")
    return Offer(f"{word} {_period(said)}'s fee")


def fee_per_period(found: Found, around: Surroundings, word: str) -> str | None:
    said = _period(found.groups[1])
    return Offer(f"that {said}'s fee per {said}")


def of_service(found: Found, around: Surroundings, word: str) -> str | None:
    return Offer(f" of {around.some('service')}")


def renewing(found: Found, around: Surroundings, word: str) -> str | None:
    """`1 year, automatic`."""
    count, unit = found.groups[1:3]
    return f"{count} {unit.lower()}{'' if count == '1' else 's'}, automatic"


def to_unit(found: Found, around: Surroundings, word: str) -> str | None:
    """`to 0.01 EUR` of `to the nearest cent`; an `Offer` where the agreement names no currency."""
    least = "0.01" if found.groups[1].lower().startswith(("cent", "pen")) else "1"
    right = f"to {least} {around.currency or 'EUR'}"
    return right if around.currency else Offer(right)


def camel(found: Found, around: Surroundings, word: str) -> str | None:
    """Names of one word for each of the items."""
    items = [item.strip() for item in found.written.split(",")]
    names = [
        around.called(item) or "".join(part[:1].upper() + part[1:] for part in re.findall(r"\w+", item))
        for item in items
    ]
    return Offer(", ".join(names)) if all(name and not name[0].isdigit() for name in names) else None


def days_of_fee(found: Found, around: Surroundings, word: str) -> str | None:
    return Offer(f"{found.groups[1]} {'day' if found.groups[1] == '1' else 'days'} of the fee")


def weeks_of_fee(found: Found, around: Surroundings, word: str) -> str | None:
    count = {"one": 1, "a": 1, "two": 2}.get(found.groups[1].lower()) or int(found.groups[1])
    return Offer(f"{7 * count} days of the fee")


def agreed_renewal(found: Found, around: Surroundings, word: str) -> str | None:
    """`12 months, by agreement`."""
    length = {"": "12 months", "year": "1 year", "month": "1 month"}.get(
        found.groups[1].lower(), found.groups[1]
    )
    return Offer(f"{length}, by agreement")


def option_of(found: Found, around: Surroundings, word: str) -> str | None:
    """`, by Agency`: the party that is named, or that has the role; an `Offer` where nothing declares it."""
    said = found.groups[1]
    role = "customer" if said.lower() in ("customer", "client") else "provider"
    named = around.called(said, "party")
    if not named and said.lower() in ("customer", "client", "provider", "supplier", "contractor"):
        return Offer(f", by {around.party(role)}")
    return f", by {named}" if named else Offer(f", by {said}")


def decimals(found: Found, around: Surroundings, word: str) -> str | None:
    count = int(found.groups[1])
    unit = f" {around.currency or 'EUR'}" if word == "money" else "%"
    return Offer(f"0.{'0' * (count - 1)}1{unit}") if 0 < count < 9 else None


# ---- calendars


COUNTRIES = {
    "DE": ("germany", "deutschland", "german"), "AT": ("austria", "österreich", "austrian"),
    "CH": ("switzerland", "schweiz", "swiss"), "FR": ("france", "frankreich", "french"), "IT": ("italy", "italian"),
    "ES": ("spain",), "PT": ("portugal",), "NL": ("netherlands", "dutch"), "BE": ("belgium",), "LU": ("luxembourg",),
    "DK": ("denmark",), "SE": ("sweden",), "NO": ("norway",), "FI": ("finland",), "PL": ("poland",), "CZ": ("czechia",),
    "HU": ("hungary",), "IE": ("ireland",), "GB": ("united kingdom", "uk", "great britain", "british"),
    "GB-ENG": ("england", "english"), "GB-SCT": ("scotland",),
    "US": ("united states", "usa", "us", "american", "us-american"), "CA": ("canada",), "AU": ("australia",),
    "NZ": ("new zealand",), "IN": ("india", "indian"), "JP": ("japan",), "SG": ("singapore",), "ZA": ("south africa",),
    "BR": ("brazil",), "MX": ("mexico",),
}  # fmt: skip
_CODES = {name: code for code, names in COUNTRIES.items() for name in names}


def country(found: Found, around: Surroundings, word: str) -> str | None:
    """The code of a country whose name is written."""
    code = _CODES.get(found.groups[1].lower(), "")
    return f'"{code}"' if code else None


def of_objective(found: Found, around: Surroundings, word: str) -> str | None:
    """The objective whose outcome it may be: never written unasked."""
    return Offer(f"{around.only('objective') or around.some('objective')} {found.groups[1]}")


def day(found: Found, around: Surroundings, word: str) -> str | None:
    """Days of the week with `word` between them."""
    named = [DAYS.get(group.lower(), "") for group in found.groups[1:] if group]
    return word.join(named) if all(named) else None


def calendar(found: Found, around: Surroundings, word: str) -> str | None:
    return Offer(around.some("calendar"))


def clocks(found: Found, around: Surroundings, word: str) -> str | None:
    """Two times of the day with a mark between them: hour, minute and half of each."""
    hour, minute, half, last_hour, last_minute, last_half = found.groups[1:7]
    shared = last_half.lower().startswith(("a", "p")) and not half
    if shared:
        late = last_half.lower().startswith("p") and int(hour) >= int(last_hour)
        half = "am" if late else last_half
    first, last = (
        figures.time_of_day(hour, minute, half),
        figures.time_of_day(last_hour, last_minute, last_half),
    )
    return f"{first} to {last}" if first and last else None


# ---- measures and fields


def _source(around: Surroundings, word: str) -> str:
    """A declared source, the one that is called like `word` first; of none the examples' own."""
    names = around.names("source")
    named = next((name for name in names if word and word in name.lower()), "")
    return named or next(iter(names), {"tick": "tickets", "prob": "probes"}.get(word, "checks"))


def measured(found: Found, around: Surroundings, word: str) -> str | None:
    """`uptime from checks` of a measure without its source."""
    named = next((group.strip() for group in found.groups[1:] if group), "")
    return Offer(f"{word} {named if named in around.names('source') else _source(around, '')}")


def _field(words: str) -> str:
    return "_".join(re.findall(r"\w+", words)) or "latency"


def percentile(found: Found, around: Surroundings, word: str) -> str | None:
    digits, field, source = found.groups[1:4]
    end = (
        "th"
        if digits[-1] not in "123" or digits[-2:-1] == "1"
        else {"1": "st", "2": "nd", "3": "rd"}[digits[-1]]
    )
    return Offer(f"{digits}{end} percentile of {_field(field)} in {source or _source(around, 'prob')}")


def aggregate(found: Found, around: Surroundings, word: str) -> str | None:
    """`average of latency in probes`; `word` is the aggregate."""
    field, source = found.groups[1:3]
    return Offer(f"{word} of {_field(field)} in {source or _source(around, 'prob')}")


def time_of(found: Found, around: Surroundings, word: str) -> str | None:
    """`average of opened to resolved in tickets`; `word` is the time between two fields."""
    return Offer(f"average of {word} in {_source(around, 'tick')}")


def taken_from(found: Found, around: Surroundings, word: str) -> str | None:
    """`median of latency in requests`, `minimum of Uptime across region`: by what is a source or a metric here."""
    figure, of, _, where = found.groups[1:5]
    if where in around.names("source"):
        return Offer(f"{figure} of {of} in {where}")
    if of in around.names("metric"):
        return Offer(f"{figure} of {of} across {where}")
    return Offer(f"{figure} of {of} in {where}")


def time_taken(found: Found, around: Surroundings, word: str) -> str | None:
    """`opened to responded of tickets`: from the first time of the source to the one whose name begins as `word` says."""
    source = found.groups[1]
    times = around.times_of(source)
    stems = tuple(word.split())
    until = next((name for name in times if name.lower().startswith(stems)), "")
    since = next((name for name in times if name != until), "opened")
    return Offer(f"{since} to {until or ('responded' if 'respon' in stems else 'resolved')} of {source}")


def elapsed_of(found: Found, around: Surroundings, word: str) -> str | None:
    """`opened to resolved of tickets`: the source with both fields, as the tokens tell."""
    since, until = found.groups[1:3]
    return Offer(f"{since} to {until} of {around.source_with(since, until) or _source(around, 'tick')}")


def counted(found: Found, around: Surroundings, word: str) -> str | None:
    return Offer(f"{word} {_source(around, '')}")


def choice(found: Found, around: Surroundings, word: str) -> str | None:
    values = re.split(r"\s*(?:,|\||/|;|\bor\b)\s*", found.groups[1].strip())
    if any(value[:1].isdigit() for value in values):
        return Offer(", ".join(f'"{value}"' for value in values))
    return ", ".join(values)


def numbered(found: Found, around: Surroundings, word: str) -> str | None:
    """`P1, P2, P3, P4` of `P1..P4`."""
    lead, first, last = found.groups[1], int(found.groups[2]), int(found.groups[3])
    return ", ".join(f"{lead}{number}" for number in range(first, last + 1)) if first < last else None


# ---- conditions


def elapsed(found: Found, around: Surroundings, word: str) -> str | None:
    """`opened to resolved` of `resolved - opened`."""
    later, earlier = found.groups[1:3]
    return None if later[0].isdigit() or earlier[0].isdigit() else f"{earlier} to {later}"


def answered_within(found: Found, around: Surroundings, word: str) -> str | None:
    return Offer(f"opened to {found.groups[1].lower()} at most ")


# ---- names and texts

_QUOTES = "\"“”„«»‘’' "


def name(found: Found, around: Surroundings, word: str) -> str | None:
    """The declared name of what is called so; else the words themselves, if they can be a name."""
    inside = found.groups[1].strip(_QUOTES)
    declared = around.called(inside)
    if declared:
        return declared
    return inside if re.fullmatch(r"[^\W\d]\w*", inside) else None


def titled(found: Found, around: Surroundings, word: str) -> str | None:
    """The name of what has this title; `word` is its kind, or "" for any."""
    said = found.groups[1].strip(_QUOTES)
    return (
        around.called(said, word)
        or around.called(re.sub("^the ", "", said, flags=re.IGNORECASE), word)
        or None
    )


def unhyphened(found: Found, around: Surroundings, word: str) -> str | None:
    for between in ("_", ""):
        declared = around.called(re.sub(r"\W+", between, found.written))
        if declared:
            return declared
    return Offer(re.sub(r"\W+", "_", found.written))


def commas(found: Found, around: Surroundings, word: str) -> str | None:
    return Offer(", ".join(found.written.split()))


def currency(found: Found, around: Surroundings, word: str) -> str | None:
    return figures.currency_of(found.groups[1], around)


def straight(found: Found, around: Surroundings, word: str) -> str | None:
    inside = found.groups[1]
    return None if '"' in inside or "\\" in inside else f'"{inside}"'


# ---- promises


def _metric(words: str, around: Surroundings) -> str:
    """The metric that the words mean: by name or title, the only one, or that of the examples."""
    return around.called(words, "metric") or around.only("metric") or around.some("metric")


def metric_first(found: Found, around: Surroundings, word: str) -> str | None:
    """`Uptime at least 99.9%`: group 1 names the metric, 2 (if there is one) is the bound; `word` stands before it."""
    limit = [*found.groups, ""][2]
    return Offer(f"{_metric(found.groups[1], around)} {word}{limit}")


def bound_first(found: Found, around: Surroundings, word: str) -> str | None:
    """As `metric_first`, where the bound is written first."""
    return Offer(f"{_metric(found.groups[2], around)} {word}{found.groups[1]}")


def party(found: Found, around: Surroundings, word: str) -> str | None:
    """The party of the role `word`, an `Offer` where none is declared with it."""
    name = f"{around.party(word)} "
    return name if any(each.role == word for each in around.declared) else Offer(name)


def _makers(names: dict[str, Any]) -> dict[str, Make]:
    return {
        name: made
        for name, made in names.items()
        if name[0] != "_" and getattr(made, "__code__", None) and made.__code__.co_varnames[:3] == TAKES
    }


TAKES = ("found", "around", "word")
MAKERS: dict[str, Make] = {**_makers(vars(figures)), **_makers(globals())}
"""By the names that the tables use: every function here, and in sladsl/syntax/phrasings/figures.py, that takes the same."""
