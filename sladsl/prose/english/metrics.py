"""Metrics in English: what the figure is, its calculation, and the rules that decide what counts."""

from __future__ import annotations

from typing import assert_never

from sladsl.ast import values as v
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.model.meanings import Chosen, Metric, TakenOver
from sladsl.prose.document import Clause, Formula, Item, Section, Term, Text
from sladsl.prose.english import clocks, exclusions, interpretation, outage_rules, sources
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import condition, field, operand, quoted
from sladsl.prose.english.names import Names
from sladsl.prose.say import Part, clause, item, join, listing, say

PERIOD = Term(text="Service Period")
DOWNTIME = Term(text="Downtime")
SERVICE_TIME = Term(text="Service Time")


def measurement(names: Names) -> Section | None:
    """Sources, metrics and exclusions, in this order."""
    agreement = names.agreement
    summary = sources.summary(names)
    clauses = [summary] if summary else []
    clauses += [_metric(metric, names) for metric in agreement.metrics.values()]
    clauses += [exclusions.exclusion(each, names) for each in agreement.exclusions.values()]
    return Section(title=join("Measurement"), clauses=tuple(clauses)) if clauses else None


def _metric(metric: Metric, names: Names) -> Clause:
    term = names.of("metric", metric.name)
    formula = _formula(metric, term, names)
    blocks = [Formula(text=formula)] if formula else []
    return clause(
        term,
        say(
            "{term}{title} means, for a {period}, {what}.",
            term=term,
            title=names.title(metric.title, "metric", metric.name),
            period=PERIOD,
            what=_what(metric, names),
        ),
        *blocks,
        _rules(metric, names),
        keys=(f"metric {metric.name}",),
    )


def _what(metric: Metric, names: Names) -> Part:
    service = names.of("service", metric.service) if metric.service else "the Service"
    if metric.worst:
        which = "lowest" if metric.worst == "least" else "highest"
        return say(
            "the {which} of the levels of {all}", which=which, all=names.all("metric", metric.computed_from)
        )
    if metric.over is not None:
        return _taken_over(metric, metric.over, names)
    match metric.kind:
        case "uptime from":
            return say(
                "the percentage of the {time} of {service} that is not {down}",
                time=SERVICE_TIME,
                service=service,
                down=DOWNTIME,
            )
        case "downtime from":
            return say("the total {down} of {service}", down=DOWNTIME, service=service)
        case "longest outage from":
            return say("the longest {down} of {service} in one outage", down=DOWNTIME, service=service)
        case "number of outages from":
            return say(
                "the number of the outages of {service}, each counted once, in the {period} in which its "
                "{down} begins",
                service=service,
                period=PERIOD,
                down=DOWNTIME,
            )
        case "share of":
            return say("the percentage of the {rows} that are good", rows=_rows(metric, names))
        case "number of":
            good = " that are good" if metric.good is not None else ""
            return say("the number of the {rows}{good}", rows=_rows(metric, names), good=good)
        case "as reported":
            if metric.collected_by:
                return say("the level that {who} reports", who=names.who(metric.collected_by))
            return "the level that is reported"
        case "time of":
            return say("the time from {time} of each {row}", time=_figure(metric), row=_noun(metric, names))
        case "time until":
            return say(
                "the time from its beginning until the {nth} of the {rows} begins, or the whole of it where fewer do",
                nth=q.ordinal(metric.nth),
                rows=_rows(metric, names),
            )
        case "delay of":
            return say(
                "the number of days from the last day on which {report} is due to the day on which it is sent, "
                "none where it is sent by then",
                report=names.of("report", metric.report),
            )
        case "weighted average":
            return say("the average, by weight, of {levels}", levels=_weighted(metric, names))
        case "formula of":
            return say("the result of {formula}", formula=_computed(metric, names))
        case "average over slots of":
            return say(
                "{rest}the average, over slots of {slot}, of {ratio} in each slot, by {rows}",
                rest="100% less " if metric.complement else "",
                slot=q.duration(metric.slot),
                ratio=_figure(metric),
                rows=_the_sources(metric, names),
            )
        case "ratio of":
            return say(
                "{rest}the quotient of the sums of {ratio} over the {rows}",
                rest="100% less " if metric.complement else "",
                ratio=_figure(metric),
                rows=_rows(metric, names),
            )
        case "percentile of":
            share = f"{q.shown_ordinal(metric.percentile)}" if metric.percentile is not None else ""
            return say(
                "the {share} percentile of {figure} over the {rows}",
                share=share,
                figure=_figure(metric),
                rows=_rows(metric, names),
            )
        case "average of" | "median of" | "sum of" | "minimum of" | "maximum of":
            return say(
                "the {which} of {figure} over the {rows}",
                which=metric.kind.removesuffix(" of"),
                figure=_figure(metric),
                rows=_rows(metric, names),
            )
        case _:
            assert_never(metric.kind)


