"""The forms of values: what may stand after a key, with its start rule in the grammar and an example that is right."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.declare import ANSWER, Form

__all__ = ["ANSWER"]

# Whose names stand where, by the keyword before them: see `Form.names`.
FEES = {"of": "service", "that": "dimension"}
LIMITS = dict.fromkeys(("at least", "at most", "above", "below", "exactly"), "figure")
CHOSEN = dict.fromkeys(("is", "is not", "is one of", "is not one of"), "option value")
ACTIONS = {
    "terminate that": "dimension",
    "demand a replacement of that": "dimension",
    "terminate only": "service",
    **dict.fromkeys(("promote", "demote", "in place of"), "objective"),
}
SCOPED = {"*": "dimension value"}
FIELDS = {
    **dict.fromkeys(("is", "is not", "is one of", "is not one of"), "field value"),
    **dict.fromkeys(("before", "is before", "is after", "is not before", "is not after", "to"), "time field"),
    "*": "field",
}

TEXT: Form[v.Text] = Form("", "a text in double quotes", '"Web shop hosting"', direct="text")
TEXTS: Form[v.Texts] = Form(
    "", "texts in double quotes, separated by commas", '"DE-BE", "DE"', direct="texts"
)
NAME: Form[v.Name] = Form("", "a name", "Shop", direct="name")
NAMES: Form[v.Names] = Form("", "names separated by commas", "Maintenance, Emergencies", direct="names")
DATE: Form[v.Date] = Form("", "a date", "2026-01-31", direct="date")
PERIOD: Form[v.PeriodName] = Form("period_name", "a day, week, month, quarter or year", "2026-03")
PERIODS: Form[v.PeriodRange] = Form("period_range", "a first and a last period", "2026-03 to 2026-05")
NAME_OR_TEXT: Form[v.Value] = Form("name_or_text", "a name or a text in double quotes", '"Pingdom"')

DURATION: Form[v.Duration] = Form("duration", "a duration", "1 hour 30 minutes")
BOUND: Form[v.Bound] = Form("bound", "a comparison with a value", "at least 99.5%", names=LIMITS)
BAND_HEAD: Form[v.BandHead] = Form(
    "band_head", "a comparison, or `otherwise`", "at least 99.0%", names=LIMITS
)
ROUNDING: Form[v.Round] = Form(
    "rounding", "a way of rounding and its unit", "half up to 0.01 EUR, on each line"
)
MOMENT: Form[v.Moment] = Form("moment", "a day, or a moment of it", "2026-03-16")
EXTENT: Form[v.Extent] = Form("extent", "two moments", "2026-03-04 10:00 to 2026-03-04 12:00")
OFFSET: Form[v.Offset] = Form(
    "offset", "a duration before or after something", "30 days after the month", names={"*": "anchor"}
)

FEE: Form[v.Fee] = Form(
    "fee", "an amount per period or unit, or `as invoiced`", "12_000 EUR per month", names={"*": "figure"}
)
BASE: Form[v.FeeBase] = Form(
    "fee_base", "whose fee, and of which period", "that month's fee of Shop", names=FEES
)
AMOUNT: Form[v.Value] = Form(
    "amount", "a percentage, an amount of money or days of the fee", "10%", names={**FEES, "": "figure"}
)
SCORE_OF_MISS: Form[v.Value] = Form("amount", "a number of points", "3 points", names={**FEES, "": "figure"})
LEAST_PAID: Form[v.LeastPaid] = Form("least_paid", "an amount of money, or `above` one", "1 USD")
RATED: Form[v.Value] = Form("rated", "a figure, or one per period", "10_000 USD per month")
FORMULA: Form[v.Value] = Form("formula", "a formula", "sales_target / value_of_sale", names={"*": "operand"})
DEFINITION: Form[v.Value] = Form(
    "definition",
    "records of a source, a condition after `when`, or words",
    "leads where score at least 50",
    names={**FIELDS, "": "source"},
)
PART: Form[v.Quantity] = Form("part", "a percentage", "40%")
WEIGHT: Form[v.Quantity] = Form("weight", "a percentage or a number", "40%")
AT_RISK: Form[v.AtRisk] = Form(
    "at_risk",
    "a percentage of a fee",
    "10% of that month's fee of Shop, without pass-through fees",
    names=FEES,
)
CYCLE: Form[v.Cycle] = Form("cycle", "the day of the month on which it begins", "from the 16th")
FROM_DATE: Form[v.FromDate] = Form("from_date", "`from` and a date", "from 2026-02-01")
PAYS: Form[v.Pays] = Form("pays", "who pays whom", "Acme to Nimbus", names={"*": "party"})
INCORPORATED: Form[v.Incorporated] = Form(
    "incorporated", "a text and its date or `not stated`", '"Price list", 2026-01-01'
)
REFERENCE: Form[v.Reference] = Form(
    "reference",
    "the name of an agreement, and of what it has",
    "Corporate.Response",
    names={"*": "reference"},
)
STEP_OF: Form[v.StepOf] = Form(
    "step_of",
    "a step, of what, and beyond what",
    "started 30 minutes of Downtime beyond 4 hours, only the excess",
    names={"of": "metric", "*": "noun"},
)
PRICE: Form[v.Fee] = Form(
    "price", "an amount, or one per period or unit", "0.10 EUR per month", names={"*": "figure"}
)
REPEAT: Form[v.Repeat] = Form(
    "repeat", "how often, and from which miss", "2 times from the 2nd miss in a row"
)
GRACE: Form[v.Grace] = Form("grace", "a duration, and what it is beyond it", "15 minutes, then in full")
AT_ONCE: Form[v.AtOnce] = Form(
    "at_once", "which parts, and how many", "any zone, at least 2", names={"*": "choice field"}
)
IN_FORCE: Form[v.InForce] = Form("in_force", "after a duration, or from a date", "after 3 months")
BASELINE: Form[v.Baseline] = Form(
    "baseline", "which figure of the first periods", "average of the first 3 months"
)
RAISE: Form[v.Raise] = Form(
    "raise", "how often, and to what", "every 12 months, halfway to the average of the last 12 months"
)
FREE_MISSES: Form[v.FreeMisses] = Form(
    "free_misses", "how many, in which time or of how many", "1 miss per quarter", names={"*": "source"}
)
PARITY: Form[v.Parity] = Form(
    "parity", "a metric, and the test", 'Retail by "modified z-test at 95%"', names={"": "metric"}
)
ROLES: Form[v.Roles] = Form(
    "roles", "parts and parties", "responsible Nimbus, informed Acme", names={"*": "party"}
)
GIVEN: Form[v.Given] = Form(
    "given", "a name and its value", "Class, Gold", names={"": "fact or option", "*": "option value"}
)
NAMES_OF_STEPS: Form[v.StepOrder] = Form(
    "step_order", "steps in their order", "bands, repeat, cap, earn back"
)
POINTS_HEAD: Form[v.PointsHead] = Form("points_head", "a period", "credit for points each month")
REGIONS: Form[v.Value] = Form("regions", "regions", '"DE-BE", "DE"')
CAP: Form[v.Cap] = Form(
    "cap",
    "the most that can be credited per period",
    "60% of that month's fee of Shop per month, of all credits",
    names=FEES,
)
ALLOWANCE: Form[v.Allowance] = Form(
    "allowance", "how much is allowed per period", "first 8 hours per month", names={"*": "noun"}
)
RENEWAL: Form[v.Renewal] = Form(
    "renewal", "how long, how often and how it renews", "12 months, automatic", names={"by": "party"}
)
ACCEPTANCE: Form[v.Acceptance] = Form(
    "acceptance", "the date of acceptance and who signed", '2025-12-12, "Managing Director"'
)

CIRCUMSTANCE: Form[v.Value] = Form(
    "condition",
    "a condition on facts and options",
    "GoodStanding",
    names={**CHOSEN, "*": "fact or option or term"},
)
CONDITION: Form[v.Value] = Form(
    "condition", "a condition on the fields of a row", "impact is one of major, critical", names=FIELDS
)
POPULATION: Form[v.Population] = Form(
    "population",
    "a source, optionally `where` a condition holds",
    "windows where announced at least 5 days before start",
    names={**FIELDS, "": "source"},
)
MEASURE: Form[v.Measure] = Form(
    "measure",
    "what is measured, from which source",
    "uptime from checks",
    names={
        **dict.fromkeys(
            ("uptime from", "downtime from", "longest outage from", "number of outages from", "share of"),
            "source",
        ),
        **dict.fromkeys(("number of", "in"), "source"),
        **dict.fromkeys(("slots of", "ratio of"), "field"),
        **dict.fromkeys(("across",), "dimension"),
        "delay of": "report",
        **dict.fromkeys(("average of", "median of", "sum of", "minimum of", "maximum of"), "field or metric"),
        "of": "source",
        **FIELDS,
        "*": "field or metric",
    },
)

DAYS: Form[v.Days] = Form("days", "days of the week, or dates", "Monday to Friday")
HOURS: Form[v.HoursOfDay] = Form(
    "hours_of_day", "times of the day, `closed` or `always`", "08:00 to 12:00, 13:00 to 18:00"
)
FIELD_KIND: Form[v.FieldKind] = Form("field_kind", "a type, or the values of a choice", "yes or no", names={})
LABELS: Form[v.Labels] = Form("labels", "a name", "opened", names=SCOPED)

PROMISE: Form[v.PromiseWords] = Form(
    "promise",
    "a promise",
    "Nimbus ensures Uptime at least 99.9% each month",
    names={
        "": "party",
        **dict.fromkeys(("ensures", "aims for", "reports", "all of"), "metric"),
        **LIMITS,
        "of each": "noun",
        "of": "source",
    },
)
RIGHT: Form[v.RightWords] = Form("right", "a right", "Acme may terminate", names={"": "party", **ACTIONS})
DUTY: Form[v.DutyWords] = Form(
    "duty", "a duty", "Nimbus sends Report to Acme", names={"": "party", "sends": "report", "to": "party"}
)
TRIGGER: Form[v.Value] = Form(
    "trigger",
    "what has to happen",
    "Availability missed in 3 of any 6 consecutive months",
    names={**LIMITS, **CHOSEN, **FEES, "*": "objective or fact or option or metric"},
)
CLOCK: Form[v.ClockWords] = Form(
    "clock",
    "the calendar in which time runs, and what stops it",
    "Support, paused while waiting",
    names={**FIELDS, "": "calendar", "in": "source"},
)
COLUMNS: Form[v.Columns] = Form(
    "columns", "names separated by `|`", "response | resolution", names={"*": "matrix column"}
)
CELLS: Form[v.Cells] = Form(
    "cells", "values separated by `|`", "15 minutes | 4 business hours", names={"*": "figure"}
)
LIMIT: Form[v.Value] = Form(
    "limit", "a limit, `not offered` or `not stated`", "4 business hours", names={"*": "figure"}
)
STEP: Form[v.Step] = Form(
    "step", "a share of the time allowed, a time, or a distance from the due time", "60 minutes after due"
)
ESCALATE: Form[v.Escalate] = Form("escalate", "who is told", '"Head of operations"', names={"*": "party"})
OUTAGE: Form[v.Outage] = Form(
    "outage",
    "what is down, and from when to when",
    "Shop, 2026-03-04 10:00 to 2026-03-04 10:50",
    names={**SCOPED, "": "service"},
)
STATED_FEE: Form[v.StatedFee] = Form(
    "stated_fee", "a service and its fee", "Shop, 12_000 EUR", names={**SCOPED, "": "service"}
)
EXPECTED: Form[v.Expected | v.ExpectedRight | v.ExpectedDuty] = Form(
    "expected",
    "an objective and what comes out, a right, or a duty",
    "Availability missed, credit 1_200 EUR",
    names={**SCOPED, "": "objective", **FEES, **ACTIONS, "sends": "report", "sends no": "report"},
)
OUTCOMES: Form[v.Outcomes] = Form("outcomes", "what comes out", "missed, credit 1_200 EUR", names=FEES)
LEVEL: Form[v.Value] = Form("level", "a level", "99.86%")
RECORD_HEAD: Form[v.RecordHead] = Form(
    "record_head", "a source, optionally how many times", "tickets 999 times", names={"*": "source"}
)
RAW: Form[v.Raw] = Form("raw", "a value of the field", "2026-03-04 10:00", names={"*": "field value"})
