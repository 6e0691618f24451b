"""`sladsl claim`: the notice of claim, mostly the customer's."""

from __future__ import annotations

import click

from sladsl.cli.common import output_format, refuse, write
from sladsl.cli.evaluating import evaluated, on_data


@click.command("claim")
@click.argument("file")
@on_data
@output_format("text", "markdown", help="Plain text for a mail, or Markdown.")
@click.option("--by", default="", metavar="PARTY", help="Who claims, where both sides are owed something.")
@click.option("--strict", is_flag=True, help="Write nothing when the data have errors or warnings.")
@click.option("-o", "--output", metavar="FILE", help="Write here; a name that ends in .md is Markdown.")
def command(
    file: str,
    bindings: tuple[str, ...],
    period: str,
    as_of: str,
    engine: str,
    assume: tuple[str, ...],
    shape: str,
    by: str,
    strict: bool,
    output: str | None,
) -> None:
    """Write the notice that claims what an evaluation says is owed and can still be claimed.

    \b
    Examples:
      sladsl claim a.sla --as-of 2026-04-12
      sladsl claim a.sla --period 2026-03 -o claim.md

    The notice has the amounts, the clauses, the rows behind each figure and the last day. What only you should know (what
    the agreement leaves open, what was assumed, what the data lack, what is not claimed) goes to standard error. Exit code
    1, and nothing written, when there is nothing to claim, or with --strict when the data have errors or warnings.
    """
    from sladsl.api.claiming import (
        claim_notice,
        for_the_claimant,
        not_read_by_it,
        not_strict,
        nothing_to_claim,
    )
    from sladsl.diagnostics.suggest import listing

    found = evaluated(file, bindings, period, as_of, engine, assume, (output,))
    parties = found.agreement.parties
    if by and by not in parties:
        refuse(
            f"There is no party `{by}`.", f"The parties are {listing(sorted(parties))}." if parties else ""
        )
    refused = not_strict(found.evaluation) if strict else []
    if refused:
        _tell(refused)
        raise SystemExit(1)
    lacking = not_read_by_it(found.evaluation)
    markdown = shape == "markdown" or (output or "").lower().endswith(".md")
    text = claim_notice(found.agreement, found.evaluation, markdown=markdown, by=by)
    if lacking:
        _tell([*lacking, ""])
    if text is None:
        _tell(nothing_to_claim(found.agreement, found.evaluation, by))
        raise SystemExit(1)
    write(text, output)
    notes = for_the_claimant(found.agreement, found.evaluation, by)
    _tell(["", *notes] if notes and output is None else notes)


def _tell(lines: list[str]) -> None:
    """To the one who runs the command; what goes to the other side stays apart."""
    for line in lines:
        click.echo(line, err=True)
