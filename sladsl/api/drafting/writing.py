"""The text of a draft: what was answered as lines of the language, what was not as questions in comments above them."""

from __future__ import annotations

from decimal import Decimal

from sladsl.api.drafting.answers import PERIODS, Answers
from sladsl.api.drafting.lines import OPEN, Lines
from sladsl.api.drafting.measuring import Metric, answered, uptime
from sladsl.api.drafting.naming import Named, quoted
from sladsl.api.drafting.reports import Report
from sladsl.api.drafting.tables import Seen
from sladsl.values.duration import DAY

FIRST_LINE = f"# A draft: each line that begins with `{OPEN}` is a question that nobody has answered yet."
CHOICES = "  # choices"
"""The line that makes room for the choices, which are known when the rest of the text can be read."""
TITLE = "Service-level agreement"
USUAL = {"uptime": ("99.9", "99.5", "99", "98", "95", "90"), "answers": ("95",), "levels": ("99.5",)}
"""Targets in percent that are often promised, the best first."""
MONTH = 28 * DAY


class Names:
    """The names of the parties and the service, and what else has to be free."""

    def __init__(self, answers: Answers) -> None:
        self.all = Named()
        self.agreement = self.all.whole_name(answers.title or TITLE, "Draft")
        self.provider = self.all.name(answers.provider, "Provider")
        self.customer = self.all.name(answers.customer, "Customer")
        self.service = self.all.name(answers.service, "Service")


def text_of(answers: Answers, seen: Seen | None, report: Report | None) -> tuple[str, dict[str, str]]:
    """The agreement as text, with a line `CHOICES` in it, and the objectives by the names of a report."""
    names = Names(answers)
    lines = Lines("  ")
    _head(lines, answers)
    _parties(lines, answers, names)
    lines.add("", CHOICES.strip(), "")
    _service(lines, answers, names)
    objectives: list[tuple[str, str]] = []
    reported: dict[str, str] = {}
    if report is not None or answers.promise == "levels":
        reported, objectives = _levels(lines, answers, names, report)
    elif answers.promise or seen is not None:
        objectives = _measured(lines, answers, names, seen)
    else:
        lines.ask("what is promised? a metric with its source, and an objective such as")
        lines.add(f"# {names.provider} ensures Uptime at least 99.9% each month")
    for doubt in answers.doubts:
        lines.ask(doubt)
    _money(lines, answers, names, objectives)
    head = f"sla {names.agreement} {quoted(answers.title or TITLE)} {{"
    return "\n".join([FIRST_LINE, head, str(lines), "}", ""]), reported


def _head(lines: Lines, answers: Answers) -> None:
    for key, answer, question in (
        ("effective", answers.effective, "from which day is it in force? effective: 2026-01-31"),
        ("time zone", answers.zone and quoted(answers.zone), "in which time zone do days and months begin?"),
        ("currency", answers.currency, "in which currency is money paid?"),
    ):
        if not answer:
            lines.ask(question)
        lines.add(f"{key}: {answer or 'not stated'}")


def _parties(lines: Lines, answers: Answers, names: Names) -> None:
    lines.add("")
    for name, title, role, question in (
        (names.provider, answers.provider, "provider", "who provides the service?"),
        (names.customer, answers.customer, "customer", "who receives it?"),
    ):
        if not title:
            lines.ask(question)
        shown = quoted(title or f"the {role}")
        lines.add(f"party {name} {shown} {{ role: {role}   accepted: not stated }}")
    lines.ask('who signed, and when? accepted: 2026-01-31, "Managing Director"')


def _service(lines: Lines, answers: Answers, names: Names) -> None:
    if not answers.service:
        lines.ask("what is provided?")
    if not answers.fee:
        lines.ask("what does it cost? fee: 12_000 EUR per month, or as invoiced per month")
    lines.ask("when is it owed? hours: always, or the name of a calendar")
    shown = quoted(answers.service or "the service")
    lines.add(f"service {names.service} {shown} {{ hours: always   fee: {answers.fee or 'not stated'} }}", "")


def _measured(lines: Lines, answers: Answers, names: Names, seen: Seen | None) -> list[tuple[str, str]]:
    """Source, metric and objective of one measured promise; the objective with its target, "" where there is none."""
    if (answers.promise or kind_of(seen)) == "uptime":
        metric = uptime(lines, answers, names.all, names.service, names.provider, seen)
    else:
        metric = answered(lines, answers, names.all, names.service, names.provider, seen)
    lines.add("")
    return [_objective(lines, answers, names, metric, answers.target)]


def kind_of(seen: Seen | None) -> str:
    """What can be promised on a table."""
    return "answers" if seen is not None and seen.holds == "records" else "uptime"


