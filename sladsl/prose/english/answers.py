"""The answers to choices in English: one sentence for each."""

from __future__ import annotations

_LESS_BOTH = "A Service Credit is taken of the Fee less what is charged once and what is passed on."
ANSWERS = {
    ("missing samples", "down"): "Time without any sample counts as time in which the Service is down.",
    ("missing samples", "up"): "Time without any sample counts as time in which the Service is up.",
    ("missing samples", "unknown"): "Time without any sample is left out of the calculation.",
    ("missing samples", "last known"): "Time without any sample counts as the last sample before it does.",
    (
        "missing samples",
        "period not assessed",
    ): "A Service Period in which samples are missing is not assessed.",
    (
        "nothing happened",
        "met",
    ): "In a Service Period in which there is nothing to count, the Service Level is met.",
    (
        "nothing happened",
        "not assessed",
    ): "A Service Period in which there is nothing to count is not assessed.",
    (
        "nothing happened",
        "100%",
    ): "In a Service Period in which there is nothing to count, a level in percent is 100%.",
    (
        "nothing happened",
        "0%",
    ): "In a Service Period in which there is nothing to count, a level in percent is 0%.",
    (
        "nothing happened",
        "left out",
    ): "A Service Period in which there is nothing to count is not assessed; it ends no run of consecutive Service "
    "Periods, and an average by weight is that of the other figures.",
    ("excluded time", "out of both"): "Excluded time is taken out of both Downtime and Service Time.",
    (
        "excluded time",
        "counts as up",
    ): "Excluded time is taken out of Downtime and remains part of Service Time.",
    (
        "excluded time",
        "out of total only",
    ): "Excluded time is taken out of Service Time, but not out of Downtime.",
    (
        "allowance counts",
        "service hours",
    ): "Where an exclusion is limited to some time, only time in the hours of the Service uses up the limit.",
    (
        "allowance counts",
        "all time",
    ): "Where an exclusion is limited to some time, time outside the hours of the Service uses up the limit, too.",
    ("excluded records", "out of both"): "A record in excluded time is left out, whether it is good or not.",
    ("excluded records", "counts as good"): "A record in excluded time counts as good.",
    (
        "excluded records",
        "out of total only",
    ): "A record in excluded time is taken out of the total; if it is not good, it counts against the Service Level "
    "all the same.",
    ("undecided records", "counted as bad"): "A record is not good if a field that decides on it is empty.",
    ("undecided records", "left out"): "A record is left out if a field that decides about it is empty.",
    (
        "undecided records",
        "period not assessed",
    ): "A Service Period is not assessed if a record in it lacks a field that decides about it.",
    ("overlapping outages", "once"): "Time that several outages share counts once.",
    ("overlapping outages", "each"): "Time that several outages share counts for each of them.",
    (
        "partial minutes",
        "exact",
    ): "Outages are counted exactly, from the moment they begin to the moment they end.",
    ("partial minutes", "whole only"): "Only whole minutes of an outage count.",
    ("partial minutes", "started"): "Each minute of an outage that has begun counts as a whole minute.",
    (
        "service for part of a period",
        "total shrinks",
    ): "If a Service Period lies only partly within the term, only that part is assessed.",
    (
        "service for part of a period",
        "rest counts as up",
    ): "If a Service Period lies only partly within the term, in the rest of it the Service counts as up.",
    (
        "service for part of a period",
        "not assessed",
    ): "A Service Period that lies only partly within the term is not assessed.",
    ("level rounding", "none"): "A level is not rounded before it is judged.",
    (
        "several bands fit",
        "first",
    ): "If several rows of a table of Service Credits fit, the first of them applies.",
    (
        "several bands fit",
        "highest",
    ): "If several rows of a table of Service Credits fit, the highest credit applies.",
    (
        "several bands fit",
        "error",
    ): "If several rows of a table of Service Credits fit, the table does not determine the Service Credit.",
    (
        "credit when met",
        "paid",
    ): "A Service Credit is due under a row that fits even if the Service Level is met.",
    (
        "credit when met",
        "not paid",
    ): "No Service Credit is due for a Service Period in which the Service Level is met.",
    ("cap covers", "each credit"): "A limit of Service Credits applies to each Service Credit.",
    (
        "cap covers",
        "all credits",
    ): "A limit of Service Credits applies to the sum of all Service Credits it covers.",
    (
        "cap of both sides",
        "each side by itself",
    ): "A limit of all Service Credits applies to what each side owes by itself.",
    (
        "cap of both sides",
        "together",
    ): "A limit of all Service Credits applies to the sum of what both sides owe.",
    ("day of fee", "thirtieth of a month"): "One day of a Fee is one thirtieth of the Fee for a month.",
    ("day of fee", "365th of a year"): "One day of a Fee is one 365th of the Fee for a year.",
    (
        "day of fee",
        "days of the period",
    ): "One day of a Fee is the Fee divided by the number of calendar days of its own period.",
    ("idle slots", "left out"): "A slot in which nothing was asked for is left out of the calculation.",
    (
        "idle slots",
        "counts as good",
    ): "A slot in which nothing was asked for counts as one in which all was good.",
    (
        "idle slots",
        "counts as bad",
    ): "A slot in which nothing was asked for counts as one in which all failed.",
    (
        "percentile method",
        "nearest rank",
    ): "A percentile is the least value that is not exceeded by the share it names of all values.",
    (
        "percentile method",
        "interpolation",
    ): "A percentile that lies between two values is interpolated between them in proportion.",
    (
        "paused time",
        "on the clock",
    ): "A pause takes off only the time in it in which the time of the record would have run.",
    ("paused time", "by the wall clock"): "The whole length of a pause is taken off, whatever the hours.",
    (
        "deadline at closing time",
        "due then",
    ): "Time that is used up at the moment the hours close is due at that moment.",
    (
        "deadline at closing time",
        "due at next opening",
    ): "Time that is used up at the moment the hours close is due when they open again.",
    ("clock change", "elapsed time"): "On the day of a clock change, the time that elapses is counted.",
    (
        "clock change",
        "wall clock",
    ): "On the day of a clock change, time is counted as the clock on the wall shows it.",
    (
        "days on a clock",
        "business days",
    ): "A day, where the time of a record does not always run, is one day of the hours in which it does.",
    (
        "days on a clock",
        "24 hours on the clock",
    ): "A day, where the time of a record does not always run, is 24 hours in which it does.",
    ("days on a clock", "24 hours"): "A day is 24 hours, whether the time of the record runs in them or not.",
    (
        "end of business days",
        "same time of day",
    ): "A number of Business Days is up on the last of them at the time of day at which it began.",
    (
        "end of business days",
        "close of business",
    ): "A number of Business Days is up when the hours of the last of them close.",
    (
        "first business day",
        "not counted",
    ): "The Business Day on which a time begins is not one of those that are counted.",
    (
        "first business day",
        "counted",
    ): "The Business Day on which a time begins is the first of those that are counted.",
    (
        "reversed times",
        "count as zero",
    ): "A record that ends before it begins counts as one that took no time.",
    (
        "reversed times",
        "count as negative",
    ): "A record that ends before it begins counts with a negative time.",
    ("reversed times", "left out"): "A record that ends before it begins is left out.",
    ("invalid records", "left out"): "An outage of which the record ends before it begins is left out.",
    (
        "invalid records",
        "to the end of the period",
    ): "An outage of which the record ends before it begins lasts to the end of the Service Period in which it begins.",
    (
        "invalid records",
        "period not assessed",
    ): "A Service Period in which an outage begins of which the record ends before it begins is not assessed.",
    (
        "open past due",
        "missed now",
    ): "A record that is still open after its due time is missed from that time on.",
    (
        "open past due",
        "not yet",
    ): "A record that is still open after its due time is not missed until it ends.",
    (
        "changed fields",
        "latest",
    ): "Of a field that changed while the record was open, the latest value counts.",
    (
        "changed fields",
        "at opening",
    ): "Of a field that changed while the record was open, its first value counts.",
    (
        "changed fields",
        "highest",
    ): "Of a field that changed while the record was open, the highest value counts: the one that stands first in its list.",
    (
        "reopened records",
        "first close",
    ): "A record that was opened again counts as ended when it ended for the first time.",
    (
        "reopened records",
        "last close",
    ): "A record that was opened again counts as ended when it ended for the last time.",
    (
        "missed records",
        "a credit for each",
    ): "If a Service Credit is due for a promise about each record, it is due for each record that is missed.",
    (
        "missed records",
        "one credit a period",
    ): "If a Service Credit is due for a promise about each record, it is due once for a Service Period.",
    (
        "N of M periods",
        "sliding",
    ): "Where a right counts Service Periods out of a number of consecutive ones, any that follow each other count.",
    (
        "N of M periods",
        "fixed blocks",
    ): "Where a right counts Service Periods out of a number of consecutive ones, these are fixed blocks of that "
    "number, one after the other from the Service Period in which the Effective Date lies, or, where there is none, "
    "anew from the beginning of each calendar year.",
    (
        "run over an unassessed period",
        "broken",
    ): "A Service Period that is not assessed ends a run of consecutive Service Periods.",
    (
        "run over an unassessed period",
        "bridged",
    ): "A Service Period that is not assessed is passed over in a run of consecutive Service Periods.",
    (
        "first day of a right",
        "notice",
    ): "Where a right has a first day, notice of it can be given from that day on.",
    (
        "first day of a right",
        "effect",
    ): "Where a right has a first day, notice of it can be given before; it takes effect on that day or later.",
    (
        "used time",
        "counts once",
    ): "What failed in a period for which a Service Credit is owed can be claimed once only: it is left out of the level of "
    "every other period that contains it. Claims that were paid come first, then the earlier period.",
    (
        "used time",
        "counts once in credits",
    ): "What failed in a period for which a Service Credit is owed can be claimed once only: the level of every other "
    "period that contains it counts it, and the Service Credit for that period is that of the level without it. Claims that "
    "were paid come first, then the earlier period.",
    (
        "used time",
        "counts again",
    ): "What failed counts in each period that contains it, whether or not a Service Credit is owed for another one.",
    (
        "record of a duty",
        "the oldest open",
    ): "What is done keeps the oldest duty of its kind that has not been kept by then.",
    (
        "record of a duty",
        "the next due",
    ): "What is done keeps the duty of its kind that is due next, and one that is late only where none is due.",
    (
        "claim after several outages",
        "the last",
    ): "Where a Service Period has several outages, the time to claim runs from the last of them.",
    (
        "claim after several outages",
        "the first",
    ): "Where a Service Period has several outages, the time to claim runs from the first of them.",
    (
        "credit base",
        "period of the miss",
    ): "A Service Credit is taken of the Fee for the Service Period in which the Service Level is missed.",
    (
        "credit base",
        "period before",
    ): "A Service Credit is taken of the Fee for the period before that in which the Service Level is missed.",
    (
        "credit base",
        "next invoice",
    ): "A Service Credit is taken of the Fee that is invoiced after the Service Level is missed.",
    (
        "claim runs from",
        "start of the outage",
    ): "Where a clause does not say from when a time to claim runs, it runs from the start of the outage.",
    (
        "claim runs from",
        "end of the outage",
    ): "Where a clause does not say from when a time to claim runs, it runs from the end of the outage.",
    (
        "claim runs from",
        "end of the period",
    ): "Where a clause does not say from when a time to claim runs, it runs from the end of the Service Period.",
    (
        "several misses in one incident",
        "each",
    ): "If one incident breaks several promises, the Service Credit for each of them is due.",
    (
        "several misses in one incident",
        "highest",
    ): "If one incident breaks several promises, only the highest of the Service Credits for them is due.",
    (
        "several misses in one incident",
        "customer's choice",
    ): "If one incident breaks several promises, only one of the Service Credits for them is due, chosen by the customer.",
    (
        "base and other credits",
        "before other credits",
    ): "A Service Credit is taken of the whole Fee, before other Service Credits are taken off it.",
    ("fee leaves out", "nothing"): "A Service Credit is taken of the whole Fee.",
    ("fee leaves out", "one-time fees"): "A Service Credit is taken of the Fee less what is charged once.",
    ("fee leaves out", "pass-through fees"): "A Service Credit is taken of the Fee less what is passed on.",
    ("fee leaves out", "one-time and pass-through fees"): _LESS_BOTH,
    ("month", "calendar month"): "A month is a month of the calendar.",
    ("month", "30 days"): "A month is a period of 30 days, one after the other from the Effective Date.",
    ("month", "720 hours"): "A month is a period of 720 hours, one after the other from the Effective Date.",
    ("month", "billing cycle"): "A month is a billing cycle.",
    ("year", "calendar year"): "A year is a year of the calendar.",
    (
        "year",
        "contract year",
    ): "A year is one that begins on the Effective Date or on one of its anniversaries.",
    ("year", "fiscal year"): "A year is a fiscal year.",
    ("year", "365 days"): "A year is a period of 365 days, one after the other from the Effective Date.",
    ("business days", "Monday to Friday"): "Business Days are the days from Monday to Friday.",
    (
        "option changed",
        "at the start",
    ): "Of an option or a fact that changes within a Service Period the value at its start counts.",
    (
        "option changed",
        "latest",
    ): "Of an option or a fact that changes within a Service Period the latest value counts.",
    (
        "option changed",
        "day by day",
    ): "Of an option or a fact that changes within a Service Period each value counts for its own days.",
    ("days", "calendar days"): "A day of a deadline is a day of the calendar.",
    (
        "days",
        "24 hours",
    ): "A day of a deadline is 24 hours, counted from the moment at which it begins to run.",
    ("days", "business days"): "A day of a deadline is a Business Day.",
    (
        "missed objectives",
        "a credit for each",
    ): "A Service Credit for several Service Levels is due for each of them that is missed.",
    (
        "missed objectives",
        "one credit a period",
    ): "A Service Credit for several Service Levels is due once for a Service Period: the greatest that one of them gives.",
    (
        "several customers",
        "as one",
    ): "The customers are treated as one: a Fee is what they pay together, and a Service Credit is due to them once.",
    ("partial steps", "full only"): "A step that was only begun does not count.",
    ("partial steps", "started"): "A step that was begun counts in full.",
    ("partial steps", "exact"): "A step that was only begun counts in proportion.",
    ("steps", "per outage"): "Steps are counted in each outage by itself.",
    ("steps", "summed over the period"): "Steps are counted in the sum of a Service Period.",
    ("beyond a limit", "only the excess"): "Beyond a limit only the excess counts.",
    ("beyond a limit", "the whole"): "Once it is beyond a limit, the whole counts, not only the excess.",
}
