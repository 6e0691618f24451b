"""Drafts from answers and from data: always a text that can be checked, laid out and evaluated as it is."""

from __future__ import annotations

import itertools
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sladsl.api.drafting import Answers, Draft, Looked, draft, look, mismatch
from sladsl.api.drafting.columns import column
from sladsl.api.drafting.questions import QUESTIONS, asked, with_answer
from sladsl.api.drafting.writing import usual_bands, usual_target
from sladsl.api.formatting import format_text
from sladsl.api.read import read_text
from sladsl.api.review import check
from sladsl.data.errors import UnreadableData
from sladsl.record import replace
from sladsl.source import SourceText
from tests.cli.run import run

FULL = Answers(
    title='Hosting "plus" {of} # everything',
    provider="Nimbus Hosting GmbH",
    customer="Acme Retail AG",
    service="Web shop",
    currency="EUR",
    fee="12_000 EUR per month",
    zone="Europe/Berlin",
    effective="2026-01-01",
    promise="uptime",
    every="5 minutes",
    within="4 hours",
    target="99.5%",
    period="month",
    credits="at least 99.5%: none\nat least 99%: 10%\notherwise: 25%",
    cap="50% per month",
    deadline="30 days",
)
CHECKS = "at,ok\n" + "".join(
    f"2026-03-01T00:{minute:02}Z,{'no' if minute == 7 else 'yes'}\n" for minute in range(60)
)
TICKETS = "number,priority,opened,responded\n" + "".join(
    f"T{n},P{1 + n % 3},2026-03-{n:02} 09:00,2026-03-{n:02} 09:{n:02}\n" for n in range(1, 29)
)
OUTAGES = "incident,impact,downtime_start,downtime_end\n" + "".join(
    f"{n},{'minor' if n % 2 else 'major'},2026-03-{n:02}T10:00Z,2026-03-{n:02}T10:30Z\n" for n in range(1, 9)
)
REPORT = """\
Month,Measure,Result
2026-01,Portal availability,99.81%
2026-01,Calls answered,93.1%
2026-02,Portal availability,98.32%
"""


DOWN_IS_OPEN = "# open: when is the service down? down when:"


def sound(made: Draft) -> None:
    """Parses, has no error but what it asks about, is in the style."""
    findings = check(read_text(made.text))
    errors = [each.name for each in findings if each.severity == "error"]
    assert errors == (["down-unstated"] if DOWN_IS_OPEN in made.text else []), made.text
    assert format_text(SourceText(made.text))[0] == made.text
    assert made.text.startswith("# A draft")
    assert max(map(len, made.text.split("\n"))) <= 125
    assert made.questions == (made.text + made.binding).count("# open: ")


def evaluated(made: Draft, folder: Path) -> str:
    """What evaluating the draft with the data.toml beside it prints."""
    (folder / "a.sla").write_text(made.text, encoding="utf-8")
    (folder / "data.toml").write_text(made.binding, encoding="utf-8")
    done = run(["evaluate", str(folder / "a.sla"), "--as-of", "2027-01-01"])
    assert (done.code, done.err) == (0, ""), made.text + made.binding + done.err
    return done.out


