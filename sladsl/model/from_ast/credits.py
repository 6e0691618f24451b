"""Credits: bands in the unit of their level, bases bound to services, caps."""

from __future__ import annotations

from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Bonus, EarnBack, MarginalBands
from sladsl.ast.credits import Credit as CreditBlock
from sladsl.ast.objectives import Objective
from sladsl.model import meanings as m
from sladsl.model.dates import Deadline, Trigger
from sladsl.model.from_ast.bases import Owed, fee_base
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.credited import none_for
from sladsl.model.from_ast.cures import cured
from sladsl.model.from_ast.facts import circumstance
from sladsl.model.from_ast.level_bounds import in_percent, row_bound
from sladsl.model.from_ast.reached import Summed
from sladsl.model.from_ast.remedies import earn_back, least_paid, repeat, step
from sladsl.model.from_ast.services import money
from sladsl.model.from_ast.together import credit_choices
from sladsl.model.from_ast.triggers import MOST, of_its_own, trigger
from sladsl.model.from_ast.unclear_terms import of_a_part, of_no_number
from sladsl.values.period import PeriodKind


def _of_broken(block: CreditBlock | Bonus, context: Context) -> bool:
    """Whether the credit stands in an objective whose promise could not be made out, which a finding has said."""
    found = context.findings or [each for each in context.earlier if each.severity == "error"]
    inside = context.node.children(Objective) if context.node is not None and found else ()
    return any(each.span.start < block.span.start < each.span.end for each in inside)


def credit(
    block: CreditBlock | Bonus, inside: tuple[str, ...], owed: Owed, context: Context
) -> m.Credit | None:
    """The credit, or the bonus, of a block; `inside`: the objectives of the block it stands in."""
    names = inside
    head = block.head_value
    if isinstance(head, v.Names):
        found: list[str] = []
        for name in head.items:
            called = owed.called(name.text)
            if not called:
                labels = sorted({objective.label for objective in owed.objectives.values()})
                context.unknown(name.text, name.span, labels, "objective")
            found.extend(called)
        names = tuple(found)
    elif not inside and not isinstance(head, v.Broken) and not _of_broken(block, context):
        label = next((each.label for each in owed.objectives.values()), "Availability")
        context.add(
            "N117",
            "credit-for-what",
            block.head_span,
            f"This {block.kind} does not say for which objective.",
            f"Write `{block.kind} for {label} {{ … }}`.",
        )
    if not names:
        return None
    objectives = [owed.objectives[name] for name in names]
    for objective in objectives:
        if objective.strength != "ensures":
            context.add(
                "N129",
                "credit-without-promise",
                block.head_span,
                f"`{objective.label}` only {objective.strength} its level: nobody owes a {block.kind} for it.",
                f"{hint} Else say `ensures`, or leave the credit out."
                if (hint := none_for(owed.objectives.values(), context))
                else "Add `passes: at least 80%` to it, or leave the credit out."
                if objective.score is not None
                else "Say `ensures`, or leave the credit out.",
            )
            return None
    answers = credit_choices(block, objectives, owed.metrics, context)
    base = fee_base(block.base, objectives, owed, context)
    marginal = block.children(MarginalBands)
    tables = block.children(Bands) + block.children(BandsAsPrinted) + marginal
    if len(tables) > 1:
        context.add(
            "N118",
            "two-tables",
            tables[1].head_span,
            f"This {block.kind} has bands already.",
            "Keep one table.",
        )
    if tables and block.has(CreditBlock.amount):
        context.add(
            "N119",
            "bands-and-amount",
            block.span_of(CreditBlock.amount),
            "The bands say the amount already.",
            "Keep one of the two.",
        )
    if not tables and not block.has(CreditBlock.amount) and not context.told(block.span):
        context.add(
            "N120",
            "amount-missing",
            block.head_span,
            f"This {block.kind} does not say how much.",
            "Add `bands { … }` or `amount: 5%`.",
        )
    rows = _rows(tables[0], objectives, owed, context) if tables else ()
    if marginal and tables[0] is marginal[0]:
        of_no_number(marginal[0], rows, context)
    flat = amount(block.amount, owed, objectives, context) if isinstance(block.amount, v.Value) else None
    stepped = step(block, objectives, owed.objectives, owed.metrics, owed.source, context)
    if stepped is None and block.has(CreditBlock.step):
        flat = None  # how often it is owed is left open, or has no meaning
    earned = block.children(EarnBack)
    own = (
        tuple(name.text for name in head.items)
        if isinstance(head, v.Names)
        else tuple(dict.fromkeys(each.label for each in objectives))
    )
    return m.Credit(
        objectives=names,
        base=base,
        base_open=isinstance(block.base, v.NotStated),
        bands=rows,
        printed=bool(tables) and isinstance(tables[0], BandsAsPrinted),
        bands_span=tables[0].head_span if tables else block.head_span,
        amount=flat,
        amount_open=isinstance(block.amount, v.NotStated),
        paid_to=paid_to(block.paid_to, owed, context),
        kind="bonus" if isinstance(block, Bonus) else "credit",
        applies=circumstance(block.applies_where, context),
        caps=tuple(
            limit for written in block.cap if (limit := cap(written, objectives, owed, context)) is not None
        ),
        choices=answers,
        base_lost=isinstance(block.base, v.Answer),
        marginal=bool(marginal) and tables[0] is marginal[0],
        step=stepped,
        repeat=repeat(block, context),
        earn_back=earn_back(earned[0], own, objectives, context) if earned else None,
        least=least_paid(block.minimum_payable, context),
        replaces=replaced(block.replaces, owed),
        replaces_all=isinstance(block.replaces, v.Answer),
        cured=None if isinstance(block, Bonus) else _cured(block, objectives, owed, context),
        when=waits_for(block.when, objectives, owed, context),
        cites=context.text(block, CreditBlock.cites),
        span=block.head_span,
    )


