"""A profile for people, in eighty columns: what there is, what of it is needed, and at the end what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fractions import Fraction

from sladsl.data.profile.facts import Column, Field, Profile, TableProfile
from sladsl.data.profile.times_lines import plural_of, times_lines
from sladsl.diagnostics.cells import printable
from sladsl.outcome.table import paragraph, plural, row_lines, widths

_LONGEST = 40
_MOST_VALUES = 5
_MOST_COLUMNS = 60


def profile_text(profile: Profile) -> str:
    """The profile in words and tables, ending with a line break."""
    blocks = [_table(each) for each in profile.tables]
    blocks += [
        [
            f"{_shown(each.path)} as `{each.name}`",
            *paragraph(_rows_read(each.rows, each.first, each.last)),
            *(
                line
                for finding in each.findings
                for line in paragraph(f"{finding.message} {finding.hint}".strip())
            ),
        ]
        for each in profile.reported
    ]
    blocks += [
        [
            *paragraph(f"{each.path}{f' as `{each.source}`' if each.source else ''}", 0),
            *paragraph(each.message),
            *paragraph(each.hint),
        ]
        for each in profile.unread
    ]
    blocks.append(_to_do(profile))
    text = "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
    return "\n".join(printable(line) for line in text.split("\n"))


def _rows_read(rows: int, first: str, last: str) -> str:
    if not rows:
        return "No row can be read."
    return f"{plural(rows, 'row')} read, {first}{f' to {last}' if last != first else ''}."


def _table(of: TableProfile) -> list[str]:
    as_what = f" as `{of.source}`" if of.source else ""
    out = paragraph(
        f"{_shown(of.path)}{as_what}{' (nobody says so: it has the fields)' if of.guessed else ''}", 0
    )
    files = f"{of.files:,} files, " if of.files > 1 else ""
    out += paragraph(
        f"{of.format}, {files}{_size(of.bytes)}, {plural_of(of.rows, 'row')}, {plural_of(len(of.columns), 'column')}."
    )
    if of.sheet:
        said = f"Sheet `{of.sheet}`" + (f" of {len(of.sheets)}" if of.sheets else "")
        out += paragraph(f"{said}{f', titles in row {of.header}' if of.header > 1 else ''}.")
        out += _sheets(of)
    elif of.header > 1:
        out += paragraph(f"Its titles stand in row {of.header}.")
    if of.looks:
        out += paragraph(of.looks)
    out += ["", *_columns(of)]
    for name, why in of.unreadable:
        out += paragraph(f"`{name}` can't be read: {why}.")
    if of.left:
        shown_ = "; ".join(f"row {row:,}: {said}" for row, said in of.left_samples)
        out += paragraph(f"{plural_of(of.left, 'row')} can't be told into cells ({_cut(shown_, 160)}).")
    if of.times is not None:
        out += ["", *times_lines(of, of.times, _key(of))]
    elif of.key is not None:
        out += paragraph(_key(of))
    return out


def _sheets(of: TableProfile) -> list[str]:
    """The sheets that hold a table, where nobody says which is meant."""
    if not of.sheet_looks:
        return []
    rows: list[tuple[str, ...]] = [("Sheet", "Rows", "Fits", "Columns")]
    for each in of.sheet_looks:
        name = f"{_cut(each.name, 31)}{' (hidden)' if each.hidden else ''}{' <-' if each.name == of.sheet else ''}"
        share = f" {_percent(each.share)}" if each.share else ""
        fits = f"{each.fits}{share}" if each.fits else "-"
        rows.append((name, f"{each.rows:,}", fits, _cut(", ".join(each.columns), 160)))
    wide = widths(rows)
    right = frozenset({1})
    lines = [line for row in rows for line in row_lines(row, wide, right=right)]
    rest = len(of.sheets) - len(of.sheet_looks)
    more = (
        f" {plural_of(rest, 'sheet')} without a table {'are' if rest != 1 else 'is'} not listed."
        if rest
        else ""
    )
    another = " Another: --data x=FILE --data 'x.sheet=SHEET'." if len(of.sheet_looks) > 1 else ""
    return [*lines, *paragraph(f"Looked at below: `{of.sheet}`.{another}{more}")]


def _percent(share: Fraction) -> str:
    return f"{round(share * 100)}%"


def _shown(path: str) -> str:
    """A path without ways there and back."""
    return os.path.normpath(path) if os.sep in path else path


def _size(count: int) -> str:
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if count < 1024 or unit == "GiB":
            return f"{count:,} bytes" if unit == "bytes" else f"{count:.1f} {unit}"
        count = count / 1024  # type: ignore[assignment]
    return ""


def _columns(of: TableProfile) -> list[str]:
    feeds = {field.column: field for field in of.fields if field.column}
    head = (
        ("Column", "Holds", "Empty", "Feeds", "Values")
        if of.fields
        else ("Column", "Holds", "Empty", "Values")
    )
    rows: list[tuple[str, ...]] = [head]
    shown_columns = [column for column in of.columns if not of.fields or column.name in feeds]
    for column in shown_columns[:_MOST_COLUMNS]:
        own = [column.name[:_LONGEST], _holds(column), _empty(column)]
        if of.fields:
            own.append(_fed(feeds.get(column.name)))
        rows.append((*own, _values(column)))
    wide = widths(rows)
    right = frozenset({2})
    out = [line for row in rows for line in row_lines(row, wide, right=right)]
    if len(shown_columns) > _MOST_COLUMNS:
        out += paragraph(f"... and {len(shown_columns) - _MOST_COLUMNS} more columns.")
    if of.fields and of.unused:
        out += paragraph(f"Not read: {', '.join(of.unused)}.")
    for column in shown_columns:
        if column.odd:
            texts = ", ".join(f'row {row:,} "{_cut(text, 30)}"' for row, text in column.odd_samples)
            verb = "don't read" if column.odd != 1 else "doesn't read"
            out += paragraph(
                f"`{column.name}`: {plural_of(column.odd, 'cell')} {verb} as {_kind(column)}: {texts}."
            )
    lacking = [field for field in of.fields if field.how in ("none", "unsure")]
    if lacking:
        named = ", ".join(f"`{field.name}` ({field.type})" for field in lacking)
        out += paragraph(f"Without a column: {named}.")
    return out


def _kind(column: Column) -> str:
    return {"whole number": "whole numbers", "number": "numbers", "time": "times"}.get(
        column.holds, column.holds
    )


def _holds(column: Column) -> str:
    if column.holds == "time":
        names = [form.name for form in column.forms]
        if len(names) == 1:
            short = {
                "with Z": "time, UTC",
                "with an offset": "time with offset",
                "without a zone": "time, no zone",
                "a day": "day",
                "another form": "time, not read",
            }
            return short.get(names[0], f"time, {names[0]}")
        return "time, mixed"
    return column.holds


def _empty(column: Column) -> str:
    if not column.empty:
        return "-"
    if column.empty == column.rows:
        return "all"
    return f"{column.empty:,}"


def _fed(field: Field | None) -> str:
    if field is None:
        return ""
    return f"{field.name}?" if field.how == "likely" else field.name


def _values(column: Column) -> str:
    if column.values and column.rows - column.empty >= 2 * column.different:
        few = [f"{_cut(value, 24)} {count:,}" for value, count in column.values[:_MOST_VALUES]]
        more = column.different - len(few)
        return ", ".join(few) + (f" and {more:,} more" if more > 0 else "")
    if not column.samples:
        return ""
    if column.different <= 1:
        return _cut(column.samples[0], _LONGEST)
    filled = column.rows - column.empty
    count = "all" if column.exact and column.different == filled else f"{column.different:,}"
    return f"{'' if column.exact else 'about '}{count} different: {_cut(column.samples[0], _LONGEST)}, …"


def _cut(text: str, most: int) -> str:
    text = text.replace("\n", " ").replace("\x1f", "|")
    return text if len(text) <= most else text[: most - 1] + "…"


def _key(of: TableProfile) -> str:
    if of.key is None:
        return ""
    name = f"`{of.key.column}`"
    many = ""
    if of.key.joined:
        rows = plural_of(of.key.joined, "row")
        many = f"{rows} add{'s' * (of.key.joined == 1)} an interval to an earlier row with the same {name}."
    if not of.key.repeated:
        once = "Every other" if many else "Every"
        so = "." if of.key.said else ", so it may be the key."
        return f"{many} {once} {name} is there once{so}".strip()
    rows = plural_of(of.key.repeated, "row")
    return f"{many} {rows} repeat{'s' * (of.key.repeated == 1)} the {name} of another.".strip()


# ---- what to do


def _to_do(profile: Profile) -> list[str]:
    items = list(_items(profile))
    if not items:
        if profile.unread or not (profile.tables or profile.reported):
            return []
        ready = (
            "Nothing stands in the way of an evaluation." if profile.agreement else "Nothing strikes the eye."
        )
        return [ready]
    out = ["What to do"]
    for number, (text, write) in enumerate(items, start=1):
        lead = f"{number}. "
        out += [
            line if at else f"  {lead}{line[2 + len(lead) :]}"
            for at, line in enumerate(paragraph(text, 2 + len(lead), 0))
        ]
        if write:
            out += [f"       {write}"]
    return out


def _items(profile: Profile) -> Iterator[tuple[str, str]]:
    several = len(profile.tables) + len(profile.absent) > 1
    for weight in ("must", "should", "could"):
        for each in profile.tables:
            for advice in each.advice:
                if advice.weight == weight:
                    name = f"{each.source or each.path}: " if several else ""
                    yield name + advice.message, advice.write
        if weight == "must":
            for absent in profile.absent:
                yield (
                    f"Bind a table to the source `{absent}`: --data {absent}=FILE, or file = … under [source.{absent}]."
                    f"{_sheet_for(profile, absent)}",
                    "",
                )
    yield from _reported_sheets(profile)


def _sheet_for(profile: Profile, source: str) -> str:
    """The sheet that was looked at in passing and would be it, in a sentence with a blank before it."""
    for table in profile.tables:
        for each in table.sheet_looks:
            if each.fits == source and each.name != table.sheet:
                return f" The sheet `{each.name}` of {_shown(table.path)} has {_percent(each.share)} of its fields."
    return ""


def _reported_sheets(profile: Profile) -> Iterator[tuple[str, str]]:
    """Sheets that look like tables that people make, where nobody bound such a table."""
    bound = {each.name for each in profile.reported} | {each.source for each in profile.unread}
    for table in profile.tables if profile.agreement else ():
        for each in table.sheet_looks:
            if each.fits and not each.share and each.fits not in bound:
                path, flag = _shown(table.path), each.fits
                yield (
                    f"If the sheet `{each.name}` of {path} holds the {flag}, bind it:"
                    f" --data {flag}={path} --data '{flag}.sheet={each.name}'.",
                    "",
                )
