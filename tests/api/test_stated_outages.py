"""Outages that a scenario states come out as the same rows of a source do, by the choices of each metric."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api.scenarios import play, results
from sladsl.outcome.statement import Line

KINDS = ("downtime from", "uptime from", "longest outage from", "number of outages from")
CHOICES = tuple(
    (minutes, overlap) for minutes in ("exact", "whole only", "started") for overlap in ("once", "each")
)
PROMISES = {"uptime from": "at least 99%", "number of outages from": "at most 2"}
METRICS = "\n".join(
    f"""
  metric M{number} {{
    measure: {kind} outages   controlled by: Nimbus   partial minutes: {minutes}   overlapping outages: {overlap}
  }}
  objective O{number} {{ Nimbus ensures M{number} {PROMISES.get(kind, "at most 2 hours")} each month }}
"""
    for number, (kind, (minutes, overlap)) in enumerate((a, b) for a in KINDS for b in CHOICES)
)
TEXT = f"""
sla Hosting {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none }}
  service Shop {{ hours: always }}
  source outages {{ holds: intervals   of: Shop   collected: automatically }}
  {METRICS}
  scenario "Case" {{ month: 2026-03   CASE   expect: O0 met }}
}}
"""
FIRST = 5 * 3600 - 30
SPANS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(1, 300)).map(lambda each: (each[0], sum(each))),
    min_size=1,
    max_size=4,
)


def moment(second: int) -> str:
    day, rest = divmod(FIRST + second, 86_400)
    return f"2026-03-{5 + day:02} {rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"


def levels(lines: tuple[Line, ...]) -> dict[str, Fraction | None]:
    return {each.objective: each.level for each in lines if each.period == "2026-03"}


@given(SPANS)
@settings(max_examples=15, deadline=None)
def test_what_is_stated_counts_as_rows_do(spans: list[tuple[int, int]]) -> None:
    stated = "   ".join(f"down: Shop, {moment(start)} to {moment(end)}" for start, end in spans)
    loaded = sladsl.read_text(TEXT.replace("CASE", stated))
    agreement = loaded.agreement
    assert agreement is not None
    assert not loaded.broken, [each.message for each in loaded.findings]
    found = levels(play(agreement, agreement.scenarios[0]).lines)
    rows = [
        {"start": f"{moment(start)}Z".replace(" ", "T"), "end": f"{moment(end)}Z".replace(" ", "T")}
        for start, end in spans
    ]
    evaluated = sladsl.evaluate(loaded, {"outages": rows}, period="2026-03", as_of="2026-05-01")
    assert found == levels(evaluated.outcome.statement.lines)
    assert len(found) == len(KINDS) * len(CHOICES)


ONE = """
sla Hosting {
  effective: 2026-01-01   time zone: "UTC"
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation { overlapping outages: OVERLAP   partial minutes: MINUTES   level rounding: none }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric Down { measure: downtime from outages   controlled by: Nimbus }
  objective Little { Nimbus ensures Down at most 2 hours each month }
  scenario "Case" { month: 2026-03   CASE }
}
"""
TWICE = (
    "down: Shop, 2026-03-02 10:00:30 to 2026-03-02 12:10   down: Shop, 2026-03-02 11:00 to 2026-03-02 13:00"
)
MIXED = (
    "record outages { start: 2026-03-02 10:00:30   end: 2026-03-02 12:10 }"
    "   down: Shop, 2026-03-02 11:00 to 2026-03-02 13:00"
)


@pytest.mark.parametrize("stated", [TWICE, MIXED])
@pytest.mark.parametrize(
    ("minutes", "overlap", "level"),
    [
        ("started", "each", "250 minutes"),
        ("started", "once", "180 minutes"),
        ("whole only", "each", "249 minutes"),
        ("whole only", "once", "179 minutes"),
        ("exact", "once", "179.5 minutes"),
    ],
)
def test_by_hand(stated: str, minutes: str, overlap: str, level: str) -> None:
    text = ONE.replace("MINUTES", minutes).replace("OVERLAP", overlap)
    loaded = sladsl.read_text(text.replace("CASE", f"{stated}   expect: Little exactly {level}"))
    assert loaded.agreement is not None
    assert [(each.ok, each.got_text) for each in results(loaded.agreement) if not each.ok] == []
