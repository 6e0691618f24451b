"""How the documentation's `sla` blocks are checked: the one place that knows the pipeline's interface.

The pipeline is imported late, so that the console tests say their own troubles when it is broken.
"""

from __future__ import annotations

import importlib
from typing import Any


def check_source(text: str) -> list[Any]:
    """The findings about the text of an agreement; none for one that parses.

    What is not evaluated yet is told of every example of it, says nothing against the example, and goes by itself.
    """
    api = importlib.import_module("sladsl.api")
    return [found for found in api.check_source(text) if found.name != "not-evaluated"]
