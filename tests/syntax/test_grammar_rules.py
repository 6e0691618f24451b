"""House rules of the grammar: no conflict, few words, no phrase that glues, no two phrases of equal meaning.

Each was seen to bite: lark is silent about all of them.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from interegular import Comparator, parse_pattern
from lark import Lark

from sladsl.ast.agreements import File
from sladsl.ast.declare import keys_of
from sladsl.syntax.grammar import STARTS, grammar_text, keywords, options, phrase_terminal
from sladsl.syntax.guesses import VERBS, all_blocks
from tests.syntax.reading import plain, read, sound

MOST_WORDS = 96
MOST_RULES = 220


@pytest.fixture(scope="module")
def strict() -> Lark:
    """Strict mode raises for every shift/reduce conflict, which lark would resolve silently as a shift."""
    return Lark(grammar_text(), strict=True, **options())


def test_the_grammar_has_no_conflict(strict: Lark) -> None:
    assert set(strict.options.start) == set(STARTS)


def test_all_rules_and_terminals_are_used(strict: Lark) -> None:
    text = grammar_text()
    written = set(re.findall(r"(?m)^\??([a-z_]+):", text))
    reached = set(STARTS)
    bodies = dict(re.findall(r"(?ms)^\??([a-z_]+):(.*?)(?=^\S)", text + "\nend:"))
    queue = list(reached)
    for rule in queue:
        for name in re.findall(r"\b[a-z_]+\b", re.sub(r"->\s*\w+", "", bodies.get(rule, ""))):
            if name in written and name not in reached:
                reached.add(name)
                queue.append(name)
    assert written - reached == set()
    used = {symbol.name for rule in strict.rules for symbol in rule.expansion if symbol.is_term}
    ignored = {"COMMENT", "BLANK"}
    assert {terminal.name for terminal in strict.terminals} - used - ignored == set()


def test_the_language_is_small(strict: Lark) -> None:
    rules = len(re.findall(r"(?m)^\??[a-z_]+:", grammar_text()))
    assert rules <= MOST_RULES
    headed = {
        block.kind.split()[0] for block in all_blocks() if block.head != "sentence" and block is not File
    }
    colliding = sorted(_colliding(strict) | headed | {verb for verb in VERBS if " " not in verb})
    assert len(colliding) <= MOST_WORDS, colliding


def _colliding(strict: Lark) -> set[str]:
    """Single words that are keywords where a name could stand as well; elsewhere a keyword takes no name away."""
    patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in strict.terminals}
    words = {
        phrase: {
            name for name, pattern in patterns.items() if name != "NAME" and re.fullmatch(pattern, phrase)
        }
        for phrase in keywords()
        if " " not in phrase
    }
    found: set[str] = set()
    for accepted in strict.parser.parser._parse_table.states.values():  # type: ignore[attr-defined]
        if "NAME" in accepted:
            found |= {word for word, terminals in words.items() if terminals & set(accepted)}
    return found


def test_keywords_are_lower_case() -> None:
    assert [phrase for phrase in keywords() if phrase != phrase.lower()] == []
    assert [block.kind for block in all_blocks() if block.kind != block.kind.lower()] == []


def test_terminals_collide_only_where_it_is_meant(strict: Lark) -> None:
    """Two terminals of one state that read a common text: names, and words that outrank them."""
    patterns: dict[str, Any] = {}
    for terminal in strict.terminals:
        patterns[terminal.name] = parse_pattern(terminal.pattern.to_regexp())
    comparator = Comparator(patterns)
    priority = {terminal.name: terminal.priority for terminal in strict.terminals}
    seen: set[tuple[str, str]] = set()
    for state in strict.parser.parser._parse_table.states.values():
        allowed = sorted(name for name in state if name in patterns)
        for left, right in combinations(allowed, 2):
            if (left, right) not in seen and not comparator.isdisjoint(left, right):
                seen.add((left, right))
    assert seen, "no state allows a name and a keyword: this test has lost its subject"
    surprising = {
        pair
        for pair in seen
        if "NAME" not in pair or not any(name.startswith("_") and priority[name] == 2 for name in pair)
    }
    assert surprising == set()


def test_longer_phrases_win(strict: Lark) -> None:
    """`is not one of` is never read as `is` or `is not`."""
    phrases = keywords()
    for short in phrases:
        for long in phrases:
            if long.startswith(f"{short} "):
                name, other = phrase_terminal(long), phrase_terminal(short)
                terminals = {terminal.name: terminal for terminal in strict.terminals}
                assert terminals[name].pattern.max_width >= terminals[other].pattern.max_width


# ---- what is glued

GLUED = [
    "metricFoo { of: Shop }",
    "sla A { metricFoo { of: Shop } }",
    "sla A { objective O { Nimbus ensures Uptime atleast 99% each month } }",
    "sla A { objective O { Nimbus ensures Uptime at least99% each month } }",
    "sla A { objective O { Nimbus ensures Uptime at least 99.9%each month } }",
    "sla A { objective O { Nimbus ensures Uptime at least 99.9% eachmonth } }",
    "sla A { objective O { Nimbusensures Uptime at least 99.9% each month } }",
    "sla A { objective O { Nimbus ensuresUptime at least 99.9% each month } }",
    "sla A { metric M { shortest outage: 15minutes } }",
    "sla A { metric M { shortest outage: 15 minutes30 seconds } }",
    "sla A { metric M { shortestoutage: 15 minutes } }",
    "sla A { metric M { measure: uptimefrom checks } }",
    "sla A { metric M { measure: uptime fromchecks } }",
    "sla A { metric M { down when: notok } metric N { down when: ok orslow } }",
    "sla A { metric M { where: status isnot Open } }",
    "sla A { metric M { where: status is oneof Open, Closed } }",
    "sla A { service S { fee: 5EUR per month } }",
    "sla A { service S { fee: 5 EURper month } }",
    "sla A { service S { fee: 5 EUR permonth } }",
    "sla A { credit { base: thatmonth's fee } }",
    "sla A { credit { base: that month'sfee } }",
    "sla A { credit { bands { at least 99%: none otherwise10%: none } } }",
    "sla A { calendar C { Monday toFriday: closed } }",
    "sla A { effective: 2026-01-01x }",
    'sla A { version: "1""2" }',
]


@pytest.mark.parametrize("text", GLUED)
def test_glued_words_are_refused(text: str) -> None:
    _, findings = read(text)
    assert findings or "notok" in text


def test_a_word_that_begins_like_a_keyword_is_a_name() -> None:
    """`notok` is a field of that name, and `orslow` is no `or`."""
    one = sound("sla A { metric M { down when: notok } }")
    other = sound("sla A { metric M { down when: not ok } }")
    assert plain(one) != plain(other)
    assert read("sla A { metric M { down when: ok orslow } }")[1]


# ---- what means something else gives another tree

WAYS: dict[str, list[str]] = {
    "objective O {{ minimum: {} 99% }}": ["at least", "at most", "above", "below", "exactly"],
    "objective O {{ N {} Up at least 99% each month }}": ["ensures", "aims for", "reports"],
    "objective O {{ N ensures Up at least 99% each {} }}": ["day", "week", "month", "quarter", "year"],
    "claims {{ deadline: 30 days {} the month }}": ["after", "before"],
    "claims {{ deadline: 30 {} after the month }}": [
        "milliseconds", "seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years",
        "business hours", "business days",
    ],
    "credit {{ base: {} month's fee }}": ["that", "the previous", "the next"],
    "credit {{ base: that month's fee of {} }}": ["Shop", "that Shop"],
    "credit {{ amount: {} }}": ["10%", "10 EUR", "10 days of the fee", "none", "not stated"],
    "metric M {{ where: a {} B }}": ["is", "is not", "above", "below", "at least", "at most", "exactly"],
    "metric M {{ where: a {} B, C }}": ["is one of", "is not one of"],
    "metric M {{ where: a is {} }}": ["known", "unknown", "Known"],
    "metric M {{ where: {} a }}": ["", "not"],
    "metric M {{ where: a {} b }}": ["and", "or"],
    "metric M {{ where: a {} b above 5 }}": ["+", "-", "*", "/", "to"],
    "metric M {{ where: a or b and c {} }}": ["", "or d", "and d"],
    "metric M {{ where: {} }}": ["a or b and c", "(a or b) and c", "not a or b", "not (a or b)"],
    "metric M {{ where: a above {} }}": ["b - c - d", "b - c + d", "b * c - d", "b - c * d", "b / c / d"],
    "metric M {{ measure: {} s }}": ["uptime from", "downtime from", "share of", "number of"],
    "metric M {{ where: a {} 5 days before b }}": ["at least", "at most", "above", "below", "exactly"],
    "interpretation {{ money rounding: {} to 0.01 EUR }}": ["half up", "half even", "down", "up"],
    "interpretation {{ money rounding: up to 0.01 EUR{} }}": ["", ", on each line", ", on the total"],
    "cap: 5% per {}": ["day", "week", "month", "quarter", "calendar year", "contract year", "term"],
    "cap: 5% per month{}": [
        "", ", of each credit", ", of all credits", ", not stated", ', cites "§5.4"', ', of all credits, cites "§5.4"',
    ],
    "term {{ renewal: 12 months, {} }}": [
        "automatic", "by agreement", "by Acme", "by Nimbus", "once, automatic", "2 times, automatic",
        "3 times, automatic", "2 times, by Acme", "2 times, by agreement",
    ],
    "service S {{ fee: {} }}": [
        "as invoiced", "as invoiced per month", "5 EUR per month", "not stated", "price", "price per month",
        "price per year", "price per hour", "price per month from 2026-01-01",
    ],
    "claims {{ deadline: 30 days after {} }}": [
        "month", '"month"', '"the month"', '"Month"', "not stated", '"not stated"', "awareness", '"awareness"',
    ],
    "Acme may {}": ["step in", '"act"', '"Act"', "terminate", "terminate that act", "terminate only act"],
    'scenario "S" {{ expect: Acme may {} }}': ['"act"', '"act" "Kiel"', '"act" Kiel', '"Act"', "step in"],
    "calendar C {{ Monday: {} }}": ["closed", "always", "08:00 to 18:00", "not stated"],
    "calendar C {{ Monday{} Friday: closed }}": [" to", ","],
    "source s {{ holds: records fields {{ a: {} }} }}": [
        "time", "number", "duration", "text", "yes or no", "A, B",
    ],
    'scenario "S" {{ expect: A {} }}': [
        "met", "missed", "critical", "below minimum", "not assessed", "reported", "no credit", "no band",
        "exactly 5%", "credit 5%", "credit 5 EUR", "claim by 2026-01-01",
    ],
    "credit {{ bands as printed {{ {}: 5% }} }}": [
        "below 99%", "below 99% but at least 95%", "below 99% but above 95%", "otherwise",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", WAYS)
def test_other_words_give_another_tree(text: str) -> None:
    """Anonymous keywords vanish from lark's trees: `at least` and `at most` were once the same."""
    trees = {way: repr(plain(sound(f"sla A {{ {text.format(way)} }}"))) for way in WAYS[text]}
    same = [pair for pair in combinations(trees, 2) if trees[pair[0]] == trees[pair[1]]]
    assert same == []


def test_all_answers_of_a_key_give_different_trees() -> None:
    from sladsl.ast.declare import keys_of

    for block in all_blocks():
        for key in keys_of(block).values():
            assert len(set(key.answers)) == len(key.answers)


def test_no_answer_ends_like_a_block_begins() -> None:
    """After `rank: service` a block `parameters {` would be read as the block `service parameters {`."""
    ends = {
        f"{block.kind}: {key.name}: {answer}"
        for block in all_blocks()
        for key in keys_of(block).values()
        for answer in key.answers
        if answer.split()[-1] in {inner.kind for inner in block.within if inner.head != "sentence"}
    }
    assert ends == set()
