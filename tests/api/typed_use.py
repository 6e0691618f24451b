"""Calls of the library as a strict type checker sees them: it is never run, only checked (`test_types.py`)."""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd
import polars as pl

import sladsl

evaluation = sladsl.evaluate("a.sla", {"checks": "logs/*.parquet"}, period="2026-03", as_of=date(2026, 4, 12))
reveal_type(evaluation)  # noqa: F821
reveal_type(evaluation.outcome.statement.lines[0].status)  # noqa: F821
reveal_type(evaluation.witnesses(evaluation.outcome.statement.lines[0])[0].row)  # noqa: F821
reveal_type(evaluation.json())  # noqa: F821
reveal_type(sladsl.load("a.sla").agreement)  # noqa: F821

sladsl.evaluate(
    sladsl.load("a.sla"), {"checks": duckdb.connect().sql("SELECT 1")}, assume={"cap covers": "all credits"}
)
sladsl.evaluate("a.sla", {"checks": pd.DataFrame(), "levels": pl.DataFrame(), "fees": pl.LazyFrame()})
sladsl.evaluate(
    "a.sla", {"checks": sladsl.Table([{"at": "2026-03-01"}], zone="UTC", units={"latency": "ms"})}
)

sladsl.evaluate("a.sla", {"checks": 7})  # wrong
sladsl.evaluate("a.sla", period=3)  # wrong
sladsl.evaluate("a.sla", engine="spark")  # wrong
sladsl.Table([], zoen="UTC")  # wrong
sladsl.Table([], unit="%")  # wrong

try:
    sladsl.evaluate("a.sla")
except (sladsl.Refused, sladsl.UnreadableData) as trouble:
    reveal_type(trouble.hint)  # noqa: F821
