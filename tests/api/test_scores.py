"""Scores of several promises: Keptn's cases, hand-worked figures, what is not known, credits and rights by them."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api import read_text
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.statement import Line
from sladsl.outcome.to_json import outcome_json
from sladsl.plan.remedies import ScorePart, ScoreRule
from sladsl.plan.settlement import Assessment, LevelRule, Rule
from sladsl.record import replace
from sladsl.settle.draft import Attained, Draft
from sladsl.settle.judge import judge
from sladsl.settle.scores import score_lines
from sladsl.values.amount import known
from sladsl.values.instant import parse_time
from sladsl.values.period import Period
from tests.settle.build import bound, instant, period, settlement

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   run over an unassessed period: broken }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
  {promises}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {more}
}}
"""
PROMISE = """
  metric M{0} {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective O{0} {{ P ensures M{0} {1} each month   {2} }}"""
LEVELS = {"pass": "95%", "warning": "85%", "fail": "50%"}


def text(promises: list[str], more: str, rest: str = "") -> str:
    found = "".join(PROMISE.format(at, each, rest) for at, each in enumerate(promises))
    return TEXT.format(promises=found, more=more)


def evaluated(
    folder: Path, agreement: str, rows: list[tuple[str, str, str]], month: str | None = None
) -> Evaluation:
    path = folder / "levels.csv"
    path.write_text("period,objective,level\n" + "".join(f"{','.join(each)}\n" for each in rows))
    loaded = read_text(agreement)
    assert not loaded.broken, [each.message for each in loaded.findings]
    assert loaded.agreement is not None
    assert not loaded.agreement.not_evaluated
    written = parse_time("2026-12-10")
    assert written is not None
    bound_ = Binding(levels=(LevelsFile(path=str(path)),))
    return evaluate(loaded.agreement, bound_, as_of=written.naive_us, period=month)


def score(folder: Path, agreement: str, levels: list[str]) -> Line:
    rows = [("2026-03", f"O{at}", each) for at, each in enumerate(levels) if each]
    found = evaluated(folder, agreement, rows, "2026-03").outcome.statement.lines
    return next(each for each in found if (each.objective, each.period) == ("S", "2026-03"))


def test_keptn(shared: Path, tmp_path: Path) -> None:
    """Full for a pass, half for a warning, nothing else; a key objective that fails fails all."""
    file = shared / "cases" / "systems" / "keptn_weighted_scoring.json"
    if not file.is_file():
        pytest.skip("needs the cases beside the checkout")
    for case in json.loads(file.read_text("utf-8"))["cases"]:
        objectives = case["objectives"]
        if not objectives:
            continue  # a score of nothing can't be written
        weights = "   ".join(f"O{at}: {each['w']}" for at, each in enumerate(objectives))
        keys = [f"O{at}" for at, each in enumerate(objectives) if each.get("key")]
        must = f"must be met: {', '.join(keys)}" if keys else ""
        bounds = f"passes: at least 50%   warning: below 80%   {must}"
        block = f"score S {{ weights {{ {weights} }}   counts: full or half   {bounds} }}"
        agreement = text(["at least 90%"] * len(objectives), block, "minimum: at least 80%")
        found = score(tmp_path, agreement, [LEVELS.get(each["result"], "") for each in objectives])
        if "expect_objective" in case:
            wanted = case["expect_objective"]["score"]
            if (
                "error" in case["expect_objective"]
            ):  # Keptn counts nothing and tells an error; here it is not assessed
                assert (found.status, found.level) == ("not assessed", None)
            else:
                assert found.level == Fraction(wanted, objectives[0]["w"])
            continue
        expected = case["expect"]
        assert found.level == Fraction(str(expected["score"])) / expected["max"], case["id"]
        passed = found.status == "met" and not found.grade
        warned = found.status == "met" and found.grade == "warning"
        assert (passed, warned) == (expected["pass"], expected["warning"]), case["id"]


