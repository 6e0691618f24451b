"""Stated processes: how often a service fails and how long that lasts, and what another way of running it costs.

    [outages]
    Shop = "2 per month, 90 minutes"
    "Line in Hamburg" = "once per year, 2 to 8 hours"
    "each Router" = "once per quarter, exactly 20 minutes"

    [fees]
    Shop = "12_000 EUR per month"

    [option."Second site"]
    cost = "1_500 EUR per month"
    outages = { Shop = "once per year, exactly 10 minutes" }

    [option."Higher promise"]
    agreement = "higher.sla"

A frequency is how often a service fails in that time of running; the time to the next failure has the exponential
distribution. So has a length, with that mean, unless it says `exactly` or two ends, between which all are as likely.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from sladsl.api.refused import Refused
from sladsl.data.lengths import read_length
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.meanings import Agreement
from sladsl.record import Record
from sladsl.values.chance import Chance
from sladsl.values.duration import DAY, HOUR, duration_text
from sladsl.values.money import Money
from sladsl.values.number import parse_number
from sladsl.values.period import PeriodKind

UNITS = {"day": DAY, "week": 7 * DAY, "month": 365 * DAY // 12, "quarter": 365 * DAY // 4, "year": 365 * DAY}
"""Of a frequency: a year has 365 days, a month the twelfth of them."""
MOST_OUTAGES = 2_000
"""Outages of one process to be expected in one history; more is a slip of the pen."""
_LARGEST = 256 * 1024
_FREQUENCY = re.compile(r"(?:(once|twice)|([0-9][0-9_]*(?:\.[0-9]+)?)(?: times?)?) (?:per|a|each) (\w+)")
_COST = re.compile(r"([0-9][0-9_]*(?:\.[0-9]+)?) ([A-Z]{3})(?: (?:per|a|each) (month|quarter|year))?")
_HOW = "Write `2 per month, 90 minutes`, `once per year, exactly 4 h` or `5 per year, 30 min to 2 h`."


class Outages(Record):
    """How a service fails (in one scope, or "" for all of it at once): times in microseconds.

    `every` is the mean time of running before a failure. A length has the mean `least` where there is no `most`, is
    `least` where they are equal, else any of those between, both ends included.
    """

    named: str
    """A service; or an exclusion, whose time is drawn in the same way."""
    scope: str
    every: int
    least: int
    most: int | None
    text: str

    def spans(self, chance: Chance, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The outages of one history that begin in `[start, end)`; each is cut at `end`."""
        found: list[tuple[int, int]] = []
        at = start
        while True:
            # Both are drawn for each outage, so that another frequency or length finds the same chances.
            running = chance.exponential(self.every)
            lasting = chance.exponential(self.least) if self.most is None else self._between(chance)
            at += running
            if at >= end:
                return tuple(found)
            if lasting:
                found.append((at, min(at + lasting, end)))
            at += lasting

    def expected(self, start: int, end: int) -> int:
        """About how many outages a history has."""
        length = self.least if self.most is None else (self.least + self.most) // 2
        return (end - start) // (self.every + length)

    def _between(self, chance: Chance) -> int:
        most = self.least if self.most is None else self.most
        return self.least + (chance.below(most - self.least + 1) if most > self.least else 0)


class Cost(Record):
    """What an option costs: money per `period`, or once where that is ""."""

    money: Money
    period: str


class StatedFee(Record):
    """A fee that the agreement leaves to invoices; of each scope, where scopes have fees of their own."""

    service: str
    money: Money
    period: PeriodKind


class Option(Record):
    """Another agreement, other outages, or both, and what it costs."""

    name: str
    agreement: str = ""
    """The file, "" for the one that is simulated."""
    outages: tuple[Outages, ...] = ()
    cost: Cost | None = None


class Process(Record):
    """Everything that is stated of a simulation."""

    outages: tuple[Outages, ...] = ()
    options: tuple[Option, ...] = ()
    fees: tuple[StatedFee, ...] = ()


