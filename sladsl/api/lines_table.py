"""The lines of a statement as a file that tables are kept in: CSV, or Parquet with types."""

from __future__ import annotations

import os
import tempfile

from sladsl.api.evaluation import Evaluation
from sladsl.model.meanings import Agreement
from sladsl.outcome.to_table import COLUMNS, Column, table_csv
from sladsl.prose import clause_numbers

ENDINGS = (".csv", ".parquet")
TYPES = {"number": "DECIMAL(38, 12)", "instant": "TIMESTAMPTZ"}


def lines_file(evaluation: Evaluation, agreement: Agreement, ending: str) -> bytes:
    """The content of a file with this ending, one of `ENDINGS`; a header, and a row for each line."""
    text = table_csv(evaluation.outcome, clause_numbers(agreement)).encode()
    return _parquet(text) if ending == ".parquet" else text


def _parquet(text: bytes) -> bytes:
    """The same rows with types: a number of more than 26 digits before its point is left to `level_exact`."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        read, written = os.path.join(folder, "lines.csv"), os.path.join(folder, "lines.parquet")
        with open(read, "wb") as file:
            file.write(text)
        texts = ", ".join(f"'{column.name}': 'VARCHAR'" for column in COLUMNS)
        table = f"read_csv(?, header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{texts}}})"
        chosen = ", ".join(map(_typed, COLUMNS))
        with duckdb.connect() as session:
            session.execute("SET TimeZone = 'UTC'")
            rows = session.from_query(f"SELECT {chosen} FROM {table}", params=[read])
            rows.write_parquet(written)
        with open(written, "rb") as file:
            return file.read()


def _typed(column: Column) -> str:
    name = f'"{column.name}"'
    if column.holds == "yes or no":
        return f"{name} = 'yes' AS {name}"
    if column.holds == "text":
        return f"coalesce({name}, '') AS {name}"
    return f"TRY_CAST({name} AS {TYPES[column.holds]}) AS {name}"
