"""Which texts a field has, asked of the rows that count."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.data.reading import read_fields
from sladsl.engines.asked import MOST_VALUES
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.words import literal
from sladsl.plan.measure import Input
from sladsl.record import Record


class Texts(Record):
    """The relation of the values of each input."""

    database: Database
    relations: Mapping[Input, str]
    _unequal = frozenset({"database"})

    def has(self, input: Input, field: str, text: str) -> bool:
        """Whether a row has a text in a field, or there is no row: a look that ends with the first that is found."""
        relation = self.relations[input]
        value = _value(input, field)
        found = self.database.rows(f"SELECT 1 FROM {relation} WHERE {value} = {literal(text)} LIMIT 1")
        return bool(found) or not self.database.rows(f"SELECT 1 FROM {relation} LIMIT 1")

    def values(self, input: Input, field: str) -> list[str]:
        """The texts of a field, the commonest first."""
        value = _value(input, field)
        found = self.database.rows(
            f"SELECT {value}, count(*) AS n FROM {self.relations[input]} WHERE {value} IS NOT NULL"
            f" GROUP BY {value} ORDER BY n DESC, {value} LIMIT {MOST_VALUES}"
        )
        return [str(text) for text, _ in found]


def _value(input: Input, field: str) -> str:
    return f"v{[each.name for each in read_fields(input)].index(field)}"
