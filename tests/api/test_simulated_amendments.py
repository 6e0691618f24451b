"""Simulated histories over amendments: each is settled as the same history from a file is, by the terms of its days."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.api.refused import Refused
from sladsl.api.simulating.side import told
from sladsl.api.simulating.simulation import Simulation, simulate
from sladsl.data.binding import Binding
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.model.meanings import Agreement
from tests.api.test_simulated import AS_OF, OFTEN, TEXT, agreement, outages, rows, settled

ANSWERS = """terms in force: at the failure   amended periods: cut on the day
    counts over amended periods: go on   amended time zone: the new clock   N of M periods: sliding"""
SOFTER = """
amendment Softer { of: Lines   from: DAY
  objective Availability { overrides: Lines.Availability   Carrier ensures Uptime at least 99.5% each month }
}"""
DEARER = """
amendment Dearer { of: Lines   from: DAY   cap: 900 EUR per contract year, of all credits
  service Line { overrides: Lines.Line   hours: always   fee: 2_000 EUR per month }
}"""
LONDON = """
amendment London { of: Lines   from: DAY   time zone: "Europe/London" }"""
QUARTERS = """
amendment Quarters { of: Lines   from: DAY
  objective Availability { overrides: Lines.Availability   Carrier ensures Uptime at least 99.9% each quarter }
  credit for Availability { overrides: Lines.Availability   base: that quarter's fee of Line   amount: 10% }
  Shop may terminate { overrides: Lines   when: Availability missed   notice: 30 days   use within: 60 days of the miss }
}"""


def amended(*changes: tuple[str, str]) -> Agreement:
    text = TEXT.replace("N of M periods: sliding", ANSWERS)
    return agreement(text=text + "".join(change.replace("DAY", day) for change, day in changes))


@pytest.mark.parametrize(
    "changes",
    [
        ((SOFTER, "2026-06-01"),),
        ((SOFTER, "2026-03-17"), (DEARER, "2026-09-01")),
        ((DEARER, "2026-05-20"),),
        ((LONDON, "2026-07-01"), (SOFTER, "2026-08-09")),
        ((QUARTERS, "2026-05-12"),),
    ],
    ids=["target", "two", "fee", "clock", "periods"],
)
def test_a_history_over_amendments_is_settled_as_from_a_file(
    changes: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    agreed = amended(*changes)
    processes = outages(OFTEN, "Works: once per month, exactly 4 h")
    whole = Simulation(agreed, None, processes, (), "2026", 7, AS_OF, "reference", {})
    (side,) = whole.sides
    cells = side.stated_cells(ReferenceEngine().open({}), 7, range(3))
    for number in range(3):
        spans = side.spans(7, number)
        assert spans[0]
        tables = {
            "faults": rows(tmp_path / "faults.csv", spans[0]),
            "works": rows(tmp_path / "works.csv", spans[1]),
        }
        drawn = side.drawn(side.material(7, number, [], cells[number]))
        assert drawn == told(settled(agreed, Binding(tables=tables)), "EUR")


def test_an_amendment_shows_in_the_figures() -> None:
    """Fewer months are missed by the lower promise, so the right arises in fewer histories."""
    plain, softer = (
        simulate(each, outages=outages(OFTEN), period="2026", draws=40, as_of=AS_OF)
        for each in (amended(), amended((SOFTER, "2026-01-02")))
    )
    before, after = (each.variants[0].rights[0].arises.times for each in (plain, softer))
    assert 0 < after < before


def test_a_history_is_of_one_set_of_terms(tmp_path: Path) -> None:
    table = rows(tmp_path / "faults.csv", ((1_770_000_000_000_000, 1_770_003_600_000_000),))
    binding = Binding(tables={"faults": table})
    with pytest.raises(Refused, match="`Softer` amends the agreement from 2026-06-01"):
        simulate(amended((SOFTER, "2026-06-01")), binding=binding, period="2026", draws=2, as_of=AS_OF)
