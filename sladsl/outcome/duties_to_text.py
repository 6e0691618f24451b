"""What is due next, and what is late, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.outcome.duties import DutyState, TermState
from sladsl.outcome.statement import Statement
from sladsl.outcome.table import paragraph, table
from sladsl.values.instant import instant_to_local

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def duties_block(statement: Statement, place: ZoneInfo) -> list[str]:
    """The section of dates ahead, after those that were missed; [] where the agreement sets none."""
    late = [each for each in statement.duties if each.state in ("overdue", "sent late")]
    rows = [
        (each.due_day, what_text(each, statement.term)) for each in statement.duties if each.state == "due"
    ]
    out: list[str] = []
    for each in late:
        when = "overdue"
        if each.sent is not None:
            when = f"sent late, on {instant_to_local(each.sent, place).date()}"
        out += paragraph(f"{when}: {what_text(each, statement.term)}, due {each.due_day}")
    out += table(rows) if rows else []
    if statement.term is not None and not statement.term.sure:
        out += paragraph(f"The term to {statement.term.last_day} runs only if the parties have agreed to it.")
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
    about = f" ({duty.period})" if duty.period and duty.kind != "review" else ""
    if duty.kind == "notice" and term is not None and term.next_last_day:
        if term.renewal == "automatic":
            return f"last day for notice; without it the term renews to {term.next_last_day}"
        return "last day for notice"
    if duty.kind == "notice":
        return "last day for notice"
    if duty.kind == "end of term" and term is not None:
        name = "the initial term" if term.number == 0 else f"renewal {term.number}"
        return f"end of {name}"
    return f"{duty_text(duty)}{about}"
