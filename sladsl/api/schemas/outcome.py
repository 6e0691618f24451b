"""The document of an outcome, `sladsl.outcome/1`, and of the ledger in it."""

from __future__ import annotations

from sladsl.api.schemas.common import COMMON
from sladsl.api.schemas.dates import DATES, DONE
from sladsl.api.schemas.owed import BONUS, EARNED
from sladsl.api.schemas.paid import INVOICES, PAYMENTS
from sladsl.api.schemas.shapes import (
    document,
    flag,
    fraction,
    instant,
    keyed,
    listed,
    or_null,
    pair,
    record,
    ref,
    sometimes,
    text,
    whole,
    words_of,
)
from sladsl.outcome.budget import Budget, Edge
from sladsl.outcome.given import GivenDecision, ReportedLevel
from sladsl.outcome.ledger_to_json import FORMAT as LEDGER_FORMAT
from sladsl.outcome.payments import Payment
from sladsl.outcome.progress import Goal
from sladsl.outcome.range import Range
from sladsl.outcome.statement import Distance, Line, Step
from sladsl.outcome.to_json import FORMAT, MOST_TOLD
from sladsl.plan.settlement import Bound, Round
from sladsl.values.to_json import Json

COLUMNS = keyed(whole(), "The whole numbers that the level is made of, by name: microseconds, rows, sums.")
LEVEL = or_null(fraction(), "Exact: a share for percentages, microseconds, or a number; null: not assessed.")
SHOWN = text("The level as printed.")

