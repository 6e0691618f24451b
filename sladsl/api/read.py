"""From a file or a text to an agreement and what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from sladsl.api.use import Used
from sladsl.diagnostics.finding import Finding, has_errors
from sladsl.model.from_ast.file import Built, build
from sladsl.model.from_ast.open_points import OpenPoint
from sladsl.model.from_ast.outside import Outside
from sladsl.model.meanings import Agreement
from sladsl.record import Record
from sladsl.source import SourceText
from sladsl.syntax.meant import understood
from sladsl.syntax.parse import MOST_CHARACTERS

MOST_BYTES = 4 * MOST_CHARACTERS
MOST_NAMED = 8
PUBLISHED = "published:"
"""Begins the name of an agreement that comes with the package: `published:slack-2024` (sladsl/api/catalogue.py)."""


class Unreadable(Exception):
    """A file that is no text of the language at all: missing, too large, binary. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Loaded(Record):
    """A text, the agreements in it, and the findings of reading it."""

    source: SourceText
    agreements: tuple[Agreement, ...]
    findings: tuple[Finding, ...]
    names: tuple[str, ...] = ()
    """What the agreements of the text are called, also those that were not asked for."""
    sources: frozenset[str] = frozenset()
    """The sources of all agreements of the text."""
    open_points: tuple[OpenPoint, ...] = ()
    """Every `not stated` in them."""
    outside: tuple[Outside, ...] = ()
    """Its scenarios that stand in no agreement."""
    _unequal = frozenset({"source"})

    @property
    def agreement(self) -> Agreement | None:
        """The agreement that is meant: the one that was asked for, else the first; None when there is none."""
        return self.agreements[0] if self.agreements else None

    @property
    def several(self) -> bool:
        """Whether the text has several agreements, and nobody has said which is meant."""
        return len(self.agreements) > 1

    @property
    def broken(self) -> bool:
        """Whether the text leaves no meaning to evaluate or render."""
        return self.agreement is None or self.wrong

    @property
    def wrong(self) -> bool:
        """Whether the text has errors."""
        return has_errors(self.findings)


def without_agreement(read: Loaded) -> tuple[str, str]:
    """What to say of a text that has no agreement of its own, and what to do."""
    path = read.source.path
    if read.outside:
        name = read.outside[0].agreement.name
        return f"{path} has no agreement, only scenarios of `{name}`.", f"Run them: `sladsl test {path}`."
    return f"{path} has no agreement, only terms for others.", "Write one that is based on them."


def load(path: str) -> Loaded:
    """Reads an agreement from a file, `levels.sla#Acme` one of several, `published:ID` of those that come with the
    package; `Unreadable` when it is no text.
    """
    file, name = parted(path)
    shown = shown_as(file)
    return read_text(decode(content_of(file), shown), shown, name)


def parted(path: str) -> tuple[str, str]:
    """A file, and the name of the agreement in it that is meant (`levels.sla#Acme`), "" where none is named."""
    if "#" not in path or os.path.exists(path):
        return path, ""
    file, _, name = path.rpartition("#")
    return file, name


def which(names: tuple[str, ...], path: str) -> str:
    """How to say which of several agreements of a file is meant."""
    shown = [f"`{path}#{name}`" for name in names[:MOST_NAMED]]
    more = f" or one of {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"Say which: {', '.join(shown)}{more}."


def shown_as(path: str) -> str:
    """How findings and messages call a file: from here, where it is below here."""
    beside = os.path.relpath(path) if os.path.isabs(path) else path
    return path if beside.startswith("..") else beside


def content_of(path: str) -> bytes:
    """What a file holds, or a published agreement; `Unreadable` when it can't be an agreement."""
    shown = shown_as(path)
    if path.startswith(PUBLISHED):
        from sladsl.api.catalogue import file_of

        path = file_of(path)
    try:
        size = os.path.getsize(path)
        if os.path.isdir(path):
            raise Unreadable(f"{shown} is a folder.", "Name the .sla file in it.")
        if size > MOST_BYTES:
            raise Unreadable(
                f"{shown} is too large to be an agreement: {size:,} bytes; the most is {MOST_CHARACTERS:,} characters.",
                "Split it, with `use` between the files; or name the file that was meant.",
            )
        with open(path, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable(f"There is no file {shown}.", "Check the name.") from None
    except OSError as trouble:
        raise Unreadable(
            f"{shown} can't be read: {trouble.strerror or trouble}.", "Check the file."
        ) from None


def decode(content: bytes, shown: str) -> str:
    """UTF-8, with or without a byte order mark; anything else is refused with the place of the trouble."""
    if b"\x00" in content[:4096]:
        raise Unreadable(f"{shown} is no text: it holds zero bytes.", "Save the agreement as UTF-8 text.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        raise Unreadable(
            f"{shown} is not UTF-8 (line {line}, byte {trouble.start + 1}).", "Save it as UTF-8 text."
        ) from None


def read_text(text: str, path: str = "agreement.sla", only: str = "") -> Loaded:
    """Reads the agreements of a text, or the one with the name `only`; `path` is what findings call the text.

    `Unreadable` where there is no such agreement.
    """
    source = SourceText(text.replace("\r\n", "\n") if "\r" in text else text, path)
    file, findings = understood(source)
    used = Used(source, os.path.dirname(path), findings)
    files = used.files(file)
    unread = tuple(each for each in used.findings if each.severity == "error")
    built = build(file, used.source, unread, files, only)
    if only and not built.agreements and not built.outside and not has_errors(used.findings):
        raise Unreadable(f"{path} has no agreement `{only}`.", _instead(only, built, path))
    together = sorted(
        (*_meant(used.findings, built.findings), *built.findings),
        key=lambda finding: (finding.span.start, finding.code),
    )
    return Loaded(
        source=used.source,
        agreements=built.agreements,
        findings=tuple(together),
        names=built.names,
        sources=built.sources,
        open_points=built.open_points,
        outside=built.outside,
    )


def _instead(name: str, built: Built, path: str) -> str:
    from sladsl.diagnostics.suggest import closest

    if name in built.others:
        return f"`{name}` is no agreement by itself; name one that is based on it, or that it amends."
    near = closest(name, built.names)
    if near:
        return f"Did you mean `#{near}`?"
    return which(built.names, path) if built.names else "Write one."


def _meant(read: Iterable[Finding], built: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of reading without those of a sign between two times: in words it would compare figures."""
    unlike = [each.span for each in built if each.name == "types-differ"]
    for each in read:
        within = any(span.start <= each.span.start and each.span.end <= span.end for span in unlike)
        if each.name != "comparison-sign" or not within:
            yield each
