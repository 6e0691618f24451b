"""Which column feeds which field: those that the binding names, those of the same name, and those that it likely is.

A guess is shown as one, and never taken for the truth: the binding is what somebody says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from sladsl.data.profile.facts import Column, Field
from sladsl.data.profile.forms import YES_NO, unit_in, words_in, words_of
from sladsl.data.profile.meanings import likeness, pair_of
from sladsl.data.profile.wanted import Wanted, WantedField
from sladsl.record import replace

LIKELY = 0.5
_APART = 0.12
"""A guess that is no better than the next by so much is no guess."""
_LIKE = {
    "at": {"at", "time", "timestamp", "ts", "date", "datetime", "checked", "checked_at", "measured", "when"},
    "start": {"start", "started", "begin", "began", "from", "since", "opened", "down"},
    "end": {
        "end",
        "ended",
        "until",
        "to",
        "stop",
        "stopped",
        "resolved",
        "closed",
        "finish",
        "finished",
        "up",
    },
    "ok": {"ok", "status", "state", "up", "success", "result", "available", "healthy", "passed"},
    "key": {"id", "number", "no", "nr", "key", "reference", "ref", "ticket", "incident", "case"},
    "opened": {"opened", "open", "created", "received", "reported", "start", "raised"},
    "responded": {"responded", "response", "answered", "acknowledged", "reaction", "first"},
    "resolved": {"resolved", "solved", "fixed", "closed", "completed", "end"},
    "closed": {"closed", "resolved", "completed", "done", "end"},
    "due": {"due", "target", "deadline"},
    "latency": {"latency", "response", "duration", "elapsed", "rtt", "took", "value"},
    "priority": {"priority", "severity", "prio", "urgency", "class"},
    "impact": {"impact", "severity", "level"},
}
_FEW_WORDS = 3
"""Different words that a column of yes and no may have."""
_NOISE = frozenset({"at", "on", "date", "time", "the", "of", "ts", "utc", "local"})
_FITTING = {
    "time": {"time"},
    "number": {"whole number", "number"},
    "duration": {"whole number", "number"},
    "yes or no": {"yes or no", "choice", "whole number"},
    "choice": {"choice", "text", "yes or no", "whole number"},
    "text": {"text", "choice", "whole number", "number", "yes or no"},
    "intervals": {"text"},
}


def fields_of(wanted: Wanted, columns: tuple[Column, ...], bound: Mapping[str, str]) -> tuple[Field, ...]:
    """Each field with its column. `bound`: field -> column, as the binding says."""
    by_name = {column.name: column for column in columns}
    found: dict[str, Field] = {}
    taken = set(bound.values())
    for field in wanted.fields:
        name = bound.get(field.name, "")
        if name:
            how = "bound" if name in by_name else "none"
            found[field.name] = _field(field, by_name.get(name), "bound" if how == "bound" else "none")
        elif field.name in by_name:
            found[field.name] = _field(field, by_name[field.name], "name")
            taken.add(field.name)
    for field in wanted.fields:
        if field.name in found:
            continue
        free = [column for column in columns if column.name not in taken]
        ranked = sorted(
            ((_score(field, each), each.name) for each in free), key=lambda pair: (-pair[0], pair[1])
        )
        good = [(score, name) for score, name in ranked if score >= LIKELY]
        pair = pair_of(field.name, field.type, field.role, tuple(free))
        if pair is not None and (not good or good[0][1] in pair):
            # The other time of an interval may have the same date.
            taken.add(pair[1])
            found[field.name] = replace(_field(field, None, "none"), pair=pair)
        elif not good:
            found[field.name] = _field(field, None, "none")
        elif len(good) > 1 and good[0][0] - good[1][0] < _APART:
            near = tuple(name for score, name in good if good[0][0] - score < _APART)[:4]
            found[field.name] = _field(field, None, "unsure", near)
        else:
            taken.add(good[0][1])
            found[field.name] = _field(field, by_name[good[0][1]], "likely")
    return tuple(found[field.name] for field in wanted.fields)


def fitness(wanted: Wanted, columns: tuple[Column, ...]) -> float:
    """How well a table fits a source that nobody bound it to: the share of its fields that have a column, or likely one."""
    fields = fields_of(wanted, columns, {})
    worth = {"name": 1.0, "bound": 1.0, "likely": 0.6, "unsure": 0.3, "none": 0.0}
    return sum(worth["likely" if each.pair else each.how] for each in fields) / max(len(fields), 1)


def _score(field: WantedField, column: Column) -> float:
    """How likely a column is the field's, from 0 to 1; 0 for what can't be it by its cells."""
    fitting = _FITTING.get(field.type, set())
    if field.type == "yes or no" and column.different <= _FEW_WORDS:
        fitting = fitting | {"text"}
    if column.holds != "nothing" and column.holds not in fitting:
        return 0.0
    if (
        field.type == "yes or no"
        and column.holds == "whole number"
        and not {v for v, _ in column.values} <= {"0", "1"}
    ):
        return 0.0
    if field.type in ("yes or no", "choice") and column.holds != "nothing" and column.different > 60:
        return 0.0
    own, other = words_in(field.name), words_in(column.name)
    if not other:
        return 0.0
    if own == other:
        return 0.98
    bare_own, bare_other = set(own) - _NOISE or set(own), set(other) - _NOISE or set(other)
    score = 0.0
    if bare_own == bare_other:
        score = 0.9
    elif bare_own <= bare_other or bare_other <= bare_own:
        score = 0.75
    like = _LIKE.get(field.name, set()) | (_LIKE["key"] if field.role == "key" else set())
    like |= _LIKE.get(field.role, set())
    if like & set(other):
        score = max(score, 0.62 if other[-1] in like or other[0] in like else 0.55)
    score = max(score, 0.8 * SequenceMatcher(None, "".join(own), "".join(other)).ratio() - 0.1)
    score = max(score, likeness(field.name, field.role, column.name))
    if field.type == "choice" and field.values:
        score = max(score, _share_of_values(field, column))
    if field.type == "time" and column.holds == "time" and field.role and score == 0:
        score = 0.3
    if field.type == "duration" and unit_in(column.name):
        score = max(score, 0.55)
    return min(score, 0.97)


def _share_of_values(field: WantedField, column: Column) -> float:
    """How far the values of a column are those of a choice: the surest sign of all."""
    if not column.values:
        return 0.0
    known = sum(count for value, count in column.values if value in field.values)
    whole = sum(count for _, count in column.values)
    return 0.95 * known / whole if whole else 0.0


def _field(field: WantedField, column: Column | None, how: str, others: tuple[str, ...] = ()) -> Field:
    values: tuple[tuple[str, str], ...] = ()
    unit = separator = ""
    wrong, wrong_values = 0, ()
    if column is not None:
        values = _translation(field, column)
        unit = unit_in(column.name) if field.type == "duration" else ""
        separator = _separator(field, column)
    return Field(
        name=field.name,
        type=field.type,
        required=field.used,
        column="" if column is None else column.name,
        how=how,  # type: ignore[arg-type]
        others=others,
        allowed=field.values,
        wrong=wrong,
        wrong_values=wrong_values,
        values=values,
        unit="" if unit == "s" else unit,
        separator=separator,
    )


def _translation(field: WantedField, column: Column) -> tuple[tuple[str, str], ...]:
    """How the words of a column could be translated, as far as that can be told."""
    words = tuple(value for value, _ in column.values)
    if field.type == "yes or no":
        if not words or {word.lower() for word in words} <= YES_NO:
            return ()
        return words_of(words)
    if field.type != "choice" or not field.values:
        return ()
    found = []
    for word in words:
        if word in field.values:
            continue
        near = [value for value in field.values if value.lower() == word.lower()]
        near = near or [value for value in field.values if set(words_in(value)) <= set(words_in(word))]
        near = near or [
            value for value in field.values if _numbers(value) and _numbers(value) == _numbers(word)
        ]
        if len(near) == 1:
            found.append((word, near[0]))
    return tuple(found)


def _numbers(text: str) -> list[str]:
    """The numbers in a value: `P1` and `1 - Kritisch` have the same."""
    return re.findall("[0-9]+", text)


def _separator(field: WantedField, column: Column) -> str:
    """The sign that separates several values of the scope field in one cell; "" for none."""
    if field.role != "scope":
        return ""
    texts = [value for value, _ in column.values] or list(column.samples)
    for sign in ("|", ";", ","):
        parted = [text for text in texts if sign in text]
        if not parted:
            continue
        pieces = {piece.strip() for text in parted for piece in text.split(sign)}
        if field.values and pieces <= set(field.values):
            return sign
        if not field.values and sign != ",":
            return sign
    return ""