def _cured(
    block: CreditBlock | Bonus, objectives: list[m.Objective], owed: Owed, context: Context
) -> Deadline | None:
    """The time in which a miss can be mended; an outage is one of each of them, or of none."""
    metrics = [owed.metrics.get(each.metric) for each in objectives]
    kinds: set[str] = {each.kind if each is not None else "" for each in metrics}
    kind = next(iter(sorted(kinds - set(OF_TIME))), next(iter(kinds), ""))
    return cured(block.unless_cured, kind, tuple(each.period for each in objectives), context)


def replaced(written: v.Value | None, owed: Owed) -> tuple[str, ...]:
    """The objectives whose credits fall away; names that are none are told elsewhere."""
    names = written.items if isinstance(written, v.Names) else ()
    return tuple(called for name in names for called in owed.called(name.text))


def waits_for(
    written: v.Value | None, objectives: list[m.Objective], owed: Owed, context: Context
) -> dict[str, Trigger]:
    """What has to happen besides a miss or a level, for each objective: without a name it is of that one."""
    if not isinstance(written, v.Event | v.Reached | v.AllEvents | v.AnyEvent):
        return {}
    found = {}
    for objective in objectives:
        whole = of_its_own(written, v.Name(text=objective.name, span=written.span))
        made = trigger(
            whole, owed.objectives, context, Summed(owed=owed, credited=owed.credited, scored=owed.scored)
        )
        if made is not None:
            found[objective.name] = made
    return found


def _rows(
    table: Bands | BandsAsPrinted | MarginalBands, objectives: list[m.Objective], owed: Owed, context: Context
) -> tuple[m.BandRow, ...]:
    metric = owed.metrics.get(objectives[0].metric)
    unit = objectives[0].unit(metric)
    percent = next(
        (
            limit.span
            for row in table.table
            if isinstance(row.head, v.BandHead)
            for limit in row.head.bounds
            if in_percent(limit)
        ),
        None,
    )
    if percent is not None and owed.percent_meant(objectives[0].name, percent, context):
        unit = "percent"
    rows = []
    ended = False
    for row in table.table:
        if not isinstance(row.head, v.BandHead):
            continue
        if ended:
            context.add(
                "N121",
                "row-after-otherwise",
                row.span,
                "No level reaches a row below `otherwise`.",
                "Let `otherwise` be the last row.",
            )
        ended = ended or not row.head.bounds
        if isinstance(table, Bands) and len(row.head.bounds) > 1:
            context.add(
                "N122",
                "two-ended-row",
                row.head.span,
                "Rows of `bands` have one bound each; the first that fits applies.",
                "Leave one bound out, or write `bands as printed`.",
            )
        bounds = [
            found
            for written in row.head.bounds
            if (found := row_bound(written, objectives[0], unit, context)) is not None
        ]
        if len(bounds) != len(row.head.bounds) or isinstance(row.cell, v.Broken):
            continue
        rows.append(
            m.BandRow(
                bounds=tuple(bounds),
                amount=amount(row.cell, owed, objectives, context),
                text=" ".join(owed.source[row.head.span].split()),
                span=row.span,
            )
        )
    return tuple(rows)