def table(folder: Path, text: str, name: str = "checks.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


# ---- from answers alone


@pytest.mark.parametrize("promise", ["uptime", "answers", "levels", ""])
def test_every_promise_over_every_period(promise: str) -> None:
    for period in ("day", "week", "month", "quarter", "year"):
        sound(draft(replace(FULL, promise=promise, period=period)))
    sound(draft(Answers(promise=promise, target="99%", credits="5%")))


@pytest.mark.parametrize("left_out", [question.key for question in QUESTIONS])
def test_every_question_can_be_left_open(left_out: str) -> None:
    for promise in ("uptime", "levels"):
        answers = replace(FULL, promise=promise)
        sound(draft(replace(answers, **{left_out: "month" if left_out == "period" else ""})))


def test_a_draft_of_nothing_asks_everything() -> None:
    made = draft(Answers())
    sound(made)
    for question in (
        "who provides",
        "who receives",
        "what is provided",
        "what is promised",
        "time zone",
        "currency",
    ):
        assert question in made.text
    assert "not stated" in made.text


FEES = ("", "as invoiced per quarter", "1_000 EUR per year", "0.01 EUR per day")
CAPS = ("", "50% per month", "100% per term", "20% per calendar year", "1_000 EUR per contract year")
CREDITS = ("none", "5%", "100 EUR", "at least 99.5%: none\notherwise: 100 EUR")


@pytest.mark.parametrize("cap", CAPS)
def test_money_in_every_form(cap: str) -> None:
    for place, credits in enumerate(CREDITS):
        period = ("month", "year", "day", "quarter")[place]
        sound(draft(replace(FULL, fee=FEES[place], cap=cap, credits=credits, period=period)))


def test_what_was_answered_stands_there() -> None:
    text = draft(FULL).text
    for said in (
        'sla HostingPlusOfEverything "Hosting \\"plus\\" {of} # everything" {',
        "effective: 2026-01-01",
        'time zone: "Europe/Berlin"',
        'party Nimbus "Nimbus Hosting GmbH" { role: provider',
        'service Web "Web shop" { hours: always   fee: 12_000 EUR per month }',
        "every: 5 minutes",
        "Nimbus ensures Uptime at least 99.5% each month",
        "at least 99%:   10%",
        "cap: 50% of that month's fee of Web per month",
        "deadline: 30 days after the month",
    ):
        assert said in text
    assert "4 hours" not in text


def test_the_choices_that_are_open_are_listed() -> None:
    text = draft(FULL).text
    assert "# open: missing samples: down or up or unknown" in text
    assert "# open: undecided records:" not in text


def test_what_was_only_assumed_is_asked() -> None:
    assert "is 99.5% each month what is promised?" not in draft(FULL).text
    assert "is 99.5% each month what is promised?" in draft(replace(FULL, assumed=("target",))).text


def test_what_the_checker_refuses_is_asked_instead() -> None:
    """Samples two days apart can't tell 99.9% of a week: the target is a question, and the draft is sound."""
    made = draft(replace(FULL, every="12 hours", target="99.9%", period="week"))
    sound(made)
    assert "ensures Uptime at least" not in made.text.replace("# open: how much is promised?", "")[
        :0
    ] + "".join(line for line in made.text.splitlines(keepends=True) if "# open:" not in line)


texts = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' "\\{}#'), max_size=40).map(
    lambda text: " ".join(f"a{text}".split())
)


@settings(max_examples=12)
@given(texts, texts, texts, texts, st.sampled_from(["uptime", "answers", "levels", ""]))
def test_whatever_things_are_called(
    title: str, provider: str, customer: str, service: str, promise: str
) -> None:
    named = {"title": title, "provider": provider, "customer": customer, "service": service}
    made = draft(replace(FULL, promise=promise, **named))
    sound(made)
    agreement = read_text(made.text).agreement
    assert agreement is not None
    assert agreement.title == title
    assert [party.title for party in agreement.parties.values()] == [provider, customer]


@pytest.mark.parametrize(
    "name", ["Uptime", "Availability", "checks", "Provider", "Monday", "sla", "not", "Acme", "EUR"]
)
def test_names_that_the_draft_needs_itself(name: str) -> None:
    sound(draft(replace(FULL, title=name, provider=name, customer=name, service=name)))


# ---- what is usual


def test_bands_that_are_usual() -> None:
    assert usual_bands("99.9%") == "99.9% none, 99% 10%, otherwise 25%"
    assert usual_bands("95%") == "95% none, 90% 10%, otherwise 25%"
    assert usual_bands("100%") == "100% none, otherwise 10%"
    assert usual_bands("10%") == "10% none, otherwise 10%"
    for target in ("99.99%", "99.5%", "90%", "50%", "1%", "0%"):
        (bands,) = [question for question in QUESTIONS if question.key == "credits"]
        assert bands.read(usual_bands(target), FULL)


