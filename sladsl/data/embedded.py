"""The embedded database: in memory, without the network, and with the objects of whoever called under names.

DuckDB is imported here and nowhere else, when data are read: checking an agreement must not pay for it. Nothing of it
is in a connection of the user.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

BATCH = 50_000
"""Rows handed over at once."""

Rows = list[tuple[Any, ...]]


class Stream:
    """An object of somebody else's, read as a stream of Arrow: only this one way, whatever else it could do.

    So neither pyarrow nor the object's own ways into the database are needed; relations of another connection have none.
    """

    def __init__(self, data: Any) -> None:
        self.data = data

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        found: object = self.data.__arrow_c_stream__(requested_schema)
        return found


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """The database swallows Ctrl-C and says that a query was interrupted: here it is Ctrl-C again."""
    try:
        yield
    except RuntimeError as trouble:
        if "interrupted" in str(trouble).lower():
            raise KeyboardInterrupt from None
        raise


_instances: dict[int, Any] = {}
"""By process: an instance has threads of its own, which a fork does not have."""


def _instance() -> Any:
    """A database in memory; what doesn't fit goes to a folder that is gone when the process is."""
    import duckdb

    folder = os.path.join(tempfile.gettempdir(), f"sladsl-{uuid.uuid4().hex}")
    atexit.register(_forget, folder, os.getpid())
    return duckdb.connect(
        ":memory:",
        config={
            "threads": max(1, min(os.cpu_count() or 1, 8)),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
            "temp_directory": folder,
        },
    )


def _forget(folder: str, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def _connected() -> Any:
    """A connection to the instance of this process: to start one takes longer than to read a small table."""
    import duckdb

    instance = _instances.get(os.getpid())
    with contextlib.suppress(duckdb.Error):  # what broke down stays broken: another one is started
        if instance is not None:
            connection = instance.cursor()
            connection.execute("SET enable_progress_bar = false")
            return connection
    _instances[os.getpid()] = _instance()
    return _instances[os.getpid()].cursor()


class Embedded:
    """A connection of our own; `alone`: to a database of its own, whose settings are nobody else's."""

    def __init__(self, *, alone: bool = False) -> None:
        import duckdb

        self.Error: type[Exception] = duckdb.Error
        self._connection = _instance() if alone else _connected()
        self._connection.execute("SET enable_progress_bar = false")
        # It goes by an estimate that is often far too low, and looking through a whole side for each row takes hours.
        with contextlib.suppress(duckdb.Error):  # versions before it have another way
            self._connection.execute("SET asof_loop_join_threshold = 0")
        self._streams: dict[str, Any] = {}

    def know(self, streams: Mapping[str, Any]) -> None:
        """Names that queries may read from, with the objects behind them."""
        self._streams.update(streams)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        self._attach(sql)
        with interruptible():
            self._connection.execute(sql, list(parameters))

    def rows(self, sql: str) -> Rows:
        self._attach(sql)
        with interruptible():
            found: Rows = self._connection.execute(sql).fetchall()
        return found

    def batches(self, sql: str) -> Iterator[Rows]:
        """The rows of a query, a batch at a time."""
        self._attach(sql)
        with interruptible():
            result = self._connection.execute(sql)
            batch = result.fetchmany(BATCH)
        while batch:
            yield batch
            with interruptible():
                batch = result.fetchmany(BATCH)

    def close(self) -> None:
        self._connection.close()

    def _attach(self, sql: str) -> None:
        # Anew for each query: some versions give the stream of an object away only once.
        for name, data in self._streams.items():
            if name in sql:
                self._connection.register(name, data)
