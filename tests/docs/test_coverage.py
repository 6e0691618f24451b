"""Every concept stands in an agreement that somebody can read; docs/coverage.md says in which.

SLADSL_UPDATE=1 writes the page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.figures import Definitions
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.later import values_within
from sladsl.source import SourceText
from sladsl.syntax.parse import parse
from tests.docs.concepts import CONCEPTS
from tests.repo.files import ROOT

PAGE = ROOT / "docs" / "coverage.md"
HEAD = """# What the language says, and where it is said

Each row is a concept that agreements need, and names every agreement that uses it: of the {examples} folders of
[examples](../examples), and of the {published} published agreements of `sladsl list`. Where more than half use it,
those that don't are named. Made from the agreements themselves (tests/docs/test_coverage.py).
"""


def examples() -> dict[str, Path]:
    """The agreements of the examples, by their folders."""
    return {path.parent.name: path for path in sorted((ROOT / "examples").glob("*/agreement.sla"))}


def published() -> dict[str, Path]:
    """The agreements of the catalogue, by their ids."""
    return {path.stem: path for path in sorted((ROOT / "sladsl" / "published").glob("*.sla"))}


def agreements() -> dict[str, Path]:
    return examples() | published()


def marks(path: Path) -> set[str]:
    """All marks of a text and of the files that it uses."""
    texts = [path, *(each for each in path.parent.glob("*.sla") if path.parent.parent.name == "examples")]
    found: set[str] = set()
    for each in dict.fromkeys(texts):
        file, _ = parse(SourceText(each.read_text(encoding="utf-8")))
        for block in (file, *_blocks(file)):
            found |= set(_marks(block))
    return found


def _blocks(block: Block) -> Iterator[Block]:
    for inner in block.blocks:
        yield inner
        yield from _blocks(inner)


def _marks(block: Block) -> Iterator[str]:
    yield block.kind
    if block.head_value is not None:
        yield f"{type(block).__name__}.head_value"
        yield from _of_value(block.head_value)
    for entry in block.entries:
        # A choice that a block answers for itself counts as one of the interpretation.
        for kind in (block.kind, Interpretation.kind):
            yield f"{kind}: {entry.key}"
            if isinstance(entry.value, v.Answer):
                yield f"{kind}: {entry.key} = {entry.value.text}"
            if isinstance(entry.value, v.NotStated):
                yield f"{kind}: {entry.key} = not stated"
        yield from _of_value(entry.value)
    for row in block.table:
        yield from _of_value(row.head)
        yield from _of_value(row.cell)
        if (
            isinstance(block, Definitions)
            and isinstance(row.cell, v.Population)
            and row.cell.where is not None
        ):
            yield "Population.where in definitions"


def _of_value(value: v.Value) -> Iterator[str]:
    for each in values_within(value):
        name = type(each).__name__
        yield name
        for field, held in each.__iter_fields__():
            if field == "span" or held in (None, "", (), False, 0):
                continue
            yield f"{name}.{field}"
            text = getattr(held, "text", held)
            if isinstance(text, str):
                yield f"{name}.{field} = {text}"
                if isinstance(held, v.Name):
                    yield f"{name}.{field} = *"
            elif isinstance(held, tuple):
                yield f"{name}.{field} = {len(held)}"


def named(using: list[str], every: list[str]) -> str:
    """Who of all uses it; by those who don't, where they are fewer."""
    others = [name for name in every if name not in using]
    if not others:
        return "all"
    if len(using) > len(every) / 2:
        return f"all but {', '.join(others)}"
    return ", ".join(using)


def page() -> str:
    columns = [list(examples()), list(published())]
    known = {name: marks(path) for name, path in agreements().items()}
    lines = [HEAD.format(examples=len(columns[0]), published=len(columns[1]))]
    for family, concepts in CONCEPTS.items():
        lines += [f"## {family.capitalize()}", "", "| concept | examples | published |", "|---|---|---|"]
        for concept, wanted in concepts.items():
            cells = [named([name for name in every if known[name] & set(wanted)], every) for every in columns]
            lines.append(f"| {concept} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def test_no_concept_is_without_an_example() -> None:
    every = set().union(*(marks(path) for path in agreements().values()))
    missing = [
        f"{family}: {concept}"
        for family, concepts in CONCEPTS.items()
        for concept, wanted in concepts.items()
        if not every & set(wanted)
    ]
    assert missing == []


def test_the_page_says_where_each_is_used() -> None:
    made = page()
    if os.environ.get("SLADSL_UPDATE") == "1":
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made


@pytest.mark.parametrize(
    ("using", "said"),
    [
        (["a", "b", "c", "d", "e"], "all"),
        (["a", "c", "d", "e"], "all but b"),
        (["b", "c", "d"], "all but a, e"),
        (["b", "d"], "b, d"),
        ([], ""),
    ],
)
def test_nobody_is_left_out_of_a_row(using: list[str], said: str) -> None:
    assert named(using, ["a", "b", "c", "d", "e"]) == said


def test_no_row_hides_names_behind_a_number() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").split("\n") if line.startswith("| ")]
    known = {*agreements(), "all"}
    for row in rows:
        _, concept, *cells, _ = [cell.strip() for cell in row.split("|")]
        if concept != "concept":
            names = [name for cell in cells if cell for name in cell.removeprefix("all but ").split(", ")]
            assert names, concept
            assert set(names) <= known, concept
