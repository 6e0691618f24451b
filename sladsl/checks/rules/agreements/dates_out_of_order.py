"""`dates-out-of-order`: a date that lies on the wrong side of another, or outside the time in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.objectives import Objective
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.services import Service
from sladsl.ast.terms import Term
from sladsl.checks.context import Context
from sladsl.checks.in_force import InForce, after, day, days_of, in_force
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span
from sladsl.values.period import parse_label

SAY = Voice(name="dates-out-of-order", code="G107", severity="error")
_VERSION = re.compile(r"[vV]?(\d{1,6}(?:\.\d{1,6}){0,5})")
PLAYED = (
    Scenario.day,
    Scenario.week,
    Scenario.month,
    Scenario.quarter,
    Scenario.year,
    Scenario.months,
    Scenario.quarters,
)
"""In which periods a scenario plays; one of them is said."""


def check(context: Context) -> Iterator[Finding]:
    whole = in_force(context.agreement)
    yield from _versions(context)
    yield from _published(context, whole)
    yield from _ends(context, whole)
    yield from _outside(context, whole)
    yield from _fees(context, whole)
    yield from _scenarios(context, whole)


def _versions(context: Context) -> Iterator[Finding]:
    agreement, node = context.agreement, context.agreement.node
    own, former = agreement.version, agreement.supersedes
    if not own or not former:
        return
    where = node.span_of(AgreementBlock.supersedes)
    label = (Label(span=node.span_of(AgreementBlock.version), text="this version"),)
    if own == former:
        said = f'This is version "{own}", and it replaces version "{former}": itself.'
        yield SAY(where, said, "Write the version that was before.", labels=label)
        return
    numbers = [_numbers(each) for each in (own, former)]
    if numbers[0] is not None and numbers[1] is not None and numbers[0] < numbers[1]:
        said = f'This is version "{own}", and it replaces a later one, "{former}".'
        yield SAY(where, said, "Check which of the two is the newer.", severity="warning", labels=label)


def _numbers(version: str) -> tuple[int, ...] | None:
    """The numbers of a version that is written in numbers alone."""
    found = _VERSION.fullmatch(version)
    return tuple(int(each) for each in found[1].split(".")) if found else None


def _published(context: Context, whole: InForce) -> Iterator[Finding]:
    agreement, node = context.agreement, context.agreement.node
    named = parse_label(agreement.published)
    if named is None or whole.first is None or named[1] <= whole.first:
        return
    on = "on" if named[0] == "day" else "in"
    said = f"The text was published {on} {agreement.published}, and is in force from {whole.first}."
    yield SAY(
        node.span_of(AgreementBlock.published),
        said,
        "Check the two dates: nobody can keep what is not written yet.",
        severity="warning",
        labels=_since(context),
    )


def _ends(context: Context, whole: InForce) -> Iterator[Finding]:
    """The last day against the first, and against the terms."""
    agreement, node = context.agreement, context.agreement.node
    ends = day(agreement.ends)
    if ends is None or whole.first is None:
        return
    where = node.span_of(AgreementBlock.ends)
    if ends == whole.first:
        said = f"The agreement begins and ends on {ends}: it is in force for one day."
        yield SAY(where, said, "Check the dates.", severity="warning", labels=_since(context))
        return
    for block in node.children(Term)[:1]:
        initial, renewal = block.initial, block.renewal
        if not isinstance(initial, v.Duration) or agreement.term is None or agreement.term.first is None:
            continue
        label = (Label(span=initial.span, text="the initial term"),)
        over = after(whole.first, initial)
        if ends < _before(over):
            yield SAY(
                where,
                f"The agreement ends on {ends}, and its initial term of {context.words(initial.span)} "
                f"runs to {_before(over)}.",
                f"Write `ends: {_before(over)}`, or the term that is meant.",
                severity="warning",
                labels=label,
            )
        elif isinstance(renewal, v.Answer) and renewal.text == "none" and ends > _before(over):
            yield SAY(
                where,
                f"The agreement ends on {ends}, and its only term of {context.words(initial.span)} "
                f"is over on {_before(over)}.",
                f"Write `ends: {_before(over)}`, or say how it renews.",
                severity="warning",
                labels=(*label, Label(span=renewal.span, text="it does not renew")),
            )


def _outside(context: Context, whole: InForce) -> Iterator[Finding]:
    """Days from which something counts when the agreement is over."""
    node = context.agreement.node
    for right in node.children(Right):
        if isinstance(right.earliest, v.Date):
            yield from _too_late(context, whole, right.earliest, "This right can be used")
    for objective in node.children(Objective):
        if isinstance(objective.in_force, v.InForce) and objective.in_force.on is not None:
            yield from _too_late(context, whole, objective.in_force.on, "This is promised")


def _too_late(context: Context, whole: InForce, written: v.Date, what: str) -> Iterator[Finding]:
    since = day(written.iso)
    if since is None or whole.last is None or since <= whole.last:
        return
    yield SAY(
        written.span,
        f"{what} from {since}, and the agreement ends on {whole.last}.",
        f"Write a day from {whole.first} to {whole.last}." if whole.first else "Write an earlier day.",
        severity="warning",
    )


def _fees(context: Context, whole: InForce) -> Iterator[Finding]:
    """Fees that change by date: on a day outside the time in force, or not in their order."""
    for service in context.agreement.node.children(Service):
        before: v.Fee | None = None
        for fee in service.fee:
            if not isinstance(fee, v.Fee):
                continue
            since = day(fee.since.iso) if fee.since is not None else None
            if since is not None and fee.since is not None:
                where, words = fee.since.span, context.words(fee.span)
                if whole.last is not None and since > whole.last:
                    said = f"`{words}` is never paid: the agreement ends on {whole.last}."
                    yield SAY(where, said, "Write a day in force, or leave it out.", severity="warning")
                elif before is not None and whole.first is not None and since <= whole.first:
                    said = (
                        f"`{context.words(before.span)}` is never paid: `{words}` counts from the first day."
                    )
                    hint = f"Write a day after {whole.first}, or leave the former fee out."
                    label = (Label(span=before.span, text="never paid"),)
                    yield SAY(where, said, hint, severity="warning", labels=label)
                elif (
                    before is not None
                    and before.since is not None
                    and since <= (day(before.since.iso) or since)
                ):
                    said = f"The fee from {since} stands after the one from {before.since.iso}."
                    hint = "Write the fees in the order of their days, each day once."
                    label = (Label(span=before.span, text="the fee before"),)
                    yield SAY(where, said, hint, severity="warning", labels=label)
            before = fee


def _scenarios(context: Context, whole: InForce) -> Iterator[Finding]:
    for block in context.agreement.node.children(Scenario):
        played = _played(block)
        first, last = (days_of(each.label) for each in played[1:]) if played else (None, None)
        if played is None or first is None or last is None or last < first:
            continue
        where, begin, end = played
        if isinstance(block.claimed, v.Date) and (claimed := day(block.claimed.iso)) and claimed < first[0]:
            said = (
                f"The claim is made on {claimed}, and {begin.label}, which it is about, begins on {first[0]}."
            )
            yield SAY(block.claimed.span, said, "Write a later day.", severity="warning")
        span = f"{begin.label} to {end.label}" if begin != end else begin.label
        hint = "Write periods in force, or correct the dates of the agreement."
        if (whole.first and last[1] < whole.first) or (whole.last and first[0] > whole.last):
            said = f"The scenario plays in {span}, and the agreement is in force {_span(whole)}."
            yield SAY(where, said, hint, labels=_since(context))
        elif (whole.first and first[1] < whole.first) or (whole.last and last[0] > whole.last):
            said = (
                f"A part of {span} lies outside the time in force, {_span(whole)}: nothing is promised then."
            )
            yield SAY(where, said, hint, severity="warning", labels=_since(context))


def _played(block: Scenario) -> tuple[Span, v.PeriodName, v.PeriodName] | None:
    """In which periods a scenario plays, and where it says so."""
    for key in PLAYED:
        value = key.__get__(block, Scenario)
        if isinstance(value, v.PeriodName):
            return value.span, value, value
        if isinstance(value, v.PeriodRange):
            return value.span, value.first, value.last
    return None


def _span(whole: InForce) -> str:
    ends = [f"from {whole.first}" if whole.first else "", f"to {whole.last}" if whole.last else ""]
    return " ".join(each for each in ends if each)


def _since(context: Context) -> tuple[Label, ...]:
    node = context.agreement.node
    if not node.has(AgreementBlock.effective):
        return ()
    return (Label(span=node.span_of(AgreementBlock.effective), text="in force from here"),)


def _before(over: date) -> date:
    return over - timedelta(days=1)


_TEXT = """\
sla Hosting "Web shop hosting" {{
  version: "2.1"   supersedes: "{former}"   published: {published}
  effective: 2026-01-01   ends: {ends}
  time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  term {{ initial: 24 months   renewal: {renewal} }}
  service Shop {{ fee: 1_000 EUR per month
    fee: 1_100 EUR per month from {since} }}
  metric Uptime {{ of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  scenario "A month" {{
    months: {months}
    levels for Availability {{ 2026-03: 99% }}
    expect: Availability missed
  }}
}}
"""


def _text(**other: str) -> str:
    said = {
        "former": "2.0",
        "published": "2025-12-01",
        "ends": "2027-12-31",
        "renewal": "none",
        "since": "2027-01-01",
        "months": "2026-03 to 2026-03",
    }
    return _TEXT.format(**(said | other))


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A date lies on the wrong side of another one, or outside the time in force.",
    why=(
        "The dates of an agreement have one order: it is published, agreed, in force from its first day to its last, "
        "and all that counts from a day counts between these two. Where a year is mistyped, a fee is never paid, a "
        "worked example shows a month in which nothing is promised, or the term that the parties read is another one "
        "than the term that runs. A text that replaces itself, and an example outside the time in force, mean nothing "
        "and are errors; the rest may be meant, and is a warning."
    ),
    bad=(
        Case(
            about="The text replaces itself, and was published when it was in force already.",
            text=_text(former="2.1", published="2026-02"),
            expected=(
                Expected(line=2, part='replaces version "2.1": itself'),
                Expected(
                    line=2, part="published in 2026-02, and is in force from 2026-01-01", severity="warning"
                ),
            ),
        ),
        Case(
            about="The last day cuts the initial term; a fee counts from a day after it.",
            text=_text(ends="2026-12-31"),
            expected=(
                Expected(line=3, part="24 months runs to 2027-12-31", severity="warning"),
                Expected(line=9, part="is never paid: the agreement ends on 2026-12-31", severity="warning"),
            ),
        ),
        Case(
            about="Two terms in which the only one is over, and a fee that nobody pays.",
            text=_text(ends="2029-12-31", since="2026-01-01"),
            expected=(
                Expected(line=3, part="its only term of 24 months is over on 2027-12-31", severity="warning"),
                Expected(line=9, part="`1_000 EUR per month` is never paid", severity="warning"),
            ),
        ),
        Case(
            about="A worked example of a year before.",
            text=_text(months="2025-03 to 2025-04", former="3.0").replace("2026-03: 99%", "2025-03: 99%"),
            expected=(
                Expected(line=2, part="replaces a later one", severity="warning"),
                Expected(
                    line=14, part="plays in 2025-03 to 2025-04, and the agreement is in force from 2026-01-01"
                ),
            ),
        ),
        Case(
            about="The example begins a month too early.",
            text=_text(months="2025-12 to 2026-03"),
            expected=(
                Expected(line=14, part="A part of 2025-12 to 2026-03 lies outside", severity="warning"),
            ),
        ),
    ),
    good=(
        Case(about="In their order.", text=_text()),
        Case(
            about="Published in the month in which it begins; ends with a renewal.",
            text=_text(published="2026-01", ends="2028-12-31", renewal="12 months, automatic"),
        ),
        Case(about="The first and the last month in force.", text=_text(months="2026-01 to 2027-12")),
    ),
    check=check,
)
