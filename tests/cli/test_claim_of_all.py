"""One letter that claims everything of a month: a row of the claims without an objective."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import run

HEAD = "objective,period,claimed\n"


@pytest.fixture
def folder(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(root / "examples" / "reported", tmp_path / "r")
    monkeypatch.chdir(tmp_path / "r")
    return tmp_path / "r"


def claimed(folder: Path, rows: str, *given: str, head: str = HEAD) -> dict[str, Any]:
    (folder / "claims.csv").write_text(head + rows, encoding="utf-8")
    toml = (folder / "data.toml").read_text(encoding="utf-8")
    if "[claims]" not in toml:
        (folder / "data.toml").write_text(toml + '\n[claims]\nfile = "claims.csv"\n', encoding="utf-8")
    done = run(["evaluate", "agreement.sla", "--as-of", "2026-04-12", "--json", *given])
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return dict(found.get("statement", found))


def states(statement: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (line["objective"], line["period"]): line["claim"]["state"]
        for line in statement["lines"]
        if line["claim"] and line["claim"]["state"] != "nothing to claim"
    }


def names(statement: dict[str, Any]) -> list[str]:
    return [each["name"] for each in statement["findings"] if each["source"] == "claims"]


FEBRUARY = [("Availability", "2026-02"), ("Answered", "2026-02")]
MARCH = ("Answered", "2026-03")


def test_a_row_without_an_objective_claims_all_of_its_period(folder: Path) -> None:
    found = claimed(folder, ",2026-02,2026-03-20\n")
    assert states(found) == {**dict.fromkeys(FEBRUARY, "made in time"), MARCH: "open"}
    assert names(found) == ["claim-of-all"]
    said = [each for each in found["findings"] if each["name"] == "claim-of-all"]
    assert (said[0]["severity"], said[0]["message"]) == ("information", "claims: 1 row names no objective.")
    alone = claimed(folder, "Availability,2026-02,2026-03-20\nAnswered,2026-02,2026-03-20\n")
    assert states(alone) == states(found)
    assert [each["credit"] for each in alone["lines"]] == [each["credit"] for each in found["lines"]]


@pytest.mark.parametrize(
    ("rows", "february", "march"),
    [
        # After the last day nothing could be claimed any more: it stays as it was.
        (",2026-02,2026-03-28\n", ("lapsed", "lapsed"), "open"),
        # What was claimed too late was, and what was not is claimed by the letter.
        ("Availability,2026-02,2026-03-28\n,2026-02,2026-03-27\n", ("made in time", "made in time"), "open"),
        ("Availability,2026-02,2026-03-28\n,2026-02,2026-03-29\n", ("made late", "lapsed"), "open"),
        ("Availability,2026-02,2026-03-02\n,2026-02,2026-03-27\n", ("made in time", "made in time"), "open"),
        # Another month, or a quarter, is not its period.
        (",2026-03,2026-04-02\n", ("lapsed", "lapsed"), "made in time"),
        # Not known yet on the day of the statement.
        (",2026-03,2026-04-20\n", ("lapsed", "lapsed"), "open"),
        # With another objective beside it, each row is for itself.
        ("Answered,2026-02,2026-03-20\n", ("lapsed", "made in time"), "open"),
    ],
)
def test_what_a_claim_of_all_reaches(rows: str, february: tuple[str, str], march: str, folder: Path) -> None:
    found = states(claimed(folder, rows))
    assert found == {**dict(zip(FEBRUARY, february, strict=True)), MARCH: march}


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        (",2026-Q1,2026-03-20\n", "claim-without-line"),
        (",2025-02,2026-03-20\n", ""),  # of a month that nobody asks for
        (",,2026-03-20\n", "blank-cell"),
        (",2026-02,soon\n", "unreadable-claim"),
        (",2026-03,2026-04-20\n", "claim-after-as-of"),
        (",2026-02,2026-03-20\n,2026-02,2026-03-21\n", "repeated-claim"),
        ("Total,,1\n", "totals-row"),
    ],
)
def test_what_is_wrong_with_a_claim_of_all(rows: str, finding: str, folder: Path) -> None:
    assert not finding or finding in names(claimed(folder, rows, "--period", "2026-01..2026-03"))


def test_a_scope_or_a_stage_that_there_is_not(folder: Path) -> None:
    head = "objective,scope,period,claimed,stage\n"
    found = claimed(folder, ",Leeds,2026-02,2026-03-20,\n", head=head)
    assert "claim-without-line" in names(found)
    assert set(states(found).values()) == {"lapsed", "open"}
    found = claimed(folder, ",,2026-02,2026-03-20,first\n", head=head)
    assert "claim-without-stage" in names(found)
    assert set(states(found).values()) == {"lapsed", "open"}


def test_what_is_said_of_all_rows_goes_before(folder: Path) -> None:
    """`objective` under [claims] names the objective of rows without one, as before."""
    claimed(folder, ",2026-02,2026-03-20\n")
    toml = (folder / "data.toml").read_text(encoding="utf-8")
    (folder / "data.toml").write_text(toml + 'objective = "Answered"\n', encoding="utf-8")
    found = claimed(folder, ",2026-02,2026-03-20\n")
    assert states(found)["Availability", "2026-02"] == "lapsed"
    assert states(found)["Answered", "2026-02"] == "made in time"
    assert names(found) == []


def test_the_notice_and_the_agenda_know_it(folder: Path) -> None:
    claimed(folder, "")
    before = run(["claim", "agreement.sla", "--as-of", "2026-04-12"])
    assert before.code == 0
    assert "Calls answered" in before.out
    assert "claim" in run(["due", ".", "--as-of", "2026-04-12"]).out
    claimed(folder, ",2026-03,2026-04-02\n")
    after = run(["claim", "agreement.sla", "--as-of", "2026-04-12"])
    assert (after.code, after.out) == (1, "")
    assert "was claimed already" in " ".join(after.err.split())
    kinds = [each["kind"] for each in agenda()]
    assert "claim" not in kinds
    claimed(folder, "Availability,2026-03,2026-04-02\n")
    assert [(each["kind"], each["day"]) for each in agenda()] == [("claim", "2026-04-30")]


def agenda() -> list[dict[str, Any]]:
    done = run(["due", ".", "--as-of", "2026-04-12", "--format", "json"])
    return list(json.loads(done.out)["items"])
