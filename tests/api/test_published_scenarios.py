"""Published terms as scenarios: what others computed by hand from GitHub, AWS, Atlassian, Slack and Zonos comes out.

The identifiers are those of the collection of cases in which the figures stand; tests/published plays all of them from the
texts of the catalogue.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.api import read_text
from sladsl.api.scenarios import play, results

GITHUB = (
    "quarter",
    "99.9%",
    "at most 99.9% but above 99.0%: 10%   below 99.0%: 25%",
    "30 days after the quarter",
)
RDS = (
    "month",
    "99.95%",
    "at least 99.95%: none   at least 99.0%: 10%   at least 95.0%: 25%   otherwise: 100%",
    "60 days after the month",
)
ATLASSIAN = (
    "month",
    "99.90%",
    "at least 99.90%: none   at least 99.0%: 10%   at least 95.0%: 25%   otherwise: 50%",
    "15 days after the month",
)
SLACK = ("quarter", "99.99%", "at least 99.99%: none   otherwise: 10%", "30 days after the quarter")
ZONOS = (
    "month",
    "99.9%",
    "below 99.9% but above 99.5%: 10%   below 99.5%: 30%",
    "30 days after the month",
)

# identifier: terms, period, begin and end of the outage in UTC, fee, what comes out, the exact level in per cent.
# Minutes down are in the comments; a quarter of 90 days has 129,600, one of 92 days 132,480.
CASES = {
    "gh-01": (GITHUB, "2026-Q1", "01-05 10:00", "01-05 12:09", 9000, "met, no credit", "43157/432"),  # 129
    "gh-02": (GITHUB, "2026-Q1", "01-05 10:00", "01-05 12:09:36", 9000, "met, no credit", "999/10"),  # 129.6
    "gh-03": (
        GITHUB,
        "2026-Q1",
        "01-05 10:00",
        "01-05 12:10",
        9000,
        "missed, credit 900 USD",
        "64735/648",
    ),  # 130
    "gh-04": (
        GITHUB,
        "2026-Q3",
        "07-05 10:00",
        "07-06 08:04:48",
        9000,
        "missed, exactly 99%, no band",
        "99/1",
    ),  # 1324.8
    "gh-05": (
        GITHUB,
        "2026-Q3",
        "07-05 10:00",
        "07-06 08:05",
        9000,
        "missed, credit 2_250 USD",
        "655775/6624",
    ),  # 1325
    "rds-01": (RDS, "2026-06", "06-05 10:00", "06-05 10:21:36", 800, "met, no credit", "1999/20"),  # 21.6
    "rds-02": (
        RDS,
        "2026-02",
        "02-05 10:00",
        "02-05 16:43:12",
        800,
        "missed, exactly 99%, credit 80 USD",
        "99/1",
    ),  # 403.2
    "rds-03": (
        RDS,
        "2026-02",
        "02-05 10:00",
        "02-05 16:44",
        800,
        "missed, credit 200 USD",
        "49895/504",
    ),  # 404
    "rds-04": (
        RDS,
        "2026-01",
        "01-05 10:00",
        "01-06 23:12",
        800,
        "missed, exactly 95%, credit 200 USD",
        "95/1",
    ),  # 2232
    "rds-05": (
        RDS,
        "2026-01",
        "01-05 10:00",
        "01-06 23:13",
        800,
        "missed, credit 800 USD",
        "212035/2232",
    ),  # 2233
    "rds-06a": (
        RDS,
        "2026-01",
        "01-31 22:40",
        "02-01 01:10",
        800,
        "missed, credit 80 USD",
        "27850/279",
    ),  # 80 of 150
    "rds-06b": (
        RDS,
        "2026-02",
        "01-31 22:40",
        "02-01 01:10",
        800,
        "missed, credit 80 USD",
        "14375/144",
    ),  # 70 of 150
    "atl-01": (
        ATLASSIAN,
        "2026-06",
        "06-05 10:00",
        "06-05 11:00",
        1000,
        "missed, credit 100 USD",
        "3595/36",
    ),  # 60
    # 19:30 to 21:30 in New York is 23:30 to 01:30 in UTC, in which the months are.
    "atl-03a": (
        ATLASSIAN,
        "2026-03",
        "03-31 23:30",
        "04-01 01:30",
        1000,
        "met, no credit",
        "37175/372",
    ),  # 30
    "atl-03b": (
        ATLASSIAN,
        "2026-04",
        "03-31 23:30",
        "04-01 01:30",
        1000,
        "missed, credit 100 USD",
        "2395/24",
    ),  # 90
    "slk-01": (SLACK, "2026-Q3", "07-05 10:00", "07-05 10:13", 9000, "met, no credit", "662335/6624"),  # 13
    "slk-03 (level)": (SLACK, "2026-Q3", "07-05 10:00", "07-05 10:20", 9000, "missed", "165575/1656"),  # 20
    "slk-04 (level)": (SLACK, "2026-Q3", "07-05 10:00", "07-06 10:00", 9000, "missed", "2275/23"),  # 1440
}
TERMS = """
sla T "Terms" {{
  effective: 2020-01-01   time zone: "UTC"   currency: USD
  party A "A" {{ role: provider   accepted: by ordering }}
  party B "B" {{ role: customer   accepted: by ordering }}
  interpretation {{
    partial minutes: exact   overlapping outages: once   level rounding: none   credit when met: not paid
    money rounding: half up to 0.01 USD, on each line
  }}
  service S "S" {{ hours: always   fee: as invoiced per {kind} }}
  source outages "Outages" {{ holds: intervals   of: S   collected: automatically   collected by: A }}
  metric U "Uptime" {{ of: S   measure: uptime from outages   controlled by: A }}
  objective O "Uptime" {{ A ensures U at least {target} each {kind} }}
  credit for O {{ base: that {kind}'s fee of S   bands as printed {{ {bands} }} }}
  claims {{ channel: in writing   deadline: {deadline} }}
  scenario "case" {{ {scenario} }}
}}
"""


def text(terms: tuple[str, str, str, str], scenario: str) -> str:
    kind, target, bands, deadline = terms
    filled = TERMS.format(kind=kind, target=target, bands=bands, deadline=deadline, scenario=scenario)
    return filled.replace("bands as printed", "bands") if "otherwise" in bands else filled


@pytest.mark.parametrize("case", CASES)
def test_published_case(case: str) -> None:
    terms, period, begin, end, fee, expected, level = CASES[case]
    outage = f"down: S, 2026-{begin} to 2026-{end}"
    loaded = read_text(
        text(terms, f"{terms[0]}: {period}   {outage}   fee: S, {fee} USD   expect: O {expected}")
    )
    assert not loaded.broken, loaded.findings
    assert loaded.agreement is not None
    for result in results(loaded.agreement):
        assert result.ok, (result.expectation_text, result.got_text, result.why)
    (line,) = play(loaded.agreement, loaded.agreement.scenarios[0]).lines
    assert line.level is not None
    assert line.level * 100 == Fraction(level)


@pytest.mark.parametrize(
    ("claimed", "credit", "case"), [("2026-04-30", 900, "gh-08a"), ("2026-05-01", 0, "gh-08b")]
)
def test_a_claim_by_the_last_day_counts_and_one_after_it_does_not(
    claimed: str, credit: int, case: str
) -> None:
    scenario = (
        "quarter: 2026-Q1   down: S, 2026-01-05 10:00 to 2026-01-05 12:10   fee: S, 9_000 USD"
        f"   claimed: {claimed}   expect: O missed, claim by 2026-04-30, credit {credit} USD"
    )
    loaded = read_text(text(GITHUB, scenario))
    assert loaded.agreement is not None
    assert [each.ok for each in results(loaded.agreement)] == [True, True, True], case


@pytest.mark.parametrize(
    ("level", "expected"),
    [("99.7%", "missed, credit 200 USD"), ("99.95%", "met, no credit"), ("99.4%", "missed, credit 600 USD"),
     ("99.5%", "missed, no band")],
)  # fmt: skip
def test_zonos_by_levels(level: str, expected: str) -> None:
    """zon-03, and the uptime half of zon-01 and zon-02; exactly 99.5 % has no band as printed."""
    scenario = (
        f"month: 2026-03   levels for O {{ 2026-03: {level} }}   fee: S, 2_000 USD   expect: O {expected}"
    )
    loaded = read_text(text(ZONOS, scenario))
    assert not loaded.broken, loaded.findings
    assert loaded.agreement is not None
    for result in results(loaded.agreement):
        assert result.ok, (result.expectation_text, result.got_text, result.why)
