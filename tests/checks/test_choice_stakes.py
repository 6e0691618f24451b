"""What hangs on an unanswered choice is how far apart its answers settle the worst period."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api.scenarios import play
from sladsl.checks.choice_stakes import of_choice
from sladsl.checks.stakes import GROWS, UNSTATED
from sladsl.diagnostics.stake import Stake
from sladsl.values.amount import known
from tests.checks.texts import context_of
from tests.checks.worlds import agreement_of

TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{ {answers} }}
  service Shop {{ hours: always   fee: {fee} per month }}
  source checks {{
    holds: samples   of: Shop   every: 1 minute   collected: automatically   fields {{ ok: yes or no }}
  }}
  source tickets {{
    holds: records   each: ticket   of: Shop   collected: automatically
    fields {{ opened: time   late: yes or no }}
  }}
  metric Uptime {{ measure: uptime from checks   down when: not ok   controlled by: Nimbus }}
  metric InTime {{ measure: share of tickets   good when: not late   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  objective Response {{ Nimbus ensures InTime at least 95% each month }}
  credit for Availability {{ base: that month's fee of Shop   {first} }}
  credit for Response {{ base: that month's fee of Shop   amount: {second} }}
  {caps}
  scenario "A bad month" {{
    month: 2026-02
    levels for Availability {{ 2026-02: 90% }}
    levels for Response {{ 2026-02: 90% }}
  }}
}}
"""
ANSWERED = {
    "missing samples": "missing samples: down",
    "undecided records": "undecided records: counted as bad",
    "nothing happened": "nothing happened: met",
    "level rounding": "level rounding: none",
    "money rounding": "money rounding: half up to 0.01 EUR, on each line",
    "cap covers": "cap covers: all credits",
    "day of fee": "day of fee: thirtieth of a month",
    "base and other credits": "base and other credits: before other credits",
}
BANDS = "bands { at least 99.9%: none   at least 99.0%: 10%   at least 95.0%: 25%   otherwise: 30% }"


def text(
    choice: str, *, first: str = BANDS, second: str = "5%", caps: str = "", fee: str = "1_000 EUR"
) -> str:
    """An agreement in which only this choice is not answered."""
    answers = "   ".join(answer for key, answer in ANSWERED.items() if key != choice)
    return TEXT.format(answers=answers, first=first, second=second, caps=caps, fee=fee)


def stake(choice: str, **given: str) -> Stake | None:
    context = context_of(text(choice, **given))
    (asked,) = [each for each in context.needed_choices() if each.state != "answered"]
    assert asked.key == choice
    return of_choice(context, asked)


def most(of: Stake | None) -> Fraction | None:
    if of is None:
        return None
    assert of.most is not None, of.reason
    money = known(of.most)
    assert money is not None
    return money.amount


@pytest.mark.parametrize(
    ("choice", "given", "euros"),
    [
        # The samples are Availability's: 30 % of 1,000 EUR, whatever the desk does.
        ("missing samples", {}, 300),
        ("undecided records", {}, 50),
        ("nothing happened", {}, None),
        # A rounded level crosses one bound: 0 to 10, 10 to 25, 25 to 30 per cent; and all of a flat 5 %.
        ("level rounding", {}, 150),
        ("level rounding", {"second": "20%"}, 200),
        # A row narrower than the rounding can be jumped over.
        (
            "level rounding",
            {"first": "bands { at least 99.9%: none   at least 99.88%: 10%   otherwise: 30% }"},
            300,
        ),
        # Two credits: each half a cent off at most, and the sum, too.
        ("money rounding", {}, "0.01"),
        # February: 3/28 of 1,000 EUR - 3/365 of 12,000.
        ("day of fee", {"second": "3 days of the fee"}, Fraction(3_000, 28) - Fraction(36_000, 365)),
        ("cap covers", {"caps": "cap: 320 EUR per month"}, 30),
        ("cap covers", {"caps": "cap: 300 EUR per month"}, 50),
        ("cap covers", {"caps": "cap: 350 EUR per month"}, None),
        # A year of the worst months: 4,200 EUR.
        ("cap covers", {"caps": "cap: 4_000 EUR per contract year"}, 200),
        ("missing samples", {"caps": "cap: 120 EUR per month, of all credits"}, 120),
        ("missing samples", {"first": "amount: 77 EUR"}, 77),
    ],
)
def test_what_hangs_on_a_choice(
    choice: str, given: dict[str, str], euros: int | str | Fraction | None
) -> None:
    assert most(stake(choice, **given)) == (None if euros is None else Fraction(euros))


@pytest.mark.parametrize(
    ("choice", "given", "least"),
    [
        ("missing samples", {}, 100),
        ("level rounding", {}, 50),
        ("cap covers", {"caps": "cap: 320 EUR per month"}, 30),
    ],
)
def test_the_least_is_that_of_a_period_in_which_it_matters(
    choice: str, given: dict[str, str], least: int
) -> None:
    found = stake(choice, **given)
    assert found is not None
    assert found.least is not None
    money = known(found.least)
    assert money is not None
    assert money.amount == least


@pytest.mark.parametrize(
    ("choice", "given"),
    [
        ("cap covers", {"caps": "cap: 320 EUR per month", "fee": "as invoiced"}),
        ("cap covers", {"caps": "cap: 50% of that month's fee of Shop per term"}),
        ("missing samples", {"first": "bands { at least 99.9%: none   otherwise: not stated }"}),
    ],
)
def test_what_nobody_can_tell_is_not_known(choice: str, given: dict[str, str]) -> None:
    found = stake(choice, **given)
    assert found is not None
    assert found.most is None
    assert found.reason


@pytest.mark.parametrize(
    ("first", "reason"),
    [("amount: 1%   step: full 0.1% of the shortfall", GROWS), ("amount: not stated", UNSTATED)],
)
def test_it_is_told_why_nobody_can_tell(first: str, reason: str) -> None:
    found = stake("missing samples", first=first)
    assert found is not None
    assert found.reason == reason


@settings(max_examples=20)
@given(first=st.integers(1, 60), second=st.integers(1, 60), cap=st.integers(10, 1_300))
def test_a_shared_cap_is_worth_what_its_readings_differ_by(first: int, second: int, cap: int) -> None:
    given_text = text(
        "cap covers", first=f"amount: {first}%", second=f"{second}%", caps=f"cap: {cap} EUR per month"
    )
    agreement, _ = agreement_of(given_text)
    played = play(agreement, agreement.scenarios[0])
    assert played.evaluation is not None
    totals = []
    for reading in played.evaluation.outcome.readings:
        assert reading.statement.total is not None
        money = known(reading.statement.total)
        assert money is not None
        totals.append(money.amount)
    found = stake(
        "cap covers", first=f"amount: {first}%", second=f"{second}%", caps=f"cap: {cap} EUR per month"
    )
    assert (most(found) or 0) == max(totals) - min(totals)
