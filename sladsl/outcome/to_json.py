"""An outcome as JSON for programs: the same outcome gives the same bytes, and nothing in it is a float.

The document, `"format": "sladsl.outcome/1"`:

- instants are `2026-04-01T00:00:00Z` (with up to six decimals), half-open ends; durations are whole
  microseconds;
- fractions are strings `"n/d"` in lowest terms (`"999/1000"`, `"5/1"`); `shown` beside them is the text to
  print;
- an amount is null (undetermined) or has `kind`, `text` and, by kind: `money` (`{"amount": "900.00",
  "currency": "USD"}`, an exact decimal, or `"n/d"` when it has no end), `share` (`ratio`, and `fee` with
  `service`, `scope`, `period`), `least` or `sum` (`of`: amounts; a sum of none is zero);
- `not_evaluated` of the statement says in one sentence what it leaves out of the agreement, "" where that is nothing;
- `statement` has `lines` (each with `columns`, `steps`, `distances`, `claim`, `formula`), `totals`, `total`,
  `known`, `findings`, `sources`, `answers`, `caps`, `rights`, `duties`, `term`
  (sladsl/outcome/dates_to_json.py says what is in the last three and in a claim);
- `payments`: which invoice takes up which credit (`objective`, `scope`, `period` of the credit, `invoice`: the period whose
  invoice it is, `amount`, `state`: `set off`, `carried`, `paid out`, `lapses`, `left`, `open`,
  `earned back` before anything took it up, `charged back` after that, `added` as service time, and `why`); `days` of which
  `service` it is worth, where credits are given in service time;
- `paid` of a line, where invoices or claims say what was paid: `owed` (null: open), what was `taken` off which invoice,
  `paid` in all, what is `open` or `over`, `state` (`paid`, `part`, `open`, `overpaid`, `not known`) and `why` they differ;
  `unexplained`: what invoices take off and no credit explains;
- `amendments` of an agreement that has any in force (`name`, `title`, `since`), and `terms` of a line: the one by
  whose terms it is measured and settled, left out where those are the terms as first agreed;
- `points` of a line, where its misses score some: `number` (null: not known), `why`, `rule`; `earned` of a line whose credit
  may be given back: `state` (`earned back`, `pending`, `kept`), the `amount` (null: not stated, or none), the `period` that
  decided, `why`, `into`, `rule`;
- `paid_to` of a line whose credit goes to somebody else than the customer, as one that a customer owes;
- `bonus` of a line that brings its owner one: `amount` (null: not determined), `band`, `steps`, `paid_to`; `bonuses` of a
  statement that has any: what they come to by period, in the form of `totals`; credits are not less for them;
- `moved` of a line says how its `target` came about, where that is another one in other periods;
- `score` of a line that is one: for each `objective` its `weight` (`"0/1"`: left out here), how much of it `counts`
  (null: not known), and `why`;
- `window` of a line, where there is one: the two instants from and to which it is assessed, where that is another time than
  its period (`each day over the preceding 30 days`);
- `budget` of a line is null unless its period runs at `as_of` and something in it adds up to a miss. `unit`: `us`
  (microseconds), `rows`, `number` or `slots`; `lost` so far, in `gone` of `time` microseconds; `whole`, of which the level
  is a share (`expected`: by the end of the period, if it comes as it came so far), or null; `share_left` of the promise's
  budget, null where there is none; `edges` in the order of loss: `missed`, a grade or a band, up to how much is `allowed`
  before it, what is `left` (below zero: passed), and `state`: `lasts` (never at this rate), `runs out` (`runs_out` and its
  `day` in the zone) or `used up` (`since` that day);
- `progress` of a line is null unless its period runs at `as_of` and at least so much of something that adds up is promised:
  `got` so far, in `gone` of `time` microseconds, what it `comes_to` at this rate; `goals`, ascending: `met` or a band, what
  is `wanted` for it, `by_now` at an even pace, how much it is `behind` that, and `state`: `reached`, `on track`
  (`reached_on` that day at this rate) or `behind`;
- `own` of a line is null unless data stand beside a reported level: what they give (`level`, `columns`, `coverage`), the
  `difference` (reported less own), whether it is the `same` as it rounds, the `room` that the report leaves for what was
  `counted`, `why` in words what would give the reported level, and `rows` with what each `takes_off` the level;
- `readings` and `open` are empty unless choices are open; each reading has `answers`, `total`, `known`, and of
  `lines` and `rights` those that differ from the ones of `statement` (null where there are more than 64
  readings);
  `exhaustive` is false when there are too many and in `readings` each choice is varied alone;
- `range` has the least and the most credits in all over the readings with the answers that give them; null
  when there is one reading or when they can't be told; `proof`: `exact`, `outer bounds` (nothing lies beyond them), or
  `tried` (only of these `readings`);
- `ledger`: what settling read of each finished period, from which the next evaluation goes on
  (sladsl/outcome/ledger_to_json.py says what stands in it).

Keys come in a fixed order; a key is never left out. New keys may come under the same format, meanings don't
change.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from sladsl.outcome.beside import Rows, beside, beside_json
from sladsl.outcome.dates_to_json import claim_json, duty_json, right_json, rule_json, term_json
from sladsl.outcome.earned import Earned
from sladsl.outcome.ledger import Ledger
from sladsl.outcome.ledger_to_json import ledger_json
from sladsl.outcome.measured import DataFinding, SourceFacts
from sladsl.outcome.payments import Payment
from sladsl.outcome.points import Scored
from sladsl.outcome.range import Range, line_key, range_of
from sladsl.outcome.reconciled_to_json import reconciled_json, unexplained_json
from sladsl.outcome.running_to_json import budget_json, progress_json
from sladsl.outcome.scores import score_json
from sladsl.outcome.statement import Bonus, Distance, Line, Outcome, PeriodTotal, Statement, Step
from sladsl.outcome.words import bound_text
from sladsl.plan.settlement import Amended, Answer, Bound, LevelRule, LevelUnit
from sladsl.record import fields
from sladsl.values.json_text import Written, json_text
from sladsl.values.to_json import Json, amount, fraction, instant

FORMAT = "sladsl.outcome/1"
MOST_TOLD = 64
"""Readings whose lines are listed; of more only the answers and the totals."""


def outcome_json(outcome: Outcome, rows: Rows | None = None, ledger: Ledger | None = None) -> str:
    """The document of an outcome, indented by two, ending with a line break. `rows`: those that count for a line, which are
    told where data stand beside a report. `ledger`: what the next evaluation goes on from."""
    usual = {line_key(line): line for line in outcome.statement.lines} if outcome.readings else {}
    rights = frozenset(outcome.statement.rights if outcome.readings else ())
    told = len(outcome.readings) <= MOST_TOLD
    document = {
        "format": FORMAT,
        "statement": _statement(outcome.statement, rows),
        "readings": [
            {
                "answers": list(map(_answer, each.answers)),
                "total": amount(each.statement.total),
                "known": amount(each.statement.known),
                "lines": [_line(line) for line in each.statement.lines if usual.get(line_key(line)) != line]
                if told
                else None,
                "rights": [right_json(right) for right in each.statement.rights if right not in rights]
                if told
                else None,
            }
            for each in outcome.readings
        ],
        "open": [
            {
                "key": each.key,
                "construct": each.construct,
                "answers": list(each.answers),
                "stated_open": each.stated_open,
                "matters": each.matters,
            }
            for each in outcome.open
        ],
        "exhaustive": outcome.exhaustive,
        "range": _range(range_of(outcome)) if outcome.readings else None,
        **({} if ledger is None else {"ledger": ledger_json(ledger)}),
    }
    return f"{json_text(document)}\n"


def _statement(value: Statement, rows: Rows | None) -> Json:
    return {
        "agreement": value.agreement,
        "title": value.title,
        "version": value.version,
        "currency": value.currency,
        "zone": value.zone,
        "as_of": instant(value.as_of),
        "engine": value.engine,
        "lines": _lines(value.lines, rows),
        "totals": list(map(_total, value.totals)),
        "total": amount(value.total),
        "known": amount(value.known),
        "findings": list(map(_finding, value.findings)),
        "sources": list(map(_source, value.sources)),
        "answers": list(map(_answer, value.answers)),
        "caps": list(map(_step, value.caps)),
        "rights": list(map(right_json, value.rights)),
        "duties": list(map(duty_json, value.duties)),
        "term": term_json(value.term),
        **({"bonuses": list(map(_total, value.bonuses))} if value.bonuses else {}),
        "payments": list(map(_payment, value.payments)),
        **({"unexplained": list(map(unexplained_json, value.unexplained))} if value.unexplained else {}),
        "not_evaluated": value.not_evaluated,
        **({"amendments": list(map(_amendment, value.amendments))} if value.amendments else {}),
    }


def _total(value: PeriodTotal) -> Json:
    return {"period": value.period, "credit": amount(value.credit), "known": amount(value.known)}


def _payment(value: Payment) -> Json:
    return {
        "objective": value.objective,
        "scope": value.scope,
        "period": value.period,
        "invoice": value.invoice,
        "amount": amount(value.amount),
        "state": value.state,
        "why": value.why,
        "rule": rule_json(value.rule),
        **({"days": fraction(value.days), "service": value.service} if value.days is not None else {}),
    }


def _amendment(value: Amended) -> Json:
    return {"name": value.name, "title": value.title, "since": instant(value.since)}


_MARGIN = "\n" + 6 * " "
"""That of a line: it is in the list of the statement of the document."""
_BUT_SCOPE = attrgetter(*(name for name in fields(Line) if name != "scope"))


def _lines(values: tuple[Line, ...], rows: Rows | None) -> list[Written]:
    """The lines of a statement. Of thousands of scopes nearly all have the line of another one: it is written once."""
    found: list[Written] = []
    known: dict[tuple[int, ...], tuple[str, str]] = {}
    for each in values:
        # Whatever lines have in common they hold both, so that nothing else gets its place in memory.
        key = tuple(map(id, _BUT_SCOPE(each)))
        scope = f'"scope": {json_text(each.scope)},'
        if key not in known or each.own is not None:
            before, _, after = json_text(_line(each, rows), _MARGIN).partition(scope)
            known[key] = before, after
        before, after = known[key]
        found.append(Written(f"{before}{scope}{after}"))
    return found


def _line(value: Line, rows: Rows | None = None) -> Json:
    own = beside(value, rows)
    return {
        "objective": value.objective,
        "title": value.title,
        "scope": value.scope,
        "dimension": value.dimension,
        "period": value.period,
        "start": instant(value.start),
        "end": instant(value.end),
        **({"terms": value.terms} if value.terms else {}),
        **({} if value.window is None else {"window": list(map(instant, value.window))}),
        "owner": value.owner,
        "metric": value.metric,
        "unit": value.unit,
        "level": fraction(value.level),
        "shown": value.shown,
        "origin": value.origin,
        "status": value.status,
        "grade": value.grade,
        "reason": value.reason,
        "coverage": fraction(value.coverage),
        "columns": _columns(value.columns),
        "target": _bound(value.target, value.unit, value.days),
        **({"moved": value.moved} if value.moved else {}),
        **({"used": value.used} if value.used else {}),
        "band": value.band,
        "credit": amount(value.credit),
        "steps": list(map(_step, value.steps)),
        "distances": list(map(_distance, value.distances)),
        "budget": budget_json(value.budget),
        "progress": progress_json(value.progress),
        **({} if value.points is None else {"points": _points(value.points)}),
        **({"score": score_json(value.score)} if value.score else {}),
        "claim": claim_json(value.claim),
        **({} if value.earned is None else {"earned": _earned(value.earned)}),
        **({"paid_to": value.paid_to} if value.paid_to else {}),
        **({} if value.bonus is None else {"bonus": _bonus(value.bonus)}),
        **({} if value.paid is None else {"paid": reconciled_json(value.paid)}),
        "formula": _formula(value.formula),
        "own": None if own is None else beside_json(own),
        "rule": rule_json(value.rule),
    }


def _formula(value: LevelRule | None) -> Json | None:
    if value is None:
        return None
    rounding = value.rounding
    return {
        "plus": list(value.plus),
        "minus": list(value.minus),
        "over_plus": list(value.over_plus),
        "over_minus": list(value.over_minus),
        "ones": dict(value.ones),
        "rounded_to": None if rounding is None else fraction(rounding.quantum),
        "rounding": None if rounding is None else rounding.mode,
    }


def _columns(columns: Mapping[str, int]) -> Json:
    return {name: columns[name] for name in sorted(columns)}


def _bound(value: Bound | None, unit: LevelUnit, days: bool) -> Json | None:
    if value is None:
        return None
    return {
        "comparator": value.comparator,
        "value": fraction(value.value),
        "shown": bound_text(value, unit, days),
    }


def _step(value: Step) -> Json:
    return {
        "name": value.name,
        "before": amount(value.before),
        "after": amount(value.after),
        "why": value.why,
        "rule": rule_json(value.rule),
    }


def _points(value: Scored) -> Json:
    return {"number": fraction(value.number), "why": value.why, "rule": rule_json(value.rule)}


def _earned(value: Earned) -> Json:
    return {
        "state": value.state,
        "amount": amount(value.amount),
        "period": value.period,
        "why": value.why,
        "into": value.into,
        "rule": rule_json(value.rule),
    }


def _bonus(value: Bonus) -> Json:
    return {
        "amount": amount(value.amount),
        "band": value.band,
        "steps": list(map(_step, value.steps)),
        **({"paid_to": value.paid_to} if value.paid_to else {}),
    }


def _distance(value: Distance) -> Json:
    return {
        "to": value.to,
        "lever": value.lever,
        "amount": fraction(value.amount),
        "unit": value.unit,
        "direction": value.direction,
    }


def _finding(value: DataFinding) -> Json:
    return {
        "name": value.name,
        "severity": value.severity,
        "source": value.source,
        "scope": value.scope,
        "period": value.period,
        "message": value.message,
        "count": value.count,
        "rule": value.rule,
        "samples": [
            {"file": file, "row": row, "text": text}
            for file, (row, text) in zip(
                value.files or ("",) * len(value.samples), value.samples, strict=True
            )
        ],
        "hint": value.hint,
    }


def _source(value: SourceFacts) -> Json:
    return {
        "name": value.name,
        "rows": value.rows,
        "used": value.used,
        "first": instant(value.first),
        "last": instant(value.last),
    }


def _answer(value: Answer) -> Json:
    return {
        "key": value.key,
        "construct": value.construct,
        "answer": value.answer,
        "origin": value.origin,
    }


def _range(value: Range) -> Json | None:
    if value.least is None or value.most is None:
        return None
    return {
        "least": amount(value.least),
        "least_answers": [list(map(_answer, each)) for each in value.least_answers],
        "most": amount(value.most),
        "most_answers": [list(map(_answer, each)) for each in value.most_answers],
        "proof": value.proof,
    }
