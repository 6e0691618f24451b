"""What editors read is what the language says today, and each file of it is sound.

SLADSL_UPDATE=1 writes the files anew; so does `python editors/generate.py`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from editors import generate, vsix
from editors.vim_syntax import vim
from sladsl import __version__
from sladsl.ast.declare import Block
from sladsl.source import SourceText
from sladsl.syntax.colours import CATEGORIES, Rule, keys, rules
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.parse import parse
from tests.repo.files import ROOT

UPDATE = os.environ.get("SLADSL_UPDATE") == "1"
CODE = ROOT / "editors" / "vscode"
FILES = generate.files()
SNIPPETS = json.loads(FILES[CODE / "snippets" / "sladsl.json"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_files_are_those_of_the_language(path: Path) -> None:
    if UPDATE:
        path.write_text(FILES[path], encoding="utf-8")
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    assert found == FILES[path], f"run: python editors/generate.py, and look at {path.name}"


def test_a_new_word_changes_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison above can fail: a key that is declared tomorrow is in both grammars."""
    known = keys()
    monkeypatch.setattr("sladsl.syntax.colours.keys", lambda: {**known, "goodwill of": ("freely given",)})
    changed = {path.name for path, text in generate.files().items() if text != FILES[path]}
    assert changed == {"sladsl.tmLanguage.json", "sladsl.vim"}


def test_the_generator_is_a_command(tmp_path: Path) -> None:
    target = tmp_path / "sladsl.vsix"
    done = _generate("--vsix", str(target))
    assert (done.returncode, done.stdout.strip()) == (0, f"wrote {target}")
    assert zipfile.is_zipfile(target)
    wrong = _generate("--wsix", str(target))
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("Usage:")


def _generate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "editors" / "generate.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


# ---- rules


@pytest.mark.parametrize("number", range(len(rules())))
def test_each_rule_says_known_things(number: int) -> None:
    rule = rules()[number]
    assert {category for category, _ in rule.pieces} <= set(CATEGORIES)
    for _, expression in rule.pieces:
        assert re.compile(expression).groups == 0, "pieces have no groups of their own"
        assert re.compile(expression).match("") is None, "a piece is something"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"(?:a|b)(?!\w)", r"\v\C%(a|b)%(\k)@!"),
        (r"[^\W\d]\w*(?='s)", r"\v\C%(\d@!\k)\k*%('s)@="),
        (r"[\d_]+ ?%", r"\v\C[0-9_]+ ?\%"),
        (r"\{x=", r"\v\C\{x\="),
    ],
)
def test_expressions_in_the_notation_of_vim(expression: str, expected: str) -> None:
    assert vim(expression) == expected


def test_a_rule_is_one_expression_in_all_programs() -> None:
    patterns = json.loads(FILES[CODE / "syntaxes" / "sladsl.tmLanguage.json"])["patterns"]
    several = [rule for rule in rules() if len(rule.pieces) > 1]
    assert len(several) == sum("captures" in each and "name" not in each for each in patterns) > 50
    assert all(isinstance(rule, Rule) for rule in several)


# ---- snippets


def _resolved(body: list[str]) -> str:
    """The text that a snippet leaves when nothing is changed: the defaults, and first choices, of its places."""
    text = "\n".join(body)
    stops: dict[str, str] = {}

    def stop(match: re.Match[str]) -> str:
        number, default, choices = match["number"], match["default"], match["choices"]
        if choices is not None:
            default = re.split(r"(?<!\\),", choices)[0]
        if default is not None:
            stops[number] = re.sub(r"\\(.)", r"\1", default)
        return stops[number]

    places = (
        r"(?<!\\)\$(?:\{(?P<number>\d+)(?::(?P<default>(?:[^}\\]|\\.)*)|\|(?P<choices>(?:[^|\\]|\\.)*)\|)?\})"
    )
    found = re.sub(places, stop, text.removesuffix("$0"))
    assert "$" not in found.replace(r"\$", ""), found
    return re.sub(r"\\([$}\\])", r"\1", found).replace("\t", "  ")


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("block", [block for block in all_blocks() if block.kind != "file"])
def test_each_block_has_a_snippet(block: type[Block]) -> None:
    snippet = SNIPPETS[block.kind]
    assert snippet["description"] == block.meaning
    assert _flat(_resolved(snippet["body"])) == _flat(block.example)
    assert snippet["body"][-1].endswith("$0")


