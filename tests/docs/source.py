"""How the documentation's `sla` blocks are checked: the one place that knows the pipeline's interface.

The pipeline is imported late, so that the console tests say their own troubles when it is broken.
"""

from __future__ import annotations

import importlib
from typing import Any


def check_source(text: str) -> list[Any]:
    """The findings about the text of an agreement; none for one that parses."""
    api = importlib.import_module("sladsl.api")
    return list(api.check_source(text))
