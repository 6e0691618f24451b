"""`spelt-two-ways`: a part of a service whose name is spelt another way in one line of the scenarios than in the others."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.spelling import one_letter_apart
from sladsl.model.scenarios import Scenario
from sladsl.source import Span

SAY = Voice(name="spelt-two-ways", code="X103", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    named: dict[str, list[Span]] = {}
    for scenario in context.agreement.scenarios:
        for scope, span in _scopes(scenario):
            named.setdefault(scope, []).append(span)
    for scope, spans in named.items():
        others = [each for each in named if len(named[each]) > len(spans) and one_letter_apart(scope, each)]
        if len(spans) == 1 and len(others) == 1:
            usual = named[others[0]]
            yield SAY(
                spans[0],
                f"`{scope}` stands here alone, and `{others[0]}` {len(usual)} times: they are two things.",
                f"Write `{others[0]}`, if that is meant.",
                labels=(Label(span=usual[0], text="as it is spelt elsewhere"),),
            )


def _scopes(scenario: Scenario) -> Iterator[tuple[str, Span]]:
    """What a scenario names of services and dimensions, each with its place."""
    for of_a_kind in (
        scenario.outages,
        scenario.levels,
        scenario.fees,
        scenario.expectations,
        scenario.rights,
        scenario.duties,
    ):
        yield from ((each.scope, each.span) for each in of_a_kind if each.scope)


_TEXT = """\
sla Circuits "Leased circuits" {{
  time zone: "UTC"
  party Fernnetz {{ role: provider }}
  party Harbour {{ role: customer }}
  service Line {{
    hours: always   for each: circuit   fee: 900 EUR per month
  }}
  source outages {{
    holds: intervals   of: Line   fields {{ circuit: text }}
  }}
  metric Uptime {{ measure: uptime from outages   for each: circuit }}
  objective Availability {{
    Fernnetz ensures Uptime at least 99.5% each month
  }}
  scenario "Two outages of one circuit" {{
    month: 2026-03
    down: Line "Kiel", 2026-03-03 10:00 to 2026-03-03 12:00
    down: Line "{circuit}", 2026-03-20 10:00 to 2026-03-20 14:00
    expect: Availability "Kiel" missed
  }}
}}
"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A part of a service is spelt another way in one line of the scenarios.",
    why=(
        "The names of circuits, sites and customers come with the data, so no list says which there are. Two spellings are "
        "two circuits: an outage of `Keil` is none of `Kiel`, and a scenario then shows less than it was meant to. The rule "
        "speaks where one letter is changed, left out or swapped with the next in a name that stands once, and the other "
        "stands more often. Names that differ in a figure (`Line 1`, `Line 2`) are different things."
    ),
    bad=(
        Case(
            about="Two letters are swapped in the second outage.",
            text=_TEXT.format(circuit="Keil"),
            expected=(Expected(line=18, part="`Keil` stands here alone"),),
        ),
    ),
    good=(
        Case(about="Both outages are of the one circuit.", text=_TEXT.format(circuit="Kiel")),
        Case(about="The other outage is of another circuit.", text=_TEXT.format(circuit="Bremen")),
    ),
    check=check,
)
