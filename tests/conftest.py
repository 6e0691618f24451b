"""What every test can use: the profiles of Hypothesis and the folder of shared cases.

Runs are deterministic unless one asks for the long profile, so that a red test is red for everybody.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "default",
    derandomize=True,
    database=None,
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile(
    "long",
    settings.get_profile("default"),
    derandomize=False,
    max_examples=5000,
)
settings.load_profile("long" if os.environ.get("SLADSL_FUZZ") == "long" else "default")


def pytest_collection_finish() -> None:
    """Eighteen thousand collected tests stay to the end: what walks them again and again is a tenth of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of cases and data beside the checkout; a test that needs it is skipped without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder `shared` beside the checkout, with cases and data from elsewhere")
    return folder
