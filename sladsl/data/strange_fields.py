"""Settings of a binding for fields that a source does not have.

They change nothing, and whoever wrote them thinks they do. One that is nearly the name of a field is refused
(`sladsl.api.arguments`); the others are told, for one binding may serve several versions of an agreement.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.data.binding import Binding, Bound
from sladsl.data.nearest import listed
from sladsl.model.meanings import Agreement, Source
from sladsl.outcome.measured import DataFinding

NAME = "setting-without-field"
OVERRULED = "setting-overruled"
_PLACES = {"samples": ("at",), "intervals": ("start", "end"), "records": (), "events": ("at",)}
"""The fields that a source has without declaring them."""


def fields_of_source(source: Source) -> tuple[str, ...]:
    """All fields of a source, those that it has without declaring them first."""
    return tuple(dict.fromkeys((*_PLACES[source.holds], *source.fields)))


def settings_of(table: Bound) -> dict[str, tuple[str, ...]]:
    """The fields that a binding names, by key."""
    said: dict[str, Mapping[str, object]] = {
        "columns": {**table.columns, **table.pairs},
        "units": {**table.units, **table.ways},
        "values": table.values,
    }
    return {key: tuple(names) for key, names in said.items()}


def strange_fields(agreement: Agreement, binding: Binding) -> list[DataFinding]:
    """A finding for each source with settings of fields that it does not have, or that the agreement says otherwise."""
    found = []
    for name, table in binding.tables.items():
        source = agreement.sources.get(name)
        if source is None:
            continue
        if source.repeated and table.repeated not in ("", source.repeated):
            found.append(_overruled(source, table))
        known = fields_of_source(source)
        strange = [
            f"{key}.{field}"
            for key, fields in settings_of(table).items()
            for field in fields
            if field not in known
        ]
        if strange:
            many = len(strange) != 1
            found.append(
                DataFinding(
                    name=NAME,
                    severity="warning",
                    source=name,
                    message=f"{name}: {len(strange)} setting{'s' * many} under [source.{name}] {'are' if many else 'is'} of"
                    f" no field that the agreement has there: {listed(strange)}.",
                    count=len(strange),
                    rule="a setting of a field that there is not changes nothing",
                    hint=f"Correct {'them' if many else 'it'} or leave {'them' if many else 'it'} out; the fields are"
                    f" {listed(known)}.",
                )
            )
    return found


def _overruled(source: Source, table: Bound) -> DataFinding:
    """Which of several rows counts the parties have agreed on, and not whoever brings the data."""
    return DataFinding(
        name=OVERRULED,
        severity="warning",
        source=source.name,
        message=f'{source.name}: repeated = "{table.repeated}" is said of the data, and `repeated: {source.repeated}` in the'
        " agreement.",
        count=1,
        rule="what the agreement says counts",
        hint="Leave the setting out, or amend the agreement.",
    )
