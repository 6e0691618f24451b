"""Writes what editors need to know of the language, from its declarations and its grammar.

`python editors/generate.py` writes the files of VS Code and Vim that are made; with `--vsix FILE` it packs the
extension of VS Code instead.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from editors import snippets, textmate, vim_syntax, vsix  # noqa: E402
from sladsl import __version__  # noqa: E402

FOLDER = ROOT / "editors"
CODE = FOLDER / "vscode"
PROBLEM = r"^(.+?):(\d+):(\d+): (error|warning|info)(?:rmation)?\[([^\]]+)\] (.*)$"
"""A line of `sladsl check --output-format concise`."""


def files() -> dict[Path, str]:
    """The files that are made, with what stands in them."""
    return {
        CODE / "package.json": _json(package()),
        CODE / "language-configuration.json": _json(configuration()),
        CODE / "syntaxes" / "sladsl.tmLanguage.json": _json(textmate.grammar()),
        CODE / "snippets" / "sladsl.json": _json(snippets.snippets()),
        FOLDER / "vim" / "syntax" / "sladsl.vim": vim_syntax.text(),
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def package() -> dict[str, Any]:
    """The manifest of the extension."""
    return {
        "name": "sladsl",
        "displayName": "sladsl: service-level agreements",
        "description": "Colours, snippets and brackets for service-level agreements in .sla files",
        "version": __version__,
        "publisher": "sladsl",
        "license": "Apache-2.0",
        "engines": {"vscode": "^1.60.0"},
        "categories": ["Programming Languages", "Snippets"],
        "contributes": {
            "languages": [
                {
                    "id": "sladsl",
                    "aliases": ["Service-level agreement", "sladsl"],
                    "extensions": [".sla"],
                    "configuration": "./language-configuration.json",
                }
            ],
            "grammars": [
                {
                    "language": "sladsl",
                    "scopeName": "source.sladsl",
                    "path": "./syntaxes/sladsl.tmLanguage.json",
                }
            ],
            "snippets": [{"language": "sladsl", "path": "./snippets/sladsl.json"}],
            "configurationDefaults": {"[sladsl]": {"editor.tabSize": 2, "editor.insertSpaces": True}},
            "problemMatchers": [
                {
                    "name": "sladsl",
                    "owner": "sladsl",
                    "fileLocation": ["autoDetect", "${workspaceFolder}"],
                    "pattern": {
                        "regexp": PROBLEM,
                        "file": 1,
                        "line": 2,
                        "column": 3,
                        "severity": 4,
                        "code": 5,
                        "message": 6,
                    },
                }
            ],
        },
    }


def configuration() -> dict[str, Any]:
    """Comments, brackets, indentation and folding."""
    outside = ["string", "comment"]
    return {
        "comments": {"lineComment": "#"},
        "brackets": [["{", "}"], ["(", ")"]],
        "autoClosingPairs": [
            {"open": "{", "close": "}", "notIn": outside},
            {"open": "(", "close": ")", "notIn": outside},
            {"open": '"', "close": '"', "notIn": outside},
            {"open": '"""', "close": '"""', "notIn": outside},
        ],
        "surroundingPairs": [["{", "}"], ["(", ")"], ['"', '"']],
        "wordPattern": r"[^\W\d]\w*(?:'s)?|\d[\d_.]*%?",
        "indentationRules": {
            "increaseIndentPattern": r'^(?:[^#"}]|"(?:[^"\\]|\\.)*")*\{(?:[^#"}]|"(?:[^"\\]|\\.)*")*(?:#.*)?$',
            "decreaseIndentPattern": r"^\s*\}",
        },
        "folding": {"markers": {"start": r"^\s*#\s*region\b", "end": r"^\s*#\s*endregion\b"}},
    }


def main(arguments: list[str]) -> int:
    match arguments:
        case []:
            for path, text in files().items():
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.exists() or path.read_text(encoding="utf-8") != text:
                    path.write_text(text, encoding="utf-8")
                    print(f"wrote {path.relative_to(ROOT)}")
        case ["--vsix", target]:
            vsix.pack(CODE, ROOT / "LICENSE", Path(target))
            print(f"wrote {target}")
        case _:
            print("Usage: python editors/generate.py [--vsix FILE]", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
