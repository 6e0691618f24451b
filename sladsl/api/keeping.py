"""What a ledger takes over: making one of an evaluation, putting its statements beside those of new files, what to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from sladsl.api.refused import Refused
from sladsl.api.resuming import Resumed, carried
from sladsl.data.claims import one_claim
from sladsl.data.given import Given
from sladsl.model.meanings import Agreement
from sladsl.outcome.given import GivenClaim, GivenInvoice, GivenReport
from sladsl.outcome.ledger import Kept, Ledger
from sladsl.outcome.measured import DataFinding, DataSeverity, Measured, SourceFacts
from sladsl.outcome.statement import Statement
from sladsl.outcome.table import plural
from sladsl.plan.measure import Metering
from sladsl.plan.ways import Ways
from sladsl.record import Record, fields, replace
from sladsl.settle.coverage import Coverer, Covers
from sladsl.values.instant import instant_text
from sladsl.values.period import parse_period
from sladsl.values.zone_changes import same_until
from sladsl.values.zones import zone

T = TypeVar("T", bound=Record)
_MOST = 20


def refuse_other(ledger: Ledger, agreement: Agreement, zone_name: str, as_of: int) -> None:
    """Refuses a ledger that can't be one of this agreement, or is of a later day than is asked for."""
    if ledger.agreement != agreement.name:
        raise Refused(
            f"The ledger is of the agreement `{ledger.agreement[:60]}`, and this one is `{agreement.name}`.",
            f"Name an outcome of `{agreement.name}` with --ledger.",
        )
    if not same_until(ledger.zone, zone_name, ledger.as_of):
        raise Refused(
            f"The ledger has its periods in {ledger.zone}, and the agreement in {zone_name}.",
            "Evaluate the earlier periods anew with their data.",
        )
    place = zone(zone_name)
    if ledger.as_of > as_of and place is not None:
        raise Refused(
            f"The ledger is of {instant_text(ledger.as_of, place)}, later than the day that is asked for.",
            "Name a later day with --as-of, or an earlier ledger.",
        )


def ledger_of(
    agreement: Agreement,
    statement: Statement,
    measured: Mapping[Metering, Measured],
    given: Given,
    covers: Covers,
    resumed: Resumed | None,
) -> Ledger:
    """The ledger of an evaluation: of everything that it measured the periods that have ended and have data."""
    as_of = statement.as_of
    found: dict[tuple[str, str, str], Kept] = {}
    sources: dict[str, SourceFacts] = {}
    for metering, of in measured.items():
        facts = {each.name: each for each in of.sources}
        sources |= facts
        coverer = Coverer(
            covers=covers, facts=facts, as_of=as_of, spans={} if resumed is None else resumed.spans
        )
        ways = Ways(metering)
        columns: dict[str, dict[str, Mapping[str, int]]] = {}
        for cell in of.cells:
            if cell.metric == metering.metric:
                columns.setdefault(cell.period, {})[cell.scope] = cell.columns
        for period in metering.periods:
            if period.end > as_of:
                continue
            spans = {source: coverer.span(metering.metric, source, period) for source in metering.sources}
            if not any(max(start, period.start) < min(end, period.end) for start, end in spans.values()):
                continue
            key = metering.metric, period.label, ways.way(period)
            found[key] = Kept(
                metric=metering.metric,
                period=period.label,
                start=period.start,
                end=period.end,
                way=key[2],
                spans=spans,
                scopes=columns.get(period.label, {}),
            )
    before = None if resumed is None else resumed.ledger
    if before is not None:
        sources = {each.name: each for each in before.sources} | sources
    place = zone(statement.zone)
    assert place is not None

    def ended(label: str) -> bool:
        period = parse_period(label, place)
        return period is None or period.end <= as_of

    return Ledger(
        agreement=agreement.name,
        version=agreement.version,
        zone=statement.zone,
        as_of=as_of,
        kept=carried(before, found.values())
        if before is not None
        else tuple(sorted(found.values(), key=lambda each: (each.metric, each.start, each.period, each.way))),
        sources=tuple(sources[name] for name in sorted(sources)),
        levels=tuple(each for each in given.levels if ended(each.period)),
        fees=tuple(each for each in given.fees if ended(each.period)),
        claims=tuple(
            replace(each, decisions=tuple(one for one in each.decisions if one.on < as_of))
            for each in given.claims
            if each.claimed < as_of
        ),
        reports=given.reports,
        facts=given.facts,
        invoices=None
        if given.invoices is None
        else tuple(each for each in given.invoices if each.on < as_of),
        done=given.done,
    )


