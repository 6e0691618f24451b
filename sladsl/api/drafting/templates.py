"""Whole drafts to begin with, by the kind of agreement: texts with places for what is known, and questions for the rest.

A line `#? key: question` becomes `# open: question` where nobody answered the key, and is left out where somebody did.
`@key@` stands for the answer, or `not stated`; `@key|words@` for the answer, or these words.
"""

from __future__ import annotations

import os
import re

from sladsl.api.drafting.answers import Answers
from sladsl.api.drafting.lines import OPEN

NAMES = ("saas", "support", "internal", "outsourcing", "sales-marketing")
KEYS = ("title", "provider", "customer", "service", "currency", "fee", "zone", "effective")
"""The answers that a draft has a place for."""
_QUESTION = re.compile(r"(?m)^( *)#\? (\w+): (.*)\n")
_PLACE = re.compile(r"@(\w+)(?:\|([^@\n]*))?@")


def template(name: str, answers: Answers) -> tuple[str, int]:
    """The text of a draft with the answers in their places, and how many questions are open."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "drafts")
    with open(os.path.join(folder, f"{name}.sla"), encoding="utf-8") as file:
        text = file.read()

    def asked(match: re.Match[str]) -> str:
        indentation, key, question = match.groups()
        return "" if getattr(answers, key) else f"{indentation}{OPEN} {question}\n"

    def placed(match: re.Match[str]) -> str:
        key, words = match.groups()
        answer: str = getattr(answers, key)
        if key == "zone" and answer:
            return f'"{answer}"'
        if words is None:
            return answer or "not stated"
        return _quoted(answer) if answer else words

    made = _styled(_PLACE.sub(placed, _QUESTION.sub(asked, text)))
    return made, made.count(f"{OPEN} ")


def _styled(text: str) -> str:
    """The draft laid out anew: answers have other lengths than the places for them."""
    from sladsl.api.formatting import format_text
    from sladsl.source import SourceText

    styled, findings = format_text(SourceText(text))
    assert styled is not None, findings
    return styled


def _quoted(answer: str) -> str:
    """An answer as it stands between double quotes."""
    return answer.replace("\\", "\\\\").replace('"', '\\"')
