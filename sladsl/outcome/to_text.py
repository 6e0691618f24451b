"""A statement for a person: eighty columns of plain text, what is owed and what is open before what
went well.

The reader is a customer or an account manager, so figures keep their units, times are local and every
open point says what would close it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sladsl.outcome.amended import amended_text
from sladsl.outcome.amounts import is_nothing, short_text
from sladsl.outcome.beside import beside_block
from sladsl.outcome.bonus import bonus_block, bonuses_in_all
from sladsl.outcome.budget_to_text import budget_block
from sladsl.outcome.claims_words import claim_text, decided_text, presumptions
from sladsl.outcome.duties_to_text import duties_block
from sladsl.outcome.earned_to_text import earned_back, earned_block, order_words
from sladsl.outcome.explain import explain_text
from sladsl.outcome.measured import DataFinding
from sladsl.outcome.payments_to_text import payments_block
from sladsl.outcome.periods import credit_text, name, period_blocks
from sladsl.outcome.progress_to_text import progress_block
from sladsl.outcome.range import PROOFS, range_of, tried
from sladsl.outcome.reconciled_to_text import reconciled_block
from sladsl.outcome.rights_to_text import rights_block, usable_now
from sladsl.outcome.statement import Line, Outcome, Statement
from sladsl.outcome.table import paragraph, table
from sladsl.outcome.unread import not_read
from sladsl.plan.settlement import Answer
from sladsl.values.amount import NOTHING, Amount, total
from sladsl.values.instant import instant_text
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["explain_text", "outcome_text"]


def outcome_text(outcome: Outcome, full: bool = False) -> str:
    """The outcome in words and tables, ending with a line break. `full` lists lines that were kept, too.

    Of several readings the first is shown, and for all of them the range of what is owed. ValueError
    when the zone of the statement isn't one.
    """
    statement = outcome.statement
    place = zone(statement.zone)
    if place is None:
        raise ValueError(f"{statement.zone!r} isn't a zone")
    lines = [
        *_head(statement, place),
        *period_blocks(statement, place, full),
        *beside_block(statement.lines, full),
        *_credits(statement, place),
        *payments_block(statement),
        *reconciled_block(statement),
        *earned_block(statement),
        *bonus_block(statement),
        *budget_block(statement, full),
        *progress_block(statement, full),
        *rights_block(outcome, place, full),
        *duties_block(statement, place),
        *_open(outcome),
        *_findings(statement),
        *_answers(statement),
    ]
    return "\n".join(lines) + "\n"


def _head(statement: Statement, place: ZoneInfo) -> list[str]:
    title = statement.title or statement.agreement
    if statement.version:
        title += f", version {statement.version}"
    counts = [
        f"{count} {status}"
        for status in ("missed", "met", "reported", "not assessed")
        if (count := sum(each.status == status for each in statement.lines))
    ]
    as_of = f"Statement as of {instant_text(statement.as_of, place)}, times in {statement.zone}."
    result = f"{', '.join(counts) or 'Nothing to assess'}. Credits in all: {_in_all(statement)}."
    back = earned_back(statement)
    if back is not None:
        result += f" Earned back: {short_text(back)}."
    if brought := bonuses_in_all(statement):
        result += f" Bonuses in all: {brought}."
    lapsed = _lapsed(statement)
    if lapsed:
        result += f" Claim deadlines have passed for {lapsed}."
    rejected = _rejected(statement)
    if rejected:
        result += f" Claims that were rejected: {rejected}."
    usable = usable_now(statement)
    if usable:
        result += f" Rights that can be used: {usable}."
    lacking = not_read(statement)
    if lacking:
        lacking = f"{lacking} (see About the data)."
    left_out = statement.not_evaluated
    amended = amended_text(statement, place)
    return [
        line for text in (title, as_of, amended, result, left_out, lacking) for line in paragraph(text, 0, 0)
    ]


def _in_all(statement: Statement) -> str:
    if statement.total is not None:
        return "none" if is_nothing(statement.total) else short_text(statement.total)
    if is_nothing(statement.known):
        return "open"
    return f"{short_text(statement.known)}, and what is still open"


def _lapsed(statement: Statement) -> str:
    """The part of the credits that nobody is known to have claimed in time."""
    lines = [each for each in statement.lines if each.claim is not None and each.claim.state == "lapsed"]
    known = total(NOTHING, *(each.credit for each in lines if each.credit is not None))
    if lines and lines == _owed(statement):
        return "all of it"
    return "" if is_nothing(known) else f"part of it: {short_text(known)}"


def _rejected(statement: Statement) -> str:
    """What is owed by the agreement of claims that were rejected; "" where none was, or nothing is owed of them."""
    lines = [each for each in statement.lines if each.claim is not None and each.claim.status == "rejected"]
    known = total(NOTHING, *(each.credit for each in lines if each.credit is not None))
    return "" if is_nothing(known) else short_text(known)


def _owed(statement: Statement) -> list[Line]:
    return [each for each in statement.lines if each.credit is None or not is_nothing(each.credit)]


def _credits(statement: Statement, place: ZoneInfo) -> list[str]:
    """What is owed, by what the customer has to do for it."""
    owed = _owed(statement)
    late = [each for each in statement.lines if each.claim is not None and each.claim.state == "made late"]
    if not owed and not late:
        return []
    rows = []
    ranked = sorted((*owed, *late), key=_claim_rank)
    for _, group in groupby(ranked, key=_claim_rank):
        members = list(group)
        rows.append((_owed_by(members), members[0].period, claim_text(members[0].claim, statement, place)))
    out = ["", "Credits", *table(rows, right=frozenset({0}))]
    for why in presumptions(owed):
        out += paragraph(why)
    for who in dict.fromkeys(each.paid_to for each in owed if each.paid_to):
        out += paragraph(
            f"{_owed_by([each for each in owed if each.paid_to == who])} of it is paid to {who}."
        )
    for step in statement.caps:
        before = "" if step.before is None else short_text(step.before)
        after = "" if step.after is None else short_text(step.after)
        out += paragraph(f"Capped from {before} to {after}: {step.why}.")
    return out


_ORDER = ("open", "made in time", "none needed", "not stated", "lapsed", "made late")


def _claim_rank(line: Line) -> tuple[int, int, str, str, str, str]:
    claim = line.claim
    if claim is None:
        return _ORDER.index("not stated"), line.end, line.period, "", "", ""
    until = " ".join(f"{stage.last or 0:020} {stage.state}" for stage in claim.stages) or claim.last_day
    decided = decided_text(claim) if claim.decisions else ""
    return _ORDER.index(claim.state), line.end, line.period, until, claim.channel, decided


def _owed_by(lines: list[Line]) -> str:
    if lines[0].claim is not None and lines[0].claim.state == "made late":
        lost = total(*(step.before for each in lines for step in each.steps[-1:] if step.before is not None))
        return f"({short_text(lost)})"
    known: Amount = total(NOTHING, *(each.credit for each in lines if each.credit is not None))
    if all(each.credit is not None for each in lines):
        return short_text(known)
    open_ones = credit_text(lines[0]) if len(lines) == 1 else "open"
    return open_ones if is_nothing(known) else f"{short_text(known)} + open"


def _open(outcome: Outcome) -> list[str]:
    """Credits that are undetermined, and choices that the agreement leaves open."""
    out: list[str] = []
    reasons: dict[str, list[str]] = {}
    for line in outcome.statement.lines:
        if line.credit is None:
            where = ", ".join(part for part in (name(line), line.scope, line.period) if part)
            reasons.setdefault(line.steps[-1].why if line.steps else "", []).append(where)
    for why, places in reasons.items():
        more = f" and {len(places) - 3} more" if len(places) > 4 else ""
        out += paragraph(f"{'; '.join(places[:3] if more else places)}{more}: {why}")
    for choice in outcome.open:
        said = "not stated" if choice.stated_open else "the agreement is silent"
        said = "nobody has stated it" if choice.fact else said
        of = f" of {choice.construct}" if choice.construct else ""
        alone = "" if outcome.exhaustive else "alone "
        effect = "it changes the outcome" if choice.matters else f"{alone}it changes nothing here"
        out += paragraph(f"{choice.key}{of} ({said}): {' or '.join(choice.answers)}; {effect}")
    out += _range(outcome)
    return ["", "Still open", *out] if out else []


def _range(outcome: Outcome) -> list[str]:
    if not any(choice.matters for choice in outcome.open) and (outcome.exhaustive or not outcome.open):
        return []
    found = range_of(outcome)
    if found.least is None or found.most is None:
        return paragraph(f"What is owed depends on the answers; shown is the reading {_tried(outcome)}.")
    if found.least == found.most and found.proof != "tried":
        if is_nothing(found.least):
            return paragraph("No credit is owed, whatever the answers.")
        return paragraph(f"Credits in all are {short_text(found.least)}, whatever the answers.")
    # Of parts that were gone through by themselves the answers are those that matter there.
    keys = None if outcome.bounds is not None else {choice.key for choice in outcome.open if choice.matters}
    rows = [
        ("least", short_text(found.least), _when(found.least_answers, keys)),
        ("most", short_text(found.most), _when(found.most_answers, keys)),
    ]
    out = [
        *paragraph(f"Credits in all by the answers; shown above is the reading {_tried(outcome)}:"),
        *table(rows, indent=4),
    ]
    note = PROOFS[found.proof]
    return [*out, *paragraph(note, indent=4)] if note else out


def _tried(outcome: Outcome) -> str:
    return _words(tried(outcome.readings[0]))


def _when(answers: tuple[tuple[Answer, ...], ...], keys: set[str] | None) -> str:
    """The answers that give an end, without those that change nothing."""
    texts = [
        _words(tuple(answer for answer in each if keys is None or answer.key in keys)) for each in answers
    ]
    different = list(dict.fromkeys(texts))
    more = f", or {len(different) - 1} other ways" if len(different) > 2 else ""
    return (different[0] if more else ", or ".join(different)) + more


def _words(answers: tuple[Answer, ...]) -> str:
    return ", ".join(f"{each.key}: {each.answer}" for each in answers)


def _findings(statement: Statement) -> list[str]:
    if not statement.findings:
        return []
    rank = {"error": 0, "warning": 1, "information": 2}
    out = ["", "About the data"]
    for each in sorted(statement.findings, key=lambda finding: rank[finding.severity]):
        word = "note" if each.severity == "information" else each.severity
        out += paragraph(f"{word}: {each.message} [{each.name}]")
        found = _samples(each)
        if found:
            out += paragraph(found, indent=4)
        if each.rule:
            out += paragraph(f"Applied: {each.rule}.", indent=4)
        if each.hint and each.severity != "information":
            out += paragraph(each.hint, indent=4)
    return out


_MOST_SAMPLES = 3
_PLACELESS = ("claim-without-line", "fee-without-service", "fee-beside-agreement")
"""Findings whose samples name what they mean, not its row."""


def _samples(of: DataFinding) -> str:
    """`row 3: "Mär 2026"`, `may.csv row 3: …`: the first rows and what they say; "" where the message says it."""
    files = of.files or ("",) * len(of.samples)
    rows = [
        (f"{file} row {row}".lstrip() if row else "", text)
        for file, (row, text) in zip(files, of.samples, strict=True)
        if row or of.name in _PLACELESS
    ]
    said = [f'{row}: "{text}"' if row else f'"{text}"' for row, text in rows if f"{text}." not in of.message]
    more = of.count - len(said[:_MOST_SAMPLES])
    return "; ".join(said[:_MOST_SAMPLES]) + (f"; and {more:,} more" if said and more > 0 else "")


def _answers(statement: Statement) -> list[str]:
    """The interpretation that was applied: what the agreement says, what was assumed, what is only tried."""
    notes = {"stated": "", "assumed": "assumed for this statement", "tried": "one of several readings"}
    rows = [
        (f"{each.key} ({each.construct})" if each.construct else each.key, each.answer, notes[each.origin])
        for origin in notes
        for each in statement.answers
        if each.origin == origin
    ]
    if not rows:
        return []
    ordered = any(line.credit is not None and line.claim is not None for line in statement.lines)
    order = paragraph(f"Settled in this order: {order_words(statement)}.") if ordered else []
    if not any(row[2] for row in rows):
        return ["", "Read as the agreement says", *table([row[:2] for row in rows]), *order]
    return ["", "Read as the agreement says, unless noted", *table(rows), *order]
