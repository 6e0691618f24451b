"""JSON documents that tools answer with, as tables: a Prometheus range query, a Statuspage feed.

Which of them a file is, its own keys say; anything else is refused with what would be read. Numbers keep the digits that
stand there. A document is read whole, as JSON has to be; a table of any size is better written as JSON lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sladsl.data import prometheus, statuspage
from sladsl.data.errors import UnreadableData
from sladsl.data.header import place_in
from sladsl.data.lines import Cells, Signs, writable
from sladsl.data.prometheus import VALUE, figure
from sladsl.data.text import open_bytes
from sladsl.data.unpacked import damage, damaging
from sladsl.plan.measure import FieldOf
from sladsl.record import Record
from sladsl.values.duration import SECOND

MOST_BYTES = 512 << 20
"""Of one document, unpacked: it is held in memory."""

Found = tuple[dict[str, str | tuple[str, ...]] | None, str, str]
"""The cells of a row by column, a list as several texts; or None for a row that is left out. A finding, and what it says."""


class Document(Record):
    """A document as a table. `closed` is false where no row says which columns there would be."""

    columns: tuple[str, ...]
    rows: tuple[Found, ...]
    closed: bool = True


class DocumentPart(Record):
    """One document, or several that are told together. `digits` are for each field how many decimals of a figure are kept,
    None where the text stays as it is; `signs` what stands between the values of a list."""

    paths: tuple[str, ...]
    sheet: str
    names: tuple[str, ...]
    signs: Signs
    digits: tuple[int | None, ...]

    def rows(self) -> Iterator[Cells]:
        made = read_documents(self.paths, self.sheet)
        if made.closed:
            for name in self.names:
                place_in(made.columns, name, self.paths[0])
        for number, (cells, finding, said) in enumerate(made.rows, start=1):
            if cells is None:
                yield number, None, finding, said
                continue
            texts = []
            for name, sign, digits in zip(self.names, self.signs, self.digits, strict=True):
                cell = cells.get(name, "")
                if isinstance(cell, tuple):
                    cell = (sign or ", ").join(cell)
                elif name == VALUE and made.columns[:2] == prometheus.OWN:
                    cell, about = figure(cell, digits)
                    finding, said = (about, str(cells[VALUE])) if about else (finding, said)
                texts.append(cell.replace("\0", " "))
            if not all(map(writable, texts)):
                yield number, None, "unreadable-row", " ".join(texts).encode(errors="replace").decode()
            else:
                yield number, tuple(texts), finding, said


def document_parts(
    paths: Sequence[str],
    sheet: str,
    names: Sequence[str],
    signs: Signs,
    fields: Sequence[FieldOf],
    units: Mapping[str, int],
) -> tuple[DocumentPart, ...]:
    """A part for each document; status periods go on from one file to the next, so all of them are one."""
    digits = tuple(_digits(field, units) for field in fields)
    groups = [tuple(paths)] if sheet == statuspage.COMPONENTS else [(path,) for path in paths]
    parts = tuple(
        DocumentPart(paths=group, sheet=sheet, names=tuple(names), signs=signs, digits=digits)
        for group in groups
    )
    for part in parts[:1]:  # what is no such document is told before anything is evaluated
        made = read_documents(part.paths, sheet)
        for name in names if made.closed else ():
            place_in(made.columns, name, part.paths[0])
    return parts


def _digits(field: FieldOf, units: Mapping[str, int]) -> int | None:
    """How many decimals a field can hold: of a number six, of a length as many as make a microsecond, at most six."""
    if field.type == "number":
        return 6
    unit = units.get(field.name, SECOND)
    if field.type != "duration":
        return None
    return len(str(unit)) - 1 if unit <= SECOND else 6


def read_documents(paths: Sequence[str], sheet: str) -> Document:
    """The rows of documents of one kind; UnreadableData for what is none."""
    loaded = [(path, load(path)) for path in paths]
    kinds = {path: kind_of(path, document) for path, document in loaded}
    if "prometheus" in kinds.values():
        if sheet:
            raise UnreadableData(
                f"{paths[0]} is the result of a query, which has no sheets.", "Leave out sheet."
            )
        columns, rows = prometheus.table_of(loaded)
        return Document(
            columns=columns, rows=tuple(rows), closed=len(columns) > len(prometheus.OWN) or bool(rows)
        )
    columns, rows = statuspage.table_of(loaded, sheet)
    return Document(columns=columns, rows=tuple(rows))


def load(path: str) -> Any:
    """A document with its numbers as texts; UnreadableData for what is no JSON."""
    file = open_bytes(path)
    try:
        content = file.read(MOST_BYTES + 1)
    except damaging() as error:
        raise damage(path, error) from None
    finally:
        file.close()
    if len(content) > MOST_BYTES:
        raise UnreadableData(
            f"{path} is larger than {MOST_BYTES >> 20} MiB, unpacked.",
            "Split it: several files are one table.",
        )
    if not content.strip():
        raise UnreadableData(f"{path} is empty.", "Fetch it again: even an empty result has a few words.")
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except UnicodeDecodeError as error:
        raise UnreadableData(f"{path} is not UTF-8: byte {error.start}.", "Save it as UTF-8 text.") from None
    except RecursionError:
        raise UnreadableData(f"{path} nests too deep.", "Fetch the feed itself.") from None
    except ValueError as error:
        looks = "HTML" if content.lstrip()[:1] == b"<" else ""
        lines = content.lstrip()[:1] == b"{" and str(error).startswith("Extra data")
        hint = (
            "Fetch the answer itself: this may be an error page."
            if looks
            else "If it has one object a line, name it .jsonl."
            if lines
            else "Copy it again: it may be cut off."
        )
        place = f" from line {error.lineno} on" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableData(f"{path} is no JSON{place}.", hint) from None


def kind_of(path: str, document: Any) -> str:
    """What a document is: `prometheus` or `statuspage`; UnreadableData for others, with what would be read."""
    if prometheus.is_answer(document):
        return "prometheus"
    if statuspage.is_feed(path, document):
        return "statuspage"
    if isinstance(document, list):
        raise UnreadableData(
            f"{path} is a list of JSON, and no feed of incidents.",
            "For rows write one object a line, as `jq -c '.[]'` does, and name it .jsonl.",
        )
    raise UnreadableData(
        f"{path} is JSON, and neither the result of a Prometheus range query nor a Statuspage feed.",
        "For rows write one object a line, and name it .jsonl.",
    )
