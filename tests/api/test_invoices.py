"""Invoices beside what is owed: what was taken off for which credit, what is open, too much, or explained by nothing."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.api.workbook import statement_workbook
from sladsl.data.binding import Binding, ClaimsFile, InvoicesFile, LevelsFile
from sladsl.data.ledger import read_ledger
from sladsl.outcome.explain import explain_text
from sladsl.outcome.reconciled import Reconciled
from sladsl.outcome.statement import Line
from sladsl.outcome.to_text import outcome_text
from tests.api.test_claim_status import MARCH, agreed, row, us

MORE = "cap: 120 EUR per month, of all credits"


def line(credit: str, invoice: str = "R-1", date: str = "2026-05-02", **cells: str) -> dict[str, str]:
    """A line of an invoice: the credit of Availability in March, unless it says otherwise."""
    said = {"objective": "Availability", "period": "2026-03", **cells}
    names = ("scope", "service", "line", "fee", "currency")
    return {"invoice": invoice, "date": date, "credit": credit, **dict.fromkeys(names, ""), **said}


def run(
    rows: list[dict[str, str]] | None,
    claims: list[dict[str, str]] | None = None,
    as_of: str = "2026-06-01",
    more: str = "",
    levels: tuple[tuple[str, str, str], ...] = (),
    **settings: Any,
) -> Evaluation:
    """March: 100 EUR are owed for Availability and 50 EUR for Answered."""
    table = [MARCH, {**MARCH, "objective": "Answered", "level": "80%"}]
    table += [{"objective": name, "period": period, "level": level} for name, period, level in levels]
    made = [row(), row() | {"objective": "Answered"}] if claims is None else claims
    binding = Binding(
        levels=(LevelsFile(path="", data=table),),
        claims=(ClaimsFile(path="", data=made),) if made else (),
        invoices=() if rows is None else (InvoicesFile(path="", data=rows or [line("0")]),),
    )
    return evaluate(agreed(more), binding, as_of=us(as_of), **settings)


def of(found: Evaluation, objective: str = "Availability", period: str = "2026-03") -> Line:
    return next(
        each for each in found.outcome.statement.lines if (each.objective, each.period) == (objective, period)
    )


def paid(found: Evaluation, objective: str = "Availability", period: str = "2026-03") -> Reconciled:
    both = of(found, objective, period).paid
    assert both is not None
    return both


def figures(both: Reconciled) -> tuple[str, Fraction, Fraction, Fraction]:
    assert both.open is not None
    assert both.over is not None
    return both.state, both.paid.amount, both.open.amount, both.over.amount


def names(found: Evaluation) -> list[str]:
    return [each.name for each in found.outcome.statement.findings if each.source == "invoices"]


@pytest.mark.parametrize(
    ("rows", "expected", "why"),
    [
        ([line("100")], ("paid", 100, 0, 0), ""),
        ([line("60")], ("part", 60, 40, 0), "it was paid in part, and nothing explains the rest"),
        ([line("60"), line("40", "R-2", "2026-06-01T00:00Z")], ("part", 60, 40, 0), "paid in part"),
        ([line("60"), line("40", "R-2", "2026-05-30")], ("paid", 100, 0, 0), ""),
        ([line("60", line="1"), line("40", line="2")], ("paid", 100, 0, 0), ""),
        ([], ("open", 0, 100, 0), "it is claimed, and nothing is known to be decided (P by 2026-04-20)"),
        (
            [line("100"), line("100", "R-2", "2026-05-30")],
            ("overpaid", 200, 0, 100),
            "taken off more than once: 100.00 EUR with R-1 of 2026-05-02, 100.00 EUR with R-2 of 2026-05-30",
        ),
        ([line("130")], ("overpaid", 130, 0, 30), "nothing explains what is too much"),
        ([line("100.01")], ("overpaid", Fraction("100.01"), 0, Fraction("0.01")), "one of rounding"),
        ([line("99.99")], ("part", Fraction("99.99"), Fraction("0.01"), 0), "one of rounding"),
        ([line("100", date="2026-04-05")], ("paid", 100, 0, 0), "before it was claimed on 2026-04-10"),
    ],
)
def test_a_credit_and_what_was_taken_off(
    rows: list[dict[str, str]], expected: tuple[str, Fraction, Fraction, Fraction], why: str
) -> None:
    found = paid(run(rows))
    assert figures(found) == expected
    assert why in "; ".join(found.why)
    assert bool(found.why) == bool(why)


def test_one_line_for_several_credits_pays_them_as_they_arose() -> None:
    rows = [line("120", objective="")]
    found = run(rows)
    assert figures(paid(found)) == ("paid", 100, 0, 0)
    assert figures(paid(found, "Answered")) == ("part", 20, 30, 0)
    assert found.outcome.statement.unexplained == ()
    named = run([*rows, line("50", "R-2", objective="Answered")])
    assert figures(paid(named, "Answered")) == ("paid", 50, 0, 0), "what names a credit goes first"
    assert [each.amount.amount for each in named.outcome.statement.unexplained] == [20]


def test_what_no_credit_explains_is_told() -> None:
    found = run([line("170", objective=""), line("10", "R-2", period="2026-02"), line("5", "R-3", period="")])
    left = [(each.invoice, each.amount.amount, each.why) for each in found.outcome.statement.unexplained]
    assert left == [
        ("R-1", 20, "nothing more is owed"),
        ("R-2", 10, "no credit here is of that name and period"),
    ]
    assert "credit-not-explained" in names(found)
    text = " ".join(outcome_text(found.outcome).split())
    assert "Not explained: 20.00 EUR of R-1 of 2026-05-02 (2026-03): nothing more is owed." in text


def test_a_statement_of_one_month_leaves_the_invoices_of_others_aside() -> None:
    rows = [line("60"), line("10", "R-2", period="2026-02"), line("5", "R-3", period="2026-Q1")]
    found = run(rows, period="2026-03")
    assert figures(paid(found))[:2] == ("part", 60)
    assert [each.invoice for each in found.outcome.statement.unexplained] == ["R-3"]
    assert [each.invoice for each in run(rows).outcome.statement.unexplained] == ["R-2", "R-3"]


def test_the_order_of_the_rows_never_matters() -> None:
    rows = [
        line("70", objective=""),
        line("60"),
        line("25", "R-2", objective="", period=""),
        line("40", "R-3"),
    ]
    first = run(rows).outcome.statement
    for other in permutations(rows):
        now = run(list(other)).outcome.statement
        assert (now.lines, now.unexplained) == (first.lines, first.unexplained)


@given(st.lists(st.tuples(st.sampled_from(("Availability", "Answered", "")), st.integers(1, 90)), max_size=5))
@settings(max_examples=20, deadline=None)
def test_nothing_that_was_taken_off_is_lost(taken: list[tuple[str, int]]) -> None:
    rows = [line(str(amount), f"R-{at}", objective=name) for at, (name, amount) in enumerate(taken)]
    found = run(rows).outcome.statement
    given = sum((each.amount.amount for each in found.unexplained), Fraction(0))
    given += sum((each.paid.paid.amount for each in found.lines if each.paid is not None), Fraction(0))
    assert given == sum(amount for _, amount in taken)
    for each in found.lines:
        both = each.paid
        assert both is not None
        assert both.owed is not None
        assert both.open is not None
        assert both.over is not None
        assert both.owed.amount - both.open.amount + both.over.amount == both.paid.amount


@pytest.mark.parametrize(
    ("claims", "more", "credit", "why"),
    [
        ([], "", "", "no claim is known, and the last day was 2026-04-30"),
        ([], "", "100", "it was paid although no claim is known"),
        ([row("rejected", "2026-04-18", reason="maintenance")], "", "", "the claim was rejected on 2026-04-18: maintenance"),
        ([row("paid", "2026-04-18")], "", "", "the claim is said to be paid on 2026-04-18, and no invoice shows it"),
        # A claim that was made late leaves nothing; what was paid is what it came to before that.
        ([row(claimed="2026-05-01")], "", "100", "100.00 EUR is what it came to before the claim: claimed at 2026-05-01"),
    ],
)  # fmt: skip
def test_differences_are_explained_by_the_claim(
    claims: list[dict[str, str]], more: str, credit: str, why: str
) -> None:
    found = run([line(credit)] if credit else [], claims, more=more)
    assert why in "; ".join(paid(found).why)


def test_differences_are_explained_by_the_steps_of_the_credit() -> None:
    capped = run([line("50", objective="Answered")], more=MORE)
    why = paid(capped, "Answered").why
    assert figures(paid(capped, "Answered")) == ("overpaid", 50, 0, 30)
    assert why[0].startswith("50.00 EUR is what it came to before the cap: ")
    small = run([line("50", objective="Answered")], more="settlement { minimum payable: 200 EUR }")
    assert "before the smallest sum that is paid" in paid(small, "Answered").why[0]
    kept = run([line("20", period="2026-04")], levels=(("Availability", "2026-04", "99.9%"),))
    assert paid(kept, period="2026-04").why == ("the promise was kept, so nothing is owed",)


def test_the_next_invoice_is_named() -> None:
    found = run(
        [],
        [],
        more="settlement { paid: first invoice after the period   as: set-off only }",
        as_of="2026-04-10",
    )
    assert paid(found).why == ("it is not claimed yet (last day 2026-04-30)",)


def test_claims_say_what_was_paid_where_there_are_no_invoices() -> None:
    found = run(None, [row("paid", "2026-05-02", amount="60", invoice="R-1")])
    assert figures(paid(found)) == ("part", 60, 40, 0)
    whole = run(None, [row("paid", "2026-05-02")])
    assert figures(paid(whole)) == ("paid", 100, 0, 0)
    letter = run(None, [row("paid", "2026-05-02", amount="160") | {"objective": ""}])
    assert [figures(paid(letter, name))[1] for name in ("Availability", "Answered")] == [100, 50]
    assert [each.amount.amount for each in letter.outcome.statement.unexplained] == [10]
    assert of(run(None)).paid is None, "nobody says what was paid"


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (line("-5"), "credit-below-zero"),
        (line("1.200"), "ambiguous-number"),
        (line("ten"), "unreadable-amount"),
        (line("5", currency="USD"), "other-currency"),
        (line("5", date="03/04/2026"), "unreadable-invoice"),
        (line("5", period="soon"), "unreadable-period"),
        (line("5", invoice=""), "blank-cell"),
        (line("5", objective="Availibility"), "credit-without-promise"),
        (line("5", objective="", service="Shop"), "credit-without-promise"),
        (line("5", fee="4"), "credit-above-invoice"),
        (line("5", date="2026-06-01"), "invoice-after-as-of"),
    ],
)
def test_what_is_wrong_with_an_invoice_is_told(cells: dict[str, str], name: str) -> None:
    found = run([cells])
    assert name in names(found)
    assert paid(found).paid.amount == (5 if name == "credit-above-invoice" else 0)


def test_rows_that_say_the_same_count_once_unless_they_are_numbered() -> None:
    twice = run([line("50"), line("50")])
    assert names(twice) == ["repeated-invoice-line"]
    assert figures(paid(twice)) == ("part", 50, 50, 0)
    numbered = run([line("50", line="1"), line("50", line="2")])
    assert (names(numbered), figures(paid(numbered))) == ([], ("paid", 100, 0, 0))


def test_the_ledger_keeps_invoices(tmp_path: Path) -> None:
    first = run([line("60")], as_of="2026-05-10")
    (tmp_path / "a.json").write_text(first.json(), encoding="utf-8")
    ledger = read_ledger(str(tmp_path / "a.json"))
    again = run([line("40", "R-2", "2026-05-30")], [], ledger=ledger)
    assert figures(paid(again)) == ("paid", 100, 0, 0)
    assert of(again) == of(run([line("60"), line("40", "R-2", "2026-05-30")]))
    changed = run([line("70")], [], ledger=ledger)
    assert figures(paid(changed)) == ("part", 60, 40, 0), "the past is not rewritten"
    assert "ledger-differs" in names(changed)
    assert run(None, [], as_of="2026-05-10", ledger=ledger).ledger() == first.ledger()


def test_it_is_retraced_and_stands_in_the_json() -> None:
    found = run([line("60"), line("7", "R-9", period="2026-01")])
    said = " ".join(explain_text(of(found), (), {}).split())
    assert (
        "Paid owed 100.00 EUR invoice R-1 of 2026-05-02 - 60.00 EUR still open 40.00 EUR it was paid in part"
        in said
    )
    told = json.loads(found.json())["statement"]
    (one,) = [each["paid"] for each in told["lines"] if each["objective"] == "Availability"]
    assert (one["state"], one["paid"]["money"]["amount"], one["open"]["money"]["amount"]) == (
        "part",
        "60.00",
        "40.00",
    )
    assert [each["invoice"] for each in told["unexplained"]] == ["R-9"]


def test_the_workbook_shows_what_is_due_and_what_was_paid(tmp_path: Path) -> None:
    paying = (
        "settlement { paid: first invoice after the period   as: set-off only   unused: carried forward }"
    )
    agreement = agreed(paying)
    found = run([line("60"), line("7", "=R-9", period="2026-01")], more=paying)
    path = tmp_path / "a.xlsx"
    path.write_bytes(statement_workbook(found, agreement))
    sheet = load_workbook(path)["Payments"]
    heads = [str(cell.value) for cell in sheet[4]]
    rows = [
        dict(zip(heads, (cell.value for cell in each), strict=True)) for each in sheet.iter_rows(min_row=5)
    ]
    assert [each["Invoice"] for each in rows] == [
        None,
        "to be taken off the invoice of 2026-04",
        "R-1",
        None,
        "to be taken off the invoice of 2026-04",
        "=R-9",
    ]
    assert (rows[0]["Taken off"], rows[0]["Still open"]) == (
        "=SUM($G7)",
        "=IF(ISNUMBER($C5),MAX($C5-$G5,0),$C5)",
    )
    assert rows[-1]["Credit"] == "not explained: Availability, 2026-01"


def test_no_invoice_is_named_for_what_was_rejected() -> None:
    paying = "settlement { paid: first invoice after the period   as: set-off only }"
    found = run([], [row("rejected", "2026-04-18")], more=paying).outcome.statement
    states = {each.objective: (each.state, each.why) for each in found.payments}
    assert states["Availability"] == ("open", "the claim was rejected on 2026-04-18")
