"""What to do about a table before it is evaluated: each point with its reason, and the line of data.toml that does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sladsl.data.binding import TableFile
from sladsl.data.profile.facts import Advice, Column, Field, TableProfile, Times
from sladsl.data.profile.forms import UNIX, words_in
from sladsl.data.profile.month_lines import about
from sladsl.data.profile.toml_words import toml_key, toml_text
from sladsl.data.profile.wanted import Wanted
from sladsl.diagnostics.suggest import listing
from sladsl.values.duration import duration_text
from sladsl.values.instant import instant_to_local
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DOUBT = '   # or ".", if the comma groups thousands: which is it?'
_FAR = 4
"""Samples so many times farther apart than they should be are worth a word."""


def advice_for(table: TableProfile, wanted: Wanted | None, bound: TableFile) -> tuple[Advice, ...]:
    """What to do, the most pressing first."""
    found = [*_file(table, bound), *_times(table, wanted, bound)]
    if wanted is not None:
        found += [*_fields(table, bound), *_samples(table, wanted), *_rows(table), *_covers(table, wanted)]
    else:
        found += [*_odd(table, bound), *_rows(table)]
    weights = ("must", "should", "could")
    return tuple(sorted(found, key=lambda each: weights.index(each.weight)))


def _file(table: TableProfile, bound: TableFile) -> Iterator[Advice]:
    if table.delimiter != bound.delimiter:
        sign = "tab" if table.delimiter == "\t" else table.delimiter
        yield Advice(
            weight="must", message=f"Say what separates the cells: {sign!r}.", write=f'delimiter = "{sign}"'
        )
    if table.sheets:
        shown = tuple(each.name for each in table.sheet_looks) or table.sheets
        others = listing([name for name in shown if name != table.sheet], "or").replace("`", "")
        yield Advice(
            weight="must",
            message=f"Say which sheet: {listing(shown, 'or')}. {_taken(table)} is looked at.",
            write=f"sheet = {toml_text(table.sheet)}{f'   # or {others}' if others else ''}",
        )
    if table.left:
        yield Advice(
            weight="should",
            message=f"Look at the rows that can't be told into cells ({table.left:,}): they are left out.",
        )


def _taken(table: TableProfile) -> str:
    """Why a sheet was taken."""
    own = next((each for each in table.sheet_looks if each.name == table.sheet), None)
    return (
        f"The one that fits `{own.fits}` best" if own is not None and own.share else "The one with most rows"
    )


def _times(table: TableProfile, wanted: Wanted | None, bound: TableFile) -> Iterator[Advice]:
    used = {field.column for field in table.fields if field.type == "time"}
    columns = [
        column
        for column in table.columns
        if column.holds == "time" and (wanted is None or column.name in used)
    ]
    if table.time_forms and not bound.times and columns:
        yield _written(table.time_forms)
    for column in () if table.time_forms else columns:
        forms = {form.name: form for form in column.forms}
        strange = next((forms[name] for name in (*UNIX, "another form") if name in forms), None)
        if strange is not None:
            how = "are Unix times" if strange.name in UNIX else f"are written like `{strange.sample}`"
            yield Advice(
                weight="must",
                message=f"Write the times of `{column.name}` as 2026-03-01T09:00:00Z: they {how}, which is not read.",
            )
    naive = [
        column.name
        for column in columns
        if any(form.name in ("without a zone", "a day") for form in column.forms)
    ]
    if naive and not table.zone:
        some = (
            "" if len(naive) > 1 or all(f.name != "with Z" for c in columns for f in c.forms) else "some of "
        )
        yield Advice(
            weight="must" if wanted is not None else "could",
            message=f"Say the zone: {some}the times of {listing(naive)} name none.",
            write=zone_line(wanted.shown if wanted is not None else ""),
        )


def _written(forms: tuple[str, ...]) -> Advice:
    """Nobody can tell 03/04 from 04/03 but those who wrote it."""
    first, *others = forms
    doubt = f"   # or {listing(others, 'or').replace('`', '')}: which is it?" if others else ""
    how = listing(forms, "or")
    return Advice(
        weight="must",
        message=f"Say how times are written: {how}{', which the days here leave open' if others else ''}.",
        write=f"times = {toml_text(first)}{doubt}",
    )


def zone_line(shown: str) -> str:
    """The line that says a zone; the agreement's own is the likeliest, and still a guess."""
    if shown:
        return f"zone = {toml_text(shown)}   # that of the agreement: is it theirs, too?"
    return 'zone = "Europe/Berlin"   # or the zone that is true'


