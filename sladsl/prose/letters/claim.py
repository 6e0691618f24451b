"""The notice of claim of one side, mostly the customer's: what is claimed, on which grounds, with what evidence, until when.

Everything in it comes from the evaluation: nothing is claimed that the statement does not owe, and what has lapsed is
left out. It goes to the other side, so what the claimant has to know of the weak points stands in `claim_notes`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sladsl.model.meanings import Agreement
from sladsl.model.sides import named
from sladsl.outcome.arithmetic import arithmetic
from sladsl.outcome.claims_words import until_text
from sladsl.outcome.explain import computed_words
from sladsl.outcome.measured import Witness
from sladsl.outcome.statement import Line, Outcome, StageState, Statement
from sladsl.outcome.table import plural
from sladsl.outcome.words import bound_text
from sladsl.plan.measure import Aside
from sladsl.prose.letters.claimable import before_cap, claimable, claimed_by, due_stages, of_side
from sladsl.prose.letters.letter import Block, Grid, Letter, Part, Points, Words
from sladsl.prose.letters.not_taken_off import clause_of, not_taken_off
from sladsl.values.amount import amount_text, total
from sladsl.values.duration import duration_text
from sladsl.values.instant import instant_text, instant_to_local
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_ROWS = 40
PLACED = frozenset({"at", "start", "end"})
"""Fields that the columns `from` and `to` show."""
MOST_COLUMNS = 5
"""Fields that a table of evidence has room for."""
Witnesses = Callable[[Line], tuple[Witness, ...]]
Asides = Callable[[Line], tuple[tuple[Aside, Witness], ...]]


def claim_letter(
    agreement: Agreement,
    outcome: Outcome,
    clauses: Mapping[str, str],
    witnesses: Witnesses,
    asides: Asides,
    by: str = "",
) -> Letter | None:
    """The notice of all that one side can claim, that of the party `by` or the customers'; None where there is nothing."""
    statement = outcome.statement
    every = claimable(statement)
    side = claimed_by(agreement, every, by)
    found = of_side(agreement, every, side)
    lines = found.open
    if not lines:
        return None
    months = {line.period for line in lines}
    beyond = tuple(line for line in found.beyond if line.period in months)
    place = zone(statement.zone)
    assert place is not None
    grounds: list[Block] = []
    evidence: list[Block] = []
    for line in (*lines, *beyond):
        grounds += _grounds(line, clauses)
        evidence += _evidence(line, witnesses(line), place)
        evidence += not_taken_off(agreement, line, asides(line), clauses, place)
    claims = f"{_names(agreement, side)} {'claim' if len(side) > 1 else 'claims'}"
    parts = [
        Part(
            title="What is claimed",
            blocks=tuple(_claimed(lines, beyond, clauses, place, claims)),
        ),
        Part(title="Grounds", blocks=tuple(grounds)),
    ]
    if evidence:
        parts.append(Part(title="Evidence", blocks=tuple(evidence)))
    parts.append(Part(title="How this was computed", blocks=tuple(_computed(outcome, place))))
    return Letter(
        title="Notice of claim for service credits",
        head=tuple(_head(agreement, statement, lines, place, side)),
        parts=tuple(parts),
        signature=("For " + _names(agreement, side), "", "_" * 30, "(date, name, signature)"),
    )


# ---- who and when


def _names(agreement: Agreement, side: tuple[str, ...]) -> str:
    """All who claim together."""
    return named(_name(agreement, party) for party in side) or _name(agreement, "")


def _name(agreement: Agreement, party: str) -> str:
    found = agreement.parties.get(party)
    if found is None:
        return party or "the customer"
    return found.title or found.name


def _head(
    agreement: Agreement,
    statement: Statement,
    lines: tuple[Line, ...],
    place: ZoneInfo,
    side: tuple[str, ...],
) -> list[tuple[str, str]]:
    owners = dict.fromkeys(line.owner for line in lines if line.owner)
    contacts = [
        contact
        for owner in owners
        for contact in (agreement.parties[owner].contacts if owner in agreement.parties else ())
    ]
    title = agreement.title or agreement.name
    version = f", version {agreement.version}" if agreement.version else ""
    cites = f" ({agreement.cites})" if agreement.cites else ""
    head = [("To", ", ".join([*(_name(agreement, owner) for owner in owners), *contacts]) or "the provider")]
    head.append(("From", _names(agreement, side)))
    head.append(("Agreement", f"{title}{version}{cites}"))
    head.append(("Date", instant_to_local(statement.as_of, place).date().isoformat()))
    channels = dict.fromkeys(stage.channel for line in lines for stage in due_stages(line) if stage.channel)
    if channels:
        head.append(("Sent", ", ".join(channels)))
    first = min(
        (stage for line in lines for stage in due_stages(line) if stage.last is not None),
        key=lambda stage: stage.last or 0,
        default=None,
    )
    if first is not None:
        head.append(("To arrive by", until_text(first.last, first.last_day, place)))
    return head


# ---- what


