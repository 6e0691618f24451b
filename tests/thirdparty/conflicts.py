"""Where systems disagree: each answer comes out by one line of the agreement, and silence is told.

A conflict is a small agreement with a hole; each answer fills the hole and names the systems that give it. `silent` is what
stands in the hole when nobody answers: the checker asks, and the outcome is a range.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from sladsl.api.evaluation import Evaluation
from sladsl.record import Record
from tests.thirdparty.availability import DAY, ICINGA, _maintenance, _states
from tests.thirdparty.run import CHOICES, Rows, agreement_text, evaluated, instant, written
from tests.thirdparty.tally import Verdict, all_of, cases, compared, judges


class Answer(Record):
    """What a system does, said by a line of the agreement, and the level or status that comes out."""

    systems: str
    line: str
    figure: str


class Conflict(Record):
    """One question. `text` has the hole `HOLE`; `choice` is the choice that is answered ("" where no choice is)."""

    case: str
    text: str
    data: Mapping[str, Rows]
    answers: tuple[Answer, ...]
    choice: str = ""
    beside: str = ""
    """A finding about the data that stands beside every answer; "" = none."""
    period: str = ""
    as_of: str = "2030-01-01"


HOLE = "HOLE"
TICKETS = """  calendar Office { Monday to Sunday: 10:00 to 18:00 }
  source tickets { holds: records   each: ticket   key: number   of: Support   collected: automatically
    fields { number: text   opened: time   assigned: time   closed: time   waiting: intervals } }
  metric Took { measure: MEASURE of tickets   clock: CLOCK   record belongs to: opened   controlled by: Desk
    HOLE }
  objective Response { Desk ensures Took of each ticket at most LIMIT each year }"""


def tickets(measure: str, clock: str, limit: str) -> str:
    return TICKETS.replace("MEASURE", measure).replace("CLOCK", clock).replace("LIMIT", limit)


def ticket(opened: str, closed: str, waiting: str = "", assigned: str = "") -> dict[str, object]:
    return {
        "number": "T",
        "opened": written(instant(opened)),
        "assigned": written(instant(assigned)) if assigned else "",
        "closed": written(instant(closed)),
        "waiting": waiting,
    }


NIGHT = """  calendar Sundays { zone: "Europe/Paris"   Sunday: always }
  source tickets { holds: records   each: ticket   of: Support   collected: automatically
    fields { opened: time   closed: time } }
  metric Took { measure: average of opened to closed in tickets   clock: Sundays   record belongs to: opened
    controlled by: Desk   HOLE }
  objective Time { Desk reports Took each year }"""
TURNED = """  source tickets { holds: records   each: ticket   of: Support   collected: automatically
    fields { opened: time   closed: time } }
  metric Took { measure: average of opened to closed in tickets   record belongs to: opened   controlled by: Desk
    HOLE }
  objective Time { Desk reports Took each year }"""
CHECKS = """  source checks { holds: samples   every: 1 hour   of: Support   collected: automatically
    fields { ok: yes or no } }
  metric Up { measure: uptime from checks   down when: not ok   controlled by: Desk
    HOLE }
  objective Availability { Desk reports Up each day }"""
WAITING = f"{written(instant('2020-03-04 04:15'))}/{written(instant('2020-03-04 05:00'))}"


def _checks() -> Rows:
    """Ten hours of a day, eight up, then silence: 33.3 %, 91.7 %, 80 % or what was last seen."""
    return [
        {"at": written(DAY + timedelta(hours=hour)), "ok": "no" if hour in (3, 4) else "yes"}
        for hour in range(10)
    ]


def _icinga(name: str) -> dict[str, Rows]:
    case = next(case for case in cases("icinga_sla_availability") if case["id"] == name)
    return {"states": _states(case), "maintenance": _maintenance(case)}


MAINTENANCE = (
    ICINGA[: ICINGA.index("  metric UpOutside")]
    .replace("missing samples: unknown   excluded time: counts as up", "missing samples: unknown   HOLE")
    .replace("excluding: Agreed   controlled", "controlled")
    + "  objective Availability { Desk reports Up each day }"
)


def conflicts() -> tuple[Conflict, ...]:
    """The questions that can be asked of one agreement; those that need something else stand in `others`."""
    return (
        Conflict(
            case="pause-measured",
            choice="paused time",
            text=tickets("opened to closed", "Office, paused while waiting", "6 hours"),
            data={"tickets": [ticket("2020-03-04 04:00", "2020-03-04 16:45", WAITING)]},
            answers=(
                Answer(systems="ERPNext Issue", line="paused time: by the wall clock", figure="met"),
                Answer(
                    systems="Frappe Helpdesk, GLPI, Zammad", line="paused time: on the clock", figure="missed"
                ),
            ),
        ),
        Conflict(
            case="due-at-close",
            choice="deadline at closing time",
            text=tickets("opened to closed", "Office", "2 hours"),
            data={"tickets": [ticket("2020-03-04 16:00", "2020-03-05 07:00")]},
            answers=(
                Answer(
                    systems="Frappe Helpdesk, ERPNext, GLPI, Znuny, zendesk/biz, Zammad's old test",
                    line="deadline at closing time: due then",
                    figure="missed",
                ),
                Answer(
                    systems="Zammad's new test",
                    line="deadline at closing time: due at next opening",
                    figure="met",
                ),
            ),
        ),
        Conflict(
            case="dst-day",
            choice="clock change",
            text=NIGHT,
            data={
                "tickets": [
                    {
                        "opened": written(instant("2020-10-24 22:00Z")),
                        "closed": written(instant("2020-10-25 23:00Z")),
                    }
                ]
            },
            answers=(
                Answer(systems="Znuny", line="clock change: elapsed time", figure="25 h"),
                Answer(systems="working_hours", line="clock change: wall clock", figure="24 h"),
            ),
        ),
        Conflict(
            case="reversed",
            choice="reversed times",
            text=TURNED,
            data={
                "tickets": [
                    {
                        "opened": written(instant("2020-03-04 15:00")),
                        "closed": written(instant("2020-03-04 10:00")),
                    }
                ]
            },
            answers=(
                Answer(systems="GLPI, zendesk/biz", line="reversed times: count as zero", figure="0 h"),
                Answer(systems="working_hours", line="reversed times: count as negative", figure="-5 h"),
                Answer(systems="Icinga", line="reversed times: left out", figure="not assessed"),
            ),
            beside="reversed-records",
        ),
        Conflict(
            case="maintenance",
            text=MAINTENANCE,
            data=_icinga("CriticalBeforeIntervalWithDowntime"),
            choice="excluded time",
            answers=(
                Answer(
                    systems="Icinga DB; a version of Uptime Kuma",
                    line="excluding: Agreed   excluded time: counts as up",
                    figure="80%",
                ),
                Answer(
                    systems="Zabbix; another version of Uptime Kuma",
                    line="excluding: Agreed   excluded time: out of both",
                    figure="0%",
                ),
            ),
            period="2026-03-02",
        ),
        Conflict(
            case="maintenance",
            text=MAINTENANCE,
            data=_icinga("OverlappingDowntimesAndProblems"),
            choice="excluded time",
            answers=(
                Answer(
                    systems="Icinga DB", line="excluding: Agreed   excluded time: counts as up", figure="90%"
                ),
                Answer(
                    systems="Zabbix", line="excluding: Agreed   excluded time: out of both", figure="83.333%"
                ),
                Answer(
                    systems="Gatus, which only mutes alerts", line="# no exclusion is named", figure="70%"
                ),
            ),
            period="2026-03-02",
        ),
        Conflict(
            case="unknown",
            choice="missing samples",
            text=CHECKS,
            data={"checks": _checks()},
            answers=(
                Answer(
                    systems="Icinga DB; Nobl9 (Ignore); Uptime Kuma, whose ratio stays as it was",
                    line="missing samples: unknown",
                    figure="80%",
                ),
                Answer(
                    systems="Datadog time slices; Nobl9 (CountAsGood)",
                    line="missing samples: up",
                    figure="91.667%",
                ),
                Answer(systems="Pyrra; Nobl9 (CountAsBad)", line="missing samples: down", figure="33.333%"),
                Answer(
                    systems="slo-generator, where both sides are missing",
                    line="missing samples: period not assessed",
                    figure="not assessed",
                ),
            ),
            beside="partial-coverage",
            period="2026-03-02",
        ),
        Conflict(
            case="day-unit",
            choice="days on a clock",
            text=tickets("opened to closed", "Office", "2 days"),
            data={"tickets": [ticket("2020-03-04 12:00", "2020-03-06 12:30")]},
            answers=(
                Answer(
                    systems="GLPI, zendesk/biz",
                    line="days on a clock: business days   end of business days: same time of day",
                    figure="missed",
                ),
                Answer(
                    systems="ERPNext, formerly", line="days on a clock: 24 hours on the clock", figure="met"
                ),
            ),
        ),
        Conflict(
            case="clock-start-ola",
            text=tickets("HOLE to closed", "always", "2 hours").replace("\n    HOLE }", " }"),
            data={"tickets": [ticket("2020-03-04 10:00", "2020-03-04 13:00", assigned="2020-03-04 11:30")]},
            answers=(
                Answer(systems="GLPI's SLA", line="opened", figure="missed"),
                Answer(systems="GLPI's OLA", line="assigned", figure="met"),
            ),
        ),
    )


def text_of(conflict: Conflict, line: str) -> str:
    """The agreement with a line in the hole; the choice that is in question is answered nowhere else."""
    whole = agreement_text(conflict.text.replace(HOLE, line), choices={})
    told = f"    {conflict.choice}: {CHOICES[conflict.choice]}\n" if conflict.choice in CHOICES else ""
    assert not told or told in whole
    return whole.replace(told, "") if told else whole


def outcome_of(conflict: Conflict, line: str, engine: str, folder: Path) -> Evaluation:
    return evaluated(folder, text_of(conflict, line), conflict.data, engine, period=conflict.period)


def figure_of(evaluation: Evaluation) -> str:
    """The status where something is promised, else the level, as a person writes it."""
    found = [line for line in evaluation.outcome.statement.lines if line.columns.get("total") != 0]
    (line,) = (each for each in found if each.scope or len(found) == 1)
    if line.status != "reported" or line.level is None:
        return line.status
    if line.objective == "Availability":
        percent = line.level * 100
        return f"{int(percent)}%" if percent.denominator == 1 else f"{float(percent):.3f}%"
    hours = line.level / (3600 * 1_000_000)
    assert hours.denominator == 1
    return f"{hours} h"


def judged(conflict: Conflict, engine: str, folder: Path) -> list[Verdict]:
    found = []
    for answer in conflict.answers:
        evaluation = outcome_of(conflict, answer.line, engine, folder)
        found.append(
            compared(conflict.case, (answer.systems, figure_of(evaluation)), (answer.systems, answer.figure))
        )
    return found


OTHERS: Mapping[str, str] = {
    "month": "`each month`, `each 30 days`, `each 720 hours`, `each billing cycle` with `billing cycle: from the 16th`",
    "reopen": "`paused while state is Closed in log`, or no pause",
    "credit-cap-order": "`cap covers: each credit` and `all credits`; a cap in the credit and one of the agreement",
    "fraction": "the bounds of the bands: `below 6 days` is whole days, `at most 6 days` days that were begun",
}


@judges("semantic_conflicts")
def semantic_conflicts(engine: str, folder: Path) -> list[Verdict]:
    told: dict[str, list[Verdict]] = {}
    for conflict in conflicts():
        told.setdefault(conflict.case, []).extend(judged(conflict, engine, folder))
    for name in OTHERS:
        told[name] = other(name, engine, folder)
    return [all_of(case["id"], told[case["id"]]) for case in cases("semantic_conflicts")]


def other(name: str, engine: str, folder: Path) -> list[Verdict]:
    """The conflicts that are more than one line of one agreement."""
    from tests.thirdparty import wider_conflicts

    judge: Any = getattr(wider_conflicts, name.replace("-", "_"))
    found: Sequence[Verdict] = judge(engine, folder)
    return list(found)
