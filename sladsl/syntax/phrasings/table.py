"""Reads the tables of phrasings (grammar/phrasings), once and only when something is wrong."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Any

from sladsl.record import Record
from sladsl.resources import grammar_folder
from sladsl.syntax.phrasings.phrase import Foreign, Phrase, Word

FORMS: dict[str, tuple[str, ...]] = {
    "compared": ("promise", "bound", "band_head", "condition", "population", "limit", "cells"),
    "timed": (
        *(
            "duration",
            "offset",
            "allowance",
            "renewal",
            "measure",
            "raw",
            "step",
            "clock",
            "promise",
            "bound",
        ),
        *("band_head", "condition", "population", "limit", "cells"),
    ),
    "dated": (
        *(
            "date",
            "acceptance",
            "period_name",
            "period_range",
            "days",
            "outage",
            "raw",
            "expected",
            "outcomes",
        ),
        *("labels", "condition"),
    ),
    "rated": ("fee", "cap", "allowance", "stated_fee"),
    "listed": (
        "names",
        "texts",
        "measure",
        "labels",
        "days",
        "hours_of_day",
        "expected",
        "outcomes",
        "field_kind",
    ),
}
"""Forms that the tables name together."""


class Topic(Record):
    """One file: its heading and what it holds."""

    title: str
    phrases: tuple[Phrase, ...] = ()
    keys: tuple[Word, ...] = ()
    blocks: tuple[Word, ...] = ()
    texts: tuple[Foreign, ...] = ()


LEADS = "(?:(?:is|are|be|to be|treated|counted?|considered|assumed?|taken|as|to be|the|an?) )*"
"""Words before an answer that say nothing: `treated as`."""

VALUES = (
    *("promises", "comparisons", "figures", "lengths", "dates", "periods", "deadlines", "owed", "calendars"),
    *("measures", "conditions", "names", "answers"),
)
KEYS = (*("keys-others", "keys-agreements", "keys-services", "keys-metrics", "keys-credits", "keys-choices"),)
OTHERS = ("blocks", "foreign")
"""The files, in the order of the documentation; of two phrases at one place the first counts."""


def topics() -> tuple[Topic, ...]:
    """All tables."""
    return tuple(topic(name) for name in (*VALUES, *KEYS, *OTHERS))


@cache
def topic(name: str) -> Topic:
    """The table of one file."""
    import tomllib

    with open(os.path.join(grammar_folder(), "phrasings", f"{name}.toml"), "rb") as file:
        return _topic(tomllib.load(file))


def _topic(read: dict[str, Any]) -> Topic:
    entries = [(group, entry) for group in read["group"] for entry in group["entries"]]
    title = read["topic"]
    match read["of"]:
        case "values":
            return Topic(title=title, phrases=tuple(_phrase(group, entry) for group, entry in entries))
        case "keys":
            return Topic(title=title, keys=tuple(_word(group, entry, "key") for group, entry in entries))
        case "blocks":
            return Topic(title=title, blocks=tuple(_word(group, entry, "kind") for group, entry in entries))
        case _:
            return Topic(title=title, texts=tuple(Foreign(**entry) for _, entry in entries))


def _phrase(group: dict[str, Any], entry: dict[str, Any]) -> Phrase:
    """An entry with what its group says of all of them."""
    said = {name: value for name, value in group.items() if name != "entries"} | entry
    what, whole = said.pop("what", ""), said.pop("whole", False)
    if not said.get("says") or ("what" in entry and "says" not in entry):
        said["says"] = f"{what or 'This'} is not written `{{written}}`."
    if whole:
        said["wrong"] = f'^"?{LEADS}(?:{said["wrong"]})"?$'
        said["glued"] = True
    forms, right = said.get("forms", ()), said.get("right", ())
    said["forms"] = FORMS[forms] if isinstance(forms, str) else tuple(forms)
    said["right"] = (right,) if isinstance(right, str) else tuple(right)
    said["keys"] = tuple(said.get("keys", ()))
    return Phrase(**said)


def _word(group: dict[str, Any], entry: dict[str, Any], right: str) -> Word:
    said = dict(entry)
    return Word(inside=tuple(group["inside"]), right=said.pop(right, ""), **said)


def phrases() -> tuple[Phrase, ...]:
    return tuple(phrase for name in VALUES for phrase in topic(name).phrases)


@cache
def phrases_of(form: str, key: str) -> tuple[Phrase, ...]:
    """The phrases that are looked for in a value, those for its key before the others."""
    found = [phrase for phrase in phrases() if phrase.fits(form, key)]
    return tuple(sorted(found, key=lambda phrase: not phrase.keys))


def words_of(written: str) -> str:
    """A key or kind in small letters and with blanks: `timeZone`, `time_zone` and `Time-Zone` are `time zone`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"\([^)]*\)", " ", written))
    return " ".join(re.sub(r"[\W_]+", " ", apart).lower().split())


def key_word(written: str, inside: str) -> Word | None:
    """What the tables say of a key in a kind of block."""
    return _among(written, inside, tuple(word for name in KEYS for word in topic(name).keys))


def block_word(written: str, inside: str) -> Word | None:
    """What the tables say of the word before a brace in a kind of block."""
    return _among(written, inside, topic("blocks").blocks)


def _among(written: str, inside: str, words: tuple[Word, ...]) -> Word | None:
    plain = words_of(written)
    return next((word for word in words if inside in word.inside and re.fullmatch(word.wrong, plain)), None)


def foreign(text: str) -> Foreign | None:
    """The other language that a text is written in, by its beginning."""
    head = text[:2000]
    return next((each for each in topic("foreign").texts if re.match(each.wrong, head)), None)
