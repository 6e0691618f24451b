"""Accounts of caps: what a cap leaves in one of its windows after the credits before, and what each credit takes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sladsl.outcome.amounts import never_above
from sladsl.outcome.statement import FeeUse, Step
from sladsl.plan.settlement import AmountRule, CapRule
from sladsl.record import Record
from sladsl.settle.amounts import rest
from sladsl.settle.draft import Draft, stepped, used_up
from sladsl.settle.fees import FeeBook, Priced, Window
from sladsl.values.amount import NOTHING, Amount, amount_text, known, least, total
from sladsl.values.period import Period, previous

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Shared(Record):
    """Lines (by their index in the order of use) that are under one cap in one window, and the cap's
    amount there.
    """

    cap: CapRule
    amount: Amount
    lines: tuple[int, ...]
    window: str
    scope: str
    fee: FeeUse | None
    before: tuple[Amount | None, ...]
    after: tuple[Amount | None, ...]
    """What the lines have before this cap and after it, in the order of `lines`."""
    uses: Mapping[int, Amount | None] = {}
    """What lines use up, of those of which that is another sum than what they have after all caps."""
    limits: tuple[Amount | None, ...] = ()
    """The amount of the cap for each line, where it is amended in the window; None: the line has no such cap over it."""

    def over(self, line: int) -> Amount | None:
        """The amount of the cap for a line; None where it has none over it."""
        return self.limits[self.lines.index(line)] if self.limits else self.amount


def owed_by(cap: CapRule, of_customer: bool) -> str:
    """Behind the window of a cap: whose credits it limits there, where it limits those of each side by themselves."""
    if not cap.customers:
        return ""
    return f", owed by {'a customer' if of_customer else 'a provider'}"


class Account:
    """One cap in one window: of one credit, where it limits each by itself, or of all that end in the window.

    `named` is the window in words, and `side` whose credits it limits, where it does so for each side by itself. `cut` and
    `use_up` are called for each credit in the order of use: first it is cut to what is left, and when all caps have cut
    it, what it has become is used up.
    """

    def __init__(self, cap: CapRule, window: Period | Window, scope: str, named: str, side: str) -> None:
        self.cap = cap
        self.window = window
        self.scope = scope
        self.lines: list[int] = []
        self._before: list[Amount | None] = []
        self._after: list[Amount | None] = []
        self._limits: list[Amount | None] = []
        self._used: Amount | None = NOTHING
        self._uses: dict[int, Amount | None] = {}
        self._missing = False
        self._untold = False
        self._earlier: list[Account] = []
        self._side = side
        self._named = named + side
        self._outside: set[int] = set()
        self._last: Draft | None = None

    def follows(self, before: Iterable[Account], place: ZoneInfo) -> None:
        """Says that the cap is over so many windows in a row, of which this is the last, behind those accounts `before`."""
        assert isinstance(self.window, Period)
        first = self.window
        for _ in range(self.cap.run - 1):
            first = previous(first, place)
        self._earlier = [each for each in before if first.start <= each.window.start < self.window.start]
        self._named = f"the {self.cap.run} {self.cap.window}s to {self.window.label}{self._side}"

    def expect(self, at: int, line: Draft, *, inside: bool) -> None:
        """Announces a credit, in the order of use: the terms of the last one say how much the cap is.

        `inside` is false for one in whose contract year the cap does not hold: it uses it up, and is not cut.
        """
        self._last = line
        if not inside:
            self._outside.add(at)

    def cut(self, at: int, line: Draft, book: FeeBook) -> Draft:
        """The credit after this cap."""
        self._untold = False
        price = None if at in self._outside else self._price(line, book)
        after = line if price is None else self._cut(line, price)
        self.lines.append(at)
        self._before.append(line.amount)
        self._after.append(after.amount)
        self._limits.append(None if price is None else price.amount)
        return after

    def use_up(self, at: int, line: Draft) -> None:
        """Takes off what a credit that was cut here has become, less what of it was earned back before caps."""
        amount = used_up(line)
        if amount != line.amount:
            self._uses[at] = amount
        if amount is None:
            # How much of the cap it takes is open, and so is what it leaves for later ones.
            self._missing = self._missing or not self._untold
            self._used = None if self._untold else self._used
        elif self._used is not None:
            self._used = total(self._used, amount)

    def _price(self, line: Draft, book: FeeBook) -> Priced | None:
        """How much the cap is for a line; None where its terms have no such cap."""
        of = line if self.cap.amended or self.cap.run > 1 or self._each or self._last is None else self._last
        amount = amount_of(self.cap, of)
        return None if amount is None else book.price(amount, self.scope, self.window, of.assessment.terms)

    @property
    def _each(self) -> bool:
        return self.cap.covers == "each credit"

    def _cut(self, line: Draft, price: Priced) -> Draft:
        if line.amount is None:
            return line
        if price.amount is None:
            return opened(line, self.cap, f"the cap is not stated: {price.reason}")
        limit = price.amount
        if self._each:
            why = f"at most {amount_text(limit)} for each credit ({self._named})"
            return self._stepped(line, least(line.amount, limit), why)
        used, missing = self._used_so_far()
        if used is not None and not missing and never_above(total(used, line.amount), limit):
            return line
        room = None if used is None or missing else rest(limit, used)
        if room is None:
            self._untold = True
            return self._stepped(line, None, self._why_untold(limit, missing))
        why = f"at most {amount_text(limit)} for all credits of {self._named}"
        if room != limit:
            why += f", of which {amount_text(room)} {'is' if room != NOTHING else 'was'} left"
        return self._stepped(line, least(line.amount, room), why)

    def _stepped(self, line: Draft, after: Amount | None, why: str) -> Draft:
        if after == line.amount:
            return line
        return stepped(line, Step(name="cap", before=line.amount, after=after, why=why, rule=self.cap.rule))

    def _used_so_far(self) -> tuple[Amount | None, bool]:
        """What is used up of the cap, None where that can't be told, and whether a credit before is open."""
        of = [*self._earlier, self]
        parts = [each._used for each in of if each._used is not None]
        return (total(NOTHING, *parts) if len(parts) == len(of) else None), any(each._missing for each in of)

    def _why_untold(self, limit: Amount, missing: bool) -> str:
        share = f"at most {amount_text(limit)} for all credits of {self._named}"
        if missing:
            return f"{share}: how much of it is left depends on a credit that is open"
        return f"{share}: how much of it is left can't be told before the fees are known"

    # ---- what came of it

    def shared(self, lines: list[Draft], book: FeeBook) -> Shared | None:
        """The lines under it, with what they had before and after; None where there are none, or nobody can say how much
        the cap is.
        """
        if not self.lines:
            return None
        last = lines[self.lines[-1]]
        earlier = [
            (at, after) for each in self._earlier for at, after in zip(each.lines, each._after, strict=True)
        ]
        limits: tuple[Amount | None, ...] = ()
        if self.cap.run > 1 and not self._each:
            limits = (*(None for _ in earlier), *self._limits)
            amount = next((each for each in reversed(limits) if each is not None), None)
        else:
            price = self._price(last, book)
            amount = None if price is None else price.amount
            limits = tuple(self._limits) if self.cap.amended and not self._each else ()
            if price is None:
                amount = book.price(self.cap.amount, self.scope, self.window, last.assessment.terms).amount
        if amount is None:
            return None
        rule = amount_of(self.cap, last) or self.cap.amount
        return Shared(
            cap=self.cap,
            amount=amount,
            lines=(*(at for at, _ in earlier), *self.lines),
            window=self.window.label if self._each and not self.cap.invoice else self._named,
            scope=self.scope if self._each or self.scope else "",
            fee=book.use(rule, self.scope, self.window, last.assessment.terms),
            before=(*(lines[at].amount for at, _ in earlier), *self._before),
            after=(*(lines[at].amount for at, _ in earlier), *self._after),
            limits=limits,
            uses={at: used for each in (*self._earlier, self) for at, used in each._uses.items()},
        )

    def steps(self, shared: Shared) -> tuple[Step, ...]:
        """The step of the window as a whole, if the cap takes something there from all credits together."""
        if self._each or None in shared.before or None in shared.after:
            return ()
        before, after = (
            total(*(each for each in of if each is not None)) for of in (shared.before, shared.after)
        )
        if before == after:
            return ()
        if known(before) is None and not shared.limits and not shared.uses:
            after = least(before, shared.amount)
        amended = ", as amended" if self.cap.amended else ""
        back = ", less what is earned back of them" if shared.uses else ""
        why = f"{shared.window}: at most {amount_text(shared.amount)} for all credits{back}{amended}"
        return (Step(name="cap", before=before, after=after, why=why, rule=self.cap.rule),)


def amount_of(cap: CapRule, line: Draft) -> AmountRule | None:
    """How much a cap is by the terms that govern a line; None where they have no such cap."""
    return dict(cap.amended).get(line.assessment.terms, cap.amount) if cap.amended else cap.amount


def opened(line: Draft, cap: CapRule, reason: str) -> Draft:
    """The line with an amount that is open, for a reason that lies in a cap."""
    if line.amount is None:
        return line
    return stepped(line, Step(name="cap", before=line.amount, after=None, why=reason, rule=cap.rule))
