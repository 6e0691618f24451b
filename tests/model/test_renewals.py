"""Renewals with an option and a number: what they mean, what is said of those that mean nothing, what follows from them."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.plan.from_model.stretch import term_of
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from sladsl.values.instant import instant_to_local
from sladsl.values.zones import zone
from tests.model.texts import PARTIES, found, names, sound

TERM = """sla X {{
  effective: 2026-01-01   time zone: "UTC"   {parties}
  term {{ initial: 24 months   renewal: {renewal}   {more} }}
}}"""


def text(renewal: str, more: str = "") -> str:
    return TERM.format(parties=PARTIES, renewal=renewal, more=more)


@pytest.mark.parametrize(
    ("renewal", "how", "by", "times", "said"),
    [
        ("12 months, automatic", "automatic", "", None, "12 months, automatic"),
        ("36 months, by Acme", "option", "Acme", None, "36 months, by Acme"),
        ("12 months, 2 times, by Acme", "option", "Acme", 2, "12 months, 2 times, by Acme"),
        ("12 months, once, by Nimbus", "option", "Nimbus", 1, "12 months, once, by Nimbus"),
        ("1 year, 1 times, automatic", "automatic", "", 1, "1 year, once, automatic"),
        ("1 year, 2 times, by agreement", "by agreement", "", 2, "1 year, 2 times, by agreement"),
    ],
)
def test_what_a_renewal_means(renewal: str, how: str, by: str, times: int | None, said: str) -> None:
    (agreement,) = sound(text(renewal))
    term = agreement.term
    assert term is not None
    assert (term.how, term.by, term.times, term.renewal) == (how, by, times, said)


@pytest.mark.parametrize(
    "wording", ["at the option of Acme", "at Acme's sole option", "in the discretion of Acme"]
)
def test_the_option_of_a_party_is_read_as_that(wording: str) -> None:
    loaded = read_text(text(f"36 months, {wording}"))
    (told,) = loaded.findings
    assert (told.name, told.severity, told.fixable) == ("written-otherwise", "warning", True)
    assert loaded.agreement is not None
    assert loaded.agreement.term is not None
    assert (loaded.agreement.term.how, loaded.agreement.term.by) == ("option", "Acme")


@pytest.mark.parametrize(
    ("renewal", "name"),
    [
        ("12 months, by Acmee", "unknown-name"),
        ("12 months, by acme", "unknown-name"),
        ("12 months, by Shop", "unknown-name"),
        ("12 business days, by Acme", "no-term"),
        ("0 months, 2 times, by Acme", "no-term"),
        ("12 months, 0 times, by Acme", "meaningless-value"),
        ("12 months, 1.5 times, by Acme", "meaningless-value"),
        ("12 months, at the option of the landlord", "written-otherwise"),
        ("12 months, by either party", "unexpected-value"),
        ("12 months, by Acme, by Nimbus", "unexpected-value"),
        ("12 months by Acme", "unexpected-value"),
        ("by Acme", "unexpected-value"),
    ],
)
def test_what_is_no_renewal_is_a_mistake(renewal: str, name: str) -> None:
    assert names(text(renewal)) == [name]


def test_a_party_that_is_not_there_is_marked_itself() -> None:
    assert found(text("12 months, 2 times, by Acmee")) == [("unknown-name", "Acmee")]


@pytest.mark.parametrize(
    ("renewal", "end"),
    [
        ("none", "2028-01-01"),
        ("12 months, 2 times, automatic", "2030-01-01"),
        ("12 months, once, by Acme", "2029-01-01"),
        ("30 days, 3 times, by agreement", "2028-03-31"),
        ("12 months, automatic", ""),
        ("12 months, by Acme", ""),
        ("12 months, 100_000 times, automatic", ""),
        ("not stated", ""),
    ],
)
def test_the_agreement_ends_with_the_last_term_that_there_can_be(renewal: str, end: str) -> None:
    (agreement,) = sound(text(renewal))
    place = zone("UTC")
    assert place is not None
    after = term_of(agreement, "UTC")[1]
    assert ("" if after is None else instant_to_local(after, place).date().isoformat()) == end


@pytest.mark.parametrize(
    ("renewal", "sentences"),
    [
        (
            "12 months, 2 times, automatic",
            (
                "At the end of the initial term, and of each renewal, this Agreement is renewed automatically for 12 "
                "months, 2 times at most. It ends with the last renewal.",
                "A Party that does not want this Agreement to continue shall give notice at least 90 days before the end "
                "of the term then running.",
            ),
        ),
        (
            "36 months, once, by Acme",
            (
                "At the end of the initial term, Acme may renew this Agreement for 36 months, once only; unless it does, "
                "this Agreement ends with the term then running.",
                "If Acme renews this Agreement, it shall give notice of that at least 90 days before the end of the term "
                "then running.",
            ),
        ),
        (
            "36 months, by Acme",
            (
                "At the end of the initial term, and of each renewal, Acme may renew this Agreement for 36 months; unless "
                "it does, this Agreement ends with the term then running.",
            ),
        ),
        (
            "1 year, 3 times, by agreement",
            (
                "At the end of the initial term, and of each renewal, the Parties may agree to renew this Agreement for 1 "
                "year, 3 times at most. It ends with the last renewal.",
            ),
        ),
    ],
)
def test_the_contract_says_who_renews_and_how_often(renewal: str, sentences: tuple[str, ...]) -> None:
    (agreement,) = sound(text(renewal, "notice: 90 days before end"))
    said = to_markdown(contract(agreement)).replace("**", "")
    assert [each for each in sentences if each not in said] == []
