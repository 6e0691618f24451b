"""`unused-definition`: a source, calendar, exclusion or metric that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast.declare import Block
from sladsl.ast.facts import Fact, Option
from sladsl.ast.values import FieldKind, Labels, Name, Text
from sladsl.checks.context import Context
from sladsl.checks.mentions import mentions
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.metrics import TAKEN_OFF
from sladsl.model.limits import Named
from sladsl.model.meanings import Agreement, Chosen

SAY = Voice(name="unused-definition", code="G103", severity="information")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    if not agreement.objectives:
        return  # it defines things for a reader, or is not finished
    counted = mentions(agreement.node)
    used = set(counted) | _used(agreement)
    for metric in agreement.metrics.values():
        if metric.name not in used and not metric.own:
            yield SAY(
                metric.span,
                f"Nothing promises or reports `{metric.name}`.",
                f"Say `{_provider(agreement)} reports {metric.name} each month`, or leave it out.",
            )
    for exclusion in agreement.exclusions.values():
        if exclusion.name not in used:
            yield SAY(
                exclusion.span,
                f"No metric excludes `{exclusion.name}`: it takes nothing out of any promise.",
                _excluding(agreement),
            )
    for source in agreement.sources.values():
        names = {source.name, f"{source.noun}s" if source.noun else source.name}
        if not names & used:
            yield SAY(
                source.span,
                f"Nothing is measured from `{source.name}`, and no exclusion takes its times from it.",
                "Use it in a measure, or leave it out.",
            )
    for table in agreement.tables.values():
        if table.name not in used and not any(
            isinstance(cell, Named) for row in table.rows for cell in row.cells
        ):
            yield SAY(
                table.span,
                f"Nothing compares anything with the table `{table.name}`.",
                f"Name a column in a promise or a condition, for example `{table.name}.{table.columns[0]}`."
                if table.columns
                else "Leave it out.",
            )
    for kind in (Option, Fact):
        for block in agreement.node.children(kind):
            chosen = any(counted[value] > 1 for value in _values(block))  # once in the option itself
            if block.name is not None and block.name.text not in used and not chosen:
                name = block.name.text
                yield SAY(
                    block.head_span,
                    f"Nothing depends on the {block.kind} `{name}`.",
                    f"Name it in `applies where: {name}`, or leave it out."
                    if _yes_or_no(block)
                    else "Name it in a condition, an `applies where` or a table, or leave it out.",
                )
    for calendar in agreement.calendars.values():
        if calendar.name not in used:
            yield SAY(
                calendar.span,
                f"Nothing keeps the hours of `{calendar.name}`: no service, and no deadline.",
                f"Let a service have `hours: {calendar.name}`, or leave it out.",
            )


def _excluding(agreement: Agreement) -> str:
    """The way out for an exclusion: a level that somebody reports has nothing that could be taken out of it here."""
    metrics = agreement.metrics.values()
    measured = [each.name for each in metrics if each.kind != "as reported"]
    reported = [each.name for each in metrics if each.kind == "as reported"]
    of = f" of {listing(measured[:4], 'or')}" if measured else ""
    if not reported:
        return f"Name it in `excluding`{of}, or leave it out."
    if not measured:
        return TAKEN_OFF
    return (
        f"Name it in `excluding`{of} if it is meant there. If it is meant for {listing(reported[:4], 'or')}, whoever "
        "reports the level has taken it off already: say so in the title of the objective or in a `clause`, and "
        "leave it out."
    )


def _used(agreement: Agreement) -> set[str]:
    """What the model uses: also under other words than its name, such as the plural of a source's noun."""
    used = {name for metric in agreement.metrics.values() for name in (*metric.sources, *metric.exclusions)}
    used |= {name for metric in agreement.metrics.values() for name in metric.computed_from}
    used |= {exclusion.source for exclusion in agreement.exclusions.values()}
    used |= {objective.metric for objective in agreement.objectives.values()}
    used |= {each.recorded.source for each in agreement.duties if each.recorded is not None}
    used |= {service.calendar for service in agreement.services.values()}
    return used | {said.answer for said in agreement.choices.values() if isinstance(said, Chosen)}


