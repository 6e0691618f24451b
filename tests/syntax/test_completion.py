"""What is proposed at each kind of place, and what is not; `^` marks the cursor in the texts here."""

from __future__ import annotations

import pytest

from sladsl.source import SourceText
from sladsl.syntax.completion import Proposal, proposals

AGREEMENT = """\
sla Hosting "Web hosting" {
  time zone: "Europe/Berlin"
  currency: CHF
  party Nimbus "Nimbus GmbH" { role: provider }
  party Acme { role: customer }
  service Shop "Web shop" { hours: always }
  service Desk { hours: Support }
  calendar Support { Monday to Friday: 09:00 to 17:00 }
  source checks { holds: samples   every: 1 minute   fields { up: yes or no   zone: north, "far south" } }
  source tickets { holds: records   each: case   fields { level: P1, P2, P3   opened, closed: time   cost: number } }
  source windows { holds: intervals   fields { told: time } }
  exclusion Maintenance { time: windows }
  exclusion Storms { time: windows }
  table Times by level { columns: answer | repair   P1: 15 minutes | 1 hour   otherwise: 1 hour | 1 day }
  metric Uptime "Monthly uptime" { measure: uptime from checks   down when: not up   for each: zone }
  metric Fast { measure: share of tickets   good when: opened to closed at most 1 hour }
  report Monthly { measure: Uptime }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Answers { Nimbus ensures Fast at least 90% each quarter }
  objective Paid { Nimbus ensures Fast at least 80% each quarter   credit { amount: 5% } }
  credit for Answers { amount: 5% }
"""


def at_cursor(text: str) -> tuple[str, tuple[Proposal, ...]]:
    """The text without its `^`, and what is proposed there."""
    before, mark, after = text.partition("^")
    assert mark
    return before + after, proposals(SourceText(before + after), len(before))


def texts(text: str) -> list[str]:
    return [each.text for each in at_cursor(text)[1]]


def of_kind(text: str, kind: str) -> list[str]:
    return [each.text for each in at_cursor(text)[1] if each.kind == kind]


