"""Steps, repeats, earning back, points, pools and the amount at risk in English: the same sums as are settled."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.model import meanings as m
from sladsl.outcome.points import points_text
from sladsl.outcome.words import figure_text
from sladsl.prose.document import Clause, Item, Section, Table, Term, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.conditions import circumstance
from sladsl.prose.english.names import Names
from sladsl.prose.english.rights import trigger_words
from sladsl.prose.ranges import ranges
from sladsl.prose.say import Part, clause, item, join, say
from sladsl.values.number import shown

CREDIT = Term(text="Service Credit")
POINTS = Term(text="Points")


def step(of: m.Step, names: Names) -> Text:
    """`for each full 30 minutes by which the level of Downtime lies beyond 4 h`: what an amount is owed for."""
    figure = names.objective(of.figure) if of.figure else None
    metric = of.metric or (figure.metric if figure is not None else "")
    level: Part = say("the level of {it}", it=names.of("metric", metric)) if metric else "the level"
    each = {"full only": "each full", "started": "each started", "exact": "each"}.get(of.counts, "each")
    parts: dict[str, Part] = {
        "each": f"{each} {of.text}",
        "level": level,
        "beyond": "" if of.beyond is None else figure_text(of.beyond, of.unit),
    }
    if of.of_shortfall:
        text = say("for {each} by which {level} falls short of what is promised", **parts)
    elif of.beyond is None:
        text = say("for {each} of {level}", **parts)
    elif of.beyond_counts == "the whole":
        text = say("for {each} of {level}, once that lies beyond {beyond}", **parts)
    else:
        text = say("for {each} by which {level} lies beyond {beyond}", **parts)
    if of.counts == "exact":
        text = join(text, ", and for a part of it in proportion")
    if of.summed == "per outage":
        text = join(text, ", counted in each outage")
    return text


def repeat(of: m.Repeat, what: Part) -> Text:
    """From which miss on how many times as much is due."""
    nth = q.ordinal(of.start)
    period = "Contract Year" if of.within == "contract year" else str(of.within)
    where = "in a row" if of.within is None else f"in one {period}"
    if of.run > 1:
        where = f"in any {of.run} consecutive {period}s"
    parts: dict[str, Part] = {"nth": nth, "where": where, "what": what, "times": shown(of.factor)}
    return say("From the {nth} miss {where} on, {what} is {times} times that of a first one.", **parts)


def items(of: m.Credit, names: Names) -> Iterator[Item]:
    """What makes a credit more or less than its table, and what is given back of it."""
    kind: Part = CREDIT if of.kind == "credit" else "bonus"
    if of.when:
        for name, trigger in list(of.when.items())[: 1 if len(of.objectives) == 1 else None]:
            what: Part = kind
            if len(of.objectives) > 1:
                what = say("{credit} for {level}", credit=kind, level=names.of("objective", name))
            yield item(say("A {what} is only due if {when}.", what=what, when=trigger_words(trigger, names)))
    if of.replaces_all:
        other = "other " if of.kind == "credit" else ""
        yield item(
            say("Where it is due, no {other}{credit} is due for the same time.", other=other, credit=CREDIT)
        )
    elif of.replaces:
        yield item(
            say(
                "Where it is due, no {credit} for {levels} is due for the same time.",
                credit=CREDIT,
                levels=names.all("objective", of.replaces, "or"),
            )
        )
    if of.repeat is not None:
        yield item(repeat(of.repeat, join("the ", CREDIT)))
    if of.least is not None:
        yield item(least(of.least, join("A ", kind)))
    if of.earn_back is not None:
        yield from _earn_back(of.earn_back, names, of)


def least(of: m.LeastPaid, what: Text) -> Text:
    """Below which sum nothing is paid."""
    if of.above:
        return say("{what} that does not exceed {sum} is not paid.", what=what, sum=q.money(of.money))
    return say("{what} of less than {sum} is not paid.", what=what, sum=q.money(of.money))


def _earn_back(of: m.EarnBack, names: Names, credit: m.Credit) -> Iterator[Item]:
    # A sum of points is owed by who promises what scores them.
    scoring = [name for each in names.agreement.points for name in each.objectives]
    about = credit.objectives or scoring
    objective = names.objective(about[0]) if about else None
    owner: Part = names.of("party", objective.owner) if objective is not None else "the provider"
    share: Part = (
        "A part that the Parties have not stated" if of.share is None else q.percent(of.share, of.places)
    )
    periods = f"{of.count} {of.period}s" if of.count > 1 else of.period
    came = {
        "met": "is met in",
        "exceeded": "is exceeded in",
        "no credit due": "",
    }[of.what]
    when: Part = f"the Service Level {came}"
    if of.what == "no credit due":
        when = join("no ", CREDIT, " is due for anything in")
    miss = "miss" if credit.points is None else "points"
    which = f"any {periods} in a row after the {miss}"
    if of.following:
        which = f"each of the next {periods} after the {of.period} of the {miss}"
    if of.count == 1:
        which = f"the next {of.period}" if of.following else f"a later {of.period}"
    yield item(
        say(
            "{share} of a {credit} is given back to {owner} if {when} {which}.",
            share=share,
            credit=CREDIT,
            owner=owner,
            when=when,
            which=which,
        )
    )
    if of.never:
        words = {"critical": "was critical", "below minimum": "was below the minimum"}[of.never[0]]
        yield item(
            say("Of a {credit} for a miss that {words} nothing is given back.", credit=CREDIT, words=words)
        )
    ways = {
        "next invoice": "It is given back with the next invoice.",
        "money": "It is given back in money.",
        "bank": "",
    }
    if ways.get(of.into):
        yield item(join(ways[of.into]))
    if of.lapses:
        yield item(join(f"What is not used lapses {of.lapses}."))


# ---- points


def points(names: Names) -> Section | None:
    """The clauses about points; None where none are given."""
    agreement = names.agreement
    clauses = [_points(each, names) for each in agreement.points]
    return Section(title=join("Points"), clauses=tuple(clauses), keys=("points",)) if clauses else None


def _points(of: m.Points, names: Names) -> Clause:
    found = [objective for name in of.objectives if (objective := names.objective(name)) is not None]
    period = q.listed(list(dict.fromkeys(str(each.period) for each in found)), "or")
    title = (
        join("Points for the ", names.of("objective", of.objectives[0]))
        if len(found) == 1
        else join(f"Points for {q.listed(list(dict.fromkeys(each.title or each.label for each in found)))}")
    )
    table: list[Table] = []
    if of.bands:
        opening = say(
            "For each {period} the level scores the {points} of this table:", period=period, points=POINTS
        )
        rows = []
        left = ranges([row.bounds for row in of.bands])
        for row, kept in zip(of.bands, left, strict=True):
            words = " but ".join(q.bound(each) for each in row.bounds) if row.bounds else "otherwise"
            if not of.printed and kept:
                from sladsl.prose.english.credits import range_words

                words = "; or ".join(range_words(each) for each in kept)
            rows.append((join(words), join(_number(row.points))))
        table = [Table(header=(join("Level"), join(POINTS)), rows=tuple(rows))]
    else:
        opening = say(
            "For each {period} in which it is missed, the Service Level scores {number}{step}.",
            period=period,
            number=_number(of.amount),
            step=join(", ", step(of.step, names)) if of.step is not None else "",
        )
    listed = [item(repeat(of.repeat, join("the number of ", POINTS)))] if of.repeat is not None else []
    if of.applies is not None:
        listed.append(item(say("They are scored only where {where}.", where=circumstance(of.applies))))
    for name, trigger in list(of.when.items())[: 1 if len(of.objectives) == 1 else None]:
        whose = join(" for the ", names.of("objective", name)) if len(of.objectives) > 1 else ""
        listed.append(
            item(
                say(
                    "{points}{whose} are only scored if {when}.",
                    points=POINTS,
                    whose=whose,
                    when=trigger_words(trigger, names),
                )
            )
        )
    if len(found) > 1:
        listed.insert(
            0, item(say("This clause applies to {all}.", all=names.all("objective", of.objectives)))
        )
    keys = tuple(
        f"points for {name}" for name in dict.fromkeys((*of.objectives, *(each.label for each in found)))
    )
    return clause(title, opening, *table, listed, keys=keys)


def _number(points: Fraction | None) -> str:
    if points is None:
        return "not stated by the Parties"
    return points_text(points) if points else "none"


# ---- the amount at risk


def at_risk(names: Names) -> list[Clause]:
    """What is at risk, and how pools divide it."""
    from sladsl.prose.english.amounts import fee

    agreement = names.agreement
    risk = agreement.at_risk
    if risk is None:
        return []
    whole = say(
        "The Amount at Risk of a {period} is {share} of {fee}. All {credits} of that {period} together do not exceed it.",
        period=str(risk.period),
        share=q.percent(risk.ratio, risk.places),
        fee=fee(risk.base, names),
        credits=Term(text="Service Credits"),
    )
    listed = [
        item(
            say(
                "{pool} has {share} of the Amount at Risk, allocated so: {parts}.",
                pool=f"The pool {each.title or each.name}",
                share=q.percent(each.share),
                parts=q.listed(
                    [f"{_title(name, names)} {shown(part * 100)}%" for name, part in each.allocation]
                ),
            )
        )
        for each in agreement.pools
    ]
    return [
        clause(
            "Amount at Risk",
            whole,
            listed,
            keys=("amount at risk", *(f"pool {each.name}" for each in agreement.pools)),
        )
    ]


def _title(name: str, names: Names) -> str:
    found = names.objective(name)
    return (found.title or found.label) if found is not None else name
