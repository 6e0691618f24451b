"""Written cells as typed ones: a table of the value of each cell, and of the finding about it where there is one.

It is made in layers, each of which names what the next one needs: SQL that says the text of a cell wherever it is looked at
takes longer to plan than the rows take to read. A column whose every value says what it is has no text here at all.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.data.cells import ROUNDED
from sladsl.data.reading import read_fields, rounding_of
from sladsl.data.stored import LIST_SIGN
from sladsl.data.text import WHITE
from sladsl.engines.sql.cells import mapped, quick_time, typed
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.odd_times import odd_times
from sladsl.engines.sql.waits import Waits, waits_of
from sladsl.engines.sql.words import literal
from sladsl.engines.sql.written import Source, Written
from sladsl.record import Record


class TypedRows(Record):
    """`relation` has number, for each field its value v and the finding e about its cell, and where a rule needs it the
    mapped text m (nothing where the value never had a text).

    `quiet`: the places of fields about whose cells nothing is found. `waits`: of fields of intervals, by place.
    """

    relation: str
    quiet: frozenset[int]
    waits: Mapping[int, Waits] = {}


def typed_rows(database: Database, source: Source, written: Written) -> TypedRows:
    """The rows of an input that could be told into cells, typed."""
    fields = read_fields(source.input)
    natives = _natives(source, written)
    plain = _plain(database, written, natives)
    said = _said(database, source, written, natives, plain)
    roles = (source.input.start, source.input.end, source.input.key, source.input.scope)
    values, told, joins = ["number"], ["number"], ""
    quiet: set[int] = set()
    waits: dict[int, Waits] = {}
    for place, field in enumerate(fields):
        text, value, wrong, rounded = f"t{place}", f"n{place}", "CAST(NULL AS VARCHAR)", ""
        if place in plain:
            text = text if field.name == source.input.key else "''"
        elif field.name == source.input.scope:
            value = f"nullif({text}, '')"
        elif field.type == "intervals":
            waits[place] = read = waits_of(database, source, said, place)
            if read.plain:
                value = text
            else:
                joins += f" LEFT JOIN {read.texts} ON {text} = {read.texts}.text"
                # Nothing written tells no intervals; a list that can't be read has no value.
                value = f"CASE WHEN {text} = '' THEN '' ELSE {read.texts}.kept END"
                wrong = f"{read.texts}.wrong"
        elif field.type == "time":
            quick = quick_time(text, written.odd)
            value = f"coalesce(n{place}, {quick})" if place in natives else quick
            odd = odd_times(database, source, said, place, quick)
            if odd:
                joins += f" LEFT JOIN {odd} ON {text} = {odd}.text"
                value, wrong = f"coalesce({value}, {odd}.value)", f"{odd}.wrong"
        else:
            cell = typed(field, text, source.units[place], rounding_of(source.table))
            value = cell.value
            if place in natives:
                value = f"(CASE WHEN n{place} IS NULL THEN {value} ELSE n{place} END)"
            if cell.finding:
                wrong = literal(cell.finding)
            if cell.rounded:
                rounded = f" WHEN {cell.rounded} THEN {literal(ROUNDED)}"
        values += [f"{value} AS v{place}", f"{text} AS t{place}"]
        if wrong.startswith("'"):
            # No value though there is a text: looked at only once the value is known.
            wrong = f"(CASE WHEN t{place} <> '' AND v{place} IS NULL THEN {wrong}{rounded} END)"
        elif wrong.startswith("CAST"):
            quiet.add(place)
        else:
            values.append(f"{wrong} AS e{place}")
            wrong = f"e{place}"
        told += [f"v{place}", f"{wrong} AS e{place}"]
        if field.name in roles:
            told.append(f"t{place} AS m{place}")
    query = f"SELECT {', '.join(told)} FROM (SELECT {', '.join(values)} FROM {said}{joins})"
    return TypedRows(relation=database.keep("typed", query), quiet=frozenset(quiet), waits=waits)


def _natives(source: Source, written: Written) -> dict[int, str]:
    """By place SQL of the value of typed columns whose text nobody maps, and is not that of a scope."""
    return {
        place: native.value
        for place, (field, native) in enumerate(zip(read_fields(source.input), written.natives, strict=False))
        if native is not None and not source.maps[place] and field.name != source.input.scope
    }


def _plain(database: Database, written: Written, natives: Mapping[int, str]) -> frozenset[int]:
    """The places whose every cell is empty or has its value natively."""
    if not natives:
        return frozenset()
    strange = []
    for place, value in natives.items():
        native = written.natives[place]
        assert native is not None
        strange.append(f"bool_or({value} IS NULL AND NOT ({native.empty}))")
    (found,) = database.rows(f"SELECT {', '.join(strange)} FROM {written.relation}")
    return frozenset(place for place, is_strange in zip(natives, found, strict=True) if not is_strange)


def _said(
    database: Database,
    source: Source,
    written: Written,
    natives: Mapping[int, str],
    plain: frozenset[int],
) -> str:
    """View of number, and by field the mapped text t and the native value n; of plain columns the value alone."""
    cells, texts = ["number"], ["number"]
    for place, field in enumerate(read_fields(source.input)):
        text = written.texts[place] if written.texts else f"w{place}"
        if place in natives:
            cells.append(f"{natives[place]} AS n{place}")
            texts.append(f"n{place}")
        is_key = field.name == source.input.key
        if place in natives and not is_key:
            # Where the column has the value, its text is never made.
            text = f"(CASE WHEN {natives[place]} IS NULL THEN {text} END)"
        if place in plain and not is_key:
            continue
        cells.append(f"{text} AS c{place}")
        is_scope = field.name == source.input.scope
        own = scope_text(f"c{place}", source, place) if is_scope else mapped(f"c{place}", source.maps[place])
        texts.append(f"{own} AS t{place}")
    inner = f"SELECT {', '.join(cells)} FROM {written.relation}"
    return database.view("said", f"SELECT {', '.join(texts)} FROM ({inner})")


def scope_text(cell: str, source: Source, place: int) -> str:
    """SQL of the text of the field that is assessed value by value; the values of a list are mapped one by one, later."""
    if source.separator:
        return cell
    whole = mapped(cell, source.maps[place])
    if not source.listed or whole == cell:
        return whole
    return f"(CASE WHEN contains({cell}, chr({ord(LIST_SIGN)})) THEN {cell} ELSE {whole} END)"


def cell_scopes(cell: str | None, source: Source) -> list[str]:
    """The scopes that a cell names as it is stored."""
    place = [field.name for field in read_fields(source.input)].index(source.input.scope)
    text = (cell or "").strip(WHITE)
    if not source.separator and not (source.listed and LIST_SIGN in text):
        text = source.maps[place].get(text, text)
    return split_list(text, source, place)


def split_list(cell: str, source: Source, place: int) -> list[str]:
    """The scopes that a cell names: split, trimmed, mapped; empty and repeated ones dropped."""
    sign = source.separator or LIST_SIGN
    if not source.separator and not (source.listed and sign in cell):
        return [cell] if cell else []
    mapping = source.maps[place]
    trimmed = (part.strip(WHITE) for part in cell.split(sign))
    return [part for part in dict.fromkeys(mapping.get(part, part) for part in trimmed) if part]
