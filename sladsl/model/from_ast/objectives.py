"""Objectives: the sentence bound to its metric, bounds in the unit of what is measured."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.declare import keys_of
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective as ObjectiveBlock
from sladsl.ast.objectives import Promise
from sladsl.ast.tables import Target
from sladsl.model.from_ast.all_of import worst_of
from sladsl.model.from_ast.bounded import SHORT
from sladsl.model.from_ast.composed import composed, is_composed
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.cures import cured
from sladsl.model.from_ast.facts import circumstance
from sladsl.model.from_ast.level_bounds import bound, in_percent, percent_meant
from sladsl.model.from_ast.limits import target
from sladsl.model.from_ast.metrics import Surroundings, metric
from sladsl.model.from_ast.moving import baseline, free_misses, raised
from sladsl.model.from_ast.parity import parity
from sladsl.model.from_ast.promised import record_promise, scoped_targets, share_bound
from sladsl.model.from_ast.sentences import of_parts, together
from sladsl.model.limits import LimitTable
from sladsl.model.meanings import Metric, Objective
from sladsl.record import replace
from sladsl.values.period import PeriodKind


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
    """The objectives of a block: one for each metric that its sentence names; of several sentences the whole comes last.

    What is owed is for all but the parts of such a whole (`part_of`).
    """
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
    promises = [each for each in block.children(Promise) if isinstance(each.head_value, v.PromiseWords)]
    if not promises:
        if not context.told(block.span) and not block.children(Promise):
            context.add(
                "N111",
                "promise-missing",
                block.head_span,
                f"`{block.label}` promises nothing.",
                f"Add a sentence such as `{_sample(metrics, around)}`.",
            )
        return []
    targets = _target(block, context)
    naming = [each for each in promises if _names_target(each)] or promises[:1]
    if len(promises) == 1:
        return _of_sentence(block, promises[0], own, targets, name, around, metrics, context)
    bare = of_parts(block, context)
    found: list[Objective] = []
    for promise in promises:
        table = targets if promise in naming else None
        found += _of_sentence(bare, promise, own, table, _one_of(name, promise), around, metrics, context)
    return together(block, name, found, promises, metrics, context)


def _names_target(promise: Promise) -> bool:
    words = promise.head_value
    bound = words.bound if isinstance(words, v.PromiseWords) else None
    return bound is not None and isinstance(bound.operand, (v.Target, v.Column))


def _one_of(name: str, promise: Promise) -> str:
    """What the worst of several levels is called, which one of several sentences promises together."""
    words = promise.head_value
    if not isinstance(words, v.PromiseWords) or not words.together:
        return name
    return f"{name} ({', '.join(each.text for each in words.metrics)})"


def _of_sentence(
    block: ObjectiveBlock,
    promise: Promise,
    own: Metric | None,
    targets: LimitTable | None,
    name: str,
    around: Surroundings,
    metrics: dict[str, Metric],
    context: Context,
) -> list[Objective]:
    """The objectives of one sentence; `own` is what the objective measures itself."""
    words = promise.head_value
    assert isinstance(words, v.PromiseWords)
    context.find(words.owner, around.parties, "party")
    named = [each for each in words.metrics if context.find(each, metrics, "metric") is not None]
    if not words.metrics:
        if own is None and not block.has(ObjectiveBlock.measure):
            context.add(
                "N113",
                "metric-missing",
                promise.span,
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
                promise.span,
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
            metrics[worst.name] = worst
            chosen = [worst]
    if words.verb != "reports" and words.bound is None:
        context.add(
            "N115",
            "bound-missing",
            promise.span,
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
    found = []
    for each in chosen:
        found.append(
            _objective(block, words, each, targets, promise, len(chosen) > 1, name, around, metrics, context)
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
        title=f"{block.title.text} ({target.name})"
        if block.title and several
        else block.title.text
        if block.title
        else "",
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
