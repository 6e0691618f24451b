"""JSON texts: byte for byte what the standard library writes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sladsl.values.json_text import Written, json_text

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=6)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(value=VALUES)
@hypothesis_settings(max_examples=30)
def test_as_the_standard_library(value: object) -> None:
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=2)


def test_what_is_written_already() -> None:
    inner = {"a": [1, {}]}
    whole = {"of": [Written(json_text(inner, "\n    ")), inner], "text": '"\u00e9\n'}
    assert json_text(whole) == json.dumps({**whole, "of": [inner, inner]}, ensure_ascii=False, indent=2)


def test_no_json() -> None:
    with pytest.raises(TypeError):
        json_text({"a": {1, 2}})
