"""Credits, penalties and scores: what is owed by a level, by days, by weights; and what is no matter of an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from sladsl.api.evaluation import Evaluation
from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Line
from sladsl.values.amount import known
from tests.thirdparty.run import agreement_text, evaluated, findings, written
from tests.thirdparty.tally import Verdict, all_of, cases, compared, judges

Case = Mapping[str, Any]
MONEY = {
    "money rounding": "half up to 0.01 EUR, on each line",
    "cap covers": "all credits",
    "credit when met": "not paid",
}


def owed(line: Line) -> Fraction:
    """What a line owes, in the currency."""
    if line.credit is None or is_nothing(line.credit):
        return Fraction(0)
    money = known(line.credit)
    assert money is not None, line.credit
    return Fraction(money.amount)


# ---- Accord: credits by tier, with two caps

SERVICE = """  service Hosting {{ hours: always   fee: as invoiced per month }}
  objective Level {{ Desk ensures at least {best} each month
    measure: as reported   of: Hosting   collected by: Desk   controlled by: Desk }}
  objective Earlier {{ Desk ensures at least 99% each month
    measure: as reported   of: Hosting   collected by: Desk   controlled by: Desk }}
  credit for Level {{
    base: that month's fee of Hosting
    bands {{
      {bands}
    }}
    cap: {monthly}% of that month's fee of Hosting per month
  }}
  credit for Earlier {{ amount: {earlier} EUR }}
  cap: {yearly}% of that year's fee of Hosting per contract year, of all credits"""


@judges("accord_sla_credits")
def accord_credits(engine: str, folder: Path) -> list[Verdict]:
    return [_tiered(case, engine, folder) for case in cases("accord_sla_credits")]


def _tiered(case: Case, engine: str, folder: Path) -> Verdict:
    """The twelfth month of a contract year; what was credited in the eleven before stands in its first."""
    terms = case["terms"]
    tiers = sorted(terms["tiers"], key=lambda tier: -tier["below"])
    rows = [f"at least {tiers[0]['below']}%: none"]
    rows += [f"at least {after['below']}%: {tier['credit_pct']}%" for tier, after in pairwise(tiers)]
    rows.append(f"otherwise: {tiers[-1]['credit_pct']}%")
    earlier = case.get("last11_credit", 0)
    text = agreement_text(
        SERVICE.format(
            best=f"{tiers[0]['below']}%",
            bands="\n      ".join(rows),
            monthly=terms["monthly_cap_pct"],
            yearly=terms["yearly_cap_pct"],
            earlier=earlier or 1,
        ),
        choices=MONEY,
    ).replace("  currency: EUR", "  effective: 2025-01-01   currency: EUR", 1)
    place = folder / f"accord-{engine}-{sum(1 for _ in folder.iterdir())}"
    place.mkdir()
    levels = ["objective,period,level", f"Level,2025-12,{case['monthly_service_level']}%"]
    if earlier:
        levels.append("Earlier,2025-01,90%")
    (place / "levels.csv").write_text("\n".join(levels) + "\n")
    fees = ["service,period,amount,currency", f"Hosting,2025-12,{case.get('monthly_charge', 10)},EUR"]
    fees += [
        f"Hosting,2025-{month:02},{Decimal(case.get('last11_charge', 0)) / 11},EUR" for month in range(1, 12)
    ]
    (place / "fees.csv").write_text("\n".join(fees) + "\n")
    outcome = evaluated(
        folder,
        text,
        {},
        engine,
        f"levels={place / 'levels.csv'}",
        f"fees={place / 'fees.csv'}",
        period="2025-01..2025-12",
    )
    (line,) = (
        each
        for each in outcome.outcome.statement.lines
        if (each.objective, each.period) == ("Level", "2025-12")
    )
    if "expect_error" in case:
        told = findings(outcome).get("share-below-zero", "")
        why = (
            "Accord refuses a level below 0 %; here it is told (`share-below-zero`) and counts as written, since weighted "
            "levels can fall so far, and `--strict` stops on it"
        )
        same = compared(case["id"], told[:37], "levels: 1 row has a level below 0%, w")
        return Verdict(case=case["id"], kind="explained", why=why) if same.kind == "agreed" else same
    return compared(case["id"], owed(line), Fraction(str(case["expect_credit"])))


# ---- Accord: a delivery that comes late

DELIVERY = """  service Goods {{ hours: always   fee: {value} EUR per year }}
  source deliveries {{ holds: records   each: delivery   of: Goods   collected: automatically
    fields {{ agreed: time   delivered: time }} }}
  metric Late {{ measure: maximum of agreed to delivered in deliveries   record belongs to: agreed   controlled by: Desk }}
  objective InTime {{ Desk ensures Late at most 0 days each year   critical: above {critical} days }}
  credit for InTime {{
    base: that year's fee of Goods
    bands {{
      {bands}
    }}
    cap: {cap}% of that year's fee of Goods per calendar year
  }}
  Business may terminate {{ when: InTime critical in one year   use within: 90 days after the year }}"""


@judges("accord_late_delivery")
def accord_late(engine: str, folder: Path) -> list[Verdict]:
    from tests.thirdparty.tally import document

    terms = document("accord_late_delivery")["terms"]
    return [_late(case, terms, engine, folder) for case in cases("accord_late_delivery")]


