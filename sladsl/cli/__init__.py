"""The command line: one command a file, each imported only when it is called, so that `check` starts fast."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from sladsl import __version__

COMMANDS = {
    "check": "Say what is wrong, missing or unclear in an agreement.",
    "claim": "Write the notice that claims what is owed.",
    "complete": "Say what may come next at a place of an agreement.",
    "completion": "Print the script that completes command lines in your shell.",
    "data": "Look at data before they are evaluated: what they hold, what they lack.",
    "diff": "Say what a change of an agreement changes, and what it would have cost.",
    "due": "List what must be done by when, over many agreements.",
    "evaluate": "Compute what was attained, what is owed and until when it can be claimed.",
    "explain": "Explain a finding: why it is one, and what to do.",
    "fmt": "Lay agreements out in the one style.",
    "init": "Draft an agreement from answers and data.",
    "list": "List the published agreements that come with the package.",
    "render": "Render the contract that lawyers read.",
    "schema": "Print the JSON Schemas of what commands print for programs.",
    "simulate": "Say how likely misses and credits are, and what another agreement would change.",
    "test": "Run the scenarios of agreements as tests.",
}

_FORMER = {"compare": "diff"}
"""Names that commands had, which still work and stand in no list."""


class Commands(click.Group):
    """Commands found by name, so that the help needs none of them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # `-#Acme`, one agreement of standard input, would be read as options.
        return super().parse_args(ctx, [each[1:] if each.startswith("-#") else each for each in args])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        cmd_name = _FORMER.get(cmd_name, cmd_name)
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"sladsl.cli.{cmd_name}").command
        if "_SLADSL_COMPLETE" in os.environ:
            from sladsl.cli.tab import attach

            return attach(command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from sladsl.diagnostics.suggest import closest, listing

            if args[0] in COMMANDS or args[0].startswith("-"):
                raise
            near = closest(args[0], COMMANDS)
            hint = f"Did you mean `{near}`?" if near else f"There are {listing(sorted(COMMANDS))}."
            raise click.UsageError(f"There is no command `{args[0][:40]}`. {hint}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="sladsl")
def cli() -> None:
    """sladsl: service-level agreements that run.

    \b
    An agreement is one readable .sla file: check it, evaluate it, render it.
      sladsl check agreement.sla
      sladsl evaluate agreement.sla --data data.toml
      sladsl render agreement.sla -o contract.md

    Exit codes: 0 fine, 1 findings, 2 wrong usage or a file that can't be read or written.
    """


def main() -> None:
    """The entry point: every error of a user is one clear message with exit code 2, never a traceback.

    `SLADSL_DEBUG=1` shows the traceback of an error that is ours.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(prog_name="sladsl", standalone_mode=False)
        if sys.stdout is not None:  # closed by whoever called
            sys.stdout.flush()
    except click.ClickException as trouble:
        trouble.show()
        if "unexpected extra argument" in trouble.message and any("--data" in each for each in sys.argv):
            click.echo(
                "The shell may have made several names of a pattern: put it into quotes, as in", err=True
            )
            click.echo("  --data 'checks=logs/*.csv'", err=True)
        status = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted: every file is as it was, or whole.", err=True)
        status = 130
    except BrokenPipeError:
        # Whoever read the output (`| head`) has seen enough; what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 141
    except OSError as trouble:
        click.echo(f"error: {trouble.strerror or trouble}.", err=True)
        status = 2
    except Exception as trouble:
        if os.environ.get("SLADSL_DEBUG"):
            raise
        said = " ".join(f"{type(trouble).__name__}: {trouble}".split())[:200]
        click.echo(f"error: sladsl has a defect here ({said}).", err=True)
        click.echo("  Please report it; SLADSL_DEBUG=1 shows where.", err=True)
        status = 2
    sys.exit(status if isinstance(status, int) else 0)
