"""Words that stand for what isn't there, metrics computed from themselves, values that a dimension does not list."""

from __future__ import annotations

import pytest

from tests.model.texts import PARTIES, TICKETS, WHOLE, found, wrong

MORE = "metric {} {{ measure: {}   controlled by: Nimbus }}\n"  # a metric of its own
AROUND = WHOLE.rpartition("\n")[0]


def metric(name: str, measure: str) -> str:
    return MORE.format(name, measure)


def told(text: str, name: str) -> list[tuple[str, str]]:
    source = f"sla X {{ {text} }}"
    return [
        (source[each.span.start : each.span.end], each.message) for each in wrong(source) if each.name == name
    ]


def promise(bound: str, more: str = "") -> str:
    return f"objective Other {{ Nimbus ensures Uptime {bound} each month   {more} }}"


@pytest.mark.parametrize(
    "text",
    [
        promise("at least baseline"),
        promise("at least 99%", "minimum: at least baseline"),
        promise("at least 99%", "expected: at least baseline"),
        promise("at least 99%")
        + "credit for Other { base: that month's fee of Shop   bands { at least baseline: none   otherwise: 5% } }",
    ],
)
def test_a_baseline_that_nothing_says(text: str) -> None:
    assert told(f"{WHOLE} {text}", "no-such-value") == [("baseline", "Nothing says what `baseline` is.")]


@pytest.mark.parametrize(
    "text",
    [
        promise("at least baseline", "baseline: average of the first 6 months"),
        promise("at least baseline", "baseline: not stated"),
        promise("at least 99%", "expected: at least baseline   baseline: average of the first 6 months"),
        promise("at least baseline") + " assume { baseline: 98% }",
    ],
)
def test_a_baseline_that_is_said(text: str) -> None:
    assert told(f"{WHOLE} {text}", "no-such-value") == []


POOL = "pool Main { share: 100%   allocation { Availability: 40% } }"
OF_POOL = "credit for Availability { base: that month's fee of Shop   amount: the allocation }"
OTHERS = "pool Main { share: 100%   allocation { Elsewhere: 40% } }" + promise("at least 98%").replace(
    "Other", "Elsewhere"
)


@pytest.mark.parametrize("pool", ["", OTHERS])
def test_an_allocation_of_no_pool(pool: str) -> None:
    assert told(f"{AROUND} {AT_RISK} {OF_POOL} {pool}", "no-such-value") == [
        ("the allocation", "No pool allocates anything to `Availability`.")
    ]


@pytest.mark.parametrize(
    "pool", [POOL, POOL.replace("40%", "100%"), f"{OTHERS} {POOL.replace('Main', 'More')}"]
)
def test_an_allocation_of_a_pool(pool: str) -> None:
    assert told(f"{AROUND} {AT_RISK} {OF_POOL} {pool}", "no-such-value") == []


AT_RISK = "amount at risk: 10% of that month's fee of Shop"


def test_one_of_several_that_no_pool_allocates() -> None:
    both = OF_POOL.replace("for Availability", "for Elsewhere, Availability")
    assert told(f"{AROUND} {AT_RISK} {both} {OTHERS}", "no-such-value") == [
        ("the allocation", "No pool allocates anything to `Availability`.")
    ]


def test_pools_of_nothing() -> None:
    message = "Pools divide the amount at risk, and nothing says how much that is."
    assert told(f"{AROUND} {OF_POOL} {POOL}", "no-such-value") == [("the allocation", message)]


EARNED = "earn back {{ share: 50%   when: met in each of the next 3 months   never for: {} }}"


@pytest.mark.parametrize(
    ("level", "said"), [("minimum: at least 97%", "critical"), ("critical: below 95%", "below minimum")]
)
def test_a_level_that_the_objective_lacks(level: str, said: str) -> None:
    def text(level: str) -> str:
        credit = f"credit for Other {{ base: that month's fee of Shop   amount: 5%   {EARNED.format(said)} }}"
        return f"{AROUND} {promise('at least 99%', level)} {credit}"

    key = said.removeprefix("below ")
    message = f"`Other` has no `{key}` level, so no miss of it is ever {said}."
    assert told(text(level), "no-such-value") == [(said, message)]
    has = "minimum: at least 97%   critical: below 95%"
    assert told(text(has), "no-such-value") == []
    assert told(text(f"{key}: not stated"), "no-such-value") == []


