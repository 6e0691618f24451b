"""What mistakes of agreements that are based on others, of figures with names and of defined terms mean; as in `explained`.

An example that begins with an agreement, a template or `use` is a file of its own, the others stand inside an agreement.
"""

from __future__ import annotations

_BELOW = """template Terms {
  party Nimbus { role: provider }
  metric Uptime { measure: as reported   controlled by: Nimbus   collected by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.5% each month }
  objective Monthly { Nimbus reports Uptime each month }
}
"""
_ASKING = """template Terms {
  currency: EUR
  parameters { price: not stated }
  service Shop { hours: always   fee: price }
}
"""
_TIMED = "source calls { holds: records   each: call   fields { answered: time   score: number } }\n"

STRUCTURE: dict[str, tuple[str, str, str, str]] = {
    "unknown-profile": (
        "N149",
        "A profile is a set of answers under the name of the system or trade that gives them (grammar/profiles.toml). "
        "What the agreement answers itself comes first. A name that nobody knows would answer nothing.",
        'interpretation { as: "ERPnext" }',
        'interpretation { as: "ERPNext" }',
    ),
    "not-evaluated": (
        "N150",
        "These parts of the agreement are read and checked: their form, their names, their places. Nothing computes "
        "with them yet, so levels, amounts and rights are told without them, and what hangs on one of them (a credit "
        "for its objective, a right with it as a condition) is left open or left out rather than told wrong. The "
        "contract has them as they are written. It is no mistake of yours, and there is nothing to correct.",
        "interpretation { several customers: each for itself }",
        "interpretation { several customers: as one }",
    ),
    "needed-left-open": (
        "N182",
        "Any key may be `not stated`, because a transcription says what the text says. Without this one nothing can be read "
        "or computed: which columns a table has, which agreement an amendment changes.",
        "table Times by priority { columns: not stated   P1: 1 hour   otherwise: 4 hours }",
        "table Times by priority { columns: response   P1: 1 hour   otherwise: 4 hours }",
    ),
    "left-open": (
        "N183",
        "These keys are `not stated`: the text says nothing about them, and neither do you. They are taken as if they were "
        "not there, and the contract says that they are open. What decides levels or amounts while it is open has findings "
        "of its own.",
        "audit { by: Acme   cites: not stated }",
        'audit { by: Acme   cites: "§15" }',
    ),
    "figure-unnamed": (
        "N151",
        "A figure is used by its name: one word of letters, digits and `_`, without quotes; a row gives one figure.",
        'assume { "value of a sale": 500 EUR }',
        "assume { value_of_a_sale: 500 EUR }",
    ),
    "figure-twice": (
        "N152",
        "One name stands for one figure, whether `assume`, `let` or `parameters` gives it; of two, nobody could say "
        "which is meant.",
        "assume { target: 99.9% }\nlet { target: 100% - 0.05% }",
        "assume { target: 99.9% }\nlet { loss: 100% - target }",
    ),
    "figure-in-a-circle": (
        "N153",
        "A figure is derived from others, these from others again, and one of them is the figure itself. So none of "
        "them has a value.",
        "let { leads: sales * 5   sales: leads / 5 }",
        "assume { sales: 20 }\nlet { leads: sales * 5 }",
    ),
    "no-figure": (
        "N154",
        "A formula of `let` joins figures, and names of figures, by `+`, `-`, `*` and `/`. The time between two fields, "
        "or a column of a table, is different for each record and is no figure of the agreement.",
        "let { waiting: opened to responded }",
        "let { waiting: 4 hours - 30 minutes }",
    ),
    "division-by-zero": (
        "N155",
        "What stands below the line is zero, so there is no figure.",
        "assume { close_rate: 0% }\nlet { leads: 20 / close_rate }",
        "assume { close_rate: 20% }\nlet { leads: 20 / close_rate }",
    ),
    "units-differ": (
        "N156",
        "Only figures of one unit can be added or taken from each other: EUR and EUR, a percentage and a percentage. "
        "Multiplying and dividing join units: EUR / EUR is a plain number, EUR * % is EUR.",
        "assume { price: 1_000 EUR }\nlet { dearer: price + 5% }",
        "assume { price: 1_000 EUR }\nlet { dearer: price + price * 5% }",
    ),
    "figure-of-another-kind": (
        "N157",
        "The figure has a unit that nothing is promised or owed in at this place: a fee is money per period, a bound is "
        "a plain number, a percentage or a length of time. Units that are equal above and below the line cancel; what "
        "is left is the unit of the figure. A rate of the promise's own period (`per month` in a promise `each month`) "
        "is a plain number there.",
        "assume { price: 1_000 EUR }\nservice Portal { hours: always   fee: price }",
        "assume { price: 1_000 EUR per month }\nservice Portal { hours: always   fee: price }",
    ),
    "term-twice": (
        "N158",
        "A defined term means one thing in the whole agreement.",
        f"{_TIMED}definitions {{ Won: calls where score at least 50   Won: calls where score at least 60 }}",
        f"{_TIMED}definitions {{ Won: calls where score at least 50   Best: calls where score at least 60 }}",
    ),
    "term-in-a-circle": (
        "N159",
        "The definition of a term uses the term itself, directly or by way of another one, so it says nothing.",
        "definitions { Late: when Slow   Slow: when Late }",
        "definitions { Late: when opened to responded above 4 hours }",
    ),
    "based-on-itself": (
        "N160",
        "An agreement takes over the terms of those that it is based on. One of them is based on it again, so there is "
        "none to begin with; or they are based on each other more than eight levels deep.",
        "sla Corporate { based on: Service }\nsla Service { based on: Corporate }",
        'sla Corporate { time zone: "UTC" }\nsla Service { based on: Corporate }',
    ),
    "hidden-override": (
        "N161",
        "What the agreement is based on has a term of this name already. Whoever reads only this text would not see "
        "that another one is given up, so it says so: `overrides:` and the name of the agreement, a point, the name of "
        "the term. `interpretation` is taken over answer by answer, and says `overrides` to change one; a figure or a "
        "defined term can't be changed: give it another name, or let the agreement below ask for it in `parameters`.",
        f"{_BELOW}sla Hosting {{\n  based on: Terms\n"
        "  objective Availability { Nimbus ensures Uptime at least 99.9% each month }\n}",
        f"{_BELOW}sla Hosting {{\n  based on: Terms\n  objective Availability {{\n    overrides: Terms.Availability\n"
        "    Nimbus ensures Uptime at least 99.9% each month\n  }\n}",
    ),
    "overrides-another": (
        "N162",
        "The name after `overrides:` is not that of the term whose place this one takes: it takes the place of what has "
        "the same name.",
        f"{_BELOW}sla Hosting {{\n  based on: Terms\n  objective Availability {{\n    overrides: Terms.Monthly\n"
        "    Nimbus ensures Uptime at least 99.9% each month\n  }\n}",
        f"{_BELOW}sla Hosting {{\n  based on: Terms\n  objective Availability {{\n    overrides: Terms.Availability\n"
        "    Nimbus ensures Uptime at least 99.9% each month\n  }\n}",
    ),
    "two-origins": (
        "N163",
        "An agreement is based on two others, and both have a term of this name. Neither comes before the other, so the "
        "agreement says which holds.",
        "template Terms { party Nimbus { role: provider } }\n"
        'template Other { party Nimbus "Nimbus GmbH" { role: provider } }\n'
        "sla Hosting { based on: Terms, Other }",
        "template Terms { party Nimbus { role: provider } }\n"
        'template Other { party Nimbus "Nimbus GmbH" { role: provider } }\n'
        "sla Hosting {\n  based on: Terms, Other\n"
        '  party Nimbus "Nimbus GmbH" { overrides: Other.Nimbus   role: provider }\n}',
    ),
    "nothing-to-override": (
        "N164",
        "`overrides:` names a term of an agreement that this one is based on. It is based on none, or that one has no "
        "such term, so nothing gives way.",
        "service Portal { overrides: Terms.Portal   hours: always }",
        "service Portal { hours: always }",
    ),
    "unusable-file": (
        "N165",
        "A file that is named after `use:` can't be read, or is none of the language. It is named by its way from the "
        "file that names it, with its ending `.sla`; files elsewhere on the machine or on the net are not read, so that "
        "an agreement means the same for everybody who has its folder. At most 100 files are used together.",
        'use: "/etc/prices.sla"\nsla Hosting { time zone: "UTC" }',
        'sla Hosting { time zone: "UTC" }',
    ),
    "parameter-missing": (
        "N166",
        "The template gives no figure for this parameter and asks for one. An agreement that is based on it gives the "
        "figure in `parameters`, or says `not stated` where the parties left it open.",
        f"{_ASKING}sla Hosting {{ based on: Terms }}",
        f"{_ASKING}sla Hosting {{ based on: Terms   parameters {{ price: 1_000 EUR per month }} }}",
    ),
    "duty-in-words": (
        "S118",
        "Of what parties do, sending a report has a verb, because credits and claims hang on reports. Every other duty "
        "stands in quotes after `must`, and is printed as it stands.",
        "Nimbus pays Damages to Acme { within: 30 days after the month }",
        'Nimbus must "pay damages to Acme" { within: 30 days after the month }',
    ),
    "right-in-words": (
        "S119",
        "A right has a word where something hangs on it: a notice on `terminate`, a fee on `withhold payment`. Whatever "
        "else a party may do stands in quotes after `may`; it arises and lapses like every right, and is shown in these "
        "words. What a party may not do is a duty of it.",
        "Acme may suspend the service { when: Availability missed in 2 consecutive months }",
        'Acme may "suspend the service" { when: Availability missed in 2 consecutive months }',
    ),
    "nobody-asks": (
        "N167",
        "`parameters` of an agreement that is based on another answer what that asks for, and nothing there asks: nobody "
        "would use the figure. Figures of the agreement itself stand in `assume`.",
        "sla Corporate { }\nsla Hosting { based on: Corporate   parameters { price: 1_000 EUR per month } }",
        "sla Corporate { }\nsla Hosting { based on: Corporate   assume { price: 1_000 EUR per month } }",
    ),
    "parameter-of-another-kind": (
        "N168",
        "The template has a figure of one kind under this name (a percentage, money, money per period, a length of "
        "time, a number), and another kind is given here. The terms that use it were written for the first.",
        "template Terms { parameters { allowed: 30 minutes } }\n"
        "sla Hosting { based on: Terms   parameters { allowed: 5% } }",
        "template Terms { parameters { allowed: 30 minutes } }\n"
        "sla Hosting { based on: Terms   parameters { allowed: 15 minutes } }",
    ),
    "overrides-another-kind": (
        "N169",
        "What this agreement is based on has something else of this name: a metric, say, where this is an objective. "
        "One can't take the place of the other, because whatever names it would mean another kind of thing.",
        f"{_BELOW}sla Hosting {{\n  based on: Terms\n  calendar Uptime {{ Monday to Friday: 08:00 to 18:00 }}\n}}",
        f"{_BELOW}sla Hosting {{\n  based on: Terms\n  calendar Office {{ Monday to Friday: 08:00 to 18:00 }}\n}}",
    ),
    "rank-upside-down": (
        "N170",
        "Corporate terms hold for all customers, those of a customer for all of its services. So the narrower agreement "
        "is based on the wider one, and never the other way round.",
        "sla Corporate { rank: corporate level   based on: Acme }\nsla Acme { rank: customer level }",
        "sla Corporate { rank: corporate level }\nsla Acme { rank: customer level   based on: Corporate }",
    ),
    "amended-out-of-force": (
        "N171",
        "The amendment counts from a day on which its agreement is not in force: before `effective`, or after `ends`.",
        "sla Hosting { effective: 2026-01-01   ends: 2026-12-31 }\n"
        'amendment First { of: Hosting   from: 2027-01-01   clause "Spare" { text: "A spare is kept." } }',
        "sla Hosting { effective: 2026-01-01   ends: 2026-12-31 }\n"
        'amendment First { of: Hosting   from: 2026-07-01   clause "Spare" { text: "A spare is kept." } }',
    ),
    "two-amendments-on-one-day": (
        "N184",
        "Two amendments of an agreement count from the same day. Which of them is read first is not said, so where both "
        "speak of one thing, nobody can tell which holds.",
        "sla Hosting { effective: 2026-01-01 }\n"
        'amendment First { of: Hosting   from: 2026-07-01   clause "Spare" { text: "A spare is kept." } }\n'
        'amendment Second { of: Hosting   from: 2026-07-01   clause "Spare" { text: "Two are kept." } }',
        "sla Hosting { effective: 2026-01-01 }\n"
        'amendment First { of: Hosting   from: 2026-07-01   clause "Spare" { text: "A spare is kept." } }\n'
        'amendment Second { of: Hosting   from: 2026-08-01   clause "Spare" { text: "Two are kept." } }',
    ),
    "amendments-of-the-base": (
        "N187",
        "What this agreement is based on is amended. Whether the amendment changes the terms here too is not in either "
        "text: some agreements take over terms as they are amended from time to time, others as they stood when they "
        "were made. Without the answer nobody can tell which terms hold after the day of the amendment.",
        "sla Hosting { effective: 2026-01-01 }\n"
        "sla Shop { based on: Hosting   effective: 2026-03-01 }\n"
        'amendment First { of: Hosting   from: 2026-07-01   clause "Spare" { text: "A spare is kept." } }',
        "sla Hosting { effective: 2026-01-01 }\n"
        "sla Shop { based on: Hosting   terms of the base: as amended   effective: 2026-03-01 }\n"
        'amendment First { of: Hosting   from: 2026-07-01   clause "Spare" { text: "A spare is kept." } }',
    ),
    "start-of-no-day": (
        "N188",
        "The terms of the base are to hold as they stood when this agreement began, and when it began is not stated. So "
        "nobody can tell which of the amendments came before that.",
        "template Hosting { }\n"
        "sla Shop { based on: Hosting   terms of the base: as at its start }\n"
        'amendment First { of: Hosting   from: 2026-07-01   clause "Spare" { text: "A spare is kept." } }',
        "template Hosting { }\n"
        "sla Shop { based on: Hosting   terms of the base: as at its start   effective: 2026-03-01 }\n"
        'amendment First { of: Hosting   from: 2026-07-01   clause "Spare" { text: "A spare is kept." } }',
    ),
    "start-amended": (
        "N189",
        "An amendment names a first day of the agreement. Amendments change what follows their own day (`from`); a first "
        "day would change whether there was an agreement before it.",
        "sla Hosting { effective: 2026-01-01 }\n"
        "amendment First { of: Hosting   from: 2026-07-01   effective: 2026-07-01   ends: 2027-12-31 }",
        "sla Hosting { effective: 2026-01-01 }\n"
        "amendment First { of: Hosting   from: 2026-07-01   ends: 2027-12-31 }",
    ),
    "scenario-of-nothing": (
        "N185",
        "A scenario plays in an agreement. One that stands in none says in which, by its name; the file of that is named "
        "with `use` where it is another one.",
        'sla Hosting { effective: 2026-01-01 }\nscenario "An outage" { month: 2026-03 }',
        'sla Hosting { effective: 2026-01-01 }\nscenario "An outage" { of: Hosting   month: 2026-03 }',
    ),
    "scenario-of-another": (
        "N186",
        "What stands in an agreement is part of it, and printed in its contract: a scenario there plays in that "
        "agreement and in no other.",
        'sla Hosting { scenario "An outage" { of: Hosting   month: 2026-03 } }',
        'sla Hosting { scenario "An outage" { month: 2026-03 } }',
    ),
    "figure-named-as-word": (
        "N172",
        "The name is a word of the language: where a figure can stand, the word means what the language says, and "
        "nobody would see the figure.",
        "assume { none: 0 EUR }",
        "assume { nothing_owed: 0 EUR }",
    ),
    "figure-named-as-another": (
        "N173",
        "Something else has this name already: a block, a field of a source, or what the objective itself says by "
        "`target` or `baseline`. Where the name stands, two readers would take it for two things.",
        "assume { opened: 4 hours }",
        "assume { opening_time: 4 hours }",
    ),
    "figure-too-long": (
        "N174",
        "Computing this figure takes more than 150 steps, or more than three hundred digits. Figures of agreements are "
        "shorter: look for a name that was meant to be another, or give one of the figures on the way in `assume`.",
        "",
        "",
    ),
    "negative-figure": (
        "N175",
        "The figure comes to less than zero, and it stands where something is promised, owed or paid.",
        "assume { price: 1_000 EUR per month   rebate: 1_200 EUR per month }\nlet { to_pay: price - rebate }\n"
        "service Portal { hours: always   fee: to_pay }",
        "assume { price: 1_000 EUR per month   rebate: 200 EUR per month }\nlet { to_pay: price - rebate }\n"
        "service Portal { hours: always   fee: to_pay }",
    ),
    "term-named-as-another": (
        "N176",
        "A defined term has the name of a block or of a field. In a condition or a measure nobody could tell which is "
        "meant.",
        "definitions { tickets: checks where ok }",
        "definitions { good_checks: checks where ok }",
    ),
    "term-too-long": (
        "N177",
        "Spelled out, with all the terms in it, the definition comes to more than two thousand parts, or terms stand in "
        "terms more than forty deep. Say it more directly, in fields of the source.",
        "",
        "",
    ),
    "counts-nothing": (
        "N178",
        "A number of periods, misses, parts or steps is none, or a length is nothing: what hangs on it could never "
        "happen, or would always.",
        "points for Availability { amount: 2 points   repeat: 0 times from the 2nd miss in a row }",
        "points for Availability { amount: 2 points   repeat: 2 times from the 2nd miss in a row }",
    ),
    "more-than-the-whole": (
        "N179",
        "A part is more than 100 %, or the weights and shares of one block are more together.",
        "score Overall { counts: its level   weights { Availability: 120% } }",
        "score Overall { counts: its level   weights { Availability: 100% } }",
    ),
    "more-than-there-are": (
        "N180",
        "Of so many periods, or records, more are asked for than there are, so that it could never happen.",
        "objective O { Nimbus ensures Uptime at least 99% each month   free misses: 6 misses of fewer than 5 checks }",
        "objective O { Nimbus ensures Uptime at least 99% each month   free misses: 1 miss of fewer than 2 checks }",
    ),
    "less-than-the-whole": (
        "N181",
        "Weights say how much each counts, and together they are the whole. Here a part of it counts for nothing that "
        "is named.",
        "score Overall { counts: its level   weights { Availability: 70% } }",
        "score Overall { counts: its level   weights { Availability: 70%   Uptime: 30% } }",
    ),
}
