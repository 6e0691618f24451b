"""What stands twice is found in every block that has names or rows, also where nothing is evaluated yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.api.read import load
from tests.model.texts import TICKETS, WHOLE, found, wrong

FACT = "type: yes or no   each: month   stated by: Acme"
OPTION = "values: Gold, Silver   chosen by: Acme   for each: ticket"

TAKEN = [
    ("objective Late { Nimbus ensures Uptime at least 98% each fiscal quarter }", "Late", "objective"),
    ("fact Late { " + FACT + " }", "Late", "fact"),
    ("option Late { " + OPTION + " }", "Late", "option"),
    ("pool Late { share: 50%   allocation { Availability: 100% } }", "Late", "pool"),
    ("score Late { weights { Availability: 100% } }", "Late", "score"),
    ("metric Late { measure: longest outage from outages   controlled by: Nimbus }", "Late", "metric"),
    ('clause Late "Notes" { text: "As agreed." }', "Late", "clause"),
]


@pytest.mark.parametrize(("block", "name", "kind"), TAKEN, ids=[kind for *_, kind in TAKEN])
def test_a_name_is_taken_once(block: str, name: str, kind: str) -> None:
    around = f"{WHOLE}\n{TICKETS}\nsource outages {{ holds: intervals }}\n"
    assert [each for each in wrong(f"sla X {{ {around} {block} }}") if each.name == "name-taken"] == []
    findings = [each for each in wrong(f"sla X {{ {around} {block}\n{block} }}") if each.name == "name-taken"]
    assert [each.message for each in findings] == [
        f"`{name}` is {'an' if kind[0] in 'oae' else 'a'} {kind} already."
    ]
    assert findings[0].labels


def test_kinds_share_their_names_whichever_is_evaluated() -> None:
    text = f"sla X {{ {WHOLE}\nfact Shop {{ {FACT} }} }}"
    assert found(text) == [("name-taken", "Shop")]
    text = f"sla X {{ fact Shop {{ {FACT} }}\n{WHOLE} }}"
    assert [each.message for each in wrong(text) if each.name == "name-taken"] == [
        "`Shop` is a fact already."
    ]


def test_the_second_in_the_text_is_told() -> None:
    text = f"sla X {{ {WHOLE}\n metric Acme {{ measure: as reported   controlled by: Nimbus }} }}"
    assert [each.message for each in wrong(text)] == ["`Acme` is a party already."]


def test_in_a_template() -> None:
    text = f"template T {{ {WHOLE}\n objective Availability {{ Nimbus ensures Uptime at least 9% each month }} }}"
    assert found(text) == [("name-taken", "Availability")]


def test_a_term_that_takes_the_place_of_another_is_not_twice() -> None:
    over = (
        "objective Availability { overrides: T.Availability   Nimbus ensures Uptime at least 98% each month }"
    )
    assert found(f"template T {{ {WHOLE} }}\nsla X {{ based on: T   {over} }}") == []


def test_across_files(tmp_path: Path) -> None:
    (tmp_path / "other.sla").write_text(f"sla Hosting {{ {WHOLE} }}\n", "utf-8")
    (tmp_path / "a.sla").write_text(f'use: "other.sla"\nsla Hosting {{ {WHOLE} }}\n', "utf-8")
    names = [each.name for each in load(str(tmp_path / "a.sla")).findings]
    assert "two-agreements" in names
    (tmp_path / "a.sla").write_text(f'use: "other.sla"\nsla Other {{ {WHOLE} }}\n', "utf-8")
    assert "two-agreements" not in [each.name for each in load(str(tmp_path / "a.sla")).findings]


ROWS = [
    ("pool P { share: 50%   allocation { Availability: 40%   Availability: 60% } }", "Availability"),
    ("score S { weights { Availability: 40%   Availability: 60% } }", "Availability"),
    ('responsibilities { "Faults": responsible Nimbus   "Faults": responsible Acme }', '"Faults"'),
    ("table Times by priority { P1: 1 hour   P2: 2 hours   P1: 3 hours }", "P1"),
    ("table Times by priority { any: 1 hour   P1: 3 hours }", "P1"),
    ("table Times by priority, ok { P1, any: 1 hour   P1, yes: 3 hours }", "P1, yes"),
    (
        "credit for Availability { base: that month's fee of Shop   "
        "bands { at least 99%: none   at least 98%: 5%   at least 98%: 10%   otherwise: 20% } }",
        "at least 98%",
    ),
]
SOUND_ROWS = [
    "pool P { share: 50%   allocation { Availability: 40% } }   pool R { share: 50%   allocation { Availability: 60% } }",
    'responsibilities { "Faults": responsible Nimbus   "Orders": responsible Acme }',
    "table Times by priority { P1: 1 hour   any: 3 hours }",
    "table Times by priority, ok { P1, any: 1 hour   P2, yes: 3 hours   any, no: 4 hours   otherwise: 5 hours }",
    "table Times by priority, ok { P1, yes: 1 hour   P1, any: 3 hours   otherwise: 5 hours }",
]


@pytest.mark.parametrize(("text", "marked"), ROWS)
def test_a_row_stands_once(text: str, marked: str) -> None:
    around = WHOLE.rpartition("\n")[0]
    assert ("row-twice", marked) in found(f"sla X {{ {around} {TICKETS} {text} }}")


@pytest.mark.parametrize("text", SOUND_ROWS)
def test_rows_of_different_things_stand_beside_each_other(text: str) -> None:
    assert "row-twice" not in [name for name, _ in found(f"sla X {{ {WHOLE} {TICKETS} {text} }}")]


def test_values_of_an_option() -> None:
    text = "option Plan { values: Gold, Silver, Gold   chosen by: Acme   for each: ticket }"
    assert found(f"sla X {{ {WHOLE} {TICKETS} {text} }}") == [("value-twice", "Gold")]
