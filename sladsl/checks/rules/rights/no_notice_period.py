"""`no-notice-period`: a right to terminate that does not say how long before it takes effect notice is given."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding

SAY = Voice(name="no-notice-period", code="R102", severity="error")


def check(context: Context) -> Iterator[Finding]:
    for right in context.agreement.rights:
        if right.action != "terminate" or right.notice is not None or right.notice_open:
            continue
        if right.trigger is not None:
            if not right.at_once and right.effective is None and not right.effective_open:
                yield SAY(
                    right.span,
                    f"{right.sentence}, and nothing says when that takes effect.",
                    "Add `notice: 30 days`, `notice: at once`, or `notice: not stated`.",
                    severity="warning",
                )
        elif right.at_once:
            yield SAY(
                right.span,
                f"{right.sentence} at any time and at once: the other side can be without it overnight.",
                "Give it time to find another partner, for example `notice: 90 days`.",
                severity="warning",
            )
        else:
            yield SAY(
                right.span,
                f"{right.sentence} at any time, and no notice period is said.",
                "Add `notice: 90 days`; or `notice: not stated` where a signed text says none.",
            )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A right to terminate says nothing of notice, so nobody knows when the agreement ends.",
    why=(
        "Both sides need time: the customer to move, the provider to wind down. A right to end the agreement at any "
        "time without a notice period is an error, whichever side has it; at once and at any time is a warning, as is "
        "a right that something must give first and that does not say when it takes effect. `at once` is a good "
        "answer to a critical failure. `not stated` says that the signed text leaves it open."
    ),
    bad=(
        Case(
            about="Either side can end it, nobody knows when; one of them overnight.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  either party may terminate
  Nimbus may terminate { notice: at once }
  Acme may terminate {
    when: Availability missed in 3 consecutive months
    use within: 60 days of the last miss
  }
}
""",
            expected=(
                Expected(line=8, part="either party may terminate at any time, and no notice period"),
                Expected(line=9, part="at any time and at once", severity="warning"),
                Expected(line=10, part="nothing says when that takes effect", severity="warning"),
            ),
        ),
    ),
    good=(
        Case(
            about="Ninety days at any time, at once after a critical month, and a text that leaves it open.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at least 99.9% each month   critical: below 95%
  }
  either party may terminate { notice: 90 days }
  Acme may terminate {
    when: Availability critical   notice: at once
    use within: 60 days of the last miss
  }
  Acme may terminate {
    when: Availability missed in 3 consecutive months   notice: not stated
    use within: 60 days of the last miss
  }
  Acme may claim damages {
    when: Availability critical   use within: 60 days of the last miss
  }
}
""",
        ),
    ),
    check=check,
)
