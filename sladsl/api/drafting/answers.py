"""What people answer when an agreement is drafted, made into the language's own words.

An answer that can't be understood is refused with the form that can, so that whatever is typed, the draft stays a text of
the language.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from sladsl.record import Record

LONGEST = 200
"""Characters of a title or a name."""
PERIODS = ("month", "quarter", "year", "week", "day")
WINDOWS = ("month", "quarter", "calendar year", "contract year", "term", "week", "day")
PROMISES = ("uptime", "answers", "levels")
UNITS = ("minute", "hour", "day", "week", "month", "business day", "business hour", "second")
_NUMBER = r"\d{1,12}(?:_\d{3})*(?:\.\d{1,6})?"
_MONEY = re.compile(rf"(?P<amount>{_NUMBER})(?: ?(?P<currency>[A-Za-z]{{3}}))?(?: per (?P<period>[a-z ]+))?")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?%?")
_LENGTH = re.compile(r"(\d{1,5}) ?([a-z]+(?: [a-z]+)?)?")
_BAND = re.compile(r"(?:at least )?(?P<level>\S+?)(?: ?%)?[ :=]+(?P<credit>.+)")
_DOUBTFUL = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d+)?|\d+,\d+")


class Unclear(Exception):
    """An answer that can't be taken: what is wrong with it, and how to write it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Answers(Record):
    """What was answered, "" where a question was left open.

    Texts are as typed; `fee`, `every`, `within`, `target` and `deadline` are values of the language; `credits` is `none`, an
    amount (`5%`), or the rows of bands, one a line; `cap` an amount and a window (`50% per month`).
    """

    title: str = ""
    provider: str = ""
    customer: str = ""
    service: str = ""
    currency: str = ""
    fee: str = ""
    zone: str = ""
    effective: str = ""
    promise: str = ""
    every: str = ""
    within: str = ""
    target: str = ""
    period: str = "month"
    credits: str = ""
    cap: str = ""
    deadline: str = ""
    assumed: tuple[str, ...] = ()
    """What nobody answered and nobody was asked: usual values, which the draft asks about."""
    apart: int = 0
    """µs between the samples of the data; 0 without any. A bad one decides how fine a target can be told."""
    doubts: tuple[str, ...] = ()
    """Why something that was answered does not stand in the draft."""


def text(answer: str, so_far: Answers) -> str:
    """Words of people on one line, without what nobody can see."""
    flat = " ".join(answer.split())
    hidden = next((each for each in flat if unicodedata.category(each) in ("Cc", "Cf", "Co", "Cs", "Cn")), "")
    if hidden:
        raise Unclear(f"It holds the invisible character U+{ord(hidden):04X}.", "Type it without.")
    if len(flat) > LONGEST:
        raise Unclear(f"It has {len(flat)} characters; the most is {LONGEST}.", "Write it shorter.")
    return flat


def currency(answer: str, so_far: Answers) -> str:
    code = answer.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise Unclear("A currency has three letters.", "Write EUR, USD or GBP.")
    return code


def fee(answer: str, so_far: Answers) -> str:
    """`12000`, `12000 EUR per year`, `as invoiced`."""
    said = _plain(answer)
    if said.startswith("as invoiced"):
        period = said.removeprefix("as invoiced").removeprefix(" per ").strip()
        return f"as invoiced per {_one_of(period or 'month', PERIODS, 'A period')}"
    amount, code, period = _money(said, so_far, "12000 EUR per month")
    return f"{amount} {code} per {_one_of(period or 'month', PERIODS, 'A period')}"


def zone(answer: str, so_far: Answers) -> str:
    from sladsl.values.zones import suggest_zones, zone

    name = answer.strip()
    if len(name) > LONGEST or zone(name) is None:
        near = suggest_zones(name[:LONGEST])
        hint = f"Did you mean {near[0]}?" if near else "Write an IANA name such as Europe/Berlin or UTC."
        raise Unclear(f"There is no time zone `{name[:40]}`.", hint)
    return name


def day(answer: str, so_far: Answers) -> str:
    said = answer.strip()
    try:
        found = date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said) else None
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2200:
        raise Unclear(f"`{said[:40]}` is no date.", "Write it as 2026-01-31.")
    return said


def promise(answer: str, so_far: Answers) -> str:
    said = _plain(answer)
    numbered = dict(zip("123", PROMISES, strict=True))
    return _one_of(numbered.get(said, said), PROMISES, "A promise", " (or 1, 2, 3)")


def period(answer: str, so_far: Answers) -> str:
    return _one_of(_plain(answer).removeprefix("each ").removeprefix("per "), PERIODS, "A period")


def length(answer: str, so_far: Answers) -> str:
    """`5 minutes`; a number alone counts minutes."""
    return _length(answer, "minute", "30 minutes")


def deadline(answer: str, so_far: Answers) -> str:
    """`30 days`; a number alone counts days."""
    said = re.sub(r" after .*", "", _plain(answer))
    found = _length(said, "day", "30 days")
    if not found.partition(" ")[2].startswith(("day", "week", "month", "business day")):
        raise Unclear("A claim is due after days, weeks or months.", "Write 30 days.")
    return found


