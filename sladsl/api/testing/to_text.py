"""A run of scenarios for people: one line each, and of those that fail what was expected beside what came out."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.api.testing.report import Checked, Exercised, Report, Result, Tested
from sladsl.diagnostics.cells import printable
from sladsl.outcome.table import paragraph, plural, row_lines, table
from sladsl.values.number import shown

_SIGNS: dict[Result, str] = {"passed": "ok", "failed": "FAILED", "not played": "-"}
_LABELS = len("expected"), 60


def report_text(report: Report, *, coverage: bool = False) -> str:
    """Eighty columns; with `coverage` also the rules that were at work in no scenario."""
    out: list[str] = []
    file = ""
    for each in report.scenarios:
        if each.file != file:
            out += [*([""] if out else []), each.file]
            file = each.file
        out += _scenario(each)
    out += [*([""] if out else []), *paragraph(f"{_summary(report)}.", 0)]
    if coverage:
        out += ["", *_coverage(report)]
    return "".join(f"{printable(line)}\n" for line in out)


def _scenario(tested: Tested) -> Iterator[str]:
    title = tested.title or f"line {tested.line}"
    how = "not played in full" if tested.checks else "not played"
    note = f" ({how}: {tested.note})" if tested.note else ""
    yield from table([(_SIGNS[tested.result].ljust(6), f"{title}{note}")])
    for each in tested.failed:
        yield from _failed(each)


def _failed(checked: Checked) -> Iterator[str]:
    about = f"line {checked.line}" + (f", {checked.about}" if checked.about else "")
    yield from paragraph(about, 10)
    rows = [("expected", checked.expected), ("got", checked.got)]
    rows += [("because" if at == 0 else "", why) for at, why in enumerate(checked.why)]
    for row in rows:
        yield from row_lines(row, _LABELS, 10)


def _summary(report: Report) -> str:
    words: tuple[Result, ...] = ("failed", "passed", "not played")
    counts = [f"{count} {word}" for word in words if (count := report.count(word))]
    if report.troubles:
        counts.append(f"{plural(len(report.troubles), 'file')} not read")
    return ", ".join(counts) or "No scenario"


def _coverage(report: Report) -> Iterator[str]:
    whole = report.coverage
    if whole is None:
        yield "There is no rule that a scenario could show at work."
        return
    never = [each for each in report.rules if not each.by]
    used = len(report.rules) - len(never)
    yield f"{used} of {plural(len(report.rules), 'rule')} at work in a scenario ({shown(whole * 100, most=1)}%)."
    of: tuple[str, str] | None = None
    for each in never:
        if (each.agreement, each.file) != of:
            of = each.agreement, each.file
            yield from ("", *paragraph(f"Never at work in {each.agreement} ({each.file})", 0))
        yield from _rule(each)


def _rule(rule: Exercised) -> list[str]:
    return table([(f"line {rule.line}".ljust(8), rule.words)])
