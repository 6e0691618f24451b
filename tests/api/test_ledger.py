"""Going on from a ledger: two runs come to what one comes to, and no ledger is taken for what it is not."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api import read_text
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.api.refused import Refused
from sladsl.data.binding import Binding, TableRows
from sladsl.data.errors import UnreadableData
from sladsl.data.ledger import read_ledger
from sladsl.outcome.ledger_to_json import ledger_json, seal
from sladsl.record import replace
from sladsl.values.amount import known
from sladsl.values.instant import parse_time
from sladsl.values.to_json import instant

TEXT = """
sla Hosting "Hosting" {
  version: "1"   effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  term { initial: 12 months   renewal: none }
  interpretation { excluded time: out of both   nothing happened: met }
  service S { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: S   fields { site: text }   collected: automatically   collected by: P }
  source works { holds: intervals   collected: by hand   collected by: P }
  exclusion Planned { time: works   allowance: first 2 hours per PER }
  metric Uptime { of: S   measure: uptime from outages   excluding: Planned   EACH }
  objective Availability { P ensures Uptime at least 99% each month   EACH }
  credit for Availability {
    base: that month's fee of S
    bands { at least 99%: none   at least 98%: 10%   otherwise: 50% }
    repeat: 2 times from the 2nd miss in a row
    earn back { share: 50%   when: met in each of the next 2 months   into: next invoice }
  }
  cap: 1_300 EUR per contract year, of all credits
  C may terminate { when: Availability missed in 2 consecutive months   use within: 60 days of the last miss }
  claims { channel: automatic }
  settlement { paid: next invoice or later   unused: carried forward }
}
MORE
"""
DAY = 86_400_000_000
AMENDED = """
amendment Softer { of: Hosting   from: 2026-04-01   needs: both parties
  objective Availability { overrides: Hosting.Availability   P ensures Uptime at least 95% each month }
}"""


def agreed(per: str = "month", each: str = "", more: str = "") -> Any:
    loaded = read_text(TEXT.replace("PER", per).replace("EACH", each).replace("MORE", more))
    assert loaded.agreement is not None, loaded.findings
    return loaded.agreement


def us(text: str) -> int:
    found = parse_time(text)
    assert found is not None
    return found.naive_us


def row(day: str, hours: int, site: str = "a") -> dict[str, str]:
    """An outage from midnight on."""
    start = us(day)
    return {"start": _text(start), "end": _text(start + hours * 3_600_000_000), "site": site}


def _text(at: int) -> str:
    found = instant(at)
    assert found is not None
    return found


def run(
    agreement: Any, rows: list[dict[str, str]], as_of: str, since: str, ledger: Any = None, **more: Any
) -> Evaluation:
    """An evaluation of outages and works (rows of the site `works`), complete from a day on."""
    tables = {
        name: TableRows(
            source=name,
            rows=tuple(
                {k: v for k, v in one.items() if k != "site" or name == "outages"}
                for one in rows
                if (one["site"] == "works") == (name == "works")
            ),
            covers=(us(since), us(as_of)),
        )
        for name in ("outages", "works")
    }
    return evaluate(
        agreement, Binding(tables=tables), as_of=us(as_of), ledger=ledger, engine="reference", **more
    )


def again(found: Evaluation, path: Path) -> Any:
    """The ledger of an evaluation, written and read back."""
    path.write_text(found.json(), encoding="utf-8")
    return read_ledger(str(path))


def settled(of: Evaluation) -> list[object]:
    """All that settling says; what was read and remarked belongs to each run."""
    one = of.outcome.statement
    return [
        one.lines,
        one.totals,
        one.total,
        one.caps,
        one.ledger,
        one.rights,
        one.duties,
        one.payments,
        one.term,
    ]


def names(of: Evaluation) -> set[str]:
    return {each.name for each in of.outcome.statement.findings}


ROWS = st.lists(
    st.builds(
        row,
        st.dates(date(2026, 1, 1), date(2026, 6, 27)).map(str),
        st.integers(1, 40),
        st.sampled_from(("a", "b", "works")),
    ),
    max_size=9,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, month=st.integers(2, 6), each=st.booleans(), amended=st.booleans())
def test_two_runs_are_one(
    rows: list[dict[str, str]], month: int, each: bool, amended: bool, tmp_path: Path
) -> None:
    agreement = agreed(each="for each: site" if each else "", more=AMENDED if amended else "")
    day = f"2026-{month:02}-01"
    # Sites that are known from the beginning: what hits all of them is not kept for one that comes later.
    rows = [row("2026-01-01", 1, "a"), row("2026-01-02", 1, "b"), *rows]
    whole = run(agreement, rows, "2026-07-01", "2026-01-01")
    # An outage over the end of the month is in both halves of the data.
    then = run(agreement, [one for one in rows if one["start"][:10] < day], day, "2026-01-01")
    now = [one for one in rows if us(one["end"][:16].replace("Z", "") + "Z") > us(day)]
    later = run(agreement, now, "2026-07-01", day, again(then, tmp_path / "then.json"))
    assert settled(later) == settled(whole)
    assert [one.scopes for one in later.ledger().kept] == [one.scopes for one in whole.ledger().kept]  # type: ignore[union-attr]


def changed(day: str, what: int) -> str:
    """An amendment of the promise, of the fee, of the cap, or of all three."""
    blocks = (
        "objective Availability { overrides: Hosting.Availability   P ensures Uptime at least 98.5% each month }",
        "service S { overrides: Hosting.S   hours: always   fee: 2_000 EUR per month }",
        "cap: 900 EUR per contract year, of all credits",
    )
    said = blocks if what == len(blocks) else blocks[what : what + 1]
    return f"amendment A{day[5:7]}{day[8:]} {{ of: Hosting   from: {day}   {' '.join(said)} }}\n"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    month=st.integers(2, 6),
    days=st.lists(
        st.sampled_from(("2026-01-20", "2026-03-01", "2026-04-01", "2026-04-17", "2026-06-30")),
        min_size=1,
        max_size=2,
        unique=True,
    ),
    what=st.lists(st.integers(0, 3), min_size=2, max_size=2),
    terms=st.sampled_from(("at the failure", "at the start of the period", "day by day")),
)
def test_two_runs_are_one_over_any_amendments(
    rows: list[dict[str, str]], month: int, days: list[str], what: list[int], terms: str, tmp_path: Path
) -> None:
    """The second run goes on at, before and after the day of an amendment, and within the month that it cuts."""
    more = "".join(changed(*each) for each in zip(sorted(days), what, strict=False))
    text = TEXT.replace("nothing happened: met", f"nothing happened: met   terms in force: {terms}")
    agreement = read_text(text.replace("PER", "month").replace("EACH", "").replace("MORE", more)).agreement
    day = f"2026-{month:02}-01"
    rows = [row("2026-01-01", 1), *rows]
    whole = run(agreement, rows, "2026-07-01", "2026-01-01")
    then = run(agreement, [one for one in rows if one["start"][:10] < day], day, "2026-01-01")
    now = [one for one in rows if us(one["end"][:16].replace("Z", "") + "Z") > us(day)]
    later = run(agreement, now, "2026-07-01", day, again(then, tmp_path / "then.json"))
    assert settled(later) == settled(whole)
    assert [one.scopes for one in later.ledger().kept] == [one.scopes for one in whole.ledger().kept]  # type: ignore[union-attr]


def test_by_hand(tmp_path: Path) -> None:
    """31 days of January are 744 hours: 10 lost leave 98.66%, so 100 EUR; February (672) with 20 lost 97.02%, the 2nd miss
    in a row, twice 500 EUR; March (744) with 30 lost 95.97%, twice 500, of which the cap of 1,300 leaves 200."""
    old = run(agreed(), [row("2026-01-10", 10), row("2026-02-10", 20)], "2026-03-01", "2026-01-01")
    assert money(old) == [100, 1000]
    new = run(agreed(), [row("2026-03-10", 30)], "2026-04-01", "2026-03-01", again(old, tmp_path / "o.json"))
    assert money(new) == [100, 1000, 200]
    assert [each.state for each in new.outcome.statement.rights] == ["open"]
    assert "from-ledger" in names(new)
    # The same again gives the same bytes.
    path = tmp_path / "o.json"
    twice = run(agreed(), [row("2026-03-10", 30)], "2026-04-01", "2026-03-01", read_ledger(str(path)))
    assert twice.json() == new.json()


def money(of: Evaluation) -> list[int]:
    return [int(known(each.credit, "EUR").amount) for each in of.outcome.statement.lines]  # type: ignore


def test_an_amendment_rewrites_nothing(tmp_path: Path) -> None:
    """20 lost hours of April (720) leave 97.22%: 50% as first agreed, no credit as amended from April on."""
    old = run(agreed(), [row("2026-03-10", 20)], "2026-04-01", "2026-03-01")
    new = run(
        agreed(more=AMENDED),
        [row("2026-04-10", 20)],
        "2026-05-01",
        "2026-04-01",
        again(old, tmp_path / "o.json"),
    )
    before, after = old.outcome.statement.lines[0], new.outcome.statement.lines[0]
    # What comes back of the credit is known one month more.
    assert replace(after, earned=None) == replace(before, earned=None)
    assert [each.status for each in new.outcome.statement.lines] == ["missed", "met"]
    assert "ledger-of-other-terms" not in names(new)


def test_other_terms_are_told_and_open(tmp_path: Path) -> None:
    old = run(agreed(), [row("2026-03-10", 20)], "2026-04-01", "2026-03-01")
    changed = agreed(per="quarter")
    new = run(changed, [row("2026-04-10", 20)], "2026-05-01", "2026-04-01", again(old, tmp_path / "o.json"))
    assert "ledger-of-other-terms" in names(new)
    first, second = new.outcome.statement.lines
    assert (first.status, first.reason, second.status) == ("not assessed", "no data", "missed")


def test_an_allowance_reaches_back(tmp_path: Path) -> None:
    """What is left of a quarter's allowance hangs on works before: without them nobody can say."""
    agreement = agreed(per="quarter")
    old = run(agreement, [row("2026-01-10", 10)], "2026-02-01", "2026-01-01")
    new = run(agreement, [row("2026-02-10", 10)], "2026-03-01", "2026-02-01", again(old, tmp_path / "o.json"))
    assert "ledger-not-enough" in names(new)


