"""`limits-out-of-order`: what is less urgent is due sooner, or the end of a record before its answer."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import Row
from sladsl.ast.objectives import Objective
from sladsl.ast.sources import Source
from sladsl.ast.tables import Table, Target
from sladsl.checks.context import Context
from sladsl.checks.promised_times import MOST, PromisedTime, clocks_of_columns, promised_times, word
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.urgency import Length, length, ranks, shorter, stage
from sladsl.checks.written import promises
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.from_ast.known import fields_of
from sladsl.record import Record
from sladsl.source import Span

SAY = Voice(name="limits-out-of-order", code="O105", severity="warning")
ALIKE = ("source", "since", "label", "where", "clock")
"""What two promises of times have in common, of which one comes before the other."""
FEWEST_OTHERS = 2
"""How many rows have to go one way for a row that goes the other way to be a slip."""
OTHERWISE = "otherwise"
NO_VALUES = (OTHERWISE, "any")


class Cell(Record):
    """One limit of a table: its row, the values that the row begins with, its column."""

    labels: tuple[str, ...]
    column: str
    value: v.Value
    limit: Length
    row: Row


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    known = _values(node)
    clocks = clocks_of_columns(node)
    for table in node.children(Table):
        if table.across is None:
            columns = (
                [each.text for each in table.columns.items] if isinstance(table.columns, v.Columns) else []
            )
            cells = list(_cells(table, columns))
            name = table.name.text if table.name is not None else ""
            of = {column: clocks.get((name, column), []) for column in columns}
            turned: set[Span] = set()
            for row, finding in _by_stage(context, cells, of):
                turned.add(row)
                yield finding
            for finding in _by_urgency(context, table, cells, known):
                if not any(row.start <= finding.span.start < row.end for row in turned):
                    yield finding
    for objective in node.children(Objective):
        for words in promises(objective):
            if words.bound is None or words.bound.comparator not in MOST:
                continue
            for target in objective.children(Target):
                yield from _by_urgency(context, target, list(_cells(target, [""])), known)
    yield from _of_promises(context, list(promised_times(node)))


def _values(node: Agreement) -> dict[str, tuple[str, ...]]:
    """The values of each field that lists them."""
    found: dict[str, tuple[str, ...]] = {}
    for source in node.children(Source):
        for name, kind, _ in fields_of(source):
            if isinstance(kind, v.FieldKind) and kind.type == "choice":
                found.setdefault(name, tuple(each.text for each in kind.values))
    return found


def _cells(table: Table | Target, columns: list[str]) -> Iterator[Cell]:
    for row in table.table:
        labels = tuple(word(item) for item in row.head.items) if isinstance(row.head, v.Labels) else ()
        values = row.cell.items if isinstance(row.cell, v.Cells) else (row.cell,)
        for column, value in zip(columns, values, strict=False):
            found = length(value)
            if found is not None:
                yield Cell(labels=labels, column=column, value=value, limit=found, row=row)


# ---- by urgency


def _by_urgency(
    context: Context, table: Table | Target, cells: list[Cell], known: dict[str, tuple[str, ...]]
) -> Iterator[Finding]:
    fields = [name.text for name in table.head_value.items] if isinstance(table.head_value, v.Names) else []
    told: set[tuple[Span, str]] = set()
    for place, field in enumerate(fields):
        labels = [each.labels[place] for each in cells if len(each.labels) == len(fields)]
        labels = [label for label in labels if label not in NO_VALUES]
        order = ranks(field, dict.fromkeys((*labels, *known.get(field, ()))))
        if len(fields) == 1:
            order = _with_the_rest(order, labels, known.get(field, ()))
        for less in cells:
            if (less.row.span, less.column) in told:
                continue
            more = _more_urgent(less, cells, place, order)
            if more is not None:
                told.add((less.row.span, less.column))
                of = f" for {less.column}" if less.column else ""
                yield SAY(
                    less.value.span,
                    f"`{less.labels[place]}` is less urgent than `{more.labels[place]}` and due sooner{of}: "
                    f"`{context.words(less.value.span)}`, not `{context.words(more.value.span)}`.",
                    "Correct one of the two limits.",
                    labels=(Label(span=more.value.span, text="what is more urgent has longer"),),
                )


def _with_the_rest(order: dict[str, int], labels: list[str], values: tuple[str, ...]) -> dict[str, int]:
    """The order with `otherwise` in it, where all values without a row are less urgent than those with one."""
    rest = [each for each in values if each not in labels]
    own = [order[each] for each in labels if each in order]
    if own and rest and all(each in order and order[each] > max(own) for each in rest):
        return {**order, OTHERWISE: min(order[each] for each in rest)}
    return order


def _more_urgent(less: Cell, cells: list[Cell], place: int, order: dict[str, int]) -> Cell | None:
    """The next more urgent row that is due later, among those that are alike in all else."""
    if place >= len(less.labels) or less.labels[place] not in order:
        return None
    own = order[less.labels[place]]
    rest = less.labels[:place] + less.labels[place + 1 :]
    found = [
        each
        for each in cells
        if each.column == less.column
        and len(each.labels) == len(less.labels)
        and each.labels[place] in order
        and order[each.labels[place]] < own
        and each.labels[:place] + each.labels[place + 1 :] == rest
    ]
    nearest = max(found, key=lambda each: order[each.labels[place]], default=None)
    return nearest if nearest is not None and shorter(less.limit, nearest.limit) else None


# ---- by what follows what


def _by_stage(
    context: Context, cells: list[Cell], clocks: dict[str, list[v.Value | None]]
) -> Iterator[tuple[Span, Finding]]:
    """In one row the answer is due before the end, where both run on one clock or all other rows have it so."""
    rows: dict[Span, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row.span, []).append(cell)
    turned, straight = _turned(rows)
    for at, row in rows.items():
        for first in row:
            for second in row:
                before, after = stage(first.column), stage(second.column)
                if before is None or after is None or before >= after:
                    continue
                both = [*clocks[first.column], *clocks[second.column]]
                pair = (first.column, second.column)
                alone = turned.get(pair, 0) == 1 and straight.get(pair, 0) >= FEWEST_OTHERS
                if shorter(second.limit, first.limit) and (alone or all(each == both[0] for each in both)):
                    mine, other = context.words(first.value.span), context.words(second.value.span)
                    yield (
                        at,
                        SAY(
                            first.value.span,
                            f"In one row {first.column} may take `{mine}` and {second.column}, which comes later, "
                            f"`{other}`.",
                            f"Exchange the two if the columns are mixed up, `{other} | {mine}`, or correct one of them."
                            if len(row) == len(pair)
                            else "Correct one of the two limits, or the order of the columns.",
                            labels=(Label(span=second.value.span, text="this is due before it"),),
                        ),
                    )


def _turned(rows: dict[Span, list[Cell]]) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """How many rows have the second of two columns due before the first, and how many the first before the second."""
    turned: dict[tuple[str, str], int] = {}
    straight: dict[tuple[str, str], int] = {}
    for row in rows.values():
        for first in row:
            for second in row:
                if shorter(second.limit, first.limit):
                    turned[first.column, second.column] = turned.get((first.column, second.column), 0) + 1
                    straight[second.column, first.column] = straight.get((second.column, first.column), 0) + 1
    return turned, straight


def _of_promises(context: Context, promised: list[PromisedTime]) -> Iterator[Finding]:
    """In two promises about the same records the answer is due before the end."""
    alike: dict[object, list[PromisedTime]] = {}
    for each in promised:
        if stage(each.until) is not None:
            alike.setdefault(tuple(getattr(each, name) for name in ALIKE), []).append(each)
    for times in alike.values():
        ends = [each for each in times if stage(each.until)]
        for first in times:
            second = next((each for each in ends if _sooner(each, first)), None)
            if second is not None:
                of = f" of `{', '.join(first.label)}`" if first.label else ""
                yield SAY(
                    first.span,
                    f"`{first.until}`{of} may take `{context.words(first.span)}` and `{second.until}`, which comes "
                    f"later, `{context.words(second.span)}`.",
                    "Correct one of the two limits.",
                    labels=(Label(span=second.span, text="this is due before it"),),
                )


def _sooner(later: PromisedTime, first: PromisedTime) -> bool:
    """Whether what comes later is due sooner."""
    return (stage(first.until) or 0) < (stage(later.until) or 0) and shorter(later.limit, first.limit)


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Help {{ hours: always }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00 }}
  source tickets {{
    holds: records   of: Help   each: ticket   collected: automatically
    fields {{
      opened: time   answered: time   resolved: time   site: Bonn, Ulm
      priority: {}
    }}
  }}
  metric Answers {{
    measure: opened to answered of tickets   clock: Office
  }}
  metric Repairs {{
    measure: opened to resolved of tickets   clock: Office
  }}
  table Times by site, priority {{ columns: response | resolution
    {}
    otherwise: 2 days | not stated
  }}
  objective Answered {{
    Nimbus ensures Answers of each ticket at most Times.response
  }}
  objective Repaired {{
    Nimbus ensures Repairs of each ticket at most target
    target by priority {{ {} }}
  }}
}}
"""
_PRIORITIES = "P1, P2, P3"
_ROWS = "any, P1: 1 hour | 4 hours   any, P2: 2 hours | 1 business day"
_TARGETS = "P1: 4 hours   P2: 8 hours   P3: 2 business days"
_ROW, _TARGET = 20, 28

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="What is less urgent is due sooner, or the end of a record is due before its answer.",
    why=(
        "P1 goes before P2 and Critical before Low, so a limit that gets shorter on the way down is a slip: two rows are "
        "exchanged, or minutes stand for hours. Nobody can solve a ticket in two hours that may be answered after four. "
        "Only what names say themselves is looked at: numbered and graded priorities, severities and the like, and times "
        "called answer, workaround, resolution. Business days are taken as days of six hours to twenty-four."
    ),
    bad=(
        Case(
            about="Two limits are exchanged.",
            text=_TEXT.format(_PRIORITIES, _ROWS, "P1: 8 hours   P2: 4 hours   P3: 2 business days"),
            expected=(
                Expected(
                    line=_TARGET,
                    part="`P2` is less urgent than `P1` and due sooner: `4 hours`, not `8 hours`",
                ),
            ),
        ),
        Case(
            about="Minutes for hours, in one column of one site; and words for numbers.",
            text=_TEXT.format(
                "Critical, High, Low",
                "Bonn, Critical: 1 hour | 4 hours\n    Bonn, High: 8 minutes | 1 business day",
                "Critical: 4 hours   High: 9 hours   Low: 5 hours",
            ),
            expected=(
                Expected(
                    line=_ROW + 1, part="`High` is less urgent than `Critical` and due sooner for response"
                ),
                Expected(line=_TARGET + 1, part="`5 hours`, not `9 hours`"),
            ),
        ),
        Case(
            about="The rest is due before the urgent ones.",
            text=_TEXT.format(_PRIORITIES, _ROWS, "P1: 4 hours   P2: 8 hours   otherwise: 2 hours"),
            expected=(Expected(line=_TARGET, part="`otherwise` is less urgent than `P2` and due sooner"),),
        ),
        Case(
            about="Solved before it is answered.",
            text=_TEXT.format(
                _PRIORITIES, "any, P1: 4 hours | 2 hours   any, P2: 5 hours | 9 hours", _TARGETS
            ),
            expected=(
                Expected(
                    line=_ROW,
                    part="In one row response may take `4 hours` and resolution, which comes later, `2 hours`",
                ),
            ),
        ),
        Case(
            about="The same in two promises.",
            text=_TEXT.format(_PRIORITIES, _ROWS, _TARGETS).replace(
                "at most Times.response",
                "at most target\n    target by priority { P1: 5 hours   P2: 6 hours   P3: 7 hours }",
            ),
            expected=(
                Expected(
                    line=25,
                    part="`answered` of `P1` may take `5 hours` and `resolved`, which comes later, `4 hours`",
                ),
            ),
        ),
    ),
    good=(
        Case(about="From the shortest to the longest.", text=_TEXT.format(_PRIORITIES, _ROWS, _TARGETS)),
        Case(
            about="Each site by itself, and the same time for two priorities.",
            text=_TEXT.format(
                _PRIORITIES,
                "Bonn, P1: 4 hours | 8 hours   Ulm, P1: 1 hour | 4 hours\n    Ulm, P2: 2 hours | 4 hours",
                "P1: 4 hours   P2: 4 hours   P3: 1 business day",
            ),
        ),
        Case(
            about="Hours of the day and hours of the office are not compared.",
            text=_TEXT.format(
                _PRIORITIES, "any, P1: 6 hours | 4 hours   any, P2: 7 hours | 9 hours", _TARGETS
            )
            .replace("opened to answered of tickets   clock: Office", "opened to answered of tickets")
            .replace(f"at most target\n    target by priority {{ {_TARGETS} }}", "at most Times.resolution"),
        ),
        Case(
            about="What is no order of urgency: the site, and how much work it is.",
            text=_TEXT.format(
                "Large, Small",
                "Bonn, any: 4 hours | 8 hours   Ulm, any: 1 hour | 4 hours",
                "Large: 9 hours   Small: 4 hours",
            ),
        ),
        Case(
            about="Eight hours on the clock may be as much as a business day.",
            text=_TEXT.format(_PRIORITIES, _ROWS, "P1: 1 business day   P2: 8 hours   P3: 9 hours"),
        ),
    ),
    check=check,
)
