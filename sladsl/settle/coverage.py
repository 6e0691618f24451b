"""Coverage: for what share of a period there were data, so that silence is never taken for a promise kept.

Samples tell their own gaps (the columns `seen` and `unknown`); records and intervals can't, so the span
counts for which the binding says that its data are complete, or else the time from the first row on.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.outcome.measured import DataFinding, SourceFacts
from sladsl.plan.composed import Part, leaves
from sladsl.plan.settlement import Assessment
from sladsl.record import Record, replace
from sladsl.settle.draft import Draft
from sladsl.values.number import decimal_text
from sladsl.values.period import Period

Covers = Mapping[str, tuple[int | None, int | None]]
SAMPLES = "samples"


class Coverer(Record):
    """What is needed to tell coverage: what the binding says, what was read, and until when."""

    covers: Covers
    facts: Mapping[str, SourceFacts]
    as_of: int
    spans: Mapping[tuple[str, str, str], tuple[int, int]] = {}
    """By metric, source and label of a period: from when to when there are data, where a ledger says so."""
    term: tuple[int | None, int | None] = (None, None)
    """From when to when the agreement is in force: nobody has data of the rest of a period."""

    def in_force(self, period: Period) -> Period:
        """The part of a time that lies in the term; the whole of one that lies outside."""
        first, last = self.term
        start = period.start if first is None else max(period.start, first)
        end = period.end if last is None else min(period.end, last)
        return replace(period, start=start, end=end) if start < end else period

    def share(self, assessment: Assessment, period: Period, columns: Mapping[str, int]) -> Fraction:
        """The covered share of one line's period; of a level computed from others that of the part that has least."""
        if assessment.level.parts:
            return min(
                self._share(
                    replace(assessment, sources=part.sources, metric=part.metric),
                    period_of(part, period),
                    own,
                )
                for part, own in leaves(assessment.level, columns)
            )
        return self._share(assessment, period, columns)

    def _share(self, assessment: Assessment, period: Period, columns: Mapping[str, int]) -> Fraction:
        sampled = sampled_share(columns)
        if sampled is not None:
            return sampled
        whole = self.in_force(looked_at(assessment, period))
        stints = assessment.stints.get(period.label, ())
        if stints and period.label not in assessment.whole:
            # Each part by the sources of its own terms.
            parts = [self.in_force(replace(period, start=each.span[0], end=each.span[1])) for each in stints]
            covered = sum(
                self._covered(each.metric, each.sources, part)
                for each, part in zip(stints, parts, strict=True)
            )
            return Fraction(covered, whole.end - whole.start)
        return Fraction(self._covered(assessment.metric, assessment.sources, whole), whole.end - whole.start)

    def _covered(self, metric: str, sources: tuple[str, ...], whole: Period) -> int:
        """How long all of the sources cover a time together, in microseconds."""
        start, end = whole.start, whole.end
        for source in sources:
            first, last = self.span(metric, source, whole)
            start, end = max(start, first), min(end, last)
        return max(0, end - start)

    def source_share(self, metric: str, source: str, period: Period) -> Fraction:
        """The covered share of a period by one source."""
        first, last = self.span(metric, source, period)
        own = self.in_force(period)
        covered = min(own.end, last) - max(own.start, first)
        return Fraction(max(0, covered), own.end - own.start)

    def span(self, metric: str, source: str, period: Period) -> tuple[int, int]:
        """From when to when a source has data, looked at for one metric and period."""
        known = self.spans.get((metric, source, period.label))
        if known is not None:
            return known
        said_from, said_to = self.covers.get(source, (None, None))
        facts = self.facts.get(source)
        if said_from is None and said_to is None and facts is None:
            return period.start, period.end  # not read: a scenario states the whole of its small world
        if said_from is None:
            # Without a row nothing says that anybody was looking.
            said_from = period.end if facts is None or facts.first is None else facts.first
        return said_from, min(self.as_of, self.as_of if said_to is None else said_to)