# Written behind the agreement above; what must be among the proposals, and what must not.
PLACES = {
    # between entries
    "keys of the agreement": (
        " ^",
        ["version:", "law:", "cap:"],
        ["time zone:", "currency:", "of:", "role:"],
    ),
    "blocks of the agreement": (" ^", ["party", "metric", "claims"], ["bands", "fields", "sla"]),
    "sentences with bodies": (" ^", ["Nimbus may", "either party may", "Acme sends"], ["Nimbus ensures"]),
    "keys of a metric": (" metric M { ^", ["of:", "measure:", "controlled by:"], ["role:", "cap:", "party"]),
    "a key once": (" metric M { of: Shop ^", ["measure:"], ["of:"]),
    "a key that stands behind": (" metric M { ^  of: Shop }", ["measure:"], ["of:"]),
    "a key that stands behind, in a block": (
        " metric M { ^ \n of: Shop }  service X { fee: 1 EUR per day }",
        ["measure:"],
        ["of:"],
    ),
    "a key that may be repeated": (' party P { contact: "a" ^', ["contact:", "role:"], []),
    "required keys first": (" source s { ^", ["holds:"], []),
    "a block without a head once": (
        " credit for Availability { bands { otherwise: 5% } ^",
        ["base:"],
        ["bands"],
    ),
    "promises of the parties": (
        " objective X { ^",
        ["Nimbus ensures", "Acme reports", "measure:", "credit"],
        ["Shop ensures"],
    ),
    "body of a sentence": (" Acme may terminate { ^", ["when:", "notice:"], ["measure:", "party"]),
    "after a body": (" Acme may terminate { notice: 30 days } ^", ["party", "law:"], ["when:"]),
    "rows of bands": (
        " credit for Availability { bands { ^",
        ["at least", "above", "otherwise"],
        ["P1", "Monday", "base:"],
    ),
    "rows of a calendar": (" calendar C { ^", ["Monday", "Monday to Friday", "holidays:"], ["at least"]),
    "rows of fields": (" source s { holds: records   fields { ^", ["ok"], ["opened"]),
    "rows of a record": (' scenario "x" { record tickets { ^', ["level", "opened", "closed"], ["up", "told"]),
    "a field once": (' scenario "x" { record tickets { level: P1   ^', ["opened"], ["level"]),
    "rows of what is expected": (' scenario "x" { expected { ^', ["Availability", "Answers"], ["Uptime"]),
    "rows of a table": (" table T by level { columns: a   ^", ["P1", "P2"], ["north"]),
    "rows of an escalation": (" escalation for Answers { ^", ["at", "at due"], ["P1"]),
    "after a row": (
        " credit for Availability { bands { at least 99%: none   ^",
        ["at least", "otherwise"],
        ["none"],
    ),
    "after a closed block": (" metric M { of: Shop } ^", ["metric", "law:"], ["measure:"]),
    # half-typed words
    "a key": (" metric M { contr^", ["controlled by:"], ["collected by:", "of:"]),
    "several words": (" metric M { good w^", ["good when:"], ["where:"]),
    "whole words": (" metric M { good ^", ["good when:"], ["of:"]),
    "capitals do not matter": (" metric M { CONTR^", ["controlled by:"], []),
    "a block": (" obj^", ["objective"], ["party"]),
    "a sentence": (" objective X { Nim^", ["Nimbus ensures", "Nimbus aims for"], ["Acme ensures"]),
    "a verb": (" objective X { Nimbus ens^", ["ensures"], ["reports"]),
    "a verb of two words": (" objective X { Nimbus aims ^", ["aims for"], ["ensures"]),
    "a row": (" credit for Availability { bands { oth^", ["otherwise"], ["at least"]),
    "a key after a value": (" metric M { of: Shop   good w^", ["good when:"], []),
    "a key after a condition": (" metric M { where: up   good w^", ["good when:"], []),
    "a key on the next line": (" metric M {\n  where: level is P1\n  good w^", ["good when:"], []),
    "inside a word": (" metric M { contr^olled", ["controlled by:"], []),
    "before a colon": (" metric M { good w^hen: up", ["good when"], ["good when:"]),
    # after a key
    "answers": (
        " interpretation { missing samples: ^",
        ["down", "up", "last known", "not stated"],
        ["99.9%"],
    ),
    "answers of several words": (
        " interpretation { excluded time: out ^",
        ["out of both", "out of total only"],
        ["counts as up"],
    ),
    "half an answer": (" interpretation { excluded time: out of b^", ["out of both"], ["out of total only"]),
    "not stated where it may be said": (" service S { fee: ^", ["not stated", "as invoiced"], []),
    "not stated of anything in a text": (
        " metric M { measure: ^",
        ["uptime from", "share of", "not stated"],
        [],
    ),
    "not stated in a row": (" calendar C { Monday: ^", ["closed", "not stated"], []),
    "a key that says nothing else": (" calendar C { hours: ^", ["not stated"], ["Monday", "09:00"]),
    "half of what a key says": (" calendar C { hours: not ^", ["not stated"], ["Monday"]),
    "not stated in a scenario": (' scenario "x" { month: ^', ["2026-03"], ["not stated"]),
    "not stated in a row of a scenario": (' scenario "x" { record tickets { cost: ^', [], ["not stated"]),
    "not stated in a sentence": (" objective X { Nimbus ^", ["ensures"], ["not stated"]),
    "services": (" metric M { of: ^", ["Shop", "Desk"], ["Nimbus", "checks", "Uptime"]),
    "parties": (" metric M { controlled by: ^", ["Nimbus", "Acme", "not stated"], ["Shop"]),
    "exclusions": (" metric M { excluding: ^", ["Maintenance", "Storms"], ["windows"]),
    "the other exclusion": (" metric M { excluding: Storms, ^", ["Maintenance"], ["Storms"]),
    "calendars": (" service S { hours: ^", ["always", "Support"], ["Shop"]),
    "a party or a text": (" source s { collected by: ^", ["Nimbus", '"Pingdom"'], ["Shop"]),
    "currencies": (" service S { fee: 100 ^", ["CHF", "per"], ["EUR"]),
    "a text": (' clause "x" { cites: ^', ['"§12"'], ["Nimbus"]),
    "metrics of a report": (" report R { measure: ^", ["Uptime", "Fast"], ["checks"]),
    "the sample has the agreement's names": (" metric M { measure: ^", ["uptime from checks"], []),
    # inside values
    "sources": (" metric M { measure: uptime from ^", ["checks", "tickets"], ["Shop", "uptime from"]),
    "sources by their noun": (" metric M { measure: share of ^", ["tickets", "cases"], ["Uptime"]),
    "fields of the source": (
        " metric M { measure: uptime from checks   down when: ^",
        ["up", "zone", "not"],
        ["level", "told"],
    ),
    "fields of a source that is named behind": (
        " metric M { where: ^\n measure: share of tickets }",
        ["level", "cost"],
        ["up"],
    ),
    "fields of the metric's source": (
        " objective X { Nimbus ensures Fast at most target each month   target by ^",
        ["level"],
        ["up"],
    ),
    "fields of a population": (" exclusion E { time: windows where ^", ["told", "start"], ["level", "up"]),
    "comparisons": (
        " metric M { measure: share of tickets   where: cost ^",
        ["at least", "is one of", "+"],
        ["uptime from"],
    ),
    "values of a choice": (
        " metric M { measure: share of tickets   where: level is ^",
        ["P1", "P2", "is not"],
        ["north"],
    ),
    "other values of a choice": (
        " metric M { measure: share of tickets   where: level is one of P1, ^",
        ["P2", "P3"],
        ["P1"],
    ),
    "values that are texts": (
        " metric M { measure: uptime from checks   where: zone is ^",
        ['"far south"', "north"],
        [],
    ),
    "after a condition": (
        " metric M { measure: share of tickets   where: level is P1 ^",
        ["and", "or", "good when:"],
        ["where:"],
    ),
    "time fields": (
        " metric M { measure: share of tickets   good when: opened to ^",
        ["opened", "closed"],
        ["level", "cost"],
    ),
    "units after a number": (
        " claims { deadline: 30 ^",
        ["days", "business days", "hours"],
        ["day", "after"],
    ),
    "units after one": (" claims { deadline: 1 ^", ["day", "month"], ["days"]),
    "after a duration": (" claims { deadline: 30 days ^", ["after"], ["channel:"]),
    "what a deadline counts from": (
        " claims { deadline: 30 days after the ^",
        ["month", "quarter"],
        ["Shop"],
    ),
    "the period of a promise": (
        " objective X { Nimbus ensures Fast at least 9% each ^",
        ["month", "quarter"],
        ["months"],
    ),
    "the metric of a promise": (" objective X { Nimbus ensures ^", ["Uptime", "Fast"], ["Nimbus", "checks"]),
    "the comparison of a promise": (
        " objective X { Nimbus ensures Fast at ^",
        ["at least", "at most"],
        ["above"],
    ),
    "whose fee": (
        " credit for Availability { base: that month's fee of ^",
        ["Shop", "Desk", "that"],
        ["Nimbus"],
    ),
    "which period's fee": (" credit for Availability { base: that ^", ["month's", "quarter's"], ["month"]),
    "half a possessive": (" credit for Availability { base: that mon^", ["month's"], ["year's"]),
    "up to the apostrophe": (" credit for Availability { base: that month'^", ["month's"], ["year's"]),
    "the cell of a band": (
        " credit for Availability { bands { at least 9%: ^",
        ["none", "10%"],
        ["at least"],
    ),
    "the colon of a row": (" credit for Availability { bands { at least 9% ^", [":", "but"], ["at least"]),
    "the type of a field": (" source s { fields { x: ^", ["yes or no", "time", "number"], ["Shop"]),
    "the value of a stated field": (
        ' scenario "x" { record tickets { level: ^',
        ["P1", "P3"],
        ["99.9%", "north"],
    ),
    "a stated time": (' scenario "x" { record tickets { opened: ^', ["2026-03-04 10:00"], ["P1"]),
    "what is down": (' scenario "x" { down: ^', ["Shop", "Desk"], ["Maintenance"]),
    "what is excluded": (' scenario "x" { excluded: ^', ["Maintenance"], ["Shop"]),
    "what comes out": (' scenario "x" { expect: Availability ^', ["met", "missed", "no credit"], ["Shop"]),
    "a trigger": (" Acme may terminate { when: ^", ["Availability", "any objective", "Uptime"], ["Shop"]),
    "what a party may": (" Acme may ^", ["terminate", "claim damages"], ["ensures"]),
    "the body of a sentence": (" Acme may terminate ^", ["{", "party"], ["when:"]),
    "what a party sends": (" Nimbus sends ^", ["Monthly"], ["Uptime"]),
    "columns of tables": (
        " metric M { measure: share of tickets   good when: opened to closed at most ^",
        ["Times.answer", "Times.repair"],
        [],
    ),
    "half a column": (
        " metric M { measure: share of tickets   good when: opened to closed at most Times.a^",
        ["Times.answer"],
        ["Times.repair"],
    ),
    "behind the dot": (
        " metric M { measure: share of tickets   good when: opened to closed at most Times.^",
        ["Times.answer", "Times.repair"],
        [],
    ),
    "a percentage from its figures": (" objective X { minimum: at least 99.5^", ["99.5%"], []),
    "what is assessed one by one": (
        " credit for Availability { base: that month's fee of that ^",
        ["zone"],
        ["level"],
    ),
    "a list goes on over the line": (" metric M {\n  excluding: Storms,\n    ^", ["Maintenance"], ["of:"]),
    # heads
    "objectives without a credit": (" credit for ^", ["Availability"], ["Answers", "Paid", "Uptime"]),
    "a second objective": (" credit for Availability, ^", [], ["Availability", "Answers"]),
    "levels of all objectives": (' scenario "x" { levels for ^', ["Availability", "Answers", "Paid"], []),
    "after a credit of every objective": (
        " credit for Availability { amount: 1% }  credit for ^",
        ["Monthly", "credit for points"],  # a report can be late, and points be added up
        ["Availability", "Answers", "Paid"],
    ),
    "the link of a head": (" credit ^", ["for", "{"], ["party", "may"]),
    "fields of a table's head": (" table T by ^", ["level", "zone"], ["Shop"]),
    "the name of a block": (" metric ^", ["Uptime"], ["of:", "{"]),
    "the title of a block": (" party P ^", ["{", '"Nimbus Hosting GmbH"'], ["role:"]),
    "the title of a clause": (" clause ^", ['"Confidentiality"'], ["{"]),
    "the brace of a head": (' party P "x" ^', ["{"], ["role:"]),
    "the source of a record": (' scenario "x" { record ^', ["tickets", "checks"], ["Shop"]),
    # unfinished and wrong texts
    "a block without its brace": (" metric M\n    contr^", ["controlled by:"], []),
    "a misspelt block": (" metrc M { contr^", ["controlled by:"], []),
    "an unknown block": (" frobnicate M { ^", [], ["of:", "party"]),
    "a mistake in the same block": (" metric M { of; Shop   contr^", ["controlled by:"], []),
    "a value on the next line": (" metric M {\n  of:\n    ^", ["Shop"], ["measure:"]),
    "after an unfinished value, on a new line": (
        " claims {\n  deadline: 30 days\n  ^",
        ["channel:", "after"],
        [],
    ),
    "after an unfinished value, on its line": (" claims { deadline: 30 days ^", ["after"], ["channel:"]),
    "after a broken value": (" metric M {\n  of: 99% nonsense\n  ^", ["measure:"], []),
    "an unclosed block before": ("\n  metric M {\n    of: Shop\n  ob^", ["objective"], ["measure:"]),
    "a text without its end before": ('\n  clause "x { text: y }\n  cla^\n}', ["clause", "claims"], []),
    "a comment before": (" metric M { # of: Shop }\n    contr^", ["controlled by:"], []),
    "a key without its colon": (" metric M { of ^", [":"], ["measure:"]),
}

