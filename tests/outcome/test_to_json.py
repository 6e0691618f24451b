"""The document for programs: its shape, exactness, and that the same outcome is the same text."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from sladsl.outcome.statement import Outcome
from sladsl.outcome.to_json import outcome_json
from sladsl.record import each_with, replace
from sladsl.values.amount import NOTHING, Fee, fixed, least, share, total
from sladsl.values.money import Money
from sladsl.values.to_json import amount, instant, money
from tests.outcome.cases import features, hosting, readings

SHARE = share(Fraction(1, 10), Fee(service="Shop", scope="", period="2026-03"))
SUM = fixed(Money(amount=Fraction(50), currency="EUR"))


def _refuse(text: str) -> Any:
    raise AssertionError(f"a float: {text}")


@pytest.mark.parametrize("outcome", [Outcome(statement=features()), Outcome(statement=hosting()), readings()])
def test_no_floats_and_the_same_bytes(outcome: Outcome) -> None:
    text = outcome_json(outcome)
    found = json.loads(text, parse_float=_refuse)
    assert found["format"] == "sladsl.outcome/1"
    assert outcome_json(outcome) == text
    assert text.endswith("}\n")


def test_indented_as_any_program_would() -> None:
    text = outcome_json(readings())
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_lines_that_differ_in_their_scopes_alone() -> None:
    statement = hosting()
    line = replace(statement.lines[0], title='"scope": "", ')
    other = replace(line, shown="", scope='"ä')
    lines = (line, *each_with(line, "scope", ("b", '"scope": ')), other, *each_with(other, "scope", ("",)))
    found = json.loads(outcome_json(Outcome(statement=replace(statement, lines=lines))))
    alone = [json.loads(outcome_json(Outcome(statement=replace(statement, lines=(each,))))) for each in lines]
    assert found["statement"]["lines"] == [each["statement"]["lines"][0] for each in alone]
    assert [each["scope"] for each in found["statement"]["lines"]] == [each.scope for each in lines]


def test_a_line() -> None:
    found = json.loads(outcome_json(Outcome(statement=hosting())))["statement"]
    line = found["lines"][0]
    assert (line["level"], line["shown"], line["status"]) == ("4453/4458", "99.89%", "missed")
    assert (line["start"], line["end"]) == ("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")
    assert line["target"] == {"comparator": "at least", "value": "999/1000", "shown": "at least 99.9%"}
    assert line["steps"][0]["after"]["money"] == {"amount": "1200.00", "currency": "EUR"}
    assert line["claim"]["state"] == "made late"
    assert line["claim"]["claimed"] == "2026-05-04T07:00:00Z"
    assert found["totals"][0]["period"] == "2026-03"


def test_open_choices() -> None:
    found = json.loads(outcome_json(readings()))
    assert [each["key"] for each in found["open"]] == ["overlapping outages"]
    assert len(found["readings"]) == 2
    assert found["range"]["least"]["kind"] == "money"
    assert json.loads(outcome_json(Outcome(statement=hosting())))["range"] is None


def test_amounts() -> None:
    fee = {"service": "Shop", "scope": "", "period": "2026-03"}
    shared = {"kind": "share", "text": "10% of the fee of Shop (2026-03)", "ratio": "1/10", "fee": fee}
    known = {"kind": "money", "text": "50.00 EUR", "money": {"amount": "50.00", "currency": "EUR"}}
    assert amount(None) is None
    assert amount(SHARE) == shared
    assert amount(SUM) == known
    assert amount(NOTHING) == {"kind": "sum", "text": "nothing", "of": []}
    least_of = amount(least(SHARE, SUM))
    assert least_of is not None
    assert (least_of["kind"], least_of["of"]) == ("least", [shared, known])
    sum_of = amount(total(SHARE, SUM))
    assert sum_of is not None
    assert (sum_of["kind"], sum_of["of"]) == ("sum", [known, shared])


@pytest.mark.parametrize(
    ("value", "text"),
    [("900", "900.00"), ("1/8", "0.125"), ("1/3", "1/3"), ("1/50000", "0.00002"), ("-5/2", "-2.50")],
)
def test_money_is_exact(value: str, text: str) -> None:
    assert money(Money(amount=Fraction(value), currency="EUR"))["amount"] == text


@pytest.mark.parametrize(
    ("us", "text"),
    [
        (None, None),
        (0, "1970-01-01T00:00:00Z"),
        (1, "1970-01-01T00:00:00.000001Z"),
        (-500_000, "1969-12-31T23:59:59.5Z"),
    ],
)
def test_instants(us: int | None, text: str | None) -> None:
    assert instant(us) == text
