"""Reads rights, duties and what has to happen before a right arises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from sladsl.ast import values as v
from sladsl.source import Span
from sladsl.syntax.values.trees import Unreadable, kind_of, number, read, read_all, span_of

ACTIONS = {
    "terminate": "terminate",
    "terminate_scope": "terminate",
    "rectification_plan": "demand a rectification plan",
    "withhold_payment": "withhold payment",
    "claim_damages": "claim damages",
    "step_in": "step in",
    "terminate_service": "terminate",
    "claim_refund": "claim a refund",
    "demand_replacement": "demand a replacement",
    "replace_scope": "demand a replacement",
}


def whole(found: Any, tree: Any, hint: str) -> int:
    """A number that counts something, one at least."""
    if found.value < 1 or found.value.denominator != 1:
        raise Unreadable("This is counted in whole numbers.", hint, span_of(tree))
    return int(found.value)


def _right(tree: Any) -> v.RightWords:
    holder, action = tree.children
    return _words_of(holder, action, span_of(tree))


def _words_of(holder: Any, action: Any, span: Span) -> v.RightWords:
    kind = kind_of(action)
    if kind in ("promote", "demote"):
        return _moved(read(holder), kind, read_all(action), span)
    named = read(action.children[0]) if action.children else None
    if kind == "right_in_words":
        own = _own(read(action.children[0]))
        return v.RightWords(holder=read(holder), action=own, in_words=True, span=span)
    one_service = kind == "terminate_service"
    return v.RightWords(
        holder=read(holder),
        action=ACTIONS[kind],
        scope=None if one_service else named,
        service=named if one_service else None,
        span=span,
    )


def _moved(holder: Any, verb: str, names: list[v.Name], span: Span) -> v.RightWords:
    """`promote Speed in place of Response`."""
    words = " in place of ".join(each.text for each in names)
    return v.RightWords(
        holder=holder,
        action=f"{verb} {words}",
        objective=names[0],
        instead=names[1] if len(names) > 1 else None,
        span=span,
    )


def _own(said: v.Text) -> str:
    """What a right allows in the author's own words; what the language has a word for is said by that."""
    words = " ".join(said.text.split())
    if not words:
        raise Unreadable("Nothing stands between these quotes.", "Say what may be done.", said.span)
    known = next((each for each in ACTIONS.values() if each == words.lower().rstrip(".")), "")
    if known:
        raise Unreadable(
            f"`{known}` is a word of the language, and what hangs on it is known.",
            f"Write it without quotes: `may {known}`.",
            said.span,
        )
    return words


def _expected_right(tree: Any) -> v.ExpectedRight:
    """A right that a scenario expects: its words, the scope after them, from when and until when it is there."""
    holder, action, *rest = tree.children
    words = _words_of(holder, action, span_of(tree))
    days = {kind_of(each): read(each.children[0]) for each in rest if kind_of(each) in ("since", "until")}
    scope = [read(each) for each in rest if kind_of(each) in ("name", "text")]
    return v.ExpectedRight(
        words=words,
        scope=scope[0] if scope else None,
        lacking=kind_of(tree) == "right_lacks",
        since=days.get("since"),
        until=days.get("until"),
        span=span_of(tree),
    )


KEPT: dict[str, Literal["in time", "late", "overdue"]] = {
    "kept_in_time": "in time",
    "kept_late": "late",
    "kept_overdue": "overdue",
}