NOWHERE = {
    "inside a text": ' clause "Confid^entiality" {',
    "inside a text without its end": ' clause "Confid^',
    "inside a text of several lines": ' clause "x" { text: """one\n tw^o""" }',
    "inside an unfinished text of several lines": ' clause "x" { text: """one\n tw^o',
    "in a comment": " # contr^",
    "in a comment behind a value": " metric M { of: Shop # contr^",
    "at the end of a comment": " # of: ^",
    "in another language's comment": " // contr^",
    "in what nobody can read": " metric M { of ===^",
}


@pytest.mark.parametrize("tail", PLACES)
def test_proposals(tail: str) -> None:
    text, wanted, unwanted = PLACES[tail]
    found = texts(AGREEMENT + text)
    assert not [each for each in wanted if each not in found], found
    assert not [each for each in unwanted if each in found], found


WIDE = """\
template Terms {
  parameters { least: 99.9%   price: 1_000 EUR per month }
  objective Availability { Nimbus ensures Uptime at least least each month }
}
sla Corporate {
  based on: Terms
  party Nimbus { role: provider }
  party Acme { role: customer }
  assume { sales: 10_000 USD per month   sale: 500 USD }
  let { needed: sales / sale }
  definitions { Qualified: leads where score at least 50   Urgent: when score is 3   Lead: "a person" }
  fact GoodStanding { type: yes or no }
  option Class { values: Gold, Silver }
  service Shop { hours: always }
  source leads { holds: records   each: lead   fields { score: number   size, zone: big, small   at: time } }
  metric Leads { measure: number of leads }
  objective Enough { Nimbus ensures Leads at least needed each month }
  report Monthly { measure: Leads }
"""
OTHERS = """
}
sla Other {
  service Elsewhere { hours: always }
  party Stranger { role: customer }
  metric Theirs { measure: as reported   for each: branch }
  objective Foreign { Stranger ensures Theirs each month }
  assume { theirs: 3 }
}
"""
# Written into the agreement `Corporate`, before `OTHERS`.
WIDER = {
    "services of this agreement alone": (" metric M { of: ^", ["Shop"], ["Elsewhere"]),
    "parties of this agreement alone": (" ^", ["Nimbus may", "Acme may"], ["Stranger may"]),
    "dimensions of this agreement alone": (
        " credit for Enough { base: that month's fee of that ^",
        [],
        ["branch"],
    ),
    "figures, those of the template too": (
        " objective O { Nimbus ensures Leads at least ^",
        ["needed", "sales", "least", "baseline", "99.9%"],
        ["Shop", "theirs"],
    ),
    "figures of a fee": (" service S { fee: ^", ["price", "as ordered"], ["Shop"]),
    "figures of a limit": (" table T by size { columns: a   big: ^", ["sales", "not offered"], ["Shop"]),
    "figures in a formula": (" let { more: ^", ["sales", "Leads"], ["more", "score"]),
    "fields in a formula": (
        " metric M { measure: share of leads   weight: ^",
        ["score"],
        ["sales", "size", "at"],
    ),
    "a figure in a trigger": (" Acme may terminate { when: Leads below ^", ["needed", "below minimum"], []),
    "facts and options in a trigger": (
        " Acme may terminate { when: Enough missed and ^",
        ["GoodStanding", "Class", "Enough"],
        ["Shop", "Foreign"],
    ),
    "terms as sources": (" metric M { measure: number of ^", ["leads", "Qualified"], ["Urgent", "Lead"]),
    "fields of a term": (" metric M { measure: number of Qualified   where: ^", ["score"], ["GoodStanding"]),
    "facts, options and conditions": (
        " objective O { applies where: ^",
        ["GoodStanding", "Class", "Urgent"],
        ["score", "Qualified"],
    ),
    "what can be chosen": (" objective O { applies where: Class is ^", ["Gold", "Silver"], ["yes"]),
    "how a fact can be": (' scenario "x" { fact: GoodStanding, ^', ["yes", "no"], ["Gold"]),
    "a fact of a scenario": (' scenario "x" { fact: ^', ["GoodStanding"], ["Class"]),
    "bands of what was chosen": (" credit for Enough { bands for ^", ["Gold", "Silver"], ["yes"]),
    "other bands of what was chosen": (
        " credit for Enough { bands for Gold { otherwise: 1% }   ^",
        ["bands"],
        [],
    ),
    "a figure that must be given": (" parameters { asked: ^", ["not stated"], []),
    "half of not stated": (" assume { asked: not ^", ["not stated"], ["10_000 USD per month"]),
    "a point": (" points for Enough { amount: 1 ^", ["point"], ["points"]),
    "points": (" points for Enough { amount: 2 ^", ["points"], ["point"]),
    "half a word of points": (" points for Enough { amount: 1 poi^", ["point", "points"], []),
    "the second miss": (" credit for Enough { repeat: 2 times from the 2nd ^", ["miss"], ["misses"]),
    "free misses": (" objective O { free misses: 2 ^", ["misses"], ["miss"]),
    "slots": (" metric M { measure: average over 5 ^", ["minute"], ["minutes"]),
    "periods of two words": (
        " objective O { Nimbus ensures Leads each ^",
        ["billing cycle", "fiscal quarter", "contract year"],
        [],
    ),
    "the second word of a period": (
        " objective O { Nimbus ensures Leads each fiscal ^",
        ["fiscal quarter", "fiscal year"],
        ["month", "billing cycle"],
    ),
    "a long phrase": (
        " credit for Enough { amount: 10 times the fee for the time ^",
        ["times the fee for the time lost"],
        ["none"],
    ),
    "a long answer": (
        " settlement { unused: lapses at the end of the ^",
        ["lapses at the end of the term"],
        ["paid out"],
    ),
    "an answer with hyphens": (
        " interpretation { fee leaves out: one-time and pass-^",
        ["one-time and pass-through fees"],
        ["nothing"],
    ),
    "a date besides an answer": (
        " Acme may terminate { earliest: ^",
        ["end of the initial term", "2026-01-31"],
        ["Shop"],
    ),
    "an objective that is promoted": (" Acme may promote ^", ["Enough"], ["Nimbus", "Shop"]),
    "an objective that gives its place up": (" Acme may promote Other in place of ^", ["Enough"], ["Shop"]),
    "credits before caps": (
        " Acme may terminate { when: credits before ^",
        ["credits before caps"],
        ["Enough"],
    ),
    "a service that is left": (" Acme may terminate only ^", ["Shop"], ["Nimbus", "Enough"]),
    "the values of several fields": (
        " table T by size, zone { columns: a   big, ^",
        ["big", "any"],
        ["size"],
    ),
    "the columns of a matrix": (" table T by size { across: zone   columns: big | ^", ["small"], ["big"]),
    "who is responsible": (' responsibilities { "x": responsible ^', ["Nimbus", "Acme"], ["Stranger"]),
    "what it is based on": (" based on: ^", ["Terms", "Other"], ["Corporate"]),
    "what it takes the place of": (
        " objective O { overrides: ^",
        ["Terms.Availability"],
        ["Other.Foreign", "Corporate.Enough", "Terms", "Corporate.Response"],
    ),
    "behind the dot of another agreement": (" objective O { overrides: Terms.^", ["Terms.Availability"], []),
    "what a block without a name takes the place of": (
        " term { overrides: ^",
        ["Terms"],
        ["Terms.Availability", "Other"],
    ),
    "the promises of others": (" support for ^", ["Other.Foreign", "Other"], ["Corporate.Enough", "Enough"]),
}


