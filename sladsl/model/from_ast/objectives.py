"""Objectives: the sentence bound to its metric, bounds in the unit of what is measured."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.declare import keys_of
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective as ObjectiveBlock
from sladsl.ast.objectives import Promise
from sladsl.ast.tables import Target
from sladsl.diagnostics.finding import Label
from sladsl.diagnostics.suggest import closest
from sladsl.model.from_ast.all_of import worst_of
from sladsl.model.from_ast.bounded import SHORT
from sladsl.model.from_ast.composed import composed, is_composed
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.cures import cured
from sladsl.model.from_ast.facts import circumstance
from sladsl.model.from_ast.limits import target, unit_missing
from sladsl.model.from_ast.metrics import Surroundings, metric
from sladsl.model.from_ast.moving import baseline, free_misses, raised
from sladsl.model.from_ast.parity import parity
from sladsl.model.from_ast.promised import record_promise, scoped_targets, share_bound
from sladsl.model.from_ast.units import is_money
from sladsl.model.from_ast.unlike import of_bound
from sladsl.model.limits import LimitTable
from sladsl.model.meanings import Bound, Metric, Objective, Unit
from sladsl.record import replace
from sladsl.source import NOWHERE, Span
from sladsl.values.number import Number, decimal_text
from sladsl.values.number import percent_meant as a_percentage
from sladsl.values.period import PeriodKind

UNIT_WORDS = {
    "percent": "a percentage such as `99.9%`",
    "duration": "a duration such as `4 hours`",
    "number": "a number",
}
AS_IN = {"percent": "99.9%", "duration": "4 hours", "number": "5"}


def bound(
    written: v.Value | None,
    unit: Unit | None,
    context: Context,
    short: bool = False,
    of: str = "",
    said: Span = NOWHERE,
) -> Bound | None:
    """A bound in the unit of the metric; `unit` None: as reported, the bound itself says. `short`: less is better.

    `of`: the metric's name, where it has one. `said`: the other bound that says the unit of what is reported.
    """
    if not isinstance(written, v.Bound):
        return None
    operand = written.operand
    found: tuple[Fraction, Number, Unit] | None = None
    if isinstance(operand, v.Quantity):
        if operand.unit == "%":
            found = operand.number.value / 100, operand.number, "percent"
        elif operand.unit == "":
            found = operand.number.value, operand.number, "number"
    elif isinstance(operand, v.Duration):
        length = context.microseconds(operand)
        if length is None:
            return None
        found = Fraction(length), operand.parts[0].number, "duration"
    elif isinstance(operand, (v.NotStated, v.Broken, v.BaselineLevel)):
        return None
    elif isinstance(operand, v.Name):
        near = closest(operand.text, context.figures())
        context.add(
            "N212",
            "no-such-value",
            operand.span,
            f"`{operand.text}` is no value to compare with here.",
            f"Did you mean `{near}`?"
            if near
            else "Write `target`."
            if operand.text.lower() in ("targets", "limit", "limits", "goal")
            else "Write the number.",
        )
        return None
    else:
        what = "`target`" if isinstance(operand, v.Target) else "A column of a table"
        context.add(
            "N212",
            "no-such-value",
            operand.span,
            f"{what} can stand in the promise of an objective only.",
            "Write the number.",
        )
        return None
    if isinstance(operand, v.Quantity) and unit == "duration" and operand.unit == "":
        unit_missing(operand, "this is compared with", context)
        return None
    if found is None or (unit is not None and found[2] != unit):
        wanted = UNIT_WORDS[unit or "percent"]
        hint = f"Write it in that unit, as in `{AS_IN[unit or 'percent']}`."
        if unit == "percent" and found is not None and found[2] == "number":
            hint = a_percentage(found[1])
        if unit == "number" and found is not None and found[2] == "percent":
            assert isinstance(operand, v.Quantity)
            figure = decimal_text(operand.number.value, operand.number.places)
            hint = f"Write `{written.comparator} {figure}`, without the percent sign."
        if unit == "duration" and found is not None and found[2] == "percent":
            comparator = "at most" if short else written.comparator
            hint = f"Write a length of time, as in `{comparator} 15 minutes`."
        if isinstance(operand, v.Quantity) and is_money(operand.unit):
            figure = decimal_text(operand.number.value, operand.number.places)
            hint = f"No level is money. Write `{figure}`, and `({operand.unit})` in the title of the metric."
        told = ""
        if said != NOWHERE:
            hint = (
                "One metric has one unit. Write it in that unit, or make a metric of its own for the other."
            )
        elif (
            of and unit is not None and not (unit == "percent" and found is not None and found[2] == "number")
        ):
            told, hint = of_bound(written, unit, of, short, context)
        _mismatch(operand, wanted, hint, context, told, said)
        return None
    return Bound(
        comparator=written.comparator, value=found[0], written=found[1], unit=found[2], span=written.span
    )


def _mismatch(
    operand: v.Value, wanted: str, hint: str, context: Context, told: str = "", by: Span = NOWHERE
) -> None:
    """A finding for a bound in another unit; of a figure with a name also where a number without a unit is declared.

    `told`: the sentence, where it can name what is bounded.
    """
    name = context.source[operand.span] if context.source is not None else ""
    plain = context.bare.get(name, ())
    message = told or f"This is compared with {wanted}."
    said = operand.unit if isinstance(operand, v.Quantity) else "time"
    if plain and said:
        comes = {"%": "as a percentage", "time": "as a length of time"}.get(said, f"in {said}")
        message = f"`{name}` comes out {comes}, and this is compared with {wanted}."
        if len(said) == 3:
            digits = plain[0][1]
            hint = (
                f"Write `{digits} {said}` there if money is meant."
                if len(plain) == 1
                else f"One of these numbers may lack its unit, as in `{digits} {said}`."
            )
        else:
            hint = "Write the unit there, if one is meant."
    labels = tuple(Label(span=at, text="no unit here") for at, _ in plain[:3])
    if by != NOWHERE:
        labels = (*labels, Label(span=by, text="the same metric in another unit"))
    context.add("N204", "unit-mismatch", operand.span, message, hint, labels=labels)


def percent_meant(limit: Bound, other: Span, context: Context) -> Bound:
    """The bound of a promise on a reported level in percent, where what belongs to it is written in percent.

    The finding stands at the promise: it has one figure, and all the bands would be wrong without it.
    """
    figure = decimal_text(limit.written.value, limit.written.places)
    context.add(
        "N204",
        "unit-mismatch",
        limit.span,
        f"The promise says `{figure}`, and its level is a percentage elsewhere.",
        a_percentage(limit.written),
        labels=(Label(span=other, text="a percentage"),),
    )
    return replace(limit, value=limit.value / 100, unit="percent")


def in_percent(written: v.Value | None) -> bool:
    """Whether a bound is written as a percentage."""
    return (
        isinstance(written, v.Bound)
        and isinstance(written.operand, v.Quantity)
        and written.operand.unit == "%"
    )


def _refuse_measuring(block: ObjectiveBlock, named: tuple[v.Name, ...], context: Context) -> None:
    """A key of a measurement beside the name of a metric would be read and change nothing."""
    keys = keys_of(Measured)
    said = {entry.key for entry in block.entries} - {Measured.cites.name, Measured.overrides.name}
    for key in (keys[name] for name in keys if name in said):
        metric = named[0].text
        context.add(
            "N232",
            "measured-elsewhere",
            block.span_of(key),
            f"`{key.name}` says how something is measured, and this promise is of several metrics.",
            f"Write it in `metric {metric}`, or make a promise for each of them.",
        )


def objectives(
    block: ObjectiveBlock, metrics: dict[str, Metric], around: Surroundings, context: Context
) -> list[Objective]:
    """The objectives of a block: one for each metric that its sentence names."""
    name = context.declare(block)
    own: Metric | None = None
    if block.has(ObjectiveBlock.measure):
        own = (
            composed(block, name, metrics, around.parties, around.services, context, sources=around.sources)
            if is_composed(block)
            else metric(block, name, around, context)
        )
        if own is not None:
            metrics[name] = own
    promises = block.children(Promise)
    if not promises:
        if not context.told(block.span):
            context.add(
                "N111",
                "promise-missing",
                block.head_span,
                f"`{block.label}` promises nothing.",
                f"Add a sentence such as `{_sample(metrics, around)}`.",
            )
        return []
    words = promises[0].head_value
    if not isinstance(words, v.PromiseWords):
        return []
    context.find(words.owner, around.parties, "party")
    named = [each for each in words.metrics if context.find(each, metrics, "metric") is not None]
    if not words.metrics:
        if own is None and not block.has(ObjectiveBlock.measure):
            context.add(
                "N113",
                "metric-missing",
                promises[0].span,
                "The promise names no metric, and the objective measures nothing itself.",
                "Name a metric, or add `measure: …`.",
            )
        if own is None:
            return []
        chosen = [own]
    else:
        if own is not None:
            context.add(
                "N114",
                "two-metrics",
                promises[0].span,
                "The promise names a metric, and the objective measures one itself.",
                "Keep one of them.",
            )
        else:
            _refuse_measuring(block, words.metrics, context)
        chosen = [metrics[each.text] for each in named]
        if words.together and len(chosen) > 1:
            worst = worst_of(block, name, chosen, words, context)
            if worst is None:
                return []
            metrics[name] = worst
            chosen = [worst]
    if words.verb != "reports" and words.bound is None:
        context.add(
            "N115",
            "bound-missing",
            promises[0].span,
            f"`{words.verb}` needs a bound.",
            "Add `at least 99.9%`, or say `reports`.",
        )
    if words.verb == "reports" and words.bound is not None:
        context.add(
            "N116",
            "bound-without-promise",
            words.bound.span,
            "What is only reported has no bound.",
            "Say `ensures` or `aims for`, or leave the bound out.",
        )
    targets = _target(block, context)
    found = []
    for each in chosen:
        found.append(
            _objective(
                block, words, each, targets, promises[0], len(chosen) > 1, name, around, metrics, context
            )
        )
    for each, objective in zip(chosen, found, strict=True):
        if each.unit is None and objective.bound is not None:
            metrics[each.name] = replace(each, unit=objective.bound.unit, unit_span=objective.bound.span)
    return found


def _assessed(words: v.PromiseWords, context: Context) -> PeriodKind:
    """The periods in which a promise is kept or missed."""
    found = context.own_periods.promised(words) if context.own_periods is not None else None
    return found if found is not None else context.period(words.period)


def _begins(block: ObjectiveBlock, context: Context) -> str:
    """The day from which on it counts, where that is later than the agreement."""
    own = context.own_periods
    found = own.begins(block.in_force) if own is not None else None
    if own is None or found is None or (own.effective is not None and found <= own.effective):
        return ""
    return found.isoformat()


def _target(block: ObjectiveBlock, context: Context) -> LimitTable | None:
    """The table `target by …` of an objective."""
    written = block.children(Target)
    for extra in written[1:]:
        context.add(
            "N127", "block-twice", extra.head_span, "`target` stands here twice.", "Put them together."
        )
    return target(written[0], context) if written else None


def _sample(metrics: dict[str, Metric], around: Surroundings) -> str:
    """A promise in the agreement's own names, where it has them."""
    provider = next((party.name for party in around.parties.values() if party.role == "provider"), "")
    metric = next((each.name for each in metrics.values() if each.unit == "percent" and not each.own), "")
    if not provider or not metric:
        return Promise.example
    return f"{provider} ensures {metric} at least 99.9% each month"