def read_process(pairs: tuple[str, ...], agreement: Agreement, fees: tuple[str, ...] = ()) -> Process:
    """The process of `--process` arguments: files, and outages such as `Shop: 2 per month, 90 minutes`.

    `fees` are those of `--fee`: `Shop: 12_000 EUR per month`.
    `Refused` for a file that can't be read, and for everything in it that says nothing.
    """
    outages: dict[tuple[str, str], Outages] = {}
    options: dict[str, Option] = {}
    stated: dict[str, StatedFee] = {}
    for text in pairs:
        said, colon, how = text.partition(":")
        if text.endswith(".toml") or (not colon and Path(text).exists()):
            made = _of_file(text, agreement)
            outages |= {(each.named, each.scope): each for each in made.outages}
            options |= {each.name: each for each in made.options}
            stated |= {each.service: each for each in made.fees}
        elif colon:
            found = outages_of(said.strip(), how.strip(), agreement)
            outages |= {(each.named, each.scope): each for each in found}
        else:
            raise Refused(f"`{text}` is no process.", f"Name a .toml file, or {_HOW[0].lower()}{_HOW[1:]}")
    for text in fees:
        said, _, how = text.partition(":")
        fee = fee_of(said.strip(), how.strip(), f"--fee '{text}'", agreement)
        stated[fee.service] = fee
    return Process(
        outages=tuple(outages.values()), options=tuple(options.values()), fees=tuple(stated.values())
    )


