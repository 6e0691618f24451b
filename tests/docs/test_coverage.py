"""Every concept stands in an agreement that somebody can read; docs/coverage.md says in which.

SLADSL_UPDATE=1 writes the page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

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
SHOWN = 4
HEAD = """# What the language says, and where it is said

Each row is a concept that agreements need; beside it stand agreements that use it: the folders of [examples](../examples)
and the published agreements of `sladsl list`. Made from the agreements themselves (tests/docs/test_coverage.py).
"""


def agreements() -> dict[str, Path]:
    """The agreements of the examples and of the catalogue, by what the page calls them."""
    found = {path.parent.name: path for path in sorted((ROOT / "examples").glob("*/agreement.sla"))}
    found |= {path.stem: path for path in sorted((ROOT / "sladsl" / "published").glob("*.sla"))}
    return found


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


def page() -> str:
    known = {name: marks(path) for name, path in agreements().items()}
    lines = [HEAD]
    for family, concepts in CONCEPTS.items():
        lines += [f"## {family.capitalize()}", "", "| concept | said in |", "|---|---|"]
        for concept, wanted in concepts.items():
            using = [name for name, found in known.items() if found & set(wanted)]
            more = f" and {len(using) - SHOWN} more" if len(using) > SHOWN else ""
            lines.append(f"| {concept} | {', '.join(using[:SHOWN])}{more} |")
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
