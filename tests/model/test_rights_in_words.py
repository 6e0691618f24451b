"""Rights in words of the author's own: what identifies them, how they are shown, and what is no such right."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.model.dates import unnumbered, unquoted
from sladsl.prose import clause_numbers, contract
from sladsl.prose.to_markdown import to_markdown
from tests.model.texts import WHOLE, found, loaded, names, sound

OWN = 'Acme may "suspend the service (in part)" { when: Availability missed in 2 consecutive months   notice: 30 days }'


def of(body: str) -> str:
    return f"sla X {{ {WHOLE}\n{body} }}"


def test_it_is_a_right_like_the_others() -> None:
    (agreement,) = sound(of(OWN))
    (right,) = agreement.rights
    assert right.words == right.said == 'Acme may "suspend the service (in part)"'
    assert right.sentence == right.name == "Acme may suspend the service (in part)"
    assert (right.holder, right.action, right.scope) == ("Acme", "suspend the service (in part)", "")
    assert right.trigger is not None
    assert right.notice is not None


def test_two_of_the_same_words_are_told_apart_by_what_gives_them() -> None:
    other = OWN.replace("in 2 consecutive months", "in 5 consecutive months")
    (agreement,) = sound(of(f"{OWN}\n{other}"))
    assert [each.words for each in agreement.rights] == [
        'Acme may "suspend the service (in part)"',
        'Acme may "suspend the service (in part)" (2)',
    ]
    assert {each.said for each in agreement.rights} == {'Acme may "suspend the service (in part)"'}
    assert [each.name for each in agreement.rights] == [
        "Acme may suspend the service (in part): Availability missed in 2 consecutive months",
        "Acme may suspend the service (in part): Availability missed in 5 consecutive months",
    ]


@pytest.mark.parametrize(
    ("words", "said", "shown"),
    [
        ('Acme may "act"', 'Acme may "act"', "Acme may act"),
        ('Acme may "act" (2)', 'Acme may "act"', "Acme may act"),
        ('Acme may "act (2)"', 'Acme may "act (2)"', "Acme may act (2)"),
        ('Acme may "act (2)" (12)', 'Acme may "act (2)"', "Acme may act (2)"),
        ('Acme may "say that it may act"', 'Acme may "say that it may act"', "Acme may say that it may act"),
        ("Acme may terminate (3)", "Acme may terminate", "Acme may terminate"),
        ("either party may step in", "either party may step in", "either party may step in"),
    ],
)
def test_the_number_behind_is_no_part_of_the_words(words: str, said: str, shown: str) -> None:
    assert unnumbered(words) == said
    assert unquoted(unnumbered(words)) == shown


def test_the_contract_says_it_in_its_words() -> None:
    (agreement,) = sound(of(OWN))
    text = to_markdown(contract(agreement)).replace("**", "")
    assert "Suspend the service (in part). Acme may suspend the service (in part) if the Availability" in text
    assert 'right Acme may "suspend the service (in part)"' in clause_numbers(agreement)


def test_a_long_right_has_no_long_title() -> None:
    long = OWN.replace(
        "suspend the service (in part)", "have the service done by others for as long as it likes."
    )
    (agreement,) = sound(of(long))
    text = to_markdown(contract(agreement)).replace("**", "")
    assert "Right. Acme may have the service done by others for as long as it likes if the" in text


@pytest.mark.parametrize("action", ["claim a refund", "demand a replacement"])
def test_every_action_of_the_language_has_a_clause(action: str) -> None:
    (agreement,) = sound(of(f"Acme may {action} {{ when: Availability missed in 2 consecutive months }}"))
    assert f"Acme may {action} of the " in to_markdown(contract(agreement)).replace("**", "")


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Acme may suspend", 'Acme may "suspend"'),
        ("Acme may withhold the fee { notice: 30 days }", 'Acme may "withhold the fee"'),
        ("either party may audit the records", 'either party may "audit the records"'),
    ],
)
def test_words_without_quotes_are_read_as_with_them(sentence: str, read: str) -> None:
    text = read_text(of(sentence))
    assert [(each.name, each.severity, each.fixable) for each in text.findings] == [
        ("right-in-words", "warning", True)
    ]
    assert text.agreement is not None
    assert [each.words for each in text.agreement.rights] == [read]


@pytest.mark.parametrize(
    ("sentence", "mistake"),
    [
        (
            "Acme may suspend if Availability is missed",
            ("right-in-words", "suspend if Availability is missed"),
        ),
        ("Acme may not suspend", ("right-in-words", "not suspend")),
        ('Acme may "terminate"', ("meaningless-value", '"terminate"')),
        ('Acme may "Step In."', ("meaningless-value", '"Step In."')),
        ('Acme may ""', ("meaningless-value", '""')),
        ('Acmee may "suspend"', ("unknown-name", "Acmee")),
        ('Acme may "suspend" { when: Availabilty missed }', ("unknown-name", "Availabilty")),
        (
            'Acme may "suspend" { use within: 30 days after the month }',
            ("use-without-when", "30 days after the month"),
        ),
        ('Acme may "suspend" "it"', ("unexpected-value", '"it"')),
        ("Acme may terminat", ("unexpected-value", "terminat")),
    ],
)
def test_what_is_no_such_right(sentence: str, mistake: tuple[str, str]) -> None:
    errors = {each.name for each in loaded(of(sentence)).findings if each.severity == "error"}
    assert errors == {mistake[0]}
    assert mistake in found(of(sentence))


@pytest.mark.parametrize(
    "expected",
    [
        'Acme may "suspend"',
        'Acme may not "Suspend the service (in part)"',
        'Nimbus may "suspend the service (in part)"',
    ],
)
def test_a_scenario_expects_only_what_the_agreement_says(expected: str) -> None:
    scenario = f'scenario "S" {{ month: 2026-01   expect: {expected} }}'
    assert names(of(f"{OWN}\n{scenario}")) == ["unknown-right"]


def test_it_takes_the_place_of_the_one_below() -> None:
    """A right of an agreement that is based on another is told by its holder and words."""
    below = f"template Base {{ {WHOLE}\n{OWN} }}"
    mine = OWN.replace("{ when", "{ overrides: Base   when").replace("in 2 consecutive", "in 3 consecutive")
    agreement = sound(f"{below}\nsla X {{ based on: Base\n{mine} }}")[-1]
    (right,) = agreement.rights
    assert right.trigger_text == "Availability missed in 3 consecutive months"


def test_a_cure_is_told_how_the_right_stands_in_quotes() -> None:
    cure = "2026-01: 2026-02-02 10:00 to 2026-02-03 10:00"
    scenario = 'scenario "S" {{ month: 2026-01   cured {{ {}, {} }}   expect: Availability met }}'
    wrong = scenario.format('"Acme may suspend the service (in part)"', cure)
    text = loaded(of(f"{OWN}\n{wrong}"))
    (finding,) = [each for each in text.findings if each.name == "unknown-right"]
    quoted = '"Acme may \\"suspend the service (in part)\\""'
    assert finding.hint == f"Write `{quoted}`."
    assert "unknown-right" not in names(of(f"{OWN}\n{scenario.format(quoted, cure)}"))
