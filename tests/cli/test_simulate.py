"""`sladsl simulate` as users meet it: text, JSON, files and refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import refused, run

HOSTING = "examples/web-hosting/agreement.sla"
RIGHTS = "examples/rights/agreement.sla"
LINE = ["--period", "2026", "--process", "Line in Kiel: 5 per year, 2 h"]


@pytest.fixture(autouse=True)
def at_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_json_is_exact_and_goes_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "simulated.json"
    done = run(["simulate", RIGHTS, *LINE, "--draws", "5", "--json", "-o", str(target)])
    assert (done.code, done.out) == (0, "")
    document = json.loads(target.read_text(), parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert document["format"] == "sladsl.simulated/1"
    assert (document["draws"], document["seed"], document["periods"]) == (5, 1, "2026-01 to 2026-12")
    (variant,) = document["variants"]
    assert {each["right"] for each in variant["rights"]} == {
        "Harbour may terminate that circuit",
        "Harbour may step in",
    }


def test_another_agreement_on_the_same_histories(tmp_path: Path) -> None:
    cheaper = tmp_path / "cheaper.sla"
    cheaper.write_text(Path(RIGHTS).read_text().replace("amount: 10%", "amount: 5%"))
    done = run(["simulate", RIGHTS, *LINE, "--draws", "5", "--variant", str(cheaper), "--json"])
    assert done.code == 0, done.err
    first, other = json.loads(done.out)["variants"]
    assert other["name"] == "cheaper.sla"
    assert first["promises"][0]["missed"] == other["promises"][0]["missed"]
    assert other["difference"]["value"].startswith("-")


def test_a_history_from_standard_input() -> None:
    rows = b"circuit,start,end\nKiel,2026-01-05 10:00,2026-01-05 16:00\n"
    data = [
        "--data",
        "faults=-",
        "--data",
        "faults.zone=Europe/Berlin",
        "--data",
        "faults.covers=2026-01 to 2026-02",
    ]
    done = run(["simulate", RIGHTS, *data, "--draws", "3", "--json", "--as-of", "2026-03-02"], stdin=rows)
    assert done.code == 0, done.err
    document = json.loads(done.out)
    assert document["process"][0].startswith("Days drawn from 59 days of history, 2026-01-01 to 2026-02-28")
    assert any("Not simulated" in each and "Faults answered" in each for each in document["notes"])


def test_refusals(tmp_path: Path) -> None:
    alone = tmp_path / "alone.sla"
    alone.write_text(Path(RIGHTS).read_text())
    refused(["simulate", str(alone)], "nothing to simulate from", "--process")
    refused(["simulate", RIGHTS, "--draws", "0"], "0 draws can't be made")
    refused(["simulate", RIGHTS, "--process", "Lin: 2 per month, 1 h"], "Did you mean `Line`?")
    refused(["simulate", RIGHTS, *LINE, "-o", RIGHTS], "is read here")
    refused(["simulate", RIGHTS, "--variant", "nowhere.sla"], "nowhere.sla")
    refused(["simulate", RIGHTS, *LINE, "--period", "2024"], "No promise is assessed")
