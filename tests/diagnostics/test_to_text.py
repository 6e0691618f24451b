"""Findings on a terminal, as snapshots: what people see, to the column."""

from __future__ import annotations

import pytest

from sladsl.diagnostics.cells import cut, printable, width, wrap
from sladsl.diagnostics.finding import Finding, Label, Severity
from sladsl.diagnostics.to_text import concise, full, summary
from sladsl.source import SourceText, Span

TEXT = """\
sla Hosting {
  credit for Availability {
    bands as printed {
      below 99.9% but above 99.0%: 10%
      below 99.0%: 25%
    }
  }
}
"""


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start=start, end=start + len(part))


def finding(
    text: str, part: str, severity: Severity = "error", message: str = "It is so.", **more: object
) -> Finding:
    return Finding(
        code="B101",
        name="band-gap",
        severity=severity,
        span=at(text, part),
        message=message,
        **more,  # type: ignore[arg-type]
    )


GAP = finding(
    TEXT,
    "below 99.0%: 25%",
    message="Exactly 99.0% has no band.",
    hint="Let one of the two rows include 99.0%: `at least 99.0%` or `at most 99.0%`.",
    witness="99.0%",
    labels=(Label(span=at(TEXT, "below 99.9% but above 99.0%: 10%"), text="this row ends before it"),),
    clause=("Hosting", "credit for Availability"),
)


def test_full() -> None:
    assert (
        full([GAP], SourceText(TEXT, "hosting.sla"))
        == """\
error[band-gap] Exactly 99.0% has no band.
 --> hosting.sla:5:7  in Hosting › credit for Availability
  |
4 |       below 99.9% but above 99.0%: 10%
  |       -------------------------------- this row ends before it
5 |       below 99.0%: 25%
  |       ^^^^^^^^^^^^^^^^
  = hint: Let one of the two rows include 99.0%: `at least 99.0%` or `at most
          99.0%`.
  = more: sladsl explain band-gap

1 error
"""
    )


def test_concise() -> None:
    assert concise([GAP, GAP], SourceText(TEXT, "hosting.sla")) == (
        "hosting.sla:5:7: error[band-gap] Exactly 99.0% has no band.\n" * 2
    )
    assert concise([], SourceText(TEXT)) == ""


def test_each_name_points_to_its_explanation_once_and_only_where_there_is_one() -> None:
    source = SourceText(TEXT)
    assert full([GAP, GAP], source).count("sladsl explain") == 1
    assert "sladsl explain" not in full([GAP], source, explained=lambda name: False)


def test_witness_and_expected_line_are_shown_unless_said_already() -> None:
    shown = full(
        [finding(TEXT, "sla", witness="94%", hint="Add `law`.", expected='law: "Germany"')], SourceText(TEXT)
    )
    assert "  = for example: 94%\n" in shown
    assert '  = write: law: "Germany"\n' in shown
    assert "write" not in full([finding(TEXT, "sla", hint="Add `x: 1`.", expected="x: 1")], SourceText(TEXT))


def test_colour_only_by_flag() -> None:
    source = SourceText(TEXT)
    coloured = full([GAP], source, colour=True)
    assert "\x1b" not in full([GAP], source)
    assert "\x1b[1;31merror[band-gap]\x1b[0m" in coloured
    import re

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == full([GAP], source)


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], "no findings"),
        (["error"], "1 error"),
        (["warning", "error", "error"], "2 errors, 1 warning"),
        (["information", "information", "warning"], "1 warning, 2 information"),
    ],
)
def test_summary(severities: list[Severity], words: str) -> None:
    assert summary([finding(TEXT, "sla", severity=each) for each in severities]) == words


def excerpt(text: str, part: str, **more: object) -> list[str]:
    shown = full([finding(text, part, **more)], SourceText(text), explained=lambda name: False)
    return shown.splitlines()[3:-2]


def test_tabs_are_columns() -> None:
    assert excerpt("\tlaw:\tX Y\n", "X") == [
        "1 |     law:    X Y",
        "  |             ^",
    ]


def test_wide_and_combining_characters_keep_the_marks_in_place() -> None:
    assert excerpt('a "東京e\u0301" X\n', "X") == [
        '1 | a "東京e\u0301" X',
        "  |           ^",
    ]


def test_control_and_direction_characters_are_not_printed() -> None:
    lines = excerpt("a \x1b[31m \u202e X\n", "X")
    assert lines == ["1 | a �[31m � X", "  |           ^"]


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "a" * 200 + " X " + "b" * 200 + "\n"
    line, marks = excerpt(text, "X")
    assert width(line) <= 80
    assert line.startswith("1 | …a")
    assert line.endswith("b…")
    assert line[marks.index("^")] == "X"


