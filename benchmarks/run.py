"""Benchmarks with one command: every figure is a ratio beside an anchor that was measured in the same run.

`python benchmarks/run.py availability` measures the engine, `python benchmarks/run.py check FILE` a cold start; times mean
nothing on another machine, ratios nearly do (benchmarks/README.md).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

Sample = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what",
        choices=("availability", "parquet", "wide", "large", "settle", "check", "lines", "child", "way"),
    )
    parser.add_argument("arguments", nargs="*", help="for check: the agreement; for wide: cases")
    parser.add_argument(
        "--rows", type=int, help="samples (default 10 million, of large 100 million; try 500000)"
    )
    parser.add_argument(
        "--runs", type=int, help="runs of each, alternating; medians are given (default 5, of large 1)"
    )
    asked = parser.parse_args()
    is_large = asked.what == "large"
    asked.rows = asked.rows or (100_000_000 if is_large else 10_000_000)
    asked.runs = asked.runs or (1 if is_large else 5)
    match asked.what:
        case "child":
            _child(*asked.arguments)
        case "availability":
            availability(asked.rows, asked.runs)
        case "parquet":
            parquet(asked.rows, asked.runs)
        case "lines":
            lines(asked.runs)
        case "way":
            _way(*asked.arguments)
        case "wide":
            for case in asked.arguments or ("",):
                wide(case, asked.rows, asked.runs)
        case "large":
            for case in asked.arguments or ("availability", "exclusion", "runs", "rates", "percentile"):
                large(case, asked.rows, asked.runs)
        case "settle":
            settling(asked.runs)
        case _:
            if not asked.arguments:
                parser.error("check needs an agreement: python benchmarks/run.py check FILE")
            check(asked.arguments[0], asked.runs)


def availability(rows: int, runs: int) -> None:
    """Downtime by region and month from samples, against a scan of the same columns and SQL written by hand."""
    from benchmarks import availability as work

    with tempfile.TemporaryDirectory() as folder:
        path = work.generate(Path(folder), rows)
        # Once round unmeasured, so that all find the file in memory.
        names = tuple(work.WORK)
        samples = _alternate({name: partial(_in_child, name, path) for name in names}, runs)
    print(f"availability from {rows:,} samples, medians of {runs} alternating runs, {_machine()}")
    _table(samples)
    _ratio(samples, "engine", "floor", 2.5)
    _ratio(samples, "engine", "hand", 1.15)
    _ratio(samples, "engine", "trusting", None)
    _ratio(samples, "hand", "floor", None)
    _ratio(samples, "facts", "floor", None)
    _ratio(samples, "facts", "engine", None)
    _ratio(samples, "general", "floor", None)


def parquet(rows: int, runs: int) -> None:
    """The same from typed columns: a Parquet file, and a relation of another session over it."""
    from benchmarks import availability as work

    with tempfile.TemporaryDirectory() as folder:
        path = work.as_parquet(work.generate(Path(folder), rows))
        samples = _alternate({name: partial(_in_child, name, path) for name in work.TYPED}, runs)
    print(f"availability from {rows:,} samples in Parquet, medians of {runs} alternating runs, {_machine()}")
    _table(samples)
    _ratio(samples, "engine", "floor", None)
    _ratio(samples, "engine", "hand", 1.15)
    _ratio(samples, "hand", "floor", None)
    _ratio(samples, "facts", "engine", None)
    _ratio(samples, "relation", "engine", None)
    _ratio(samples, "general", "engine", None)


def wide(case: str, rows: int, runs: int) -> None:
    """One kind of metric, by the engine from an agreement, against SQL by hand, a plain loop and a scan of the columns."""
    from benchmarks import wide as work

    if case not in work.CASES:
        raise SystemExit(f"wide needs cases: {', '.join(work.CASES)}")
    with tempfile.TemporaryDirectory() as folder:
        script = [sys.executable, str(Path(__file__).resolve()), "way", case]
        # In a process of its own: children begin with the memory of the one that starts them.
        subprocess.run([*script, "generate", folder, str(rows)], check=True, capture_output=True)
        ways = {way: partial(_told, [*script, way, folder]) for way in work.ways(case)}
        samples = _alternate(ways, runs)
    print(f"{case}: {rows:,} rows in Parquet, medians of {runs} alternating runs, {_machine()}")
    _table(samples)
    _ratio(samples, "engine", "floor", work.CASES[case].aim)
    _ratio(samples, "engine", "hand", 1.15)
    _ratio(samples, "hand", "floor", None)
    if "careful" in samples:
        _ratio(samples, "engine", "careful", 1.15)
    if "loop" in samples:
        _ratio(samples, "loop", "engine", None)


def large(case: str, rows: int, runs: int) -> None:
    """The same of samples in fifty files, which may be more than memory has room for; the loop reads one of the files.

    The answer by hand is kept, so that the others are held against it without another run. Everything is generated into a
    folder for temporary files (`TMPDIR` says where), which is gone at the end.
    """
    from benchmarks import wide as work

    files = 50
    with tempfile.TemporaryDirectory() as folder:
        script = [sys.executable, str(Path(__file__).resolve()), "way", case]
        made = [*script, "generate", folder, str(rows), str(files)]
        subprocess.run(made, check=True, capture_output=True)
        size = sum(each.stat().st_size for each in Path(folder).rglob("*.parquet"))
        (Path(folder) / "answer.json").write_text("")
        samples: dict[str, list[Sample]] = {}
        for way in work.ways(case):
            samples[way] = [_told([*script, way, folder]) for _ in range(runs)]
        for each in samples.get("loop", ()):
            each |= {"cpu": each["cpu"] * files, "wall": each["wall"] * files}
    print(
        f"{case}: {rows:,} rows in {files} Parquet files of {size / 1e6:,.0f} MB, {runs} runs, {_machine()}"
    )
    _table(samples)
    _ratio(samples, "engine", "floor", work.CASES[case].aim)
    _ratio(samples, "engine", "hand", 1.15)
    _ratio(samples, "hand", "floor", None)
    if "careful" in samples:
        _ratio(samples, "engine", "careful", 1.15)
    if "loop" in samples:
        print(f"loop: one file, times {files}")
        _ratio(samples, "loop", "engine", None)


def settling(runs: int) -> None:
    """Settling alone, of more and more lines: scopes times months."""
    from benchmarks import settle as work

    sizes = (1_000, 2_000, 4_000)
    script = [sys.executable, work.__file__]
    samples = _alternate({f"{size}": partial(_told, [*script, str(size)]) for size in sizes}, runs)
    print(f"settling of scopes x 12 months, medians of {runs} alternating runs, {_machine()}")
    _table(samples)
    for size in sizes:
        cpu = _median(samples, f"{size}", "cpu")
        print(f"{size:,} scopes: {cpu / (size * 12) * 1e6:.1f} us of CPU time a line")
    _ratio(samples, "4000", "1000", 4.8)


def _way(case: str, way: str, folder: str, rows: str = "", files: str = "1") -> None:
    """One way of a case, held against what is known to be right (the answer by hand, if it is not kept already)."""
    from benchmarks import wide as work

    if way == "generate":
        work.generate(case, Path(folder), int(rows), int(files))
        return
    do = work.work(case, way, folder)
    wall, cpu = time.perf_counter(), time.process_time()
    answer = do()
    sample = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    kept = Path(folder) / "answer.json"
    if kept.exists():
        if way == "hand":
            kept.write_text(json.dumps(answer))
        elif way not in ("floor", "loop") and json.loads(kept.read_text()) != json.loads(json.dumps(answer)):
            raise SystemExit(f"{way} of {case} differs from the answer by hand")
    elif way not in ("floor", "hand"):
        right = work.work(case, "hand", folder)()
        if answer != right:
            raise SystemExit(f"{way} of {case} differs from the answer by hand")
    print(json.dumps(sample))


def _told(line: Sequence[str]) -> Sample:
    """What a process of its own says about itself."""
    done = subprocess.run(line, check=True, capture_output=True, text=True, cwd=ROOT)
    sample: Sample = json.loads(done.stdout)
    return sample


def check(agreement: str, runs: int) -> None:
    """A cold `sladsl check` against a start of the interpreter that does nothing."""
    commands = {
        "pass": [sys.executable, "-c", "pass"],
        "check": [sys.executable, "-m", "sladsl", "check", agreement],
    }
    with tempfile.TemporaryDirectory() as folder:
        compiled = {name: partial(_command, line, folder) for name, line in commands.items()}
        samples = _alternate(compiled, runs * 4)
    print(f"check of {Path(agreement).name}, medians of {runs * 4} alternating runs, {_machine()}")
    _table(samples)
    _ratio(samples, "check", "pass", 12)


def lines(runs: int) -> None:
    """`sladsl check` of long agreements: lines in a second of CPU time, beside one regular expression over the same text."""
    from benchmarks import lines as work

    with tempfile.TemporaryDirectory() as folder:
        paths = {count: work.generate(Path(folder), count) for count in (5_000, 20_000)}
        counts = {count: path.read_text().count("\n") for count, path in paths.items()}
        commands = {"pass": [sys.executable, "-c", "pass"]}
        for count, path in paths.items():
            commands[f"check {count}"] = [sys.executable, "-m", "sladsl", "check", str(path)]
            commands[f"floor {count}"] = [sys.executable, work.__file__, str(path)]
        compiled = {name: partial(_command, line, folder) for name, line in commands.items()}
        samples = _alternate(compiled, runs)
    print(f"check of long agreements, medians of {runs} alternating runs, {_machine()}")
    _table(samples)
    for count, there in counts.items():
        cpu = statistics.median(each["cpu"] for each in samples[f"check {count}"])
        print(f"check {count}: {there:,} lines, {there / cpu:,.0f} a second (aim 6,000)")
        _ratio(samples, f"check {count}", f"floor {count}", None)
    _ratio(samples, "check 20000", "check 5000", None)


def _alternate(work: dict[str, Callable[[], Sample]], runs: int) -> dict[str, list[Sample]]:
    found: dict[str, list[Sample]] = {name: [] for name in work}
    for run in range(runs + 1):
        for name, do in work.items():
            sample = do()
            if run:
                found[name].append(sample)
    return found


def _in_child(name: str, path: str) -> Sample:
    """In a process of its own, so that the peak of memory is its own too."""
    line = [sys.executable, str(Path(__file__).resolve()), "child", name, path]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    sample: Sample = json.loads(done.stdout)
    return sample


def _child(name: str, path: str) -> None:
    from benchmarks import availability as work

    do = (work.TYPED if path.endswith(".parquet") else work.WORK)[name]
    do(None)  # imports are not what is measured
    wall, cpu = time.perf_counter(), time.process_time()
    answer = do(path)
    sample = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    expected = work.expected(path)
    if name != "floor" and answer != expected:
        raise SystemExit(f"{name} is wrong: {answer} instead of {expected}")
    print(json.dumps(sample))


def _command(line: Sequence[str], folder: str) -> Sample:
    """A process waited for by itself: the peak of memory of all children would be that of the largest so far.

    Its modules are compiled in the round that isn't counted, and kept in `folder`, as those of an installed program are;
    `PYTHONDONTWRITEBYTECODE` would let every run compile them again.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = os.path.join(folder, "compiled")
    wall = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - wall
        if child.returncode > 1:
            said.seek(0)
            raise SystemExit(said.read().decode())
    return {"wall": took, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}


