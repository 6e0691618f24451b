"""docs/measurement.md, made of what came out: tables of cases, of disagreements, of data sets, and one line that decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from sladsl.api import load
from sladsl.outcome.statement import Line
from sladsl.values.amount import amount_text
from tests.conftest import ROOT
from tests.examples.test_github import ANY, MAJOR, evaluated
from tests.thirdparty.conflicts import OTHERS, Conflict, conflicts
from tests.thirdparty.tally import KINDS, SETS, Verdict, cases, document, verdicts

PAGE = ROOT / "docs" / "measurement.md"
SECOND = 1_000_000
TEXT = Path(__file__).with_name("page.md")
SHOWN = ("agreed", "policy", "explained", "no place", "not yet")
SYSTEMS = {
    "working_hours_gem": "working_hours (Ruby): business time",
    "zendesk_biz": "zendesk/biz (Ruby): business time",
    "znuny_working_time": "Znuny: working time over clock changes",
    "erpnext_due_dates": "ERPNext: due dates, holds, response times",
    "erpnext_first_response_elapsed": "ERPNext: time to the first response",
    "icinga_sla_availability": "Icinga DB: availability from states",
    "slo_generator_report": "slo-generator: levels and error budgets",
    "openslo_budget_examples": "OpenSLO: what exhausts a budget",
    "accord_late_delivery": "Accord Project: penalty for late delivery",
    "accord_sla_credits": "Accord Project: service credits with caps",
    "keptn_weighted_scoring": "Keptn: weighted scores",
    "burn_rate_windows": "Sloth, Pyrra: windows of burn-rate alerts",
    "semantic_conflicts": "questions on which systems disagree",
}


def page(engine: str, folder: Path) -> str:
    found = {name: verdicts(name, engine, folder) for name in SYSTEMS}
    assert set(SYSTEMS) == set(SETS)
    return (
        TEXT.read_text(encoding="utf-8")
        .format(
            cases=_table(found),
            sources=_sources(),
            told=_told(found),
            conflicts=_conflicts(),
            one_line=_one_line(),
        )
        .replace("COUNTERS", _counters())
    )


def _counters() -> str:
    """Why the counters are not in the table, as long as nothing evaluates them."""
    loaded = load(str(ROOT / "examples" / "web-server" / "agreement.sla"))
    assert loaded.agreement is not None
    left = any("counters" in str(each) for each in loaded.agreement.not_evaluated)
    return "sources that hold `counters` are not evaluated yet" if left else "nothing"


def _sources() -> str:
    known = [(words.split(":")[0], document(name).get("source", "")) for name, words in SYSTEMS.items()]
    return "Taken from: " + "; ".join(f"{who} `{source}`" for who, source in known if source) + ".\n"


def _table(found: dict[str, tuple[Verdict, ...]]) -> str:
    rows = [f"| tests of | cases | {' | '.join(KINDS[kind] for kind in SHOWN)} |"]
    rows.append("|---|---|" + "---|" * len(SHOWN))
    total: Counter[str] = Counter()
    for name, each in found.items():
        counts = Counter(verdict.kind for verdict in each)
        assert sum(counts.values()) == len(cases(name))
        total.update(counts)
        rows.append(
            f"| {SYSTEMS[name]} | {len(each)} | {' | '.join(_count(counts[kind]) for kind in SHOWN)} |"
        )
    rows.append(
        f"| **together** | **{sum(total.values())}** | {' | '.join(f'**{_count(total[kind])}**' for kind in SHOWN)} |"
    )
    return "\n".join([*rows, ""])


def _count(number: int) -> str:
    return str(number) if number else "–"


def _told(found: dict[str, tuple[Verdict, ...]]) -> str:
    """Everything that is not simply agreed, with its reason."""
    rows = ["| tests of | cases | | why |", "|---|---|---|---|"]
    for name, each in found.items():
        reasons: dict[tuple[str, str], list[str]] = {}
        for verdict in each:
            if verdict.kind != "agreed":
                reasons.setdefault((verdict.kind, verdict.why), []).append(verdict.case)
        for (kind, why), which in reasons.items():
            rows.append(f"| {SYSTEMS[name].split(':')[0]} | {_which(which)} | {kind} | {why} |")
    return "\n".join([*rows, ""])


def _which(which: Sequence[str]) -> str:
    return ", ".join(which) if len(which) <= 6 else f"{', '.join(which[:3])} and {len(which) - 3} more"


def _conflicts() -> str:
    """Each question, and the line that gives each answer."""
    questions = {case["id"]: case["q"] for case in cases("semantic_conflicts")}
    rows = ["| question | the agreement says | outcome | as in |", "|---|---|---|---|"]
    told: list[Conflict] = []
    for conflict in conflicts():
        first = conflict.case not in {each.case for each in told}
        told.append(conflict)
        for number, answer in enumerate(conflict.answers):
            question = questions[conflict.case] if number == 0 and first else ""
            rows.append(f"| {question} | `{answer.line}` | {answer.figure} | {answer.systems} |")
    for name, line in OTHERS.items():
        rows.append(f"| {questions[name]} | {line} | | {_systems(name)} |")
    return "\n".join([*rows, ""])


def _systems(name: str) -> str:
    answers = next(case["answers"] for case in cases("semantic_conflicts") if case["id"] == name)
    return "; ".join(f"{who}: {what}" for who, what in answers.items())


# ---- one line that decides


def _one_line() -> str:
    readings = [(reading, *_actions(reading)) for reading in (ANY, MAJOR)]
    rows: Iterable[str] = (
        f"| `down when: {reading}` | {down} | {level} | {status} | {credit} |"
        for reading, down, level, status, credit in readings
    )
    head = ("| the line in `metric Uptime` | down | uptime | 99.9 % | credit |", "|---|---|---|---|---|")
    return "\n".join([*head, *rows, ""])


def _actions(reading: str) -> tuple[str, str, str, str]:
    evaluation = evaluated(ROOT, reading, "duckdb", period="2025-Q1")
    line: Line = next(each for each in evaluation.outcome.statement.lines if each.scope == "Actions")
    assert line.level is not None
    minutes = Fraction(line.columns["down"], 60 * SECOND)
    assert minutes.denominator == 1
    hours, rest = divmod(int(minutes), 60)
    credit = amount_text(line.credit) if line.credit is not None and line.status == "missed" else "none"
    return f"{hours} h {rest} min", f"{float(line.level * 100):.3f}%", line.status, credit
