"""Findings about data in words of their own: what was found, why it matters, what was done, how to mend it.

A finding in a statement has one line; whoever has to answer for the figures needs to know what the line means.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sladsl.data.explained_answers import OF_ANSWERS
from sladsl.data.explained_tables import OF_TABLES

_COLUMNS = 80

# What was found and why it matters, and how to mend it. Findings of settling, which are no rule about a row, have
# their severity and what was applied in _SETTLED.
_ROWS: dict[str, tuple[str, str]] = {
    **OF_ANSWERS,
    **OF_TABLES,
    "bad-time": (
        "A cell that holds a time of a source is in none of the accepted forms. 03/04/2026 is the third of April to "
        "one reader and the fourth of March to another, so times of measurements are year-month-day unless the binding "
        "says otherwise. A row without its time is left out.",
        "Write 2026-03-15 02:00, 2026-03-15T02:00:00Z or 2026-03-15T02:00:00+01:00, hours with two digits; or "
        'say in data.toml how they are written: times = "day.month.year", "month/day/year", "Unix seconds".',
    ),
    "bad-number": (
        "A cell that holds a number or a duration is no number of at most 12 digits, a decimal point and 6 digits. "
        "Units and separators of thousands are not guessed.",
        'Write 1234.5; say the unit of durations in data.toml: units = { latency = "ms" }, or how figures are '
        'written there: decimal = ",", units = { took = "h:mm", octets = "millionths" }.',
    ),
    "bad-yes-or-no": (
        "A cell that says yes or no uses another word. What `OK` or `degraded` means is for the parties to say.",
        'Translate the words in data.toml: values = { ok = { up = "yes", down = "no" } }.',
    ),
    "bad-intervals": (
        "A cell that holds intervals has a piece that is no start and end, whose times can't be read, or that ends "
        "before it begins. The whole cell then has no value: half a list of pauses would say that there were no others.",
        "Write 2026-03-04 10:00/2026-03-04 11:00; 2026-03-05 09:00/ with times as in other cells. An interval without "
        "an end still lasts.",
    ),
    "unknown-value": (
        "A cell of a choice holds none of the values that the agreement lists, letter by letter.",
        "Correct the cell, add the value to the agreement, or translate it in data.toml under values.",
    ),
    "time-without-zone": (
        "A time has no offset, and neither the file, nor the source, nor the agreement says in which zone it is. "
        "An hour more or less decides which month an outage is in, so no zone is assumed.",
        'Under [source.NAME] in data.toml add zone = "Europe/Berlin", or the zone that is true; or write the times '
        "with Z or an offset.",
    ),
    "ambiguous-time": (
        "The time lies in the hour that the clock shows twice when summer time ends, and the order of the rows does not say "
        "which of the two it is. Of samples, the second hour then has none, which may count as down.",
        "Write times with their offset: 2026-10-25T02:30+01:00. Or export the rows in the order of time, with both hours.",
    ),
    "repeated-hour": (
        "Rows lie in the hour that the clock shows twice when summer time ends. All rows of the file stand in the order of "
        "time, and there the local times jump back once: the rows before it are of the first hour, those after it of the "
        "second. An interval that seems to end before it starts in that hour begins in the first and ends in the second.",
        "Nothing is to be mended.",
    ),
    "missing-hour": (
        "The time lies in the hour that the clock leaves out when summer time begins.",
        "Write times with their offset: 2026-03-29T03:30+02:00.",
    ),
    "ragged-row": (
        "A row has more or fewer cells than the header, so no one can say which cell is which.",
        "Quote cells that hold the delimiter, or set delimiter in data.toml.",
    ),
    "unreadable-row": (
        "A line of a file of JSON lines is no whole object, or has a key twice that is read. Which of two values is meant "
        "no one can say.",
        "Write one object a line, and each key once. The last line is often half a line because the file was copied while "
        "something wrote it: copy it again.",
    ),
    "totals-row": (
        "A row at the end of a table says Total, Sum, Average, Summe or the like, or is one cell with a note (* without "
        "planned work), and has no time, no period or no name of its own, so nothing could count it. It is told once, "
        "instead of by all that its cells are not.",
        "Nothing is to be mended. A row that is meant to count must have its time, or its name and period.",
    ),
    "row-without-field": (
        "A row has no value where the agreement requires one; the start of a row is always required.",
        "Fill the cells, or make them readable: a cell that can't be read has no value.",
    ),
    "not-placed-yet": (
        "A record has no time in the field by which records are put into periods. One that is placed by its resolution "
        "is in no period while it is open.",
        "Nothing is to be mended where the thing has not happened; otherwise fill the cells.",
    ),
    "end-before-start": (
        "An interval ends before it begins; its length would be negative.",
        "Correct the times. Often the zone or the order of day and month is wrong; or the end is a time of day after "
        "midnight without a date, which is taken for the day of the start.",
    ),
    "invalid-record": (
        "An outage ends before it begins, and the agreement says what such a record counts as (`invalid records`): it lasts "
        "to the end of the period in which it begins, or that period is not assessed.",
        "Correct the times, as for end-before-start; what the agreement says then no longer matters.",
    ),
    "after-as-of": (
        "The row begins at or after the instant of which the statement is made: it was not known then.",
        "Nothing is to be mended; --as-of names the instant.",
    ),
    "duplicate-key": (
        "Two rows have the same key, which the agreement says is one event. Counted twice, an outage would cost twice.",
        "Keep one row of each key, the one that is true. Where a ticket has a row for each of its pauses, bind them as two "
        'columns (waiting = ["from", "until"]): rows that differ in nothing else, or say nothing else, are then joined. '
        "Write the pauses into one cell, with ; between them, where other columns differ.",
    ),
    "contradicting-row": (
        "Two rows have the same key, so they are of one thing, and they disagree about it: one says resolved, the "
        "other has no end, or another one. Exports of several days put together are often so, and which row counts "
        "decides the level.",
        'Keep the row that is true. Where a later row corrects the earlier ones, say repeated = "last" under the source in '
        'data.toml; where nobody can tell, repeated = "left out".',
    ),
    "joined-row": (
        "A thing has several rows that differ only in the starts and ends of intervals, or whose other cells are empty: the "
        "waits of a ticket, as exports give them. They are one thing with all the intervals.",
        "Nothing is to be mended.",
    ),
    "continued-row": (
        "A row below a ticket has nothing but the start and the end of an interval: no key, no other cell. It looks like "
        "another wait of the ticket above, as tables have it whose cells were merged; but nothing says so, and the time "
        "of a wait does not count. Merged cells of a workbook say it themselves.",
        'Repeat the key in each row, or say continued = "empty key" under the source in data.toml: rows with an empty key '
        "then belong to the row above.",
    ),
    "duplicate-row": (
        "Two rows say the same in every field. They may be one event exported twice, or two events alike.",
        "Give the source a `key`, or remove the repeated rows.",
    ),
    "repeated-event": (
        "Two rows of a log say the same of the same thing at the same time. Logs are often exported twice; what is known "
        "of the thing does not change by it.",
        "Nothing is to be mended, unless the events themselves are counted: then remove the repeated rows.",
    ),
    "future-field": (
        "A time lies at or after the instant of which the statement is made. Exports often write what is known today "
        "into rows of the past; a statement must not know what nobody knew then.",
        "Nothing is to be mended; --as-of names the instant.",
    ),
    "crowded-slot": (
        "More samples than one lie in a slot of the interval at which is measured.",
        "Nothing is to be mended where several places are measured from; otherwise correct `every` in the agreement.",
    ),
    "open-interval": (
        "An interval has no end: it still lasts, as far as is known.",
        "Enter the end once it is known.",
    ),
    "out-of-order": (
        "A row starts before the row above it. It changes nothing, and may show that two files were put together.",
        "Nothing is to be mended.",
    ),
    "row-without-scope": (
        "A row does not say to which value of the dimension it belongs, and each value is assessed on its own.",
        "Fill the cells.",
    ),
    "unknown-scope": (
        "A row names a value of the dimension that the agreement does not know.",
        "Correct the cell, add the value to the agreement, or translate it in data.toml under values.",
    ),
    "value-not-in-data": (
        "A condition of the agreement compares a field with a text that no row has. Texts match letter by letter: a "
        "misspelt one matches nothing, and a condition with `not` then keeps every row.",
        "Compare the text with the values that the finding names. Where the data say it otherwise, translate it in "
        'data.toml under values: values.state = { "Duplikat" = "Duplicate" }. Where it has just not come up yet, nothing '
        "is to be mended.",
    ),
    "blank-cell": (
        "A row of levels, fees or claims lacks a cell without which it says nothing.",
        "Fill the cells, or remove the rows that are notes.",
    ),
}

_SETTLED: dict[str, tuple[str, str, str, str]] = {
    "setting-without-field": (
        "warning",
        "Columns, units or values are said of a field that the source does not have in this agreement. Whoever wrote them "
        "thinks that they count; one that is nearly the name of a field is refused outright.",
        "a setting of a field that there is not changes nothing",
        "Correct the name of the field, or leave the setting out. Where one data.toml serves several versions of an "
        "agreement, nothing is to be mended.",
    ),
    "setting-overruled": (
        "warning",
        "Which of several rows with one key counts is said under the source in data.toml, and otherwise in the agreement.",
        "what the agreement says counts",
        "Leave `repeated` out of data.toml. Where the parties mean the other row, they amend the agreement.",
    ),
    "level-without-line": (
        "warning",
        "A reported level fits no line: its objective is none of the agreement, or its scope or period is not assessed "
        "here. The line that it was meant for is not assessed.",
        "a level that fits no line changes nothing",
        'Under [levels.names] in data.toml translate the report\'s own names: "Portal availability" = "Availability". '
        "Periods are those of the promise: a quarter is 2026-Q1.",
    ),
    "fee-without-service": (
        "warning",
        "A row of the fees names a service, or a value of its dimension, that the agreement does not have. The credits that "
        "hang on the right one stay open, or are counted on another fee.",
        "a fee that fits nothing changes nothing",
        "Write names and values as the agreement does; the finding says which is near.",
    ),
    "fee-beside-agreement": (
        "warning",
        "A row of the fees tells another amount than the agreement states for the service. The agreement's own fee counts.",
        "the fee of the agreement counts",
        "Say `fee: as invoiced` in the agreement where invoices decide; otherwise correct or remove the row.",
    ),
    "claim-without-line": (
        "warning",
        "A claim fits no objective, scope and period, so the credit it asks for may lapse.",
        "a claim that fits no line changes nothing",
        "Translate its names under [claims.names], and check the period.",
    ),
    "claim-after-as-of": (
        "information",
        "A claim is dated at or after the instant of which the statement is made.",
        "a claim counts once it is made",
        "Nothing is to be mended; --as-of names the instant.",
    ),
    "claim-without-stage": (
        "warning",
        "A claim has several stages, and a row says of none of them, or of one that there is not, that it was made. A "
        "stage of which nobody knows lapses.",
        "a claim that is none of the stages changes nothing",
        "Name the stage in the column `stage`, as the agreement does.",
    ),
    "fact-not-in-agreement": (
        "warning",
        "A row states something of a fact or an option that the agreement does not have.",
        "a fact that nothing asks for changes nothing",
        "Translate its name under [facts.names], or declare the fact in the agreement.",
    ),
    "report-without-duty": (
        "warning",
        "A row names a report that nobody has to send by the agreement.",
        "a report that nobody owes changes nothing",
        "Translate its name under [reports.names], or write who sends it into the agreement.",
    ),
    "record-without-duty": (
        "information",
        "Records of a duty keep none of its dates: a second one for the same, or one before anything was to be done.",
        "each record keeps one duty at most, and none before it can be done",
        "Where records say what they are about, name that time in the duty: `record belongs to: about`.",
    ),
    "report-after-as-of": (
        "information",
        "A report is dated at or after the instant of which the statement is made.",
        "a report counts once it is sent",
        "Nothing is to be mended; --as-of names the instant.",
    ),
    "partial-coverage": (
        "warning",
        "A source has data for only a part of the time that is assessed. A month without a row may be a good month, "
        "or a month without data.",
        "as the statement says: by the agreement's answer for missing samples, or as time without an outage",
        'Bring the missing data. Of intervals and records say in data.toml when they are complete: covers = "2026-01 to '
        '2026-03". Of samples `covers` changes nothing: what a slot without one counts as is the choice `missing samples`; '
        "evaluate with --period what has samples, or see with --assume what another answer would give.",
    ),
    "reported-level-near-bound": (
        "information",
        "A reported level was rounded so far that it may stand for either side of a bound, and money hangs on the side.",
        "the printed number decides",
        "Ask for the level with one decimal more, or for the down time behind it.",
    ),
    "sources-differ": (
        "warning",
        "A metric has several sources, one of which prevails, and another says otherwise of some time: down where that one "
        "says up, or up where it says down.",
        "the source that prevails decides",
        "Compare the rows of both in that time; whoever relies on the other source will ask for the reason.",
    ),
    "report-differs-from-data": (
        "warning",
        "A level is reported and measured, and the two are not the same after rounding as the report does.",
        "the reported level decides",
        "Leave the report or the data out of the binding to see what the other gives, and ask for the reason.",
    ),
    "level-without-band": (
        "warning",
        "A promise is missed, and no band says what is owed at this level.",
        "the credit stays open: no band says what is owed",
        "Let the bands meet: one boundary a row, and `otherwise` as the last.",
    ),
    "level-in-several-bands": (
        "warning",
        "More than one band fits the level, and they pay differently.",
        "the credit stays open: the bands contradict each other",
        "Say in the agreement which band applies: the first, or the highest.",
    ),
    "credit-although-met": (
        "warning",
        "The promise is kept, yet a band pays at this level.",
        "what the agreement says of credits of a promise that is kept",
        "Let the first paying band begin below the promise.",
    ),
    "undecided-outages": (
        "warning",
        "A condition reads a field that is empty in some rows, so nobody can say whether the service was down.",
        "the time counts as up",
        "Fill the fields that the condition reads.",
    ),
    "overdue-records": (
        "warning",
        "Records are still open although the time that was promised for them has passed: they would be missed even if they "
        "ended now.",
        "what the agreement says of undecided records, and of open ones past their due time (`open past due`)",
        "Close them in the system that they come from, or bring newer data. Often the export is older than --as-of.",
    ),
    "open-records": (
        "information",
        "Records are still open and within their time, so nobody knows yet whether they keep the promise.",
        "what the agreement says of undecided records",
        "Nothing is to be mended; evaluate again when they are closed.",
    ),
    "records-without-limit": (
        "warning",
        "No row of the table of limits fits some records, so nothing is promised for them and they do not count. Often the "
        "data name a priority otherwise than the agreement does.",
        "they are left out",
        "Add a row `otherwise` to the table, or translate the values in data.toml under values.",
    ),
    "reversed-records": (
        "warning",
        "Records end before they begin. Often two columns are swapped, or one of them is in another zone.",
        "what the agreement says of reversed times; without a word they count as no time at all",
        "Correct their times, or the zone of the source.",
    ),
    "records-left-open": (
        "information",
        "The agreement says `not stated` where the limit of these records would stand, so they are neither kept nor missed. "
        "A period with no others is not assessed; where no record has a limit, it is reported.",
        "they are left out",
        "Agree on a limit, and write it instead of `not stated`.",
    ),
    "rows-without-weight": (
        "warning",
        "The weight of some rows can't be told, because a field of it is empty or it is divided by zero. An outage of which "
        "nobody knows how many users it hit is still an outage.",
        "they count for nothing",
        "Fill the fields that the weight is computed from.",
    ),
    "credit-not-explained": (
        "warning",
        "An invoice takes off more than is owed for what it names, or names nothing that is owed: a credit for another "
        "period, a courtesy, or a slip.",
        "it pays nothing; the statement lists it",
        "Name objective and period in the table of invoices, or ask what it is for.",
    ),
    "credit-above-invoice": (
        "warning",
        "An invoice takes off more than it charges, so that it comes to less than nothing.",
        "the amounts count as they are written",
        "Compare the invoice; often a fee is missing in the table.",
    ),
    "invoice-after-as-of": (
        "information",
        "Invoices are dated after the day for which the statement is made.",
        "an invoice counts from its day on",
        "Nothing is to be mended; a later --as-of knows of them.",
    ),
    "undecided-records": (
        "warning",
        "A condition reads a field that is empty in some records, so nobody can say whether they count, or are good.",
        "what the agreement says of undecided records; a record that may not count is left out",
        "Fill the fields that the condition reads.",
    ),
}


def page(name: str) -> str:
    """The explanation as plain text of at most 80 columns, ending with a line break."""
    from sladsl.data.findings import CATALOGUE
    from sladsl.diagnostics.cells import wrap

    if name in _ROWS:
        found, mend = _ROWS[name]
        severity: str = CATALOGUE[name][0]
        rule = CATALOGUE[name][2]
    else:
        severity, found, rule, mend = _SETTLED[name]
    lines = [f"{name} (data, {severity})"]
    for text in (found, f"Applied: {rule}.", f"To mend it: {mend}"):
        lines += ["", *wrap(text, _COLUMNS)]
    return "\n".join(lines) + "\n"


EXPLAINED: dict[str, Callable[[], str]] = {name: partial(page, name) for name in (*_ROWS, *_SETTLED)}
"""The explanation of each finding about data by its name, made when it is asked for."""
