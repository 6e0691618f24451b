"""`at least target` in bands is the level that the objective promises, so that it is written once."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text
from sladsl.model.meanings import NoCredit, Percentage

TEXT = """
sla A {{
  time zone: "UTC"   currency: EUR   effective: 2026-01-01
  party N {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   undecided records: left out
    nothing happened: met   open past due: not yet
  }}
  service Shop {{ hours: always   fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported   collected by: N   controlled by: N }}
  metric Speed {{ of: Shop   measure: as reported   collected by: N   controlled by: N }}
  source calls {{
    holds: records   of: Shop   each: call   collected: automatically
    fields {{ region: North, South   at_time: time   rtt: duration }}
  }}
  metric Delay {{
    of: Shop   measure: average of rtt in calls   for each: region   record belongs to: at_time   controlled by: N
  }}
  objective Availability {{ N ensures Uptime at least 99.9% each month }}
  objective Fast {{ N ensures Speed at least {speed} each month }}
  objective Delays {{ N ensures Delay at most target each month   target by region {{ North: 20 ms   otherwise: 30 ms }} }}
  credit for {names} {{ base: that month's fee of Shop   bands {{ {rows} }} }}
}}
"""


def _text(
    names: str = "Availability", rows: str = "at least target: none   otherwise: 5%", speed: str = "99.5%"
) -> str:
    return TEXT.format(names=names, rows=rows, speed=speed)


def test_it_is_what_the_objective_promises() -> None:
    written, meant = (
        read_text(_text(rows=f"at least {first}: none   at least 99%: 5%   otherwise: 10%")).agreement
        for first in ("99.9%", "target")
    )
    assert written is not None
    assert meant is not None
    (one,), (other,) = written.credits, meant.credits
    assert [row.bounds for row in one.bands] == [row.bounds for row in other.bands]
    assert [type(row.amount) for row in other.bands] == [NoCredit, Percentage, Percentage]
    assert meant.left_out == ()


@pytest.mark.parametrize(
    ("names", "speed", "moves"),
    [
        ("Availability, Fast", "99.9%", False),
        ("Availability, Fast", "99.90%", False),
        ("Availability, Fast", "99.5%", True),
        ("Delays", "99.5%", True),
    ],
)
def test_different_targets_are_those_of_each_line(names: str, speed: str, moves: bool) -> None:
    loaded = read_text(_text(names=names, speed=speed))
    assert [each.severity for each in check(loaded) if each.severity == "error"] == []
    assert loaded.agreement is not None
    assert loaded.agreement.left_out == ()
    firsts = [credit.bands[0].bounds[0] for credit in loaded.agreement.credits]
    assert any(each.promised for each in firsts) is moves
