"""`sladsl compare`: what a changed text would have cost on the same data."""

from __future__ import annotations

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
    done = run(["compare", HOSTING, new, "--as-of", "2026-04-12"])
    assert done.code == 0
    flat = " ".join(done.out.split())
    assert "1 line differs" in flat
    assert "3,000.00 EUR" in flat
    assert "3,600.00 EUR" in flat
    assert "difference +600.00 EUR" in flat
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_the_same_text_is_the_same(tmp_path: Path) -> None:
    done = run(["compare", HOSTING, HOSTING, "--as-of", "2026-04-12"])
    assert "Nothing comes out otherwise." in done.out
    assert "difference 0.00 EUR" in " ".join(done.out.split())


def test_a_promise_that_is_gone_has_no_line(tmp_path: Path) -> None:
    new = changed(tmp_path, "minimum: at least 99.5%", "minimum: at least 95%")
    done = run(["compare", HOSTING, new, "--as-of", "2026-04-12", "--period", "2026-03"])
    assert "below minimum" in done.out
    cheaper = changed(tmp_path, "at least 99.0%: 10%", "at least 99.0%: 5%")
    assert "difference -600.00 EUR" in " ".join(
        run(["compare", HOSTING, cheaper, "--as-of", "2026-04-12"]).out.split()
    )


def test_wrong_arguments(tmp_path: Path) -> None:
    refused(["compare", HOSTING, "nowhere.sla", "--as-of", "2026-04-12"], "nowhere.sla")
    broken = tmp_path / "broken.sla"
    broken.write_text("sla A {\n  effective: soon\n}\n")
    refused(["compare", HOSTING, str(broken), "--as-of", "2026-04-12"], "has no meaning yet")
