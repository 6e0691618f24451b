"""Rows that nobody can decide: their condition meets an empty field, so silence about them would be a choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sladsl.outcome.measured import DataFinding
from sladsl.plan.composed import leaves
from sladsl.record import replace
from sladsl.settle.draft import Draft, place
from sladsl.values.duration import duration_text

WORDS = {
    "undecided time": (
        "outages",
        "time of intervals whose condition meets an empty field",
        "it counts as up",
    ),
    "unplaced": (
        "records",
        "records of which `where` can't say whether they count, because a field is empty",
        "they are left out",
    ),
    "unweighed": (
        "unweighed",
        "rows whose weight can't be told, because a field is empty or it is divided by zero",
        "they count for nothing",
    ),
    "undecided": (
        "records",
        "records of which nobody can say whether they are good, because a field is empty",
        "what the agreement says of undecided records",
    ),
    "overdue": (
        "overdue",
        "records that are still open after their due time",
        "what the agreement says of undecided records, and of open ones past their due time",
    ),
    "open": (
        "open",
        "records that are still open and not yet due",
        "what the agreement says of undecided records",
    ),
    "without limit": (
        "unlimited",
        "records for which no row of the table fits",
        "they are left out",
    ),
    "left open": (
        "unstated",
        "records for which the agreement states no limit",
        "they are left out",
    ),
    "reversed": (
        "reversed",
        "records that end before they begin",
        "what the agreement says of reversed times; without a word they count as no time at all",
    ),
}


NAMES = {
    "overdue": "overdue-records",
    "open": "open-records",
    "unlimited": "records-without-limit",
    "unstated": "records-left-open",
    "reversed": "reversed-records",
    "unweighed": "rows-without-weight",
}
HINTS = {
    "overdue": "Close them, or bring newer data.",
    "open": "Evaluate again when they are closed.",
    "unlimited": "Add a row `otherwise` to the table, or fill the fields that it reads.",
    "unstated": "Agree on a limit, and write it instead of `not stated`.",
    "reversed": "Correct their times.",
}


def undecided_findings(drafts: tuple[Draft, ...]) -> tuple[DataFinding, ...]:
    """One finding for each metric and kind of undecided rows, with the lines that they touch; equal ones are given once."""
    found: dict[tuple[str, str], list[tuple[Draft, int]]] = {}
    seen: set[tuple[str, str, str, str]] = set()
    for draft, of_part in _by_part(drafts):
        for column, value in draft.attained.columns.items():
            spot = (draft.assessment.metric, column, draft.scope, draft.period.label)
            # Several objectives may be about one metric, and levels be computed from it besides.
            if column in WORDS and value > 0 and not (of_part and spot in seen):
                seen.add(spot)
                found.setdefault((draft.assessment.metric, column), []).append((draft, value))
    plain = [_finding(metric, column, touched) for (metric, column), touched in found.items()]
    told = {each: touched[0][0] for each, touched in reversed(list(zip(plain, found.values(), strict=True)))}
    # Of one source and metric after metric the same is said with other figures: then each says whose they are.
    several = Counter(_said(each) for each in told)
    return tuple(_of(told[each], each) if several[_said(each)] > 1 else each for each in dict.fromkeys(plain))


def _by_part(drafts: tuple[Draft, ...]) -> Iterator[tuple[Draft, bool]]:
    """The lines, and after them (true) the parts of those that are computed from others, each as if it were a line."""
    for draft in drafts:
        if not draft.assessment.level.parts:
            yield draft, False
    for draft in drafts:
        for part, columns in leaves(draft.assessment.level, draft.attained.columns):
            attained = replace(draft.attained, columns=columns)
            assessment = replace(draft.assessment, metric=part.metric, sources=part.sources)
            yield replace(draft, assessment=assessment, attained=attained), True


def _said(finding: DataFinding) -> str:
    """What a finding says, without its figures."""
    return finding.message.partition(" (")[0]


def _of(draft: Draft, finding: DataFinding) -> DataFinding:
    title = draft.assessment.title or draft.assessment.objective
    source, words = finding.message.split(": ", 1)
    return replace(finding, message=f"{source}, {title}: {words}")


def _finding(metric: str, column: str, touched: list[tuple[Draft, int]]) -> DataFinding:
    noun, words, rule = WORDS[column]
    shown = [
        f"{place(draft)}: {duration_text(value) if noun == 'outages' else value}" for draft, value in touched
    ]
    sources = touched[0][0].assessment.sources
    count = len(touched) if noun == "outages" else sum(value for _, value in touched)
    return DataFinding(
        name=NAMES.get(noun, f"undecided-{noun}"),
        severity="information" if noun in ("open", "unstated") else "warning",
        source=", ".join(sources),
        message=f"{', '.join(sources)}: {words} ({', '.join(shown[:6])}{', …' if len(shown) > 6 else ''}).",
        count=count,
        rule=rule,
        samples=tuple((0, text) for text in shown[:20]),
        hint=HINTS.get(noun, f"Fill the fields that `{metric.split(' each ')[0]}` reads."),
    )
