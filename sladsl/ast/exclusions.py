"""Exclusions: time for which the provider does not answer, with the notice and the allowance that limit it."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import One
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.structure import Overriding


class Exclusion(Overriding):
    kind = "exclusion"
    meaning = "Time that does not count against the promise."
    head = "name and title"
    example = (
        "exclusion Maintenance { time: windows where announced at least 5 days before start"
        "   allowance: first 8 hours per month }"
    )

    time = One(f.POPULATION, "the intervals that are excluded")
    requests = One(
        f.POPULATION,
        "the records that are excluded",
        example="requests: requests where throttled",
    )
    cause = One(
        f.TEXT,
        "a cause in words; it is printed, nothing computes it",
        example='cause: "force majeure"',
        open=True,
    )
    allowance = One(f.ALLOWANCE, "the most that is excluded per period; the rest counts", open=True)
    allowance_counts = Interpretation.allowance_counts
    business_days = Interpretation.business_days
    end_of_business_days = Interpretation.end_of_business_days
    first_business_day = Interpretation.first_business_day
    shown_by = One(
        f.NAME, "the party that must prove it", open=True, example="shown by: Nimbus", names="party"
    )
    found_by = One(
        f.NAME_OR_TEXT, "who decides where the parties differ", example='found by: "an expert"', names="party"
    )
    covered_by = One(
        f.NAME_OR_TEXT,
        "the agreement that speaks of it instead",
        example='covered by: "Carrier SLA"',
        names="agreement",
    )
    applies_where = One(
        f.CIRCUMSTANCE,
        "when it holds at all",
        example="applies where: GoodStanding",
    )
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §6"')
