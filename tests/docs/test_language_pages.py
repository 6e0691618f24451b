"""The pages of the language say what the declarations say, and the figures they show are computed.

Between `<!-- keys: metric -->` and `<!-- end -->` stands what sladsl/ast declares of a block, between
`<!-- figures: … -->` what the answers to a choice come to in its agreement below docs/language/choices/;
SLADSL_UPDATE=1 writes both. A declared block or choice without its place is a failure, so that none is ever
forgotten in the reference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sladsl.api.read import read_text
from sladsl.api.review import check_source
from sladsl.api.scenarios import play
from sladsl.ast.agreements import Agreement, File
from sladsl.ast.declare import ANSWER, Block, Key, keys_of
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.metrics import Measured
from sladsl.outcome.periods import credit_text
from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Line
from sladsl.values.amount import amount_text
from sladsl.values.instant import instant_text
from sladsl.values.zones import zone
from tests.repo.files import ROOT

UPDATE = os.environ.get("SLADSL_UPDATE") == "1"
FOLDER = ROOT / "docs" / "language"
CHOICES = FOLDER / "choices"
SHEET = ROOT / "docs" / "cheatsheet.md"
PLACE = re.compile(
    r"(?P<open><!-- (?P<what>keys|figures|sheet): (?P<of>[^>]*?) -->\n)(?P<inside>.*?)(?P<end><!-- end -->)",
    re.DOTALL,
)
FOUR = "sla, slc, ola, contract"
LARGEST_SHEET = 140
"""Lines of the cheat sheet: two pages."""


def declared(block: type[Block] = File) -> Iterator[type[Block]]:
    """Every kind of block, once, those that stand inside a block after it."""
    seen: dict[type[Block], None] = {}

    def walk(kind: type[Block]) -> None:
        for inner in kind.within:
            if inner not in seen:
                seen[inner] = None
                walk(inner)

    walk(block)
    yield from seen


KINDS = {kind.kind: kind for kind in declared()}


# ---- what is written into the pages


def shape(kind: type[Block]) -> str:
    """How a block of the kind is written: its words, its head, its braces."""
    match kind.head:
        case "name and title":
            return f'{kind.kind} Name "Title" {{ … }}'
        case "title":
            return f'{kind.kind} "Title" {{ … }}'
        case "for names":
            return f"{kind.kind} for Name, Name {{ … }}"
        case "sentence":
            return kind.example
        case "rule":
            assert kind.head_form is not None
            return f"{kind.kind} {kind.head_form.example} {{ … }}"
        case _:
            return f"{kind.kind} {{ … }}"


def value(key: Key[Any]) -> str:
    """What may stand after a key: its form, its answers, `not stated` where it is open."""
    parts = []
    if key.form is not ANSWER:
        parts.append(key.form.words)
    parts += [f"`{answer}`" for answer in key.answers]
    if key.open:
        parts.append("`not stated`")
    return " · ".join(parts)


def remarks(key: Key[Any]) -> str:
    said = [word for word, holds in (("required", key.required), ("may be repeated", key.many)) if holds]
    return f" ({', '.join(said)})" if said else ""


def keys_text(of: str) -> str:
    """The declaration of blocks as Markdown; `objective besides metric` leaves out the keys of `metric`."""
    names, _, besides = of.partition(" besides ")
    kinds = [KINDS[name.strip()] for name in names.split(",")]
    lines = []
    for kind in kinds:
        lines.append(f"**`{shape(kind)}`** {kind.meaning}")
        lines.append("")
    kind = kinds[0]
    if kind.rows is not None:
        lines.append(
            f"Rows: {kind.rows.head.words}, a colon, {kind.rows.cell.words} ({kind.rows.meaning}); "
            f"`{kind.example}`."
        )
        lines.append("")
    within = [f"`{inner.kind}`" for inner in kind.within if inner.head != "sentence"]
    if within:
        lines.append(f"Blocks inside: {', '.join(within)}.")
        lines.append("")
    left_out = keys_of(KINDS[besides.strip()]) if besides else {}
    keys = {name: key for name, key in keys_of(kind).items() if name not in left_out}
    if keys:
        lines += ["| key | value | what it says | example |", "|---|---|---|---|"]
        for name, key in keys.items():
            example = key.example.replace("|", "\\|")
            lines.append(f"| `{name}` | {value(key)} | {key.meaning}{remarks(key)} | `{example}` |")
        lines.append("")
    return "\n".join(lines)


def sheet_text(of: str) -> str:
    """The generated parts of the cheat sheet."""
    if of == "blocks":
        lines = []
        for kind in KINDS.values():
            if kind.kind in ("slc", "ola", "contract", "interpretation"):
                continue
            keys = keys_of(kind)
            if kind.kind == "sla":
                words = "`sla` `slc` `ola` `contract`"
            elif kind.head == "sentence":
                words = f"the {kind.kind}"
            else:
                words = f"`{kind.kind}`"
            choices = keys_of(Interpretation) if kind is not Interpretation else {}
            said = [_short(key) for name, key in keys.items() if name not in choices]
            if kind.rows is not None or kind.head == "sentence":
                said.append(f"`{kind.example}`")
            if kind.kind == "objective":
                measured = keys_of(Measured)
                said = [_short(key) for name, key in keys.items() if name not in measured]
                said.append("and all of `metric`")
            if any(name in choices for name in keys) and kind.kind != "objective":
                own = [name for name in keys if name in choices]
                said.append("own answers to " + ", ".join(f"*{name}*" for name in own))
            lines.append(f"- **{words}**: {'; '.join(said)}")
        return "\n".join(lines) + "\n"
    if of == "choices":
        return (
            "\n".join(f"- `{name}`: {_answers(key)}" for name, key in keys_of(Interpretation).items()) + "\n"
        )
    raise KeyError(of)


def _answers(key: Key[Any]) -> str:
    sample = key.example.removeprefix(f"{key.name}: ")
    own = [] if sample in key.answers else [f"`{sample}`" if key.form.rule else key.form.words]
    return " / ".join([*own, *key.answers])


def _short(key: Key[Any]) -> str:
    """A key with a right value, and the answers that may stand instead."""
    marks = ("!" if key.required else "") + ("+" if key.many else "")
    answers = [answer for answer in key.answers if key.example != f"{key.name}: {answer}"]
    return " / ".join([f"`{key.example}`{marks}", *answers])


def place_text(what: str, of: str) -> str:
    match what:
        case "keys":
            return keys_text(of)
        case "figures":
            return figures(of)
        case _:
            return sheet_text(of)


# ---- figures: one small agreement for each choice, evaluated with every answer


def choice_file(choice: str) -> Path:
    return CHOICES / f"{choice.replace(' ', '-')}.sla"


def told(text: str, what: str) -> list[str]:
    """What a comment of the file says: `# answers: down | up`, `# shows: level | credit`."""
    found = re.search(rf"^# {what}: (.*)$", text, re.MULTILINE)
    assert found is not None, f"the file lacks its comment `# {what}: …`"
    return [part.strip() for part in found[1].split("|")]


def figures(choice: str) -> str:
    """A line for each answer: what its scenario comes to."""
    text = choice_file(choice).read_text(encoding="utf-8")
    lines = []
    for answer in told(text, "answers"):
        said = re.sub(rf"(?<=[{{ ]){choice}: [^\n}}]*?(?= *[\n}}])", f"{choice}: {answer}", text, count=1)
        lines.append(f"- `{answer}`: {_comes_to(said, told(text, 'shows'))}")
    return "\n".join(lines) + "\n"


def _comes_to(text: str, shows: list[str]) -> str:
    loaded = read_text(text)
    assert loaded.agreement is not None
    assert loaded.findings == ()
    played = play(loaded.agreement, loaded.agreement.scenarios[0])
    assert played.evaluation is not None
    statement = played.evaluation.outcome.statement
    lines = [line for line in statement.lines if line.status != "not assessed" or len(statement.lines) == 1]
    told_lines = [_line(line, shows, several=len(lines) > 1) for line in lines]
    if "total" in shows:
        assert statement.total is not None
        told_lines.append(f"together {amount_text(statement.total)}")
    if "rights" in shows:
        told_lines += [_right(right, statement.zone) for right in statement.rights]
    return "; ".join(part for part in told_lines if part)


def _right(right: RightState, zone_name: str) -> str:
    """`Acme may terminate from 2026-04-01 to 2026-05-30`."""
    holder, _, action = right.words.partition(" may ")
    place = zone(zone_name)
    assert place is not None
    if right.arises is None:
        return f"{holder} may not {action}"
    return f"{right.words} from {instant_text(right.arises, place)[:10]} to {right.last_day}"


def _line(line: Line, shows: list[str], *, several: bool) -> str:
    parts = []
    if "level" in shows:
        parts.append(line.shown or "no level")
    if "status" in shows:
        parts.append(line.status)
    if "credit" in shows:
        credit = credit_text(line)
        parts.append("no credit" if credit == "-" else f"credit {credit}")
    if "claim" in shows and line.claim is not None:
        parts.append(f"claim by {line.claim.last_day}")
    name = (
        f"{line.objective}{f' of {line.scope}' if line.scope else ''} in {line.period}: " if several else ""
    )
    return name + ", ".join(parts) if parts else ""


# ---- tests


def pages() -> list[Path]:
    return [*sorted(FOLDER.glob("*.md")), SHEET]


def places(what: str) -> list[tuple[Path, str]]:
    return [
        (page, found["of"])
        for page in pages()
        for found in PLACE.finditer(page.read_text(encoding="utf-8"))
        if found["what"] == what
    ]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_generated_parts_are_what_the_declarations_say(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    def written(found: re.Match[str]) -> str:
        return f"{found['open']}{place_text(found['what'], found['of'])}{found['end']}"

    right = PLACE.sub(written, text)
    if UPDATE and right != text:
        page.write_text(right, encoding="utf-8")
        return
    assert text == right, "run again with SLADSL_UPDATE=1"


def test_no_marker_is_mistyped() -> None:
    for page in pages():
        text = page.read_text(encoding="utf-8")
        opened = len(re.findall(r"<!-- (?:keys|figures|sheet)\b", text))
        assert opened == text.count("<!-- end -->") == len(list(PLACE.finditer(text))), page.name


def test_every_declared_block_has_one_place() -> None:
    found = [name.strip() for _, of in places("keys") for name in of.partition(" besides ")[0].split(",")]
    assert sorted(found) == sorted(KINDS)


def test_the_four_agreements_have_the_same_keys() -> None:
    """They share a table, so they must."""
    for name in FOUR.split(", "):
        assert keys_of(KINDS[name]) == keys_of(Agreement)
        assert KINDS[name].within == Agreement.within


def test_a_table_besides_another_hides_nothing() -> None:
    """The keys left out are those of the other block, the same objects, and that block has its own table."""
    listed = {of for _, of in places("keys")}
    for of in listed:
        name, _, besides = of.partition(" besides ")
        if besides:
            assert besides in listed
            shared = set(keys_of(KINDS[name])) & set(keys_of(KINDS[besides]))
            assert all(keys_of(KINDS[name])[key] is keys_of(KINDS[besides])[key] for key in shared)


def test_every_choice_has_figures() -> None:
    choices = sorted(keys_of(Interpretation))
    assert sorted(of for _, of in places("figures")) == choices
    assert sorted(CHOICES.glob("*.sla")) == sorted(choice_file(choice) for choice in choices)


@pytest.mark.parametrize("choice", sorted(keys_of(Interpretation)))
def test_every_answer_of_a_choice_has_a_figure(choice: str) -> None:
    text = choice_file(choice).read_text(encoding="utf-8")
    answers = told(text, "answers")
    assert set(keys_of(Interpretation)[choice].answers) <= set(answers)
    assert check_source(text) == []
    figured = [line.partition(": ")[2] for line in figures(choice).splitlines()]
    assert len(set(figured)) > 1, "an example in which the answers don't matter"


def test_every_page_is_listed() -> None:
    index = (FOLDER / "index.md").read_text(encoding="utf-8")
    for page in FOLDER.glob("*.md"):
        assert page.name == "index.md" or f"]({page.name})" in index, page.name


def test_every_page_shows_an_agreement() -> None:
    """A complete one, which the tests of the documentation check."""
    for page in FOLDER.glob("*.md"):
        assert "```sla\n" in page.read_text(encoding="utf-8"), page.name


def test_wrong_examples_are_wrong_and_shown() -> None:
    shown = "".join(page.read_text(encoding="utf-8") for page in FOLDER.glob("*.md"))
    for path in sorted((FOLDER / "wrong").glob("*.sla")):
        assert check_source(path.read_text(encoding="utf-8")), path.name
        assert f"sladsl check docs/language/wrong/{path.name}\n" in shown, path.name


LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_the_cheat_sheet_fits_on_two_pages() -> None:
    assert len(SHEET.read_text(encoding="utf-8").splitlines()) <= LARGEST_SHEET
