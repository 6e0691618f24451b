"""Facts and options, and the conditions on them that decide where something applies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Credit, Points, PointsCredit
from sladsl.ast.declare import Block, Key
from sladsl.ast.exclusions import Exclusion
from sladsl.ast.facts import Fact as FactBlock
from sladsl.ast.facts import Option as OptionBlock
from sladsl.ast.later import values_within
from sladsl.ast.objectives import Objective
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.services import Service
from sladsl.model.facts import Circumstance, Fact, StatedFact
from sladsl.model.from_ast.conditions import check_condition
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.left_out import LeftOut, called_by
from sladsl.record import replace
from sladsl.values.number import decimal_text
from sladsl.values.period import parse_label

Kind = TypeVar("Kind", bound=Block)
KEYS: tuple[Key[v.Value], ...] = (
    Objective.applies_where,
    Exclusion.applies_where,
    Credit.applies_where,
    Points.applies_where,
    PointsCredit.applies_where,
    Right.applies_where,
    Service.where,
)
"""Keys that say where something applies and that are evaluated."""


def facts(node: a.Agreement, context: Context) -> dict[str, Fact]:
    """The facts and options of an agreement by their names; those without a type are none that can be asked for."""
    found: dict[str, Fact] = {}
    for block in node.children(FactBlock):
        kind = block.type_
        if block.name is None or not isinstance(kind, v.FieldKind):
            continue
        found.setdefault(
            block.name.text,
            Fact(
                name=block.name.text,
                title=block.title.text if block.title else "",
                type=kind.type,
                values=tuple(each.text for each in kind.values),
                each=block.each.text if isinstance(block.each, v.Answer) else "",
                stated_by=context.text(block, FactBlock.stated_by),
                found_by=context.text(block, FactBlock.found_by),
                shown_by=context.text(block, FactBlock.shown_by),
                cites=context.text(block, FactBlock.cites),
                span=block.head_span,
            ),
        )
    for option in node.children(OptionBlock):
        if option.name is None or not isinstance(option.values, v.Labels):
            continue
        found.setdefault(
            option.name.text,
            Fact(
                name=option.name.text,
                title=option.title.text if option.title else "",
                type="choice",
                values=tuple(each.text for each in option.values.items if isinstance(each, (v.Name, v.Text))),
                stated_by=context.text(option, OptionBlock.chosen_by),
                for_each=context.text(option, OptionBlock.for_each),
                option=True,
                chooser_open=isinstance(option.chosen_by, v.NotStated),
                cites=context.text(option, OptionBlock.cites),
                span=option.head_span,
            ),
        )
    return found


def all_facts(context: Context) -> dict[str, Fact]:
    """Those of the whole agreement that is built, whatever of it is evaluated."""
    return facts(context.node, context) if isinstance(context.node, a.Agreement) else {}


def circumstance(written: v.Value | None, context: Context) -> Circumstance | None:
    """What `applies where` says; None where it says nothing that has a meaning.

    Names that nothing declares are told where all names of the agreement are looked up.
    """
    if not isinstance(written, v.Condition):
        return None
    known = all_facts(context)
    quiet = Context(context.earlier, context.source)
    good = check_condition(written, {name: each.field() for name, each in known.items()}, quiet)
    for each in quiet.findings:
        if each.name != "unknown-name" and not context.told(each.span):
            context.findings.append(each)
    if not good:
        return None
    named = [each for each in _named(written) if each in known]
    words = context.source[written.span] if context.source is not None else ", ".join(named)
    return Circumstance(condition=written, words=" ".join(words.split()), facts=tuple(dict.fromkeys(named)))


def _named(condition: v.Condition) -> Iterator[str]:
    for each in values_within(condition):
        if isinstance(each, (v.Truth, v.OneOf, v.IsKnown)):
            yield each.field.text
        elif isinstance(each, v.FieldName):
            yield each.text


def with_circumstances(node: a.Agreement) -> tuple[LeftOut, ...]:
    """The keys of what is evaluated that speak of facts: their names are looked up like those of what is left out."""
    names = {*(key.name for key in KEYS), Scenario.fact.name, Scenario.option.name}
    return tuple(
        LeftOut(
            words="",
            span=entry.span,
            block=called_by(block),
            part=entry,
            owner=type(block),
            head=block.head_span,
        )
        for block in (*node.blocks, *(inner for each in node.blocks for inner in each.blocks))
        if isinstance(block, (Objective, Exclusion, Credit, Points, PointsCredit, Right, Service, Scenario))
        for entry in block.entries
        if entry.key in names
        or (isinstance(block, Right) and entry.key == Right.when.name and _fact_in(entry.value))
    )


def _fact_in(value: v.Value) -> bool:
    return any(isinstance(each, (v.Truth, v.OneOf)) for each in values_within(value))


def stated_facts(block: Scenario, context: Context) -> tuple[StatedFact, ...]:
    """What a scenario states of facts and options: their value, of a period and of a value of the dimension."""
    known = all_facts(context)
    found = []
    for given in (*block.fact, *block.option):
        of = known.get(given.name.text)
        if of is None:
            continue
        made = StatedFact(fact=of.name, value=_text(given.values[-1]))
        for each in given.values[:-1]:
            if isinstance(each, v.PeriodName):
                if parse_label(each.label) is None:
                    context.add(
                        "N301", "no-such-date", each.span, f"There is no period {each.label}.", "Check it."
                    )
                elif of.option:
                    made = replace(made, since=each.label)
                else:
                    made = replace(made, period=each.label)
            else:
                made = replace(made, scope=_text(each))
        found.append(made)
    return tuple(found)


def _text(value: v.Value) -> str:
    match value:
        case v.Name() | v.Text():
            return value.text
        case v.PeriodName():
            return value.label
        case v.Quantity():
            return decimal_text(value.number.value, value.number.places)
        case _:
            return ""
