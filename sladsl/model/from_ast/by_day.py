"""What becomes of an agreement by its days: its own amendments, and those of what it is based on, where they reach it.

Whether they do is said by the agreement (`terms of the base`); nobody can tell from its text otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.diagnostics.finding import Label
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.structure import Structure, Together, amended
from sladsl.record import Record

AMENDED, AT_ITS_START, FIRST = a.Agreement.terms_of_the_base.answers
OPEN_END = "9999-12-31"
"""An amendment whose day is not stated comes after all others."""


class Change(Record):
    """A day on which an agreement changes: by amendments of what it is based on, by one of its own, or by both.

    `day` is OPEN_END where it is not stated.
    """

    day: str
    of_bases: tuple[a.Amendment, ...]
    """In the order in which they are taken over: what lies below first."""
    own: tuple[a.Amendment, ...]

    @property
    def by(self) -> tuple[a.Amendment, ...]:
        return (*self.of_bases, *self.own)

    @property
    def name(self) -> str:
        return " and ".join(dict.fromkeys(each.name.text for each in self.by if each.name is not None))

    @property
    def title(self) -> str:
        if all(each.title is None for each in self.by):
            return ""
        called = (each.title or each.name for each in self.by)
        return " and ".join(dict.fromkeys(each.text for each in called if each is not None))


class Bases:
    """The agreements of a file by their days."""

    def __init__(
        self, known: Mapping[str, a.Agreement], amendments: Callable[[str], list[a.Amendment]]
    ) -> None:
        self.known = known
        self.amendments = amendments
        self.structure = Structure(known, self)

    def together(self, node: a.Agreement, context: Context) -> Together:
        """The agreement as first agreed, on terms of its bases as they hold for it then."""
        return self.structure.together(node, context)

    def changes(self, node: a.Agreement) -> list[Change]:
        """The days after the start on which it changes, in their order; one whose day is not stated last."""
        name, first = _name(node), self.first_day(node)
        reaching = [
            each
            for each in self._reaching(node, (name,))
            if not first or day_of(each) > first or not _dated(each)
        ]
        own = self.amendments(name) if name else []
        days = sorted({day_of(each) for each in (*reaching, *own)})
        return [
            Change(
                day=day,
                of_bases=tuple(each for each in reaching if day_of(each) == day),
                own=tuple(each for each in own if day_of(each) == day),
            )
            for day in days
        ]

    def after(
        self, node: a.Agreement, before: Together, changes: list[Change], at: int, context: Context
    ) -> Together:
        """The agreement as the change at that place leaves it, of what the changes before it have made.

        Where what it is based on changes, it is put together anew and its own amendments count in that: the nearer term
        holds, whichever is the older.
        """
        change = changes[at]
        whole, waiting = before, change.own
        if change.of_bases and change.day != OPEN_END:
            whole = self.structure.together(node, context, day=change.day)
            waiting = tuple(each for one in changes[: at + 1] for each in one.own)
        for each in waiting:
            whole = amended(whole, each, context)
        return whole

    def first_day(self, node: a.Agreement) -> str:
        """The day from which an agreement is in force; without one of its own not before what it is based on."""
        waiting, seen, days = [node], {_name(node)}, []
        while waiting:
            each = waiting.pop()
            if isinstance(each.effective, v.Date):
                days.append(each.effective.iso)
                continue
            for name, parent in self._parents(each):
                if name not in seen:
                    seen.add(name)
                    waiting.append(parent)
        return max(days, default="")

    def refuse_unsaid(self, node: a.Agreement, context: Context) -> None:
        """A finding where what it is based on is amended, and it does not say whether that reaches it."""
        said = _said(node)
        based = node.based_on
        if not isinstance(based, v.Names) or said in (AMENDED, FIRST):
            return
        for name in based.items:
            found = self._of_bases(name.text, (_name(node),))
            if not found:
                continue
            first = found[0]
            labels = (Label(span=first.head_span, text="this amendment"),)
            if not said:
                context.add(
                    "N187",
                    "amendments-of-the-base",
                    name.span,
                    f"{name.text} is amended, and it is not said whether that holds here, too.",
                    f"Write `terms of the base: {AMENDED}`, `{AT_ITS_START}` or `{FIRST}`.",
                    labels=labels,
                )
                return
            if not self.first_day(node) and not isinstance(node, a.Template):
                context.add(
                    "N188",
                    "start-of-no-day",
                    node.span_of(a.Agreement.terms_of_the_base),
                    f"{name.text} is amended, and when this agreement begins is not stated.",
                    "Write `effective: …` with its first day, or another answer.",
                    labels=labels,
                )
                return

    # ---- what lies below

    def of_base(self, node: a.Agreement, day: str) -> str:
        """The day as of which what it is based on holds for it on that day; "" is before all amendments."""
        said = _said(node)
        if said == AMENDED:
            return max(day, self.first_day(node))
        return self.first_day(node) if said == AT_ITS_START else ""

    def until(self, name: str, day: str) -> list[a.Amendment]:
        """The amendments of an agreement that count on that day, in their order; "" is before all of them."""
        return [each for each in self.amendments(name) if day_of(each) <= day and _dated(each)]

    def _parents(self, node: a.Agreement) -> Iterator[tuple[str, a.Agreement]]:
        for name in node.based_on.items if isinstance(node.based_on, v.Names) else ():
            parent = self.known.get(name.text)
            if parent is not None and not isinstance(parent, a.Amendment):
                yield name.text, parent

    def _of_bases(self, name: str, path: tuple[str, ...]) -> list[a.Amendment]:
        """All that amends an agreement, what reaches it from below first."""
        node = self.known.get(name)
        if node is None or isinstance(node, a.Amendment) or name in path:
            return []
        return [*self._reaching(node, (*path, name)), *self.amendments(name)]

    def _reaching(self, node: a.Agreement, path: tuple[str, ...]) -> list[a.Amendment]:
        """The amendments of what it is based on that hold for it, each once."""
        if _said(node) != AMENDED:
            return []
        found = [each for name, _ in self._parents(node) for each in self._of_bases(name, path)]
        return list({each.span.start: each for each in found}.values())


def day_of(amendment: a.Amendment) -> str:
    """The day from which it counts (ISO), OPEN_END where it is not stated."""
    return amendment.from_.iso if isinstance(amendment.from_, v.Date) else OPEN_END


def _dated(amendment: a.Amendment) -> bool:
    return day_of(amendment) != OPEN_END


def _said(node: a.Agreement) -> str:
    return str(getattr(node.terms_of_the_base, "text", ""))


def _name(node: a.Agreement) -> str:
    return node.name.text if node.name is not None else ""