@pytest.mark.parametrize(
    "line",
    [
        "credit for Availability { base: that month's fee of Shop   amount: 5% }",
        "credit for Availability { amount: 5% of that month's fee of Shop }",
        "cap: 10% of that month's fee of Shop per month, of all credits",
        "amount at risk: 10% of that month's fee of Shop",
    ],
)
def test_percentages_of_no_fee(line: str) -> None:
    text = f"{AROUND} {line}".replace("fee: 1_000 EUR per month", "fee: none")
    assert told(text, "no-such-value") == [
        ("that month's fee of Shop", "`Shop` has no fee (`fee: none`), so any percentage of it is nothing.")
    ]
    assert told(text.replace("fee: none", "fee: as invoiced per month"), "no-such-value") == []


@pytest.mark.parametrize(
    ("metrics", "circle"),
    [
        (metric("A", "100% - A"), "A → A"),
        (metric("A", "100% - B") + metric("B", "100% - A"), "A → B → A"),
        (metric("A", "B / C") + metric("B", "100% - C") + metric("C", "B * 2"), "B → C → B"),
        (metric("A", "average of A over the last 3 months"), "A → A"),
    ],
)
def test_metrics_computed_from_themselves(metrics: str, circle: str) -> None:
    first = circle.split(" → ")[0]
    assert told(f"{WHOLE} {metrics}", "figure-in-a-circle") == [
        (first, f"`{first}` is computed from itself: {circle}.")
    ]


def test_weights_on_itself() -> None:
    text = "metric A { measure: weighted average   weights { Uptime: 50%   A: 50% }   controlled by: Nimbus }"
    assert [marked for marked, _ in told(f"{WHOLE} {text}", "figure-in-a-circle")] == ["A"]


@pytest.mark.parametrize(
    "metrics",
    [
        metric("A", "100% - Uptime"),
        metric("A", "100% - B") + metric("B", "100% - Uptime"),
        metric("A", "B / C") + metric("B", "100% - D") + metric("C", "D * 2") + metric("D", "100% - Uptime"),
        metric("A", "average of Uptime over the last 3 months"),
        # A field that is called as a metric is the field.
        metric("size", "average of size in tickets"),
    ],
)
def test_metrics_computed_from_others(metrics: str) -> None:
    assert told(f"{WHOLE} {TICKETS} {metrics}", "figure-in-a-circle") == []


LINES = (
    f"{PARTIES} currency: EUR "
    "service Line { hours: always   for each: circuit   fee: 800 EUR per month } "
    "source faults { holds: intervals   of: Line   fields { circuit: Hamburg, Bremen   note: text } } "
    "metric Uptime { of: Line   measure: uptime from faults   for each: circuit   controlled by: Nimbus } "
    "objective Availability { Nimbus ensures Uptime at least 99% each month } "
    "credit for Availability { base: that month's fee of that circuit   amount: 5% } "
    "Acme may terminate that circuit { when: Availability missed in 2 consecutive months   notice: 30 days } "
)
SAID = [
    'down: Line "{}", 2026-01-10 10:00 to 2026-01-10 14:00   expect: Availability missed',
    "levels for Availability {{ {}, 2026-01: 98% }}   expect: Availability missed",
    'expect: Availability "{}" missed',
    "down: Line {}, 2026-01-10 10:00 to 2026-01-10 14:00   expect: Availability missed",
    'fee: Line "{}", 900 EUR   expect: Availability missed',
    'expect: Acme may not terminate that circuit "{}"',
]


@pytest.mark.parametrize("said", SAID)
def test_a_value_that_the_dimension_does_not_list(said: str) -> None:
    for value, wrong_ in (("Hannover", True), ("Bremen", False)):
        text = f'sla X {{ {LINES} scenario "S" {{ month: 2026-01   {said.format(value)} }} }}'
        marked = [part.strip('"') for name, part in found(text) if name == "unknown-name"]
        assert marked == (["Hannover"] if wrong_ else [])


@pytest.mark.parametrize("said", SAID)
def test_values_of_a_text_are_free(said: str) -> None:
    free = LINES.replace("circuit: Hamburg, Bremen", "circuit: text")
    text = f'sla X {{ {free} scenario "S" {{ month: 2026-01   {said.format("Hannover")} }} }}'
    assert "unknown-name" not in [name for name, _ in found(text)]


def test_a_condition_on_a_value_that_is_not_listed() -> None:
    for value, names in (("Hannover", ["unknown-name"]), ("Bremen", [])):
        text = LINES.replace("for each: circuit   controlled", f"where: circuit is {value}   controlled")
        text = f"sla X {{ {text} }}"
        assert [name for name, part in found(text) if part.strip('"') == value] == names


