"""Levels over dirty tables by Polars, held against both engines: other code, other words, the rules of the pages alone.

Cells are texts here as in the files; what a cell or a row means is written anew from docs/decisions/0004 and the pages of
the language. Sums, means and ranks are taken of whole numbers, so that nothing is lost in them.
"""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import polars as pl
import pytest

import sladsl

BERLIN = "Europe/Berlin"
REGIONS = ("eu", "us")
TEXT = """
sla Oracle {{
  time zone: "Europe/Berlin"
  party Cloud {{ role: provider }}
  party Customer {{ role: customer }}
  interpretation {{
    excluded time: {excluded}   partial minutes: exact   overlapping outages: {overlap}   level rounding: none
    missing samples: {missing}   undecided records: {undecided}   nothing happened: not assessed
    reversed times: {turned}   excluded records: out of both   percentile method: nearest rank
    record belongs to: {anchor}   clock change: elapsed time   open past due: missed now
  }}
  service Shop {{ hours: always }}
  source outages {{ holds: intervals   of: Shop   key: number   collected: by hand   time zone: "Europe/Berlin"
    fields {{ number: text   region: eu, us   severity: minor, major }} }}
  source windows {{ holds: intervals   of: Shop   collected: by hand   time zone: "Europe/Berlin"
    fields {{ announced: time }} }}
  source tickets {{ holds: records   each: ticket   key: number   collected: by hand   time zone: "Europe/Berlin"
    fields {{ number: text   region: eu, us   priority: P1, P2, P3   opened: time   closed: time   cost: number }} }}
  source checks {{ holds: samples   of: Shop   every: 2 hours   collected: automatically   time zone: "Europe/Berlin"
    fields {{ ok: yes or no }} }}
  exclusion Maintenance {{ time: windows where announced at least 2 days before start }}
  metric Up {{ measure: uptime from outages   of: Shop   down when: severity is major   for each: region
    excluding: Maintenance   controlled by: Cloud }}
  metric Seen {{ measure: uptime from checks   of: Shop   down when: not ok   excluding: Maintenance
    controlled by: Cloud }}
  metric Solved {{ measure: share of tickets   where: priority is one of P1, P2
    good when: opened to closed at most 4 hours   for each: region   excluding: Maintenance   controlled by: Cloud }}
  metric Cost {{ measure: sum of cost in tickets   controlled by: Cloud }}
  metric Mean {{ measure: average of cost in tickets   for each: region   controlled by: Cloud }}
  metric High {{ measure: 90th percentile of cost in tickets   controlled by: Cloud }}
  metric Many {{ measure: number of tickets   where: not priority is P3   controlled by: Cloud }}
  objective Up1 {{ Cloud ensures Up at least 99% each month }}
  objective Seen1 {{ Cloud ensures Seen at least 99% each month }}
  objective Solved1 {{ Cloud ensures Solved at least 99% each month }}
  objective Cost1 {{ Cloud ensures Cost at most 10 each month }}
  objective Mean1 {{ Cloud ensures Mean at most 10 each month }}
  objective High1 {{ Cloud ensures High at most 10 each month }}
  objective Many1 {{ Cloud ensures Many at most 10 each month }}
}}
"""
MONTHS = {"2026-03": (2026, 3), "2026-10": (2026, 10)}
"""Both have a change of the clock."""
AS_OF = datetime(2026, 12, 1, 10, tzinfo=UTC)
MICRO = 1_000_000
LONG = os.environ.get("SLADSL_FUZZ") == "long"
Levels = dict[tuple[str, str], Fraction | None]


