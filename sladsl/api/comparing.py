"""Two versions of an agreement on the same data: what comes out otherwise, and what the change would have cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sladsl.api.evaluation import Evaluation
from sladsl.outcome.amounts import is_nothing, short_text
from sladsl.outcome.periods import capped_away
from sladsl.outcome.statement import Line, Statement
from sladsl.outcome.table import paragraph, plural, table
from sladsl.outcome.unread import not_read
from sladsl.record import Record
from sladsl.values.amount import Amount, known
from sladsl.values.money import Money, money_text

Place = tuple[str, str, str]


class Changed(Record):
    """A line that differs: None on a side where there is no such line."""

    place: Place
    old: Line | None
    new: Line | None


class Comparison(Record):
    """The lines that differ, in the order of the new version, then those that are gone."""

    old: Statement
    new: Statement
    changed: tuple[Changed, ...]


def compare(old: Evaluation, new: Evaluation) -> Comparison:
    """What differs between the outcomes of two versions; of open choices the first reading speaks for each."""
    before = {_place(line): line for line in old.outcome.statement.lines}
    after = {_place(line): line for line in new.outcome.statement.lines}
    places = dict.fromkeys((*after, *before))
    changed = tuple(
        Changed(place=place, old=before.get(place), new=after.get(place))
        for place in places
        if _told(before.get(place)) != _told(after.get(place))
    )
    return Comparison(old=old.outcome.statement, new=new.outcome.statement, changed=changed)


def _place(line: Line) -> Place:
    return line.objective, line.scope, line.period


def _told(line: Line | None) -> tuple[object, ...]:
    """What a reader sees of a line."""
    return () if line is None else (line.level, line.status, line.grade, line.credit)


def comparison_text(comparison: Comparison, names: tuple[str, str] = ("", "")) -> str:
    """Eighty columns: the lines that differ, both totals and the difference. `names` of the files tell versions apart whose
    titles don't."""
    old, new = comparison.old, comparison.new
    called = _called(old), _called(new)
    if called[0] == called[1] and all(names):
        called = names[0], f"{names[1]} ({_called(new)})"
    out = [*paragraph(f"{called[0]} and {called[1]} on the same data", 0), *_not_read(old, new), ""]
    if not comparison.changed:
        out.append("Nothing comes out otherwise.")
    else:
        titles = _titles(comparison)
        rows = [("", "before", "", "after", "")]
        for each in comparison.changed:
            rows.append((_name(each, titles), *_side(each.old), *_side(each.new)))
        out += [f"{plural(len(comparison.changed), 'line')} differ{'s' * (len(comparison.changed) == 1)}:"]
        out += table(rows, right=frozenset({2, 4}))
    out += [
        "",
        *table([("credits in all before", _total(old)), ("after", _total(new)), _difference(old, new)]),
    ]
    return "\n".join(line.rstrip() for line in out) + "\n"


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


def _total(statement: Statement) -> str:
    if statement.total is None:
        return "open"
    return "none" if is_nothing(statement.total) else short_text(statement.total)


def _difference(old: Statement, new: Statement) -> tuple[str, str]:
    first, second = _money(old.total, old.currency), _money(new.total, new.currency)
    if first is None or second is None or first.currency != second.currency:
        return "difference", "can't be told before all fees are known"
    amount = second.amount - first.amount
    sign = "+" if amount > 0 else "-" if amount < 0 else ""
    return "difference", f"{sign}{money_text(Money(amount=abs(amount), currency=first.currency))}"


def _money(amount: Amount | None, currency: str) -> Money | None:
    return None if amount is None else known(amount, currency)
