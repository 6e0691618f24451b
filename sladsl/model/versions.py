"""What amendments make of an agreement, by their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.record import Record
from sladsl.source import NOWHERE, Span

if TYPE_CHECKING:
    from sladsl.model.meanings import Agreement


class Version(Record):
    """The agreement as an amendment leaves it, in force from the day `since` (ISO)."""

    name: str
    title: str
    since: str
    agreement: Agreement
    needs: str = ""
    """Who has to agree to it, as the agreement says."""
    own: str = ""
    """The amendment of this very agreement; "" where only what it is based on is amended."""
    span: Span = NOWHERE


class NotReckoned(Record):
    """An amendment that is not evaluated: its name, its day, and what of it nothing can reckon with."""

    name: str
    since: str
    why: str
