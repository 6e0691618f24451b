"""Bounds over more readings than can be gone through, held against all readings where there is time for all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import readings
from sladsl.outcome.range import Range, range_of
from sladsl.outcome.statement import Outcome
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.values.amount import amount_text, known

FEW = 6
"""So many readings are gone through here before they are too many."""
TERMS = """
sla T "Terms" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party A "A" { role: provider }
  party B "B" { role: customer }
  interpretation {
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   partial minutes: exact
    nothing happened: met   open past due: missed now   unanswered_here: x
  }
  service S "S" { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: S   collected: automatically }
  source cuts { holds: intervals   of: S   collected: automatically }
  source tickets {
    holds: records   each: ticket   of: S   collected: automatically   fields { opened: time   closed: time }
  }
  metric Up { of: S   measure: uptime from outages   UP   controlled by: A }
  metric Net { of: S   measure: uptime from cuts   NET   controlled by: A }
  metric Quick {
    of: S   measure: share of tickets   good when: opened to closed at most 4 hours
    record belongs to: opened   controlled by: A
  }
  metric Mean { of: S   measure: average of opened to closed in tickets   record belongs to: opened   controlled by: A }
  objective Shop { A ensures Up at least 99.9% each month }
  objective Lines { A ensures Net at least 99.9% each month }
  objective Answers { A ensures Quick at least 90% each month }
  objective Means { A ensures Mean at most 3 hours each month }
  CREDITS
  HEAD
}
""".replace("   unanswered_here: x", "")
LAST = {"start": "2026-05-01T00:00Z", "end": "2026-05-01T00:00Z"}
ROWS: dict[str, list[dict[str, Any]]] = {
    # 40 minutes once, 60 counted each: 99.9% of February leave 40.32.
    "outages": [
        {"start": "2026-02-03T10:00Z", "end": "2026-02-03T10:30Z"},
        {"start": "2026-02-03T10:10Z", "end": "2026-02-03T10:40Z"},
        LAST,
    ],
    "cuts": [
        {"start": "2026-02-04T10:00Z", "end": "2026-02-04T10:30Z"},
        {"start": "2026-02-04T10:10Z", "end": "2026-02-04T10:40Z"},
        LAST,
    ],
    # March and April are kept, so that credits of February are earned back.
    "tickets": [
        *[{"opened": f"2026-0{month}-03T10:00Z", "closed": f"2026-0{month}-03T12:00Z"} for month in (3, 4)],
        *[{"opened": "2026-02-03T10:00Z", "closed": "2026-02-03T12:00Z"}] * 9,
        {"opened": "2026-02-03T10:00Z", "closed": "2026-02-02T09:00Z"},
        {"opened": "2026-02-27T23:00Z", "closed": ""},
        {"opened": "2026-02-27T23:00Z", "closed": ""},
    ],
}
CREDITS = {
    "Shop": "credit for Shop {{ base: that month's fee of S   bands {{ at least 99.9%: none   otherwise: {}% }} {} }}",
    "Lines": "credit for Lines {{ base: that month's fee of S   bands {{ at least 99.9%: none   otherwise: {}% }} {} }}",
    "Answers": "credit for Answers {{ base: that month's fee of S   bands {{ at least 90%: none   otherwise: {}% }} {} }}",
    "Means": "credit for Means {{ base: that month's fee of S   bands {{ at most 3 hours: none   otherwise: {}% }} {} }}",
}


def terms(
    *,
    choice: str = "",
    head: str = "",
    up: str = "",
    net: str = "overlapping outages: each",
    more: str = "",
    shares: tuple[int, ...] = (10, 10, 20, 5),
) -> str:
    """The terms with credits of so many percent of the fee; `up` and `net` answer for their metrics."""
    credits = "\n  ".join(
        CREDITS[name].format(share, more) for name, share in zip(CREDITS, shares, strict=True)
    )
    text = TERMS.replace("   UP   ", f"   {up}   ").replace("   NET   ", f"   {net}   ")
    return (
        text.replace("open past due: missed now", f"open past due: missed now   {choice}")
        .replace("CREDITS", credits)
        .replace("HEAD", head)
    )


def outcome(text: str, few: bool = True, rows: dict[str, list[dict[str, Any]]] = ROWS) -> Outcome:
    with patch.object(readings, "MOST_READINGS", FEW if few else 1_024):
        found = sladsl.evaluate(
            sladsl.read_text(text),
            rows,
            period="2026-02..2026-04",
            as_of="2026-05-02T01:00Z",
            engine="reference",
        )
    assert found.outcome.exhaustive is not few
    return found.outcome


def ends(of: Range) -> tuple[str, str]:
    assert of.least is not None
    assert of.most is not None
    return amount_text(of.least), amount_text(of.most)


def worth(of: Range) -> tuple[Fraction, Fraction]:
    least, most = (known(each, "EUR") for each in (of.least, of.most) if each is not None)
    assert least is not None
    assert most is not None
    return least.amount, most.amount


def test_parts_without_a_common_choice_add_up() -> None:
    text = terms()
    found = outcome(text)
    assert range_of(found).proof == "exact"
    # Shop owes 10% where overlaps count twice, Lines always, Answers always; Means never.
    assert ends(range_of(found)) == ends(range_of(outcome(text, few=False))) == ("300.00 EUR", "400.00 EUR")
    told = outcome_text(found)
    assert "least  300.00 EUR  overlapping outages: once" in told
    assert "most   400.00 EUR  overlapping outages: each" in told
    assert "varied alone" not in told
    assert "alone it changes nothing here" in " ".join(told.split())


def test_promises_that_wait_for_one_choice_are_gone_through_together() -> None:
    text = terms(net="")
    found = range_of(outcome(text))
    assert (found.proof, *ends(found)) == ("exact", "200.00 EUR", "400.00 EUR")


@pytest.mark.parametrize(
    ("head", "more", "expected"),
    [
        # Answers alone owes 200 whatever the answers, Shop, Lines and Answers together 400 at most.
        ("cap: 250 EUR per month", "", ("outer bounds", "200.00 EUR", "400.00 EUR")),
        ("", "cap: 50 EUR per month", ("exact", "100.00 EUR", "150.00 EUR")),
        (
            "",
            "earn back { share: 100%   when: met in each of the next 2 months }",
            ("exact", "300.00 EUR", "400.00 EUR"),
        ),
        (
            "cap: 250 EUR per month",
            "earn back { share: 100%   when: met in each of the next 2 months }",
            ("outer bounds", "nothing", "400.00 EUR"),
        ),
    ],
)
def test_caps(head: str, more: str, expected: tuple[str, str, str]) -> None:
    found = range_of(outcome(terms(head=head, more=more)))
    assert (found.proof, *ends(found)) == expected


@pytest.mark.parametrize(
    "text",
    [
        lambda: terms(head="settlement { minimum payable: 5 EUR }"),
        lambda: terms(choice="base and other credits: after other credits"),
    ],
)
def test_where_amounts_hang_together_no_bounds_are_told(text: Callable[[], str]) -> None:
    found = outcome(text())
    assert found.bounds is None
    assert range_of(found).proof == "tried"
    assert "Each choice was varied alone: together they may lead further." in " ".join(
        outcome_text(found).split()
    )


def test_what_was_only_tried_is_not_said_of_all_answers() -> None:
    """Alone no choice moves the amount; that none does together is not known."""
    head = "settlement { minimum payable: 5 EUR }"
    told = outcome_text(outcome(terms(head=head, shares=(0, 10, 20, 5))))
    assert "whatever the answers" not in told


def test_outer_bounds_say_what_they_are() -> None:
    found = outcome(terms(head="cap: 250 EUR per month"))
    assert "These are bounds: no answers lead beyond them, and they need not be reached." in " ".join(
        outcome_text(found).split()
    )
    told = json.loads(outcome_json(found))["range"]
    assert (told["proof"], told["least_answers"], told["most_answers"]) == ("outer bounds", [], [])


@settings(max_examples=25, deadline=None)
@given(
    shares=st.tuples(*[st.sampled_from((0, 5, 10, 40))] * 4),
    cap=st.sampled_from(("", "cap: 60 EUR per month", "cap: 30% of that month's fee of S per month")),
    own=st.sampled_from(("", "cap: 30 EUR per month")),
    back=st.booleans(),
    net=st.sampled_from(("", "overlapping outages: each")),
    slow=st.integers(1, 12),
)
def test_no_reading_lies_beyond_the_bounds(
    shares: tuple[int, ...], cap: str, own: str, back: bool, net: str, slow: int
) -> None:
    more = f"{own}   {'earn back { share: 50%   when: met in each of the next 2 months }' if back else ''}"
    tickets = [
        *ROWS["tickets"][:11],
        {"opened": "2026-02-03T10:00Z", "closed": "2026-02-03T08:00Z"},
        {"opened": "2026-02-05T10:00Z", "closed": f"2026-02-{5 + slow}T10:00Z"},
        {"opened": "2026-02-27T23:00Z", "closed": ""},
    ]
    text, rows = terms(head=cap, more=more, net=net, shares=shares), ROWS | {"tickets": tickets}
    found, truth = range_of(outcome(text, rows=rows)), range_of(outcome(text, few=False, rows=rows))
    assert truth.proof == "exact"
    if found.proof == "exact":
        assert ends(found) == ends(truth)
    else:
        assert found.proof == "outer bounds"
        assert worth(found)[0] <= worth(truth)[0] <= worth(truth)[1] <= worth(found)[1]
