"""The forms of values: what may stand after a key, with its start rule in the grammar and an example that is right."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.declare import ANSWER, Form

__all__ = ["ANSWER"]

# Whose names stand where, by the keyword before them: see `Form.names`.
FEES = {"of": "service", "that": "dimension"}
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
BOUND: Form[v.Bound] = Form("bound", "a comparison with a value", "at least 99.5%", names={})
BAND_HEAD: Form[v.BandHead] = Form("band_head", "a comparison, or `otherwise`", "at least 99.0%", names={})
ROUNDING: Form[v.Round] = Form(
    "rounding", "a way of rounding and its unit", "half up to 0.01 EUR, on each line"
)
OFFSET: Form[v.Offset] = Form(
    "offset", "a duration before or after something", "30 days after the month", names={"*": "anchor"}
)

FEE: Form[v.Fee] = Form("fee", "an amount per period, or `as invoiced`", "12_000 EUR per month")
BASE: Form[v.FeeBase] = Form(
    "fee_base", "whose fee, and of which period", "that month's fee of Shop", names=FEES
)
AMOUNT: Form[v.Value] = Form(
    "amount", "a percentage, an amount of money or days of the fee", "10%", names=FEES
)
CAP: Form[v.Cap] = Form(
    "cap",
    "the most that can be credited per period",
    "60% of that month's fee of Shop per month, of all credits",
    names=FEES,
)
ALLOWANCE: Form[v.Allowance] = Form("allowance", "how much is allowed per period", "first 8 hours per month")
RENEWAL: Form[v.Renewal] = Form("renewal", "how long and how it renews", "12 months, automatic")
ACCEPTANCE: Form[v.Acceptance] = Form(
    "acceptance", "the date of acceptance and who signed", '2025-12-12, "Managing Director"'
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
        **dict.fromkeys(("uptime from", "downtime from", "share of", "number of", "of", "in"), "source"),
        **FIELDS,
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
        **dict.fromkeys(("ensures", "aims for", "reports"), "metric"),
        "of each": "noun",
        "of": "source",
    },
)
RIGHT: Form[v.RightWords] = Form(
    "right", "a right", "Acme may terminate", names={"": "party", "terminate that": "dimension"}
)
DUTY: Form[v.DutyWords] = Form(
    "duty", "a duty", "Nimbus sends Report to Acme", names={"": "party", "sends": "report", "to": "party"}
)
TRIGGER: Form[v.Value] = Form(
    "trigger",
    "what has to happen",
    "Availability missed in 3 of any 6 consecutive months",
    names={"*": "objective"},
)
CLOCK: Form[v.ClockWords] = Form(
    "clock",
    "the calendar in which time runs, and what stops it",
    "Support, paused while waiting",
    names={**FIELDS, "": "calendar", "in": "source"},
)
COLUMNS: Form[v.Columns] = Form("columns", "names separated by `|`", "response | resolution", names={})
CELLS: Form[v.Cells] = Form("cells", "values separated by `|`", "15 minutes | 4 business hours", names={})
LIMIT: Form[v.Value] = Form("limit", "a limit, `not offered` or `not stated`", "4 business hours", names={})
STEP: Form[v.Step] = Form(
    "step", "a share of the time allowed, or a distance from the due time", "60 minutes after due"
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
EXPECTED: Form[v.Expected | v.ExpectedRight] = Form(
    "expected",
    "an objective and what comes out, or a right",
    "Availability missed, credit 1_200 EUR",
    names={**SCOPED, "": "objective", **FEES},
)
OUTCOMES: Form[v.Outcomes] = Form("outcomes", "what comes out", "missed, credit 1_200 EUR", names=FEES)
LEVEL: Form[v.Value] = Form("level", "a level", "99.86%")
RECORD_HEAD: Form[v.RecordHead] = Form(
    "record_head", "a source, optionally how many times", "tickets 999 times", names={"*": "source"}
)
RAW: Form[v.Raw] = Form("raw", "a value of the field", "2026-03-04 10:00", names={"*": "field value"})
