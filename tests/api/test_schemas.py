"""What the commands print for programs is as the published schemas say, key by key.

The schemas let unknown keys in, as programs should; here they are closed, so that a key that nobody describes is told.
SLADSL_UPDATE=1 writes docs/schemas.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sladsl
from sladsl.api.read import load
from sladsl.api.scenarios import played_by, tried
from sladsl.api.schemas import SCHEMAS, formats, schema, schema_text
from sladsl.outcome.to_json import outcome_json
from tests.cli.run import refused, run
from tests.repo.files import ROOT

PAGES = ROOT / "docs" / "schemas"
EXAMPLES = ROOT / "examples"
HOSTING = str(EXAMPLES / "web-hosting" / "agreement.sla")
WITH_DATA = ("web-hosting", "from-word", "reported", "rights", "sales-and-marketing")

RARE = """
sla Shop "Shop" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P { role: provider   accepted: by ordering }
  party C { role: customer   accepted: by ordering }
  interpretation {
    level rounding: none   overlapping outages: once   partial minutes: exact   nothing happened: met
  }
  fact GoodStanding { type: yes or no   each: month   stated by: P }
  service S { hours: always }
  source outages { holds: intervals   of: S   collected: automatically   collected by: P }
  metric Uptime { of: S   measure: uptime from outages }
  objective A { P ensures Uptime at least 99.9% each month }
  credit for A { amount: 10 EUR }
  claims { channel: in writing   deadline: 30 days after the month }
  dispute { first: "service managers"   within: 14 days }
  P must "mend it" { within: 30 days after the start   source: outages }
}
amendment Softer { of: Shop   from: 2026-03-01   needs: both parties
  objective A { overrides: Shop.A   P ensures Uptime at least 99% each month }
}
"""
"""What no example has: an amendment, a fact that was stated, data beside a level that was reported, a
claim that was rejected."""


CLAIM = {
    "objective": "A",
    "period": "2026-02",
    "claimed": "2026-03-02",
    "status": "rejected",
    "decided": "2026-03-09",
    "amount": "4.50",
}


def closed(shape: Any) -> Any:
    """A schema without room for other keys."""
    match shape:
        case dict():
            inner = {name: closed(each) for name, each in shape.items()}
            return {**inner, "additionalProperties": False} if "required" in inner else inner
        case list():
            return [closed(each) for each in shape]
        case _:
            return shape


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(closed(schema(name)))


def holds(name: str, text: str) -> Any:
    """The document, after a look whether it is as its schema says."""
    document = json.loads(text)
    for trouble in validator(name).iter_errors(document):
        deepest = jsonschema.exceptions.best_match([trouble])
        place = "/".join(map(str, deepest.absolute_path))
        raise AssertionError(f"{name}: {place}: {deepest.message[:300]}")
    return document


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_that_stands_alone_and_is_published(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    page = PAGES / f"{name}.json"
    if os.environ.get("SLADSL_UPDATE"):
        PAGES.mkdir(exist_ok=True)
        page.write_text(schema_text(name), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == schema_text(name)


def test_no_page_is_left_over() -> None:
    assert {page.stem for page in PAGES.glob("*.json")} == set(SCHEMAS)


@pytest.mark.parametrize("example", WITH_DATA)
def test_outcomes_of_examples_with_their_ledgers(example: str) -> None:
    evaluation = sladsl.evaluate(EXAMPLES / example / "agreement.sla", as_of="2026-05-12")
    document = holds("outcome", evaluation.json())
    holds("ledger", json.dumps(document["ledger"]))


def outcomes() -> Iterator[str]:
    """What is played in the published agreements and in the examples, as far as it can be."""
    for path in sorted((*EXAMPLES.glob("published/*.sla"), *EXAMPLES.glob("*/agreement.sla"))):
        read = load(str(path))
        for said in read.agreements:
            for agreement, scenario in played_by(said):
                played, _ = tried(agreement, scenario)
                if played is not None and played.evaluation is not None:
                    yield outcome_json(played.evaluation.outcome)


def test_outcomes_of_all_scenarios_and_every_key_of_them_comes_up() -> None:
    """Open choices, scores, earned-back credits, rights: a key that never comes up may be a key that there is not."""
    seen: set[str] = set()
    for each in outcomes():
        keys_of(holds("outcome", each), seen)
    for example in WITH_DATA:
        # A month that runs, and ledgers.
        evaluation = sladsl.evaluate(EXAMPLES / example / "agreement.sla", as_of="2026-03-20")
        keys_of(holds("outcome", evaluation.json()), seen)
    keys_of(holds("outcome", rare().json()), seen)
    keys_of(holds("outcome", in_time().json()), seen)
    told: set[str] = set()
    keys_of_schema(schema("outcome"), told)
    assert told - seen == set()


def rare() -> sladsl.Evaluation:
    days = ((2, 3), (3, 2))
    data = {
        "outages": [
            {"start": f"2026-0{month}-05T10:00Z", "end": f"2026-0{month}-05T1{hours}:00Z"}
            for month, hours in days
        ],
        "levels": [{"period": "2026-03", "objective": "A", "level": "99.95%"}],
        "facts": [{"fact": "GoodStanding", "value": "no", "period": "2026-03"}],
        "claims": [CLAIM],
        "invoices": [
            {"invoice": "R-1", "date": "2026-03-30", "period": period, "credit": "4"}
            for period in ("2026-02", "2026-01")
        ],
    }
    return sladsl.evaluate(sladsl.read_text(RARE), data, as_of="2026-05-01")


def in_time() -> sladsl.Evaluation:
    """A credit that is given in days of service."""
    text = """sla D "D" {
      effective: 2026-01-01   time zone: "UTC"   currency: EUR
      party P { role: provider   accepted: by ordering }   party C { role: customer   accepted: by ordering }
      service S { hours: always   fee: 100 EUR per month }
      objective A { P ensures at least 99% each month   measure: as reported   of: S   collected by: P }
      credit for A { base: that month's fee of S   amount: 10% }
      settlement { as: service time }
    }"""
    levels = [{"period": "2026-03", "objective": "A", "level": "95%"}]
    return sladsl.evaluate(sladsl.read_text(text), {"levels": levels}, as_of="2026-05-01")


def keys_of(value: Any, found: set[str]) -> None:
    match value:
        case dict():
            found.update(value)
            for each in value.values():
                keys_of(each, found)
        case list():
            for each in value:
                keys_of(each, found)


def keys_of_schema(shape: Any, found: set[str]) -> None:
    match shape:
        case dict():
            if "required" in shape:
                found.update(shape["properties"])
            for each in shape.values():
                keys_of_schema(each, found)
        case list():
            for each in shape:
                keys_of_schema(each, found)


def test_findings_with_their_fixes_and_stakes(tmp_path: Any) -> None:
    draft = tmp_path / "draft.sla"
    text = (EXAMPLES / "web-hosting" / "agreement.sla").read_text(encoding="utf-8")
    draft.write_text(text.replace("at least 99.9%", "at lest 99.9%", 1), encoding="utf-8")
    holds("findings", run(["check", str(draft), "--output-format", "json"]).out)
    read = [str(path) for path in sorted(EXAMPLES.glob("*/agreement.sla"))]
    found = holds("findings", run(["check", *read, "--output-format", "json"]).out)
    assert found["findings"]


def test_what_the_other_commands_print() -> None:
    holds("due", run(["due", HOSTING, "--as-of", "2026-04-12", "--output-format", "json"]).out)
    holds("proposals", run(["complete", f"{HOSTING}:12:1", "--output-format", "json"]).out)
    holds("catalogue", run(["list", "--output-format", "json"]).out)
    holds("test", run(["test", str(EXAMPLES / "scenarios"), HOSTING, "--output-format", "json"]).out)
    simulated = ["simulate", HOSTING, "--draws", "3", "--json"]
    holds("simulated", run(simulated).out)
    holds("diff", run(["diff", HOSTING, HOSTING, "--json"]).out)


@pytest.mark.parametrize("example", WITH_DATA)
def test_profiles_of_data(example: str) -> None:
    folder = EXAMPLES / example
    holds("data", run(["data", str(folder / "agreement.sla"), "--output-format", "json"]).out)


def test_the_list_of_formats_and_one_that_there_is_not() -> None:
    done = run(["schema"])
    assert all(name in done.out and format in done.out for name, format, _ in formats())
    assert max(map(len, done.out.splitlines())) <= 80
    assert json.loads(run(["schema", "outcome"]).out) == schema("outcome")
    refused(["schema", "outcom"], "There is no format `outcom`.", "Did you mean `outcome`?")
    refused(["schema", "xyzzy"], "`catalogue`")


@given(st.sampled_from(sorted(SCHEMAS)))
def test_no_schema_lets_another_document_pass(name: str) -> None:
    assert not validator(name).is_valid({"format": "sladsl.other/1"})
    assert not validator(name).is_valid([])
