"""A named month under a yearly cap: what came before it has used up its share, whether or not it is shown."""

from __future__ import annotations

from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.statement import Statement
from sladsl.values.amount import known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {
  effective: 2025-03-15   time zone: "Europe/Berlin"   currency: EUR
  party P "Provider Ltd" { role: provider   accepted: by ordering }
  party C "Client Ltd" { role: customer   accepted: by ordering }
  interpretation { money rounding: half up to 0.01 EUR, on each line   service for part of a period: total shrinks }
  service Shop { fee: 10_000 EUR per month }
  objective A { P ensures at least 99% each month   measure: as reported   of: Shop   collected by: P }
  credit for A { base: that month's fee of Shop   amount: 50% }
  cap: 12_000 EUR per contract year, of all credits
}
"""
LEVELS = "period,objective,level\n" + "".join(
    f"{month},A,95%\n" for month in ("2025-12", "2026-01", "2026-02", "2026-03", "2026-04")
)


def _statement(tmp_path: object, period: str) -> Statement:
    path = f"{tmp_path}/levels.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write(LEVELS)
    agreement = read_text(TEXT).agreement
    written = parse_time("2026-07-01")
    assert agreement is not None
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=path),))
    return evaluate(agreement, binding, as_of=written.naive_us, period=period).outcome.statement


def _credits(statement: Statement) -> dict[str, int]:
    found = {}
    for line in statement.lines:
        money = known(line.credit, "EUR") if line.credit is not None else None
        assert money is not None
        found[line.period] = int(money.amount)
    return found


def test_a_named_month_has_what_is_left(tmp_path: object) -> None:
    """12,000 a contract year from 15 March: 5,000 in December and in January, 2,000 are left for February.

    March ends in the next contract year (from 15 March 2026), so it has a full cap again.
    """
    whole = _credits(_statement(tmp_path, ""))
    expected = {"2025-12": 5_000, "2026-01": 5_000, "2026-02": 2_000, "2026-03": 5_000, "2026-04": 5_000}
    assert whole == expected
    for period, credit in expected.items():
        assert _credits(_statement(tmp_path, period)) == {period: credit}


def test_months_that_were_not_asked_for_are_no_findings(tmp_path: object) -> None:
    statement = _statement(tmp_path, "2026-02")
    assert [finding.name for finding in statement.findings if finding.name == "level-without-line"] == []
    assert len(statement.totals) == 1
