"""The other kinds of metric on wide data: each by the engine from an agreement, as SQL by hand, as a plain loop, as a scan.

Every way answers with the same integers by scope and month, or the run stops. The agreement is read and lowered before the
clock starts: what is measured is measuring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

Answer = dict[str, tuple[int, ...]]
MINUTE = 60_000_000
START, END = "2026-01-01", "2027-01-01"
US = 1_767_225_600_000_000
"""2026-01-01 in UTC, in microseconds; the year has 525,600 minutes."""


class Case(NamedTuple):
    """One kind: its agreement, SQL that makes its files, and the ways to measure it.

    `columns` are those of the metering that make the answer, by scope and month. `floor` reads and sums the columns that
    are needed; `hand` gives rows (scope, month 1 to 12, integers...); `loop` the same from rows that DuckDB reads. `careful`
    also says what the engine says besides, where `hand` says less: its first integers are those of `hand`.
    """

    text: str
    files: dict[str, str]
    columns: tuple[str, ...]
    floor: str
    hand: str
    rows: str
    loop: Callable[[Iterable[tuple[Any, ...]], Any], Answer] | None
    aim: float | None
    careful: str = ""


HEAD = """
sla Wide {
  effective: 2026-01-01   time zone: "UTC"
  party Cloud { role: provider }
  party Customer { role: customer }
  interpretation {
    missing samples: down   excluded time: out of both   partial minutes: exact   overlapping outages: once
    idle slots: left out   nothing happened: met   level rounding: none   undecided records: counted as bad
    open past due: missed now   reversed times: count as zero   percentile method: nearest rank
    paused time: on the clock   deadline at closing time: due at next opening
  }
"""
SAMPLES = """
  service Api { hours: always }
  source probes {
    holds: samples   of: Api   every: 1 minute   collected: automatically
    fields { region: text   up: yes or no   errors: number   requests: number   ms: number }
  }
  source windows { holds: intervals   collected: by hand }
  exclusion Maintenance { time: windows }
"""
PROBES = """
SELECT 'region-' || lpad(CAST(r AS VARCHAR), 3, '0') AS region, to_timestamp(1767225600 + 60 * m) AS "at",
       hash(m // 4, r) % 700 != 0 AND hash(m, r) % 1000 != 0 AS up,
       CAST(hash(m, r, 1) % 50 AS INTEGER) AS requests,
       CASE WHEN hash(m, r, 2) % 30 = 0 THEN CAST(hash(m, r, 1) % 50 // 5 AS INTEGER) ELSE 0 END AS errors,
       CAST(20 + hash(m, r, 3) % 1000 AS INTEGER) AS ms
FROM range({first}, {last}) a(m), range({regions}) b(r) ORDER BY m, r
"""
REGIONS = 20
WINDOWS = """
SELECT to_timestamp(1767225600 + 604800 * w) AS start, to_timestamp(1767225600 + 604800 * w + 7200) AS "end"
FROM range(52) a(w)
"""
MONTH = "CAST(month(make_timestamp({us})) AS INTEGER)"


def _sampled(measure: str, promise: str) -> str:
    return (
        f"{HEAD}{SAMPLES}  metric Level {{ of: Api   for each: region   {measure}   controlled by: Cloud }}\n"
        f"  objective Kept {{ Cloud ensures Level {promise} each month }}\n}}\n"
    )


def _down(rows: Iterable[tuple[Any, ...]], windows: Any) -> Answer:
    """Down minutes that no window covers, by region and month."""
    seen: dict[tuple[str, int], list[set[int]]] = {}
    out = [(int(a), int(b)) for a, b in windows]
    for region, at, up in rows:
        month = _month(at)
        minutes = seen.setdefault((region, month), [set(), set()])
        if any(a <= at < b for a, b in out):
            continue
        minutes[0].add(at // MINUTE)
        if not up:
            minutes[1].add(at // MINUTE)
    return {
        f"{region} {month}": (len(of[1]) * MINUTE, len(of[0]) * MINUTE)
        for (region, month), of in seen.items()
    }


def _runs(rows: Iterable[tuple[Any, ...]], _: Any) -> Answer:
    """Down minutes in runs of at least three, each run counted where its minutes lie."""
    bad: dict[str, list[int]] = {}
    found: dict[str, list[int]] = {}
    for region, at, up in rows:
        found.setdefault(f"{region} {_month(at)}", [0])
        if not up:
            bad.setdefault(region, []).append(at // MINUTE)
    for region, minutes in bad.items():
        minutes = sorted(set(minutes))
        run: list[int] = []
        for minute in [*minutes, -1]:
            if run and minute != run[-1] + 1:
                if len(run) >= 3:
                    for each in run:
                        found[f"{region} {_month(each * MINUTE)}"][0] += MINUTE
                run = []
            run.append(minute)
    return {key: tuple(value) for key, value in found.items()}


def _rates(rows: Iterable[tuple[Any, ...]], _: Any) -> Answer:
    """Twice the floor of the sum of error rates of five minutes times 10^18, and one where something is left."""
    sums: dict[tuple[str, int], list[int]] = {}
    for region, at, errors, requests in rows:
        slot = sums.setdefault((region, at // (5 * MINUTE)), [0, 0])
        slot[0] += errors
        slot[1] += requests
    totals: dict[str, Fraction] = {}
    counts: dict[str, int] = {}
    # By denominator first: a fraction of thousands of denominators has as many digits.
    parts: dict[tuple[str, int], int] = {}
    for (region, slot_at), (errors, requests) in sums.items():
        if requests:
            key = f"{region} {_month(slot_at * 5 * MINUTE)}"
            parts[key, requests] = parts.get((key, requests), 0) + errors
            counts[key] = counts.get(key, 0) + 1
    for (key, requests), errors in parts.items():
        totals[key] = totals.get(key, Fraction(0)) + Fraction(errors, requests)
    found: Answer = {}
    for key, total in totals.items():
        whole, rest = divmod(total.numerator * 10**18, total.denominator)
        found[key] = (2 * whole + (rest > 0), counts[key])
    return found


def _ranked(rows: Iterable[tuple[Any, ...]], _: Any) -> Answer:
    values: dict[str, list[int]] = {}
    for region, at, ms in rows:
        values.setdefault(f"{region} {_month(at)}", []).append(ms)
    return {
        key: (sorted(own)[-(-len(own) * 99 // 100) - 1] * 1_000_000, len(own)) for key, own in values.items()
    }


def _month(at: int) -> int:
    """The month of an instant of 2026."""
    day = (at - US) // (1440 * MINUTE)
    for month, length in enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1):
        if day < length:
            return month
        day -= length
    return 13


OUTAGES = """
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Site { hours: Office }
  source outages { holds: intervals   collected: automatically   fields { site: text } }
  source windows { holds: intervals   collected: by hand   fields { site: text } }
  exclusion Maintenance { time: windows }
  metric Level { of: Site   for each: site   measure: uptime from outages   excluding: Maintenance   controlled by: Cloud }
  objective Kept { Cloud ensures Level at least 99% each month }
}
"""
OPEN_DAYS = f"""
    SELECT {US} + d * 86400000000 + 28800000000 AS a, {US} + d * 86400000000 + 64800000000 AS b
    FROM range(365) x(d) WHERE (d + 3) % 7 < 5
"""
"""The first of January 2026 is a Thursday."""
UNION = """
    SELECT site, min(a) AS a, max(b) AS b FROM (
        SELECT *, sum(CAST(a > before AS INTEGER)) OVER (PARTITION BY site ORDER BY a, b) AS run FROM (
            SELECT *, coalesce(max(b) OVER (PARTITION BY site ORDER BY a, b ROWS BETWEEN UNBOUNDED PRECEDING AND 1
                   PRECEDING), -1) AS before FROM {rows})
    ) GROUP BY site, run
"""
BUSINESS = f"""
WITH down AS ({UNION.format(rows='(SELECT site, epoch_us(start) AS a, epoch_us("end") AS b FROM {outages})')}),
out AS ({UNION.format(rows='(SELECT site, epoch_us(start) AS a, epoch_us("end") AS b FROM {windows})')}),
months AS (SELECT CAST(m + 1 AS INTEGER) AS month, epoch_us(make_timestamp(2026, CAST(m + 1 AS INTEGER), 1, 0, 0, 0)) AS s,
       epoch_us(make_timestamp(2026 + CAST((m + 1) // 12 AS INTEGER), CAST((m + 1) % 12 + 1 AS INTEGER), 1, 0, 0, 0)) AS e
       FROM range(12) x(m)),
pieces AS (SELECT site, month, greatest(a, s) AS a, least(b, e) AS b, 1 AS sign
           FROM down, months WHERE a < e AND b > s),
taken AS (SELECT p.site, p.month, greatest(p.a, o.a) AS a, least(p.b, o.b) AS b, -1 AS sign
          FROM pieces p JOIN out o ON p.site = o.site AND p.a < o.b AND p.b > o.a),
open AS (SELECT a, b, coalesce(sum(b - a) OVER (ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
         FROM ({OPEN_DAYS}))
SELECT site, month, CAST(sum(sign * (coalesce(v.before + least(x.b, v.b) - v.a, 0)
                                     - coalesce(u.before + least(x.a, u.b) - u.a, 0))) AS BIGINT)
FROM (SELECT * FROM pieces UNION ALL SELECT * FROM taken) x
ASOF LEFT JOIN open u ON x.a >= u.a ASOF LEFT JOIN open v ON x.b >= v.a GROUP BY ALL
"""
TICKETS = """
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Desk { hours: Office }
  source tickets {
    holds: records   each: ticket   key: id   collected: automatically
    fields { id: number   opened: time   resolved: time   waiting: intervals }
  }
  metric Level {
    of: Desk   measure: share of tickets   good when: opened to resolved at most 8 hours
    clock: Office, paused while waiting   record belongs to: opened   controlled by: Cloud
  }
  objective Kept { Cloud ensures Level at least 90% each month }
}
"""
DESK = """
SELECT CAST(n AS BIGINT) AS id, to_timestamp(o) AS opened, to_timestamp(o + d) AS resolved,
       CASE WHEN n % 3 = 0 THEN strftime(to_timestamp(o + d // 4) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ') || '/'
            || strftime(to_timestamp(o + d // 2) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ') ELSE '' END AS waiting
FROM (SELECT n, 1767225600 + n * 31000000 // {n} AS o, 600 + hash(n) % 200000 AS d FROM range({n}) a(n))
"""
WORKED = f"""
WITH open AS (SELECT a, b, coalesce(sum(b - a) OVER (ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
                     AS before FROM ({OPEN_DAYS.replace("range(365)", "range(400)")})),
spans AS (SELECT epoch_us(opened) AS a, epoch_us(resolved) AS b,
          CASE WHEN waiting = '' THEN NULL ELSE epoch_us(CAST(split_part(waiting, '/', 1) AS TIMESTAMPTZ)) END AS pa,
          CASE WHEN waiting = '' THEN NULL ELSE epoch_us(CAST(split_part(waiting, '/', 2) AS TIMESTAMPTZ)) END AS pb
          FROM {{tickets}})
SELECT '' AS scope, {MONTH.format(us="x.a")} AS month, count(*) FILTER (WHERE
    coalesce(fb.before + least(x.b, fb.b) - fb.a, 0) - coalesce(fa.before + least(x.a, fa.b) - fa.a, 0)
    - coalesce(coalesce(gb.before + least(x.pb, gb.b) - gb.a, 0) - coalesce(ga.before + least(x.pa, ga.b) - ga.a, 0), 0)
    <= 28800000000), count(*)
FROM spans x ASOF LEFT JOIN open fa ON x.a >= fa.a ASOF LEFT JOIN open fb ON x.b >= fb.a
ASOF LEFT JOIN open ga ON x.pa >= ga.a ASOF LEFT JOIN open gb ON x.pb >= gb.a GROUP BY ALL
"""
PROBE_ROWS = 'SELECT region, epoch_us("at"), {columns} FROM {{probes}}'
CASES: dict[str, Case] = {
    "availability": Case(
        text=_sampled("measure: uptime from probes   down when: not up", "at least 99%"),
        files={"probes": PROBES, "windows": WINDOWS},
        columns=("down", "seen"),
        floor='SELECT count(region), sum(epoch_us("at")), count(*) FILTER (WHERE up) FROM {probes}',
        hand=f"""
        WITH slots AS (SELECT region, epoch_us("at") // 60000000 AS slot, bool_or(NOT up) AS down
                       FROM {{probes}} GROUP BY ALL)
        SELECT region, {MONTH.format(us="slot * 60000000")}, 60000000 * count(*) FILTER (WHERE down), 60000000 * count(*)
        FROM slots GROUP BY ALL""",
        rows=PROBE_ROWS.format(columns="up"),
        loop=lambda rows, _: _down(rows, ()),
        aim=2.5,
    ),
    "exclusion": Case(
        text=_sampled(
            "measure: uptime from probes   down when: not up   excluding: Maintenance", "at least 99%"
        ),
        files={"probes": PROBES, "windows": WINDOWS},
        columns=("down", "seen"),
        floor='SELECT count(region), sum(epoch_us("at")), count(*) FILTER (WHERE up) FROM {probes}',
        hand=f"""
        WITH slots AS (SELECT region, epoch_us("at") // 60000000 AS slot, bool_or(NOT up) AS down
                       FROM {{probes}} GROUP BY ALL),
        out AS (SELECT unnest(range(epoch_us(start) // 60000000, epoch_us("end") // 60000000)) AS slot FROM {{windows}})
        SELECT region, {MONTH.format(us="slot * 60000000")}, 60000000 * count(*) FILTER (WHERE down), 60000000 * count(*)
        FROM slots ANTI JOIN out USING (slot) GROUP BY ALL""",
        rows=PROBE_ROWS.format(columns="up"),
        loop=_down,
        aim=4,
    ),
    "runs": Case(
        text=_sampled(
            "measure: downtime from probes   down when: not up   shortest outage: 3 minutes", "at most 1 hour"
        ).replace("missing samples: down", "missing samples: up"),
        files={"probes": PROBES, "windows": WINDOWS},
        columns=("down",),
        floor='SELECT count(region), sum(epoch_us("at")), count(*) FILTER (WHERE up) FROM {probes}',
        hand=f"""
        WITH bad AS (SELECT DISTINCT region, epoch_us("at") // 60000000 AS slot FROM {{probes}} WHERE NOT up),
        run AS (SELECT region, slot, slot - row_number() OVER (PARTITION BY region ORDER BY slot) AS run FROM bad),
        long AS (SELECT region, slot, count(*) OVER (PARTITION BY region, run) AS n FROM run)
        SELECT region, {MONTH.format(us="slot * 60000000")}, 60000000 * count(*) FILTER (WHERE n >= 3)
        FROM long GROUP BY ALL""",
        rows=PROBE_ROWS.format(columns="up"),
        loop=_runs,
        aim=1.3,
        careful=f"""
        WITH slots AS (SELECT region, epoch_us("at") // 60000000 AS slot, bool_or(NOT up) AS bad, count(*) AS samples,
                       count(up) AS told FROM {{probes}} GROUP BY ALL),
        run AS (SELECT region, slot, slot - row_number() OVER (PARTITION BY region ORDER BY slot) AS run
                FROM slots WHERE bad),
        long AS (SELECT region, slot, count(*) OVER (PARTITION BY region, run) AS n FROM run),
        down AS (SELECT region, {MONTH.format(us="slot * 60000000")} AS month,
                 60000000 * count(*) FILTER (WHERE n >= 3) AS down FROM long GROUP BY ALL),
        seen AS (SELECT region, {MONTH.format(us="slot * 60000000")} AS month,
                 60000000 * count(*) FILTER (WHERE told > 0) AS seen, sum(samples - 1) AS crowded FROM slots GROUP BY ALL)
        SELECT region, month, coalesce(down, 0), seen, crowded FROM seen LEFT JOIN down USING (region, month)""",
    ),
    "rates": Case(
        text=_sampled("measure: average over 5 minute slots of errors / requests in probes", "at most 1%"),
        files={"probes": PROBES, "windows": WINDOWS},
        columns=("ratios", "rated"),
        floor='SELECT count(region), sum(epoch_us("at")), sum(errors), sum(requests) FROM {probes}',
        hand=f"""
        WITH slots AS (SELECT region, epoch_us("at") // 300000000 AS slot, CAST(sum(errors) AS BIGINT) AS e,
                       CAST(sum(requests) AS BIGINT) AS n FROM {{probes}} GROUP BY ALL HAVING sum(requests) > 0),
        parts AS (SELECT region, {MONTH.format(us="slot * 300000000")} AS month, n, sum(e) AS e, count(*) AS c
                       FROM slots GROUP BY ALL)
        SELECT region, month, n, CAST(e AS BIGINT), c FROM parts""",
        rows=PROBE_ROWS.format(columns="errors, requests"),
        loop=_rates,
        aim=7,
    ),
    "percentile": Case(
        text=_sampled("measure: 99th percentile of ms in probes", "at most 2000"),
        files={"probes": PROBES, "windows": WINDOWS},
        columns=("figure", "known"),
        floor='SELECT count(region), sum(epoch_us("at")), sum(ms) FROM {probes}',
        hand=f"""SELECT region, {MONTH.format(us='epoch_us("at")')}, 1000000 * CAST(quantile_disc(ms, 0.99) AS BIGINT),
               count(ms)
        FROM {{probes}} GROUP BY ALL""",
        rows=PROBE_ROWS.format(columns="ms"),
        loop=_ranked,
        aim=6.5,
    ),
    "outages": Case(
        text=HEAD + OUTAGES,
        files={
            "outages": "SELECT 's' || hash(n) % 1000 AS site, to_timestamp(1767225600 + hash(n, 1) % 31400000) AS start,"
            ' to_timestamp(1767225600 + hash(n, 1) % 31400000 + 60 + hash(n, 2) % 7200) AS "end" FROM range({n}) a(n)',
            "windows": "SELECT 's' || n % 1000 AS site, to_timestamp(1767225600 + hash(n, 1) % 31400000) AS start,"
            ' to_timestamp(1767225600 + hash(n, 1) % 31400000 + 14400) AS "end" FROM range(20000) a(n)',
        },
        columns=("down",),
        floor='SELECT count(*) FROM (SELECT site, start, "end" FROM {outages} ORDER BY site, start OFFSET 1)',
        hand=BUSINESS,
        rows="",
        loop=None,
        aim=10,
    ),
    "tickets": Case(
        text=HEAD + TICKETS,
        files={"tickets": DESK},
        columns=("good", "total"),
        floor="SELECT sum(id), sum(epoch_us(opened)), sum(epoch_us(resolved)), sum(length(waiting)) FROM {tickets}",
        hand=WORKED,
        rows="",
        loop=None,
        aim=12,
    ),
}


def generate(case: str, folder: Path, rows: int, files: int = 1) -> str:
    """The files of a case as Parquet; the folder. In several files: those of the samples, of ten times as many regions."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, sql in CASES[case].files.items():
            if name != "probes" or files == 1:
                query = _filled_in(sql, rows, 0, rows // REGIONS, REGIONS)
                connection.execute(f"COPY ({query}) TO '{folder / f'{name}.parquet'}' (FORMAT parquet)")
                continue
            (folder / name).mkdir()
            minutes = rows // (10 * REGIONS)
            for nth in range(files):
                first, last = minutes * nth // files, minutes * (nth + 1) // files
                query = _filled_in(sql, rows, first, last, 10 * REGIONS)
                connection.execute(
                    f"COPY ({query}) TO '{folder / name / f'{nth:03}.parquet'}' (FORMAT parquet)"
                )
    return str(folder)


def _filled_in(sql: str, rows: int, first: int, last: int, regions: int) -> str:
    known = {"{n}": rows, "{first}": first, "{last}": last, "{regions}": regions}
    for sign, value in known.items():
        sql = sql.replace(sign, str(value))
    return sql


def work(case: str, way: str, folder: str) -> Callable[[], Answer]:
    """What is to be timed; everything that isn't measuring is done before."""
    import duckdb

    of = CASES[case]
    if way == "engine":
        return _engine(of, folder)
    places = {name: _place(folder, name, whole=way != "loop") for name in of.files}
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET memory_limit = '6GB'")
    if way == "floor":
        return lambda: _dropped(connection.execute(_filled(of.floor, places)).fetchall())
    if way in ("hand", "careful"):
        found, own = (of.hand, None) if way == "hand" else (of.careful, 2 + len(of.columns))
        return lambda: _answer(
            case, [row[:own] for row in connection.execute(_filled(found, places)).fetchall()]
        )
    return lambda: _looped(of, connection, places)


def _place(folder: str, name: str, *, whole: bool) -> str:
    """SQL of the file; of several files all or the first."""
    if not Path(folder, name).is_dir():
        return f"'{folder}/{name}.parquet'"
    return f"'{folder}/{name}/{'*' if whole else '000'}.parquet'"


def ways(case: str) -> tuple[str, ...]:
    of = CASES[case]
    return (
        "floor",
        "hand",
        *(("careful",) if of.careful else ()),
        "engine",
        *(("loop",) if of.loop is not None else ()),
    )


def _filled(sql: str, places: dict[str, str]) -> str:
    for name, place in places.items():
        sql = sql.replace("{" + name + "}", place)
    return sql


def _dropped(_: Any) -> Answer:
    return {}


def _answer(case: str, rows: list[Any]) -> Answer:
    """Rows of SQL as an answer; of mean rates the sums by denominator, which only Python adds up exactly."""
    if case != "rates":
        return {
            f"{scope} {month}".strip(): tuple(int(each) for each in own)
            for scope, month, *own in rows
            if any(own)
        }
    totals: dict[str, tuple[Fraction, int]] = {}
    for scope, month, under, top, count in rows:
        key = f"{scope} {month}"
        before = totals.get(key, (Fraction(0), 0))
        totals[key] = (before[0] + Fraction(top, under), before[1] + count)
    found: Answer = {}
    for key, (total, count) in totals.items():
        whole, rest = divmod(total.numerator * 10**18, total.denominator)
        found[key] = (2 * whole + (rest > 0), count)
    return found


def _looped(of: Case, connection: Any, places: dict[str, str]) -> Answer:
    assert of.loop is not None
    windows: Any = ()
    if "windows" in places:
        sql = 'SELECT epoch_us(start), epoch_us("end") FROM {windows}'
        windows = connection.execute(_filled(sql, places)).fetchall()
    cursor = connection.cursor()
    cursor.execute(_filled(of.rows, places))

    def rows() -> Iterable[tuple[Any, ...]]:
        while batch := cursor.fetchmany(50_000):
            yield from batch

    return {key: own for key, own in of.loop(rows(), windows).items() if any(own)}


def _engine(of: Case, folder: str) -> Callable[[], Answer]:
    import sladsl
    from sladsl.data.binding import TableFile
    from sladsl.data.embedded import Embedded
    from sladsl.engines.sql.engine import DuckdbEngine
    from sladsl.plan.choices import Reading
    from sladsl.plan.from_model.lower import lower
    from sladsl.plan.from_model.stretch import stretch_of
    from sladsl.record import replace
    from tests.settle.build import instant

    loaded = sladsl.read_text(of.text)
    assert loaded.agreement is not None, loaded.findings
    reading = Reading(loaded.agreement, {})
    stretch = stretch_of(loaded.agreement, reading, "2026-01", "2026-12")
    assert stretch is not None
    # The others have the database started and a connection before the clock starts.
    Embedded().close()
    as_of = instant("2027-06-01T00:00Z")
    plan = lower(loaded.agreement, reading, replace(stretch, as_of=as_of))
    assert not reading.unanswered(), reading.unanswered()
    tables = {}
    for name in of.files:
        several = Path(folder, name)
        path = str(several) if several.is_dir() else f"{folder}/{name}.parquet"
        tables[name] = TableFile(source=name, path=path)

    def measured() -> Answer:
        session = DuckdbEngine().open(tables)
        found = session.measure(plan.meterings, as_of)
        session.close()
        answer: Answer = {}
        for cell in found.cells:
            own = tuple(cell.columns[name] for name in of.columns)
            if any(own):
                answer[f"{cell.scope} {int(cell.period[5:])}".strip()] = own
        return answer

    return measured
