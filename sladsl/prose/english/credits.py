"""Service credits in English: tables of bands, flat amounts, their base, and what limits them."""

from __future__ import annotations

from sladsl.model import meanings as m
from sladsl.prose.document import Block, Clause, Item, Reference, Section, Table, Term, Text
from sladsl.prose.english import cures, interpretation, limits, remedies
from sladsl.prose.english import quantities as q
from sladsl.prose.english.amounts import amount, fee
from sladsl.prose.english.conditions import circumstance
from sladsl.prose.english.names import Names
from sladsl.prose.english.paying import paying
from sladsl.prose.ranges import Edge, Range, ranges
from sladsl.prose.say import Part, capital, clause, item, join, say

CREDIT = Term(text="Service Credit")
CREDITS = Term(text="Service Credits")
LEVELS = "Service Levels"


def service_credits(names: Names) -> Section | None:
    agreement = names.agreement
    order = {name: at for at, name in enumerate(agreement.objectives)}
    credits = sorted(agreement.credits, key=lambda each: order.get(each.objectives[0], len(order)))
    clauses = [_credit(credit, names) for credit in credits]
    clauses += [_credit(bonus, names) for bonus in agreement.bonuses]
    if agreement.points_credit is not None:
        clauses.append(_of_points(agreement.points_credit, names))
    clauses += remedies.at_risk(names)
    if agreement.least is not None:
        least = agreement.least
        come = "do not exceed" if least.above else "come to less than"
        sums = {"come": come, "sum": q.money(least.money)}
        text = say("{credits} that together {come} {sum} for a period are not paid.", credits=CREDITS, **sums)
        clauses.append(clause("Smallest payment", text, keys=("settlement",)))
    clauses += paying(names, CREDITS)
    clauses += limits.limits(agreement, names)
    return (
        Section(title=join("Service credits"), clauses=tuple(clauses), keys=("credits",)) if clauses else None
    )


def range_words(of: Range) -> str:
    """`99.0% or more, but less than 99.9%`."""
    low, high = of.low, of.high
    if low is not None and high is not None and low.value == high.value:
        return f"exactly {_edge(low)}"
    below = "" if high is None else f"{_edge(high)} or less" if high.closed else f"less than {_edge(high)}"
    if low is None:
        return below or "any level"
    above = f"{_edge(low)} or more" if low.closed else f"more than {_edge(low)}"
    if high is None:
        return above
    return f"{above}, but {f'not more than {_edge(high)}' if high.closed else below}"


def _edge(edge: Edge) -> str:
    return q.level(edge.bound.written, edge.value, edge.bound.unit)


def _credit(of: m.Credit, names: Names) -> Clause:
    items: list[Item] = []
    if of.applies is not None:
        items.append(item(say("It is owed only where {where}.", where=circumstance(of.applies))))
    items += cures.of_credit(of.cured, names)
    table: list[Block] = []
    opening = _flat(of, names) if of.kind == "credit" else _bonus(of, names)
    if of.bands and of.kind == "credit":
        opening = say(
            "{when}, {who} the {credit} that this table gives for {level}:",
            **_parts(of, names),
            credit=CREDIT,
        )
        if of.marginal:
            opening = say(
                "{when}, if {which}, {who}, as a {credit}, for each unit of {level} the amount of the row in which it lies:",
                **_parts(of, names),
                which=_missed(of, names),
                credit=CREDIT,
            )
    if of.bands:
        table = [_table(of, names)]
        items += _base(of, names)
    applies = say("This clause applies to {all}.", all=names.all("objective", of.objectives))
    items += remedies.items(of, names)
    under = "under this clause "
    items += [
        item(limits.limit(cap, names, under), *limits.keys_of_limit(of, at)) for at, cap in enumerate(of.caps)
    ]
    for key, choice in of.choices.items():
        items.append(
            item(
                interpretation.sentence(key, choice, names),
                f"interpretation {key} of credit for {of.objectives[0]}",
            )
        )
    several = [applies] if len(of.objectives) > 1 else []
    return clause(_title(of, names), *several, opening, *table, items, keys=_keys(of, names))


def _title(of: m.Credit, names: Names) -> Text:
    if of.kind == "bonus":
        return join("Bonus for the ", names.all("objective", of.objectives))
    if len(of.objectives) == 1:
        return join("Service Credit for the ", names.of("objective", of.objectives[0]))
    found = [objective for name in of.objectives if (objective := names.objective(name)) is not None]
    titles = list(dict.fromkeys(objective.title or objective.label for objective in found))
    return join(f"Service Credit for {q.listed(titles)}")


