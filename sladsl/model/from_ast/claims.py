"""Claims: their stages, and each deadline bound to a period, an outage, a report or the stage before."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.claims import Claims as ClaimsBlock
from sladsl.ast.claims import Stage as StageBlock
from sladsl.ast.claims import Staged
from sladsl.ast.governance import Dispute as DisputeBlock
from sladsl.model.dates import Claims, Deadline, Dispute, Length, Stage
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.deadlines import (
    Anchors,
    deadline,
    length,
    outages_known,
    reports_known,
    whole_length,
)
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.from_ast.own_periods import called
from sladsl.model.meanings import Metric, Objective, Party
from sladsl.record import Record, replace

NONE_NEEDED = ("automatic", "none needed")
_COMMON = frozenset({StageBlock.channel.name, StageBlock.deadline.name, StageBlock.show.name})
"""What a claim says for each of its stages that does not say otherwise."""
OF_TIME = ("uptime from", "downtime from", "longest outage from", "number of outages from")


class Claimed(Record):
    """What a claim can refer to: promises, metrics, parties, and the reports that are sent."""

    objectives: Mapping[str, Objective]
    metrics: Mapping[str, Metric]
    parties: Mapping[str, Party]
    sent: tuple[str, ...]

    def anchors(self, earlier: tuple[str, ...]) -> Anchors:
        """What a stage can be counted from; `earlier` are the stages before it."""
        kinds = sorted({str(each.period) for each in self.objectives.values() if each.strength != "reports"})
        words = [word for each in self.objectives.values() for word in called(each.period)]
        known = {word: (word, "") for word in (*kinds, *words)} | {"period": ("period", "")}
        say = [f"the {kind}" for kind in kinds] or ["the month"]
        if any(metric.kind in OF_TIME for metric in self.metrics.values()):
            known |= outages_known()
            say += ["the start of the outage", "the end of the outage"]
        reports = reports_known(self.sent)
        known |= reports
        say += [f"the {name}" for name in list(reports)[:2]]
        if earlier:
            known["claim"] = ("stage", earlier[-1])
            known |= {name: ("stage", name) for name in earlier}
            say += [f"the {name}" for name in earlier]
        return Anchors(
            known=known,
            say=(*say, "the period"),
            nothing="A claim here can't be counted from the {anchor}.",
            periods="No promise is assessed by the {anchor}.",
            sent=self.sent,
            not_back="A claim can't be due before.",
        )


def claims(block: ClaimsBlock, around: Claimed, context: Context) -> Claims:
    stages: list[Stage] = []
    for each in block.children(StageBlock):
        whole = _with_common(each, block)
        stages.append(_stage(whole, tuple(stage.name for stage in stages), around, context))
    if stages:
        block = replace(block, entries=tuple(entry for entry in block.entries if entry.key not in _COMMON))
    channel = block.channel
    if len({stage.name for stage in stages}) < len(stages):
        names = [stage.name for stage in stages]
        twice = next(stage for at, stage in enumerate(stages) if stage.name in names[:at])
        context.add(
            "N102",
            "name-taken",
            twice.span,
            f"`{twice.name}` is a stage already.",
            "Choose another name.",
        )
    decided = block.decided_by
    # Disputes are printed as they are written; when a rejected claim can be disputed follows from one.
    disputes = context.node.children(DisputeBlock) if context.node is not None else ()
    if isinstance(decided, v.Name):
        context.find(decided, around.parties, "party")
    return Claims(
        channel=context.text(block, ClaimsBlock.channel),
        channel_open=isinstance(channel, v.NotStated),
        none_needed=isinstance(channel, v.Answer) and channel.text in NONE_NEEDED,
        deadline=_deadline(block, (), around, context),
        deadline_open=isinstance(block.deadline, v.NotStated),
        show=_show(block),
        stages=tuple(stages),
        decided_by=context.text(block, ClaimsBlock.decided_by),
        decided_by_open=isinstance(decided, v.NotStated),
        decided_within=_length(block.decided_within, context),
        decided_within_open=isinstance(block.decided_within, v.NotStated),
        choices=choices((block,), context),
        dispute=_dispute(disputes[0], context) if disputes else None,
        cites=context.text(block, ClaimsBlock.cites),
        span=block.head_span,
    )


def _stage(block: StageBlock, earlier: tuple[str, ...], around: Claimed, context: Context) -> Stage:
    return Stage(
        name=block.name.text if block.name is not None else "",
        title=block.title.text if block.title is not None else "",
        channel=context.text(block, StageBlock.channel),
        channel_open=isinstance(block.channel, v.NotStated),
        deadline=_deadline(block, earlier, around, context),
        deadline_open=isinstance(block.deadline, v.NotStated),
        show=_show(block),
        cites=context.text(block, StageBlock.cites),
        span=block.head_span,
    )


def _with_common(stage: StageBlock, block: ClaimsBlock) -> StageBlock:
    """A stage with what the claim says of all its stages, and the stage not otherwise."""
    own = {entry.key for entry in stage.entries}
    common = (entry for entry in block.entries if entry.key in _COMMON and entry.key not in own)
    return replace(stage, entries=(*stage.entries, *common))


def _show(block: Staged) -> tuple[str, ...]:
    return tuple(item.text for item in block.show.items) if isinstance(block.show, v.Texts) else ()


def _deadline(block: Staged, earlier: tuple[str, ...], around: Claimed, context: Context) -> Deadline | None:
    written = block.deadline
    if not isinstance(written, v.Offset):
        return None
    return deadline(written, around.anchors(earlier), context)


def _dispute(block: DisputeBlock, context: Context) -> Dispute:
    return Dispute(
        first=context.text(block, DisputeBlock.first),
        within=whole_length(block.within_) if isinstance(block.within_, v.Duration) else None,
        cites=context.text(block, DisputeBlock.cites),
        span=block.head_span,
    )


def _length(written: v.Value | None, context: Context) -> Length | None:
    return length(written, context, "time") if isinstance(written, v.Duration) else None
