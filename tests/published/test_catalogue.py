"""The published agreements: each is a faithful, checked, formatted text, and what is found in it is true of its source."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from sladsl.api import check, format_text, load, read_text
from sladsl.api.catalogue import Published, catalogue, folder, ids
from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText

IDS = ids()
CHECKED = re.compile(r"facts checked on 20\d\d-\d\d-\d\d\b")
ADDRESS = re.compile(r"\bSource: (https?://\S+|[\w.-]+/[\w.-]+, \S+|memory)")
WRONG_IN_THE_SOURCE = {
    "aws-route53": {"band-gap", "band-against-target"},
    "github-online": {"band-gap", "band-against-target"},
    "mongodb-atlas": {"overlapping-bands"},
    "uk-msa-kpi": {"band-gap"},
    "zonos": {"band-gap"},
}
"""Mistakes that the published text itself has; a text that is mended here would no longer be theirs."""
TRUE_OF_SOURCES = {"exclusion-without-evidence", "exclusion-swallows-promise"}
"""What many publishers leave open, and a customer should know."""
OVERLAPPING = {"aws-ec2-2008-annual", "cloudflare-queues", "masergy-chronic", "sit-latency"}
"""All that they promise is of overlapping periods; their scenarios play as soon as those are evaluated."""
UNPLAYED = re.compile(r'scenario ("[^"]*")')


def text_of(wanted: str) -> str:
    return Path(folder(), f"{wanted}.sla").read_text(encoding="utf-8")


def header(text: str) -> str:
    """The comment that the text begins with, as one line."""
    lines = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines)


def wrong(found: tuple[Finding, ...]) -> set[str]:
    return {each.name for each in found if each.severity == "error"}


@pytest.fixture(scope="module")
def findings() -> dict[str, tuple[Finding, ...]]:
    """Of each agreement once: some have many open choices, and each takes its time."""
    return {}


def checked(wanted: str, findings: dict[str, tuple[Finding, ...]]) -> tuple[Finding, ...]:
    if wanted not in findings:
        findings[wanted] = tuple(check(load(f"published:{wanted}")))
    return findings[wanted]


@pytest.mark.parametrize("wanted", IDS)
def test_it_is_read_without_a_mistake(wanted: str) -> None:
    read = load(f"published:{wanted}")
    assert wrong(read.findings) == set()
    assert not read.broken


@pytest.mark.parametrize("wanted", IDS)
def test_it_is_in_the_style(wanted: str) -> None:
    text = text_of(wanted)
    assert format_text(SourceText(text, wanted))[0] == text


@pytest.mark.parametrize("wanted", IDS)
def test_its_header_says_where_the_facts_are_from_and_when_they_were_checked(wanted: str) -> None:
    said = header(text_of(wanted))
    assert CHECKED.search(said), said
    assert ADDRESS.search(said), said


@pytest.mark.parametrize(
    "said",
    [
        "Source: https://example.com/sla (no date)",
        "facts checked on 2026-11-22",
        "Source: somewhere; facts checked on 2026-11-22",
        "https://example.com/sla; facts checked on 2026-11-22",
        "Source: https://example.com/sla; facts checked last year",
    ],
)
def test_a_header_that_lacks_one_is_seen(said: str) -> None:
    assert not (CHECKED.search(said) and ADDRESS.search(said))


@pytest.mark.parametrize("wanted", IDS)
def test_no_choice_is_answered_by_silence(wanted: str, findings: dict[str, tuple[Finding, ...]]) -> None:
    silent = [each for each in checked(wanted, findings) if each.name == "silent-choice"]
    assert [each.message for each in silent if each.severity != "information"] == []


@pytest.mark.parametrize("wanted", IDS)
def test_its_scenarios_hold(wanted: str, findings: dict[str, tuple[Finding, ...]]) -> None:
    found = checked(wanted, findings)
    assert [each.message for each in found if each.name == "scenario-fails"] == []


@pytest.mark.parametrize("wanted", IDS)
def test_what_is_wrong_in_it_is_wrong_in_its_source(
    wanted: str, findings: dict[str, tuple[Finding, ...]]
) -> None:
    assert wrong(checked(wanted, findings)) == WRONG_IN_THE_SOURCE.get(wanted, set())


@pytest.mark.parametrize("wanted", IDS)
def test_what_it_warns_of_is_true_of_its_source(
    wanted: str, findings: dict[str, tuple[Finding, ...]]
) -> None:
    warned = {each.name for each in checked(wanted, findings) if each.severity == "warning"}
    assert warned <= TRUE_OF_SOURCES


def test_a_figure_that_is_changed_fails_its_scenario() -> None:
    """The scenarios hold something: with another cap, band or level they do not."""
    text = text_of("tracking-template")
    assert wrong(tuple(check(read_text(text, "tracking")))) == set()
    for right, other in (
        ("at least 97.0%: 10%", "at least 97.0%: 15%"),
        ("in 5 of any 12", "in 4 of any 12"),
    ):
        assert right in text
        assert "scenario-fails" in wrong(tuple(check(read_text(text.replace(right, other), "tracking"))))


@pytest.mark.parametrize("wanted", IDS)
def test_a_scenario_of_it_is_really_played(wanted: str, findings: dict[str, tuple[Finding, ...]]) -> None:
    """One that is only read proves nothing."""
    said = re.findall(r"^ *" + UNPLAYED.pattern, text_of(wanted), re.MULTILINE)
    told = [each.message for each in checked(wanted, findings) if each.name == "not-evaluated"]
    unplayed = {title for message in told for title in UNPLAYED.findall(message)}
    assert said
    assert set(said) - unplayed or wanted in OVERLAPPING


@pytest.mark.parametrize("wanted", IDS)
def test_it_allows_no_finding_away(wanted: str) -> None:
    """What is found in it is true of its source, and whoever reads it should know."""
    assert "sladsl: allow" not in text_of(wanted)


@pytest.mark.parametrize("wanted", IDS)
def test_it_needs_no_other_file_and_speaks_in_plain_letters(wanted: str) -> None:
    text = text_of(wanted)
    assert not re.search(r"^use:", text, re.MULTILINE)
    assert "\t" not in text
    assert "\r" not in text


def test_every_card_has_its_agreement(shared: Path) -> None:
    cards = {path.stem for path in (shared / "cases" / "published" / "cards").glob("*.yaml")}
    assert cards - {"usc-251-252"} == set(IDS)


def test_the_package_holds_them() -> None:
    held = files("sladsl") / "published"
    assert {each.name for each in held.iterdir() if each.name.endswith(".sla")} == {
        f"{each}.sla" for each in IDS
    }


def test_the_catalogue_tells_titles_providers_and_agreements() -> None:
    found = {each.id: each for each in catalogue()}
    assert tuple(found) == IDS
    assert all(isinstance(each, Published) and each.title and each.agreements for each in found.values())
    assert found["slack-2024"].provider == "Slack"
    assert [said.name for said in found["slack-2024"].agreements] == ["Slack2024", "Slack2019", "SlackOlder"]
    assert found["sbc-fcc-99-279"].provider == "SBC and Ameritech"
    assert found["hubspot-smarketing"].provider == ""
    assert found["hubspot-smarketing"].agreements[0].kind == "ola"


def test_names_and_titles_are_told_apart() -> None:
    """Whoever reads the list can choose by it."""
    titles = [each.title for each in catalogue()]
    assert len(set(titles)) == len(titles)
