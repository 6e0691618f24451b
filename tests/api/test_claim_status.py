"""What became of claims: open, made, rejected or paid; told by day, kept in the ledger, with no effect on what is owed."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import read_text
from sladsl.api.agenda import agenda
from sladsl.api.claiming import nothing_to_claim
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.data.binding import Binding, ClaimsFile, LevelsFile
from sladsl.data.ledger import read_ledger
from sladsl.outcome.explain import explain_text
from sladsl.outcome.statement import ClaimState
from sladsl.outcome.to_text import outcome_text
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {
  version: "1"   effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  service S { hours: always   fee: 1_000 EUR per month }
  interpretation { money rounding: half up to 0.01 EUR, on each line }
  objective Availability {
    P ensures at least 99% each month   measure: as reported   of: S   collected by: P   controlled by: P
  }
  objective Answered {
    P ensures at least 90% each month   measure: as reported   of: S   collected by: P   controlled by: P
  }
  credit for Availability { base: that month's fee of S   bands { at least 99%: none   otherwise: 10% } }
  credit for Answered { base: that month's fee of S   bands { at least 90%: none   otherwise: 5% } }
  claims { channel: in writing   deadline: 30 days after the month   decided by: P   decided within: 10 days }
  MORE
}
"""
DISPUTE = 'dispute { first: "service managers"   within: 14 days   then: "mediation" }'
MARCH = {"period": "2026-03", "objective": "Availability", "level": "98%"}


def us(text: str) -> int:
    found = parse_time(text)
    assert found is not None
    return found.naive_us


def agreed(more: str = "") -> Any:
    loaded = read_text(TEXT.replace("MORE", more))
    assert loaded.agreement is not None, loaded.findings
    return loaded.agreement


def run(rows: list[dict[str, str]], as_of: str = "2026-06-01", more: str = "", **given: Any) -> Evaluation:
    levels = LevelsFile(path="", data=[MARCH, {**MARCH, "objective": "Answered", "level": "80%"}])
    keys = {key: given.pop(key) for key in ("statuses", "decimal") if key in given}
    claims = (ClaimsFile(path="", data=rows, **keys),) if rows else ()
    binding = Binding(levels=(levels,), claims=claims)
    return evaluate(agreed(more), binding, as_of=us(as_of), **given)


def row(status: str = "", decided: str = "", claimed: str = "2026-04-10", **cells: str) -> dict[str, str]:
    return {
        "objective": "Availability",
        "period": "2026-03",
        "claimed": claimed,
        "status": status,
        "decided": decided,
        **dict.fromkeys(("amount", "currency", "invoice", "reason"), ""),
        **cells,
    }


def claim(found: Evaluation, objective: str = "Availability") -> ClaimState:
    line = next(each for each in found.outcome.statement.lines if each.objective == objective)
    assert line.claim is not None
    return line.claim


def names(found: Evaluation) -> list[str]:
    return [each.name for each in found.outcome.statement.findings if each.source == "claims"]


def said(found: Evaluation) -> str:
    return " ".join(outcome_text(found.outcome).split())


