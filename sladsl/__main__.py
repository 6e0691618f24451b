"""Where the command begins: `sladsl`, `sla` and `python -m sladsl`."""

from __future__ import annotations


def main() -> None:
    """Runs the command line. Its trees live until the end, so looking for garbage among them is put off."""
    import gc

    gc.set_threshold(400_000, 20, 20)
    from sladsl.cli import main as run

    run()


if __name__ == "__main__":
    main()
