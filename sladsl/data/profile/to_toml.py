"""A first `data.toml` from a profile: what is sure as it is, what is likely with a question, what nobody knows as a comment.

Somebody reads it before anything is evaluated; so it says of each guess that it is one.
"""

from __future__ import annotations

import os
import re

from sladsl.data.binding import Binding, TableFile
from sladsl.data.profile.facts import Profile, TableProfile
from sladsl.data.profile.toml_words import toml_comment, toml_key, toml_text
from sladsl.values.duration import DAY, HOUR, MICROSECOND, MILLISECOND, MINUTE, SECOND
from sladsl.values.instant import instant_to_local
from sladsl.values.zones import zone

_UNITS = {MICROSECOND: "us", MILLISECOND: "ms", SECOND: "s", MINUTE: "min", HOUR: "h", DAY: "d"}
_LIKELY = "# likely: is it so?"


def first_binding(profile: Profile, binding: Binding, folder: str) -> str:
    """The text of a binding for the tables of a profile, with files relative to `folder`; what `binding` says is kept."""
    of = f" of {profile.agreement}" if profile.agreement else ""
    lines = [
        toml_comment(
            f"How the data{of} are to be read. Written by `sladsl data`: look at the lines with a question."
        ),
    ]
    names: set[str] = set()
    for table in profile.tables:
        bound = binding.tables.get(table.source)
        name = table.source or _name(table.path, names)
        names.add(name)
        lines += ["", *_table(table, name, bound if isinstance(bound, TableFile) else None, folder)]
    for absent in profile.absent:
        lines += ["", toml_comment(f"[source.{absent}]"), toml_comment('file = "…"   # which file is it?')]
    return "\n".join(lines) + "\n"


def _name(path: str, taken: set[str]) -> str:
    """A name for a table of which nobody says what it is: that of its file."""
    stem = os.path.basename(path.rstrip("/\\")).partition(".")[0]
    name = re.sub(r"[^0-9A-Za-z_]+", "_", stem).strip("_") or "table"
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def _table(table: TableProfile, name: str, bound: TableFile | None, folder: str) -> list[str]:
    lines = [f"[source.{toml_key(name)}]"]
    guess = f"   {_LIKELY}" if table.guessed else ""
    lines.append(f"file = {toml_text(_relative(table.path, folder))}{guess}")
    if table.delimiter != ",":
        lines.append(f"delimiter = {toml_text('tab' if table.delimiter == chr(9) else table.delimiter)}")
    if table.sheet:
        lines.append(f"sheet = {toml_text(table.sheet)}")
    lines += _time_form(table, bound)
    lines += _zone(table, bound)
    separator = bound.separator if bound is not None else ""
    guessed = next((field.separator for field in table.fields if field.separator), "")
    if separator or guessed:
        lines.append(f"separator = {toml_text(separator or guessed)}{'' if separator else f'   {_LIKELY}'}")
    lines += _covers(table)
    if bound is not None and bound.continued:
        lines.append('continued = "empty key"')
    if bound is not None:
        said = {"decimal": bound.decimal, "rounding": bound.rounding, "repeated": bound.repeated}
        lines += [f"{key} = {toml_text(text)}" for key, text in said.items() if text]
    lines += _columns(table, name, bound)
    lines += _values(table, name, bound)
    return lines


def _relative(path: str, folder: str) -> str:
    try:
        found = os.path.relpath(path, folder or ".")
    except ValueError:  # another drive
        found = os.path.abspath(path)
    return found.replace(os.sep, "/")


def _time_form(table: TableProfile, bound: TableFile | None) -> list[str]:
    if bound is not None and bound.times:
        return [f"times = {toml_text(bound.times)}"]
    if not table.time_forms:
        return []
    first, *others = table.time_forms
    return [f"times = {toml_text(first)}   {_LIKELY if not others else f'# or {others[0]}: which is it?'}"]


