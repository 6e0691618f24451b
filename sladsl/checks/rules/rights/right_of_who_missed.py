"""`right-of-who-missed`: a right that a party has because its own promise was broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.ast import values as v
from sladsl.ast.rights import ACTIONS, Right
from sladsl.checks.context import Context
from sladsl.checks.owners import Owners
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="right-of-who-missed", code="R104", severity="warning")
MISSES = frozenset({"missed", "critical", "below minimum", "below expected"})


def check(context: Context) -> Iterator[Finding]:
    owners = Owners(context.agreement.node)
    for block in context.agreement.node.children(Right):
        words, trigger = block.head_value, block.when
        if not isinstance(words, v.RightWords) or words.action not in ACTIONS:
            continue  # in the author's own words it can be anything, also an amends
        holder = words.holder
        if isinstance(holder, v.Name) and isinstance(trigger, v.Value) and holder.text in owners.parties:
            yield from _own(context, trigger, holder, words.action, owners)


def _own(
    context: Context, trigger: v.Value, holder: v.Name, action: str, owners: Owners
) -> Iterator[Finding]:
    """What gives the right and is a miss of its holder alone; each way to it by itself."""
    if isinstance(trigger, v.AnyEvent):
        for part in trigger.of:
            yield from _own(context, part, holder, action, owners)
        return
    parts = trigger.of if isinstance(trigger, v.AllEvents) else (trigger,)
    whose = [_whose(part, owners) for part in parts]
    known = [each for each in whose if each is not None]
    if not known or any(each != {holder.text} for each in known):
        return
    others = [name for name in owners.parties if name != holder.text]
    other = f"`{others[0]} may {action} {{ … }}`" if len(others) == 1 else "the party to whom it is promised"
    yield SAY(
        trigger.span,
        f"{holder.text} may {action} when {context.words(trigger.span)}, and {holder.text} itself promises that: "
        "its own miss gives it a right.",
        f"Give the right to {'the other side: ' if len(others) == 1 else ''}{other}.",
        labels=(Label(span=holder.span, text="has the right"),),
    )


def _whose(part: v.Value, owners: Owners) -> set[str] | None:
    """Whose misses an event is about; empty for what is no miss of anybody, None for what asks for no event at all."""
    match part:
        case v.Event(subject=subject, status=status):
            if status not in MISSES or subject is None:
                return set()
            named = isinstance(subject, v.Name)
            return set(owners.of((subject.text,)) if named else owners.of(owners.promised))
        case v.Reached(subject=v.Answer(text=text), comparator="at least" | "above"):
            return set(owners.of(owners.scored if text == "points" else owners.credited))
        case v.AnyEvent() | v.AllEvents():
            return _all(_whose(each, owners) for each in part.of)
        case v.Truth() | v.OneOf():
            return None
        case _:
            return set()


def _all(found: Iterable[set[str] | None]) -> set[str] | None:
    """Those of several events; empty where one of them is no miss."""
    known = [each for each in found if each is not None]
    if not known:
        return None
    return set() if any(not each for each in known) else set().union(*known)


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  metric Forecast {{ of: Shop   measure: as reported
    collected by: Acme   controlled by: Acme }}
  objective Availability {{
    Nimbus ensures Uptime at least 99.9% each month
    critical: below 95%
  }}
  objective Planning {{ Acme ensures Forecast at least 90% each month }}
  {right}
}}
"""


def _text(right: str) -> str:
    return _TEXT.format(right=right)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A party gets a right because it broke its own promise.",
    why=(
        "A right to terminate, to step in or to withhold payment is for the side that did not get what it was "
        "promised. Where the provider may terminate after its own three misses, it can leave a contract that has "
        "become a burden by being bad at it. Mostly the two names were swapped. What joins its own miss with one of "
        "the other side, and rights in words of their own, are left alone."
    ),
    bad=(
        Case(
            about="The names are swapped: the provider leaves after its own misses.",
            text=_text(
                "Nimbus may terminate {\n    when: Availability missed in 3 consecutive months   notice: 30 days\n  }"
            ),
            expected=(Expected(line=16, part="Nimbus itself promises that: its own miss gives it a right"),),
        ),
        Case(
            about="One of two ways to it is its own miss.",
            text=_text(
                "Acme may withhold payment {\n    when: Availability critical\n"
                "      or Planning missed in 2 consecutive months\n  }"
            ),
            expected=(Expected(line=17, part="Acme may withhold payment when Planning missed"),),
        ),
        Case(
            about="Credits that it owes itself.",
            text=_text(
                "credit for Availability { base: that month's fee of Shop   amount: 5% }\n"
                "  Nimbus may claim damages {\n    when: credits at least 100 EUR in 2 of any 4 consecutive months\n  }"
            ),
            expected=(Expected(line=17, part="Nimbus may claim damages when credits at least 100 EUR"),),
        ),
    ),
    good=(
        Case(
            about="The customer may leave after misses of the provider.",
            text=_text(
                "Acme may terminate {\n    when: Availability missed in 3 consecutive months   notice: 30 days\n  }"
            ),
        ),
        Case(
            about="The provider, after misses of the customer; and both together.",
            text=_text(
                "Nimbus may terminate {\n    when: Planning missed in 3 consecutive months   notice: 30 days\n  }\n"
                "  Nimbus may step in { when: Planning missed and Availability missed }"
            ),
        ),
        Case(
            about="Either party, any of the promises, and a time in which all was well.",
            text=_text(
                "either party may terminate {\n    when: Availability missed in 3 consecutive months\n"
                "    notice: 30 days\n  }\n"
                "  Nimbus may claim damages { when: any objective missed }\n"
                "  Nimbus may claim a refund {\n    when: Availability met in 12 consecutive months\n  }"
            ),
        ),
    ),
    check=check,
)
