"""`longer-than-the-term`: a time, a count of periods or a year that the term of the agreement does not reach."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.credits import EarnBack
from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty, Review
from sladsl.ast.governance import Audit, Change
from sladsl.ast.later import values_within
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.terms import Term
from sladsl.checks.context import Context
from sladsl.checks.in_force import in_force, longer, most_periods, outlasts, reaches, run_words, runs
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span

SAY = Voice(name="longer-than-the-term", code="G108", severity="warning")
LENGTHS = (
    (Review, Review.every, "no review falls into it"),
    (Audit, Audit.every, "it has one audit at most"),
    (Duty, Duty.every, "this is never due"),
    (Change, Change.notice, "no change takes effect in it"),
    (Right, Right.notice, "what is announced never takes effect in it"),
)
"""Lengths that mean nothing beyond the term, and what then becomes of what they are about."""

COUNTING = frozenset({"when", "critical when", "cap", "baseline", "raise", "in force"})
"""Keys whose values count periods or years, or begin later."""


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    for term in node.children(Term)[:1]:
        yield from _notice(context, term)
        yield from _after_the_end(context, term)
    if not runs(context.agreement):
        return
    label = _label(context)
    for block in node.deep:
        if isinstance(block, Scenario):
            continue
        yield from _lengths(context, block, label)
        for entry in block.entries:
            for value in values_within(entry.value) if entry.key in COUNTING else ():
                yield from _value(context, block, value, label)


def _after_the_end(context: Context, term: Term) -> Iterator[Finding]:
    """Rights from the end of the initial term on, where the agreement ends with it."""
    if not isinstance(term.renewal, v.Answer) or term.renewal.text != "none":
        return
    for right in context.agreement.node.children(Right):
        earliest = right.earliest
        if isinstance(earliest, v.Value) and context.words(earliest.span) == "end of the initial term":
            yield _said(
                earliest.span,
                "The agreement ends with its initial term, so this right can never be used.",
                "Write an earlier day, or leave `earliest` out.",
                term.renewal.span,
                "it is not renewed",
            )


def _notice(context: Context, term: Term) -> Iterator[Finding]:
    """A notice that must be given before the term that it ends has begun."""
    written, initial, renewal = term.notice, term.initial, term.renewal
    if not isinstance(written, v.Offset) or written.direction != "before" or not written.distance.parts:
        return
    notice, first = written.distance, in_force(context.agreement).first
    if isinstance(initial, v.Duration) and reaches(notice, initial, first):
        said = (
            f"Notice of {context.words(notice.span)} has to be given before the initial term "
            f"of {context.words(initial.span)} begins."
        )
        yield _said(
            written.span,
            said,
            "Write a notice that is shorter than the term.",
            initial.span,
            "the initial term",
        )
    elif isinstance(renewal, v.Renewal) and longer(notice, renewal.length, None):
        said = (
            f"Notice of {context.words(notice.span)} has to be given before the renewal "
            f"of {context.words(renewal.length.span)} that it ends begins."
        )
        yield _said(
            written.span, said, "Write a shorter notice, or longer renewals.", renewal.span, "the renewal"
        )


def _said(span: Span, said: str, hint: str, other: Span, text: str) -> Finding:
    return SAY(span, said, hint, labels=(Label(span=other, text=text),))


def _lengths(context: Context, block: Block, label: tuple[Label, ...]) -> Iterator[Finding]:
    for kind, key, outcome in LENGTHS:
        value = key.__get__(block, kind) if type(block) is kind else None
        if isinstance(value, v.Duration) and outlasts(context.agreement, value):
            yield SAY(
                value.span,
                f"`{key.name}: {context.words(value.span)}` is longer than the agreement, which "
                f"{run_words(context.agreement)}: {outcome}.",
                "Write a shorter time.",
                labels=label,
            )


def _value(context: Context, block: Block, value: v.Value, label: tuple[Label, ...]) -> Iterator[Finding]:
    agreement = context.agreement
    match value:
        case v.InPeriods() if not _by_another_rule(context, block):
            most = most_periods(agreement, value.period)
            if most is not None and value.count.value > most:
                asked = f"`{context.words(value.span)}` asks for {value.count.value} {value.period}s"
                end = (
                    "the credit is never earned back" if isinstance(block, EarnBack) else "this never happens"
                )
                yield _too_many(context, value.span, asked, most, value.period, end, label)
        case v.Cap(year=year) if year is not None:
            most = most_periods(agreement, "contract year")
            if most is not None and year.value > most:
                asked = f"This cap holds {'from' if value.onward else 'in'} contract year {year.value}"
                yield _too_many(
                    context, value.span, asked, most, "contract year", "it never limits anything", label
                )
        case v.Baseline():
            most = most_periods(agreement, value.period)
            if most is not None and value.count.value > most:
                asked = f"The baseline is taken of the first {value.count.value} {value.period}s"
                yield _too_many(context, value.span, asked, most, value.period, "there never is one", label)
        case v.InForce(after=v.Duration() as since) if outlasts(agreement, since):
            said = f"This is promised {context.words(value.span)}, and the agreement {run_words(agreement)}."
            yield SAY(value.span, said, "Write a shorter time.", labels=label)
        case v.Raise(every=every) if outlasts(agreement, every):
            said = f"The bound rises every {context.words(every.span)}, and the agreement {run_words(agreement)}."
            yield SAY(value.span, said, "Write a shorter time.", labels=label)
        case _:
            return


def _too_many(
    context: Context, span: Span, asked: str, most: int, period: str, end: str, label: tuple[Label, ...]
) -> Finding:
    periods = f"{most} {period}{'' if most == 1 else 's'}"
    ran = f"the agreement {run_words(context.agreement)}, which is {periods} at most"
    return SAY(span, f"{asked}, and {ran}: {end}.", "Write fewer, or a longer term.", labels=label)


def _by_another_rule(context: Context, block: Block) -> bool:
    """Whether `termination-unreachable` speaks of what has to happen: of rights that are evaluated, from a known day."""
    known = in_force(context.agreement).first is not None
    return (
        known
        and isinstance(block, Right)
        and any(each.span == block.span for each in context.agreement.rights)
    )


def _label(context: Context) -> tuple[Label, ...]:
    """Where the end of the agreement is said."""
    node = context.agreement.node
    ends = next((entry for entry in node.entries if entry.key == "ends"), None)
    terms = node.children(Term)
    if ends is not None and isinstance(ends.value, v.Date):
        return (Label(span=ends.value.span, text="it ends here"),)
    return (Label(span=terms[0].span_of(Term.initial), text="the term"),) if terms else ()


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  term {{
    {term}
  }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  credit for Availability {{
    base: that month's fee of Shop
    amount: 5%
    {credit}
  }}
  {other}
}}
"""
_TWO_YEARS = "initial: 24 months   renewal: none"
_ON = "initial: 24 months   renewal: 12 months, automatic"


