"""Claims and reports that fit nothing: told with what they say, so that no date is lost by a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.outcome.given import GivenClaim, GivenReport
from sladsl.outcome.measured import DataFinding
from sladsl.plan.settlement import Settlement
from sladsl.settle.claims import is_known
from sladsl.settle.draft import Draft

_MOST_NAMED = 3


def unused_claims(
    claims: tuple[GivenClaim, ...], drafts: tuple[Draft, ...], as_of: int
) -> tuple[DataFinding, ...]:
    """Findings for claims that meet no line, or no stage of its claim, and for those made after the as-of instant."""
    if not claims:
        return ()
    lines = {(each.assessment.objective, each.scope, each.period.label): each for each in drafts}
    owing = _owing(drafts) if any(not each.objective for each in claims) else {}
    stray, unstaged, late = [], [], []
    stages: dict[str, None] = {}
    for each in claims:
        met = owing.get((each.scope, each.period), [])
        if each.objective:
            met = [line] if (line := lines.get((each.objective, each.scope, each.period))) is not None else []
        if not met:
            stray.append(each)
            continue
        rules = [line.assessment.claim for line in met]
        names = [stage.name for rule in rules if rule is not None for stage in rule.stages]
        names += [""] if None in rules else []
        if each.stage not in names:
            unstaged.append(each)
            stages |= dict.fromkeys(name for name in names if name)
        elif not is_known(each, as_of):
            late.append(each)
    found = []
    if stray:
        found.append(
            _finding(
                "claim-without-line",
                stray,
                f"claims: {len(stray)} of {len(claims)} fit no objective, scope and period here.",
                "a claim that fits no line changes nothing",
                "Check the names, and periods like 2026-Q1.",
            )
        )
    if unstaged:
        known = ", ".join(f"`{name}`" for name in stages)
        found.append(
            _finding(
                "claim-without-stage",
                unstaged,
                f"claims: {len(unstaged)} of {len(claims)} name no stage of the claim.",
                "a claim that is none of the stages changes nothing",
                f"Say in the column `stage` which it is: {known}."
                if known
                else "The claim has no stages: leave the column `stage` empty.",
            )
        )
    if late:
        found.append(
            _finding(
                "claim-after-as-of",
                late,
                f"claims: {len(late)} of {len(claims)} are dated at or after the as-of instant.",
                "a claim counts once it is made",
                "",
            )
        )
    return tuple(found)


def _owing(drafts: tuple[Draft, ...]) -> dict[tuple[str, str], list[Draft]]:
    """The lines of claims without an objective, by scope ("": all scopes) and period: all with a credit."""
    found: dict[tuple[str, str], list[Draft]] = {}
    for each in drafts:
        if each.assessment.credit is not None:
            for scope in dict.fromkeys((each.scope, "")):
                found.setdefault((scope, each.period.label), []).append(each)
    return found


def _finding(name: str, claims: list[GivenClaim], message: str, rule: str, hint: str) -> DataFinding:
    return DataFinding(
        name=name,
        severity="information" if name == "claim-after-as-of" else "warning",
        source="claims",
        message=message,
        count=len(claims),
        rule=rule,
        samples=tuple(
            (0, ", ".join(part for part in (each.objective, each.scope, each.period, each.stage) if part))
            for each in claims[:20]
        ),
        hint=hint,
    )


def unused_reports(
    reports: tuple[GivenReport, ...], settlement: Settlement, as_of: int
) -> tuple[DataFinding, ...]:
    """The findings for reports that nobody has to send, and for those dated after the as-of instant."""
    known = {each.report for each in settlement.duties if each.report}
    stray = [each for each in reports if each.report not in known]
    late = [each for each in reports if each.report in known and each.sent >= as_of]
    names = ", ".join(f"`{name}`" for name in sorted(known))
    hint = f"The reports are {names}." if known else "The agreement sends no report."
    found = []
    if stray:
        found.append(
            _reported(
                "report-without-duty",
                stray,
                f"reports: {len(stray)} of {len(reports)} are none that somebody has to send:"
                f" {_some([each.report for each in stray])}.",
                "a report that nobody owes changes nothing",
                hint,
            )
        )
    if late:
        found.append(
            _reported(
                "report-after-as-of",
                late,
                f"reports: {len(late)} of {len(reports)} are dated at or after the as-of instant.",
                "a report counts once it is sent",
                "",
            )
        )
    return tuple(found)


def unkept(found: Mapping[str, tuple[int, int]]) -> tuple[DataFinding, ...]:
    """The findings for records of duties that keep none: `found` says of each duty how many they are, of how many."""
    return tuple(
        DataFinding(
            name="record-without-duty",
            severity="information",
            source="duties",
            message=f"{construct.removeprefix('duty ')}: {count} of {every} records keep none of these duties.",
            count=count,
            rule="each record keeps one duty at most, and none before it can be done",
            samples=(),
            hint="Where records say what they are about, name that time in the duty: `record belongs to: …`.",
        )
        for construct, (count, every) in found.items()
    )


def _reported(name: str, reports: list[GivenReport], message: str, rule: str, hint: str) -> DataFinding:
    return DataFinding(
        name=name,
        severity="information" if name == "report-after-as-of" else "warning",
        source="reports",
        message=message,
        count=len(reports),
        rule=rule,
        samples=tuple((0, f"{each.report}, {each.period}") for each in reports[:20]),
        hint=hint,
    )


def _some(names: Iterable[str]) -> str:
    """The first different names, and how many more there are."""
    every = list(dict.fromkeys(names))
    shown = ", ".join(f"`{name[:60]}`" for name in every[:_MOST_NAMED])
    return shown + (f" and {len(every) - _MOST_NAMED} more" if len(every) > _MOST_NAMED else "")
