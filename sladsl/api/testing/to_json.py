"""A run of scenarios for programs."""

from __future__ import annotations

import json

from sladsl.api.testing.report import Report

FORMAT = "sladsl.test/1"


def report_json(report: Report) -> str:
    """`format`, `scenarios` with their `checks`, `rules`, `coverage` (`used` of `all` rules), `problems`.

    Every key is always there; the same agreements and scenarios give the same bytes, so that no times are in it.
    """
    document = {
        "format": FORMAT,
        "scenarios": [
            {
                "file": each.file,
                "line": each.line,
                "agreement": each.agreement,
                "title": each.title,
                "result": each.result,
                "note": each.note,
                "checks": [
                    {**dict(check.__iter_fields__()), "why": list(check.why)} for check in each.checks
                ],
            }
            for each in report.scenarios
        ],
        "rules": [{**dict(each.__iter_fields__()), "by": list(each.by)} for each in report.rules],
        "coverage": {"used": sum(bool(each.by) for each in report.rules), "all": len(report.rules)},
        "problems": [dict(each.__iter_fields__()) for each in report.troubles],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
