"""Steps of a figure that no objective is about: it is measured beside the promise, in its periods."""

from __future__ import annotations

from typing import Any

import pytest

import sladsl
from sladsl.api.rendering import render
from sladsl.outcome.statement import Line
from sladsl.values.amount import known

TEXT = """
sla T "Terms" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party A {{ role: provider   accepted: by ordering }}
  party B {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   partial minutes: exact
    overlapping outages: once   {choice}
  }}
  service S {{ hours: always   fee: 10_000 EUR per month }}
  source outages {{ holds: intervals   of: S   collected: automatically }}
  metric Up {{ of: S   measure: {up}   controlled by: A }}
  metric Downtime {{ of: S   measure: downtime from outages   controlled by: A }}
  objective Availability {{
    A ensures Up at least 99.9% each {period}
    credit {{ base: that {period}'s fee of S   amount: 1%   step: {step} }}
  }}
  {more}
}}"""
STEP = "full 30 minutes of Downtime beyond 1 hour, only the excess, summed over the period"
OUTAGES = [("2026-03-04T10:00:00Z", "2026-03-04T11:40:00Z"), ("2026-03-20T10:00:00Z", "2026-03-20T10:50:00Z")]


def read(**more: str) -> Any:
    said = {"choice": "", "up": "uptime from outages", "period": "month", "step": STEP, "more": ""} | more
    of = sladsl.read_text(TEXT.format(**said))
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    assert of.agreement is not None
    assert not of.agreement.not_evaluated
    return of


def lines(of: Any, data: dict[str, Any] | None = None, engine: str = "duckdb") -> tuple[Line, ...]:
    rows = [{"start": start, "end": end} for start, end in OUTAGES]
    found = sladsl.evaluate(
        of, {"outages": rows} if data is None else data, period="2026-03", as_of="2026-06-01", engine=engine
    ).outcome
    return found.statement.lines


def owed(line: Line) -> int | None:
    if line.credit is None:
        return None
    money = known(line.credit, "EUR")
    assert money is not None
    return int(money.amount)


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("step", "sum_"),
    [
        (STEP, 300),  # 150 minutes, 90 of them beyond an hour
        ("full 30 minutes of Downtime beyond 1 hour, the whole, summed over the period", 500),
        ("started 30 minutes of Downtime, per outage", 600),  # 100 and 50 minutes
        ("full 30 minutes of Downtime beyond 1 hour, only the excess, per outage", 100),
    ],
)
def test_steps_count_what_is_measured_beside(step: str, sum_: int, engine: str) -> None:
    (line,) = lines(read(step=step), engine=engine)
    assert (line.status, owed(line)) == ("missed", sum_)


def test_a_promise_of_the_same_periods_changes_nothing() -> None:
    more = "objective Told { A reports Downtime each month }"
    first, *_ = lines(read(more=more))
    (alone,) = lines(read())
    assert owed(first) == owed(alone) == 300


def test_a_promise_of_other_periods_is_not_in_the_way() -> None:
    more = "objective Told { A ensures Downtime at most 10 hours each quarter }"
    line = next(each for each in lines(read(more=more)) if each.objective == "Availability")
    assert owed(line) == 300


def test_beside_a_reported_level() -> None:
    rows = [{"start": start, "end": end} for start, end in OUTAGES]
    data = {"outages": rows, "levels": [{"period": "2026-03", "objective": "Availability", "level": "99%"}]}
    (line,) = lines(read(), data)
    assert owed(line) == 300
    # The first row is from the fourth of March: nothing says that anybody was looking before.
    part = "Downtime is 2 h 30 min, with data for 88.98% of the time"
    why = f"100.00 EUR for each: {part}; 1 h 30 min beyond 1 h: 3 full steps of 30 minutes"
    assert line.steps[-1].why == why


def test_of_a_bonus() -> None:
    """150 minutes are 150 less than five hours: five full half hours, of which each brings one percent."""
    step = "step: full 30 minutes of Downtime beyond 5 hours, only the excess"
    more = f"bonus for Kept {{ base: that month's fee of S   amount: 1%   {step} }}"
    kept = "objective Kept { A ensures Up at least 90% each month }"
    line = next(each for each in lines(read(more=f"{kept}   {more}")) if each.objective == "Kept")
    assert line.bonus is not None
    assert line.bonus.amount is not None
    money = known(line.bonus.amount, "EUR")
    assert money is not None
    assert money.amount == 500


def test_without_data_of_it_the_credit_is_open() -> None:
    data = {"levels": [{"period": "2026-03", "objective": "Availability", "level": "99%"}]}
    (line,) = lines(read(), data)
    assert (line.status, line.credit) == ("missed", None)
    assert line.steps[-1].why == "the level of Downtime is not known: no data"


def test_what_nobody_measures_is_open() -> None:
    text = TEXT.format(choice="", up="uptime from outages", period="month", step=STEP, more="").replace(
        "measure: downtime from outages", "measure: as reported   collected by: A"
    )
    of = sladsl.read_text(text)
    assert of.agreement is not None
    (line,) = lines(of)
    assert line.credit is None


def test_the_contract_names_the_figure() -> None:
    said = " ".join(render(read()).split())
    assert "30 minutes by which the level of Downtime Metric lies beyond 1 h" in said


def test_it_is_drawn_with_the_promise() -> None:
    """Steps of each outage are no sums of days: whole months are drawn, and each of them owes what its outages make."""
    rows = [{"start": start, "end": end} for start, end in OUTAGES]
    found = sladsl.simulate(
        read(step="started 30 minutes of Downtime, per outage"),
        {"outages": rows},
        as_of="2026-04-01",
        draws=5,
    )
    assert "not drawn" not in found.text()