def _claimed(
    lines: tuple[Line, ...],
    beyond: tuple[Line, ...],
    clauses: Mapping[str, str],
    place: ZoneInfo,
    claims: str,
) -> list[Block]:
    rows = []
    for line in lines:
        until = ", ".join(_until(stage, place) for stage in due_stages(line)) or "not stated"
        rows.append((line.period, _called(line), _credit(line), until))
    blocks: list[Block] = [
        Words(text=f"{claims} these service credits:"),
        Grid(
            header=("Period", "Service level", "Credit", "Claim by"), rows=tuple(rows), right=frozenset({2})
        ),
    ]
    known = [line.credit for line in lines if line.credit is not None]
    if len(lines) > 1 and len(known) == len(lines):
        blocks.append(Words(text=f"Together {amount_text(total(*known))}."))
    if beyond:
        blocks.append(
            Words(
                text="Claimed as well are these, of which the limit leaves nothing while the others are owed:"
            )
        )
        blocks.append(
            Points(items=tuple(f"{_called(line)}, {line.period}: {_before(line)}" for line in beyond))
        )
    rules = dict.fromkeys(clause_of(stage.rule, clauses) for line in lines for stage in due_stages(line))
    if rules:
        blocks.append(Words(text=f"The right to claim and its time follow from {' and '.join(rules)}."))
    stages = {stage.title or stage.name for line in lines for stage in due_stages(line) if stage.name}
    if len(stages) == 1:
        blocks.append(Words(text=f"This notice makes the stage {stages.pop()} of the claim."))
    elif stages:
        blocks.append(Words(text="It makes these stages of the claim:"))
        made = [
            f"{stage.title or stage.name} for {_called(line)}, {line.period}"
            for line in lines
            for stage in due_stages(line)
            if stage.name
        ]
        blocks.append(Points(items=tuple(made)))
    wanted = dict.fromkeys(each for line in lines for stage in due_stages(line) for each in stage.show)
    if wanted:
        blocks.append(Words(text="It shows, as the agreement asks:"))
        blocks.append(Points(items=tuple(wanted)))
    return blocks


def _until(stage: StageState, place: ZoneInfo) -> str:
    """The last day; of a time that has not begun that it is open, which is another thing than none being stated."""
    if stage.last is None and stage.presumed:
        return "open"
    return until_text(stage.last, stage.last_day, place)


def _before(line: Line) -> str:
    before = before_cap(line)
    return f"{amount_text(before)} before the limit" if before is not None else ""


def _called(line: Line) -> str:
    name = line.title or line.objective
    return f"{name}, {line.scope}" if line.scope else name


def _credit(line: Line) -> str:
    return "to be determined" if line.credit is None else amount_text(line.credit)


def _grounds(line: Line, clauses: Mapping[str, str]) -> list[Block]:
    promised = (
        f"promised is {bound_text(line.target, line.unit, line.days)}" if line.target is not None else ""
    )
    grade = f" ({line.grade})" if line.grade else ""
    said = "; ".join(part for part in (promised, f"attained was {line.shown or 'no level'}{grade}") if part)
    blocks: list[Block] = [
        Words(
            text=f"{_called(line)}, {line.period}: {said}. The promise is made in {clause_of(line.rule, clauses)}."
        )
    ]
    steps = [f"computed: {arithmetic(line)}"] if line.formula is not None and line.level is not None else []
    for step in line.steps:
        after = "open" if step.after is None else amount_text(step.after)
        steps.append(f"{step.why}: {after} ({clause_of(step.rule, clauses)})")
    if steps:
        blocks.append(Points(items=tuple(steps)))
    return blocks


def _evidence(line: Line, rows: tuple[Witness, ...], place: ZoneInfo) -> list[Block]:
    if not rows:
        if line.origin == "reported":
            return [
                Words(
                    text=f"{_called(line)}, {line.period}: the level is the one that was reported, {line.shown}."
                )
            ]
        return []
    if rows[0].computed or len(rows[0].fields) > MOST_COLUMNS:
        return _one_by_one(line, rows, place)
    fields = [name for name, _ in rows[0].fields if name not in PLACED and name != line.dimension]
    lengths = any(each.length for each in rows)
    header = ("Row", "From", *(("To", "Counts") if lengths else ()), *fields)
    cells = []
    for each in rows[:MOST_ROWS]:
        row = " ".join(str(part) for part in (each.source, each.file, each.row) if part)
        own = dict(each.fields)
        spans: tuple[str, ...] = ()
        if lengths:
            spans = (
                "open" if each.end is None else instant_text(each.end, place),
                duration_text(each.length, line.days),
            )
        cells.append((row, instant_text(each.start, place), *spans, *(own.get(name, "") for name in fields)))
    blocks: list[Block] = [
        Words(text=f"{_called(line)}, {line.period}, times in {place.key}:"),
        Grid(header=header, rows=tuple(cells)),
    ]
    return [*blocks, *_more(rows)]


def _one_by_one(line: Line, rows: tuple[Witness, ...], place: ZoneInfo) -> list[Block]:
    """Rows that say more than a table holds: each with what the promise is judged by, and what follows from it."""
    items = []
    for each in rows[:MOST_ROWS]:
        row = " ".join(str(part) for part in (each.source, each.file, each.row) if part)
        said = [f"{name} {text}" for name, text in each.fields if text and name != line.dimension]
        items.append(f"{row}: {', '.join((*said, *computed_words(each, place, line.days)))}")
    return [
        Words(text=f"{_called(line)}, {line.period}, times in {place.key}:"),
        Points(items=tuple(items)),
        *_more(rows),
    ]


def _more(rows: tuple[Witness, ...]) -> list[Block]:
    more = len(rows) - MOST_ROWS
    return [Words(text=f"And {plural(more, 'row')} more, on request.")] if more > 0 else []


def _computed(outcome: Outcome, place: ZoneInfo) -> list[Block]:
    from sladsl import __version__

    statement = outcome.statement
    blocks: list[Block] = [
        Words(
            text=f"By sladsl {__version__} from the text of the agreement, as known on "
            f"{instant_text(statement.as_of, place)}; times are those of {statement.zone}."
        )
    ]
    answers = [
        f"{answer.key}{f' ({answer.construct})' if answer.construct else ''}: {answer.answer}"
        for answer in statement.answers
    ]
    if answers:
        blocks += [Words(text="Read with these answers:"), Points(items=tuple(answers))]
    return blocks
