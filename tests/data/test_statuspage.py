"""A Statuspage feed as tables: incidents, the times in which components were not operational, updates."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sladsl.data.errors import UnreadableData
from sladsl.data.statuspage import COLUMNS
from sladsl.plan.measure import FieldOf, Input
from tests.cli.run import run
from tests.data.tables import by_sql, file, named, outages, read, us

DAY = "2026-03-04T"


def update(
    at: str, status: str = "investigating", *parts: tuple[str, str, str], **more: Any
) -> dict[str, Any]:
    affected = [
        {"code": name, "name": name, "old_status": old, "new_status": new} for name, old, new in parts
    ]
    return {
        "id": f"u{at}",
        "status": status,
        "body": "We look into it.",
        "created_at": f"{DAY}{at}:00.000Z",
        "display_at": f"{DAY}{at}:00.000Z",
        "affected_components": affected or None,
        **more,
    }


def incident(id: str, *updates: dict[str, Any], **more: Any) -> dict[str, Any]:
    """As the API gives it: the latest update first."""
    return {
        "id": id,
        "name": f"Incident {id}",
        "status": updates[-1]["status"] if updates else "investigating",
        "impact": "minor",
        "created_at": f"{DAY}09:00:00.000Z",
        "started_at": f"{DAY}09:00:00.000Z",
        "resolved_at": None,
        "incident_updates": list(reversed(updates)),
        "components": [],
        **more,
    }


def feed(*incidents: dict[str, Any], **more: Any) -> str:
    return json.dumps({"page": {"id": "p", "name": "Shop"}, "incidents": list(incidents), **more})


PERIODS = outages(
    scope="component",
    more=(FieldOf(name="component", type="text"), FieldOf(name="status", type="text")),
)
INCIDENTS = outages(
    key="id",
    scope="components",
    more=(
        FieldOf(name="id", type="text"),
        FieldOf(name="components", type="text"),
        FieldOf(name="impact", type="choice", values=("none", "minor", "major", "critical")),
    ),
)


def told(
    tmp_path: Path, text: str, input: Input = PERIODS, sheet: str = "components"
) -> list[tuple[Any, ...]]:
    table = file(tmp_path, text, "feed.json", sheet=sheet)
    found = read(input, table)
    assert by_sql(input, table) == (found.findings, found.facts)
    return [(row.scope, row.values.get("status"), row.start, row.end) for row in found.rows]


def at(clock: str) -> int:
    return us(f"2026-03-04 {clock}")


def test_a_component_that_gets_worse_and_well_again(tmp_path: Path) -> None:
    text = feed(
        incident(
            "a",
            update("10:00", "investigating", ("API", "operational", "degraded_performance")),
            update("10:20", "identified", ("API", "degraded_performance", "major_outage")),
            update("10:30", "identified", ("API", "major_outage", "major_outage")),
            update("11:00", "resolved", ("API", "major_outage", "operational")),
        )
    )
    assert told(tmp_path, text) == [
        ("API", "degraded_performance", at("10:00"), at("10:20")),
        ("API", "major_outage", at("10:20"), at("11:00")),
    ]


def test_two_incidents_of_one_component_are_one_story(tmp_path: Path) -> None:
    text = feed(
        incident("b", update("10:30", "investigating", ("API", "partial_outage", "major_outage")),
                 update("10:40", "resolved", ("API", "major_outage", "partial_outage"))),
        incident("a", update("10:00", "investigating", ("API", "operational", "partial_outage")),
                 update("11:00", "resolved", ("API", "partial_outage", "operational"))),
    )  # fmt: skip
    assert told(tmp_path, text) == [
        ("API", "partial_outage", at("10:00"), at("10:30")),
        ("API", "major_outage", at("10:30"), at("10:40")),
        ("API", "partial_outage", at("10:40"), at("11:00")),
    ]


def test_what_is_not_resolved_is_open(tmp_path: Path) -> None:
    text = feed(incident("a", update("10:00", "investigating", ("API", "operational", "major_outage"))))
    assert told(tmp_path, text) == [("API", "major_outage", at("10:00"), None)]
    found = read(PERIODS, file(tmp_path, text, "feed.json", sheet="components"))
    assert named(found)["open-interval"][0] == 1


@pytest.mark.parametrize(
    ("old", "says"), [("operational", "API: operational at"), ("major_outage", "API: major_outage at")]
)
def test_a_status_that_somebody_set_by_hand(tmp_path: Path, old: str, says: str) -> None:
    text = feed(
        incident("a", update("10:00", "investigating", ("API", "operational", "partial_outage"))),
        incident("b", update("12:00", "resolved", ("API", old, "operational"))),
    )
    assert told(tmp_path, text) == [("API", "partial_outage", at("10:00"), at("12:00"))]
    found = read(PERIODS, file(tmp_path, text, "feed.json", sheet="components"))
    count, samples = named(found)["status-jump"]
    assert count == 1
    assert samples[0][1].startswith(says)


def test_an_end_whose_beginning_is_on_an_older_page(tmp_path: Path) -> None:
    text = feed(incident("a", update("10:00", "resolved", ("API", "major_outage", "operational"))))
    assert told(tmp_path, text) == []
    found = read(PERIODS, file(tmp_path, text, "feed.json", sheet="components"))
    assert named(found)["status-jump"][0] == 1
    older = feed(incident("z", update("08:00", "investigating", ("API", "operational", "major_outage"))))
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "2.json").write_text(older)
    (tmp_path / "pages" / "1.json").write_text(text)
    table = file(tmp_path, text, "x.json", sheet="components")
    found = read(PERIODS, type(table)(source="any", path=str(tmp_path / "pages"), sheet="components"))
    assert [(row.start, row.end) for row in found.rows] == [(at("08:00"), at("10:00"))]
    assert "status-jump" not in named(found)


def test_incidents_that_change_no_component(tmp_path: Path) -> None:
    text = feed(incident("a", update("10:00"), update("11:00", "resolved")), incident("b", impact="none"))
    assert told(tmp_path, text) == []
    found = read(PERIODS, file(tmp_path, text, "feed.json", sheet="components"))
    assert named(found) == {"incident-without-component": (1, ((1, "a Incident a"),))}


def test_times_that_were_set_back(tmp_path: Path) -> None:
    text = feed(
        incident(
            "a",
            update(
                "10:00",
                "investigating",
                ("API", "operational", "major_outage"),
                display_at=f"{DAY}09:45:00.000Z",
            ),
            update(
                "11:00",
                "resolved",
                ("API", "major_outage", "operational"),
                display_at="2026-03-04T03:00:00.000-08:00",
            ),
        )
    )
    assert told(tmp_path, text) == [("API", "major_outage", at("09:45"), at("11:00"))]


def test_incidents(tmp_path: Path) -> None:
    text = feed(
        incident("a", update("11:00", "resolved"), resolved_at=f"{DAY}11:00:00.000Z",
                 components=[{"name": "API"}, {"name": "Web"}]),
        incident("b", update("12:00", "postmortem"), update("11:30", "resolved")),
        incident("c", update("12:00", "monitoring", ("Web", "operational", "partial_outage")), started_at=None),
        incident("a", resolved_at=f"{DAY}11:00:00.000Z"),
    )  # fmt: skip
    rows = told(tmp_path, text, INCIDENTS, "")
    assert [(scope, start, end) for scope, _, start, end in rows] == [
        ("API", at("09:00"), at("11:00")),
        ("Web", at("09:00"), at("11:00")),
        ("Web", at("09:00"), None),
    ]
    found = read(INCIDENTS, file(tmp_path, text, "feed.json"))
    assert {name: count for name, (count, _) in named(found).items()} == {
        "duplicate-key": 1,
        "open-interval": 1,
        "row-without-scope": 1,
    }


def test_one_that_is_over_and_nothing_says_when(tmp_path: Path) -> None:
    text = feed(incident("a", status="resolved"), incident("b", impact="severe"))
    found = read(INCIDENTS, file(tmp_path, text, "feed.json"))
    assert named(found)["ended-without-time"] == (1, ((1, "a Incident a"),))
    assert named(found)["unknown-value"] == (1, ((2, "severe"),))
    assert found.facts.adrift == 1
    assert by_sql(INCIDENTS, file(tmp_path, text, "feed.json")) == (found.findings, found.facts)


def test_planned_maintenance(tmp_path: Path) -> None:
    made = incident(
        "m", status="completed", scheduled_for=f"{DAY}22:00:00Z", scheduled_until=f"{DAY}23:00:00Z"
    )
    text = json.dumps({"page": {}, "scheduled_maintenances": [made]})
    windows = outages(more=(FieldOf(name="announced", type="time"),))
    found = read(windows, file(tmp_path, text, "feed.json"))
    assert [(row.start, row.end, row.values["announced"]) for row in found.rows] == [
        (at("22:00"), at("23:00"), at("09:00"))
    ]


def test_updates(tmp_path: Path) -> None:
    events = Input(
        name="updates",
        holds="events",
        fields=(
            FieldOf(name="at", type="time"),
            FieldOf(name="incident", type="text"),
            FieldOf(name="status", type="text"),
        ),
        start="at",
        key="incident",
    )
    text = feed(incident("a", update("10:00"), update("10:30", "resolved")), incident("b", update("10:10")))
    found = read(events, file(tmp_path, text, "feed.json", sheet="updates"))
    assert [(row.values["incident"], row.start) for row in found.rows] == [
        ("a", at("10:00")),
        ("a", at("10:30")),
        ("b", at("10:10")),
    ]


REFUSED = {
    '{"components": [], "months": [{"name": "March", "incidents": []}]}': r"history.*\?page=2",
    '{"page": {}, "components": [], "incidents": [], "status": {}}': "how things are now",
    '{"page": {}, "components": []}': "how things are now",
    '{"page": {}, "status": {}}': "neither the result of a Prometheus",
    '{"incidents": ["a"]}': "an incident that is no object",
    '{"incidents": {"a": 1}}': "neither the result",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableData, match=REFUSED[text]):
        read(INCIDENTS, file(tmp_path, text, "feed.json"))


def test_a_table_or_column_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(UnreadableData, match=r"no table `component`.*Did you mean `components`"):
        read(PERIODS, file(tmp_path, feed(), "feed.json", sheet="component"))
    with pytest.raises(UnreadableData, match="no column `component`"):
        read(PERIODS, file(tmp_path, feed(incident("a")), "feed.json"))


@pytest.mark.parametrize("odd", [None, 1, "x", [1], {"name": 1}, [{"name": None}], [None]])
@pytest.mark.parametrize(
    "key", ["incident_updates", "components", "started_at", "resolved_at", "id", "name", "status"]
)
def test_nothing_odd_raises(tmp_path: Path, key: str, odd: Any) -> None:
    text = feed({**incident("a", update("10:00", "resolved")), key: odd})
    for sheet, columns in COLUMNS.items():
        fields = tuple(FieldOf(name=name, type="text") for name in columns)
        input = Input(name="x", holds="records", fields=fields, start="start" if "start" in columns else "at")
        read(input, file(tmp_path, text, "feed.json", sheet=sheet))


AGREEMENT = """sla T "T" {
  time zone: "UTC"
  party N { role: provider }
  party A { role: customer }
  interpretation { level rounding: none   overlapping outages: once   partial minutes: exact }
  service Site { hours: always }
  source incidents {
    holds: intervals   of: Site   key: id
    fields { id: text   components: text   impact: none, minor, major, critical, maintenance }
    collected: automatically
  }
  metric Uptime {
    measure: uptime from incidents   down when: impact is one of major, critical   of: Site   for each: components
    controlled by: N
  }
  objective Av { N ensures Uptime at least 99.9% each quarter }
}
"""


def test_real_incidents_as_a_feed_and_as_a_table_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: Path
) -> None:
    """Three years of a status page: as its feed would be, and as the table that somebody made of it."""
    with gzip.open(shared / "data" / "github_status_open" / "incidents.csv.gz", "rt") as text:
        rows = [row for row in csv.DictReader(text) if row["downtime_start"]]
    incidents = [
        {
            "id": row["incident_id"],
            "name": row["title"],
            "impact": row["impact"],
            "status": "resolved" if row["downtime_end"] else "investigating",
            "started_at": row["downtime_start"],
            "resolved_at": row["downtime_end"] or None,
            "components": [{"name": name} for name in row["components"].split("|") if name],
            "incident_updates": [],
        }
        for row in rows
    ]
    monkeypatch.chdir(tmp_path)
    Path("feed.json.gz").write_bytes(gzip.compress(feed(*incidents).encode()))
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(("id", "start", "end", "components", "impact"))
    for row in rows:
        writer.writerow(
            [row[each] for each in ("incident_id", "downtime_start", "downtime_end", "components", "impact")]
        )
    Path("table.csv").write_text(made.getvalue())
    Path("a.sla").write_text(AGREEMENT)
    more = ["--period", "2024-Q1..2025-Q2", "--as-of", "2025-07-10", "--json"]
    with_feed = run(["evaluate", "a.sla", "--data", "incidents=feed.json.gz", *more])
    table = run(
        ["evaluate", "a.sla", "--data", "incidents=table.csv", "--data", "incidents.separator=|", *more]
    )
    found, other = json.loads(with_feed.out), json.loads(table.out)
    assert len(found["statement"]["lines"]) > 40
    assert found["statement"]["lines"] == other["statement"]["lines"]