def joined(given: Given, ledger: Ledger, again: Collection[str] = ()) -> Given:
    """What is stated now and what the ledger holds: of what both say the ledger counts, and differences are told.

    `again`: facts that tell of what happens again and again, each time with a day of its own.
    """
    findings: list[DataFinding] = []

    def both(
        name: str, then: tuple[T, ...], now: tuple[T, ...], key: Callable[[T], tuple[str, ...]]
    ) -> tuple[T, ...]:
        known = {key(each): each for each in then}
        other = [each for each in now if key(each) in known and _plain(known[key(each)]) != _plain(each)]
        if other:
            findings.append(_stated_otherwise(name, [", ".join(filter(None, key(each))) for each in other]))
        return (*then, *(each for each in now if key(each) not in known))

    levels = both(
        "levels", ledger.levels, given.levels, lambda each: (each.objective, each.scope, each.period)
    )
    fees = both("fees", ledger.fees, given.fees, lambda each: (each.service, each.scope, each.period))
    facts = both(
        "facts",
        ledger.facts,
        given.facts,
        lambda each: (
            each.fact,
            each.scope,
            each.period,
            each.value if each.fact in again else each.since,
        ),
    )
    claims: dict[tuple[str, ...], GivenClaim] = {}
    for claim in (*ledger.claims, *given.claims):
        place = claim.objective, claim.scope, claim.period, claim.stage
        # Of several claims the earliest counts, as it is the one that can be in time; what became of one adds up.
        claims[place] = one_claim(claims[place], claim) if place in claims else claim
    reports = None
    if ledger.reports is not None or given.reports is not None:
        sent: dict[tuple[str, str, str], GivenReport] = {}
        for report in (*(ledger.reports or ()), *(given.reports or ())):
            about = report.report, report.period, report.scope
            first = sent.setdefault(about, report)
            if report.sent < first.sent:
                sent[about] = report
        reports = tuple(sent.values())
    return replace(
        given,
        levels=levels,
        fees=fees,
        facts=facts,
        claims=tuple(claims.values()),
        reports=reports,
        done=ledger.done,
        invoices=_invoices(ledger.invoices, given.invoices, findings),
        findings=(*given.findings, *findings),
    )


def _invoices(
    then: tuple[GivenInvoice, ...] | None, now: tuple[GivenInvoice, ...] | None, findings: list[DataFinding]
) -> tuple[GivenInvoice, ...] | None:
    """The lines of invoices of both; an invoice that the ledger has is as it was, and a line that it lacks is told."""
    if then is None or now is None:
        return now if then is None else then
    known = {each.invoice for each in then}
    other = [each for each in now if each.invoice in known and each not in then]
    if other:
        findings.append(_stated_otherwise("invoices", list(dict.fromkeys(each.invoice for each in other))))
    return (*then, *(each for each in now if each.invoice not in known))


def _plain(value: Record) -> Record:
    """What is stated, wherever it stood."""
    where = {name: "" if name != "row" else 0 for name in ("row", "file", "text") if name in fields(value)}
    return replace(value, **where)


def _stated_otherwise(table: str, places: list[str]) -> DataFinding:
    return DataFinding(
        name="ledger-differs",
        severity="warning",
        source=table,
        message=f"{table}: {plural(len(places), 'row')} of ended periods say something else than the ledger.",
        count=len(places),
        rule="what was settled is not rewritten: the ledger counts",
        samples=tuple((0, each) for each in places[:_MOST]),
        hint=_ANEW,
    )


_ANEW = "To correct the past, evaluate it anew with its data and without --ledger."


def of_ledger(resumed: Resumed, agreement: Agreement, zone_name: str) -> tuple[DataFinding, ...]:
    """What is to be said of a ledger that was gone on from."""
    place = zone(zone_name)
    assert place is not None
    ledger, noted = resumed.ledger, resumed.noted()
    day = instant_text(ledger.as_of, place)[:10]
    found = []
    if resumed.used:
        labels = dict.fromkeys(
            each.period for each in sorted(resumed.used.values(), key=lambda each: (each.start, each.period))
        )
        found.append(
            _finding(
                "from-ledger",
                "information",
                f"{plural(len(labels), 'period')} are as measured on {day}: {_ends(labels)}.",
                [(label, "") for label in labels],
                "rows of periods that the ledger keeps are not looked at",
                "Their rows stand in the data of that day.",
            )
        )
    if ledger.version != agreement.version:
        found.append(
            _finding(
                "ledger-of-other-version",
                "information",
                f"The ledger is of version {ledger.version or 'none'}, the agreement {agreement.version or 'none'}.",
                [("version", ledger.version)],
                "what is kept counts where it was measured as the agreement measures now",
            )
        )
    told = {key for key in noted.otherwise if all(key != (one[0], one[1]) for one in resumed.used)}
    if told:
        found.append(
            _finding(
                "ledger-of-other-terms",
                "warning",
                f"{plural(len(told), 'period')} of the ledger were measured by other terms than now.",
                sorted(told),
                "they are measured from the new data, and open where these do not reach",
                "Bring the data of these periods, or write the change as an amendment with its day.",
            )
        )
    if noted.differ:
        found.append(
            _finding(
                "ledger-differs",
                "warning",
                f"The data now give other figures of {plural(len(noted.differ), 'period')} than the ledger.",
                list(noted.differ),
                "what was settled is not rewritten: the ledger counts",
                _ANEW,
            )
        )
    if noted.short:
        first = min(each[3] for each in noted.short)
        found.append(
            _finding(
                "ledger-not-enough",
                "warning",
                f"{plural(len({each[:2] for each in noted.short}), 'period')} need data from before the new ones.",
                [(each[1], f"{each[2]} from {instant_text(each[3], place)} on") for each in noted.short],
                "time before the new data counts as time without data",
                f"Bring data from {instant_text(first, place)} on, or say in data.toml from when they are complete.",
            )
        )
    return tuple(found)


def _ends(labels: Iterable[str]) -> str:
    named = list(labels)
    return named[0] if len(named) == 1 else f"{named[0]} to {named[-1]}"


def _finding(
    name: str,
    severity: DataSeverity,
    message: str,
    places: Iterable[tuple[str, str]],
    rule: str,
    hint: str = "",
) -> DataFinding:
    listed = [", ".join(part for part in each if part) for each in places]
    return DataFinding(
        name=name,
        severity=severity,
        source="ledger",
        message=message,
        count=len(listed),
        rule=rule,
        samples=tuple((0, each) for each in listed[:_MOST]),
        hint=hint,
    )
