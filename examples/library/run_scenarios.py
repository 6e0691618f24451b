"""The scenarios of an agreement, run from Python, and the rules that none of them has shown at work."""

from __future__ import annotations

from pathlib import Path

from sladsl.api.testing import run

EXAMPLES = Path(__file__).parent.parent


def main() -> None:
    report = run([str(EXAMPLES / "web-hosting")])
    for scenario in report.scenarios:
        print(f"{scenario.title}: {scenario.result}")
    for rule in report.rules:
        if not rule.by:
            print(f"never at work: {rule.words}")


if __name__ == "__main__":
    main()
