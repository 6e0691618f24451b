"""Service levels in English: who promises what, how strongly, and which misses are worse."""

from __future__ import annotations

from sladsl.model.from_ast.triggers import events
from sladsl.model.limits import RecordPromise, ScopedTargets
from sladsl.model.meanings import Metric, Objective
from sladsl.prose.document import Block, Clause, Item, Reference, Section, Term, Text
from sladsl.prose.english import clocks, cures, late_reports, moving, scores
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import circumstance
from sladsl.prose.english.names import Names
from sladsl.prose.english.rights import trigger_words
from sladsl.prose.say import Part, clause, item, join, say
from sladsl.values.period import PeriodKind, Rolling

PERIOD = Term(text="Service Period")


def service_levels(names: Names) -> Section | None:
    found = tuple(_objective(key, each, names) for key, each in names.agreement.objectives.items())
    return Section(title=join("Service levels"), clauses=found, keys=("service levels",)) if found else None


def _objective(key: str, of: Objective, names: Names) -> Clause:
    items: list[Item] = []
    metric = names.agreement.metrics.get(of.metric)
    figure = say("the level of {metric}", metric=names.of("metric", of.metric))
    if of.begins:
        items.append(
            item(f"It counts from {q.date(of.begins)} on; before that day its level is only reported.")
        )
    if of.applies is not None:
        where = circumstance(of.applies)
        items.append(item(say("It is promised only where {where}.", where=where)))
    if of.rolling is not None:
        items.append(item(_looks_back(of.period, of.rolling)))
    if of.minimum is not None:
        items.append(
            item(
                say(
                    "A {period} in which {figure} is not {bound} is a failure below the minimum.",
                    period=PERIOD,
                    figure=figure,
                    bound=q.bound(of.minimum),
                )
            )
        )
    if of.expected is not None:
        items.append(
            item(
                say(
                    "A {period} in which this Service Level is met and {figure} is not {bound} is below what is expected.",
                    period=PERIOD,
                    figure=figure,
                    bound=q.bound(of.expected),
                )
            )
        )
    items += moving.items(of)
    items += cures.of_miss(of.cured, names)
    if of.critical is not None:
        items.append(
            item(
                say(
                    "A {period} in which {figure} is {bound} is a critical failure.",
                    period=PERIOD,
                    figure=figure,
                    bound=q.bound(of.critical),
                )
            )
        )
    if of.critical_when is not None:
        comes = any(each.window is not None and each.window.following for each in events(of.critical_when))
        end = ", after the end of its Service Period," if comes else " by the end of its Service Period"
        words = f"A failure is a critical failure, too, if{end} {{when}}."
        items.append(item(say(words, when=trigger_words(of.critical_when, names))))
    if of.score is not None:
        items += scores.items(of.score, names)
    if metric is not None and metric.for_each:
        items.append(item(f"Each {metric.for_each} is assessed by itself."))
    if not of.part_of:
        items.append(item(_credit(key, of, names)))
    keys = dict.fromkeys((f"objective {key}", f"objective {of.name}"))
    if of.score is not None:
        keys.setdefault(f"score {key}")
    if of.label:
        keys.setdefault(f"objective {of.label}")
    known = " ".join((names.terms["objective", key], names.terms.get(("metric", of.metric), "")))
    promise, tables = _promised(of, names, metric)
    text = join(promise, _called(of, known))
    return clause(names.of("objective", key), text, *tables, items, keys=tuple(keys))


def _looks_back(period: PeriodKind, rolling: Rolling) -> str:
    """Over which time a period is assessed."""
    if rolling.whole:
        length = rolling.text.removeprefix("over any ")
        return (
            f"Each {period} is assessed over the {length} that end with it; it is not assessed where this Agreement was not "
            "in force for all of them."
        )
    if rolling.current:
        return f"Each {period} is assessed over the {rolling.text.removeprefix('over the last ')} that end with it."
    return f"Each {period} is assessed over the {rolling.text.removeprefix('over the preceding ')} that precede it."


def _promised(of: Objective, names: Names, metric: Metric | None) -> tuple[Text, tuple[Block, ...]]:
    """The sentence of the promise, and the table of limits that belongs to it."""
    if of.score is not None:
        return scores.promised(of, of.score, names)
    if of.report:
        return late_reports.promised(of, names), ()
    if of.record is not None:
        return _of_records(of, of.record, names, metric)
    if of.targets is not None:
        return _by_scope(of, of.targets, names)
    return _promise(of, names, metric), ()


