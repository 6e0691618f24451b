"""Points for misses, what their sum costs, and pools: bound to objectives, in numbers."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, EarnBack, MarginalBands, Points, PointsCredit
from sladsl.ast.scoring import Allocation, Pool
from sladsl.diagnostics.finding import Label
from sladsl.model import meanings as m
from sladsl.model.from_ast.bases import Owed, fee_base
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.credits import amount, cap, paid_to, replaced, waits_for
from sladsl.model.from_ast.facts import circumstance
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.from_ast.known import SUM_OF_POINTS
from sladsl.model.from_ast.level_bounds import bound, row_bound
from sladsl.model.from_ast.of_no_miss import unnamed
from sladsl.model.from_ast.remedies import earn_back, least_paid, repeat, step
from sladsl.record import replace
from sladsl.source import Span
from sladsl.values.number import Number, decimal_text
from sladsl.values.period import PeriodKind


def sum_name(objectives: Collection[str]) -> str:
    """What the sum of points is called where an objective stands elsewhere, unless one is called so."""
    return "sum of points" if SUM_OF_POINTS in objectives else SUM_OF_POINTS


def points(block: Points, owed: Owed, context: Context) -> m.Points | None:
    """What a miss scores; None where no objective is known."""
    head = block.head_value
    names: list[str] = []
    if isinstance(head, v.Names):
        for name in head.items:
            called = owed.called(name.text)
            if not called:
                labels = sorted({objective.label for objective in owed.objectives.values()})
                context.unknown(name.text, name.span, labels, "objective")
            names.extend(called)
    if not names:
        return None
    objectives = [owed.objectives[name] for name in names]
    never = next((each for each in objectives if each.strength == "reports"), None)
    if never is not None and not block.children(Bands):
        context.add(
            "N247",
            "event-impossible",
            block.head_span,
            f"`{never.label}` is only reported, so it is never missed: no points come of it.",
            "Say `ensures` and how well, or leave these points out.",
        )
        return None
    tables = block.children(Bands) + block.children(BandsAsPrinted)
    unit = objectives[0].unit(owed.metrics.get(objectives[0].metric))
    rows = []
    for row in tables[0].table if tables else ():
        if not isinstance(row.head, v.BandHead):
            continue
        bounds = [
            found
            for each in row.head.bounds
            if (found := row_bound(each, owed.objectives[names[0]], unit, context)) is not None
        ]
        if len(bounds) == len(row.head.bounds):
            text = " ".join(owed.source[row.head.span].split())
            rows.append(m.PointsRow(bounds=tuple(bounds), points=_number(row.cell), text=text, span=row.span))
    stepped = step(block, objectives, owed.objectives, owed.metrics, owed.source, context)
    flat = _number(block.amount) if isinstance(block.amount, v.Value) else None
    return m.Points(
        objectives=tuple(names),
        bands=tuple(rows),
        printed=bool(tables) and isinstance(tables[0], BandsAsPrinted),
        bands_span=tables[0].head_span if tables else block.head_span,
        amount=None if stepped is None and block.has(Points.step) else flat,
        step=stepped,
        repeat=repeat(block, context),
        choices=choices((block,), context),
        applies=circumstance(block.applies_where, context),
        when=waits_for(block.when, objectives, owed, context),
        cites=context.text(block, Points.cites),
        span=block.head_span,
    )


def _number(written: v.Value) -> Fraction | None:
    """So many points; none are zero, and what is not stated is not known."""
    if isinstance(written, v.Quantity) and written.unit == "points":
        return written.number.value
    return Fraction(0) if isinstance(written, v.Answer) else None


def points_credit(
    block: PointsCredit, given: tuple[m.Points, ...], owed: Owed, context: Context
) -> m.Credit | None:
    """What the points of a period cost together."""
    head = block.head_value
    objectives = [owed.objectives[name] for each in given for name in each.objectives]
    if not isinstance(head, v.PointsHead) or not objectives:
        return None
    _of_one_side(block, given, owed, context)
    period = context.period(head.period)
    # The fee is that of the period in which points are summed up, whatever the periods of the promises are.
    objectives = [replace(each, period=period) for each in objectives]
    sum_ = points_objective(sum_name(owed.objectives), period, objectives[0].owner, block.head_span)
    base = fee_base(block.base, objectives, owed, context)
    marginal = block.children(MarginalBands)
    tables = block.children(Bands) + block.children(BandsAsPrinted) + marginal
    rows = []
    for row in tables[0].table if tables else ():
        if isinstance(row.head, v.BandHead):
            plain = [_plain(each, context) for each in row.head.bounds]
            bounds = [found for each in plain if (found := bound(each, "number", context)) is not None]
            if len(bounds) == len(plain):
                paid = amount(row.cell, owed, objectives, context)
                text = " ".join(owed.source[row.head.span].split())
                rows.append(m.BandRow(bounds=tuple(bounds), amount=paid, text=text, span=row.span))
    flat = amount(block.amount, owed, objectives, context) if isinstance(block.amount, v.Value) else None
    stepped = step(block, [sum_], {}, {}, owed.source, context)
    earned = [earn_back(each, (), [sum_], context) for each in block.children(EarnBack)]
    return m.Credit(
        objectives=(),
        points=period,
        base=base,
        base_open=isinstance(block.base, v.NotStated),
        bands=tuple(rows),
        printed=bool(tables) and isinstance(tables[0], BandsAsPrinted),
        bands_span=tables[0].head_span if tables else block.head_span,
        amount=None if stepped is None and block.has(PointsCredit.step) else flat,
        amount_open=isinstance(block.amount, v.NotStated),
        applies=circumstance(block.applies_where, context),
        caps=tuple(
            limit for each in block.cap if (limit := cap(each, objectives, owed, context)) is not None
        ),
        choices=choices((block,), context),
        marginal=bool(marginal) and tables[0] is marginal[0],
        step=stepped,
        earn_back=earned[0] if earned else None,
        least=least_paid(block.minimum_payable, context),
        when={} if unnamed(block.when) else waits_for(block.when, [sum_], owed, context),
        replaces=replaced(block.replaces, owed),
        replaces_all=isinstance(block.replaces, v.Answer),
        paid_to=paid_to(block.paid_to, owed, context),
        cites=context.text(block, PointsCredit.cites),
        span=block.head_span,
    )


def _of_one_side(block: PointsCredit, given: tuple[m.Points, ...], owed: Owed, context: Context) -> None:
    """A finding where points of both sides make one sum: nothing says which of them owes the credit for it."""
    sides: dict[bool, m.Points] = {}
    for each in given:
        for name in each.objectives:
            party = owed.parties.get(owed.objectives[name].owner)
            sides.setdefault(party is not None and party.role == "customer", each)
    if len(sides) < 2:
        return
    of_customer, of_provider = (owed.objectives[sides[side].objectives[0]] for side in (True, False))
    context.add(
        "N299",
        "points-of-both-sides",
        block.head_span,
        f"This sum has points for misses of {of_customer.owner} and of {of_provider.owner}: who of them owes the credit is "
        "not said.",
        f"Leave `{of_customer.label}` out of the points, and give it a credit of its own.",
        labels=(
            Label(span=sides[True].span, text=f"of {of_customer.owner}"),
            Label(span=sides[False].span, text=f"of {of_provider.owner}"),
        ),
    )


def _plain(written: v.Bound, context: Context) -> v.Bound:
    """`at least 15 points` as a comparison with a number."""
    operand = written.operand
    if isinstance(operand, v.Quantity) and operand.unit == "%":
        figure = decimal_text(operand.number.value, operand.number.places)
        context.add(
            "N204",
            "unit-mismatch",
            operand.span,
            f"Points are added up here, and `{figure}%` is a percentage.",
            f"Write `{figure} points`.",
        )
        return replace(written, operand=v.Broken(span=operand.span))
    if isinstance(operand, v.Quantity) and operand.unit == "points":
        return replace(written, operand=replace(operand, unit=""))
    return written


def points_objective(name: str, period: PeriodKind, owner: str, span: Span) -> m.Objective:
    """The sum of points, as something that is assessed: none is what is hoped for."""
    none = m.Bound(
        comparator="at most", value=Fraction(0), written=Number(value=Fraction(0), places=0), unit="number"
    )
    return m.Objective(
        name=name,
        label=name,
        title=SUM_OF_POINTS,
        owner=owner,
        strength="reports",
        metric="the points of its misses, added up",
        bound=none,
        bound_open=False,
        minimum=None,
        critical=None,
        period=period,
        promise_span=span,
        span=span,
    )


# ---- the amount at risk


def at_risk(node: a.Agreement, owed: Owed, context: Context) -> m.AtRisk | None:
    """The part of the fees that credits are taken from."""
    written = node.amount_at_risk
    if not isinstance(written, v.AtRisk):
        return None
    base = fee_base(written.base, list(owed.objectives.values()), owed, context, of_cap=True)
    if base is None:
        return None
    base = replace(base, without=written.without)
    number = written.percent.number
    return m.AtRisk(
        ratio=number.value / 100, places=number.places, base=base, period=base.period, span=written.span
    )


def _allocated(block: Pool, owed: Owed, context: Context) -> list[tuple[str, Fraction]]:
    """The objectives of a pool by their names, with their parts of it."""
    parts = []
    for table in block.children(Allocation):
        for row in table.table:
            if not isinstance(row.head, v.Labels) or not isinstance(row.cell, v.Quantity):
                continue
            for each in row.head.items:
                if isinstance(each, v.Name):
                    if not owed.called(each.text):
                        labels = sorted({known.label for known in owed.objectives.values()})
                        context.unknown(each.text, each.span, labels, "objective")
                    parts.append((each.text, row.cell.number.value / 100))
    return parts


def pools(node: a.Agreement, owed: Owed, risk: m.AtRisk | None, context: Context) -> tuple[m.Pool, ...]:
    """The pools; what they allocate can then be owed."""
    found = []
    for block in node.children(Pool):
        share = block.share
        parts = _allocated(block, owed, context)
        if not isinstance(share, v.Quantity):
            continue
        pool = m.Pool(
            name=block.name.text if block.name else "",
            title=block.title.text if block.title else "",
            share=share.number.value / 100,
            allocation=tuple(parts),
            cites=context.text(block, Pool.cites),
            span=block.head_span,
        )
        found.append(pool)
    if risk is not None:
        of = tuple((name, pool, part) for pool in found for name, part in pool.allocation)
        owed.allocation = m.Allocation(at_risk=risk, of=of, span=risk.span)
    return tuple(found)
