"""Rights in words: what counted, what is lacking, what it hangs on; the same in every rendering."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.outcome.rights import RightCondition, RightConditions, RightEvent, RightState, RightTree

_NOUNS = {
    "missed": ("miss", "misses"),
    "met": ("period met", "periods met"),
    "critical": ("critical period", "critical periods"),
    "below minimum": ("period below minimum", "periods below minimum"),
    "below expected": ("period below what is expected", "periods below what is expected"),
    "not assessed": ("period not assessed", "periods not assessed"),
    "exceeded": ("period exceeded", "periods exceeded"),
    "reached": ("period with", "periods with"),
}


def conditions_of(tree: RightTree | None) -> Iterator[RightCondition]:
    """The single conditions, in the order written."""
    match tree:
        case RightCondition():
            yield tree
        case RightConditions():
            for part in tree.of:
                yield from conditions_of(part)
        case None:
            return


def listed(items: list[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def events_text(events: tuple[RightEvent, ...]) -> str:
    """`Availability missed in 2026-01, 2026-02 and 2026-04; Response critical in 2026-04`."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in events:
        # A figure is told with what it came to: its words already say what happened.
        came = f"{each.period} ({each.reason})" if each.status == "reached" else each.period
        groups.setdefault((each.title or each.objective, each.status), []).append(came)
    return "; ".join(
        f"{title}{'' if status == 'reached' else f' {status}'} in {listed(periods)}"
        for (title, status), periods in groups.items()
    )


def unknown_text(events: tuple[RightEvent, ...]) -> str:
    """`Availability in 2026-01 and 2026-02 (no data)`."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in events:
        groups.setdefault((each.title or each.objective, each.reason), []).append(each.period)
    return "; ".join(
        f"{title} in {listed(periods)} ({reason})" for (title, reason), periods in groups.items()
    )


def lacking_text(tree: RightTree | None) -> str:
    """What has to happen still: `1 more miss of Availability by 2026-06`; "" when nothing is lacking."""
    match tree:
        case RightCondition():
            return "" if tree.holds == "yes" else condition_lacking(tree)
        case RightConditions():
            parts = [text for part in tree.of if (text := lacking_text(part))]
            if tree.how == "any" and len(parts) < len(tree.of):
                return ""  # one of them holds already
            grouped = [
                f"({text})" if isinstance(part, RightConditions) and part.how != tree.how else text
                for part, text in zip(_failing(tree), parts, strict=True)
            ]
            return listed(grouped, "and" if tree.how == "all" else "or")
        case None:
            return ""


def _failing(tree: RightConditions) -> list[RightTree]:
    return [part for part in tree.of if lacking_text(part)]


def condition_lacking(of: RightCondition) -> str:
    """What a single condition lacks."""
    name = "any objective" if of.any and not of.counted else of.title or of.objective
    one, many = _NOUNS[of.status]
    if not of.reachable:
        return f"{of.text}, which can't come about any more in the term"
    if of.needed == 1 and of.status == "reached":
        return of.text
    if of.needed == 1:
        return f"a {one} of {name}"
    more = "more " if of.more < of.needed else ""
    what = f"{of.more} {more}{one if of.more == 1 else many} {'' if of.status == 'reached' else 'of '}{name}"
    if of.each:
        if of.more == of.needed:
            return f"{what} in a row"
        if of.more == 1:
            return f"{what}, in {of.first}"
        return f"{what}, from {of.first} to {of.last}"
    return f"{what} by {of.last}" if of.last else f"{what} ({of.text})"


def state_text(state: RightState, left: str) -> str:
    """`open until 2026-05-30 (12 days left)`; `left` are the words about the last day."""
    undated = "its last day can't be told yet" if state.use else "no last day is stated"
    until = f"until {state.last_day} ({left})" if state.last_day else undated
    match state.state:
        case "open":
            return f"open {until}" if state.last_day else f"open; {until}"
        case "possible":
            return f"possible {until}" if state.last_day else f"possible; {until}"
        case "waiting":
            return f"can be used from {state.first_day} on{f', {until}' if state.last_day else ''}"
        case "used":
            return "notice was given"
        case "lapsed":
            return f"lapsed on {state.last_day}"
        case "at will":
            return f"at any time while {state.trigger}" if state.trigger else "at any time"
        case "not arisen":
            return "not yet"
