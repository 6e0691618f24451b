"""Times that are written the local way, as year-month-day: by the form that is said or beyond doubt."""

from __future__ import annotations

from collections.abc import Callable
from re import fullmatch

from sladsl.data.embedded import Embedded
from sladsl.data.profile.facts import Column
from sladsl.data.profile.forms import DATES, UNIX
from sladsl.data.profile.relation import Relation
from sladsl.record import replace
from sladsl.values.time_forms import guessed_forms, time_form

MOST_TEXTS = 1_000_000
"""Different times beyond which none are rewritten: they are then told as times that are not read."""


def forms_of(database: Embedded, relation: Relation, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """The forms that all local times of a table may be in; several where its days leave it open, () for none."""
    strange = [at for at, column in enumerate(columns) if _is_local(column)]
    unix = {form.name for column in columns for form in column.forms if form.name in UNIX}
    if not strange:
        return tuple(sorted(unix)) if len(unix) == 1 else ()
    texts = {
        str(text)
        for at in strange
        for (text,) in database.rows(f"SELECT DISTINCT c{at} FROM {relation.name} LIMIT {MOST_TEXTS}")
    }
    # A line of totals below the table is no time in any form.
    return guessed_forms(text for text in texts if fullmatch(DATES, text))


def rewritten(
    database: Embedded,
    relation: Relation,
    columns: tuple[Column, ...],
    words: str,
    fresh: Callable[[str], str],
) -> Relation:
    """The relation with the times of a form as year-month-day; texts in other forms are as they were."""
    form = time_form(words)
    assert form is not None
    # A column of times may hold a few in the other form.
    places = [at for at, column in enumerate(columns) if column.holds == "time"]
    cells = [f"r.c{at}" for at in range(relation.width)]
    joins = []
    for at in places:
        texts = [str(text) for (text,) in database.rows(f"SELECT DISTINCT c{at} FROM {relation.name}")]
        told = fresh("kept.told")
        database.run(f"CREATE TABLE {told} (text VARCHAR, iso VARCHAR)")
        for start in range(0, len(texts), MOST_TEXTS):
            batch = texts[start : start + MOST_TEXTS]
            database.run(
                f"INSERT INTO {told} SELECT unnest(CAST($1 AS VARCHAR[])), unnest(CAST($2 AS VARCHAR[]))",
                [batch, [form(text) for text in batch]],
            )
        joins.append(f" JOIN {told} t{at} ON t{at}.text = r.c{at}")
        cells[at] = f"t{at}.iso AS c{at}"
    if not places:
        return relation
    name = fresh("kept.rewritten")
    database.run(
        f"CREATE TABLE {name} AS SELECT {', '.join(cells)}"
        f" FROM (SELECT *, row_number() OVER () AS n FROM {relation.name}) r{''.join(joins)} ORDER BY r.n"
    )
    return replace(relation, name=name)


def shown_as_written(columns: tuple[Column, ...], former: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns of a rewritten relation, with the samples that stand in the file."""
    return tuple(
        replace(new, samples=old.samples) if new.samples != old.samples else new
        for new, old in zip(columns, former, strict=True)
    )


def _is_local(column: Column) -> bool:
    return any(form.name == "another form" for form in column.forms)