def _of_records(
    of: Objective, record: RecordPromise, names: Names, metric: Metric | None
) -> tuple[Text, tuple[Block, ...]]:
    limit, tables = clocks.promised(record, names)
    each = (
        f"{of.period} for each {metric.for_each}"
        if metric is not None and metric.for_each
        else str(of.period)
    )
    verb = "shall ensure that" if of.strength == "ensures" else "aims to ensure that"
    if record.share and of.bound is not None:
        which: Part = f"for {q.bound(of.bound)} of all {record.noun}s in each {each}"
    else:
        which = f"for each {record.noun} in each {each}"
    text = say(
        "{owner} {verb}, {which}, {metric} is {limit}.",
        owner=names.of("party", of.owner),
        verb=verb,
        which=which,
        metric=names.of("metric", of.metric),
        limit=limit,
    )
    share = f" The level of a Service Period is the share of its {record.noun}s for which this is kept."
    if record.left_open:
        share = " The Parties have not stated any limit, so nothing is kept or missed."
    return join(text, share), tables


def _by_scope(of: Objective, targets: ScopedTargets, names: Names) -> tuple[Text, tuple[Block, ...]]:
    verb = "shall ensure that" if of.strength == "ensures" else "aims to ensure that"
    noun = targets.table.by[0] if targets.table.by else "value"
    text = say(
        "{owner} {verb} in each {period}, for each {noun}, the level of {metric} is {comparator} that of this table:",
        owner=names.of("party", of.owner),
        verb=verb,
        period=str(of.period),
        noun=noun,
        metric=names.of("metric", of.metric),
        comparator=targets.comparator,
    )
    if targets.table.name:
        text = say(
            "{owner} {verb} in each {period}, for each {noun}, the level of {metric} is {comparator} the limit “{column}” "
            "of {table}.",
            owner=names.of("party", of.owner),
            verb=verb,
            period=str(of.period),
            noun=noun,
            metric=names.of("metric", of.metric),
            comparator=targets.comparator,
            column=targets.column,
            table=names.ref("table", targets.table.name),
        )
        return text, ()
    return text, (clocks.table(targets.table, ("level",)),)


def _called(of: Objective, terms: str) -> str:
    """The title as written, where no term holds it."""
    same = " ".join(of.title.casefold().split()) in terms.casefold()
    return "" if same else f" This Service Level is also called “{of.title}”."


def _promise(of: Objective, names: Names, metric: Metric | None) -> Text:
    owner = names.of("party", of.owner)
    figure = say("the level of {metric}", metric=names.of("metric", of.metric))
    each = (
        f"{of.period} for each {metric.for_each}"
        if metric is not None and metric.for_each
        else str(of.period)
    )
    bound = q.bound(of.bound) if of.bound is not None else ""
    if of.strength == "reports":
        compare = f", and whether it is {bound}" if bound else ""
        text = say(
            "{owner} shall report {figure} for each {each}{compare}.",
            owner=owner,
            figure=figure,
            each=each,
            compare=compare,
        )
        return _with_open(text, of)
    verb = "shall ensure that" if of.strength == "ensures" else "aims to ensure that"
    if of.baseline is not None:
        return say(
            "{owner} {verb} {figure} is {than} the Baseline in each {each}.",
            owner=owner,
            verb=verb,
            figure=figure,
            than=of.baseline.comparator,
            each=each,
        )
    if of.bound is None:
        text = say(
            "{owner} {verb} {figure} reaches the promised level in each {each}.",
            owner=owner,
            verb=verb,
            figure=figure,
            each=each,
        )
        return _with_open(text, of)
    return say(
        "{owner} {verb} {figure} is {bound} in each {each}.",
        owner=owner,
        verb=verb,
        figure=figure,
        bound=bound,
        each=each,
    )


def _with_open(text: Text, of: Objective) -> Text:
    return join(text, " The Parties have not stated the level promised.") if of.bound_open else text


def _credit(key: str, of: Objective, names: Names) -> Text:
    credit = names.agreement.credit_of(key) or names.agreement.credit_of(of.name)
    if credit is None:
        return say("{begin} provides no Service Credit for this Service Level.", begin=names.begin)
    return say(
        "Service Credits for this Service Level are set out in {clause}.",
        clause=Reference(key=f"credit for {credit.objectives[0]}"),
    )
