"""Of any amendment: the past stays as it was, what follows is as if the new terms had always been there, engines agree."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.api.amendments import ANSWERS, HEAD, evaluation, statement, worth

MONTHS = tuple(f"2026-{month:02}" for month in range(1, 13))
TARGETS = ("99.9%", "99.5%", "99%", "95%")
FEES = ("10_000", "6_000", "12_345")
HOURS = ("always", "Office", "Day")
TERMS = ("at the failure", "at the start of the period", "day by day")


def promise(rng: random.Random) -> dict[str, str]:
    return {
        "TARGET": rng.choice(TARGETS),
        "FEE": rng.choice(FEES),
        "HOURS": rng.choice(HOURS),
        "LOW": rng.choice(("5%", "10%")),
        "HIGH": rng.choice(("20%", "50%")),
    }


BLOCKS = """
  service Shop { SERVICE   hours: HOURS   fee: FEE EUR per month }
  objective A { OBJECTIVE   P ensures Up at least TARGET each month }
  credit for A { OBJECTIVE   base: that month's fee of Shop
    bands { at least TARGET: none   at least 90%: LOW   otherwise: HIGH } }
"""
TEXT = f"""
sla Svc "Service" {{{HEAD}
  interpretation {{ {ANSWERS}   terms in force: TERMS   service for part of a period: total shrinks }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00 }}
  calendar Day {{ Monday to Sunday: 06:00 to 22:00 }}
  source outages {{ holds: intervals   of: Shop }}
  metric Up {{ measure: uptime from outages   of: Shop   controlled by: P }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
BLOCKS
  C may terminate {{ when: A missed in 3 consecutive months   notice: 30 days   use within: 60 days of the last miss }}
}}
"""


def filled(text: str, values: dict[str, str], service: str, objective: str) -> str:
    for name, value in {"SERVICE": service, "OBJECTIVE": objective, **values}.items():
        text = text.replace(name, value)
    return text


def agreement(values: dict[str, str], terms: str) -> str:
    return TEXT.replace("BLOCKS", filled(BLOCKS, values, "", "")).replace("TERMS", terms)


def amendment(values: dict[str, str], day: str) -> str:
    blocks = filled(BLOCKS, values, "overrides: Svc.Shop", "overrides: Svc.A")
    return f"amendment One {{ of: Svc   from: {day} {blocks} }}\n"


def outages(rng: random.Random) -> dict[str, str]:
    rows = []
    for month in MONTHS:
        for _ in range(rng.choice((0, 1, 1, 2))):
            day, hour = rng.randrange(1, 28), rng.randrange(0, 22)
            end = rng.choice(
                (
                    f"{day:02} {hour + 1:02}:30:00",
                    f"{day:02} {hour + 1:02}:00:00",
                    f"{day + 1:02} {hour:02}:00:00",
                )
            )
            rows.append(f"{month}-{day:02} {hour:02}:00:00,{month}-{end}\n")
    return {"outages": "start,end\n" + "".join(sorted(rows))}


PERIOD = {"period": "2026-01..2026-12"}


@pytest.mark.parametrize("seed", range(8))
def test_before_the_day_nothing_changes_and_after_it_all_is_as_written_so(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    old, new, month = promise(rng), promise(rng), rng.randrange(2, 13)
    terms = rng.choice(TERMS)
    rows = outages(rng)
    day = f"2026-{month:02}-01"
    text = agreement(old, terms) + amendment(new, day)
    found, before, after = (
        {each.period: each for each in statement(one, tmp_path, rows=rows, **PERIOD).lines}
        for one in (text, agreement(old, terms), agreement(new, terms))
    )
    for period, one in found.items():
        same = before[period] if period < day[:7] else after[period]
        assert (one.level, one.status, worth(one), one.band) == (
            same.level,
            same.status,
            worth(same),
            same.band,
        )


@pytest.mark.parametrize("seed", range(8))
def test_engines_agree_wherever_the_day_falls(tmp_path: Path, seed: int) -> None:
    rng = random.Random(100 + seed)
    terms = rng.choice(TERMS)
    day = f"2026-{rng.randrange(2, 12):02}-{rng.randrange(1, 29):02}"
    later = f"2026-12-{rng.randrange(2, 29):02}"
    text = agreement(promise(rng), terms) + amendment(promise(rng), day)
    text += amendment(promise(rng), later).replace("amendment One", "amendment Two")
    rows = outages(rng)
    reference, duckdb = (
        evaluation(text, tmp_path, rows=rows, engine=engine, **PERIOD).json()
        for engine in ("reference", "duckdb")
    )
    assert reference.replace('"engine": "reference"', "") == duckdb.replace('"engine": "duckdb"', "")


@pytest.mark.parametrize("seed", range(8))
def test_a_day_inside_a_month_leaves_all_other_months_alone(tmp_path: Path, seed: int) -> None:
    rng = random.Random(200 + seed)
    old, new, month = promise(rng), promise(rng), rng.randrange(2, 12)
    terms, rows = rng.choice(TERMS), outages(rng)
    inside = f"2026-{month:02}-{rng.randrange(2, 29):02}"
    cut = f"2026-{month:02}"
    first, second = (
        {
            each.period: each
            for each in statement(
                agreement(old, terms) + amendment(new, day), tmp_path, rows=rows, **PERIOD
            ).lines
        }
        for day in (inside, f"2026-{month:02}-01")
    )
    for period, one in first.items():
        if period != cut:
            assert (one.level, one.status, worth(one)) == (
                second[period].level,
                second[period].status,
                worth(second[period]),
            )
    if terms == "at the start of the period":
        assert first[cut].terms == ""


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_what_changes_nothing_gives_the_same_bytes(tmp_path: Path, seed: int, engine: str) -> None:
    rng = random.Random(300 + seed)
    old, terms, rows = promise(rng), rng.choice(TERMS), outages(rng)
    day = f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    plain = agreement(old, terms)
    found, without = (
        evaluation(one, tmp_path, rows=rows, engine=engine, **PERIOD).json()
        for one in (plain + amendment(old, day), plain)
    )
    assert found == without
