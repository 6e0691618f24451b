"""Credits for reports that come late: to send one in time is a promise, without a sentence of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Credit
from sladsl.ast.duties import Duty as DutyBlock
from sladsl.ast.later import PLAIN
from sladsl.model.dates import Report
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.known import reports_of
from sladsl.model.from_ast.words import plain_period
from sladsl.model.meanings import Bound, Objective
from sladsl.source import Span
from sladsl.values.number import Number

NOT_DUE = "credits for reports that nobody has to send after a period"


def due_after(node: a.Agreement) -> Mapping[str, tuple[str, str]]:
    """Who sends each report after which periods, where these are of the calendar."""
    found: dict[str, tuple[str, str]] = {}
    for block in node.children(DutyBlock):
        words, within = block.head_value, block.within_
        if not isinstance(words, v.DutyWords) or not isinstance(words.what, v.Name) or words.verb != "sends":
            continue
        if block.has(DutyBlock.when):
            continue  # it is about no period by itself
        if isinstance(within, v.Offset) and within.anchor in PLAIN and within.nth is None:
            found.setdefault(words.what.text, (words.owner.text, within.anchor))
    return found


def unsent(head: v.Value | None, reports: Collection[str], due: Collection[str]) -> bool:
    """Whether a credit is for a report of which nothing says after which period it is due."""
    names = head.items if isinstance(head, v.Names) else ()
    return any(name.text in reports and name.text not in due for name in names)


def with_late_reports(
    node: a.Agreement, objectives: dict[str, Objective], reports: Mapping[str, Report], context: Context
) -> None:
    """Adds what credits are owed for beside objectives: reports, each promised in time by whoever sends it."""
    due = due_after(node)
    for name in _credited(node):
        if name.text in objectives or name.text not in due:
            continue
        owner, period = due[name.text]
        report = reports.get(name.text)
        title = report.title if report is not None else ""
        objectives[name.text] = _in_time(name.text, title, owner, period, name.span)


def _credited(node: a.Agreement) -> list[v.Name]:
    """The reports that heads of credits name."""
    known = reports_of(node)
    heads = (block.head_value for block in node.children(Credit))
    return [name for head in heads if isinstance(head, v.Names) for name in head.items if name.text in known]


def _in_time(name: str, title: str, owner: str, period: str, span: Span) -> Objective:
    none = Bound(
        comparator="at most",
        value=Fraction(0),
        written=Number(value=Fraction(0), places=0),
        unit="duration",
        span=span,
    )
    return Objective(
        name=name,
        label=name,
        title=f"{title or name} in time",
        owner=owner,
        strength="ensures",
        metric=f"delay of {name}",
        bound=none,
        bound_open=False,
        minimum=None,
        critical=None,
        period=plain_period(period),
        promise_span=span,
        report=name,
        span=span,
    )
