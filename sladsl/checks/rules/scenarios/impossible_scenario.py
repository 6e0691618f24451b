"""`impossible-scenario`: a worked example in which something ends before it begins, or changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured
from sladsl.ast.scenarios import Scenario, StatedRecord
from sladsl.checks.context import Context
from sladsl.checks.dimensions import Told
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.stated_credits import Outcome, outcomes_of
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Calendar
from sladsl.source import Span
from sladsl.values.duration import DAY, MINUTE

SAY = Voice(name="impossible-scenario", code="X104", severity="warning")
EPOCH = 719_163
"""The ordinal of 1970-01-01."""
MOST_DAYS = 400
Times = dict[str, dict[tuple[str, str], Span | None]]
"""Of each source the pairs of times between which something is measured, and where that is said."""
NOTHING = ("met", "no credit")
REVERSED = Interpretation.reversed_times.name
INVALID = Interpretation.invalid_records.name


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    told = Told(node)
    times = _times(node, told)
    for scenario in node.children(Scenario):
        for record in scenario.children(StatedRecord):
            yield from _reversed(record, times)
        yield from _outside(context, scenario, list(outcomes_of(scenario)))


# ---- records


def _times(node: Agreement, told: Told) -> Times:
    """The times of each source between which something is measured, where nothing says what it is when they are reversed."""
    said = {entry.key for block in node.deep for entry in block.entries}
    found: Times = {}
    for block in node.blocks:
        if not isinstance(block, Measured) or REVERSED in said:
            continue
        pairs: dict[tuple[str, str], Span | None] = {
            (each.since.text, each.until.text): each.span
            for entry in block.entries
            for each in values_within(entry.value)
            if isinstance(each, v.ElapsedTime)
        }
        for source in told.sources_of(block):
            if source.name is not None:
                found.setdefault(source.name.text, {}).update(pairs)
    for source in told.sources:
        if (
            INVALID not in said
            and source.name is not None
            and isinstance(source.holds, v.Answer)
            and source.holds.text == "intervals"
        ):
            found.setdefault(source.name.text, {})["start", "end"] = None
    return found


def _reversed(record: StatedRecord, times: Times) -> Iterator[Finding]:
    head = record.head_value
    if not isinstance(head, v.RecordHead) or head.source.text not in times:
        return
    from sladsl.values.instant import parse_time

    cells = {
        item.text: row.cell
        for row in record.table
        if isinstance(row.head, v.Labels) and isinstance(row.cell, v.Raw)
        for item in row.head.items[:1]
        if isinstance(item, (v.Name, v.Text))
    }
    for (since, until), measured in sorted(times[head.source.text].items(), key=lambda pair: pair[0]):
        if since not in cells or until not in cells:
            continue
        first, last = parse_time(cells[since].text), parse_time(cells[until].text)
        if first is None or last is None or first.offset_us != last.offset_us:
            continue
        if last.naive_us < first.naive_us:
            yield SAY(
                cells[until].span,
                f"`{until}` ({cells[until].text}) lies before `{since}` ({cells[since].text}).",
                f"Correct one of the two times; or turn round what is measured: `{until} to {since}`; or say what it "
                f"counts as: `{REVERSED}: left out`."
                if measured is not None
                else f"Correct one of the two times; or say what it counts as: `{INVALID}: left out`.",
                labels=(
                    Label(span=cells[since].span, text="it begins here"),
                    *((Label(span=measured, text="measured so"),) if measured is not None else ()),
                ),
            )


# ---- outages


def _outside(context: Context, scenario: Scenario, outcomes: list[Outcome]) -> Iterator[Finding]:
    """Outages at hours at which nothing is owed; that they do not count may be what the scenario shows."""
    if outcomes and all(each.kind in NOTHING or _perfect(each) for _, each in outcomes):
        return
    from sladsl.values.instant import parse_time

    for outage in scenario.down:
        service = context.agreement.services.get(outage.of.text)
        calendar = context.agreement.calendars.get(service.calendar) if service is not None else None
        if (
            calendar is None
            or calendar.made
            or calendar.monthly
            or (calendar.zone and calendar.zone != context.agreement.zone)
        ):
            continue
        start, end = parse_time(outage.extent.start.iso), parse_time(outage.extent.end.iso)
        if start is None or end is None or end.naive_us <= start.naive_us:
            continue
        if not _open_between(calendar, start.naive_us, end.naive_us):
            yield SAY(
                outage.span,
                f"`{outage.of.text}` is not owed at that time (`{calendar.name}`): the outage changes nothing.",
                "Write an hour at which the service is owed.",
            )


def _perfect(outcome: v.Expectation) -> bool:
    value = outcome.value
    return outcome.kind == "level" and isinstance(value, v.Quantity) and value.number.value == 100


def _open_between(calendar: Calendar, start: int, end: int) -> bool:
    """Whether a calendar is open at some minute; its holidays are left out, on which it is not."""
    first, last = start // DAY, (end - 1) // DAY
    if last - first > MOST_DAYS:
        return True
    for day in range(first, last + 1):
        ordinal = EPOCH + day
        hours = calendar.special.get(ordinal, calendar.weekly[(ordinal + 6) % 7])
        if any(day * DAY + a * MINUTE < end and start < day * DAY + b * MINUTE for a, b in hours):
            return True
    return False


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00   2026-03-06: closed }}
  service Help {{ hours: Office }}
  source outages {{ holds: intervals   of: Help   collected: automatically }}
  source tickets {{
    holds: records   of: Help   each: ticket   collected: automatically
    fields {{ opened: time   closed: time   due: time }}
  }}
  metric Uptime {{ measure: uptime from outages   controlled by: Nimbus }}
  metric Repairs {{ measure: opened to closed of tickets {} }}
  objective Availability {{ Nimbus ensures Uptime at least 99% each month }}
  objective Repaired {{
    Nimbus ensures Repairs of each ticket at most 4 hours
  }}
  scenario "March" {{
    month: 2026-03
    {}
    expect: {}
  }}
}}
"""
_PLACE = 19

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="In a scenario something ends before it begins, or is down when nothing is owed.",
    why=(
        "A worked example is read before the terms. A ticket that is closed before it is opened takes no time and keeps "
        "every limit; an outage on a Sunday of a service that is owed on workdays changes nothing. One digit of the "
        "example is wrong. Where the agreement says what reversed times or invalid records count as, they may be what is "
        "shown; so may "
        "outages at night, where the scenario expects that the promise is met."
    ),
    bad=(
        Case(
            about="Closed before it was opened.",
            text=_TEXT.format(
                "", "record tickets { opened: 2026-03-04 10:00   closed: 2026-03-03 12:00 }", "Repaired met"
            ),
            expected=(Expected(line=_PLACE, part="`closed` (2026-03-03 12:00) lies before `opened`"),),
        ),
        Case(
            about="On a Saturday.",
            text=_TEXT.format("", "down: Help, 2026-03-07 08:00 to 2026-03-07 18:00", "Availability missed"),
            expected=(Expected(line=_PLACE, part="`Help` is not owed at that time (`Office`)"),),
        ),
        Case(
            about="In the night, and on a day on which the desk is closed.",
            text=_TEXT.format(
                "",
                "down: Help, 2026-03-04 19:00 to 2026-03-05 07:00\n"
                "    down: Help, 2026-03-06 08:00 to 2026-03-06 18:00",
                "Availability exactly 98%",
            ),
            expected=(
                Expected(line=_PLACE, part="`Help` is not owed at that time"),
                Expected(line=_PLACE + 1, part="`Help` is not owed at that time"),
            ),
        ),
    ),
    good=(
        Case(
            about="A day of March, and a ticket of two hours.",
            text=_TEXT.format(
                "",
                "down: Help, 2026-03-04 08:00 to 2026-03-04 18:00\n"
                "    record tickets { opened: 2026-03-04 10:00   closed: 2026-03-04 12:00\n"
                "      due: 2026-03-04 09:00 }",
                "Availability missed",
            ),
        ),
        Case(
            about="An outage at night is shown to change nothing.",
            text=_TEXT.format(
                "", "down: Help, 2026-03-04 20:00 to 2026-03-04 23:00", "Availability met, exactly 100%"
            ),
        ),
        Case(
            about="The agreement says what reversed times count as, and this shows it.",
            text=_TEXT.format(
                "\n    reversed times: left out",
                "record tickets { opened: 2026-03-04 10:00   closed: 2026-03-03 12:00 }",
                "Repaired met",
            ),
        ),
        Case(
            about="A night that begins while the service is still owed.",
            text=_TEXT.format(
                "", "down: Help, 2026-03-04 17:30 to 2026-03-05 07:00", "Availability exactly 99.77%"
            ),
        ),
    ),
    check=check,
)
