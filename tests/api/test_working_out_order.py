"""The order of working out amounts: claims and earning back before caps, each against an oracle of a few lines."""

from __future__ import annotations

import math
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import sladsl
from sladsl.api.workbook import statement_workbook
from sladsl.outcome.statement import Line, Outcome
from sladsl.outcome.to_text import outcome_text
from sladsl.prose.english.interpretation import _before_caps
from sladsl.values.amount import known

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 9))
TEXT = """
sla T "Terms" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR   cap: {cap}
  party A {{ role: provider   accepted: by ordering }}
  party B {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   order: {order}
    run over an unassessed period: bridged
  }}
  service S {{ hours: always   fee: {fee} per month }}
  metric Up {{ of: S   measure: as reported   collected by: A   controlled by: A }}
  objective Level {{ A ensures Up at least 99% each month }}
  credit for Level {{
    base: that month's fee of S   amount: {amount}   {more}
  }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
}}"""
BACK = "earn back {{ share: {share}%   when: met in each of the next {count} months }}"


def outcome(text: str, levels: dict[str, str], claims: dict[str, str], **more: Any) -> Outcome:
    of = sladsl.read_text(text)
    assert not [each for each in of.findings if each.severity == "error"], (text, of.findings)
    assert of.agreement is not None
    assert not of.agreement.not_evaluated, text
    data: dict[str, Any] = {
        "levels": [
            {"period": label, "objective": "Level", "level": level} for label, level in levels.items()
        ],
    }
    if claims:
        data["claims"] = [
            {"objective": "Level", "period": label, "claimed": day} for label, day in claims.items()
        ]
    found = sladsl.evaluate(
        of, {**data, **more}, period="2026-01..2026-08", as_of="2026-10-20", engine="reference"
    ).outcome
    assert found.readings == (), [(each.key, each.construct) for each in found.open]
    return found


def euro(line: Line) -> tuple[Fraction, Fraction]:
    """What is credited, and what is earned back of it."""
    assert line.credit is not None, line.steps
    money = known(line.credit, "EUR")
    assert money is not None
    if line.earned is None or line.earned.state != "earned back":
        return money.amount, Fraction(0)
    assert line.earned.amount is not None
    back = known(line.earned.amount, "EUR")
    assert back is not None
    return money.amount, back.amount


def lines(found: Outcome) -> dict[str, tuple[Fraction, Fraction]]:
    """The lines that owe something."""
    return {each.period: both for each in found.statement.lines if (both := euro(each)) != (0, 0)}


# ---- worked cases

MISSED, KEPT = "98%", "99.5%"


def test_what_is_claimed_too_late_uses_up_nothing_of_a_cap_where_claims_come_first() -> None:
    """1,000 EUR each, 1,500 EUR a year: where the first comes too late, the second is whole or what the first left."""
    said = {
        "cap": "1_500 EUR per calendar year, of all credits",
        "fee": "10_000 EUR",
        "amount": "10%",
        "more": "",
    }
    levels, claims = (
        {"2026-01": MISSED, "2026-02": MISSED},
        {"2026-01": "2026-05-01", "2026-02": "2026-03-02"},
    )
    usual = outcome(TEXT.format(order="bands, cap, claim", **said), levels, claims)
    first = outcome(TEXT.format(order="bands, claim, cap", **said), levels, claims)
    assert lines(usual) == {"2026-02": (500, 0)}
    assert lines(first) == {"2026-02": (1_000, 0)}
    assert "bands, claims, caps, rounding." in " ".join(outcome_text(first).split())
    assert "bands, caps, rounding, claims." in " ".join(outcome_text(usual).split())


def test_what_nobody_claimed_uses_up_the_cap_all_the_same() -> None:
    """That no claim is known takes nothing away, so the credit stands, and its share with it."""
    said = {
        "cap": "1_500 EUR per calendar year, of all credits",
        "fee": "10_000 EUR",
        "amount": "10%",
        "more": "",
    }
    found = outcome(
        TEXT.format(order="bands, claim, cap", **said),
        {"2026-01": MISSED, "2026-02": MISSED},
        {"2026-02": "2026-03-02"},
    )
    assert lines(found) == {"2026-01": (1_000, 0), "2026-02": (500, 0)}


def test_a_cap_limits_what_is_left_where_earning_back_comes_first() -> None:
    """1,000 EUR under a cap of 600: half of 600 is given back, or what 600 are above the half of 1,000 that stays."""
    said = {
        "cap": "600 EUR per month, of all credits",
        "fee": "10_000 EUR",
        "amount": "10%",
        "more": BACK.format(share=50, count=1),
    }
    levels = {"2026-01": MISSED, "2026-02": KEPT}
    usual = outcome(TEXT.format(order="bands, cap, earn back", **said), levels, {})
    first = outcome(TEXT.format(order="bands, earn back, cap", **said), levels, {})
    assert lines(usual)["2026-01"] == (600, 300)
    assert lines(first)["2026-01"] == (600, 100)
    assert "earn back, caps, rounding" in " ".join(outcome_text(first).split())


