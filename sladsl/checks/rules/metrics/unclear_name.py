"""`unclear-name`: a code, an unknown abbreviation, a name that says another measure, two names for one thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Metric
from sladsl.record import Record, fields
from sladsl.source import Span

T = TypeVar("T", bound=Hashable)
SAY = Voice(name="unclear-name", code="M105", severity="warning")

_NUMBERED = frozenset(
    ("goal", "item", "kpi", "measure", "metric", "objective", "sla", "sli", "slo", "target")
)
"""Words that say nothing before a number, however long they are."""
_NO_CODES = frozenset(("EC2", "HTTP2", "IPv4", "IPv6", "S3", "WW2"))
_GENERIC = "bar figure foo kpi kpis measure measurement metric objective sl sla sli slo tbd todo value xxx"
_EMPTY = frozenset(_GENERIC.split())
_TRADE = (
    "AHT API ASA BGP CDN CPU CRM CSAT DB DNS DR EDI ERP ETL FCR FTP FTTR GPU HTTP HTTPS IAM IOPS IP ISP JSON "
    "KYC LAN LDAP MPLS MTBF MTRS MTTA MTTD MTTF MTTR NOC NPS OTP PBX PDF PSTN PUE QOS RAM RDP RFT RPO RTO RTT "
    "SAN SFTP SIP SMS SMTP SQL SSH SSL SSO TCP TLS TTFB UDP URL USB VDI VM VOIP VPN WAN WIFI XML"
)
_KNOWN = frozenset(_TRADE.split())
"""Abbreviations that the trade reads without help."""
_BESIDES = "name title span cites own condition_spans controlled_by controlled_open collected_by"
_NOT_THE_MEASURE = frozenset(_BESIDES.split())


class Named(Record):
    """Something with a name: a metric, or the block of an objective."""

    kind: str
    name: str
    title: str
    span: Span


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    metrics = [each for each in agreement.metrics.values() if not each.own]
    measured = [Named(kind="metric", name=each.name, title=each.title, span=each.span) for each in metrics]
    blocks = {each.span.start: each for each in agreement.objectives.values()}.values()
    promised = [
        Named(kind="objective", name=each.label or each.name, title=each.title, span=each.span)
        for each in blocks
    ]
    for each in (*measured, *promised):
        why = unclear(each.name) if not _in_words(each.title) else ""
        if why:
            yield SAY(
                each.span,
                f"The name of the {each.kind} `{each.name}` is {why}, and no title says what it is.",
                f'Add a title that says what is measured: `{each.kind} {each.name} "Monthly uptime"`.',
            )
    for metric in metrics:
        yield from _other_measure(metric)
    yield from _measured_twice(metrics)
    for group in (measured, promised):
        yield from _alike(group)


def unclear(name: str) -> str:
    """What a name is instead of words: `a code`, `an abbreviation`; "" for a name in words."""
    if _is_code(name):
        return "a code"
    if name.lower() in _EMPTY:
        return "no name of anything"
    return "an abbreviation" if _is_abbreviation(name) else ""


def _is_code(name: str) -> bool:
    """`KPI1`, `SL_3a`, `M2`, `Metric_12`: letters that number something, and no word."""
    letters = name.rstrip("0123456789_.-") if name[-1:].isdigit() else name[:-1].rstrip("0123456789_.-")
    number = name[len(letters) :].lstrip("_.-")
    number = number if number[-1:].isdigit() else number[:-1]
    if not number.isdigit() or not letters.isascii() or not letters.isalpha() or name in _NO_CODES:
        return False
    return len(letters) <= 3 or letters.lower() in _NUMBERED


def _is_abbreviation(name: str) -> bool:
    capitals = name.isascii() and name.isalpha() and name.isupper()
    return capitals and 2 <= len(name) <= 5 and name not in _KNOWN


def _in_words(title: str) -> bool:
    """Whether a title says something: it has a word that is no code itself."""
    words = "".join(each if each.isalpha() else " " for each in title).split()
    return any(
        (len(word) > 2 or not word.isascii()) and word.lower() not in _EMPTY and not _is_abbreviation(word)
        for word in words
    )


def _other_measure(metric: Metric) -> Iterator[Finding]:
    says = _says(metric)
    if says:
        yield SAY(
            metric.span,
            f"`{metric.name}` is the name of {says}, and `{metric.kind}` is measured.",
            "Name it by what is measured.",
        )


def _says(metric: Metric) -> str:
    """The measure that a name ends with, where another one is measured; "" otherwise."""
    name = metric.name.replace("_", "").lower()
    if name.endswith("downtime") and metric.kind in ("uptime from", "share of", "number of"):
        return "a downtime"
    up = name.endswith(("uptime", "availability")) and not name.endswith("unavailability")
    if up and metric.kind == "downtime from":
        return "an uptime"
    share = metric.name.endswith(("Rate", "Share", "Ratio", "Percentage", "_rate", "_share"))
    return "a share" if share and metric.kind in ("number of", "downtime from") else ""


def _measured_twice(metrics: Iterable[Metric]) -> Iterator[Finding]:
    measured = [each for each in metrics if each.kind != "as reported"]
    for first, second in _pairs(
        measured, lambda each: (each.kind, each.sources, each.service, each.good, each.where)
    ):
        if all(
            getattr(first, name) == getattr(second, name)
            for name in fields(first)
            if name not in _NOT_THE_MEASURE
        ):
            yield SAY(
                second.span,
                f"`{second.name}` measures exactly what `{first.name}` does: two names for one figure.",
                f"Use `{first.name}` for both.",
                labels=(Label(span=first.span, text="the same measure"),),
            )


def _alike(group: Iterable[Named]) -> Iterator[Finding]:
    named = list(group)
    alike = {
        *_pairs(named, lambda each: _bare(each.name)),
        *_pairs([each for each in named if each.title], lambda each: each.title.casefold()),
    }
    places = {each: place for place, each in enumerate(named)}
    for first, second in sorted(alike, key=lambda pair: (places[pair[0]], places[pair[1]])):
        label = (Label(span=first.span, text="the other one"),)
        if _bare(first.name) == _bare(second.name):
            yield SAY(
                second.span,
                f"The {second.kind}s `{first.name}` and `{second.name}` have nearly the same name.",
                "Say in the names how they differ.",
                labels=label,
            )
        else:
            yield SAY(
                second.span,
                f'The {second.kind}s `{first.name}` and `{second.name}` have one title: "{second.title}".',
                "Say in the titles how they differ.",
                labels=label,
            )


def _pairs(group: Iterable[T], key: Callable[[T], Hashable]) -> Iterator[tuple[T, T]]:
    """Any two that have the same key, without comparing each with each."""
    same: dict[Hashable, list[T]] = {}
    for each in group:
        same.setdefault(key(each), []).append(each)
    for found in same.values():
        yield from combinations(found, 2)


def _bare(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold().removesuffix("s")


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A name does not say what it stands for, or says something else than is measured.",
    why=(
        "People who were not at the table read the statement: finance, the service desk, a judge. `SL_3a missed` "
        "tells them nothing, and of two figures with nearly one name they take the wrong one. Reported are codes "
        "and abbreviations (of metrics and objectives that no title puts into words), metrics whose name says "
        "another measure (`Downtime` for an uptime), two metrics that measure exactly the same, and names or "
        "titles that are nearly alike. Numbers of a signed text are fine with a title beside them: `objective "
        'KPI1 "Availability of the portal"`.'
    ),
    bad=(
        Case(
            about="Codes and an abbreviation, without a title in words.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  metric M2 {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric FRX {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective KPI1 "KPI 1" { Nimbus ensures M2 at least 99.9% each month }
  objective SL_3a { Nimbus ensures FRX at least 95% each month }
}
""",
            expected=(
                Expected(line=5, part="The name of the metric `M2` is a code, and no title says what it is"),
                Expected(line=9, part="`FRX` is an abbreviation"),
                Expected(line=13, part="The name of the objective `KPI1` is a code"),
                Expected(line=14, part="`SL_3a` is a code"),
            ),
        ),
        Case(
            about="Two names for one figure, one name for another figure, and two of nearly one name.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric Uptime {
    of: Shop   measure: uptime from outages   controlled by: Nimbus
  }
  metric Reachable {
    of: Shop   measure: uptime from outages   controlled by: Nimbus
  }
  metric Downtime {
    of: Shop   measure: number of outages   controlled by: Nimbus
  }
  metric Up_Time {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Access "Availability of the shop" {
    Nimbus ensures Reachable at least 99.5% each month
  }
  objective Outages "Availability of the shop" {
    Nimbus ensures Downtime at most 3 each month
  }
  objective Told { Nimbus reports Up_Time each month }
}
""",
            expected=(
                Expected(line=9, part="`Reachable` measures exactly what `Uptime` does"),
                Expected(line=12, part="`Downtime` is the name of a downtime, and `number of` is measured"),
                Expected(line=15, part="The metrics `Uptime` and `Up_Time` have nearly the same name"),
                Expected(line=23, part='have one title: "Availability of the shop"'),
            ),
        ),
    ),
    good=(
        Case(
            about="A code with a title; an abbreviation that everybody knows; names in words.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric KPI1 "Uptime of the portal" {
    of: Shop   measure: uptime from outages   controlled by: Nimbus
  }
  metric MTTR {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric Unavailability {
    of: Shop   measure: downtime from outages   controlled by: Nimbus
  }
  objective SL_3a "Availability" {
    Nimbus ensures KPI1 at least 99.9% each month
  }
  objective Repair { Nimbus ensures MTTR at most 4 hours each month }
  objective Lost { Nimbus ensures Unavailability at most 1 hour each month }
}
""",
        ),
        Case(
            about="Reported figures are told apart by their names alone; measures differ in one condition.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Help { hours: always }
  source tickets {
    holds: records   each: ticket   of: Help   collected: automatically
    fields { priority: P1, P2   opened: time   late: yes or no }
  }
  metric Urgent {
    measure: share of tickets   where: priority is P1   good when: not late
    controlled by: Nimbus
  }
  metric Normal {
    measure: share of tickets   where: priority is P2   good when: not late
    controlled by: Nimbus
  }
  metric Politeness {
    of: Help   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric Solved {
    of: Help   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective UrgentTickets { Nimbus ensures Urgent at least 95% each month }
  objective NormalTickets { Nimbus ensures Normal at least 90% each month }
  objective Survey {
    Nimbus ensures Politeness, Solved at least 80% each month
  }
}
""",
        ),
    ),
    check=check,
)
