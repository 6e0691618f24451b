"""What the rarer mistakes of blocks mean: what is lacking, stands twice, or does not fit its place; as in `explained`."""

from __future__ import annotations

_BANDS = "bands { at least 99.9%: none   otherwise: 5% }"
_BASE = "base: that month's fee of Shop"

BLOCKS: dict[str, tuple[str, str, str, str]] = {
    "bad-field-name": (
        "N104",
        "A field is named as its column is bound: one name, without quotes; how the file calls it is said in data.toml.",
        'source Log { holds: records   each: call   fields { "Opened at": time } }',
        "source Log { holds: records   each: call   fields { opened: time } }",
    ),
    "field-taken": (
        "N105",
        "A field, or a column of a table, stands twice; or every source of this kind has the field by itself.",
        "source Log { holds: records   each: call   fields { opened: time   opened: time } }",
        "source Log { holds: records   each: call   fields { opened: time   closed: time } }",
    ),
    "value-twice": (
        "N106",
        "A value stands twice in the list of what a field may hold. Keep one.",
        "source Log { holds: records   each: call   fields { opened: time   priority: P1, P2, P1 } }",
        "source Log { holds: records   each: call   fields { opened: time   priority: P1, P2, P3 } }",
    ),
    "nothing-excluded": (
        "N107",
        "An exclusion says which time does not count, or which cause; this one says neither, so it would take out nothing.",
        "exclusion Works { shown by: Nimbus }",
        'exclusion Works { cause: "works that Acme asked for"   shown by: Nimbus }',
    ),
    "undefined-metric": (
        "N108",
        "A metric says what is measured. Without it two parties compute two figures from the same data.",
        "metric Speed { of: Shop   controlled by: Nimbus }",
        "metric Speed { of: Shop   measure: as reported   controlled by: Nimbus }",
    ),
    "promise-missing": (
        "N111",
        "An objective holds one promise: who ensures which metric, how well, in which period. This one has none.",
        "objective Speed { }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "two-promises": (
        "S313",
        "A sentence promises one thing, so that everybody reads the same bound for the same metric. Several sentences may "
        "stand in one objective; then it is kept only when all of them are.",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month and at least 98% each week }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }\n"
        "objective Weekly { Nimbus ensures Uptime at least 98% each week }",
    ),
    "metric-missing": (
        "N113",
        "A promise names the metric that it is about, or its objective measures one itself.",
        "objective Speed { Nimbus ensures at least 99.5% each month }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "two-metrics": (
        "N114",
        "The promise names a metric and its objective measures another one: which of them is promised? Keep one.",
        "objective Speed {\n  Nimbus ensures Uptime at least 99.5% each month\n"
        "  measure: as reported   of: Shop   controlled by: Nimbus\n}",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "bound-missing": (
        "N115",
        "Who ensures or aims for something says how well. What is only told has no bound: `reports`.",
        "objective Speed { Nimbus ensures Uptime each month }",
        "objective Speed { Nimbus reports Uptime each month }",
    ),
    "bound-without-promise": (
        "N116",
        "What is only reported has no bound, for nothing follows from missing it.",
        "objective Speed { Nimbus reports Uptime at least 99.5% each month }",
        "objective Speed { Nimbus aims for Uptime at least 99.5% each month }",
    ),
    "credit-for-what": (
        "N117",
        "A credit belongs to an objective: it names it behind `for`, or stands inside it.",
        f"credit {{ {_BASE}   amount: 5% }}",
        f"credit for Availability {{ {_BASE}   amount: 5% }}",
    ),
    "two-tables": (
        "N118",
        "A credit has two tables of bands, and a level would lie in both.",
        f"credit for Availability {{\n  {_BASE}\n  {_BANDS}\n  {_BANDS}\n}}",
        f"credit for Availability {{\n  {_BASE}\n  {_BANDS}\n}}",
    ),
    "bands-and-amount": (
        "N119",
        "The bands say how much a credit is, and a flat amount says it again. Keep one.",
        f"credit for Availability {{\n  {_BASE}   amount: 5%\n  {_BANDS}\n}}",
        f"credit for Availability {{\n  {_BASE}\n  {_BANDS}\n}}",
    ),
    "amount-missing": (
        "N120",
        "A credit says how much is owed: by bands, or one amount for every miss.",
        f"credit for Availability {{ {_BASE} }}",
        f"credit for Availability {{ {_BASE}   amount: 5% }}",
    ),
    "row-after-otherwise": (
        "N121",
        "`otherwise` fits everything that is left, so no level and no record comes to a row below it. Put it last.",
        f"credit for Availability {{ {_BASE}   bands {{ otherwise: 5%   at least 99.9%: none }} }}",
        f"credit for Availability {{ {_BASE}   {_BANDS} }}",
    ),
    "two-ended-row": (
        "N122",
        "The first row that fits applies, so one bound is enough and leaves no gap. A signed table with both ends is "
        "written as `bands as printed`, which shows its gaps and overlaps.",
        f"credit for Availability {{\n  {_BASE}\n"
        "  bands { at least 99.9%: none   below 99.9% but at least 99%: 5%   otherwise: 10% }\n}",
        f"credit for Availability {{\n  {_BASE}\n  bands {{ at least 99.9%: none   at least 99%: 5%   otherwise: 10% }}\n}}",
    ),
    "period-missing": (
        "N123",
        "A scenario plays in a month or another period, or in several; its row of levels says for which.",
        'scenario "Bad" { expect: Availability missed }',
        'scenario "Bad" { month: 2026-03   levels for Availability { 2026-03: 98% }   expect: Availability missed }',
    ),
    "too-many-records": (
        "N124",
        "A scenario states a record so many times that it is no example any more. Write a smaller number.",
        "",
        "",
    ),
    "objective-missing": (
        "N125",
        "A row of what a scenario expects, or of its levels, names the objective that it is about.",
        "",
        "",
    ),
    "two-agreements": (
        "N126",
        "A file may hold several agreements, templates and amendments, and name other files with `use`. Each has a name of "
        "its own, by which others are based on it and commands choose it.",
        "sla Hosting { currency: EUR }\ntemplate Hosting { currency: EUR }",
        "sla Hosting { currency: EUR }\ntemplate Terms { currency: EUR }",
    ),
    "block-twice": (
        "N127",
        "There is one of these in an agreement, and this is the second. Put them together.",
        "claims { channel: none needed }\nclaims { channel: none needed }",
        "claims { channel: none needed }",
    ),
    "credited-twice": (
        "N128",
        "An objective has two credits, so a miss would be paid twice. Put both in one.",
        f"credit for Availability {{ {_BASE}   amount: 5% }}\ncredit for Availability {{ {_BASE}   amount: 3% }}",
        f"credit for Availability {{ {_BASE}   amount: 8% }}",
    ),
    "credit-without-promise": (
        "N129",
        "Nobody owes a credit for what is only aimed for or reported: only a promise that somebody ensures can be broken.",
        f"objective Speed {{ Nimbus aims for Uptime at least 99.5% each month }}\n"
        f"credit for Speed {{ {_BASE}   amount: 5% }}",
        f"objective Speed {{ Nimbus ensures Uptime at least 99.5% each month }}\n"
        f"credit for Speed {{ {_BASE}   amount: 5% }}",
    ),
    "row-too-short": (
        "N253",
        "A row of a table has fewer values than the table has columns, so nobody can say which limit is lacking.",
        "table Times by subject {\n  columns: answer | solution\n  Mail: 1 hour\n  otherwise: 2 hours | 4 hours\n}",
        "table Times by subject {\n  columns: answer | solution\n  Mail: 1 hour | 3 hours\n"
        "  otherwise: 2 hours | 4 hours\n}",
    ),
    "row-too-long": (
        "N254",
        "A row of a table has more values than the table has columns.",
        "table Times by subject {\n  columns: answer\n  Mail: 1 hour | 3 hours\n  otherwise: 2 hours\n}",
        "table Times by subject {\n  columns: answer\n  Mail: 1 hour\n  otherwise: 2 hours\n}",
    ),
    "table-of-other-fields": (
        "N255",
        "A table tells limits apart by fields, and the records that are measured have none of that name, or it holds no "
        "choices. Declare the field in the source, with the values that it may have.",
        "metric Answer { measure: opened to responded of tickets   record belongs to: opened   controlled by: Nimbus }\n"
        "objective Quick {\n  Nimbus ensures Answer of at least 90% of tickets at most target each month\n"
        "  target by urgency { High: 1 hour   otherwise: 4 hours }\n}",
        "",
    ),
    "key-missing": (
        "N218",
        "A row of a log of events changes one thing. Without the field that names it nobody knows which rows belong "
        "together.",
        "source Log { holds: events   each: call   fields { number: text   state: New, Closed } }",
        "source Log { holds: events   each: call   key: number   fields { number: text   state: New, Closed } }",
    ),
    "target-unused": (
        "N223",
        "The objective has a table of targets and its promise does not name it, so it would decide nothing.",
        "objective Speed {\n  Nimbus ensures Uptime at least 99.5% each month\n"
        "  target by region { Europe: 99%   otherwise: 98% }\n}",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "target-missing": (
        "N227",
        "The promise says `target`, and its objective has no table of targets.",
        "metric Answer { measure: opened to responded of tickets   record belongs to: opened   controlled by: Nimbus }\n"
        "objective Quick { Nimbus ensures Answer of at least 90% of tickets at most target each month }",
        "metric Answer { measure: opened to responded of tickets   record belongs to: opened   controlled by: Nimbus }\n"
        "objective Quick { Nimbus ensures Answer of at least 90% of tickets at most 4 hours each month }",
    ),
    "measured-elsewhere": (
        "N232",
        "The promise names several metrics, each of which says in its own block how it is measured; a key beside the "
        "promise is for one of them or for all. Make a promise for each, or write the key in the metrics.",
        "metric Speed { measure: as reported   collected by: Nimbus   controlled by: Nimbus }\n"
        "objective Both {\n  Nimbus ensures Uptime, Speed at least 99.5% each month\n  level rounding: none\n}",
        "metric Speed { measure: as reported   collected by: Nimbus   controlled by: Nimbus }\n"
        "objective Both { Nimbus ensures Uptime, Speed at least 99.5% each month }",
    ),
    "base-out-of-step": (
        "N257",
        "The promise is kept or missed in periods of which no whole number lies in that of the fee, so no fee belongs to "
        "one of them: a month holds no whole weeks.",
        "credit for Availability { base: that week's fee of Shop   amount: 5% }",
        "credit for Availability { base: that month's fee of Shop   amount: 5% }",
    ),
    "marginal-of-no-number": (
        "N296",
        "In marginal bands each row pays for each unit of the figure that lies in it: each trip, each call. One unit of a "
        "time may be an hour or a minute, and may count when it is begun or when it is full, so the credit stays open.",
        "metric Down { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }\n"
        "objective Short {\n  Nimbus ensures Down at most 4 hours each month\n"
        "  credit { marginal bands { at most 4 hours: none   otherwise: 50 EUR } }\n}",
        "metric Down { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }\n"
        "objective Short {\n  Nimbus ensures Down at most 4 hours each month\n"
        "  credit { amount: 50 EUR   step: started 1 hour beyond 4 hours, only the excess }\n}",
    ),
    "cap-of-a-part": (
        "N298",
        "A cap for a quarter that is a share of a month's fee has three fees to choose from. Where they differ, nobody can "
        "say how much may be credited, and the credits under the cap stay open.",
        "service Extra { hours: always   fee: as invoiced per month }\n"
        "cap: 20% of that month's fee of Extra per quarter, of all credits",
        "service Extra { hours: always   fee: as invoiced per month }\n"
        "cap: 20% of that quarter's fee of Extra per quarter, of all credits",
    ),
    "no-such-date": (
        "N301",
        "The day or the period is not in the calendar. Nothing is moved to the nearest one that is.",
        "",
        "",
    ),
    "unknown-zone": (
        "N302",
        "There is no time zone of this name. Zones have the names of the IANA list, which know when their clocks change.",
        'source Log { holds: records   each: call   time zone: "Berlin"   fields { opened: time } }',
        'source Log { holds: records   each: call   time zone: "Europe/Berlin"   fields { opened: time } }',
    ),
    "day-stated-twice": (
        "N303",
        "A day has its hours in two rows of a calendar. Which of them is meant nobody can say.",
        "calendar Desk { Monday to Friday: 08:00 to 18:00   Friday: 08:00 to 14:00 }",
        "calendar Desk { Monday to Thursday: 08:00 to 18:00   Friday: 08:00 to 14:00 }",
    ),
    "empty-calendar": (
        "N304",
        "This calendar is never open, so a clock on it would never run.",
        "calendar Desk { }",
        "calendar Desk { Monday to Friday: 08:00 to 18:00 }",
    ),
    "unknown-region": (
        "N305",
        "No public holidays are known for this region. Regions have their ISO codes: a country, or a part of it.",
        'calendar Desk { Monday to Friday: 08:00 to 18:00   holidays: "DE-BX" }',
        'calendar Desk { Monday to Friday: 08:00 to 18:00   holidays: "DE-BY" }',
    ),
    "unknown-holiday": (
        "N287",
        "A single holiday is called as it is in its region. The names are the English ones of public holidays; a day that "
        "stands in for one at a weekend has a name of its own.",
        'calendar Desk { Monday to Friday: 08:00 to 18:00   holidays: "US: Thanksgiving" }',
        'calendar Desk { Monday to Friday: 08:00 to 18:00   holidays: "US: Thanksgiving Day" }',
    ),
    "other-period": (
        "N306",
        "This key takes another kind of period: `month` a month, `quarter` a quarter.",
        'scenario "Bad" { month: 2026-Q1   expect: Availability missed }',
        'scenario "Bad" { month: 2026-03   levels for Availability { 2026-03: 98% }   expect: Availability missed }',
    ),
    "empty-range": (
        "N307",
        "This range ends before it begins. Write the earlier period first.",
        'scenario "Bad" {\n  months: 2026-03 to 2026-01\n  expect: Availability missed\n}',
        'scenario "Bad" {\n  months: 2026-01 to 2026-03\n'
        "  levels for Availability { 2026-01: 98%   2026-02: 98%   2026-03: 98% }\n}",
    ),
    "unknown-currency": (
        "N308",
        "This is no code of a currency. Currencies have the three capitals of ISO 4217, because `$` is the sign of twenty.",
        "",
        "",
    ),
    "ends-before-start": (
        "N309",
        "The agreement ends before it begins, so it would never be in force. Check `effective` and `ends`.",
        "ends: 2025-12-31",
        "ends: 2026-12-31",
    ),
}
