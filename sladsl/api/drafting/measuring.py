"""What is measured, drafted: the source with its fields, the metric, and when a row counts as down or good."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.api.drafting.answers import Answers
from sladsl.api.drafting.columns import BAD, FINE, GOOD, good_value, has_word
from sladsl.api.drafting.lines import OPEN, Lines
from sladsl.api.drafting.naming import Named, quoted, value
from sladsl.api.drafting.tables import ANSWERED, CLOSED, OPENED, Field, Seen, length_text
from sladsl.record import Record

PROMISED = {
    "Answered in time": "Response",
    "Solved in time": "Resolution",
    "Done in time": "Completion",
    "Good ones": "Quality",
    "How many": "Volume",
}
"""By the title of a metric, what is promised with it."""
DOWN = "when is the service down?"
SHORT = 70
"""Characters of fields that stand on one line."""
HOW_MANY = 3
"""Values of a choice that a question names."""
COLLECTED = (f"  {OPEN} who collects it? collected by: a party, or a text", "  collected: automatically", "}")
STATUS = frozenset({"status", "code", "http"})
PRIORITY = frozenset({"priority", "severity", "urgency", "impact", "p"})


class Metric(Record):
    """A metric that was drafted; `share`: its level is a percentage that can be promised. `promised`: what one promises."""

    name: str
    promised: str
    share: bool


def uptime(
    lines: Lines, answers: Answers, names: Named, service: str, owner: str, seen: Seen | None
) -> Metric:
    """The uptime of the service, from samples or intervals."""
    if seen is None:
        source = names.take("checks")
        every = answers.every or "1 minute"
        lines.add(
            f'source {source} "Checks of the service" {{',
            f"  holds: samples   of: {service}   every: {every}",
        )
        lines.add("  fields { ok: yes or no }", *COLLECTED)
        condition, question = "not ok", ""
    else:
        source = names.take(seen.name)
        _source(lines, answers, service, seen)
        condition, question = _down(seen)
    metric = names.name("Uptime", "UptimeOfTheService")
    lines.add("", f'metric {metric} "Uptime" {{', f"  of: {service}   measure: uptime from {source}")
    if question:
        lines.ask(question, inside=True)
    if seen is not None and seen.each:
        lines.ask(f"is each {seen.each} assessed by itself?", inside=True)
        lines.add(f"  for each: {seen.each}")
    if condition:
        lines.add(f"  down when: {condition}")
    lines.ask("is there time that does not count? excluding: an exclusion", inside=True)
    lines.add(f"  controlled by: {owner}", "}")
    return Metric(name=metric, promised="Availability", share=True)


def answered(
    lines: Lines, answers: Answers, names: Named, service: str, owner: str, seen: Seen | None
) -> Metric:
    """The share of records that are dealt with in time; their number, where nothing says which are."""
    within = answers.within or "30 minutes"
    title, share, where, question = "Answered in time", True, "", ""
    if seen is None:
        source, belongs = names.take("tickets"), "opened"
        good = f"opened to responded at most {within}"
        where = "where: priority is P1"
        lines.add(
            f'source {source} "Tickets" {{', f"  holds: records   each: ticket   of: {service}   key: number"
        )
        lines.add("  fields { number: text   priority: P1, P2, P3   opened: time   responded: time }")
        lines.add(*COLLECTED)
    else:
        source = names.take(seen.name)
        _source(lines, answers, service, seen)
        good, belongs, title, question = _good(seen, within)
        share = bool(good)
        ranked = next(
            (each for each in seen.of_type("choice") if has_word(each.column.title, PRIORITY)), None
        )
        if ranked is not None:
            where = f"where: {ranked.name} is {value(ranked.column.values[0])}"
    metric = names.whole_name(title, "Records")
    measure = f"share of {source}" if share else f"number of {source}"
    lines.add("", f"metric {metric} {quoted(title)} {{", f"  of: {service}   measure: {measure}")
    if where:
        lines.ask(f"do all of them count? {where}", inside=True)
    if question:
        lines.ask(question, inside=True)
    if good:
        if (not answers.within or "within" in answers.assumed) and " at most " in good:
            lines.ask("within what time?", inside=True)
        lines.add(f"  good when: {good}")
    lines.add(f"  record belongs to: {belongs}", f"  controlled by: {owner}", "}")
    return Metric(name=metric, promised=PROMISED[title], share=share)


# ---- sources


def _source(lines: Lines, answers: Answers, service: str, seen: Seen) -> None:
    lines.add(f"source {seen.name} {{")
    for note in seen.notes:
        lines.ask(note, inside=True)
    head = f"  holds: {seen.holds}   of: {service}"
    if seen.holds == "samples":
        head += f"   every: {answers.every or length_text(seen.every)}"
    if seen.noun:
        head += f"   each: {seen.noun}"
    if seen.key:
        head += f"   key: {seen.key}"
    lines.add(head)
    declared = [each for each in seen.fields if not each.own]
    rows = [f"{each.name}: {_type(each)}" for each in declared]
    if len("   ".join(rows)) <= SHORT:
        lines.add(*([f"  fields {{ {'   '.join(rows)} }}"] if rows else []))
    else:
        lines.add("  fields {", *(f"    {row}" for row in rows), "  }")
    lines.add(*COLLECTED)


def _type(field: Field) -> str:
    column = field.column
    if column.type == "choice":
        return ", ".join(value(each) for each in column.values)
    return "text" if column.type.startswith("unreadable") else column.type


def _down(seen: Seen) -> tuple[str, str]:
    """When a row means that the service is down, and what to ask about it; "" where every row does."""
    marks = seen.of_type("yes or no")
    choices = tuple(each for each in seen.of_type("choice") if each.name != seen.each)
    for each in marks:
        if has_word(each.column.title, GOOD) or each.column.translated:
            return f"not {each.name}", ""
        if has_word(each.column.title, BAD):
            return each.name, ""
    for each in choices:
        good = good_value(each.column)
        if good:
            others = _or([one for one in each.column.values if one != good])
            return f"{each.name} is not {value(good)}", f"is everything else down: {others}?"
    for each in choices:
        bad = [one for one in each.column.values if one.lower() in BAD]
        rest = [one for one in each.column.values if one not in bad and not has_word(one, FINE)]
        if bad:
            return _is(each, bad), f"is nothing else down: {_or(rest)}?" if rest else ""
    if seen.holds == "intervals":
        shown = f" down when: {_is(choices[0], list(choices[0].column.values[:HOW_MANY]))}" if choices else ""
        return "", f"do all of them count as down?{shown}"
    numbers = seen.of_type("number")
    for each in numbers:
        if has_word(each.column.title, STATUS):
            return f"{each.name} at least 500", DOWN
    for each in numbers:
        if has_word(each.column.title, BAD):
            return f"{each.name} above 0", DOWN
    # Whatever else is written here would be evaluated, and no word of the data says which of them it is.
    shown = next(_perhaps_down(seen, choices), "")
    return "", f"{DOWN} down when: {shown}"


def _perhaps_down(seen: Seen, choices: tuple[Field, ...]) -> Iterator[str]:
    """The form of conditions that may mean it."""
    yield from (f"{each.name} is {_or(list(each.column.values))}" for each in choices)
    yield from (f"not {each.name}, or {each.name}" for each in seen.of_type("yes or no"))
    yield from (f"{each.name} above …" for each in seen.of_type("duration"))
    yield from (f"{each.name} above …" for each in seen.of_type("number"))


def any_condition(seen: Seen | None) -> str:
    """A condition that can be read, in the place of one that nobody knows."""
    assert seen is not None
    for each in seen.fields:
        match each.column.type:
            case "yes or no":
                return f"not {each.name}"
            case "choice":
                return _is(each, [each.column.values[0]])
            case "duration":
                return f"{each.name} above 5 seconds"
            case "number":
                return f"{each.name} above 0"
            case _:
                pass
    return next((f'{each.name} is "down"' for each in seen.fields if not each.own), "at is not empty")


def _or(values: list[str]) -> str:
    """Some of the values, as a question names them."""
    shown = [value(each) for each in values[:HOW_MANY]]
    more = len(values) - len(shown)
    return ", ".join(shown) + (f" or {more} more" if more > 0 else "")


def _is(field: Field, values: list[str]) -> str:
    listed = ", ".join(value(each) for each in values)
    return f"{field.name} is {listed}" if len(values) == 1 else f"{field.name} is one of {listed}"


def _good(seen: Seen, within: str) -> tuple[str, str, str, str]:
    """When a record is good ("" where nothing tells), what places it, the title of the metric, and what to ask."""
    times = list(seen.of_type("time"))
    first = next((each for each in times if has_word(each.column.title, OPENED)), times[0])
    others = [each for each in times if each is not first]
    for words, title in ((ANSWERED, "Answered in time"), (CLOSED, "Solved in time")):
        for each in others:
            if has_word(each.column.title, words):
                return f"{first.name} to {each.name} at most {within}", first.name, title, ""
    if others:
        question = "which two times are compared?"
        return f"{first.name} to {others[0].name} at most {within}", first.name, "Done in time", question
    marks = sorted(
        seen.of_type("yes or no"),
        key=lambda each: not (each.column.translated or has_word(each.column.title, GOOD | BAD)),
    )
    for each in marks:
        good = f"not {each.name}" if has_word(each.column.title, BAD) else each.name
        return good, first.name, "Good ones", "which of them are good?"
    return "", first.name, "How many", "what is measured? share of them that is good, or their number"
