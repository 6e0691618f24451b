"""Percentages, durations, money, periods, calendars, interval sets: pure values, ignorant of the language."""
