"""Fixes that are written: they come to rest, keep comments and never make a text worse, whatever the text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api.fixing import fixed
from sladsl.api.read import read_text
from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.diagnostics.fixes import applied, together
from sladsl.source import Span
from sladsl.syntax.scanner import TOKEN
from tests.syntax.phrased import samples

ROOT = Path(__file__).parent.parent.parent
DRAFT = """# our contract
sla Shop "Managed Hosting" {
  timezone: Europe/Berlin     // zone
  start date: 01.01.2026
  currency: "EUR";
  party Nimbus “Nimbus GmbH” { role = supplier }
  party Acme "Acme AG" { role: client, }
  service Portal { hours: 24/7   fee: € 12.500,00 monthly }   # as invoiced since 2024
  source checks { holds: samples   of: Portal   every: 1min   fields { ok: boolean } }
  metric Uptime { measure: uptime from checks   down when: ok == false   controlled by: "Nimbus" }
  slo Availability {
    The Provider guarantees Uptime >= 99,9 % per month
    minimum: not less than 99 percent
  }
  credit for availability {
    base: monthly fee of Portal
    tiers { >= 99.9%: no credit   >= 99%: 10 percent   else: 25% }
  }
  claims { channel: email   deadline: within 30 days after the end of the month. }
}
"""
FIXED = """# our contract
sla Shop "Managed Hosting" {
  time zone: "Europe/Berlin"     # zone
  effective: 2026-01-01
  currency: EUR
  party Nimbus "Nimbus GmbH" { role: provider }
  party Acme "Acme AG" { role: customer }
  service Portal { hours: always   fee: 12_500.00 EUR per month }   # as invoiced since 2024
  source checks { holds: samples   of: Portal   every: 1 minute   fields { ok: yes or no } }
  metric Uptime { measure: uptime from checks   down when: not ok   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at least 99.9% each month
    minimum: at least 99%
  }
  credit for Availability {
    base: monthly fee of Portal
    bands { at least 99.9%: none   at least 99%: 10%   otherwise: 25% }
  }
  claims { channel: by e-mail   deadline: 30 days after the month }
}
"""


def comments(text: str) -> list[str]:
    return [found.group().rstrip() for found in TOKEN.finditer(text) if found.group().startswith("#")]


def errors(text: str) -> int:
    return sum(finding.severity == "error" for finding in read_text(text).findings)


def test_a_draft_in_other_words() -> None:
    """Everything that has one meaning is written; the base is a choice, and is left to the parties."""
    done = fixed(DRAFT)
    assert done.text == FIXED
    assert [finding.message for finding in done.loaded.findings if finding.severity == "error"] == [
        "`monthly fee` does not say of which period the fee is."
    ]
    assert {each.name for each in done.written} >= {
        "unknown-key",
        "comment-sign",
        "full-stop",
        "unknown-name",
    }
    assert all(each.before != each.after and each.line > 1 for each in done.written)


def test_only_what_is_wanted_is_written() -> None:
    done = fixed(DRAFT, wanted=lambda finding: finding.name == "unknown-block")
    assert done.text == DRAFT.replace("slo Av", "objective Av").replace("tiers {", "bands {")


@pytest.mark.parametrize(
    "text",
    [
        "sla A { service S { fee: 12,000 EUR per month } }",
        "sla A { claims { deadline: within 30 days } }",
        "sla A { interpretation { missing samples: ignored } }",
        "sla A { effective: 03/04/2026 }",
        "sla A { objective O { minimum: 99.5% } }",
        "sla A { credit { base: monthly fee } }",
        "sla A { term { renewal: 12 months } }",
        "sla A { metric M { shortest outage: 15m } }",
        "sla A { claims { deadline: 5 weekdays after the month } }",
        "sla A { claims { deadline: 5 banking days after the month } }",
        "sla A { objective O { minimum: no worse than 4 hours } }",
        "sla A { objective O { minimum: better than 4 hours } }",
        "sla A { party P { role: partner } }",
        "sla A { objective O { Nimbus shall provide Uptime at least 99.9% each month } }",
        "sla A { objective O { The Provider ensures Uptime at least 99.9% each month } }",
        "sla A { party P { role: provider }   objective O { We ensure Uptime at least 99.9% each month } }",
        "sla A { Both parties may terminate { notice: 30 days } }",
    ],
)
def test_what_has_two_readings_is_left_alone(text: str) -> None:
    assert fixed(text).written == ()
    assert fixed(text).text == text


def test_a_silent_choice_is_never_answered() -> None:
    text = "\n".join(
        line
        for line in (ROOT / "examples/web-hosting/agreement.sla").read_text(encoding="utf-8").splitlines()
    ).replace("level rounding: none", "")
    assert fixed(text).written == ()


def test_names_in_other_letters_and_comments_that_allow() -> None:
    text = (ROOT / "examples/web-hosting/agreement.sla").read_text(encoding="utf-8")
    broken = text.replace("credit for Availability", "credit for availability")
    assert broken != text
    assert fixed(broken).text == text
    allowed = "# sladsl: allow band-gpa in this file (as signed)\n" + text
    assert fixed(allowed).text.startswith("# sladsl: allow band-gap in this file (as signed)\n")


# ---- any text

WRONG = [
    *sorted({sample.sample for sample in samples() if "\n" not in sample.sample}),
    *(
        ">=",
        "99,9 %",
        "€ 500",
        "percent",
        "monthly",
        "Mon-Fri",
        "“x”",
        ";",
        "//",
        "/* a */",
        "# note\n",
        "role =",
        ".",
    ),
    *(
        "timezone:",
        "\u00a0",
        "\u200b",
        "{",
        "}",
        "== true",
        "USD 5",
        "31.12.2026",
        "24/7",
        "not less than",
        "tiers {",
    ),
]


@cache
def _texts() -> tuple[str, ...]:
    found = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.sla"))]
    found += [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/syntax/corpus").glob("*.sla"))
    ]
    return (*(text for text in found if len(text) < 9_000), DRAFT)


@cache
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(found.group() for found in TOKEN.finditer(text))


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """A text of the examples, cut, with pieces left out, doubled, and wrong words put between."""
    pieces = list(_pieces(draw(st.sampled_from(_texts()))))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(pieces) - 1))
        match draw(st.sampled_from(["leave out", "double", "insert", "replace", "comment"])):
            case "leave out":
                pieces[at] = ""
            case "double":
                pieces[at] *= 2
            case "insert":
                pieces[at] += f" {draw(st.sampled_from(WRONG))} "
            case "comment":
                pieces[at] += "# a note\n"
            case _:
                pieces[at] = draw(st.sampled_from(WRONG))
    text = "".join(pieces)
    return text[: draw(st.integers(len(text) // 2, len(text)))]


@given(drafts())
@settings(max_examples=60)
def test_never_worse_and_at_rest(text: str) -> None:
    done = fixed(text)
    assert errors(done.text) <= errors(text)
    left = iter(comments(done.text))
    assert all(comment in left for comment in comments(text) if "sladsl:" not in comment)
    again = fixed(done.text)
    assert (again.text, again.written) == (done.text, ())
    if not done.written:
        assert done.text == text.replace("\r\n", "\n")


@given(st.text(max_size=120))
@settings(max_examples=80)
def test_any_text(text: str) -> None:
    fixed(text)


# ---- edits


def finding(*edits: tuple[int, int, str], safe: bool = True) -> Finding:
    made = tuple(Edit(span=Span(start=start, end=end), text=text) for start, end, text in edits)
    return Finding(
        code="S1", name="x", severity="error", span=made[0].span, message="m", fix=Fix(edits=made, safe=safe)
    )


def test_fixes_that_touch_do_not_go_together() -> None:
    one, two, three = finding((0, 2, "A")), finding((2, 3, "B")), finding((5, 5, "C"))
    assert together([three, two, one]) == [one, three]
    assert applied("abcdefg", [one.fix, three.fix]) == "AcdeCfg"  # type: ignore[list-item]


def test_unsafe_and_overlapping_edits_are_never_chosen() -> None:
    assert together([finding((0, 1, "A"), safe=False)]) == []
    assert together([finding((0, 3, "A"), (2, 4, "B"))]) == []


def test_only_the_file_itself_is_fixed(tmp_path: Path) -> None:
    """What it uses is another text: nothing of it is written here, and nothing there is fixed from here."""
    (tmp_path / "hours.sla").write_text('template Terms { timezone: "UTC" }\n')
    text = 'use: "hours.sla"\nsla Shop { based on: Terms   start date: 2026-01-01 }\n'
    done = fixed(text, str(tmp_path / "shop.sla"))
    assert done.text == text.replace("start date", "effective")
    assert [each.name for each in done.written] == ["unknown-key"]
