"""Deadlines from a day that the text does not state, or that only people know: open, and told as that."""

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
    ("day", "words"),
    [
        ("60 days after not stated", "time that is counted from a day which is not stated (line"),
        ("24 hours after the awareness", "time that is counted from when somebody knew (line"),
        ("2 business days after awareness", "time that is counted from when somebody knew (line"),
        (
            '30 days after "the due date of the report"',
            "time that is counted from something said in words (line",
        ),
        (
            '5 business days of "receipt of the invoice"',
            "time that is counted from something said in words (line",
        ),
        (
            '10 days before "the renewal of the lease"',
            "time that is counted from something said in words (line",
        ),
        # In quotes the words of the language are words like others.
        ('30 days after "the month"', "time that is counted from something said in words (line"),
        ('30 days after "month"', "time that is counted from something said in words (line"),
        ('30 days after "not stated"', "time that is counted from something said in words (line"),
    ],
)
def test_it_is_read_and_told(place: str, day: str, words: str) -> None:
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{place.replace('DAY', day)}"))
    assert [each.message for each in loaded.findings if each.severity == "error"] == []
    (told,) = [" ".join(each.message.split()) for each in loaded.findings if each.name == "not-evaluated"]
    assert words in told


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
def test_the_contract_prints_the_words_as_they_are_written(body: str) -> None:
    written = '30 days after "the due date of the report"'
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{body.replace('DAY', written)}"))
    assert loaded.agreement is not None
    assert written in to_markdown(contract(loaded.agreement))


def test_the_deadline_is_open() -> None:
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{CLAIM.replace('DAY', '60 days after not stated')}"))
    assert loaded.agreement is not None
    assert loaded.agreement.claims is not None
    assert (loaded.agreement.claims.deadline, loaded.agreement.claims.deadline_open) == (None, True)
    assert [each.text for each in loaded.agreement.left_out if each.text.startswith("deadline")] == [
        "deadline: 60 days after not stated"
    ]


@pytest.mark.parametrize("place", [CLAIM, STAGE, RIGHT, DUTY])
@pytest.mark.parametrize("words", ["the due date of the report", "receipt of the invoice", "the trip ticket"])
def test_words_without_quotes_are_read_as_with_them(place: str, words: str) -> None:
    loaded = read_text(AROUND.replace("BODY", f"{PLAIN}\n{place.replace('DAY', f'60 days after {words}')}"))
    names = {each.name: each.severity for each in loaded.findings}
    assert names == {"anchor-in-words": "warning", "not-evaluated": "information"}


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