@pytest.mark.parametrize(
    ("minutes", "target"), [(1, "99.9%"), (60, "99.5%"), (12 * 60, "98%"), (24 * 60, "95%")]
)
def test_targets_that_the_samples_can_tell(minutes: int, target: str) -> None:
    assert usual_target(Answers(promise="uptime", apart=minutes * 60_000_000)) == target


def test_questions_that_make_no_sense_are_not_asked() -> None:
    known = Answers()
    keys = [question.key for question in QUESTIONS if asked(question, replace(FULL, promise="levels"), known)]
    assert "every" not in keys
    assert "within" not in keys
    keys = [question.key for question in QUESTIONS if asked(question, replace(FULL, credits="none"), known)]
    assert "cap" not in keys
    assert "deadline" not in keys


def test_a_fee_tells_the_currency() -> None:
    (fee,) = [question for question in QUESTIONS if question.key == "fee"]
    assert with_answer(Answers(), fee, "1_000 CHF per month").currency == "CHF"
    assert with_answer(Answers(), fee, "as invoiced per month").currency == ""


# ---- columns


@pytest.mark.parametrize(
    ("title", "cells", "type"),
    [
        ("at", ["2026-03-01 10:00", "2026-03-01T10:01Z", ""], "time"),
        ("day", ["2026-03-01", "2026-03-02"], "time"),
        ("when", ["01/03/2026 10:00", "02/03/2026 11:00"], "unreadable time"),
        ("when", ["1772354400", "1772354460"], "number"),
        ("ok", ["yes", "no", "yes"], "yes or no"),
        ("ok", ["TRUE", "FALSE"], "yes or no"),
        ("ok", ["1", "0", "1"], "yes or no"),
        ("is_up", ["1", "1"], "yes or no"),
        ("failures", ["1", "0", "0"], "number"),
        ("count", ["0", "0"], "number"),
        ("state", ["up", "down", "up"], "yes or no"),
        ("state", ["up", "down", "degraded", "up"], "choice"),
        ("priority", ["P1", "P2", "P1", "P2"], "choice"),
        ("note", ["a", "b", "c", "d", "e", "f"], "text"),
        ("latency_ms", ["12", "15.5"], "duration"),
        ("LatencyMs", ["12", "15.5"], "duration"),
        ("requests", ["12", "-15.5"], "number"),
        ("ratio", ["0.123456789", "0.2"], "unreadable number"),
        ("ratio", ["1e5", "2"], "unreadable number"),
        ("empty", ["", ""], "text"),
        ("mixed", ["1", "yes", "2026-03-01"], "choice"),
        ("tail ", ["a ", "b", "a ", "b"], "text"),
        ("name", ["a\x00b", "c", "c", "a\x00b"], "text"),
    ],
)
def test_types_of_columns(title: str, cells: list[str], type: str) -> None:
    assert column(title, tuple(cells)).type == type


# ---- from data


def hourly(titles: str, row: str) -> str:
    """A table with a row for each of nine hours: `{h}` in it is the hour, `{d}` a word of two."""
    return f"{titles}\n" + "".join(row.format(h=h, d="down" if h == 3 else "up") + "\n" for h in range(9))


def daily(titles: str, row: str, days: tuple[int, ...] = (1, 2, 4, 8)) -> str:
    """A table with a row for some days, too far apart to be samples."""
    kinds = ("time", "a b", "x{y}")
    return f"{titles}\n" + "".join(
        row.format(n=n, v="yes" if n % 2 else "no", k=kinds[n % 3]) + "\n" for n in days
    )