def _provider(agreement: Agreement) -> str:
    return next(iter(agreement.objectives.values())).owner


def _values(block: Block) -> frozenset[str]:
    """The values of an option: `bands for Gold` depend on it without its name."""
    values = block.values if isinstance(block, Option) else None
    return frozenset(
        item.text
        for item in (values.items if isinstance(values, Labels) else ())
        if isinstance(item, (Name, Text))
    )


def _yes_or_no(block: Block) -> bool:
    kind = block.type_ if isinstance(block, Fact) else None
    return isinstance(kind, FieldKind) and kind.type == "yes or no"


_CHOSEN = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  fact Zones {{ type: number }}
  option Plan {{ values: Gold, Silver }}
  service Shop {{ hours: always   fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported   controlled by: Nimbus }}
  {}
  objective Availability {{ Nimbus ensures Uptime {} each month }}
}}
"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A source, calendar, exclusion or metric is defined, and nothing uses it.",
    why=(
        "What stands in an agreement is read as if it counted. An exclusion for maintenance that no metric excludes "
        "excludes nothing, whatever the provider believes; a calendar of office hours that no service keeps does "
        "not close the desk; a metric that nobody promises is measured for nothing. Usually a line was forgotten, "
        "sometimes a part was left behind. Mentions in scenarios don't count as use. Agreements without any "
        "promise, which only define things, are left alone."
    ),
    bad=(
        Case(
            about="Maintenance is defined and excluded nowhere; so are a calendar, a source and a metric.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows { holds: intervals   collected: by hand }
  source tickets {
    holds: records   each: ticket   fields { opened: time }
    collected: automatically
  }
  exclusion Maintenance {
    time: windows   allowance: first 20 minutes per month
  }
  metric Uptime {
    of: Shop   measure: uptime from outages   controlled by: Nimbus
  }
  metric Outages {
    of: Shop   measure: number of outages   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(line=4, part="Nothing keeps the hours of `Office`"),
                Expected(line=8, part="Nothing is measured from `tickets`"),
                Expected(line=12, part="No metric excludes `Maintenance`"),
                Expected(line=18, part="Nothing promises or reports `Outages`"),
            ),
        ),
        Case(
            about="A fact and an option that nothing hangs on.",
            text=_CHOSEN.format("", "at least 99.9%"),
            expected=(
                Expected(line=4, part="Nothing depends on the fact `Zones`"),
                Expected(line=5, part="Nothing depends on the option `Plan`"),
            ),
        ),
    ),
    good=(
        Case(
            about="A fact and an option on which a credit hangs.",
            text=_CHOSEN.format(
                "credit for Availability {\n"
                "    applies where: Zones at least 2 and Plan is Gold\n"
                "    base: that month's fee of Shop   amount: 5%\n  }",
                "at least 99.9%",
            ),
        ),
        Case(
            about="All are used: a source by its noun, a calendar by a deadline, a metric in a report.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  interpretation { business days: Office }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source desk {
    holds: records   each: ticket   fields { opened: time }
    collected: automatically
  }
  source windows { holds: intervals   collected: by hand }
  exclusion Maintenance {
    time: windows   allowance: first 20 minutes per month
  }
  metric Uptime {
    of: Shop   measure: uptime from outages   excluding: Maintenance
    controlled by: Nimbus
  }
  metric Tickets {
    of: Shop   measure: number of tickets   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Volume { Nimbus reports Tickets each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims {
    channel: in writing   deadline: 20 business days after the month
  }
}
""",
        ),
        Case(
            about="Definitions for others to read, without any promise.",
            text="""\
sla Calendars "Shared calendars" {
  time zone: "UTC"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
}
""",
        ),
    ),
    check=check,
)
