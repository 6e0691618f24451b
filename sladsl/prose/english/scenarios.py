"""Worked examples in English: the facts of a small world, and what the agreement makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.model.dates import ExpectedDuty, ExpectedRight, unquoted
from sladsl.model.day_facts import day_facts
from sladsl.model.facts import StatedFact
from sladsl.model.scenarios import (
    Expectation,
    Scenario,
    ScenarioFee,
    ScenarioLevel,
    ScenarioOutage,
    ScenarioRecord,
)
from sladsl.prose.document import Block, Clause, Item, Schedule, Table, Text
from sladsl.prose.english import cures
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import field, quoted
from sladsl.prose.english.names import Names
from sladsl.prose.examples import ExampleLine
from sladsl.prose.say import Part, capital, clause, item, join, listing, say
from sladsl.values.duration import SECOND
from sladsl.values.money import Money
from sladsl.values.number import grouped, shown

Examples = Mapping[str, tuple[ExampleLine, ...]]
_WORLD = (
    "In each example the data of the sources are complete, every Service is up and no record exists, except "
    "as the example says; claims are made in time unless it says otherwise."
)
_KINDS = {
    "met": "is met",
    "missed": "is missed",
    "critical": "is missed by a critical failure",
    "below minimum": "is missed by a failure below the minimum",
    "below expected": "is met below the level that is expected",
    "exceeded": "is exceeded",
    "not assessed": "is not assessed",
    "reported": "is reported",
    "no credit": "gives rise to no Service Credit",
    "no band": "lies in no row of the table of Service Credits",
    "on track": "is on track to be met",
}


def examples(names: Names, computed: Examples | None) -> Schedule | None:
    """One paragraph for each scenario, with its computed lines where they are given."""
    scenarios = names.agreement.scenarios
    if not scenarios:
        return None
    found = tuple(_scenario(each, names, computed or {}) for each in scenarios)
    return Schedule(title=join("Worked examples"), clauses=(clause("", _WORLD), *found), keys=("examples",))


def _scenario(of: Scenario, names: Names, computed: Examples) -> Clause:
    seen = f", as it stands at {q.moment(of.as_of)}" if of.as_of else ""
    covered = q.periods(of.periods) if of.periods else "one Service Period"
    opening = f"This example covers {covered}{seen}."
    blocks: list[Block | Text | str | list[Item]] = [opening, _facts(of, names)]
    lines = computed.get(of.title)
    said = [_right(each, names) for each in of.rights] + [_duty(each, names) for each in of.duties]
    if said:
        blocks += ["At the end of it:", [item(each) for each in said]]
    if lines:
        blocks += ["The result is:", _result(lines, names)]
    elif of.expectations:
        blocks += ["The Parties expect this result:", [item(each) for each in _expected(of, names)]]
    return clause(of.title, *blocks, keys=(f"scenario {of.title}",))


def _right(of: ExpectedRight, names: Names) -> Text:
    """`Acme may terminate from 1 April 2026 to 30 May 2026.`"""
    holder, _, action = unquoted(of.words).partition(" may ")
    who: Part = names.of("party", holder) if holder in names.agreement.parties else "either Party"
    since = f" from {q.date(of.since)}" if of.since else ""
    until = f" to {q.date(of.until)}" if of.until else ""
    return capital(
        say(
            "{who} may {lacking}{action}{scope}{since}{until}.",
            who=who,
            lacking="not " if of.lacking else "",
            action=action,
            scope=f" “{of.scope}”" if of.scope else "",
            since=since,
            until=until,
        )
    )


_KEPT = {
    "": "",
    "in time": ", which is done in time",
    "late": ", which is done late",
    "overdue": ", which is not done by then",
}


def _duty(of: ExpectedDuty, names: Names) -> Text:
    """`Nimbus must present a plan by 20 April 2026.`"""
    owner, verb, what = of.words.split(" ", 2)
    report, _, to = what.partition(" to ")
    parts: dict[str, Part] = {
        "owner": names.of("party", owner),
        "scope": f" for “{of.scope}”" if of.scope else "",
        "due": f" by {q.date(of.due)}" if of.due else "",
        "kept": _KEPT[of.kept],
    }
    if verb == "sends":
        to_whom = join(" to ", names.of("party", to)) if to else ""
        has = "does not have" if of.lacking else "has"
        sent = names.of("report", report)
        return say(
            "{owner} {has} to send the {sent}{to}{scope}{due}{kept}.", has=has, sent=sent, to=to_whom, **parts
        )
    done = what.strip('"').rstrip(".")
    has = "does not have" if of.lacking else "has"
    return say("{owner} {has} this duty{scope}{due}{kept}: {done}.", has=has, done=done, **parts)


def _facts(of: Scenario, names: Names) -> list[Item]:
    facts = [_outage(each, names) for each in of.outages]
    facts += [_level(each, names) for each in of.levels]
    facts += [_record(each, names) for each in of.records]
    for fee in of.fees:
        facts.append(
            say(
                "The Fee of {service}{scope} is {money}{per}{parts}.",
                parts=_parts(fee),
                service=names.of("service", fee.service),
                scope=_scope(fee.scope),
                money=q.money(fee.money) if fee.money is not None else _of_used(fee),
                per=f" for {fee.period}" if fee.period else _per(fee.service, names),
            )
        )
    if of.decided:
        facts.append(join(f"Where an amount is to be decided within a range, it is {of.decided}."))
    if of.incidents:
        facts.append(
            join(
                "What is missed is missed in one incident."
                if of.incidents == "one"
                else "What is missed is missed in several incidents, one for each."
            )
        )
    facts += cures.of_scenario(of)
    days = day_facts(names.agreement)
    facts += [_day(each) for each in of.facts if each.fact in days]
    facts += [
        say(
            "The claim for the {objective}{scope} of {period} was paid on {day}.",
            objective=names.of("objective", each.objective),
            scope=_scope(each.scope),
            period=q.period(each.period),
            day=q.date(each.day),
        )
        for each in of.paid
    ]
    if of.claimed:
        facts.append(join(f"The claim is made on {q.date(of.claimed)}."))
    return [item(fact) for fact in facts]


def _day(of: StatedFact) -> Text:
    """`For March 2026, receipt of the invoice was on 3 April 2026.`"""
    about = ", ".join([*([q.period(of.period)] if of.period else []), *([of.scope] if of.scope else [])])
    when = f"at {q.moment(of.value)}" if ":" in of.value else f"on {q.date(of.value)}"
    return capital(
        say("{about}{fact} was {when}.", about=f"for {about}, " if about else "", fact=of.fact, when=when)
    )


def _outage(of: ScenarioOutage, names: Names) -> Text:
    when = q.extent(of.start, of.end)
    if of.exclusion:
        what = names.of("exclusion", of.exclusion)
        return say("An interval of {what}{scope} runs {when}.", what=what, scope=_scope(of.scope), when=when)
    service = names.of("service", of.service)
    return say("{service}{scope} is down {when}.", service=service, scope=_scope(of.scope), when=when)


def _level(of: ScenarioLevel, names: Names) -> Text:
    return say(
        "The level reached under the {objective}{scope} for {period} is {level}.",
        objective=names.of("objective", of.objective),
        scope=_scope(of.scope),
        period=q.period(of.period),
        level=q.level(of.level, of.level.value, of.unit),
    )


def _record(of: ScenarioRecord, names: Names) -> Text:
    source = names.agreement.sources.get(of.source)
    row = {"samples": "sample", "intervals": "interval"}.get(source.holds if source else "", "record")
    types = {name: each.type for name, each in source.fields.items()} if source else {}
    parts: list[Part] = [
        say("{field} {value}", field=field(name), value=quoted(_cell(text, types.get(name, "text"))))
        for name, text in of.fields.items()
    ]
    return say(
        "{Source} holds {count}{fields}.",
        Source=names.of("source", of.source),
        count=q.counted(of.times, row),
        fields=say(" with {parts}", parts=listing(parts, "and")) if parts else "",
    )


def _cell(text: str, kind: str) -> str:
    return q.duration(Fraction(text) * SECOND) if kind == "duration" and text else q.field_value(text)


def _parts(of: ScenarioFee) -> str:
    """What of a fee is one-time, and what is passed through."""
    said = [
        f"{q.money(part)} of it {words}"
        for part, words in ((of.one_time, "one-time"), (of.pass_through, "passed through"))
        if part.amount
    ]
    return f", {q.listed(said)}" if said else ""


def _of_used(fee: ScenarioFee) -> str:
    return f"that for {grouped(shown(fee.used or Fraction(0)))} used"


def _per(service: str, names: Names) -> str:
    known = names.agreement.services.get(service)
    period = known.fee.period if known is not None and known.fee is not None else None
    return f" per {period}" if period else ""


def _scope(scope: str) -> str:
    return f" for {quoted(scope)}" if scope else ""


def _expected(of: Scenario, names: Names) -> list[Text]:
    """One sentence for each objective, scope and period, with all that is expected of it."""
    grouped: dict[tuple[str, str, str], list[Text]] = {}
    for each in of.expectations:
        grouped.setdefault((each.objective, each.scope, each.period), []).append(_outcome(each))
    found = []
    for (objective, scope, period), outcomes in grouped.items():
        when = f"for {q.period(period)}, " if period else ""
        text = say(
            "{when}the {objective}{scope} {outcomes}.",
            when=when,
            objective=names.of("objective", objective),
            scope=_scope(scope),
            outcomes=listing(outcomes, "and"),
        )
        found.append(capital(text))
    return found


def _outcome(of: Expectation) -> Text:
    value = of.value
    if of.kind == "credit":
        what = q.money(value) if isinstance(value, Money) else of.text.removeprefix("credit ")
        if isinstance(value, Fraction):
            what = f"{q.percent(value)} of the Fee"
        return join(f"gives rise to a Service Credit of {what}")
    if of.kind == "bonus" and isinstance(value, Money):
        return join(f"brings a Bonus of {q.money(value)}")
    if of.kind == "claim by":
        day = q.date(value) if isinstance(value, str) else of.text
        return join(f"has {day} as the last day for a claim")
    if of.kind == "level":
        return join(f"has a level of {of.text}")
    if of.kind == "wanted by now":
        return join(f"would have reached {of.text.removeprefix('wanted by now ')} by then at an even pace")
    if of.kind == "behind":
        return join(f"is {of.text.removeprefix('behind ')} behind an even pace")
    if of.kind == "left":
        return join(f"leaves {of.text.removeprefix('left ')} that may still be lost before it is missed")
    return join(_KINDS.get(of.kind, of.text))


def _result(lines: tuple[ExampleLine, ...], names: Names) -> Table:
    scoped = any(line.scope for line in lines)
    claimed = any(line.claim_by for line in lines)
    header: list[Part] = [
        "Service Level",
        *(["For"] * scoped),
        "Service Period",
        "Level",
        "Status",
        "Service Credit",
    ]
    header += ["Last day for a claim"] * claimed
    rows = []
    for line in lines:
        cells: list[Part] = [names.of("objective", line.objective), *([line.scope or "—"] * scoped)]
        cells += [capital(join(q.period(line.period))), line.level or "—", line.status, _credit(line)]
        late = " (claimed too late, so it lapses)" if line.late else ""
        cells += [f"{q.date(line.claim_by)}{late}" if line.claim_by else "—"] * claimed
        rows.append(tuple(join(cell) for cell in cells))
    return Table(header=tuple(join(cell) for cell in header), rows=tuple(rows))


def _credit(line: ExampleLine) -> str:
    if line.credit is None:
        return "—"
    if isinstance(line.credit, str):
        return line.credit
    return q.money(line.credit) if line.credit.amount else "none"