SHAPES = {
    "samples": (CHECKS, "samples", "uptime"),
    "samples of a status": (hourly("time;state", "2026-03-01 0{h}:00;{d}"), "samples", "uptime"),
    "samples of a code": (hourly("at,http_code", "2026-03-01T0{h}:00Z,{h}00"), "samples", "uptime"),
    "samples of a latency": (hourly("at,latency_ms", "2026-03-01T0{h}:00Z,{h}000"), "samples", "uptime"),
    "samples of several": (
        hourly("at,probe,ok", "2026-03-01T0{h}:00Z,a,yes\n2026-03-01T0{h}:00Z,b,no"),
        "samples",
        "uptime",
    ),
    "samples with jitter": (hourly("at,ok", "2026-03-01T0{h}:0{h}:00Z,yes"), "samples", "uptime"),
    "tickets": (TICKETS, "records", "answers"),
    "solved tickets": (
        daily("id,created,resolved", "{n},2026-03-0{n} 09:00,2026-03-0{n} 11:00"),
        "records",
        "answers",
    ),
    "tickets with a verdict": (
        daily("id,opened,met_sla", "{n},2026-03-0{n} 09:00,{v}"),
        "records",
        "answers",
    ),
    "tickets with nothing to tell": (daily("id,opened", "{n},2026-03-0{n} 09:00"), "records", "answers"),
    "times that nobody named": (daily("a,b", "2026-03-0{n} 09:00,2026-03-0{n} 10:00"), "records", "answers"),
    "outages": (OUTAGES, "intervals", "uptime"),
    "maintenance": ("start,end\n2026-03-01 02:00,2026-03-01 04:00\n", "intervals", "uptime"),
    "words of the language as titles": (
        hourly("not,time,to,where,ok,measure,at least", "2026-03-01 0{h}:00,1,2,3,{d},5,6"),
        "samples",
        "uptime",
    ),
    "titles like each other": (hourly("at,ok,OK,o k", "2026-03-01 0{h}:00,yes,no,1"), "samples", "uptime"),
    "odd values": (daily("at,kind", "2026-03-0{n} 09:00,{k}"), "records", "answers"),
    "titles in quotes": (hourly('"Checked at","Up?"', "2026-03-01 0{h}:00,yes"), "samples", "uptime"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_drafts_from_tables(shape: str, tmp_path: Path) -> None:
    text, holds, promise = SHAPES[shape]
    looked = look(table(tmp_path, text))
    assert looked.seen is not None
    assert (looked.seen.holds, looked.promise) == (holds, promise)
    sound(draft(looked.known, looked, str(tmp_path)))
    made = draft(replace(FULL, promise=promise, target="90%"), looked, str(tmp_path))
    sound(made)
    if DOWN_IS_OPEN in made.text:
        assert shape == "samples of a latency"
        refused_until_it_is_said(made, tmp_path)
    else:
        assert "2026-03" in evaluated(made, tmp_path)


def refused_until_it_is_said(made: Draft, folder: Path) -> None:
    """A draft that leaves open when the service is down evaluates to nothing, and says what lacks."""
    (folder / "a.sla").write_text(made.text, encoding="utf-8")
    (folder / "data.toml").write_text(made.binding, encoding="utf-8")
    done = run(["evaluate", str(folder / "a.sla"), "--as-of", "2027-01-01"])
    assert (done.code, done.out) == (2, "")
    assert "Nothing says which samples mean that the service is down." in done.err
    assert "# open: nothing happened" in made.text or "# open: missing samples" in made.text


def states(*counts: tuple[str, int]) -> str:
    """Samples a minute apart of which so many say each state."""
    said = [state for state, count in counts for _ in range(count)]
    rows = [f"2026-03-01T{at // 60:02}:{at % 60:02}Z,{state}" for at, state in enumerate(said)]
    return "\n".join(["at,Ergebnis", *rows, ""])


@pytest.mark.parametrize(
    ("counts", "condition", "question"),
    [
        (
            (("OK", 200), ("TIMEOUT", 45), ("HTTP 503", 2), ("Wartung", 1)),
            "Ergebnis is not OK",
            'is everything else down: "HTTP 503", TIMEOUT, Wartung?',
        ),
        (
            (("HTTP 200", 100), ("HTTP 503", 20)),
            'Ergebnis is not "HTTP 200"',
            'is everything else down: "HTTP 503"?',
        ),
        (
            (("erreichbar", 100), ("gestört", 20)),
            "Ergebnis is not erreichbar",
            'is everything else down: "gestört"?',
        ),
        ((("OK", 20), ("DOWN", 5), ("Wartung", 90)), "Ergebnis is DOWN", "is nothing else down: Wartung?"),
        ((("OK", 20), ("Wartung", 90)), "", "when is the service down? down when: Ergebnis is OK, Wartung"),
        ((("OK", 90), ("not ok", 20), ("Wartung", 3)), "Ergebnis is not OK", "is everything else down"),
        ((("not ok", 90), ("Wartung", 3)), "", "when is the service down?"),
        (
            (("grau", 90), ("blau", 9), ("rot", 1)),
            "",
            "when is the service down? down when: Ergebnis is blau, grau, rot",
        ),
        ((("OK", 90), ("success", 80), ("Wartung", 3)), "", "when is the service down?"),
    ],
)
def test_what_is_down_is_never_the_rare_word(
    counts: tuple[tuple[str, int], ...], condition: str, question: str, tmp_path: Path
) -> None:
    made = draft(FULL, look(table(tmp_path, states(*counts))), str(tmp_path))
    sound(made)
    assert f"# open: {question}" in made.text
    if condition:
        assert f"down when: {condition}\n" in made.text
        assert "2026-03" in evaluated(made, tmp_path)
    else:
        assert "  down when:" not in made.text
        refused_until_it_is_said(made, tmp_path)


def test_the_source_says_what_the_table_holds(tmp_path: Path) -> None:
    made = draft(FULL, look(table(tmp_path, TICKETS, "tickets.csv")), str(tmp_path))
    assert "holds: records   of: Web   each: ticket   key: number" in made.text
    assert "fields { number: text   priority: P1, P2, P3   opened: time   responded: time }" in made.text
    assert "good when: opened to responded at most 4 hours" in made.text
    assert "record belongs to: opened" in made.text
    assert "# open: do all of them count? where: priority is P1" in made.text


def test_times_without_a_zone_are_asked_about(tmp_path: Path) -> None:
    looked = look(table(tmp_path, TICKETS))
    with_zone = draft(FULL, looked, str(tmp_path)).binding
    assert 'name no zone; are they those of the agreement?\nzone = "Europe/Berlin"' in with_zone
    without = draft(replace(FULL, zone=""), looked, str(tmp_path))
    assert 'name no zone; UTC is a guess\nzone = "UTC"' in without.binding
    assert "1 met." in evaluated(without, tmp_path)
    zoned = draft(FULL, look(table(tmp_path, CHECKS)), str(tmp_path)).binding
    assert "zone" not in zoned
    assert "times" not in zoned


def test_the_binding_translates(tmp_path: Path) -> None:
    text = SHAPES["samples of a status"][0]
    made = draft(FULL, look(table(tmp_path, text, "my checks.csv")), str(tmp_path))
    assert 'file = "my checks.csv"' in made.binding
    assert 'delimiter = ";"' in made.binding
    assert 'columns = { "at" = "time" }' in made.binding
    assert '"down" = "no"\n"up" = "yes"' in made.binding
    assert "down when: not state" in made.text


def test_the_measures_of_a_report_are_objectives(tmp_path: Path) -> None:
    looked = look(table(tmp_path, REPORT, "report.csv"))
    assert looked.report is not None
    made = draft(replace(FULL, promise="levels"), looked, str(tmp_path))
    sound(made)
    assert 'objective PortalAvailability "Portal availability"' in made.text
    assert '"Calls answered" = "CallsAnswered"' in made.binding
    shown = evaluated(made, tmp_path)
    assert "99.81%" in shown
    assert "93.1%" in shown


def test_a_workbook_with_a_heading_and_targets(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Report of the provider"])
    sheet.append([])
    sheet.append(["Month", "Measure", "Target", "Result"])
    sheet.append(["2026-01", "Portal", 0.995, 0.9981])
    sheet.append(["2026-02", "Portal", 0.995, 0.9832])
    path = str(tmp_path / "report.xlsx")
    book.save(path)
    looked = look(path)
    made = draft(Answers(currency="EUR", credits="5%", target="90%"), looked, str(tmp_path))
    sound(made)
    assert "ensures at least 99.5% each month" in made.text
    assert 'unit = "ratio"' in made.binding
    assert "98.32%" in evaluated(made, tmp_path)


def test_a_report_with_months_as_titles(tmp_path: Path) -> None:
    looked = look(table(tmp_path, "Service,2026-01,2026-02\nPortal,99.81%,98.32%\nDesk,93.1%,88.7%\n"))
    assert looked.report is not None
    assert looked.report.wide
    made = draft(replace(FULL, promise="levels"), looked, str(tmp_path))
    sound(made)
    assert "88.7%" in evaluated(made, tmp_path)


def test_a_file_elsewhere_is_named_from_the_draft(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "drafts").mkdir()
    looked = look(table(tmp_path / "data", CHECKS))
    made = draft(FULL, looked, str(tmp_path / "drafts"))
    assert 'file = "../data/checks.csv"' in made.binding
    assert "Availability" in evaluated(made, tmp_path / "drafts")


def test_only_the_first_rows_of_a_long_file_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sladsl.api.drafting.tables.MOST_ROWS", 10)
    made = draft(FULL, look(table(tmp_path, CHECKS)), str(tmp_path))
    sound(made)
    assert "Only those were looked at" in made.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("at,ok\n", "has no rows"),
        ("a,b\n1,2\n", "No column"),
        ("when,ok\nMarch 3 2026,yes\nMarch 4 2026,no\n", "No column"),
        ("\x00\x01", "not text"),
        ("PK\x03\x04", "workbook"),
        ('a,b\n"1,2\n', "quote is never closed"),
        (",,\n,,\n", "No column"),
    ],
)
def test_tables_that_nothing_can_be_drafted_from(text: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableData) as trouble:
        look(table(tmp_path, text))
    assert why in f"{trouble.value.message} {trouble.value.hint}"
    assert trouble.value.hint


def test_a_form_of_time_that_can_not_be_read_is_shown(tmp_path: Path) -> None:
    with pytest.raises(UnreadableData) as trouble:
        look(table(tmp_path, "when,ok\n31/12/2026 10:00,yes\n12/31/2026 10:00,yes\n"))
    assert '"when" holds "31/12/2026 10:00"' in trouble.value.hint


def test_local_times_are_read_and_their_form_is_said_or_asked_for(tmp_path: Path) -> None:
    one = look(
        table(tmp_path, "id,opened,answered\n1,31.12.2025 10:00,31.12.2025 11:00\n2,01.01.2026 9:00,\n")
    )
    made = draft(FULL, one, str(tmp_path))
    assert 'times = "day.month.year"\n' in made.binding
    assert "which of their numbers" not in made.binding
    assert "opened: time" in made.text
    assert "Response" in evaluated(made, tmp_path)
    two = look(
        table(tmp_path, "id,opened,answered\n1,01/02/2026 10:00,01/02/2026 11:00\n2,02/02/2026 9:00,\n")
    )
    asked = draft(FULL, two, str(tmp_path)).binding
    assert 'is it month/day/year?\ntimes = "day/month/year"' in asked


def test_a_workbook_is_looked_through_sheet_by_sheet(tmp_path: Path) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Report"])
    tickets = book.create_sheet("Tickets")
    tickets.append(["Ticket list", "March"])
    tickets.append(["No.", "Priority", "Opened", "Solved"])
    for number in range(4):
        opened = datetime(2026, 3, 2 + number, 9)
        tickets.append([f"T{number}", f"P{number % 2 + 1}", opened, opened + timedelta(hours=3)])
    path = str(tmp_path / "report.xlsx")
    book.save(path)
    looked = look(path)
    assert looked.seen is not None
    assert (looked.seen.sheet, looked.seen.holds, looked.promise) == ("Tickets", "records", "answers")
    made = draft(FULL, looked, str(tmp_path))
    assert 'sheet = "Tickets"' in made.binding
    assert "1 missed" in evaluated(made, tmp_path) or "1 met" in evaluated(made, tmp_path)
    invoices = book.create_sheet("Invoices", 1)
    invoices.append(["Month", "Service", "Net EUR"])
    invoices.append(["March 2026", "Desk", 4300])
    book.save(path)
    assert look(path).seen is not None, "an invoice has months and figures, too, and is no report of levels"
    levels = book.create_sheet("Levels")
    levels.append(["Service", "January 2026", "February 2026"])
    levels.append(["Portal", "99.9%", "99.1%"])
    book.save(path)
    looked = look(path)
    assert looked.report is not None
    assert (looked.report.sheet, looked.report.measures) == ("Levels", ("Portal",))
    assert 'sheet = "Levels"' in draft(FULL, looked, str(tmp_path)).binding
    assert look(path, "answers").seen is not None
    with pytest.raises(UnreadableData, match="No table of levels"):
        look(_tickets_alone(tmp_path), "levels")


def _tickets_alone(folder: Path) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No.", "Opened", "Solved"])
    sheet.append(["T1", datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 11)])
    book.save(folder / "tickets.xlsx")
    return str(folder / "tickets.xlsx")