def _keys(of: m.Credit, names: Names) -> tuple[str, ...]:
    called = [objective.label for name in of.objectives if (objective := names.objective(name)) is not None]
    every = (*of.objectives, *called, ", ".join(of.objectives))
    return tuple(f"{of.kind} for {name}" for name in dict.fromkeys(every) if name)


def _parts(of: m.Credit, names: Names) -> dict[str, Part]:
    """What the sentences of bands and of flat amounts share: when, who to whom, for which level."""
    found = [objective for name in of.objectives if (objective := names.objective(name)) is not None]
    first = found[0] if found else None
    period = q.listed(list(dict.fromkeys(str(each.period) for each in found)), "or") or "Service Period"
    metrics = [metric for each in found if (metric := names.agreement.metrics.get(each.metric)) is not None]
    nouns = list(dict.fromkeys(metric.for_each for metric in metrics if metric.for_each))
    scope = f" and each {q.listed(nouns, 'or')}" if nouns else ""
    owners = list(dict.fromkeys(each.owner for each in found))
    whom = names.beneficiaries(owners[0]) if owners else join("the recipient of the Services")
    if of.paid_to:
        whom = _payee(of, names)
    several = len(of.objectives) > 1
    level: Part = (
        "the level reached"
        if first is None
        else say("the level of {figure}", figure=names.of("metric", first.metric))
    )
    if several:
        level = "the level reached"
    when = f"For each {period}{scope}"
    said = of.choices.get("missed objectives") or names.agreement.choices.get("missed objectives")
    if several and (said is None or (isinstance(said, m.Chosen) and said.answer == "a credit for each")):
        when += ", and for each of these Service Levels by itself"
    who = say("{owner} shall credit to {whom}", owner=names.all("party", owners, "or"), whom=whom)
    return {"when": when, "who": who, "level": level}


def _payee(of: m.Credit, names: Names) -> Text:
    known = of.paid_to in names.agreement.parties
    return join(names.of("party", of.paid_to) if known else of.paid_to)


def _flat(of: m.Credit, names: Names) -> Text:
    parts = _parts(of, names)
    which = _missed(of, names)
    if of.amount is None and names.agreement.read_in_part(of):
        return say(
            "If {which}, a {credit} is due as {clause} says.",
            credit=CREDIT,
            which=which,
            clause=Reference(key=f"as written {of.span.start}"),
        )
    if of.amount is None:
        return say(
            "The Parties have not stated the {credit} that is due if {which}.", credit=CREDIT, which=which
        )
    if isinstance(of.amount, m.NoCredit):
        return say("No {credit} is due if {which}.", credit=CREDIT, which=which)
    words = amount(of.amount, of.base, names)
    if of.step is not None:
        words = join(words, ", ", remedies.step(of.step, names))
    text = say(
        "{when}, if {which}, {who}, as a {credit}, {amount}.",
        when=parts["when"],
        who=parts["who"],
        which=which,
        amount=words,
        credit=CREDIT,
    )
    return join(text, _open_base(of))


def _bonus(of: m.Credit, names: Names) -> Text:
    """What a level better than promised brings: to the one who promised, from the one to whom it is promised."""
    parts = _parts(of, names)
    found = [objective for name in of.objectives if (objective := names.objective(name)) is not None]
    owners = list(dict.fromkeys(each.owner for each in found))
    who = {
        "when": parts["when"],
        "level": parts["level"],
        "whom": names.beneficiaries(owners[0]) if owners else join("the recipient of the Services"),
        "owner": _payee(of, names) if of.paid_to else names.all("party", owners, "or"),
    }
    if of.bands and of.marginal:
        return say(
            "{when} in which the promise is kept, {whom} shall pay to {owner}, as a bonus, for each unit of {level} the "
            "amount of the row in which it lies:",
            **who,
        )
    if of.bands:
        return say(
            "{when} in which the promise is kept, {whom} shall pay to {owner} the bonus that this table gives for {level}:",
            **who,
        )
    if of.amount is None:
        return say("The Parties have not stated the bonus for a level that is better than promised.")
    words = amount(of.amount, of.base, names)
    return say(
        "{when} in which {level} is better than promised, {whom} shall pay to {owner}, as a bonus, {amount}.",
        amount=join(words, ", ", remedies.step(of.step, names)) if of.step is not None else words,
        **who,
    )


