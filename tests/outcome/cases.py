"""Outcomes that the tests print: many features by quarter, and a hosting agreement with everything open
at once.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.statement import Outcome, Reading, Statement
from sladsl.plan.settlement import Answer, DaysOf, FeeRule, LevelRule, Settlement
from sladsl.record import replace
from sladsl.settle.ranges import combine
from tests.settle.build import (
    PRINTED,
    SHARE,
    UPTIME,
    assessment,
    base,
    bound,
    cap,
    cell,
    claim,
    credit,
    instant,
    level,
    made,
    measured,
    minutes,
    money,
    percent,
    period,
    piece,
    rule,
    settled,
    settlement,
    sum_of,
)

FEATURES = ("Actions", "Git operations", "Issues", "Packages", "Pages", "Pull Requests")
BERLIN = "Europe/Berlin"
NAMES = "2025-Q4 2026-Q1 2026-Q2 2026-Q3"


def features() -> Statement:
    """Six features in four quarters, levels as reported, fees unknown."""
    levels = {("2026-Q1", "Issues"): "98.7", ("2026-Q1", "Pages"): "99.0", ("2026-Q2", "Actions"): "99.82"}
    reported = tuple(
        level(label, levels.get((label, feature), "99.97"), feature, row=row)
        for row, (label, feature) in enumerate(
            ((label, feature) for label in NAMES.split()[:3] for feature in FEATURES), start=1
        )
    )
    return settled(feature_rules(), reported=reported, as_of=instant("2026-07-20T09:30Z"))


def feature_rules() -> Settlement:
    days = DaysOf(days=Fraction(90), base=base(), day="thirtieth of a month")
    return settlement(
        assessment(
            NAMES,
            title="Feature availability",
            scopes=FEATURES,
            dimension="feature",
            level=replace(UPTIME, reported=True),
            credit=credit(PRINTED),
            claim=claim(30),
        ),
        caps=(cap(days, "quarter", by_scope=True),),
        title="Enterprise Cloud commitment",
        version="2021-03",
        answers=(
            Answer(key="credit although met", answer="paid", origin="stated"),
            Answer(key="time zone", answer="UTC", origin="assumed"),
        ),
    )


def hosting(down: str = "50", overlaps: str = "once", as_of: str = "2026-05-28T10:00Z") -> Statement:
    """Three objectives in three months: below a minimum, capped over the year, claimed late, not finished."""
    cells = [
        cell("2026-03", {"service": minutes("44580"), "down": minutes(down), "unknown": 0}),
        cell("2026-04", {"service": minutes("43200"), "down": minutes("900"), "unknown": minutes("1440")}),
        cell("2026-05", {"service": minutes("44640"), "down": 0, "unknown": 0}),
        cell("2026-03", {"good": 18, "total": 20}, metric="FirstResponse"),
        cell("2026-04", {"good": 0, "total": 0}, metric="FirstResponse"),
        *(cell(f"2026-0{month}", {"rows": month}, metric="Outages") for month in (3, 4, 5)),
    ]
    claims = (made("2026-03", "2026-05-04T07:00Z"),)
    return settled(hosting_rules(overlaps), measured(*cells), as_of=instant(as_of), claims=claims)


def hosting_rules(overlaps: str = "once") -> Settlement:
    months = "2026-03 2026-04 2026-05"
    fee = base("month", service="Shop", by_scope=False)
    bands = (
        piece("none", None, bound("at least", "99.9")),
        piece("10%", percent("10", fee), bound("at least", "99.0")),
        piece("25%", percent("25", fee)),
    )
    uptime = assessment(
        months,
        BERLIN,
        title="Availability of the web shop",
        owner="Nimbus",
        sources=("checks",),
        minimum=bound("at least", "99.5"),
        credit=credit(bands),
        claim=claim(30),
        rule=rule("objective Availability", "Nimbus ensures Uptime at least 99.9% each month"),
    )
    response = assessment(
        months,
        BERLIN,
        objective="Response",
        title="Urgent tickets answered in time",
        metric="FirstResponse",
        owner="Nimbus",
        level=SHARE,
        target=bound("at least", "95"),
        credit=credit((), flat=percent("5", fee)),
        claim=claim(None, needed=False),
    )
    outages = assessment(
        months,
        BERLIN,
        objective="Outages",
        title="Number of outages",
        metric="Outages",
        strength="reports",
        level=LevelRule(unit="number", better="lower", plus=("rows",)),
        target=None,
        credit=None,
    )
    return settlement(
        uptime,
        response,
        outages,
        zone=BERLIN,
        currency="EUR",
        title="Managed Hosting Agreement",
        version="2.1",
        caps=(cap(sum_of("3500", "EUR"), "contract year"),),
        fees=(FeeRule(service="Shop", by_scope=False, money=money("12000", "EUR"), period="month"),),
        term_start=period("2026-01", BERLIN).start,
        answers=(
            Answer(key="excluded time", answer="out of both", origin="stated"),
            Answer(key="overlapping outages", answer=overlaps, origin="tried"),
        ),
    )


def readings() -> Outcome:
    """Two readings of the hosting agreement that differ in March."""
    once, each = hosting(), hosting("30", "each")
    return combine(tuple(Reading(answers=found.answers, statement=found) for found in (once, each)))
