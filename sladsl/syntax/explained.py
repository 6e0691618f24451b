"""What the frequent mistakes of syntax and meaning are: plain data for `sladsl explain`, so that nothing is loaded for it.

Each has its code, what it means, and lines of an agreement that are wrong and right; tests hold that they are.
"""

from __future__ import annotations

from sladsl.syntax.explained_blocks import BLOCKS
from sladsl.syntax.explained_computed import COMPUTED
from sladsl.syntax.explained_sense import SENSE
from sladsl.syntax.explained_signs import SIGNS
from sladsl.syntax.explained_structure import STRUCTURE
from sladsl.syntax.explained_values import VALUES

COLUMNS = 80
INFORMATION = frozenset({"not-evaluated"})
"""What is told and is no mistake."""

TEXTS: dict[str, tuple[str, str, str, str]] = {
    "currency-sign": (
        "S005",
        "Money is a number and the code of its currency, because `$` is the sign of twenty of them. Thousands may "
        "be set apart by `_`; the decimal mark is the point.",
        "service Portal { hours: always   fee: €12,000 per month }",
        "service Portal { hours: always   fee: 12_000 EUR per month }",
    ),
    "comparison-sign": (
        "S006",
        "Comparisons are words, so that everybody who signs reads them alike: `at least`, `at most`, `above`, `below`, "
        "`exactly`; between names `is` and `is not`.",
        "objective Speed { Nimbus ensures Uptime >= 99.5% each month }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "unknown-block": (
        "S101",
        "Each block has its place: an agreement holds parties, services, metrics and objectives, a credit holds "
        "bands. The word before the brace is none of those that can stand here, or stands in another block.",
        "slo Speed { Nimbus ensures Uptime at least 99.5% each month }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "stray-words": (
        "S102",
        "Nothing begins with these words here: they are no key (a word before a colon), no block (a word, a name and "
        "a brace) and no promise. Words that nothing computes belong in a `clause`, notes in a comment after `#`.",
        "the following is agreed",
        "# the following is agreed",
    ),
    "unclosed-block": (
        "S103",
        "A brace opens here and none closes it. The place that is shown as its end is guessed from the indentation.",
        "service Portal {\n  hours: always",
        "service Portal {\n  hours: always\n}",
    ),
    "bad-head": (
        "S106",
        "Between the word of a block and its brace stands its head: a name without quotes, and a title in quotes "
        "where the block has one. Names are single words of letters, digits and `_`.",
        "service Web shop { hours: always }",
        'service WebShop "Web shop" { hours: always }',
    ),
    "missing-brace": (
        "S108",
        "What belongs to a block stands between braces, however it is indented.",
        "service Portal\n  hours: always\n}",
        "service Portal {\n  hours: always\n}",
    ),
    "unknown-verb": (
        "S109",
        "A promise has one of three verbs, because each has its consequence: `ensures` (a miss may cost credits), "
        "`aims for` (a target without credits) and `reports` (a level without a bound).",
        "objective Speed { Nimbus guarantees Uptime at least 99.5% each month }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "bad-row": (
        "S111",
        "A row of `bands` begins with a comparison and ends with a credit. The first row that fits applies, so one "
        "bound is enough; `bands as printed` takes both ends and shows the gaps and overlaps of a signed text.",
        "credit for Availability {\n  base: that month's fee of Shop\n  bands { 99.5% - 99.9%: 5%   otherwise: 10% }\n}",
        "credit for Availability {\n  base: that month's fee of Shop\n"
        "  bands { at least 99.9%: none   at least 99.5%: 5%   otherwise: 10% }\n}",
    ),
    "unknown-key": (
        "S201",
        "The word before the colon is no key of this block. It may be misspelt, belong to another block, or be a "
        "thing that is said otherwise here. Keys of several words are written with blanks.",
        "metric Speed { measure: as reported   controled by: Nimbus }",
        "metric Speed { measure: as reported   controlled by: Nimbus }",
    ),
    "missing-key": (
        "S203",
        "Without this key the block has no meaning, and nothing can be taken for granted in its place.",
        "source windows { of: Shop   fields { announced: time } }",
        "source windows { holds: intervals   of: Shop   fields { announced: time } }",
    ),
    "missing-colon": (
        "S204",
        "A colon stands between a key and its value, and no other sign.",
        "service Portal { hours = always }",
        "service Portal { hours: always }",
    ),
    "unknown-answer": (
        "S302",
        "This key takes one of a few answers, word by word; others would leave open what is computed.",
        "interpretation { missing samples: ignore }",
        "interpretation { missing samples: unknown }",
    ),
    "unexpected-value": (
        "S303",
        "The value does not have the form that this key takes. The line that is shown as right has the form, not "
        "your figures.",
        "claims { channel: in writing   deadline: the month }",
        "claims { channel: in writing   deadline: 30 days after the month }",
    ),
    "written-otherwise": (
        "S310",
        "It is clear what is meant, and the language writes it in one way only: dates as 2026-01-31, numbers with a "
        "decimal point and `_` between thousands, periods as `per month` and `each month`.",
        "service Portal { hours: always   fee: 38.500,00 EUR monthly }",
        "service Portal { hours: always   fee: 38_500.00 EUR per month }",
    ),
    "list-with-and": (
        "S311",
        "Items of a list stand between commas; `and` and `or` are words of conditions.",
        'service Portal { hours: always   includes: "catalogue" and "basket" }',
        'service Portal { hours: always   includes: "catalogue", "basket" }',
    ),
    "promise-without-period": (
        "S314",
        "A level is assessed over a period, and 99.9% of a month is not 99.9% of a year: a promise ends with it.",
        "objective Speed { Nimbus ensures Uptime at least 99.5% }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "unknown-unit": (
        "S318",
        "Units of time are milliseconds to years, `business hours` and `business days`. Which days are business days "
        "is a choice: `business days: Monday to Friday`, where holidays count as well, or the name of a calendar "
        'whose `holidays: "DE-BY"` leave them out.',
        "claims { channel: in writing   deadline: 15 working days after the month }",
        "claims { channel: in writing   deadline: 15 business days after the month }",
    ),
    "no-comparison": (
        "S319",
        "A figure alone does not say whether the level may be above it or below.",
        "objective Speed { Nimbus ensures Uptime 99.5% each month }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each month }",
    ),
    "text-without-quotes": (
        "S320",
        "Words of people stand in double quotes. Without quotes stand the names that the agreement declares, and the "
        "answers of keys that have answers.",
        "service Portal { hours: always   includes: catalogue pages }",
        'service Portal { hours: always   includes: "catalogue pages" }',
    ),
    "which-year": (
        "S324",
        "A cap per year begins anew on 1 January, or on the anniversary of `effective`; the two can differ by a whole "
        "cap. A fee per year is no such question: it is what is paid for a calendar year.",
        "cap: 60_000 EUR per year, of all credits",
        "cap: 60_000 EUR per contract year, of all credits",
    ),
    "name-taken": (
        "N102",
        "A name stands for one thing in the whole agreement, whatever its kind: promises, credits and data name "
        "things without their kind.",
        'service Uptime "Uptime monitoring" { hours: always }',
        'service Monitoring "Uptime monitoring" { hours: always }',
    ),
    "unknown-name": (
        "N103",
        "Nothing of this kind is declared under this name. Capital letters count; the order of the blocks does not.",
        "credit for availability { base: that month's fee of Shop   amount: 5% }",
        "credit for Availability { base: that month's fee of Shop   amount: 5% }",
    ),
    "good-unstated": (
        "N109",
        "A share is the part of the records that are good, so something must say which are.",
        "metric Urgent { measure: share of tickets   controlled by: Nimbus }",
        "metric Urgent {\n  measure: share of tickets\n  good when: opened to responded at most 30 minutes\n"
        "  controlled by: Nimbus\n}",
    ),
    "down-unstated": (
        "N110",
        "A sample is a look at the service; which of its fields means that the service is down is not the same "
        "everywhere, and decides every level.",
        "metric Speed { measure: uptime from checks   controlled by: Nimbus }",
        "metric Speed { measure: uptime from checks   down when: not ok }",
    ),
    "unit-mismatch": (
        "N204",
        "Levels of uptime and shares are percentages, downtime is a duration, `number of` is a number. A bound without "
        "`%` is a number: 99.8 is not 99.8%.",
        "objective Speed { Nimbus ensures Uptime at least 99.8 each month }",
        "objective Speed { Nimbus ensures Uptime at least 99.8% each month }",
    ),
    "key-without-effect": (
        "N208",
        "The key means something for other measures only. It would be printed and change nothing, which neither side "
        "can want.",
        "metric Speed { measure: as reported   shortest outage: 5 minutes }",
        "metric Speed { measure: as reported   controlled by: Nimbus }",
    ),
    "types-differ": (
        "N209",
        "Fields are times, numbers, durations, texts, choices or yes and no, and each is compared in its way: between "
        "two times lies a duration, choices are told apart by `is`.",
        "metric Urgent {\n  measure: number of tickets\n  where: opened above 5\n  controlled by: Nimbus\n}",
        "metric Urgent {\n  measure: number of tickets\n  where: opened to responded above 5 minutes\n"
        "  controlled by: Nimbus\n}",
    ),
    "wrong-kind-of-source": (
        "N211",
        "Uptime and downtime are told from samples or intervals, shares from records or samples, numbers from records "
        "or intervals.",
        "metric Speed { measure: uptime from tickets   controlled by: Nimbus }",
        "metric Speed { measure: uptime from checks   down when: not ok }",
    ),
    "base-shorter-than-period": (
        "N214",
        "The percentage is taken of the fee of a period that is shorter than the one assessed: it is not said of which "
        "of them. The amount is a range over the months; that of another part stays open.",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each quarter }\n"
        "credit for Speed { base: that month's fee of Shop   amount: 5% }",
        "objective Speed { Nimbus ensures Uptime at least 99.5% each quarter }\n"
        "credit for Speed { base: that quarter's fee of Shop   amount: 5% }",
    ),
    "too-many-decimals": (
        "N217",
        "An amount has more decimals than its currency. `38.500 EUR` is thirty-eight euros here, and thirty-eight "
        "thousand where the point sets thousands apart.",
        "service Portal { hours: always   fee: 38.500 EUR per month }",
        "service Portal { hours: always   fee: 38_500 EUR per month }",
    ),
}

