"""Findings about the answers of tools (Prometheus, Statuspage) in words of their own."""

from __future__ import annotations

OF_ANSWERS: dict[str, tuple[str, str]] = {
    "no-figure": (
        "The result of a Prometheus query has NaN, +Inf or -Inf for a value: nothing was counted, or "
        "something was divided by nothing. Whether such a time is good or bad is for the parties to say, "
        "so it has no value, and its slot counts as one without a sample.",
        "Ask for what is promised: `(good / total) or on() vector(1)` says that no request is no failure. "
        "Or agree in `missing samples` what a slot without a sample is.",
    ),
    "rounded-number": (
        "Prometheus computes in floats and writes up to 17 digits. Figures are kept with 6 decimals, "
        "lengths to the microsecond, so the rest is rounded half up, by the digits that stand there. Other "
        "tables say it by `rounding` of their binding. A figure within a millionth of a bound may fall on "
        "either side of it.",
        "Nothing is to be mended; round in the query where a bound is finer than that.",
    ),
    "incomplete-answer": (
        "The answer of Prometheus, or of what stands before it, carries a warning: mostly that a store "
        "did not answer. Its rows are counted, but samples may be missing that exist.",
        "Ask again when all stores answer.",
    ),
    "status-jump": (
        "An update of a Statuspage feed says that a component had another status than the update before "
        "it left it in. Somebody changed it without an incident, or the feed has only the latest "
        "incidents. From when on it had that status nobody says, so a status counts from the update that "
        "says it to the next that says otherwise.",
        "Fetch the older pages (?page=2, …) into the same folder; take the times from whoever changed the "
        "status.",
    ),
    "incident-without-component": (
        "An incident with an impact has no update that changes the status of a component, so it makes no "
        "status period, and no component is down because of it.",
        'Read the incidents themselves with sheet = "incidents", where `start` and `end` are theirs; or '
        "add to the updates what was affected.",
    ),
    "ended-without-time": (
        "An incident is resolved, or maintenance is completed, and neither the incident nor an update "
        "says when. An end that is missing would make it last until today, so it is left out.",
        "Fetch the feed with its updates, or fill in resolved_at.",
    ),
}
