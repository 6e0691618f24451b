"""`terms-contradict`: two terms of one agreement answer the same question differently, and neither is money."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.credits import Credit, EarnBack
from sladsl.ast.declare import Block
from sladsl.ast.governance import Change, Responsibilities
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.rights import Right
from sladsl.ast.settlement import Settlement
from sladsl.ast.sources import Fields, Source
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.suggest import listing

SAY = Voice(name="terms-contradict", code="G111", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    yield from _changes(node)
    yield from _prevailing(node)
    for block in node.children(Responsibilities):
        yield from _responsible(block)
    yield from _not_the_only_one(node)
    for credit in node.deep:
        if isinstance(credit, Credit):
            yield from _never_earned_back(credit)


def _never_earned_back(credit: Credit) -> Iterator[Finding]:
    """A credit for critical misses alone, of which critical ones are never earned back."""
    owed_for = {each.status for each in values_within(credit.when) if isinstance(each, v.Event)}
    for block in credit.children(EarnBack):
        never = block.never_for
        if isinstance(never, v.Answer) and owed_for == {never.text}:
            yield SAY(
                never.span,
                f"This credit is owed for {never.text} misses alone, and these are never earned back: nothing is.",
                "Leave `never for` out, or the whole `earn back`.",
                labels=(Label(span=credit.span_of(Credit.when), text="owed for these alone"),),
            )


def _not_the_only_one(node: Block) -> Iterator[Finding]:
    """Credits as the only remedy, beside a right for the same misses."""
    credited = {
        name.text
        for block in node.children(Credit)
        for name in (block.head_value.items if isinstance(block.head_value, v.Names) else ())
    }
    for block in node.children(Settlement):
        if not isinstance(block.remedy, v.Answer) or block.remedy.text != "sole remedy":
            continue
        for right in node.children(Right):
            events = [each for each in values_within(right.when) if isinstance(each, v.Event)]
            names = [each.subject.text for each in events if isinstance(each.subject, v.Name)]
            missed = next((name for name in names if name in credited), "")
            if missed:
                yield SAY(
                    block.remedy.span,
                    f"Credits are the sole remedy here, and misses of `{missed}` give a right besides.",
                    "Write `remedy: besides other rights`, or take the right out.",
                    labels=(Label(span=right.head_span, text="a right for the same"),),
                )
                return


def _changes(node: Block) -> Iterator[Finding]:
    """Two ways to make the same change."""
    seen: list[Change] = []
    for block in node.children(Change):
        other = next((each for each in seen if _same_changes(each, block)), None)
        if other is not None:
            differs = (other.by, other.notice) != (block.by, block.notice)
            yield SAY(
                block.head_span,
                "How the agreement is changed is said here a second time"
                f"{', and otherwise' if differs else ''}.",
                "Keep one of them, or say with `when` which changes each of them is about.",
                labels=(Label(span=other.head_span, text="first here"),),
            )
        seen.append(block)


def _same_changes(one: Change, other: Change) -> bool:
    """Whether there is a change that both are about: only `adverse changes` are not all of them."""
    said = {each.text if isinstance(each, v.Answer) else "" for each in (one.when, other.when)}
    return said != {"any change", "adverse changes"} and said != {"", "adverse changes"}


def _prevailing(node: Block) -> Iterator[Finding]:
    """Two sources of the same things that both count where sources differ."""
    seen: list[Source] = []
    together = [_sources(each) for each in (*node.children(Metric), *node.children(Objective))]
    for block in node.children(Source):
        if block.name is None or not block.has(Source.prevails) or isinstance(block.prevails, v.NotStated):
            continue
        name = block.name.text
        for other in seen:
            assert other.name is not None
            if _alike(other, block) or any({name, other.name.text} <= names for names in together):
                yield SAY(
                    block.span_of(Source.prevails),
                    f"`{name}` and `{other.name.text}` both say that they count where sources differ.",
                    "Keep it in the one whose figures decide.",
                    labels=(Label(span=other.span_of(Source.prevails), text="so does this one"),),
                )
                break
        seen.append(block)


def _sources(block: Measured) -> set[str]:
    measure = block.measure if block.has(Measured.measure) else None
    return {each.text for each in measure.sources} if isinstance(measure, v.Measure) else set()


def _alike(one: Source, other: Source) -> bool:
    """Whether both hold the same kind of rows about the same: by their noun, or else by the names of their fields."""
    if one.holds != other.holds or _word(one.of) != _word(other.of):
        return False
    nouns = {_word(one.each), _word(other.each)}
    return len(nouns) == 1 and ("" not in nouns or _fields(one) == _fields(other))


def _fields(block: Source) -> set[str]:
    rows = (row.head for each in block.children(Fields) for row in each.table)
    return {_word(item) for head in rows if isinstance(head, v.Labels) for item in head.items}


def _word(value: object) -> str:
    return str(getattr(value, "text", ""))


def _responsible(block: Responsibilities) -> Iterator[Finding]:
    """Rows in which several answer for the same, so that nobody does."""
    for row in block.table:
        if not isinstance(row.cell, v.Roles):
            continue
        roles: dict[str, list[v.Name]] = {}
        for role, name in row.cell.items:
            if name.text not in {each.text for each in roles.get(role, ())}:
                roles.setdefault(role, []).append(name)
        accountable, responsible = roles.get("accountable", []), roles.get("responsible", [])
        if len(accountable) > 1:
            yield _several("accountable", accountable, "Keep one: who answers for it is a single party.")
        elif len(responsible) > 1 and not accountable:
            yield _several(
                "responsible",
                responsible,
                f"Say who answers for it, as in `accountable {responsible[0].text}`, or give each a row of its own.",
            )


def _several(role: str, names: list[v.Name], hint: str) -> Finding:
    who = listing([each.text for each in names], "and")
    labels = (Label(span=names[0].span, text="the other one"),)
    return SAY(
        names[1].span, f"{who} are {role} for the same, so neither answers for it alone.", hint, labels=labels
    )


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{ missing samples: down   level rounding: none }}
  service Shop {{ hours: always }}
  source ours {{
    holds: samples   of: Shop   every: 1 minute
    fields {{ {ours} }}
    collected: automatically
    {prevails}
  }}
  source theirs {{
    holds: samples   of: Shop   every: 1 minute
    fields {{ ok: yes or no }}
    collected: automatically   prevails: in a dispute
  }}
  metric Uptime {{
    measure: uptime from {measured}   down when: not ok
    controlled by: Nimbus
  }}
  metric Other {{
    measure: {other} from ours   {down}
    controlled by: Nimbus
  }}
  objective Availability {{
    Nimbus ensures Uptime at least 99.9% each month
  }}
  objective Told {{ Nimbus reports Other each month }}
  change {{ by: {by}   {when} }}
  {more}
  responsibilities {{
    "Access": {roles}
  }}
}}
"""


