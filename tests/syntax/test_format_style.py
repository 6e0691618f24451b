"""The style itself, case by case: how it is written, and how it comes out. docs/formatting.md says it in words."""

from __future__ import annotations

import re
import textwrap

import pytest

from sladsl.api.formatting import format_text
from sladsl.source import SourceText
from sladsl.syntax.layout import laid_out
from sladsl.syntax.parse import parse
from tests.pace import anchors
from tests.syntax.layouts import fmt, kept
from tests.syntax.reading import read

CASES = {
    "blanks between words": (
        'sla A{time zone :  "UTC"   currency:EUR}\n',
        'sla A { time zone: "UTC"   currency: EUR }\n',
    ),
    "percent": (
        "sla A { objective O { minimum: at least 99.90 % } }",
        "sla A { objective O { minimum: at least 99.90% } }\n",
    ),
    "lists": (
        'sla A { service S { includes:"a" ,"b","c"   depends on: B ,C } }',
        'sla A { service S { includes: "a", "b", "c"   depends on: B, C } }\n',
    ),
    "operators and parentheses": (
        "sla A { metric M { down when: not( a/b above 5 % )or c*2-1 below 3 } }",
        "sla A { metric M { down when: not (a / b above 5%) or c * 2 - 1 below 3 } }\n",
    ),
    "a hyphen is no minus": (
        "sla A { claims { channel: by e-mail } metric M { where: a - b above 5 and 3-a below 1 and a -b above c- d } }",
        "sla A { claims { channel: by e-mail }   metric M { where: a - b above 5 and 3 - a below 1"
        " and a - b above c - d } }\n",
    ),
    "an empty block": ("sla A\n{\n\n}", "sla A { }\n"),
    "a head over lines": ('sla\nA\n"Title"\n{\n}', 'sla A "Title" { }\n'),
    "what stands on one line stays there": (
        'sla A {\n  party B {role: provider} party C {role: customer}\n  currency: EUR law: "Malta"\n}',
        """\
        sla A {
          party B { role: provider }   party C { role: customer }
          currency: EUR   law: "Malta"
        }
        """,
    ),
    "what stands on lines of its own stays there": (
        "sla A {\nterm {\ninitial: 1 year\nrenewal: none\n}\n}",
        """\
        sla A {
          term {
            initial: 1 year
            renewal: none
          }
        }
        """,
    ),
    "a block over lines begins behind its brace and ends before the other": (
        "sla A { term { initial: 1 year\nrenewal: none } currency: EUR }",
        """\
        sla A {
          term {
            initial: 1 year
            renewal: none
          }
          currency: EUR
        }
        """,
    ),
    "blank lines": (
        "\n\nsla A {\n\n\n  currency: EUR\n\n\n\n  term { }\n\n}\n\n\nsla B { }\n\n",
        """\
        sla A {
          currency: EUR

          term { }
        }

        sla B { }
        """,
    ),
    "a block that is too long opens, what is in it stays together": (
        "sla A {\n  interpretation { missing samples: not stated   nothing happened: not stated"
        "   excluded time: not stated   partial minutes: not stated }\n}",
        "sla A {\n  interpretation {\n    missing samples: not stated   nothing happened: not stated"
        "   excluded time: not stated   partial minutes: not stated\n  }\n}\n",
    ),
    "entries that do not fit beside each other get a line each": (
        "sla A {\n  interpretation {\n    missing samples: not stated   nothing happened: not stated"
        "   excluded time: not stated   partial minutes: not stated   level rounding: none\n}\n}",
        """\
        sla A {
          interpretation {
            missing samples: not stated
            nothing happened: not stated
            excluded time: not stated
            partial minutes: not stated
            level rounding: none
          }
        }
        """,
    ),
    "a value over lines is put together where it fits": (
        'sla A { service S {\n  includes: "virtual machines",\n     "managed PostgreSQL"\n} }',
        """\
        sla A {
          service S {
            includes: "virtual machines", "managed PostgreSQL"
          }
        }
        """,
    ),
    "a long list goes on under its beginning": (
        'sla A { service S { includes: "virtual machines of the large kind", "managed PostgreSQL with replicas",'
        ' "object storage", "a content delivery network" } }',
        """\
        sla A {
          service S {
            includes: "virtual machines of the large kind", "managed PostgreSQL with replicas", "object storage",
                      "a content delivery network"
          }
        }
        """,
    ),
    "a long condition breaks where it is loosest": (
        "sla A { metric M { down when: requests above 100_000 and errors / requests above 5%"
        " or (latency above 2 seconds and note is unknown and region is one of Europe, America, Asia) } }",
        """\
        sla A {
          metric M {
            down when: requests above 100_000 and errors / requests above 5%
                       or (latency above 2 seconds and note is unknown and region is one of Europe, America, Asia)
          }
        }
        """,
    ),
    "what stands in parentheses stays together": (
        "sla A { metric M { down when: requests above 100_000 and (errors / requests above 5%"
        " or latency above 2 seconds or region is one of Europe, America, Asia) and note is unknown } }",
        """\
        sla A {
          metric M {
            down when: requests above 100_000
                       and (errors / requests above 5% or latency above 2 seconds or region is one of Europe, America, Asia)
                       and note is unknown
          }
        }
        """,
    ),
    "behind a long head a list goes on further in": (
        f"sla A {{ source S {{ holds: samples\nfields {{ {'x' * 40}: {'y' * 40}, {'z' * 40} }} }} }}",
        "sla A {\n  source S {\n    holds: samples\n    fields {\n"
        f"      {'x' * 40}: {'y' * 40},\n          {'z' * 40}\n    }}\n  }}\n}}\n",
    ),
    "a long head goes on further in": (
        "sla A { credit for " + ", ".join(f"Availability{n}" for n in range(9)) + " { amount: 5% } }",
        """\
        sla A {
          credit for Availability0, Availability1, Availability2, Availability3, Availability4, Availability5, Availability6,
              Availability7, Availability8 {
            amount: 5%
          }
        }
        """,
    ),
    "what can't be broken is left too long": (
        f'sla A {{ law: "{"x" * 130}" }}',
        f'sla A {{\n  law: "{"x" * 130}"\n}}\n',
    ),
    "cells stand under each other": (
        "sla A { credit { bands {\nat least 99.9%: none\nat least 99%:10%\notherwise: 50%\n} } }",
        """\
        sla A {
          credit {
            bands {
              at least 99.9%: none
              at least 99%:   10%
              otherwise:      50%
            }
          }
        }
        """,
    ),
    "a head that is much longer than most stays out of the column": (
        "sla A { credit { bands as printed {\nat most 99.9% but above 99.0%: 10%\nbelow 99.0%:    25%\n"
        "below 9%: 50%\n} } }",
        """\
        sla A {
          credit {
            bands as printed {
              at most 99.9% but above 99.0%: 10%
              below 99.0%: 25%
              below 9%:    50%
            }
          }
        }
        """,
    ),
    "of two heads both make the column": (
        "sla A { credit { bands as printed {\nat most 99.9% but above 99.0%: 10%\nbelow 99.0%: 25%\n} } }",
        """\
        sla A {
          credit {
            bands as printed {
              at most 99.9% but above 99.0%: 10%
              below 99.0%:                   25%
            }
          }
        }
        """,
    ),
    "a head that is much shorter than the others stays out of the column": (
        "sla A { credit { bands as printed {\nat least 100.00%: none\nbelow 100.00% but at least 99.995%: 10%\n"
        "below 100.00% but at least 99.99%: 11%\nbelow 1%: 25%\n} } }",
        """\
        sla A {
          credit {
            bands as printed {
              at least 100.00%:                   none
              below 100.00% but at least 99.995%: 10%
              below 100.00% but at least 99.99%:  11%
              below 1%: 25%
            }
          }
        }
        """,
    ),
    "a row with a very long head is no part of a table": (
        "sla A { calendar C {\n2015-01-01, 2015-01-19, 2015-02-16, 2015-04-20: closed\n"
        "2015-01-01, 2015-01-19, 2015-02-16, 2015-04-20, 2015-05-25: closed\n} }",
        """\
        sla A {
          calendar C {
            2015-01-01, 2015-01-19, 2015-02-16, 2015-04-20: closed
            2015-01-01, 2015-01-19, 2015-02-16, 2015-04-20, 2015-05-25: closed
          }
        }
        """,
    ),
    "a column ends where a line would get too long": (
        "sla A { source S { holds: samples\nfields {\na: text\nabcdefghij: time\nb: "
        + "x" * 50 + ", " + "y" * 55 + "\n} } }",
        "sla A {\n  source S {\n    holds: samples\n    fields {\n      a:          text\n      abcdefghij: time\n"
        "      b: " + "x" * 50 + ", " + "y" * 55 + "\n    }\n  }\n}\n",
    ),
    "a comment between rows does not part them, a blank line does": (
        "sla A { source S { holds: samples fields {\na: text\n# c\nlonger: time\n\nx: time\n} } }",
        """\
        sla A {
          source S {
            holds: samples
            fields {
              a:      text
              # c
              longer: time

              x: time
            }
          }
        }
        """,
    ),
    "rows on one line have no columns": (
        "sla A { source S { holds: samples\nfields {\na: text   longer: time\nx: time\n} } }",
        """\
        sla A {
          source S {
            holds: samples
            fields {
              a: text   longer: time
              x: time
            }
          }
        }
        """,
    ),
    "wide letters count twice": (
        'sla A { source S { holds: samples\nfields {\n日本: text\nabcdef: time\n} } }',
        """\
        sla A {
          source S {
            holds: samples
            fields {
              日本:   text
              abcdef: time
            }
          }
        }
        """,
    ),
    "comments": (
        "# top\nsla A {# behind\n# alone\n\n  currency: EUR#close\n   # last\n}# end\n#over",
        """\
        # top
        sla A {   # behind
          # alone

          currency: EUR   #close
          # last
        }   # end
        #over
        """,
    ),
    "a comment behind a brace is not that of a line": (
        "sla A {\nterm { # one\ninitial: 1 year # two\nnotice: 90 days before end # three\n} # four\n}",
        """\
        sla A {
          term {   # one
            initial: 1 year              # two
            notice: 90 days before end   # three
          }   # four
        }
        """,
    ),
    "comments behind neighbouring lines stand under each other": (
        "sla A {\ncurrency: EUR # one\nlaw: \"Malta\" # two\n\nscope: internal # three\n}",
        """\
        sla A {
          currency: EUR   # one
          law: "Malta"    # two

          scope: internal   # three
        }
        """,
    ),
    "comments stay where a line is much longer": (
        f'sla A {{\ncurrency: EUR # one\nlaw: "{"x" * 40}" # two\n}}',
        f'sla A {{\n  currency: EUR   # one\n  law: "{"x" * 40}"   # two\n}}\n',
    ),
    "comments in a value": (
        "sla A { metric M { down when: not ok # first\n# alone\nor slow # second\n} }",
        """\
        sla A {
          metric M {
            down when: not ok   # first
                       # alone
                       or slow   # second
          }
        }
        """,
    ),
    "a comment before a value": (
        "sla A { currency: # which\nEUR\n}",
        "sla A {\n  currency:   # which\n      EUR\n}\n",
    ),
    "long texts": (
        'sla A { clause "C" { text: """\n  one\n\n\n    two  \n""" cites: "x" } }',
        'sla A {\n  clause "C" {\n    text: """\n  one\n\n\n    two  \n"""\n    cites: "x"\n  }\n}\n',
    ),
    "a line with an allowance is kept": (
        "sla A { credit { bands as printed { below 99%: 10% # sladsl: allow band-gap (so)\nbelow 95%: 5% } } }",
        """\
        sla A { credit { bands as printed { below 99%: 10%   # sladsl: allow band-gap (so)
              below 95%: 5%
            }
          }
        }
        """,
    ),
    "an allowance behind a text over lines speaks of its last line": (
        'sla A { clause "C" { text: """a\nb""" # sladsl: allow band-gap (so)\n} }',
        'sla A {\n  clause "C" {\n    text: """a\nb"""   # sladsl: allow band-gap (so)\n  }\n}\n',
    ),
    "an allowance behind the brace of an empty block": (
        "sla A {\nterm {\n} # sladsl: allow band-gap (so)\n}",
        "sla A {\n  term {\n  }   # sladsl: allow band-gap (so)\n}\n",
    ),
    "a block with an allowance behind it stays whole": (
        f'sla A {{\nclause "C" {{ text: "{"x" * 120}" }} # sladsl: allow band-gap (so)\n}}',
        f'sla A {{\n  clause "C" {{ text: "{"x" * 120}" }}   # sladsl: allow band-gap (so)\n}}\n',
    ),
    "entries with an allowance behind them stay together": (
        f'sla A {{\nlaw: "{"x" * 120}" currency:EUR # sladsl: allow band-gap (so)\n}}',
        f'sla A {{\n  law: "{"x" * 120}"   currency: EUR   # sladsl: allow band-gap (so)\n}}\n',
    ),
    "a value with an allowance behind it stays on its line": (
        f'sla A {{\nservice S {{\nincludes: "{"x" * 90}", "{"x" * 90}" # sladsl: allow band-gap (so)\n}}\n}}',
        f'sla A {{\n  service S {{\n    includes: "{"x" * 90}", "{"x" * 90}"   # sladsl: allow band-gap (so)\n  }}\n}}\n',
    ),
    "a part of a value with an allowance is kept apart": (
        "sla A {\n  service S {\n    depends on: B,\nC, # sladsl: allow band-gap (so)\nD\n}\n}",
        """\
        sla A {
          service S {
            depends on: B,
                        C,   # sladsl: allow band-gap (so)
                        D
          }
        }
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_style(case: str) -> None:
    before, after = CASES[case]
    after = textwrap.dedent(after)
    assert kept(before) == after
    assert fmt(after) == after


TABLE = """\
sla A {
  table Times by priority, customer {
    columns: response|resolution
    P1,any: 15 minutes|4 business hours
    otherwise: 1 business day|not offered
  }
  Acme may terminate{ when: A missed in 3 consecutive months notice: 30 days }
}
"""


def test_tables_with_bars_and_sentences_with_a_body() -> None:
    if read(TABLE)[1]:
        pytest.fail("the language has lost tables, or sentences with a body")
    assert kept(TABLE) == textwrap.dedent(
        """\
        sla A {
          table Times by priority, customer {
            columns:   response       | resolution
            P1, any:   15 minutes     | 4 business hours
            otherwise: 1 business day | not offered
          }
          Acme may terminate { when: A missed in 3 consecutive months   notice: 30 days }
        }
        """
    )


def test_cells_that_do_not_fit_under_each_other_stay_where_they_are() -> None:
    limits = "15 minutes | 4 business hours | 4 business days"
    columns = "columns: " + " | ".join(name * 40 for name in "abc")
    text = f"sla A {{\n  table T by p {{\n    {columns}\n    {'P' * 30}: {limits}\n  }}\n}}\n"
    if read(text)[1]:
        pytest.fail("the language has lost tables")
    assert kept(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "sla A {",
        "sla A { } }",
        "sla A { currency = EUR }",
        "sla A { curency: EUR }",
        "sla A { currency: EUR; }",
        'sla A { law: "open }',
        "sla A { metric M { down when: not } }",
        "sla A { // other comments\n }",
        "sla A { \u200b }",
        "sla A { " * 40 + "}" * 40,
    ],
    ids=repr,
)
def test_a_text_with_mistakes_is_not_formatted(text: str) -> None:
    formatted, findings = format_text(SourceText(text))
    assert formatted is None
    assert any(finding.severity == "error" for finding in findings)


def test_a_text_that_is_too_large_is_not_formatted() -> None:
    formatted, findings = format_text(SourceText("# x\n" * 500_000))
    assert formatted is None
    assert [finding.name for finding in findings] == ["file-too-large"]


def test_a_byte_order_mark_stays_and_carriage_returns_go() -> None:
    assert fmt("\ufeffsla A{\r\n}\r\n") == "\ufeffsla A { }\n"
    assert fmt('\ufeff# c\r\nsla A { clause "C" { text: """a\r\nb""" } }') == (
        '\ufeff# c\nsla A {\n  clause "C" {\n    text: """a\nb"""\n  }\n}\n'
    )
    assert fmt("sla A {\r}\r") == "sla A { }\n"  # a carriage return alone is a blank


def test_a_style_that_would_change_what_is_said_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    from sladsl.api import formatting

    for wrong in ("sla B { }\n", "sla A { currency: EUR }\n", "sla A {\n", ""):
        monkeypatch.setattr(formatting, "laid_out", lambda source, file, wrong=wrong: wrong)
        with pytest.raises(formatting.FormatDefect):
            format_text(SourceText("sla A {}"))


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["as it is", "one line", "a word a line"])
def test_twenty_thousand_lines_take_seconds(shape: str) -> None:
    scenario = """\
  scenario "Fifty minutes" {
    month: 2026-03
    down: Shop, 2026-03-04 10:00 to 2026-03-04 10:50   # down
    expect: Availability missed, credit 1_200 EUR
  }
"""
    text = "sla A {\n" + scenario * 4_000 + "}\n"
    if shape != "as it is":
        text = re.sub(r"#.*", "", text)
        text = re.sub(r"\s+", " " if shape == "one line" else "\n", text)
        text = text.replace('"Fifty\nminutes"', '"Fifty minutes"').replace("\n10:", " 10:")
    assert anchors(lambda: fmt(text)) < 140


def test_a_long_table_takes_no_longer_than_its_lines() -> None:
    rows = "\n".join(f"at least {number % 100}%: none # {number}" for number in range(20_000))
    source = SourceText(f"sla A {{ credit {{ bands {{ {rows} }} }} }}")
    file, _ = parse(source)
    assert anchors(lambda: laid_out(source, file)) < 45
