"""Why a line says what it says: the arithmetic, the rows behind it, the clause, each step of the
credit, the next band.

A figure that nobody can retrace is an opinion; this is the page that settles a dispute.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.arithmetic import arithmetic, listed
from sladsl.outcome.beside import as_measured, beside, explained
from sladsl.outcome.bonus import explained_bonus
from sladsl.outcome.budget_to_text import edges_table
from sladsl.outcome.claims_words import decision_text, until_text
from sladsl.outcome.earned_to_text import explained_earning
from sladsl.outcome.left_out import left_out_lines
from sladsl.outcome.measured import ComputedKind, Witness
from sladsl.outcome.points import points_text
from sladsl.outcome.progress_to_text import goals_table
from sladsl.outcome.ranked import Rank, rank_lines
from sladsl.outcome.reconciled_to_text import explained_payment
from sladsl.outcome.scores import score_rows, score_sum
from sladsl.outcome.statement import ClaimState, Distance, Line, StageState
from sladsl.outcome.table import paragraph, plural, row_lines, table, widths
from sladsl.outcome.words import bound_text, cited
from sladsl.plan.from_model.so_far import SO_FAR
from sladsl.plan.levels import PARTS_OF
from sladsl.plan.settlement import Rule
from sladsl.values.amount import amount_text
from sladsl.values.duration import MINUTE, duration_text
from sladsl.values.instant import instant_text, instant_to_local
from sladsl.values.intervals import clip, normal
from sladsl.values.number import grouped, shown
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_SHOWN = frozenset({"start", "end", "at"})
"""Fields that the columns `from` and `to` show."""


def explain_text(
    line: Line,
    witnesses: tuple[Witness, ...],
    clauses: Mapping[str, str],
    zone_name: str = "UTC",
    most: int = 40,
    left_out: tuple[tuple[str, Witness], ...] = (),
    rank: Rank | None = None,
) -> str:
    """A line retraced in eighty columns, ending with a line break; times are local to `zone_name`.

    `clauses` gives the clause number in the contract for the construct of a rule. At most `most` rows
    of data are listed; those that are `left_out` are told with the reason; `rank` is the place of a percentile among
    them. ValueError when the zone isn't one.
    """
    place = zone(zone_name)
    if place is None:
        raise ValueError(f"{zone_name!r} isn't a zone")
    where = ", ".join(part for part in (line.title or line.objective, line.scope, line.period) if part)
    span = f"{instant_text(line.start, place)} to {instant_text(line.end, place)}, times in {zone_name}"
    out = [*paragraph(where, 0), *paragraph(span, 0)]
    if line.window is not None:
        first, last = (instant_text(at, place) for at in line.window)
        out += paragraph(f"assessed over {first} to {last}", 0)
    if line.terms:
        out += paragraph(f"by the terms as amended by {line.terms}", 0)
    out += paragraph(_verdict(line), 0)
    out += section("Promise", [*_promise(line, clauses)])
    out += section("Level", _level(line))
    out += section("Score", _score(line))
    compared = beside(line, lambda _: witnesses)
    if compared is not None:
        out += section("Measured beside it", [*_level(as_measured(line)), *explained(compared)])
    out += section("Rank", rank_lines(rank, place) if rank is not None else [])
    out += section("Data", _data(as_measured(line), witnesses, place, most))
    out += section("Left out", left_out_lines(line, left_out, place))
    out += section("Points", _points(line, clauses))
    out += section("Credit", _credit(line, clauses))
    out += section("Earned back", explained_earning(line))
    out += section("Bonus", explained_bonus(line))
    out += section(
        "What would change it", [text for each in line.distances for text in _distance(each, line.days)]
    )
    if line.budget is not None:
        out += section("Budget left", edges_table(line.budget, line.days))
    if line.progress is not None:
        out += section("Progress", goals_table(line, line.progress))
    out += section("Claim", _claim(line, clauses, place))
    out += section("Paid", explained_payment(line))
    return "\n".join(out) + "\n"


def section(title: str, lines: list[str]) -> list[str]:
    """A heading and what stands under it; [] for nothing."""
    return ["", title, *lines] if lines else []


def _verdict(line: Line) -> str:
    grade = f", {line.grade}" if line.grade else ""
    if line.level is None:
        return f"{line.status.capitalize()}{grade}: {line.reason}."
    if line.target is None:
        return f"{line.status.capitalize()}{grade}: {line.shown}."
    promised = bound_text(line.target, line.unit, line.days)
    return f"{line.status.capitalize()}{grade}: {line.shown}, promised is {promised}."


def _promise(line: Line, clauses: Mapping[str, str]) -> list[str]:
    if line.target is None and line.rule.construct == "credit for points":
        return [*paragraph(f"{line.owner}: {line.metric}"), *source(line.rule, clauses)]
    target = "no level" if line.target is None else bound_text(line.target, line.unit, line.days)
    owner = f"{line.owner}: " if line.owner else ""
    moved = paragraph(f"the level promised: {line.moved}", 4) if line.moved else []
    return [*paragraph(f"{owner}{line.metric} {target}"), *moved, *source(line.rule, clauses)]


def source(rule: Rule, clauses: Mapping[str, str], indent: int = 2) -> list[str]:
    """Where a rule stands: clause number, citation, and its words."""
    number = clauses.get(rule.construct, "")
    here = f"clause {number}" if number else rule.construct
    # The signed text comes first: its numbers are the ones to quote, not those of the rendering.
    out = paragraph(f"[{cited(rule.cites)}; {here} as rendered]" if rule.cites else f"[{here}]", indent)
    for text in rule.text.splitlines():
        out += paragraph(f"| {text.strip()}", indent)
    return out


def _level(line: Line) -> list[str]:
    if line.origin != "measured":
        word = "reported" if line.origin == "reported" else "stated in the scenario"
        return paragraph(f"{line.shown}, {word}.") if line.shown else []
    out: list[str] = []
    if line.formula is not None:
        out += table(listed(line), indent=4)
        out += paragraph(arithmetic(line))
    out += paragraph(line.used) if line.used else []
    if line.coverage is not None:
        out += paragraph(f"{shown(line.coverage * 100, most=4)}% of the time or samples had data.")
    return out


def _score(line: Line) -> list[str]:
    if not line.score:
        return []
    out = table(
        [("promise", "weight", "counts", "why"), *score_rows(line.score)], indent=2, right=frozenset({1, 2})
    )
    return [*out, *paragraph(score_sum(line.score, line.shown))] if line.level is not None else out


def _data(line: Line, witnesses: tuple[Witness, ...], place: ZoneInfo, most: int) -> list[str]:
    if not witnesses:
        return []
    rows = [("row", "from", "to", "counts")]
    for each in witnesses[:most]:
        rows.append(
            (
                " ".join(str(part) for part in (each.source, each.file, each.row) if part),
                instant_text(each.start, place),
                _end(each, place),
                duration_text(each.length, line.days) if each.length else "",
            )
        )
    wide, right = widths(rows), frozenset({3})
    out = row_lines(rows[0], wide, right=right)
    for each, row in zip(witnesses, rows[1:], strict=False):
        out += row_lines(row, wide, right=right)
        fields = ", ".join(
            f"{key}: {value or '-'}"
            for key, value in each.fields
            if key not in _SHOWN and key != line.dimension
        )
        if fields:
            out += paragraph(fields, 6)
        computed = ", ".join(computed_words(each, place, line.days))
        if computed:
            out += paragraph(computed, 6)
    if len(witnesses) > most:
        out += paragraph(f"... and {plural(len(witnesses) - most, 'row')} more")
    timed = [each for each in witnesses if each.length]
    if timed:
        alone = sum(each.length for each in timed)
        merged = sum(
            end - start
            for start, end in clip(
                normal((each.start, line.end if each.end is None else each.end) for each in timed),
                line.start,
                line.end,
            )
        )
        said = f"{plural(len(timed), 'row')}: {duration_text(alone, line.days)} one by one"
        counted = None if "down" + PARTS_OF in line.columns else line.columns.get("down")
        if counted is not None:
            said += f", {duration_text(counted, line.days)} counted as down"
            if counted < alone:
                said += " (overlaps count once, and what is excluded not at all)"
            if line.formula is not None and line.formula.counted > 1:
                said += f", each outage in whole {'minutes' if line.formula.counted == MINUTE else 'seconds'}"
        elif merged < alone:
            said += f", {duration_text(merged, line.days)} when overlaps count once"
        out += paragraph(said + ".")
    return out


def computed_words(witness: Witness, place: ZoneInfo, days: bool) -> list[str]:
    """What was computed of a row that a person can use: times and limits; the aids of the calculation are left out.

    `days` as in `duration_text`.
    """
    found = []
    whole = {value for name, kind, value in witness.computed if kind == "us" and name != SO_FAR}
    for name, kind, value in witness.computed:
        if value is None or kind in ("yes or no", "number") or name.endswith(" or now"):
            continue
        if name == SO_FAR and value in whole and witness.verdict not in ("open", "overdue"):
            continue  # it is over: its time so far is its time
        text = duration_text(value, days) if kind == "us" else instant_text(value, place)
        found.append(f"{_called(name, kind)}: {text}")
    return found


def _called(name: str, kind: ComputedKind) -> str:
    """A computed field in words: those of business days have names that only the plan needs."""
    if kind == "instant":
        return "due"
    return "allowed" if name.endswith(", allowed") else name


def _end(witness: Witness, place: ZoneInfo) -> str:
    """The end of a row; a record is a moment and has none."""
    if witness.end is None:
        return "open" if witness.length else ""
    return _until(witness.start, witness.end, place)


def _until(start: int, end: int, place: ZoneInfo) -> str:
    """The end, without its date when that is the start's."""
    text = instant_text(end, place)
    same = instant_to_local(start, place).date() == instant_to_local(end, place).date()
    return text[11:] if same else text


