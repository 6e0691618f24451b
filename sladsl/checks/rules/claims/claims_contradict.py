"""`claims-contradict`: times and decisions of a claim that nobody makes, of nobody, or out of their order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sladsl.ast import values as v
from sladsl.ast.claims import Claims, Stage, Staged
from sladsl.checks.context import Context
from sladsl.checks.in_force import longer
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span

SAY = Voice(name="claims-contradict", code="K103", severity="error")
NONE = ("automatic", "none needed")
"""Channels by which nobody claims anything."""


def check(context: Context) -> Iterator[Finding]:
    for block in context.agreement.node.children(Claims)[:1]:
        stages = block.children(Stage)
        for part in stages or (block,):
            yield from _nobody(context, part, block)
            yield from _no_time(context, part, bool(stages))
        yield from _order(context, stages)
        yield from _decision(context, block, stages)


def _nobody(context: Context, part: Staged, whole: Claims) -> Iterator[Finding]:
    """What is asked of a claim where none is needed; a stage takes over what is said of all."""
    channel = part.channel or whole.channel
    if not isinstance(channel, v.Answer) or channel.text not in NONE:
        return
    for key, value in (("deadline", part.deadline or whole.deadline), ("show", part.show or whole.show)):
        if isinstance(value, (v.Offset, v.Texts)):
            what = "a time to claim" if key == "deadline" else "evidence for a claim"
            yield SAY(
                value.span,
                f"`{key}: {context.words(value.span)}` gives {what}, and by `channel: {channel.text}` nobody has to claim.",
                f"Leave `{key}` out, or write how it is claimed: `channel: in writing`.",
                severity="warning",
                labels=(Label(span=channel.span, text="no claim is needed"),),
            )
            return


def _no_time(context: Context, part: Staged, staged: bool) -> Iterator[Finding]:
    """A time of nothing; where the only claim is counted from its period, `credit-never-claimable` says so."""
    written = part.deadline
    if not isinstance(written, v.Offset) or written.nth is not None or not _is_nothing(written.distance):
        return
    if not staged and not written.anchor[:1].isupper() and written.anchor != "report":
        return
    yield SAY(
        written.span,
        f"The time for this is {context.words(written.distance.span)}: it is over when it begins.",
        "Write how long it is, for example `30 days after the month`.",
    )


def _is_nothing(length: v.Duration) -> bool:
    return bool(length.parts) and all(part.number.value == 0 for part in length.parts)


def _order(context: Context, stages: tuple[Stage, ...]) -> Iterator[Finding]:
    """A stage whose time is over before that of the stage before it, both counted from the same."""
    for former, stage in pairwise(stages):
        first, then = former.deadline, stage.deadline
        if not isinstance(first, v.Offset) or not isinstance(then, v.Offset):
            continue
        alike = (first.anchor, first.direction, first.nth) == (then.anchor, then.direction, then.nth)
        if not alike or first.nth is not None or not first.distance.parts or not then.distance.parts:
            continue
        if longer(first.distance, then.distance, None):
            yield SAY(
                then.span,
                f"`{_name(stage)}` is due {context.words(then.span)}, before the stage that it follows, "
                f"`{_name(former)}`, which is due {context.words(first.span)}.",
                "Put the stages in the order of their times, or correct one of them.",
                severity="warning",
                labels=(Label(span=first.span, text="the stage before"),),
            )


def _name(stage: Stage) -> str:
    return stage.name.text if stage.name is not None else "stage"


def _decision(context: Context, block: Claims, stages: tuple[Stage, ...]) -> Iterator[Finding]:
    within = block.decided_within
    if isinstance(within, v.Duration):
        where = within.span
        if _is_nothing(within):
            said = f"A decision within {context.words(where)} is no time to decide."
            yield SAY(where, said, "Write how long it may take: `decided within: 10 days`.")
        elif block.decided_by is None:
            said = f"A claim is decided within {context.words(where)}, and nobody is said to decide."
            yield SAY(where, said, "Say who: `decided by: Nimbus`.", severity="warning")
    channels = [stage.channel or block.channel for stage in stages] or [block.channel]
    none = [each for each in channels if isinstance(each, v.Answer) and each.text in NONE]
    for entry in block.entries:
        if none and len(none) == len(channels) and entry.key in ("decided by", "decided within"):
            yield _undecided(context, entry.value.span, none[0])
            return


def _undecided(context: Context, span: Span, channel: v.Answer) -> Finding:
    return SAY(
        span,
        f"Somebody decides on claims here, and by `channel: {channel.text}` none is made.",
        "Leave it out, or write how it is claimed: `channel: in writing`.",
        severity="warning",
        labels=(Label(span=channel.span, text="no claim is needed"),),
    )


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  service Shop {{ hours: always   fee: 1_000 EUR per month }}
  source faults {{ holds: intervals   of: Shop   collected: automatically }}
  metric Uptime {{ measure: uptime from faults   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  credit for Availability {{ base: that month's fee of Shop   amount: 5% }}
  claims {{
    {claims}
  }}
}}
"""


def _text(*claims: str) -> str:
    return _TEXT.format(claims="\n    ".join(claims))


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The times or decisions of a claim contradict how it is made, each other, or name nobody.",
    why=(
        "`channel: automatic` says that credits come by themselves; a time to claim in the same clause says that they "
        "lapse unless somebody asks. One party reads the one and the other the other, and the computation has to "
        "follow one of them. The same holds for a stage that ends before the stage that it follows, a time of 0 days, "
        "and ten days for a decision that nobody takes."
    ),
    bad=(
        Case(
            about="Credits come by themselves, and lapse without a claim.",
            text=_text("channel: automatic", "deadline: 30 days after the month"),
            expected=(
                Expected(line=12, part="by `channel: automatic` nobody has to claim", severity="warning"),
            ),
        ),
        Case(
            about="Nobody decides; the second stage is over before the first; a stage has no time.",
            text=_text(
                "stage Notice { channel: by ticket   deadline: 30 days after the month }",
                "stage Demand { channel: in writing   deadline: 2 weeks after the month }",
                "stage Proof { channel: in writing   deadline: 0 days after the Demand }",
                "decided within: 10 days",
            ),
            expected=(
                Expected(line=12, part="`Demand` is due 2 weeks after the month, before", severity="warning"),
                Expected(line=13, part="The time for this is 0 days"),
                Expected(
                    line=14, part="decided within 10 days, and nobody is said to decide", severity="warning"
                ),
            ),
        ),
        Case(
            about="No claim is needed, and one is decided on.",
            text=_text("channel: none needed", "decided by: Nimbus", "decided within: 0 days"),
            expected=(
                Expected(line=12, part="by `channel: none needed` none is made", severity="warning"),
                Expected(line=13, part="within 0 days is no time"),
            ),
        ),
    ),
    good=(
        Case(
            about="A notice, then the claim, then who decides.",
            text=_text(
                "stage Notice { channel: by ticket   deadline: 3 days after the month }",
                "stage Demand { channel: in writing   deadline: 30 days after the month }",
                "decided by: Nimbus   decided within: 10 days",
            ),
        ),
        Case(about="Nothing to do, and nothing asked.", text=_text("channel: automatic")),
        Case(
            about="Who decides is left open by the text.",
            text=_text(
                "channel: in writing   deadline: 30 days after the month",
                "decided by: not stated   decided within: 10 days",
            ),
        ),
    ),
    check=check,
)
