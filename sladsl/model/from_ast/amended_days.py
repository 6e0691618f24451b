"""The days of amendments: whether their agreement is in force then, and where what they break is told."""

from __future__ import annotations

from datetime import date, timedelta

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.terms import Term
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model import meanings as m
from sladsl.model.from_ast.context import Context
from sladsl.record import replace
from sladsl.values.deadline import Length
from sladsl.values.renewals import term_after


def without_follow_ups_of_names(findings: list[Finding]) -> list[Finding]:
    """The findings without those about periods, where what is promised by them names something that is not there."""
    if all(each.name != "unknown-name" for each in findings):
        return findings
    return [each for each in findings if each.name != "unknown-anchor"]


def placed(finding: Finding, amendment: a.Amendment) -> Finding:
    """A finding about what an amendment makes, in the amendment: what it breaks elsewhere is broken by it."""
    if amendment.span.start <= finding.span.start < amendment.span.end:
        return finding
    out = amendment.takes_out if isinstance(amendment.takes_out, v.Names) else v.Names(items=())
    gone = next((each for each in out.items if finding.message.endswith(f"`{each.text}`.")), None)
    if finding.name == "unknown-name" and gone is not None:
        return replace(
            finding,
            span=gone.span,
            message=f"`{gone.text}` is taken out, and what stays still names it.",
            hint=f"Leave `{gone.text}` where it is, or take out or change what names it, too.",
            labels=(Label(span=finding.span, text="named here"), *finding.labels),
            clause=(),
            fix=None,
        )
    return replace(
        finding,
        span=amendment.head_span,
        message=f"As amended: {finding.message}",
        labels=(Label(span=finding.span, text="here"), *finding.labels),
        clause=(),
        fix=None,
    )


def last_day(agreement: m.Agreement) -> str:
    """The last day that an agreement can be in force: its end, or that of its last term; "" without one."""
    term = agreement.term
    if agreement.ends or not agreement.effective or term is None or term.first is None:
        return agreement.ends
    renewals = 0 if term.how == "none" else term.times
    if renewals is None or (renewals and term.again is None):
        return ""
    first, again = (
        Length(count=each.count, unit=each.unit) if each is not None else None
        for each in (term.first, term.again)
    )
    assert first is not None
    over = term_after(date.fromisoformat(agreement.effective), first, again, renewals)
    return (over - timedelta(days=1)).isoformat() if over is not None else ""


def refuse_day(amendment: a.Amendment, node: a.Agreement, first: str, last: str, context: Context) -> None:
    """A finding for an amendment that counts from a day on which its agreement is not in force."""
    since = context.date(amendment.from_)
    if amendment.children(Term) and not isinstance(node.ends, v.Date):
        last = ""  # it may be what makes the term longer
    if since and ((first and since < first) or (last and since > last)):
        until = f" to {last}" if last else ""
        context.add(
            "N171",
            "amended-out-of-force",
            amendment.span_of(a.Amendment.from_),
            f"On {since} the agreement is not in force: it is from {first or 'its start'}{until}.",
            "Correct the day.",
        )
    ends = context.date(amendment.ends)
    if since and ends and ends < since:
        context.add(
            "N171",
            "amended-out-of-force",
            amendment.span_of(a.Agreement.ends),
            f"The amendment counts from {since}, and by it the agreement is over on {ends}: the past is not amended.",
            f"Write a last day from {since} on.",
        )
    if amendment.has(a.Agreement.effective):
        context.add(
            "N189",
            "start-amended",
            amendment.span_of(a.Agreement.effective),
            "An amendment changes no first day: what was in force before it stays as it was.",
            "Say the day of the change with `from`, or correct `effective` in the agreement itself.",
        )
