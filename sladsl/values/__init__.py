"""Exact values that know nothing of the language: numbers, money, time, periods, calendars, amounts.

Everything above this package counts with these, so that "exact" and "half-open" are decided in one place.
The package imports nothing by itself: a start of the interpreter pays only for the modules it uses.
"""

from __future__ import annotations