def test_data_that_differ_do_not_rewrite(tmp_path: Path) -> None:
    old = run(agreed(), [row("2026-01-10", 10)], "2026-02-01", "2026-01-01")
    rows = [row("2026-01-10", 20), row("2026-02-10", 20)]
    new = run(agreed(), rows, "2026-03-01", "2026-01-01", again(old, tmp_path / "o.json"))
    assert money(new) == [100, 1000]
    assert "ledger-differs" in names(new)
    same = run(
        agreed(), [row("2026-01-10", 10)], "2026-03-01", "2026-01-01", read_ledger(str(tmp_path / "o.json"))
    )
    assert "ledger-differs" not in names(same)
    ledger = read_ledger(str(tmp_path / "o.json"))
    # A binding that says the same in each month, and rows of the new month alone.
    later = run(agreed(), [row("2026-02-10", 20)], "2026-03-01", "2026-01-01", ledger)
    assert "ledger-differs" not in names(later)
    assert money(later) == [100, 1000]


def test_another_agreement_or_day_is_refused(tmp_path: Path) -> None:
    ledger = again(run(agreed(), [], "2026-02-01", "2026-01-01"), tmp_path / "o.json")
    for other, as_of, said in (
        (replace(agreed(), name="Other"), "2026-03-01", "of the agreement `Hosting`"),
        (replace(agreed(), zone="Europe/Berlin"), "2026-03-01", "in UTC"),
        (agreed(), "2026-01-20", "later than the day"),
    ):
        with pytest.raises(Refused, match=said):
            run(other, [], as_of, "2026-01-01", ledger)
    other = run(replace(agreed(), version="2"), [], "2026-03-01", "2026-02-01", ledger)
    assert "ledger-of-other-version" in names(other)


