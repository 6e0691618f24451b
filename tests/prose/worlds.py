"""Agreements made up by Hypothesis, each with the words that its contract must hold.

The expected words are written down while an agreement is made, by code of the tests alone, so that they can't
share a mistake with the templates.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from sladsl.ast import values as v
from sladsl.ast.agreements import ServiceLevelAgreement
from sladsl.model import dates as d
from sladsl.model import meanings as m
from sladsl.model.scenarios import (
    Expectation,
    Scenario,
    ScenarioFee,
    ScenarioLevel,
    ScenarioOutage,
    ScenarioRecord,
)
from sladsl.source import NOWHERE
from sladsl.values.money import Money
from sladsl.values.number import Number, parse_number
from tests.prose import dated

MINUTE = 60_000_000
COMPARATORS = ("at least", "at most", "above", "below")
PERIODS = ("day", "week", "month", "quarter", "year")
CHOICES = {
    "missing samples": ("down", "up", "unknown", "last known", "period not assessed"),
    "nothing happened": ("met", "not assessed", "100%", "0%", "left out"),
    "excluded time": ("out of both", "counts as up", "out of total only"),
    "allowance counts": ("service hours", "all time"),
    "excluded records": ("out of both", "counts as good", "out of total only"),
    "undecided records": ("counted as bad", "left out", "period not assessed"),
    "overlapping outages": ("once", "each"),
    "partial minutes": ("exact", "whole only", "started"),
    "service for part of a period": ("total shrinks", "rest counts as up", "not assessed"),
    "level rounding": ("none",),
    "several bands fit": ("first", "highest", "error"),
    "credit when met": ("paid", "not paid"),
    "cap covers": ("each credit", "all credits"),
    "day of fee": ("thirtieth of a month", "days of the period", "365th of a year"),
    "business days": ("Monday to Friday",),
    "N of M periods": ("sliding", "fixed blocks"),
    "run over an unassessed period": ("broken", "bridged"),
    "claim after several outages": ("the last", "the first"),
    "record of a duty": ("the oldest open", "the next due"),
    "first day of a right": ("notice", "effect"),
}

WORDS = (
    *(
        "Ada",
        "harbourMaster",
        "first_response",
        "APIUptime",
        "Zig",
        "P99",
        "Nächte",
        "Ω",
        "X",
        "Service",
        "term",
    ),
    *("Downtime", "Parties", "longNameOfAThingWithManyParts", "Q7", "Schedule", "clause5", "A1B2"),
)
TITLES = (
    *(
        "",
        "Web shop",
        "web shop",
        "Downtime",
        "the first & the last",
        "<b>bold</b> claims",
        "a | b",
        "*stars* _and_ more",
    ),
    *(
        "[link](http://example.org)",
        "# no heading",
        "1. not a list",
        "Fee",
        "100% sure",
        "Monthly uptime of the night",
    ),
    "A title that is far too long to be a term in a contract because it goes on and on without end",
)
dates = st.integers(0, 58_000).map(lambda days: datetime.date(1990, 1, 1) + datetime.timedelta(days=days))


class Maker:
    """Draws the parts of an agreement and remembers what the contract must say."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.says: list[str] = []
        self.count = 0

    def name(self) -> str:
        self.count += 1
        word: str = self.draw(st.sampled_from(WORDS))
        found = f"{word}{'_' if word[-1].isdigit() else ''}{self.count}"
        self.says.append(found)
        return found

    def title(self) -> str:
        found: str = self.draw(st.sampled_from(TITLES))
        self.says.append(found)
        return found

    def date(self) -> str:
        day: datetime.date = self.draw(dates)
        self.says.append(f"{day.day} {day:%B} {day.year}")
        return day.isoformat()

    def number(self, unit: str = "") -> Number:
        places: int = self.draw(st.integers(0, 3))
        whole: int = self.draw(st.integers(1, 99_999))
        text = f"{whole // 10**places:,}.{whole % 10**places:0{places}}" if places else str(whole % 1000)
        found = parse_number(text.replace(",", ""))
        assert found is not None
        self.says.append(text + unit)
        return found

    def bound(self, unit: m.Unit = "percent") -> m.Bound:
        comparator: Any = self.draw(st.sampled_from(COMPARATORS))
        if unit == "duration":
            length = self.minutes()
            return m.Bound(
                comparator=comparator,
                value=Fraction(length),
                written=Number(value=Fraction(1), places=0),
                unit=unit,
            )
        written = self.number("%" if unit == "percent" else "")
        value = written.value / 100 if unit == "percent" else written.value
        return m.Bound(comparator=comparator, value=value, written=written, unit=unit)

    def minutes(self) -> int:
        minutes: int = self.draw(st.integers(1, 72 * 60))
        hours, rest = divmod(minutes, 60)
        if hours:
            self.says.append(f"{hours} hour{'s' * (hours > 1)}")
        if rest:
            self.says.append(f"{rest} minute{'s' * (rest > 1)}")
        return minutes * MINUTE

    def money(self) -> Money:
        cents: int = self.draw(st.integers(1, 10**10))
        self.says.append(f"EUR {cents // 100:,}.{cents % 100:02}")
        return Money(amount=Fraction(cents, 100), currency="EUR")

    def maybe(self, value: Any, otherwise: Any = None) -> Any:
        """`value()` or nothing."""
        return value() if self.draw(st.booleans()) else otherwise

    def choices(self) -> dict[str, m.Chosen | m.LeftOpen]:
        found: dict[str, m.Chosen | m.LeftOpen] = {}
        for key, answers in CHOICES.items():
            at = self.draw(st.integers(0, len(answers) + 1))
            if at < len(answers):
                found[key] = m.Chosen(answer=answers[at])
            elif at == len(answers):
                found[key] = m.LeftOpen()
        return found


