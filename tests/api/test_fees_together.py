"""Shares of the fees of several services together: in a base and in a cap, known and still to come; and what is no base."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sladsl.api import read_text
from tests.cli.run import run

AGREEMENT = """sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line }
  service Shop "Web shop" { hours: always   fee: 1_000 EUR per month }
  service Portal { hours: always   fee: 500 EUR per month }
  service Desk { hours: always   fee: as invoiced per month }
  metric Uptime { measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: BASE   amount: 20% }
  cap: CAP per month, of all credits
}
"""


def written(folder: Path, base: str, cap: str) -> str:
    path = folder / "agreement.sla"
    path.write_text(AGREEMENT.replace("BASE", base).replace("CAP", cap))
    (folder / "levels.csv").write_text("objective,period,level\nAvailability,2026-03,99%\n")
    return str(path)


def owed(path: str, *more: str) -> str:
    levels = f"levels={Path(path).parent / 'levels.csv'}"
    done = run(["evaluate", path, "--data", levels, *more, "--as-of", "2026-04-10", "--format", "json"])
    assert done.code == 0, done.err + done.out
    (line,) = json.loads(done.out)["statement"]["lines"]
    found: str = line["credit"]["text"]
    return found


MONTH = "that month's fee"


@pytest.mark.parametrize(
    ("base", "cap", "credit"),
    [
        (f"{MONTH} of Shop and Portal", "1_000 EUR", "300.00 EUR"),
        (f"{MONTH} of Portal and Shop", "1_000 EUR", "300.00 EUR"),
        (f"{MONTH} of Shop", f"10% of {MONTH} of Shop and Portal", "150.00 EUR"),
        (f"{MONTH} of Shop", f"50% of {MONTH} of Shop and Portal", "200.00 EUR"),
    ],
)
def test_fees_add_up(base: str, cap: str, credit: str, tmp_path: Path) -> None:
    path = written(tmp_path, base, cap)
    assert owed(path) == credit


def test_a_fee_that_is_still_to_come_stays_a_share_of_it(tmp_path: Path) -> None:
    path = written(tmp_path, f"{MONTH} of Shop", f"10% of {MONTH} of all services")
    assert "150.00 EUR" in (said := owed(path))
    assert "10% of 2026-03's fee of Desk" in said or "Desk" in said
    (tmp_path / "fees.csv").write_text("service,period,amount\nDesk,2026-03,300\n")
    assert owed(path, "--data", f"fees={tmp_path / 'fees.csv'}") == "180.00 EUR"
    (tmp_path / "fees.csv").write_text("service,period,amount\nDesk,2026-03,900\n")
    assert owed(path, "--data", f"fees={tmp_path / 'fees.csv'}") == "200.00 EUR"


def test_the_contract_says_the_sum(tmp_path: Path) -> None:
    done = run(
        ["render", written(tmp_path, f"{MONTH} of Shop and Portal", f"10% of {MONTH} of all services")]
    )
    words = " ".join(done.out.replace("*", "").split())
    assert "the sum of the Fee of Web Shop and the Fee of Portal for that month" in words
    assert "the sum of the Fee of Web Shop, the Fee of Portal and the Fee of Desk for that month" in words


@pytest.mark.parametrize(
    ("base", "message", "hint"),
    [
        (f"{MONTH} of Shop and Shop", "The fee of `Shop` is named twice.", "Name each service once."),
        (f"{MONTH} of Shop and Portl", "There is no service `Portl`.", "Did you mean `Portal`?"),
        ("that week's fee of Shop and Portal", "a week's fee", "Write `that month's fee`."),
    ],
)
def test_what_is_no_sum_of_fees(base: str, message: str, hint: str, tmp_path: Path) -> None:
    done = run(["check", written(tmp_path, base, "1_000 EUR")])
    words = " ".join(done.out.split())
    assert done.code == 1
    assert message in words
    assert hint in words


def test_without_a_name_the_hint_leads_to_all_services(tmp_path: Path) -> None:
    text = Path(written(tmp_path, f"{MONTH} of Shop", f"10% of {MONTH}")).read_text()
    Path(tmp_path / "agreement.sla").write_text(text.replace("of: Shop", ""))
    done = run(["check", str(tmp_path / "agreement.sla")])
    words = " ".join(done.out.split())
    assert "Add `of Shop`, `of Portal` or `of Desk`, or `of all services` for their fees together." in words
    (tmp_path / "agreement.sla").write_text(
        text.replace(f"10% of {MONTH} per", f"10% of {MONTH} of all services per")
    )
    assert "whose-fee" not in run(["check", str(tmp_path / "agreement.sla")]).out


def test_the_style_keeps_it(tmp_path: Path) -> None:
    path = written(tmp_path, f"{MONTH}  of Shop   and Portal", f"10% of {MONTH} of  all services")
    run(["fmt", path])
    text = Path(path).read_text()
    assert "base: that month's fee of Shop and Portal" in text
    assert run(["fmt", "--check", path]).code == 0


@pytest.mark.parametrize("fee", ["of all services", "of Hosts and Storage"])
def test_fees_of_each_unit_are_not_told_to_be_unsaid(fee: str) -> None:
    """All of them are said; what is missing is their sum, and the way out names one that is."""
    text = f"""
sla T "Terms" {{
  time zone: "UTC"   currency: EUR
  party A {{ role: provider }}
  party B {{ role: customer }}
  service Hosts {{ for each: host   hours: always   fee: 100 EUR per month }}
  service Storage {{ hours: always   fee: 50 EUR per month }}
  metric Up {{ of: Storage   measure: as reported   collected by: A   controlled by: A }}
  objective Good {{
    A ensures Up at least 99% each month
    credit {{ base: that month's fee {fee}   amount: 5% }}
  }}
}}
"""
    (found,) = [each for each in read_text(text).findings if each.name == "whose-fee"]
    assert "fees of several services together hold no fee of that kind yet" in found.message
    assert "of that host" not in found.hint
