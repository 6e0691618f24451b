"""Fees and claims as people write them down."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sladsl.api.read import read_text
from sladsl.data.binding import ClaimsFile, FeesFile
from sladsl.data.claims import read_claims
from sladsl.data.errors import UnreadableData
from sladsl.data.fees import read_fees
from sladsl.data.given import unused_fees
from sladsl.outcome.given import GivenClaim, GivenFee
from sladsl.values.money import Money
from tests.data.tables import named, us

EUR_5 = Money(amount=Fraction(5), currency="EUR")
_READ = read_text(
    """sla Hosting {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always   fee: 12_000 EUR per month }
  service Sites { hours: always   for each: site   fee: as invoiced per month }
  service Invoiced { hours: always   fee: as invoiced per month }
  source faults { holds: intervals   of: Sites   fields { site: Leipzig, Munich } }
  metric Uptime { of: Sites   measure: uptime from faults   for each: site   controlled by: Nimbus }
}
"""
).agreement
assert _READ is not None
PAID = _READ


def fees(folder: Path, text: str, **changes: Any) -> FeesFile:
    (folder / "f.csv").write_text(text, encoding="utf-8")
    return FeesFile(path=str(folder / "f.csv"), **changes)


def claims(folder: Path, text: str, **changes: Any) -> ClaimsFile:
    (folder / "c.csv").write_text(text, encoding="utf-8")
    return ClaimsFile(path=str(folder / "c.csv"), **changes)


def fee(service: str, scope: str, period: str, amount: str, currency: str = "EUR") -> GivenFee:
    return GivenFee(
        service=service, scope=scope, period=period, money=Money(amount=Fraction(amount), currency=currency)
    )


def test_fees(tmp_path: Path) -> None:
    text = "service,scope,period,amount,currency\nPortal,,March 2026,12000.00,EUR\nPortal,EU,2026-03,0,USD\n"
    found, findings = read_fees(fees(tmp_path, text))
    assert findings == ()
    assert found == (fee("Portal", "", "2026-03", "12000"), fee("Portal", "EU", "2026-03", "0", "USD"))


def test_fees_with_one_service_and_currency(tmp_path: Path) -> None:
    found, findings = read_fees(
        fees(tmp_path, "Month;Charge\n2026-03;10.0050\n", delimiter=";", service="Portal", currency="EUR",
             columns={"period": "Month", "amount": "Charge"})
    )  # fmt: skip
    assert (found, findings) == ((fee("Portal", "", "2026-03", "10.005"),), ())
    with pytest.raises(UnreadableData, match="has no column `service`"):
        read_fees(fees(tmp_path, "period,amount,currency\n"))


def test_fees_from_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["service", "period", "amount", "currency"])
    sheet.append(["Portal", "2026-03", 0.1 + 0.2, "EUR"])
    book.save(tmp_path / "f.xlsx")
    assert read_fees(FeesFile(path=str(tmp_path / "f.xlsx")))[0] == (fee("Portal", "", "2026-03", "0.3"),)


def test_fees_that_do_not_count(tmp_path: Path) -> None:
    text = (
        "service,period,amount,currency\n"
        "P,2026-03,100,EUR\n"
        "P,2026-03,100.00,EUR\n"
        "P,2026-03,100,USD\n"
        "P,2026-04,-1,EUR\n"
        'P,2026-05,"1,20,0.00",EUR\n'
        "P,2026-06,12,eur\n"
        "P,2026-07,12 €,EUR\n"
        "P,soon,12,EUR\n"
        ",2026-08,12,\n"
    )
    found, findings = read_fees(fees(tmp_path, text))
    assert found == (fee("P", "", "2026-03", "100"),)
    assert named(findings) == {
        "blank-cell": (1, ((9, "service, currency"),)),
        "unreadable-period": (1, ((8, "soon"),)),
        "unreadable-amount": (4, ((4, "-1 EUR"), (5, "1,20,0.00 EUR"), (6, "12 eur"), (7, "12 € EUR"))),
        "conflicting-row": (1, ((3, "P 2026-03: 100 USD"),)),
        "repeated-row": (1, ((2, "P 2026-03: 100.00 EUR"),)),
    }


def test_claims(tmp_path: Path) -> None:
    text = "objective,scope,period,claimed\nA,EU,2026-03,2026-04-02\nA,,2026-03,2026-04-02T10:00Z\n"
    found, findings = read_claims(claims(tmp_path, text, zone="Europe/Berlin"))
    assert findings == ()
    assert found == (
        GivenClaim(objective="A", scope="EU", period="2026-03", claimed=us("2026-04-01 22:00")),
        GivenClaim(objective="A", scope="", period="2026-03", claimed=us("2026-04-02 10:00")),
    )
    assert read_claims(claims(tmp_path, text), "Europe/Berlin")[0] == found


def test_claims_that_do_not_count(tmp_path: Path) -> None:
    text = (
        "period,claimed\n"
        "2026-03,2026-04-09Z\n"
        "2026-03,2026-04-09 10:00Z\n"
        "2026-03,2026-04-02 10:00Z\n"
        "2026-03,2026-04-05 10:00Z\n"
        "2026-04,2026-05-02\n"
        "Lent,2026-05-02 10:00Z\n"
        "2026-05,\n"
    )
    found, findings = read_claims(claims(tmp_path, text, objective="A"))
    assert found == (GivenClaim(objective="A", scope="", period="2026-03", claimed=us("2026-04-02 10:00")),)
    assert named(findings) == {
        "blank-cell": (1, ((7, "claimed"),)),
        "unreadable-period": (1, ((6, "Lent"),)),
        "unreadable-claim": (2, ((1, "2026-04-09Z"), (5, "2026-05-02"))),
        "repeated-claim": (2, ((3, "A 2026-03: 2026-04-02 10:00Z"), (4, "A 2026-03: 2026-04-05 10:00Z"))),
    }
    with pytest.raises(UnreadableData, match="doesn't exist"):
        read_claims(claims(tmp_path, text, objective="A"), "Berlin")


@pytest.mark.parametrize(
    ("fee", "name", "part"),
    [
        (
            GivenFee(service="Shp", scope="", period="2026-03", money=EUR_5),
            "fee-without-service",
            "mean Shop",
        ),
        (
            GivenFee(service="Sites", scope="Leipzg", period="2026-03", money=EUR_5),
            "fee-without-service",
            "mean Leipzig",
        ),
        (GivenFee(service="Shop", scope="", period="2026-03", money=EUR_5), "fee-beside-agreement", "Shop"),
    ],
)
def test_fees_that_change_nothing_are_told(fee: GivenFee, name: str, part: str) -> None:
    (finding,) = unused_fees(PAID, (fee,))
    assert finding.name == name
    assert finding.severity == "warning"
    assert part in finding.samples[0][1]


@pytest.mark.parametrize(("service", "scope"), [("Sites", "Leipzig"), ("Invoiced", "")])
def test_fees_that_count_are_not(service: str, scope: str) -> None:
    assert unused_fees(PAID, (GivenFee(service=service, scope=scope, period="2026-03", money=EUR_5),)) == []