@pytest.mark.parametrize("name", [name for name in SNIPPETS if name.startswith("agreement ")])
def test_whole_agreements_can_be_read(name: str) -> None:
    text = _resolved(SNIPPETS[name]["body"]) + "\n"
    file, findings = parse(SourceText(text))
    assert not findings
    assert len(file.blocks) == 1


def test_a_name_of_a_whole_agreement_changes_everywhere() -> None:
    body = "\n".join(SNIPPETS["agreement saas"]["body"])
    assert len(re.findall(r"\$\{\d+:Provider\}", body)) == 1
    assert re.search(r"\bProvider ensures", body) is None


# ---- the extension


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    target = tmp_path_factory.mktemp("vsix") / "sladsl.vsix"
    vsix.pack(CODE, ROOT / "LICENSE", target)
    return zipfile.ZipFile(target)


def test_the_package_has_what_it_must_hold(packed: zipfile.ZipFile) -> None:
    assert packed.testzip() is None
    names = set(packed.namelist())
    assert names == {
        "[Content_Types].xml",
        "extension.vsixmanifest",
        "extension/package.json",
        "extension/README.md",
        "extension/LICENSE.txt",
        "extension/language-configuration.json",
        "extension/snippets/sladsl.json",
        "extension/syntaxes/sladsl.tmLanguage.json",
    }
    types = ElementTree.fromstring(packed.read("[Content_Types].xml"))
    known = {each.attrib["Extension"] for each in types}
    assert {Path(name).suffix for name in names} - {".xml"} <= known
    assert packed.read("extension/LICENSE.txt") == (ROOT / "LICENSE").read_bytes()


def test_the_manifest_names_files_that_are_there(packed: zipfile.ZipFile) -> None:
    manifest = ElementTree.fromstring(packed.read("extension.vsixmanifest"))
    space = "{http://schemas.microsoft.com/developer/vsx-schema/2011}"
    identity = manifest.find(f"{space}Metadata/{space}Identity")
    assert identity is not None
    assert (identity.attrib["Id"], identity.attrib["Version"]) == ("sladsl", __version__)
    named = [each.attrib["Path"] for each in manifest.iter(f"{space}Asset")]
    assert named
    assert set(named) <= set(packed.namelist())


def _paths(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(_paths(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(_paths(each) for each in value))
    return {value} if isinstance(value, str) and value.startswith("./") else set()


def test_the_extension_refers_to_files_that_are_there(packed: zipfile.ZipFile) -> None:
    package = json.loads(packed.read("extension/package.json"))
    assert package["license"] == "Apache-2.0"
    assert package["version"] == __version__
    paths = _paths(package)
    assert len(paths) == 3
    for path in paths:
        assert isinstance(json.loads(packed.read("extension/" + path.removeprefix("./"))), dict)


def test_equal_files_make_equal_packages(packed: zipfile.ZipFile, tmp_path: Path) -> None:
    again = tmp_path / "again.vsix"
    vsix.pack(CODE, ROOT / "LICENSE", again)
    assert packed.filename is not None
    assert again.read_bytes() == Path(packed.filename).read_bytes()


def test_half_a_package_is_never_left(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        vsix.pack(CODE, tmp_path / "no licence", tmp_path / "sladsl.vsix")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "a b.sla:7:40: error[unknown-anchor] No promise.",
            ("a b.sla", "7", "40", "error", "unknown-anchor"),
        ),
        ("a.sla:1:1: information[not-evaluated] Later.", ("a.sla", "1", "1", "info", "not-evaluated")),
        ("a.sla:1:1: warning[band-gap] A gap.", ("a.sla", "1", "1", "warning", "band-gap")),
        ("2 errors; 1 fixable with --fix", None),
        ("a.sla: error[unknown] no place", None),
    ],
)
def test_findings_are_problems(line: str, found: tuple[str, ...] | None) -> None:
    match = re.match(generate.PROBLEM, line)
    assert (match and match.groups()[:5]) == found


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("sla A {", True),
        ('  clause "a } b" {   # why {', True),
        ("  fields { ok: yes or no }", False),
        ("  # party Nimbus {", False),
        ('  text: "{"', False),
        ("  } else {", False),
    ],
)
def test_lines_that_open_a_block(line: str, opens: bool) -> None:
    pattern = generate.configuration()["indentationRules"]["increaseIndentPattern"]
    assert bool(re.match(pattern, line)) is opens
