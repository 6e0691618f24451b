"""Leaves out what follows from another mistake: terms that can't be found because what has them was not read.

Where a file or the agreement below is missing, each of its names is unknown; that is one mistake, told where it was made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sladsl.diagnostics.finding import Finding

NAMES = frozenset({"unknown-name", "nothing-to-override", "table-of-other-fields", "event-impossible"})
"""What is said of names and terms that somebody else should have brought."""
PLAYED = frozenset({"unknown-right", "unknown-duty"})
"""What a scenario asks for that the terms do not give: told when the terms are right."""
ONE_VALUE, NO_VALUE = "This is one value with a comma in it", "There is no value "
OF_FIELDS = frozenset({"table-of-other-fields", "pause-elsewhere"})
"""What is said where the fields of a source lack something."""
NO_FIELD, NO_PERIOD = "There is no field ", "No promise is assessed by "
"""What nobody could be told apart by, and what no promise that was read is assessed by."""
BASED_ON_NONE = "This agreement is based on none."


def without_follow_ups(
    found: Iterable[Finding], earlier: Sequence[Finding], agreements: Collection[str]
) -> list[Finding]:
    """The findings without those that a missing file or a missing agreement explains; `agreements`: those that there are."""
    findings = list(found)
    before = [each for each in earlier if each.severity == "error"]
    others = [each for each in (*before, *findings) if each.severity == "error" and each.name not in PLAYED]
    if any(each.code == "S119" for each in earlier):
        findings = [each for each in findings if each.name not in PLAYED]
    if any(each.expected.startswith(("minimum:", "critical:")) for each in before):
        findings = [each for each in findings if each.name != "event-impossible"]
    if before and any(each.code.startswith("S2") for each in before):
        findings = [each for each in findings if each.name != "period-missing"]
    if any(each.name == "no-such-value" for each in findings):
        findings = [each for each in findings if each.name != "target-unused"]
    if any(not each.message.startswith(NO_PERIOD) for each in others):
        findings = [each for each in findings if not each.message.startswith(NO_PERIOD)]
    if any(each.expected.startswith("holds:") for each in before):
        findings = [each for each in findings if each.name != "wrong-kind-of-source"]
    if any(each.expected.startswith("fields") for each in before):
        findings = [each for each in findings if each.name not in OF_FIELDS]
    unknown = [each for each in others if each.message.startswith(NO_FIELD)]
    if unknown and all(each in unknown or each.message.startswith(NO_VALUE) for each in others):
        findings = [each for each in findings if not _value_alone(each)]
    if others:
        findings = [each for each in findings if each.name not in PLAYED]
    if any(each.message.startswith(ONE_VALUE) for each in findings):
        findings = [each for each in findings if not each.message.startswith(NO_VALUE)]
    if not any(each.name in NAMES for each in findings):
        return findings
    if any(_of_a_file(each) for each in before):
        return [each for each in findings if not _follows(each)]
    missing = [each for each in findings if each.message.startswith("There is no agreement `")]
    if missing:
        return [each for each in findings if not _follows(each) or each in missing]
    bare = [each for each in findings if each.message == BASED_ON_NONE]
    if not bare:
        return findings
    told = any(each.code.startswith("S2") for each in before)
    if not told and not any(f"`based on: {name}`" in each.hint for each in bare for name in agreements):
        return findings  # an agreement of which nothing is here
    return [each for each in findings if not _follows(each) or (each is bare[0] and not told)]


def _follows(finding: Finding) -> bool:
    """Whether a missing text explains it; a name that is nearly one of those here is a slip of its own."""
    return finding.name in NAMES and not finding.hint.startswith("Did you mean")


def _value_alone(finding: Finding) -> bool:
    """Whether a value is unknown, and no slip of one that there is."""
    return finding.message.startswith(NO_VALUE) and not finding.hint.startswith("Did you mean")


def _of_a_file(finding: Finding) -> bool:
    """Whether a file could not be read, or is named where none can be."""
    return finding.name == "unusable-file" or (
        finding.code.startswith("S2") and finding.expected.startswith("use:")
    )
