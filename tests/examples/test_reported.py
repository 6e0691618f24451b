"""The example of a provider's monthly report: levels from a workbook, a cap that can be read in two ways."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sladsl.api import evaluate, load
from sladsl.data.files import load_binding
from sladsl.outcome.to_text import outcome_text
from sladsl.values.amount import amount_text

AS_OF = int(datetime(2026, 4, 5, tzinfo=UTC).timestamp()) * 1_000_000


def test_reported_levels_settle_like_measured_ones(root: Path) -> None:
    folder = root / "examples" / "reported"
    loaded = load(str(folder / "agreement.sla"))
    assert loaded.agreement is not None
    binding, errors = load_binding(str(folder / "data.toml"))
    assert errors == ()
    outcome = evaluate(loaded.agreement, binding, as_of=AS_OF).outcome
    lines = {(line.objective, line.period): line for line in outcome.statement.lines}
    february = lines["Availability", "2026-02"]
    # 98.32 % as reported is in the band of 10 % of 20,000 GBP.
    assert (february.origin, february.shown, february.status) == ("reported", "98.32%", "missed")
    assert february.credit is not None
    assert amount_text(february.credit) == "2,000.00 GBP"
    # 20 working days: 2 to 27 March; in April Good Friday (3rd) and Easter Monday (6th) do not count.
    days = {
        period: line.claim.last_day
        for (_, period), line in lines.items()
        if line.claim and line.status == "missed"
    }
    assert days == {"2026-02": "2026-03-27", "2026-03": "2026-04-30"}

    (choice,) = outcome.open
    assert (choice.key, choice.answers, choice.stated_open, choice.matters) == (
        "cap covers",
        ("each credit", "all credits"),
        True,
        True,
    )
    text = " ".join(outcome_text(outcome).split())
    # With one cap for all credits of a month nothing is left of it in February for the calls.
    assert "least 2,000.00 GBP + (5% of fee, at most 2,000.00 cap covers: all credits GBP)" in text
    assert "most 2,000.00 GBP + 2 x (5% of fee, at most cap covers: each credit 2,000.00 GBP)" in text
