"""What a rule can look at: the agreement, its text, and what others compute about it when asked.

Scenarios cost an evaluation and needed choices a lowering; only the rules that ask pay for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from sladsl.model.meanings import Agreement, Choices, Chosen, LeftOpen, Metric
from sladsl.record import Record
from sladsl.source import SourceText, Span

if TYPE_CHECKING:
    from sladsl.checks.lowering import Lowering
    from sladsl.checks.tables import Table
    from sladsl.checks.worth import Worth
    from sladsl.outcome.statement import Line


class ScenarioResult(Record):
    """One expectation of a scenario and what came out; `why` is the reason that the evaluation gives."""

    title: str
    span: Span
    expectation_text: str
    got_text: str
    ok: bool
    expectation_span: Span
    why: str = ""
    line: Line | None = None
    """The line that does not meet it."""


class Choice(Protocol):
    """A choice that can change a result here: its words, whose it is, its answers, whether it has one."""

    @property
    def key(self) -> str: ...
    @property
    def construct(self) -> str: ...
    @property
    def answers(self) -> Sequence[str]: ...
    @property
    def tries(self) -> Sequence[str]: ...
    @property
    def why(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def write(self) -> str: ...
    @property
    def state(self) -> Literal["silent", "open", "answered", "fact"]: ...


class Context:
    """One agreement under the checker."""

    __slots__ = ("_choices", "_lowering", "_scenarios", "_worth", "agreement", "source", "tables")

    def __init__(
        self,
        agreement: Agreement,
        source: SourceText,
        *,
        scenarios: Callable[[], Sequence[ScenarioResult]] | None = None,
        choices: Callable[[], Sequence[Choice]] | None = None,
    ) -> None:
        self.agreement = agreement
        self.source = source
        self._scenarios = scenarios
        self._choices = choices
        self._lowering: Lowering | None = None
        self._worth: Worth | None = None
        self.tables: tuple[Table, ...] | None = None
        """Kept by sladsl/checks/tables.py."""

    def scenario_results(self) -> Sequence[ScenarioResult]:
        """What the scenarios expect and what comes out; () without scenarios or without an evaluator."""
        if self._scenarios is None or not self.agreement.scenarios:
            return ()
        return self._scenarios()

    def needed_choices(self) -> Sequence[Choice]:
        """The choices that can change a result of this agreement; by default those that lowering it needs."""
        if self._choices is not None:
            return self._choices()
        return self.lowering.choices()

    @property
    def lowering(self) -> Lowering:
        """The agreement lowered in its first reading, once for all rules."""
        if self._lowering is None:
            from sladsl.checks.lowering import Lowering

            self._lowering = Lowering(self.agreement)
        return self._lowering

    @property
    def worth(self) -> Worth:
        """What the credits come to without data; the settling half is loaded for the rules that ask."""
        if self._worth is None:
            from sladsl.checks.worth import Worth

            self._worth = Worth(self.lowering)
        return self._worth

    def answer(
        self, key: str, metric: Metric | None = None, choices: Choices | None = None
    ) -> Chosen | LeftOpen | None:
        """The answer to a choice: the construct's own (`choices`), the metric's, the agreement's, or None."""
        for given in (choices, metric.choices if metric is not None else None, self.agreement.choices):
            if given is not None and key in given:
                return given[key]
        return None

    def words(self, span: Span) -> str:
        """The source at a span on one line, each run of blanks as one."""
        return " ".join(self.source[span].split())