def _text(term: str = _TWO_YEARS, credit: str = "", other: str = "") -> str:
    return _TEXT.format(
        term=term, credit=credit or "cap: 10% of that month's fee of Shop per month", other=other
    )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A notice, a time, a count of periods or a contract year is more than the term of the agreement holds.",
    why=(
        "A notice of 36 months before the end of a term of 24 has to be given before anybody has signed, so the term "
        "can't be ended in time. A review every three years, a cap from the fifth year, a credit that is earned back "
        "in 36 good months: in an agreement of two years none of them ever comes. Either a unit is wrong (months for "
        "days) or the term is. Where an agreement renews without an end, only its notice is looked at."
    ),
    bad=(
        Case(
            about="The notice is longer than the term.",
            text=_text(
                "initial: 24 months   renewal: 12 months, automatic\n    notice: 36 months before end"
            ),
            expected=(
                Expected(line=7, part="36 months has to be given before the initial term of 24 months"),
            ),
        ),
        Case(
            about="It fits the first term, and not the renewals.",
            text=_text("initial: 36 months   renewal: 3 months, automatic\n    notice: 180 days before end"),
            expected=(Expected(line=7, part="180 days has to be given before the renewal of 3 months"),),
        ),
        Case(
            about="The agreement is over before the first review, and before a right takes effect.",
            text=_text(
                other="review { every: 36 months }\n  Acme may terminate { notice: 800 days }",
            ),
            expected=(
                Expected(
                    line=17, part="`every: 36 months` is longer than the agreement, which runs to 2027-12-31"
                ),
                Expected(line=18, part="`notice: 800 days` is longer than the agreement"),
            ),
        ),
        Case(
            about="A year, and as many months in a row, that two years do not have.",
            text=_text(
                credit="earn back { share: 50%   when: met in each of the next 30 months }",
                other="cap: 20% of that month's fee of Shop per month, from the 3rd year",
            ),
            expected=(
                Expected(line=15, part="24 months at most: the credit is never earned back"),
                Expected(line=17, part="This cap holds from contract year 3"),
            ),
        ),
        Case(
            about="A right from the end of the initial term on, with which all ends.",
            text=_text(other="Acme may terminate { notice: 30 days   earliest: end of the initial term }"),
            expected=(Expected(line=17, part="so this right can never be used"),),
        ),
        Case(
            about="The time in force is not known, and the term is short all the same.",
            text=_text(
                other="review { every: 3 years }\n"
                "  Acme may step in { when: Availability missed in 26 consecutive months }"
            ).replace("effective: 2026-01-01", ""),
            expected=(
                Expected(line=17, part="longer than the agreement, which runs for 24 months"),
                Expected(
                    line=18,
                    part="26 months, and the agreement runs for 24 months, which is 25 months at most",
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="It renews without an end, so later years come.",
            text=_text(
                f"{_ON}\n    notice: 90 days before end",
                "earn back { share: 50%   when: met in each of the next 30 months }",
                "review { every: 36 months }\n  cap: 20% of that month's fee of Shop per month, from the 3rd year",
            ),
        ),
        Case(
            about="Renewed once, the third year comes.",
            text=_text(
                "initial: 24 months   renewal: 12 months, 1 times, automatic\n    notice: 3 months before end",
                other="review { every: 36 months }\n  cap: 20% of that month's fee of Shop per month, in the 3rd year",
            ),
        ),
        Case(
            about="As long as the term is long enough; a month is no shorter than 28 days.",
            text=_text(
                "initial: 1 month   renewal: 30 days, automatic\n    notice: 27 days before end",
                other="Acme may terminate { notice: 30 days }",
            ),
        ),
    ),
    check=check,
)
