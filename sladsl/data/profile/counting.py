"""What the columns of a relation hold, told by their cells: one look at the first rows, and two over all of them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal, cast

from sladsl.data.embedded import Embedded
from sladsl.data.profile.facts import Column, Holds, TimeForm
from sladsl.data.profile.forms import CLOCK, COMMA, DATES, NUMBER, TIME, UNIX, WHOLE, YES_NO
from sladsl.data.profile.relation import Relation
from sladsl.record import Record

HEAD = 10_000
"""Rows by which the form of a column is guessed; all rows are held against it."""
FEW = 200
"""Different values that are counted one by one."""
MANY = 500_000
"""Rows beyond which different values are only counted about."""
MOST_OF_A_CHOICE = 30
_ENOUGH = 0.8
_FLOAT = r"[+-]?[0-9]{1,12}([.][0-9]+)?([eE][+-]?[0-9]{1,3})?"
_SHOWN, _ODD_SHOWN = 3, 3
_YES = "|".join("".join(f"[{each.lower()}{each.upper()}]" for each in word) for word in sorted(YES_NO))

Form = Literal["time", "unix", "date", "whole", "number", "comma", "yes", "text", "nothing"]


class _Guess(Record):
    """The form of a column by its first rows, and the pattern that its cells are held against ("" = none)."""

    form: Form
    pattern: str
    samples: tuple[str, ...]


def columns_of(database: Embedded, relation: Relation, names: tuple[str, ...]) -> tuple[Column, ...]:
    """Every column of a relation."""
    if not names:
        return ()
    head = database.rows(f"SELECT * FROM {relation.name} LIMIT {HEAD}")
    guesses = [_guess([str(row[at]) for row in head]) for at in range(len(names))]
    counts = _counted(database, relation, guesses)
    few = [at for at, each in enumerate(counts) if 0 < each["different"] <= FEW]
    values = _values(database, relation, few)
    return tuple(
        _column(database, relation, at, name, guesses[at], counts[at], values.get(at))
        for at, name in enumerate(names)
    )


def _guess(cells: list[str]) -> _Guess:
    filled = [cell for cell in cells if cell]
    samples = tuple(list(dict.fromkeys(filled))[:_SHOWN])
    if not filled:
        return _Guess(form="nothing", pattern=CLOCK, samples=())
    different = {cell.lower() for cell in filled}
    if different <= YES_NO and not different <= {"0", "1"}:
        return _Guess(form="yes", pattern=_YES, samples=samples)
    forms: tuple[tuple[Form, str], ...] = (
        ("time", CLOCK),
        ("unix", "|".join(UNIX.values())),
        ("whole", WHOLE),
        ("number", _FLOAT),
        ("comma", COMMA),
        ("date", DATES),
    )
    for form, pattern in forms:
        fits = re.compile(pattern)
        if sum(fits.fullmatch(cell) is not None for cell in filled) >= _ENOUGH * len(filled):
            strict = NUMBER if form == "number" else pattern
            return _Guess(form=form, pattern=strict, samples=samples)
    return _Guess(form="text", pattern="", samples=samples)


def _counted(database: Embedded, relation: Relation, guesses: list[_Guess]) -> list[dict[str, int]]:
    """For each column: empty cells, different values, cells of its form, and of times those of each form."""
    asked: list[str] = []
    keys: list[list[str]] = []
    for at, guess in enumerate(guesses):
        different = f"count(DISTINCT nullif(c{at}, ''))"
        if relation.rows > MANY:
            different = f"approx_count_distinct(nullif(c{at}, ''))"
        own = {"empty": f"count(*) FILTER (c{at} = '')", "different": different}
        if guess.pattern:
            own["fit"] = f"count(*) FILTER ({fits(f'c{at}', guess.pattern)})"
        if guess.form in ("time", "nothing"):
            own |= {name: f"count(*) FILTER ({fits(f'c{at}', pattern)})" for name, pattern in TIME.items()}
        if guess.form == "unix":
            own |= {name: f"count(*) FILTER ({fits(f'c{at}', pattern)})" for name, pattern in UNIX.items()}
        asked += own.values()
        keys.append(list(own))
    (row,) = database.rows(f"SELECT {', '.join(asked)} FROM {relation.name}")
    found, place = [], 0
    for own_keys in keys:
        found.append(dict(zip(own_keys, (int(each or 0) for each in row[place:]), strict=False)))
        place += len(own_keys)
    return found


def fits(cell: str, pattern: str) -> str:
    """SQL of whether a cell is of a form."""
    quoted = pattern.replace("'", "''")
    return f"regexp_full_match({cell}, '{quoted}')"


def _values(database: Embedded, relation: Relation, places: list[int]) -> dict[int, Counter[str]]:
    """How often each value comes in columns with few of them."""
    if not places:
        return {}
    asked = ", ".join(f"histogram(c{at})" for at in places)
    (row,) = database.rows(f"SELECT {asked} FROM {relation.name}")
    return {at: Counter(_as_dict(counts)) for at, counts in zip(places, row, strict=True)}


def _as_dict(found: object) -> dict[str, int]:
    """A map of the database: a dict in some versions, lists of keys and values in others."""
    if isinstance(found, dict):
        if set(found) == {"key", "value"} and isinstance(found["key"], list):
            return dict(zip(found["key"], found["value"], strict=True))
        return cast("dict[str, int]", found)
    return {}


def _column(
    database: Embedded,
    relation: Relation,
    at: int,
    name: str,
    guess: _Guess,
    counts: dict[str, int],
    values: Counter[str] | None,
) -> Column:
    filled = relation.rows - counts["empty"]
    if values is not None:
        values.pop("", None)
    different = len(values) if values is not None else min(counts["different"], filled)
    fit = counts.get("fit", 0)
    form = guess.form
    if form == "nothing" and filled:
        form = "time" if fit >= _ENOUGH * filled else "text"
    elif form not in ("text", "nothing") and fit < filled / 2 and not (form == "number" and fit < filled):
        form = "text"
    odd = 0 if form in ("text", "nothing", "date", "unix") else filled - fit
    counted = values is not None and different <= MOST_OF_A_CHOICE
    few = counted and filled >= 2 * different
    holds = _holds(form, few)
    commonest = tuple(values.most_common()) if values is not None and counted else ()
    forms = _forms(form, counts, guess, filled)
    return Column(
        name=name,
        holds=holds,
        rows=relation.rows,
        empty=counts["empty"],
        different=different,
        exact=values is not None or relation.rows <= MANY,
        samples=guess.samples or tuple(str(each) for each, _ in commonest[:_SHOWN]),
        values=tuple(sorted(commonest, key=lambda pair: (-pair[1], pair[0]))),
        odd=odd,
        odd_samples=odd_rows(database, relation, at, guess.pattern) if odd else (),
        forms=forms,
    )


def _holds(form: Form, few: bool) -> Holds:
    match form:
        case "time" | "unix" | "date":
            return "time"
        case "whole":
            return "whole number"
        case "number":
            return "number"
        case "comma":
            return "number with a comma"
        case "yes":
            return "yes or no"
        case "nothing":
            return "nothing"
        case "text":
            return "choice" if few else "text"


def _forms(form: Form, counts: dict[str, int], guess: _Guess, filled: int) -> tuple[TimeForm, ...]:
    if form == "date":
        return (TimeForm(name="another form", count=filled, sample=(guess.samples or ("",))[0]),)
    if form not in ("time", "unix"):
        return ()
    named = TIME if form == "time" else UNIX
    found = []
    for name, pattern in named.items():
        if counts.get(name):
            own = re.compile(pattern)
            sample = next((each for each in guess.samples if own.fullmatch(each)), "")
            found.append(TimeForm(name=name, count=counts[name], sample=sample))  # type: ignore[arg-type]
    return tuple(found)


def odd_rows(database: Embedded, relation: Relation, at: int, pattern: str) -> tuple[tuple[int, str], ...]:
    """The first rows whose cell is not of a form, each different text once."""
    found = database.rows(
        f"SELECT number, c{at} FROM (SELECT row_number() OVER () AS number, c{at} FROM {relation.name})"
        f" WHERE c{at} <> '' AND NOT {fits(f'c{at}', pattern)} LIMIT 50"
    )
    seen: dict[str, int] = {}
    for number, text in sorted(found):
        seen.setdefault(str(text), int(number))
    return tuple((number, text) for text, number in list(seen.items())[:_ODD_SHOWN])
