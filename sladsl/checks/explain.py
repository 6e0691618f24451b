"""The teaching side of a finding: why it matters, agreements with it and without, how to allow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from sladsl.checks import suppress
from sladsl.checks.registry import RULES, rule
from sladsl.checks.rule import Case, Rule, Voice
from sladsl.data.explained import EXPLAINED
from sladsl.diagnostics.cells import wrap
from sladsl.diagnostics.suggest import closest
from sladsl.syntax import explained

COLUMNS = 80

_ALLOWANCES: tuple[tuple[Voice, str], ...] = (
    (
        suppress.UNREADABLE,
        "A comment begins like an allowance and can't be read as one, so it allows nothing.",
    ),
    (
        suppress.UNKNOWN,
        "A comment allows a finding of a name that no rule has. Mistakes of syntax and of names leave a text "
        "without a meaning, so they can't be allowed.",
    ),
    (
        suppress.REASON,
        "A comment allows a finding and does not say why. The next reader, or the other side, will ask; the "
        "reason stands in parentheses.",
    ),
    (
        suppress.UNUSED,
        "A comment allows a finding that is not there (any more), or not there where it stands. A comment at "
        "the end of a line covers this line, one alone on its line the next entry, and one at the top with "
        "`in this file` everything.",
    ),
)

MORE: dict[str, Callable[[], str]] = {
    **{name: partial(explained.page, name) for name in explained.TEXTS},
    **EXPLAINED,
}
"""Explanations of findings that are not rules (syntax, names, data) by their names; read on demand."""


def explain(name_or_code: str) -> str | None:
    """The explanation of a rule or finding as plain text of 80 columns; None when there is none."""
    found = rule(name_or_code)
    if found is not None:
        return "\n".join(_rule(found)) + "\n"
    for voice, words in _ALLOWANCES:
        if name_or_code in (voice.name, voice.code):
            lines = [f"{voice.name} ({voice.code}, {voice.severity})", "", *wrap(words, COLUMNS)]
            return "\n".join([*lines, "", f"    {suppress.EXAMPLE}"]) + "\n"
    more = MORE.get(explained.CODES.get(name_or_code, name_or_code))
    return None if more is None else more()


def known(name: str) -> bool:
    """Whether there is an explanation, without making it."""
    return selectable(name) or name in MORE


def selectable(name: str) -> bool:
    """Whether findings of the name can be chosen or left out: not those that leave a text without a meaning."""
    return rule(name) is not None or any(name == voice.name for voice, _ in _ALLOWANCES)


def names() -> tuple[str, ...]:
    """All names that can be explained."""
    return (*(each.name for each in RULES), *(voice.name for voice, _ in _ALLOWANCES), *MORE)


def nearest(name: str) -> str:
    """The name that was probably meant, "" when none is near."""
    return closest(name, names())


def _rule(of: Rule) -> Iterator[str]:
    yield f"{of.name} ({of.code}, {of.severity})"
    yield ""
    yield from wrap(of.summary, COLUMNS)
    yield ""
    yield from wrap(of.why, COLUMNS)
    for case in of.bad:
        yield from _case("Found", case)
    for case in of.good:
        yield from _case("Not found", case)
    yield ""
    yield from wrap(
        "To allow it where it is meant, put a comment with a reason at the end of the line, or on a line of "
        "its own above the entry:",
        COLUMNS,
    )
    yield ""
    yield f"    # sladsl: allow {of.name} (as signed)"


def _case(kind: str, case: Case) -> Iterator[str]:
    yield ""
    yield from wrap(f"{kind}: {case.about}", COLUMNS)
    yield ""
    for line in case.text.splitlines():
        yield f"    {line}".rstrip()
    if case.expected:
        yield ""
    for expected in case.expected:
        first, *rest = wrap(
            f"{expected.severity}: {expected.part}" if expected.severity else expected.part, COLUMNS - 14
        )
        yield f"    line {expected.line:>2}: {first}"
        for words in rest:
            yield f"             {words}"
