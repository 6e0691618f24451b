"""Promises that are put together: of one party, for the same periods and the same values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.model.meanings import Metric, Objective


def dimension(of: Objective, metrics: Mapping[str, Metric]) -> str:
    """The noun of the values for each of which a promise is assessed; "" where it is assessed as a whole."""
    metric = metrics.get(of.metric)
    return of.dimension or (metric.for_each if metric is not None else "")


def unlike(of: Iterable[Objective], metrics: Mapping[str, Metric], a_whole: str) -> tuple[str, str]:
    """Why promises can't be put together to `a_whole` (`score`), and a way out; "" where they can."""
    of = list(of)
    periods = {str(each.period): None for each in of}
    owners = {each.owner: None for each in of}
    values = {found: None for each in of if (found := dimension(each, metrics))}
    if len(periods) > 1:
        each_of = " and each ".join(sorted(periods))
        return (
            f"Its parts are assessed each {each_of}: they have no period in common.",
            "Promise them for the same periods.",
        )
    if len(owners) > 1:
        return (
            f"Its parts are promised by {' and '.join(sorted(owners))}: {a_whole} is of one party.",
            f"Make {a_whole} for each party.",
        )
    if len(values) > 1:
        return (
            f"Its parts are assessed for each {' and for each '.join(sorted(values))}.",
            "Assess them for the same values.",
        )
    return "", ""
