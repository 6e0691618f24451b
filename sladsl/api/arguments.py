"""What whoever asks for an evaluation may say beside the agreement and its data: assumptions, and as of when.

The command line and the library say the same things, so they are checked in one place.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from sladsl.api.refused import Refused
from sladsl.data.binding import Binding, Bound
from sladsl.data.errors import DataError
from sladsl.data.strange_fields import fields_of_source, settings_of
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.amended import at_once
from sladsl.model.facts import Fact
from sladsl.model.meanings import Agreement, Source
from sladsl.plan.choices import TIME_ZONE, Reading
from sladsl.plan.from_model.amended import needed_choices
from sladsl.plan.from_model.stretch import zone_in_force
from sladsl.values.instant import naive_to_instant, parse_time
from sladsl.values.zones import zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def assumed(texts: Iterable[str], agreement: Agreement) -> dict[str, str]:
    """`excluded time: out of both` and so on as choice -> answer; `Refused` for what this agreement doesn't ask."""
    pairs = [tuple(part.strip() for part in text.partition(":")) for text in texts]
    if not pairs:
        return {}
    needed = {need.key: need for need in needed_choices(agreement)}
    silent = {need.key for need in needed.values() if need.state != "answered"}
    answers: dict[str, str] = {}
    for key, colon, answer in pairs:
        if colon and key in agreement.facts:
            answers[key] = _fact(key, answer, agreement.facts[key])
            continue
        if not colon or key not in needed:
            near = closest(key, needed)
            raise Refused(
                f"`{f'{key}: {answer}' if colon else key}` assumes nothing that this agreement asks.",
                f"Did you mean `{near}`?"
                if near
                else f"It leaves open: {listing(sorted(silent)) or 'nothing'}.",
            )
        if key not in silent:
            raise Refused(
                f"The agreement answers `{key}` itself: {needed[key].answer}.", "Leave the assumption out."
            )
        if answer not in needed[key].answers and not (key == TIME_ZONE and zone(answer) is not None):
            raise Refused(
                f"`{answer}` is no answer to `{key}`.", f"Say {listing(needed[key].answers, 'or')}."
            )
        if needed[key].able and answer not in needed[key].able and key != TIME_ZONE:
            raise Refused(
                f"`{key}: {answer}` can't be assumed of this agreement as it stands.",
                f"Assume {listing(needed[key].able, 'or')}, or write the answer into `interpretation`.",
            )
        answers[key] = answer
    return answers


def _fact(name: str, answer: str, fact: Fact) -> str:
    """The value of a fact or an option where nobody has stated it."""
    values = fact.values or ("yes", "no")
    if fact.type not in ("yes or no", "choice"):
        raise Refused(
            f"`{name}` is a {fact.type}, and has no answers to choose from.",
            "State it in a table of facts: --data facts=facts.csv.",
        )
    if answer not in values:
        raise Refused(f"`{answer}` is no value of `{name}`.", f"Say {listing(values, 'or')}.")
    return answer


def as_of_instant(said: str | date | None, agreement: Agreement, assume: Mapping[str, str]) -> int:
    """The instant (µs) of a day or a time; without an offset it is local to the agreement. Now, where nothing is said."""
    if said is None or said == "":
        return int(time.time()) * 1_000_000
    if isinstance(said, datetime) and said.tzinfo is not None:
        return (said - _EPOCH) // _MICROSECOND
    text = said if isinstance(said, str) else _written(said)
    written = parse_time(text)
    place = zone(zone_in_force(agreement, Reading(agreement, assume)))
    if written is None or place is None:
        raise Refused(f"`{text}` is no time.", "Write 2026-04-12, or 2026-04-12 10:00.")
    if written.offset_us is not None:
        return written.naive_us - written.offset_us
    return naive_to_instant(written.naive_us, place).instant


def _written(said: date) -> str:
    return said.isoformat(sep=" ") if isinstance(said, datetime) else said.isoformat()


def refuse_wrong_binding(binding: Binding, errors: Iterable[DataError], agreement: Agreement) -> None:
    """`Refused` with everything that is wrong with a binding, sources that the agreement doesn't have among it."""
    lines = [f"{error.message} {error.hint}".strip() for error in errors]
    for name, table in binding.tables.items():
        if name in agreement.sources:
            lines += _mistaken_fields(table, agreement.sources[name])
            continue
        near = closest(name, agreement.sources)
        there = listing(list(agreement.sources))
        none = "It has no sources; bind what is reported with levels=FILE."
        known = f"Did you mean `{near}`?" if near else f"It has: {there}." if there else none
        lines.append(f"The agreement has no source `{name}`. {known}")
    if lines:
        raise Refused("\n  ".join(lines))


def _mistaken_fields(table: Bound, source: Source) -> list[str]:
    """Names that are nearly those of fields: `units = { latncy = "ms" }` would leave milliseconds seconds.

    Names far from all are told in the statement (`sladsl.data.strange_fields`): one binding may serve several versions of
    an agreement.
    """
    fields = set(fields_of_source(source))
    found = []
    for key, names in settings_of(table).items():
        for name in names:
            near = closest(name, fields - set(names)) if name not in fields else None
            if near:
                where = f"`{key}` of [source.{source.name}]"
                found.append(f"{where} names `{name}`, which is no field. Did you mean `{near}`?")
    return found


def zones_of(agreement: Agreement) -> dict[str, str]:
    """The zone of each source as the agreement says it."""
    own = zone_in_force(agreement, Reading(agreement)) if agreement.zone else ""
    return {name: source.zone or own for name, source in at_once(agreement).sources.items()}
