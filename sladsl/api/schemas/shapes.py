"""The few words in which the schemas are written, so that each key stands with what it means.

JSON Schema, draft 2020-12. A record lets other keys in: new ones may come under the same format, and a program that
validates what it reads must not stop on them.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from sladsl.record import Record
from sladsl.values.to_json import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"
INSTANT = r"^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$"
FRACTION = r"^-?\d+/[1-9]\d*$"
DAY = r"^(\d{4}-\d\d-\d\d)?$"


class Sometimes:
    """A key that is left out where it would say nothing."""

    def __init__(self, schema: Json) -> None:
        self.schema = schema


def record(about: str, /, **keys: Json | Sometimes) -> Json:
    """An object with these keys, in this order; those that are not `Sometimes` are always there."""
    properties = {name: each.schema if isinstance(each, Sometimes) else each for name, each in keys.items()}
    required = [name for name, each in keys.items() if not isinstance(each, Sometimes)]
    return {"type": "object", "description": about, "required": required, "properties": properties}


def sometimes(schema: Json) -> Sometimes:
    return Sometimes(schema)


def text(about: str = "") -> Json:
    return _about({"type": "string"}, about)


def whole(about: str = "") -> Json:
    """A whole number of any size."""
    return _about({"type": "integer"}, about)


def flag(about: str = "") -> Json:
    return _about({"type": "boolean"}, about)


def instant(about: str = "") -> Json:
    return _about({"type": "string", "pattern": INSTANT}, about)


def fraction(about: str = "") -> Json:
    return _about({"type": "string", "pattern": FRACTION}, about)


def day(about: str = "") -> Json:
    """A day of the zone, or nothing."""
    return _about({"type": "string", "pattern": DAY}, about)


def one_of(*values: str, about: str = "") -> Json:
    return _about({"enum": list(values)}, about)


def words_of(holder: type[Record], field: str, about: str = "") -> Json:
    """The words that a field of a record can have, by its annotation, so that the two can't come apart."""
    annotation = holder.__annotations__[field]
    values = get_args(eval(annotation, vars(sys.modules[holder.__module__])))  # noqa: S307 - our own annotations
    return one_of(*values, about=about)


def listed(items: Json, about: str = "") -> Json:
    return _about({"type": "array", "items": items}, about)


def pair(first: Json, second: Json, about: str = "") -> Json:
    return _about({"type": "array", "prefixItems": [first, second], "minItems": 2, "maxItems": 2}, about)


def keyed(values: Json, about: str = "") -> Json:
    """An object whose keys are names."""
    return _about({"type": "object", "additionalProperties": values}, about)


def or_null(schema: Json, about: str = "") -> Json:
    """The same, or null."""
    if isinstance(schema.get("type"), str):
        found = {**schema, "type": [schema["type"], "null"]}
        return {**found, "description": about} if about else found
    return _about({"anyOf": [schema, {"type": "null"}]}, about)


def ref(name: str) -> Json:
    """A shape that stands by its name in `$defs`."""
    return {"$ref": f"#/$defs/{name}"}


def document(format: str, title: str, shape: Json, defs: dict[str, Json]) -> Json:
    """A whole schema: its shape with the format in front, and of the named shapes those that it needs."""
    keys = {"format": {"const": format, "description": "The format and its version."}, **shape["properties"]}
    whole = {**shape, "required": ["format", *shape["required"]], "properties": keys}
    name, _, version = format.removeprefix("sladsl.").partition("/")
    return {
        "$schema": DIALECT,
        "$id": f"urn:sladsl:{name}:{version}",
        "title": title,
        **whole,
        "$defs": {each: defs[each] for each in defs if each in _needed(whole, defs)},
    }


def _needed(shape: Any, defs: dict[str, Json]) -> set[str]:
    """The names of all shapes that a shape speaks of, and those that they speak of."""
    found: set[str] = set()
    rest: list[Any] = [shape]
    while rest:
        match rest.pop():
            case {"$ref": str(path)} if (name := path.rpartition("/")[2]) not in found:
                found.add(name)
                rest.append(defs[name])
            case dict(value):
                rest.extend(value.values())
            case list(items):
                rest.extend(items)
    return found


def _about(schema: Json, about: str) -> Json:
    return {**schema, "description": about} if about else schema


def mirrored(shape: type[Record], about: str, /, **said: str | Json) -> Json:
    """The object of a record that is written field by field: each by its annotation, with what is said of it.

    A field may be given a schema of its own instead of words.
    """
    hints = get_type_hints(shape)
    keys: dict[str, Json | Sometimes] = {}
    for name in shape._defaults:
        words = said.get(name, "")
        keys[name] = _about(_of_annotation(hints[name]), words) if isinstance(words, str) else words
    unknown = said.keys() - keys.keys()
    if unknown:
        raise KeyError(f"{shape.__name__} has no field {', '.join(sorted(unknown))}")
    return record(about, **keys)


PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Fraction: {"type": "string", "pattern": FRACTION},
}


def _of_annotation(annotation: Any) -> Json:
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return one_of(*inner)
    if origin is UnionType and inner[1:] == (NoneType,):
        return or_null(_of_annotation(inner[0]))
    if origin is tuple and inner[1:] == (...,):
        return listed(_of_annotation(inner[0]))
    if origin is tuple and len(inner) == 2:
        return pair(_of_annotation(inner[0]), _of_annotation(inner[1]))
    raise TypeError(f"nothing says how {annotation} is written")
