"""The lines about the times of a table: from when to when, in which zone, in which order, how far apart, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.data.profile.facts import TableProfile, Times
from sladsl.data.profile.month_lines import about, month_lines
from sladsl.outcome.table import paragraph, plural, table
from sladsl.values.duration import duration_text
from sladsl.values.instant import instant_text
from sladsl.values.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def plural_of(count: int, noun: str) -> str:
    """`12,960 rows`."""
    return f"{count:,} {plural(2 if count != 1 else 1, noun).partition(' ')[2]}"


def times_lines(of: TableProfile, times: Times, key: str) -> list[str]:
    """What is to be said of the times; `key` is a sentence about the key that belongs there."""
    place = zone(times.zone or "UTC")
    assert place is not None
    out: list[str] = []
    if times.first is None or times.last is None:
        return paragraph(f"No time of `{times.column}` can be read.")
    by = f"`{times.column}`" + (f" and `{times.end}`" if times.end else "")
    said = f"From {_moment(times.first, place)} to {_moment(times.last, place)} by {by}, {_zone(of, times)}."
    out += paragraph(said)
    out += paragraph(_order(times))
    if key:
        out += paragraph(key)
    if times.spacing is not None:
        out += paragraph(_spacing(times))
    out += _gaps(times, place)
    out += month_lines(times)
    return out


def _moment(instant: int, place: ZoneInfo) -> str:
    """A time to the second: nobody looks for data by the microsecond."""
    return instant_text(instant // 1_000_000 * 1_000_000, place)


def _zone(of: TableProfile, times: Times) -> str:
    names = {
        form.name
        for column in of.columns
        if column.name in (times.column, times.end)
        for form in column.forms
    }
    zoned = bool(names & {"with Z", "with an offset", "Unix seconds", "Unix milliseconds"})
    naive = bool(names & {"without a zone", "a day"})
    if not times.zone:
        if naive and zoned:
            return "some with a zone and some without, which are taken for UTC here"
        return "in no zone that anybody says" if naive else "in UTC"
    who = "the binding" if of.zone_from == "binding" else "the source"
    if naive:
        return f"in {times.zone}, as {who} says of times without a zone"
    return f"shown in {times.zone}: they name their own"


def _order(times: Times) -> str:
    parts = []
    if times.backward:
        parts.append(
            f"{plural_of(times.backward, 'row')} stand{'s' * (times.backward == 1)} below a later one"
        )
    if times.twice:
        of = f" of their `{times.series}`" if times.series else ""
        parts.append(f"{plural_of(times.twice, 'row')} repeat{'s' * (times.twice == 1)} an instant{of}")
    if times.reversed:
        parts.append(f"{times.reversed:,} end before they start")
    if times.unended:
        parts.append(f"{times.unended:,} have no end")
    if not parts:
        return "In order." if times.end or times.spacing is None else "In order, no instant twice."
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _spacing(times: Times) -> str:
    assert times.spacing is not None
    of = f" of each of {times.many:,} `{times.series}`" if times.many > 1 else ""
    usual = "" if times.regular else "mostly "
    said = f"Samples{of} are {usual}{about(times.spacing)} apart"
    if times.every:
        same = (
            "as the agreement says"
            if times.every == times.spacing
            else f"the agreement says {duration_text(times.every)}"
        )
        return f"{said}, {same}."
    return f"{said}{'' if times.regular else ', at irregular times'}."


def _gaps(times: Times, place: ZoneInfo) -> list[str]:
    if not times.every and not times.regular:
        return []
    out = []
    if times.skipped:
        nights = ", ".join(
            f"{_moment(gap.start, place)} to {_moment(gap.end, place).partition(' ')[2]}"
            for gap in times.skipped[:3]
        )
        more = f" and {len(times.skipped) - 3} more" if len(times.skipped) > 3 else ""
        out = paragraph(
            f"Most likely no gap, but the hour that clocks leave out when summer time begins: {nights}{more}."
            " The zone would tell."
        )
    if not times.gaps:
        return [*out, *(paragraph("No gaps.") if times.spacing is not None and not out else [])]
    out += paragraph(f"{plural_of(times.gaps, 'gap')}, together {about(times.missing)}. The longest:")
    rows = [
        (
            about(gap.end - gap.start),
            f"{_moment(gap.start, place)} to {_moment(gap.end, place)}",
            gap.series,
        )
        for gap in times.longest
    ]
    if not any(series for *_, series in rows):
        rows = [row[:2] for row in rows]  # type: ignore[misc]
    return out + table(rows, indent=4, right=frozenset({0}))
