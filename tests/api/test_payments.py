"""Which invoice takes up which credit, and what becomes of what none takes up."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.rendering import render
from sladsl.api.scenarios import play
from sladsl.data.binding import Binding, FeesFile, LevelsFile
from sladsl.outcome.statement import Outcome
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.values.amount import amount_text, known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  term {{ initial: 6 months   renewal: none }}
  service S {{ hours: always   fee: {fee} }}
  objective A {{ P ensures at least 99% each month   measure: as reported   of: S   collected by: P }}
  credit for A {{ amount: {amount} }}
  claims {{ channel: automatic }}
  settlement {{ {settlement} }}
}}
"""
Told = list[tuple[str, str, str, Fraction | int | None]]


def outcome(tmp_path: Any, settlement: str, missed: str, **more: str) -> Outcome:
    """`missed`: a letter for each month from January on, `m` for a miss."""
    levels = "".join(
        f"2026-{at:02},A,{'95%' if letter == 'm' else '99%'}\n" for at, letter in enumerate(missed, 1)
    )
    (tmp_path / "levels.csv").write_text(f"period,objective,level\n{levels}", encoding="utf-8")
    fees: tuple[FeesFile, ...] = ()
    if "fees" in more:
        (tmp_path / "fees.csv").write_text(
            f"period,service,amount,currency\n{more['fees']}", encoding="utf-8"
        )
        fees = (FeesFile(path=str(tmp_path / "fees.csv")),)
    loaded = read_text(
        TEXT.format(
            settlement=settlement,
            fee=more.get("fee", "100 EUR per month"),
            amount=more.get("amount", "150 EUR"),
        )
    )
    assert loaded.agreement is not None, loaded.findings
    written = parse_time("2026-09-01")
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(tmp_path / "levels.csv")),), fees=fees)
    return evaluate(loaded.agreement, binding, as_of=written.naive_us).outcome


def told(of: Outcome) -> Told:
    found: Told = []
    for each in of.statement.payments:
        money = None if each.amount is None else known(each.amount, "EUR")
        found.append((each.period, each.invoice, each.state, None if money is None else money.amount))
    return found


@pytest.mark.parametrize(
    ("settlement", "missed", "expected"),
    [
        (
            "paid: next invoice or later   as: set-off only   unused: carried forward",
            "m",
            [("2026-01", "2026-02", "set off", 100), ("2026-01", "2026-03", "set off", 50)],
        ),
        (
            "paid: next invoice or later   unused: paid out",
            "m",
            [("2026-01", "2026-02", "set off", 100), ("2026-01", "2026-02", "paid out", 50)],
        ),
        (
            "paid: first invoice after the period   invoice limit: 60%",
            "m",
            [("2026-01", "2026-02", "set off", 60), ("2026-01", "2026-02", "left", 90)],
        ),
        # What is carried comes before what arises later.
        (
            "paid: first invoice after the period   unused: carried forward",
            "mm",
            [
                ("2026-01", "2026-02", "set off", 100),
                ("2026-01", "2026-03", "set off", 50),
                ("2026-02", "2026-03", "set off", 50),
                ("2026-02", "2026-04", "set off", 100),
            ],
        ),
        ("as: money", "m", [("2026-01", "", "paid out", 150)]),
        (
            "paid: once a quarter   unused: paid out",
            "m",
            [
                ("2026-01", "2026-04", "set off", 100),
                ("2026-01", "2026-04", "paid out", 50),
            ],
        ),
        # The term ends with June: no invoice comes after it.
        (
            "paid: next invoice or later   unused: lapses at the end of the term",
            "....m",
            [("2026-05", "2026-06", "set off", 100), ("2026-05", "", "lapses", 50)],
        ),
        ("paid: next invoice or later   unused: carried forward", ".....m", [("2026-06", "", "left", 150)]),
        ("paid: next invoice or later   unused: paid out", ".....m", [("2026-06", "", "paid out", 150)]),
    ],
)
def test_where_a_credit_goes(tmp_path: Any, settlement: str, missed: str, expected: Told) -> None:
    assert told(outcome(tmp_path, settlement, missed)) == expected


def test_a_smaller_invoice_after_it(tmp_path: Any) -> None:
    """40 % under a cap of 30 % of 1,000, and an invoice of 250: 250 are set off and 50 carried on."""
    found = outcome(
        tmp_path,
        "paid: next invoice or later   as: set-off only   unused: carried forward",
        "m",
        fee="as invoiced per month",
        amount="300 EUR",
        fees="2026-01,S,1000,EUR\n2026-02,S,250,EUR\n2026-03,S,1000,EUR\n",
    )
    assert told(found) == [("2026-01", "2026-02", "set off", 250), ("2026-01", "2026-03", "set off", 50)]


def test_an_invoice_that_is_not_known(tmp_path: Any) -> None:
    found = outcome(tmp_path, "paid: next invoice or later", "m", fee="as invoiced per month")
    assert told(found) == [("2026-01", "2026-02", "set off", 150)]
    assert "not known yet" in found.statement.payments[0].why