def test_what_is_earned_back_makes_room_under_a_cap_where_it_comes_first() -> None:
    """1,500 EUR a year: half of January comes back in February, so March is whole; otherwise 500 EUR are left for it."""
    said = {
        "cap": "1_500 EUR per calendar year, of all credits",
        "fee": "10_000 EUR",
        "amount": "10%",
        "more": BACK.format(share=50, count=1),
    }
    levels = {"2026-01": MISSED, "2026-02": KEPT, "2026-03": MISSED, "2026-04": MISSED}
    first = outcome(TEXT.format(order="bands, earn back, cap", **said), levels, {})
    usual = outcome(TEXT.format(order="bands, cap, earn back", **said), levels, {})
    assert lines(first) == {"2026-01": (1_000, 500), "2026-03": (1_000, 0)}
    assert lines(usual)["2026-03"] == (500, 0)


def test_what_caps_took_already_is_not_given_back_again() -> None:
    said = {
        "cap": "300 EUR per month, of all credits",
        "fee": "10_000 EUR",
        "amount": "10%",
        "more": BACK.format(share=50, count=1),
    }
    found = outcome(
        TEXT.format(order="bands, earn back, cap", **said), {"2026-01": MISSED, "2026-02": KEPT}, {}
    )
    (line,) = (each for each in found.statement.lines if each.period == "2026-01")
    assert euro(line) == (300, 0)
    assert line.earned is not None
    assert line.earned.why.endswith("caps had taken as much of the credit already")


def test_a_fee_that_is_not_known_leaves_shares_of_it() -> None:
    said = {
        "cap": "8% of that month's fee of S per month, of all credits",
        "fee": "as invoiced",
        "amount": "10%",
        "more": BACK.format(share=50, count=1),
    }
    found = outcome(
        TEXT.format(order="bands, earn back, cap", **said), {"2026-01": MISSED, "2026-02": KEPT}, {}
    )
    (line,) = (each for each in found.statement.lines if each.period == "2026-01")
    assert line.earned is not None
    assert line.earned.amount is not None
    assert str(line.credit).count("2, 25") == 1  # 8 %
    assert str(line.earned.amount).count("3, 100") == 1  # 3 %: 5 % stay of 10 %


def test_the_workbook_takes_from_a_cap_what_stays() -> None:
    """By its own formulas: the cells hold what they come to, and each agrees with the exact figure."""
    said = {
        "cap": "1_500 EUR per calendar year, of all credits",
        "fee": "10_000 EUR",
        "amount": "10%",
        "more": BACK.format(share=50, count=1),
    }
    of = sladsl.read_text(TEXT.format(order="bands, earn back, cap", **said))
    assert of.agreement is not None
    levels = {"2026-01": MISSED, "2026-02": KEPT, "2026-03": MISSED, "2026-04": MISSED}
    data = {
        "levels": [{"period": label, "objective": "Level", "level": each} for label, each in levels.items()]
    }
    found = sladsl.evaluate(of, data, period="2026-01..2026-08", as_of="2026-10-20")
    sheet = load_workbook(BytesIO(statement_workbook(found, of.agreement)))["Caps"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    at = {str(title): place for place, title in enumerate(rows[0])}
    left = [str(row[at["Left of the cap"]]) for row in rows[1:]]
    assert left[1] == "=IF(COUNT($F5,500)=2,$F5-500,IF(ISNUMBER(500),$F5,500))"
    assert left[2] == "=IF(COUNT($F6,$G6)=2,$F6-$G6,IF(ISNUMBER($G6),$F6,$G6))"


@pytest.mark.parametrize(
    ("order", "evaluated"),
    [
        ("bands, repeat, cap, earn back, claim", True),
        ("bands, claim, earn back, repeat, cap", True),
        ("claim, bands, weights, cap", True),
        ("bands, earn back, cap, repeat", True),
        ("cap, bands", False),
        ("repeat, bands", False),
        ("bands, cap, weights", False),
        ("bands, cap, cap", False),
    ],
)
def test_orders_without_a_meaning_are_not_evaluated(order: str, evaluated: bool) -> None:
    said = {"cap": "600 EUR per month, of all credits", "fee": "10_000 EUR", "amount": "10%", "more": ""}
    of = sladsl.read_text(TEXT.format(order=order, **said))
    assert of.agreement is not None
    assert bool(of.agreement.not_evaluated) is not evaluated


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("bands, cap, claim", 0),
        ("bands, claim, cap", 1),
        ("claim, earn back, cap", 2),
        ("bands, earn back", 0),
    ],
)
def test_the_contract_says_what_it_means_that_something_comes_before_caps(order: str, said: int) -> None:
    assert _before_caps(order).count(".") == said