def _late(case: Case, terms: Case, engine: str, folder: Path) -> Verdict:
    """The penalty by whole days; the other reading of the contract's prose counts days that were begun."""
    whole = _delivered(case, terms, "below", engine, folder)
    line = next(each for each in whole.outcome.statement.lines if each.objective == "InTime")
    if "expect_error" in case:
        return compared(case["id"], (line.status, owed(line)), ("met", 0))
    wanted = case["expect"]
    parts = [compared(case["id"], owed(line), Fraction(str(wanted["penalty"])))]
    parts.append(compared(case["id"], line.grade == "critical", wanted["may_terminate"]))
    arisen = any(each.state in ("open", "lapsed") for each in whole.outcome.statement.rights)
    parts.append(compared(case["id"], arisen, wanted["may_terminate"]))
    if case["id"] == "late-5d":
        begun = next(
            each
            for each in _delivered(case, terms, "at most", engine, folder).outcome.statement.lines
            if each.objective == "InTime"
        )
        parts.append(compared(case["id"], owed(begun), 63))
        if all(each.kind == "agreed" for each in parts):
            why = (
                "the contract's prose counts a day that is begun (63.00), its code whole days (52.50): the bounds of the "
                "bands say which"
            )
            return Verdict(case=case["id"], kind="policy", why=why)
    return all_of(case["id"], parts)


def _delivered(case: Case, terms: Case, side: str, engine: str, folder: Path) -> Evaluation:
    """`below`: so many whole days cost so much; `at most`: so many days, the last of them begun."""
    each_day = Decimal(str(terms["penalty_pct"])) / terms["per_days"]
    first = 1 if side == "below" else 0
    days = range(first, int(terms["cap_pct"] / each_day) + 2)
    rows = [f"{side} {day} days: {(day - first) * each_day}%" for day in days if day or first]
    rows[0:1] = [f"{side} {days[0]} days: none"] if first else ["at most 0 days: none", *rows[0:1]]
    rows.append(f"otherwise: {terms['cap_pct']}%")
    text = agreement_text(
        DELIVERY.format(
            value=case["goods_value"],
            critical=terms["termination_after_days"],
            bands="\n      ".join(rows),
            cap=terms["cap_pct"],
        ),
        choices={**MONEY, "reversed times": "count as zero"},
    )
    return evaluated(
        folder,
        text,
        {
            "deliveries": [
                {
                    "agreed": written(datetime.fromisoformat(case["agreed"])),
                    "delivered": written(datetime.fromisoformat(case["now"])),
                }
            ]
        },
        engine,
    )


# ---- what has no place in an agreement


@judges("burn_rate_windows")
def burn_rates(engine: str, folder: Path) -> list[Verdict]:
    why = (
        "when to wake somebody is a setting of a monitoring tool: it moves no level and no credit. What an agreement has of "
        "it is the budget of the running period, and the day on which it is gone at the present rate"
    )
    return [Verdict(case=case["id"], kind="no place", why=why) for case in cases("burn_rate_windows")]


# ---- Keptn: weights, half of them for a warning, and objectives that must not fail

SCORES = """  source results {{ holds: records   each: result   of: Support   collected: automatically
    fields {{ at: time   case: {ids}   points: number   result: pass, warning, fail, missing   key: yes or no }} }}
  metric Passed {{ measure: sum of points in results   where: result is pass   for each: case   controlled by: Desk }}
  metric Warned {{ measure: sum of points in results   where: result is warning   for each: case   controlled by: Desk }}
  metric Most {{ measure: sum of points in results   for each: case   controlled by: Desk }}
  metric Points {{ measure: Passed + Warned / 2   controlled by: Desk }}
  metric Score {{ measure: Points / Most   controlled by: Desk }}
  metric Failed {{
    measure: number of results   where: key and result is one of fail, missing   for each: case   controlled by: Desk
  }}
  objective Scored {{ Desk reports Points each day }}
  objective Possible {{ Desk reports Most each day }}
  objective Overall {{ Desk ensures Score at least 80% each day   minimum: at least 50% }}
  objective Keys {{ Desk ensures Failed at most 0 each day }}"""


@judges("keptn_weighted_scoring")
def keptn(engine: str, folder: Path) -> list[Verdict]:
    every = cases("keptn_weighted_scoring")
    rows = [
        {
            "at": "2026-03-02T12:00:00Z",
            "case": case["id"],
            "points": each["w"],
            "result": each["result"],
            "key": "yes" if each.get("key") else "no",
        }
        for case in every
        for each in case["objectives"]
    ]
    text = agreement_text(
        SCORES.format(ids=", ".join(f'"{case["id"]}"' for case in every)), choices={"nothing happened": "met"}
    )
    outcome = evaluated(folder, text, {"results": rows}, engine, period="2026-03-02")
    found = {(line.objective, line.scope): line for line in outcome.outcome.statement.lines}
    assert all((case.get("pass_pct", 80), case.get("warn_pct", 50)) == (80, 50) for case in every)
    return [_scored(case, found) for case in every]


def _scored(case: Case, found: Mapping[tuple[str, str], Line]) -> Verdict:
    name = case["id"]
    points, most, score, keys = (found[each, name] for each in ("Scored", "Possible", "Overall", "Keys"))
    if "expect_objective" in case:
        return compared(name, points.level, case["expect_objective"]["score"])
    wanted = case["expect"]
    if not case["objectives"]:
        same = compared(name, (score.status, most.level or 0), ("not assessed", wanted["max"]))
        why = "Keptn passes an analysis of nothing; such a score is `not assessed` here, and never met by silence"
        return Verdict(case=name, kind="explained", why=why) if same.kind == "agreed" else same
    kept = keys.status == "met"
    return all_of(
        name,
        (
            compared(name, points.level or 0, wanted["score"]),
            compared(name, most.level or 0, wanted["max"]),
            compared(name, kept and score.status == "met", wanted["pass"]),
            compared(name, kept and score.status == "missed" and not score.grade, wanted["warning"]),
        ),
    )
