"""The checked half of a binding: plain tables in, records and every mistake in them out.

A key is known or it is told with the one that was meant: a setting that is silently ignored would change
money.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sladsl.data.binding import (
    Binding,
    ClaimsFile,
    FactsFile,
    FeesFile,
    InvoicesFile,
    LevelsFile,
    ReportsFile,
    TableFile,
    TableFrame,
)
from sladsl.data.bound_examples import example
from sladsl.data.errors import DataError, UnreadableData
from sladsl.data.keys import ANSWERS, KEYS, LEVEL_UNITS, SOURCE, Keys
from sladsl.data.kinds import files_of, is_pattern
from sladsl.data.nearest import hint_for
from sladsl.data.written_figures import WAYS
from sladsl.record import Record
from sladsl.values.duration import DAY, HOUR, MICROSECOND, MILLISECOND, MINUTE, SECOND
from sladsl.values.instant import naive_to_instant, parse_time, suggest_zones, zone
from sladsl.values.period import parse_label, parse_period
from sladsl.values.time_forms import TURNED, meant_form, time_form

Made = TypeVar("Made")

TABLES = ("levels", "fees", "claims", "reports", "facts", "invoices")
UNITS = {
    **dict.fromkeys(("us", "µs", "microseconds"), MICROSECOND),
    **dict.fromkeys(("ms", "milliseconds"), MILLISECOND),
    **dict.fromkeys(("s", "seconds"), SECOND),
    **dict.fromkeys(("min", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hours"), HOUR),
    **dict.fromkeys(("d", "days"), DAY),
}
_KINDS = {
    "file": "text",
    "text": "text",
    "row": "the number of a row",
    "words": "a table of texts",
    "maps": "a table of tables of texts",
}


class Handed(Record):
    """An object in memory that stands for a file."""

    data: Any
    _unequal = frozenset({"data"})


def bind(
    document: Mapping[str, Any], zones: Mapping[str, str], name: str, errors: list[DataError]
) -> Binding:
    """The binding of a document; mistakes are added to `errors`. `name` is what the document is called in
    them."""
    return _Checker(zones, name, errors).binding(document)


class _Checker:
    def __init__(self, zones: Mapping[str, str], name: str, errors: list[DataError]) -> None:
        self._zones = zones
        self._name = name
        self._errors = errors

    def binding(self, document: Mapping[str, Any]) -> Binding:
        known = ("source", *TABLES)
        for key in document:
            if key not in known:
                self._wrong(f"{self._name} has no table `{key[:60]}`.", hint_for(key, known, "Tables are"))
        sources = document.get("source", {})
        if not isinstance(sources, dict):
            self._wrong("`source` is not a table.", "Write [source.checks] for each source.")
            sources = {}
        tables: dict[str, TableFile | TableFrame] = {}
        for source, content in sources.items():
            if (keys := self._keys(f"source.{source}", content, SOURCE)) is not None:
                tables[source] = self._table(source, keys)
        found = {name: self._several(name, document[name]) for name in TABLES if name in document}
        return Binding(
            tables=tables,
            levels=self._made(LevelsFile, found.get("levels", [])),
            fees=self._made(FeesFile, found.get("fees", [])),
            claims=self._made(ClaimsFile, found.get("claims", [])),
            reports=self._made(ReportsFile, found.get("reports", [])),
            facts=self._made(FactsFile, found.get("facts", [])),
            invoices=self._made(InvoicesFile, found.get("invoices", [])),
        )

    def _wrong(self, message: str, hint: str = "") -> None:
        error = DataError(message=message, hint=hint)
        if error not in self._errors:
            self._errors.append(error)

    def _keys(self, where: str, content: object, keys: Keys) -> dict[str, Any] | None:
        """The good keys of a table; None when it can't be bound."""
        if not isinstance(content, dict):
            self._wrong(f"`{where[:80]}` is not a table.", f'Write [{where[:80]}] and file = "…" under it.')
            return None
        good: dict[str, Any] = {}
        content, good["pairs"] = _pairs(content) if keys is SOURCE else (content, {})
        for key, value in content.items():
            if key not in keys.settings:
                self._wrong(f"[{where}] has no key `{key[:60]}`.", hint_for(key, keys.settings, "Keys are"))
            elif not _is(value, keys.settings[key]):
                self._wrong(f"`{key}` of [{where}] is not {_KINDS[keys.settings[key]]}.", example(key))
            else:
                good[key] = value
        for field in good.get("columns", {}):
            if keys.fields and field not in keys.fields:
                self._wrong(
                    f"[{where}] has no field `{field[:60]}`.", hint_for(field, keys.fields, "Fields are")
                )
        for key, answers in ANSWERS.items():
            if key in good and good[key] not in answers:
                said = " or ".join(f'{key} = "{answer}"' for answer in answers)
                self._wrong(f"`{key}` of [{where}] is {good.pop(key)[:60]!r}.", f"Write {said}.")
        for objective, unit in (good.get("units", {}) if where == "levels" else {}).items():
            if unit not in LEVEL_UNITS:
                said = ", ".join(f'"{each}"' for each in LEVEL_UNITS)
                self._wrong(
                    f"The unit of `{objective[:60]}` under [levels] is {unit[:60]!r}.",
                    f"It is one of {said}.",
                )
        if "header" in good:
            good["header"] = int(good["header"])
        good["columns"] = {field: name for field, name in good.get("columns", {}).items() if name}
        if good.get("delimiter") in ("tab", "\\t"):
            good["delimiter"] = "\t"  # which a command line can't well hold
        delimiter = good.get("delimiter", ",")
        if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0':
            self._wrong(f"`delimiter` of [{where}] is not one ASCII character.", 'Write delimiter = ";".')
            del good["delimiter"]
        if "zone" in good and zone(good["zone"]) is None:
            near = ", ".join(f"`{each}`" for each in suggest_zones(good["zone"]))
            self._wrong(
                f"The zone `{good.pop('zone')[:60]}` of [{where}] doesn't exist.",
                f"Did you mean {near}?" if near else "Use an IANA name like `Europe/Berlin`.",
            )
        return good if self._is_file(where, content, good, several=True) else None

    def _is_file(
        self, where: str, content: Mapping[str, Any], good: Mapping[str, Any], *, several: bool
    ) -> bool:
        path = good.get("file")
        if path is None:
            if "file" not in content:
                self._wrong(f"[{where}] names no file.", 'Add file = "….csv".')
            return False
        if isinstance(path, Handed):
            return True
        if several and is_pattern(path):
            try:
                files_of(path)
            except UnreadableData as trouble:
                self._wrong(trouble.message, trouble.hint)
                return False
            return True
        if os.path.isfile(path):
            return True
        what = (
            "is a folder"
            if os.path.isdir(path)
            else "is a pipe or a device"
            if os.path.exists(path)
            else "doesn't exist"
        )
        hint = "Correct the name, or put the file there."
        if "," in path and all(os.path.isfile(each.strip()) for each in path.split(",")):
            hint = "Name several files with a pattern, like 'logs/*.csv', or put them into a folder."
        self._wrong(f"The file {path[:200]!r} of [{where}] {what}.", hint)
        return False

    def _table(self, source: str, keys: Mapping[str, Any]) -> TableFile | TableFrame:
        units: dict[str, int] = {}
        ways: dict[str, str] = {}
        for field, unit in keys.get("units", {}).items():
            if unit in UNITS:
                units[field] = UNITS[unit]
            elif unit in WAYS:
                ways[field] = unit
            else:
                self._wrong(
                    f"`{unit[:60]}` is no unit of time, and no way to write a figure (`{field}` of [source.{source}]).",
                    hint_for(unit, (*UNITS, *WAYS), "Units are"),
                )
        said: dict[str, Any] = {
            "source": source,
            "columns": keys["columns"],
            "pairs": keys["pairs"],
            "zone": keys.get("zone", ""),
            "times": self._times(source, keys.get("times", "")),
            "separator": keys.get("separator", ""),
            "units": units,
            "ways": ways,
            "decimal": keys.get("decimal", ""),
            "values": keys.get("values", {}),
            "covers": self._covers(source, keys),
            "continued": "continued" in keys,
            "rounding": keys.get("rounding", ""),
            "repeated": keys.get("repeated", ""),
        }
        file = keys["file"]
        if isinstance(file, Handed):
            return TableFrame(data=file.data, **said)
        shape = {key: keys[key] for key in ("delimiter", "sheet", "header") if key in keys}
        return TableFile(path=file, **shape, **said)

    def _times(self, source: str, words: str) -> str:
        if time_form(words) is not None:
            return words
        if words.strip().lower() == TURNED:
            self._wrong(
                f"`times` of [source.{source}] is {TURNED}, and nothing tells such a time from year-month-day, "
                "which is always read.",
                "Have the dates written in another form, year.day.month or year-month-day.",
            )
            return ""
        self._wrong(
            f"`times` of [source.{source}] is no form of time: {words[:60]!r}.",
            (f'Write times = "{near}".' if (near := meant_form(words)) else example("times")),
        )
        return ""

    def _covers(self, source: str, keys: Mapping[str, Any]) -> tuple[int | None, int | None]:
        """Instants; days, months, quarters and years count whole, and both ends are in."""
        text = keys.get("covers", "").strip()
        if not text:
            return None, None
        begin, to, after = (" " + text).partition(" to ")
        texts = {"first": begin.strip().removeprefix("from ").strip(), "last": after.strip()}
        if not to and not text.startswith("from "):
            texts["last"] = texts["first"]  # one period alone is both its ends
        if not any(texts.values()) or (to and not texts["last"]):
            self._wrong(f"`covers` of [source.{source}] can't be read: {text[:80]!r}.", example("covers"))
            return None, None
        place = keys.get("zone") or self._zones.get(source, "")
        first, last = (self._instant(source, texts[end], place, end) for end in ("first", "last"))
        if first is not None and last is not None and last <= first:
            self._wrong(f"`covers` of [source.{source}] ends before it begins.", example("covers"))
            return None, None
        return first, last

    def _instant(self, source: str, text: str, place: str, end: str) -> int | None:
        if not text:
            return None
        found = zone(place) if place else None
        written = parse_time(text)
        if parse_label(text) is None and written is None:
            self._wrong(f"`covers` of [source.{source}] has no time in {text[:60]!r}.", example("covers"))
            return None
        if written is not None and written.offset_us is not None:
            return written.naive_us - written.offset_us
        if found is None:
            self._wrong(
                f"`covers` of [source.{source}] needs a zone.",
                'Add zone = "Europe/Berlin", or write times with Z.',
            )
            return None
        period = parse_period(text, found)
        if period is not None:
            return period.start if end == "first" else period.end
        return None if written is None else naive_to_instant(written.naive_us, found).instant

    def _several(self, name: str, content: object) -> list[dict[str, Any]]:
        """The keys of a table that people make, or of several: [[levels]] for each."""
        tables = content if isinstance(content, list) and content else [content]
        found = [self._keys(name, each, KEYS[name]) for each in tables]
        return [keys for keys in found if keys is not None]

    def _made(self, make: Callable[..., Made], tables: Sequence[Mapping[str, Any]]) -> tuple[Made, ...]:
        """A table for each file; where there are several, each has a name for findings."""
        made = []
        for keys in tables:
            said = {key: value for key, value in keys.items() if key not in ("file", "pairs")}
            file = keys["file"]
            if isinstance(file, Handed):
                made.append({"path": "", "data": file.data, **said})
            elif is_pattern(file):
                files = files_of(file)
                names = (
                    name or os.path.basename(path)
                    for name, path in zip(files.names, files.paths, strict=True)
                )
                made += [
                    {"path": path, "name": name, **said}
                    for name, path in zip(names, files.paths, strict=True)
                ]
            else:
                made.append({"path": file, "name": os.path.basename(file), **said})
        if len(made) == 1:
            made[0]["name"] = ""
        sheets = len({each["path"] for each in made}) < len(made)
        for each in made:
            if sheets and len(made) > 1 and each.get("sheet"):
                each["name"] = f"{each.get('name', '')} {each['sheet']}".strip()
        return tuple(make(**each) for each in made)


def _pairs(content: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, tuple[str, str]]]:
    """The keys of a source without the fields that have two columns, and these: `waiting = ["from", "until"]`."""
    columns = content.get("columns")
    if not isinstance(columns, dict):
        return content, {}
    found = {
        field: (names[0], names[1])
        for field, names in columns.items()
        if isinstance(names, list)
        and len(names) == len(("start", "end"))
        and all(_is(each, "text") for each in names)
    }
    return {
        **content,
        "columns": {field: name for field, name in columns.items() if field not in found},
    }, found


def _is(value: object, kind: str) -> bool:
    if kind == "text":
        return isinstance(value, str)
    if kind == "file":
        return isinstance(value, str | Handed)
    if kind == "row":  # a flag is text
        return isinstance(value, int | str) and re.fullmatch("[1-9][0-9]{0,5}", str(value)) is not None
    inner = "text" if kind == "words" else "words"
    return isinstance(value, dict) and all(_is(each, inner) for each in value.values())
