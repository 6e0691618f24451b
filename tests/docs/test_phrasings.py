"""The page of phrasings is what the tables and the checker say: each line is checked, and the answer written beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sladsl.diagnostics.finding import Finding
from sladsl.syntax.phrasings.table import topics
from tests.repo.files import ROOT
from tests.syntax.phrased import Sample, findings_of, samples_of

PAGE = ROOT / "docs" / "phrasings.md"
HEAD = """# Phrasings

<!-- Made from grammar/phrasings; tests/docs/test_phrasings.py keeps it so (SLADSL_UPDATE=1 writes it). -->

What people write, and what the language says instead. The language has one word for each thing; whoever writes another gets
a message with the right line, in the names and figures of the agreement. Lines marked `--fix` have one meaning, so
such a text is read as if it stood there, the message is a warning, and `sladsl check --fix` writes it; the others can
change what is owed, or a guess stands in them, and are for a person to write.

Each line is one of many: `minimum: no less than 99.5%` and `minimum: never below 99.5%` are told like the line that is
shown. The tables stand in [grammar/phrasings](../grammar/phrasings); one more phrase is one line there.

```console
$ printf 'sla A {\\n  objective B { minimum: not less than 99,5 %% }\\n}\\n' | sladsl check --fix -
sla A {
  objective B { minimum: at least 99.5% }
}
...
```
"""


def _cell(text: str) -> str:
    shown = text.replace("|", "\\|").replace("\n", " ⏎ ").strip()
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def _row(sample: Sample, found: Finding) -> str:
    fix = "`--fix`" if found.fixable else ""
    right = found.expected.partition("   ")[0] if len(found.expected) > 110 else found.expected
    right = right or found.hint.replace("`", "").removesuffix(".")  # of several answers none is picked
    says = found.message.replace("|", "\\|")
    return f"| {_cell(sample.sample)} | {says} | {_cell(right)} | {fix} |"


def page() -> str:
    return "".join(_lines())


def _lines() -> Iterator[str]:
    yield HEAD
    count = sum(len(samples_of(topic)) for topic in topics())
    yield f"\n{count} lines, by topic: "
    yield ", ".join(f"[{topic.title.lower()}](#{_anchor(topic.title)})" for topic in topics()) + ".\n"
    for topic in topics():
        yield f"\n## {topic.title}\n"
        inside = ""
        for sample in samples_of(topic):
            where = f"in `{sample.inside}`" if sample.inside != "file" else "in a file"
            if sample.inside != inside:
                inside = sample.inside
                yield f"\n| {where} | is told | right is | |\n|---|---|---|---|\n"
            found = findings_of(sample.text)
            yield _row(sample, found[0]) + "\n"


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-").replace(",", "")


def test_the_page_says_what_the_checker_says() -> None:
    right = page()
    if os.environ.get("SLADSL_UPDATE"):
        PAGE.write_text(right, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == right, "run again with SLADSL_UPDATE=1"
