"""Facts and options: what nobody measures and somebody states, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sladsl.ast import values as v
from sladsl.model.meaning import Meaning
from sladsl.model.measured import Field
from sladsl.record import Record

NOT_DIGITS = frozenset({"text", "choice", "yes or no"})


class Fact(Meaning):
    """A fact or an option. `each`: how often a fact is stated, "" where it does not say."""

    name: str
    title: str
    type: Literal["time", "number", "duration", "yes or no", "choice", "text", "intervals"]
    values: tuple[str, ...] = ()
    each: str = ""
    stated_by: str = ""
    """Of an option: who chooses."""
    found_by: str = ""
    shown_by: str = ""
    for_each: str = ""
    """The dimension for whose values an option is chosen one by one."""
    option: bool = False
    chooser_open: bool = False
    """The agreement says that it does not state who chooses."""

    def field(self) -> Field:
        """As conditions name it."""
        return Field(name=self.name, type=self.type, values=self.values, span=self.span)


class StatedFact(Record):
    """What somebody states of a fact or option: its `value` as text.

    `scope` is the value of the dimension that it is about ("" = all). `period` is the label of the period for which it
    holds; `since` the ISO day from which on it holds, until the next one. With neither it holds always. `row` is that of
    the table, 0 in a scenario.
    """

    fact: str
    value: str
    scope: str = ""
    period: str = ""
    since: str = ""
    row: int = 0


class Circumstance(Record):
    """A condition on facts and options, and its words as a statement tells it."""

    condition: v.Condition
    words: str
    facts: tuple[str, ...]


Facts = Mapping[str, Fact]