@pytest.mark.parametrize("tail", WIDER)
@pytest.mark.parametrize("closed", ["", " }"], ids=["unclosed", "closed"])
def test_proposals_among_agreements(tail: str, closed: str) -> None:
    text, wanted, unwanted = WIDER[tail]
    lacking = text.count("{") - text.count("}")
    found = texts(WIDE + text + closed * lacking + OTHERS)
    assert not [each for each in wanted if each not in found], found
    assert not [each for each in unwanted if each in found], found


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        (" of: ^", ["Terms", "Corporate", "Other"], ["First"]),
        (" of: Corporate   objective O { overrides: ^", ["Corporate.Enough"], ["Other.Foreign"]),
        (" of: Corporate   objective O { Nimbus ensures ^", ["Leads"], ["Theirs"]),
        (" of: Corporate   term { overrides: ^", ["Corporate"], ["Other"]),
    ],
)
def test_in_an_amendment(text: str, wanted: list[str], unwanted: list[str]) -> None:
    found = texts(f"{WIDE}{OTHERS}amendment First {{{text}")
    assert not [each for each in wanted if each not in found], found
    assert not [each for each in unwanted if each in found], found


def test_in_a_template_all_names_count() -> None:
    assert "Leads" in texts(WIDE.replace("ensures Uptime", "ensures ^Uptime") + OTHERS)