@st.composite
def agreements(draw: Any) -> tuple[m.Agreement, tuple[str, ...]]:
    """An agreement, and all that its contract must say."""
    make = Maker(draw)
    provider, customer = make.name(), make.name()
    parties = {
        provider: _party(make, provider, "provider"),
        customer: _party(make, customer, "customer"),
    }
    calendar = _calendar(make)
    services = {each.name: each for each in (_service(make, calendar.name) for _ in range(2))}
    sources = {
        each.name: each for each in (_source(make, holds) for holds in ("samples", "intervals", "records"))
    }
    samples, intervals, records = sources
    exclusion = _exclusion(make, intervals, provider)
    field = next(name for name, each in sources[records].fields.items() if each.type == "choice")
    service = next(iter(services))
    uptime = _metric(make, "uptime from", service, (samples,), (exclusion.name,), provider)
    share = _metric(make, "share of", service, (records,), (), provider, _is(field, make))
    reported = _metric(make, "as reported", service, (), (), customer)
    metrics = {each.name: each for each in (uptime, share, reported)}
    objectives = {
        each.name: each for each in (_objective(make, metric, provider) for metric in metrics.values())
    }
    credits = tuple(_credit(make, name, service) for name in objectives if draw(st.booleans()))
    caps = (_cap(make, service),) if draw(st.booleans()) else ()
    reports, duties, review = dated.duties(make, provider, customer, tuple(metrics))
    agreement = m.Agreement(
        kind=draw(st.sampled_from(("sla", "slc", "ola", "contract"))),
        name=make.name(),
        title=make.title(),
        version=make.maybe(lambda: _said(make, "7.31"), ""),
        supersedes=make.maybe(lambda: _said(make, "7.30"), ""),
        published=make.maybe(make.date, ""),
        effective=make.maybe(make.date, ""),
        ends=make.maybe(make.date, ""),
        zone=_said(make, "Africa/Lagos"),
        zone_open=False,
        currency="EUR",
        currency_open=False,
        law=make.maybe(lambda: _said(make, "Nigeria"), ""),
        scope=draw(st.sampled_from(("", "internal", "external"))),
        parties=parties,
        term=make.maybe(lambda: _term(make, customer)),
        choices=make.choices(),
        calendars={calendar.name: calendar},
        services=services,
        sources=sources,
        exclusions={exclusion.name: exclusion},
        tables={},
        escalations=(),
        metrics=metrics,
        objectives=objectives,
        credits=credits,
        caps=caps,
        claims=make.maybe(lambda: dated.claims(make, customer)),
        clauses=(m.Clause(title=make.title(), text=_said(make, "Nothing here is computed.")),),
        scenarios=(_scenario(make, next(iter(objectives)), service, records, field),),
        node=ServiceLevelAgreement(),
        rights=dated.rights(make, (provider, customer), tuple(objectives)),
        duties=duties,
        reports=reports,
        review=review,
    )
    return agreement, tuple(each for each in make.says if each)


