"""Times whose date and time of day are two columns, as one more column of a look, in which they are told together."""

from __future__ import annotations

from sladsl.data.profile.columns import Look
from sladsl.data.profile.wanted import Wanted
from sladsl.data.two_columns import JoinedPart, Moment, One
from sladsl.record import replace


def with_moments(look: Look, wanted: Wanted) -> Look:
    """The look with a column for each time that the binding reads from two."""
    types = {field.name: field.type for field in wanted.fields}
    own = {
        name: (look.names.index(day), look.names.index(clock))
        for name, (day, clock) in look.table.pairs.items()
        if types.get(name) == "time" and day in look.names and clock in look.names
    }
    if not own:
        return look
    columns = dict(look.table.columns)
    made = {name: Moment(day=day, clock=clock) for name, (day, clock) in own.items()}
    start = columns.get(wanted.place, wanted.place)
    since = made.get(wanted.place) or (One(at=look.names.index(start)) if start in look.names else None)
    if wanted.end in made:
        made[wanted.end] = replace(made[wanted.end], since=since)
    columns |= {name: " + ".join(look.table.pairs[name]) for name in own}
    plain = tuple(One(at=at) for at in range(len(look.names)))
    parts = tuple(
        JoinedPart(part=part, columns=(*plain, *made.values()), times=look.table.times)
        for part in look.opened.parts
    )
    pairs = {name: pair for name, pair in look.table.pairs.items() if name not in own}
    return replace(
        look,
        table=replace(look.table, columns=columns, pairs=pairs),
        opened=replace(look.opened, parts=parts),
        names=(*look.names, *(columns[name] for name in own)),
    )
