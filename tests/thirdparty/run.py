"""An agreement text and its data through the same door as `sladsl evaluate`: files, a binding, an outcome."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sladsl.api import check, evaluate, load
from sladsl.api.evaluation import Evaluation
from sladsl.data.files import binding_from_flags
from sladsl.outcome.statement import Line

SECOND = 1_000_000
AS_OF = int(datetime(2030, 1, 1, tzinfo=UTC).timestamp()) * SECOND
Rows = Sequence[Mapping[str, object]]

HEAD = """sla Cases "Cases" {{
  time zone: "{zone}"
  currency: EUR
  party Desk {{ role: provider   accepted: by ordering }}
  party Business {{ role: customer   accepted: by ordering }}
  interpretation {{
    {choices}
  }}
  service Support {{ hours: always   fee: not stated }}
"""
CHOICES = {
    "nothing happened": "not assessed",
    "undecided records": "left out",
    "open past due": "missed now",
    "level rounding": "none",
    "reversed times": "left out",
    "clock change": "elapsed time",
    "deadline at closing time": "due then",
    "paused time": "on the clock",
    "days on a clock": "business days",
    "end of business days": "same time of day",
    "first business day": "not counted",
}


def agreement_text(*blocks: str, zone: str = "UTC", choices: Mapping[str, str] | None = None) -> str:
    """A small agreement around blocks; `choices` replace what it would answer."""
    answers = {**CHOICES, **(choices or {})}
    said = "\n    ".join(f"{key}: {answer}" for key, answer in answers.items())
    return HEAD.format(zone=zone, choices=said) + "\n".join(blocks) + "\n}\n"


def evaluated(
    folder: Path,
    text: str,
    data: Mapping[str, Rows],
    engine: str,
    *flags: str,
    period: str = "",
    as_of: int = AS_OF,
) -> Evaluation:
    """Writes text and tables to a folder of their own, and evaluates them there."""
    place = folder / f"case-{sum(1 for _ in folder.iterdir())}"
    place.mkdir()
    (place / "agreement.sla").write_text(text, encoding="utf-8")
    pairs = []
    for source, rows in data.items():
        path = place / f"{source}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        pairs.append(f"{source}={path}")
    loaded = load(str(place / "agreement.sla"))
    assert [each.message for each in loaded.findings] == [], place
    assert loaded.agreement is not None
    binding, errors = binding_from_flags((*pairs, *flags))
    assert errors == (), errors
    return evaluate(loaded.agreement, binding, as_of=as_of, period=period, engine=engine)


def rules(folder: Path, text: str) -> list[tuple[str, str]]:
    """What the checker says of a text: names of rules and messages."""
    path = folder / f"checked-{sum(1 for _ in folder.iterdir())}.sla"
    path.write_text(text, encoding="utf-8")
    return [(each.name, each.message) for each in check(load(str(path)))]


def lines(evaluation: Evaluation, objective: str) -> dict[str, Line]:
    """The lines of an objective that were assessed, by scope; of several periods the only one with data."""
    found: dict[str, Line] = {}
    for line in evaluation.outcome.statement.lines:
        if line.objective == objective and (line.level is not None or line.status != "not assessed"):
            assert line.scope not in found, (objective, line.scope)
            found[line.scope] = line
    return found


def findings(evaluation: Evaluation) -> dict[str, str]:
    """What is said of the data: the name of each finding and its last message."""
    return {each.name: each.message for each in evaluation.outcome.statement.findings}


def instant(text: str, zone: str = "UTC") -> datetime:
    """An instant as the cases write it: `2014-04-07 08:00Z`, or in a zone."""
    from zoneinfo import ZoneInfo

    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def written(moment: datetime) -> str:
    """An instant as the data write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
