"""Reads values: a tree of lark into a written value, one module a family.

Split by family, because a form grows with its family and not with the others.
"""

from __future__ import annotations

from sladsl.syntax.values import calendars, conditions, money, plain, rights, rows, tables, terms
from sladsl.syntax.values.trees import READERS, WEEKDAYS, Unreadable, read, unquote

__all__ = ["READERS", "WEEKDAYS", "Unreadable", "read", "unquote"]

for family in (plain, money, conditions, calendars, rows, rights, tables, terms):
    READERS.update(family.READERS)
