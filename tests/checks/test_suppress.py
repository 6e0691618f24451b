"""Allowing a finding: where a comment counts, and what is said about one that does nothing."""

from __future__ import annotations

import pytest

from sladsl.checks.run import run
from sladsl.diagnostics.finding import Finding
from tests.checks.texts import context_of

AGREEMENT = """\
{top}
sla Hosting "Web shop hosting" {{  {head}
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Uptime {{
    of: Shop   measure: as reported   level rounding: none
    collected by: Nimbus   controlled by: Nimbus
  }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  {above}
  credit for Availability {{
    base: that month's fee of Shop
    bands as printed {{
      below 99.9%: 10%
      {row}
      below 99.0%: 25% {end}
    }}
  }}
}}
"""


def found(**comments: str) -> list[Finding]:
    empty = dict.fromkeys(("top", "head", "above", "row", "end"), "")
    context = context_of(AGREEMENT.format(**{**empty, **comments}), choices=lambda: ())
    return list(run(context.agreement, context.source, context))


def names(**comments: str) -> list[str]:
    return [finding.name for finding in found(**comments)]


ALLOW = "# sladsl: allow overlapping-bands (as signed)"


def test_without_a_comment_the_finding_stands() -> None:
    assert names() == ["overlapping-bands"]


@pytest.mark.parametrize("place", ["above", "row", "end"])
def test_a_comment_covers_its_line_or_the_next_entry(place: str) -> None:
    assert names(**{place: ALLOW}) == []


def test_a_comment_at_the_top_covers_the_file() -> None:
    assert names(top="# sladsl: allow overlapping-bands in this file (as signed)") == []


def test_a_comment_above_the_agreement_covers_its_head_only() -> None:
    assert names(top=ALLOW) == ["unused-allowance", "overlapping-bands"]


def test_a_comment_elsewhere_is_unused() -> None:
    assert names(head=ALLOW) == ["unused-allowance", "overlapping-bands"]


def test_the_whole_file_is_allowed_at_the_top_only() -> None:
    assert names(above="# sladsl: allow overlapping-bands in this file (as signed)") == [
        "unreadable-allowance",
        "overlapping-bands",
    ]


def test_a_comment_without_a_reason_counts_but_is_reported() -> None:
    assert names(end="# sladsl: allow overlapping-bands") == ["allowance-without-reason"]
    assert names(end="# sladsl: allow overlapping-bands ()") == ["allowance-without-reason"]


def test_an_unknown_rule_is_reported_with_the_nearest() -> None:
    unknown = found(end="# sladsl: allow overlaping-bands (as signed)")
    assert [each.name for each in unknown] == ["overlapping-bands", "unknown-allowance"]
    assert unknown[1].hint == "Did you mean `overlapping-bands`?"


def test_what_is_no_rule_cannot_be_allowed() -> None:
    unknown = found(end="# sladsl: allow unknown-key (as signed)")
    assert "unknown-allowance" in [each.name for each in unknown]


def test_several_names_in_one_comment_are_counted_one_by_one() -> None:
    comment = "# sladsl: allow overlapping-bands, band-gap (as signed)"
    unused = found(end=comment)
    assert [each.name for each in unused] == ["unused-allowance"]
    assert "band-gap" in unused[0].message


@pytest.mark.parametrize(
    "comment", ["# sladsl: alow band-gap (x)", "# sladsl: allow", "# sladsl: ignore (x)"]
)
def test_a_comment_that_cannot_be_read_is_reported(comment: str) -> None:
    assert "unreadable-allowance" in names(end=comment)


def test_comments_in_texts_are_texts() -> None:
    assert names(head='cites: "# sladsl: allow overlapping-bands (as signed)"') == ["overlapping-bands"]


def test_findings_carry_path_and_clause() -> None:
    (finding,) = found()
    assert finding.path == "agreement.sla"
    assert finding.clause == ("Web shop hosting", "credit for Availability", "bands as printed")
