"""`credit-of-another-fee`: a credit for one service that is taken of the fee of another."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.credits import Consequence, Credit
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.services import Service
from sladsl.ast.sources import Source
from sladsl.checks.context import Context
from sladsl.checks.prices import amounts, base_of
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences, promises
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="credit-of-another-fee", code="B114", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    services = {each.name.text: each for each in node.children(Service) if each.name is not None}
    if len(services) < 2:
        return
    levels = _Levels(context)
    for block, objectives in consequences(node):
        if not isinstance(block, Credit):
            continue
        for base in _bases(block):
            of = [name.text for name in base.services]
            if base.every or base.scope is not None or len(of) != 1 or of[0] not in services:
                continue  # of several fees, or of the value that is assessed
            found = {objective: levels.services(objective) for objective in map(_name, objectives)}
            other = next(
                (
                    name
                    for name, whose in found.items()
                    if whose and of[0] not in whose and _own(whose, of[0], services)
                ),
                None,
            )
            if other is not None:
                whose = sorted(found[other])[0]
                yield SAY(
                    base.span,
                    f"{other} is about {whose}, and its credit is a share of the fee of {of[0]}.",
                    f"Write `that {base.period}'s fee of {whose}`; or allow it with the reason.",
                    labels=(Label(span=services[whose].head_span, text=f"{whose} has a fee of its own"),),
                )
                break


def _bases(block: Consequence) -> Iterator[v.FeeBase]:
    """The fees of which a credit takes a share: those that its amounts name, and its own base where one does not."""
    own = base_of(block)
    if own is not None:
        yield own
    for amount in amounts(block):
        if isinstance(amount, v.Share) and amount.base is not None:
            yield amount.base


def _own(whose: frozenset[str], of: str, services: dict[str, Service]) -> bool:
    """Whether each service that is measured has a fee of its own, and is no part of the one whose fee is taken."""
    paid = all(
        name in services and any(isinstance(fee, v.Fee) for fee in services[name].fee) for name in whose
    )
    return paid and not any(_part_of(name, of, services) for name in whose)


def _part_of(name: str, whole: str, services: dict[str, Service]) -> bool:
    """Whether a service is included in another one, or carries it."""
    block, title = services[whole], services[name].title
    words = {name.casefold(), *((title.text.casefold(),) if title is not None else ())}
    included = (item.text.casefold() for texts in block.includes for item in texts.items)
    needed = block.depends_on.items if isinstance(block.depends_on, v.Names) else ()
    return any(word in text for text in included for word in words) or name in {each.text for each in needed}


def _name(objective: Objective) -> str:
    return objective.name.text if objective.name is not None else ""


class _Levels:
    """Of which services the levels of an objective are."""

    def __init__(self, context: Context) -> None:
        node = context.agreement.node
        self.metrics = {each.name.text: each for each in node.children(Metric) if each.name is not None}
        self.objectives = {_name(each): each for each in node.children(Objective)}
        self.sources = {each.name.text: each for each in node.children(Source) if each.name is not None}

    def services(self, name: str) -> frozenset[str]:
        """The services; none where one of its levels tells none."""
        objective = self.objectives[name]
        found: set[str] = set()
        for words in promises(objective):
            named = [self.metrics.get(each.text) for each in words.metrics]
            measured: list[Measured | None] = [*named] or [objective]
            for metric in measured:
                whose = self._of(metric) if metric is not None else frozenset()
                if not whose:
                    return frozenset()
                found |= whose
        return frozenset(found)

    def _of(self, metric: Measured) -> frozenset[str]:
        """The service that a metric names, else those of the sources that it is measured from."""
        if isinstance(metric.of, v.Name):
            return frozenset({metric.of.text})
        measure = metric.measure
        used = measure.sources if isinstance(measure, v.Measure) else ()
        sources = [self.sources.get(each.text) for each in used]
        named = [each.of.text for each in sources if each is not None and isinstance(each.of, v.Name)]
        return frozenset(named) if len(named) == len(sources) else frozenset()


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  service Shop {{ fee: 1_000 EUR per month{shop} }}
  service Mail {{ fee: {mail} }}
  metric Uptime {{ of: {of}   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  credit for Availability {{
    base: that month's fee of {base}
    amount: {amount}
  }}
}}
"""


def _text(**other: str) -> str:
    said = {"shop": "", "mail": "100 EUR per month", "of": "Mail", "base": "Mail", "amount": "5%"}
    return _TEXT.format(**(said | other))


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A credit for a service is a share of the fee of another service.",
    why=(
        "Where the mail fails, the customer gets a part of what the mail costs. A share of the fee of another service "
        "is mostly a clause that was copied, and is ten times too much or a tenth of it. Where the service that is "
        "measured has no fee of its own, is included in the other one or carries it, the fee of the other one is "
        "right, and nothing is said; nor where the fees of several services are taken together."
    ),
    bad=(
        Case(
            about="Copied from the credit for the shop.",
            text=_text(base="Shop"),
            expected=(
                Expected(
                    line=11, part="Availability is about Mail, and its credit is a share of the fee of Shop"
                ),
            ),
        ),
        Case(
            about="Only one amount names the other fee.",
            text=_text(amount="5% of that month's fee of Shop"),
            expected=(Expected(line=12, part="is a share of the fee of Shop"),),
        ),
        Case(
            about="The metric says nothing of a service, and its source does.",
            text=_text(base="Shop").replace(
                "metric Uptime { of: Mail   measure: as reported\n    collected by: Nimbus   controlled by: Nimbus }",
                "source faults { holds: intervals   of: Mail   collected: automatically }\n"
                "  metric Uptime { measure: uptime from faults   controlled by: Nimbus }",
            ),
            expected=(Expected(line=11, part="Availability is about Mail"),),
        ),
    ),
    good=(
        Case(about="Of its own fee.", text=_text()),
        Case(about="Both fees together are what is paid.", text=_text(base="Shop and Mail")),
        Case(
            about="The mail is a part of the shop.",
            text=_text(base="Shop", shop='   includes: "servers", "mail"'),
        ),
        Case(about="The shop needs the mail.", text=_text(base="Shop", shop="   depends on: Mail")),
        Case(about="The mail has no fee of its own.", text=_text(base="Shop", mail="none")),
    ),
    check=check,
)
