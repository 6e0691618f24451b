"""Reading a ledger back from the outcome in which it stands. Whatever is wrong with it is one message: nothing of it is
guessed, for money hangs on it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from sladsl.data.errors import UnreadableData
from sladsl.model.facts import StatedFact
from sladsl.outcome.given import (
    Done,
    GivenClaim,
    GivenDecision,
    GivenDone,
    GivenFee,
    GivenInvoice,
    GivenReport,
    ReportedLevel,
)
from sladsl.outcome.ledger import Kept, Ledger
from sladsl.outcome.ledger_to_json import FORMAT, seal
from sladsl.outcome.measured import SourceFacts
from sladsl.values.instant import parse_time
from sladsl.values.money import Money
from sladsl.values.number import Number
from sladsl.values.zones import zone

LARGEST = 2_000_000_000
"""Bytes of an outcome at most: far more is no statement."""
_LONGEST = 10**30
_AGAIN = "Name an outcome as `sladsl evaluate --json -o outcome.json` wrote it."
_ANEW = "Take the outcome as it was written, or evaluate all periods anew with their data."

T = TypeVar("T")


class _Wrong(ValueError):
    """Something that no ledger holds."""


def read_ledger(path: str) -> Ledger:
    """The ledger in the outcome of a file; UnreadableData with a way out for everything else."""
    shown = os.path.basename(path) or path
    document = _document(path, shown)
    if not isinstance(document, dict) or not str(document.get("format", "")).startswith("sladsl."):
        raise UnreadableData(f"{shown} is no outcome of sladsl.", _AGAIN)
    found = document.get("ledger") if "ledger" in document else document
    if not isinstance(found, dict) or not str(found.get("format", "")).startswith("sladsl.ledger/"):
        raise UnreadableData(f"{shown} has no ledger.", _AGAIN)
    if found["format"] != FORMAT:
        raise UnreadableData(
            f"The ledger of {shown} has the format {str(found['format'])[:40]}, and {FORMAT} is read.",
            "Write it with this version of sladsl, or read it with the one that wrote it.",
        )
    if found.get("seal") != seal({name: value for name, value in found.items() if name != "seal"}):
        raise UnreadableData(f"The ledger of {shown} was changed after it was written.", _ANEW)
    try:
        return _ledger(found)
    except (_Wrong, KeyError, TypeError, AttributeError, ValueError, ZeroDivisionError) as trouble:
        said = f"lacks {trouble}" if isinstance(trouble, KeyError) else f"holds what none does ({trouble})"
        raise UnreadableData(f"The ledger of {shown} {said[:120]}.", _ANEW) from None


def _document(path: str, shown: str) -> Any:
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableData(f"{shown} can't be opened: {reason}.", _AGAIN) from None
    if len(content) > LARGEST:
        raise UnreadableData(f"{shown} is too large to be an outcome.", _AGAIN)
    try:
        return json.loads(content.decode("utf-8-sig"), parse_float=_no_number, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise UnreadableData(f"{shown} is not UTF-8: byte {error.start}.", _AGAIN) from None
    except (ValueError, RecursionError) as error:
        said = str(error).split("\n")[0][:80]
        raise UnreadableData(f"{shown} is no outcome of sladsl ({said}).", _AGAIN) from None


def _no_number(text: str) -> Any:
    raise ValueError(f"{text[:20]} is no whole number")


def _ledger(found: dict[str, Any]) -> Ledger:
    if zone(_text(found["zone"])) is None:
        raise _Wrong(f"{found['zone']!r} is no zone")
    reports = found["reports"]
    return Ledger(
        agreement=_text(found["agreement"]),
        version=_text(found["version"]),
        zone=found["zone"],
        as_of=_instant(found["as_of"]),
        kept=_each(found["measured"], _kept),
        sources=_each(found["sources"], _source),
        levels=_each(found["levels"], _level),
        fees=_each(found["fees"], _fee),
        claims=_each(found["claims"], _claim),
        reports=None if reports is None else _each(reports, _report),
        facts=_each(found["facts"], _fact),
        invoices=_each(found["invoices"], _invoice) if "invoices" in found else None,
        done=_each(found.get("done", []), _done),
    )


def _each(value: Any, one: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise _Wrong("no list where one belongs")
    return tuple(map(one, value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong(f"{str(value)[:40]} where a text belongs")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LONGEST:
        raise _Wrong(f"{str(value)[:40]} where a whole number belongs")
    return value


def _count(value: Any) -> int:
    if _whole(value) < 0:
        raise _Wrong(f"{value} where a count belongs")
    return int(value)


def _instant(value: Any) -> int:
    found = parse_time(_text(value))
    if found is None or not value.endswith("Z"):
        raise _Wrong(f"{value[:40]} where an instant belongs")
    return found.naive_us


def _perhaps(value: Any) -> int | None:
    return None if value is None else _instant(value)


def _fraction(value: Any) -> Fraction:
    over, slash, under = _text(value).partition("/")
    if not slash or not over.lstrip("-").isdigit() or not under.isdigit() or len(value) > 400:
        raise _Wrong(f"{value[:40]} where a fraction belongs")
    return Fraction(int(over), int(under))


def _span(value: Any) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise _Wrong("no span where one belongs")
    return _instant(value[0]), _instant(value[1])


def _kept(value: dict[str, Any]) -> Kept:
    start, end = _instant(value["start"]), _instant(value["end"])
    if start >= end:
        raise _Wrong(f"a period that ends before it begins: {value['period']}")
    return Kept(
        metric=_text(value["metric"]),
        period=_text(value["period"]),
        start=start,
        end=end,
        way=_text(value["way"]),
        spans={name: _span(span) for name, span in value["spans"].items()},
        scopes={
            scope: {name: _whole(number) for name, number in columns.items()}
            for scope, columns in value["scopes"].items()
        },
    )


def _source(value: dict[str, Any]) -> SourceFacts:
    return SourceFacts(
        name=_text(value["name"]),
        rows=_count(value["rows"]),
        used=_count(value["used"]),
        first=_perhaps(value["first"]),
        last=_perhaps(value["last"]),
        astray=_each(value["astray"], _instant),
        adrift=_count(value["adrift"]),
    )


def _level(value: dict[str, Any]) -> ReportedLevel:
    if value["unit"] not in ("percent", "number", "duration", "unsaid"):
        raise _Wrong(f"the unit {str(value['unit'])[:20]}")
    return ReportedLevel(
        objective=_text(value["objective"]),
        scope=_text(value["scope"]),
        period=_text(value["period"]),
        level=Number(value=_fraction(value["level"]), places=_count(value["places"])),
        unit=value["unit"],
        row=_count(value["row"]),
        text=_text(value["text"]),
        file=_text(value["file"]),
        step=_count(value["step"]),
    )


def _fee(value: dict[str, Any]) -> GivenFee:
    money = Money(amount=_fraction(value["amount"]), currency=_text(value["currency"]))
    if money.amount < 0:
        raise _Wrong("a fee below nothing")
    return GivenFee(
        service=_text(value["service"]),
        scope=_text(value["scope"]),
        period=_text(value["period"]),
        money=money,
        one_time=_part(value.get("one_time"), money),
        pass_through=_part(value.get("pass_through"), money),
    )


def _part(value: Any, of: Money) -> Money | None:
    """A part of a fee, None where it is not said."""
    if value is None:
        return None
    part = Money(amount=_fraction(value), currency=of.currency)
    if not 0 <= part.amount <= of.amount:
        raise _Wrong("a part of a fee that is no part of it")
    return part


def _claim(value: dict[str, Any]) -> GivenClaim:
    return GivenClaim(
        objective=_text(value["objective"]),
        scope=_text(value["scope"]),
        period=_text(value["period"]),
        claimed=_instant(value["claimed"]),
        stage=_text(value["stage"]),
        presumed=value.get("presumed", False) is True,
        decisions=_each(value.get("decisions", []), _decision),
    )


def _decision(value: dict[str, Any]) -> GivenDecision:
    if value["decision"] not in ("rejected", "paid"):
        raise _Wrong(f"the decision {str(value['decision'])[:20]}")
    amount = None
    if value["amount"] is not None:
        amount = Money(amount=_fraction(value["amount"]), currency=_text(value["currency"]))
    if amount is not None and amount.amount < 0:
        raise _Wrong("an amount below nothing")
    return GivenDecision(
        decision=value["decision"],
        on=_instant(value["on"]),
        amount=amount,
        invoice=_text(value["invoice"]),
        reason=_text(value["reason"]),
    )


def _invoice(value: dict[str, Any]) -> GivenInvoice:
    def money(name: str) -> Money | None:
        if value[name] is None:
            return None
        amount = _fraction(value[name])
        if amount < 0:
            raise _Wrong("an amount below nothing")
        return Money(amount=amount, currency=_text(value["currency"]))

    return GivenInvoice(
        invoice=_text(value["invoice"]),
        on=_instant(value["on"]),
        line=_text(value["line"]),
        credit=money("credit"),
        fee=money("fee"),
        objective=_text(value["objective"]),
        scope=_text(value["scope"]),
        period=_text(value["period"]),
        service=_text(value["service"]),
    )


def _done(value: dict[str, Any]) -> GivenDone:
    return GivenDone(
        duty=_text(value["duty"]),
        spans=tuple(map(_span, value["spans"])),
        rows=_each(
            value["records"],
            lambda row: Done(at=_instant(row["at"]), about=_perhaps(row["about"]), scope=_text(row["scope"])),
        ),
    )


def _report(value: dict[str, Any]) -> GivenReport:
    return GivenReport(
        report=_text(value["report"]),
        period=_text(value["period"]),
        sent=_instant(value["sent"]),
        scope=_text(value.get("scope", "")),
    )


def _fact(value: dict[str, Any]) -> StatedFact:
    return StatedFact(
        fact=_text(value["fact"]),
        value=_text(value["value"]),
        scope=_text(value["scope"]),
        period=_text(value["period"]),
        since=_text(value["since"]),
    )