STEP = record(
    "One step on the way to a credit.",
    name=words_of(Step, "name"),
    before=or_null(ref("amount"), "What was owed before it; null: not determined."),
    after=or_null(ref("amount")),
    why=text(),
    rule=ref("rule"),
)
DISTANCE = record(
    "What would have to change for another outcome.",
    to=text("The outcome: `met`, `missed`, a band."),
    lever=text("What would have to change: `down`, `good`, `bad`, `level`."),
    amount=fraction("By how much, in the unit."),
    unit=words_of(Distance, "unit", "`us`: microseconds."),
    direction=words_of(Distance, "direction"),
)
BOUND = record(
    "What is promised.",
    comparator=words_of(Bound, "comparator"),
    value=fraction(),
    shown=text(),
)
EDGE = record(
    "One turn of the outcome in a running period.",
    to=text("`missed`, a grade, a band."),
    allowed=fraction("How much may be lost before it."),
    left=fraction("Below zero: so much more was lost."),
    state=words_of(Edge, "state"),
    runs_out=or_null(instant(), "When it is lost at the present rate."),
    day=text("The day of that in the zone of the agreement."),
    since=text("The day on which it was used up."),
)
BUDGET = record(
    "What may still be lost in a running period.",
    unit=words_of(Budget, "unit", "`us`: microseconds."),
    lost=fraction("So far."),
    gone=whole("Microseconds of the period that have passed."),
    time=whole("Microseconds of the period."),
    whole=or_null(fraction(), "What the level is a share of."),
    expected=flag("`whole` is what it comes to if it comes as it came so far."),
    share_left=or_null(fraction(), "The share of the promise's budget that is left."),
    edges=listed(ref("edge"), "In the order of loss."),
)
GOAL = record(
    "One turn of the outcome as more comes in a running period.",
    to=text("`met`, a band."),
    wanted=fraction("The least that brings it, in the unit of the level."),
    by_now=fraction("What of it belongs to the time gone, at an even pace."),
    behind=fraction("How much less than that there is; 0/1: not less."),
    state=words_of(Goal, "state"),
    reached_on=text("The day on which it is reached at the present rate, where it is on track."),
)
PROGRESS = record(
    "What has come, in a running period, of something of which at least so much is promised.",
    got=fraction("So far."),
    gone=whole("Microseconds of the period that have passed."),
    time=whole("Microseconds of the period."),
    comes_to=fraction("By the end, at the present rate."),
    goals=listed(ref("goal"), "Ascending."),
)
SCORED = record(
    "A promise in a score.",
    objective=text(),
    weight=fraction("0/1: it is left out in this period."),
    counts=or_null(fraction(), "How much of the weight counts; null: not known."),
    why=text(),
)
TOTAL = record(
    "The credits of a period, or its bonuses.",
    period=text(),
    credit=or_null(ref("amount"), "null: a line of it is not determined."),
    known=ref("amount"),
)
FORMULA = record(
    "How the columns became the level: the sum of `plus` less `minus` over that of `over_plus` less `over_minus`.",
    plus=listed(text()),
    minus=listed(text()),
    over_plus=listed(text()),
    over_minus=listed(text()),
    ones=keyed(whole(), "How many of a column make one, where that is not one."),
    rounded_to=or_null(fraction(), "The step to which the level is rounded."),
    rounding=or_null(words_of(Round, "mode")),
)
OWN_ROW = record(
    "A row that counts.",
    source=text(),
    file=text(),
    row=whole("In its file, from one; 0: a run of slots."),
    start=instant(),
    end=or_null(instant()),
    takes_off=or_null(fraction(), "How much of the level."),
    explains=flag("Without it the data give what was reported."),
)
OWN = record(
    "What the data give beside a level that somebody reported.",
    level=LEVEL,
    shown=SHOWN,
    reason=text("Why there is none."),
    coverage=or_null(fraction(), "The share of the expected time or samples that has data."),
    columns=COLUMNS,
    difference=or_null(fraction(), "The reported level less this one."),
    same=flag("This one rounds to the reported one."),
    room=or_null(fraction(), "What the report leaves room for."),
    counted=or_null(whole(), "What the data have of it."),
    why=listed(text(), "What would give the reported level."),
    rows=listed(ref("own_row")),
)
LINE = record(
    "One promise in one scope and period.",
    objective=text("Its name in the agreement."),
    title=text(),
    scope=text('One value of the dimension; "" where there is none.'),
    dimension=text("The noun of the scope."),
    period=text("2026-03, 2026-Q1, 2026."),
    start=instant(),
    end=instant("The first instant after it."),
    terms=sometimes(text("The amendment by whose terms it is settled, where those are not the first.")),
    window=sometimes(pair(instant(), instant(), "What is assessed, where that is not the period.")),
    owner=text("Who promised."),
    metric=text(),
    unit=words_of(Line, "unit"),
    level=LEVEL,
    shown=SHOWN,
    origin=words_of(Line, "origin"),
    status=words_of(Line, "status"),
    grade=words_of(Line, "grade", "How bad it is besides its status."),
    reason=text("Why it is not assessed."),
    coverage=or_null(fraction(), "The share of the expected time or samples that has data."),
    columns=COLUMNS,
    target=or_null(ref("bound")),
    moved=sometimes(text("How its target came about, where that moves.")),
    used=sometimes(text("What of its loss credits of other periods have used up, in words.")),
    band=text("The words of the band that applies; `no band` where none fits."),
    credit=or_null(ref("amount"), "null: not determined; the steps say why."),
    steps=listed(ref("step"), "How the credit came about, in the order in which it did."),
    distances=listed(ref("distance")),
    budget=or_null(ref("budget")),
    progress=or_null(ref("progress")),
    points=sometimes(
        record("What it scored.", number=or_null(fraction()), why=text(), rule=ref("rule")),
    ),
    score=sometimes(listed(ref("scored"), "The parts of a score.")),
    claim=or_null(ref("claim")),
    earned=sometimes(ref("earned")),
    paid_to=sometimes(text("Who gets the credit, if not the customer: named, or whom a customer owes it.")),
    bonus=sometimes(ref("bonus")),
    paid=sometimes(ref("paid")),
    formula=or_null(ref("formula")),
    own=or_null(ref("own")),
    rule=ref("rule"),
)
PAYMENT = record(
    "Which invoice takes up which credit.",
    objective=text(),
    scope=text(),
    period=text("Of the credit."),
    invoice=text("The period whose invoice it is."),
    amount=or_null(ref("amount")),
    state=words_of(Payment, "state"),
    why=text(),
    rule=ref("rule"),
    days=sometimes(fraction("Days of service that the amount is worth, in service time.")),
    service=sometimes(text("The service of which these days are.")),
)
STATEMENT = record(
    "All of one reading of the agreement.",
    agreement=text("Its name."),
    title=text(),
    version=text(),
    currency=text(),
    zone=text("The zone of its days."),
    as_of=instant("What was known then."),
    engine=text("What measured."),
    lines=listed(ref("line")),
    totals=listed(TOTAL),
    bonuses=sometimes(listed(TOTAL, "What the bonuses of periods come to.")),
    total=or_null(ref("amount"), "All credits; null: a line is not determined."),
    known=ref("amount"),
    findings=listed(ref("data_finding")),
    sources=listed(ref("source")),
    answers=listed(ref("answer"), "The choices in force."),
    caps=listed(ref("step"), "What caps took off."),
    rights=listed(ref("right")),
    duties=listed(ref("duty"), "In the order of time."),
    term=or_null(ref("term")),
    payments=listed(ref("payment")),
    unexplained=sometimes(listed(ref("unexplained"))),
    not_evaluated=text("What the statement leaves out of the agreement, in one sentence."),
    amendments=sometimes(
        listed(record("An amendment in force.", name=text(), title=text(), since=instant()))
    ),
)
READING = record(
    "One way to answer the choices that are open; lines and rights are those that differ from the statement.",
    answers=listed(ref("answer")),
    total=or_null(ref("amount")),
    known=ref("amount"),
    lines=or_null(listed(ref("line")), f"null where there are more than {MOST_TOLD} readings."),
    rights=or_null(listed(ref("right"))),
)
OPEN = record(
    "A choice that the agreement leaves open.",
    key=text(),
    construct=text(),
    answers=listed(text(), "Those that were tried."),
    stated_open=flag("true: it says `not stated`; false: it says nothing."),
    matters=flag("The answer changes the statement."),
)
RANGE = record(
    "The least and the most credits in all, with the answers that give them.",
    least=ref("amount"),
    least_answers=listed(listed(ref("answer"))),
    most=ref("amount"),
    most_answers=listed(listed(ref("answer"))),
    proof=words_of(Range, "proof", "`tried`: of the readings that were tried, which are not all."),
)
KEPT = record(
    "The figures of a metric in a finished period.",
    metric=text(),
    period=text(),
    start=instant(),
    end=instant(),
    way=text("A digest of how they were measured."),
    spans=keyed(listed(instant()), "From when to when each source has data, in turn."),
    scopes=keyed(keyed(whole())),
)
LEDGER = record(
    "What settling read of each finished period, from which the next evaluation goes on.",
    format={"const": LEDGER_FORMAT},
    agreement=text(),
    version=text(),
    zone=text(),
    as_of=instant(),
    measured=listed(ref("kept")),
    sources=listed(ref("source")),
    levels=listed(
        record(
            "A level that was reported.",
            objective=text(),
            scope=text(),
            period=text(),
            level=fraction(),
            places=whole("Decimals that were written."),
            unit=words_of(ReportedLevel, "unit"),
            step=whole("The step of a duration (microseconds); 0: exact."),
            text=text(),
            file=text(),
            row=whole(),
        )
    ),
    fees=listed(
        record(
            "A fee that was invoiced.",
            service=text(),
            scope=text(),
            period=text(),
            amount=fraction(),
            currency=text(),
        )
    ),
    claims=listed(
        record(
            "A claim that was made.",
            objective=text(),
            scope=text(),
            period=text(),
            stage=text(),
            claimed=instant(),
            presumed=flag("It was only paid: nobody says when it was made."),
            decisions=listed(
                record(
                    "What became of it.",
                    decision=words_of(GivenDecision, "decision"),
                    on=instant(),
                    amount=or_null(fraction()),
                    currency=text(),
                    invoice=text(),
                    reason=text(),
                )
            ),
        )
    ),
    reports=or_null(
        listed(
            record(
                "A report that was sent.",
                report=text(),
                period=text(),
                sent=instant(),
                scope=text('What it is about, of a report that arises in each scope; "" for all of them.'),
            )
        ),
        "null: nobody says which were sent.",
    ),
    facts=listed(
        record("A fact that was stated.", fact=text(), value={}, scope=text(), period=text(), since={})
    ),
    invoices=INVOICES,
    done=DONE,
    seal={"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "A digest against slips."},
)
DEFS: dict[str, Json] = {
    **PAYMENTS,
    **COMMON,
    **DATES,
    "step": STEP,
    "distance": DISTANCE,
    "bound": BOUND,
    "edge": EDGE,
    "budget": BUDGET,
    "goal": GOAL,
    "progress": PROGRESS,
    "scored": SCORED,
    "earned": EARNED,
    "bonus": BONUS,
    "formula": FORMULA,
    "own_row": OWN_ROW,
    "own": OWN,
    "line": LINE,
    "payment": PAYMENT,
    "statement": STATEMENT,
    "reading": READING,
    "open": OPEN,
    "range": RANGE,
    "kept": KEPT,
    "ledger": LEDGER,
}
SHAPE = record(
    "What `sladsl evaluate --json` prints.",
    statement=ref("statement"),
    readings=listed(ref("reading"), "Empty unless choices are open."),
    open=listed(ref("open")),
    exhaustive=flag("false: there are too many readings, so that each choice was varied alone."),
    range=or_null(ref("range")),
    ledger=sometimes(ref("ledger")),
)


def outcome_schema() -> Json:
    return document(FORMAT, "Outcome of an evaluation", SHAPE, DEFS)


def ledger_schema() -> Json:
    """The ledger alone, as it stands in an outcome."""
    keys = {name: each for name, each in LEDGER["properties"].items() if name != "format"}
    required = [name for name in LEDGER["required"] if name != "format"]
    return document(LEDGER_FORMAT, "Ledger", {**LEDGER, "properties": keys, "required": required}, DEFS)
