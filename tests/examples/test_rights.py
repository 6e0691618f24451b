"""The example of leased circuits: stages of claims, rights and dates worked out by hand, the same with either engine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sladsl.api import check, evaluate, load
from sladsl.data.files import load_binding
from sladsl.outcome.statement import Statement
from sladsl.outcome.to_json import outcome_json

AS_OF = int(datetime(2026, 4, 11, 22, tzinfo=UTC).timestamp()) * 1_000_000
"""12 April 2026, midnight in Berlin."""


def statement(root: Path, engine: str = "reference", period: str = "") -> Statement:
    folder = root / "examples" / "rights"
    loaded = load(str(folder / "agreement.sla"))
    assert loaded.agreement is not None
    binding, errors = load_binding(str(folder / "data.toml"))
    assert errors == ()
    return evaluate(loaded.agreement, binding, as_of=AS_OF, engine=engine, period=period).outcome.statement


def test_the_checker_finds_nothing(root: Path) -> None:
    assert check(load(str(root / "examples" / "rights" / "agreement.sla"))) == ()


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_kiel_may_be_terminated(root: Path, engine: str) -> None:
    found = {(each.words, each.scope): each for each in statement(root, engine).rights}
    kiel = found["Harbour may terminate that circuit", "Kiel"]
    # November, February and March; 60 days after 31 March; 30 days of notice from 12 April.
    assert [each.period for each in kiel.by] == ["2025-11", "2026-02", "2026-03"]
    assert (kiel.state, kiel.last_day, kiel.effective_day) == ("open", "2026-05-30", "2026-05-12")
    assert found["Harbour may terminate that circuit", "Bremen"].state == "not arisen"
    step_in = found["Harbour may step in", "Kiel"]
    # The report of March was due on the 9th (Easter) and is not among those that were sent: no time runs yet.
    assert (step_in.state, step_in.last_day) == ("open", "")
    assert "was due by 2026-04-09 and is not known to be sent" in step_in.presumed


def test_every_stage_has_its_dates(root: Path) -> None:
    lines = {
        (each.scope, each.period): each.claim for each in statement(root).lines if each.status == "missed"
    }

    def told(scope: str, period: str) -> list[tuple[str, str]]:
        claim = lines[scope, period]
        assert claim is not None
        return [(each.state, each.last_day) for each in claim.stages]

    # The report of November came on 4 December; the office is closed from Christmas Eve to New Year's Day.
    assert told("Kiel", "2025-11") == [("made in time", "2025-11-11"), ("made in time", "2026-01-12")]
    # The last outage of February ended on the 24th at 08:05; the report came on 10 March, and Easter has two holidays.
    assert told("Kiel", "2026-02") == [("made in time", "2026-02-27"), ("lapsed", "2026-04-09")]
    # Five minutes after the time was up.
    assert told("Kiel", "2026-03")[0] == ("made late", "2026-03-14")
    # Over the clock change: from 03:30 in the morning of the 29th, summer time.
    assert told("Hamburg", "2026-03")[0] == ("made in time", "2026-04-01")


def test_a_named_month_says_the_same_of_rights(root: Path) -> None:
    assert statement(root, period="2026-03").rights == statement(root).rights


def test_both_engines_say_the_same(root: Path) -> None:
    folder = root / "examples" / "rights"
    loaded = load(str(folder / "agreement.sla"))
    assert loaded.agreement is not None
    binding, _ = load_binding(str(folder / "data.toml"))
    texts = [
        outcome_json(evaluate(loaded.agreement, binding, as_of=AS_OF, engine=engine).outcome).replace(
            engine, ""
        )
        for engine in ("duckdb", "reference")
    ]
    assert texts[0] == texts[1]
