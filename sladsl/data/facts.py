"""Facts and options as somebody states them: a table of fact, value, and the period or the day from which it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sladsl.data.binding import FactsFile, every
from sladsl.data.labels import dotted_to_iso, period_label
from sladsl.data.nearest import listed
from sladsl.data.sheet import Remarks, SheetCell, open_sheet
from sladsl.data.titles import Fields, Wanted
from sladsl.diagnostics.suggest import closest
from sladsl.model.facts import Fact, StatedFact
from sladsl.outcome.measured import DataFinding
from sladsl.record import replace
from sladsl.values.instant import parse_time
from sladsl.values.number import parse_number
from sladsl.values.period import parse_label

TRUTHS = {
    **dict.fromkeys(("yes", "y", "true", "1"), "yes"),
    **dict.fromkeys(("no", "n", "false", "0"), "no"),
}
"""What yes-or-no fields of measurements may hold, too."""
_MOST = 20


def read_facts(
    files: FactsFile | Sequence[FactsFile], known: Mapping[str, Fact]
) -> tuple[tuple[StatedFact, ...], tuple[DataFinding, ...]]:
    """What a table states of the facts and options `known`, in its order, and what is wrong with the other rows.

    UnreadableData for broken files. Of two rows that say something different of the same time the first counts.
    """
    remarks = Remarks("facts")
    strange: list[tuple[int, str]] = []
    found: dict[tuple[str, str, str, str], StatedFact] = {}
    for file in every(files):
        remarks.file = file.name
        fields = Fields(
            open_sheet(file.path, file.delimiter, file.sheet, file.data, "facts"), fact_columns(file)
        )
        remarks.leave(fields.totals)
        for number, cells in fields:
            remarks.rows += 1
            written = cells["fact"].text or file.fact
            name = file.names.get(written, written)
            if written and not name:
                continue
            missing = [title for title, text in (("fact", name), ("value", cells["value"].text)) if not text]
            if missing:
                remarks.add("blank-cell", number, ", ".join(missing))
                continue
            fact = known.get(name)
            if fact is None:
                near = closest(name, known)
                strange.append((number, name + (f" (did you mean {near}?)" if near else "")))
                continue
            made = _stated(fact, cells, number, remarks)
            if made is None:
                continue
            # What happens again and again is stated as often.
            day = made.value if fact.type == "time" and fact.each == "time" else made.since
            key = (made.fact, made.scope, made.period, day)
            first = found.setdefault(key, made)
            if first is not made:
                same = first.value == made.value
                place = " ".join(part for part in key if part)
                remarks.add("repeated-row" if same else "conflicting-row", number, f"{place}: {made.value}")
    return tuple(found.values()), (*remarks.findings(), *_strange(strange, remarks.rows, known))


def fact_columns(file: FactsFile) -> Wanted:
    """The columns that are looked for in a table of facts."""
    optional = ("scope", "period", "from")
    return Wanted(
        bound=file.columns,
        required=("value",) if file.fact else ("fact", "value"),
        optional=(*optional, "fact") if file.fact else optional,
        header=file.header,
        about="fact",
        known=(*file.names, *file.names.values()),
    )


def _stated(fact: Fact, cells: Mapping[str, SheetCell], number: int, remarks: Remarks) -> StatedFact | None:
    """A row that can be read; what is wrong with another one is remarked."""
    value = _value(fact, cells["value"].text)
    if value is None:
        remarks.add("unreadable-fact", number, f"{fact.name}: {cells['value'].text}")
        return None
    made = StatedFact(fact=fact.name, value=value, scope=cells["scope"].text, row=number)
    since = cells["from"]
    if since.text:
        day = since.day.isoformat() if since.day is not None else dotted_to_iso(since.text)[:10]
        label = period_label(since) if since.day is None else None
        if parse_label(day) is None and label is None:
            remarks.add("unreadable-period", number, since.text)
            return None
        return replace(made, since=day if parse_label(day) is not None else label or "")
    if cells["period"].text:
        period = period_label(cells["period"], fact.each == "day")
        if period is None:
            remarks.add("unreadable-period", number, cells["period"].text)
            return None
        return replace(made, period=period)
    return made


def _value(fact: Fact, text: str) -> str | None:
    """A value of a fact as the agreement writes it; None where it can have no such value."""
    match fact.type:
        case "yes or no":
            return TRUTHS.get(text.casefold())
        case "choice":
            same = [each for each in fact.values if each.casefold() == text.casefold()]
            return text if text in fact.values else same[0] if len(same) == 1 else None
        case "number":
            return text if parse_number(text) is not None else None
        case "time":
            moment = dotted_to_iso(text)
            return moment if parse_time(moment) is not None else None
        case _:
            return text


def _strange(rows: Sequence[tuple[int, str]], count: int, known: Mapping[str, Fact]) -> list[DataFinding]:
    if not rows:
        return []
    return [
        DataFinding(
            name="fact-not-in-agreement",
            severity="warning",
            source="facts",
            message=f"facts: {len(rows)} of {count} name no fact or option of the agreement.",
            count=len(rows),
            rule="a fact that nothing asks for changes nothing",
            samples=tuple(rows[:_MOST]),
            hint=f"Its facts and options are: {listed(known) if known else 'none'}.",
        )
    ]
