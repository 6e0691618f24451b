"""Meanings that went wrong once: each key does what it says, or is refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import check, read_text, render
from sladsl.api.evaluation import evaluate
from sladsl.data.binding import Binding, TableFile
from sladsl.values.instant import parse_time

HEAD = """
sla Hosting "Hosting" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" { role: provider   accepted: by ordering }
  party C "Client Ltd" { role: customer   accepted: by ordering }
"""


def _names(body: str) -> list[str]:
    return [finding.name for finding in check(read_text(HEAD + body + "}\n"))]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_missing_samples_are_downtime_too(tmp_path: Path, engine: str) -> None:
    """30 days of hourly samples, six hours without any and six that fail: twelve hours of downtime."""
    rows = ["at,ok"]
    for day in range(1, 31):
        for hour in range(24):
            if day != 3 or hour >= 6:
                rows.append(f"2026-06-{day:02}T{hour:02}:00Z,{'no' if day == 9 and hour < 6 else 'yes'}")
    path = tmp_path / "checks.csv"
    path.write_text("\n".join(rows) + "\n")
    agreement = read_text(
        HEAD
        + """
  service Shop { hours: always }
  source checks { holds: samples   of: Shop   every: 1 hour   fields { ok: yes or no } }
  metric Down { measure: downtime from checks   down when: not ok   missing samples: down }
  objective Short { P ensures Down at most 4 hours each month }
}
"""
    ).agreement
    assert agreement is not None
    written = parse_time("2026-07-10")
    assert written is not None
    binding = Binding(tables={"checks": TableFile(source="checks", path=str(path))})
    found = evaluate(agreement, binding, as_of=written.naive_us, period="2026-06", engine=engine)
    (line,) = found.outcome.statement.lines
    assert line.level == Fraction(12 * 3_600_000_000)
    assert line.status == "missed"


def test_keys_that_mean_nothing_are_told() -> None:
    reported = (
        "objective A { P ensures at least 99%% each month   measure: as reported   collected by: P   %s }"
    )
    for key in ("where: nothing is known", "missing samples: down", "nothing happened: met"):
        assert "key-without-effect" in _names(reported % key), key
    intervals = """
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop }
  metric Uptime { measure: uptime from outages   %s   controlled by: P }
