"""What people state about an agreement, read from the files of its binding by what it promises.

A report's own names are the likeliest mistake of all, so a name that the agreement does not have is said with the
one that was meant, before anything is settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sladsl.data.binding import Binding, ClaimsFile, FeesFile, InvoicesFile, LevelsFile, Table
from sladsl.data.nearest import listed
from sladsl.data.promised import Promised
from sladsl.data.strange_fields import strange_fields
from sladsl.diagnostics.suggest import closest
from sladsl.model.cures import cure_facts
from sladsl.model.day_facts import day_facts
from sladsl.model.facts import StatedFact
from sladsl.model.meanings import Agreement, Objective, Service
from sladsl.model.prices import fee_of_count
from sladsl.outcome.given import GivenClaim, GivenDone, GivenFee, GivenInvoice, GivenReport, ReportedLevel
from sladsl.outcome.measured import DataFinding, DataSeverity, SourceFacts
from sladsl.plan.measure import Input
from sladsl.record import Record, replace

Made = TypeVar("Made", LevelsFile, FeesFile, ClaimsFile, InvoicesFile)
_MOST_NAMED = 3
TABLES = ("levels", "fees", "claims", "reports", "facts", "invoices")
"""The tables that people make."""


class Given(Record):
    """Everything that people state. `stray` are levels of objectives that the agreement does not have: they only
    tell which periods the report is about."""

    levels: tuple[ReportedLevel, ...] = ()
    fees: tuple[GivenFee, ...] = ()
    claims: tuple[GivenClaim, ...] = ()
    findings: tuple[DataFinding, ...] = ()
    stray: tuple[ReportedLevel, ...] = ()
    reports: tuple[GivenReport, ...] | None = None
    """None: nobody says which reports were sent."""
    facts: tuple[StatedFact, ...] = ()
    invoices: tuple[GivenInvoice, ...] | None = None
    """None: nobody says what was invoiced."""
    done: tuple[GivenDone, ...] = ()
    """Of duties whose keeping is recorded what their sources say; one that is not among them has no data."""
    read_as: Mapping[str, str] = {}
    """Of each table, which columns of which files were read."""


def given_by(agreement: Agreement, binding: Binding, zone: str) -> Given:
    """Reported levels, fees and claims of a binding; `zone` places times that say none."""
    levels: tuple[ReportedLevel, ...] = ()
    fees: tuple[GivenFee, ...] = ()
    claims: tuple[GivenClaim, ...] = ()
    found: list[DataFinding] = strange_fields(agreement, binding)
    promises = {name: _promised(agreement, each) for name, each in agreement.objectives.items()}
    if binding.levels:
        from sladsl.data.levels import read_levels

        levels, remarks = read_levels(_titled(binding.levels, agreement.objectives), promises)
        samples = [(each.row, each.objective, each.scope, each.period) for each in levels]
        found += [*remarks, *_unknown("levels", samples, _names(binding.levels), agreement)]
    if binding.fees:
        from sladsl.data.fees import read_fees

        fees, remarks = read_fees(
            _titled(binding.fees, agreement.services),
            agreement.currency,
            lambda service, period, count: fee_of_count(agreement, service, period, count),
        )
        found += [*remarks, *unused_fees(agreement, fees)]
    if binding.claims:
        from sladsl.data.claims import read_claims

        claims, remarks = read_claims(
            _titled(binding.claims, agreement.objectives), zone, promises, agreement.currency
        )
        samples = [(0, each.objective, each.scope, each.period) for each in claims if each.objective]
        found += [*remarks, *_unknown("claims", samples, _names(binding.claims), agreement)]
    reports: tuple[GivenReport, ...] | None = None
    if binding.reports:
        from sladsl.data.reports import read_reports

        reports, remarks = read_reports(binding.reports, zone)
        found += remarks
    facts: tuple[StatedFact, ...] = ()
    if binding.facts:
        from sladsl.data.facts import read_facts

        known = {**day_facts(agreement), **agreement.facts, **cure_facts(agreement)}
        facts, remarks = read_facts(binding.facts, known)
        found += remarks
    invoices: tuple[GivenInvoice, ...] | None = None
    if binding.invoices:
        from sladsl.data.invoices import read_invoices

        invoices, remarks = read_invoices(
            _titled(binding.invoices, agreement.objectives),
            zone,
            promises,
            agreement.services,
            agreement.currency,
        )
        found += remarks
    read: dict[str, str] = {}
    made = {table: getattr(binding, table) for table in TABLES}
    if any(made.values()):
        from sladsl.data.read_as import read_as, with_columns

        read = {table: read_as(binding, table) for table in TABLES}
        found = [with_columns(each, read) for each in found]
    return Given(
        levels=tuple(each for each in levels if each.objective in promises),
        fees=fees,
        claims=tuple(each for each in claims if not each.objective or each.objective in promises),
        findings=tuple(found),
        stray=tuple(each for each in levels if each.objective not in promises),
        reports=reports,
        facts=facts,
        invoices=invoices,
        read_as=read,
    )


def _titled(
    files: Sequence[Made], named: Mapping[str, Objective] | Mapping[str, Service]
) -> tuple[Made, ...]:
    """The tables with titles beside names: a report says `Ordering portal`, not `Portal`. A title of two things is none."""
    own = {name: name for name in named}
    titles = Counter(each.title for each in named.values())
    known = {
        each.title: name
        for name, each in named.items()
        if titles[each.title] == 1 and each.title not in named
    }
    return tuple(replace(file, names={**own, **known, **file.names}) for file in files)


def _names(files: Iterable[LevelsFile | ClaimsFile]) -> dict[str, str]:
    return {said: meant for file in files for said, meant in file.names.items() if meant}


def unused_fees(agreement: Agreement, fees: tuple[GivenFee, ...]) -> list[DataFinding]:
    """Fees of services and values that the agreement does not know, and those that it states itself."""
    scopes: dict[str, set[str]] = {}
    for metric in agreement.metrics.values():
        scopes.setdefault(metric.service, set()).update(metric.scopes)
    unknown: list[str] = []
    nowhere: list[str] = []
    own: list[str] = []
    for fee in fees:
        service = agreement.services.get(fee.service)
        place = ", ".join(part for part in (fee.service, fee.scope, fee.period) if part)
        if service is None:
            near = closest(fee.service, agreement.services)
            unknown.append(place + (f" (did you mean {near}?)" if near else ""))
        elif service.for_each and scopes.get(service.name) and fee.scope not in scopes[service.name]:
            near = closest(fee.scope, scopes[service.name])
            nowhere.append(place + (f" (did you mean {near}?)" if near else ""))
        elif service.fees and not {None, fee.money} & {each.money for each in service.fees}:
            own.append(place)
    known = listed(agreement.services) if agreement.services else "none"
    return [
        DataFinding(
            name=name,
            severity="warning",
            source="fees",
            message=f"fees: {len(rows)} of {len(fees)} {message}.",
            count=len(rows),
            rule=rule,
            samples=tuple((0, text) for text in rows[:20]),
            hint=hint,
        )
        for name, rows, message, rule, hint in (
            (
                "fee-without-service",
                unknown,
                "name no service of the agreement",
                "a fee that fits no service changes nothing",
                f"Its services are: {known}.",
            ),
            (
                "fee-without-service",
                nowhere,
                "name no value that is assessed",
                "a fee that fits no value changes nothing",
                "Write the values as the agreement does.",
            ),
            (
                "fee-beside-agreement",
                own,
                "differ from the fee that the agreement states",
                "the fee of the agreement counts",
                "Say `fee: as invoiced` in the agreement, or correct the table.",
            ),
        )
        if rows
    ]


def why_nothing(
    given: Given, facts: Iterable[SourceFacts], inputs: Iterable[Input] = (), tables: Mapping[str, Table] = {}
) -> str:
    """Why data that were bound leave nothing to evaluate, with a blank behind it; "" when none were bound."""
    said = []
    for each in facts:
        if each.rows and not each.used:
            reasons = [
                _reason(one).removeprefix(f"{each.name}: ")
                for one in _wrong(each.name, inputs, tables)[:_MOST_NAMED]
            ]
            why = ": " if reasons else "; with --period the statement says why. "
            rows = f"None of the {each.rows:,} rows" if each.rows > 1 else "Not the only row"
            said.append(f"{rows} of {each.name} can be read{why}{''.join(reasons)}")
    said += [_reason(found) for found in given.findings]
    return "".join(said)


def _reason(found: DataFinding) -> str:
    """What is wrong with rows, with some of them, and the way out; a blank behind it."""
    shown = "; ".join(f'row {row}: "{text}"' for row, text in found.samples[:_MOST_NAMED] if row)
    message = found.message.removesuffix(".")
    flag = f" Or add --data {found.source}.zone=UTC." if found.name == "time-without-zone" else ""
    return f"{message}{f' ({shown})' if shown else ''}. {found.hint}{flag} ".replace("  ", " ")


def _wrong(source: str, inputs: Iterable[Input], tables: Mapping[str, Table]) -> list[DataFinding]:
    """Why no row of a source can be read; it is read once more, for nothing else will be computed."""
    from sladsl.data.reading import read_table

    asked = next((each for each in inputs if each.name == source), None)
    if asked is None:
        return []
    found = read_table(asked, tables.get(source), None).findings
    wrong = [each for each in found if each.severity == "error"]
    # A cell that can't be read leaves its field empty, which is no second reason.
    return [each for each in wrong if each.name != "row-without-field"] or wrong


def _promised(agreement: Agreement, objective: Objective) -> Promised:
    metric = agreement.metrics.get(objective.metric)
    unit = objective.unit(metric) or "percent"
    limits = (objective.bound, objective.minimum, objective.critical)
    lengths = [int(each.value) for each in limits if each is not None and each.unit == "duration"]
    return Promised(
        daily=objective.period == "day" or not isinstance(objective.period, str),
        percent=unit == "percent",
        length=min(lengths, default=0),
    )


def _unknown(
    table: str,
    rows: Sequence[tuple[int, str, str, str]],
    names: Mapping[str, str],
    agreement: Agreement,
) -> list[DataFinding]:
    """The finding about rows, and translations, of objectives that the agreement does not have."""
    unread = [row for row in rows if row[1] in agreement.promises_left_out]
    stray = [row for row in rows if row[1] not in agreement.objectives and row not in unread]
    targets = [name for name in dict.fromkeys(names.values()) if name not in agreement.objectives]
    culprits = list(dict.fromkeys([*targets, *(row[1] for row in stray)]))
    told = _not_evaluated(table, len(rows), unread, agreement)
    if not culprits:
        return told
    said = []
    if stray:
        what = f"{len(stray)} of {len(rows)} name no objective of the agreement"
        said.append(f"{what}: {listed(dict.fromkeys(row[1] for row in stray))}")
    if targets:
        said.append(f"[{table}.names] points to {listed(targets)}, no objective of the agreement")
    hints = [_meant(table, name, name in targets, agreement) for name in culprits[:_MOST_NAMED]]
    known = f"The objectives are {listed(agreement.objectives)}." if agreement.objectives else ""
    return [
        *told,
        _of_rows(
            table,
            stray,
            "warning",
            message=f"{table}: {'; '.join(said)}.",
            rule=f"a {table[:-1]} that fits no line changes nothing",
            hint=" ".join(hint for hint in (*hints, known) if hint),
        ),
    ]


def _not_evaluated(
    table: str, total: int, rows: Sequence[tuple[int, str, str, str]], agreement: Agreement
) -> list[DataFinding]:
    """The finding about rows of objectives that are read and not evaluated yet."""
    if not rows:
        return []
    names = dict.fromkeys(row[1] for row in rows)
    why = "; ".join(f"`{name}`: {agreement.promises_left_out[name]}" for name in names)
    return [
        _of_rows(
            table,
            rows,
            "information",
            message=f"{table}: {len(rows)} of {total} are for what is not evaluated yet ({why}).",
            rule=f"such a {table[:-1]} changes nothing, and what it leads to is open",
        )
    ]


def _of_rows(
    table: str,
    rows: Sequence[tuple[int, str, str, str]],
    severity: DataSeverity,
    *,
    message: str,
    rule: str,
    hint: str = "",
) -> DataFinding:
    """The finding about rows of a table that come to no line."""
    return DataFinding(
        name="level-without-line" if table == "levels" else "claim-without-line",
        severity=severity,
        source=table,
        message=message,
        count=len(rows),
        rule=rule,
        samples=tuple((row, ", ".join(part for part in rest if part)) for row, *rest in rows[:20]),
        hint=hint,
    )


def _meant(table: str, name: str, translated: bool, agreement: Agreement) -> str:
    """What was probably meant, as the line that says so."""
    titles = {each.title: each.name for each in agreement.objectives.values() if each.title}
    near = closest(name, [*agreement.objectives, *titles])
    near = titles.get(near, near)
    if translated:
        return f"For `{name[:60]}`, did you mean `{near}`?" if near else ""
    return f'Under [{table}.names] write "{name[:60]}" = "{near or "…"}".'
