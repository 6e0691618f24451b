"""The agreement: its kind, head and everything inside it."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.calendars import Calendar
from sladsl.ast.claims import Claims
from sladsl.ast.clauses import Clause
from sladsl.ast.credits import Credit
from sladsl.ast.declare import ANSWER, Block, Many, One
from sladsl.ast.duties import Duty, Report, Review
from sladsl.ast.escalations import Escalation
from sladsl.ast.exclusions import Exclusion
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.parties import Party
from sladsl.ast.rights import Right
from sladsl.ast.scenarios import Scenario
from sladsl.ast.services import Service
from sladsl.ast.sources import Source
from sladsl.ast.tables import Table
from sladsl.ast.terms import Term


class Agreement(Block):
    """What all four kinds share."""

    head = "name and title"
    within = (
        Party,
        Term,
        Interpretation,
        Calendar,
        Service,
        Source,
        Exclusion,
        Metric,
        Objective,
        Table,
        Credit,
        Claims,
        Right,
        Escalation,
        Duty,
        Report,
        Review,
        Clause,
        Scenario,
    )

    version = One(f.TEXT, "the version of the text", example='version: "2.1"', open=True)
    supersedes = One(f.TEXT, "the version it replaces", example='supersedes: "2.0"', open=True)
    published = One(f.DATE, "the day it was published", example="published: 2025-12-01", open=True)
    effective = One(f.DATE, "the first day in force", example="effective: 2026-01-01", open=True)
    ends = One(f.DATE, "the last day in force", example="ends: 2027-12-31", open=True)
    time_zone = One(
        f.TEXT, "the zone of all dates and periods", example='time zone: "Europe/Berlin"', open=True
    )
    currency = One(f.NAME, "the currency of all money", example="currency: EUR", names="currency", open=True)
    law = One(f.TEXT, "the law that governs", example='law: "Germany"', open=True)
    scope = One(ANSWER, "within one organisation or between two", answers=("internal", "external"))
    cap = Many(f.CAP, "the most that can be credited in all")
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


class File(Block):
    """The whole text of one file."""

    kind = "file"
    within = (
        ServiceLevelAgreement,
        ServiceLevelCommitment,
        OperationalLevelAgreement,
        UnderpinningContract,
    )
    example = ServiceLevelAgreement.example
