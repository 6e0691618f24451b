"""Records: what is looked into when everything in one is listed."""

from __future__ import annotations

import pickle
from types import MappingProxyType

import pytest

from sladsl.api.read import load
from sladsl.record import FEW, Record, fields, once, replace, within
from sladsl.source import Span
from sladsl.values.number import Number
from tests.repo.files import ROOT
from tests.syntax.reading import records


class Leaf(Record):
    name: str


class Branch(Record):
    leaf: Leaf | None
    leaves: tuple[Leaf, ...] = ()
    by_name: MappingProxyType[str, Leaf] = MappingProxyType({})


def test_everything_is_listed_each_before_what_it_holds() -> None:
    first, second, third = (Leaf(name=name) for name in ("first", "second", "third"))
    branch = Branch(leaf=first, leaves=(second,), by_name=MappingProxyType({"c": third}))
    assert within((branch, [first])) == [branch, first, second, third, first]
    assert within("text") == within(None) == []


@pytest.mark.parametrize(
    "name", ["platform/agreement.sla", "help-desk/agreement.sla", "rights/agreement.sla"]
)
def test_nothing_but_places_and_numbers_is_passed_over(name: str) -> None:
    """Against a walk through every field of every record, whatever its annotation says."""
    loaded = load(str(ROOT / "examples" / name))
    assert loaded.agreement is not None
    for whole in (loaded.agreement.node, loaded.agreement):
        every = [id(each) for each in records(whole) if not isinstance(each, (Span, Number))]
        assert len(every) > 100
        assert set(every) <= {id(each) for each in within(whole)}


class Shelf(Record):
    books: tuple[str, ...] = ()

    @once
    def by_letter(self) -> dict[str, str]:
        """The first book of each letter."""
        return {book[0]: book for book in reversed(self.books)}


class Cabinet(Shelf):
    locked: bool = False


def test_once_is_worked_out_once_for_each_record() -> None:
    for kind in (Shelf, Cabinet):
        for _ in range(FEW + 2):  # with either constructor
            shelf = kind(books=("Emma", "Ulysses", "Echo"))
            assert shelf.by_letter == {"E": "Emma", "U": "Ulysses"}
            assert shelf.by_letter is shelf.by_letter
            assert replace(shelf, books=("Utz",)).by_letter == {"U": "Utz"}
        assert "by_letter" not in fields(kind)
        assert shelf == kind(books=shelf.books)
        assert hash(shelf) == hash(kind(books=shelf.books))
        assert pickle.loads(pickle.dumps(shelf)) == shelf
