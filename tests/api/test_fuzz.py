"""Agreements and data cut, swapped and spoiled: an answer or a declared refusal comes out, nothing else."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sladsl.api import check, evaluate, read_text, render
from sladsl.api.evaluation import Refused
from sladsl.data.binding import Binding
from sladsl.data.errors import UnreadableData
from sladsl.data.files import binding_from_flags
from sladsl.engines.refusal import CannotKeepExact
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text

ROOT = Path(__file__).resolve().parent.parent.parent
WEB = (ROOT / "examples/web-hosting/agreement.sla").read_text(encoding="utf-8")
GITHUB = (ROOT / "examples/github/agreement.sla").read_text(encoding="utf-8")
AS_OF = 1_775_340_000_000_000  # 2026-04-04
LINES = (
    "start,end,number,feature,impact",
    "2026-01-05T10:00Z,2026-01-05T12:00Z,1,Actions|Pages,major",
    "2026-01-05T11:00Z,2026-01-05T11:30Z,2,Actions,minor",
    "2026-02-27T23:00Z,2026-03-01T01:00Z,3,,critical",
    "2026-03-29T01:30,,4,Issues,none_",
)
ODD = st.sampled_from(
    ["", "0", "-1", '"""', ":", "9" * 30, "99.9%", "100%", "101%", "0%", "1_000 EUR", "not stated", "none", "all", "{", "}",
     '"', ",", "at least", "below", "each month", "each day", "each year", "2026-02-30", "2026-01-01", "UTC",
     "Europe/Berlin", "1 microsecond", "10000 days", "0 minutes", "otherwise", "P1", "Shop", "checks",
     "#", "\n", "é", "\u202e", "\x00"]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, text: str, most: int = 3) -> str:
    """The text with a few words replaced, lines dropped, repeated or moved."""
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(["word", "drop", "repeat", "move"]))
        lines = text.split("\n")
        place = draw(st.integers(0, len(lines) - 1))
        if kind == "word":
            words = lines[place].split(" ")
            words[draw(st.integers(0, len(words) - 1))] = draw(ODD | st.text(max_size=5))
            lines[place] = " ".join(words)
        elif kind == "drop":
            del lines[place]
        elif kind == "repeat":
            lines.insert(place, lines[place])
        else:
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
        text = "\n".join(lines) or " "
    return text


def put_through(text: str, binding: Binding, engine: str) -> None:
    """Everything that can be done with a text. Any exception but the declared ones is a defect."""
    loaded = read_text(text)
    check(loaded)
    if loaded.broken or loaded.agreement is None:
        return
    render(loaded)
    try:
        outcome = evaluate(loaded.agreement, binding, as_of=AS_OF, engine=engine).outcome
    except (Refused, UnreadableData, CannotKeepExact):
        return
    assert outcome_text(outcome)
    assert outcome_json(outcome)


def web() -> Binding:
    """The tables of the web hosting example but for the large one, which says nothing more."""
    folder = ROOT / "examples/web-hosting"
    pairs = [f"tickets={folder / 'tickets.csv'}", f"windows={folder / 'maintenance.csv'}"]
    zones = [f"{name}.zone=Europe/Berlin" for name in ("tickets", "windows")]
    binding, errors = binding_from_flags([*pairs, *zones])
    assert errors == ()
    return binding


@given(mutated(WEB), st.sampled_from(["duckdb", "reference"]))
def test_spoiled_agreements(text: str, engine: str) -> None:
    put_through(text, web(), engine)


@given(
    mutated("\n".join(LINES), most=4), st.sampled_from(["", "|"]), st.sampled_from(["duckdb", "reference"])
)
def test_spoiled_data(content: str, separator: str, engine: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidents.csv"
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        binding, errors = binding_from_flags([f"incidents={path}", f"incidents.separator={separator}"])
        assert errors == ()
        put_through(GITHUB, binding, engine)


@given(st.binary(max_size=400), st.sampled_from(["duckdb", "reference"]))
def test_bytes_instead_of_data(content: bytes, engine: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidents.csv"
        path.write_bytes(b"start,end,number,feature,impact\n" + content)
        binding, errors = binding_from_flags([f"incidents={path}"])
        assert errors == ()
        loaded = read_text(GITHUB)
        assert loaded.agreement is not None
        with suppress(Refused, UnreadableData):
            evaluate(loaded.agreement, binding, as_of=AS_OF, engine=engine)
