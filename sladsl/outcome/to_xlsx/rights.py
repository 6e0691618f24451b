"""The sheet `Rights`: what may be done because of what happened, and which dates the agreement sets."""

from __future__ import annotations

from sladsl.outcome.duties import DutyState, TermState
from sladsl.outcome.duties_to_text import renewal_text
from sladsl.outcome.rights import RightState
from sladsl.outcome.rights_words import events_text
from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.page import Page

SHEET = "Rights"
_WIDTHS = [44, 18, 13, 34, 13, 13, 13, 15, 34, 18]
_RIGHTS = (
    "Right",
    "Of",
    "State",
    "When",
    "Arose after",
    "Use by",
    "Notice",
    "Effective, if given now",
    "Because of",
    "Clause",
)
_DUTIES = ("What is due", "By", "State", "To", "Period", "Until", "Sent", "", "Because of", "Clause")
_MOST_PERIODS = 12
_MOST_DATES = 2_000


def has(facts: Facts) -> bool:
    """Whether the agreement gives rights or sets dates."""
    statement = facts.statement
    return bool(statement.rights or statement.duties or statement.term)


def write(facts: Facts, page: Page) -> None:
    statement = facts.statement
    page.widths(_WIDTHS)
    page.title("Rights", "What may be done because of what happened, and which dates the agreement sets.")
    row = 4
    if statement.rights:
        row = _head(page, row, _RIGHTS)
        for right in statement.rights:
            row = _right(facts, page, row, right)
        row += 1
    if statement.duties:
        row = _head(page, row, _DUTIES)
        for duty in statement.duties[:_MOST_DATES]:
            row = _duty(facts, page, row, duty)
        more = len(statement.duties) - _MOST_DATES
        if more > 0:
            page.text(row, 1, f"... and {more:,} more dates", "label")
            row += 1
        row += 1
    if statement.term is not None:
        _term(page, row, statement.term)
    page.print_set_up(statement.title or statement.agreement)


def _head(page: Page, row: int, titles: tuple[str, ...]) -> int:
    for at, title in enumerate(titles, start=1):
        page.text(row, at, title, "head")
    page.fit(row, list(zip(titles, _WIDTHS, strict=True)))
    return row + 1


def _put(page: Page, row: int, texts: tuple[str, ...]) -> int:
    for at, text in enumerate(texts, start=1):
        page.text(row, at, text, "strong" if at == 3 else "words")
    page.fit(row, list(zip(texts, _WIDTHS, strict=True)))
    return row + 1


def _right(facts: Facts, page: Page, row: int, right: RightState) -> int:
    causes = [
        ", ".join(part for part in (each.title or each.objective, each.scope, each.period) if part)
        for each in right.by
    ]
    more = f"; and {len(causes) - _MOST_PERIODS} more" if len(causes) > _MOST_PERIODS else ""
    return _put(
        page,
        row,
        (
            right.words,
            right.scope,
            right.state,
            right.trigger or "at any time",
            _day(facts, right.arises) + (f" (from {right.first_day})" if right.first_day else ""),
            right.last_day + (f" ({right.presumed})" if right.presumed else ""),
            right.notice,
            right.effective_day,
            "; ".join(causes[:_MOST_PERIODS]) + more,
            facts.clause(right.rule),
        ),
    )


def _duty(facts: Facts, page: Page, row: int, duty: DutyState) -> int:
    sent = "" if duty.sent is None else facts.local(duty.sent).strftime("%Y-%m-%d %H:%M")
    period = ", ".join(each for each in (duty.scope, duty.period) if each)
    until = duty.due_day + (f" ({duty.presumed})" if duty.presumed else "")
    texts = (duty.what, duty.who, duty.state, duty.to, period, until, sent, "", events_text(duty.by))
    return _put(page, row, (*texts, facts.clause(duty.rule)))


def _term(page: Page, row: int, term: TermState) -> None:
    which = "The first term" if not term.number else f"Renewal {term.number}"
    page.text(row, 1, f"{which}: {term.first_day} to {term.last_day}", "total text")
    notes = [f"renewal: {renewal_text(term)}"] if term.renewal else []
    notes += [f"notice until {term.notice_day}"] if term.notice_day else []
    page.text(row, 2, "; ".join(notes), "total text")
    for at in range(3, len(_WIDTHS) + 1):
        page.blank(row, at, "total text")


def _day(facts: Facts, instant: int | None) -> str:
    """The last day before an instant at which a period ends."""
    return "" if instant is None else facts.local(instant - 1).date().isoformat()
