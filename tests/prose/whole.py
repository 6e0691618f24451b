"""The agreement of `whole.sla`, which uses every family of the language."""

from __future__ import annotations

import functools
from pathlib import Path

from sladsl.model.from_ast import build
from sladsl.model.meanings import Agreement
from sladsl.source import SourceText
from sladsl.syntax.parse import parse

HERE = Path(__file__).resolve().parent


@functools.cache
def whole() -> Agreement:
    """Its meaning; an AssertionError when the text has one mistake."""
    source = SourceText((HERE / "whole.sla").read_text(encoding="utf-8"), "whole.sla")
    file, findings = parse(source)
    assert not findings, findings
    built = build(file, source)
    assert not built.findings, built.findings
    (agreement,) = built.agreements
    return agreement
