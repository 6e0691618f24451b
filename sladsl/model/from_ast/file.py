"""The agreements of a file, each with all that it is based on, and a finding for everything that has no meaning."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.duties import Duty
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.sources import Source
from sladsl.diagnostics.finding import Finding
from sladsl.model import meanings as m
from sladsl.model.from_ast.amended_days import last_day, placed, refuse_day, without_follow_ups_of_names
from sladsl.model.from_ast.amending import DAYLESS, refuse_same_day, with_versions
from sladsl.model.from_ast.banded import with_targets
from sladsl.model.from_ast.bare_tables import with_cells
from sladsl.model.from_ast.bearing import amounts_open, owes_more, promises_left_out
from sladsl.model.from_ast.belonging import refuse_unplaced
from sladsl.model.from_ast.bounded import refuse_bounds
from sladsl.model.from_ast.build import build_agreement
from sladsl.model.from_ast.by_day import OPEN_END, Bases, Change, day_of
from sladsl.model.from_ast.circles import refuse_circles, refuse_words_for_nothing
from sladsl.model.from_ast.claim_runs import with_claim_runs
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.credited import credited
from sladsl.model.from_ast.defined import spelled_out
from sladsl.model.from_ast.duties import duty_words
from sladsl.model.from_ast.each_record import with_each_record
from sladsl.model.from_ast.facts import with_circumstances
from sladsl.model.from_ast.follow_ups import without_follow_ups
from sladsl.model.from_ast.known import Known, conditions_named, owners
from sladsl.model.from_ast.left_out import LeftOut
from sladsl.model.from_ast.matrices import with_matrices
from sladsl.model.from_ast.names import look_up
from sladsl.model.from_ast.narrowed import with_own_measures
from sladsl.model.from_ast.of_no_miss import refuse_words_of_misses
from sladsl.model.from_ast.open_points import OpenPoint, open_points
from sladsl.model.from_ast.outside import (
    Outside,
    inside,
    of_agreements,
    own_findings,
    refuse_inside,
    terms_of,
    with_scenarios,
)
from sladsl.model.from_ast.profiles import answered
from sladsl.model.from_ast.reduced import reduced
from sladsl.model.from_ast.rights import right_words
from sladsl.model.from_ast.said import tell_left_out, with_texts
from sladsl.model.from_ast.sampling import with_sampling
from sladsl.model.from_ast.scopes import refuse_scopes
from sladsl.model.from_ast.sensible import refuse_nonsense
from sladsl.model.from_ast.short_bases import tell_short_bases
from sladsl.model.from_ast.structure import Together, amended
from sladsl.model.from_ast.supports import refuse_targets, with_supports
from sladsl.model.from_ast.twice import refuse_twice
from sladsl.model.from_ast.unpaid import refuse_unpaid
from sladsl.model.from_ast.unstated import as_absent, left_open, tell_unstated, unstated
from sladsl.model.from_ast.written_out import written_out
from sladsl.model.scenarios import Scenario as Played
from sladsl.model.versions import Version
from sladsl.record import Record, replace
from sladsl.source import SourceText

NOT_BUILT = (a.Template, a.Amendment)


class Built(Record):
    """The agreements of a file in their order, and the findings of building them."""

    agreements: tuple[m.Agreement, ...]
    findings: tuple[Finding, ...]
    names: tuple[str, ...] = ()
    """What the agreements of the file are called, also those that were not asked for."""
    others: tuple[str, ...] = ()
    """The names of its templates and amendments."""
    sources: frozenset[str] = frozenset()
    """The sources of all of them: data for one are no mistake where another is evaluated."""
    open_points: tuple[OpenPoint, ...] = ()
    """Every `not stated` in the file, also in what is no agreement by itself."""
    outside: tuple[Outside, ...] = ()
    """The scenarios of the file that stand in no agreement, by the agreement that they are of."""


def build(
    file: a.File,
    source: SourceText,
    earlier: tuple[Finding, ...] = (),
    used: tuple[a.File, ...] = (),
    only: str = "",
) -> Built:
    """The meaning of each agreement of the file, or of the one with the name `only`.

    `earlier`: what reading the text has found, so that one mistake is not told twice. `used`: the files that it uses.
    """
    return _File(file, source, earlier, used).built(only)


class _File:
    def __init__(
        self, file: a.File, source: SourceText, earlier: tuple[Finding, ...], used: tuple[a.File, ...]
    ) -> None:
        self.source = source
        self.earlier = earlier
        self.written = written = list(_agreements(file))
        self.open = {each.span.start: tuple(unstated(each)) for each in written}
        """What each agreement leaves open, by where it begins."""
        self.here = [as_absent(each) for each in written]
        self.elsewhere = [as_absent(each) for other in used for each in _agreements(other)]
        self.findings: dict[tuple[str, int, int, str], Finding] = {}
        self.scenarios = [each for each in file.blocks if isinstance(each, Scenario)]
        self.known = self._known()
        self.bases = Bases(self.known, self._amendments)

    def built(self, only: str) -> Built:
        nodes = [node for node in self.here if not isinstance(node, NOT_BUILT)]
        agreements = [self._agreement(node) for node in nodes if not only or _name(node) == only]
        agreements = list(with_supports(agreements, self._buildable(), self._quietly))
        for node in () if only else self.here:
            context = self._context()
            tell_unstated(self.open[node.span.start], self.source, context)
            self.bases.refuse_unsaid(node, context)
            self._collect(context.findings)
            if isinstance(node, a.Template):
                context = self._context()
                refuse_twice(self.bases.together(node, context).node, context)
                self._collect(context.findings)
            elif isinstance(node, a.Amendment):
                self._of_something(node)
        outside = self._outside() if self.scenarios else ()
        if not only:
            context = self._context()
            refuse_inside(self.here, context)
            self._collect(context.findings)
        told = without_follow_ups(self.findings.values(), self.earlier, self.known)
        ordered = sorted(told, key=lambda finding: (finding.span.start, finding.code))
        return Built(
            agreements=tuple(agreements),
            findings=tuple(ordered),
            names=tuple(_called(node) for node in nodes),
            others=tuple(_name(node) for node in self.here if isinstance(node, NOT_BUILT)),
            sources=frozenset(
                block.name.text
                for node in self.known.values()
                for block in node.children(Source)
                if block.name is not None
            ),
            open_points=tuple(
                point
                for each in self.written
                if not only or _name(each) == only
                for point in open_points(each, self.source)
            ),
            outside=tuple(each for each in outside if not only or each.agreement.name == only),
        )

    def _context(self) -> Context:
        return Context(self.earlier, self.source)

    def _collect(self, found: list[Finding]) -> None:
        """Each finding once: terms that are taken over are built with every agreement that takes them."""
        for each in found:
            self.findings.setdefault((each.code, each.span.start, each.span.end, each.message), each)

    def _known(self) -> dict[str, a.Agreement]:
        """The agreements of all files by their names; of two with one name the first."""
        known: dict[str, a.Agreement] = {}
        context = self._context()
        for block in (*self.here, *self.elsewhere):
            if block.name is None:
                continue
            first = known.setdefault(block.name.text, block)
            if first is not block:
                context.add(
                    "N126",
                    "two-agreements",
                    block.name.span,
                    f"There is {_kind(first)} `{block.name.text}` already.",
                    "Give one of them another name.",
                )
        self._collect(context.findings)
        return known

    # ---- agreements

    def _agreement(self, node: a.Agreement) -> m.Agreement:
        context = self._context()
        whole = self.bases.together(node, context)
        changes = self.bases.changes(node)
        agreement = self._meaning(whole, context, [each for change in changes for each in change.by])
        self._collect(context.findings)
        if changes:
            made = self._amend(node, whole, changes, context.findings, last_day(agreement))
            context = self._context()
            agreement = with_versions(agreement, made, self.source, context)
            self._collect(context.findings)
        return agreement

    def _buildable(self) -> list[str]:
        """The names of all agreements of these files that have a meaning of their own."""
        return [name for name, node in self.known.items() if not isinstance(node, NOT_BUILT)]

    def _quietly(self, name: str) -> m.Agreement | None:
        """An agreement that is only compared with: what is wrong in it is told where it is checked itself."""
        node = self.known.get(name)
        if node is None:
            return None
        context = self._context()
        return self._meaning(self.bases.together(node, context), context, [])

    def _meaning(self, whole: Together, context: Context, amendments: list[a.Amendment]) -> m.Agreement:
        sampled = with_sampling(whole.node, context)
        written = written_out(answered(with_cells(with_matrices(sampled, context)), context), context)
        node = with_own_measures(with_targets(with_each_record(spelled_out(written, context), context)))
        node = with_claim_runs(node)
        context.owners = owners(node)
        context.terms = conditions_named(whole.node)
        context.credited = credited(node)
        context.node = node
        refuse_twice(whole.node, context)
        tell_short_bases(node, context)
        known = Known(node, self.known)
        refuse_unplaced(node, known, context)
        evaluated, left_out = reduced(node)
        context.rights_left_out = tuple(
            right_words(each.part.head_value)
            for each in left_out
            if isinstance(each.part, Right) and isinstance(each.part.head_value, v.RightWords)
        )
        context.duties_left_out = tuple(
            duty_words(each.part.head_value)
            for each in left_out
            if isinstance(each.part, Duty) and isinstance(each.part.head_value, v.DutyWords)
        )
        agreement = build_agreement(evaluated, self.source, context)
        spoken_of = (*left_out, *with_circumstances(evaluated))
        look_up(spoken_of, node, known, context)
        refuse_nonsense(spoken_of, node, agreement.sources, context)
        refuse_scopes(node, known, context)
        refuse_circles(node, context)
        refuse_unpaid(node, context)
        refuse_words_for_nothing(node, context)
        refuse_bounds(node, context)
        refuse_words_of_misses(node, context)
        refuse_targets(node, known, context)
        changed = tuple(
            LeftOut(words=DAYLESS, span=each.span, block=each.label, part=each, owner=a.Amendment)
            for each in amendments
            if not isinstance(each.from_, v.Date)
        )
        told = with_texts((*left_out, *changed), self.source)
        sentence = tell_left_out(told, self.source, context)
        return replace(
            agreement,
            left_out=told,
            amounts_open=amounts_open(told),
            promises_left_out=promises_left_out(told),
            owes_more=owes_more(told),
            left_open=left_open(self.open.get(whole.node.span.start, ()), told),
            not_evaluated=sentence,
            node=node,
            origins=whole.origins,
        )

    # ---- scenarios outside of agreements

    def _outside(self) -> tuple[Outside, ...]:
        context = self._context()
        among = {name: self.known[name] for name in self._buildable()}
        by_name = of_agreements(self.scenarios, among, context)
        self._collect(context.findings)
        return tuple(self._of(among[name], tuple(blocks)) for name, blocks in by_name.items())

    def _of(self, node: a.Agreement, blocks: tuple[Scenario, ...]) -> Outside:
        """Scenarios of one agreement, each built in the terms that govern its last period."""
        first = whole = self.bases.together(node, self._context())
        changes = self.bases.changes(node)
        context = self._context()
        amendments = [each for change in changes for each in change.by]
        agreement = self._meaning(with_scenarios(whole, ()), context, amendments)
        found = list(context.findings)
        made = self._amend(node, first, changes, found, last_day(agreement)) if changes else []
        agreement = with_versions(agreement, made, self.source, self._context())
        scenarios: list[Played] = []
        left_out: list[LeftOut] = []
        for count in range(len(changes) + 1):
            if count:
                whole = self.bases.after(node, whole, changes, count - 1, self._context())
            mine = tuple(each for each in blocks if terms_of(each, [one.day for one in changes]) == count)
            if mine:
                context = self._context()
                played = self._meaning(with_scenarios(whole, mine), context, [])
                found += context.findings
                scenarios += played.scenarios
                left_out += [each for each in played.left_out if inside(each.span, mine)]
        self._collect(own_findings(found, blocks))
        context = self._context()
        tell_left_out(tuple(left_out), self.source, context)
        self._collect(context.findings)
        return Outside(
            agreement=agreement, scenarios=tuple(scenarios), blocks=blocks, left_out=tuple(left_out)
        )

    # ---- amendments

    def _amendments(self, name: str) -> list[a.Amendment]:
        """The amendments of an agreement in the order in which they count; those without a day last."""
        found = [
            each
            for each in (*self.here, *self.elsewhere)
            if isinstance(each, a.Amendment) and isinstance(each.of, v.Name) and each.of.text == name
        ]
        return sorted(found, key=day_of)

    def _amend(
        self, node: a.Agreement, whole: Together, changes: list[Change], before: list[Finding], last: str
    ) -> list[Version]:
        """What each change makes of the agreement before it, and what is wrong in it."""
        known = {_key(each) for each in before}
        made = []
        for at, change in enumerate(changes):
            context = self._context()
            for each in change.own:
                refuse_day(each, whole.node, self.bases.first_day(whole.node), last, context)
                refuse_same_day(each, change.own[0], context)
            whole = self.bases.after(node, whole, changes, at, context)
            agreement = self._meaning(whole, context, [])
            by = change.by[-1]
            if change.day != OPEN_END:
                made.append(
                    Version(
                        name=change.name,
                        title=change.title,
                        since=change.day,
                        agreement=agreement,
                        needs=str(getattr(by.needs, "text", "")),
                        own=_name(by) if change.own else "",
                        span=by.head_span,
                    )
                )
            for finding in without_follow_ups_of_names(context.findings):
                if finding.severity != "information" and _key(finding) not in known:
                    known.add(_key(finding))
                    self._collect([placed(finding, by)])
        return made

    def _of_something(self, amendment: a.Amendment) -> None:
        """A finding for an amendment of nothing; one of an agreement in another file is looked at here."""
        of = amendment.of
        if not isinstance(of, v.Name):
            return
        base = self.known.get(of.text)
        context = self._context()
        if base is None or isinstance(base, a.Amendment):
            among = sorted(name for name, each in self.known.items() if not isinstance(each, a.Amendment))
            context.unknown(of.text, of.span, among, "agreement")
        elif isinstance(base, a.Template):
            self._of_template(base, amendment, context)
        elif not any(each is base for each in self.here):
            whole = self.bases.together(base, self._context())
            quiet = self._context()
            last = last_day(self._meaning(whole, quiet, []))
            self._amend(base, whole, self.bases.changes(base), quiet.findings, last)
        self._collect(context.findings)

    def _of_template(self, base: a.Template, amendment: a.Amendment, context: Context) -> None:
        """What is wrong in an amendment of a template, which is no agreement that could be looked at as amended."""
        written = self._amendments(_name(base))
        same = [each for each in written if day_of(each) == day_of(amendment)]
        refuse_same_day(amendment, same[0], context)
        whole = self.bases.together(base, self._context())
        for each in written[: written.index(amendment)]:
            whole = amended(whole, each, self._context())
        amended(whole, amendment, context)


def _agreements(file: a.File) -> Iterator[a.Agreement]:
    return (block for block in file.blocks if isinstance(block, a.Agreement))


def _name(node: a.Agreement) -> str:
    return node.name.text if node.name is not None else ""


def _called(node: a.Agreement) -> str:
    """The name of an agreement, its title where it has none."""
    return _name(node) or (node.title.text if node.title is not None else node.kind)


def _key(finding: Finding) -> tuple[str, int, str]:
    return finding.code, finding.span.start, finding.message


def _kind(node: a.Agreement) -> str:
    return f"an {node.kind}" if node.kind[0] in "aos" else f"a {node.kind}"