def test_other_files(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "x.xlsx")
    for path, why in (
        (tmp_path / "x.xlsx", "has no rows below its titles"),
        (tmp_path / "no.csv", "no file"),
        (tmp_path, "folder"),
    ):
        with pytest.raises(UnreadableData) as trouble:
            look(str(path))
        assert why in trouble.value.message
    with pytest.raises(UnreadableData):
        look(table(tmp_path, TICKETS), "levels")


def test_what_the_data_can_not_tell(tmp_path: Path) -> None:
    tickets, checks = look(table(tmp_path, TICKETS, "t.csv")), look(table(tmp_path, CHECKS, "c.csv"))
    assert mismatch("uptime", tickets)
    assert mismatch("answers", checks)
    assert mismatch("levels", checks)
    for promise, looked in (("answers", tickets), ("uptime", checks), ("", tickets)):
        assert mismatch(promise, looked) == ""


WORDS = st.sampled_from(
    [
        "",
        "x",
        "yes",
        "no",
        "1",
        "0",
        "2026-03-01 10:00",
        "2026-03-02",
        "up",
        "P1",
        '"',
        "{",
        "# a",
        "é",
        "9.5",
        "\t",
    ]
)


@settings(max_examples=20)
@given(
    st.lists(st.text(max_size=12), min_size=1, max_size=5),
    st.lists(st.lists(WORDS | st.text(max_size=8), min_size=5, max_size=5), max_size=6),
)
def test_any_table_is_drafted_from_or_refused(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], rows: list[list[str]]
) -> None:
    import csv

    folder = tmp_path_factory.mktemp("any")
    with open(folder / "t.csv", "w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["at", *titles])
        for row in rows:
            writer.writerow(["2026-03-01 10:00", *row[: len(titles)]])
    try:
        looked = look(str(folder / "t.csv"))
    except UnreadableData:
        return
    made = draft(replace(FULL, promise=looked.promise, target="90%"), looked, str(folder))
    sound(made)
    evaluated(made, folder)


def test_combinations_with_data(tmp_path: Path) -> None:
    looked = [
        look(table(tmp_path, text, f"{n}.csv")) for n, text in enumerate((CHECKS, TICKETS, OUTAGES, REPORT))
    ]
    for one, zone, credits, currency in itertools.product(
        looked, ("", "UTC"), ("", "5%", "none"), ("", "EUR")
    ):
        sound(
            draft(
                replace(one.known, zone=zone, credits=credits, currency=currency, target="90%"),
                one,
                str(tmp_path),
            )
        )


def test_a_looked_at_file_is_either(tmp_path: Path) -> None:
    for text in (CHECKS, REPORT):
        found = look(table(tmp_path, text))
        assert isinstance(found, Looked)
        assert (found.seen is None) is not (found.report is None)
        assert os.path.basename((found.seen or found.report).path) == "checks.csv"  # type: ignore[union-attr]