def amount(
    written: v.Value,
    owed: Owed,
    objectives: list[m.Objective],
    context: Context,
    *,
    of_cap: bool = False,
) -> m.Amount | None:
    """What is owed; None where it is not stated."""
    match written:
        case v.Share():
            base = (
                fee_base(written.base, objectives, owed, context, of_cap=of_cap)
                if written.base is not None
                else None
            )
            return m.Percentage(
                ratio=written.percent.number.value / 100,
                base=base,
                places=written.percent.number.places,
                span=written.span,
            )
        case v.Quantity():
            found = money(written, context)
            return m.SumOfMoney(money=found, span=written.span) if found is not None else None
        case v.AmountRange():
            ends = [_end(each, written, objectives, owed, context) for each in (written.least, written.most)]
            least, most = ends
            if least is None or most is None:
                return None
            return m.Discretion(least=least, most=most, span=written.span)
        case v.DaysOfFee():
            return m.FeeDays(days=written.days.value, span=written.span)
        case v.Multiple():
            return m.TimesLost(times=written.factor.value, span=written.span)
        case v.Answer(text="the shortfall"):
            return m.MissingSum(span=written.span)
        case v.Answer(text="the allocation"):
            return owed.allocation
        case v.Answer():
            return m.NoCredit(span=written.span)
        case v.Name():  # a figure that is known has been written in its place (written_out.py)
            context.unknown(written.text, written.span, (), "figure")
            return None
        case v.Duration():
            context.add(
                "N204",
                "unit-mismatch",
                written.span,
                "Time is no credit.",
                "Write `5%`, money or `1 day of the fee`.",
            )
            return None
        case _:
            return None


def _end(
    end: v.Quantity, of: v.AmountRange, objectives: list[m.Objective], owed: Owed, context: Context
) -> m.Percentage | m.SumOfMoney | None:
    """One end of a range of amounts."""
    written = v.Share(percent=end, base=of.base, span=of.span) if end.unit == "%" else end
    found = amount(written, owed, objectives, context)
    return found if isinstance(found, m.Percentage | m.SumOfMoney) else None


def paid_to(written: v.Value | None, owed: Owed, context: Context) -> str:
    """Who gets what is owed, "" where nothing is said; a name that is no party is a finding."""
    if isinstance(written, v.Name):
        context.find(written, owed.parties, "party")
        return written.text
    return written.text if isinstance(written, v.Text) else ""


def cap(written: v.Value, objectives: list[m.Objective], owed: Owed, context: Context) -> m.Cap | None:
    if not isinstance(written, v.Cap):
        return None
    left_open = isinstance(written.amount, v.NotStated)
    inner = None if left_open else amount(written.amount, owed, objectives, context, of_cap=True)
    if not left_open and not isinstance(inner, m.Percentage | m.SumOfMoney | m.FeeDays):
        return None
    assert inner is None or isinstance(inner, m.Percentage | m.SumOfMoney | m.FeeDays)
    window: PeriodKind | Literal["contract year", "term", "invoice"]
    if written.window == "contract year":
        window = "contract year"
    elif written.window == "term":
        window = "term"
    elif written.window == "invoice":
        window = "invoice"
    else:
        calendar = written.window.startswith("calendar ")
        window = "year" if calendar else context.period(written.window)
    covers: m.Chosen | m.LeftOpen | None = None
    if isinstance(written.covers, v.Answer):
        covers = m.Chosen(answer=written.covers.text, span=written.covers.span)
    elif isinstance(written.covers, v.NotStated):
        covers = m.LeftOpen(span=written.covers.span)
    run = int(written.run.value) if written.run is not None else 1
    nothing = (
        "any 0 periods"
        if run < 1
        else "the 0th year"
        if written.year is not None and written.year.value < 1
        else ""
    )
    if nothing:
        context.add(
            "N178", "counts-nothing", written.span, f"A cap of {nothing} limits nothing.", "Count from 1."
        )
        return None
    if run > MOST:
        context.add(
            "N251",
            "too-many-periods",
            written.span,
            f"A cap is of 1 to {MOST:,} {written.window}s.",
            "Write one of these numbers.",
        )
        return None
    years: tuple[int, int | None] | None = None
    if written.year is not None:
        number = int(written.year.value)
        years = (number, None if written.onward else number)
    of_a_part(inner, window, written, owed, context)
    return m.Cap(
        amount=inner,
        window=window,
        covers=covers,
        run=run,
        years=years,
        cites=written.cites.text if written.cites is not None else "",
        span=written.span,
    )
