"""Rights of any history: an independent count agrees, more misses never take a right away, the past may be cut in two."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sladsl.outcome.rights import RightState
from sladsl.plan.dates import WindowRule
from tests.settle.histories import any_of, days, event, right, run, state

LETTERS = st.text("m.-", min_size=1, max_size=14)
KNOWN = st.text("m.", min_size=1, max_size=14)
WITH_UNKNOWN = st.text("m.?", min_size=1, max_size=9)
windows = st.one_of(
    st.builds(run, st.integers(1, 4)),
    st.builds(lambda count, bridged: run(count, bridged=bridged), st.integers(2, 4), st.booleans()),
    st.builds(
        lambda count, more, blocks: any_of(count, count + more, blocks=blocks),
        st.integers(1, 4),
        st.integers(1, 4),
        st.booleans(),
    ),
)


def holds(window: WindowRule, history: str, at: int) -> bool:
    """Whether the window is full at a place of a history, and the period there is one that counts."""
    if history[at] != "m":
        return False
    if window.kind == "run":
        kept = history[: at + 1].replace("-", "") if window.bridged else history[: at + 1]
        return kept.endswith("m" * window.count)
    if window.kind == "sliding":
        return history[max(0, at + 1 - window.of) : at + 1].count("m") >= window.count
    start = at // window.of * window.of
    return history[start : at + 1].count("m") >= window.count


def last_day(at: int) -> date:
    """The last day of the month at a place of a history that begins in January 2026."""
    month = date(2026 + (at + 1) // 12, (at + 1) % 12 + 1, 1)
    return month - timedelta(days=1)


@given(windows, LETTERS)
def test_a_right_that_never_lapses_is_there_once_the_window_was_full(
    window: WindowRule, history: str
) -> None:
    full = [at for at in range(len(history)) if holds(window, history, at)]
    found = state(right(event(window)), history)
    assert (found.state == "open") == bool(full)
    if full:
        assert [each.period for each in found.by][-1] == f"{last_day(full[-1]):%Y-%m}"


@given(windows, LETTERS, st.integers(1, 200))
def test_the_time_to_use_it_is_that_of_the_last_full_window(
    window: WindowRule, history: str, length: int
) -> None:
    full = [at for at in range(len(history)) if holds(window, history, at)]
    found = state(right(event(window), use=days(length)), history)
    today = last_day(len(history) - 1) + timedelta(days=1)
    if not full:
        assert found.state == "not arisen"
        return
    until = last_day(full[-1]) + timedelta(days=length)
    assert found.last_day == until.isoformat()
    assert found.state == ("open" if today <= until else "lapsed")


@given(windows, LETTERS, st.integers(1, 200), st.data())
def test_one_more_miss_never_takes_an_open_right_away(
    window: WindowRule, history: str, length: int, data: st.DataObject
) -> None:
    rule = right(event(window), use=days(length))
    before = state(rule, history)
    at = data.draw(st.integers(0, len(history) - 1))
    after = state(rule, f"{history[:at]}m{history[at + 1 :]}")
    if before.state == "open":
        assert after.state == "open"
        assert after.last_day >= before.last_day


@given(windows, KNOWN)
def test_a_period_that_is_met_never_gives_a_right(window: WindowRule, history: str) -> None:
    rule = right(event(window))
    before, after = state(rule, history), state(rule, f"{history}.")
    assert (before.state == "open") == (after.state == "open")
    assert before.arises == after.arises


@given(windows, LETTERS)
def test_what_is_lacking_suffices_and_nothing_less(window: WindowRule, history: str) -> None:
    """So many misses in the periods that are named complete it; one fewer at the end of them does not."""
    found = state(right(event(window)), history)
    condition = found.conditions
    if found.state == "open" or condition is None:
        return
    more = condition.more  # type: ignore[union-attr]
    assert state(right(event(window)), history + "m" * more).state == "open" or window.kind == "blocks"
    if more > 1:
        assert state(right(event(window)), history + "m" * (more - 1)).state == "not arisen"
    if condition.last and window.kind != "blocks":  # type: ignore[union-attr]
        year, month = map(int, condition.last.split("-"))  # type: ignore[union-attr]
        ahead = (year - 2026) * 12 + month - len(history)
        assert state(right(event(window)), history + "." * (ahead - more) + "m" * more).state == "open"
        late = history + "." * (ahead - more + 1) + "m" * more
        assert state(right(event(window)), late).state == "not arisen"


@given(windows, WITH_UNKNOWN)
def test_what_nobody_knows_is_possible_exactly_where_some_data_would_give_it(
    window: WindowRule, history: str
) -> None:
    """Every way of filling the gaps: the right is open in all of them, possible in some, or in none."""
    found: list[RightState] = []
    gaps = [at for at, letter in enumerate(history) if letter == "?"][:4]
    if history.count("?") > len(gaps):
        return
    for number in range(2 ** len(gaps)):
        filled = list(history)
        for place, at in enumerate(gaps):
            filled[at] = "m" if number >> place & 1 else "."
        found.append(state(right(event(window)), "".join(filled)))
    states = {each.state for each in found}
    told = state(right(event(window)), history).state
    if told == "not arisen":
        assert states == {"not arisen"}
    elif told == "open":
        assert states == {"open"}
    else:
        assert "open" in states


@given(windows, KNOWN, st.integers(0, 13))
def test_a_history_may_be_looked_at_from_its_middle(window: WindowRule, history: str, cut: int) -> None:
    """With enough of the past before them, the last periods alone give the same right."""
    reach = 2 * (window.of or window.count)
    if not reach <= cut < len(history) or window.kind == "blocks":
        return
    rule = right(event(window), use=days(20))
    whole = state(rule, history)
    first = f"{2026 + (cut - reach) // 12}-{(cut - reach) % 12 + 1:02}"
    part = state(rule, history[cut - reach :], first=first, term_start=None)
    # What lapsed before the first of these periods is not seen in them.
    lapsed_before = whole.state == "lapsed" and part.state == "not arisen"
    assert lapsed_before or part.state in (whole.state, "possible")
    if part.state == whole.state and whole.state == "open":
        assert (part.last_day, part.by[-1]) == (whole.last_day, whole.by[-1])
