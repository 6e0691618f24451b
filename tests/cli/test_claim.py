"""`sladsl claim`: what is claimed is what the statement owes, with its clauses, rows and last day; nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sladsl.outcome.words import cited
from tests.cli.run import refused, run

HOSTING = "examples/web-hosting/agreement.sla"
REPORTED = "examples/reported/agreement.sla"


@pytest.fixture(autouse=True)
def at_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_the_notice_has_everything_a_claim_needs() -> None:
    done = run(["claim", HOSTING, "--as-of", "2026-04-12"])
    assert done.code == 0
    flat = " ".join(done.out.split())
    for part in (
        "To: Nimbus Hosting GmbH",
        "From: Acme Retail AG",
        "Managed Hosting Agreement, version 2.1",
        "To arrive by: 2026-04-30",
        "2026-03 Availability 3,000.00 EUR 2026-04-30",
        "dates and times of the outages",
        "promised is at least 99.9%; attained was 98.766% (below minimum)",
        "2026-03-17 08:20 2026-03-17 17:30 9 h 10 min",
        "missing samples: down",
    ):
        assert part in flat, part
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_what_has_lapsed_is_told_and_not_claimed() -> None:
    done = run(["claim", HOSTING, "--as-of", "2026-04-12"])
    assert "2026-02" not in done.out.split("3. Evidence")[0]
    assert "1,200.00 EUR can't be claimed any more (last day 2026-03-30)" in " ".join(done.err.split())


def test_in_february_both_credits_are_claimed_together() -> None:
    done = run(["claim", HOSTING, "--as-of", "2026-03-12", "--period", "2026-02"])
    flat = " ".join(done.out.split())
    assert "Together 1,275.00 EUR." in flat
    assert "tickets" in flat


def test_clause_numbers_are_those_of_the_contract() -> None:
    contract = run(["render", HOSTING]).out
    notice = run(["claim", HOSTING, "--as-of", "2026-04-12"]).out
    found = set(re.findall(r"clause (\d+(?:\.\d+)?)", notice))
    assert found
    for number in found:
        assert f"**{number}**" in contract or f"## {number}. " in contract, number


def test_a_signed_text_is_cited_first() -> None:
    done = run(["claim", REPORTED, "--as-of", "2026-04-12", "--format", "markdown"])
    assert "follow from Sch. 3 §7." in done.out
    assert "as rendered" not in done.out, "the other side has the signed text"
    assert "## 2. Grounds" in done.out


WEAK = ("leaves open", "assumed", "presumed", "About the data", "not certain", "can't be claimed any more")


@pytest.mark.parametrize("shape", ["text", "markdown"])
def test_the_notice_does_not_tell_the_other_side_its_own_weak_points(shape: str) -> None:
    done = run(["claim", REPORTED, "--as-of", "2026-04-12", "--format", shape])
    assert not [each for each in WEAK if each in " ".join(done.out.split())]
    assert done.err.lstrip().startswith("For you, not part of the notice:\n  - "), done.err
    told = " ".join(done.err.split())
    assert "- The agreement leaves open: cap covers, read here as `each credit`." in told
    assert "at least" in told
    assert "can't be claimed any more (last day 2026-03-27)" in told
    assert all(len(line) <= 80 for line in done.err.splitlines())


def test_what_was_assumed_is_told_to_the_claimant_alone(tmp_path: Path) -> None:
    arguments = ["claim", REPORTED, "--as-of", "2026-04-12", "--assume", "cap covers: all credits"]
    target = tmp_path / "claim.md"
    for more in ([], ["-o", str(target)]):
        done = run([*arguments, *more])
        told = " ".join(done.err.split())
        assert "- Assumed for this notice, not said by the agreement: cap covers: all credits." in told
        assert "leaves open" not in told, "it is answered"
        assert "ssumed" not in done.out
    assert "cap covers: all credits" in target.read_text()
    assert "ssumed" not in target.read_text()


def test_a_last_day_that_rests_on_a_presumption_and_what_the_data_lack_are_told_to_the_claimant_alone(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    source = Path("examples/rights")
    for name in ("agreement.sla", "faults.csv", "levels.csv", "claims.csv"):
        (folder / name).write_bytes((source / name).read_bytes())
    data = (source / "data.toml").read_text()
    (folder / "data.toml").write_text(data.replace('[reports]\nfile = "reports.csv"\n', ""))
    done = run(["claim", str(folder / "agreement.sla"), "--as-of", "2026-04-12"])
    assert done.code == 0, done.err
    told = " ".join(done.err.split())
    assert "taken as sent" in told or "if that was another day, so is the last day" in told
    assert "if that was another day" not in " ".join(done.out.split())


def test_a_file_by_its_name_is_markdown_and_whole(tmp_path: Path) -> None:
    target = tmp_path / "claim.md"
    done = run(["claim", HOSTING, "--as-of", "2026-04-12", "-o", str(target)])
    assert (done.code, done.out) == (0, "")
    assert target.read_text().startswith("# Notice of claim for service credits\n")
    assert [each.name for each in tmp_path.iterdir()] == ["claim.md"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "2026-06-01"], "There is nothing to claim."),
        (["--as-of", "2026-04-12", "--period", "2026-01"], "There is nothing to claim."),
    ],
)
def test_nothing_to_claim_writes_nothing(tmp_path: Path, arguments: list[str], said: str) -> None:
    target = tmp_path / "claim.md"
    done = run(["claim", HOSTING, *arguments, "-o", str(target)])
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert not target.exists()


def test_credits_without_a_claim_need_no_notice(tmp_path: Path) -> None:
    text = Path(HOSTING).read_text().replace("channel: in writing", "channel: none needed")
    folder = tmp_path / "a"
    folder.mkdir()
    for name in ("data.toml", "checks.csv", "maintenance.csv", "tickets.csv"):
        (folder / name).write_bytes((Path(HOSTING).parent / name).read_bytes())
    (folder / "agreement.sla").write_text(re.sub(r"   deadline: 30 days after the month", "", text))
    done = run(["claim", str(folder / "agreement.sla"), "--as-of", "2026-04-12"])
    assert done.code == 1
    assert "is due without a claim" in " ".join(done.err.split())


def test_names_can_do_no_harm(tmp_path: Path) -> None:
    hostile = "# [x](http://evil) <script> | `code` _a_"
    folder = tmp_path / "a"
    folder.mkdir()
    for name in ("data.toml", "checks.csv", "maintenance.csv", "tickets.csv"):
        (folder / name).write_bytes((Path(HOSTING).parent / name).read_bytes())
    text = Path(HOSTING).read_text().replace("Acme Retail AG", hostile)
    (folder / "agreement.sla").write_text(text)
    done = run(["claim", str(folder / "agreement.sla"), "--as-of", "2026-04-12", "--format", "markdown"])
    assert done.code == 0
    assert "<script>" not in done.out
    assert "](http" not in done.out.replace("\\]", "")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["claim", "nowhere.sla"], "no file nowhere.sla"),
        (["claim", HOSTING, "--as-of", "soon"], "`soon` is no time"),
        (["claim", HOSTING, "--period", "spring"], "`spring` is no period"),
        (["claim", HOSTING, "--assume", "weather: fine"], "assumes nothing that this agreement asks"),
    ],
)
def test_wrong_arguments(arguments: list[str], part: str) -> None:
    refused(arguments, part)


def test_a_bare_number_of_the_signed_text_is_a_clause() -> None:
    word = "examples/from-word/agreement.sla"
    flat = " ".join(run(["claim", word, "--as-of", "2026-04-10"]).out.split())
    assert "The promise is made in clause 2." in flat
    assert "600.00 EUR (clause 5)" in flat
    assert "waiting" not in flat, "an empty cell is no evidence"
    assert "[clause 6]" in " ".join(run(["due", word, "--as-of", "2026-04-10"]).out.split())
    assert (
        "[clause 2; clause 5.1 as rendered]"
        in run(["evaluate", word, "--as-of", "2026-04-10", "--explain"]).out
    )


def test_a_time_that_has_not_begun_is_open_and_the_claimant_is_told_why() -> None:
    done = run(["claim", "examples/rights/agreement.sla", "--as-of", "2026-04-10"])
    assert "Availability, Hamburg 80.00 EUR open" in " ".join(done.out.split())
    assert "not known to be sent" not in " ".join(done.out.split())
    assert "- ServiceReport of 2026-03 was due by 2026-04-09 and is not known to be sent" in " ".join(
        done.err.split()
    )


@pytest.mark.parametrize(
    ("cites", "words"),
    [
        ("2", "clause 2"),
        ("4.2", "clause 4.2"),
        ("3 (b)", "clause 3 (b)"),
        ("Sch. 3 §7", "Sch. 3 §7"),
        ("§ 4", "§ 4"),
        ("", ""),
        ("4.2 and 5", "clauses 4.2 and 5"),
        ("4.2, 4.3 (b)", "clauses 4.2, 4.3 (b)"),
        ("4.2 and Annex 3", "4.2 and Annex 3"),
        ("4.2 and", "4.2 and"),
    ],
)
def test_citations(cites: str, words: str) -> None:
    assert cited(cites) == words
