"""What commands beside `evaluate` print about figures: comparisons, simulations, tests, dates, profiles of data."""

from __future__ import annotations

from sladsl.api.agenda import DueItem, Problem
from sladsl.api.agenda_formats import FORMAT as DUE
from sladsl.api.comparing_formats import FORMAT as DIFF
from sladsl.api.schemas.common import COMMON
from sladsl.api.schemas.shapes import (
    document,
    fraction,
    instant,
    listed,
    mirrored,
    or_null,
    pair,
    record,
    ref,
    text,
    whole,
    words_of,
)
from sladsl.api.testing.report import Checked, Exercised, Tested, Trouble
from sladsl.api.testing.to_json import FORMAT as TEST
from sladsl.data.profile import facts
from sladsl.data.profile.to_json import FORMAT as DATA
from sladsl.outcome.measured import DataFinding
from sladsl.outcome.rights import RightState
from sladsl.outcome.simulated_to_json import FORMAT as SIMULATED
from sladsl.outcome.statement import Line
from sladsl.values.to_json import Json

OF_OUTCOME = "As in an outcome."

MEAN = record(
    "An average over draws.",
    value=fraction("Exact."),
    error=or_null(fraction(), "Twice its standard error, rounded up; null of one draw."),
)
CHANCE = record("In how many draws of how many something came about.", times=whole(), of=whole())
VARIANT = record(
    "An agreement that was simulated; the first is the one as it is.",
    name=text(),
    promises=listed(
        record(
            "A promise.",
            objective=text(),
            title=text(),
            assessed=whole("Periods and scopes in all draws."),
            missed=or_null(ref("mean"), "How many of a draw are missed."),
            ever=ref("chance"),
            credit=or_null(ref("mean")),
        )
    ),
    credits=record(
        "All credits of a draw.",
        mean=or_null(ref("mean")),
        known=whole("Draws in which they could be told."),
        none=ref("chance"),
        quantiles=listed(
            pair(fraction(), fraction()), "A share of the draws, and the most that is owed in it."
        ),
        amounts=listed(pair(fraction(), whole()), "A sum of credits, and in how many draws it came out."),
    ),
    rights=listed(
        record(
            "A right.",
            right=text(),
            arises=ref("chance"),
            perhaps=whole("Draws in which it hangs on what is not simulated."),
        )
    ),
    difference=or_null(ref("mean"), "Credits less those of the agreement as it is, draw by draw."),
    cost=or_null(fraction(), "What it costs to keep, where that was said."),
)
SIMULATION = record(
    "What `sladsl simulate --json` prints.",
    title=text(),
    version=text(),
    currency=text("Of all sums of money."),
    draws=whole(),
    seed=whole(),
    periods=text("From which to which."),
    process=listed(text(), "What fails how, in words."),
    variants=listed(ref("variant")),
    notes=listed(text()),
)
SIDE = record(
    "One version.",
    agreement=text(),
    title=text(),
    version=text(),
    total=or_null(ref("amount")),
    not_read=text("What of it was not reckoned with."),
    open=listed(text(), "Choices that matter and that nobody has made."),
)
SIDE_LINE = record(
    "A line of one version.",
    level=or_null(fraction()),
    shown=text(),
    status=words_of(Line, "status"),
    grade=words_of(Line, "grade"),
    credit=or_null(ref("amount")),
)
SIDE_RIGHT = record(
    "A right of one version.", state=words_of(RightState, "state"), arises=or_null(instant()), last_day=text()
)
OPEN_DIFFERENCE = "The new less the old; null: fees that are not known hide it."
COMPARISON = record(
    "What `sladsl diff --json` prints.",
    old=ref("side"),
    new=ref("side"),
    difference=or_null(ref("money"), OPEN_DIFFERENCE),
    wording=listed(
        record(
            "A place of the contract that differs, with the sentences that only one version has.",
            place=text(),
            old=listed(text()),
            new=listed(text()),
        )
    ),
    periods=listed(
        record(
            "Credits of a period that differ.",
            period=text(),
            old=or_null(ref("amount")),
            new=or_null(ref("amount")),
            difference=or_null(ref("money"), OPEN_DIFFERENCE),
        )
    ),
    lines=listed(
        record(
            "A line that differs; null on a side where there is none.",
            objective=text(),
            scope=text(),
            period=text(),
            old=or_null(ref("side_line")),
            new=or_null(ref("side_line")),
        )
    ),
    rights=listed(
        record(
            "A right that differs; null on a side where there is none.",
            right=text(),
            scope=text(),
            old=or_null(ref("side_right")),
            new=or_null(ref("side_right")),
        )
    ),
)
TESTS = record(
    "What `sladsl test --output-format json` prints.",
    scenarios=listed(
        record(
            "A scenario that was played.",
            file=text(),
            line=whole(),
            agreement=text(),
            title=text(),
            result=words_of(Tested, "result"),
            note=text("What of it was not played, and why."),
            checks=listed(
                mirrored(
                    Checked,
                    "One expectation.",
                    line="In the file of the scenario, from one.",
                    about="`Availability, 2026-04`, or the sentence of a right.",
                    why="The reasons of the evaluation, where the two differ.",
                )
            ),
        )
    ),
    rules=listed(
        mirrored(
            Exercised,
            "A rule of an agreement.",
            by="The scenarios in which it was at work; none: it never was.",
        )
    ),
    coverage=record("How many rules some scenario has shown at work.", used=whole(), all=whole()),
    problems=listed(mirrored(Trouble, "A file whose scenarios can't be run.")),
)
AGENDA = record(
    "What `sladsl due --output-format json` prints.",
    as_of=text("The day."),
    items=listed(
        mirrored(
            DueItem,
            "One date.",
            day="The last day in time, in the zone of the agreement.",
            clause="Where it stands in the contract.",
            days_left="Below zero: it has passed.",
            presumed="On what the day rests that is not certain.",
        ),
        "In the order of their days.",
    ),
    problems=listed(mirrored(Problem, "An agreement whose dates can't all be told.")),
)
TIMES = mirrored(
    facts.Times,
    "The times that place rows.",
    placed="false: nobody says the zone; times are the civil ones with a Z.",
    first=or_null(instant()),
    last=or_null(instant()),
    backward="Rows below a later one.",
    twice="Rows with an instant of an earlier row of their series.",
    series="The column that tells several series apart.",
    spacing="Microseconds between samples of a series.",
    every="Microseconds; what the agreement says.",
    missing="Microseconds of all gaps together.",
    longest=listed(ref("gap")),
    skipped=listed(ref("gap"), "What looks like a gap and is the hour that clocks leave out."),
    months=listed(mirrored(facts.Month, "A month.", share="Of its expected samples; null: not told.")),
)
COLUMN = mirrored(
    facts.Column,
    "A column.",
    different="How many different values; about, where not `exact`.",
    values="All different values with their numbers, where they are few.",
    odd="Cells that don't read as what the column holds.",
    odd_samples="Rows and cells.",
    forms=listed(mirrored(facts.TimeForm, "A form in which times are written.")),
)
FIELD = mirrored(
    facts.Field,
    "A field that the agreement reads, and the column that feeds it.",
    how="`bound` by the binding, of the same `name`, `likely` and to be confirmed, `unsure`, or `none`.",
    wrong="Cells that don't read as its type, or are none of its values.",
)
TABLE = mirrored(
    facts.TableProfile,
    "A table that was looked at.",
    source="Of the agreement: the one that it feeds, or likely does.",
    guessed="Nobody said which source it is.",
    columns=listed(ref("column")),
    sheet_looks=listed(mirrored(facts.SheetLook, "A sheet of a workbook.")),
    unreadable="Columns that can't be read, and why.",
    left="Rows that can't be told into cells.",
    times=or_null(ref("times")),
    key=or_null(mirrored(facts.Key, "The column by which rows are known.")),
    fields=listed(ref("field")),
    advice=listed(mirrored(facts.Advice, "One thing to do.", write="The line of data.toml that does it.")),
)
REPORTED_FINDING = mirrored(DataFinding, "What is to be said of it.")
PROFILE = mirrored(
    facts.Profile,
    "What `sladsl data --output-format json` prints.",
    agreement="Its title.",
    tables=listed(ref("table")),
    reported=listed(
        mirrored(facts.Reported, "A table that people make.", findings=listed(ref("reported_finding")))
    ),
    unread=listed(mirrored(facts.Unread, "A file that can't be read.")),
    absent="Sources without a table.",
)
DEFS: dict[str, Json] = {
    **COMMON,
    "mean": MEAN,
    "chance": CHANCE,
    "variant": VARIANT,
    "side": SIDE,
    "side_line": SIDE_LINE,
    "side_right": SIDE_RIGHT,
    "gap": mirrored(facts.Gap, "A stretch without a sample.", start=instant(), end=instant()),
    "times": TIMES,
    "column": COLUMN,
    "field": FIELD,
    "table": TABLE,
    "reported_finding": REPORTED_FINDING,
}


def simulated_schema() -> Json:
    return document(SIMULATED, "Simulation", SIMULATION, DEFS)


def diff_schema() -> Json:
    return document(DIFF, "Comparison of two versions", COMPARISON, DEFS)


def test_schema() -> Json:
    return document(TEST, "Scenarios as tests", TESTS, DEFS)


def due_schema() -> Json:
    return document(DUE, "What is due", AGENDA, DEFS)


def data_schema() -> Json:
    return document(DATA, "Profile of data", PROFILE, DEFS)
