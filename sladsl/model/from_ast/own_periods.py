"""Periods that an agreement lays out itself: billing cycles, contract and fiscal years, lengths, periods that overlap.

A period of so many hours or days, and a contract year, is counted from the day on which the agreement takes effect; where
that, or the beginning of a cycle, is not stated, nothing can be computed by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.objectives import Objective, Promise
from sladsl.model.from_ast.words import duration_words
from sladsl.record import Record, within
from sladsl.values.cycles import Cycle, first_of
from sladsl.values.period import PeriodKind, PlainKind, Rolling, alike

PLAIN = ("day", "week", "month", "quarter", "year")
SPEAKING: frozenset[type[Record]] = frozenset(
    {v.PromiseWords, v.InForce, v.Fee, v.Allowance, v.Measure, v.Event, v.FeeBase, v.InPeriods, v.Cap}
)
"""The values that name periods, asked first because few do."""
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_MINUTES = {"minute": 1, "hour": 60}
_MINUTE = 60_000_000
MOST = 100_000
"""Periods that are longer than so many minutes, days or months are a slip of the pen."""


class OwnPeriods:
    """The periods of one agreement by their words, and why others can't be told."""

    def __init__(self, node: a.Agreement) -> None:
        self.effective = _day(node.effective)
        self.cycles: dict[str, Cycle] = {}
        billing, fiscal = node.billing_cycle, node.fiscal_year
        if isinstance(billing, v.Cycle):
            made = (
                self.of_length(billing.length, "billing cycle")
                if billing.length is not None
                else Cycle(word="billing cycle", anchor=date(2000, 1, billing.day), months=1)
            )
            if made is not None:
                self.cycles["billing cycle"] = made
        first = _day(fiscal.on) if isinstance(fiscal, v.FromDate) else None
        if first is not None:
            self.cycles["fiscal year"] = Cycle(word="fiscal year", anchor=first, months=12)
            self.cycles["fiscal quarter"] = Cycle(word="fiscal quarter", anchor=first, months=3)
        if self.effective is not None:
            self.cycles["contract year"] = Cycle(word="contract year", anchor=self.effective, months=12)
        self.unlaid: set[str] = set()
        """`month` and `year`, where the agreement answers with periods of which nothing says when they begin."""
        self.left_open = {
            word
            for word, key in (
                ("billing cycle", a.Agreement.billing_cycle),
                ("fiscal year", a.Agreement.fiscal_year),
            )
            if any(entry.key == key.name and isinstance(entry.value, v.NotStated) for entry in node.entries)
        }
        """Cycles of which the agreement says that their beginning is not stated: its months are those of the calendar, told
        as left open.
        """
        self.as_the_calendar: set[str] = set()
        """Those of them that are answered with a cycle that is left open."""
        self.looking_back: dict[str, str] = {}
        """Objectives that are assessed over a longer time than their period, with the word of the period."""
        for objective in node.children(Objective):
            for promise in objective.children(Promise):
                words = promise.head_value
                if not isinstance(words, v.PromiseWords) or objective.name is None:
                    continue
                if words.assessed is not None and words.assessed.kind != "each length":
                    self.looking_back[objective.name.text] = words.period
        for block in node.children(Interpretation)[:1]:
            self._said(block.month, "month", {"30 days": ("day", 30), "720 hours": ("hour", 720)})
            self._said(block.year, "year", {"365 days": ("day", 365)})

    def _said(self, answer: v.Value | None, word: str, lengths: Mapping[str, tuple[str, int]]) -> None:
        """What a month or a year is, where the agreement says so."""
        if not isinstance(answer, v.Answer):
            return
        found = self.cycles.get(answer.text)
        if answer.text in lengths and self.effective is not None:
            unit, count = lengths[answer.text]
            found = _cycle(word, self.effective, unit, count)
        if found is None and not answer.text.startswith("calendar "):
            self.unlaid.add(word)
            cycle = (
                "billing cycle" if answer.text in lengths else answer.text
            )  # `720 hours` from which day on?
            if cycle in self.left_open:
                self.as_the_calendar.add(word)
        if found is not None:
            self.cycles[word] = Cycle(
                word=word, anchor=found.anchor, months=found.months, days=found.days, us=found.us
            )

    def kind(self, word: str) -> PeriodKind | None:
        """The periods that a word names; None where the agreement does not say when they begin."""
        if word in self.cycles:
            return self.cycles[word]
        for plain in ("day", "week", "month", "quarter", "year"):
            if word == plain:
                return plain
        return None

    def of_length(self, length: v.Duration, word: str = "") -> Cycle | None:
        """Periods of a length, one after the other from the day on which the agreement takes effect."""
        counted = _counted(length)
        if counted is None or self.effective is None:
            return None
        unit, count = counted
        return _cycle(word or duration_words(length), self.effective, unit, count)

    def promised(self, words: v.PromiseWords) -> PeriodKind | None:
        """The periods in which a promise is assessed."""
        assessed = words.assessed
        if assessed is not None and assessed.kind == "each length":
            return self.of_length(assessed.length) if assessed.length is not None else None
        return self.kind(words.period)

    def rolling(self, words: v.PromiseWords) -> Rolling | None:
        """What a promise looks back at, where that is more than the period that is assessed."""
        assessed, kind = words.assessed, self.kind(words.period)
        if assessed is None or kind is None:
            return None
        if assessed.kind == "over any" and assessed.count is not None:
            count = int(assessed.count.value)
            if not 0 < count <= MOST:
                return None
            unit = "month" if words.period in _MONTHS else "day"
            each = _MONTHS.get(words.period) or _DAYS[words.period]
            text = f"over any {count} consecutive {words.period}s"
            return _rolling(kind, unit, count * each, text, current=True, whole=True)
        if assessed.kind in ("over preceding", "over last") and assessed.length is not None:
            counted = _counted(assessed.length)
            if counted is None:
                return None
            current = assessed.kind == "over last"
            said = "over the last" if current else "over the preceding"
            return _rolling(kind, *counted, f"{said} {duration_words(assessed.length)}", current=current)
        return None

    def begins(self, written: v.Value | None) -> date | None:
        """The day from which on a promise counts; None where it can't be told, or where nothing is said."""
        if not isinstance(written, v.InForce):
            return None
        if written.on is not None:
            return _day(written.on)
        counted = _counted(written.after) if written.after is not None else None
        if counted is None or self.effective is None or counted[0] in _MINUTES:
            return None
        return first_of(_cycle("", self.effective, *counted), 1)

    # ---- what can't be told

    def later(self, value: v.Value) -> str:
        """The first period within a value that nothing can be computed by, in words; "" where there is none."""
        if isinstance(value, (v.Name, v.Names, v.Text, v.Date, v.Duration)):
            return ""
        return next(
            (said for each in within(value) if type(each) in SPEAKING and (said := self._later(each))), ""
        )

    def _later(self, value: Record) -> str:
        match value:
            case v.PromiseWords():
                return self._promise(value)
            case v.InForce():
                later = "promises that begin after a time, or from a day, that is not stated"
                return "" if self.begins(value) is not None else later
            case v.Allowance() if value.period in self.unlaid:
                return f"allowances per {value.period}, of which nothing says when one begins"
            case v.Fee() | v.Allowance():
                return self._unknown(value.period or "")
            case v.Measure():
                return self._unknown(value.period or "") if value.last is not None else ""
            case v.Event(subject=v.Name(text=name), window=v.InPeriods(period=word)):
                same = self.looking_back.get(name, word) == word
                return (
                    "" if same else "counting what looks back at a longer time by other periods than its own"
                )
            case v.FeeBase():
                return self._unknown(value.period)
            case v.InPeriods():
                return self._unknown(value.period, counted=True)
            case v.Cap():
                return self._unknown(value.window, counted=True)
            case _:
                return ""

    def _promise(self, words: v.PromiseWords) -> str:
        assessed = words.assessed
        if assessed is None or assessed.kind == "not stated":
            return self._unknown(words.period)
        if assessed.kind == "each length":
            if self.promised(words) is not None:
                return ""
            countable = assessed.length is not None and _counted(assessed.length) is not None
            return (
                "periods that are counted from a day which is not stated"
                if countable
                else "periods that are no whole minutes, days or months"
            )
        return self._unknown(words.period) or (
            "" if self.rolling(words) is not None else "periods that are no whole minutes, days or months"
        )

    def _unknown(self, word: str, *, counted: bool = False) -> str:
        """`counted`: caps and counts of contract years say themselves that the term has no first day."""
        if word in self.unlaid and word not in self.as_the_calendar:
            return f"{word}s of which nothing says when they begin"
        if word not in ("billing cycle", "contract year", "fiscal year", "fiscal quarter"):
            return ""
        if word == "contract year" and counted:
            return ""
        return "" if word in self.cycles else f"{word}s of which nothing says when they begin"


