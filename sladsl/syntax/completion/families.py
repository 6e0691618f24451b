"""Which of the declared names can stand at a place, by what its declaration says of it: a service, a field, its value.

A family is a kind of block, several with `or` between them, or one of the words in `FAMILIES`; nothing said: any name.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator

from sladsl.ast.agreements import Amendment
from sladsl.ast.declare import keys_of
from sladsl.ast.duties import Report
from sladsl.ast.facts import Option
from sladsl.ast.forms import OFFSET
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.sources import Source
from sladsl.ast.structure import Overriding
from sladsl.ast.tables import Table
from sladsl.syntax.completion.names import NAMED, Declared, FieldSeen, Names
from sladsl.syntax.completion.place import Place
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.scanner import WORD, Token

COMMON = ("EUR", "USD", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "INR")
PERIODS = ("month", "quarter", "year", "week", "day")
OTHER_ANCHORS = ("period", "incident", "outage", "claim", "report")
"""Words that a time is counted from and that no example has."""
MOST_SHOWN = 40
"""Characters of a figure beside its name."""
Named = tuple[str, str]
"""A name and what it is."""


class Scope:
    """What a name is looked up by: the blocks around the cursor, and the tokens of the value before the name."""

    def __init__(self, place: Place, names: Names, value: list[Token], head: tuple[str, ...] = ()) -> None:
        self.place = place
        self.names = names
        self.value = value
        self.head = head
        """The words before the colon of the row."""

    def within(self, frame: int) -> tuple[int, int]:
        """The tokens of the block around the cursor that is so deep."""
        found = self.place.frames[frame]
        return max(found.start, 0), self.place.closes.get(found.brace, self.place.size)


def named(family: str, scope: Scope, example: str = "") -> tuple[Named, ...]:
    """The names of a family with what they are; `example`: a line that is right, for words that only it knows."""
    once: dict[str, str] = {}
    for each in family.split(" or "):
        for name, what in _named(each, scope, example):
            once.setdefault(name, what)
    return tuple(once.items())


def _named(family: str, scope: Scope, example: str) -> Iterable[Named]:
    if family in FAMILIES:
        return FAMILIES[family](scope, example)
    kinds = (family,) if family else ()
    return ((each.name, _what(each)) for each in scope.names.of_kind(*kinds))


def _what(each: Declared) -> str:
    return f'{each.kind} "{each.title}"' if each.title else each.kind


# ---- fields


def fields(scope: Scope, *types: str) -> Iterator[FieldSeen]:
    """The fields that a condition here can speak of, of some types or of all."""
    every = scope.names.fields
    here = _sources(scope)
    for each in every:
        if (not here or each.source in here) and (not types or each.type in types):
            yield each


def _sources(scope: Scope) -> set[str]:
    """The sources whose rows a condition here speaks of: that of the value, or those that the blocks around name."""
    names = scope.names
    known = {each.name: each.name for each in names.of_kind(Source.kind)} | names.nouns
    terms = ((term, source) for term, source in names.terms.items() if source in known)
    known |= {term: known[source] for term, source in terms}
    if (
        scope.value
        and scope.value[0].text in known
        and len(scope.value) > 1
        and scope.value[1].text == "where"
    ):
        return {known[scope.value[0].text]}
    metrics = {each.name: each for each in scope.names.of_kind(Metric.kind)}
    every = scope.place.every
    for depth in range(len(scope.place.frames) - 1, 1, -1):
        start, end = scope.within(depth)
        words = {token.text for token in every[start:end] if token.kind == WORD}
        found = {known[word] for word in words & known.keys()}
        for name in words & metrics.keys():
            metric = metrics[name]
            inside = {token.text for token in every[metric.start : metric.end]}
            found |= {known[word] for word in inside & known.keys()}
        if found:
            return found
    return set()


def _field_words(each: FieldSeen) -> str:
    said = (
        f"one of {', '.join(each.values[:6])}{' …' if len(each.values) > 6 else ''}"
        if each.values
        else each.type
    )
    return f"field of {each.source}: {said}"


def _any_field(scope: Scope, example: str) -> Iterator[Named]:
    return ((each.name, _field_words(each)) for each in fields(scope))


def _time_field(scope: Scope, example: str) -> Iterator[Named]:
    return ((each.name, _field_words(each)) for each in fields(scope, "time"))


def _choice_field(scope: Scope, example: str) -> Iterator[Named]:
    return ((each.name, _field_words(each)) for each in fields(scope, "choice", "text"))


def _compared(scope: Scope) -> str:
    """The field that is compared with a value, or the one before the colon."""
    for at in range(len(scope.value) - 1, 0, -1):
        if scope.value[at].text == "is" and scope.value[at - 1].kind == WORD:
            return scope.value[at - 1].text
    return scope.head[0] if scope.head else ""


def field_type(scope: Scope) -> str:
    """The type of the field whose value is being written, "" when nobody knows."""
    field = _compared(scope)
    return next((each.type for each in fields(scope) if each.name == field), "")


def _field_value(scope: Scope, example: str) -> Iterator[Named]:
    return _values(scope, _compared(scope))


def _values(scope: Scope, field: str) -> Iterator[Named]:
    for each in fields(scope):
        if each.name == field:
            values = each.values or (("yes", "no") if each.type == "yes or no" else ())
            yield from ((value, f"value of {each.name}") for value in values)


def _operand(scope: Scope, example: str) -> Iterator[Named]:
    """What a formula computes with: fields where rows are weighted, elsewhere figures, metrics besides."""
    kind = scope.place.frame.kind
    if kind is not None and issubclass(kind, Measured):
        yield from ((each.name, _field_words(each)) for each in fields(scope, "number", "duration"))
    else:
        yield from ((name, what) for name, what in _figure(scope, example) if name not in scope.head)
        yield from _named(Metric.kind, scope, example)


def _dimension(scope: Scope, example: str) -> Iterator[Named]:
    return ((name, "what is assessed one by one") for name in scope.names.dimensions)


def _dimension_value(scope: Scope, example: str) -> Iterator[Named]:
    """The values of what is assessed one by one, or of the field after `by` in the head that stands at this place."""
    start, _end = scope.within(len(scope.place.frames) - 1)
    brace = scope.place.frame.brace
    head = [token.text for token in scope.place.every[start:brace]]
    fields = [word for word in head[head.index("by") + 1 :] if word != ","] if "by" in head else []
    column = sum(token.text == "," for token in scope.value)
    for name in fields[column : column + 1] or scope.names.dimensions:
        yield from _values(scope, name)
    if len(fields) > 1:
        yield "any", "every value"
    if not fields:
        for option in scope.names.of_kind(Option.kind):
            yield from ((value, f"value of {option.name}") for value in scope.names.options[option.name])


def _matrix_column(scope: Scope, example: str) -> Iterator[Named]:
    """The values of the field that is said to go `across`."""
    start, end = scope.within(len(scope.place.frames) - 1)
    tokens = scope.place.every
    for at in range(start, end - 2):
        if tokens[at].text == Table.across.name and tokens[at + 1].text == ":":
            yield from _values(scope, tokens[at + 2].text)


def _option_value(scope: Scope, example: str) -> Iterator[Named]:
    """What can be chosen of the option that is spoken of, or how the fact can be; of all where nobody knows which."""
    options = scope.names.options
    of = _compared(scope) or (scope.value[0].text if scope.value else "")
    for option in (of,) if of in options else options:
        yield from ((value, f"value of {option}") for value in options[option])


def _figure(scope: Scope, example: str) -> Iterator[Named]:
    for name, said in scope.names.figures.items():
        yield name, f"figure: {said if len(said) <= MOST_SHOWN else said[:MOST_SHOWN] + ' …'}"


def _term(scope: Scope, example: str) -> Iterator[Named]:
    return ((name, "a condition with a name") for name, source in scope.names.terms.items() if not source)


# ---- other agreements


def _agreement(scope: Scope, example: str) -> Iterator[Named]:
    """Agreements besides the one around, and besides what only changes one."""
    for each in scope.names.agreements:
        if each is not scope.names.around and each.kind != Amendment.kind:
            yield each.name, _what(each)


def _reference(scope: Scope, example: str) -> Iterator[Named]:
    """What a block can take the place of, in what its agreement is based on; before a support, promises of others."""
    names = scope.names
    kind = scope.place.frame.kind
    overriding = kind is not None and issubclass(kind, Overriding)
    others = [each for each in names.agreements if each is not names.around and each.kind != Amendment.kind]
    wanted = kind.kind if kind is not None and overriding and kind.head in NAMED else Objective.kind
    within = [each for each in names.declared if each.kind == wanted]
    for agreement in (names.bases or others) if overriding else others:
        inside = [each for each in within if agreement.start < each.start < agreement.end]
        if kind is None or not overriding or kind.head not in ("nothing", "sentence"):
            for each in inside:
                yield f"{agreement.name}.{each.name}", f"{_what(each)} of {agreement.name}"
        if not overriding or (kind is not None and kind.head not in NAMED):
            yield agreement.name, _what(agreement)


# ---- words that are names to the grammar


def _source(scope: Scope, example: str) -> Iterator[Named]:
    """Sources, also by the noun of their rows."""
    for each in scope.names.of_kind(Source.kind):
        yield each.name, _what(each)
    for noun, source in scope.names.nouns.items():
        yield noun, f"the rows of {source}"
    for term, source in scope.names.terms.items():
        if source:
            yield term, f"rows of {source}"


def _noun(scope: Scope, example: str) -> Iterator[Named]:
    return ((noun.removesuffix("s"), f"a row of {source}") for noun, source in scope.names.nouns.items())


def _currency(scope: Scope, example: str) -> Iterator[Named]:
    used = scope.names.currencies
    return ((code, "currency") for code in dict.fromkeys((*used, *COMMON)))


def _anchor(scope: Scope, example: str) -> Iterator[Named]:
    """What a distance is counted from: as the example of the key says, then a period that is promised, then others."""
    tokens = scope.place.every
    used = {after.text for each, after in itertools.pairwise(tokens) if each.text == "each"}
    reports = (each.name for each in scope.names.of_kind(Report.kind))
    before = [token.text for token in scope.value[-2:]]
    outage = ("outage",) if before == ["of", "the"] else ()
    words = [
        *outage,
        *example.split()[-1:],
        *(word for word in PERIODS if word in used),
        *_anchors(),
        *OTHER_ANCHORS,
        *reports,
    ]
    return ((word, "what the time is counted from") for word in words if word.isidentifier())


@functools.cache
def _anchors() -> tuple[str, ...]:
    """What the examples of all keys with a distance count from."""
    keys = (key for block in all_blocks() for key in keys_of(block).values())
    return tuple(dict.fromkeys(key.example.split()[-1] for key in keys if key.form is OFFSET))


def _column(scope: Scope, example: str) -> Iterator[Named]:
    """The columns of tables: `Times.response`."""
    tokens = scope.place.every
    for table in scope.names.of_kind(Table.kind):
        at = next(
            (
                at + 2
                for at in range(table.start, table.end - 1)
                if tokens[at].text == Table.columns.name and tokens[at + 1].text == ":"
            ),
            table.end,
        )
        while at < table.end and tokens[at].kind == WORD:
            yield f"{table.name}.{tokens[at].text}", f"column of {table.name}"
            if tokens[at + 1].text != "|":
                break
            at += 2


def _nothing(scope: Scope, example: str) -> Iterator[Named]:
    return iter(())


FAMILIES = {
    "field": _any_field,
    "time field": _time_field,
    "choice field": _choice_field,
    "field value": _field_value,
    "dimension": _dimension,
    "dimension value": _dimension_value,
    "matrix column": _matrix_column,
    "option value": _option_value,
    "figure": _figure,
    "operand": _operand,
    "term": _term,
    "agreement": _agreement,
    "reference": _reference,
    "currency": _currency,
    "anchor": _anchor,
    "column": _column,
    "noun": _noun,
    "own": _nothing,
    "source": _source,
}
"""Families that are no kinds of blocks; `own`: a name of its own, which nothing declares."""
