"""The `data.toml` of a draft: which file is which source, and which of its columns is which field."""

from __future__ import annotations

import json
import os

from sladsl.api.drafting.lines import Lines
from sladsl.api.drafting.reports import Report
from sladsl.api.drafting.tables import Seen

FIRST_LINE = "# How the file meets the agreement beside this one."
GUESSED_ZONE = "UTC"
"""For times that name no zone, where nobody said one: it has to be some zone, and the file says that it is a guess."""


def of_source(seen: Seen, folder: str, zone: str) -> str:
    """The binding of a table to its source; `folder` is where it will stand, `zone` that of the agreement or ""."""
    lines = Lines()
    lines.add(FIRST_LINE, f"[source.{seen.name}]", f"file = {toml(_relative(seen.path, folder))}")
    if seen.delimiter != ",":
        lines.add(f"delimiter = {toml(seen.delimiter)}")
    if seen.sheet:
        lines.add(f"sheet = {toml(seen.sheet)}")
    if seen.forms:
        if len(seen.forms) > 1:
            others = " or ".join(seen.forms[1:])
            lines.ask(f"the days leave open which of their numbers is which: is it {others}?")
        lines.add(f"times = {toml(seen.forms[0])}")
    if seen.naive:
        columns = " and ".join(f'"{title}"' for title in seen.naive[:3])
        if zone:
            lines.ask(f"the times in {columns} name no zone; are they those of the agreement?")
        else:
            lines.ask(f"the times in {columns} name no zone; {GUESSED_ZONE} is a guess")
        lines.add(f"zone = {toml(zone or GUESSED_ZONE)}")
    renamed = [(each.name, each.column.title) for each in seen.fields if each.name != each.column.title]
    if renamed:
        lines.add(
            f"columns = {{ {', '.join(f'{toml(field)} = {toml(title)}' for field, title in renamed)} }}"
        )
    units = [(each.name, each.column.unit) for each in seen.fields if each.column.unit]
    if units:
        lines.add(f"units = {{ {', '.join(f'{toml(field)} = {toml(unit)}' for field, unit in units)} }}")
    if seen.holds != "samples":
        lines.ask("for which time is the file complete?")
        lines.add(f"# covers = {toml(f'{seen.first} to {seen.last}')}")
    for each in seen.fields:
        if each.column.translated:
            lines.add("", f"[source.{seen.name}.values.{toml(each.name)}]")
            lines.add(*(f"{toml(said)} = {toml(meant)}" for said, meant in each.column.translated))
    return f"{lines}\n"


def of_levels(report: Report, folder: str, names: dict[str, str]) -> str:
    """The binding of a report to the levels; `names`: its own names -> objectives."""
    lines = Lines()
    lines.add(FIRST_LINE, "[levels]", f"file = {toml(_relative(report.path, folder))}")
    if report.delimiter != ",":
        lines.add(f"delimiter = {toml(report.delimiter)}")
    if report.sheet:
        lines.add(f"sheet = {toml(report.sheet)}")
    if report.wide:
        lines.add('periods = "in columns"')
    fields = {"period": report.period, "objective": report.objective, "level": report.level}
    said = ", ".join(f"{field} = {toml(title)}" for field, title in fields.items() if title)
    lines.add(f"columns = {{ {said} }}")
    if report.unit:
        lines.ask(f"are its bare numbers {'ratios' if report.unit == 'ratio' else 'percentages'}?")
        lines.add(f"unit = {toml(report.unit)}")
    renamed = {said: name for said, name in names.items() if said != name}
    if renamed:
        lines.add("", "[levels.names]", *(f"{toml(said)} = {toml(name)}" for said, name in renamed.items()))
    return f"{lines}\n"


def toml(text: str) -> str:
    """A basic string of TOML: that of JSON, and the one control character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _relative(path: str, folder: str) -> str:
    """The file as seen from the folder of the binding, with the slashes that work everywhere."""
    try:
        found = os.path.relpath(path, folder or ".")
    except ValueError:  # on another drive
        found = os.path.abspath(path)
    return found.replace(os.sep, "/")
