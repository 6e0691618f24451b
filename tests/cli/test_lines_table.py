"""The lines of a statement as a file: what stands in it, that CSV and Parquet say the same, and what is refused."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from sladsl.outcome.to_table import COLUMNS
from tests.cli.run import refused, run
from tests.repo.files import ROOT

HOSTING = str(ROOT / "examples" / "web-hosting" / "agreement.sla")
PAGE = ROOT / "docs" / "statements.md"


def written(path: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run(["evaluate", *arguments, "--lines", str(path), "-o", os.devnull])
    assert done.code == 0, done.err
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    return list(pyarrow.parquet.read_table(path).to_pylist())


def test_figures_are_exact_and_both_files_say_the_same(tmp_path: Path) -> None:
    texts = written(tmp_path / "lines.csv", HOSTING, "--as-of", "2026-04-12")
    typed = written(tmp_path / "lines.parquet", HOSTING, "--as-of", "2026-04-12")
    assert [list(row) for row in (*texts, *typed)] == [[column.name for column in COLUMNS]] * 12
    march = next(row for row in texts if (row["objective"], row["period"]) == ("Availability", "2026-03"))
    assert march["status"] == "missed"
    assert march["unit"] == "percent"
    assert march["level"] == "98.766262898161"
    exact = march["level_exact"].split("/")
    assert Decimal(exact[0]) / Decimal(exact[1]) == pytest.approx(
        Decimal(march["level"]), abs=Decimal("1e-12")
    )
    assert (march["start"], march["end"]) == ("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")
    assert march["clause"] == "5.1"
    for text, value in zip(texts, typed, strict=True):
        for column in COLUMNS:
            one, other = text[column.name], value[column.name]
            match column.holds:
                case "text":
                    assert other == one
                case "number":
                    assert other == (Decimal(one) if one else None)
                case "instant":
                    assert (other and other.astimezone(UTC)) == (datetime.fromisoformat(one) if one else None)
                case "yes or no":
                    assert other is (one == "yes")


AGREEMENT = """
sla T "Sums, \\"quotes\\" and 10 €" {
  time zone: "UTC"   currency: EUR
  party N { role: provider   accepted: by ordering }
  party A { role: customer   accepted: by ordering }
  service Shop { hours: always   fee: as invoiced per month }
  objective Av "=1+1, \\"Äpfel\\"" {
    N ensures at least 99.9% each month   measure: as reported   of: Shop   collected by: N
  }
  objective Due { N ensures at most 4 hours each month   measure: as reported   of: Shop   collected by: N }
  credit for Av { base: that month's fee of Shop   amount: 10% }
  credit for Due { amount: 25 EUR }
  cap: 20 EUR per month, of all credits
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.sla").write_text(AGREEMENT, encoding="utf-8")
    Path("levels.csv").write_text("period,objective,level\n2026-03,Av,99%\n2026-03,Due,5 hours\n")
    return tmp_path


def test_open_amounts_hostile_titles_and_durations(folder: Path) -> None:
    for ending in ("csv", "parquet"):
        av, due = written(
            folder / f"l.{ending}", "a.sla", "--data", "levels=levels.csv", "--as-of", "2026-05-01"
        )
        assert av["title"] == '=1+1, "Äpfel"'
        assert not av["credit"]
        assert "Shop" in av["credit_text"]
        assert (due["unit"], Decimal(due["level"]), due["level_exact"]) == ("seconds", 18_000, "18000/1")


def test_a_line_that_hangs_on_an_answer_is_not_certain(tmp_path: Path) -> None:
    text = Path(HOSTING).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "excluded time:" not in line]
    assert len(kept) < len(text.splitlines())
    draft = tmp_path / "open.sla"
    draft.write_text("\n".join(kept), encoding="utf-8")
    data = ["--data", str(Path(HOSTING).with_name("data.toml")), "--as-of", "2026-04-12"]
    found = written(tmp_path / "l.csv", str(draft), *data)
    assert {(row["objective"], row["certain"]) for row in found} >= {
        ("Response", "yes"),
        ("Availability", "no"),
    }


def test_what_is_refused(folder: Path) -> None:
    data = ["--data", "levels=levels.csv"]
    refused(["evaluate", "a.sla", *data, "--lines", "lines.xlsx"], "no name of a table", "lines.parquet")
    refused(["evaluate", "a.sla", *data, "--lines", "no/where.csv"], "no/where.csv")
    refused(["evaluate", "a.sla", *data, "--lines", "levels.csv"], "is read here")
    assert sorted(os.listdir(folder)) == ["a.sla", "levels.csv"]


def test_the_page_names_every_column() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"| `{column.name}` | {column.holds} | {column.about} |" in page
