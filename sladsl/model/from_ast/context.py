"""What every part of the building shares: the findings, the names that exist, and how they are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from sladsl.ast import values as v
from sladsl.ast.declare import Block, One
from sladsl.diagnostics.finding import Finding, Fix, Label, Severity
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.sounds import type_by_sound
from sladsl.diagnostics.spelling import same_spelling, slip
from sladsl.diagnostics.suggest import closest, listing
from sladsl.diagnostics.unfinished import TO_COME, not_filled_in
from sladsl.model.from_ast import elsewhere
from sladsl.model.from_ast.words import plain_period
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.values.period import PeriodKind

if TYPE_CHECKING:
    from sladsl.model.from_ast.own_periods import OwnPeriods

T = TypeVar("T")

HEADS = ("S1", "S2")
"""Findings of heads, rows and keys: what could not be read may be the very thing that is named elsewhere."""
OUTCOMES = ("credit", "missed", "met", "no", "critical", "bonus")
"""Words of what comes out, which are read as a name where that of the objective is missing."""
BOTH = ("both", "all", "parties", "mutual", "everybody", "everyone")
COUNTED = ("total", "downtime", "uptime", "down", "up", "total_time", "total_minutes", "downtime_minutes")
"""Names in the formula that people know for an availability."""
CLOCK = {
    "millisecond": 1_000,
    "second": 1_000_000,
    "minute": 60_000_000,
    "hour": 3_600_000_000,
    "day": 86_400_000_000,
    "week": 7 * 86_400_000_000,
}


def a(noun: str) -> str:
    """The noun with its article: `an objective`, `an sla`, `a metric`."""
    return f"an {noun}" if noun[:1] in "aeio" or noun in ("sla", "slc") else f"a {noun}"


class Context:
    """Findings and names of one agreement while it is built. Codes: N1 names, N2 types and units, N3 dates and places."""

    def __init__(self, earlier: tuple[Finding, ...] = (), source: SourceText | None = None) -> None:
        self.findings: list[Finding] = []
        self.earlier = earlier
        self.source = source
        self.clause: tuple[str, ...] = ()
        self.currency = ""
        self.rights_left_out: tuple[str, ...] = ()
        """Sentences of rights that are said and not evaluated yet."""
        self.duties_left_out: tuple[str, ...] = ()
        self.populations: tuple[str, ...] = ()
        """Defined terms that stand for some records of a source, and can be named in its place."""
        self.terms: tuple[str, ...] = ()
        """Defined terms that stand for a condition."""
        self.untyped: set[str] = set()
        """Fields whose type could not be read: what is done with them may be right."""
        self.no_times: set[Span] = set()
        """Where fields are declared that are used as times and are none: the type may be what is wrong."""
        self.node: Block | None = None
        """All that is written of the agreement, also what is not evaluated."""
        self.bare: Mapping[str, tuple[tuple[Span, str], ...]] = {}
        """Figures with the plain numbers that they are computed from: where each stands, and its digits."""
        self.credited: frozenset[str] = frozenset()
        """The objectives for which there is a credit, or points."""
        self.owners: Mapping[str, tuple[str, ...]] = {}
        """The fields of all sources, each with the sources that have it."""
        self.own_periods: OwnPeriods | None = None
        """The periods that the agreement lays out itself."""
        self._names: dict[str, tuple[str, Span]] = {}

    def period(self, word: str) -> PeriodKind:
        """The periods that a word names; those that can't be told are left out of what is evaluated (reduced.py)."""
        found = self.own_periods.kind(word) if self.own_periods is not None else None
        if found is None:
            return plain_period(word)
        return found

    def add(
        self,
        code: str,
        name: str,
        span: Span,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        labels: tuple[Label, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        if name == "types-differ" and self._of_no_type(span):
            return
        self.findings.append(
            Finding(
                code=code,
                name=name,
                severity=severity,
                span=span,
                message=message,
                hint=hint,
                labels=labels,
                clause=self.clause,
                fix=fix,
            )
        )

    def _of_no_type(self, span: Span) -> bool:
        """Whether a field is spoken of whose type could not be read, which a finding has said."""
        if not self.untyped or self.source is None:
            return False
        return not self.untyped.isdisjoint(re.findall(r"\w+", self.source[span]))

    def told(self, span: Span) -> bool:
        """Whether something within the span is known to be wrong already, so that silence there has its reason."""
        return any(span.start <= each.span.start < span.end for each in (*self.earlier, *self.findings))

    # ---- names

    def declare(self, block: Block) -> str:
        """The name of a block, "" where there is none, which the parser tells; one that is taken is found in twice.py."""
        if block.name is None:
            return ""
        self._names.setdefault(block.name.text, (block.kind, block.name.span))
        return block.name.text

    def name_taken(self, name: v.Name, kind: str, first: Span) -> None:
        """A finding for a name that a block of this kind has already."""
        self.add(
            "N102",
            "name-taken",
            name.span,
            f"`{name.text}` is {a(kind)} already.",
            "Choose another name, or leave one of the two out.",
            labels=(Label(span=first, text="first here"),),
        )

    def named(self, name: str) -> bool:
        """Whether something of the agreement has this name."""
        return name in self._names

    def find(self, name: v.Name, among: Mapping[str, T], kind: str) -> T | None:
        """What a name stands for, or None with a finding."""
        found = among.get(name.text)
        if found is None:
            self.unknown(name.text, name.span, among, kind)
        return found

    def unknown(self, name: str, span: Span, among: Iterable[str], kind: str) -> None:
        known = tuple(among)
        if kind == "source":
            known = self._sources(known)
        if name.upper() in TO_COME:
            self.findings.append(replace(not_filled_in(name, span), clause=self.clause))
            return
        wider = {"source": self.populations, "field": self.terms}.get(kind, ())
        near = closest(name, (*known, *wider))
        other = self._names.get(name) or elsewhere.written(name, self.node)
        if self._unread(name, kind):
            return
        if kind == "objective" and name in OUTCOMES and known:
            are = "is" if len(known) == 1 else "are"
            hint = f"Name it first, as in `{known[0]} {name} …`; there {are}: {listing(known[:12])}."
            self.add("N103", "unknown-name", span, "Nothing says of which objective this comes out.", hint)
            return
        if kind == "figure" and near and not slip(name, near, known):
            near = ""
        if kind == "party" and name.lower() in BOTH:
            hint = "Write `both parties`, where that is an answer, or one of them."
        elif kind == "figure" and name == "none":
            hint = "Write `not offered`, or `not stated` where the text leaves it open."
        elif kind == "figure" and name in ("shortfall", "allocation", "excess"):
            hint = f"Write `the {name}`." if name != "excess" else "Write `only the excess` behind a step."
        elif kind == "field" and name in self.owners:
            owners = self.owners[name]
            hint = f"{listing(owners)} {'has' if len(owners) == 1 else 'have'} it."
            if known:
                hint += f" Here there {'is' if len(known) == 1 else 'are'}: {listing(known[:12])}."
        elif kind == "source" and (having := self._having_fields(span, known)):
            source, fields = having
            are = "is" if len(known) == 1 else "are"
            hint = f"Write `{source}`, which has {listing(fields)}; there {are}: {listing(known[:12])}."
            if other is not None:
                hint = f"`{name}` is {a(other[0])}. {hint}"
            near = source if near == source else ""
        elif kind == "metric" and other is None and not near and name in COUNTED and self.owners:
            hint = "How much of the time a service is up is measured as `uptime from` a source, without a formula."
        elif kind == "metric" and other is None and not near and name in self.owners:
            owner = self.owners[name][0]
            hint = f"It is a field of `{owner}`: what lies between two of its times is `{name} to … of {owner}` or "
            hint += f"`… to {name} of {owner}`, and a figure of one `average of {name} in {owner}`."
        elif kind == "field" and other is not None and not near:
            hint = f"`{name}` is {a(other[0])}{elsewhere.where(name, other[0], self.node)}."
            if known:
                hint += f" The {'field is' if len(known) == 1 else 'fields are'}: {listing(known[:12])}."
        elif (
            kind == "objective"
            and other is not None
            and other[0] == "metric"
            and (by := self._promising(name))
        ):
            hint = f"`{name}` is a metric; {listing(by[:3])} {'promises' if len(by) == 1 else 'promise'} it."
            near = by[0] if len(by) == 1 else ""
        elif other is not None:
            hint = f"`{name}` is {a(other[0])}."
            if near:
                hint = f"Did you mean `{near}`? {hint}"
            elif known:
                hint += f" There {'is' if len(known) == 1 else 'are'}: {listing(known[:12])}."
        elif near:
            hint = f"Did you mean `{near}`?"
            if kind.startswith("value of ") and len(known) < 7 and not slip(name, near, known):
                hint += f" There are: {listing(known)}."
        elif any(known):
            hint = f"There {'is' if len(known) == 1 else 'are'}: {listing(known[:12])}."
            source = elsewhere.source_of(known, self.owners) if kind == "field" else ""
            if kind == "figure":
                hint = f"State it, as in `assume {{ {name}: 100 }}`. {hint}"
            if source:
                line = f"{name}: {type_by_sound(name)}"
                hint = f"Add it with its type to the `fields` of `{source}`, as in `{line}`; or name another. {hint}"
        else:
            hint = f"No {kind} is declared; add one."
        if kind == "agreement" and not near:
            hint += ' Where it stands in another file, name that at the top: `use: "….sla"`.'
        fix = replacing(span, near, safe=same_spelling(name, near)) if near else None
        self.add("N103", "unknown-name", span, f"There is no {kind} `{name}`.", hint, fix=fix)

    def figures(self) -> tuple[str, ...]:
        """The names of the agreement's parameters and figures."""
        from sladsl.ast.figures import Assume, Let, Parameters

        blocks = self.node.blocks if self.node is not None else ()
        return tuple(
            item.text
            for block in blocks
            if isinstance(block, (Parameters, Assume, Let))
            for row in block.table
            for item in (row.head.items if isinstance(row.head, v.Labels) else ())
            if isinstance(item, v.Name)
        )

    def _promising(self, metric: str) -> list[str]:
        """The objectives that promise a metric by its name."""
        from sladsl.ast.objectives import Objective
        from sladsl.model.from_ast.units import promises

        return [
            block.name.text
            for block in (self.node.children(Objective) if self.node is not None else ())
            if block.name is not None
            and any(name.text == metric for said in promises(block) for name in said.metrics)
        ]

    def _sources(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """The sources that are known, and those that are written and not evaluated."""
        blocks = self.node.blocks if self.node is not None else ()
        written = [block.name.text for block in blocks if block.kind == "source" and block.name is not None]
        return known + tuple(name for name in written if name not in known)

    def _having_fields(self, span: Span, sources: tuple[str, ...]) -> tuple[str, list[str]] | None:
        """The only source with all the fields that are used in the block around a place, and these fields."""
        from sladsl.model.from_ast.mentioned import mentions

        blocks = self.node.blocks if self.node is not None else ()
        block = next((each for each in blocks if each.span.start <= span.start < each.span.end), None)
        if block is None:
            return None
        said = {
            each.name.text: None
            for each in mentions(block)
            if "field" in each.family and each.name.text in self.owners
        }
        fields = [name for name in said if len(self.owners[name]) < len(sources)]
        having = [name for name in sources if all(name in self.owners[each] for each in fields)]
        return (having[0], fields) if fields and len(having) == 1 else None

    def _unread(self, name: str, kind: str) -> bool:
        """Whether the name stands there and only its block could not be read, which a finding has said."""
        taken = self._names.get(name)
        if taken is not None and taken[0] in kind.split(" or ") and (self.earlier or self.findings):
            return True
        if self.source is None:
            return False
        word = re.compile(rf"\b{re.escape(name)}\b")
        row = re.compile(rf"\b{re.escape(name)}\s*:")
        if kind == "source" and any(
            each.code[:2] == "S3" and row.search(self.source.line(self.source.place(each.span.start)[0]))
            for each in self.earlier
        ):
            return True
        return any(
            each.code[:2] in HEADS and word.search(self.source.line(self.source.place(each.span.start)[0]))
            for each in self.earlier
        )

    # ---- values

    def text(self, block: Block, key: One[Any]) -> str:
        """The words of a text key, "" when it is absent or open."""
        value = key.__get__(block, type(block))
        return value.text if isinstance(value, (v.Text, v.Answer, v.Name)) else ""

    def microseconds(self, duration: v.Duration) -> int | None:
        """A duration of clock units; months, quarters, years and business time have no fixed length (a finding)."""
        total = Fraction(0)
        for part in duration.parts:
            unit = CLOCK.get(part.unit)
            if unit is None:
                self.add(
                    "N201",
                    "no-fixed-length",
                    part.span,
                    f"A {part.unit} has no fixed length.",
                    "Write it in days, hours or minutes.",
                )
                return None
            total += part.number.value * unit
        if total.denominator != 1:
            self.add(
                "N202",
                "too-fine",
                duration.span,
                "This is finer than a microsecond.",
                "Write fewer decimals.",
            )
            return None
        return int(total)

    def date(self, value: v.Value | None) -> str:
        """A civil date that exists, as ISO text; "" otherwise."""
        if not isinstance(value, v.Date):
            return ""
        from datetime import date

        try:
            found = date.fromisoformat(value.iso)
        except ValueError:
            found = None
        if found is None or not 1900 <= found.year <= 2200:
            self.add("N301", "no-such-date", value.span, f"There is no day {value.iso}.", "Check the date.")
            return ""
        return value.iso

    def zone(self, value: v.Value | None) -> str:
        """The name of a time zone that exists; "" otherwise."""
        if not isinstance(value, v.Text):
            return ""
        from sladsl.values.zones import abbreviated, offset_alone, suggest_zones, zone

        if zone(value.text) is None:
            near = suggest_zones(value.text)
            hint = f"Did you mean {listing([f'{name}' for name in near[:3]], 'or')}?" if near else ""
            fixed = offset_alone(value.text)
            if fixed:
                hint = (
                    f'Name the place, as in "Europe/Berlin"; for this offset all year round write "{fixed}"'
                    " (its sign is turned round)."
                )
            self.add(
                "N302",
                "unknown-zone",
                value.span,
                f"`{value.text}` is an abbreviation, and no time zone."
                if abbreviated(value.text)
                else f"There is no time zone `{value.text[:60]}`.",
                hint or 'Write an IANA name such as "Europe/Berlin".',
            )
            return ""
        return value.text
