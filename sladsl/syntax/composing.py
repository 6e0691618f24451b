"""Composes the promise that free words mean, with the author's own party, metric, figure and period.

For a line that is shown, never for one that is written: which party and which metric are meant is a guess.
"""

from __future__ import annotations

import re

from sladsl.syntax.drive import PERIODS
from sladsl.syntax.mending import mend
from sladsl.syntax.phrasings.table import phrases_of
from sladsl.syntax.phrasings.words import NUMBERS
from sladsl.syntax.phrasings.words import PERIODS as WORDS
from sladsl.syntax.surroundings import Surroundings

_BOUND = re.compile(
    r"\b(at least|at most|above|below|exactly)\s+(\d[\d_.]*(?:\s?%|\s+[a-z]+(?:\s+(?:hours?|days?))?)?)"
)
_FIGURE = re.compile(
    r"(?<![\w.])(\d[\d_.]*)(\s?%|\s+(?:business\s+)?(?:ms|milliseconds?|seconds?|minutes?|hours?|days?))?"
)
_AIMS = re.compile(r"\b(?:aims?|striv\w+|endeavou?rs?|efforts?|seeks?)\b", re.IGNORECASE)
_RATIO = re.compile(r"0\.\d+")


def bound(text: str, around: Surroundings) -> str:
    """`at least 99.9%` of whatever says so, "" where no figure stands in the text."""
    normal = _normal(text, around)
    found = _BOUND.search(normal)
    if found:
        said = " ".join(found[0].split())
        return f"{said}%" if said[-1].isdigit() else said
    figure = _FIGURE.search(normal)
    if figure is None:
        return ""
    number, unit = figure[1], " ".join((figure[2] or "").split())
    if not unit and _RATIO.fullmatch(number):
        number, unit = percent(number), "%"
    if unit == "%" or not unit:
        return f"at least {number}{unit or '%'}"
    return f"at most {number} {unit}"


def percent(ratio: str) -> str:
    """`0.999` -> `99.9`."""
    digits = ratio.removeprefix("0.")
    digits = f"{digits:0<2}"
    whole, rest = digits[:2].lstrip("0") or "0", digits[2:]
    return f"{whole}.{rest}" if rest else whole


def _normal(text: str, around: Surroundings) -> str:
    """The text with comparisons and figures in the language's words."""
    phrases = (*phrases_of("bound", ""), *phrases_of("duration", ""))
    mended = mend(
        text, re.sub(r'"[^"]*"', lambda found: "·" * len(found[0]), text), phrases, lambda _: True, around
    )
    return mended.text if mended is not None else text


def period(text: str) -> str:
    if re.search(r"\bp\. ?a\b|\bannum\b", text.lower()):
        return "year"
    for word in re.findall(r"[a-z]{3,}", text.lower()):
        found = WORDS.get(word, word.rstrip("s"))
        if found in PERIODS:
            return str(found)
    return "month"


def promise(text: str, around: Surroundings) -> str:
    """The sentence for a text in which a figure stands; "" where none does."""
    limit = bound(text, around)
    if not limit:
        return ""
    words = re.findall(r"[^\W\d]\w*", text)
    parties, metrics = around.names("party"), around.names("metric")
    owner = next((word for word in words if word in parties), "") or around.party("provider")
    metric = next((word for word in words if word in metrics), "") or next(
        (name for name in metrics if name.lower() in (word.lower() for word in words)), ""
    )
    without = text.replace(limit, "")
    verb = "aims for" if _AIMS.search(text) else "ensures"
    return f"{owner} {verb} {metric or around.only('metric') or around.some('metric')} {limit} each {period(without)}"


_ENDING = re.compile(
    r"\b(?:terminat\w*|cancel\w*|exit|rescind|withdraw)\b|\bend (?:the|this) \w+", re.IGNORECASE
)
_NOTICE = re.compile(
    r"(\d+ (?:business )?(?:day|week|month)s?)['’]? (?:prior |written |advance )*notice", re.IGNORECASE
)
_TIMES = re.compile(
    r"(\d+|two|three|four|five|six) (?:consecutive |successive |calendar )*(months?|quarters?|times|weeks?)",
    re.IGNORECASE,
)


