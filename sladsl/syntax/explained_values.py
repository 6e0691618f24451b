"""What the rarer mistakes of meaning mean: lengths, conditions, records, rights and dates; as in `explained`, plain data."""

from __future__ import annotations

_ANSWER = "metric Answer { measure: opened to responded of tickets   record belongs to: opened   controlled by: Nimbus }"
_QUICK = f"{_ANSWER}\nobjective Quick {{ Nimbus ensures Answer of at least 90% of tickets at most 4 hours each month }}"
_LEVEL = "objective Speed { Nimbus ensures at least 99% each month   measure: as reported   controlled by: Nimbus }"
_PINGS = (
    "source Pings { holds: records   each: ping   fields { at: time   took: duration } }\n"
    'scenario "Bad" {\n  month: 2026-03   expect: Availability met\n  record Pings { at: 2026-03-04 10:00'
)

VALUES: dict[str, tuple[str, str, str, str]] = {
    "no-fixed-length": (
        "N201",
        "A month has 28 to 31 days, so nothing can be compared with it on a clock. Write days, hours or minutes.",
        f"{_ANSWER}\nobjective Quick {{ Nimbus ensures Answer of at least 90% of tickets at most 1 month each month }}",
        _QUICK,
    ),
    "too-fine": (
        "N202",
        "Times are kept in whole microseconds, and this is finer.",
        "source Pings { holds: samples   of: Shop   every: 0.0000001 seconds   fields { ok: yes or no } }",
        "source Pings { holds: samples   of: Shop   every: 0.1 seconds   fields { ok: yes or no } }",
    ),
    "rounding-to-nothing": (
        "N203",
        "What is rounded is rounded to a step, and a step of zero is none.",
        "interpretation { level rounding: half up to 0 }",
        "interpretation { level rounding: half up to 0.01 }",
    ),
    "unknown-anchor": (
        "N205",
        "A time runs from something that has a date here: the end of a month, a report that is sent, the last miss. This is "
        "none of them.",
        "claims { channel: in writing   deadline: 30 days after the invoice }",
        "claims { channel: in writing   deadline: 30 days after the month }",
    ),
    "other-currency": (
        "N206",
        "Amounts of two currencies don't add up, and no rate is assumed. Write them in the currency of the agreement.",
        "service Portal { hours: always   fee: 100 USD per month }",
        "service Portal { hours: always   fee: 100 EUR per month }",
    ),
    "sampling-unstated": (
        "N207",
        "A sample stands for the time to the next one. Without `every` nobody knows for how long, and a gap "
        "would be no gap.",
        "source Pings { holds: samples   of: Shop   fields { ok: yes or no } }",
        "source Pings { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no } }",
    ),
    "value-as-condition": (
        "N210",
        "A value of a field stands where a condition is wanted. Name the field, too: `priority is P1`.",
        "source Calls { holds: records   each: call   fields { opened: time   priority: P1, P2 } }\n"
        "metric Number { measure: number of Calls   where: P1   controlled by: Nimbus }",
        "source Calls { holds: records   each: call   fields { opened: time   priority: P1, P2 } }\n"
        "metric Number { measure: number of Calls   where: priority is P1   controlled by: Nimbus }",
    ),
    "no-such-value": (
        "N212",
        "The value is none that can stand here. A limit is a duration, a percentage, a number, `not offered` or `not "
        "stated`.",
        f"{_ANSWER}\nobjective Quick {{\n  Nimbus ensures Answer of each ticket at most target\n"
        "  target by subject { Mail: 5 EUR   otherwise: 4 hours }\n}",
        "",
    ),
    "records-without-time": (
        "N285",
        "A promise is kept or missed in a period, and a record belongs to one by a time of its own. Where the source has no "
        "field of the type `time`, all its records would count in each period.",
        "source orders { holds: records   each: order   fields { late: yes or no } }\n"
        "metric InTime { measure: share of orders   good when: not late }",
        "source orders { holds: records   each: order   fields { late: yes or no   placed: time } }\n"
        "metric InTime { measure: share of orders   good when: not late }",
    ),
    "whose-fee": (
        "N213",
        "A share of `that month's fee` is another amount for every service, and the agreement has several with a fee. Where "
        "a credit is for one service, take that one's; where a cap holds for all, say `of all services`.",
        f"service Desk {{ fee: as invoiced per month }}\n{_LEVEL}\n"
        f"credit for Speed {{ base: that month's fee   amount: 5% }}",
        f"service Desk {{ fee: as invoiced per month }}\n{_LEVEL}\n"
        "credit for Speed { base: that month's fee of Desk   amount: 5% }",
    ),
    "mixed-business-days": (
        "N252",
        "Business days are counted on the calendar and hours on a clock: half a business day, or one and two hours, have no "
        "one meaning. Write whole business days, or hours.",
        f"{_ANSWER}\nobjective Quick {{\n"
        f"  Nimbus ensures Answer of at least 90% of tickets at most 1 business day 2 hours each month\n}}",
        _QUICK,
    ),
    "unclear-deadline": (
        "N215",
        "A deadline is a whole number of one unit, after something: `30 days after the month`. This one leaves open when it "
        "ends.",
        "claims { channel: in writing   deadline: 1.5 months after the month }",
        "claims { channel: in writing   deadline: 45 days after the month }",
    ),
    "base-shorter-than-fee": (
        "N216",
        "The fee is paid for a longer period than the one of which a share is credited, and nothing says what a part of it "
        "costs.",
        "service Yearly { hours: always   fee: 100 EUR per year }\n"
        "credit for Availability { base: that month's fee of Yearly   amount: 5% }",
        "service Yearly { hours: always   fee: 100 EUR per month }\n"
        "credit for Availability { base: that month's fee of Yearly   amount: 5% }",
    ),
    "column-in-arithmetic": (
        "N256",
        "A column of a table is a limit: it stands alone behind a comparison, and nothing is computed with it.",
        "",
        "",
    ),
    "division-of-figures": (
        "N219",
        "The average of quotients is another figure than the quotient of sums, and a plain `/` does not say which is meant.",
        "source Counts { holds: samples   of: Shop   every: 1 minute   fields { errors: number   calls: number } }\n"
        "metric Errors { measure: average of errors / calls in Counts   controlled by: Nimbus }",
        "source Counts { holds: samples   of: Shop   every: 1 minute   fields { errors: number   calls: number } }\n"
        "metric Errors { measure: ratio of errors / calls in Counts   controlled by: Nimbus }",
    ),
    "ratio-without-quotient": (
        "N220",
        "A ratio has two sides, of what went wrong and of all.",
        "source Counts { holds: samples   of: Shop   every: 1 minute   fields { errors: number   calls: number } }\n"
        "metric Errors { measure: ratio of errors in Counts   controlled by: Nimbus }",
        "source Counts { holds: samples   of: Shop   every: 1 minute   fields { errors: number   calls: number } }\n"
        "metric Errors { measure: ratio of errors / calls in Counts   controlled by: Nimbus }",
    ),
    "not-measured-across": (
        "N268",
        "A level across a dimension is made of those of its values. This metric is measured for none of them, and its rows "
        "do not say to which they belong.",
        "source Outages { holds: intervals   of: Shop   fields { region: A, B   zone: C, D } }\n"
        "metric Down { measure: downtime from Outages   for each: region   controlled by: Nimbus }\n"
        "metric Worst { measure: maximum of Down across zone   controlled by: Nimbus }",
        "source Outages { holds: intervals   of: Shop   fields { region: A, B } }\n"
        "metric Down { measure: downtime from Outages   for each: region   controlled by: Nimbus }\n"
        "metric Worst { measure: maximum of Down across region   controlled by: Nimbus }",
    ),
    "parts-not-listed": (
        "N265",
        "Whether all parts are down, or two of them, can be told only if it is known which parts there are.",
        "source Outages { holds: intervals   of: Shop   fields { zone: text } }\n"
        "metric AcrossZones { measure: uptime from Outages   down at once: every zone   controlled by: Nimbus }",
        "source Outages { holds: intervals   of: Shop   fields { zone: A, B } }\n"
        "metric AcrossZones { measure: uptime from Outages   down at once: every zone   controlled by: Nimbus }",
    ),
    "too-many-parts": (
        "N266",
        "More parts can't be down at one time than there are, and with none of them down nothing is.",
        "source Outages { holds: intervals   of: Shop   fields { zone: A, B } }\n"
        "metric AcrossZones { measure: uptime from Outages   down at once: any zone, at least 3   controlled by: Nimbus }",
        "source Outages { holds: intervals   of: Shop   fields { zone: A, B } }\n"
        "metric AcrossZones { measure: uptime from Outages   down at once: any zone, at least 2   controlled by: Nimbus }",
    ),
    "pause-elsewhere": (
        "N221",
        "A clock stands still by a field of what is measured, or by the states of a log of events. This is a field of "
        "another source.",
        "",
        "",
    ),
    "key-not-shared": (
        "N222",
        "The pauses stand in a log of events, and nothing in the measured records says which events are theirs. Declare the "
        "log's key in their source, too.",
        "",
        "",
    ),
    "no-figure-of-a-record": (
        "N224",
        "This metric is one figure for a period; no single record has one of its own, so none can be promised for each.",
        "objective Speed { Nimbus ensures Uptime of each ticket at most 4 hours }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "records-unnamed": (
        "N225",
        "This metric is a time of each record. A promise about it says of which: `of each ticket`, `of at least 95% of "
        "tickets`.",
        f"{_ANSWER}\nobjective Quick {{ Nimbus ensures Answer at most 4 hours each month }}",
        _QUICK,
    ),
    "time-at-least": (
        "N226",
        "Who ensures that a thing takes at least so long promises slowness. `at most` is meant.",
        f"{_ANSWER}\nobjective Quick {{ Nimbus ensures Answer of at least 90% of tickets at least 4 hours each month }}",
        _QUICK,
    ),
    "target-without-dimension": (
        "N228",
        "A table of targets needs something that tells figures apart, and this metric is one figure for all, or is told "
        "apart by another field.",
        "objective Speed {\n  Nimbus ensures Uptime at least target each month\n"
        "  target by region { Europe: 99%   otherwise: 98% }\n}",
        "objective Speed { Nimbus ensures Uptime at least 99% each month }",
    ),
    "escalation-without-records": (
        "N229",
        "An escalation says who is told of a record that takes long, so its objective must promise a time of records.",
        'escalation for Availability { at due: "Head of operations" }',
        f'{_QUICK}\nescalation for Quick {{ at due: "Head of operations" }}',
    ),
    "share-of-time": (
        "N230",
        "A step of an escalation lies within the time that is allowed, from 0 to 100 %, or so long before or after it.",
        f'{_QUICK}\nescalation for Quick {{ at 150%: "Head of operations" }}',
        f'{_QUICK}\nescalation for Quick {{ 2 hours after due: "Head of operations" }}',
    ),
    "fee-twice": (
        "N231",
        "The fee of a service is named twice in one base, and would count twice.",
        "credit for Availability { base: that month's fee of Shop and Shop   amount: 5% }",
        "credit for Availability { base: that month's fee of Shop   amount: 5% }",
    ),
    "no-term": (
        "N241",
        "A term is counted by the calendar, in days, weeks, months or years; this is no such length.",
        "term { initial: 20 business days }",
        "term { initial: 24 months }",
    ),
    "duty-to-oneself": (
        "N243",
        "A party sends this to itself. Name the one that receives it.",
        "Nimbus sends Report to Nimbus { within: 5 days after the month }\nreport Report { measure: Uptime }",
        "Nimbus sends Report to Acme { within: 5 days after the month }\nreport Report { measure: Uptime }",
    ),
    "unclear-rhythm": (
        "N244",
        "What repeats does so every so many hours, days, business days, weeks, months or years.",
        'Nimbus must "test the backup" { every: 0 months }',
        'Nimbus must "test the backup" { every: 6 months }',
    ),
    "use-without-when": (
        "N245",
        "A right that waits for nothing is there at any time, so no time to use it begins and none ends.",
        "Acme may terminate { notice: 30 days   use within: 60 days of the last miss }",
        "Acme may terminate { notice: 30 days }",
    ),
    "no-initial-term": (
        "N312",
        "The first day of the right is the end of an initial term that the agreement does not have.",
        "Acme may terminate { notice: 30 days   earliest: end of the initial term }",
        "Acme may terminate { notice: 30 days   earliest: 2027-01-01 }",
    ),
    "scope-not-assessed": (
        "N246",
        "The right is about `that` one of something, and what gives it is not assessed one by one. Assess the metric `for "
        "each`, or give the right as a whole.",
        "Acme may terminate that circuit { when: Availability missed   notice: 30 days }",
        "Acme may terminate { when: Availability missed   notice: 30 days }",
    ),
    "nothing-to-move": (
        "N271",
        "A right promotes an objective to one with a credit, or demotes one. What takes a place is another objective, and "
        "what is demoted or gives its place up is one that somebody `ensures`.",
        "Acme may promote Availability in place of Availability { notice: 90 days }",
        "Acme may demote Availability { notice: 90 days }",
    ),
    "event-impossible": (
        "N247",
        "What the right waits for can't come about: the promise has no critical level or minimum, or only reports.",
        "Acme may terminate { when: Availability critical   notice: 30 days }",
        "Acme may terminate { when: Availability missed   notice: 30 days }",
    ),
    "wrong-period": (
        "N248",
        "The right counts other periods than those in which the promise is judged.",
        "Acme may terminate { when: Availability missed in 3 consecutive weeks   notice: 30 days }",
        "Acme may terminate { when: Availability missed in 3 consecutive months   notice: 30 days }",
    ),
    "scopes-apart": (
        "N249",
        "Two things must happen together, and they are assessed by different nouns, so they never happen to the same one.",
        "",
        "",
    ),
    "unknown-right": (
        "N250",
        "A scenario expects a right that the agreement does not give. Add the sentence, or expect one that is there.",
        'scenario "Bad" {\n  month: 2026-03   levels for Availability { 2026-03: 98% }\n  expect: Acme may terminate\n}',
        "Acme may terminate { when: Availability missed   notice: 30 days }\n"
        'scenario "Bad" {\n  month: 2026-03   levels for Availability { 2026-03: 98% }\n  expect: Acme may terminate\n}',
    ),
    "unknown-duty": (
        "N313",
        "A scenario expects a duty that the agreement does not give. Add the sentence, or expect one that is there.",
        'scenario "Bad" {\n  month: 2026-03   levels for Availability { 2026-03: 98% }\n  expect: Nimbus must "plan"\n}',
        'Nimbus must "plan" { when: Availability missed }\n'
        'scenario "Bad" {\n  month: 2026-03   levels for Availability { 2026-03: 98% }\n  expect: Nimbus must "plan"\n}',
    ),
    "not-of-its-type": (
        "N258",
        "A record of a scenario holds what its source can hold: a time, a number without a unit, a duration with one, `yes` "
        "or `no`, a value of the choice. Anything else would be an empty cell.",
        f"{_PINGS}   took: 5 }}\n}}",
        f"{_PINGS}   took: 5 seconds }}\n}}",
    ),
    "too-many-periods": (
        "N251",
        "A right looks back over more periods than an agreement runs. Write fewer.",
        "Acme may terminate { when: Availability missed in 3 of any 5000 consecutive months   notice: 30 days }",
        "Acme may terminate { when: Availability missed in 3 of any 6 consecutive months   notice: 30 days }",
    ),
}
