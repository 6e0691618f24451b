"""Two texts as a patch: what people and `patch` read."""

from __future__ import annotations

import click

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def patch(before: str, after: str, shown: str, colour: bool) -> str:
    """The difference with three lines around each change; a last line that does not end is marked as git marks it."""
    from difflib import unified_diff

    from sladsl.diagnostics.cells import printable

    name = printable(shown)
    lines = []
    for line in unified_diff(_lines(before), _lines(after), name, name):
        words = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        lines.append(click.style(words, fg=COLOURS.get(line[0])) if colour else words)
    return "".join(lines)


def _lines(text: str) -> list[str]:
    """Lines with their ends; a carriage return or form feed alone ends none."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