"""
    assert "key-without-effect" in _names(intervals % "missing samples: up")
    assert "key-without-effect" not in _names(intervals % "partial minutes: exact")


def test_no_credit_without_a_promise() -> None:
    for verb in ("aims for A at least 99%", "reports A"):
        names = _names(
            f"""
  service Shop {{ fee: 10 EUR per month }}
  metric A {{ measure: as reported   collected by: P }}
  objective O {{ P {verb} each month }}
  credit for O {{ base: that month's fee of Shop   amount: 5% }}
"""
        )
        assert "credit-without-promise" in names, verb


def test_a_fee_has_no_smaller_parts_than_it_says() -> None:
    body = """
  service Shop {{ fee: 120 EUR per {} }}
  metric A {{ measure: as reported   collected by: P }}
  objective O {{ P ensures A at least 99% each month }}
  credit for O {{ base: that month's fee of Shop   amount: 5% }}
"""
    assert "base-shorter-than-fee" in _names(body.format("year"))
    assert "base-shorter-than-fee" not in _names(body.format("month"))


def test_hours_are_asked_for_with_the_line_that_answers() -> None:
    body = """
  service Shop {{ {} }}
  source outages {{ holds: intervals   of: Shop   collected: automatically }}
  metric Uptime {{ measure: uptime from outages   controlled by: P   overlapping outages: once
                  partial minutes: exact   level rounding: none }}
  objective O {{ P ensures Uptime at least 99% each month }}
"""
    silent = [each for each in check(read_text(HEAD + body.format("") + "}\n")) if "hours" in each.message]
    assert [(each.severity, each.expected) for each in silent] == [
        ("warning", "service Shop { hours: always }")
    ]
    told = [
        each
        for each in check(read_text(HEAD + body.format("hours: not stated") + "}\n"))
        if "hours" in each.message
    ]
    assert [each.severity for each in told] == ["information"]
    assert not _names(body.format("hours: always"))


def test_one_mistake_is_told_once() -> None:
    body = """
  metric A { measure: as reported   collected by: P   controlled by: P }
  objective O { P guarantees A at least 99% each month }
"""
    assert _names(body) == ["unknown-verb"]
    assert _names("calendar Late { Monday to Friday: 8:00 to 18:00 }") == ["written-otherwise"]


def _told(body: str) -> list[tuple[str, str, str]]:
    """Name, place and hint of every mistake."""
    text = HEAD + body + "}\n"
    return [
        (each.name, text[each.span.start : each.span.end], each.hint)
        for each in check(read_text(text))
        if each.severity == "error"
    ]


SHOP = "  service Shop { hours: always   fee: 100 EUR per month }\n"
REPORTED = "measure: as reported   of: Shop   collected by: P   controlled by: P"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("38.500 EUR", "Write `38_500 EUR` or `38.50 EUR`."),
        ("38.505 EUR", "Write `38_505 EUR`."),
        ("1238.505 EUR", "Write an amount with two decimals."),
        ("0.1250 EUR", "Write an amount with two decimals."),
    ],
)
def test_money_has_no_more_decimals_than_its_currency(written: str, hint: str) -> None:
    objective = f"  objective A {{ P ensures at least 99% each month   {REPORTED} }}\n"
    cap = f"  cap: {written} per month, of all credits\n"
    fee = f"  service Shop {{ hours: always   fee: {written} per month }}\n"
    expected = f'  scenario "S" {{ month: 2026-03   expect: A credit {written} }}\n'
    credit = "  credit for A { base: that month's fee of Shop   amount: 5% }\n"
    wrong = [("too-many-decimals", written, hint)]
    assert _told(fee) == wrong
    assert _told(SHOP + objective + credit + cap) == wrong
    assert [each[2] for each in _told(SHOP + objective + credit + expected)] == [hint]


def test_currencies_without_decimals_have_none() -> None:
    body = "service Shop { hours: always   fee: 1.500 JPY per month } }"
    text = f'sla A {{ effective: 2026-01-01   time zone: "UTC"   currency: JPY {body}'
    hints = [each.hint for each in check(read_text(text)) if each.name == "too-many-decimals"]
    assert hints == ["Write `1_500 JPY`."]


def test_a_promise_without_its_percent_sign_is_told_once() -> None:
    bands = "bands { at least 99.8%: none   at least 99.5%: 5%   otherwise: 10% }"
    credit = f"  credit for A {{ base: that month's fee of Shop   {bands} }}\n"
    levels = '  scenario "S" { month: 2026-03   levels for A { 2026-03: 98.5% }   expect: A missed }\n'
    promise = f"  objective A {{ P ensures at least 99.8 each month   {REPORTED} }}\n"
    hint = "Is `99.8` meant as `99.8%`?"
    wrong = [("unit-mismatch", "at least 99.8", hint)]
    assert _told(SHOP + promise + credit + levels) == wrong
    assert _told(SHOP + promise + levels) == wrong
    measured = """
  source checks { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no } }
  metric Uptime { measure: uptime from checks   down when: not ok   controlled by: P }
  objective A { P ensures Uptime at least 99.8 each month }
"""
    assert _told(SHOP + measured + credit) == [("unit-mismatch", "99.8", hint)]


def test_what_could_not_be_read_is_not_missing() -> None:
    """One mistake in a metric is one finding, not one more for each promise, credit and scenario."""
    broken = """
  source checks { holds: samples   of: Shop   every: 1 minute   fields { ok: yes or no } }
  metric Uptime { measure: uptime as checks say   down when: not ok   controlled by: P }
  objective A { P ensures Uptime at least 99.8% each month }
  credit for A { base: that month's fee of Shop   amount: 5% }
  scenario "S" { month: 2026-03   expect: A met }
"""
    assert [each[0] for each in _told(SHOP + broken)] == ["unexpected-value"]


def test_near_names_come_before_other_things_of_the_name() -> None:
    text = """
  service Desk { hours: always   fee: 100 EUR per month }
  objective Desks { P ensures at least 99% each month   measure: as reported   of: Desk   controlled by: P }
  credit for Desks { base: that month's fee of Desks   amount: 5% }
"""
    assert _told(text) == [("unknown-name", "Desks", "Did you mean `Desk`? `Desks` is an objective.")]


def test_a_cap_cites_its_clause() -> None:
    objective = f"  objective A {{ P ensures at least 99% each month   {REPORTED} }}\n"
    inner = 'cap: 10 EUR per month, cites "§5.3"'
    credit = f"  credit for A {{ base: that month's fee of Shop   amount: 5%   {inner} }}\n"
    cap = '  cap: 100 EUR per calendar year, of all credits, cites "§5.4"\n'
    agreement = read_text(f"{HEAD}{SHOP}{objective}{credit}{cap}}}\n").agreement
    assert agreement is not None
    assert [each.cites for each in (*agreement.credits[0].caps, *agreement.caps)] == ["§5.3", "§5.4"]
    assert agreement.caps[0].window == "year"


@pytest.mark.parametrize(
    ("calendar", "words"),
    [
        (
            "",
            'Holidays are left out only by a calendar: `business days: NAME` of one with `holidays: "DE-BY"`.',
        ),
        (
            '  calendar Office { Monday to Friday: 09:00 to 17:00   holidays: "DE-BY" }\n',
            "Only with the calendar `Office` are holidays no business days.",
        ),
    ],
)
def test_business_days_speak_of_holidays(calendar: str, words: str) -> None:
    objective = f"  objective A {{ P ensures at least 99% each month   {REPORTED} }}\n"
    credit = "  credit for A { base: that month's fee of Shop   amount: 5% }\n"
    claims = "  claims { channel: in writing   deadline: 15 business days after the month }\n"
    findings = check(read_text(f"{HEAD}{calendar}{SHOP}{objective}{credit}{claims}}}\n"))
    (hint,) = (each.hint for each in findings if "`business days`" in each.message)
    assert hint.endswith(words)


@pytest.mark.parametrize("key", ["level rounding: half up to 0.1%", "of: Shop", "controlled by: P"])
def test_a_promise_may_say_how_what_it_names_is_measured(key: str) -> None:
    """The objective then measures for itself: with the keys of the metric, and with its own in their place."""
    body = f"{SHOP}  metric A {{ {REPORTED} }}\n  objective O {{ P ensures A at least 99% each month   {key} }}\n"
    assert _told(body) == []


@pytest.mark.parametrize("key", ["of: Shop", "level rounding: none", "controlled by: P"])
def test_a_key_of_a_measurement_beside_several_metrics_is_refused(key: str) -> None:
    """It would be read and change nothing: which records count decides money."""
    metrics = f"  metric A {{ {REPORTED} }}\n  metric B {{ {REPORTED} }}\n"
    body = f"{SHOP}{metrics}  objective O {{ P ensures A, B at least 99% each month   {key} }}\n"
    (found,) = _told(body)
    assert (found[0], found[1]) == ("measured-elsewhere", key.partition(": ")[2])
    assert "make a promise for each of them" in found[2]


def test_a_citation_beside_a_named_metric_is_the_promises_own() -> None:
    body = f'{SHOP}  metric A {{ {REPORTED} }}\n  objective O {{ P ensures A at least 99% each month   cites: "4.1" }}\n'
    assert _told(body) == []


@pytest.mark.parametrize("noun", ["reports", "notifies", "claims", "pays"])
def test_what_is_counted_may_be_called_like_a_verb(noun: str) -> None:
    """`of reports` says what is counted; nobody called `of` reports anything."""
    singular = noun.removesuffix("s")
    names = _names(
        f"""
  service Desk {{ hours: always }}
  source {noun} {{ holds: records   each: {singular}   of: Desk   fields {{ opened: time   sent: time }} }}
  metric Sending {{ measure: opened to sent of {noun} }}
  objective O {{ P ensures Sending of at least 95% of {noun} at most 2 days each month }}
"""
    )
    assert set(names) <= {"unmeasured-objective", "uncontrollable-metric", "silent-choice"}, names


@pytest.mark.parametrize(
    ("promise", "better"),
    [("reports Own", "lower"), ("ensures Own exactly 3", "lower"), ("ensures Own at least 3", "higher")],
)
def test_which_way_is_better(promise: str, better: str) -> None:
    """As the text says, where the promise has no side of its own."""
    loaded = read_text(
        HEAD
        + f"""
  interpretation {{ level rounding: none   nothing happened: met   reversed times: count as zero }}
  service Shop {{ hours: always }}
  source tickets {{ holds: records   of: Shop   collected: automatically   fields {{ opened: time   size: number }} }}
  metric Own {{ measure: average of size in tickets   better: lower   controlled by: P }}
  objective A {{ P {promise} each month }}
}}
"""
    )
    assert not [each for each in loaded.findings if each.severity == "error" or each.name == "not-evaluated"]
    assert loaded.agreement is not None
    written = parse_time("2026-04-01")
    assert written is not None
    found = evaluate(loaded.agreement, Binding(), as_of=written.naive_us, period="2026-03")
    (assessment,) = found.plan.settlement.assessments
    assert assessment.level.better == better
    assert "A lower level is better." in render(loaded)
