"""What a person reads: whole statements as they print, and what each must never leave out."""

from __future__ import annotations

import pytest

from sladsl.data.findings import finding
from sladsl.outcome.measured import SourceFacts
from sladsl.outcome.statement import Outcome
from sladsl.outcome.table import paragraph, plural, table
from sladsl.outcome.to_text import outcome_text
from sladsl.record import replace
from tests.outcome.cases import features, hosting, readings
from tests.settle.build import assessment, down, measured, settled, settlement

FEATURES = """\
Enterprise Cloud commitment, version 2021-03
Statement as of 2026-07-20 09:30, times in UTC.
3 missed, 15 met, 6 not assessed. Credits in all: 25% of fee + 10% of fee, and
what is still open. Claim deadlines have passed for part of it: 25% of fee.

2025-Q4  all 6 met

                                Attained  Status  Credit
2026-Q1  (2026-01-01 to 2026-03-31)
  Feature availability: at least 99.9%
    Issues                      98.7%     missed  25% of fee
    Pages                       99.0%     missed  open (no band)
    4 features met

2026-Q2  (2026-04-01 to 2026-06-30)
  Feature availability: at least 99.9%
    Actions                     99.82%    missed  10% of fee
    5 features met

2026-Q3  not assessed: not finished on 2026-07-20

Credits
         10% of fee  2026-Q2  claim in writing by 2026-07-30 (10 days left)
  25% of fee + open  2026-Q1  lapsed on 2026-04-30, no claim known

Still open
  Feature availability, Pages, 2026-Q1: no band fits 99.0%: what is owed is not
    stated

About the data
  warning: Availability: a promise is missed but no band fits the level: Pages,
    2026-Q1: 99.0%. [level-without-band]
    Applied: the credit stays open: no band says what is owed.
    Let the bands meet: one boundary a row, and `otherwise` as the last.
  note: Availability, Pages, 2026-Q1: 99.0% with one decimal may stand for
    98.95% to 99.05%: missed with no band, or missed in the band "25%", or
    missed in the band "10%". [reported-level-near-bound]
    Applied: the printed number decides.

Read as the agreement says, unless noted
  credit although met  paid
  time zone            UTC   assumed for this statement
  Settled in this order: bands, caps, rounding, claims.
"""

HOSTING = """\
Managed Hosting Agreement, version 2.1
Statement as of 2026-05-28 12:00, times in Europe/Berlin.
3 missed, 2 reported, 4 not assessed. Credits in all: 2,300.00 EUR.

                            Promised        Attained  Status        Credit
2026-03  (2026-03-01 to 2026-03-31)
  Availability of the web   at least 99.9%  99.89%    missed        -
  shop
  Urgent tickets answered   at least 95%    90.00%    missed        600.00 EUR
  in time
  Number of outages                         3         reported

2026-04  (2026-04-01 to 2026-04-30)
  Availability of the web   at least 99.9%  97.92%    missed        1,700.00 EUR
  shop
    below minimum
  Urgent tickets answered   at least 95%    -         not assessed
  in time
    nothing happened that could be measured
  Number of outages                         4         reported

2026-05  not assessed: not finished on 2026-05-28

Credits
    1,700.00 EUR  2026-04  claim in writing by 2026-05-30 (2 days left)
      600.00 EUR  2026-03  due without a claim
  (1,200.00 EUR)  2026-03  lost: claimed after 2026-04-30
  Capped from 4,800.00 EUR to 3,500.00 EUR: contract year from 2026-01-01: at
    most 3,500.00 EUR for all credits.

About the data
  warning: checks: only part of the time has data: 2026-04 (96.67%).
    [partial-coverage]
    Applied: missing samples count as the agreement says.
    Bring the missing samples, or evaluate periods that have them: `missing
      samples` decides of the others.

Read as the agreement says, unless noted
  excluded time        out of both
  overlapping outages  once         one of several readings
  Settled in this order: bands, caps, rounding, claims.
"""


OPEN = """\
Still open
  overlapping outages (the agreement is silent): once or each; it changes the
    outcome
  Credits in all by the answers; shown above is the reading overlapping outages:
    once:
    least  2,300.00 EUR  overlapping outages: once
    most   3,500.00 EUR  overlapping outages: each
"""


def test_many_features() -> None:
    assert outcome_text(Outcome(statement=features())) == FEATURES


def test_everything_at_once() -> None:
    assert outcome_text(Outcome(statement=hosting())) == HOSTING


def test_full_lists_what_was_met() -> None:
    text = outcome_text(Outcome(statement=features()), full=True)
    assert "features met" not in text
    assert text.count("99.97%    met") == 15
    assert text.count("no level reported") == 0
    assert text.count("not finished on 2026-07-20") == 6


