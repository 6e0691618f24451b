"""The agreement: its kind, head and everything inside it."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.calendars import Calendar
from sladsl.ast.claims import Claims
from sladsl.ast.clauses import Clause
from sladsl.ast.credits import Bonus, Credit, Points, PointsCredit
from sladsl.ast.declare import ANSWER, Block, Many, One
from sladsl.ast.duties import Duty, Report, Review
from sladsl.ast.escalations import Escalation
from sladsl.ast.exclusions import Exclusion
from sladsl.ast.facts import Fact, Option
from sladsl.ast.figures import Assume, Definitions, Let, Parameters
from sladsl.ast.governance import Audit, Change, Dispute, Responsibilities
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.parties import Party
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.scoring import Pool, Score
from sladsl.ast.services import Pricing, Service
from sladsl.ast.settlement import Settlement
from sladsl.ast.sources import Source
from sladsl.ast.structure import Support
from sladsl.ast.tables import Table
from sladsl.ast.terms import Term


class Agreement(Block):
    """What all four kinds share."""

    head = "name and title"
    within = (
        Party,
        Term,
        Parameters,
        Assume,
        Let,
        Definitions,
        Fact,
        Option,
        Interpretation,
        Calendar,
        Service,
        Pricing,
        Source,
        Exclusion,
        Metric,
        Objective,
        Table,
        Credit,
        PointsCredit,
        Points,
        Bonus,
        Pool,
        Score,
        Claims,
        Settlement,
        Right,
        Escalation,
        Duty,
        Report,
        Review,
        Support,
        Responsibilities,
        Change,
        Dispute,
        Audit,
        Clause,
        Scenario,
    )

    based_on = One(
        f.NAMES,
        "the agreements and templates whose terms hold here too",
        example="based on: Corporate",
        names="agreement",
    )
    terms_of_the_base = One(
        ANSWER,
        "which terms of what it is based on hold here, when those are amended",
        answers=("as amended", "as at its start", "as first agreed"),
        example="terms of the base: as amended",
    )
    rank = One(
        ANSWER,
        "its level among agreements that are based on each other",
        answers=("corporate level", "customer level", "service level"),
    )
    version = One(f.TEXT, "the version of the text", example='version: "2.1"', open=True)
    supersedes = One(f.TEXT, "the version it replaces", example='supersedes: "2.0"', open=True)
    published = One(
        f.PERIOD, "the day, month or year of its publication", example="published: 2025-12-01", open=True
    )
    effective = One(f.DATE, "the first day in force", example="effective: 2026-01-01", open=True)
    ends = One(f.DATE, "the last day in force", example="ends: 2027-12-31", open=True)
    time_zone = One(
        f.TEXT, "the zone of all dates and periods", example='time zone: "Europe/Berlin"', open=True
    )
    currency = One(f.NAME, "the currency of all money", example="currency: EUR", names="currency", open=True)
    law = One(f.TEXT, "the law that governs", example='law: "Germany"', open=True)
    scope = One(ANSWER, "within one organisation or between two", answers=("internal", "external"))
    cap = Many(f.CAP, "the most that can be credited in all")
    amount_at_risk = One(
        f.AT_RISK,
        "the part of the fees that credits are taken from",
        example="amount at risk: 10% of that month's fee of Shop, without pass-through fees",
        open=True,
    )
    billing_cycle = One(
        f.CYCLE,
        "when a billing cycle begins",
        answers=("from the day of ordering",),
        example="billing cycle: from the 16th",
        open=True,
        unstated="billing cycles",
    )
    fiscal_year = One(
        f.FROM_DATE,
        "a day on which a fiscal year begins",
        example="fiscal year: from 2026-02-01",
        open=True,
        unstated="fiscal years",
    )
    pays = Many(f.PAYS, "who pays whom", example="pays: Acme to Nimbus")
    incorporates = Many(
        f.INCORPORATED,
        "a text that is part of it, of a date",
        example='incorporates: "Price list", 2026-01-01',
    )
    cites = One(
        f.TEXT, "the signed text that this transcribes", example='cites: "Master agreement of 2025-12-12"'
    )


class ServiceLevelAgreement(Agreement):
    kind = "sla"
    meaning = "A service-level agreement: both sides agreed."
    example = 'sla NimbusHosting "Managed Hosting Agreement" { time zone: "Europe/Berlin" }'


class ServiceLevelCommitment(Agreement):
    kind = "slc"
    meaning = "A service-level commitment: one side promises, the other owes nothing."
    example = 'slc Edge "Commitment" { time zone: "UTC" }'


class OperationalLevelAgreement(Agreement):
    kind = "ola"
    meaning = "An operational-level agreement between teams of one organisation."
    example = 'ola NetworkTeam "Network team" { scope: internal }'


class UnderpinningContract(Agreement):
    kind = "contract"
    meaning = "A contract with a third party that supports an agreement."
    example = 'contract Carrier "Carrier circuit" { time zone: "UTC" }'


class Template(Agreement):
    kind = "template"
    meaning = "Terms that agreements are based on, with the figures they must give."
    example = "template Hosting { parameters { least_uptime: 99.9% } }"


class Amendment(Agreement):
    kind = "amendment"
    meaning = "What changes in an agreement from a day on."
    example = "amendment First { of: NimbusHosting   from: 2027-01-01 }"

    of = One(
        f.NAME, "the agreement that it changes", example="of: NimbusHosting", names="agreement", required=True
    )
    from_ = One(
        f.DATE,
        "the first day on which the change counts",
        example="from: 2027-01-01",
        open=True,
        required=True,
    )
    needs = One(ANSWER, "who has to agree", answers=("both parties", "provider", "customer"))
    takes_out = One(
        f.NAMES,
        "blocks that no longer hold, by their names",
        example="takes out: Response, FirstResponse",
        names="objective or metric or report or exclusion or source or calendar or service",
    )


class File(Block):
    """The whole text of one file."""

    kind = "file"
    within = (
        ServiceLevelAgreement,
        ServiceLevelCommitment,
        OperationalLevelAgreement,
        UnderpinningContract,
        Template,
        Amendment,
        Scenario,
    )
    example = ServiceLevelAgreement.example

    use = Many(
        f.TEXTS, "other files whose agreements and templates are named here", example='use: "calendars.sla"'
    )
