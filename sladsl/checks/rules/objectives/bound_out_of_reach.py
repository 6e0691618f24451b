"""`bound-out-of-reach`: a bound beyond all levels that there can be, which nobody can keep, or nobody can miss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.credits import Bands, BandsAsPrinted
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import ExpectedRows, Levels, Scenario
from sladsl.ast.tables import Target
from sladsl.checks.context import Context
from sladsl.checks.reach import (
    WHOLE,
    Reach,
    bound_text,
    figure,
    metrics_of,
    promised_reach,
    reach,
    time_of_a_record,
    value_of,
)
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences, judged_bound, promises
from sladsl.diagnostics.finding import Finding
from sladsl.source import Span
from sladsl.values.number import decimal_text

SAY = Voice(name="bound-out-of-reach", code="O104", severity="error")
HALF = 50


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    metrics = metrics_of(node)
    reaches: dict[str, Reach] = {}
    for block in node.children(Objective):
        for words in promises(block):
            found = promised_reach(context, block, words, metrics)
            if found is not None:
                if block.name is not None:
                    reaches[block.name.text] = found
                yield from _promised(block, words, found)
                yield from _other_levels(block, found)
            yield from _each_record(words)
    for credit, objectives in consequences(node):
        known = [reaches.get(each.name.text) for each in objectives if each.name is not None]
        if known and known[0] is not None and all(each == known[0] for each in known):
            for table in credit.blocks:
                if isinstance(table, (Bands, BandsAsPrinted)):
                    yield from _rows(context, table, known[0])
    for right in node.children(Right):
        for entry in right.entries:
            yield from _reached(context, entry.value, metrics)
    for scenario in node.children(Scenario):
        yield from _stated(scenario, reaches)


def _promised(block: Objective, words: v.PromiseWords, reach: Reach) -> Iterator[Finding]:
    """What is kept or missed in a period, in the sentence or in its table."""
    bound = judged_bound(words)
    if bound is None:
        return
    bounds = [(bound, bound.span)]
    if isinstance(bound.operand, v.Target):
        bounds = [
            (v.Bound(comparator=bound.comparator, operand=row.cell), row.span)
            for table in block.children(Target)
            for row in table.table
            if isinstance(row.cell, (v.Quantity, v.Duration))
        ]
    for each, span in bounds:
        yield from _kept(each, span, words, reach)


def _kept(bound: v.Bound, span: Span, words: v.PromiseWords, reach: Reach) -> Iterator[Finding]:
    fits = reach.fits(bound)
    if fits == "none":
        yield SAY(span, f"Nobody can keep `{bound_text(bound)}`: {reach.why(bound)}.", _meant(bound))
    elif fits == "all" and words.verb != "reports":
        hint = "Promise a level that can be missed"
        if words.share is None and words.metrics:
            hint += f", or write `{words.owner.text} reports {words.metrics[0].text} each {words.period}`"
        yield SAY(
            span,
            f"Nobody can miss `{bound_text(bound)}`: {reach.why(bound)}.",
            f"{hint}.",
            severity="warning",
        )


def _meant(bound: v.Bound) -> str:
    """What to write: of a percentage with a digit too many, or without its point, the one that was meant."""
    operand = bound.operand
    if isinstance(operand, v.Quantity) and operand.unit == "%" and operand.number.value > WHOLE:
        over = operand.number.value - WHOLE
        places = operand.number.places
        if HALF <= over < WHOLE:
            return f"Is `{bound.comparator} {decimal_text(over, places)}%` meant?"
        for more in (1, 2):
            less = operand.number.value / 10**more
            if not places and 90 <= less < WHOLE:
                return f"Is `{bound.comparator} {decimal_text(less, more)}%` meant?"
        return "Write 100% or less."
    return "Correct the figure."


def _other_levels(block: Objective, reach: Reach) -> Iterator[Finding]:
    """`minimum`, `critical`, `expected`: a level on one side of which there is nothing."""
    for key in (Objective.minimum, Objective.critical, Objective.expected):
        bound = key.__get__(block, type(block))
        if not isinstance(bound, v.Bound):
            continue
        fits = reach.fits(bound)
        if fits == "some":
            continue
        reached = "No level is" if fits == "none" else "Every level is"
        # Beyond the levels that there are a figure is wrong; a minimum of 0% only says nothing.
        wrong = (fits == "none") != (key is Objective.critical)
        yield SAY(
            bound.span,
            f"{reached} `{bound_text(bound)}` (`{key.name}`): {reach.why(bound)}.",
            "Correct the figure, or leave the key out.",
            severity="error" if wrong else "warning",
        )


def _each_record(words: v.PromiseWords) -> Iterator[Finding]:
    """What each record is promised."""
    if words.noun is not None and words.bound is not None:
        reach = time_of_a_record(f"a {words.noun.text}" if words.share is None else "a record")
        if reach.fits(words.bound) == "none":
            yield from _kept(words.bound, words.bound.span, words, reach)


def _rows(context: Context, table: Bands | BandsAsPrinted, reach: Reach) -> Iterator[Finding]:
    for row in table.table:
        for bound in row.head.bounds if isinstance(row.head, v.BandHead) else ():
            if reach.fits(bound) == "none":
                yield SAY(
                    row.head.span,
                    f"No level fits the row `{context.words(row.head.span)}`: {reach.why(bound)}.",
                    "Correct the figure, or leave the row out.",
                )
                break


def _reached(context: Context, value: v.Value, metrics: Mapping[str, Metric]) -> Iterator[Finding]:
    """`Uptime below 0%`, on which a right waits."""
    for each in values_within(value):
        if (
            not isinstance(each, v.Reached)
            or not isinstance(each.subject, v.Name)
            or isinstance(each.figure, v.AtRisk)
        ):
            continue
        metric = metrics.get(each.subject.text)
        found = reach(context, metric, metrics, None) if metric is not None else None
        bound = v.Bound(comparator=each.comparator, operand=each.figure)
        fits = found.fits(bound) if found is not None else "some"
        if found is not None and fits != "some":
            never = "never" if fits == "none" else "always"
            yield SAY(
                each.span,
                f"`{each.subject.text} {bound_text(bound)}` is {never} so: {found.why(bound)}.",
                "Correct the figure.",
            )


def _stated(scenario: Scenario, reaches: Mapping[str, Reach]) -> Iterator[Finding]:
    """Levels that a scenario gives or expects."""
    for table in scenario.children(Levels):
        names = table.head_value.items if isinstance(table.head_value, v.Names) else ()
        for name in names:
            for row in table.table:
                yield from _level(row.cell, name.text, reaches)
    for expected in scenario.expect:
        if isinstance(expected, v.Expected):
            for outcome in expected.outcomes:
                yield from _expected(outcome, expected.objective.text, reaches)
    for rows in scenario.children(ExpectedRows):
        for row in rows.table:
            first = row.head.items[0] if isinstance(row.head, v.Labels) else None
            called = first.text if isinstance(first, (v.Name, v.Text)) else ""
            for outcome in row.cell.items if isinstance(row.cell, v.Outcomes) else ():
                yield from _expected(outcome, called, reaches)


def _expected(outcome: v.Expectation, name: str, reaches: Mapping[str, Reach]) -> Iterator[Finding]:
    if outcome.kind == "level" and outcome.value is not None:
        yield from _level(outcome.value, name, reaches)


def _level(value: v.Value, name: str, reaches: Mapping[str, Reach]) -> Iterator[Finding]:
    found = reaches.get(name)
    if found is None or value_of(value, found.unit) is None:
        return
    assert isinstance(value, (v.Quantity, v.Duration))
    bound = v.Bound(comparator="exactly", operand=value)
    if found.fits(bound) == "none":
        yield SAY(
            value.span,
            f"A level of {figure(value)} never comes out: {found.why(bound)}.",
            "Correct the figure.",
        )


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ fee: 1_000 EUR per month }}
  source outages {{ holds: intervals   of: Shop   collected: automatically }}
  source tickets {{
    holds: records   each: ticket   of: Shop   collected: automatically
    fields {{ opened: time   answered: time }}
  }}
  metric Uptime {{ measure: uptime from outages   controlled by: Nimbus }}
  metric Downtime {{
    measure: downtime from outages   controlled by: Nimbus
  }}
  metric Answers {{
    measure: opened to answered of tickets   controlled by: Nimbus
  }}
  metric Volume {{ measure: number of tickets   controlled by: Nimbus }}
  objective Promised {{
    {}
  }}
}}
"""