FOUR = "weights { O0: 20   O1: 10   O2: 5   O3: 5 }"
WORKED = [
    ("its level", ["90%", "90%", "85%", "75%"], "7/8"),
    ("whether it was met", ["90%", "90%", "85%", "75%"], "3/4"),
    # 20 in full; 85 % is missed and not below the minimum: half of 10, half of 5; 75 % is below it.
    ("full or half", ["90%", "85%", "85%", "75%"], "11/16"),
    # 20 × 1.1, 10 and 5, and half of 5, of 40
    ("level over target", ["99%", "90%", "90%", "45%"], "79/80"),
    ("part of the target", ["99%", "90%", "90%", "45%"], "15/16"),
]


@pytest.mark.parametrize(("counts", "levels", "expected"), WORKED, ids=[each[0] for each in WORKED])
def test_worked_by_hand(counts: str, levels: list[str], expected: str, tmp_path: Path) -> None:
    block = f"score S {{ {FOUR}   counts: {counts}   passes: at least 80% }}"
    found = score(tmp_path, text(["at least 90%"] * 4, block, "minimum: at least 85%"), levels)
    assert found.level == Fraction(expected)
    assert found.status == ("met" if Fraction(expected) >= Fraction(8, 10) else "missed")


def test_less_is_better_counts_the_other_way_round(tmp_path: Path) -> None:
    """5 hours where 4 are promised are 4/5 of the target; none at all is all of it."""
    block = "score S { weights { O0: 50%   O1: 50% }   counts: part of the target   passes: at least 80% }"
    agreement = text(["at most 4 hours"] * 2, block)
    assert score(tmp_path, agreement, ["5 hours", "0 hours"]).level == Fraction(9, 10)


def test_what_nobody_knows_leaves_it_open(tmp_path: Path) -> None:
    block = "score S { weights { O0: 50%   O1: 50% }   counts: whether it was met   passes: at least 50% }"
    found = score(tmp_path, text(["at least 90%"] * 2, block), ["95%", ""])
    assert (found.status, found.level, found.reason) == ("not assessed", None, "O1: no level reported")


def test_what_is_not_promised_has_no_weight(tmp_path: Path) -> None:
    """O1 begins in April: until then O0 is the whole."""
    block = """score S { weights { O0: 50%   Later: 50% }   counts: whether it was met   passes: at least 80% }
    objective Later { P ensures M1 at least 90% each month   in force: from 2026-04-01 }"""
    agreement = text(["at least 90%"] * 2, block)
    rows = [
        (f"2026-0{month}", name, "80%" if name == "Later" else "95%")
        for month in (3, 4)
        for name in ("O0", "Later")
    ]
    lines = evaluated(tmp_path, agreement, rows).outcome.statement.lines
    found = {each.period: each for each in lines if each.objective == "S"}
    assert found["2026-03"].level == 1
    assert found["2026-04"].level == Fraction(1, 2)
    assert [each.weight for each in found["2026-03"].score] == [Fraction(1, 2), 0]


def test_credits_and_rights_hang_on_it(tmp_path: Path) -> None:
    more = f"""
    score S {{ {FOUR}   counts: its level   passes: at least 90% }}
    credit for S {{ base: that month's fee of Shop   bands {{ at least 90%: none   at least 85%: 2%   otherwise: 5% }} }}
    C may terminate {{ when: S missed in 2 consecutive months   notice: 30 days   use within: 60 days of the last miss }}"""
    levels = ["90%", "90%", "85%", "75%"]
    rows = [(f"2026-{month}", f"O{at}", each) for month in (10, 11) for at, each in enumerate(levels)]
    made = evaluated(tmp_path, text(["at least 70%"] * 4, more), rows)
    lines = [
        each for each in made.outcome.statement.lines if each.objective == "S" and each.level is not None
    ]
    sums = [known(each.credit, "EUR") for each in lines if each.credit is not None]
    assert [each.shown for each in lines] == ["87.50%"] * 2
    assert [each.amount for each in sums if each is not None] == [200, 200]
    assert '"level":"7/8"' in outcome_json(made.outcome).replace(" ", "")
    assert made.outcome.statement.rights[0].state == "open"


