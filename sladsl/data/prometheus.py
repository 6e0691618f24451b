"""The result of a Prometheus range query (`/api/v1/query_range`) as rows: one for each series and instant.

Columns are `at`, `value` and the labels. A figure is the decimal that stands there: no float is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from sladsl.data.errors import UnreadableData
from sladsl.data.plain_values import plain

AT, VALUE = "at", "value"
OWN = (AT, VALUE)
NO_FIGURE, ROUNDED, INCOMPLETE = "no-figure", "rounded-number", "incomplete-answer"

_ASK = "Ask /api/v1/query_range, with start, end and step."
_WHAT = {
    "vector": "an instant query: one value for each series",
    "scalar": "an instant query: one number",
    "string": "an instant query: a text",
    "streams": "a query of logs",
}
_NO_FIGURES = frozenset(("nan", "inf", "+inf", "-inf"))
_EPOCH = datetime(1970, 1, 1)
_LONGEST = 400
"""Characters of a figure; a float has at most some 330."""


def is_answer(document: Any) -> bool:
    """Whether a document is what the API of Prometheus answers, or its `data` alone."""
    if not isinstance(document, dict):
        return False
    answered = document.get("status") in ("success", "error") and ("data" in document or "error" in document)
    return answered or ("resultType" in document and "result" in document)


def table_of(loaded: Sequence[tuple[str, Any]]) -> tuple[tuple[str, ...], list[tuple[Any, str, str]]]:
    """The columns and rows of answers; UnreadableData for one that is an error, or of another kind of query."""
    labels: dict[str, None] = {}
    rows: list[tuple[Any, str, str]] = []
    for path, document in loaded:
        if not is_answer(document):
            raise UnreadableData(
                f"{path} is not the result of a Prometheus query, as its neighbours are.",
                "Take it out of the table.",
            )
        said = _warnings(document)
        for metric, values in _series(path, document):
            names = {name: _label(name) for name in metric}
            labels |= dict.fromkeys(names.values())
            own = {names[name]: str(text) for name, text in metric.items()}
            for pair in values:
                if not isinstance(pair, list) or len(pair) != len(OWN) or not _at(pair[0]):
                    rows.append((None, "unreadable-row", str(pair)))
                    continue
                rows.append(
                    ({**own, AT: _at(pair[0]), VALUE: str(pair[1])}, INCOMPLETE if said else "", said)
                )
                said = ""
    return (*OWN, *labels), rows


def _label(name: str) -> str:
    """The column of a label; one that has the name of an own column says so."""
    return f"{name} (label)" if name in OWN else name


def _warnings(document: Any) -> str:
    """What the answer itself warns of: a part of the data that could not be asked, for one."""
    found = document.get("warnings")
    return "; ".join(str(each) for each in found) if isinstance(found, list) else ""


def _series(path: str, document: Any) -> list[tuple[dict[str, Any], list[Any]]]:
    if document.get("status") == "error" or "error" in document:
        said = " ".join(str(document.get("error") or "it says no reason").split())[:200]
        sort = f" ({str(document['errorType'])[:40]})" if document.get("errorType") else ""
        raise UnreadableData(
            f"{path} is an error that Prometheus answered{sort}: {said}.", "Mend the query, and ask again."
        )
    data = document.get("data", document)
    kind = data.get("resultType") if isinstance(data, dict) else None
    result = data.get("result") if isinstance(data, dict) else None
    if kind in _WHAT:
        raise UnreadableData(f"{path} is the result of {_WHAT[kind]}.", _ASK)
    if kind != "matrix" or not isinstance(result, list):
        raise UnreadableData(f"{path} is no result of a range query: it holds no matrix.", _ASK)
    found = []
    for each in result:
        metric = each.get("metric") if isinstance(each, dict) else None
        values = each.get("values") if isinstance(each, dict) else None
        if isinstance(each, dict) and "histograms" in each:
            raise UnreadableData(
                f"{path} holds histograms, which are no single figures.",
                "Ask for what is promised of them, as histogram_quantile or histogram_fraction give it.",
            )
        if not isinstance(metric, dict) or not isinstance(values, list):
            raise UnreadableData(f"{path} has a series without labels or values.", _ASK)
        found.append((metric, values))
    return found


def _at(text: object) -> str:
    """Unix seconds as an instant in UTC, `2026-03-01T00:00:00.5Z`; "" where they are none."""
    try:
        micros = Decimal(str(text)) * 10**6
        whole = int(micros)
    except (InvalidOperation, ValueError, OverflowError):
        return ""
    if whole != micros or not 0 <= whole < 10**17:
        return ""
    return f"{(_EPOCH + timedelta(microseconds=whole)).isoformat()}Z"


def figure(text: Any, digits: int | None) -> tuple[str, str]:
    """The text of a figure, and the finding about it: one that is no number has none, one with more digits than are kept
    is rounded half up."""
    said = str(text).strip()
    if said.lower() in _NO_FIGURES:
        return "", NO_FIGURE
    if len(said) > _LONGEST:
        return said, ""
    try:
        number = Decimal(said)
    except InvalidOperation:
        return said, ""
    if not number.is_finite():
        return "", NO_FIGURE
    exponent = number.as_tuple().exponent
    if (
        digits is None
        or not isinstance(exponent, int)
        or -exponent <= digits
        or number == _cut(number, digits)
    ):
        return plain(number), ""
    return plain(_cut(number, digits)), ROUNDED


def _cut(number: Decimal, digits: int) -> Decimal:
    if number.adjusted() > 20:  # longer than any number that is read
        return number
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
