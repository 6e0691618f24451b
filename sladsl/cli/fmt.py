"""`sladsl fmt`: agreements in the one style."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator, Sequence

import click

from sladsl.api.folders import agreements
from sladsl.cli.common import colours, refuse
from sladsl.cli.files import Unwritable, not_rewritten, put
from sladsl.cli.patch import patch

MOST_SHOWN = 5
"""Findings of a file that can't be laid out; `sladsl check` shows all."""


@click.command("fmt")
@click.argument("files", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 when a file would change.")
@click.option(
    "--diff", is_flag=True, help="Write nothing; show what would change, exit code 1 when anything."
)
@click.option(
    "--stdin-filename", default="standard input", metavar="NAME", help="What to call `-` in messages."
)
def command(files: tuple[str, ...], check: bool, diff: bool, stdin_filename: str) -> None:
    """Lay agreements out in the one style; folders are searched for .sla files.

    Only blanks and line ends change: no word, no number, no comment. A file
    with mistakes is left as it is. `-` reads standard input and writes to
    standard output.

    \b
    Examples:
      sladsl fmt agreement.sla
      sladsl fmt --check agreements/
      cat draft.sla | sladsl fmt -

    Exit code 1 when --check or --diff find something, 2 when a file can't be
    read or written; the others are done all the same.
    """
    if "-" in files and len(files) > 1:
        refuse("`-` can't stand beside files.", "Format standard input alone.")
    work = _Work(check, diff)
    if files == ("-",):
        work.standard_input(stdin_filename)
    else:
        work.files(files)
    raise SystemExit(work.code)


class _Work:
    """One run over some files: what was done is counted, what failed does not stop the rest."""

    def __init__(self, check: bool, diff: bool) -> None:
        self.dry = check or diff
        self.diff = diff
        self.changed = self.same = self.failed = 0

    @property
    def code(self) -> int:
        return 2 if self.failed else 1 if self.dry and self.changed else 0

    def standard_input(self, name: str) -> None:
        from sladsl.api.read import MOST_BYTES

        content = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
        if len(content) > MOST_BYTES:
            refuse(f"{name} is too large to be an agreement.", "Pipe an .sla file into it.")
        formatted = self._formatted(content, name, "-")
        if formatted is None:
            return
        if not self.dry:
            click.echo(formatted, nl=False)
        elif formatted != content:
            self._differs(content, formatted, name)

    def files(self, files: Sequence[str]) -> None:
        seen: set[str] = set()
        for path in self._found(files):
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                self._file(path)
        told = self._summary()
        if told:
            click.echo(told, err=self.diff)

    def _found(self, files: Sequence[str]) -> Iterator[str]:
        from sladsl.api.read import Unreadable

        for path in files:
            try:
                yield from agreements(path)
            except Unreadable as trouble:
                self._fail(trouble.message, trouble.hint)

    def _file(self, path: str) -> None:
        from sladsl.api.read import PUBLISHED, Unreadable, content_of, parted, shown_as

        if parted(path)[1]:
            self._fail(
                f"{path} is one agreement of a file, and a file is laid out as a whole.",
                "Name the file alone.",
            )
            return
        shown = shown_as(path)
        if not self.dry and path.startswith(PUBLISHED):
            self._fail(*not_rewritten(path))
            return
        if not self.dry and os.path.exists(path) and not os.path.isfile(path):
            self._fail(f"{shown} is no file.", "Pipe it into `sladsl fmt -`.")
            return
        try:
            content = content_of(path)
        except Unreadable as trouble:
            self._fail(trouble.message, trouble.hint)
            return
        formatted = self._formatted(content, shown, path)
        if formatted is None:
            return
        if formatted == content:
            self.same += 1
            return
        if self.dry:
            self._differs(content, formatted, shown)
            return
        try:
            put(formatted, path)
        except Unwritable as trouble:
            self._fail(trouble.message, trouble.hint)
            return
        self.changed += 1
        _say(f"formatted {shown}")

    def _formatted(self, content: bytes, shown: str, path: str) -> bytes | None:
        """The bytes in the style: a byte order mark stays, and of two kinds of line ends the more frequent one."""
        from sladsl.api.formatting import format_text
        from sladsl.api.read import Unreadable, decode
        from sladsl.source import SourceText

        try:
            text = decode(content, shown)
        except Unreadable as trouble:
            self._fail(trouble.message, trouble.hint)
            return None
        ends = text.count("\r\n")
        source = SourceText(text.replace("\r\n", "\n") if ends else text, shown)
        formatted, findings = format_text(source)
        if formatted is None:
            from sladsl.diagnostics.to_text import concise, summary

            _say(concise(findings[:MOST_SHOWN], source).rstrip("\n"), err=True)
            hint = f"Mend it first: `sladsl check {path}` says how."
            self._fail(f"{shown} is left as it is ({summary(findings)}).", hint)
            return None
        if 2 * ends > text.count("\n"):
            formatted = formatted.replace("\n", "\r\n")
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        return mark + formatted.encode()

    def _differs(self, content: bytes, formatted: bytes, shown: str) -> None:
        self.changed += 1
        if self.diff:
            click.echo(patch(content.decode(), formatted.decode(), shown, colours()), nl=False)
        else:
            _say(f"would format {shown}")

    def _fail(self, message: str, hint: str) -> None:
        self.failed += 1
        _say(f"error: {message}\n  {hint}", err=True)

    def _summary(self) -> str:
        done = "would be formatted" if self.dry else "formatted"
        parts = [f"{_files(self.changed)} {done}"] if self.changed else []
        if self.same:
            parts.append(f"{_files(self.same)} already in the style")
        if parts and self.failed:
            parts.append(f"{self.failed} failed")
        return ", ".join(parts)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _say(text: str, *, err: bool = False) -> None:
    """Names of files may hold what would move the cursor."""
    from sladsl.diagnostics.cells import printable

    for line in text.split("\n"):
        click.echo(printable(line), err=err)
