"""A comparison of two versions as text and as JSON.

The document, `"format": "sladsl.diff/1"`: `wording` has the places of the contract that differ, each with the sentences that
only one version has; `periods` the credits of each period that differ, `lines` the lines, `rights` the rights, null on a
side where there is none. Amounts are those of an outcome; a `difference` is null where fees that are not known hide it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sladsl.api.comparing import Changed, ChangedRight, Comparison, difference
from sladsl.api.wording import Wording
from sladsl.outcome.amounts import is_nothing, short_text
from sladsl.outcome.periods import capped_away
from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Line, Statement
from sladsl.outcome.table import paragraph, plural, table
from sladsl.outcome.unread import not_read
from sladsl.values.amount import Amount
from sladsl.values.instant import instant_to_local
from sladsl.values.money import Money, money_text
from sladsl.values.to_json import Json, amount, fraction, instant, money
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FORMAT = "sladsl.diff/1"
MOST_PLACES = 30
"""Places of the contract that the text names; two different agreements differ everywhere."""


def comparison_text(comparison: Comparison, names: tuple[str, str] = ("", "")) -> str:
    """Eighty columns: what the texts say otherwise, the lines and periods that differ, both totals and the difference.

    `names` of the files tell versions apart whose titles don't.
    """
    old, new = comparison.old, comparison.new
    called = _called(old), _called(new)
    if called[0] == called[1] and all(names):
        called = names[0], f"{names[1]} ({_called(new)})"
    out = [*paragraph(f"{called[0]} and {called[1]} on the same data", 0), *_not_read(old, new), ""]
    out += _wording(comparison.wording)
    if not comparison.changed and not comparison.rights:
        out.append("Nothing comes out otherwise.")
    elif comparison.changed:
        titles = _titles(comparison)
        rows = [("", "before", "", "after", "")]
        for each in comparison.changed:
            rows.append((_name(each, titles), *_side(each.old), *_side(each.new)))
        out += [f"{plural(len(comparison.changed), 'line')} differ{'s' * (len(comparison.changed) == 1)}:"]
        out += table(rows, right=frozenset({2, 4}))
    out += _rights(comparison)
    out += _periods(comparison)
    out += _left_open(comparison)
    out += [
        "",
        *table([("credits in all before", _total(old)), ("after", _total(new)), _difference(old, new)]),
    ]
    return "\n".join(line.rstrip() for line in out) + "\n"


def _wording(wording: tuple[Wording, ...]) -> list[str]:
    if not wording:
        return []
    out = ["The contract says otherwise:"]
    for each in wording[:MOST_PLACES]:
        out += paragraph(each.place)
        for sign, sentences in (("-", each.old), ("+", each.new)):
            for sentence in sentences:
                out += paragraph(f"{sign} {sentence}", 4)
    if len(wording) > MOST_PLACES:
        out += paragraph(f"and in {plural(len(wording) - MOST_PLACES, 'other place')}")
    return [*out, ""]


def _periods(comparison: Comparison) -> list[str]:
    if not comparison.periods:
        return []
    old, new = comparison.old, comparison.new
    rows = [("Credits", "before", "after", "difference")]
    for each in comparison.periods:
        change = difference(each.old, each.new, old.currency, new.currency)
        said = _signed(change) if change is not None else "open"
        rows.append((each.period, _amount(each.old), _amount(each.new), said))
    return ["", *table(rows, indent=0, right=frozenset({1, 2, 3}))]


def _left_open(comparison: Comparison) -> list[str]:
    """Choices that change an outcome and that nobody has made: the first reading stands above."""
    out: list[str] = []
    for side, keys in zip(("before", "after"), comparison.left_open, strict=True):
        if keys:
            out += paragraph(f"Left open {side}, in its first reading above: {', '.join(keys)}.", 0)
    return ["", *out] if out else []


def _rights(comparison: Comparison) -> list[str]:
    if not comparison.rights:
        return []
    place = zone(comparison.new.zone) or zone("UTC")
    assert place is not None
    out = ["", f"{plural(len(comparison.rights), 'right')} differ{'s' * (len(comparison.rights) == 1)}:"]
    rows = [("", "before", "after")]
    for each in comparison.rights:
        name = ", ".join(part for part in (each.words, each.scope) if part)
        rows.append((name, _right(each.old, place), _right(each.new, place)))
    return [*out, *table(rows)]


def _right(state: RightState | None, place: ZoneInfo) -> str:
    if state is None:
        return "no such right"
    since = f" since {instant_to_local(state.arises, place).date()}" if state.arises is not None else ""
    until = f", to {state.last_day}" if state.last_day and since else ""
    first = f", from {state.first_day} on" if state.first_day else ""
    return f"{state.state}{since}{first}{until}"


def _called(statement: Statement) -> str:
    version = f", version {statement.version}" if statement.version else ""
    return f"{statement.title or statement.agreement}{version}"


def _titles(comparison: Comparison) -> dict[str, str]:
    """What a reader calls the objectives, as the new version does; by their names where two have one title."""
    lines = (*comparison.old.lines, *comparison.new.lines)
    titles = {line.objective: line.title or line.objective for line in lines}
    several = Counter(titles.values())
    return {name: title if several[title] == 1 else name for name, title in titles.items()}


def _name(changed: Changed, titles: Mapping[str, str]) -> str:
    objective, *where = changed.place
    return ", ".join(part for part in (titles[objective], *where) if part)


def _not_read(old: Statement, new: Statement) -> list[str]:
    """What either version lacks, before any figure."""
    said = dict.fromkeys((not_read(old), not_read(new)))
    if len(said) == 1:
        return [line for each in said if each for line in paragraph(f"{each}.", 0)]
    sides = zip(("before", "after"), said, strict=True)
    return [line for side, each in sides if each for line in paragraph(f"{side.capitalize()}: {each}.", 0)]


def _side(line: Line | None) -> tuple[str, str]:
    if line is None:
        return "no such line", ""
    grade = f", {line.grade}" if line.grade else ""
    credit = "open" if line.credit is None else short_text(line.credit)
    credit = "capped" if capped_away(line) else credit
    return f"{line.shown or '-'} {line.status}{grade}", credit


def _amount(credit: Amount | None) -> str:
    return "open" if credit is None else "none" if is_nothing(credit) else short_text(credit)


def _total(statement: Statement) -> str:
    return _amount(statement.total)


def _difference(old: Statement, new: Statement) -> tuple[str, str]:
    change = difference(old.total, new.total, old.currency, new.currency)
    if change is None:
        return "difference", "can't be told before all fees are known"
    return "difference", _signed(change)


def _signed(change: Money) -> str:
    sign = "+" if change.amount > 0 else "-" if change.amount < 0 else ""
    return f"{sign}{money_text(Money(amount=abs(change.amount), currency=change.currency))}"


# ---- for programs


def comparison_json(comparison: Comparison) -> str:
    """The document, indented by two, ending with a line break."""
    old, new = comparison.old, comparison.new
    change = difference(old.total, new.total, old.currency, new.currency)
    document = {
        "format": FORMAT,
        "old": _statement_json(old, comparison.left_open[0]),
        "new": _statement_json(new, comparison.left_open[1]),
        "difference": None if change is None else money(change),
        "wording": [
            {"place": each.place, "old": list(each.old), "new": list(each.new)} for each in comparison.wording
        ],
        "periods": [
            {
                "period": each.period,
                "old": amount(each.old),
                "new": amount(each.new),
                "difference": None
                if (own := difference(each.old, each.new, old.currency, new.currency)) is None
                else money(own),
            }
            for each in comparison.periods
        ],
        "lines": [
            {
                "objective": each.place[0],
                "scope": each.place[1],
                "period": each.place[2],
                "old": _line_json(each.old),
                "new": _line_json(each.new),
            }
            for each in comparison.changed
        ],
        "rights": [_right_json(each) for each in comparison.rights],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _statement_json(statement: Statement, left_open: tuple[str, ...]) -> Json:
    return {
        "agreement": statement.agreement,
        "title": statement.title,
        "version": statement.version,
        "total": amount(statement.total),
        "not_read": not_read(statement),
        "open": list(left_open),
    }


def _line_json(line: Line | None) -> Json | None:
    if line is None:
        return None
    return {
        "level": fraction(line.level),
        "shown": line.shown,
        "status": line.status,
        "grade": line.grade,
        "credit": amount(line.credit),
    }


def _right_json(changed: ChangedRight) -> Json:
    sides = {
        name: None
        if state is None
        else {"state": state.state, "arises": instant(state.arises), "last_day": state.last_day}
        for name, state in (("old", changed.old), ("new", changed.new))
    }
    return {"right": changed.words, "scope": changed.scope, **sides}
