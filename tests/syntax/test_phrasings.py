"""The tables of phrasings: each entry says something of its sample that nobody else says, and its fix is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.ast.declare import keys_of
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import applied
from sladsl.syntax import misnamed, misrows, otherwise
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.phrasings import table
from sladsl.syntax.phrasings.lines import LINES
from sladsl.syntax.phrasings.makers import MAKERS
from sladsl.syntax.phrasings.phrase import CODES, Phrase, Word, pattern
from tests.syntax.phrased import Sample, findings_of, samples

SNIPPETS = Path(__file__).parent / "mistakes" / "phrasings"
ALL = samples()
LEAST = 400
KINDS = {block.kind: block for block in all_blocks()}


def _id(sample: Sample) -> str:
    return f"{sample.inside}: {sample.sample[:50]}"


def _told(sample: Sample) -> Finding:
    """The one finding about the sample."""
    found = findings_of(sample.text)
    assert len(found) == 1, [(each.name, each.message) for each in found]
    return found[0]


def test_there_are_enough() -> None:
    assert len(ALL) >= LEAST
    assert len({(each.inside, each.sample) for each in ALL}) == len(ALL)


@pytest.mark.parametrize("sample", ALL, ids=_id)
def test_one_mistake_is_one_finding_that_shows_a_line(sample: Sample) -> None:
    found = _told(sample)
    assert found.severity == "error"
    assert found.hint
    assert found.expected or found.name == "unknown-answer"  # of several answers none is picked
    assert "{" not in found.message.replace("`{`", "")


def _without(sample: Sample, patch: pytest.MonkeyPatch) -> None:
    """Takes the entry out of its table."""
    entry = sample.entry
    if isinstance(entry, Phrase):
        known = table.phrases_of
        patch.setattr(
            otherwise,
            "phrases_of",
            lambda form, key: tuple(each for each in known(form, key) if each is not entry),
        )
        return
    if isinstance(entry, Word):
        among = table._among
        patch.setattr(
            table,
            "_among",
            lambda written, inside, words: among(
                written, inside, tuple(each for each in words if each is not entry)
            ),
        )
        return
    others = tuple(each for each in table.topic("foreign").texts if each is not entry)
    whole = table.topic
    patch.setattr(
        table, "topic", lambda name: table.Topic(title="", texts=others) if name == "foreign" else whole(name)
    )


@pytest.mark.parametrize("sample", ALL, ids=_id)
def test_no_entry_can_be_left_out(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the entry something else is said of its sample."""
    before = _said(sample)
    _without(sample, monkeypatch)
    assert _said(sample) != before


def _said(sample: Sample) -> list[tuple[object, ...]]:
    found = findings_of(sample.text)
    return [(each.message, each.hint, each.expected, each.fix) for each in found]


@pytest.mark.parametrize(
    "sample", [each for each in ALL if any(found.fixable for found in findings_of(each.text))], ids=_id
)
def test_what_is_fixed_can_be_read(sample: Sample) -> None:
    fix = _told(sample).fix
    assert fix is not None
    assert findings_of(applied(sample.text, [fix])) == ()


@pytest.mark.parametrize(
    "sample",
    [
        each
        for each in ALL
        if (isinstance(each.entry, Phrase) and each.entry.safe and (each.entry.right or each.entry.make))
        or (isinstance(each.entry, Word) and each.entry.safe)
    ],
    ids=_id,
)
def test_what_is_safe_is_fixed(sample: Sample) -> None:
    assert _told(sample).fixable


def test_every_sample_has_its_snippet() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SNIPPETS.glob("*.sla"))
    lines = {line.strip() for line in text.splitlines()}
    missing = [each.sample for each in ALL if each.sample.splitlines()[0].strip() not in lines]
    # In the snippets several blocks of one kind stand in one agreement, so their names differ.
    assert [each for each in missing if each not in text] == []