def _objective(
    block: ObjectiveBlock,
    words: v.PromiseWords,
    target: Metric,
    targets: LimitTable | None,
    promise: Promise,
    several: bool,
    name: str,
    around: Surroundings,
    metrics: dict[str, Metric],
    context: Context,
) -> Objective:
    written = words.bound
    record = scoped = None
    unit = target.unit
    if words.noun is not None or target.kind == "time of":
        record = record_promise(words, target, targets, promise.span, around, context)
        limit = share_bound(words, promise.span)
        unit = "percent"
    elif written is not None and isinstance(written.operand, v.BaselineLevel):
        limit = None
        unit = unit or "percent"
    elif written is not None and isinstance(written.operand, (v.Target, v.Column)):
        scoped = scoped_targets(written, target, targets, around, context)
        limit = None
    else:
        unsaid = block.better is None and not target.kind.startswith("time until")
        short = target.kind in SHORT or (target.unit == "duration" and unsaid)
        limit = bound(written, target.unit, context, short, target.name, target.unit_span)
        if targets is not None:
            context.add(
                "N223",
                "target-unused",
                targets.span,
                "The promise does not name this table.",
                "Write `at most target` in the promise, or leave the table out.",
            )
    for other in (block.minimum, block.critical, block.expected):
        if unit is None and limit is not None and limit.unit == "number" and in_percent(other):
            assert other is not None
            limit = percent_meant(limit, other.span, context)
    unit = unit or (limit.unit if limit is not None else None)
    period = _assessed(words, context)
    return Objective(
        name=f"{name} ({target.name})" if several else name,
        label=name,
        title=block.title.text if block.title else "",
        owner=words.owner.text,
        strength=words.verb,
        metric=target.name,
        bound=limit,
        bound_open=record is None and written is not None and isinstance(written.operand, v.NotStated),
        record=record,
        targets=scoped,
        minimum=bound(block.minimum, unit, context, of=target.name),
        critical=bound(block.critical, unit, context, of=target.name),
        expected=bound(block.expected, unit, context, of=target.name),
        baseline=baseline(block, words, unit, str(period), context, bound),
        raised=raised(block, str(period), context),
        free=free_misses(block, context),
        cured=cured(block.cured, target.kind, (period,), context),
        parity=parity(block, target, unit, metrics, context),
        period=period,
        rolling=context.own_periods.rolling(words) if context.own_periods is not None else None,
        begins=_begins(block, context),
        applies=circumstance(block.applies_where, context),
        promise_span=promise.span,
        cites=context.text(block, ObjectiveBlock.cites),
        span=block.head_span,
    )
