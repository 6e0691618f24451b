"""The files that a file uses: read once each, placed behind its text, so that a place in any of them is one number."""

from __future__ import annotations

import os

from sladsl.ast import values as v
from sladsl.ast.agreements import File
from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText, Span, respanned
from sladsl.syntax.meant import understood

MOST_FILES = 100
MOST_BYTES = 6_000_000


class Used:
    """Follows `use` from one file to all others that it needs; what can't be read is a finding where it is named."""

    def __init__(self, source: SourceText, folder: str, findings: tuple[Finding, ...]) -> None:
        self.source = source
        self.folder = folder
        self.findings = findings
        self._known = {os.path.realpath(source.path)}

    def files(self, file: File) -> tuple[File, ...]:
        """All files that the file uses, and those that these use."""
        found: list[File] = []
        pending: list[tuple[File, str]] = [(file, self.folder)]
        while pending:
            using, folder = pending.pop(0)
            for texts in using.use:
                for text in texts.items:
                    path = self._path(text, folder)
                    if path is None:
                        continue
                    read = self._read(text, path)
                    if read is not None:
                        found.append(read)
                        pending.append((read, os.path.dirname(path)))
        return tuple(found)

    def _path(self, text: v.Text, folder: str) -> str | None:
        """Where the file lies; None where it is known already, or can't be used, which is told."""
        from sladsl.api.read import PUBLISHED

        if text.text.startswith(PUBLISHED):
            return self._once(text, text.text, text.text)
        if not text.text.endswith(".sla") or os.path.isabs(text.text) or "\0" in text.text:
            name = os.path.basename(text.text.replace("\0", "").replace("\\", "/"))
            right = f"{name.partition('.')[0] or 'calendars'}.sla"
            self._add(text, "`use` names .sla files by their way from here.", f'Write `use: "{right}"`.')
            return None
        path = os.path.join(folder, text.text)
        return self._once(text, path, os.path.realpath(path))

    def _once(self, text: v.Text, path: str, real: str) -> str | None:
        if real in self._known:
            return None
        if len(self._known) > MOST_FILES:
            self._add(text, f"More than {MOST_FILES} files are used.", "Join some of them.")
            return None
        self._known.add(real)
        return path

    def _read(self, text: v.Text, path: str) -> File | None:
        from sladsl.api.read import Unreadable, content_of, decode, shown_as

        shown = shown_as(path)
        try:
            content = decode(content_of(path), shown)
        except Unreadable as trouble:
            near = _beside(path)
            self._add(text, trouble.message, f'Did you mean `use: "{near}"`?' if near else trouble.hint)
            return None
        if len(self.source.text) + len(content) > MOST_BYTES:
            self._add(
                text,
                f"The files that are used have more than {MOST_BYTES:,} characters together.",
                "Split the agreements.",
            )
            return None
        part = SourceText(content.replace("\r\n", "\n") if "\r" in content else content, shown)
        file, findings = understood(part)
        base, self.source = self.source.followed_by(part)

        def behind(span: Span) -> Span:
            return Span(start=span.start + base, end=span.end + base)

        self.findings = (*self.findings, *respanned(findings, behind))
        return respanned(file, behind)

    def _add(self, text: v.Text, message: str, hint: str) -> None:
        found = Finding(
            code="N165", name="unusable-file", severity="error", span=text.span, message=message, hint=hint
        )
        self.findings = (*self.findings, found)


def _beside(path: str) -> str:
    """The agreement whose file is called nearly as one that is not there, "" where none is."""
    from sladsl.diagnostics.suggest import closest

    try:
        files = [each for each in os.listdir(os.path.dirname(path) or ".") if each.endswith(".sla")]
    except OSError:
        return ""
    return closest(os.path.basename(path), tuple(sorted(files[:MOST_FILES])))