def _of_file(path: str, agreement: Agreement) -> Process:
    try:
        with open(path, "rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise Refused(f"{path} is larger than {_LARGEST // 1024} KiB.", "State a process, not data.")
        document = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as trouble:
        raise Refused(f"{path} can't be opened: {trouble.strerror}.", "Correct the name.") from None
    except (ValueError, RecursionError) as trouble:
        said = str(trouble).split("\n")[0]
        raise Refused(f"{path} is not TOML: {said}.", "Quote text, and close what is open.") from None
    _only(document, ("outages", "option", "fees"), path)
    options = _table(document, "option", path)
    return Process(
        outages=_all_outages(document, path, agreement),
        options=tuple(_option(name, each, path, agreement) for name, each in options.items()),
        fees=tuple(
            fee_of(name, how, f"[fees] of {path}", agreement)
            for name, how in _table(document, "fees", path).items()
        ),
    )


def _option(name: str, said: Any, path: str, agreement: Agreement) -> Option:
    where = f"[option.{name!r}] of {path}".replace("'", '"')
    if not isinstance(said, dict):
        raise Refused(f"{where} is no table.", 'Write `cost = "1_500 EUR per month"` under it.')
    _only(said, ("agreement", "outages", "cost"), where)
    file, cost = said.get("agreement", ""), said.get("cost")
    if not isinstance(file, str):
        raise Refused(f"`agreement` of {where} is no name of a file.", 'Write `agreement = "higher.sla"`.')
    return Option(
        name=name,
        agreement=str(Path(path).parent / file) if file else "",
        outages=_all_outages(said, where, agreement),
        cost=None if cost is None else _cost(cost, where, agreement),
    )


def _cost(said: Any, where: str, agreement: Agreement) -> Cost:
    match = _COST.fullmatch(said) if isinstance(said, str) else None
    number = parse_number(match[1]) if match is not None else None
    if match is None or number is None:
        raise Refused(f"`{said}` is no cost in {where}.", "Write `1_500 EUR per month` or `9_000 EUR`.")
    if match[2] != agreement.currency:
        raise Refused(
            f"{where} costs {match[2]}, and the agreement is in {agreement.currency or 'no currency'}.",
            "Write the cost in the currency of the agreement.",
        )
    return Cost(money=Money(amount=number.value, currency=match[2]), period=match[3] or "")


def fee_of(service: str, said: Any, where: str, agreement: Agreement) -> StatedFee:
    """The fee `12_000 EUR per month` of a service; `where` it is said."""
    known = agreement.services.get(service)
    if known is None:
        near = closest(service, agreement.services)
        raise Refused(
            f"The agreement has no service `{service}` ({where}).",
            f"Did you mean `{near}`?" if near else f"It has: {listing(list(agreement.services))}.",
        )
    if all(each.money is not None for each in known.fees):
        raise Refused(
            f"The fee of {service} is in the agreement, or there is none ({where}).", "Leave it out."
        )
    cost = _cost(said, where, agreement)
    kinds: dict[str, PeriodKind] = {"month": "month", "quarter": "quarter", "year": "year"}
    if cost.period not in kinds:
        raise Refused(f"`{said}` is no fee in {where}.", "Write `12_000 EUR per month`.")
    return StatedFee(service=service, money=cost.money, period=kinds[cost.period])


def _all_outages(document: Mapping[str, Any], where: str, agreement: Agreement) -> tuple[Outages, ...]:
    return tuple(
        each
        for name, how in _table(document, "outages", where).items()
        for each in outages_of(name, how if isinstance(how, str) else str(how), agreement)
    )


def _table(document: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    found = document.get(key, {})
    if not isinstance(found, dict):
        raise Refused(f"`{key}` of {where} is no table.", f"Write [{key}] and its lines under it.")
    return found


def _only(document: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in document:
        if key not in known:
            near = closest(key, known)
            raise Refused(
                f"Nothing reads `{key}` in {where}.",
                f"Did you mean `{near}`?" if near else f"There are {listing(known)}.",
            )


def outages_of(named: str, how: str, agreement: Agreement) -> tuple[Outages, ...]:
    """`Shop`, `Line in Hamburg` or `each Line`, and `2 per month, 90 minutes`."""
    each = named.startswith("each ")
    service, _, scope = named.removeprefix("each ").partition(" in ")
    there = [*agreement.services, *agreement.exclusions]
    if service not in there:
        near = closest(service, there)
        raise Refused(
            f"The agreement has no service or exclusion `{service}`.",
            f"Did you mean `{near}`?" if near else f"It has: {listing(there)}.",
        )
    often, _, long = (part.strip() for part in how.partition(","))
    match = _FREQUENCY.fullmatch(often)
    unit = UNITS.get(match[3]) if match is not None else None
    if match is None or unit is None:
        raise Refused(f"`{often}` does not say how often {service} fails.", _HOW)
    count = {"once": Fraction(1), "twice": Fraction(2)}.get(match[1] or "")
    if count is None:
        number = parse_number(match[2])
        count = number.value if number is not None else Fraction(0)
    if count <= 0:
        raise Refused(f"{service} never fails `{often}`.", "Leave it out, or say how often.")
    every = int(unit / count)
    if every < 60_000_000:
        raise Refused(f"{service} fails `{often}`: more than once a minute.", _HOW)
    least, most = _length(long, service)
    verb = "fails" if service in agreement.services else "comes"
    text = f"{named} {verb} {often}, for {long}" + (" on average" if most is None else "")
    return tuple(
        Outages(named=service, scope=one, every=every, least=least, most=most, text=text)
        for one in _scopes(service, scope.strip(), agreement, each=each)
    )


def _scopes(service: str, scope: str, agreement: Agreement, *, each: bool) -> tuple[str, ...]:
    """Those that fail by themselves: the one that is named, each one, or "" for all at once."""
    known = scopes_of(service, agreement)
    if each and not known:
        raise Refused(f"Nothing says of what {service} there is each one.", f"Write `{service} in NAME`.")
    if scope and known and scope not in known:
        near = closest(scope, known)
        raise Refused(
            f"There is no `{scope}` of {service}.",
            f"Did you mean `{near}`?" if near else f"There are: {listing(known)}.",
        )
    return known if each else (scope,)


def scopes_of(service: str, agreement: Agreement) -> tuple[str, ...]:
    """The scopes of a service that the agreement names: each of them may fail by itself."""
    found = [
        scope
        for metric in agreement.metrics.values()
        if service in (metric.service, *metric.exclusions)
        for scope in metric.scopes
    ]
    return tuple(dict.fromkeys(found))


def _length(text: str, service: str) -> tuple[int, int | None]:
    exact = text.startswith("exactly ")
    first, to, last = text.removeprefix("exactly ").partition(" to ")
    if to and not re.search(r"[^\W\d_]", first):
        first = f"{first} {last.rpartition(' ')[2]}"  # `2 to 8 hours`
    ends = [read_length(each.strip(), ".", HOUR)[0] for each in ((first, last) if to else (first,))]
    found = [each.us for each in ends if each is not None]
    if len(found) != len(ends) or found[0] <= 0 or sorted(found) != found or (exact and to):
        raise Refused(f"`{text}` does not say how long an outage of {service} lasts.", _HOW)
    if found[-1] > 366 * DAY:
        raise Refused(f"An outage of {service} of {duration_text(found[-1])} is longer than a year.", _HOW)
    return found[0], found[-1] if to or exact else None