@pytest.mark.parametrize(
    ("rows", "as_of", "status", "text"),
    [
        ([], "2026-04-20", "open", "claim in writing by 2026-04-30"),
        ([], "2026-06-01", "lapsed", "lapsed on 2026-04-30, no claim known"),
        ([row()], "2026-04-12", "made", "claimed in time; P decides by 2026-04-20"),
        ([row("made")], "2026-04-12", "made", "claimed in time; P decides by 2026-04-20"),
        (
            [row("rejected", "2026-04-18", reason="it was maintenance")],
            "2026-06-01",
            "rejected",
            "claimed in time; rejected on 2026-04-18: it was maintenance",
        ),
        # A statement of an earlier day does not know of it.
        ([row("rejected", "2026-04-18")], "2026-04-18", "made", "claimed in time; P decides by 2026-04-20"),
        (
            [row("paid", "2026-05-02", amount="60.00", invoice="R-17")],
            "2026-06-01",
            "paid",
            "claimed in time; paid on 2026-05-02, 60.00 EUR, invoice R-17",
        ),
        # Nobody claimed, and it was paid: then it is not known on which day it was claimed, and it is not lapsed.
        (
            [row("paid", "2026-05-02", claimed="")],
            "2026-06-01",
            "paid",
            "100.00 EUR 2026-03 paid on 2026-05-02",
        ),
        ([row("paid", "2026-05-02", claimed="")], "2026-05-01", "lapsed", "lapsed on 2026-04-30"),
        ([row("open", claimed="")], "2026-04-20", "open", "claim in writing by 2026-04-30"),
    ],
)
def test_how_a_claim_stands(rows: list[dict[str, str]], as_of: str, status: str, text: str) -> None:
    found = run(rows, as_of)
    assert claim(found).status == status
    assert text in said(found)
    assert not [each for each in found.outcome.statement.findings if each.severity == "error"]
    owed = {each.objective: each.credit for each in found.outcome.statement.lines}
    assert owed == {each.objective: each.credit for each in run([], as_of).outcome.statement.lines}


def test_a_rejection_takes_nothing_away() -> None:
    found = run([row("rejected", "2026-04-18")])
    assert "Claims that were rejected: 100.00 EUR." in said(found)
    assert found.outcome.statement.totals == run([row()]).outcome.statement.totals


def test_all_that_became_of_a_claim_in_whatever_order_it_is_written() -> None:
    rows = [
        row("rejected", "2026-04-18", reason="too late"),
        row("paid", "2026-05-02", amount="60", invoice="R-17"),
        row("paid", "2026-05-02", amount="60", invoice="R-17"),
        row("paid", "2026-05-30", amount="40", invoice="R-18"),
    ]
    first = run(rows)
    assert [(each.decision, each.invoice) for each in claim(first).decisions] == [
        ("rejected", ""),
        ("paid", "R-17"),
        ("paid", "R-18"),
    ]
    assert names(first) == ["repeated-claim"], "a doubled row never pays twice"
    for other in permutations(rows):
        assert claim(run(list(other))) == claim(first)


def test_a_letter_for_all_is_decided_for_all_that_it_claims() -> None:
    letter = row("paid", "2026-05-02", amount="150") | {"objective": ""}
    found = run([letter])
    assert [claim(found, name).status for name in ("Availability", "Answered")] == ["paid", "paid"]
    assert "150.00 EUR 2026-03 claimed in time; paid on 2026-05-02, 150.00 EUR for all of the claim" in said(
        found
    )
    apart = run([letter, row("rejected", "2026-04-20")])
    assert [claim(apart, name).status for name in ("Availability", "Answered")] == ["rejected", "paid"]
    late = run([letter | {"claimed": "2026-05-01"}])
    assert [each.status for each in map(claim, (late,))] == ["lapsed"], "it claims nothing that had lapsed"


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (row("settled", "2026-05-02"), "unknown-claim-status"),
        (row("paid"), "claim-without-decision-day"),
        (row("paid", "soon"), "claim-without-decision-day"),
        (row("open"), "open-claim-with-day"),
        (row("paid", "2026-04-09"), "decided-before-claimed"),
        (row("paid", "2026-05-02", amount="-5"), "claim-without-amount"),
        (row("paid", "2026-05-02", amount="1.200"), "claim-without-amount"),
        (row("paid", "2026-05-02", amount="5", currency="USD"), "other-currency"),
        (row("rejected", "2026-05-02", claimed=""), "blank-cell"),
    ],
)
def test_what_can_not_be_read_is_told(cells: dict[str, str], name: str) -> None:
    found = run([cells])
    assert names(found) == [name]
    assert all(each.amount is None for each in claim(found).decisions)


