"""Conflicts that are more than one answer in one agreement: months, reopened tickets, the order of caps, begun days."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

from tests.thirdparty.amounts import MONEY, owed
from tests.thirdparty.run import agreement_text, evaluated, instant, lines, written
from tests.thirdparty.tally import Verdict, compared, verdicts

SECOND = 1_000_000


MONTHS = """  source outages { holds: intervals   of: Support   collected: automatically }
  metric Up { measure: uptime from outages   overlapping outages: once   partial minutes: exact   controlled by: Desk }
  objective Calendar { Desk reports Up each month }
  objective Days { Desk reports Up each 30 days }
  objective Hours { Desk reports Up each 720 hours }
  objective Cycle { Desk reports Up each billing cycle }
  objective Rolling { Desk reports Up over any 30 consecutive days }"""


def month(engine: str, folder: Path) -> list[Verdict]:
    """A day of outage from 10 to 11 March: of 31 days, of 30, of the cycle from 16 February to 15 March."""
    text = agreement_text(MONTHS).replace(
        "  currency: EUR", "  effective: 2026-01-01   billing cycle: from the 16th\n  currency: EUR", 1
    )
    start = datetime.fromisoformat("2026-03-10T00:00+00:00")
    rows = [{"start": written(start), "end": written(start + timedelta(days=1))}]
    outcome = evaluated(folder, text, {"outages": rows}, engine, period="2026-01..2026-06")
    found: dict[str, tuple[str, Fraction]] = {}
    for line in outcome.outcome.statement.lines:
        if line.level is not None and line.level < 1:
            worst = found.get(line.objective)
            if worst is None or line.level < worst[1]:
                found[line.objective] = (line.period, line.level)
    wanted = {
        "Calendar": ("2026-03", Fraction(30, 31)),  # OpenSLO's 1M
        "Days": (
            "2026-03-02 to 2026-03-31",
            Fraction(29, 30),
        ),  # OpenSLO's and Sloth's 30d, from a first day on
        "Hours": ("2026-03-02 00:00 to 2026-04-01 00:00", Fraction(29, 30)),  # GLPI's constant
        "Cycle": ("2026-02-16 to 2026-03-15", Fraction(27, 28)),  # Governify
    }
    told = [compared("month", found.get(name), each) for name, each in wanted.items()]
    rolling = found.get("Rolling", ("", None))[1]
    return [*told, compared("month", rolling, Fraction(29, 30))]


REOPENED = """  source log { holds: events   key: issue   collected: automatically
    fields { issue: text   state: Open, Closed } }
  source issues { holds: records   each: issue   key: issue   collected: automatically
    fields { issue: text   opened: time   closed: time } }
  metric Paused {
    measure: average of opened to closed in issues   clock: always, paused while state is Closed in log
    record belongs to: opened   controlled by: Desk
  }
  metric Whole { measure: average of opened to closed in issues   record belongs to: opened   controlled by: Desk }
  objective Stopped { Desk reports Paused each year }
  objective Running { Desk reports Whole each year }"""


def reopen(engine: str, folder: Path) -> list[Verdict]:
    """Open for two hours, closed for five, reopened for one."""
    times = [instant(f"2020-03-04 {hour:02}:00") for hour in (8, 10, 15, 16)]
    outcome = evaluated(
        folder,
        agreement_text(REOPENED),
        {
            "log": [
                {"at": written(when), "issue": "I", "state": state}
                for when, state in zip(times, ("Open", "Closed", "Open", "Closed"), strict=True)
            ],
            "issues": [{"issue": "I", "opened": written(times[0]), "closed": written(times[-1])}],
        },
        engine,
    )
    hours = {name: lines(outcome, name)[""].level for name in ("Stopped", "Running")}
    return [
        compared("reopen", hours["Stopped"], 3 * 3600 * SECOND),
        compared("reopen", hours["Running"], 8 * 3600 * SECOND),
    ]


CAPS = """  service Hosting {{ hours: always   fee: 1_000 EUR per month   for each: region }}
  source outages {{ holds: intervals   of: Hosting   collected: automatically   fields {{ region: north, south }} }}
  metric Up {{ of: Hosting   measure: uptime from outages   overlapping outages: once   partial minutes: exact
    controlled by: Desk }}
  objective Availability {{ Desk ensures Up at least 99% each month }}
  credit for Availability {{ base: that month's fee of that region   amount: 30%   {caps} }}"""


def credit_cap_order(engine: str, folder: Path) -> list[Verdict]:
    """Two regions are down for a day: what each is owed by the order in which caps and sums are taken."""
    day = datetime.fromisoformat("2026-03-02T00:00+00:00")
    rows = [
        {"start": written(day), "end": written(day + timedelta(days=1)), "region": region}
        for region in ("north", "south")
    ]
    told = []
    for caps, covers, wanted in (
        # Governify: the sum over scopes, then `upTo`.
        ("cap: 400 EUR per month", "all credits", (300, 100)),
        # Each credit up to the cap, then the sum.
        ("cap: 200 EUR per month", "each credit", (200, 200)),
        # iAgree: the lesser of two expressions.
        (
            "cap: 25% of that month's fee of that region per month   cap: 260 EUR per month",
            "each credit",
            (250, 250),
        ),
    ):
        text = agreement_text(CAPS.format(caps=caps), choices={**MONEY, "cap covers": covers})
        outcome = evaluated(folder, text, {"outages": rows}, engine, period="2026-03")
        found = tuple(
            owed(line) for line in sorted(outcome.outcome.statement.lines, key=lambda line: line.scope)
        )
        told.append(compared("credit-cap-order", found, wanted))
    # Accord: the tier, the cap of the month, then what the year leaves.
    accord = {each.case: each.kind for each in verdicts("accord_sla_credits", engine, folder)}
    told.append(compared("credit-cap-order", accord["97%-annual-cap"], "agreed"))
    return told


def fraction(engine: str, folder: Path) -> list[Verdict]:
    late = {each.case: each for each in verdicts("accord_late_delivery", engine, folder)}
    return [compared("fraction", late["late-5d"].kind, "policy")]
