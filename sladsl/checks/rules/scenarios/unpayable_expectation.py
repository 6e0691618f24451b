"""`unpayable-expectation`: a scenario expects what nothing in the agreement pays, where fees and rows are plain."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.credits import Credit
from sladsl.ast.objectives import Objective
from sladsl.ast.scenarios import Scenario
from sladsl.checks.context import Context
from sladsl.checks.dimensions import Told
from sladsl.checks.reach import bound_text, figure
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.stated_credits import (
    choosing,
    chosen,
    credits_of,
    holds,
    level_of,
    outcomes_of,
    payable,
    satisfied,
)
from sladsl.checks.written import judged_bound, promises
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Chosen
from sladsl.source import Span
from sladsl.values.money import Money, money_text
from sladsl.values.number import shown

SAY = Voice(name="unpayable-expectation", code="X105", severity="warning")
CENT = Fraction(1, 100)


def check(context: Context) -> Iterator[Finding]:
    """What of scenarios is evaluated is computed by another rule: here is the rest."""
    node = context.agreement.node
    assert isinstance(node, Agreement)
    told = Told(node)
    played = {each.span for scenario in context.agreement.scenarios for each in scenario.expectations}
    for scenario in node.children(Scenario):
        yield from _owed(context, node, scenario, told, played)


def _owed(
    context: Context, node: Agreement, scenario: Scenario, told: Told, played: set[Span]
) -> Iterator[Finding]:
    """Credits that a scenario expects and that nothing can pay; those that are `played` are computed."""
    given = chosen(scenario)
    objectives = {each.name.text: each for each in node.children(Objective) if each.name is not None}
    for name, outcome in outcomes_of(scenario):
        objective = objectives.get(name)
        if objective is None or outcome.span in played:
            continue
        nothing = _is_nothing(outcome)
        yield from _status(scenario, objective, outcome)
        if (
            outcome.kind in ("missed", "credit")
            and not nothing
            and holds(choosing(objective), given) is False
        ):
            yield _where(context, outcome, f"`{name}` is promised", choosing(objective))
        elif outcome.kind == "credit" and not nothing:
            credits = credits_of(node, objective)
            applying = [each for each in credits if holds(choosing(each), given) is not False]
            if credits and not applying:
                yield _where(context, outcome, "the credit is owed", choosing(credits[0]))
            elif not told.of_objective(objective).fields:
                yield from _amount(context, node, scenario, objective, applying, outcome)


def _status(scenario: Scenario, objective: Objective, outcome: v.Expectation) -> Iterator[Finding]:
    """Met or missed, where the scenario gives the level itself."""
    level = level_of(scenario, objective)
    bounds = [judged_bound(words) for words in promises(objective)]
    bound = bounds[0] if len(bounds) == 1 else None
    if level is None or bound is None or outcome.kind not in ("met", "missed"):
        return
    kept = satisfied(bound, level)
    if kept is not None and kept != (outcome.kind == "met"):
        yield SAY(
            outcome.span,
            f"This can't come out: `{bound_text(bound)}` is {'kept' if kept else 'missed'} at {figure(level)}.",
            "Correct the level or what is expected.",
            labels=(Label(span=level.span, text="the level"),),
        )


def _is_nothing(outcome: v.Expectation) -> bool:
    value = outcome.value
    number = value.percent.number if isinstance(value, v.Share) else getattr(value, "number", None)
    return number is not None and number.value == 0


def _where(context: Context, outcome: v.Expectation, what: str, condition: object) -> Finding:
    span = condition.span if isinstance(condition, v.Value) else outcome.span
    return SAY(
        outcome.span,
        f"This can't come out: {what} where `{context.words(span)}`, and here it is not so.",
        "Correct what is chosen in this scenario, or what it expects.",
        labels=(Label(span=span, text="only then"),),
    )


def _amount(
    context: Context,
    node: Agreement,
    scenario: Scenario,
    objective: Objective,
    credits: list[Credit],
    outcome: v.Expectation,
) -> Iterator[Finding]:
    level = level_of(scenario, objective)
    found = payable(node, scenario, objective, credits, level)
    if found is None:
        return
    expected = outcome.value
    if isinstance(expected, v.Share):
        if expected.base is not None or (not found.ratios and found.money):
            return
        ratio = expected.percent.number.value / 100
        possible = ratio in found.ratios if found.whole else ratio <= max(found.ratios, default=0)
        amounts = [f"{_percent(each)}%" for each in sorted(found.ratios)]
    elif isinstance(expected, v.Quantity):
        same = [each.amount for each in found.money if each.currency == expected.unit]
        if len(same) < len(found.money):
            return
        value, near = expected.number.value, _rounding(context)
        possible = (
            any(abs(value - each) < near for each in same)
            if found.whole
            else value < max(same, default=Fraction(0)) + near
        )
        amounts = [money_text(Money(amount=each, currency=expected.unit)) for each in sorted(set(same))]
    else:
        return
    if not possible:
        owed = " or ".join(amounts) or "nothing"
        at = f" at {figure(level)}" if level is not None else ""
        yield SAY(
            outcome.span,
            f"No row pays that{at}: the credit of {objective.name.text if objective.name else 'it'} is {owed}.",
            "Correct the expectation, or the terms that it rests on.",
        )


def _percent(ratio: Fraction) -> str:
    return shown(ratio * 100)


def _rounding(context: Context) -> Fraction:
    said = context.agreement.choices.get("money rounding")
    if isinstance(said, Chosen) and said.rounding is not None:
        return max(CENT, said.rounding.quantum.number.value)
    return CENT


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  party Acme {{ role: customer }}
  service Help {{ hours: always   fee: 1_000 EUR per month }}
  option Class {{ values: Gold, Silver   chosen by: Acme }}
  source outages {{ holds: intervals   of: Help   collected: automatically }}
  metric Uptime {{ measure: uptime from outages   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99% each month }}
  credit for Availability {{
    applies where: Class is Gold   base: that month's fee of Help
    when: no credit due in each of the next 2 months
    bands {{ at least 99%: none   at least 95%: 5%   otherwise: 10% }}
  }}
  scenario "March" {{
    month: 2026-03   option: Class, {}
    {}
    expect: {}
  }}
}}
"""
_DAY = "down: Help, 2026-03-04 08:00 to 2026-03-04 18:00"
_PLACE = 18

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A scenario expects a credit that no row pays, or that is owed under another option.",
    why=(
        "Scenarios that are evaluated are computed (`scenario-fails`). Others are only read, because something in the "
        "agreement is not evaluated yet; what they expect is then believed. Where nothing but rows, fees and caps decides, "
        "it is compared all the same: 130 EUR where the rows pay 50 or 100 is a slip in one of the two, and the example "
        "may be what a court follows."
    ),
    bad=(
        Case(
            about="No row pays 130 EUR of a fee of 1,000 EUR.",
            text=_TEXT.format("Gold", _DAY, "Availability missed, credit 130 EUR"),
            expected=(
                Expected(
                    line=_PLACE,
                    part="No row pays that: the credit of Availability is 50.00 EUR or 100.00 EUR",
                ),
            ),
        ),
        Case(
            about="The credit is for another class.",
            text=_TEXT.format("Silver", _DAY, "Availability missed, credit 50 EUR"),
            expected=(
                Expected(line=_PLACE, part="the credit is owed where `Class is Gold`, and here it is not so"),
            ),
        ),
        Case(
            about="A level that is given decides which row pays, and whether it is missed at all.",
            text=_TEXT.format(
                "Gold", "levels for Availability { 2026-03: 99% }", "Availability missed, credit 50 EUR"
            ),
            expected=(
                Expected(line=_PLACE, part="No row pays that at 99%: the credit of Availability is nothing"),
            ),
        ),
        Case(
            about="A share that no row has.",
            text=_TEXT.format("Gold", _DAY, "Availability missed, credit 15%"),
            expected=(Expected(line=_PLACE, part="the credit of Availability is 5% or 10%"),),
        ),
    ),
    good=(
        Case(
            about="Five percent of the fee.",
            text=_TEXT.format("Gold", _DAY, "Availability missed, credit 50 EUR"),
        ),
        Case(
            about="The other class is owed nothing.",
            text=_TEXT.format("Silver", _DAY, "Availability missed, no credit"),
        ),
        Case(
            about="Of a fee that this scenario states, at a level that it gives.",
            text=_TEXT.format(
                "Gold",
                "fee: Help, 3_000 EUR   levels for Availability { 2026-03: 97% }",
                "Availability missed, credit 150 EUR",
            ),
        ),
        Case(
            about="A cap can make it less.",
            text=_TEXT.format("Gold", _DAY, "Availability missed, credit 20 EUR").replace(
                "  scenario", "  cap: 20 EUR per month, of all credits\n  scenario"
            ),
        ),
    ),
    check=check,
)
