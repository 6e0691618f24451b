"""A first draft of an agreement, from answers and from a table of data: a text that can be checked and evaluated at once.

Nothing is guessed in silence: what nobody answered is `not stated`, or a comment that asks.
"""

from __future__ import annotations

from sladsl.api.drafting.answers import Answers, Unclear
from sladsl.api.drafting.bindings import of_levels, of_source
from sladsl.api.drafting.lines import OPEN
from sladsl.api.drafting.measuring import DOWN, any_condition
from sladsl.api.drafting.reports import Report, refused, report
from sladsl.api.drafting.tables import Seen, seen, table
from sladsl.api.drafting.writing import CHOICES, kind_of, text_of
from sladsl.record import Record, replace

__all__ = ["Answers", "Draft", "Looked", "Unclear", "draft", "look"]


DOWN_OPEN = "down-unstated"
"""The mistake of a draft that leaves open when the service is down, as nothing in its data says."""
LEFT_OUT: tuple[tuple[str, ...], ...] = ((), ("cap",), ("cap", "credits"), ("cap", "credits", "target"))
"""Answers that are left out, one step after the other, where the checker refuses them: they are asked about instead."""


class Looked(Record):
    """A file of data that was looked at: a table as a source, or a report of levels."""

    seen: Seen | None
    report: Report | None

    @property
    def promise(self) -> str:
        """What can be promised on it."""
        return "levels" if self.report is not None else kind_of(self.seen)

    @property
    def known(self) -> Answers:
        """What need not be asked any more."""
        every = self.seen.every if self.seen is not None else 0
        return Answers(promise=self.promise, assumed=("promise", "every"), apart=every)


class Draft(Record):
    """The text of an agreement and of the `data.toml` beside it ("" without data), and how many questions are open."""

    text: str
    binding: str
    questions: int


def look(path: str, promise: str = "") -> Looked:
    """What a file holds; UnreadableData when nothing in it can be drafted. `promise`: "levels" looks for a report only."""
    if path.lower().endswith((".xlsx", ".xlsm")):
        return _look_into_workbook(path, promise)
    delimiter, *_ = table(path)
    if promise in ("", "levels"):
        found = report(path, delimiter, surely=bool(promise))
        if found is not None or promise:
            if found is None:
                raise refused(path)
            return Looked(seen=None, report=found)
    return Looked(seen=seen(path, set()), report=None)


def _look_into_workbook(path: str, promise: str) -> Looked:
    """The first sheet that reports levels; else the one with most rows, as a source."""
    from sladsl.data.workbook import sheets_of

    sizes = sheets_of(path)
    names = list(sizes) if len(sizes) > 1 else [""]
    if promise in ("", "levels"):
        for name in names:
            # An invoice has months and figures, too.
            found = report(path, sheet_name=name, surely=bool(promise) or len(names) == 1)
            if found is not None:
                return Looked(seen=None, report=found)
        if promise:
            raise refused(path)
    return Looked(seen=seen(path, set(), max(names, key=lambda name: sizes.get(name, 0))), report=None)


def draft(answers: Answers, looked: Looked | None = None, folder: str = "") -> Draft:
    """The draft of an agreement in the house style. `folder`: where its `data.toml` will stand."""
    if looked is not None:
        answers = replace(answers, promise=looked.promise)
    seen_table = looked.seen if looked is not None else None
    reported = looked.report if looked is not None else None
    text = ""
    objectives: dict[str, str] = {}
    for left_out in LEFT_OUT:
        tried = replace(answers, **dict.fromkeys(left_out, ""))
        written, objectives = text_of(tried, seen_table, reported)
        text = _in_style(_with_choices(written, seen_table))
        wrong = _error(text)
        if not wrong:
            break
        answers = replace(answers, doubts=(*answers.doubts, wrong))
    binding = ""
    if seen_table is not None:
        binding = of_source(seen_table, folder, answers.zone)
    elif reported is not None:
        binding = of_levels(reported, folder, objectives)
    questions = sum(line.strip().startswith(OPEN) for line in (text + binding).split("\n"))
    return Draft(text=text, binding=binding, questions=questions)


def _error(text: str) -> str:
    """What the checker refuses in a draft, "" when nothing. When the service is down may be left open."""
    from sladsl.api.read import read_text
    from sladsl.api.review import check

    return next(
        (
            each.message
            for each in check(read_text(text))
            if each.severity == "error" and each.name != DOWN_OPEN
        ),
        "",
    )


def mismatch(promise: str, looked: Looked) -> str:
    """Why a promise can't be told from the data, "" when it can."""
    if not promise or promise == looked.promise:
        return ""
    held = "levels" if looked.report is not None else looked.seen.holds if looked.seen is not None else ""
    return f"The data are {held}, from which {looked.promise} can be told, not {promise}."


def _with_choices(text: str, seen_table: Seen | None) -> str:
    """The choices that the draft needs and nobody has answered, each as a comment with its answers.

    They are those of the agreement once it says when the service is down.
    """
    from sladsl.api.evaluation import unanswered
    from sladsl.api.read import read_text

    asked = text
    if (place := text.find(f"{OPEN} {DOWN}")) >= 0:
        end = text.index("\n", place)
        asked = f"{text[:place]}down when: {any_condition(seen_table)}{text[end:]}"
    agreement = read_text(asked).agreement
    keys: dict[str, tuple[str, ...]] = {}
    for choice in unanswered(agreement) if agreement is not None else ():
        if choice.state == "silent" and choice.key != "time zone":
            keys.setdefault(choice.key, choice.answers)
    lines = [f"    {OPEN} {key}: {' or '.join(answers)}" for key, answers in keys.items()]
    block = "\n".join(["  interpretation {", *lines, "  }"]) if lines else ""
    return text.replace(CHOICES, block)


def _in_style(text: str) -> str:
    """The text as `sladsl fmt` lays it out."""
    from sladsl.api.formatting import format_text
    from sladsl.source import SourceText

    formatted, _ = format_text(SourceText(text))
    return formatted if formatted is not None else text
