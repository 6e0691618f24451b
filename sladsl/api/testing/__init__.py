"""Scenarios run as tests of agreements: what each expects and gets, and which rules none of them has shown at work."""

from __future__ import annotations

from sladsl.api.testing.report import Checked, Exercised, Report, Tested, Trouble
from sladsl.api.testing.run import run

__all__ = ["Checked", "Exercised", "Report", "Tested", "Trouble", "run"]