def called(kind: PeriodKind) -> tuple[str, ...]:
    """The words by which time can be counted from a period: `the billing cycle`, and `the month` where it is as long."""
    plain: tuple[PlainKind, ...] = ("day", "week", "month", "quarter", "year")
    return (str(kind), *(word for word in plain if not isinstance(kind, str) and alike(kind, word)))


def _rolling(
    kind: PeriodKind, unit: str, count: int, text: str, *, current: bool, whole: bool = False
) -> Rolling:
    if unit in _MONTHS:
        return Rolling(kind=kind, text=text, months=count * _MONTHS[unit], current=current, whole=whole)
    if unit in _DAYS:
        return Rolling(kind=kind, text=text, days=count * _DAYS[unit], current=current, whole=whole)
    return Rolling(kind=kind, text=text, us=count * _MINUTES[unit] * _MINUTE, current=current, whole=whole)


def _cycle(word: str, anchor: date, unit: str, count: int) -> Cycle:
    if unit in _MONTHS:
        return Cycle(word=word, anchor=anchor, months=count * _MONTHS[unit])
    if unit in _DAYS:
        return Cycle(word=word, anchor=anchor, days=count * _DAYS[unit])
    return Cycle(word=word, anchor=anchor, us=count * _MINUTES[unit] * _MINUTE)


def _counted(length: v.Duration) -> tuple[str, int] | None:
    """A length in one unit; None for business time, seconds and what is no whole number."""
    if len(length.parts) != 1 or length.to_close:
        return None
    unit, number = length.parts[0].unit, length.parts[0].number.value
    if unit not in {*_MONTHS, *_DAYS, *_MINUTES} or number.denominator != 1 or not 0 < number <= MOST:
        return None
    return unit, int(number)


def _day(written: object) -> date | None:
    if not isinstance(written, v.Date):
        return None
    try:
        return date.fromisoformat(written.iso)
    except ValueError:
        return None
