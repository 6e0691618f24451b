"""The sheet `Choices`: how the agreement was read, what it leaves open, and what each answer comes to."""

from __future__ import annotations

from sladsl.outcome.amounts import short_text
from sladsl.outcome.range import PROOFS, range_of, tried
from sladsl.outcome.statement import OpenChoice, Outcome, Reading
from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.page import Page
from sladsl.outcome.to_xlsx.states import state_of
from sladsl.plan.settlement import Answer

SHEET = "Choices"
MOST_READINGS = 500
"""Readings that are listed."""
_WIDTHS = [32, 40, 34, 28, 24]
_NOTES = {
    "stated": "the agreement says so",
    "assumed": "assumed for this statement",
    "tried": "one of several readings",
}


def write(facts: Facts, page: Page) -> None:
    outcome = facts.outcome
    page.widths(_WIDTHS)
    page.title("Choices", "What two reasonable people could read in two ways, and how it is read here.")
    row = _answers(facts, page, 4)
    if outcome.open:
        row = _open(outcome, page, row + 1)
        row = _range(outcome, page, row + 1)
        _readings(facts, page, row + 1)
    page.print_set_up(facts.statement.title or facts.statement.agreement)


def _head(page: Page, row: int, *titles: str) -> int:
    for at in range(1, len(_WIDTHS) + 1):
        page.text(row, at, titles[at - 1] if at <= len(titles) else "", "head")
    return row + 1


def _section(page: Page, row: int, title: str) -> int:
    page.text(row, 1, title, "section")
    for at in range(2, len(_WIDTHS) + 1):
        page.blank(row, at, "section")
    return row + 1


def _answers(facts: Facts, page: Page, row: int) -> int:
    row = _section(page, row, "How the agreement is read")
    answers = facts.statement.answers
    if not answers:
        page.text(row, 1, "Nothing had to be chosen.", "label")
        return row + 1
    row = _head(page, row, "Choice", "Of", "Answer", "Who says so")
    for answer in sorted(answers, key=lambda each: list(_NOTES).index(each.origin)):
        texts = (answer.key, answer.construct, answer.answer, _NOTES[answer.origin])
        for at, text in enumerate(texts, start=1):
            page.text(row, at, text, "strong" if at == 1 else "words")
        page.blank(row, len(_WIDTHS))
        page.fit(row, list(zip(texts, _WIDTHS, strict=False)))
        row += 1
    return row


def _open(outcome: Outcome, page: Page, row: int) -> int:
    row = _section(page, row, "Still open")
    row = _head(page, row, "Choice", "Of", "Possible answers", "What the agreement says", "Effect")
    for choice in outcome.open:
        texts = (
            choice.key,
            choice.construct,
            " or ".join(choice.answers),
            "not stated" if choice.stated_open else "no fact" if choice.fact else "nothing",
            _effect(choice, outcome),
        )
        for at, text in enumerate(texts, start=1):
            page.text(row, at, text, "strong" if at == 1 else "words")
        page.fit(row, list(zip(texts, _WIDTHS, strict=True)))
        row += 1
    return row


def _range(outcome: Outcome, page: Page, row: int) -> int:
    row = _section(page, row, "Credits in all, over all readings")
    found = range_of(outcome)
    if found.least is None or found.most is None:
        page.text(row, 1, "They can't be put in order before all fees and amounts are known.", "label")
        return row + 1
    row = _head(page, row, "", "Credits in all", "With these answers")
    keys = None if outcome.bounds is not None else {choice.key for choice in outcome.open if choice.matters}
    ends = (("least", found.least, found.least_answers), ("most", found.most, found.most_answers))
    for name, amount, answers in ends:
        words = list(dict.fromkeys(_words(each, keys) for each in answers))
        text = "; or ".join(words[:4]) + (f"; or {len(words) - 4} other ways" if len(words) > 4 else "")
        page.text(row, 1, name, "strong")
        page.text(row, 2, short_text(amount), "words")
        page.text(row, 3, text or "whatever the answers", "words")
        page.across(row, 3, len(_WIDTHS))
        page.fit(row, [(text, sum(_WIDTHS[2:])), (short_text(amount), _WIDTHS[1])])
        row += 1
    if note := PROOFS[found.proof]:
        page.text(row, 1, note, "label")
        row += 1
    return row


def _readings(facts: Facts, page: Page, row: int) -> int:
    outcome = facts.outcome
    row = _section(page, row, "The readings")
    row = _head(page, row, "Reading", "Credits in all", "Answers")
    for number, reading in enumerate(outcome.readings[:MOST_READINGS], start=1):
        text = _words(tried(reading), None)
        note = " (this workbook)" if number == 1 else ""
        page.text(row, 1, f"{number}{note}", "strong")
        _total(facts, page, row, reading)
        page.text(row, 3, text, "words")
        page.across(row, 3, len(_WIDTHS))
        page.fit(row, [(text, sum(_WIDTHS[2:])), (short_text(reading.statement.known), _WIDTHS[1])])
        row += 1
    more = len(outcome.readings) - MOST_READINGS
    if more > 0:
        page.text(row, 1, f"... and {more:,} more readings", "label")
        row += 1
    return row


def _total(facts: Facts, page: Page, row: int, reading: Reading) -> None:
    statement = reading.statement
    known = state_of(statement.known)
    if statement.total is not None and not isinstance(known, str):
        page.number(row, 2, known, facts.money)
    else:
        text = short_text(statement.known)
        page.text(row, 2, text if statement.total is not None else f"{text} + open", "words")


def _effect(choice: OpenChoice, outcome: Outcome) -> str:
    if choice.matters:
        return "it changes the outcome"
    return "it changes nothing here" if outcome.exhaustive else "alone it changes nothing here"


def _words(answers: tuple[Answer, ...], keys: set[str] | None) -> str:
    return ", ".join(f"{each.key}: {each.answer}" for each in answers if keys is None or each.key in keys)
