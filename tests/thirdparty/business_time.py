"""Business time: how long something took in the hours of a calendar, and when so much of it is over.

Elapsed time is the level of an objective for each case. A deadline is asked for from both sides: what is done just then is
in time, what is done a microsecond later is not. Time counted backwards is the notice that has to be given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.thirdparty.run import SECOND, agreement_text, evaluated, instant, lines, written
from tests.thirdparty.tally import Verdict, all_of, cases, compared, judges

Case = Mapping[str, Any]
DAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
BIT = timedelta(microseconds=1)


# ---- the blocks of a case


def zone_of(case: Case) -> str:
    """The zone of a case's calendar; ERPNext's tests have none, and any serves."""
    return case["calendar"]["tz"] or "UTC"


def calendar_block(name: str, calendar: Case, years: Sequence[int]) -> str:
    """The calendar of a case in the language; holidays of each year are dates of `years`."""
    rows = [f"{DAYS[day]}: {_hours(spans)}" for day, spans in calendar["week"].items()]
    closed = [date.fromisoformat(each) for each in calendar.get("holidays", ())]
    for each in calendar.get("holidays_mmdd", ()):
        closed += [date.fromisoformat(f"{year}-{each}") for year in years]
    rows += [f"{day}: closed" for day in closed]
    rows += [f"{day}: {_hours(spans)}" for day, spans in calendar.get("special_days", {}).items()]
    inside = "\n    ".join(rows)
    return f'  calendar {name} {{\n    zone: "{calendar["tz"] or "UTC"}"\n    {inside}\n  }}'


def _hours(spans: Sequence[Sequence[str]]) -> str:
    if spans == [["00:00", "24:00"]]:
        return "always"
    return ", ".join(f"{since} to {until}" for since, until in spans)


def source_block(name: str) -> str:
    return (
        f"  source {name} {{ holds: records   each: case   key: number   of: Support   collected: automatically\n"
        f"    fields {{ number: text   opened: time   closed: time }} }}"
    )


def by_calendar(chosen: Sequence[Case]) -> Iterator[tuple[int, Case, list[Case]]]:
    """The cases of each calendar."""
    groups: dict[str, list[Case]] = {}
    for case in chosen:
        groups.setdefault(json.dumps(case["calendar"], sort_keys=True), []).append(case)
    for number, group in enumerate(groups.values(), 1):
        yield number, group[0]["calendar"], group


def long_agreement(*blocks: str, choices: Mapping[str, str] | None) -> str:
    """An agreement in which all cases lie in one period, from 1985 to 2024."""
    text = agreement_text(*blocks, choices=choices)
    return text.replace("  currency: EUR", "  effective: 1985-01-01   currency: EUR", 1)


def years_of(chosen: Sequence[Case]) -> list[int]:
    stated = [str(case[key]) for case in chosen for key in ("start", "end", "expect_due") if key in case]
    return list(range(min(int(each[:4]) for each in stated), max(int(each[:4]) for each in stated) + 1))


# ---- elapsed time


def elapsed(
    chosen: Sequence[Case], engine: str, folder: Path, choices: Mapping[str, str] | None = None
) -> dict[str, int | None]:
    """Microseconds of business time by case; None where the record does not count."""
    blocks, data = [], {}
    for number, calendar, group in by_calendar(chosen):
        blocks += [
            calendar_block(f"Hours{number}", calendar, years_of(group)),
            source_block(f"cases{number}"),
            f"""  metric Elapsed{number} {{
    measure: sum of opened to closed in cases{number}   for each: number   clock: Hours{number}
    record belongs to: opened   controlled by: Desk
  }}
  objective Time{number} {{ Desk reports Elapsed{number} each 480 months }}""",
        ]
        data[f"cases{number}"] = [
            {
                "number": case["id"],
                "opened": written(instant(case["start"], zone_of(case))),
                "closed": written(instant(case["end"], zone_of(case))),
            }
            for case in group
        ]
    outcome = evaluated(folder, long_agreement(*blocks, choices=choices), data, engine)
    found: dict[str, int | None] = {}
    for line in outcome.outcome.statement.lines:
        if line.columns.get("total"):
            assert line.level is None or line.level.denominator == 1
            found[line.scope] = int(line.level) if line.level is not None and line.columns["known"] else None
    return found


# ---- deadlines


def deadlines(
    chosen: Sequence[Case],
    dues: Mapping[str, datetime],
    engine: str,
    folder: Path,
    *,
    limits: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
    waiting: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """For each case whether what is done at its `dues` keeps the limit and what is done just after does not.

    A negative budget is a notice: given at its `dues` it is long enough, just after it is not. `limits` are in words
    (`2 business days`), otherwise those of the cases' budgets in seconds; `waiting` are pauses.
    """
    blocks: list[str] = []
    data: dict[str, list[dict[str, object]]] = {}
    for number, calendar, group in by_calendar(chosen):
        blocks.append(calendar_block(f"Hours{number}", calendar, years_of(group)))
        for kind in ("after", "before"):
            own = [case for case in group if (case.get("budget_seconds", 0) < 0) == (kind == "before")]
            if not own:
                continue
            name = f"{kind}{number}"
            rows, targets = [], []
            for case in own:
                start, due = instant(case["start"], zone_of(case)), dues[case["id"]]
                limit = (limits or {}).get(case["id"]) or f"{abs(case['budget_seconds'])} seconds"
                for probe, moment in (("at", due), ("past", due + BIT)):
                    since, until = (start, moment) if kind == "after" else (moment, start)
                    targets.append(f'"{case["id"]} {probe}": {limit}')
                    rows.append(
                        {
                            "number": f"{case['id']} {probe}",
                            "opened": written(since),
                            "closed": written(until),
                            "waiting": (waiting or {}).get(case["id"], ""),
                        }
                    )
            data[name] = rows
            blocks.append(_limited(name, number, kind == "after", bool(waiting), targets))
    outcome = evaluated(folder, long_agreement(*blocks, choices=choices), data, engine)
    status = {
        line.scope: line.status
        for line in outcome.outcome.statement.lines
        if line.columns.get("total") and line.status in ("met", "missed")
    }
    found = {}
    for case in chosen:
        at, past = (status.get(f"{case['id']} {probe}", "nothing") for probe in ("at", "past"))
        found[case["id"]] = "due then" if (at, past) == ("met", "missed") else f"{at} then, {past} just after"
    return found


def _limited(name: str, calendar: int, after: bool, waits: bool, targets: Sequence[str]) -> str:
    """A source of records with a limit for each; of a notice the least time is promised, since records have a most."""
    inside = "\n      ".join(targets)
    measure = f"opened to closed of {name}" if after else f"minimum of opened to closed in {name}"
    promise = f"of each {name}case at most target" if after else "at least target"
    return f"""  source {name} {{ holds: records   each: {name}case   key: number   of: Support   collected: automatically
    fields {{ number: text   opened: time   closed: time   waiting: intervals }} }}
  metric Took{name} {{
    measure: {measure}   for each: number   clock: Hours{calendar}{", paused while waiting" if waits else ""}
    record belongs to: closed   controlled by: Desk
  }}
  objective Due{name} {{
    Desk ensures Took{name} {promise} each 480 months
    target by number {{
      {inside}
    }}
  }}"""


def due_of(case: Case) -> datetime:
    return instant(case["expect_due"], zone_of(case))


# ---- the sets


@judges("working_hours_gem")
def working_hours(engine: str, folder: Path) -> list[Verdict]:
    every = cases("working_hours_gem")
    spent = [case for case in every if case["op"] == "business_elapsed"]
    added = [case for case in every if case["op"] == "add_seconds"]
    found = elapsed(
        spent, engine, folder, {"clock change": "wall clock", "reversed times": "count as negative"}
    )
    plain = elapsed(spent, engine, folder)
    due = deadlines(added, {case["id"]: due_of(case) for case in added}, engine, folder)
    told = []
    for case in spent:
        policy = ""
        if plain[case["id"]] != found[case["id"]]:
            policy = (
                "`reversed times: count as negative`"
                if case["expect_seconds"] < 0
                else "`clock change: wall clock`: the day of 25 hours has 24"
            )
        told.append(compared(case["id"], found[case["id"]], case["expect_seconds"] * SECOND, policy=policy))
    return told + [compared(case["id"], due[case["id"]], "due then") for case in added]


@judges("znuny_working_time")
def znuny(engine: str, folder: Path) -> list[Verdict]:
    every = cases("znuny_working_time")
    found = elapsed(every, engine, folder)
    return [compared(case["id"], found[case["id"]], case["expect_seconds"] * SECOND) for case in every]


@judges("erpnext_first_response_elapsed")
def erpnext_elapsed(engine: str, folder: Path) -> list[Verdict]:
    every = cases("erpnext_first_response_elapsed")
    found = elapsed(every, engine, folder)
    told = []
    for case in every:
        same = compared(case["id"], found[case["id"]], case["expect_clean"] * SECOND)
        if same.kind == "agreed" and case["expect_seconds"] != case["expect_clean"]:
            why = "no working time is 0 s; ERPNext stores 1 s, so that the field is not empty"
            same = Verdict(case=case["id"], kind="explained", why=why)
        told.append(same)
    return told


@judges("erpnext_due_dates")
def erpnext_due(engine: str, folder: Path) -> list[Verdict]:
    every = cases("erpnext_due_dates")
    plain = [case for case in every if "calendar" in case]
    found = deadlines(plain, {case["id"]: due_of(case) for case in plain}, engine, folder)
    told = [compared(case["id"], found[case["id"]], "due then") for case in plain]
    by_id = {case["id"]: case for case in every}
    told.append(_held(by_id["hold-wallclock"], plain[0], engine, folder))
    told.append(_talk(by_id["issue-metrics"], engine, folder))
    return told


def _held(case: Case, other: Case, engine: str, folder: Path) -> Verdict:
    """A hold outside the hours: by the wall clock it moves the deadline, on the clock it does not."""
    whole = {**case, "calendar": other["calendar"]}
    ((since, until),) = case["pauses"]
    hold = {case["id"]: f"{written(instant(since))}/{written(instant(until))}"}
    moved = deadlines(
        [whole],
        {case["id"]: due_of(whole)},
        engine,
        folder,
        waiting=hold,
        choices={"paused time": "by the wall clock"},
    )
    kept = deadlines([whole], {case["id"]: instant("2020-03-04 16:00")}, engine, folder, waiting=hold)
    return all_of(
        case["id"],
        (
            compared(case["id"], moved[case["id"]], "due then", policy="`paused time: by the wall clock`"),
            compared(case["id"], kept[case["id"]], "due then"),
        ),
    )


TALK = """  source messages { holds: events   key: issue   collected: automatically
    fields { issue: text   from: customer, agent } }
  source replies { holds: records   each: reply   key: number   collected: automatically
    fields { number: text   asked: time   answered: time } }
  source issues { holds: records   each: issue   key: issue   collected: automatically
    fields { issue: text   opened: time   closed: time } }
  metric Response { measure: average of asked to answered in replies   record belongs to: asked   controlled by: Desk }
  metric Resolution { measure: average of opened to closed in issues   record belongs to: opened   controlled by: Desk }
  metric User {
    measure: average of opened to closed in issues   clock: always, paused while from is agent in messages
    record belongs to: opened   controlled by: Desk
  }
  objective avg_response_time { Desk reports Response each year }
  objective resolution_time { Desk reports Resolution each year }
  objective user_resolution_time { Desk reports User each year }"""


def _talk(case: Case, engine: str, folder: Path) -> Verdict:
    """A conversation: its messages are a log, each question with its answer a record."""
    said = [(who, instant(when)) for who, when in case["messages"]]
    replies = [
        {"number": number, "asked": written(asked), "answered": written(answered)}
        for number, ((_, asked), (_, answered)) in enumerate(zip(said[::2], said[1::2], strict=True))
    ]
    outcome = evaluated(
        folder,
        agreement_text(TALK),
        {
            "messages": [{"at": written(when), "issue": "I", "from": who} for who, when in said],
            "replies": replies,
            "issues": [
                {"issue": "I", "opened": written(said[0][1]), "closed": written(instant(case["closed"]))}
            ],
        },
        engine,
    )
    return all_of(
        case["id"],
        (
            compared(case["id"], lines(outcome, name)[""].level, seconds * SECOND)
            for name, seconds in case["expect"].items()
        ),
    )


OPEN = """  calendar Week {{
    {week}
    {shifts}
  }}
  calendar Breaks {{ {breaks} }}
  calendar Holidays {{ {holidays} }}
  calendar Working {{ outside: Breaks, Holidays }}
  calendar Open {{ all of: Week, Working }}
  source looks {{ holds: records   each: look   key: number   of: Support   collected: automatically
    fields {{ number: text   opened: time   closed: time }} }}
  metric Seen {{ measure: sum of opened to closed in looks   for each: number   clock: Open
    record belongs to: opened   controlled by: Desk }}
  objective Look {{ Desk reports Seen each year }}"""


def _opened(chosen: Sequence[Case], engine: str, folder: Path) -> dict[str, Verdict]:
    """Whether it is open at an instant: a second from it on is a second of business time. Holidays come before breaks,
    breaks before shifts, shifts before the hours of the week: calendars say it by `outside` and `all of`."""
    calendar = chosen[0]["calendar"]
    assert all(case["calendar"] == calendar for case in chosen)
    dated = {
        name: "\n    ".join(f"{day}: {_hours(spans)}" for day, spans in calendar[name].items())
        for name in ("shifts", "breaks")
    }
    text = OPEN.format(
        week="\n    ".join(f"{DAYS[day]}: {_hours(spans)}" for day, spans in calendar["week"].items()),
        holidays=f"{', '.join(calendar['holidays'])}: always",
        **dated,
    )
    rows = [
        {
            "number": case["id"],
            "opened": written(instant(case["at"])),
            "closed": written(instant(case["at"]) + timedelta(seconds=1)),
        }
        for case in chosen
    ]
    outcome = evaluated(folder, agreement_text(text), {"looks": rows}, engine)
    found = {line.scope: line.level for line in outcome.outcome.statement.lines}
    return {
        case["id"]: compared(case["id"], found[case["id"]], SECOND if case["expect"] else 0)
        for case in chosen
    }


@judges("zendesk_biz")
def biz(engine: str, folder: Path) -> list[Verdict]:
    every = cases("zendesk_biz")
    groups: dict[str, list[Case]] = {}
    for case in every:
        groups.setdefault(case["op"], []).append(case)
    zero = [case for case in groups["add_seconds"] if case["budget_seconds"] == 0]
    added = [case for case in groups["add_seconds"] if case["budget_seconds"] != 0]
    days = groups["add_working_days"]
    told = {}
    due = deadlines(added, {case["id"]: due_of(case) for case in added}, engine, folder)
    due |= deadlines(
        days,
        {case["id"]: due_of(case) for case in days},
        engine,
        folder,
        limits={case["id"]: f"{case['days']} business days" for case in days},
    )
    for case in (*added, *days):
        told[case["id"]] = compared(case["id"], due[case["id"]], "due then")
    snapped = deadlines(
        zero,
        {case["id"]: due_of(case) for case in zero},
        engine,
        folder,
        choices={"deadline at closing time": "due at next opening"},
    )
    for case in zero:
        told[case["id"]] = compared(
            case["id"],
            snapped[case["id"]],
            "due then",
            policy="no time at all, given while the desk is closed, is over at the next opening: "
            "`deadline at closing time: due at next opening`",
        )
    spent = elapsed(groups["business_elapsed"], engine, folder, {"reversed times": "count as zero"})
    for case in groups["business_elapsed"]:
        policy = "`reversed times: count as zero`" if case["end"] < case["start"] else ""
        told[case["id"]] = compared(
            case["id"], spent[case["id"]], case["expect_seconds"] * SECOND, policy=policy
        )
    told |= _opened(groups["is_open"], engine, folder)
    return [told[case["id"]] for case in every]