TEXTS |= {**SENSE, **COMPUTED, **SIGNS, **BLOCKS, **STRUCTURE, **VALUES}

CODES = {code: name for name, (code, _, _, _) in TEXTS.items()}


def page(name: str) -> str:
    """The explanation as plain text of 80 columns."""
    from sladsl.diagnostics.cells import wrap

    code, meaning, wrong, right = TEXTS[name]
    told = name in INFORMATION
    lines = [f"{name} ({code}, {'information' if told else 'error'})", "", *wrap(meaning, COLUMNS)]
    for word, text in (
        (("Found", wrong), ("Not found", right)) if told else (("Wrong", wrong), ("Right", right))
    ):
        if text:
            lines += ["", f"{word}:", "", *(piece for line in text.splitlines() for piece in _shown(line))]
    last = (
        "It is information and needs no allowance."
        if told
        else "A text with this mistake has no meaning yet, so the finding can't be allowed."
    )
    lines += ["", *wrap(last, COLUMNS)]
    return "\n".join(lines) + "\n"


def _shown(line: str) -> list[str]:
    """A line of an example, broken between two entries where it is long; what nobody sees is shown by its number."""
    visible = "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in line)
    lines = [f"    {visible}"]
    while len(lines[-1]) > COLUMNS:
        cut = max(lines[-1].rfind("   ", 12, COLUMNS), 0) or lines[-1].rfind(" ", 12, COLUMNS)
        if cut < 0:
            break
        lines[-1:] = [lines[-1][:cut].rstrip(), f"        {lines[-1][cut:].strip()}"]
    return lines
