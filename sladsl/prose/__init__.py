"""An agreement as a readable contract: a neutral document tree, its templates and its formats.

What others need is here; the formats are beside it (`to_markdown`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sladsl.model.meanings import Agreement
    from sladsl.prose.document import Document
    from sladsl.prose.examples import ExampleLine

__all__ = ["clause_numbers", "contract"]


def contract(agreement: Agreement, examples: Mapping[str, tuple[ExampleLine, ...]] | None = None) -> Document:
    """The contract of an agreement. `examples`: computed lines by the title of their scenario.

    Without them the schedule of examples says what the parties expect.
    """
    from sladsl.prose.from_model import build

    return build(agreement, examples)


def clause_numbers(agreement: Agreement) -> Mapping[str, str]:
    """Construct (`objective Availability`, `credit for Availability`, `cap`) → clause number, `5.1`."""
    from sladsl.prose.document import numbering

    return numbering(contract(agreement))
