"""The bytes of a workbook: the same for the same contents, and with the values of its formulas written in.

The library that writes sheets leaves formulas without values and puts the clock into the file; a preview would show
empty cells, and nobody could compare two files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sladsl.outcome.to_xlsx.page import Value, cached, clean

if TYPE_CHECKING:
    from openpyxl import Workbook

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?(?:/>|></v>)</c>', re.DOTALL)
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>sladsl</Application></Properties>"
)
"""Naming the true author also makes every spreadsheet program compute the formulas anew."""


def packed(workbook: Workbook, title: str, known: Sequence[Mapping[str, Value]]) -> bytes:
    """The file. `known`: for each sheet in its order, what its formulas come to by cell."""
    from openpyxl.writer.excel import ExcelWriter

    loose = BytesIO()
    ExcelWriter(workbook, ZipFile(loose, "w", ZIP_DEFLATED, allowZip64=True)).save()
    whole = BytesIO()
    with ZipFile(loose) as source, ZipFile(whole, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for name in sorted(source.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            content = source.read(name)
            sheet = _SHEET.fullmatch(name)
            if sheet is not None:
                content = _with_values(content.decode(), known[int(sheet[1]) - 1]).encode()
            elif name == "docProps/app.xml":
                content = _APP.encode()
            elif name == "docProps/core.xml":
                content = _core(title).encode()
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, content, compresslevel=6)
    return whole.getvalue()


def _core(title: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(clean(title)[:255])}</dc:title><dc:creator>sladsl</dc:creator></cp:coreProperties>"
    )


def _with_values(xml: str, known: Mapping[str, Value]) -> str:
    def filled(match: re.Match[str]) -> str:
        place, attributes, formula = match.groups()
        text, kind = cached(known[place])
        typed = f' t="{kind}"' if kind else ""
        return f'<c r="{place}"{attributes}{typed}><f>{formula}</f><v>{escape(text)}</v></c>'

    return _FORMULA.sub(filled, xml)
