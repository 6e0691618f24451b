"""`caps-contradict`: a cap that lets nothing through, that another makes pointless, or that is below the least paid."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.credits import Bonus, MarginalBands, Owed
from sladsl.ast.declare import Block
from sladsl.ast.objectives import Objective
from sladsl.checks.context import Context
from sladsl.checks.points import one_by_one
from sladsl.checks.prices import Price, Prices, amounts, comparable
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences, promises
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Chosen
from sladsl.record import Record

SAY = Voice(name="caps-contradict", code="B111", severity="error")
YEARS = frozenset({"calendar year", "contract year", "fiscal year", "term"})
WITHIN = {
    "day": YEARS | {"week", "month", "quarter"},
    "month": YEARS | {"quarter"},
    "quarter": YEARS,
}
"""Windows of which several lie in a longer one. What is in any window is in the term."""


class Limit(Record):
    """A cap, the block in which it stands, and whose credits it limits (() for all)."""

    cap: v.Cap
    block: Block
    of: tuple[str, ...]
    covers: str
    """`each credit`, `all credits`, or "" where nobody says."""


def check(context: Context) -> Iterator[Finding]:
    limits = list(_limits(context))
    prices = Prices(context.agreement.node)
    for limit in limits:
        if _nothing(limit.cap.amount):
            said = f"A cap of {context.words(limit.cap.amount.span)}: no credit is ever paid."
            yield SAY(limit.cap.span, said, "Write the most that can be credited, or leave the cap out.")
        else:
            yield from _pointless(context, limit, limits, prices)
    for block, objectives in consequences(context.agreement.node):
        if isinstance(block, Owed) and isinstance(block.minimum_payable, v.LeastPaid):
            above = [each for each in limits if not each.of or each.block is block]
            yield from _never_paid(context, block, objectives, block.minimum_payable, above, prices)


def _limits(context: Context) -> Iterator[Limit]:
    node = context.agreement.node
    agreed = context.agreement.choices.get("cap covers")
    default = agreed.answer if isinstance(agreed, Chosen) else ""
    for block, objectives in consequences(node):
        if not isinstance(block, Owed) or isinstance(block, Bonus):
            continue
        names = tuple(each.name.text for each in objectives if each.name is not None) or (block.kind,)
        own = block.cap_covers
        covers = own.text if isinstance(own, v.Answer) else default
        yield from (_limit(cap, block, names, covers) for cap in block.cap if isinstance(cap, v.Cap))
    if isinstance(node, AgreementBlock):
        yield from (_limit(cap, node, (), default) for cap in node.cap if isinstance(cap, v.Cap))


def _limit(cap: v.Cap, block: Block, of: tuple[str, ...], default: str) -> Limit:
    said = cap.covers.text if isinstance(cap.covers, v.Answer) else "" if cap.covers is not None else default
    return Limit(cap=cap, block=block, of=of, covers=said)


def _nothing(amount: object) -> bool:
    match amount:
        case v.Quantity():
            return amount.number.value == 0
        case v.Share():
            return amount.percent.number.value == 0
        case v.DaysOfFee():
            return amount.days.value == 0
        case _:
            return False


def _pointless(context: Context, limit: Limit, limits: list[Limit], prices: Prices) -> Iterator[Finding]:
    """A cap below which another one always lies."""
    own = prices.of(limit.cap.amount, limit.block)
    for other in limits:
        if other is limit or _nothing(other.cap.amount) or not _covered(limit, other):
            continue
        both = comparable(own, prices.of(other.cap.amount, other.block))
        if both is None or not both[0].above(both[1]):
            continue
        longer = "" if limit.cap.window == other.cap.window else ", and for a longer time"
        yield SAY(
            limit.cap.span,
            f"This cap of {both[0].text} per {limit.cap.window} never limits anything: the one of {both[1].text} "
            f"per {other.cap.window} is lower{longer}.",
            "Check the two figures, or leave this cap out.",
            severity="warning",
            labels=(Label(span=other.cap.span, text="the lower cap"),),
        )
        return


def _never_paid(
    context: Context,
    block: Owed,
    objectives: tuple[Objective, ...],
    least: v.LeastPaid,
    above: list[Limit],
    prices: Prices,
) -> Iterator[Finding]:
    """The smallest credit that is paid, against the largest that there can be, and against what a cap leaves."""
    smallest = prices.of(least.amount, block)

    def too_little(found: tuple[Price, ...]) -> Price | None:
        both = comparable(smallest, found)
        if both is None:
            return None
        return both[1] if both[0].above(both[1]) or (least.above and not both[1].above(both[0])) else None

    for limit in above:
        most = too_little(prices.of(limit.cap.amount, limit.block)) if limit.cap.year is None else None
        if most is not None:
            said = f"Nothing is ever paid: the smallest credit is {smallest[0].text}, and the cap leaves {most.text}."
            label = (Label(span=limit.cap.span, text="the cap"),)
            yield SAY(least.span, said, "Check the two figures.", severity="warning", labels=label)
            return
    written = [each for each in amounts(block) if not (isinstance(each, v.Answer) and each.text == "none")]
    sums = [too_little(prices.of(each, block)) for each in written]
    grows = block.step is not None or block.has(Owed.repeat) or block.children(MarginalBands)
    each_record = any(words.noun is not None for objective in objectives for words in promises(objective))
    if grows or each_record or one_by_one(context.agreement.node) or not sums or None in sums:
        return  # several of them can come together
    most = max((each for each in sums if each is not None), key=lambda each: each.value)
    said = f"Nothing is ever paid: the smallest credit is {smallest[0].text}, and the largest owed is {most.text}."
    label = (Label(span=most.span, text="the largest"),)
    yield SAY(least.span, said, "Check the two figures.", severity="warning", labels=label)


def _covered(one: Limit, other: Limit) -> bool:
    """Whether all that a cap limits is limited by another one, together with all else of its longer window."""
    if one.cap.run is not None or other.cap.run is not None:
        return False
    if (one.cap.year, one.cap.onward) != (other.cap.year, other.cap.onward) and other.cap.year is not None:
        return False
    if one.cap.window != other.cap.window and other.cap.window not in WITHIN.get(one.cap.window, {"term"}):
        return False
    if other.of and not (one.of and set(one.of) <= set(other.of)):
        return False
    return other.covers == "all credits" or one.covers == "each credit" or one.covers == other.covers


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  service Shop {{ fee: {fee} per month }}
  metric Uptime {{ of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  credit for Availability {{
    base: that month's fee of Shop
    bands {{ at least 99.9%: none   at least 99%: 10%   otherwise: 25% }}
    cap: {cap}
  }}
  cap: {all}, of all credits
}}
"""


