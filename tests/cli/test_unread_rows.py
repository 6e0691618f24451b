"""What was not read is said before a notice and before a comparison: amounts that lack rows look like any others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run

AGREEMENT = """sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation {
    level rounding: none   money rounding: half up to 0.01 EUR, on each line
    overlapping outages: once   partial minutes: exact
  }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric Uptime { measure: uptime from outages   controlled by: Nimbus }
  objective Up "Availability of the shop" { Nimbus ensures Uptime at least 99.9% each month   cites: "4.1, 4.2" }
  credit for Up { base: that month's fee of Shop   amount: 10% }
  claims { channel: in writing   deadline: 60 days after the month   cites: "8.1 and 8.2" }
}
"""
READ = "start,end\n2026-03-04 10:00,2026-03-04 14:00\n2026-03-05 10:00,2026-03-05 11:00\n"
LINE = "Not read: 1 of 3 rows of outages; the figures lack them"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.sla").write_text(AGREEMENT)
    (tmp_path / "outages.csv").write_text(READ + "6 March at ten,2026-03-06 12:00\n")
    (tmp_path / "data.toml").write_text(
        '[source.outages]\nfile = "outages.csv"\nzone = "UTC"\ncovers = "2026-03 to 2026-03"\n'
    )
    return tmp_path


def arguments(folder: Path, *more: str) -> list[str]:
    return ["claim", str(folder / "a.sla"), "--as-of", "2026-04-10", "--period", "2026-03", *more]


def test_a_claimant_is_told_first(folder: Path) -> None:
    done = run(arguments(folder))
    assert done.code == 0
    told = f"For you, not part of the notice. {LINE}, and the amounts may be wrong."
    assert " ".join(done.err.split()).startswith(told)
    assert "Not read" not in done.out
    # The same words as the statement's.
    evaluated = run(["evaluate", str(folder / "a.sla"), "--as-of", "2026-04-10", "--period", "2026-03"])
    assert f"{LINE} (see About the data)." in " ".join(evaluated.out.split())


def test_it_is_told_beside_a_file_and_where_there_is_nothing_to_claim(folder: Path) -> None:
    done = run(arguments(folder, "-o", str(folder / "claim.txt")))
    assert done.err.startswith("For you, not part of the notice. Not read: ")
    late = [each.replace("2026-04-10", "2026-09-10") for each in arguments(folder)]
    done = run(late)
    assert done.code == 1
    assert done.err.startswith("For you, not part of the notice. Not read: ")
    assert "There is nothing to claim." in done.err


def test_strict_writes_no_notice(folder: Path) -> None:
    target = folder / "claim.txt"
    done = run(arguments(folder, "--strict", "-o", str(target)))
    assert (done.code, done.out, target.exists()) == (1, "", False)
    said = " ".join(done.err.split())
    assert said.startswith(
        "No notice is written: the data have errors or warnings, and --strict is given. Not read: "
    )
    assert "[bad-time]" in said


def test_nothing_is_told_where_all_was_read(folder: Path) -> None:
    (folder / "outages.csv").write_text(READ)
    for more in ((), ("--strict",)):
        done = run(arguments(folder, *more))
        assert done.code == 0
        assert "Not read" not in done.err
        assert "NOTICE OF CLAIM" in done.out


def compared(folder: Path, old: str = "amount: 10%", new: str = "amount: 20%") -> str:
    (folder / "b.sla").write_text(AGREEMENT.replace(old, new))
    more = ["--as-of", "2026-04-10", "--period", "2026-03"]
    done = run(["diff", str(folder / "a.sla"), str(folder / "b.sla"), *more])
    assert done.code == 0
    assert all(len(line) <= 80 for line in done.out.splitlines())
    return " ".join(done.out.split())


def test_a_comparison_says_it_once_before_the_figures(folder: Path) -> None:
    said = compared(folder)
    assert f"on the same data {LINE}. The contract says otherwise:" in said
    assert said.count(LINE) == 1
    (folder / "outages.csv").write_text(READ)
    assert "Not read" not in compared(folder)


def test_a_comparison_says_whose_rows_are_not_read(folder: Path) -> None:
    """A field that only the new version reads."""
    text = AGREEMENT.replace(
        "collected: automatically }", "collected: automatically   fields { side: ours, theirs } }"
    )
    (folder / "a.sla").write_text(text)
    (folder / "outages.csv").write_text("start,end,side\n2026-03-04 10:00,2026-03-04 14:00,nobody's\n")
    (folder / "b.sla").write_text(
        text.replace("uptime from outages", "uptime from outages   where: side is ours")
    )
    more = ["--as-of", "2026-04-10", "--period", "2026-03"]
    done = run(["diff", str(folder / "a.sla"), str(folder / "b.sla"), *more])
    assert "After: Not read: 1 cell of outages; the figures lack them." in " ".join(done.out.split())
    assert "Before:" not in done.out


def test_a_comparison_calls_promises_by_their_titles(folder: Path) -> None:
    said = compared(folder)
    assert "Availability of" in said
    assert "Up, 2026-03" not in said
    # Two promises of one title are told apart by their names.
    more = """  objective Again "Availability of the shop" { Nimbus ensures Uptime at least 99% each month }
  credit for Again { base: that month's fee of Shop   amount: 3% }
"""
    said = compared(folder, "  claims {", f"{more}  claims {{")
    assert "Again, 2026-03" in said
    assert "Availability of" not in said.partition("differs:")[2]


def test_what_a_cap_took_is_marked(folder: Path) -> None:
    cap = "  cap: 0 EUR per month, of all credits\n  claims {"
    said = compared(folder, "  claims {", cap)
    assert "99.328% missed 100.00 EUR 99.328% missed capped" in said
    assert "after none difference -100.00 EUR" in said
    done = run(["evaluate", str(folder / "b.sla"), "--as-of", "2026-04-10", "--period", "2026-03"])
    assert "missed capped" in " ".join(done.out.split())


def test_several_clauses_are_called_so(folder: Path) -> None:
    said = " ".join(run(arguments(folder)).out.split())
    assert "follow from clauses 8.1 and 8.2." in said
    assert "The promise is made in clauses 4.1, 4.2." in said