def period_of(part: Part, period: Period) -> Period:
    """The period whose level a part is."""
    return period if part.earlier is None else part.earlier.get(period.label, period)


def looked_at(assessment: Assessment, period: Period) -> Period:
    """The time over which a period is assessed."""
    if period.label not in assessment.windows:
        return period
    start, end = assessment.windows[period.label]
    return replace(period, start=start, end=end)


def sampled_share(columns: Mapping[str, int]) -> Fraction | None:
    """The share of the time that counts with samples, from `seen` or `unknown` time; None without either.

    No time that counts is no gap: nothing was expected.
    """
    if "service" not in columns or not ("seen" in columns or "unknown" in columns):
        return None
    expected = columns["service"] - columns.get("excluded", 0)
    if expected <= 0:
        return Fraction(1)
    if "seen" in columns:
        return Fraction(columns["seen"], expected)
    return 1 - Fraction(columns["unknown"], expected)


def gaps(drafts: tuple[Draft, ...], coverer: Coverer) -> tuple[DataFinding, ...]:
    """One finding for each source whose data leave part of assessed periods uncovered, with the share by
    period.
    """
    by_source: dict[str, dict[str, Fraction]] = {}
    rules: dict[str, str] = {}
    sampled: set[str] = set()
    for draft in drafts:
        coverage = draft.attained.coverage
        if coverage is None or coverage >= 1 or draft.attained.level is None:
            continue
        label = draft.period.label
        for metric, sources, columns in measured_of(draft):
            own = sampled_share(columns)
            if own is not None:
                shares = {", ".join(sources) or SAMPLES: own} if own < 1 else {}
                sampled.update(shares)
            else:
                shares = {
                    source: share
                    for source in sources
                    if (
                        share := coverer.source_share(
                            metric, source, looked_at(draft.assessment, draft.period)
                        )
                    )
                    < 1
                }
            for source, share in shares.items():
                periods = by_source.setdefault(source, {})
                rules[source] = _rule(columns)
                # Scopes share the finding: the worst one speaks for the period.
                periods[label] = min(share, periods.get(label, share))
    return tuple(
        _finding(source, periods, rules[source], sampled=source in sampled)
        for source, periods in sorted(by_source.items())
    )


def measured_of(draft: Draft) -> list[tuple[str, tuple[str, ...], Mapping[str, int]]]:
    """The metric, sources and columns of a line; of a level computed from others those of each part."""
    columns = draft.attained.columns
    if not draft.assessment.level.parts:
        return [(draft.assessment.metric, draft.assessment.sources, columns)]
    return [(part.metric, part.sources, own) for part, own in leaves(draft.assessment.level, columns)]


def _rule(columns: Mapping[str, int]) -> str:
    """What is made of the time without data, by what was measured."""
    if sampled_share(columns) is not None:
        return "missing samples count as the agreement says"
    if "service" in columns or "down" in columns:
        return "no outage is known for the rest of the time, so it counts as up"
    return "only the records that are known count"


def _finding(source: str, periods: Mapping[str, Fraction], rule: str, *, sampled: bool) -> DataFinding:
    listed = ", ".join(f"{label} ({percent(share)})" for label, share in sorted(periods.items()))
    return DataFinding(
        name="partial-coverage",
        severity="warning",
        source=source,
        message=f"{source}: only part of the time has data: {listed}.",
        count=len(periods),
        rule=rule,
        samples=tuple((0, f"{label}: {percent(share)}") for label, share in sorted(periods.items()))[:20],
        # What a slot without a sample counts as is agreed: no word about the data may change it.
        hint="Bring the missing samples, or evaluate periods that have them: `missing samples` decides of the others."
        if sampled
        else "Bring the missing data, or say in data.toml from when to when the data are complete.",
    )


def percent(share: Fraction) -> str:
    """A share as a percentage with two decimals that never rounds up to a full or down to an empty one."""
    text = decimal_text(share * 100, 2)
    if share < 1 and text == "100.00":
        return "99.99%"
    return "0.01%" if share > 0 and text == "0.00" else f"{text}%"