def _fields(table: TableProfile, bound: TableFile) -> Iterator[Advice]:
    likely = {field.name: field.column for field in table.fields if field.how == "likely"}
    if likely:
        said = ", ".join(f"`{column}` for `{name}`" for name, column in likely.items())
        pairs = ", ".join(f"{toml_key(name)} = {toml_text(column)}" for name, column in likely.items())
        yield Advice(
            weight="must",
            message=f"Confirm which column is which field: {said}.",
            write=f"columns = {{ {pairs} }}",
        )
    for field in table.fields:
        if field.pair and field.name not in bound.pairs:
            what = "a start and an end" if field.type == "intervals" else "its date and its time of day"
            both = ", ".join(map(toml_text, field.pair))
            yield Advice(
                weight="must",
                message=f"Confirm which columns are `{field.name}`: {listing(field.pair)}, {what}.",
                write=f"columns = {{ {toml_key(field.name)} = [{both}] }}",
            )
        elif field.how == "unsure":
            yield Advice(
                weight="must",
                message=f"Say which column is `{field.name}`: {listing(field.others, 'or')}.",
                write=f"columns = {{ {toml_key(field.name)} = {toml_text(field.others[0])} }}",
            )
        elif field.how == "none" and field.type == "intervals":
            ends = _ends(field, table)
            yield Advice(
                weight="must",
                message=f"Say which columns are `{field.name}`: one with starts and ends, or one of starts and one of ends.",
                write=f"columns = {{ {toml_key(field.name)} = [{', '.join(map(toml_text, ends))}] }}",
            )
        elif field.how == "none":
            yield Advice(
                weight="must",
                message=f"No column feeds `{field.name}` ({field.type}): name it, or leave the field out of the agreement.",
                write=f'columns = {{ {toml_key(field.name)} = "…" }}',
            )
    strange = (
        set()
        if len(table.time_forms) == 1
        else {
            column.name
            for column in table.columns
            if any(form.name in (*UNIX, "another form") for form in column.forms)
        }
    )
    told = tuple(field for field in table.fields if field.type != "time" or field.column not in strange)
    yield from _values(told, bound)
    for field in table.fields:
        if field.unit and field.name not in bound.units:
            yield Advice(
                weight="must",
                message=f"Say the unit of `{field.name}`: `{field.column}` seems to be in {field.unit}, not seconds.",
                write=f'units = {{ {toml_key(field.name)} = "{field.unit}" }}',
            )
        if field.separator and not bound.separator:
            yield Advice(
                weight="must",
                message=f"Say what separates several values of `{field.name}`: {field.separator!r}.",
                write=f'separator = "{field.separator}"',
            )


def _ends(field: Field, table: TableProfile) -> tuple[str, str]:
    """The columns of times that are likeliest starts and ends: those that nothing reads, with a word of the field's name."""
    own = set(words_in(field.name))
    times = [
        column.name for column in table.columns if column.holds == "time" and column.name in table.unused
    ]
    near = [name for name in times if any(word[:4] == each[:4] for word in words_in(name) for each in own)]
    return (near[0], near[1]) if len(near) > 1 else ("…", "…")


def _values(fields: tuple[Field, ...], bound: TableFile) -> Iterator[Advice]:
    for field in fields:
        if not field.wrong:
            continue
        shown = ", ".join(f"`{text[:40]}` ({count:,})" for text, count in field.wrong_values[:4])
        what = "a value of" if field.type == "choice" else "read as"
        kind = f"`{field.name}`" if field.type == "choice" else field.type
        count = f"{field.wrong:,} cell{'s' * (field.wrong != 1)} of `{field.column}`"
        lead = f"{count} {'are' if field.wrong != 1 else 'is'} not {what} {kind}"
        known = bound.values.get(field.name, {})
        pairs = {text: value for text, value in field.values if text not in known}
        lacking = [text for text, _ in field.wrong_values if text not in pairs]
        write = ""
        if field.type in ("choice", "yes or no"):
            translated = [f"{toml_text(text)} = {toml_text(value)}" for text, value in pairs.items()]
            translated += [f'{toml_text(text)} = "…"' for text in lacking[:3]]
            write = f"values.{toml_key(field.name)} = {{ {', '.join(translated)} }}"
        elif field.type in ("number", "duration"):
            write = _way(field, bound)
        yield Advice(
            weight="must" if write or field.type == "time" else "should",
            message=f"{lead}: {shown}.",
            write=write,
        )