CLASSES = (
    f"{PARTIES} service Access {{ for each: class   hours: always   fee: as invoiced per month }} "
    "source probes { holds: records   each: sample   of: Access "
    "fields { class: Standard, Business, Critical   taken: time   latency: duration } } "
    "metric Latency { measure: average of latency in probes   record belongs to: taken   controlled by: Nimbus } "
    "objective Quick { Nimbus ensures Latency at most 45 ms each month   credit { "
    "base: that month's fee of that class   "
)
BANDS = "bands for {} {{ at most 60 ms: none   otherwise: 10% }} "


@pytest.mark.parametrize(
    ("heads", "hint"),
    [
        (["Standard", "Business", "Business"], "`Critical` has none: are these for it?"),
        (["Business", "Business"], "`Critical` and `Standard` have none: are these for one of them?"),
        (["Standard", "Business", "Critical", "Business"], "Leave one of them out."),
        (["Standard", "Business", "Critical"], None),
        (["Standard", "Business"], None),
        (["Standard, Business", "Critical"], None),
    ],
)
def test_bands_of_a_value_stand_once(heads: list[str], hint: str | None) -> None:
    text = f"sla X {{ {CLASSES} {''.join(BANDS.format(head) for head in heads)} }} }} }}"
    hints = [each.hint for each in wrong(text) if each.name == "row-twice"]
    assert hints == ([hint] if hint else [])


SOURCES = (
    f"{WHOLE} {TICKETS} source traffic {{ holds: counters   of: Shop   every: 5 minutes   fields {{ bytes: number }} }} "
    "source faults { holds: intervals   fields { cause: text } } "
)


THREE = "; there are: `tickets`, `traffic` and `faults`."


@pytest.mark.parametrize(
    ("measure", "hint"),
    [
        ("sum of bytes in Shop", f"`Shop` is a service. Write `traffic`, which has `bytes`{THREE}"),
        ("sum of size in nothing", f"Write `tickets`, which has `size`{THREE}"),
        ("number of nothing", "There are: `tickets`, `traffic` and `faults`."),
        ("share of nothing   good when: ok", f"Write `tickets`, which has `ok`{THREE}"),
        (
            "opened to closed of Shop",
            f"`Shop` is a service. Write `tickets`, which has `opened` and `closed`{THREE}",
        ),
    ],
)
def test_the_source_that_has_the_fields_is_named(measure: str, hint: str) -> None:
    text = f"sla X {{ {SOURCES} {metric('A', measure)} }}"
    assert [each.hint for each in wrong(text) if each.name == "unknown-name"] == [hint]


@pytest.mark.parametrize(
    "measure", ["sum of bytes in traffic", "sum of size in tickets", "number of tickets"]
)
def test_sources_that_are_there(measure: str) -> None:
    assert told(f"{SOURCES} {metric('A', measure)}", "unknown-name") == []


COMMON = "template Base {{ party Nimbus {{ role: provider }} }}\n"
CHAIN = (
    COMMON + "sla A {{ based on: Base   effective: 2026-01-01   {} }}\nsla B {{ based on: A   {} }}\n"
    "amendment First {{ of: B   from: {}   needs: both parties   party Acme {{ role: customer }} }}"
)


@pytest.mark.parametrize(
    ("of_a", "of_b", "since", "early"),
    [
        ("", "", "2025-01-01", True),
        ("", "effective: 2026-06-01", "2026-05-31", True),
        ("", "effective: 2025-06-01", "2025-05-31", True),
        ("", "", "2026-01-01", False),
        ("", "effective: 2025-06-01", "2025-12-01", False),
        ("", "effective: 2026-06-01", "2026-06-01", False),
    ],
)
def test_an_amendment_before_what_it_amends(of_a: str, of_b: str, since: str, early: bool) -> None:
    names = [name for name, _ in found(CHAIN.format(of_a, of_b, since))]
    assert ("amended-out-of-force" in names) == early


def test_a_target_of_what_promises_no_level() -> None:
    bands = "credit for {} {{ base: that month's fee of Shop   bands {{ at least target: none   otherwise: 5% }} }}"
    bare = "objective Bare { Nimbus ensures Uptime each month }"
    assert ("target", "`Bare` promises no level, so there is no `target`.") in told(
        f"{WHOLE} {bare} {bands.format('Bare')}", "no-such-value"
    )
    assert told(f"{AROUND} {bands.format('Availability')}", "no-such-value") == []
