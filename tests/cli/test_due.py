"""`sladsl due`: every date of many agreements, in order, with its agreement and clause; what can't be read is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import refused, run

GOVERNED = """sla Hosting "Governed hosting" {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party Nimbus "Nimbus GmbH" { role: provider }
  party Acme "Acme AG" { role: customer }
  interpretation {
    level rounding: none   run over an unassessed period: broken
    money rounding: half up to 0.01 EUR, on each line   business days: Monday to Friday
  }
  term { initial: 6 months   renewal: 12 months, automatic   notice: 60 days before end }
  service Shop { hours: always   fee: 1_000 EUR per month }
  objective Availability {
    Nimbus ensures at least 99.9% each month
    measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus
    credit { base: that month's fee of Shop   amount: 10% }
  }
  claims { channel: in writing   deadline: 30 days after the month }
  Acme may terminate {
    when: Availability missed in 2 consecutive months   notice: 30 days   use within: 60 days of the last miss
  }
  Nimbus sends Figures to Acme { within: 5 business days after the month }
  report Figures "Monthly figures" { measure: Availability }
  review { every: 3 months }
}
"""
LEVELS = "objective,period,level\nAvailability,2026-01,99.95%\nAvailability,2026-02,99.5%\nAvailability,2026-03,99.4%\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "agreements" / "hosting"
    inside.mkdir(parents=True)
    (inside / "agreement.sla").write_text(GOVERNED)
    (inside / "levels.csv").write_text(LEVELS)
    (inside / "data.toml").write_text('[levels]\nfile = "levels.csv"\n')
    return tmp_path / "agreements"


def items(folder: Path, *arguments: str) -> list[dict[str, object]]:
    done = run(["due", str(folder), "--as-of", "2026-04-10", "--format", "json", *arguments])
    assert done.code == 0, done.err
    document = json.loads(done.out)
    assert document["format"] == "sladsl.due/1"
    found: list[dict[str, object]] = document["items"]
    return found


def test_every_kind_of_date_is_there(folder: Path) -> None:
    found = {(each["kind"], each["day"]) for each in items(folder)}
    assert ("claim", "2026-04-30") in found  # 30 days after March
    assert ("notice", "2026-05-01") in found  # 60 days before the end of June
    assert ("right", "2026-05-30") in found  # 60 days after the last miss, the end of March
    assert ("end of term", "2026-06-30") in found
    assert any(kind == "report" for kind, _ in found)
    assert any(kind == "review" for kind, _ in found)


def test_dates_come_in_order_with_amounts_and_clauses(folder: Path) -> None:
    found = items(folder)
    assert [each["day"] for each in found] == sorted(str(each["day"]) for each in found)
    claim = next(each for each in found if each["kind"] == "claim")
    assert claim["amount"] == "100.00 EUR"
    assert str(claim["clause"]).startswith("clause ")
    assert claim["days_left"] == 20
    assert claim["agreement"] == "Governed hosting"


def test_the_horizon_cuts_what_is_far(folder: Path) -> None:
    assert {each["day"] for each in items(folder, "--within", "20")} <= {
        str(each["day"]) for each in items(folder) if int(str(each["days_left"])) <= 20
    }
    assert len(items(folder, "--within", "0")) < len(items(folder))


def test_the_table_fits_the_page(folder: Path) -> None:
    done = run(["due", str(folder), "--as-of", "2026-04-10"])
    assert done.code == 0
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert "Due as of 2026-04-10, of 1 agreement." in done.out
    assert "the right lapses" in " ".join(done.out.split())


def test_a_calendar_reads_it(folder: Path) -> None:
    icalendar = pytest.importorskip("icalendar", reason="needs the extra `calendar`")
    done = run(["due", str(folder), "--as-of", "2026-04-10", "--format", "ics"])
    again = run(["due", str(folder), "--as-of", "2026-04-10", "--format", "ics"])
    assert done.out == again.out
    events = list(icalendar.Calendar.from_ical(done.out).walk("VEVENT"))
    assert len(events) == len(items(folder))
    assert len({str(event["UID"]) for event in events}) == len(events)
    claim = next(event for event in events if "claim" in str(event["SUMMARY"]))
    assert claim.decoded("DTSTART").isoformat() == "2026-04-30"


def test_what_cannot_be_read_is_told_and_the_rest_is_listed(folder: Path) -> None:
    (folder / "broken.sla").write_text("sla Broken {\n  effective: soon\n")
    (folder / "binary.sla").write_bytes(bytes(range(256)))
    done = run(["due", str(folder), "/nowhere/at/all", "--as-of", "2026-04-10"])
    assert done.code == 2
    assert "claim credits of 2026-03" in " ".join(done.out.split())
    for part in ("broken.sla", "binary.sla", "/nowhere/at/all"):
        assert part in done.err


def test_an_agreement_without_data_still_has_its_dates(folder: Path) -> None:
    (folder / "hosting" / "data.toml").unlink()
    kinds = {each["kind"] for each in items(folder)}
    assert {"notice", "end of term", "review"} <= kinds
    assert "claim" not in kinds


def test_wrong_arguments(folder: Path, tmp_path: Path) -> None:
    refused(["due", str(folder), "--as-of", "soon"], "`soon` is no day", "2026-04-12")
    refused(["due", str(folder), "--within", "-1"], "-1")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "There is no .sla file in it." in run(["due", str(empty), "--as-of", "2026-04-10"]).err


STAGED = GOVERNED.replace(
    "claims { channel: in writing   deadline: 30 days after the month }",
    """claims {
    stage Notice { channel: by ticket   deadline: 20 days after the month }
    stage Demand { channel: in writing   deadline: 30 days after Figures }
  }""",
)


def test_every_open_stage_of_a_claim_has_its_own_day(folder: Path) -> None:
    (folder / "hosting" / "agreement.sla").write_text(STAGED)
    claims = [each for each in items(folder) if each["kind"] == "claim"]
    # Five business days after March end on April 7: Good Friday is no holiday of this agreement.
    assert [each["day"] for each in claims] == ["2026-04-20", "2026-05-07"]
    assert [each["amount"] for each in claims] == ["100.00 EUR", "100.00 EUR"]
    assert "of the claim for 2026-03" in str(claims[1]["what"])
    # The second day rests on a report of which nobody says when it was sent.
    assert claims[0]["presumed"] == ""
    assert "taken as sent on its last day" in str(claims[1]["presumed"])
    text = run(["due", str(folder), "--as-of", "2026-04-10"]).out
    assert "taken as sent on its last day" in " ".join(text.split())


def test_what_a_copy_of_an_agreement_says_is_listed_once(folder: Path) -> None:
    alone = items(folder)
    copy = folder / "reviewed"
    copy.mkdir()
    for each in (folder / "hosting").iterdir():
        (copy / each.name).write_bytes(each.read_bytes())
    assert items(folder) == alone
    (copy / "agreement.sla").write_text(GOVERNED.replace("Governed hosting", "Other hosting"))
    assert len(items(folder)) == 2 * len(alone)


@pytest.mark.parametrize(
    ("dates", "kinds"),
    [
        ("effective: 2024-01-01   ends: 2024-12-31", set[str]()),
        ("effective: 2026-06-01", {"notice", "end of term", "review"}),
    ],
)
def test_a_term_that_is_over_or_has_not_begun_is_no_trouble(
    folder: Path, dates: str, kinds: set[str]
) -> None:
    (folder / "hosting" / "data.toml").unlink()
    text = GOVERNED.replace("effective: 2026-01-01", dates)
    if "ends" in dates:
        text = text.replace(
            "  term { initial: 6 months   renewal: 12 months, automatic   notice: 60 days before end }\n", ""
        )
    (folder / "hosting" / "agreement.sla").write_text(text)
    found = items(folder, "--within", "400")
    assert kinds <= {str(each["kind"]) for each in found}
    assert not any(each["kind"] in ("claim", "right") for each in found)


OPTION = "term { initial: 6 months   renewal: 12 months, once, by Acme   notice: 60 days before end }"


def _with(folder: Path, old: str, new: str) -> None:
    path = folder / "hosting" / "agreement.sla"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_an_option_is_due_from_its_party(folder: Path) -> None:
    _with(
        folder,
        "term { initial: 6 months   renewal: 12 months, automatic   notice: 60 days before end }",
        OPTION,
    )
    found = {each["kind"]: each for each in items(folder)}
    assert (found["notice"]["day"], found["notice"]["who"]) == ("2026-05-01", "Acme")
    assert (
        found["notice"]["what"] == "last day for Acme to renew to 2027-06-30; else the term ends 2026-06-30"
    )
    assert found["end of term"]["what"] == "end of the initial term, unless Acme has renewed it to 2027-06-30"
    assert found["end of term"]["who"] == ""


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2026-05-02", {"2026-06-30": "end of the initial term, unless Acme has renewed it to 2027-06-30"}),
        ("2026-07-01", {"2027-06-30": "end of renewal 1, the last one"}),
        ("2027-07-01", {}),
    ],
)
def test_nobody_gives_notice_of_what_is_over_or_used_up(
    folder: Path, day: str, kinds: dict[str, str]
) -> None:
    _with(
        folder,
        "term { initial: 6 months   renewal: 12 months, automatic   notice: 60 days before end }",
        OPTION,
    )
    (folder / "hosting" / "data.toml").unlink()
    done = run(["due", str(folder), "--as-of", day, "--format", "json", "--within", "500"])
    found = json.loads(done.out)["items"]
    assert {each["day"]: each["what"] for each in found if each["kind"] in ("notice", "end of term")} == kinds


def test_a_right_in_words_lapses_in_its_words(folder: Path) -> None:
    _with(folder, "Acme may terminate {", 'Acme may "hold back its data" {')
    (right,) = [each for each in items(folder) if each["kind"] == "right"]
    assert (right["day"], right["who"], right["what"]) == (
        "2026-05-30",
        "Acme",
        "Acme may hold back its data: the right lapses",
    )
    assert str(right["clause"]).startswith("clause ")


def test_time_that_is_counted_from_words_is_no_date(folder: Path) -> None:
    before = {each["what"] for each in items(folder) if each["kind"] == "report"}
    assert before
    _with(
        folder, "within: 5 business days after the month", 'within: 5 business days after "the board meeting"'
    )
    assert [each for each in items(folder) if each["kind"] == "report"] == []
