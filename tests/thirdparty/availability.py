"""Availability from states, and error budgets: shares of time, of requests, of slots of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api.evaluation import Evaluation
from sladsl.api.refused import Refused
from sladsl.outcome.statement import Line
from tests.thirdparty.run import SECOND, agreement_text, evaluated, lines, written
from tests.thirdparty.tally import Verdict, all_of, cases, compared, judges

Case = Mapping[str, Any]
DAY = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE = 60 * SECOND
AS_PRINTED = 12
"""Decimals to which a reference computed with floats is taken; their noise begins at the sixteenth digit."""


def near(found: Fraction | None, wanted: float) -> float | Fraction | None:
    """The reference where the exact figure is it up to the noise of floats; else the figure."""
    if found is None:
        return None
    return wanted if abs(found - Fraction(wanted)) < Fraction(1, 10**AS_PRINTED) else found


# ---- Icinga: states and maintenance

ICINGA = """  source states { holds: samples   every: 86_400 milliseconds   of: Support   collected: automatically
    fields { host: text   ok: yes or no } }
  source maintenance { holds: intervals   of: Support   collected: automatically
    fields { host: text } }
  exclusion Agreed { time: maintenance }   # sladsl: allow exclusion-swallows-promise (as in the case)
  metric Up {
    measure: uptime from states   down when: not ok   for each: host   excluding: Agreed   controlled by: Desk
    missing samples: unknown   excluded time: counts as up
  }
  metric UpOutside {
    measure: uptime from states   down when: not ok   for each: host   excluding: Agreed   controlled by: Desk
    missing samples: unknown   excluded time: out of both
  }
  objective Availability { Desk reports Up each day }
  objective Outside { Desk reports UpOutside each day }"""
UNIT = timedelta(milliseconds=86_400)
"""A second of a case is a thousandth of its interval; here the interval is a day."""


@judges("icinga_sla_availability")
def icinga(engine: str, folder: Path) -> list[Verdict]:
    every = cases("icinga_sla_availability")
    good = [case for case in every if "expect_error" not in case]
    outcome = evaluated(
        folder,
        agreement_text(ICINGA),
        {
            "states": [row for case in good for row in _states(case)],
            "maintenance": [row for case in good for row in _maintenance(case)],
        },
        engine,
        period="2026-03-02",
    )
    as_up, left_out = lines(outcome, "Availability"), lines(outcome, "Outside")
    told = []
    for case in good:
        wanted, other = case["expect_ok_percent"], case["alt_if_excluded_from_denominator"]
        policy = "" if wanted == other else "`excluded time: counts as up`: maintenance stays in the total"
        name = case["id"]
        found = as_up[name].level
        parts = [compared(name, near(found and found * 100, wanted), wanted, policy=policy)]
        # Maintenance that covers all of the down time leaves it out of both; what is left is the other reading.
        rest = left_out[name].level if name in left_out else None
        parts.append(compared(name, near(rest and rest * 100, other), other))
        told.append(all_of(name, parts))
    return told + [_refused(case, engine, folder) for case in every if "expect_error" in case]


def _refused(case: Case, engine: str, folder: Path) -> Verdict:
    since, until = case["interval"]
    if since == until:
        why = "a period is named by its days, months or quarters: none is empty, so this can't be asked"
        return Verdict(case=case["id"], kind="no place", why=why)
    with pytest.raises(Refused) as refusal:
        evaluated(
            folder,
            agreement_text(ICINGA),
            {"states": [{"at": written(DAY), "host": "h", "ok": "yes"}], "maintenance": _no_maintenance()},
            engine,
            period="2026-03-03..2026-03-02",
        )
    return compared(case["id"], "ends before it begins" in str(refusal.value), True)


def _states(case: Case) -> list[dict[str, object]]:
    """The state of every second of the interval that is known, as Icinga finds the first one."""
    since, until = case["interval"]
    before = [each for each in case["states"] if each["t"] < since]
    inside = [each for each in case["states"] if since <= each["t"] < until]
    if before:
        state = before[-1]["state"]
    elif inside:
        state = inside[0]["prev"]
    else:
        state = case["current_state"] or 0
    changes = {each["t"]: each for each in inside}
    ahead = sorted(changes)
    rows = []
    for second in range(since, until):
        if second in changes:
            state = changes[second]["state"]
        coming = next((each for each in ahead if each > second), None)
        # What lies before a change from "unknown" is unknown, whatever was last reported.
        unknown = coming is not None and changes[coming]["prev"] == 99
        if state != 99 and not unknown:
            rows.append(
                {
                    "at": written(DAY + (second - since) * UNIT),
                    "host": case["id"],
                    "ok": "yes" if state == 0 else "no",
                }
            )
    return rows


def _maintenance(case: Case) -> list[dict[str, object]]:
    since = case["interval"][0]
    return [
        {
            "start": written(DAY + (start - since) * UNIT),
            "end": written(DAY + (end - since) * UNIT),
            "host": case["id"],
        }
        for start, end in case["maintenance"]
    ]


def _no_maintenance() -> list[dict[str, object]]:
    return [{"start": written(DAY), "end": written(DAY), "host": "h"}]


# ---- slo-generator: good and bad events of an hour

REQUESTS = """  source events { holds: records   each: event   collected: automatically
    fields { at: time   case: text   good: yes or no } }
  metric Good { measure: share of events   good when: good   for each: case   record belongs to: at   controlled by: Desk }
  objective Slo { Desk ensures Good at least 99% each day }
  objective Told { Desk ensures at least 99% each day
    measure: as reported   of: Support   collected by: Desk   controlled by: Desk }"""


@judges("slo_generator_report")
def slo_generator(engine: str, folder: Path) -> list[Verdict]:
    every = cases("slo_generator_report")
    counted = [case for case in every if case["good"] is not None]
    rows = []
    for case in counted:
        for good, number in (("yes", case["good"]), ("no", case["bad"])):
            rows += [{"at": written(DAY), "case": case["id"], "good": good}] * max(0, number)
    levels = folder / f"levels-{engine}.csv"
    levels.write_text("objective,period,level\nTold,2026-03-02,99.1%\n")
    outcome = evaluated(
        folder,
        agreement_text(REQUESTS),
        {"events": rows},
        engine,
        f"levels={levels}",
        period="2026-03-02..2026-03-03",
    )
    found = {
        (line.objective, line.scope): line
        for line in outcome.outcome.statement.lines
        if line.period == "2026-03-02"
    }
    nothing = next(
        line
        for line in outcome.outcome.statement.lines
        if (line.period, line.objective) == ("2026-03-03", "Told")
    )
    told = []
    for case in every:
        name = case["id"]
        line = found.get(("Slo", name))
        if name == "not_enough_events":
            assert line is not None
            assert line.level == Fraction(5, 9)
            why = (
                "fewer than ten events: slo-generator gives no level. A level that was measured is told here; that it has "
                "no consequence says `free misses: 1 miss of fewer than 10 events`"
            )
            told.append(Verdict(case=name, kind="no place", why=why))
        elif case["expect_valid"]:
            line = line or found["Told", ""]
            told.append(_report(case, line))
        elif line is not None or name in ("no_events", "no_good_bad_events"):
            told.append(compared(name, line is None or line.status == "not assessed", True))
        else:
            told.append(compared(name, nothing.status, "not assessed"))
    return told


def _report(case: Case, line: Line) -> Verdict:
    """Level, gap, budget and burn rate, of the statement; minutes are shares of the window."""
    assert line.level is not None
    assert line.status == ("met" if line.level >= Fraction("0.99") else "missed")
    goal, window = Fraction("0.99"), Fraction(case["window_seconds"], 60)
    lost, allowed = 1 - line.level, 1 - goal
    figures = {
        "sli": line.level,
        "gap": line.level - goal,
        "error_budget_target": allowed,
        "error_budget_measurement": lost,
        "burn_rate": lost / allowed,
        "error_budget_minutes": allowed * window,
        "error_minutes": lost * window,
        "remaining_minutes": (allowed - lost) * window,
    }
    expected = dict(case["expect"])
    alert = expected.pop("alert", None)
    parts = [compared(case["id"], near(figures[name], wanted), wanted) for name, wanted in expected.items()]
    if alert is not None:
        # The alert is that more is lost than allowed: the promise is missed.
        parts.append(compared(case["id"], line.status == "missed", alert))
    return all_of(case["id"], parts)


# ---- OpenSLO: what exhausts a budget, by the way it is counted

SPAN = """  source days { holds: samples   every: 1 day   of: Support   collected: automatically
    fields { run: text   errors: number   requests: number } }
  source slices { holds: samples   every: 1 minute   of: Support   collected: automatically
    fields { run: text   ok: yes or no } }
  source counts { holds: samples   every: 1 minute   of: Support   collected: automatically
    fields { run: text   errors: number   requests: number } }
  metric Occurrences { measure: 100% - ratio of errors / requests in days   for each: run   controlled by: Desk }
  metric Slices { measure: uptime from slices   down when: not ok   missing samples: up   for each: run
    controlled by: Desk }
  metric Ratios {
    measure: 100% - average over 1 minute slots of errors / requests in counts   idle slots: left out   for each: run
    controlled by: Desk
  }
  objective OfRequests { Desk ensures Occurrences at least 95% each month }
  objective OfSlices { Desk ensures Slices at least 95% each month }
  objective OfRatios { Desk ensures Ratios at least 95% each month }"""
WEEK = """  source outages { holds: intervals   of: Support   collected: automatically   fields { run: text } }
  metric Time { measure: uptime from outages   for each: run   overlapping outages: once
    partial minutes: exact   controlled by: Desk }
  objective OfTime { Desk ensures Time at least 99.95% each month }"""
START = datetime(2026, 2, 1, tzinfo=UTC)
SLICES = 14 * 24 * 60


def _term(last: str, text: str) -> str:
    """The agreement of the text for a fortnight or a week: a month of which the rest does not exist."""
    whole = agreement_text(text, choices={"service for part of a period": "total shrinks"})
    return whole.replace("  currency: EUR", f"  effective: 2026-02-01   ends: {last}\n  currency: EUR", 1)


def _attacked(run: str, minutes: int) -> list[dict[str, object]]:
    return [
        {"at": written(START + timedelta(minutes=each)), "run": run, "ok": "no"} for each in range(minutes)
    ]


def _mixed(run: str, bad: int) -> list[dict[str, object]]:
    """A fortnight of minutes with a thousand requests each: 1 % fail, in the first `bad` minutes 99 %."""
    return [
        {
            "at": written(START + timedelta(minutes=minute)),
            "run": run,
            "errors": 990 if minute < bad else 10,
            "requests": 1000,
        }
        for minute in range(SLICES)
    ]


@judges("openslo_budget_examples")
def openslo(engine: str, folder: Path) -> list[Verdict]:
    by_id = {case["id"]: case for case in cases("openslo_budget_examples")}
    slices, ratios = by_id["ddos-timeslices"], by_id["ddos-ratio-timeslices"]
    whole = by_id["ddos-occurrences"]["expect"]["total_requests"]
    budget = slices["expect"]["attack_to_exhaust_minutes"]
    exact = int(ratios["derived_exact_minutes"])
    upstream = by_id["ddos-occurrences"]["expect"]["failed_requests_to_exhaust"]
    allowed = whole * 5 // 100
    data = {
        "slices": [*_attacked("sliced", budget), *_attacked("one more", budget + 1)],
        "counts": _mixed("mixed", exact + 1),
        "days": [
            {"at": written(START), "run": run, "errors": failed, "requests": whole}
            for run, failed in (("upstream", upstream), ("allowed", allowed), ("failed more", allowed + 1))
        ],
    }
    outcome = evaluated(folder, _term("2026-02-14", SPAN), data, engine, period="2026-02")
    found = {(line.objective, line.scope): line for line in outcome.outcome.statement.lines}
    told = {
        "ddos-timeslices": all_of(
            "ddos-timeslices",
            (
                compared("ddos-timeslices", found["OfSlices", "sliced"].columns["service"], SLICES * MINUTE),
                compared("ddos-timeslices", SLICES, slices["expect"]["slices"]),
                compared(
                    "ddos-timeslices", _edge(found, "OfSlices", "sliced", "one more"), "exhausted just there"
                ),
            ),
        ),
        "ddos-ratio-timeslices": _explained(
            compared(
                "ddos-ratio-timeslices",
                _last_minute(found["OfRatios", "mixed"]),
                "exhausted by its last minute",
            ),
            f"upstream prints about {ratios['expect']['attack_to_exhaust_minutes_approx']} minutes; exactly it is "
            f"{ratios['derived_exact_minutes']:.3f}: {exact} keep the promise, {exact + 1} do not",
        ),
        "ddos-occurrences": _explained(
            all_of(
                "ddos-occurrences",
                (
                    compared("ddos-occurrences", found["OfRequests", "upstream"].status, "met"),
                    compared(
                        "ddos-occurrences",
                        _edge(found, "OfRequests", "allowed", "failed more"),
                        "exhausted just there",
                    ),
                ),
            ),
            f"upstream takes the usual 1 % of failures off the budget and prints {upstream:,}; 5 % of {whole:,} requests "
            f"are {allowed:,}: so many keep the promise, one more does not",
        ),
        "low-traffic-1w": _week(by_id["low-traffic-1w"], engine, folder),
    }
    return [told[name] for name in by_id]


def _edge(found: Mapping[tuple[str, str], Line], objective: str, kept: str, missed: str) -> str:
    at, past = found[objective, kept], found[objective, missed]
    exhausted = at.status == "met" and past.status == "missed"
    return "exhausted just there" if exhausted else f"{at.status} ({at.level}), {past.status} ({past.level})"


def _last_minute(line: Line) -> str:
    """Whether the promise is missed, and would be kept if the last minute of the attack had been like the others."""
    assert line.level is not None
    without = line.level + Fraction(990 - 10, 1000 * SLICES)
    exhausted = line.status == "missed" and line.level < Fraction("0.95") <= without
    return "exhausted by its last minute" if exhausted else f"{line.status} at {line.level}"


def _explained(verdict: Verdict, why: str) -> Verdict:
    return Verdict(case=verdict.case, kind="explained", why=why) if verdict.kind == "agreed" else verdict


def _week(case: Case, engine: str, folder: Path) -> Verdict:
    """The budget of a week in seconds: all of it may be lost, not a microsecond more."""
    budget = timedelta(seconds=case["expect"]["error_budget_seconds"])
    rows = [
        {"start": written(START), "end": written(START + length), "run": run}
        for run, length in (("budget", budget), ("more", budget + timedelta(microseconds=1)))
    ]
    outcome = evaluated(folder, _term("2026-02-07", WEEK), {"outages": rows}, engine, period="2026-02")
    found = {(line.objective, line.scope): line for line in outcome.outcome.statement.lines}
    running = _running(rows, engine, folder)
    name = case["id"]
    return all_of(
        name,
        (
            compared(name, found["OfTime", "budget"].columns["service"], case["expect"]["slices"] * MINUTE),
            compared(name, _edge(found, "OfTime", "budget", "more"), "exhausted just there"),
            compared(name, running, budget / timedelta(microseconds=1)),
        ),
    )


def _running(rows: list[dict[str, object]], engine: str, folder: Path) -> Fraction | None:
    """What the statement of the running week says may be lost."""
    outcome: Evaluation = evaluated(
        folder,
        _term("2026-02-07", WEEK),
        {"outages": rows},
        engine,
        period="2026-02",
        as_of=int((START + timedelta(days=3)).timestamp()) * SECOND,
    )
    line = next(line for line in outcome.outcome.statement.lines if line.scope == "budget")
    edge = line.budget.promise() if line.budget is not None else None
    return edge.allowed if edge is not None else None
