"""Deadlines from a day that the text does not state, or that only people know and somebody states."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from tests.model.test_claim_anchors import AROUND, PLAIN

RIGHT = "B may terminate { when: Good missed   notice: 30 days   use within: DAY }"
DUTY = 'A must "keep a log" { within: DAY }'
CLAIM = "claims { channel: in writing   deadline: DAY }"
STAGE = (
    "claims { stage Notice { channel: in writing   deadline: DAY }"
    "   stage Claim { channel: in writing   deadline: 30 days after the claim } }"
)


@pytest.mark.parametrize("place", [CLAIM, STAGE, RIGHT, DUTY])
@pytest.mark.parametrize(
    ("day", "anchor", "of"),
    [
        ("60 days after not stated", "not stated", ""),
        ("24 hours after the awareness", "stated", "awareness"),
        ("2 business days after awareness", "stated", "awareness"),
        ('30 days after "the due date of the report"', "stated", '"the due date of the report"'),
        ('5 business days of "receipt of the invoice"', "stated", '"receipt of the invoice"'),
        ('10 days before "the renewal of the lease"', "stated", '"the renewal of the lease"'),
        # In quotes the words of the language are words like others.
        ('30 days after "the month"', "stated", '"the month"'),
        ('30 days after "month"', "stated", '"month"'),
        ('30 days after "not stated"', "stated", '"not stated"'),
    ],
)
def test_it_is_counted_from_a_day_that_somebody_states(place: str, day: str, anchor: str, of: str) -> None:
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{place.replace('DAY', day)}"))
    assert [each.message for each in loaded.findings] == []
    made = loaded.agreement
    assert made is not None
    claims = made.claims
    stages = [] if claims is None else [claims.deadline, *(each.deadline for each in claims.stages[:1])]
    several = [*stages, *(each.use_within for each in made.rights), *(each.deadline for each in made.duties)]
    (found,) = [each for each in several if each is not None]
    assert (found.anchor, found.of) == (anchor, of)


@pytest.mark.parametrize(
    "place",
    [
        "term { initial: 12 months   renewal: 12 months, automatic   notice: DAY }",
        "B may terminate { when: Good missed   notice: 30 days   unless cured: DAY }",
        "B may terminate { when: Good missed   notice: 30 days   effective: DAY }",
    ],
)
def test_no_day_is_computed_from_words(place: str) -> None:
    said = place.replace("DAY", '90 days before "the audit"')
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{said}"))
    assert [each.message for each in loaded.findings if each.severity == "error"] == []
    (agreement,) = loaded.agreements
    assert agreement.rights == ()
    assert agreement.term is None or agreement.term.notice_before is None
    assert any('"the audit"' in each.text for each in agreement.left_out)


@pytest.mark.parametrize(
    "body",
    [
        "A sends Figures to B { within: DAY }",
        'A must "report" { within: DAY }',
        "claims { channel: in writing   deadline: DAY }",
    ],
)
def test_the_contract_has_the_words(body: str) -> None:
    written = '30 days after "the due date of the report"'
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{body.replace('DAY', written)}"))
    assert loaded.agreement is not None
    assert "within 30 days after the due date of the report." in to_markdown(contract(loaded.agreement))


@pytest.mark.parametrize("place", [CLAIM, STAGE, RIGHT, DUTY])
@pytest.mark.parametrize("words", ["the due date of the report", "receipt of the invoice", "the trip ticket"])
def test_words_without_quotes_are_read_as_with_them(place: str, words: str) -> None:
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{place.replace('DAY', f'60 days after {words}')}"))
    names = {each.name: each.severity for each in loaded.findings}
    assert names == {"anchor-in-words": "warning"}


@pytest.mark.parametrize(
    "day",
    [
        "60 days after not",
        "60 days after stated",
        "60 days after the not stated",
        "not stated after the month",
        "60 after not stated",
        '60 days after ""',
        '60 days after " "',
        '60 days after the "due date"',
        '60 days "the due date"',
        '60 after "the due date"',
        '"the due date"',
        '60 days after "the due date" of "the report"',
    ],
)
def test_what_is_no_deadline_is_a_mistake(day: str) -> None:
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{CLAIM.replace('DAY', day)}"))
    assert [each for each in loaded.findings if each.severity == "error"]
