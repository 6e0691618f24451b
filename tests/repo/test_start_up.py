"""A command loads only what it uses: heavy libraries stay out of the everyday commands.

Loading all of them costs more than the checking of a long agreement.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.repo.files import ROOT

HEAVY = frozenset(
    {
        *("duckdb", "openpyxl", "holidays", "dateutil", "numpy", "pandas", "pyarrow"),
        *("pygments", "rich", "pygls", "jinja2", "docx", "babel"),
    }
)
AGREEMENT = "examples/web-hosting/agreement.sla"

_RUN = """
import json, sys
status = None
arguments = json.loads(sys.argv[1])
if arguments is None:
    import sladsl
else:
    sys.argv = ["sladsl", *arguments]
    from sladsl.cli import main
    try:
        main()
    except SystemExit as stop:
        status = stop.code
loaded = sorted(sys.modules)
print("\\n" + json.dumps({"status": status or 0, "loaded": loaded}))
"""


def _loaded(arguments: list[str] | None) -> set[str]:
    """The modules a fresh interpreter has after the command; None: after `import sladsl`."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["status"] == 0, f"a failed command says nothing:\n{done.stdout}{done.stderr}"
    return set(report["loaded"])


@pytest.mark.parametrize(
    "arguments",
    [None, ["--version"], ["--help"], ["check", AGREEMENT], ["fmt", "--check", AGREEMENT]],
    ids=lambda arguments: "import sladsl" if arguments is None else " ".join(["sladsl", *arguments]),
)
def test_command_loads_nothing_heavy(arguments: list[str] | None) -> None:
    assert {name.partition(".")[0] for name in _loaded(arguments)} & HEAVY == set()


def test_right_text_loads_no_teaching() -> None:
    """How mistakes are recognised, mended and explained is a quarter of a megabyte of source, and none is made here."""
    loaded = _loaded(["check", AGREEMENT])
    assert "sladsl.syntax.build" in loaded
    teaching = ("mistakes", "phrasings", "repair", "mending", "explained")
    found = [name for name in loaded if name.startswith(tuple(f"sladsl.syntax.{each}" for each in teaching))]
    assert found == []
    assert "sladsl.checks.explain" not in loaded