def _zone(table: TableProfile, bound: TableFile | None) -> list[str]:
    if bound is not None and bound.zone:
        return [f"zone = {toml_text(bound.zone)}"]
    read = {field.column for field in table.fields} or {column.name for column in table.columns}
    naive = [
        column.name
        for column in table.columns
        if column.name in read and any(form.name in ("without a zone", "a day") for form in column.forms)
    ]
    if not naive or table.zone:
        return []
    named = ", ".join(naive[:4])
    return [toml_comment(f'zone = "Europe/Berlin"   # the times of {named} name no zone: which is it?')]


def _covers(table: TableProfile) -> list[str]:
    times = table.times
    if table.covers or times is None or times.first is None or times.last is None or table.holds == "samples":
        return []
    place = zone(times.zone or "UTC")
    assert place is not None
    first, last = (instant_to_local(at, place).date().isoformat() for at in (times.first, times.last))
    said = f'covers = "{first} to {last}"   # from when to when are the data complete?'
    return [toml_comment(said)]


def _columns(table: TableProfile, name: str, bound: TableFile | None) -> list[str]:
    if not table.fields:
        kinds = ", ".join(f"{column.name} ({column.holds})" for column in table.columns[:20])
        return [toml_comment(f"columns: {kinds}")]
    lines = []
    pairs = bound.pairs if bound is not None else {}
    for field in table.fields:
        if field.name in pairs:
            both = ", ".join(toml_text(each) for each in pairs[field.name])
            lines.append(f"{toml_key(field.name)} = [{both}]")
        elif field.pair:
            both = ", ".join(toml_text(each) for each in field.pair)
            lines.append(f"{toml_key(field.name)} = [{both}]   {_LIKELY}")
        elif field.how in ("bound", "likely") and field.column != field.name:
            sure = "" if field.how == "bound" else f"   {_LIKELY}"
            lines.append(f"{toml_key(field.name)} = {toml_text(field.column)}{sure}")
        elif field.how == "unsure":
            said = " or ".join(toml_text(each) for each in field.others)
            lines.append(
                toml_comment(
                    f"{toml_key(field.name)} = {toml_text(field.others[0])}   # which is it: {said}?"
                )
            )
        elif field.how == "none":
            lines.append(toml_comment(f'{toml_key(field.name)} = "…"   # {field.type}: which column is it?'))
    return ["", f"[source.{toml_key(name)}.columns]", *lines] if lines else []


def _values(table: TableProfile, name: str, bound: TableFile | None) -> list[str]:
    lines: list[str] = []
    units = {field: _UNITS.get(us, "") for field, us in bound.units.items()} if bound is not None else {}
    units.update(bound.ways if bound is not None else {})
    guessed = {field.name: field.unit for field in table.fields if field.unit and field.name not in units}
    if units or guessed:
        lines += ["", f"[source.{toml_key(name)}.units]"]
        lines += [f"{toml_key(field)} = {toml_text(unit)}" for field, unit in units.items() if unit]
        lines += [f"{toml_key(field)} = {toml_text(unit)}   {_LIKELY}" for field, unit in guessed.items()]
    said = bound.values if bound is not None else {}
    for field in table.fields:
        known = dict(said.get(field.name, {}))
        likely = {text: value for text, value in field.values if text not in known}
        if not known and not likely and not (field.wrong and field.type in ("choice", "yes or no")):
            continue
        lines += ["", f"[source.{toml_key(name)}.values.{toml_key(field.name)}]"]
        lines += [f"{toml_text(text)} = {toml_text(value)}" for text, value in known.items()]
        lines += [f"{toml_text(text)} = {toml_text(value)}   {_LIKELY}" for text, value in likely.items()]
        if field.type in ("choice", "yes or no") and not field.separator:
            allowed = ", ".join(field.allowed) or "yes, no"
            lines += [
                toml_comment(f'{toml_text(text)} = "…"   # {count:,} cells; one of {allowed}?')
                for text, count in field.wrong_values
                if text not in likely
            ]
    return lines
