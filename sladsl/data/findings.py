"""Findings about data: their names, severities and words, and the order in which they are given.

One place makes them for all engines, so that two engines that apply the same rule also say the same; the
rules are on the page `docs/decisions/0004-reading-data.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from sladsl.data.findings_of_money import OF_MONEY
from sladsl.outcome.measured import DataFinding, DataSeverity

MOST_SAMPLES = 20
LONGEST_SAMPLE = 80

# In the order of the page. Of each: severity, what was found, the rule that applied, the hint. `{field}` is
# the field of the agreement; `{cells}`, `{rows}`, `{values}` the count with its noun, `{many|one}` the verb
# that goes with it.
_NO_VALUE = "a cell that is not accepted has no value"
_LEFT_OUT = "the row is left out"

CATALOGUE: dict[str, tuple[DataSeverity, str, str, str]] = {
    "bad-time": (
        "error",
        "{cells} of {field} can't be read as a time",
        _NO_VALUE,
        "Write 2026-03-15 02:00 or 2026-03-15T02:00:00Z: year-month-day, two digits for the hour. Other "
        'forms are read where data.toml says which: times = "day.month.year".',
    ),
    "bad-number": (
        "error",
        "{cells} of {field} can't be read as a number",
        _NO_VALUE,
        "Write at most 12 digits, a decimal point and 6 digits, no separators and no unit. Other forms are read "
        'where data.toml says which: decimal = ",", units = { took = "h:mm", octets = "millionths" }.',
    ),
    "bad-yes-or-no": (
        "error",
        "{cells} of {field} can't be read as yes or no",
        _NO_VALUE,
        'Say in data.toml what the words mean, as values = { {field} = { up = "yes", down = "no" } }.',
    ),
    "bad-intervals": (
        "error",
        "{cells} of {field} can't be read as intervals",
        _NO_VALUE,
        "Write 2026-03-04 10:00/2026-03-04 11:00, with `;` between several; only the end may be missing.",
    ),
    "unknown-value": (
        "error",
        "{cells} of {field} {hold|holds} none of its values",
        _NO_VALUE,
        "Correct the cells, add the value to the agreement, or map it in data.toml under values.",
    ),
    "time-without-zone": (
        "error",
        "{cells} of {field} {have|has} a time without an offset, and nothing says its zone",
        _NO_VALUE,
        'Add zone = "Europe/Berlin" (or the zone that is true) under [source.{source}] in data.toml.',
    ),
    "ambiguous-time": (
        "information",
        "{cells} of {field} {name|names} an hour that the clock shows twice",
        "a time in the hour that occurs twice means the first",
        "Write times with their offset.",
    ),
    "repeated-hour": (
        "information",
        "{rows} {are|is} in the second of two hours that the clock shows alike",
        "rows stand in the order of time: where the local times jump back, the second hour begins",
        "",
    ),
    "missing-hour": (
        "information",
        "{cells} of {field} {name|names} an hour that the clock leaves out",
        "a time in the hour that doesn't exist is moved forward by the gap",
        "Write times with their offset.",
    ),
    "ragged-row": (
        "error",
        "{rows} {have|has} more or fewer cells than the header",
        _LEFT_OUT,
        "Quote cells that hold the delimiter, or correct the delimiter in data.toml.",
    ),
    "unreadable-row": (
        "error",
        "{rows} {are|is} no whole JSON object, or {name|names} a key twice",
        _LEFT_OUT,
        "Write one object a line, and each key once; a file that was copied while it was written ends in half a line.",
    ),
    "no-figure": (
        "warning",
        "{rows} {have|has} NaN or an infinity for a value",
        "what is no figure has no value, and a sample without one is a missing sample",
        "Prometheus gives NaN where nothing was counted: ask for what is promised, such as 1 where there were no requests.",
    ),
    "rounded-number": (
        "information",
        "{rows} {have|has} a value with more decimals than are kept",
        "the value is rounded (half up, unless the binding says otherwise): numbers to 6 decimals, lengths to a microsecond",
        "",
    ),
    "incomplete-answer": (
        "warning",
        "{rows} {come|comes} from an answer that warns of itself",
        "the row counts; what the answer lacks is missing",
        "Read the warning: a store that did not answer leaves gaps that look like missing samples.",
    ),
    "status-jump": (
        "warning",
        "{rows} of a component {follow|follows} a status that no update says",
        "a status counts from the update that says it to the next one that says otherwise",
        "Somebody set the component by hand, or the feed lacks its older pages: bring them, or correct the updates.",
    ),
    "incident-without-component": (
        "warning",
        "{rows} of incidents {say|says} nothing of a component",
        "an incident whose updates change no component makes no status period",
        'Read the incidents themselves with sheet = "incidents", or say what they affected.',
    ),
    "ended-without-time": (
        "error",
        "{rows} {are|is} over, and nothing says since when",
        _LEFT_OUT,
        "Fetch the feed with its updates, or fill in resolved_at.",
    ),
    "totals-row": (
        "information",
        "{rows} at the end {look|looks} like a line of totals, or a note",
        "a line of totals without a time or a name of its own is left aside, and so is a note",
        "",
    ),
    "row-without-field": (
        "error",
        "{rows} {lack|lacks} a field that is required",
        _LEFT_OUT,
        "Fill the cells.",
    ),
    "not-placed-yet": (
        "information",
        "{rows} {have|has} no {field} yet",
        "a row belongs to no period until the time that places it is known",
        "",
    ),
    "end-before-start": (
        "error",
        "{rows} {end|ends} before {they|it} {start|starts}",
        _LEFT_OUT,
        "Correct the times; an end with a time of day and no date is taken for the day of its start.",
    ),
    "invalid-record": (
        "error",
        "{rows} {end|ends} before {they|it} {start|starts}",
        "what the agreement says of invalid records",
        "Correct the times; an end with a time of day and no date is taken for the day of its start.",
    ),
    "after-as-of": (
        "information",
        "{rows} {start|starts} at or after the as-of instant",
        _LEFT_OUT,
        "",
    ),
    "duplicate-key": (
        "warning",
        "{rows} {repeat|repeats} a key that was seen before",
        "one row of a key counts, the others are left out",
        "Keep one row of each key.",
    ),
    "contradicting-row": (
        "warning",
        "{rows} {say|says} something else than another row with the same key",
        "one row of a key counts: the first, unless the agreement or data.toml says otherwise",
        'Keep the row that is true, or say repeated = "last" under [source.{source}] in data.toml where later rows correct '
        'earlier ones, repeated = "left out" where nobody knows. Rows of one key are taken together only where they differ '
        "in nothing that is read but in starts and ends bound as two columns, each start once.",
    ),
    "joined-row": (
        "information",
        "{rows} {add|adds} intervals to an earlier row with the same key",
        "rows that differ only in starts and ends, or say nothing else, are one, with the intervals of all of them",
        "",
    ),
    "continued-row": (
        "error",
        "{rows} {look|looks} like another interval of the row above: only a start and an end are filled, the key is empty",
        _LEFT_OUT,
        'Repeat the key in each row, or say continued = "empty key" under [source.{source}] in data.toml if they belong to '
        "the row above.",
    ),
    "duplicate-row": (
        "warning",
        "{rows} {say|says} the same as an earlier row",
        "the row is counted nevertheless: nothing says that the two are one",
        "Give the source a key, or remove the repeated rows.",
    ),
    "repeated-event": (
        "information",
        "{rows} {say|says} the same as an earlier row",
        "the row is counted nevertheless; what is known of a thing is the same after it",
        "",
    ),
    "future-field": (
        "information",
        "{cells} of {field} {name|names} a time at or after the as-of instant",
        "the field counts as empty: its time was not known then",
        "",
    ),
    "crowded-slot": (
        "information",
        "{rows} {lie|lies} in a slot that an earlier row is in",
        "a slot counts once, however many rows lie in it",
        "",
    ),
    "open-interval": (
        "information",
        "{rows} {have|has} no end",
        "an interval without an end runs to the as-of instant",
        "",
    ),
    "out-of-order": (
        "information",
        "{rows} {start|starts} before the row above",
        "the order of rows changes nothing",
        "",
    ),
    "row-without-scope": (
        "warning",
        "{rows} {name|names} no {field}",
        "the row counts in no scope",
        "Fill the cells.",
    ),
    "unknown-scope": (
        "warning",
        "{values} of {field} {are|is} none that the agreement knows",
        "the row doesn't count in that scope",
        "Correct the cells, add the value to the agreement, or map it in data.toml under values.",
    ),
    "value-not-in-data": (
        "warning",
        "{values} that conditions compare {field} with {are|is} in no row",
        "a text matches letter by letter",
        "Correct the text in the agreement, or translate the cells in data.toml under values; where it may just not have "
        "come up yet, nothing is to be mended.",
    ),
    "blank-cell": (
        "warning",
        "{rows} {have|has} an empty cell where something must stand",
        _LEFT_OUT,
        "Fill the cells.",
    ),
    "unreadable-period": (
        "error",
        "{rows} {have|has} a period that can't be read",
        _LEFT_OUT,
        "Write 2026-03, March 2026 or 03/2026; also 2026-Q1, 2026-W05, 2026 and days like 2026-03-04.",
    ),
    "unreadable-level": (
        "error",
        "{rows} {have|has} a level that can't be read",
        _LEFT_OUT,
        'Write 99.87%, 99,87 % or 99.87, with unit = "percent" or "ratio" for numbers without a sign; of a time 5 hours, '
        "4 h 30 min or 4:30:00.",
    ),
    "unreadable-amount": (
        "error",
        "{rows} {have|has} an amount or a currency that can't be read",
        _LEFT_OUT,
        'Write 38500.00 or 38.500,00, never below zero; currencies as EUR, or currency = "EUR" under [fees].',
    ),
    "unreadable-claim": (
        "error",
        "{rows} {have|has} a time of the claim that can't be read",
        _LEFT_OUT,
        'Write 2026-04-02, 02.04.2026 or 2026-04-02 10:00, and zone = "Europe/Berlin" under [claims].',
    ),
    "unreadable-report": (
        "error",
        "{rows} {have|has} a time of sending that can't be read",
        _LEFT_OUT,
        'Write 2026-04-02, 02.04.2026 or 2026-04-02 10:00, and zone = "Europe/Berlin" under [reports].',
    ),
    "ambiguous-length": (
        "error",
        "{rows} {have|has} a time that may be hours and minutes, or minutes and seconds",
        _LEFT_OUT,
        'Say unit = "hours" or unit = "minutes" under [levels] in data.toml, or write 5 min, 0:05:00.',
    ),
    "unreadable-fact": (
        "error",
        "{rows} {have|has} a value that a fact or an option can't have",
        _LEFT_OUT,
        "Write yes or no, a number, or one of the values, as the agreement declares it.",
    ),
    "ambiguous-number": (
        "error",
        "{rows} {have|has} a number that can be read in two ways",
        _LEFT_OUT,
        'Say decimal = "," or decimal = "." under [{source}] in data.toml.',
    ),
    "unclear-unit": (
        "error",
        "{rows} {have|has} a bare level that is no percentage like the others, or no ratio",
        _LEFT_OUT,
        'Write 99.62% in every row, or say unit = "percent" or unit = "ratio" under [levels] in data.toml.',
    ),
    "conflicting-row": (
        "error",
        "{rows} {contradict|contradicts} an earlier row",
        "the first row stays, later ones are left out",
        "Keep one row of each objective or service, scope and period.",
    ),
    "repeated-row": (
        "information",
        "{rows} {say|says} the same as an earlier row",
        "the first row stays, later ones are left out",
        "",
    ),
    "repeated-claim": (
        "information",
        "{rows} {claim|claims} what another row claims",
        "the earliest claim stays, later ones are left out",
        "",
    ),
    "claim-of-all": (
        "information",
        "{rows} {name|names} no objective",
        "it claims every credit of its period that can be claimed then and is not claimed yet",
        "Name the objective where only one credit was claimed.",
    ),
    "repeated-report": (
        "information",
        "{rows} {name|names} a report that another row names",
        "the earliest counts, later ones are left out",
        "",
    ),
    **OF_MONEY,
    "shown-rounded": (
        "warning",
        "{rows} {show|shows} a level rounded: the cell holds more digits",
        "the level is what a reader of the sheet sees",
        "Show more digits in the sheet, or report the level that was agreed.",
    ),
    "far-from-others": (
        "warning",
        "{rows} {have|has} a level about a hundred times above or below the others of its objective",
        "the level is taken as it is written",
        "Compare the unit and the decimal sign with the other rows.",
    ),
    "share-below-zero": (
        "warning",
        "{rows} {have|has} a level below 0%, which no share of time or of records is",
        "the level is taken as it is written",
        "Correct the row; where levels are weighted and can fall so far, nothing is to be mended.",
    ),
}
_ORDER = {name: place for place, name in enumerate(CATALOGUE)}


def finding(
    name: str, source: str, count: int, samples: Iterable[tuple[int, str]], field: str = "", rows: int = 0
) -> DataFinding:
    """The finding `name` about `source`: `count` rows, cells or values, of which the first samples are kept.

    `field` is needed by the findings about cells and scopes: the name of the field in the agreement. `rows`:
    of a table that people made, how many there were to read.
    """
    severity, words, rule, hint = CATALOGUE[name]
    words = re.sub(r"\{(\w+)\|(\w+)\}", r"\2" if count == 1 else r"\1", words)
    words = re.sub(r"\{(cell|row|value)s\}", rf"{count:,} \1" if count == 1 else rf"{count:,} \1s", words)
    return DataFinding(
        name=name,
        severity=severity,
        source=source,
        message=f"{source}: {words.replace('{field}', field)}.",
        count=count,
        rule=rule,
        samples=tuple((number, text[:LONGEST_SAMPLE]) for number, text in islice(samples, MOST_SAMPLES)),
        hint=hint.replace("{field}", field).replace("{source}", source),
        rows=rows,
    )


def in_order(findings: Iterable[DataFinding]) -> tuple[DataFinding, ...]:
    """Each different finding once, by source, then in the order of the page, then by their words."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda each: (each.source, _ORDER.get(each.name, len(_ORDER)), each.message, each.samples),
        )
    )
