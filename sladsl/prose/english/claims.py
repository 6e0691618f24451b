"""Claims in English: how a credit is claimed, until when, stage by stage, what a claim must show, who decides on it."""

from __future__ import annotations

from sladsl.model.dates import Claims, Deadline, Stage
from sladsl.prose.document import Clause, Item, Section, Text
from sladsl.prose.english import dates, interpretation
from sladsl.prose.english.dates import CREDIT
from sladsl.prose.english.names import Names
from sladsl.prose.english.services import series
from sladsl.prose.say import Part, clause, item, join, listing, say

_CHANNELS = {"in writing": "in writing", "by ticket": "by ticket", "by e-mail": "by e-mail"}


def claims(names: Names) -> Section | None:
    said = names.agreement.claims
    if said is None:
        return None
    parts = (
        _stages(said, names) if said.stages else _how(said, names),
        None if said.stages else _deadline(said, names),
        None if said.stages else _show(said),
        _decision(said, names),
        _choices(said, names),
    )
    clauses = tuple(each for each in parts if each is not None)
    return Section(title=join("Claims"), clauses=clauses, keys=("claims",)) if clauses else None


def _how(said: Claims, names: Names) -> Clause | None:
    if said.none_needed or said.channel in ("automatic", "none needed"):
        how = " automatically" if said.channel == "automatic" else ""
        return clause(
            "No claim needed", say("A {credit} is given{how}, without a claim.", credit=CREDIT, how=how)
        )
    who = _claimant(names)
    if said.channel_open:
        text = say("The Parties have not stated how a {credit} is claimed.", credit=CREDIT)
        return clause("Form", text)
    if not said.channel:
        return clause("Form", say("{who} shall claim a {credit}.", who=who, credit=CREDIT))
    return clause(
        "Form", say("{who} shall claim a {credit}{how}.", who=who, credit=CREDIT, how=_by(said.channel))
    )


def _by(channel: str) -> str:
    """` in writing`; "" where nothing is said."""
    return f" {_CHANNELS.get(channel, f'by the following means: {channel}')}" if channel else ""


def _claimant(names: Names) -> Part:
    """Who receives the credits of the agreement."""
    owners = dict.fromkeys(
        objective.owner
        for credit in names.agreement.credits
        for name in credit.objectives
        if (objective := names.objective(name)) is not None
    )
    found = dict.fromkeys(names.beneficiaries(owner) for owner in owners)
    return listing(list(found), "or") if found else "The recipient of the Services"


def _deadline(said: Claims, names: Names) -> Clause | None:
    there = names.written(said.span, "deadline")
    if there is not None:
        text = say("Until when a {credit} can be claimed, {clause} says.", credit=CREDIT, clause=there)
        return clause("Time limit", text)
    if said.deadline_open:
        text = say("The Parties have not stated until when a {credit} can be claimed.", credit=CREDIT)
        return clause("Time limit", text)
    if said.deadline is None:
        return None
    text = say(
        "The claim shall be made {until}. A {credit} that is not claimed in time lapses.",
        until=_until(said.deadline, names, {}),
        credit=CREDIT,
    )
    return clause("Time limit", text)


def _until(of: Deadline, names: Names, titles: dict[str, str]) -> Text:
    if of.anchor == "stage":
        stage = titles.get(of.of, of.of)
        if of.unit == "ends":
            return dates.within(of, names, join(f"the {stage}"))
        return say("within {length} after the {stage} is made", length=dates.length(of), stage=stage)
    kind = of.anchor if of.anchor in dates.PERIODS else "Service Period"
    period = say("the end of the {kind} for which the {credit} is due", kind=kind, credit=CREDIT)
    return dates.within(of, names, period, _claimant(names))


def _show(said: Claims) -> Clause | None:
    return clause("Evidence", f"The claim shall show: {series(said.show)}.") if said.show else None


def _stages(said: Claims, names: Names) -> Clause:
    titles = {each.name: each.title or each.name for each in said.stages}
    text = say(
        "A {credit} is claimed in {count} stages. It lapses unless each of them is made in time:",
        credit=CREDIT,
        count=str(len(said.stages)),
    )
    if len(said.stages) == 1:
        text = say("A {credit} lapses unless its claim is made in time:", credit=CREDIT)
    return clause("Stages", text, [_stage(each, titles, names) for each in said.stages])


def _stage(stage: Stage, titles: dict[str, str], names: Names) -> Item:
    known = f" (in statements: {stage.name})" if stage.title and stage.title != stage.name else ""
    parts: list[Part] = [
        say(
            "{title}{known}: {who} shall make it{how}{until}.",
            title=titles[stage.name],
            known=known,
            who=_claimant(names),
            how=_by(stage.channel),
            until=say(" {until}", until=_until(stage.deadline, names, titles))
            if stage.deadline is not None
            else "",
        )
    ]
    if stage.channel_open:
        parts.append(" The Parties have not stated how.")
    there = names.written(stage.span, "deadline")
    if there is not None:
        parts.append(say(" Until when, {clause} says.", clause=there))
    elif stage.deadline_open:
        parts.append(" The Parties have not stated until when.")
    if stage.show:
        parts.append(f" It shall show: {series(stage.show)}.")
    return item(join(*parts), f"stage {stage.name}")


def _decision(said: Claims, names: Names) -> Clause | None:
    sentences: list[Part] = []
    within = dates.length(said.decided_within) if said.decided_within is not None else ""
    if said.decided_by:
        sentences.append(
            say(
                "{who} shall decide on a claim{within}.",
                who=names.of("party", said.decided_by),
                within=f" within {within} after it is made" if within else "",
            )
        )
    elif within:
        sentences.append(f"A claim shall be decided within {within} after it is made.")
    if said.decided_by_open:
        sentences.append("The Parties have not stated who decides on a claim.")
    if said.decided_within_open:
        sentences.append("The Parties have not stated how long a decision on a claim may take.")
    text = [part for each in sentences for part in (each, " ")][:-1]
    return clause("Decision", join(*text)) if sentences else None


def _choices(said: Claims, names: Names) -> Clause | None:
    """The claim's own answers to choices, where they are not those of the agreement."""
    own = {key: choice for key, choice in said.choices.items() if names.agreement.choices.get(key) != choice}
    if not own:
        return None
    items = [
        item(interpretation.sentence(key, choice, names), f"interpretation {key} of claims")
        for key, choice in own.items()
    ]
    return clause("Rules", "For claims:", items)
