"""Every type of cell: what is accepted, and by which name the rest is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.data.cells import Value, parser
from sladsl.plan.measure import FieldOf
from sladsl.values.instant import zone
from tests.data.tables import us

BERLIN = zone("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "instant", "wrong"),
    [
        ("2026-03-01", "2026-02-28 23:00", ""),
        ("2026-03-01 10:00", "2026-03-01 09:00", ""),
        ("2026-03-01T10:00:30.25", "2026-03-01 09:00:30.25", ""),
        ("2026-03-01 10:00Z", "2026-03-01 10:00", ""),
        ("2026-03-01 10:00+02:30", "2026-03-01 07:30", ""),
        ("2026-03-01T10:00-0500", "2026-03-01 15:00", ""),
        ("2026-10-25 02:30", "2026-10-25 00:30", "ambiguous-time"),
        ("2026-10-25 02:30+01:00", "2026-10-25 01:30", ""),
        ("2026-03-29 02:30", "2026-03-29 01:30", "missing-hour"),
        ("2028-02-29", "2028-02-28 23:00", ""),
    ],
)
def test_times(text: str, instant: str, wrong: str) -> None:
    assert parser(FieldOf(name="t", type="time"), BERLIN)(text) == (us(instant), wrong)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-2-1",
        "01.03.2026",
        "2026-03-01  10:00",
        "2026-03-01 24:00",
        "2026-03-01 10:60",
        "x",
        "0",
        "2026-03-01 10",
        "2026-03-01 10:00:00.1234567",
        "2026-03-01 10:00 Z",
        "2026-03-01t10:00",
        "2026-03-01 10:00z",
        "1899-12-31",
        "2201-01-01",
        "２０２６-03-01",
        "2026-03-01 10:00+16:00",
        "2026-03-01Z",
        "1772359200",
    ],
)
def test_no_times(text: str) -> None:
    assert parser(FieldOf(name="t", type="time"), BERLIN)(text) == (None, "bad-time")


def test_time_without_zone() -> None:
    parse = parser(FieldOf(name="t", type="time"), None)
    assert parse("2026-03-01 10:00") == (None, "time-without-zone")
    assert parse("2026-03-01 10:00Z") == (us("2026-03-01 10:00"), "")
    assert parse("2026-13-01") == (None, "bad-time")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-12.50", Fraction(-25, 2)),
        ("+007", 7),
        ("999999999999.999999", Fraction(999999999999999999, 10**6)),
        ("-0", 0),
        *(
            (bad, None)
            for bad in ("1e3", "1,5", "1_000", ".5", "5.", "1234567890123", "0.1234567", "--1", "+")
        ),
        *((bad, None) for bad in ("NaN", "inf", "0x1", "٣", "1 000", "12%", "− 1")),
    ],
)
def test_numbers(text: str, value: Value) -> None:
    assert parser(FieldOf(name="n", type="number"), None)(text) == (
        value,
        "" if value is not None else "bad-number",
    )


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1.5", 1_000_000, 1_500_000),
        ("-2", 1_000, -2_000),
        ("0.000001", 1_000_000, 1),
        ("0.5", 1, None),
        ("1.2345", 1_000, None),
        ("100000000000", 1_000_000, 10**17),
        ("100000000001", 1_000_000, None),
        ("999999999999", 86_400_000_000, None),
        ("1 s", 1_000_000, None),
    ],
)
def test_durations(text: str, unit: int, value: Value) -> None:
    wrong = "" if value is not None else "bad-number"
    assert parser(FieldOf(name="d", type="duration"), None, unit)(text) == (value, wrong)


def test_yes_or_no() -> None:
    parse = parser(FieldOf(name="ok", type="yes or no"), None)
    for text in ("yes", "TRUE", "Y", "t", "1"):
        assert parse(text) == (1, "")
    for text in ("no", "False", "n", "F", "0"):
        assert parse(text) == (0, "")
    for text in ("up", "2", "ye", "oui", "yeſ"):
        assert parse(text) == (None, "bad-yes-or-no")


def test_choice_and_text() -> None:
    choice = parser(FieldOf(name="c", type="choice", values=("EU", "US")), None)
    assert choice("EU") == ("EU", "")
    assert choice("eu") == (None, "unknown-value")
    assert parser(FieldOf(name="c", type="text"), None)("eu, ü") == ("eu, ü", "")


MARCH = [us(f"2026-03-{day:02} 09:00") for day in range(1, 10)]


@pytest.mark.parametrize(
    ("text", "value", "wrong"),
    [
        ("2026-03-01 10:00/2026-03-02 10:00", ((MARCH[0], MARCH[1]),), ""),
        (
            " 2026-03-03 10:00 / 2026-03-04T10:00:00+01:00 ;;2026-03-01 10:00/ ;",
            ((MARCH[2], MARCH[3]), (MARCH[0], None)),
            "",
        ),
        ("2026-03-01 10:00/2026-03-01 10:00", ((MARCH[0], MARCH[0]),), ""),
        (" ; ", (), ""),
        # Half a list would say that the other half never was.
        ("2026-03-01 10:00/2026-03-02 10:00; 2026-03-03", None, "bad-intervals"),
        ("2026-03-01 10:00/2026-03-02 10:00/2026-03-03 10:00", None, "bad-intervals"),
        ("2026-03-02 10:00/2026-03-01 10:00", None, "bad-intervals"),
        ("/2026-03-01 10:00", None, "bad-intervals"),
        ("/", None, "bad-intervals"),
        ("2026-03-01 10:00", None, "bad-intervals"),
        ("2026-03-01 10:00-2026-03-02 10:00", None, "bad-intervals"),
        ("2026-03-01 10:00/yesterday", None, "bad-intervals"),
        ("01/03/2026", None, "bad-intervals"),
        ("2026-03-29 02:30/", ((us("2026-03-29 01:30"), None),), "missing-hour"),
        (
            "2026-03-29 02:30/2026-10-25 02:30",
            ((us("2026-03-29 01:30"), us("2026-10-25 00:30")),),
            "ambiguous-time",
        ),
    ],
)
def test_intervals(text: str, value: Value, wrong: str) -> None:
    assert parser(FieldOf(name="i", type="intervals"), BERLIN)(text) == (value, wrong)


def test_intervals_without_a_zone_and_with_other_separators() -> None:
    field = FieldOf(name="i", type="intervals")
    whole = "2026-03-01 09:00Z/2026-03-02 09:00Z"
    assert parser(field, None)(f"{whole};2026-03-03 09:00/") == (None, "time-without-zone")
    assert parser(field, None)(f"{whole};2026-03-03 09:00/;x") == (None, "bad-intervals")
    one = (MARCH[0], MARCH[1])
    for separator in ("|", ", ", " and "):
        assert parser(field, None, separator=separator)(f"{whole}{separator}{whole};{whole}") == (
            (one,) * 3,
            "",
        )
    # A sign of times can't be one of lists, too.
    for separator in ("", " ", "/", "-", "T"):
        assert parser(field, None, separator=separator)(f"{whole};{whole}") == ((one,) * 2, "")