def _way(field: Field, bound: TableFile) -> str:
    """The setting that most of the cells that can't be read would be read by; "" for none."""
    texts = [text for text, _ in field.wrong_values]

    def most(pattern: str) -> bool:
        return 2 * sum(re.fullmatch(pattern, text) is not None for text in texts) > len(texts)

    if field.type == "duration" and most("[0-9]{1,6}:[0-5][0-9]:[0-5][0-9]([.,][0-9]+)?"):
        return f'units = {{ {toml_key(field.name)} = "h:mm" }}'
    if field.type == "duration" and most("[0-9]{1,6}:[0-5][0-9]"):
        return f'units = {{ {toml_key(field.name)} = "h:mm" }}   # or "m:ss": which is it?'
    if field.type == "number" and most("[+-]?[0-9]{13,21}"):
        return f'units = {{ {toml_key(field.name)} = "millionths" }}   # the agreement then speaks of millions of them'
    if bound.decimal:
        return ""
    if most("[+-]?[1-9][0-9]{0,2},[0-9]{3}"):
        return f'decimal = ","{DOUBT}'
    if most("[+-]?[0-9]+([. \u00a0\u202f'][0-9]{3})*,[0-9]+"):
        return 'decimal = ","'
    return 'decimal = "."' if most("[+-]?[0-9]+([, \u00a0\u202f'][0-9]{3})+([.][0-9]+)?") else ""


def _samples(table: TableProfile, wanted: Wanted) -> Iterator[Advice]:
    times = table.times
    if wanted.holds == "samples" and table.covers:
        yield Advice(
            weight="could",
            message="Leave out `covers`: of samples it changes nothing. What a slot without one counts as is agreed,"
            " as `missing samples`.",
        )
    if wanted.holds != "samples" or times is None or not wanted.every:
        return
    if times.spacing is not None and times.spacing >= _FAR * wanted.every:
        yield Advice(
            weight="should",
            message=f"Check `every`: samples are {about(times.spacing)} apart, the agreement says"
            f" {duration_text(wanted.every)}, so most of the time has no sample.",
        )
    if times.twice:
        yield Advice(
            weight="could",
            message=f"Know that samples with the instant of another ({times.twice:,}) share its slot: of what is up or down"
            " it is down if one is.",
        )


def _rows(table: TableProfile) -> Iterator[Advice]:
    times, key = table.times, table.key
    if key is not None and key.said and key.repeated:
        yield Advice(
            weight="should",
            message=f"Look at the rows that repeat a `{key.column}` ({key.repeated:,}): of each the first counts.",
        )
    if key is not None and key.continued:
        yield Advice(
            weight="must",
            message=f"Say whose the rows are that have no `{key.column}` and nothing but the start and end of an interval"
            f" ({key.continued:,}): they look like more of the row above, and are left out.",
            write='continued = "empty key"   # if they belong to the row above',
        )
    if times is not None and times.reversed:
        yield Advice(
            weight="should",
            message=f"Correct what ends before it starts ({times.reversed:,} of the rows): it is left out.",
        )


def _covers(table: TableProfile, wanted: Wanted) -> Iterator[Advice]:
    times = table.times
    if (
        wanted.holds == "samples"
        or table.covers
        or times is None
        or times.first is None
        or times.last is None
    ):
        return
    place = _place(times)
    first, last = (instant_to_local(at, place).date().isoformat() for at in (times.first, times.last))
    yield Advice(
        weight="should",
        message="Say for which time the data are complete: a month without a row may be a good one, or one without data.",
        write=f'covers = "{first} to {last}"',
    )


def _odd(table: TableProfile, bound: TableFile) -> Iterator[Advice]:
    commas = [column for column in table.columns if column.holds == "number with a comma"]
    if commas and not bound.decimal:
        yield _comma(commas)
    for column in table.columns:
        if column in commas:
            continue
        if column.odd and column.holds == "number" and column.odd * 2 > column.rows - column.empty:
            yield Advice(
                weight="could",
                message=f"Round the numbers of `{column.name}` to six decimals, if they are to be read: {_some(column)}.",
            )


def _comma(columns: Sequence[Column]) -> Advice:
    """`1,234` may be a thousand or one and a bit; `1,5` is never a thousand."""
    texts = [
        text for column in columns for text in ([text for _, text in column.odd_samples] or column.samples)
    ]
    unsure = all(re.fullmatch("[+-]?[1-9][0-9]{0,2},[0-9]{3}", text) for text in texts)
    shown = ", ".join(_some(column) for column in columns[:3])
    return Advice(
        weight="must",
        message=f"Say what begins the decimals of {listing([column.name for column in columns])}: {shown}.",
        write=f'decimal = ","{DOUBT if unsure else ""}',
    )


def _some(column: Column) -> str:
    texts = [text for _, text in column.odd_samples] or list(column.samples)
    return ", ".join(f"`{text[:30]}`" for text in texts[:2])


def _place(times: Times) -> ZoneInfo:
    found = zone(times.zone or "UTC")
    assert found is not None
    return found
