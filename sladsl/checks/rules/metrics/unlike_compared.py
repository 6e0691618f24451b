"""`unlike-compared`: a number with a percentage, a duration with a number, a time with a duration; a text reckoned with."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.condition_values import ORDERS
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured
from sladsl.ast.scoring import Score
from sladsl.checks.conditions import Fields, by_source, conditions
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding
from sladsl.source import Span
from sladsl.values.number import decimal_text, shown

SAY = Voice(name="unlike-compared", code="M108", severity="error")
FIGURES = ("number", "duration")
OWN = ("at", "start", "end")
CALLED = {
    "yes or no": "a yes-or-no field",
    "choice": "a choice",
    "text": "a text",
    "time": "a time",
    "number": "a number",
    "duration": "a duration",
    "intervals": "a field of intervals",
}


def check(context: Context) -> Iterator[Finding]:
    """What is evaluated is compared where its meaning is built: of that only percentages are left."""
    node = context.agreement.node
    assert isinstance(node, Agreement)
    told: set[Span] = set()
    yield from _reckoned(node)
    yield from _scores(node)
    for stated in conditions(node):
        for each in values_within(stated.condition):
            if each.span not in told:
                for finding in _compared(each, stated.fields):
                    told.add(each.span)
                    yield finding


def _reckoned(node: Agreement) -> Iterator[Finding]:
    """`sum of note in tickets`, where it is not evaluated: what is no figure in a formula over rows."""
    fields_of = by_source(node)
    for block in node.deep:
        measure = block.measure if isinstance(block, Measured) else None
        if isinstance(block, Measured) and isinstance(measure, v.Measure):
            fields = fields_of(tuple(name.text for name in measure.sources))
            if isinstance(measure.operand, (v.FieldName, v.Arithmetic)):
                yield from _no_figures(measure.operand, fields)


def _scores(node: Agreement) -> Iterator[Finding]:
    """`passes: at least 80 points`: a score is the sum of weights, which are parts of the whole."""
    for score in node.children(Score):
        for key in (Score.passes.name, Score.warning.name):
            for entry in score.entries:
                bound = entry.value
                if entry.key != key or not isinstance(bound, v.Bound):
                    continue
                figure = bound.operand
                if isinstance(figure, (v.Quantity, v.Duration)) and getattr(figure, "unit", "") != "%":
                    number = figure.number.value if isinstance(figure, v.Quantity) else None
                    right = (
                        f"{bound.comparator} {decimal_text(figure.number.value, figure.number.places)}%"
                        if isinstance(figure, v.Quantity) and number is not None and 1 < number <= 100
                        else f"{bound.comparator} 80%"
                    )
                    yield SAY(
                        bound.span,
                        "A score is a percentage: the weights that were kept, of all of them.",
                        f"Write `{key}: {right}`.",
                    )


def _no_figures(formula: v.Value, fields: Fields) -> Iterator[Finding]:
    figures = [f"`{name}`" for name, kind in fields.items() if kind.type in FIGURES]
    for each in values_within(formula):
        if isinstance(each, v.FieldName) and _type(each.text, fields) not in ("", *FIGURES):
            hint = f"Name a field that is one: {figures[0]}." if len(figures) == 1 else ""
            yield SAY(
                each.span,
                f"`{each.text}` is {CALLED[_type(each.text, fields)]}, not a number or a duration.",
                hint or "Name a field that is one.",
            )


def _compared(part: v.Value, fields: Fields) -> Iterator[Finding]:
    match part:
        case v.Comparison():
            for side in (part.left, part.right):
                if isinstance(side, v.Arithmetic):
                    yield from _no_figures(side, fields)
            yield from _percentage(part, fields)
            yield from _figures(part, fields)
        case v.Notice(earlier=earlier, later=later):
            yield from _times(part, (earlier, later), fields)
        case v.ElapsedTime(since=since, until=until):
            yield from _times(part, (since, until), fields)
        case v.Order(left=left, right=right):
            yield from _times(part, (left, right), fields)
        case v.OneOf(field=field) if _type(field.text, fields) in ("number", "duration", "time", "yes or no"):
            kind = _type(field.text, fields)
            yield SAY(
                part.span,
                f"`{field.text}` is {CALLED[kind]}, and `is` is for choices and texts.",
                f"Write `{field.text}`, or `not {field.text}`."
                if kind == "yes or no"
                else f"Compare it: `{field.text} {'is known' if kind == 'time' else 'at least …'}`.",
            )
        case v.Truth(field=field) if _type(field.text, fields) not in ("", "yes or no", "intervals"):
            yield SAY(
                part.span,
                f"`{field.text}` is {CALLED[_type(field.text, fields)]}; alone it is no condition.",
                "Say what it is compared with.",
            )
        case _:
            return


def _percentage(comparison: v.Comparison, fields: Fields) -> Iterator[Finding]:
    for field, percent in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
        if not isinstance(field, v.FieldName) or not isinstance(percent, v.Quantity) or percent.unit != "%":
            continue
        if _type(field.text, fields) == "number":
            figure = decimal_text(percent.number.value, percent.number.places)
            share = shown(percent.number.value / 100)
            yield SAY(
                comparison.span,
                f"`{field.text}` is a plain number, and {figure}% is {share}.",
                f"Write `{figure}` where the data say {figure}, `{share}` where they say {share}.",
                severity="warning",
            )


def _figures(comparison: v.Comparison, fields: Fields) -> Iterator[Finding]:
    kinds = [_kind(side, fields) for side in (comparison.left, comparison.right)]
    if kinds == ["time", "time"]:
        sides = [each.text for each in (comparison.left, comparison.right) if isinstance(each, v.FieldName)]
        words = ORDERS.get(comparison.comparator, "is not after")
        yield SAY(
            comparison.span,
            "Two times are compared by `is before`, `is not after`, `is after` and `is not before`.",
            f"Write `{f' {words} '.join(sides)}`.",
        )
        return
    for side, kind in zip((comparison.left, comparison.right), kinds, strict=True):
        if kind and kind not in FIGURES:
            name = side.text if isinstance(side, v.FieldName) else ""
            yield SAY(
                comparison.span,
                f"`{name}` is {CALLED[kind]}; only numbers and durations are compared so.",
                f"Write how far it is from another time: `{_elapsed(name, fields)} at most 15 minutes`."
                if kind == "time"
                else f"Write `{name} is …`, or name another field.",
            )
            return
    left, right = kinds
    if left and right and left != right:
        bare = comparison.right
        hint = "Compare numbers with numbers, durations with durations such as `15 minutes`."
        if left == "duration" and isinstance(bare, v.Quantity) and not bare.unit:
            figure = decimal_text(bare.number.value, bare.number.places)
            hint = f"Write `{figure} seconds`, `{figure} minutes` or `{figure} hours`."
        yield SAY(
            comparison.span, f"{CALLED[left].capitalize()} can't be compared with {CALLED[right]}.", hint
        )


def _elapsed(name: str, fields: Fields) -> str:
    """From one time to another, one of which is this."""
    times = [
        each for each, kind in fields.items() if kind.type == "time" and (each not in OWN or each == name)
    ]
    place = times.index(name)
    if place:
        return f"{times[0]} to {name}"
    return f"{name} to {times[1] if len(times) > 1 else 'closed'}"


def _times(part: v.Value, names: tuple[v.Name, ...], fields: Fields) -> Iterator[Finding]:
    for name in names:
        kind = _type(name.text, fields)
        if kind not in ("", "time"):
            yield SAY(
                part.span, f"`{name.text}` is {CALLED[kind]}, not a time.", "Name a field that is a time."
            )
            return


def _kind(operand: v.Operand, fields: Fields) -> str:
    """What an operand is: a type of field; "" where that can't be told."""
    match operand:
        case v.Quantity(unit="" | "%"):
            return "number"
        case v.Duration() | v.ElapsedTime():
            return "duration"
        case v.FieldName(text=text):
            return _type(text, fields)
        case v.Arithmetic(operator=operator, left=left, right=right):
            first, second = _kind(left, fields), _kind(right, fields)
            if first == second and first in FIGURES:
                return first if operator in "+-" else "number" if operator == "/" or first == "number" else ""
            return ""
        case _:
            return ""