def _missed(of: m.Credit, names: Names) -> Part:
    if len(of.objectives) == 1:
        return say("the {level} is missed", level=names.of("objective", of.objectives[0]))
    return "it is missed"


def _of_points(of: m.Credit, names: Names) -> Clause:
    """What the points of a period cost."""
    period = str(of.points)
    owners = list(dict.fromkeys(each.owner for each in names.agreement.objectives.values()))[:1]
    whom = names.beneficiaries(owners[0]) if owners else join("the recipient of the Services")
    whom = _payee(of, names) if of.paid_to else whom
    parts: dict[str, Part] = {
        "period": period,
        "owner": names.all("party", owners, "or"),
        "whom": whom,
        "credit": CREDIT,
        "points": Term(text="Points"),
    }
    items: list[Item] = []
    if of.applies is not None:
        items.append(item(say("It is owed only where {where}.", where=circumstance(of.applies))))
    table: list[Block] = []
    if of.bands:
        opening = say(
            "For each {period}, {owner} shall credit to {whom} the {credit} that this table gives:", **parts
        )
        if of.marginal:
            opening = say(
                "For each {period}, {owner} shall credit to {whom}, for each of its {points}, the amount of the row in "
                "which it lies:",
                **parts,
            )
        table = [_table(of, names)]
        items += _base(of, names)
    elif of.amount is None:
        opening = say("The Parties have not stated the {credit} for the {points} of a {period}.", **parts)
    else:
        words = amount(of.amount, of.base, names)
        each = (
            remedies.step(of.step, names)
            if of.step is not None
            else join("if there are any ", Term(text="Points"))
        )
        opening = say(
            "For each {period}, {owner} shall credit to {whom}, as a {credit}, {amount}, {each}.",
            amount=words,
            each=each,
            **parts,
        )
    items += remedies.items(of, names)
    items += [item(limits.limit(cap, names, "under this clause ")) for cap in of.caps]
    return clause("Service Credit for Points", opening, *table, items, keys=("credit for points",))


def _base(of: m.Credit, names: Names) -> list[Item]:
    """Of which fee the percentages of a table are taken."""
    amounts = [row.amount.most if isinstance(row.amount, m.Discretion) else row.amount for row in of.bands]
    kinds = [
        noun
        for noun, wanted in (("percentages", m.Percentage), ("days", m.FeeDays))
        if any(isinstance(each, wanted) and not getattr(each, "base", None) for each in amounts)
    ]
    if of.base is not None and kinds:
        return [
            item(capital(say("the {kinds} refer to {fee}.", kinds=q.listed(kinds), fee=fee(of.base, names))))
        ]
    text = _open_base(of)
    return [item(text)] if text else []


def _open_base(of: m.Credit) -> str:
    if not of.base_open:
        return ""
    lead = "" if of.bands else " "
    return f"{lead}The Parties have not stated to which Fee the amounts refer."


def _table(of: m.Credit, names: Names) -> Table:
    first = names.objective(of.objectives[0]) if of.objectives else None
    level: Part = (
        join("Level of ", names.of("metric", first.metric))
        if first is not None and len(of.objectives) == 1
        else "Points of the period"
        if of.points is not None
        else "Level reached"
    )
    rows: list[tuple[Text, ...]] = []
    effective = ranges([row.bounds for row in of.bands])
    for row, left in zip(of.bands, effective, strict=True):
        words = _printed(row) if of.printed else _in_turn(row, of) or _effective(row, left)
        rows.append((join(words), amount(row.amount, None, names)))
    return Table(header=(join(level), join(CREDIT if of.kind == "credit" else "Bonus")), rows=tuple(rows))


def _in_turn(row: m.BandRow, of: m.Credit) -> str:
    """A row of a table with one that moves with the promise: it takes what the rows before it leave; "" of other tables."""
    if not any(bound.promised for each in of.bands for bound in each.bounds):
        return ""
    first = row is of.bands[0] or not row.bounds
    return _printed(row) if first else f"{_printed(row)}, and in no row above"


def _printed(row: m.BandRow) -> str:
    return " but ".join(q.bound(bound) for bound in row.bounds) if row.bounds else "otherwise"


def _effective(row: m.BandRow, left: tuple[Range, ...]) -> str:
    if not left:
        return f"{_printed(row)} (the rows above cover all such levels)"
    return "; or ".join(range_words(each) for each in left)
