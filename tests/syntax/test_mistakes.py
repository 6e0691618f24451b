"""Mistakes that newcomers make, each with the findings written below its line.

`#! unknown-key at "bse" | message | hint` stands below the line in which the finding begins; where the same
words stand before it on its line, `at 2 "bse"` counts. Below it `#+` shows the line as `check --fix` writes it.
SLADSL_UPDATE=1 writes what is found now. `#---` begins another text.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import applied
from sladsl.source import SourceText
from sladsl.syntax.guesses import all_blocks
from tests.syntax.reading import read

FILES = tuple(sorted((Path(__file__).parent / "mistakes").rglob("*.sla")))
LEAST = 500
WRAPPERS = (
    "{}",
    "sla A {{ {} }}",
    "sla A {{ table T by priority {{ columns: answer | solution   {} }} }}",
    "sla A {{ table T by priority {{ {}   P1: 1 hour | 2 hours }} }}",
    "sla A {{ assume {{ {} }} }}",
    "sla A {{ cap: {} }}",
    'sla A {{ Nimbus must "report" {{ {} }} }}',
    "sla A {{ metric M {{ where: {} }} }}",
    "sla A {{ metric M {{ shortest outage: {} }} }}",
    "sla A {{ service S {{ depends on: {} }} }}",
    "sla A {{ objective O {{ Nimbus ensures Uptime at least 99% {} }} }}",
    "sla A {{ objective O {{ Nimbus ensures Uptime {} each month }} }}",
    "sla A {{ service S {{ fee: 5 EUR {} }} }}",
    "sla A {{ service S {{ fee: {} per month }} }}",
    "sla A {{ effective: {} }}",
    "sla A {{ credit {{ {} }} }}",
    "sla A {{ credit {{ bands {{ {} }} }} }}",
    'sla A {{ scenario "S" {{ {} }} }}',
    'sla A {{ scenario "S" {{ down: Shop, {} }} }}',
    'sla A {{ scenario "S" {{ month: {} }} }}',
    'sla A {{ scenario "S" {{ expected {{ {} }} }} }}',
    'sla A {{ scenario "S" {{ expected {{ A: {} }} }} }}',
    "sla A {{ source s {{ holds: samples {} }} }}",
    "sla A {{ source s {{ holds: samples fields {{ {} }} }} }}",
    "sla A {{ source s {{ {} }} }}",
    "sla A {{ calendar C {{ {} }} }}",
    "sla A {{ calendar C {{ Monday: {} to 18:00 }} }}",
    *(f"sla A {{{{ {kind} Some {{{{ {{}} }}}} }}}}" for kind in ("party", "service", "exclusion", "metric")),
    *(f"sla A {{{{ {kind} Some {{{{ {{}} }}}} }}}}" for kind in ("objective",)),
    *(f"sla A {{{{ {kind} {{{{ {{}} }}}} }}}}" for kind in ("term", "interpretation", "claims")),
    'sla A {{ clause "C" {{ {} }} }}',
    "sla A {{ responsibilities {{ {} }} }}",
    "sla A {{ escalation for B {{ {} }} }}",
    'sla A {{ scenario "S" {{ levels for B {{ {} }} }} }}',
    "sla A {{ pool P {{ {} }} }}",
    "sla A {{ Acme may terminate {{ {} }} }}",
    *(
        f"sla A {{{{ {kind} {{{{ {{}} }}}} }}}}"
        for kind in ("change", "settlement", "pricing", "exit", "acceptance", "disputes", "review")
    ),
    "sla A {{ report R {{ {} }} }}",
    "sla A {{ fact F {{ {} }} }}",
    "sla A {{ option O {{ {} }} }}",
    "sla A {{ score S {{ {} }} }}",
    "sla A {{ credit {{ earn back {{ {} }} }} }}",
    "sla A {{ support for B.C {{ {} }} }}",
    "amendment A {{ of: B   from: 2027-01-01   {} }}",
    "amendment A {{ of: B   {} }}",
    "sla A {{ bonus for B {{ {} }} }}",
)


def _cases(path: Path) -> list[str]:
    """The texts of a file with their expectations, each beginning with its `#---` line if it has one."""
    return [part for part in re.split(r"(?m)^(?=#---)", path.read_text(encoding="utf-8")) if part.strip()]


def _bare(case: str) -> str:
    return "".join(line for line in case.splitlines(keepends=True) if not line.startswith(("#! ", "#+ ")))


def _noted(text: str) -> str:
    """The text with its findings below their lines."""
    _, findings = read(text)
    source = SourceText(text)
    lines = text.splitlines()
    below: dict[int, list[str]] = {}
    for finding in findings:
        line, column = source.place(finding.span.start)
        line = min(line, max(len(lines), 1))
        below.setdefault(line, []).append(_note(finding, source, column))
        if finding.fixable and finding.fix is not None:
            changed = applied(text, [finding.fix]).splitlines()
            lines_now = [now for was, now in zip(lines, changed, strict=False) if was != now]
            below[line] += [f"#+ {now.strip()}" for now in lines_now[:2]]
    noted = []
    for number, line_text in enumerate(lines or [""], start=1):
        noted += [line_text, *below.get(number, [])]
    return "\n".join(noted) + "\n"


def _note(finding: Finding, source: SourceText, column: int) -> str:
    words = source[finding.span]
    first, *more = words.split("\n")
    line = source.line(source.place(finding.span.start)[0]) if source.text else ""
    nth = line[: column - 1 + len(first)].count(first) if first else 1
    place = f'{nth} "{first}"' if nth > 1 else f'"{first}"'
    lines = f" and {len(more)} more lines" if more else ""
    return f"#! {finding.name} at {place}{lines} | {finding.message} | {finding.hint}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_findings_stand_below_their_lines(path: Path) -> None:
    noted = "".join(_noted(_bare(case)) for case in _cases(path))
    if os.environ.get("SLADSL_UPDATE"):
        path.write_text(noted, encoding="utf-8")
    assert path.read_text(encoding="utf-8").splitlines() == noted.splitlines()


def _lines_with_notes() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#+ "):
                continue
            if line.startswith("#! "):
                found[-1][1].append(line)
            else:
                found.append((line, []))
    return [(line, notes) for line, notes in found if notes]


def test_there_are_enough_mistakes() -> None:
    assert sum(len(notes) for _, notes in _lines_with_notes()) >= LEAST


def _findings() -> list[Finding]:
    return [finding for path in FILES for case in _cases(path) for finding in read(_bare(case))[1]]


def test_every_finding_says_what_to_do() -> None:
    assert [finding.message for finding in _findings() if not finding.hint] == []


@pytest.mark.parametrize(
    "finding",
    # A line that is shortened for print can't be read again; the brace is no line.
    [f for f in _findings() if f.expected and "…" not in f.expected and f.expected != "}"],
    ids=lambda f: f.expected[:60],
)
def test_the_line_that_is_shown_is_right(finding: Finding) -> None:
    """What a finding shows as right parses somewhere: as a file, in a block, or after some key."""
    assert any(not read(wrapper.format(finding.expected))[1] for wrapper in WRAPPERS), finding.expected


def test_codes_and_names_are_one_to_one() -> None:
    pairs = {(finding.code, finding.name) for finding in _findings()}
    assert len({code for code, _ in pairs}) == len(pairs) == len({name for _, name in pairs})


def test_the_blocks_have_examples() -> None:
    assert [block.kind for block in all_blocks() if not block.example] == []
