"""Rights to promote and to demote an objective: what they name exists, has a place to give up, and is another one."""

from __future__ import annotations

import pytest

from sladsl.api.rendering import render
from tests.model.texts import found, loaded, names


def text(right: str) -> str:
    return f"""
sla Hosting {{
  time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider }}
  party Acme {{ role: customer }}
  interpretation {{ level rounding: none }}
  service Shop {{ hours: always }}
  metric Up {{ of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  metric Fast {{ of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  objective Kept "Availability" {{ Nimbus ensures Up at least 99% each month }}
  objective Told "Speed" {{ Nimbus reports Fast each month }}
  {right}
}}
"""


@pytest.mark.parametrize(
    "right",
    [
        "Acme may promote Told { notice: 90 days }",
        "Acme may promote Told in place of Kept { notice: 90 days }",
        "Nimbus may demote Kept { when: Kept met in 12 consecutive months   notice: 90 days }",
        "either party may promote Told",
    ],
)
def test_right(right: str) -> None:
    assert names(text(right)) == []


@pytest.mark.parametrize(
    ("right", "finding"),
    [
        ("Acme may promote Kept in place of Kept { notice: 90 days }", ("nothing-to-move", "Kept")),
        ("Acme may promote Kept in place of Told { notice: 90 days }", ("nothing-to-move", "Told")),
        ("Acme may demote Told { notice: 90 days }", ("nothing-to-move", "Told")),
        ("Acme may demote Tolds { notice: 90 days }", ("unknown-name", "Tolds")),
        ("Acme may promote Up { notice: 90 days }", ("unknown-name", "Up")),
        ("Acme may promote Told in place of Fast { notice: 90 days }", ("unknown-name", "Fast")),
    ],
)
def test_wrong(right: str, finding: tuple[str, str]) -> None:
    assert finding in found(text(right))


def test_in_the_contract() -> None:
    words = render(loaded(text("Acme may promote Told in place of Kept { notice: 90 days }")))
    assert "**Promotion of a Service Level.** Acme may raise the Speed Service Level" in words
    assert "in place of the Availability Service Level" in words
    assert "set down the Availability Service Level" in render(loaded(text("Acme may demote Kept")))