def right(text: str, around: Surroundings) -> str:
    """The right to terminate that free words mean; "" where they speak of something else."""
    if not _ENDING.search(text):
        return ""
    words = re.findall(r"[^\W\d]\w*", text)
    holder = next((word for word in words if word in around.names("party")), around.party("customer"))
    if re.search(r"\b(?:either|both|each|any) part", text, re.IGNORECASE):
        holder = "either party"
    body = []
    if re.search(
        r"\b(?:if|when|where|in case|after|upon|should|miss\w*|breach\w*|fail\w*)\b", text, re.IGNORECASE
    ):
        objective = next(
            (word for word in words if word in around.names("objective")), around.some("objective")
        )
        found = _TIMES.search(text)
        count = NUMBERS.get(found[1].lower(), found[1]) if found else 3
        unit = found[2].lower().rstrip("s") if found and found[2].lower() != "times" else "month"
        body.append(f"when: {objective} missed in {count} consecutive {unit}s")
    notice = _NOTICE.search(text)
    if notice or not body:
        body.append(f"notice: {notice[1] if notice else '30 days'}")
    return f"{holder} may terminate {{ {'   '.join(body)} }}"


def duty(text: str, around: Surroundings) -> str:
    """The duty to send a report that free words mean; "" where they speak of something else."""
    if not re.search(r"\breport(?:s|ing)?\b", text, re.IGNORECASE) or _FIGURE.search(text):
        return ""
    report = next(iter(around.names("report")), "ServiceReport")
    sender, reader = around.party("provider"), around.party("customer")
    return f"{sender} sends {report} to {reader} {{ within: 5 business days after the {period(text)} }}"


MEANT = {"promise": promise, "right": right, "duty": duty}
"""By the kind of sentence."""


_SHARE = re.compile(r"(?<![\w.])\d[\d_.]* ?%")
_MONEY = re.compile(r"(?<![\w.])\d[\d_.]* (?:[A-Z]{3})\b")
_LENGTH = re.compile(
    r"(?<![\w.])\d[\d_.]* (?:business )?(?:ms|second|minute|hour|day|week|month|quarter|year)s?\b"
)


def value(form: str, text: str, around: Surroundings, key: str = "") -> str:
    """A value of the form with the figures of the text; "" where it has none that the form needs."""
    normal = _normal(text, around)
    share, money, length = (_found(pattern, normal) for pattern in (_SHARE, _MONEY, _LENGTH))
    match form:
        case "bound" | "band_head":
            return bound(text, around)
        case "amount":
            return share or money or (f"{length.split()[0]} days of the fee" if "day" in length else "")
        case "cap":
            each = period(text)
            owed = f"{share} of that {each}'s fee" if share else money
            return f"{owed} per {each}" if owed and each != "year" else ""  # which year only the parties know
        case "fee":
            return f"{money} per {period(normal.replace(money, ''))}" if money else ""
        case "stated_fee":
            return f"{around.some('service')}, {money}" if money else ""
        case "duration":
            return length
        case "offset":
            back = key == "notice" or "before" in text or "prior" in text
            return f"{length} {'before end' if back else 'after the month'}" if length else ""
        case "renewal":
            return f"{length}, automatic" if length else ""
        case "allowance":
            return f"first {length} per {period(normal.replace(length, ''))}" if length else ""
        case "promise":
            return promise(text, around)
        case _:
            return ""


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


_EACH = re.compile(
    r"(?:for|per) (?:each|every|any)? ?(?P<how>full|started|commenced|additional|further)? ?"
    r"(?P<step>\d[\d_.]* ?(?:%|(?:business )?(?:minute|hour|day)s?|percentage points?|points?)|"
    r"(?:percentage point|percent|minute|hour|day)\b)",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"(?:below|under|less than|short of|beyond|above|over|exceeding) (?:the )?(?P<level>\d[\d_.]* ?(?:%|[a-z]+))",
    re.IGNORECASE,
)


def credit(text: str, around: Surroundings) -> str:
    """The keys of a credit that a sentence in it means: `10% of the fee for each 0.1% below 99.9%`; "" for others."""
    owed = _SHARE.search(text) or _MONEY.search(_normal(text, around))
    if owed is None:
        return ""
    rest = text[owed.end() :]
    each, beyond = _EACH.search(rest), _BEYOND.search(rest)
    amount = f"amount: {owed[0]}"
    if each is not None:
        step = each["step"] if each["step"][0].isdigit() else f"1 {each['step']}"
        step = re.sub(r" ?(?:percentage points?|percent)$", "%", step)
        how = {"full": "full ", "started": "started ", "commenced": "started "}.get(
            (each["how"] or "").lower(), ""
        )
        level = f" beyond {beyond['level']}" if beyond is not None else ""
        return f"{amount}   step: {how}{step}{level}"
    if beyond is not None and "%" in beyond["level"]:
        return f"bands {{ at least {beyond['level']}: none   otherwise: {owed[0]} }}"
    return amount
