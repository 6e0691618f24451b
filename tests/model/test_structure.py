"""Agreements that are based on others: what is taken over, what is changed, and what is said of each mistake."""

from __future__ import annotations

import pytest

from sladsl.diagnostics.to_json import document
from tests.model.texts import (
    CREDIT,
    METRIC,
    PARTIES,
    PROMISE,
    SERVICE,
    WHOLE,
    found,
    loaded,
    names,
    sound,
    wrong,
)

BASE = f"template Base {{ {WHOLE} }}\n"


def of(text: str, name: str = "X") -> str:
    return f"{BASE}sla {name} {{ based on: Base   {text} }}"


def test_all_terms_are_taken_over() -> None:
    (agreement,) = sound(of(""))
    assert set(agreement.objectives) == {"Availability"}
    assert len(agreement.credits) == 1
    assert set(agreement.origins.values()) == {"Base"}


def test_three_levels_and_the_place_where_each_term_is_from() -> None:
    text = f"""
    template Base {{ {PARTIES}   {METRIC} }}
    sla Corporate {{ rank: corporate level   based on: Base   {SERVICE} }}
    sla Customer {{ rank: customer level   based on: Corporate   {PROMISE} }}
    sla Service {{ rank: service level   based on: Customer   {CREDIT} }}
    """
    *_, last = sound(text)
    by_start = {block.span.start: block.label for block in last.node.blocks}
    origins = {by_start[start]: name for start, name in last.origins.items()}
    assert origins["party Nimbus"] == "Base"
    assert origins["service Shop"] == "Corporate"
    assert origins["objective Availability"] == "Customer"
    assert "credit" not in origins
    assert last.objectives["Availability"].owner == "Nimbus"


def test_a_diamond_has_each_term_once() -> None:
    text = f"""
    template Base {{
      cap: 50% of that month's fee of Shop per month   pays: Acme to Nimbus   {WHOLE}
      Acme may terminate {{ when: Availability missed   notice: 30 days }}
      clause "Words" {{ text: "Be kind." }}
      assume {{ rate: 3 }}   definitions {{ Downtime: "time" }}
    }}
    template Left {{ based on: Base }}   template Right {{ based on: Base }}
    sla X {{ based on: Left, Right }}
    """.replace('clause "Words" { text: "Be kind." }', "")
    (agreement,) = sound(text)
    assert len(agreement.rights) == 1
    assert len(agreement.caps) == 1
    assert sum(entry.key == "pays" for entry in agreement.node.entries) == 1


@pytest.mark.parametrize(
    ("two", "name"),
    [
        ("party N { role: provider }", "two-origins"),
        ("term { initial: 12 months }", "two-origins"),
        ("currency: EUR", "two-origins"),
        ("interpretation { level rounding: none }", "two-origins"),
        ("assume { rate: 3 }", "two-origins"),
        ('definitions { Big: "in 3" }', "two-origins"),
    ],
)
def test_what_two_have_and_differs_has_two_origins(two: str, name: str) -> None:
    other = (
        two.replace("provider", "customer")
        .replace("12", "24")
        .replace("EUR", "USD")
        .replace("none", "half up to 0.1%")
    )
    other = other.replace(" 3", " 4")
    found_here = wrong(f"template A {{ {two} }}   template B {{ {other} }}\nsla X {{ based on: A, B }}")
    assert [each.name for each in found_here] == [name]
    assert found_here[0].hint


def test_what_two_have_alike_or_in_other_lines_is_joined() -> None:
    text = """template A { currency: EUR   assume { rate: 3 }   interpretation { level rounding: none } }
    template B { currency: EUR   assume { speed: 4 }   interpretation { missing samples: down } }
    sla X { based on: A, B }"""
    (agreement,) = sound(text)
    assert agreement.currency == "EUR"
    assert set(agreement.choices) == {"level rounding", "missing samples"}


def test_two_origins_are_settled_where_one_is_written() -> None:
    text = """template A { party N { role: provider } }   template B { party N { role: customer } }
    sla X { based on: A, B   party N { overrides: B.N   role: provider } }"""
    assert sound(text)[0].parties["N"].role == "provider"


OVERRIDES = {
    "named": ("party Nimbus { OVER role: customer }", "Base.Nimbus"),
    "service": ("service Shop { OVER hours: always   fee: 2_000 EUR per month }", "Base.Shop"),
    "metric": (
        "metric Uptime { OVER measure: as reported   collected by: Acme   controlled by: Nimbus }",
        "Base.Uptime",
    ),
    "objective": (
        "objective Availability { OVER Nimbus ensures Uptime at least 98% each month }",
        "Base.Availability",
    ),
    "credit": (
        "credit for Availability { OVER base: that month's fee of Shop   amount: 6% }",
        "Base.Availability",
    ),
}


