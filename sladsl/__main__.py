"""Where the command begins: `sladsl`, `sla` and `python -m sladsl`."""

from __future__ import annotations


def main() -> None:
    """Runs the command line."""
    from sladsl import process

    process.begin()
    from sladsl.cli import main as run

    try:
        run()
    except SystemExit as ended:
        if isinstance(ended.code, int):
            process.leave(ended.code)
        raise


if __name__ == "__main__":
    main()