def _text(cap: str, all: str, fee: str = "1_000 EUR") -> str:
    return _TEXT.format(cap=cap, all=all, fee=fee)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A cap lets nothing through, never limits anything because of a lower one, or is below the least that is paid.",
    why=(
        "A cap of 500 EUR a month, and one of 400 EUR a quarter: the first is never reached, because the second has "
        "cut the credits before. Two figures stand in the text and one of them counts, so one of the parties reads "
        "the wrong one; mostly they are swapped, or a nought is missing. Caps are compared where both are money, or "
        "shares of the same fee; where the fee is written, shares are money."
    ),
    bad=(
        Case(
            about="The cap of a month is higher than that of a quarter.",
            text=_text("500 EUR per month", "400 EUR per quarter"),
            expected=(
                Expected(
                    line=12,
                    part="500.00 EUR per month never limits anything: the one of 400.00 EUR per quarter is lower, and for",
                    severity="warning",
                ),
            ),
        ),
        Case(
            about="Of a fee as invoiced: both are shares of the same one.",
            text=_text(
                "60% of that month's fee of Shop per month",
                "50% of that month's fee of Shop per month",
                "as invoiced",
            ),
            expected=(Expected(line=12, part="60% per month never limits anything", severity="warning"),),
        ),
        Case(
            about="A share of a year's fee is less than one of a month's.",
            text=_text(
                "50% of that month's fee of Shop per month", "3% of that year's fee of Shop per calendar year"
            ),
            expected=(Expected(line=12, part="50%, 500.00 EUR per month never", severity="warning"),),
        ),
        Case(
            about="The smallest credit that is paid is more than the cap.",
            text=_text("200 EUR per month   minimum payable: 300 EUR", "900 EUR per quarter"),
            expected=(
                Expected(
                    line=12, part="smallest credit is 300.00 EUR, and the cap leaves 200", severity="warning"
                ),
            ),
        ),
        Case(
            about="More than 250 EUR are paid, and 250 are the most that is owed.",
            text=_text("900 EUR per month   minimum payable: above 250 EUR", "950 EUR per quarter"),
            expected=(
                Expected(
                    line=12,
                    part="smallest credit is 250.00 EUR, and the largest owed is 25%",
                    severity="warning",
                ),
            ),
        ),
        Case(
            about="Nothing is ever credited.",
            text=_text("0% of that month's fee of Shop per month", "0 EUR per calendar year"),
            expected=(
                Expected(line=12, part="A cap of 0% of that month's fee of Shop: no credit"),
                Expected(line=14, part="A cap of 0 EUR: no credit is ever paid"),
            ),
        ),
    ),
    good=(
        Case(
            about="Small credits are not paid, and large ones are.",
            text=_text("250 EUR per month   minimum payable: 250 EUR", "950 EUR per quarter"),
        ),
        Case(
            about="The longer the time, the more can be credited.",
            text=_text("500 EUR per month", "600 EUR per quarter"),
        ),
        Case(
            about="What 50% of an invoice are is not known.",
            text=_text("500 EUR per month", "50% of that month's fee of Shop per month", "as invoiced"),
        ),
        Case(
            about="A smaller share of the fee of a longer time is more.",
            text=_text(
                "50% of that month's fee of Shop per month",
                "10% of that year's fee of Shop per calendar year",
            ),
        ),
    ),
    check=check,
)