@pytest.mark.parametrize("kind", OVERRIDES)
def test_an_override_is_said(kind: str) -> None:
    text, right = OVERRIDES[kind]
    assert names(of(text.replace("OVER", f"overrides: {right}  "))) == []
    (hidden,) = wrong(of(text.replace("OVER", "")))
    assert hidden.name == "hidden-override"
    assert f"overrides: {right}" in hidden.hint
    assert hidden.labels[0].text == "in Base"
    ((name, place),) = found(of(text.replace("OVER", "overrides: Base.Other  ")))
    assert (name, place) == ("overrides-another", "Base.Other")
    ((name, place),) = found(of(text.replace("OVER", "overrides: Elsewhere.Thing  ")))
    assert (name, place) == ("overrides-another", "Elsewhere.Thing")


@pytest.mark.parametrize(
    "block",
    [
        "term { OVER initial: 24 months }",
        "claims { OVER channel: by ticket }",
        "review { OVER every: 3 months }",
        "settlement { OVER paid: once a year }",
    ],
)
def test_blocks_that_stand_alone(block: str) -> None:
    base = f"template T {{ {block.replace('OVER', '')} }}\n"
    changed = block.replace("24", "12").replace("ticket", "e-mail").replace("3 m", "6 m")
    assert names(f"{base}sla X {{ based on: T   {changed.replace('OVER', 'overrides: T  ')} }}") == []
    assert names(f"{base}sla X {{ based on: T   {changed.replace('OVER', '')} }}") == ["hidden-override"]
    assert names(f"sla X {{ {changed.replace('OVER', 'overrides: T  ')} }}") == ["nothing-to-override"]


def test_an_answer_is_changed_by_key_and_the_others_stay() -> None:
    base = "template T { interpretation { level rounding: none   missing samples: down } }\n"
    (agreement,) = sound(
        base
        + "sla X { based on: T   interpretation { overrides: T   missing samples: unknown } }".replace(
            "left out", "unknown"
        )
    )
    assert {key: getattr(each, "answer", "") for key, each in agreement.choices.items()} == {
        "level rounding": "none",
        "missing samples": "unknown",
    }
    ((name, place),) = found(base + "sla X { based on: T   interpretation { missing samples: unknown } }")
    assert (name, place) == ("hidden-override", "missing samples: unknown")
    assert names(base + "sla X { based on: T   interpretation { idle slots: not stated } }") == []


def test_rights_stand_beside_each_other_unless_one_overrides() -> None:
    base = (
        f"template T {{ {WHOLE}   Acme may terminate {{ when: Availability missed   notice: 30 days }} }}\n"
    )
    own = "Acme may terminate { OVER when: Availability missed in 2 consecutive months   notice: 10 days }"
    assert len(sound(f"{base}sla X {{ based on: T   {own.replace('OVER', '')} }}")[0].rights) == 2
    (kept,) = sound(f"{base}sla X {{ based on: T   {own.replace('OVER', 'overrides: T  ')} }}")[0].rights
    assert kept.trigger is not None
    other = own.replace("terminate", "step in").replace("OVER", "overrides: T  ")
    assert names(f"{base}sla X {{ based on: T   {other} }}") == ["nothing-to-override"]


def test_a_name_of_another_kind_is_no_override() -> None:
    ((name, _),) = found(
        "template T { calendar Peak { Monday: 08:00 to 09:00 } }\n"
        "sla X { based on: T   party Peak { overrides: T.Peak   role: team } }"
    )
    assert name == "overrides-another-kind"


def test_the_agreement_in_which_a_term_was_written_can_be_named() -> None:
    text = "template A { party N { role: provider } }   template B { based on: A }\n"
    for reference in ("A.N", "B.N"):
        assert (
            names(f"{text}sla X {{ based on: B   party N {{ overrides: {reference}   role: customer }} }}")
            == []
        )


def test_figures_of_another_agreement_are_not_changed_in_silence() -> None:
    base = 'template T { assume { rate: 3 }   definitions { Down: "time" } }\n'
    assert names(f"{base}sla X {{ based on: T   assume {{ rate: 4 }} }}") == ["hidden-override"]
    assert names(f"{base}sla X {{ based on: T   assume {{ speed: 4 }} }}") == []
    assert names(f'{base}sla X {{ based on: T   definitions {{ Down: "else" }} }}') == ["hidden-override"]


