"""Claims, rights, duties and the term in the document of an outcome."""

from __future__ import annotations

from sladsl.api.schemas.shapes import (
    day,
    flag,
    instant,
    listed,
    one_of,
    or_null,
    record,
    ref,
    sometimes,
    text,
    whole,
    words_of,
)
from sladsl.outcome.duties import DutyState, TermState
from sladsl.outcome.rights import RightCondition, RightConditions, RightState
from sladsl.outcome.statement import Decision, StageState
from sladsl.values.to_json import Json

LAST = "The first instant at which it is too late; null: no deadline, or none that can be told."
LAST_DAY = 'The last day in time, in the zone of the agreement; "" without one.'

CLAIM = record(
    "How the claim of a credit stands; with several stages by the one that decides.",
    state=words_of(StageState, "state"),
    last=or_null(instant(), LAST),
    last_day=day(LAST_DAY),
    channel=text("How it is to be made."),
    claimed=or_null(instant(), "When it was made."),
    rule=or_null(ref("rule")),
    stages=listed(ref("stage"), "Every stage in order; one where the claim has no stages."),
    decided_by=text("The party that decides on it."),
    decide=or_null(instant(), "The first instant at which the decision is too late."),
    decide_day=day(),
    status=one_of(*("", "open", "made", "rejected", "paid", "lapsed"), about="How it stands in one word."),
    decisions=listed(ref("decision"), "What became of it, by day."),
    dispute=or_null(ref("dispute")),
)
DECISION = record(
    "What became of a claim.",
    decision=words_of(Decision, "decision"),
    on=instant("The first instant of the day."),
    day=day(),
    amount=or_null(ref("amount"), "null: of all of it, as far as is said."),
    invoice=text(),
    reason=text(),
    whole=flag("It was said of a claim of everything, of which this credit is a part."),
)
DISPUTE = record(
    "How long the first step of a dispute about a rejected claim has.",
    first=text("Where it begins."),
    until=instant("The first instant at which it is too late."),
    day=day("The last day."),
    rule=ref("rule"),
)
STAGE = record(
    "One stage of a claim.",
    name=text('"" for the only stage.'),
    title=text(),
    channel=text(),
    state=words_of(StageState, "state"),
    last=or_null(instant(), LAST),
    last_day=day(LAST_DAY),
    presumed=text("On what a date rests that nobody has told."),
    since=or_null(instant(), "From when its time runs, where that is not the end of the period."),
    made=or_null(instant(), "When it was made."),
    show=listed(text(), "What the claim has to show."),
    rule=ref("rule"),
)
EVENT = record(
    "A period that counts for a right, or might.",
    objective=text(),
    title=text(),
    scope=text(),
    period=text(),
    end=instant("The end of the period."),
    status=text("What counted; `not known` where nobody knows the level."),
    reason=text(),
)
CONDITION: Json = {
    "description": "What a right waits for: a condition, or several of which all or any must hold.",
    "anyOf": [
        record("Several.", how=words_of(RightConditions, "how"), of=listed(ref("condition"))),
        record(
            "One condition, and how far it has come.",
            text=text(),
            holds=words_of(RightCondition, "holds"),
            objective=text("The objective whose periods it counts."),
            any=flag("Any objective would do; this is the one that lacks least."),
            status=text("What has to come out."),
            counted=listed(ref("event")),
            needed=whole("How many periods it needs."),
            more=whole("How many are lacking."),
            first=text("The first period in which they can come."),
            last=text("The last one."),
            each=flag("Each period from the first to the last must."),
            reachable=flag("false: it can't come about any more."),
        ),
    ],
}
SPELL = record(
    "A former time in which a right was there.",
    arises=instant(),
    last=or_null(instant(), LAST),
    last_day=day(LAST_DAY),
    by=listed(ref("event")),
)
RIGHT = record(
    "A right in one scope, as known at the as-of instant.",
    right=text("The key of its rule."),
    words=text("The right in words."),
    holder=text("A party, or `either party`."),
    action=text(),
    scope=text(),
    dimension=text(),
    state=words_of(RightState, "state"),
    trigger=text(
        'The words of `when`, or of the facts by which it is given if nothing has to happen; "" for one that needs neither.'
    ),
    arises=or_null(instant(), "The end of the period that completed it."),
    by=listed(ref("event"), "The periods that completed it."),
    last=or_null(instant(), "The first instant at which it is too late to use it."),
    last_day=day(LAST_DAY),
    presumed=text("Why the last day is not certain."),
    use=text("How long it can be used, in words."),
    notice=text("`30 days`, `at once`, `not stated`."),
    effective_day=text("When it takes effect if notice is given on the as-of day."),
    earliest_day=text("The same for notice given as soon as it arose."),
    effective=text(
        "When it takes effect, where that is said beside the notice: `2 months after the notice`."
    ),
    first_day=day("The first day on which it can be used, where that is said and later than it arose."),
    first=text("The first day in words, with why it can't be told."),
    cure=text("The time in which the other side can still mend it, in words."),
    cure_day=day(
        "The last day on which it can be mended: by the notice that was given, else with notice given now."
    ),
    noticed=or_null(instant(), "When notice was given, where somebody states it."),
    lacking=text("What is lacking, in words."),
    conditions=or_null(ref("condition")),
    unknown=listed(ref("event"), "The periods on which a possible right hangs."),
    looked_to=text("The last period that was looked at, where a later one has ended by the as-of instant."),
    withheld=text("Why it is not given now: facts, or a first day that comes too late."),
    earlier=listed(ref("spell")),
    rule=ref("rule"),
)
DUTY = record(
    "A date: what is due, by whom, to whom.",
    kind=words_of(DutyState, "kind"),
    what=text(),
    who=text(),
    to=text(),
    period=text("What it is about; the label of a period."),
    due=or_null(
        instant(),
        "The first instant that is too late; null where nobody says until when, or it can't be told.",
    ),
    due_day=day("The last day in time."),
    state=words_of(DutyState, "state"),
    sent=or_null(instant()),
    scope=text("Of a duty that waits for something: where it arose."),
    dimension=text(),
    trigger=text('What has to happen first, in words; "" for nothing.'),
    arises=or_null(instant(), "The end of the period that completed what it waits for, or its stated day."),
    by=listed(ref("event"), "The periods that completed it."),
    unknown=listed(ref("event"), "The periods on which a possible duty hangs; none: no day is stated."),
    presumed=text("Why the last day is not certain, or can't be told."),
    rule=ref("rule"),
)
DONE = sometimes(
    listed(
        record(
            "What is recorded of the keeping of a duty.",
            duty=text(),
            spans=listed(listed(instant()), "From when to before when the records are complete."),
            records=listed(
                record(
                    "A record.",
                    at=instant("When it was done."),
                    about=or_null(instant(), "A time of what it was done for."),
                    scope=text('Of a duty that arises in each scope; "": in all.'),
                )
            ),
        )
    )
)
TERM = record(
    "The term that runs at the as-of instant.",
    number=whole("0: the initial one; else which renewal."),
    first_day=day(),
    last_day=day(),
    start=instant(),
    end=instant(),
    renewal=words_of(TermState, "renewal", "What follows."),
    by=text("The party whose option it is to renew."),
    left=or_null(whole(), "How many renewals are left after it; null where they are not counted."),
    notice=or_null(instant(), "The first instant at which notice is too late."),
    notice_day=day("The last day on which notice can be given."),
    next_last_day=day("The last day of the term that follows."),
    sure=flag("It runs without anybody having agreed to it, or having used an option."),
    rule=ref("rule"),
)

DATES: dict[str, Json] = {
    "claim": CLAIM,
    "stage": STAGE,
    "decision": DECISION,
    "dispute": DISPUTE,
    "event": EVENT,
    "condition": CONDITION,
    "spell": SPELL,
    "right": RIGHT,
    "duty": DUTY,
    "term": TERM,
}
