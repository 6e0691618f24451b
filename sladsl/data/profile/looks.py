"""What the rows of a table look like, where no agreement says what they are."""

from __future__ import annotations

from sladsl.data.profile.facts import Column, Key, Times
from sladsl.data.profile.month_lines import about
from sladsl.data.profile.wrongs import repeating


def looks_like(columns: tuple[Column, ...], times: Times | None, key: Key | None) -> str:
    """One sentence; "" where the rows say nothing about themselves."""
    if times is None or times.first is None:
        return "There is no column of times that could place its rows."
    if times.end:
        kind = "records or intervals" if key is not None else "intervals"
        return f"Its rows look like {kind}, from `{times.column}` to `{times.end}`."
    if key is not None and not times.regular:
        return f"Its rows look like records, known by `{key.column}`."
    thing = logged(columns, times)
    if thing:
        return f"Its rows look like events: `{thing}` says which thing, and comes again."
    of = f" of {times.many:,} `{times.series}`" if times.many > 1 else ""
    if times.regular and times.spacing is not None:
        return f"Its rows look like samples{of}, every {about(times.spacing)}."
    if times.spacing is not None and times.many > 1:
        return f"Its rows look like samples{of}, at irregular times, mostly {about(times.spacing)} apart."
    return f"Its rows are placed by `{times.column}`, at irregular times."


def logged(columns: tuple[Column, ...], times: Times) -> str:
    """The column that says of which thing an entry of a log speaks; "" where rows are no such entries."""
    thing = repeating(columns)
    return "" if thing in times.series.split(" / ") else thing