def _said(make: Maker, text: str) -> str:
    make.says.append(text)
    return text


def _party(make: Maker, name: str, role: str) -> m.Party:
    accepted = make.maybe(lambda: f"{make.date()}, {_said(make, 'Head of Supply')}", "")
    return m.Party(name=name, title=make.title(), role=role, accepted=accepted)


def _term(make: Maker, customer: str) -> d.Term:
    """A term that renews by itself, by agreement, or when the customer wants it; as often as wanted, or a few times."""
    how: Any = make.draw(st.sampled_from(("automatic", "by agreement", "option")))
    times: int | None = make.draw(st.sampled_from((None, 1, 7)))
    make.says.append({None: "", 1: "once only", 7: "7 times at most"}[times])
    make.says.append("at least 41 days before the end of the term")
    make.says.append("may renew this" if how == "option" else "")
    length = _said(make, "13 months")
    return d.Term(
        initial=_said(make, "17 months"),
        renewal=", ".join(("13 months", *((f"{times} times",) if times else ()), how)),
        notice="41 days before the end",
        again=d.Length(count=13, unit="months", text=length),
        how=how,
        by=customer if how == "option" else "",
        times=times,
    )


def _calendar(make: Maker) -> m.Calendar:
    start: int = make.draw(st.integers(0, 1000))
    end: int = make.draw(st.integers(start + 1, 1440))
    for at in (start, end):
        make.says.append(f"{at // 60:02}:{at % 60:02}")
    special = datetime.date.fromisoformat(make.date()).toordinal()
    return m.Calendar(
        name=make.name(),
        title=make.title(),
        weekly=(((start, end),),) * 5 + ((), ()),
        special={special: ()},
        regions=(_said(make, "NG"),),
        zone="",
    )


def _service(make: Maker, calendar: str) -> m.Service:
    fee = m.FeeTerms(money=make.maybe(make.money), period=make.draw(st.sampled_from(PERIODS)))
    return m.Service(
        name=make.name(),
        title=make.title(),
        includes=(_said(make, "night shifts"),),
        excludes=(_said(make, "spare parts"), _said(make, "travel")),
        calendar=make.draw(st.sampled_from(("", calendar))),
        hours_open=False,
        fee=fee,
        fee_open=False,
        for_each="",
        provided_by="",
        depends_on=(),
    )


def _source(make: Maker, holds: Any) -> m.Source:
    fields = [
        m.Field(name=make.name(), type="choice", values=(_said(make, "red"), _said(make, "deep blue"))),
        m.Field(name=make.name(), type="time", values=()),
    ]
    return m.Source(
        name=make.name(),
        title=make.title(),
        holds=holds,
        service="",
        every=make.minutes() if holds == "samples" else 0,
        noun=_said(make, "parcel") if holds == "records" else "",
        key="",
        fields={field.name: field for field in fields},
        zone=_said(make, "Asia/Tokyo"),
        collected="by hand",
        collected_by=_said(make, "the gate keeper"),
    )


def _exclusion(make: Maker, source: str, party: str) -> m.Exclusion:
    length = make.draw(st.integers(2, 400))
    make.says.append(f"{length} days before")
    notice = v.Notice(
        earlier=v.Name(text=_said(make, "announced")),
        comparator="at least",
        distance=v.Duration(parts=(v.TimePart(number=Number(value=Fraction(length), places=0), unit="day"),)),
        later=v.Name(text="start"),
    )
    return m.Exclusion(
        name=make.name(),
        title=make.title(),
        source=source,
        where=notice,
        cause="",
        allowance=make.minutes(),
        allowance_period="month",
        allowance_open=False,
        shown_by=party,
        choices={},
    )


def _is(field: str, make: Maker) -> v.Condition:
    return v.OneOf(field=v.Name(text=field), values=(v.Text(text=_said(make, "deep blue")),), negated=False)


