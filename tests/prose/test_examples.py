"""Computed lines of worked examples come from a statement as it is."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.statement import ClaimState, Line, Statement
from sladsl.plan.settlement import Rule
from sladsl.prose.examples import ExampleLine, example_lines
from sladsl.record import replace
from sladsl.values.amount import Fee, fixed, share
from sladsl.values.money import Money

RULE = Rule(construct="objective Availability")
LINE = Line(
    objective="Availability",
    title="",
    scope="",
    period="2026-05",
    start=0,
    end=1,
    owner="Orchard",
    metric="Uptime",
    unit="percent",
    level=Fraction(99, 100),
    shown="99.00%",
    origin="measured",
    status="missed",
    grade="below minimum",
    reason="",
    coverage=None,
    columns={},
    target=None,
    band="10%",
    credit=fixed(Money(amount=Fraction(1200), currency="EUR")),
    steps=(),
    distances=(),
    claim=ClaimState(
        state="open", last=None, last_day="2026-06-30", channel="in writing", claimed=None, rule=None
    ),
    rule=RULE,
)
STATEMENT = Statement(
    agreement="A",
    title="",
    version="",
    currency="EUR",
    zone="UTC",
    as_of=0,
    engine="reference",
    lines=(LINE,),
    totals=(),
    total=None,
    known=fixed(Money(amount=Fraction(0), currency="EUR")),
    findings=(),
    sources=(),
    answers=(),
    caps=(),
)


def test_a_line_keeps_its_figures() -> None:
    assert example_lines(STATEMENT) == (
        ExampleLine(
            objective="Availability",
            scope="",
            period="2026-05",
            level="99.00%",
            status="missed, below minimum",
            credit=Money(amount=Fraction(1200), currency="EUR"),
            claim_by="2026-06-30",
        ),
    )


def test_credits_that_wait_for_fees_are_words_and_undetermined_ones_their_band() -> None:
    waiting = share(Fraction(1, 10), Fee(service="Ingest", scope="", period="2026-05"))
    lines = (
        replace(LINE, credit=waiting),
        replace(LINE, credit=None, band="no band", level=None, claim=None),
    )
    found = example_lines(replace(STATEMENT, lines=lines))
    assert [line.credit for line in found] == ["10% of the fee of Ingest (2026-05)", "no band"]
    assert (found[1].level, found[1].claim_by) == ("", "")


def test_claims_are_told_only_where_there_is_something_to_claim() -> None:
    assert LINE.claim is not None
    states = {
        "open": ("2026-06-30", False),
        "made late": ("2026-06-30", True),
        "nothing to claim": ("", False),
    }
    for state, told in states.items():
        claim = replace(LINE.claim, state=state)
        (line,) = example_lines(replace(STATEMENT, lines=(replace(LINE, claim=claim),)))
        assert (line.claim_by, line.late) == told