def test_open_choices_and_their_range() -> None:
    text = outcome_text(readings())
    assert OPEN in text
    assert "varied alone" not in text
    assert "Each choice was varied alone" in outcome_text(replace(readings(), exhaustive=False))


def test_the_days_that_are_left() -> None:
    assert "by 2026-05-30 (2 days left)" in outcome_text(Outcome(statement=hosting()))
    tomorrow = hosting(as_of="2026-05-29T10:00Z")
    assert "by 2026-05-30 (1 day left)" in outcome_text(Outcome(statement=tomorrow))
    # The last day ends at midnight in Berlin, an hour or two before it does in UTC.
    last = hosting(as_of="2026-05-30T21:59:59.999999Z")
    assert "by 2026-05-30 (the last day)" in outcome_text(Outcome(statement=last))
    over = hosting(as_of="2026-05-30T22:00Z")
    assert "lapsed on 2026-05-30, no claim known" in outcome_text(Outcome(statement=over))


@pytest.mark.parametrize("full", [False, True])
def test_no_line_is_wider_than_a_page(full: bool) -> None:
    for outcome in (Outcome(statement=features()), Outcome(statement=hosting()), readings()):
        for line in outcome_text(outcome, full=full).splitlines():
            assert len(line) <= 80, line
            assert line == line.rstrip()
            assert line.isascii()


def test_a_quiet_statement() -> None:
    statement = settled(
        settlement(assessment("2026-Q1 2026-Q2")), measured(down("0"), down("0", label="2026-Q2"))
    )
    assert outcome_text(Outcome(statement=statement)) == (
        "Enterprise Cloud, version 1\n"
        "Statement as of 2027-06-01 00:00, times in UTC.\n"
        "2 met. Credits in all: none.\n"
        "\n"
        "2026-Q1 to 2026-Q2  met\n"
    )


def test_a_zone_that_is_none() -> None:
    with pytest.raises(ValueError, match="isn't a zone"):
        outcome_text(Outcome(statement=replace(hosting(), zone="Berlin")))


def test_tables_give_way_to_the_page() -> None:
    rows = [("a " * 40, "b " * 40, "1.00"), ("x", "y", "10.00")]
    lines = table(rows, right=frozenset({2}))
    assert max(map(len, lines)) <= 80
    assert lines[0].endswith(" 1.00")
    assert lines[-1].endswith("10.00")
    assert table([]) == []


def test_plurals() -> None:
    found = [plural(2, noun) for noun in ("feature", "class", "category", "day")]
    assert (found, plural(1, "day")) == (["2 features", "2 classes", "2 categories", "2 days"], "1 day")


def test_long_words_are_never_cut() -> None:
    assert paragraph("x" * 90) == ["  " + "x" * 90]


def test_what_is_not_read_stands_under_the_totals() -> None:
    statement = replace(
        hosting(),
        sources=(
            SourceFacts(name="windows", rows=9, used=5, first=None, last=None),
            SourceFacts(name="checks", rows=4, used=4, first=None, last=None),
            SourceFacts(name="fine", rows=4, used=2, first=None, last=None),
        ),
        findings=(
            finding("bad-time", "windows", 3, [(1, "15.03.2026 02:00")], "start"),
            finding("row-without-field", "windows", 3, [(1, "start")]),
            finding("after-as-of", "windows", 1, [(9, "2027-01-01")]),
            finding("bad-yes-or-no", "checks", 1_200, [(at, "UP") for at in (1, 2, 3, 4, 5)], "ok"),
            finding("after-as-of", "fine", 2, [(3, "2027-01-01")]),
            finding("unreadable-period", "levels", 1, [(3, "Smarch 2026")], rows=6),
            finding("repeated-row", "levels", 1, [(4, "A 2026-03: 99%")], rows=6),
        ),
    )
    text = outcome_text(Outcome(statement=statement))
    assert text.splitlines()[3:5] == [
        "Not read: 3 of 9 rows of windows, 1,200 cells of checks, 1 of 6 rows of levels;",
        "the figures lack them (see About the data).",
    ]
    assert (
        """
    row 1: "15.03.2026 02:00"; and 2 more
    Applied: a cell that is not accepted has no value.
    Write 2026-03-15 02:00 or 2026-03-15T02:00:00Z: year-month-day, two digits
"""
        in text
    )
    assert '    row 1: "UP"; row 2: "UP"; row 3: "UP"; and 1,197 more\n' in text
    assert '    row 3: "Smarch 2026"\n' in text
    assert "March 2026 or 03/2026" in text
    assert "Not read" not in outcome_text(Outcome(statement=hosting()))
