"""`named-twice`: one list names the same thing twice, so that another one was meant or one is too many."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.services import Service
from sladsl.ast.structure import Support
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.record import Record, within
from sladsl.source import Span

SAY = Voice(name="named-twice", code="G110", severity="warning")
Named = tuple[str, Span]
LISTED: dict[type[Record], str] = {
    v.Names: "items",
    v.Columns: "items",
    v.Texts: "items",
    v.InAll: "items",
    v.OneOf: "values",
    v.FieldKind: "values",
    v.PromiseWords: "metrics",
    v.Measure: "sources",
}
"""Values that list names or texts, and the field that does."""


def check(context: Context) -> Iterator[Finding]:
    supports: dict[tuple[str, str], Span] = {}
    for block in context.agreement.node.deep:
        told: set[int] = set()
        for found in (*_lists(block), *_repeated(block)):
            for name, span, first in _twice(found):
                if span.start not in told:
                    told.add(span.start)
                    yield SAY(
                        span,
                        f"`{name}` is named here twice.",
                        "Leave it out, or name the other one that is meant.",
                        labels=(Label(span=first, text="first here"),),
                    )
        if isinstance(block, Service):
            yield from _on_itself(block)
        elif isinstance(block, Support):
            yield from _carried(block, supports)


def _lists(block: Block) -> Iterator[list[Named]]:
    """The lists that a block says, in its head, its keys and its rows."""
    values: list[v.Value | None] = [block.head_value, *(entry.value for entry in block.entries)]
    values += [row.cell for row in block.table]
    for value in filter(None, values):
        for each in within(value):
            listed = LISTED.get(type(each))
            if listed is not None:
                yield [(" ".join(item.text.split()), item.span) for item in getattr(each, listed)]
            elif type(each) is v.Roles:
                yield [(f"{role} {name.text}", name.span) for role, name in each.items]


def _repeated(block: Block) -> Iterator[list[Named]]:
    """Keys that may stand several times: what all of them list."""
    several: dict[str, list[Named]] = {}
    for entry in block.entries:
        if isinstance(entry.value, v.Texts):
            items = several.setdefault(entry.key, [])
            items += [(" ".join(item.text.split()), item.span) for item in entry.value.items]
    yield from several.values()


def _twice(named: list[Named]) -> Iterator[tuple[str, Span, Span]]:
    seen: dict[str, Span] = {}
    for name, span in named:
        if name in seen:
            yield name, span, seen[name]
        seen.setdefault(name, span)


def _on_itself(service: Service) -> Iterator[Finding]:
    needs = service.depends_on
    for name in needs.items if isinstance(needs, v.Names) and service.name is not None else ():
        if service.name is not None and name.text == service.name.text:
            yield SAY(
                name.span,
                f"`{name.text}` can't depend on itself.",
                "Name the service that is meant, or none.",
            )


def _carried(block: Support, seen: dict[tuple[str, str], Span]) -> Iterator[Finding]:
    """The same promise carried by the same promise in two blocks."""
    by = block.by.text if isinstance(block.by, v.Name) else ""
    for name in block.head_value.items if isinstance(block.head_value, v.Names) else ():
        first = seen.setdefault((name.text, by), name.span)
        if first != name.span and not block.span.start <= first.start < block.span.end:
            yield SAY(
                name.span,
                f"`{name.text}` is carried{f' by `{by}`' if by else ''} already.",
                "Leave it out, or name the other one that is meant.",
                labels=(Label(span=first, text="first here"),),
            )


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  calendar India {{ Monday to Friday: 04:00 to 12:00 }}
  calendar Boston {{ Monday to Friday: 13:00 to 22:00 }}
  {}
  service Help {{ hours: always }}
  service Portal {{
    includes: "the search"
    depends on: {}
  }}
  source tickets {{
    holds: records   of: Help   each: ticket   collected: automatically
    fields {{ opened: time   closed: time   kind: Fault, Order, Question }}
  }}
  metric Restore {{
    measure: opened to closed of tickets
    where: kind is one of {}
  }}
  objective Restored {{
    Nimbus ensures Restore of each ticket at most 4 hours
  }}
}}
"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="One list names the same thing twice, so that another one was meant or one is too many.",
    why=(
        "A list is copied from the line above and one name is not changed: `any of: India, India` is open as long as "
        "India is, and whoever wrote it meant two places. The second name adds nothing wherever it stands: in calendars, "
        "in conditions, in what a service includes or needs, in what a promise or a report is about."
    ),
    bad=(
        Case(
            about="Two desks were meant.",
            text=_TEXT.format("calendar Both { any of: India, India }", "Help", "Fault, Order"),
            expected=(Expected(line=6, part="`India` is named here twice"),),
        ),
        Case(
            about="One value of a condition stands there twice.",
            text=_TEXT.format("", "Help", "Fault, Order, Fault"),
            expected=(Expected(line=18, part="`Fault` is named here twice"),),
        ),
        Case(
            about="A service twice, and a service that needs itself.",
            text=_TEXT.format("", "Help, Portal, Help", "Fault, Order"),
            expected=(
                Expected(line=10, part="`Portal` can't depend on itself"),
                Expected(line=10, part="`Help` is named here twice"),
            ),
        ),
        Case(
            about="The same words in two lines of what is part of the service.",
            text=_TEXT.format("", 'Help   includes: "the  search", "the cart"', "Fault, Order"),
            expected=(Expected(line=10, part="`the search` is named here twice"),),
        ),
    ),
    good=(
        Case(
            about="Two calendars, one in both lists.",
            text=_TEXT.format(
                "calendar Both { any of: India, Boston   outside: India }", "Help", "Fault, Order"
            ),
        ),
        Case(about="Each value once.", text=_TEXT.format("", "Help", "Fault, Order, Question")),
        Case(
            about="One of them is part of the service, and the other no part of it.",
            text=_TEXT.format("", 'Help   excludes: "the search"', "Fault"),
        ),
    ),
    check=check,
)