def test_it_is_told_everywhere(tmp_path: Any) -> None:
    settlement = (
        "paid: next invoice or later   as: set-off only   unused: carried forward   remedy: sole remedy"
    )
    found = outcome(tmp_path, settlement, "m")
    text = " ".join(outcome_text(found).split())
    assert "Payment 100.00 EUR A, 2026-01 off the invoice of 2026-02" in text
    document = json.loads(outcome_json(found))["statement"]["payments"]
    assert [each["invoice"] for each in document] == ["2026-02", "2026-03"]
    loaded = read_text(TEXT.format(settlement=settlement, fee="1 EUR per month", amount="2 EUR"))
    said = render(loaded)
    assert "settled by the next invoice or a later one and set off against fees only" in said
    assert "sole remedy" in said
    assert "not rendered" not in said


def test_without_a_word_nothing_is_said(tmp_path: Any) -> None:
    assert told(outcome(tmp_path, "minimum payable: 1 EUR", "m")) == []


@settings(max_examples=20, deadline=None)
@given(
    st.text("m.", min_size=1, max_size=5),
    st.sampled_from(["carried forward", "paid out"]),
    st.integers(1, 250),
)
def test_nothing_is_lost_and_no_invoice_falls_below_nothing(
    tmp_path_factory: Any, missed: str, unused: str, amount: int
) -> None:
    settlement = f"paid: next invoice or later   unused: {unused}"
    found = told(outcome(tmp_path_factory.mktemp("paid"), settlement, missed, amount=f"{amount} EUR"))
    for at, letter in enumerate(missed, 1):
        parts = [money or 0 for period, _, _, money in found if period == f"2026-{at:02}"]
        assert sum(parts) == (amount if letter == "m" else 0)
    for invoice in {each[1] for each in found}:
        taken = sum(money or 0 for _, here, state, money in found if here == invoice and state == "set off")
        assert taken <= 100


SMALLER = """
sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  interpretation { money rounding: half up to 0.01 EUR, on each line }
  service Shop { hours: always   fee: as invoiced per month }
  objective Availability {
    P ensures at least 99% each month   measure: as reported   of: Shop   collected by: P   controlled by: P
  }
  credit for Availability { base: that month's fee of Shop   amount: 30% }
  settlement { paid: next invoice or later   as: set-off only   unused: carried forward }
  scenario "A smaller invoice" {
    month: 2026-01
    fee: Shop, 2026-02, 250 EUR   fee: Shop, 1_000 EUR   fee: Shop, 2026-03, PERIOD EUR
    levels for Availability { 2026-01: 95% }
    expect: Availability missed, credit 300 EUR
  }
}
"""


def test_a_scenario_states_the_fee_of_one_period() -> None:
    loaded = read_text(SMALLER.replace("PERIOD", "20"))
    assert loaded.agreement is not None, loaded.findings
    done = play(loaded.agreement, loaded.agreement.scenarios[0])
    assert done.evaluation is not None
    statement = done.evaluation.outcome.statement
    assert [(each.invoice, each.amount and amount_text(each.amount)) for each in statement.payments] == [
        ("2026-02", "250.00 EUR"),
        ("2026-03", "20.00 EUR"),
        ("2026-04", "30.00 EUR"),
    ]


def test_a_fee_of_another_kind_of_period_is_told() -> None:
    said = read_text(SMALLER.replace("2026-02, 250", "2026-Q1, 250").replace("PERIOD", "20"))
    assert [each.name for each in said.findings if each.severity == "error"] == ["other-period"]


EARNED = """
sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  interpretation { money rounding: half up to 0.01 EUR, on each line   nothing happened: met }
  service Shop { hours: always   fee: 1_000 EUR per month }
  objective Availability {
    P ensures at least 99% each month   measure: as reported   of: Shop   collected by: P   controlled by: P
  }
  credit for Availability {
    base: that month's fee of Shop   amount: 30%
    earn back { share: 50%   when: met in each of the next 2 months   INTO }
  }
  settlement { paid: PAID   as: AS   unused: carried forward }
}
"""


@pytest.mark.parametrize(
    ("into", "paid", "how", "expected"),
    [
        (
            "into: next invoice",
            "next invoice or later",
            "set-off only",
            [("2026-02", "set off", 300), ("2026-04", "charged back", 150)],
        ),
        # Once a year the credit is paid after it was earned back in part.
        ("", "once a year", "set-off only", [("2027-01", "set off", 150), ("", "earned back", 150)]),
        ("into: money", "next invoice or later", "set-off only", [("2026-02", "set off", 300), ("", "charged back", 150)]),
        ("", "next invoice or later", "money", [("", "paid out", 300), ("", "charged back", 150)]),
    ],
)  # fmt: skip
def test_what_is_earned_back_is_deducted(
    into: str, paid: str, how: str, expected: list[tuple[str, str, int]]
) -> None:
    loaded = read_text(EARNED.replace("INTO", into).replace("PAID", paid).replace("AS", how))
    assert loaded.agreement is not None, loaded.findings
    levels = [
        {"period": f"2026-0{month}", "objective": "Availability", "level": level}
        for month, level in enumerate(("98%", "99%", "99.5%"), start=1)
    ]
    binding = Binding(levels=(LevelsFile(path="", data=levels),))
    as_of = parse_time("2026-04-10")
    assert as_of is not None
    statement = evaluate(loaded.agreement, binding, as_of=as_of.naive_us).outcome.statement
    found = [
        (each.invoice, each.state, money.amount)
        for each in statement.payments
        if each.amount is not None and (money := known(each.amount)) is not None
    ]
    assert found == expected
    owed = sum(
        -amount if state == "charged back" else amount for _, state, amount in found if state != "earned back"
    )
    assert owed == 150
