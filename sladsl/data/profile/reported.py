"""Tables that people make (levels, fees, facts …), as an evaluation reads them: their rows, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sladsl.data.binding import Binding
from sladsl.data.errors import UnreadableData
from sladsl.data.given import Given, given_by
from sladsl.data.profile.facts import Reported, Unread
from sladsl.model.meanings import Agreement
from sladsl.record import replace

_NAMES = ("levels", "fees", "claims", "reports", "facts", "invoices")


def reported_of(
    agreement: Agreement | None, binding: Binding
) -> tuple[tuple[Reported, ...], tuple[Unread, ...]]:
    """Each of these tables of a binding, read by itself."""
    found: list[Reported] = []
    unread: list[Unread] = []
    if agreement is None:
        return (), ()
    for name in _NAMES:
        tables = getattr(binding, name)
        if not tables:
            continue
        alone = replace(Binding(), **{name: tables})
        path = ", ".join(dict.fromkeys(each.path for each in tables))
        try:
            given = given_by(agreement, alone, agreement.zone or "UTC")
        except UnreadableData as trouble:
            unread.append(Unread(path=path, source=name, message=trouble.message, hint=trouble.hint))
            continue
        labels = _labels(given, name)
        found.append(
            Reported(
                name=name,
                path=path,
                rows=len(labels),
                first=min(filter(None, labels), default=""),
                last=max(filter(None, labels), default=""),
                findings=given.findings,
            )
        )
    return tuple(found), tuple(unread)


def _labels(given: Given, name: str) -> list[str]:
    """The periods of the rows that were read."""
    rows: dict[str, Callable[[], Iterable[Sequence[object]] | Iterable[object]]] = {
        "levels": lambda: (*given.levels, *given.stray),
        "fees": lambda: given.fees,
        "claims": lambda: given.claims,
        "reports": lambda: getattr(given, "reports", ()),
        "facts": lambda: given.facts,
        "invoices": lambda: given.invoices or (),
    }
    return [str(getattr(each, "period", "") or getattr(each, "since", "")) for each in rows[name]()]
