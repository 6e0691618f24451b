"""Evaluating from Python: an agreement, and data as files, relations, data frames or lists of dicts.

What the command line reads from `data.toml` and flags is said here with arguments; both go the same way from there on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, Protocol

from sladsl.api.arguments import as_of_instant, assumed, refuse_wrong_binding, zones_of
from sladsl.api.evaluation import Evaluation, with_zones
from sladsl.api.evaluation import evaluate as evaluate_bound
from sladsl.api.read import Loaded, Unreadable, load, read_text, which, without_agreement
from sladsl.api.refused import Refused
from sladsl.data.binding import Binding
from sladsl.data.bound import TABLES, Handed, bind
from sladsl.data.errors import DataError
from sladsl.data.files import load_binding
from sladsl.data.frames import kept, library_of
from sladsl.data.ledger import read_ledger
from sladsl.diagnostics.finding import has_errors
from sladsl.engines.refusal import CannotKeepExact
from sladsl.model.meanings import Agreement
from sladsl.source import SourceText

_OWN_FIELDS = ("at", "start", "end")


class ArrowStream(Protocol):
    """What a DuckDB relation, a Polars or pandas data frame and an Arrow table have in common."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class LazyFrame(Protocol):
    """A Polars frame that is computed when it is needed."""

    def collect_schema(self) -> Any: ...


Rows = Sequence[Mapping[str, Any]]
"""Rows as dicts: column -> value."""
Data = str | os.PathLike[str] | ArrowStream | LazyFrame | Rows
"""A file, pattern or folder; a relation; a data frame; an Arrow table or stream; rows."""


class Table:
    """A table and how it is to be taken: what stands under `[source.NAME]`, `[levels]` and so on in a data.toml.

    `columns`: field -> column. `zone`: of times without one; `times`: how they are written (`"day.month.year"`).
    `separator`: between several values in one cell. `units`: duration field -> unit of its numbers
    (`"ms"`). `values`: field -> (text in the table -> value in the agreement). `covers`: when the data are complete
    (`"2026-01 to 2026-03"`). `delimiter`, `sheet`: of files. The others belong to tables that people make: levels, fees,
    claims, reports, facts.
    """

    __slots__ = ("data", "settings")

    def __init__(
        self,
        data: Data,
        *,
        columns: Mapping[str, str] | None = None,
        zone: str = "",
        times: str = "",
        separator: str = "",
        units: Mapping[str, str] | None = None,
        values: Mapping[str, Mapping[str, str]] | None = None,
        covers: str = "",
        delimiter: str = "",
        sheet: str = "",
        header: int = 0,
        names: Mapping[str, str] | None = None,
        objective: str = "",
        period: str = "",
        unit: Literal["percent", "ratio", "number", ""] = "",
        periods: Literal["in columns", ""] = "",
        decimal: Literal[",", ".", ""] = "",
        service: str = "",
        currency: str = "",
        report: str = "",
        fact: str = "",
        rounding: Literal["half up", "half even", "down", ""] = "",
        repeated: Literal["first", "last", "left out", ""] = "",
    ) -> None:
        self.data = data
        said: dict[str, Any] = {
            "columns": _plain(columns),
            "zone": zone,
            "times": times,
            "separator": separator,
            "units": _plain(units),
            "values": {field: _plain(own) for field, own in (values or {}).items()},
            "covers": covers,
            "delimiter": delimiter,
            "sheet": sheet,
            "header": header,
            "names": _plain(names),
            "objective": objective,
            "period": period,
            "unit": unit,
            "periods": periods,
            "decimal": decimal,
            "service": service,
            "currency": currency,
            "report": report,
            "fact": fact,
            "rounding": rounding,
            "repeated": repeated,
        }
        self.settings = {key: value for key, value in said.items() if value}

    def __repr__(self) -> str:
        said = "".join(f", {key}={value!r}" for key, value in self.settings.items())
        return f"Table({type(self.data).__name__}{said})"


def _plain(mapping: Mapping[str, str] | None) -> dict[str, str]:
    return dict(mapping or {})


Given = str | os.PathLike[str] | SourceText | Loaded | Agreement
"""An agreement: the path of an .sla file, a text of it, or what `sladsl.load` gave."""


