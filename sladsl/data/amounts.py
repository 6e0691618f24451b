"""Amounts of money as people type them into tables."""

from __future__ import annotations

from sladsl.data.decimals import Decimal, read_decimal
from sladsl.data.sheet import SheetCell
from sladsl.values.number import Number, parse_number


def read_amount(cell: SheetCell, decimal: Decimal) -> tuple[Number | None, str]:
    """The amount of a cell, or its two readings; a number of a workbook has only one."""
    return (parse_number(cell.text), "") if cell.number is not None else read_decimal(cell.text, decimal)