def test_a_place_longer_than_the_line_is_marked_as_far_as_shown() -> None:
    line, marks = excerpt("x " * 100 + "\n", "x " * 90)
    assert width(line) <= 80
    assert width(marks) <= 80


def test_a_place_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert excerpt(TEXT, TEXT[TEXT.index("bands") : TEXT.index("25%")]) == [
        "3 |     bands as printed {",
        "  |     ^^^^^^^^^^^^^^^^^^ (to line 5)",
    ]


def test_lines_left_out_between_two_places() -> None:
    label = Label(span=at(TEXT, "sla Hosting"), text="in this agreement")
    assert excerpt(TEXT, "25%", labels=(label,)) == [
        "1 | sla Hosting {",
        "  | ----------- in this agreement",
        "  ⋮",
        "5 |       below 99.0%: 25%",
        "  |                    ^^^",
    ]


def test_two_places_on_one_line() -> None:
    label = Label(span=at(TEXT, "25%"), text="of what?")
    assert excerpt(TEXT, "below 99.0%:", labels=(label,)) == [
        "5 |       below 99.0%: 25%",
        "  |       ^^^^^^^^^^^^",
        "  |                    --- of what?",
    ]


@pytest.mark.parametrize("text", ["", "x", "x\n", "\n\n"])
def test_a_place_at_the_end_of_the_text(text: str) -> None:
    end = Finding(
        code="S103",
        name="unclosed",
        severity="error",
        span=Span(start=len(text), end=len(text)),
        message="It ends.",
    )
    assert "^" in full([end], SourceText(text))


def test_windows_line_ends_are_not_shown() -> None:
    assert excerpt("a X\r\nb\r\n", "X") == ["1 | a X", "  |   ^"]


def test_words_that_are_too_long_stand_alone() -> None:
    assert wrap("a " + "b" * 30 + " c", 10) == ["a", "b" * 30, "c"]
    assert wrap("", 10) == []


def test_cut_leaves_short_lines_alone() -> None:
    assert cut("abc", 1, 2, 80) == ("abc", 1, 2)


def test_printable() -> None:
    assert printable("a\tb") == "a   b"
    assert printable("a\nb\x00") == "a�b�"


def _under(shown: str) -> list[str]:
    """What stands above each mark: the marked characters of the line that is shown before it."""
    found, line = [], ""
    for each in shown.splitlines():
        gutter, bar, rest = each.partition("|")
        if not bar:
            continue
        if gutter.strip():
            line = rest
        signs = rest.strip().split(" ")[0]
        if signs and set(signs) <= {"^", "-"}:
            start = len(rest) - len(rest.lstrip())
            found.append(line[start : start + len(signs)])
    return found


BEFORE, BETWEEN, AFTER = "word " * 20, "between " * 4, " after" * 20


@pytest.mark.parametrize(
    "text",
    [
        BEFORE + "first one " + BETWEEN + "second one",
        BEFORE + "second one " + BETWEEN + "first one" + AFTER,
        "first one " + BETWEEN + "second one" + AFTER,
        BEFORE + "\tfirst one\t" + BETWEEN + "second one" + AFTER,
        BEFORE + "日本 first one 日本 second one" + AFTER.replace(" ", "é"),
        # Too far apart for one line: the line is shown twice.
        BEFORE + "first one " + BETWEEN * 4 + "second one" + AFTER,
        "second one " + BETWEEN * 5 + "first one" + AFTER,
    ],
)
def test_two_places_of_a_line_that_is_cut_stand_under_their_words(text: str) -> None:
    found = finding(text, "first one", labels=(Label(span=at(text, "second one"), text="here"),))
    shown = full([found], SourceText(text, "a.sla"))
    assert all(width(line) <= 80 for line in shown.splitlines())
    wide = sum(width(each) - 1 for each in "日本") if "日" in text else 0
    if not wide:
        assert _under(shown) == ["first one", "second one"]
    else:
        line, marks = [each for each in shown.splitlines() if "|" in each][1:3]
        assert width(line[: line.index("first one")]) == marks.index("^")


def test_a_line_is_shown_again_only_where_its_places_do_not_fit_together() -> None:
    near = BEFORE + "first one " + BETWEEN + "second one"
    far = BEFORE + "first one " + BETWEEN * 4 + "second one"
    for text, times in ((near, 1), (far, 2)):
        found = finding(text, "first one", labels=(Label(span=at(text, "second one"), text="here"),))
        shown = full([found], SourceText(text, "a.sla")).splitlines()
        assert sum(line.startswith("1 |") for line in shown) == times
        assert not any("⋮" in line for line in shown)


def test_places_within_each_other_are_marked_on_one_line() -> None:
    text = BEFORE + "first one and more" + AFTER
    found = finding(text, "first one and more", labels=(Label(span=at(text, "one and"), text="here"),))
    assert _under(full([found], SourceText(text, "a.sla"))) == ["first one and more", "one and"]