def _credit(line: Line, clauses: Mapping[str, str]) -> list[str]:
    out: list[str] = []
    seen: Rule | None = None
    for step in line.steps:
        after = "open" if step.after is None else amount_text(step.after)
        out += paragraph(f"{step.name}: {after}")
        out += paragraph(f"because {step.why}" if step.why else "", indent=4)
        if step.rule != seen:
            out += source(step.rule, clauses, indent=4)
            seen = step.rule
    if out and line.credit is not None and is_nothing(line.credit):
        out += paragraph("Nothing is owed.")
    elif out and line.paid_to:
        out += paragraph(f"It is paid to {line.paid_to}.")
    return out


def _points(line: Line, clauses: Mapping[str, str]) -> list[str]:
    if line.points is None:
        return []
    number = "open" if line.points.number is None else points_text(line.points.number)
    because = paragraph(f"because {line.points.why}" if line.points.why else "", indent=4)
    return [*paragraph(number), *because, *source(line.points.rule, clauses, indent=4)]


def _distance(distance: Distance, days: bool) -> list[str]:
    return paragraph(f"{_change(distance, days)}: {distance.to}")


def _change(distance: Distance, days: bool) -> str:
    amount: Fraction = distance.amount
    match distance.unit:
        case "us":
            what = f"{duration_text(int(amount), days)} {distance.direction}"
            return f"{what} {'down time' if distance.lever == 'down' else _lever(distance)}".rstrip()
        case "rows":
            count = int(amount)
            fewer = "fewer" if distance.direction == "less" else "more"
            if distance.lever == "outages":
                return f"{grouped(str(count))} {fewer} {'outage' if count == 1 else 'outages'}"
            kind = f"{distance.lever} " if distance.lever in ("good", "bad") else ""
            return f"{grouped(str(count))} {fewer} {kind}{'record' if count == 1 else 'records'}"
        case "percent":
            way = "lower" if distance.direction == "less" else "higher"
            return f"{shown(amount)} percentage points {way}"
        case "number":
            way = "lower" if distance.direction == "less" else "higher"
            return f"{shown(amount)} {way}"