def _objective(lines: Lines, answers: Answers, names: Names, metric: Metric, target: str) -> tuple[str, str]:
    name = names.all.whole_name(metric.promised, "Promise")
    words = f"ensures {metric.name} at least {target}"
    if not target or not metric.share:
        example = (
            f"ensures {metric.name} at least 99.9%" if metric.share else f"ensures {metric.name} at most 10"
        )
        lines.ask(f"how much is promised? {names.provider} {example} each {answers.period}")
        words, target = f"reports {metric.name}", ""
    elif "target" in answers.assumed:
        lines.ask(f"is {target} each {answers.period} what is promised? It is what is usual.")
    lines.add(
        f"objective {name} {quoted(metric.promised)} {{ {names.provider} {words} each {answers.period} }}"
    )
    return name, target


def _levels(
    lines: Lines, answers: Answers, names: Names, report: Report | None
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """An objective for each measure that the provider reports."""
    measures = report.measures if report is not None else ("Availability",)
    targets = report.targets if report is not None else ("",)
    reported: dict[str, str] = {}
    objectives = []
    for measure, known in zip(measures, targets, strict=True):
        name = reported[measure] = names.all.whole_name(measure, "Reported")
        timed = report is not None and measure in report.timed
        target = known or ("" if timed else answers.target)
        words = f"ensures at least {target}" if target else "reports"
        if not target:
            example = f"ensures {'at most 4 hours' if timed else 'at least 99.5%'} each {answers.period}"
            lines.ask(f"how much is promised? {names.provider} {example}")
        elif not known and "target" in answers.assumed:
            lines.ask(f"is {target} each {answers.period} what is promised? It is what is usual.")
        lines.add(
            f"objective {name} {quoted(measure)} {{",
            f"  {names.provider} {words} each {answers.period}",
            f"  measure: as reported   of: {names.service}",
            f"  collected by: {names.provider}   controlled by: {names.provider}",
            "}",
        )
        objectives.append((name, target))
    return reported, objectives


# ---- money


def _money(lines: Lines, answers: Answers, names: Names, objectives: list[tuple[str, str]]) -> None:
    lines.add("")
    promised = [(name, target) for name, target in objectives if target]
    if answers.credits == "none" or not objectives:
        return
    if not answers.credits or not promised:
        lines.ask("what does a miss cost the provider?")
        for row in answers.credits.split("\n") if answers.credits else ():
            lines.ask(f"as was answered: {row}")
        return
    base = answers.period if answers.period in ("month", "quarter", "year") else "month"
    for name, target in promised:
        rows = _rows_for(answers.credits, target)
        lines.add(f"credit for {name} {{")
        if "%" in "".join(row.rpartition(":")[2] for row in rows):
            lines.add(f"  base: that {base}'s fee of {names.service}")
        if len(rows) == 1:
            lines.add(f"  amount: {rows[0]}")
        else:
            lines.add("  bands {", *(f"    {row}" for row in rows), "  }")
        lines.add("}")
    lines.add("")
    if answers.cap:
        amount, _, window = answers.cap.partition(" per ")
        if amount.endswith("%"):
            amount = f"{amount} of that {_within(window, base)}'s fee of {names.service}"
        lines.add(f"cap: {amount} per {window}")
    else:
        lines.ask("is there a most that can be credited? cap: 1_000 EUR per month")
    lines.add("")
    lines.ask("how is a credit claimed? channel: in writing, by ticket, by e-mail, automatic")
    if not answers.deadline:
        lines.ask(f"until when? deadline: 30 days after the {answers.period}")
    due = f"{answers.deadline} after the {answers.period}" if answers.deadline else "not stated"
    lines.add(f"claims {{ channel: not stated   deadline: {due} }}")


def _rows_for(credits: str, target: str) -> list[str]:
    """The rows of the credits; bands that were asked for one target begin at another one's own."""
    rows = credits.split("\n")
    if len(rows) > 1 and rows[0].endswith(": none") and rows[0].startswith("at least "):
        rows[0] = f"at least {target}: none"
        figure = Decimal(target.removesuffix("%"))
        kept = [row for row in rows[1:] if not row.startswith("at least ") or _level(row) < figure]
        rows = [rows[0], *kept]
    return rows


def _level(row: str) -> Decimal:
    return Decimal(row.removeprefix("at least ").partition("%")[0])


def _within(window: str, base: str) -> str:
    """The period of the fee of which a cap is a part."""
    word = window.rpartition(" ")[2]
    return word if word in PERIODS and word not in ("week", "day") else base if window != "term" else "year"


def usual_target(answers: Answers) -> str:
    """What is often promised, and can be told by samples as far apart as those of the data."""
    targets = USUAL.get(answers.promise, USUAL["uptime"])
    told = (each for each in targets if (100 - Decimal(each)) * MONTH > 100 * answers.apart)
    return f"{next(told, targets[-1])}%"


def usual_bands(target: str) -> str:
    """Bands that are often agreed: none at the target, 10% below it, 25% ten times as far below."""
    figure = Decimal(target.removesuffix("%"))
    gap = 100 - figure
    lower = 100 - gap * (10 if gap <= Decimal("0.5") else 2)
    if lower <= 0 or lower >= figure:
        return f"{target} none, otherwise 10%"
    return f"{target} none, {lower.normalize():f}% 10%, otherwise 25%"