def target(answer: str, so_far: Answers) -> str:
    return f"{_percent(_plain(answer).removeprefix('at least '), '99.9%')}%"


def credits(answer: str, so_far: Answers) -> str:
    """`none`, `5%`, `100 EUR`, or bands: `99.9% none, 99.0% 10%, otherwise 25%`."""
    said = _plain(answer)
    if said in ("none", "no", "0", "0%"):
        return "none"
    parts = [part.strip() for part in re.split("[,;]", said) if part.strip()]
    if len(parts) == 1:
        return _credit(parts[0], so_far)
    return "\n".join(_bands(parts, so_far))


def _bands(parts: list[str], so_far: Answers) -> list[str]:
    rows: list[str] = []
    levels: list[Decimal] = []
    for place, part in enumerate(parts):
        match = _BAND.fullmatch(part)
        if match is None:
            raise Unclear(
                f"`{part[:40]}` is no level with its credit.", "Write 99.9% none, 99% 10%, otherwise 25%."
            )
        level, credit = match["level"], match["credit"].strip()
        if level in ("otherwise", "else", "below"):
            if place != len(parts) - 1:
                raise Unclear("`otherwise` is the last of the bands.", "Put it at the end.")
            rows.append(f"otherwise: {_credit(credit, so_far)}")
            continue
        figure = _percent(level, "99.9%")
        levels.append(Decimal(figure))
        if levels[-2:] != sorted(levels[-2:], reverse=True) or len(set(levels)) < len(levels):
            raise Unclear(
                "Bands go from the best level to the worst.", "Write 99.9% none, 99% 10%, otherwise 25%."
            )
        rows.append(f"at least {figure}%: {_credit(credit, so_far)}")
    return rows


def _credit(said: str, so_far: Answers) -> str:
    if said in ("none", "nothing", "0", "0%"):
        return "none"
    if said.endswith("%") or (re.fullmatch(_NUMBER, said) and Decimal(said.replace("_", "")) <= 100):
        return f"{_percent(said, '5%')}%"
    amount, code, _ = _money(said, so_far, "100 EUR")
    return f"{amount} {code}"


def cap(answer: str, so_far: Answers) -> str:
    """`50%`, `50% per contract year`, `1000 EUR per month`."""
    said = _plain(answer)
    amount, _, window = said.partition(" per ")
    base = so_far.period if so_far.period in ("month", "quarter") else "contract year"
    window = _one_of(window.strip() or base, WINDOWS, "A cap", " as in 50% per contract year")
    if amount.endswith("%"):
        return f"{_percent(amount, '50%')}% per {window}"
    figure, code, _ = _money(amount, so_far, "1000 EUR per month")
    return f"{figure} {code} per {window}"


# ---- pieces


def _plain(answer: str) -> str:
    return " ".join(answer[: 10 * LONGEST].lower().split())


def _one_of(said: str, words: tuple[str, ...], what: str, more: str = "") -> str:
    if said not in words:
        raise Unclear(f"{what} is one of {', '.join(words)}{more}.", f"`{said[:40]}` is none of them.")
    return said


def _money(said: str, so_far: Answers, example: str) -> tuple[str, str, str]:
    if _DOUBTFUL.match(said):
        raise Unclear(
            f"`{said[:40]}` can be read in two ways.", f"Write it as {example}, with a decimal point."
        )
    match = _MONEY.fullmatch(said)
    if match is None:
        raise Unclear(f"`{said[:40]}` is no amount of money.", f"Write it as {example}.")
    code = (match["currency"] or so_far.currency).upper()
    if not code:
        raise Unclear("The amount has no currency.", f"Write it as {example}.")
    if so_far.currency and code != so_far.currency:
        raise Unclear(
            f"The agreement's currency is {so_far.currency}.", f"Write the amount in {so_far.currency}."
        )
    return _grouped(match["amount"]), code, match["period"] or ""


def _grouped(amount: str) -> str:
    whole, point, decimals = amount.replace("_", "").partition(".")
    return f"{int(whole):,}".replace(",", "_") + (f".{decimals}" if point else "")


def _percent(said: str, example: str) -> str:
    match = _PERCENT.fullmatch(said.strip())
    if match is None or Decimal(match[1]) > 100:
        raise Unclear(f"`{said[:40]}` is no percentage up to 100%.", f"Write it as {example}.")
    return match[1]


def _length(answer: str, unit: str, example: str) -> str:
    match = _LENGTH.fullmatch(_plain(answer))
    if match is None or int(match[1]) == 0:
        raise Unclear(f"`{answer.strip()[:40]}` is no length of time.", f"Write it as {example}.")
    named = (match[2] or unit).removesuffix("s")
    named = {"min": "minute", "h": "hour", "hr": "hour", "d": "day", "sec": "second"}.get(named, named)
    _one_of(named, UNITS, "A unit of time")
    return f"{int(match[1])} {named}{'' if int(match[1]) == 1 else 's'}"
