"""Hours of several calendars, days that recur in each month, holidays of several regions: worked by hand, both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

import sladsl
from sladsl.model.hours import hours_of, nth_of
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from sladsl.values.calendar import is_working_day, open_spans
from sladsl.values.duration import HOUR, MINUTE

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
TEXT = """
sla Desk "Service desk" {
  effective: 2026-01-01   time zone: "Europe/Berlin"
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation {
    missing samples: up   overlapping outages: once   partial minutes: exact   level rounding: none
    clock change: elapsed time   service for part of a period: total shrinks   paused time: on the clock
    deadline at closing time: due then
    open past due: missed now   undecided records: counted as bad   reversed times: left out   nothing happened: met
    record belongs to: opened
  }
  calendar Support { Monday to Friday: 08:00 to 18:00   holidays: "DE-BE" }
  calendar Pune { Monday to Saturday: 09:00 to 17:00   zone: "Asia/Kolkata" }
  calendar Either { any of: Support, Pune }
  calendar Two { all of: Support, Pune }
  calendar Nights { outside: Support, Pune }
  calendar Deep { any of: Two, Window   outside: Shared }
  calendar Window { 1st Sunday of the month: 02:00 to 06:00   last Sunday of the month: 02:00 to 03:00 }
  calendar Instead { Monday to Friday: 08:00 to 18:00   2nd Tuesday of the month: closed   holidays: "DE" }
  calendar Fifth { 5th Monday of the month: 10:00 to 11:00 }
  calendar Shared { Monday to Sunday: 09:00 to 17:00   holidays: "DE" and "GB" }
  calendar Named { Monday to Friday: 08:00 to 18:00   holidays: "DE: good friday", "DE-BE: Women's Day" }
  calendar NamedTwice { Monday to Friday: 08:00 to 18:00   holidays: "GB: Good Friday", "IT: Easter Monday" }
  calendar Quiet { any of: Support   holidays: "IT" }
  service S { hours: CALENDAR }
  source outages { holds: intervals   of: S   collected: automatically   fields { note: text } }
  source tickets {
    holds: records   each: ticket   of: S   collected: by hand   fields { id: text   opened: time   resolved: time }
  }
  metric Down { measure: downtime from outages   controlled by: Nimbus }
  metric Fix { measure: opened to resolved of tickets   clock: CALENDAR   controlled by: Nimbus }
  objective Level { Nimbus ensures Down at most 1 hour each month }
  objective Fixed { Nimbus ensures Fix of each ticket at most 2 hours each month }
}
"""


def agreement(calendar: str) -> sladsl.Loaded:
    loaded = sladsl.read_text(TEXT.replace("CALENDAR", calendar))
    assert [each.message for each in loaded.findings if each.severity == "error"] == []
    assert [each.message for each in loaded.findings if each.name == "not-evaluated"] == []
    return loaded


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("calendar", "march", "april"),
    [
        # March has 22 days from Monday to Friday and 26 that are no Sunday. Until the 28th Pune is open from 04:30 to
        # 12:30 in Berlin, from the 30th on from 05:30 to 13:30: 20 x 4.5 h and 2 x 5.5 h in common.
        ("Support", 220, 200),
        ("Pune", 208, 208),
        ("Two", 101, 20 * 5.5),
        ("Either", 220 + 208 - 101, 200 + 208 - 110),
        ("Nights", 743 - 327, 720 - 298),
        # The last Sunday of March is the 29th, on which there is no hour from 02:00 to 03:00.
        ("Window", 4, 5),
        # Until 09:00 of the 20 and 2 days of March, and on Good Friday nobody works in Berlin: 22 + 4 and 20 + 5.
        ("Deep", 22 + 4, 20 + 5),
        ("Instead", 220 - 10, 200 - 10),
        ("Fifth", 1, 0),
        # Good Friday is a holiday of both, Easter Monday is none of all of Great Britain.
        ("Shared", 248, 232),
        # Easter Monday is closed in Berlin anyhow; the other Italian holiday is Saturday, 25 April.
        ("Quiet", 220, 200),
        # Good Friday, 3 April, and in the region that has it the 8th of March, a Sunday that is closed anyhow.
        ("Named", 220, 220 - 10),
        ("NamedTwice", 220, 220 - 20),
    ],
)
def test_hours_in_which_an_outage_counts(calendar: str, march: float, april: float, engine: Engine) -> None:
    rows = [{"start": "2026-02-27T00:00Z", "end": "2026-05-02T00:00Z", "note": ""}]
    found = sladsl.evaluate(
        agreement(calendar), {"outages": rows}, period="2026-03..2026-04", as_of="2026-06-01", engine=engine
    )
    lines = [line for line in found.outcome.statement.lines if line.objective == "Level"]
    assert [line.level for line in lines] == [march * HOUR, april * HOUR]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("calendar", "opened", "resolved", "kept"),
    [
        ("Two", "2026-03-27T12:00+01:00", "2026-03-30T09:30+02:00", True),  # 30 minutes, then 08:00 to 09:30
        ("Two", "2026-03-27T12:00+01:00", "2026-03-30T09:31+02:00", False),
        (
            "Either",
            "2026-03-28T12:00+01:00",
            "2026-03-30T07:00+02:00",
            True,
        ),  # Saturday until 12:30, Monday from 05:30
        ("Either", "2026-03-28T12:00+01:00", "2026-03-30T07:01+02:00", False),
        ("Nights", "2026-03-30T17:00+02:00", "2026-03-30T20:00+02:00", True),
        ("Window", "2026-03-01T05:00+01:00", "2026-04-05T03:00+02:00", True),  # nothing runs on the 29th
        ("Window", "2026-03-01T05:00+01:00", "2026-04-05T03:01+02:00", False),
    ],
)
def test_a_record_on_such_a_clock(
    calendar: str, opened: str, resolved: str, kept: bool, engine: Engine
) -> None:
    rows = [{"id": "1", "opened": opened, "resolved": resolved}]
    found = sladsl.evaluate(
        agreement(calendar), {"tickets": rows}, period="2026-03", as_of="2026-06-01", engine=engine
    )
    (line,) = [line for line in found.outcome.statement.lines if line.objective == "Fixed"]
    assert line.status == ("met" if kept else "missed")


@pytest.mark.parametrize("calendar", ["Two", "Either", "Nights", "Deep"])
def test_minute_by_minute_it_is_what_its_parts_say(calendar: str) -> None:
    """Stepping over a week of two changes of the clock, in another formula: each minute asks each calendar's wall clock."""
    loaded = agreement(calendar)
    assert loaded.agreement is not None
    found = open_spans(
        hours_of(loaded.agreement.calendars[calendar], "Europe/Berlin", 2026, 2026),
        _us("2026-03-27"), _us("2026-04-08"),
    )  # fmt: skip
    seen = set()
    for start, end in found:
        seen.update(range(start // MINUTE, end // MINUTE))
    berlin, kolkata = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")
    for minute in range(_us("2026-03-27") // MINUTE, _us("2026-04-08") // MINUTE, 10):
        at = datetime.fromtimestamp(minute * 60, tz=UTC)
        local, there = at.astimezone(berlin), at.astimezone(kolkata)
        holiday = local.date() in (date(2026, 4, 3), date(2026, 4, 6))
        support = local.weekday() < 5 and 8 <= local.hour < 18 and not holiday
        pune = there.weekday() < 6 and 9 <= there.hour < 17
        first = local.weekday() == 6 and local.day <= 7 and 2 <= local.hour < 6
        shared = 9 <= local.hour < 17 and local.date() != date(2026, 4, 3)
        expected = {
            "Two": support and pune,
            "Either": support or pune,
            "Nights": not support and not pune,
            "Deep": ((support and pune) or first) and not shared,
        }[calendar]
        assert (minute in seen) is expected, at


def _us(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T00:00+00:00").timestamp()) * 1_000_000


def test_business_days_are_those_on_which_it_is_open() -> None:
    loaded = agreement("Two")
    assert loaded.agreement is not None
    hours = hours_of(loaded.agreement.calendars["Two"], "Europe/Berlin", 2026, 2026)
    days = [date(2026, 4, 1) + timedelta(days=each) for each in range(8)]
    assert [each.day for each in days if is_working_day(hours, each)] == [1, 2, 7, 8]


@pytest.mark.parametrize(
    ("nth", "weekday", "month", "day"),
    [(1, 6, "2026-03", 1), (-1, 6, "2026-03", 29), (5, 0, "2026-03", 30), (5, 0, "2026-04", None), (2, 1, "2026-12", 8),
     (-1, 4, "2026-12", 25), (-1, 5, "2026-02", 28), (4, 5, "2026-02", 28), (5, 5, "2026-02", None)],
)  # fmt: skip
def test_days_that_recur(nth: int, weekday: int, month: str, day: int | None) -> None:
    year, number = (int(part) for part in month.split("-"))
    found = nth_of(nth, weekday, year, number)
    assert (found.day if found is not None else None) == day


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ("calendar A { any of: B }   calendar B { any of: Nowhere }", "unknown-name"),
        (
            "calendar A { 1st Sunday of the month: closed   1st Sunday of the month: always }",
            "day-stated-twice",
        ),
        ('calendar A { Monday: always   holidays: "DE" and "XX" }', "unknown-region"),
        ("calendar A { any of: B }   calendar B { all of: A }", "calendar-never-open"),
    ],
)
def test_mistakes(rows: str, name: str) -> None:
    loaded = sladsl.read_text(
        TEXT.replace("CALENDAR", "Support").replace("calendar Support", f"{rows}   calendar Support")
    )
    found = {each.name for each in loaded.findings}
    if name == "calendar-never-open":
        # The rule tells it; nothing here goes round in circles.
        assert loaded.agreement is not None
        assert loaded.agreement.calendars["A"].made
    else:
        assert name in found


def test_holidays_by_name_stay_told() -> None:
    text = TEXT.replace("CALENDAR", "Support").replace('"DE-BE"', '"Christmas Day", "DE-BE"')
    told = [each.message for each in sladsl.read_text(text).findings if each.name == "not-evaluated"]
    assert "holidays by a name without a region" in told[0]


def test_the_contract_says_it() -> None:
    loaded = agreement("Deep")
    assert loaded.agreement is not None
    page = to_markdown(contract(loaded.agreement))
    for words in (
        "means the hours in which at least one of Support and Pune is open.",
        "means the hours in which all of Support and Pune are open.",
        "means the hours in which Support and Pune are all closed.",
        "means the hours in which at least one of Two and Window is open and Shared is closed.",
        "the last Sunday of each month, instead | 02:00 to 03:00",
        "It is closed on the days that are public holidays of all of the country DE and the country GB",
    ):
        assert words.replace("**", "") in page.replace("**", "").replace(" Calendar", ""), words


PEAK = """
sla Trams {
  effective: 2026-01-01   time zone: "Europe/Berlin"
  party Operator { role: provider   accepted: by ordering }
  party City { role: customer   accepted: by ordering }
  interpretation {
    overlapping outages: once   partial minutes: exact   level rounding: none   service for part of a period: total shrinks
  }
  calendar Peak { Monday to Friday: 06:00 to 09:00, 16:00 to 19:00   holidays: "DE-BE" }
  calendar OffPeak { outside: Peak }
  service PeakService { hours: Peak }
  service OffPeakService { hours: OffPeak }
  source outages { holds: intervals   collected: automatically   fields { note: text } }
  metric PeakUptime { of: PeakService   measure: uptime from outages   controlled by: Operator }
  metric OffPeakUptime { of: OffPeakService   measure: uptime from outages   controlled by: Operator }
  objective AtPeak { Operator ensures PeakUptime at least 99.5% each month }
  objective OffPeakHours { Operator ensures OffPeakUptime at least 98% each month }
}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_peak_and_off_peak_share_an_outage_between_them(engine: Engine) -> None:
    loaded = sladsl.read_text(PEAK)
    assert [each.message for each in loaded.findings if each.severity == "error"] == []
    # Tuesday, 10 March, from 08:00 to 12:00: one hour at peak and three outside. Good Friday has no peak.
    rows = [
        {"start": "2026-01-02T00:00Z", "end": "2026-01-02T00:00Z", "note": ""},
        {"start": "2026-03-10T08:00+01:00", "end": "2026-03-10T12:00+01:00", "note": ""},
        {"start": "2026-04-03T06:00+02:00", "end": "2026-04-03T09:00+02:00", "note": ""},
    ]
    found = sladsl.evaluate(
        loaded, {"outages": rows}, period="2026-03..2026-04", as_of="2026-06-01", engine=engine
    )
    assert {(line.objective, line.period): line.level for line in found.outcome.statement.lines} == {
        ("AtPeak", "2026-03"): 1 - Fraction(1, 22 * 6),
        ("OffPeakHours", "2026-03"): 1 - Fraction(3, 743 - 22 * 6),
        ("AtPeak", "2026-04"): 1,
        ("OffPeakHours", "2026-04"): 1 - Fraction(3, 720 - 20 * 6),
    }