@pytest.mark.parametrize("place", NOWHERE)
def test_nothing_is_proposed(place: str) -> None:
    assert texts(AGREEMENT + NOWHERE[place]) == []


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        (" metric M { good w^", "good w"),
        (" metric M { contr^olled", "controlled"),
        (" objective X { Nimbus ensures Fast at ^", "at "),
        (" credit for Availability { base: that month'^", "month'"),
        (" metric M { ^", ""),
        (" interpretation { excluded time: out of b^", "out of b"),
    ],
)
def test_what_is_typed_is_replaced(text: str, replaced: str) -> None:
    whole, found = at_cursor(AGREEMENT + text)
    assert found
    assert {whole[each.span.start : each.span.end] for each in found} == {replaced}


def test_not_stated_is_the_last_of_all_values() -> None:
    for text in (" metric M { measure: ^", " service S { fee: ^", " credit for Paid { bands { above 9%: ^"):
        assert texts(AGREEMENT + text)[-1] == "not stated"


def test_in_an_empty_file_agreements_are_proposed() -> None:
    assert texts("^") == ["sla", "slc", "ola", "contract", "template", "amendment", "scenario", "use:"]
    assert texts("sl^") == ["sla", "slc"]
    assert texts("sla ^") == ["NimbusHosting"]


