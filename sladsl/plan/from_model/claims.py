"""Claims to rules of settlement: every stage with its deadline."""

from __future__ import annotations

from sladsl.model import dates as d
from sladsl.plan.choices import Reading
from sladsl.plan.dates import ClaimRule, DisputeRule, StageRule
from sladsl.plan.from_model.deadlines import Dated, deadline_rule, length_rule
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.settlement import Rule


def claim_rule(claims: d.Claims, stretch: Stretch, reading: Reading) -> ClaimRule:
    """The claim of every credit; a claim without stages is one stage without a name."""
    rule = Rule(construct="claims", cites=claims.cites)
    of = Dated(construct="claims", stretch=stretch, span=claims.span, choices=claims.choices)
    whole = d.Stage(
        name="",
        title="",
        channel=claims.channel,
        channel_open=claims.channel_open,
        deadline=claims.deadline,
        deadline_open=claims.deadline_open,
        show=claims.show,
        cites=claims.cites,
    )
    written = claims.decided_within
    return ClaimRule(
        rule=rule,
        stages=tuple(_stage(each, of, claims.none_needed, reading) for each in (claims.stages or (whole,))),
        needed=not claims.none_needed,
        decided_by=claims.decided_by,
        decided=length_rule(written, of, reading, deadline=True) if written is not None else None,
        dispute=_dispute(claims.dispute, of, reading),
    )


def _dispute(written: d.Dispute | None, of: Dated, reading: Reading) -> DisputeRule | None:
    if written is None or written.within is None:
        return None
    if written.within.unit == "working days" and "business days" not in reading.agreement.choices:
        return None  # no question is asked for a date that only a rejection brings
    length = length_rule(written.within, of, reading)
    rule = Rule(construct="dispute", cites=written.cites)
    return DisputeRule(rule=rule, first=written.first, length=length)


def _stage(stage: d.Stage, of: Dated, none_needed: bool, reading: Reading) -> StageRule:
    written = stage.deadline if not none_needed else None
    return StageRule(
        rule=Rule(construct=f"stage {stage.name}" if stage.name else "claims", cites=stage.cites),
        name=stage.name,
        title=stage.title,
        channel=stage.channel or ("not stated" if stage.channel_open else ""),
        deadline=deadline_rule(written, of, reading) if written is not None else None,
        show=stage.show,
    )
