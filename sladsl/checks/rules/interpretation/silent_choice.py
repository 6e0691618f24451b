"""`silent-choice`: a choice that can change a result here, and that the agreement does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.checks.context import Choice, Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.suggest import listing

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="silent-choice", code="C101", severity="warning")
RULES_OF_THEIR_OWN = frozenset({"time zone", "several bands fit", "credit when met"})
"""`zone-missing`, `overlapping-bands` and `band-against-target` speak of these, with witnesses."""


def check(context: Context) -> Iterator[Finding]:
    for choice in context.needed_choices():
        if choice.key in RULES_OF_THEIR_OWN:
            continue
        span = choice.span if choice.span.end else context.agreement.span
        where = f" for {choice.construct}" if choice.construct else ""
        reason = f": {choice.why.rstrip('.')}" if choice.why else ""
        if choice.state == "silent":
            yield SAY(
                span,
                f"The agreement does not answer `{choice.key}`{where}{reason}.",
                f"Say {listing(choice.answers, 'or')}; or `not stated` if the parties left it open."
                + (_holidays(context) if choice.key == "business days" else ""),
                expected=choice.write or (f"{choice.key}: {choice.answers[0]}" if choice.answers else ""),
                witness=_until(choice) if choice.tries else "",
                stake=_stake(context, choice),
            )
        elif choice.state == "open":
            yield SAY(
                span,
                f"`{choice.key}`{where} is left open by the parties{reason}.",
                severity="information",
                witness=_until(choice) if choice.answers else "",
                stake=_stake(context, choice),
            )


def _stake(context: Context, choice: Choice) -> Stake | None:
    from sladsl.checks.choice_stakes import of_choice

    return of_choice(context, choice)


def _until(choice: Choice) -> str:
    """What is computed with until somebody answers."""
    able = choice.tries or choice.answers
    if len(able) == 1:
        return f"until it is settled, `{able[0]}` is assumed"
    return f"the outcome is a range over {listing(able)}"


def _holidays(context: Context) -> str:
    """Business days from Monday to Friday hold the holidays among them; who wants them out needs a calendar."""
    named = next((each.name for each in context.agreement.calendars.values() if each.regions), "")
    if named:
        return f" Only with the calendar `{named}` are holidays no business days."
    return ' Holidays are left out only by a calendar: `business days: NAME` of one with `holidays: "DE-BY"`.'


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Two reasonable people could compute two different amounts from this agreement.",
    why=(
        "What a minute without a sample counts as, whether excluded time leaves the total, which of "
        "two fitting rows applies: such choices decide money, and most texts are silent about them. "
        "The checker asks only for those that can change a result here. Answer them in "
        "`interpretation`, or in the metric or credit they belong to. Where a signed text is "
        "silent, `not stated` keeps the transcription faithful; the outcome is then a range over "
        "the possible answers, as it is for a choice that was forgotten."
    ),
    bad=(
        Case(
            about="What does a minute without a sample count as?",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  source checks {
    holds: samples   of: Shop   every: 1 minute
    fields { ok: yes or no }
    collected: automatically
  }
  metric Uptime {
    of: Shop   measure: uptime from checks   down when: not ok
    level rounding: none   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=11, part="does not answer `missing samples`"),),
        ),
    ),
    good=(
        Case(
            about="Answered for the whole agreement.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  interpretation {
    missing samples: down
    level rounding: none
  }
  source checks {
    holds: samples   of: Shop   every: 1 minute
    fields { ok: yes or no }
    collected: automatically
  }
  metric Uptime {
    of: Shop   measure: uptime from checks   down when: not ok
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
