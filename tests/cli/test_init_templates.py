"""`sladsl init --template`: each draft can be checked at once, is in the style, and asks for what nobody said."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.api import check, read_text
from sladsl.api.drafting.answers import Answers
from sladsl.api.drafting.lines import OPEN
from sladsl.api.drafting.templates import KEYS, NAMES, template
from sladsl.api.formatting import format_text
from sladsl.cli.init import KEYS as FLAGS
from sladsl.source import SourceText
from tests.cli.run import refused, run

FILLED = Answers(
    title='Terms "A" \\ B',
    provider='Nimbus "N" GmbH',
    customer="Acme {x} @zone@ #? title: x",
    service="the shop's hosting",
    currency="EUR",
    fee="1_000 EUR per month",
    zone="Europe/Berlin",
    effective="2026-01-01",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answers", [Answers(), FILLED], ids=["empty", "filled"])
def test_a_draft_can_be_checked_at_once(name: str, answers: Answers) -> None:
    text, questions = template(name, answers)
    loaded = read_text(text)
    found = check(loaded)
    assert [each for each in found if each.severity != "information"] == []
    assert format_text(SourceText(text))[0] == text
    assert text.count(OPEN) == questions + 1
    assert questions > 0


@pytest.mark.parametrize("name", NAMES)
def test_answers_stand_where_they_belong_and_are_asked_no_more(name: str) -> None:
    empty, filled = template(name, Answers()), template(name, FILLED)
    assert filled[1] < empty[1]
    agreement = read_text(filled[0]).agreement
    assert agreement is not None
    assert (agreement.title, agreement.zone) == (FILLED.title, FILLED.zone)
    assert {FILLED.provider, FILLED.customer} <= {party.title for party in agreement.parties.values()}


def test_every_place_is_a_flag() -> None:
    assert set(KEYS) <= set(FLAGS)


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(["init", "--template", "support", "--provider", "Helpers", "desk.sla"])
    assert (done.code, "Wrote desk.sla." in done.out) == (0, True)
    assert run(["check", "desk.sla"]).code == 0
    refused(["init", "--template", "support", "desk.sla"], "is there already")
    refused(["init", "--template", "support", "--target", "99%", "x.sla"], "--target has no place")
    refused(["init", "--template", "support", "--data", "t.csv", "x.sla"], "has its own sources")
    refused(["init", "--template", "support", "--zone", "Nowhere/Never", "x.sla"], "--zone")
    assert "saas" in run(["init", "--template", "sass", "x.sla"]).err
    assert not (tmp_path / "x.sla").exists()
    printed = run(["init", "--template", "internal", "-"])
    assert printed.out.startswith("# A draft")
