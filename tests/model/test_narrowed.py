"""A promise that measures what it names in its own way is the same as one about a metric of its own."""

from __future__ import annotations

import pytest

from sladsl.api.scenarios import results
from sladsl.model.meanings import Agreement, Metric
from sladsl.record import replace
from tests.model.texts import names, sound

HEAD = """sla Desk {
  time zone: "UTC"   party Nimbus { role: provider }   party Acme { role: customer }
  interpretation {
    undecided records: counted as bad   open past due: missed now   nothing happened: met   level rounding: none
    deadline at closing time: due then   paused time: on the clock   clock change: elapsed time
  }
  calendar Hours { Monday to Friday: 08:00 to 18:00 }
  calendar Long { Monday to Saturday: 07:00 to 22:00 }
  service Help { hours: Hours }
  source tickets {
    holds: records   each: ticket   of: Help   collected: automatically
    fields { priority: P1, P2, P3   kind: fault, wish   opened: time   solved: time   waiting: intervals }
  }
  metric Solving {
    of: Help   measure: opened to solved of tickets   clock: Hours, paused while waiting   where: kind is fault
    record belongs to: solved   controlled by: Nimbus
  }
"""
SCENARIO = """  scenario "On a Saturday" {
    month: 2026-03
    record tickets { priority: P1   kind: fault   opened: 2026-03-06 17:00   solved: 2026-03-09 10:30 }
    record tickets { priority: P2   kind: fault   opened: 2026-03-06 17:00   solved: 2026-03-09 08:30 }
    record tickets { priority: P1   kind: wish    opened: 2026-03-02 10:00   solved: 2026-03-31 10:00 }
    expect: Urgent missed   expect: Others met
  }
}
"""
SENTENCE = "Nimbus ensures {} of at least 95% of tickets at most 3 hours each month"
NARROWED = (
    f"objective Urgent {{ {SENTENCE.format('Solving')}   where: priority is P1 }}",
    f"objective Others {{ {SENTENCE.format('Solving')}   where: priority is not P1   clock: Hours }}",
)
WRITTEN_OUT = (
    """metric SolvingUrgent {
    of: Help   measure: opened to solved of tickets   clock: Hours, paused while waiting
    where: kind is fault and priority is P1   record belongs to: solved   controlled by: Nimbus
  }
  metric SolvingOthers {
    of: Help   measure: opened to solved of tickets   clock: Hours
    where: kind is fault and priority is not P1   record belongs to: solved   controlled by: Nimbus
  }""",
    f"objective Urgent {{ {SENTENCE.format('SolvingUrgent')} }}",
    f"objective Others {{ {SENTENCE.format('SolvingOthers')} }}",
)


def agreement(*lines: str) -> Agreement:
    (made,) = sound(HEAD + "".join(f"  {line}\n" for line in lines) + SCENARIO)
    return made


def measured(made: Agreement, objective: str) -> Metric:
    name = made.objectives[objective].metric
    return replace(made.metrics[name], name="", own=False, condition_spans={})


@pytest.mark.parametrize("objective", ["Urgent", "Others"])
def test_it_is_measured_as_if_it_were_written_out(objective: str) -> None:
    assert measured(agreement(*NARROWED), objective) == measured(agreement(*WRITTEN_OUT), objective)


@pytest.mark.parametrize("lines", [NARROWED, WRITTEN_OUT], ids=["narrowed", "written out"])
def test_what_comes_out_is_the_same(lines: tuple[str, ...]) -> None:
    made = agreement(*lines)
    told = results(made)
    assert [each.ok for each in told] == [True, True], told


def test_the_metric_stays_where_something_else_names_it() -> None:
    reports = (
        "objective All { Nimbus aims for Solving of at least 50% of tickets at most 8 hours each month }"
    )
    assert "Solving" not in agreement(*NARROWED).metrics
    assert "Solving" in agreement(*NARROWED, reports).metrics


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"objective Urgent {{ {SENTENCE.format('Solving')}   where: priority is P9 }}", "unknown-name"),
        (f"objective Urgent {{ {SENTENCE.format('Solving')}   clock: Night }}", "unknown-name"),
        (f"objective Urgent {{ {SENTENCE.format('Solvin')}   where: priority is P1 }}", "unknown-name"),
        (
            f"objective Urgent {{ {SENTENCE.format('Solving')}   missing samples: down }}",
            "key-without-effect",
        ),
    ],
)
def test_what_does_not_fit_is_told(line: str, name: str) -> None:
    assert name in names(f"{HEAD}  {line}\n}}")
