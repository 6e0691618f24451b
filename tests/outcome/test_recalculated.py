"""Workbooks computed anew by LibreOffice: every formula comes to our exact figure, also after fees are filled in.

The worlds are made by chance; the figures they are held against come from settling, not from the workbook.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.outcome.range import line_key
from sladsl.outcome.statement import Line, Outcome, Statement
from sladsl.outcome.to_xlsx import workbook
from sladsl.values.amount import known
from tests.outcome.bookworlds import World, world
from tests.outcome.cases import feature_rules, features, hosting, hosting_rules, readings
from tests.outcome.spreadsheets import differences, opened, program, recalculated, table

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("spreadsheets")]
SEEDS = range(16)
WAITING = range(60)
"""Worlds of which those that wait for fees are filled in."""


def _book(statement: Statement, each: World) -> bytes:
    return workbook(Outcome(statement=statement), each.rules, lambda _: (), {"cap": "7.4"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    program()
    return {f"world-{seed}": world(seed) for seed in SEEDS}


@pytest.fixture(scope="module")
def plain(worlds: dict[str, World], folder: Path) -> dict[str, tuple[bytes, Any]]:
    """The workbooks as they are written, and as LibreOffice computes them."""
    files = {name: _book(each.settled(), each) for name, each in worlds.items()}
    computed = recalculated(files)
    return {name: (files[name], computed[name]) for name in files}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_formula_comes_to_the_value_beside_it(
    seed: int, plain: dict[str, tuple[bytes, Any]], folder: Path
) -> None:
    content, computed = plain[f"world-{seed}"]
    written, formulas = opened(content, folder, values=True), opened(content, folder)
    assert differences(written, formulas, computed) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_are_those_of_settling(
    seed: int, plain: dict[str, tuple[bytes, Any]], worlds: dict[str, World]
) -> None:
    _held(worlds[f"world-{seed}"].settled(), plain[f"world-{seed}"][1])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_paid_is_that_of_reconciling(
    seed: int, plain: dict[str, tuple[bytes, Any]], worlds: dict[str, World]
) -> None:
    statement, computed = worlds[f"world-{seed}"].settled(), plain[f"world-{seed}"][1]
    lines = [line for line in statement.lines if line.paid is not None]
    assert ("Payments" in computed.sheetnames) == bool(lines or statement.unexplained)
    if "Payments" not in computed.sheetnames:
        return
    heads = [str(cell.value) for cell in computed["Payments"][4]]
    rows = [
        dict(zip(heads, (cell.value for cell in row), strict=True))
        for row in computed["Payments"].iter_rows(min_row=5)
    ]
    sums = [row for row in rows if row["Owed"] is not None]
    assert len(sums) == len(lines)
    for line in lines:
        (row,) = [
            row
            for row in sums
            if (row["Credit"], row.get("Of") or "", row["Period"])
            == (line.title or line.objective, line.scope, line.period)
        ]
        assert line.paid is not None
        assert abs(Fraction(row["Taken off"]) - line.paid.paid.amount) < Fraction(1, 10**6)
        assert row["Agrees"] in ("yes", "waits"), line_key(line)
        for title, money in (("Still open", line.paid.open), ("Too much", line.paid.over)):
            assert isinstance(row[title], str) == (money is None)
            if money is not None:
                assert abs(Fraction(row[title]) - money.amount) < Fraction(1, 10**6), line_key(line)


@pytest.fixture(scope="module")
def waiting() -> dict[str, World]:
    """Worlds in which credits wait for fees, as few as make a test."""
    program()
    found = {f"world-{seed}": world(seed) for seed in WAITING}
    return dict([(name, each) for name, each in found.items() if _waits(each)][:12])


def _waits(each: World) -> bool:
    """Whether a credit waits for a fee, and all fees come later."""
    statement = each.settled()
    fees = {use.fee for line in statement.lines if (use := line.fee) is not None and use.money is None}
    later = {(fee.service, fee.scope, fee.period) for fee in each.later}
    return bool(fees) and all((fee.service, fee.scope, fee.period) in later for fee in fees)


@pytest.fixture(scope="module")
def filled(waiting: dict[str, World], folder: Path) -> dict[str, Any]:
    """The workbooks with every yellow cell filled in, as LibreOffice computes them."""
    files = {}
    for name, each in waiting.items():
        book = opened(_book(each.settled(), each), folder)
        fees = {(fee.service, fee.scope, fee.period): fee.money.amount for fee in each.later}
        for row in book["Fees"].iter_rows(min_row=5):
            named = {str(title.value): cell for title, cell in zip(book["Fees"][4], row, strict=True)}
            cell = named["Fee (USD)"]
            scope = named["Of"].value if "Of" in named else ""
            key = (str(named["Service"].value), str(scope or ""), str(named["Period"].value))
            if cell.value is None and key in fees:
                cell.value = float(fees[key])
        path = folder / f"{name}-filled.xlsx"
        book.save(path)
        files[name] = path.read_bytes()
    return recalculated(files)


def test_fees_that_are_filled_in_give_what_settling_gives_with_them(
    waiting: dict[str, World], filled: dict[str, Any]
) -> None:
    assert len(filled) > 5, "too few worlds wait for fees"
    for name, computed in filled.items():
        _held(waiting[name].settled(with_later=True), computed, before=waiting[name].settled())


def _held(statement: Statement, computed: Any, before: Statement | None = None) -> None:
    """Levels, verdicts, credits and totals of a computed workbook against a statement, to the cent.

    `before`: the statement that the workbook was made of, where fees have been filled in since.
    """
    checks = before is None
    unsure = {line.period for line in before.lines if _unsure(line)} if before is not None else set()
    scoped = any(line.scope for line in statement.lines)
    where = {"scope": "Region"} if scoped else {}
    levels = table(computed, "Levels", ("Objective", *where.values(), "Period"))
    credits = (
        table(computed, "Credits", ("Objective", *(["Of"] if scoped else []), "Period"))
        if "Credits" in computed.sheetnames
        else {}
    )
    for line in statement.lines:
        name = line.title or line.objective
        key = (name, line.scope, line.period) if scoped else (name, line.period)
        row = levels[key]
        assert row["Status"] == line.status, line_key(line)
        assert (row["Grade"] or "") == line.grade if "Grade" in row else not line.grade
        if line.level is not None:
            assert abs(Fraction(row["Level"]) - line.level) < Fraction(1, 10**12), line_key(line)
        if checks and line.status != "not assessed":
            assert row["Agrees"] == "yes", line_key(line)
        if key not in credits:
            assert line.credit is not None
            assert not known(line.credit) or known(line.credit).amount == 0  # type: ignore[union-attr]
            continue
        owed = credits[key]["Owed"]
        money = None if line.credit is None else known(line.credit, statement.currency)
        if owed == "open" and line.period in unsure:
            continue
        if money is not None:
            assert abs(Fraction(owed) - money.amount) < Fraction(1, 10**6), (line_key(line), owed)
        elif checks:
            assert owed in ("open", "fee needed"), (line_key(line), owed)
        if checks:
            assert credits[key]["Agrees"] in ("yes", "waits"), line_key(line)
    totals = table(computed, "Statement", ("Period", "Credits"))
    sums = {period: row["Credits"] for (period, _), row in totals.items()}
    for total in statement.totals:
        money = known(total.known, statement.currency)
        if money is not None and total.period not in unsure:
            assert abs(Fraction(sums[total.period]) - money.amount) < Fraction(1, 10**6), total.period
    if checks:
        values = [row[1] for row in computed["Statement"].iter_rows(max_col=2, values_only=True)]
        names = [row[0] for row in computed["Statement"].iter_rows(max_col=2, values_only=True)]
        assert values[names.index("All figures agree")] == "yes"


def _unsure(line: Line) -> bool:
    """Whether nothing but another evaluation can tell the credit: it hangs on which band pays most."""
    return any("which band pays most" in step.why for step in line.steps)


def test_a_figure_that_is_changed_changes_everything_behind_it(folder: Path) -> None:
    """The formulas are alive: other down time gives another level, verdict, band and credit, and the checks object."""
    program()
    each = next(w for w in map(world, range(200)) if _simple(w))
    book = opened(_book(each.settled(), each), folder)
    sheet = book["Levels"]
    titles = [cell.value for cell in sheet[5]]
    down, service = titles.index("down (s)"), titles.index("service (s)")
    row = next(r for r in sheet.iter_rows(min_row=6) if r[down].value == 0 and r[service].value)
    row[down].value = row[service].value / 2
    path = folder / "changed.xlsx"
    book.save(path)
    computed = recalculated({"changed": path.read_bytes()})["changed"]
    number = row[0].row
    found = {str(title): cell.value for title, cell in zip(titles, computed["Levels"][number], strict=True)}
    assert (found["Level"], found["Status"], found["Agrees"]) == (0.5, "missed", "no")
    credit = next(
        r for r in computed["Credits"].iter_rows(min_row=6, values_only=True) if r[1] == found["Period"]
    )
    named = dict(zip([cell.value for cell in computed["Credits"][5]], credit, strict=True))
    assert named["Band"] == "otherwise"
    assert named["Owed"] > 0
    assert named["Agrees"] == "no"
    values = dict(computed["Statement"].iter_rows(max_col=2, values_only=True))
    assert values["All figures agree"] == "no"


def _simple(each: World) -> bool:
    (promise, *others) = each.rules.assessments
    statement = each.settled()
    return (
        not others
        and not promise.scopes
        and promise.level.lever == "down"
        and promise.strength == "ensures"
        and not each.rules.caps
        and not each.later
        and promise.credit is not None
        and len(promise.credit.pieces) == 3
        and promise.credit.pieces[2].text == "otherwise"
        and any(line.columns.get("down") == 0 and line.columns["service"] for line in statement.lines)
    )


def test_values_that_stand_beside_formulas_are_not_trusted(folder: Path) -> None:
    """The program computes on opening, or a forged value would pass for a figure."""
    program()
    each = world(1)
    content = _book(each.settled(), each)
    forged = opened(content, folder)
    path = folder / "forged.xlsx"
    forged.save(path)  # which leaves formulas without values
    computed = recalculated({"forged": path.read_bytes()})["forged"]
    assert differences(opened(content, folder, values=True), forged, computed) == []


@pytest.mark.parametrize("name", ["features", "hosting", "readings"])
def test_statements_of_the_other_tests(name: str, folder: Path) -> None:
    """Reported levels with unknown fees, a cap by scope; and several readings."""
    program()
    outcomes = {"features": Outcome(statement=features()), "hosting": Outcome(statement=hosting())}
    outcome = outcomes.get(name) or readings()
    content = workbook(outcome, feature_rules() if name == "features" else hosting_rules(), lambda _: (), {})
    computed = recalculated({name: content})[name]
    assert differences(opened(content, folder, values=True), opened(content, folder), computed) == []