def test_from_python(tmp_path: Path) -> None:
    """10 lost hours of January and 20 of February, handed over month by month."""
    path = tmp_path / "o.json"
    text = read_text(TEXT.replace("PER", "month").replace("EACH", "").replace("MORE", ""))
    first = sladsl.evaluate(text, {"outages": [row("2026-01-10", 10)]}, as_of="2026-02-01", period="2026-01")
    path.write_text(first.json(), "utf-8")
    rows = [row("2026-02-10", 20)]
    then = sladsl.evaluate(text, {"outages": rows}, as_of="2026-03-01", ledger=path)
    assert money(then) == [100, 1000]
    asked = sladsl.evaluate(text, {"outages": rows}, as_of="2026-03-01", period="2026-02", ledger=path)
    assert money(asked) == [1000]


REPORTED = """
sla Hosting "Hosting" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  service S { hours: always   fee: as invoiced per month }
  objective A { P ensures at least 99% each month   measure: as reported   of: S   collected by: P }
  credit for A { base: that month's fee of S   amount: 40% }
  cap: 30% of that month's fee of S per month, of all credits
  claims { channel: in writing   deadline: 30 days after the month }
  settlement { paid: next invoice or later   unused: carried forward }
}
"""


def test_what_was_stated_goes_on(tmp_path: Path) -> None:
    """30% of 1,000, 250 and 800 EUR; the fee of February comes only with the second run."""
    text, path = read_text(REPORTED), tmp_path / "o.json"
    levels = [{"period": f"2026-0{at}", "objective": "A", "level": "95%"} for at in (1, 2, 3)]
    fees = [
        {"service": "S", "period": f"2026-0{at}", "amount": amount, "currency": "EUR"}
        for at, amount in ((1, "1000"), (2, "250"), (3, "800"))
    ]
    claims = [{"objective": "A", "period": f"2026-0{at}", "claimed": f"2026-0{at + 1}-05"} for at in (1, 2)]

    def told(as_of: str, part: slice, paid: slice, ledger: Path | None = None, **other: Any) -> Evaluation:
        data: dict[str, Any] = {"levels": levels[part], "fees": fees[paid], "claims": claims[paid], **other}
        return sladsl.evaluate(text, data, as_of=as_of, ledger=ledger)

    every = slice(None)
    whole = told("2026-04-05", every, every)
    path.write_text(told("2026-03-01", slice(2), slice(1)).json(), "utf-8")
    later = told("2026-04-05", slice(2, 3), slice(1, 3), path)
    assert settled(later) == settled(whole)
    assert money(later) == [300, 75, 240]
    assert [each.claim.state for each in later.outcome.statement.lines if each.claim] == [
        "made in time",
        "made in time",
        "open",
    ]
    # Whoever corrects a past level or fee is told that it stays.
    wrong = told("2026-04-05", every, slice(1, 3), path, levels=[{**levels[0], "level": "99.5%"}, levels[2]])
    assert settled(wrong) == settled(whole)
    (found,) = (each for each in wrong.outcome.statement.findings if each.name == "ledger-differs")
    assert (found.source, found.samples) == ("levels", ((0, "A, 2026-01"),))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: "{", "no outcome"),
        (lambda text: "[" * 100_000, "no outcome"),
        (lambda text: "[1.5]", "no outcome"),
        (lambda text: "9" * 5_000, "no outcome"),
        (lambda text: "[]", "no outcome"),
        (lambda text: '{"format": "sladsl.outcome/1"}', "no ledger"),
        (lambda text: text.replace("sladsl.ledger/1", "sladsl.ledger/9"), "has the format"),
        (lambda text: text.replace('"down": 36000000000', '"down": 0'), "was changed"),
        (lambda text: text.replace('"seal": "', '"seal": "0'), "was changed"),
    ],
)
def test_hostile_ledgers(change: Any, said: str, tmp_path: Path) -> None:
    path = tmp_path / "o.json"
    path.write_text(
        change(run(agreed(), [row("2026-01-10", 10)], "2026-02-01", "2026-01-01").json()), "utf-8"
    )
    with pytest.raises(UnreadableData, match=said) as found:
        read_ledger(str(path))
    assert found.value.hint
    with pytest.raises(UnreadableData, match="can't be opened"):
        read_ledger(str(tmp_path / "none.json"))


def test_sealed_nonsense_is_told(tmp_path: Path) -> None:
    """Whoever seals what he made up gets a message for each field that holds what none does, and never a traceback."""
    path = tmp_path / "o.json"
    whole = ledger_json(again(run(agreed(), [row("2026-01-10", 10)], "2026-02-01", "2026-01-01"), path))
    for name in whole.keys() - {"format", "seal"}:
        for wrong in (None, 1, "x", [1], [{}], {}, [None], True):
            made = {**whole, name: wrong}
            del made["seal"]
            path.write_text(json.dumps({**made, "seal": seal(made)}), "utf-8")
            with suppress(UnreadableData):
                read_ledger(str(path))
    made = {key: value for key, value in whole.items() if key != "seal"}
    made["measured"] = [{**made["measured"][0], "scopes": {"": {"down": True}}}]
    path.write_text(json.dumps({**made, "seal": seal(made)}), "utf-8")
    with pytest.raises(UnreadableData, match="whole number"):
        read_ledger(str(path))
