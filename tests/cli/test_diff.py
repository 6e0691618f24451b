"""`sladsl diff`: what a changed text would have cost on the same data."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.run import refused, run

HOSTING = "examples/web-hosting/agreement.sla"


@pytest.fixture(autouse=True)
def at_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def changed(tmp_path: Path, old: str, new: str) -> str:
    text = Path(HOSTING).read_text()
    assert text.count(old) == 1
    target = tmp_path / "new.sla"
    target.write_text(text.replace(old, new))
    return str(target)


def test_one_band_and_its_cost(tmp_path: Path) -> None:
    new = changed(tmp_path, "at least 95.0%: 25%", "at least 95.0%: 30%")
    done = run(["diff", HOSTING, new, "--as-of", "2026-04-12"])
    assert done.code == 0
    flat = " ".join(done.out.split())
    assert "1 line differs" in flat
    assert "3,000.00 EUR" in flat
    assert "3,600.00 EUR" in flat
    assert "difference +600.00 EUR" in flat
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_the_same_text_is_the_same(tmp_path: Path) -> None:
    done = run(["diff", HOSTING, HOSTING, "--as-of", "2026-04-12"])
    assert "Nothing comes out otherwise." in done.out
    assert "difference 0.00 EUR" in " ".join(done.out.split())


def test_a_promise_that_is_gone_has_no_line(tmp_path: Path) -> None:
    new = changed(tmp_path, "minimum: at least 99.5%", "minimum: at least 95%")
    done = run(["diff", HOSTING, new, "--as-of", "2026-04-12", "--period", "2026-03"])
    assert "below minimum" in done.out
    cheaper = changed(tmp_path, "at least 99.0%: 10%", "at least 99.0%: 5%")
    assert "difference -600.00 EUR" in " ".join(
        run(["diff", HOSTING, cheaper, "--as-of", "2026-04-12"]).out.split()
    )


def test_the_wording_the_periods_and_json(tmp_path: Path) -> None:
    new = changed(tmp_path, "at least 95.0%: 25%", "at least 95.0%: 30%")
    done = run(["diff", HOSTING, new, "--as-of", "2026-04-12"])
    told = done.out.splitlines()
    at = told.index("The contract says otherwise:")
    assert told[at : at + 5] == [
        "The contract says otherwise:",
        "  Service credits: Service Credit for the Availability Service Level",
        "    - 95.0% or more, but less than 99.0%: 25%",
        "    + 95.0% or more, but less than 99.0%: 30%",
        "",
    ]
    assert "2026-03  3,000.00 EUR  3,600.00 EUR  +600.00 EUR" in done.out
    document = json.loads(run(["diff", HOSTING, new, "--as-of", "2026-04-12", "--json"]).out)
    assert document["format"] == "sladsl.diff/1"
    assert document["difference"] == {"amount": "600.00", "currency": "EUR"}
    assert [each["period"] for each in document["periods"]] == ["2026-03"]
    assert [each["old"]["credit"]["text"] for each in document["lines"]] == ["3,000.00 EUR"]
    assert document["rights"] == []


def test_the_periods_add_up_to_the_difference(tmp_path: Path) -> None:
    """Also where a cap moves what the change costs to an earlier month."""
    text = Path(HOSTING).read_text().replace("at least 99.0%: 10%", "at least 99.0%: 15%")
    new = tmp_path / "new.sla"
    new.write_text(text.replace("60_000 EUR per contract year", "4_000 EUR per contract year"))
    document = json.loads(run(["diff", HOSTING, str(new), "--as-of", "2026-04-12", "--json"]).out)
    changes = {each["period"]: Decimal(each["difference"]["amount"]) for each in document["periods"]}
    assert changes == {"2026-02": Decimal(600), "2026-03": Decimal(-875)}
    assert sum(changes.values()) == Decimal(document["difference"]["amount"])


def test_a_right_that_comes_later(tmp_path: Path) -> None:
    text = Path("examples/rights/agreement.sla").read_text()
    new = tmp_path / "new.sla"
    new.write_text(
        text.replace(
            "in 3 of any 6 consecutive months or Availability critical", "in 5 of any 6 consecutive months"
        )
    )
    done = run(["diff", "examples/rights/agreement.sla", str(new), "--as-of", "2026-05-10"])
    assert "right differs:" in done.out or "rights differ:" in done.out
    assert "not arisen" in done.out


def test_a_choice_left_open_is_named(tmp_path: Path) -> None:
    new = changed(tmp_path, "at least 99.9% each month", "at least 99.5% each month")
    done = run(["diff", HOSTING, new, "--as-of", "2026-04-12"])
    assert "Left open after, in its first reading above: credit when met." in done.out


def test_the_former_name_still_works() -> None:
    done = run(["compare", HOSTING, HOSTING, "--as-of", "2026-04-12"])
    assert "Nothing comes out otherwise." in done.out
    assert "compare" not in run(["--help"]).out


def test_wrong_arguments(tmp_path: Path) -> None:
    refused(["diff", HOSTING, "nowhere.sla", "--as-of", "2026-04-12"], "nowhere.sla")
    broken = tmp_path / "broken.sla"
    broken.write_text("sla A {\n  effective: soon\n}\n")
    refused(["diff", HOSTING, str(broken), "--as-of", "2026-04-12"], "has no meaning yet")
