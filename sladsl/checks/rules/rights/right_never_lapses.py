"""`right-never-lapses`: a right that has arisen stays for ever."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding

SAY = Voice(name="right-never-lapses", code="R103", severity="information")


def check(context: Context) -> Iterator[Finding]:
    for right in context.agreement.rights:
        if right.trigger is None or right.use_within is not None or right.use_within_open:
            continue
        yield SAY(
            right.span,
            f"{right.sentence} as soon as it was so once, and for as long as the agreement runs.",
            "Say how long: `use within: 60 days of the last miss`; or `use within: not stated`.",
        )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A right that has arisen never lapses.",
    why=(
        "Three bad months in the first year give a right to terminate, and nothing takes it away in the good years "
        "that follow: the provider lives with it for ever, and the customer need never decide. Real agreements give "
        "thirty to ninety days. Where that is what the parties want, allow this finding; where a signed text says "
        "nothing, write `use within: not stated`."
    ),
    bad=(
        Case(
            about="Three misses once, and the right is there for good.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  Acme may terminate {
    when: Availability missed in 3 consecutive months   notice: 30 days
  }
}
""",
            expected=(Expected(line=8, part="for as long as the agreement runs"),),
        ),
    ),
    good=(
        Case(
            about="Sixty days, a text that leaves it open, and a right that needs nothing.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  Acme may terminate {
    when: Availability missed in 3 consecutive months   notice: 30 days
    use within: 60 days of the last miss
  }
  Acme may step in { when: Availability missed   use within: not stated }
  either party may terminate { notice: 90 days }
}
""",
        ),
    ),
    check=check,
)
