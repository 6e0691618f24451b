"""Answers of people: what is taken, in the language's words, and what is refused with a way out."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sladsl.api.drafting import answers as read
from sladsl.api.drafting.answers import Answers, Unclear
from sladsl.api.drafting.naming import Named, field_name, quoted, value
from sladsl.api.drafting.questions import QUESTIONS
from sladsl.record import fields
from sladsl.source import SourceText
from sladsl.syntax.drive import drive
from sladsl.syntax.scanner import scan
from sladsl.syntax.values.trees import unquote

EUR = Answers(currency="EUR", fee="100 EUR per month", period="month")

TAKEN = [
    (read.text, " Web \t shop\n hosting ", "Web shop hosting"),
    (read.text, 'the "best" {shop} # 1', 'the "best" {shop} # 1'),
    (read.currency, " eur ", "EUR"),
    (read.fee, "12000", "12_000 EUR per month"),
    (read.fee, "12000 eur per year", "12_000 EUR per year"),
    (read.fee, "1_500.50 EUR", "1_500.50 EUR per month"),
    (read.fee, "as invoiced", "as invoiced per month"),
    (read.fee, "as invoiced per quarter", "as invoiced per quarter"),
    (read.zone, "Europe/Berlin", "Europe/Berlin"),
    (read.zone, "UTC", "UTC"),
    (read.day, "2026-01-31", "2026-01-31"),
    (read.promise, "2", "answers"),
    (read.promise, "Levels", "levels"),
    (read.period, "each Quarter", "quarter"),
    (read.length, "30", "30 minutes"),
    (read.length, "1 hours", "1 hour"),
    (read.length, "4h", "4 hours"),
    (read.length, "2 business hours", "2 business hours"),
    (read.deadline, "30", "30 days"),
    (read.deadline, "20 business days", "20 business days"),
    (read.deadline, "2 months after the quarter", "2 months"),
    (read.target, "99.9", "99.9%"),
    (read.target, "at least 95 %", "95%"),
    (read.credits, "none", "none"),
    (read.credits, "0", "none"),
    (read.credits, "5", "5%"),
    (read.credits, "250 EUR", "250 EUR"),
    (read.credits, "1000", "1_000 EUR"),
    (read.credits, "99.9% none, 99 10, otherwise 25%", "at least 99.9%: none\nat least 99%: 10%\notherwise: 25%"),
    (read.credits, "at least 99.9%: none; at least 99%: 100 EUR", "at least 99.9%: none\nat least 99%: 100 EUR"),
    (read.cap, "50%", "50% per month"),
    (read.cap, "50% per contract year", "50% per contract year"),
    (read.cap, "1000", "1_000 EUR per month"),
    (read.cap, "60000 EUR per calendar year", "60_000 EUR per calendar year"),
]  # fmt: skip

REFUSED = [
    (read.text, "a\u202eb", "invisible character U+202E"),
    (read.text, "a\x00b", "invisible character U+0000"),
    (read.text, "x" * 201, "has 201 characters"),
    (read.text, "x" * 10_000, "the most is 200"),
    (read.currency, "Euro", "three letters"),
    (read.currency, "€", "three letters"),
    (read.fee, "12,000", "two ways"),
    (read.fee, "12.000,00 EUR", "two ways"),
    (read.fee, "38 500", "two ways"),
    (read.fee, "a lot", "no amount"),
    (read.fee, "100 USD", "currency is EUR"),
    (read.fee, "100 per fortnight", "A period is one of"),
    (read.fee, "-5", "no amount"),
    (read.fee, "9" * 50, "no amount"),
    (read.zone, "Berlin", "no time zone"),
    (read.zone, "", "no time zone"),
    (read.zone, "x" * 5_000, "no time zone"),
    (read.day, "31.1.2026", "no date"),
    (read.day, "2026-02-30", "no date"),
    (read.day, "20260131", "no date"),
    (read.day, "1066-10-14", "no date"),
    (read.promise, "4", "one of uptime"),
    (read.promise, "everything", "one of uptime"),
    (read.period, "fortnight", "one of month"),
    (read.length, "0", "no length"),
    (read.length, "soon", "no length"),
    (read.length, "3 fortnights", "A unit of time is one of"),
    (read.deadline, "30 minutes", "days, weeks or months"),
    (read.deadline, "soon", "no length"),
    (read.target, "999", "no percentage"),
    (read.target, "99,9", "no percentage"),
    (read.target, "three nines", "no percentage"),
    (read.credits, "99% 10%, 99.9% none", "best level to the worst"),
    (read.credits, "99% none, 99% 5%", "best level to the worst"),
    (read.credits, "otherwise 5%, 99% none", "the last"),
    (read.credits, "99.9%, 99%", "no level with its credit"),
    (read.credits, "150%", "no percentage"),
    (read.credits, "a bottle of wine", "no amount"),
    (read.cap, "50% per lifetime", "A cap is one of"),
    (read.cap, "everything", "no amount"),
    (read.cap, "101%", "no percentage"),
]


@pytest.mark.parametrize(("reader", "said", "meant"), TAKEN)
def test_what_is_taken(reader: object, said: str, meant: str) -> None:
    assert callable(reader)
    assert reader(said, EUR) == meant


@pytest.mark.parametrize(("reader", "said", "why"), REFUSED)
def test_what_is_refused(reader: object, said: str, why: str) -> None:
    assert callable(reader)
    with pytest.raises(Unclear) as trouble:
        reader(said, EUR)
    assert why in trouble.value.message
    assert trouble.value.hint
    assert len(trouble.value.message) < 200


def test_an_amount_without_any_currency_is_refused() -> None:
    with pytest.raises(Unclear, match="no currency"):
        read.fee("100", Answers())


FORMS = {"fee": "fee", "every": "duration", "within": "duration", "deadline": "duration"}


@given(
    st.sampled_from(QUESTIONS),
    st.text(max_size=60) | st.text("0123456789.,%- EURpermonthatls:;", max_size=30),
)
@example(QUESTIONS[0], '"; } sla X {')
def test_any_answer_is_taken_whole_or_refused(question: object, said: str) -> None:
    key, reader = question.key, question.read  # type: ignore[attr-defined]
    try:
        meant = reader(said, EUR)
    except Unclear:
        return
    assert reader(meant, EUR) == meant or key in ("credits",)
    assert "\n" not in meant or key == "credits"
    if key in FORMS:
        tokens = [token for token in scan(SourceText(meant)) if token.kind != "end"]
        assert drive(FORMS[key], tokens) is not None


def test_questions_are_the_answers() -> None:
    ours = ("assumed", "apart", "doubts")
    assert tuple(question.key for question in QUESTIONS) == tuple(
        name for name in fields(Answers) if name not in ours
    )


# ---- names and texts


@given(st.text(max_size=80))
@example('\\"')
@example("\\")
def test_a_quoted_text_says_the_same(text: str) -> None:
    flat = " ".join(text.split())
    tokens = scan(SourceText(quoted(flat)))
    if "\x00" not in flat and flat.isprintable():
        assert [token.kind for token in tokens[:2]] == ["string", "end"]
        assert unquote(tokens[0].text) == flat


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_names_are_names_and_different(texts: list[str]) -> None:
    named = Named()
    found = [named.name(text, "Other") for text in texts] + [
        named.whole_name(text, "Other") for text in texts
    ]
    assert len(set(found)) == len(found)
    for name in found:
        (token, end, *_) = scan(SourceText(name))
        assert (token.kind, end.kind) == ("word", "end")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nimbus Hosting GmbH", "Nimbus"),
        ("the Retail Group", "Retail"),
        ("3M Deutschland", "Deutschland"),
        ("  ", "Other"),
        ("!!!", "Other"),
        ("Ärzte AG", "Ärzte"),
        ("Monday Works", "MondayWorks"),
        ("東京 電力", "東京"),
    ],
)
def test_names_of_companies(text: str, name: str) -> None:
    assert Named().name(text, "Other") == name


def test_the_second_of_a_name_takes_more_words() -> None:
    named = Named()
    assert [named.name("Acme Retail AG", "X") for _ in range(4)] == [
        "Acme",
        "AcmeRetail",
        "AcmeRetailAG",
        "X",
    ]
    assert named.name("Acme Retail AG", "X") == "AcmeRetailAG2"


@given(st.lists(st.text(max_size=20), max_size=8))
def test_fields_have_names_of_their_own(titles: list[str]) -> None:
    taken: set[str] = set()
    for title in titles:
        name = field_name(title, taken)
        assert name not in taken
        taken.add(name)
        (token, end, *_) = scan(SourceText(name))
        assert (token.kind, end.kind, token.text) == ("word", "end", name)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Opened At", "opened_at"), ("ok", "ok"), ("OK", "OK"), ("not", "not_"), ("2026", "field_2026"), ("%", "field")],
)  # fmt: skip
def test_names_of_columns(title: str, name: str) -> None:
    assert field_name(title, set()) == name


@pytest.mark.parametrize(
    ("text", "written"),
    [("P1", "P1"), ("time", '"time"'), ("very minor", '"very minor"'), ("none", '"none"'), ('a"b', '"a\\"b"'), ("1", '"1"')],
)  # fmt: skip
def test_values_of_choices(text: str, written: str) -> None:
    assert value(text) == written
