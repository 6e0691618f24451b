"""`sladsl evaluate`: what was attained, what is owed, until when it can be claimed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sladsl.cli.common import loaded, refuse, refuse_broken, terminal, write, write_bytes

if TYPE_CHECKING:
    from sladsl.api.evaluation import Evaluation
    from sladsl.data.binding import Binding
    from sladsl.engines.contract import Progress
    from sladsl.model.meanings import Agreement


@click.command("evaluate")
@click.argument("file")
@click.option(
    "--data",
    "bindings",
    multiple=True,
    metavar="FILE|BINDING",
    help="A data.toml, or flags such as checks=checks.csv, checks.zone=Europe/Berlin, levels=report.xlsx;"
    " may be repeated. Without it, the data.toml beside the agreement.",
)
@click.option(
    "--period", default="", metavar="P", help="Only this: 2026-03, 2026-Q1, 2026 or 2026-01..2026-03."
)
@click.option(
    "--as-of",
    default="",
    metavar="TIME",
    help="What was known then: 2026-04-12 or with a time. Default: now.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "reference"]),
    default="duckdb",
    show_default=True,
    help="What measures. Both give the same digits; `reference` is the plain definition.",
)
@click.option(
    "--assume",
    multiple=True,
    metavar="'CHOICE: ANSWER'",
    help="Answer a choice that the agreement leaves open.",
)
@click.option(
    "--explain", "explained", is_flag=True, help="The reasons: rows that count, clauses, next band."
)
@click.option("--objective", default="", metavar="NAME", help="With --explain: only this objective.")
@click.option(
    "--scope", default="", metavar="VALUE", help="With --explain: only this value of its dimension."
)
@click.option(
    "--right",
    default="",
    metavar="WORDS",
    help="With --explain: only rights with these words, such as terminate.",
)
@click.option("--all", "everything", is_flag=True, help="List every line, also those where all is well.")
@click.option("--json", "as_json", is_flag=True, help="JSON with a format version instead of text.")
@click.option(
    "--workbook",
    default="",
    metavar="FILE.xlsx",
    help="Also write a workbook whose cells show their working, formulas and all.",
)
@click.option("--strict", is_flag=True, help="Exit code 1 when the data have errors or warnings.")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
def command(
    file: str,
    bindings: tuple[str, ...],
    period: str,
    as_of: str,
    engine: str,
    assume: tuple[str, ...],
    explained: bool,
    objective: str,
    scope: str,
    right: str,
    everything: bool,
    as_json: bool,
    workbook: str,
    strict: bool,
    output: str | None,
) -> None:
    """Evaluate an agreement on data: levels, credits, claim dates, with reasons.

    \b
    Examples:
      sladsl evaluate a.sla                     (with the data.toml beside it)
      sladsl evaluate a.sla --data checks=checks.csv --period 2026-03
      sladsl evaluate a.sla --data levels=report.xlsx --as-of 2026-04-12
      sladsl evaluate a.sla --period 2026-03 --explain --objective Availability
      sladsl evaluate a.sla --assume "excluded time: out of both" --json
      sladsl evaluate a.sla --workbook statement.xlsx

    A missed promise is a result, not an error: the exit code is 0.
    """
    from sladsl.api.evaluation import Refused, evaluate, with_zones
    from sladsl.data.errors import UnreadableData
    from sladsl.engines.refusal import CannotKeepExact

    if (objective or scope or right) and not explained:
        refuse("--objective, --scope and --right choose what to explain.", "Add --explain.")
    if explained and as_json:
        refuse(
            "--explain is text and --json is not.",
            "The JSON has every step and distance: leave --explain out.",
        )
    _names(workbook, output)
    read = loaded(file)
    if read.broken or read.agreement is None:
        refuse_broken(read, file)
    agreement = read.agreement
    binding = _binding(file, bindings, agreement)
    agreement = with_zones(agreement, binding)
    answers = _assumed(assume, agreement)
    instant = _as_of(as_of, agreement, answers)
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
        if as_json:
            from sladsl.outcome.to_json import outcome_json

            text = outcome_json(evaluation.outcome)
        elif explained:
            text = _explanations(evaluation, agreement, objective, scope, right)
        else:
            from sladsl.outcome.to_text import outcome_text

            text = outcome_text(evaluation.outcome, full=everything)
        cells = _cells(evaluation, agreement) if workbook else b""
    except (Refused, UnreadableData, CannotKeepExact) as trouble:
        refuse(trouble.message, trouble.hint)
    if workbook:
        write_bytes(cells, workbook)
    write(text, output)
    if strict and any(each.severity != "information" for each in evaluation.outcome.statement.findings):
        raise SystemExit(1)


def _names(workbook: str, output: str | None) -> None:
    """Refuses a workbook under a name that no spreadsheet program opens, and text under that of a workbook."""
    if workbook and not workbook.lower().endswith(".xlsx"):
        refuse(f"{workbook} is no name of a workbook.", "Write --workbook statement.xlsx.")
    if output is not None and output.lower().endswith((".xlsx", ".xlsm")):
        refuse(f"{output} would hold text.", f"For a workbook write --workbook {output}.")


def _cells(evaluation: Evaluation, agreement: Agreement) -> bytes:
    from sladsl.api.workbook import statement_workbook

    return statement_workbook(evaluation, agreement)


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


def _as_of(text: str, agreement: Agreement, assume: dict[str, str]) -> int:
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


def _explanations(
    evaluation: Evaluation, agreement: Agreement, objective: str, scope: str, right: str
) -> str:
    from sladsl.diagnostics.suggest import closest, listing
    from sladsl.outcome.explain import explain_text
    from sladsl.outcome.explain_right import explain_right
    from sladsl.prose import clause_numbers

    statement = evaluation.outcome.statement
    lines = statement.lines
    if objective:
        names = {line.objective for line in lines}
        if objective not in names:
            near = closest(objective, names)
            refuse(
                f"There is no objective `{objective}`.",
                f"Did you mean `{near}`?" if near else f"There are: {listing(sorted(names))}.",
            )
        lines = tuple(line for line in lines if line.objective == objective)
    if scope and not right:
        scopes = {line.scope for line in lines}
        if scope not in scopes:
            refuse(f"Nothing is assessed for `{scope}`.", f"There are: {listing(sorted(scopes))}.")
        lines = tuple(line for line in lines if line.scope == scope)
    rights = () if objective or (scope and not right) else statement.rights
    if right:
        rights = tuple(each for each in rights if right.casefold() in each.words.casefold())
        rights = tuple(each for each in rights if not scope or each.scope == scope)
        if not rights:
            known = listing(list(dict.fromkeys(f"`{each.words}`" for each in statement.rights)))
            refuse(
                f"No right says `{right}`.", f"There are: {known}." if known else "The agreement gives none."
            )
        lines = ()
    if not objective and not scope and not right:
        lines = tuple(line for line in lines if line.status not in ("met", "reported"))
        rights = tuple(each for each in rights if each.state in ("open", "possible", "lapsed"))
        if not lines and not rights:
            return "No promise was missed; name one with --objective to see its reasons."
    clauses = clause_numbers(agreement)
    texts = [explain_text(line, evaluation.witnesses(line), clauses, statement.zone) for line in lines]
    return "\n".join((*texts, *(explain_right(each, statement, clauses) for each in rights)))
