"""The command line: one command a file, each imported only when it is called, so that `check` starts fast."""

from __future__ import annotations

import gc
import sys
from typing import Any

import click

from sladsl import __version__

COMMANDS = {
    "check": "Say what is wrong, missing or unclear in an agreement.",
    "evaluate": "Compute what was attained, what is owed and until when it can be claimed.",
    "explain": "Explain a finding: why it is one, and what to do.",
    "render": "Render the contract that lawyers read.",
}


class Commands(click.Group):
    """Commands found by name, so that the help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"sladsl.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as trouble:
            from sladsl.diagnostics.suggest import closest

            near = closest(args[0], COMMANDS)
            if near:
                trouble.message = f"There is no command `{args[0]}`. Did you mean `{near}`?"
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90})
@click.version_option(__version__, prog_name="sladsl")
def cli() -> None:
    """sladsl: service-level agreements that run.

    \b
    An agreement is one readable .sla file. Check it, evaluate it on data, render its contract:
      sladsl check agreement.sla
      sladsl evaluate agreement.sla --data data.toml
      sladsl render agreement.sla -o contract.md

    Exit codes: 0 fine, 1 findings, 2 wrong usage or a file that can't be read or written.
    """


def main() -> None:
    """The entry point: every error of a user is one clear message, and none of ours is a traceback in disguise."""
    gc.set_threshold(100_000, 20, 20)  # the trees of one command are its result: looking for garbage is a tenth of a check
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    cli(prog_name="sladsl")
