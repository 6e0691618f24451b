"""Where the keeping of a duty is recorded: a source, the times of its records that say when it was done and for what."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.condition_values import Condition
from sladsl.ast.duties import Duty
from sladsl.diagnostics.suggest import listing
from sladsl.model.dates import Recorded
from sladsl.model.from_ast.conditions import check_condition
from sladsl.model.from_ast.context import Context
from sladsl.model.measured import Source

OF_ROWS = (Duty.where, Duty.done, Duty.record_belongs_to)
_OWN = {"intervals": "end", "events": "at"}
"""The time of a row at which what it tells of is done, where it has one without declaring it."""


def recorded(block: Duty, sources: Mapping[str, Source], context: Context) -> Recorded | None:
    """None where nothing records it; every reason why its records can't tell is a finding."""
    name = block.source
    if not isinstance(name, v.Name):
        for key in OF_ROWS:
            if block.has(key) and not block.has(Duty.source):
                context.add(
                    "N208",
                    "key-without-effect",
                    block.span_of(key),
                    f"`{key.name}` means nothing where no source records what is done.",
                    "Add `source: …`, or leave it out.",
                )
        return None
    source = context.find(name, sources, "source")
    if source is None:
        return None
    if source.holds == "samples":
        holds = "counters" if source.counters else "samples"
        context.add(
            "N211",
            "wrong-kind-of-source",
            name.span,
            f"`{source.name}` holds {holds}, which don't tell what was done.",
            "Name a source that holds records, events or intervals.",
        )
        return None
    times = [field.name for field in source.fields.values() if field.type == "time"]
    done = (
        _time(block.done, times, context)
        if isinstance(block.done, v.Name)
        else _only(name, source, times, context)
    )
    about = ""
    if isinstance(block.record_belongs_to, v.Name):
        about = _time(block.record_belongs_to, times, context)
        if not about:
            return None
    where = block.where
    if where is not None and not (
        isinstance(where, Condition)
        and check_condition(where, source.fields, context, in_business_days=False)
    ):
        return None
    return Recorded(source=source.name, done=done, about=about, where=where, span=name.span) if done else None


def _time(field: v.Name, times: list[str], context: Context) -> str:
    if field.text in times:
        return field.text
    context.unknown(field.text, field.span, times, "time field")
    return ""


def _only(name: v.Name, source: Source, times: list[str], context: Context) -> str:
    """The time at which something was done, where no key says which it is."""
    own = _OWN.get(source.holds, "")
    declared = [each for each in times if source.holds == "records"]
    if own or len(declared) == 1:
        return own or declared[0]
    context.add(
        "N285",
        "records-without-time",
        name.span,
        f"Nothing says which time of `{source.name}` is the one at which this was done."
        if times
        else f"No field of `{source.name}` is a time, so nobody can tell when this was done.",
        f"Add `done: …`: {listing(times, 'or')}."
        if times
        else f"Add one to the `fields` of `{source.name}`, as in `done: time`.",
    )
    return ""
