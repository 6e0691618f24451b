"""Short agreements for the resolution of the language: what is found in them, by name, place and words."""

from __future__ import annotations

from sladsl.api.read import Loaded, read_text
from sladsl.diagnostics.finding import Finding
from sladsl.model.meanings import Agreement

PARTIES = "party Nimbus { role: provider }   party Acme { role: customer }"
METRIC = "metric Uptime { measure: as reported   collected by: Nimbus   controlled by: Nimbus }"
SERVICE = "service Shop { hours: always   fee: 1_000 EUR per month }"
PROMISE = "objective Availability { Nimbus ensures Uptime at least 99% each month }"
CREDIT = "credit for Availability { base: that month's fee of Shop   amount: 5% }"
WHOLE = f"{PARTIES}\n{SERVICE}\n{METRIC}\n{PROMISE}\n{CREDIT}"
"""A small agreement in which nothing is wrong."""
TICKETS = """source tickets {
  holds: records   each: ticket
  fields { opened: time   closed: time   priority: P1, P2   ok: yes or no   size: number   note: text }
}"""


def loaded(text: str) -> Loaded:
    return read_text(text, "a.sla")


def wrong(text: str) -> list[Finding]:
    """What reading finds, without the information about what is not evaluated."""
    return [each for each in loaded(text).findings if each.severity != "information"]


def found(text: str) -> list[tuple[str, str]]:
    """Each finding as its name and the text it marks."""
    read = loaded(text)
    return [(each.name, read.source[each.span]) for each in read.findings if each.severity != "information"]


def names(text: str) -> list[str]:
    return [each.name for each in wrong(text)]


def sound(text: str) -> tuple[Agreement, ...]:
    """The agreements of a text in which nothing is wrong."""
    read = loaded(text)
    assert not [each for each in read.findings if each.severity != "information"], read.findings
    return read.agreements


def told(agreement: Agreement) -> str:
    """What the agreement says that nothing evaluates, in one sentence."""
    return agreement.not_evaluated
