"""Interpretation: the closed list of choices that decide the money, each with its closed answers.

This is the only list of them: the checker asks for the ones that an agreement needs, the contract prints those that apply.
"""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import ANSWER, One
from sladsl.ast.structure import Overriding

BASES = {"that": "period of the miss", "the previous": "period before", "the next": "next invoice"}
"""What a base that names a period answers to `credit base`, by the word for its period."""


class Interpretation(Overriding):
    kind = "interpretation"
    meaning = "Answers to the choices that two reasonable people could make differently."
    example = "interpretation { missing samples: down   excluded time: out of both }"

    missing_samples = One(
        ANSWER,
        "what a slot without any sample counts as",
        answers=("down", "up", "unknown", "last known", "period not assessed"),
        open=True,
    )
    nothing_happened = One(
        ANSWER,
        "what a period with nothing to count is",
        answers=("met", "not assessed", "100%", "0%", "left out"),
        open=True,
    )
    excluded_time = One(
        ANSWER,
        "what excluded time does to the level",
        answers=("out of both", "counts as up", "out of total only"),
        open=True,
    )
    allowance_counts = One(
        ANSWER,
        "whether excluded time outside the hours of the service uses up the allowance of an exclusion",
        answers=("service hours", "all time"),
        open=True,
    )
    excluded_records = One(
        ANSWER,
        "what a record in excluded time does to the share",
        answers=("out of both", "counts as good", "out of total only"),
        open=True,
    )
    undecided_records = One(
        ANSWER,
        "what a record counts as when its condition meets an empty field",
        answers=("counted as bad", "left out", "period not assessed"),
        open=True,
    )
    overlapping_outages = One(
        ANSWER,
        "whether time that two outages share counts once or for each",
        answers=("once", "each"),
        open=True,
    )
    partial_minutes = One(
        ANSWER,
        "how the minutes in which an outage starts and ends count",
        answers=("exact", "whole only", "started"),
        open=True,
    )
    service_for_part_of_a_period = One(
        ANSWER,
        "what the part of a period outside the term counts as",
        answers=("total shrinks", "rest counts as up", "not assessed"),
        open=True,
    )
    idle_slots = One(
        ANSWER,
        "what a slot in which nothing was asked for counts as",
        answers=("left out", "counts as good", "counts as bad"),
        open=True,
    )
    percentile_method = One(
        ANSWER,
        "how a percentile between two values is taken",
        answers=("nearest rank", "interpolation"),
        open=True,
    )
    paused_time = One(
        ANSWER,
        "whether a pause takes off the time of the clock in it, or moves the end by its whole length",
        answers=("on the clock", "by the wall clock"),
        open=True,
    )
    deadline_at_closing_time = One(
        ANSWER,
        "whether time that is used up just when the clock stops is due then, or when it runs again",
        answers=("due then", "due at next opening"),
        open=True,
    )
    clock_change = One(
        ANSWER,
        "whether the hour of a clock change counts as elapsed, or as the clock on the wall shows it",
        answers=("elapsed time", "wall clock"),
        open=True,
    )
    days_on_a_clock = One(
        ANSWER,
        "what a day is that is counted on a clock which stops",
        answers=("business days", "24 hours on the clock", "24 hours"),
        open=True,
    )
    end_of_business_days = One(
        ANSWER,
        "when on the last of some business days the time is up",
        answers=("same time of day", "close of business"),
        open=True,
    )
    first_business_day = One(
        ANSWER,
        "whether the business day on which the time begins is the first of them",
        answers=("not counted", "counted"),
        open=True,
    )
    reversed_times = One(
        ANSWER,
        "what a record counts as that ends before it begins",
        answers=("count as zero", "count as negative", "left out"),
        open=True,
    )
    open_past_due = One(
        ANSWER,
        "whether a record that is still open after its due time is missed already",
        answers=("missed now", "not yet"),
        open=True,
    )
    changed_fields = One(
        ANSWER,
        "which value counts of a field that changed while the record was open",
        answers=("latest", "at opening", "highest"),
        open=True,
    )
    record_belongs_to = One(
        f.NAME,
        "the time field that places a record in its period",
        example="record belongs to: opened",
        names="time field",
        open=True,
    )
    level_rounding = One(
        f.ROUNDING,
        "how the level is rounded before it is judged",
        answers=("none",),
        example="level rounding: half up to 0.01%",
        open=True,
    )
    money_rounding = One(f.ROUNDING, "how and where money is rounded", open=True)
    several_bands_fit = One(
        ANSWER, "which band applies when several fit", answers=("first", "highest", "error"), open=True
    )
    credit_when_met = One(
        ANSWER,
        "whether a band that matches is paid although the promise is met",
        answers=("paid", "not paid"),
        open=True,
    )
    cap_covers = One(
        ANSWER,
        "whether a cap limits each credit or their sum",
        answers=("each credit", "all credits"),
        open=True,
    )
    cap_of_both_sides = One(
        ANSWER,
        "whether a cap limits what each side owes by itself, or both together, where customers owe credits, too",
        answers=("each side by itself", "together"),
        open=True,
    )
    missed_records = One(
        ANSWER,
        "what a promise about each record owes when several of a period miss it",
        answers=("a credit for each", "one credit a period"),
        open=True,
    )
    missed_objectives = One(
        ANSWER,
        "what a credit for several objectives owes when several of them are missed",
        answers=("a credit for each", "one credit a period"),
        open=True,
    )
    day_of_fee = One(
        ANSWER,
        "what a day of a fee is",
        answers=("thirtieth of a month", "days of the period", "365th of a year"),
        open=True,
    )
    business_days = One(
        f.NAME,
        "the calendar whose open days are the business days",
        answers=("Monday to Friday",),
        example="business days: Support",
        names="calendar",
        open=True,
    )
    N_of_M_periods = One(
        ANSWER,
        "whether any periods in a row are looked at, or blocks of them one after the other",
        answers=("sliding", "fixed blocks"),
        open=True,
    )
    run_over_an_unassessed_period = One(
        ANSWER,
        "what a period that was not assessed does to a run of misses",
        answers=("broken", "bridged"),
        open=True,
    )
    used_time = One(
        ANSWER,
        "whether down time for which a credit is owed can be claimed again in a period that shares it; once: it is left "
        "out of the later level, or only of its credit",
        answers=("counts once", "counts once in credits", "counts again"),
        open=True,
    )
    claim_after_several_outages = One(
        ANSWER,
        "which outage of a period the time to claim runs from",
        answers=("the last", "the first"),
        open=True,
    )
    record_of_a_duty = One(
        ANSWER,
        "which duty a record keeps that does not say itself for which it was done",
        answers=("the oldest open", "the next due"),
        open=True,
    )
    several_misses_in_one_incident = One(
        ANSWER,
        "what one incident owes that breaks several promises",
        answers=("highest", "each", "customer's choice"),
        open=True,
    )
    partial_steps = One(
        ANSWER,
        "how a step counts that was only begun",
        answers=("full only", "started", "exact"),
        open=True,
    )
    steps = One(
        ANSWER,
        "whether steps are counted in each outage or in all of a period together",
        answers=("per outage", "summed over the period"),
        open=True,
    )
    beyond_a_limit = One(
        ANSWER,
        "whether beyond a limit only the excess counts, or the whole",
        answers=("only the excess", "the whole"),
        open=True,
    )
    level_between_rows = One(
        ANSWER,
        "what a level is worth that lies between two printed rows",
        answers=("row below", "nearest row", "error"),
        open=True,
    )
    reopened_records = One(
        ANSWER,
        "which close counts of a record that was opened again",
        answers=("first close", "last close"),
        open=True,
    )
    invalid_records = One(
        ANSWER,
        "what an outage counts as that ends before it begins",
        answers=("left out", "to the end of the period", "period not assessed"),
        open=True,
    )
    option_changed = One(
        ANSWER,
        "which choice counts when an option changes in a period",
        answers=("at the start", "latest", "day by day"),
        open=True,
    )
    credit_base = One(
        ANSWER,
        "of which period the fee is that a credit is taken of",
        answers=("period of the miss", "period before", "next invoice"),
        open=True,
    )
    fee_leaves_out = One(
        ANSWER,
        "what of a fee does not count as the base of a credit",
        answers=("nothing", "one-time fees", "pass-through fees", "one-time and pass-through fees"),
        open=True,
    )
    base_and_other_credits = One(
        ANSWER,
        "whether the base is the fee before or after other credits",
        answers=("before other credits", "after other credits"),
        open=True,
    )
    several_customers = One(
        ANSWER,
        "whose fee a credit is taken of, and who gets it, where several are customers",
        answers=("as one", "each for itself"),
        open=True,
        later="credits of each of several customers",
    )
    claim_runs_from = One(
        ANSWER,
        "what the time to claim runs from",
        answers=("start of the outage", "end of the outage", "end of the period"),
        open=True,
    )
    terms_in_force = One(
        ANSWER,
        "which terms count when they change",
        answers=(
            "at the failure",
            "at the start of the period",
            "at the start of the term",
            "day by day",
        ),
        open=True,
    )
    amended_periods = One(
        ANSWER,
        "how periods are laid when an amendment changes them",
        answers=("cut on the day", "run to their end", "run until new ones begin"),
        open=True,
    )
    counts_over_amended_periods = One(
        ANSWER,
        "whether what is counted over periods goes on when an amendment changes them",
        answers=("begin anew", "go on"),
        open=True,
    )
    amended_time_zone = One(
        ANSWER,
        "by which clock the day begins on which an amendment changes the time zone",
        answers=("the old clock", "the new clock"),
        open=True,
    )
    month = One(
        ANSWER,
        "what a month is",
        answers=("calendar month", "30 days", "720 hours", "billing cycle"),
        open=True,
    )
    year = One(
        ANSWER,
        "what a year is",
        answers=("calendar year", "contract year", "fiscal year", "365 days"),
        open=True,
    )
    first_day_of_a_right = One(
        ANSWER,
        "whether the first day of a right is that of its notice, or that on which it takes effect",
        answers=("notice", "effect"),
        open=True,
    )
    days = One(
        ANSWER,
        "what a day of a deadline is",
        answers=("calendar days", "24 hours", "business days"),
        open=True,
    )
    order = One(
        f.NAMES_OF_STEPS,
        "in which order amounts are worked out",
        example="order: bands, repeat, cap, earn back",
        open=True,
    )
    as_ = One(
        f.TEXT,
        "the profile that answers what nothing else does",
        example='as: "usual cloud terms"',
    )
