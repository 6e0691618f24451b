"""What scenarios mean: what happened in an imagined period, and what is expected to come of it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.model.meanings import Meaning, Unit
from sladsl.values.money import Money
from sladsl.values.number import Number

if TYPE_CHECKING:
    from sladsl.model.dates import ExpectedDuty, ExpectedRight
    from sladsl.model.facts import StatedFact


class ScenarioOutage(Meaning):
    service: str
    exclusion: str
    scope: str
    start: str
    """Civil moments in the zone of the agreement, ISO."""
    end: str


class ScenarioLevel(Meaning):
    objective: str
    scope: str
    period: str
    level: Number
    unit: Unit


class ScenarioRecord(Meaning):
    """`fields`: texts as cells of a table; durations are numbers of seconds."""

    source: str
    times: int
    fields: Mapping[str, str]


class PaidClaim(Meaning):
    """A claim of a period that was paid on a day (ISO)."""

    objective: str
    scope: str
    period: str
    day: str


class ScenarioFee(Meaning):
    """`period` "": of each period that no other fee names. `one_time` and `pass_through` are parts of it.

    `used`: the number of what is charged for, in place of the sum (`money` None), which its price makes of it.
    """

    service: str
    scope: str
    money: Money | None
    one_time: Money
    pass_through: Money
    period: str = ""
    used: Fraction | None = None


class Expectation(Meaning):
    """`kind` as written; `value`: a level, money, ratio of the fee, or an ISO date."""

    objective: str
    scope: str
    period: str
    """"" = every period of the scenario."""
    kind: str
    value: Fraction | Money | str | None
    text: str


class Scenario(Meaning):
    title: str
    periods: tuple[str, ...]
    outages: tuple[ScenarioOutage, ...]
    levels: tuple[ScenarioLevel, ...]
    records: tuple[ScenarioRecord, ...]
    fees: tuple[ScenarioFee, ...]
    claimed: str
    expectations: tuple[Expectation, ...]
    rights: tuple[ExpectedRight, ...] = ()
    duties: tuple[ExpectedDuty, ...] = ()
    facts: tuple[StatedFact, ...] = ()
    decided: str = ""
    """`the least` or `the most` of each range within which a party decides; "" where it does not say."""
    incidents: str = ""
    """`one` where what is missed in it was missed in one incident, `several`; "" where it does not say."""
    paid: tuple[PaidClaim, ...] = ()
    as_of: str = ""
    """The civil moment at which it is looked at, ISO; "": when all of it is over."""
