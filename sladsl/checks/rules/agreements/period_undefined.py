"""`period-undefined`: fiscal years, billing cycles or contract years of which nothing says when they begin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Block, Key
from sladsl.ast.values import Answer, Value
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.record import Record, fields, within
from sladsl.source import Span

SAY = Voice(name="period-undefined", code="T104", severity="error")
KEYS: dict[str, Key[Any]] = {
    "billing cycle": Agreement.billing_cycle,
    "fiscal year": Agreement.fiscal_year,
    "fiscal quarter": Agreement.fiscal_year,
    "contract year": Agreement.effective,
}
"""Periods that begin when the agreement says so, and the key that does."""
PLACES = ("period", "window", "year", "anchor")
"""Fields of values that say a period."""
ANSWERS = ("month", "year", "each")
"""Keys of which an answer is one."""


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    found: dict[str, list[tuple[str, Span]]] = {}
    answered: dict[Span, str] = {}
    for block in node.deep:
        answered |= _by_profile(block)
        for word, span in _said(block):
            key = KEYS[word]
            if not node.has(key):
                found.setdefault(key.name, []).append((word, span))
    for name, uses in found.items():
        key = next(each for each in KEYS.values() if each.name == name)
        (word, span), *more = sorted(uses, key=lambda use: use[1].start)
        others = tuple(Label(span=place, text="here too") for _, place in more[:3] if place != span)
        open_ = f"`{name}: not stated` if the signed text leaves it open"
        if (choice := answered.get(span)) is not None:
            open_ += f", or answer `{choice}` yourself"
        yield SAY(
            span,
            f"Nothing says when a {word} begins."
            if choice is None
            else f"Nothing says when a {word} begins, and the profile {context.source[span]} answers `{choice}: {word}`.",
            f"Add `{key.example}`, the first day in force, or {open_}."
            if key.name == Agreement.effective.name
            else f"Add `{key.example}`, or {open_}.",
            expected=key.example,
            labels=others,
        )


def _by_profile(block: Block) -> dict[Span, str]:
    """The choices that a profile answers with such a period, by the place of its name: all its answers stand there."""
    return {
        entry.value.span: entry.key
        for entry in block.entries
        if entry.key in ANSWERS and isinstance(entry.value, Answer) and entry.value.text in KEYS
        if entry.key_span == entry.value.span
    }


def _said(block: Block) -> Iterator[tuple[str, Span]]:
    """The periods of these kinds that a block itself names, and where."""
    for entry in block.entries:
        if isinstance(entry.value, Answer):
            if entry.key in ANSWERS and entry.value.text in KEYS:
                yield entry.value.text, entry.value.span
        else:
            yield from _in(entry.value)
    if block.head_value is not None:
        yield from _in(block.head_value)
    for row in block.table:
        yield from _in(row.head)
        yield from _in(row.cell)


@cache
def _places(kind: type[Record]) -> tuple[str, ...]:
    return tuple(place for place in PLACES if place in fields(kind))


def _in(value: object) -> Iterator[tuple[str, Span]]:
    for each in within(value):
        for place in _places(type(each)):
            said = getattr(each, place)
            if type(said) is str and said in KEYS and isinstance(each, Value):
                yield said, each.span


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"   {}
  party Nimbus {{ role: provider }}
  party Acme {{ role: customer }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported }}
  objective Availability {{
    Nimbus ensures Uptime at least 99.5% each {}
  }}
  {}
}}
"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Something counts in fiscal years, billing cycles or contract years, and nothing says when they begin.",
    why=(
        "A month begins on the first. A fiscal year, a billing cycle and a contract year begin when the agreement says so: "
        "`fiscal year: from 2026-02-01`, `billing cycle: from the 16th`, and `effective` for the years of the contract. "
        "Without that nobody can tell in which of them an outage lies, or when a cap is used up."
    ),
    bad=(
        Case(
            about="Fiscal quarters, of nobody knows which year.",
            text=_TEXT.format("", "fiscal quarter", ""),
            expected=(Expected(line=8, part="Nothing says when a fiscal quarter begins"),),
        ),
        Case(
            about="A cap for each contract year, and no first day.",
            text=_TEXT.format(
                "", "month", "cap: 20% of that month's fee of Shop per contract year, of all credits"
            ),
            expected=(Expected(line=10, part="Nothing says when a contract year begins"),),
        ),
        Case(
            about="A deadline from the end of a billing cycle, and a report from that of a fiscal year.",
            text=_TEXT.format(
                "",
                "month",
                "claims { deadline: end of the 2nd billing cycle after the incident }\n"
                "  Nimbus sends Report to Acme { within: 10 days after the fiscal year }",
            ),
            expected=(
                Expected(line=10, part="Nothing says when a billing cycle begins"),
                Expected(line=11, part="Nothing says when a fiscal year begins"),
            ),
        ),
        Case(
            about="The choice says that a year is a fiscal year.",
            text=_TEXT.format("", "year", "interpretation { year: fiscal year }"),
            expected=(Expected(line=10, part="Nothing says when a fiscal year begins"),),
        ),
        Case(
            about="The profile says that a month is a billing cycle.",
            text=_TEXT.format("", "month", 'interpretation { as: "usual cloud terms" }'),
            expected=(
                Expected(line=10, part='the profile "usual cloud terms" answers `month: billing cycle`'),
            ),
        ),
    ),
    good=(
        Case(
            about="The fiscal year has its first day.",
            text=_TEXT.format("fiscal year: from 2026-02-01", "fiscal quarter", ""),
        ),
        Case(
            about="Contract years begin with the first day in force.",
            text=_TEXT.format(
                "effective: 2026-01-01",
                "month",
                "cap: 20% of that month's fee of Shop per contract year, of all credits",
            ),
        ),
        Case(
            about="The signed text leaves it open.",
            text=_TEXT.format("billing cycle: not stated", "billing cycle", ""),
        ),
    ),
    check=check,
)