def test_words_of_the_table_are_translated() -> None:
    found = run([row("Erledigt", "2026-05-02", amount="1.200,00")], statuses={"Erledigt": "paid"})
    assert (claim(found).status, names(found)) == ("paid", [])


def test_a_rejected_claim_can_be_disputed() -> None:
    found = run([row("rejected", "2026-04-18")], more=DISPUTE)
    assert "the first step of a dispute (service managers) has until 2026-05-02" in said(found)
    line = next(each for each in found.outcome.statement.lines if each.objective == "Availability")
    retraced = explain_text(line, (), {"dispute": "9.1"})
    assert "rejected on 2026-04-18" in retraced
    assert "[clause 9.1]" in retraced
    paid = run([row("rejected", "2026-04-18"), row("paid", "2026-05-02")], more=DISPUTE)
    assert claim(paid).dispute is None


def test_what_is_due(tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_text(TEXT.replace("MORE", DISPUTE), encoding="utf-8")
    (tmp_path / "levels.csv").write_text(
        "period,objective,level\n2026-03,Availability,98%\n2026-03,Answered,80%\n", encoding="utf-8"
    )
    (tmp_path / "claims.csv").write_text(
        "objective,period,claimed,status,decided\n"
        "Availability,2026-03,2026-04-10,rejected,2026-04-18\nAnswered,2026-03,2026-04-11,,\n",
        encoding="utf-8",
    )
    (tmp_path / "data.toml").write_text(
        '[levels]\nfile = "levels.csv"\n[claims]\nfile = "claims.csv"\n', encoding="utf-8"
    )
    found = agenda((str(tmp_path / "a.sla"),), "2026-04-20", 92)
    assert not found.problems
    claims = [(each.day, each.what, each.who, each.amount) for each in found.items if each.kind == "claim"]
    assert claims == [
        ("2026-04-21", "P decides on the claim for 2026-03", "P", "50.00 EUR"),
        (
            "2026-05-02",
            "rejected on 2026-04-18; dispute it (service managers): claim for 2026-03",
            "C",
            "100.00 EUR",
        ),
    ]


def test_no_notice_claims_what_was_decided() -> None:
    found = run([row("rejected", "2026-04-18", reason="maintenance")], as_of="2026-04-25")
    decided = run([row("rejected", "2026-04-18"), row() | {"objective": "Answered"}])
    told = " ".join(nothing_to_claim(agreed(), decided))
    assert "100.00 EUR was rejected on 2026-04-18" in told
    assert claim(found, "Answered").status == "open"


def test_the_ledger_keeps_what_became_of_claims(tmp_path: Path) -> None:
    first = run([row("rejected", "2026-04-18", reason="maintenance")], as_of="2026-05-01")
    (tmp_path / "a.json").write_text(first.json(), encoding="utf-8")
    ledger = read_ledger(str(tmp_path / "a.json"))
    again = run([], ledger=ledger)
    assert claim(again).decisions == claim(first).decisions
    more = row("paid", "2026-05-02", amount="100", invoice="R-17", claimed="")
    later, whole = (
        run([more], ledger=ledger),
        run([row("rejected", "2026-04-18", reason="maintenance"), more]),
    )
    assert claim(later) == claim(whole)
    assert claim(later).status == "paid"
    early = json.loads(run([row("paid", "2026-05-02")], as_of="2026-05-01").json())["ledger"]["claims"]
    assert [each["decisions"] for each in early] == [[]], "what comes later is not in it"


def test_it_stands_in_the_json() -> None:
    found = json.loads(run([row("paid", "2026-05-02", amount="60", invoice="R-17")]).json())
    told = next(each for each in found["statement"]["lines"] if each["objective"] == "Availability")["claim"]
    assert told["status"] == "paid"
    (decision,) = told["decisions"]
    assert (decision["day"], decision["invoice"], decision["amount"]["text"]) == (
        "2026-05-02",
        "R-17",
        "60.00 EUR",
    )
