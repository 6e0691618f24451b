"""A ledger as JSON, `"format": "sladsl.ledger/1"`: it stands in the document of an outcome and is read back from there.

- `measured`: of each metric and finished period (`start`, `end`) the integers of each scope (`scopes`), the `way` in which
  they were measured, and `spans`: from when to when each source has data;
- `sources`: what was read of each, with the instants of rows that could not be read (`astray`) and how many there are whose
  place in time is not known (`adrift`);
- `claims`: those made, each with its `decisions`: what became of it (`rejected`, `paid`), when, how much, which invoice;
- `levels`, `fees`, `reports` (null: nobody says which were sent), `facts`: what was stated;
- `invoices` (left out: nobody says what was invoiced): their lines, with what each takes off (`credit`) and charges (`fee`);
- `done` (left out: nothing is recorded): of each duty when it was done, complete in `spans`;
- `seal`: a digest of all of it. It shows slips of the pen and no forgery: whoever computes it anew can write what he likes.
"""

from __future__ import annotations

import json
from hashlib import sha256

from sladsl.outcome.given import GivenDecision, GivenDone, GivenFee, GivenInvoice, ReportedLevel
from sladsl.outcome.ledger import Kept, Ledger
from sladsl.outcome.measured import SourceFacts
from sladsl.values.to_json import Json, fraction, instant

FORMAT = "sladsl.ledger/1"


def ledger_json(value: Ledger) -> Json:
    """The document of a ledger, sealed."""
    document: Json = {
        "format": FORMAT,
        "agreement": value.agreement,
        "version": value.version,
        "zone": value.zone,
        "as_of": instant(value.as_of),
        "measured": list(map(_kept, value.kept)),
        "sources": list(map(_source, value.sources)),
        "levels": list(map(_level, value.levels)),
        "fees": [
            {
                "service": each.service,
                "scope": each.scope,
                "period": each.period,
                "amount": fraction(each.money.amount),
                "currency": each.money.currency,
                **_parts(each),
            }
            for each in value.fees
        ],
        "claims": [
            {
                "objective": each.objective,
                "scope": each.scope,
                "period": each.period,
                "stage": each.stage,
                "claimed": instant(each.claimed),
                "presumed": each.presumed,
                "decisions": list(map(_decision, each.decisions)),
            }
            for each in value.claims
        ],
        "reports": None
        if value.reports is None
        else [
            {
                "report": each.report,
                "period": each.period,
                "sent": instant(each.sent),
                "scope": each.scope,
            }
            for each in value.reports
        ],
        "facts": [
            {
                "fact": each.fact,
                "value": each.value,
                "scope": each.scope,
                "period": each.period,
                "since": each.since,
            }
            for each in value.facts
        ],
        **({} if value.invoices is None else {"invoices": list(map(_invoice, value.invoices))}),
        **({"done": list(map(_done, value.done))} if value.done else {}),
    }
    return {**document, "seal": seal(document)}


def seal(document: Json) -> str:
    """The digest of a ledger without its seal: of its content, however it is laid out."""
    plain = json.dumps(document, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def _invoice(value: GivenInvoice) -> Json:
    money = value.credit or value.fee
    return {
        "invoice": value.invoice,
        "on": instant(value.on),
        "line": value.line,
        "credit": None if value.credit is None else fraction(value.credit.amount),
        "fee": None if value.fee is None else fraction(value.fee.amount),
        "currency": "" if money is None else money.currency,
        "objective": value.objective,
        "scope": value.scope,
        "period": value.period,
        "service": value.service,
    }


def _done(value: GivenDone) -> Json:
    return {
        "duty": value.duty,
        "spans": [list(map(instant, each)) for each in value.spans],
        "records": [
            {"at": instant(each.at), "about": instant(each.about), "scope": each.scope} for each in value.rows
        ],
    }


def _decision(value: GivenDecision) -> Json:
    return {
        "decision": value.decision,
        "on": instant(value.on),
        "amount": None if value.amount is None else fraction(value.amount.amount),
        "currency": "" if value.amount is None else value.amount.currency,
        "invoice": value.invoice,
        "reason": value.reason,
    }


def _kept(value: Kept) -> Json:
    return {
        "metric": value.metric,
        "period": value.period,
        "start": instant(value.start),
        "end": instant(value.end),
        "way": value.way,
        "spans": {name: list(map(instant, value.spans[name])) for name in sorted(value.spans)},
        "scopes": {
            scope: {name: value.scopes[scope][name] for name in sorted(value.scopes[scope])}
            for scope in sorted(value.scopes)
        },
    }


def _source(value: SourceFacts) -> Json:
    return {
        "name": value.name,
        "rows": value.rows,
        "used": value.used,
        "first": instant(value.first),
        "last": instant(value.last),
        "astray": list(map(instant, value.astray)),
        "adrift": value.adrift,
    }


def _level(value: ReportedLevel) -> Json:
    return {
        "objective": value.objective,
        "scope": value.scope,
        "period": value.period,
        "level": fraction(value.level.value),
        "places": value.level.places,
        "unit": value.unit,
        "step": value.step,
        "text": value.text,
        "file": value.file,
        "row": value.row,
    }


def _parts(value: GivenFee) -> Json:
    """What of a fee is charged once, and what is passed on, where that is said."""
    parts = {"one_time": value.one_time, "pass_through": value.pass_through}
    return {name: fraction(each.amount) for name, each in parts.items() if each is not None}
