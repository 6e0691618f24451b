"""The published schemas: what each command prints for programs, as JSON Schema (draft 2020-12).

A format keeps its name as long as no key loses its meaning. New keys, and new words where a key has a word of several, may
come under the same name; so a program should pass over what it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from sladsl.api.schemas import findings, outcome, results
from sladsl.values.to_json import Json

SCHEMAS: dict[str, tuple[str, Callable[[], Json]]] = {
    "outcome": ("sladsl evaluate --json", outcome.outcome_schema),
    "ledger": ("the ledger in an outcome", outcome.ledger_schema),
    "findings": ("sladsl check --output-format json", findings.findings_schema),
    "diff": ("sladsl diff --json", results.diff_schema),
    "simulated": ("sladsl simulate --json", results.simulated_schema),
    "test": ("sladsl test --output-format json", results.test_schema),
    "due": ("sladsl due --output-format json", results.due_schema),
    "data": ("sladsl data --output-format json", results.data_schema),
    "proposals": ("sladsl complete --output-format json", findings.proposals_schema),
    "catalogue": ("sladsl list --output-format json", findings.catalogue_schema),
}
"""By name: what prints such a document, and its schema."""


def schema(name: str) -> Json:
    """The schema of a format by its name (`outcome`); KeyError for another."""
    return SCHEMAS[name][1]()


def schema_text(name: str) -> str:
    """The same as text, indented by two, ending with a line break."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def formats() -> list[tuple[str, str, str]]:
    """Of each its name, its format with the version, and what prints it."""
    return [(name, schema(name)["properties"]["format"]["const"], by) for name, (by, _) in SCHEMAS.items()]