# ---- circles, depth, what is not there


@pytest.mark.parametrize(
    "text",
    [
        "sla X { based on: X }",
        "template A { based on: B }   template B { based on: A }\nsla X { based on: A }",
        "template A { based on: B }   template B { based on: C }   template C { based on: A }",
        "sla A { based on: B }   sla B { based on: A }",
    ],
)
def test_a_circle_is_told_once(text: str) -> None:
    (circle,) = wrong(text)
    assert circle.name == "based-on-itself"
    assert "→" in circle.message


@pytest.mark.parametrize("count", [17, 60, 3000])
@pytest.mark.parametrize("upward", [True, False])
def test_a_tower_ends(count: int, upward: bool) -> None:
    links = [f"template T{at} {{ based on: T{at + 1} }}" for at in range(count)] + [
        f"template T{count} {{ }}"
    ]
    text = "\n".join(links if upward else reversed(links)) + "\nsla X { based on: T0 }"
    assert set(names(text)) == {"based-on-itself"}


def test_many_parents_of_many_parents_take_no_time() -> None:
    rows = [
        " ".join(
            f"template T{level}_{at} {{ based on: {', '.join(f'T{level + 1}_{each}' for each in range(12))} }}"
            for at in range(12)
        )
        for level in range(8)
    ]
    last = " ".join(f"template T8_{at} {{ party P{at} {{ role: team }} }}" for at in range(12))
    (agreement,) = sound("\n".join([*rows, last, "sla X { based on: T0_0 }"]))
    assert len(agreement.parties) == 12


@pytest.mark.parametrize("name", ["Bsae", "Nowhere", "Change"])
def test_what_is_not_there_or_no_agreement(name: str) -> None:
    text = (
        f"{BASE}amendment Change {{ of: Y   from: 2027-01-01 }}   sla Y {{ }}\nsla X {{ based on: {name} }}"
    )
    ((finding, place),) = found(text)
    assert (finding, place) == ("unknown-name", name)


def test_ranks() -> None:
    text = "sla A { rank: RANK }   sla B { rank: customer level   based on: A }"
    assert names(text.replace("RANK", "corporate level")) == []
    assert names(text.replace("RANK", "customer level")) == []
    assert names(text.replace("RANK", "service level")) == ["rank-upside-down"]


def test_templates_alone_are_fine() -> None:
    read = loaded(f"template T {{ parameters {{ goal: not stated }}   {PARTIES} }}")
    assert read.findings == ()
    assert read.agreement is None


# ---- parameters

ASKING = f"""template T {{
  parameters {{ goal: not stated   share: 5% }}   {PARTIES}   {SERVICE}   {METRIC}
  objective Availability {{ Nimbus ensures Uptime at least goal each month }}
  credit for Availability {{ base: that month's fee of Shop   amount: share }}
}}
"""


def test_parameters_are_given() -> None:
    (agreement,) = sound(ASKING + "sla X { based on: T   parameters { goal: 99.90% } }")
    target = agreement.objectives["Availability"].bound
    assert target is not None
    assert target.value * 1000 == 999


@pytest.mark.parametrize(
    ("given", "name", "place"),
    [
        ("", "parameter-missing", "T"),
        ("parameters { gaol: 99% }", "unknown-name", "gaol"),
        ("parameters { goal: 99%   goal: 98% }", "figure-twice", "goal"),
        ("parameters { goal: 99%   share: 5 EUR }", "parameter-of-another-kind", "5 EUR"),
        ("parameters { goal: 99%   share: 5 minutes }", "parameter-of-another-kind", "5 minutes"),
        ("parameters { goal: 99%   share: 5 }", "parameter-of-another-kind", "5"),
    ],
)
def test_parameters_missing_unknown_twice_and_of_another_kind(given: str, name: str, place: str) -> None:
    assert (name, place) in found(f"{ASKING}sla X {{ based on: T   {given} }}")


def test_what_hangs_on_a_parameter_of_another_kind_is_right() -> None:
    text = ASKING.replace("goal: not stated", "goal: 99%")
    scenario = 'scenario "S" { month: 2026-03   levels for Availability { 2026-03: 98% }   expect: Availability missed }'
    sla = f"sla X {{ based on: T   parameters {{ goal: 5 hours }}   {scenario} }}"
    assert found(text + sla) == [("parameter-of-another-kind", "5 hours")]


def test_a_parameter_that_the_parties_leave_open_is_open() -> None:
    assert names(ASKING + "sla X { based on: T   parameters { goal: not stated } }") == []


