"""The pages of the language say what the declarations say, and the figures they show are computed.

Between `<!-- keys: metric -->` and `<!-- end -->` stands what sladsl/ast declares of a block, between
`<!-- clause: … -->` the clause of the contract that the page's own examples give for it, between
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
from sladsl.ast.forms import TEXT
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.structure import Overriding
from sladsl.model.from_ast.profiles import profiles
from sladsl.outcome.periods import credit_text
from sladsl.outcome.rights import RightState
from sladsl.outcome.statement import Line
from sladsl.values.amount import amount_text
from sladsl.values.instant import instant_text
from sladsl.values.zones import zone
from tests.docs.clauses import clause_of
from tests.docs.marks import MARK, SAMPLES, answer_marks, key_mark, marked, refused, refused_answers
from tests.repo.files import ROOT

UPDATE = os.environ.get("SLADSL_UPDATE") == "1"
FOLDER = ROOT / "docs" / "language"
CHOICES = FOLDER / "choices"
SHEET = ROOT / "docs" / "cheatsheet.md"
PLACE = re.compile(
    r"(?P<open><!-- (?P<what>keys|clause|figures|sheet|profiles): (?P<of>[^>]*?) -->\n)(?P<inside>.*?)(?P<end><!-- end -->)",
    re.DOTALL,
)
ALIKE = "sla, slc, ola, contract, template"
NO_CHOICE = {*keys_of(Overriding), Interpretation.as_.name}
CHOSEN = {name: key for name, key in keys_of(Interpretation).items() if name not in NO_CHOICE}
"""The choices: all keys of `interpretation` but what it takes the place of and the profile that answers them."""
FIGURED = {name: key for name, key in CHOSEN.items() if not key.later}
UNFIGURED: dict[str, set[str]] = {}
"""Answers of choices that are evaluated, and which are not evaluated themselves yet."""
LARGEST_SHEET = 150
"""Lines of the cheat sheet. That it prints on two pages holds tests/docs/test_sheet.py."""


def declared(block: type[Block] = File) -> Iterator[type[Block]]:
    """Every kind of block, once, those that stand inside a block after it."""
    seen: dict[type[Block], None] = {}

    def walk(kind: type[Block]) -> None:
        for inner in kind.within:
            if inner not in seen:
                seen[inner] = None
                walk(inner)

    walk(block)
    yield block
    yield from seen


KINDS = {kind.kind: kind for kind in declared()}


# ---- what is written into the pages


def shape(kind: type[Block]) -> str:
    """How a block of the kind is written: its words, its head, its braces."""
    if kind is File:
        return 'use: "other.sla"   sla Name "Title" { … }   template Name { … }'
    match kind.head:
        case "name and title":
            return f'{kind.kind} Name "Title" {{ … }}'
        case "title":
            return f'{kind.kind} Name "Title" {{ … }}`, `{kind.kind} "Title" {{ … }}'
        case "for names" if not kind.example.startswith(f"{kind.kind} for "):
            return f"{kind.kind} {{ … }}`, `{kind.kind} for Name, Name {{ … }}"
        case "for names":
            return f"{kind.kind} for Name, Name {{ … }}"
        case "by names":
            return f"{kind.kind} by name, name {{ … }}"
        case "name by names":
            return f"{kind.kind} Name by name, name {{ … }}"
        case "sentence":
            return kind.example
        case "rule":
            assert kind.head_form is not None
            words = kind.head_form.example
            return f"{words if words.startswith(kind.kind) else f'{kind.kind} {words}'} {{ … }}"
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


def remarks(kind: type[Block], key: Key[Any]) -> str:
    some = ", ".join(f"`{answer}`" for answer in refused_answers(key)) if key.later else ""
    marks = (
        ("required", key.required),
        ("may be repeated", key.many),
        ("not evaluated yet", bool(key_mark(kind.kind, key))),
        (f"not evaluated yet: {some}", bool(some) and not key_mark(kind.kind, key)),
    )
    said = [word for word, holds in marks if holds]
    return f" ({', '.join(said)})" if said else ""


def keys_text(of: str) -> str:
    """The declaration of blocks as Markdown; `objective besides metric` leaves out the keys of `metric`."""
    names, _, besides = of.partition(" besides ")
    kinds = [KINDS[name.strip()] for name in names.split(",")]
    lines = []
    for kind in kinds:
        later = " Read and checked, not evaluated yet." if kind.later else ""
        lines.append(f"**`{shape(kind)}`** {kind.meaning}{later}".rstrip())
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
    keys = {name: key for name, key in keys_of(kind).items() if left_out.get(name) is not key}
    if keys:
        lines += ["| key | value | what it says | example |", "|---|---|---|---|"]
        for name, key in keys.items():
            example = key.example.replace("|", "\\|")
            lines.append(f"| `{name}` | {value(key)} | {key.meaning}{remarks(kind, key)} | `{example}` |")
        lines.append("")
    return "\n".join(lines)


LIKE = {"objective": "metric", "bonus": "credit", "credit for points": "credit", "amendment": "sla"}
"""Blocks with all keys of another one; the sheet names that one."""
EVERYWHERE = ("cites", "overrides")
"""Keys that so many blocks have that the sheet says them once."""
SHORT_LINES = 330
"""Characters of lines of the sheet that are set as one."""
NO_LINE = ("slc", "ola", "contract", "template", "interpretation")


def sheet_text(of: str) -> str:
    """The generated parts of the cheat sheet."""
    if of == "blocks":
        return (
            "\n".join(_together([_sheet_line(kind) for kind in KINDS.values() if kind.kind not in NO_LINE]))
            + "\n"
        )
    if of == "choices":
        cells = [
            f"`{name}`{key_mark('interpretation', key)} | {_answers(key)}" for name, key in CHOSEN.items()
        ]
        half = (len(cells) + 1) // 2
        right = [*cells[half:], *(" | " for _ in range(2 * half - len(cells)))]
        rows = [f"| {first} | {second} |" for first, second in zip(cells[:half], right, strict=True)]
        return "\n".join(["| | | | |", "|---|---|---|---|", *rows]) + "\n"
    raise KeyError(of)


def _together(lines: list[str]) -> list[str]:
    """Short lines that follow each other in one."""
    found: list[str] = []
    for line in lines:
        if found and len(found[-1]) + len(line) <= SHORT_LINES:
            found[-1] += f" · {line.removeprefix('- ')}"
        else:
            found.append(line)
    return found


def _stands_in(kind: type[Block]) -> str:
    """The blocks in which a block stands that stands in no agreement by itself."""
    if kind in Agreement.within or kind is File or issubclass(kind, Agreement):
        return ""
    homes = dict.fromkeys(home.kind for home in KINDS.values() if kind in home.within)
    return f" in {', '.join(f'`{home}`' for home in list(homes)[:3])}"


def _sheet_line(kind: type[Block]) -> str:
    keys = {name: key for name, key in keys_of(kind).items() if name not in EVERYWHERE}
    if kind is File:
        words = "a file"
    elif kind.kind == "sla":
        words = " ".join(f"`{each}`" for each in ALIKE.split(", "))
    else:
        of = " for Name" if kind.head == "for names" and kind.rows is None else ""
        words = f"the {kind.kind}" if kind.head == "sentence" else f"`{kind.kind}{of}`"
    shared = keys_of(KINDS[LIKE[kind.kind]]) if kind.kind in LIKE else {}
    own = [name for name, key in keys.items() if key is CHOSEN.get(name) and name not in shared]
    said = [_short(kind, key) for name, key in keys.items() if name not in shared and name not in own]
    if kind.rows is not None or kind.head == "sentence":
        said.append(f"`{kind.example}`")
    if shared:
        said.append(f"and all of `{LIKE[kind.kind]}`")
    if own:
        said.append("own answers to " + ", ".join(f"*{name}*" for name in own))
    return f"- **{words}**{'°' if kind.later else ''}{_stands_in(kind)}: {'; '.join(said)}"


def _answers(key: Key[Any]) -> str:
    sample = key.example.removeprefix(f"{key.name}: ")
    own = [] if sample in key.answers else [f"`{sample}`" if key.form.rule else key.form.words]
    return " / ".join([*own, *answer_marks(key)])


def _short(kind: type[Block], key: Key[Any]) -> str:
    """A key with a right value, and the answers that may stand instead."""
    marks = ("!" if key.required else "") + ("+" if key.many else "") + key_mark(kind.kind, key)
    answers = [answer for answer in answer_marks(key) if key.example != f"{key.name}: {answer.rstrip(MARK)}"]
    plain = key.form is TEXT and key.example.endswith('"')
    shown = f'{key.name}: "…"' if plain else key.example
    return " / ".join([f"`{shown}`{marks}", *answers])


def clause_text(of: str, page: str) -> str:
    """What the contract says for a construct of the examples of a page."""
    said = clause_of(of, page)
    assert said, f"no example of the page has a clause for `{of}`"
    return f"In the contract:\n\n{said}\n"


def place_text(what: str, of: str, page: str) -> str:
    match what:
        case "clause":
            return clause_text(of, page)
        case "keys":
            return keys_text(of)
        case "figures":
            return figures(of)
        case "profiles":
            return profiles_text()
        case _:
            return sheet_text(of)


def profiles_text() -> str:
    """The profiles by name, with the answers of each."""
    lines = ["| name | what it answers |", "|---|---|"]
    for name, answers in profiles().items():
        said = " · ".join(f"`{choice}: {answer}`" for choice, answer in answers.items())
        lines.append(f'| `as: "{name}"` | {said} |')
    return "\n".join([*lines, ""])


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
    # Words of the agreement that say the same as the answer, and change with it.
    beside = told(text, "beside") if "\n# beside: " in text else []
    for at, answer in enumerate(told(text, "answers")):
        said = re.sub(rf"(?<=[{{ ]){choice}: [^\n}}]*?(?= *[\n}}])", f"{choice}: {answer}", text, count=1)
        if beside:
            said = said.replace(f": {beside[0]} ", f": {beside[at]} ")
        lines.append(f"- `{answer}`: {_comes_to(said, told(text, 'shows'))}")
    return "\n".join(lines) + "\n"


def _comes_to(text: str, shows: list[str]) -> str:
    loaded = read_text(text)
    assert loaded.agreement is not None
    assert loaded.findings == ()
    agreement = loaded.agreement
    # The example of an amendment stands in the amendment.
    scenarios = (
        *agreement.scenarios,
        *(each for one in agreement.versions for each in one.agreement.scenarios),
    )
    played = play(agreement, scenarios[0])
    assert played.evaluation is not None
    statement = played.evaluation.outcome.statement
    lines = [line for line in statement.lines if line.status != "not assessed" or len(statement.lines) == 1]
    told_lines = [_line(line, shows, several=len(lines) > 1) for line in lines]
    if "total" in shows:
        assert statement.total is not None
        told_lines.append(f"together {amount_text(statement.total)}")
    if "rights" in shows:
        told_lines += [_right(right, statement.zone) for right in statement.rights]
    if "duties" in shows:
        told_lines = [
            f"{each.period} {each.state}" for each in statement.duties if each.kind in ("duty", "report")
        ]
    return "; ".join(part for part in told_lines if part)


def _right(right: RightState, zone_name: str) -> str:
    """`Acme may terminate from 2026-04-01 to 2026-05-30`."""
    holder, _, action = right.words.partition(" may ")
    place = zone(zone_name)
    assert place is not None
    if right.arises is None:
        return f"{holder} may not {action}"
    since = right.first_day or instant_text(right.arises, place)[:10]
    return f"{right.words} from {since} to {right.last_day}"


def _line(line: Line, shows: list[str], *, several: bool) -> str:
    parts = []
    if "level" in shows:
        parts.append(line.shown or "no level")
    if "status" in shows:
        parts.append(line.status)
    if "credit" in shows:
        credit = credit_text(line)
        parts.append("no credit" if credit == "-" else f"credit {credit}")
    if "earned" in shows and line.earned is not None and line.earned.amount is not None:
        parts.append(f"{amount_text(line.earned.amount)} of it earned back")
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
        return f"{found['open']}{place_text(found['what'], found['of'], text)}{found['end']}"

    right = PLACE.sub(written, text)
    right = marked(right) if page == SHEET else right
    if UPDATE and right != text:
        page.write_text(right, encoding="utf-8")
        return
    assert text == right, "run again with SLADSL_UPDATE=1"


def test_marks_are_what_the_compiler_leaves_out() -> None:
    """Both ways: a sample is marked because of itself, and nothing is said only because all is."""
    assert refused(SAMPLES["720 hours · not stated"])
    assert not refused({})
    assert len({refused(said) for said in SAMPLES.values()}) == 2


def test_no_marker_is_mistyped() -> None:
    for page in pages():
        text = page.read_text(encoding="utf-8")
        opened = len(re.findall(r"<!-- (?:keys|clause|figures|sheet|profiles)\b", text))
        assert opened == text.count("<!-- end -->") == len(list(PLACE.finditer(text))), page.name


def test_every_declared_block_has_one_place() -> None:
    found = [name.strip() for _, of in places("keys") for name in of.partition(" besides ")[0].split(",")]
    assert sorted(found) == sorted(KINDS)


def test_every_declared_block_has_its_clause() -> None:
    """Each table of keys is followed by what the contract says of the construct, or that it says nothing."""
    tables = [of.partition(" besides ")[0].split(",")[0].strip() for _, of in places("keys")]
    assert [of for _, of in places("clause")] == tables


def test_agreements_have_the_same_keys() -> None:
    """They share a table, so they must."""
    for name in ALIKE.split(", "):
        assert keys_of(KINDS[name]) == keys_of(Agreement)
        assert KINDS[name].within == Agreement.within


def test_a_table_besides_another_hides_nothing() -> None:
    """The keys left out are those of the other block, the same objects, and that block has its own table."""
    listed = {of for _, of in places("keys")}
    tables = {name.strip() for of in listed for name in of.partition(" besides ")[0].split(",")}
    for of in listed:
        name, _, besides = of.partition(" besides ")
        if besides:
            assert besides in tables
            assert any(keys_of(KINDS[besides]).get(key) is own for key, own in keys_of(KINDS[name]).items())


def test_every_choice_has_figures() -> None:
    """Those that are evaluated: of the others nothing could be computed but the same figure for every answer."""
    choices = sorted(FIGURED)
    assert sorted(of for _, of in places("figures")) == choices
    assert sorted(CHOICES.glob("*.sla")) == sorted(choice_file(choice) for choice in choices)


def test_every_other_choice_is_told() -> None:
    """By name, and that nothing evaluates it yet; once something does, it needs figures."""
    page = (FOLDER / "interpretation.md").read_text(encoding="utf-8")
    told_of = re.findall(
        r"^\| `([^`]+)` \|", page.partition("## Not evaluated yet")[2].partition("\n## ")[0], re.M
    )
    assert sorted(told_of) == sorted(CHOSEN.keys() - FIGURED.keys())


@pytest.mark.parametrize("choice", sorted(FIGURED))
def test_every_answer_of_a_choice_has_a_figure(choice: str) -> None:
    text = choice_file(choice).read_text(encoding="utf-8")
    answers = told(text, "answers")
    assert set(FIGURED[choice].answers) - UNFIGURED.get(choice, set()) <= set(answers)
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


def test_the_cheat_sheet_stays_short() -> None:
    assert len(SHEET.read_text(encoding="utf-8").splitlines()) <= LARGEST_SHEET
