"""The grammar is found wherever the package is: in an installed wheel and in an editable install.

The folder lies outside the package in the checkout, so each way of installing could lose it alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import sladsl
from sladsl.resources import grammar_folder
from tests.repo.files import ROOT, project_files

PUBLISHED = sorted(path for path in project_files() if path.parts[:2] == ("sladsl", "published"))
GRAMMAR = sorted(path.relative_to("grammar") for path in project_files() if path.parts[0] == "grammar")


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout.strip()


def test_the_checkout_has_a_grammar() -> None:
    assert GRAMMAR
    folder = Path(grammar_folder())
    assert all((folder / path).is_file() for path in GRAMMAR)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment in which the wheel, and nothing else, is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist", cwd=ROOT)
    (wheel,) = (folder / "dist").glob("sladsl-*.whl")

    home = folder / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")
    _run(sys.executable, "-m", "pip", "--python", python, "install", *quiet, wheel, cwd=folder)

    # The dependencies are borrowed from this environment, behind the new one's own: a second, not a minute.
    (_site(python) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def _site(python: Path) -> Path:
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(_run(python, "-c", ask, cwd=python.parent))


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_an_installed_wheel_has_the_grammar(python: Path) -> None:
    ask = "from sladsl.resources import grammar_folder; print(grammar_folder())"
    folder = Path(_run(python, "-c", ask, cwd=python.parent))
    assert folder.resolve() == (_site(python) / "sladsl" / "_grammar").resolve()
    for path in GRAMMAR:
        assert (folder / path).read_bytes() == (ROOT / "grammar" / path).read_bytes(), path


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_an_installed_wheel_has_the_published_agreements(python: Path) -> None:
    ask = "from importlib.resources import files; print(files('sladsl') / 'published')"
    folder = Path(_run(python, "-c", ask, cwd=python.parent))
    assert folder.resolve() == (_site(python) / "sladsl" / "published").resolve()
    assert PUBLISHED
    for path in PUBLISHED:
        assert (folder / path.name).read_bytes() == (ROOT / path).read_bytes(), path
    assert "github-online" in _run(python.parent / "sladsl", "list", cwd=python.parent)


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_an_installed_wheel_is_typed(python: Path) -> None:
    assert (_site(python) / "sladsl" / "py.typed").is_file()


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_an_installed_wheel_is_the_package_alone(python: Path) -> None:
    """What stands beside it in the checkout (editors, tests, examples) has no place among all packages."""
    names = {path.name for path in _site(python).iterdir()} - {"borrowed.pth"}
    assert {name.partition("-")[0] for name in names} == {"sladsl"}


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
@pytest.mark.parametrize("script", ["sladsl", "sla"])
def test_an_installed_wheel_runs(python: Path, script: str) -> None:
    assert sladsl.__version__ in _run(python.parent / script, "--version", cwd=python.parent)
