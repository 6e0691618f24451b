"""Reads the rows of tables and escalations: limits, columns, moments on a record's clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sladsl.ast import values as v
from sladsl.syntax.values.trees import kind_of, number, read, read_all, span_of


def _limit(tree: Any) -> Any:
    return read(tree.children[0])


def _cells(tree: Any) -> v.Cells:
    return v.Cells(items=tuple(read(child) for child in tree.children), span=span_of(tree))


def _columns(tree: Any) -> v.Columns:
    return v.Columns(items=tuple(read_all(tree)), span=span_of(tree))


def _step(tree: Any) -> v.Step:
    direction: Any = kind_of(tree).removesuffix("_due")
    return v.Step(distance=read(tree.children[0]), direction=direction, span=span_of(tree))


def _at_time(tree: Any) -> v.Step:
    return v.Step(distance=read(tree.children[0]), direction="at", span=span_of(tree))


def _at_share(tree: Any) -> v.Step:
    token = tree.children[0]
    share = v.Quantity(number=number(token), unit="%", span=span_of(token))
    return v.Step(share=share, span=span_of(tree))


def _escalate(tree: Any) -> v.Escalate:
    return v.Escalate(to=read(tree.children[0]), reassign=kind_of(tree) == "reassign", span=span_of(tree))


READERS: dict[str, Callable[[Any], Any]] = {
    "limit": _limit,
    "cells": _cells,
    "columns": _columns,
    "not_offered": lambda tree: v.Answer(text="not offered", span=span_of(tree)),
    "target": lambda tree: v.Target(span=span_of(tree)),
    "at_share": _at_share,
    "at_time": _at_time,
    "at_due": lambda tree: v.Step(span=span_of(tree)),
    "at_not_stated": lambda tree: v.Step(left_open=True, span=span_of(tree)),
    "after_due": _step,
    "before_due": _step,
    "escalate": _escalate,
    "reassign": _escalate,
}
