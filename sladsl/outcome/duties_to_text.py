"""What is due next, and what is late, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.outcome.duties import DutyState, TermState
from sladsl.outcome.statement import Statement
from sladsl.outcome.table import paragraph, table
from sladsl.values.instant import instant_to_local

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


NO_DAY = "no day said"
NO_DAY_KNOWN = "no day known"
MOST_OF_ONE = 24
"""How many dates of one duty are listed: two years of months, a day of hours."""


def duties_block(statement: Statement, place: ZoneInfo) -> list[str]:
    """The section of dates ahead, after those that were missed; [] where the agreement sets none."""
    late = [each for each in statement.duties if each.state in ("overdue", "sent late", "done late")]
    due: dict[str, list[DutyState]] = {}
    for each in statement.duties:
        if each.state == "due":
            due.setdefault(each.rule.construct, []).append(each)
    rows = []
    for states in due.values():
        shown = states[:MOST_OF_ONE]
        more = f", and {len(states) - len(shown)} more times" if len(states) > len(shown) else ""
        texts = [what_text(each, statement.term) for each in shown]
        texts[-1] += more
        rows += [(each.due_day or NO_DAY, text) for each, text in zip(shown, texts, strict=True)]
    # What is over and may not even have arisen is told by the line that nobody knows.
    rows += [
        (each.due_day, f"perhaps: {what_text(each, statement.term)}")
        for each in statement.duties
        if each.state == "possible" and each.due is not None and statement.as_of < each.due
    ]
    rows += [
        (NO_DAY_KNOWN, f"{what_text(each, statement.term)}: {each.presumed}")
        for each in statement.duties
        if each.state == "possible" and each.arises is None
    ]
    rows.sort(key=lambda row: row[0])
    out: list[str] = []
    for each in late:
        when = "overdue"
        until = f", due {each.due_day}" if each.due_day else ""
        if each.sent is not None:
            when = f"{each.state}, on {instant_to_local(each.sent, place).date()}"
        out += paragraph(f"{when}: {what_text(each, statement.term)}{until}")
    out += table(rows) if rows else []
    term = statement.term
    if term is not None and not term.sure:
        who = f"{term.by} has renewed" if term.by else "the parties have agreed to"
        out += paragraph(f"The term to {term.last_day} runs only if {who} it.")
    return ["", "Due next", *out] if out else []


def duty_text(duty: DutyState) -> str:
    """`Nimbus sends Service report to Acme`, `review`."""
    match duty.kind:
        case "report":
            return f"{duty.who} sends {duty.what}{f' to {duty.to}' if duty.to else ''}"
        case "duty":
            return f"{duty.who} must {duty.what}"
        case _:
            return duty.what


def what_text(duty: DutyState, term: TermState | None) -> str:
    """What is due, with what it is about: `Nimbus sends Service report to Acme (2026-03)`."""
    of = ", ".join(each for each in (duty.scope, duty.period) if each)
    about = f" ({of})" if of and duty.kind != "review" else ""
    if duty.kind == "notice":
        return _notice_text(term)
    if duty.kind == "end of term" and term is not None:
        return _end_text(term)
    return f"{duty_text(duty)}{about}"


def _notice_text(term: TermState | None) -> str:
    if term is None or not term.next_last_day:
        return "last day for notice"
    match term.renewal:
        case "automatic":
            return f"last day for notice; without it the term renews to {term.next_last_day}"
        case "option":
            return (
                f"last day for {term.by} to renew to {term.next_last_day}; else the term ends {term.last_day}"
            )
        case _:
            return "last day for notice"


def _end_text(term: TermState) -> str:
    name = "the initial term" if term.number == 0 else f"renewal {term.number}"
    if term.last and term.number:
        return f"end of {name}, the last one"
    if term.renewal == "option" and term.next_last_day:
        return f"end of {name}, unless {term.by} has renewed it to {term.next_last_day}"
    return f"end of {name}"


def renewal_text(term: TermState) -> str:
    """What follows a term: `automatic`, `option of Agency, 2 more times`; "" where nothing is said."""
    how = f"option of {term.by}" if term.renewal == "option" else term.renewal
    if term.renewal in ("", "none", "not stated") or term.left is None:
        return how
    return f"{how}, {'once' if term.left == 1 else f'{term.left} times'} more"