def test_a_proposal_says_what_it_means() -> None:
    found = {each.text: each for each in at_cursor(AGREEMENT + " metric M { ^")[1]}
    assert found["of:"].kind == "key"
    assert found["of:"].meaning == "the service whose time or records are measured"
    assert found["of:"].example == "of: Shop"
    assert found["of:"].snippet == "of: ${1:Shop}"
    named = {each.text: each for each in at_cursor(AGREEMENT + " metric M { of: ^")[1]}
    assert (named["Shop"].kind, named["Shop"].meaning) == ("name", 'service "Web shop"')
    assert named["Shop"].example == "of: Shop"


def test_snippets_have_places_to_fill_in() -> None:
    found = {each.text: each for each in at_cursor(AGREEMENT + " ^")[1]}
    assert found["scope:"].snippet == "scope: ${1|internal,external|}"
    assert found["metric"].snippet == "metric ${1:Name} {\n  $0\n}"
    assert found["Acme may"].snippet == "Acme may $0"


@pytest.mark.parametrize("sign", ["$", "}", "\\", "|", ","])
def test_snippets_are_safe_from_signs(sign: str) -> None:
    from sladsl.syntax.completion.proposal import chosen, filled, literal

    assert f"\\{sign}" in chosen(1, [f"a{sign}b"])
    assert (f"\\{sign}" in filled(1, f"a{sign}b")) is (sign in "$}\\")
    assert (f"\\{sign}" in literal(f"a{sign}b")) is (sign in "$}\\")


def test_names_of_the_text_behind_count() -> None:
    assert "Late" in texts("sla A { metric M { of: ^  }  service Late { hours: always } }")


def test_an_offset_outside_means_the_nearest_end() -> None:
    source = SourceText("sl")
    assert proposals(source, -5) == proposals(source, 0)
    assert proposals(source, 99) == proposals(source, 2)


def test_a_text_that_is_far_too_long_has_no_proposals() -> None:
    assert proposals(SourceText("sla A {" + " " * 1_500_001), 7) == ()
    assert texts("sla A { metric M { where: " + "a or " * 2_000 + "^") == []
