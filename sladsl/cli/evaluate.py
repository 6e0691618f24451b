"""`sladsl evaluate`: what was attained, what is owed, until when it can be claimed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sladsl.cli.common import output_format, refuse, write
from sladsl.cli.evaluating import evaluated, on_data, strictly

if TYPE_CHECKING:
    from fractions import Fraction

    from sladsl.api.evaluation import Evaluation
    from sladsl.model.meanings import Agreement
    from sladsl.outcome.statement import Statement


@click.command("evaluate")
@click.argument("file")
@on_data
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
@output_format("text", "json", help="Text, or JSON with a format version.")
@click.option("--json", "as_json", is_flag=True, help="Short for --output-format json.")
@click.option(
    "--workbook",
    default="",
    metavar="FILE.xlsx",
    help="Also write a workbook whose cells show their working, formulas and all.",
)
@click.option(
    "--lines",
    default="",
    metavar="FILE",
    help="Also write the lines of the statement as a table: FILE.csv, or FILE.parquet with types.",
)
@click.option(
    "--ledger",
    default="",
    metavar="OUTCOME.json",
    help="Go on from this outcome: the periods in its ledger need no data any more.",
)
@click.option("--strict", is_flag=True, help="Exit code 1 when the data have errors or warnings.")
@click.option(
    "--fail-budget-under",
    "least_budget",
    default="",
    metavar="SHARE",
    help="Exit code 3 when less than this is left of the budget of a promise in a running period, such as 10%.",
)
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
    shape: str,
    as_json: bool,
    workbook: str,
    lines: str,
    ledger: str,
    strict: bool,
    least_budget: str,
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
      sladsl evaluate a.sla --workbook statement.xlsx --lines lines.parquet
      sladsl evaluate a.sla --fail-budget-under 10%
      sladsl evaluate a.sla --data checks=april.csv --ledger march.json --json

    A missed promise is a result, not an error: the exit code is 0. It is 1 with --strict when the data have errors or
    warnings, 3 with --fail-budget-under when less than that is left of a budget, 2 when nothing could be evaluated.
    """
    from sladsl.api.refused import Refused
    from sladsl.data.errors import UnreadableData
    from sladsl.engines.refusal import CannotKeepExact

    as_json = as_json or shape == "json"
    if (objective or scope or right) and not explained:
        refuse("--objective, --scope and --right choose what to explain.", "Add --explain.")
    if explained and as_json:
        refuse(
            "--explain is text and --json is not.",
            "The JSON has every step and distance: leave --explain out.",
        )
    _names(workbook, output)
    ending = _ending(lines)
    least = _least(least_budget)
    found = evaluated(file, bindings, period, as_of, engine, assume, (workbook, lines, output), ledger)
    evaluation, agreement = found.evaluation, found.agreement
    try:
        if as_json:
            from sladsl.outcome.to_json import outcome_json

            text = outcome_json(evaluation.outcome, evaluation.witnesses, evaluation.ledger())
        elif explained:
            text = _explanations(evaluation, agreement, objective, scope, right)
        else:
            from sladsl.outcome.to_text import outcome_text

            text = outcome_text(evaluation.outcome, full=everything)
        files = []
        if workbook:
            files.append((_cells(evaluation, agreement), workbook))
        if lines:
            from sladsl.api.lines_table import lines_file

            files.append((lines_file(evaluation, agreement, ending), lines))
    except (Refused, UnreadableData, CannotKeepExact) as trouble:
        refuse(trouble.message, trouble.hint)
    write(text, output, *files)
    if strict:
        strictly(evaluation)
    short = _short(evaluation.outcome.statement, least)
    if short:
        click.echo("\n".join(short), err=True)
        raise SystemExit(3)


def _least(text: str) -> Fraction | None:
    """The share of an option: `10%`, `0.1`; None for none."""
    from sladsl.values.number import parse_number

    if not text:
        return None
    number = parse_number(text.removesuffix("%").strip())
    share = None if number is None else number.value / (100 if text.endswith("%") else 1)
    if share is None or not 0 < share <= 1:
        refuse(f"`{text}` is no share of a budget.", "Write --fail-budget-under 10%.")
    return share


def _short(statement: Statement, least: Fraction | None) -> list[str]:
    """The promises of which less than the share is left, one line each."""
    from sladsl.outcome.budget_to_text import running_lines

    if least is None:
        return []
    found = []
    for line in running_lines(statement):
        share = line.budget.share_left() if line.budget is not None else None
        if share is not None and share < least:
            where = ", ".join(
                part for part in (line.title or line.objective, line.scope, line.period) if part
            )
            found.append(f"budget: {where}: {int(share * 100)}% left.")
    return found


def _names(workbook: str, output: str | None) -> None:
    """Refuses a workbook under a name that no spreadsheet program opens, and text under that of a workbook."""
    if workbook and not workbook.lower().endswith(".xlsx"):
        refuse(f"{workbook} is no name of a workbook.", "Write --workbook statement.xlsx.")
    if output is not None and output.lower().endswith((".xlsx", ".xlsm")):
        refuse(f"{output} would hold text.", f"For a workbook write --workbook {output}.")


def _ending(lines: str) -> str:
    """The ending of the file of lines, which says its format; "" where none is wanted."""
    ending = os.path.splitext(lines)[1].lower()
    if lines and ending not in (".csv", ".parquet"):
        refuse(f"{lines} is no name of a table.", "Write --lines lines.csv, or lines.parquet.")
    return ending


def _cells(evaluation: Evaluation, agreement: Agreement) -> bytes:
    from sladsl.api.workbook import statement_workbook

    return statement_workbook(evaluation, agreement)


def _explanations(
    evaluation: Evaluation, agreement: Agreement, objective: str, scope: str, right: str
) -> str:
    from sladsl.api.claiming import not_taken_off_text
    from sladsl.api.escalating import open_text
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
        rights = tuple(
            each for each in rights if each.state in ("open", "possible", "waiting", "used", "lapsed")
        )
        if not lines and not rights:
            return "No promise was missed; name one with --objective to see its reasons."
    clauses = clause_numbers(agreement)
    texts = [
        explain_text(
            line,
            evaluation.witnesses(line),
            clauses,
            statement.zone,
            left_out=evaluation.left_out(line),
            rank=evaluation.rank(line),
        )
        + not_taken_off_text(agreement, evaluation, line, clauses)
        + open_text(agreement, evaluation, line)
        for line in lines
    ]
    return "\n".join((*texts, *(explain_right(each, statement, clauses) for each in rights)))