def evaluate(
    agreement: Given,
    data: Mapping[str, Data | Table] | str | os.PathLike[str] | None = None,
    *,
    period: str = "",
    as_of: str | date | None = None,
    assume: Mapping[str, str] | Iterable[str] = (),
    engine: Literal["duckdb", "reference"] = "duckdb",
    ledger: str | os.PathLike[str] | None = None,
) -> Evaluation:
    """Evaluates an agreement on data, as known at `as_of`.

    `agreement`: the path of an .sla file, a text of it, or what `sladsl.load` gave. `data`: tables by the names of the
    agreement's sources and `levels`, `fees`, `claims`, `invoices`, `reports`, `facts`; or the path of a data.toml; without
    it the data.toml beside the agreement. `period`: `2026-03`, `2026-Q1` or `2026-01..2026-03`; "" is all that data touch.
    `as_of`: a day or a time, local to the agreement unless it has an offset; None is now. `assume`: answers to choices
    that the agreement leaves open, by choice or as `"choice: answer"`.

    `ledger`: the path of an outcome that an earlier evaluation wrote as JSON; the periods that it keeps need no data.

    Raises `Refused` for wrong arguments and an agreement with errors, `UnreadableData` for tables that can't be read at all;
    whatever is wrong with rows is a finding in `outcome.statement.findings`. Nothing is left in a DuckDB session: relations
    are read as streams, by this call and when `witnesses` asks for rows.
    """
    meant, path = meant_by(agreement)
    binding = bound_to(meant, path, data)
    meant = with_zones(meant, binding)
    texts = [f"{key}: {answer}" for key, answer in assume.items()] if isinstance(assume, Mapping) else assume
    answers = assumed(texts, meant)
    instant = as_of_instant(as_of, meant, answers)
    before = None if ledger is None else read_ledger(os.fspath(ledger))
    try:
        return evaluate_bound(
            meant, binding, as_of=instant, period=period, engine=engine, assume=answers, ledger=before
        )
    except CannotKeepExact as trouble:
        raise Refused(trouble.message, 'Say engine="reference".') from None


def meant_by(given: Given) -> tuple[Agreement, str]:
    """The agreement, and the path that it was given by."""
    if isinstance(given, Agreement):
        return given, ""
    if isinstance(given, SourceText):
        given = read_text(given.text, given.path)
    path = ""
    if not isinstance(given, Loaded):
        try:
            path = os.fspath(given)
        except TypeError:
            raise Refused(
                f"An agreement is no {type(given).__name__}.", "Hand over a path, or what sladsl.load gave."
            ) from None
        try:
            given = load(path)
        except Unreadable as trouble:
            raise Refused(trouble.message, trouble.hint) from None
    _refuse_unclear(given)
    if given.broken or given.agreement is None:
        first = next(finding for finding in given.findings if finding.severity == "error")
        line, column = given.source.place(first.span.start)
        raise Refused(
            f"{given.source.path} has no meaning yet: line {line}, column {column}: {first.message}",
            "Correct it; `sladsl check` says everything that is wrong.",
        )
    return given.agreement, path


def _refuse_unclear(given: Loaded) -> None:
    """`Refused` where nothing says which agreement of a text is meant, or there is none."""
    if has_errors(given.findings):
        return
    path = given.source.path
    if given.agreement is None:
        raise Refused(*without_agreement(given))
    if given.several:
        raise Refused(f"{path} has {len(given.agreements)} agreements.", which(given.names, path))


def bound_to(
    agreement: Agreement, path: str, data: Mapping[str, Data | Table] | str | os.PathLike[str] | None
) -> Binding:
    """What is handed over as a binding; the data.toml beside the agreement where that is nothing."""
    if data is None:
        beside = os.path.join(os.path.dirname(path), "data.toml") if path else ""
        data = beside if beside and os.path.exists(beside) else {}
    errors: list[DataError] = []
    if isinstance(data, Mapping):
        document = _document(agreement, data)
        binding = bind(document, zones_of(agreement), "data", errors)
    else:
        binding, found = load_binding(os.fspath(data), zones_of(agreement))
        errors += found
    refuse_wrong_binding(binding, errors, agreement)
    return binding


def _document(agreement: Agreement, data: Mapping[str, Data | Table]) -> dict[str, Any]:
    """The same document that a data.toml is read into, with objects in the place of file names."""
    document: dict[str, Any] = {}
    for name, given in data.items():
        table = given if isinstance(given, Table) else Table(given)
        source = name.removeprefix("source.")
        content = {**table.settings, "file": _file(agreement, source, table)}
        if name in TABLES:
            document[name] = content
        else:
            document.setdefault("source", {})[source] = content
    return document


def _file(agreement: Agreement, name: str, table: Table) -> str | Handed:
    data: Any = table.data
    if isinstance(data, str | os.PathLike):
        return os.fspath(data)
    if library_of(data) is None:
        what = f"a {type(data).__name__}"
        if isinstance(data, Sequence) and not isinstance(data, bytes):
            at = next(at for at, row in enumerate(data, start=1) if not isinstance(row, Mapping))
            what = f"a list whose row {at} is no dict"
        raise Refused(
            f"The data of `{name}` are {what}.",
            "Hand over a path, a DuckDB relation, a pandas or Polars data frame, an Arrow table, or a list of dicts.",
        )
    columns = table.settings.get("columns", {})
    source = agreement.sources.get(name)
    fields = [*_OWN_FIELDS, *source.fields, source.key] if source is not None else []
    needed = [*columns.values(), *(columns.get(field, field) for field in fields)]
    return Handed(data=kept(data, needed if source is not None else _every(data)))


def _every(data: Any) -> list[str]:
    """All columns, of a table that people made."""
    match library_of(data):
        case "lazy polars":
            return list(data.collect_schema().names())
        case "pyarrow stream":
            return list(data.schema.names)
        case _:
            return []
