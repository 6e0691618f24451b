"""Tables made for looking at: texts written to files in every format, and their profiles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sladsl.api import read_text
from sladsl.api.profiling import profile
from sladsl.data.binding import Binding, TableFile
from sladsl.data.profile.facts import Column, Field, Profile, TableProfile, Times
from sladsl.model.meanings import Agreement

Rows = Sequence[Mapping[str, str]]


def agreement(
    fields: str = "ok: yes or no", holds: str = "samples   every: 10 minutes", more: str = ""
) -> Agreement:
    """An agreement with one source, `checks`, whose fields and rows are the case."""
    kind, measure = holds.split()[0], ""
    if kind == "samples":
        measure = "measure: uptime from checks   down when: not ok"
    elif kind == "intervals":
        measure = "measure: uptime from checks"
    else:
        measure = "measure: share of checks   good when: opened to closed at most 1 hour   record belongs to: opened"
    text = f"""sla T "Test" {{
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P "P" {{ role: provider }}   party C "C" {{ role: customer }}
  service S "S" {{ hours: always }}
  source checks {{ holds: {holds}   of: S   {more}  fields {{ {fields} }}   collected: automatically }}
  metric M {{ of: S   {measure}   controlled by: P }}
  objective O {{ P ensures M at least 99% each month }}
}}
"""
    read = read_text(text, "t.sla")
    assert read.agreement is not None, [each.message for each in read.findings]
    return read.agreement


def csv(path: Path, *lines: str, sep: str = "\n") -> str:
    text = sep.join(lines) + sep
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8", newline="")
    return str(path)


def jsonl(path: Path, *rows: Mapping[str, Any]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def parquet(path: Path, query: str) -> str:
    """A Parquet file of what a query gives."""
    import duckdb

    duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return str(path)


def looked(path: str, of: Agreement | None = None, **bound: Any) -> TableProfile:
    """The profile of one table; with an agreement it is bound to its source `checks`."""
    found = profiled(path, of, **bound)
    assert not found.unread, found.unread
    (table,) = found.tables
    return table


def profiled(path: str, of: Agreement | None = None, **bound: Any) -> Profile:
    if of is None and not bound:
        return profile([path])
    binding = Binding(tables={"checks": TableFile(source="checks", path=path, **bound)})
    return profile((), of, binding)


def column(of: TableProfile, name: str) -> Column:
    return next(each for each in of.columns if each.name == name)


def field(of: TableProfile, name: str) -> Field:
    return next(each for each in of.fields if each.name == name)


def times(of: TableProfile) -> Times:
    assert of.times is not None
    return of.times


def advised(of: TableProfile) -> str:
    """All that is advised, in one text."""
    return "\n".join(f"{each.weight}: {each.message} {each.write}" for each in of.advice)