def test_a_parameter_is_missed_where_it_is_missing_and_not_above() -> None:
    text = ASKING + "sla Low { based on: T }\nsla High { based on: Low }"
    ((name, place),) = found(text)
    assert (name, place) == ("parameter-missing", "T")


def test_parameters_pass_through_levels() -> None:
    text = (
        ASKING
        + "template U { based on: T   parameters { goal: 97% } }\nsla X { based on: U   parameters { share: 6% } }"
    )
    (agreement,) = sound(text)
    target = agreement.objectives["Availability"].bound
    assert target is not None
    assert target.value * 100 == 97


def test_nobody_asks() -> None:
    assert names("sla X { parameters { goal: 99% } }") == []
    assert names(f"{BASE}sla X {{ based on: Base   parameters {{ goal: 99% }} }}") == ["nobody-asks"]


def test_target_and_baseline_are_good_names_of_a_figure() -> None:
    for word in ("target", "baseline"):
        text = ASKING.replace("goal", word) + f"sla X {{ based on: T   parameters {{ {word}: 99% }} }}"
        bound = sound(text)[0].objectives["Availability"].bound
        assert bound is not None
        assert bound.value * 100 == 99


def test_an_agreement_may_ask_for_its_own() -> None:
    other = PROMISE.replace("Availability", "Other").replace("99%", "goal")
    text = f"{BASE}sla Wide {{ based on: Base   parameters {{ goal: 95% }}   {other} }}\n"
    assert names(text) == []
    narrow = "sla Narrow { based on: Wide   parameters { goal: 97% } }"
    bound = sound(text + narrow)[1].objectives["Other"].bound
    assert bound is not None
    assert bound.value * 100 == 97
    assert names(text + narrow.replace("goal", "gaol")) == ["unknown-name"]


# ---- amendments

AMENDED = f"sla X {{ effective: 2026-01-01   ends: 2028-12-31   {WHOLE} }}\n"


def test_amendments_build_on_each_other_in_the_order_of_their_days() -> None:
    later = (
        "amendment B { of: X   from: 2027-06-01"
        "   objective Speed { overrides: X.Speed   Nimbus ensures Uptime at least 97% each month } }\n"
    )
    first = "amendment A { of: X   from: 2027-01-01   objective Speed { Nimbus ensures Uptime at least 98% each month } }\n"
    assert names(AMENDED + later + first) == []
    assert names(AMENDED + later) == ["nothing-to-override"]
    assert names(AMENDED + later + first.replace("2027-01-01", "2027-07-01")) == [
        "nothing-to-override",
        "hidden-override",
    ]
    (version,) = loaded(AMENDED + first).agreements[0].versions
    assert (version.name, version.since) == ("A", "2027-01-01")
    assert list(version.agreement.objectives) == [*loaded(AMENDED).agreements[0].objectives, "Speed"]


def test_an_error_in_an_amendment_is_in_it() -> None:
    text = (
        AMENDED
        + "amendment A {\n  of: X   from: 2027-01-01\n  objective Other { Nimbus ensures Uptiem at least 97% each month }\n}"
    )
    (error,) = wrong(text)
    read = loaded(text)
    assert (error.name, read.source.place(error.span.start)[0]) == ("unknown-name", 8)


def test_what_an_amendment_breaks_elsewhere_is_told_at_the_amendment() -> None:
    change = "metric Uptime { overrides: X.Uptime   measure: downtime from checks   controlled by: Nimbus }"
    source = "source checks { holds: samples   every: 1 minute   fields { ok: yes or no } }"
    text = f"{AMENDED}amendment A {{ of: X   from: 2027-01-01   {source}   {change} }}"
    read = loaded(text)
    errors = wrong(text)
    assert errors
    start = text.index("amendment A")
    assert all(each.span.start >= start for each in errors), errors
    assert document([(read.source, errors)])


@pytest.mark.parametrize("day", ["2025-12-31", "2029-01-01"])
def test_an_amendment_counts_while_the_agreement_is_in_force(day: str) -> None:
    ((name, place),) = found(f"{AMENDED}amendment A {{ of: X   from: {day} }}")
    assert (name, place) == ("amended-out-of-force", day)


@pytest.mark.parametrize("of", ["Y", "A"])
def test_an_amendment_is_of_an_agreement(of: str) -> None:
    ((name, place),) = found(f"{BASE}{AMENDED}amendment A {{ of: {of}   from: 2027-01-01 }}")
    assert (name, place) == ("unknown-name", of)
