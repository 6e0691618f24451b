"""What mistakes of levels that are computed from others mean; as in `explained`."""

from __future__ import annotations

_SECOND = "metric Speed { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }\n"
_ANSWER = (
    "metric Answer { measure: opened to responded of tickets   clock: always   controlled by: Nimbus }\n"
)

_SIDES = (
    "metric Sent { of: Shop   measure: as reported   collected by: Acme   controlled by: Acme }\n"
    "objective Forecast { Acme ensures Sent at least 90% each month }\n"
)
_SUM = (
    "points for Availability { amount: 2 points }\n"
    "credit for points each month { bands { at least 2 points: 9 EUR   otherwise: none } }"
)

_BY = (
    "metric By{0} {{ of: Shop   for each: {1}   measure: uptime from more   down when: not ok   "
    "controlled by: Nimbus }}\n"
)

COMPUTED: dict[str, tuple[str, str, str, str]] = {
    "computed-from-nothing": (
        "N262",
        "A level that is computed names the metrics that it is computed from. A formula of plain figures has one value for "
        "ever, which is a figure and no level.",
        "metric Both { of: Shop   measure: 100% - 1%   controlled by: Nimbus }",
        _SECOND + "metric Both { of: Shop   measure: Uptime - 1%   controlled by: Nimbus }",
    ),
    "parts-apart": (
        "N263",
        "Levels that are computed with, or promised together, belong to the same line: both of the whole service, or both "
        "of the same regions. One for each region beside one for each feature have no line in common.",
        "source more { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no   zone: A, B   shop: X, Y } }\n"
        + _BY.format("Zone", "zone")
        + _BY.format("Shop", "shop")
        + "metric Both { of: Shop   measure: ByZone * ByShop   controlled by: Nimbus }",
        "source more { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no   zone: A, B } }\n"
        + _BY.format("Zone", "zone")
        + "metric Both { of: Shop   measure: ByZone * ByZone   controlled by: Nimbus }",
    ),
    "no-share-to-test": (
        "N286",
        "The modified z-test of shares needs to know of how many each share is. Of other levels no such number is known: "
        "they are compared as levels, or the test is named in other words and kept as text.",
        _SECOND + "objective Even {\n  Nimbus ensures Uptime at least 99% each month\n"
        '  no worse than: Speed by "modified z-test at 95%"\n}',
        _SECOND + "objective Even {\n  Nimbus ensures Uptime at least 99% each month\n"
        '  no worse than: Speed by "comparison of levels"\n}',
    ),
    "level-of-each-record": (
        "N264",
        "The time of a ticket is one figure for each ticket, and a level is one figure for each month. To compute with it, "
        "say which figure of the month is meant: the average, the median, the share of tickets that keep a limit.",
        _ANSWER + "metric Twice { of: Shop   measure: Answer + Uptime   controlled by: Nimbus }",
        "metric Quick {\n  measure: share of tickets   good when: opened to responded at most 1 hour   clock: always\n"
        "  controlled by: Nimbus\n}\n"
        "metric Both { of: Shop   measure: Quick * Uptime   controlled by: Nimbus }",
    ),
    "unlike-parts-of-a-score": (
        "N310",
        "A score puts promises together that belong together: of one party, assessed in the same periods for the same "
        "values, with a target where levels are compared with it, and with percentages where levels are added up.",
        _SECOND + "objective Fast { Nimbus ensures Speed at least 99% each quarter }\n"
        "score Overall { weights { Availability: 60%   Fast: 40% }   counts: whether it was met }",
        _SECOND + "objective Fast { Nimbus ensures Speed at least 99% each month }\n"
        "score Overall { weights { Availability: 60%   Fast: 40% }   counts: whether it was met }",
    ),
    "points-of-both-sides": (
        "N299",
        "Points are added up to one sum, and a credit for the sum is owed by the one who missed. Where a customer's misses "
        "score points as well as a provider's, nothing says which of them owes it.",
        _SIDES + "points for Forecast { amount: 1 point }\n" + _SUM,
        _SIDES + "credit for Forecast { amount: 50 EUR }\n" + _SUM,
    ),
    "score-without-counts": (
        "N311",
        "The weight of a promise in a score is multiplied with something: whether the promise was met, or its level. "
        "Without it there is no figure.",
        "score Overall { weights { Availability: 100% }   passes: at least 80% }",
        "score Overall { weights { Availability: 100% }   counts: whether it was met   passes: at least 80% }",
    ),
    "of-one-level": (
        "N293",
        "A minimum, a critical or an expected level, a baseline, a rise and a comparison with others are about the level of "
        "one promise. An objective of several sentences promises several levels, and nothing says of which this is.",
        _SECOND + "objective Both {\n  Nimbus ensures Uptime at least 99% each month\n"
        "  Nimbus ensures Speed at least 95% each month\n  minimum: at least 90%\n}",
        _SECOND + "objective One { Nimbus ensures Uptime at least 99% each month   minimum: at least 90% }\n"
        "objective Two { Nimbus ensures Speed at least 95% each month }\n"
        "score Both { weights { One: 50%   Two: 50% }   counts: whether it was met   passes: at least 100% }",
    ),
    "unlike-sentences": (
        "N294",
        "Several sentences in one objective are one promise, kept when all of them are. So they are of one party, assessed "
        "in the same periods for the same values, and all of them promise something, each something else.",
        _SECOND + "objective Both {\n  Nimbus ensures Uptime at least 99% each month\n"
        "  Nimbus ensures Speed at least 95% each quarter\n}",
        _SECOND + "objective Both {\n  Nimbus ensures Uptime at least 99% each month\n"
        "  Nimbus ensures Speed at least 95% each month\n}",
    ),
    "levels-of-several": (
        "N295",
        "An objective of several sentences is kept when all of them are, and each is about a level of its own. A scenario "
        "states those levels; whether the objective was kept follows from them.",
        _SECOND + "objective Both {\n  Nimbus ensures Uptime at least 99% each month\n"
        "  Nimbus ensures Speed at least 95% each month\n}\n"
        'scenario "Slow" { month: 2026-03   levels for Both { 2026-03: 98% } }',
        _SECOND + "objective Both {\n  Nimbus ensures Uptime at least 99% each month\n"
        "  Nimbus ensures Speed at least 95% each month\n}\n"
        'scenario "Slow" { month: 2026-03   levels for Uptime { 2026-03: 99.5% }   levels for Speed { 2026-03: 90% } }',
    ),
    "no-worst-level": (
        "N267",
        "Of several levels that are promised together the worst decides. Which one is the worst follows from the bound: the "
        "lowest of those that have to be `at least` so much, the highest of those `at most`. A bound on one figure exactly "
        "has no worse side.",
        _SECOND + "objective Both { Nimbus ensures all of Uptime, Speed exactly 99% each month }",
        _SECOND + "objective Both { Nimbus ensures all of Uptime, Speed at least 99% each month }",
    ),
    "report-never-sent": (
        "N269",
        "How late a report comes is counted from the day on which somebody has to send it. Nobody has to send this one.",
        "report Monthly { shows: Uptime }\n"
        "metric Late { of: Shop   measure: delay of Monthly   collected by: Acme   controlled by: Nimbus }",
        "Nimbus sends Monthly to Acme { within: 5 days after the month }\n"
        "metric Late { of: Shop   measure: delay of Monthly   collected by: Acme   controlled by: Nimbus }",
    ),
    "weight-of-shaped-outages": (
        "N270",
        "A weight is that of a row (the users whom an outage hit). Where outages are merged, made shorter or left out, an "
        "outage is more or less than a row, and it has no weight of its own.",
        "source faults { holds: intervals   of: Shop   fields { users: number } }\n"
        "metric Hit {\n  of: Shop   measure: downtime from faults   weight: users\n"
        "  merge gaps: 5 minutes   controlled by: Nimbus\n}",
        "source faults { holds: intervals   of: Shop   fields { users: number } }\n"
        "metric Hit { of: Shop   measure: downtime from faults   weight: users   controlled by: Nimbus }",
    ),
}
