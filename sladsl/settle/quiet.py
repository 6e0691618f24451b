"""Quiet lines: those that owe nothing, and of which nothing else is to be told.

Of thousands of scopes nearly all have the same figures as others, and keep what was promised. What follows from that is
settled once for all of them, and no cap, no sum and no finding hears of it; each has its line all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from sladsl.outcome.statement import Line
from sladsl.plan.from_model.down_time import AGAINST
from sladsl.plan.settlement import Settlement
from sladsl.record import Record, changed, each_with
from sladsl.settle.bands import of_any_scope, priced
from sladsl.settle.claims import Key, claim_settled
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft, Kin
from sladsl.settle.fees import FeeBook
from sladsl.settle.undecided import WORDS
from sladsl.values.amount import NOTHING

FEW = 2
"""Scopes with the same figures from which on they are settled together."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OF_SETTLEMENTS = _names(
    "agreement title version currency zone assessments caps fees answers term_start term_end shown rights duties term"
    " by_days fee_untold paying least after_others order before one_incident"
)
_OF_OBJECTIVES = _names(
    "rule objective title metric owner strength level periods scopes dimension target targets each minimum critical"
    " expected sources windows early unpromised not_owed out_of_force credit claim days"
)
_OF_CREDITS = _names(
    "rule pieces flat fit when_met between rounding rounded each_missed once_for incident marginal least when_text"
    " below_expected replaces"
)
"""What may be said of settlements, objectives and credits where a line without a consequence changes no other line."""


class Quiet(Record):
    """Lines that owe nothing, after pricing and with the states of their claims."""

    priced: Kin
    claimed: Draft


def parted(
    kins: Iterable[Kin], settlement: Settlement, book: FeeBook, dates: DateBook, claims: Iterable[Key]
) -> tuple[list[Draft], list[Quiet]]:
    """The drafts that are settled one by one, without money yet, and the quiet lines.

    `claims` are the places of all that was claimed: a line that somebody claims for isn't quiet.
    """
    loud: list[Draft] = []
    quiet: list[Quiet] = []
    single = _single(settlement)
    touched = {(scope, label) for _, scope, label, _ in claims}
    for kin in kins:
        found = _quiet(kin, book, dates) if single and len(kin.scopes) >= FEW else None
        label = kin.draft.period.label
        if found is None or ("", label) in touched:
            loud += kin.drafts()
            continue
        if touched:
            claimed = [scope for scope in kin.scopes if (scope, label) in touched]
            loud += Kin(draft=kin.draft, scopes=tuple(claimed)).drafts()
            rest = tuple(scope for scope in kin.scopes if (scope, label) not in touched)
            found = Quiet(priced=Kin(draft=found.priced.draft, scopes=rest), claimed=found.claimed)
        quiet.append(found)
    return loud, quiet


def _single(settlement: Settlement) -> bool:
    """Whether all that follows from a line follows from that line alone, as long as nothing is owed.

    Caps, credits that are taken together and those that displace others look at lines that owe something only. What this
    module does not know may look at any.
    """
    credits = (each.credit for each in settlement.assessments if each.credit is not None)
    return (
        _OF_SETTLEMENTS.issuperset(changed(settlement))
        and all(_OF_OBJECTIVES.issuperset(changed(each)) for each in settlement.assessments)
        and all(_OF_CREDITS.issuperset(changed(each)) for each in credits)
    )


def _quiet(kin: Kin, book: FeeBook, dates: DateBook) -> Quiet | None:
    """The lines with their claims; None where they owe something, or something is to be told of them."""
    draft = kin.draft
    if not of_any_scope(draft.assessment) or _told(draft):
        return None
    found, faults = priced(draft, book)
    if faults or found.amount != NOTHING:
        return None
    return Quiet(
        priced=Kin(draft=found, scopes=kin.scopes),
        claimed=claim_settled(found, {}, dates),
    )


def _told(draft: Draft) -> bool:
    """Whether a finding may speak of a line: of a level that was reported, of time without data, of rows that nobody can
    decide or that another source contradicts.
    """
    attained = draft.attained
    if attained.reported is not None or attained.own is not None or draft.assessment.level.parts:
        return True
    if attained.coverage is not None and attained.coverage < 1:
        return True
    return any(
        value and (name in WORDS or name.startswith(AGAINST)) for name, value in attained.columns.items()
    )


def drafts_of(quiet: Iterable[Quiet]) -> Iterator[Draft]:
    """Every single draft of them, after pricing, for whoever has to look at all of them."""
    for each in quiet:
        yield from each.priced.drafts()


def in_their_order(
    drafts: tuple[Draft, ...], lines: Iterable[Line], quiet: Iterable[tuple[Quiet, Line]]
) -> tuple[Line, ...]:
    """All lines in the order in which credits use up caps: those of `drafts`, and those of quiet ones, each with one of
    its lines.
    """
    if not (also := tuple(quiet)):
        return tuple(lines)
    places: dict[tuple[int, int], list[Line]] = {}
    for draft, line in zip(drafts, lines, strict=True):
        places.setdefault((draft.period.end, draft.order), []).append(line)
    for each, line in also:
        place = each.claimed.period.end, each.claimed.order
        places.setdefault(place, []).extend(each_with(line, "scope", each.priced.scopes))
    found: list[Line] = []
    for place in sorted(places):
        here = places[place]
        here.sort(key=attrgetter("scope", "start"))
        found += here
    return tuple(found)
