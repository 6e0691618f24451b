"""Small amended agreements and what comes out of them, for the tests of amendments."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from sladsl.api import read_text
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.data.binding import Binding, LevelsFile, TableFile
from sladsl.diagnostics.finding import has_errors
from sladsl.outcome.statement import Line, Statement
from sladsl.values.amount import known
from sladsl.values.instant import parse_time

HEAD = """
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
"""
ANSWERS = """level rounding: none   money rounding: half up to 0.01 EUR, on each line   N of M periods: sliding
    overlapping outages: once   partial minutes: exact   cap covers: all credits"""


def instant(day: str) -> int:
    written = parse_time(day)
    assert written is not None
    return written.naive_us


def evaluation(
    text: str,
    folder: Path,
    *,
    levels: Mapping[str, str] | None = None,
    rows: Mapping[str, str] | None = None,
    period: str = "",
    as_of: str = "2027-06-01",
    engine: str = "reference",
    assume: Mapping[str, str] | None = None,
) -> Evaluation:
    """`levels`: `A 2026-05` -> level; `rows`: source -> its CSV."""
    loaded = read_text(text)
    assert loaded.agreement is not None
    assert not has_errors(loaded.findings), [each.message for each in loaded.findings]
    files = []
    if levels is not None:
        path = folder / "levels.csv"
        lines = [f"{each.split()[1]},{each.split()[0]},{level}\n" for each, level in levels.items()]
        path.write_text("period,objective,level\n" + "".join(lines))
        files = [LevelsFile(path=str(path))]
    tables = {}
    for name, content in (rows or {}).items():
        path = folder / f"{name}.csv"
        path.write_text(content)
        tables[name] = TableFile(source=name, path=str(path), zone="Europe/Berlin")
    binding = Binding(levels=tuple(files), tables=tables)
    return evaluate(
        loaded.agreement, binding, as_of=instant(as_of), period=period, engine=engine, assume=assume
    )


def statement(text: str, folder: Path, **options: object) -> Statement:
    return evaluation(text, folder, **options).outcome.statement  # type: ignore[arg-type]


def line(of: Statement, period: str, objective: str = "A") -> Line:
    return next(each for each in of.lines if each.period == period and each.objective == objective)


def worth(of: Line) -> Fraction | None:
    """The credit in euros; None while it is open."""
    if of.credit is None:
        return None
    money = known(of.credit, "EUR")
    assert money is not None
    return money.amount


def credits(of: Statement, objective: str = "A") -> dict[str, Fraction | None]:
    return {each.period: worth(each) for each in of.lines if each.objective == objective}