def _median(samples: dict[str, list[Sample]], name: str, what: str) -> float:
    return statistics.median(each[what] for each in samples[name])


def _table(samples: dict[str, list[Sample]]) -> None:
    print(f"{'':10}{'CPU s':>10}{'wall s':>10}{'peak MB':>10}")
    for name in samples:
        cpu, wall, peak = (_median(samples, name, what) for what in ("cpu", "wall", "peak"))
        print(f"{name:10}{cpu:10.3f}{wall:10.3f}{peak:10.0f}")


def _ratio(samples: dict[str, list[Sample]], name: str, anchor: str, aim: float | None) -> None:
    """The ratio of medians, and between which ratios of neighbouring runs it lies."""
    cpu = _median(samples, name, "cpu") / _median(samples, anchor, "cpu")
    wall = _median(samples, name, "wall") / _median(samples, anchor, "wall")
    pairs = sorted(a["cpu"] / b["cpu"] for a, b in zip(samples[name], samples[anchor], strict=True))
    goal = "" if aim is None else f"  aim at most {aim}: {'held' if cpu <= aim else 'MISSED'}"
    print(f"{name} / {anchor}: CPU {cpu:.2f} ({pairs[0]:.2f} to {pairs[-1]:.2f}), wall {wall:.2f}{goal}")


def _machine() -> str:
    import duckdb

    return f"{os.cpu_count()} cores, Python {platform.python_version()}, DuckDB {duckdb.__version__}"


if __name__ == "__main__":
    main()