class Dirt:
    """Random cells: most as they should be, some as people and tools write them."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.month = self.rng.choice(sorted(MONTHS))
        year, month = MONTHS[self.month]
        self.base = datetime(year, month, 1, tzinfo=UTC)

    def moment(self) -> datetime:
        """Around the ends of the month, its change of the clock, or anywhere."""
        hours = self.rng.choice(
            (self.rng.randrange(-40, 40), self.rng.randrange(0, 744), self.rng.randrange(570, 760))
        )
        return self.base + timedelta(hours=hours, minutes=self.rng.choice((0, 0, 15, 29, 30, 59)))

    def time(self, at: datetime, *, bad: bool = True) -> str:
        """A time with an offset or in the time of Berlin; in an hour that is there twice with an offset."""
        local = at.astimezone(ZoneInfo(BERLIN))
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        form = self.rng.choice(("Z", "Z", "offset", "offset", "local", "local", "wrong", "empty"))
        if form in ("wrong", "empty") and (not bad or self.rng.random() < 0.7):
            form = "Z"
        match form:
            case "local" if not twice:
                if self.rng.random() < 0.1:
                    return f"2026-03-29 02:{local:%M}"  # an hour that no clock in Berlin showed
                return f"{local:%Y-%m-%d %H:%M}"
            case "offset":
                shifted = at + timedelta(hours=5, minutes=30)
                return f"{shifted:%Y-%m-%dT%H:%M:%S}+05:30"
            case "wrong":
                return self.rng.choice(("yesterday", "2026-02-30", "03/04/2026 10:00", "2026-10-25 24:00"))
            case "empty":
                return ""
            case _:
                return f"{at:%Y-%m-%dT%H:%MZ}"

    def of(self, good: tuple[str, ...], bad: tuple[str, ...], often: float = 0.12) -> str:
        return self.rng.choice(bad) if self.rng.random() < often else self.rng.choice(good)

    def again(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        """Some rows once more, in any order."""
        rows = rows + [dict(each) for each in rows if self.rng.random() < 0.15]
        self.rng.shuffle(rows)
        return rows

    def outages(self) -> list[dict[str, str]]:
        found = []
        for number in range(self.rng.randrange(0, 14)):
            start = self.moment()
            end = start + timedelta(minutes=self.rng.choice((-90, 0, 10, 60, 1500, 9000)))
            found.append(
                {
                    "number": self.of((f"O{number}",), ("", "O1", "O2")),
                    "region": self.of(REGIONS, ("", "mars", "EU", " eu ")),
                    "severity": self.of(("major", "major", "minor"), ("", "Major", "high")),
                    "start": self.time(start),
                    "end": self.time(end),
                }
            )
        return self.again(found)

    def windows(self) -> list[dict[str, str]]:
        found = []
        for _ in range(self.rng.randrange(0, 6)):
            start = self.moment()
            announced = start - timedelta(days=2, minutes=self.rng.choice((-1, 0, 1, 600)))
            found.append(
                {
                    "announced": self.time(announced),
                    "start": self.time(start),
                    "end": self.time(start + timedelta(minutes=self.rng.choice((0, 45, 600)))),
                }
            )
        return self.again(found)

    def tickets(self) -> list[dict[str, str]]:
        found = []
        for number in range(self.rng.randrange(0, 25)):
            opened = self.moment()
            closed = opened + timedelta(minutes=self.rng.choice((-60, 0, 239, 240, 241, 600, 3000)))
            found.append(
                {
                    "number": self.of((f"T{number}",), ("", "T1")),
                    "region": self.of(REGIONS, ("", "mars")),
                    "priority": self.of(("P1", "P2", "P3"), ("", "P4", "p1", "urgent"), 0.2),
                    "opened": self.time(opened),
                    "closed": self.time(closed),
                    "cost": self.of(
                        ("1", "2.5", "-0.000001", "40", "0"), ("", "NaN", "1e3", "1,5", "inf"), 0.2
                    ),
                }
            )
        return self.again(found)

    def checks(self) -> list[dict[str, str]]:
        found = []
        for slot in range(-4, 380):
            if self.rng.random() < 0.1:
                continue
            at = self.base + timedelta(minutes=120 * slot + self.rng.randrange(0, 120))
            row = {
                "at": self.time(at),
                "ok": self.of(("yes", "TRUE", "1", "yes", "no"), ("", "up", "NaN"), 0.04),
            }
            found.append(row)
        return self.again(found)


# ---- the oracle: texts to values


def _instant(name: str) -> pl.Expr:
    """µs of a cell, null where it is no time: with its offset, else as the clocks of Berlin show it.

    An hour that is there twice is the first; one that is not there lies as far behind the change as it is written behind it.
    """
    text = pl.col(name).str.strip_chars(" \t\r\n\u00a0")
    form = r"^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(Z|[+-]\d{2}:\d{2})?)?$"

    def part(group: int, default: str) -> pl.Expr:
        return text.str.extract(form, group).fill_null(default)

    day = text.str.extract(form, 1).str.to_date("%Y-%m-%d", strict=False)
    seconds = (
        part(2, "0").cast(pl.Int64) * 3600 + part(3, "0").cast(pl.Int64) * 60 + part(4, "0").cast(pl.Int64)
    )
    local = day.cast(pl.Datetime("us")) + pl.duration(seconds=seconds)
    mark = text.str.extract(form, 5)
    sign = pl.when(mark.str.starts_with("-")).then(-1).otherwise(1)
    minutes = (
        mark.str.slice(1, 2).cast(pl.Int64, strict=False) * 60
        + mark.str.slice(4, 2).cast(pl.Int64, strict=False)
    ) * sign
    shifted = local.dt.timestamp("us") - minutes.fill_null(0) * 60 * MICRO
    placed = local.dt.replace_time_zone(BERLIN, ambiguous="earliest", non_existent="null").dt.timestamp("us")
    in_winter = local.dt.timestamp("us") - 3600 * MICRO
    return pl.when(mark.is_null()).then(placed.fill_null(in_winter)).otherwise(shifted).alias(name)


def _choice(name: str, values: tuple[str, ...]) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text.is_in(list(values))).then(text).alias(name)


def _frame(rows: list[dict[str, str]], columns: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        {name: [row[name] for row in rows] for name in columns}, schema=dict.fromkeys(columns, pl.String)
    ).with_row_index("row")


def _once(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """The first row of each key; those without one all stay."""
    return frame.filter((pl.col(key) == "") | (pl.col("row") == pl.col("row").min().over(key)))


def _written(frame: pl.DataFrame, *names: str) -> pl.DataFrame:
    """The trimmed texts beside the values that are made of them."""
    return frame.with_columns(pl.col(name).str.strip_chars().alias(f"{name} text") for name in names)


def intervals(rows: list[dict[str, str]], more: tuple[str, ...], key: str = "") -> pl.DataFrame:
    """Intervals that can be read, open ones to the as-of instant."""
    as_of = int(AS_OF.timestamp()) * MICRO
    frame = _written(_frame(rows, (*more, "start", "end")), "end")
    frame = frame.with_columns(_instant("start"), _instant("end"))
    frame = frame.filter(pl.col("start").is_not_null())
    frame = frame.filter(pl.col("end").is_not_null() | (pl.col("end text") == ""))
    frame = frame.filter(pl.col("end").is_null() | (pl.col("end") >= pl.col("start")))
    frame = frame.filter(pl.col("start") < as_of)
    if key:
        frame = _once(frame.with_columns(pl.col(key).str.strip_chars()), key)
    return frame.with_columns(pl.col("end").fill_null(as_of).clip(upper_bound=as_of))


def merged(frame: pl.DataFrame) -> list[tuple[int, int]]:
    """The union of intervals, disjoint and in order."""
    found = (
        frame.filter(pl.col("start") < pl.col("end"))
        .sort("start")
        .with_columns(pl.col("end").cum_max().shift(1).alias("before"))
        .with_columns((pl.col("start") > pl.col("before")).fill_null(True).cum_sum().alias("group"))
        .group_by("group", maintain_order=True)
        .agg(pl.col("start").min(), pl.col("end").max())
    )
    return [(int(a), int(b)) for a, b in found.select("start", "end").rows()]


def inside(spans: list[tuple[int, int]], sets: list[tuple[int, int]]) -> int:
    """How much of the spans, each by itself, lies in a set."""
    if not spans or not sets:
        return 0
    left = pl.DataFrame(spans, schema={"a": pl.Int64, "b": pl.Int64}, orient="row")
    right = pl.DataFrame(sets, schema={"c": pl.Int64, "d": pl.Int64}, orient="row")
    length = pl.min_horizontal("b", "d") - pl.max_horizontal("a", "c")
    return int(left.join(right, how="cross").select(length.clip(lower_bound=0).sum()).item())


def without(sets: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """What of `[start, end)` lies outside a set."""
    edges = [start, *(min(max(at, start), end) for pair in sets for at in pair), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


# ---- the oracle: levels


def oracle(tables: dict[str, list[dict[str, str]]], month: str, said: dict[str, str]) -> Levels:
    year, number = MONTHS[month]
    first = datetime(year, number, 1, tzinfo=ZoneInfo(BERLIN))
    last = datetime(year, number + 1, 1, tzinfo=ZoneInfo(BERLIN))
    start, end = (int(each.timestamp()) * MICRO for each in (first, last))
    windows = intervals(tables["windows"], ("announced",)).with_columns(_instant("announced"))
    notice = 2 * 86_400 * MICRO
    windows = windows.filter((pl.col("start") - pl.col("announced") >= notice).fill_null(False))
    out = merged(windows)
    counting = without(out, start, end)
    whole, counted = end - start, sum(b - a for a, b in counting)
    excluded = whole - counted

    def up(down: int, seen: int) -> Fraction | None:
        """`seen`: what of the counting time counts as known."""
        good = seen - down
        if said["excluded"] == "counts as up":
            return Fraction(good + excluded, (counted if said["missing"] == "down" else seen) + excluded)
        over = counted if said["missing"] == "down" else seen
        return Fraction(good, over) if over else None

    levels: Levels = {}
    outages = intervals(tables["outages"], ("number", "region", "severity"), "number").with_columns(
        _choice("region", REGIONS), _choice("severity", ("minor", "major"))
    )
    outages = outages.filter(pl.col("severity") == "major")
    for region in REGIONS:
        own = outages.filter(pl.col("region") == region)
        spans = merged(own) if said["overlap"] == "once" else [
            (int(a), int(b)) for a, b in own.select("start", "end").rows()
        ]  # fmt: skip
        down = inside(spans, counting)
        good = counted - down
        if said["excluded"] == "counts as up":
            levels["Up1", region] = Fraction(good + excluded, whole)
        else:
            levels["Up1", region] = Fraction(good, counted) if counted else None

    checks = _frame(tables["checks"], ("at", "ok")).with_columns(_instant("at"))
    slot = 120 * 60 * MICRO
    checks = checks.filter((pl.col("at") >= start) & (pl.col("at") < end)).with_columns(
        ((pl.col("at") - start) // slot * slot + start).alias("slot"),
        pl.col("ok")
        .str.strip_chars()
        .str.to_lowercase()
        .replace_strict(
            {"yes": True, "true": True, "1": True, "no": False}, default=None, return_dtype=pl.Boolean
        ),
    )
    seen_slots = checks.filter(pl.col("ok").is_not_null()).select("slot").unique()
    bad_slots = checks.filter(~pl.col("ok")).select("slot").unique()

    def spans_of(slots: pl.DataFrame) -> list[tuple[int, int]]:
        return [(int(at), min(int(at) + slot, end)) for (at,) in slots.rows()]

    seen, bad = inside(spans_of(seen_slots), counting), inside(spans_of(bad_slots), counting)
    levels["Seen1", ""] = up(bad, seen)

    tickets = _tickets(tables["tickets"], said["anchor"], start, end)
    excluded_here = pl.lit(False)
    for a, b in out:
        excluded_here = excluded_here | ((pl.col("placed") >= a) & (pl.col("placed") < b))
    held = tickets.filter(~excluded_here)
    took = pl.col("closed") - pl.col("opened")
    wanted = held.filter(pl.col("priority").is_in(["P1", "P2"]))
    if said["turned"] == "left out":
        wanted = wanted.filter((took >= 0).fill_null(True))
    limit = 4 * 3600 * MICRO
    as_of = int(AS_OF.timestamp()) * MICRO
    for region in REGIONS:
        own = wanted.filter(pl.col("region") == region)
        good = own.filter(took <= limit).height
        judged = own.filter(took.is_not_null()).height
        # An open ticket whose time is up is missed; of others without a time nobody can say.
        overdue = own.filter(
            pl.col("closed").is_null() & (pl.col("opened") + limit < as_of).fill_null(False)
        ).height
        if said["undecided"] == "left out":
            levels["Solved1", region] = Fraction(good, judged + overdue) if judged + overdue else None
        else:
            levels["Solved1", region] = Fraction(good, own.height) if own.height else None

    costs = tickets.filter(pl.col("cost").is_not_null())
    levels["Cost1", ""] = Fraction(int(costs.select(pl.col("cost").sum()).item() or 0), MICRO)
    for region in REGIONS:
        own = costs.filter(pl.col("region") == region)
        total = int(own.select(pl.col("cost").sum()).item() or 0)
        levels["Mean1", region] = Fraction(total, own.height * MICRO) if own.height else None
    ranked = costs.sort("cost").get_column("cost").to_list()
    place = max(ceil(Fraction(9, 10) * len(ranked)), 1)
    levels["High1", ""] = Fraction(ranked[place - 1], MICRO) if ranked else None
    many = tickets.filter((pl.col("priority") != "P3").fill_null(False))
    levels["Many1", ""] = Fraction(many.height)
    return levels


def _tickets(rows: list[dict[str, str]], anchor: str, start: int, end: int) -> pl.DataFrame:
    """The tickets of the month with their values; times that nobody can know yet are none."""
    as_of = int(AS_OF.timestamp()) * MICRO
    frame = _frame(rows, ("number", "region", "priority", "opened", "closed", "cost"))
    frame = frame.with_columns(
        _instant("opened"),
        _instant("closed"),
        _choice("region", REGIONS),
        _choice("priority", ("P1", "P2", "P3")),
        pl.col("number").str.strip_chars(),
        _decimal("cost"),
    )
    frame = frame.filter(pl.col(anchor).is_not_null() & (pl.col(anchor) < as_of))
    frame = _once(frame, "number")
    later = "closed" if anchor == "opened" else "opened"
    frame = frame.with_columns(pl.when(pl.col(later) < as_of).then(pl.col(later)).alias(later))
    frame = frame.with_columns(pl.col(anchor).alias("placed"))
    return frame.filter((pl.col("placed") >= start) & (pl.col("placed") < end))


def _decimal(name: str) -> pl.Expr:
    """Millionths of a number, null where the cell is none."""
    text = pl.col(name).str.strip_chars()
    form = r"^([+-]?)(\d{1,12})(?:\.(\d{1,6}))?$"
    whole = text.str.extract(form, 2).cast(pl.Int64) * MICRO
    rest = text.str.extract(form, 3).fill_null("0").str.pad_end(6, "0").cast(pl.Int64)
    sign = pl.when(text.str.extract(form, 1) == "-").then(-1).otherwise(1)
    return ((whole + rest) * sign).alias(name)


# ---- held against both engines


def _file(folder: Path, name: str, rows: list[dict[str, str]], columns: tuple[str, ...]) -> Path:
    path = folder / f"{name}.csv"
    cells = [columns, *(tuple(row[each] for each in columns) for row in rows)]
    lines = (",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


COLUMNS = {
    "outages": ("number", "region", "severity", "start", "end"),
    "windows": ("announced", "start", "end"),
    "tickets": ("number", "region", "priority", "opened", "closed", "cost"),
    "checks": ("at", "ok"),
}


@pytest.mark.parametrize("seed", range(400 if LONG else 10))
def test_a_dirty_month_by_polars(seed: int, tmp_path: Path) -> None:
    dirt = Dirt(seed)
    said = {
        "excluded": dirt.rng.choice(("out of both", "counts as up")),
        "overlap": dirt.rng.choice(("once", "each")),
        "missing": dirt.rng.choice(("down", "unknown")),
        "undecided": dirt.rng.choice(("counted as bad", "left out")),
        "turned": dirt.rng.choice(("count as zero", "left out")),
        "anchor": dirt.rng.choice(("opened", "closed")),
    }
    # Without a row nothing says that anybody was looking: one long before says it.
    early = {"number": "E", "region": "eu", "severity": "minor", "start": "2020-01-01", "end": "2020-01-02"}
    old = {
        "number": "E",
        "region": "eu",
        "priority": "P3",
        "opened": "2020-01-01",
        "closed": "2020-01-02",
        "cost": "",
    }
    tables = {
        "outages": [early, *dirt.outages()],
        "windows": dirt.windows(),
        "tickets": [old, *dirt.tickets()],
        "checks": dirt.checks(),
    }
    paths = {name: _file(tmp_path, name, rows, COLUMNS[name]) for name, rows in tables.items()}
    expected = oracle(tables, dirt.month, said)
    of = sladsl.read_text(TEXT.format(**said))
    assert not of.broken, [each.message for each in of.findings]
    engines: tuple[Literal["reference", "duckdb"], ...] = ("reference", "duckdb")
    for engine in engines:
        found: Any = sladsl.evaluate(
            of,
            {name: sladsl.Table(path) for name, path in paths.items()},
            period=dirt.month,
            as_of=AS_OF,
            engine=engine,
        )
        assert not found.outcome.open, found.outcome.open
        levels = {
            (each.objective, each.scope): each.level
            for each in found.outcome.statement.lines
            if (each.objective, each.scope) in expected
        }
        assert levels == expected, (engine, said)
