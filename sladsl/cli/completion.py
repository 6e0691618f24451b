"""`sladsl completion`: the script that lets a shell complete commands, options, files and names."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that lets the Tab key complete sladsl's command lines.

    It completes commands, options, agreements, rules, and for
    `evaluate --assume` the choices that the agreement leaves open.

    \b
    One line sets it up for good:
      bash:  echo 'eval "$(sladsl completion bash)"' >> ~/.bashrc
      zsh:   echo 'eval "$(sladsl completion zsh)"' >> ~/.zshrc
      fish:  sladsl completion fish > ~/.config/fish/completions/sladsl.fish
    """
    from sladsl.cli.shells import script

    click.echo(script(shell), nl=False)