def _expected_duty(tree: Any) -> v.ExpectedDuty:
    """A duty that a scenario expects: its words, where it arises, and its last day."""
    kind = kind_of(tree)
    owner, what, *rest = tree.children
    verb: Literal["sends", "must"] = "sends" if kind in ("duty_to_send", "nothing_to_send") else "must"
    due = next((read(each.children[0]) for each in rest if kind_of(each) == "due_by"), None)
    to, scope = None, None
    kept: Literal["", "in time", "late", "overdue"] = ""
    for each in rest:
        if kind_of(each) in KEPT:
            kept = KEPT[kind_of(each)]
        elif kind_of(each) == "in_scope":
            scope = read(each.children[0])
        elif kind_of(each) != "due_by" and verb == "must":
            scope = read(each)
        elif kind_of(each) != "due_by":
            to = read(each)
    said = v.DutyWords(owner=read(owner), verb=verb, what=read(what), to=to, span=span_of(tree))
    lacking = kind in ("nothing_to_send", "nothing_to_do")
    return v.ExpectedDuty(words=said, scope=scope, lacking=lacking, due=due, kept=kept, span=span_of(tree))


def _sends(tree: Any) -> v.DutyWords:
    owner, what, *to = read_all(tree)
    return v.DutyWords(owner=owner, verb="sends", what=what, to=to[0] if to else None, span=span_of(tree))


def _must(tree: Any) -> v.DutyWords:
    owner, what = read_all(tree)
    return v.DutyWords(owner=owner, verb="must", what=what, span=span_of(tree))


def _happened(tree: Any) -> v.Event:
    subject, status, *window = tree.children if kind_of(tree) == "happened" else (None, *tree.children)
    words: Any = kind_of(status).removeprefix("was_").replace("_", " ")
    return v.Event(
        subject=read(subject) if subject is not None else None,
        status=words,
        window=read(window[0]) if window else None,
        span=span_of(tree),
    )


def _in_periods(tree: Any) -> v.InPeriods:
    kind = kind_of(tree)
    if kind == "once":
        one = number("1")
        period: Any = " ".join(str(tree.children[0]).split())
        return v.InPeriods(count=one, of=None, period=period, span=span_of(tree))
    count, *middle, last = tree.children
    year = ""
    if kind in ("in_any_run", "each_of_next"):
        how: Any = "any" if kind == "in_any_run" else "next"
        found = number(count)
        whole(found, tree, "Write `3`.")
        after: Any = " ".join(str(last).split()).removesuffix("s")
        return v.InPeriods(count=found, of=None, period=after, kind=how, span=span_of(tree))
    if kind == "in_year":
        year = " ".join(str(last).split())
        if year not in ("calendar year", "contract year"):
            raise Unreadable(
                f"`{year}` is no year to count in.",
                "Write `of a contract year` or `of a calendar year`.",
                span_of(last),
            )
        last = middle.pop()
    word: Any = " ".join(str(last).split()).removesuffix("s")
    found = number(count)
    of = number(middle[0]) if middle else None
    for each in (found, of):
        if each is not None and (each.value < 1 or each.value.denominator != 1):
            raise Unreadable("Periods are counted in whole numbers.", "Write `3`.", span_of(tree))
    return v.InPeriods(count=found, of=of, period=word, year=year, span=span_of(tree))


def _words(text: str) -> Callable[[Any], v.Answer]:
    return lambda tree: v.Answer(text=text, span=span_of(tree))


READERS: dict[str, Callable[[Any], Any]] = {
    "right": _right,
    "party_named": lambda tree: read(tree.children[0]),
    "right_arises": _expected_right,
    "right_lacks": _expected_right,
    "duty_to_send": _expected_duty,
    "duty_to_do": _expected_duty,
    "nothing_to_send": _expected_duty,
    "nothing_to_do": _expected_duty,
    "either_party": _words("either party"),
    "sends": _sends,
    "must": _must,
    "happened": _happened,
    "happened_here": _happened,
    "in_any_run": _in_periods,
    "each_of_next": _in_periods,
    "objective_named": lambda tree: read(tree.children[0]),
    "any_objective": _words("any objective"),
    "all_events": lambda tree: v.AllEvents(of=tuple(read_all(tree)), span=span_of(tree)),
    "any_event": lambda tree: v.AnyEvent(of=tuple(read_all(tree)), span=span_of(tree)),
    "k_of_n": _in_periods,
    "run": _in_periods,
    "in_year": _in_periods,
    "once": _in_periods,
}
