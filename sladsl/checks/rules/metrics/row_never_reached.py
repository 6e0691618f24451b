"""`row-never-reached`: a row of a table of limits that no record fits, or records that no row fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.ast.tables import Target
from sladsl.checks.conditions import CONDITIONS
from sladsl.checks.context import Context
from sladsl.checks.dimensions import Told
from sladsl.checks.reach import measured_by
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import promises
from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.from_ast.context import Context as BuildContext
from sladsl.model.from_ast.known import fields_of
from sladsl.model.from_ast.limits import target
from sladsl.model.limits import LimitTable, TableRow
from sladsl.model.meanings import Agreement, Field, Metric
from sladsl.record import Record
from sladsl.source import Span

SAY = Voice(name="row-never-reached", code="M106", severity="warning")
MOST = 500
"""Combinations of values that are looked at one by one."""
Allowed = frozenset[str] | None
"""The values that a field can have among the records that are measured; None where nothing says."""


class Rows(Record):
    """The records that a table is for: of which metric, under which condition, with which fields."""

    name: str
    where: v.Condition | None
    fields: Mapping[str, Field]
    span: Span | None = None
    """Where the condition stands."""


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    for table, metrics in (*_uses(agreement), *_left_out(agreement)):
        allowed = [_allowed_by(table, metric) for metric in metrics]
        told = _unreached(table, allowed)
        lacking = [_lacking(table, each) for each in allowed]
        elsewhere = any(table.name and table.name in each.text for each in agreement.left_out)
        missing = sorted({words for each in lacking for words in each})
        for row in () if elsewhere else told:
            near = closest(row.text, tuple(missing))
            why = _narrowed(metrics[0], table)
            hint = (
                f"Did you mean `{near}`? It has no row."
                if near
                else "Correct the value, or leave the row out."
            )
            yield SAY(
                row.span, f"No record comes to the row `{row.text}`: {why}.", hint, labels=_labels(metrics[0])
            )
            missing = [each for each in missing if each != near]
        if missing:
            of = listing(missing[:6]) + (f" and {len(missing) - 6} more" if len(missing) > 6 else "")
            yield SAY(
                table.span,
                f"No row fits {of}, so such records have no limit and can't be judged.",
                "Add a row for each, or `otherwise: …`; where nothing is promised, `not offered`.",
                labels=_labels(metrics[0]),
            )


def _uses(agreement: Agreement) -> list[tuple[LimitTable, list[Rows]]]:
    """Each table with the metrics whose records it is for."""
    found: dict[int, tuple[LimitTable, list[Rows]]] = {}
    for objective in agreement.objectives.values():
        metric = agreement.metrics.get(objective.metric)
        if metric is None:
            continue
        tables = [objective.record.table if objective.record is not None else None]
        tables.append(objective.targets.table if objective.targets is not None else None)
        for table in tables:
            if table is not None:
                found.setdefault(table.span.start, (table, []))[1].append(_rows_of(metric, agreement))
    for metric in agreement.metrics.values():
        for table in metric.tables.values():
            found.setdefault(table.span.start, (table, []))[1].append(_rows_of(metric, agreement))
    return list(found.values())


def _rows_of(metric: Metric, agreement: Agreement) -> Rows:
    fields: dict[str, Field] = {}
    for name in metric.sources:
        if name in agreement.sources:
            fields |= agreement.sources[name].fields
    return Rows(name=metric.name, where=metric.where, fields=fields, span=metric.condition_spans.get("where"))


def _left_out(agreement: Agreement) -> Iterator[tuple[LimitTable, list[Rows]]]:
    """The tables of objectives that are not evaluated yet, as they are written."""
    node = agreement.node
    assert isinstance(node, AgreementBlock)
    built = {each.span for each in agreement.objectives.values()}
    told = Told(node)
    for objective in node.children(Objective):
        if objective.head_span in built:
            continue
        for written in objective.children(Target):
            rows = [
                _written_rows(block, told)
                for words in promises(objective)
                for block in measured_by(objective, words, told.metrics)
                if isinstance(block, Measured)
            ]
            if rows:
                yield target(written, BuildContext()), rows


def _written_rows(block: Measured, told: Told) -> Rows:
    fields = {
        name: Field(name=name, type=kind.type, values=tuple(each.text for each in kind.values))
        for source in told.sources_of(block)
        for name, kind, _ in fields_of(source)
        if isinstance(kind, v.FieldKind)
    }
    where = block.where
    return Rows(
        name=block.name.text if block.name is not None else "",
        where=where if isinstance(where, CONDITIONS) else None,
        fields=fields,
        span=block.span_of(Measured.where) if block.has(Measured.where) else None,
    )


def _allowed_by(table: LimitTable, rows: Rows) -> dict[str, Allowed]:
    return {name: _allowed(name, rows.where, _domain(rows.fields.get(name))) for name in table.by}


def _domain(field: Field | None) -> Allowed:
    if field is None:
        return None
    if field.type == "yes or no":
        return frozenset({"yes", "no"})
    return frozenset(field.values) if field.type == "choice" else None


def _allowed(name: str, where: v.Condition | None, domain: Allowed) -> Allowed:
    """The values of a field that a condition lets through."""
    match where:
        case v.OneOf() if where.field.text == name:
            values = frozenset(each.text for each in where.values)
            if where.negated:
                return domain - values if domain is not None else None
            return values if domain is None else values & domain
        case v.Truth() if where.field.text == name:
            return frozenset({"yes"})
        case v.Not() if isinstance(where.of, v.Truth) and where.of.field.text == name:
            return frozenset({"no"})
        case v.AllOf():
            for part in where.of:
                domain = _allowed(name, part, domain)
            return domain
        case v.AnyOf():
            parts = [_allowed(name, part, domain) for part in where.of]
            known = [part for part in parts if part is not None]
            return frozenset().union(*known) if len(known) == len(parts) else None
        case _:
            return domain


def _unreached(table: LimitTable, allowed: list[dict[str, Allowed]]) -> list[TableRow]:
    return [
        row
        for row in table.rows
        if row.labels
        and not any(
            all(
                label is None or (values := each[name]) is None or label in values
                for name, label in zip(table.by, row.labels, strict=True)
            )
            for each in allowed
        )
    ]


def _lacking(table: LimitTable, allowed: Mapping[str, Allowed]) -> list[str]:
    """The values, or combinations of them, that can come and that no row fits."""
    if any(not row.labels for row in table.rows) or not table.rows:
        return []
    known = [allowed[name] for name in table.by]
    count = 1
    for each in known:
        count *= len(each) if each is not None else 1
    if count > MOST or all(each is None for each in known):
        return []
    combinations = product(*(sorted(each) if each is not None else [None] for each in known))
    return [
        ", ".join("any" if value is None else value for value in values)
        for values in combinations
        if not any(
            all(
                # Of a field of any value a row for one of them may be what comes.
                label is None or value is None or label == value
                for label, value in zip(row.labels, values, strict=True)
            )
            for row in table.rows
        )
    ]


def _narrowed(metric: Rows, table: LimitTable) -> str:
    if metric.where is not None:
        return f"`where` of `{metric.name}` lets none through"
    return f"no record of `{metric.name}` has {listing(table.by)} so"


def _labels(metric: Rows) -> tuple[Label, ...]:
    return (Label(span=metric.span, text="only these records"),) if metric.span is not None else ()


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A row of a table of limits fits no record that is measured, or some records fit no row.",
    why=(
        "`where` says which records count, a table by which limit each is judged. Where a name is written otherwise in one "
        "of them, its row waits for records that never come, and the records that were meant have no limit: they are "
        "undecided, in every period. A table that several metrics use is looked at with all of them."
    ),
    bad=(
        Case(
            about="One name has an s too many: its row is never reached, and Repair has none.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Help { hours: always }
  source tickets {
    holds: records   of: Help   each: ticket   collected: automatically
      collected by: "the desk"
    fields { opened: time   closed: time   kind: text }
  }
  metric Restore {
    of: Help   measure: opened to closed of tickets
      where: kind is one of "Sign Repair", "Graffiti"
        controlled by: Nimbus
  }
  objective Restored {
    Nimbus ensures Restore of each ticket at most target each month
    target by kind {
      "Sign Repairs": 10 hours
      "Graffiti":     45 hours
    }
  }
}
""",
            expected=(
                Expected(
                    line=18,
                    part="No record comes to the row `Sign Repairs`: `where` of `Restore` lets none through",
                ),
            ),
        ),
        Case(
            about="A priority without a row.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Help { hours: always }
  source tickets {
    holds: records   of: Help   each: ticket   collected: automatically
      collected by: "the desk"
    fields { opened: time   closed: time   kind: P1, P2, P3, P4 }
  }
  metric Restore {
    of: Help   measure: opened to closed of tickets
      where: kind is not P4   controlled by: Nimbus
  }
  objective Restored {
    Nimbus ensures Restore of each ticket at most target each month
    target by kind {
      P1: 2 hours
      P2: 4 hours
    }
  }
}
""",
            expected=(Expected(line=16, part="No row fits `P3`"),),
        ),
        Case(
            about="A priority without a row, in a promise that is not evaluated yet.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Help { hours: always }
  option Class { values: Gold, Silver   chosen by: Nimbus }
  source tickets {
    holds: records   of: Help   each: ticket   collected: automatically
      collected by: "the desk"
    fields { opened: time   closed: time   kind: P1, P2, P3, P4 }
  }
  metric Restore {
    of: Help   measure: opened to closed of tickets
      where: kind is not P4   controlled by: Nimbus
  }
  objective Restored {
    Nimbus ensures Restore of each ticket at most target each month
    applies where: Class is Gold
    target by kind {
      P1: 2 hours
      P2: 4 hours
    }
  }
}
""",
            expected=(Expected(line=18, part="No row fits `P3`"),),
        ),
    ),
    good=(
        Case(
            about="Each value that is let through has its row.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Help { hours: always }
  source tickets {
    holds: records   of: Help   each: ticket   collected: automatically
      collected by: "the desk"
    fields { opened: time   closed: time   kind: text }
  }
  metric Restore {
    of: Help   measure: opened to closed of tickets
      where: kind is one of "Sign Repair", "Graffiti"
        controlled by: Nimbus
  }
  objective Restored {
    Nimbus ensures Restore of each ticket at most target each month
    target by kind {
      "Sign Repair": 10 hours
      "Graffiti":    45 hours
    }
  }
}
""",
        ),
        Case(
            about="What has no row of its own is `otherwise`.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Help { hours: always }
  source tickets {
    holds: records   of: Help   each: ticket   collected: automatically
      collected by: "the desk"
    fields { opened: time   closed: time   kind: P1, P2, P3, P4 }
  }
  metric Restore {
    of: Help   measure: opened to closed of tickets
      where: kind is not P4   controlled by: Nimbus
  }
  objective Restored {
    Nimbus ensures Restore of each ticket at most target each month
    target by kind {
      P1:        2 hours
      otherwise: 4 hours
    }
  }
}
""",
        ),
    ),
    check=check,
)
