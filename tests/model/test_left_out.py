"""What is not evaluated is left out with all that hangs on it.

Whatever is missing is told, and whatever stays refers to what stays.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sladsl.api.evaluation import evaluate
from sladsl.api.rendering import render
from sladsl.ast.agreements import Agreement, ServiceLevelAgreement
from sladsl.ast.declare import Block, Entry
from sladsl.data.binding import Binding
from sladsl.model.from_ast.left_out import HANGING
from sladsl.model.from_ast.mentioned import mentions, mentions_of_entry
from sladsl.model.from_ast.reduced import reduced
from sladsl.source import SourceText
from sladsl.syntax.parse import parse
from tests.model.texts import CREDIT, METRIC, PARTIES, PROMISE, SERVICE, TICKETS, WHOLE, loaded, sound, told
from tests.repo.files import ROOT
from tests.syntax.reading import VALID

WIDE = ("levels.sla", "outsourcing.sla")


@functools.cache
def pieces() -> tuple[tuple[Entry | Block, ...], ...]:
    """The keys and blocks of each agreement of the corpus, of the wide files and of the plain ones."""
    found = []
    for path in VALID:
        tree, _ = parse(SourceText(path.read_text("utf-8"), path.name))
        for node in tree.blocks:
            if isinstance(node, ServiceLevelAgreement):
                found.append((*node.entries, *node.blocks))
    return tuple(found)


@st.composite
def agreements(draw: Any) -> ServiceLevelAgreement:
    """An agreement of pieces of one or two of the corpus."""
    parts: list[Entry | Block] = []
    for chosen in draw(st.lists(st.sampled_from(pieces()), min_size=1, max_size=2)):
        keep = draw(st.lists(st.booleans(), min_size=len(chosen), max_size=len(chosen)))
        parts += [each for each, kept in zip(chosen, keep, strict=True) if kept]
    return ServiceLevelAgreement(
        entries=tuple(each for each in parts if isinstance(each, Entry)),
        blocks=tuple(each for each in parts if isinstance(each, Block)),
    )


def places(block: Block, inside: bool = False) -> Iterator[tuple[int, int]]:
    """Where each key and block of a tree stands."""
    for entry in block.entries:
        if entry.key != "overrides":
            yield entry.span.start, entry.span.end
    for inner in block.blocks:
        yield inner.span.start, inner.span.end
        yield from places(inner, True)


@given(agreements())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_missing_is_told(node: ServiceLevelAgreement) -> None:
    made, left_out = reduced(node)
    kept = set(places(made))
    parts = [(each.span.start, each.span.end) for each in left_out]
    lost = [
        place
        for place in places(node)
        if place not in kept and not any(start <= place[0] and place[1] <= end for start, end in parts)
    ]
    assert lost == []
    assert all(each.block for each in left_out)


@given(agreements())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_stays_refers_to_what_stays(node: ServiceLevelAgreement) -> None:
    made, left_out = reduced(node)
    here = {(block.kind, block.name.text) for block in made.blocks if block.name is not None}
    gone = {(block.kind, block.name.text) for block in node.blocks if block.name is not None} - here
    # Facts and options are printed as written, and what hangs on them is evaluated all the same.
    gone = {each for each in gone if each[0] not in ("fact", "option")}
    said = [each for block in made.blocks for each in mentions(block)]
    said += [each for entry in made.entries for each in mentions_of_entry(entry, type(made))]
    hanging = [
        (each.family, each.name.text)
        for each in said
        if any((kind, each.name.text) in gone for kind in each.family.split(" or "))
        and not any((kind, each.name.text) in here for kind in each.family.split(" or "))
    ]
    assert hanging == []
    plain = any(entry.key == "overrides" for block in node.blocks for entry in block.entries)
    assert left_out or plain or made == node


@given(agreements())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_was_reduced_is_not_reduced_again(node: ServiceLevelAgreement) -> None:
    made, _ = reduced(node)
    again, left_out = reduced(made)
    assert [each.words for each in left_out if each.words != HANGING] == []
    assert again == made


@pytest.mark.parametrize(
    "path", [each for each in VALID if each.name not in WIDE], ids=lambda each: each.name
)
def test_an_agreement_without_wide_terms_is_unchanged(path: Any) -> None:
    tree, _ = parse(SourceText(path.read_text("utf-8"), path.name))
    for node in (each for each in tree.blocks if isinstance(each, Agreement)):
        made, left_out = reduced(node)
        if not left_out:
            assert made == node


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").rglob("*.sla")), ids=lambda each: each.parent.name
)
def test_nothing_of_an_example_is_lost_in_silence(path: Any) -> None:
    tree, _ = parse(SourceText(path.read_text("utf-8"), path.name))
    for node in (each for each in tree.blocks if isinstance(each, Agreement)):
        made, left_out = reduced(node)
        overriding = any(entry.key == "overrides" for block in node.blocks for entry in block.entries)
        assert made == node or left_out or overriding


# ---- what hangs on what

SAMPLES = "source checks { holds: samples   every: 1 minute   fields { ok: yes or no } }"


def kept(text: str) -> tuple[set[str], str]:
    """The names of what is evaluated, and what is told as left out."""
    (agreement,) = sound(f"sla X {{ {text} }}")
    names = {
        *agreement.metrics,
        *agreement.objectives,
        *agreement.exclusions,
        *agreement.sources,
        *(f"credit {', '.join(each.objectives)}" for each in agreement.credits),
        *(f"right {each.action}" for each in agreement.rights),
        *(f"scenario {each.title}" for each in agreement.scenarios),
        *(f"report {each}" for each in agreement.reports),
    }
    return names, told(agreement)


def test_a_level_without_its_exclusion_is_no_level() -> None:
    text = f"""{PARTIES} {SERVICE} {SAMPLES} source windows {{ holds: intervals }}
      source calls {{ holds: records   fields {{ at: time }} }}
      fact Trial {{ type: yes or no }}
      exclusion Work {{ time: windows   allowance: first 8 hours per fiscal year   applies where: Trial }}
      metric Uptime {{
        of: Shop   measure: uptime from checks   down when: not ok   excluding: Work   controlled by: Nimbus
      }}
      metric Plain {{ of: Shop   measure: uptime from checks   down when: not ok   controlled by: Nimbus }}
      {PROMISE} objective Other {{ Nimbus ensures Plain at least 99% each month }} {CREDIT}
      credit for Other {{ base: that month's fee of Shop   amount: 5% }}
      Acme may terminate {{ when: Availability missed   notice: 30 days }}
      Acme may step in {{ when: Other missed   notice: 30 days }}
      Acme may claim damages {{ when: any objective missed   notice: 30 days }}
      report Monthly {{ measure: Uptime, Plain }}
      scenario "a" {{ month: 2026-03   down: Shop, 2026-03-04 10:00 to 2026-03-05 10:50   expect: Other missed }}
      scenario "b" {{ month: 2026-03   down: Shop, 2026-03-04 10:00 to 2026-03-05 10:50   expect: Availability missed }}
    """
    names, said = kept(text)
    assert {"Plain", "Other", "credit Other", "right step in", "report Monthly", "scenario a"} <= names
    assert not names & {
        "Work",
        "Uptime",
        "Availability",
        "credit Availability",
        "right terminate",
        "scenario b",
    }
    assert "right claim damages" not in names, "any objective is also the one that is not evaluated"
    assert "fiscal years of which nothing says when they begin" in said
    for hanging in (
        "metric Uptime",
        "objective Availability",
        "credit for Availability",
        "Acme may terminate",
    ):
        assert hanging in said


def test_a_name_of_another_kind_does_not_hang() -> None:
    text = f"""{PARTIES} {SERVICE} {TICKETS.replace("P1, P2", "Peak, P2")}
      calendar Peak {{ hours: not stated }}
      metric Share {{ measure: share of tickets   where: priority is Peak   good when: ok   controlled by: Nimbus }}
      objective O {{ Nimbus ensures Share at least 95% each month }}"""
    names, said = kept(text)
    assert {"Share", "O"} <= names
    assert "calendars whose hours are not stated" in said


def test_a_credit_of_which_a_part_is_left_out_is_open_and_the_rest_stays() -> None:
    text = f"""{WHOLE.replace("amount: 5%", "amount: 5%   several customers: each for itself   decided by: Acme")}
      scenario "a" {{ month: 2026-03   levels for Availability {{ 2026-03: 98% }}   expect: Availability missed }}
      scenario "b" {{
        month: 2026-03   levels for Availability {{ 2026-03: 98% }}   expect: Availability missed, credit 50 EUR
      }}
      scenario "c" {{ month: 2026-03   levels for Availability {{ 2026-03: 98% }}   expect: Availability credit 50 EUR }}"""
    names, said = kept(text)
    assert {"credit Availability", "Availability", "scenario a"} <= names
    assert "scenario b" in names, "whether it is missed is computed, and only how much that costs is not"
    assert "scenario c" not in names, "what it expects is not computed yet"
    assert "credits of each of several customers" in said


def test_a_bonus_takes_no_promise_with_it() -> None:
    bonus = (
        "bonus { base: that month's fee of Shop   amount: 1%   when: no credit due in 2 consecutive months"
        "   replaces: the credits of that period }"
    )
    names, said = kept(
        f"{PARTIES} {SERVICE} {METRIC} {PROMISE.replace('each month', f'each month   {bonus}')}"
    )
    assert "Availability" in names
    assert "bonuses" in said


def test_who_decides_a_claim_is_not_left_out() -> None:
    claims = "channel: in writing   deadline: 30 days after the month   decided by: Nimbus   decided within: 10 days"
    text = f"{WHOLE} claims {{ {claims} }}"
    (agreement,) = sound(f"sla X {{ {text} }}")
    assert agreement.claims is not None
    assert agreement.claims.decided_by == "Nimbus"
    assert agreement.left_out == ()


def test_rows_of_counters_are_kept() -> None:
    text = f"""{PARTIES} source traffic {{ holds: counters   every: 5 minutes   each: read   fields {{ bytes: number }} }}
      metric Sum {{ measure: sum of bytes in traffic   controlled by: Nimbus }}
      objective O {{ Nimbus ensures Sum at most 5 each month }}"""
    names, said = kept(text)
    assert names >= {"traffic", "Sum", "O"}
    assert "counters" not in said


def test_a_right_that_is_left_out_is_not_expected() -> None:
    text = f"""{WHOLE} Acme may terminate {{
        when: Availability met in each of the next 3 months   notice: 30 days
      }}
      scenario "a" {{ month: 2026-03   levels for Availability {{ 2026-03: 98% }}   expect: Acme may terminate }}"""
    names, said = kept(text)
    assert not names & {"right terminate", "scenario a"}
    assert 'with them scenario "a"' in said


# ---- nothing is lost: statements and contracts

_CURED = WHOLE.replace("amount: 5%", "amount: 5%   several customers: each for itself")
CURED = f'sla X {{ effective: 2026-01-01   time zone: "UTC"   currency: EUR   {_CURED} }}'


def test_a_statement_says_what_it_leaves_out() -> None:
    (agreement,) = sound(CURED)
    outcome = evaluate(agreement, Binding(), as_of=0, period="2026-03").outcome
    assert outcome.statement.not_evaluated == told(agreement)
    from sladsl.outcome.to_json import outcome_json
    from sladsl.outcome.to_text import outcome_text

    assert "credits of each of several customers" in told(agreement)
    assert told(agreement) in " ".join(outcome_text(outcome).split())
    assert f'"not_evaluated": "{told(agreement)}"' in outcome_json(outcome)


def test_the_contract_has_every_left_out_text() -> None:
    text = (ROOT / "tests" / "syntax" / "corpus" / "outsourcing.sla").read_text("utf-8")
    from sladsl.prose import contract
    from sladsl.prose.to_markdown import to_markdown

    for agreement in loaded(text).agreements:
        markdown = to_markdown(contract(agreement))
        for each in agreement.left_out:
            for line in each.text.split("\n"):
                assert line.strip() in markdown, (each.block, line)


def test_a_contract_without_them_has_no_such_section() -> None:
    assert "Terms as written" not in render(loaded(f"sla X {{ {WHOLE} }}"))
    assert "Terms as written" in render(loaded(CURED))
    assert "have not stated the Service Credit" not in render(loaded(CURED))


def test_no_text_ends_its_own_block() -> None:
    hostile = 'change { by: both parties   cites: "``` </pre> # Heading" }'
    markdown = render(loaded(f"sla X {{ {WHOLE} {hostile} }}"))
    assert "````sla" in markdown
    assert hostile in markdown


def test_every_answer_to_a_choice_is_computed() -> None:
    """Which of several values a changed field has is computed, whatever the answer."""
    for answer in ("highest", "latest", "at opening"):
        (agreement,) = sound(f"sla A {{ {WHOLE} interpretation {{ changed fields: {answer} }} }}")
        assert "changed fields" in agreement.choices