def drafts_of(levels: list[int]) -> tuple[Draft, ...]:
    """A line for each level of a promise of at least 90 %, with a minimum of 60 %."""
    month = period("2026-03")
    bounds = {"target": bound("at least", "90"), "minimum": bound("at least", "60")}
    found = []
    for at, level in enumerate(levels):
        promised = replace(assessment(f"O{at}", (month,)), **bounds)
        attained = Attained(level=Fraction(level, 100))
        status, grade = judge(promised, attained)
        found.append(
            Draft(
                assessment=promised,
                order=at,
                scope="",
                period=month,
                attained=attained,
                status=status,
                grade=grade,
            )
        )
    return tuple(found)


def assessment(name: str, periods: tuple[Period, ...]) -> Assessment:
    return Assessment(
        rule=Rule(construct=f"objective {name}"),
        objective=name,
        title="",
        metric="",
        owner="P",
        strength="ensures",
        level=LevelRule(unit="percent", better="higher", reported=True),
        periods=periods,
        scopes=(),
    )


def scored(levels: list[int], counts: Any) -> Fraction:
    parts = tuple(
        ScorePart(objective=f"O{at}", title="", weight=Fraction(at + 1)) for at in range(len(levels))
    )
    rule = ScoreRule(parts=parts, counts=counts)
    whole = replace(assessment("S", (period("2026-03"),)), score=rule)
    (line,) = score_lines(drafts_of(levels), settlement(whole), instant("2026-05-01T00:00Z"))
    assert line.attained.level is not None
    return line.attained.level


@settings(max_examples=30, deadline=None)
@given(
    levels=st.lists(st.integers(0, 100), min_size=2, max_size=4),
    place=st.integers(0, 3),
    by=st.integers(1, 50),
    counts=st.sampled_from(("whether it was met", "full or half", "its level", "part of the target")),
)
def test_a_better_level_never_makes_a_worse_score(
    levels: list[int], place: int, by: int, counts: str
) -> None:
    raised = [min(100, each + by) if at == place % len(levels) else each for at, each in enumerate(levels)]
    assert 0 <= scored(levels, counts) <= scored(raised, counts) <= 1


WRONG = [
    ("weights { O0: 50%   Nothing: 50% }   counts: its level", "unknown-name"),
    ("counts: its level", "unlike-parts-of-a-score"),
    ("weights { O0: 100% }   passes: at least 50%", "score-without-counts"),
    ("weights { O0: 50%   O1: 5 }   counts: its level", "unit-mismatch"),
    ("weights { O0: 50%   Q: 50% }   counts: its level", "unlike-parts-of-a-score"),
    ("weights { O0: 50%   T: 50% }   counts: its level", "unlike-parts-of-a-score"),
    ("weights { O0: 50%   T: 50% }   counts: level over target", "unlike-parts-of-a-score"),
    ("weights { O0: 50%   Mine: 50% }   counts: its level", "unlike-parts-of-a-score"),
    ("weights { O0: 60%   O1: 50% }   counts: its level", "more-than-the-whole"),
]
OTHERS = """
  metric MT { measure: as reported   of: Shop   collected by: P   controlled by: P }
  objective T { P ensures MT at most 4 hours each month }
  objective Q { P ensures M0 at least 90% each quarter }
  objective Mine { C ensures M1 at least 90% each month }"""


@pytest.mark.parametrize(("said", "name"), WRONG, ids=[each[0] for each in WRONG])
def test_what_is_no_score_is_told(said: str, name: str) -> None:
    loaded = read_text(text(["at least 90%"] * 2, f"score S {{ {said} }}{OTHERS}"))
    assert name in {each.name for each in loaded.findings}
