"""Caps of what one invoice gives back: which credits come on it, and what is over."""

from __future__ import annotations

from fractions import Fraction

import pytest

import sladsl
from sladsl.api import check
from sladsl.api.rendering import render
from sladsl.outcome.statement import Outcome
from sladsl.values.amount import known

LEVELS = [
    {"period": period, "objective": name, "level": "95%"}
    for period in ("2026-01", "2026-02", "2026-03")
    for name in ("First", "Second")
]


def terms(cap: str, *, paid: str = "", claims: str = "", fee: str = "1_000 EUR per month") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla C "C" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  interpretation {{ money rounding: half up to 0.01 EUR, on each line   level rounding: none }}
  service S {{ hours: always   fee: {fee} }}
  metric M {{ of: S   measure: as reported   collected by: P   controlled by: P }}
  objective First {{ P ensures M at least 99% each month }}
  objective Second {{ P ensures M at least 99% each month }}
  credit for First {{ base: that month's fee of S   amount: 100 EUR }}
  credit for Second {{ base: that month's fee of S   amount: 30 EUR }}
  cap: {cap}
  {claims}
  {f"settlement {{ paid: {paid}   as: set-off only   unused: carried forward }}" if paid else ""}
}}"""
    )


def outcome(
    of: sladsl.Loaded, claimed: dict[tuple[str, str], str] | None = None, period: str = "2026"
) -> Outcome:
    data: dict[str, list[dict[str, str]]] = {"levels": LEVELS}
    if claimed:
        data["claims"] = [
            {"objective": name, "period": month, "claimed": day} for (name, month), day in claimed.items()
        ]
    return sladsl.evaluate(of, data, period=period, as_of="2026-12-01").outcome


def owed(of: Outcome) -> dict[tuple[str, str], Fraction | None]:
    """What each line comes to; None: open."""
    found = {}
    for line in of.statement.lines:
        if line.level is not None:
            money = None if line.credit is None else known(line.credit, "EUR")
            found[line.objective, line.period] = None if money is None else money.amount
    return found


def by_hand(on: dict[tuple[str, str], str], limit: int) -> dict[tuple[str, str], int]:
    """The credits cut by what their invoice has left: `on` says which invoice each comes on."""
    left: dict[str, int] = {}
    found = {}
    for month in ("2026-01", "2026-02", "2026-03"):
        for name, whole in (("First", 100), ("Second", 30)):
            invoice = on[name, month]
            left.setdefault(invoice, limit)
            found[name, month] = min(whole, left[invoice])
            left[invoice] -= found[name, month]
    return found


def everywhere(invoices: tuple[str, str, str]) -> dict[tuple[str, str], str]:
    months = ("2026-01", "2026-02", "2026-03")
    return {
        (name, month): invoice
        for month, invoice in zip(months, invoices, strict=True)
        for name in ("First", "Second")
    }


@pytest.mark.parametrize(
    ("paid", "invoices"),
    [
        ("", ("2", "3", "4")),
        ("first invoice after the period", ("2", "3", "4")),
        ("next invoice or later", ("2", "3", "4")),
        ("once a quarter", ("4", "4", "4")),
        ("once a year", ("1", "1", "1")),
    ],
)
def test_what_comes_on_one_invoice_is_limited_together(paid: str, invoices: tuple[str, str, str]) -> None:
    found = owed(outcome(terms("120 EUR per invoice, of all credits", paid=paid)))
    assert found == by_hand(everywhere(invoices), 120)


def test_a_single_credit_is_limited_by_itself() -> None:
    found = owed(outcome(terms("80 EUR per invoice, of each credit", paid="once a quarter")))
    assert set(found.values()) == {80, 30}


def test_invoices_are_those_of_the_fees() -> None:
    of = terms("120 EUR per invoice, of all credits", fee="3_000 EUR per quarter")
    of = sladsl.read_text(of.source.text.replace("base: that month's fee of S   ", ""))
    assert owed(outcome(of)) == by_hand(everywhere(("Q2", "Q2", "Q2")), 120)


CLAIMS = "claims { channel: in writing   deadline: within 200 days after the month }"
CLAIMED = {
    ("First", "2026-01"): "2026-02-10",
    ("Second", "2026-01"): "2026-04-02",
    ("First", "2026-02"): "2026-04-20",
    ("Second", "2026-02"): "2026-03-05",
    ("First", "2026-03"): "2026-04-21",
    ("Second", "2026-03"): "2026-06-01",
}
TAKEN = {key: str(int(day[5:7]) + 1) for key, day in CLAIMED.items()}


def test_what_is_claimed_later_comes_on_a_later_invoice() -> None:
    of = terms("120 EUR per invoice, of all credits", paid="first invoice after the claim", claims=CLAIMS)
    # In April 30, 100 and 100 are claimed: 120 are left for all of them.
    expected = by_hand(TAKEN, 120)
    assert (expected["First", "2026-02"], expected["First", "2026-03"]) == (90, 0)
    assert owed(outcome(of, CLAIMED)) == expected


def test_one_month_alone_is_settled_as_in_the_year() -> None:
    of = terms("120 EUR per invoice, of all credits", paid="first invoice after the claim", claims=CLAIMS)
    found = owed(outcome(of, CLAIMED, period="2026-03"))
    assert found == {key: each for key, each in by_hand(TAKEN, 120).items() if key[1] == "2026-03"}


def test_the_invoices_give_back_no_more() -> None:
    of = terms("120 EUR per invoice, of all credits", paid="first invoice after the claim", claims=CLAIMS)
    sums: dict[str, Fraction] = {}
    for each in outcome(of, CLAIMED).statement.payments:
        assert each.amount is not None
        money = known(each.amount, "EUR")
        assert money is not None
        sums[each.invoice] = sums.get(each.invoice, Fraction(0)) + money.amount
    assert sums == {"2026-03": 100, "2026-04": 30, "2026-05": 120, "2026-07": 30}


def test_what_is_not_claimed_is_open_where_the_claim_decides() -> None:
    of = terms("120 EUR per invoice, of all credits", paid="first invoice after the claim", claims=CLAIMS)
    some = {key: day for key, day in CLAIMED.items() if key != ("First", "2026-02")}
    found = outcome(of, some)
    (line,) = [
        each for each in found.statement.lines if (each.objective, each.period) == ("First", "2026-02")
    ]
    assert line.credit is None
    assert any("hangs on when it is claimed" in each.why for each in line.steps)
    others = owed(found)
    assert others["First", "2026-03"] == 90, "what is not claimed uses up nothing"


def test_which_invoice_is_told_where_nothing_says_it() -> None:
    of = terms("120 EUR per invoice, of all credits", claims=CLAIMS)
    found = outcome(of)
    (answer,) = [each for each in found.statement.answers if each.key == "which invoice takes up a credit"]
    assert (answer.answer, answer.origin) == ("first invoice after the period", "assumed")
    after = sladsl.evaluate(
        of,
        {
            "levels": LEVELS,
            "claims": [{"objective": n, "period": m, "claimed": d} for (n, m), d in CLAIMED.items()],
        },
        period="2026",
        as_of="2026-12-01",
        assume={"which invoice takes up a credit": "first invoice after the claim"},
    )
    assert owed(after.outcome) == by_hand(TAKEN, 120)


def test_a_share_is_of_the_fee_before_the_invoice_or_of_its_own() -> None:
    for base, whole in (("that", 40), ("the next", 60)):
        of = terms(f"10% of {base} month's fee of S per invoice, of all credits", fee="as invoiced per month")
        fees = [
            {"service": "S", "period": "2026-03", "amount": "400", "currency": "EUR"},
            {"service": "S", "period": "2026-04", "amount": "600", "currency": "EUR"},
        ]
        data = {"levels": LEVELS, "fees": fees}
        found = owed(sladsl.evaluate(of, data, period="2026-03", as_of="2026-12-01").outcome)
        assert sum(each for each in found.values() if each is not None) == whole


def test_contract_statement_and_checker_say_it() -> None:
    of = terms("120 EUR per invoice, of all credits", paid="once a quarter")
    assert "On any invoice, the sum of all Service Credits shall not exceed EUR 120.00" in render(of)
    assert not [each for each in check(of) if each.name == "not-evaluated"]
    statement = outcome(of).statement
    assert {each.window for each in statement.ledger} == {"the invoice of 2026-04"}
    (line,) = [each for each in statement.lines if (each.objective, each.period) == ("Second", "2026-01")]
    assert line.steps[-1].why == (
        "at most 120.00 EUR for all credits of the invoice of 2026-04, of which 20.00 EUR is left"
    )