def _text(**other: str) -> str:
    said = {
        "ours": "ok: yes or no",
        "prevails": "",
        "measured": "ours, theirs",
        "other": "uptime",
        "down": "down when: not ok",
        "by": "both parties",
        "when": "",
        "more": "",
        "roles": "responsible Acme, informed Nimbus",
    }
    return _TEXT.format(**(said | other))


_BOTH = "prevails: in a dispute"
_SOLE = """\
credit for Availability { amount: 100 EUR }
  settlement { remedy: besides other rights }
  Acme may terminate {
    when: Availability missed in 3 consecutive months
    notice: 30 days   use within: 60 days of the last miss
  }"""

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Two terms answer the same question, and not alike.",
    why=(
        "Clauses about changes, evidence and responsibilities come from several drafts, and nobody adds them up, because no "
        "amount is wrong. In a dispute both sides then have a clause: the change that one party may make and that both have "
        "to sign, two records that each prevail over the other, credits as the only remedy beside a right to leave, two "
        "parties that are each responsible. A change may be said twice where one is about adverse changes only; several may "
        "do a thing where one of them is accountable."
    ),
    bad=(
        Case(
            about="One party may do what both have to agree to.",
            text=_text(more="change { by: Nimbus   notice: 30 days }"),
            expected=(Expected(line=31, part="said here a second time, and otherwise"),),
        ),
        Case(
            about="The same once more, about adverse changes both.",
            text=_text(
                when="when: adverse changes", more="change { by: both parties   when: adverse changes }"
            ),
            expected=(Expected(line=31, part="said here a second time."),),
        ),
        Case(
            about="Each of two sources of one metric counts where they differ.",
            text=_text(prevails=_BOTH),
            expected=(Expected(line=16, part="`theirs` and `ours` both say that they count"),),
        ),
        Case(
            about="Two metrics, and records of the same.",
            text=_text(prevails="prevails: in a dispute and filled by others", measured="theirs"),
            expected=(Expected(line=16, part="both say that they count where sources differ"),),
        ),
        Case(
            about="What is owed for is just what is never earned back.",
            text=_text(
                more="credit for Availability {\n    when: Availability critical   amount: 100 EUR\n"
                "    earn back { share: 50%   never for: critical }\n  }"
            ).replace("99.9% each month", "99.9% each month   critical: below 95%", 1),
            expected=(Expected(line=33, part="and these are never earned back: nothing is"),),
        ),
        Case(
            about="Two are responsible, and nobody is accountable.",
            text=_text(roles="responsible Acme, responsible Nimbus"),
            expected=(Expected(line=33, part="`Acme` and `Nimbus` are responsible for the same"),),
        ),
        Case(
            about="Credits are all there is, and the customer may leave for the same misses.",
            text=_text(more=_SOLE.replace("besides other rights", "sole remedy")),
            expected=(Expected(line=32, part="misses of `Availability` give a right besides"),),
        ),
        Case(
            about="Two are accountable.",
            text=_text(roles="responsible Acme, accountable Acme, accountable Nimbus"),
            expected=(Expected(line=33, part="are accountable for the same"),),
        ),
    ),
    good=(
        Case(
            about="Adverse changes have a way of their own.",
            text=_text(by="Nimbus", more="change { by: both parties   when: adverse changes }"),
        ),
        Case(about="One source counts.", text=_text()),
        Case(about="Credits and a right, and both are said.", text=_text(more=_SOLE)),
        Case(
            about="The other one is a source of something else.",
            text=_text(
                ours="took: duration", prevails=_BOTH, measured="theirs", other="average of took", down=""
            ).replace("average of took from ours", "average of took in ours"),
        ),
        Case(
            about="Two do it, and one of them answers for it.",
            text=_text(roles="responsible Acme, responsible Nimbus, accountable Nimbus"),
        ),
    ),
    check=check,
)