def _taken_over(metric: Metric, over: TakenOver, names: Names) -> Part:
    """`the average of Uptime over this month and the two before`, `the maximum of Zone Uptime over all values of zone`."""
    of = names.of("metric", metric.computed_from[0])
    which = {"minimum": "lowest", "maximum": "highest"}.get(over.how, over.how)
    if not over.last:
        return say(
            "the {which} of the levels of {of} for each {field}", which=which, of=of, field=field(over.across)
        )
    return say(
        "the {which} of the levels of {of} in the last {count} that end with or before that {period}",
        which=which,
        of=of,
        count=q.counted(over.last, str(over.period)),
        period=PERIOD,
    )


def _weighted(metric: Metric, names: Names) -> Part:
    """`Uptime (60%) and Speed (40%)`."""
    shares = ((name, q.percent(weight)) for name, weight in metric.weights)
    return listing([join(names.of("metric", name), f" ({share})") for name, share in shares], "and")


def _computed(metric: Metric, names: Names, of: v.Operand | None = None, binds: int = 0) -> Text:
    """The formula, with metrics by the terms that they are defined by."""
    written = metric.operand if of is None else of
    match written:
        case v.FieldName():
            return join(names.of("metric", written.text))
        case v.Arithmetic():
            tight = 2 if written.operator in "*/" else 1
            left = _computed(metric, names, written.left, tight)
            right = _computed(metric, names, written.right, tight + 1)
            sign = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}[written.operator]
            return join("(", left, sign, right, ")") if binds > tight else join(left, sign, right)
        case None:
            return join("the figure")
        case _:
            return operand(written)


def _figure(metric: Metric) -> Text:
    """What is taken of each row."""
    if metric.operand is None:
        return join("the figure")
    if isinstance(metric.operand, v.ElapsedTime) and metric.kind == "time of":
        return say(
            "{since} to {until}",
            since=field(metric.operand.since.text),
            until=field(metric.operand.until.text),
        )
    return operand(metric.operand)


def _noun(metric: Metric, names: Names) -> str:
    """What a row is called."""
    known = [names.agreement.sources[name] for name in metric.sources if name in names.agreement.sources]
    return next((source.noun for source in known if source.noun), "record")


def _rows(metric: Metric, names: Names) -> Text:
    """`records of Service Desk Tickets (each one ticket)`."""
    known = [names.agreement.sources[name] for name in metric.sources if name in names.agreement.sources]
    kinds = list(dict.fromkeys(source.holds for source in known)) or ["records"]
    return join(q.listed([str(kind) for kind in kinds]), " in ", _the_sources(metric, names))


def _the_sources(metric: Metric, names: Names) -> Text:
    word = "the source " if len(metric.sources) == 1 else "the sources "
    return join(word, names.all("source", metric.sources))


def _row(metric: Metric, names: Names) -> str:
    """`a record`, `a sample or an interval`."""
    known = [names.agreement.sources[name] for name in metric.sources if name in names.agreement.sources]
    words = [sources.ROWS[holds] for holds in dict.fromkeys(source.holds for source in known)] or ["record"]
    return q.listed([f"{'an' if word == 'interval' else 'a'} {word}" for word in words], "or")


def _formula(metric: Metric, term: Part, names: Names) -> Text:
    match metric.kind:
        case "uptime from":
            return say(
                "{term} = ({time} − {down}) ÷ {time} × 100%", term=term, time=SERVICE_TIME, down=DOWNTIME
            )
        case "share of":
            row = _row(metric, names).rpartition(" ")[2]
            what = f"number of {row}s that are good ÷ number of {row}s that count × 100%"
            return say("{term} = {what}", term=term, what=what)
        case _:
            return ()


