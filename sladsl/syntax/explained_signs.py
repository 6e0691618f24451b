"""What the rarer mistakes of writing mean: signs, braces, sentences and values; as in `explained`, plain data.

Where no line shows a mistake (a file that is too large), the examples are empty.
"""

from __future__ import annotations

SIGNS: dict[str, tuple[str, str, str, str]] = {
    "unclosed-text": (
        "S001",
        "A text begins with a quotation mark and none ends it on its line, so nobody knows how far it reaches. Put the "
        "second one.",
        'clause "Place" { text: "Berlin }',
        'clause "Place" { text: "Berlin" }',
    ),
    "curly-quotes": (
        "S002",
        "Texts stand in straight double quotes. Word processors turn them into curly ones, and those have several forms of "
        "which none is the end of another. `sladsl check --fix` writes straight ones.",
        'clause "Place" { text: “Berlin” }',
        'clause "Place" { text: "Berlin" }',
    ),
    "glued-unit": (
        "S003",
        "Between a number and its unit, and between words, stands a blank: `15minutes` is one word to a reader of text, and "
        "a slip that joins two words could hide another figure.",
        "source Pings { holds: samples   of: Shop   every: 15minutes   fields { ok: yes or no } }",
        "source Pings { holds: samples   of: Shop   every: 15 minutes   fields { ok: yes or no } }",
    ),
    "semicolon": (
        "S007",
        "Nothing ends with a semicolon: what follows a value begins by itself. Leave it out.",
        "service Portal { hours: always; fee: 100 EUR per month }",
        "service Portal { hours: always   fee: 100 EUR per month }",
    ),
    "brackets": (
        "S008",
        "Lists have no brackets; their items are separated by commas.",
        "service Portal { hours: always   depends on: [Shop] }",
        "service Portal { hours: always   depends on: Shop }",
    ),
    "not-filled-in": (
        "S327",
        "A form or a draft has a place here that somebody was to fill in. A figure that is missing is not zero: write what "
        "was agreed, or `not stated`, and the checker lists it among what is open.",
        "service Portal { hours: always   fee: [●] EUR per month }",
        "service Portal { hours: always   fee: not stated }",
    ),
    "versions-not-joined": (
        "S328",
        "A program that joins texts has put two versions here and marked them, because both had changed the same lines. "
        "Both are read until somebody chooses: keep the right one, and delete the lines of marks.",
        'clause "Place" { text: "Berlin" }\n>>>>>>> redline',
        'clause "Place" { text: "Berlin" }',
    ),
    "unreadable": (
        "S009",
        "These signs mean nothing here, so nothing is guessed from them. Leave them out, or put them into a text in quotes "
        "or a comment after `#`.",
        "service Portal { hours: always @home }",
        "service Portal { hours: always }",
    ),
    "file-too-large": (
        "S010",
        "A text has more than 1,500,000 characters, about 30,000 lines. That is more than any agreement needs, so it is "
        "probably another file; it is refused before any work. Split it, or name the file that was meant.",
        "",
        "",
    ),
    "empty-file": (
        "S011",
        "The file holds no agreement: nothing at all, or comments alone. An agreement begins with its kind, a name and a "
        "brace: `sla Hosting { … }`.",
        "",
        "",
    ),
    "hidden-character": (
        "S012",
        "Here stands a character that nobody sees, copied from a web page or put in to deceive: with it a text can read "
        "otherwise than it computes. Delete it; characters without width are deleted by `sladsl check --fix`.",
        "service Por\u200btal { hours: always }",
        "service Portal { hours: always }",
    ),
    "comment-sign": (
        "S013",
        "Comments begin with `#` and end with the line. `//` and `/*` are those of other languages.",
        "// charged in advance",
        "# charged in advance",
    ),
    "too-many-mistakes": (
        "S014",
        "Reading ends after so many mistakes, because most of them follow from a few. Mend the first ones and check again.",
        "",
        "",
    ),
    "unusual-blank": (
        "S015",
        "A blank that is not the keyboard's stands between the words, often copied from a Word or PDF file. It looks alike "
        "and is another character. `sladsl check --fix` writes plain ones.",
        "service\u00a0Portal { hours: always }",
        "service Portal { hours: always }",
    ),
    "other-language": (
        "S016",
        "This text is in another language (YAML, JSON, a table, prose of a contract) and no agreement. Write what decides "
        "the money with `sladsl init`, or name the file that was meant.",
        "",
        "",
    ),
    "unopened-brace": (
        "S104",
        "A closing brace stands here and no block is open: one too many, or an opening one is missing above.",
        "service Portal { hours: always } }",
        "service Portal { hours: always }",
    ),
    "too-deep": (
        "S105",
        "Blocks or brackets are nested deeper than anything needs. Usually closing ones are missing above.",
        "",
        "",
    ),
    "block-with-colon": (
        "S107",
        "A block has braces and no colon; a colon stands behind a key, which has one value.",
        "credit for Availability {\n  base: that month's fee of Shop\n  bands: { at least 99.9%: none   otherwise: 5% }\n}",
        "credit for Availability {\n  base: that month's fee of Shop\n  bands { at least 99.9%: none   otherwise: 5% }\n}",
    ),
    "promise-elsewhere": (
        "S110",
        "A promise stands in an `objective`, because its credits and its rights name it by that.",
        "metric Speed {\n  measure: as reported   controlled by: Nimbus\n  Nimbus ensures Uptime at least 99% each month\n}",
        "objective Speed { Nimbus ensures Uptime at least 99% each month }",
    ),
    "row-without-colon": (
        "S112",
        "A row has a colon between what it is about and what it says of it.",
        "credit for Availability {\n  base: that month's fee of Shop\n  bands { at least 99.9% none   otherwise: 5% }\n}",
        "credit for Availability {\n  base: that month's fee of Shop\n  bands { at least 99.9%: none   otherwise: 5% }\n}",
    ),
    "sentence-with-colon": (
        "S113",
        "Promises, rights and duties are sentences: no key and no colon stand before them.",
        "objective Speed { promise: Nimbus ensures Uptime at least 99.5% each month }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "promise-in-free-words": (
        "S114",
        "These words mean a promise, and a promise has one form, so that everybody reads it alike: a party, a verb, a "
        "metric, a bound, a period.",
        "objective Speed { Uptime at least 99.5% each month }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "key-with-braces": (
        "S115",
        "A key is followed by a colon and one value, not by braces.",
        "service Portal { hours { always } }",
        "service Portal { hours: always }",
    ),
    "right-in-free-words": (
        "S116",
        "These words mean a right, and a right has one form: who may do what; when it arises, with which notice and until "
        "when stands in its block.",
        "",
        "Acme may terminate { when: Availability missed   notice: 30 days }",
    ),
    "duty-in-free-words": (
        "S117",
        "These words mean a duty, and a duty has one form: `Nimbus sends Report to Acme`, or `Nimbus must` and what, in "
        "quotes.",
        "",
        'Nimbus must "keep a spare" { within: 10 days after the month }',
    ),
    "repeated-key": (
        "S202",
        "A key stands twice in one block. Which of two values is meant nobody can say, and the last one winning in silence "
        "would hide the first.",
        "service Portal { hours: always   hours: always }",
        "service Portal { hours: always }",
    ),
    "quoted-key": (
        "S205",
        "Keys stand without quotes; quotes are for texts.",
        'service Portal { "hours": always }',
        "service Portal { hours: always }",
    ),
    "trailing-comma": (
        "S206",
        "A comma separates two items, and nothing follows this one.",
        "service Portal { hours: always   depends on: Shop, }",
        "service Portal { hours: always   depends on: Shop }",
    ),
    "missing-value": (
        "S301",
        "A key has a colon and no value. Write one; where the parties left it open write `not stated`, if "
        "the key allows it.",
        "service Portal { hours: }",
        "service Portal { hours: always }",
    ),
    "number-too-long": (
        "S304",
        "A number has more digits than can be kept exactly. Nothing in an agreement needs so many.",
        f"service Portal {{ fee: {'1' * 65} }}",
        "service Portal { hours: always   fee: 100 EUR per month }",
    ),
    "value-too-long": (
        "S305",
        "A value has more words or operators than a reader can hold. Split it: a condition into several exclusions or "
        "fields, a list into several entries.",
        "",
        "",
    ),
    "meaningless-value": (
        "S306",
        "The value has the right form and says something that can't be: a day that is not in the calendar, an hour after "
        "24:00. Nothing is moved to the nearest that could be.",
        "calendar Desk { Monday: 09:00 to 25:00 }",
        "calendar Desk { Monday: 09:00 to 17:00 }",
    ),
    "unknown-period": (
        "S315",
        "What is promised is judged by the day, week, month, quarter or year, and this word is none of them.",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each monht }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "cap-without-period": (
        "S316",
        "A cap limits what is credited in a period; 60 % of a month's fee is another limit per month than per year.",
        "cap: 60%",
        "cap: 60% of that month's fee of Shop per month",
    ),
    "number-without-unit": (
        "S317",
        "A number has no unit here, and 24 hours are not 24 months.",
        "term { initial: 24 }",
        "term { initial: 24 months }",
    ),
    "anchor-in-words": (
        "S326",
        "A time is counted from something that has a name: a period, an outage, a report, the start or the end of the term. "
        "From anything else it can be counted only by people: that stands in quotes, is printed, and no day is computed.",
        "claims { channel: in writing   deadline: 30 days after the due date of the invoice }",
        'claims { channel: in writing   deadline: 30 days after "the due date of the invoice" }',
    ),
    "source-alone": (
        "S322",
        "A measure says what is made of the data (uptime, downtime, a share, a number, an average), and this one names the "
        "source alone.",
        "metric Speed { of: Shop   measure: checks   controlled by: Nimbus }",
        "metric Speed { of: Shop   measure: uptime from checks   down when: not ok   controlled by: Nimbus }",
    ),
    "name-in-quotes": (
        "S321",
        "A name refers to something that is declared and has no quotes; quotes are for texts that nothing computes.",
        'service Portal { hours: always   depends on: "Shop" }',
        "service Portal { hours: always   depends on: Shop }",
    ),
    "full-stop": (
        "S323",
        "Nothing ends with a full stop, sentences neither.",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month. }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "fee-without-period": (
        "S325",
        "A fee is paid for a period; without it no share of it can be computed.",
        "service Portal { hours: always   fee: 12_000 EUR }",
        "service Portal { hours: always   fee: 12_000 EUR per month }",
    ),
}
