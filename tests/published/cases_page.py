"""docs/settlement.md, made of what came out of the published cases: sets, figures, readings, what is not there and why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.published.cases import DIFFERS, FIGURES_NOT_YET, FOUND, NO_FORM, NOT_YET, UNSAID, Case, alike

PAGE = ROOT / "docs" / "settlement.md"
TEXT = Path(__file__).with_name("cases_page.md")


def written() -> bool:
    return bool(os.environ.get("SLADSL_UPDATE"))


def page(cases: list[dict[str, Any]], found: tuple[dict[str, Case], dict[str, dict[str, Case]]]) -> str:
    return TEXT.read_text(encoding="utf-8").format(
        table=_table(cases, found[0]), readings=_readings(found[1]), reasons=_reasons(cases)
    )


def _table(cases: list[dict[str, Any]], found: dict[str, Case]) -> str:
    rows = [
        "| agreement | cases | played | figures | agreed | explained | not yet |",
        "|---|---|---|---|---|---|---|",
    ]
    sums = [0] * 6
    for card in dict.fromkeys(each["card"] for each in cases):
        own = [each for each in cases if each["card"] == card]
        counts = [len(own), sum(each["id"] in found for each in own), 0, 0, 0, 0]
        for case in own:
            for key, expected in case["expected"].items():
                counts[2] += 1
                counts[_verdict(case["id"], key, expected, found)] += 1
        sums = [one + other for one, other in zip(sums, counts, strict=True)]
        rows.append(f"| {card} | {' | '.join(str(each) if each else '–' for each in counts)} |")
    rows.append(f"| **together** | {' | '.join(f'**{each}**' if each else '–' for each in sums)} |")
    return "\n".join(rows)


def _verdict(name: str, key: str, expected: Any, found: dict[str, Case]) -> int:
    """The column that a figure counts in: 3 agreed, 4 explained, 5 not yet."""
    if name not in found or key in FIGURES_NOT_YET:
        return 5
    if key in NO_FORM or (name, key) in UNSAID or (name, key) in DIFFERS:
        return 4
    return 3 if alike(expected, FOUND[key](found[name])) else 5


def _readings(others: dict[str, dict[str, Case]]) -> str:
    rows = ["| case | read so | what comes out |", "|---|---|---|"]
    for name, each in sorted(others.items()):
        for words, case in each.items():
            told = "; ".join(expectation.text for expectation in case.scenario.expectations)
            rows.append(f"| {name} | {words} | {told} |")
    return "\n".join(rows)


def _reasons(cases: list[dict[str, Any]]) -> str:
    rows = ["| case | figure | why |", "|---|---|---|"]
    for case in cases:
        if case["id"] in NOT_YET:
            rows.append(f"| {case['id']} | all | {NOT_YET[case['id']]} |")
            continue
        for key in case["expected"]:
            why = (
                UNSAID.get((case["id"], key))
                or DIFFERS.get((case["id"], key))
                or NO_FORM.get(key)
                or FIGURES_NOT_YET.get(key)
            )
            if why:
                rows.append(f"| {case['id']} | {key} | {why} |")
    return "\n".join(rows)
