"""Cells that the field they feed does not accept, counted with their commonest texts; and keys that come again."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.data.embedded import Embedded
from sladsl.data.profile.counting import fits
from sladsl.data.profile.facts import Column, Field, Key
from sladsl.data.profile.forms import CLOCK, NUMBER, words_in
from sladsl.data.profile.forms import YES_NO as WORDS
from sladsl.data.profile.relation import Relation
from sladsl.record import replace

_YES = "|".join("".join(f"[{each.lower()}{each.upper()}]" for each in word) for word in sorted(WORDS))
_SHOWN = 5
_KEYS = frozenset(
    {"id", "number", "no", "nr", "key", "ref", "reference", "ticket", "incident", "case", "uuid"}
)
_UNIQUE = 0.9


def with_wrongs(
    database: Embedded,
    relation: Relation,
    names: tuple[str, ...],
    fields: tuple[Field, ...],
    values: Mapping[str, Mapping[str, str]],
    separator: str,
    patterns: Mapping[str, str],
) -> tuple[Field, ...]:
    """The fields with the cells that they don't accept. `values`: translations that the binding has, by field. `patterns`:
    of the cells of fields whose figures are written in a way of their own."""
    tests = {}
    for field in fields:
        if field.column:
            cell = f"c{names.index(field.column)}"
            pattern = patterns.get(field.name, NUMBER)
            test = _wrong(field, cell, values.get(field.name, {}), separator or field.separator, pattern)
            if test:
                tests[field.name] = (cell, test)
    if not tests:
        return fields
    asked = ", ".join(f"count(*) FILTER ({test})" for _, test in tests.values())
    (row,) = database.rows(f"SELECT {asked} FROM {relation.name}")
    counts = dict(zip(tests, map(int, row), strict=True))
    found = []
    for field in fields:
        count = counts.get(field.name, 0)
        if count:
            cell, test = tests[field.name]
            common = database.rows(
                f"SELECT {cell}, count(*) AS n FROM {relation.name} WHERE {test}"
                f" GROUP BY {cell} ORDER BY n DESC, {cell} LIMIT {_SHOWN}"
            )
            told = tuple((str(text), int(times)) for text, times in common)
            found.append(replace(field, wrong=count, wrong_values=told))
        else:
            found.append(field)
    return tuple(found)


def _wrong(field: Field, cell: str, values: Mapping[str, str], separator: str, pattern: str) -> str:
    """SQL of whether a filled cell is not accepted; "" for fields that accept any text."""
    known = ", ".join(_literal(text) for text in values)
    translated = f" AND {cell} NOT IN ({known})" if known else ""
    match field.type:
        case "time":
            return f"{cell} <> '' AND NOT {fits(cell, CLOCK)}"
        case "number" | "duration":
            return f"{cell} <> '' AND NOT {fits(cell, pattern)}{translated}"
        case "yes or no":
            return f"{cell} <> '' AND NOT {fits(cell, _YES)}{translated}"
        case "choice":
            allowed = ", ".join(_literal(each) for each in (*field.allowed, *values))
            if separator:
                pieces = f"list_transform(string_split({cell}, {_literal(separator)}), lambda x: trim(x))"
                return f"{cell} <> '' AND NOT list_has_all([{allowed}, ''], {pieces})"
            return f"{cell} <> '' AND {cell} NOT IN ({allowed})"
        case _:
            return ""


def key_of(database: Embedded, relation: Relation, columns: tuple[Column, ...], said: str) -> Key | None:
    """The column by which rows are known, said or guessed, and how often its values come again."""
    name = said or _guessed(columns)
    if not name:
        return None
    at = next(at for at, column in enumerate(columns) if column.name == name)
    ((count,),) = database.rows(
        f"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM {relation.name} WHERE c{at} <> ''"
        f" GROUP BY c{at} HAVING count(*) > 1)"
    )
    return Key(column=name, repeated=int(count), said=bool(said))


def _guessed(columns: tuple[Column, ...]) -> str:
    """A column that looks like a key: nearly all different, and named like one or the first of all."""
    for place, column in enumerate(columns):
        filled = column.rows - column.empty
        if filled < 2 or column.holds in ("time", "number", "nothing") or column.empty:
            continue
        named = bool(_KEYS & set(words_in(column.name)))
        if column.different >= _UNIQUE * filled and (named or place == 0):
            return column.name
    return ""


def repeating(columns: tuple[Column, ...]) -> str:
    """A column that is named like a key, and has several rows for each value; "" for none."""
    for column in columns:
        filled = column.rows - column.empty
        named = bool(_KEYS & set(words_in(column.name)[-1:]))
        if named and column.holds in ("text", "whole number") and 20 < column.different < 0.7 * filled:
            return column.name
    return ""


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
