"""What the commands that evaluate share: the options that say on what, and the evaluation itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from sladsl.cli.common import loaded, refuse, refuse_broken, terminal
from sladsl.record import Record

if TYPE_CHECKING:
    from sladsl.api.evaluation import Evaluation
    from sladsl.data.binding import Binding
    from sladsl.engines.contract import Progress
    from sladsl.model.meanings import Agreement


class Evaluated(Record):
    """An agreement and its evaluation, as known at the instant `as_of` (µs)."""

    agreement: Agreement
    evaluation: Evaluation
    as_of: int
    _unequal = frozenset({"evaluation"})


def on_data(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that evaluates; they become the arguments of `evaluated`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--data",
        "bindings",
        multiple=True,
        metavar="FILE|BINDING",
        help="A data.toml, or flags such as checks=checks.csv, checks.zone=Europe/Berlin, levels=report.xlsx;"
        " may be repeated. Without it, the data.toml beside the agreement.",
    ),
    click.option(
        "--period", default="", metavar="P", help="Only this: 2026-03, 2026-Q1, 2026 or 2026-01..2026-03."
    ),
    click.option(
        "--as-of",
        default="",
        metavar="TIME",
        help="What was known then: 2026-04-12 or with a time. Default: now.",
    ),
    click.option(
        "--engine",
        type=click.Choice(["duckdb", "reference"]),
        default="duckdb",
        show_default=True,
        help="What measures. Both give the same digits; `reference` is the plain definition.",
    ),
    click.option(
        "--assume",
        multiple=True,
        metavar="'CHOICE: ANSWER'",
        help="Answer a choice that the agreement leaves open.",
    ),
)


def evaluated(
    file: str, bindings: tuple[str, ...], period: str, as_of: str, engine: str, assume: tuple[str, ...]
) -> Evaluated:
    """The evaluation of a file; whatever prevents it ends the command with one message and exit code 2."""
    from sladsl.api.evaluation import Refused, evaluate, with_zones
    from sladsl.data.errors import UnreadableData
    from sladsl.engines.refusal import CannotKeepExact

    read = loaded(file)
    if read.broken or read.agreement is None:
        refuse_broken(read, file)
    binding = _binding(file, bindings, read.agreement)
    agreement = with_zones(read.agreement, binding)
    answers = _assumed(assume, agreement)
    instant = instant_of(as_of, agreement, answers)
    try:
        evaluation = evaluate(
            agreement,
            binding,
            as_of=instant,
            period=period,
            engine=engine,
            assume=answers,
            progress=_progress(),
        )
    except (Refused, UnreadableData, CannotKeepExact) as trouble:
        refuse(trouble.message, trouble.hint)
    return Evaluated(agreement=agreement, evaluation=evaluation, as_of=instant)


def _binding(file: str, bindings: tuple[str, ...], agreement: Agreement) -> Binding:
    from sladsl.data.files import binding_from_flags

    tomls = [each for each in bindings if "=" not in each or os.path.isfile(each)]
    pairs = [each for each in bindings if each not in tomls]
    if len(tomls) > 1:
        refuse("More than one data.toml is given.", "Name one; add flags such as checks=checks.csv.")
    beside = os.path.join(os.path.dirname(file), "data.toml")
    path = tomls[0] if tomls else beside if not bindings and os.path.exists(beside) else ""
    zones = {name: source.zone or agreement.zone for name, source in agreement.sources.items()}
    binding, errors = binding_from_flags(pairs, path, zones)
    unknown = [name for name in binding.tables if name not in agreement.sources]
    if errors or unknown:
        from sladsl.diagnostics.suggest import closest, listing

        lines = [f"{error.message} {error.hint}".strip() for error in errors]
        for name in unknown:
            near = closest(name, agreement.sources)
            there = listing(list(agreement.sources))
            none = "It has no sources; bind what is reported with levels=FILE."
            known = f"Did you mean `{near}`?" if near else f"It has: {there}." if there else none
            lines.append(f"The agreement has no source `{name}`. {known}")
        refuse("\n  ".join(lines))
    return binding


def _assumed(assume: tuple[str, ...], agreement: Agreement) -> dict[str, str]:
    from sladsl.api.evaluation import unanswered
    from sladsl.diagnostics.suggest import closest, listing
    from sladsl.plan.choices import TIME_ZONE
    from sladsl.plan.from_model.lower import needed_choices
    from sladsl.values.zones import zone

    if not assume:
        return {}
    needed = {need.key: need for need in needed_choices(agreement)}
    silent = {need.key for need in unanswered(agreement)}
    answers: dict[str, str] = {}
    for text in assume:
        key, colon, answer = (part.strip() for part in text.partition(":"))
        if not colon or key not in needed:
            near = closest(key, needed)
            refuse(
                f"`{text}` assumes nothing that this agreement asks.",
                f"Did you mean `{near}`?"
                if near
                else f"It leaves open: {listing(sorted(silent)) or 'nothing'}.",
            )
        if key not in silent:
            refuse(
                f"The agreement answers `{key}` itself: {needed[key].answer}.", "Leave the assumption out."
            )
        if answer not in needed[key].answers and not (key == TIME_ZONE and zone(answer) is not None):
            refuse(f"`{answer}` is no answer to `{key}`.", f"Say {listing(needed[key].answers, 'or')}.")
        answers[key] = answer
    return answers


def instant_of(text: str, agreement: Agreement, assume: dict[str, str]) -> int:
    """The as-of instant (µs) of an option: a day or moment in the zone of the agreement, else now."""
    if not text:
        import time

        return int(time.time()) * 1_000_000
    from sladsl.plan.choices import Reading
    from sladsl.plan.from_model.stretch import zone_in_force
    from sladsl.values.instant import naive_to_instant, parse_time
    from sladsl.values.zones import zone

    written = parse_time(text)
    place = zone(zone_in_force(agreement, Reading(agreement, assume)))
    if written is None or place is None:
        refuse(f"`{text}` is no time.", "Write 2026-04-12, or 2026-04-12 10:00.")
    if written.offset_us is not None:
        return written.naive_us - written.offset_us
    return naive_to_instant(written.naive_us, place).instant


def _progress() -> Progress | None:
    """A bar on a terminal, nothing elsewhere."""
    if not terminal("stderr"):
        return None

    def show(step: str, done: int, total: int) -> None:
        width = 24
        filled = width * done // max(total, 1)
        end = "\r" if done < total else "\r" + " " * 78 + "\r"
        click.echo(
            f"[{'#' * filled}{'.' * (width - filled)}] {step[:48]:<48}" if done < total else "",
            nl=False,
            err=True,
        )
        click.echo(end, nl=False, err=True)

    return show
