"""`length-does-not-fit`: slots and allowances longer than their period, slots that cut samples, outages too short to see."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.declare import One
from sladsl.ast.exclusions import Exclusion
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective
from sladsl.ast.sources import Source
from sladsl.checks.context import Context
from sladsl.checks.dimensions import Told
from sladsl.checks.reach import LONGEST, measured_by, value_of
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.words import written_duration
from sladsl.checks.written import promises
from sladsl.diagnostics.finding import Finding, Label
from sladsl.source import Span

SAY = Voice(name="length-does-not-fit", code="M110", severity="warning")
IN_A_PERIOD: tuple[One[v.Duration], ...] = (Measured.slots, Measured.shortest_outage, Measured.merge_gaps)
Length = tuple[str, Fraction, Span]


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    told = Told(node)
    for exclusion in node.children(Exclusion):
        yield from _allowance(context, exclusion)
    periods = _periods(node, told)
    for block in node.blocks:
        if isinstance(block, Measured):
            lengths = list(_lengths(block))
            yield from _in_period(context, lengths, periods.get(id(block), []))
            sources = told.sources_of(block)
            for source in sources:
                # Bad samples of two sources may overlap in any way.
                of_one = [each for each in lengths if len(sources) == 1 or each[0] == Measured.slots.name]
                yield from _beside_samples(context, of_one, source)


def _allowance(context: Context, exclusion: Exclusion) -> Iterator[Finding]:
    allowance = exclusion.allowance
    if not isinstance(allowance, v.Allowance):
        return
    length = value_of(allowance.length, "time")
    longest = LONGEST.get(allowance.period or "")
    if length == 0:
        yield SAY(
            allowance.span,
            "An allowance of nothing excludes nothing.",
            "Write how much is allowed, or leave the exclusion out.",
        )
    elif length is not None and longest is not None and length > longest:
        yield SAY(
            allowance.span,
            f"No {allowance.period} is as long as `{context.words(allowance.length.span)}`: this limits nothing.",
            "Correct the figure or the period.",
        )


def _periods(node: Agreement, told: Told) -> dict[int, list[str]]:
    """The periods in which each metric is promised, by the block that measures it."""
    found: dict[int, list[str]] = {}
    for objective in node.children(Objective):
        for words in promises(objective):
            if words.assessed is None:
                for block in measured_by(objective, words, told.metrics):
                    found.setdefault(id(block), []).append(words.period)
    return found


def _lengths(block: Measured) -> Iterator[Length]:
    """The lengths of time that a metric says, by the words of their keys."""
    for key in IN_A_PERIOD:
        value = key.__get__(block, type(block))
        length = value_of(value, "time")
        if length is not None and value is not None:
            yield key.name, length, value.span
    grace = block.grace
    if isinstance(grace, v.Grace):
        length = value_of(grace.length, "time")
        if length is not None:
            yield Measured.grace.name, length, grace.length.span
    measure = block.measure
    if isinstance(measure, v.Measure) and measure.slot is not None:
        length = value_of(measure.slot, "time")
        if length is not None:
            yield Measured.slots.name, length, measure.slot.span


def _in_period(context: Context, lengths: list[Length], periods: list[str]) -> Iterator[Finding]:
    shortest = min((each for each in periods if each in LONGEST), key=lambda each: LONGEST[each], default="")
    for name, length, span in lengths if shortest else ():
        if length > LONGEST[shortest]:
            yield SAY(
                span,
                f"No {shortest} is as long as `{context.words(span)}` (`{name}`), and it is promised for each {shortest}.",
                "Write a shorter time.",
            )


def _beside_samples(context: Context, lengths: list[Length], source: Source) -> Iterator[Finding]:
    holds = source.holds
    every = value_of(source.every, "time")
    if not isinstance(holds, v.Answer) or holds.text != "samples" or not every or source.name is None:
        return
    spacing = (
        written_duration(int(every))
        if every.denominator == 1
        else context.words(source.span_of(Source.every))
    )
    label = (Label(span=source.span_of(Source.every), text="the spacing of the samples"),)
    for name, length, span in lengths:
        written = context.words(span)
        if name == Measured.slots.name and length > 0 and (length / every).denominator != 1:
            whole = max(1, round(length / every)) * every
            yield SAY(
                span,
                f"Slots of `{written}` cut samples that stand for {spacing}: slots hold unlike numbers of them.",
                f"Write a multiple of {spacing}, as in `{written_duration(int(whole))}`.",
                labels=label,
            )
        elif name != Measured.slots.name and 0 < length < every:
            one = "good" if name == Measured.merge_gaps.name else "bad"
            yield SAY(
                span,
                f"`{name}: {written}` changes nothing: one {one} sample of `{source.name.text}` is {spacing} already.",
                f"Sample more often, or write more than {spacing}.",
                labels=label,
            )


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ hours: always }}
  source checks {{
    holds: samples   of: Shop   every: {}   collected: automatically
    fields {{ errors: number   requests: number }}
  }}
  source windows {{ holds: intervals   of: Shop   collected: automatically }}
  exclusion Works {{
    time: windows   allowance: first {}
  }}
  metric Uptime {{
    measure: uptime from checks   down when: errors / requests above 5%
    {}
    excluding: Works   controlled by: Nimbus
  }}
  objective Availability {{ Nimbus ensures Uptime at least 99.5% each day }}
}}
"""
_ALLOWANCE, _KEY = 11, 15

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A length of time does not fit its period, or the samples that it is told from.",
    why=(
        "Slots of 90 seconds hold one sample a minute or two, by chance. An outage is never seen shorter than one sample, "
        "so `shortest outage: 30 seconds` does nothing where there is one a minute. And `first 40 days per month` is "
        "longer than any month: a figure or a unit is wrong, and the limit that the parties agreed is none."
    ),
    bad=(
        Case(
            about="Hours were meant.",
            text=_TEXT.format("1 minute", "40 days per month", "slots: 5 minutes"),
            expected=(
                Expected(line=_ALLOWANCE, part="No month is as long as `40 days`: this limits nothing"),
            ),
        ),
        Case(
            about="One sample or two in a slot.",
            text=_TEXT.format("1 minute", "2 hours per month", "slots: 90 seconds"),
            expected=(Expected(line=_KEY, part="Slots of `90 seconds` cut samples that stand for 1 minute"),),
        ),
        Case(
            about="No outage is shorter than a sample.",
            text=_TEXT.format("5 minutes", "2 hours per month", "shortest outage: 30 seconds"),
            expected=(
                Expected(
                    line=_KEY,
                    part="`shortest outage: 30 seconds` changes nothing: one bad sample of `checks` is 5 minutes",
                ),
            ),
        ),
        Case(
            about="Two days of a day, and an allowance of nothing.",
            text=_TEXT.format("1 minute", "0 hours per month", "merge gaps: 2 days"),
            expected=(
                Expected(line=_ALLOWANCE, part="An allowance of nothing excludes nothing"),
                Expected(line=_KEY, part="No day is as long as `2 days` (`merge gaps`)"),
            ),
        ),
    ),
    good=(
        Case(
            about="Five samples in each slot.",
            text=_TEXT.format("1 minute", "2 hours per month", "slots: 5 minutes"),
        ),
        Case(
            about="Two bad samples in a row are an outage that counts.",
            text=_TEXT.format(
                "1 minute", "30 days per year", "shortest outage: 2 minutes   merge gaps: 1 minute"
            ),
        ),
        Case(
            about="The length of one sample is a way to say that one bad sample is none.",
            text=_TEXT.format("1 minute", "4 hours per quarter", "shortest outage: 1 minute"),
        ),
    ),
    check=check,
)
