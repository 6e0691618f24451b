"""Bands: which row of a credit's table a level falls into, and what the faults of a table do to the credit.

A gap or an overlap in a printed table is reported and leaves the credit open; it is never guessed away.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, assert_never

from sladsl.outcome.amounts import is_nothing, never_above
from sladsl.outcome.measured import DataFinding
from sladsl.outcome.statement import Step
from sladsl.outcome.words import bound_text
from sladsl.plan.amounts import DaysOf, PercentOf, Shortfall, SumOf, TimeLost, Together, Undetermined
from sladsl.plan.remedies import NotOwed, StepRule
from sladsl.plan.settlement import AmountRule, Assessment, CreditRule, Nothing, Piece
from sladsl.record import replace
from sladsl.settle.between import between
from sladsl.settle.draft import Draft, place, stepped
from sladsl.settle.fees import FeeBook, Priced
from sladsl.settle.judge import holds, judged_of
from sladsl.settle.level import level_text, sums
from sladsl.settle.steps import Figures, counted, parts_in, plain
from sladsl.values.amount import NOTHING, Amount, amount_text, scale, total
from sladsl.values.number import shown as figure

NO_BAND = "no band"


def fitting(credit: CreditRule, level: Fraction) -> tuple[Piece, ...]:
    """The pieces whose bounds the level satisfies, in their order; only the first of them under `first`.

    `otherwise` fits where nothing else does, wherever it stands.
    """
    found = tuple(
        piece
        for piece in credit.pieces
        if piece.bounds and all(holds(bound, level) for bound in piece.bounds)
    ) or tuple(piece for piece in credit.pieces if not piece.bounds)
    return found[:1] if credit.fit == "first" else found


def fitting_of(assessment: Assessment, credit: CreditRule, level: Fraction) -> tuple[Piece, ...]:
    """The same of the credit of an objective, worked out once for all levels between the same bounds."""
    known = judged_of(assessment)
    spot = known.marks.of(level)
    pieces = known.pieces.get(spot)
    if pieces is None:
        pieces = known.pieces[spot] = fitting(credit, level)
    return pieces


def priced(
    draft: Draft, book: FeeBook, figures: Figures | None = None
) -> tuple[Draft, tuple[tuple[str, str], ...]]:
    """The draft with its band and credit, and the faults met on the way as pairs of a finding's name and
    a sample. `figures`: the other drafts, of which steps may be.
    """
    credit = draft.assessment.credit
    if credit is None or draft.status == "not assessed":
        return draft, ()
    if draft.status == "missed" and draft.free is not None:
        after = None if draft.free.open else NOTHING
        step = Step(name=draft.free.name, before=None, after=after, why=draft.free.why, rule=credit.rule)
        return stepped(draft, step), ()
    owing = draft.status == "missed" or (draft.assessment.of_points and draft.attained.level != 0)
    if owing and (found := _not_owed(draft)) is not None:
        name: Literal["band", "flat amount"] = "band" if credit.pieces else "flat amount"
        after = None if found.open else NOTHING
        return stepped(draft, Step(name=name, before=None, after=after, why=found.why, rule=credit.rule)), ()
    if not credit.pieces:
        return _flat(draft, credit, book, figures or {}), ()
    if draft.attained.level is None and draft.status == "missed":
        # What must be met is missed, so that the score is, whatever it comes to: in which row it would be, nobody knows.
        why = f"{draft.attained.reason}; what it comes to is not known"
        return stepped(draft, Step(name="band", before=None, after=None, why=why, rule=credit.rule)), ()
    if draft.attained.level is None:
        step = Step(name="met", before=None, after=NOTHING, why=draft.attained.reason, rule=credit.rule)
        return stepped(draft, step), ()
    if credit.marginal:
        return _marginal(draft, credit, draft.attained.level, book), ()
    pieces = fitting_of(draft.assessment, credit, draft.attained.level)
    shown = level_text(draft.assessment, draft.attained)
    if not pieces:
        higher = draft.assessment.level.better == "higher"
        rows = [piece.bounds for piece in credit.pieces]
        at = between(rows, draft.attained.level, higher, credit.between)
        if at is None or draft.status == "met":
            return _outside(draft, credit, shown)
        draft, more = banded(draft, credit, (credit.pieces[at],), book, shown)
        why = f'{shown} lies between two rows, and the {credit.between} counts: "{draft.band}"'
        last = replace(draft.steps[-1], why=why) if draft.amount is not None else draft.steps[-1]
        return replace(draft, steps=(*draft.steps[:-1], last)), more
    if draft.status == "met":
        return _although_met(draft, credit, pieces, book, shown)
    return banded(draft, credit, pieces, book, shown)


def of_any_scope(assessment: Assessment) -> bool:
    """Whether a credit is the same for every scope with the same figures: nothing in it hangs on which scope it is."""
    credit = assessment.credit
    if credit is None:
        return True
    if credit.step is not None or assessment.not_owed:
        return False
    rules = [piece.amount for piece in credit.pieces]
    if credit.flat is not None:
        rules.append(credit.flat)
    return not any(_by_scope(rule) for rule in rules)


def _by_scope(rule: AmountRule) -> bool:
    match rule:
        case Nothing() | Undetermined() | SumOf() | Shortfall():
            return False
        case PercentOf() | DaysOf() | TimeLost():
            return rule.base.by_scope
        case Together():
            return any(_by_scope(each) for each in rule.of)
        case _:
            assert_never(rule)


def price_of(rule: AmountRule, draft: Draft, book: FeeBook) -> tuple[Priced, str]:
    """The amount of a rule for a line, and how it came about where that takes words."""
    known, why = plain(rule, draft)
    return book.price(known, draft.scope, draft.period, draft.assessment.terms), why


def _not_owed(draft: Draft) -> NotOwed | None:
    """Why no credit is owed for a miss, or for points, by a fact or an option; None where one is."""
    told = draft.assessment.not_owed
    return told.get(draft.scope, told.get("", {})).get(draft.period.label)


def _flat(draft: Draft, credit: CreditRule, book: FeeBook, figures: Figures) -> Draft:
    below = credit.below_expected and draft.grade == "below expected"
    if credit.flat is None or (draft.status != "missed" and not below and not draft.assessment.of_points):
        return draft
    if draft.assessment.of_points and not draft.attained.level:
        none = "no points were scored"
        return stepped(
            draft, Step(name="flat amount", before=None, after=NOTHING, why=none, rule=credit.rule)
        )
    price, how = price_of(credit.flat, draft, book)
    usual = "it is below what is expected" if below else "the promise is missed"
    amount, why = (
        price.amount,
        price.reason or how or ("points were scored" if draft.assessment.of_points else usual),
    )
    if credit.step is not None and amount is not None:
        return in_steps(draft, credit, credit.step, amount, figures)
    if credit.each_missed and amount is not None and draft.attained.columns and not draft.attained.reported:
        kept, total = sums(draft.assessment.level, draft.attained.columns)
        count = (total or kept) - kept
        why = f"{count} times {amount_text(amount)}, once for each record that is missed"
        amount = scale(amount, Fraction(count))
    return stepped(draft, Step(name="flat amount", before=None, after=amount, why=why, rule=credit.rule))


def in_steps(draft: Draft, credit: CreditRule, step: StepRule, amount: Amount, figures: Figures) -> Draft:
    """The draft with the amount for each of the steps of its level."""
    steps = counted(draft, step, figures)
    after = None if steps.number is None else scale(amount, steps.number)
    why = steps.why if steps.number is None else f"{amount_text(amount)} for each: {steps.why}"
    return stepped(draft, Step(name="steps", before=None, after=after, why=why, rule=credit.rule))


def _outside(draft: Draft, credit: CreditRule, shown: str) -> tuple[Draft, tuple[tuple[str, str], ...]]:
    draft = replace(draft, band=NO_BAND)
    if draft.status == "met":
        why = "the promise is kept and no band fits"
        return stepped(draft, Step(name="met", before=None, after=NOTHING, why=why, rule=credit.rule)), ()
    why = f"no band fits {shown}: what is owed is not stated"
    draft = stepped(draft, Step(name="band", before=None, after=None, why=why, rule=credit.rule))
    return draft, (("level-without-band", f"{place(draft)}: {shown}"),)


def _although_met(
    draft: Draft, credit: CreditRule, pieces: tuple[Piece, ...], book: FeeBook, shown: str
) -> tuple[Draft, tuple[tuple[str, str], ...]]:
    """A promise is kept, yet bands fit. Only a band that pays contradicts it."""
    paying = tuple(piece for piece in pieces if not isinstance(piece.amount, Nothing))
    if not paying:
        return banded(draft, credit, pieces[:1], book, shown)
    fault = ("credit-although-met", f'{place(draft)}: {shown}, band "{paying[0].text}"')
    if credit.when_met == "paid":
        draft, more = banded(draft, credit, pieces, book, shown)
        return draft, (fault, *more)
    draft = replace(draft, band=paying[0].text)
    why = f'the promise is kept, so the band "{paying[0].text}" pays nothing'
    return stepped(draft, Step(name="met", before=None, after=NOTHING, why=why, rule=credit.rule)), (fault,)


def banded(
    draft: Draft, credit: CreditRule, pieces: tuple[Piece, ...], book: FeeBook, shown: str
) -> tuple[Draft, tuple[tuple[str, str], ...]]:
    """The draft with the row that applies, of those that fit, and what it pays; the faults as of `priced`."""
    faults: tuple[tuple[str, str], ...] = ()
    how = ""
    if len(pieces) == 1:
        piece: Piece | None = pieces[0]
        price, how = price_of(pieces[0].amount, draft, book)
    elif credit.fit == "error":
        piece, price = None, Priced(amount=None, reason=f"{shown} fits more than one band")
        faults = (("level-in-several-bands", f"{place(draft)}: {shown}, {_texts(pieces)}"),)
    else:
        piece, price = _highest(draft, pieces, book)
    band = _texts(pieces) if piece is None else piece.text
    why = price.reason or _why(draft, band, shown, price.amount) + (f": {how}" if how else "")
    draft = replace(draft, band=band)
    return stepped(
        draft, Step(name="band", before=None, after=price.amount, why=why, rule=credit.rule)
    ), faults


def _marginal(draft: Draft, credit: CreditRule, level: Fraction, book: FeeBook) -> Draft:
    if draft.status != "missed" and not draft.assessment.of_points:
        return draft
    return in_parts(draft, credit, level, book)


def in_parts(draft: Draft, credit: CreditRule, level: Fraction, book: FeeBook) -> Draft:
    """Each row pays for each unit of the part of the figure that lies in it."""
    amount: Amount | None = NOTHING
    words: list[str] = []
    rows = parts_in(credit.pieces, level)
    for piece, part in rows:
        price, _ = price_of(piece.amount, draft, book)
        if price.amount is None or amount is None:
            amount, words = None, [price.reason]
            break
        amount = total(amount, scale(price.amount, part))
        if not is_nothing(price.amount):
            words.append(f"{figure(part)} times {amount_text(price.amount)}")
    if draft.assessment.level.unit != "number":
        amount, words = None, ["rows of which each counts for its part need a level that is a number"]
    last = rows[-1][0].text if rows else ""
    why = " plus ".join(words) or "no part of it lies in a row that pays"
    step = Step(name="band", before=None, after=amount, why=why, rule=credit.rule)
    return stepped(replace(draft, band=last), step)


def _why(draft: Draft, band: str, shown: str, amount: Amount | None) -> str:
    if draft.status == "missed" and is_nothing(amount):
        return f'{shown} misses the promise, yet the band "{band}" pays nothing'
    if draft.status == "met" and not is_nothing(amount) and draft.assessment.bonus != draft.assessment.credit:
        return f'{shown} keeps the promise, yet it lies in the band "{band}"'
    return f'{shown} lies in the band "{band}"'


def _highest(draft: Draft, pieces: tuple[Piece, ...], book: FeeBook) -> tuple[Piece | None, Priced]:
    """The piece that pays most, if that can be told before the fees are known."""
    prices = [price_of(piece.amount, draft, book)[0] for piece in pieces]
    for price in prices:
        if price.amount is None:
            return None, price
    for piece, price in zip(pieces, prices, strict=True):
        top = price.amount
        assert top is not None
        if all(other.amount is not None and never_above(other.amount, top) for other in prices):
            return piece, price
    return None, Priced(amount=None, reason="which band pays most can't be told before the fees are known")


def _texts(pieces: tuple[Piece, ...]) -> str:
    return " or ".join(piece.text for piece in pieces)


_FAULTS = {
    "level-without-band": (
        "warning",
        "a promise is missed but no band fits the level",
        "the credit stays open: no band says what is owed",
        "Let the bands meet: one boundary a row, and `otherwise` as the last.",
    ),
    "level-in-several-bands": (
        "warning",
        "more than one band fits the level",
        "the credit stays open: the bands contradict each other",
        "Say which band applies: the first, or the highest.",
    ),
    "credit-although-met": (
        "warning",
        "the promise is kept, yet a band pays",
        "",
        "Let the first paying band begin below the promise.",
    ),
}


def fault_findings(faults: tuple[tuple[Draft, str, str], ...]) -> tuple[DataFinding, ...]:
    """One finding for each objective and fault, with the lines as samples."""
    by_key: dict[tuple[int, str], list[tuple[Draft, str]]] = {}
    for draft, name, sample in faults:
        by_key.setdefault((draft.order, name), []).append((draft, sample))
    found = []
    for (_, name), lines in sorted(by_key.items()):
        severity, words, rule, hint = _FAULTS[name]
        draft = lines[0][0]
        assessment = draft.assessment
        if name == "credit-although-met" and assessment.credit is not None:
            rule = f"credits of a promise that is kept are {assessment.credit.when_met}"
            if assessment.target is not None:
                promise = bound_text(assessment.target, assessment.level.unit, assessment.days)
                words = f"the promise of {promise} is kept, yet a band pays"
        found.append(
            DataFinding(
                name=name,
                severity="warning" if severity == "warning" else "information",
                source=", ".join(assessment.sources),
                message=f"{assessment.objective}: {words}: {lines[0][1]}{_more(len(lines))}.",
                count=len(lines),
                rule=rule,
                samples=tuple((0, sample) for _, sample in lines[:20]),
                hint=hint,
                scope=draft.scope if len(lines) == 1 else "",
                period=draft.period.label if len(lines) == 1 else "",
            )
        )
    return tuple(found)


def _more(count: int) -> str:
    return f" and {count - 1} more" if count > 1 else ""
