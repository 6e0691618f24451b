"""What may still be lost, as a reader and as a script see it: the section, its JSON and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import run

TEXT = """\
sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { partial minutes: exact   overlapping outages: once   level rounding: none   excluded time: out of both }
  service Shop { hours: always   fee: 12_000 EUR per month }
  source outages { holds: intervals   collected: by hand   fields { site: text } }
  metric Uptime { of: Shop   measure: uptime from outages   for each: site   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands { at least 99.9%: none   at least 99.5%: 10%   otherwise: 25% }
  }
}
"""
OUTAGES = """\
start,end,site
2026-04-03 10:00,2026-04-03 10:30,berlin
2026-04-08 10:00,2026-04-08 10:20,berlin
2026-04-05 10:00,2026-04-05 10:36,pune
2026-04-05 10:00,2026-04-05 10:01,oslo
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.sla").write_text(TEXT)
    (tmp_path / "outages.csv").write_text(OUTAGES)
    (tmp_path / "data.toml").write_text('[source.outages]\nfile = "outages.csv"\nzone = "UTC"\n')
    return tmp_path


def evaluated(folder: Path, *more: str, as_of: str = "2026-04-11") -> tuple[int, str, str]:
    done = run(["evaluate", str(folder / "a.sla"), "--as-of", as_of, "--period", "2026-04", *more])
    return done.code, done.out, done.err


def test_the_section_says_what_is_left_and_when_it_is_gone(folder: Path) -> None:
    code, out, _ = evaluated(folder)
    assert code == 0
    start = out.index("Budget left")
    section = out[start : out.index("\n\n", start)]
    assert section.splitlines() == [
        "Budget left in 2026-04 (33% of it gone; days at the present rate)",
        "                                May be lost  Left               Used up",
        "  Availability",
        "    berlin: 50 min lost so far",
        '      missed, band "at least    43 min 12 s  none               since 2026-04-08',
        '      99.5%"',
        '      band "otherwise"          3 h 36 min   2 h 46 min (76%)   never',
        "    pune: 36 min lost so far",
        '      missed, band "at least    43 min 12 s  7 min 12 s (16%)   on 2026-04-13',
        '      99.5%"',
        '      band "otherwise"          3 h 36 min   3 h (83%)          never',
        "    oslo: 1 min lost so far",
        '      missed, band "at least    43 min 12 s  42 min 12 s (97%)  never',
        '      99.5%"',
        '      band "otherwise"          3 h 36 min   3 h 35 min (99%)   never',
    ]


def test_the_page_is_eighty_columns_wide(folder: Path) -> None:
    assert max(map(len, evaluated(folder)[1].splitlines())) <= 80


def test_reasons_have_it_too(folder: Path) -> None:
    _, out, _ = evaluated(folder, "--explain", "--scope", "pune")
    assert "Budget left\n  36 min lost in 10 d of 30 d; the level is a share of 30 d.\n" in out
    assert "2026-04-13" in out


def test_programs_get_exact_figures(folder: Path) -> None:
    _, out, _ = evaluated(folder, "--json")
    lines = {line["scope"]: line["budget"] for line in json.loads(out)["statement"]["lines"]}
    assert lines["pune"] == {
        "unit": "us",
        "lost": "2160000000/1",
        "gone": 864000000000,
        "time": 2592000000000,
        "whole": "2592000000000/1",
        "expected": False,
        "share_left": "1/6",
        "edges": [
            {
                "to": to,
                "allowed": f"{allowed}/1",
                "left": f"{allowed - 2160000000}/1",
                "state": state,
                "runs_out": out,
                "day": day,
                "since": "",
            }
            for to, allowed, state, out, day in (
                ("missed", 2592000000, "runs out", "2026-04-13T00:00:00Z", "2026-04-13"),
                ('the band "at least 99.5%"', 2592000000, "runs out", "2026-04-13T00:00:00Z", "2026-04-13"),
                ('the band "otherwise"', 12960000000, "lasts", None, ""),
            )
        ],
    }
    assert lines["berlin"]["share_left"] == "0/1"


@pytest.mark.parametrize(
    ("share", "code", "told"),
    [
        ("10%", 3, "budget: Availability, berlin, 2026-04: 0% left.\n"),
        ("0.1", 3, "budget: Availability, berlin, 2026-04: 0% left.\n"),
        (
            "17 %",
            3,
            "budget: Availability, berlin, 2026-04: 0% left.\nbudget: Availability, pune, 2026-04: 16% left.\n",
        ),
    ],
)
def test_a_script_stops_when_little_is_left(folder: Path, share: str, code: int, told: str) -> None:
    found, out, err = evaluated(folder, "--fail-budget-under", share)
    assert (found, err) == (code, told)
    assert "Budget left in 2026-04" in out  # the statement comes all the same


def test_enough_is_left_where_less_is_asked(folder: Path) -> None:
    """A sixth is left of one and nothing lost of others; the one that is used up has not begun yet."""
    (folder / "outages.csv").write_text(
        "".join(OUTAGES.splitlines(keepends=True)[:1]) + "2026-04-05 10:00,2026-04-05 10:36,pune\n"
    )
    assert evaluated(folder, "--fail-budget-under", "16%")[0] == 0
    assert evaluated(folder, "--fail-budget-under", "17%")[0] == 3


def test_a_period_that_is_over_has_no_budget(folder: Path) -> None:
    code, out, err = evaluated(folder, "--fail-budget-under", "100%", as_of="2026-05-01")
    assert (code, err) == (0, "")
    assert "Budget left" not in out


@pytest.mark.parametrize("share", ["0%", "101%", "-1%", "ten", "%", "1e-2", "10%%"])
def test_what_is_no_share_is_refused(folder: Path, share: str) -> None:
    code, out, err = evaluated(folder, "--fail-budget-under", share)
    assert (code, out) == (2, "")
    assert err == f"error: `{share}` is no share of a budget.\n  Write --fail-budget-under 10%.\n"


def test_data_in_doubt_come_first(folder: Path) -> None:
    (folder / "outages.csv").write_text(OUTAGES + "yesterday,2026-04-05 10:36,pune\n")
    assert evaluated(folder, "--fail-budget-under", "10%", "--strict")[0] == 1
    assert evaluated(folder, "--fail-budget-under", "10%")[0] == 3
