"""`dimension-mismatch`: told apart by a field that it has not, or spoken of by a value that the dimension has not."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.credits import Bands
from sladsl.ast.facts import Fact, Option
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.ast.scenarios import ExpectedRows, Levels, Scenario
from sladsl.ast.services import Service
from sladsl.checks.context import Context
from sladsl.checks.dimensions import Dimensions, Told
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.from_ast.known import fields_of

SAY = Voice(name="dimension-mismatch", code="M109", severity="error")
MOST = 6
Named = v.Name | v.Text


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    told = Told(node)
    for block in node.blocks:
        if isinstance(block, Measured):
            yield from _across(block, told)
        if isinstance(block, (Measured, Service, Option)):
            yield from _no_choice(block, told)
    of = {
        each.name.text: told.of_objective(each) for each in node.children(Objective) if each.name is not None
    }
    yield from _bands(node, of)
    for scenario in node.children(Scenario):
        yield from _scenario(scenario, of, told)


def _across(block: Measured, told: Told) -> Iterator[Finding]:
    """`minimum of Uptime across zone`, where there is one uptime for all zones."""
    measure = block.measure
    if not isinstance(measure, v.Measure) or measure.across is None:
        return
    name, field = measure.across.text, measure.operand
    metric = told.metrics.get(field.text) if isinstance(field, v.FieldName) else None
    if metric is None or metric is block or told.across(metric, name):
        return
    assert isinstance(field, v.FieldName)
    sources = [f"`{each.name.text}`" for each in told.sources_of(metric) if each.name is not None]
    rows = f", and {' and '.join(sources)} has no field `{name}`" if sources else ""
    yield SAY(
        measure.across.span,
        f"`{field.text}` is one figure for every `{name}`{rows}.",
        f"Declare `{name}` with its values in the source, and say `for each: {name}` in `{field.text}`."
        if sources
        else f"Say `for each: {name}` in `{field.text}`, or name what it is told apart by.",
    )


def _no_choice(block: Measured | Service | Option, told: Told) -> Iterator[Finding]:
    """`for each: opened`: values that nobody can list."""
    own = block.for_each
    names = own.items if isinstance(own, v.Names) else (own,) if isinstance(own, v.Name) else ()
    sources = told.sources_of(block) if isinstance(block, Measured) else told.sources
    for name in names:
        kinds = {
            kind.type
            for source in sources
            for field, kind, _ in fields_of(source)
            if field == name.text and isinstance(kind, v.FieldKind)
        }
        if kinds and not kinds & {"choice", "text", "yes or no"}:
            yield SAY(
                name.span,
                f"`{name.text}` is a {kinds.pop()}: its values can't be told apart one by one.",
                f"Name a choice or a text, or declare it with its values: `{name.text}: A, B`.",
            )


def _bands(node: Agreement, of: dict[str, Dimensions]) -> Iterator[Finding]:
    """`bands for West`: of a value of what the credit is for, of an option or of a fact."""
    chosen: set[str] = set()
    for each in node.blocks:
        if isinstance(each, Option) and isinstance(each.values, v.Labels):
            chosen |= {str(getattr(item, "text", "")) for item in each.values.items}
        elif isinstance(each, Fact):
            kind = each.type_
            if not isinstance(kind, v.FieldKind) or kind.type != "choice":
                return  # any word may be one of its values
            chosen |= {value.text for value in kind.values}
    for block, objectives in consequences(node):
        dimension = Dimensions()
        for objective in objectives:
            dimension = dimension.with_(
                of[objective.name.text] if objective.name is not None else Dimensions()
            )
        known = dimension.with_(Dimensions(values=frozenset(chosen)))
        for table in block.children(Bands):
            for name in table.head_value.items if isinstance(table.head_value, v.Names) else ():
                yield from _value(name, known)


def _scenario(scenario: Scenario, of: dict[str, Dimensions], told: Told) -> Iterator[Finding]:
    for outage in scenario.down:
        yield from _of_service(outage.of, outage.scope, told)
    for fee in scenario.fee:
        yield from _of_service(fee.service, fee.scope, told)
    for expected in scenario.expect:
        if isinstance(expected, v.Expected) and expected.scope is not None:
            yield from _value(expected.scope, of.get(expected.objective.text))
    for table in scenario.children(Levels):
        for row in table.table:
            labels = row.head.items if isinstance(row.head, v.Labels) else ()
            for name in table.head_value.items if isinstance(table.head_value, v.Names) else ():
                for label in labels:
                    if not isinstance(label, v.PeriodName):
                        yield from _value(label, of.get(name.text))
    for rows in scenario.children(ExpectedRows):
        for row in rows.table:
            labels = row.head.items if isinstance(row.head, v.Labels) else ()
            words = [label for label in labels if not isinstance(label, v.PeriodName)]
            if len(words) > 1:
                yield from _value(words[1], of.get(words[0].text))


def _of_service(name: v.Name, scope: Named | None, told: Told) -> Iterator[Finding]:
    service = told.services.get(name.text)
    if scope is not None and service is not None:
        yield from _value(scope, told.of_service(service))


def _value(value: Named, known: Dimensions | None) -> Iterator[Finding]:
    """A finding for a value that is none of a closed list."""
    if known is None or not known.values or value.text in known.values:
        return
    kind = f"value of {listing(sorted(known.fields), 'or')}" if known.fields else "such value"
    there = sorted(known.values)
    near = closest(value.text, there)
    hint = f"Did you mean `{near}`?" if near else ""
    if len(there) <= MOST:
        hint = f"{hint} There are: {listing(there)}.".strip()
    yield SAY(value.span, f"There is no {kind} `{value.text}`.", hint or "Write one of its values.")


_TEXT = """\
sla Network "Network of the shops" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Lines {{ hours: always   fee: 1_000 EUR per month }}
  source outages {{
    holds: intervals   of: Lines   collected: automatically
    fields {{ zone: North, South   weight: number }}
  }}
  source tickets {{
    holds: records   of: Lines   each: ticket   collected: automatically
    fields {{ opened: time   solved: yes or no   note: text }}
  }}
  metric Uptime {{
    measure: uptime from outages   for each: zone   controlled by: Nimbus
  }}
  metric Solved {{
    measure: share of tickets   good when: solved   controlled by: Nimbus
  }}
  metric Worst {{
    measure: minimum of {} across zone   controlled by: Nimbus
  }}
  objective Availability {{
    Nimbus ensures Uptime at least 99.5% each month
    credit {{
      base: that month's fee of Lines
      bands for {} {{ at least 99.5%: none   otherwise: 5% }}
      bands {{ at least 99.5%: none   otherwise: 10% }}
    }}
  }}
  scenario "A day" {{
    month: 2026-03
    down: Lines {}, 2026-03-04 00:00 to 2026-03-05 00:00
    expect: Availability {} missed
  }}
}}
"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Something is told apart by a field that it has not, or spoken of by a value that there is not.",
    why=(
        "`minimum of Uptime across zone` is the uptime of the worst zone, if there is one for each: in the metric or at "
        "least in its source somebody has to say which zone it is. Bands, levels and expectations of a single value "
        "(`bands for North`) name one that the field has; a misspelt one is of nobody, and its bands are never used."
    ),
    bad=(
        Case(
            about="Nothing says of which zone a ticket is.",
            text=_TEXT.replace("minimum of", "weighted average of").format(
                "Solved", "North", "North", "North"
            ),
            expected=(
                Expected(
                    line=20, part="`Solved` is one figure for every `zone`, and `tickets` has no field `zone`"
                ),
            ),
        ),
        Case(
            about="Bands of a zone that there is not.",
            text=_TEXT.format("Uptime", "West", "North", "North"),
            expected=(Expected(line=26, part="There is no value of `zone` `West`"),),
        ),
        Case(
            about="An outage of a zone that is spelt otherwise in the source of the metric.",
            text=_TEXT.format("Uptime", "North", "Nort", "North"),
            expected=(Expected(line=32, part="There is no value of `zone` `Nort`"),),
        ),
        Case(
            about="The service is told apart, so its uptime is: and there is no such zone.",
            text=_TEXT.format("Uptime", "North", "North", "East")
            .replace("hours: always", "for each: zone")
            .replace("fee of Lines", "fee of that zone")
            .replace("from outages   for each: zone", "from outages"),
            expected=(Expected(line=33, part="There is no value of `zone` `East`"),),
        ),
        Case(
            about="An option for each of nobody can list which.",
            text=_TEXT.format("Uptime", "North", "North", "North").replace(
                "  metric Worst",
                "  option Plan { values: Gold, Silver   for each: weight }\n  metric Worst",
            ),
            expected=(Expected(line=19, part="`weight` is a number"),),
        ),
    ),
    good=(
        Case(about="Each zone by itself.", text=_TEXT.format("Uptime", "North", "South", "South")),
        Case(
            about="The source has the field, though the metric is not said to be for each.",
            text=_TEXT.format("Solved", "North", "South", "South").replace(
                "note: text", "zone: North, South"
            ),
        ),
        Case(
            about="Bands of one plan, which is an option.",
            text=_TEXT.format("Uptime", "Gold", "South", "South").replace(
                "  metric Worst", "  option Plan { values: Gold, Silver   chosen by: Nimbus }\n  metric Worst"
            ),
        ),
        Case(
            about="Which zones there are, the data say.",
            text=_TEXT.format("Uptime", "West", '"Nort"', "East").replace("zone: North, South", "zone: text"),
        ),
    ),
    check=check,
)