def _lever(distance: Distance) -> str:
    return {"level": "", "longest": "in the longest outage"}.get(distance.lever, distance.lever)


def _claim(line: Line, clauses: Mapping[str, str], place: ZoneInfo) -> list[str]:
    claim = line.claim
    if claim is None or (claim.state == "nothing to claim" and not claim.decisions):
        return []
    if not claim.stages or claim.state == "nothing to claim":
        out = paragraph(claim.state)
        out = out if claim.rule is None else [*out, *source(claim.rule, clauses)]
        return [*out, *_became(claim, clauses)]
    out = []
    seen: Rule | None = None
    for stage in claim.stages:
        out += _stage(stage, place)
        if stage.rule != seen:
            out += source(stage.rule, clauses)
            seen = stage.rule
    if claim.decided_by or claim.decide_day:
        until = f" by {claim.decide_day}" if claim.decide_day else ""
        out += paragraph(f"decided by {claim.decided_by or 'nobody named'}{until}")
    return [*out, *_became(claim, clauses)]


def _became(claim: ClaimState, clauses: Mapping[str, str]) -> list[str]:
    """What became of a claim, day by day."""
    out = [row for each in claim.decisions for row in paragraph(decision_text(each))]
    if claim.dispute is not None:
        where = f" ({claim.dispute.first})" if claim.dispute.first else ""
        out += paragraph(f"dispute: its first step{where} has until {claim.dispute.day}")
        out += source(claim.dispute.rule, clauses)
    return out


def _stage(stage: StageState, place: ZoneInfo) -> list[str]:
    parts: list[str] = [stage.state]
    if stage.channel:
        parts.append(f"channel: {stage.channel}")
    if stage.last_day:
        parts.append(f"last day: {until_text(stage.last, stage.last_day, place)}")
    if stage.made is not None:
        parts.append(f"claimed: {instant_text(stage.made, place)}")
    name = f"{stage.title or stage.name}: " if stage.name else ""
    out = paragraph(name + "; ".join(parts))
    if stage.since is not None and not stage.presumed:
        out += paragraph(f"counted from {instant_text(stage.since, place)}", 4)
    if stage.presumed:
        out += paragraph(stage.presumed, 4)
    if stage.show:
        out += paragraph(f"must show: {', '.join(stage.show)}", 4)
    return out
