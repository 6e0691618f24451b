"""Promises that carry a promise of another agreement: what is too weak, what is enough, what can't be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.api.read import load, read_text
from sladsl.api.review import check

ABOVE = """sla Shop {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00 }}
  service Portal {{ hours: {hours} }}
  source cases {{ holds: records   of: Portal   each: case   fields {{ opened: time   closed: time   kind: A, B }} }}
  metric Uptime {{ of: Portal   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  metric Restore {{ of: Portal   measure: opened to closed of cases   controlled by: Nimbus }}
  objective Up {{ Nimbus ensures {promise} }}
}}
"""
BELOW = """ola Network {{
  time zone: "UTC"
  party Team {{ role: team }}
  calendar Early {{ Monday to Friday: 07:00 to 15:00 }}
  calendar Late {{ Monday to Saturday: 07:00 to 20:00 }}
  service Net {{ hours: {hours} }}
  source faults {{ holds: records   of: Net   each: fault   fields {{ opened: time   closed: time   kind: A, B }} }}
  metric Reachable {{ of: Net   measure: as reported   collected by: Team   controlled by: Team }}
  metric Mend {{ of: Net   measure: opened to closed of faults   controlled by: Team }}
  objective Carried {{ Team {promise} }}
  support for {of} {{ by: Carried   {margin} }}
}}
"""


def told(
    above: str,
    below: str,
    margin: str = "",
    of: str = "Shop.Up",
    hours: tuple[str, str] = ("always", "always"),
) -> list[tuple[str, str, str]]:
    text = ABOVE.format(promise=above, hours=hours[0])
    text += BELOW.format(promise=below, margin=margin, of=of, hours=hours[1])
    return [
        (each.name, each.severity, each.message)
        for each in check(read_text(text))
        if each.name.startswith("support") or each.name == "unknown-name"
    ]


UP = "Uptime at least 99.5% each month"
DOWN = "Uptime at most 4 hours each month"
MEND = "Restore of each case at most 8 hours each month"

WEAK = [
    (UP, "ensures Reachable at least 99.4% each month", "", "error", "0.6% of the time, and 0.5% is allowed"),
    (UP, "ensures Reachable at least 99.6% each month", "margin: 0.2%", "warning", "99.5% + 0.2% = 99.7%"),
    ("Uptime above 99.5% each month", "ensures Reachable at least 99.5% each month", "", "error", "weaker"),
    (UP, "ensures Reachable at least 99.6% each year", "", "warning", "0.4% of 366 days is 1 d 11 h 08 min"),
    (UP, "aims for Reachable at least 99.9% each month", "", "warning", "only aimed for"),
    (DOWN, "ensures Reachable at most 5 hours each month", "", "error", "it allows 5 h"),
    (DOWN, "ensures Reachable at most 230 minutes each month", "margin: 30 minutes", "warning", "= 3 h 30 min"),
    (MEND, "ensures Mend of each fault at most 10 hours each month", "", "error", "takes up to 10 hours"),
    (MEND, "ensures Mend of each fault at most 7 hours each month", "margin: 90 minutes", "warning", "leaves 1 h"),
    (MEND, "ensures Mend of at least 90% of faults at most 4 hours each month", "", "error", "at least 90%"),
    (MEND, "ensures Mend of each fault at most target each month   target by kind { B: 9 hours }", "", "error", "for `B`"),
]  # fmt: skip
ENOUGH = [
    (UP, "ensures Reachable at least 99.5% each month", ""),
    (UP, "ensures Reachable at least 99.7% each month", "margin: 0.2%"),
    (UP, "ensures Reachable above 99.5% each month", ""),
    ("Uptime at least 99.5% each quarter", "ensures Reachable at least 99.5% each month", ""),
    (UP, "ensures Reachable at least 99.99% each year", ""),
    (DOWN, "ensures Reachable at most 3 hours each month", "margin: 1 hour"),
    (MEND, "ensures Mend of each fault at most 8 hours each month", ""),
    (MEND, "ensures Mend of each fault at most 30 minutes each month", "margin: 7 hours"),
    (
        "Restore of at least 90% of cases at most 8 hours each month",
        "ensures Mend of at least 95% of faults at most 7 hours each month",
        "",
    ),
]
APART = [
    (UP, "ensures Reachable at most 4 hours each month", "of two units"),
    (UP, "ensures Mend of each fault at most 8 hours each month", "one figure a period"),
    (UP, "ensures Reachable at least 99.5% each week", "do not lie in each other"),
    (UP, "ensures Reachable at most 99.5% each month", "do not go one way"),
    (UP, "ensures Reachable at least not stated each month", "no one bound"),
    (MEND, "ensures Mend of each fault at most 2 business days each month", "two kinds"),
]


@pytest.mark.parametrize(("above", "below", "margin", "severity", "part"), WEAK)
def test_weaker(above: str, below: str, margin: str, severity: str, part: str) -> None:
    found = told(above, below, margin)
    assert [(name, how) for name, how, _ in found] == [("support-too-weak", severity)], found
    assert part in found[0][2]


@pytest.mark.parametrize(("above", "below", "margin"), ENOUGH)
def test_enough(above: str, below: str, margin: str) -> None:
    assert told(above, below, margin) == []


@pytest.mark.parametrize(("above", "below", "part"), APART)
def test_what_cannot_be_told_is_said(above: str, below: str, part: str) -> None:
    found = told(above, below)
    assert [(name, how) for name, how, _ in found] == [("support-not-compared", "information")], found
    assert part in found[0][2]


def test_hours_in_which_nobody_carries() -> None:
    good = "ensures Reachable at least 99.9% each month"
    found = told(UP, good, hours=("Office", "Early"))
    assert [(name, how) for name, how, _ in found] == [("support-too-weak", "warning")]
    assert "`Shop.Up` counts on Monday at 15:00" in found[0][2]
    assert [each[1] for each in told(UP, good, hours=("always", "Late"))] == ["warning"]
    assert told(UP, good, hours=("Office", "Late")) == []
    assert told(UP, good, hours=("Office", "always")) == []


@pytest.mark.parametrize(
    ("of", "name", "part"),
    [
        ("Shop.Uptime", "support-for-what", "`Shop.Uptime` is a metric"),
        ("Shop.Portal", "support-for-what", "`Shop.Portal` is a service"),
        ("Shop", "support-for-what", "the whole agreement"),
        ("Shop.Upp", "unknown-name", "no name in Shop"),
        ("Hosting.Up", "support-not-compared", "`Hosting` is in none of these files"),
    ],
)
def test_what_is_supported_is_an_objective(of: str, name: str, part: str) -> None:
    text = ABOVE.format(promise=UP, hours="always")
    text += BELOW.format(
        promise="ensures Reachable at least 99.9% each month", margin="", of=of, hours="always"
    )
    found = [each for each in check(read_text(text)) if each.name in (name, "support-for-what")]
    assert [each.name for each in found] == [name]
    assert part in found[0].message or part in found[0].hint or "Upp" in of
    if name == "support-for-what":
        assert "`Shop.Up`" in found[0].hint


def test_what_is_allowed_adds_up_once() -> None:
    text = ABOVE.format(promise=UP, hours="always")
    for at, level in enumerate(("99.7%", "99.8%", "99.9%"), start=1):
        promise = f"ensures Reachable at least {level} each month"
        text += BELOW.format(promise=promise, margin="", of="Shop.Up", hours="always").replace(
            "Network", f"N{at}"
        )
    found = [each for each in check(read_text(text)) if each.name.startswith("support")]
    assert [each.severity for each in found] == ["warning"]
    assert "0.3% + 0.2% + 0.1% = 0.6%, more than its 0.5%" in found[0].message
    few = text.replace("99.7%", "99.8%")
    assert [each for each in check(read_text(few)) if each.name.startswith("support")] == []


def test_across_files(tmp_path: Path) -> None:
    (tmp_path / "shop.sla").write_text(ABOVE.format(promise=UP, hours="always"), "utf-8")
    below = BELOW.format(
        promise="ensures Reachable at least 99% each month", margin="", of="Shop.Up", hours="always"
    )
    (tmp_path / "a.sla").write_text(f'use: "shop.sla"\n{below}', "utf-8")
    found = [each.name for each in check(load(str(tmp_path / "a.sla"))) if each.name.startswith("support")]
    assert found == ["support-too-weak"]
