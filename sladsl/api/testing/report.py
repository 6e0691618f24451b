"""What a run of scenarios says, as data. Renderings live beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.record import Record

Result = Literal["passed", "failed", "not played"]
RuleKind = Literal[
    "promise",
    "band",
    "condition",
    "cap",
    "repeat",
    "replacement",
    "earning back",
    "least",
    "points",
    "exclusion",
    "claim",
    "right",
    "duty",
]


class Checked(Record):
    """One expectation: what was expected, what came out, and the reasons of the evaluation where they differ."""

    line: int
    """In the file of the scenario, from one."""
    about: str
    """`Availability, 2026-04`, or the sentence of a right."""
    expected: str
    got: str
    ok: bool
    why: tuple[str, ...] = ()


class Tested(Record):
    """One scenario; `note` says why it was not played, or not in full: then it has not passed, whatever its `checks` say."""

    file: str
    line: int
    agreement: str
    title: str
    result: Result
    checks: tuple[Checked, ...]
    note: str = ""
    microseconds: int = 0
    _unequal = frozenset({"microseconds"})

    @property
    def failed(self) -> tuple[Checked, ...]:
        return tuple(each for each in self.checks if not each.ok)


class Exercised(Record):
    """A rule of an agreement, and the titles of the scenarios in which it was at work; () where it never was."""

    agreement: str
    file: str
    line: int
    kind: RuleKind
    words: str
    by: tuple[str, ...]


class Trouble(Record):
    """A file whose scenarios can't be run."""

    file: str
    message: str
    hint: str = ""


class Report(Record):
    """Scenarios in the order of the files and their lines, rules in that of the agreements."""

    scenarios: tuple[Tested, ...]
    rules: tuple[Exercised, ...]
    troubles: tuple[Trouble, ...]

    def count(self, result: Result) -> int:
        """How many scenarios came out so."""
        return sum(each.result == result for each in self.scenarios)

    @property
    def coverage(self) -> Fraction | None:
        """The share of rules that some scenario has shown at work; None where there is no rule."""
        if not self.rules:
            return None
        return Fraction(sum(bool(each.by) for each in self.rules), len(self.rules))
