"""Both sides promise: what a customer owes goes to the providers, is on no invoice of the customer's, and they claim it."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api import read_text
from sladsl.api.agenda import _claims
from sladsl.api.claiming import claim_notice, for_the_claimant, nothing_to_claim
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.data.binding import Binding, LevelsFile
from sladsl.model.meanings import Agreement
from sladsl.outcome.to_text import outcome_text
from sladsl.values.amount import known
from sladsl.values.instant import parse_time

TEXT = """
sla Joint "Shop and line" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Carrier { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  party Bolt { role: customer   accepted: by ordering }
  interpretation {
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   several customers: as one
    base and other credits: before other credits
  }
  service Shop { hours: always   fee: 1_000 EUR per month }
  service Line { hours: always   fee: 400 EUR per month }
  metric ShopUp { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
  metric LineUp { of: Line   measure: as reported   collected by: Carrier   controlled by: Carrier }
  metric Forecast { of: Shop   measure: as reported   collected by: Acme   controlled by: Acme }
  objective A { Nimbus ensures ShopUp at least 99% each month }
  objective B { Carrier ensures LineUp at least 99% each month }
  objective C { Acme ensures Forecast at least 80% each month }
  credit for A { base: that month's fee of Shop   amount: 10% }
  credit for B { base: that month's fee of Line   amount: 10% }
  credit for C { base: that month's fee of Shop   amount: 5% MORE }
  REST
}
"""
CLAIMS = "claims { channel: in writing   deadline: 30 days after the month }"
INVOICES = "settlement { paid: first invoice after the period   as: set-off only   unused: paid out LEAST }"
OWED = {"A": 100, "B": 40, "C": 50}


def agreed(rest: str, more: str = "") -> Agreement:
    loaded = read_text(TEXT.replace("MORE", more).replace("REST", rest))
    assert loaded.agreement is not None, [each.message for each in loaded.findings]
    return loaded.agreement


def run(agreement: Agreement, missed: Any, as_of: str = "2026-06-20") -> Evaluation:
    rows = [
        {
            "objective": name,
            "period": f"2026-{month:02}",
            "level": "10%" if (name, month) in missed else "100%",
        }
        for name in OWED
        for month in (3, 4, 5)
    ]
    found = parse_time(as_of)
    assert found is not None
    return evaluate(agreement, Binding(levels=(LevelsFile(path="", data=rows),)), as_of=found.naive_us)


@settings(max_examples=15, deadline=None)
@given(
    missed=st.sets(st.tuples(st.sampled_from("ABC"), st.sampled_from((3, 4, 5)))),
    least=st.sampled_from((0, 45, 60, 120)),
)
def test_a_customer_is_not_paid_for_its_own_miss(missed: set[tuple[str, int]], least: int) -> None:
    """Each side by itself: what the providers owe comes off an invoice, what the customer owes is paid to them."""
    said = f"minimum payable: {least} EUR" if least else ""
    statement = run(agreed(INVOICES.replace("LEAST", said)), missed).outcome.statement
    wanted: dict[tuple[str, str], Fraction] = {}
    for month in (3, 4, 5):
        for side in ("AB", "C"):
            owed = {name: OWED[name] for name in side if (name, month) in missed}
            if sum(owed.values()) >= least:
                wanted |= {(name, f"2026-{month:02}"): Fraction(each) for name, each in owed.items()}
    taken: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for each in statement.payments:
        assert each.state == ("paid out" if each.objective == "C" else "set off")
        assert each.amount is not None
        sum_ = known(each.amount, "EUR")
        assert sum_ is not None
        taken[each.objective, each.period] += sum_.amount
    assert dict(taken) == wanted
    assert {each.objective: each.paid_to for each in statement.lines} == {
        "A": "",
        "B": "",
        "C": "Nimbus and Carrier",
    }


def test_whom_the_credit_names_gets_it_all_the_same() -> None:
    found = run(agreed("", 'paid to: "the training fund"'), {("C", 3)})
    text = " ".join(outcome_text(found.outcome).split())
    assert "50.00 EUR of it is paid to the training fund." in text
    assert "Nimbus and Carrier" not in text


def test_each_side_claims_what_it_is_owed() -> None:
    agreement = agreed(CLAIMS)
    found = run(agreement, {("A", 3), ("B", 3), ("C", 3)}, "2026-04-12")
    letters = {by: claim_notice(agreement, found, by=by) or "" for by in ("", "Acme", "Bolt", "Carrier")}
    assert letters[""] == letters["Acme"] == letters["Bolt"]
    ours, theirs = (" ".join(letters[by].split()) for by in ("", "Carrier"))
    assert "To: Nimbus, Carrier From: Acme and Bolt" in ours
    assert "Acme and Bolt claim these service credits" in ours
    assert "Together 140.00 EUR." in ours
    assert "To: Acme From: Nimbus and Carrier" in theirs
    assert "C 50.00 EUR" in theirs
    assert "100.00 EUR" not in theirs
    beside = " ".join(for_the_claimant(agreement, found))
    told = " ".join(beside.split())
    assert "C, 2026-03: 50.00 EUR is owed by Acme to Nimbus and Carrier, and not claimed here" in told
    assert {key[3] for key in _claims(found.outcome.statement, agreement)} == {
        "Acme and Bolt",
        "Nimbus and Carrier",
    }


def test_the_side_that_is_owed_something_claims() -> None:
    """A notice without `by` speaks for the providers where nothing is owed to the customers."""
    agreement = agreed(CLAIMS)
    found = run(agreement, {("C", 3)}, "2026-04-12")
    assert "From:          Nimbus and Carrier" in (claim_notice(agreement, found) or "")
    assert claim_notice(agreement, found, by="Acme") is None
    assert "There is nothing to claim." in nothing_to_claim(agreement, found, "Acme")[0]
