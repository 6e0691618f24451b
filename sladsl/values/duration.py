"""Clock durations: integer microseconds and their print.

A duration is exact or it isn't printed as exact: a breach can hang on one second.
"""

from __future__ import annotations

MICROSECOND = 1
MILLISECOND = 1_000
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
"""Twenty-four hours of clock time; a calendar day has 23 to 25 (`period`)."""


def duration_text(us: int, days: bool = True) -> str:
    """`4 min 12 s`, `1 h 05 min`, `2 d 3 h`, `250 ms`, `0 s`: exact, zero parts left out.

    Minutes after hours and seconds after minutes have two digits; a fraction of a second below one second
    is printed in ms or µs, above it as a decimal. Without `days`: `27 h`, for time on a clock on which a day is not
    24 hours.
    """
    if us < 0:
        return "-" + duration_text(-us, days)
    if 0 < us < MILLISECOND:
        return f"{us} µs"
    if 0 < us < SECOND:
        return f"{_decimal(us, MILLISECOND)} ms"
    whole, rest = divmod(us, DAY) if days else (0, us)
    hours, rest = divmod(rest, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    parts = [f"{whole} d"] * bool(whole) + [f"{hours} h"] * bool(hours)
    if minutes:
        parts.append(f"{minutes:02} min" if hours else f"{minutes} min")
    if rest or not us:
        lead = "0" if minutes and rest < 10 * SECOND else ""
        parts.append(f"{lead}{_decimal(rest, SECOND)} s")
    return " ".join(parts)


def minutes_text(us: int) -> str:
    """Minutes as an exact decimal (`50`, `50.5`); `~16.667` when it has no end (three places, more below
    0.001).
    """
    if us % 3 == 0:
        # A minute is 2^8 · 3 · 5^7 µs: with the 3 gone, eight places are always enough.
        return _decimal(us * 100_000_000 // MINUTE, 100_000_000)
    scale = 1_000
    while abs(us) * scale * 2 < MINUTE:
        scale *= 10
    rounded = (2 * abs(us) * scale + MINUTE) // (2 * MINUTE)
    return f"~{'-' if us < 0 else ''}{rounded // scale}.{rounded % scale:0{len(str(scale)) - 1}}"


def _decimal(count: int, unit: int) -> str:
    """count/unit without an end of zeros; `unit` is a power of ten."""
    whole, rest = divmod(abs(count), unit)
    decimals = f"{rest:0{len(str(unit)) - 1}}".rstrip("0")
    return f"{'-' if count < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"