def _rules(metric: Metric, names: Names) -> list[Item]:
    row = _row(metric, names)
    service = names.of("service", metric.service) if metric.service else join("the Service")
    items: list[Item] = []
    if metric.kind in OF_TIME:
        items += [item(text) for text in _down(metric, names, row, service)]
        items += [item(text) for text in outage_rules.outage_rules(metric, service)]
    items += clocks.clock(metric, names)
    if metric.where is not None:
        items.append(
            item(
                say(
                    "{Row} counts only if {condition}.",
                    Row=row.capitalize(),
                    condition=condition(metric.where),
                )
            )
        )
    if metric.good is not None:
        items.append(
            item(say("{Row} is good if {condition}.", Row=row.capitalize(), condition=condition(metric.good)))
        )
    if metric.weight is not None:
        items.append(
            item(
                say(
                    "Each {row} counts with {weight}.",
                    row=row.rpartition(" ")[2],
                    weight=operand(metric.weight),
                )
            )
        )
    if metric.shortest:
        items.append(item(f"An outage shorter than {q.duration(metric.shortest)} does not count."))
    if metric.gaps:
        items.append(
            item(
                f"Outages no further apart than {q.duration(metric.gaps)} are one outage, the time between "
                "them included."
            )
        )
    said = metric.choices.get("partial minutes") or names.agreement.choices.get("partial minutes")
    started = isinstance(said, Chosen) and said.answer == "started"
    items += [item(text) for text in outage_rules.counted(metric, started=started)]
    items += [item(text) for text in outage_rules.floor(metric)]
    if metric.exclusions:
        items += [item(text) for text in _excluded(metric, names)]
        if metric.kind in ("longest outage from", "number of outages from"):
            items.append(item("An outage that excluded time interrupts is one outage all the same."))
    if metric.for_each:
        items.append(item(_scopes(metric)))
    items += _control(metric, names)
    for key, choice in metric.choices.items():
        if names.agreement.choices.get(key) != choice:
            words = interpretation.sentence(key, choice, names)
            items.append(item(words, f"interpretation {key} of {metric.name}"))
    return items


def _excluded(metric: Metric, names: Names) -> list[Text]:
    """What exclusions take out: time, the records in it, and records that they name themselves."""
    known = names.agreement.exclusions
    of_records = [name for name in metric.exclusions if name in known and known[name].requests]
    of_time = [name for name in metric.exclusions if name not in of_records or known[name].source]
    found: list[Text] = []
    if of_time:
        refs = listing([names.ref("exclusion", name) for name in of_time], "and")
        what = "time" if metric.kind in OF_TIME else "records that fall in the time"
        found.append(say("Excluded is the {what} of {refs}.", what=what, refs=refs))
    if of_records and metric.excluded_rows:
        refs = listing([names.ref("exclusion", name) for name in of_records], "and")
        found.append(say("Excluded are the records of {refs}.", refs=refs))
    return found


def _down(metric: Metric, names: Names, row: str, service: Part) -> list[Text]:
    found = _the_sources(metric, names)
    taken = say("{down} is taken from {sources}.", down=DOWNTIME, sources=found)
    if metric.down is not None:
        return [
            taken,
            say(
                "{Row} means that {service} is down if {condition}.",
                Row=row.capitalize(),
                service=service,
                condition=condition(metric.down),
            ),
        ]
    if "sample" in row:
        return [taken]
    of = join("a part of ", service) if metric.parts else service
    return [taken, say("Each interval there is time in which {service} is down.", service=of)]


def _scopes(metric: Metric) -> str:
    each = f"It is determined separately for each {metric.for_each}"
    if not metric.scopes:
        return f"{each} that the facts name."
    return f"{each}: {q.listed([quoted(scope) for scope in metric.scopes])}."


def _control(metric: Metric, names: Names) -> list[Item]:
    items: list[Item] = []
    if metric.controlled_open:
        items.append(item("The Parties have not stated which of them can influence it."))
    elif metric.controlled_by:
        items.append(
            item(say("It is within the control of {party}.", party=names.of("party", metric.controlled_by)))
        )
    if metric.collected_by and metric.kind != "as reported":
        items.append(item(say("It is reported by {who}.", who=names.who(metric.collected_by))))
    return items
