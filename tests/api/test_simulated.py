"""Simulated histories: each is settled as the same history from a file is, and figures are those of their draws."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.refused import Refused
from sladsl.api.simulating.process import Outages, read_process
from sladsl.api.simulating.side import told
from sladsl.api.simulating.simulation import Compared, Simulation, simulate
from sladsl.data.binding import Binding, LevelsFile, TableFile
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.model.meanings import Agreement
from sladsl.outcome.simulated import Chances, ratio
from sladsl.outcome.simulated import mean as mean_of
from sladsl.outcome.simulated_to_json import simulated_json
from sladsl.outcome.simulated_to_text import simulated_text
from sladsl.outcome.statement import Statement
from sladsl.record import replace
from sladsl.values.chance import Chance
from sladsl.values.instant import instant_text, parse_time
from sladsl.values.zones import zone

TEXT = """
sla Lines "Leased line" {
  effective: 2026-01-01   time zone: "ZONE"   currency: EUR
  party Carrier { role: provider   accepted: by ordering }
  party Shop { role: customer   accepted: by ordering }
  interpretation {
    overlapping outages: once   partial minutes: exact   level rounding: none   N of M periods: sliding
    money rounding: half up to 0.01 EUR, on each line   excluded time: out of both
  }
  service Line { hours: always   fee: 1_000 EUR per month }
  source faults { holds: intervals   of: Line   collected: automatically }
  source works { holds: intervals   collected: by hand }
  exclusion Works { time: works   shown by: Carrier }
  metric Uptime { of: Line   measure: uptime from faults   excluding: Works   controlled by: Carrier }
  objective Availability { Carrier ensures Uptime at least TARGET each month }
  credit for Availability {
    base: that month's fee of Line
    bands { at least 99.9%: none   at least 99%: 10%   otherwise: 25% }
  }
  cap: 600 EUR per contract year, of all credits
  Shop may terminate {
    when: Availability missed in 3 of any 6 consecutive months   notice: 30 days
    use within: 60 days of the last miss
  }
}
"""
OFTEN = "Line: 5 per year, 1 to 9 hours"
LOWER = TEXT.replace("at least 99%: 10%", "at least 99%: none")
AS_OF = 1_893_456_000_000_000


def agreement(target: str = "99.9%", zone: str = "Europe/Berlin", text: str = TEXT) -> Agreement:
    loaded = read_text(text.replace("TARGET", target).replace("ZONE", zone))
    assert loaded.agreement is not None, loaded.findings
    assert [each.message for each in loaded.findings if each.severity == "error"] == []
    return loaded.agreement


def outages(*said: str) -> tuple[Outages, ...]:
    return read_process(said, agreement()).outages


def rows(path: Path, spans: tuple[tuple[int, int], ...]) -> TableFile:
    place = zone("UTC")
    assert place is not None
    lines = [f"{instant_text(start, place)}Z,{instant_text(end, place)}Z\n" for start, end in spans]
    path.write_text("start,end\n" + "".join(lines))
    covers = (instant("2025-12-01"), instant("2027-02-01"))
    return TableFile(source=path.stem, path=str(path), covers=covers)


def instant(text: str) -> int:
    written = parse_time(text)
    assert written is not None
    return written.naive_us


def settled(agreed: Agreement, binding: Binding) -> Statement:
    found = evaluate(agreed, binding, as_of=AS_OF, period="2026-01..2026-12", engine="reference")
    return found.outcome.statement


@pytest.mark.parametrize("number", range(6))
def test_a_stated_history_is_settled_as_from_a_file(number: int, tmp_path: Path) -> None:
    agreed = agreement()
    processes = outages(OFTEN, "Works: once per month, exactly 4 h")
    whole = Simulation(agreed, None, processes, (), "2026", 7, AS_OF, "reference", {})
    (side,) = whole.sides
    spans = side.spans(7, number)
    cells = side.stated_cells(ReferenceEngine().open({}), 7, [number])[number]
    drawn = side.drawn(side.material(7, number, [], cells))
    tables = {
        "faults": rows(tmp_path / "faults.csv", spans[0]),
        "works": rows(tmp_path / "works.csv", spans[1]),
    }
    expected = told(settled(agreed, Binding(tables=tables)), "EUR")
    assert drawn == expected
    assert spans[0]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_drawn_days_are_settled_as_from_a_file(engine: str, tmp_path: Path) -> None:
    """Outages within days of UTC, moved as whole days: the file holds what the draw added up."""
    agreed = agreement(zone="UTC")
    past = tuple(
        (start, start + length * 60_000_000)
        for day, hour, length in (
            (3, 4, 30),
            (3, 9, 90),
            (11, 1, 400),
            (17, 22, 100),
            (25, 8, 1),
            (26, 12, 50),
        )
        for start in (instant(f"2026-01-{day:02} {hour:02}:00"),)
    )
    first, last = instant("2026-01-01"), instant("2026-01-29")
    table = TableFile(source="faults", path=rows(tmp_path / "past.csv", past).path, covers=(first, last))
    binding = Binding(tables={"faults": table})
    whole = Simulation(agreed, binding, (), (), "2026", 3, AS_OF, engine, {})
    (side,) = whole.sides
    for number in range(3):
        picked = whole.picked(number)
        drawn = side.drawn(side.material(3, number, picked, ()))
        day = 86_400_000_000
        assert len(picked) == 365
        assert all((to - taken) % 7 == 0 for to, taken in enumerate(picked))
        moved = tuple(
            sorted(
                (start + (to - taken) * day, end + (to - taken) * day)
                for to, taken in enumerate(picked)
                for start, end in past
                if (start - first) // day == taken
            )
        )
        expected = settled(agreed, Binding(tables={"faults": rows(tmp_path / "faults.csv", moved)}))
        assert drawn == told(expected, "EUR")
        assert drawn.credit


@pytest.mark.parametrize("block", [1, 3, 7])
def test_days_in_a_row_stay_in_a_row(block: int, tmp_path: Path) -> None:
    table = replace(rows(tmp_path / "faults.csv", ()), covers=(instant("2026-01-01"), instant("2026-03-02")))
    binding = Binding(tables={"faults": table})
    whole = Simulation(
        agreement(zone="UTC"), binding, (), (), "2026-02", 3, AS_OF, "reference", {}, (), block
    )
    picked = whole.picked(0)
    assert len(picked) == 28
    for at, taken in enumerate(picked):
        assert (at + 31 - taken) % 7 == 0
        assert at % block == 0 or taken == picked[at - 1] + 1
    with pytest.raises(Refused, match="no 61 days in a row"):
        Simulation(agreement(zone="UTC"), binding, (), (), "2026-02", 3, AS_OF, "reference", {}, (), 61)


def test_both_engines_measure_stated_outages_alike() -> None:
    whole = Simulation(agreement(), None, outages(OFTEN), (), "2026", 7, AS_OF, "reference", {})
    found = [
        whole.sides[0].stated_cells(engine.open({}), 7, range(5))
        for engine in (ReferenceEngine(), DuckdbEngine())
    ]
    assert found[0] == found[1]
    assert len({tuple(map(str, each)) for each in found[0].values()}) == 5


def test_the_same_seed_gives_the_same_bytes_and_more_draws_change_none() -> None:
    agreed, processes = agreement(), outages(OFTEN)
    one = simulate(agreed, outages=processes, draws=20, period="2026", as_of=AS_OF)
    again = simulate(agreed, outages=processes, draws=20, period="2026", as_of=AS_OF)
    assert simulated_json(one) == simulated_json(again)
    other = simulate(agreed, outages=processes, draws=20, seed=2, period="2026", as_of=AS_OF)
    assert one.variants != other.variants
    (variant,) = one.variants
    assert variant.credit is not None
    assert variant.amounts
    assert variant.amounts[-1][0] <= 600
    assert variant.credit.value == 485


def test_variants_settle_the_same_histories() -> None:
    agreed, processes = agreement(), outages(OFTEN)
    found = simulate(
        agreed,
        outages=processes,
        draws=30,
        period="2026",
        as_of=AS_OF,
        compared=[
            Compared(name="as it is", agreement=agreement()),
            Compared(name="low\x1b[2Jer", agreement=agreement("99%", text=LOWER)),
            Compared(name="no cap", agreement=agreement(text=TEXT.replace("cap: 600", "cap: 600_000"))),
            Compared(name="rare", outages=outages("Line: once per year, exactly 10 min")),
        ],
    )
    first, same, lower, uncapped, rare = found.variants
    assert same.difference is not None
    assert (same.difference.value, same.difference.error) == (0, 0)
    assert same.promises == first.promises
    assert lower.difference is not None
    assert lower.difference.value < 0
    assert uncapped.difference is not None
    assert uncapped.difference.value > 0
    assert uncapped.rights == first.rights
    assert rare.credit is not None
    assert rare.credit.value == 0
    assert rare.none == Chances(times=30, of=30)
    text = simulated_text(found)
    assert max(map(len, text.splitlines())) <= 80
    assert "100% (over 90.0%)" in text
    assert "\x1b" not in text


def test_without_anything_to_draw_from() -> None:
    with pytest.raises(Refused, match="nothing to simulate from"):
        simulate(agreement(), as_of=AS_OF)
    with pytest.raises(Refused, match="0 draws"):
        simulate(agreement(), outages=outages(OFTEN), draws=0, as_of=AS_OF)
    with pytest.raises(Refused, match="no period"):
        simulate(agreement(), outages=outages(OFTEN), period="soon", as_of=AS_OF)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Lin: 2 per month, 3 h", "Did you mean `Line`?"),
        ("Line: often, 3 h", "does not say how often"),
        ("Line: 2 per month", "how long an outage"),
        ("Line: 2 per month, 3 bananas", "how long an outage"),
        ("Line: 0 per month, 3 h", "never fails"),
        ("Line: 5_000_000 per month, 3 h", "more than once a minute"),
        ("Line: 2 per month, 9 to 3 h", "how long an outage"),
        ("Line: 2 per month, 9_000 d", "how long an outage"),
        ("nowhere.toml", "can't be opened"),
        ("Line", "is no process"),
    ],
)
def test_processes_that_say_nothing(said: str, words: str) -> None:
    with pytest.raises(Refused) as trouble:
        read_process((said,), agreement())
    assert words in str(trouble.value)


def test_a_file_of_processes(tmp_path: Path) -> None:
    path = tmp_path / "options.toml"
    path.write_text(
        '[outages]\nLine = "twice a year, 2 h"\n[option."Second line"]\ncost = "1_200 EUR per quarter"\n'
        'outages = { Line = "once per year, exactly 10 min" }\n[option.Higher]\nagreement = "higher.sla"\n'
    )
    made = read_process((str(path), "Works: 1 per month, 2 to 3 hours"), agreement())
    assert [each.named for each in made.outages] == ["Line", "Works"]
    assert (made.outages[1].least, made.outages[1].most) == (2 * 3_600_000_000, 3 * 3_600_000_000)
    second, higher = made.options
    assert second.cost is not None
    assert (second.cost.money.amount, second.cost.period) == (1200, "quarter")
    assert higher.agreement == str(tmp_path / "higher.sla")
    for wrong, words in (
        ("[option.A]\ncost = 5\n", "is no cost"),
        ('[option.A]\ncost = "5 USD"\n', "costs USD"),
        ("[option.A]\ncosts = 5\n", "Did you mean `cost`?"),
        ("outages = 3\n", "is no table"),
        ("[outages\n", "is not TOML"),
    ):
        path.write_text(wrong)
        with pytest.raises(Refused) as trouble:
            read_process((str(path),), agreement())
        assert words in str(trouble.value)


def test_what_can_be_reckoned_comes_out() -> None:
    """Twice a year on average: no outage in e^-2 = 13.5% of the years, and 2 in a year of running on average."""
    found = simulate(
        agreement(), outages=outages("Line: 2 per year, exactly 5 h"), draws=600, period="2026", as_of=AS_OF
    )
    none = found.variants[0].none
    assert abs(Fraction(none.times, none.of) - Fraction(1353, 10_000)) < Fraction(4, 100)
    credit = found.variants[0].credit
    assert credit is not None
    assert credit.error is not None
    # Each outage costs a month's 10%, but for two in one month; a month is missed with 1 - e^(-1/6) = 15.35%.
    assert abs(credit.value - 12 * 100 * Fraction(1535, 10_000)) < 2 * credit.error


LEVELS = """
sla Reported {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Carrier { role: provider   accepted: by ordering }
  party Shop { role: customer   accepted: by ordering }
  interpretation {
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   credit when met: not paid
  }
  service Line { hours: always   fee: as invoiced per month }
  metric Uptime { of: Line   measure: as reported   collected by: Carrier   controlled by: Carrier }
  objective Availability { Carrier ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Line   amount: 10% }
}
"""


def test_whole_periods_of_reported_levels(tmp_path: Path) -> None:
    agreed = agreement(text=LEVELS)
    path = tmp_path / "levels.csv"
    levels = {"2026-01": "99.95%", "2026-02": "99.5%", "2026-03": "99.99%", "2026-04": "99.97%"}
    path.write_text(
        "period,objective,level\n" + "".join(f"{at},Availability,{each}\n" for at, each in levels.items())
    )
    binding = Binding(levels=(LevelsFile(path=str(path)),))
    bare = simulate(agreed, binding=binding, draws=50, as_of=AS_OF)
    assert bare.variants[0].credit is None
    assert "state them with --fee" in " ".join(simulated_text(bare).split())
    fees = read_process((), agreed, ("Line: 1_000 EUR per month",)).fees
    found = simulate(agreed, binding=binding, fees=fees, draws=200, as_of=AS_OF)
    assert found.periods == "2026-01 to 2026-12"
    (promise,) = found.variants[0].promises
    assert promise.assessed == 200 * 12
    assert promise.lines is not None
    # One of the four months is missed.
    assert abs(promise.lines.value - Fraction(1, 4)) < Fraction(3, 100)
    assert promise.credit.value == promise.lines.value * 1_200


def test_an_exclusion_on_the_same_days(tmp_path: Path) -> None:
    """The maintenance of the history is drawn with its day; without the exclusion it is an outage like others."""
    faults = tuple(
        (instant(f"2026-01-{day:02} 02:00"), instant(f"2026-01-{day:02} 05:00")) for day in (5, 14, 23)
    )
    tables = {
        "faults": rows(tmp_path / "faults.csv", faults),
        "works": rows(tmp_path / "works.csv", faults[:2]),
    }
    tables = {
        name: replace(each, covers=(instant("2026-01-01"), instant("2026-01-29")))
        for name, each in tables.items()
    }
    without = TEXT.replace("excluding: Works   ", "")
    found = simulate(
        agreement(zone="UTC"),
        binding=Binding(tables=tables),
        period="2026",
        draws=40,
        as_of=AS_OF,
        compared=[Compared(name="no maintenance", agreement=agreement(zone="UTC", text=without))],
    )
    first, other = (each.promises[0].lines for each in found.variants)
    assert first is not None
    assert other is not None
    assert first.value < other.value


LONGEST = """
  metric Longest { of: Line   measure: longest outage from faults   controlled by: Carrier }
  objective Worst { Carrier PROMISE }
  claims { channel: by ticket   deadline: 72 hours after the end of the outage }
}
"""


@pytest.mark.parametrize(
    ("promise", "process"),
    [
        ("reports Longest each month", "Days drawn from"),
        (
            "ensures Longest at most 4 hours each month",
            "Whole periods drawn from the history, for the level of Worst",
        ),
    ],
)
def test_what_is_no_sum_of_days(promise: str, process: str, tmp_path: Path) -> None:
    """A longest outage that is promised makes whole months be drawn; one that is only reported is left out."""
    agreed = agreement(zone="UTC", text=TEXT.rstrip().removesuffix("}") + LONGEST.replace("PROMISE", promise))
    spans = tuple((instant(f"2026-{at:02}-07 02:00"), instant(f"2026-{at:02}-07 05:00")) for at in (1, 2))
    covers = (instant("2026-01-01"), instant("2026-04-01"))
    tables = {"faults": replace(rows(tmp_path / "faults.csv", spans), covers=covers)}
    found = simulate(agreed, binding=Binding(tables=tables), period="2026", draws=30, as_of=AS_OF)
    assert found.process[0].startswith(process)
    (availability, worst) = found.variants[0].promises
    assert availability.assessed == 30 * 12
    if promise.startswith("reports"):
        assert found.notes[0] == "Only reported, and no sum of days, so not drawn: Worst."
        assert worst.assessed == 0
    else:
        assert availability.lines is not None
        # Two of the three months have the outage of three hours.
        assert abs(availability.lines.value - Fraction(2, 3)) < Fraction(1, 10)
        assert worst.ever == Chances(times=0, of=30)


def test_each_scope_by_itself() -> None:
    loaded = read_text(Path("examples/rights/agreement.sla").read_text())
    assert loaded.agreement is not None
    each = read_process(("each Line: 3 per year, 2 h",), loaded.agreement).outages
    assert [one.scope for one in each] == ["Hamburg", "Bremen", "Kiel"]
    assert len({one.spans(Chance("outages", 1, 0, one.named, one.scope), 0, 10**14) for one in each}) == 3
    found = simulate(loaded.agreement, outages=each[:1], period="2026", draws=3, as_of=AS_OF)
    leave, step_in = found.variants[0].rights
    # Nothing is known of the calls on which the second hangs.
    assert (leave.perhaps, step_in.arises.times) == (0, 0)
    assert "No outages are stated for Line in Bremen, Kiel: there it never fails." in found.notes
    with pytest.raises(Refused, match="There is no `Koeln` of Line"):
        read_process(("Line in Koeln: 3 per year, 2 h",), loaded.agreement)
    with pytest.raises(Refused, match="more than 2,000 times"):
        simulate(agreement(), outages=outages("Line: 50 per day, 1 min"), period="2026", as_of=AS_OF)


def test_means_and_their_errors() -> None:
    found = mean_of([Fraction(each) for each in (1, 2, 3, 4)])
    assert found.value == Fraction(5, 2)
    # Variance 5/3 over 4 draws: 2 * sqrt(5/12), rounded up.
    assert found.error is not None
    assert 0 <= found.error - Fraction(1290994448, 10**9) < Fraction(1, 10**9)
    assert mean_of([Fraction(3)]).error is None
    share = ratio([1, 0, 2], [12, 12, 12])
    assert share is not None
    assert share.value == Fraction(1, 12)
    assert ratio([0, 0], [0, 0]) is None
    assert Chances(times=0, of=300).share().error == Fraction(1, 100)
