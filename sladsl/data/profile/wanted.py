"""What an agreement wants of a source: its fields with their types, and what each row of it is."""

from __future__ import annotations

from sladsl.model.meanings import Agreement, Source
from sladsl.record import Record


class WantedField(Record):
    """`role`: a field that places rows (`at`, `start`, `end`), is the key, or is assessed value by value (`scope`).

    `used`: a metric or an exclusion reads it, or it has a role: without its column the source can't be read.
    """

    name: str
    type: str
    values: tuple[str, ...] = ()
    role: str = ""
    used: bool = True


class Wanted(Record):
    """A source as its table should be. `place`: the field that places a row in time ("" = none).

    `zone` is the source's, of times that name none; `shown` that of the agreement, in which days and months are told.
    """

    source: str
    holds: str
    noun: str
    every: int
    zone: str
    shown: str
    place: str
    end: str
    key: str
    scope: str
    fields: tuple[WantedField, ...]


def wanted_of(agreement: Agreement, source: Source) -> Wanted:
    """What the agreement wants of one of its sources."""
    metrics = [each for each in agreement.metrics.values() if source.name in each.sources]
    scope = next((each.for_each for each in metrics if each.for_each in source.fields), "")
    times = [field.name for field in source.fields.values() if field.type == "time"]
    place, end = {
        "samples": ("at", ""),
        "intervals": ("start", "end"),
        "events": ("at", ""),
        "records": (times[0] if times else "", ""),
    }[source.holds]
    roles = {place: place, end: end, source.key: "key", scope: "scope"}
    fields = [
        WantedField(name=name, type="time", role=name)
        for name in (place, end)
        if name and source.holds != "records" and name not in source.fields
    ]
    fields += [
        WantedField(
            name=field.name,
            type=field.type,
            values=field.values,
            role=roles.get(field.name, ""),
        )
        for field in source.fields.values()
    ]
    return Wanted(
        source=source.name,
        holds=source.holds,
        noun=source.noun,
        every=source.every,
        zone=source.zone,
        shown=agreement.zone,
        place=place,
        end=end,
        key=source.key,
        scope=scope,
        fields=tuple(fields),
    )
