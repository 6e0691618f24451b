"""Rights, duties, reports, reviews and claims in stages for made-up agreements, with the words their contract must hold.

The expected words are written down here, not taken from the templates.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sladsl.model import dates as d

UNITS = ("hours", "days", "weeks", "months")
ACTIONS = (
    *("terminate", "demand a rectification plan", "withhold payment", "claim damages", "step in"),
    *(
        "claim a refund",
        "demand a replacement",
        "use a stand-in (at its own cost)",
        "keep half of all goods that were sent and not yet paid for",
    ),
)
"""Those of the language, and two in words of their own."""
STATUSES = ("missed", "met", "critical", "below minimum", "not assessed")


def length(make: Any) -> d.Length:
    count: int = make.draw(st.integers(2, 900))
    unit: Any = make.draw(st.sampled_from(UNITS))
    make.says.append(f"{count} {unit}")
    return d.Length(count=count, unit=unit, text=f"{count} {unit}")


def deadline(make: Any, *anchors: str, of: str = "") -> d.Deadline:
    found = length(make)
    anchor: str = make.draw(st.sampled_from(anchors))
    return d.Deadline(count=found.count, unit=found.unit, text=found.text, anchor=anchor, of=of)


def said(make: Any, text: str) -> str:
    make.says.append(text)
    return text


def claims(make: Any, customer: str) -> d.Claims:
    """A claim in one stage or in several."""
    stages: list[d.Stage] = []
    for _ in range(make.draw(st.sampled_from((0, 0, 1, 3)))):
        anchors = ["period", "month", "start of the outage", "end of the outage"]
        former = stages[-1].name if stages else ""
        after = bool(former) and make.draw(st.booleans())
        until = deadline(make, "stage", of=former) if after else deadline(make, *anchors)
        stages.append(
            d.Stage(
                name=make.name(),
                title=make.title(),
                channel=make.draw(st.sampled_from(("", "by ticket", "by e-mail"))),
                channel_open=False,
                deadline=until,
                deadline_open=False,
                show=(said(make, "the log of the gate"),),
            )
        )
    whole = None if stages else deadline(make, "period", "quarter", "end of the outage")
    return d.Claims(
        channel="" if stages else "in writing",
        channel_open=False,
        none_needed=False,
        deadline=whole,
        deadline_open=False,
        show=() if stages else (said(make, "the key of the gate"),),
        stages=tuple(stages),
        decided_by=make.draw(st.sampled_from(("", customer))),
        decided_within=make.maybe(lambda: length(make)),
    )


def rights(make: Any, parties: tuple[str, str], objectives: tuple[str, ...]) -> tuple[d.Right, ...]:
    found = []
    for at in range(make.draw(st.integers(0, 3))):
        action: str = make.draw(st.sampled_from(ACTIONS))
        holder: str = make.draw(st.sampled_from(("", *parties)))
        trigger = make.maybe(lambda: _trigger(make, objectives))
        make.says.append(f"may {action}")
        said_as = f'"{action}"' if action in ACTIONS[7:] else action
        found.append(
            d.Right(
                words=f"{holder or 'either party'} may {said_as} ({at + 1})",
                holder=holder,
                action=action,
                scope="",
                trigger=trigger,
                trigger_text="",
                notice=make.maybe(lambda: length(make)),
                at_once=False,
                notice_open=False,
                use_within=deadline(make, "last miss", "month") if trigger is not None else None,
                use_within_open=False,
                cure=make.maybe(lambda: deadline(make, "notice")),
            )
        )
    return tuple(found)


def _trigger(make: Any, objectives: tuple[str, ...], depth: int = 2) -> d.Trigger:
    kind = make.draw(st.sampled_from(("event", "all", "any"))) if depth else "event"
    if kind == "event":
        return _event(make, objectives)
    parts = tuple(_trigger(make, objectives, depth - 1) for _ in range(2))
    return d.AllEvents(of=parts) if kind == "all" else d.AnyEvent(of=parts)


def _event(make: Any, objectives: tuple[str, ...]) -> d.Event:
    status: Any = make.draw(st.sampled_from(STATUSES))
    kind = make.draw(st.sampled_from(("none", "run", "of any", "year")))
    count: int = make.draw(st.integers(2, 40))
    window = None
    if kind == "run":
        window = d.Window(count=count, of=count, period="week")
        make.says.append(f"in {count} consecutive weeks")
    elif kind == "of any":
        of: int = make.draw(st.integers(count + 1, 90))
        window = d.Window(count=count, of=of, period="month")
        make.says.append(f"in {count} of any {of} consecutive months")
    elif kind == "year":
        window = d.Window(count=count, of=0, period="quarter", year="calendar year")
        make.says.append(f"in {count} quarters of one calendar year")
    any_of_them: bool = make.draw(st.booleans())
    named = objectives if any_of_them else (make.draw(st.sampled_from(objectives)),)
    return d.Event(objectives=named, any=any_of_them, status=status, window=window, text="")


def duties(
    make: Any, owner: str, customer: str, metrics: tuple[str, ...]
) -> tuple[dict[str, d.Report], tuple[d.Duty, ...], d.Review | None]:
    reports = {}
    for _ in range(make.draw(st.integers(0, 2))):
        name = make.name()
        reports[name] = d.Report(
            name=name, title=make.title(), metrics=metrics[: make.draw(st.integers(0, 2))]
        )
    found = [
        d.Duty(
            words=f"{owner} sends {name}",
            owner=owner,
            report=name,
            text="",
            to=make.draw(st.sampled_from(("", customer))),
            deadline=make.maybe(lambda: deadline(make, "month", "quarter")),
            deadline_open=False,
            every=None,
        )
        for name in reports
    ]
    if make.draw(st.booleans()):
        found.append(
            d.Duty(
                words=f'{owner} must "sweep the yard"',
                owner=owner,
                report="",
                text=said(make, "sweep the yard"),
                to="",
                deadline=make.maybe(lambda: deadline(make, "period")),
                deadline_open=False,
                every=length(make),
            )
        )
    review = make.maybe(lambda: d.Review(every=length(make), every_open=False, by=said(make, "the wardens")))
    return reports, tuple(found), review