def test_the_tables_speak_of_what_there_is() -> None:
    for sample in ALL:
        entry = sample.entry
        if isinstance(entry, Phrase):
            pattern(entry.wrong, entry.glued)
            assert not entry.make or entry.make in MAKERS, entry.make
            assert entry.called in CODES
            assert all(any(key in keys_of(block) for block in all_blocks()) for key in entry.keys)
        elif isinstance(entry, Word):
            assert not entry.make or entry.make in LINES, entry.make
            assert bool(entry.right) + bool(entry.line) + bool(entry.make) <= 1
            assert all(kind in KINDS for kind in entry.inside)


def test_every_maker_is_used() -> None:
    used = {getattr(each.entry, "make", "") for each in ALL}
    assert sorted({*MAKERS, *LINES} - used) == []


@pytest.mark.parametrize("module", [misnamed, misrows])
def test_words_are_asked_for_through_the_table(module: object) -> None:
    assert module.key_word is table.key_word  # type: ignore[attr-defined]


def test_money_is_never_changed_without_asking() -> None:
    """Where a figure, a date or an answer has two readings, the fix is an offer."""
    for sample in (
        "fee: 12,000 EUR per month",  # thousands, or decimals
        "fee: $500 per month",  # of which country
        "fee: 1.5m EUR per month",  # a thousand, or a million
    ):
        (found,) = findings_of(f"sla A {{ service S {{ {sample} }} }}")
        assert found.fix is not None
        assert not found.fixable, sample
    for sample in ("effective: 03/04/2026", "effective: 03-04-2026"):
        (found,) = findings_of(f"sla A {{ {sample} }}")
        assert not found.fixable
    for sample in ("deadline: within 30 days", "deadline: 30 days"):
        (found,) = findings_of(f"sla A {{ claims {{ {sample} }} }}")
        assert not found.fixable
    for sample in ("missing samples: ignored", "excluded time: up", "partial minutes: rounded up"):
        (found,) = findings_of(f"sla A {{ interpretation {{ {sample} }} }}")
        assert not found.fixable


def test_the_currency_of_the_agreement_tells_the_dollar() -> None:
    for code in ("USD", "CAD"):
        found = next(iter(findings_of(f"sla A {{ currency: {code}   service S {{ fee: $500 per month }} }}")))
        assert found.fixable
        assert found.expected == f"fee: 500 {code} per month"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("fee: EUR 1,234.5 per month", "fee: 1_234.5 EUR per month"),
        ("fee: 1.5k EUR per month", "fee: 1_500 EUR per month"),
        ("fee: CHF 12'345.60 per month", "fee: 12_345.60 CHF per month"),
        ("fee: 12 345,60 € per month", "fee: 12_345.60 EUR per month"),
        ("fee: € 0,50 per day", "fee: 0.50 EUR per day"),
        ("fee: 2 million EUR per year", "fee: 2_000_000 EUR per year"),
    ],
)
def test_figures_of_other_countries(written: str, right: str) -> None:
    (found,) = findings_of(f"sla A {{ service S {{ {written} }} }}")
    assert (found.expected, found.fixable) == (right, True)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("31.12.2026", "2026-12-31"),
        ("1. März 2026", "2026-03-01"),
        ("1er janvier 2026", "2026-01-01"),
        ("Dec 31, 2026", "2026-12-31"),
        ("2026.12.31", "2026-12-31"),
        ("the 3rd of May 2026", "2026-05-03"),
    ],
)
def test_dates_of_other_countries(written: str, right: str) -> None:
    (found,) = findings_of(f"sla A {{ effective: {written} }}")
    assert (found.expected, found.fixable) == (f"effective: {right}", True)


@pytest.mark.parametrize("written", ["31.02.2026", "32.12.2026", "00.01.2026"])
def test_days_that_do_not_exist_are_not_offered(written: str) -> None:
    (found,) = findings_of(f"sla A {{ effective: {written} }}")
    assert found.fix is None


def test_comments_between_the_words_stay() -> None:
    text = "sla A { objective O { minimum: not less # as agreed\n than 99.5% } }"
    assert all(not each.fixable for each in findings_of(text))
