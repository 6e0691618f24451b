"""A run of scenarios as JUnit XML, which the servers of continuous integration read.

One `testsuite` for each file, one `testcase` for each scenario; a file that can't be read is a `testcase` with an `error`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sladsl.api.testing.report import Checked, Report, Tested, Trouble

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, in whatever way it is written."""


def report_junit(report: Report) -> bytes:
    """UTF-8; whatever a title or a message holds, the document is well formed."""
    root = Element("testsuites", name="sladsl")
    files: dict[str, list[Tested]] = {}
    for each in report.scenarios:
        files.setdefault(each.file, []).append(each)
    troubles: dict[str, list[Trouble]] = {}
    for trouble in report.troubles:
        troubles.setdefault(trouble.file, []).append(trouble)
    for file in dict.fromkeys((*files, *troubles)):
        _suite(root, file, files.get(file, []), troubles.get(file, []))
    _count(root, report.scenarios, len(report.troubles))
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _suite(root: Element, file: str, tested: list[Tested], troubles: list[Trouble]) -> None:
    suite = SubElement(root, "testsuite", name=_text(file))
    _count(suite, tested, len(troubles))
    for each in tested:
        case = SubElement(
            suite,
            "testcase",
            name=_text(each.title or f"line {each.line}"),
            classname=_text(f"{_stem(file)}.{each.agreement}"),
            file=_text(file),
            line=str(each.line),
            time=_seconds(each.microseconds),
        )
        failed = each.failed
        if failed:
            message = "; ".join(f"expected {check.expected}, got {check.got}" for check in failed)
            failure = SubElement(case, "failure", type="expectation", message=_text(message))
            failure.text = _text("\n\n".join(_told(file, check) for check in failed))
        elif each.result == "not played":
            SubElement(case, "skipped", message=_text(each.note))
    for trouble in troubles:
        case = SubElement(suite, "testcase", name="read", classname=_text(_stem(file)), time="0.000000")
        error = SubElement(case, "error", type="unreadable", message=_text(trouble.message))
        error.text = _text(trouble.hint)


def _told(file: str, check: Checked) -> str:
    about = f" {check.about}" if check.about else ""
    lines = [f"{file}:{check.line}:{about}", f"expected {check.expected}", f"got      {check.got}"]
    return "\n".join((*lines, *(f"because  {why}" for why in check.why)))


def _count(element: Element, tested: Iterable[Tested], errors: int) -> None:
    every = tuple(tested)
    element.set("tests", str(len(every) + errors))
    element.set("failures", str(sum(each.result == "failed" for each in every)))
    element.set("errors", str(errors))
    element.set("skipped", str(sum(each.result == "not played" for each in every)))
    element.set("time", _seconds(sum(each.microseconds for each in every)))


def _seconds(microseconds: int) -> str:
    return f"{microseconds // 1_000_000}.{microseconds % 1_000_000:06d}"


def _stem(file: str) -> str:
    return file.removesuffix(".sla").replace("\\", "/").replace("/", ".").lstrip(".")


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