_PLACE = 19

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A bound lies beyond all levels that there can be, so that nobody can keep it or nobody can miss it.",
    why=(
        "An uptime lies between 0% and 100%, a count is never below 0, and no month has forty days of downtime. A bound "
        "beyond that is a slip of the keys: as it stands, every month is missed, or none ever is. The same holds for "
        "shares of records, for `minimum` and `critical`, for rows of bands and for levels that a scenario expects."
    ),
    bad=(
        Case(
            about="A digit too many: 199.9% of a month.",
            text=_TEXT.format("Nimbus ensures Uptime at least 199.9% each month"),
            expected=(
                Expected(
                    line=_PLACE,
                    part="Nobody can keep `at least 199.9%`: an uptime is never more than 100%",
                ),
            ),
        ),
        Case(
            about="More tickets than there are.",
            text=_TEXT.format(
                "Nimbus ensures Answers of at least 180% of tickets\n      at most 4 hours each month"
            ),
            expected=(Expected(line=_PLACE, part="a share of tickets is never more than 100%"),),
        ),
        Case(
            about="No month is missed, whatever happens.",
            text=_TEXT.format("Nimbus ensures Downtime at most 40 days each month"),
            expected=(
                Expected(
                    line=_PLACE,
                    part="Nobody can miss `at most 40 days`: the downtime of a period is never more than the period",
                    severity="warning",
                ),
            ),
        ),
        Case(
            about="A count below nothing, and a count that every month has.",
            text=_TEXT.format("Nimbus ensures Volume at least 0 each month   critical: below 0"),
            expected=(
                Expected(line=_PLACE, part="Nobody can miss `at least 0`", severity="warning"),
                Expected(line=_PLACE, part="No level is `below 0` (`critical`)", severity="warning"),
            ),
        ),
        Case(
            about="A row of the bands for levels that there are not.",
            text=_TEXT.format(
                "Nimbus ensures Uptime at least 99.5% each month\n"
                "    credit { base: that month's fee of Shop\n"
                "      bands { at least 100.5%: none   otherwise: 5% } }"
            ),
            expected=(Expected(line=_PLACE + 2, part="No level fits the row `at least 100.5%`"),),
        ),
    ),
    good=(
        Case(
            about="100% is strict, and can be kept.",
            text=_TEXT.format("Nimbus ensures Uptime at least 100% each month   critical: below 95%"),
        ),
        Case(
            about="No downtime at all can be kept, and a day of it can be missed.",
            text=_TEXT.format(
                "Nimbus ensures Downtime at most 0 minutes each month\n    critical: above 1 day"
            ),
        ),
        Case(
            about="A share of tickets, and none of the last row of printed bands is beyond the levels.",
            text=_TEXT.format(
                "Nimbus ensures Answers of at least 95% of tickets\n"
                "      at most 4 hours each month\n"
                "    credit { base: that month's fee of Shop\n"
                "      bands as printed { below 95% but at least 0%: 5% } }"
            ),
        ),
        Case(
            about="A level of no whole can lie above 100%.",
            text=_TEXT.format(
                "Nimbus ensures Sales at least 120% each month }\n"
                '  metric Sales "Sales, of the year before" {\n'
                "    measure: as reported   controlled by: Nimbus   collected by: Nimbus"
            ),
        ),
    ),
    check=check,
)
