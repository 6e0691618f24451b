"""What came of each case of another system, and the sets that give it: the page docs/measurement.md is made of this."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from sladsl.record import Record
from tests.conftest import ROOT

Kind = Literal["agreed", "policy", "explained", "no place", "not yet", "differs"]
KINDS: dict[Kind, str] = {
    "agreed": "agreed",
    "policy": "policy conflict",
    "explained": "explained",
    "no place": "no place in an agreement",
    "not yet": "not yet",
    "differs": "differs",
}
"""`policy`: the system's answer comes out, by an answer of the agreement that other systems do not give, or a dubious one.
`explained`: the system's own figure is off by its own rules; what comes out instead is told."""


class Verdict(Record):
    """One case: what came of it, and why where it is not simply the same."""

    case: str
    kind: Kind
    why: str = ""


Judge = Callable[[str, Path], list[Verdict]]
"""Engine and an empty folder -> a verdict for each case of a set."""
SETS: dict[str, Judge] = {}


def judges(name: str) -> Callable[[Judge], Judge]:
    """Registers who judges a set of cases."""

    def register(judge: Judge) -> Judge:
        SETS[name] = judge
        return judge

    return register


@cache
def document(name: str) -> dict[str, Any]:
    """A set of cases as it lies beside the checkout; numbers as they are written."""
    folder = ROOT.parent / "shared" / "cases" / "systems"
    if not folder.is_dir():
        pytest.skip("needs the folder `shared` beside the checkout, with cases and data from elsewhere")
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text())
    return found


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a set; those of its `extra` last."""
    whole = document(name)
    return [*whole["cases"], *whole.get("extra", ())]


@cache
def verdicts(name: str, engine: str, folder: Path) -> tuple[Verdict, ...]:
    """What came of a set; each is run once a session."""
    return tuple(SETS[name](engine, folder))


def compared(case: str, found: object, wanted: object, *, policy: str = "") -> Verdict:
    """Agreed (or by a policy) where equal; else both values, so that a failing test says them."""
    if found != wanted:
        return Verdict(case=case, kind="differs", why=f"{found} instead of {wanted}")
    return Verdict(case=case, kind="policy" if policy else "agreed", why=policy)


def all_of(case: str, parts: Iterable[Verdict]) -> Verdict:
    """One verdict of several: the first that differs, else the first that has something to say."""
    found = list(parts)
    assert found, case
    wrong = [each for each in found if each.kind == "differs"]
    told = [each for each in found if each.kind != "agreed"]
    first = (wrong or told or found)[0]
    return Verdict(case=case, kind=first.kind, why=first.why)