def _type(name: str, fields: Fields) -> str:
    return fields[name].type if name in fields else ""


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Help {{ hours: always }}
  source surveys {{
    holds: records   of: Help   each: survey   collected: automatically
    fields {{ sent: time   score: number   asked: number   took: duration }}
  }}
  metric Content {{
    measure: share of surveys
    good when: {}
    controlled by: Nimbus
  }}
  objective Kept {{ Nimbus ensures Content at least 95% each month }}
  definitions {{ {} }}
}}
"""
_WORDS = 'Late: "after ten days"'
_MINUTES = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ hours: always }}
  source minutes {{
    holds: samples   of: Shop   every: 1 minute   collected: automatically
    fields {{ errors: number   total: number   took: duration
      note: text   region: North, South }}
  }}
  metric Uptime {{
    measure: {}
    {}
    controlled by: Nimbus
  }}
  objective Kept {{ Nimbus ensures Uptime at least 95% each month }}
}}
"""
_SLOTS = "slots: 5 minutes   slot down when: "

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary=(
        "A condition compares things of two kinds, a number with a percentage, a time with a duration; "
        "or a text is reckoned with."
    ),
    why=(
        "50% is the number 0.5. Where a table says 80 for eighty out of a hundred, `score at least 50%` fits every row "
        "that is not nearly zero, and the promise is always kept. A quotient of two fields is a share and compares with "
        "a percentage: `errors / requests above 5%`. A time, a length of time and a number are three things, and none "
        "is more or less than another. A text has no sum and no average, and no row counts with it as its weight."
    ),
    bad=(
        Case(
            about="A score from 0 to 100.",
            text=_TEXT.format("score at least 50%", _WORDS),
            expected=(
                Expected(line=11, part="`score` is a plain number, and 50% is 0.5", severity="warning"),
            ),
        ),
        Case(
            about="The figure stands first, and in a part of the condition.",
            text=_TEXT.format("took at most 5 minutes or 12.5% below score", _WORDS),
            expected=(Expected(line=11, part="12.5% is 0.125", severity="warning"),),
        ),
        Case(
            about="In defined terms: a percentage of a number, a time that is at most five minutes.",
            text=_TEXT.format(
                "score at least 50",
                "Glad: surveys where score above 80%\n    Quick: surveys where sent at most 5 minutes",
            ),
            expected=(
                Expected(line=15, part="80% is 0.8", severity="warning"),
                Expected(line=16, part="`sent` is a time; only numbers and durations are compared so"),
            ),
        ),
        Case(
            about="A duration and a number.",
            text=_TEXT.format("score at least 50", "Slow: surveys where took above 5"),
            expected=(Expected(line=15, part="A duration can't be compared with a number"),),
        ),
    ),
    good=(
        Case(
            about="Numbers with numbers, durations with durations.",
            text=_TEXT.format(
                "score at least 50",
                "Glad: surveys where score above 80\n    Slow: surveys where took above 5 minutes",
            ),
        ),
        Case(
            about="A quotient is a share.",
            text=_TEXT.format("score / asked at least 50%", "Glad: surveys where score / asked above 80%"),
        ),
        Case(
            about="Numbers and durations are reckoned with.",
            text=_MINUTES.format("uptime from minutes", f"{_SLOTS}errors / total above 5%"),
        ),
        Case(
            about="The data say 0.5 for a half.",
            text=_TEXT.format("score at least 0.5", _WORDS),
        ),
    ),
    check=check,
)