# ---- an oracle

ORDERS = (
    ("bands", "repeat", "cap", "claim", "earn back"),
    ("bands", "repeat", "claim", "cap", "earn back"),
    ("bands", "claim", "earn back", "repeat", "cap"),
    ("bands", "earn back", "cap", "repeat", "claim"),
    ("bands", "cap", "repeat", "earn back", "claim"),
)


def cents(amount: Fraction) -> Fraction:
    return Fraction(math.floor(amount * 100 + Fraction(1, 2)), 100)


def clerk(
    order: tuple[str, ...],
    missed: list[bool],
    late: list[bool],
    amount: int,
    cap: tuple[int, str],
    share: int,
    count: int,
    factor: int,
) -> list[tuple[Fraction, Fraction]]:
    """Month by month what is credited and what is earned back of it, from the texts of the language pages alone."""
    at_cap = order.index("cap")
    claims_first, back_first, cap_first = (
        order.index(step) < at_cap if step != "repeat" else order.index(step) > at_cap
        for step in ("claim", "earn back", "repeat")
    )
    used: dict[int, Fraction] = {}
    found = []
    for at, _ in enumerate(MONTHS):
        if not missed[at]:
            found.append((Fraction(0), Fraction(0)))
            continue
        times = factor if at and missed[at - 1] else 1
        whole = Fraction(amount) * (1 if cap_first else times)
        given_back = at + count < len(MONTHS) and not any(missed[at + 1 : at + count + 1])
        if claims_first and late[at]:
            found.append((Fraction(0), Fraction(0)))
            continue
        window = {"month": at, "quarter": at // 3, "calendar year": 0}[cap[1]]
        credit = min(whole, max(cap[0] - used.get(window, Fraction(0)), Fraction(0)))
        stays = whole - cents(whole * share / 100) if back_first and given_back else whole
        used[window] = used.get(window, Fraction(0)) + min(credit, stays)
        credit *= times if cap_first else 1
        stays *= times if cap_first else 1
        back = Fraction(0)
        if given_back:
            back = credit - min(credit, stays) if back_first else cents(credit * share / 100)
        found.append((Fraction(0), Fraction(0)) if late[at] else (credit, back))
    return found


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(ORDERS),
    st.lists(st.booleans(), min_size=8, max_size=8),
    st.lists(st.booleans(), min_size=8, max_size=8),
    st.integers(1, 900),
    st.tuples(st.integers(1, 2_500), st.sampled_from(["month", "quarter", "calendar year"])),
    st.sampled_from([50, 100, 33]),
    st.integers(1, 2),
    st.sampled_from([2, 3]),
)
def test_amounts_come_to_what_a_clerk_makes_of_them(
    order: tuple[str, ...],
    missed: list[bool],
    late: list[bool],
    amount: int,
    cap: tuple[int, str],
    share: int,
    count: int,
    factor: int,
) -> None:
    text = TEXT.format(
        order=", ".join(order),
        cap=f"{cap[0]} EUR per {cap[1]}, of all credits",
        fee="10_000 EUR",
        amount=f"{amount} EUR",
        more=f"repeat: {factor} times from the 2nd miss in a row   {BACK.format(share=share, count=count)}",
    )
    levels = {month: MISSED if bad else KEPT for month, bad in zip(MONTHS, missed, strict=True)}
    claims = {
        month: "2026-10-19" if after else f"{month[:5]}{int(month[5:]) + 1:02d}-02"
        for month, after, bad in zip(MONTHS, late, missed, strict=True)
        if bad
    }
    found = lines(outcome(text, levels, claims))
    expected = clerk(order, missed, late, amount, cap, share, count, factor)
    assert [found.get(month, (Fraction(0), Fraction(0))) for month in MONTHS] == expected, text


def test_an_order_that_is_not_stated_makes_a_range() -> None:
    text = TEXT.format(
        cap="600 EUR per month, of all credits",
        order="not stated",
        fee="1_000 EUR",
        amount="50%",
        more="repeat: 2 times from the 2nd miss in a row",
    )
    of = sladsl.read_text(text)
    rows = [{"period": label, "objective": "Level", "level": "98%"} for label in ("2026-01", "2026-02")]
    found = sladsl.evaluate(of, {"levels": rows}, period="2026-01..2026-02", as_of="2026-10-20").outcome
    (asked,) = [each for each in found.open if each.key == "order"]
    assert asked.answers == ("bands, repeat, cap, earn back", "bands, cap, repeat, earn back")
    # By hand: 500, and in the second month 1,000 capped to 600, or 500 doubled behind the cap.
    sums = set()
    for reading in found.readings:
        money = [known(each.credit, "EUR") for each in reading.statement.lines if each.credit is not None]
        sums.add(sum((each.amount for each in money if each is not None), Fraction(0)))
    assert sums == {Fraction(1100), Fraction(1500)}
