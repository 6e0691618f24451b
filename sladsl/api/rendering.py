"""The contract of an agreement, with its scenarios as worked examples whose figures were just computed."""

from __future__ import annotations

from sladsl.api.read import Loaded
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown


def render(loaded: Loaded) -> str:
    """The contract as Markdown. The text must have a meaning (`loaded.broken` is false)."""
    assert loaded.agreement is not None  # noqa: S101 - the caller looked
    return to_markdown(contract(loaded.agreement, examples(loaded)))


def examples(loaded: Loaded) -> dict[str, object]:
    return {}