def _metric(
    make: Maker,
    kind: v.MeasureKind,
    service: str,
    sources: tuple[str, ...],
    exclusions: tuple[str, ...],
    party: str,
    good: v.Condition | None = None,
) -> m.Metric:
    uptime = kind == "uptime from"
    return m.Metric(
        name=make.name(),
        title=make.title(),
        kind=kind,
        service=service,
        sources=sources,
        for_each="",
        scopes=(),
        where=None,
        good=good,
        down=None,
        shortest=make.minutes() if uptime else 0,
        gaps=make.minutes() if uptime else 0,
        exclusions=exclusions,
        controlled_by=party,
        controlled_open=False,
        collected_by=party if kind == "as reported" else "",
        choices={},
        unit="percent",
    )


def _objective(make: Maker, metric: m.Metric, owner: str) -> m.Objective:
    name = make.name()
    return m.Objective(
        name=name,
        label=name,
        title=make.title(),
        owner=owner,
        strength=make.draw(st.sampled_from(("ensures", "aims for"))),
        metric=metric.name,
        bound=make.bound(),
        bound_open=False,
        minimum=make.maybe(make.bound),
        critical=make.maybe(make.bound),
        period=make.draw(st.sampled_from(PERIODS)),
        promise_span=NOWHERE,
    )


def _credit(make: Maker, objective: str, service: str) -> m.Credit:
    base = m.FeeBase(
        services=(service,), by_scope=False, period="month", shift=make.draw(st.sampled_from((-1, 0, 1)))
    )
    ratio = make.draw(st.integers(1, 100))
    rows: tuple[m.BandRow, ...] = ()
    amount: m.Amount | None = None
    make.says.append(f"{ratio}%")
    if make.draw(st.booleans()):
        amount = m.Percentage(ratio=Fraction(ratio, 100), base=None)
    else:
        levels = sorted(make.draw(st.sets(st.integers(1, 999), min_size=1, max_size=4)), reverse=True)
        for level in levels:
            make.says.append(f"{level // 10}.{level % 10}%")
        heads = [_at_least(level) for level in levels]
        cells: list[m.Amount] = [m.NoCredit(), m.SumOfMoney(money=make.money()), m.FeeDays(days=Fraction(3))]
        last = m.BandRow(
            bounds=(), amount=m.Percentage(ratio=Fraction(ratio, 100), base=None), text="otherwise"
        )
        rows = (
            *(m.BandRow(bounds=(head,), amount=cells[at % 2], text="") for at, head in enumerate(heads)),
            last,
        )
        if len(levels) < 2:
            make.says.pop()  # the money of a row that is not there
    return m.Credit(
        objectives=(objective,),
        base=base,
        base_open=False,
        bands=rows,
        printed=make.draw(st.booleans()),
        bands_span=NOWHERE,
        amount=amount,
        amount_open=False,
        caps=(_cap(make, service),) if make.draw(st.booleans()) else (),
        choices={},
    )


def _at_least(level: int) -> m.Bound:
    written = Number(value=Fraction(level, 10), places=1)
    return m.Bound(comparator="at least", value=written.value / 100, written=written, unit="percent")


def _cap(make: Maker, service: str) -> m.Cap:
    window = make.draw(st.sampled_from((*PERIODS, "contract year", "term")))
    covers = make.draw(st.sampled_from((None, m.LeftOpen(), m.Chosen(answer="each credit"))))
    return m.Cap(amount=m.SumOfMoney(money=make.money()), window=window, covers=covers)


def _scenario(make: Maker, objective: str, service: str, source: str, field: str) -> Scenario:
    count: int = make.draw(st.integers(2, 999))
    make.says.append(f"{count} records")
    level = make.number("%")
    return Scenario(
        title=make.title(),
        periods=("2027-05",),
        outages=(
            ScenarioOutage(
                service=service, exclusion="", scope="", start="2027-05-03 04:05", end="2027-05-03 06:07"
            ),
        ),
        levels=(ScenarioLevel(objective=objective, scope="", period="2027-05", level=level, unit="percent"),),
        records=(ScenarioRecord(source=source, times=count, fields={field: _said(make, "red")}),),
        fees=(
            ScenarioFee(
                service=service,
                scope="",
                money=make.money(),
                one_time=make.money(),
                pass_through=make.money(),
            ),
        ),
        claimed=make.date(),
        expectations=(
            Expectation(
                objective=objective, scope="", period="", kind="credit", value=make.money(), text="credit"
            ),
        ),
    )
