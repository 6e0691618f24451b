"""Rows that repeat a key, told as reading takes them: another wait of its ticket, or a row of which the first counts.

Where a field of intervals is bound as two columns, most rows that repeat a key are meant to; only reading knows which.
"""

from __future__ import annotations

from sladsl.data.binding import TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.joined import CONTINUED, JOINED, REPEATED
from sladsl.data.opened import open_table
from sladsl.data.profile.facts import Field, Key
from sladsl.data.profile.wanted import Wanted
from sladsl.plan.measure import FieldOf
from sladsl.record import replace


def with_waits(key: Key, table: TableFile, wanted: Wanted, fields: tuple[Field, ...]) -> Key:
    """The key with what becomes of the rows that repeat it; as it is where no field of intervals has two columns."""
    if not any(field.type == "intervals" and field.name in table.pairs for field in fields):
        return key
    known = [field for field in fields if field.column or field.name in table.pairs]
    read = tuple(
        FieldOf(name=field.name, type=field.type)  # type: ignore[arg-type]
        for field in known
    )
    columns = {field.name: field.column for field in known if field.name not in table.pairs}
    counts = dict.fromkeys((JOINED, CONTINUED, REPEATED), 0)
    seen: set[str] = set()
    place = next((at for at, field in enumerate(read) if field.name == wanted.key), None)
    try:
        opened = open_table(
            replace(table, columns=columns), read, wanted.scope, wanted.key, wanted.place, wanted.end
        )
        for _, (_, texts, finding, _) in opened.rows():
            if texts is None:
                counts[finding] = counts.get(finding, 0) + 1
            elif place is not None and texts[place]:
                counts[REPEATED] += texts[place] in seen
                seen.add(texts[place])
    except UnreadableData:  # which is told when it is evaluated
        return key
    return replace(key, repeated=counts[REPEATED], joined=counts[JOINED], continued=counts[CONTINUED])
